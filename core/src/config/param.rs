//! A row of the registry: one parameter and everything that is known of it.

use core::fmt;
use core::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::acting::Acting;
use super::file::without_credentials;
use super::index::{self, Index, Place};
use super::kind::Kind;
use super::models::Models;
use super::text::{Need, Page, Server, Text};
use super::value::{SetError, Value};

/// One parameter as the phone needs it; what people read of it is its [`Text`].
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its path, with the name of an index, `{line}`, where a number stands.
    pub path: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// Its default: one for all numbers in the path, or one for each.
    pub default: &'static [&'static str],
    /// Defaults of models that differ from the others, for all numbers in the path or for each.
    pub model_defaults: &'static [(Models, &'static [&'static str])],
    /// The models that have it.
    pub models: Models,
    /// When a change is felt.
    pub applies: Applies,
    /// What this version does with it.
    pub acting: Acting,
    /// Other paths it is known by.
    pub aliases: &'static [&'static str],
    /// Values that are accepted though this version cannot follow them, and says so.
    pub unsupported: &'static [&'static str],
}

impl Param {
    /// Returns the indexes in its path, in its order; two at most.
    pub fn indexes(&self) -> impl Iterator<Item = &'static Index> {
        index::indexes(self.path)
    }

    /// Returns every place that its path has: one if nothing in it is a number.
    pub fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let mut indexes = self.indexes();
        let mut range = || indexes.next().map_or(0..=0, |index| index.first..=index.last);
        let (outer, inner) = (range(), range());
        outer.flat_map(move |first| inner.clone().map(move |second| Place(first, second)))
    }

    /// Returns the default at `place` of `model`.
    pub fn default_at(&self, place: Place, model: &str) -> &'static str {
        let other = self.model_defaults.iter().find(|(models, _)| models.has(model));
        let defaults = other.map_or(self.default, |(_, defaults)| defaults);
        if let [one] = defaults {
            return one;
        }
        let first = self.indexes().next().map_or(0, |index| index.first);
        let each = defaults.get(usize::from(place.0.saturating_sub(first)));
        each.or(defaults.first()).copied().unwrap_or_default()
    }

    /// Whether `value` is the default at `place`, whatever the model.
    pub(super) fn is_default_of_all(&self, place: Place, value: &str) -> bool {
        let mut models = self.models_to_compare();
        models.all(|model| value == self.default_at(place, model))
    }

    /// Whether `value` is the default at `place` of some model.
    pub(super) fn is_default_of_some(&self, place: Place, value: &str) -> bool {
        let mut models = self.models_to_compare();
        models.any(|model| value == self.default_at(place, model))
    }

    /// Returns all models whose defaults may differ, and the one that stands for the others.
    fn models_to_compare(&self) -> impl Iterator<Item = &'static str> + use<> {
        let differing = if self.model_defaults.is_empty() { &[] } else { super::models::MODELS };
        differing.iter().copied().chain([""])
    }

    /// Returns the path at `place`.
    pub fn path_at(&self, place: Place) -> String {
        index::fill(self.path, place)
    }

    /// Whether what it holds must not be shown.
    pub const fn is_secret(&self) -> bool {
        matches!(self.kind, Kind::Secret { .. } | Kind::SecretKey)
    }

    /// Whether `value` may be shown: it is no secret, and no address with credentials.
    pub fn may_show(&self, value: &str) -> bool {
        !self.is_secret() && without_credentials(value) == value
    }

    /// Whether this version accepts `value` but cannot follow it.
    pub fn is_unsupported(&self, value: &str) -> bool {
        self.unsupported.contains(&value)
    }
}

/// A row as it is written in the table: what the phone needs and what people read.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) path: &'static str,
    pub(super) kind: Kind,
    pub(super) default: &'static [&'static str],
    pub(super) model_defaults: &'static [(Models, &'static [&'static str])],
    pub(super) models: Models,
    pub(super) applies: Applies,
    pub(super) acting: Acting,
    pub(super) aliases: &'static [&'static str],
    pub(super) unsupported: &'static [&'static str],
    pub(super) name: &'static str,
    pub(super) module: &'static str,
    pub(super) page: Page,
    pub(super) label: &'static str,
    pub(super) help: &'static str,
    pub(super) source: &'static str,
    pub(super) servers: &'static [Server],
    pub(super) needs: &'static [Need],
    pub(super) note: &'static str,
}

impl Row {
    /// A row in which nothing is said yet.
    pub(super) const BLANK: Self = Self {
        path: "",
        kind: Kind::Bool,
        default: &[],
        model_defaults: &[],
        models: Models::ALL,
        applies: Applies::Restart,
        acting: Acting::Acts,
        aliases: &[],
        unsupported: &[],
        name: "",
        module: "",
        page: Page::FileOnly,
        label: "",
        help: "",
        source: "",
        servers: &[],
        needs: &[],
        note: "",
    };

    /// Returns what the phone needs.
    pub(super) const fn param(&self) -> Param {
        Param {
            path: self.path,
            kind: self.kind,
            default: self.default,
            model_defaults: self.model_defaults,
            models: self.models,
            applies: self.applies,
            acting: self.acting,
            aliases: self.aliases,
            unsupported: self.unsupported,
        }
    }

    /// Returns what people read.
    pub(super) const fn text(&self) -> Text {
        Text {
            name: self.name,
            module: self.module,
            page: self.page,
            label: self.label,
            help: self.help,
            source: self.source,
            servers: self.servers,
            needs: self.needs,
            note: self.note,
        }
    }
}

/// A row together with the Rust type of its value.
#[derive(Debug)]
pub struct Setting<T> {
    /// The row.
    pub param: Param,
    value: PhantomData<fn() -> T>,
}

impl<T: Value> Setting<T> {
    pub(super) const fn new(param: Param) -> Self {
        Self { param, value: PhantomData }
    }

    /// Reads `text`, which must suit the row.
    ///
    /// # Errors
    ///
    /// Why it does not.
    pub fn read(&self, text: &str) -> Result<T, SetError> {
        let text = self.param.kind.check(text)?;
        T::read(&text, &self.param.kind).ok_or(SetError::Unusable)
    }
}

/// When a change is felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Applies {
    /// At once: with the next key, packet or page.
    Now,
    /// With the next call.
    NextCall,
    /// When the lines register anew; calls go on.
    Reregister,
    /// When the phone starts again.
    Restart,
}

impl fmt::Display for Applies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Now => "at once",
            Self::NextCall => "with the next call",
            Self::Reregister => "after registering anew",
            Self::Restart => "after a restart",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: Row = Row { path: "t/{lock}/on_{step}", default: &["0", "1"], ..Row::BLANK };

    #[test]
    fn places_are_counted_from_the_index() {
        let param = ROW.param();
        assert_eq!(param.places().count(), 16);
        assert_eq!(param.places().last(), Some(Place(5, 3)));
        assert_eq!(param.default_at(Place(2, 0), "440HD"), "0");
        assert_eq!(param.default_at(Place(3, 0), "440HD"), "1");
    }

    #[test]
    fn addresses_with_passwords_are_not_shown() {
        let param = Row { kind: Kind::FILE_URL, ..ROW }.param();
        assert!(!param.may_show("ftp://user:hunter2@pbx/a.cfg"));
        assert!(param.may_show("ftp://pbx/a:b@c.cfg"));
        assert!(param.may_show("http://pbx:8080/a.cfg"));
    }

    #[test]
    fn a_model_may_have_defaults_of_its_own() {
        let row = Row { model_defaults: &[(Models::M405HD, &["2"])], ..ROW };
        assert_eq!(row.param().default_at(Place(3, 0), "405HD"), "2");
        assert_eq!(row.param().default_at(Place(3, 0), "440HD"), "1");
        assert!(!row.param().is_default_of_all(Place(2, 0), "0"));
        assert!(ROW.param().is_default_of_all(Place(2, 0), "0"));
    }
}
