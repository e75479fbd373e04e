//! INVITE with Replaces (RFC 3891 3).

use super::net::{ACCOUNT, ALICE, BOB, Net, Weather, sdp, uri};
use crate::sip::endpoint::{Event, Invitation, SessionId};
use crate::sip::header::HeaderName;
use crate::sip::message::Headers;

const CAROL: usize = 2;

/// Carol calls bob with this Replaces.
fn call(net: &mut Net, replaces: &str) -> Option<(SessionId, Option<SessionId>)> {
    let mut headers = Headers::default();
    headers.push(HeaderName::Replaces, replaces);
    headers.push(HeaderName::Require, "replaces");
    let invitation =
        Invitation { headers, ..Invitation::new(ACCOUNT, uri("sip:bob@10.0.0.2"), sdp("offer")) };
    let now = net.now;
    net.endpoint(CAROL).invite_to(invitation, now).unwrap();
    net.run(30);
    let events = core::mem::take(&mut net.nodes[BOB].events);
    events.into_iter().find_map(|event| {
        if let Event::Incoming { session, replaces, .. } = event {
            Some((session, replaces))
        } else {
            None
        }
    })
}

#[test]
fn a_call_takes_the_place_of_the_one_that_it_names() {
    let mut net = Net::new(3, 1, Weather::FINE);
    let (alice, bob) = net.connect();
    let now = net.now;
    let (target, replaces) = net.endpoint(ALICE).replaces(alice).unwrap();
    assert_eq!(target, uri("sip:bob@10.0.0.2"));
    let (new, replaced) = call(&mut net, &replaces.to_string()).unwrap();
    assert_eq!(replaced, Some(bob));
    let _ = now;
    let now = net.now;
    net.endpoint(BOB).accept(new, sdp("answer"), now).unwrap();
    net.endpoint(BOB).hang_up(bob, now).unwrap();
    net.run(100);
    assert_eq!(net.told(CAROL), "answered answer");
    assert_eq!(net.told(ALICE), "ended Remote(None)");
    // Once more: there is no such call any more.
    assert_eq!(call(&mut net, &replaces.to_string()), None);
    assert!(net.told(CAROL).starts_with("failed Status(StatusCode(481)"));
}

#[test]
fn what_cannot_be_replaced_is_refused() {
    let mut net = Net::new(3, 2, Weather::FINE);
    let (alice, _) = net.connect();
    let (_, replaces) = net.endpoint(ALICE).replaces(alice).unwrap();
    let named = replaces.to_string();
    for (text, status) in [
        (format!("{named};early-only"), 486),
        (format!("x{named}"), 481),
        (format!("{};to-tag=x;from-tag={}", replaces.call_id, replaces.from_tag), 481),
        ("malformed".to_owned(), 400),
    ] {
        assert_eq!(call(&mut net, &text), None, "{text}");
        let told = net.told(CAROL);
        assert!(told.starts_with(&format!("failed Status(StatusCode({status})")), "{text}: {told}");
    }
}

#[test]
fn an_early_call_is_replaced_only_by_who_began_it() {
    let mut net = Net::new(3, 3, Weather::FINE);
    // Alice calls bob, who rings: this end did not begin it.
    let (target, now) = (uri("sip:bob@10.0.0.2"), net.now);
    net.endpoint(ALICE).invite(ACCOUNT, target, sdp("offer"), now).unwrap();
    net.run(30);
    let bob = net.incoming(BOB);
    let now = net.now;
    let ringing = crate::sip::message::StatusCode::RINGING;
    net.endpoint(BOB).ring(bob, ringing, None, now).unwrap();
    net.run(30);
    let named = net.endpoint(BOB).replaces(bob).unwrap().1;
    let text = format!("{};to-tag={};from-tag={}", named.call_id, named.from_tag, named.to_tag);
    assert_eq!(call(&mut net, &text), None);
    assert!(net.told(CAROL).starts_with("failed Status(StatusCode(481)"));
}
