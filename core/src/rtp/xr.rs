//! Extended reports (RFC 3611): the block with measures of voice.

use super::Ssrc;
use super::rtcp::Reader;

/// Type of the block with measures of voice (RFC 3611 4.7), and its length after its first word, in
/// words.
const VOIP_METRICS: u8 = 7;
const VOIP_METRICS_WORDS: u16 = 8;

/// Measures of one stream of voice, as on the wire (RFC 3611 4.7): shares in 256ths, times in
/// milliseconds, 127 where something is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VoipMetrics {
    /// Whose stream.
    pub ssrc: Ssrc,
    /// Share lost.
    pub loss_rate: u8,
    /// Share that came too late.
    pub discard_rate: u8,
    /// Share lost or late within bursts.
    pub burst_density: u8,
    /// Share lost or late between them.
    pub gap_density: u8,
    /// Mean length of bursts.
    pub burst_duration: u16,
    /// Mean length of what is between them.
    pub gap_duration: u16,
    /// Round trip of the network.
    pub round_trip: u16,
    /// Delay of the reporting end.
    pub end_system: u16,
    /// Level of voice, in dBm0.
    pub signal_level: i8,
    /// Level of noise, in dBm0.
    pub noise_level: i8,
    /// Residual echo return loss, in dB.
    pub echo: u8,
    /// Packets that end a burst.
    pub gmin: u8,
    /// Rating of the conversation, 0 to 100.
    pub r_factor: u8,
    /// The same of another network.
    pub external_r_factor: u8,
    /// Mean opinion score of listening, in tenths.
    pub mos_lq: u8,
    /// Mean opinion score of the conversation, in tenths.
    pub mos_cq: u8,
    /// How the receiver conceals losses and bridges jitter (RFC 3611 4.7.6).
    pub receiver: u8,
    /// Delay of the jitter buffer.
    pub jitter_nominal: u16,
    /// The most it was.
    pub jitter_maximum: u16,
    /// The most it can be.
    pub jitter_limit: u16,
}

/// Reads the blocks of an extended report behind its SSRC; `None` if one ends before it should.
pub(super) fn parse(mut reader: Reader<'_>) -> Option<Vec<VoipMetrics>> {
    let mut all = Vec::new();
    while !reader.0.is_empty() {
        let head = reader.u32()?;
        let words = head as u16;
        let block = reader.take(usize::from(words) * 4)?;
        if (head >> 24) as u8 == VOIP_METRICS && words == VOIP_METRICS_WORDS {
            all.push(metrics(&mut Reader(block))?);
        }
    }
    Some(all)
}

fn metrics(reader: &mut Reader<'_>) -> Option<VoipMetrics> {
    Some(VoipMetrics {
        ssrc: Ssrc(reader.u32()?),
        loss_rate: reader.u8()?,
        discard_rate: reader.u8()?,
        burst_density: reader.u8()?,
        gap_density: reader.u8()?,
        burst_duration: reader.u16()?,
        gap_duration: reader.u16()?,
        round_trip: reader.u16()?,
        end_system: reader.u16()?,
        signal_level: reader.u8()? as i8,
        noise_level: reader.u8()? as i8,
        echo: reader.u8()?,
        gmin: reader.u8()?,
        r_factor: reader.u8()?,
        external_r_factor: reader.u8()?,
        mos_lq: reader.u8()?,
        mos_cq: reader.u8()?,
        receiver: reader.u8()?,
        // A byte that is reserved.
        jitter_nominal: reader.u8().and_then(|_| reader.u16())?,
        jitter_maximum: reader.u16()?,
        jitter_limit: reader.u16()?,
    })
}

/// Adds a block to an extended report.
pub(super) fn print(bytes: &mut Vec<u8>, metrics: &VoipMetrics) {
    let VoipMetrics { ssrc, .. } = *metrics;
    bytes.extend([VOIP_METRICS, 0]);
    bytes.extend(VOIP_METRICS_WORDS.to_be_bytes());
    bytes.extend(ssrc.0.to_be_bytes());
    let densities =
        [metrics.loss_rate, metrics.discard_rate, metrics.burst_density, metrics.gap_density];
    bytes.extend(densities);
    let times =
        [metrics.burst_duration, metrics.gap_duration, metrics.round_trip, metrics.end_system];
    times.iter().for_each(|time| bytes.extend(time.to_be_bytes()));
    bytes.extend([metrics.signal_level as u8, metrics.noise_level as u8, metrics.echo]);
    bytes.extend([metrics.gmin, metrics.r_factor, metrics.external_r_factor]);
    bytes.extend([metrics.mos_lq, metrics.mos_cq, metrics.receiver, 0]);
    let delays = [metrics.jitter_nominal, metrics.jitter_maximum, metrics.jitter_limit];
    delays.iter().for_each(|delay| bytes.extend(delay.to_be_bytes()));
}

#[cfg(test)]
mod tests {
    use super::super::rtcp::{self, Rtcp};
    use super::*;

    const METRICS: VoipMetrics = VoipMetrics {
        ssrc: Ssrc(0x0102_0304),
        loss_rate: 5,
        discard_rate: 6,
        burst_density: 7,
        gap_density: 8,
        burst_duration: 0x0910,
        gap_duration: 0x1112,
        round_trip: 0x1314,
        end_system: 0x1516,
        signal_level: -17,
        noise_level: 127,
        echo: 127,
        gmin: 16,
        r_factor: 93,
        external_r_factor: 127,
        mos_lq: 44,
        mos_cq: 43,
        receiver: 0xb0,
        jitter_nominal: 40,
        jitter_maximum: 80,
        jitter_limit: 300,
    };

    #[test]
    fn a_block_is_as_the_rfc_draws_it() {
        let report = Rtcp::ExtendedReport { ssrc: Ssrc(0xaabb_ccdd), metrics: vec![METRICS] };
        let bytes = rtcp::print(core::slice::from_ref(&report));
        #[rustfmt::skip]
        let drawn = [
            0x80, 207, 0, 10, 0xaa, 0xbb, 0xcc, 0xdd,
            7, 0, 0, 8, 1, 2, 3, 4,
            5, 6, 7, 8, 0x09, 0x10, 0x11, 0x12,
            0x13, 0x14, 0x15, 0x16, 0xef, 127, 127, 16,
            93, 127, 44, 43, 0xb0, 0, 0, 40,
            0, 80, 1, 0x2c,
        ];
        assert_eq!(bytes, drawn);
        assert_eq!(rtcp::parse(&bytes), Ok(vec![report]));
    }

    #[test]
    fn other_blocks_are_passed_over_and_broken_ones_told() {
        let report = Rtcp::ExtendedReport { ssrc: Ssrc(1), metrics: vec![METRICS] };
        let mut bytes = rtcp::print(core::slice::from_ref(&report));
        // A receiver reference time report (RFC 3611 4.4) before it.
        let other = [4, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0];
        bytes.splice(8..8, other);
        bytes[3] += 3;
        assert_eq!(rtcp::parse(&bytes), Ok(vec![report]));
        bytes[11] = 200;
        assert_eq!(rtcp::parse(&bytes), Err(rtcp::RtcpError::Truncated));
    }
}
