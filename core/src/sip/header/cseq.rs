//! CSeq (RFC 3261 20.16).

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader};
use crate::sip::message::Method;
use crate::text::{Cursor, digits};

/// The number and method of a transaction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CSeq {
    /// 0 to 2^31 - 1 (RFC 3261 8.1.1.5).
    pub number: u32,
    /// The method of the request.
    pub method: Method,
}

impl CSeq {
    /// The largest number allowed.
    pub const MAX: u32 = (1 << 31) - 1;

    /// Returns a CSeq.
    pub const fn new(number: u32, method: Method) -> Self {
        Self { number, method }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut cursor = Cursor::new(text);
        cursor.skip_space();
        let number: u32 = digits(cursor.token()?)?;
        cursor.skip_space();
        let method = Method::from_name(cursor.token()?);
        cursor.skip_space();
        (cursor.is_empty() && number <= Self::MAX).then_some(Self { number, method })
    }
}

impl TypedHeader for CSeq {
    const NAME: HeaderName = HeaderName::CSeq;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        into.push(Self::parse(text).ok_or_else(Self::malformed)?);
        Ok(())
    }
}

impl fmt::Display for CSeq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number, self.method)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{read, read_one};
    use super::*;

    #[test]
    fn number_and_method_are_read() {
        assert_eq!(read_one::<CSeq>("0009\r\n  INVITE"), CSeq::new(9, Method::Invite));
        assert_eq!(read_one::<CSeq>("0 x!").to_string(), "0 x!");
    }

    #[test]
    fn numbers_out_of_range_are_refused() {
        for text in [
            "",
            "1",
            "INVITE",
            "2147483648 ACK",
            "36893488147419103232 REGISTER",
            "-1 BYE",
            "1 INVITE x",
        ] {
            assert_eq!(read::<CSeq>(text), Err(CSeq::malformed()), "{text}");
        }
    }
}
