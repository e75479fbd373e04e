//! Servers found by the name service, tried one after the other (RFC 3263; manual 16.2.2).

use super::net::*;
use crate::dns::{Record, Records};
use crate::sip::endpoint::{Account, Settings};
use crate::sip::header::HeaderName;

const SECONDS: u64 = 1_000;

/// Answers every question of alice: two servers, the first with the better priority.
fn answer(net: &mut Net) {
    while let Some((id, name)) = net.nodes[ALICE].questions.pop_front() {
        let address = |last: u8| Record::Address([10, 0, 0, last].into());
        let srv = |priority, target: &str| Record::Srv {
            priority,
            weight: 1,
            port: 5060,
            target: target.to_owned(),
        };
        let records = match name.as_str() {
            "_sip._udp.pbx.example" => vec![srv(20, "b.example"), srv(10, "a.example")],
            "a.example" => vec![address(8)],
            "b.example" => vec![address(9)],
            _ => Vec::new(),
        };
        let now = net.now;
        net.endpoint(ALICE).handle_resolved(id, Ok(Records { records, ttl_s: 3_600 }), now);
        net.run(1);
    }
}

/// Returns a network of alice and two servers, where alice has begun to register.
fn registering(settings: Settings) -> (Net, usize, usize) {
    let mut net = Net::new(1, 3, Weather::FINE);
    let servers = (net.add_hand("10.0.0.8:5060"), net.add_hand("10.0.0.9:5060"));
    let now = net.now;
    net.endpoint(ALICE).set_settings(settings);
    let server = Some(uri("sip:pbx.example"));
    let account = Account { registrar: server.clone(), proxy: server, ..account("alice") };
    net.endpoint(ALICE).set_account(ACCOUNT, account, now);
    net.endpoint(ALICE).register(ACCOUNT, now).unwrap();
    net.run(1);
    answer(&mut net);
    (net, servers.0, servers.1)
}

fn with(no_response_s: u64, failback_s: u64) -> Settings {
    use crate::time::Duration;
    Settings {
        no_response_timeout: Duration::from_secs(no_response_s),
        failback: Duration::from_secs(failback_s),
        ..settings()
    }
}

#[track_caller]
fn grant(net: &mut Net, server: usize) {
    let request = net.request(server);
    let mut response = reply(&request, 200, "r", "");
    let contact = request.headers.get(&HeaderName::Contact).unwrap();
    response.headers.push(HeaderName::Contact, contact);
    net.write_response(server, ALICE, &response);
    net.run(10);
}

#[test]
fn the_better_priority_is_asked_first() {
    let (mut net, first, second) = registering(with(3, 0));
    net.run(10);
    grant(&mut net, first);
    assert!(net.nodes[second].received.is_empty());
    assert!(net.told(ALICE).ends_with("Registered { expires: 3600s }"));
}

#[test]
fn a_silent_server_is_left_within_the_configured_time() {
    let (mut net, first, second) = registering(with(3, 0));
    net.run(3 * SECONDS - 50);
    assert!(net.nodes[second].received.is_empty(), "not before its time");
    net.run(100);
    assert!(!net.nodes[second].received.is_empty(), "within 100 ms after it");
    grant(&mut net, second);
    assert!(net.told(ALICE).ends_with("Registered { expires: 3600s }"));
    // What works is stayed with: a call goes there at once, and the refresh too.
    net.nodes[first].received.clear();
    let now = net.now;
    net.endpoint(ALICE).invite(ACCOUNT, uri("sip:bob@pbx.example"), None, now).unwrap();
    net.run(10);
    let invite = net.request(second);
    assert_eq!(invite.method.to_string(), "INVITE");
    net.write_response(second, ALICE, &reply(&invite, 486, "r", ""));
    // 85 % of an hour.
    net.run(3_062 * SECONDS);
    assert!(net.nodes[first].received.is_empty(), "{:?}", net.ladder);
    assert!(net.ladder.ends_with(&["0>2 REGISTER".to_owned()]), "{:?}", net.ladder);
}

#[test]
fn the_first_server_is_tried_again_after_the_failback_time() {
    // Also while others still pass the server over that did not answer.
    for failback in [60, 20] {
        let (mut net, first, second) = registering(with(3, failback));
        net.run(3 * SECONDS + 50);
        grant(&mut net, second);
        net.nodes[first].received.clear();
        net.run((failback - 1) * SECONDS);
        assert!(net.nodes[first].received.is_empty());
        net.run(2 * SECONDS);
        grant(&mut net, first);
        net.nodes[first].received.clear();
        let now = net.now;
        net.endpoint(ALICE).invite(ACCOUNT, uri("sip:bob@pbx.example"), None, now).unwrap();
        net.run(10);
        assert_eq!(net.request(first).method.to_string(), "INVITE");
    }
}

#[test]
fn a_failback_that_fails_leaves_the_phone_registered() {
    let (mut net, first, second) = registering(with(3, 60));
    net.run(3 * SECONDS + 50);
    grant(&mut net, second);
    net.told(ALICE);
    net.run(61 * SECONDS);
    assert!(!net.nodes[first].received.is_empty());
    net.run(3 * SECONDS);
    grant(&mut net, second);
    let told = net.told(ALICE);
    assert!(!told.contains("Failed"), "{told}");
}

#[test]
fn a_server_that_is_too_busy_sends_the_call_to_the_next() {
    let (mut net, first, second) = registering(with(3, 0));
    net.run(10);
    grant(&mut net, first);
    let now = net.now;
    net.endpoint(ALICE).invite(ACCOUNT, uri("sip:bob@pbx.example"), None, now).unwrap();
    net.run(10);
    let invite = net.request(first);
    net.write_response(first, ALICE, &reply(&invite, 503, "r", ""));
    net.run(10);
    assert_eq!(net.request(second).method.to_string(), "INVITE");
}
