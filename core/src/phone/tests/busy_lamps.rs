//! Lamps for other extensions: subscribed to, shown, and pressed (manual 22.9, 22.11, 25.2).

use super::bench::Bench;
use super::requests::{SDP, SERVER, ask, register, started};
use crate::phone::key::Key;
use crate::phone::view::Lamp;
use crate::sip::header::{HeaderName, To};
use crate::sip::message::{Message, Method, Request, StatusCode};
use crate::time::Duration;

/// Reception, 1003, is on the third key beside the display.
const RECEPTION: &str = "personal_settings/functional_key/14/type=SPEED_DIAL_BLF\n\
    personal_settings/functional_key/14/key_label=Reception\n\
    personal_settings/functional_key/14/speed_dial_number=1003\n";

/// A registered phone that watches what `more` says.
pub(super) fn watching(more: &str) -> Bench {
    let mut bench = started(&format!("{SERVER}{RECEPTION}{more}"));
    register(&mut bench);
    bench
}

/// Returns every SUBSCRIBE that the phone sent, oldest first, without repetitions.
pub(super) fn subscribes(bench: &Bench) -> Vec<Request> {
    let messages =
        bench.desks[0].lost.iter().filter_map(|text| match Message::parse(text.as_bytes()) {
            Ok(Message::Request(request)) if request.method == Method::Subscribe => Some(request),
            _ => None,
        });
    let mut all: Vec<Request> = messages.collect();
    all.dedup_by(|a, b| a.headers.get(&HeaderName::Via) == b.headers.get(&HeaderName::Via));
    all
}

/// The notifier of one subscription.
pub(super) struct Notifier {
    pub(super) subscribe: Request,
    number: u32,
}

impl Notifier {
    /// Accepts the newest SUBSCRIBE.
    pub(super) fn accept(bench: &mut Bench) -> Self {
        let subscribe = subscribes(bench).pop().expect("a SUBSCRIBE");
        Self::accept_this(bench, subscribe)
    }

    /// Accepts a SUBSCRIBE.
    pub(super) fn accept_this(bench: &mut Bench, subscribe: Request) -> Self {
        let mut response = subscribe.response(StatusCode::OK);
        let mut to = response.headers.typed::<To>().unwrap();
        if to.0.tag().is_none() {
            to.0.set_tag("notifier");
        }
        response.headers.set_typed(&to);
        response.headers.push(HeaderName::Contact, "<sip:pbx@10.0.0.99>");
        response.headers.push(HeaderName::Expires, "600");
        bench.datagram(0, response.to_bytes());
        Self { subscribe, number: 0 }
    }

    fn notify(&mut self, bench: &mut Bench, state: &str, kind: &str, body: &str) {
        self.notify_with(bench, state, &format!("Content-Type: {kind}\r\n"), body);
    }

    /// Sends a NOTIFY with further header fields.
    pub(super) fn notify_with(&mut self, bench: &mut Bench, state: &str, more: &str, body: &str) {
        self.number += 1;
        let field = |name: &HeaderName| self.subscribe.headers.get(name).unwrap();
        let text = format!(
            "NOTIFY sip:1001@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.99;branch=z9hG4bKn{0}{1}\r\n\
             From: {2};tag=notifier\r\nTo: {3}\r\nCall-ID: {1}\r\nCSeq: {0} NOTIFY\r\n\
             Contact: <sip:pbx@10.0.0.99>\r\nEvent: {4}\r\nSubscription-State: {state}\r\n\
             {more}Content-Length: {5}\r\n\r\n{body}",
            self.number,
            field(&HeaderName::CallId),
            field(&HeaderName::To),
            field(&HeaderName::From),
            field(&HeaderName::Event),
            body.len(),
        );
        bench.datagram(0, text.into_bytes());
    }

    /// Tells of dialogs, each with what stands in its start tag and within it.
    pub(super) fn tell(&mut self, bench: &mut Bench, version: u32, state: &str, dialogs: &str) {
        let body = document("1003", version, state, dialogs);
        self.notify(bench, "active;expires=600", "application/dialog-info+xml", &body);
    }
}

fn document(user: &str, version: u32, state: &str, dialogs: &str) -> String {
    format!(
        "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"{version}\" \
         state=\"{state}\" entity=\"sip:{user}@10.0.0.99\">{dialogs}</dialog-info>"
    )
}

pub(super) fn dialog(id: &str, direction: &str, state: &str) -> String {
    format!("<dialog id=\"{id}\" direction=\"{direction}\"><state>{state}</state></dialog>")
}

/// Checks what the third key shows and what a screen reader says of it.
#[track_caller]
fn check(bench: &Bench, lamp: Lamp, state: &str) {
    let key = &bench.desks[0].phone.view().line_keys[2];
    assert_eq!((key.label.as_str(), key.lamp, key.state.as_str()), ("Reception", lamp, state));
    let spoken = key.description.to_lowercase();
    assert!(spoken.starts_with("key 3, reception, "), "{spoken}");
    assert!(spoken.contains(&state.to_lowercase()), "{spoken}");
}

#[test]
fn a_key_tells_what_an_extension_does() {
    let mut bench = watching("");
    check(&bench, Lamp::Off, "Unknown");
    let mut server = Notifier::accept(&mut bench);
    assert_eq!(server.subscribe.uri.to_string(), "sip:1003@10.0.0.99");
    assert_eq!(server.subscribe.headers.get(&HeaderName::Event), Some("dialog"));
    assert_eq!(server.subscribe.headers.get(&HeaderName::Expires), Some("3600"));
    let accept = server.subscribe.headers.get(&HeaderName::Accept);
    assert_eq!(accept, Some("application/dialog-info+xml"));
    server.tell(&mut bench, 0, "full", "");
    check(&bench, Lamp::Green, "Idle");
    server.tell(&mut bench, 1, "partial", &dialog("a", "recipient", "early"));
    check(&bench, Lamp::RedBlinking, "Ringing");
    server.tell(&mut bench, 2, "partial", &dialog("a", "recipient", "confirmed"));
    check(&bench, Lamp::Red, "Busy");
    let held = "<dialog id=\"a\"><state>confirmed</state><local><target uri=\"sip:1003@10.0.0.3\">\
        <param pname=\"+sip.rendering\" pval=\"no\"/></target></local></dialog>";
    server.tell(&mut bench, 3, "partial", held);
    check(&bench, Lamp::GreenBlinking, "On hold");
    // Of several calls the one that can be picked up is told, then the one that goes on.
    server.tell(&mut bench, 4, "partial", &dialog("b", "recipient", "early"));
    check(&bench, Lamp::RedBlinking, "Ringing");
    server.tell(&mut bench, 5, "partial", &dialog("b", "recipient", "confirmed"));
    check(&bench, Lamp::Red, "Busy");
    server.tell(&mut bench, 6, "full", &dialog("c", "initiator", "early"));
    check(&bench, Lamp::Red, "Busy");
    // Another page goes on with what is known.
    bench.refresh_page(0);
    check(&bench, Lamp::Red, "Busy");
    server.tell(&mut bench, 7, "partial", &dialog("c", "initiator", "terminated"));
    check(&bench, Lamp::Green, "Idle");
}

#[test]
fn a_missing_document_is_asked_for_and_a_lost_subscription_is_told() {
    let mut bench = watching("");
    let mut server = Notifier::accept(&mut bench);
    server.tell(&mut bench, 0, "full", "");
    server.tell(&mut bench, 2, "partial", &dialog("a", "recipient", "confirmed"));
    check(&bench, Lamp::Green, "Idle");
    bench.wait(Duration::from_secs(6));
    let all = subscribes(&bench);
    let [first, again] = &all[..] else { panic!("{} SUBSCRIBEs", all.len()) };
    let id = |request: &Request| request.headers.get(&HeaderName::CallId).map(str::to_owned);
    assert_eq!(id(first), id(again), "within the subscription");
    Notifier::accept(&mut bench);
    server.tell(&mut bench, 3, "full", &dialog("a", "recipient", "confirmed"));
    check(&bench, Lamp::Red, "Busy");
    let kind = "application/dialog-info+xml";
    server.notify(&mut bench, "terminated;reason=probation;retry-after=30", kind, "");
    check(&bench, Lamp::Hollow, "Failed");
    bench.wait(Duration::from_secs(31));
    assert_ne!(id(&subscribes(&bench)[0]), id(subscribes(&bench).last().unwrap()), "a new one");
    // The new one counts anew.
    let mut server = Notifier::accept(&mut bench);
    server.tell(&mut bench, 0, "full", "");
    check(&bench, Lamp::Green, "Idle");
}

/// Presses the key and returns whom the phone calls.
fn called(bench: &mut Bench) -> String {
    bench.press(0, &[Key::Line(2)]);
    let sent = bench.desks[0].lost.iter().rev().find(|text| text.starts_with("INVITE "));
    let target = sent.and_then(|text| text.split(' ').nth(1)).expect("an INVITE").to_owned();
    bench.soft(0, "Cancel");
    bench.wait(Duration::from_secs(40));
    target
}

#[test]
fn a_key_calls_its_extension_or_picks_up_what_rings_there() {
    for (more, ringing) in [
        ("", "sip:1003@10.0.0.99"),
        ("voip/services/call_pickup/enabled=1\n", "sip:**1003@10.0.0.99"),
        (
            "voip/services/call_pickup/enabled=1\nvoip/services/call_pickup/access_code=*8\n",
            "sip:*81003@10.0.0.99",
        ),
    ] {
        let mut bench = watching(more);
        let mut server = Notifier::accept(&mut bench);
        server.tell(&mut bench, 0, "full", &dialog("a", "recipient", "early"));
        assert_eq!(called(&mut bench), ringing);
        server.tell(&mut bench, 1, "partial", &dialog("a", "recipient", "confirmed"));
        assert_eq!(called(&mut bench), "sip:1003@10.0.0.99");
    }
}

#[test]
fn a_key_is_the_target_of_a_transfer() {
    let mut bench = watching("");
    Notifier::accept(&mut bench);
    assert_eq!(ask(&mut bench, "INVITE", "Content-Type: application/sdp\r\n", SDP), "180 Ringing");
    bench.soft(0, "Answer");
    bench.press(0, &[Key::Transfer]);
    bench.press(0, &[Key::Line(2)]);
    let called = bench.desks[0].lost.iter().filter(|text| text.starts_with("INVITE sip:1003@"));
    assert!(called.count() > 0);
    bench.assert_shows(0, "1003");
}

#[test]
fn a_list_tells_of_all_keys() {
    let second = "personal_settings/functional_key/15/type=SPEED_DIAL_BLF\n\
        personal_settings/functional_key/15/speed_dial_number=1004\n\
        voip/services/application_server_type=BSFT\nvoip/services/busy_lamp_field/uri=mylist\n\
        voip/services/busy_lamp_field/application_server/";
    let here = watching(&format!("{second}use_registrar=1\n"));
    assert_eq!(subscribes(&here).pop().unwrap().uri.to_string(), "sip:mylist@10.0.0.99");
    let mut bench = watching(&format!("{second}addr=10.0.0.98\n"));
    let mut server = Notifier::accept(&mut bench);
    assert_eq!(subscribes(&bench).len(), 1);
    assert_eq!(server.subscribe.uri.to_string(), "sip:mylist@10.0.0.98");
    let supported = server.subscribe.headers.get(&HeaderName::Supported);
    assert_eq!(supported, Some("eventlist"));
    let mut tell = |bench: &mut Bench, version: u32, full: bool, bodies: &[(&str, String)]| {
        let named = bodies.iter().map(|(user, _)| {
            format!(
                "<resource uri=\"sip:{user}@10.0.0.98\"><instance id=\"1\" state=\"active\" \
                 cid=\"{user}@x\"/></resource>"
            )
        });
        let list = format!(
            "<list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"sip:mylist@10.0.0.98\" \
             version=\"{version}\" fullState=\"{full}\">{}</list>",
            named.collect::<String>()
        );
        let parts = bodies.iter().map(|(user, body)| {
            format!(
                "--b\r\nContent-ID: <{user}@x>\r\n\
                 Content-Type: application/dialog-info+xml\r\n\r\n{body}\r\n"
            )
        });
        let body = format!(
            "--b\r\nContent-ID: <list@x>\r\nContent-Type: application/rlmi+xml\r\n\r\n{list}\r\n\
             {}--b--\r\n",
            parts.collect::<String>()
        );
        let kind = "multipart/related;type=\"application/rlmi+xml\";boundary=b";
        server.notify(bench, "active;expires=600", kind, &body);
    };
    let early = dialog("a", "recipient", "early");
    let both = [
        ("1003", document("1003", 0, "full", "")),
        ("1004", document("1004", 0, "full", &early)),
        ("1005", document("1005", 0, "full", &early)),
    ];
    tell(&mut bench, 0, true, &both);
    check(&bench, Lamp::Green, "Idle");
    let other = |bench: &Bench| bench.desks[0].phone.view().line_keys[3].state.clone();
    assert_eq!(other(&bench), "Ringing");
    tell(&mut bench, 1, false, &[("1003", document("1003", 1, "partial", &early))]);
    check(&bench, Lamp::RedBlinking, "Ringing");
    assert_eq!(other(&bench), "Ringing");
    // The second document is missing.
    tell(&mut bench, 3, false, &[("1003", document("1003", 2, "partial", &early))]);
    bench.wait(Duration::from_secs(6));
    assert_eq!(subscribes(&bench).len(), 2);
}

#[test]
fn lamps_follow_the_configuration() {
    let key = |bench: &Bench| bench.desks[0].phone.view().line_keys[2].clone();
    // Without lamps the key still calls.
    let mut bench = watching("voip/services/busy_lamp_field/enabled=0\n");
    assert!(subscribes(&bench).is_empty());
    assert_eq!((key(&bench).lamp, &*key(&bench).state), (Lamp::Off, ""));
    assert_eq!(called(&mut bench), "sip:1003@10.0.0.99");
    // A key that is another's from now on.
    let mut bench = watching("voip/services/busy_lamp_field/subscription_period=0\n");
    let mut server = Notifier::accept(&mut bench);
    assert_eq!(server.subscribe.headers.get(&HeaderName::Expires), Some("3600"));
    server.tell(&mut bench, 0, "full", "");
    check(&bench, Lamp::Green, "Idle");
    let text = format!("{SERVER}{RECEPTION}").replace("=1003", "=1004");
    bench.desks[0].configuration = Ok(text);
    bench.desks[0].phone.check_now();
    bench.press(0, &[Key::Left]);
    check(&bench, Lamp::Off, "Unknown");
    let all = subscribes(&bench);
    let sent: Vec<_> = all
        .iter()
        .map(|request| (request.uri.user(), request.headers.get(&HeaderName::Expires)))
        .collect();
    let expected = [
        (Some("1003".to_owned()), Some("3600")),
        (Some("pbx".to_owned()), Some("0")),
        (Some("1004".to_owned()), Some("3600")),
    ];
    assert_eq!(sent, expected);
}

#[test]
fn lamps_go_on_at_the_other_one_of_two_servers() {
    let mut bench = started(&format!(
        "{SERVER}{RECEPTION}voip/signalling/sip/redundant_proxy/enabled=1\n\
         voip/signalling/sip/redundant_proxy/mode=Simultaneous\n\
         voip/signalling/sip/redundant_proxy/dual_reg/t1=200\n\
         voip/signalling/sip/secondary_proxy/address=10.0.0.98\n"
    ));
    let servers = |bench: &Bench, method: &str| -> Vec<(String, String)> {
        let sent = bench.desks[0].lost.iter().zip(&bench.desks[0].lost_to);
        let own = sent.filter(|(text, _)| text.starts_with(method));
        own.map(|(text, to)| (text.clone(), to.ip().to_string())).collect()
    };
    let registers = |bench: &mut Bench, first: StatusCode| {
        for (text, to) in servers(bench, "REGISTER") {
            let Ok(Message::Request(request)) = Message::parse(text.as_bytes()) else { panic!() };
            let status = if to == "10.0.0.99" { first } else { StatusCode::OK };
            let mut response = request.response(status);
            let contact = request.headers.get(&HeaderName::Contact).unwrap();
            response.headers.push(HeaderName::Contact, contact);
            bench.datagram(0, response.to_bytes());
        }
    };
    registers(&mut bench, StatusCode::OK);
    let mut server = Notifier::accept(&mut bench);
    server.tell(&mut bench, 0, "full", "");
    check(&bench, Lamp::Green, "Idle");
    assert!(servers(&bench, "SUBSCRIBE").iter().all(|(_, to)| to == "10.0.0.99"));
    bench.desks[0].lost.clear();
    bench.desks[0].lost_to.clear();
    bench.wait(Duration::from_secs(3_061));
    registers(&mut bench, StatusCode::SERVER_INTERNAL_ERROR);
    check(&bench, Lamp::Off, "Unknown");
    let last = servers(&bench, "SUBSCRIBE").pop().expect("a SUBSCRIBE");
    assert_eq!(last.1, "10.0.0.98");
    let mut server = Notifier::accept(&mut bench);
    server.tell(&mut bench, 0, "full", "");
    check(&bench, Lamp::Green, "Idle");
}

#[test]
fn a_phone_that_starts_again_watches_again() {
    let waiting = "voip/services/msg_waiting_ind/subscribe=1\n\
        voip/services/msg_waiting_ind/subscribe_address=10.0.0.98\n";
    let mut bench = watching(waiting);
    let events = |bench: &Bench| -> Vec<String> {
        let all = subscribes(bench);
        all.iter()
            .filter_map(|one| one.headers.get(&HeaderName::Event))
            .map(str::to_owned)
            .collect()
    };
    let mut once = events(&bench);
    once.sort();
    assert_eq!(once, ["dialog", "message-summary"]);
    bench.desks[0].lost.clear();
    bench.desks[0].phone.restart();
    bench.press(0, &[Key::Left]);
    bench.wait(Duration::from_secs(5));
    bench.desks[0].lost.clear();
    bench.restart_gateway(0);
    bench.wait(Duration::from_secs(5));
    register(&mut bench);
    let mut again = events(&bench);
    again.sort();
    assert_eq!(again, once);
}
