//! Programs of codecs that work on frames.
//!
//! Such a codec is large, so it is no part of the audio graph: whoever makes a graph gives it the
//! programs it has, or nothing. What is native has them all; the worklet loads them when they are
//! wanted.

use core::fmt::Debug;

use super::plan::CodecKind;
use crate::dsp::g729::{Decoder, Encoder, FRAME, Frame, Silences};

/// Makes frames of sound.
pub trait FrameEncoder: Debug {
    /// Returns the next frame. Never allocates, locks or panics.
    fn process(&mut self, samples: &[i16; FRAME]) -> Frame;
}

/// Makes sound of frames.
pub trait FrameDecoder: Debug {
    /// Returns the sound of the next frame; `None` was lost, or is silence that goes on. Never
    /// allocates, locks or panics.
    fn process(&mut self, frame: Option<&Frame>) -> [i16; FRAME];
}

/// Programs that a graph may use.
pub trait Programs: Debug {
    /// Returns an encoder of a codec that works on frames, if there is one.
    fn encoder(&self, kind: CodecKind) -> Option<Box<dyn FrameEncoder>>;

    /// Returns a decoder of a codec that works on frames, if there is one.
    fn decoder(&self, kind: CodecKind) -> Option<Box<dyn FrameDecoder>>;
}

/// No programs: codecs that work on frames are silent.
#[derive(Clone, Copy, Debug)]
pub struct NoPrograms;

impl Programs for NoPrograms {
    fn encoder(&self, _: CodecKind) -> Option<Box<dyn FrameEncoder>> {
        None
    }

    fn decoder(&self, _: CodecKind) -> Option<Box<dyn FrameDecoder>> {
        None
    }
}

/// The programs that are part of this one.
#[derive(Clone, Copy, Debug)]
pub struct OwnPrograms;

impl Programs for OwnPrograms {
    fn encoder(&self, kind: CodecKind) -> Option<Box<dyn FrameEncoder>> {
        let silences = match kind {
            CodecKind::G729 => Silences::Sent,
            CodecKind::G729B => Silences::DESCRIBED_LATE,
            CodecKind::Pcmu | CodecKind::Pcma | CodecKind::G722 => return None,
        };
        Some(Box::new(Encoder::new(silences)))
    }

    fn decoder(&self, kind: CodecKind) -> Option<Box<dyn FrameDecoder>> {
        kind.is_framed().then(|| -> Box<dyn FrameDecoder> { Box::new(Decoder::new()) })
    }
}

impl FrameEncoder for Encoder {
    fn process(&mut self, samples: &[i16; FRAME]) -> Frame {
        Self::process(self, samples)
    }
}

impl FrameDecoder for Decoder {
    fn process(&mut self, frame: Option<&Frame>) -> [i16; FRAME] {
        Self::process(self, frame)
    }
}
