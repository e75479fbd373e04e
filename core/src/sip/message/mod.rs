//! Requests and responses (RFC 3261 7): the parts, reading, printing, checking.
//!
//! Reading is tolerant and in two steps. [`Message::parse`] reads the structure: line ends of
//! either kind, folding, space around colons, fields in any case; header text that is not UTF-8
//! is read as Latin-1 (and would be sent on as UTF-8), bodies stay bytes. [`Request::validate`]
//! then reads what every request needs. Both say with a [`Defect`] which status a defective
//! request earns; what cannot be answered is dropped.

mod headers;
mod method;
mod parse;
mod print;
mod status;
mod validate;

use core::net::SocketAddr;

use serde::{Deserialize, Serialize};

pub use headers::Headers;
pub use method::Method;
pub use parse::{MAX_FIELD_BYTES, MAX_HEADER_FIELDS, MAX_MESSAGE_BYTES, ParseError};
pub use status::StatusCode;
pub use validate::{Abilities, Defect};

pub(super) use parse::read_head;

use super::header::{HeaderError, HeaderName, Via};
use super::uri::Uri;

/// A SIP message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Message {
    /// A request (RFC 3261 7.1).
    Request(Request),
    /// A response (RFC 3261 7.2).
    Response(Response),
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// What is asked for.
    pub method: Method,
    /// The Request-URI.
    pub uri: Uri,
    /// The header fields, in order.
    pub headers: Headers,
    /// The body, empty if there is none.
    pub body: Vec<u8>,
}

/// A response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The status code.
    pub status: StatusCode,
    /// The reason phrase, which may be empty.
    pub reason: String,
    /// The header fields, in order.
    pub headers: Headers,
    /// The body, empty if there is none.
    pub body: Vec<u8>,
}

impl Request {
    /// Returns a request without header fields.
    pub fn new(method: Method, uri: Uri) -> Self {
        Self { method, uri, headers: Headers::default(), body: Vec::new() }
    }

    /// Notes in the topmost Via where the request came from, as a receiver must (RFC 3261 18.2.1,
    /// RFC 3581 4), and returns that Via.
    ///
    /// # Errors
    ///
    /// Without a Via that can be read: nobody can be answered.
    pub fn note_source(&mut self, source: SocketAddr) -> Result<Via, HeaderError> {
        self.headers.change_first(|via: &mut Via| via.note_source(source))
    }

    /// Returns the response that copies what every response must: Via, From, To, Call-ID, CSeq,
    /// and Timestamp for 100 (RFC 3261 8.2.6). The copies are text, so a malformed field is
    /// returned as it came. The To tag is left to the caller.
    pub fn response(&self, status: StatusCode) -> Response {
        let always = [
            HeaderName::Via,
            HeaderName::From,
            HeaderName::To,
            HeaderName::CallId,
            HeaderName::CSeq,
        ];
        let copied = |name: &HeaderName| {
            always.contains(name)
                || (status == StatusCode::TRYING && *name == HeaderName::Timestamp)
        };
        let mut response = Response::new(status);
        for (name, value) in self.headers.iter().filter(|(name, _)| copied(name)) {
            response.headers.push(name.clone(), value);
        }
        response
    }
}

impl Response {
    /// Returns a response with the usual reason phrase and no header fields.
    pub fn new(status: StatusCode) -> Self {
        Self {
            status,
            reason: status.reason().to_owned(),
            headers: Headers::default(),
            body: Vec::new(),
        }
    }
}

impl Message {
    /// Returns the header fields.
    pub const fn headers(&self) -> &Headers {
        match self {
            Self::Request(request) => &request.headers,
            Self::Response(response) => &response.headers,
        }
    }

    /// Returns the body.
    pub fn body(&self) -> &[u8] {
        match self {
            Self::Request(request) => &request.body,
            Self::Response(response) => &response.body,
        }
    }
}

impl From<Request> for Message {
    fn from(request: Request) -> Self {
        Self::Request(request)
    }
}

impl From<Response> for Message {
    fn from(response: Response) -> Self {
        Self::Response(response)
    }
}
