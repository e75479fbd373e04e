//! Search of the fixed codebook: four pulses (G.729 3.8.1, A.3.8.1).
//!
//! What is wanted is large in the direction of the target and small in energy. The signs are taken
//! from the target, so that only the places are searched: two pulses at a time, the first of which
//! is one of the two most promising places of its track. The text of A.3.8.1 leaves the order of
//! this tree to the fixed-point description.

use super::excitation::sharpen;
use super::ops::{dot, high, mac, msu, mul, norm, product, round, shift16};
use super::pitch::backward;
use super::{SUBFRAME, Subframe};

/// Places of a pulse, and the distance between two of them.
const PLACES: usize = 8;
const STEP: usize = 5;

/// Quarters and so on in Q15.
const HALF: i16 = 16_384;
const QUARTER: i16 = 8192;
const EIGHTH: i16 = 4096;
const SIXTEENTH: i16 = 2048;

/// What the search found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Codewords C and S.
    pub(super) positions: u16,
    pub(super) signs: u16,
    /// The vector filtered by the impulse response, in Q12.
    pub(super) filtered: Subframe,
}

/// Returns the best four pulses; `response` is made to repeat with the delay first (equation 49).
pub(super) fn search(
    target: &Subframe,
    response: &mut Subframe,
    delay: usize,
    sharpness: i16,
) -> Found {
    sharpen(response, delay, sharpness);
    let target = backward(response, target);
    let tree = Tree::new(&target, response);
    let places = tree.search();
    let mut signs = 0;
    let mut filtered = [0i16; SUBFRAME];
    for (pulse, &place) in places.iter().enumerate() {
        let positive = target.get(place).is_none_or(|&wanted| wanted >= 0);
        signs |= u16::from(positive) << pulse;
        for (sample, &response) in filtered.iter_mut().skip(place).zip(response.iter()) {
            *sample = if positive {
                sample.saturating_add(response)
            } else {
                sample.saturating_sub(response)
            };
        }
    }
    Found { positions: code(places), signs, filtered }
}

/// Returns codeword C of four places (equation 62).
fn code([first, second, third, fourth]: [usize; 4]) -> u16 {
    let index = |place: usize| (place / STEP) as u16;
    let track = (fourth % STEP) as u16 - 3;
    index(first) | index(second) << 3 | index(third) << 6 | (index(fourth) * 2 + track) << 9
}

/// A choice of pulses: the square of what they have of the target, and their energy.
#[derive(Clone, Copy)]
struct Choice {
    square: i16,
    energy: i16,
    /// Before it was squared.
    sum: i16,
    places: [usize; 2],
}

impl Choice {
    /// Less than any.
    const NONE: Self = Self { square: -1, energy: 1, sum: 0, places: [0; 2] };

    /// Whether `square / energy` is more than that of `other`.
    const fn is_better(&self, other: &Self) -> bool {
        msu(product(other.energy, self.square), other.square, self.energy) > 0
    }

    /// Takes `other` in place of this if it is better.
    const fn improve(&mut self, other: Self) {
        if other.is_better(self) {
            *self = other;
        }
    }
}

/// One value for each place of a track.
type Track = [i16; PLACES];

/// What the search looks up.
struct Tree {
    /// Magnitude of the target at each place, by track.
    target: [Track; STEP],
    /// Energy of a pulse at any place and one at each place of each track, with the signs of the
    /// target (equation 56).
    energies: [[Track; STEP]; SUBFRAME],
}

impl Tree {
    fn new(target: &Subframe, response: &Subframe) -> Self {
        let mut tree =
            Self { target: [[0; PLACES]; STEP], energies: [[[0; PLACES]; STEP]; SUBFRAME] };
        for (place, &value) in target.iter().enumerate() {
            let magnitudes = tree.target.get_mut(place % STEP);
            if let Some(magnitude) = magnitudes.and_then(|track| track.get_mut(place / STEP)) {
                *magnitude = if value >= 0 { value } else { value.saturating_neg() };
            }
        }
        let response = normalised(response);
        // Two pulses are never on the same track.
        for distance in (0..SUBFRAME).filter(|distance| distance % STEP != 0 || *distance == 0) {
            // Pulses further from the end have more of the response in common. No sum is larger
            // than the energy of the response, which fits.
            let mut sum = 0i32;
            let taps = response.iter().zip(response.iter().skip(distance));
            for (back, (&left, &right)) in taps.enumerate() {
                sum = sum.wrapping_add(2 * i32::from(left) * i32::from(right));
                let place = SUBFRAME - 1 - back;
                let mut energy = high(sum);
                if distance > 0 {
                    let signs = target.get(place).zip(target.get(place - distance));
                    let same = signs.is_none_or(|(&a, &b)| (a >= 0) == (b >= 0));
                    energy = mul(energy, if same { i16::MAX } else { i16::MIN });
                }
                tree.set(place, place - distance, energy);
            }
        }
        tree
    }

    fn set(&mut self, left: usize, right: usize, energy: i16) {
        for (place, other) in [(left, right), (right, left)] {
            let tracks = self.energies.get_mut(place);
            let track = tracks.and_then(|tracks| tracks.get_mut(other % STEP));
            if let Some(value) = track.and_then(|track| track.get_mut(other / STEP)) {
                *value = energy;
            }
        }
    }

    /// Returns the energies of a pulse at `place` with those of a track.
    fn energies(&self, place: usize, track: usize) -> &Track {
        self.energies.get(place).and_then(|tracks| tracks.get(track)).unwrap_or(&[0; PLACES])
    }

    /// Returns the magnitudes of the target on a track.
    fn target(&self, track: usize) -> &Track {
        self.target.get(track).unwrap_or(&[0; PLACES])
    }

    /// Returns the energies of single pulses on a track.
    fn single(&self, track: usize) -> Track {
        let mut single = [0; PLACES];
        for (n, (energy, place)) in single.iter_mut().zip(places(track)).enumerate() {
            *energy = self.energies(place, track).get(n).copied().unwrap_or(0);
        }
        single
    }

    /// Returns the places of the four pulses.
    fn search(&self) -> [usize; 4] {
        let mut best = Choice::NONE;
        let mut places = [0, 1, 2, 3];
        // Where nothing is better than nothing, the last places stay.
        let mut last = [0; 2];
        for fourth in [3, 4] {
            // Pulses 2 and 3, then 0 and 1.
            let first = self.first_pair(2, fourth, last);
            let second = self.second_pair(0, 1, first);
            if second.is_better(&best) {
                best = second;
                let ([two, three], [zero, one]) = (first.places, second.places);
                places = [zero, one, two, three];
            }
            // Pulses 3 and 0, then 1 and 2.
            let first = self.first_pair(fourth, 0, second.places);
            let second = self.second_pair(1, 2, first);
            if second.is_better(&best) {
                best = second;
                let ([three, zero], [one, two]) = (first.places, second.places);
                places = [zero, one, two, three];
            }
            last = second.places;
        }
        places
    }

    /// Returns the best two pulses, the first of which is at one of the two places of its track
    /// where the target is largest.
    fn first_pair(&self, first: usize, second: usize, last: [usize; 2]) -> Choice {
        let mut best = Choice { places: last, ..Choice::NONE };
        let singles = self.single(second);
        for (place, wanted, energy) in self.largest(first) {
            let energy = product(energy, QUARTER);
            let others = places(second).zip(self.target(second));
            let energies = self.energies(place, second).iter().zip(&singles);
            for ((other, &also_wanted), (&common, &single)) in others.zip(energies) {
                let sum = wanted.saturating_add(also_wanted);
                let energy = round(mac(mac(energy, common, HALF), single, QUARTER));
                best.improve(Choice { square: mul(sum, sum), energy, sum, places: [place, other] });
            }
        }
        best
    }

    /// Returns the best two pulses to be added to two others.
    fn second_pair(&self, first: usize, second: usize, others: Choice) -> Choice {
        let mut best = Choice { places: others.places, ..Choice::NONE };
        let [left, right] = others.places;
        // What each pulse has in common with those two, and its own energy.
        let known = |track: usize| {
            let common = self.energies(left, track).iter().zip(self.energies(right, track));
            common.zip(self.single(track)).map(|((&left, &right), single)| (left, right, single))
        };
        let mut added = [0; PLACES];
        for (added, (left, right, single)) in added.iter_mut().zip(known(second)) {
            let energy = mac(product(left, QUARTER), right, QUARTER);
            *added = round(mac(energy, single, EIGHTH));
        }
        let base = product(others.energy, QUARTER);
        let firsts = places(first).zip(self.target(first)).zip(known(first));
        for ((place, &wanted), (left, right, single)) in firsts {
            let sum = others.sum.saturating_add(wanted);
            let energy = mac(mac(mac(base, left, EIGHTH), right, EIGHTH), single, SIXTEENTH);
            let seconds = places(second).zip(self.target(second));
            let energies = self.energies(place, second).iter().zip(&added);
            for ((other, &wanted), (&common, &added)) in seconds.zip(energies) {
                let sum = sum.saturating_add(wanted);
                let energy = round(mac(mac(energy, common, EIGHTH), added, HALF));
                best.improve(Choice { square: mul(sum, sum), energy, sum, places: [place, other] });
            }
        }
        best
    }

    /// Returns the two places of a track where the target is largest, the first of equals, with
    /// the target and the energy there.
    fn largest(&self, track: usize) -> [(usize, i16, i16); 2] {
        let singles = self.single(track);
        let largest = |not: Option<usize>| {
            let mut best = (track, -1, 0);
            for ((place, &wanted), &energy) in places(track).zip(self.target(track)).zip(&singles) {
                if wanted > best.1 && Some(place) != not {
                    best = (place, wanted, energy);
                }
            }
            best
        };
        let first = largest(None);
        [first, largest(Some(first.0))]
    }
}

/// Returns the places of a track.
fn places(track: usize) -> impl Iterator<Item = usize> {
    (track..SUBFRAME).step_by(STEP)
}

/// Returns the response as loud as the energies of its pulses need it.
fn normalised(response: &Subframe) -> Subframe {
    let energy = dot(0, response, response);
    let places = if high(energy) > 32_000 { -1 } else { norm(energy) >> 1 };
    response.map(|value| shift16(value, places))
}

#[cfg(test)]
mod tests {
    use super::super::excitation::pulses;
    use super::*;

    #[test]
    fn pulses_that_are_there_are_found() {
        let mut response = [0; SUBFRAME];
        response.iter_mut().zip([4096, 2000, -500, 100]).for_each(|(to, from)| *to = from);
        for (positions, signs) in [(0o00000, 15), (0o17777, 0), (0o12345, 5), (0o07654, 10)] {
            // The target is what these pulses make, 1000 high.
            let mut target = [0i16; SUBFRAME];
            for (place, &pulse) in pulses(positions, signs).iter().enumerate() {
                let height = f64::from(pulse.signum()) * 1000.0 / 4096.0;
                for (sample, &value) in target.iter_mut().skip(place).zip(&response) {
                    *sample += (height * f64::from(value)) as i16;
                }
            }
            let found = search(&target, &mut response.clone(), 60, 0);
            assert_eq!((found.positions, found.signs), (positions, signs), "{positions:o}");
        }
    }

    #[test]
    fn the_filtered_vector_is_the_vector_filtered() {
        let mut response = [0; SUBFRAME];
        response.iter_mut().zip([4096, 2000, -500, 100]).for_each(|(to, from)| *to = from);
        let target = std::array::from_fn(|n| ((n * 7919) % 997) as i16 - 500);
        let found = search(&target, &mut response, 25, 10_000);
        let mut expected = [0i32; SUBFRAME];
        for (place, &pulse) in pulses(found.positions, found.signs).iter().enumerate() {
            for (sample, &value) in expected.iter_mut().skip(place).zip(&response) {
                *sample += i32::from(pulse.signum()) * i32::from(value);
            }
        }
        assert_eq!(found.filtered.map(i32::from), expected);
    }

    #[test]
    fn silence_has_pulses_too() {
        let mut response = [0; SUBFRAME];
        response[0] = 4096;
        search(&[0; SUBFRAME], &mut response, 40, 0);
        search(&[i16::MIN; SUBFRAME], &mut [i16::MAX; SUBFRAME], 0, i16::MAX);
    }
}
