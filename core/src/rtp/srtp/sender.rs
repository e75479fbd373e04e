//! What is sent: each packet under an index of its own.

use super::transform::Transform;
use super::{SrtpError, rtcp_ssrc};
use crate::keying::Keying;
use crate::rtp::Seq;
use crate::rtp::packet::fixed_header;

/// Packets that a key may protect (RFC 3711 9.2): sound, and reports.
const MOST_RTP: u64 = 1 << 48;
const MOST_RTCP: u32 = 1 << 31;

/// Protects what is sent with one key.
#[derive(Clone, Debug)]
pub struct Sender {
    transform: Transform,
    /// Packets that may still be protected.
    left: u64,
    /// Source and index of the last packet.
    last: Option<(u32, u64)>,
    next_rtcp: u32,
}

impl Sender {
    /// Starts with a key.
    pub fn new(keying: &Keying) -> Self {
        let left = keying.lifetime.unwrap_or(MOST_RTP).min(MOST_RTP);
        Self { transform: Transform::new(keying), left, last: None, next_rtcp: 0 }
    }

    /// Protects the RTP packet in the first `length` octets of `buffer` and returns its new length,
    /// at most [`super::MAX_TRAILER`] more.
    ///
    /// # Errors
    ///
    /// Why it must not be sent: nothing is ever sent under an index that was used.
    pub fn protect_rtp(&mut self, buffer: &mut [u8], length: usize) -> Result<usize, SrtpError> {
        let packet = buffer.get(..length).ok_or(SrtpError::NoRoom)?;
        let (header, octets) = fixed_header(packet).map_err(|_| SrtpError::Malformed)?;
        let ssrc = header.ssrc.0;
        let index = match self.last {
            Some((source, last)) if source == ssrc => match header.seq.ahead_of(Seq(last as u16)) {
                ahead @ 1.. => last + u64::from(ahead.unsigned_abs()),
                _ => return Err(SrtpError::Reused),
            },
            Some(_) | None => u64::from(header.seq.0),
        };
        if self.left == 0 || index >= MOST_RTP {
            return Err(SrtpError::Exhausted);
        }
        self.left -= 1;
        self.last = Some((ssrc, index));
        self.transform.seal_rtp(buffer, length, octets, (ssrc, index))
    }

    /// Protects the compound RTCP packet in the first `length` octets of `buffer` and returns its
    /// new length, at most [`super::MAX_TRAILER`] more.
    ///
    /// # Errors
    ///
    /// Why it must not be sent.
    pub fn protect_rtcp(&mut self, buffer: &mut [u8], length: usize) -> Result<usize, SrtpError> {
        let ssrc = rtcp_ssrc(buffer.get(..length).ok_or(SrtpError::NoRoom)?)?;
        let index = self.next_rtcp;
        if index >= MOST_RTCP {
            return Err(SrtpError::Exhausted);
        }
        self.next_rtcp += 1;
        self.transform.seal_rtcp(buffer, length, (ssrc, index))
    }
}
