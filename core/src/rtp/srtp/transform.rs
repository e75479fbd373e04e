//! What is done to one packet whose index is known.
//!
//! In counter mode the key's identifier stands before the tag (RFC 3711 3.1), in Galois/counter
//! mode behind it (RFC 7714 8.2); reports carry their index before both, or between tag and
//! identifier.

use hmac::Mac as _;

use super::SrtpError;
use super::cipher::{Cipher, GCM_TAG, Kind, counter_iv, is_tag, tag};
use crate::keying::{Keying, Services, Suite};

/// Octets of a report that are never encrypted: flags, length and source.
const RTCP_CLEAR: usize = 8;

/// The bit that says that a report is encrypted.
const ENCRYPTED: u32 = 1 << 31;

/// Octets of the tag of a report in counter mode, whatever the suite (RFC 4568 6.2.2).
const RTCP_TAG: usize = 10;

/// The transforms of one key.
#[derive(Clone, Debug)]
pub(super) struct Transform {
    rtp: Cipher,
    rtcp: Cipher,
    /// Octets of the tag of sound in counter mode.
    rtp_tag: usize,
    mki: Vec<u8>,
    services: Services,
}

/// A packet that grows in its buffer.
struct Growing<'a> {
    buffer: &'a mut [u8],
    length: usize,
}

impl Growing<'_> {
    fn packet(&mut self) -> &mut [u8] {
        self.buffer.get_mut(..self.length).unwrap_or_default()
    }

    fn append(&mut self, octets: &[u8]) -> Result<(), SrtpError> {
        let end = self.length + octets.len();
        let room = self.buffer.get_mut(self.length..end).ok_or(SrtpError::NoRoom)?;
        room.copy_from_slice(octets);
        self.length = end;
        Ok(())
    }
}

impl Transform {
    /// Makes the keys of a master key.
    pub(super) fn new(keying: &Keying) -> Self {
        Self {
            rtp: Cipher::new(keying, Kind::Rtp),
            rtcp: Cipher::new(keying, Kind::Rtcp),
            rtp_tag: match keying.suite {
                Suite::Aes128Tag80 | Suite::Aes256Tag80 => 10,
                Suite::Aes128Tag32 | Suite::Aes256Tag32 => 4,
                Suite::Gcm128 | Suite::Gcm256 => GCM_TAG,
            },
            mki: keying.mki.clone(),
            services: keying.services,
        }
    }

    /// Returns transforms with one Galois/counter cipher for both kinds.
    #[cfg(test)]
    pub(super) fn of_gcm(session: &[u8], salt: [u8; 12], encrypts_rtcp: bool) -> Self {
        Self {
            rtp: Cipher::gcm(session, salt),
            rtcp: Cipher::gcm(session, salt),
            rtp_tag: GCM_TAG,
            mki: Vec::new(),
            services: Services { encrypts_rtcp, ..Services::ALL },
        }
    }

    /// Whether what was changed is noticed.
    pub(super) fn authenticates_rtp(&self) -> bool {
        self.services.authenticates_rtp || matches!(self.rtp, Cipher::Gcm(_))
    }

    /// Protects the packet of `length` octets, `header` of them clear, and returns its new length.
    pub(super) fn seal_rtp(
        &self,
        buffer: &mut [u8],
        length: usize,
        header: usize,
        (ssrc, index): (u32, u64),
    ) -> Result<usize, SrtpError> {
        let mut packet = Growing { buffer, length };
        let (clear, data) =
            packet.packet().split_at_mut_checked(header).ok_or(SrtpError::Malformed)?;
        match &self.rtp {
            Cipher::Counter(counter, mac, salt) => {
                if self.services.encrypts_rtp {
                    counter.apply(counter_iv(salt, ssrc, index), data);
                }
                let tag = tag(mac, packet.packet(), &rollovers(index));
                packet.append(&self.mki)?;
                if self.services.authenticates_rtp {
                    packet.append(tag.get(..self.rtp_tag).unwrap_or(&tag))?;
                }
            }
            Cipher::Gcm(gcm) => {
                let tag = gcm.seal(ssrc, index, clear, data).ok_or(SrtpError::NoRoom)?;
                packet.append(&tag)?;
                packet.append(&self.mki)?;
            }
        }
        Ok(packet.length)
    }

    /// Opens a packet whose index is the first of these with which its tag is right; returns its
    /// new length and that index.
    pub(super) fn open_rtp(
        &self,
        packet: &mut [u8],
        header: usize,
        ssrc: u32,
        mut indexes: impl Iterator<Item = u64>,
    ) -> Result<(usize, u64), SrtpError> {
        match &self.rtp {
            Cipher::Counter(counter, mac, salt) => {
                let tag = if self.services.authenticates_rtp { self.rtp_tag } else { 0 };
                let (rest, tag) = split_end(packet, tag)?;
                let (packet, mki) = split_end(rest, self.mki.len())?;
                self.check_mki(mki)?;
                let index = if tag.is_empty() {
                    indexes.next()
                } else {
                    let mut read = mac.clone();
                    read.update(packet);
                    indexes.find(|&index| is_tag(&read, &rollovers(index), tag))
                };
                let index = index.ok_or(SrtpError::Tampered)?;
                let data = packet.get_mut(header..).ok_or(SrtpError::Malformed)?;
                if self.services.encrypts_rtp {
                    counter.apply(counter_iv(salt, ssrc, index), data);
                }
                Ok((packet.len(), index))
            }
            Cipher::Gcm(gcm) => {
                let (rest, mki) = split_end(packet, self.mki.len())?;
                self.check_mki(mki)?;
                let (packet, tag) = rest.split_last_chunk_mut().ok_or(SrtpError::Malformed)?;
                let length = packet.len();
                let (clear, data) =
                    packet.split_at_mut_checked(header).ok_or(SrtpError::Malformed)?;
                let index = indexes.find(|&index| gcm.open(ssrc, index, clear, data, *tag));
                index.map(|index| (length, index)).ok_or(SrtpError::Tampered)
            }
        }
    }

    /// Protects the report of `length` octets and returns its new length.
    pub(super) fn seal_rtcp(
        &self,
        buffer: &mut [u8],
        length: usize,
        (ssrc, index): (u32, u32),
    ) -> Result<usize, SrtpError> {
        let mut packet = Growing { buffer, length };
        let encrypts = self.services.encrypts_rtcp;
        let word = (index | if encrypts { ENCRYPTED } else { 0 }).to_be_bytes();
        let index = u64::from(index);
        let (clear, data) = packet.packet().split_first_chunk_mut().ok_or(SrtpError::Malformed)?;
        match &self.rtcp {
            Cipher::Counter(counter, mac, salt) => {
                if encrypts {
                    counter.apply(counter_iv(salt, ssrc, index), data);
                }
                let tag = tag(mac, packet.packet(), &word);
                packet.append(&word)?;
                packet.append(&self.mki)?;
                packet.append(tag.get(..RTCP_TAG).unwrap_or(&tag))?;
            }
            Cipher::Gcm(gcm) => {
                let tag = if encrypts {
                    gcm.seal(ssrc, index, &clear_of(*clear, word), data)
                } else {
                    packet.append(&word)?;
                    let tag = gcm.seal(ssrc, index, packet.packet(), &mut []);
                    packet.length = length;
                    tag
                };
                packet.append(&tag.ok_or(SrtpError::NoRoom)?)?;
                packet.append(&word)?;
                packet.append(&self.mki)?;
            }
        }
        Ok(packet.length)
    }

    /// Returns the index that a report carries.
    pub(super) fn rtcp_index(&self, packet: &[u8]) -> Result<u32, SrtpError> {
        let tag = if matches!(self.rtcp, Cipher::Gcm(_)) { 0 } else { RTCP_TAG };
        let end = packet.len().checked_sub(tag + self.mki.len()).ok_or(SrtpError::Malformed)?;
        let word = packet.get(..end).and_then(<[u8]>::last_chunk).ok_or(SrtpError::Malformed)?;
        Ok(u32::from_be_bytes(*word) & !ENCRYPTED)
    }

    /// Opens a report and returns its new length.
    pub(super) fn open_rtcp(&self, packet: &mut [u8], ssrc: u32) -> Result<usize, SrtpError> {
        match &self.rtcp {
            Cipher::Counter(counter, mac, salt) => {
                let (rest, tag) = split_end(packet, RTCP_TAG)?;
                let (rest, mki) = split_end(rest, self.mki.len())?;
                self.check_mki(mki)?;
                let (packet, word) = rest.split_last_chunk_mut().ok_or(SrtpError::Malformed)?;
                let mut read = mac.clone();
                read.update(packet);
                if !is_tag(&read, word, tag) {
                    return Err(SrtpError::Tampered);
                }
                let (index, encrypted) = index_of(*word);
                let data = packet.get_mut(RTCP_CLEAR..).ok_or(SrtpError::Malformed)?;
                if encrypted {
                    counter.apply(counter_iv(salt, ssrc, index), data);
                }
                Ok(packet.len())
            }
            Cipher::Gcm(gcm) => {
                let (rest, mki) = split_end(packet, self.mki.len())?;
                self.check_mki(mki)?;
                let (rest, &mut word) = rest.split_last_chunk_mut().ok_or(SrtpError::Malformed)?;
                let (index, encrypted) = index_of(word);
                let (packet, tag_place) =
                    rest.split_last_chunk_mut().ok_or(SrtpError::Malformed)?;
                let (length, tag) = (packet.len(), *tag_place);
                let (clear, data) = packet.split_first_chunk_mut().ok_or(SrtpError::Malformed)?;
                let opened = if encrypted {
                    gcm.open(ssrc, index, &clear_of(*clear, word), data, tag)
                } else {
                    // What is authenticated is one piece: the index follows the packet.
                    tag_place.iter_mut().zip(word).for_each(|(to, from)| *to = from);
                    let clear = rest.get(..length + word.len()).unwrap_or_default();
                    gcm.open(ssrc, index, clear, &mut [], tag)
                };
                if opened { Ok(length) } else { Err(SrtpError::Tampered) }
            }
        }
    }

    fn check_mki(&self, mki: &[u8]) -> Result<(), SrtpError> {
        if *mki == *self.mki { Ok(()) } else { Err(SrtpError::OtherKey) }
    }
}

/// Returns the rollover counter as it is authenticated (RFC 3711 4.2).
fn rollovers(index: u64) -> [u8; 4] {
    ((index >> 16) as u32).to_be_bytes()
}

/// Returns the index of a report, and whether it is encrypted.
fn index_of(word: [u8; 4]) -> (u64, bool) {
    let word = u32::from_be_bytes(word);
    (u64::from(word & !ENCRYPTED), word & ENCRYPTED != 0)
}

/// Returns what is authenticated of an encrypted report (RFC 7714 9.2).
fn clear_of(head: [u8; RTCP_CLEAR], word: [u8; 4]) -> [u8; RTCP_CLEAR + 4] {
    let mut clear = [0; RTCP_CLEAR + 4];
    clear.iter_mut().zip(head.into_iter().chain(word)).for_each(|(to, from)| *to = from);
    clear
}

/// Splits so many octets off the end.
fn split_end(packet: &mut [u8], octets: usize) -> Result<(&mut [u8], &mut [u8]), SrtpError> {
    let at = packet.len().checked_sub(octets).ok_or(SrtpError::Malformed)?;
    packet.split_at_mut_checked(at).ok_or(SrtpError::Malformed)
}
