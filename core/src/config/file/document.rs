//! A `.cfg` file as it was written, line by line (manual 4.2).

use core::fmt;

use serde::{Deserialize, Serialize};

use super::Why;

/// Longest line that is read, in bytes; dial plans are the longest values (manual, Appendix F).
pub const MAX_LINE: usize = 8 * 1024;

/// What Windows editors put before UTF-8 text.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// The text of a `.cfg` file. Nothing of it is lost: it prints the bytes it was read from.
///
/// Lines end with LF, CR LF or CR. What the manual leaves open is read as people write it: a line
/// whose first visible character is `#` or `;` is a comment, blanks around a line, a name and a
/// value do not count, and there are no comments behind a value, where `#` is a key to dial.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    bytes: Vec<u8>,
}

/// What one line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// Nothing.
    Blank,
    /// A remark, with its mark.
    Comment(&'a str),
    /// `path=value`; the value may be empty.
    Parameter {
        /// The parameter, in whatever spelling.
        path: &'a str,
        /// The text behind the first equals sign.
        value: &'a str,
    },
    /// `include name`: another file is read in this place (manual 4.3).
    Include(&'a str),
    /// None of these.
    Unreadable {
        /// What seems to be the parameter's path; may be empty.
        path: &'a str,
        /// What is wrong with the line.
        why: Why,
    },
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    Lf,
    CrLf,
    Cr,
    /// It is the last line and nobody ended it.
    Missing,
}

impl LineEnd {
    pub(super) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Lf => b"\n",
            Self::CrLf => b"\r\n",
            Self::Cr => b"\r",
            Self::Missing => b"",
        }
    }
}

impl Document {
    /// Returns the document that `bytes` are; whatever they are, they are kept.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    /// Returns the text as it is in a file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns every line with its number, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (u32, Line<'_>)> {
        (1..).zip(self.raw_lines().map(|(text, _)| read(text)))
    }

    /// Returns the lines as bytes without their ends.
    pub(super) fn raw_lines(&self) -> impl Iterator<Item = (&[u8], LineEnd)> {
        let mut rest = self.bytes.strip_prefix(BOM).unwrap_or(&self.bytes);
        core::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let at = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let (line, tail) = rest.split_at(at.unwrap_or(rest.len()));
            let end = match tail {
                [b'\r', b'\n', ..] => LineEnd::CrLf,
                [b'\r', ..] => LineEnd::Cr,
                [b'\n', ..] => LineEnd::Lf,
                _ => LineEnd::Missing,
            };
            rest = tail.get(end.bytes().len()..).unwrap_or_default();
            Some((line, end))
        })
    }

    pub(super) fn has_bom(&self) -> bool {
        self.bytes.starts_with(BOM)
    }

    /// Whether the last line has neither an end nor a meaning, as when a transfer was cut off.
    pub(super) fn is_cut_off(&self) -> bool {
        self.raw_lines().last().is_some_and(|(text, end)| {
            end == LineEnd::Missing && matches!(read(text), Line::Unreadable { .. })
        })
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({} bytes)", self.bytes.len())
    }
}

/// Returns what a line says.
pub(super) fn read(line: &[u8]) -> Line<'_> {
    if line.len() > MAX_LINE {
        return Line::Unreadable { path: "", why: Why::LineTooLong(MAX_LINE) };
    }
    let Ok(line) = core::str::from_utf8(line) else {
        let name = line.split(|&byte| byte == b'=').next().unwrap_or_default();
        let name = core::str::from_utf8(name).unwrap_or_default().trim();
        return Line::Unreadable { path: shown(name), why: Why::NotUtf8 };
    };
    let line = line.trim();
    if line.is_empty() {
        Line::Blank
    } else if line.starts_with(['#', ';']) {
        Line::Comment(line)
    } else if let Some(name) = included(line) {
        Line::Include(name)
    } else if let Some((path, value)) = line.split_once('=') {
        let (path, value) = (path.trim(), value.trim());
        if path.is_empty() || shown(path) != path {
            return Line::Unreadable { path: "", why: Why::BadName };
        }
        Line::Parameter { path, value }
    } else {
        Line::Unreadable { path: "", why: Why::NoEqualsSign }
    }
}

/// Returns the name behind the word `include`; a name may hold an equals sign, in a URL's query.
fn included(line: &str) -> Option<&str> {
    let (word, name) = line.split_once([' ', '\t'])?;
    let name = name.trim_start();
    (word.eq_ignore_ascii_case("include") && !name.starts_with('=')).then_some(name)
}

/// Returns `name` if it can be the name of a parameter and be shown, else nothing.
fn shown(name: &str) -> &str {
    let good = name.len() <= 200 && name.bytes().all(|byte| byte.is_ascii_graphic());
    if good { name } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Line<'_>) {
        assert_eq!(read(line.as_bytes()), expected);
    }

    #[test]
    fn lines_are_what_they_say() {
        check(" \t", Line::Blank);
        check("# office=1", Line::Comment("# office=1"));
        check("  ; old", Line::Comment("; old"));
        check("a/b=c=#1", Line::Parameter { path: "a/b", value: "c=#1" });
        check("a/b = c ", Line::Parameter { path: "a/b", value: "c" });
        check("a/b=", Line::Parameter { path: "a/b", value: "" });
        check("include http://h/x?a=b", Line::Include("http://h/x?a=b"));
        check("Include\tmy file.cfg", Line::Include("my file.cfg"));
        check("include = x", Line::Parameter { path: "include", value: "x" });
        check("includes=1", Line::Parameter { path: "includes", value: "1" });
        check("include", Line::Unreadable { path: "", why: Why::NoEqualsSign });
        check("a b=1", Line::Unreadable { path: "", why: Why::BadName });
    }

    #[test]
    fn every_end_of_a_line_is_understood() {
        let document = Document::new(b"\xef\xbb\xbfa=1\r\nb=2\rc=3\n\nd=4".to_vec());
        let lines: Vec<_> = document.raw_lines().map(|(text, _)| text).collect();
        assert_eq!(lines, [&b"a=1"[..], b"b=2", b"c=3", b"", b"d=4"]);
    }

    #[test]
    fn a_document_prints_what_it_was_read_from() {
        let document = Document::new(b"\xef\xbb\xbfa=1\r\n\xff\r".to_vec());
        let mut printed = BOM.to_vec();
        for (text, end) in document.raw_lines() {
            printed.extend_from_slice(text);
            printed.extend_from_slice(end.bytes());
        }
        assert_eq!(printed, document.bytes());
    }

    #[test]
    fn a_line_that_was_cut_off_is_seen() {
        assert!(Document::new(b"a=1\nvoip/line/0".to_vec()).is_cut_off());
        assert!(!Document::new(b"voip/line/0\na=1".to_vec()).is_cut_off());
        assert!(!Document::new(b"a=1\nhello\n".to_vec()).is_cut_off());
    }
}
