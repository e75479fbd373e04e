//! A phone that is saved and restored in the middle of whatever it does goes on as if nothing had
//! happened: the messages of a whole call are the same, byte for byte.

use super::net::*;
use crate::sip::endpoint::{Endpoint, SessionId};
use crate::sip::message::StatusCode;

/// Saves and restores every endpoint.
fn restart(net: &mut Net) {
    for node in &mut net.nodes {
        if let Some(endpoint) = &mut node.endpoint {
            let saved = postcard::to_allocvec(endpoint).unwrap();
            let restored: Endpoint = postcard::from_bytes(&saved).unwrap();
            assert_eq!(postcard::to_allocvec(&restored).unwrap(), saved);
            *endpoint = restored;
        }
    }
}

/// What one step of the call does.
type Step = fn(&mut Net, &mut Calls);

#[derive(Default)]
struct Calls {
    alice: Option<SessionId>,
    bob: Option<SessionId>,
}

/// A call with everything in it: ringing, answer, a change each way with a refused one, BYE.
const STEPS: [Step; 9] = [
    |net, calls| {
        let now = net.now;
        let target = uri("sip:bob@10.0.0.2");
        calls.alice = net.endpoint(ALICE).invite(ACCOUNT, target, None, now).ok();
    },
    |net, calls| {
        calls.bob = Some(net.incoming(BOB));
        let (bob, now) = (calls.bob.unwrap(), net.now);
        net.endpoint(BOB).ring(bob, StatusCode::RINGING, None, now).unwrap();
    },
    |net, calls| {
        let (bob, now) = (calls.bob.unwrap(), net.now);
        net.endpoint(BOB).accept(bob, sdp("offer"), now).unwrap();
    },
    |net, calls| {
        let (alice, now) = (calls.alice.unwrap(), net.now);
        net.endpoint(ALICE).acknowledge(alice, sdp("answer"), now).unwrap();
    },
    |net, calls| {
        let (bob, now) = (calls.bob.unwrap(), net.now);
        net.endpoint(BOB).reinvite(bob, sdp("hold"), now).unwrap();
    },
    |net, calls| {
        let (alice, now) = (calls.alice.unwrap(), net.now);
        net.endpoint(ALICE).answer_reinvite(alice, Ok(sdp("held")), now).unwrap();
    },
    |net, calls| {
        let (alice, now) = (calls.alice.unwrap(), net.now);
        net.endpoint(ALICE).reinvite(alice, sdp("resume"), now).unwrap();
    },
    |net, calls| {
        let (bob, now) = (calls.bob.unwrap(), net.now);
        net.endpoint(BOB).answer_reinvite(bob, Err(StatusCode::BUSY_HERE.into()), now).unwrap();
    },
    |net, calls| {
        let (alice, now) = (calls.alice.unwrap(), net.now);
        net.endpoint(ALICE).hang_up(alice, now).unwrap();
    },
];

/// Makes the call and restarts before each message and timer of step `at`, if there is one.
fn call(at: Option<usize>) -> (Vec<String>, String, String) {
    let spread = crate::time::Duration::from_millis(2);
    let weather = Weather { loss_percent: 20, repeat_percent: 10, spread, ..Weather::FINE };
    let mut net = Net::new(2, 9, weather);
    let mut calls = Calls::default();
    let (mut alice, mut bob) = (String::new(), String::new());
    for (index, step) in STEPS.iter().enumerate() {
        step(&mut net, &mut calls);
        let end = net.now + crate::time::Duration::from_secs(31);
        net.run_until(end, |net| {
            if at == Some(index) {
                restart(net);
            }
            false
        });
        alice += &net.told(ALICE);
        if index > 0 {
            bob += &net.told(BOB);
        }
    }
    net.settle();
    net.assert_empty();
    (net.ladder(), alice, bob)
}

#[test]
fn a_call_goes_on_after_a_restart_in_any_state() {
    let expected = call(None);
    assert!(expected.1.ends_with("ended Local"), "{}", expected.1);
    for at in 0..STEPS.len() {
        assert_eq!(call(Some(at)), expected, "restarted in step {at}");
    }
}
