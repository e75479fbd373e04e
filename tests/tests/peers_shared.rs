//! Phones that share a line at a real server: Kamailio with its module `sca`, which takes after
//! BroadWorks (manual 16.4, A.1.7).
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use hookswitch_core::phone::key::Key;
use hookswitch_tests::desks::{Desks, Setup};
use hookswitch_tests::peers::Kamailio;

/// The second line of each phone is 1009, which they share.
const SHARED: [(&str, &str); 7] = [
    ("system/type", "440HD"),
    ("voip/line/1/enabled", "1"),
    ("voip/line/1/id", "1009"),
    ("voip/line/1/extension_display", "1009"),
    ("voip/line/1/auth_name", "1009"),
    ("voip/line/1/auth_password", "secret1009"),
    ("voip/line/1/line_mode", "SHARED"),
];

const LINE: Key = Key::Line(1);

#[test]
fn a_shared_line_is_seized_held_and_taken_by_another_phone() {
    let server = Kamailio::with_shared_lines();
    let numbers = [1001, 1002, 1003];
    let setup = Setup { numbers: &numbers, port: server.port, more: &SHARED, ..Setup::default() };
    let desks = Desks::open(&setup);
    desks.expect_registered();
    let [first, second, other] = &desks.phones[..] else { panic!("three phones") };
    let key = |state: &str| format!("Line 2, 1009, {state}");
    for phone in &desks.phones {
        phone.expect_key(&[&key("Shared, Idle")]);
    }
    // Off hook: the others see it.
    first.key(LINE);
    second.expect_key(&[&key("Shared, Idle"), &key("In use by another phone")]);
    first.type_number("1003");
    first.press("Dial");
    other.press("Answer");
    first.expect("Connected");
    // On hold: another phone goes on with it.
    first.press("Hold");
    first.expect("On hold");
    second.expect_key(&[&key("On hold, press to take the call")]);
    second.key(LINE);
    second.expect("Connected");
    first.expect_shown("Continued on another phone");
    first.expect_key(&[&key("On hold"), &key("In use by another phone")]);
    other.expect("Connected");
    // At the end the line is free for everybody.
    second.press("End");
    other.expect_shown("Disconnected");
    for phone in [first, second] {
        phone.expect_key(&[&key("In use by another phone"), &key("Shared, Idle")]);
    }
}

#[test]
fn a_call_to_a_shared_line_rings_everywhere_and_is_seen_where_it_is_not_answered() {
    let server = Kamailio::with_shared_lines();
    let setup = Setup {
        numbers: &[1001, 1002, 1003],
        port: server.port,
        more: &SHARED,
        ..Setup::default()
    };
    let desks = Desks::open(&setup);
    desks.expect_registered();
    let [first, second, caller] = &desks.phones[..] else { panic!("three phones") };
    let key = |state: &str| format!("Line 2, 1009, {state}");
    for phone in &desks.phones {
        phone.expect_key(&[&key("Shared, Idle")]);
    }
    caller.call("1009");
    first.expect("Incoming call");
    second.expect("Incoming call");
    first.press("Answer");
    first.expect("Connected");
    caller.expect("Connected");
    second.expect_key(&[&key("Ringing"), &key("In use by another phone")]);
    first.press("Hold");
    first.expect("On hold");
    second.expect_key(&[&key("On hold, press to take the call")]);
    second.key(LINE);
    second.expect("Connected");
    first.expect_shown("Continued on another phone");
    caller.expect("Connected");
    caller.press("End");
    second.expect_shown("Disconnected");
    first.expect_key(&[&key("In use by another phone"), &key("Shared, Idle")]);
}
