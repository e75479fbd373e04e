//! Encoders and decoders by number, and the buffer between them and the worklet.

use core::fmt::Debug;

use hookswitch_core::media::plan::EncoderOptions;
use hookswitch_core::media::program::{FrameDecoder, FrameEncoder, Heard};

/// Most samples that go through the buffer at once: 120 ms at 48 kHz.
pub const MOST_SAMPLES: usize = 5_760;

/// Octets of the buffer.
pub const CAPACITY: usize = 2 * MOST_SAMPLES;

/// Coders at a time: both ways of eight streams, more than a conference has.
pub const MOST: usize = 16;

/// A number that no coder has.
pub const NONE: u32 = u32::MAX;

/// What is in the buffer for a decoder: the next frame.
pub const FRAME: u32 = 0;
/// Nothing, as the next frame was lost.
pub const LOST: u32 = 1;
/// The frame after the next one, which was lost.
pub const AFTER: u32 = 2;

/// A codec that a module is made of.
pub trait Codec: Debug {
    /// What makes its frames.
    type Encoder: FrameEncoder;
    /// What reads them.
    type Decoder: FrameDecoder;

    /// Returns an encoder of so many samples a second, if it has that rate and there is room for one.
    fn encoder(sample_rate: u32, options: EncoderOptions) -> Option<Self::Encoder>;

    /// Returns a decoder of so many samples a second, if it has that rate and there is room for one.
    fn decoder(sample_rate: u32) -> Option<Self::Decoder>;
}

/// What a number stands for.
// With a tag of its own, which is 0 for `None`: what begins as zeros takes no room in the module.
#[derive(Debug)]
#[repr(u32)]
enum Coder<C: Codec> {
    /// The number may be given away.
    None,
    Encoder(C::Encoder),
    Decoder(C::Decoder),
}

/// Everything of one instance of a module.
#[derive(Debug)]
pub struct Coders<C: Codec> {
    coders: [Coder<C>; MOST],
    buffer: [u8; CAPACITY],
}

impl<C: Codec> Default for Coders<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: Codec> Coders<C> {
    /// Returns no coders.
    pub const fn new() -> Self {
        Self { coders: [const { Coder::None }; MOST], buffer: [0; CAPACITY] }
    }

    /// Starts an encoder of so many samples a second and returns its number; [`NONE`] if there are too
    /// many, or the codec does not have that rate.
    pub fn open_encoder(&mut self, sample_rate: u32, options: EncoderOptions) -> u32 {
        self.open(|| C::encoder(sample_rate, options).map(Coder::Encoder))
    }

    /// Starts a decoder of so many samples a second and returns its number; [`NONE`] if there are too
    /// many, or the codec does not have that rate.
    pub fn open_decoder(&mut self, sample_rate: u32) -> u32 {
        self.open(|| C::decoder(sample_rate).map(Coder::Decoder))
    }

    /// Ends a coder.
    pub fn close(&mut self, number: u32) {
        if let Some(coder) = self.coders.get_mut(number as usize) {
            *coder = Coder::None;
        }
    }

    /// Gives an encoder other options.
    pub fn adjust(&mut self, number: u32, options: EncoderOptions) {
        if let Some(Coder::Encoder(encoder)) = self.coders.get_mut(number as usize) {
            encoder.adjust(options);
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

    /// Encodes so many samples in the buffer, and leaves a frame there; returns its octets.
    pub fn encode(&mut self, number: u32, count: u32) -> u32 {
        let Some(Coder::Encoder(encoder)) = self.coders.get_mut(number as usize) else { return 0 };
        let mut samples = [0; MOST_SAMPLES];
        let (pairs, _) = self.buffer.as_chunks();
        samples.iter_mut().zip(pairs).for_each(|(to, &pair)| *to = i16::from_le_bytes(pair));
        let samples = samples.get(..count as usize).unwrap_or_default();
        encoder.process(samples, &mut self.buffer) as u32
    }

    /// Decodes so many octets in the buffer, which are what `what` says, to at most so many samples,
    /// and leaves them there; returns how many there are.
    pub fn decode(&mut self, number: u32, what: u32, length: u32, count: u32) -> u32 {
        let Some(Coder::Decoder(decoder)) = self.coders.get_mut(number as usize) else { return 0 };
        let octets = self.buffer.get(..length as usize).unwrap_or_default();
        let heard = match what {
            FRAME => Heard::Frame(octets),
            AFTER => Heard::After(octets),
            _ => Heard::Lost,
        };
        let mut samples = [0; MOST_SAMPLES];
        let count = MOST_SAMPLES.min(count as usize);
        let decoded = decoder.process(heard, samples.get_mut(..count).unwrap_or_default());
        let (pairs, _) = self.buffer.as_chunks_mut();
        pairs.iter_mut().zip(samples).for_each(|(to, sample)| *to = sample.to_le_bytes());
        decoded as u32
    }

    fn open(&mut self, make: impl FnOnce() -> Option<Coder<C>>) -> u32 {
        let free = |coder: &Coder<C>| matches!(coder, Coder::None);
        let Some(number) = self.coders.iter().position(free) else { return NONE };
        match (make(), self.coders.get_mut(number)) {
            (Some(coder), Some(place)) => {
                *place = coder;
                number as u32
            }
            (None, _) | (_, None) => NONE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 8_000;

    /// A codec whose octets are the upper halves of samples.
    #[derive(Debug)]
    struct Upper;

    impl Codec for Upper {
        type Encoder = Self;
        type Decoder = Self;

        fn encoder(sample_rate: u32, _: EncoderOptions) -> Option<Self> {
            Self::decoder(sample_rate)
        }

        fn decoder(sample_rate: u32) -> Option<Self> {
            (sample_rate == RATE).then_some(Self)
        }
    }

    impl FrameEncoder for Upper {
        fn process(&mut self, samples: &[i16], octets: &mut [u8]) -> usize {
            let upper = samples.iter().map(|sample| (sample >> 8) as u8);
            octets.iter_mut().zip(upper).for_each(|(to, upper)| *to = upper);
            samples.len()
        }

        fn adjust(&mut self, _: EncoderOptions) {}
    }

    impl FrameDecoder for Upper {
        fn process(&mut self, heard: Heard<'_>, samples: &mut [i16]) -> usize {
            let (octets, sign) = match heard {
                Heard::Frame(octets) => (octets, 1),
                Heard::After(octets) => (octets, -1),
                Heard::Lost => (&[1; MOST_SAMPLES][..], 1),
            };
            let sound = octets.iter().map(|&octet| i16::from(octet as i8) * 256 * sign);
            samples.iter_mut().zip(sound).map(|(to, sample)| *to = sample).count()
        }
    }

    #[test]
    fn numbers_are_given_away_again() {
        let mut coders = Coders::<Upper>::new();
        let options = EncoderOptions::default();
        assert_eq!((coders.open_decoder(RATE), coders.open_encoder(RATE, options)), (0, 1));
        assert_eq!((coders.open_decoder(1), coders.open_encoder(1, options)), (NONE, NONE));
        coders.close(0);
        coders.close(7);
        assert_eq!((coders.open_decoder(RATE), coders.open_decoder(RATE)), (0, 2));
        while coders.open_decoder(RATE) != NONE {}
        coders.close(9);
        assert_eq!((coders.open_encoder(RATE, options), coders.open_decoder(RATE)), (9, NONE));
    }

    #[test]
    fn sound_goes_through_the_buffer() {
        let mut coders = Coders::<Upper>::new();
        let encoder = coders.open_encoder(RATE, EncoderOptions::default());
        let decoder = coders.open_decoder(RATE);
        let four = u64::from_le_bytes([0, 1, 0, 2, 0, 3, 0, 0xfc]);
        coders.put(0, four);
        assert_eq!(coders.encode(encoder, 4), 4);
        assert_eq!(coders.get(0).to_le_bytes()[..4], [1, 2, 3, 0xfc]);
        assert_eq!(coders.decode(decoder, FRAME, 4, 80), 4);
        assert_eq!(coders.get(0), four);
        coders.put(0, 0x0102);
        assert_eq!(coders.decode(decoder, AFTER, 2, 1), 1);
        assert_eq!(coders.get(0) & 0xffff, 0xfe00);
        assert_eq!(coders.decode(decoder, LOST, 0, 80), 80);
    }

    #[test]
    fn what_is_not_there_does_nothing() {
        let mut coders = Coders::<Upper>::new();
        assert_eq!((coders.encode(3, 80), coders.get(9_999)), (0, 0));
        assert_eq!(coders.decode(3, FRAME, 10, 80), 0);
        coders.put(9_999, 1);
        coders.adjust(4, EncoderOptions::default());
        let decoder = coders.open_decoder(RATE);
        assert_eq!(coders.encode(decoder, 80), 0);
        let encoder = coders.open_encoder(RATE, EncoderOptions::default());
        assert_eq!(coders.encode(encoder, u32::MAX), 0);
        assert_eq!(coders.decode(decoder, FRAME, u32::MAX, u32::MAX), 0);
    }
}
