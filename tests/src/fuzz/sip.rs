//! SIP messages, header fields and URIs.

use hookswitch_core::sip::framing::{End, Frame, Framer};
use hookswitch_core::sip::header::{
    Accept, AlertInfo, Allow, AllowEvents, Authorization, CSeq, CallId, CallInfo, Contact,
    ContentLength, ContentType, Diversion, Expires, From, Join, MaxForwards, MinExpires,
    PAssertedIdentity, ProxyAuthenticate, ProxyAuthorization, ProxyRequire, RecordRoute, ReferTo,
    RemotePartyId, Replaces, Require, RetryAfter, Route, SubscriptionState, Supported, To,
    TypedHeader, UserAgent, Via, WwwAuthenticate,
};
use hookswitch_core::sip::message::{Headers, Message, ParseError};
use hookswitch_core::sip::uri::Uri;

/// Reads a message, reads its typed header fields, prints it and reads it again.
///
/// # Panics
///
/// If the two differ.
pub fn sip_message(data: &[u8]) {
    let message = match Message::parse(data) {
        Ok(message) => message,
        Err(ParseError::Request(request, defect)) => {
            read_typed(&request.headers);
            let _ = defect.to_string();
            return;
        }
        Err(error) => return drop(error.to_string()),
    };
    match &message {
        Message::Request(request) => {
            read_typed(&request.headers);
            let _ = request.validate();
        }
        Message::Response(response) => {
            read_typed(&response.headers);
            let _ = response.validate();
        }
    }
    let printed = message.to_bytes();
    let again = Message::parse(&printed).expect("a printed message can be read");
    // Printing adds Content-Length; then nothing changes any more.
    assert_eq!(again.to_bytes(), printed, "printed otherwise than read");
    assert_eq!(again.body(), message.body(), "the body differs");
}

/// Cuts a stream into messages, all at once and byte by byte.
///
/// # Panics
///
/// If that makes a difference.
pub fn sip_framing(data: &[u8]) {
    for end in [End::Client, End::Server] {
        let whole = frames(end, core::iter::once(data));
        let pieces = frames(end, data.chunks(1));
        assert_eq!(whole, pieces, "how the bytes come makes a difference");
    }
}

fn frames<'a>(end: End, pieces: impl Iterator<Item = &'a [u8]>) -> (Vec<Frame>, bool) {
    let (mut framer, mut frames) = (Framer::new(end), Vec::new());
    for piece in pieces {
        framer.push(piece);
        loop {
            match framer.poll() {
                Ok(Some(frame)) => frames.push(frame),
                Ok(None) => break,
                Err(_) => return (frames, false),
            }
        }
    }
    (frames, true)
}

/// Reads text as each typed header field.
///
/// # Panics
///
/// If a field is printed otherwise than it was read.
pub fn sip_header(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    macro_rules! check {
        ($($header:ty),*) => { $(check_header::<$header>(text);)* };
    }
    check!(Accept, AlertInfo, Allow, AllowEvents, Authorization, CSeq, CallId, CallInfo, Contact);
    check!(ContentLength, ContentType, Diversion, Expires, From, MaxForwards, MinExpires);
    check!(PAssertedIdentity, ProxyAuthenticate, ProxyAuthorization, ProxyRequire, RecordRoute);
    check!(ReferTo, RemotePartyId, Require, RetryAfter, Route, Supported, To, UserAgent, Via);
    check!(WwwAuthenticate, SubscriptionState, Replaces, Join);
}

fn check_header<H: TypedHeader>(text: &str) {
    let mut values = Vec::new();
    if H::parse_field(text, &mut values).is_err() {
        return;
    }
    for value in values {
        let printed = value.to_string();
        let mut again = Vec::<H>::new();
        let read = H::parse_field(&printed, &mut again);
        assert!(read.is_ok(), "{}: {printed:?} cannot be read again", H::NAME);
        let second: Vec<_> = again.iter().map(ToString::to_string).collect();
        assert_eq!(second, [printed], "{} is printed otherwise than read", H::NAME);
    }
}

fn read_typed(headers: &Headers) {
    macro_rules! read {
        ($($header:ty),*) => { $(let _ = headers.typed_all::<$header>();)* };
    }
    read!(Via, From, To, CallId, CSeq, Contact, Route, RecordRoute, MaxForwards, Expires);
    read!(Authorization, WwwAuthenticate, ProxyAuthenticate, ContentType, Allow, Supported);
}

/// Reads a URI, prints it and reads it again.
///
/// # Panics
///
/// If the two differ.
pub fn sip_uri(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    let Ok(uri) = Uri::parse(text) else { return };
    let _ = (uri.scheme(), uri.user(), uri.host(), uri.port());
    let again = Uri::parse(&uri.to_string()).expect("a printed URI can be read");
    assert_eq!(again, uri, "printed otherwise than read");
    assert!(uri.is_equivalent(&uri), "a URI is equivalent to itself");
}
