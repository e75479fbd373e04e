//! What bytes are that should have been text: said before a single line is read.

use core::fmt;

use serde::{Deserialize, Serialize};

/// Why bytes are no text of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ContentError {
    /// There is nothing, or only blanks.
    Empty,
    /// HTML or XML, as a server answers with that has another idea of the address.
    WebPage,
    /// Text of two bytes per character.
    Utf16,
    /// A compressed archive.
    Archive,
    /// No text at all.
    Binary,
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the file is empty",
            Self::WebPage => "the server answered with a web page instead of the file",
            Self::Utf16 => "the file is UTF-16 text; save it as UTF-8",
            Self::Archive => "the file is an archive, not text",
            Self::Binary => "the file is not text",
        })
    }
}

/// Checks that `bytes` may be lines of text.
///
/// # Errors
///
/// What they are instead.
pub fn check_text(bytes: &[u8]) -> Result<(), ContentError> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Err(ContentError::Utf16),
        [b'P', b'K', 3 | 5, 4 | 6, ..] | [0x1f, 0x8b, ..] => return Err(ContentError::Archive),
        _ => {}
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    if text.is_empty() {
        Err(ContentError::Empty)
    } else if is_binary(text) {
        Err(ContentError::Binary)
    } else if text.starts_with(b"<") {
        Err(ContentError::WebPage)
    } else {
        Ok(())
    }
}

/// Whether bytes are neither UTF-8 nor text in an old code page.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let control = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\r' | b'\n');
    bytes.contains(&0) || (bytes.iter().any(control) && core::str::from_utf8(bytes).is_err())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(check_text(b"a=1"), Ok(()));
        assert_eq!(check_text(b"voip/line/0/description=M\xfcller"), Ok(()));
        assert_eq!(check_text(b" \r\n"), Err(ContentError::Empty));
        assert_eq!(check_text(b"\xef\xbb\xbf"), Err(ContentError::Empty));
        assert_eq!(check_text(b"\n<!DOCTYPE html><html>"), Err(ContentError::WebPage));
        assert_eq!(check_text(b"<?xml version=\"1.0\"?><Error/>"), Err(ContentError::WebPage));
        assert_eq!(check_text(b"\xff\xfea\0=\0"), Err(ContentError::Utf16));
        assert_eq!(check_text(b"\x1f\x8b\x08\0\0"), Err(ContentError::Archive));
        assert_eq!(check_text(b"PK\x03\x04\x14"), Err(ContentError::Archive));
        assert_eq!(check_text(b"\x01\xc3\xff"), Err(ContentError::Binary));
        assert_eq!(check_text(b"a\0b"), Err(ContentError::Binary));
    }
}
