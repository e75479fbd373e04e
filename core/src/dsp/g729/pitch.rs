//! Search for the pitch: roughly in a frame (G.729 A.3.4), exactly in half of one (A.3.7).

use super::excitation::{Delay, Excitation, LONGEST};
use super::lsp::Filter;
use super::math::inverse_sqrt;
use super::ops::{div, dot, limited_dot, mul, mul_wides, norm, round, saturate, shift, shift16};
use super::{FRAME, SUBFRAME, Subframe};

/// Weighted speech: the past that the longest delay needs, and a frame.
pub(super) type Weighted = [i16; LONGEST + FRAME];

/// A delay, and how much what it repeats is like the frame.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    delay: usize,
    likeness: i16,
}

/// Returns the delay at which a frame of weighted speech is most like its past.
///
/// Short delays are favoured where the longer one is about a multiple of them.
pub(super) fn open_loop(signal: &Weighted) -> usize {
    let halves = Halves::of(signal);
    let best = |delays| halves.likeness(halves.best((i32::MIN, 0), delays));
    let (mut short, mut middle, long) = (best(20..40), best(40..80), halves.best_long());
    let about = |delay: usize, times: usize, of: &Candidate, within: usize| {
        (delay * times).abs_diff(of.delay) < within
    };
    for (times, within) in [(2, 5), (3, 7)] {
        if about(middle.delay, times, &long, within) {
            middle.likeness = middle.likeness.saturating_add(long.likeness >> 2);
        }
    }
    for (times, within) in [(2, 5), (3, 7)] {
        if about(short.delay, times, &middle, within) {
            // A fifth.
            short.likeness = short.likeness.saturating_add(mul(middle.likeness, 6554));
        }
    }
    let better = |best: Candidate, other: Candidate| {
        if best.likeness < other.likeness { other } else { best }
    };
    better(better(short, middle), long).delay
}

/// Samples of the past and the frame in each half of them.
const HALF: usize = (LONGEST + FRAME).div_ceil(2);

/// Every second sample of the weighted speech, and those between; as loud as their correlations
/// need it.
struct Halves {
    /// With the oldest sample, and so the newest.
    outer: [i16; HALF],
    /// With the first sample of the frame.
    inner: [i16; HALF],
}

impl Halves {
    fn of(signal: &Weighted) -> Self {
        let energy: i64 = signal.iter().step_by(2).map(|&x| 2 * i64::from(x).pow(2)).sum();
        let places = match energy {
            ..1_048_576 => 3,
            1_048_576..=0x7fff_ffff => 0,
            _ => -3,
        };
        let half = |first: usize| {
            let mut half = [0; HALF];
            let samples = signal.iter().skip(first).step_by(2);
            half.iter_mut().zip(samples).for_each(|(to, &from)| *to = shift16(from, places));
            half
        };
        Self { outer: half(0), inner: half(1) }
    }

    /// Returns every second sample of the frame as it was `delay` samples before.
    fn before(&self, delay: usize) -> &[i16; FRAME / 2] {
        let start = LONGEST - delay;
        let half = if start.is_multiple_of(2) { &self.outer } else { &self.inner };
        half.get(start / 2..).and_then(|half| half.first_chunk()).unwrap_or(&[0; FRAME / 2])
    }

    /// Returns the largest correlation (equation A.4) and its delay, if it is more than `best`.
    fn best(&self, best: (i32, usize), delays: impl IntoIterator<Item = usize>) -> (i32, usize) {
        let now = self.before(0);
        delays.into_iter().fold(best, |best, delay| {
            let correlation = dot(0, now, self.before(delay));
            if correlation > best.0 { (correlation, delay) } else { best }
        })
    }

    /// Returns the best of the long delays: the even ones first, then the neighbours of the best.
    fn best_long(&self) -> Candidate {
        let even = self.best((i32::MIN, 80), (80..LONGEST).step_by(2));
        let (_, centre) = even;
        self.likeness(self.best(even, [centre + 1, centre - 1]))
    }

    /// Normalises a correlation by the energy of the past (equation A.5).
    fn likeness(&self, (correlation, delay): (i32, usize)) -> Candidate {
        let past = self.before(delay);
        let energy = dot(1, past, past);
        Candidate { delay, likeness: mul_wides(correlation, inverse_sqrt(energy)) as i16 }
    }
}

/// Returns the target filtered backwards: the correlation of `target` with `response` at each
/// place, of which the largest has 13 bits.
pub(super) fn backward(response: &Subframe, target: &Subframe) -> Subframe {
    let mut correlations = [0i32; SUBFRAME];
    for (n, correlation) in correlations.iter_mut().enumerate() {
        *correlation = dot(0, target.get(n..).unwrap_or_default(), response);
    }
    let largest = correlations.iter().fold(0, |largest, value| value.saturating_abs().max(largest));
    let places = 18 - norm(largest).min(16);
    correlations.map(|correlation| (correlation >> places) as i16)
}

/// Which delays a search may choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fractions {
    /// Thirds of a sample, for delays of up to 84 samples.
    OfShort,
    /// Thirds of a sample.
    OfAll,
}

/// Finds the delay whose past is most like the target (equation A.7) among `1 + span` from
/// `lowest` on, and puts its vector into the excitation.
pub(super) fn closed_loop(
    excitation: &mut Excitation,
    n: usize,
    wanted: &Subframe,
    lowest: usize,
    span: usize,
    fractions: Fractions,
) -> (Delay, Subframe) {
    let mut best = (i32::MIN, lowest);
    for delay in lowest..=lowest + span {
        let correlation = dot(0, wanted, excitation.since(n, delay));
        if correlation > best.0 {
            best = (correlation, delay);
        }
    }
    let whole = best.1;
    let mut try_thirds = |thirds: i8| {
        let delay = Delay { whole, thirds };
        let vector = excitation.repeat(n, delay);
        let likeness = dot(0, wanted, &vector);
        (likeness, delay, vector)
    };
    let mut best = try_thirds(0);
    if fractions == Fractions::OfAll || whole <= 84 {
        for thirds in [-1, 1] {
            let other = try_thirds(thirds);
            if other.0 > best.0 {
                best = other;
            }
        }
    }
    let (_, delay, vector) = best;
    excitation.set(n, &vector);
    (delay, vector)
}

/// A number as `mantissa / 2^places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scaled {
    pub(super) mantissa: i16,
    pub(super) places: i16,
}

/// Correlations of the adaptive codebook's filtered vector, and the gain that follows (equation 43).
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    pub(super) energy: Scaled,
    pub(super) correlation: Scaled,
    /// In Q14, from 0 to 1.2.
    pub(super) gain: i16,
}

/// The largest gain: 1.2 in Q14.
const LARGEST_GAIN: i32 = 19_661;

impl Fit {
    /// Returns how `vector` fits to `target`.
    pub(super) fn of(target: &Subframe, vector: &Subframe) -> Self {
        let (energy, energy_places) = normalised_dot(vector, vector, 1, [2, 2]);
        let (correlation, places) = normalised_dot(target, vector, 0, [0, 2]);
        let gain = if correlation <= 0 {
            0
        } else {
            let gain = div(correlation >> 1, energy);
            let gain = shift(i32::from(gain), energy_places - places);
            i32::from(saturate(gain)).min(LARGEST_GAIN) as i16
        };
        // A correlation that is not positive does not count.
        let places = if correlation <= 0 { 30 } else { places };
        Self {
            energy: Scaled { mantissa: energy, places: energy_places as i16 - 15 },
            correlation: Scaled { mantissa: correlation, places: places as i16 - 15 },
            gain,
        }
    }
}

/// Returns `start` plus twice the product of two vectors, normalised, and how far it was shifted;
/// where it does not fit, the vectors are first shifted right.
fn normalised_dot(
    left: &Subframe,
    right: &Subframe,
    start: i32,
    [left_places, right_places]: [i32; 2],
) -> (i16, i32) {
    let (value, fits) = limited_dot(start, left, right);
    if fits {
        let places = norm(value);
        return (round(shift(value, places)), places);
    }
    let (left, right) =
        (left.map(|sample| sample >> left_places), right.map(|sample| sample >> right_places));
    let value = dot(start, &left, &right);
    let places = norm(value);
    (round(shift(value, places)), places - left_places - right_places)
}

/// Returns the filter that the weighted speech is made with (equation A.2): `A(z / 0.75)` and a
/// low pass of one pole at 0.7.
pub(super) fn low_pass(weighted: &Filter) -> Filter {
    let mut filter = *weighted;
    for (coefficient, &before) in filter.iter_mut().skip(1).zip(weighted) {
        *coefficient = coefficient.saturating_sub(mul(before, 22_938));
    }
    filter
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pulses(period: usize) -> Weighted {
        let mut signal = [0; LONGEST + FRAME];
        for (n, sample) in signal.iter_mut().enumerate() {
            let phase = (n % period) as f64 / period as f64;
            *sample = (6000.0 * (-6.0 * phase).exp() - 1000.0) as i16;
        }
        signal
    }

    #[test]
    fn the_pitch_of_pulses_is_found() {
        for period in [22, 30, 38, 45, 57, 63, 78] {
            let found = open_loop(&pulses(period));
            assert!(found % period <= 1 || found % period >= period - 1, "{period}: {found}");
        }
    }

    #[test]
    fn a_repeated_vector_is_found_exactly() {
        let mut excitation = Excitation::new();
        for n in 0..2 {
            excitation
                .set(n, &std::array::from_fn(|i| ((i * 7919 + n * 104_729) % 2003) as i16 - 1000));
        }
        excitation.advance();
        let wanted: Subframe = excitation.since(0, 60).first_chunk().copied().unwrap();
        let (delay, _) = closed_loop(&mut excitation, 0, &wanted, 57, 6, Fractions::OfAll);
        assert_eq!(delay, Delay { whole: 60, thirds: 0 });
    }

    #[test]
    fn the_gain_is_a_ratio_of_at_most_1_2() {
        let vector: Subframe = std::array::from_fn(|n| (n as i16 - 20) * 30);
        let half = vector.map(|sample| sample / 2);
        let gain = |target: &Subframe| f64::from(Fit::of(target, &vector).gain) / 16_384.0;
        assert!((gain(&half) - 0.5).abs() < 0.01, "{}", gain(&half));
        assert!((gain(&vector.map(|sample| sample * 3)) - 1.2).abs() < 0.001);
        assert_eq!(gain(&vector.map(|sample| -sample)), 0.0);
    }
}
