//! What two people hear of each other, through real audio graphs: each whistles a tone.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use hookswitch_core::time::Duration;
use hookswitch_tests::harness::gateway::Memory;
use hookswitch_tests::harness::net::Faults;
use hookswitch_tests::harness::office::{self, ALICE, BOB};
use hookswitch_tests::harness::scenario;
use hookswitch_tests::harness::world::World;

const SECOND: Duration = Duration::from_secs(1);

/// What Alice whistles, in hertz.
const ALICE_HZ: u16 = 700;

/// What Bob whistles, in hertz.
const BOB_HZ: u16 = 1_100;

#[track_caller]
fn talk(world: &mut World) {
    office::open(world);
    world.add_sound(ALICE, ALICE_HZ);
    world.add_sound(BOB, BOB_HZ);
    world.call(ALICE, "1002");
    world.expect(BOB, "Incoming call");
    world.press(BOB, &["Answer"]);
    world.expect(ALICE, "Connected");
    world.run_for(SECOND * 2);
}

#[track_caller]
fn expect_heard(world: &World, phone: usize, hz: u16, heard: bool) {
    let sim = &world.phones[phone];
    let amplitude = sim.sound.as_ref().unwrap().amplitude(hz);
    assert_eq!(
        sim.hears(hz),
        heard,
        "{}: {hz} Hz at {amplitude}; plan {:#?}\n{}",
        sim.name,
        sim.plan,
        sim.display()
    );
}

#[test]
fn both_hear_each_other() {
    scenario::run("sound_call", |world| {
        talk(world);
        expect_heard(world, ALICE, BOB_HZ, true);
        expect_heard(world, BOB, ALICE_HZ, true);
        expect_heard(world, ALICE, ALICE_HZ, false);
        world.press(ALICE, &["End"]);
        world.run_for(SECOND * 20);
        expect_heard(world, ALICE, BOB_HZ, false);
        expect_heard(world, BOB, ALICE_HZ, false);
    });
}

#[test]
fn the_echo_gives_back_what_is_said() {
    scenario::run("sound_echo", |world| {
        office::open(world);
        world.add_sound(ALICE, ALICE_HZ);
        world.call(ALICE, "600");
        world.expect(ALICE, "Connected");
        world.run_for(SECOND * 2);
        expect_heard(world, ALICE, ALICE_HZ, true);
    });
}

#[test]
fn mute_silences_one_direction() {
    scenario::run("sound_mute", |world| {
        talk(world);
        world.press(ALICE, &["Mute"]);
        world.run_for(SECOND * 2);
        expect_heard(world, BOB, ALICE_HZ, false);
        expect_heard(world, ALICE, BOB_HZ, true);
        world.press(ALICE, &["Mute"]);
        world.run_for(SECOND * 2);
        expect_heard(world, BOB, ALICE_HZ, true);
    });
}

#[test]
fn hold_silences_both_directions_until_it_is_over() {
    scenario::run("sound_hold", |world| {
        talk(world);
        world.press(ALICE, &["Hold"]);
        world.run_for(SECOND * 2);
        expect_heard(world, BOB, ALICE_HZ, false);
        expect_heard(world, ALICE, BOB_HZ, false);
        world.press(ALICE, &["Resume"]);
        world.run_for(SECOND * 2);
        expect_heard(world, BOB, ALICE_HZ, true);
        expect_heard(world, ALICE, BOB_HZ, true);
    });
}

#[test]
fn sound_goes_on_after_a_refresh_a_cut_and_a_restart() {
    scenario::run("sound_trouble", |world| {
        talk(world);
        world.refresh(ALICE, SECOND / 2);
        world.run_for(SECOND * 3);
        expect_heard(world, BOB, ALICE_HZ, true);
        expect_heard(world, ALICE, BOB_HZ, true);
        world.cut_link(ALICE, true);
        world.run_for(SECOND * 3);
        expect_heard(world, BOB, ALICE_HZ, false);
        world.cut_link(ALICE, false);
        world.run_for(SECOND * 8);
        expect_heard(world, BOB, ALICE_HZ, true);
        expect_heard(world, ALICE, BOB_HZ, true);
        let gateway = world.phones[ALICE].gateway;
        world.restart_gateway(gateway, Memory::Kept);
        world.run_for(SECOND * 5);
        expect_heard(world, BOB, ALICE_HZ, true);
        expect_heard(world, ALICE, BOB_HZ, true);
    });
}

#[test]
fn ten_percent_loss_is_concealed() {
    scenario::run("sound_loss", |world| {
        talk(world);
        world.net.faults =
            Faults { loss: 100, jitter: Duration::from_millis(30), ..Faults::default() };
        world.run_for(SECOND * 5);
        expect_heard(world, ALICE, BOB_HZ, true);
        expect_heard(world, BOB, ALICE_HZ, true);
    });
}

#[test]
fn both_learn_of_the_network_from_rtcp() {
    scenario::run("sound_rtcp", |world| {
        talk(world);
        world.net.faults = Faults { delay: SECOND / 50, loss: 100, ..Faults::default() };
        world.run_for(SECOND * 60);
        for phone in [ALICE, BOB] {
            let network = world.phones[phone].sound.as_ref().unwrap().network().unwrap();
            // Twice 20 ms on the network, and 0.5 ms on each of four links; blocks are 10 ms.
            let round_trip = network.round_trip_ms.unwrap();
            assert!((40.0..70.0).contains(&round_trip), "{round_trip} ms");
            let lost = f64::from(network.lost) / f64::from(network.received);
            assert!((0.08..0.14).contains(&lost), "{network:?}");
            assert!((0.02..0.25).contains(&network.remote_loss), "{network:?}");
        }
    });
}

#[test]
fn a_waiting_call_is_answered_and_heard() {
    scenario::run("sound_second_call", |world| {
        talk(world);
        let carol = office::add_phone(world, "carol", "1003", "Carol");
        world.expect_registered(3);
        world.add_sound(carol, 1_500);
        world.call(carol, "1001");
        world.expect(ALICE, "Carol");
        world.press(ALICE, &["Answer"]);
        world.expect(carol, "Connected");
        world.run_for(SECOND * 2);
        expect_heard(world, ALICE, 1_500, true);
        expect_heard(world, ALICE, BOB_HZ, false);
        expect_heard(world, BOB, ALICE_HZ, false);
        expect_heard(world, carol, ALICE_HZ, true);
    });
}
