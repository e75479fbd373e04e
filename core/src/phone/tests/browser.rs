//! What the browser does for the phone: its title, notifications, and the buttons of a headset.

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use crate::call::CallId;
use crate::hid::{Item, usage};
use crate::phone::key::Key;
use crate::phone::view::{Ringing, Screen, View};
use crate::phone::{Ask, HeadsetCommand, HeadsetEvent, Input, Permission};

const BROWSER: [Key; 2] = [Key::Menu, Key::Digit(9)];

fn ring(bench: &mut Bench) {
    ask(bench, "INVITE", "Content-Type: application/sdp\r\n", SDP);
    bench.assert_shows(0, "Incoming call");
}

fn view(bench: &Bench) -> &View {
    bench.desks[0].phone.view()
}

fn screen(bench: &Bench) -> Screen {
    view(bench).display.screen
}

/// A phone that may show notifications, and whose person wants them.
fn notifying(more: &str) -> Bench {
    let mut bench = started(&format!("{SERVER}{more}"));
    bench.give(0, Input::Notifications(Permission::Askable));
    bench.press(0, &BROWSER);
    bench.press(0, &[Key::Ok]);
    assert_eq!(bench.desks[0].asked, [Ask::Notifications]);
    bench.assert_shows(0, "Notifications Asking");
    bench.give(0, Input::Notifications(Permission::Granted));
    bench.assert_shows(0, "Notifications On");
    bench.press(0, &[Key::Menu]);
    bench
}

fn notified(bench: &Bench) -> &Ringing {
    view(bench).notification.as_ref().expect("a notification")
}

#[test]
fn a_ringing_call_is_told_outside_the_page_and_answered_there() {
    let mut bench = notifying("");
    assert_eq!(view(&bench).notification, None);
    ring(&mut bench);
    let Ringing { call, title, text, answer, reject } = notified(&bench).clone();
    assert_eq!((title.as_str(), text.as_str()), ("Call from Desk", "pbx"));
    assert_eq!((answer.as_str(), reject.as_str()), ("Answer", "Reject"));
    assert_eq!(view(&bench).title, "Call from Desk");
    // An answer that is about another call is none.
    bench.give(0, Input::Answer(CallId(call.0 + 1)));
    bench.give(0, Input::Reject(CallId(call.0 + 1)));
    assert_eq!(screen(&bench), Screen::RingingIn);
    bench.give(0, Input::Answer(call));
    assert_eq!(screen(&bench), Screen::Talking);
    assert_eq!(view(&bench).notification, None);
    // So is one that comes too late: it does not hang up.
    bench.give(0, Input::Reject(call));
    bench.give(0, Input::Answer(call));
    assert_eq!(screen(&bench), Screen::Talking);
}

#[test]
fn a_call_is_rejected_outside_the_page_if_the_phone_may_reject() {
    for (switch, rejects) in [("", true), ("personal_settings/key/reject/enabled=0\n", false)] {
        let mut bench = notifying(switch);
        ring(&mut bench);
        let Ringing { call, reject, .. } = notified(&bench).clone();
        assert_eq!(!reject.is_empty(), rejects, "{switch}");
        bench.give(0, Input::Reject(call));
        assert_eq!(screen(&bench) != Screen::RingingIn, rejects, "{switch}");
    }
}

#[test]
fn what_the_browser_blocks_is_said_in_words() {
    let mut bench = started(SERVER);
    bench.press(0, &BROWSER);
    bench.assert_shows(0, "Empty");
    bench.give(0, Input::Notifications(Permission::Denied));
    bench.assert_shows(0, "Blocked by the browser");
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "Allow notifications in the browser's settings");
    assert_eq!(bench.desks[0].asked, []);
    bench.press(0, &[Key::Menu]);
    ring(&mut bench);
    assert_eq!(view(&bench).notification, None);
}

#[test]
fn a_locked_phone_asks_for_its_password_before_it_answers_outside_the_page() {
    let mut bench = notifying("system/lock/2/enabled=1\n");
    bench.press(0, &[Key::Menu, Key::Digit(7), Key::Digit(1)]);
    for _ in 0..2 {
        bench.press(0, &[Key::Digit(1); 4]);
        bench.press(0, &[Key::Ok]);
    }
    assert_eq!(screen(&bench), Screen::Locked);
    ring(&mut bench);
    let call = notified(&bench).call;
    bench.give(0, Input::Answer(call));
    assert_eq!(screen(&bench), Screen::Form);
    bench.press(0, &[Key::Digit(1); 4]);
    bench.press(0, &[Key::Ok]);
    assert_eq!(screen(&bench), Screen::Talking);
}

#[test]
fn the_title_counts_calls_that_were_missed() {
    let mut bench = started(SERVER);
    assert_eq!(view(&bench).title, "440HD");
    ring(&mut bench);
    bench.press(0, &[Key::Escape]);
    assert_eq!(view(&bench).title, "440HD");
    ring(&mut bench);
    let number = bench.desks[0].lost.iter().filter(|text| text.contains("180 Ringing")).count();
    assert!(number > 1);
    let cancel = bench.desks[0].lost.iter().rev().find(|text| text.contains("180 Ringing"));
    let id = cancel.and_then(|text| text.split("Call-ID: q").nth(1)).unwrap();
    let id = id.split("\r\n").next().unwrap().to_owned();
    let text = format!(
        "CANCEL sip:1001@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.99;branch=z9hG4bKq{id}\r\n\
         From: \"Desk\" <sip:pbx@10.0.0.99>;tag=t{id}\r\nTo: <sip:1001@10.0.0.1>\r\n\
         Call-ID: q{id}\r\nCSeq: 1 CANCEL\r\nContent-Length: 0\r\n\r\n"
    );
    bench.datagram(0, text.into_bytes());
    assert_eq!(view(&bench).title, "1 missed call - 440HD");
}

/// A headset with hook, mute and flash in report 1, and lamps for off-hook, ring, mute and hold in
/// report 2.
fn headset() -> Input {
    let item = |report, usages: &[u32], absolute| Item {
        report,
        usages: usages.to_vec(),
        bits: 1,
        count: u16::try_from(usages.len()).unwrap(),
        array: false,
        absolute,
    };
    let lamps = [usage::LAMP_OFF_HOOK, usage::LAMP_RING, usage::LAMP_MUTE, usage::LAMP_HOLD];
    Input::Headset(HeadsetEvent::Opened {
        name: "Evolve".to_owned(),
        inputs: vec![item(1, &[usage::HOOK], true), item(1, &[usage::MUTE, usage::FLASH], false)],
        outputs: vec![item(2, &lamps, true)],
    })
}

const HOOK: u8 = 1;
const MUTE: u8 = 2;
const FLASH: u8 = 4;

fn tell(bench: &mut Bench, data: u8) {
    bench.give(0, Input::Headset(HeadsetEvent::Report { number: 1, data: vec![data] }));
}

/// Returns the lamps that the headset was told last: off-hook, ring, mute, hold from bit 0.
fn lamps(bench: &Bench) -> u8 {
    match bench.desks[0].headset.last() {
        Some(HeadsetCommand::Report { number: 2, data }) => data[0],
        other => panic!("{other:?}"),
    }
}

fn with_headset(more: &str) -> Bench {
    let mut bench = started(&format!("{SERVER}{more}"));
    bench.give(0, Input::Headset(HeadsetEvent::Supported));
    assert_eq!(bench.desks[0].headset, [HeadsetCommand::Open]);
    bench.give(0, headset());
    assert_eq!(lamps(&bench), 0);
    bench
}

#[test]
fn the_buttons_of_a_headset_answer_mute_hold_and_end() {
    let mut bench = with_headset("");
    ring(&mut bench);
    assert_eq!(lamps(&bench), 0b0010);
    tell(&mut bench, HOOK);
    assert_eq!((screen(&bench), lamps(&bench)), (Screen::Talking, 0b0001));
    assert!(view(&bench).lamps.headset, "{:?}", view(&bench).lamps);
    for (muted, lit) in [(true, 0b0101), (false, 0b0001)] {
        tell(&mut bench, HOOK | MUTE);
        tell(&mut bench, HOOK);
        assert_eq!((view(&bench).lamps.mute, lamps(&bench)), (muted, lit));
    }
    super::requests::acknowledge(&mut bench);
    tell(&mut bench, HOOK | FLASH);
    tell(&mut bench, HOOK);
    assert!(bench.methods(0).contains(&"INVITE"), "{:?}", bench.methods(0));
    // It may tell its hook because the lamp made it follow.
    tell(&mut bench, HOOK);
    tell(&mut bench, 0);
    assert_eq!(lamps(&bench), 0);
    assert!(bench.methods(0).contains(&"BYE"), "{:?}", bench.methods(0));
}

#[test]
fn a_headset_dials_and_does_not_open_a_locked_phone() {
    let mut bench = with_headset("");
    tell(&mut bench, HOOK);
    assert_eq!((screen(&bench), lamps(&bench)), (Screen::Dialing, 0b0001));
    tell(&mut bench, 0);
    assert_eq!((screen(&bench), lamps(&bench)), (Screen::Idle, 0));
    let mut bench = with_headset("system/lock/2/enabled=1\n");
    bench.press(0, &[Key::Menu, Key::Digit(7), Key::Digit(1)]);
    for _ in 0..2 {
        bench.press(0, &[Key::Digit(1); 4]);
        bench.press(0, &[Key::Ok]);
    }
    ring(&mut bench);
    tell(&mut bench, HOOK);
    bench.assert_shows(0, "Unlock");
}

#[test]
fn the_menu_says_whose_headset_it_is() {
    let mut bench = started(SERVER);
    bench.press(0, &BROWSER);
    bench.assert_shows(0, "Empty");
    bench.give(0, Input::Headset(HeadsetEvent::Supported));
    bench.assert_shows(0, "Headset keys None");
    bench.press(0, &[Key::Ok]);
    assert_eq!(bench.desks[0].asked, [Ask::Headset]);
    bench.give(0, Input::Headset(HeadsetEvent::Allowed));
    bench.give(0, Input::Headset(HeadsetEvent::InUse { name: "Evolve".to_owned() }));
    bench.assert_shows(0, "Evolve: In use elsewhere");
    bench.give(0, headset());
    bench.assert_shows(0, "Headset keys Evolve");
    // It can be left to another program, and taken back.
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "Headset keys Off");
    assert_eq!(bench.desks[0].headset.last(), Some(&HeadsetCommand::Close));
    bench.refresh_page(0);
    bench.give(0, Input::Headset(HeadsetEvent::Supported));
    assert_eq!(bench.desks[0].headset.last(), Some(&HeadsetCommand::Close));
    bench.give(0, headset());
    bench.give(0, Input::Headset(HeadsetEvent::Gone));
    bench.assert_shows(0, "Evolve is gone");
    // What is no headset is let go again.
    let mouse = HeadsetEvent::Opened { name: "Mouse".to_owned(), inputs: vec![], outputs: vec![] };
    bench.give(0, Input::Headset(mouse));
    assert_eq!(bench.desks[0].headset.last(), Some(&HeadsetCommand::Close));
}
