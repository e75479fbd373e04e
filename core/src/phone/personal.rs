//! What the person sets on the phone itself (manual 22.3, 22.8): it holds in the place of what the
//! configuration says, until that says something else than it did.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::Phone;
use super::settings::Settings;
use super::update::Configuration;
use crate::config::{Config, Place, SetError, Setting};
use crate::map::Map;

/// What the person chose, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Personal(Map<String, Choice>);

/// A value, and what the configuration said when it was chosen.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Choice {
    value: String,
    instead_of: String,
}

/// Either may be a secret.
impl fmt::Debug for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Choice(..)")
    }
}

impl Personal {
    /// Puts what was chosen into a configuration; what it says anew goes first, and is kept.
    pub(super) fn apply(&mut self, config: &mut Config) {
        self.apply_where(config, |_| true);
    }

    /// Does so for the paths that `concerns` names.
    pub(super) fn apply_where(&mut self, config: &mut Config, concerns: impl Fn(&str) -> bool) {
        self.0.retain(|path, choice| {
            !concerns(path) || config.text(path) == Some(choice.instead_of.as_str())
        });
        for (path, choice) in self.0.iter().filter(|(path, _)| concerns(path)) {
            // It was checked when it was chosen; another version may think otherwise.
            let _ = config.set(path, &choice.value);
        }
    }

    /// Returns what the configuration says where the person chose something else.
    pub(super) fn instead_of(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(|choice| choice.instead_of.as_str())
    }

    fn choose(&mut self, path: String, value: &str, before: &str) {
        match self.0.get_mut(&path) {
            Some(choice) => value.clone_into(&mut choice.value),
            None => {
                let (value, instead_of) = (value.to_owned(), before.to_owned());
                self.0.insert(path, Choice { value, instead_of });
            }
        }
    }
}

impl Phone {
    /// Sets a parameter because the person says so.
    ///
    /// # Errors
    ///
    /// Why the value is none; nothing changes.
    pub(super) fn choose<T>(
        &mut self,
        setting: &'static Setting<T>,
        place: impl Into<Place>,
        value: &str,
    ) -> Result<(), SetError> {
        let (param, place) = (&setting.param, place.into());
        let (path, before) = (param.path_at(place), self.config.text_of(param, place).to_owned());
        self.config.set(&path, value)?;
        self.personal.choose(path, value, &before);
        let before = core::mem::replace(&mut self.settings, Settings::read(&self.config));
        for (line, settings) in self.lines.iter_mut().zip(&self.settings.lines) {
            line.settings.clone_from(settings);
        }
        if before.busy_lamps != self.settings.busy_lamps {
            self.forget_busy_lamps();
            self.follow_busy_lamps();
        }
        self.rename_keys();
        self.keep_configuration();
        self.save = true;
        Ok(())
    }
}

impl Phone {
    /// Lets a configuration hold because the person says so: what is otherwise in it than before is
    /// chosen. It may differ only in what may change at any time.
    pub(super) fn choose_all(&mut self, config: Config) {
        let paths = config.changed().chain(self.config.changed()).map(|(path, _)| path);
        for path in paths {
            let (before, value) = (self.config.text(path), config.text(path));
            if let (Some(before), Some(value)) = (before, value)
                && before != value
            {
                self.personal.choose(path.to_owned(), value, before);
            }
        }
        let (source, problems) = (self.setup.source.clone(), self.setup.problems.clone());
        self.adopt(Configuration { config, source, problems });
        self.save = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_holds_until_the_configuration_says_something_new() {
        const PATH: &str = "voip/line/0/do_not_disturb/activated";
        let mut personal = Personal::default();
        personal.choose(PATH.to_owned(), "1", "0");
        let mut config = Config::default();
        personal.apply(&mut config);
        assert_eq!(config.text(PATH), Some("1"));
        personal.choose(PATH.to_owned(), "0", "1");
        let mut config = Config::default();
        config.set(PATH, "1").unwrap();
        personal.apply(&mut config);
        assert_eq!(config.text(PATH), Some("1"));
        assert_eq!(personal, Personal::default());
    }
}
