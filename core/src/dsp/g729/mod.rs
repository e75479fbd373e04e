//! G.729 Annex A with Annex B: speech at 8 kbit/s, and silence at less.
//!
//! Written from the text of ITU-T Recommendation G.729 (01/2007) and bit exact with its fixed-point
//! description: every test sequence of Annexes A and B gives the bits and the samples it should.
//! `docs/g729.md` says what was taken from where and how it was compared. Section numbers below are
//! those of the Recommendation; where an annex has a section of the same block, both are named.
//!
//! The codec takes a voice for a filter (the mouth) behind an excitation (the glottis), and sends
//! both 100 times a second, the excitation in two halves of 5 ms. What is not sent as a number is
//! chosen from a codebook: the encoder tries entries through the decoder's own filter until the
//! result is like what it heard ("analysis by synthesis").
//!
//! # Encoder
//!
//! | step | section | file |
//! |---|---|---|
//! | take away what is below 140 Hz, halve | 3.1 | `filters` |
//! | correlate 30 ms, solve for a filter of ten coefficients | 3.2.1, 3.2.2 | `lpc` |
//! | turn the filter into ten angles | 3.2.3, A.3.2.3 | `lsp` |
//! | quantise them: 18 bits | 3.2.4 | `lsp_quantiser` |
//! | interpolate and turn them back, for each half | 3.2.5, 3.2.6 | `lsp` |
//! | weigh the speech as the ear does | A.3.3 | `encoder`, `filters` |
//! | find the pitch roughly, once a frame | A.3.4 | `pitch` |
//! | find the impulse response and what is aimed at | A.3.5, A.3.6 | `encoder` |
//! | find the pitch to a third of a sample: 8 and 5 bits | A.3.7 | `pitch`, `excitation` |
//! | limit its gain where an error would grow | - | `taming` |
//! | find four pulses: 17 bits | 3.8, A.3.8 | `pulse_search`, `excitation` |
//! | quantise both gains: 7 bits | 3.9 | `gain_search`, `gains` |
//! | remember what the decoder will have | A.3.10 | `encoder` |
//!
//! # Decoder
//!
//! | step | section | file |
//! |---|---|---|
//! | take the codewords apart, check the parity | 4.1, 4.1.2 | `frame` |
//! | filter, pitch, pulses and gains | 4.1.1 to 4.1.5 | `lsp_quantiser`, `excitation`, `gains` |
//! | excite the filter | 4.1.6 | `decoder`, `filters` |
//! | stress pitch and formants, keep the loudness | A.4.2 | `postfilter` |
//! | make up frames that were lost | 4.4, A.4.4 | `decoder`, `gains`, `lsp_quantiser` |
//!
//! # Silence
//!
//! | step | section | file |
//! |---|---|---|
//! | tell speech from noise | B.3 | `vad` |
//! | decide whether the noise has changed | B.4.1 | `transmission` |
//! | describe it: 15 bits | B.4.2 | `silence` |
//! | make it, in decoder and encoder alike | B.4.4 | `noise`, `random` |
//! | what to do when a description was lost | B.4.5 | `decoder` |
//!
//! [`frames`] takes an RTP payload apart. Everything rests on `ops`, the arithmetic of 5.2, and `math`. Sound is 16 bits at 8000 Hz in
//! frames of [`FRAME`] samples, which is how the Recommendation has it.
//!
//! ```
//! use hookswitch_core::dsp::g729::{Decoder, Encoder, FRAME, Frame, Silences};
//!
//! let mut encoder = Encoder::new(Silences::DESCRIBED);
//! let mut decoder = Decoder::new();
//! let frame = encoder.process(&[0; FRAME]);
//! let samples = decoder.process(Some(&frame));
//! // A frame that is lost is made up.
//! let made_up = decoder.process(None);
//! # assert_eq!(samples.len(), made_up.len());
//! ```

mod decoder;
mod encoder;
mod excitation;
mod filters;
mod frame;
mod gain_search;
mod gains;
mod lpc;
mod lsp;
mod lsp_quantiser;
mod math;
mod noise;
mod ops;
mod payload;
mod pitch;
mod postfilter;
mod pulse_search;
mod random;
mod silence;
mod simd;
mod tables;
mod taming;
mod transmission;
mod vad;

pub use decoder::Decoder;
pub use encoder::{Encoder, LOOKAHEAD, Silences};
pub use frame::{Frame, SILENCE_OCTETS, SPEECH_OCTETS};
pub use payload::{frames, samples};

/// Samples of a frame: 10 ms at 8000 Hz.
pub const FRAME: usize = 80;

/// Samples of half a frame, which has its own excitation.
const SUBFRAME: usize = 40;

/// A vector of 5 ms.
type Subframe = [i16; SUBFRAME];

#[cfg(test)]
mod tests;
