//! Quantiser of the spectrum (G.729 3.2.4) and what stands in for a lost one (4.4.1).
//!
//! The angles are predicted from the last four codewords by one of two moving averages; what the
//! prediction leaves is a vector of a first codebook plus one of a second.

use super::frame::Lsp;
use super::lsp::{Lines, angles, cosines};
use super::ops::{high, mac, msu, mul, norm16, product, shift, shift16, wide};
use super::tables::{
    LSP_FIRST, LSP_PREDICTORS, LSP_SECOND, LSP_SHARES, LSP_SHARES_INVERSE, ORDER, Predictor,
};

/// Distances that neighbours in a codeword are given: 0.0012 and 0.0006 in Q13.
pub(super) const GAP_FIRST: i16 = 10;
const GAP_SECOND: i16 = 5;

/// Smallest distance of two angles: 0.0391 in Q13.
const GAP_STABLE: i16 = 321;

/// Range of the angles: 0.005 to 3.135 in Q13.
const LOWEST: i16 = 40;
const HIGHEST: i16 = 25_681;

/// A codeword before the first frame: angles `i pi / 11` in Q13 (table 9).
const START: Lines = [2339, 4679, 7018, 9358, 11_698, 14_037, 16_377, 18_717, 21_056, 23_396];

/// Cosines before the first frame.
pub(super) const START_COSINES: Lines =
    [30_000, 26_000, 21_000, 15_000, 8000, 0, -8000, -15_000, -21_000, -26_000];

/// Weights of the angles: 1.0 in Q11, 10.0 in Q11, 1.2 in Q14.
const WEIGHT_ONE: i16 = 2048;
const WEIGHT_TEN: i16 = 20_480;
const WEIGHT_MIDDLE: i16 = 19_661;

/// Angles of the outer weights in Q13: 0.04 pi + 1, and 0.92 pi - 1.
const WEIGHT_FIRST: i16 = 1029 + 8192;
const WEIGHT_LAST: i16 = 23_677 - 8192;

/// The last four codewords, the newest first: what encoder and decoder predict from.
#[derive(Clone, Debug)]
pub(super) struct History {
    words: [Lines; 4],
}

impl History {
    pub(super) const fn new() -> Self {
        Self { words: [START; 4] }
    }

    pub(super) fn push(&mut self, word: Lines) {
        self.words.rotate_right(1);
        self.words[0] = word;
    }

    /// Returns the angles of a codeword (equation 20); `shares` is what `predictor` leaves to it.
    pub(super) fn compose(&self, word: &Lines, predictor: &Predictor, shares: &Lines) -> Lines {
        let mut sums = [0; ORDER];
        for ((sum, &value), &share) in sums.iter_mut().zip(word).zip(shares) {
            *sum = product(value, share);
        }
        for (past, coefficients) in self.words.iter().zip(predictor) {
            for ((sum, &value), &coefficient) in sums.iter_mut().zip(past).zip(coefficients) {
                *sum = mac(*sum, value, coefficient);
            }
        }
        sums.map(high)
    }

    /// Returns the codeword that would give these angles (equations 23 and 92); `inverse` is one
    /// over what `predictor` leaves, in Q12.
    pub(super) fn extract(&self, angles: &Lines, predictor: &Predictor, inverse: &Lines) -> Lines {
        let mut rests = angles.map(wide);
        for (past, coefficients) in self.words.iter().zip(predictor) {
            for ((rest, &value), &coefficient) in rests.iter_mut().zip(past).zip(coefficients) {
                *rest = msu(*rest, value, coefficient);
            }
        }
        let mut word = [0; ORDER];
        for ((value, &rest), &inverse) in word.iter_mut().zip(&rests).zip(inverse) {
            *value = high(shift(product(high(rest), inverse), 3));
        }
        word
    }
}

/// The decoder's half.
#[derive(Clone, Debug)]
pub(super) struct Dequantiser {
    history: History,
    /// Angles and predictor of the last frame that was received.
    angles: Lines,
    predictor: usize,
}

impl Dequantiser {
    pub(super) const fn new() -> Self {
        Self { history: History::new(), angles: START, predictor: 0 }
    }

    /// Returns the cosines of a received frame.
    pub(super) fn process(&mut self, code: &Lsp) -> Lines {
        self.angles = decode(code, &mut self.history);
        self.predictor = code.predictor;
        cosines(&self.angles)
    }

    /// Returns the cosines of a lost frame: those of the last one (G.729 4.4.1).
    pub(super) fn repeat(&mut self) -> Lines {
        if let (Some(predictor), Some(inverse)) =
            (LSP_PREDICTORS.get(self.predictor), LSP_SHARES_INVERSE.get(self.predictor))
        {
            self.history.push(self.history.extract(&self.angles, predictor, inverse));
        }
        cosines(&self.angles)
    }

    /// The codewords so far, which frames of silence continue.
    pub(super) const fn history(&mut self) -> &mut History {
        &mut self.history
    }
}

/// Returns the angles that `code` stands for, and remembers its codeword.
fn decode(code: &Lsp, history: &mut History) -> Lines {
    let (Some(first), Some(low), Some(high), Some(predictor), Some(shares)) = (
        LSP_FIRST.get(code.first),
        LSP_SECOND.get(code.low),
        LSP_SECOND.get(code.high),
        LSP_PREDICTORS.get(code.predictor),
        LSP_SHARES.get(code.predictor),
    ) else {
        return START;
    };
    let mut word = sum(first, low, high);
    spread(&mut word, GAP_FIRST);
    spread(&mut word, GAP_SECOND);
    let mut angles = history.compose(&word, predictor, shares);
    history.push(word);
    stabilise(&mut angles);
    angles
}

/// Returns a codeword: `first` plus the first half of `low` and the second half of `high`
/// (equation 19).
fn sum(first: &Lines, low: &Lines, high: &Lines) -> Lines {
    let mut word = *first;
    let second = low.iter().take(ORDER / 2).chain(high.iter().skip(ORDER / 2));
    for (value, &second) in word.iter_mut().zip(second) {
        *value = value.saturating_add(second);
    }
    word
}

/// Moves neighbours apart until they are `gap` from each other (G.729 3.2.4).
pub(super) fn spread(word: &mut [i16], gap: i16) {
    let mut values = word.iter_mut();
    let Some(mut before) = values.next() else { return };
    for value in values {
        let excess = before.saturating_sub(*value).saturating_add(gap) >> 1;
        if excess > 0 {
            *before = before.saturating_sub(excess);
            *value = value.saturating_add(excess);
        }
        before = value;
    }
}

/// Makes the filter of these angles stable: rising angles with room between them (G.729 3.2.4).
pub(super) fn stabilise(angles: &mut Lines) {
    let mut values = angles.iter_mut();
    let Some(mut before) = values.next() else { return };
    for value in values {
        if *value < *before {
            std::mem::swap(before, value);
        }
        before = value;
    }
    raise(angles, GAP_STABLE);
}

/// Raises angles until each is `gap` above the one before, and keeps the outer ones in range.
pub(super) fn raise(angles: &mut Lines, gap: i16) {
    let mut lowest = LOWEST;
    for angle in angles.iter_mut() {
        *angle = (*angle).max(lowest);
        lowest = angle.saturating_add(gap);
    }
    angles[ORDER - 1] = angles[ORDER - 1].min(HIGHEST);
}

/// The encoder's half.
#[derive(Clone, Debug)]
pub(super) struct Quantiser {
    history: History,
}

/// What the search found for one predictor.
struct Candidate {
    code: Lsp,
    error: i32,
}

impl Quantiser {
    pub(super) const fn new() -> Self {
        Self { history: History::new() }
    }

    /// Returns the codewords of these cosines, and the cosines that the decoder will have.
    pub(super) fn process(&mut self, lines: &Lines) -> (Lsp, Lines) {
        let target = angles(lines);
        let weights = weights(&target);
        let [first, second] = [0, 1].map(|predictor| self.search(&target, &weights, predictor));
        let best = if second.error < first.error { second } else { first };
        (best.code, cosines(&decode(&best.code, &mut self.history)))
    }

    /// The codewords so far, which frames of silence continue.
    pub(super) const fn history(&mut self) -> &mut History {
        &mut self.history
    }

    fn search(&self, target: &Lines, weights: &Lines, predictor: usize) -> Candidate {
        let mut code = Lsp { predictor, ..Lsp::default() };
        let (Some(coefficients), Some(shares), Some(inverse)) = (
            LSP_PREDICTORS.get(predictor),
            LSP_SHARES.get(predictor),
            LSP_SHARES_INVERSE.get(predictor),
        ) else {
            return Candidate { code, error: i32::MAX };
        };
        let wanted = self.history.extract(target, coefficients, inverse);

        code.first = nearest(LSP_FIRST.iter().map(|entry| squared_distance(&wanted, entry)));
        let first = LSP_FIRST.get(code.first).unwrap_or(&LSP_FIRST[0]);
        let mut rest = wanted;
        for (rest, &value) in rest.iter_mut().zip(first) {
            *rest = rest.saturating_sub(value);
        }
        // Each half of the second stage has its own codebook.
        let half = |skipped: usize| {
            nearest(LSP_SECOND.iter().map(|entry| {
                let values = rest.iter().zip(entry).zip(weights);
                let half = values.skip(skipped).take(ORDER / 2);
                half.fold(0, |sum, ((&rest, &value), &weight)| {
                    let error = rest.saturating_sub(value);
                    mac(sum, mul(weight, error), error)
                })
            }))
        };
        code.low = half(0);
        code.high = half(ORDER / 2);

        let entry = |index: usize| LSP_SECOND.get(index).unwrap_or(&LSP_SECOND[0]);
        let mut word = sum(first, entry(code.low), entry(code.high));
        let (low, high) = word.split_at_mut(ORDER / 2);
        spread(low, GAP_FIRST);
        spread_on(low, high, GAP_FIRST);
        spread(&mut word, GAP_SECOND);
        Candidate { code, error: weighted_error(&word, &wanted, weights, shares) }
    }
}

/// Returns twice the sum of the squared differences, limited.
fn squared_distance(left: &Lines, right: &Lines) -> i32 {
    let mut sum = 0i32;
    let mut bits = 0;
    for (&left, &right) in left.iter().zip(right) {
        let difference = left.saturating_sub(right);
        sum = sum.wrapping_add(i32::from(difference) * i32::from(difference));
        bits |= difference.unsigned_abs();
    }
    // Ten squares of 13 bits fit, which nearly all are.
    if bits < 1 << 13 {
        return 2 * sum;
    }
    left.iter().zip(right).fold(0, |sum, (&left, &right)| {
        let difference = left.saturating_sub(right);
        mac(sum, difference, difference)
    })
}

/// Moves the values of `high` apart, and its first from the last of `low`.
fn spread_on(low: &mut [i16], high: &mut [i16], gap: i16) {
    if let (Some(last), Some(first)) = (low.last_mut(), high.first_mut()) {
        let mut pair = [*last, *first];
        spread(&mut pair, gap);
        [*last, *first] = pair;
    }
    spread(high, gap);
}

/// Returns the index of the least error, the first of equals.
pub(super) fn nearest(errors: impl Iterator<Item = i32>) -> usize {
    let mut best = (0, i32::MAX);
    for (index, error) in errors.enumerate() {
        if error < best.1 {
            best = (index, error);
        }
    }
    best.0
}

/// Returns how far the angles of `word` would be from those wanted (equation 21).
fn weighted_error(word: &Lines, wanted: &Lines, weights: &Lines, shares: &Lines) -> i32 {
    let values = word.iter().zip(wanted).zip(weights.iter().zip(shares));
    values.fold(0, |sum, ((&value, &wanted), (&weight, &share))| {
        let error = mul(value.saturating_sub(wanted), share);
        mac(sum, high(shift(product(weight, error), 4)), error)
    })
}

/// Returns how much an error of each angle counts (equation 22), normalised.
pub(super) fn weights(angles: &Lines) -> Lines {
    let [_, second, .., ninth, _] = *angles;
    let mut rooms = [0; ORDER];
    rooms[0] = second.saturating_sub(WEIGHT_FIRST);
    rooms[ORDER - 1] = WEIGHT_LAST.saturating_sub(ninth);
    for (room, near) in rooms.iter_mut().skip(1).zip(angles.windows(3)) {
        if let &[before, _, after] = near {
            *room = after.saturating_sub(before).saturating_sub(8192);
        }
    }
    let mut weights = rooms.map(|room| {
        if room > 0 {
            return WEIGHT_ONE;
        }
        let square = high(shift(product(room, room), 2));
        high(shift(product(square, WEIGHT_TEN), 2)).saturating_add(WEIGHT_ONE)
    });
    for weight in weights.iter_mut().skip(4).take(2) {
        *weight = high(shift(product(*weight, WEIGHT_MIDDLE), 1));
    }
    let places = norm16(weights.iter().copied().max().unwrap_or(0));
    weights.map(|weight| shift16(weight, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predictors_and_codewords_share_the_angles() {
        for ((predictor, shares), inverse) in
            LSP_PREDICTORS.iter().zip(LSP_SHARES).zip(LSP_SHARES_INVERSE)
        {
            for line in 0..ORDER {
                let predicted: i32 = predictor.iter().map(|row| i32::from(row[line])).sum();
                assert!((32_768 - predicted - i32::from(shares[line])).abs() <= 3, "{line}");
                let inverse = i32::from(shares[line]) * i32::from(inverse[line]);
                assert!((inverse - (1 << 27)).abs() < 1 << 15, "{line}");
            }
        }
        for (i, &angle) in START.iter().enumerate() {
            let exact = std::f64::consts::PI * (i + 1) as f64 / 11.0 * 8192.0;
            assert_eq!(f64::from(angle), exact.floor(), "{i}");
        }
    }

    #[test]
    fn encoder_and_decoder_agree() {
        let (mut encoder, mut decoder) = (Quantiser::new(), Dequantiser::new());
        for n in 0..20 {
            let angles = [1500, 2100, 3900, 5200, 9000, 11_000, 14_500, 17_000, 20_500, 23_000]
                .map(|angle: i16| angle + 30 * n);
            let (code, lines) = encoder.process(&cosines(&angles));
            assert_eq!(decoder.process(&code), lines);
            let near = super::angles(&lines).iter().zip(angles).all(|(a, b)| (a - b).abs() < 1200);
            assert!(near, "frame {n}: {:?} {angles:?}", super::angles(&lines));
        }
    }

    #[test]
    fn angles_are_made_stable() {
        let mut angles = [5, 4, 3, 2, 1, 0, 30_000, 30_000, 30_000, -1];
        stabilise(&mut angles);
        assert!(angles[0] >= LOWEST && angles[9] <= HIGHEST, "{angles:?}");
    }

    #[test]
    fn a_lost_frame_sounds_as_the_last() {
        let mut decoder = Dequantiser::new();
        let code = Lsp { predictor: 1, first: 17, low: 3, high: 30 };
        let lines = decoder.process(&code);
        assert_eq!(decoder.repeat(), lines);
        assert_eq!(decoder.repeat(), lines);
    }
}
