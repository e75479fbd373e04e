//! Challenges to calls: whose are answered, and whose are not.

use super::net::*;
use crate::sip::endpoint::SessionId;
use crate::sip::header::{CSeq, HeaderName};
use crate::sip::message::{Method, Request, Response};

const REALM: &str = "Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"";

/// Returns a network of alice and her proxy at 10.0.0.9, where alice calls 600.
fn calling() -> (Net, usize, SessionId) {
    let mut net = Net::new(1, 5, Weather::FINE);
    let proxy = net.add_hand("10.0.0.9:5060");
    let now = net.now;
    let mut account = account("alice");
    account.proxy = Some(uri("sip:10.0.0.9"));
    net.endpoint(ALICE).set_account(ACCOUNT, account, now);
    let target = uri("sip:600@pbx.example");
    let session = net.endpoint(ALICE).invite(ACCOUNT, target, sdp("offer"), now).unwrap();
    net.run(10);
    (net, proxy, session)
}

fn challenge(request: &Request, status: u16, text: &str) -> Response {
    let mut response = reply(request, status, "p", "");
    let name =
        if status == 401 { HeaderName::WwwAuthenticate } else { HeaderName::ProxyAuthenticate };
    response.headers.push(name, text);
    response
}

fn cseq(request: &Request) -> CSeq {
    request.headers.typed().unwrap()
}

fn is_signed(request: &Request) -> bool {
    request.headers.contains(&HeaderName::Authorization)
        || request.headers.contains(&HeaderName::ProxyAuthorization)
}

/// Answers the INVITE that comes next with 200, whose dialog is reached at `contact`.
fn answer(net: &mut Net, proxy: usize, contact: &str) -> Request {
    let invite = net.request(proxy);
    let mut ok = reply(&invite, 200, "callee", contact);
    ok.headers.push(HeaderName::ContentType, "application/sdp");
    ok.body = b"answer".to_vec();
    net.write_response(proxy, ALICE, &ok);
    net.run(10);
    invite
}

/// RFC 3665 3.2.
#[test]
fn proxys_challenge_to_a_call_is_answered_once_per_request() {
    let (mut net, proxy, _) = calling();
    let invite = net.request(proxy);
    net.write_response(proxy, ALICE, &challenge(&invite, 407, REALM));
    net.run(10);
    let ack = net.request(proxy);
    assert_eq!((cseq(&ack), is_signed(&ack)), (CSeq::new(1, Method::Ack), false));
    let signed = answer(&mut net, proxy, "<sip:600@10.0.0.9>");
    assert_eq!((cseq(&signed).number, is_signed(&signed)), (2, true));
    assert_eq!(signed.headers.get(&HeaderName::CallId), invite.headers.get(&HeaderName::CallId));
    assert_eq!(signed.headers.get(&HeaderName::From), invite.headers.get(&HeaderName::From));
    assert_eq!(signed.body, b"offer");
    let ack = net.request(proxy);
    assert_eq!((cseq(&ack), is_signed(&ack)), (CSeq::new(2, Method::Ack), true));
    assert_eq!(net.told(ALICE), "answered answer");
}

#[test]
fn refused_password_fails_the_call() {
    let (mut net, proxy, _) = calling();
    for _ in 0..20 {
        while let Some(message) = net.nodes[proxy].received.pop_front() {
            if let crate::sip::message::Message::Request(request) = message
                && request.method == Method::Invite
            {
                let response = challenge(&request, 407, REALM);
                net.write_response(proxy, ALICE, &response);
            }
        }
        net.run(10);
    }
    assert_eq!(net.told(ALICE), "failed Unauthorized");
    net.settle();
    net.assert_empty();
}

#[test]
fn known_realm_is_answered_within_a_dialog() {
    let (mut net, proxy, session) = calling();
    let invite = net.request(proxy);
    net.write_response(proxy, ALICE, &challenge(&invite, 407, REALM));
    net.run(10);
    let _ack = net.request(proxy);
    answer(&mut net, proxy, "<sip:600@10.0.0.9>");
    let _ack = net.request(proxy);
    let now = net.now;
    net.endpoint(ALICE).hang_up(session, now).unwrap();
    net.run(10);
    let bye = net.request(proxy);
    assert!(!is_signed(&bye), "the peer would see the signature");
    net.write_response(proxy, ALICE, &challenge(&bye, 407, REALM));
    net.run(10);
    let again = net.request(proxy);
    assert_eq!((cseq(&again).number, is_signed(&again)), (cseq(&bye).number + 1, true));
    net.write_response(proxy, ALICE, &reply(&again, 200, "", ""));
    net.run(10);
    assert_eq!(net.told(ALICE), "answered answer, ended Local");
    let now = net.now;
    assert!(net.endpoint(ALICE).hang_up(session, now).is_err());
    net.settle();
    net.assert_empty();
}

/// The attack by which a stranger who is called, or calls, asks the phone to sign.
#[test]
fn challenges_of_strangers_are_not_answered() {
    let (mut net, proxy, session) = calling();
    let stranger = net.add_hand("10.6.6.6:5060");
    answer(&mut net, proxy, "<sip:600@10.6.6.6>");
    let ack = net.request(stranger);
    assert!(!is_signed(&ack));
    let now = net.now;
    net.endpoint(ALICE).hang_up(session, now).unwrap();
    net.run(10);
    let bye = net.request(stranger);
    net.write_response(stranger, ALICE, &challenge(&bye, 401, REALM));
    net.run(2_000);
    assert!(net.nodes[stranger].received.is_empty());
    assert_eq!(net.told(ALICE), "answered answer, ended Local");
    // The same through the proxy, with a realm that nobody but the peer ever used.
    let now = net.now;
    net.endpoint(ALICE).invite(ACCOUNT, uri("sip:601@pbx.example"), sdp("offer"), now).unwrap();
    net.run(10);
    let invite = net.request(proxy);
    net.write_response(proxy, ALICE, &challenge(&invite, 407, REALM));
    net.run(10);
    let _ack = net.request(proxy);
    let invite = net.request(proxy);
    net.write_response(proxy, ALICE, &challenge(&invite, 401, &REALM.replace("pbx", "bait")));
    net.run(10);
    let _ack = net.request(proxy);
    assert!(net.nodes[proxy].received.is_empty());
    assert_eq!(net.told(ALICE), "failed Unauthorized");
}

#[test]
fn cancelled_call_does_not_answer_a_challenge() {
    let (mut net, proxy, session) = calling();
    let invite = net.request(proxy);
    let now = net.now;
    net.endpoint(ALICE).hang_up(session, now).unwrap();
    net.write_response(proxy, ALICE, &challenge(&invite, 407, REALM));
    net.run(10);
    assert_eq!(net.request(proxy).method, Method::Ack);
    assert_eq!(net.told(ALICE), "ended Local");
    net.settle();
    net.assert_empty();
}
