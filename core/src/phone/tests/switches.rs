//! What each model has, and what the configuration takes away: one row for each switch.

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use crate::config::Acting;
use crate::config::table::menus::*;
use crate::phone::key::Key;
use crate::phone::languages::SWITCHES;
use crate::phone::view::Screen;
use crate::time::Duration;

/// What a switch takes away.
enum What {
    /// A key, with this value.
    Key(Key, &'static str),
    /// What is on a page of the menu, by the digits that lead there.
    Item(&'static str, &'static str),
    /// The same on a model.
    ItemOf(&'static str, &'static str, &'static str),
    /// The softkey that these keys lead to.
    Softkey(&'static [Key], &'static str),
    /// A test of its own says it.
    Elsewhere,
}

/// Returns a new phone that has found its first configuration.
pub(super) fn fresh(text: &str) -> Bench {
    let mut bench = Bench::new(1);
    bench.desks[0].configuration = Ok(text.to_owned());
    bench.desks[0].kept.clear();
    bench.replace_page(0);
    bench.wait(Duration::from_secs(8));
    bench
}

pub(super) fn softkeys(bench: &Bench) -> Vec<&str> {
    bench.desks[0].phone.view().softkeys.iter().flatten().map(String::as_str).collect()
}

/// Whether the phone has what a switch takes away.
fn has(what: &What, settings: &str) -> bool {
    let mut bench = if let What::ItemOf(model, ..) = what {
        fresh(&format!("system/type={model}\n{SERVER}{settings}"))
    } else {
        started(&format!("{SERVER}{settings}"))
    };
    match *what {
        What::Key(key, _) => !bench.desks[0].phone.view().missing.contains(&key),
        What::Item(digits, label) | What::ItemOf(_, digits, label) => {
            bench.press(0, &[Key::Menu]);
            bench.press(
                0,
                &digits.bytes().map(|digit| Key::Digit(digit - b'0')).collect::<Vec<_>>(),
            );
            // More rows than the display has; a switch or a choice says how it stands.
            let is_it = |line: &str| {
                let rest = line.strip_prefix(label);
                rest.is_some_and(|rest| ["", " On", " Off", " Chosen"].contains(&rest))
            };
            (0..20).any(|_| {
                let shown = bench.text(0).lines().any(is_it);
                bench.press(0, &[Key::Down]);
                shown
            })
        }
        What::Softkey(keys, label) => {
            bench.press(0, keys);
            softkeys(&bench).contains(&label)
        }
        What::Elsewhere => true,
    }
}

#[test]
fn each_switch_takes_away_what_it_names() {
    let mut table = vec![
        (&DISABLE_HOLD_BUTTON.param, What::Key(Key::Hold, "1")),
        (&BLOCK_MUTE_KEY.param, What::Key(Key::Mute, "1")),
        (&KEY_SPEAKER_DEVICE_ENABLED.param, What::Key(Key::Speaker, "0")),
        (&KEY_HEADSET_DEVICE_ENABLED.param, What::Key(Key::Headset, "0")),
        (&KEY_VOICE_MAIL_ENABLED.param, What::Key(Key::VoiceMail, "0")),
        (&KEY_REDIAL_ENABLED.param, What::Key(Key::Redial, "0")),
        (&KEY_CONTACTS_ENABLED.param, What::Key(Key::Contacts, "0")),
        (&KEY_MENU_ENABLED.param, What::Key(Key::Menu, "0")),
        (&KEY_HOLD_ENABLED.param, What::Key(Key::Hold, "0")),
        (&KEY_VOLUME_ENABLED.param, What::Key(Key::VolumeUp, "0")),
        (&KEY_MUTE_ENABLED.param, What::Key(Key::Mute, "0")),
        (&KEY_TRANSFER_ENABLED.param, What::Key(Key::Transfer, "0")),
        (&MENU_CALL_LOG_ENABLED.param, What::Item("", "1 Call Log")),
        (&MENU_DIRECTORY_ENABLED.param, What::Item("", "2 Directory")),
        (&MENU_KEYS_ENABLED.param, What::Item("", "3 Keys Configuration")),
        (&MENU_KEYS_SPEED_DIAL_KEYS_ENABLED.param, What::Item("3", "1 Speed Dial keys")),
        (&MENU_KEYS_SOFTKEYS_ENABLED.param, What::ItemOf("420HD", "3", "2 Soft Keys")),
        (&MENU_KEYS_NAVIGATION_KEYS_ENABLED.param, What::Item("3", "3 Navigation Keys")),
        (&SPEED_DIAL_PROGRAMMING_ENABLED.param, What::Item("3", "1 Speed Dial keys")),
        (
            &DISPLAY_IDLE_SCREEN_KEYS_WHEN_DIALING_ENABLED.param,
            What::Softkey(&[Key::Headset], "More"),
        ),
        (&MENU_SETTINGS_ENABLED.param, What::Item("", "4 Settings")),
        (&MENU_STATUS_ENABLED.param, What::Item("", "5 Status")),
        (&MENU_ADMINISTRATION_ENABLED.param, What::Item("", "6 Administration")),
        (&MENU_LANGUAGE_ENABLED.param, What::Item("4", "1 Language")),
        (&MENU_RING_TONE_ENABLED.param, What::Item("4", "2 Ring Tone")),
        (&MENU_CALLWAITING_ENABLED.param, What::Item("4", "3 Call Waiting")),
        (&MENU_DATE_AND_TIME_ENABLED.param, What::Item("4", "4 Date and Time")),
        (&MENU_ANSWER_DEVICE_ENABLED.param, What::Item("4", "7 Answer Device")),
        (&MENU_LCD_CONTRAST_ENABLED.param, What::Item("4", "5 LCD Contrast")),
        (&MENU_BACKLIGHT_TIMEOUT_ENABLED.param, What::Item("4", "6 Backlight Timeout")),
        (&MENU_CALLAUTOANSWERING_ENABLED.param, What::Item("4", "8 Call Auto Answering")),
        (&MENU_RESTART_ENABLED.param, What::Item("4", "9 Restart")),
        (
            &NEW_CALL_SCREEN_CALL_LOG_SOFTKEY_ENABLED.param,
            What::Softkey(&[Key::Headset], "Call log"),
        ),
        (
            &NEW_CALL_SCREEN_DIRECTORY_SOFTKEY_ENABLED.param,
            What::Softkey(&[Key::Headset], "Directory"),
        ),
        (&SOFTKEYS_INCOMING_CALL_SK_REJECT_ENABLE.param, What::Elsewhere),
        (&KEY_REJECT_ENABLED.param, What::Elsewhere),
        (&BLOCK_NON_NUMERIC_KEY.param, What::Elsewhere),
    ];
    let languages = SWITCHES.iter();
    table.extend(languages.map(|(it, switch)| (&switch.param, What::Item("41", it.own_name()))));
    for (param, what) in &table {
        let off = if let What::Key(_, value) = what { value } else { "0" };
        assert!(has(what, ""), "{}", param.path);
        if !matches!(what, What::Elsewhere) {
            assert!(!has(what, &format!("{}={off}\n", param.path)), "{}", param.path);
        }
    }
    for param in ROWS.iter().filter(|param| param.acting == Acting::Acts) {
        assert!(table.iter().any(|(row, _)| row.path == param.path), "{} is not here", param.path);
    }
}

#[test]
fn a_key_that_there_is_not_does_nothing() {
    let mut bench = started(&format!("{SERVER}{}=0\n", KEY_MENU_ENABLED.param.path));
    bench.press(0, &[Key::Menu]);
    assert_eq!(bench.desks[0].phone.view().display.screen, Screen::Idle);
}

#[test]
fn callers_cannot_be_rejected_by_what_is_taken_away() {
    for (param, escape, softkey) in [
        (None, true, true),
        (Some(&KEY_REJECT_ENABLED.param), false, true),
        (Some(&SOFTKEYS_INCOMING_CALL_SK_REJECT_ENABLE.param), true, false),
    ] {
        let off = param.map_or_else(String::new, |param| format!("{}=0\n", param.path));
        let mut bench = started(&format!("{SERVER}{off}"));
        ask(&mut bench, "INVITE", "Content-Type: application/sdp\r\n", SDP);
        assert_eq!(softkeys(&bench).contains(&"Reject"), softkey, "{off}");
        bench.press(0, &[Key::Escape]);
        let idle = bench.desks[0].phone.view().display.screen == Screen::Idle;
        assert_eq!(idle, escape, "{off}");
    }
}

/// Manual A.3.9, for the models that have letters on their digit keys only.
#[test]
fn where_only_digits_can_be_entered_most_of_the_menu_is_away() {
    for (model, rows) in [
        ("420HD", &["Menu", "5 Status", "6 Administration"][..]),
        (
            "440HD",
            &[
                "Menu",
                "1 Call Log",
                "2 Directory",
                "3 Keys Configuration",
                "4 Settings",
                "5 Status",
            ],
        ),
    ] {
        let mut bench =
            fresh(&format!("system/type={model}\n{SERVER}voip/block_non_numeric_key=1\n"));
        bench.press(0, &[Key::Menu]);
        assert_eq!(bench.text(0).lines().skip(1).collect::<Vec<_>>(), rows, "{model}");
    }
}

#[test]
fn each_model_has_its_lines_rows_and_keys() {
    for (model, lines, rows, transfer_key) in [
        ("405", 2, 4, false),
        ("405HD", 2, 4, false),
        ("420HD", 2, 4, true),
        ("430HD", 6, 6, true),
        ("440HD", 6, 6, true),
    ] {
        let more: String =
            (1..6).map(|n| format!("voip/line/{n}/id=2{n}\nvoip/line/{n}/enabled=1\n")).collect();
        let mut bench = fresh(&format!("system/type={model}\n{SERVER}{more}"));
        let view = bench.desks[0].phone.view();
        assert_eq!((view.model.as_str(), view.rows), (model, rows));
        assert_eq!(view.line_keys.iter().filter(|key| !key.label.is_empty()).count(), lines);
        assert_eq!(view.line_keys.len(), lines);
        assert_eq!(!view.missing.contains(&Key::Transfer), transfer_key, "{model}");
        bench.press(0, &[Key::Menu, Key::Digit(5), Key::Digit(3)]);
        assert_eq!(bench.desks[0].phone.view().display.lines.len(), usize::from(rows), "{model}");
        // Calls can be transferred on each, by the key or by a softkey.
        bench.press(0, &[Key::Menu]);
        bench.dial(0, "x@10.0.0.99");
        bench.answer_invite(0, 200, SDP);
        let has = ["Transfer", "BXfer"].iter().any(|label| softkeys(&bench).contains(label));
        assert_eq!(has, !transfer_key, "{model}");
    }
}

#[test]
fn a_phone_stays_the_model_that_it_became() {
    let mut bench = fresh(&format!("system/type=420HD\n{SERVER}"));
    bench.desks[0].configuration = Ok(format!("system/type=430HD\n{SERVER}"));
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(8));
    bench.assert_shows(0, "the file is for another model, this phone is a 420HD");
    assert_eq!(bench.desks[0].phone.view().model, "420HD");
}

#[test]
fn what_is_filled_in_is_in_sight_on_the_smaller_display() {
    let mut bench = fresh(&format!("system/type=420HD\n{SERVER}"));
    bench.press(0, &[Key::Menu, Key::Digit(2), Key::Digit(1)]);
    bench.soft(0, "New");
    for label in ["Name", "Office", "Home", "Mobile"] {
        let lines = &bench.desks[0].phone.view().display.lines;
        let entry = lines.iter().position(|line| line.cursor.is_some()).expect("an entry");
        assert_eq!((lines[0].text.as_str(), lines[entry - 1].text.as_str()), ("Contact", label));
        assert!(lines.len() <= 4);
        bench.press(0, &[Key::Down]);
    }
}
