//! Calls that the phone answers by itself, and what reminds of held ones.

use super::bench::Bench;
use super::requests::{SDP, SERVER, acknowledge, ask, started};
use crate::media::plan::{Ring, Tone};
use crate::phone::key::Key;
use crate::phone::view::Screen;
use crate::time::Duration;

const ALLOWED: &str = "voip/auto_answer/enabled=1\n";
const AT_ONCE: &str = "Alert-Info: <http://10.0.0.99>;info=alert-autoanswer\r\n";
const AFTER_3: &str = "Call-Info: <sip:10.0.0.99>;answer-after=3\r\n";

fn screen(bench: &Bench) -> Screen {
    bench.desks[0].phone.view().display.screen
}

fn tone(bench: &Bench) -> Option<Tone> {
    bench.desks[0].plan.tone
}

/// The server calls, with `more` in its INVITE; returns the statuses of all answers.
fn call(bench: &mut Bench, more: &str) -> Vec<String> {
    let before = bench.desks[0].lost.len();
    ask(bench, "INVITE", &format!("Content-Type: application/sdp\r\n{more}"), SDP);
    let answers = bench.desks[0].lost[before..].iter();
    let statuses = answers.filter_map(|text| text.strip_prefix("SIP/2.0 ")?.get(..3));
    statuses.filter(|status| *status != "100").map(str::to_owned).collect()
}

#[test]
fn calls_are_answered_that_ask_for_it_and_may() {
    for (settings, more, statuses, after) in [
        ("", AT_ONCE, &["180"][..], None),
        (ALLOWED, "", &["180"], None),
        (ALLOWED, AT_ONCE, &["200"], Some(0)),
        (ALLOWED, "Alert-Info: Ring Answer\r\n", &["200"], Some(0)),
        (ALLOWED, AFTER_3, &["180"], Some(3)),
        (ALLOWED, "Call-Info: <sip:10.0.0.99>;answer-after=0\r\n", &["200"], Some(0)),
        ("voip/auto_answer_use_180/enabled=1\n", AT_ONCE, &["180", "200"], Some(0)),
        ("voip/advanced_auto_answer/type=Manual\n", "", &["180"], Some(5)),
        (
            "voip/advanced_auto_answer/type=Manual\nvoip/advanced_auto_answer/timeout=0\n",
            "",
            &["200"],
            Some(0),
        ),
    ] {
        let allowed = if settings.is_empty() { "" } else { ALLOWED };
        let mut bench = started(&format!("{SERVER}{allowed}{settings}"));
        assert_eq!(call(&mut bench, more), statuses, "{settings} {more}");
        match after {
            Some(0) => {}
            Some(seconds) => {
                bench.wait(Duration::from_millis(seconds * 1_000 - 1));
                assert_eq!(screen(&bench), Screen::RingingIn, "{settings} {more}");
                assert_eq!(tone(&bench), Some(Tone::Ring(Ring::Own(1))));
                bench.wait(Duration::from_millis(1));
            }
            None => {
                bench.wait(Duration::from_secs(20));
                assert_eq!(screen(&bench), Screen::RingingIn, "{settings} {more}");
                continue;
            }
        }
        bench.assert_shows(0, "Connected");
        bench.assert_shows(0, "Answered by itself: Desk");
        assert!(bench.desks[0].phone.view().lamps.speaker);
        assert_eq!(tone(&bench), None);
    }
}

#[test]
fn strangers_do_not_open_the_microphone() {
    let mut bench = started(&format!("voip/line/0/id=1001\n{ALLOWED}"));
    for more in [AT_ONCE, AFTER_3] {
        assert_eq!(call(&mut bench, more), ["180"]);
        bench.wait(Duration::from_secs(5));
        assert_eq!(screen(&bench), Screen::RingingIn);
        bench.soft(0, "Reject");
    }
}

#[test]
fn who_rejects_in_time_is_not_answered_for() {
    let mut bench = started(&format!("{SERVER}{ALLOWED}"));
    call(&mut bench, AFTER_3);
    bench.soft(0, "Reject");
    bench.wait(Duration::from_secs(5));
    assert_eq!(screen(&bench), Screen::Idle);
}

#[test]
fn a_call_in_progress_is_held_for_one_that_is_answered() {
    let mut bench = started(&format!("{SERVER}{ALLOWED}"));
    bench.dial(0, "x@10.0.0.99");
    bench.answer_invite(0, 200, SDP);
    assert_eq!(call(&mut bench, AT_ONCE).last().map(String::as_str), Some("200"));
    let hold = bench.desks[0].lost.iter().find(|text| text.contains("a=sendonly"));
    assert!(hold.is_some_and(|text| text.starts_with("INVITE")));
}

#[test]
fn the_person_hears_and_sees_that_the_phone_answered() {
    for (settings, beep) in [
        ("", None),
        ("voip/auto_answer/speakerphone_beep/enabled=1\n", Some(Tone::Beep)),
        ("voip/auto_answer/headset_beep/enabled=1\n", None),
        ("voip/auto_answer/headset_beep/enabled=1\nvoip/answer_device=HEADSET\n", Some(Tone::Beep)),
    ] {
        let mut bench = started(&format!("{SERVER}{ALLOWED}{settings}"));
        call(&mut bench, AT_ONCE);
        assert_eq!(tone(&bench), beep, "{settings}");
        let announcement = &bench.desks[0].phone.view().announcement;
        assert_eq!(
            (announcement.text.as_str(), announcement.urgent),
            ("Answered by itself: Desk", true)
        );
        bench.wait(Duration::from_millis(400));
        assert_eq!(tone(&bench), None);
    }
}

#[test]
fn incoming_calls_begin_muted_if_that_is_set() {
    let mut bench = started(&format!("{SERVER}voip/proactive_mute/enabled=1\n"));
    call(&mut bench, "");
    bench.press(0, &[Key::Speaker]);
    assert!(bench.desks[0].plan.muted && bench.desks[0].phone.view().lamps.mute);
    assert_eq!(bench.desks[0].phone.view().announcement.text, "Muted");
    bench.press(0, &[Key::Mute]);
    assert!(!bench.desks[0].plan.muted);
    let mut bench = started(&format!("{SERVER}{ALLOWED}voip/proactive_mute/enabled=1\n"));
    call(&mut bench, AT_ONCE);
    let said = &bench.desks[0].phone.view().announcement;
    assert_eq!((said.text.as_str(), said.urgent), ("Answered by itself: Desk. Muted", true));
}

#[test]
fn a_server_answers_calls_only_if_it_may() {
    let mut bench = started(&SERVER.replace("talk_event/enabled=1", "talk_event/enabled=0"));
    call(&mut bench, "");
    assert_eq!(ask(&mut bench, "NOTIFY", "Event: talk\r\n", ""), "489 Bad Event");
    assert_eq!(screen(&bench), Screen::RingingIn);
}

#[test]
fn a_device_that_is_switched_off_is_not_used() {
    let mut bench = started(&format!("{SERVER}voip/hands_free_mode/enabled=0\n"));
    bench.press(0, &[Key::Speaker]);
    bench.assert_shows(0, "This device is switched off");
    bench.press(0, &[Key::Digit(1)]);
    assert!(bench.desks[0].phone.view().lamps.headset);
    let lit = "voip/answer_device=HEADSET\nvoip/highlight_audio_device=HEADSET\n";
    let bench = started(&format!("{SERVER}{lit}"));
    assert!(bench.desks[0].phone.view().lamps.headset);
}

#[test]
fn a_call_that_is_held_for_long_beeps() {
    for (settings, seconds) in [
        ("", Some(120)),
        ("voip/lhcwrr_wait_time=30\n", Some(30)),
        ("voip/lhcwrr_enabled=0\n", None),
    ] {
        let mut bench = started(&format!("{SERVER}{settings}"));
        call(&mut bench, "");
        bench.press(0, &[Key::Speaker]);
        acknowledge(&mut bench);
        bench.press(0, &[Key::Hold]);
        bench.answer_invite(0, 200, &SDP.replace("a=rtpmap", "a=recvonly\r\na=rtpmap"));
        bench.assert_shows(0, "On hold");
        bench.wait(Duration::from_millis(seconds.unwrap_or(300) * 1_000 - 1));
        assert_eq!(tone(&bench), None, "{settings}");
        if seconds.is_some() {
            bench.wait(Duration::from_millis(1));
            assert_eq!(tone(&bench), Some(Tone::HoldReminder));
            bench.assert_shows(0, "Still on hold: Desk");
            bench.refresh_page(0);
            assert_eq!(tone(&bench), Some(Tone::HoldReminder));
        }
        bench.press(0, &[Key::Hold]);
        bench.answer_invite(0, 200, SDP);
        assert_eq!(tone(&bench), None, "{settings}");
    }
}

#[test]
fn each_person_sets_what_the_menu_offers() {
    let mut bench = started(SERVER);
    bench.press(0, &[Key::Menu, Key::Digit(4), Key::Digit(3)]);
    bench.assert_shows(0, "3 Call Waiting Off");
    bench.press(0, &[Key::Digit(8)]);
    bench.press(0, &[Key::Down]);
    bench.press(0, &[Key::Digit(7), Key::Down, Key::Ok]);
    bench.assert_shows(0, "Headset Chosen");
    bench.press(0, &[Key::Left, Key::Digit(2), Key::Down]);
    assert_eq!(tone(&bench), Some(Tone::Ring(Ring::Own(2))), "a ring is heard before it is chosen");
    bench.wait(Duration::from_secs(4));
    assert_eq!(tone(&bench), None);
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "Ring02 Chosen");
    bench.soft(0, "Exit");
    // All of it outlives a new configuration that says nothing new, and acts.
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(8));
    assert_eq!(call(&mut bench, AT_ONCE), ["200"]);
    assert!(bench.desks[0].phone.view().lamps.headset);
    assert_eq!(
        ask(&mut bench, "INVITE", "Content-Type: application/sdp\r\n", SDP),
        "486 Busy Here"
    );
    bench.press(0, &[Key::Escape]);
    bench.wait(Duration::from_secs(4));
    call(&mut bench, "");
    assert_eq!(tone(&bench), Some(Tone::Ring(Ring::Own(2))));
}
