//! What a parameter may hold, and the check of it.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr};

use super::value::{SetError, TimeOfDay, hex_or_int, key};

/// Longest host name (RFC 1035 2.3.4).
const MAX_HOST: usize = 253;

/// Longest URL that is taken.
const MAX_URL: usize = 1_024;

/// Schemes that files are fetched by.
const FILE_SCHEMES: &[&str] = &["ftp", "ftps", "tftp", "http", "https"];

/// What a parameter may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// `0` or `1`.
    Bool,
    /// A whole number.
    Int {
        /// Least.
        min: i32,
        /// Greatest.
        max: i32,
        /// What is counted; may be empty.
        unit: &'static str,
    },
    /// A whole number of some unit of time.
    Duration {
        /// Least.
        min: u32,
        /// Greatest.
        max: u32,
        /// Which.
        unit: TimeUnit,
    },
    /// A whole number of seconds, 0 to 7200, or of rings, `1r` to `99r`.
    SecondsOrRings,
    /// A number that may have a fraction, above 0 and at most 1000000.
    Decimal,
    /// One of some words.
    Enum(&'static [&'static str]),
    /// Text of one line.
    Text {
        /// Most characters.
        max: usize,
    },
    /// A host name or an address; `0.0.0.0` and nothing mean that there is none.
    Host,
    /// An IPv4 address; `0.0.0.0` and nothing mean that there is none.
    Address,
    /// The mask of an IPv4 network; nothing and `0.0.0.0` mean that there is none.
    Netmask,
    /// An IPv4 multicast address.
    Multicast,
    /// A port, 1024 to 65535.
    Port,
    /// A frequency in hertz, from `min` to `max`; 0 is none.
    Frequency {
        /// Least.
        min: u16,
        /// Greatest.
        max: u16,
    },
    /// The name of a file, beside the configuration or as a URL; nothing means that there is none.
    File,
    /// A URL of one of these schemes; nothing means that there is none.
    Url(&'static [&'static str]),
    /// A time of day, `hh:mm`.
    TimeOfDay,
    /// A difference to GMT, `hh:mm` with or without a sign, -12:00 to +14:00; nothing means that
    /// none is told.
    GmtOffset,
    /// Text that is never shown.
    Secret {
        /// Most characters.
        max: usize,
    },
    /// A key of 128 bits in hexadecimal digits that is never shown; nothing means that there is none.
    SecretKey,
    /// A byte, decimal or as `0x60`.
    HexOrInt,
}

/// What a duration is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Milliseconds.
    Milliseconds,
    /// Hundredths of a second.
    Hundredths,
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
}

impl Kind {
    /// A URL of a file: what the phone fetches from.
    pub const FILE_URL: Self = Self::Url(FILE_SCHEMES);
    /// A URL of a web server.
    pub const WEB_URL: Self = Self::Url(&["http", "https"]);
    /// A port that may also be one of the well-known ones.
    pub const ANY_PORT: Self = Self::Int { min: 0, max: 65_535, unit: "" };

    /// Seconds from `min` to `max`.
    pub const fn seconds(min: u32, max: u32) -> Self {
        Self::Duration { min, max, unit: TimeUnit::Seconds }
    }

    /// Milliseconds from `min` to `max`.
    pub const fn milliseconds(min: u32, max: u32) -> Self {
        Self::Duration { min, max, unit: TimeUnit::Milliseconds }
    }

    /// A whole number from `min` to `max` without a unit.
    pub const fn int(min: i32, max: i32) -> Self {
        Self::Int { min, max, unit: "" }
    }

    /// A whole number of decibels from `min` to `max`.
    pub const fn decibels(min: i32, max: i32) -> Self {
        Self::Int { min, max, unit: "dB" }
    }

    /// Text of one line of at most `max` characters.
    pub const fn text(max: usize) -> Self {
        Self::Text { max }
    }

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
        let good = |good: bool, error| if good { Ok(()) } else { Err(error) };
        match *self {
            Self::Bool => good(matches!(text, "0" | "1"), SetError::NotBool)?,
            Self::Int { min, max, .. } => {
                self.check_number(text.parse().ok(), min.into(), max.into())?;
            }
            Self::Duration { min, max, .. } => {
                self.check_number(text.parse().ok(), min.into(), max.into())?;
            }
            Self::SecondsOrRings => match text.strip_suffix(['r', 'R']) {
                Some(rings) => self.check_number(rings.parse().ok(), 1, 99)?,
                None => self.check_number(text.parse().ok(), 0, 7_200)?,
            },
            Self::Decimal => self.check_decimal(text)?,
            Self::Port => self.check_number(text.parse().ok(), 1_024, 65_535)?,
            Self::HexOrInt => self.check_number(hex_or_int(text), 0, 255)?,
            Self::Enum(tokens) => return self.check_token(text, tokens),
            Self::Text { max } | Self::Secret { max } => {
                good(text.chars().count() <= max, SetError::TooLong { max })?;
            }
            Self::SecretKey => good(text.is_empty() || key(text).is_some(), SetError::NotKey)?,
            Self::Host => good(is_host(text), SetError::NotHost)?,
            Self::Address => good(is_address(text, |_| true), SetError::NotAddress)?,
            Self::Netmask => good(is_address(text, is_netmask), SetError::NotNetmask)?,
            Self::Multicast => {
                good(is_address(text, |address| address.is_multicast()), SetError::NotMulticast)?;
            }
            Self::Frequency { min, max } => {
                let least = if text == "0" { 0 } else { min.into() };
                self.check_number(text.parse().ok(), least, max.into())?;
            }
            Self::File if !text.contains("://") => {
                good(text.len() <= MAX_URL, SetError::TooLong { max: MAX_URL })?;
            }
            Self::File => self.check_url(text, FILE_SCHEMES)?,
            Self::Url(schemes) => self.check_url(text, schemes)?,
            Self::TimeOfDay => good(TimeOfDay::parse(text).is_some(), SetError::NotTime)?,
            Self::GmtOffset => {
                let offset = text.is_empty() || super::value::gmt_offset(text).is_some();
                good(offset, SetError::NotOffset)?;
            }
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

    fn check_decimal(&self, text: &str) -> Result<(), SetError> {
        // Neither `1e3` nor `inf`: only what stands on a bill.
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let number: f64 = text.parse().ok().filter(|_| plain).ok_or(SetError::NotNumber)?;
        if number > 0.0 && number <= 1_000_000.0 {
            Ok(())
        } else {
            Err(SetError::OutOfRange { allowed: self.to_string() })
        }
    }

    fn check_token(&self, text: &str, tokens: &[&str]) -> Result<String, SetError> {
        // The manual spells some words differently from page to page: in case, and with blanks,
        // hyphens or underscores between their parts. `minus1_5db` and `minus15db` are both
        // words, so only what fits a single one counts.
        let letters = |word: &str| {
            let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
            letters.map(|byte| byte.to_ascii_lowercase()).collect::<Vec<_>>()
        };
        let exact = tokens.iter().find(|token| token.eq_ignore_ascii_case(text));
        let found = exact.or_else(|| {
            let meant = letters(text);
            let alike = |token: &&&str| !meant.is_empty() && letters(token) == meant;
            let mut same = tokens.iter().filter(alike);
            same.next().filter(|_| same.next().is_none())
        });
        found
            .map(|token| (*token).to_owned())
            .ok_or_else(|| SetError::NotOneOf { allowed: self.to_string() })
    }

    fn check_url(&self, text: &str, schemes: &[&str]) -> Result<(), SetError> {
        if text.is_empty() {
            return Ok(());
        }
        if text.len() > MAX_URL {
            return Err(SetError::TooLong { max: MAX_URL });
        }
        let not_url = || SetError::NotUrl { allowed: self.to_string() };
        let (scheme, rest) = text.split_once("://").ok_or_else(not_url)?;
        let known = schemes.iter().any(|known| known.eq_ignore_ascii_case(scheme));
        let authority = rest.split(['/', ';', '?', '#']).next().unwrap_or_default();
        let server = authority.rsplit('@').next().unwrap_or_default();
        let (host, port) = match server.rsplit_once(':') {
            // Colons within brackets are an address's.
            Some((host, port)) if !port.contains(']') => (host, Some(port)),
            _ => (server, None),
        };
        let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
        let one_word = !rest.contains(char::is_whitespace);
        let good = known && port_fits && one_word && !host.is_empty() && is_host(host);
        if good { Ok(()) } else { Err(not_url()) }
    }
}

impl fmt::Display for TimeUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Milliseconds => "ms",
            Self::Hundredths => "x 10 ms",
            Self::Seconds => "s",
            Self::Minutes => "min",
            Self::Hours => "h",
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
            Self::SecondsOrRings => f.write_str("0 to 7200 s, or 1r to 99r rings"),
            Self::Decimal => f.write_str("a number above 0, up to 1000000"),
            Self::Enum(["", tokens @ ..]) => write!(f, "nothing, {}", tokens.join(", ")),
            Self::Enum(tokens) => f.write_str(&tokens.join(", ")),
            Self::Text { max: 1 } => f.write_str("one character"),
            Self::Text { max } => write!(f, "text, up to {max} characters"),
            Self::Host => f.write_str("host name or address"),
            Self::Address => f.write_str("IPv4 address"),
            Self::Netmask => f.write_str("mask of an IPv4 network"),
            Self::Multicast => f.write_str("IPv4 multicast address"),
            Self::Port => f.write_str("1024 to 65535"),
            Self::Frequency { min, max } => write!(f, "{min} to {max} Hz, or 0"),
            Self::File => write!(f, "file name or URL ({})", FILE_SCHEMES.join(", ")),
            Self::Url(schemes) => write!(f, "URL ({})", schemes.join(", ")),
            Self::TimeOfDay => f.write_str("hh:mm"),
            Self::GmtOffset => f.write_str("hh:mm, -12:00 to +14:00"),
            Self::Secret { max } => write!(f, "secret text, up to {max} characters"),
            Self::SecretKey => f.write_str("secret key, 32 hexadecimal digits, or nothing"),
            Self::HexOrInt => f.write_str("0 to 255, or 0x00 to 0xff"),
        }
    }
}

fn is_address(text: &str, also: impl FnOnce(Ipv4Addr) -> bool) -> bool {
    let missing = Ipv4Addr::UNSPECIFIED;
    text.is_empty() || text.parse().is_ok_and(|address| address == missing || also(address))
}

fn is_netmask(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    bits.leading_ones() + bits.trailing_zeros() == 32
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
        check(Kind::Text { max: 1 }, "##", Err(SetError::TooLong { max: 1 }));
        check(Kind::Secret { max: 35 }, "{\"0qrNRpSJ6aE=\"}", Err(SetError::Encrypted));
        check(Kind::Text { max: 9 }, "a\u{7}b", Err(SetError::ControlCharacter));
        check(Kind::SecondsOrRings, "2r", Ok("2r"));
        check(Kind::SecondsOrRings, "r", Err(SetError::NotNumber));
        check(Kind::Decimal, "4.95", Ok("4.95"));
        check(Kind::Decimal, "inf", Err(SetError::NotNumber));
        check(Kind::TimeOfDay, "24:00", Err(SetError::NotTime));
        let key = "465b5ce8B199B49FAA5F0A2EE238A6BC";
        check(Kind::SecretKey, key, Ok(key));
        check(Kind::SecretKey, "", Ok(""));
        for bad in ["0", &key[1..], &format!("+{}", &key[1..]), &format!("{}g", &key[1..])] {
            check(Kind::SecretKey, bad, Err(SetError::NotKey));
        }
        check(Kind::GmtOffset, "-03:30", Ok("-03:30"));
    }

    #[test]
    fn words_are_known_in_other_spellings() {
        let modes = Kind::Enum(&["Disable", "Primary-Fallback"]);
        check(modes, "primary fallback", Ok("Primary-Fallback"));
        let gains = Kind::Enum(&["minus1_5db", "minus15db"]);
        check(gains, "MINUS15DB", Ok("minus15db"));
        let allowed = "minus1_5db, minus15db".to_owned();
        check(gains, "minus-15db", Err(SetError::NotOneOf { allowed }));
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
    fn addresses_are_what_they_are_for() {
        check(Kind::Netmask, "255.255.240.0", Ok("255.255.240.0"));
        check(Kind::Netmask, "255.0.255.0", Err(SetError::NotNetmask));
        check(Kind::Multicast, "10.0.0.1", Err(SetError::NotMulticast));
        check(Kind::Address, "10.0.0", Err(SetError::NotAddress));
    }

    #[test]
    fn files_are_names_or_urls() {
        check(Kind::File, "tones.tgz", Ok("tones.tgz"));
        check(Kind::File, "tftp://10.1.1.1/tones.tgz", Ok("tftp://10.1.1.1/tones.tgz"));
        let allowed = Kind::File.to_string();
        check(Kind::File, "file:///etc/passwd", Err(SetError::NotUrl { allowed }));
        check(Kind::Frequency { min: 300, max: 1_980 }, "0", Ok("0"));
        let allowed = "300 to 1980 Hz, or 0".to_owned();
        let low = Err(SetError::OutOfRange { allowed });
        check(Kind::Frequency { min: 300, max: 1_980 }, "299", low);
    }

    #[test]
    fn urls_have_a_scheme_and_a_host() {
        for good in [
            "",
            "tftp://10.1.1.1",
            "HTTP://pbx.example:8080/<MAC>.cfg",
            "ftp://[2001:db8::1]:21/a;b.cfg",
            "https://user:word@pbx/",
        ] {
            check(Kind::FILE_URL, good, Ok(good));
        }
        let allowed = Kind::FILE_URL.to_string();
        for bad in ["pbx/file", "file:///etc/passwd", "http://", "http://pbx:0/", "http://a b/"] {
            check(Kind::FILE_URL, bad, Err(SetError::NotUrl { allowed: allowed.clone() }));
        }
    }
}
