//! The values of parameters: how text becomes one, and why it may not.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr};
use core::time::Duration;

use serde::{Deserialize, Serialize};

use super::param::{Kind, TimeUnit};

/// Longest host name (RFC 1035 2.3.4).
const MAX_HOST: usize = 253;

/// A type that the text of a parameter can be read as.
pub trait Value: Sized {
    /// Reads text that [`Kind::check`] accepted; `None` if the type does not suit the kind.
    fn read(text: &str, kind: &Kind) -> Option<Self>;
}

/// Text that is never shown.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret(String);

impl Secret {
    /// Returns the text, for the one use it has.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Why a parameter cannot hold a value; never names the value, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum SetError {
    /// There is no such parameter in this version.
    UnknownParameter,
    /// The index in the path is too high.
    IndexTooHigh {
        /// The highest.
        max: u8,
    },
    /// Neither `0` nor `1`.
    NotBool,
    /// Not a whole number.
    NotNumber,
    /// A number outside its range.
    OutOfRange {
        /// What is allowed, as text.
        allowed: String,
    },
    /// Not one of the words.
    NotOneOf {
        /// The words, as text.
        allowed: String,
    },
    /// Text with too many characters.
    TooLong {
        /// Most characters.
        max: usize,
    },
    /// Neither a host name nor an address.
    NotHost,
    /// A control character in text.
    ControlCharacter,
    /// Encrypted with the administrator's tool, `{"..."}`.
    Encrypted,
    /// Suits the kind but not the type; no row is so (its tests).
    Unusable,
}

impl fmt::Display for SetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownParameter => f.write_str("this version does not know the parameter"),
            Self::IndexTooHigh { max } => write!(f, "the index must be 0 to {max}"),
            Self::NotBool => f.write_str("the value must be 0 or 1"),
            Self::NotNumber => f.write_str("the value must be a whole number"),
            Self::OutOfRange { allowed } => write!(f, "the value must be {allowed}"),
            Self::NotOneOf { allowed } => write!(f, "the value must be one of {allowed}"),
            Self::TooLong { max: 1 } => f.write_str("the value must be a single character"),
            Self::TooLong { max } => write!(f, "the value is longer than {max} characters"),
            Self::NotHost => f.write_str("the value is neither a host name nor an address"),
            Self::ControlCharacter => f.write_str("the value has a control character"),
            Self::Encrypted => {
                f.write_str("the value is encrypted, which this version cannot read")
            }
            Self::Unusable => f.write_str("the value cannot be used"),
        }
    }
}

impl core::error::Error for SetError {}

impl Kind {
    /// Returns `text` in the form that is stored: trimmed, and words as they are listed.
    ///
    /// # Errors
    ///
    /// Why the parameter cannot hold it.
    pub fn check(&self, text: &str) -> Result<String, SetError> {
        let text = text.trim();
        if text.starts_with("{\"") && text.ends_with("\"}") {
            return Err(SetError::Encrypted);
        }
        if text.chars().any(char::is_control) {
            return Err(SetError::ControlCharacter);
        }
        match *self {
            Self::Bool => matches!(text, "0" | "1").then_some(()).ok_or(SetError::NotBool)?,
            Self::Int { min, max, .. } => self.check_number(text.parse().ok(), min, max)?,
            Self::Duration { min, max, .. } => {
                self.check_number(text.parse().ok(), min.into(), max.into())?;
            }
            Self::Port => self.check_number(text.parse().ok(), 1_024, 65_535)?,
            Self::HexOrInt => self.check_number(hex_or_int(text), 0, 255)?,
            Self::Enum(tokens) => return self.check_token(text, tokens),
            Self::Text { max } | Self::Secret { max } => {
                if text.chars().count() > max {
                    return Err(SetError::TooLong { max });
                }
            }
            Self::Host => is_host(text).then_some(()).ok_or(SetError::NotHost)?,
        }
        Ok(text.to_owned())
    }

    fn check_number(&self, number: Option<i64>, min: i64, max: i64) -> Result<(), SetError> {
        let number = number.ok_or(SetError::NotNumber)?;
        if (min..=max).contains(&number) {
            Ok(())
        } else {
            Err(SetError::OutOfRange { allowed: self.to_string() })
        }
    }

    fn check_token(&self, text: &str, tokens: &[&str]) -> Result<String, SetError> {
        // The manual spells some words differently from page to page, mostly in case.
        let token = tokens.iter().find(|token| token.eq_ignore_ascii_case(text));
        token
            .map(|token| (*token).to_owned())
            .ok_or_else(|| SetError::NotOneOf { allowed: self.to_string() })
    }
}

fn hex_or_int(text: &str) -> Option<i64> {
    match text.strip_prefix("0x").or(text.strip_prefix("0X")) {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_hexdigit()) => {
            i64::from_str_radix(digits, 16).ok()
        }
        Some(_) => None,
        None => text.parse().ok(),
    }
}

fn is_host(text: &str) -> bool {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    if text.is_empty() || bare.parse::<IpAddr>().is_ok() {
        return true;
    }
    // Underscores are not in RFC 1123 but in many networks.
    let good_label = |label: &str| {
        let inside = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        inside && (1..=63).contains(&label.len()) && !label.starts_with('-')
    };
    let name = text.strip_suffix('.').unwrap_or(text);
    // Only digits and dots, yet no address: a slip, and no such name can exist.
    let slip = name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    name.len() <= MAX_HOST && !slip && name.split('.').all(good_label)
}

impl Value for bool {
    fn read(text: &str, _kind: &Kind) -> Option<Self> {
        match text {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        }
    }
}

macro_rules! read_number {
    ($($number:ty),*) => {
        $(impl Value for $number {
            fn read(text: &str, _kind: &Kind) -> Option<Self> {
                hex_or_int(text)?.try_into().ok()
            }
        })*
    };
}

read_number!(u8, u16, u32);

impl Value for Duration {
    fn read(text: &str, kind: &Kind) -> Option<Self> {
        let count = text.parse().ok()?;
        let Kind::Duration { unit, .. } = kind else { return None };
        Some(match unit {
            TimeUnit::Seconds => Self::from_secs(count),
            TimeUnit::Milliseconds => Self::from_millis(count),
        })
    }
}

impl Value for String {
    fn read(text: &str, _kind: &Kind) -> Option<Self> {
        Some(text.to_owned())
    }
}

/// A host that may be missing: `0.0.0.0` and nothing are none.
impl Value for Option<String> {
    fn read(text: &str, _kind: &Kind) -> Option<Self> {
        let missing = text.is_empty() || text.parse() == Ok(Ipv4Addr::UNSPECIFIED);
        Some((!missing).then(|| text.to_owned()))
    }
}

impl Value for Secret {
    fn read(text: &str, _kind: &Kind) -> Option<Self> {
        Some(Self(text.to_owned()))
    }
}

/// Makes an enum whose variants are the words of a parameter.
macro_rules! tokens {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $token:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// The words, as in the configuration file.
            pub const TOKENS: &'static [&'static str] = &[$($token),*];

            /// Returns the word for this value.
            pub const fn token(self) -> &'static str {
                match self { $(Self::$variant => $token,)* }
            }
        }

        impl $crate::config::value::Value for $name {
            fn read(text: &str, _kind: &$crate::config::param::Kind) -> Option<Self> {
                match text { $($token => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

pub(super) use tokens;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, text: &str, expected: Result<&str, SetError>) {
        assert_eq!(kind.check(text), expected.map(str::to_owned));
    }

    #[test]
    fn kinds_accept_what_suits_them() {
        check(Kind::Bool, " 1 ", Ok("1"));
        check(Kind::Bool, "yes", Err(SetError::NotBool));
        check(Kind::Port, "5060", Ok("5060"));
        check(Kind::Port, "80", Err(SetError::OutOfRange { allowed: "1024 to 65535".into() }));
        check(Kind::Port, "5o60", Err(SetError::NotNumber));
        check(Kind::HexOrInt, "0xB8", Ok("0xB8"));
        check(Kind::HexOrInt, "184", Ok("184"));
        check(Kind::HexOrInt, "0x", Err(SetError::NotNumber));
        check(Kind::HexOrInt, "0x-1", Err(SetError::NotNumber));
        check(Kind::Enum(&["RINGING", "QUEUED"]), "queued", Ok("QUEUED"));
        check(Kind::Text { max: 1 }, "##", Err(SetError::TooLong { max: 1 }));
        check(Kind::Secret { max: 35 }, "{\"0qrNRpSJ6aE=\"}", Err(SetError::Encrypted));
        check(Kind::Text { max: 9 }, "a\u{7}b", Err(SetError::ControlCharacter));
    }

    #[test]
    fn hosts_are_names_or_addresses() {
        for good in ["", "0.0.0.0", "pbx", "pbx.example.", "sip_1.example", "::1", "[2001:db8::1]"]
        {
            check(Kind::Host, good, Ok(good));
        }
        for bad in ["1.2.3", "10.0.0.256", "a b", "sip:pbx", "a..b", "-a.example", "pbx:5060"] {
            check(Kind::Host, bad, Err(SetError::NotHost));
        }
    }

    #[test]
    fn numbers_are_read_in_both_spellings() {
        assert_eq!(u8::read("0x60", &Kind::HexOrInt), Some(96));
        assert_eq!(u8::read("96", &Kind::HexOrInt), Some(96));
        assert_eq!(u8::read("256", &Kind::HexOrInt), None);
    }

    #[test]
    fn a_missing_host_is_none() {
        assert_eq!(Option::<String>::read("0.0.0.0", &Kind::Host), Some(None));
        assert_eq!(Option::<String>::read("pbx", &Kind::Host), Some(Some("pbx".to_owned())));
    }

    #[test]
    fn secrets_do_not_show_in_debug_output() {
        let secret = Secret::read("hunter2", &Kind::Secret { max: 9 }).unwrap();
        assert!(!format!("{secret:?}").contains("hunter2"));
    }
}
