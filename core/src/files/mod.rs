//! The files that a configuration names beside itself: speed dials, the corporate directory, keys
//! that were saved, ring tones. `docs/files.md` has each format with an example.
//!
//! Each reader takes the bytes of one file. What cannot be used of it is told as a [`Problem`] and
//! the rest is used; if nothing can be used, that is a [`FileError`] and what the phone has stays.

mod archive;
mod csv;
pub mod directory;
pub mod keys;
mod problem;
pub mod ring_tones;
pub mod speed_dial;
pub mod wav;

pub use problem::{FileError, Place, Problem, Why};

use crate::config::file::content::{self, ContentError};
use crate::text::utf8_or_latin1;

/// Largest file of text, in bytes.
pub const MAX_TEXT: usize = 2 * 1024 * 1024;

/// Longest name or label, in characters.
const MAX_NAME: usize = 100;

/// Longest number or address, in characters.
const MAX_NUMBER: usize = 128;

/// Most problems that are told of one file; what is over is counted in the last one.
const MAX_PROBLEMS: usize = 100;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries<T> {
    /// What can be used, in the file's order.
    pub entries: Vec<T>,
    /// What cannot, and why.
    pub problems: Vec<Problem>,
}

impl<T> Entries<T> {
    fn new() -> Self {
        Self { entries: Vec::new(), problems: Vec::new() }
    }

    fn problem(&mut self, place: Place, why: Why) {
        let full = self.problems.len() >= MAX_PROBLEMS;
        match self.problems.last_mut() {
            Some(Problem { why: Why::More(more), .. }) => *more += 1,
            _ if full => self.problems.push(Problem { place: Place::File, why: Why::More(1) }),
            _ => self.problems.push(Problem { place, why }),
        }
    }

    /// Returns this, unless there is nothing in it.
    fn finish(self) -> Result<Self, FileError> {
        if self.entries.is_empty() { Err(FileError::Nothing(self.problems)) } else { Ok(self) }
    }
}

/// Returns a file's text: UTF-8, or what old programs write.
fn text(bytes: &[u8]) -> Result<String, FileError> {
    text_of(bytes, MAX_TEXT)
}

/// Returns the text of a file that may have so many bytes.
fn text_of(bytes: &[u8], most: usize) -> Result<String, FileError> {
    if bytes.len() > most {
        return Err(FileError::TooLarge(most));
    }
    match content::check_text(bytes) {
        // Some of the files may be XML; those that may not see it by themselves.
        Ok(()) | Err(ContentError::WebPage) => {}
        Err(error) => return Err(FileError::Content(error)),
    }
    Ok(utf8_or_latin1(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned())
}

/// Returns the lines of text that say something, with their numbers: neither blank nor a remark.
fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let lines = (1..).zip(text.split('\n').map(str::trim));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with(['#', ';']))
}

/// Returns a name without blanks around it, if it can be shown; an empty one is a name too.
fn name(text: &str) -> Option<&str> {
    let text = text.trim();
    let good = text.chars().count() <= MAX_NAME && !text.chars().any(char::is_control);
    good.then_some(text)
}

/// Returns a number to dial, or an address; what only makes a number easier to read is taken out
/// (RFC 3966 5.1.1, but for the dot, which addresses have). `None` if it cannot be dialled.
fn number(text: &str) -> Option<String> {
    let dialled = |c: char| c.is_ascii_digit() || "*#+".contains(c);
    let text = text.trim();
    if text.chars().all(|c| dialled(c) || " -()/".contains(c)) {
        let number: String = text.chars().filter(|c| dialled(*c)).collect();
        return (number.len() <= MAX_NUMBER && number.is_empty() == text.is_empty())
            .then_some(number);
    }
    let address = text.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>,;\\".contains(&b));
    (address && text.len() <= MAX_NUMBER).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_can_be_dialled() {
        let check = |text, expected: Option<&str>| assert_eq!(number(text).as_deref(), expected);
        check(" +49 (30) 123-45/6 ", Some("+4930123456"));
        check("*70#", Some("*70#"));
        check("", Some(""));
        check("10.1.2.3", Some("10.1.2.3"));
        check("1001@pbx.example", Some("1001@pbx.example"));
        check("--", None);
        check("1 001@pbx", None);
        check("\"<sip:1>", None);
        check("1\u{7}", None);
    }

    #[test]
    fn problems_are_not_without_end() {
        let mut entries = Entries::<()>::new();
        (0..300).for_each(|line| entries.problem(Place::Line(line), Why::NoName));
        assert_eq!(entries.problems.len(), MAX_PROBLEMS + 1);
        assert_eq!(entries.problems.last().map(|last| last.why.clone()), Some(Why::More(200)));
    }
}
