//! Takes noise out, with the judgement of RNNoise: all that is not speech, or of that only what is
//! steady.
//!
//! What the [network](crate::network) says of 10 ms of sound becomes a [filter](crate::shaper) for
//! what comes next, so that nothing has to wait: only the gains are late, by half of the window
//! they were found in. Two networks take turns, so that there are gains each 5 ms; where nothing else
//! takes time, sound waits for them a little.

use std::collections::VecDeque;

use hookswitch_core::dsp::mixer::Gain;
use hookswitch_core::dsp::resample::Resampler;
use hookswitch_core::media::plan::{NoiseKind, NoiseOptions};
use hookswitch_core::media::program::{VOICE_BLOCK, VOICE_RATE};
use nnnoiseless::{DenoiseFeatures, EBAND_5MS, FRAME_SIZE, NB_BANDS};

use crate::network::{Judgement, Network};
use crate::shaper::{BINS, Shaper};

/// Samples a second that RNNoise works at.
const WIDE_RATE: u32 = 48_000;

/// What the library calls full scale.
const SCALE: f32 = 32_768.0;

/// Samples that are looked at before they are filtered: a frame ends with one of them.
const PIECE: usize = 16;

/// Networks, each of which judges the frames that end between those of the others.
const NETWORKS: usize = 2;

/// Hertz of a step of the library's bands.
const BAND_HZ: f32 = 200.0;

/// What is left of a gain when there are others, at least: sound that dies away is not cut off. The
/// library has 0.6 for each 10 ms.
const DECAY: f32 = 0.775;

/// How fast the level of steady noise is followed: by this share of the difference in each frame,
/// half of it in 0.7 s; faster in the first frames.
const STEADY_SHARE: f32 = 0.005;
const FIRST_FRAMES: f32 = 60.0;

/// How much everything is turned down where noise is loud, in decibels.
const POST_GAIN_DB: f32 = -6.0;

/// Noise is loud that is less than so much below speech, in decibels.
const LOUD_DB: f32 = 10.0;

/// Share of a new frame in the mean levels of speech and noise.
const SHARE: f32 = 0.01;

/// Takes out the noise of one voice.
pub struct Reducer {
    options: NoiseOptions,
    up: Resampler,
    listeners: [Listener; NETWORKS],
    /// Sound that waits for gains.
    waiting: VecDeque<f32>,
    gains: [f32; NB_BANDS],
    steady: Steady,
    shaper: Shaper,
    levels: Levels,
    post_gain: Gain,
}

/// Hears frames, and judges them.
struct Listener {
    frame: Vec<f32>,
    features: Box<DenoiseFeatures>,
    network: Network,
}

/// Mean power of speech and of the rest.
#[derive(Clone, Copy, Debug)]
struct Levels {
    speech: f32,
    noise: f32,
}

impl core::fmt::Debug for Reducer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Reducer").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Reducer {
    /// Returns a reducer that has heard nothing, and lets sound wait for so many samples.
    pub fn new(options: NoiseOptions, waits: usize) -> Self {
        Self {
            options,
            up: Resampler::new(VOICE_RATE, WIDE_RATE),
            listeners: core::array::from_fn(Listener::new),
            waiting: VecDeque::from(vec![0.0; waits]),
            gains: [1.0; NB_BANDS],
            steady: Steady::default(),
            shaper: Shaper::new(),
            levels: Levels { speech: 0.0, noise: 0.0 },
            post_gain: Gain::new(VOICE_RATE),
        }
    }

    /// Follows other options.
    pub const fn adjust(&mut self, options: NoiseOptions) {
        self.options = options;
    }

    /// Returns the delay in samples.
    pub fn latency(&self) -> usize {
        self.waiting.len()
    }

    /// Takes the noise out of `block`, in place.
    pub fn process(&mut self, block: &mut [f32; VOICE_BLOCK]) {
        for piece in block.chunks_mut(PIECE) {
            for sample in &mut *piece {
                self.up.push(*sample * SCALE);
                self.waiting.push_back(*sample);
                *sample = self.waiting.pop_front().unwrap_or_default();
                while let Some(sample) = self.up.pull() {
                    self.listen(sample);
                }
            }
            self.shaper.process(piece);
        }
        let turned_down = self.options.post_gain && self.levels.noise_is_loud();
        self.post_gain.set_db(if turned_down { POST_GAIN_DB } else { 0.0 });
        self.post_gain.process(block);
    }

    /// Takes a sample, and makes the filter for what comes next when a frame is full.
    fn listen(&mut self, sample: f32) {
        for listener in &mut self.listeners {
            let Some(judgement) = listener.listen(sample) else { continue };
            let powers = &listener.features.ex;
            self.levels.take(judgement.speech > 0.5, powers.iter().sum());
            let steady = self.steady.gains(powers, &judgement.gains);
            // What is steady is told by its level alone, which takes quiet speech, too: by half as many
            // decibels.
            let (wanted, share) = match self.options.kind {
                NoiseKind::Any => (judgement.gains, 1.0),
                NoiseKind::Steady => (steady, 0.5),
            };
            for (gain, wanted) in self.gains.iter_mut().zip(wanted) {
                *gain = wanted.max(DECAY * *gain);
            }
            let kept = 10.0_f32.powf(-share * f32::from(self.options.attenuation_db) / 20.0);
            self.shaper.set_gains(&spread(&self.gains.map(|gain| gain.max(kept))));
        }
    }
}

impl Listener {
    /// Returns the listener of this number, whose frames end between those of the others.
    fn new(number: usize) -> Self {
        let mut frame = Vec::with_capacity(FRAME_SIZE);
        frame.resize(FRAME_SIZE * number / NETWORKS, 0.0);
        Self { frame, features: Box::new(DenoiseFeatures::new()), network: Network::new() }
    }

    /// Takes a sample, and judges the frame that it fills, unless that is silent.
    fn listen(&mut self, sample: f32) -> Option<Judgement> {
        self.frame.push(sample);
        if self.frame.len() < FRAME_SIZE {
            return None;
        }
        self.features.shift_and_filter_input(&self.frame);
        self.frame.clear();
        let silent = self.features.compute_frame_features();
        let features = self.features.features().as_array().filter(|_| !silent)?;
        Some(self.network.judge(features))
    }
}

/// Noise that goes on, as power of each band.
#[derive(Clone, Copy, Debug, Default)]
struct Steady {
    noise: [f32; NB_BANDS],
    frames: f32,
}

impl Steady {
    /// Takes the power of each band, and which share of it is speech; returns the gains of Wiener's
    /// filter for what is steady.
    fn gains(&mut self, powers: &[f32; NB_BANDS], speech: &[f32; NB_BANDS]) -> [f32; NB_BANDS] {
        self.frames = (self.frames + 1.0).min(FIRST_FRAMES);
        let share = if self.frames < FIRST_FRAMES { 1.0 / self.frames } else { STEADY_SHARE };
        let mut gains = [0.0; NB_BANDS];
        let bands = self.noise.iter_mut().zip(powers).zip(speech);
        for (gain, ((noise, power), speech)) in gains.iter_mut().zip(bands) {
            *noise += share * (1.0 - speech) * (power - *noise);
            *gain = (1.0 - *noise / (power + 1e-9)).clamp(0.0, 1.0);
        }
        gains
    }
}

impl Levels {
    fn take(&mut self, is_speech: bool, power: f32) {
        let mean = if is_speech { &mut self.speech } else { &mut self.noise };
        *mean += SHARE * (power - *mean);
    }

    fn noise_is_loud(&self) -> bool {
        self.noise * 10.0_f32.powf(LOUD_DB / 10.0) > self.speech && self.speech > 0.0
    }
}

/// Returns the gain of each part of the spectrum, between those of the bands around it.
fn spread(gains: &[f32; NB_BANDS]) -> [f32; BINS] {
    let mut bins = [0.0; BINS];
    let step = VOICE_RATE as f32 / 2.0 / (BINS - 1) as f32 / BAND_HZ;
    let bands = EBAND_5MS.windows(2).zip(gains.windows(2));
    for (edges, ends) in bands {
        let (&[low, high], &[from, to]) = (edges, ends) else { continue };
        let (low, high) = (low as f32, high as f32);
        for (n, bin) in bins.iter_mut().enumerate() {
            let at = n as f32 * step;
            if (low..high).contains(&at) {
                *bin = from + (to - from) * (at - low) / (high - low);
            }
        }
    }
    bins
}
