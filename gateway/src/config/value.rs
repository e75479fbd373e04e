//! Values of the configuration file that have a syntax of their own.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::{Deserialize, Serialize};

/// Ports from a first to a last one, both included; written `5060` or `4000-4126`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PortRange {
    first: u16,
    last: u16,
}

impl PortRange {
    /// Returns the ports from `first` to `last`; only `first` if `last` is below it.
    pub const fn new(first: u16, last: u16) -> Self {
        Self { first, last: if last < first { first } else { last } }
    }

    /// Returns the first port.
    pub const fn first(self) -> u16 {
        self.first
    }

    /// Returns the last port.
    pub const fn last(self) -> u16 {
        self.last
    }

    /// Whether `port` is one of them.
    pub const fn contains(self, port: u16) -> bool {
        self.first <= port && port <= self.last
    }

    /// Returns the ports that are in both ranges.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (first, last) = (self.first.max(other.first), self.last.min(other.last));
        (first <= last).then_some(Self { first, last })
    }
}

impl fmt::Display for PortRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            self.first.fmt(f)
        } else {
            write!(f, "{}-{}", self.first, self.last)
        }
    }
}

/// The text is no range of ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPortRange;

impl fmt::Display for NotAPortRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a port from 1 to 65535, or two as \"4000-4126\"")
    }
}

impl FromStr for PortRange {
    type Err = NotAPortRange;

    fn from_str(text: &str) -> Result<Self, NotAPortRange> {
        let port = |text: &str| text.trim().parse::<u16>().ok().filter(|&port| port != 0);
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        match (port(first), port(last)) {
            (Some(first), Some(last)) if first <= last => Ok(Self { first, last }),
            _ => Err(NotAPortRange),
        }
    }
}

impl<'de> Deserialize<'de> for PortRange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Ports;
        impl Visitor<'_> for Ports {
            type Value = PortRange;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&NotAPortRange, f)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<PortRange, E> {
                text.parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<PortRange, E> {
                match u16::try_from(number) {
                    Ok(port) if port != 0 => Ok(PortRange::new(port, port)),
                    _ => Err(E::invalid_value(Unexpected::Signed(number), &self)),
                }
            }
        }
        deserializer.deserialize_any(Ports)
    }
}

/// A name server, written as its address, with `:port` unless that is 53.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct NameServer(pub SocketAddr);

impl TryFrom<String> for NameServer {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let address = text.parse::<IpAddr>().map(|ip| SocketAddr::new(ip, 53));
        let address = address.or_else(|_| text.parse::<SocketAddr>());
        address.map(Self).map_err(|_| "not an address, or an address and a port")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(u16, u16)>) {
        let range = text.parse::<PortRange>().ok();
        assert_eq!(range.map(|range| (range.first(), range.last())), expected, "{text}");
    }

    #[test]
    fn port_ranges_are_read() {
        check("5060", Some((5060, 5060)));
        check("4000-4126", Some((4000, 4126)));
        check(" 1 - 65535 ", Some((1, 65535)));
        check("4126-4000", None);
        check("0-10", None);
        check("70000", None);
        check("-", None);
        check("", None);
    }

    #[test]
    fn an_intersection_is_what_both_have() {
        let a = PortRange::new(4000, 4126);
        assert_eq!(a.intersection(PortRange::new(4100, 5000)), Some(PortRange::new(4100, 4126)));
        assert_eq!(a.intersection(PortRange::new(5000, 5001)), None);
    }
}
