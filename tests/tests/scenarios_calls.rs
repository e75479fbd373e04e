//! Two phones at the PBX: the calls people make, key by key, and their ladders.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use hookswitch_core::time::Duration;
use hookswitch_tests::harness::office::{self, ALICE, BOB};
use hookswitch_tests::harness::scenario;
use hookswitch_tests::harness::world::World;

const SECOND: Duration = Duration::from_secs(1);

/// Alice calls Bob and Bob answers.
#[track_caller]
fn talk(world: &mut World) {
    office::open(world);
    world.call(ALICE, "1002");
    world.expect(BOB, "Incoming call");
    world.expect(ALICE, "Ringing");
    world.run_for(SECOND);
    world.press(BOB, &["Answer"]);
    world.expect(BOB, "Connected");
    world.expect(ALICE, "Connected");
    world.run_for(SECOND * 5);
}

#[track_caller]
fn expect_idle(world: &mut World, phone: usize) {
    world.expect(phone, "2026");
    let softkeys = world.phones[phone].phone.view().softkeys.clone();
    assert_eq!(softkeys[3].as_deref(), Some("DnD"), "{}", world.phones[phone].display());
}

#[test]
fn a_call_is_answered_and_the_caller_hangs_up() {
    scenario::run_golden("caller_hangs_up", |world| {
        talk(world);
        assert!(world.phones[BOB].display().contains("Alice"));
        world.press(ALICE, &["End"]);
        world.expect(BOB, "Disconnected");
        expect_idle(world, ALICE);
        world.run_for(SECOND * 10);
        expect_idle(world, BOB);
    });
}

#[test]
fn a_call_is_answered_and_the_callee_hangs_up() {
    scenario::run_golden("callee_hangs_up", |world| {
        talk(world);
        world.press(BOB, &["End"]);
        world.expect(ALICE, "Disconnected");
        expect_idle(world, BOB);
        world.run_for(SECOND * 10);
        expect_idle(world, ALICE);
    });
}

#[test]
fn a_caller_gives_up() {
    scenario::run_golden("cancel", |world| {
        office::open(world);
        world.call(ALICE, "1002");
        world.expect(BOB, "Incoming call");
        world.run_for(SECOND * 2);
        world.press(ALICE, &["Cancel"]);
        world.expect(BOB, "1 missed call");
        expect_idle(world, ALICE);
    });
}

#[test]
fn a_callee_rejects() {
    scenario::run_golden("reject", |world| {
        office::open(world);
        world.call(ALICE, "1002");
        world.expect(BOB, "Incoming call");
        world.press(BOB, &["Reject"]);
        world.expect(ALICE, "Declined");
        expect_idle(world, BOB);
        world.run_for(SECOND * 60);
        expect_idle(world, ALICE);
    });
}

#[test]
fn each_failure_has_its_own_text() {
    scenario::run_golden("failures", |world| {
        office::open(world);
        let failures = [
            ("602", "Busy"),
            ("604", "No common codec"),
            ("605", "Unavailable"),
            ("606", "Forbidden"),
            ("607", "Declined"),
            ("1003", "Unavailable"),
            ("777", "Number not found"),
        ];
        for (number, text) in failures {
            world.call(ALICE, number);
            world.expect(ALICE, text);
            world.press(ALICE, &["Close"]);
            expect_idle(world, ALICE);
            world.run_for(SECOND);
        }
    });
}

#[test]
fn nobody_answers() {
    scenario::run_golden("no_answer", |world| {
        office::open(world);
        world.call(ALICE, "603");
        world.expect(ALICE, "Ringing");
        world.run_for(SECOND * 58);
        assert!(world.phones[ALICE].display().contains("Ringing"));
        world.expect(ALICE, "No answer");
    });
}

#[test]
fn the_echo_answers() {
    scenario::run_golden("echo", |world| {
        office::open(world);
        world.call(ALICE, "600");
        world.expect(ALICE, "Connected");
        world.run_for(SECOND * 3);
        assert!(world.phones[ALICE].display().contains("00:03"));
        world.press(ALICE, &["End"]);
        expect_idle(world, ALICE);
    });
}

#[test]
fn a_held_call_is_resumed() {
    scenario::run_golden("hold", |world| {
        talk(world);
        world.press(ALICE, &["Hold"]);
        world.expect(ALICE, "On hold");
        world.expect(BOB, "Held by the other side");
        world.run_for(SECOND * 3);
        world.press(ALICE, &["Resume"]);
        world.expect(ALICE, "Connected");
        world.expect(BOB, "Connected");
        world.run_for(SECOND);
        world.press(BOB, &["Hold"]);
        world.expect(ALICE, "Held by the other side");
        world.press(ALICE, &["Hold"]);
        world.expect(ALICE, "On hold by both sides");
        world.press(BOB, &["End"]);
        world.expect(ALICE, "Disconnected");
    });
}

#[test]
fn a_second_call_waits_and_is_answered() {
    scenario::run_golden("second_call", |world| {
        talk(world);
        let carol = office::add_phone(world, "carol", "1003", "Carol");
        world.expect_registered(3);
        world.call(carol, "1001");
        world.expect(ALICE, "Carol");
        world.run_for(SECOND * 2);
        world.press(ALICE, &["Answer"]);
        world.expect(carol, "Connected");
        world.expect(BOB, "Held by the other side");
        world.run_for(SECOND * 2);
        world.press(ALICE, &["Swap"]);
        world.expect(BOB, "Connected");
        world.expect(carol, "Held by the other side");
        world.press(carol, &["End"]);
        world.run_for(SECOND * 2);
        world.press(ALICE, &["End"]);
        world.expect(BOB, "Disconnected");
    });
}

#[test]
fn a_waiting_call_is_rejected() {
    scenario::run_golden("second_call_rejected", |world| {
        talk(world);
        let carol = office::add_phone(world, "carol", "1003", "Carol");
        world.expect_registered(3);
        world.call(carol, "1002");
        world.expect(BOB, "Carol");
        world.press(BOB, &["Reject"]);
        world.expect(carol, "Declined");
        world.expect(BOB, "Connected");
        world.press(ALICE, &["End"]);
        world.expect(BOB, "Disconnected");
    });
}

#[test]
fn a_wrong_password_is_told_and_tried_again_later() {
    scenario::run_golden("wrong_password", |world| {
        world.add_pbx(office::PBX, &[("1001", "another")]);
        office::add_phone(world, "alice", "1001", "Alice");
        world.expect(ALICE, "Registration failure");
        world.run_for(SECOND);
        world.pbx().users.insert("1001".to_owned(), office::PASSWORD.to_owned());
        world.run_for(SECOND * 310);
        world.expect_registered(1);
        expect_idle(world, ALICE);
        assert!(!world.phones[ALICE].display().contains("Registration failure"));
    });
}

#[test]
fn digits_are_sent_while_talking() {
    let world = scenario::run("digits", |world| {
        talk(world);
        world.dial(ALICE, "12#");
        world.run_for(SECOND);
    });
    assert_eq!(world.phones[ALICE].commands.len(), 3 + 4, "{:?}", world.phones[ALICE].commands);
    assert!(world.phones[ALICE].display().contains("Sent 12#"));
}
