//! G.722: 7 kHz of sound at 16,000 samples a second, an octet for two of them (ITU-T G.722 (09/12),
//! 64 kbit/s, mode 1).
//!
//! Two mirror filters split the sound into a lower and a higher band of 8,000 samples a second.
//! Each band is predicted from its past, and what the prediction misses is quantised: with 6 bits
//! in the lower band, with 2 in the higher. Blocks and signals have the names of the Recommendation
//! (clause 5 and 6); arithmetic is its fixed point, so that the octets are those of any other
//! implementation.

/// Coefficients of the mirror filters, every second one (table 4/G.722).
const QMF: [i32; 12] = [3, -11, 12, 32, -210, 951, 3_876, -805, 362, -156, 53, -11];

/// Decision levels of the quantiser of the lower band (table 14/G.722).
const Q6: [i32; 30] = [
    0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940,
    1_023, 1_121, 1_219, 1_339, 1_458, 1_612, 1_765, 1_980, 2_195, 2_557, 2_919,
];

/// Outputs of the inverse quantiser with 6 and 4 bits in the lower band, and with 2 bits in the
/// higher.
const QM6: [i32; 64] = [
    -136, -136, -136, -136, -24_808, -21_904, -19_008, -16_704, -14_984, -13_512, -12_280, -11_192,
    -10_232, -9_360, -8_576, -7_856, -7_192, -6_576, -6_000, -5_456, -4_944, -4_464, -4_008,
    -3_576, -3_168, -2_776, -2_400, -2_032, -1_688, -1_360, -1_040, -728, 24_808, 21_904, 19_008,
    16_704, 14_984, 13_512, 12_280, 11_192, 10_232, 9_360, 8_576, 7_856, 7_192, 6_576, 6_000,
    5_456, 4_944, 4_464, 4_008, 3_576, 3_168, 2_776, 2_400, 2_032, 1_688, 1_360, 1_040, 728, 432,
    136, -432, -136,
];
const QM4: [i32; 16] = [
    0, -20_456, -12_896, -8_968, -6_288, -4_240, -2_584, -1_200, 20_456, 12_896, 8_968, 6_288,
    4_240, 2_584, 1_200, 0,
];
const QM2: [i32; 4] = [-7_408, -1_616, 7_408, 1_616];

/// What a code does to the logarithm of the step (`WL` by `RL42`, `WH` by `RH2`).
const STEPS_LOW: [i32; 16] =
    [-60, 3_042, 1_198, 538, 334, 172, 58, -30, 3_042, 1_198, 538, 334, 172, 58, -30, -60];
const STEPS_HIGH: [i32; 4] = [798, -214, 798, -214];

/// Powers of two by 32nds (table 13/G.722).
const ILB: [i32; 32] = [
    2_048, 2_093, 2_139, 2_186, 2_233, 2_282, 2_332, 2_383, 2_435, 2_489, 2_543, 2_599, 2_656,
    2_714, 2_774, 2_834, 2_896, 2_960, 3_025, 3_091, 3_158, 3_228, 3_298, 3_371, 3_444, 3_520,
    3_597, 3_676, 3_756, 3_838, 3_922, 4_008,
];

/// Past samples that the mirror filters hold.
const TAPS: usize = 24;

/// What differs between the bands.
#[derive(Clone, Copy, Debug)]
struct Scale {
    /// Largest logarithm of the step.
    most: i32,
    /// Its integer part at which the step is that of the table.
    unit: i32,
}

const LOW: Scale = Scale { most: 18_432, unit: 8 };
const HIGH: Scale = Scale { most: 22_528, unit: 10 };

/// Encodes a stream.
#[derive(Clone, Debug)]
pub struct Encoder {
    samples: [i32; TAPS],
    low: Band,
    high: Band,
}

/// Decodes a stream.
#[derive(Clone, Debug)]
pub struct Decoder {
    samples: [i32; TAPS],
    low: Band,
    high: Band,
    /// The last samples that were heard, oldest first.
    heard: [i32; TAPS],
}

impl Default for Encoder {
    fn default() -> Self {
        Self { samples: [0; TAPS], low: Band::new(32), high: Band::new(8) }
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self { samples: [0; TAPS], low: Band::new(32), high: Band::new(8), heard: [0; TAPS] }
    }
}

impl Encoder {
    /// Returns the octet of two samples.
    pub fn process(&mut self, samples: [i16; 2]) -> u8 {
        self.samples.copy_within(2.., 0);
        let [.., first, second] = &mut self.samples;
        (*first, *second) = (i32::from(samples[0]), i32::from(samples[1]));
        let (odd, even) = mirror(&self.samples);
        let low = self.low.encode_low((even + odd) >> 14);
        let high = self.high.encode_high((even - odd) >> 14);
        (high << 6 | low) as u8
    }
}

impl Band {
    fn encode_low(&mut self, sample: i32) -> usize {
        let error = saturate(sample - self.predicted);
        // QUANTL: the codes of negative differences run from 0x3f, 0x3e and 0x1f down, those of
        // positive ones from 0x3d down.
        let magnitude = if error >= 0 { error } else { -(error + 1) };
        let step = self.step;
        let levels = Q6.iter().skip(1);
        let passed = levels.take_while(|&&level| magnitude >= (level * step) >> 12).count();
        let code = match (error < 0, passed) {
            (false, _) => 0x3d - passed,
            (true, 0 | 1) => 0x3f - passed,
            (true, _) => 0x21 - passed,
        };
        self.follow_low(code >> 2);
        code
    }

    fn encode_high(&mut self, sample: i32) -> usize {
        let error = saturate(sample - self.predicted);
        let magnitude = if error >= 0 { error } else { -(error + 1) };
        let is_far = magnitude >= (564 * self.step) >> 12;
        let code = match (error < 0, is_far) {
            (true, false) => 1,
            (true, true) => 0,
            (false, false) => 3,
            (false, true) => 2,
        };
        self.follow_high(code);
        code
    }
}

impl Decoder {
    /// Returns the two samples of an octet.
    pub fn process(&mut self, octet: u8) -> [i16; 2] {
        let (low, high) = (usize::from(octet & 0x3f), usize::from(octet >> 6));
        let difference = (self.low.step * look_up(&QM6, low)) >> 15;
        let low_sample = limit(self.low.predicted + difference);
        self.low.follow_low(low >> 2);
        let high_sample = limit(self.high.predicted + self.high.difference(&QM2, high));
        self.high.follow_high(high);
        self.samples.copy_within(2.., 0);
        let [.., sum, difference] = &mut self.samples;
        (*sum, *difference) = (low_sample + high_sample, low_sample - high_sample);
        let (second, first) = mirror(&self.samples);
        let both = [first, second].map(|sample| saturate(sample >> 11));
        self.hear(both);
        both.map(|sample| sample as i16)
    }

    /// Follows two samples that were heard instead of those of a lost octet, as an encoder would
    /// that sends them: what comes after a loss finds a predictor that fits.
    pub fn follow(&mut self, samples: [i16; 2]) {
        self.hear(samples.map(i32::from));
        let (odd, even) = mirror(&self.heard);
        self.low.encode_low((even + odd) >> 14);
        self.high.encode_high((even - odd) >> 14);
    }

    fn hear(&mut self, samples: [i32; 2]) {
        self.heard.copy_within(2.., 0);
        let [.., first, second] = &mut self.heard;
        [*first, *second] = samples;
    }
}

/// Returns what the mirror filters make of even and odd samples: the sum over those at even places
/// with the coefficients forwards, and over those at odd places backwards.
fn mirror(samples: &[i32; TAPS]) -> (i32, i32) {
    let (pairs, _) = samples.as_chunks::<2>();
    let forwards = pairs.iter().zip(&QMF).map(|([even, _], factor)| even * factor).sum();
    let backwards = pairs.iter().zip(QMF.iter().rev()).map(|([_, odd], factor)| odd * factor).sum();
    (forwards, backwards)
}

/// The adaptive quantiser and the predictor of a band.
#[derive(Clone, Debug)]
struct Band {
    /// Step of the quantiser (`DET`), and its logarithm (`NB`).
    step: i32,
    log_step: i32,
    /// Sum of both predictions (`S`), and that of the zeros (`SZ`).
    predicted: i32,
    predicted_by_zeros: i32,
    /// The last reconstructed signals (`R`), and partly reconstructed ones (`P`), newest first.
    reconstructed: [i32; 2],
    partly: [i32; 2],
    /// The last quantised differences (`D`), newest first.
    differences: [i32; 6],
    /// Coefficients of poles (`A`) and zeros (`B`).
    poles: [i32; 2],
    zeros: [i32; 6],
}

impl Band {
    const fn new(step: i32) -> Self {
        Self {
            step,
            log_step: 0,
            predicted: 0,
            predicted_by_zeros: 0,
            reconstructed: [0; 2],
            partly: [0; 2],
            differences: [0; 6],
            poles: [0; 2],
            zeros: [0; 6],
        }
    }

    /// Returns the difference that a code stands for.
    fn difference(&self, table: &[i32], code: usize) -> i32 {
        (self.step * look_up(table, code)) >> 15
    }

    /// Follows four bits of the lower band.
    fn follow_low(&mut self, code: usize) {
        let difference = self.difference(&QM4, code);
        self.scale(look_up(&STEPS_LOW, code), LOW);
        self.predict(difference);
    }

    /// Follows two bits of the higher band.
    fn follow_high(&mut self, code: usize) {
        let difference = self.difference(&QM2, code);
        self.scale(look_up(&STEPS_HIGH, code), HIGH);
        self.predict(difference);
    }

    /// Adapts the step (`LOGSCL` and `SCALEL`, `LOGSCH` and `SCALEH`).
    fn scale(&mut self, change: i32, scale: Scale) {
        self.log_step = (((self.log_step * 127) >> 7) + change).clamp(0, scale.most);
        let base = look_up(&ILB, (self.log_step >> 6 & 31) as usize);
        let shift = scale.unit - (self.log_step >> 11);
        let step = if shift < 0 { base << -shift } else { base >> shift };
        self.step = step << 2;
    }

    /// Adapts the predictor to a quantised difference and predicts the next sample (`RECONS` to
    /// `PREDIC`).
    fn predict(&mut self, difference: i32) {
        let reconstructed = saturate(self.predicted + difference);
        let partly = saturate(self.predicted_by_zeros + difference);
        self.adapt_poles(partly);
        self.adapt_zeros(difference);
        self.reconstructed = [reconstructed, self.reconstructed[0]];
        self.partly = [partly, self.partly[0]];
        self.differences.copy_within(..5, 1);
        self.differences[0] = difference;
        let by_pole = |pole: i32, past: i32| (pole * saturate(past + past)) >> 15;
        let by_poles = saturate(
            by_pole(self.poles[0], self.reconstructed[0])
                + by_pole(self.poles[1], self.reconstructed[1]),
        );
        let zeros = self.zeros.iter().zip(&self.differences);
        let by_zeros = zeros.map(|(zero, past)| (zero * saturate(past + past)) >> 15).sum();
        self.predicted_by_zeros = saturate(by_zeros);
        self.predicted = saturate(by_poles + self.predicted_by_zeros);
    }

    /// `UPPOL2` and `UPPOL1`.
    fn adapt_poles(&mut self, partly: i32) {
        let is_like = |past: i32| (partly < 0) == (past < 0);
        let [first, second] = self.poles;
        let turned = saturate(first << 2);
        let turned = if is_like(self.partly[0]) { saturate(-turned) } else { turned };
        let pull = if is_like(self.partly[1]) { 128 } else { -128 };
        let second = (pull + (turned >> 7) + ((second * 32_512) >> 15)).clamp(-12_288, 12_288);
        let pull = if is_like(self.partly[0]) { 192 } else { -192 };
        let first = saturate(pull + ((first * 32_640) >> 15));
        let most = saturate(15_360 - second);
        self.poles = [first.clamp(-most, most), second];
    }

    /// `UPZERO`.
    fn adapt_zeros(&mut self, difference: i32) {
        let pull = if difference == 0 { 0 } else { 128 };
        for (zero, past) in self.zeros.iter_mut().zip(&self.differences) {
            let pull = if (difference < 0) == (*past < 0) { pull } else { -pull };
            *zero = saturate(pull + ((*zero * 32_640) >> 15));
        }
    }
}

fn look_up(table: &[i32], place: usize) -> i32 {
    table.get(place).copied().unwrap_or(0)
}

/// Returns a number within 16 bits.
fn saturate(number: i32) -> i32 {
    number.clamp(i32::from(i16::MIN), i32::from(i16::MAX))
}

/// Returns a sample of a band within 15 bits (`LIMIT`).
fn limit(sample: i32) -> i32 {
    sample.clamp(-16_384, 16_383)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(hz: f64, n: usize) -> i16 {
        let turn = core::f64::consts::TAU * hz * n as f64 / 16_000.0;
        (turn.sin() * 10_000.0) as i16
    }

    /// Level of what comes out over the level that went in, and of the rest, in dB.
    fn through(hz: f64) -> (f64, f64) {
        let (mut encoder, mut decoder) = (Encoder::default(), Decoder::default());
        let heard: Vec<f64> = (0..16_000)
            .step_by(2)
            .flat_map(|n| decoder.process(encoder.process([sine(hz, n), sine(hz, n + 1)])))
            .map(f64::from)
            .collect();
        let heard = &heard[8_000..];
        let (mut re, mut im) = (0.0, 0.0);
        for (n, sample) in heard.iter().enumerate() {
            let turn = core::f64::consts::TAU * hz * n as f64 / 16_000.0;
            re += sample * turn.cos();
            im += sample * turn.sin();
        }
        let count = heard.len() as f64;
        let power = heard.iter().map(|sample| sample * sample).sum::<f64>() / count;
        let tone = 2.0 * (re * re + im * im) / count / count;
        (10.0 * (tone / 5e7).log10(), 10.0 * ((power - tone) / tone).log10())
    }

    #[test]
    fn tones_of_both_bands_pass() {
        // 3 to 6 bits a sample of prediction error; the higher band has 2.
        for (hz, most) in [(300.0, -35.0), (1_000.0, -30.0), (3_000.0, -20.0), (6_000.0, -12.0)] {
            let (gain, rest) = through(hz);
            assert!(gain.abs() < 1.0, "{hz} Hz: {gain:.2} dB");
            assert!(rest < most, "{hz} Hz: {rest:.1} dB");
        }
    }

    #[test]
    fn decoder_that_follows_a_loss_is_nearer_to_what_comes_after_it() {
        let voice = |n: usize| {
            let loud = if n < 8_000 { 0.1 } else { 1.0 };
            let sum = (1..8).map(|k| f64::from(sine(140.0 * f64::from(k), n)) / f64::from(k));
            (sum.sum::<f64>() * 0.3 * loud) as i16
        };
        let mut encoder = Encoder::default();
        let pairs: Vec<[i16; 2]> =
            (0..16_000).step_by(2).map(|n| [voice(n), voice(n + 1)]).collect();
        let octets: Vec<u8> = pairs.iter().map(|&pair| encoder.process(pair)).collect();
        let heard_after = |follows: bool| -> Vec<[i16; 2]> {
            let mut decoder = Decoder::default();
            let (before, rest) = octets.split_at(3_960);
            let (lost, after) = rest.split_at(160);
            for &octet in before {
                decoder.process(octet);
            }
            for &pair in pairs[before.len()..].iter().take(lost.len()).filter(|_| follows) {
                decoder.follow(pair);
            }
            after.iter().take(160).map(|&octet| decoder.process(octet)).collect()
        };
        let mut whole = Decoder::default();
        let all: Vec<_> = octets.iter().map(|&octet| whole.process(octet)).collect();
        let error = |heard: &[[i16; 2]]| -> f64 {
            let both = heard.iter().flatten().zip(all[4_120..].iter().flatten());
            both.map(|(a, b)| (f64::from(*a) - f64::from(*b)).powi(2)).sum()
        };
        let (frozen, followed) = (error(&heard_after(false)), error(&heard_after(true)));
        assert!(followed < frozen / 2.0, "{followed} and {frozen}");
    }

    #[test]
    fn any_octets_are_decoded() {
        let mut decoder = Decoder::default();
        let mut state = 1u32;
        for _ in 0..100_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            decoder.process((state >> 24) as u8);
        }
        let mut encoder = Encoder::default();
        for n in 0..10_000 {
            let loud = if n % 3 == 0 { i16::MIN } else { i16::MAX };
            encoder.process([loud, if n % 5 == 0 { i16::MAX } else { loud }]);
        }
    }
}
