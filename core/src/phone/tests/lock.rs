//! The phone that is locked, the display that grows dark, and the service that names are said to.

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use super::switches::{fresh, softkeys};
use crate::media::plan::Tone;
use crate::phone::Input;
use crate::phone::key::Key;
use crate::phone::view::Screen;
use crate::time::Duration;

const LOCK: &str = "system/lock/2/enabled=1\n";

const SECRET: [Key; 4] = [Key::Digit(4), Key::Digit(7), Key::Digit(1), Key::Digit(1)];

fn screen(bench: &Bench) -> Screen {
    bench.desks[0].phone.view().display.screen
}

/// A phone that was locked with [`SECRET`].
fn locked(more: &str) -> Bench {
    let mut bench = started(&format!("{SERVER}{LOCK}{more}"));
    bench.press(0, &[Key::Menu, Key::Digit(7), Key::Digit(1)]);
    for _ in 0..2 {
        bench.press(0, &SECRET);
        bench.press(0, &[Key::Ok]);
    }
    assert_eq!(screen(&bench), Screen::Locked);
    bench
}

fn unlock(bench: &mut Bench) {
    bench.press(0, &SECRET);
    bench.press(0, &[Key::Ok]);
}

#[test]
fn a_locked_phone_does_nothing_without_its_password() {
    let mut bench = locked("personal_settings/functional_key/0/speed_dial_number=2001\n");
    let keys = [
        Key::Menu,
        Key::Redial,
        Key::Contacts,
        Key::VoiceMail,
        Key::Line(0),
        Key::Function(0),
        Key::Speaker,
        Key::Headset,
        Key::Handset,
        Key::Star,
        Key::Transfer,
        Key::Up,
        Key::Right,
    ];
    for key in keys {
        for input in [Input::Press(key), Input::Hold(key)] {
            bench.give(0, input);
            let form = bench.text(0).contains("Unlock");
            assert!(screen(&bench) == Screen::Locked || form, "{key:?}: {}", bench.text(0));
            bench.press(0, &[Key::Escape]);
        }
    }
    bench.give(0, Input::Text("2001".to_owned()));
    assert_eq!(screen(&bench), Screen::Locked);
    assert!(bench.methods(0).iter().all(|method| *method != "INVITE"));
    bench.refresh_page(0);
    assert_eq!(screen(&bench), Screen::Locked);
    unlock(&mut bench);
    assert_eq!(screen(&bench), Screen::Idle);
    // Once there is a password it is not asked for again.
    bench.press(0, &[Key::Menu, Key::Digit(7), Key::Digit(1)]);
    assert_eq!(screen(&bench), Screen::Locked);
}

#[test]
fn wrong_passwords_are_slowed_down() {
    let mut bench = locked("");
    for _ in 0..3 {
        bench.press(0, &[Key::Digit(1), Key::Ok]);
        bench.assert_shows(0, "Wrong password");
    }
    unlock(&mut bench);
    bench.assert_shows(0, "Wrong too often: wait 1");
    bench.wait(Duration::from_secs(11));
    unlock(&mut bench);
    assert_eq!(screen(&bench), Screen::Idle);
}

#[test]
fn a_new_password_is_entered_twice() {
    let mut bench = started(&format!("{SERVER}{LOCK}"));
    bench.press(0, &[Key::Menu, Key::Digit(7), Key::Digit(1)]);
    bench.press(0, &[Key::Digit(1), Key::Ok, Key::Digit(1), Key::Ok]);
    bench.assert_shows(0, "At least 4 characters");
    bench.press(0, &SECRET);
    bench.press(0, &[Key::Ok, Key::Digit(1), Key::Ok]);
    bench.assert_shows(0, "The passwords differ");
    // Without the switch there is no lock.
    let mut bench = started(SERVER);
    bench.press(0, &[Key::Menu, Key::Up, Key::Digit(7)]);
    assert!(!bench.text(0).contains("Lock"));
}

#[test]
fn a_call_to_a_locked_phone_is_answered_with_the_password() {
    let mut bench = locked("voip/auto_answer/enabled=1\n");
    let invite = |bench: &mut Bench| {
        let more = "Content-Type: application/sdp\r\nAlert-Info: ring answer\r\n";
        ask(bench, "INVITE", more, SDP)
    };
    invite(&mut bench);
    assert_eq!(screen(&bench), Screen::RingingIn);
    bench.soft(0, "Answer");
    bench.assert_shows(0, "Unlock");
    unlock(&mut bench);
    assert_eq!(screen(&bench), Screen::Talking);
    // Where that is not allowed it is rejected, and missed.
    let mut bench = locked("system/lock/2/allow_incoming_calls=0\n");
    assert_eq!(invite(&mut bench), "603 Decline");
    unlock(&mut bench);
    bench.assert_shows(0, "1 missed call");
}

#[test]
fn the_display_grows_dark_and_bright_again() {
    let mut bench = started(SERVER);
    let dark = |bench: &Bench| bench.desks[0].phone.view().dark;
    bench.press(0, &[Key::VolumeUp]);
    assert!(!dark(&bench));
    bench.wait(Duration::from_secs(11));
    assert!(dark(&bench));
    ask(&mut bench, "INVITE", "Content-Type: application/sdp\r\n", SDP);
    assert!(!dark(&bench));
    bench.wait(Duration::from_secs(11));
    assert!(!dark(&bench));
    bench.soft(0, "Reject");
    // The person chooses how long.
    bench.press(0, &[Key::Menu, Key::Digit(4), Key::Digit(6), Key::Ok]);
    bench.wait(Duration::from_secs(100));
    assert!(!dark(&bench));
}

#[test]
fn contrast_and_message_are_as_they_are_set() {
    let mut bench = fresh(&format!(
        "system/type=420HD\n{SERVER}system/display/message_on_screen=Calls may be recorded\n"
    ));
    bench.assert_shows(0, "Calls may be recorded");
    let contrast = |bench: &Bench| bench.desks[0].phone.view().contrast;
    assert_eq!(contrast(&bench), 100);
    bench.press(0, &[Key::Menu, Key::Digit(4), Key::Digit(5), Key::Ok]);
    assert_eq!(contrast(&bench), 60);
}

#[test]
fn beeps_announce_a_call_instead_of_a_ring() {
    let beeps = "voip/beep_to_ringing_device/enabled=1\n\
        voip/beep_to_ringing_device/number_of_beeps=2\n";
    let mut bench = started(&format!("{SERVER}{beeps}"));
    ask(&mut bench, "INVITE", "Content-Type: application/sdp\r\n", SDP);
    let plan = &bench.desks[0].plan;
    assert_eq!(plan.tone, Some(Tone::Beep));
    assert_eq!(
        plan.pattern.iter().map(|step| (step.on_ms, step.off_ms)).collect::<Vec<_>>(),
        [(250, 750)]
    );
    bench.wait(Duration::from_millis(2_100));
    assert_eq!(bench.desks[0].plan.tone, None);
    assert_eq!(screen(&bench), Screen::RingingIn);
}

/// Manual 17.1.
#[test]
fn a_name_is_said_to_the_voice_service() {
    let number = "voip/services/vocanom/number=7777\n";
    let mut bench = started(&format!("{SERVER}{number}"));
    bench.soft(0, "More");
    assert_eq!(softkeys(&bench), ["DnD", "VocaNOM", "More"]);
    bench.soft(0, "VocaNOM");
    bench.assert_shows(0, "VocaNOM");
    let invite = |bench: &Bench| {
        let mut sent = bench.desks[0].lost.iter().zip(&bench.desks[0].lost_to);
        let (text, to) = sent.rfind(|(text, _)| text.starts_with("INVITE")).expect("an INVITE");
        (text.lines().next().unwrap().to_owned(), to.to_string())
    };
    assert_eq!(invite(&bench).0, "INVITE sip:7777@10.0.0.99 SIP/2.0");
    // Its own server is called directly.
    let direct = "voip/services/vocanom_server/enabled=1\n\
        voip/services/vocanom_server/ip_address=10.0.0.77\n\
        voip/services/vocanom_server/port=5060\nvoip/services/vocanom/transport_mode=UDP\n";
    let mut bench = started(&format!("{SERVER}{number}{direct}"));
    bench.soft(0, "More");
    bench.soft(0, "VocaNOM");
    let (line, to) = invite(&bench);
    assert_eq!(line, "INVITE sip:7777@10.0.0.77:5060;transport=udp SIP/2.0");
    assert_eq!(to, "10.0.0.77:5060");
}
