//! Encoder and decoder, as the audio graph wants them.

use core::fmt;

use hookswitch_core::media::plan::EncoderOptions;
use hookswitch_core::media::program::{FrameDecoder, FrameEncoder, Heard};
use opus_pure::{Application, Bandwidth, OpusDecoder, OpusEncoder, RateControl, packet};

/// Samples a second, both ways.
const SAMPLE_RATE: i32 = 16_000;

/// How much is computed for a better sound, of 10: what is above costs twice as much and is not
/// heard at the rates of a telephone.
const COMPLEXITY: i32 = 5;

/// The least with which the encoder finds out that nobody speaks.
const LISTENING_COMPLEXITY: i32 = 7;

/// Bits a second, where nothing is said.
const BIT_RATE: u32 = 24_000;

/// Lowest and highest bit rate (RFC 7587 3.1.1).
const BIT_RATES: core::ops::RangeInclusive<u32> = 6_000..=510_000;

/// Makes packets.
pub struct Encoder(Box<OpusEncoder>);

/// Reads packets.
pub struct Decoder(Box<OpusDecoder>);

impl Encoder {
    /// Returns an encoder; it allocates what it keeps.
    pub fn new(options: EncoderOptions) -> Option<Self> {
        let mut encoder = OpusEncoder::new(SAMPLE_RATE, 1, Application::Voip).ok()?;
        encoder.max_bandwidth = Bandwidth::Wideband;
        encoder.rate_control = RateControl::ConstrainedVbr;
        let mut encoder = Self(Box::new(encoder));
        encoder.adjust(options);
        Some(encoder)
    }
}

impl FrameEncoder for Encoder {
    fn process(&mut self, samples: &[i16], octets: &mut [u8]) -> usize {
        self.0.encode_s16(samples, samples.len(), octets).unwrap_or(0)
    }

    fn adjust(&mut self, options: EncoderOptions) {
        let bit_rate = if options.bit_rate == 0 { BIT_RATE } else { options.bit_rate };
        self.0.bitrate_bps = bit_rate.clamp(*BIT_RATES.start(), *BIT_RATES.end()) as i32;
        self.0.use_dtx = options.describes_silence;
        self.0.complexity =
            if options.describes_silence { LISTENING_COMPLEXITY } else { COMPLEXITY };
        self.0.use_inband_fec = options.repeats;
        self.0.packet_loss_perc = i32::from(options.loss_percent.min(100));
    }
}

impl Decoder {
    /// Returns a decoder; it allocates what it keeps.
    pub fn new() -> Option<Self> {
        Some(Self(Box::new(OpusDecoder::new(SAMPLE_RATE, 1).ok()?)))
    }
}

impl FrameDecoder for Decoder {
    fn process(&mut self, heard: Heard<'_>, samples: &mut [i16]) -> usize {
        let length = samples.len();
        let decoded = match heard {
            Heard::Frame(octets) => match packet::samples(octets, SAMPLE_RATE) {
                Ok(count) if count <= length => self.0.decode_s16(octets, count, samples),
                Ok(_) | Err(_) => return 0,
            },
            Heard::Lost => self.0.decode_s16(&[], length, samples),
            Heard::After(octets) => self.0.decode_fec_s16(octets, length, samples),
        };
        decoded.unwrap_or(0).min(length)
    }
}

impl fmt::Debug for Encoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder").field("bit_rate", &self.0.bitrate_bps).finish_non_exhaustive()
    }
}

impl fmt::Debug for Decoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoder").finish_non_exhaustive()
    }
}
