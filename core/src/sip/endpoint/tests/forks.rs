//! One INVITE, several who answer (RFC 3261 13.2.2.4).

use super::net::*;
use crate::sip::endpoint::{Event, SessionEvent, SessionId};
use crate::sip::header::HeaderName;
use crate::sip::message::{Method, Request, Response};

fn calling(offer: bool) -> (Net, usize, Request, SessionId) {
    let mut net = Net::new(1, 5, Weather::FINE);
    let proxy = net.add_hand("10.0.0.9:5060");
    let now = net.now;
    let mut account = account("alice");
    account.proxy = Some(uri("sip:10.0.0.9"));
    net.endpoint(ALICE).set_account(ACCOUNT, account, now);
    let body = sdp("offer").filter(|_| offer);
    let target = uri("sip:600@pbx.example");
    let session = net.endpoint(ALICE).invite(ACCOUNT, target, body, now).unwrap();
    net.run(10);
    let invite = net.request(proxy);
    (net, proxy, invite, session)
}

fn from_fork(invite: &Request, status: u16, tag: &str) -> Response {
    let mut response = reply(invite, status, tag, &format!("<sip:{tag}@10.0.0.9>"));
    response.headers.push(HeaderName::ContentType, "application/sdp");
    response.body = tag.as_bytes().to_vec();
    response
}

#[test]
fn forks_are_told_by_their_tags() {
    let (mut net, proxy, invite, _) = calling(true);
    for (status, tag) in [(180, "desk"), (183, "mobile"), (180, "desk")] {
        net.write_response(proxy, ALICE, &from_fork(&invite, status, tag));
        net.run(10);
    }
    let events = core::mem::take(&mut net.nodes[ALICE].events);
    let tags: Vec<_> = events
        .into_iter()
        .filter_map(|event| {
            let Event::Session(_, SessionEvent::Progress { remote_tag, .. }) = event else {
                return None;
            };
            remote_tag
        })
        .collect();
    assert_eq!(tags, ["desk", "mobile", "desk"]);
}

#[test]
fn first_answer_wins_and_others_are_acknowledged_and_ended() {
    for early in [true, false] {
        let (mut net, proxy, invite, session) = calling(true);
        if early {
            for tag in ["desk", "mobile"] {
                net.write_response(proxy, ALICE, &from_fork(&invite, 180, tag));
                net.run(10);
            }
        }
        net.write_response(proxy, ALICE, &from_fork(&invite, 200, "mobile"));
        net.run(10);
        assert_eq!(net.request(proxy).uri, uri("sip:mobile@10.0.0.9"));
        net.write_response(proxy, ALICE, &from_fork(&invite, 200, "desk"));
        net.run(10);
        let (ack, bye) = (net.request(proxy), net.request(proxy));
        assert_eq!((&ack.method, &bye.method), (&Method::Ack, &Method::Bye));
        assert_eq!((&ack.uri, &bye.uri), (&uri("sip:desk@10.0.0.9"), &uri("sip:desk@10.0.0.9")));
        assert_eq!(bye.headers.get(&HeaderName::CSeq), Some("2 BYE"));
        net.write_response(proxy, ALICE, &reply(&bye, 200, "", ""));
        net.run(10);
        // Repeated answers get their ACKs again, and nothing else.
        for tag in ["desk", "mobile", "desk"] {
            net.write_response(proxy, ALICE, &from_fork(&invite, 200, tag));
            net.run(10);
            let ack = net.request(proxy);
            assert_eq!((ack.method, ack.uri), (Method::Ack, uri(&format!("sip:{tag}@10.0.0.9"))));
        }
        assert!(net.nodes[proxy].received.is_empty());
        assert!(net.told(ALICE).ends_with("answered mobile"));
        let now = net.now;
        net.endpoint(ALICE).hang_up(session, now).unwrap();
        net.run(10);
        let bye = net.request(proxy);
        assert_eq!(bye.uri, uri("sip:mobile@10.0.0.9"));
        net.write_response(proxy, ALICE, &reply(&bye, 200, "", ""));
        net.settle();
        net.assert_empty();
    }
}

#[test]
fn fork_that_answers_behind_a_hang_up_is_ended_too() {
    let (mut net, proxy, invite, session) = calling(true);
    net.write_response(proxy, ALICE, &from_fork(&invite, 200, "mobile"));
    net.run(10);
    let _ack = net.request(proxy);
    let now = net.now;
    net.endpoint(ALICE).hang_up(session, now).unwrap();
    net.run(10);
    let bye = net.request(proxy);
    net.write_response(proxy, ALICE, &reply(&bye, 200, "", ""));
    net.run(10);
    net.write_response(proxy, ALICE, &from_fork(&invite, 200, "desk"));
    net.run(10);
    assert_eq!(net.request(proxy).method, Method::Ack);
    let bye = net.request(proxy);
    assert_eq!((&bye.method, &bye.uri), (&Method::Bye, &uri("sip:desk@10.0.0.9")));
    net.settle();
    net.assert_empty();
}

#[test]
fn repeated_offer_waits_for_the_owner() {
    let (mut net, proxy, invite, session) = calling(false);
    for _ in 0..3 {
        net.write_response(proxy, ALICE, &from_fork(&invite, 200, "desk"));
        net.run(10);
    }
    assert_eq!(net.told(ALICE), "answered desk");
    assert!(net.nodes[proxy].received.is_empty());
    let now = net.now;
    net.endpoint(ALICE).acknowledge(session, sdp("answer"), now).unwrap();
    net.run(10);
    let ack = net.request(proxy);
    assert_eq!((ack.method, ack.body), (Method::Ack, b"answer".to_vec()));
    net.write_response(proxy, ALICE, &from_fork(&invite, 200, "desk"));
    net.run(10);
    assert_eq!(net.request(proxy).body, b"answer");
}

#[test]
fn route_set_of_the_answer_is_followed() {
    let (mut net, proxy, invite, _) = calling(true);
    let mut ok = from_fork(&invite, 200, "desk");
    ok.headers.push(HeaderName::RecordRoute, "<sip:10.0.0.9:5060;lr>, <sip:10.0.0.77;lr>");
    ok.headers.set(HeaderName::Contact, "<sip:desk@10.0.0.99>");
    net.write_response(proxy, ALICE, &ok);
    net.run(10);
    // The way is reversed: the last to add itself is the nearest to the callee.
    assert_eq!(net.ladder().last().map(String::as_str), Some("0>10.0.0.77:5060 ACK"));
}

#[test]
fn flood_of_forks_is_limited() {
    let (mut net, proxy, invite, _) = calling(true);
    for index in 0..200 {
        net.write_response(proxy, ALICE, &from_fork(&invite, 180, &format!("t{index}")));
    }
    net.run(10);
    assert!(net.endpoint(ALICE).dialogs.len() <= 32);
    net.write_response(proxy, ALICE, &from_fork(&invite, 200, "t150"));
    net.run(10);
    assert!(net.told(ALICE).ends_with("answered t150"));
    assert_eq!(net.endpoint(ALICE).dialogs.len(), 1);
}
