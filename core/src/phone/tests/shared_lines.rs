//! Lines that phones share: seen, seized, answered, taken over (manual 16.4, A.1.7, A.4.1).

use super::bench::Bench;
use super::busy_lamps::{Notifier, subscribes};
use super::requests::{SDP, SERVER, acknowledge, ask, register, started};
use crate::media::plan::Tone;
use crate::phone::Input;
use crate::phone::key::Key;
use crate::phone::view::{Lamp, Screen};
use crate::sip::header::HeaderName;
use crate::sip::message::{Message, Method, Request, Response, StatusCode};
use crate::time::Duration;

const SHARED: &str = "voip/line/0/line_mode=SHARED\n";

/// A registered phone whose line is shared, and the server that tells of it.
fn sharing(more: &str) -> (Bench, Notifier) {
    let mut bench = started(&format!("{SERVER}{SHARED}{more}"));
    register(&mut bench);
    let server = Notifier::accept(&mut bench);
    assert_eq!(server.subscribe.headers.get(&HeaderName::Event), Some("call-info"));
    (bench, server)
}

/// Tells what the appearances do.
fn tell(bench: &mut Bench, server: &mut Notifier, appearances: &[(&str, &str, &str)]) {
    let one = |(index, state, party): &(&str, &str, &str)| {
        format!(
            "<sip:10.0.0.99>;appearance-index={index};appearance-state={state};\
             appearance-uri=\"\\\"{party}\\\" <sip:{party}@10.0.0.99>\""
        )
    };
    let each: Vec<_> = appearances.iter().map(one).collect();
    let field = format!(
        "Call-Info: {}\r\n",
        [each.join(","), "<sip:10.0.0.99>;appearance-index=*;appearance-state=idle".to_owned()]
            .join(",")
            .trim_start_matches(',')
    );
    server.notify_with(bench, "active;expires=3600", &field, "");
}

/// Returns the newest SUBSCRIBE, which seizes the line.
#[track_caller]
fn seizes(bench: &Bench) -> Request {
    let subscribe = subscribes(bench).pop().unwrap();
    assert_eq!(subscribe.headers.get(&HeaderName::Event), Some("line-seize"));
    subscribe
}

/// Lets the phone have the appearance that it asks for.
#[track_caller]
fn grant(bench: &mut Bench) -> Notifier {
    let subscribe = seizes(bench);
    let field = subscribe.headers.get(&HeaderName::CallInfo).unwrap();
    let field = format!("Call-Info: {field}\r\n");
    let mut notifier = Notifier::accept_this(bench, subscribe);
    notifier.notify_with(bench, "active;expires=15", &field, "");
    notifier
}

fn refuse(bench: &mut Bench, status: StatusCode) {
    let response: Response = seizes(bench).response(status);
    bench.datagram(0, response.to_bytes());
}

fn invites(bench: &Bench) -> Vec<Request> {
    let read = |text: &String| match Message::parse(text.as_bytes()) {
        Ok(Message::Request(request)) if request.method == Method::Invite => Some(request),
        _ => None,
    };
    let mut all: Vec<_> = bench.desks[0].lost.iter().filter_map(read).collect();
    all.dedup_by(|a, b| a.headers.get(&HeaderName::Via) == b.headers.get(&HeaderName::Via));
    all
}

fn tone(bench: &Bench) -> Option<Tone> {
    bench.desks[0].plan.tone
}

fn screen(bench: &Bench) -> Screen {
    bench.desks[0].phone.view().display.screen
}

const NAMED: &str = "<sip:10.0.0.99>;appearance-index=1";

#[track_caller]
fn check(bench: &Bench, lamp: Lamp, state: &str, spoken: &str) {
    let key = &bench.desks[0].phone.view().line_keys[0];
    assert_eq!((key.lamp, key.state.as_str()), (lamp, state));
    assert!(key.description.contains(spoken), "{}", key.description);
}

#[test]
fn a_key_tells_what_other_phones_do_on_a_shared_line() {
    let mut bench = started(&format!("{SERVER}{SHARED}"));
    register(&mut bench);
    check(&bench, Lamp::Off, "Shared", "Unknown");
    let mut server = Notifier::accept(&mut bench);
    for (state, lamp, written, spoken) in [
        ("idle", Lamp::Off, "Shared", "Idle"),
        ("seized", Lamp::Red, "In use", "In use by another phone"),
        ("progressing", Lamp::Red, "In use", "In use by another phone"),
        ("alerting", Lamp::RedBlinking, "Ringing", "Ringing at another phone"),
        ("active", Lamp::Red, "In use", "In use by another phone"),
        ("held", Lamp::GreenBlinking, "On hold", "press to take the call"),
        ("held-private", Lamp::Red, "On hold, private", "On hold, private"),
    ] {
        tell(&mut bench, &mut server, &[("1", state, "bob")]);
        check(&bench, lamp, written, spoken);
    }
    // Of several the one that a person can do something about; and another page goes on with it.
    tell(&mut bench, &mut server, &[("1", "active", "bob"), ("3", "held", "carol")]);
    bench.refresh_page(0);
    check(&bench, Lamp::GreenBlinking, "On hold", "press to take the call");
    // What was not told of is idle.
    tell(&mut bench, &mut server, &[]);
    check(&bench, Lamp::Off, "Shared", "Idle");
    // A private line stays as it is.
    let private = &bench.desks[0].phone.view().line_keys[1];
    assert_eq!(private.state, "");
}

#[test]
fn a_shared_line_is_subscribed_to_as_configured() {
    let path = "voip/line/0/shared_call_appearance";
    let (mut bench, server) = sharing(&format!(
        "{path}/call_info_expiration_timeout=1200\n\
         {path}/call_info_subscription_failed_timeout=90\n"
    ));
    assert_eq!(server.subscribe.headers.get(&HeaderName::Expires), Some("1200"));
    assert_eq!(server.subscribe.uri.to_string(), "sip:1001@10.0.0.99");
    // The server says no to what refreshes it, and is asked again when that is due.
    let mut server = server;
    tell(&mut bench, &mut server, &[]);
    server.notify_with(&mut bench, "terminated;reason=probation", "", "");
    check(&bench, Lamp::Hollow, "Failed", "Subscription failed");
    let count = subscribes(&bench).len();
    bench.wait(Duration::from_secs(89));
    assert_eq!(subscribes(&bench).len(), count);
    bench.wait(Duration::from_secs(2));
    assert_eq!(subscribes(&bench).len(), count + 1);
    let refused = subscribes(&bench).pop().unwrap().response(StatusCode::FORBIDDEN);
    bench.datagram(0, refused.to_bytes());
    bench.wait(Duration::from_secs(89));
    assert_eq!(subscribes(&bench).len(), count + 1);
    bench.wait(Duration::from_secs(2));
    assert_eq!(subscribes(&bench).len(), count + 2);
    let mut server = Notifier::accept(&mut bench);
    tell(&mut bench, &mut server, &[]);
    check(&bench, Lamp::Off, "Shared", "Idle");
}

#[test]
fn off_hook_seizes_the_line_and_the_call_names_it() {
    let (mut bench, mut server) =
        sharing("voip/line/0/shared_call_appearance/line_seize_expiration_timeout=20\n");
    tell(&mut bench, &mut server, &[("1", "active", "bob")]);
    bench.press(0, &[Key::Speaker]);
    let subscribe = seizes(&bench);
    assert_eq!(subscribe.uri.to_string(), "sip:1001@10.0.0.99");
    assert_eq!(subscribe.headers.get(&HeaderName::Expires), Some("20"));
    // The first appearance is taken.
    let second = "<sip:10.0.0.99>;appearance-index=2";
    assert_eq!(subscribe.headers.get(&HeaderName::CallInfo), Some(second));
    // SILENCE, as configured, until the line is there.
    assert_eq!((screen(&bench), tone(&bench)), (Screen::Dialing, None));
    let mut line = grant(&mut bench);
    assert_eq!(tone(&bench), Some(Tone::Dial));
    bench.dial(0, "1002");
    let invite = invites(&bench).pop().unwrap();
    assert_eq!(invite.uri.to_string(), "sip:1002@10.0.0.99");
    assert_eq!(invite.headers.get(&HeaderName::CallInfo), Some(second));
    // The server needs the seizure no more; the phone does not ask for it again.
    line.notify_with(&mut bench, "terminated;reason=noresource", "", "");
    let count = subscribes(&bench).len();
    bench.answer_invite(0, 200, SDP);
    bench.assert_shows(0, "Connected");
    bench.wait(Duration::from_secs(30));
    assert_eq!(subscribes(&bench).len(), count);
    // Hold tells which appearance is on hold.
    bench.soft(0, "Hold");
    assert_eq!(invites(&bench).pop().unwrap().headers.get(&HeaderName::CallInfo), Some(second));
}

#[test]
fn a_number_that_is_dialled_at_once_waits_for_the_line() {
    let (mut bench, mut server) = sharing("");
    tell(&mut bench, &mut server, &[]);
    bench.dial(0, "1002");
    assert_eq!(screen(&bench), Screen::RingingOut);
    bench.refresh_page(0);
    assert_eq!(invites(&bench), []);
    grant(&mut bench);
    let invite = invites(&bench).pop().unwrap();
    assert_eq!(invite.headers.get(&HeaderName::CallInfo), Some(NAMED));
}

#[test]
fn a_line_is_given_back_if_nobody_dials() {
    let (mut bench, mut server) = sharing("voip/dialing/dialtone_timeout=10\n");
    tell(&mut bench, &mut server, &[]);
    for gives_up in [true, false] {
        bench.press(0, &[Key::Speaker]);
        grant(&mut bench);
        if gives_up {
            bench.soft(0, "Cancel");
        } else {
            bench.wait(Duration::from_secs(11));
            assert_eq!(tone(&bench), Some(Tone::Reorder));
        }
        let last = seizes(&bench);
        assert_eq!(last.headers.get(&HeaderName::Expires), Some("0"), "{gives_up}");
        assert_eq!(last.headers.get(&HeaderName::CallInfo), Some(NAMED));
    }
    // Whoever dials then needs the line again.
    bench.give(0, Input::Text("1002".to_owned()));
    bench.soft(0, "Dial");
    grant(&mut bench);
    assert_eq!(invites(&bench).len(), 1);
    // A call that nobody answers gives it back as well.
    bench.soft(0, "Cancel");
    assert_eq!(seizes(&bench).headers.get(&HeaderName::Expires), Some("0"));
}

#[test]
fn who_does_not_get_the_line_is_told() {
    let (mut bench, mut server) = sharing("");
    tell(&mut bench, &mut server, &[]);
    bench.press(0, &[Key::Speaker]);
    refuse(&mut bench, StatusCode::TEMPORARILY_UNAVAILABLE);
    bench.assert_shows(0, "Line in use");
    assert_eq!(tone(&bench), Some(Tone::Reorder));
    bench.soft(0, "Cancel");
    bench.dial(0, "1002");
    refuse(&mut bench, StatusCode::TEMPORARILY_UNAVAILABLE);
    bench.assert_shows(0, "Line in use");
    assert_eq!(screen(&bench), Screen::Ended);
    bench.wait(Duration::from_secs(60));
    assert_eq!((invites(&bench).len(), screen(&bench)), (0, Screen::Idle));
    // Taken away while it is dialled on.
    bench.press(0, &[Key::Speaker]);
    let mut line = grant(&mut bench);
    line.notify_with(&mut bench, "terminated;reason=noresource", "", "");
    bench.assert_shows(0, "Line in use");
    bench.soft(0, "Cancel");
    // A server that knows no shared lines lets the phone call.
    bench.dial(0, "1002");
    refuse(&mut bench, StatusCode::BAD_EVENT);
    assert_eq!(invites(&bench).len(), 1);
}

#[test]
fn a_speed_dial_waits_for_the_line_as_configured() {
    for (pause, expected) in [(3, 0), (0, 1)] {
        let (mut bench, mut server) = sharing(&format!(
            "voip/line/0/shared_call_appearance/speed_dial_delay={pause}\n\
             personal_settings/functional_key/14/type=SPEED_DIAL\n\
             personal_settings/functional_key/14/speed_dial_number=1003\n"
        ));
        tell(&mut bench, &mut server, &[]);
        bench.press(0, &[Key::Line(2)]);
        grant(&mut bench);
        bench.wait(Duration::from_millis(2_900));
        assert_eq!(invites(&bench).len(), expected, "{pause}");
        bench.wait(Duration::from_millis(200));
        assert_eq!(invites(&bench).len(), 1, "{pause}");
    }
}

#[test]
fn an_incoming_call_is_answered_on_its_appearance() {
    for (named, expected) in [("7", "7"), ("", "2")] {
        let (mut bench, mut server) = sharing("");
        tell(&mut bench, &mut server, &[("1", "active", "bob")]);
        let field = match named {
            "" => String::new(),
            _ => format!("Call-Info: <sip:10.0.0.99>;appearance-index={named}\r\n"),
        };
        let more = format!("Content-Type: application/sdp\r\n{field}");
        assert_eq!(ask(&mut bench, "INVITE", &more, SDP), "180 Ringing");
        // This phone rings itself, whatever others do.
        check(&bench, Lamp::RedBlinking, "rings", "Ringing");
        bench.soft(0, "Answer");
        let answer = bench.desks[0].lost.last().unwrap();
        assert!(answer.starts_with("SIP/2.0 200"), "{answer}");
        let expected = format!("Call-Info: <sip:10.0.0.99>;appearance-index={expected}\r\n");
        assert!(answer.contains(&expected), "{answer}");
    }
}

#[test]
fn a_call_that_another_phone_holds_is_taken() {
    let (mut bench, mut server) = sharing("");
    tell(&mut bench, &mut server, &[("1", "held", "carol"), ("2", "active", "dave")]);
    bench.press(0, &[Key::Line(0)]);
    bench.assert_shows(0, "carol");
    let invite = invites(&bench).pop().unwrap();
    assert_eq!(invite.uri.to_string(), "sip:1001@10.0.0.99");
    assert_eq!(invite.headers.get(&HeaderName::CallInfo), Some(NAMED));
    bench.answer_invite(0, 200, SDP);
    bench.assert_shows(0, "Connected");
    tell(&mut bench, &mut server, &[("1", "active", "carol"), ("2", "active", "dave")]);
    check(&bench, Lamp::Green, "In use", "In call");
    // Nobody called carol.
    bench.soft(0, "End");
    bench.press(0, &[Key::Redial]);
    bench.assert_shows(0, "No dialed calls");
}

#[test]
fn a_call_that_is_not_there_any_more_says_so() {
    let (mut bench, mut server) = sharing("");
    tell(&mut bench, &mut server, &[("1", "held", "carol")]);
    bench.press(0, &[Key::Line(0)]);
    bench.answer_invite(0, 404, "");
    assert_eq!(screen(&bench), Screen::Ended);
    bench.assert_shows(0, "Number not found");
}

#[test]
fn of_several_calls_the_person_chooses() {
    let (mut bench, mut server) = sharing("");
    tell(&mut bench, &mut server, &[("1", "held", "bob"), ("2", "held", "carol")]);
    bench.press(0, &[Key::Line(0)]);
    bench.assert_shows(0, "Shared line\nOn hold bob\nOn hold carol\nNew call");
    bench.press(0, &[Key::Down, Key::Ok]);
    bench.assert_shows(0, "carol");
    let second = "<sip:10.0.0.99>;appearance-index=2";
    assert_eq!(invites(&bench).pop().unwrap().headers.get(&HeaderName::CallInfo), Some(second));
    bench.soft(0, "Cancel");
    bench.wait(Duration::from_secs(6));
    bench.press(0, &[Key::Line(0), Key::Down, Key::Down, Key::Ok]);
    assert_eq!(screen(&bench), Screen::Dialing);
    let third = "<sip:10.0.0.99>;appearance-index=3";
    assert_eq!(seizes(&bench).headers.get(&HeaderName::CallInfo), Some(third));
}

#[test]
fn a_group_of_genband_joins_calls_of_others_where_it_may() {
    let group = "voip/services/application_server_type=GENBAND\n\
        voip/services/SLA/type=GENBAND_SCA\nvoip/sla/group/0/enabled=1\n\
        voip/sla/group/0/description=Group1\n";
    for (barging, joins) in [("voip/services/sla/barging/enable=1\n", true), ("", false)] {
        let mut bench = started(&format!("{SERVER}{group}{barging}"));
        register(&mut bench);
        let mut server = Notifier::accept(&mut bench);
        tell(&mut bench, &mut server, &[("1", "active", "bob")]);
        bench.press(0, &[Key::Line(0)]);
        assert_eq!(screen(&bench), if joins { Screen::Menu } else { Screen::Dialing });
        if joins {
            bench.assert_shows(0, "Group1\nIn use bob\nNew call");
            bench.press(0, &[Key::Ok]);
            let invite = invites(&bench).pop().unwrap();
            assert_eq!(invite.uri.to_string(), "sip:1001@10.0.0.99");
            assert_eq!(invite.headers.get(&HeaderName::CallInfo), Some(NAMED));
        }
    }
}

#[test]
fn a_held_call_that_another_phone_takes_is_not_one_that_was_cut() {
    for (state, text) in [("active", "Continued on another phone"), ("held", "Disconnected")] {
        let (mut bench, mut server) = sharing("");
        let more = "Content-Type: application/sdp\r\n";
        assert_eq!(ask(&mut bench, "INVITE", more, SDP), "180 Ringing");
        bench.soft(0, "Answer");
        acknowledge(&mut bench);
        bench.soft(0, "Hold");
        bench.answer_invite(0, 200, &SDP.replace("a=rtpmap", "a=recvonly\r\na=rtpmap"));
        bench.assert_shows(0, "On hold");
        tell(&mut bench, &mut server, &[("1", state, "carol")]);
        let invite = bench.desks[0].lost.iter().rev().find(|text| text.starts_with("INVITE"));
        let fields: Vec<_> = invite.unwrap().lines().collect();
        let field = |name: &str| {
            fields.iter().find(|line| line.starts_with(name)).unwrap()[name.len()..].to_owned()
        };
        let bye = format!(
            "BYE sip:1001@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.99;branch=z9hG4bKbye\r\n\
             From:{}\r\nTo:{}\r\nCall-ID:{}\r\nCSeq: 2 BYE\r\nContent-Length: 0\r\n\r\n",
            field("To:"),
            field("From:"),
            field("Call-ID:"),
        );
        bench.datagram(0, bye.into_bytes());
        bench.assert_shows(0, text);
    }
}
