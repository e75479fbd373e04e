//! The rows, one file per part of the manual, and the rules that hold between rows.

pub mod acd;
pub mod answer;
pub mod audio;
pub mod blf;
pub mod certificates;
pub mod codec;
pub mod diagnostics;
pub mod dialing;
pub mod directory;
pub mod display;
pub mod feature_sync;
pub mod forward;
pub mod gain;
pub mod genband;
pub mod genesys;
pub mod ieee8021x;
pub mod keys;
pub mod legacy;
pub mod line;
pub mod manager;
pub mod media;
pub mod menus;
pub mod mwi;
pub mod network;
pub mod paging;
pub mod provisioning;
pub mod proxy;
pub mod quality;
pub mod rules;
pub mod services;
pub mod shared_line;
pub mod sip;
pub mod srtp;
pub mod system;
pub mod time;
pub mod tones;
pub mod vocanom;
pub mod voice;
pub mod web;
pub mod xsi;

use core::cmp::Ordering;

use super::index;
use super::param::Param;
use super::text::Text;

/// The rows of each chapter.
static ROWS: &[&[&Param]] = &[
    display::ROWS,
    web::ROWS,
    system::ROWS,
    manager::ROWS,
    provisioning::ROWS,
    time::ROWS,
    network::ROWS,
    sip::ROWS,
    proxy::ROWS,
    line::ROWS,
    shared_line::ROWS,
    services::ROWS,
    vocanom::ROWS,
    dialing::ROWS,
    audio::ROWS,
    tones::ROWS,
    media::ROWS,
    codec::ROWS,
    voice::ROWS,
    forward::ROWS,
    answer::ROWS,
    blf::ROWS,
    mwi::ROWS,
    menus::ROWS,
    gain::ROWS,
    directory::ROWS,
    keys::ROWS,
    paging::ROWS,
    feature_sync::ROWS,
    certificates::ROWS,
    ieee8021x::ROWS,
    srtp::ROWS,
    quality::ROWS,
    diagnostics::ROWS,
    xsi::ROWS,
    genesys::ROWS,
    acd::ROWS,
    genband::ROWS,
];

/// What people read of the rows, in the same order.
static TEXTS: &[&[Text]] = &[
    display::TEXTS,
    web::TEXTS,
    system::TEXTS,
    manager::TEXTS,
    provisioning::TEXTS,
    time::TEXTS,
    network::TEXTS,
    sip::TEXTS,
    proxy::TEXTS,
    line::TEXTS,
    shared_line::TEXTS,
    services::TEXTS,
    vocanom::TEXTS,
    dialing::TEXTS,
    audio::TEXTS,
    tones::TEXTS,
    media::TEXTS,
    codec::TEXTS,
    voice::TEXTS,
    forward::TEXTS,
    answer::TEXTS,
    blf::TEXTS,
    mwi::TEXTS,
    menus::TEXTS,
    gain::TEXTS,
    directory::TEXTS,
    keys::TEXTS,
    paging::TEXTS,
    feature_sync::TEXTS,
    certificates::TEXTS,
    ieee8021x::TEXTS,
    srtp::TEXTS,
    quality::TEXTS,
    diagnostics::TEXTS,
    xsi::TEXTS,
    genesys::TEXTS,
    acd::TEXTS,
    genband::TEXTS,
];

/// Returns every row in the order of the reference documentation.
pub fn rows() -> impl Iterator<Item = &'static Param> {
    ROWS.iter().flat_map(|chapter| chapter.iter().copied())
}

/// Returns every row with what people read of it, in the order of the reference documentation.
///
/// Only this refers to the texts, so that a program that does not call it does not carry them.
pub fn texts() -> impl Iterator<Item = (&'static Param, &'static Text)> {
    rows().zip(TEXTS.iter().flat_map(|chapter| chapter.iter()))
}

/// How many rows there are.
const COUNT: usize = {
    let (mut count, mut chapter) = (0, 0);
    while chapter < ROWS.len() {
        count += ROWS[chapter].len();
        chapter += 1;
    }
    count
};

/// Every row in the order of [`index::compare`]; sorted when this is compiled.
static SORTED: [&Param; COUNT] = sorted();

const fn sorted() -> [&'static Param; COUNT] {
    let mut sorted = [ROWS[0][0]; COUNT];
    let (mut count, mut chapter) = (0, 0);
    while chapter < ROWS.len() {
        let mut row = 0;
        while row < ROWS[chapter].len() {
            insert(&mut sorted, count, ROWS[chapter][row]);
            count += 1;
            row += 1;
        }
        chapter += 1;
    }
    sorted
}

/// Inserts `row` among the first `count` of `sorted`, which are in order.
const fn insert(sorted: &mut [&'static Param; COUNT], count: usize, row: &'static Param) {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        match index::compare(sorted[middle].path.as_bytes(), row.path.as_bytes()) {
            Ordering::Less => low = middle + 1,
            Ordering::Equal | Ordering::Greater => high = middle,
        }
    }
    let mut at = count;
    while at > low {
        sorted[at] = sorted[at - 1];
        at -= 1;
    }
    sorted[low] = row;
}

/// Returns the row that `path` or one of its other spellings names, and the numbers in it.
///
/// A leading slash and `signaling` for `signalling` are forgiven: the manual prints both.
pub fn find(path: &str) -> Option<(&'static Param, [Option<u32>; 2])> {
    let path = path.trim_start_matches('/');
    if let Some(rest) = path.strip_prefix("voip/signaling/") {
        return find(&format!("voip/signalling/{rest}"));
    }
    // Rows between two that begin as the path does begin so, too: only what follows is compared.
    let (mut rows, mut before, mut after) = (&SORTED[..], 0, 0);
    while let Some(row) = rows.get(rows.len() / 2) {
        let known = before.min(after);
        let (order, same) = index::compare_from(row.path.as_bytes(), path.as_bytes(), known);
        match order {
            Ordering::Less => (rows, before) = (&rows[rows.len() / 2 + 1..], same),
            Ordering::Greater => (rows, after) = (&rows[..rows.len() / 2], same),
            Ordering::Equal => {
                return index::numbers(row.path, path).map(|numbers| (*row, numbers));
            }
        }
    }
    let other_names =
        |row: &&'static Param| row.aliases.iter().find_map(|alias| index::numbers(alias, path));
    SORTED.iter().find_map(|row| Some((*row, other_names(row)?)))
}

/// Makes a chapter: one [`Setting`](super::param::Setting) per row, `ROWS`, `TEXTS`, and a test.
///
/// `in` opens a group of rows that are on one page and from one part of the manual.
macro_rules! params {
    ($(in $page:ident, $source:literal;
        $($(#[doc = $help:literal])+ $name:ident: $type:ty = $default:tt, $kind:expr, $path:literal
            $({ $($field:ident: $value:expr),* $(,)? })?;)*)*) => {
        $($($(#[doc = $help])+
        pub static $name: $crate::config::param::Setting<$type> =
            $crate::config::param::Setting::new($crate::config::table::params!(
                @row $page, $source, [$($help),+], $name, $default, $kind, $path,
                [$($($field: $value,)*)?]
            ).param());)*)*

        /// The rows of this chapter.
        pub(crate) static ROWS: &[&$crate::config::param::Param] = &[$($(&$name.param),*),*];

        /// What people read of the rows, in the same order.
        pub(super) static TEXTS: &[$crate::config::text::Text] = &[$($(
            $crate::config::table::params!(
                @row $page, $source, [$($help),+], $name, $default, $kind, $path,
                [$($($field: $value,)*)?]
            ).text()),*),*];

        #[cfg(test)]
        mod rows {
            #[test]
            fn defaults_can_be_read() {
                $($({
                    let setting = &super::$name;
                    let of_models = setting.param.model_defaults.iter().flat_map(|(_, d)| *d);
                    for default in setting.param.default.iter().chain(of_models) {
                        assert!(setting.read(default).is_ok(), "{}", setting.param.path);
                    }
                })*)*
            }
        }
    };
    (@row $page:ident, $source:literal, [$($help:literal),+], $name:ident, $default:tt, $kind:expr,
        $path:literal, [$($field:ident: $value:expr,)*]) => {
        $crate::config::param::Row {
            path: $path,
            kind: $kind,
            default: $crate::config::table::params!(@default $default),
            name: stringify!($name),
            module: module_path!(),
            page: $crate::config::text::Page::$page,
            help: concat!($($help),+),
            source: $source,
            $($field: $value,)*
            ..$crate::config::param::Row::BLANK
        }
    };
    (@default [$($each:literal),*]) => { &[$($each),*] };
    (@default $one:literal) => { &[$one] };
}

pub(super) use params;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn paths_and_aliases_are_unique() {
        let mut seen = BTreeSet::new();
        for row in rows() {
            for path in core::iter::once(&row.path).chain(row.aliases) {
                assert!(seen.insert(*path), "{path} occurs twice");
            }
        }
        let distinct = |pair: &[&Param]| {
            index::compare(pair[0].path.as_bytes(), pair[1].path.as_bytes()).is_lt()
        };
        assert!(SORTED.windows(2).all(distinct), "two paths differ only in a number");
    }

    #[test]
    fn every_row_is_explained() {
        for (row, text) in texts() {
            assert!(text.help.trim().ends_with('.'), "{}: help", row.path);
            assert!(text.source.starts_with("manual "), "{}: source", row.path);
        }
    }

    #[test]
    fn every_place_has_a_default_or_shares_one() {
        for row in rows() {
            let many =
                row.indexes().next().map_or(1, |index| usize::from(index.last - index.first) + 1);
            let of_models = row.model_defaults.iter().map(|(_, defaults)| *defaults);
            for defaults in of_models.chain([row.default]) {
                assert!(defaults.len() == 1 || defaults.len() == many, "{}", row.path);
            }
            assert_eq!(row.indexes().count(), row.path.matches('{').count(), "{}", row.path);
        }
    }

    #[test]
    fn legacy_spellings_find_the_row() {
        let (row, numbers) = find("/voip/signaling/sip/proxy_port").expect("known");
        assert_eq!((row.path, numbers), ("voip/signalling/sip/proxy_port", [None, None]));
        let (row, numbers) = find("voip/codec/2/enabled").expect("known");
        assert_eq!(row.path, "voip/codec/codec_info/{codec}/enabled");
        assert_eq!(numbers, [Some(2), None]);
        assert!(find("voip/line/0/colour").is_none());
    }

    #[test]
    fn every_path_is_found() {
        for row in rows() {
            for place in row.places() {
                let found = find(&row.path_at(place)).map(|(row, _)| row.path);
                assert_eq!(found, Some(row.path));
            }
        }
    }
}
