//! A row of the registry: one parameter and everything that is known of it.

use core::fmt;
use core::marker::PhantomData;

use super::value::{SetError, Value};

/// Index that stands for a line in a path: 0 to 5.
pub const LINE_INDEX: &str = "{line}";

/// Index that stands for a place in the order of codecs: 0 to 4.
pub const CODEC_INDEX: &str = "{codec}";

/// Lines that can be configured (430HD and 440HD; manual 16.3).
pub const LINES: u8 = 6;

/// Places in the order of codecs (manual 19.5).
pub const CODECS: u8 = 5;

/// One parameter: where it is, what it may hold, what it means.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its path, with `{line}` or `{codec}` where an index stands.
    pub path: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// Its default: one for all indexes, or one for each.
    pub default: &'static [&'static str],
    /// The page of the web interface it is on.
    pub page: Page,
    /// What it is called on that page; empty if it is only in the file.
    pub label: &'static str,
    /// What it means, in a sentence or two.
    pub help: &'static str,
    /// Where the manual tells of it.
    pub source: &'static str,
    /// When a change is felt.
    pub applies: Applies,
    /// Other paths it is known by.
    pub aliases: &'static [&'static str],
    /// Values that are accepted though this version cannot follow them, and says so.
    pub unsupported: &'static [&'static str],
    /// What was decided where the manual is silent or contradicts itself, and why.
    pub note: &'static str,
}

impl Param {
    /// A row in which nothing is said yet.
    pub(super) const BLANK: Self = Self {
        path: "",
        kind: Kind::Bool,
        default: &[],
        page: Page::System,
        label: "",
        help: "",
        source: "",
        applies: Applies::Restart,
        aliases: &[],
        unsupported: &[],
        note: "",
    };

    /// Returns how many values the row has, if it is indexed.
    pub fn indexes(&self) -> Option<u8> {
        if self.path.contains(LINE_INDEX) {
            Some(LINES)
        } else if self.path.contains(CODEC_INDEX) {
            Some(CODECS)
        } else {
            None
        }
    }

    /// Returns the default at `index` (0 where the row has none).
    pub fn default_at(&self, index: u8) -> &'static str {
        self.default.get(usize::from(index)).or(self.default.first()).copied().unwrap_or_default()
    }

    /// Returns the path with `index` in the place of its name.
    pub fn path_at(&self, index: u8) -> String {
        match self.path.split_once('{').zip(self.path.split_once('}')) {
            Some(((head, _), (_, tail))) => format!("{head}{index}{tail}"),
            None => self.path.to_owned(),
        }
    }

    /// Whether what it holds must not be shown.
    pub const fn is_secret(&self) -> bool {
        matches!(self.kind, Kind::Secret { .. })
    }

    /// Whether this version accepts `value` but cannot follow it.
    pub fn is_unsupported(&self, value: &str) -> bool {
        self.unsupported.contains(&value)
    }

    /// Returns the index that `path` has in the place of `pattern`'s, or `Some(None)` if neither
    /// has one; `None` if they do not match.
    pub(super) fn index_in(pattern: &str, path: &str) -> Option<Option<u32>> {
        let (Some((head, _)), Some((_, tail))) = (pattern.split_once('{'), pattern.split_once('}'))
        else {
            return (pattern == path).then_some(None);
        };
        let digits = path.strip_prefix(head)?.strip_suffix(tail)?;
        let well_formed = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        // An index that does not fit is out of range, not another parameter.
        well_formed.then(|| Some(digits.parse().unwrap_or(u32::MAX)))
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

/// What a parameter may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// `0` or `1`.
    Bool,
    /// A whole number.
    Int {
        /// Least.
        min: i64,
        /// Greatest.
        max: i64,
        /// What is counted; may be empty.
        unit: &'static str,
    },
    /// A whole number of seconds or milliseconds.
    Duration {
        /// Least.
        min: u32,
        /// Greatest.
        max: u32,
        /// Which of the two.
        unit: TimeUnit,
    },
    /// One of some words.
    Enum(&'static [&'static str]),
    /// Text of one line.
    Text {
        /// Most characters.
        max: usize,
    },
    /// A host name or an address; `0.0.0.0` and nothing mean that there is none.
    Host,
    /// A port, 1024 to 65535.
    Port,
    /// Text that is never shown.
    Secret {
        /// Most characters.
        max: usize,
    },
    /// A byte, decimal or as `0x60`.
    HexOrInt,
}

/// What a duration is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
}

impl fmt::Display for TimeUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Seconds => "s",
            Self::Milliseconds => "ms",
        })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool => f.write_str("0 or 1"),
            Self::Int { min, max, unit: "" } => write!(f, "{min} to {max}"),
            Self::Int { min, max, unit } => write!(f, "{min} to {max} {unit}"),
            Self::Duration { min, max, unit } => write!(f, "{min} to {max} {unit}"),
            Self::Enum(tokens) => f.write_str(&tokens.join(", ")),
            Self::Text { max: 1 } => f.write_str("one character"),
            Self::Text { max } => write!(f, "text, up to {max} characters"),
            Self::Host => f.write_str("host name or address"),
            Self::Port => f.write_str("1024 to 65535"),
            Self::Secret { max } => write!(f, "secret text, up to {max} characters"),
            Self::HexOrInt => f.write_str("0 to 255, or 0x00 to 0xff"),
        }
    }
}

/// When a change is felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applies {
    /// With the next call, key or packet.
    Now,
    /// When the phone starts again.
    Restart,
}

/// A page of the web interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Page {
    /// Only in the configuration file.
    System,
    /// Configuration, Voice Over IP, Line Settings.
    LineSettings,
    /// Configuration, Voice Over IP, Signaling Protocols.
    Signaling,
    /// Configuration, Voice Over IP, Dialing.
    Dialing,
    /// Configuration, Voice Over IP, Media Streaming.
    MediaStreaming,
    /// Configuration, Voice Over IP, Voice.
    Voice,
    /// Configuration, Voice Over IP, Services.
    Services,
}

impl Page {
    /// Returns the page's name, as in the menu of the web interface.
    pub const fn title(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::LineSettings => "Line Settings",
            Self::Signaling => "Signaling Protocols",
            Self::Dialing => "Dialing",
            Self::MediaStreaming => "Media Streaming",
            Self::Voice => "Voice",
            Self::Services => "Services",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_are_found_in_paths() {
        let pattern = "voip/line/{line}/id";
        assert_eq!(Param::index_in(pattern, "voip/line/3/id"), Some(Some(3)));
        assert_eq!(Param::index_in(pattern, "voip/line/12345678901/id"), Some(Some(u32::MAX)));
        assert_eq!(Param::index_in(pattern, "voip/line//id"), None);
        assert_eq!(Param::index_in(pattern, "voip/line/x/id"), None);
        assert_eq!(Param::index_in(pattern, "voip/line/id"), None);
        assert_eq!(Param::index_in("system/type", "system/type"), Some(None));
    }
}
