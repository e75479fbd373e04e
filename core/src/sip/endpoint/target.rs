//! Where a message goes, and what carries it there.

use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use crate::sip::transaction::Reliability;
use crate::sip::uri::{Host, SipUri};

/// What carries SIP (RFC 3261 18).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Protocol {
    /// Datagrams.
    Udp,
    /// A connection.
    Tcp,
    /// TLS over a connection (RFC 3261 26.2.1).
    Tls,
}

impl Protocol {
    /// Returns its name in Via.
    pub(super) const fn via(self) -> &'static str {
        match self {
            Self::Udp => "UDP",
            Self::Tcp => "TCP",
            Self::Tls => "TLS",
        }
    }

    /// Returns the value of the URI parameter `transport`.
    pub(super) const fn param(self) -> &'static str {
        match self {
            Self::Udp => "udp",
            Self::Tcp => "tcp",
            Self::Tls => "tls",
        }
    }

    /// Whether it is a stream of bytes.
    pub const fn is_stream(self) -> bool {
        match self {
            Self::Udp => false,
            Self::Tcp | Self::Tls => true,
        }
    }

    /// Returns the port where none is named (RFC 3261 19.1.2).
    pub(super) const fn default_port(self) -> u16 {
        match self {
            Self::Udp | Self::Tcp => 5060,
            Self::Tls => 5061,
        }
    }

    pub(super) const fn reliability(self) -> Reliability {
        if self.is_stream() { Reliability::Reliable } else { Reliability::Unreliable }
    }

    /// Returns what a URI asks for: by its parameter, and by `sips:`, which never goes without
    /// TLS (RFC 3261 26.2.2).
    pub(super) fn of_uri(uri: &SipUri) -> Option<Self> {
        if uri.secure {
            return Some(Self::Tls);
        }
        let named = uri.transport()?;
        [Self::Udp, Self::Tcp, Self::Tls]
            .into_iter()
            .find(|it| named.eq_ignore_ascii_case(it.param()))
    }
}

/// Where a message goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Target {
    pub(super) protocol: Protocol,
    pub(super) address: SocketAddr,
    /// Whose certificate it has to be: the host of the URI that led here (RFC 5922 7.1). An
    /// address as text where nothing better is known.
    pub(super) name: String,
}

impl Target {
    pub(super) fn new(protocol: Protocol, address: SocketAddr, host: Option<&Host>) -> Self {
        let name = match host {
            Some(Host::Name(name)) => name.trim_end_matches('.').to_ascii_lowercase(),
            Some(Host::Ip(_)) | None => address.ip().to_string(),
        };
        Self { protocol, address, name }
    }

    /// Returns where datagrams to `address` go.
    pub(super) fn udp(address: SocketAddr) -> Self {
        Self::new(Protocol::Udp, address, None)
    }

    pub(super) const fn ip(&self) -> IpAddr {
        self.address.ip()
    }

    /// Whether only its address is known of the server.
    pub(super) fn is_unnamed(&self) -> bool {
        self.name.parse::<IpAddr>().is_ok()
    }
}
