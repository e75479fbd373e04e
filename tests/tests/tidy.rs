//! The rules of the house that no compiler checks: who imports whom, what core may not touch,
//! how long files are, which words are used, and that nothing lies about unused.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use hookswitch_tests::{folder, repository};

/// Packages of the workspace.
const PACKAGES: &[&str] = &["core", "app", "worklets", "gateway", "tests", "xtask"];

/// Longest file, in lines. Tables of parameters are exempt.
const LONGEST_FILE: usize = 600;

/// A source file without what is not checked.
struct Source {
    /// Path below the root.
    path: String,
    /// Everything.
    text: String,
    /// Without comments, and without the tests at its end.
    code: String,
}

fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    for package in PACKAGES {
        collect(&repository(package), &mut paths);
    }
    paths.into_iter().filter_map(|path| read(&path)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let skipped = path.file_name().is_some_and(|name| name == "target" || name == ".git");
        if path.is_dir() && !skipped {
            collect(&path, paths);
        } else if path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
}

fn read(path: &Path) -> Option<Source> {
    let is_source = path.extension().is_some_and(|extension| extension == "rs");
    let text = is_source.then(|| fs::read_to_string(path).unwrap())?;
    let below = path.strip_prefix(repository("")).unwrap().to_string_lossy().into_owned();
    let code = without_tests(&text).lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = code.map(|line| format!("{line}\n")).collect();
    Some(Source { path: below, text, code })
}

/// Returns what stands before the module of tests, which is last by our order.
fn without_tests(text: &str) -> &str {
    match text.find("#[cfg(test)]\nmod ").or(text.find("#[cfg(test)]\n#[path")) {
        Some(at) => &text[..at],
        None => text,
    }
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("tests.rs")
}

/// Returns the modules that `code` names directly below `root`, for example `crate`.
fn modules_below(code: &str, root: &str) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    let root = format!("{root}::");
    for (at, _) in code.match_indices(&root) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + root.len()..];
        match rest.strip_prefix('{') {
            Some(group) => modules.extend(group_heads(group)),
            None => modules.extend(head(rest)),
        }
    }
    modules
}

/// Returns the first names of the items of a `use` group, up to its closing brace.
fn group_heads(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut at_start) = (0, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            c if c.is_alphanumeric() && at_start => {
                heads.extend(head(&group[at..]));
                at_start = false;
            }
            _ => {}
        }
    }
    heads
}

fn head(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let name = &text[..end];
    // A type or a macro at the root is no module.
    name.starts_with(|c: char| c.is_lowercase()).then(|| name.to_owned())
}

/// Returns what a module of core may import, besides itself.
fn allowed_in_core(module: &str) -> Option<&'static [&'static str]> {
    Some(match module {
        "time" | "rng" | "text" | "map" | "dsp" | "dns" | "dial" | "hid" => &[],
        "language" => &["config", "map"],
        "keying" => &["rng"],
        "sdp" | "rtp" => &["keying", "time", "rng", "text", "map"],
        "config" => &["time", "rng", "text", "map"],
        "sip" | "link" => &["dns", "time", "rng", "text", "map"],
        "files" => &["config", "text", "map"],
        "media" => &["sdp", "rtp", "dsp", "keying", "time", "rng", "text", "map"],
        "call" => &["language", "sip", "sdp", "media", "keying", "time", "rng", "text", "map"],
        "provisioning" => &["language", "config", "link", "sip", "time", "rng", "text", "map"],
        // The root machine: everything.
        "phone" | "lib" => return None,
        other => panic!("core has a module {other} that no rule tells of"),
    })
}

/// Returns what a file outside of core may import of core; `None` allows all.
fn allowed_outside(path: &str) -> Option<&'static [&'static str]> {
    let within = |folder: &str| path.starts_with(folder);
    if within("worklets/") {
        Some(&["dsp", "rtp", "media"])
    } else if within("gateway/src/demo") || within("gateway/src/headless") {
        None
    } else if within("gateway/src/") {
        Some(&["link", "time", "rng", "text", "config", "files"])
    } else if within("app/") {
        Some(&[
            "phone", "language", "link", "media", "rtp", "dsp", "config", "time", "rng", "text",
            "map",
        ])
    } else {
        None
    }
}

#[track_caller]
fn assert_none(violations: &[String], rule: &str) {
    assert!(violations.is_empty(), "{rule}:\n  {}", violations.join("\n  "));
}

#[test]
fn modules_of_core_import_only_what_they_may() {
    let mut violations = Vec::new();
    for source in sources() {
        let Some(inside) = source.path.strip_prefix("core/src/") else { continue };
        if is_test(&source.path) {
            continue;
        }
        let module = inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs");
        let Some(allowed) = allowed_in_core(module) else { continue };
        for named in modules_below(&source.code, "crate") {
            if named != module && !allowed.contains(&named.as_str()) {
                violations.push(format!("{} imports {named}", source.path));
            }
        }
        if module == "call" && source.code.replace("media::plan", "").contains("crate::media") {
            violations.push(format!("{} imports more of media than its plan", source.path));
        }
    }
    assert_none(&violations, "house rule: who imports whom in core");
}

#[test]
fn packages_import_only_what_they_may() {
    let mut violations = Vec::new();
    for source in sources() {
        for package in ["app", "worklets", "gateway"] {
            let own = source.path.starts_with(package);
            let free =
                ["core/", "tests/", "xtask/"].iter().any(|free| source.path.starts_with(free));
            let named = source.code.contains(&format!("hookswitch_{package}"));
            let in_core = source.path.starts_with("core/");
            if named && !own && (!free || in_core) {
                violations.push(format!("{} imports hookswitch_{package}", source.path));
            }
        }
        let outside = !source.path.starts_with("core/") && !is_test(&source.path);
        let Some(allowed) = allowed_outside(&source.path).filter(|_| outside) else { continue };
        for named in modules_below(&source.code, "hookswitch_core") {
            if !allowed.contains(&named.as_str()) {
                violations.push(format!("{} imports hookswitch_core::{named}", source.path));
            }
        }
    }
    assert_none(&violations, "house rule: who imports whom between packages");
}

#[test]
fn core_touches_nothing_outside() {
    const BANNED: &[&str] = &[
        "std::time::Instant",
        "std::time::SystemTime",
        "std::time::{",
        "SystemTime",
        "std::thread",
        "std::fs",
        "std::io",
        "std::env",
        "std::process",
        "UdpSocket",
        "TcpStream",
        "HashMap",
        "HashSet",
        "Mutex",
        "RwLock",
        "async fn",
        "async move",
        ".await",
        "tokio",
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "println!",
        "thread_local!",
        "static mut",
        "OnceLock",
        "LazyLock",
        "dyn Fn",
    ];
    // What English says is read once and depends on nothing.
    const EXCEPTIONS: &[(&str, &str)] =
        &[("core/src/language/mod.rs", "LazyLock"), ("core/src/language/labels.rs", "LazyLock")];
    let mut violations = Vec::new();
    for source in sources().iter().filter(|source| source.path.starts_with("core/src/")) {
        for banned in BANNED.iter().filter(|banned| source.code.contains(**banned)) {
            if EXCEPTIONS.contains(&(source.path.as_str(), *banned)) {
                continue;
            }
            violations.push(format!("{}: {banned}", source.path));
        }
    }
    assert_none(&violations, "core is pure");
}

#[test]
fn files_are_short_enough_to_read() {
    let mut violations = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        let table = source.path.starts_with("core/src/config/table/")
            || source.path == "core/src/language/text.rs";
        if lines > LONGEST_FILE && !table {
            violations.push(format!("{}: {lines} lines", source.path));
        }
    }
    assert_none(&violations, "files are split by 600 lines");
}

#[test]
fn nothing_is_left_for_later() {
    let banned = [
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("#[ig", "nore"),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
        concat!("TO", "DO:"),
        concat!("/work", "/shared"),
        concat!("../sha", "red"),
    ];
    let mut violations = Vec::new();
    for source in sources() {
        for word in banned.iter().filter(|word| source.text.contains(**word)) {
            violations.push(format!("{}: {word}", source.path));
        }
    }
    assert_none(&violations, "no stubs, ignored tests or references outside of the repository");
}

#[test]
fn core_does_not_sleep_in_its_tests() {
    let mut violations = Vec::new();
    for source in sources() {
        let virtual_time = ["core/", "tests/src/harness", "tests/tests/scenarios"];
        let applies = virtual_time.iter().any(|folder| source.path.starts_with(folder));
        if applies && source.text.contains(concat!("thread::sl", "eep")) {
            violations.push(source.path);
        }
    }
    assert_none(&violations, "tests under virtual time do not wait");
}

#[test]
fn unsafe_is_only_in_the_worklet_exports() {
    let mut violations = Vec::new();
    for source in sources() {
        let word = concat!("unsa", "fe ");
        let keyword =
            |line: &str| line.contains(&format!("{word}{{")) || line.contains(&format!("{word}fn"));
        if source.path != "worklets/src/exports.rs" && source.code.lines().any(keyword) {
            violations.push(source.path);
        }
    }
    assert_none(&violations, "unsafe code is in worklets/src/exports.rs alone");
}

#[test]
fn words_are_those_of_the_glossary() {
    let words = [
        (concat!("soft", "_key"), "softkey"),
        (concat!("Soft", "Key"), "Softkey"),
        (concat!("ring", "_back"), "ringback"),
        (concat!("seq", "_num"), "seq"),
        (concat!("call", "_waiting_call"), "waiting call"),
        (concat!("white", "list"), "allowed"),
        (concat!("black", "list"), "refused"),
        (concat!("payload", "_ty_"), "payload_type"),
    ];
    let mut violations = Vec::new();
    for source in sources() {
        // The names of parameters are the manual's.
        let table = source.path.starts_with("core/src/config/table/")
            || source.path == "tests/tests/config.rs";
        for (word, instead) in words {
            if source.code.contains(word) && !table {
                violations.push(format!("{}: {word}, say {instead}", source.path));
            }
        }
        let name = source.path.rsplit('/').next().unwrap_or_default();
        if ["util.rs", "utils.rs", "helpers.rs", "misc.rs", "common.rs"].contains(&name) {
            violations.push(format!("{}: name it after what it owns", source.path));
        }
    }
    assert_none(&violations, "one word for each thing");
}

#[test]
fn every_golden_file_has_its_test() {
    let mut goldens = Vec::new();
    collect(&folder().join("golden"), &mut goldens);
    let tests: String = sources()
        .into_iter()
        .filter(|source| source.path.starts_with("tests/"))
        .map(|source| source.text)
        .collect();
    let unused: Vec<_> = goldens
        .iter()
        .filter(|golden| {
            let stem = golden.file_stem().unwrap().to_string_lossy();
            !tests.contains(&*stem)
        })
        .map(|golden| golden.display().to_string())
        .collect();
    assert_none(&unused, "a golden file that no test compares with");
}

#[test]
fn every_fuzz_target_has_a_corpus() {
    let mut violations = Vec::new();
    for target in hookswitch_tests::fuzz::TARGETS {
        let corpus = folder().join("corpus").join(target.name);
        let seeds = fs::read_dir(&corpus).map_or(0, Iterator::count);
        if seeds == 0 {
            violations.push(format!("{} has no seeds in {}", target.name, corpus.display()));
        }
        let file = folder().join("fuzz/targets").join(format!("{}.rs", target.name));
        if !file.exists() {
            violations.push(format!("{} has no {}", target.name, file.display()));
        }
    }
    assert_none(&violations, "every fuzz target has a corpus and a driver");
}

#[test]
fn imports_are_found_in_all_their_forms() {
    let code = "use crate::sip::{a, b};\nuse crate::{dsp::x, time::{Instant, Timers}, Kind};\n\
                let a = crate::rtp::f();\nmycrate::no::f();";
    let found = modules_below(code, "crate");
    let expected = ["dsp", "rtp", "sip", "time"].map(str::to_owned);
    assert_eq!(found, BTreeSet::from(expected));
}
