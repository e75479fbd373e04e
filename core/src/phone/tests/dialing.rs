//! When a number is sent, what is heard until then, and what it becomes.

use super::bench::Bench;
use super::requests::{SERVER, ask, started};
use crate::media::plan::Tone;
use crate::phone::key::Key;
use crate::phone::view::Screen;
use crate::time::Duration;

fn screen(bench: &Bench) -> Screen {
    bench.desks[0].phone.view().display.screen
}

fn keys(text: &str) -> Vec<Key> {
    let key = |c: char| match c {
        '*' => Key::Star,
        '#' => Key::Pound,
        digit => Key::Digit(u8::try_from(digit.to_digit(10).unwrap()).unwrap()),
    };
    text.chars().map(key).collect()
}

/// Returns whom the newest INVITE is for.
fn invited(bench: &Bench) -> Option<&str> {
    let mut sent = bench.desks[0].lost.iter().rev();
    sent.find_map(|text| text.strip_prefix("INVITE ")?.split(' ').next())
}

fn tone(bench: &Bench) -> Option<Tone> {
    bench.desks[0].plan.tone
}

/// What is dialled is sent after so many milliseconds, or not at all within a minute.
#[track_caller]
fn check(more: &str, dialed: &str, expected: Option<u64>) {
    let mut bench = started(&format!("{SERVER}{more}"));
    bench.press(0, &keys(dialed));
    let Some(after) = expected else {
        bench.wait(Duration::from_secs(60));
        assert_eq!(screen(&bench), Screen::Dialing, "{more} {dialed}");
        return;
    };
    if let Some(before) = after.checked_sub(1) {
        bench.wait(Duration::from_millis(before));
        assert_eq!(screen(&bench), Screen::Dialing, "{more} {dialed}");
        bench.wait(Duration::from_millis(1));
    }
    assert_eq!(screen(&bench), Screen::RingingOut, "{more} {dialed}");
}

const MAP: &str = "voip/signalling/sip/digit_map=[2-9]11|0S|00xx.|*xx|1[2-9]xx|211x\n";
const PLAIN: &str = "voip/signalling/sip/digit_map=10x;4xxx\n";

#[test]
fn a_digit_map_says_how_long_a_number_waits() {
    for (map, dialed, after) in [
        ("", "600", Some(5_000)),
        (MAP, "911", Some(0)),
        (MAP, "211", Some(5_000)),
        (MAP, "2115", Some(0)),
        (MAP, "0", Some(3_000)),
        (MAP, "00", Some(5_000)),
        (MAP, "00491", Some(5_000)),
        (MAP, "*69", Some(0)),
        (MAP, "15", Some(5_000)),
        (MAP, "1#", Some(0)),
        (PLAIN, "105", Some(0)),
        (PLAIN, "77", Some(5_000)),
    ] {
        check(map, dialed, after);
    }
    check(&format!("{MAP}voip/dialing/interdigit_short_timeout=1\n"), "0", Some(1_000));
    check("voip/dialing/timeout=0\n", "600", None);
    check("voip/dialing/dial_complete_key/enabled=0\n", "1#", Some(5_000));
    check("voip/dialing/dial_complete_key/key=*\n", "1*", Some(0));
}

#[test]
fn off_line_dialling_waits_for_the_person() {
    let off = "voip/dialing/on_hook_dialing=Off_line_dialing\n";
    check(&format!("{off}{MAP}"), "911", None);
    check(off, "600#", None);
    let mut bench = started(&format!("{SERVER}voip/dialing/on_hook_dialing=Disable\n"));
    bench.press(0, &keys("600"));
    assert_eq!(screen(&bench), Screen::Idle);
    bench.assert_shows(0, "Off-hook phone");
}

#[test]
fn what_is_deleted_sends_nothing() {
    let mut bench = started(&format!("{SERVER}{MAP}"));
    bench.press(0, &keys("130"));
    bench.press(0, &[Key::Backspace, Key::Backspace, Key::Backspace]);
    bench.press(0, &keys("*6"));
    bench.press(0, &[Key::Backspace]);
    bench.wait(Duration::from_millis(4_900));
    assert_eq!(screen(&bench), Screen::Dialing);
}

#[test]
fn a_dial_plan_says_whom_a_number_is_for() {
    let plan = "voip/signalling/sip/number_rules=4xxx=Line_\\\\\\@10.0.0.98;9xx=\\\\\n";
    for (number, target) in [
        ("4123", "sip:Line_123@10.0.0.98"),
        ("955", "sip:55@10.0.0.99"),
        ("600", "sip:600@10.0.0.99"),
    ] {
        let mut bench = started(&format!("{SERVER}{plan}"));
        bench.dial(0, number);
        bench.assert_shows(0, number);
        assert_eq!(invited(&bench), Some(target), "{number}");
    }
}

#[test]
fn a_fixed_number_is_called_when_nothing_is_dialled() {
    let hotline =
        "voip/dialing/auto_dialing/enabled=1\nvoip/dialing/auto_dialing/destination=112\n";
    let mut bench = started(&format!("{SERVER}{hotline}"));
    bench.press(0, &[Key::Handset]);
    bench.assert_shows(0, "Calls 112 if nothing is dialed");
    bench.wait(Duration::from_millis(14_999));
    assert_eq!(screen(&bench), Screen::Dialing);
    bench.wait(Duration::from_millis(1));
    assert_eq!(invited(&bench), Some("sip:112@10.0.0.99"));
    // A digit, or hanging up, is enough to be asked for another number.
    let mut bench = started(&format!("{SERVER}{hotline}voip/dialing/timeout=0\n"));
    bench.press(0, &[Key::Handset, Key::Digit(6)]);
    bench.wait(Duration::from_secs(20));
    assert_eq!(invited(&bench), None);
    bench.press(0, &[Key::Handset, Key::Handset, Key::Handset]);
    bench.wait(Duration::from_secs(20));
    assert_eq!(invited(&bench), None);
    let mut bench = started(&format!("{SERVER}{hotline}voip/dialing/auto_dialing/timeout=0\n"));
    bench.press(0, &[Key::Speaker]);
    assert_eq!(invited(&bench), Some("sip:112@10.0.0.99"));
}

#[test]
fn tones_say_what_is_expected() {
    let mut bench = started(&format!(
        "{SERVER}voip/dialing/secondary_dial_tone/enabled=1\nvoip/dialing/timeout=0\n"
    ));
    bench.press(0, &[Key::Speaker]);
    assert_eq!(tone(&bench), Some(Tone::Dial));
    bench.press(0, &keys("9"));
    assert_eq!(tone(&bench), Some(Tone::SecondDial));
    bench.press(0, &keys("1"));
    assert_eq!(tone(&bench), None);
    bench.press(0, &[Key::Speaker, Key::Speaker]);
    for (seconds, expected) in
        [(30, Some(Tone::Reorder)), (40, Some(Tone::Howler)), (120, None), (500, None)]
    {
        bench.wait(Duration::from_secs(seconds));
        assert_eq!(tone(&bench), expected);
    }
}

#[test]
fn new_messages_are_heard_in_the_dial_tone() {
    let mut bench = started(SERVER);
    let summary = "Event: message-summary\r\nSubscription-State: active\r\n\
        Content-Type: application/simple-message-summary\r\n";
    assert_eq!(ask(&mut bench, "NOTIFY", summary, "Messages-Waiting: yes\r\n"), "200 OK");
    bench.press(0, &[Key::Speaker]);
    assert_eq!(tone(&bench), Some(Tone::Stutter));
    bench.wait(Duration::from_millis(2_500));
    assert_eq!(tone(&bench), Some(Tone::Dial));
}

#[test]
fn a_line_that_cannot_call_is_heard_to_be_so() {
    let failed = "voip/line/0/id=1001\nvoip/signalling/sip/use_proxy=1\n\
        voip/signalling/sip/proxy_address=pbx.example\n";
    let mut bench = started(failed);
    bench.press(0, &[Key::Handset]);
    assert_eq!(tone(&bench), Some(Tone::Reorder));
    bench.press(0, &keys("1"));
    bench.assert_shows(0, "Registration failure");
    assert_eq!((tone(&bench), invited(&bench)), (Some(Tone::Reorder), None));
    let mut bench = started(&format!("{failed}voip/services/out_of_service_behavior=NONE\n"));
    bench.press(0, &[Key::Handset]);
    assert_eq!((tone(&bench), screen(&bench)), (None, Screen::Idle));
}

#[test]
fn a_line_calls_itself_only_if_it_may() {
    for (allowed, target) in [("0", None), ("1", Some("sip:1001@10.0.0.99"))] {
        let more = format!("voip/dialing/allow_calling_self_extension={allowed}\n");
        let mut bench = started(&format!("{SERVER}{more}"));
        bench.dial(0, "1001");
        assert_eq!(invited(&bench), target);
    }
}

const REDIAL: &str = "voip/dialing/automatic_redial_on_busy/enabled=1\n\
    voip/dialing/automatic_redial_on_busy/retry_timer=10\n";

#[test]
fn a_busy_number_is_called_again_until_it_is_free() {
    let mut bench = started(&format!("{SERVER}{REDIAL}"));
    bench.dial(0, "1002");
    bench.answer_invite(0, 486, "");
    assert_eq!(screen(&bench), Screen::Confirm);
    bench.assert_shows(0, "Extension Busy\nActivate auto redial on busy?");
    bench.soft(0, "Yes");
    bench.assert_shows(0, "Dialing 1002 within 10s (Line 1)");
    bench.wait(Duration::from_millis(9_001));
    bench.assert_shows(0, "Dialing 1002 within 1s (Line 1)");
    for _ in 0..2 {
        bench.wait(Duration::from_secs(1));
        assert_eq!(screen(&bench), Screen::RingingOut);
        bench.answer_invite(0, 486, "");
        bench.wait(Duration::from_millis(9_500));
        assert_eq!(screen(&bench), Screen::Redial);
    }
    bench.wait(Duration::from_secs(1));
    bench.answer_invite(0, 180, "");
    bench.press(0, &[Key::Escape]);
    bench.wait(Duration::from_secs(60));
    assert_eq!(screen(&bench), Screen::Idle);
}

#[test]
fn calling_again_can_be_declined_and_ended() {
    let mut bench = started(&format!("{SERVER}{REDIAL}"));
    bench.dial(0, "1002");
    bench.answer_invite(0, 486, "");
    bench.soft(0, "No");
    bench.wait(Duration::from_secs(20));
    assert_eq!(screen(&bench), Screen::Idle);
    bench.dial(0, "1002");
    bench.answer_invite(0, 486, "");
    bench.soft(0, "Yes");
    // What was chosen outlives a reload; another call goes first.
    bench.refresh_page(0);
    assert_eq!(screen(&bench), Screen::Redial);
    bench.dial(0, "1003");
    bench.wait(Duration::from_secs(15));
    assert_eq!(invited(&bench), Some("sip:1003@10.0.0.99"));
    bench.press(0, &[Key::Escape]);
    assert_eq!(screen(&bench), Screen::Redial);
    bench.soft(0, "Cancel");
    bench.wait(Duration::from_secs(60));
    assert_eq!(invited(&bench), Some("sip:1003@10.0.0.99"));
    assert_eq!(screen(&bench), Screen::Idle);
}

#[test]
fn without_the_setting_busy_is_only_said() {
    let mut bench = started(SERVER);
    bench.dial(0, "1002");
    bench.answer_invite(0, 486, "");
    assert_eq!(screen(&bench), Screen::Ended);
}

#[test]
fn the_end_of_a_call_is_as_it_is_set() {
    for (more, heard, screen_after, seconds) in [
        ("", None, Screen::Idle, 3),
        ("enable_remote_disconnect_warningTone=1\n", Some(Tone::Reorder), Screen::Idle, 3),
        (
            "enable_remote_disconnect_warningTone=1\n\
             voip/dialing/automatic_disconnect_delay_timer=7000\n",
            Some(Tone::Reorder),
            Screen::Idle,
            7,
        ),
        ("voip/dialing/automatic_disconnect=0\n", None, Screen::Dialing, 3),
    ] {
        let mut bench = started(&format!("{SERVER}{more}"));
        bench.dial(0, "x@10.0.0.99");
        bench.answer_invite(0, 200, super::requests::SDP);
        bench.hang_up_by_stranger(0, "SIP;cause=200");
        bench.assert_shows(0, "Disconnected");
        assert_eq!(tone(&bench), heard, "{more}");
        bench.wait(Duration::from_millis(seconds * 1_000 - 1));
        assert_eq!(screen(&bench), Screen::Ended, "{more}");
        bench.wait(Duration::from_millis(1));
        assert_eq!(screen(&bench), screen_after, "{more}");
    }
}
