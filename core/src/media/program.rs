//! Programs that are not part of the audio graph: codecs that work on frames, and what cleans the
//! user's voice.
//!
//! They are large: whoever makes a graph gives it the programs it has, or nothing. What is native has them all; the worklet loads them when they are
//! wanted.

use core::fmt::Debug;

use super::plan::{CodecKind, EncoderOptions, VoiceOptions};
use crate::dsp::g729::{self, FRAME, Frame, Silences};

/// Makes frames of sound.
pub trait FrameEncoder: Debug {
    /// Encodes `samples` into `octets` and returns how many those are: none for silence that goes
    /// on. Never locks or panics, and allocates nothing that could make the memory grow.
    fn process(&mut self, samples: &[i16], octets: &mut [u8]) -> usize;

    /// Follows other options from the next frame on.
    fn adjust(&mut self, options: EncoderOptions);
}

/// What a decoder is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard<'a> {
    /// The next frame; none of its octets came if it is silence that goes on.
    Frame(&'a [u8]),
    /// Nothing: the next frame was lost.
    Lost,
    /// The frame after the next one, which was lost and may be described in this one too.
    After(&'a [u8]),
}

/// Makes sound of frames.
pub trait FrameDecoder: Debug {
    /// Decodes into `samples`, and returns how many there are; what was lost fills them. The rules
    /// of [`FrameEncoder::process`] hold.
    fn process(&mut self, heard: Heard<'_>, samples: &mut [i16]) -> usize;
}

/// Samples a second that a [`VoiceEngine`] works at.
pub const VOICE_RATE: u32 = 16_000;

/// Samples that a [`VoiceEngine`] works on at once: 4 ms.
pub const VOICE_BLOCK: usize = 64;

/// Cleans the voice of the user: takes out echo and noise.
pub trait VoiceEngine: Debug {
    /// Follows other options from the next block on; may allocate.
    fn adjust(&mut self, options: VoiceOptions);

    /// Takes what is played, and turns what the microphone hears into what is sent,
    /// [`Self::latency`] later. The rules of [`FrameEncoder::process`] hold.
    fn process(&mut self, played: &[f32; VOICE_BLOCK], heard: &mut [f32; VOICE_BLOCK]);

    /// Returns the block that [`Self::process`] took last when its echo was out and its noise was in it.
    fn with_noise(&self) -> [f32; VOICE_BLOCK];

    /// Returns the delay with these options in samples, beside the block that is collected.
    fn latency(&self) -> usize;
}

/// Programs that a graph may use.
pub trait Programs: Debug {
    /// Returns what cleans the user's voice, if there is such a program.
    fn voice(&self) -> Option<Box<dyn VoiceEngine>> {
        None
    }

    /// Returns an encoder of a codec that works on frames, if there is one.
    fn encoder(&self, kind: CodecKind, options: EncoderOptions) -> Option<Box<dyn FrameEncoder>>;

    /// Returns a decoder of a codec that works on frames, if there is one.
    fn decoder(&self, kind: CodecKind) -> Option<Box<dyn FrameDecoder>>;
}

/// No programs: codecs that work on frames are silent.
#[derive(Clone, Copy, Debug)]
pub struct NoPrograms;

impl Programs for NoPrograms {
    fn encoder(&self, _: CodecKind, _: EncoderOptions) -> Option<Box<dyn FrameEncoder>> {
        None
    }

    fn decoder(&self, _: CodecKind) -> Option<Box<dyn FrameDecoder>> {
        None
    }
}

/// The programs that are part of this one: that of G.729.
#[derive(Clone, Copy, Debug)]
pub struct OwnPrograms;

impl Programs for OwnPrograms {
    fn encoder(&self, kind: CodecKind, options: EncoderOptions) -> Option<Box<dyn FrameEncoder>> {
        let encoder = g729::Encoder::new(silences(options));
        kind.is_g729().then(|| -> Box<dyn FrameEncoder> { Box::new(encoder) })
    }

    fn decoder(&self, kind: CodecKind) -> Option<Box<dyn FrameDecoder>> {
        kind.is_g729().then(|| -> Box<dyn FrameDecoder> { Box::new(g729::Decoder::new()) })
    }
}

/// Returns what G.729 does with silence.
pub const fn silences(options: EncoderOptions) -> Silences {
    if options.describes_silence { Silences::DESCRIBED_LATE } else { Silences::Sent }
}

impl FrameEncoder for g729::Encoder {
    fn process(&mut self, samples: &[i16], octets: &mut [u8]) -> usize {
        let Some(samples) = samples.first_chunk() else { return 0 };
        let frame = Self::process(self, samples);
        octets.iter_mut().zip(frame.octets()).for_each(|(to, &octet)| *to = octet);
        frame.octets().len().min(octets.len())
    }

    fn adjust(&mut self, _: EncoderOptions) {}
}

impl FrameDecoder for g729::Decoder {
    fn process(&mut self, heard: Heard<'_>, samples: &mut [i16]) -> usize {
        let frame = match heard {
            Heard::Frame([]) => Some(Frame::Untransmitted),
            Heard::Frame(octets) => g729::frames(octets).next(),
            Heard::Lost | Heard::After(_) => None,
        };
        let decoded = Self::process(self, frame.as_ref());
        samples.iter_mut().zip(decoded).for_each(|(to, sample)| *to = sample);
        FRAME.min(samples.len())
    }
}
