//! Requests and responses (RFC 3261 7): the parts, and the header fields by name.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::header::{HeaderError, HeaderName, TypedHeader};
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

/// A method name; case matters (RFC 3261 7.1).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the documentation")]
pub enum Method {
    Invite,
    Ack,
    Bye,
    Cancel,
    Options,
    Register,
    Subscribe,
    Notify,
    Refer,
    Info,
    Prack,
    Publish,
    Update,
    Message,
    /// Any other token.
    Other(String),
}

impl Method {
    /// Returns the method as it stands in a message.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Invite => "INVITE",
            Self::Ack => "ACK",
            Self::Bye => "BYE",
            Self::Cancel => "CANCEL",
            Self::Options => "OPTIONS",
            Self::Register => "REGISTER",
            Self::Subscribe => "SUBSCRIBE",
            Self::Notify => "NOTIFY",
            Self::Refer => "REFER",
            Self::Info => "INFO",
            Self::Prack => "PRACK",
            Self::Publish => "PUBLISH",
            Self::Update => "UPDATE",
            Self::Message => "MESSAGE",
            Self::Other(name) => name,
        }
    }

    /// Returns the method called `name`; any name gives one.
    pub fn from_name(name: &str) -> Self {
        match name {
            "INVITE" => Self::Invite,
            "ACK" => Self::Ack,
            "BYE" => Self::Bye,
            "CANCEL" => Self::Cancel,
            "OPTIONS" => Self::Options,
            "REGISTER" => Self::Register,
            "SUBSCRIBE" => Self::Subscribe,
            "NOTIFY" => Self::Notify,
            "REFER" => Self::Refer,
            "INFO" => Self::Info,
            "PRACK" => Self::Prack,
            "PUBLISH" => Self::Publish,
            "UPDATE" => Self::Update,
            "MESSAGE" => Self::Message,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A status code, 100 to 699.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StatusCode(u16);

impl StatusCode {
    /// Returns the status code `code`, if it is between 100 and 699.
    pub const fn new(code: u16) -> Option<Self> {
        if code >= 100 && code <= 699 { Some(Self(code)) } else { None }
    }

    /// Returns the number.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// 1xx: the request is being worked on.
    pub const fn is_provisional(self) -> bool {
        self.0 < 200
    }

    /// 2xx: the request succeeded.
    pub const fn is_success(self) -> bool {
        self.0 / 100 == 2
    }

    /// 3xx: try elsewhere.
    pub const fn is_redirection(self) -> bool {
        self.0 / 100 == 3
    }

    /// 3xx to 6xx.
    pub const fn is_failure(self) -> bool {
        self.0 >= 300
    }

    /// 2xx to 6xx.
    pub const fn is_final(self) -> bool {
        self.0 >= 200
    }
}

impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! status_codes {
    ($($(#[$meta:meta])* $name:ident = $code:literal $reason:literal,)*) => {
        impl StatusCode {
            $(#[doc = concat!($reason, ".")] pub const $name: Self = Self($code);)*

            /// Returns the usual reason phrase (RFC 3261 21), or an empty text.
            pub const fn reason(self) -> &'static str {
                match self.0 {
                    $($code => $reason,)*
                    _ => "",
                }
            }
        }
    };
}

status_codes! {
    TRYING = 100 "Trying",
    RINGING = 180 "Ringing",
    CALL_IS_BEING_FORWARDED = 181 "Call Is Being Forwarded",
    QUEUED = 182 "Queued",
    SESSION_PROGRESS = 183 "Session Progress",
    OK = 200 "OK",
    ACCEPTED = 202 "Accepted",
    MULTIPLE_CHOICES = 300 "Multiple Choices",
    MOVED_PERMANENTLY = 301 "Moved Permanently",
    MOVED_TEMPORARILY = 302 "Moved Temporarily",
    USE_PROXY = 305 "Use Proxy",
    BAD_REQUEST = 400 "Bad Request",
    UNAUTHORIZED = 401 "Unauthorized",
    FORBIDDEN = 403 "Forbidden",
    NOT_FOUND = 404 "Not Found",
    METHOD_NOT_ALLOWED = 405 "Method Not Allowed",
    NOT_ACCEPTABLE = 406 "Not Acceptable",
    PROXY_AUTHENTICATION_REQUIRED = 407 "Proxy Authentication Required",
    REQUEST_TIMEOUT = 408 "Request Timeout",
    GONE = 410 "Gone",
    REQUEST_ENTITY_TOO_LARGE = 413 "Request Entity Too Large",
    UNSUPPORTED_MEDIA_TYPE = 415 "Unsupported Media Type",
    UNSUPPORTED_URI_SCHEME = 416 "Unsupported URI Scheme",
    BAD_EXTENSION = 420 "Bad Extension",
    EXTENSION_REQUIRED = 421 "Extension Required",
    SESSION_INTERVAL_TOO_SMALL = 422 "Session Interval Too Small",
    INTERVAL_TOO_BRIEF = 423 "Interval Too Brief",
    TEMPORARILY_UNAVAILABLE = 480 "Temporarily Unavailable",
    CALL_DOES_NOT_EXIST = 481 "Call/Transaction Does Not Exist",
    LOOP_DETECTED = 482 "Loop Detected",
    TOO_MANY_HOPS = 483 "Too Many Hops",
    ADDRESS_INCOMPLETE = 484 "Address Incomplete",
    BUSY_HERE = 486 "Busy Here",
    REQUEST_TERMINATED = 487 "Request Terminated",
    NOT_ACCEPTABLE_HERE = 488 "Not Acceptable Here",
    BAD_EVENT = 489 "Bad Event",
    REQUEST_PENDING = 491 "Request Pending",
    SERVER_INTERNAL_ERROR = 500 "Server Internal Error",
    NOT_IMPLEMENTED = 501 "Not Implemented",
    BAD_GATEWAY = 502 "Bad Gateway",
    SERVICE_UNAVAILABLE = 503 "Service Unavailable",
    SERVER_TIMEOUT = 504 "Server Time-out",
    VERSION_NOT_SUPPORTED = 505 "Version Not Supported",
    MESSAGE_TOO_LARGE = 513 "Message Too Large",
    BUSY_EVERYWHERE = 600 "Busy Everywhere",
    DECLINE = 603 "Decline",
    DOES_NOT_EXIST_ANYWHERE = 604 "Does Not Exist Anywhere",
    GLOBAL_NOT_ACCEPTABLE = 606 "Not Acceptable",
}

/// Header fields, in the order of the message; a name may occur several times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headers(Vec<(HeaderName, String)>);

impl Headers {
    /// Returns the value of the first field called `name`.
    pub fn get(&self, name: &HeaderName) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Returns the values of all fields called `name`, in order, not split at commas.
    pub fn get_all<'a>(&'a self, name: &'a HeaderName) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Returns every field in order.
    pub fn iter(&self) -> impl Iterator<Item = (&HeaderName, &str)> {
        self.0.iter().map(|(name, value)| (name, value.as_str()))
    }

    /// Adds a field at the end.
    pub fn push(&mut self, name: HeaderName, value: impl Into<String>) {
        self.0.push((name, value.into()));
    }

    /// Adds a field in front of all others.
    pub fn push_front(&mut self, name: HeaderName, value: impl Into<String>) {
        self.0.insert(0, (name, value.into()));
    }

    /// Makes `value` the only field called `name`, in the place of the first such field.
    pub fn set(&mut self, name: HeaderName, value: impl Into<String>) {
        let value = value.into();
        match self.0.iter().position(|(n, _)| *n == name) {
            Some(at) => {
                let mut index = 0;
                self.0.retain(|(n, _)| {
                    index += 1;
                    index - 1 <= at || *n != name
                });
                if let Some((_, old)) = self.0.get_mut(at) {
                    *old = value;
                }
            }
            None => self.push(name, value),
        }
    }

    /// Removes all fields called `name`.
    pub fn remove(&mut self, name: &HeaderName) {
        self.0.retain(|(n, _)| n != name);
    }

    /// Reads the first value of a typed header field.
    ///
    /// # Errors
    ///
    /// [`HeaderError::Missing`] if there is none, or what is wrong with its text.
    pub fn typed<H: TypedHeader>(&self) -> Result<H, HeaderError> {
        self.typed_all::<H>()?.into_iter().next().ok_or(HeaderError::Missing(H::NAME))
    }

    /// Reads all values of a typed header field, split at commas where the grammar is a list.
    ///
    /// # Errors
    ///
    /// What is wrong with the first value that cannot be read.
    pub fn typed_all<H: TypedHeader>(&self) -> Result<Vec<H>, HeaderError> {
        let mut all = Vec::new();
        for value in self.get_all(&H::NAME) {
            H::parse_field(value, &mut all)?;
        }
        Ok(all)
    }

    /// Adds a typed field at the end.
    pub fn push_typed<H: TypedHeader>(&mut self, header: &H) {
        self.push(H::NAME, header.to_string());
    }

    /// Makes a typed field the only one of its name.
    pub fn set_typed<H: TypedHeader>(&mut self, header: &H) {
        self.set(H::NAME, header.to_string());
    }
}
