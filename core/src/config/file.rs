//! The `.cfg` file: one `name=value` a line (manual 4.2 and chapter 6).
//!
//! What cannot be used is told with file, line, parameter and reason; the rest is used. No
//! problem's text holds a value, as the value may be a secret.

use core::fmt;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Config;
use super::table::{rules, system};
use super::value::SetError;

/// Longest line that is read, in bytes; dial plans are the longest values (manual, Appendix F).
const MAX_LINE: usize = 8 * 1024;

/// Most problems that are told of one file; what is over is counted in the last one.
const MAX_PROBLEMS: usize = 200;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Parameters and values that can be used, in the file's order, for [`Config::apply`];
    /// parameters that this version does not know are among them.
    pub values: Vec<(String, String)>,
    /// What is wrong with the file, in its order, and then what its values contradict each other in.
    pub problems: Vec<Problem>,
}

/// Something wrong with a file or a configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Name of the file; empty if it is not about a file.
    pub file: String,
    /// Number of the line, from 1; `None` if it is about the whole.
    pub line: Option<u32>,
    /// Path of the parameter as it was written; empty if the line has none.
    pub parameter: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub why: Why,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The value is used or kept, but perhaps not as meant.
    Notice,
    /// The line, or the file, is not used.
    Error,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Why {
    /// The value cannot be used.
    Value(SetError),
    /// The value is accepted, but this version cannot follow it; names the value.
    Unsupported(String),
    /// The parameter was set before; this value holds.
    Duplicate {
        /// Line of the earlier value.
        line: u32,
    },
    /// The line is no `name=value`.
    NoEqualsSign,
    /// Nothing stands before the equals sign, or blanks are within the name.
    BadName,
    /// The line is not UTF-8.
    NotUtf8,
    /// The line is longer than the limit, in bytes.
    LineTooLong(usize),
    /// Files within files are not read in this version.
    Include,
    /// The file is meant for another model; nothing in it is used.
    OtherModel {
        /// The model of this phone.
        phone: String,
    },
    /// There is not one line in the file that could be used.
    Empty,
    /// Values contradict each other; says how.
    Rule(String),
    /// More problems than are told; their number.
    More(usize),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(error) => error.fmt(f),
            Self::Unsupported(value) => write!(f, "this version cannot follow {value} yet"),
            Self::Duplicate { line } => write!(f, "set before on line {line}; this value is used"),
            Self::NoEqualsSign => f.write_str("not of the form name=value"),
            Self::BadName => f.write_str("not the name of a parameter"),
            Self::NotUtf8 => f.write_str("not UTF-8 text"),
            Self::LineTooLong(limit) => write!(f, "longer than {limit} bytes"),
            Self::Include => f.write_str("include is not supported by this version"),
            Self::OtherModel { phone } => {
                write!(f, "the file is for another model, this phone is a {phone}: file not used")
            }
            Self::Empty => f.write_str("the file has no parameter"),
            Self::Rule(text) => f.write_str(text),
            Self::More(count) => write!(f, "and {count} more problems"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}", self.file)?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
            }
            f.write_str(": ")?;
        }
        if !self.parameter.is_empty() {
            write!(f, "{}: ", self.parameter)?;
        }
        self.why.fmt(f)
    }
}

/// Reads a file called `name` for a phone of model `model`.
pub fn read(name: &str, bytes: &[u8], model: &str) -> Reading {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = Reader { name, ..Reader::default() };
    for (number, line) in (1_u32..).zip(bytes.split(|&byte| byte == b'\n')) {
        reader.line(number, line);
    }
    reader.finish(model)
}

/// Whether a parameter of this name, which no row tells of, may hold a secret.
pub(super) fn suggests_secret(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    ["password", "passwd", "secret", "private_key", "pin"].iter().any(|word| path.contains(word))
}

#[derive(Default)]
struct Reader<'a> {
    name: &'a str,
    values: Vec<(String, String)>,
    /// Where each parameter was set last.
    seen: BTreeMap<String, u32>,
    /// Where the model was named, and which.
    model: Option<(u32, String)>,
    problems: Vec<Problem>,
    untold: usize,
}

impl Reader<'_> {
    fn line(&mut self, number: u32, line: &[u8]) {
        if line.len() > MAX_LINE {
            return self.error(number, "", Why::LineTooLong(MAX_LINE));
        }
        let Ok(line) = core::str::from_utf8(line) else {
            let name = line.split(|&byte| byte == b'=').next().unwrap_or_default();
            let name = core::str::from_utf8(name).unwrap_or_default().trim();
            return self.error(number, printable(name), Why::NotUtf8);
        };
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            return;
        }
        match line.split_once('=') {
            // An include may hold an equals sign in its URL.
            _ if is_include(line) => self.error(number, "include", Why::Include),
            Some((path, value)) => self.parameter(number, path.trim(), value.trim()),
            None => self.error(number, "", Why::NoEqualsSign),
        }
    }

    fn parameter(&mut self, number: u32, path: &str, value: &str) {
        if path.is_empty() || printable(path) != path || path.contains(char::is_whitespace) {
            return self.error(number, "", Why::BadName);
        }
        let known = match super::locate(path) {
            Ok((param, index)) => param.kind.check(value).map(|value| (param, index, value)),
            Err(why) => Err(why),
        };
        let key = match &known {
            Ok((param, index, value)) => {
                if param.is_unsupported(value) {
                    self.notice(number, path, Why::Unsupported(value.clone()));
                }
                if param.path == system::MODEL.param.path {
                    self.model = Some((number, value.clone()));
                }
                param.path_at(*index)
            }
            Err(SetError::UnknownParameter) => {
                self.notice(number, path, Why::Value(SetError::UnknownParameter));
                path.trim_start_matches('/').to_owned()
            }
            Err(why) => return self.error(number, path, Why::Value(why.clone())),
        };
        if let Some(line) = self.seen.insert(key.clone(), number) {
            self.notice(number, path, Why::Duplicate { line });
        }
        self.values.push((key, known.map_or_else(|_| value.to_owned(), |(_, _, value)| value)));
    }

    fn finish(mut self, model: &str) -> Reading {
        if let Some((line, _)) = self.model.take_if(|(_, meant)| *meant != model) {
            self.error(line, system::MODEL.param.path, Why::OtherModel { phone: model.to_owned() });
            self.values.clear();
        } else if self.values.is_empty() {
            self.problem(None, "", Severity::Notice, Why::Empty);
        } else {
            let mut config = Config::default();
            config.apply(&self.values);
            for problem in rules::check(&config) {
                self.problem(None, &problem.parameter, problem.severity, problem.why);
            }
        }
        if self.untold > 0 {
            let why = Why::More(self.untold);
            let severity = Severity::Error;
            let (file, parameter) = (self.name.to_owned(), String::new());
            self.problems.push(Problem { file, line: None, parameter, severity, why });
        }
        Reading { values: self.values, problems: self.problems }
    }

    fn error(&mut self, line: u32, parameter: &str, why: Why) {
        self.problem(Some(line), parameter, Severity::Error, why);
    }

    fn notice(&mut self, line: u32, parameter: &str, why: Why) {
        self.problem(Some(line), parameter, Severity::Notice, why);
    }

    fn problem(&mut self, line: Option<u32>, parameter: &str, severity: Severity, why: Why) {
        if self.problems.len() >= MAX_PROBLEMS {
            self.untold += 1;
            return;
        }
        let (file, parameter) = (self.name.to_owned(), parameter.to_owned());
        self.problems.push(Problem { file, line, parameter, severity, why });
    }
}

fn is_include(line: &str) -> bool {
    line.strip_prefix("include").is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// Returns `name` if it can be shown, else nothing.
fn printable(name: &str) -> &str {
    let shown = name.len() <= 200 && name.bytes().all(|byte| byte.is_ascii_graphic());
    if shown { name } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &[u8], values: &[(&str, &str)], problems: &[&str]) {
        let reading = read("a.cfg", text, "440HD");
        let got: Vec<_> = reading.values.iter().map(|(p, v)| (p.as_str(), v.as_str())).collect();
        assert_eq!(got, values);
        let got: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
        assert_eq!(got, problems);
    }

    #[test]
    fn a_usual_file_is_read() {
        check(
            b"\xef\xbb\xbfsystem/type=440HD\r\n\r\n# office\r\n; old\r\nvoip/line/0/id=1001\r\n",
            &[("system/type", "440HD"), ("voip/line/0/id", "1001")],
            &[],
        );
    }

    #[test]
    fn an_unusable_value_is_told_and_the_rest_is_used() {
        check(
            b"voip/signalling/sip/port=80\nvoip/line/0/id=1001\nvoip/line/9/id=1\n",
            &[("voip/line/0/id", "1001")],
            &[
                "a.cfg:1: voip/signalling/sip/port: the value must be 1024 to 65535",
                "a.cfg:3: voip/line/9/id: the index must be 0 to 5",
            ],
        );
    }

    #[test]
    fn the_last_of_two_values_is_used() {
        check(
            b"voip/line/0/id=1\n/voip/line/0/id=2",
            &[("voip/line/0/id", "1"), ("voip/line/0/id", "2")],
            &["a.cfg:2: /voip/line/0/id: set before on line 1; this value is used"],
        );
    }

    #[test]
    fn unknown_parameters_are_kept() {
        check(
            b"network/lan_type=DHCP",
            &[("network/lan_type", "DHCP")],
            &["a.cfg:1: network/lan_type: this version does not know the parameter"],
        );
    }

    #[test]
    fn a_file_for_another_model_is_not_used() {
        check(
            b"voip/line/0/id=1\nsystem/type=430HD",
            &[],
            &[
                "a.cfg:2: system/type: the file is for another model, this phone is a 440HD: file not used",
            ],
        );
    }

    #[test]
    fn lines_that_are_no_parameters_are_told() {
        check(
            b"include common.cfg\nhello\n=1\nvoip/line/0/id =1\nvoip/line/0/id\xff=1\na b=1",
            &[("voip/line/0/id", "1")],
            &[
                "a.cfg:1: include: include is not supported by this version",
                "a.cfg:2: not of the form name=value",
                "a.cfg:3: not the name of a parameter",
                "a.cfg:5: not UTF-8 text",
                "a.cfg:6: not the name of a parameter",
            ],
        );
    }

    #[test]
    fn codecs_of_later_versions_are_told() {
        check(
            b"voip/codec/codec_info/0/name=OPUS",
            &[("voip/codec/codec_info/0/name", "OPUS")],
            &["a.cfg:1: voip/codec/codec_info/0/name: this version cannot follow OPUS yet"],
        );
    }

    #[test]
    fn no_problem_shows_a_value() {
        let text = b"voip/line/0/auth_password={\"hunter2\"}\n\
            voip/line/0/auth_password=hunter2hunter2hunter2hunter2hunter2hunter2\n\
            voip/line/0/auth_password=hunter2\nvoip/line/0/auth_password=hunter2\n\
            hunter2\nsystem/password=hunter2";
        let reading = read("a.cfg", text, "440HD");
        assert_eq!(reading.problems.len(), 5);
        assert!(!format!("{:?}", reading.problems).contains("hunter2"));
    }

    #[test]
    fn problems_are_not_without_end() {
        let reading = read("a.cfg", "x\n".repeat(1_000).as_bytes(), "440HD");
        assert_eq!(reading.problems.len(), MAX_PROBLEMS + 1);
        assert_eq!(reading.problems.last().map(|last| last.why.clone()), Some(Why::More(801)));
    }

    #[test]
    fn an_empty_file_is_told() {
        check(b"", &[], &["a.cfg: the file has no parameter"]);
    }
}
