//! An address that changes during calls.

use core::net::SocketAddr;

use super::net::*;
use crate::sip::endpoint::SessionId;
use crate::sip::header::HeaderName;
use crate::sip::message::{Method, Request};

const WITH_UPDATE: &str = "INVITE, ACK, BYE, UPDATE";

/// Returns a network of alice and somebody at 10.0.0.9, who has answered her call with 200 and this
/// Allow.
fn in_a_call(allow: &str) -> (Net, usize, SessionId) {
    let mut net = Net::new(1, 3, Weather::FINE);
    let peer = net.add_hand("10.0.0.9:5060");
    let now = net.now;
    let target = uri("sip:bob@10.0.0.9");
    let session = net.endpoint(ALICE).invite(ACCOUNT, target, sdp("offer"), now).unwrap();
    net.run(10);
    let invite = net.request(peer);
    accept(&mut net, peer, &invite, allow);
    net.run(10);
    assert_eq!(net.request(peer).method, Method::Ack);
    net.told(ALICE);
    (net, peer, session)
}

fn move_to(net: &mut Net, address: &str) {
    let now = net.now;
    let address: SocketAddr = address.parse().unwrap();
    net.endpoint(ALICE).set_transport(TRANSPORT, address, now);
}

fn contact(request: &Request) -> &str {
    request.headers.get(&HeaderName::Contact).unwrap()
}

/// The peer answers an INVITE, with this Allow.
fn accept(net: &mut Net, peer: usize, invite: &Request, allow: &str) {
    let mut response = reply(invite, 200, "b", "<sip:bob@10.0.0.9>");
    response.headers.push(HeaderName::Allow, allow);
    response.headers.push(HeaderName::ContentType, "application/sdp");
    response.body = b"answer".to_vec();
    net.write_response(peer, ALICE, &response);
}

#[test]
fn the_other_end_of_a_call_learns_the_new_address() {
    let (mut net, peer, _) = in_a_call(WITH_UPDATE);
    move_to(&mut net, "10.0.0.77:5060");
    net.run(600);
    let update = net.request(peer);
    assert_eq!((&update.method, contact(&update)), (&Method::Update, "<sip:alice@10.0.0.77:5060>"));
    assert!(update.headers.get(&HeaderName::Via).unwrap().contains("10.0.0.77:5060"));
    net.write_response(peer, ALICE, &reply(&update, 200, "b", "<sip:bob@10.0.0.9>"));
    net.run(10_000);
    assert!(net.nodes[peer].received.is_empty(), "it is told once");
    assert_eq!(net.told(ALICE), "");
}

#[test]
fn who_refuses_to_be_told_is_told_again_and_not_for_ever() {
    let (mut net, peer, _) = in_a_call(WITH_UPDATE);
    let refuse = |net: &mut Net, address: &str, waits: &[u64]| {
        move_to(net, address);
        for wait in waits {
            net.run(wait + 10);
            let update = net.request(peer);
            assert_eq!(contact(&update), format!("<sip:alice@{address}>"));
            net.write_response(peer, ALICE, &reply(&update, 500, "b", ""));
            net.run(10);
        }
    };
    refuse(&mut net, "10.0.0.77:5060", &[500, 1_000, 2_000]);
    net.run(4_000);
    let update = net.request(peer);
    net.write_response(peer, ALICE, &reply(&update, 200, "b", "<sip:bob@10.0.0.9>"));
    net.run(100_000);
    assert!(net.nodes[peer].received.is_empty(), "it knows");
    refuse(&mut net, "10.0.0.78:5060", &[500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000]);
    net.run(100_000);
    assert!(net.nodes[peer].received.is_empty());
}

#[test]
fn who_refuses_update_is_told_with_an_offer() {
    let (mut net, peer, _) = in_a_call(WITH_UPDATE);
    move_to(&mut net, "10.0.0.77:5060");
    net.run(510);
    let update = net.request(peer);
    net.write_response(peer, ALICE, &reply(&update, 501, "b", ""));
    net.run(1_100);
    assert_eq!(net.told(ALICE), "refresh due");
}

#[test]
fn without_update_the_owner_tells_it_with_an_offer() {
    let (mut net, peer, session) = in_a_call("INVITE, ACK, BYE");
    move_to(&mut net, "10.0.0.77:5060");
    net.run(600);
    assert_eq!(net.told(ALICE), "refresh due");
    let now = net.now;
    net.endpoint(ALICE).reinvite(session, sdp("offer"), now).unwrap();
    net.run(10);
    assert_eq!(contact(&net.request(peer)), "<sip:alice@10.0.0.77:5060>");
}

#[test]
fn what_tells_it_anyway_is_enough() {
    let (mut net, peer, session) = in_a_call(WITH_UPDATE);
    move_to(&mut net, "10.0.0.77:5060");
    let now = net.now;
    net.endpoint(ALICE).reinvite(session, sdp("new media"), now).unwrap();
    net.run(10);
    let invite = net.request(peer);
    accept(&mut net, peer, &invite, WITH_UPDATE);
    net.run(10_000);
    assert_eq!(net.request(peer).method, Method::Ack);
    assert!(net.nodes[peer].received.is_empty());
}

#[test]
fn a_change_under_way_is_waited_for() {
    let (mut net, peer, session) = in_a_call(WITH_UPDATE);
    let now = net.now;
    net.endpoint(ALICE).reinvite(session, sdp("hold"), now).unwrap();
    net.run(10);
    let invite = net.request(peer);
    net.write_response(peer, ALICE, &reply(&invite, 100, "", ""));
    move_to(&mut net, "10.0.0.77:5060");
    net.run(2_000);
    accept(&mut net, peer, &invite, WITH_UPDATE);
    net.run(10);
    assert_eq!(net.request(peer).method, Method::Ack);
    let update = net.request(peer);
    assert_eq!((&update.method, contact(&update)), (&Method::Update, "<sip:alice@10.0.0.77:5060>"));
}
