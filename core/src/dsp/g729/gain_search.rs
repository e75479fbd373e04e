//! Search of the gain codebooks (G.729 3.9.2).

use super::Subframe;
use super::gains::{Gains, Predicted, Predictor};
use super::ops::{div, dot, high, mul, mul_wide, norm, product, round, shift, wide};
use super::pitch::{Fit, Scaled};
use super::tables::{GAIN_FIRST, GAIN_FIRST_CODES, GAIN_SECOND, GAIN_SECOND_CODES};

/// Entries of each codebook that are tried.
const FIRST_TRIED: usize = 4;
const SECOND_TRIED: usize = 8;

/// Where the preselection goes on to the next entry: corrections in Q14, gains in Q15.
const FIRST_BORDERS: [i16; 4] = [10_808, 12_374, 19_778, 32_567];
const SECOND_BORDERS: [i16; 8] = [14_087, 16_188, 20_274, 21_321, 23_525, 25_232, 27_873, 30_542];

/// Directions of both codebooks: entry by entry in Q10, Q14, Q16 and Q19, two of them again in Q30
/// and Q35; one over their determinant in Q19.
const FIRST_ADAPTIVE: i16 = 31_881;
const FIRST_FIXED_WIDE: i32 = 1_731_217_536;
const SECOND_ADAPTIVE: i16 = 31_548;
const SECOND_FIXED_WIDE: i32 = 1_822_990_272;
const INVERSE_DETERMINANT: i16 = -17_103;

/// The largest gain of the adaptive codebook while it is tamed: 0.94 in Q9, 0.9999 in Q14.
const TAMED_Q9: i16 = 481;
const TAMED_Q14: i16 = 16_383;

/// Whether the gain of the adaptive codebook must stay below 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    None,
    BelowOne,
}

/// What is searched for: the terms of equation 63, each with its own format.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    /// Of the squared gain of the adaptive codebook, its gain, the squared gain of the fixed
    /// codebook, its gain, and the product of both.
    values: [Scaled; 5],
}

impl Terms {
    /// Returns the terms of a target, the filtered vector of the adaptive codebook, which fits as
    /// `fit` says, and that of the fixed codebook (Q12).
    pub(super) fn new(target: &Subframe, adaptive: &Subframe, fixed: &Subframe, fit: &Fit) -> Self {
        let fixed = fixed.map(|sample| sample >> 3);
        let correlation = |left: &Subframe, format: i16| {
            let sum = dot(1, left, &fixed);
            let places = norm(sum);
            let mantissa = round(shift(sum, places));
            Scaled { mantissa, places: places as i16 + format - 16 }
        };
        // A factor of 2 is taken from the format.
        let twice = |value: Scaled| Scaled { places: value.places - 1, ..value };
        let negative =
            |value: Scaled| Scaled { mantissa: value.mantissa.saturating_neg(), ..value };
        Self {
            values: [
                fit.energy,
                twice(negative(fit.correlation)),
                correlation(&fixed, 19),
                twice(negative(correlation(target, 10))),
                twice(correlation(adaptive, 10)),
            ],
        }
    }

    /// Returns the gains that would be best: of the adaptive codebook in Q9, of the fixed one in
    /// Q2.
    fn best(&self) -> [i16; 2] {
        let [aa, xa, ff, xf, af] = self.values;
        // Twice the determinant of both equations: 4 aa ff - af^2.
        let determinant = difference(
            (product(aa.mantissa, ff.mantissa), aa.places + ff.places - 1),
            (product(af.mantissa, af.mantissa), 2 * af.places + 1),
            0,
        );
        let determinant = normalise(determinant);
        let inverse = Scaled {
            mantissa: div(16_384, determinant.mantissa).saturating_neg(),
            places: 29 - determinant.places,
        };
        let solve = |first: (Scaled, Scaled), second: (Scaled, Scaled), format: i16| {
            let numerator = normalise(difference(
                (product(first.0.mantissa, first.1.mantissa), first.0.places + first.1.places),
                (
                    product(second.0.mantissa, second.1.mantissa),
                    second.0.places + second.1.places + 1,
                ),
                1,
            ));
            let places = numerator.places + inverse.places - (format + 15);
            high(shift(product(numerator.mantissa, inverse.mantissa), -i32::from(places)))
        };
        [solve((ff, xa), (xf, af), 9), solve((aa, xf), (xa, af), 2)]
    }
}

/// Returns `left - right`, whose formats are beside them, in the coarser format less `margin`.
fn difference(left: (i32, i16), right: (i32, i16), margin: i16) -> (i32, i16) {
    let places = left.1.min(right.1);
    let at = |(value, of): (i32, i16)| shift(value, -i32::from(of - places + margin));
    (at(left).saturating_sub(at(right)), places - margin)
}

/// Returns a 32-bit number as a normalised one of 16 bits.
fn normalise((value, places): (i32, i16)) -> Scaled {
    let gained = norm(value);
    Scaled { mantissa: high(shift(value, gained)), places: places + gained as i16 - 16 }
}

/// Returns the gains that come closest to the target, and their codewords GA and GB.
pub(super) fn search(
    predictor: &mut Predictor,
    vector: &Subframe,
    terms: &Terms,
    limit: Limit,
) -> ([usize; 2], Gains) {
    let predicted = predictor.predict(vector);
    let mut best = terms.best();
    if limit == Limit::BelowOne {
        best[0] = best[0].min(TAMED_Q9);
    }
    let [first, second] = preselect(best, predicted);
    let errors = Errors::new(terms, predicted);
    let mut chosen = (first, second);
    let mut least = i32::MAX;
    for (i, a) in GAIN_FIRST.iter().enumerate().skip(first).take(FIRST_TRIED) {
        for (j, b) in GAIN_SECOND.iter().enumerate().skip(second).take(SECOND_TRIED) {
            let adaptive = a[0].saturating_add(b[0]);
            if limit == Limit::BelowOne && adaptive >= TAMED_Q14 {
                continue;
            }
            let correction = ((i32::from(a[1]) + i32::from(b[1])) >> 1) as i16;
            let error = errors.of(adaptive, mul(predicted.mantissa, correction));
            if error < least {
                least = error;
                chosen = (i, j);
            }
        }
    }
    let entry =
        |codebook: &[[i16; 2]], index: usize| codebook.get(index).copied().unwrap_or([0; 2]);
    let code = |codes: &[u8], index: usize| codes.get(index).map_or(0, |&code| usize::from(code));
    let (i, j) = chosen;
    let gains = predictor.compose(entry(&GAIN_FIRST, i), entry(&GAIN_SECOND, j), predicted);
    ([code(&GAIN_FIRST_CODES, i), code(&GAIN_SECOND_CODES, j)], gains)
}

/// Returns the first entry to be tried of each codebook.
fn preselect([adaptive, fixed]: [i16; 2], predicted: Predicted) -> [usize; 2] {
    // The predicted gain in Q4.
    let scale = high(shift(i32::from(predicted.mantissa), 20 - i32::from(predicted.places)));
    let along = product(FIRST_ADAPTIVE, adaptive);

    let sum = high(along.saturating_add(SECOND_FIXED_WIDE >> 15));
    let rest = shift(i32::from(fixed), 7).saturating_sub(product(sum, scale));
    let gain = product(high(shift(rest, 2)), INVERSE_DETERMINANT);

    let sum = high(along.saturating_sub(FIRST_FIXED_WIDE >> 10));
    let rest = product(mul(sum, scale), SECOND_ADAPTIVE)
        .saturating_sub(product(FIRST_ADAPTIVE, fixed) >> 3);
    let correction = product(high(shift(rest, 2)), INVERSE_DETERMINANT);

    let passed = |value: i32, borders: &[i16], places: i32| {
        let is_beyond = |&border: &i16| {
            let border = product(border, scale) >> places;
            let distance = value.saturating_sub(border);
            if scale > 0 { distance > 0 } else { distance < 0 }
        };
        borders.iter().take_while(|border| is_beyond(border)).count()
    };
    [passed(correction, &FIRST_BORDERS, 3), passed(gain, &SECOND_BORDERS, 5)]
}

/// The terms in a common format.
struct Errors {
    terms: [i32; 5],
}

impl Errors {
    fn new(terms: &Terms, predicted: Predicted) -> Self {
        let fixed = predicted.places;
        // Formats of the factors that each term will meet.
        let formats = [13, 14, 2 * fixed - 21, fixed - 3, fixed - 4];
        let mut places = [0; 5];
        for ((places, term), format) in places.iter_mut().zip(&terms.values).zip(formats) {
            *places = term.places + format;
        }
        let least = places.iter().copied().min().unwrap_or(0);
        let mut aligned = [0; 5];
        for ((out, term), places) in aligned.iter_mut().zip(&terms.values).zip(places) {
            *out = wide(term.mantissa) >> (places - least).min(31);
        }
        Self { terms: aligned }
    }

    /// Returns the error of these gains (equation 63), less that of silence.
    fn of(&self, adaptive: i16, fixed: i16) -> i32 {
        let factors =
            [mul(adaptive, adaptive), adaptive, mul(fixed, fixed), fixed, mul(fixed, adaptive)];
        let terms = self.terms.iter().zip(factors);
        terms.fold(0i32, |sum, (&term, factor)| sum.saturating_add(mul_wide(term, factor)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::excitation::pulses;
    use super::*;

    #[test]
    fn gains_of_a_known_mixture_are_found() {
        let adaptive: Subframe = std::array::from_fn(|n| (800.0 * (n as f64 * 0.4).sin()) as i16);
        let vector = pulses(0o12345, 9);
        // Filtered by nothing: 1.0 in Q12.
        let fixed = vector.map(|pulse| pulse >> 1);
        for (gain, height) in [(0.3, 200.0), (0.7, 100.0), (0.9, 400.0)] {
            let target: Subframe = std::array::from_fn(|n| {
                (f64::from(adaptive[n]) * gain + f64::from(vector[n]) / 8192.0 * height) as i16
            });
            let fit = Fit::of(&target, &adaptive);
            let terms = Terms::new(&target, &adaptive, &fixed, &fit);
            let mut predictor = Predictor::new();
            let (mut codes, mut gains) = ([0; 2], Gains::default());
            // The prediction begins low, and corrections are limited.
            for _ in 0..20 {
                (codes, gains) = search(&mut predictor, &vector, &terms, Limit::None);
            }
            let got = f64::from(gains.adaptive) / 16_384.0;
            assert!((got - gain).abs() < 0.2, "{gain} {height}: {gains:?} {codes:?}");
            let got = f64::from(gains.fixed) / 2.0;
            assert!((got / height - 1.0).abs() < 0.35, "{gain} {height}: {gains:?} {codes:?}");
        }
    }

    #[test]
    fn a_limited_gain_stays_below_one() {
        let adaptive = [1000; 40];
        let fit = Fit::of(&[1100; 40], &adaptive);
        let terms = Terms::new(&[1100; 40], &adaptive, &pulses(0, 0).map(|pulse| pulse >> 1), &fit);
        let (_, gains) = search(&mut Predictor::new(), &pulses(0, 0), &terms, Limit::BelowOne);
        assert!(gains.adaptive < 16_384, "{gains:?}");
    }
}
