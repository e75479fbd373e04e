//! Goes through the files of a fleet and collects what is found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

use hookswitch_core::config::encryption::EncryptionError;
use hookswitch_core::config::file::{Document, Failure, FailureReason, Location};
use hookswitch_core::config::table;
use hookswitch_core::config::text::Text;

use super::super::CannotRun;
use super::super::suggest::Suggestions;
use super::disk::{Absent, Disk, Loading};
use super::finding::{Code, Finding, Severity, Words};
use super::lines::{Checked, Lines};
use super::security;
use super::whole::{User, Whole};

/// Collects findings of a fleet.
pub(super) struct Linter {
    /// The model that was told.
    model: Option<String>,
    disk: Disk,
    texts: BTreeMap<&'static str, &'static Text>,
    suggestions: Suggestions,
    /// Files by name and model: what many phones include is looked at once.
    checked: BTreeMap<(Rc<str>, String), Rc<Checked>>,
    findings: BTreeSet<Finding>,
    /// What was told of each file as a whole.
    phones: Vec<Phone>,
    /// Files that others include: they are parts, and no phone has one of them alone.
    included: BTreeSet<Rc<str>>,
}

/// What a file and all that it includes say as a whole.
struct Phone {
    file: Rc<str>,
    findings: Vec<Finding>,
    /// Users of its lines that are its own.
    users: Vec<User>,
}

impl Linter {
    /// Returns a linter that has looked at nothing.
    pub(super) fn new(model: Option<String>, disk: Disk) -> Self {
        Self {
            model,
            disk,
            texts: table::texts().map(|(param, text)| (param.path, text)).collect(),
            suggestions: Suggestions::default(),
            checked: BTreeMap::new(),
            findings: BTreeSet::new(),
            phones: Vec::new(),
            included: BTreeSet::new(),
        }
    }

    /// Looks at the file of a phone and at what it includes.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub(super) fn phone(&mut self, path: &Path) -> Result<(), CannotRun> {
        let loading = self.disk.load(path, self.model.as_deref())?;
        let file = Location::file(&path.to_string_lossy()).to_string().into();
        let mut phone = Phone { file, findings: Vec::new(), users: Vec::new() };
        match &loading.result {
            Ok(loaded) => {
                let mut checked = Vec::new();
                for (at, file) in loaded.files.iter().enumerate() {
                    let shared = at > 0;
                    let found = self.document(&file.location, &file.document, &loading, shared);
                    phone.findings.extend(includes(&file.location, &found, &loading));
                    checked.push(found);
                }
                let whole = Whole::new(loaded, &checked, &loading, &self.texts);
                let (findings, users) = whole.check();
                phone.findings.extend(findings);
                phone.users = users;
            }
            Err(failure) => {
                for (at, (location, document)) in loading.raw.iter().enumerate() {
                    let found = self.document(location, document, &loading, at > 0);
                    phone.findings.extend(includes(location, &found, &loading));
                }
                phone.findings.extend(failed(failure, &loading));
            }
        }
        self.phones.push(phone);
        Ok(())
    }

    /// Looks at the lines of a file, unless it is one that was looked at for another phone.
    fn document(
        &mut self,
        location: &Location,
        document: &Document,
        loading: &Loading,
        shared: bool,
    ) -> Rc<Checked> {
        let file: Rc<str> = loading.name(location).into();
        if shared {
            self.included.insert(Rc::clone(&file));
            if loading.absent.contains_key(&*file) {
                return Rc::new(Checked { file, entries: Vec::new(), includes: Vec::new() });
            }
        }
        let key = (Rc::clone(&file), loading.model.clone());
        if let Some(checked) = self.checked.get(&key) {
            return Rc::clone(checked);
        }
        let mut lines = Lines {
            model: &loading.model,
            keys: &self.disk.keys,
            suggestions: &mut self.suggestions,
            findings: Vec::new(),
            checked: Checked { file, entries: Vec::new(), includes: Vec::new() },
        };
        lines.document(document);
        self.findings.extend(lines.findings);
        let checked = Rc::new(lines.checked);
        if shared {
            self.checked.insert(key, Rc::clone(&checked));
        }
        checked
    }

    /// Returns everything that was found, by file and line.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        let mut users = BTreeMap::new();
        for phone in self.phones {
            if self.included.contains(&phone.file) {
                continue;
            }
            self.findings.extend(phone.findings);
            for User { id, place, file, line } in phone.users {
                let first = users.entry(id).or_insert_with(|| (Rc::clone(&file), line));
                if *first.0 == *file && first.1 == line {
                    continue;
                }
                self.findings.insert(Finding {
                    file,
                    line: Some(line),
                    severity: Severity::Note,
                    code: Code::SameUser,
                    parameter: place,
                    message: format!("{}:{} has the same user", first.0, first.1).into(),
                    advice: "if one person has both phones, all is well".into(),
                });
            }
        }
        self.findings.into_iter().collect()
    }
}

/// Looks at what a file includes, which differs from phone to phone if `<MAC>` is in it.
fn includes(location: &Location, checked: &Checked, loading: &Loading) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (line, name) in &checked.includes {
        let Ok(target) = location.join(&loading.names.fill(name)) else { continue };
        let file = target.to_string();
        let mut find = |severity, code, message: Words, advice: &'static str| {
            findings.push(Finding {
                file: Rc::clone(&checked.file),
                line: Some(*line),
                severity,
                code,
                parameter: "include".to_owned(),
                message,
                advice: advice.into(),
            });
        };
        match loading.absent.get(&file) {
            Some(Absent::Url) => {
                let advice = "say where it is on this host: --map URL=DIR";
                let message = format!("{file} was not read").into();
                find(Severity::Note, Code::IncludeNotFollowed, message, advice);
            }
            Some(Absent::Missing(why)) => {
                let unknown = !loading.knows_mac && name.to_ascii_uppercase().contains("<MAC>");
                let advice = "<MAC> is known only if the name of the phone's file has it";
                let advice = if unknown { advice } else { "" };
                find(
                    Severity::Error,
                    Code::IncludeMissing,
                    format!("{file}: {why}").into(),
                    advice,
                );
            }
            None => {}
        }
        if security::is_clear(&target) {
            let message = "the file crosses the network in clear, with the passwords in it";
            let (severity, code) = (Severity::Warning, Code::ClearTransport);
            find(severity, code, message.into(), security::ENCRYPT);
        }
    }
    findings
}

/// Returns what is told of a file, or of one that it includes, of which a phone uses nothing.
fn failed(failure: &Failure, loading: &Loading) -> Option<Finding> {
    let file = failure.file.clone();
    let incomplete = !loading.absent.is_empty();
    let reason = &failure.reason;
    // What was not there is told where it is included.
    if *reason == FailureReason::NoValue && incomplete {
        return None;
    }
    let code = if matches!(reason, FailureReason::OtherModel { .. }) {
        Code::OtherModel
    } else if matches!(reason, FailureReason::Encryption(_)) {
        Code::Encrypted
    } else {
        Code::Unusable
    };
    let advice = if *reason == FailureReason::Encryption(EncryptionError::NoKey) {
        "give --key-file".into()
    } else if failure.included_by.is_empty() {
        "".into()
    } else {
        format!("included by {}", failure.included_by.join(", by ")).into()
    };
    Some(Finding {
        file: file.into(),
        line: failure.line,
        severity: Severity::Error,
        code,
        parameter: String::new(),
        message: format!("{reason}; a phone uses nothing of it").into(),
        advice,
    })
}
