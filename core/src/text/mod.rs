//! Parsing helpers shared by the SIP, SDP and configuration parsers.

mod cursor;
mod params;
mod quote;
mod secret;

use std::borrow::Cow;

pub use cursor::{Cursor, is_token, is_token_char};
pub use params::{MalformedParams, Params};
pub use quote::{one_line, quote, unquote};
pub use secret::Secret;

/// Reads a number of decimal digits only; too large a number gives the largest.
///
/// `None` if there is no digit or anything else.
pub fn saturating_u32(text: &str) -> Option<u32> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(text.parse().unwrap_or(u32::MAX))
}

/// Reads a number of decimal digits only, without sign, that fits `T`.
pub fn digits<T: core::str::FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// Reads bytes as UTF-8, or, if they are not, as Latin-1, so that no text is refused.
pub fn utf8_or_latin1(bytes: &[u8]) -> Cow<'_, str> {
    match core::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_sign_and_saturate_on_demand() {
        assert_eq!(saturating_u32("0068"), Some(68));
        assert_eq!(saturating_u32("99999999999999999999"), Some(u32::MAX));
        assert_eq!(saturating_u32("+1"), None);
        assert_eq!(saturating_u32(""), None);
        assert_eq!(digits::<u8>("255"), Some(255));
        assert_eq!(digits::<u8>("256"), None);
        assert_eq!(digits::<u8>("+2"), None);
        assert_eq!(digits::<u8>(""), None);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_latin1() {
        assert_eq!(utf8_or_latin1("Zoë".as_bytes()), "Zoë");
        assert_eq!(utf8_or_latin1(b"Zo\xeb"), "Zoë");
    }
}
