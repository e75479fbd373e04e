//! Takes the echo of what is played out of what is heard: the canceller of WebRTC as `sonora` has
//! it, behind a clock that follows the microphone's.

use hookswitch_core::media::plan::{EchoOptions, Residual};
use hookswitch_core::media::program::{VOICE_BLOCK, VOICE_RATE};
use sonora_aec3::block::Block;
use sonora_aec3::block_processor::BlockProcessor;
use sonora_aec3::config::{EchoCanceller3Config, Tuning};

use crate::drift::Follower;

/// What the canceller calls full scale.
const SCALE: f32 = 32_768.0;

/// Milliseconds of delay that one of its filters for the delay covers beyond the one before it.
const FILTER_MS: u16 = 96;

/// Takes out one echo.
#[derive(Debug)]
pub struct Canceller {
    canceller: BlockProcessor,
    follower: Follower,
    played: Block,
    heard: Block,
}

impl Canceller {
    /// Delay in samples: the canceller's windows overlap by a block.
    pub const LATENCY: usize = VOICE_BLOCK;

    /// Returns a canceller that has heard nothing.
    pub fn new(options: EchoOptions) -> Self {
        let canceller = BlockProcessor::new(&config(options), VOICE_RATE as usize, 1, 1);
        let (played, heard) = (Block::new(1, 1), Block::new(1, 1));
        Self { canceller, follower: Follower::new(), played, heard }
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
