//! What a frame of silence says: how loud the noise is and its spectrum (G.729 B.4.2).

use super::frame::Silence;
use super::lsp::{Lines, angles, cosines};
use super::lsp_quantiser::{GAP_FIRST, History, nearest, raise, spread, stabilise, weights};
use super::math::log2;
use super::ops::{high, mac, mul, mul_round, mul_wide, product, shift, shift16};
use super::tables::{
    LSP_FIRST, LSP_PREDICTORS, LSP_SECOND, ORDER, Predictor, SILENCE_FIRST, SILENCE_SECOND,
    SILENCE_SHARES, SILENCE_SHARES_INVERSE,
};

/// Levels of the noise: `8 * 10^(dB / 20)` from -12 to 66 dB (B.4.2.1).
const GAINS: [i16; 32] = [
    2, 5, 8, 13, 20, 32, 50, 64, 80, 101, 127, 160, 201, 253, 318, 401, 505, 635, 800, 1007, 1268,
    1596, 2010, 2530, 3185, 4009, 5048, 6355, 8000, 10_071, 12_679, 15_962,
];

/// Distance that angles are given before they are quantised, about 100 Hz in Q13.
const ROOM: i16 = 642;

/// Candidates of the first stage that the second stage tries.
const TRIED: usize = 4;

/// How much the errors of each predictor count in the first stage, in Q15.
const PREDICTOR_WEIGHTS: [i16; 2] = [8644, 16_572];

/// Returns level `index` of the noise in Q3.
pub(super) fn gain(index: usize) -> i16 {
    GAINS.get(index).copied().unwrap_or(GAINS[0])
}

/// A quantised energy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) index: usize,
    pub(super) decibel: i16,
}

impl Level {
    /// Quantises the energy `mantissa * 2^exponent` of a frame of excitation.
    pub(super) fn of_frame(mantissa: i16, exponent: i32) -> Self {
        // A mean of 80 samples.
        Self::quantise(mul_wide(shift(i32::from(mantissa), exponent), 410), 0)
    }

    /// Quantises the energy `value / 2^places` of a sample.
    pub(super) fn quantise(value: i32, places: i16) -> Self {
        let logarithm = log2(value);
        // The logarithm to base 2 in Q10; 1 dB is 340.
        let level = shift16(logarithm.exponent.saturating_sub(places), 10)
            .saturating_add(mul_round(logarithm.fraction, 1024));
        let index = match level {
            // Steps of 8, 4 and 2 dB, each taken from its middle on.
            ..=-2721 => 0,
            -2720..=4762 => mul(level + 3401, 24).max(1),
            4763..=22_111 => ((mul(level - 340, 193) >> 2) - 1).max(6),
            22_112.. => 31,
        };
        let decibel = match index {
            0 => -12,
            1..=5 => 4 * index - 8,
            _ => 2 * index + 4,
        };
        Self { index: usize::try_from(index).unwrap_or(0), decibel }
    }
}

/// Returns the cosines that the codewords of a frame of silence stand for.
pub(super) fn decode(code: &Silence, history: &mut History) -> Lines {
    let mut word = sum(code);
    spread(&mut word, GAP_FIRST);
    finish(word, code.predictor, history)
}

/// Returns the codewords of these cosines (their gain left out) and the cosines that the decoder
/// will have (B.4.2.2).
pub(super) fn quantise(lines: &Lines, history: &mut History) -> (Silence, Lines) {
    let mut target = angles(lines);
    make_room(&mut target);
    let weights = weights(&target);
    let wanted = [0, 1].map(|mode| {
        let inverse = SILENCE_SHARES_INVERSE.get(mode).unwrap_or(&SILENCE_SHARES_INVERSE[0]);
        history.extract(&target, &predictor(mode), inverse)
    });
    let candidates = candidates(&wanted);
    let best = nearest(candidates.iter().flat_map(|candidate| {
        (0..SILENCE_SECOND.len()).map(|second| candidate.error(second, &weights))
    }));
    let (candidate, second) = (best / SILENCE_SECOND.len(), best % SILENCE_SECOND.len());
    let candidate = candidates.get(candidate).unwrap_or(&candidates[0]);
    let code = Silence { predictor: candidate.predictor, first: candidate.first, second, gain: 0 };
    let mut word = sum(&code);
    spread(&mut word, GAP_FIRST);
    let lines = finish(word, code.predictor, history);
    (code, lines)
}

/// Returns the cosines of a codeword, and remembers it.
fn finish(word: Lines, mode: usize, history: &mut History) -> Lines {
    let shares = SILENCE_SHARES.get(mode).unwrap_or(&SILENCE_SHARES[0]);
    let mut angles = history.compose(&word, &predictor(mode), shares);
    history.push(word);
    stabilise(&mut angles);
    cosines(&angles)
}

/// Returns predictor `mode`: the second lies between those of speech (equation B.18).
fn predictor(mode: usize) -> Predictor {
    let [first, second] = LSP_PREDICTORS;
    let mut predictor = first;
    if mode == 1 {
        for (value, second) in predictor.as_flattened_mut().iter_mut().zip(second.as_flattened()) {
            *value = high(mac(product(*value, 19_660), *second, 13_107));
        }
    }
    predictor
}

/// Returns entry `index` of the first stage: some of those of speech.
fn first_entry(index: usize) -> &'static Lines {
    let index = SILENCE_FIRST.get(index).copied().unwrap_or(0);
    LSP_FIRST.get(usize::from(index)).unwrap_or(&LSP_FIRST[0])
}

/// Returns entry `index` of the second stage, whose halves are from different entries of speech.
fn second_entry(index: usize) -> Lines {
    let [low, high] = SILENCE_SECOND
        .get(index)
        .copied()
        .unwrap_or([0; 2])
        .map(|index| LSP_SECOND.get(usize::from(index)).unwrap_or(&LSP_SECOND[0]));
    let mut entry = *low;
    let halves = entry.iter_mut().zip(high).skip(ORDER / 2);
    halves.for_each(|(value, &high)| *value = high);
    entry
}

fn sum(code: &Silence) -> Lines {
    let mut word = *first_entry(code.first);
    for (value, second) in word.iter_mut().zip(second_entry(code.second)) {
        *value = value.saturating_add(second);
    }
    word
}

/// Moves angles apart, and back below the highest that there may be.
fn make_room(angles: &mut Lines) {
    raise(angles, ROOM);
    let [.., before, last] = angles;
    if *last < *before {
        *before = last.saturating_sub(ROOM / 2);
    }
}

/// A codeword's first half, and what it leaves.
#[derive(Clone, Copy, Default)]
struct Candidate {
    predictor: usize,
    first: usize,
    rest: Lines,
}

/// Returns the best of the first stage over both predictors.
fn candidates(wanted: &[Lines; 2]) -> [Candidate; TRIED] {
    let mut errors = [[0; SILENCE_FIRST.len()]; 2];
    for ((errors, wanted), weight) in errors.iter_mut().zip(wanted).zip(PREDICTOR_WEIGHTS) {
        for (index, error) in errors.iter_mut().enumerate() {
            let entry = first_entry(index);
            let sum = wanted.iter().zip(entry).fold(0, |sum, (&wanted, &value)| {
                let error = wanted.saturating_sub(value);
                mac(sum, error, error)
            });
            *error = mul(high(sum), weight);
        }
    }
    let errors = errors.as_flattened_mut();
    [(); TRIED].map(|()| {
        let mut best = (0, i16::MAX);
        for (index, &error) in errors.iter().enumerate() {
            if error < best.1 {
                best = (index, error);
            }
        }
        if let Some(error) = errors.get_mut(best.0) {
            *error = i16::MAX;
        }
        let (predictor, first) = (best.0 / SILENCE_FIRST.len(), best.0 % SILENCE_FIRST.len());
        let mut rest = wanted.get(predictor).copied().unwrap_or_default();
        for (rest, &value) in rest.iter_mut().zip(first_entry(first)) {
            *rest = rest.saturating_sub(value);
        }
        Candidate { predictor, first, rest }
    })
}

impl Candidate {
    /// Returns how far off entry `second` of the second stage is.
    fn error(&self, second: usize, weights: &Lines) -> i32 {
        let shares = SILENCE_SHARES.get(self.predictor).unwrap_or(&SILENCE_SHARES[0]);
        let values = self.rest.iter().zip(second_entry(second)).zip(shares.iter().zip(weights));
        let sum = values.fold(0, |sum, ((&rest, value), (&share, &weight))| {
            let error = rest.saturating_sub(value);
            let weight = mul(high(shift(product(share, share), 2)), weight);
            mac(sum, high(shift(product(weight, error), 3)), error)
        });
        sum >> 16
    }
}

#[cfg(test)]
mod tests {
    use super::super::tables::{LSP_SHARES, LSP_SHARES_INVERSE};
    use super::*;

    #[test]
    fn gains_and_levels_are_as_far_apart_as_b_4_2_1_says() {
        for (index, &gain) in GAINS.iter().enumerate() {
            let exact = |decibel: i16| 8.0 * 10f64.powf(f64::from(decibel) / 20.0);
            // Energy of that level in dB, taken from its own gain.
            let energy = (f64::from(gain) / 8.0).powi(2);
            let level = Level::quantise((energy * 256.0) as i32, 8);
            assert_eq!(level.index, index, "{level:?}");
            assert!((f64::from(gain) - exact(level.decibel)).abs() <= 8.0, "{level:?} {gain}");
        }
        assert_eq!(Level::quantise(1, 2).index, 1);
        assert_eq!(Level::quantise(i32::MAX, 0).index, 31);
    }

    #[test]
    fn predictors_and_codewords_share_the_angles() {
        assert_eq!(SILENCE_SHARES[0], LSP_SHARES[0]);
        assert_eq!(SILENCE_SHARES_INVERSE[0], LSP_SHARES_INVERSE[0]);
        let predictor = predictor(1);
        for line in 0..ORDER {
            let predicted: i32 = predictor.iter().map(|row| i32::from(row[line])).sum();
            let share = i32::from(SILENCE_SHARES[1][line]);
            assert!((32_768 - predicted - share).abs() <= 8, "{line}: {predicted} {share}");
            let inverse = share * i32::from(SILENCE_SHARES_INVERSE[1][line]);
            assert!((inverse - (1 << 27)).abs() < 1 << 15, "{line}");
        }
    }

    #[test]
    fn encoder_and_decoder_agree() {
        let (mut encoder, mut decoder) = (History::new(), History::new());
        for n in 0..10 {
            let angles = [2400, 4700, 7000, 9400, 11_700, 14_000, 16_400, 18_700, 21_000, 23_400]
                .map(|angle: i16| angle - 60 * n);
            let (code, lines) = quantise(&cosines(&angles), &mut encoder);
            assert_eq!(decode(&code, &mut decoder), lines, "frame {n}");
        }
    }
}
