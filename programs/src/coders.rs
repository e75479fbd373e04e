//! Encoders and decoders by number, and the buffer between them and the worklet.

use hookswitch_core::dsp::g729::{
    Decoder, Encoder, FRAME, Frame, SILENCE_OCTETS, SPEECH_OCTETS, Silences,
};

/// Octets of the buffer: a frame of samples.
pub const CAPACITY: usize = 2 * FRAME;

/// Coders at a time: both ways of eight streams, more than a conference has.
pub const MOST: usize = 16;

/// A number that no coder has.
pub const NONE: u32 = u32::MAX;

/// What a frame's length is if it was lost.
pub const LOST: u32 = u32::MAX;

/// What a number stands for.
// With a tag of its own, which is 0 for `None`: what begins as zeros takes no room in the module.
#[derive(Debug)]
#[repr(u32)]
#[expect(clippy::large_enum_variant, reason = "they live in a static, without an allocator")]
enum Coder {
    /// The number may be given away.
    None,
    Encoder(Encoder),
    Decoder(Decoder),
}

/// Everything of one instance of the module.
#[derive(Debug)]
pub struct Coders {
    coders: [Coder; MOST],
    buffer: [u8; CAPACITY],
}

impl Default for Coders {
    fn default() -> Self {
        Self::new()
    }
}

impl Coders {
    /// Returns no coders.
    pub const fn new() -> Self {
        Self { coders: [const { Coder::None }; MOST], buffer: [0; CAPACITY] }
    }

    /// Starts an encoder and returns its number; [`NONE`] if there are too many.
    pub fn open_encoder(&mut self, silences: Silences) -> u32 {
        self.open(Coder::Encoder(Encoder::new(silences)))
    }

    /// Starts a decoder and returns its number; [`NONE`] if there are too many.
    pub fn open_decoder(&mut self) -> u32 {
        self.open(Coder::Decoder(Decoder::new()))
    }

    /// Ends a coder.
    pub fn close(&mut self, number: u32) {
        if let Some(coder) = self.coders.get_mut(number as usize) {
            *coder = Coder::None;
        }
    }

    /// Puts eight octets into the buffer; `place` counts in eights.
    pub fn put(&mut self, place: u32, octets: u64) {
        if let Some(eight) = self.buffer.as_chunks_mut().0.get_mut(place as usize) {
            *eight = octets.to_le_bytes();
        }
    }

    /// Returns eight octets of the buffer.
    pub fn get(&self, place: u32) -> u64 {
        let eight = self.buffer.as_chunks().0.get(place as usize);
        eight.map_or(0, |&eight| u64::from_le_bytes(eight))
    }

    /// Encodes the samples in the buffer, and leaves a frame there; returns its octets.
    pub fn encode(&mut self, number: u32) -> u32 {
        let Some(Coder::Encoder(encoder)) = self.coders.get_mut(number as usize) else { return 0 };
        let mut samples = [0; FRAME];
        let (pairs, _) = self.buffer.as_chunks();
        samples.iter_mut().zip(pairs).for_each(|(to, &pair)| *to = i16::from_le_bytes(pair));
        let frame = encoder.process(&samples);
        let octets = frame.octets();
        self.buffer.iter_mut().zip(octets).for_each(|(to, &octet)| *to = octet);
        octets.len() as u32
    }

    /// Decodes the frame of so many octets in the buffer, or one that was [`LOST`], and leaves its
    /// samples there.
    pub fn decode(&mut self, number: u32, length: u32) {
        let Some(Coder::Decoder(decoder)) = self.coders.get_mut(number as usize) else { return };
        let frame = match length as usize {
            SPEECH_OCTETS => self.buffer.first_chunk().copied().map(Frame::Speech),
            SILENCE_OCTETS => self.buffer.first_chunk().copied().map(Frame::Silence),
            0 => Some(Frame::Untransmitted),
            _ => None,
        };
        let samples = decoder.process(frame.as_ref());
        let (pairs, _) = self.buffer.as_chunks_mut();
        pairs.iter_mut().zip(samples).for_each(|(to, sample)| *to = sample.to_le_bytes());
    }

    fn open(&mut self, coder: Coder) -> u32 {
        for (number, place) in (0..).zip(&mut self.coders) {
            if matches!(place, Coder::None) {
                *place = coder;
                return number;
            }
        }
        NONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_given_away_again() {
        let mut coders = Coders::new();
        assert_eq!((coders.open_decoder(), coders.open_encoder(Silences::Sent)), (0, 1));
        coders.close(0);
        coders.close(7);
        assert_eq!((coders.open_decoder(), coders.open_decoder()), (0, 2));
        while coders.open_decoder() != NONE {}
        coders.close(9);
        assert_eq!((coders.open_encoder(Silences::Sent), coders.open_decoder()), (9, NONE));
    }

    #[test]
    fn sound_goes_through_the_buffer() {
        let mut coders = Coders::new();
        let (encoder, decoder) = (coders.open_encoder(Silences::Sent), coders.open_decoder());
        let (mut direct_encoder, mut direct) = (Encoder::new(Silences::Sent), Decoder::new());
        for n in 0..50usize {
            let samples: [i16; FRAME] =
                std::array::from_fn(|i| ((n * FRAME + i) % 60 * 200) as i16 - 6000);
            for (place, four) in samples.as_chunks::<4>().0.iter().enumerate() {
                let eight: Vec<u8> = four.iter().flat_map(|sample| sample.to_le_bytes()).collect();
                coders.put(place as u32, u64::from_le_bytes(eight.try_into().unwrap()));
            }
            assert_eq!(coders.encode(encoder), 10);
            let is_lost = n % 9 == 8;
            coders.decode(decoder, if is_lost { LOST } else { 10 });
            let frame = direct_encoder.process(&samples);
            let expected = direct.process((!is_lost).then_some(&frame));
            for (place, four) in expected.as_chunks::<4>().0.iter().enumerate() {
                let eight: Vec<u8> = four.iter().flat_map(|sample| sample.to_le_bytes()).collect();
                assert_eq!(coders.get(place as u32).to_le_bytes()[..], eight[..], "{n}");
            }
        }
    }

    #[test]
    fn what_is_not_there_does_nothing() {
        let mut coders = Coders::new();
        assert_eq!((coders.encode(3), coders.get(99)), (0, 0));
        coders.decode(3, 10);
        coders.put(99, 1);
        let decoder = coders.open_decoder();
        assert_eq!(coders.encode(decoder), 0);
    }
}
