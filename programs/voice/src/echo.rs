//! Takes the echo of what is played out of what is heard: the canceller of WebRTC as `sonora` has
//! it, behind a clock that follows the microphone's.

use hookswitch_core::dsp::mixer::Gain;
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

/// How much of the echo has to be gone for the room to be known, in decibels.
const KNOWN_DB: f32 = 30.0;

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
        let before = power(heard);
        scale(self.heard.view(0, 0), heard, 1.0 / SCALE);
        self.guard.process(power(&played), before, heard);
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
/// or two. Until it is [`KNOWN_DB`] lower than what the microphone hears, or the other party was heard
/// for [`LEARNING_BLOCKS`], it is turned down by [`GUARD_DB`].
#[derive(Debug)]
struct Guard {
    /// Blocks of sound that were played, up to where the room is known by now.
    learned: u32,
    /// Blocks for which what was played may still be heard.
    echoes: u32,
    /// Mean power of what is heard, and of what is left of it, while it echoes.
    before: f32,
    after: f32,
    gain: Gain,
}

impl Guard {
    fn new(guards: bool) -> Self {
        let learned = if guards { 0 } else { LEARNING_BLOCKS };
        Self { learned, echoes: 0, before: 0.0, after: 0.0, gain: Gain::new(VOICE_RATE) }
    }

    fn process(&mut self, played: f32, before: f32, block: &mut [f32; VOICE_BLOCK]) {
        if self.learned < LEARNING_BLOCKS {
            let plays = played > PLAYS;
            self.echoes = if plays { ECHO_BLOCKS } else { self.echoes.saturating_sub(1) };
            if self.echoes > 0 {
                self.before += GUARD_SHARE * (before - self.before);
                self.after += GUARD_SHARE * (power(block) - self.after);
                self.learned += u32::from(plays);
            }
            let known = self.after * 10.0_f32.powf(KNOWN_DB / 10.0) < self.before;
            if known && self.learned > LEAST_BLOCKS {
                self.learned = LEARNING_BLOCKS;
            }
        }
        let guards = self.learned < LEARNING_BLOCKS && self.echoes > 0;
        self.gain.set_db(if guards { GUARD_DB } else { 0.0 });
        self.gain.process(block);
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
