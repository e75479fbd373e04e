//! All stages in their order.

use hookswitch_core::media::plan::{EchoOptions, VoiceOptions};
use hookswitch_core::media::program::{VOICE_BLOCK, VoiceEngine};

use crate::echo::Canceller;
use crate::high_pass::HighPass;
use crate::noise::Reducer;

/// Samples for which sound waits for the judgement of its noise where no echo is taken out: as long as
/// that would take.
const WAITS: usize = Canceller::LATENCY;

/// A block; arrays of this length have no default.
#[derive(Clone, Copy, Debug)]
struct Block([f32; VOICE_BLOCK]);

impl Default for Block {
    fn default() -> Self {
        Self([0.0; VOICE_BLOCK])
    }
}

/// Cleans one voice.
#[derive(Debug, Default)]
pub struct Engine {
    high_pass: Option<HighPass>,
    echo: Option<Canceller>,
    /// What took out echo before the person took a device that has none, and what it was made for. It
    /// knows the room: with one that does not, who speaks would be turned down with the echo again.
    resting: Option<(EchoOptions, Canceller)>,
    noise: Option<Reducer>,
    options: VoiceOptions,
    with_noise: Block,
}

impl Engine {
    /// Returns the stage that takes out echo, if there is one.
    pub const fn echo(&self) -> Option<&Canceller> {
        self.echo.as_ref()
    }
}

impl VoiceEngine for Engine {
    fn adjust(&mut self, options: VoiceOptions) {
        let old = core::mem::replace(&mut self.options, options);
        if options.high_pass != old.high_pass {
            self.high_pass = options.high_pass.then(HighPass::default);
        }
        if options.echo != old.echo {
            let before = self.echo.take();
            if let (Some(echo), Some(canceller)) = (old.echo, before) {
                self.resting = Some((echo, canceller));
            }
            self.echo = options.echo.map(|echo| match self.resting.take() {
                Some((same, canceller)) if same == echo => canceller,
                Some(_) | None => Canceller::new(echo),
            });
        }
        let waits = if options.echo.is_some() { 0 } else { WAITS };
        match (&mut self.noise, options.noise) {
            (Some(reducer), Some(options)) => reducer.adjust(options, waits),
            (noise, options) => *noise = options.map(|options| Reducer::new(options, waits)),
        }
    }

    fn process(&mut self, played: &[f32; VOICE_BLOCK], heard: &mut [f32; VOICE_BLOCK]) {
        if let Some(high_pass) = &mut self.high_pass {
            high_pass.process(heard);
        }
        if let Some(echo) = &mut self.echo {
            echo.process(played, heard);
        }
        self.with_noise.0 = *heard;
        if let Some(noise) = &mut self.noise {
            noise.process(heard);
        }
    }

    fn with_noise(&self) -> [f32; VOICE_BLOCK] {
        self.with_noise.0
    }

    fn latency(&self) -> usize {
        let echo = if self.echo.is_some() { Canceller::LATENCY } else { 0 };
        echo + self.noise.as_ref().map_or(0, Reducer::latency)
    }
}
