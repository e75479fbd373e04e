//! SIP messages, header fields and URIs.

use hookswitch_core::rng::Rng;
use hookswitch_core::sip::auth::{
    Challenged, ClientAuth, Credential, Login, OperatorConstant, Sim, SimMemory,
};
use hookswitch_core::sip::framing::{End, Frame, Framer};
use hookswitch_core::sip::header::{
    Accept, AlertInfo, Allow, AllowEvents, Authorization, CSeq, CallId, CallInfo, Contact,
    ContentLength, ContentType, Diversion, Expires, From, HeaderName, Join, MaxForwards,
    MinExpires, PAssertedIdentity, ProxyAuthenticate, ProxyAuthorization, ProxyRequire,
    RecordRoute, ReferTo, RemotePartyId, Replaces, Require, RetryAfter, Route, SubscriptionState,
    Supported, To, TypedHeader, UserAgent, Via, WwwAuthenticate,
};
use hookswitch_core::sip::message::{Headers, Message, Method, ParseError, Request, Response};
use hookswitch_core::sip::uri::{Host, Uri};

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
            answer_challenges(response);
        }
    }
    let printed = message.to_bytes();
    let again = Message::parse(&printed).expect("a printed message can be read");
    // Printing adds Content-Length; then nothing changes any more.
    assert_eq!(again.to_bytes(), printed, "printed otherwise than read");
    assert_eq!(again.body(), message.body(), "the body differs");
}

/// Answers the challenges of a response with a password, and with the SIM of test set 1 (3GPP
/// TS 35.208), which has taken a number before.
fn answer_challenges(response: &Response) {
    let key = 0x465b_5ce8_b199_b49f_aa5f_0a2e_e238_a6bc_u128.to_be_bytes();
    let opc = 0xcd63_cb71_954a_9f4e_48a5_994e_37a0_2baf_u128.to_be_bytes();
    let sim = Sim::new(key, OperatorConstant::Own(opc));
    let username = "1001".to_owned();
    for credential in [Credential::Password("secret".to_owned()), Credential::Sim(sim)] {
        let login = Login { username: username.clone(), credential };
        let (mut auth, mut rng) = (ClientAuth::new(), Rng::new([1; 32]));
        let mut request =
            Request::new(Method::Register, Uri::sip("", Host::Name("pbx".to_owned()), None));
        for _ in 0..2 {
            let outcome =
                auth.handle_challenge(&request, response, &login, &mut SimMemory::default());
            auth.authorize(&mut request, &login, &mut rng);
            let signed = request.headers.contains(&HeaderName::Authorization)
                || request.headers.contains(&HeaderName::ProxyAuthorization);
            assert_eq!(signed, outcome != Challenged::Unanswerable, "answered otherwise than told");
        }
    }
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
