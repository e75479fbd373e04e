//! Keys that were saved in a file, to be loaded into other phones: a part of a `.cfg`, and in its
//! form (manual 25.1, 25.3.3, 25.5.1 and 25.5.2).

use crate::config::Config;
use crate::config::file::{self, Problem, Severity, Why};
use crate::config::table::{self, keys, paging, system};

use super::FileError;
use crate::config::file::content;

/// Which keys a file is about: those of a page of the web interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFile {
    /// The function keys, the groups they page, and the speed dials on the keypad.
    Function,
    /// The keys around the display: programmable keys, softkeys and navigation keys.
    Programmable,
}

impl KeyFile {
    /// Returns what a file is called that is saved.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Function => "function-keys.cfg",
            Self::Programmable => "programmable-keys.cfg",
        }
    }

    /// Returns which file the parameter at `path` is in, if it is about a key.
    pub fn of(path: &str) -> Option<Self> {
        let (param, [index, _]) = table::find(path)?;
        let is = |rows: &[&str]| rows.contains(&param.path);
        let function = [
            keys::FUNCTIONAL_KEY_KEY_LABEL.param.path,
            keys::FUNCTIONAL_KEY_TYPE.param.path,
            keys::FUNCTIONAL_KEY_SPEED_DIAL_NUMBER.param.path,
            keys::FUNCTIONAL_KEY_SPEED_DIAL_EXTENSION.param.path,
        ];
        let groups = [
            paging::GROUP_ACTIVATED.param.path,
            paging::GROUP_MULTICAST_ADDR.param.path,
            paging::GROUP_NAME.param.path,
            paging::GROUP_PORT.param.path,
        ];
        if is(&function) {
            let index = index.and_then(|index| u8::try_from(index).ok());
            let beside_display = index.is_some_and(|index| keys::BESIDE_DISPLAY.contains(&index));
            Some(if beside_display { Self::Programmable } else { Self::Function })
        } else if is(&groups) {
            Some(Self::Function)
        } else {
            let any = keys::ROWS.iter().any(|row| row.path == param.path);
            any.then_some(Self::Programmable)
        }
    }

    /// Returns the text of a file with these keys of `config`, which does not name the model: a
    /// key that another model has means the same there.
    pub fn save(self, config: &Config) -> String {
        let ours = config.changed().filter(|(path, _)| Self::of(path) == Some(self));
        ours.map(|(path, value)| format!("{path}={value}\r\n")).collect()
    }

    /// Gives `config` the keys of a file called `name`, and defaults to those that are not in it;
    /// returns what of the file is not used. Parameters that are not about these keys are not.
    ///
    /// # Errors
    ///
    /// Why nothing of it can be used; `config` is as it was.
    pub fn load(
        self,
        config: &mut Config,
        name: &str,
        bytes: &[u8],
    ) -> Result<Vec<Problem>, FileError> {
        if bytes.len() > super::MAX_TEXT {
            return Err(FileError::TooLarge(super::MAX_TEXT));
        }
        content::check_text(bytes).map_err(FileError::Content)?;
        let read = file::read(name, bytes, config.model());
        let ours = |(path, _): &(String, String)| Self::of(path) == Some(self);
        let (ours, others): (Vec<_>, Vec<_>) = read.values.into_iter().partition(ours);
        if ours.is_empty() {
            return Err(FileError::NoKeys);
        }
        // The rules are about whole configurations, and so is what has no effect: it is used.
        let not_used = |problem: &Problem| {
            problem.line.is_some()
                && !matches!(problem.why, Why::NoEffect { .. } | Why::Unsupported(_))
        };
        let mut problems: Vec<_> = read.problems.into_iter().filter(not_used).collect();
        for (path, _) in others.into_iter().filter(|(path, _)| path != system::MODEL.param.path) {
            let (file, why) = (name.to_owned(), Why::NotOfTheseKeys);
            problems.push(Problem {
                file,
                line: None,
                parameter: path,
                severity: Severity::Error,
                why,
            });
        }
        config.forget(|path| Self::of(path) == Some(self));
        config.apply(&ours);
        Ok(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_in_one_of_the_files() {
        for (path, file) in [
            ("personal_settings/functional_key/0/type", Some(KeyFile::Function)),
            ("personal_settings/functional_key/11/key_label", Some(KeyFile::Function)),
            ("personal_settings/functional_key/12/type", Some(KeyFile::Programmable)),
            ("personal_settings/functional_key/18/speed_dial_number", Some(KeyFile::Function)),
            ("personal_settings/functional_key/8/speed_dial_extension", Some(KeyFile::Function)),
            ("voip/line_key/0/line", Some(KeyFile::Programmable)),
            ("personal_settings/navigation_keys/up/key_function", Some(KeyFile::Programmable)),
            ("voip/services/group_paging/group/3/name", Some(KeyFile::Function)),
            ("voip/services/group_paging/enabled", None),
            ("voip/line/0/id", None),
            ("colour", None),
        ] {
            assert_eq!(KeyFile::of(path), file, "{path}");
        }
        for row in keys::ROWS {
            assert!(KeyFile::of(&row.path_at(row.places().next().unwrap())).is_some());
        }
    }

    #[test]
    fn saved_keys_are_loaded_into_another_phone() {
        let mut config = Config::default();
        config.set("voip/line/0/id", "1").unwrap();
        config.set("personal_settings/functional_key/3/speed_dial_number", "1001").unwrap();
        config.set("personal_settings/functional_key/13/type", "KEY_EVENT").unwrap();
        config.set("voip/line_key/1/key_event", "DND").unwrap();
        let saved = KeyFile::Programmable.save(&config);
        assert_eq!(
            saved,
            "personal_settings/functional_key/13/type=KEY_EVENT\r\nvoip/line_key/1/key_event=DND\r\n"
        );
        let mut other = Config::default();
        other.set("voip/line/0/id", "2").unwrap();
        other.set("voip/line_key/2/key_event", "DND").unwrap();
        let problems = KeyFile::Programmable.load(&mut other, "keys.cfg", saved.as_bytes());
        assert_eq!(problems, Ok(Vec::new()));
        assert_eq!(KeyFile::Programmable.save(&other), saved);
        assert_eq!(other.text("voip/line/0/id"), Some("2"));
    }

    #[test]
    fn what_is_no_key_is_not_loaded() {
        let mut config = Config::default();
        let file = b"system/type=440HD\nvoip/line/0/id=7\nvoip/line_key/2/key_event=DND\n\
            voip/line_key/9/key_event=DND\n";
        let problems = KeyFile::Programmable.load(&mut config, "k.cfg", file).unwrap();
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "k.cfg:4: voip/line_key/9/key_event: the index must be 0 to 5",
                "k.cfg: voip/line/0/id: not about these keys: not used",
            ]
        );
        assert_eq!(config.text("voip/line/0/id"), Some("0"));
        let before = config.clone();
        let load = |config: &mut Config, bytes| KeyFile::Function.load(config, "k.cfg", bytes);
        assert_eq!(load(&mut config, file), Err(FileError::NoKeys));
        assert_eq!(
            load(&mut config, b"system/type=430HD\nvoip/line_key/2/line=1"),
            Err(FileError::NoKeys)
        );
        assert!(matches!(load(&mut config, b"<html>"), Err(FileError::Content(_))));
        assert_eq!(config, before);
    }
}
