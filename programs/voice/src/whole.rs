//! Takes noise out as RNNoise itself does: with windows of 20 ms, and with a comb that takes out what
//! lies between the harmonics of a voice.
//!
//! Windows that overlap by half take 20 ms. What comes out of the library's transform of 48 kHz is
//! made sound at 16 kHz at once: above 8 kHz there is nothing.

use core::f32::consts::FRAC_PI_2;
use std::collections::VecDeque;
use std::sync::Arc;

use hookswitch_core::dsp::resample::Resampler;
use hookswitch_core::media::plan::NoiseOptions;
use hookswitch_core::media::program::{VOICE_BLOCK, VOICE_RATE};
use nnnoiseless::NB_BANDS;
use realfft::num_complex::Complex;
use realfft::{ComplexToReal, RealFftPlanner};

use crate::network::{Listener, SCALE, WIDE_RATE, spread};
use crate::room::Room;

/// Samples of 10 ms at [`VOICE_RATE`], by which windows that are twice as long follow each other.
const FRAME: usize = 160;
const WINDOW: usize = 2 * FRAME;

/// Parts of the spectrum up to half the sample rate.
const BINS: usize = FRAME + 1;

/// Samples that are ready before they are due, at most: frames end with a block, or some of these
/// before.
const AHEAD: usize = 128;

/// Samples that the way to the library's rate takes.
const UP: usize = 10;

/// What is left of a gain with the next one, at least, as the library has it.
const DECAY: f32 = 0.6;

/// Samples over which the share that is left alone changes: 5 ms.
const BLEND: f32 = 80.0;

/// Takes out the noise of one voice by windows.
pub struct Whole {
    up: Resampler,
    listener: Listener,
    gains: [f32; NB_BANDS],
    inverse: Arc<dyn ComplexToReal<f32>>,
    spectrum: Vec<Complex<f32>>,
    scratch: Vec<Complex<f32>>,
    time: Vec<f32>,
    window: [f32; WINDOW],
    /// The second half of the last window.
    rest: [f32; FRAME],
    /// Sound without noise.
    ready: VecDeque<f32>,
    /// The same with it.
    untouched: VecDeque<f32>,
    /// Share of the latter.
    alone: f32,
    room: Room,
}

impl core::fmt::Debug for Whole {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Whole").field("room", &self.room).finish_non_exhaustive()
    }
}

impl Whole {
    /// Delay in samples: a window, what frames and blocks differ by at most, and the way to the
    /// library's rate; 18.6 ms.
    pub const LATENCY: usize = FRAME + AHEAD + UP;

    /// Returns one that has heard nothing.
    pub fn new() -> Self {
        let inverse = RealFftPlanner::new().plan_fft_inverse(WINDOW);
        let scratch = inverse.get_scratch_len();
        let mut ready = VecDeque::with_capacity(AHEAD + WINDOW);
        ready.resize(AHEAD, 0.0);
        let mut untouched = VecDeque::with_capacity(Self::LATENCY + VOICE_BLOCK);
        untouched.resize(Self::LATENCY, 0.0);
        Self {
            up: Resampler::new(VOICE_RATE, WIDE_RATE),
            listener: Listener::new(0),
            gains: [0.0; NB_BANDS],
            inverse,
            spectrum: vec![Complex::default(); BINS],
            scratch: vec![Complex::default(); scratch],
            time: vec![0.0; WINDOW],
            window: core::array::from_fn(|n| {
                let at = (n as f32 + 0.5 / 3.0) / FRAME as f32;
                (FRAC_PI_2 * (FRAC_PI_2 * at).sin().powi(2)).sin()
            }),
            rest: [0.0; FRAME],
            ready,
            untouched,
            alone: 0.0,
            room: Room::default(),
        }
    }

    /// Returns what is known of the room.
    pub const fn room(&self) -> &Room {
        &self.room
    }

    /// Takes the noise out of `block`, in place.
    pub fn process(&mut self, options: NoiseOptions, block: &mut [f32; VOICE_BLOCK]) {
        for &sample in &*block {
            self.untouched.push_back(sample);
            self.up.push(sample * SCALE);
            while let Some(sample) = self.up.pull() {
                if self.listener.take(sample) {
                    self.synthesize(options);
                }
            }
        }
        let alone = self.room.left_alone(options.kind);
        for sample in block {
            let ready = self.ready.pop_front().unwrap_or_default();
            let untouched = self.untouched.pop_front().unwrap_or_default();
            self.alone += (alone - self.alone).clamp(-1.0 / BLEND, 1.0 / BLEND);
            *sample = ready + self.alone * (untouched - ready);
        }
    }

    /// Makes sound of the window that is full.
    fn synthesize(&mut self, options: NoiseOptions) {
        let judgement = self.listener.judge();
        let features = &mut self.listener.features;
        self.room.listen(&features.ex, judgement.as_ref(), 2.0);
        let mut bins = [1.0; BINS];
        if let Some(judgement) = judgement {
            features.pitch_filter(&judgement.gains);
            let kept = 10.0_f32.powf(-f32::from(options.attenuation_db) / 20.0);
            for (gain, wanted) in self.gains.iter_mut().zip(judgement.gains) {
                *gain = wanted.max(DECAY * *gain);
            }
            spread(&self.gains.map(|gain| gain.max(kept)), &mut bins);
        }
        // The library's spectrum is twice what its window needs.
        let from = features.x.iter().zip(bins);
        for (to, (from, gain)) in self.spectrum.iter_mut().zip(from) {
            *to = Complex::new(from.re, from.im) * (0.5 * gain / SCALE);
        }
        if let [start, .., end] = &mut self.spectrum[..] {
            (start.im, end.im) = (0.0, 0.0);
        }
        // All lengths are those of the plan, so that this cannot fail.
        let _ = self.inverse.process_with_scratch(
            &mut self.spectrum,
            &mut self.time,
            &mut self.scratch,
        );
        self.time.iter_mut().zip(self.window).for_each(|(sample, window)| *sample *= window);
        let (first, second) = self.time.split_at(FRAME);
        self.ready.extend(first.iter().zip(self.rest).map(|(sample, rest)| sample + rest));
        self.rest.copy_from_slice(second);
    }
}

impl Default for Whole {
    fn default() -> Self {
        Self::new()
    }
}
