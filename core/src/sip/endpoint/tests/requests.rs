//! What a phone answers to requests written by hand.

use super::net::*;
use crate::sip::endpoint::{CommandError, Event, RequestId, Settings};
use crate::sip::header::HeaderName;
use crate::sip::message::{Method, Request, Response, StatusCode};

/// A network of alice and a hand at 10.0.0.9.
fn pair() -> (Net, usize) {
    let mut net = Net::new(1, 7, Weather::FINE);
    let hand = net.add_hand("10.0.0.9:5060");
    (net, hand)
}

/// Returns a request to alice from the hand, with these lines added.
fn request(method: &str, branch: &str, more: &str) -> String {
    format!(
        "{method} sip:alice@10.0.0.1 SIP/2.0
Via: SIP/2.0/UDP 10.0.0.9;branch={branch}
From: <sip:hand@10.0.0.9>;tag=h
To: <sip:alice@10.0.0.1>
Call-ID: c1
CSeq: 1 {method}
Contact: <sip:hand@10.0.0.9>
{more}Content-Length: 0

"
    )
}

#[track_caller]
fn ask(net: &mut Net, hand: usize, text: &str) -> Response {
    net.write(hand, ALICE, text);
    net.run(10);
    net.response(hand)
}

#[test]
fn each_unacceptable_request_gets_its_own_answer() {
    for (text, status, header) in [
        (
            request("REGISTER", "z9hG4bK1", ""),
            405,
            Some((
                HeaderName::Allow,
                "INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, NOTIFY, REFER",
            )),
        ),
        (request("MESSAGE", "z9hG4bK1", ""), 405, None),
        (request("FROBNICATE", "z9hG4bK1", ""), 501, None),
        (
            request("OPTIONS", "z9hG4bK1", "Require: a, b\n"),
            420,
            Some((HeaderName::Unsupported, "a, b")),
        ),
        (
            request("INVITE", "z9hG4bK1", "Require: 100rel, precondition\n"),
            420,
            Some((HeaderName::Unsupported, "precondition")),
        ),
        (request("OPTIONS", "z9hG4bK1", "").replace("SIP/2.0\nVia", "SIP/7.0\nVia"), 505, None),
        (request("OPTIONS", "z9hG4bK1", "").replace("sip:alice@10.0.0.1 ", "soap:x "), 416, None),
        (request("OPTIONS", "z9hG4bK1", "").replace("CSeq: 1 OPTIONS", "CSeq: 1 INFO"), 400, None),
        (request("OPTIONS", "z9hG4bK1", "").replace("Call-ID: c1\n", ""), 400, None),
        (
            request("INVITE", "z9hG4bK1", "").replace("Contact: <sip:hand@10.0.0.9>\n", ""),
            400,
            None,
        ),
        (
            request("INVITE", "z9hG4bK1", "Content-Type: text/plain\n")
                .replace("Length: 0\n\n", "Length: 2\n\nhi"),
            415,
            Some((HeaderName::Accept, "application/sdp, multipart/mixed")),
        ),
        (request("NOTIFY", "z9hG4bK1", "Event: unheard-of\n"), 489, None),
        (request("NOTIFY", "z9hG4bK1", "Event: dialog\n"), 481, None),
        (request("BYE", "z9hG4bK1", ""), 481, None),
        (request("PRACK", "z9hG4bK1", "RAck: 1 1 INVITE\n"), 481, None),
        (request("UPDATE", "z9hG4bK1", ""), 481, None),
        (
            request("INVITE", "z9hG4bK1", "Supported: timer\nSession-Expires: 60\n"),
            422,
            Some((HeaderName::MinSe, "90")),
        ),
        (request("CANCEL", "z9hG4bK1", ""), 481, None),
        (
            request("BYE", "z9hG4bK1", "").replace("alice@10.0.0.1>", "alice@10.0.0.1>;tag=x"),
            481,
            None,
        ),
        (
            request("INVITE", "z9hG4bK1", "").replace("alice@10.0.0.1>", "alice@10.0.0.1>;tag=x"),
            481,
            None,
        ),
    ] {
        let (mut net, hand) = pair();
        let response = ask(&mut net, hand, &text);
        assert_eq!(response.status.get(), status, "{text}");
        if let Some((name, value)) = header {
            assert_eq!(response.headers.get(&name), Some(value), "{text}");
        }
        assert_eq!(net.told(ALICE), "", "{text}");
        net.settle();
        net.assert_empty();
    }
}

#[test]
fn noise_is_dropped_and_counted() {
    let (mut net, hand) = pair();
    let ack = request("ACK", "z9hG4bK1", "");
    let stray = "SIP/2.0 200 OK\nVia: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKx\nFrom: <sip:a@b>;tag=1\nTo: <sip:a@b>;tag=2\nCall-ID: c\nCSeq: 1 INVITE\n\n";
    for text in ["hello\n\n", "\n\n\n\n", "SIP/2.0 999 X\n\n", ack.as_str(), stray] {
        net.write(hand, ALICE, text);
    }
    net.write(hand, ALICE, &request("OPTIONS", "z9hG4bK1", "").replace("Via", "Nia"));
    net.run(10);
    assert!(net.nodes[hand].received.is_empty());
    let counters = net.endpoint(ALICE).counters();
    assert_eq!((counters.malformed, counters.stray), (3, 2));
    net.assert_empty();
}

#[test]
fn options_tells_what_the_phone_can_do_and_whether_it_is_busy() {
    let (mut net, hand) = pair();
    let response = ask(&mut net, hand, &request("OPTIONS", "z9hG4bK1", ""));
    assert_eq!(response.status, StatusCode::OK);
    let has = |name: &HeaderName, value: &str| {
        response.headers.get(name).is_some_and(|text| text.split(", ").any(|one| one == value))
    };
    // RFC 3261 11.2: Allow, Accept, Accept-Language, Supported; RFC 6665 4.4.4: Allow-Events.
    assert!(has(&HeaderName::Accept, "application/sdp"));
    assert!(has(&HeaderName::Accept, "application/dialog-info+xml"));
    assert!(has(&HeaderName::Allow, "REFER") && has(&HeaderName::AllowEvents, "refer"));
    assert!(has(&HeaderName::Supported, "replaces") && has(&HeaderName::AcceptLanguage, "en"));
    assert_eq!(response.headers.get(&HeaderName::Server), Some("Hookswitch"));
    net.endpoint(ALICE).set_options_answer(StatusCode::BUSY_HERE);
    let response = ask(&mut net, hand, &request("OPTIONS", "z9hG4bK2", "").replace("c1", "c2"));
    assert_eq!(response.status, StatusCode::BUSY_HERE);
}

#[test]
fn responses_go_where_the_request_came_from() {
    let (mut net, hand) = pair();
    let port = net.add_hand("10.0.0.9:6000");
    // With rport to the very port (RFC 3581 4); else to the port that Via names (18.2.2).
    let with =
        request("OPTIONS", "z9hG4bK1;rport", "").replace("UDP 10.0.0.9", "UDP 192.168.0.1:6000");
    let response = ask(&mut net, hand, &with);
    let via = response.headers.get(&HeaderName::Via).unwrap();
    assert!(via.contains("rport=5060") && via.contains("received=10.0.0.9"), "{via}");
    let without =
        request("OPTIONS", "z9hG4bK2", "").replace("UDP 10.0.0.9", "UDP host.example:6000");
    net.write(hand, ALICE, &without.replace("c1", "c2"));
    net.run(10);
    let response = net.response(port);
    assert!(response.headers.get(&HeaderName::Via).unwrap().contains("received=10.0.0.9"));
}

/// RFC 3261 8.2.6.1.
#[test]
fn the_time_of_a_request_is_told_back_with_the_first_response_only() {
    let (mut net, hand) = pair();
    net.write(hand, ALICE, &request("INVITE", "z9hG4bK1", "Timestamp: 54.21\n"));
    net.run(300);
    let trying = net.response(hand);
    assert_eq!(trying.status, StatusCode::TRYING);
    assert_eq!(trying.headers.get(&HeaderName::Timestamp), Some("54.21"));
    let session = net.incoming(ALICE);
    let now = net.now;
    net.endpoint(ALICE).ring(session, StatusCode::RINGING, None, now).unwrap();
    net.run(10);
    let ringing = net.response(hand);
    assert_eq!(ringing.status, StatusCode::RINGING);
    assert!(!ringing.headers.contains(&HeaderName::Timestamp));
}

#[test]
fn a_request_that_came_by_two_ways_is_merged() {
    let (mut net, hand) = pair();
    net.write(hand, ALICE, &request("INVITE", "z9hG4bK1", ""));
    net.run(10);
    let response = ask(&mut net, hand, &request("INVITE", "z9hG4bK2", ""));
    assert_eq!(response.status, StatusCode::LOOP_DETECTED);
    assert_eq!(net.told(ALICE), "incoming");
}

#[test]
fn repeated_invite_is_one_call() {
    let (mut net, hand) = pair();
    for _ in 0..3 {
        net.write(hand, ALICE, &request("INVITE", "z9hG4bK1", ""));
        net.run(10);
    }
    assert_eq!(net.told(ALICE), "incoming");
    assert_eq!(net.response(hand).status, StatusCode::TRYING);
}

/// Lets the hand call alice, who answers; returns her 200.
#[track_caller]
fn answered(
    net: &mut Net,
    hand: usize,
    branch: &str,
) -> (crate::sip::endpoint::SessionId, Response) {
    net.write(hand, ALICE, &request("INVITE", branch, "Record-Route: <sip:10.0.0.9;lr>\n"));
    net.run(10);
    let session = net.incoming(ALICE);
    let now = net.now;
    net.endpoint(ALICE).accept(session, sdp("answer"), now).unwrap();
    net.run(10);
    (session, net.response(hand))
}

/// Returns a request of the hand in the dialog of `ok`.
fn in_dialog(ok: &Response, method: &str, number: u32, branch: &str) -> String {
    let to = ok.headers.get(&HeaderName::To).unwrap();
    request(method, branch, "")
        .replace("To: <sip:alice@10.0.0.1>", &format!("To: {to}"))
        .replace("CSeq: 1", &format!("CSeq: {number}"))
}

#[test]
fn answer_is_repeated_until_it_is_acknowledged() {
    let (mut net, hand) = pair();
    let (_, ok) = answered(&mut net, hand, "z9hG4bK1");
    assert_eq!(ok.headers.get(&HeaderName::RecordRoute), Some("<sip:10.0.0.9;lr>"));
    assert_eq!(ok.headers.get(&HeaderName::Contact), Some("<sip:alice@10.0.0.1:5060>"));
    net.run(3_600);
    assert_eq!(net.nodes[hand].received.len(), 3);
    net.write(hand, ALICE, &in_dialog(&ok, "ACK", 1, "z9hG4bK2"));
    net.run(10);
    assert_eq!(net.told(ALICE), "acknowledged");
    net.nodes[hand].received.clear();
    net.run(60_000);
    assert!(net.nodes[hand].received.is_empty());
}

#[test]
fn call_without_ack_is_ended() {
    let (mut net, hand) = pair();
    answered(&mut net, hand, "z9hG4bK1");
    net.run(31_900);
    assert_eq!(net.told(ALICE), "");
    net.nodes[hand].received.clear();
    net.run(200);
    assert_eq!(net.told(ALICE), "ended Lost");
    let bye = net.request(hand);
    assert_eq!(bye.method, Method::Bye);
    assert_eq!(bye.headers.get(&HeaderName::Route), Some("<sip:10.0.0.9;lr>"));
    net.settle();
    net.assert_empty();
}

#[test]
fn bye_waits_for_the_ack() {
    let (mut net, hand) = pair();
    let (session, ok) = answered(&mut net, hand, "z9hG4bK1");
    let now = net.now;
    net.endpoint(ALICE).hang_up(session, now).unwrap();
    net.run(100);
    assert!(net.nodes[hand].received.is_empty());
    net.write(hand, ALICE, &in_dialog(&ok, "ACK", 1, "z9hG4bK2"));
    net.run(10);
    let bye = net.request(hand);
    net.write_response(hand, ALICE, &reply(&bye, 200, "", ""));
    net.run(10);
    assert_eq!(net.told(ALICE), "acknowledged, ended Local");
}

#[test]
fn lower_numbers_are_refused_within_a_dialog() {
    let (mut net, hand) = pair();
    let (_, ok) = answered(&mut net, hand, "z9hG4bK1");
    net.write(hand, ALICE, &in_dialog(&ok, "ACK", 1, "z9hG4bK2"));
    net.run(10);
    let response = ask(&mut net, hand, &in_dialog(&ok, "OPTIONS", 9, "z9hG4bK3"));
    assert_eq!(response.status, StatusCode::OK);
    let response = ask(&mut net, hand, &in_dialog(&ok, "BYE", 8, "z9hG4bK4"));
    assert_eq!(response.status, StatusCode::SERVER_INTERNAL_ERROR);
    let response = ask(&mut net, hand, &in_dialog(&ok, "INFO", 10, "z9hG4bK5"));
    assert_eq!(response.status, StatusCode::METHOD_NOT_ALLOWED);
    let bye = in_dialog(&ok, "BYE", 11, "z9hG4bK6");
    let bye = bye
        .replace("Content-Length", "Reason: Q.850;cause=27;text=\"Over and out\"\nContent-Length");
    let response = ask(&mut net, hand, &bye);
    assert_eq!(response.status, StatusCode::OK);
    assert_eq!(net.told(ALICE), "acknowledged, ended Remote(Some(\"Over and out\"))");
    net.settle();
    net.assert_empty();
}

#[test]
fn second_invite_while_one_is_open_has_to_wait() {
    let (mut net, hand) = pair();
    let (session, ok) = answered(&mut net, hand, "z9hG4bK1");
    net.write(hand, ALICE, &in_dialog(&ok, "ACK", 1, "z9hG4bK2"));
    net.write(hand, ALICE, &in_dialog(&ok, "INVITE", 2, "z9hG4bK3"));
    net.run(10);
    let response = ask(&mut net, hand, &in_dialog(&ok, "INVITE", 3, "z9hG4bK4"));
    assert_eq!(response.status, StatusCode::SERVER_INTERNAL_ERROR);
    let wait: u32 = response.headers.get(&HeaderName::RetryAfter).unwrap().parse().unwrap();
    assert!(wait <= 10);
    let now = net.now;
    net.endpoint(ALICE).answer_reinvite(session, Ok(sdp("fine")), now).unwrap();
    net.run(10);
    assert_eq!(net.response(hand).body, b"fine");
    // BYE ends it even before the ACK.
    let response = ask(&mut net, hand, &in_dialog(&ok, "BYE", 4, "z9hG4bK5"));
    assert_eq!(response.status, StatusCode::OK);
    net.settle();
    net.assert_empty();
}

#[test]
fn bye_ends_a_call_that_still_rings() {
    let (mut net, hand) = pair();
    net.write(hand, ALICE, &request("INVITE", "z9hG4bK1", ""));
    net.run(10);
    let session = net.incoming(ALICE);
    let now = net.now;
    net.endpoint(ALICE).ring(session, StatusCode::RINGING, None, now).unwrap();
    net.run(10);
    let ringing = net.response(hand);
    net.write(hand, ALICE, &in_dialog(&ringing, "BYE", 2, "z9hG4bK2"));
    net.run(10);
    assert_eq!(net.response(hand).status, StatusCode::REQUEST_TERMINATED);
    assert_eq!(net.response(hand).status, StatusCode::OK);
    assert_eq!(net.told(ALICE), "ended Remote(None)");
}

#[test]
fn callers_patience_ends_with_expires() {
    let (mut net, hand) = pair();
    net.write(hand, ALICE, &request("INVITE", "z9hG4bK1", "Expires: 5\n"));
    net.run(5_100);
    assert_eq!(net.told(ALICE), "incoming, ended Cancelled");
    assert_eq!(net.response(hand).status, StatusCode::TRYING);
    assert_eq!(net.response(hand).status, StatusCode::REQUEST_TERMINATED);
}

#[test]
fn elements_of_rfc_2543_are_understood() {
    let (mut net, hand) = pair();
    // No magic cookie, no From tag; ACK and CANCEL have the INVITE's branch or none.
    let old =
        |method: &str| request(method, "1", "").replace(";branch=1", "").replace(";tag=h", "");
    net.write(hand, ALICE, &old("INVITE"));
    net.write(hand, ALICE, &old("INVITE"));
    net.run(10);
    let session = net.incoming(ALICE);
    let now = net.now;
    net.endpoint(ALICE).accept(session, sdp("answer"), now).unwrap();
    net.run(10);
    net.nodes[hand].received.retain(|message| !message.body().is_empty());
    let ok = net.response(hand);
    let to = format!("To: {}", ok.headers.get(&HeaderName::To).unwrap());
    let ack = old("ACK").replace("To: <sip:alice@10.0.0.1>", &to);
    net.write(hand, ALICE, &ack);
    net.run(10);
    assert_eq!(net.told(ALICE), "acknowledged");
    let bye = old("BYE").replace("To: <sip:alice@10.0.0.1>", &to).replace("CSeq: 1", "CSeq: 2");
    let response = ask(&mut net, hand, &bye);
    assert_eq!(response.status, StatusCode::OK);
    net.write(hand, ALICE, &old("INVITE").replace("c1", "c2"));
    net.run(10);
    let response = ask(&mut net, hand, &old("CANCEL").replace("c1", "c2"));
    assert_eq!(response.status, StatusCode::OK);
    assert_eq!(net.told(ALICE), "ended Remote(None), incoming, ended Cancelled");
    net.settle();
    net.assert_empty();
}

#[test]
fn owner_answers_the_methods_that_it_named() {
    let (mut net, hand) = pair();
    let settings = Settings { methods: vec![Method::Register], ..settings() };
    net.endpoint(ALICE).set_settings(settings);
    net.write(hand, ALICE, &request("REGISTER", "z9hG4bK1", "Expires: 60\n"));
    net.run(10);
    let Some(Event::Request { id, request: asked, .. }) = net.nodes[ALICE].events.pop_front()
    else {
        panic!("not told");
    };
    assert_eq!(asked.headers.get(&HeaderName::Expires), Some("60"));
    let now = net.now;
    let mut response = Response::new(StatusCode::OK);
    response.headers.push(HeaderName::Contact, "<sip:hand@10.0.0.9>;expires=60");
    net.endpoint(ALICE).respond(id, response.clone(), now).unwrap();
    let unknown = Err(CommandError::UnknownRequest);
    assert_eq!(net.endpoint(ALICE).respond(id, response.clone(), now), unknown);
    assert_eq!(net.endpoint(ALICE).respond(RequestId(77), response, now), unknown);
    net.run(10);
    let answer = net.response(hand);
    assert_eq!(answer.headers.get(&HeaderName::CSeq), Some("1 REGISTER"));
    assert!(answer.headers.get(&HeaderName::To).unwrap().contains(";tag="));
    let allow = request("INFO", "z9hG4bK2", "").replace("c1", "c2");
    let allow = ask(&mut net, hand, &allow).headers.get(&HeaderName::Allow).map(str::to_owned);
    assert!(allow.unwrap().ends_with("REFER, REGISTER"));
}

#[test]
fn account_is_found_by_user_and_among_twins_by_domain() {
    let (mut net, hand) = pair();
    let now = net.now;
    for (id, user, host) in [(1, "twin", "one.example"), (2, "twin", "two.example")] {
        let mut account = account(user);
        account.aor = uri(&format!("sip:{user}@{host}"));
        net.endpoint(ALICE).set_account(crate::sip::endpoint::AccountId(id), account, now);
    }
    for (index, (user, host, expected)) in [
        ("twin", "two.example", Some(2)),
        ("twin", "one.example", Some(1)),
        ("alice", "10.0.0.1", Some(0)),
        ("nobody", "10.0.0.1", None),
    ]
    .into_iter()
    .enumerate()
    {
        let text = request("INVITE", &format!("z9hG4bK{index}"), "")
            .replace("sip:alice@10.0.0.1 ", &format!("sip:{user}@10.0.0.1 "))
            .replace("<sip:alice@10.0.0.1>", &format!("<sip:{user}@{host}>"))
            .replace("c1", &format!("c{index}"));
        net.write(hand, ALICE, &text);
        net.run(10);
        let Some(Event::Incoming { account, .. }) = net.nodes[ALICE].events.pop_front() else {
            panic!("no call for {user}@{host}");
        };
        assert_eq!(account.map(|id| id.0), expected, "{user}@{host}");
    }
}

#[test]
fn lost_dialog_ends_the_session_that_wanted_to_change_it() {
    for status in [481, 408] {
        let (mut net, hand) = pair();
        let (session, ok) = answered(&mut net, hand, "z9hG4bK1");
        net.write(hand, ALICE, &in_dialog(&ok, "ACK", 1, "z9hG4bK2"));
        net.run(10);
        let now = net.now;
        net.endpoint(ALICE).reinvite(session, sdp("hold"), now).unwrap();
        net.run(10);
        let invite: Request = net.request(hand);
        net.write_response(hand, ALICE, &reply(&invite, status, "", ""));
        net.run(10);
        assert_eq!(net.told(ALICE), "acknowledged, ended Lost");
        assert_eq!(net.request(hand).method, Method::Ack);
        assert_eq!(net.request(hand).method, Method::Bye);
        net.settle();
        net.assert_empty();
    }
}
