//! Reads lines for a phone: which values can be used, and what is wrong with the others.

use crate::map::Map;

use super::{Line, Problem, Severity, Why};
use crate::config::Config;
use crate::config::encryption::{self, Keys};
use crate::config::table::{rules, system};
use crate::config::value::SetError;

/// Most problems that are told; what is over is counted in the last one.
pub(super) const MAX_PROBLEMS: usize = 200;

/// Collects what lines of one or several files say.
pub(super) struct Reader<'a> {
    keys: &'a Keys,
    /// Parameters and values that can be used, in order.
    pub(super) values: Vec<(String, String)>,
    /// Where each parameter was set last.
    seen: Map<String, (String, u32)>,
    /// The model that the last line was about, if it was.
    model: Option<String>,
    problems: Vec<Problem>,
    untold: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(keys: &'a Keys) -> Self {
        Self {
            keys,
            values: Vec::new(),
            seen: Map::new(),
            model: None,
            problems: Vec::new(),
            untold: 0,
        }
    }

    /// Reads a line of a file; an include is for the caller to follow.
    pub(super) fn line(&mut self, file: &str, number: u32, line: &Line<'_>) {
        self.model = None;
        match line {
            Line::Blank | Line::Comment(_) | Line::Include(_) => {}
            Line::Parameter { path, value } => self.parameter(file, number, path, value),
            Line::Unreadable { path, why } => {
                self.problem(file, Some(number), path, Severity::Error, why.clone());
            }
        }
    }

    fn parameter(&mut self, file: &str, number: u32, path: &str, value: &str) {
        let (notice, key, value) = match self.check(path, value) {
            Ok(checked) => checked,
            Err(why) => return self.problem(file, Some(number), path, Severity::Error, why),
        };
        if let Some(why) = notice {
            self.problem(file, Some(number), path, Severity::Notice, why);
        }
        if let Some((earlier, line)) = self.seen.insert(key.clone(), (file.to_owned(), number)) {
            let earlier = if earlier == file { String::new() } else { earlier };
            let why = Why::Duplicate { file: earlier, line };
            self.problem(file, Some(number), path, Severity::Notice, why);
        }
        self.values.push((key, value));
    }

    /// Returns path and value as they are kept, and what is to be said all the same.
    fn check(&mut self, path: &str, value: &str) -> Result<(Option<Why>, String, String), Why> {
        let (param, index) = match crate::config::locate(path) {
            Ok(found) => found,
            Err(SetError::UnknownParameter) => {
                let why = Why::Value(SetError::UnknownParameter);
                return Ok((Some(why), path.trim_start_matches('/').to_owned(), value.to_owned()));
            }
            Err(why) => return Err(Why::Value(why)),
        };
        let opened = encryption::open_value(value, self.keys).map_err(Why::Encryption)?;
        let text = opened.as_deref().unwrap_or(value);
        if param.path == system::MODEL.param.path {
            // A model that nobody knows is another one too.
            self.model = Some(text.to_owned());
        }
        let value = param.kind.check(text).map_err(Why::Value)?;
        let unsupported = param.is_unsupported(&value).then(|| Why::Unsupported(value.clone()));
        Ok((unsupported, param.path_at(index), value))
    }

    /// Returns `phone` if the line that was read last is meant for another model.
    pub(super) fn other_model(&self, phone: &str) -> Option<String> {
        let meant = self.model.as_ref()?;
        (!meant.eq_ignore_ascii_case(phone)).then(|| phone.to_owned())
    }

    /// Adds what the values contradict each other in, and returns all problems.
    pub(super) fn finish(mut self) -> (Vec<(String, String)>, Vec<Problem>) {
        let mut config = Config::default();
        config.apply(&self.values);
        for problem in rules::check(&config) {
            self.push(problem);
        }
        if self.untold > 0 {
            let (file, parameter, severity) = (String::new(), String::new(), Severity::Error);
            let why = Why::More(self.untold);
            self.problems.push(Problem { file, line: None, parameter, severity, why });
        }
        (self.values, self.problems)
    }

    pub(super) fn problem(
        &mut self,
        file: &str,
        line: Option<u32>,
        parameter: &str,
        severity: Severity,
        why: Why,
    ) {
        let (file, parameter) = (file.to_owned(), parameter.to_owned());
        self.push(Problem { file, line, parameter, severity, why });
    }

    fn push(&mut self, problem: Problem) {
        if self.problems.len() >= MAX_PROBLEMS {
            self.untold += 1;
        } else {
            self.problems.push(problem);
        }
    }
}
