//! Codecs, and what cleans voices: modules of their own, which were loaded beside this one.
//!
//! Their functions are in this module's table; `exports` calls them by their places. They take and
//! return numbers only, since the modules share no memory: samples and octets go through a buffer
//! of the other module, eight octets at a time.

use hookswitch_core::media::plan::{CodecKind, EncoderOptions, VoiceOptions};
use hookswitch_core::media::program::{
    FrameDecoder, FrameEncoder, Heard, Programs, VOICE_BLOCK, VoiceEngine,
};

use crate::exports::{Functions, VoiceFunctions};

/// What is in the buffer for a decoder, as `hookswitch_programs::coders` numbers it.
const FRAME: u32 = 0;
const LOST: u32 = 1;
const AFTER: u32 = 2;

/// A number that no coder has.
const NONE: u32 = u32::MAX;

/// The programs that are loaded, if any.
#[derive(Clone, Copy, Debug)]
pub struct LoadedPrograms;

impl Programs for LoadedPrograms {
    fn voice(&self) -> Option<Box<dyn VoiceEngine>> {
        Some(Box::new(VoiceFunctions::loaded()?))
    }

    fn encoder(&self, kind: CodecKind, options: EncoderOptions) -> Option<Box<dyn FrameEncoder>> {
        let functions = Functions::loaded(kind.program()?)?;
        let number = functions.open_encoder(kind.sample_rate(), options.to_bits());
        Some(Box::new(Coder::new(functions, number)?))
    }

    fn decoder(&self, kind: CodecKind) -> Option<Box<dyn FrameDecoder>> {
        let functions = Functions::loaded(kind.program()?)?;
        Some(Box::new(Coder::new(functions, functions.open_decoder(kind.sample_rate()))?))
    }
}

/// An encoder or a decoder of another module.
#[derive(Debug)]
struct Coder {
    functions: Functions,
    number: u32,
}

impl Coder {
    fn new(functions: Functions, number: u32) -> Option<Self> {
        (number != NONE).then_some(Self { functions, number })
    }

    /// Puts octets into the buffer; the last eight are filled up with zeros.
    fn put(&self, octets: &[u8]) {
        for (place, some) in (0..).zip(octets.chunks(8)) {
            let mut eight = [0; 8];
            eight.iter_mut().zip(some).for_each(|(to, &octet)| *to = octet);
            self.functions.put(place, u64::from_le_bytes(eight));
        }
    }

    fn get(&self, octets: &mut [u8]) {
        for (place, some) in (0..).zip(octets.chunks_mut(8)) {
            let eight = self.functions.get(place).to_le_bytes();
            some.iter_mut().zip(eight).for_each(|(to, octet)| *to = octet);
        }
    }
}

impl Drop for Coder {
    fn drop(&mut self) {
        self.functions.close(self.number);
    }
}

impl FrameEncoder for Coder {
    fn process(&mut self, samples: &[i16], octets: &mut [u8]) -> usize {
        for (place, four) in (0..).zip(samples.chunks(4)) {
            let eight = four
                .iter()
                .rev()
                .fold(0, |eight, &sample| eight << 16 | u64::from(sample.cast_unsigned()));
            self.functions.put(place, eight);
        }
        let length = self.functions.encode(self.number, samples.len() as u32) as usize;
        let length = length.min(octets.len());
        self.get(octets.get_mut(..length).unwrap_or_default());
        length
    }

    fn adjust(&mut self, options: EncoderOptions) {
        self.functions.adjust(self.number, options.to_bits());
    }
}

impl FrameDecoder for Coder {
    fn process(&mut self, heard: Heard<'_>, samples: &mut [i16]) -> usize {
        let (what, octets) = match heard {
            Heard::Frame(octets) => (FRAME, octets),
            Heard::Lost => (LOST, &[][..]),
            Heard::After(octets) => (AFTER, octets),
        };
        self.put(octets);
        let (length, most) = (octets.len() as u32, samples.len() as u32);
        let count = self.functions.decode(self.number, what, length, most) as usize;
        let count = count.min(samples.len());
        for (place, four) in (0..).zip(samples.chunks_mut(4)).take(count.div_ceil(4)) {
            let eight = self.functions.get(place);
            for (to, n) in four.iter_mut().zip(0..) {
                *to = (eight >> (16 * n)) as i16;
            }
        }
        count
    }
}

impl VoiceEngine for VoiceFunctions {
    fn adjust(&mut self, options: VoiceOptions) {
        Self::adjust(*self, options.to_bits());
    }

    fn process(&mut self, played: &[f32; VOICE_BLOCK], heard: &mut [f32; VOICE_BLOCK]) {
        let blocks = heard.as_chunks().0.iter().chain(played.as_chunks().0);
        for (place, &[first, second]) in (0..).zip(blocks) {
            self.put(place, u64::from(first.to_bits()) | u64::from(second.to_bits()) << 32);
        }
        Self::process(*self);
        take(heard, |place| self.get(place));
    }

    fn with_noise(&self) -> [f32; VOICE_BLOCK] {
        let mut block = [0.0; VOICE_BLOCK];
        take(&mut block, |place| Self::with_noise(*self, place));
        block
    }

    fn latency(&self) -> usize {
        Self::latency(*self) as usize
    }
}

/// Fills a block with the pairs of samples that `get` returns as numbers.
fn take(block: &mut [f32; VOICE_BLOCK], get: impl Fn(u32) -> u64) {
    for (place, [first, second]) in (0..).zip(block.as_chunks_mut().0) {
        let pair = get(place);
        *first = f32::from_bits(pair as u32);
        *second = f32::from_bits((pair >> 32) as u32);
    }
}
