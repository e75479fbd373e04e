//! The greeting that callers hear first.

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use crate::media::plan::{Announcement, RecordingId, Tone};
use crate::media::recorder::VOICE_BYTES_S;
use crate::phone::key::Key;
use crate::phone::{Input, Keepsake, Microphone};
use crate::time::Duration;

const ON: &str = "voip/services/greeting/enabled=1\n";

const SECOND: Duration = Duration::from_secs(1);

fn agent(more: &str) -> Bench {
    started(&format!("{SERVER}{ON}{more}"))
}

/// A phone whose greeting takes three seconds.
fn greeting(more: &str) -> Bench {
    let mut bench = agent(more);
    bench.give(0, Input::Kept(Keepsake::Greeting, vec![7; 3 * VOICE_BYTES_S]));
    bench
}

fn announced(bench: &Bench) -> Option<Announcement> {
    bench.desks[0].plan.announcement
}

fn rows(bench: &Bench) -> Vec<String> {
    bench.text(0).lines().skip(2).map(str::to_owned).collect()
}

fn ring(bench: &mut Bench) {
    ask(bench, "INVITE", "Content-Type: application/sdp\r\n", SDP);
}

/// Lets a call come and answers it.
fn answer(bench: &mut Bench) {
    ring(bench);
    bench.soft(0, "Answer");
}

#[test]
fn the_agent_records_hears_and_deletes_a_greeting() {
    let mut bench = agent("");
    bench.press(0, &[Key::Menu, Key::Digit(0)]);
    assert_eq!(rows(&bench), ["Start recording"]);
    bench.press(0, &[Key::Ok]);
    bench.assert_shows(0, "Waiting for the microphone");
    assert!(bench.desks[0].plan.microphone && bench.desks[0].plan.taps);
    assert_eq!(bench.desks[0].voice, []);
    bench.give(0, Input::Microphone(Microphone::Open));
    assert_eq!(rows(&bench), ["Stop recording 00:00"]);
    bench.wait(SECOND * 12);
    assert_eq!(rows(&bench), ["Stop recording 00:12"]);
    bench.press(0, &[Key::Ok]);
    assert_eq!(bench.desks[0].voice, [true, false]);
    assert!(!bench.desks[0].plan.microphone && !bench.desks[0].plan.taps);
    bench.give(0, Input::Voice(vec![1; 12 * VOICE_BYTES_S]));
    bench.assert_shows(0, "The greeting is saved");
    bench.wait(SECOND * 6);
    assert_eq!(rows(&bench), ["Start recording", "Play 00:12", "Delete greeting"]);
    // It outlives the page, and versions that cannot read what was saved.
    bench.replace_page(0);
    bench.wait(SECOND * 2);
    assert_eq!(bench.desks[0].recordings.len(), 1);
    bench.press(0, &[Key::Menu, Key::Digit(0), Key::Down, Key::Ok]);
    assert_eq!(announced(&bench), Some(Announcement { id: RecordingId::GREETING, stream: None }));
    bench.wait(SECOND * 11);
    assert!(announced(&bench).is_some());
    bench.wait(SECOND * 2);
    assert_eq!(announced(&bench), None);
    bench.press(0, &[Key::Ok, Key::Ok]);
    assert_eq!(announced(&bench), None);
    bench.press(0, &[Key::Down, Key::Ok]);
    bench.soft(0, "No");
    assert_eq!(rows(&bench).len(), 3);
    bench.press(0, &[Key::Ok]);
    bench.soft(0, "Yes");
    assert_eq!(rows(&bench), ["Start recording"]);
    assert!(!bench.desks[0].kept.contains_key(&Keepsake::Greeting));
    answer(&mut bench);
    assert_eq!(announced(&bench), None);
}

#[test]
fn a_recording_ends_after_half_a_minute_and_what_interrupts_it_leaves_the_old_one() {
    let mut bench = greeting("");
    bench.give(0, Input::Microphone(Microphone::Open));
    let page = [Key::Menu, Key::Digit(0), Key::Ok];
    bench.press(0, &page);
    bench.wait(SECOND * 31);
    assert_eq!(bench.desks[0].voice, [true, false]);
    bench.give(0, Input::Voice(vec![2; 8_000]));
    bench.assert_shows(0, "The recording is too short");
    bench.press(0, &[Key::Ok, Key::Escape]);
    bench.give(0, Input::Voice(vec![2; VOICE_BYTES_S]));
    bench.press(0, &[Key::Digit(0), Key::Ok]);
    ring(&mut bench);
    bench.give(0, Input::Voice(vec![2; VOICE_BYTES_S]));
    assert!(!bench.desks[0].plan.taps);
    bench.soft(0, "Reject");
    bench.wait(SECOND * 10);
    bench.give(0, Input::Microphone(Microphone::Closed));
    bench.press(0, &[Key::Ok]);
    bench.give(0, Input::Microphone(Microphone::Denied));
    bench.assert_shows(0, "Microphone not allowed");
    assert!(!bench.desks[0].plan.taps);
    assert_eq!(bench.desks[0].kept.get(&Keepsake::Greeting), None);
    bench.wait(SECOND * 6);
    assert!(rows(&bench).contains(&"Play 00:03".to_owned()), "{:?}", rows(&bench));
}

#[test]
fn who_calls_in_is_greeted_and_the_agent_is_told_when_to_speak() {
    for (more, beeps) in [("", true), ("voip/services/greeting/beep/enabled=0\n", false)] {
        let mut bench = greeting(more);
        answer(&mut bench);
        bench.assert_shows(0, "The caller hears the greeting");
        let stream = bench.desks[0].plan.streams[0].id;
        let expected = Announcement { id: RecordingId::GREETING, stream: Some(stream) };
        assert_eq!(announced(&bench), Some(expected));
        bench.wait(SECOND * 3);
        assert_eq!(announced(&bench), Some(expected));
        bench.wait(Duration::from_millis(300));
        assert_eq!(announced(&bench), None);
        assert_eq!(bench.desks[0].plan.tone, beeps.then_some(Tone::Beep));
        bench.wait(SECOND);
        assert_eq!(bench.desks[0].plan.tone, None);
        assert!(!bench.text(0).contains("greeting"));
    }
}

#[test]
fn a_greeting_ends_by_a_key_and_with_the_call() {
    let end: [fn(&mut Bench); 4] = [
        |bench| bench.soft(0, "Stop"),
        |bench| bench.press(0, &[Key::Ok]),
        |bench| bench.press(0, &[Key::Hold]),
        |bench| bench.press(0, &[Key::Escape]),
    ];
    for end in end {
        let mut bench = greeting("");
        answer(&mut bench);
        assert!(announced(&bench).is_some());
        end(&mut bench);
        assert_eq!(announced(&bench), None);
        bench.wait(SECOND * 4);
        assert_ne!(bench.desks[0].plan.tone, Some(Tone::Beep));
    }
}

#[test]
fn only_who_calls_in_is_greeted_and_only_where_that_is_on() {
    let mut bench = greeting("");
    bench.dial(0, "600");
    bench.answer_invite(0, 200, SDP);
    bench.wait(SECOND);
    assert_eq!(announced(&bench), None);
    let mut bench = started(SERVER);
    bench.give(0, Input::Kept(Keepsake::Greeting, vec![7; VOICE_BYTES_S]));
    assert_eq!(bench.desks[0].recordings, []);
    bench.press(0, &[Key::Menu]);
    assert!(!bench.text(0).contains("Greeting"));
    bench.press(0, &[Key::Menu]);
    answer(&mut bench);
    assert_eq!(announced(&bench), None);
}
