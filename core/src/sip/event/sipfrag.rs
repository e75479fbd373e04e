//! The part of a SIP message that tells how a referred call stands (RFC 3420, RFC 3515 2.4.5).

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::sip::message::StatusCode;
use crate::text::utf8_or_latin1;

/// The type of the body.
pub const CONTENT_TYPE: &str = "message/sipfrag;version=2.0";

/// Longest phrase that is kept, in characters.
const LONGEST_PHRASE: usize = 128;

/// The first line of a response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusLine {
    /// The status.
    pub status: StatusCode,
    /// Its phrase, which may be empty.
    pub phrase: String,
}

impl StatusLine {
    /// Returns the line of a status with its usual phrase.
    pub fn new(status: StatusCode) -> Self {
        Self { status, phrase: status.reason().to_owned() }
    }

    /// Reads the first line of a sipfrag that is a status line; `None` if it has none.
    pub fn read(body: &[u8]) -> Option<Self> {
        let text = utf8_or_latin1(body);
        let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
        let (version, rest) = line.split_once(' ')?;
        let sip = version.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("SIP/"));
        let (code, phrase) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
        let status = code.parse().ok().and_then(StatusCode::new).filter(|_| sip)?;
        // People read it: control characters, a lone CR among them, are gaps.
        let gaps = |c: char| if c.is_control() { ' ' } else { c };
        let phrase: String = phrase.chars().map(gaps).collect();
        let phrase: String = phrase.trim().chars().take(LONGEST_PHRASE).collect();
        Some(Self { status, phrase: phrase.trim_end().to_owned() })
    }
}

impl fmt::Display for StatusLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SIP/2.0 {} {}", self.status, self.phrase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_cut_where_no_gap_is_left() {
        let long = format!("SIP/2.0 486 a\u{8}\r{}\rb", "x".repeat(LONGEST_PHRASE - 4));
        let line = StatusLine::read(long.as_bytes()).unwrap();
        assert!(line.phrase.starts_with("a  x") && line.phrase.ends_with('x'), "{line}");
        assert_eq!(StatusLine::read(line.to_string().as_bytes()), Some(line));
    }

    #[test]
    fn status_lines_are_read_with_and_without_phrase() {
        let line = StatusLine::read(b"SIP/2.0 486 Busy Here\r\nTo: <sip:x@y>\r\n").unwrap();
        assert_eq!(line, StatusLine::new(StatusCode::BUSY_HERE));
        assert_eq!(line.to_string(), "SIP/2.0 486 Busy Here");
        assert_eq!(StatusLine::read(b"\r\nsip/2.0 200").unwrap().status, StatusCode::OK);
        for bad in
            [&b""[..], b"SIP/2.0", b"SIP/2.0 99 x", b"HTTP/1.1 200 OK", b"INVITE sip:a SIP/2.0"]
        {
            assert_eq!(StatusLine::read(bad), None, "{bad:?}");
        }
    }
}
