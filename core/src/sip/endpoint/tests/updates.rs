//! UPDATE, before and after the answer (RFC 3311).

use super::net::*;
use crate::sip::endpoint::{CommandError, Invitation, SessionId};
use crate::sip::header::HeaderName;
use crate::sip::message::StatusCode;

/// Alice called Bob, who has answered early and reliably.
fn early() -> (Net, SessionId, SessionId) {
    let mut net = Net::new(2, 1, Weather::FINE);
    let now = net.now;
    let mut invitation = Invitation::new(ACCOUNT, uri("sip:bob@10.0.0.2"), sdp("offer"));
    invitation.headers.push(HeaderName::Require, "100rel");
    let alice = net.endpoint(ALICE).invite_to(invitation, now).unwrap();
    net.run(50);
    let bob = net.incoming(BOB);
    let now = net.now;
    net.endpoint(BOB).ring(bob, StatusCode::SESSION_PROGRESS, sdp("early"), now).unwrap();
    net.run(50);
    assert_eq!(net.told(ALICE), "progress 183 early");
    net.ladder();
    (net, alice, bob)
}

#[test]
fn either_end_changes_a_session_before_the_answer() {
    let (mut net, alice, bob) = early();
    for (here, there, us, them) in [(ALICE, BOB, alice, bob), (BOB, ALICE, bob, alice)] {
        let now = net.now;
        net.endpoint(here).update(us, sdp("new"), now).unwrap();
        net.run(50);
        assert_eq!(net.told(there), "reinvite new");
        let now = net.now;
        net.endpoint(there).answer_reinvite(them, Ok(sdp("ok")), now).unwrap();
        net.run(50);
        assert_eq!(net.told(here), "accepted ok");
    }
    assert_eq!(net.ladder(), ["0>1 UPDATE", "1>0 200", "1>0 UPDATE", "0>1 200"]);
    let now = net.now;
    net.endpoint(BOB).accept(bob, None, now).unwrap();
    net.run(50);
    assert_eq!(net.told(ALICE), "answered");
    let now = net.now;
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.settle();
    net.assert_empty();
}

#[test]
fn a_running_session_is_changed_and_a_refusal_leaves_it_as_it_was() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let (alice, bob) = net.connect();
    let now = net.now;
    net.endpoint(ALICE).update(alice, sdp("video"), now).unwrap();
    let again = net.endpoint(ALICE).update(alice, None, now);
    assert_eq!(again, Err(CommandError::WrongState), "one at a time");
    assert_eq!(net.endpoint(ALICE).reinvite(alice, None, now), Err(CommandError::WrongState));
    net.run(50);
    let now = net.now;
    net.endpoint(BOB)
        .answer_reinvite(bob, Err(StatusCode::NOT_ACCEPTABLE_HERE.into()), now)
        .unwrap();
    net.run(50);
    assert_eq!(net.told(BOB), "reinvite video");
    assert_eq!(net.told(ALICE), "refused Status(StatusCode(488), \"Not Acceptable Here\")");
    // Without a body it says where this end is, and the owner is not asked.
    let now = net.now;
    net.endpoint(BOB).update(bob, None, now).unwrap();
    net.run(50);
    assert_eq!((net.told(ALICE).as_str(), net.told(BOB).as_str()), ("", ""));
    let now = net.now;
    net.endpoint(BOB).hang_up(bob, now).unwrap();
    net.settle();
    net.assert_empty();
}

/// RFC 3311 5.2: who has an offer open answers 491, and both try again (RFC 3261 14.1).
#[test]
fn updates_that_cross_are_sent_again() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let (alice, bob) = net.connect();
    let now = net.now;
    net.endpoint(ALICE).update(alice, sdp("a"), now).unwrap();
    net.endpoint(BOB).update(bob, sdp("b"), now).unwrap();
    net.run(2_050);
    assert_eq!(net.ladder().iter().filter(|line| line.ends_with("491")).count(), 2);
    assert_eq!(net.told(ALICE), "reinvite b");
    let now = net.now;
    net.endpoint(ALICE).answer_reinvite(alice, Ok(sdp("ok")), now).unwrap();
    net.run(2_000);
    assert_eq!(net.told(BOB), "accepted ok, reinvite a");
    let now = net.now;
    net.endpoint(BOB).answer_reinvite(bob, Ok(sdp("ok")), now).unwrap();
    net.run(50);
    assert_eq!(net.told(ALICE), "accepted ok");
}

#[test]
fn an_update_meets_a_reinvite() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let (alice, bob) = net.connect();
    let now = net.now;
    // Bob has not decided on a re-INVITE yet: 500, and the change is refused.
    net.endpoint(ALICE).reinvite(alice, sdp("a"), now).unwrap();
    net.run(50);
    assert_eq!(net.told(BOB), "reinvite a");
    let now = net.now;
    net.endpoint(BOB).update(bob, sdp("b"), now).unwrap_err();
    net.endpoint(BOB).answer_reinvite(bob, Ok(sdp("ok")), now).unwrap();
    net.run(50);
    // A re-INVITE meets an UPDATE that has not been answered.
    let now = net.now;
    net.endpoint(ALICE).update(alice, sdp("c"), now).unwrap();
    net.endpoint(BOB).reinvite(bob, sdp("d"), now).unwrap();
    net.run(50);
    assert!(net.ladder().iter().any(|line| line == "0>1 491"));
    let now = net.now;
    net.endpoint(BOB).hang_up(bob, now).unwrap();
    net.settle();
    net.assert_empty();
}

#[test]
fn an_unanswered_change_ends_with_the_session() {
    for who in [ALICE, BOB] {
        let mut net = Net::new(2, 1, Weather::FINE);
        let (alice, bob) = net.connect();
        let now = net.now;
        net.endpoint(ALICE).update(alice, sdp("a"), now).unwrap();
        net.run(50);
        let now = net.now;
        net.endpoint(who).hang_up([alice, bob][who], now).unwrap();
        net.settle();
        net.assert_empty();
    }
}

#[test]
fn a_peer_that_takes_no_update_gets_none() {
    let mut net = Net::new(1, 1, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    let now = net.now;
    let target = uri("sip:x@10.0.0.9");
    let alice = net.endpoint(ALICE).invite(ACCOUNT, target, sdp("offer"), now).unwrap();
    net.run(10);
    let invite = net.request(hand);
    let mut ok = reply(&invite, 200, "x", "<sip:x@10.0.0.9>");
    ok.headers.push(HeaderName::Allow, "INVITE, ACK, BYE, CANCEL");
    net.write_response(hand, ALICE, &ok);
    net.run(10);
    let now = net.now;
    assert_eq!(net.endpoint(ALICE).update(alice, None, now), Err(CommandError::WrongState));
}
