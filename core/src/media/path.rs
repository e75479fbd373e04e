//! What decoded sound goes through on its way to the sound card, at one sample rate.

use crate::dsp::conceal::Concealer;
use crate::dsp::resample::Resampler;
use crate::dsp::stretch::Stretcher;

/// Milliseconds over which the end of one path blends into another.
const SEAM_MS: u32 = 5;

/// The way from a decoder to the sound card.
#[derive(Debug)]
pub(super) struct Path {
    /// Samples a second of the decoder.
    pub(super) rate: u32,
    pub(super) concealer: Concealer,
    pub(super) stretcher: Stretcher,
    pub(super) resampler: Resampler,
}

impl Path {
    pub(super) fn new(rate: u32, card_rate: u32) -> Self {
        Self {
            rate,
            concealer: Concealer::new(rate),
            stretcher: Stretcher::new(rate),
            resampler: Resampler::new(rate, card_rate),
        }
    }

    /// Forgets what went through.
    pub(super) fn reset(&mut self) {
        self.concealer.reset();
        self.resampler.reset();
    }
}

/// Hides the step where a path ends and another, which comes out of silence, begins.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seam {
    /// The last sample.
    last: f32,
    /// The step, and how much of it is left, in samples.
    height: f32,
    left: u32,
    length: u32,
}

impl Seam {
    /// Takes note that another path begins with the next sample.
    pub(super) const fn open(&mut self, card_rate: u32) {
        self.length = card_rate / 1_000 * SEAM_MS;
        self.left = self.length;
        self.height = self.last;
    }

    /// Returns a sample with what is left of the step.
    pub(super) fn close(&mut self, sample: f32) -> f32 {
        self.last = sample;
        if self.left > 0 {
            self.last += self.height * self.left as f32 / self.length as f32;
            self.left -= 1;
        }
        self.last
    }
}
