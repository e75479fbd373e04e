//! G.729 as a wasm module of its own, for those who have it in the order of their codecs.

use hookswitch_core::dsp::g729::{Decoder, Encoder};
use hookswitch_core::media::plan::EncoderOptions;
use hookswitch_core::media::program::silences;
use hookswitch_programs::coders::Codec;

/// G.729 Annex A, with Annex B where silence is described.
#[derive(Debug)]
pub struct G729;

impl Codec for G729 {
    type Encoder = Encoder;
    type Decoder = Decoder;

    fn encoder(_: u32, options: EncoderOptions) -> Option<Encoder> {
        Some(Encoder::new(silences(options)))
    }

    fn decoder(_: u32) -> Option<Decoder> {
        Some(Decoder::new())
    }
}

#[cfg(target_arch = "wasm32")]
hookswitch_programs::export!(crate::G729);
