//! What a registrar teaches about the ways to and from others (RFC 3327, 3608, 5626, 5627).

use super::net::*;
use crate::sip::endpoint::{Account, Invitation};
use crate::sip::header::HeaderName;
use crate::sip::message::{Headers, Method, Request};
use crate::time::Duration;

const INSTANCE: &str = "urn:uuid:00000000-0000-1000-8000-001122334455";

/// Returns a network of alice and a server at 10.0.0.9, where alice registers, and her REGISTER.
fn registering(change: impl FnOnce(&mut Account)) -> (Net, usize, Request) {
    let mut net = Net::new(1, 3, Weather::FINE);
    let server = net.add_hand("10.0.0.9:5060");
    let now = net.now;
    let mut account = Account {
        registrar: Some(uri("sip:pbx.example")),
        registrar_hop: Some(uri("sip:10.0.0.9")),
        proxy: Some(uri("sip:10.0.0.9")),
        expires: Duration::from_secs(100),
        ..account("alice")
    };
    account.display_name = "Alice".to_owned();
    change(&mut account);
    net.endpoint(ALICE).set_account(ACCOUNT, account, now);
    net.endpoint(ALICE).register(ACCOUNT, now).unwrap();
    net.run(10);
    let register = net.request(server);
    (net, server, register)
}

/// Grants a REGISTER with more parameters for the Contact and more fields.
fn grant(net: &mut Net, from: usize, register: &Request, params: &str, fields: &[&str]) {
    let contact = register.headers.get(&HeaderName::Contact).unwrap();
    let mut response = reply(register, 200, "r", &format!("{contact}{params}"));
    for hop in fields {
        response.headers.push(HeaderName::ServiceRoute, *hop);
    }
    net.write_response(from, ALICE, &response);
    net.run(10);
}

fn invite(net: &mut Net, invitation: Invitation) {
    let now = net.now;
    net.endpoint(ALICE).invite_to(invitation, now).unwrap();
    net.run(10);
}

fn bob() -> Invitation {
    Invitation::new(ACCOUNT, uri("sip:bob@pbx.example"), sdp("offer"))
}

fn field(request: &Request, name: &HeaderName) -> String {
    request.headers.get(name).unwrap_or_default().to_owned()
}

#[test]
fn register_names_the_phone_if_it_is_told_to() {
    let (_, _, plain) = registering(|_| {});
    assert!(!field(&plain, &HeaderName::Contact).contains("sip.instance"));
    assert!(!field(&plain, &HeaderName::From).contains("Alice"), "{plain:?}");
    let (_, _, named) = registering(|account| {
        account.instance = Some(INSTANCE.to_owned());
        account.names_registration = true;
    });
    let contact = field(&named, &HeaderName::Contact);
    assert!(contact.ends_with(&format!(";+sip.instance=\"<{INSTANCE}>\"")), "{contact}");
    assert!(field(&named, &HeaderName::From).starts_with("\"Alice\" <sip:alice@"));
    assert!(field(&named, &HeaderName::To).starts_with("\"Alice\" <sip:alice@"));
    let supported = |request: &Request| {
        let all = request.headers.get_all(&HeaderName::Supported);
        all.collect::<Vec<_>>().join(", ")
    };
    assert!(supported(&plain).contains("path") && !supported(&plain).contains("gruu"));
    assert!(supported(&named).contains("path") && supported(&named).contains("gruu"));
}

#[test]
fn requests_pass_the_service_route() {
    let (mut net, server, register) = registering(|_| {});
    let far = net.add_hand("10.0.0.8:5060");
    let hops = ["<sip:10.0.0.8;lr>, <sip:home.example;lr>"];
    grant(&mut net, server, &register, "", &hops);
    invite(&mut net, bob());
    let request = net.request(far);
    assert_eq!(request.uri, uri("sip:bob@pbx.example"));
    assert_eq!(field(&request, &HeaderName::Route), hops[0]);
    let now = net.now;
    let headers = Headers::default();
    let endpoint = net.endpoint(ALICE);
    let target = uri("sip:bob@pbx.example");
    endpoint.request(ACCOUNT, Method::Message, &target, None, &headers, None, now).unwrap();
    net.run(10);
    assert_eq!(field(&net.request(far), &HeaderName::Route), hops[0]);
    // The next REGISTER goes to the registrar, and its answer has none.
    net.run(85_000);
    let refresh = net.request(server);
    assert_eq!(refresh.method, Method::Register);
    assert!(!refresh.headers.contains(&HeaderName::Route));
    grant(&mut net, server, &refresh, "", &[]);
    invite(&mut net, bob());
    let request = net.request(server);
    assert!(!request.headers.contains(&HeaderName::Route));
}

#[test]
fn an_outbound_proxy_stands_before_the_service_route() {
    let (mut net, server, register) = registering(|account| account.is_behind_proxy = true);
    grant(&mut net, server, &register, "", &["<sip:10.0.0.8;lr>"]);
    invite(&mut net, bob());
    assert_eq!(field(&net.request(server), &HeaderName::Route), "<sip:10.0.0.8;lr>");
}

#[test]
fn a_service_route_that_is_not_loose_is_none() {
    let (mut net, server, register) = registering(|_| {});
    grant(&mut net, server, &register, "", &["<sip:10.0.0.8>"]);
    invite(&mut net, bob());
    assert!(!net.request(server).headers.contains(&HeaderName::Route));
}

#[test]
fn a_phone_that_has_a_gruu_is_reached_by_it() {
    let (mut net, server, register) =
        registering(|account| account.instance = Some(INSTANCE.to_owned()));
    let public = format!("sip:alice@pbx.example;gr={INSTANCE}");
    let params = format!(";pub-gruu=\"{public}\";temp-gruu=\"sip:tgruu.7hs@pbx.example;gr\"");
    grant(&mut net, server, &register, &params, &[]);
    invite(&mut net, bob());
    assert_eq!(field(&net.request(server), &HeaderName::Contact), format!("<{public}>"));
    // Who hides is reached by one that does not tell who it is.
    let from = Some(("Anonymous".to_owned(), uri("sip:anonymous@anonymous.invalid")));
    invite(&mut net, Invitation { from, ..bob() });
    assert_eq!(field(&net.request(server), &HeaderName::Contact), "<sip:tgruu.7hs@pbx.example;gr>");
    // The binding itself is the address.
    net.run(85_000);
    let refresh = loop {
        let request = net.request(server);
        if request.method == Method::Register {
            break request;
        }
    };
    assert!(field(&refresh, &HeaderName::Contact).starts_with("<sip:alice@10.0.0.1"));
}
