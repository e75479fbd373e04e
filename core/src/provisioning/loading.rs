//! A configuration and what it includes, fetched from the first place that has it.

use serde::{Deserialize, Serialize};

use super::Settings;
use super::address::Files;
use super::hunt::Method;
use crate::config::file::{FileId, FileSet, Location, Want};
use crate::link::{LinkError, Validators};
use crate::map::Map;

/// Most bytes of files that are kept to compare with, together.
const MAX_KEPT: usize = 256 * 1024;

/// A file as it was when the configuration was used last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// What the server calls this version of it.
    pub(super) validators: Validators,
    /// What is in it.
    pub(super) data: Vec<u8>,
}

/// Files by where they are.
pub(super) type KeptFiles = Map<Location, Kept>;

/// The configuration that is being fetched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Loading {
    /// Which way led here.
    pub(super) method: Method,
    /// The places, and which is tried.
    pub(super) files: Files,
    place: usize,
    set: FileSet,
    /// The file that was asked for.
    pub(super) want: Option<Want>,
    /// The files so far, to be kept if all goes well.
    pub(super) kept: KeptFiles,
}

impl Loading {
    /// Returns the loading of what is at `files`.
    pub(super) fn new(method: Method, files: Files, settings: &Settings) -> Self {
        let first = files.configuration.first().cloned();
        let set = FileSet::new(first.unwrap_or_else(|| Location::file("")), settings.names.clone());
        Self { method, files, place: 0, set, want: None, kept: KeptFiles::new() }
    }

    /// Returns where the configuration itself is.
    pub(super) fn location(&self) -> Location {
        let place = self.files.configuration.get(self.place);
        place.cloned().unwrap_or_else(|| Location::file(""))
    }

    /// Returns the next file to ask for, the same one until it was taken or failed; `None` when
    /// all are here, or one is missing for good.
    pub(super) fn next(&mut self) -> Option<Location> {
        if self.want.is_none() {
            self.want = self.set.poll_want();
        }
        self.want.as_ref().map(|want| want.location.clone())
    }

    /// Takes a file; it is kept if the server can tell whether it changed.
    pub(super) fn take(&mut self, data: Vec<u8>, validators: Validators, settings: &Settings) {
        let Some(want) = self.want.take() else { return };
        let size: usize = self.kept.values().map(|kept| kept.data.len()).sum();
        if validators != Validators::default() && size + data.len() <= MAX_KEPT {
            self.kept.insert(want.location, Kept { validators, data: data.clone() });
        }
        self.set.handle_file(want.id, Ok(data), &settings.keys);
    }

    /// Takes note that a file did not come. A configuration that is in none of the places is
    /// missing from the first.
    pub(super) fn fail(&mut self, error: &LinkError, settings: &Settings) {
        let Some(mut want) = self.want.take() else { return };
        if matches!(error, LinkError::NotFound(_)) && want.id == FileId(0) {
            let next = self.place + 1;
            if next < self.files.configuration.len() {
                return self.look(next, settings);
            }
            self.look(0, settings);
            want = self.set.poll_want().unwrap_or(want);
        }
        let why = cause(error, &want.location);
        self.set.handle_file(want.id, Err(why), &settings.keys);
    }

    /// Looks at another place, from the beginning.
    fn look(&mut self, place: usize, settings: &Settings) {
        self.place = place;
        self.set = FileSet::new(self.location(), settings.names.clone());
    }

    /// Returns what the files say, or why they cannot be used.
    pub(super) fn finish(self, settings: &Settings) -> Result<Done, String> {
        let location = self.location();
        let loaded = self.set.finish(&settings.keys).map_err(|failure| failure.to_string())?;
        let kept = self.kept;
        Ok(Done { location, values: loaded.values, problems: loaded.problems, kept })
    }
}

/// A configuration that is here.
pub(super) struct Done {
    /// Where it came from.
    pub(super) location: Location,
    /// Parameters and values.
    pub(super) values: Vec<(String, String)>,
    /// What is wrong with lines.
    pub(super) problems: Vec<crate::config::file::Problem>,
    /// The files.
    pub(super) kept: KeptFiles,
}

/// Returns what an error says, without the address that stands before it anyway.
pub(super) fn cause(error: &LinkError, location: &Location) -> String {
    let text = error.to_string();
    let without = match text.rsplit_once(": ") {
        Some((what, place)) if Location::url(place).is_ok() => what,
        Some(_) | None => text.strip_suffix(&format!(": {location}")).unwrap_or(&text),
    };
    without.to_owned()
}
