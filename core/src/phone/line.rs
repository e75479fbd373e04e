//! Lines: what each of them is called and whether it can be used.

use serde::{Deserialize, Serialize};

use super::Phone;
use super::redundancy::Place;
use super::settings::{LineSettings, Settings};
use crate::language::Text;

/// How a line stands with its registrar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Registration {
    /// The line needs none, or has not started.
    #[default]
    None,
    /// On its way.
    Registering,
    /// Done.
    Registered,
    /// Refused or unanswered; says why.
    Failed(Text),
}

/// One line of the phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// Its values.
    pub(super) settings: LineSettings,
    /// How it stands with its registrar; with the better of two.
    pub(super) registration: Registration,
    /// How it stands with each of two servers.
    pub(super) each: [Registration; 2],
}

impl Line {
    /// Returns the lines of `settings`, none of them registered.
    pub(super) fn all(settings: &Settings) -> Vec<Self> {
        let line = |settings: &LineSettings| Self {
            settings: settings.clone(),
            registration: Registration::None,
            each: [Registration::None, Registration::None],
        };
        settings.lines.iter().map(line).collect()
    }

    /// Returns how it stands with a server.
    pub(super) const fn at(&mut self, place: Place) -> &mut Registration {
        let [first, second] = &mut self.each;
        match place {
            Place::First => first,
            Place::Second => second,
        }
    }

    /// Returns what the phone calls the line.
    pub(super) fn label(&self) -> &str {
        let LineSettings { extension, id, .. } = &self.settings;
        if extension.is_empty() { id } else { extension }
    }

    /// Returns why the line cannot call, if its registration failed.
    pub(super) fn failure(&self) -> Option<&Text> {
        match &self.registration {
            Registration::Failed(why) => Some(why),
            Registration::None | Registration::Registering | Registration::Registered => None,
        }
    }
}

impl Phone {
    /// Returns what the display calls a line: nothing until a configuration names it.
    pub(super) fn label_of<'a>(&self, line: &'a Line) -> &'a str {
        if self.setup.source.is_empty() { "" } else { line.label() }
    }
}
