//! Warning (RFC 3261 20.43).

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader, comma_list};
use crate::text::{Cursor, digits, quote, unquote};

/// More about a status, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What it is about, 100 to 999.
    pub code: u16,
    /// Who says it: a host or a name without spaces.
    pub agent: String,
    /// What is said.
    pub text: String,
}

impl Warning {
    /// Returns the warning that a description has no address that could be reached.
    pub fn incompatible_address() -> Self {
        Self::of_description(301, "Incompatible network address formats")
    }

    /// Returns the warning that a description has no kind of media that is wanted.
    pub fn media_not_available() -> Self {
        Self::of_description(304, "Media type not available")
    }

    /// Returns the warning that a description has no format that could be used.
    pub fn incompatible_format() -> Self {
        Self::of_description(305, "Incompatible media format")
    }

    /// Returns the warning that one end insists on encryption that the other does not have.
    pub fn no_encryption() -> Self {
        Self::of_description(399, "No common media encryption")
    }

    /// Codes and texts are those of RFC 3261 20.43.
    fn of_description(code: u16, text: &str) -> Self {
        Self { code, agent: "phone".to_owned(), text: text.to_owned() }
    }

    fn parse(cursor: &mut Cursor<'_>) -> Option<Self> {
        let code = cursor.token().filter(|code| code.len() == 3).and_then(digits)?;
        cursor.skip_space();
        let agent = cursor.take_while(|c| !c.is_whitespace() && c != '"' && c != ',');
        cursor.skip_space();
        let text = unquote(cursor.quoted()?).into_owned();
        (!agent.is_empty()).then(|| Self { code, agent: agent.to_owned(), text })
    }
}

impl TypedHeader for Warning {
    const NAME: HeaderName = HeaderName::Warning;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        comma_list(text, into, Self::parse).ok_or_else(Self::malformed)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03} {} {}", self.code, self.agent, quote(&self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::read;
    use super::*;

    #[test]
    fn warnings_are_read() {
        let text =
            "307 isi.edu \"Session parameter 'foo' not understood\", 399 [::1]:5060 \"a, b\"";
        let warnings: Vec<Warning> = read(text).unwrap();
        assert_eq!(warnings[0].code, 307);
        assert_eq!((warnings[1].agent.as_str(), warnings[1].text.as_str()), ("[::1]:5060", "a, b"));
        let printed: Vec<_> = warnings.iter().map(Warning::to_string).collect();
        assert_eq!(printed.join(", "), text);
        assert!(read::<Warning>("1812 overture \"In Progress\"").is_err());
        assert!(read::<Warning>("399 x").is_err());
    }
}
