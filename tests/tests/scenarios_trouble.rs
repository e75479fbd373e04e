//! Bad luck: broken links, killed gateways, refreshed pages, bad networks.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::cell::Cell;

use hookswitch_core::phone::view::Screen;
use hookswitch_core::time::Duration;
use hookswitch_tests::harness::gateway::Memory;
use hookswitch_tests::harness::net::Faults;
use hookswitch_tests::harness::office::{self, ALICE, BOB};
use hookswitch_tests::harness::scenario;
use hookswitch_tests::harness::world::World;

const SECOND: Duration = Duration::from_secs(1);

/// Longer than any message is sent again.
const PATIENCE: Duration = Duration::from_secs(70);

/// Alice calls Bob, they talk, hold, resume, and Bob hangs up; `between` each two steps.
fn whole_call(world: &mut World, mut between: impl FnMut(&mut World)) {
    between(world);
    world.dial(ALICE, "1002");
    between(world);
    // After a while the number is dialled by itself.
    if world.phones[ALICE].phone.view().display.screen == Screen::Dialing {
        world.press(ALICE, &["Dial"]);
    }
    world.expect_within(BOB, "Incoming call", PATIENCE);
    between(world);
    world.expect_within(ALICE, "Ringing", PATIENCE);
    between(world);
    world.press(BOB, &["Answer"]);
    world.expect_within(BOB, "Connected", PATIENCE);
    world.expect_within(ALICE, "Connected", PATIENCE);
    between(world);
    world.run_for(SECOND);
    world.press(ALICE, &["Hold"]);
    world.expect_within(BOB, "Held by the other side", PATIENCE);
    world.expect_within(ALICE, "On hold", PATIENCE);
    between(world);
    world.press(ALICE, &["Resume"]);
    world.expect_within(BOB, "Connected", PATIENCE);
    world.expect_within(ALICE, "Connected", PATIENCE);
    between(world);
    world.press(BOB, &["End"]);
    world.expect_within(ALICE, "Disconnected", PATIENCE);
    between(world);
    world.run_for(SECOND * 10);
}

/// Runs a whole call once for each place between two steps, and does `trouble` there.
fn trouble_everywhere(name: &str, trouble: impl Fn(&mut World)) {
    let places = Cell::new(1);
    let mut place = 0;
    while place < places.get() {
        scenario::run_with_seed(name, place + 1, |world| {
            office::open(world);
            let mut passed = 0;
            whole_call(world, |world| {
                if passed == place {
                    trouble(world);
                }
                passed += 1;
            });
            places.set(passed);
        });
        place += 1;
    }
    assert!(places.get() >= 8, "the trouble happened in each place");
}

#[test]
fn a_refresh_loses_no_call_in_any_state() {
    for phone in [ALICE, BOB] {
        trouble_everywhere("refresh", |world| {
            world.refresh(phone, SECOND / 2);
            // Nobody presses a key before the link is back.
            world.run_for(SECOND / 10);
        });
    }
}

#[test]
fn a_broken_link_loses_no_call_in_any_state() {
    for phone in [ALICE, BOB] {
        trouble_everywhere("link_cut", |world| {
            world.cut_link(phone, true);
            world.run_for(SECOND * 2);
            world.cut_link(phone, false);
            world.run_for(SECOND * 8);
            assert!(
                !world.phones[phone].display().contains("No connection to the gateway"),
                "{}",
                world.phones[phone].display()
            );
        });
    }
}

#[test]
fn a_broken_link_is_told_and_comes_back() {
    scenario::run_golden("link_resumed", |world| {
        office::open(world);
        world.call(ALICE, "600");
        world.expect(ALICE, "Connected");
        world.cut_link(ALICE, true);
        world.expect(ALICE, "No connection to the gateway");
        world.run_for(SECOND * 5);
        world.cut_link(ALICE, false);
        world.run_for(SECOND * 6);
        assert!(world.phones[ALICE].display().contains("Connected"));
        assert!(!world.phones[ALICE].display().contains("No connection"));
        world.press(ALICE, &["End"]);
        world.run_for(SECOND);
    });
}

#[test]
fn a_call_ends_with_a_reason_when_the_grace_time_is_over() {
    scenario::run_golden("link_lost", |world| {
        office::open(world);
        world.call(ALICE, "600");
        world.expect(ALICE, "Connected");
        world.cut_link(ALICE, true);
        world.expect_within(ALICE, "Connection lost", SECOND * 40);
        world.cut_link(ALICE, false);
        world.run_for(SECOND * 30);
        assert!(!world.phones[ALICE].display().contains("No connection"));
        world.call(ALICE, "600");
        world.expect(ALICE, "Connected");
    });
}

#[test]
fn a_call_survives_a_gateway_that_is_killed_and_started_again() {
    scenario::run_golden("gateway_restarted", |world| {
        office::open(world);
        world.call(ALICE, "1002");
        world.expect(BOB, "Incoming call");
        world.press(BOB, &["Answer"]);
        world.expect(ALICE, "Connected");
        world.run_for(SECOND);
        let gateway = world.phones[ALICE].gateway;
        world.restart_gateway(gateway, Memory::Kept);
        world.run_for(SECOND * 5);
        world.expect(ALICE, "Connected");
        world.press(BOB, &["Hold"]);
        world.expect(ALICE, "Held by the other side");
        world.press(BOB, &["Resume"]);
        world.expect(ALICE, "Connected");
        world.press(ALICE, &["End"]);
        world.expect(BOB, "Disconnected");
    });
}

#[test]
fn a_call_gets_new_sockets_from_a_gateway_that_forgot_everything() {
    scenario::run_golden("gateway_forgot", |world| {
        office::open(world);
        world.call(ALICE, "1002");
        world.expect(BOB, "Incoming call");
        world.press(BOB, &["Answer"]);
        world.expect(ALICE, "Connected");
        world.run_for(SECOND);
        let gateway = world.phones[ALICE].gateway;
        world.restart_gateway(gateway, Memory::Lost);
        world.run_for(SECOND * 5);
        world.expect(ALICE, "Connected");
        world.press(BOB, &["Hold"]);
        world.expect(ALICE, "Held by the other side");
        world.press(BOB, &["Resume"]);
        world.expect(ALICE, "Connected");
        world.press(ALICE, &["End"]);
        world.expect(BOB, "Disconnected");
    });
}

fn calls_with(name: &str, faults: Faults) {
    for seed in 1..=20 {
        scenario::run_with_seed(name, seed, |world| {
            office::open(world);
            world.net.faults = faults;
            whole_call(world, |_| {});
        });
    }
}

#[test]
fn calls_survive_ten_percent_loss() {
    calls_with("loss", Faults { loss: 100, ..Faults::default() });
}

#[test]
fn calls_survive_duplicates_and_reordering() {
    let delay = Duration::from_millis(20);
    let jitter = Duration::from_millis(60);
    let faults = Faults { delay, jitter, duplicates: 300, reordered: 200, ..Faults::default() };
    calls_with("disorder", faults);
}
