//! The rows, one file per part of the manual, and the rules that hold between rows.

pub mod codec;
pub mod dialing;
pub mod line;
pub mod media;
pub mod proxy;
pub mod rules;
pub mod services;
pub mod sip;
pub mod system;
pub mod voice;

use super::param::Param;

/// Every row, in the order of the reference documentation.
pub static CHAPTERS: &[&[&Param]] = &[
    system::ROWS,
    line::ROWS,
    sip::ROWS,
    proxy::ROWS,
    dialing::ROWS,
    media::ROWS,
    codec::ROWS,
    voice::ROWS,
    services::ROWS,
];

/// Returns every row in the order of the reference documentation.
pub fn rows() -> impl Iterator<Item = &'static Param> {
    CHAPTERS.iter().flat_map(|chapter| chapter.iter().copied())
}

/// Returns the row that `path` or one of its other spellings names, and the index in it.
///
/// A leading slash and `signaling` for `signalling` are forgiven: the manual prints both.
pub fn find(path: &str) -> Option<(&'static Param, Option<u32>)> {
    let path = path.trim_start_matches('/');
    let path = match path.strip_prefix("voip/signaling/") {
        Some(rest) => format!("voip/signalling/{rest}"),
        None => path.to_owned(),
    };
    rows().find_map(|row| {
        let mut spellings = core::iter::once(row.path).chain(row.aliases.iter().copied());
        spellings.find_map(|spelling| Param::index_in(spelling, &path)).map(|index| (row, index))
    })
}

/// Makes a chapter: one [`Setting`](super::param::Setting) per row, `ROWS`, and a test of them.
macro_rules! params {
    ($page:ident, $source:literal;
        $($(#[doc = $help:literal])+ $name:ident: $type:ty = $default:tt, $kind:expr, $path:literal
            $({ $($field:ident: $value:expr),* $(,)? })?;)*) => {
        $($(#[doc = $help])+
        #[allow(clippy::needless_update, reason = "a row may state every field")]
        pub static $name: $crate::config::param::Setting<$type> =
            $crate::config::param::Setting::new($crate::config::param::Param {
                path: $path,
                kind: $kind,
                default: $crate::config::table::params!(@default $default),
                page: $crate::config::param::Page::$page,
                help: concat!($($help),+),
                source: $source,
                $($($field: $value,)*)?
                ..$crate::config::param::Param::BLANK
            });)*

        /// The rows of this chapter.
        pub static ROWS: &[&$crate::config::param::Param] = &[$(&$name.param),*];

        #[cfg(test)]
        mod rows {
            #[test]
            fn defaults_can_be_read() {
                $({
                    let setting = &super::$name;
                    for default in setting.param.default {
                        assert!(setting.read(default).is_ok(), "{}", setting.param.path);
                    }
                })*
            }
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
    use crate::config::param::Page;

    #[test]
    fn paths_and_aliases_are_unique() {
        let mut seen = BTreeSet::new();
        for row in rows() {
            for path in core::iter::once(&row.path).chain(row.aliases) {
                assert!(seen.insert(*path), "{path} occurs twice");
            }
        }
    }

    #[test]
    fn every_row_is_explained() {
        for row in rows() {
            assert!(row.help.trim().ends_with('.'), "{}: help", row.path);
            assert!(row.source.starts_with("manual "), "{}: source", row.path);
            let labelled = !row.label.is_empty() || !row.note.is_empty();
            assert!(labelled || row.page == Page::System, "{}: label or note", row.path);
        }
    }

    #[test]
    fn every_index_has_a_default_or_shares_one() {
        for row in rows() {
            let many = usize::from(row.indexes().unwrap_or(1));
            assert!(row.default.len() == 1 || row.default.len() == many, "{}", row.path);
        }
    }

    #[test]
    fn legacy_spellings_find_the_row() {
        let (row, index) = find("/voip/signaling/sip/proxy_port").expect("known");
        assert_eq!((row.path, index), ("voip/signalling/sip/proxy_port", None));
        let (row, index) = find("voip/codec/2/enabled").expect("known");
        assert_eq!((row.path, index), ("voip/codec/codec_info/{codec}/enabled", Some(2)));
        assert!(find("voip/line/0/colour").is_none());
    }
}
