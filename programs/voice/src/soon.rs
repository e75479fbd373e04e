//! Takes noise out with next to no delay: the judgement of RNNoise as a filter.
//!
//! What the [network](crate::network) says of 10 ms of sound becomes a [filter](crate::shaper) for
//! what comes next, so that nothing has to wait: only the gains are late, by half of the window
//! they were found in. Two networks take turns, so that there are gains each 5 ms; where nothing else
//! takes time, sound waits for them a little.

use std::collections::VecDeque;

use hookswitch_core::dsp::resample::Resampler;
use hookswitch_core::media::plan::{NoiseKind, NoiseOptions};
use hookswitch_core::media::program::{VOICE_BLOCK, VOICE_RATE};
use nnnoiseless::{FRAME_SIZE, NB_BANDS};

use crate::network::{Listener, SCALE, WIDE_RATE, spread};
use crate::room::Room;
use crate::shaper::{BINS, Shaper};

/// Samples that are looked at before they are filtered: a frame ends with one of them.
const PIECE: usize = 16;

/// Networks, each of which judges the frames that end between those of the others.
const NETWORKS: usize = 2;

/// What is left of a gain when there are others, at least: sound that dies away is not cut off. The
/// library has 0.6 for each 10 ms.
const DECAY: f32 = 0.775;

/// How fast the level of steady noise is followed: by this share of the difference in each frame,
/// half of it in 0.7 s; faster in the first frames.
const STEADY_SHARE: f32 = 0.005;
const FIRST_FRAMES: f32 = 60.0;

/// Takes out the noise of one voice by a filter.
pub struct Soon {
    up: Resampler,
    listeners: [Listener; NETWORKS],
    /// Sound that waits for gains.
    waiting: VecDeque<f32>,
    gains: [f32; NB_BANDS],
    steady: Steady,
    shaper: Shaper,
    room: Room,
}

impl core::fmt::Debug for Soon {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Soon").field("room", &self.room).finish_non_exhaustive()
    }
}

impl Soon {
    /// Returns one that has heard nothing, and lets sound wait for so many samples.
    pub fn new(waits: usize) -> Self {
        Self {
            up: Resampler::new(VOICE_RATE, WIDE_RATE),
            listeners: core::array::from_fn(|n| Listener::new(FRAME_SIZE * n / NETWORKS)),
            waiting: VecDeque::from(vec![0.0; waits]),
            gains: [1.0; NB_BANDS],
            steady: Steady::default(),
            shaper: Shaper::new(),
            room: Room::default(),
        }
    }

    /// Returns the delay in samples.
    pub fn latency(&self) -> usize {
        self.waiting.len()
    }

    /// Returns what is known of the room.
    pub const fn room(&self) -> &Room {
        &self.room
    }

    /// Takes the noise out of `block`, in place.
    pub fn process(&mut self, options: NoiseOptions, block: &mut [f32; VOICE_BLOCK]) {
        for piece in block.chunks_mut(PIECE) {
            for sample in &mut *piece {
                self.up.push(*sample * SCALE);
                self.waiting.push_back(*sample);
                *sample = self.waiting.pop_front().unwrap_or_default();
                while let Some(sample) = self.up.pull() {
                    self.listen(options, sample);
                }
            }
            self.shaper.process(piece);
        }
    }

    /// Takes a sample, and makes the filter for what comes next when a frame is full.
    fn listen(&mut self, options: NoiseOptions, sample: f32) {
        for listener in &mut self.listeners {
            if !listener.take(sample) {
                continue;
            }
            let judgement = listener.judge();
            let powers = &listener.features.ex;
            self.room.listen(powers, judgement.as_ref(), 1.0);
            let Some(judgement) = judgement else { continue };
            let steady = self.steady.gains(powers, &judgement.gains);
            // What is steady is told by its level alone, which takes quiet speech, too: by half as many
            // decibels.
            let (wanted, share) = match options.kind {
                NoiseKind::Steady => (steady, 0.5),
                NoiseKind::Any | NoiseKind::Changing => (judgement.gains, 1.0),
            };
            for (gain, wanted) in self.gains.iter_mut().zip(wanted) {
                *gain = wanted.max(DECAY * *gain);
            }
            let kept = 10.0_f32.powf(-share * f32::from(options.attenuation_db) / 20.0);
            let alone = self.room.left_alone(options.kind);
            let gains = self.gains.map(|gain| alone + (1.0 - alone) * gain.max(kept));
            let mut bins = [0.0; BINS];
            spread(&gains, &mut bins);
            self.shaper.set_gains(&bins);
        }
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
