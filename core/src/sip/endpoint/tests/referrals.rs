//! REFER in both directions (RFC 3515, RFC 4488).

use super::net::{ACCOUNT, ALICE, BOB, Net, Weather, reply, uri};
use crate::rng::Rng;
use crate::sip::endpoint::{Event, ReferralId};
use crate::sip::event::sipfrag::StatusLine;
use crate::sip::header::HeaderName;
use crate::sip::message::{Headers, Message, Method, Request, StatusCode};
use crate::time::Duration;

fn line(status: u16) -> StatusLine {
    StatusLine::new(StatusCode::new(status).unwrap())
}

fn referred(net: &mut Net, node: usize) -> ReferralId {
    while let Some(event) = net.nodes[node].events.pop_front() {
        if let Event::Referred { referral, .. } = event {
            return referral;
        }
    }
    panic!("nobody was referred; {:?}", net.ladder);
}

#[test]
fn progress_is_told_until_the_final_status() {
    let mut net = Net::new(2, 1, Weather::FINE);
    let (alice, bob) = net.connect();
    let now = net.now;
    let headers = Headers::default();
    net.endpoint(ALICE).refer(alice, &uri("sip:carol@10.0.0.3"), &headers, now).unwrap();
    net.run(20);
    let id = referred(&mut net, BOB);
    let now = net.now;
    net.endpoint(BOB).accept_referral(id, now).unwrap();
    net.run(20);
    assert_eq!(net.told(ALICE), "accepted, progress 100");
    for status in [180, 180, 183] {
        let now = net.now;
        net.endpoint(BOB).report_referral(id, line(status), now).unwrap();
        net.run(20);
    }
    assert_eq!(net.told(ALICE), "progress 180, progress 183");
    // BYE does not end what tells of the new call (RFC 5057 4.1).
    let now = net.now;
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.run(100);
    assert_eq!(net.told(ALICE), "ended Local");
    let now = net.now;
    net.endpoint(BOB).report_referral(id, line(200), now).unwrap();
    net.run(20);
    assert_eq!(net.told(ALICE), "finished 200");
    let now = net.now;
    assert!(net.endpoint(BOB).report_referral(id, line(200), now).is_err());
    assert!(net.endpoint(BOB).hang_up(bob, now).is_err(), "it is over");
    net.settle();
    net.assert_empty();
}

#[test]
fn refused_and_unanswered_referrals_are_told() {
    let mut net = Net::new(2, 2, Weather::FINE);
    let (alice, _) = net.connect();
    for _ in 0..2 {
        let now = net.now;
        let target = uri("sip:carol@10.0.0.3");
        net.endpoint(ALICE).refer(alice, &target, &Headers::default(), now).unwrap();
        net.run(20);
        let id = referred(&mut net, BOB);
        let now = net.now;
        net.endpoint(BOB).reject_referral(id, StatusCode::DECLINE, now).unwrap();
        net.run(20);
        assert!(net.told(ALICE).starts_with("refused Status(StatusCode(603)"));
    }
    // Accepted, and then silence: not longer than timer N.
    let hand = net.add_hand("10.0.0.9:5060");
    let (target, now) = (uri("sip:x@10.0.0.9"), net.now);
    net.endpoint(ALICE).refer_outside(ACCOUNT, &target, &target, &Headers::default(), now).unwrap();
    net.run(20);
    let refer = net.request(hand);
    assert_eq!(refer.headers.get(&HeaderName::ReferTo), Some("<sip:x@10.0.0.9>"));
    net.write_response(hand, ALICE, &reply(&refer, 202, "r", "<sip:x@10.0.0.9>"));
    net.run(10);
    assert_eq!(net.told(ALICE), "accepted");
    net.run(33_000);
    assert_eq!(net.told(ALICE), "lost");
    let now = net.now;
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.settle();
    net.assert_empty();
}

#[test]
fn whoever_wants_no_subscription_gets_none() {
    let mut net = Net::new(2, 3, Weather::FINE);
    let (alice, bob) = net.connect();
    let mut headers = Headers::default();
    headers.push(HeaderName::from_name("Refer-Sub"), "false");
    let now = net.now;
    net.endpoint(ALICE).refer(alice, &uri("sip:carol@10.0.0.3"), &headers, now).unwrap();
    net.run(20);
    let id = referred(&mut net, BOB);
    net.ladder();
    let now = net.now;
    net.endpoint(BOB).accept_referral(id, now).unwrap();
    net.run(100);
    assert_eq!(net.told(ALICE), "unwatched");
    assert_eq!(net.ladder(), ["1>0 202"]);
    let now = net.now;
    net.endpoint(BOB).hang_up(bob, now).unwrap();
    net.settle();
    net.assert_empty();
}

#[test]
fn refer_outside_of_dialogs_makes_its_own() {
    let mut net = Net::new(2, 4, Weather::FINE);
    let (whom, target, now) = (uri("sip:bob@10.0.0.2"), uri("sip:carol@10.0.0.3"), net.now);
    net.endpoint(ALICE).refer_outside(ACCOUNT, &whom, &target, &Headers::default(), now).unwrap();
    net.run(20);
    let id = referred(&mut net, BOB);
    let now = net.now;
    net.endpoint(BOB).accept_referral(id, now).unwrap();
    net.run(20);
    let now = net.now;
    net.endpoint(BOB).report_referral(id, line(486), now).unwrap();
    net.run(20);
    assert_eq!(net.told(ALICE), "accepted, progress 100, finished 486");
    net.settle();
    net.assert_empty();
}

#[test]
fn malformed_and_too_many_refers_are_refused() {
    let mut net = Net::new(1, 5, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    let refer = |number: u32, fields: &str| {
        format!(
            "REFER sip:alice@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bKr{number}\n\
             From: <sip:x@10.0.0.9>;tag=f{number}\nTo: <sip:alice@10.0.0.1>\nCall-ID: r{number}\n\
             CSeq: 1 REFER\n{fields}Content-Length: 0\n\n"
        )
    };
    let contact = "Contact: <sip:x@10.0.0.9>\n";
    for (number, fields) in [
        (1, contact.to_owned()),
        (2, format!("{contact}Refer-To: <sip:a@b>\nRefer-To: <sip:c@d>\n")),
        (3, "Refer-To: <sip:a@b>\n".to_owned()),
    ] {
        net.write(hand, ALICE, &refer(number, &fields));
        net.run(10);
        assert_eq!(net.response(hand).status, StatusCode::BAD_REQUEST, "{fields}");
    }
    for number in 10..30 {
        net.write(hand, ALICE, &refer(number, &format!("{contact}Refer-To: <sip:a@b>\n")));
    }
    net.run(10);
    let mut refused = 0;
    while let Some(message) = net.nodes[hand].received.pop_front() {
        if let Message::Response(response) = message {
            assert_eq!(response.status, StatusCode::SERVICE_UNAVAILABLE);
            refused += 1;
        }
    }
    assert_eq!(refused, 4, "16 wait for the owner");
}

/// Users' bug class: BYE, NOTIFY and timeouts against REFER in every order. A hand is the
/// transferee and does what it likes; whatever it does, REFER has one outcome and leaves nothing.
#[test]
fn every_order_of_bye_notify_and_time_ends_sane() {
    for seed in 0..240_u8 {
        let mut net = Net::new(1, seed, Weather::FINE);
        let hand = net.add_hand("10.0.0.9:5060");
        let now = net.now;
        let target = uri("sip:x@10.0.0.9");
        let alice = net.endpoint(ALICE).invite(ACCOUNT, target, super::net::sdp("o"), now).unwrap();
        net.run(10);
        let invite = net.request(hand);
        net.write_response(hand, ALICE, &reply(&invite, 200, "x", "<sip:x@10.0.0.9>"));
        net.run(10);
        net.told(ALICE);
        net.nodes[hand].received.clear();
        let now = net.now;
        net.endpoint(ALICE).refer(alice, &uri("sip:c@d"), &Headers::default(), now).unwrap();
        net.run(10);
        let refer = net.request(hand);
        let (mut rng, mut number) = (Rng::new([seed; 32]), 1);
        for _ in 0..12 {
            number += 1;
            match rng.below(8) {
                0 => net.write_response(hand, ALICE, &reply(&refer, 202, "x", "<sip:x@10.0.0.9>")),
                1 => net.write_response(hand, ALICE, &reply(&refer, 500, "x", "")),
                2 => notify(&mut net, hand, &invite, number, "active;expires=60", 180),
                3 => notify(&mut net, hand, &invite, number, "active;expires=60", 486),
                4 => notify(&mut net, hand, &invite, number, "terminated;reason=noresource", 200),
                5 => bye(&mut net, hand, &invite, number),
                6 => {
                    let now = net.now;
                    let _ = net.endpoint(ALICE).hang_up(alice, now);
                }
                _ => net.run(u64::from(rng.below(70_000))),
            }
            net.run(u64::from(rng.below(30)));
            let answers: Vec<_> = net.nodes[hand].received.drain(..).collect();
            for message in answers {
                if let Message::Request(request) = message
                    && request.method == Method::Bye
                {
                    net.write_response(hand, ALICE, &reply(&request, 200, "", ""));
                }
            }
        }
        let told = net.told(ALICE);
        let finals = ["finished", "refused", "lost", "unwatched"];
        let count: usize = finals.iter().map(|word| told.matches(word).count()).sum();
        assert!(count <= 1, "{seed}: {told}");
        let now = net.now;
        let _ = net.endpoint(ALICE).hang_up(alice, now);
        net.settle();
        let told = told + &net.told(ALICE);
        let count: usize = finals.iter().map(|word| told.matches(word).count()).sum();
        assert_eq!(count, 1, "{seed}: {told}");
        net.assert_empty();
    }
}

fn in_dialog(invite: &Request, number: u32, method: &str, more: &str, body: &str) -> String {
    let from = invite.headers.get(&HeaderName::From).unwrap();
    let call_id = invite.headers.get(&HeaderName::CallId).unwrap();
    format!(
        "{method} sip:alice@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bK{number}\n\
         From: <sip:x@10.0.0.9>;tag=x\nTo: {from}\nCall-ID: {call_id}\nCSeq: {number} {method}\n\
         Contact: <sip:x@10.0.0.9>\n{more}Content-Length: {}\n\n{body}",
        body.len()
    )
}

fn notify(net: &mut Net, hand: usize, invite: &Request, number: u32, state: &str, status: u16) {
    let body = line(status).to_string();
    let more = format!(
        "Event: refer\nSubscription-State: {state}\nContent-Type: message/sipfrag;version=2.0\n"
    );
    net.write(hand, ALICE, &in_dialog(invite, number, "NOTIFY", &more, &body));
}

fn bye(net: &mut Net, hand: usize, invite: &Request, number: u32) {
    net.write(hand, ALICE, &in_dialog(invite, number, "BYE", "", ""));
}

#[test]
fn a_referral_survives_being_saved() {
    let mut net = Net::new(2, 7, Weather::FINE);
    let (alice, _) = net.connect();
    let (target, now) = (uri("sip:carol@10.0.0.3"), net.now);
    net.endpoint(ALICE).refer(alice, &target, &Headers::default(), now).unwrap();
    net.run(20);
    let id = referred(&mut net, BOB);
    let now = net.now;
    net.endpoint(BOB).accept_referral(id, now).unwrap();
    net.run(20);
    net.told(ALICE);
    for node in [ALICE, BOB] {
        let saved = postcard::to_allocvec(net.endpoint(node)).unwrap();
        *net.endpoint(node) = postcard::from_bytes(&saved).unwrap();
    }
    let now = net.now + Duration::ZERO;
    net.endpoint(BOB).report_referral(id, line(200), now).unwrap();
    net.run(20);
    assert_eq!(net.told(ALICE), "finished 200");
}
