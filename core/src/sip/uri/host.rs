//! Hosts: names and addresses.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};

use super::UriError;

/// A host of a URI or a Via.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Host {
    /// A name, as it was spelled.
    Name(String),
    /// An address.
    Ip(IpAddr),
}

impl Host {
    /// Reads a host: a name, an IPv4 address, or an IPv6 address with or without brackets.
    ///
    /// # Errors
    ///
    /// [`UriError::Host`].
    pub fn parse(text: &str) -> Result<Self, UriError> {
        if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            // The grammar of RFC 3261 has a colon too many before an IPv4 part (RFC 5118 4.10).
            let address = inner.parse().or_else(|_| inner.replacen(":::", "::", 1).parse());
            return address
                .map(|address: Ipv6Addr| Self::from(address))
                .map_err(|_| UriError::Host);
        }
        if let Ok(address) = text.parse::<IpAddr>() {
            return Ok(Self::Ip(address));
        }
        // The underscore is no part of a host name, yet found in names of private networks.
        let in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        let starts_well = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        if starts_well && text.chars().all(in_name) {
            Ok(Self::Name(text.to_owned()))
        } else {
            Err(UriError::Host)
        }
    }

    /// Reads `host` or `host:port` (RFC 3261 25.1).
    ///
    /// # Errors
    ///
    /// [`UriError::Host`] or [`UriError::Port`].
    pub fn parse_with_port(text: &str) -> Result<(Self, Option<u16>), UriError> {
        let (host, port) = match text.strip_prefix('[') {
            Some(rest) => {
                let end = rest.find(']').ok_or(UriError::Host)?;
                text.split_at_checked(end + 2).ok_or(UriError::Host)?
            }
            None => {
                text.split_at_checked(text.find(':').unwrap_or(text.len())).unwrap_or((text, ""))
            }
        };
        let host = Self::parse(host.trim_end())?;
        let port = match port.trim_start().strip_prefix(':') {
            Some(digits) => Some(crate::text::digits(digits.trim_start()).ok_or(UriError::Port)?),
            None if port.trim().is_empty() => None,
            None => return Err(UriError::Host),
        };
        Ok((host, port))
    }

    /// Returns the address, if it is one.
    pub const fn ip(&self) -> Option<IpAddr> {
        match self {
            Self::Ip(address) => Some(*address),
            Self::Name(_) => None,
        }
    }

    /// Whether both are the same address or the same name in any case.
    pub fn is_equivalent(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Name(a), Self::Name(b)) => a.eq_ignore_ascii_case(b),
            (Self::Ip(a), Self::Ip(b)) => a == b,
            (Self::Name(_) | Self::Ip(_), _) => false,
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Ip(IpAddr::V4(address)) => address.fmt(f),
            Self::Ip(IpAddr::V6(address)) => write!(f, "[{address}]"),
        }
    }
}

impl From<IpAddr> for Host {
    fn from(address: IpAddr) -> Self {
        Self::Ip(address)
    }
}

impl From<Ipv4Addr> for Host {
    fn from(address: Ipv4Addr) -> Self {
        Self::Ip(address.into())
    }
}

impl From<Ipv6Addr> for Host {
    fn from(address: Ipv6Addr) -> Self {
        Self::Ip(address.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_and_port_are_told_apart() {
        for (text, port, printed) in [
            ("example.com", None, "example.com"),
            ("example.com:5060", Some(5060), "example.com"),
            ("192.0.2.1 : 5061", Some(5061), "192.0.2.1"),
            ("[2001:DB8::1]:5060", Some(5060), "[2001:db8::1]"),
            ("[::1]", None, "[::1]"),
            ("[2001:db8:::192.0.2.1]", None, "[2001:db8::c000:201]"),
        ] {
            let (host, found) = Host::parse_with_port(text).unwrap();
            assert_eq!((host.to_string().as_str(), found), (printed, port), "{text}");
        }
        for text in
            ["", ":5060", "[::1]x", "a b", "[::1", "a:b:c", "host:-1", "[]", "[::::1]", "[:::]:::"]
        {
            assert!(Host::parse_with_port(text).is_err(), "{text}");
        }
    }
}
