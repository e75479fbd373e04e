//! The call log and the directory.

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use crate::config::table::menus;
use crate::files::directory::{self, Contact, Form};
use crate::phone::key::Key;
use crate::phone::view::{Screen, Scroll};
use crate::phone::{Input, Keepsake};
use crate::time::{Duration, WallTime};

fn screen(bench: &Bench) -> Screen {
    bench.desks[0].phone.view().display.screen
}

fn text(bench: &mut Bench, text: &str) {
    bench.give(0, Input::Text(text.to_owned()));
}

/// Returns what is shown below the heading.
fn rows(bench: &Bench) -> Vec<String> {
    bench.text(0).lines().skip(2).map(str::to_owned).collect()
}

fn invited(bench: &Bench) -> Option<&str> {
    let mut sent = bench.desks[0].lost.iter().rev();
    sent.find_map(|text| text.strip_prefix("INVITE ")?.split(' ').next())
}

fn call(bench: &mut Bench) {
    ask(bench, "INVITE", "Content-Type: application/sdp\r\n", SDP);
}

/// A phone with one call of each kind, dialled last.
fn with_calls() -> Bench {
    let mut bench = started(SERVER);
    bench.give(0, Input::Clock(WallTime(1_795_398_600_000_000), 0));
    call(&mut bench);
    bench.soft(0, "Reject");
    bench.soft(0, "DnD");
    call(&mut bench);
    bench.soft(0, "DnD");
    bench.dial(0, "600");
    bench.answer_invite(0, 200, SDP);
    bench.wait(Duration::from_secs(13));
    bench.press(0, &[Key::Escape]);
    bench.wait(Duration::from_secs(6));
    bench
}

#[test]
fn each_call_is_in_its_list_with_its_time() {
    let mut bench = with_calls();
    bench.press(0, &[Key::Menu, Key::Digit(1), Key::Digit(1)]);
    let all = rows(&bench);
    assert!(all[0].starts_with("600, Dialed "), "{all:?}");
    assert!(all[1].starts_with("Desk, Missed "), "{all:?}");
    assert!(all[2].starts_with("Desk, Rejected "), "{all:?}");
    bench.soft(0, "Details");
    let details = rows(&bench);
    assert_eq!(details[0], "600 Dialed");
    assert!(details[1].starts_with("Time "), "{details:?}");
    assert_eq!(details[2..], ["Duration 00:13", "Line 1001"]);
    bench.press(0, &[Key::Left, Key::Left, Key::Digit(3)]);
    assert_eq!(rows(&bench).len(), 1);
    bench.soft(0, "Details");
    assert_eq!(rows(&bench)[..2], ["Desk", "pbx Rejected"]);
}

#[test]
fn calls_are_deleted_one_by_one_or_all() {
    let mut bench = with_calls();
    bench.press(0, &[Key::Menu, Key::Digit(1), Key::Digit(1), Key::Down]);
    bench.soft(0, "Delete");
    assert_eq!(rows(&bench).len(), 2);
    bench.soft(0, "Details");
    bench.assert_shows(0, "Rejected");
    bench.soft(0, "Delete");
    assert_eq!(rows(&bench).len(), 1);
    bench.refresh_page(0);
    bench.press(0, &[Key::Left, Key::Digit(5)]);
    bench.soft(0, "No");
    bench.press(0, &[Key::Digit(5)]);
    bench.soft(0, "Yes");
    bench.press(0, &[Key::Digit(1)]);
    bench.assert_shows(0, "Empty");
    assert_eq!(bench.desks[0].phone.view().softkeys, [None, None, None, Some("Back".to_owned())]);
}

#[test]
fn a_list_tells_where_one_is_and_the_right_key_shows_more_of_it() {
    let mut bench = with_calls();
    bench.press(0, &[Key::Menu]);
    let scroll = |bench: &Bench| bench.desks[0].phone.view().display.scroll;
    assert_eq!(scroll(&bench), Some(Scroll { top: 0, shown: 5, all: 8 }));
    bench.press(0, &[Key::Down; 6]);
    assert_eq!(scroll(&bench), Some(Scroll { top: 2, shown: 5, all: 8 }));
    bench.press(0, &[Key::Digit(1), Key::Digit(1)]);
    assert_eq!(scroll(&bench), None);
    // Nobody is called by it.
    let before = invited(&bench).map(ToOwned::to_owned);
    bench.press(0, &[Key::Right, Key::Right]);
    bench.assert_shows(0, "Duration");
    assert_eq!(invited(&bench).map(ToOwned::to_owned), before);
    bench.press(0, &[Key::Contacts, Key::Right]);
    bench.assert_shows(0, "Directory");
    bench.soft(0, "Back");
    bench.press(0, &[Key::Contacts]);
    add(&mut bench, ["Zo\u{eb}", "2001", "2002", ""]);
    bench.press(0, &[Key::Right, Key::Right]);
    bench.assert_shows(0, "2002 Home");
    assert_eq!(invited(&bench).map(ToOwned::to_owned), before);
}

#[test]
fn a_call_of_the_log_is_called_and_saved() {
    let mut bench = with_calls();
    bench.press(0, &[Key::Menu, Key::Digit(1), Key::Digit(2)]);
    bench.soft(0, "Details");
    bench.soft(0, "Save");
    assert_eq!(screen(&bench), Screen::Form);
    bench.press(0, &[Key::Ok, Key::Ok, Key::Ok, Key::Ok]);
    bench.assert_shows(0, "Desk is saved");
    bench.soft(0, "Dial");
    assert_eq!(invited(&bench), Some("sip:pbx@10.0.0.99"));
}

/// Adds a contact by the softkeys of the open directory.
fn add(bench: &mut Bench, values: [&str; 4]) {
    bench.soft(0, "New");
    for value in values {
        text(bench, value);
        bench.press(0, &[Key::Ok]);
    }
}

#[test]
fn contacts_are_added_found_called_changed_and_deleted() {
    let mut bench = started(SERVER);
    bench.soft(0, "Directory");
    bench.assert_shows(0, "Empty");
    add(&mut bench, ["Zoë van Dyck", "1003", "", "+49 30 1"]);
    bench.assert_shows(0, "Zoë van Dyck is saved");
    add(&mut bench, ["anna", "1002", "", ""]);
    bench.wait(Duration::from_secs(6));
    assert_eq!(rows(&bench), ["anna 1002", "Zoë van Dyck 1003"]);
    // Letters, keys of the keypad and numbers search.
    for (typed, keys, found) in [
        ("DY", &[][..], "Zoë van Dyck 1003"),
        ("", &[Key::Digit(2), Key::Digit(6)], "anna 1002"),
        ("1003", &[], "Zoë van Dyck 1003"),
    ] {
        text(&mut bench, typed);
        bench.press(0, keys);
        assert_eq!(rows(&bench), [found]);
        bench.press(0, &[Key::Backspace; 4][..typed.len() + keys.len()]);
        assert_eq!(rows(&bench).len(), 2);
    }
    bench.press(0, &[Key::Down, Key::Ok]);
    assert_eq!(rows(&bench), ["1003 Office", "+49301 Mobile"]);
    bench.soft(0, "Edit");
    bench.press(0, &[Key::Down]);
    bench.press(0, &[Key::Backspace, Key::Digit(9), Key::Ok, Key::Ok, Key::Ok]);
    bench.wait(Duration::from_secs(6));
    assert_eq!(rows(&bench), ["anna 1002", "Zoë van Dyck 1009"]);
    // They outlive the page, and versions that cannot read what was saved.
    bench.refresh_page(0);
    bench.replace_page(0);
    bench.wait(Duration::from_secs(8));
    bench.press(0, &[Key::Contacts, Key::Ok]);
    assert_eq!(invited(&bench), Some("sip:1002@10.0.0.99"));
    bench.assert_shows(0, "anna");
    bench.press(0, &[Key::Escape, Key::Contacts, Key::Down]);
    bench.soft(0, "Details");
    bench.soft(0, "Delete");
    bench.soft(0, "Yes");
    bench.wait(Duration::from_secs(6));
    assert_eq!(rows(&bench), ["anna 1002"]);
}

#[test]
fn what_is_no_contact_is_not_saved() {
    let mut bench = started(SERVER);
    bench.press(0, &[Key::Menu, Key::Digit(2), Key::Digit(1)]);
    for (values, why) in [
        (["", "1", "", ""], "A contact needs a name"),
        (["Bob", "", "", ""], "A contact needs a number"),
        (["Bob", "1 x", "", ""], "The number cannot be dialed"),
    ] {
        add(&mut bench, values);
        assert_eq!(screen(&bench), Screen::Form);
        bench.assert_shows(0, why);
        bench.soft(0, "Cancel");
    }
    bench.assert_shows(0, "Empty");
}

/// Returns one of many contacts.
pub(super) fn person(number: u32) -> Contact {
    let name = format!("Person {number:04}");
    Contact { name, office: number.to_string(), ..Contact::default() }
}

#[test]
fn a_thousand_contacts_are_kept() {
    let mut bench = started(SERVER);
    let many: Vec<_> = (0..1_001).map(person).collect();
    let file = directory::print(&many, Form::Text).into_bytes();
    bench.give(0, Input::Kept(Keepsake::Contacts, file));
    bench.press(0, &[Key::Contacts]);
    bench.soft(0, "New");
    bench.assert_shows(0, "The directory is full: 1000 contacts");
    text(&mut bench, "Person 0999");
    assert_eq!(rows(&bench)[0], "Person 0999 999");
}

#[test]
fn the_persons_name_for_a_caller_goes_before_what_the_caller_says() {
    let mut bench = started(SERVER);
    bench.give(0, Input::Kept(Keepsake::Contacts, b"The exchange,pbx,,\r\n".to_vec()));
    call(&mut bench);
    bench.assert_shows(0, "The exchange");
    bench.soft(0, "Reject");
    bench.give(0, Input::Kept(Keepsake::Contacts, b"Somebody,1,,\r\n".to_vec()));
    call(&mut bench);
    bench.assert_shows(0, "Desk");
}

#[test]
fn the_target_of_a_transfer_comes_from_the_directory() {
    let mut bench = started(SERVER);
    bench.give(0, Input::Kept(Keepsake::Contacts, b"Anna,1002,,\r\n".to_vec()));
    bench.dial(0, "600");
    bench.answer_invite(0, 200, SDP);
    bench.press(0, &[Key::Transfer]);
    bench.soft(0, "Directory");
    bench.press(0, &[Key::Ok]);
    assert_eq!(invited(&bench), Some("sip:1002@10.0.0.99"));
    bench.assert_shows(0, "Anna");
}

#[test]
fn lists_are_offered_for_new_calls_as_set() {
    let switches = [
        &menus::NEW_CALL_SCREEN_DIRECTORY_SOFTKEY_ENABLED,
        &menus::NEW_CALL_SCREEN_CALL_LOG_SOFTKEY_ENABLED,
    ];
    let off = switches.map(|switch| format!("{}=0\n", switch.param.path)).concat();
    let idle = format!("{}=0\n", menus::DISPLAY_IDLE_SCREEN_KEYS_WHEN_DIALING_ENABLED.param.path);
    for (settings, expected) in [
        ("", [Some("Directory"), Some("Call log"), Some("123"), Some("Cancel")]),
        (&*off, [None, None, Some("123"), Some("Cancel")]),
    ] {
        let mut bench = started(&format!("{SERVER}{idle}{settings}"));
        bench.press(0, &[Key::Speaker]);
        let shown = bench.desks[0].phone.view().softkeys.each_ref().map(Option::as_deref);
        assert_eq!(shown, expected);
    }
}
