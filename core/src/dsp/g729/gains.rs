//! Gains of both codebooks: their prediction, decoding and what stands in for lost ones (G.729
//! 3.9, 4.1.5, 4.4.2, 4.4.3).

use super::Subframe;
use super::math::{Log2, log2, pow2};
use super::ops::{high, mac, mul, mul_wide, product, shift};
use super::tables::{GAIN_FIRST, GAIN_FIRST_CODES, GAIN_PREDICTOR, GAIN_SECOND, GAIN_SECOND_CODES};

/// Gain of the adaptive codebook in Q14, of the fixed codebook in Q1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gains {
    pub(super) adaptive: i16,
    pub(super) fixed: i16,
}

impl Gains {
    /// Returns the gains of a lost subframe: a little less than before (equations 93, 94).
    pub(super) fn faded(self) -> Self {
        Self { adaptive: mul(self.adaptive, 29_491).min(29_491), fixed: mul(self.fixed, 32_111) }
    }
}

/// A gain of the fixed codebook as predicted: `mantissa / 2^places`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Predicted {
    pub(super) mantissa: i16,
    pub(super) places: i16,
}

/// Predicts the gain of the fixed codebook from its last four.
#[derive(Clone, Debug)]
pub(super) struct Predictor {
    /// How far the last energies were from their prediction, in dB in Q10, the newest first.
    errors: [i16; 4],
}

/// The smallest error: -14 dB in Q10.
const LOWEST: i16 = -14_336;

impl Predictor {
    pub(super) const fn new() -> Self {
        Self { errors: [LOWEST; 4] }
    }

    /// Returns the gain predicted for this vector of pulses (equation 71).
    pub(super) fn predict(&self, vector: &Subframe) -> Predicted {
        let energy = vector.iter().fold(0, |sum, &sample| mac(sum, sample, sample));
        // Mean energy of 30 dB less that of the vector, in Q14: -10 log10(2) is -24660 in Q13, and
        // the rest of equation 66's and the formats' constants is 127.298 dB.
        let mean = mac(mul_wide(log2(energy).less(0), -24_660), 32_588, 32);
        let level = self
            .errors
            .iter()
            .zip(GAIN_PREDICTOR)
            .fold(shift(mean, 10), |sum, (&error, coefficient)| mac(sum, coefficient, error));
        // From dB to a power of two: 1 / (20 log10(2)) is 5439 in Q15.
        let exponent = product(high(level), 5439) >> 8;
        let mantissa = pow2(14, ((exponent >> 1) & 0x7fff) as i16);
        Predicted { mantissa: mantissa as i16, places: 14i16.saturating_sub(high(exponent)) }
    }

    /// Remembers the correction of a gain, which is in Q13 (equation 72).
    pub(super) fn correct(&mut self, correction: i32) {
        let level: Log2 = log2(correction);
        self.push(mul(high(shift(level.less(13), 13)), 24_660));
    }

    /// Remembers that a gain was lost (equation 95).
    pub(super) fn lose(&mut self) {
        let sum: i32 = self.errors.iter().map(|&error| i32::from(error)).sum();
        self.push(((sum >> 2) as i16).saturating_sub(4096).max(LOWEST));
    }

    fn push(&mut self, error: i16) {
        self.errors.rotate_right(1);
        self.errors[0] = error;
    }

    /// Returns the gains of received codewords, for this vector of pulses.
    pub(super) fn decode(&mut self, codes: [usize; 2], vector: &Subframe) -> Gains {
        let [first, second] = codes;
        let first = entry(&GAIN_FIRST, &GAIN_FIRST_CODES, first);
        let second = entry(&GAIN_SECOND, &GAIN_SECOND_CODES, second);
        self.compose(first, second, self.predict(vector))
    }

    /// Returns the gains that two entries of the codebooks make, and remembers their correction.
    pub(super) fn compose(
        &mut self,
        first: [i16; 2],
        second: [i16; 2],
        predicted: Predicted,
    ) -> Gains {
        let correction = i32::from(first[1]) + i32::from(second[1]);
        let fixed = product((correction >> 1) as i16, predicted.mantissa);
        self.correct(correction);
        Gains {
            adaptive: first[0].saturating_add(second[0]),
            fixed: high(shift(fixed, 4 - i32::from(predicted.places))),
        }
    }
}

/// Returns the entry that has codeword `code`.
fn entry(codebook: &[[i16; 2]], codes: &[u8], code: usize) -> [i16; 2] {
    let mut entries = codebook.iter().zip(codes);
    entries.find(|&(_, &of)| usize::from(of) == code).map_or([0; 2], |(&entry, _)| entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_codeword_has_an_entry() {
        for code in 0..8 {
            assert_ne!(entry(&GAIN_FIRST, &GAIN_FIRST_CODES, code), [0; 2]);
        }
        for code in 0..16 {
            assert_ne!(entry(&GAIN_SECOND, &GAIN_SECOND_CODES, code), [0; 2]);
        }
    }

    #[test]
    fn the_first_prediction_is_what_equation_71_says() {
        // Four pulses: the mean energy is 10 log10(4 / 40) = -10 dB; four errors of -14 dB with
        // factors that sum to 1.79 are -25.06 dB; 10^((-25.06 + 30 + 10) / 20) is 5.58.
        let mut vector = [0; 40];
        vector.iter_mut().step_by(10).for_each(|sample| *sample = 8192);
        let Predicted { mantissa, places } = Predictor::new().predict(&vector);
        let gain = f64::from(mantissa) / f64::from(places).exp2();
        assert!((gain - 5.58).abs() < 0.1, "{gain}");
    }

    #[test]
    fn corrections_are_remembered_in_decibel() {
        let mut predictor = Predictor::new();
        predictor.correct(2 << 13);
        let [newest, ..] = predictor.errors;
        assert!((newest - 6165).abs() < 8, "{newest}");
        // The mean of 6 dB and three of -14 dB is -9 dB, and 4 dB less of that -13 dB.
        predictor.lose();
        let [newest, ..] = predictor.errors;
        assert!((newest + 13_307).abs() < 8, "{newest}");
    }
}
