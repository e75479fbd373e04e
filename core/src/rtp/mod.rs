//! RTP and RTCP (RFC 3550), telephone events (RFC 4733), the jitter buffer.
//!
//! - [`packet`]: one RTP packet, parsed in place and printed into a given buffer.
//! - [`source`]: the sequence numbers, loss and jitter of one sender (RFC 3550 A.1, A.3, A.8).
//! - [`rtcp`]: compound RTCP packets.
//! - [`event`]: telephone events, sent and received.
//! - [`srtp`]: packets encrypted and authenticated.
//! - [`jitter`]: what arrived and is not yet played, and how long to wait for more.

pub mod delay;
pub mod event;
pub mod jitter;
pub mod packet;
pub mod rtcp;
pub mod source;
pub mod srtp;
pub mod xr;

use serde::{Deserialize, Serialize};

/// RTP payload type, 0 to 127.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PayloadType(pub u8);

/// Synchronisation source: who sends (RFC 3550 8).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Ssrc(pub u32);

/// Sequence number of a packet; wraps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Seq(pub u16);

impl Seq {
    /// Returns the number after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }

    /// Returns how far `self` is ahead of `other`, from -32768 to 32767.
    pub const fn ahead_of(self, other: Self) -> i16 {
        self.0.wrapping_sub(other.0) as i16
    }
}

/// Timestamp of a packet in ticks of the payload's clock; wraps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RtpTime(pub u32);

impl RtpTime {
    /// Returns the time `ticks` later.
    #[must_use]
    pub const fn plus(self, ticks: u32) -> Self {
        Self(self.0.wrapping_add(ticks))
    }

    /// Returns how far `self` is ahead of `other`, in ticks.
    pub const fn ahead_of(self, other: Self) -> i32 {
        self.0.wrapping_sub(other.0) as i32
    }
}
