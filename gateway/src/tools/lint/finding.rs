//! What lint finds: where, how bad, what, and what to do about it.

use std::borrow::Cow;
use std::rc::Rc;

use clap::ValueEnum;
use serde::Serialize;

/// What people read: most of it is the same for all findings of a kind.
pub(super) type Words = Cow<'static, str>;

/// Something that lint found.
///
/// No text of it holds the value of a secret, nor that of a parameter nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    /// The file.
    pub(super) file: Rc<str>,
    /// The line, from 1; none if it is about the whole file.
    pub(super) line: Option<u32>,
    pub(super) severity: Severity,
    pub(super) code: Code,
    /// The parameter as it is written; empty if it is about none.
    pub(super) parameter: String,
    /// What is found.
    pub(super) message: Words,
    /// What to do; may be empty.
    pub(super) advice: Words,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Severity {
    /// Good to know: a line that does nothing here, an older spelling.
    Note,
    /// Used, but likely not as meant, or not safe.
    Warning,
    /// The phone does not use the line, or the whole file.
    Error,
}

impl Severity {
    /// Returns the word for it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What kind of finding it is: a name that stays, for `--allow` and for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Code {
    /// The file cannot be read as a configuration: nothing of it is used.
    Unusable,
    /// It is encrypted, and there is no key that opens it.
    Encrypted,
    /// The line is no `name=value` and no include.
    NotALine,
    /// What is included is not there.
    IncludeMissing,
    /// What is included is at a URL and was not looked at.
    IncludeNotFollowed,
    /// The parameter does not exist.
    UnknownParameter,
    /// A number in the parameter's name is too high or too low.
    BadNumber,
    /// The parameter cannot hold the value.
    BadValue,
    /// The file is for another model.
    OtherModel,
    /// The model has no such parameter, or not so many of them.
    NotOnModel,
    /// The parameter has a newer name.
    OtherSpelling,
    /// There is nothing in a browser that the parameter could act on.
    NoEffect,
    /// This version does not follow the parameter yet.
    NotYet,
    /// This version follows the parameter, but not this value.
    ValueNotFollowed,
    /// The parameter has no effect because of another one.
    Condition,
    /// The parameter is set again, and the first value is lost.
    SetTwice,
    /// Values contradict each other.
    Contradiction,
    /// Two phones have the same user.
    SameUser,
    /// A password is the one that everybody knows.
    DefaultPassword,
    /// A password is easily guessed.
    WeakPassword,
    /// Passwords cross the network in clear.
    ClearTransport,
    /// A password stands in a URL.
    PasswordInUrl,
    /// The server's certificate is not checked.
    NoVerification,
    /// What is said, or the key to it, crosses the network in clear.
    ClearSpeech,
    /// Calls or packets are sent to another host.
    Recording,
    /// A kind of login that is not safe.
    WeakLogin,
}

impl Code {
    /// Returns its name.
    pub(super) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}
