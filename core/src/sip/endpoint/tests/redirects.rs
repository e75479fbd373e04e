//! 3xx, followed or not (RFC 3261 8.1.3.4).

use super::net::*;
use crate::sip::endpoint::{Account, SessionId};
use crate::sip::header::{CSeq, HeaderName};
use crate::sip::message::{Method, Request};

/// Returns a network of alice, her proxy at 10.0.0.9 and three others, where alice calls bob, and
/// her INVITE.
fn calling(target: &str, change: impl FnOnce(&mut Account)) -> (Net, [usize; 4], SessionId) {
    let mut net = Net::new(1, 3, Weather::FINE);
    let hands = ["10.0.0.9:5060", "10.0.0.21:5060", "10.0.0.22:5060", "10.0.0.23:5060"];
    let hands = hands.map(|address| net.add_hand(address));
    let now = net.now;
    let mut account = Account { proxy: Some(uri("sip:10.0.0.9")), ..account("alice") };
    account.aor = uri("sip:alice@pbx.example");
    change(&mut account);
    net.endpoint(ALICE).set_account(ACCOUNT, account, now);
    let session = net.endpoint(ALICE).invite(ACCOUNT, uri(target), sdp("offer"), now).unwrap();
    net.run(10);
    (net, hands, session)
}

/// Answers an INVITE.
fn answer(net: &mut Net, from: usize, invite: &Request, status: u16, contacts: &str) {
    let response = reply(invite, status, &format!("t{from}"), contacts);
    net.write_response(from, ALICE, &response);
    net.run(10);
}

/// Returns the next INVITE of a hand.
#[track_caller]
fn invite(net: &mut Net, hand: usize) -> Request {
    loop {
        let request = net.request(hand);
        if request.method == Method::Invite {
            return request;
        }
    }
}

fn number(request: &Request) -> u32 {
    request.headers.typed::<CSeq>().unwrap().number
}

#[test]
fn the_best_contact_is_called_first_and_the_others_when_it_fails() {
    let (mut net, [proxy, a, b, c], _) = calling("sip:bob@pbx.example", |_| {});
    let first = invite(&mut net, proxy);
    let contacts = "<sip:b@10.0.0.22>;q=0.5, <sip:c@10.0.0.23>;q=0.1, <sip:a@10.0.0.21>";
    answer(&mut net, proxy, &first, 300, contacts);
    let second = invite(&mut net, a);
    assert_eq!(second.uri, uri("sip:a@10.0.0.21"));
    for name in [HeaderName::CallId, HeaderName::From, HeaderName::To] {
        assert_eq!(second.headers.get(&name), first.headers.get(&name));
    }
    assert_eq!((number(&first), number(&second)), (1, 2));
    assert_ne!(first.headers.get(&HeaderName::Via), second.headers.get(&HeaderName::Via));
    answer(&mut net, a, &second, 486, "");
    let third = invite(&mut net, b);
    answer(&mut net, b, &third, 480, "");
    let fourth = invite(&mut net, c);
    assert_eq!(fourth.uri, uri("sip:c@10.0.0.23"));
    answer(&mut net, c, &fourth, 404, "");
    let told = net.told(ALICE);
    assert!(told.starts_with("redirected sip:a@10.0.0.21, redirected sip:b@"), "{told}");
    assert!(told.ends_with("failed Status(StatusCode(404), \"Not Found\")"), "{told}");
    net.settle();
    net.assert_empty();
}

#[test]
fn who_is_called_instead_answers() {
    let (mut net, [proxy, a, ..], session) = calling("sip:bob@pbx.example", |_| {});
    let first = invite(&mut net, proxy);
    answer(&mut net, proxy, &first, 180, "<sip:bob@10.0.0.9>");
    answer(&mut net, proxy, &first, 302, "<sip:a@10.0.0.21>");
    let second = invite(&mut net, a);
    answer(&mut net, a, &second, 200, "<sip:a@10.0.0.21>");
    assert_eq!(net.request(a).method, Method::Ack);
    let told = net.told(ALICE);
    assert!(told.contains("redirected sip:a@10.0.0.21, answered"), "{told}");
    let now = net.now;
    net.endpoint(ALICE).hang_up(session, now).unwrap();
    net.run(10);
    let bye = net.request(a);
    assert_eq!((bye.method.clone(), bye.uri.clone()), (Method::Bye, uri("sip:a@10.0.0.21")));
}

#[test]
fn an_address_at_home_is_reached_through_the_proxy() {
    let (mut net, [proxy, ..], _) = calling("sip:bob@pbx.example", |_| {});
    let first = invite(&mut net, proxy);
    answer(&mut net, proxy, &first, 302, "<sip:carol@pbx.example>");
    assert_eq!(invite(&mut net, proxy).uri, uri("sip:carol@pbx.example"));
    let (mut net, [proxy, ..], _) = calling("sip:bob@pbx.example", |_| {});
    let first = invite(&mut net, proxy);
    answer(&mut net, proxy, &first, 302, "<tel:+1234>");
    assert_eq!(invite(&mut net, proxy).uri, uri("tel:+1234"));
}

#[test]
fn behind_an_outbound_proxy_everything_goes_there() {
    let (mut net, [proxy, ..], _) =
        calling("sip:bob@pbx.example", |account| account.is_behind_proxy = true);
    let first = invite(&mut net, proxy);
    answer(&mut net, proxy, &first, 302, "<sip:a@10.0.0.21>");
    assert_eq!(invite(&mut net, proxy).uri, uri("sip:a@10.0.0.21"));
}

#[test]
fn circles_end() {
    let (mut net, [proxy, a, b, _], _) = calling("sip:bob@pbx.example", |_| {});
    let first = invite(&mut net, proxy);
    answer(&mut net, proxy, &first, 302, "<sip:a@10.0.0.21>");
    let second = invite(&mut net, a);
    answer(&mut net, a, &second, 302, "<sip:b@10.0.0.22>, <sip:bob@pbx.example>");
    let third = invite(&mut net, b);
    answer(&mut net, b, &third, 302, "<sip:a@10.0.0.21>");
    assert!(net.told(ALICE).ends_with("failed Status(StatusCode(302), \"Moved Temporarily\")"));
    net.settle();
    net.assert_empty();
}

#[test]
fn there_are_only_so_many_addresses() {
    let (mut net, [proxy, a, ..], _) = calling("sip:bob@pbx.example", |_| {});
    let first = invite(&mut net, proxy);
    answer(&mut net, proxy, &first, 302, "<sip:0@10.0.0.21>");
    let mut calls = 1;
    while net.nodes[a].received.iter().any(|message| {
        matches!(message, crate::sip::message::Message::Request(r) if r.method == Method::Invite)
    }) {
        let request = invite(&mut net, a);
        let contacts: Vec<_> = (0..9).map(|n| format!("<sip:{calls}x{n}@10.0.0.21>")).collect();
        answer(&mut net, a, &request, 302, &contacts.join(", "));
        calls += 1;
    }
    assert_eq!(calls, 10);
    assert!(net.told(ALICE).ends_with("failed Status(StatusCode(302), \"Moved Temporarily\")"));
}

#[test]
fn what_would_be_less_secure_or_no_address_is_not_called() {
    let (mut net, [proxy, ..], _) = calling("sip:bob@pbx.example", |_| {});
    let first = invite(&mut net, proxy);
    answer(&mut net, proxy, &first, 302, "<mailto:bob@pbx.example>");
    assert!(net.told(ALICE).ends_with("failed Status(StatusCode(302), \"Moved Temporarily\")"));

    let (mut net, [proxy, ..], _) = calling("sip:bob@pbx.example", |_| {});
    for status in [305, 380] {
        let first = invite(&mut net, proxy);
        answer(&mut net, proxy, &first, status, "<sip:a@10.0.0.21>");
        assert!(net.told(ALICE).contains("failed"));
        let now = net.now;
        let target = uri("sip:bob@pbx.example");
        net.endpoint(ALICE).invite(ACCOUNT, target, sdp("offer"), now).unwrap();
        net.run(10);
    }
}

#[test]
fn sips_is_never_followed_down_to_sip() {
    use super::super::redirect::usable;
    for (contact, secure, followed) in [
        ("sip:a@10.0.0.21", false, true),
        ("sips:a@10.0.0.21", false, true),
        ("sips:a@10.0.0.21", true, true),
        ("sip:a@10.0.0.21", true, false),
        ("tel:+1234", true, false),
    ] {
        assert_eq!(usable(&uri(contact), secure).is_some(), followed, "{contact} {secure}");
    }
    let named = uri("sip:a@10.0.0.21;method=BYE?Route=%3Csip:x%3E");
    assert_eq!(usable(&named, false), Some(uri("sip:a@10.0.0.21")));
}

#[test]
fn strangers_that_a_call_is_sent_to_get_no_signature() {
    let (mut net, [proxy, a, ..], _) = calling("sip:bob@pbx.example", |account| {
        account.auth_name = "alice".to_owned();
        account.auth_password = "secret".to_owned();
    });
    let first = invite(&mut net, proxy);
    let mut challenge = reply(&first, 407, "t", "");
    let field = "Digest realm=\"pbx\", nonce=\"n\"";
    challenge.headers.push(HeaderName::ProxyAuthenticate, field);
    net.write_response(proxy, ALICE, &challenge);
    net.run(10);
    let signed = invite(&mut net, proxy);
    assert!(signed.headers.contains(&HeaderName::ProxyAuthorization));
    answer(&mut net, proxy, &signed, 302, "<sip:a@10.0.0.21>");
    let elsewhere = invite(&mut net, a);
    assert!(!elsewhere.headers.contains(&HeaderName::ProxyAuthorization));
    let mut challenge = reply(&elsewhere, 407, "t", "");
    challenge.headers.push(HeaderName::ProxyAuthenticate, field);
    net.write_response(a, ALICE, &challenge);
    net.run(10);
    assert!(net.told(ALICE).ends_with("failed Unauthorized"));
}

#[test]
fn who_hangs_up_is_not_sent_elsewhere() {
    let (mut net, [proxy, a, ..], session) = calling("sip:bob@pbx.example", |_| {});
    let first = invite(&mut net, proxy);
    answer(&mut net, proxy, &first, 180, "<sip:bob@10.0.0.9>");
    let now = net.now;
    net.endpoint(ALICE).hang_up(session, now).unwrap();
    net.run(10);
    answer(&mut net, proxy, &first, 302, "<sip:a@10.0.0.21>");
    assert!(net.nodes[a].received.is_empty());
    assert!(net.told(ALICE).ends_with("ended Local"));
}

#[test]
fn a_registrar_sends_the_phone_to_another() {
    let (mut net, [proxy, a, ..], _) = calling("sip:bob@pbx.example", |account| {
        account.registrar = Some(uri("sip:pbx.example"));
        account.registrar_hop = Some(uri("sip:10.0.0.9"));
        account.auth_name = "alice".to_owned();
        account.auth_password = "secret".to_owned();
    });
    let call = invite(&mut net, proxy);
    answer(&mut net, proxy, &call, 486, "");
    net.nodes[proxy].received.clear();
    net.told(ALICE);
    let now = net.now;
    net.endpoint(ALICE).register(ACCOUNT, now).unwrap();
    net.run(10);
    let first = net.request(proxy);
    answer(&mut net, proxy, &first, 302, "<sip:alice@10.0.0.21>");
    let second = net.request(a);
    assert_eq!(second.uri, uri("sip:10.0.0.21"));
    assert_eq!(second.headers.get(&HeaderName::To), first.headers.get(&HeaderName::To));
    // It is one of the phone's own now.
    let mut challenge = reply(&second, 401, "t", "");
    challenge.headers.push(HeaderName::WwwAuthenticate, "Digest realm=\"x\", nonce=\"n\"");
    net.write_response(a, ALICE, &challenge);
    net.run(10);
    let signed = net.request(a);
    assert!(signed.headers.contains(&HeaderName::Authorization));
    let contact = signed.headers.get(&HeaderName::Contact).unwrap().to_owned();
    answer(&mut net, a, &signed, 200, &contact);
    assert_eq!(net.told(ALICE), "Registering, Registered { expires: 3600s }");
}
