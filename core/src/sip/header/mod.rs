//! Header field names and the typed header fields, by family.
//!
//! | file | fields |
//! |---|---|
//! | `via` | Via |
//! | `address` | From, To, Contact, Route, Record-Route and whatever else is a name-addr |
//! | `auth` | WWW-Authenticate, Proxy-Authenticate, Authorization, Proxy-Authorization |
//! | `cseq` | CSeq |
//! | `date` | Date |
//! | `event` | Event, Reason |
//! | `subscription` | Subscription-State, Replaces, Join |
//! | `number` | Max-Forwards, Expires, Min-Expires, Content-Length, RSeq, Retry-After |
//! | `list` | Allow, Supported, Require, Proxy-Require, Unsupported, Allow-Events |
//! | `session` | RAck, Session-Expires, Min-SE |
//! | `text` | Call-ID, User-Agent, Server, Subject, Organization, Alert-Info, Call-Info |
//! | `content_type` | Content-Type, Accept |
//! | `warning` | Warning |
//!
//! What has no type is carried as text, untouched.

mod address;
mod auth;
mod content_type;
mod cseq;
mod date;
mod event;
mod list;
mod name;
mod number;
mod session;
mod subscription;
mod text;
mod via;
mod warning;

use core::fmt;

pub(crate) use address::tag;
pub use address::{
    Contact, Diversion, From, HistoryInfo, NameAddr, PAssertedIdentity, PPreferredIdentity,
    RecordRoute, ReferTo, ReferredBy, RemotePartyId, Route, ServiceRoute, To,
};
pub use auth::{AuthParams, Authorization, ProxyAuthenticate, ProxyAuthorization, WwwAuthenticate};
pub use content_type::{Accept, ContentType};
pub use cseq::CSeq;
pub use date::Date;
pub use event::{Event, Reason};
pub use list::{Allow, AllowEvents, ProxyRequire, Require, Supported, Unsupported};
pub use name::HeaderName;
pub use number::{ContentLength, Expires, MaxForwards, MinExpires, RSeq, RetryAfter};
pub use session::{MinSe, RAck, Refresher, SessionExpires};
pub use subscription::{Join, Replaces, SubscriptionState};
pub use text::{AlertInfo, CallId, CallInfo, Organization, Server, Subject, UserAgent};
pub use via::{MAGIC_COOKIE, Via};
pub use warning::Warning;

/// A header field with a grammar of its own.
pub trait TypedHeader: Sized + fmt::Display {
    /// Its name.
    const NAME: HeaderName;

    /// Reads one field's text and appends its value, or its values if the grammar is a list.
    ///
    /// # Errors
    ///
    /// What is wrong with the text.
    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError>;

    /// Returns the error that says that the field's text does not follow its grammar.
    fn malformed() -> HeaderError {
        HeaderError::Malformed(Self::NAME)
    }
}

/// Why a header field cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderError {
    /// There is no such field.
    Missing(HeaderName),
    /// The text does not follow the grammar.
    Malformed(HeaderName),
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "no {name} header field"),
            Self::Malformed(name) => write!(f, "malformed {name} header field"),
        }
    }
}

impl core::error::Error for HeaderError {}

/// Reads a comma-separated list, each element with `element`.
///
/// An empty text gives no element; an empty element is skipped, as many senders write a comma too
/// many. `None` if an element cannot be read or is followed by something else than a comma.
fn comma_list<T>(
    text: &str,
    into: &mut Vec<T>,
    element: impl Fn(&mut crate::text::Cursor<'_>) -> Option<T>,
) -> Option<()> {
    let mut cursor = crate::text::Cursor::new(text);
    loop {
        while cursor.eat_spaced(',') {}
        cursor.skip_space();
        if cursor.is_empty() {
            return Some(());
        }
        into.push(element(&mut cursor)?);
        cursor.skip_space();
        if !cursor.is_empty() && cursor.peek() != Some(',') {
            return None;
        }
    }
}

#[cfg(test)]
mod test_support {
    use super::{HeaderError, TypedHeader};

    /// Reads one field's values.
    pub(super) fn read<H: TypedHeader>(text: &str) -> Result<Vec<H>, HeaderError> {
        let mut values = Vec::new();
        H::parse_field(text, &mut values)?;
        Ok(values)
    }

    /// Reads a field that has one value.
    #[track_caller]
    pub(super) fn read_one<H: TypedHeader>(text: &str) -> H {
        let mut values = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(values.len(), 1, "{text}");
        values.remove(0)
    }
}
