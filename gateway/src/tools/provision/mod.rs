//! `hookswitch provision`: one `.cfg` for each phone, from a list and a template (manual 4.5, D.1.3).
//!
//! Everything is read and checked before the first file is written: either all phones get their
//! file, or none does.

mod sheet;
mod template;
mod write;

use core::fmt;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use self::sheet::{Row, Sheet};
use self::template::{Template, Where};
use super::{CannotRun, Console, EXIT_CODES, Outcome};

/// Longest name of a file or folder that common file systems take, in bytes.
const LONGEST_NAME: usize = 255;

/// Most problems that are told.
const MOST_PROBLEMS: usize = 50;

/// Arguments of `hookswitch provision`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = help())]
pub(crate) struct Args {
    /// The list of phones: the first line names the tags, each other line is a phone.
    csv: PathBuf,
    /// The configuration of a phone, with tags where the phones differ.
    template: PathBuf,
    /// The name of a phone's file, with a tag, as `[mac].cfg`.
    name: String,
    /// Writes into this folder, which is made if it does not exist.
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Says what would be written, and writes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Replaces files that are there already and differ.
    #[arg(long)]
    force: bool,
    /// The tag that holds the MAC address: it is checked, and written as phones ask for it.
    #[arg(long, value_name = "TAG")]
    mac: Option<String>,
    /// What separates the columns of the list; `tab` for a tabulator.
    #[arg(long, value_name = "CHARACTER", default_value = ",", value_parser = delimiter)]
    delimiter: u8,
    /// Leaves what looks like a tag, but is no column of the list, as it is.
    #[arg(long)]
    keep_unknown: bool,
}

fn help() -> String {
    format!(
        "\
Example:
  phones.csv    [mac],[name],[id],[password]
                00908F123456,Jonathan,4071,12345
                00908F123457,\"Smith, David\",4418,12345

  template.cfg  system/type=440HD
                voip/line/0/enabled=1
                voip/line/0/id=[id]
                voip/line/0/description=[name] ([id])
                voip/line/0/auth_name=[id]
                voip/line/0/auth_password=[password]
                include global.cfg

  hookswitch provision phones.csv template.cfg '[mac].cfg' --mac '[mac]' --out phones

Tags may look as you like ([mac], @mac@, {{{{mac}}}}, $mac) and stand several to a line. A tag of
letters alone (mac) is replaced only where it is a whole word, and only after the equals sign.
A value is put in as it is: tags within it are not replaced again. include lines stay in the file
and are not followed. A value with a line break and a name that leads out of the folder are
refused. Files that would not change are left alone, so that phones do not fetch them again.

{EXIT_CODES}"
    )
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" => Ok(b'\t'),
        &[byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && byte != b'"' => Ok(byte),
        _ => Err("one character such as ; or the word tab".to_owned()),
    }
}

/// A file that is to be written.
struct Planned {
    /// Below the folder.
    name: PathBuf,
    text: String,
    /// The line of the list that it comes from.
    line: u64,
}

/// Something wrong with the list, the template or the name.
#[derive(Debug, PartialEq, Eq)]
struct Problem {
    /// The file, or what stands for it.
    file: String,
    line: Option<u64>,
    why: Why,
}

/// What is wrong.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
enum Why {
    /// The file is empty, or has a line of tags alone.
    NoPhones,
    /// The bytes are not UTF-8.
    NotUtf8,
    /// A column has values and no tag; its number, from 1.
    ColumnWithoutTag(usize),
    /// The tag names two columns.
    TagTwice(String),
    /// There is one column, and what likely separates columns is in it.
    OneColumn(&'static str),
    /// The line has another number of values than there are tags.
    Columns { values: usize, tags: usize },
    /// The value of the tag has a line break or another control character.
    ControlCharacter(String),
    /// The value of the tag is no MAC address.
    NotMac(String),
    /// The text looks like a tag, but no column is called so.
    UnknownTag(String),
    /// The option names a tag that no column has.
    NoSuchColumn(String),
    /// Every phone would get the same file.
    NameWithoutTag,
    /// The tag, which is part of the name, has no value here.
    EmptyInName(String),
    /// The tag's value has a separator of folders.
    SeparatorInName(String),
    /// The name leads out of the folder, or names none.
    Escapes(String),
    /// The name, or a folder in it, is too long.
    NameTooLong(String),
    /// An earlier line has the same name.
    NameTwice { name: String, line: u64 },
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPhones => f.write_str("there is no phone in the list"),
            Self::NotUtf8 => f.write_str("not UTF-8 text: save the file as UTF-8"),
            Self::ColumnWithoutTag(column) => {
                write!(f, "column {column} has values, but the first line has no tag for it")
            }
            Self::TagTwice(tag) => write!(f, "the tag {tag} names two columns"),
            Self::OneColumn(delimiter) => write!(
                f,
                "only one tag: if columns are separated otherwise, say --delimiter {delimiter}"
            ),
            Self::Columns { values, tags } => write!(
                f,
                "{values} values for {tags} tags: is there a comma in a value that is not quoted?"
            ),
            Self::ControlCharacter(tag) => write!(
                f,
                "the value of {tag} has a line break or a control character: \
                 is a quote not closed?"
            ),
            Self::NotMac(tag) => {
                write!(f, "the value of {tag} is no MAC address of twelve hexadecimal digits")
            }
            Self::UnknownTag(tag) => write!(
                f,
                "{tag} looks like a tag, but the list has no such column \
                 (--keep-unknown leaves it as it is)"
            ),
            Self::NoSuchColumn(tag) => write!(f, "the list has no column {tag}"),
            Self::NameWithoutTag => {
                f.write_str("the name has no tag, so that every phone would get the same file")
            }
            Self::EmptyInName(tag) => write!(f, "no value for {tag}, which is part of the name"),
            Self::SeparatorInName(tag) => write!(
                f,
                "the value of {tag} has a slash or backslash and cannot be part of the name"
            ),
            Self::Escapes(name) => write!(f, "the name {name:?} leads out of the folder"),
            Self::NameTooLong(name) => write!(f, "the name {name:?} is too long"),
            Self::NameTwice { name, line } => {
                write!(f, "the name {name} is taken by line {line} already")
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.why)
    }
}

/// Runs the tool.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Outcome, CannotRun> {
    let list = std::fs::read(&args.csv).map_err(|error| CannotRun::file(&args.csv, &error))?;
    let template = std::fs::read(&args.template);
    let template = template.map_err(|error| CannotRun::file(&args.template, &error))?;
    let mut plan = Plan { args, problems: Vec::new(), notes: Vec::new(), files: Vec::new() };
    plan.make(&list, &template);
    for note in &plan.notes {
        console.tell(&format!("note: {note}"));
    }
    if !plan.problems.is_empty() {
        for problem in plan.problems.iter().take(MOST_PROBLEMS) {
            console.tell(&problem.to_string());
        }
        let untold = plan.problems.len().saturating_sub(MOST_PROBLEMS);
        if untold > 0 {
            console.tell(&format!("and {untold} more problems"));
        }
        console.tell("nothing was written");
        return Ok(Outcome::Found);
    }
    write::write(args, &plan.files, console)
}

/// What is to be written, as far as it is known.
struct Plan<'a> {
    args: &'a Args,
    problems: Vec<Problem>,
    notes: Vec<String>,
    files: Vec<Planned>,
}

impl Plan<'_> {
    fn make(&mut self, list: &[u8], template: &[u8]) {
        let list_name = self.args.csv.display().to_string();
        let sheet = match Sheet::read(list, self.args.delimiter) {
            Ok(sheet) => sheet,
            Err(problems) => {
                let named = |(line, why)| Problem { file: list_name.clone(), line, why };
                return self.problems.extend(problems.into_iter().map(named));
            }
        };
        let Some(template) = self.template(template, &sheet.tags) else { return };
        let Some(name) = self.name(&sheet.tags) else { return };
        let mac = self.mac_column(&sheet.tags);
        if !self.problems.is_empty() {
            return;
        }
        self.note_unused(&sheet.tags, &template, &name);
        let mut taken = BTreeMap::new();
        for row in sheet.rows {
            self.file(row, &sheet.tags, &template, &name, mac, &mut taken);
        }
    }

    fn problem(&mut self, file: &Path, line: Option<u64>, why: Why) {
        self.problems.push(Problem { file: file.display().to_string(), line, why });
    }

    fn template(&mut self, bytes: &[u8], tags: &[String]) -> Option<Template> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let path = &self.args.template;
        let text = match core::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64;
                self.problem(path, Some(line), Why::NotUtf8);
                return None;
            }
        };
        let (template, unknown) = Template::parse(text, tags, Where::Lines);
        if !self.args.keep_unknown {
            for (line, tag) in unknown {
                self.problem(path, Some(line), Why::UnknownTag(tag));
            }
        }
        Some(template)
    }

    fn name(&mut self, tags: &[String]) -> Option<Template> {
        let (name, unknown) = Template::parse(&self.args.name, tags, Where::Name);
        let place = Path::new(&self.args.name);
        for (_, tag) in &unknown {
            self.problem(place, None, Why::UnknownTag(tag.clone()));
        }
        if name.tags().next().is_none() && unknown.is_empty() {
            self.problem(place, None, Why::NameWithoutTag);
        }
        Some(name).filter(|_| unknown.is_empty())
    }

    fn mac_column(&mut self, tags: &[String]) -> Option<usize> {
        let wanted = self.args.mac.as_ref()?;
        let column = tags.iter().position(|tag| tag == wanted);
        if column.is_none() {
            self.problem(&self.args.csv, Some(1), Why::NoSuchColumn(wanted.clone()));
        }
        column
    }

    fn note_unused(&mut self, tags: &[String], template: &Template, name: &Template) {
        for (column, tag) in tags.iter().enumerate() {
            if !template.tags().chain(name.tags()).any(|used| used == column) {
                self.notes.push(format!(
                    "the column {tag} is used neither in {} nor in the name",
                    self.args.template.display()
                ));
            }
        }
    }

    /// Plans the file of one phone.
    fn file(
        &mut self,
        row: Row,
        tags: &[String],
        template: &Template,
        name: &Template,
        mac: Option<usize>,
        taken: &mut BTreeMap<String, u64>,
    ) {
        let Row { line, mut values } = row;
        let mut wrong = Vec::new();
        if let Some((value, tag)) = mac.and_then(|mac| Some((values.get_mut(mac)?, tags.get(mac)?)))
        {
            match mac_digits(value) {
                Some(digits) => *value = digits,
                None => wrong.push(Why::NotMac(tag.clone())),
            }
        }
        for (value, tag) in values.iter().zip(tags) {
            if value.chars().any(char::is_control) {
                wrong.push(Why::ControlCharacter(tag.clone()));
            }
        }
        for column in name.tags() {
            let (Some(value), Some(tag)) = (values.get(column), tags.get(column)) else { continue };
            if value.is_empty() {
                wrong.push(Why::EmptyInName(tag.clone()));
            } else if value.contains(['/', '\\']) {
                wrong.push(Why::SeparatorInName(tag.clone()));
            }
        }
        if wrong.is_empty() {
            match checked_name(&name.fill(&values)) {
                Ok(file) => {
                    // File systems that do not tell case apart are common where PBXs are run.
                    let key = file.to_string_lossy().to_lowercase();
                    match taken.insert(key.clone(), line) {
                        None => {
                            let text = template.fill(&values);
                            self.files.push(Planned { name: file, text, line });
                        }
                        Some(first) => {
                            taken.insert(key, first);
                            let name = file.display().to_string();
                            wrong.push(Why::NameTwice { name, line: first });
                        }
                    }
                }
                Err(why) => wrong.push(why),
            }
        }
        for why in wrong {
            self.problem(&self.args.csv, Some(line), why);
        }
    }
}

/// Returns the twelve digits of a MAC address in one of its usual forms, as a phone asks for it.
fn mac_digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | '-' | '.' | ' ')).collect();
    let good = digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    good.then(|| digits.to_ascii_lowercase())
}

/// Returns `name` as a path that stays below the folder.
fn checked_name(name: &str) -> Result<PathBuf, Why> {
    let path = Path::new(name);
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    // `Path` drops a trailing slash and dots between slashes, which a person did not mean.
    let plain = !name.split(['/', '\\']).any(|part| matches!(part, "" | "." | ".."));
    if !inside || !plain || name.contains('\\') {
        return Err(Why::Escapes(name.to_owned()));
    }
    let too_long = |part: OsString| part.len() > LONGEST_NAME;
    if path.iter().any(|part| too_long(part.to_owned())) {
        return Err(Why::NameTooLong(name.to_owned()));
    }
    Ok(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_below_the_folder() {
        for good in ["00908f123456.cfg", "berlin/00908f123456.cfg", "..a.cfg", "a..cfg"] {
            assert_eq!(checked_name(good), Ok(PathBuf::from(good)));
        }
        for bad in ["../a.cfg", "/a.cfg", "a/../b.cfg", "a/./b", "a//b", "a/", "", "..", "a\\b"] {
            assert_eq!(checked_name(bad), Err(Why::Escapes(bad.to_owned())), "{bad}");
        }
        let long = "x".repeat(256);
        assert_eq!(checked_name(&long), Err(Why::NameTooLong(long)));
    }

    #[test]
    fn mac_addresses_are_known_in_their_usual_forms() {
        for good in ["00908F123456", "00:90:8f:12:34:56", "00-90-8F-12-34-56", "0090.8f12.3456"] {
            assert_eq!(mac_digits(good).as_deref(), Some("00908f123456"), "{good}");
        }
        for bad in ["", "00908F12345", "00908F1234567", "00908F12345G"] {
            assert_eq!(mac_digits(bad), None, "{bad}");
        }
    }
}
