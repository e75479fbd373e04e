//! What this end wants of a stream beside what offer and answer agree on.

use crate::media::plan::{CodecKind, EncoderOptions};
use crate::sdp::Format;

/// Bits a second that Opus takes for a wide band, unless the network is in trouble.
const OPUS_BIT_RATE: u32 = 24_000;

/// The same while the network is: with it, a wide band is still kept.
const OPUS_LEAST_BIT_RATE: u32 = 16_000;

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
        let is_longer = kind == CodecKind::Opus && self.is_in_trouble();
        if is_longer { agreed.max(OPUS_TROUBLE_PTIME_MS.min(most)) } else { agreed }
    }

    const fn is_in_trouble(&self) -> bool {
        self.follows_network && self.loss_percent >= TROUBLE_PERCENT
    }

    /// Returns what an encoder is told for a format as the peer described it.
    pub(super) fn options(&self, format: &Format, kind: CodecKind) -> EncoderOptions {
        match kind {
            CodecKind::G729B => EncoderOptions { describes_silence: true, ..Default::default() },
            CodecKind::Opus => {
                let wanted = if self.is_in_trouble() { OPUS_LEAST_BIT_RATE } else { OPUS_BIT_RATE };
                let most = format.parameter("maxaveragebitrate").and_then(|text| text.parse().ok());
                EncoderOptions {
                    // RFC 7587 6.1: from 6000.
                    bit_rate: most.map_or(wanted, |most: u32| wanted.min(most.max(6_000))),
                    describes_silence: self.describes_silence,
                    repeats: format.parameter("useinbandfec") == Some("1"),
                    // In steps, so that not each report makes another plan.
                    loss_percent: self.loss_percent.div_ceil(5).min(5) * 5,
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
            ..Format::opus(111, false)
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
        // Packets are longer then, as far as the peer takes them.
        for (local, agreed, expected) in [
            (quiet, (20, 120), 20),
            (lossy, (20, 120), 40),
            (lossy, (20, 20), 20),
            (lossy, (60, 120), 60),
        ] {
            assert_eq!(local.ptime_ms(agreed, CodecKind::Opus), expected, "{agreed:?}");
            assert_eq!(local.ptime_ms(agreed, CodecKind::G722), agreed.0);
        }
    }
}
