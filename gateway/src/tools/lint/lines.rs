//! What is found on a line by itself, whatever other lines say.

use std::rc::Rc;

use hookswitch_core::config::acting::Acting;
use hookswitch_core::config::encryption::{self, EncryptionError, Keys};
use hookswitch_core::config::file::{Document, Line, Why};
use hookswitch_core::config::models::Models;
use hookswitch_core::config::{self, Kind, Param, Place, SetError};

use super::super::suggest::{self, Suggestions};
use super::finding::{Code, Finding, Severity, Words};

/// Lines of models that have two (manual 16.3).
const LINES_OF_SMALL: u8 = 2;

/// A file that was looked at line by line.
pub(super) struct Checked {
    /// Its name.
    pub(super) file: Rc<str>,
    /// Lines that a phone uses.
    pub(super) entries: Vec<Entry>,
    /// Lines that include, and what.
    pub(super) includes: Vec<(u32, String)>,
}

/// A line that a phone uses. It may hold a secret.
pub(super) struct Entry {
    pub(super) line: u32,
    pub(super) param: &'static Param,
    pub(super) place: Place,
    /// The parameter in the manual's spelling.
    pub(super) path: String,
    pub(super) value: String,
}

/// Looks at lines for a phone of a model.
pub(super) struct Lines<'a> {
    pub(super) model: &'a str,
    pub(super) keys: &'a Keys,
    pub(super) suggestions: &'a mut Suggestions,
    pub(super) findings: Vec<Finding>,
    pub(super) checked: Checked,
}

impl Lines<'_> {
    /// Looks at every line of a file.
    pub(super) fn document(&mut self, document: &Document) {
        for (number, line) in document.lines() {
            match line {
                Line::Blank | Line::Comment(_) => {}
                Line::Include(name) => self.checked.includes.push((number, name.to_owned())),
                Line::Parameter { path, value } => self.parameter(number, path, value),
                Line::Unreadable { path, why } => self.unreadable(number, path, &why),
            }
        }
    }

    fn unreadable(&mut self, line: u32, path: &str, why: &Why) {
        let advice = if *why == Why::NotUtf8 {
            "save the file as UTF-8"
        } else if matches!(why, Why::NoEqualsSign | Why::BadName) {
            "write name=value, or # before a remark"
        } else {
            ""
        };
        self.find(line, path, Severity::Error, Code::NotALine, why.to_string(), advice);
    }

    fn parameter(&mut self, line: u32, path: &str, value: &str) {
        let (param, place) = match config::locate(path) {
            Ok(found) => found,
            Err(SetError::UnknownParameter) => return self.unknown(line, path),
            Err(error) => {
                let (severity, code) = (Severity::Error, Code::BadNumber);
                return self.find(line, path, severity, code, error.to_string(), "");
            }
        };
        let name = param.path_at(place);
        if name != path {
            let (severity, code) = (Severity::Note, Code::OtherSpelling);
            self.find(line, path, severity, code, format!("usually written {name}"), "");
        }
        self.on_model(line, path, param, place);
        match param.acting {
            Acting::Acts | Acting::ActsThroughGateway => {}
            Acting::Nothing(why) => {
                self.find(line, path, Severity::Note, Code::NoEffect, sentence(why), "");
            }
            Acting::Later(why) => {
                self.find(line, path, Severity::Note, Code::NotYet, sentence(why), "");
            }
        }
        let opened = match encryption::open_value(value, self.keys) {
            Ok(opened) => opened,
            Err(error) => return self.not_opened(line, path, error),
        };
        let value = opened.as_deref().unwrap_or(value);
        match param.kind.check(value) {
            Ok(value) => {
                if param.is_unsupported(&value) {
                    let message = format!("this phone does not have {value}");
                    let (severity, code) = (Severity::Note, Code::ValueNotFollowed);
                    self.find(line, path, severity, code, message, "");
                }
                self.checked.entries.push(Entry { line, param, place, path: name, value });
            }
            Err(error) => {
                let advice = advice_for(param, value);
                let (severity, code) = (Severity::Error, Code::BadValue);
                self.find(line, path, severity, code, error.to_string(), advice);
            }
        }
    }

    fn unknown(&mut self, line: u32, path: &str) {
        let meant = self.suggestions.parameter(path);
        let advice = match meant {
            Some(meant) => Words::from(format!("did you mean {meant}?")),
            None => "the phone keeps the line, and does nothing with it".into(),
        };
        let (severity, code) = (Severity::Warning, Code::UnknownParameter);
        self.find(line, path, severity, code, "there is no such parameter", advice);
    }

    fn on_model(&mut self, line: u32, path: &str, param: &Param, place: Place) {
        let model = self.model;
        let (severity, code) = (Severity::Warning, Code::NotOnModel);
        if !param.models.has(model) {
            let message = format!("a {model} does not have it");
            let advice = format!("it is for: {}", param.models);
            self.find(line, path, severity, code, message, advice);
        } else if param.path.contains("/{line}/")
            && Models::SMALL.has(model)
            && place.0 >= LINES_OF_SMALL
        {
            let message = format!("a {model} has {LINES_OF_SMALL} lines");
            self.find(line, path, severity, code, message, "");
        }
    }

    fn not_opened(&mut self, line: u32, path: &str, error: EncryptionError) {
        let (severity, message, advice) = if error == EncryptionError::NoKey {
            (Severity::Note, Words::from("encrypted, and not checked"), "give --key-file")
        } else {
            (Severity::Error, error.to_string().into(), "")
        };
        self.find(line, path, severity, Code::Encrypted, message, advice);
    }

    fn find(
        &mut self,
        line: u32,
        parameter: &str,
        severity: Severity,
        code: Code,
        message: impl Into<Words>,
        advice: impl Into<Words>,
    ) {
        self.findings.push(Finding {
            file: Rc::clone(&self.checked.file),
            line: Some(line),
            severity,
            code,
            parameter: parameter.to_owned(),
            message: message.into(),
            advice: advice.into(),
        });
    }
}

/// Returns a sentence as a part of a line.
fn sentence(text: &'static str) -> &'static str {
    text.trim_end_matches('.')
}

/// Returns what a value should have been.
fn advice_for(param: &Param, value: &str) -> String {
    // Words are no secrets, and what is near to one is none either.
    let Kind::Enum(words) = param.kind else { return String::new() };
    let meant = suggest::word(value, words);
    meant.map(|word| format!("did you mean {word}?")).unwrap_or_default()
}
