//! Takes the echo of what is played out of what is heard: the canceller of WebRTC as `sonora` has
//! it, behind a clock that follows the microphone's.

use hookswitch_core::dsp::mixer::Gain;
use hookswitch_core::dsp::noise::Noise;
use hookswitch_core::media::plan::{EchoOptions, Residual};
use hookswitch_core::media::program::{VOICE_BLOCK, VOICE_RATE};
use sonora_aec3::block::Block;
use sonora_aec3::block_processor::BlockProcessor;
use sonora_aec3::config::{EchoCanceller3Config, Tuning};

use crate::drift::Follower;

/// What the canceller calls full scale.
const SCALE: f32 = 32_768.0;

/// How much is turned down what comes through before the room is known, in decibels.
const GUARD_DB: f32 = -60.0;

/// How much lower than what is played what is left of it has to be for the room to be known, in
/// decibels.
const KNOWN_DB: f32 = 40.0;

/// Blocks of sound after which that is not waited for any more, 2 s, and before which it is not
/// believed, 0.6 s.
const LEARNING_BLOCKS: u32 = 500;
const LEAST_BLOCKS: u32 = 150;

/// Blocks for which a sound may be heard after it was played: 0.3 s.
const ECHO_BLOCKS: u32 = 75;

/// Power from which something is played: -50 dBov.
const PLAYS: f32 = 1e-5;

/// Share of a block in the mean powers: 0.2 s.
const GUARD_SHARE: f32 = 0.02;

/// The same where the noise of the room is looked for.
const ROOM_SHARE: f32 = 0.05;

/// By which factor the noise of the room may grow in each block: doubled in 3 s.
const ROOM_GROWTH: f32 = 1.001;

/// How much quieter than the room's the noise is that stands for it, in decibels: white noise is heard
/// more easily.
const ROOM_DB: f32 = 9.0;

/// Power below which a microphone gives nothing yet.
const NOTHING: f32 = 1e-9;

/// Milliseconds of delay that one of its filters for the delay covers beyond the one before it.
const FILTER_MS: u16 = 96;

/// Takes out one echo.
#[derive(Debug)]
pub struct Canceller {
    canceller: BlockProcessor,
    follower: Follower,
    played: Block,
    heard: Block,
    guard: Guard,
}

impl Canceller {
    /// Delay in samples: the canceller's windows overlap by a block.
    pub const LATENCY: usize = VOICE_BLOCK;

    /// Returns a canceller that has heard nothing.
    pub fn new(options: EchoOptions) -> Self {
        let canceller = BlockProcessor::new(&config(options), VOICE_RATE as usize, 1, 1);
        let (played, heard) = (Block::new(1, 1), Block::new(1, 1));
        let guards = options.residual != Residual::Kept;
        let guard = Guard::new(guards);
        Self { canceller, follower: Follower::new(), played, heard, guard }
    }

    /// Takes out of `heard` the echo of what was played.
    pub fn process(&mut self, played: &[f32; VOICE_BLOCK], heard: &mut [f32; VOICE_BLOCK]) {
        let played = self.follower.process(played, heard);
        scale(&played, self.played.view_mut(0, 0), SCALE);
        scale(heard, self.heard.view_mut(0, 0), SCALE);
        self.canceller.buffer_render(&self.played);
        let saturates = heard.iter().any(|sample| sample.abs() >= 0.999);
        self.canceller.process_capture(false, saturates, None, &mut self.heard);
        scale(self.heard.view(0, 0), heard, 1.0 / SCALE);
        self.guard.process(power(&played), heard);
    }

    /// Returns by which share the microphone's clock is slower than the loudspeaker's, as found.
    pub const fn drift(&self) -> f64 {
        self.follower.drift()
    }

    /// Returns the delay of the echo that was found, in milliseconds.
    pub fn delay_ms(&self) -> u32 {
        self.canceller.get_metrics().delay_ms.unsigned_abs()
    }
}

/// Turns down what comes through before the canceller knows the room.
///
/// While the other party is heard for the first time, what is left of its echo is loud for a second
/// or two. Until it is [`KNOWN_DB`] lower than what is played, or the other party was heard
/// for [`LEARNING_BLOCKS`], it is turned down by [`GUARD_DB`]; noise a little quieter than that of
/// the room stands for it, as a line that is dead now and then is worse.
#[derive(Debug)]
struct Guard {
    /// Blocks of sound that were played, up to where the room is known by now.
    learned: u32,
    /// Blocks for which what was played may still be heard.
    echoes: u32,
    /// Mean power of what is played, and of what is left of it, while it echoes.
    played: f32,
    left: f32,
    gain: Gain,
    room: Room,
}

/// The noise of the room: the least of what is heard where nothing echoes.
#[derive(Debug, Default)]
struct Room {
    mean: Option<f32>,
    /// Power of the noise, once there was any.
    least: Option<f32>,
    noise: Noise,
}

impl Guard {
    fn new(guards: bool) -> Self {
        let learned = if guards { 0 } else { LEARNING_BLOCKS };
        let (gain, room) = (Gain::new(VOICE_RATE), Room::default());
        Self { learned, echoes: 0, played: 0.0, left: 0.0, gain, room }
    }

    /// Takes the power of what is played, and what came through.
    fn process(&mut self, played: f32, block: &mut [f32; VOICE_BLOCK]) {
        if self.learned < LEARNING_BLOCKS {
            let plays = played > PLAYS;
            self.echoes = if plays { ECHO_BLOCKS } else { self.echoes.saturating_sub(1) };
            if self.echoes > 0 {
                self.played += GUARD_SHARE * (played - self.played);
                self.left += GUARD_SHARE * (power(block) - self.left);
                self.learned += u32::from(plays);
            } else {
                self.room.listen(power(block));
            }
            let known = self.left * 10.0_f32.powf(KNOWN_DB / 10.0) < self.played;
            if known && self.learned > LEAST_BLOCKS {
                self.learned = LEARNING_BLOCKS;
            }
        }
        let guards = self.learned < LEARNING_BLOCKS && self.echoes > 0;
        self.gain.set_db(if guards { GUARD_DB } else { 0.0 });
        self.gain.process(block);
        if guards {
            self.room.add(block);
        }
    }
}

impl Room {
    /// Takes the power of a block.
    fn listen(&mut self, power: f32) {
        if power > NOTHING {
            let mean = self.mean.map_or(power, |mean| mean + ROOM_SHARE * (power - mean));
            self.mean = Some(mean);
            self.least = Some(self.least.map_or(mean, |least| mean.min(least * ROOM_GROWTH)));
        }
    }

    /// Adds noise for the room's.
    fn add(&mut self, block: &mut [f32; VOICE_BLOCK]) {
        let Some(least) = self.least else { return };
        let level = (ROOM_DB - 10.0 * least.max(NOTHING).log10()).clamp(0.0, 127.0);
        self.noise.follow(&[level as u8]);
        let mut noise = [0.0; VOICE_BLOCK];
        self.noise.process(&mut noise);
        block.iter_mut().zip(noise).for_each(|(sample, noise)| *sample += noise);
    }
}

fn power(block: &[f32; VOICE_BLOCK]) -> f32 {
    block.iter().map(|sample| sample * sample).sum::<f32>() / VOICE_BLOCK as f32
}

fn scale(from: &[f32], to: &mut [f32], by: f32) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to = from * by);
}

fn config(options: EchoOptions) -> EchoCanceller3Config {
    let mut config = EchoCanceller3Config::default();
    if options.max_delay_ms > 0 {
        config.delay.num_filters =
            usize::from(options.max_delay_ms.div_ceil(FILTER_MS)).clamp(1, 10);
    }
    let suppressor = &mut config.suppressor;
    match options.residual {
        Residual::Suppressed => {}
        Residual::SuppressedStrongly => {
            suppressor.nearend_tuning = suppressor.normal_tuning.clone();
        }
        Residual::Kept => {
            for tuning in [&mut suppressor.normal_tuning, &mut suppressor.nearend_tuning] {
                keep_residual(tuning);
            }
        }
    }
    config.validate();
    config
}

/// Lets pass what is left of the echo.
const fn keep_residual(tuning: &mut Tuning) {
    // As many times more echo than voice as the canceller's own check lets stand.
    const ALL: f32 = 100.0;
    tuning.mask_lf.enr_transparent = ALL - 1.0;
    tuning.mask_lf.enr_suppress = ALL;
    tuning.mask_hf.enr_transparent = ALL - 1.0;
    tuning.mask_hf.enr_suppress = ALL;
}
