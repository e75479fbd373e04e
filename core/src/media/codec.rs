//! The codecs a stream can use that work on single samples, behind one pair of functions.

use super::plan::CodecKind;
use crate::dsp::{g711, g729};

/// Encodes `samples` at the codec's rate into `payload`; returns the bytes written, none for a
/// codec that works on frames.
pub(super) fn encode(kind: CodecKind, samples: &[f32], payload: &mut [u8]) -> usize {
    let code = match kind {
        CodecKind::Pcmu => g711::encode_mu,
        CodecKind::Pcma => g711::encode_a,
        CodecKind::G729 | CodecKind::G729B => return 0,
    };
    for (byte, &sample) in payload.iter_mut().zip(samples) {
        *byte = code(g711::to_i16(sample));
    }
    samples.len().min(payload.len())
}

/// Decodes `payload` into `samples` at the codec's rate; returns the samples written, none for a
/// codec that works on frames.
pub(super) fn decode(kind: CodecKind, payload: &[u8], samples: &mut [f32]) -> usize {
    let sample = match kind {
        CodecKind::Pcmu => g711::decode_mu,
        CodecKind::Pcma => g711::decode_a,
        CodecKind::G729 | CodecKind::G729B => return 0,
    };
    for (out, &byte) in samples.iter_mut().zip(payload) {
        *out = g711::from_i16(sample(byte));
    }
    samples.len().min(payload.len())
}

/// Returns how many RTP ticks of sound a payload of `length` bytes holds.
pub(super) const fn duration(kind: CodecKind, length: usize) -> i64 {
    match kind {
        CodecKind::Pcmu | CodecKind::Pcma => length as i64,
        CodecKind::G729 | CodecKind::G729B => g729::samples(length) as i64,
    }
}
