//! What is told of a file: where, how bad, and why. No text here holds a value, as the value may
//! be a secret.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::config::encryption::EncryptionError;
use crate::config::value::SetError;

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
    /// The value is accepted, but this phone does not have what it asks for; names the value.
    Unsupported(String),
    /// The parameter was set before; this value holds.
    Duplicate {
        /// File of the earlier value; empty if it is the same file.
        file: String,
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
    /// A file that must stand alone includes another.
    Include,
    /// The file is about keys of one kind, and the parameter is not.
    NotOfTheseKeys,
    /// The value is encrypted and cannot be opened.
    Encryption(EncryptionError),
    /// The file is meant for another model; nothing in it is used.
    OtherModel {
        /// The model of this phone.
        phone: String,
    },
    /// There is not one line in the file that could be used.
    Empty,
    /// The value is kept and does nothing in this version.
    NoEffect {
        /// Why, as a sentence.
        why: String,
        /// Other lines of which the same is true, some of them: the number, after the file's name
        /// if it is another file.
        others: Vec<String>,
        /// How many more lines there are of which the same is true.
        more: usize,
    },
    /// Values contradict each other; says how.
    Rule(String),
    /// More problems than are told; their number.
    More(usize),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(error) => error.fmt(f),
            Self::Unsupported(value) => write!(f, "this phone does not have {value}"),
            Self::Duplicate { file, line } if file.is_empty() => {
                write!(f, "set before on line {line}; this value is used")
            }
            Self::Duplicate { file, line } => {
                write!(f, "set before in {file}:{line}; this value is used")
            }
            Self::NoEqualsSign => f.write_str("not of the form name=value"),
            Self::BadName => f.write_str("not the name of a parameter"),
            Self::NotUtf8 => f.write_str("not UTF-8 text"),
            Self::LineTooLong(limit) => write!(f, "longer than {limit} bytes"),
            Self::Include => f.write_str("this file must stand alone: the include is not followed"),
            Self::NotOfTheseKeys => f.write_str("not about these keys: not used"),
            Self::Encryption(error) => error.fmt(f),
            Self::OtherModel { phone } => {
                write!(f, "the file is for another model, this phone is a {phone}: file not used")
            }
            Self::Empty => f.write_str("the file has no parameter"),
            Self::NoEffect { why, others, more } => {
                write!(f, "no effect: {why}")?;
                match (others.as_slice(), more) {
                    ([], _) => Ok(()),
                    (others, 0) => write!(f, " Also line {}.", others.join(", ")),
                    (others, more) => {
                        write!(f, " Also line {} and {more} more.", others.join(", "))
                    }
                }
            }
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
