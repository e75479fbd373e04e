//! Fields that are about sessions: RAck (RFC 3262 7.2), Session-Expires and Min-SE (RFC 4028 4, 5).

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader};
use crate::sip::message::Method;
use crate::text::{Cursor, Params, digits, saturating_u32};

/// Which response a PRACK confirms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RAck {
    /// Its RSeq.
    pub rseq: u32,
    /// The number of its CSeq.
    pub cseq: u32,
    /// The method of its CSeq.
    pub method: Method,
}

impl RAck {
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let mut number = || digits(words.next()?);
        let (rseq, cseq) = (number()?, number()?);
        let method = Method::from_name(words.next()?);
        words.next().is_none().then_some(Self { rseq, cseq, method })
    }
}

impl TypedHeader for RAck {
    const NAME: HeaderName = HeaderName::RAck;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        into.push(Self::parse(text).ok_or_else(Self::malformed)?);
        Ok(())
    }
}

impl fmt::Display for RAck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.rseq, self.cseq, self.method)
    }
}

/// Who shows signs of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refresher {
    /// The client of the request that the field, or the response with it, belongs to.
    Uac,
    /// Its server.
    Uas,
}

/// How long a session lasts without a sign of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionExpires {
    /// In so many seconds; too large a number is the largest.
    pub seconds: u32,
    /// Who shows signs of life, if that is decided.
    pub refresher: Option<Refresher>,
}

impl TypedHeader for SessionExpires {
    const NAME: HeaderName = HeaderName::SessionExpires;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        let (seconds, params) = seconds(text).ok_or_else(Self::malformed)?;
        let refresher = match params.get("refresher") {
            Some(who) if who.eq_ignore_ascii_case("uac") => Some(Refresher::Uac),
            Some(who) if who.eq_ignore_ascii_case("uas") => Some(Refresher::Uas),
            Some(_) | None => None,
        };
        into.push(Self { seconds, refresher });
        Ok(())
    }
}

impl fmt::Display for SessionExpires {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.seconds)?;
        f.write_str(match self.refresher {
            Some(Refresher::Uac) => ";refresher=uac",
            Some(Refresher::Uas) => ";refresher=uas",
            None => "",
        })
    }
}

/// The shortest interval between signs of life that somebody takes, in seconds; too large a
/// number is the largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MinSe(pub u32);

impl TypedHeader for MinSe {
    const NAME: HeaderName = HeaderName::MinSe;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        let (seconds, _) = seconds(text).ok_or_else(Self::malformed)?;
        into.push(Self(seconds));
        Ok(())
    }
}

impl fmt::Display for MinSe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn seconds(text: &str) -> Option<(u32, Params)> {
    let mut cursor = Cursor::new(text);
    cursor.skip_space();
    let seconds = saturating_u32(cursor.token()?)?;
    let params = Params::parse(&mut cursor).ok()?;
    cursor.skip_space();
    cursor.is_empty().then_some((seconds, params))
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{read, read_one};
    use super::*;

    #[test]
    fn confirmations_name_a_response() {
        let rack: RAck = read_one(" 776656  1 INVITE ");
        assert_eq!((rack.rseq, rack.cseq, &rack.method), (776_656, 1, &Method::Invite));
        assert_eq!(rack.to_string(), "776656 1 INVITE");
        for text in ["", "1 INVITE", "1 2", "1 2 INVITE 3", "-1 2 INVITE"] {
            assert!(read::<RAck>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn intervals_have_a_refresher() {
        let expires: SessionExpires = read_one("1800 ;Refresher=UAS;x=y");
        assert_eq!((expires.seconds, expires.refresher), (1_800, Some(Refresher::Uas)));
        assert_eq!(expires.to_string(), "1800;refresher=uas");
        assert_eq!(read_one::<SessionExpires>("90;refresher=me").refresher, None);
        assert_eq!(read_one::<MinSe>("99999999999;lr"), MinSe(u32::MAX));
        assert!(read::<SessionExpires>("soon").is_err());
        assert!(read::<MinSe>("").is_err());
    }
}
