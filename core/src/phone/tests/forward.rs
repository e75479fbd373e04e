//! Calls that do not ring: forwarded ones, and do-not-disturb.

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use crate::phone::Input;
use crate::phone::call_log::LogKind;
use crate::phone::key::Key;
use crate::phone::menu::PageKind;
use crate::phone::view::Screen;
use crate::time::Duration;

const DND: &str = "voip/line/0/do_not_disturb/activated=1\n";
const FORWARD: &str = "voip/line/0/call_forward/active=1\n\
    voip/line/0/call_forward/destination=1002\nvoip/line/0/call_forward/type=";

/// The server calls; returns the first line of the answer.
fn call(bench: &mut Bench) -> String {
    ask(bench, "INVITE", "Content-Type: application/sdp\r\n", SDP)
}

fn screen(bench: &Bench) -> Screen {
    bench.desks[0].phone.view().display.screen
}

fn logged(bench: &Bench, kind: LogKind) -> usize {
    bench.desks[0].phone.page_rows(PageKind::Log(kind)).len()
}

/// Checks the newest 302.
#[track_caller]
fn assert_forwarded(bench: &Bench, target: &str, reason: &str) {
    let mut sent = bench.desks[0].lost.iter().rev();
    let answer = sent.find(|text| text.starts_with("SIP/2.0 302")).expect("a 302");
    assert!(answer.contains(&format!("Contact: <{target}>\r\n")), "{answer}");
    let diversion = format!("Diversion: \"400HD\" <sip:1001@10.0.0.99>;reason={reason}\r\n");
    assert!(answer.contains(&diversion), "{answer}");
}

#[test]
fn each_condition_sends_calls_on_when_it_is_met() {
    for (settings, when_idle, when_busy, reason) in [
        ("", "180 Ringing", "486 Busy Here", ""),
        ("Unconditional", "302 Moved Temporarily", "302 Moved Temporarily", "unconditional"),
        ("Busy", "180 Ringing", "302 Moved Temporarily", "user-busy"),
        ("No_Reply", "180 Ringing", "486 Busy Here", ""),
    ] {
        let forward = if settings.is_empty() { "" } else { FORWARD };
        let lines = format!("{SERVER}voip/services/call_waiting/enabled=0\n{forward}{settings}\n");
        let mut bench = started(&lines);
        assert_eq!(call(&mut bench), when_idle, "{settings}");
        if screen(&bench) == Screen::RingingIn {
            bench.soft(0, "Reject");
        }
        bench.dial(0, "x@10.0.0.98");
        assert_eq!(call(&mut bench), when_busy, "{settings}");
        if !reason.is_empty() {
            assert_forwarded(&bench, "sip:1002@10.0.0.99", reason);
        }
    }
}

#[test]
fn a_call_that_nobody_answers_goes_on_after_the_configured_time() {
    for (more, seconds) in [
        ("", 6),
        ("voip/line/0/call_forward/timeout=20\n", 20),
        ("voip/line/0/call_forward/timeout=3r\n", 18),
        ("voip/line/0/call_forward/timeout_mode=RINGS_COUNT\n", 12),
    ] {
        let mut bench = started(&format!("{SERVER}{more}{FORWARD}No_Reply\n"));
        bench.assert_shows(0, "No reply: forward to 1002");
        assert_eq!(call(&mut bench), "180 Ringing");
        bench.wait(Duration::from_secs(seconds) - Duration::from_millis(1));
        assert_eq!(screen(&bench), Screen::RingingIn);
        bench.wait(Duration::from_millis(2));
        assert_forwarded(&bench, "sip:1002@10.0.0.99", "no-answer");
        bench.assert_shows(0, "Forwarded to 1002");
        bench.assert_shows(0, "1 missed call");
        assert_eq!(bench.desks[0].plan.tone, None);
    }
}

#[test]
fn an_answered_call_is_not_forwarded() {
    let mut bench = started(&format!("{SERVER}{FORWARD}No_Reply\n"));
    call(&mut bench);
    bench.press(0, &[Key::Speaker]);
    bench.wait(Duration::from_secs(10));
    bench.assert_shows(0, "Connected");
}

#[test]
fn who_must_not_be_disturbed_misses_calls_in_silence() {
    let mut bench = started(&format!("{SERVER}{DND}"));
    bench.assert_shows(0, "Do not disturb");
    assert!(bench.desks[0].phone.view().line_keys[0].description.ends_with("Do not disturb"));
    assert_eq!(call(&mut bench), "480 Temporarily Unavailable");
    assert_eq!(screen(&bench), Screen::Idle);
    assert_eq!(bench.desks[0].plan.tone, None);
    bench.assert_shows(0, "1 missed call");
    // Who disturbs is not sent on but where all calls go.
    let mut bench = started(&format!("{SERVER}{DND}{FORWARD}Busy\n"));
    assert_eq!(call(&mut bench), "480 Temporarily Unavailable");
    let mut bench = started(&format!("{SERVER}{DND}{FORWARD}Unconditional\n"));
    assert_eq!(call(&mut bench), "302 Moved Temporarily");
    assert!(!bench.text(0).contains("missed"));
    assert_eq!(logged(&bench, LogKind::Received), 1);
}

#[test]
fn the_softkey_turns_do_not_disturb_on_and_off() {
    let mut bench = started(SERVER);
    bench.soft(0, "DnD");
    bench.assert_shows(0, "1001: do not disturb is on");
    bench.wait(Duration::from_secs(6));
    bench.assert_shows(0, "Do not disturb");
    assert_eq!(call(&mut bench), "480 Temporarily Unavailable");
    // It outlives a reload, and a configuration that says nothing new.
    bench.refresh_page(0);
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(8));
    assert_eq!(call(&mut bench), "480 Temporarily Unavailable");
    bench.replace_page(0);
    bench.wait(Duration::from_secs(8));
    assert_eq!(call(&mut bench), "480 Temporarily Unavailable");
    bench.soft(0, "DnD");
    assert_eq!(call(&mut bench), "180 Ringing");
}

#[test]
fn each_line_of_several_is_left_undisturbed_by_itself() {
    let mut bench = started(&format!("{SERVER}voip/line/1/id=2001\nvoip/line/1/enabled=1\n"));
    bench.soft(0, "DnD");
    bench.assert_shows(0, "Do not disturb");
    bench.press(0, &[Key::Down, Key::Ok]);
    bench.assert_shows(0, "2001 On");
    bench.soft(0, "Exit");
    bench.wait(Duration::from_secs(6));
    bench.assert_shows(0, "2001: Do not disturb");
    assert_eq!(call(&mut bench), "180 Ringing");
}

#[test]
fn forwarding_is_set_on_the_phone() {
    let mut bench = started(SERVER);
    bench.soft(0, "Forward");
    bench.press(0, &[Key::Down, Key::Down, Key::Down, Key::Ok]);
    assert_eq!(screen(&bench), Screen::Form);
    bench.soft(0, "Next");
    bench.soft(0, "OK");
    bench.assert_shows(0, "Enter where calls go");
    bench.press(0, &[Key::Up]);
    bench.give(0, Input::Text("1001".to_owned()));
    bench.press(0, &[Key::Ok, Key::Ok]);
    bench.assert_shows(0, "This is your own number");
    bench.press(0, &[Key::Up, Key::Backspace, Key::Digit(7), Key::Down]);
    bench.give(0, Input::Text("x".to_owned()));
    bench.press(0, &[Key::Ok]);
    assert_eq!(screen(&bench), Screen::Form, "{}", bench.text(0));
    bench.press(0, &[Key::Backspace, Key::Ok]);
    assert_eq!(screen(&bench), Screen::Idle);
    bench.assert_shows(0, "No reply: forward to 1007");
    bench.soft(0, "Forward");
    bench.press(0, &[Key::Ok]);
    assert!(!bench.text(0).contains("1007"));
}

#[test]
fn what_is_not_allowed_has_no_softkey() {
    let bench = started(&format!(
        "{SERVER}voip/services/do_not_disturb/enabled=0\nvoip/line/0/call_forward/enabled=0\n{DND}"
    ));
    let softkeys = &bench.desks[0].phone.view().softkeys;
    assert!(!softkeys.iter().flatten().any(|label| label == "DnD" || label == "Forward"));
    assert!(!bench.text(0).contains("Do not disturb"));
}

#[test]
fn a_notice_covers_nothing() {
    let full = format!("system/type=405\n{SERVER}{DND}{FORWARD}Busy\n");
    for (configuration, in_a_row) in [(full.as_str(), false), (SERVER, true)] {
        let mut bench = super::switches::fresh(configuration);
        let shown = bench.desks[0].phone.view().display.clone();
        bench.press(0, &[Key::VolumeUp]);
        let noticed = bench.desks[0].phone.view().display.clone();
        assert!(noticed.lines.starts_with(&shown.lines), "{noticed:?}");
        let last = noticed.lines.last().unwrap().text.starts_with("Ringer volume");
        let at_the_top = noticed.status.0.starts_with("Ringer volume");
        assert_eq!((last, at_the_top), (in_a_row, !in_a_row), "{noticed:?}");
        assert_eq!(noticed.status.1, shown.status.1);
        bench.wait(Duration::from_secs(6));
        assert_eq!(bench.desks[0].phone.view().display.lines, shown.lines);
    }
}
