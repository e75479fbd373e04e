//! SRTP and SRTCP (RFC 3711): packets encrypted and authenticated, in place.
//!
//! - [`Sender`] protects what is sent and never uses a packet's index twice.
//! - [`Receiver`] opens what comes, from several sources, each packet once.
//! - `transform` is what is done to one packet whose index is known; `cipher` the algorithms, made
//!   of the master key (4.3, with a key derivation rate of 0).
//!
//! Counter mode with HMAC-SHA1 is that of RFC 3711 and RFC 6188, Galois/counter mode that of
//! RFC 7714. Nothing here allocates once the keys are set.

mod cipher;
mod receiver;
mod sender;
mod transform;
mod window;

use core::fmt;

pub use receiver::Receiver;
pub use sender::Sender;

/// The longest key identifier (RFC 4568 6.1), in octets.
pub const MAX_MKI: usize = 128;

/// The most octets by which a packet grows: index, tag and key identifier.
pub const MAX_TRAILER: usize = 4 + 16 + MAX_MKI;

/// Why a packet is not protected or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SrtpError {
    /// It is no packet, or shorter than what protects it.
    Malformed,
    /// It does not fit into its buffer.
    NoRoom,
    /// It names another key.
    OtherKey,
    /// It was changed, or protected with another key.
    Tampered,
    /// It came before, or is too old to tell.
    Replayed,
    /// Its index was used before.
    Reused,
    /// The key has protected all packets that it may.
    Exhausted,
}

impl fmt::Display for SrtpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "no packet",
            Self::NoRoom => "longer than its buffer",
            Self::OtherKey => "of another key",
            Self::Tampered => "changed, or of another key",
            Self::Replayed => "came before",
            Self::Reused => "its index was used before",
            Self::Exhausted => "the key is used up",
        })
    }
}

impl core::error::Error for SrtpError {}

/// Returns the source of a control packet.
fn rtcp_ssrc(packet: &[u8]) -> Result<u32, SrtpError> {
    match packet {
        [flags, _, _, _, s0, s1, s2, s3, ..] if flags >> 6 == 2 => {
            Ok(u32::from_be_bytes([*s0, *s1, *s2, *s3]))
        }
        _ => Err(SrtpError::Malformed),
    }
}

#[cfg(test)]
mod tests;
