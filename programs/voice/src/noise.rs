//! Takes noise out: what is steady with the filter of WebRTC as `sonora` has it, all that is not
//! speech with RNNoise as `nnnoiseless` has it.

use std::collections::VecDeque;

use hookswitch_core::dsp::mixer::Gain;
use hookswitch_core::dsp::resample::Resampler;
use hookswitch_core::media::plan::{NoiseKind, NoiseOptions};
use hookswitch_core::media::program::{VOICE_BLOCK, VOICE_RATE};
use nnnoiseless::DenoiseState;
use sonora_ns::config::{NsConfig, SuppressionLevel};
use sonora_ns::noise_suppressor::NoiseSuppressor;

/// Samples of 10 ms, which both methods work on.
const FRAME: usize = 160;

/// Samples that the filter for steady noise is late.
const FILTER_DELAY: usize = 96;

/// Samples a second that RNNoise works at.
const WIDE_RATE: u32 = 48_000;

/// Samples of its frames.
const WIDE_FRAME: usize = DenoiseState::FRAME_SIZE;

/// What the libraries call full scale.
const SCALE: f32 = 32_768.0;

/// How much everything is turned down where noise is loud, in decibels.
const POST_GAIN_DB: f32 = -6.0;

/// Noise is loud that is less than so much below speech, in decibels.
const LOUD_DB: f32 = 10.0;

/// Share of a new frame in the mean levels of speech and noise.
const SHARE: f32 = 0.02;

/// Takes out the noise of one voice.
pub struct Reducer {
    options: NoiseOptions,
    method: Method,
    frame: Vec<f32>,
    ready: VecDeque<f32>,
    levels: Levels,
    post_gain: Gain,
}

enum Method {
    Steady { filter: Box<NoiseSuppressor>, before: VecDeque<f32> },
    Any(Box<Network>),
}

/// RNNoise, and the way to its sample rate and back.
struct Network {
    state: Box<DenoiseState<'static>>,
    up: Resampler,
    down: Resampler,
    frame: Vec<f32>,
    /// The frame before, which is the one that comes out.
    before: [f32; WIDE_FRAME],
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
    /// Returns a reducer that has heard nothing.
    pub fn new(options: NoiseOptions) -> Self {
        let method = match options.kind {
            NoiseKind::Steady => {
                let config = NsConfig { target_level: level(options.attenuation_db) };
                Method::Steady {
                    filter: Box::new(NoiseSuppressor::new(config)),
                    before: VecDeque::with_capacity(FRAME + FILTER_DELAY),
                }
            }
            NoiseKind::Any => Method::Any(Box::new(Network::new())),
        };
        let mut ready = VecDeque::with_capacity(4 * FRAME);
        // A frame is collected before any of it can come out.
        ready.extend([0.0; FRAME]);
        Self {
            options,
            method,
            frame: Vec::with_capacity(FRAME),
            ready,
            levels: Levels { speech: 0.0, noise: 0.0 },
            post_gain: Gain::new(VOICE_RATE),
        }
    }

    /// Follows other options, if they do not need another method.
    pub fn adjust(&mut self, options: NoiseOptions) -> bool {
        let fits = match self.method {
            Method::Steady { .. } => options.attenuation_db == self.options.attenuation_db,
            Method::Any(_) => true,
        };
        let fits = fits && options.kind == self.options.kind;
        if fits {
            self.options = options;
        }
        fits
    }

    /// Returns the delay in samples.
    pub fn latency(&self) -> usize {
        match &self.method {
            Method::Steady { .. } => FRAME + FILTER_DELAY,
            Method::Any(network) => 2 * FRAME + network.way(),
        }
    }

    /// Takes the noise out of `block`, in place.
    pub fn process(&mut self, block: &mut [f32; VOICE_BLOCK]) {
        for sample in &mut *block {
            let input = *sample * SCALE;
            match &mut self.method {
                Method::Any(network) => {
                    network.push(
                        input,
                        self.options.attenuation_db,
                        &mut self.levels,
                        &mut self.ready,
                    );
                }
                Method::Steady { filter, before } => {
                    self.frame.push(input);
                    if self.frame.len() == FRAME {
                        let mut frame = [0.0; FRAME];
                        frame.iter_mut().zip(&self.frame).for_each(|(to, from)| *to = *from);
                        before.extend(&frame);
                        filter.analyze(&frame);
                        filter.process(&mut frame);
                        self.levels.compare(before, &frame);
                        self.ready.extend(&frame);
                        self.frame.clear();
                    }
                }
            }
            *sample = self.ready.pop_front().unwrap_or(0.0) / SCALE;
        }
        let turned_down = self.options.post_gain && self.levels.noise_is_loud();
        self.post_gain.set_db(if turned_down { POST_GAIN_DB } else { 0.0 });
        self.post_gain.process(block);
    }
}

impl Network {
    fn new() -> Self {
        Self {
            state: DenoiseState::new(),
            up: Resampler::new(VOICE_RATE, WIDE_RATE),
            down: Resampler::new(WIDE_RATE, VOICE_RATE),
            frame: Vec::with_capacity(WIDE_FRAME),
            before: [0.0; WIDE_FRAME],
        }
    }

    /// Returns what the way to the other sample rate and back adds, in samples.
    fn way(&self) -> usize {
        self.up.latency() + self.down.latency() * VOICE_RATE as usize / WIDE_RATE as usize
    }

    fn push(
        &mut self,
        sample: f32,
        attenuation_db: u8,
        levels: &mut Levels,
        ready: &mut VecDeque<f32>,
    ) {
        self.up.push(sample);
        while let Some(sample) = self.up.pull() {
            self.frame.push(sample);
            if self.frame.len() == WIDE_FRAME {
                self.finish(attenuation_db, levels, ready);
            }
        }
    }

    fn finish(&mut self, attenuation_db: u8, levels: &mut Levels, ready: &mut VecDeque<f32>) {
        let mut cleaned = [0.0; WIDE_FRAME];
        let speech = self.state.process_frame(&mut cleaned, &self.frame);
        levels.take(speech > 0.5, power(&self.before));
        let kept = 10.0_f32.powf(-f32::from(attenuation_db) / 20.0);
        for (&cleaned, &before) in cleaned.iter().zip(&self.before) {
            self.down.push_to(cleaned + kept * (before - cleaned), ready);
        }
        self.before.iter_mut().zip(&self.frame).for_each(|(to, from)| *to = *from);
        self.frame.clear();
    }
}

impl Levels {
    fn take(&mut self, is_speech: bool, power: f32) {
        let mean = if is_speech { &mut self.speech } else { &mut self.noise };
        *mean += SHARE * (power - *mean);
    }

    /// Takes a frame from which more than half was taken for noise.
    fn compare(&mut self, before: &mut VecDeque<f32>, cleaned: &[f32; FRAME]) {
        let late = before.iter().rev().skip(FILTER_DELAY).take(FRAME);
        let power_before = late.map(|sample| sample * sample).sum::<f32>() / FRAME as f32;
        self.take(power(cleaned) > power_before / 2.0, power_before);
        while before.len() > FILTER_DELAY {
            before.pop_front();
        }
    }

    fn noise_is_loud(&self) -> bool {
        self.noise * 10.0_f32.powf(LOUD_DB / 10.0) > self.speech && self.speech > 0.0
    }
}

fn power(frame: &[f32]) -> f32 {
    frame.iter().map(|sample| sample * sample).sum::<f32>() / frame.len().max(1) as f32
}

const fn level(attenuation_db: u8) -> SuppressionLevel {
    match attenuation_db {
        0..=6 => SuppressionLevel::K6dB,
        7..=12 => SuppressionLevel::K12dB,
        13..=18 => SuppressionLevel::K18dB,
        _ => SuppressionLevel::K21dB,
    }
}
