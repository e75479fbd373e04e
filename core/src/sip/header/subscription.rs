//! Subscription-State (RFC 6665 8.2.3), Replaces (RFC 3891 6.1) and Join (RFC 3911 7.1).

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader};
use crate::text::{Cursor, Params, saturating_u32};

/// How a subscription stands, as its notifier says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionState {
    /// `active`, `pending`, `terminated`, or an extension.
    pub state: String,
    /// Parameters, such as `expires`, `reason` and `retry-after`.
    pub params: Params,
}

impl SubscriptionState {
    /// Returns a state without parameters.
    pub fn new(state: &str) -> Self {
        Self { state: state.to_owned(), params: Params::new() }
    }

    /// Whether it is `name`, in any case.
    pub fn is(&self, name: &str) -> bool {
        self.state.eq_ignore_ascii_case(name)
    }

    /// Returns how many seconds the subscription still lasts.
    pub fn expires(&self) -> Option<u32> {
        saturating_u32(self.params.get("expires")?)
    }

    /// Returns why it ended, in lower case.
    pub fn reason(&self) -> Option<String> {
        self.params.get("reason").map(str::to_ascii_lowercase)
    }

    /// Returns after how many seconds the subscriber may try again.
    pub fn retry_after(&self) -> Option<u32> {
        saturating_u32(self.params.get("retry-after")?)
    }
}

impl TypedHeader for SubscriptionState {
    const NAME: HeaderName = HeaderName::SubscriptionState;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        let mut cursor = Cursor::new(text);
        cursor.skip_space();
        let state = cursor.token().ok_or_else(Self::malformed)?.to_owned();
        let params = Params::parse(&mut cursor).map_err(|_| Self::malformed())?;
        cursor.skip_space();
        if !cursor.is_empty() {
            return Err(Self::malformed());
        }
        into.push(Self { state, params });
        Ok(())
    }
}

impl fmt::Display for SubscriptionState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.state, self.params)
    }
}

macro_rules! dialog_headers {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name {
            /// Call-ID of the dialog.
            pub call_id: String,
            /// The tag of the end that the request goes to.
            pub to_tag: String,
            /// The tag of the other end.
            pub from_tag: String,
            /// Whether the dialog must be early (`early-only`; RFC 3891 only).
            pub early_only: bool,
        }

        impl TypedHeader for $name {
            const NAME: HeaderName = HeaderName::$name;

            fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
                let mut cursor = Cursor::new(text);
                cursor.skip_space();
                let call_id = cursor.take_while(|c| !c.is_whitespace() && c != ';').to_owned();
                let params = Params::parse(&mut cursor).map_err(|_| Self::malformed())?;
                cursor.skip_space();
                let tag = |name| params.get(name).map(str::to_owned);
                let tags = tag("to-tag").zip(tag("from-tag"));
                match tags.filter(|_| cursor.is_empty() && !call_id.is_empty()) {
                    Some((to_tag, from_tag)) => {
                        let early_only = params.has("early-only");
                        into.push(Self { call_id, to_tag, from_tag, early_only });
                        Ok(())
                    }
                    None => Err(Self::malformed()),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let Self { call_id, to_tag, from_tag, early_only } = self;
                write!(f, "{call_id};to-tag={to_tag};from-tag={from_tag}")?;
                f.write_str(if *early_only { ";early-only" } else { "" })
            }
        }
    )*};
}

dialog_headers! {
    /// The dialog that a new call takes the place of.
    Replaces;
    /// The dialog that a new call joins.
    Join;
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{read, read_one};
    use super::*;

    #[test]
    fn states_have_lifetime_reason_and_retry() {
        let state: SubscriptionState = read_one("terminated ;reason=Probation;retry-after=60");
        assert!(state.is("Terminated"));
        assert_eq!(state.reason().as_deref(), Some("probation"));
        assert_eq!((state.retry_after(), state.expires()), (Some(60), None));
        assert_eq!(read_one::<SubscriptionState>("active;expires=9").expires(), Some(9));
        assert!(read::<SubscriptionState>("").is_err());
        assert!(read::<SubscriptionState>("active, pending").is_err());
    }

    #[test]
    fn replaces_names_a_dialog() {
        // RFC 3891 6.1.
        let text = "98732@sip.example.com ;from-tag=r33th4x0r ;to-tag=ff87ff";
        let replaces: Replaces = read_one(text);
        assert_eq!(replaces.call_id, "98732@sip.example.com");
        assert_eq!((replaces.to_tag.as_str(), replaces.from_tag.as_str()), ("ff87ff", "r33th4x0r"));
        let text = "12adf2f34456gs5;to-tag=12345;from-tag=54321;early-only";
        assert_eq!(read_one::<Replaces>(text).to_string(), text);
        assert!(read::<Replaces>("87134@171.161.34.23;to-tag=24796").is_err());
        assert!(read::<Join>(";to-tag=1;from-tag=2").is_err());
    }
}
