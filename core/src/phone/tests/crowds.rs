//! More than a phone is made for: calls, missed calls, lamps and keys in crowds. The display stays
//! live, and nothing is stuck.

use super::bench::Bench;
use super::busy_lamps::{Notifier, dialog, watching};
use super::requests::{SDP, SERVER, ask, started};
use crate::call::Party;
use crate::phone::Input;
use crate::phone::key::Key;
use crate::phone::view::{Lamp, Screen};
use crate::rng::Rng;
use crate::time::Duration;

fn screen(bench: &Bench) -> Screen {
    bench.desks[0].phone.view().display.screen
}

/// Ends whatever there is, as a person does who wants peace.
#[track_caller]
fn ends_in_peace(bench: &mut Bench) {
    for _ in 0..40 {
        bench.press(0, &[Key::Escape]);
        bench.wait(Duration::from_secs(2));
    }
    bench.wait(Duration::from_secs(60));
    assert_eq!(screen(bench), Screen::Idle, "{}", bench.text(0));
    assert_eq!(bench.desks[0].phone.calls.iter().count(), 0);
}

#[test]
fn a_hundred_calls_at_once_ring_as_far_as_there_is_room_and_the_rest_are_busy() {
    let mut bench = started(SERVER);
    let content = "Content-Type: application/sdp\r\n";
    let answers: Vec<_> = (0..100).map(|_| ask(&mut bench, "INVITE", content, SDP)).collect();
    let ringing = answers.iter().filter(|answer| answer.starts_with("18")).count();
    let busy = answers.iter().filter(|answer| *answer == "486 Busy Here").count();
    assert_eq!((ringing, busy), (6, 94), "{answers:?}");
    assert_eq!(screen(&bench), Screen::CallWaiting);
    bench.press(0, &[Key::Ok]);
    bench.press(0, &[Key::Ok]);
    assert!(bench.desks[0].phone.view().display.lines.len() <= 6, "{}", bench.text(0));
    ends_in_peace(&mut bench);
}

#[test]
fn ten_thousand_missed_calls_are_counted_and_the_newest_hundred_are_kept() {
    let mut bench = started(SERVER);
    for number in 0..10_000 {
        let party = Party { name: String::new(), number: number.to_string() };
        bench.desks[0].phone.call_log.turned_away(party, 0, None, false);
    }
    bench.press(0, &[Key::Menu, Key::Escape]);
    bench.assert_shows(0, "10000 missed calls");
    assert!(bench.desks[0].phone.snapshot().len() < 64 * 1024);
    bench.press(0, &[Key::Menu, Key::Digit(1), Key::Digit(2)]);
    bench.assert_shows(0, "9999");
    bench.press(0, &[Key::Down; 200]);
    bench.assert_shows(0, "9900");
    bench.press(0, &[Key::Menu]);
    assert!(!bench.text(0).contains("missed"), "{}", bench.text(0));
}

#[test]
fn a_lamp_that_changes_a_thousand_times_a_second_ends_as_it_was_told_last() {
    let mut bench = watching("");
    let mut notifier = Notifier::accept(&mut bench);
    for version in 0..1_000 {
        let state = if version % 2 == 0 { "early" } else { "confirmed" };
        notifier.tell(&mut bench, version, "full", &dialog("a", "recipient", state));
        bench.wait(Duration::from_millis(1));
        if version % 100 == 0 {
            bench.press(0, &[Key::Menu]);
            assert_eq!(screen(&bench), Screen::Menu);
            bench.press(0, &[Key::Menu]);
        }
    }
    assert_eq!(bench.desks[0].phone.view().line_keys[2].lamp, Lamp::Red);
    ends_in_peace(&mut bench);
}

/// Twenty seconds with fifty keys a second, while calls come in.
#[test]
fn hammered_keys_leave_nothing_behind() {
    for seed in 0..4 {
        let mut bench = started(&format!("{SERVER}system/aoc/enabled=1\n"));
        let mut rng = Rng::new([seed; 32]);
        for number in 0..1_000 {
            if number % 200 == 0 {
                ask(&mut bench, "INVITE", "Content-Type: application/sdp\r\n", SDP);
            }
            let few = |rng: &mut Rng, most| u8::try_from(rng.below(most)).unwrap();
            let key = match rng.below(16) {
                0..4 => Key::Digit(few(&mut rng, 10)),
                4..8 => Key::Softkey(few(&mut rng, 4)),
                8 => Key::Line(few(&mut rng, 6)),
                9 => Key::Function(few(&mut rng, 12)),
                10 => Key::Ok,
                11 => Key::Down,
                12 => Key::Speaker,
                13 => Key::Hold,
                14 => Key::Transfer,
                _ => Key::Star,
            };
            let input = if rng.below(10) == 0 { Input::Hold(key) } else { Input::Press(key) };
            bench.give(0, input);
            bench.wait(Duration::from_millis(20));
        }
        ends_in_peace(&mut bench);
    }
}
