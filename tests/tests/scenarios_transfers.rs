//! Transfers between three phones without a PBX (RFC 5589, RFC 5359 2.4, 2.5): each as a ladder,
//! with each datagram lost once, and on a network that loses one in five.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::net::IpAddr;

use hookswitch_core::phone::Input;
use hookswitch_core::phone::view::Screen;
use hookswitch_core::sip::message::StatusCode;
use hookswitch_tests::harness::losses::{self, Flow, PATIENCE};
use hookswitch_tests::harness::peer::{self, PEER, sdp_at};
use hookswitch_tests::harness::steps::{SECOND, answer, expect, expect_screen};
use hookswitch_tests::harness::world::World;

const ALICE: usize = 0;
const BOB: usize = 1;
const CAROL: usize = 2;

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

/// Alice talks with Bob again, and hangs up.
#[track_caller]
fn expect_returned(world: &mut World) {
    expect_screen(world, ALICE, Screen::Talking);
    expect(world, ALICE, "Connected");
    expect_screen(world, BOB, Screen::Talking);
    expect(world, BOB, "Connected");
    world.press(ALICE, &["End"]);
    expect_screen(world, ALICE, Screen::Idle);
}

/// Runs a flow in fine weather with its ladder, with each datagram lost once, and in bad weather.
#[track_caller]
fn survive(name: &str, settings: &str, flow: impl Fn(&mut World)) {
    losses::survive(&Flow { name, open: &|world| open(world, settings), run: &flow });
}

/// Alice talks with two others and lets a server mix them, which is the echo of a PBX here: it
/// answers whoever calls it.
#[test]
fn rfc4579_5_5_a_conference_at_a_server() {
    let settings = "voip/services/conference/mode=REMOTE\n\
        voip/services/conference/conf_ms_addr=600@10.0.0.1\n";
    let open = |world: &mut World| {
        world.add_pbx(IpAddr::from([10, 0, 0, 1]), &[]);
        open(world, settings);
    };
    let run = |world: &mut World| {
        type_number(world, ALICE, BOB);
        world.press(ALICE, &["Dial"]);
        answer(world, BOB, ALICE);
        world.press(ALICE, &["Conf"]);
        expect(world, BOB, "Held by the other side");
        type_number(world, ALICE, CAROL);
        world.press(ALICE, &["Dial"]);
        answer(world, CAROL, ALICE);
        world.press(ALICE, &["Conf"]);
        for phone in [BOB, CAROL] {
            expect(world, phone, "600@10.0.0.1");
        }
        for phone in [ALICE, BOB, CAROL] {
            let alone = |world: &World| world.phones[phone].plan.streams.len() == 1;
            assert!(world.run_until(PATIENCE, alone), "{}", world.describe());
            expect_screen(world, phone, Screen::Talking);
        }
        for phone in [ALICE, BOB, CAROL] {
            world.press(phone, &["End"]);
            expect_screen(world, phone, Screen::Idle);
        }
    };
    losses::survive(&Flow { name: "rfc4579_5_5", open: &open, run: &run });
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
fn rfc5589_6_3_1_the_target_is_busy_and_the_call_returns() {
    survive("transfer_blind_failed", "", |world| {
        enter(world);
        world.press(ALICE, &["Transfer"]);
        expect(world, CAROL, "Incoming call");
        world.press(CAROL, &["Reject"]);
        expect_returned(world);
    });
}

/// Carol rings until Bob's phone gives up.
#[test]
fn rfc5589_6_3_2_the_target_does_not_answer_and_the_call_returns() {
    survive("transfer_blind_no_answer", "", |world| {
        enter(world);
        world.press(ALICE, &["Transfer"]);
        expect(world, CAROL, "Incoming call");
        expect_returned(world);
    });
}

/// The other party does not know REFER.
#[test]
fn rfc5589_7_4_a_transfer_that_the_other_party_refuses_returns_the_call() {
    losses::survive(&Flow {
        name: "transfer_refused",
        open: &|world| peer::open(world, ""),
        run: &|world| {
            let session = peer::call(world, Some(sdp_at(7000, "sendrecv")));
            expect(world, ALICE, "Incoming call");
            world.press(ALICE, &["Answer"]);
            expect(world, ALICE, "Connected");
            world.press(ALICE, &["Transfer"]);
            peer::answer_reinvite(world, PEER, session, 1, sdp_at(7000, "recvonly"));
            world.dial(ALICE, "2001");
            world.press(ALICE, &["Transfer"]);
            let referral = peer::expect_refer(world);
            let now = world.now;
            let peer = &mut world.endpoints[PEER].endpoint;
            peer.reject_referral(referral, StatusCode::METHOD_NOT_ALLOWED, now).unwrap();
            expect(world, ALICE, "Transfer failed");
            peer::answer_reinvite(world, PEER, session, 2, sdp_at(7000, "sendrecv"));
            expect(world, ALICE, "Connected");
            peer::hang_up(world, PEER, session);
            expect_screen(world, ALICE, Screen::Idle);
        },
    });
}

#[test]
fn rfc5589_7_3_attended_transfer() {
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
