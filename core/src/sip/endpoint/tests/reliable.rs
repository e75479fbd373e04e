//! Provisional responses that are confirmed, and offers and answers in them (RFC 3262; the
//! patterns of RFC 6337 table 1).

use super::net::*;
use crate::sip::endpoint::{Body, CommandError, Invitation, Refusal, SessionId};
use crate::sip::header::{HeaderName, Warning};
use crate::sip::message::{Message, StatusCode};

/// Alice calls Bob and insists on confirmation.
fn insist(net: &mut Net, offer: Option<Body>) -> (SessionId, SessionId) {
    let now = net.now;
    let mut invitation = Invitation::new(ACCOUNT, uri("sip:bob@10.0.0.2"), offer);
    invitation.headers.push(HeaderName::Require, "100rel");
    let alice = net.endpoint(ALICE).invite_to(invitation, now).unwrap();
    net.run(50);
    (alice, net.incoming(BOB))
}

#[track_caller]
fn ring(net: &mut Net, bob: SessionId, status: StatusCode, body: Option<Body>) {
    let now = net.now;
    net.endpoint(BOB).ring(bob, status, body, now).unwrap();
    net.run(50);
}

#[track_caller]
fn accept(net: &mut Net, bob: SessionId, body: Option<Body>) {
    let now = net.now;
    net.endpoint(BOB).accept(bob, body, now).unwrap();
    net.run(50);
}

#[track_caller]
fn end(mut net: Net, alice: SessionId) {
    let now = net.now;
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.settle();
    net.assert_empty();
}

#[test]
fn ringing_is_confirmed_if_the_caller_insists() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let (alice, bob) = insist(&mut net, sdp("offer"));
    ring(&mut net, bob, StatusCode::RINGING, None);
    assert_eq!(net.ladder(), ["0>1 INVITE", "1>0 180", "0>1 PRACK", "1>0 200"]);
    ring(&mut net, bob, StatusCode::QUEUED, None);
    accept(&mut net, bob, sdp("answer"));
    assert_eq!(net.told(ALICE), "progress 180, progress 182, answered answer");
    assert_eq!(net.told(BOB), "acknowledged");
    end(net, alice);
}

/// RFC 6337 pattern 3: the answer comes early, and the 200 has none.
#[test]
fn an_answer_that_came_reliably_is_the_only_one() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let (alice, bob) = insist(&mut net, sdp("offer"));
    ring(&mut net, bob, StatusCode::SESSION_PROGRESS, sdp("early"));
    accept(&mut net, bob, sdp("early"));
    assert_eq!(net.told(ALICE), "progress 183 early, answered");
    end(net, alice);
}

/// RFC 6337 pattern 4: the offer is in the first reliable response, the answer in the PRACK.
#[test]
fn a_late_offer_is_answered_in_the_prack() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let (alice, bob) = insist(&mut net, None);
    // Without an offer there is nothing that could be sent reliably.
    ring(&mut net, bob, StatusCode::RINGING, None);
    assert_eq!(net.told(ALICE), "");
    ring(&mut net, bob, StatusCode::RINGING, sdp("offer"));
    net.run(2_000);
    assert_eq!(net.told(ALICE), "progress 180 offer");
    let now = net.now;
    net.endpoint(ALICE).acknowledge_early(alice, sdp("answer"), now).unwrap();
    let again = net.endpoint(ALICE).acknowledge_early(alice, None, now);
    assert_eq!(again, Err(CommandError::WrongState));
    net.run(50);
    assert_eq!(net.told(BOB), "acknowledged answer");
    accept(&mut net, bob, sdp("again"));
    assert_eq!((net.told(ALICE).as_str(), net.told(BOB).as_str()), ("answered", "acknowledged"));
    end(net, alice);
}

/// RFC 3262 3: no 2xx as long as a description is not confirmed.
#[test]
fn the_answer_waits_for_the_prack_of_a_description() {
    let mut net = Net::new(1, 1, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    let (alice, rseq) = ringing_at_alice(&mut net, hand, sdp("early"));
    let now = net.now;
    net.endpoint(ALICE).accept(alice, sdp("early"), now).unwrap();
    net.run(2_000);
    let statuses = statuses(&mut net, hand);
    assert_eq!(statuses, [183, 183], "it is repeated after 0.5 and 1.5 s");
    prack(&mut net, hand, rseq + 1, 2);
    assert_eq!(self::statuses(&mut net, hand), [481], "a PRACK of something else");
    prack(&mut net, hand, rseq, 3);
    assert_eq!(self::statuses(&mut net, hand), [200, 200], "the PRACK's and the INVITE's");
    prack(&mut net, hand, rseq, 4);
    assert_eq!(self::statuses(&mut net, hand), [481], "confirmed once only");
}

#[test]
fn a_response_that_nobody_confirms_ends_the_call() {
    let mut net = Net::new(1, 1, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    ringing_at_alice(&mut net, hand, sdp("early"));
    net.run(33_000);
    assert_eq!(net.told(ALICE), "ended Lost");
    let seen = statuses(&mut net, hand);
    assert_eq!(seen[..6], [183, 183, 183, 183, 183, 183]);
    assert!(seen[6..].iter().all(|&status| status == 504), "{seen:?}");
    net.settle();
    net.assert_empty();
}

#[test]
fn a_response_that_is_lost_is_sent_again_and_taken_once() {
    for seed in 0..20 {
        let weather = Weather { loss_percent: 30, repeat_percent: 20, ..Weather::FINE };
        let mut net = Net::new(2, seed, Weather::FINE);
        let (alice, bob) = insist(&mut net, sdp("offer"));
        net.weather = weather;
        ring(&mut net, bob, StatusCode::RINGING, None);
        ring(&mut net, bob, StatusCode::SESSION_PROGRESS, sdp("early"));
        ring(&mut net, bob, StatusCode::RINGING, None);
        net.run(20_000);
        assert_eq!(net.told(ALICE), "progress 180, progress 183 early, progress 180", "{seed}");
        accept(&mut net, bob, sdp("early"));
        net.run(31_000);
        assert_eq!(net.told(ALICE), "answered", "{seed}");
        end(net, alice);
    }
}

/// Alice rings, and the PRACK of her 18x holds an offer.
fn offered_in_a_prack() -> (Net, usize, SessionId) {
    let mut net = Net::new(1, 1, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    let (alice, rseq) = ringing_at_alice(&mut net, hand, sdp("early"));
    let prack = prack_text(&net, rseq, 2)
        .replace("Content-Length: 0\n\n", "c: application/sdp\nContent-Length: 5\n\noffer");
    net.write(hand, ALICE, &prack);
    net.run(50);
    (net, hand, alice)
}

#[test]
fn an_offer_in_a_prack_is_answered_in_its_200() {
    let (mut net, hand, alice) = offered_in_a_prack();
    assert_eq!(net.told(ALICE), "reinvite offer");
    let now = net.now;
    net.endpoint(ALICE).answer_reinvite(alice, Ok(sdp("answer")), now).unwrap();
    net.run(50);
    let ok = net.response(hand);
    assert_eq!((ok.status, ok.body.as_slice()), (StatusCode::OK, &b"answer"[..]));
    let now = net.now;
    net.endpoint(ALICE).accept(alice, sdp("ignored"), now).unwrap();
    net.run(50);
    assert!(net.response(hand).body.is_empty());
}

/// RFC 3262 3: the PRACK gets its 200 whatever is in it; the call fails instead.
#[test]
fn an_offer_in_a_prack_that_is_refused_ends_the_call() {
    let (mut net, hand, alice) = offered_in_a_prack();
    let (now, warning) = (net.now, Some(Warning::incompatible_format()));
    let refusal = Refusal { warning, ..StatusCode::NOT_ACCEPTABLE_HERE.into() };
    net.endpoint(ALICE).answer_reinvite(alice, Err(refusal), now).unwrap();
    net.run(50);
    let (confirmed, refused) = (net.response(hand), net.response(hand));
    assert_eq!(confirmed.status, StatusCode::OK);
    assert_eq!(refused.status, StatusCode::NOT_ACCEPTABLE_HERE);
    let warning = refused.headers.get(&HeaderName::Warning);
    assert_eq!(warning, Some("305 phone \"Incompatible media format\""));
    assert_eq!(net.told(ALICE), "reinvite offer, ended Local");
    net.settle();
    net.assert_empty();
}

#[test]
fn without_the_extension_nothing_is_confirmed() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let settings = crate::sip::endpoint::Settings { prack: false, ..settings() };
    net.endpoint(BOB).set_settings(settings.clone());
    let now = net.now;
    let mut invitation = Invitation::new(ACCOUNT, uri("sip:bob@10.0.0.2"), sdp("offer"));
    invitation.headers.push(HeaderName::Require, "100rel");
    net.endpoint(ALICE).invite_to(invitation, now).unwrap();
    net.settle();
    assert_eq!(net.told(ALICE), "failed Status(StatusCode(420), \"Bad Extension\")");
    // A caller that does not know it says nothing of it.
    let mut net = Net::new(1, 1, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    net.endpoint(ALICE).set_settings(settings);
    let now = net.now;
    net.endpoint(ALICE).invite(ACCOUNT, uri("sip:x@10.0.0.9"), sdp("offer"), now).unwrap();
    net.run(10);
    let supported = net.request(hand).headers.get(&HeaderName::Supported).map(str::to_owned);
    assert!(!supported.unwrap_or_default().contains("100rel"));
}

/// A hand calls Alice and insists on confirmation; Alice sends 183. Returns her session and the
/// number of the response.
fn ringing_at_alice(net: &mut Net, hand: usize, body: Option<Body>) -> (SessionId, u32) {
    net.write(
        hand,
        ALICE,
        "INVITE sip:alice@10.0.0.1 SIP/2.0\n\
         Via: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bK1\n\
         From: <sip:hand@10.0.0.9>;tag=h\nTo: <sip:alice@10.0.0.1>\n\
         Call-ID: c1\nCSeq: 1 INVITE\nContact: <sip:hand@10.0.0.9>\n\
         Require: 100rel\nc: application/sdp\nContent-Length: 5\n\noffer",
    );
    net.run(50);
    let alice = net.incoming(ALICE);
    let now = net.now;
    net.endpoint(ALICE).ring(alice, StatusCode::SESSION_PROGRESS, body, now).unwrap();
    net.run(50);
    let response = net.response(hand);
    assert_eq!(response.headers.get(&HeaderName::Require), Some("100rel"));
    let rseq = response.headers.get(&HeaderName::RSeq).unwrap().parse().unwrap();
    let to = response.headers.get(&HeaderName::To).unwrap().to_owned();
    net.note = to;
    (alice, rseq)
}

fn prack_text(net: &Net, rseq: u32, number: u32) -> String {
    let to = &net.note;
    format!(
        "PRACK sip:alice@10.0.0.1:5060 SIP/2.0\n\
         Via: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bKp{number}\n\
         From: <sip:hand@10.0.0.9>;tag=h\nTo: {to}\n\
         Call-ID: c1\nCSeq: {number} PRACK\nRAck: {rseq} 1 INVITE\nContent-Length: 0\n\n"
    )
}

fn prack(net: &mut Net, hand: usize, rseq: u32, number: u32) {
    let text = prack_text(net, rseq, number);
    net.write(hand, ALICE, &text);
    net.run(50);
}

fn statuses(net: &mut Net, hand: usize) -> Vec<u16> {
    let received = core::mem::take(&mut net.nodes[hand].received);
    let status = |message| match message {
        Message::Response(response) => Some(response.status.get()),
        Message::Request(_) => None,
    };
    received.into_iter().filter_map(status).collect()
}
