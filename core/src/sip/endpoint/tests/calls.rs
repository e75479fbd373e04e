//! Calls between endpoints in fine weather: the flows of RFC 3665 and their neighbours.

use super::net::*;
use crate::sip::endpoint::{CommandError, Invitation, SessionId};
use crate::sip::message::StatusCode;

fn call(net: &mut Net, offer: Option<crate::sip::endpoint::Body>) -> SessionId {
    let now = net.now;
    net.endpoint(ALICE).invite(ACCOUNT, uri("sip:bob@10.0.0.2"), offer, now).unwrap()
}

/// RFC 3665 3.1, without its proxy.
#[test]
fn a_call_is_made_answered_and_hung_up() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let alice = call(&mut net, sdp("offer"));
    net.run(50);
    let bob = net.incoming(BOB);
    let now = net.now;
    net.endpoint(BOB).ring(bob, StatusCode::RINGING, None, now).unwrap();
    net.run(1_000);
    let now = net.now;
    net.endpoint(BOB).accept(bob, sdp("answer"), now).unwrap();
    net.run(50);
    assert_eq!(net.told(ALICE), "progress 180, answered answer");
    assert_eq!(net.told(BOB), "acknowledged");
    let now = net.now;
    net.endpoint(BOB).hang_up(bob, now).unwrap();
    net.settle();
    assert_eq!(net.told(ALICE), "ended Remote(None)");
    assert_eq!(net.told(BOB), "ended Local");
    let expected = ["0>1 INVITE", "1>0 180", "1>0 200", "0>1 ACK", "1>0 BYE", "0>1 200"];
    assert_eq!(net.ladder(), expected);
    assert_eq!(net.endpoint(ALICE).hang_up(alice, now), Err(CommandError::UnknownSession));
    net.assert_empty();
}

#[test]
fn trying_is_sent_when_the_owner_takes_long() {
    let mut net = Net::new(2, 1, Weather::FINE);
    call(&mut net, sdp("offer"));
    net.run(400);
    assert_eq!(net.ladder(), ["0>1 INVITE", "1>0 100"]);
}

/// RFC 3665 3.8.
#[test]
fn a_call_is_cancelled_while_it_rings() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let alice = call(&mut net, sdp("offer"));
    net.run(50);
    let bob = net.incoming(BOB);
    let now = net.now;
    net.endpoint(BOB).ring(bob, StatusCode::RINGING, None, now).unwrap();
    net.run(50);
    let now = net.now;
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.settle();
    assert_eq!(net.told(ALICE), "progress 180, ended Local");
    assert_eq!(net.told(BOB), "ended Cancelled");
    let expected = ["0>1 INVITE", "1>0 180", "0>1 CANCEL", "1>0 200", "1>0 487", "0>1 ACK"];
    assert_eq!(net.ladder(), expected);
    net.assert_empty();
}

#[test]
fn cancel_waits_for_the_first_provisional_response() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let alice = call(&mut net, sdp("offer"));
    let now = net.now;
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.run(150);
    assert_eq!(net.ladder(), ["0>1 INVITE"]);
    net.run(100);
    net.settle();
    assert_eq!(net.ladder(), ["1>0 100", "0>1 CANCEL", "1>0 200", "1>0 487", "0>1 ACK"]);
    assert_eq!(net.told(ALICE), "ended Local");
    net.assert_empty();
}

#[test]
fn an_answer_that_crosses_the_cancel_is_acknowledged_and_ended() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let alice = call(&mut net, sdp("offer"));
    net.run(50);
    let bob = net.incoming(BOB);
    let now = net.now;
    net.endpoint(BOB).ring(bob, StatusCode::RINGING, None, now).unwrap();
    net.run(50);
    let now = net.now;
    net.endpoint(BOB).accept(bob, sdp("answer"), now).unwrap();
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.settle();
    assert_eq!(net.told(ALICE), "progress 180, ended Local");
    assert_eq!(net.told(BOB), "acknowledged, ended Remote(None)");
    net.assert_empty();
}

/// RFC 3665 3.9 and its like.
#[test]
fn a_call_is_refused_with_the_status_given() {
    for status in [StatusCode::BUSY_HERE, StatusCode::DECLINE, StatusCode::NOT_FOUND] {
        let mut net = Net::new(2, 1, Weather::FINE);
        call(&mut net, sdp("offer"));
        net.run(50);
        let bob = net.incoming(BOB);
        let now = net.now;
        net.endpoint(BOB).reject(bob, status, now).unwrap();
        net.settle();
        let expected = format!("failed Status(StatusCode({status}), {:?})", status.reason());
        assert_eq!(net.told(ALICE), expected);
        assert_eq!(net.told(BOB), "ended Local");
        assert_eq!(
            net.ladder(),
            ["0>1 INVITE".to_owned(), format!("1>0 {status}"), "0>1 ACK".to_owned()]
        );
        net.assert_empty();
    }
}

#[test]
fn hanging_up_an_unanswered_call_refuses_it() {
    let mut net = Net::new(2, 1, Weather::FINE);
    call(&mut net, sdp("offer"));
    net.run(50);
    let bob = net.incoming(BOB);
    let now = net.now;
    net.endpoint(BOB).hang_up(bob, now).unwrap();
    net.settle();
    assert_eq!(net.ladder(), ["0>1 INVITE", "1>0 480", "0>1 ACK"]);
    net.assert_empty();
}

/// RFC 3665 3.10.
#[test]
fn nobody_answers() {
    let mut net = Net::new(1, 1, Weather::FINE);
    call(&mut net, sdp("offer"));
    net.settle();
    assert_eq!(net.told(ALICE), "failed NoAnswer");
    net.assert_empty();
}

#[test]
fn both_hang_up_at_once() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let (alice, bob) = net.connect();
    let now = net.now;
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.endpoint(BOB).hang_up(bob, now).unwrap();
    net.settle();
    assert_eq!((net.told(ALICE).as_str(), net.told(BOB).as_str()), ("ended Local", "ended Local"));
    net.assert_empty();
}

#[test]
fn early_media_is_told() {
    let mut net = Net::new(2, 1, Weather::FINE);
    call(&mut net, sdp("offer"));
    net.run(50);
    let bob = net.incoming(BOB);
    let now = net.now;
    net.endpoint(BOB).ring(bob, StatusCode::SESSION_PROGRESS, sdp("early"), now).unwrap();
    net.run(50);
    assert_eq!(net.told(ALICE), "progress 183 early");
}

#[test]
fn provisional_response_is_repeated_every_minute() {
    let mut net = Net::new(2, 1, Weather::FINE);
    call(&mut net, sdp("offer"));
    net.run(50);
    let bob = net.incoming(BOB);
    let now = net.now;
    net.endpoint(BOB).ring(bob, StatusCode::RINGING, None, now).unwrap();
    net.run(125_000);
    assert_eq!(net.told(ALICE), "progress 180, progress 180, progress 180");
}

#[test]
fn an_offer_can_come_late() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let alice = call(&mut net, None);
    net.run(50);
    let bob = net.incoming(BOB);
    let now = net.now;
    net.endpoint(BOB).accept(bob, sdp("offer"), now).unwrap();
    net.run(1_200);
    assert_eq!(net.told(ALICE), "answered offer");
    assert_eq!(net.told(BOB), "");
    let now = net.now;
    net.endpoint(ALICE).acknowledge(alice, sdp("answer"), now).unwrap();
    assert_eq!(net.endpoint(ALICE).acknowledge(alice, None, now), Err(CommandError::WrongState));
    net.run(50);
    assert_eq!(net.told(BOB), "acknowledged answer");
    let now = net.now;
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.settle();
    net.assert_empty();
}

/// RFC 3665 3.7.
#[test]
fn a_session_is_changed_by_either_end() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let (alice, bob) = net.connect();
    for (here, there, us, them) in [(ALICE, BOB, alice, bob), (BOB, ALICE, bob, alice)] {
        let now = net.now;
        net.endpoint(here).reinvite(us, sdp("hold"), now).unwrap();
        assert_eq!(net.endpoint(here).reinvite(us, None, now), Err(CommandError::WrongState));
        net.run(50);
        assert_eq!(net.told(there), "reinvite hold");
        let now = net.now;
        net.endpoint(there).answer_reinvite(them, Ok(sdp("held")), now).unwrap();
        net.run(50);
        assert_eq!(net.told(here), "accepted held");
        assert_eq!(net.told(there), "acknowledged");
    }
    // Without an offer the other end makes it.
    let now = net.now;
    net.endpoint(ALICE).reinvite(alice, None, now).unwrap();
    net.run(50);
    let now = net.now;
    net.endpoint(BOB).answer_reinvite(bob, Ok(sdp("offer")), now).unwrap();
    net.run(50);
    assert_eq!(net.told(ALICE), "accepted offer");
    let now = net.now;
    net.endpoint(ALICE).acknowledge(alice, sdp("answer"), now).unwrap();
    net.run(50);
    assert_eq!(net.told(BOB), "reinvite, acknowledged answer");
    let now = net.now;
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.settle();
    net.assert_empty();
}

#[test]
fn a_refused_change_leaves_the_session_as_it_was() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let (alice, bob) = net.connect();
    let now = net.now;
    net.endpoint(ALICE).reinvite(alice, sdp("video"), now).unwrap();
    net.run(50);
    let now = net.now;
    net.endpoint(BOB)
        .answer_reinvite(bob, Err(StatusCode::NOT_ACCEPTABLE_HERE.into()), now)
        .unwrap();
    net.run(50);
    assert_eq!(net.told(ALICE), "refused Status(StatusCode(488), \"Not Acceptable Here\")");
    let now = net.now;
    net.endpoint(BOB).reinvite(bob, sdp("hold"), now).unwrap();
    net.run(50);
    assert_eq!(net.told(ALICE), "reinvite hold");
}

#[test]
fn after_glare_both_changes_happen_one_after_the_other() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let (alice, bob) = net.connect();
    let now = net.now;
    net.endpoint(ALICE).reinvite(alice, sdp("a"), now).unwrap();
    net.endpoint(BOB).reinvite(bob, sdp("b"), now).unwrap();
    // The callee waits less than 2 s, the caller more (RFC 3261 14.1).
    net.run(2_050);
    assert!(net.ladder().contains(&"1>0 491".to_owned()));
    assert!(net.told(ALICE).ends_with("reinvite b"));
    let now = net.now;
    net.endpoint(ALICE).answer_reinvite(alice, Ok(sdp("ok")), now).unwrap();
    net.run(50);
    assert_eq!(net.told(BOB), "accepted ok");
    let now = net.now;
    net.endpoint(ALICE).reinvite(alice, sdp("a"), now).unwrap();
    net.run(50);
    assert_eq!(net.told(BOB), "reinvite a");
}

#[test]
fn hanging_up_works_while_a_change_is_open_at_either_end() {
    for (who, answered) in [(ALICE, false), (BOB, false), (ALICE, true), (BOB, true)] {
        let mut net = Net::new(2, 1, Weather::FINE);
        let (alice, bob) = net.connect();
        let now = net.now;
        net.endpoint(ALICE).reinvite(alice, sdp("a"), now).unwrap();
        net.run(50);
        let now = net.now;
        if answered {
            net.endpoint(BOB).answer_reinvite(bob, Ok(sdp("ok")), now).unwrap();
        }
        let session = if who == ALICE { alice } else { bob };
        net.endpoint(who).hang_up(session, now).unwrap();
        net.settle();
        assert!(net.told(ALICE).contains("ended"), "{who} {answered}");
        assert!(net.told(BOB).contains("ended"), "{who} {answered}");
        net.assert_empty();
    }
}

#[test]
fn commands_that_do_not_fit_are_refused() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let (alice, _) = net.connect();
    let now = net.now;
    let wrong = Err(CommandError::WrongState);
    let endpoint = net.endpoint(ALICE);
    assert_eq!(endpoint.accept(alice, None, now), wrong);
    assert_eq!(endpoint.reject(alice, StatusCode::BUSY_HERE, now), wrong);
    assert_eq!(endpoint.reject(alice, StatusCode::OK, now), wrong);
    assert_eq!(endpoint.ring(alice, StatusCode::RINGING, None, now), wrong);
    assert_eq!(endpoint.acknowledge(alice, None, now), wrong);
    assert_eq!(endpoint.answer_reinvite(alice, Ok(None), now), wrong);
    let nobody = SessionId(999);
    assert_eq!(endpoint.hang_up(nobody, now), Err(CommandError::UnknownSession));
}

#[test]
fn caller_identity_and_next_hop_can_be_chosen() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5070");
    let now = net.now;
    let mut invitation = Invitation::new(ACCOUNT, uri("sip:600@pbx.example"), sdp("offer"));
    invitation.from = Some(("Door \"2\"".to_owned(), uri("sip:door@pbx.example")));
    invitation.next_hop = Some(uri("sip:10.0.0.9:5070"));
    invitation.headers.push(crate::sip::header::HeaderName::AlertInfo, "<urn:alert:door>");
    net.endpoint(ALICE).invite_to(invitation, now).unwrap();
    net.run(50);
    let invite = String::from_utf8(net.request(hand).to_bytes()).unwrap();
    for line in [
        "INVITE sip:600@pbx.example SIP/2.0\r\n",
        "From: \"Door \\\"2\\\"\" <sip:door@pbx.example>;tag=",
        "To: <sip:600@pbx.example>\r\n",
        "Contact: <sip:door@10.0.0.1:5060>\r\n",
        "Alert-Info: <urn:alert:door>\r\n",
        "Max-Forwards: 70\r\n",
        "User-Agent: Hookswitch\r\n",
        ";rport\r\n",
    ] {
        assert!(invite.contains(line), "{line} in\n{invite}");
    }
}
