//! What is received: several sources, each packet once.

use super::transform::Transform;
use super::window::Window;
use super::{SrtpError, rtcp_ssrc};
use crate::keying::Keying;
use crate::rtp::packet::fixed_header;

/// Sources that are told apart; the one that was silent for longest is forgotten for another.
const SOURCES: usize = 4;

/// How often the sequence numbers of a source may have gone round before its first packet is seen:
/// a phone that was away, or whose peer got another key, comes into the middle (RFC 3711 3.3.1).
const ROLLOVERS: u64 = 16;

/// One source.
#[derive(Clone, Copy, Debug)]
struct Source {
    ssrc: u32,
    rtp: Window,
    rtcp: Window,
    /// When it was last heard, counted in packets.
    heard: u64,
}

/// Opens what is received with one key.
#[derive(Clone, Debug)]
pub struct Receiver {
    transform: Transform,
    sources: [Option<Source>; SOURCES],
    packets: u64,
}

impl Receiver {
    /// Starts with a key.
    pub fn new(keying: &Keying) -> Self {
        Self { transform: Transform::new(keying), sources: [None; SOURCES], packets: 0 }
    }

    /// Opens an RTP packet in place and returns its new length.
    ///
    /// # Errors
    ///
    /// Why it is not believed; its octets are then of no use.
    pub fn unprotect_rtp(&mut self, packet: &mut [u8]) -> Result<usize, SrtpError> {
        let (header, octets) = fixed_header(packet).map_err(|_| SrtpError::Malformed)?;
        let (ssrc, seq) = (header.ssrc.0, header.seq.0);
        let known = self.source(ssrc).and_then(|source| source.rtp.highest());
        let transform = &self.transform;
        let opened = match known {
            Some(highest) => {
                let index = match nearest(highest, seq) {
                    Some(index) => index,
                    // Before the first round there is none. It may be the end of that round, but
                    // then its tag has to say so.
                    None if transform.authenticates_rtp() => u64::from(seq),
                    None => return Err(SrtpError::Replayed),
                };
                if !self.source(ssrc).is_some_and(|source| source.rtp.is_fresh(index)) {
                    return Err(SrtpError::Replayed);
                }
                transform.open_rtp(packet, octets, ssrc, [index].into_iter())
            }
            None => {
                let rounds = if transform.authenticates_rtp() { ROLLOVERS } else { 1 };
                let indexes = (0..rounds).map(|round| round << 16 | u64::from(seq));
                transform.open_rtp(packet, octets, ssrc, indexes)
            }
        };
        let (length, index) = opened?;
        self.take(ssrc, |source| source.rtp.take(index));
        Ok(length)
    }

    /// Opens a compound RTCP packet in place and returns its new length.
    ///
    /// # Errors
    ///
    /// Why it is not believed; its octets are then of no use.
    pub fn unprotect_rtcp(&mut self, packet: &mut [u8]) -> Result<usize, SrtpError> {
        let ssrc = rtcp_ssrc(packet)?;
        let index = u64::from(self.transform.rtcp_index(packet)?);
        if self.source(ssrc).is_some_and(|source| !source.rtcp.is_fresh(index)) {
            return Err(SrtpError::Replayed);
        }
        let length = self.transform.open_rtcp(packet, ssrc)?;
        self.take(ssrc, |source| source.rtcp.take(index));
        Ok(length)
    }

    fn source(&self, ssrc: u32) -> Option<&Source> {
        self.sources.iter().flatten().find(|source| source.ssrc == ssrc)
    }

    /// Notes what a source has proved, in the place of another one if there is none left.
    fn take(&mut self, ssrc: u32, note: impl FnOnce(&mut Source)) {
        self.packets += 1;
        let heard = |slot: &Option<Source>| match slot {
            Some(source) if source.ssrc == ssrc => (0, 0),
            None => (1, 0),
            Some(source) => (2, source.heard),
        };
        if let Some(slot) = self.sources.iter_mut().min_by_key(|slot| heard(slot)) {
            let mut source = slot.filter(|source| source.ssrc == ssrc).unwrap_or(Source {
                ssrc,
                rtp: Window::default(),
                rtcp: Window::default(),
                heard: 0,
            });
            source.heard = self.packets;
            note(&mut source);
            *slot = Some(source);
        }
    }
}

/// Returns the index with this sequence number that is nearest to the highest one so far, unless
/// that is below 0 (RFC 3711 3.3.1).
const fn nearest(highest: u64, seq: u16) -> Option<u64> {
    let ahead = seq.wrapping_sub(highest as u16) as i16;
    highest.checked_add_signed(ahead as i64)
}
