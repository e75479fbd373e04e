//! Fields that hold a number (RFC 3261 20.14, 20.19, 20.22, 20.23, 20.33; RFC 3262 7.1).

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader};
use crate::text::{Cursor, Params, digits, saturating_u32};

macro_rules! number_headers {
    ($($(#[$meta:meta])* $name:ident($type:ty) = $read:expr;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub $type);

        impl TypedHeader for $name {
            const NAME: HeaderName = HeaderName::$name;

            fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
                into.push(Self($read(text.trim()).ok_or_else(Self::malformed)?));
                Ok(())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

number_headers! {
    /// How many more hops the request may pass, 0 to 255 (RFC 3261 20.22).
    MaxForwards(u8) = digits;
    /// How many bytes the body has (RFC 3261 20.14).
    ContentLength(u32) = digits;
    /// How many seconds the message or what it asks for is valid (RFC 3261 20.19).
    ///
    /// Too large a number is the largest.
    Expires(u32) = saturating_u32;
    /// How many seconds of validity the registrar asks for at least (RFC 3261 20.23).
    ///
    /// Too large a number is the largest.
    MinExpires(u32) = saturating_u32;
    /// The number of a response that wants to be confirmed (RFC 3262 7.1).
    RSeq(u32) = digits;
}

/// When to try again (RFC 3261 20.33).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetryAfter {
    /// In so many seconds; too large a number is the largest.
    pub seconds: u32,
    /// Parameters, such as `duration`.
    pub params: Params,
}

impl RetryAfter {
    fn parse(text: &str) -> Option<Self> {
        let mut cursor = Cursor::new(text);
        cursor.skip_space();
        let seconds = saturating_u32(cursor.token()?)?;
        cursor.skip_space();
        if cursor.peek() == Some('(') {
            // A comment, for people only; its end is the last bracket before the parameters.
            cursor.take_until(b")");
            cursor.take_while(|c| c == ')');
        }
        let params = Params::parse(&mut cursor).ok()?;
        cursor.skip_space();
        cursor.is_empty().then_some(Self { seconds, params })
    }
}

impl TypedHeader for RetryAfter {
    const NAME: HeaderName = HeaderName::RetryAfter;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        into.push(Self::parse(text).ok_or_else(Self::malformed)?);
        Ok(())
    }
}

impl fmt::Display for RetryAfter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.seconds, self.params)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{read, read_one};
    use super::*;

    #[test]
    fn numbers_are_read() {
        assert_eq!(read_one::<MaxForwards>(" 0068 "), MaxForwards(68));
        assert_eq!(read_one::<Expires>("10000000000000000000000"), Expires(u32::MAX));
        assert!(read::<MaxForwards>("300").is_err());
        assert!(read::<ContentLength>("-999").is_err());
        assert!(read::<ContentLength>("+9").is_err());
        assert!(read::<ContentLength>("99999999999").is_err());
        assert!(read::<Expires>("Thu, 01 Dec 1994 16:00:00 GMT").is_err());
    }

    #[test]
    fn retry_after_has_a_comment_and_parameters() {
        let retry: RetryAfter = read_one("18000 (I'm in a meeting);duration=3600");
        assert_eq!(retry.seconds, 18_000);
        assert_eq!(retry.to_string(), "18000;duration=3600");
        assert_eq!(read_one::<RetryAfter>("949302838503028349304023988").seconds, u32::MAX);
        assert!(read::<RetryAfter>("5 (open").is_ok());
        assert!(read::<RetryAfter>("soon").is_err());
    }
}
