//! Line spectral pairs: the filter of the voice as frequencies (G.729 3.2.3 to 3.2.6, A.3.2.3).
//!
//! The ten roots of two polynomials made of the filter lie on the unit circle and alternate. They
//! are kept as cosines ("LSP", Q15) between frames and as angles ("LSF", Q13, pi is 25736) in the
//! quantiser.

use super::ops::{
    div, high, mac, msu, mul, mul_wide, norm16, product, round, saturate, shift, shift_right_round,
    shift16,
};
use super::tables::ORDER;

/// Coefficients of a filter `A(z)` in Q12, the first of which is 1.0.
pub(super) type Filter = [i16; ORDER + 1];

/// Ten lines of a spectrum: cosines in Q15, falling, or angles in Q13, rising.
pub(super) type Lines = [i16; ORDER];

/// 1.0 in Q12.
pub(super) const ONE_Q12: i16 = 4096;

/// `cos(i pi / 64)` in Q15.
const COSINE: [i16; 64] = [
    32_767, 32_729, 32_610, 32_413, 32_138, 31_786, 31_357, 30_853, 30_274, 29_622, 28_899, 28_106,
    27_246, 26_320, 25_330, 24_279, 23_170, 22_006, 20_788, 19_520, 18_205, 16_846, 15_447, 14_010,
    12_540, 11_039, 9512, 7962, 6393, 4808, 3212, 1608, 0, -1608, -3212, -4808, -6393, -7962,
    -9512, -11_039, -12_540, -14_010, -15_447, -16_846, -18_205, -19_520, -20_788, -22_006,
    -23_170, -24_279, -25_330, -26_320, -27_246, -28_106, -28_899, -29_622, -30_274, -30_853,
    -31_357, -31_786, -32_138, -32_413, -32_610, -32_729,
];

/// What the cosine changes from each point of [`COSINE`] to the next, in Q19.
const COSINE_SLOPE: [i16; 64] = [
    -632, -1893, -3150, -4399, -5638, -6863, -8072, -9261, -10_428, -11_570, -12_684, -13_767,
    -14_817, -15_832, -16_808, -17_744, -18_637, -19_486, -20_287, -21_039, -21_741, -22_390,
    -22_986, -23_526, -24_009, -24_435, -24_801, -25_108, -25_354, -25_540, -25_664, -25_726,
    -25_726, -25_664, -25_540, -25_354, -25_108, -24_801, -24_435, -24_009, -23_526, -22_986,
    -22_390, -21_741, -21_039, -20_287, -19_486, -18_637, -17_744, -16_808, -15_832, -14_817,
    -13_767, -12_684, -11_570, -10_428, -9261, -8072, -6863, -5638, -4399, -3150, -1893, -632,
];

/// One over what the cosine changes, in Q20: a step over the points of [`COSINE`].
const ANGLE_SLOPE: [i16; 64] = [
    -26_887, -8812, -5323, -3813, -2979, -2444, -2081, -1811, -1608, -1450, -1322, -1219, -1132,
    -1059, -998, -946, -901, -861, -827, -797, -772, -750, -730, -713, -699, -687, -677, -668,
    -662, -657, -654, -652, -652, -654, -657, -662, -668, -677, -687, -699, -713, -730, -750, -772,
    -797, -827, -861, -901, -946, -998, -1059, -1132, -1219, -1322, -1450, -1608, -1811, -2081,
    -2444, -2979, -3813, -5323, -8812, -26_887,
];

/// `cos(i pi / 50)` in Q15, with ends just inside of the circle: where roots are looked for.
const GRID: [i16; 51] = [
    32_760, 32_703, 32_509, 32_187, 31_738, 31_164, 30_466, 29_649, 28_714, 27_666, 26_509, 25_248,
    23_886, 22_431, 20_887, 19_260, 17_557, 15_786, 13_951, 12_062, 10_125, 8149, 6140, 4106, 2057,
    0, -2057, -4106, -6140, -8149, -10_125, -12_062, -13_951, -15_786, -17_557, -19_260, -20_887,
    -22_431, -23_886, -25_248, -26_509, -27_666, -28_714, -29_649, -30_466, -31_164, -31_738,
    -32_187, -32_509, -32_703, -32_760,
];

/// Returns the cosines of angles.
pub(super) fn cosines(angles: &Lines) -> Lines {
    angles.map(|angle| {
        // 64 points up to pi, 256 parts between two of them.
        let position = mul(angle, 20_861);
        let index = usize::try_from(position >> 8).unwrap_or(0).min(63);
        let (Some(&cosine), Some(&slope)) = (COSINE.get(index), COSINE_SLOPE.get(index)) else {
            return 0;
        };
        cosine.saturating_add((product(slope, position & 0xff) >> 13) as i16)
    })
}

/// Returns the angles of cosines.
pub(super) fn angles(cosines: &Lines) -> Lines {
    let mut angles = [0; ORDER];
    for (angle, (&cosine, index)) in
        angles.iter_mut().zip(cosines.iter().zip(points_above(cosines)))
    {
        let (point, slope) = point(index);
        let part = product(cosine.saturating_sub(point), slope) >> 12;
        *angle = mul(shift16(index as i16, 9).saturating_add(part as i16), 25_736);
    }
    angles
}

/// Returns the angles of cosines in another format: Q15, where pi is 16384.
///
/// The voice activity detector has its own rounding.
pub(super) fn frequencies(cosines: &Lines) -> Lines {
    let mut frequencies = [0; ORDER];
    for (frequency, (&cosine, index)) in
        frequencies.iter_mut().zip(cosines.iter().zip(points_above(cosines)))
    {
        let (point, slope) = point(index);
        let part = round(shift(product(cosine.saturating_sub(point), slope), 3));
        *frequency = part.saturating_add(shift16(index as i16, 8));
    }
    frequencies
}

/// Returns for each cosine the last point of [`COSINE`] that is not below it.
fn points_above(cosines: &Lines) -> [usize; ORDER] {
    let mut index = COSINE.len() - 1;
    let mut points = [0; ORDER];
    // The angles rise, and so does the index if the last is looked for first.
    for (found, &cosine) in points.iter_mut().zip(cosines).rev() {
        while index > 0 && COSINE.get(index).is_some_and(|&point| point < cosine) {
            index -= 1;
        }
        *found = index;
    }
    points
}

/// Returns a point of [`COSINE`] and the slope of the angle behind it.
fn point(index: usize) -> (i16, i16) {
    let point = COSINE.get(index).copied().unwrap_or(0);
    (point, ANGLE_SLOPE.get(index).copied().unwrap_or(0))
}

/// Returns the filter that has these lines, which are cosines (G.729 3.2.6).
pub(super) fn filter(lines: &Lines) -> Filter {
    let sum = polynomial(lines.iter().step_by(2));
    let difference = polynomial(lines.iter().skip(1).step_by(2));
    let mut filter = [ONE_Q12; ORDER + 1];
    let [_, rest @ ..] = &mut filter;
    let (front, back) = rest.split_at_mut(ORDER / 2);
    let pairs = front.iter_mut().zip(back.iter_mut().rev());
    let roots = sum.windows(2).zip(difference.windows(2));
    for ((front, back), (sum, difference)) in pairs.zip(roots) {
        // Equations 25 and 26: the roots at -1 and at 1 come back.
        let (&[sum_before, sum], &[difference_before, difference]) = (sum, difference) else {
            continue;
        };
        let sum = sum.saturating_add(sum_before);
        let difference = difference.saturating_sub(difference_before);
        *front = shift_right_round(sum.saturating_add(difference), 13) as i16;
        *back = shift_right_round(sum.saturating_sub(difference), 13) as i16;
    }
    filter
}

/// Returns the first half of the symmetric polynomial with these five lines, in Q24.
fn polynomial<'a>(lines: impl Iterator<Item = &'a i16>) -> [i32; 6] {
    let mut before = [0i32; 6];
    before[0] = 1 << 24;
    for &line in lines {
        // Times 1 - 2 q z^-1 + z^-2.
        let mut after = [0; 6];
        let delayed_once = [0].into_iter().chain(before);
        let delayed_twice = [0, 0].into_iter().chain(before);
        for (((out, here), one), two) in
            after.iter_mut().zip(before).zip(delayed_once).zip(delayed_twice)
        {
            *out = here.saturating_add(two).saturating_sub(shift(mul_wide(one, line), 1));
        }
        before = after;
    }
    before
}

/// Returns lines halfway between those of two frames (G.729 3.2.5).
pub(super) fn halfway(before: &Lines, after: &Lines) -> Lines {
    let mut lines = [0; ORDER];
    for ((line, &before), &after) in lines.iter_mut().zip(before).zip(after) {
        *line = (before >> 1).saturating_add(after >> 1);
    }
    lines
}

/// Returns the lines of a filter as cosines, or `None` if not all ten are found (G.729 3.2.3,
/// A.3.2.3).
pub(super) fn find(filter: &Filter) -> Option<Lines> {
    let (polynomials, format) = Polynomial::pair(filter);
    let mut lines = [0; ORDER];
    let mut left = lines.iter_mut();
    let mut wanted = left.next()?;
    // The roots alternate between both polynomials.
    let [mut current, mut other] = polynomials;
    let mut low = Point::on(&current, format, GRID[0]);
    for &x in GRID.iter().skip(1) {
        let mut high = low;
        low = Point::on(&current, format, x);
        if product(low.y, high.y) > 0 {
            continue;
        }
        for _ in 0..2 {
            let middle = Point::on(&current, format, (low.x >> 1).saturating_add(high.x >> 1));
            if product(low.y, middle.y) <= 0 {
                high = middle;
            } else {
                low = middle;
            }
        }
        let root = crossing(low, high);
        *wanted = root;
        let Some(next) = left.next() else { return Some(lines) };
        wanted = next;
        std::mem::swap(&mut current, &mut other);
        low = Point::on(&current, format, root);
    }
    None
}

/// Returns where the line through two points crosses zero.
fn crossing(low: Point, high: Point) -> i16 {
    let (x, y) = (high.x.saturating_sub(low.x), high.y.saturating_sub(low.y));
    if y == 0 {
        return low.x;
    }
    let magnitude = y.saturating_abs();
    let places = norm16(magnitude);
    let inverse = div(16_383, shift16(magnitude, places));
    let slope = shift(product(x, inverse), places - 20) as i16;
    let slope = if y < 0 { slope.saturating_neg() } else { slope };
    low.x.saturating_sub((product(low.y, slope) >> 11) as i16)
}

/// A point of a polynomial: the cosine of the angle in Q15, the value in Q14.
#[derive(Clone, Copy)]
struct Point {
    x: i16,
    y: i16,
}

impl Point {
    fn on(polynomial: &Polynomial, format: Format, x: i16) -> Self {
        Self { x, y: polynomial.at(x, format) }
    }
}

/// One of the two symmetric polynomials: its coefficients f(1) to f(5).
#[derive(Clone, Copy)]
struct Polynomial([i16; 5]);

/// Bits after the point of a [`Polynomial`]'s coefficients.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Q11,
    /// For filters whose polynomials exceed 16.
    Q10,
}

impl Polynomial {
    /// Returns both polynomials of a filter (equation 15).
    fn pair(filter: &Filter) -> ([Self; 2], Format) {
        let (pair, fits) = Self::pair_in(filter, Format::Q11);
        if fits { (pair, Format::Q11) } else { (Self::pair_in(filter, Format::Q10).0, Format::Q10) }
    }

    /// Returns both polynomials, and whether all coefficients fit.
    fn pair_in(filter: &Filter, format: Format) -> ([Self; 2], bool) {
        let (places, one) = match format {
            Format::Q11 => (1, 2048),
            Format::Q10 => (2, 1024),
        };
        let (mut sum, mut difference) = ([0; 5], [0; 5]);
        let (mut last_sum, mut last_difference) = (one, one);
        let mut fits = true;
        let mut fit = |value: i32| {
            fits &= i16::try_from(value).is_ok();
            saturate(value)
        };
        let [_, rest @ ..] = filter;
        let ends = rest.iter().zip(rest.iter().rev());
        for (((&front, &back), sum), difference) in ends.zip(&mut sum).zip(&mut difference) {
            let (front, back) = (i32::from(front), i32::from(back));
            last_sum = fit(((front + back) >> places) - i32::from(last_sum));
            last_difference = fit(((front - back) >> places) + i32::from(last_difference));
            (*sum, *difference) = (last_sum, last_difference);
        }
        ([Self(sum), Self(difference)], fits)
    }

    /// Returns `C(x)` of equation 17 in Q14 by Chebyshev's recursion.
    fn at(&self, x: i16, format: Format) -> i16 {
        let [first, middle @ .., last] = self.0;
        let (one, double, places) = match format {
            Format::Q11 => (1 << 24, 512, 6),
            Format::Q10 => (1 << 23, 256, 7),
        };
        let mut before = one;
        let mut now = mac(product(x, double), first, 4096);
        for coefficient in middle {
            let next = shift(mul_wide(now, x), 1);
            let next = mac(less(next, before), coefficient, 4096);
            (before, now) = (now, next);
        }
        let value = less(mul_wide(now, x), before);
        high(shift(mac(value, last, 2048), places))
    }
}

/// Returns `value - other`, without the bit of `other` that is not used.
fn less(value: i32, other: i32) -> i32 {
    let value = mac(value, high(other), i16::MIN);
    msu(value, ((other >> 1) & 0x7fff) as i16, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_what_their_formulas_say() {
        let cosine = |i: usize| (std::f64::consts::PI * i as f64 / 64.0).cos();
        for (i, &value) in COSINE.iter().enumerate() {
            assert_eq!(f64::from(value), (32_768.0 * cosine(i)).round().min(32_767.0), "{i}");
        }
        for (i, &value) in COSINE_SLOPE.iter().enumerate() {
            let change = cosine(i + 1) - cosine(i);
            assert_eq!(f64::from(value), (change * 524_288.0).round(), "{i}");
        }
        for (i, &value) in ANGLE_SLOPE.iter().enumerate() {
            let change = (32_768.0 * cosine(i + 1)).round() - (32_768.0 * cosine(i)).round();
            assert!((f64::from(value) - 1_048_576.0 / change).abs() < 1.0, "{i}");
        }
        for (i, &value) in GRID.iter().enumerate() {
            let exact = 32_768.0 * (std::f64::consts::PI * i as f64 / 50.0).cos();
            assert!((f64::from(value) - exact.clamp(-32_760.0, 32_760.0)).abs() <= 2.0, "{i}");
        }
    }

    /// `arccos(i pi / 11)`: where coder and decoder begin.
    const FLAT: Lines = [2339, 4679, 7018, 9358, 11_698, 14_037, 16_377, 18_717, 21_056, 23_396];

    #[test]
    fn angles_and_cosines_undo_each_other() {
        let back = angles(&cosines(&FLAT));
        for (got, expected) in back.iter().zip(FLAT) {
            assert!((got - expected).abs() <= 8, "{back:?}");
        }
    }

    #[test]
    fn a_filter_and_its_lines_undo_each_other() {
        // Two formants, as in a vowel.
        let angles = [1500, 2100, 3900, 5200, 9000, 11_000, 14_500, 17_000, 20_500, 23_000];
        let lines = cosines(&angles);
        let found = find(&filter(&lines)).unwrap();
        for (got, expected) in found.iter().zip(lines) {
            assert!((got - expected).abs() <= 40, "{found:?} {lines:?}");
        }
    }

    #[test]
    fn evenly_spread_lines_make_a_flat_filter() {
        let filter = filter(&cosines(&FLAT));
        assert_eq!(filter[0], ONE_Q12);
        assert!(filter.iter().skip(1).all(|coefficient| coefficient.abs() < 30), "{filter:?}");
    }

    #[test]
    fn lines_of_a_filter_that_is_not_stable_are_not_found() {
        let mut filter = [0; ORDER + 1];
        filter[0] = ONE_Q12;
        filter[10] = 3 * ONE_Q12;
        assert_eq!(find(&filter), None);
        assert_eq!(find(&[i16::MAX; 11]), None);
    }
}
