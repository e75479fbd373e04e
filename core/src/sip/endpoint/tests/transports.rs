//! Connections: opened on demand, used for all that goes the same way, renewed when they end
//! (RFC 3261 18, RFC 5626).

use super::net::*;
use crate::dns::{Record, Records};
use crate::sip::endpoint::{Account, Event, Protocol, RegistrationState, SessionId, Settings};
use crate::sip::header::{Contact, Expires, HeaderName};
use crate::sip::message::{Method, Request, Response, StatusCode};

/// Returns a network of alice, whose proxy and registrar is bob at 10.0.0.2.
fn office(protocol: Protocol) -> Net {
    let mut net = Net::new(2, 5, Weather::FINE);
    let now = net.now;
    let server = Some(uri("sip:10.0.0.2:5060"));
    let account = Account {
        registrar: server.clone(),
        registrar_hop: server.clone(),
        proxy: server,
        protocol,
        ..account("alice")
    };
    net.endpoint(ALICE).set_account(ACCOUNT, account, now);
    let methods = vec![Method::Register];
    net.endpoint(BOB).set_settings(Settings { methods, ..settings() });
    net
}

/// Lets bob take the registration that was asked for last, and returns it.
#[track_caller]
fn grant(net: &mut Net) -> Request {
    net.run(20);
    let mut last = None;
    while let Some(event) = net.nodes[BOB].events.pop_front() {
        if let Event::Request { id, request, .. } = event {
            last = Some((id, request));
        }
    }
    let (id, request) = last.expect("a request");
    let mut response: Response = request.response(StatusCode::OK);
    let contacts = request.headers.typed_all::<Contact>().unwrap();
    for contact in contacts.iter().filter(|contact| contact.expires() != Some(0)) {
        response.headers.push_typed(contact);
    }
    response.headers.push_typed(&Expires(60));
    let now = net.now;
    net.endpoint(BOB).respond(id, response, now).unwrap();
    net.run(20);
    request
}

#[track_caller]
fn register(net: &mut Net) -> Request {
    let now = net.now;
    net.endpoint(ALICE).register(ACCOUNT, now).unwrap();
    let request = grant(net);
    let state = net.endpoint(ALICE).registration(ACCOUNT);
    assert!(matches!(state, RegistrationState::Registered { .. }), "{state:?}");
    request
}

fn connects(net: &mut Net) -> Vec<String> {
    net.ladder().into_iter().filter(|line| line.contains(" connects ")).collect()
}

fn call(net: &mut Net) -> (SessionId, SessionId) {
    let now = net.now;
    let target = uri("sip:bob@pbx.example");
    let alice = net.endpoint(ALICE).invite(ACCOUNT, target, sdp("offer"), now).unwrap();
    net.run(50);
    let bob = net.incoming(BOB);
    let now = net.now;
    net.endpoint(BOB).accept(bob, sdp("answer"), now).unwrap();
    net.run(50);
    (alice, bob)
}

#[test]
fn one_connection_carries_registration_and_calls_both_ways() {
    let mut net = office(Protocol::Tcp);
    let request = register(&mut net);
    let via = request.headers.get(&HeaderName::Via).unwrap();
    assert!(via.starts_with("SIP/2.0/TCP 10.0.0.1:4"), "{via}");
    let contact = request.headers.get(&HeaderName::Contact).unwrap();
    assert!(contact.starts_with("<sip:alice@10.0.0.1:4"), "{contact}");
    assert!(contact.contains(";transport=tcp>"), "{contact}");
    let (_, bob) = call(&mut net);
    let now = net.now;
    // Bob follows alice's Contact, which is her end of the connection.
    net.endpoint(BOB).hang_up(bob, now).unwrap();
    net.run(50);
    assert!(net.told(ALICE).ends_with("ended Remote(None)"));
    let ladder = net.ladder();
    assert_eq!(ladder.iter().filter(|line| line.contains(" connects ")).count(), 1, "{ladder:?}");
    assert!(ladder.iter().all(|line| !line.contains('>')), "no datagram: {ladder:?}");
    assert_eq!(net.endpoint(ALICE).counters().retransmitted, 0);
    net.run(40_000);
    assert!(!net.endpoint(ALICE).waits_for_answer());
}

#[test]
fn a_web_socket_carries_registration_and_calls_both_ways() {
    let mut net = office(Protocol::Ws);
    let request = register(&mut net);
    let via = request.headers.get(&HeaderName::Via).unwrap();
    assert!(via.starts_with("SIP/2.0/WS ") && via.contains(".invalid;branch="), "{via}");
    let contact = request.headers.get(&HeaderName::Contact).unwrap();
    assert!(contact.contains(".invalid;transport=ws>"), "{contact}");
    // Its name leads nowhere, and what the registrar sees of its address is no better.
    assert!(contact.starts_with("<sip:alice@") && !contact.contains("10.0.0."), "{contact}");
    let (alice, bob) = call(&mut net);
    // Bob's own Contact has no transport; nothing but the WebSocket leads anywhere from a page.
    let now = net.now;
    net.endpoint(ALICE).reinvite(alice, sdp("again"), now).unwrap();
    net.run(50);
    let now = net.now;
    net.endpoint(BOB).answer_reinvite(bob, Ok(sdp("answer")), now).unwrap();
    net.run(50);
    let now = net.now;
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.run(50);
    assert!(net.told(BOB).ends_with("ended Remote(None)"));
    let ladder = net.ladder();
    assert_eq!(ladder.iter().filter(|line| line.contains(" connects ")).count(), 1, "{ladder:?}");
    assert!(ladder.iter().all(|line| !line.contains('>')), "no datagram: {ladder:?}");
    net.run(40_000);
    assert!(!net.endpoint(ALICE).waits_for_answer());
}

#[test]
fn each_message_of_a_web_socket_is_one_of_sip() {
    let mut net = office(Protocol::Ws);
    register(&mut net);
    let (id, _) = net.nodes[ALICE].connections.first_key_value().unwrap();
    let (id, now) = (*id, net.now);
    let options = "OPTIONS sip:alice@x.invalid SIP/2.0\r\nVia: SIP/2.0/WS 10.0.0.2;branch=z9hG4bK1\r\n\
                   From: <sip:b@x>;tag=1\r\nTo: <sip:alice@x>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n\
                   Max-Forwards: 9\r\n\r\n";
    net.ladder();
    // Its length is that of the message (RFC 7118 5): a second one is not looked for in it.
    net.endpoint(ALICE).handle_stream(id, options.as_bytes(), now);
    net.endpoint(ALICE).handle_stream(id, &options.as_bytes()[..40], now);
    net.endpoint(ALICE).handle_stream(id, b"\r\n", now);
    net.run(10);
    assert_eq!(net.ladder(), ["0=1 200"]);
    assert_eq!(net.endpoint(ALICE).counters().malformed, 1);
}

#[test]
fn a_lost_web_socket_is_opened_anew_and_kept() {
    let mut net = office(Protocol::Wss);
    let first = register(&mut net);
    net.cut(BOB);
    let again = grant(&mut net);
    assert_ne!(first.headers.get(&HeaderName::Contact), again.headers.get(&HeaderName::Contact));
    assert_eq!(connects(&mut net).len(), 2);
    // Silence is asked about, as pages cannot send what WebSocket itself has for that.
    net.run(100_000);
    let ladder = net.ladder();
    assert!(ladder.contains(&"0=1 ".to_owned()) && ladder.contains(&"1=0 ".to_owned()));
    // A server that stays away is asked less and less often.
    net.nodes[BOB].listens = false;
    net.cut(BOB);
    net.run(600_000);
    let tries = connects(&mut net).len();
    assert!((5..=20).contains(&tries), "{tries} tries in ten minutes");
}

#[test]
fn nothing_is_sent_twice_where_the_transport_delivers() {
    let mut net = office(Protocol::Tcp);
    let now = net.now;
    net.endpoint(ALICE).register(ACCOUNT, now).unwrap();
    net.run(31_000);
    let sent = net.ladder().iter().filter(|line| line.ends_with("REGISTER")).count();
    assert_eq!(sent, 1);
}

#[test]
fn a_lost_connection_is_renewed_and_its_binding_replaced() {
    let mut net = office(Protocol::Tcp);
    let first = register(&mut net);
    net.cut(BOB);
    let again = grant(&mut net);
    let contacts = again.headers.typed_all::<Contact>().unwrap();
    let old = first.headers.typed::<Contact>().unwrap();
    assert_eq!(contacts.len(), 2);
    assert_ne!(contacts[0].uri(), old.uri());
    assert_eq!((contacts[1].uri(), contacts[1].expires()), (old.uri(), Some(0)));
    assert_eq!(connects(&mut net).len(), 2);
}

#[test]
fn a_call_is_told_of_the_new_connection() {
    for protocol in [Protocol::Tcp, Protocol::Ws] {
        let mut net = office(protocol);
        register(&mut net);
        let (_, bob) = call(&mut net);
        net.cut(BOB);
        net.run(20);
        assert!(!net.ladder().contains(&"0=1 UPDATE".to_owned()), "the server may be away");
        grant(&mut net);
        net.run(600);
        let ladder = net.ladder();
        assert!(ladder.contains(&"0=1 UPDATE".to_owned()), "{ladder:?}");
        if protocol == Protocol::Tcp {
            // What bob does follows alice's new Contact.
            let now = net.now;
            net.endpoint(BOB).hang_up(bob, now).unwrap();
            net.run(50);
            assert!(net.told(ALICE).ends_with("ended Remote(None)"));
        }
    }
}

#[test]
fn a_server_that_takes_no_connection_is_a_registration_failure() {
    let mut net = office(Protocol::Tcp);
    net.nodes[BOB].listens = false;
    let now = net.now;
    net.endpoint(ALICE).register(ACCOUNT, now).unwrap();
    net.run(50);
    let told = net.told(ALICE);
    assert!(told.contains("Failed { reason: Transport(\"closed\")"), "{told}");
}

#[test]
fn the_certificates_name_stays_with_the_dialog() {
    let mut net = office(Protocol::Tls);
    let now = net.now;
    let account = Account {
        proxy: Some(uri("sip:sip.pbx.example:5060")),
        protocol: Protocol::Tls,
        ..account("alice")
    };
    net.endpoint(ALICE).set_account(ACCOUNT, account, now);
    let target = uri("sip:bob@pbx.example");
    let alice = net.endpoint(ALICE).invite(ACCOUNT, target, sdp("offer"), now).unwrap();
    net.run(10);
    let (id, name) = net.nodes[ALICE].questions.pop_front().unwrap();
    assert_eq!(name, "sip.pbx.example");
    let records = vec![Record::Address("10.0.0.2".parse().unwrap())];
    let now = net.now;
    net.endpoint(ALICE).handle_resolved(id, Ok(Records { records, ttl_s: 60 }), now);
    net.run(50);
    let bob = net.incoming(BOB);
    let now = net.now;
    net.endpoint(BOB).accept(bob, sdp("answer"), now).unwrap();
    net.run(50);
    assert_eq!(connects(&mut net), ["0 connects TLS sip.pbx.example"]);
    net.cut(BOB);
    net.run(10);
    // Bob's Contact is an address; the server is still the one whose name is known.
    let now = net.now;
    net.endpoint(ALICE).hang_up(alice, now).unwrap();
    net.run(50);
    let ladder = net.ladder();
    let again: Vec<_> = ladder.iter().filter(|line| line.contains(" connects ")).collect();
    assert!(again.is_empty() || again == ["0 connects TLS sip.pbx.example"], "{ladder:?}");
}

#[test]
fn what_is_too_long_for_a_datagram_goes_by_tcp_if_there_is_tcp() {
    for (listens, expected) in [(true, "0=1 INVITE"), (false, "0>1 INVITE")] {
        let mut net = office(Protocol::Udp);
        net.nodes[BOB].listens = listens;
        net.endpoint(ALICE).set_settings(Settings { max_datagram: 600, ..settings() });
        let now = net.now;
        let body = sdp(&"x".repeat(700));
        let target = uri("sip:bob@pbx.example");
        net.endpoint(ALICE).invite(ACCOUNT, target, body, now).unwrap();
        net.run(100);
        let Some(Event::Incoming { request, .. }) = net.nodes[BOB].events.front() else {
            panic!("no call");
        };
        // Alice is reached as before.
        let contact = request.headers.get(&HeaderName::Contact);
        assert_eq!(contact, Some("<sip:alice@10.0.0.1:5060>"));
        let ladder = net.ladder();
        assert!(ladder.contains(&expected.to_owned()), "{ladder:?}");
    }
}

#[test]
fn pings_are_answered_and_a_silent_server_is_left() {
    let mut net = office(Protocol::Tcp);
    register(&mut net);
    net.ladder();
    net.run(100_000);
    let ladder = net.ladder();
    // A line of two line ends, and one.
    assert!(ladder.contains(&"0=1 ".to_owned()) && ladder.contains(&"1=0 ".to_owned()));
    assert_eq!(ladder.iter().filter(|line| line.contains(" connects ")).count(), 0, "{ladder:?}");
    // From now on nothing arrives any more, and nobody says so.
    let id = *net.nodes[ALICE].connections.keys().next().unwrap();
    net.nodes[ALICE].connections.insert(id, None);
    net.run(115_000);
    assert!(!connects(&mut net).is_empty(), "the connection is opened anew");
}

#[test]
fn a_stream_that_is_not_sip_is_closed() {
    let mut net = office(Protocol::Tcp);
    register(&mut net);
    let (id, _) = net.nodes[BOB].connections.first_key_value().unwrap();
    let (id, now) = (*id, net.now);
    net.endpoint(BOB).handle_stream(id, b"GET / HTTP/1.1\r\n\r\n", now);
    assert_eq!(net.endpoint(BOB).counters().malformed, 1);
    net.run(10);
    assert!(!net.nodes[ALICE].connections.contains_key(&id) || connects(&mut net).len() > 1);
}
