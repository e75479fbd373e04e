//! Transfers between three phones without a PBX (RFC 5589, RFC 5359 2.4 to 2.6): each as a ladder,
//! with each datagram lost once, and on a network that loses one in five.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::net::IpAddr;

use hookswitch_core::phone::Input;
use hookswitch_core::phone::view::Screen;
use hookswitch_core::time::Duration;
use hookswitch_tests::harness::losses::{self, Flow, PATIENCE};
use hookswitch_tests::harness::world::World;

const ALICE: usize = 0;
const BOB: usize = 1;
const CAROL: usize = 2;

const SECOND: Duration = Duration::from_secs(1);

fn open(world: &mut World, settings: &str) {
    for (number, name) in (1_u8..).zip(["alice", "bob", "carol"]) {
        let file = format!(
            "system/type=440HD\nvoip/line/0/enabled=1\nvoip/line/0/id=100{number}\n\
             voip/line/0/description={name}\n{settings}"
        );
        world.add_phone(name, IpAddr::from([10, 0, 0, 10 + number]), &file);
    }
    world.run_for(SECOND * 10);
}

fn type_number(world: &mut World, phone: usize, callee: usize) {
    let number = callee + 1;
    world.tell(phone, Input::Text(format!("100{number}@10.0.0.1{number}")));
}

#[track_caller]
fn expect(world: &mut World, phone: usize, text: &str) {
    world.expect_within(phone, text, PATIENCE);
}

#[track_caller]
fn expect_screen(world: &mut World, phone: usize, screen: Screen) {
    let shows = |world: &World| world.phones[phone].phone.view().display.screen == screen;
    assert!(world.run_until(PATIENCE, shows), "{phone} not {screen:?}\n{}", world.describe());
}

/// Alice talks with Bob and asks for Carol's number.
#[track_caller]
fn enter(world: &mut World) {
    type_number(world, ALICE, BOB);
    world.press(ALICE, &["Dial"]);
    expect(world, BOB, "Incoming call");
    world.press(BOB, &["Answer"]);
    expect(world, ALICE, "Connected");
    expect(world, BOB, "Connected");
    world.press(ALICE, &["Transfer"]);
    expect(world, BOB, "Held by the other side");
    type_number(world, ALICE, CAROL);
}

/// Alice calls Carol, who rings.
#[track_caller]
fn consult(world: &mut World) {
    enter(world);
    world.press(ALICE, &["Dial"]);
    expect(world, CAROL, "Incoming call");
    expect(world, ALICE, "Ringing");
}

/// Bob talks with Carol, and Alice is out of it.
#[track_caller]
fn expect_transferred(world: &mut World) {
    for phone in [BOB, CAROL] {
        expect_screen(world, phone, Screen::Talking);
        expect(world, phone, "Connected");
    }
    expect(world, BOB, "1003@10.0.0.13");
    expect_screen(world, ALICE, Screen::Idle);
    world.run_for(SECOND * 5);
    world.press(CAROL, &["End"]);
    expect(world, BOB, "Disconnected");
}

/// Runs a flow in fine weather with its ladder, with each datagram lost once, and in bad weather.
#[track_caller]
fn survive(name: &str, settings: &str, flow: impl Fn(&mut World)) {
    losses::survive(&Flow { name, open: &|world| open(world, settings), run: &flow });
}

#[test]
fn rfc5589_6_1_blind_transfer() {
    survive("transfer_blind", "", |world| {
        enter(world);
        world.press(ALICE, &["Transfer"]);
        expect(world, CAROL, "Incoming call");
        world.press(CAROL, &["Answer"]);
        expect_transferred(world);
    });
}

#[test]
fn rfc5589_6_2_blind_transfer_that_fails_returns_the_call() {
    survive("transfer_blind_failed", "", |world| {
        enter(world);
        world.press(ALICE, &["Transfer"]);
        expect(world, CAROL, "Incoming call");
        world.press(CAROL, &["Reject"]);
        expect(world, ALICE, "Connected");
        expect(world, BOB, "Connected");
        world.press(ALICE, &["End"]);
        expect_screen(world, ALICE, Screen::Idle);
    });
}

#[test]
fn rfc5589_7_attended_transfer() {
    survive("transfer_attended", "", |world| {
        consult(world);
        world.press(CAROL, &["Answer"]);
        expect_screen(world, ALICE, Screen::Talking);
        expect(world, CAROL, "Connected");
        world.press(ALICE, &["Transfer"]);
        expect(world, CAROL, "1002@10.0.0.12");
        expect_transferred(world);
    });
}

#[test]
fn rfc5589_7_6_semi_attended_transfer_with_cancel() {
    survive("transfer_semi_attended", "", |world| {
        consult(world);
        world.press(ALICE, &["Transfer"]);
        // A CANCEL that is lost comes again, and until then Carol could still answer Alice.
        let only_bob = |world: &World| {
            let shown = world.phones[CAROL].display();
            shown.contains("bob") && !shown.contains("alice")
        };
        assert!(world.run_until(PATIENCE, only_bob), "{}", world.describe());
        world.press(CAROL, &["Answer"]);
        expect_transferred(world);
    });
}

#[test]
fn semi_attended_transfer_without_cancel() {
    let setting = "voip/signalling/sip/semi_transfer_with_no_cancel/enabled=1\n";
    survive("transfer_semi_attended_no_cancel", setting, |world| {
        consult(world);
        world.press(ALICE, &["Transfer"]);
        expect(world, ALICE, "Transferring when answered");
        world.press(CAROL, &["Answer"]);
        expect_transferred(world);
    });
}
