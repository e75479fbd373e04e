//! Encoder and decoder, as the audio graph wants them.

use core::fmt;

use hookswitch_core::media::plan::EncoderOptions;
use hookswitch_core::media::program::{FrameDecoder, FrameEncoder, Heard};
use opus_pure::{Application, Bandwidth, OpusDecoder, OpusEncoder, RateControl, packet};

/// Samples a second that are coded: of a wide and of a full band.
const SAMPLE_RATES: [u32; 2] = [16_000, 48_000];

/// How much is computed for a better sound, of 10: what is above costs twice as much and is not
/// heard at the rates of a telephone.
const COMPLEXITY: i32 = 5;

/// The least with which the encoder finds out that nobody speaks.
const LISTENING_COMPLEXITY: i32 = 7;

/// Bits a second, where nothing is said, of a wide and of a full band.
const BIT_RATES: [u32; 2] = [24_000, 40_000];

/// Lowest and highest bit rate (RFC 7587 3.1.1).
const BIT_RATE_RANGE: core::ops::RangeInclusive<u32> = 6_000..=510_000;

/// Makes packets.
pub struct Encoder(Box<OpusEncoder>);

/// Reads packets.
pub struct Decoder {
    decoder: Box<OpusDecoder>,
    sample_rate: i32,
}

impl Encoder {
    /// Returns an encoder of 16,000 or 48,000 samples a second; it allocates what it keeps.
    pub fn new(sample_rate: u32, options: EncoderOptions) -> Option<Self> {
        let mut encoder = OpusEncoder::new(rate(sample_rate)?, 1, Application::Voip).ok()?;
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
        let is_full = self.0.sample_rate() > 16_000;
        let bit_rate =
            if options.bit_rate == 0 { BIT_RATES[usize::from(is_full)] } else { options.bit_rate };
        let (least, most) = (*BIT_RATE_RANGE.start(), *BIT_RATE_RANGE.end());
        self.0.bitrate_bps = bit_rate.clamp(least, most) as i32;
        self.0.max_bandwidth = bandwidth(options.played_khz, is_full);
        self.0.use_dtx = options.describes_silence;
        self.0.complexity =
            if options.describes_silence { LISTENING_COMPLEXITY } else { COMPLEXITY };
        self.0.use_inband_fec = options.repeats;
        self.0.packet_loss_perc = i32::from(options.loss_percent.min(100));
    }
}

impl Decoder {
    /// Returns a decoder of 16,000 or 48,000 samples a second; it allocates what it keeps.
    pub fn new(sample_rate: u32) -> Option<Self> {
        let sample_rate = rate(sample_rate)?;
        Some(Self { decoder: Box::new(OpusDecoder::new(sample_rate, 1).ok()?), sample_rate })
    }
}

impl FrameDecoder for Decoder {
    fn process(&mut self, heard: Heard<'_>, samples: &mut [i16]) -> usize {
        let length = samples.len();
        let decoded = match heard {
            Heard::Frame(octets) => match packet::samples(octets, self.sample_rate) {
                Ok(count) if count <= length => self.decoder.decode_s16(octets, count, samples),
                Ok(_) | Err(_) => return 0,
            },
            Heard::Lost => self.decoder.decode_s16(&[], length, samples),
            Heard::After(octets) => self.decoder.decode_fec_s16(octets, length, samples),
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
        f.debug_struct("Decoder").field("sample_rate", &self.sample_rate).finish_non_exhaustive()
    }
}

/// Returns a rate that is coded, as the codec takes it.
fn rate(sample_rate: u32) -> Option<i32> {
    SAMPLE_RATES.contains(&sample_rate).then_some(sample_rate as i32)
}

/// Returns the widest band that thousands of samples a second hold, 0 being all that are coded (RFC 6716 2:
/// of the full band 20 kHz, of others half their rate).
const fn bandwidth(khz: u8, is_full: bool) -> Bandwidth {
    match khz {
        1..12 => Bandwidth::Narrowband,
        12..16 => Bandwidth::Mediumband,
        24..40 if is_full => Bandwidth::Superwideband,
        0 | 40.. if is_full => Bandwidth::Fullband,
        0 | 16.. => Bandwidth::Wideband,
    }
}
