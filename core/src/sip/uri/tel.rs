//! Telephone numbers (RFC 3966).

use core::fmt;

use serde::{Deserialize, Serialize};

use super::UriError;
use super::sip_uri::parse_params;
use crate::text::Params;

/// A `tel:` URI, its number as it was spelled.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TelUri {
    number: String,
    /// Parameters, such as `phone-context` and `ext`.
    pub params: Params,
}

impl TelUri {
    /// Returns the number without visual separators, `+` kept.
    pub fn digits(&self) -> String {
        self.number.chars().filter(|c| !is_separator(*c)).collect()
    }

    /// Whether the number is global, that is, begins with `+`.
    pub fn is_global(&self) -> bool {
        self.number.starts_with('+')
    }

    /// Whether both are the same number (RFC 3966 4).
    pub fn is_equivalent(&self, other: &Self) -> bool {
        self.digits().eq_ignore_ascii_case(&other.digits())
            && self.sorted_params() == other.sorted_params()
    }

    pub(super) fn parse_rest(rest: &str) -> Result<Self, UriError> {
        let mut parts = rest.split(';');
        let number = parts.next().unwrap_or_default();
        let digits = number.strip_prefix('+').unwrap_or(number);
        // A global number has decimal digits only; a local one also `*`, `#` and A to F.
        let is_digit = |c: char| {
            c.is_ascii_digit()
                || (!number.starts_with('+') && (c.is_ascii_hexdigit() || "*#".contains(c)))
        };
        // Letters alone are a word, not a number.
        let has_digit = digits.contains(|c: char| c.is_ascii_digit() || "*#".contains(c));
        if !has_digit || !digits.chars().all(|c| is_digit(c) || is_separator(c)) {
            return Err(UriError::Number);
        }
        Ok(Self { number: number.to_owned(), params: parse_params(parts)? })
    }

    fn sorted_params(&self) -> Vec<(String, Option<String>)> {
        let mut all: Vec<_> = self
            .params
            .iter()
            .map(|(name, value)| {
                let name = name.to_ascii_lowercase();
                let is_number = name == "ext" || value.is_some_and(|text| text.starts_with('+'));
                let value = value.map(|text| {
                    text.to_ascii_lowercase().replace(|c| is_number && is_separator(c), "")
                });
                (name, value)
            })
            .collect();
        all.sort();
        all
    }
}

impl fmt::Display for TelUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tel:{}{}", self.number, self.params)
    }
}

const fn is_separator(c: char) -> bool {
    matches!(c, '-' | '.' | '(' | ')')
}

#[cfg(test)]
mod tests {
    use super::super::Uri;

    #[test]
    fn separators_do_not_matter() {
        let a = Uri::parse("tel:+1-201-555-0123;ext=1-2").unwrap();
        let b = Uri::parse("TEL:+1(201)555.0123;EXT=12").unwrap();
        assert!(a.is_equivalent(&b));
        assert_eq!(a.user().as_deref(), Some("+12015550123"));
        assert_eq!(a.to_string(), "tel:+1-201-555-0123;ext=1-2");
        let local = Uri::parse("tel:863-1234;phone-context=+1-914-555").unwrap();
        assert!(!local.is_equivalent(&Uri::parse("tel:8631234").unwrap()));
        assert!(local.is_equivalent(&Uri::parse("tel:8631234;phone-context=+1914555").unwrap()));
    }

    #[test]
    fn numbers_have_digits() {
        assert!(Uri::parse("tel:+12015550123;phone-context").is_ok());
        assert!(Uri::parse("tel:*72#").is_ok());
        for text in ["tel:+", "tel:-", "tel:+12x", "tel:+*1", "tel:1;"] {
            assert!(Uri::parse(text).is_err(), "{text}");
        }
    }
}
