//! What the lines of a phone's files say together.

use std::collections::BTreeMap;
use std::rc::Rc;

use hookswitch_core::config::file::{Loaded, Severity as Weight};
use hookswitch_core::config::table::line::{self, LineMode};
use hookswitch_core::config::table::rules;
use hookswitch_core::config::text::{Need, Text};
use hookswitch_core::config::{Config, Param, Place};

use super::disk::Loading;
use super::finding::{Code, Finding, Severity, Words};
use super::lines::{Checked, Entry};
use super::security;

/// A user that a line registers as.
pub(super) struct User {
    pub(super) id: String,
    /// The parameter that says so.
    pub(super) place: String,
    pub(super) file: Rc<str>,
    pub(super) line: u32,
}

/// Everything that a phone would use of its files.
pub(super) struct Whole<'a> {
    /// The file that includes the others.
    file: Rc<str>,
    pub(super) config: Config,
    /// Where each parameter is set last.
    pub(super) sites: BTreeMap<&'a str, Site<'a>>,
    /// Whether all was read that is included.
    pub(super) complete: bool,
    texts: &'a BTreeMap<&'static str, &'static Text>,
    model: &'a str,
    findings: Vec<Finding>,
}

/// Where a parameter is set.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) file: &'a Rc<str>,
    pub(super) entry: &'a Entry,
    /// Which reading of a file it is from: one file may be included twice.
    reading: usize,
}

impl<'a> Whole<'a> {
    /// Puts together what files say, each include in its place.
    pub(super) fn new(
        loaded: &Loaded,
        checked: &'a [Rc<Checked>],
        loading: &'a Loading,
        texts: &'a BTreeMap<&'static str, &'static Text>,
    ) -> Self {
        let mut order = Order { loaded, checked, parents: Vec::new(), sites: Vec::new() };
        order.read(0, None);
        let Order { parents, sites, .. } = order;
        let mut whole = Self {
            file: checked.first().map_or_else(|| "".into(), |checked| Rc::clone(&checked.file)),
            config: Config::default(),
            sites: BTreeMap::new(),
            complete: loading.absent.is_empty(),
            texts,
            model: &loading.model,
            findings: Vec::new(),
        };
        for site in sites {
            if let Some(earlier) = whole.sites.insert(&site.entry.path, site) {
                whole.set_twice(&earlier, &site, &parents);
            }
        }
        for site in whole.sites.values() {
            // Its line was checked with the same row.
            let _ = whole.config.set(&site.entry.path, &site.entry.value);
        }
        whole
    }

    /// Returns what is found in the whole, and who the phone is.
    pub(super) fn check(mut self) -> (Vec<Finding>, Vec<User>) {
        self.contradictions();
        self.conditions();
        security::check(&mut self);
        let users = self.users();
        (self.findings, users)
    }

    /// Adds a finding at the line that sets `path`, or about the whole if none does.
    pub(super) fn find(
        &mut self,
        path: &str,
        severity: Severity,
        code: Code,
        message: impl Into<Words>,
        advice: &'static str,
    ) {
        let site = self.sites.get(path);
        self.findings.push(Finding {
            file: Rc::clone(site.map_or(&self.file, |site| site.file)),
            line: site.map(|site| site.entry.line),
            severity,
            code,
            parameter: path.to_owned(),
            message: message.into(),
            advice: advice.into(),
        });
    }

    /// Tells that a value is lost, unless a file changes what it includes, as is meant to be.
    fn set_twice(&mut self, earlier: &Site<'_>, later: &Site<'_>, parents: &[Option<usize>]) {
        let same = earlier.entry.value == later.entry.value;
        let place = |site: &Site<'_>| format!("{}:{}", site.file, site.entry.line);
        let (at, message, advice) = if earlier.file == later.file {
            let message = format!("set before on line {}; this value is used", earlier.entry.line);
            (later, message, "remove one of the lines")
        } else if same || includes(later.reading, earlier.reading, parents) {
            return;
        } else {
            let message = format!("not used: {} sets it again, and is read later", place(later));
            (earlier, message, "include the other file before this line, or remove one of them")
        };
        self.findings.push(Finding {
            file: Rc::clone(at.file),
            line: Some(at.entry.line),
            severity: if same { Severity::Note } else { Severity::Warning },
            code: Code::SetTwice,
            parameter: at.entry.path.clone(),
            message: message.into(),
            advice: advice.into(),
        });
    }

    fn contradictions(&mut self) {
        for problem in rules::check(&self.config) {
            let severity = match problem.severity {
                // What is missing may stand in the file that was not read.
                _ if !self.complete => Severity::Note,
                Weight::Error => Severity::Error,
                Weight::Notice => Severity::Warning,
            };
            let advice = if self.complete { "" } else { "a file that is included was not read" };
            let message = problem.why.to_string();
            self.find(&problem.parameter, severity, Code::Contradiction, message, advice);
        }
    }

    /// Tells of parameters that were changed and do nothing, because of another one.
    fn conditions(&mut self) {
        let mut found = Vec::new();
        for Site { entry, .. } in self.sites.values() {
            let Some(text) = self.texts.get(entry.param.path) else { continue };
            let changed = entry.value != entry.param.default_at(entry.place, self.model);
            if !changed || entry.param.acting.why_not().is_some() {
                continue;
            }
            let unmet = text.needs.iter().find(|need| !self.holds(need, entry.place));
            if let Some(need) = unmet {
                found.push((entry.path.clone(), format!("has no effect unless {need}")));
            }
        }
        for (path, message) in found {
            self.find(&path, Severity::Note, Code::Condition, message, "");
        }
    }

    fn holds(&self, need: &Need, place: Place) -> bool {
        match need {
            Need::Is(path, values) => {
                let value = match hookswitch_core::config::table::rows()
                    .find(|row: &&Param| path.contains('{') && row.path == *path)
                {
                    Some(row) => self.config.text(&row.path_at(place)),
                    None => self.config.text(path),
                };
                value.is_none_or(|value| values.contains(&value))
            }
            Need::Any(needs) => needs.iter().any(|need| self.holds(need, place)),
        }
    }

    /// Returns the users of lines that are switched on and not shared with other phones.
    fn users(&self) -> Vec<User> {
        let mut users = Vec::new();
        for place in line::ID.param.places() {
            let private = self.config.get_at(&line::LINE_MODE, place) == LineMode::Private;
            let on = self.config.get_at(&line::ENABLED, place);
            let path = line::ID.param.path_at(place);
            let Some(site) = self.sites.get(path.as_str()).filter(|_| private && on) else {
                continue;
            };
            let (id, file, line) =
                (site.entry.value.clone(), Rc::clone(site.file), site.entry.line);
            users.push(User { id, place: path, file, line });
        }
        users
    }
}

/// Whether the reading `outer` led to the reading `inner`, by one include or several.
fn includes(outer: usize, inner: usize, parents: &[Option<usize>]) -> bool {
    let mut at = Some(inner);
    while let Some(reading) = at {
        at = parents.get(reading).copied().flatten();
        if at == Some(outer) {
            return true;
        }
    }
    false
}

/// Goes through files in the order their lines count in. There are no rings: the files were read.
struct Order<'a, 'b> {
    loaded: &'b Loaded,
    checked: &'a [Rc<Checked>],
    /// For each reading of a file the reading that led to it.
    parents: Vec<Option<usize>>,
    sites: Vec<Site<'a>>,
}

impl Order<'_, '_> {
    fn read(&mut self, at: usize, parent: Option<usize>) {
        let (Some(checked), Some(file)) = (self.checked.get(at), self.loaded.files.get(at)) else {
            return;
        };
        let reading = self.parents.len();
        self.parents.push(parent);
        let mut entries = checked.entries.iter().peekable();
        for (line, target) in &file.includes {
            while let Some(entry) = entries.next_if(|entry| entry.line < *line) {
                self.sites.push(Site { file: &checked.file, entry, reading });
            }
            self.read(*target, Some(reading));
        }
        for entry in entries {
            self.sites.push(Site { file: &checked.file, entry, reading });
        }
    }
}
