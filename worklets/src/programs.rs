//! Codecs whose program is a module of its own, which was loaded beside this one.
//!
//! Its functions are in this module's table; `exports` calls them by their place. They take and
//! return numbers only, since the two modules share no memory: samples and octets go through a
//! buffer of the other module, eight octets at a time.

use hookswitch_core::dsp::g729::{FRAME, Frame, SILENCE_OCTETS, SPEECH_OCTETS};
use hookswitch_core::media::plan::CodecKind;
use hookswitch_core::media::program::{FrameDecoder, FrameEncoder, Programs};

use crate::exports::Functions;

/// What a frame's length is if it was lost.
const LOST: u32 = u32::MAX;

/// The programs that are loaded, if any.
#[derive(Clone, Copy, Debug)]
pub struct LoadedPrograms;

impl Programs for LoadedPrograms {
    fn encoder(&self, kind: CodecKind) -> Option<Box<dyn FrameEncoder>> {
        let functions = Functions::loaded().filter(|_| kind.is_framed())?;
        let number = functions.open_encoder(u32::from(kind == CodecKind::G729B));
        Some(Box::new(Coder { functions, number }))
    }

    fn decoder(&self, kind: CodecKind) -> Option<Box<dyn FrameDecoder>> {
        let functions = Functions::loaded().filter(|_| kind.is_framed())?;
        Some(Box::new(Coder { functions, number: functions.open_decoder() }))
    }
}

/// An encoder or a decoder of the other module.
#[derive(Debug)]
struct Coder {
    functions: Functions,
    number: u32,
}

impl Coder {
    fn put(&self, octets: &[[u8; 8]]) {
        for (place, &eight) in (0..).zip(octets) {
            self.functions.put(place, u64::from_le_bytes(eight));
        }
    }

    fn get(&self, octets: &mut [[u8; 8]]) {
        for (place, eight) in (0..).zip(octets) {
            *eight = self.functions.get(place).to_le_bytes();
        }
    }
}

impl Drop for Coder {
    fn drop(&mut self) {
        self.functions.close(self.number);
    }
}

/// Octets of a frame of samples, in eights.
const EIGHTS: usize = FRAME / 4;

impl FrameEncoder for Coder {
    fn process(&mut self, samples: &[i16; FRAME]) -> Frame {
        let mut octets = [[0; 8]; EIGHTS];
        let (pairs, _) = octets.as_flattened_mut().as_chunks_mut();
        pairs.iter_mut().zip(samples).for_each(|(to, sample)| *to = sample.to_le_bytes());
        self.put(&octets);
        let length = self.functions.encode(self.number) as usize;
        let mut octets = [[0; 8]; 2];
        self.get(&mut octets);
        let octets = octets.as_flattened();
        let frame = match length {
            SPEECH_OCTETS => octets.first_chunk().copied().map(Frame::Speech),
            SILENCE_OCTETS => octets.first_chunk().copied().map(Frame::Silence),
            _ => None,
        };
        frame.unwrap_or(Frame::Untransmitted)
    }
}

impl FrameDecoder for Coder {
    fn process(&mut self, frame: Option<&Frame>) -> [i16; FRAME] {
        let mut octets = [[0; 8]; 2];
        let sent = frame.map_or(&[][..], Frame::octets);
        octets.as_flattened_mut().iter_mut().zip(sent).for_each(|(to, &octet)| *to = octet);
        self.put(&octets);
        self.functions.decode(self.number, frame.map_or(LOST, |_| sent.len() as u32));
        let mut octets = [[0; 8]; EIGHTS];
        self.get(&mut octets);
        let mut samples = [0; FRAME];
        let (pairs, _) = octets.as_flattened().as_chunks();
        samples.iter_mut().zip(pairs).for_each(|(to, &pair)| *to = i16::from_le_bytes(pair));
        samples
    }
}
