//! One RTP packet (RFC 3550 5.1, 5.3.1).

use super::{PayloadType, RtpTime, Seq, Ssrc};

/// Bytes of the fixed header.
pub const HEADER: usize = 12;

/// Version of RTP in the first two bits.
const VERSION: u8 = 2;

/// What is wrong with a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PacketError {
    /// Shorter than its header, contributing sources or extension say.
    Truncated,
    /// Not version 2.
    Version,
    /// Padding longer than the payload, or of length zero.
    Padding,
}

/// A packet as it was received; borrows its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packet<'a> {
    /// Fixed header.
    pub header: Header,
    /// Contributing sources, four bytes each, at most 15.
    pub csrc: &'a [u8],
    /// Profile number and data of the header extension.
    pub extension: Option<(u16, &'a [u8])>,
    /// Payload without padding.
    pub payload: &'a [u8],
}

/// The fields of the fixed header that vary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Marker: the first packet of a talkspurt, or of an event.
    pub marker: bool,
    /// What the payload is.
    pub payload_type: PayloadType,
    /// Sequence number.
    pub seq: Seq,
    /// When the first sample was taken.
    pub rtp_time: RtpTime,
    /// Who sends.
    pub ssrc: Ssrc,
}

impl<'a> Packet<'a> {
    /// Reads the packet that `bytes` holds.
    ///
    /// # Errors
    /// Says what is wrong if the bytes are not one complete RTP packet.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, PacketError> {
        let mut packet = Self::with_padding(bytes)?;
        if bytes.first().is_some_and(|flags| flags & 0x20 != 0) {
            packet.payload = without_padding(packet.payload)?;
        }
        Ok(packet)
    }

    /// Reads a packet whose padding is part of the payload.
    fn with_padding(bytes: &'a [u8]) -> Result<Self, PacketError> {
        let (fixed, rest) = bytes.split_first_chunk::<HEADER>().ok_or(PacketError::Truncated)?;
        let [flags, kind, s0, s1, t0, t1, t2, t3, c0, c1, c2, c3] = *fixed;
        if flags >> 6 != VERSION {
            return Err(PacketError::Version);
        }
        let sources = usize::from(flags & 0x0f) * 4;
        let (csrc, rest) = rest.split_at_checked(sources).ok_or(PacketError::Truncated)?;
        let (extension, payload) = if flags & 0x10 != 0 {
            let (extension, rest) = split_extension(rest)?;
            (Some(extension), rest)
        } else {
            (None, rest)
        };
        let header = Header {
            marker: kind & 0x80 != 0,
            payload_type: PayloadType(kind & 0x7f),
            seq: Seq(u16::from_be_bytes([s0, s1])),
            rtp_time: RtpTime(u32::from_be_bytes([t0, t1, t2, t3])),
            ssrc: Ssrc(u32::from_be_bytes([c0, c1, c2, c3])),
        };
        Ok(Self { header, csrc, extension, payload })
    }

    /// Writes the packet to the start of `buffer` and returns its length, or `None` if it does
    /// not fit or a field is out of range.
    ///
    /// Contributing sources and extension must be whole words.
    pub fn print(&self, buffer: &mut [u8]) -> Option<usize> {
        let sources = u8::try_from(self.csrc.len() / 4).ok().filter(|&count| count < 16)?;
        let extension = self.extension.map_or(0, |(_, data)| 4 + data.len());
        let whole = self.csrc.len().is_multiple_of(4) && extension.is_multiple_of(4);
        if !whole || self.header.payload_type.0 > 127 {
            return None;
        }
        let length = HEADER + self.csrc.len() + extension + self.payload.len();
        let packet = buffer.get_mut(..length)?;
        let (fixed, rest) = packet.split_first_chunk_mut::<HEADER>()?;
        *fixed = self.header.to_bytes();
        fixed[0] |= sources | if self.extension.is_some() { 0x10 } else { 0 };
        let (csrc, mut rest) = rest.split_at_mut_checked(self.csrc.len())?;
        csrc.copy_from_slice(self.csrc);
        if let Some((profile, data)) = self.extension {
            let words = u16::try_from(data.len() / 4).ok()?;
            let (head, tail) = rest.split_first_chunk_mut::<4>()?;
            let ([p0, p1], [w0, w1]) = (profile.to_be_bytes(), words.to_be_bytes());
            *head = [p0, p1, w0, w1];
            let (body, tail) = tail.split_at_mut_checked(data.len())?;
            body.copy_from_slice(data);
            rest = tail;
        }
        rest.copy_from_slice(self.payload);
        Some(length)
    }
}

impl Header {
    /// Returns the header of a packet without contributing sources, extension or padding.
    pub const fn to_bytes(self) -> [u8; HEADER] {
        let marker = if self.marker { 0x80 } else { 0 };
        let [s0, s1] = self.seq.0.to_be_bytes();
        let [t0, t1, t2, t3] = self.rtp_time.0.to_be_bytes();
        let [c0, c1, c2, c3] = self.ssrc.0.to_be_bytes();
        let kind = marker | (self.payload_type.0 & 0x7f);
        [VERSION << 6, kind, s0, s1, t0, t1, t2, t3, c0, c1, c2, c3]
    }
}

/// Returns the header of a packet whose payload cannot be read yet, and the octets before it.
pub(super) fn fixed_header(bytes: &[u8]) -> Result<(Header, usize), PacketError> {
    let packet = Packet::with_padding(bytes)?;
    Ok((packet.header, bytes.len() - packet.payload.len()))
}

/// Whether a datagram that came to an RTP port is RTCP (RFC 5761 4): its second byte is one of
/// the RTCP packet types, which RTP with a marker never uses.
pub fn is_rtcp(bytes: &[u8]) -> bool {
    matches!(bytes, [flags, 192..=223, ..] if flags >> 6 == VERSION)
}

type Extension<'a> = (u16, &'a [u8]);

fn split_extension(bytes: &[u8]) -> Result<(Extension<'_>, &[u8]), PacketError> {
    let (&[p0, p1, w0, w1], rest) = bytes.split_first_chunk::<4>().ok_or(PacketError::Truncated)?;
    let length = usize::from(u16::from_be_bytes([w0, w1])) * 4;
    let (data, rest) = rest.split_at_checked(length).ok_or(PacketError::Truncated)?;
    Ok(((u16::from_be_bytes([p0, p1]), data), rest))
}

fn without_padding(bytes: &[u8]) -> Result<&[u8], PacketError> {
    let count = bytes.last().copied().map(usize::from).ok_or(PacketError::Padding)?;
    let length = bytes.len().checked_sub(count).ok_or(PacketError::Padding)?;
    if count == 0 {
        return Err(PacketError::Padding);
    }
    bytes.get(..length).ok_or(PacketError::Padding)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: [u8; 12] = [0x80, 0x88, 0x12, 0x34, 0, 0, 0, 160, 0xde, 0xad, 0xbe, 0xef];

    fn with(flags: u8, tail: &[u8]) -> Vec<u8> {
        let mut bytes = HEAD.to_vec();
        bytes[0] = flags;
        bytes.extend_from_slice(tail);
        bytes
    }

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<&[u8], PacketError>) {
        assert_eq!(Packet::parse(bytes).map(|packet| packet.payload), expected);
    }

    #[test]
    fn header_fields_are_read() {
        let header = Header {
            marker: true,
            payload_type: PayloadType(8),
            seq: Seq(0x1234),
            rtp_time: RtpTime(160),
            ssrc: Ssrc(0xdead_beef),
        };
        assert_eq!(Packet::parse(&HEAD).map(|packet| packet.header), Ok(header));
        assert_eq!(header.to_bytes(), HEAD);
    }

    #[test]
    fn lengths_are_checked() {
        check(&HEAD, Ok(&[]));
        check(&HEAD[..11], Err(PacketError::Truncated));
        check(&[], Err(PacketError::Truncated));
        check(&with(0x40, &[1]), Err(PacketError::Version));
        check(&with(0x81, &[1, 2, 3]), Err(PacketError::Truncated));
        check(&with(0x81, &[1, 2, 3, 4, 5]), Ok(&[5]));
        check(&with(0x90, &[0xbe, 0xde, 0, 1, 1, 2, 3, 4, 5]), Ok(&[5]));
        check(&with(0x90, &[0xbe, 0xde, 0, 1, 1, 2, 3]), Err(PacketError::Truncated));
        check(&with(0x90, &[0xbe, 0xde, 0]), Err(PacketError::Truncated));
        check(&with(0xa0, &[7, 0, 0, 3]), Ok(&[7]));
        check(&with(0xa0, &[0, 0, 3]), Ok(&[]));
        check(&with(0xa0, &[7, 4]), Err(PacketError::Padding));
        check(&with(0xa0, &[7, 0]), Err(PacketError::Padding));
        check(&with(0xa0, &[]), Err(PacketError::Padding));
    }

    #[test]
    fn what_is_printed_is_read_back() {
        let header = Packet::parse(&HEAD).unwrap().header;
        for csrc in [&[][..], &[1, 2, 3, 4], &[9; 60]] {
            for extension in [None, Some((0xbede, &[][..])), Some((1, &[1, 2, 3, 4][..]))] {
                let packet = Packet { header, csrc, extension, payload: &[5; 160] };
                let mut buffer = [0; 300];
                let length = packet.print(&mut buffer).unwrap();
                assert_eq!(Packet::parse(&buffer[..length]), Ok(packet));
                assert_eq!(packet.print(&mut buffer[..length - 1]), None);
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused() {
        let mut rng = crate::rng::Rng::new([3; 32]);
        for _ in 0..20_000 {
            let mut bytes = vec![0; rng.below(40) as usize];
            rng.fill(&mut bytes);
            if let Some(first) = bytes.first_mut() {
                *first = *first & 0x3f | 0x80;
            }
            let _ = Packet::parse(&bytes);
        }
    }

    #[test]
    fn rtcp_is_told_from_rtp() {
        assert!(is_rtcp(&[0x80, 200, 0, 6]));
        assert!(!is_rtcp(&HEAD));
    }
}
