//! DHCP options as they are written in the configuration file.

use std::fmt;
use std::net::Ipv4Addr;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected, Visitor};

/// The code of an option, from 1 to 254; keys of TOML are text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OptionCode(pub u8);

impl<'de> Deserialize<'de> for OptionCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Code;
        impl Visitor<'_> for Code {
            type Value = OptionCode;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the code of a DHCP option, from 1 to 254")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<OptionCode, E> {
                let code = text.parse().ok().filter(|code| (1..=254).contains(code));
                code.map(OptionCode).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(Code)
    }
}

/// The value of an option: text as it is, a number of 32 bits, IPv4 addresses, or any bytes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(
    untagged,
    expecting = "text, a number of 32 bits, { addresses = [..] } or { hex = \"..\" }"
)]
pub enum OptionValue {
    /// Text, as in option 66.
    Text(String),
    /// A number of 32 bits, as in option 2; negative ones as two's complement.
    Number(i32),
    /// IPv4 addresses, as in option 42.
    Addresses {
        /// The addresses, in order.
        addresses: Vec<Ipv4Addr>,
    },
    /// Any bytes, as in option 43.
    Bytes {
        /// Pairs of hexadecimal digits; spaces and colons between them do not count.
        hex: Hex,
    },
}

impl OptionValue {
    /// Returns the bytes of the option.
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.as_bytes().to_vec(),
            Self::Number(number) => number.to_be_bytes().to_vec(),
            Self::Addresses { addresses } => {
                addresses.iter().flat_map(|address| address.octets()).collect()
            }
            Self::Bytes { hex } => hex.0.clone(),
        }
    }
}

/// Bytes, written as hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Hex(pub Vec<u8>);

impl TryFrom<String> for Hex {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let text: String = text.chars().filter(|c| !matches!(c, ' ' | ':')).collect();
        let digits: Option<Vec<_>> = text.chars().map(|c| c.to_digit(16)).collect();
        let digits = digits.filter(|digits| digits.len() % 2 == 0);
        let digits = digits.ok_or("not pairs of hexadecimal digits")?;
        let (pairs, _) = digits.as_chunks::<2>();
        Ok(Self(pairs.iter().map(|[high, low]| (high << 4 | low) as u8).collect()))
    }
}
