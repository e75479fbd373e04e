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

pub mod acting;
pub mod encryption;
pub mod file;
pub mod index;
pub mod kind;
pub mod models;
pub mod param;
pub mod table;
pub mod text;
pub mod value;

use crate::map::Map;
use core::fmt;

use serde::{Deserialize, Serialize};

use encryption::Keys;
use file::{Document, Secrets};

pub use acting::Acting;
pub use file::{Problem, Severity, Why};
pub use index::Place;
pub use kind::Kind;
pub use models::Models;
pub use param::{Applies, Param, Setting};
pub use value::{Secret, SetError, Value};

/// What is shown in the place of a secret.
const HIDDEN: &str = "(hidden)";

/// The values of one phone: what differs from the defaults, and what it does not know.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    changed: Map<String, String>,
    unknown: Map<String, String>,
}

impl Config {
    /// Returns the value of `setting`; at its first place, if its path has numbers.
    pub fn get<T: Value>(&self, setting: &Setting<T>) -> T {
        let first = setting.param.places().next().unwrap_or_default();
        self.get_at(setting, first)
    }

    /// Returns the value of `setting` at `place`: the number in its path, or both of them.
    ///
    /// A value that does not suit the row, as in a snapshot of another version, counts as not
    /// set; a place that there is not has the default of the first.
    pub fn get_at<T: Value>(&self, setting: &Setting<T>, place: impl Into<Place>) -> T {
        let (param, place) = (&setting.param, place.into());
        self.stored(param, place)
            .and_then(|text| setting.read(text).ok())
            .or_else(|| T::read(self.default_of(param, place), &param.kind))
            .expect("each row's defaults are read by a test of its chapter")
    }

    /// Returns the text of the value at `path`, if there is such a parameter.
    pub fn text(&self, path: &str) -> Option<&str> {
        let (param, place) = locate(path).ok()?;
        Some(self.text_of(param, place))
    }

    /// Returns the text of the value of `param` at `place`; the place does not count if its path
    /// has no number.
    pub fn text_of(&self, param: &Param, place: Place) -> &str {
        self.stored(param, place).unwrap_or(self.default_of(param, place))
    }

    /// Sets the parameter at `path`, in any of its spellings, to `value`.
    ///
    /// # Errors
    ///
    /// Why not; the old value stays.
    pub fn set(&mut self, path: &str, value: &str) -> Result<(), SetError> {
        let (param, place) = locate(path)?;
        self.put(param, place, param.kind.check(value)?)
    }

    /// Sets `param` at `place` to a value that was checked, and what follows a legacy name.
    fn put(&mut self, param: &Param, place: Place, value: String) -> Result<(), SetError> {
        let successors = table::legacy::successors(param);
        if !successors.is_empty() {
            return successors.iter().try_for_each(|now| self.set(now.path, now.value(&value)));
        }
        let path = param.path_at(place);
        // The model may still change, and its defaults with it.
        if param.is_default_of_all(place, &value) {
            self.changed.remove(&path);
        } else {
            self.changed.insert(path, value);
        }
        Ok(())
    }

    /// Returns the model that the phone is.
    pub fn model(&self) -> &str {
        let param = &table::system::MODEL.param;
        let stored = self.changed.get(param.path).map(String::as_str);
        stored.or(param.default.first().copied()).unwrap_or_default()
    }

    fn stored(&self, param: &Param, place: Place) -> Option<&str> {
        let stored = if param.path.contains('{') {
            self.changed.get(&param.path_at(place))
        } else {
            self.changed.get(param.path)
        };
        stored.map(String::as_str)
    }

    fn default_of(&self, param: &Param, place: Place) -> &'static str {
        if param.model_defaults.is_empty() {
            param.default_at(place, "")
        } else {
            param.default_at(place, self.model())
        }
    }

    /// Keeps a parameter that this version does not know, so that an export has it again.
    pub fn keep_unknown(&mut self, path: &str, value: &str) {
        self.unknown.insert(path.to_owned(), value.to_owned());
    }

    /// Gives back their defaults to the parameters that `which` names.
    pub fn forget(&mut self, which: impl Fn(&str) -> bool) {
        self.changed.retain(|path, _| !which(path));
    }

    /// Sets what a file holds, in its order; what is unknown is kept.
    pub fn apply(&mut self, values: &[(String, String)]) {
        for (path, value) in values {
            if self.set(path, value) == Err(SetError::UnknownParameter) {
                self.keep_unknown(path, value);
            }
        }
    }

    /// Returns all values that differ from the defaults or are unknown, secrets among them, for
    /// [`Self::apply`]. Nobody should see them.
    pub fn expose(&self) -> Vec<(String, String)> {
        let all = self.changed.iter().chain(self.unknown.iter());
        all.map(|(path, value)| (path.clone(), value.clone())).collect()
    }

    /// Returns what a change to `other` needs to be felt; `None` if nothing differs that any row
    /// tells of.
    pub fn difference(&self, other: &Self) -> Option<Applies> {
        let paths = self.changed.keys().chain(other.changed.keys());
        let differs = |path: &&String| self.changed.get(*path) != other.changed.get(*path);
        let rows = paths.filter(differs).filter_map(|path| locate(path).ok());
        rows.map(|(param, _)| param.applies).max()
    }

    /// Returns what differs from the defaults, by path; secrets are left out.
    pub fn changed(&self) -> impl Iterator<Item = (&str, &str)> {
        let shown = |(path, value): &(&String, &String)| {
            let row = locate(path).ok();
            row.is_none_or(|(param, place)| {
                param.may_show(value) && self.default_of(param, place) != value.as_str()
            })
        };
        self.changed.iter().filter(shown).map(|(path, value)| (path.as_str(), value.as_str()))
    }

    /// Returns the configuration as the text of a `.cfg` file, without secrets.
    ///
    /// Unknown parameters are in it, unless their name suggests a secret.
    pub fn export(&self) -> String {
        let saved = Document::default().save(self, Secrets::LeftOut, &Keys::default());
        String::from_utf8_lossy(saved.bytes()).into_owned()
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |(path, value): (&String, &String)| {
            let secret = is_secret(path) || file::suggests_secret(path);
            (
                path.clone(),
                if secret { HIDDEN.to_owned() } else { file::without_credentials(value) },
            )
        };
        f.debug_map().entries(self.changed.iter().chain(&self.unknown).map(show)).finish()
    }
}

/// Returns the row that `path` names, in any of its spellings, and the numbers in it.
///
/// # Errors
///
/// If there is no such row, or a number is none of those that it may be.
pub fn locate(path: &str) -> Result<(&'static Param, Place), SetError> {
    let (param, numbers) = table::find(path).ok_or(SetError::UnknownParameter)?;
    let mut place = [0; 2];
    for ((place, number), index) in place.iter_mut().zip(numbers).zip(param.indexes()) {
        // A legacy name may stand for the first place.
        let number = number.unwrap_or(index.first.into());
        let good = u8::try_from(number).ok().filter(|n| (index.first..=index.last).contains(n));
        let range = SetError::IndexOutOfRange { first: index.first, last: index.last };
        *place = good.ok_or(range)?;
    }
    Ok((param, Place(place[0], place[1])))
}

/// Whether what `path` holds must not be shown; of a parameter that no row tells of, its name says.
fn is_secret(path: &str) -> bool {
    match table::find(path) {
        Some((param, _)) => param.is_secret(),
        None => file::suggests_secret(path),
    }
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
        assert_eq!(
            config.set("voip/line/6/id", "1007"),
            Err(SetError::IndexOutOfRange { first: 0, last: 5 })
        );
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
        config.keep_unknown("system/web/other_password", "hunter2");
        assert_eq!(config.get(&line::AUTH_PASSWORD).expose(), "hunter2");
        assert!(!format!("{config:?}").contains("hunter2"));
        assert!(!config.export().contains("hunter2"));
    }

    #[test]
    fn an_export_is_read_again() {
        let mut config = Config::default();
        config.set("voip/line/0/id", "1001").unwrap();
        config.keep_unknown("network/lan_colour", "red");
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
