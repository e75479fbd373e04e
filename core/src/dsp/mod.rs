//! Signal processing: codecs, resampler, concealment, time stretching, tones, mixing.
//!
//! Everything here works on `f32` samples from -1 to 1 at a stated rate, but for codecs that are
//! defined on 16 bits, and imports nothing. A processor allocates in `new` only; what runs for each
//! block never allocates, locks or panics.

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::panic)]

pub mod agc;
pub mod conceal;
pub mod g711;
pub mod g722;
pub mod g726;
pub mod g729;
pub mod level;
pub mod mixer;
pub mod noise;
mod pitch;
pub mod resample;
pub mod silence;
pub mod stretch;
pub mod tone;

/// Returns the greatest number that divides both; the other one if one is 0.
pub const fn common_divisor(a: usize, b: usize) -> usize {
    let (mut common, mut rest) = (a, b);
    while rest > 0 {
        (common, rest) = (rest, common % rest);
    }
    common
}
