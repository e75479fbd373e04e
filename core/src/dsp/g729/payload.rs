//! Frames in an RTP payload (RFC 3551 4.5.6): any number of frames of speech, then at most one that
//! describes silence.

use super::FRAME;
use super::frame::{Frame, SILENCE_OCTETS, SPEECH_OCTETS};

/// Returns the frames of a payload, in order. What is left over, because the payload is cut off or
/// holds something else, is no frame.
pub fn frames(payload: &[u8]) -> impl Iterator<Item = Frame> {
    let (speech, rest) = payload.as_chunks::<SPEECH_OCTETS>();
    let silence: Option<[u8; SILENCE_OCTETS]> = rest.try_into().ok();
    speech.iter().copied().map(Frame::Speech).chain(silence.map(Frame::Silence))
}

/// Returns how many samples the frames of a payload of `length` octets stand for.
pub const fn samples(length: usize) -> usize {
    let silence = (length % SPEECH_OCTETS == SILENCE_OCTETS) as usize;
    (length / SPEECH_OCTETS + silence) * FRAME
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payloads_of_any_length_are_taken() {
        let payload: Vec<u8> = (0..64).collect();
        for length in 0..payload.len() {
            let frames: Vec<_> = frames(&payload[..length]).collect();
            let silence = length % 10 == 2;
            assert_eq!(frames.len(), length / 10 + usize::from(silence), "{length}");
            assert_eq!(samples(length), frames.len() * FRAME);
            for (n, frame) in frames.iter().enumerate() {
                let is_last = silence && n + 1 == frames.len();
                let end = n * 10 + if is_last { 2 } else { 10 };
                assert_eq!(frame.octets(), &payload[n * 10..end]);
            }
        }
    }
}
