//! What this end wants of a stream beside what offer and answer agree on.

use crate::media::plan::{CodecKind, EncoderOptions};
use crate::sdp::Format;

/// Bits a second that Opus takes for a band of so many thousands of samples a second, and while the network
/// is in trouble: with them the band is still kept (RFC 7587 3.1.1 has 8 to 12 kbit/s for the narrow, 16 to 20
/// for the wide and 28 to 40 for the full band; repeats are within them).
const fn opus_bit_rates(khz: u8) -> (u32, u32) {
    match khz {
        ..16 => (16_000, 12_000),
        16..24 => (24_000, 16_000),
        24..40 => (32_000, 24_000),
        40.. => (40_000, 28_000),
    }
}

/// Milliseconds of sound in a packet of Opus while the network is in trouble.
const OPUS_TROUBLE_PTIME_MS: u16 = 40;

/// Share of lost packets from which the network is in trouble, in percent.
const TROUBLE_PERCENT: u8 = 10;

/// What this end wants of a stream beside what was agreed.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalOptions {
    /// Least delay of the jitter buffer, in milliseconds.
    pub jitter_min_ms: u16,
    /// The same for Opus.
    pub opus_jitter_min_ms: u16,
    /// Whether silence may be described instead of sent.
    pub describes_silence: bool,
    /// Whether Opus takes less bandwidth while the network is in trouble.
    pub follows_network: bool,
    /// Share of packets that the peer lost lately, in percent.
    pub loss_percent: u8,
    /// Whether digits are sent as sound though the peer takes events.
    pub digits_as_sound: bool,
    /// Power written into events, in dBm0 below 0.
    pub event_volume: u8,
    /// Whether events that arrive are heard.
    pub plays_events: bool,
    /// How fast the jitter buffer follows the network, 0 to 13.
    pub jitter_factor: u8,
    /// Whether several sources are heard at once.
    pub mixes_sources: bool,
}

impl LocalOptions {
    /// Returns the milliseconds of sound in each packet sent: while the network is in trouble, packets
    /// of Opus are longer, as far as the peer takes them, for each costs 40 octets beside the sound.
    /// `agreed` and the most that it takes are milliseconds, too.
    pub(super) fn ptime_ms(&self, (agreed, most): (u16, u16), kind: CodecKind) -> u16 {
        let is_longer = kind.is_opus() && self.is_in_trouble();
        if is_longer { agreed.max(OPUS_TROUBLE_PTIME_MS.min(most)) } else { agreed }
    }

    const fn is_in_trouble(&self) -> bool {
        self.follows_network && self.loss_percent >= TROUBLE_PERCENT
    }

    /// Returns what an encoder is told for a format as the peer described it.
    pub(super) fn options(&self, format: &Format, kind: CodecKind) -> EncoderOptions {
        match kind {
            CodecKind::G729B => EncoderOptions { describes_silence: true, ..Default::default() },
            CodecKind::Opus | CodecKind::OpusFull => {
                let played_khz = kind.sample_rate().min(format.max_playback_rate()) / 1_000;
                let played_khz = played_khz as u8;
                let (usual, least) = opus_bit_rates(played_khz);
                let wanted = if self.is_in_trouble() { least } else { usual };
                let most = format.parameter("maxaveragebitrate").and_then(|text| text.parse().ok());
                EncoderOptions {
                    // RFC 7587 6.1: from 6000.
                    bit_rate: most.map_or(wanted, |most: u32| wanted.min(most.max(6_000))),
                    describes_silence: self.describes_silence,
                    repeats: format.parameter("useinbandfec") == Some("1"),
                    // In steps, so that not each report makes another plan.
                    loss_percent: self.loss_percent.div_ceil(5).min(5) * 5,
                    played_khz,
                }
            }
            CodecKind::Pcmu
            | CodecKind::Pcma
            | CodecKind::G722
            | CodecKind::G726
            | CodecKind::G729
            | CodecKind::Noise => EncoderOptions::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opus_follows_the_peer_and_the_network() {
        let format = |parameters: &str| Format {
            parameters: Some(parameters.to_owned().into()),
            ..Format::opus(111, 16_000, false)
        };
        let options = |local: LocalOptions, parameters: &str| {
            let options = local.options(&format(parameters), CodecKind::Opus);
            (options.bit_rate, options.repeats, options.loss_percent)
        };
        let quiet = LocalOptions::default();
        assert_eq!(options(quiet, ""), (24_000, false, 0));
        assert_eq!(options(quiet, "useinbandfec=1; maxaveragebitrate=20000"), (20_000, true, 0));
        assert_eq!(options(quiet, "maxaveragebitrate=510000"), (24_000, false, 0));
        assert_eq!(options(quiet, "maxaveragebitrate=1"), (6_000, false, 0));
        let lossy = LocalOptions { loss_percent: 11, ..quiet };
        assert_eq!(options(lossy, "useinbandfec=1"), (24_000, true, 15));
        let lossy = LocalOptions { follows_network: true, loss_percent: 90, ..quiet };
        assert_eq!(options(lossy, "useinbandfec=1"), (16_000, true, 25));
        // A band that is not played is not sent.
        let band = |local: LocalOptions, rate: &str, kind| {
            let options = local.options(&format(&format!("maxplaybackrate={rate}")), kind);
            (options.played_khz, options.bit_rate)
        };
        for (rate, kind, khz, usual, least) in [
            ("48000", CodecKind::OpusFull, 48, 40_000, 28_000),
            ("44100", CodecKind::OpusFull, 44, 40_000, 28_000),
            ("24000", CodecKind::OpusFull, 24, 32_000, 24_000),
            ("48000", CodecKind::Opus, 16, 24_000, 16_000),
            ("?", CodecKind::Opus, 16, 24_000, 16_000),
            ("12000", CodecKind::Opus, 12, 16_000, 12_000),
            ("8000", CodecKind::Opus, 8, 16_000, 12_000),
            ("0", CodecKind::Opus, 8, 16_000, 12_000),
        ] {
            assert_eq!(band(quiet, rate, kind), (khz, usual), "{rate}");
            assert_eq!(band(lossy, rate, kind), (khz, least), "{rate}, in trouble");
        }
        // Packets are longer then, as far as the peer takes them.
        for (local, agreed, expected) in [
            (quiet, (20, 120), 20),
            (lossy, (20, 120), 40),
            (lossy, (20, 20), 20),
            (lossy, (60, 120), 60),
        ] {
            for kind in [CodecKind::Opus, CodecKind::OpusFull] {
                assert_eq!(local.ptime_ms(agreed, kind), expected, "{agreed:?}");
            }
            assert_eq!(local.ptime_ms(agreed, CodecKind::G722), agreed.0);
        }
    }
}
