//! Keys that can be given functions: what they do, and how they are given it (manual 25).

use super::bench::Bench;
use super::requests::{SDP, SERVER, started};
use super::switches::{fresh, softkeys};
use crate::config::Setting;
use crate::config::table::keys;
use crate::phone::Input;
use crate::phone::key::Key;
use crate::phone::view::{Lamp, Screen};
use crate::time::Duration;

/// A phone of a model with one line, and `more`.
fn model(model: &str, more: &str) -> Bench {
    fresh(&format!("system/type={model}\n{SERVER}{more}"))
}

fn labels(bench: &Bench) -> Vec<&str> {
    bench.desks[0].phone.view().function_keys.iter().map(|key| key.label.as_str()).collect()
}

/// The row of a key with this index that calls `number`.
fn number(key: u8, number: &str) -> String {
    format!("personal_settings/functional_key/{key}/speed_dial_number={number}\n")
}

/// The row of `setting` at `place`.
fn set<T>(setting: &'static Setting<T>, place: u8, value: &str) -> String {
    format!("{}={value}\n", setting.param.path_at(place.into()))
}

fn hold(bench: &mut Bench, key: Key) {
    bench.give(0, Input::Hold(key));
}

/// Writes text and hands the field in.
fn fill(bench: &mut Bench, text: &str) {
    bench.give(0, Input::Text(text.to_owned()));
    bench.press(0, &[Key::Ok]);
}

fn called(bench: &Bench) -> &str {
    let invite = bench.desks[0].lost.iter().rev().find(|text| text.starts_with("INVITE "));
    let (_, rest) = invite.expect("an INVITE").split_once("sip:").unwrap();
    rest.split_once(['@', ';']).unwrap().0
}

#[test]
fn the_keys_beside_the_display_do_what_their_type_says() {
    let more = "voip/line/1/id=1002\nvoip/line/1/enabled=1\n\
        voip/line/2/id=1003\nvoip/line/2/enabled=1\n\
        personal_settings/functional_key/14/type=KEY_EVENT\nvoip/line_key/2/key_event=DIALED_CALLS\n\
        personal_settings/functional_key/15/type=KEY_EVENT\nvoip/line_key/3/key_event=DND\n\
        personal_settings/functional_key/16/type=SIP_ACCOUNT\nvoip/line_key/4/line=2\n";
    let mut bench = model("430HD", more);
    let shown = |bench: &Bench| -> Vec<String> {
        bench.desks[0].phone.view().line_keys.iter().map(|key| key.description.clone()).collect()
    };
    let lines = |at: usize| format!("Line {at}, 100{at}, Registering");
    assert_eq!(
        shown(&bench),
        [&lines(1), &lines(2), "Key 3, Dialed", "Key 4, DnD", &lines(3), "Key 6, Empty"]
    );
    bench.press(0, &[Key::Line(2)]);
    bench.assert_shows(0, "Dialed calls");
    bench.press(0, &[Key::Menu, Key::Line(3)]);
    bench.assert_shows(0, "Do not disturb");
    bench.press(0, &[Key::Ok]);
    let key = &bench.desks[0].phone.view().line_keys[3];
    assert_eq!((key.lamp, key.state.as_str()), (Lamp::Red, "On"));
    bench.press(0, &[Key::Menu, Key::Line(4)]);
    bench.assert_shows(0, "Dial from 1003");
    bench.press(0, &[Key::Escape, Key::Line(5)]);
    bench.assert_shows(0, "Nothing on key 6");
}

#[test]
fn function_keys_call_and_their_models_have_them() {
    for (name, count) in [("405", 0), ("420HD", 0), ("430HD", 12), ("440HD", 12)] {
        assert_eq!(labels(&model(name, "")).len(), count, "{name}");
    }
    let label = "personal_settings/functional_key/3/key_label=Reception\n";
    let mut bench = model("430HD", &[&number(3, "4711"), label].concat());
    assert_eq!(labels(&bench)[3], "Reception");
    bench.press(0, &[Key::Function(3)]);
    assert_eq!(called(&bench), "4711");
    bench.press(0, &[Key::Escape, Key::Function(4)]);
    bench.assert_shows(0, "Nothing on key 5");
}

/// Manual 25.1.3: the 13th key makes the twelfth turn the page, and what was on it moves on.
#[test]
fn the_thirteenth_key_of_the_sidecar_makes_the_twelfth_next() {
    let twelve: String = (0..12).map(|key| number(key, &format!("20{key}"))).collect();
    assert_eq!(labels(&model("440HD", &twelve))[11], "2011");
    let mut bench = model("440HD", &[twelve, number(18, "2018"), number(38, "2038")].concat());
    assert_eq!((labels(&bench)[10], labels(&bench)[11]), ("2010", "Next"));
    bench.press(0, &[Key::Function(11)]);
    assert_eq!(labels(&bench)[..3], ["2011", "2018", ""]);
    bench.press(0, &[Key::Function(1)]);
    assert_eq!(called(&bench), "2018");
    bench.press(0, &[Key::Escape, Key::Function(11)]);
    assert_eq!((labels(&bench)[10], labels(&bench)[11]), ("2038", "Next"));
    bench.refresh_page(0);
    assert_eq!(labels(&bench)[10], "2038");
    bench.press(0, &[Key::Function(11)]);
    assert_eq!(labels(&bench)[0], "200");
    // The 430HD has one page.
    assert_eq!(labels(&model("430HD", &number(18, "2018"))).last(), Some(&""));
}

#[test]
fn a_key_that_is_held_down_is_given_a_number_which_stays() {
    let mut bench = model("440HD", "");
    hold(&mut bench, Key::Function(0));
    bench.assert_shows(0, "Key 1\nNone Chosen\nSpeed dial\nSpeed dial + BLF");
    bench.press(0, &[Key::Down, Key::Ok]);
    fill(&mut bench, "2001");
    fill(&mut bench, "Reception");
    bench.assert_shows(0, "Key 1: Reception");
    assert_eq!(bench.desks[0].phone.view().display.screen, Screen::Idle);
    bench.refresh_page(0);
    assert_eq!(labels(&bench)[0], "Reception");
    bench.press(0, &[Key::Function(0)]);
    assert_eq!(called(&bench), "2001");
    bench.press(0, &[Key::Escape]);
    // A key beside the display can be an event; one with a line stays a line.
    hold(&mut bench, Key::Line(2));
    bench.press(0, &[Key::Down, Key::Down, Key::Down, Key::Ok]);
    assert_eq!(bench.desks[0].phone.view().line_keys[2].label, "Missed");
    hold(&mut bench, Key::Line(0));
    bench.assert_shows(0, "Dial from 1001");
    bench.press(0, &[Key::Escape]);
    // And the number can be taken away again.
    hold(&mut bench, Key::Function(0));
    bench.press(0, &[Key::Up, Key::Ok]);
    assert_eq!(labels(&bench)[0], "");
}

#[test]
fn numbers_are_put_on_keys_only_where_that_is_allowed() {
    let off = "personal_settings/speed_dial_programming/enabled=0\n";
    let mut bench = model("440HD", off);
    hold(&mut bench, Key::Function(0));
    bench.assert_shows(0, "This key cannot be changed here");
    bench.press(0, &[Key::Menu, Key::Digit(3)]);
    bench.assert_shows(0, "3 Navigation Keys");
    assert!(!bench.text(0).contains("Speed Dial"));
}

/// Manual 25.3.1.
#[test]
fn keys_of_the_dial_pad_call_when_they_are_held_down() {
    let mut bench = model("420HD", &number(1, "2002"));
    hold(&mut bench, Key::Digit(2));
    assert_eq!(called(&bench), "2002");
    bench.press(0, &[Key::Escape]);
    bench.wait(Duration::from_secs(10));
    hold(&mut bench, Key::Digit(3));
    bench.assert_shows(0, "Key 3");
    bench.press(0, &[Key::Down, Key::Ok]);
    fill(&mut bench, "2003");
    fill(&mut bench, "");
    hold(&mut bench, Key::Digit(3));
    assert_eq!(called(&bench), "2003");
    bench.press(0, &[Key::Escape]);
    bench.wait(Duration::from_secs(10));
    // Where a number is entered they are digits.
    bench.press(0, &[Key::Digit(9)]);
    hold(&mut bench, Key::Digit(2));
    bench.assert_shows(0, "92");
    // And 0 is plus, as it is printed on the key.
    bench.press(0, &[Key::Escape]);
    hold(&mut bench, Key::Digit(0));
    bench.assert_shows(0, "+");
}

#[test]
fn the_keys_configuration_gives_softkeys_and_navigation_keys_functions() {
    let mut bench = model("420HD", "");
    assert_eq!(softkeys(&bench), ["Directory", "Missed", "Forward", "DnD"]);
    bench.press(0, &[Key::Menu, Key::Digit(3), Key::Digit(2)]);
    bench.assert_shows(0, "Soft Keys\nSoftkey 1 Directory");
    // The first one becomes a number.
    bench.press(0, &[Key::Ok]);
    bench.press(0, &[Key::Down; 8]);
    bench.press(0, &[Key::Ok]);
    fill(&mut bench, "reception@pbx");
    bench.press(0, &[Key::Menu]);
    assert_eq!(softkeys(&bench)[0], "reception\u{2026}");
    bench.soft(0, "reception\u{2026}");
    assert_eq!(called(&bench), "reception");
    bench.press(0, &[Key::Escape]);
    bench.wait(Duration::from_secs(10));
    bench.press(0, &[Key::Menu, Key::Digit(3), Key::Digit(3)]);
    bench.assert_shows(0, "Navigation Keys\nUp None");
    bench.press(0, &[Key::Ok, Key::Down, Key::Ok, Key::Menu, Key::Up]);
    bench.assert_shows(0, "Missed calls");
    // The larger models have fixed softkeys.
    let mut bench = model("440HD", "");
    bench.press(0, &[Key::Menu, Key::Digit(3)]);
    assert!(!bench.text(0).contains("Soft Keys"));
}

/// Manual 25.4.
#[test]
fn more_than_four_softkeys_have_pages() {
    let key = |at, function| set(&keys::SOFTKEY_KEY_FUNCTION, at, function);
    let more = [key(4, "DIALED_CALLS"), key(5, "ALL_CALLS"), key(6, "SIP_ACCOUNT")].concat();
    let mut bench = model("420HD", &more);
    let pages = [
        ["Directory", "Missed", "Forward", "More"],
        ["DnD", "Dialed", "Call log", "More"],
        ["1001", "More", "", ""],
        ["Directory", "Missed", "Forward", "More"],
    ];
    for page in pages {
        let expected: Vec<_> = page.into_iter().filter(|label| !label.is_empty()).collect();
        assert_eq!(softkeys(&bench), expected);
        bench.soft(0, "More");
    }
    bench.soft(0, "Dialed");
    bench.assert_shows(0, "Dialed calls");
    bench.press(0, &[Key::Menu]);
    assert_eq!(softkeys(&bench), pages[0]);
    // Each is programmed where it is shown, however often the pages were turned.
    for _ in 0..4 {
        bench.soft(0, "More");
    }
    hold(&mut bench, Key::Softkey(2));
    bench.assert_shows(0, "Softkey 6");
}

/// The example of manual 25.4.1.
#[test]
fn a_programmable_softkey_calls_its_prefix_with_the_persons_code() {
    let psk = [
        set(&keys::SOFTKEY_KEY_FUNCTION, 0, "PSK"),
        set(&keys::SOFTKEY_PSK_INDEX, 0, "1"),
        set(&keys::PSK_IS_DIAL_REQUIRED, 1, "1"),
        set(&keys::PSK_LABEL, 1, "Voicemail"),
        set(&keys::PSK_PREFIX, 1, "*70"),
        set(&keys::ONGOING_CALL_SOFTKEY_KEY_FUNCTION, 4, "PSK"),
        set(&keys::ONGOING_CALL_SOFTKEY_PSK_INDEX, 4, "2"),
        set(&keys::PSK_LABEL, 2, "Park"),
        set(&keys::PSK_PREFIX, 2, "*68"),
    ];
    let mut bench = model("405", &psk.concat());
    bench.soft(0, "Voicemail");
    bench.press(0, &[Key::Digit(1), Key::Digit(2), Key::Digit(3), Key::Digit(4)]);
    bench.assert_shows(0, "****");
    bench.press(0, &[Key::Ok]);
    assert_eq!(called(&bench), "*701234");
    // In a call it needs none here.
    bench.answer_invite(0, 200, SDP);
    bench.soft(0, "More");
    bench.soft(0, "Park");
    assert_eq!(called(&bench), "*68");
}

/// Manual 22.21, 22.22.
#[test]
fn the_softkeys_of_a_call_are_as_the_configuration_says() {
    let in_call = |name: &str, more: &str| {
        let mut bench = model(name, more);
        bench.dial(0, "2001");
        bench.answer_invite(0, 200, SDP);
        softkeys(&bench).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let first = |function| set(&keys::ONGOING_CALL_SOFTKEY_KEY_FUNCTION, 0, function);
    assert_eq!(in_call("440HD", ""), ["Hold", "Conf", "New call", "End"]);
    assert_eq!(in_call("405HD", ""), ["BXfer", "Conf", "New call", "End"]);
    assert_eq!(in_call("405", ""), ["Hold", "Conf", "Transfer", "End"]);
    assert_eq!(in_call("440HD", &first("REC_CALL")), ["Received", "Conf", "New call", "End"]);
    let mut bench = model("420HD", &first("BLIND_TRANSFER"));
    bench.dial(0, "2001");
    bench.answer_invite(0, 200, SDP);
    bench.soft(0, "BXfer");
    fill(&mut bench, "2002");
    assert!(bench.methods(0).contains(&"REFER"), "{:?}", bench.methods(0));
}

#[test]
fn the_idle_softkeys_stay_where_a_number_is_entered_unless_they_are_switched_off() {
    let mut bench = started(SERVER);
    bench.press(0, &[Key::Headset]);
    assert_eq!(softkeys(&bench), ["Directory", "Call log", "Cancel", "More"]);
    bench.soft(0, "More");
    bench.soft(0, "Missed");
    bench.assert_shows(0, "Missed calls");
}

/// Manual 25.3.4.
#[test]
fn a_speed_dial_file_puts_numbers_on_keys_beneath_those_of_the_person() {
    let uri = "provisioning/speed_dial_uri=speed.csv\n";
    let mut bench = Bench::new(1);
    bench.desks[0].files.insert("speed.csv".to_owned(), b"1,4418,0\r\n2,4403,0\r\n".to_vec());
    bench.desks[0].configuration = Ok([SERVER, uri].concat());
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(8));
    assert_eq!(labels(&bench)[..3], ["4418", "4403", ""]);
    hold(&mut bench, Key::Function(1));
    bench.press(0, &[Key::Down, Key::Ok]);
    bench.soft(0, "Clear");
    bench.press(0, &[Key::Backspace; 4]);
    fill(&mut bench, "5");
    fill(&mut bench, "");
    assert_eq!(labels(&bench)[..3], ["4418", "5", ""]);
    bench.refresh_page(0);
    bench.desks[0].files.insert("speed.csv".to_owned(), b"1,4419,0\r\n2,4403,0\r\n".to_vec());
    bench.desks[0].phone.check_now();
    bench.press(0, &[Key::Left]);
    assert_eq!(labels(&bench)[..3], ["4419", "5", ""]);
    // A file that is not named any more leaves nothing.
    bench.desks[0].configuration = Ok(SERVER.to_owned());
    bench.desks[0].phone.check_now();
    bench.press(0, &[Key::Left]);
    assert_eq!(labels(&bench)[0], "");
}
