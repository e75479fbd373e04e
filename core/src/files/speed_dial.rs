//! The speed-dial file: `key,number,type` on each line (manual 22.23 and 25.3.4).

use serde::{Deserialize, Serialize};

use super::{Entries, FileError, Place, Why, csv, lines, number, text};
use crate::config::Config;
use crate::config::file::ContentError;
use crate::config::param::Param;
use crate::config::table::keys::{self, KeyType};

/// Highest key that a speed dial can be on (manual 25.1.2).
const MAX_KEY: u8 = 38;

/// The rows that a speed-dial file sets.
pub static ROWS: [&Param; 2] =
    [&keys::FUNCTIONAL_KEY_SPEED_DIAL_NUMBER.param, &keys::FUNCTIONAL_KEY_TYPE.param];

/// A number on a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeedDial {
    /// The key, 1 to 38, as it is counted on the phone and its web pages.
    pub key: u8,
    /// What is dialled.
    pub number: String,
}

impl SpeedDial {
    /// Returns the key's index in `personal_settings/functional_key/`.
    pub const fn index(&self) -> u8 {
        self.key.saturating_sub(1)
    }
}

/// Reads a speed-dial file. A type that is missing counts as 0, and so do empty fields behind it.
///
/// # Errors
///
/// Why nothing of it can be used.
pub fn read(bytes: &[u8]) -> Result<Entries<SpeedDial>, FileError> {
    let text = text(bytes)?;
    if text.trim_start().starts_with('<') {
        return Err(FileError::Content(ContentError::WebPage));
    }
    let mut read = Entries::<SpeedDial>::new();
    for (line, text) in lines(&text) {
        match entry(text) {
            Ok(entry) if read.entries.iter().any(|earlier| earlier.key == entry.key) => {
                read.problem(Place::Line(line), Why::Twice);
            }
            Ok(entry) => read.entries.push(entry),
            Err(why) => read.problem(Place::Line(line), why),
        }
    }
    read.finish()
}

/// Gives the keys of `config` their numbers; other keys stay as they are.
pub fn put(entries: &[SpeedDial], config: &mut Config) {
    let kind = KeyType::SpeedDial.token();
    for entry in entries {
        let [number, of_kind] = ROWS.map(|row| row.path_at(entry.index().into()));
        // What the reader takes suits both rows.
        let _ = config.set(&number, &entry.number).and_then(|()| config.set(&of_kind, kind));
    }
}

fn entry(line: &str) -> Result<SpeedDial, Why> {
    let fields = csv::fields(line).ok_or(Why::NotSpeedDial)?;
    let (Some(key), Some(dialled)) = (fields.first(), fields.get(1)) else {
        return Err(Why::NotSpeedDial);
    };
    if fields.iter().skip(3).any(|field| !field.is_empty()) {
        return Err(Why::NotSpeedDial);
    }
    let digits = key.bytes().all(|byte| byte.is_ascii_digit());
    let key = key.parse().ok().filter(|key| digits && (1..=MAX_KEY).contains(key));
    let key = key.ok_or(Why::BadKey)?;
    if !matches!(fields.get(2).map(String::as_str), None | Some("" | "0")) {
        return Err(Why::BadType);
    }
    let number = number(dialled).ok_or(Why::BadNumber)?;
    if number.is_empty() {
        return Err(Why::NoNumber);
    }
    Ok(SpeedDial { key, number })
}

/// Returns the text of a speed-dial file.
pub fn print(entries: &[SpeedDial]) -> String {
    entries.iter().map(|SpeedDial { key, number }| format!("{key},{number},0\r\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_dial_file_is_read_and_printed() {
        let text = "1,4418,0\r\n2,4403,0\r\n3,039764432,0\r\n12,1234,0\r\n";
        let read = read(text.as_bytes()).unwrap();
        assert_eq!(read.problems, []);
        assert_eq!(read.entries.get(3), Some(&SpeedDial { key: 12, number: "1234".into() }));
        assert_eq!(read.entries.get(3).map(SpeedDial::index), Some(11));
        assert_eq!(print(&read.entries), text);
    }

    #[test]
    fn what_spreadsheets_make_of_it_is_read_too() {
        let read = read(b"\xef\xbb\xbf# office\n1;\"44 18\";0;;\n2,4403\n").unwrap();
        assert_eq!(read.problems, []);
        assert_eq!(print(&read.entries), "1,4418,0\r\n2,4403,0\r\n");
    }

    #[test]
    fn lines_that_cannot_be_used_are_told() {
        let read = read(b"0,1,0\n39,1,0\n+1,1,0\n1,1,1\n1,,0\n1,a b,0\nx\n1,2,0\n1,3,0\n1,1,0,x");
        let read = read.unwrap();
        assert_eq!(print(&read.entries), "1,2,0\r\n");
        let told: Vec<_> = read.problems.iter().map(|problem| problem.why.clone()).collect();
        let expected = [
            Why::BadKey,
            Why::BadKey,
            Why::BadKey,
            Why::BadType,
            Why::NoNumber,
            Why::BadNumber,
            Why::NotSpeedDial,
            Why::Twice,
            Why::NotSpeedDial,
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn other_files_are_named() {
        let error = |bytes| read(bytes).unwrap_err().to_string();
        assert_eq!(error(b"<html>"), "the server answered with a web page instead of the file");
        assert_eq!(error(b""), "the file is empty");
        assert_eq!(
            error(b"hello"),
            "nothing in the file can be used: line 1: not of the form key,number,type"
        );
    }
}
