//! Signs of life (RFC 4028): who refreshes, how, and what happens without.

use super::net::*;
use crate::sip::endpoint::{Event, SessionEvent, SessionId, Settings};
use crate::sip::header::HeaderName;
use crate::sip::message::{Method, Request};
use crate::time::Duration;

fn timed(seconds: u64, min_se: u64) -> Settings {
    let (session_expires, min_se) = (Duration::from_secs(seconds), Duration::from_secs(min_se));
    Settings { session_expires, min_se, ..settings() }
}

/// Alice calls a hand, whose 200 has these fields; returns the INVITE too.
fn answered(settings: Settings, fields: &[(HeaderName, &str)]) -> (Net, usize, SessionId, Request) {
    let mut net = Net::new(1, 1, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    net.endpoint(ALICE).set_settings(settings);
    let now = net.now;
    let target = uri("sip:x@10.0.0.9");
    let alice = net.endpoint(ALICE).invite(ACCOUNT, target, sdp("offer"), now).unwrap();
    net.run(10);
    let invite = net.request(hand);
    let mut ok = reply(&invite, 200, "x", "<sip:x@10.0.0.9>");
    for (name, value) in fields {
        ok.headers.push(name.clone(), *value);
    }
    net.write_response(hand, ALICE, &ok);
    net.run(10);
    assert_eq!(net.request(hand).method, Method::Ack);
    net.told(ALICE);
    (net, hand, alice, invite)
}

const ALLOW: (HeaderName, &str) = (HeaderName::Allow, "INVITE, ACK, BYE, CANCEL, UPDATE");

#[test]
fn the_caller_refreshes_with_update_halfway() {
    let expires = (HeaderName::SessionExpires, "200;refresher=uac");
    let (mut net, hand, _, invite) = answered(timed(200, 120), &[ALLOW, expires]);
    assert_eq!(invite.headers.get(&HeaderName::SessionExpires), Some("200"));
    assert_eq!(invite.headers.get(&HeaderName::MinSe), Some("120"));
    for _ in 0..3 {
        net.run(99_000);
        assert!(net.nodes[hand].received.is_empty());
        net.run(1_100);
        let update = net.request(hand);
        assert_eq!(update.method, Method::Update);
        let expires = update.headers.get(&HeaderName::SessionExpires);
        assert_eq!(expires, Some("200;refresher=uac"));
        let mut ok = reply(&update, 200, "", "<sip:x@10.0.0.9>");
        ok.headers.push(HeaderName::SessionExpires, "200;refresher=uac");
        net.write_response(hand, ALICE, &ok);
        net.run(10);
    }
    // Nobody answers any more: the session is lost before it ends.
    net.run(101_000);
    assert_eq!(net.request(hand).method, Method::Update);
    net.run(32_100);
    assert_eq!(net.told(ALICE), "ended Lost");
}

#[test]
fn the_owner_refreshes_where_there_is_no_update() {
    let expires = (HeaderName::SessionExpires, "200;refresher=uac");
    let allow = (HeaderName::Allow, "INVITE, ACK, BYE, CANCEL");
    let (mut net, hand, alice, _) = answered(timed(200, 90), &[allow, expires]);
    net.run(101_000);
    assert_eq!(net.told(ALICE), "refresh due");
    let now = net.now;
    net.endpoint(ALICE).reinvite(alice, sdp("offer"), now).unwrap();
    net.run(10);
    let invite = net.request(hand);
    assert_eq!(invite.headers.get(&HeaderName::SessionExpires), Some("200;refresher=uac"));
    // The answer no longer has an interval: the session has no end.
    net.write_response(hand, ALICE, &reply(&invite, 200, "", "<sip:x@10.0.0.9>"));
    net.run(1_000_000);
    assert_eq!(net.told(ALICE), "accepted");
}

#[test]
fn a_peer_that_stays_silent_is_hung_up_on() {
    let expires = (HeaderName::SessionExpires, "300;refresher=uas");
    let (mut net, hand, _, _) = answered(timed(300, 90), &[ALLOW, expires]);
    net.run(267_000);
    assert_eq!(net.told(ALICE), "");
    net.run(1_100);
    assert_eq!(net.told(ALICE), "ended Lost");
    assert_eq!(net.request(hand).method, Method::Bye);
}

#[test]
fn without_an_interval_in_the_answer_there_is_none() {
    let (mut net, hand, _, _) = answered(timed(300, 90), &[ALLOW]);
    net.run(1_000_000);
    assert_eq!(net.told(ALICE), "");
    assert!(net.nodes[hand].received.is_empty());
    let (_, _, _, invite) = answered(timed(0, 90), &[]);
    assert!(!invite.headers.contains(&HeaderName::SessionExpires));
    assert!(invite.headers.get(&HeaderName::Supported).unwrap().contains("timer"));
}

#[test]
fn a_longer_interval_is_asked_for_when_the_first_is_too_small() {
    let mut net = Net::new(2, 1, Weather::FINE);
    net.endpoint(ALICE).set_settings(timed(100, 90));
    net.endpoint(BOB).set_settings(timed(600, 500));
    let now = net.now;
    let target = uri("sip:bob@10.0.0.2");
    let alice = net.endpoint(ALICE).invite(ACCOUNT, target, sdp("offer"), now).unwrap();
    net.run(50);
    assert_eq!(net.ladder(), ["0>1 INVITE", "1>0 422", "0>1 ACK", "0>1 INVITE"]);
    let bob = net.incoming(BOB);
    let now = net.now;
    net.endpoint(BOB).accept(bob, sdp("answer"), now).unwrap();
    net.run(50);
    net.ladder();
    // Half of 500 s later the caller refreshes.
    net.run(249_000);
    assert_eq!(net.ladder(), [""; 0]);
    net.run(1_100);
    assert_eq!(net.ladder(), ["0>1 UPDATE", "1>0 200"]);
    let now = net.now;
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.settle();
    net.assert_empty();
}

#[test]
fn a_server_that_always_wants_more_is_given_up() {
    let mut net = Net::new(1, 1, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    net.endpoint(ALICE).set_settings(timed(100, 90));
    let now = net.now;
    net.endpoint(ALICE).invite(ACCOUNT, uri("sip:x@10.0.0.9"), sdp("offer"), now).unwrap();
    net.run(10);
    let mut invites = 0;
    while !net.nodes[hand].received.is_empty() {
        let request = net.request(hand);
        if request.method == Method::Invite {
            invites += 1;
            let mut response = reply(&request, 422, "x", "");
            response.headers.push(HeaderName::MinSe, (1_000 * invites).to_string());
            net.write_response(hand, ALICE, &response);
        }
        net.run(10);
    }
    assert_eq!(invites, 5);
    assert_eq!(net.told(ALICE), "failed Status(StatusCode(422), \"Session Interval Too Small\")");
}

/// A hand calls Alice with these fields; returns the fields of her 200.
fn called(settings: Settings, fields: &str) -> (Net, usize, Option<String>, Option<String>) {
    let mut net = Net::new(1, 1, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    net.endpoint(ALICE).set_settings(settings);
    net.write(
        hand,
        ALICE,
        &format!(
            "INVITE sip:alice@10.0.0.1 SIP/2.0\n\
             Via: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bK1\n\
             From: <sip:hand@10.0.0.9>;tag=h\nTo: <sip:alice@10.0.0.1>\n\
             Call-ID: c1\nCSeq: 1 INVITE\nContact: <sip:hand@10.0.0.9>\n\
             Allow: INVITE, ACK, BYE, UPDATE\n{fields}\
             c: application/sdp\nContent-Length: 5\n\noffer"
        ),
    );
    net.run(10);
    let session = net.incoming(ALICE);
    let now = net.now;
    net.endpoint(ALICE).accept(session, sdp("answer"), now).unwrap();
    net.run(10);
    let ok = net.response(hand);
    let to = ok.headers.get(&HeaderName::To).unwrap();
    let ack = format!(
        "ACK sip:alice@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bK2\n\
         From: <sip:hand@10.0.0.9>;tag=h\nTo: {to}\nCall-ID: c1\nCSeq: 1 ACK\n\
         Content-Length: 0\n\n"
    );
    net.write(hand, ALICE, &ack);
    net.run(10);
    net.told(ALICE);
    net.note = to.to_owned();
    let field = |name| ok.headers.get(&name).map(str::to_owned);
    let (expires, require) = (field(HeaderName::SessionExpires), field(HeaderName::Require));
    (net, hand, expires, require)
}

/// The hand refreshes the session with a request of this number, and gets a 200 that agrees.
#[track_caller]
fn refresh_by_hand(net: &mut Net, hand: usize, method: &Method, number: u32, refresher: &str) {
    let (to, invites) = (net.note.clone(), *method == Method::Invite);
    let (kind, length, body) =
        if invites { ("c: application/sdp\n", 5, "offer") } else { ("", 0, "") };
    let text = format!(
        "{method} sip:alice@10.0.0.1:5060 SIP/2.0\n\
         Via: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bKr{number}\n\
         From: <sip:hand@10.0.0.9>;tag=h\nTo: {to}\nCall-ID: c1\nCSeq: {number} {method}\n\
         Contact: <sip:hand@10.0.0.9>\nAllow: INVITE, ACK, BYE, UPDATE\nSupported: timer\n\
         Session-Expires: 200;refresher={refresher}\n{kind}Content-Length: {length}\n\n{body}"
    );
    net.write(hand, ALICE, &text);
    net.run(10);
    if invites {
        let asked = |event: &Event| {
            let Event::Session(session, SessionEvent::Reinvite { .. }) = event else { return None };
            Some(*session)
        };
        let session = net.nodes[ALICE].events.iter().find_map(asked).unwrap();
        let now = net.now;
        net.endpoint(ALICE).answer_reinvite(session, Ok(sdp("answer")), now).unwrap();
        net.run(10);
    }
    let ok = net.response(hand);
    let expires = format!("200;refresher={refresher}");
    assert_eq!(ok.headers.get(&HeaderName::SessionExpires), Some(&*expires));
    if invites {
        let ack = text.replace("INVITE sip", "ACK sip").replace("INVITE\nC", "ACK\nC");
        let ack =
            ack.replace("z9hG4bKr", "z9hG4bKa").replace("Length: 5\n\noffer", "Length: 0\n\n");
        net.write(hand, ALICE, &ack);
        net.run(10);
    }
}

/// RFC 4028 7.4, 9: with or without a description; who refreshes can change each time.
#[test]
fn a_sign_of_life_of_the_other_end_is_one() {
    for method in [Method::Update, Method::Invite] {
        let fields = "Supported: timer\nSession-Expires: 200;refresher=uac\n";
        let (mut net, hand, ..) = called(timed(0, 90), fields);
        for number in 2..5 {
            net.run(150_000);
            refresh_by_hand(&mut net, hand, &method, number, "uac");
            assert!(!net.told(ALICE).contains("ended"));
        }
        // From now on Alice refreshes.
        refresh_by_hand(&mut net, hand, &method, 5, "uas");
        net.run(101_000);
        assert_eq!(net.request(hand).method, Method::Update);
    }
}

#[test]
fn a_refresh_that_is_refused_is_tried_again_or_in_another_way() {
    for (status, told) in [
        // Another way, as the peer does not know this one.
        (405, "refresh due"),
        (501, "refresh due"),
        // It may be able to later: after half of the time that is left.
        (500, ""),
        (488, ""),
        // It does not know the session any more.
        (481, "ended Lost"),
        (408, "ended Lost"),
    ] {
        let expires = (HeaderName::SessionExpires, "200;refresher=uac");
        let (mut net, hand, ..) = answered(timed(200, 90), &[ALLOW, expires]);
        net.run(100_100);
        let update = net.request(hand);
        net.write_response(hand, ALICE, &reply(&update, status, "", ""));
        net.run(10);
        assert_eq!(net.told(ALICE), told, "{status}");
        if told.is_empty() {
            net.run(48_000);
            assert!(net.nodes[hand].received.is_empty(), "{status}");
            net.run(2_000);
            assert_eq!(net.request(hand).method, Method::Update, "{status}");
        }
    }
}

#[test]
fn a_refresh_asks_for_a_longer_interval_when_it_is_too_small_now() {
    let expires = (HeaderName::SessionExpires, "200;refresher=uac");
    let (mut net, hand, ..) = answered(timed(200, 90), &[ALLOW, expires]);
    net.run(100_100);
    let mut refusal = reply(&net.request(hand), 422, "", "");
    refusal.headers.push(HeaderName::MinSe, "700");
    net.write_response(hand, ALICE, &refusal);
    net.run(10);
    let update = net.request(hand);
    assert_eq!(update.headers.get(&HeaderName::SessionExpires), Some("700;refresher=uac"));
    assert_eq!(update.headers.get(&HeaderName::MinSe), Some("700"));
}

/// RFC 4028 table 2.
#[test]
fn the_callee_decides_who_refreshes() {
    for (fields, expires, require) in [
        ("Supported: timer\nSession-Expires: 200\n", Some("200;refresher=uac"), Some("timer")),
        (
            "Supported: timer\nSession-Expires: 200;refresher=uac\n",
            Some("200;refresher=uac"),
            Some("timer"),
        ),
        (
            "Supported: timer\nSession-Expires: 200;refresher=uas\n",
            Some("200;refresher=uas"),
            Some("timer"),
        ),
        // A proxy asks for it; the caller knows nothing of it.
        ("x: 200\n", Some("200;refresher=uas"), None),
        ("x: 60\n", Some("60;refresher=uas"), None),
        // This end asks for it.
        ("Supported: timer\nMin-SE: 700\n", Some("700;refresher=uac"), Some("timer")),
        ("", None, None),
    ] {
        let (_, _, said, required) = called(timed(300, 90), fields);
        assert_eq!((said.as_deref(), required.as_deref()), (expires, require), "{fields}");
    }
    let (_, _, said, _) = called(timed(0, 90), "Supported: timer\n");
    assert_eq!(said, None);
}

#[test]
fn the_callee_refreshes_or_hangs_up() {
    let fields = "Supported: timer\nSession-Expires: 200;refresher=uas\n";
    let (mut net, hand, ..) = called(timed(0, 90), fields);
    net.run(101_000);
    let update = net.request(hand);
    assert_eq!(update.method, Method::Update);
    assert_eq!(update.headers.get(&HeaderName::SessionExpires), Some("200;refresher=uac"));
    let fields = "Supported: timer\nSession-Expires: 200;refresher=uac\n";
    let (mut net, hand, ..) = called(timed(0, 90), fields);
    net.run(169_000);
    assert_eq!(net.request(hand).method, Method::Bye);
    assert_eq!(net.told(ALICE), "ended Lost");
}
