//! What an INVITE says beside who calls, and what is told of the end of a call.

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, started};
use crate::phone::menu::PageKind;
use crate::phone::view::Screen;
use crate::phone::{call_log::LogKind, key::Key};
use crate::sip::header::HeaderName;

const WITH_SDP: &str = "Content-Type: application/sdp\r\n";

/// The server calls, with `more` in its INVITE.
#[track_caller]
fn ring(bench: &mut Bench, more: &str) {
    assert_eq!(ask(bench, "INVITE", &format!("{WITH_SDP}{more}"), SDP), "180 Ringing");
    bench.assert_shows(0, "Incoming call");
}

/// The server cancels the call that rings, with `more` in its CANCEL.
fn cancel(bench: &mut Bench, more: &str) {
    let sent = bench.desks[0].lost.iter().rev();
    let ringing = sent.into_iter().find(|text| text.starts_with("SIP/2.0 180")).unwrap();
    let kept = ["Via:", "From:", "Call-ID:"];
    let fields = ringing.lines().filter(|line| kept.iter().any(|name| line.starts_with(name)));
    let fields: String = fields.map(|line| format!("{line}\r\n")).collect();
    let text = format!(
        "CANCEL sip:1001@10.0.0.1 SIP/2.0\r\n{fields}To: <sip:1001@10.0.0.1>\r\nCSeq: 1 CANCEL\r\n\
         {more}Content-Length: 0\r\n\r\n"
    );
    bench.datagram(0, text.into_bytes());
}

fn log(bench: &Bench, kind: LogKind) -> Vec<String> {
    let rows = bench.desks[0].phone.page_rows(PageKind::Log(kind));
    rows.into_iter().map(|(who, _)| who.to_string()).collect()
}

#[test]
fn who_sent_a_call_on_is_shown_if_the_server_says_so() {
    for (field, shown, logged) in [
        (
            "Diversion: \"Bob\" <sip:1002@10.0.0.99>;reason=user-busy\r\n",
            "Diverted by Bob, Busy",
            "Desk via Bob",
        ),
        (
            "Diversion: <sip:1002@10.0.0.99>;reason=deflection\r\n",
            "Diverted by 1002",
            "Desk via 1002",
        ),
        ("Diversion: <sip:1002@10.0.0.99>;privacy=full\r\n", "Diverted", "Desk"),
        (
            "History-Info: <sip:1002@10.0.0.99>;index=1, <sip:1001@10.0.0.99;cause=408>;index=1.1\r\n",
            "Diverted by 1002, No answer",
            "Desk via 1002",
        ),
    ] {
        let mut bench = started(SERVER);
        ring(&mut bench, field);
        bench.assert_shows(0, shown);
        let announced = &bench.desks[0].phone.view().announcement.text;
        assert_eq!(*announced, format!("Incoming call from Desk, pbx. {shown}"));
        cancel(&mut bench, "");
        assert_eq!(log(&bench, LogKind::Missed), [logged], "{field}");
    }
}

#[test]
fn strangers_are_not_believed_who_sent_a_call_on() {
    let mut bench = started("voip/line/0/id=1001\n");
    ring(&mut bench, "Diversion: \"The boss\" <sip:1@10.0.0.99>\r\n");
    assert!(!bench.text(0).contains("Diverted"), "{}", bench.text(0));
}

/// RFC 3326 2.
#[test]
fn a_call_that_another_phone_answered_is_not_missed() {
    for (reason, missed) in [
        ("", true),
        ("Reason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n", false),
        ("Reason: Q.850;cause=26, SIP;cause=200\r\n", false),
        ("Reason: SIP;cause=487\r\n", true),
        ("Reason: Q.850;cause=200\r\n", true),
    ] {
        let mut bench = started(SERVER);
        ring(&mut bench, "");
        cancel(&mut bench, reason);
        assert_eq!(bench.desks[0].phone.view().display.screen, Screen::Idle);
        assert_eq!(bench.text(0).contains("1 missed call"), missed, "{reason}");
        assert_eq!(log(&bench, LogKind::Missed).len(), usize::from(missed), "{reason}");
        assert_eq!(log(&bench, LogKind::Received).len(), usize::from(!missed), "{reason}");
    }
}

/// Nothing of Call-Info but answer-after would change what the phone does, nor does a wish to
/// join a call (RFC 3911 4) that the phone does not know how to fulfil.
#[test]
fn what_the_phone_does_not_use_changes_nothing() {
    for field in [
        "Call-Info: <http://10.0.0.99/p.jpg>;purpose=icon, <http://10.0.0.99/>;purpose=info\r\n",
        "Call-Info: nonsense\r\n",
        "Join: 98732@x;from-tag=1;to-tag=2\r\n",
        "Voicemail: <sip:voicemail@10.0.0.99>\r\n",
        "P-Preferred-Identity: \"Nobody\" <sip:0@10.0.0.99>\r\n",
    ] {
        let mut bench = started(SERVER);
        ring(&mut bench, field);
        assert!(!bench.text(0).contains("Nobody"));
        bench.press(0, &[Key::Speaker]);
        bench.assert_shows(0, "Connected");
    }
    let mut bench = started(SERVER);
    let more = format!("{WITH_SDP}Join: 98732@x;from-tag=1;to-tag=2\r\nRequire: join\r\n");
    assert_eq!(ask(&mut bench, "INVITE", &more, SDP), "420 Bad Extension");
    let refusal = bench.desks[0].lost.last().unwrap();
    assert!(refusal.contains("Unsupported: join\r\n"), "{refusal}");
}

/// RFC 3261 20.43: what a failure says to people.
#[test]
fn a_warning_is_shown_with_the_failure() {
    let mut bench = Bench::new(1);
    bench.dial(0, "x@10.0.0.99");
    let warning = (HeaderName::Warning, "399 pbx \"Line is barred\", 399 pbx \"b\"");
    bench.answer_invite_with(0, 403, &[warning], "");
    bench.assert_shows(0, "Forbidden");
    bench.assert_shows(0, "Line is barred");
    let announced = &bench.desks[0].phone.view().announcement.text;
    assert_eq!(*announced, "Forbidden: Line is barred, x@10.0.0.99");
}

/// RFC 3326: what a BYE says to people, unless it is what every end of a call says.
#[test]
fn why_the_other_side_hung_up_is_shown() {
    for (reason, shown) in [
        ("SIP;cause=500;text=\"Session timeout\"", Some("Session timeout")),
        ("Q.850;cause=27;text=\"Destination out of order\"", Some("out of order")),
        ("Q.850;cause=16;text=\"NORMAL_CLEARING\"", None),
        ("nonsense;;", None),
    ] {
        let mut bench = Bench::new(1);
        bench.dial(0, "x@10.0.0.99");
        bench.answer_invite(0, 200, SDP);
        bench.hang_up_by_stranger(0, reason);
        bench.assert_shows(0, "Disconnected");
        let text = bench.text(0);
        match shown {
            Some(shown) => assert!(text.contains(shown), "{text}"),
            None => assert!(!text.contains("NORMAL") && !text.contains("nonsense"), "{text}"),
        }
    }
}
