//! What cleans the voice of the user before it is sent, as a wasm module of its own for those who
//! want it, and as a program for native graphs.
//!
//! The order is: what is below speech is taken out, the echo of what is played ([`echo`]), then
//! noise ([`noise`]). The two clocks of microphone and loudspeaker are brought together before the
//! echo is taken out ([`drift`]). The libraries take memory for a moment in each call, so that the
//! module has an [arena](hookswitch_programs::arena): memory that is there from the start and never
//! grows.

pub mod drift;
pub mod echo;
mod engine;
#[cfg(target_arch = "wasm32")]
mod exports;
pub mod high_pass;
pub mod network;
pub mod noise;
pub mod room;
pub mod shaper;
pub mod soon;
pub mod whole;

pub use engine::Engine;

use hookswitch_core::media::plan::{CodecKind, EncoderOptions};
use hookswitch_core::media::program::{FrameDecoder, FrameEncoder, Programs, VoiceEngine};

/// Programs, and the one that cleans voices, for graphs that are not in a browser.
#[derive(Clone, Copy, Debug)]
pub struct WithVoice<P>(pub P);

impl<P: Programs> Programs for WithVoice<P> {
    fn voice(&self) -> Option<Box<dyn VoiceEngine>> {
        Some(Box::new(Engine::default()))
    }

    fn encoder(&self, kind: CodecKind, options: EncoderOptions) -> Option<Box<dyn FrameEncoder>> {
        self.0.encoder(kind, options)
    }

    fn decoder(&self, kind: CodecKind) -> Option<Box<dyn FrameDecoder>> {
        self.0.decoder(kind)
    }
}
