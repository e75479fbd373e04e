//! The registry of parameters: whole, honest, and documented.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hookswitch_core::config::acting::Acting;
use hookswitch_core::config::param::Param;
use hookswitch_core::config::text::{Need, Page};
use hookswitch_core::config::{Config, locate, table};
use hookswitch_tests::{folder, golden, parameters, repository};

#[test]
fn the_reference_lists_every_parameter() {
    golden::check_file(&repository("docs/parameters.md"), &parameters::reference());
}

/// Returns the names in the manual's way, `voip/line/{0-5}/id`, one for each path.
fn names_of_the_manual() -> Vec<String> {
    let list = fs::read_to_string(folder().join("data/parameters-of-the-manual.txt")).unwrap();
    list.lines().map(str::to_owned).collect()
}

/// Returns `name` with each number that its ranges allow.
fn spelled_out(name: &str) -> Vec<String> {
    let Some((head, rest)) = name.split_once('{') else { return vec![name.to_owned()] };
    let (range, tail) = rest.split_once('}').unwrap();
    let (first, last) = range.split_once('-').unwrap();
    let (first, last): (u8, u8) = (first.parse().unwrap(), last.parse().unwrap());
    let tails = spelled_out(tail);
    let each = (first..=last).map(|number| format!("{head}{number}"));
    each.flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}"))).collect()
}

#[test]
fn every_name_of_the_manual_is_known() {
    let names = names_of_the_manual();
    assert_eq!(names.len(), 529);
    for path in names.iter().flat_map(|name| spelled_out(name)) {
        for spelling in [path.clone(), format!("/{path}")] {
            locate(&spelling).unwrap_or_else(|error| panic!("{spelling}: {error}"));
            assert!(Config::default().text(&spelling).is_some(), "{spelling}");
        }
    }
    assert!(table::rows().count() >= names.len());
}

#[test]
fn the_manuals_other_spellings_are_known() {
    for (spelling, path) in [
        (
            "voip/signaling/sip/redundant_proxy/enabled",
            "voip/signalling/sip/redundant_proxy/enabled",
        ),
        ("/voip/media/srtp/use_MKI", "voip/media/srtp/use_MKI"),
        ("voip/codec/3/name", "voip/codec/codec_info/{codec}/name"),
        ("voip/talk_event", "voip/talk_event/enabled"),
        ("voip/media/srtp/NegotiationMode", "voip/media/srtp/negotiation/mode"),
        ("voip/services/busy_lamp_field/Uri", "voip/services/busy_lamp_field/uri"),
        ("system/ntp/daylight_saving/end_date/month", "system/daylight_saving/end_date/month"),
        (
            "personal_settings/soft_keys/4/psk_index",
            "personal_settings/soft_key/{softkey}/psk_index",
        ),
        (
            "personal_settings/soft_keys/psk/4/PSKlabel",
            "personal_settings/soft_keys/psk/{psk}/label",
        ),
    ] {
        assert_eq!(locate(spelling).map(|(param, _)| param.path), Ok(path), "{spelling}");
    }
}

#[test]
fn every_parameter_is_explained() {
    for (param, text) in table::texts() {
        let path = param.path;
        let help = text.help.trim();
        assert!(help.ends_with('.') && help.split_whitespace().count() >= 3, "{path}: help");
        assert!(text.source.starts_with("manual "), "{path}: source");
        // A parameter on no page says so by being on the one of those.
        let on_page = !text.page.path().is_empty() && text.page != Page::ConfigurationFile;
        let labelled = !text.label.is_empty() || !text.note.is_empty();
        assert!(!on_page || labelled, "{path}: on a page, with neither label nor note");
        assert!(param.acting.why_not().is_none_or(|why| why.ends_with('.')), "{path}: why");
    }
}

#[test]
fn what_a_parameter_needs_exists() {
    fn check(of: &str, need: &Need) {
        match need {
            Need::Is(path, values) => {
                let param = table::rows().find(|row| row.path == *path);
                let param = param.unwrap_or_else(|| panic!("{of} needs {path}, which is no row"));
                for value in *values {
                    assert_eq!(param.kind.check(value).as_deref(), Ok(*value), "{of}: {path}");
                }
                // A need is looked up with the numbers of the parameter that has it.
                let known: Vec<_> = table::rows()
                    .filter(|row| row.path == of)
                    .flat_map(Param::indexes)
                    .map(|index| index.name)
                    .collect();
                assert!(param.indexes().all(|index| known.contains(&index.name)), "{of}: {path}");
            }
            Need::Any(needs) => needs.iter().for_each(|need| check(of, need)),
        }
    }
    for (param, text) in table::texts() {
        text.needs.iter().for_each(|need| check(param.path, need));
    }
}

/// Returns the names of parameters, `module::NAME`, in all code that may act on one: not the table,
/// not the tools, and not the files in which functions of keys are saved.
fn names_that_are_read() -> BTreeSet<String> {
    fn collect(folder: &Path, names: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let shown = path.to_string_lossy();
            let skipped = ["config/table", "core/src/files", "gateway/src/tools", "/tests"];
            if skipped.iter().any(|part| shown.contains(part)) {
                continue;
            }
            if path.is_dir() {
                collect(&path, names);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let source = fs::read_to_string(&path).unwrap();
                let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
                let code: String = code.flat_map(|line| [line, "\n"]).collect();
                names.extend(names_in(&code).into_iter().map(|name| unaliased(name, &code)));
            }
        }
    }
    let mut names = BTreeSet::new();
    for folder in ["core/src", "app/src", "gateway/src"] {
        collect(&repository(folder), &mut names);
    }
    names
}

/// Returns `name` with the module's own name, if `code` imports it as another one.
fn unaliased(name: &str, code: &str) -> String {
    let (module, constant) = name.split_once("::").unwrap();
    let imported = format!(" as {module}");
    let own = code.lines().filter(|line| line.starts_with("use ")).find_map(|line| {
        let (before, _) = line.split_once(&imported)?;
        before.rsplit([':', ' ', '{']).next()
    });
    format!("{}::{constant}", own.unwrap_or(module))
}

/// Returns what looks like `module::NAME` in `text`.
fn names_in(text: &str) -> BTreeSet<&str> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let names = text.match_indices("::").filter_map(|(at, _)| {
        let start = text[..at].rfind(|c| !word(c)).map_or(0, |before| before + 1);
        let rest = &text[at + 2..];
        let end = at + 2 + rest.find(|c| !word(c)).unwrap_or(rest.len());
        text[at + 2..end].starts_with(|c: char| c.is_uppercase()).then(|| &text[start..end])
    });
    names.collect()
}

fn acts(param: &Param) -> bool {
    matches!(param.acting, Acting::Acts | Acting::ActsThroughGateway)
}

#[test]
fn a_parameter_acts_if_and_only_if_it_is_read() {
    let names = names_that_are_read();
    let mut wrong = Vec::new();
    for (param, words) in table::texts() {
        let module = words.module.rsplit("::").next().unwrap();
        let name = format!("{module}::{}", words.name);
        // A name of older firmware does what its successors do.
        let mut heirs = table::legacy::successors(param).iter().peekable();
        let is_legacy = heirs.peek().is_some();
        let passes_on = heirs.all(|heir| table::find(heir.path).is_some_and(|(it, _)| acts(it)));
        let read = names.contains(&name) || is_legacy && passes_on;
        if acts(param) && !read {
            wrong.push(format!("{name} says that it acts, and nobody reads it"));
        } else if read && !acts(param) {
            wrong.push(format!("{name} is read, and its row says that it does nothing"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
