//! G.726 at 32 kbit/s: 4 bits for each of 8,000 samples a second (ITU-T G.726 (12/90)).
//!
//! What two poles and six zeros do not predict is quantised with a step that follows it: fast for
//! speech, slowly for what keeps its level, as a modem's tones do. Names in capitals are signals of
//! the Recommendation (clause 4); arithmetic is its fixed point, so that the codes are those of any
//! other implementation.

/// Decision levels of the quantiser (table 4-1/G.726), in 128ths of a power of two.
const LEVELS: [i32; 7] = [-124, 80, 178, 246, 300, 349, 400];

/// Outputs of the inverse quantiser (`DQLN`); the first one stands for nothing.
const OUTPUTS: [i32; 8] = [-2_048, 4, 135, 213, 273, 323, 373, 425];

/// What a code does to the step (`WI`), and to how fast that changes (`FI`).
const STEPS: [i32; 8] = [-12, 18, 41, 64, 112, 198, 355, 1_122];
const SPEEDS: [i32; 8] = [0, 0, 0, 1, 1, 1, 3, 7];

/// The bit of a code that says minus.
const SIGN: u8 = 8;

/// Second pole below which a sound is a tone of a modem.
const TONE: i32 = -11_776;

/// Encodes a stream.
#[derive(Clone, Debug, Default)]
pub struct Encoder(State);

impl Encoder {
    /// Encodes two samples: an octet, with the first one in its lower half (RFC 3551 4.5.4).
    pub fn process(&mut self, samples: [i16; 2]) -> u8 {
        let [low, high] = samples.map(|sample| {
            // Of 16 bits the upper 14 count.
            let code = self.0.quantise((i32::from(sample) >> 2) - self.0.estimate);
            self.0.follow(code);
            code
        });
        low | high << 4
    }
}

/// Decodes a stream.
#[derive(Clone, Debug, Default)]
pub struct Decoder(State);

impl Decoder {
    /// Decodes an octet to two samples.
    pub fn process(&mut self, octet: u8) -> [i16; 2] {
        [octet & 0xf, octet >> 4].map(|code| {
            let sample = self.0.follow(code) << 2;
            sample.clamp(i16::MIN.into(), i16::MAX.into()) as i16
        })
    }
}

/// A number with a sign, four bits of exponent and six of mantissa.
#[derive(Clone, Copy, Debug)]
struct Float {
    is_negative: bool,
    exponent: i32,
    mantissa: i32,
}

impl Float {
    const ZERO: Self = Self { is_negative: false, exponent: 0, mantissa: 32 };

    /// `FLOATA`, `FLOATB`; nothing can have a sign, too.
    fn new(is_negative: bool, magnitude: i32) -> Self {
        let exponent = magnitude.checked_ilog2().map_or(0, |log| log as i32 + 1);
        let mantissa = if magnitude == 0 { 32 } else { (magnitude << 6) >> exponent };
        Self { is_negative, exponent, mantissa }
    }

    /// `FMULT`: returns the product with a coefficient.
    fn times(self, coefficient: i32) -> i32 {
        let other = coefficient >> 2;
        let other = Self::new(other < 0, other.abs());
        let exponent = self.exponent + other.exponent;
        let mantissa = (self.mantissa * other.mantissa + 48) >> 4;
        let magnitude = match exponent - 19 {
            down @ ..=0 => mantissa >> -down,
            up => (mantissa << up) & 0x7fff,
        };
        if self.is_negative == other.is_negative { magnitude } else { -magnitude }
    }
}

/// What both ends know.
#[derive(Clone, Debug)]
struct State {
    /// The step as a logarithm: as it was last, over a longer time, and what is used (`YU`, `YL`, `Y`).
    fast: i32,
    slow: i32,
    step: i32,
    /// How large the codes are, lately and over a longer time (`DMS`, `DML`).
    short: i32,
    long: i32,
    /// How fast the step changes (`AP`).
    speed: i32,
    /// The predictor (`A`, `B`).
    poles: [i32; 2],
    zeros: [i32; 6],
    /// The last samples and differences, newest first (`SR`, `DQ`).
    samples: [Float; 2],
    differences: [Float; 6],
    /// Signs of the last samples without the share of the poles (`PK`): 1 or -1.
    signs: [i32; 2],
    /// Whether a tone was found (`TD`).
    is_tone: bool,
    /// What comes next as predicted, by all and by the zeros alone (`SE`, `SEZ`).
    estimate: i32,
    of_zeros: i32,
}

impl Default for State {
    fn default() -> Self {
        Self {
            fast: 544,
            slow: 34_816,
            step: 544,
            short: 0,
            long: 0,
            speed: 0,
            poles: [0; 2],
            zeros: [0; 6],
            samples: [Float::ZERO; 2],
            differences: [Float::ZERO; 6],
            signs: [1; 2],
            is_tone: false,
            estimate: 0,
            of_zeros: 0,
        }
    }
}

impl State {
    /// Returns the code of a difference (`LOG`, `SUBTB`, `QUAN`).
    fn quantise(&self, difference: i32) -> u8 {
        let magnitude = difference.abs();
        let exponent = magnitude.checked_ilog2().unwrap_or(0);
        let mantissa = ((magnitude << 7) >> exponent) & 0x7f;
        let relative = ((exponent as i32) << 7) + mantissa - (self.step >> 2);
        let level = LEVELS.iter().take_while(|&&level| level <= relative).count() as u8;
        if difference < 0 || level == 0 { 15 - level } else { level }
    }

    /// Takes a code and returns the sample it makes, of 14 bits.
    fn follow(&mut self, code: u8) -> i32 {
        let is_negative = code & SIGN != 0;
        let size = usize::from(if is_negative { 15 - code } else { code });
        let of = |table: &[i32; 8]| table.get(size).copied().unwrap_or_default();
        let magnitude = self.magnitude(of(&OUTPUTS));
        let difference = if is_negative { -magnitude } else { magnitude };
        let sample = i32::from((self.estimate + difference) as i16);

        let jumps = self.jumps(magnitude);
        self.learn(difference, is_negative, jumps);
        self.samples.rotate_right(1);
        self.differences.rotate_right(1);
        self.samples[0] = Float::new(sample < 0, sample.abs());
        self.differences[0] = Float::new(is_negative, magnitude);
        self.adapt(of(&STEPS), of(&SPEEDS), jumps);
        self.predict();
        sample
    }

    /// Returns how large a difference is (`ADDA`, `ANTILOG`).
    fn magnitude(&self, output: i32) -> i32 {
        let log = output + (self.step >> 2);
        if log < 0 { 0 } else { ((128 + (log & 0x7f)) << (log >> 7 & 0xf)) >> 7 }
    }

    /// Whether a tone ends in something else (`TRANS`).
    fn jumps(&self, magnitude: i32) -> bool {
        let (whole, part) = (self.slow >> 15, self.slow >> 10 & 0x1f);
        let most = if whole > 9 { 31 << 10 } else { (32 + part) << whole };
        self.is_tone && magnitude > (most + (most >> 1)) >> 1
    }

    /// Follows the signal with the predictor (`UPA1`, `UPA2`, `UPB`, `TONE`, `TRIGB`).
    fn learn(&mut self, difference: i32, is_negative: bool, jumps: bool) {
        let without_poles = self.of_zeros + difference;
        let sign = without_poles.signum();
        if jumps {
            (self.poles, self.zeros) = ([0; 2], [0; 6]);
        } else {
            let [first, second] = &mut self.poles;
            let [before, earlier] = self.signs.map(|other| sign * other);
            let shared = (before * (*first).clamp(-8_191, 8_191)) << 2;
            *second += ((earlier * 16_384 - shared) >> 7) - (*second >> 7);
            *second = (*second).clamp(-12_288, 12_288);
            *first += before * 192 - (*first >> 8);
            *first = (*first).clamp(*second - 15_360, 15_360 - *second);
            for (zero, other) in self.zeros.iter_mut().zip(&self.differences) {
                let gain = match (difference, is_negative == other.is_negative) {
                    (0, _) => 0,
                    (_, true) => 128,
                    (_, false) => -128,
                };
                *zero += gain - (*zero >> 8);
            }
        }
        self.signs = [if sign == 0 { 1 } else { sign }, self.signs[0]];
        self.is_tone = self.poles[1] < TONE;
    }

    /// Follows the size of the codes with the step (`FILTA` to `FILTE`, `SUBTC`, `TRIGA`, `MIX`).
    fn adapt(&mut self, by: i32, size: i32, jumps: bool) {
        self.short += ((size << 9) - self.short) >> 5;
        self.long += ((size << 11) - self.long) >> 7;
        let changes = ((self.short << 2) - self.long).abs() >= self.long >> 3;
        let wanted = if self.step < 1_536 || changes || self.is_tone { 1 << 9 } else { 0 };
        self.speed = if jumps { 256 } else { self.speed + ((wanted - self.speed) >> 4) };
        self.fast = (self.step + (((by << 5) - self.step) >> 5)).clamp(544, 5_120);
        self.slow += self.fast + (-self.slow >> 6);
        let share = self.speed.min(256) >> 2;
        // Towards zero.
        self.step = (self.slow >> 6) + (self.fast - (self.slow >> 6)) * share / 64;
    }

    /// Predicts the next sample (`FMULT`, `ACCUM`).
    fn predict(&mut self) {
        let sum = |past: &[Float], by: &[i32]| -> i32 {
            past.iter().zip(by).map(|(past, &coefficient)| past.times(coefficient)).sum()
        };
        let zeros = sum(&self.differences, &self.zeros);
        self.of_zeros = zeros >> 1;
        self.estimate = (zeros + sum(&self.samples, &self.poles)) >> 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What G.726 makes of samples.
    fn coded(samples: &[i16]) -> Vec<i16> {
        let (mut encoder, mut decoder) = (Encoder::default(), Decoder::default());
        let pairs = samples.as_chunks().0.iter();
        pairs.flat_map(|&pair| decoder.process(encoder.process(pair))).collect()
    }

    #[test]
    fn what_comes_out_is_what_went_in() {
        for (amplitude, least_db) in [(300.0, 20.0), (3_000.0, 25.0), (30_000.0, 25.0)] {
            let wave = |n: i32| (n as f32 * 0.3).sin() + (n as f32 * 0.11).sin();
            let said: Vec<i16> = (0..8_000).map(|n| (wave(n) * amplitude / 2.0) as i16).collect();
            let power =
                |samples: &mut dyn Iterator<Item = f32>| samples.map(|s| s * s).sum::<f32>();
            let both = said.iter().zip(coded(&said)).skip(800);
            let noise = power(&mut both.map(|(&a, b)| f32::from(a) - f32::from(b)));
            let signal = power(&mut said.iter().skip(800).map(|&sample| f32::from(sample)));
            let db = 10.0 * (signal / noise).log10();
            assert!(db > least_db, "{amplitude}: {db} dB");
        }
    }

    #[test]
    fn any_octets_are_decoded_and_loud_ones_stay_in_range() {
        let mut decoder = Decoder::default();
        let mut rng = crate::rng::Rng::new([26; 32]);
        for octet in [0x77; 1_000].into_iter().chain((0..50_000).map(|_| rng.u32() as u8)) {
            let _ = decoder.process(octet);
        }
        let silence: Vec<i16> = (0..8_000).flat_map(|_| decoder.process(0xff)).collect();
        assert!(silence[15_000..].iter().all(|sample| sample.abs() <= 8), "it calms down");
    }
}
