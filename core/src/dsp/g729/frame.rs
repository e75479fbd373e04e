//! What a frame carries, and where its bits are (G.729 table 8, B table B.2, RFC 3551 4.5.6).

/// Octets of a frame of speech.
pub const SPEECH_OCTETS: usize = 10;

/// Octets of a frame that describes silence.
pub const SILENCE_OCTETS: usize = 2;

/// One frame of 10 ms as it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Speech.
    Speech([u8; SPEECH_OCTETS]),
    /// Silence, described anew (SID).
    Silence([u8; SILENCE_OCTETS]),
    /// Silence that sounds as it was last described: nothing is sent.
    Untransmitted,
}

impl Frame {
    /// Returns the octets that are sent: 10, 2 or none.
    pub fn octets(&self) -> &[u8] {
        match self {
            Self::Speech(octets) => octets,
            Self::Silence(octets) => octets,
            Self::Untransmitted => &[],
        }
    }
}

/// Codewords of a frame of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Speech {
    pub(super) lsp: Lsp,
    /// Odd parity is kept over this bit and the six high bits of the first delay.
    pub(super) parity: u16,
    pub(super) subframes: [Subframe; 2],
}

/// Codewords of the spectrum: L0 to L3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lsp {
    pub(super) predictor: usize,
    pub(super) first: usize,
    pub(super) low: usize,
    pub(super) high: usize,
}

/// Codewords of one excitation of 5 ms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Subframe {
    /// P1 of 8 bits, or P2 of 5.
    pub(super) delay: u16,
    /// C: where the four pulses are.
    pub(super) pulses: u16,
    /// S: which of them are positive.
    pub(super) signs: u16,
    /// GA and GB.
    pub(super) gains: [usize; 2],
}

/// Codewords of silence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Silence {
    pub(super) predictor: usize,
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) gain: usize,
}

impl Speech {
    pub(super) fn unpack(octets: &[u8; SPEECH_OCTETS]) -> Self {
        let mut bits = Reader::new(octets);
        let lsp = Lsp {
            predictor: bits.index(1),
            first: bits.index(7),
            low: bits.index(5),
            high: bits.index(5),
        };
        let delay = bits.take(8);
        let parity = bits.take(1);
        let first = bits.subframe(delay);
        let delay = bits.take(5);
        Self { lsp, parity, subframes: [first, bits.subframe(delay)] }
    }

    pub(super) fn pack(&self) -> [u8; SPEECH_OCTETS] {
        let mut octets = [0; SPEECH_OCTETS];
        let mut bits = Writer::new(&mut octets);
        let Lsp { predictor, first, low, high } = self.lsp;
        for (value, width) in [(predictor, 1), (first, 7), (low, 5), (high, 5)] {
            bits.put(value as u16, width);
        }
        let [first, second] = &self.subframes;
        bits.put(first.delay, 8);
        bits.put(self.parity, 1);
        bits.subframe(first);
        bits.put(second.delay, 5);
        bits.subframe(second);
        octets
    }

    /// Whether the first delay and its parity bit contradict each other (G.729 4.1.2).
    pub(super) const fn is_corrupt(&self) -> bool {
        let [first, _] = &self.subframes;
        self.parity != parity(first.delay)
    }
}

impl Silence {
    pub(super) fn unpack(octets: &[u8; SILENCE_OCTETS]) -> Self {
        let mut bits = Reader::new(octets);
        Self {
            predictor: bits.index(1),
            first: bits.index(5),
            second: bits.index(4),
            gain: bits.index(5),
        }
    }

    pub(super) fn pack(&self) -> [u8; SILENCE_OCTETS] {
        let mut octets = [0; SILENCE_OCTETS];
        let mut bits = Writer::new(&mut octets);
        for (value, width) in
            [(self.predictor, 1), (self.first, 5), (self.second, 4), (self.gain, 5)]
        {
            bits.put(value as u16, width);
        }
        octets
    }
}

/// Returns the parity bit of the first subframe's delay (G.729 3.7.2).
pub(super) const fn parity(delay: u16) -> u16 {
    ((delay >> 2).count_ones() as u16 & 1) ^ 1
}

/// Takes fields from octets, the most significant bit first.
struct Reader {
    bits: u128,
}

impl Reader {
    fn new(octets: &[u8]) -> Self {
        let mut whole = [0; 16];
        whole.iter_mut().zip(octets).for_each(|(to, &octet)| *to = octet);
        Self { bits: u128::from_be_bytes(whole) }
    }

    /// Returns the next `width` bits; `width` is from 1 to 16.
    const fn take(&mut self, width: u32) -> u16 {
        let value = (self.bits >> (128 - width)) as u16;
        self.bits <<= width;
        value
    }

    const fn index(&mut self, width: u32) -> usize {
        self.take(width) as usize
    }

    const fn subframe(&mut self, delay: u16) -> Subframe {
        let (pulses, signs) = (self.take(13), self.take(4));
        Subframe { delay, pulses, signs, gains: [self.index(3), self.index(4)] }
    }
}

/// Puts fields into octets, the most significant bit first.
struct Writer<'a> {
    octets: &'a mut [u8],
    /// Bits put so far.
    length: usize,
}

impl<'a> Writer<'a> {
    const fn new(octets: &'a mut [u8]) -> Self {
        Self { octets, length: 0 }
    }

    fn put(&mut self, value: u16, width: u32) {
        for place in (0..width).rev() {
            if let Some(octet) = self.octets.get_mut(self.length / 8) {
                *octet |= ((value >> place) as u8 & 1) << (7 - self.length % 8);
            }
            self.length += 1;
        }
    }

    fn subframe(&mut self, subframe: &Subframe) {
        self.put(subframe.pulses, 13);
        self.put(subframe.signs, 4);
        let [first, second] = subframe.gains;
        self.put(first as u16, 3);
        self.put(second as u16, 4);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_where_table_8_puts_them() {
        let widths = [1, 7, 5, 5, 8, 1, 13, 4, 3, 4, 5, 13, 4, 3, 4];
        assert_eq!(widths.iter().sum::<usize>(), 80);
        let mut start = 0;
        for (n, width) in widths.into_iter().enumerate() {
            let bits = ((1u128 << width) - 1) << (128 - start - width);
            let octets = bits.to_be_bytes();
            let octets = octets.first_chunk().unwrap();
            let speech = Speech::unpack(octets);
            let Lsp { predictor, first, low, high } = speech.lsp;
            let mut fields = vec![predictor, first, low, high];
            let [one, two] = speech.subframes;
            fields.extend([usize::from(one.delay), usize::from(speech.parity)]);
            for subframe in [one, two] {
                fields.push(usize::from(subframe.delay));
                fields.extend([subframe.pulses, subframe.signs].map(usize::from));
                fields.extend(subframe.gains);
            }
            fields.remove(6);
            let expected: Vec<_> =
                (0..15).map(|i| if i == n { (1 << width) - 1 } else { 0 }).collect();
            assert_eq!(fields, expected, "field {n}");
            assert_eq!(speech.pack(), *octets);
            start += width;
        }
    }

    #[test]
    fn silence_has_fifteen_bits_and_a_reserved_one() {
        let silence = Silence { predictor: 1, first: 2, second: 3, gain: 4 };
        assert_eq!(silence.pack(), [0b1000_1000, 0b1100_1000]);
        assert_eq!(Silence::unpack(&[0b1000_1000, 0b1100_1001]), silence);
    }

    #[test]
    fn parity_covers_the_six_high_bits() {
        assert_eq!((parity(0), parity(3), parity(4), parity(0xfc), parity(0x84)), (1, 1, 0, 1, 1));
    }
}
