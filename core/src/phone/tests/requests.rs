//! Requests that act on the phone, and whom it believes.

use super::bench::Bench;
use crate::language::Text;
use crate::media::plan::{Command, Digit};
use crate::phone::Input;
use crate::phone::key::Key;
use crate::phone::view::Screen;
use crate::sip::header::HeaderName;
use crate::sip::message::{Message, Request};
use crate::time::Duration;

/// The server is where the bench's strangers are.
pub(super) const SERVER: &str = "voip/line/0/id=1001\nvoip/signalling/sip/use_proxy=1\n\
    voip/signalling/sip/proxy_address=10.0.0.99\nvoip/talk_event/enabled=1\n";

pub(super) const SDP: &str = "v=0\r\no=- 1 1 IN IP4 10.0.0.99\r\ns=-\r\nc=IN IP4 10.0.0.99\r\nt=0 0\r\n\
    m=audio 9000 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n";

pub(super) fn started(text: &str) -> Bench {
    let mut bench = Bench::new(1);
    bench.desks[0].configuration = Ok(text.to_owned());
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(8));
    bench
}

/// Sends a request from 10.0.0.99 and returns the first line of its answer.
pub(super) fn ask(bench: &mut Bench, method: &str, more: &str, body: &str) -> String {
    let number = bench.desks[0].lost.len();
    let text = format!(
        "{method} sip:1001@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.99;branch=z9hG4bKq{number}\r\n\
         From: \"Desk\" <sip:pbx@10.0.0.99>;tag=t{number}\r\nTo: <sip:1001@10.0.0.1>\r\n\
         Call-ID: q{number}\r\nCSeq: 1 {method}\r\nContact: <sip:pbx@10.0.0.99>\r\n{more}\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    bench.datagram(0, text.into_bytes());
    let answer =
        bench.desks[0].lost.iter().rev().find(|text| {
            text.starts_with("SIP/2.0") && text.contains(&format!("Call-ID: q{number}"))
        });
    let first = answer.and_then(|text| text.lines().next()).unwrap_or("nothing");
    first.trim_start_matches("SIP/2.0 ").to_owned()
}

fn untrusted(bench: &Bench) -> u64 {
    bench.desks[0].phone.network.untrusted
}

/// The stranger calls, and the phone rings.
fn ring(bench: &mut Bench) {
    let more = "Content-Type: application/sdp\r\n";
    assert_eq!(ask(bench, "INVITE", more, SDP), "180 Ringing");
    bench.assert_shows(0, "Incoming call");
}

/// The stranger acknowledges the newest 200 to its INVITE.
pub(super) fn acknowledge(bench: &mut Bench) {
    let sent = bench.desks[0].lost.iter().rev();
    let mut answers = sent.filter(|text| text.starts_with("SIP/2.0 200"));
    let answer = answers.find(|text| text.contains("CSeq: 1 INVITE")).expect("an answer");
    let kept = ["From:", "To:", "Call-ID:"];
    let fields = answer.lines().filter(|line| kept.iter().any(|name| line.starts_with(name)));
    let fields: String = fields.map(|line| format!("{line}\r\n")).collect();
    let text = format!(
        "ACK sip:1001@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.99;branch=z9hG4bKack\r\n{fields}\
         CSeq: 1 ACK\r\nContent-Length: 0\r\n\r\n"
    );
    bench.datagram(0, text.into_bytes());
}

#[test]
fn the_server_answers_and_holds_calls() {
    let mut bench = started(SERVER);
    assert_eq!(
        ask(&mut bench, "NOTIFY", "Event: talk\r\n", ""),
        "481 Call/Transaction Does Not Exist"
    );
    ring(&mut bench);
    assert_eq!(ask(&mut bench, "NOTIFY", "Event: talk\r\n", ""), "200 OK");
    bench.assert_shows(0, "Connected");
    acknowledge(&mut bench);
    assert_eq!(ask(&mut bench, "NOTIFY", "Event: hold\r\n", ""), "200 OK");
    assert!(bench.methods(0).contains(&"INVITE"), "{:?}", bench.methods(0));
    bench.answer_invite(0, 200, &SDP.replace("a=rtpmap", "a=recvonly\r\na=rtpmap"));
    bench.assert_shows(0, "On hold");
    assert_eq!(ask(&mut bench, "NOTIFY", "Event: talk\r\n", ""), "200 OK");
    bench.answer_invite(0, 200, SDP);
    bench.assert_shows(0, "Connected");
    assert_eq!(untrusted(&bench), 0);
}

#[test]
fn strangers_get_403_and_are_counted() {
    let mut bench = started("voip/line/0/id=1001\n");
    ring(&mut bench);
    for (method, more, body) in [
        ("NOTIFY", "Event: talk\r\n", ""),
        ("NOTIFY", "Event: hold\r\n", ""),
        ("NOTIFY", "Event: check-sync\r\n", ""),
        ("NOTIFY", "Event: resync\r\n", ""),
        ("NOTIFY", "Event: message-summary\r\n", "Messages-Waiting: yes"),
        ("REFER", "Refer-To: <sip:attacker@10.0.0.98>\r\n", ""),
        ("MESSAGE", "Content-Type: text/plain\r\n", "hi"),
    ] {
        assert_eq!(ask(&mut bench, method, more, body), "403 Forbidden", "{method} {more}");
    }
    bench.assert_shows(0, "Incoming call");
    assert_eq!(untrusted(&bench), 7);
    // It stands on the page of the network.
    bench.soft(0, "Reject");
    let rows = bench.desks[0].phone.page_rows(crate::phone::menu::PageKind::Network);
    assert!(rows.contains(&(Text::UntrustedRequests, Text::verbatim("7"))), "{rows:?}");
}

#[test]
fn the_server_makes_the_phone_call_and_hears_of_it() {
    let mut bench = started(SERVER);
    let more = "Refer-To: <sip:1009@10.0.0.99>\r\nReferred-By: <sip:boss@10.0.0.99>\r\n";
    assert_eq!(ask(&mut bench, "REFER", more, ""), "202 Accepted");
    bench.assert_shows(0, "Calling");
    let invite = request(&bench, "INVITE");
    assert_eq!(invite.uri.to_string(), "sip:1009@10.0.0.99");
    assert_eq!(invite.headers.get(&HeaderName::ReferredBy), Some("<sip:boss@10.0.0.99>"));
    let notify = request(&bench, "NOTIFY");
    assert!(notify.headers.get(&HeaderName::SubscriptionState).unwrap().starts_with("active"));
    assert_eq!(notify.body, b"SIP/2.0 100 Trying\r\n");
    // What it is told to call must be something to call.
    for (target, status) in [
        ("<sip:a@b;method=BYE>", "501 Not Implemented"),
        ("<http://example.com/>", "416 Unsupported URI Scheme"),
    ] {
        let more = format!("Refer-To: {target}\r\n");
        assert_eq!(ask(&mut bench, "REFER", &more, ""), status);
    }
}

#[test]
fn digits_are_sent_by_sip_one_after_the_other() {
    for (setting, commands) in [
        ("voip/media/out_of_band_dtmf=VIA_SIP\n", 0),
        ("voip/media/dtmf_via_sip_force_flag=1\n", 3),
    ] {
        let mut bench = started(&format!("{SERVER}{setting}"));
        ring(&mut bench);
        bench.press(0, &[Key::Speaker]);
        acknowledge(&mut bench);
        let before = bench.desks[0].commands.len();
        bench.press(0, &[Key::Digit(5), Key::Star, Key::Pound]);
        let in_rtp = bench.desks[0].commands[before..]
            .iter()
            .filter(|command| matches!(command, Command::SendDigit { stream: Some(_), .. }));
        assert_eq!(in_rtp.count(), commands, "{setting}");
        bench.assert_shows(0, "Sent 5*#");
        for signal in ["5", "*", "#"] {
            let info = request(&bench, "INFO");
            let body = format!("Signal={signal}\r\nDuration=120\r\n");
            assert_eq!(String::from_utf8_lossy(&info.body), body);
            let kind = info.headers.get(&HeaderName::ContentType);
            assert_eq!(kind, Some("application/dtmf-relay"));
            let response = info.response(crate::sip::message::StatusCode::OK);
            bench.datagram(0, response.to_bytes());
        }
    }
}

#[test]
fn a_digit_lasts_as_long_as_its_key_is_held_down() {
    let mut bench = started(&format!("{SERVER}voip/media/dtmf_via_sip_force_flag=1\n"));
    ring(&mut bench);
    bench.press(0, &[Key::Speaker]);
    acknowledge(&mut bench);
    let stream = Some(bench.desks[0].plan.streams[0].id);
    // Held down by the menu of a keyboard, a key is let go at once.
    for (wait_ms, duration_ms) in [(2_000, 2_000), (0, 120)] {
        bench.give(0, Input::Hold(Key::Pound));
        let sent = bench.desks[0].commands.last();
        let digit = Digit::from_char('#').unwrap();
        let held = Command::SendDigit { stream, digit, duration_ms: u16::MAX };
        assert_eq!(sent, Some(&held));
        bench.wait(Duration::from_millis(wait_ms));
        bench.give(0, Input::Release(Key::Pound));
        let ended = Command::EndDigit { stream, duration_ms };
        assert_eq!(bench.desks[0].commands.last(), Some(&ended));
        let info = request(&bench, "INFO");
        let body = format!("Signal=#\r\nDuration={duration_ms}\r\n");
        assert_eq!(String::from_utf8_lossy(&info.body), body);
        bench.datagram(0, info.response(crate::sip::message::StatusCode::OK).to_bytes());
    }
    bench.assert_shows(0, "Sent ##");
}

/// Returns the newest request with this method that the phone sent to the stranger.
fn request(bench: &Bench, method: &str) -> Request {
    let sent = bench.desks[0].lost.iter().rev().find(|text| text.starts_with(method));
    match Message::parse(sent.expect(method).as_bytes()) {
        Ok(Message::Request(request)) => request,
        other => panic!("{other:?}"),
    }
}

#[test]
fn headers_in_refer_to_do_not_speak_for_the_phone() {
    let mut bench = started(SERVER);
    let more = "Refer-To: <sip:1009@10.0.0.99?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc&\
        From=%3Csip%3Aevil%40x%3E&Route=%3Csip%3Aevil%3E>\r\n";
    assert_eq!(ask(&mut bench, "REFER", more, ""), "202 Accepted");
    let invite = request(&bench, "INVITE");
    assert_eq!(invite.headers.get(&HeaderName::Replaces), Some("a;to-tag=b;from-tag=c"));
    assert_eq!(invite.headers.get(&HeaderName::Require), Some("replaces"));
    assert!(invite.headers.get(&HeaderName::From).unwrap().contains("1001"));
    assert_eq!(invite.headers.get(&HeaderName::Route), None);
    assert_eq!(invite.uri.to_string(), "sip:1009@10.0.0.99");
}

#[test]
fn messages_and_digits_come_by_sip() {
    let mut bench = started(SERVER);
    let plain = "Content-Type: text/plain\r\n";
    assert_eq!(ask(&mut bench, "MESSAGE", plain, "Lunch\r\nis ready"), "200 OK");
    bench.assert_shows(0, "Desk: Lunch  is ready");
    let html = "Content-Type: text/html\r\n";
    assert_eq!(ask(&mut bench, "MESSAGE", html, "<b>"), "415 Unsupported Media Type");
    assert_eq!(ask(&mut bench, "INFO", "", ""), "481 Call/Transaction Does Not Exist");
    ring(&mut bench);
    bench.press(0, &[Key::Speaker]);
    let relay = "Content-Type: application/dtmf-relay\r\n";
    for (more, body, status) in [
        (relay, "Signal=5\r\nDuration=160\r\n", "200 OK"),
        (relay, "Signal= #\r\n", "200 OK"),
        ("Content-Type: application/dtmf\r\n", "7", "200 OK"),
        (relay, "Signal=abc\r\n", "400 Bad Request"),
        ("Content-Type: text/plain\r\n", "7", "415 Unsupported Media Type"),
    ] {
        assert_eq!(ask(&mut bench, "INFO", more, body), status, "{body}");
    }
    bench.assert_shows(0, "Received 5#7");
}

#[test]
fn unasked_summaries_light_the_lamp() {
    let mut bench = started(SERVER);
    let more = "Event: message-summary\r\nSubscription-State: active\r\n\
        Content-Type: application/simple-message-summary\r\n";
    let body = "Messages-Waiting: yes\r\nVoice-Message: 2/1 (0/0)\r\n";
    assert_eq!(ask(&mut bench, "NOTIFY", more, body), "200 OK");
    assert_eq!(bench.desks[0].phone.view().display.screen, Screen::Idle);
    bench.assert_shows(0, "2 new messages");
    assert!(bench.desks[0].phone.view().lamps.voice_mail);
    assert_eq!(ask(&mut bench, "NOTIFY", more, "Messages-Waiting: no\r\n"), "200 OK");
    assert!(!bench.desks[0].phone.view().lamps.voice_mail);
    assert_eq!(ask(&mut bench, "NOTIFY", more, "nonsense"), "400 Bad Request");
    // Switched off there is no such thing.
    let off = format!("{SERVER}voip/services/msg_waiting_ind/enabled=0\n");
    let mut bench = started(&off);
    assert_eq!(ask(&mut bench, "NOTIFY", more, body), "481 Call/Transaction Does Not Exist");
}

#[test]
fn summaries_are_subscribed_to_as_configured() {
    let base = format!(
        "{SERVER}voip/services/msg_waiting_ind/subscribe=1\n\
         voip/services/msg_waiting_ind/subscribe_address=10.0.0.98\n\
         voip/services/msg_waiting_ind/expiraition_timeout=600\n"
    );
    let subscribe = |more: &str| {
        let mut bench = started(&format!("{base}{more}"));
        register(&mut bench);
        request(&bench, "SUBSCRIBE")
    };
    let sent = subscribe("");
    assert_eq!(sent.uri.to_string(), "sip:1001@10.0.0.98:5060");
    assert_eq!(sent.headers.get(&HeaderName::Event), Some("message-summary"));
    assert_eq!(sent.headers.get(&HeaderName::Expires), Some("600"));
    let sent = subscribe("voip/services/msg_waiting_ind/always_send_port=0\n");
    assert_eq!(sent.uri.to_string(), "sip:1001@10.0.0.98");
    let sent = subscribe("voip/services/msg_waiting_ind/subscribe_port=5070\n");
    assert_eq!(sent.uri.to_string(), "sip:1001@10.0.0.98:5070");
    let mut bench = started(&format!("{base}voip/services/msg_waiting_ind/enabled=0\n"));
    register(&mut bench);
    assert!(!bench.methods(0).contains(&"SUBSCRIBE"));
}

/// The registrar accepts the phone.
pub(super) fn register(bench: &mut Bench) {
    let register = request(bench, "REGISTER");
    let mut response = register.response(crate::sip::message::StatusCode::OK);
    let contact = register.headers.get(&HeaderName::Contact).unwrap();
    response.headers.push(HeaderName::Contact, contact);
    bench.datagram(0, response.to_bytes());
}
