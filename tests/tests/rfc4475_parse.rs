//! The 49 messages of RFC 4475, read as a phone reads what comes in.
//!
//! Where the RFC leaves it open whether to be strict, the choice is written beside the message:
//! a phone is liberal where the meaning is certain, and answers 400 where it would have to guess.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::fs;

use hookswitch_core::rng::Rng;
use hookswitch_core::sdp::Description;
use hookswitch_core::sip::header::{
    AlertInfo, Allow, Authorization, CSeq, CallId, Contact, Date, Expires, From, MaxForwards,
    Reason, RetryAfter, Route, Subject, To, Via, Warning,
};
use hookswitch_core::sip::message::{
    Abilities, Defect, Message, Method, ParseError, Request, Response,
};
use hookswitch_core::sip::uri::Uri;
use hookswitch_tests::folder;

/// What a message gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It is taken up.
    Accept,
    /// It is answered with this status.
    Refuse(u16),
    /// It is dropped without an answer.
    Drop,
}

use Outcome::{Accept, Drop, Refuse};

/// File, section, what the message as such gets, what it gets from a phone that can do what the
/// phone of [`PHONE`] can, and why.
type Row = (&'static str, &'static str, Outcome, Outcome, &'static str);

const TABLE: [Row; 49] = [
    ("wsinv", "3.1.1.1", Accept, Accept, "folding, compact forms, any case, unknown fields"),
    ("intmeth", "3.1.1.2", Accept, Refuse(501), "valid; nobody knows the method"),
    ("esc01", "3.1.1.3", Accept, Accept, "escapes in user, parameters and names"),
    ("escnull", "3.1.1.4", Accept, Refuse(405), "escaped NUL is valid; a phone is no registrar"),
    ("esc02", "3.1.1.5", Accept, Refuse(501), "% in method and field name is no escape"),
    ("lwsdisp", "3.1.1.6", Accept, Accept, "no space between name and bracket"),
    ("longreq", "3.1.1.7", Accept, Accept, "long values, 34 Vias, all within the limits"),
    ("dblreq", "3.1.1.8", Accept, Refuse(405), "bytes behind the body are ignored"),
    ("semiuri", "3.1.1.9", Accept, Accept, "semicolons belong to the user"),
    ("transports", "3.1.1.10", Accept, Accept, "unknown transports below the first Via"),
    ("mpart01", "3.1.1.11", Accept, Refuse(405), "binary body; the phone takes no MESSAGE"),
    ("unreason", "3.1.1.12", Accept, Accept, "UTF-8 in the reason phrase"),
    ("noreason", "3.1.1.13", Accept, Accept, "an empty reason phrase"),
    ("badinv01", "3.1.2.1", Refuse(400), Refuse(400), "empty parameters in Via and Contact"),
    ("clerr", "3.1.2.2", Refuse(400), Refuse(400), "body shorter than Content-Length"),
    ("ncl", "3.1.2.3", Refuse(400), Refuse(400), "negative Content-Length"),
    ("scalar02", "3.1.2.4", Refuse(400), Refuse(400), "CSeq and Max-Forwards out of range"),
    ("scalarlg", "3.1.2.5", Drop, Drop, "CSeq out of range in a response"),
    ("quotbal", "3.1.2.6", Refuse(400), Refuse(400), "a quoted string that does not end"),
    ("ltgtruri", "3.1.2.7", Refuse(400), Refuse(400), "brackets around the Request-URI"),
    ("lwsruri", "3.1.2.8", Refuse(400), Refuse(400), "space in the Request-URI: whose is lr?"),
    ("lwsstart", "3.1.2.9", Accept, Accept, "spaces too many between parts: meaning certain"),
    ("trws", "3.1.2.10", Accept, Accept, "spaces behind the request line: meaning certain"),
    ("escruri", "3.1.2.11", Refuse(400), Refuse(400), "headers in the Request-URI"),
    ("baddate", "3.1.2.12", Accept, Accept, "a Date that is not GMT counts as none"),
    ("regbadct", "3.1.2.13", Refuse(400), Refuse(400), "whose is the question mark?"),
    ("badaspec", "3.1.2.14", Accept, Accept, "spaces inside the brackets: meaning certain"),
    ("baddn", "3.1.2.15", Accept, Accept, "a comma in a name where no list can be"),
    ("badvers", "3.1.2.16", Refuse(505), Refuse(505), "version 7.0"),
    ("mismatch01", "3.1.2.17", Refuse(400), Refuse(400), "CSeq says INVITE, not OPTIONS"),
    ("mismatch02", "3.1.2.18", Refuse(400), Refuse(400), "the same with an unknown method"),
    ("bigcode", "3.1.2.19", Drop, Drop, "a status of more than three digits"),
    ("badbranch", "3.2.1", Accept, Accept, "a bare cookie counts as no branch (RFC 2543)"),
    ("insuf", "3.3.1", Refuse(400), Refuse(400), "no To, From, Call-ID"),
    ("unkscm", "3.3.2", Refuse(416), Refuse(416), "an unknown scheme in the Request-URI"),
    ("novelsc", "3.3.3", Refuse(416), Refuse(416), "a known scheme that SIP cannot reach"),
    ("unksm2", "3.3.4", Accept, Refuse(405), "unknown schemes elsewhere are the registrar's"),
    ("bext01", "3.3.5", Accept, Refuse(420), "unknown extensions in Require"),
    ("invut", "3.3.6", Accept, Refuse(415), "an unknown type of body"),
    ("regaut01", "3.3.7", Accept, Refuse(405), "an unknown scheme in Authorization"),
    ("multi01", "3.3.8", Refuse(400), Refuse(400), "several CSeq, Call-ID, To, From"),
    ("mcl01", "3.3.9", Refuse(400), Refuse(400), "two lengths: where does the body end?"),
    ("bcast", "3.3.10", Drop, Drop, "a response with a Via below the first"),
    ("zeromf", "3.3.11", Accept, Accept, "Max-Forwards 0 has reached its target"),
    ("cparam01", "3.3.12", Accept, Refuse(405), "a parameter of Contact; no registrar"),
    ("cparam02", "3.3.13", Accept, Refuse(405), "a parameter of the URI; no registrar"),
    ("regescrt", "3.3.14", Accept, Refuse(405), "headers in a Contact URI; no registrar"),
    ("sdp01", "3.3.15", Accept, Refuse(406), "the caller accepts no session description"),
    ("inv2543", "3.4.1", Accept, Accept, "no branch, tag, Max-Forwards: RFC 2543"),
];

/// The phone that the table is about.
const PHONE: Abilities<'_> = Abilities {
    methods: &[
        Method::Invite,
        Method::Ack,
        Method::Bye,
        Method::Cancel,
        Method::Options,
        Method::Notify,
    ],
    extensions: &["replaces"],
    bodies: &[("application", "sdp")],
};

fn bytes(name: &str) -> Vec<u8> {
    fs::read(folder().join("data/rfc4475").join(format!("{name}.dat"))).unwrap()
}

#[track_caller]
fn request(name: &str) -> Request {
    match Message::parse(&bytes(name)) {
        Ok(Message::Request(request)) => request,
        other => panic!("{name}: {other:?}"),
    }
}

#[track_caller]
fn response(name: &str) -> Response {
    match Message::parse(&bytes(name)) {
        Ok(Message::Response(response)) => response,
        other => panic!("{name}: {other:?}"),
    }
}

fn refusal(defect: &Defect) -> Outcome {
    Refuse(defect.status().get())
}

/// Returns what the message gets, and what it gets from the phone.
fn outcomes(data: &[u8]) -> (Outcome, Outcome) {
    match Message::parse(data) {
        Err(ParseError::Request(_, defect)) => (refusal(&defect), refusal(&defect)),
        Err(_) => (Drop, Drop),
        Ok(Message::Response(response)) => match response.validate() {
            Ok(()) => (Accept, Accept),
            Err(_) => (Drop, Drop),
        },
        Ok(Message::Request(request)) => match request.validate() {
            Ok(()) => {
                let phone = request.validate_for(&PHONE);
                (Accept, phone.map_or_else(|defect| refusal(&defect), |()| Accept))
            }
            Err(defect) => (refusal(&defect), refusal(&defect)),
        },
    }
}

#[test]
fn every_message_gets_what_the_table_says() {
    for (name, section, message, phone, why) in TABLE {
        assert_eq!(outcomes(&bytes(name)), (message, phone), "{name} ({section}): {why}");
    }
}

#[test]
fn table_names_every_file_once() {
    let mut listed: Vec<_> = TABLE.iter().map(|row| format!("{}.dat", row.0)).collect();
    listed.sort();
    let folder = fs::read_dir(folder().join("data/rfc4475")).unwrap();
    let mut files: Vec<_> =
        folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(listed, files);
}

#[test]
fn refused_requests_can_be_answered() {
    for (name, _, message, ..) in TABLE {
        let (Refuse(status), Err(ParseError::Request(request, defect))) =
            (message, Message::parse(&bytes(name)))
        else {
            continue;
        };
        let answer = request.refusal(&defect, &PHONE);
        assert_eq!(answer.status.get(), status, "{name}");
        let read = Message::parse(&answer.to_bytes());
        assert_eq!(read.map(|_| ()), Ok(()), "{name}");
    }
}

#[test]
fn tortuous_invite_means_what_the_rfc_says() {
    let request = request("wsinv");
    let headers = &request.headers;
    assert_eq!(request.uri.user().as_deref(), Some("vivekg"));
    assert_eq!(headers.typed::<To>().unwrap().tag(), Some("1918181833n"));
    let from: From = headers.typed().unwrap();
    assert_eq!((from.display_name.as_str(), from.tag()), ("J Rosenberg \\\"", Some("98asjd8")));
    assert_eq!(headers.typed::<MaxForwards>().unwrap(), MaxForwards(68));
    assert_eq!(headers.typed::<CSeq>().unwrap(), CSeq::new(9, Method::Invite));
    let vias = headers.typed_all::<Via>().unwrap();
    let branches: Vec<_> = vias.iter().map(|via| via.branch().unwrap()).collect();
    assert_eq!(branches, ["390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239"]);
    assert_eq!(headers.typed::<Subject>().unwrap().0, "");
    assert_eq!(
        headers.get(&hookswitch_core::sip::header::HeaderName::from_name("newfangledheader")),
        Some("newfangled value continued newfangled value")
    );
    let contact: Contact = headers.typed().unwrap();
    assert_eq!(contact.address().unwrap().display_name, "Quoted string \"\"");
    assert_eq!(contact.q_thousandths(), 330);
    let route: Route = headers.typed().unwrap();
    assert!(route.uri.as_sip().unwrap().is_loose_router());
    assert_eq!(Description::parse(&request.body).unwrap().media.len(), 2);
}

#[test]
fn escapes_mean_what_the_rfc_says() {
    let request = request("esc01");
    assert_eq!(request.uri.user().as_deref(), Some("sips:user@example.com"));
    assert_eq!(request.headers.typed::<To>().unwrap().uri.user().as_deref(), Some("user"));
    let from: From = request.headers.typed().unwrap();
    assert_eq!(from.uri.user().as_deref(), Some("I have spaces"));
    let contact: Contact = request.headers.typed().unwrap();
    let same = Uri::parse("sip:caller@host5.example.net;lr;name=value%2541").unwrap();
    assert_eq!(contact.uri().map(|uri| uri.is_equivalent(&same)), Some(true));
}

#[test]
fn percent_is_no_escape_in_methods_names_and_display_names() {
    let request = request("esc02");
    assert_eq!(request.method, Method::Other("RE%47IST%45R".to_owned()));
    assert_eq!(request.headers.typed::<To>().unwrap().display_name, "%Z%45");
    assert_eq!(request.headers.typed_all::<Contact>().unwrap().len(), 2);
}

#[test]
fn odd_messages_keep_what_they_hold() {
    let nulls = request("escnull");
    assert_eq!(nulls.headers.typed::<To>().unwrap().uri.user().as_deref(), Some("null-\0-null"));
    assert_eq!(request("longreq").headers.typed_all::<Via>().unwrap().len(), 34);
    assert!(request("dblreq").body.is_empty());
    assert_eq!(request("semiuri").uri.user().as_deref(), Some("user;par=u@example.net"));
    assert_eq!(request("mpart01").body.len(), 553);
    assert!(response("unreason").reason.ends_with("простое"));
    assert_eq!(response("noreason").reason, "");
    assert!(request("baddate").headers.typed::<Date>().is_err());
    assert_eq!(request("badbranch").headers.typed::<Via>().unwrap().unique_branch(), None);
    let header = request("cparam01").headers.typed::<Contact>().unwrap();
    assert!(header.address().unwrap().params.has("unknownparam"));
    let inner = request("cparam02").headers.typed::<Contact>().unwrap();
    assert!(inner.uri().unwrap().as_sip().unwrap().params.has("unknownparam"));
    let escaped = request("regescrt").headers.typed::<Contact>().unwrap();
    assert_eq!(escaped.uri().unwrap().as_sip().unwrap().headers().count(), 1);
}

#[test]
fn print_reverses_parse() {
    for (name, ..) in TABLE {
        if let Ok(message) = Message::parse(&bytes(name)) {
            assert_reprints(&message, name);
        }
    }
}

#[track_caller]
fn assert_reprints(message: &Message, name: &str) {
    let printed = message.to_bytes();
    let read = Message::parse(&printed);
    let again = read.as_ref().map(Message::to_bytes);
    assert_eq!(again, Ok(printed), "{name}");
}

/// Reads everything in a message that has a type; none of it may panic.
fn read_everything(message: &Message) {
    let headers = message.headers();
    let _ = (headers.typed_all::<Via>(), headers.typed_all::<Contact>(), headers.typed::<To>());
    let _ = (headers.typed::<From>(), headers.typed::<CSeq>(), headers.typed::<CallId>());
    let _ = (headers.typed::<Expires>(), headers.typed::<RetryAfter>(), headers.typed::<Date>());
    let _ = (headers.typed_all::<Warning>(), headers.typed_all::<Allow>());
    let _ = (headers.typed_all::<Reason>(), headers.typed_all::<Authorization>());
    let _ = (headers.typed_all::<Route>(), headers.typed::<AlertInfo>());
    if let Ok(description) = Description::parse(message.body()) {
        let printed = description.to_bytes();
        assert_eq!(Description::parse(&printed).map(|read| read.to_bytes()), Ok(printed));
    }
}

fn change(data: &mut Vec<u8>, other: &[u8], rng: &mut Rng) {
    let below = |rng: &mut Rng, limit: usize| rng.below(u32::try_from(limit).unwrap()) as usize;
    let at = below(rng, data.len() + 1);
    match rng.below(6) {
        0 => data.truncate(at),
        1 => data.insert(at, rng.below(256) as u8),
        2 => data.insert(at, *b"\r\n\t ;,:<>\"\\%@=?[]".get(below(rng, 17)).unwrap()),
        3 if at < data.len() => drop(data.remove(at)),
        4 if at < data.len() => data[at] ^= 1 << rng.below(8),
        _ => {
            let from = below(rng, other.len());
            let to = (from + below(rng, 60)).min(other.len());
            data.splice(at..at, other[from..to].iter().copied());
        }
    }
}

#[test]
fn changed_messages_never_panic_and_reprint() {
    let all: Vec<_> = TABLE.iter().map(|row| (row.0, bytes(row.0))).collect();
    let mut rng = Rng::new([75; 32]);
    for (name, original) in &all {
        for _ in 0..300 {
            let mut data = original.clone();
            for _ in 0..=rng.below(4) {
                let other = &all[rng.below(49) as usize].1;
                change(&mut data, other, &mut rng);
            }
            outcomes(&data);
            match Message::parse(&data) {
                Ok(message) => {
                    read_everything(&message);
                    assert_reprints(&message, name);
                }
                Err(ParseError::Request(request, _)) => {
                    read_everything(&Message::Request(*request))
                }
                Err(_) => {}
            }
        }
    }
}
