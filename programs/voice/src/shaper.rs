//! Changes the spectrum of sound at once: a filter of minimum phase that is made anew for each set
//! of gains.
//!
//! A gain for each part of a spectrum needs a window of the sound, and its overlap as delay. A
//! filter with the same gains and minimum phase has next to none: its taps come from the logarithm
//! of the gains by way of the cepstrum (Oppenheim and Schafer, "Discrete-Time Signal Processing",
//! 13.7).

use std::sync::Arc;

use hookswitch_core::dsp::resample::dot;
use realfft::num_complex::Complex;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};

/// Samples of the transforms.
const SIZE: usize = 256;

/// Gains from 0 Hz to half the sample rate.
pub const BINS: usize = SIZE / 2 + 1;

/// Length of the filter in samples: 8 ms at 16 kHz.
const TAPS: usize = 128;

/// Samples over which one filter blends into the next.
const BLEND: usize = 64;

/// Longest piece that is filtered at once.
const MOST: usize = 64;

/// Least gain: what is less is not heard, and the logarithm must not go on for ever.
const LEAST: f32 = 1e-3;

/// A filter that follows gains.
pub struct Shaper {
    forward: Arc<dyn RealToComplex<f32>>,
    inverse: Arc<dyn ComplexToReal<f32>>,
    spectrum: Vec<Complex<f32>>,
    scratch: Vec<Complex<f32>>,
    time: Vec<f32>,
    /// Both backwards, so that they lie as the sound does.
    taps: [f32; TAPS],
    before: [f32; TAPS],
    /// Samples since the last change, up to [`BLEND`].
    blended: usize,
    /// The last samples, and room for the next.
    sound: [f32; TAPS + MOST],
}

impl core::fmt::Debug for Shaper {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Shaper").finish_non_exhaustive()
    }
}

impl Shaper {
    /// Returns a filter that changes nothing.
    pub fn new() -> Self {
        let mut planner = RealFftPlanner::new();
        let (forward, inverse) = (planner.plan_fft_forward(SIZE), planner.plan_fft_inverse(SIZE));
        let scratch = forward.get_scratch_len().max(inverse.get_scratch_len());
        let mut taps = [0.0; TAPS];
        if let Some(newest) = taps.last_mut() {
            *newest = 1.0;
        }
        Self {
            forward,
            inverse,
            spectrum: vec![Complex::default(); BINS],
            scratch: vec![Complex::default(); scratch],
            time: vec![0.0; SIZE],
            taps,
            before: taps,
            blended: BLEND,
            sound: [0.0; TAPS + MOST],
        }
    }

    /// Blends into the filter with these gains; the one before has to be done with that.
    pub fn set_gains(&mut self, gains: &[f32; BINS]) {
        for (to, gain) in self.spectrum.iter_mut().zip(gains) {
            *to = Complex::new(gain.max(LEAST).ln(), 0.0);
        }
        // All lengths are those of the plans, so that these cannot fail.
        let _ = self.inverse.process_with_scratch(
            &mut self.spectrum,
            &mut self.time,
            &mut self.scratch,
        );
        // What is before the origin is turned over to behind it: that is minimum phase.
        for (n, value) in self.time.iter_mut().enumerate() {
            *value *= match n {
                0 => 1.0,
                n if n < SIZE / 2 => 2.0,
                n if n == SIZE / 2 => 1.0,
                _ => 0.0,
            } / SIZE as f32;
        }
        let _ = self.forward.process_with_scratch(
            &mut self.time,
            &mut self.spectrum,
            &mut self.scratch,
        );
        for bin in &mut self.spectrum {
            *bin = Complex::from_polar(bin.re.exp(), bin.im);
        }
        if let Some(start) = self.spectrum.first_mut() {
            start.im = 0.0;
        }
        if let Some(end) = self.spectrum.last_mut() {
            end.im = 0.0;
        }
        let _ = self.inverse.process_with_scratch(
            &mut self.spectrum,
            &mut self.time,
            &mut self.scratch,
        );
        self.before = self.taps;
        for (to, from) in self.taps.iter_mut().rev().zip(&self.time) {
            *to = from / SIZE as f32;
        }
        self.blended = 0;
    }

    /// Filters sound in place.
    pub fn process(&mut self, sound: &mut [f32]) {
        for piece in sound.chunks_mut(MOST) {
            self.sound.copy_within(piece.len().., 0);
            let start = self.sound.len() - piece.len();
            let newest = self.sound.get_mut(start..).unwrap_or_default();
            newest.iter_mut().zip(&*piece).for_each(|(to, from)| *to = *from);
            for (end, sample) in (start + 1..).zip(piece) {
                let heard = self.sound.get(end - TAPS..end).unwrap_or_default();
                *sample = dot(heard, &self.taps);
                if self.blended < BLEND {
                    let before = dot(heard, &self.before);
                    *sample = before + (*sample - before) * self.blended as f32 / BLEND as f32;
                    self.blended += 1;
                }
            }
        }
    }
}

impl Default for Shaper {
    fn default() -> Self {
        Self::new()
    }
}
