//! Calls handed on: by this phone, to it, and by way of it (manual 16.1, 22.21, 22.22).

use super::bench::Bench;
use crate::media::plan::Flow;
use crate::phone::Input;
use crate::phone::key::Key;
use crate::phone::view::Screen;
use crate::time::Duration;

const TARGET: &str = "1003@10.0.0.3";

fn screen(bench: &Bench, desk: usize) -> Screen {
    bench.desks[desk].phone.view().display.screen
}

pub(super) fn flows(bench: &Bench, desk: usize) -> Vec<Flow> {
    bench.desks[desk].plan.streams.iter().map(|stream| stream.flow).collect()
}

/// Returns three phones of which the first talks with the second.
fn talking() -> Bench {
    let mut bench = Bench::new(3);
    bench.dial(0, "1002@10.0.0.2");
    bench.soft(1, "Answer");
    bench.assert_shows(0, "Connected");
    bench
}

/// The first phone asks for a target, and its number is typed.
fn entering() -> Bench {
    let mut bench = talking();
    bench.press(0, &[Key::Transfer]);
    bench.assert_shows(0, "Transfer to");
    bench.assert_shows(1, "Held by the other side");
    bench.give(0, Input::Text(TARGET.to_owned()));
    bench
}

/// The first phone has called the third one, and the second waits.
fn consulting() -> Bench {
    let mut bench = entering();
    bench.soft(0, "Dial");
    bench.assert_shows(2, "Incoming call");
    bench.assert_shows(0, "Ringing");
    bench
}

#[track_caller]
fn assert_transferred(bench: &Bench) {
    assert_eq!(screen(bench, 0), Screen::Idle, "{}", bench.text(0));
    bench.assert_shows(0, "Call transferred");
    for desk in [1, 2] {
        assert_eq!(screen(bench, desk), Screen::Talking, "{}", bench.text(desk));
        assert_eq!(flows(bench, desk), [Flow::SendRecv]);
    }
    bench.assert_shows(1, TARGET);
}

#[test]
fn blind_transfer_hands_the_call_to_a_number() {
    let mut bench = entering();
    bench.press(0, &[Key::Transfer]);
    bench.assert_shows(0, "Transferring, target rings");
    bench.assert_shows(1, "Ringing");
    bench.assert_shows(2, "Incoming call");
    bench.soft(2, "Answer");
    bench.wait(Duration::from_secs(1));
    assert_transferred(&bench);
}

#[test]
fn attended_transfer_replaces_the_call_to_the_target() {
    let mut bench = consulting();
    bench.soft(2, "Answer");
    bench.assert_shows(0, "Connected");
    bench.assert_shows(1, "Held by the other side");
    bench.press(0, &[Key::Transfer]);
    bench.wait(Duration::from_secs(1));
    // The target did not have to answer again.
    assert_transferred(&bench);
}

#[test]
fn semi_attended_transfer_cancels_and_the_other_party_calls() {
    let mut bench = consulting();
    bench.soft(0, "Transfer");
    bench.assert_shows(0, "Transferring, target rings");
    bench.assert_shows(2, "Phone 2");
    bench.soft(2, "Answer");
    bench.wait(Duration::from_secs(1));
    assert_transferred(&bench);
}

#[test]
fn semi_attended_transfer_without_cancel_goes_on_when_the_target_answers() {
    let mut bench = talking_with("voip/signalling/sip/semi_transfer_with_no_cancel/enabled=1\n");
    bench.press(0, &[Key::Transfer]);
    bench.give(0, Input::Text(TARGET.to_owned()));
    bench.soft(0, "Dial");
    bench.press(0, &[Key::Transfer]);
    bench.assert_shows(0, "Transferring when answered");
    bench.assert_shows(2, "Phone 1");
    bench.soft(2, "Answer");
    bench.wait(Duration::from_secs(1));
    assert_transferred(&bench);
}

pub(super) fn talking_with(settings: &str) -> Bench {
    let mut bench = Bench::new(3);
    let text = format!(
        "system/type=440HD\nvoip/line/0/id=1001\nvoip/line/0/description=Phone 1\n{settings}"
    );
    bench.desks[0].configuration = Ok(text);
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(8));
    bench.dial(0, "1002@10.0.0.2");
    bench.soft(1, "Answer");
    bench
}

#[test]
fn a_target_that_does_not_want_returns_the_held_call() {
    for begin in [entering, consulting] {
        let mut bench = begin();
        bench.press(0, &[Key::Transfer]);
        bench.assert_shows(2, "Incoming call");
        bench.soft(2, "Reject");
        bench.assert_shows(0, "Transfer failed: Declined");
        bench.wait(Duration::from_secs(1));
        assert_eq!((screen(&bench, 0), screen(&bench, 1)), (Screen::Talking, Screen::Talking));
        assert_eq!(flows(&bench, 0), [Flow::SendRecv]);
        assert_eq!(screen(&bench, 2), Screen::Idle);
    }
}

#[test]
fn a_consultation_that_fails_returns_the_held_call() {
    let mut bench = consulting();
    bench.soft(2, "Reject");
    bench.assert_shows(0, "Declined");
    bench.wait(Duration::from_secs(6));
    bench.assert_shows(0, "Connected");
    bench.assert_shows(1, "Connected");
}

#[test]
fn cancel_goes_back_to_the_call() {
    let mut bench = entering();
    bench.soft(0, "Cancel");
    bench.assert_shows(0, "Connected");
    bench.assert_shows(1, "Connected");
    // The person gives the call to the target up.
    let mut bench = consulting();
    bench.soft(0, "Cancel");
    bench.assert_shows(0, "Connected");
    assert_eq!(screen(&bench, 2), Screen::Idle);
    // And takes back a call that is being transferred.
    let mut bench = entering();
    bench.press(0, &[Key::Transfer]);
    bench.soft(0, "Resume");
    bench.assert_shows(0, "Connected");
    bench.soft(2, "Answer");
    bench.wait(Duration::from_secs(2));
    bench.assert_shows(0, "Connected");
}

#[test]
fn the_held_party_may_hang_up_at_any_time() {
    let mut bench = entering();
    bench.soft(1, "End");
    bench.soft(0, "Dial");
    bench.assert_shows(2, "Incoming call");
    let mut bench = consulting();
    bench.soft(1, "End");
    bench.soft(2, "Answer");
    bench.assert_shows(0, "Connected");
    let mut bench = entering();
    bench.press(0, &[Key::Transfer]);
    bench.soft(1, "Swap");
    bench.soft(1, "End");
    bench.wait(Duration::from_secs(10));
    assert_eq!(screen(&bench, 0), Screen::Idle);
    bench.soft(2, "Answer");
    bench.assert_shows(1, "Connected");
}

#[test]
fn transfer_says_what_it_needs() {
    let mut bench = Bench::new(2);
    bench.press(0, &[Key::Transfer]);
    bench.assert_shows(0, "No call to transfer");
    let mut bench = talking();
    bench.press(0, &[Key::Transfer]);
    bench.press(0, &[Key::Transfer]);
    bench.assert_shows(0, "Enter the number to transfer to");
    // Without the key there is no transfer.
    let mut bench = talking_with("personal_settings/key/transfer/enabled=0\n");
    bench.press(0, &[Key::Transfer]);
    bench.assert_shows(0, "Connected");
    assert!(!bench.desks[0].phone.view().softkeys.contains(&Some("Transfer".to_owned())));
}

#[test]
fn a_refreshed_page_goes_on_with_its_transfer() {
    let mut bench = entering();
    bench.press(0, &[Key::Transfer]);
    bench.refresh_page(0);
    bench.wait(Duration::from_secs(1));
    bench.soft(2, "Answer");
    bench.wait(Duration::from_secs(2));
    assert_transferred(&bench);
}
