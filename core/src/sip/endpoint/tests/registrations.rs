//! Registrations against a registrar played by hand.

use super::net::*;
use crate::dns::{Record, Records};
use crate::sip::endpoint::{CommandError, RegistrationState};
use crate::sip::header::{Authorization, CSeq, HeaderName};
use crate::sip::message::{Request, Response};
use crate::time::Duration;

const CHALLENGE: &str = "Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\", algorithm=MD5";

/// Returns a network of alice and a registrar at 10.0.0.9, where alice has begun to register.
fn registering() -> (Net, usize) {
    let mut net = Net::new(1, 3, Weather::FINE);
    let registrar = net.add_hand("10.0.0.9:5060");
    let now = net.now;
    let mut account = account("alice");
    account.registrar = Some(uri("sip:pbx.example"));
    account.registrar_hop = Some(uri("sip:10.0.0.9"));
    net.endpoint(ALICE).set_account(ACCOUNT, account, now);
    net.endpoint(ALICE).register(ACCOUNT, now).unwrap();
    net.run(10);
    (net, registrar)
}

fn challenge(request: &Request, text: &str) -> Response {
    let mut response = reply(request, 401, "r", "");
    response.headers.push(HeaderName::WwwAuthenticate, text);
    response
}

fn granted(request: &Request, seconds: u32) -> Response {
    let mut response = reply(request, 200, "r", "");
    let contact = request.headers.get(&HeaderName::Contact).unwrap();
    let uri = contact.split(';').next().unwrap();
    response.headers.push(
        HeaderName::Contact,
        format!("<sip:other@10.9.9.9>;expires=5, {uri};expires={seconds}"),
    );
    response
}

/// Lets the registrar grant what comes next, and returns it.
#[track_caller]
fn grant(net: &mut Net, registrar: usize, seconds: u32) -> Request {
    let request = net.request(registrar);
    let response = granted(&request, seconds);
    net.write_response(registrar, ALICE, &response);
    net.run(10);
    request
}

fn param(request: &Request, name: &str) -> String {
    let authorization: Authorization = request.headers.typed().unwrap();
    authorization.0.get(name).unwrap().into_owned()
}

fn number(request: &Request) -> u32 {
    request.headers.typed::<CSeq>().unwrap().number
}

/// RFC 3665 2.1 and 2.2.
#[test]
fn challenge_is_answered_and_the_refresh_is_signed_at_once() {
    let (mut net, registrar) = registering();
    let first = net.request(registrar);
    assert!(!first.headers.contains(&HeaderName::Authorization));
    net.write_response(registrar, ALICE, &challenge(&first, CHALLENGE));
    net.run(10);
    let second = grant(&mut net, registrar, 100);
    assert_eq!((number(&first), number(&second)), (1, 2));
    assert_eq!(first.headers.get(&HeaderName::CallId), second.headers.get(&HeaderName::CallId));
    assert_ne!(first.headers.get(&HeaderName::Via), second.headers.get(&HeaderName::Via));
    assert_eq!(
        (param(&second, "nc"), param(&second, "username")),
        ("00000001".into(), "alice".into())
    );
    assert_eq!(net.told(ALICE), "Registering, Registered { expires: 100s }");
    net.run(84_000);
    assert!(net.nodes[registrar].received.is_empty());
    net.run(1_000);
    let refresh = grant(&mut net, registrar, 100);
    assert_eq!((number(&refresh), param(&refresh, "nc")), (3, "00000002".into()));
    assert_eq!(net.told(ALICE), "Registered { expires: 100s }");
}

#[test]
fn wrong_password_ends_after_the_retries_allowed_and_is_tried_again_later() {
    let (mut net, registrar) = registering();
    let mut count = 0;
    while !net.nodes[registrar].received.is_empty() {
        count += 1;
        let request = net.request(registrar);
        let nonce = format!("Digest realm=\"pbx\", nonce=\"n{count}\", qop=\"auth\"");
        net.write_response(registrar, ALICE, &challenge(&request, &nonce));
        net.run(10);
    }
    assert_eq!(count, 1 + 1 + 4);
    assert_eq!(net.told(ALICE), "Registering, Failed { reason: Unauthorized, retry_in: 300s }");
    net.run(300_000);
    assert_eq!(net.nodes[registrar].received.len(), 1, "one again, then its retransmissions");
}

#[test]
fn stale_nonces_do_not_count_as_failures() {
    let (mut net, registrar) = registering();
    for count in 0..6 {
        let request = net.request(registrar);
        let nonce = format!("Digest realm=\"pbx\", nonce=\"n{count}\", qop=\"auth\", stale=true");
        net.write_response(registrar, ALICE, &challenge(&request, &nonce));
        net.run(10);
    }
    grant(&mut net, registrar, 60);
    assert!(net.told(ALICE).ends_with("Registered { expires: 60s }"));
}

#[test]
fn lifetime_is_raised_for_423() {
    let (mut net, registrar) = registering();
    let request = net.request(registrar);
    let mut response = reply(&request, 423, "r", "");
    response.headers.push(HeaderName::MinExpires, "7200");
    net.write_response(registrar, ALICE, &response);
    net.run(10);
    let request = grant(&mut net, registrar, 7_200);
    assert_eq!(request.headers.get(&HeaderName::Expires), Some("7200"));
    assert_eq!(net.told(ALICE), "Registering, Registered { expires: 7200s }");
}

#[test]
fn unregistering_removes_the_contact() {
    let (mut net, registrar) = registering();
    grant(&mut net, registrar, 3_600);
    let now = net.now;
    net.endpoint(ALICE).unregister(ACCOUNT, now).unwrap();
    net.run(10);
    let request = grant(&mut net, registrar, 0);
    assert_eq!(
        request.headers.get(&HeaderName::Contact),
        Some("<sip:alice@10.0.0.1:5060>;expires=0")
    );
    assert!(net.told(ALICE).ends_with("Unregistered"));
    net.settle();
    net.assert_empty();
    assert_eq!(net.endpoint(ALICE).poll_timeout(), None);
}

#[test]
fn removing_an_account_unregisters_it_with_its_credentials() {
    let (mut net, registrar) = registering();
    let request = net.request(registrar);
    net.write_response(registrar, ALICE, &challenge(&request, CHALLENGE));
    net.run(10);
    grant(&mut net, registrar, 3_600);
    let now = net.now;
    net.endpoint(ALICE).remove_account(ACCOUNT, now);
    net.run(10);
    let request = net.request(registrar);
    assert_eq!(request.headers.get(&HeaderName::Expires), Some("0"));
    assert_eq!(param(&request, "nc"), "00000002");
    let fresh = CHALLENGE.replace("n1", "n2");
    net.write_response(registrar, ALICE, &challenge(&request, &fresh));
    net.run(10);
    let request = grant(&mut net, registrar, 0);
    assert_eq!(param(&request, "nonce"), "n2");
    net.settle();
    net.assert_empty();
    assert_eq!(net.endpoint(ALICE).register(ACCOUNT, now), Err(CommandError::UnknownAccount));
}

#[test]
fn changed_account_leaves_nothing_of_the_old_one() {
    let (mut net, registrar) = registering();
    grant(&mut net, registrar, 3_600);
    let now = net.now;
    let mut other = account("al");
    other.registrar = Some(uri("sip:pbx.example"));
    other.registrar_hop = Some(uri("sip:10.0.0.9"));
    net.endpoint(ALICE).set_account(ACCOUNT, other, now);
    net.run(10);
    let gone = net.request(registrar);
    assert_eq!(gone.headers.get(&HeaderName::Contact), Some("<sip:alice@10.0.0.1:5060>;expires=0"));
    let new = grant(&mut net, registrar, 3_600);
    assert_eq!(new.headers.get(&HeaderName::Contact), Some("<sip:al@10.0.0.1:5060>;expires=3600"));
}

#[test]
fn new_network_registers_at_once_and_takes_the_old_contact_away() {
    let (mut net, registrar) = registering();
    grant(&mut net, registrar, 3_600);
    let now = net.now;
    net.endpoint(ALICE).set_transport(TRANSPORT, "10.0.0.1:4000".parse().unwrap(), now);
    net.run(10);
    let request = grant(&mut net, registrar, 3_600);
    let contacts: Vec<_> = request.headers.get_all(&HeaderName::Contact).collect();
    assert_eq!(
        contacts,
        ["<sip:alice@10.0.0.1:4000>;expires=3600", "<sip:alice@10.0.0.1:5060>;expires=0"]
    );
}

#[test]
fn contact_is_corrected_once_to_what_the_registrar_sees_behind_a_nat() {
    let (mut net, registrar) = registering();
    let request = net.request(registrar);
    let mut response = granted(&request, 3_600);
    let via = response.headers.get(&HeaderName::Via).unwrap().to_owned();
    let via = via.replace(";rport", ";rport=1024;received=203.0.113.7");
    response.headers.set(HeaderName::Via, via.clone());
    net.write_response(registrar, ALICE, &response);
    net.run(10);
    let request = net.request(registrar);
    let contact = request.headers.get(&HeaderName::Contact);
    assert_eq!(contact, Some("<sip:alice@203.0.113.7:1024>;expires=3600"));
    // A NAT that changes its mind each time is not chased.
    let mut response = granted(&request, 3_600);
    let via = response.headers.get(&HeaderName::Via).unwrap().to_owned();
    response
        .headers
        .set(HeaderName::Via, via.replace(";rport", ";rport=1025;received=203.0.113.7"));
    net.write_response(registrar, ALICE, &response);
    net.run(10);
    assert!(net.nodes[registrar].received.is_empty());
}

#[test]
fn registrar_that_does_not_answer_is_tried_again() {
    let (mut net, registrar) = registering();
    net.run(32_000);
    let failed = "Registering, Failed { reason: NoAnswer, retry_in: 300s }";
    assert_eq!(net.told(ALICE), failed);
    assert_eq!(net.nodes[registrar].received.len(), 11);
    net.nodes[registrar].received.clear();
    net.run(300_000);
    grant(&mut net, registrar, 60);
    assert_eq!(net.told(ALICE), "Registering, Registered { expires: 60s }");
}

#[test]
fn names_are_resolved_and_the_next_address_is_tried() {
    let mut net = Net::new(1, 3, Weather::FINE);
    let second = net.add_hand("10.0.0.9:5060");
    let now = net.now;
    let mut account = account("alice");
    account.registrar = Some(uri("sip:pbx.example:5060"));
    net.endpoint(ALICE).set_account(ACCOUNT, account, now);
    net.endpoint(ALICE).register(ACCOUNT, now).unwrap();
    net.run(10);
    let (id, name) = net.nodes[ALICE].questions.pop_front().unwrap();
    assert_eq!(name, "pbx.example");
    let addresses = ["10.0.0.8", "10.0.0.9"].map(|ip| Record::Address(ip.parse().unwrap()));
    let now = net.now;
    let records = Records { records: addresses.to_vec(), ttl_s: 60 };
    net.endpoint(ALICE).handle_resolved(id, Ok(records), now);
    net.run(10);
    let now = net.now;
    let gone = "10.0.0.8:5060".parse().unwrap();
    net.endpoint(ALICE).handle_send_failed(TRANSPORT, gone, "port unreachable", now);
    net.run(10);
    grant(&mut net, second, 60);
    assert_eq!(net.told(ALICE), "Registering, Registered { expires: 60s }");
    // The name is remembered for the moment.
    let now = net.now;
    net.endpoint(ALICE).register(ACCOUNT, now).unwrap();
    net.run(10);
    assert!(net.nodes[ALICE].questions.is_empty());
}

#[test]
fn unknown_host_is_told_by_name() {
    for answer in [Some(Err("no such name".to_owned())), Some(Ok(Records::default())), None] {
        let mut net = Net::new(1, 3, Weather::FINE);
        let now = net.now;
        let mut account = account("alice");
        account.registrar = Some(uri("sip:pbx.example:5060"));
        net.endpoint(ALICE).set_account(ACCOUNT, account, now);
        net.endpoint(ALICE).register(ACCOUNT, now).unwrap();
        net.run(10);
        let (id, _) = net.nodes[ALICE].questions.pop_front().unwrap();
        let now = net.now;
        if let Some(answer) = answer {
            net.endpoint(ALICE).handle_resolved(id, answer, now);
        }
        net.run(11_000);
        let expected =
            "Registering, Failed { reason: UnknownHost(\"pbx.example\"), retry_in: 300s }";
        assert_eq!(net.told(ALICE), expected);
    }
}

#[test]
fn account_without_registrar_does_not_register() {
    let mut net = Net::new(1, 3, Weather::FINE);
    let now = net.now;
    assert_eq!(net.endpoint(ALICE).register(ACCOUNT, now), Err(CommandError::WrongState));
    assert_eq!(net.endpoint(ALICE).registration(ACCOUNT), RegistrationState::Unregistered);
}

#[test]
fn closed_socket_is_a_failure_that_is_tried_again() {
    let (mut net, registrar) = registering();
    grant(&mut net, registrar, 60);
    let now = net.now;
    net.endpoint(ALICE).remove_transport(TRANSPORT, now);
    net.run(51_000);
    assert!(net.told(ALICE).contains("Failed { reason: Transport("));
    let now = net.now;
    net.endpoint(ALICE).set_transport(TRANSPORT, "10.0.0.1:5060".parse().unwrap(), now);
    net.run(10);
    grant(&mut net, registrar, 60);
    assert!(net.told(ALICE).ends_with("Registered { expires: 60s }"));
    let left = net.endpoint(ALICE).poll_timeout().unwrap() - net.now;
    assert!(left > Duration::ZERO);
}
