//! Records of the name service, as RFC 3263 needs them.

use core::net::IpAddr;

use serde::{Deserialize, Serialize};

/// What is asked about a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RecordKind {
    /// Which services there are (RFC 3403).
    Naptr,
    /// Which servers have a service (RFC 2782).
    Srv,
    /// Addresses: A and AAAA.
    Address,
}

/// What is known about a name: nothing is an answer, too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Records {
    /// The records; at most [`Records::MOST`].
    pub records: Vec<Record>,
    /// How long they hold, in seconds.
    pub ttl_s: u32,
}

impl Records {
    /// Most records in one answer.
    pub const MOST: usize = 64;
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record {
    /// A service (RFC 3403 4.1).
    Naptr {
        /// Records of a lower order come first.
        order: u16,
        /// Among those, a lower preference.
        preference: u16,
        /// `S` if the replacement has SRV records.
        flags: String,
        /// For example `SIP+D2T`.
        service: String,
        /// The name to look at next.
        replacement: String,
    },
    /// A server (RFC 2782).
    Srv {
        /// Servers of a lower priority come first.
        priority: u16,
        /// Share of the load among those of one priority.
        weight: u16,
        /// Its port.
        port: u16,
        /// Its name.
        target: String,
    },
    /// An address.
    Address(IpAddr),
}
