//! Reads lines for a phone: which values can be used, and what is wrong with the others.

use crate::map::Map;

use super::{Line, Names, Problem, Severity, Why};
use crate::config::Config;
use crate::config::encryption::{self, Keys};
use crate::config::models::MODELS;
use crate::config::table::{rules, system};
use crate::config::value::SetError;

/// Most problems that are told; what is over is counted in the last one.
pub(super) const MAX_PROBLEMS: usize = 200;

/// Most of them that are no errors, so that errors are told after any number of these.
const MAX_NOTICES: usize = 100;

/// Most lines that are named of those that have no effect for one reason.
const MAX_OTHERS: usize = 12;

/// Collects what lines of one or several files say.
pub(super) struct Reader<'a> {
    keys: &'a Keys,
    /// Parameters and values that can be used, in order.
    pub(super) values: Vec<(String, String)>,
    /// What they make, for the rules.
    config: Config,
    /// Where each parameter was set last.
    seen: Map<String, (String, u32)>,
    /// The model that the last line was about, if it was.
    model: Option<String>,
    problems: Vec<Problem>,
    notices: usize,
    untold: usize,
    /// What has no effect: one problem for each reason.
    idle: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(keys: &'a Keys) -> Self {
        Self {
            keys,
            values: Vec::new(),
            config: Config::default(),
            seen: Map::new(),
            model: None,
            problems: Vec::new(),
            notices: 0,
            untold: 0,
            idle: Vec::new(),
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
        let (notice, key, value) = match self.check(file, number, path, value) {
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
    fn check(
        &mut self,
        file: &str,
        number: u32,
        path: &str,
        value: &str,
    ) -> Result<(Option<Why>, String, String), Why> {
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
        if let Some(why) = param.acting.why_not()
            && !param.is_default_of_some(index, &value)
        {
            self.no_effect(file, number, path, why);
        }
        let unsupported = param.is_unsupported(&value).then(|| Why::Unsupported(value.clone()));
        let path = param.path_at(index);
        // What a legacy name stands for may be refused, and is then as if it were not set.
        let _ = self.config.put(param, index, value.clone());
        Ok((unsupported, path, value))
    }

    /// Notes that a line has no effect; a file of a fleet has many of them, and few reasons.
    fn no_effect(&mut self, file: &str, line: u32, path: &str, reason: &str) {
        for known in &mut self.idle {
            let Why::NoEffect { why, others, more } = &mut known.why else { continue };
            if why == reason {
                if others.len() >= MAX_OTHERS {
                    *more += 1;
                } else if known.file == file {
                    others.push(line.to_string());
                } else {
                    others.push(format!("{file}:{line}"));
                }
                return;
            }
        }
        let why = Why::NoEffect { why: reason.to_owned(), others: Vec::new(), more: 0 };
        let (file, parameter, severity) = (file.to_owned(), path.to_owned(), Severity::Notice);
        self.idle.push(Problem { file, line: Some(line), parameter, severity, why });
    }

    /// Returns the phone's model if the line that was read last is meant for another one.
    pub(super) fn other_model(&self, phone: &Names) -> Option<String> {
        let meant = self.model.as_ref()?;
        let is_meant = |model: &str| meant.eq_ignore_ascii_case(model);
        let becomes = phone.any_model && MODELS.iter().any(|model| is_meant(model));
        (!is_meant(&phone.model) && !becomes).then(|| phone.model.clone())
    }

    /// Forgets all values.
    pub(super) fn forget(&mut self) {
        self.values.clear();
        self.config = Config::default();
    }

    /// Adds what the values contradict each other in, and returns all problems.
    pub(super) fn finish(mut self) -> (Vec<(String, String)>, Vec<Problem>) {
        for problem in core::mem::take(&mut self.idle) {
            self.push(problem);
        }
        let config = core::mem::take(&mut self.config);
        // What has no effect has been told, and need not be in order.
        let acts = |problem: &Problem| {
            let row = crate::config::locate(&problem.parameter);
            row.is_ok_and(|(param, _)| param.acting.why_not().is_none())
        };
        for problem in rules::check(&config).into_iter().filter(acts) {
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
        let notice = problem.severity == Severity::Notice;
        if self.problems.len() >= MAX_PROBLEMS || (notice && self.notices >= MAX_NOTICES) {
            self.untold += 1;
        } else {
            self.notices += usize::from(notice);
            self.problems.push(problem);
        }
    }
}
