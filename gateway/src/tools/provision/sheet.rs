//! The list of phones: a CSV file whose first line names the tags.

use csv::{ByteRecord, ReaderBuilder, Trim};

use super::Why;

/// The list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// What each column's values are put in the place of.
    pub(super) tags: Vec<String>,
    /// The phones.
    pub(super) rows: Vec<Row>,
}

/// One phone.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line it begins on, from 1.
    pub(super) line: u64,
    /// One value for each tag.
    pub(super) values: Vec<String>,
}

/// What is wrong, and on which line.
type Wrong = (Option<u64>, Why);

impl Sheet {
    /// Reads a list whose columns are separated by `delimiter`.
    ///
    /// Blanks around values are dropped, as the phone drops them; lines without any value are
    /// passed over.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub(super) fn read(bytes: &[u8], delimiter: u8) -> Result<Self, Vec<Wrong>> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .trim(Trim::All)
            .from_reader(bytes);
        let mut lines = Lines { bytes, at: 0, line: 1 };
        let mut records = reader.byte_records().map_while(Result::ok).map(|record| {
            let start = record.position().map_or(0, csv::Position::byte);
            (Some(lines.of(usize::try_from(start).unwrap_or(usize::MAX))), text_of(&record))
        });
        let (line, head) = records.next().unwrap_or((None, Some(Vec::new())));
        let Some(mut tags) = head else { return Err(vec![(line, Why::NotUtf8)]) };
        while tags.pop_if(|tag| tag.is_empty()).is_some() {}
        let mut wrong = wrong_tags(&tags, delimiter);
        let mut rows = Vec::new();
        for (line, values) in records {
            match row(values, tags.len()) {
                Ok(Some(values)) => rows.push(Row { line: line.unwrap_or_default(), values }),
                Ok(None) => {}
                Err(why) => wrong.push((line, why)),
            }
        }
        for (column, _) in tags.iter().enumerate().filter(|(_, tag)| tag.is_empty()) {
            if rows.iter().any(|row| row.values.get(column).is_some_and(|v| !v.is_empty())) {
                wrong.push((Some(1), Why::ColumnWithoutTag(column + 1)));
            }
        }
        if wrong.is_empty() && rows.is_empty() {
            wrong.push((None, Why::NoPhones));
        }
        if wrong.is_empty() { Ok(Self { tags, rows }) } else { Err(wrong) }
    }
}

/// Counts lines up to places that come one after the other: the reader of records counts neither
/// empty lines before a record nor the second half of CR LF.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// Returns the line of the first byte from `start` on that ends no line.
    fn of(&mut self, start: usize) -> u64 {
        while let Some((byte, next)) = self.bytes.get(self.at).zip(Some(self.at + 1)) {
            if self.at >= start && !matches!(byte, b'\r' | b'\n') {
                break;
            }
            let half = *byte == b'\r' && self.bytes.get(next) == Some(&b'\n');
            self.line += u64::from(matches!(byte, b'\r' | b'\n') && !half);
            self.at = next;
        }
        self.line
    }
}

/// Returns a record as text, if it is UTF-8.
fn text_of(record: &ByteRecord) -> Option<Vec<String>> {
    let text = |field: &[u8]| core::str::from_utf8(field).ok().map(str::to_owned);
    record.iter().map(text).collect()
}

/// Returns the values of a phone, or `None` if the line has none.
fn row(values: Option<Vec<String>>, tags: usize) -> Result<Option<Vec<String>>, Why> {
    let Some(mut values) = values else { return Err(Why::NotUtf8) };
    if values.iter().all(String::is_empty) {
        return Ok(None);
    }
    // Spreadsheets end lines with separators of columns that are empty.
    while values.len() > tags && values.pop_if(|value| value.is_empty()).is_some() {}
    if values.len() == tags {
        return Ok(Some(values));
    }
    Err(Why::Columns { values: values.len(), tags })
}

fn wrong_tags(tags: &[String], delimiter: u8) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for (at, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.is_empty()) {
        if tags.iter().take(at).any(|earlier| earlier == tag) {
            wrong.push((Some(1), Why::TagTwice(tag.clone())));
        }
        if tag.chars().any(char::is_control) {
            wrong.push((Some(1), Why::ControlCharacter(format!("tag {}", at + 1))));
        }
    }
    if let [tag] = tags {
        let others = [(';', "';'"), ('\t', "tab"), (',', "','"), ('|', "'|'")];
        let other = others.iter().find(|(c, _)| tag.contains(*c) && *c != char::from(delimiter));
        if let Some((_, name)) = other {
            wrong.clear();
            wrong.push((Some(1), Why::OneColumn(name)));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(u64, &[&str])]) {
        let sheet = Sheet::read(text.as_bytes(), b',').expect("a good list");
        let rows: Vec<_> = sheet.rows.iter().map(|row| (row.line, row.values.clone())).collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(line, values)| (*line, values.iter().map(|v| (*v).to_owned()).collect()))
            .collect();
        assert_eq!(rows, expected);
    }

    #[track_caller]
    fn check_wrong(text: &[u8], expected: &[Wrong]) {
        assert_eq!(Sheet::read(text, b',').expect_err("a bad list"), expected);
    }

    #[test]
    fn the_manuals_list_is_read() {
        check(
            "[mac],[name],[id],[password]\n\
             00908F123456,Jonathan,4071,12345\n00908F123457,David,4418,12345\n",
            &[
                (2, &["00908F123456", "Jonathan", "4071", "12345"]),
                (3, &["00908F123457", "David", "4418", "12345"]),
            ],
        );
    }

    #[test]
    fn lists_of_spreadsheets_are_read() {
        check(
            "\u{feff}@mac@, @name@,,\r\n\r\n1,\"Smith, \"\"Dave\"\"\",,\r\n,,,\r\n2,Müller,,\r\n",
            &[(3, &["1", "Smith, \"Dave\""]), (5, &["2", "Müller"])],
        );
    }

    #[test]
    fn mistakes_are_told_with_their_lines() {
        check_wrong(b"", &[(None, Why::NoPhones)]);
        check_wrong(b"[a],[b]\n", &[(None, Why::NoPhones)]);
        check_wrong(b"[a],[b],[a]\n1,2,3\n", &[(Some(1), Why::TagTwice("[a]".into()))]);
        check_wrong(b"[a],,[b]\n1,2,3\n", &[(Some(1), Why::ColumnWithoutTag(2))]);
        check_wrong(b"[a];[b]\n1;2\n", &[(Some(1), Why::OneColumn("';'"))]);
        check_wrong(
            b"[a],[b]\n1,2\n1\n1,2,3\n",
            &[
                (Some(3), Why::Columns { values: 1, tags: 2 }),
                (Some(4), Why::Columns { values: 3, tags: 2 }),
            ],
        );
        check_wrong(b"[a]\n1\n\xff\n", &[(Some(3), Why::NotUtf8)]);
    }
}
