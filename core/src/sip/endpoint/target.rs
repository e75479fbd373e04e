//! Where a message goes, and what carries it there.

use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use crate::rng::Rng;
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
    /// WebSocket (RFC 7118).
    Ws,
    /// WebSocket over TLS (RFC 7118).
    Wss,
}

impl Protocol {
    /// Returns its name in Via.
    pub(super) const fn via(self) -> &'static str {
        match self {
            Self::Udp => "UDP",
            Self::Tcp => "TCP",
            Self::Tls => "TLS",
            Self::Ws => "WS",
            Self::Wss => "WSS",
        }
    }

    /// Returns the value of the URI parameter `transport`.
    pub(super) const fn param(self) -> &'static str {
        match self {
            Self::Udp => "udp",
            Self::Tcp => "tcp",
            Self::Tls => "tls",
            // One for both: TLS shows in the Via only (RFC 7118 5.2.2).
            Self::Ws | Self::Wss => "ws",
        }
    }

    /// Whether it needs a connection, which loses nothing.
    pub const fn is_stream(self) -> bool {
        match self {
            Self::Udp => false,
            Self::Tcp | Self::Tls | Self::Ws | Self::Wss => true,
        }
    }

    /// Whether it is WebSocket, with or without TLS.
    pub const fn is_web_socket(self) -> bool {
        match self {
            Self::Udp | Self::Tcp | Self::Tls => false,
            Self::Ws | Self::Wss => true,
        }
    }

    /// Returns the port where none is named (RFC 3261 19.1.2).
    pub(super) const fn default_port(self) -> u16 {
        match self {
            Self::Udp | Self::Tcp => 5060,
            Self::Tls => 5061,
            Self::Ws => 80,
            Self::Wss => 443,
        }
    }

    pub(super) const fn reliability(self) -> Reliability {
        if self.is_stream() { Reliability::Reliable } else { Reliability::Unreliable }
    }

    /// Returns what a URI asks for: by its parameter, and by `sips:`, which never goes without
    /// TLS (RFC 3261 26.2.2).
    pub(super) fn of_uri(uri: &SipUri) -> Option<Self> {
        let named = uri.transport().and_then(|named| {
            [Self::Udp, Self::Tcp, Self::Tls, Self::Ws]
                .into_iter()
                .find(|it| named.eq_ignore_ascii_case(it.param()))
        });
        match named {
            Some(Self::Ws) if uri.secure => Some(Self::Wss),
            Some(_) | None if uri.secure => Some(Self::Tls),
            named => named,
        }
    }
}

/// This end of a connection or a socket, as Via and Contact name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SentBy {
    pub(super) host: Host,
    pub(super) port: Option<u16>,
}

impl SentBy {
    /// Returns a name that leads nowhere, as a page does not know its address: whoever answers
    /// uses the connection (RFC 7118 5.2.1, Appendix A).
    pub(super) fn unknown(rng: &mut Rng) -> Self {
        Self { host: Host::Name(format!("{}.invalid", rng.hex(12))), port: None }
    }
}

impl From<SocketAddr> for SentBy {
    fn from(address: SocketAddr) -> Self {
        Self { host: address.ip().into(), port: Some(address.port()) }
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
