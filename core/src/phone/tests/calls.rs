//! Calls between two phones, and from one phone to a stranger.

use super::bench::Bench;
use super::requests::{SDP as OFFER, SERVER, ask, started};
use crate::media::plan::{
    Command, Digit, Flow, NetworkReport, Report, Ring, StreamId, StreamReport, Tone,
};
use crate::phone::key::Key;
use crate::phone::view::{Lamp, Screen};
use crate::phone::{Input, Microphone, Playback};
use crate::time::Duration;

/// The answer of a stranger with G.711.
const SDP: &str = "v=0\r\no=- 1 1 IN IP4 10.0.0.99\r\ns=-\r\nc=IN IP4 10.0.0.99\r\nt=0 0\r\n\
    m=audio 9000 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n";

/// The same with a codec that the phone does not have.
const OTHER_SDP: &str = "v=0\r\no=- 1 1 IN IP4 10.0.0.99\r\ns=-\r\nc=IN IP4 10.0.0.99\r\n\
    t=0 0\r\nm=audio 9000 RTP/AVP 18\r\n";

fn screen(bench: &Bench, desk: usize) -> Screen {
    bench.desks[desk].phone.view().display.screen
}

fn flows(bench: &Bench, desk: usize) -> Vec<Flow> {
    bench.desks[desk].plan.streams.iter().map(|stream| stream.flow).collect()
}

/// Returns two phones of which the first calls the second.
fn ringing() -> Bench {
    let mut bench = Bench::new(2);
    bench.dial(0, "1002@10.0.0.2");
    bench
}

/// Returns two phones that talk.
fn talking() -> Bench {
    let mut bench = ringing();
    bench.soft(1, "Answer");
    bench
}

/// Returns a phone that calls a stranger.
fn calling_a_stranger() -> Bench {
    let mut bench = Bench::new(1);
    bench.dial(0, "x@10.0.0.99");
    assert_eq!(bench.methods(0), ["INVITE"]);
    bench
}

#[test]
fn a_call_rings_is_answered_and_ends() {
    let mut bench = ringing();
    assert_eq!((screen(&bench, 0), screen(&bench, 1)), (Screen::RingingOut, Screen::RingingIn));
    bench.assert_shows(0, "Ringing");
    bench.assert_shows(1, "Phone 1");
    assert_eq!(bench.desks[0].plan.tone, Some(Tone::Ringback));
    assert_eq!(bench.desks[1].plan.tone, Some(Tone::Ring(Ring::Own(1))));
    let view = bench.desks[1].phone.view();
    assert_eq!(view.lamps.ringer, Lamp::RedBlinking);
    assert_eq!(view.line_keys[0].lamp, Lamp::RedBlinking);
    assert_eq!(view.title, "Call from Phone 1");
    assert!(view.announcement.urgent);
    assert_eq!(view.announcement.text, "Incoming call from Phone 1, 1001@10.0.0.1");
    assert!(!bench.desks[1].plan.microphone);

    bench.soft(1, "Answer");
    for desk in 0..2 {
        assert_eq!(screen(&bench, desk), Screen::Talking);
        assert_eq!(flows(&bench, desk), [Flow::SendRecv]);
        assert_eq!(bench.desks[desk].plan.tone, None);
        assert_eq!(bench.desks[desk].routes.len(), 1);
        assert!(bench.desks[desk].plan.microphone);
        assert!(bench.desks[desk].phone.view().lamps.speaker);
    }
    bench.wait(Duration::from_secs(62));
    bench.assert_shows(0, "01:02");
    bench.assert_shows(0, "1002@10.0.0.2");

    bench.soft(0, "End");
    assert_eq!(screen(&bench, 0), Screen::Idle);
    assert_eq!(screen(&bench, 1), Screen::Ended);
    bench.assert_shows(1, "Disconnected");
    bench.wait(Duration::from_secs(4));
    assert_eq!(screen(&bench, 1), Screen::Idle);
    for desk in &bench.desks {
        assert!(desk.plan.streams.is_empty() && desk.routes.is_empty() && !desk.plan.microphone);
        assert!(!desk.phone.view().lamps.speaker);
    }
}

#[test]
fn the_invite_leaves_with_the_key_that_sends_it() {
    let mut bench = Bench::new(1);
    bench.give(0, Input::Text("x@10.0.0.99".to_owned()));
    assert!(bench.methods(0).is_empty());
    bench.desks[0].no_ports = true;
    bench.press(0, &[Key::Ok]);
    assert_eq!(bench.methods(0), ["INVITE"]);
    assert!(bench.desks[0].lost[0].contains("m=audio 4"));
}

#[test]
fn a_rejected_caller_is_told() {
    let mut bench = ringing();
    bench.soft(1, "Reject");
    assert_eq!(screen(&bench, 1), Screen::Idle);
    bench.assert_shows(0, "Declined");
    assert_eq!(bench.desks[0].plan.tone, Some(Tone::Reorder));
    bench.soft(0, "Close");
    assert_eq!(screen(&bench, 0), Screen::Idle);
    assert_eq!(bench.desks[0].plan.tone, None);
}

#[test]
fn a_caller_who_gives_up_leaves_a_missed_call() {
    let mut bench = ringing();
    bench.press(0, &[Key::Escape]);
    assert_eq!((screen(&bench, 0), screen(&bench, 1)), (Screen::Idle, Screen::Idle));
    bench.assert_shows(1, "1 missed call");
    bench.soft(1, "Missed");
    bench.assert_shows(1, "Phone 1");
    bench.soft(1, "Dial");
    assert_eq!(screen(&bench, 0), Screen::RingingIn);
    bench.press(1, &[Key::Speaker]);
    assert!(!bench.text(1).contains("missed"));
}

#[test]
fn silence_ends_the_ringing_and_not_the_call() {
    let mut bench = ringing();
    bench.soft(1, "Silence");
    assert_eq!(bench.desks[1].plan.tone, None);
    bench.press(1, &[Key::Handset]);
    assert_eq!(flows(&bench, 1), [Flow::SendRecv]);
    assert!(bench.desks[1].phone.view().lamps.off_hook);
}

#[test]
fn nobody_answers_within_the_time() {
    let mut bench = ringing();
    bench.wait(Duration::from_secs(61));
    bench.assert_shows(0, "No answer");
    assert_eq!(screen(&bench, 1), Screen::Idle);
}

#[track_caller]
fn check_failure(status: u16, text: &str, tone: Option<Tone>) {
    let mut bench = calling_a_stranger();
    bench.answer_invite(0, status, "");
    assert_eq!(screen(&bench, 0), Screen::Ended, "{status}");
    bench.assert_shows(0, text);
    assert_eq!(bench.desks[0].plan.tone, tone, "{status}");
    assert!(bench.desks[0].phone.view().announcement.text.contains(text));
    bench.wait(Duration::from_secs(6));
    assert_eq!(screen(&bench, 0), Screen::Idle);
    assert_eq!(bench.desks[0].plan.tone, None);
}

#[test]
fn each_failure_has_its_text_and_its_tone() {
    check_failure(486, "Busy", Some(Tone::Busy));
    check_failure(600, "Busy", Some(Tone::Busy));
    check_failure(404, "Number not found", Some(Tone::Reorder));
    check_failure(480, "Unavailable", Some(Tone::Reorder));
    check_failure(603, "Declined", Some(Tone::Reorder));
    check_failure(488, "No common codec", Some(Tone::Reorder));
    check_failure(403, "Forbidden", Some(Tone::Reorder));
    check_failure(408, "No answer", Some(Tone::Reorder));
    check_failure(500, "Server Internal Error (500)", Some(Tone::Reorder));
}

#[test]
fn a_server_that_is_silent_is_named() {
    let mut bench = calling_a_stranger();
    bench.wait(Duration::from_secs(33));
    bench.assert_shows(0, "No response from the server");
}

#[test]
fn early_sound_replaces_the_ringback_and_only_digits_are_heard_there() {
    let mut bench = calling_a_stranger();
    bench.answer_invite(0, 180, "");
    assert_eq!(bench.desks[0].plan.tone, Some(Tone::Ringback));
    bench.answer_invite(0, 183, SDP);
    assert_eq!(bench.desks[0].plan.tone, None);
    let muted = |bench: &Bench| bench.desks[0].plan.streams[0].muted;
    assert_eq!((flows(&bench, 0), muted(&bench)), (vec![Flow::SendRecv], true));
    bench.answer_invite(0, 180, "");
    assert_eq!((flows(&bench, 0), muted(&bench)), (vec![Flow::SendRecv], true));
    bench.press(0, &[Key::Digit(4)]);
    let stream = bench.desks[0].plan.streams[0].id;
    let sent = bench.desks[0].commands.iter().any(|command| {
        matches!(command, Command::SendDigit { stream: Some(to), digit, .. }
            if *to == stream && digit.to_char() == '4')
    });
    assert!(sent, "{:?}", bench.desks[0].commands);
    bench.answer_invite(0, 200, SDP);
    assert_eq!((flows(&bench, 0), muted(&bench)), (vec![Flow::SendRecv], false));
    assert_eq!(screen(&bench, 0), Screen::Talking);
}

#[test]
fn an_answer_without_common_codec_ends_the_call() {
    let mut bench = calling_a_stranger();
    bench.answer_invite(0, 200, OTHER_SDP);
    bench.assert_shows(0, "No common codec");
    assert_eq!(bench.methods(0), ["INVITE", "ACK", "BYE"]);
}

/// The page may not show yet what the phone does: what a key means is decided here.
#[test]
fn a_digit_that_goes_down_is_held_in_a_call_and_pressed_elsewhere() {
    let mut bench = talking();
    bench.give(0, Input::Down(Key::Digit(0)));
    bench.give(0, Input::Release(Key::Digit(0)));
    let commands = &bench.desks[0].commands;
    assert!(matches!(commands[..], [Command::SendDigit { .. }, Command::EndDigit { .. }]));
    bench.soft(0, "Conf");
    for digit in [6, 0, 1] {
        bench.give(0, Input::Down(Key::Digit(digit)));
        bench.give(0, Input::Release(Key::Digit(digit)));
    }
    bench.assert_shows(0, "601");
    // The person hears what is dialled; nobody else does.
    let own = |command: &Command| matches!(command, Command::SendDigit { stream: None, .. });
    assert!(bench.desks[0].commands[2..].iter().all(own));
}

#[test]
fn hold_is_shown_on_both_sides_and_resumed() {
    let mut bench = talking();
    bench.press(0, &[Key::Hold]);
    assert_eq!(screen(&bench, 0), Screen::OnHold);
    assert_eq!(bench.desks[0].phone.view().line_keys[0].lamp, Lamp::GreenBlinking);
    assert_eq!(bench.desks[1].phone.view().line_keys[0].lamp, Lamp::Red);
    bench.assert_shows(1, "Held by the other side");
    assert_eq!((flows(&bench, 0), flows(&bench, 1)), (vec![Flow::Inactive], vec![Flow::RecvOnly]));
    bench.soft(0, "Resume");
    assert_eq!(screen(&bench, 0), Screen::Talking);
    assert_eq!((flows(&bench, 0), flows(&bench, 1)), (vec![Flow::SendRecv], vec![Flow::SendRecv]));
}

#[test]
fn a_refused_hold_is_never_shown_as_hold() {
    let mut bench = calling_a_stranger();
    bench.answer_invite(0, 200, SDP);
    bench.press(0, &[Key::Hold]);
    assert_eq!(screen(&bench, 0), Screen::Talking);
    assert_eq!(flows(&bench, 0), [Flow::Inactive]);
    bench.answer_invite(0, 488, "");
    bench.assert_shows(0, "Hold failed");
    assert_eq!(screen(&bench, 0), Screen::Talking);
    assert_eq!(flows(&bench, 0), [Flow::SendRecv]);
}

#[test]
fn a_refused_resume_leaves_the_hold() {
    let mut bench = calling_a_stranger();
    bench.answer_invite(0, 200, SDP);
    bench.press(0, &[Key::Hold]);
    bench.answer_invite(0, 200, &format!("{SDP}a=recvonly\r\n"));
    assert_eq!(screen(&bench, 0), Screen::OnHold);
    bench.soft(0, "Resume");
    assert_eq!(screen(&bench, 0), Screen::OnHold);
    bench.answer_invite(0, 488, "");
    bench.assert_shows(0, "Resume failed");
    assert_eq!(screen(&bench, 0), Screen::OnHold);
    assert_eq!(flows(&bench, 0), [Flow::Inactive]);
}

#[test]
fn a_second_call_waits_and_holds_the_first_when_answered() {
    let mut bench = Bench::new(3);
    bench.dial(0, "1002@10.0.0.2");
    bench.soft(1, "Answer");
    bench.dial(2, "1002@10.0.0.2");
    assert_eq!(screen(&bench, 1), Screen::CallWaiting);
    assert_eq!(bench.desks[1].plan.tone, Some(Tone::CallWaiting));
    assert_eq!(flows(&bench, 1), [Flow::SendRecv]);
    bench.assert_shows(1, "Phone 3");
    bench.assert_shows(1, "Phone 1 Connected");
    bench.soft(1, "Answer");
    assert_eq!(flows(&bench, 1), [Flow::Inactive, Flow::SendRecv]);
    bench.assert_shows(0, "Held by the other side");
    bench.assert_shows(1, "Phone 1 On hold");

    bench.press(1, &[Key::Line(0)]);
    assert_eq!(flows(&bench, 1), [Flow::SendRecv, Flow::Inactive]);
    bench.assert_shows(2, "Held by the other side");
    bench.soft(1, "Swap");
    assert_eq!(flows(&bench, 1), [Flow::Inactive, Flow::SendRecv]);
    bench.soft(1, "End");
    bench.assert_shows(2, "Disconnected");
    assert_eq!(screen(&bench, 1), Screen::OnHold);
    bench.soft(1, "Resume");
    assert_eq!(flows(&bench, 1), [Flow::SendRecv]);
    assert_eq!(screen(&bench, 0), Screen::Talking);
}

#[test]
fn digits_are_sent_in_the_call_and_received_ones_are_shown() {
    let mut bench = talking();
    bench.press(0, &[Key::Digit(1), Key::Pound]);
    bench.assert_shows(0, "Sent 1#");
    let stream = bench.desks[0].plan.streams[0].id;
    let digit = Digit::from_char('#').unwrap();
    let sent = bench.desks[0].commands.last();
    assert!(matches!(sent, Some(Command::SendDigit { stream: Some(id), digit: d, duration_ms })
        if *id == stream && *d == digit && *duration_ms >= 100));
    let stream = bench.desks[1].plan.streams[0].id;
    bench.give(1, Input::Audio(report(stream, 0, vec![digit])));
    bench.assert_shows(1, "Received #");
}

fn report(id: StreamId, packets: u32, digits: Vec<Digit>) -> Report {
    let stream = StreamReport {
        packets_sent: packets,
        packets_received: packets,
        jitter_delay_ms: 20,
        jitter_target_ms: 20,
        way_ms: 20,
        received_dbov: -30.0,
        sent_dbov: -30.0,
        digits,
        ..StreamReport::new(id)
    };
    Report {
        microphone_dbov: -30.0,
        speaker_dbov: -30.0,
        underruns: 0,
        voice_delay_ms: 0,
        acoustics: Default::default(),
        streams: vec![stream],
    }
}

#[test]
fn a_dead_direction_and_a_missing_microphone_are_named() {
    let mut bench = talking();
    let stream = bench.desks[0].plan.streams[0].id;
    bench.give(0, Input::Microphone(Microphone::Denied));
    bench.give(0, Input::Playback(Playback::Running));
    bench.give(0, Input::Audio(report(stream, 0, Vec::new())));
    bench.wait(Duration::from_secs(4));
    bench.give(0, Input::Audio(report(stream, 0, Vec::new())));
    let diagnosis = |bench: &Bench| bench.desks[0].phone.view().audio.diagnosis.clone();
    assert_eq!(
        diagnosis(&bench),
        "Microphone not allowed: you only listen; Nothing arrives from the other side"
    );
    bench.give(0, Input::Microphone(Microphone::Open));
    bench.give(0, Input::Audio(report(stream, 9, Vec::new())));
    assert_eq!(diagnosis(&bench), "");
    assert_eq!(bench.desks[0].phone.view().audio.microphone_level, 50);
}

#[test]
fn what_is_wrong_with_packets_is_told_from_sound_that_stopped() {
    let mut bench = talking();
    let stream = bench.desks[0].plan.streams[0].id;
    bench.give(0, Input::Microphone(Microphone::Open));
    bench.give(0, Input::Playback(Playback::Running));
    let diagnosis = |bench: &Bench| bench.desks[0].phone.view().audio.diagnosis.clone();
    let told = |packets, packets_unusable| {
        let mut told = report(stream, packets, Vec::new());
        told.streams[0].packets_unusable = packets_unusable;
        told
    };
    let (mut packets, mut unusable) = (0, 0);
    for (refused_in_a_row, malformed_in_a_row, packets_unusable, expected) in [
        (0, 0, 0, "The sound of the other side has stopped"),
        (40, 0, 0, "What arrives cannot be decrypted"),
        (0, 3, 0, "What arrives is no sound"),
        (0, 3, 7, "What arrives is in another codec"),
        (0, 0, 7, "The sound of the other side has stopped"),
    ] {
        packets += 1;
        bench.give(0, Input::Audio(told(packets, unusable)));
        assert_eq!(diagnosis(&bench), "");
        let network =
            NetworkReport { refused_in_a_row, malformed_in_a_row, ..NetworkReport::default() };
        bench.give(0, Input::Network(stream, network));
        bench.wait(Duration::from_secs(4));
        unusable = packets_unusable;
        let mut told = told(packets, unusable);
        told.streams[0].packets_sent += 1;
        bench.give(0, Input::Audio(told));
        assert_eq!(diagnosis(&bench), expected);
    }
}

#[test]
fn a_call_in_which_nothing_arrives_ends_if_that_is_wanted() {
    for (more, ends) in [("", false), ("voip/media/broken_connection_detection=1\n", true)] {
        let mut bench = started(&format!("{SERVER}{more}voip/media/broken_connection_timeout=7\n"));
        ask(&mut bench, "INVITE", "Content-Type: application/sdp\r\n", OFFER);
        bench.soft(0, "Answer");
        let stream = bench.desks[0].plan.streams[0].id;
        let mut tell = |seconds: u64, packets: u32| {
            bench.wait(Duration::from_secs(seconds));
            bench.give(0, Input::Audio(report(stream, packets, Vec::new())));
            screen(&bench, 0)
        };
        let talks =
            [(1, 9), (6, 9), (2, 10), (6, 10)].map(|(seconds, packets)| tell(seconds, packets));
        assert_eq!(talks, [Screen::Talking; 4], "{more}");
        assert_eq!(tell(2, 10) == Screen::Talking, !ends, "{more}");
        if ends {
            bench.assert_shows(0, "Connection lost");
        }
    }
}

#[test]
fn sockets_are_connected_to_the_peer_and_closed_after_the_call() {
    use crate::link::Request;
    let mut bench = talking();
    let count = |bench: &Bench, wanted: fn(&Request) -> bool| {
        bench.desks[0].requests.iter().filter(|request| wanted(request)).count()
    };
    assert_eq!(count(&bench, |request| matches!(request, Request::Connect { .. })), 2);
    bench.soft(0, "End");
    assert_eq!(count(&bench, |request| matches!(request, Request::Close(_))), 2);
}

#[test]
fn without_a_media_port_the_call_says_so() {
    let mut bench = Bench::new(1);
    bench.desks[0].no_ports = true;
    bench.dial(0, "x@10.0.0.99");
    bench.answer_invite(0, 200, SDP);
    bench.soft(0, "New call");
    bench.dial(0, "y@10.0.0.99");
    bench.assert_shows(0, "no free port");
    bench.assert_shows(0, "x");
}
