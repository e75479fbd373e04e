//! Fields that list tokens (RFC 3261 20.5, 20.29, 20.32, 20.37, 20.40).

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader, comma_list};
use crate::sip::message::Method;

macro_rules! token_lists {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub String);

        impl TypedHeader for $name {
            const NAME: HeaderName = HeaderName::$name;

            fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
                comma_list(text, into, |cursor| cursor.token().map(|token| Self(token.to_owned())))
                    .ok_or_else(Self::malformed)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

token_lists! {
    /// An extension that the sender understands (RFC 3261 20.37).
    Supported;
    /// An extension that the receiver must understand (RFC 3261 20.32).
    Require;
    /// An extension that a proxy must understand (RFC 3261 20.29).
    ProxyRequire;
    /// An extension that the sender does not understand (RFC 3261 20.40).
    Unsupported;
    /// An event package that the sender understands (RFC 6665 8.2.2).
    AllowEvents;
}

/// A method that the sender understands (RFC 3261 20.5).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Allow(pub Method);

impl TypedHeader for Allow {
    const NAME: HeaderName = HeaderName::Allow;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        comma_list(text, into, |cursor| cursor.token().map(|name| Self(Method::from_name(name))))
            .ok_or_else(Self::malformed)
    }
}

impl fmt::Display for Allow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::read;
    use super::*;

    #[test]
    fn lists_may_be_empty_and_have_a_comma_too_many() {
        assert_eq!(read::<Supported>("").unwrap(), []);
        let tags = [Supported("replaces".to_owned()), Supported("100rel".to_owned())];
        assert_eq!(read::<Supported>("replaces ,100rel,").unwrap(), tags);
        let methods = [Allow(Method::Invite), Allow(Method::Other("X".to_owned()))];
        assert_eq!(read::<Allow>("INVITE, X").unwrap(), methods);
        assert!(read::<Require>("a b").is_err());
        assert!(read::<Require>("a;b").is_err());
    }
}
