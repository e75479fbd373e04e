//! What a message must have before anything else looks at it (RFC 3261 8.1.1, 8.1.3.3, 8.2).

use core::fmt;

use super::{Method, Request, Response, StatusCode};
use crate::sip::header::{
    Accept, Allow, CSeq, CallId, Contact, ContentType, From, HeaderError, HeaderName, MaxForwards,
    ProxyRequire, RecordRoute, Require, Route, Supported, To, TypedHeader, Unsupported, Via,
};
use crate::sip::multipart::parts;
use crate::sip::uri::{Uri, UriError};

/// What is wrong with a message that could be told apart from noise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Defect {
    /// A version other than 2.0: 505.
    UnsupportedVersion,
    /// A Request-URI that is no URI: 400.
    RequestUri(UriError),
    /// A Request-URI with headers, which none may have (RFC 3261 19.1.1): 400.
    RequestUriHeaders,
    /// A Request-URI of a scheme other than `sip`, `sips` and `tel`: 416.
    UnsupportedScheme,
    /// A line that is no header field: 400.
    MalformedField,
    /// A header field of more than [`super::MAX_FIELD_BYTES`]: 513.
    FieldTooLong,
    /// More than [`super::MAX_HEADER_FIELDS`]: 513.
    TooManyFields,
    /// Fewer bytes in the body than Content-Length says: 400.
    BodyTooShort,
    /// A field that is missing or malformed: 400.
    Header(HeaderError),
    /// A field that may occur once, with different values: 400.
    Repeated(HeaderName),
    /// A CSeq whose method is not that of the request: 400.
    CSeqMethod,
    /// A response with more than one Via, which was meant for somebody else.
    ForeignVia,
    /// A method that the receiver knows and does not allow: 405.
    MethodNotAllowed,
    /// A method that the receiver does not know: 501.
    MethodNotImplemented,
    /// Extensions that the receiver must understand and does not: 420.
    UnsupportedExtensions(Vec<String>),
    /// A body of a type that the receiver does not understand: 415.
    UnsupportedMediaType,
    /// An INVITE whose sender accepts no session description: 406.
    NothingAcceptable,
}

impl Defect {
    /// Returns the status that a request with this defect is answered with.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::RequestUri(_)
            | Self::RequestUriHeaders
            | Self::MalformedField
            | Self::BodyTooShort
            | Self::Header(_)
            | Self::Repeated(_)
            | Self::CSeqMethod
            | Self::ForeignVia => StatusCode::BAD_REQUEST,
            Self::UnsupportedVersion => StatusCode::VERSION_NOT_SUPPORTED,
            Self::UnsupportedScheme => StatusCode::UNSUPPORTED_URI_SCHEME,
            Self::FieldTooLong | Self::TooManyFields => StatusCode::MESSAGE_TOO_LARGE,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::MethodNotImplemented => StatusCode::NOT_IMPLEMENTED,
            Self::UnsupportedExtensions(_) => StatusCode::BAD_EXTENSION,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NothingAcceptable => StatusCode::NOT_ACCEPTABLE,
        }
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnsupportedVersion => f.write_str("version not supported"),
            Self::RequestUri(error) => write!(f, "malformed Request-URI: {error}"),
            Self::RequestUriHeaders => f.write_str("headers in the Request-URI"),
            Self::UnsupportedScheme => f.write_str("unsupported URI scheme"),
            Self::MalformedField => f.write_str("malformed header field"),
            Self::FieldTooLong => f.write_str("header field too long"),
            Self::TooManyFields => f.write_str("too many header fields"),
            Self::BodyTooShort => f.write_str("body shorter than Content-Length"),
            Self::Header(error) => error.fmt(f),
            Self::Repeated(name) => write!(f, "several {name} header fields"),
            Self::CSeqMethod => f.write_str("CSeq of another method"),
            Self::ForeignVia => f.write_str("more than one Via"),
            Self::MethodNotAllowed => f.write_str("method not allowed"),
            Self::MethodNotImplemented => f.write_str("method not implemented"),
            Self::UnsupportedExtensions(_) => f.write_str("bad extension"),
            Self::UnsupportedMediaType => f.write_str("unsupported media type"),
            Self::NothingAcceptable => f.write_str("no acceptable body"),
        }
    }
}

impl core::error::Error for Defect {}

impl core::convert::From<HeaderError> for Defect {
    fn from(error: HeaderError) -> Self {
        Self::Header(error)
    }
}

/// What the receiver of a request understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities<'a> {
    /// The methods it allows.
    pub methods: &'a [Method],
    /// The extensions it understands.
    pub extensions: &'a [&'a str],
    /// The bodies it understands, by type and subtype.
    pub bodies: &'a [(&'a str, &'a str)],
}

impl Request {
    /// Checks what every request must have, whoever receives it.
    ///
    /// A missing Max-Forwards, branch or From tag is tolerated: elements of RFC 2543 send none.
    ///
    /// # Errors
    ///
    /// The first defect. It can be answered as long as Via can be read.
    pub fn validate(&self) -> Result<(), Defect> {
        let vias = self.headers.typed_all::<Via>()?;
        if vias.is_empty() {
            return Err(HeaderError::Missing(HeaderName::Via).into());
        }
        if self.once::<CSeq>()?.method != self.method {
            return Err(Defect::CSeqMethod);
        }
        self.once::<From>()?;
        self.once::<To>()?;
        self.once::<CallId>()?;
        self.at_most_once::<MaxForwards>()?;
        self.at_most_once::<ContentType>()?;
        self.headers.typed_all::<Contact>()?;
        self.headers.typed_all::<Route>()?;
        self.headers.typed_all::<RecordRoute>()?;
        self.headers.typed_all::<Require>()?;
        self.headers.typed_all::<ProxyRequire>()?;
        self.headers.typed_all::<Supported>()?;
        match &self.uri {
            Uri::Sip(uri) if uri.headers().next().is_some() => Err(Defect::RequestUriHeaders),
            Uri::Sip(_) | Uri::Tel(_) => Ok(()),
            Uri::Other(_) => Err(Defect::UnsupportedScheme),
        }
    }

    /// Checks whether the receiver understands the request, in the order of RFC 3261 8.2.
    ///
    /// # Errors
    ///
    /// The first thing it does not understand; [`Request::refusal`] answers it.
    pub fn validate_for(&self, abilities: &Abilities<'_>) -> Result<(), Defect> {
        if !abilities.methods.contains(&self.method) {
            let unknown = matches!(self.method, Method::Other(_));
            return Err(if unknown {
                Defect::MethodNotImplemented
            } else {
                Defect::MethodNotAllowed
            });
        }
        // Neither is ever refused for an extension (RFC 3261 8.2.2.3).
        if matches!(self.method, Method::Ack | Method::Cancel) {
            return Ok(());
        }
        let unknown: Vec<_> = self
            .headers
            .typed_all::<Require>()?
            .into_iter()
            .map(|tag| tag.0)
            .filter(|tag| !abilities.extensions.iter().any(|e| e.eq_ignore_ascii_case(tag)))
            .collect();
        if !unknown.is_empty() {
            return Err(Defect::UnsupportedExtensions(unknown));
        }
        self.validate_body(abilities)?;
        self.validate_accept()
    }

    /// Returns the response that refuses the request for `defect`, with the fields that tell the
    /// sender what would do: Allow, Unsupported, Accept (RFC 3261 8.2.1, 8.2.2.3, 8.2.3).
    pub fn refusal(&self, defect: &Defect, abilities: &Abilities<'_>) -> Response {
        let mut response = self.response(defect.status());
        let headers = &mut response.headers;
        if matches!(defect, Defect::MethodNotAllowed | Defect::MethodNotImplemented) {
            let allowed: Vec<_> = abilities.methods.iter().cloned().map(Allow).collect();
            headers.push_list(&allowed);
        } else if let Defect::UnsupportedExtensions(tags) = defect {
            let tags: Vec<_> = tags.iter().cloned().map(Unsupported).collect();
            headers.push_list(&tags);
        } else if *defect == Defect::UnsupportedMediaType {
            let types: Vec<_> =
                abilities.bodies.iter().map(|(kind, sub)| format!("{kind}/{sub}")).collect();
            headers.push(HeaderName::Accept, types.join(", "));
        } else if defect.status() == StatusCode::BAD_REQUEST {
            // RFC 3261 21.4.1: the phrase should say what is wrong.
            response.reason = format!("Bad Request: {defect}");
        }
        response
    }

    fn validate_body(&self, abilities: &Abilities<'_>) -> Result<(), Defect> {
        if self.body.is_empty() {
            return Ok(());
        }
        let Some(kind) = self.headers.typed_opt::<ContentType>()? else {
            return Err(Defect::UnsupportedMediaType);
        };
        let optional = self
            .headers
            .get(&HeaderName::ContentDisposition)
            .is_some_and(|text| text.to_ascii_lowercase().contains("handling=optional"));
        let known = |kind: &ContentType| {
            abilities.bodies.iter().any(|(name, subtype)| kind.is(name, subtype))
        };
        // Each part must be understood, unless it says that it need not be (RFC 5621 8.2).
        let parts = parts(&kind, &self.body);
        let mut parts = parts.iter().filter(|part| !part.is_optional());
        let understood =
            known(&kind) && parts.all(|part| part.content_type().is_some_and(|kind| known(&kind)));
        if optional || understood { Ok(()) } else { Err(Defect::UnsupportedMediaType) }
    }

    fn validate_accept(&self) -> Result<(), Defect> {
        if self.method != Method::Invite || !self.headers.contains(&HeaderName::Accept) {
            return Ok(());
        }
        let accepted = self.headers.typed_all::<Accept>()?;
        let sdp = |accept: &Accept| accept.0.covers("application", "sdp");
        if accepted.iter().any(sdp) { Ok(()) } else { Err(Defect::NothingAcceptable) }
    }

    fn once<H: TypedHeader>(&self) -> Result<H, Defect> {
        self.at_most_once::<H>()?.ok_or(Defect::Header(HeaderError::Missing(H::NAME)))
    }

    fn at_most_once<H: TypedHeader>(&self) -> Result<Option<H>, Defect> {
        let mut all = self.headers.typed_all::<H>()?.into_iter();
        match (all.next(), all.next()) {
            (first, None) => Ok(first),
            (_, Some(_)) => Err(Defect::Repeated(H::NAME)),
        }
    }
}

impl Response {
    /// Checks what every response must have for the client that sent the request.
    ///
    /// # Errors
    ///
    /// The first defect, for which the response is dropped.
    pub fn validate(&self) -> Result<(), Defect> {
        match self.headers.typed_all::<Via>()?.len() {
            0 => return Err(HeaderError::Missing(HeaderName::Via).into()),
            1 => {}
            _ => return Err(Defect::ForeignVia),
        }
        self.headers.typed::<CSeq>()?;
        self.headers.typed::<From>()?;
        self.headers.typed::<To>()?;
        self.headers.typed::<CallId>()?;
        self.headers.typed_all::<RecordRoute>()?;
        self.headers.typed_all::<Contact>()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sip::message::Message;

    const ABILITIES: Abilities<'_> = Abilities {
        methods: &[Method::Invite, Method::Ack, Method::Options],
        extensions: &["replaces"],
        bodies: &[("application", "sdp")],
    };

    #[track_caller]
    fn request(method: &str, uri: &str, more: &str) -> Request {
        let text = format!(
            "{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\
             \r\nTo: sip:c@d\r\nCall-ID: 1\r\nCSeq: 1 {method}\r\n{more}"
        );
        match Message::parse(text.as_bytes()) {
            Ok(Message::Request(request)) => request,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn request_line_decides_scheme_and_method() {
        let check = |method, uri| {
            let request = request(method, uri, "\r\n");
            request.validate().and_then(|()| request.validate_for(&ABILITIES))
        };
        assert_eq!(check("OPTIONS", "sip:c@d"), Ok(()));
        assert_eq!(check("OPTIONS", "tel:+123"), Ok(()));
        assert_eq!(check("OPTIONS", "isbn:1"), Err(Defect::UnsupportedScheme));
        assert_eq!(check("OPTIONS", "sip:c@d?a=b"), Err(Defect::RequestUriHeaders));
        assert_eq!(check("REGISTER", "sip:d"), Err(Defect::MethodNotAllowed));
        assert_eq!(check("NEW", "sip:d"), Err(Defect::MethodNotImplemented));
    }

    #[test]
    fn refusals_say_what_would_do() {
        let refused = |method, more: &str| {
            let request = request(method, "sip:c@d", more);
            let defect = request.validate_for(&ABILITIES).unwrap_err();
            request.refusal(&defect, &ABILITIES)
        };
        let response = refused("NEW", "\r\n");
        assert_eq!(response.headers.get(&HeaderName::Allow), Some("INVITE, ACK, OPTIONS"));
        let response = refused("INVITE", "Require: replaces, foo,bar\r\n\r\n");
        assert_eq!(response.status, StatusCode::BAD_EXTENSION);
        assert_eq!(response.headers.get(&HeaderName::Unsupported), Some("foo, bar"));
        let response = refused("INVITE", "c: text/plain\r\n\r\nbody");
        assert_eq!(response.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(response.headers.get(&HeaderName::Accept), Some("application/sdp"));
        let response = refused("INVITE", "Accept: text/plain\r\n\r\n");
        assert_eq!(response.status, StatusCode::NOT_ACCEPTABLE);
        assert_eq!(response.headers.get(&HeaderName::CSeq), Some("1 INVITE"));
    }

    #[test]
    fn each_part_of_a_body_must_be_understood_unless_it_is_optional() {
        let check = |disposition: &str| {
            let abilities = Abilities {
                bodies: &[("application", "sdp"), ("multipart", "mixed")],
                ..ABILITIES
            };
            let body = format!(
                "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b\r\n\
                 Content-Type: application/isup\r\n{disposition}\r\n\x01\r\n--b--\r\n"
            );
            let length = body.len();
            let head = format!("c: multipart/mixed;boundary=b\r\nl: {length}\r\n\r\n");
            request("INVITE", "sip:c@d", &(head + &body)).validate_for(&abilities)
        };
        assert_eq!(check("Content-Disposition: signal;handling=optional\r\n"), Ok(()));
        assert_eq!(check(""), Err(Defect::UnsupportedMediaType));
        assert_eq!(
            check("Content-Disposition: signal;handling=required\r\n"),
            Err(Defect::UnsupportedMediaType)
        );
    }

    #[test]
    fn ack_is_not_refused_for_extensions() {
        let ack = request("ACK", "sip:c@d", "Require: foo\r\n\r\n");
        assert_eq!(ack.validate_for(&ABILITIES), Ok(()));
    }

    #[test]
    fn optional_bodies_are_accepted() {
        let more = "c: a/b\r\nContent-Disposition: render;handling=optional\r\n\r\nbody";
        assert_eq!(request("INVITE", "sip:c@d", more).validate_for(&ABILITIES), Ok(()));
    }

    #[test]
    fn fields_that_every_request_needs_are_checked() {
        let mut whole = request("INVITE", "sip:c@d", "\r\n");
        assert_eq!(whole.validate(), Ok(()));
        for name in [HeaderName::Via, HeaderName::From, HeaderName::CallId, HeaderName::CSeq] {
            let mut without = whole.clone();
            without.headers.remove(&name);
            let missing = Defect::Header(HeaderError::Missing(name.clone()));
            assert_eq!(without.validate(), Err(missing), "{name}");
        }
        whole.headers.push(HeaderName::To, "sip:e@f");
        assert_eq!(whole.validate(), Err(Defect::Repeated(HeaderName::To)));
        let mismatch = request("INVITE", "sip:c@d", "\r\n");
        let mismatch = Request { method: Method::Bye, ..mismatch };
        assert_eq!(mismatch.validate(), Err(Defect::CSeqMethod));
    }
}
