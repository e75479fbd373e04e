//! Opus (RFC 6716) with one channel at 16 or 48 kHz, as a wasm module of its own for those who have it in
//! the order of their codecs, and as programs for native graphs.
//!
//! The codec is `opus-pure`. It takes memory for a moment in each call, so that the module has an
//! [arena](hookswitch_programs::arena): memory that is there from the start and never grows.

mod coder;
mod memory;

pub use coder::{Decoder, Encoder};

use hookswitch_core::media::plan::{CodecKind, EncoderOptions};
use hookswitch_core::media::program::{FrameDecoder, FrameEncoder, OwnPrograms, Programs};
use hookswitch_programs::coders::Codec;

/// Opus.
#[derive(Debug)]
pub struct Opus;

impl Codec for Opus {
    type Encoder = Encoder;
    type Decoder = Decoder;

    fn encoder(sample_rate: u32, options: EncoderOptions) -> Option<Encoder> {
        Encoder::new(sample_rate, options).filter(|_| memory::has_reserve())
    }

    fn decoder(sample_rate: u32) -> Option<Decoder> {
        Decoder::new(sample_rate).filter(|_| memory::has_reserve())
    }
}

#[cfg(target_arch = "wasm32")]
hookswitch_programs::export!(crate::Opus);

/// The programs of all codecs, for graphs that are not in a browser.
#[derive(Clone, Copy, Debug)]
pub struct AllPrograms;

impl Programs for AllPrograms {
    fn encoder(&self, kind: CodecKind, options: EncoderOptions) -> Option<Box<dyn FrameEncoder>> {
        if !kind.is_opus() {
            return OwnPrograms.encoder(kind, options);
        }
        let encoder = Encoder::new(kind.sample_rate(), options);
        encoder.map(|encoder| -> Box<dyn FrameEncoder> { Box::new(encoder) })
    }

    fn decoder(&self, kind: CodecKind) -> Option<Box<dyn FrameDecoder>> {
        if !kind.is_opus() {
            return OwnPrograms.decoder(kind);
        }
        let decoder = Decoder::new(kind.sample_rate());
        decoder.map(|decoder| -> Box<dyn FrameDecoder> { Box::new(decoder) })
    }
}
