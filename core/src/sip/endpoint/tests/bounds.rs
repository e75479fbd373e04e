//! Memory stays bounded whatever a peer sends.

use super::net::{ACCOUNT, ALICE, Net, Weather, reply, sdp, uri};
use crate::sip::endpoint::Event;
use crate::sip::message::StatusCode;

fn size(net: &mut Net) -> usize {
    postcard::to_allocvec(net.endpoint(ALICE)).unwrap().len()
}

fn request(method: &str, number: u32, more: &str) -> String {
    format!(
        "{method} sip:alice@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bKm{number}\n\
         From: <sip:x@10.0.0.9>;tag=f{number}\nTo: <sip:alice@10.0.0.1>\nCall-ID: m{number}\n\
         CSeq: 1 {method}\nContact: <sip:x@10.0.0.9>\n{more}Content-Length: 0\n\n"
    )
}

#[test]
fn ten_thousand_invites_leave_nothing() {
    let mut net = Net::new(1, 1, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    let before = size(&mut net);
    for number in 0..10_000 {
        net.write(hand, ALICE, &request("INVITE", number, ""));
        if number % 100 == 0 {
            net.run(2);
            net.nodes[hand].received.clear();
            let events = core::mem::take(&mut net.nodes[ALICE].events);
            for event in events {
                if let Event::Incoming { session, .. } = event {
                    let now = net.now;
                    net.endpoint(ALICE).reject(session, StatusCode::BUSY_HERE, now).unwrap();
                }
            }
        }
    }
    net.run(2);
    for event in core::mem::take(&mut net.nodes[ALICE].events) {
        if let Event::Incoming { session, .. } = event {
            let now = net.now;
            net.endpoint(ALICE).reject(session, StatusCode::BUSY_HERE, now).unwrap();
        }
    }
    net.ladder();
    net.run(40_000);
    net.assert_empty();
    assert!(size(&mut net) <= before + 64, "{} after {before}", size(&mut net));
}

#[test]
fn ten_thousand_refers_and_notifies_leave_nothing() {
    let mut net = Net::new(1, 2, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    let before = size(&mut net);
    for number in 0..5_000 {
        let event = "Event: dialog\nSubscription-State: active\n";
        net.write(hand, ALICE, &request("NOTIFY", number, event));
        let target = "Refer-To: <sip:a@b>\n";
        net.write(hand, ALICE, &request("REFER", 100_000 + number, target));
        if number % 100 == 0 {
            net.run(2);
            net.nodes[hand].received.clear();
            for event in core::mem::take(&mut net.nodes[ALICE].events) {
                if let Event::Referred { referral, .. } = event {
                    let now = net.now;
                    let status = StatusCode::FORBIDDEN;
                    net.endpoint(ALICE).reject_referral(referral, status, now).unwrap();
                }
            }
        }
    }
    net.run(2);
    for event in core::mem::take(&mut net.nodes[ALICE].events) {
        if let Event::Referred { referral, .. } = event {
            let now = net.now;
            net.endpoint(ALICE).reject_referral(referral, StatusCode::FORBIDDEN, now).unwrap();
        }
    }
    net.run(40_000);
    net.assert_empty();
    assert!(size(&mut net) <= before + 64, "{} after {before}", size(&mut net));
}

#[test]
fn endless_provisional_responses_take_no_memory() {
    let mut net = Net::new(1, 3, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    let (target, now) = (uri("sip:x@10.0.0.9"), net.now);
    let session = net.endpoint(ALICE).invite(ACCOUNT, target, sdp("offer"), now).unwrap();
    net.run(10);
    let invite = net.request(hand);
    let mut sizes = Vec::new();
    for number in 0..5_000 {
        let tag = format!("t{number}");
        net.write_response(hand, ALICE, &reply(&invite, 183, &tag, "<sip:x@10.0.0.9>"));
        if number % 500 == 499 {
            net.run(2);
            net.told(ALICE);
            sizes.push(size(&mut net));
        }
    }
    // After the forks that are followed nothing is added; numbers may take a byte more.
    assert!(sizes[9] <= sizes[0] + 16, "{sizes:?}");
    let now = net.now;
    net.endpoint(ALICE).hang_up(session, now).unwrap();
    net.settle();
    net.assert_empty();
}
