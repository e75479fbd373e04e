//! Conferences that a server mixes (manual 22.4, A.1.8; RFC 4579, RFC 4240).

use super::bench::Bench;
use super::requests::SDP;
use super::transfers::talking_with;
use crate::phone::Input;
use crate::phone::key::Key;
use crate::phone::view::Screen;
use crate::sip::header::HeaderName;
use crate::time::Duration;

/// The focus is a stranger, at 10.0.0.99.
const SERVER: &str = "voip/services/conference/mode=REMOTE\n\
    voip/services/conference/conf_ms_addr=conference@10.0.0.99\n";

fn screen(bench: &Bench, desk: usize) -> Screen {
    bench.desks[desk].phone.view().display.screen
}

/// The first phone talks with the second, which it holds, and with the third.
fn called(settings: &str) -> Bench {
    let mut bench = talking_with(settings);
    bench.soft(0, "Conf");
    bench.give(0, Input::Text("1003@10.0.0.3".to_owned()));
    bench.soft(0, "Dial");
    bench.soft(2, "Answer");
    bench
}

/// The focus answers whom it was called by.
#[track_caller]
fn focus_answers(bench: &mut Bench, desk: usize) {
    let contact = (HeaderName::Contact, "<sip:room7@10.0.0.99>;isfocus");
    bench.answer_invite_with(desk, 200, &[contact], SDP);
}

#[test]
fn the_parties_are_asked_to_call_the_server() {
    let mut bench = called(SERVER);
    bench.soft(0, "Conf");
    assert_eq!(bench.last_invite(0).uri.to_string(), "sip:conference@10.0.0.99");
    for desk in [1, 2] {
        bench.assert_shows(desk, "Held by the other side");
    }
    bench.refresh_page(0);
    bench.assert_shows(0, "Invited");
    focus_answers(&mut bench, 0);
    bench.assert_shows(0, "Connected Conference");
    // They call the conference that the server made, not the server.
    for desk in [1, 2] {
        assert_eq!(bench.last_invite(desk).uri.to_string(), "sip:room7@10.0.0.99");
        bench.answer_invite(desk, 180, "");
    }
    bench.assert_shows(0, "Joining");
    focus_answers(&mut bench, 1);
    bench.assert_shows(0, "1002@10.0.0.2 joined the conference");
    assert_eq!(bench.desks[0].plan.streams.len(), 2);
    focus_answers(&mut bench, 2);
    for desk in 0..3 {
        bench.assert_shows(desk, "Connected Conference");
        assert_eq!(bench.desks[desk].plan.streams.len(), 1, "{}", bench.text(desk));
    }
    // The server mixes, not this phone; who hangs up leaves the conference to the others.
    assert!(!bench.desks[0].plan.conference);
    bench.soft(0, "End");
    assert_eq!(screen(&bench, 0), Screen::Idle);
    assert_eq!(screen(&bench, 1), Screen::Talking);
}

#[test]
fn one_more_is_brought_to_a_conference() {
    let mut bench = called(SERVER);
    bench.soft(0, "Conf");
    focus_answers(&mut bench, 0);
    focus_answers(&mut bench, 1);
    focus_answers(&mut bench, 2);
    bench.soft(1, "End");
    bench.wait(Duration::from_secs(6));
    bench.soft(0, "Conf");
    bench.give(0, Input::Text("1002@10.0.0.2".to_owned()));
    bench.soft(0, "Dial");
    bench.answer_invite(0, 200, &SDP.replace("a=rtpmap", "a=recvonly\r\na=rtpmap"));
    bench.soft(1, "Answer");
    bench.soft(0, "Conf");
    focus_answers(&mut bench, 0);
    bench.assert_shows(0, "Connected Conference");
    focus_answers(&mut bench, 1);
    bench.assert_shows(0, "1002@10.0.0.2 joined the conference");
    assert_eq!(bench.desks[0].plan.streams.len(), 1, "{}", bench.text(0));
}

#[test]
fn a_media_server_makes_a_conference_of_any_name() {
    let mut bench = called(&SERVER.replace("conference@10.0.0.99", "10.0.0.99"));
    bench.soft(0, "Conf");
    let first = bench.last_invite(0).uri.to_string();
    assert!(first.starts_with("sip:conf=") && first.ends_with("@10.0.0.99"), "{first}");
    // It says nothing of itself (RFC 4240 5): the parties call what this phone called.
    bench.answer_invite(0, 200, SDP);
    for desk in [1, 2] {
        assert_eq!(bench.last_invite(desk).uri.to_string(), first);
    }
}

#[test]
fn without_the_server_the_calls_are_there_again() {
    for (status, text) in [(486, "Busy"), (403, "Forbidden")] {
        let mut bench = called(SERVER);
        bench.soft(0, "Conf");
        bench.answer_invite(0, status, "");
        bench.assert_shows(0, &format!("conference@10.0.0.99: {text}"));
        assert_eq!(screen(&bench, 0), Screen::Talking, "{}", bench.text(0));
        bench.assert_shows(1, "Held by the other side");
        bench.assert_shows(2, "Connected");
    }
    // Given up by the person.
    let mut bench = called(SERVER);
    bench.soft(0, "Conf");
    bench.soft(0, "Cancel");
    assert_eq!(screen(&bench, 0), Screen::Talking, "{}", bench.text(0));
    bench.assert_shows(2, "Connected");
}

#[test]
fn who_does_not_come_stays_on_hold() {
    let mut bench = called(SERVER);
    bench.soft(0, "Conf");
    focus_answers(&mut bench, 0);
    bench.answer_invite(1, 486, "");
    bench.assert_shows(0, "1002@10.0.0.2 did not join: Busy");
    bench.assert_shows(0, "Connected Conference");
    focus_answers(&mut bench, 2);
    bench.assert_shows(0, "1002@10.0.0.2 On hold");
    // Asked once more, it comes.
    bench.soft(0, "Conf");
    focus_answers(&mut bench, 1);
    bench.assert_shows(0, "1002@10.0.0.2 joined the conference");
    assert_eq!(bench.desks[0].plan.streams.len(), 1);
}

#[test]
fn a_conference_that_nobody_comes_to_is_over() {
    let mut bench = called(SERVER);
    bench.soft(0, "Conf");
    focus_answers(&mut bench, 0);
    bench.answer_invite(2, 486, "");
    bench.answer_invite(1, 486, "");
    bench.assert_shows(0, "1002@10.0.0.2 did not join: Busy");
    assert_eq!(screen(&bench, 0), Screen::Talking, "{}", bench.text(0));
    bench.assert_shows(1, "Connected");
    bench.assert_shows(2, "Held by the other side");
    assert!(bench.methods(0).contains(&"BYE"), "{:?}", bench.methods(0));
    bench.press(0, &[Key::Up]);
    bench.assert_shows(2, "Connected");
}
