//! Linear prediction: what of a voice follows from its own past (G.729 3.2.1, 3.2.2, B.3.1).

use super::lsp::{Filter, ONE_Q12};
use super::ops::{div_wide, high, known_small_dot, mul_round, mul_wides, norm, round, shift, wide};
use super::tables::ORDER;

/// Samples that are looked at: 120 of the past, 80 of now and 40 of the future.
pub(super) const WINDOW: usize = 240;

/// Correlations that are computed; the voice activity detector needs two more than the filter.
pub(super) const LAGS: usize = 13;

/// The correlation at lag 0 and those that a filter is made of.
pub(super) type FilterCorrelations = [i32; ORDER + 1];

/// Half of a Hamming window and a quarter of a cosine (equation 3), in Q15.
const SHAPE: [i16; WINDOW] = [
    2621, 2623, 2629, 2638, 2651, 2668, 2689, 2713, 2741, 2772, 2808, 2847, 2890, 2936, 2986, 3040,
    3097, 3158, 3223, 3291, 3363, 3438, 3517, 3599, 3685, 3774, 3867, 3963, 4063, 4166, 4272, 4382,
    4495, 4611, 4731, 4853, 4979, 5108, 5240, 5376, 5514, 5655, 5800, 5947, 6097, 6250, 6406, 6565,
    6726, 6890, 7057, 7227, 7399, 7573, 7750, 7930, 8112, 8296, 8483, 8672, 8863, 9057, 9252, 9450,
    9650, 9852, 10_055, 10_261, 10_468, 10_677, 10_888, 11_101, 11_315, 11_531, 11_748, 11_967,
    12_187, 12_409, 12_632, 12_856, 13_082, 13_308, 13_536, 13_764, 13_994, 14_225, 14_456, 14_688,
    14_921, 15_155, 15_389, 15_624, 15_859, 16_095, 16_331, 16_568, 16_805, 17_042, 17_279, 17_516,
    17_754, 17_991, 18_228, 18_465, 18_702, 18_939, 19_175, 19_411, 19_647, 19_882, 20_117, 20_350,
    20_584, 20_816, 21_048, 21_279, 21_509, 21_738, 21_967, 22_194, 22_420, 22_644, 22_868, 23_090,
    23_311, 23_531, 23_749, 23_965, 24_181, 24_394, 24_606, 24_816, 25_024, 25_231, 25_435, 25_638,
    25_839, 26_037, 26_234, 26_428, 26_621, 26_811, 26_999, 27_184, 27_368, 27_548, 27_727, 27_903,
    28_076, 28_247, 28_415, 28_581, 28_743, 28_903, 29_061, 29_215, 29_367, 29_515, 29_661, 29_804,
    29_944, 30_081, 30_214, 30_345, 30_472, 30_597, 30_718, 30_836, 30_950, 31_062, 31_170, 31_274,
    31_376, 31_474, 31_568, 31_659, 31_747, 31_831, 31_911, 31_988, 32_062, 32_132, 32_198, 32_261,
    32_320, 32_376, 32_428, 32_476, 32_521, 32_561, 32_599, 32_632, 32_662, 32_688, 32_711, 32_729,
    32_744, 32_755, 32_763, 32_767, 32_767, 32_741, 32_665, 32_537, 32_359, 32_129, 31_850, 31_521,
    31_143, 30_716, 30_242, 29_720, 29_151, 28_538, 27_879, 27_177, 26_433, 25_647, 24_821, 23_957,
    23_055, 22_117, 21_145, 20_139, 19_102, 18_036, 16_941, 15_820, 14_674, 13_505, 12_315, 11_106,
    9879, 8637, 7381, 6114, 4838, 3554, 2264, 971,
];

/// A bandwidth of 60 Hz and the correction for white noise (equations 6 and 7) at each lag but 0,
/// in Q31.
const SPREAD: [i32; LAGS - 1] = [
    2_144_886_016,
    2_137_753_344,
    2_125_918_208,
    2_109_458_944,
    2_088_484_096,
    2_063_131_264,
    2_033_565_312,
    1_999_976_832,
    1_962_580_096,
    1_921_610_624,
    1_877_322_904,
    1_829_987_576,
];

/// Correlations of a windowed signal, normalised by the first.
#[derive(Clone, Debug)]
pub(super) struct Correlations {
    /// In Q31, times `2^-exponent`.
    pub(super) values: [i32; LAGS],
    pub(super) exponent: i16,
}

impl Correlations {
    /// Returns the correlations of a signal (equation 5).
    pub(super) fn of(signal: &[i16; WINDOW]) -> Self {
        let mut windowed = [0; WINDOW];
        for ((out, &sample), &factor) in windowed.iter_mut().zip(signal).zip(&SHAPE) {
            *out = mul_round(sample, factor);
        }
        let mut exponent = 1;
        let mut values = [0; LAGS];
        let energy = loop {
            let energy: i64 = windowed.iter().map(|&sample| i64::from(sample).pow(2)).sum();
            // One more, so that it is never 0.
            match i32::try_from(2 * energy + 1) {
                Ok(energy) => break energy,
                Err(_) => {
                    windowed.iter_mut().for_each(|sample| *sample >>= 2);
                    exponent += 4;
                }
            }
        };
        let places = norm(energy);
        values[0] = energy << places;
        for (lag, value) in values.iter_mut().enumerate().skip(1) {
            // No sum of these products is larger than the energy.
            let delayed = windowed.get(lag..).unwrap_or_default();
            *value = known_small_dot(&windowed, delayed) << places;
        }
        Self { values, exponent: exponent - places as i16 }
    }

    /// Applies the bandwidth and the correction for white noise.
    pub(super) fn spread(&mut self) {
        for (value, &factor) in self.values.iter_mut().skip(1).zip(&SPREAD) {
            *value = mul_wides(*value, factor);
        }
    }

    /// Returns those that a filter is made of.
    pub(super) fn filter(&self) -> FilterCorrelations {
        self.values.first_chunk().copied().unwrap_or_default()
    }
}

/// A predictor of a signal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prediction {
    pub(super) filter: Filter,
    /// The first two reflection coefficients in Q15.
    pub(super) reflections: [i16; 2],
    /// Energy of what is not predicted, as a share of the correlation's high word; `None` if the
    /// filter is not of this signal.
    pub(super) error: Option<i16>,
}

/// Makes predictors; where one would not be stable, it returns the last that was.
#[derive(Clone, Debug)]
pub(super) struct Levinson {
    last: Prediction,
}

impl Levinson {
    pub(super) const fn new() -> Self {
        let filter = [ONE_Q12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        Self { last: Prediction { filter, reflections: [0; 2], error: None } }
    }

    /// Returns the predictor of a signal with these correlations (equation 8).
    pub(super) fn process(&mut self, correlations: &FilterCorrelations) -> Prediction {
        match solve(correlations) {
            Some(prediction) => {
                self.last = Prediction { error: None, ..prediction };
                prediction
            }
            None => self.last,
        }
    }
}

/// Largest reflection of a filter that counts as stable, in Q15.
const STABLE: i16 = 32_750;

/// Returns the predictor by the recursion of Levinson and Durbin, if it is stable.
fn solve(correlations: &FilterCorrelations) -> Option<Prediction> {
    // Coefficients 1 to 10 in Q27.
    let mut filter = [0i32; ORDER];
    let mut reflections = [0; ORDER];
    let [power, rest @ ..] = correlations;
    // The error is kept normalised.
    let (mut error, mut places) = (*power, 0);
    for (order, (&correlation, reflection)) in rest.iter().zip(&mut reflections).enumerate() {
        let known = rest.iter().zip(filter.iter().take(order).rev());
        let sum = known.fold(0i32, |sum, (&past, &coefficient)| {
            sum.saturating_add(mul_wides(past, coefficient))
        });
        let sum = shift(sum, 4).saturating_add(even(correlation));
        let ratio = div_wide(sum.saturating_abs(), error);
        let ratio = shift(if sum > 0 { ratio.saturating_neg() } else { ratio }, places);
        *reflection = high(ratio);
        if order > 0 && reflection.saturating_abs() > STABLE {
            return None;
        }
        let before = filter;
        let mirrored = before.iter().take(order).rev();
        for (coefficient, &mirrored) in filter.iter_mut().zip(mirrored) {
            *coefficient = even(mul_wides(ratio, mirrored).saturating_add(*coefficient));
        }
        if let Some(coefficient) = filter.get_mut(order) {
            *coefficient = even(ratio >> 4);
        }
        let kept = i32::MAX.saturating_sub(mul_wides(ratio, ratio).saturating_abs());
        error = mul_wides(error, kept);
        let gained = norm(error);
        error <<= gained;
        places += gained;
    }
    let mut rounded = [ONE_Q12; ORDER + 1];
    for (out, &coefficient) in rounded.iter_mut().skip(1).zip(&filter) {
        *out = round(shift(coefficient, 1));
    }
    let [first, second, ..] = reflections;
    Some(Prediction {
        filter: rounded,
        reflections: [first, second],
        error: Some(high(error) >> places.min(15)),
    })
}

/// Returns `value` without the bit that [`mul_wides`] does not use.
const fn even(value: i32) -> i32 {
    value & !1
}

/// Returns correlations of 16 bits as [`Levinson`] takes them.
pub(super) fn widened(correlations: &[i16; ORDER + 1]) -> FilterCorrelations {
    correlations.map(wide)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    #[test]
    fn tables_are_what_their_formulas_say() {
        for (n, &value) in SHAPE.iter().enumerate() {
            let n = n as f64;
            let exact = if n < 200.0 {
                0.54 - 0.46 * (2.0 * PI * n / 399.0).cos()
            } else {
                (2.0 * PI * (n - 200.0) / 159.0).cos()
            };
            assert_eq!(f64::from(value), (32_767.0 * exact).round(), "{n}");
        }
        for (k, &value) in SPREAD.iter().enumerate() {
            let exact = (-0.5 * (2.0 * PI * 60.0 * (k + 1) as f64 / 8000.0).powi(2)).exp() / 1.0001;
            assert!((f64::from(value) / 2_147_483_648.0 - exact).abs() < 3e-8, "{k}");
        }
    }

    #[test]
    fn a_tone_is_predicted() {
        let tone =
            std::array::from_fn(|n| (8000.0 * (2.0 * PI * 700.0 * n as f64 / 8000.0).sin()) as i16);
        let mut correlations = Correlations::of(&tone);
        correlations.spread();
        let prediction = Levinson::new().process(&correlations.filter());
        // Two coefficients of -2 r cos w and r^2 would do; ten share the work.
        let error = prediction.error.unwrap();
        assert!(error < high(correlations.values[0]) / 50, "{prediction:?}");
        assert!(prediction.reflections[0] < -25_000, "{prediction:?}");
    }

    #[test]
    fn silence_and_the_loudest_sound_have_correlations() {
        let silence = Correlations::of(&[0; WINDOW]);
        assert_eq!((silence.values[0], silence.exponent), (1 << 30, 1 - 30));
        let loud = Correlations::of(&[i16::MIN; WINDOW]);
        assert!(loud.values[0] >= 1 << 30 && loud.exponent > 1, "{loud:?}");
        assert!(Levinson::new().process(&loud.filter()).filter[0] == ONE_Q12);
    }
}
