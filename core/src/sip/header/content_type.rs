//! Content-Type and Accept (RFC 3261 20.1, 20.15).

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader, comma_list};
use crate::text::{Cursor, Params};

/// The type of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentType {
    kind: String,
    subtype: String,
    /// Parameters, such as `boundary` and `charset`.
    pub params: Params,
}

impl ContentType {
    /// Returns the type of session descriptions.
    pub fn sdp() -> Self {
        Self { kind: "application".to_owned(), subtype: "sdp".to_owned(), params: Params::new() }
    }

    /// Whether it is `kind/subtype`, whatever the case and the parameters.
    pub fn is(&self, kind: &str, subtype: &str) -> bool {
        self.kind.eq_ignore_ascii_case(kind) && self.subtype.eq_ignore_ascii_case(subtype)
    }

    /// Whether a body of this type has parts (RFC 2046 5.1).
    pub fn is_multipart(&self) -> bool {
        self.kind.eq_ignore_ascii_case("multipart")
    }

    /// Whether a body of type `kind/subtype` falls under this range, such as `application/*`.
    pub fn covers(&self, kind: &str, subtype: &str) -> bool {
        let fits = |range: &str, value: &str| range == "*" || range.eq_ignore_ascii_case(value);
        fits(&self.kind, kind) && fits(&self.subtype, subtype)
    }

    fn parse(cursor: &mut Cursor<'_>) -> Option<Self> {
        cursor.skip_space();
        let kind = cursor.token()?.to_owned();
        cursor.eat_spaced('/').then_some(())?;
        let subtype = cursor.token()?.to_owned();
        let params = Params::parse(cursor).ok()?;
        Some(Self { kind, subtype, params })
    }
}

impl TypedHeader for ContentType {
    const NAME: HeaderName = HeaderName::ContentType;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        let mut cursor = Cursor::new(text);
        let value = Self::parse(&mut cursor).ok_or_else(Self::malformed)?;
        cursor.skip_space();
        if !cursor.is_empty() {
            return Err(Self::malformed());
        }
        into.push(value);
        Ok(())
    }
}

impl fmt::Display for ContentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}{}", self.kind, self.subtype, self.params)
    }
}

/// A type of body that the sender understands; `*` stands for any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accept(pub ContentType);

impl TypedHeader for Accept {
    const NAME: HeaderName = HeaderName::Accept;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        comma_list(text, into, |cursor| ContentType::parse(cursor).map(Self))
            .ok_or_else(Self::malformed)
    }
}

impl fmt::Display for Accept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{read, read_one};
    use super::*;

    #[test]
    fn types_are_compared_without_case_and_parameters() {
        let kind: ContentType = read_one("Application / SDP ; charset=\"utf-8\"");
        assert!(kind.is("application", "sdp"));
        assert_eq!(kind.to_string(), "Application/SDP;charset=\"utf-8\"");
        assert!(read::<ContentType>("application").is_err());
        assert!(read::<ContentType>("a/b, c/d").is_err());
    }

    #[test]
    fn ranges_cover_types() {
        let accept: Vec<Accept> = read("application/*;q=0.5, text/plain").unwrap();
        assert!(accept[0].0.covers("application", "sdp"));
        assert!(!accept[1].0.covers("application", "sdp"));
        assert!(read_one::<Accept>("*/*").0.covers("x", "y"));
        assert_eq!(read::<Accept>("").unwrap(), []);
    }
}
