//! Conferences of three.

use super::bench::Bench;
use super::transfers::{flows, talking_with};
use crate::media::plan::Flow;
use crate::phone::Input;
use crate::phone::key::Key;
use crate::phone::view::Screen;
use crate::time::Duration;

const BOTH: [Flow; 2] = [Flow::SendRecv, Flow::SendRecv];

fn screen(bench: &Bench, desk: usize) -> Screen {
    bench.desks[desk].phone.view().display.screen
}

/// The first phone talks with the second, and calls the third by the softkey Conf.
fn called(settings: &str) -> Bench {
    let mut bench = talking_with(settings);
    bench.soft(0, "Conf");
    bench.assert_shows(1, "Held by the other side");
    bench.give(0, Input::Text("1003@10.0.0.3".to_owned()));
    bench.soft(0, "Dial");
    bench.soft(2, "Answer");
    bench
}

fn joined(settings: &str) -> Bench {
    let mut bench = called(settings);
    bench.soft(0, "Conf");
    bench.assert_shows(0, "Conference");
    bench
}

#[track_caller]
fn assert_mixed(bench: &Bench, mixed: bool) {
    assert_eq!(bench.desks[0].plan.conference, mixed, "{}", bench.text(0));
}

#[test]
fn two_calls_are_joined_and_split() {
    let mut bench = called("");
    assert_mixed(&bench, false);
    assert_eq!(flows(&bench, 0), [Flow::Inactive, Flow::SendRecv]);
    bench.soft(0, "Conf");
    assert_mixed(&bench, true);
    assert_eq!(flows(&bench, 0), BOTH);
    bench.assert_shows(0, "1002@10.0.0.2 Connected\n1003@10.0.0.3 Connected");
    bench.assert_shows(1, "Connected");
    bench.press(0, &[Key::Up]);
    assert_eq!(flows(&bench, 0), BOTH);
    bench.soft(0, "Split");
    assert_mixed(&bench, false);
    assert_eq!(flows(&bench, 0), [Flow::Inactive, Flow::SendRecv]);
    bench.assert_shows(1, "Held by the other side");
    bench.assert_shows(2, "Connected");
    bench.soft(0, "Conf");
    assert_mixed(&bench, true);
}

#[test]
fn a_conference_is_held_as_a_whole() {
    let mut bench = joined("");
    bench.soft(0, "Hold");
    assert_eq!(screen(&bench, 0), Screen::OnHold);
    for desk in [1, 2] {
        bench.assert_shows(desk, "Held by the other side");
    }
    bench.refresh_page(0);
    bench.soft(0, "Resume");
    assert_mixed(&bench, true);
    assert_eq!(flows(&bench, 0), BOTH);
}

#[test]
fn who_leaves_a_conference_leaves_the_others_in_a_call() {
    for (leaver, other) in [(1, 2), (2, 1)] {
        let mut bench = joined("");
        bench.soft(leaver, "End");
        assert_mixed(&bench, false);
        assert_eq!(flows(&bench, 0), [Flow::SendRecv]);
        assert_eq!(screen(&bench, 0), Screen::Talking);
        assert_eq!(screen(&bench, other), Screen::Talking);
        bench.assert_shows(0, "Disconnected");
    }
}

#[test]
fn hanging_up_ends_the_conference_or_leaves_it_to_the_others() {
    let mut bench = joined("");
    bench.soft(0, "End");
    bench.wait(Duration::from_secs(4));
    for desk in 0..3 {
        assert_eq!(screen(&bench, desk), Screen::Idle);
    }
    let mut bench = joined("voip/drop_from_3wc_when_on_hook=1\n");
    bench.press(0, &[Key::Speaker]);
    bench.wait(Duration::from_secs(1));
    assert_eq!(screen(&bench, 0), Screen::Idle);
    bench.assert_shows(0, "Call transferred");
    for desk in [1, 2] {
        assert_eq!(screen(&bench, desk), Screen::Talking, "{}", bench.text(desk));
        assert_eq!(flows(&bench, desk), [Flow::SendRecv]);
    }
}

#[test]
fn a_target_that_was_called_for_a_transfer_can_be_joined_instead() {
    let mut bench = talking_with("");
    bench.press(0, &[Key::Transfer]);
    bench.give(0, Input::Text("1003@10.0.0.3".to_owned()));
    bench.soft(0, "Dial");
    bench.soft(2, "Answer");
    bench.soft(0, "Conf");
    assert_mixed(&bench, true);
    bench.press(0, &[Key::Transfer]);
    bench.assert_shows(0, "Split the conference first");
    assert_eq!(flows(&bench, 0), BOTH);
}

#[test]
fn conf_says_what_it_needs() {
    let mut bench = talking_with("");
    bench.soft(0, "Hold");
    bench.soft(0, "Conf");
    assert_eq!(screen(&bench, 0), Screen::Dialing);
    bench.press(0, &[Key::Escape]);
    assert_eq!(screen(&bench, 0), Screen::OnHold);
}
