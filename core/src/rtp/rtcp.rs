//! Compound RTCP packets (RFC 3550 6): reports, descriptions, goodbyes.

use super::Ssrc;
use super::xr::{self, VoipMetrics};

/// Longest compound packet that is read, in bytes.
const MAX_COMPOUND: usize = 1_500;

/// Packet types (RFC 3550 12.1).
const SENDER_REPORT: u8 = 200;
const RECEIVER_REPORT: u8 = 201;
const SOURCE_DESCRIPTION: u8 = 202;
const GOODBYE: u8 = 203;
const EXTENDED_REPORT: u8 = 207;

/// Description item that names a sender for good (RFC 3550 6.5.1).
pub const CNAME: u8 = 1;

/// What is wrong with a compound packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RtcpError {
    /// Longer than any network carries.
    TooLong,
    /// A packet or its content ends before it should.
    Truncated,
    /// Not version 2.
    Version,
    /// Padding that is not at the very end, or is of no sensible length (RFC 3550 A.2).
    Padding,
    /// Empty, or it begins with something that is not RTCP.
    NotRtcp,
}

/// One packet of a compound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rtcp {
    /// From somebody who sends (RFC 3550 6.4.1).
    SenderReport {
        /// Who reports.
        ssrc: Ssrc,
        /// What was sent.
        sent: SenderInfo,
        /// What was received.
        blocks: Vec<ReportBlock>,
    },
    /// From somebody who only receives (RFC 3550 6.4.2).
    ReceiverReport {
        /// Who reports.
        ssrc: Ssrc,
        /// What was received.
        blocks: Vec<ReportBlock>,
    },
    /// Who somebody is (RFC 3550 6.5).
    SourceDescription(Vec<Description>),
    /// Sources that leave, and why (RFC 3550 6.6).
    Goodbye(Vec<Ssrc>, Option<Vec<u8>>),
    /// More of what was received (RFC 3611).
    ExtendedReport {
        /// Who reports.
        ssrc: Ssrc,
        /// Measures of voice; blocks of other types are passed over.
        metrics: Vec<VoipMetrics>,
    },
    /// A packet of another type, which is ignored.
    Other(u8),
}

/// Who one source is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The source.
    pub ssrc: Ssrc,
    /// What it tells, as type and text.
    pub items: Vec<(u8, Vec<u8>)>,
}

/// What a sender tells of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SenderInfo {
    /// Wall time as seconds since 1900 and their 2^32ths.
    pub ntp: u64,
    /// The same moment as RTP timestamp.
    pub rtp_time: u32,
    /// Packets sent.
    pub packets: u32,
    /// Bytes of payload sent.
    pub octets: u32,
}

/// What a receiver tells of one sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportBlock {
    /// The sender.
    pub ssrc: Ssrc,
    /// Share lost lately, in 256ths.
    pub fraction_lost: u8,
    /// Packets lost since the start, 24 bits.
    pub lost: i32,
    /// Extended highest sequence number received.
    pub highest: u32,
    /// Interarrival jitter, in ticks.
    pub jitter: u32,
    /// Middle of the NTP time of the last sender report.
    pub last_report: u32,
    /// How long ago that was, in 65536ths of a second.
    pub since_report: u32,
}

/// Reads a compound packet.
///
/// # Errors
/// Says what is wrong if the bytes are not whole RTCP packets one after the other.
pub fn parse(mut bytes: &[u8]) -> Result<Vec<Rtcp>, RtcpError> {
    if bytes.len() > MAX_COMPOUND {
        return Err(RtcpError::TooLong);
    }
    if bytes.is_empty() {
        return Err(RtcpError::NotRtcp);
    }
    let mut packets = Vec::new();
    while !bytes.is_empty() {
        let (&[flags, kind, l0, l1], rest) =
            bytes.split_first_chunk::<4>().ok_or(RtcpError::Truncated)?;
        if flags >> 6 != 2 {
            return Err(RtcpError::Version);
        }
        if packets.is_empty() && !(192..=223).contains(&kind) {
            return Err(RtcpError::NotRtcp);
        }
        let length = usize::from(u16::from_be_bytes([l0, l1])) * 4;
        let (mut body, rest) = rest.split_at_checked(length).ok_or(RtcpError::Truncated)?;
        if flags & 0x20 != 0 {
            let padding = body.last().copied().map_or(0, usize::from);
            let end = body.len().checked_sub(padding).filter(|_| padding > 0 && rest.is_empty());
            body = end.and_then(|end| body.get(..end)).ok_or(RtcpError::Padding)?;
        }
        packets.push(packet(kind, usize::from(flags & 0x1f), body).ok_or(RtcpError::Truncated)?);
        bytes = rest;
    }
    Ok(packets)
}

/// Returns the compound packet that holds `packets`; [`Rtcp::Other`] is left out, and so is what
/// does not fit into the fields of a packet.
pub fn print(packets: &[Rtcp]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for packet in packets {
        let start = bytes.len();
        let (kind, count) = match packet {
            Rtcp::SenderReport { ssrc, sent, blocks } => {
                head(&mut bytes, *ssrc);
                bytes.extend(sent.ntp.to_be_bytes());
                for word in [sent.rtp_time, sent.packets, sent.octets] {
                    bytes.extend(word.to_be_bytes());
                }
                (SENDER_REPORT, print_blocks(&mut bytes, blocks))
            }
            Rtcp::ReceiverReport { ssrc, blocks } => {
                head(&mut bytes, *ssrc);
                (RECEIVER_REPORT, print_blocks(&mut bytes, blocks))
            }
            Rtcp::SourceDescription(chunks) => {
                bytes.extend([0; 4]);
                for Description { ssrc, items } in chunks.iter().take(31) {
                    print_chunk(&mut bytes, *ssrc, items, start);
                }
                (SOURCE_DESCRIPTION, chunks.len().min(31))
            }
            Rtcp::Goodbye(sources, reason) => {
                bytes.extend([0; 4]);
                for ssrc in sources.iter().take(31) {
                    bytes.extend(ssrc.0.to_be_bytes());
                }
                if let Some(reason) = reason {
                    print_text(&mut bytes, reason);
                    pad(&mut bytes, start);
                }
                (GOODBYE, sources.len().min(31))
            }
            Rtcp::ExtendedReport { ssrc, metrics } => {
                head(&mut bytes, *ssrc);
                metrics.iter().for_each(|metrics| xr::print(&mut bytes, metrics));
                (EXTENDED_REPORT, 0)
            }
            Rtcp::Other(_) => continue,
        };
        let words = u16::try_from((bytes.len() - start) / 4 - 1).unwrap_or(u16::MAX);
        let [w0, w1] = words.to_be_bytes();
        if let Some(first) = bytes.get_mut(start..start + 4) {
            first.copy_from_slice(&[0x80 | count as u8, kind, w0, w1]);
        }
    }
    bytes
}

fn packet(kind: u8, count: usize, body: &[u8]) -> Option<Rtcp> {
    let mut reader = Reader(body);
    Some(match kind {
        SENDER_REPORT => {
            let ssrc = Ssrc(reader.u32()?);
            let ntp = u64::from(reader.u32()?) << 32 | u64::from(reader.u32()?);
            let (rtp_time, packets, octets) = (reader.u32()?, reader.u32()?, reader.u32()?);
            let sent = SenderInfo { ntp, rtp_time, packets, octets };
            Rtcp::SenderReport { ssrc, sent, blocks: reader.blocks(count)? }
        }
        RECEIVER_REPORT => {
            Rtcp::ReceiverReport { ssrc: Ssrc(reader.u32()?), blocks: reader.blocks(count)? }
        }
        SOURCE_DESCRIPTION => {
            Rtcp::SourceDescription((0..count).map(|_| reader.chunk()).collect::<Option<_>>()?)
        }
        GOODBYE => {
            let sources = (0..count).map(|_| reader.u32().map(Ssrc)).collect::<Option<Vec<_>>>()?;
            let reason = if reader.0.is_empty() { None } else { Some(reader.text()?) };
            Rtcp::Goodbye(sources, reason)
        }
        EXTENDED_REPORT => {
            let ssrc = Ssrc(reader.u32()?);
            let metrics = xr::parse(reader)?;
            Rtcp::ExtendedReport { ssrc, metrics }
        }
        other => Rtcp::Other(other),
    })
}

/// Bytes that are read from their start.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn u8(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u32::from_be_bytes(*bytes))
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u16::from_be_bytes(*bytes))
    }

    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<Vec<u8>> {
        let length = usize::from(self.u8()?);
        self.take(length).map(<[u8]>::to_vec)
    }

    fn blocks(&mut self, count: usize) -> Option<Vec<ReportBlock>> {
        (0..count).map(|_| self.block()).collect()
    }

    fn block(&mut self) -> Option<ReportBlock> {
        let (ssrc, loss) = (Ssrc(self.u32()?), self.u32()?);
        Some(ReportBlock {
            ssrc,
            fraction_lost: (loss >> 24) as u8,
            // Shifted up and down again to extend the sign of 24 bits.
            lost: (loss << 8) as i32 >> 8,
            highest: self.u32()?,
            jitter: self.u32()?,
            last_report: self.u32()?,
            since_report: self.u32()?,
        })
    }

    fn chunk(&mut self) -> Option<Description> {
        let ssrc = Ssrc(self.u32()?);
        let before = self.0.len();
        let mut items = Vec::new();
        loop {
            match self.u8()? {
                0 => break,
                kind => items.push((kind, self.text()?)),
            }
        }
        // Null bytes fill the last word.
        let used = before - self.0.len();
        self.0 = self.0.get(used.next_multiple_of(4) - used..)?;
        Some(Description { ssrc, items })
    }
}

fn head(bytes: &mut Vec<u8>, ssrc: Ssrc) {
    bytes.extend([0; 4]);
    bytes.extend(ssrc.0.to_be_bytes());
}

fn print_blocks(bytes: &mut Vec<u8>, blocks: &[ReportBlock]) -> usize {
    for block in blocks.iter().take(31) {
        let lost = block.lost.clamp(-0x80_0000, 0x7f_ffff) as u32 & 0xff_ffff;
        let loss = u32::from(block.fraction_lost) << 24 | lost;
        let words = [
            block.ssrc.0,
            loss,
            block.highest,
            block.jitter,
            block.last_report,
            block.since_report,
        ];
        for word in words {
            bytes.extend(word.to_be_bytes());
        }
    }
    blocks.len().min(31)
}

fn print_chunk(bytes: &mut Vec<u8>, ssrc: Ssrc, items: &[(u8, Vec<u8>)], start: usize) {
    bytes.extend(ssrc.0.to_be_bytes());
    for (kind, text) in items {
        bytes.push(*kind);
        print_text(bytes, text);
    }
    bytes.push(0);
    pad(bytes, start);
}

fn print_text(bytes: &mut Vec<u8>, text: &[u8]) {
    let text = text.get(..text.len().min(255)).unwrap_or(&[]);
    bytes.push(text.len() as u8);
    bytes.extend_from_slice(text);
}

fn pad(bytes: &mut Vec<u8>, start: usize) {
    bytes.resize(start + (bytes.len() - start).next_multiple_of(4), 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block() -> ReportBlock {
        ReportBlock {
            ssrc: Ssrc(5),
            fraction_lost: 64,
            lost: -3,
            highest: 70_000,
            jitter: 12,
            last_report: 0x1234_5678,
            since_report: 65_536,
        }
    }

    fn compound() -> Vec<Rtcp> {
        let sent = SenderInfo { ntp: 1 << 40, rtp_time: 7, packets: 8, octets: 1_280 };
        vec![
            Rtcp::SenderReport { ssrc: Ssrc(1), sent, blocks: vec![block(), block()] },
            Rtcp::ReceiverReport { ssrc: Ssrc(1), blocks: vec![] },
            Rtcp::SourceDescription(vec![
                Description { ssrc: Ssrc(1), items: vec![(CNAME, b"a@b".to_vec()), (2, vec![])] },
                Description { ssrc: Ssrc(2), items: vec![] },
            ]),
            Rtcp::Goodbye(vec![Ssrc(1), Ssrc(2)], Some(b"bye".to_vec())),
            Rtcp::Goodbye(vec![Ssrc(1)], None),
        ]
    }

    #[test]
    fn what_is_printed_is_read_back() {
        let bytes = print(&compound());
        assert_eq!(bytes.len() % 4, 0);
        assert_eq!(parse(&bytes), Ok(compound()));
    }

    #[test]
    fn receiver_report_has_its_bytes() {
        let bytes = print(&[Rtcp::ReceiverReport { ssrc: Ssrc(1), blocks: vec![block()] }]);
        let expected = [
            0x81, 201, 0, 7, 0, 0, 0, 1, 0, 0, 0, 5, 64, 0xff, 0xff, 0xfd, 0, 1, 0x11, 0x70, 0, 0,
            0, 12, 0x12, 0x34, 0x56, 0x78, 0, 1, 0, 0,
        ];
        assert_eq!(bytes, expected);
    }

    #[test]
    fn lengths_and_padding_are_checked() {
        let check = |bytes: &[u8], expected| assert_eq!(parse(bytes).err(), Some(expected));
        check(&[], RtcpError::NotRtcp);
        check(&[0x80, 8, 0, 0], RtcpError::NotRtcp);
        check(&[0x40, 201, 0, 0], RtcpError::Version);
        check(&[0x80, 201, 0], RtcpError::Truncated);
        check(&[0x80, 201, 0, 1], RtcpError::Truncated);
        check(&[0x80, 201, 0, 0], RtcpError::Truncated);
        check(&[0x81, 201, 0, 1, 0, 0, 0, 1], RtcpError::Truncated);
        check(&[0x81, 202, 0, 2, 0, 0, 0, 1, 1, 200, 0, 0], RtcpError::Truncated);
        check(&[0xa0, 201, 0, 1, 0, 0, 0, 9], RtcpError::Padding);
        check(&[0; MAX_COMPOUND + 1], RtcpError::TooLong);
        let padded = [0xa0, 201, 0, 2, 0, 0, 0, 1, 0, 0, 0, 4];
        assert!(parse(&padded).is_ok());
        check(&[padded, padded].concat(), RtcpError::Padding);
    }

    #[test]
    fn any_bytes_are_read_or_refused() {
        let mut rng = crate::rng::Rng::new([9; 32]);
        let whole = print(&compound());
        for _ in 0..20_000 {
            let mut bytes = whole.clone();
            for _ in 0..=rng.below(4) {
                let at = rng.below(bytes.len() as u32) as usize;
                bytes[at] = rng.u32() as u8;
            }
            bytes.truncate(rng.below(bytes.len() as u32 + 1) as usize);
            let _ = parse(&bytes);
        }
    }
}
