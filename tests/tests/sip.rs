//! docs/sip.md: each method, header field and RFC of the manual's Appendix E and each parameter of
//! its chapters 16 and 31 has a row, and each row a test that is there.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::collections::BTreeMap;
use std::fs;

use hookswitch_core::config::table;
use hookswitch_tests::repository;

/// The manual's tables E-1 to E-3. RFCs that were replaced stand beside what replaced them.
const RFCS: [&str; 31] = [
    "RFC 2327",
    "RFC 2617",
    "RFC 2782",
    "RFC 2833",
    "RFC 3261",
    "RFC 3262",
    "RFC 3263",
    "RFC 3264",
    "RFC 3265",
    "RFC 3310",
    "RFC 3326",
    "RFC 3389",
    "RFC 3515",
    "RFC 3605",
    "RFC 3611",
    "RFC 3665",
    "RFC 3711",
    "RFC 3725",
    "RFC 3842",
    "RFC 3891",
    "RFC 3892",
    "RFC 3960",
    "RFC 3966",
    "RFC 4028",
    "RFC 4240",
    "RFC 6035",
    "draft-ietf-sip-privacy-04",
    "draft-ietf-sipping-cc-transfer-05",
    "draft-ietf-sipping-realtimefax-01",
    "draft-choudhuri-sip-info-digit-00",
    "draft-mahy-sipping-signaled-digits-01",
];

const METHODS: [&str; 12] = [
    "INVITE",
    "ACK",
    "BYE",
    "CANCEL",
    "REGISTER",
    "REFER",
    "NOTIFY",
    "INFO",
    "OPTIONS",
    "PRACK",
    "PUBLISH",
    "SUBSCRIBE",
];

const HEADERS: [&str; 43] = [
    "Accept",
    "Alert-Info",
    "Allow",
    "Authorization",
    "Call-ID",
    "Call-Info",
    "Contact",
    "Content-Length",
    "Content-Type",
    "CSeq",
    "Date",
    "Diversion",
    "Encryption",
    "Expires",
    "Fax",
    "From",
    "History-Info",
    "Join",
    "Max-Forwards",
    "Min-SE",
    "P-Asserted-Identity",
    "P-Preferred-Identity",
    "Proxy-Authenticate",
    "Proxy-Authorization",
    "RAck",
    "Record-Route",
    "Refer-To",
    "Referred-By",
    "Replaces",
    "Remote-Party-ID",
    "Retry-After",
    "Route",
    "Session-Expires",
    "Supported",
    "Timestamp",
    "To",
    "Unsupported",
    "User-Agent",
    "Via",
    "Voicemail",
    "Warning",
    "WWW-Authenticate",
    "RSeq",
];

/// Returns the rows of docs/sip.md by their first column: what proves them, the last column.
fn rows() -> BTreeMap<String, String> {
    let text = fs::read_to_string(repository("docs/sip.md")).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("| "));
    lines
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim_matches(['|', ' ']).split(" | ").collect();
            let (first, last) = (cells.first()?, cells.last()?);
            Some((first.trim_matches('`').to_owned(), (*last).to_owned()))
        })
        .collect()
}

/// Returns the parameters of chapters 16 and 31.
fn parameters() -> impl Iterator<Item = &'static str> {
    let of_chapter = |source: &str| {
        source.split([' ', ',']).any(|part| {
            let chapter = part.split('.').next();
            chapter == Some("16") || chapter == Some("31")
        })
    };
    table::texts().filter(move |(_, text)| of_chapter(text.source)).map(|(param, _)| param.path)
}

#[test]
fn everything_of_appendix_e_and_of_chapters_16_and_31_has_a_row() {
    let rows = rows();
    let names = RFCS.into_iter().chain(METHODS).chain(HEADERS).chain(parameters());
    let missing: Vec<&str> = names.filter(|name| !rows.contains_key(*name)).collect();
    assert!(missing.is_empty(), "docs/sip.md has no row for {missing:#?}");
}

/// A row ends with `file::test`, or with `none:` and why there is nothing to test.
#[test]
fn every_row_names_a_test_that_is_there() {
    for (name, proof) in rows() {
        if name == "what" || name.starts_with("---") || proof.starts_with("none: ") {
            continue;
        }
        proof.split(", ").for_each(|test| is_there(&name, test));
    }
}

/// docs/face.md has two columns of tests, each of which may say `none`.
#[test]
fn every_everyday_feature_names_tests_that_are_there() {
    let page = fs::read_to_string(repository("docs/face.md")).unwrap();
    let rows = page.lines().filter(|line| line.contains("::"));
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [name, tests @ ..] = &cells[..] else { panic!("{row}") };
        assert_eq!(tests.len(), 2, "{row}");
        assert_ne!(tests, ["none", "none"], "{name} has no test");
        let named = tests.iter().filter(|tests| **tests != "none");
        named.flat_map(|tests| tests.split(", ")).for_each(|test| is_there(name, test));
    }
}

#[track_caller]
fn is_there(name: &str, test: &str) {
    let (file, function) =
        test.trim_matches('`').split_once("::").unwrap_or_else(|| panic!("{name}: {test}"));
    let source = fs::read_to_string(repository(file))
        .unwrap_or_else(|error| panic!("{name}: {file}: {error}"));
    assert!(source.contains(&format!("fn {function}(")), "{name}: {file} has no test {function}");
}
