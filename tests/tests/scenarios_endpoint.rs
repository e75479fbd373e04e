//! Two bare endpoints on good and bad networks: calls and their ladders.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::net::IpAddr;

use hookswitch_core::sip::endpoint::{
    Account, AccountId, Body, EndedBy, Event, FailureReason, RegistrationState, SessionEvent,
    SessionId, Settings,
};
use hookswitch_core::sip::message::StatusCode;
use hookswitch_core::sip::uri::Uri;
use hookswitch_core::time::Duration;
use hookswitch_tests::harness::endpoint::TRANSPORT;
use hookswitch_tests::harness::net::Faults;
use hookswitch_tests::harness::office::{PASSWORD, PBX};
use hookswitch_tests::harness::scenario;
use hookswitch_tests::harness::world::World;

const A: usize = 0;
const B: usize = 1;
const ACCOUNT: AccountId = AccountId(0);
const PATIENCE: Duration = Duration::from_secs(60);

fn account(user: &str, ip: IpAddr) -> Account {
    Account {
        display_name: user.to_owned(),
        auth_name: user.to_owned(),
        auth_password: PASSWORD.to_owned(),
        retry: Duration::from_secs(30),
        ..Account::new(Uri::sip(user, ip, None), TRANSPORT)
    }
}

fn add(world: &mut World, name: &str, last: u8) {
    let ip = IpAddr::from([10, 0, 0, last]);
    let settings = Settings { user_agent: "Hookswitch".to_owned(), ..Settings::default() };
    let index = world.add_endpoint(name, ip, settings);
    let now = world.now;
    world.endpoints[index].endpoint.set_account(ACCOUNT, account(name, ip), now);
}

fn pair(world: &mut World) {
    add(world, "a", 11);
    add(world, "b", 12);
}

fn sdp(text: &str) -> Option<Body> {
    let data = text.as_bytes().to_vec();
    Some(Body { content_type: "application/sdp".to_owned(), data })
}

/// Calls b from a and lets time pass until b knows.
#[track_caller]
fn call(world: &mut World) -> (SessionId, SessionId) {
    let session = start(world, "sip:b@10.0.0.12");
    let knows = |world: &World| {
        world.endpoints[B].events.iter().any(|event| matches!(event, Event::Incoming { .. }))
    };
    assert!(world.run_until(PATIENCE, knows), "b does not know of the call");
    (session, world.endpoints[B].incoming())
}

fn start(world: &mut World, target: &str) -> SessionId {
    let now = world.now;
    let target = Uri::parse(target).unwrap();
    world.endpoints[A].endpoint.invite(ACCOUNT, target, sdp("offer"), now).unwrap()
}

#[track_caller]
fn ring(world: &mut World, session: SessionId) {
    let now = world.now;
    world.endpoints[B].endpoint.ring(session, StatusCode::RINGING, None, now).unwrap();
    world.run_for(Duration::from_secs(1));
}

#[track_caller]
fn accept(world: &mut World, session: SessionId) {
    let now = world.now;
    world.endpoints[B].endpoint.accept(session, sdp("answer"), now).unwrap();
}

#[track_caller]
fn hang_up(world: &mut World, who: usize, session: SessionId) {
    let now = world.now;
    world.endpoints[who].endpoint.hang_up(session, now).unwrap();
}

#[track_caller]
fn expect(world: &mut World, who: usize, session: SessionId, what: fn(&SessionEvent) -> bool) {
    let happened = |world: &World| world.endpoints[who].of_session(session).into_iter().any(what);
    if !world.run_until(PATIENCE, happened) {
        panic!(
            "it did not happen; this did: {:#?}\n{}",
            world.endpoints[who].of_session(session),
            hookswitch_tests::harness::ladder::ladder(&world.net)
        );
    }
}

fn answered(event: &SessionEvent) -> bool {
    matches!(event, SessionEvent::Answered { .. })
}

fn acknowledged(event: &SessionEvent) -> bool {
    matches!(event, SessionEvent::Acknowledged { .. })
}

fn ended_by_remote(event: &SessionEvent) -> bool {
    matches!(event, SessionEvent::Ended { by: EndedBy::Remote(_) })
}

/// A whole call: rings, is answered, is ended by `who`.
fn whole_call(world: &mut World, who: usize) {
    pair(world);
    let (a, b) = call(world);
    ring(world, b);
    accept(world, b);
    expect(world, A, a, answered);
    expect(world, B, b, acknowledged);
    world.run_for(Duration::from_secs(5));
    let (other, session, seen) = if who == A { (B, a, b) } else { (A, b, a) };
    hang_up(world, who, session);
    expect(world, other, seen, ended_by_remote);
    world.run_for(Duration::from_secs(40));
}

#[test]
fn a_call_is_answered_and_the_caller_hangs_up() {
    scenario::run_golden("endpoint_caller_hangs_up", |world| whole_call(world, A));
}

#[test]
fn a_call_is_answered_and_the_callee_hangs_up() {
    scenario::run_golden("endpoint_callee_hangs_up", |world| whole_call(world, B));
}

#[test]
fn a_caller_gives_up() {
    scenario::run_golden("endpoint_cancel", |world| {
        pair(world);
        let (a, b) = call(world);
        ring(world, b);
        hang_up(world, A, a);
        expect(world, B, b, |event| {
            matches!(event, SessionEvent::Ended { by: EndedBy::Cancelled })
        });
        world.run_for(Duration::from_secs(40));
    });
}

#[test]
fn a_callee_is_busy() {
    scenario::run_golden("endpoint_busy", |world| {
        pair(world);
        let (a, b) = call(world);
        let now = world.now;
        world.endpoints[B].endpoint.reject(b, StatusCode::BUSY_HERE, now).unwrap();
        expect(world, A, a, |event| {
            matches!(event, SessionEvent::Failed { reason: FailureReason::Status(status, _), .. }
                if *status == StatusCode::BUSY_HERE)
        });
        world.run_for(Duration::from_secs(40));
    });
}

#[test]
fn nobody_answers_at_all() {
    scenario::run_golden("endpoint_nobody", |world| {
        pair(world);
        let a = start(world, "sip:c@10.0.0.99");
        expect(world, A, a, |event| {
            matches!(event, SessionEvent::Failed { reason: FailureReason::NoAnswer, .. })
        });
    });
}

#[test]
fn a_session_is_changed_while_it_lasts() {
    scenario::run_golden("endpoint_reinvite", |world| {
        pair(world);
        let (a, b) = call(world);
        accept(world, b);
        expect(world, B, b, acknowledged);
        let now = world.now;
        world.endpoints[A].endpoint.reinvite(a, sdp("held"), now).unwrap();
        expect(
            world,
            B,
            b,
            |event| matches!(event, SessionEvent::Reinvite { body: Some(body), .. } if body.data == b"held"),
        );
        let now = world.now;
        world.endpoints[B].endpoint.answer_reinvite(b, Ok(sdp("is held")), now).unwrap();
        expect(world, A, a, |event| matches!(event, SessionEvent::ReinviteAccepted { .. }));
        world.run_for(Duration::from_secs(1));
        hang_up(world, A, a);
        expect(world, B, b, ended_by_remote);
    });
}

/// Two hundred calls on one bad network, each answered and ended.
fn calls_with(name: &str, faults: Faults) {
    for seed in 1..=40 {
        scenario::run_with_seed(name, seed, |world| {
            world.net.faults = faults;
            whole_call(world, usize::from(seed % 2 == 0));
        });
    }
}

#[test]
fn calls_survive_ten_percent_loss() {
    calls_with("endpoint_loss", Faults { loss: 100, ..Faults::default() });
}

#[test]
fn calls_survive_duplicates_and_reordering() {
    let delay = Duration::from_millis(20);
    let jitter = Duration::from_millis(60);
    let faults = Faults { delay, jitter, duplicates: 300, reordered: 200, ..Faults::default() };
    calls_with("endpoint_disorder", faults);
}

fn registering(world: &mut World, password: &str) {
    world.add_pbx(PBX, &[("a", PASSWORD)]);
    add(world, "a", 11);
    let registrar = Some(Uri::parse("sip:10.0.0.1").unwrap());
    let account = Account {
        aor: Uri::parse("sip:a@pbx.example").unwrap(),
        auth_password: password.to_owned(),
        registrar_hop: registrar.clone(),
        registrar,
        expires: Duration::from_secs(60),
        ..account("a", PBX)
    };
    let now = world.now;
    world.endpoints[A].endpoint.set_account(ACCOUNT, account, now);
    world.endpoints[A].endpoint.register(ACCOUNT, now).unwrap();
}

fn registration(world: &World) -> RegistrationState {
    world.endpoints[A].endpoint.registration(ACCOUNT)
}

#[test]
fn an_account_registers_and_stays_registered() {
    scenario::run_golden("endpoint_register", |world| {
        registering(world, PASSWORD);
        world.expect_registered(1);
        for _ in 0..5 {
            world.run_for(Duration::from_secs(30));
            assert!(matches!(registration(world), RegistrationState::Registered { .. }));
            world.expect_registered(1);
        }
    });
}

#[test]
fn a_wrong_password_fails_and_is_tried_again_later() {
    scenario::run_golden("endpoint_wrong_password", |world| {
        registering(world, "guess");
        world.run_for(Duration::from_secs(5));
        assert!(matches!(registration(world), RegistrationState::Failed { .. }));
        let now = world.now;
        assert!(world.pbx().registered(now).is_empty());
        world.pbx().users.insert("a".to_owned(), "guess".to_owned());
        world.run_for(Duration::from_secs(60));
        world.expect_registered(1);
    });
}

#[test]
fn a_lifetime_that_is_too_short_is_raised() {
    scenario::run_golden("endpoint_interval_too_brief", |world| {
        registering(world, PASSWORD);
        world.pbx().min_expires = 120;
        world.expect_registered(1);
        world.run_for(Duration::from_secs(1));
        assert_eq!(
            registration(world),
            RegistrationState::Registered { expires: Duration::from_secs(120) }
        );
    });
}
