//! The codecs of a stream, each way behind one type.

use super::plan::{Codec, CodecKind, EncoderOptions};
use super::program::{FrameEncoder, Programs};
use super::receiver::MAX_BLOCK;
use super::speech::Speech;
use crate::dsp::g711::{self, from_i16, to_i16};
use crate::dsp::noise::Noise;
use crate::dsp::{g722, g726, g729};

/// Makes payloads of sound.
#[derive(Debug)]
pub(super) enum Encoder {
    /// G.711 mu-law.
    Pcmu,
    /// G.711 A-law.
    Pcma,
    /// G.722.
    G722(Box<g722::Encoder>),
    /// G.726.
    G726(Box<g726::Encoder>),
    /// A codec that works on frames, if its program is there.
    Framed(Option<Box<dyn FrameEncoder>>),
}

impl Encoder {
    pub(super) fn new(kind: CodecKind, options: EncoderOptions, programs: &dyn Programs) -> Self {
        match kind {
            CodecKind::Pcmu => Self::Pcmu,
            CodecKind::Pcma => Self::Pcma,
            CodecKind::G722 => Self::G722(Box::default()),
            CodecKind::G726 => Self::G726(Box::default()),
            CodecKind::G729 | CodecKind::G729B | CodecKind::Opus | CodecKind::OpusFull => {
                Self::Framed(programs.encoder(kind, options))
            }
            // It is what a sender says of silence, and codes nothing.
            CodecKind::Noise => Self::Framed(None),
        }
    }

    /// Whether its program is missing.
    pub(super) const fn is_missing(&self) -> bool {
        matches!(self, Self::Framed(None))
    }

    /// Encodes `samples` at the codec's rate into `payload`; returns the bytes written, none for a
    /// codec that works on frames.
    pub(super) fn encode(&mut self, samples: &[f32], payload: &mut [u8]) -> usize {
        let code = match self {
            Self::Pcmu => g711::encode_mu,
            Self::Pcma => g711::encode_a,
            Self::G722(encoder) => {
                return encode_pairs(samples, payload, |pair| encoder.process(pair));
            }
            Self::G726(encoder) => {
                return encode_pairs(samples, payload, |pair| encoder.process(pair));
            }
            Self::Framed(_) => return 0,
        };
        for (byte, &sample) in payload.iter_mut().zip(samples) {
            *byte = code(to_i16(sample));
        }
        samples.len().min(payload.len())
    }
}

/// Encodes two samples an octet; returns the octets written.
fn encode_pairs(
    samples: &[f32],
    payload: &mut [u8],
    mut encode: impl FnMut([i16; 2]) -> u8,
) -> usize {
    let (pairs, _) = samples.as_chunks();
    for (octet, pair) in payload.iter_mut().zip(pairs) {
        *octet = encode(pair.map(to_i16));
    }
    pairs.len().min(payload.len())
}

/// Decodes two samples an octet; returns the samples written.
fn decode_pairs(
    payload: &[u8],
    samples: &mut [f32],
    mut decode: impl FnMut(u8) -> [i16; 2],
) -> usize {
    let (pairs, _) = samples.as_chunks_mut();
    for (pair, &octet) in pairs.iter_mut().zip(payload) {
        *pair = decode(octet).map(from_i16);
    }
    2 * pairs.len().min(payload.len())
}

/// Most samples of G.722 that were made up and are followed: 60 ms, after which there is silence.
const MOST_FOLLOWED: usize = 960;

/// Decodes G.722, whose predictors depend on all that came before.
#[derive(Debug)]
pub(super) struct G722 {
    decoder: g722::Decoder,
    /// What was heard since the last packet.
    made: [i16; MOST_FOLLOWED],
    length: usize,
}

impl Default for G722 {
    fn default() -> Self {
        Self { decoder: g722::Decoder::default(), made: [0; MOST_FOLLOWED], length: 0 }
    }
}

impl G722 {
    /// Decodes a packet; `lost` tells that packets before it were, so that what was heard in their
    /// place is what the predictors should know. One that is only late finds them as they were.
    fn decode(&mut self, lost: bool, payload: &[u8], samples: &mut [f32]) -> usize {
        let made = self.made.get(..self.length).unwrap_or_default();
        for &pair in made.as_chunks().0.iter().filter(|_| lost) {
            self.decoder.follow(pair);
        }
        self.length = 0;
        decode_pairs(payload, samples, |octet| self.decoder.process(octet))
    }

    fn hear(&mut self, samples: &[f32]) {
        let room = self.made.get_mut(self.length..).unwrap_or_default();
        for (made, &sample) in room.iter_mut().zip(samples) {
            *made = to_i16(sample);
        }
        self.length += room.len().min(samples.len());
    }
}

/// Makes sound of payloads.
#[derive(Debug)]
pub(super) enum Decoder {
    /// G.711 mu-law.
    Pcmu,
    /// G.711 A-law.
    Pcma,
    /// G.722.
    G722(Box<G722>),
    /// G.726.
    G726(Box<g726::Decoder>),
    /// Comfort noise, and whether it was described.
    Noise(Box<Noise>, bool),
    /// A codec that works on frames, if its program is there.
    Framed(Option<Box<Speech>>),
}

impl Decoder {
    pub(super) fn new(kind: CodecKind, programs: &dyn Programs) -> Self {
        match kind {
            CodecKind::Pcmu => Self::Pcmu,
            CodecKind::Pcma => Self::Pcma,
            CodecKind::G722 => Self::G722(Box::default()),
            CodecKind::G726 => Self::G726(Box::default()),
            CodecKind::Noise => Self::Noise(Box::default(), false),
            CodecKind::G729 | CodecKind::G729B | CodecKind::Opus | CodecKind::OpusFull => {
                Self::Framed(Speech::new(kind, programs).map(Box::new))
            }
        }
    }

    /// Whether its program is missing.
    pub(super) const fn is_missing(&self) -> bool {
        matches!(self, Self::Framed(None))
    }

    /// Decodes the packet of timestamp `time` into `samples` at the codec's rate; returns the
    /// samples written. `lost` tells that packets before it were.
    pub(super) fn decode(
        &mut self,
        time: i64,
        lost: bool,
        payload: &[u8],
        samples: &mut [f32],
    ) -> usize {
        let sample = match self {
            Self::Pcmu => g711::decode_mu,
            Self::Pcma => g711::decode_a,
            Self::G722(decoder) => return decoder.decode(lost, payload, samples),
            Self::G726(decoder) => {
                return decode_pairs(payload, samples, |octet| decoder.process(octet));
            }
            Self::Noise(noise, described) => {
                noise.follow(payload);
                *described = true;
                let length = samples.len().min(NOISE_TICKS);
                noise.process(samples.get_mut(..length).unwrap_or_default());
                return length;
            }
            Self::Framed(Some(speech)) => return speech.decode(time, lost, payload, samples),
            Self::Framed(None) => return 0,
        };
        for (out, &byte) in samples.iter_mut().zip(payload) {
            *out = from_i16(sample(byte));
        }
        samples.len().min(payload.len())
    }

    /// Fills `samples` with what replaces lost packets, or with silence as described; returns
    /// whether the codec can. `next` is the packet that comes after so many samples, if it is there.
    pub(super) fn conceal(&mut self, samples: &mut [f32], next: Option<(usize, &[u8])>) -> bool {
        match self {
            Self::Framed(Some(speech)) => speech.conceal(samples, next),
            Self::Noise(noise, _) => noise.process(samples),
            Self::Pcmu | Self::Pcma | Self::G722(_) | Self::G726(_) | Self::Framed(None) => {
                return false;
            }
        }
        true
    }

    /// Takes that `samples` were made up and heard in place of what is missing.
    pub(super) fn hear(&mut self, samples: &[f32]) {
        if let Self::G722(decoder) = self {
            decoder.hear(samples);
        }
    }

    /// Whether the sender said that it is silent until its next packet.
    pub(super) fn is_silent(&self) -> bool {
        match self {
            Self::Framed(Some(speech)) => speech.is_silent(),
            Self::Noise(_, described) => *described,
            Self::Pcmu | Self::Pcma | Self::G722(_) | Self::G726(_) | Self::Framed(None) => false,
        }
    }

    /// Begins anew with the next packet.
    pub(super) fn restart(&mut self) {
        match self {
            Self::Framed(Some(speech)) => speech.restart(),
            Self::Noise(_, described) => *described = false,
            Self::Pcmu | Self::Pcma | Self::G722(_) | Self::G726(_) | Self::Framed(None) => {}
        }
    }
}

/// A codec that may arrive.
#[derive(Debug)]
pub(super) struct Incoming {
    pub(super) codec: Codec,
    pub(super) decoder: Decoder,
}

impl Incoming {
    pub(super) fn new(codec: Codec, programs: &dyn Programs) -> Self {
        Self { codec, decoder: Decoder::new(codec.kind, programs) }
    }
}

/// Ticks, and samples, that a description of noise is played for at once: more follows until the next
/// packet.
const NOISE_TICKS: usize = 80;

/// Returns how many RTP ticks of sound a payload holds; none if it is malformed, or more than is decoded
/// at once, as no packet of a call has it.
pub(super) fn duration(kind: CodecKind, payload: &[u8]) -> i64 {
    match kind {
        // G.722's clock is half its sample rate (RFC 3551 4.5.2).
        CodecKind::Pcmu | CodecKind::Pcma | CodecKind::G722 => payload.len() as i64,
        CodecKind::G726 => 2 * payload.len() as i64,
        CodecKind::G729 | CodecKind::G729B => {
            let samples = Some(g729::samples(payload.len()));
            samples.filter(|&samples| samples <= MAX_BLOCK).unwrap_or(0) as i64
        }
        CodecKind::Opus | CodecKind::OpusFull => i64::from(opus_ticks(payload)),
        CodecKind::Noise if payload.is_empty() => 0,
        CodecKind::Noise => NOISE_TICKS as i64,
    }
}

/// Whether a packet describes the one before it, too, for a receiver that lost that (RFC 6716 4.2.4). Of packets
/// of several frames of Opus only the first frame is looked at, and of those of code 2 and 3 none.
pub(super) fn repeats(kind: CodecKind, packet: &[u8]) -> bool {
    let (Some(&toc), Some(&first)) = (packet.first(), packet.get(1)) else { return false };
    // SILK and hybrid; frames of 40 and 60 ms have a flag of activity for each 20 ms before this one.
    let config = toc >> 3;
    let activities = match config {
        0..=11 => (config % 4).max(1),
        12..=15 => 1,
        _ => return false,
    };
    let is_single = toc & 3 <= 1;
    // The flags are the first bits, each as likely as not, which the range coder leaves as they are.
    kind.is_opus() && is_single && first >> (7 - activities) & 1 == 1
}

/// Longest packet of Opus, in ticks: 120 ms.
const MOST_OPUS_TICKS: u32 = 5_760;

/// Returns how many ticks of 48 kHz a packet of Opus holds, none if it is malformed (RFC 6716 3.1,
/// 3.2).
fn opus_ticks(packet: &[u8]) -> u32 {
    let Some(&toc) = packet.first() else { return 0 };
    let frame = match toc >> 3 {
        // SILK: 10, 20, 40 and 60 ms; hybrid: 10 and 20 ms; CELT: 2.5, 5, 10 and 20 ms.
        config @ 0..=11 => [480, 960, 1_920, 2_880][usize::from(config % 4)],
        config @ 12..=15 => 480 << (config % 2),
        config => 120 << (config % 4),
    };
    let count = match toc & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => packet.get(1).map_or(0, |&byte| u32::from(byte & 0x3f)),
    };
    Some(frame * count).filter(|&ticks| ticks <= MOST_OPUS_TICKS).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_of_opus_tell_how_long_they_are() {
        for (packet, ms_tenths) in [
            (&[0x48][..], 200),
            (&[0x58], 600),
            (&[0x40], 100),
            (&[0x41], 200),
            (&[0x78], 200),
            (&[0x80], 25),
            (&[0xf8], 200),
            (&[0xfb, 6], 1_200),
            (&[0xfb, 7], 0),
            (&[0xfb], 0),
            (&[0xfb, 0], 0),
            (&[], 0),
        ] {
            let ticks = duration(CodecKind::Opus, packet);
            assert_eq!(ticks * 10 / 48, ms_tenths, "{packet:x?}");
        }
    }

    #[test]
    fn packets_of_opus_tell_whether_they_repeat() {
        let repeats = |packet: &[u8]| repeats(CodecKind::Opus, packet);
        // SILK of 20 ms: activity, then the repetition.
        assert!(repeats(&[0x48, 0b0100_0000]) && !repeats(&[0x48, 0b1000_0000]));
        // SILK of 60 ms has three of activity first.
        assert!(repeats(&[0x58, 0b0001_0000]) && !repeats(&[0x58, 0b1110_0000]));
        // CELT has none, and empty packets neither.
        assert!(!repeats(&[0xf8, 0xff]) && !repeats(&[0x48]) && !repeats(&[]));
    }
}
