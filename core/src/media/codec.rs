//! The codecs of a stream, each way behind one type.

use super::plan::CodecKind;
use super::program::{FrameEncoder, Programs};
use super::speech::Speech;
use crate::dsp::g711::{self, from_i16, to_i16};
use crate::dsp::{g722, g729};

/// Makes payloads of sound.
#[derive(Debug)]
pub(super) enum Encoder {
    /// G.711 mu-law.
    Pcmu,
    /// G.711 A-law.
    Pcma,
    /// G.722.
    G722(Box<g722::Encoder>),
    /// A codec that works on frames, if its program is there.
    Framed(Option<Box<dyn FrameEncoder>>),
}

impl Encoder {
    pub(super) fn new(kind: CodecKind, programs: &dyn Programs) -> Self {
        match kind {
            CodecKind::Pcmu => Self::Pcmu,
            CodecKind::Pcma => Self::Pcma,
            CodecKind::G722 => Self::G722(Box::default()),
            CodecKind::G729 | CodecKind::G729B => Self::Framed(programs.encoder(kind)),
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
                let (pairs, _) = samples.as_chunks();
                for (octet, pair) in payload.iter_mut().zip(pairs) {
                    *octet = encoder.process(pair.map(to_i16));
                }
                return pairs.len().min(payload.len());
            }
            Self::Framed(_) => return 0,
        };
        for (byte, &sample) in payload.iter_mut().zip(samples) {
            *byte = code(to_i16(sample));
        }
        samples.len().min(payload.len())
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
    G722(Box<g722::Decoder>),
    /// A codec that works on frames, if its program is there.
    Framed(Option<Speech>),
}

impl Decoder {
    pub(super) fn new(kind: CodecKind, programs: &dyn Programs) -> Self {
        match kind {
            CodecKind::Pcmu => Self::Pcmu,
            CodecKind::Pcma => Self::Pcma,
            CodecKind::G722 => Self::G722(Box::default()),
            CodecKind::G729 | CodecKind::G729B => Self::Framed(Speech::new(kind, programs)),
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
            Self::G722(decoder) => {
                let (pairs, _) = samples.as_chunks_mut();
                for (pair, &octet) in pairs.iter_mut().zip(payload) {
                    *pair = decoder.process(octet).map(from_i16);
                }
                return 2 * pairs.len().min(payload.len());
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
    /// whether the codec can.
    pub(super) fn conceal(&mut self, samples: &mut [f32]) -> bool {
        let Self::Framed(Some(speech)) = self else { return false };
        speech.conceal(samples);
        true
    }

    /// Whether the sender said that it is silent until its next packet.
    pub(super) fn is_silent(&self) -> bool {
        matches!(self, Self::Framed(Some(speech)) if speech.is_silent())
    }

    /// Begins anew with the next packet.
    pub(super) const fn restart(&mut self) {
        if let Self::Framed(Some(speech)) = self {
            speech.restart();
        }
    }
}

/// Returns how many RTP ticks of sound a payload of `length` bytes holds.
pub(super) const fn duration(kind: CodecKind, length: usize) -> i64 {
    match kind {
        // G.722's clock is half its sample rate (RFC 3551 4.5.2).
        CodecKind::Pcmu | CodecKind::Pcma | CodecKind::G722 => length as i64,
        CodecKind::G729 | CodecKind::G729B => g729::samples(length) as i64,
    }
}
