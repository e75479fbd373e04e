//! The one loop that most of the time is spent in, several terms at a time.

/// Returns the product of two vectors of the same length, which wraps, and about the sum of its
/// terms' magnitudes, each divided by 2^9 and rounded down.
pub(super) fn dot(left: &[i16], right: &[i16]) -> (i32, u32) {
    let (lefts, left_rest) = left.as_chunks::<8>();
    let (rights, right_rest) = right.as_chunks::<8>();
    let (mut sum, mut magnitude) = eights(lefts, rights);
    for (&left, &right) in left_rest.iter().zip(right_rest) {
        let term = i32::from(left) * i32::from(right);
        sum = sum.wrapping_add(term);
        magnitude += term.unsigned_abs() >> 9;
    }
    (sum, magnitude)
}

/// Does it for eight terms at a time.
#[cfg(target_feature = "simd128")]
fn eights(lefts: &[[i16; 8]], rights: &[[i16; 8]]) -> (i32, u32) {
    use core::arch::wasm32::{
        i16x8, i16x8_max, i16x8_sub_sat, i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane,
        i32x4_splat, u32x4_shr, v128,
    };
    let load = |&[a, b, c, d, e, f, g, h]: &[i16; 8]| i16x8(a, b, c, d, e, f, g, h);
    // 32767 for -32768.
    let abs = |value| i16x8_max(value, i16x8_sub_sat(i32x4_splat(0), value));
    let mut sums = i32x4_splat(0);
    let mut magnitudes = i32x4_splat(0);
    for (left, right) in lefts.iter().zip(rights) {
        let (left, right) = (load(left), load(right));
        sums = i32x4_add(sums, i32x4_dot_i16x8(left, right));
        let pairs = i32x4_dot_i16x8(abs(left), abs(right));
        magnitudes = i32x4_add(magnitudes, u32x4_shr(pairs, 9));
    }
    let total = |lanes: v128| {
        let low = i32x4_extract_lane::<0>(lanes).wrapping_add(i32x4_extract_lane::<1>(lanes));
        let high = i32x4_extract_lane::<2>(lanes).wrapping_add(i32x4_extract_lane::<3>(lanes));
        low.wrapping_add(high)
    };
    (total(sums), total(magnitudes).cast_unsigned())
}

/// Does it for eight terms at a time, as far as the compiler finds a way.
#[cfg(not(target_feature = "simd128"))]
fn eights(lefts: &[[i16; 8]], rights: &[[i16; 8]]) -> (i32, u32) {
    let terms = lefts.as_flattened().iter().zip(rights.as_flattened());
    terms.fold((0i32, 0), |(sum, magnitude), (&left, &right)| {
        let term = i32::from(left) * i32::from(right);
        (sum.wrapping_add(term), magnitude + (term.unsigned_abs() >> 9))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_magnitudes_are_right_for_any_length() {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            match state >> 28 {
                0 => i16::MIN,
                1 => i16::MAX,
                _ => (state >> 16) as i16,
            }
        };
        for length in 0..100 {
            let left: Vec<i16> = (0..length).map(|_| next()).collect();
            let right: Vec<i16> = (0..length).map(|_| next()).collect();
            let (sum, magnitude) = dot(&left, &right);
            let (mut exact, mut magnitudes) = (0i64, 0i64);
            for (&a, &b) in left.iter().zip(&right) {
                let term = i64::from(a) * i64::from(b);
                exact += term;
                magnitudes += term.abs();
            }
            assert_eq!(sum, exact as i32);
            let missing = magnitudes - i64::from(magnitude) * 512;
            assert!((0..=i64::from(length) * 65 * 512).contains(&missing), "{length}: {missing}");
        }
    }
}
