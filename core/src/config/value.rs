//! The values of parameters: how text becomes one, and why it may not.

use core::fmt;
use core::net::Ipv4Addr;
use core::time::Duration;

use serde::{Deserialize, Serialize};

use super::kind::{Kind, TimeUnit};
pub use crate::text::Secret;

/// A type that the text of a parameter can be read as.
pub trait Value: Sized {
    /// Reads text that [`Kind::check`] accepted; `None` if the type does not suit the kind.
    fn read(text: &str, kind: &Kind) -> Option<Self>;
}

/// Why a parameter cannot hold a value; never names the value, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum SetError {
    /// There is no such parameter in this version.
    UnknownParameter,
    /// A number in the path is none of those that it may be.
    IndexOutOfRange {
        /// The least.
        first: u8,
        /// The greatest.
        last: u8,
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
    /// No IPv4 address.
    NotAddress,
    /// No mask of an IPv4 network.
    NotNetmask,
    /// No IPv4 multicast address.
    NotMulticast,
    /// No URL, or of another scheme.
    NotUrl {
        /// What is allowed, as text.
        allowed: String,
    },
    /// Not a key in hexadecimal digits.
    NotKey,
    /// No time of day.
    NotTime,
    /// No difference to GMT.
    NotOffset,
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
            Self::IndexOutOfRange { first, last } => {
                write!(f, "the index must be {first} to {last}")
            }
            Self::NotBool => f.write_str("the value must be 0 or 1"),
            Self::NotNumber => f.write_str("the value must be a whole number"),
            Self::OutOfRange { allowed } => write!(f, "the value must be {allowed}"),
            Self::NotOneOf { allowed } => write!(f, "the value must be one of {allowed}"),
            Self::TooLong { max: 1 } => f.write_str("the value must be a single character"),
            Self::TooLong { max } => write!(f, "the value is longer than {max} characters"),
            Self::NotHost => f.write_str("the value is neither a host name nor an address"),
            Self::NotAddress => f.write_str("the value must be an IPv4 address"),
            Self::NotNetmask => f.write_str("the value must be the mask of an IPv4 network"),
            Self::NotMulticast => f.write_str("the value must be an IPv4 multicast address"),
            Self::NotUrl { allowed } => write!(f, "the value must be a {allowed}"),
            Self::NotKey => f.write_str("the value must be 32 hexadecimal digits"),
            Self::NotTime => f.write_str("the value must be a time of day, 00:00 to 23:59"),
            Self::NotOffset => f.write_str("the value must be hh:mm, -12:00 to +14:00"),
            Self::ControlCharacter => f.write_str("the value has a control character"),
            Self::Encrypted => {
                f.write_str("the value is encrypted, which this version cannot read")
            }
            Self::Unusable => f.write_str("the value cannot be used"),
        }
    }
}

impl core::error::Error for SetError {}

/// Reads a key of 128 bits.
pub(super) fn key(text: &str) -> Option<[u8; 16]> {
    let digits = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u128::from_str_radix(text, 16).ok().filter(|_| digits)?;
    Some(number.to_be_bytes())
}

/// Reads a number, decimal or as `0x60`.
pub(super) fn hex_or_int(text: &str) -> Option<i64> {
    match text.strip_prefix("0x").or(text.strip_prefix("0X")) {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_hexdigit()) => {
            i64::from_str_radix(digits, 16).ok()
        }
        Some(_) => None,
        None => text.parse().ok(),
    }
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

read_number!(u8, u16, u32, i8, i16, i32);

impl Value for Duration {
    fn read(text: &str, kind: &Kind) -> Option<Self> {
        let count: u64 = text.parse().ok()?;
        let Kind::Duration { unit, .. } = kind else { return None };
        Some(match unit {
            TimeUnit::Milliseconds => Self::from_millis(count),
            TimeUnit::Hundredths => Self::from_millis(count.checked_mul(10)?),
            TimeUnit::Seconds => Self::from_secs(count),
            TimeUnit::Minutes => Self::from_secs(count.checked_mul(60)?),
            TimeUnit::Hours => Self::from_secs(count.checked_mul(3_600)?),
        })
    }
}

impl Value for f64 {
    fn read(text: &str, _kind: &Kind) -> Option<Self> {
        text.parse().ok()
    }
}

/// How long something waits that may be counted in rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wait {
    /// This long.
    Time(Duration),
    /// So many rings.
    Rings(u8),
}

impl Value for Wait {
    fn read(text: &str, _kind: &Kind) -> Option<Self> {
        Some(match text.strip_suffix(['r', 'R']) {
            Some(rings) => Self::Rings(rings.parse().ok()?),
            None => Self::Time(Duration::from_secs(text.parse().ok()?)),
        })
    }
}

/// A time of day to the minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimeOfDay {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl TimeOfDay {
    /// Reads `hh:mm`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = hours_and_minutes(text)?;
        (hour < 24).then_some(Self { hour, minute })
    }
}

impl Value for TimeOfDay {
    fn read(text: &str, _kind: &Kind) -> Option<Self> {
        Self::parse(text)
    }
}

/// How far local time is before GMT (negative) or after it, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GmtOffset(pub i16);

/// An offset that may be missing.
impl Value for Option<GmtOffset> {
    fn read(text: &str, _kind: &Kind) -> Option<Self> {
        if text.is_empty() { Some(None) } else { gmt_offset(text).map(|it| Some(GmtOffset(it))) }
    }
}

/// Reads minutes from `hh:mm` with or without a sign.
pub(super) fn gmt_offset(text: &str) -> Option<i16> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (hours, minutes) = hours_and_minutes(rest)?;
    let offset = sign * (i16::from(hours) * 60 + i16::from(minutes));
    (-12 * 60..=14 * 60).contains(&offset).then_some(offset)
}

fn hours_and_minutes(text: &str) -> Option<(u8, u8)> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |digits: &str, lengths: core::ops::RangeInclusive<usize>| {
        let good = lengths.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|_| good)
    };
    let minutes = number(minutes, 2..=2).filter(|minutes| *minutes < 60)?;
    Some((number(hours, 1..=2)?, minutes))
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

/// An address that may be missing: `0.0.0.0` and nothing are none.
impl Value for Option<Ipv4Addr> {
    fn read(text: &str, _kind: &Kind) -> Option<Self> {
        if text.is_empty() {
            return Some(None);
        }
        text.parse().ok().map(|address: Ipv4Addr| Some(address).filter(|a| !a.is_unspecified()))
    }
}

impl Value for Option<[u8; 16]> {
    fn read(text: &str, _kind: &Kind) -> Option<Self> {
        Some(key(text))
    }
}

impl Value for Secret {
    fn read(text: &str, _kind: &Kind) -> Option<Self> {
        Some(Self::new(text.to_owned()))
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
            fn read(text: &str, _kind: &$crate::config::kind::Kind) -> Option<Self> {
                // Rows may write the same words in other letters.
                let all = [$((Self::$variant, $token)),*];
                all.into_iter().find(|(_, token)| token.eq_ignore_ascii_case(text)).map(|(v, _)| v)
            }
        }
    };
}

pub(super) use tokens;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_both_spellings() {
        assert_eq!(u8::read("0x60", &Kind::HexOrInt), Some(96));
        assert_eq!(u8::read("96", &Kind::HexOrInt), Some(96));
        assert_eq!(u8::read("256", &Kind::HexOrInt), None);
    }

    #[test]
    fn times_are_read() {
        let unit = TimeUnit::Hundredths;
        let kind = Kind::Duration { min: 0, max: 9, unit };
        assert_eq!(Duration::read("7", &kind), Some(Duration::from_millis(70)));
        assert_eq!(TimeOfDay::parse("07:30"), Some(TimeOfDay { hour: 7, minute: 30 }));
        assert_eq!(TimeOfDay::parse("7:3"), None);
        assert_eq!(gmt_offset("-03:30"), Some(-210));
        assert_eq!(gmt_offset("+14:01"), None);
        assert_eq!(Wait::read("2r", &Kind::SecondsOrRings), Some(Wait::Rings(2)));
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
