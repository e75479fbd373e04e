//! Fixed-point arithmetic of the Recommendation (G.729 5.2, table 11).
//!
//! The codec is defined bit by bit on 16-bit and 32-bit words whose sums and shifts saturate. A
//! number written "Qn" has n bits after its binary point: 1.0 is 4096 in Q12. The product of a Qa
//! and a Qb number is kept in Q(a+b+1), as signal processors do, so that Q15 times Q15 is Q31.
//!
//! A 32-bit factor has 31 bits that count: the least significant one is not used by
//! [`mul_wide`] and [`mul_wides`], which the Recommendation defines on a high word of 16 and a
//! low word of 15 bits.

use super::simd;

/// Returns `2ab`: the product of Qa and Qb in Q(a+b+1).
pub(super) const fn product(a: i16, b: i16) -> i32 {
    let half = a as i32 * b as i32;
    half.saturating_add(half)
}

/// Returns `sum + 2ab`.
pub(super) const fn mac(sum: i32, a: i16, b: i16) -> i32 {
    sum.saturating_add(product(a, b))
}

/// Returns `sum - 2ab`.
pub(super) const fn msu(sum: i32, a: i16, b: i16) -> i32 {
    sum.saturating_sub(product(a, b))
}

/// Returns `start`, which is 0 or 1, plus twice the product of two vectors, as [`mac`] would term by
/// term.
pub(super) fn dot(start: i32, left: &[i16], right: &[i16]) -> i32 {
    small_dot(left, right).map_or_else(|| limited_dot(start, left, right).0, |sum| start + sum)
}

/// Returns twice the product of two vectors, if it is so small that neither the order of its terms
/// nor one more matters; that is nearly always so, and allows to add several at a time.
pub(super) fn small_dot(left: &[i16], right: &[i16]) -> Option<i32> {
    let (left, right) = same_length(left, right);
    let (sum, magnitude) = simd::dot(left, right);
    // A term is at most 2^9 and, because of the magnitude of -32768, 2^15 more than it counts.
    let missing = left.len() as u32 * 65;
    (left.len() < 1 << 9 && magnitude + missing < 1 << 21).then(|| 2 * sum)
}

/// Returns twice the product of two vectors that are known to have a small one.
pub(super) fn known_small_dot(left: &[i16], right: &[i16]) -> i32 {
    let (left, right) = same_length(left, right);
    2 * simd::dot(left, right).0
}

/// Returns both vectors as long as the shorter one.
fn same_length<'a>(left: &'a [i16], right: &'a [i16]) -> (&'a [i16], &'a [i16]) {
    let length = left.len().min(right.len());
    (left.get(..length).unwrap_or(left), right.get(..length).unwrap_or(right))
}

/// Returns `start` plus twice the product of two vectors, limited term by term, and whether nothing
/// had to be limited.
pub(super) fn limited_dot(start: i32, left: &[i16], right: &[i16]) -> (i32, bool) {
    left.iter().zip(right).fold((start, true), |(sum, fits), (&left, &right)| {
        let term = product(left, right);
        (sum.saturating_add(term), fits && sum.checked_add(term).is_some())
    })
}

/// Returns the product of a number and a Q15 factor, rounded down.
pub(super) const fn mul(a: i16, b: i16) -> i16 {
    high(product(a, b))
}

/// Returns the product of a number and a Q15 factor, rounded to nearest.
pub(super) const fn mul_round(a: i16, b: i16) -> i16 {
    round(product(a, b))
}

/// Returns the high word.
pub(super) const fn high(value: i32) -> i16 {
    (value >> 16) as i16
}

/// Returns the high word, rounded to nearest.
pub(super) const fn round(value: i32) -> i16 {
    high(value.saturating_add(0x8000))
}

/// Returns `value` as the high word of 32 bits.
pub(super) const fn wide(value: i16) -> i32 {
    (value as i32) << 16
}

/// Returns `value * 2^places`, saturated; negative places shift right and round down.
pub(super) const fn shift(value: i32, places: i32) -> i32 {
    if places <= 0 {
        return value >> if places < -31 { 31 } else { -places };
    }
    if value == 0 {
        return 0;
    }
    if places > norm_or_zero(value) {
        return if value < 0 { i32::MIN } else { i32::MAX };
    }
    value << places
}

/// Returns `value * 2^places` in 16 bits, saturated; negative places shift right and round down.
pub(super) const fn shift16(value: i16, places: i32) -> i16 {
    if places <= 0 {
        return value >> if places < -15 { 15 } else { -places };
    }
    let places = if places > 16 { 16 } else { places };
    saturate((value as i32) << places)
}

/// Returns `value / 2^places`, rounded to nearest; `places` is from 1 to 31.
pub(super) const fn shift_right_round(value: i32, places: i32) -> i32 {
    (value >> places) + ((value >> (places - 1)) & 1)
}

/// Returns `value` limited to 16 bits.
pub(super) const fn saturate(value: i32) -> i16 {
    if value > i16::MAX as i32 {
        i16::MAX
    } else if value < i16::MIN as i32 {
        i16::MIN
    } else {
        value as i16
    }
}

/// Returns how far `value` can be shifted left without loss; 0 for 0.
pub(super) const fn norm(value: i32) -> i32 {
    if value == 0 { 0 } else { norm_or_zero(value) }
}

/// Returns how far a 16-bit `value` can be shifted left without loss; 0 for 0.
pub(super) const fn norm16(value: i16) -> i32 {
    if value == 0 { 0 } else { norm_or_zero(value as i32) - 16 }
}

/// As [`norm`], but 31 for 0.
const fn norm_or_zero(value: i32) -> i32 {
    (value ^ (value >> 31)).leading_zeros() as i32 - 1
}

// Not inlined, as the next two: they are long, seldom called, and the module is to be small.
/// Returns `numerator / denominator` in Q15, for `0 <= numerator <= denominator`.
///
/// What is outside of that range gives the nearest end of the result's.
#[inline(never)]
pub(super) const fn div(numerator: i16, denominator: i16) -> i16 {
    if numerator <= 0 {
        0
    } else if numerator >= denominator {
        i16::MAX
    } else {
        (((numerator as i32) << 15) / denominator as i32) as i16
    }
}

/// Returns the low word: 15 bits without sign, between the high word and the bit not used.
const fn low(value: i32) -> i16 {
    ((value >> 1) & 0x7fff) as i16
}

/// Returns the product of a 32-bit number and a Q15 factor.
pub(super) const fn mul_wide(a: i32, b: i16) -> i32 {
    mac(product(high(a), b), mul(low(a), b), 1)
}

/// Returns the product of a 32-bit number and a Q31 factor.
#[inline(never)]
pub(super) const fn mul_wides(a: i32, b: i32) -> i32 {
    let sum = product(high(a), high(b));
    mac(mac(sum, mul(high(a), low(b)), 1), mul(low(a), high(b)), 1)
}

/// Returns `numerator / denominator` in Q31, for `0 <= numerator < denominator` and a normalised
/// `denominator`.
///
/// One step of Newton's method improves a 16-bit reciprocal.
#[inline(never)]
pub(super) const fn div_wide(numerator: i32, denominator: i32) -> i32 {
    let guess = div(0x3fff, high(denominator));
    let error = i32::MAX.saturating_sub(mul_wide(denominator, guess));
    let reciprocal = mul_wide(error, guess);
    shift(mul_wides(numerator, reciprocal), 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_products_saturate() {
        assert_eq!(product(i16::MIN, i16::MIN), i32::MAX);
        assert_eq!(product(i16::MIN, i16::MAX), -0x7fff_0000);
        assert_eq!(mac(i32::MAX, 1, 1), i32::MAX);
        assert_eq!(msu(i32::MIN, 1, 1), i32::MIN);
        assert_eq!(mul(i16::MIN, i16::MIN), i16::MAX);
        assert_eq!((round(0x7fff_8000), round(0x7fff)), (i16::MAX, 0));
        assert_eq!((round(0x8000), round(-0x8000), round(-0x8001)), (1, 0, -1));
    }

    #[test]
    fn vectors_are_multiplied_term_by_term() {
        let check = |left: &[i16], right: &[i16]| {
            let exact = left.iter().zip(right).fold(1, |sum, (&a, &b)| mac(sum, a, b));
            assert_eq!(dot(1, left, right), exact, "{left:?} {right:?}");
        };
        check(&[3, -4, 5], &[10, 20, 30]);
        // Each of these is limited once, or comes close to it.
        for height in [1000, 5793, 5800, 32_767] {
            check(&[height; 32], &[height; 32]);
            check(&[height; 32], &[-height; 32]);
            let turning: Vec<_> = (0..40).map(|n| if n < 20 { height } else { -height }).collect();
            check(&turning, &[height; 40]);
        }
        check(&[i16::MIN; 2], &[i16::MIN; 2]);
        assert_eq!(limited_dot(0, &[i16::MIN; 2], &[i16::MIN; 2]), (i32::MAX, false));
        assert_eq!(limited_dot(0, &[1 << 14; 3], &[1 << 14; 3]), (3 << 29, true));
        assert_eq!(small_dot(&[1 << 14; 4], &[1 << 14; 4]), None);
    }

    #[test]
    fn shifts_saturate_to_the_left_and_round_down_to_the_right() {
        assert_eq!((shift(1, 30), shift(1, 31), shift(-1, 31)), (1 << 30, i32::MAX, i32::MIN));
        assert_eq!((shift(-3, -1), shift(-1, -99), shift(5, -99)), (-2, -1, 0));
        assert_eq!((shift(i32::MIN, 0), shift(i32::MIN, 1), shift(0, 99)), (i32::MIN, i32::MIN, 0));
        assert_eq!(
            (shift16(1, 14), shift16(1, 15), shift16(-1, 15)),
            (1 << 14, i16::MAX, i16::MIN)
        );
        assert_eq!((shift16(-3, -1), shift16(-1, -20), shift16(1, 40)), (-2, -1, i16::MAX));
        assert_eq!((shift_right_round(5, 1), shift_right_round(-5, 1)), (3, -2));
    }

    #[test]
    fn norm_makes_the_most_significant_bit_count() {
        for value in [1, -1, 2, 3, 0x7fff, -0x8000, 0x4000_0000, i32::MAX, i32::MIN, -5, 1_234_567]
        {
            let shifted = shift(value, norm(value));
            assert!(!(-0x4000_0000..0x4000_0000).contains(&shifted), "{value}: {shifted}");
            assert_eq!(shifted >> norm(value), value);
        }
        assert_eq!(
            (norm(0), norm16(0), norm16(1), norm16(-1), norm16(i16::MIN)),
            (0, 0, 14, 15, 0)
        );
    }

    #[test]
    fn quotients_are_close() {
        for (numerator, denominator) in [(1, 3), (2, 3), (16_383, 16_384), (100, 32_767)] {
            let exact = f64::from(numerator) / f64::from(denominator);
            let got = f64::from(div(numerator, denominator)) / 32_768.0;
            assert!((got - exact).abs() < 1.0 / 32_768.0, "{numerator}/{denominator}: {got}");
            let (numerator, denominator) =
                (i32::from(numerator) << 16, i32::from(denominator) << 16);
            let places = norm(denominator);
            let got = div_wide(shift(numerator, places), shift(denominator, places));
            assert!((f64::from(got) / 2_147_483_648.0 - exact).abs() < 1e-7, "{got}");
        }
        assert_eq!(
            (div(5, 5), div(6, 5), div(-1, 5), div(0, 0), div(1, 0)),
            (32_767, 32_767, 0, 0, 32_767)
        );
    }

    #[test]
    fn wide_products_are_close() {
        let values = [0x1234_5678, -0x1234_5678, 0x7fff_fffe, i32::MIN, -2, 2, 0x0001_fffe];
        for a in values {
            for b in values {
                let exact = (i64::from(a) * i64::from(b)) as f64 / 2_147_483_648.0;
                let got = f64::from(mul_wides(a, b));
                assert!(
                    (got - exact.min(2_147_483_647.0)).abs() <= 6.0,
                    "{a} * {b}: {got} {exact}"
                );
                let exact = (i64::from(a) * i64::from(high(b))) as f64 / 32_768.0;
                let got = f64::from(mul_wide(a, high(b)));
                assert!(
                    (got - exact.min(2_147_483_647.0)).abs() <= 4.0,
                    "{a} * {b}: {got} {exact}"
                );
            }
        }
    }
}
