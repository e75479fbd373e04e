//! Logarithm, power and inverse square root by interpolation between a few points.
//!
//! The Recommendation's text has real functions; its fixed-point description evaluates them so
//! (tables `tablog`, `tabpow` and `tabsqr` of G.729 5.2, table 12).

use super::ops::{high, msu, norm, product, shift, shift_right_round, wide};

/// `log2(1 + i/32)` in Q15.
const LOG2: [i16; 33] = [
    0, 1455, 2866, 4236, 5568, 6863, 8124, 9352, 10_549, 11_716, 12_855, 13_967, 15_054, 16_117,
    17_156, 18_172, 19_167, 20_142, 21_097, 22_033, 22_951, 23_852, 24_735, 25_603, 26_455, 27_291,
    28_113, 28_922, 29_716, 30_497, 31_266, 32_023, 32_767,
];

/// `2^(i/32)` in Q14.
const POW2: [i16; 33] = [
    16_384, 16_743, 17_109, 17_484, 17_867, 18_258, 18_658, 19_066, 19_484, 19_911, 20_347, 20_792,
    21_247, 21_713, 22_188, 22_674, 23_170, 23_678, 24_196, 24_726, 25_268, 25_821, 26_386, 26_964,
    27_554, 28_158, 28_774, 29_405, 30_048, 30_706, 31_379, 32_066, 32_767,
];

/// `1/sqrt(1 + i/16)` in Q15.
const INVERSE_SQRT: [i16; 49] = [
    32_767, 31_790, 30_894, 30_070, 29_309, 28_602, 27_945, 27_330, 26_755, 26_214, 25_705, 25_225,
    24_770, 24_339, 23_930, 23_541, 23_170, 22_817, 22_479, 22_155, 21_845, 21_548, 21_263, 20_988,
    20_724, 20_470, 20_225, 19_988, 19_760, 19_539, 19_326, 19_119, 18_919, 18_725, 18_536, 18_354,
    18_176, 18_004, 17_837, 17_674, 17_515, 17_361, 17_211, 17_064, 16_921, 16_782, 16_646, 16_514,
    16_384,
];

/// A logarithm: `exponent + fraction`, the fraction in Q15.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Log2 {
    pub(super) exponent: i16,
    pub(super) fraction: i16,
}

impl Log2 {
    /// Returns the whole number in Q16, less `places`.
    pub(super) const fn less(self, places: i16) -> i32 {
        wide(self.exponent - places) + 2 * self.fraction as i32
    }
}

/// Returns the logarithm to base 2 of an integer; 0 for what has none.
pub(super) fn log2(value: i32) -> Log2 {
    if value <= 0 {
        return Log2 { exponent: 0, fraction: 0 };
    }
    let places = norm(value);
    let fraction = interpolate(&LOG2, (value << places) >> 9, 32);
    Log2 { exponent: (30 - places) as i16, fraction: high(fraction) }
}

/// Returns `2^(exponent + fraction)` as an integer rounded to nearest, the fraction in Q15; the
/// exponent is from 0 to 29.
pub(super) fn pow2(exponent: i32, fraction: i16) -> i32 {
    let mantissa = interpolate(&POW2, product(fraction, 32), 0);
    shift_right_round(mantissa, (30 - exponent).clamp(1, 31))
}

/// Returns `2^30.5 / sqrt(value)`; for what has no root, the largest result.
pub(super) fn inverse_sqrt(value: i32) -> i32 {
    if value <= 0 {
        return 0x3fff_ffff;
    }
    let places = norm(value);
    let mut mantissa = value << places;
    // An exponent that is not even goes into the root.
    if places % 2 == 0 {
        mantissa >>= 1;
    }
    shift(interpolate(&INVERSE_SQRT, mantissa >> 9, 16), -((30 - places) / 2 + 1))
}

/// Returns `table` between its points as a high word: the high word of `position`, less `first`,
/// says where; the low word how far to the next.
fn interpolate(table: &[i16], position: i32, first: i16) -> i32 {
    let index = usize::try_from(high(position) - first).unwrap_or(0);
    let part = ((position >> 1) & 0x7fff) as i16;
    match table.get(index..) {
        Some(&[here, next, ..]) => msu(wide(here), here - next, part),
        Some(&[last]) => wide(last),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_what_their_formulas_say() {
        let near = |got: i16, exact: f64| {
            let exact = exact.min(32_767.0);
            assert!((f64::from(got) - exact).abs() < 1.5, "{got} {exact}");
        };
        for (i, &value) in LOG2.iter().enumerate() {
            near(value, 32_768.0 * (1.0 + i as f64 / 32.0).log2());
        }
        for (i, &value) in POW2.iter().enumerate() {
            near(value, 16_384.0 * (i as f64 / 32.0).exp2());
        }
        for (i, &value) in INVERSE_SQRT.iter().enumerate() {
            near(value, 32_768.0 / (1.0 + i as f64 / 16.0).sqrt());
        }
    }

    #[test]
    fn functions_are_close_to_the_real_ones() {
        for value in [1, 2, 3, 7, 100, 4_095, 65_536, 1_000_000, 0x4000_0000, i32::MAX] {
            let exact = f64::from(value);
            let Log2 { exponent, fraction } = log2(value);
            let got = f64::from(exponent) + f64::from(fraction) / 32_768.0;
            assert!((got - exact.log2()).abs() < 2e-4, "log2 {value}: {got}");
            let got = f64::from(inverse_sqrt(value));
            let exact = 2f64.powf(30.5) / exact.sqrt() / 2f64.sqrt();
            assert!((got / exact - 1.0).abs() < 1e-3, "root of {value}: {got} {exact}");
        }
        for (exponent, fraction) in [(14, 0), (14, 16_384), (29, 32_767), (0, 100)] {
            let got = f64::from(pow2(exponent, fraction));
            let exact = (f64::from(exponent) + f64::from(fraction) / 32_768.0).exp2();
            assert!((got - exact).abs() <= 0.5 + exact * 2e-4, "2^{exponent}: {got} {exact}");
        }
        assert_eq!(log2(0), log2(-5));
        assert_eq!(inverse_sqrt(0), 0x3fff_ffff);
    }
}
