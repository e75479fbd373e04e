//! Messages from bytes.

use core::fmt;
use std::borrow::Cow;

use super::{Defect, Headers, Message, Method, Request, Response, StatusCode};
use crate::sip::header::{ContentLength, HeaderError, HeaderName};
use crate::sip::uri::Uri;
use crate::text::{digits, is_token, one_line, utf8_or_latin1};

/// The longest message read, in bytes: what a UDP datagram can hold.
pub const MAX_MESSAGE_BYTES: usize = 65_536;

/// The largest number of header fields read.
pub const MAX_HEADER_FIELDS: usize = 256;

/// The longest header field or start line read, in bytes, continuation lines included.
pub const MAX_FIELD_BYTES: usize = 8_192;

/// Why bytes are no message that can be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseError {
    /// Nothing but line ends: a keep-alive (RFC 5626 4.4.1). Drop.
    KeepAlive,
    /// More than [`MAX_MESSAGE_BYTES`]. Drop.
    TooLong,
    /// The first line is neither a request line nor a status line of SIP. Drop.
    NotSip,
    /// A response with a status that is not 100 to 699, or of another version. Drop.
    StatusLine,
    /// A response with a defect. Drop.
    Response(Defect),
    /// A request with a defect; as much of it as could be read, to answer with
    /// [`Defect::status`] (unless it is an ACK, which is dropped).
    Request(Box<Request>, Defect),
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KeepAlive => f.write_str("a keep-alive"),
            Self::TooLong => f.write_str("message too long"),
            Self::NotSip => f.write_str("not SIP"),
            Self::StatusLine => f.write_str("malformed status line"),
            Self::Response(defect) => write!(f, "response: {defect}"),
            Self::Request(_, defect) => write!(f, "request: {defect}"),
        }
    }
}

impl core::error::Error for ParseError {}

impl Message {
    /// Reads the message of one datagram. Bytes behind the Content-Length are ignored
    /// (RFC 3261 18.3); without Content-Length the body goes to the end.
    ///
    /// # Errors
    ///
    /// Why it cannot be accepted, and whether it can be answered.
    pub fn parse(datagram: &[u8]) -> Result<Self, ParseError> {
        if datagram.len() > MAX_MESSAGE_BYTES {
            return Err(ParseError::TooLong);
        }
        let head = read_head(datagram)?;
        let (body, defect) = match head.content_length() {
            Ok(None) => (head.rest, None),
            Ok(Some(length)) => match head.rest.get(..length) {
                Some(body) => (body, None),
                None => (head.rest, Some(Defect::BodyTooShort)),
            },
            Err(defect) => (head.rest, Some(defect)),
        };
        let body = body.to_vec();
        head.into_message(body, defect)
    }
}

/// Everything before the body, and what is behind it.
#[derive(Debug)]
pub(in crate::sip) struct Head<'a> {
    start: Start,
    headers: Headers,
    defect: Option<Defect>,
    /// What follows the empty line.
    pub(in crate::sip) rest: &'a [u8],
}

#[derive(Debug)]
enum Start {
    Request(Method, Uri),
    Response(StatusCode, String),
}

impl Head<'_> {
    /// Returns how many bytes the body has, if the head says so.
    pub(in crate::sip) fn content_length(&self) -> Result<Option<usize>, Defect> {
        let repeated = Defect::Repeated(HeaderName::ContentLength);
        let all = self.headers.typed_all::<ContentLength>().map_err(Defect::Header)?;
        let Some((first, others)) = all.split_first() else { return Ok(None) };
        if others.iter().any(|other| other != first) {
            return Err(repeated);
        }
        let too_large = Defect::Header(HeaderError::Malformed(HeaderName::ContentLength));
        usize::try_from(first.0).map(Some).map_err(|_| too_large)
    }

    /// Puts the message together; `defect` counts if the head has none of its own.
    pub(in crate::sip) fn into_message(
        self,
        body: Vec<u8>,
        defect: Option<Defect>,
    ) -> Result<Message, ParseError> {
        let (headers, defect) = (self.headers, self.defect.or(defect));
        match (self.start, defect) {
            (Start::Request(method, uri), defect) => {
                let request = Request { method, uri, headers, body };
                match defect {
                    Some(defect) => Err(ParseError::Request(Box::new(request), defect)),
                    None => Ok(Message::Request(request)),
                }
            }
            (Start::Response(..), Some(defect)) => Err(ParseError::Response(defect)),
            (Start::Response(status, reason), None) => {
                Ok(Message::Response(Response { status, reason, headers, body }))
            }
        }
    }
}

/// Reads up to the empty line, or to the end if there is none.
/// Fields that most messages have at most: there is room for them at once.
const USUAL_FIELDS: usize = 18;

pub(in crate::sip) fn read_head(bytes: &[u8]) -> Result<Head<'_>, ParseError> {
    let leading = bytes.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
    let bytes = bytes.get(leading..).unwrap_or_default();
    if bytes.is_empty() {
        return Err(ParseError::KeepAlive);
    }
    let (line, mut rest) = next_line(bytes);
    let (start, mut defect) = read_start(line)?;
    let mut headers = Headers::with_capacity(USUAL_FIELDS);
    while let Some((field, after)) = next_field(rest) {
        rest = after;
        let Some(field) = field else { break };
        let result = if headers.len() == MAX_HEADER_FIELDS {
            Err(Defect::TooManyFields)
        } else {
            read_field(&field)
        };
        match result {
            Ok((name, value)) => headers.push(name, value),
            Err(found) => defect = defect.or(Some(found)),
        }
    }
    Ok(Head { start, headers, defect, rest })
}

fn read_start(line: &[u8]) -> Result<(Start, Option<Defect>), ParseError> {
    if line.len() > MAX_FIELD_BYTES {
        return Err(ParseError::NotSip);
    }
    let line = utf8_or_latin1(line);
    if line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("SIP/")) {
        return read_status_line(&line).map(|start| (start, None));
    }
    // Space too many between and behind the parts is harmless and tolerated.
    let (method, rest) = line.split_once(' ').ok_or(ParseError::NotSip)?;
    let (uri, version) = rest.trim().rsplit_once(' ').ok_or(ParseError::NotSip)?;
    if !is_token(method) {
        return Err(ParseError::NotSip);
    }
    let number = version
        .split_at_checked(4)
        .and_then(|(name, number)| name.eq_ignore_ascii_case("SIP/").then_some(number))
        .ok_or(ParseError::NotSip)?;
    let mut defect = (number != "2.0").then_some(Defect::UnsupportedVersion);
    let uri = uri.trim();
    let uri = Uri::parse(uri).unwrap_or_else(|error| {
        defect.get_or_insert(Defect::RequestUri(error));
        Uri::Other(uri.to_owned())
    });
    Ok((Start::Request(Method::from_name(method), uri), defect))
}

fn read_status_line(line: &str) -> Result<Start, ParseError> {
    let (version, rest) = line.split_once(' ').ok_or(ParseError::StatusLine)?;
    let (code, reason) = rest.split_once(' ').unwrap_or((rest, ""));
    let status = (version.eq_ignore_ascii_case("SIP/2.0") && code.len() == 3)
        .then(|| digits(code).and_then(StatusCode::new))
        .flatten()
        .ok_or(ParseError::StatusLine)?;
    Ok(Start::Response(status, one_line(reason.trim()).into_owned()))
}

/// Reads `name: value`, already unfolded.
fn read_field(field: &[u8]) -> Result<(HeaderName, String), Defect> {
    if field.len() > MAX_FIELD_BYTES {
        return Err(Defect::FieldTooLong);
    }
    let text = utf8_or_latin1(field);
    let (name, value) = text.split_once(':').ok_or(Defect::MalformedField)?;
    let name = name.trim_end();
    if !is_token(name) {
        return Err(Defect::MalformedField);
    }
    Ok((HeaderName::from_name(name), one_line(value.trim()).into_owned()))
}

/// A header field's line, a copy if it was folded.
type Field<'a> = Cow<'a, [u8]>;

/// Takes one header field with its continuation lines as one line, and what follows it.
///
/// `None` at the end of the bytes; a field of `None` at the empty line.
fn next_field(bytes: &[u8]) -> Option<(Option<Field<'_>>, &[u8])> {
    if bytes.is_empty() {
        return None;
    }
    let (line, mut rest) = next_line(bytes);
    if line.is_empty() {
        return Some((None, rest));
    }
    let mut field = Cow::Borrowed(line);
    while let [b' ' | b'\t', ..] = rest {
        let (line, after) = next_line(rest);
        let field = field.to_mut();
        field.push(b' ');
        field.extend_from_slice(line.trim_ascii());
        rest = after;
    }
    Some((Some(field), rest))
}

/// Splits behind the first line end; the line comes without it.
fn next_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let (line, rest) = match bytes.iter().position(|&b| b == b'\n') {
        Some(end) => (bytes.get(..end), bytes.get(end + 1..)),
        None => (Some(bytes), None),
    };
    let line = line.unwrap_or_default();
    (line.strip_suffix(b"\r").unwrap_or(line), rest.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn request(text: &str) -> Request {
        match Message::parse(text.as_bytes()) {
            Ok(Message::Request(request)) => request,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn defect(text: &str) -> Defect {
        match Message::parse(text.as_bytes()) {
            Err(ParseError::Request(_, defect) | ParseError::Response(defect)) => defect,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn folding_case_compact_forms_and_bare_line_feeds_are_read() {
        let request = request(
            "\r\nINVITE sip:a@b SIP/2.0\nsUBJECT  :  one\n  two\r\n\tthree\r\nX-y:\r\nl: 3\r\n\r\nabcd",
        );
        assert_eq!(request.headers.get(&HeaderName::Subject), Some("one two three"));
        assert_eq!(request.headers.get(&HeaderName::from_name("x-Y")), Some(""));
        assert_eq!(request.body, b"abc");
    }

    #[test]
    fn body_without_length_goes_to_the_end() {
        assert_eq!(request("INVITE sip:a@b SIP/2.0\r\n\r\nbody\r\n").body, b"body\r\n");
        assert!(request("INVITE sip:a@b SIP/2.0\r\nTo: x").body.is_empty());
    }

    #[test]
    fn what_is_not_sip_is_dropped() {
        for text in [
            "GET / HTTP/1.1\r\n\r\n",
            "hello",
            "INVITE sip:a@b\r\n\r\n",
            "INVITE SIP/2.0\r\n\r\n",
            "IN(VITE sip:a@b SIP/2.0\r\n\r\n",
            "\0\0\0\0",
        ] {
            assert_eq!(Message::parse(text.as_bytes()), Err(ParseError::NotSip), "{text}");
        }
        for text in ["SIP/2.0\r\n", "SIP/2.0 99 x\r\n", "SIP/2.0 700 x\r\n", "SIP/3.0 200 OK\r\n"] {
            assert_eq!(Message::parse(text.as_bytes()), Err(ParseError::StatusLine), "{text}");
        }
        assert_eq!(Message::parse(b"\r\n\r\n"), Err(ParseError::KeepAlive));
        assert_eq!(Message::parse(b""), Err(ParseError::KeepAlive));
        assert_eq!(Message::parse(&[b'a'; MAX_MESSAGE_BYTES + 1]), Err(ParseError::TooLong));
    }

    #[test]
    fn defects_of_requests_come_with_the_request() {
        let start = "OPTIONS sip:a@b SIP/2.0\r\nCall-ID: 1\r\n";
        assert_eq!(defect(&format!("{start}no colon\r\n\r\n")), Defect::MalformedField);
        assert_eq!(defect(&format!("{start}a b: c\r\n\r\n")), Defect::MalformedField);
        assert_eq!(defect(&format!("{start}l: 5\r\n\r\nbody")), Defect::BodyTooShort);
        assert_eq!(
            defect(&format!("{start}l: 5\r\nl: 4\r\n\r\nbody.")),
            Defect::Repeated(HeaderName::ContentLength)
        );
        let long = "x".repeat(MAX_FIELD_BYTES);
        assert_eq!(defect(&format!("{start}X: {long}\r\n\r\n")), Defect::FieldTooLong);
        let many = "X: y\r\n".repeat(MAX_HEADER_FIELDS);
        assert_eq!(defect(&format!("{start}{many}\r\n")), Defect::TooManyFields);
        assert_eq!(defect("A sip:a@b SIP/3.0\r\n\r\n"), Defect::UnsupportedVersion);
        match Message::parse(format!("{start}no colon\r\nTo: x\r\n\r\n").as_bytes()) {
            Err(ParseError::Request(request, _)) => {
                assert_eq!(request.headers.get(&HeaderName::To), Some("x"));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn header_text_that_is_not_utf8_is_latin1() {
        match Message::parse(b"SIP/2.0 200 Zo\xeb\r\nSubject: \xe9\r\n\r\n\xff") {
            Ok(Message::Response(response)) => {
                assert_eq!(response.reason, "Zoë");
                assert_eq!(response.headers.get(&HeaderName::Subject), Some("é"));
                assert_eq!(response.body, [0xff]);
            }
            other => panic!("{other:?}"),
        }
    }
}
