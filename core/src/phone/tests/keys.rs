//! Keys and screens without calls.

use super::bench::Bench;
use crate::media::plan::{Command, Tone};
use crate::phone::key::Key;
use crate::phone::view::Screen;
use crate::phone::{Input, Playback, status};
use crate::time::{Duration, WallTime};

fn screen(bench: &Bench) -> Screen {
    bench.desks[0].phone.view().display.screen
}

fn digits(text: &str) -> Vec<Key> {
    text.chars().map(|c| Key::Digit(u8::try_from(c.to_digit(10).unwrap()).unwrap())).collect()
}

#[test]
fn digits_open_an_entry_and_escape_closes_it() {
    let mut bench = Bench::new(1);
    bench.press(0, &[Key::Digit(6), Key::Digit(0), Key::Star]);
    assert_eq!(screen(&bench), Screen::Dialing);
    bench.assert_shows(0, "60*");
    assert_eq!(bench.desks[0].commands.len(), 3);
    assert!(matches!(bench.desks[0].commands[0], Command::SendDigit { stream: None, .. }));
    bench.press(0, &[Key::Backspace]);
    assert!(!bench.text(0).contains("60*"));
    bench.press(0, &[Key::Escape]);
    assert_eq!(screen(&bench), Screen::Idle);
    assert!(!bench.desks[0].phone.view().lamps.speaker);
}

#[test]
fn the_dial_tone_gives_way_to_digits_or_to_the_reorder_tone() {
    let mut bench = Bench::new(1);
    bench.press(0, &[Key::Handset]);
    assert_eq!(bench.desks[0].plan.tone, Some(Tone::Dial));
    assert!(bench.desks[0].phone.view().lamps.off_hook);
    bench.press(0, &[Key::Digit(1)]);
    assert_eq!(bench.desks[0].plan.tone, None);
    bench.press(0, &[Key::Handset]);
    assert_eq!(screen(&bench), Screen::Idle);
    bench.press(0, &[Key::Speaker]);
    bench.wait(Duration::from_secs(31));
    assert_eq!(bench.desks[0].plan.tone, Some(Tone::Reorder));
    bench.wait(Duration::from_secs(41));
    assert_eq!(bench.desks[0].plan.tone, Some(Tone::Howler));
}

#[test]
fn a_number_is_sent_when_nothing_more_is_dialled() {
    let mut bench = Bench::new(1);
    bench.press(0, &digits("600"));
    bench.wait(Duration::from_millis(4_900));
    assert_eq!(screen(&bench), Screen::Dialing);
    bench.wait(Duration::from_millis(200));
    assert_ne!(screen(&bench), Screen::Dialing);
}

#[test]
fn an_address_is_never_sent_by_itself() {
    let mut bench = Bench::new(1);
    bench.press(0, &[Key::Speaker]);
    bench.give(0, Input::Text(" bob@10.0.0.9 ".to_owned()));
    bench.wait(Duration::from_secs(60));
    assert_eq!(screen(&bench), Screen::Dialing);
    bench.assert_shows(0, "bob@10.0.0.9");
}

#[test]
fn a_number_is_changed_at_the_cursor_and_addresses_are_written_by_the_keypad() {
    let mut bench = Bench::new(1);
    bench.give(0, Input::Text("6003".to_owned()));
    bench.press(0, &[Key::Left, Key::Backspace, Key::Digit(5)]);
    bench.assert_shows(0, "6053");
    bench.press(0, &[Key::Left, Key::Left, Key::Left, Key::Left, Key::Backspace, Key::Digit(1)]);
    bench.assert_shows(0, "16053");
    bench.press(0, &[Key::Right; 9]);
    bench.press(0, &[Key::Digit(4)]);
    bench.assert_shows(0, "160534");
    bench.press(0, &[Key::Escape, Key::Speaker]);
    bench.soft(0, "More");
    bench.soft(0, "123");
    // A key that is pressed again at once writes its next letter, after a while a new one.
    bench.press(0, &[Key::Digit(2), Key::Digit(2), Key::Digit(6), Key::Digit(6), Key::Digit(6)]);
    bench.wait(Duration::from_secs(2));
    bench.press(0, &[Key::Digit(2), Key::Digit(2), Key::Digit(1), Key::Digit(1), Key::Digit(0)]);
    bench.assert_shows(0, "bob@0");
    bench.press(0, &[Key::Backspace]);
    bench.soft(0, "abc");
    bench.soft(0, "ABC");
    bench.press(0, &[Key::Digit(7), Key::Star]);
    bench.assert_shows(0, "bob@7*");
    bench.wait(Duration::from_secs(60));
    assert_eq!(screen(&bench), Screen::Dialing);
}

#[test]
fn the_menu_leads_to_the_version_by_digits_and_back() {
    let mut bench = Bench::new(1);
    bench.press(0, &[Key::Menu, Key::Digit(5), Key::Digit(1)]);
    bench.assert_shows(0, status::VERSION);
    bench.press(0, &[Key::Left, Key::Left, Key::Left]);
    assert_eq!(screen(&bench), Screen::Idle);
    bench.press(0, &[Key::Ok, Key::Down, Key::Down, Key::Down, Key::Down, Key::Ok, Key::Digit(4)]);
    bench.assert_shows(0, "Line status");
    bench.assert_shows(0, "1001");
    bench.soft(0, "Exit");
    assert_eq!(screen(&bench), Screen::Idle);
}

#[test]
fn every_key_does_something_or_says_why_not() {
    let mut bench = Bench::new(1);
    for (key, text) in [
        (Key::Transfer, "No call to transfer"),
        (Key::Hold, "No call to hold"),
        (Key::Mute, "No call to mute"),
        (Key::Redial, "No dialed calls"),
        (Key::VoiceMail, "No voice mail number"),
        (Key::Line(4), "Nothing on key 5"),
        (Key::VolumeUp, "Ringer volume 8"),
    ] {
        bench.press(0, &[key]);
        bench.assert_shows(0, text);
        assert!(bench.desks[0].phone.view().announcement.text.contains(text));
    }
    bench.wait(Duration::from_secs(6));
    assert!(!bench.text(0).contains("Ringer volume"));
    bench.press(0, &[Key::Menu, Key::Digit(1), Key::Digit(5), Key::Ok]);
    bench.assert_shows(0, "Press Yes or No");
}

#[test]
fn softkey_labels_fit_their_keys() {
    let mut bench = Bench::new(1);
    for keys in [&[][..], &[Key::Digit(1)], &[Key::Escape, Key::Menu]] {
        bench.press(0, keys);
        for label in bench.desks[0].phone.view().softkeys.iter().flatten() {
            assert!(label.len() <= 10, "{label}");
        }
    }
}

#[test]
fn the_status_bar_shows_line_and_time() {
    let mut bench = Bench::new(1);
    bench.give(0, Input::Clock(WallTime(1_795_398_600_000_000), 60));
    bench.assert_shows(0, "1001 02:50");
    bench.assert_shows(0, "Mon 23 Nov 2026");
    assert_eq!(bench.desks[0].phone.view().line_keys[0].label, "1001");
    assert_eq!(bench.desks[0].phone.view().line_keys[3].label, "");
}

#[test]
fn the_ringer_is_armed_only_while_sound_plays() {
    let mut bench = Bench::new(1);
    assert!(bench.desks[0].phone.view().audio.ringer_unarmed);
    bench.give(0, Input::Playback(Playback::Running));
    assert!(!bench.desks[0].phone.view().audio.ringer_unarmed);
}

#[test]
fn lines_of_the_configuration_that_cannot_be_used_are_listed() {
    let mut bench = Bench::new(1);
    bench.desks[0].configuration = Ok("voip/line/0/id=1001\nvoip/line/0/enabled=maybe\n".into());
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(1));
    bench.press(0, &[Key::Menu, Key::Digit(5), Key::Digit(7)]);
    bench.assert_shows(0, "phone.cfg");
    bench.assert_shows(0, "phone.cfg:2: voip/line/0/enabled");
}

#[test]
fn a_server_without_address_is_a_registration_failure() {
    let mut bench = Bench::new(1);
    bench.desks[0].configuration = Ok("voip/line/0/id=1001\nvoip/signalling/sip/use_proxy=1\n\
        voip/signalling/sip/proxy_address=pbx.example\n"
        .into());
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(1));
    bench.assert_shows(0, "Registration failure");
    bench.assert_shows(0, "Unknown host pbx.example");
    bench.press(0, &[Key::Digit(1)]);
    assert_eq!(screen(&bench), Screen::Idle);
    let resolves = |bench: &Bench| {
        let asked = bench.desks[0].requests.iter();
        asked.filter(|request| matches!(request, crate::link::Request::Records { .. })).count()
    };
    let before = resolves(&bench);
    bench.wait(Duration::from_secs(301));
    assert_eq!(resolves(&bench), before + 1);
}
