//! Fields whose value is one text.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader};
use crate::text::one_line;

macro_rules! text_headers {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub String);

        impl TypedHeader for $name {
            const NAME: HeaderName = HeaderName::$name;

            fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
                into.push(Self(text.trim().to_owned()));
                Ok(())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&one_line(&self.0))
            }
        }
    )*};
}

text_headers! {
    /// What the client is (RFC 3261 20.41).
    UserAgent;
    /// What the server is (RFC 3261 20.35).
    Server;
    /// What the call is about; may be empty (RFC 3261 20.36).
    Subject;
    /// To which organization the sender belongs (RFC 3261 20.25).
    Organization;
    /// How to ring, as its text stands (RFC 3261 20.4).
    AlertInfo;
    /// More about caller or callee, as its text stands (RFC 3261 20.9).
    CallInfo;
}

/// Names a dialog or a registration, in this case (RFC 3261 20.8).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CallId(pub String);

impl TypedHeader for CallId {
    const NAME: HeaderName = HeaderName::CallId;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        let text = text.trim();
        if text.is_empty() || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(Self::malformed());
        }
        into.push(Self(text.to_owned()));
        Ok(())
    }
}

impl fmt::Display for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{read, read_one};
    use super::*;

    #[test]
    fn call_ids_are_one_word() {
        let odd = "intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{";
        assert_eq!(read_one::<CallId>(odd), CallId(odd.to_owned()));
        assert!(read::<CallId>("").is_err());
        assert!(read::<CallId>("a b").is_err());
    }

    #[test]
    fn text_may_be_empty_but_never_two_lines() {
        assert_eq!(read_one::<Subject>(" "), Subject(String::new()));
        assert_eq!(Subject("a\r\nVia: b".to_owned()).to_string(), "a  Via: b");
    }
}
