//! The registry of parameters, the values of one phone, and the `.cfg` file.
//!
//! One table ([`table`]) says everything about each parameter; reading, checking, documenting
//! and drawing pages loop over it. A [`Config`] stores only what differs from the defaults.
//!
//! ```
//! use hookswitch_core::config::{Config, table::proxy};
//!
//! let mut config = Config::default();
//! config.set("voip/signalling/sip/proxy_port", "5070")?;
//! assert_eq!(config.get(&proxy::PROXY_PORT), 5070);
//! # Ok::<(), hookswitch_core::config::SetError>(())
//! ```

pub mod encryption;
pub mod file;
pub mod param;
pub mod table;
pub mod value;

use core::fmt;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use file::{Problem, Severity, Why};
pub use param::{Applies, Kind, Page, Param, Setting};
pub use value::{Secret, SetError, Value};

/// What is shown in the place of a secret.
const HIDDEN: &str = "(hidden)";

/// The values of one phone: what differs from the defaults, and what it does not know.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    changed: BTreeMap<String, String>,
    unknown: BTreeMap<String, String>,
}

impl Config {
    /// Returns the value of `setting`; of its first index, if it has indexes.
    pub fn get<T: Value>(&self, setting: &Setting<T>) -> T {
        self.get_at(setting, 0)
    }

    /// Returns the value of an indexed `setting` at `index`.
    ///
    /// A value that does not suit the row, as in a snapshot of another version, counts as not
    /// set; an index that is too high has the default of the first.
    pub fn get_at<T: Value>(&self, setting: &Setting<T>, index: u8) -> T {
        let param = &setting.param;
        let stored = match param.indexes() {
            Some(_) => self.changed.get(&param.path_at(index)),
            None => self.changed.get(param.path),
        };
        stored
            .and_then(|text| setting.read(text).ok())
            .or_else(|| T::read(param.default_at(index), &param.kind))
            .expect("each row's defaults are read by a test of its chapter")
    }

    /// Returns the text of the value at `path`, if there is such a parameter.
    pub fn text(&self, path: &str) -> Option<&str> {
        let (param, index) = locate(path).ok()?;
        let path = param.path_at(index);
        Some(self.changed.get(&path).map_or(param.default_at(index), String::as_str))
    }

    /// Sets the parameter at `path`, in any of its spellings, to `value`.
    ///
    /// # Errors
    ///
    /// Why not; the old value stays.
    pub fn set(&mut self, path: &str, value: &str) -> Result<(), SetError> {
        let (param, index) = locate(path)?;
        let value = param.kind.check(value)?;
        let path = param.path_at(index);
        if value == param.default_at(index) {
            self.changed.remove(&path);
        } else {
            self.changed.insert(path, value);
        }
        Ok(())
    }

    /// Keeps a parameter that this version does not know, so that an export has it again.
    pub fn keep_unknown(&mut self, path: &str, value: &str) {
        self.unknown.insert(path.to_owned(), value.to_owned());
    }

    /// Sets what a file holds, in its order; what is unknown is kept.
    pub fn apply(&mut self, values: &[(String, String)]) {
        for (path, value) in values {
            if self.set(path, value) == Err(SetError::UnknownParameter) {
                self.keep_unknown(path, value);
            }
        }
    }

    /// Returns what differs from the defaults, by path; secrets are left out.
    pub fn changed(&self) -> impl Iterator<Item = (&str, &str)> {
        let shown = |(path, _): &(&String, &String)| !is_secret(path);
        self.changed.iter().filter(shown).map(|(path, value)| (path.as_str(), value.as_str()))
    }

    /// Returns the configuration as the text of a `.cfg` file, without secrets.
    ///
    /// Unknown parameters are in it, unless their name suggests a secret.
    pub fn export(&self) -> String {
        let model = self.text(table::system::MODEL.param.path).unwrap_or_default();
        let mut text = format!("system/type={model}\r\n");
        let known = self.changed().filter(|(path, _)| *path != table::system::MODEL.param.path);
        let unknown = self.unknown.iter().filter(|(path, _)| !file::suggests_secret(path));
        for (path, value) in known.chain(unknown.map(|(path, value)| (&**path, &**value))) {
            text.push_str(&format!("{path}={value}\r\n"));
        }
        text
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |(path, value): (&String, &String)| {
            let secret = is_secret(path) || file::suggests_secret(path);
            (path.clone(), if secret { HIDDEN.to_owned() } else { value.clone() })
        };
        f.debug_map().entries(self.changed.iter().chain(&self.unknown).map(show)).finish()
    }
}

fn locate(path: &str) -> Result<(&'static Param, u8), SetError> {
    let (param, index) = table::find(path).ok_or(SetError::UnknownParameter)?;
    let Some(index) = index else { return Ok((param, 0)) };
    let count = param.indexes().unwrap_or(1);
    match u8::try_from(index) {
        Ok(index) if index < count => Ok((param, index)),
        _ => Err(SetError::IndexTooHigh { max: count.saturating_sub(1) }),
    }
}

fn is_secret(path: &str) -> bool {
    table::find(path).is_some_and(|(param, _)| param.is_secret())
}

#[cfg(test)]
mod tests {
    use super::table::{codec, line, proxy};
    use super::*;
    use crate::config::table::codec::CodecName;

    #[test]
    fn defaults_are_the_manuals() {
        let config = Config::default();
        assert_eq!(config.get(&proxy::PROXY_PORT), 5060);
        assert_eq!(config.get(&proxy::PROXY_ADDRESS), None);
        assert!(config.get_at(&line::ENABLED, 0));
        assert!(!config.get_at(&line::ENABLED, 5));
        assert_eq!(config.get_at(&codec::NAME, 1), CodecName::Pcma);
        assert_eq!(config.get(&table::sip::TOS), 0x60);
    }

    #[test]
    fn values_are_set_by_line() {
        let mut config = Config::default();
        config.set("voip/line/2/id", "1003").unwrap();
        assert_eq!(config.get_at(&line::ID, 2), "1003");
        assert_eq!(config.get_at(&line::ID, 1), "0");
        assert_eq!(config.set("voip/line/6/id", "1007"), Err(SetError::IndexTooHigh { max: 5 }));
        assert_eq!(config.set("voip/line/0/colour", "red"), Err(SetError::UnknownParameter));
    }

    #[test]
    fn a_refused_value_changes_nothing() {
        let mut config = Config::default();
        config.set("voip/signalling/sip/proxy_port", "5070").unwrap();
        config.set("voip/signalling/sip/proxy_port", "70000").unwrap_err();
        assert_eq!(config.get(&proxy::PROXY_PORT), 5070);
    }

    #[test]
    fn only_what_differs_is_stored() {
        let mut config = Config::default();
        config.set("voip/signalling/sip/proxy_port", "5070").unwrap();
        config.set("voip/signalling/sip/proxy_port", "5060").unwrap();
        assert_eq!(config, Config::default());
    }

    #[test]
    fn secrets_are_in_no_text() {
        let mut config = Config::default();
        config.set("voip/line/0/auth_password", "hunter2").unwrap();
        config.keep_unknown("system/web/admin_password", "hunter2");
        assert_eq!(config.get(&line::AUTH_PASSWORD).expose(), "hunter2");
        assert!(!format!("{config:?}").contains("hunter2"));
        assert!(!config.export().contains("hunter2"));
    }

    #[test]
    fn an_export_is_read_again() {
        let mut config = Config::default();
        config.set("voip/line/0/id", "1001").unwrap();
        config.keep_unknown("network/lan_type", "DHCP");
        let read = file::read("x.cfg", config.export().as_bytes(), "440HD");
        let mut again = Config::default();
        again.apply(&read.values);
        assert_eq!(again, config);
    }

    #[test]
    fn a_value_of_another_version_counts_as_not_set() {
        let mut config = Config::default();
        config.changed.insert("voip/signalling/sip/proxy_port".into(), "many".into());
        assert_eq!(config.get(&proxy::PROXY_PORT), 5060);
    }
}
