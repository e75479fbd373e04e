//! Event (RFC 6665 8.2.1) and Reason (RFC 3326): a token and parameters.

use core::fmt;
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader, comma_list};
use crate::text::{Cursor, Params, digits, quote};

/// The event package of a subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The package, for example `message-summary`; case matters.
    pub package: String,
    /// Parameters, such as `id`.
    pub params: Params,
}

/// Why a call ended or a request was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Whose number the cause is: `SIP` or `Q.850`.
    pub protocol: String,
    /// Parameters, such as `cause` and `text`.
    pub params: Params,
}

impl Reason {
    /// Returns a reason with a status of SIP and its text.
    pub fn sip(cause: u16, text: &str) -> Self {
        let mut params = Params::new();
        params.set("cause", cause.to_string());
        params.set("text", quote(text));
        Self { protocol: "SIP".to_owned(), params }
    }

    /// Returns the cause.
    pub fn cause(&self) -> Option<u16> {
        digits(self.params.get("cause")?)
    }

    /// Whether another phone answered the call (RFC 3326 2, "Call completed elsewhere").
    pub fn is_answered_elsewhere(&self) -> bool {
        self.protocol.eq_ignore_ascii_case("SIP") && self.cause() == Some(200)
    }

    /// Whether it is how calls end that nothing is wrong with: 200 of SIP, 16 and 31 of Q.850.
    pub fn is_normal(&self) -> bool {
        let of_isdn = self.protocol.eq_ignore_ascii_case("Q.850");
        self.is_answered_elsewhere() || (of_isdn && matches!(self.cause(), Some(16 | 31)))
    }

    /// Returns the text for people.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        self.params.text("text")
    }
}

fn token_and_params(cursor: &mut Cursor<'_>) -> Option<(String, Params)> {
    cursor.skip_space();
    let token = cursor.token()?.to_owned();
    Some((token, Params::parse(cursor).ok()?))
}

impl TypedHeader for Event {
    const NAME: HeaderName = HeaderName::Event;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        let mut cursor = Cursor::new(text);
        let read = token_and_params(&mut cursor);
        cursor.skip_space();
        let (package, params) = read.filter(|_| cursor.is_empty()).ok_or_else(Self::malformed)?;
        into.push(Self { package, params });
        Ok(())
    }
}

impl TypedHeader for Reason {
    const NAME: HeaderName = HeaderName::Reason;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        comma_list(text, into, |cursor| {
            token_and_params(cursor).map(|(protocol, params)| Self { protocol, params })
        })
        .ok_or_else(Self::malformed)
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.package, self.params)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.protocol, self.params)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{read, read_one};
    use super::*;

    #[test]
    fn reasons_have_cause_and_text() {
        let reasons: Vec<Reason> =
            read("SIP ;cause=200 ;text=\"Call completed, \\\"elsewhere\\\"\", Q.850;cause=16")
                .unwrap();
        assert_eq!(reasons[0].cause(), Some(200));
        assert_eq!(reasons[0].text().unwrap(), "Call completed, \"elsewhere\"");
        assert_eq!(reasons[1].to_string(), "Q.850;cause=16");
        assert_eq!(Reason::sip(486, "Busy").to_string(), "SIP;cause=486;text=\"Busy\"");
    }

    #[test]
    fn events_have_a_package() {
        let text = "ua-profile;profile-type=\"application\";model=\"440HD\"";
        let event: Event = read_one(text);
        assert_eq!(event.package, "ua-profile");
        assert_eq!(event.params.text("model").unwrap(), "440HD");
        assert_eq!(event.to_string(), text);
        assert!(read::<Event>("").is_err());
        assert!(read::<Event>("a b").is_err());
    }
}
