//! Excitation of the voice: the adaptive codebook, which is its own past, and the fixed one, four
//! pulses (G.729 3.7.1, 3.8, 4.1.3, 4.1.4).

use std::cell::Cell;

use super::ops::{mac, mul, round, shift16, small_dot};
use super::tables::THIRDS;
use super::{FRAME, SUBFRAME, Subframe};

/// Delays of the adaptive codebook in samples.
pub(super) const SHORTEST: usize = 20;
pub(super) const LONGEST: usize = 143;

/// Samples of the past that the longest delay and its interpolation need.
pub(super) const PAST: usize = LONGEST + 11;

/// Taps of the interpolation on each side.
const TAPS: usize = 10;

/// Range of the gain by which pulses are repeated, in Q14 (equation 47).
const SHARPEST: i16 = 13_017;
const BLUNTEST: i16 = 3277;

/// A delay of the adaptive codebook: `whole + thirds / 3` samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Delay {
    pub(super) whole: usize,
    /// -1, 0 or 1.
    pub(super) thirds: i8,
}

impl Delay {
    /// Returns the delay of the first subframe (G.729 4.1.3).
    pub(super) const fn first(code: u16) -> Self {
        if code < 197 {
            let whole = code.div_ceil(3) + 19;
            Self { whole: whole as usize, thirds: (code as i16 + 58 - 3 * whole as i16) as i8 }
        } else {
            Self { whole: code as usize - 112, thirds: 0 }
        }
    }

    /// Returns the delay of the second subframe, which is near that of the first.
    pub(super) fn second(code: u16, first: usize) -> Self {
        let code = usize::from(code);
        let step = code.div_ceil(3);
        let whole = (step + nearby(first, 5, 9)).saturating_sub(1);
        Self { whole, thirds: (code as i8 + 1) - 3 * step as i8 }
    }

    /// Returns the codeword of the first subframe (equation 41).
    pub(super) const fn code_first(self) -> u16 {
        if self.whole <= 85 {
            ((3 * self.whole as i16) - 58 + self.thirds as i16) as u16
        } else {
            self.whole as u16 + 112
        }
    }

    /// Returns the codeword of the second subframe (equation 42); `lowest` as of [`nearby`].
    pub(super) const fn code_second(self, lowest: usize) -> u16 {
        (3 * (self.whole as i16 - lowest as i16) + self.thirds as i16 + 2) as u16
    }
}

/// Returns the lowest of `1 + span` delays, of which `centre` is the one after `below` others,
/// where the range allows (G.729 3.7).
pub(super) fn nearby(centre: usize, below: usize, span: usize) -> usize {
    centre.saturating_sub(below).clamp(SHORTEST, LONGEST - span)
}

/// The excitation of this frame and what came before.
#[derive(Clone, Debug)]
pub(super) struct Excitation {
    samples: [i16; PAST + FRAME],
}

impl Excitation {
    pub(super) const fn new() -> Self {
        Self { samples: [0; PAST + FRAME] }
    }

    /// Puts the past, delayed, into subframe `n`: the vector of the adaptive codebook (equation
    /// 40). What a short delay repeats is what was just put.
    pub(super) fn repeat(&mut self, n: usize, delay: Delay) -> Subframe {
        let start = PAST + n * SUBFRAME;
        let (back, phase) = match delay.thirds {
            0 => (0, 0),
            1.. => (1, 2),
            _ => (0, 1),
        };
        // The filter from its oldest tap to its newest.
        let mut taps = [0; 2 * TAPS];
        let (before, after) = taps.split_at_mut(TAPS);
        let left = THIRDS.iter().skip(phase).step_by(3);
        before.iter_mut().rev().zip(left).for_each(|(tap, &value)| *tap = value);
        let right = THIRDS.iter().skip(3 - phase).step_by(3);
        after.iter_mut().zip(right).for_each(|(tap, &value)| *tap = value);

        let oldest = start.saturating_sub(delay.whole + back + TAPS - 1);
        for n in 0..SUBFRAME {
            let window = self.samples.get(oldest + n..oldest + n + 2 * TAPS).unwrap_or_default();
            let sum = small_dot(window, &taps).unwrap_or_else(|| limited_sum(window, &taps));
            if let Some(sample) = self.samples.get_mut(start + n) {
                *sample = round(sum);
            }
        }
        self.subframe(n)
    }

    /// Returns subframe `n`.
    pub(super) fn subframe(&self, n: usize) -> Subframe {
        let samples = self.samples.get(PAST + n * SUBFRAME..);
        samples.and_then(|samples| samples.first_chunk()).copied().unwrap_or([0; SUBFRAME])
    }

    /// Sets subframe `n`.
    pub(super) fn set(&mut self, n: usize, subframe: &Subframe) {
        let samples = self.samples.iter_mut().skip(PAST + n * SUBFRAME);
        samples.zip(subframe).for_each(|(to, &from)| *to = from);
    }

    /// Makes all of it a quarter as loud.
    pub(super) fn quarter(&mut self) {
        self.samples.iter_mut().for_each(|sample| *sample >>= 2);
    }

    /// Returns the samples from `start` before subframe `n` on.
    pub(super) fn since(&self, n: usize, start: usize) -> &[i16] {
        self.samples.get((PAST + n * SUBFRAME).saturating_sub(start)..).unwrap_or_default()
    }

    /// Makes this frame the past.
    pub(super) fn advance(&mut self) {
        self.samples.copy_within(FRAME.., 0);
    }
}

/// Returns the sum over a window and its taps, limited term by term from the middle outwards.
fn limited_sum(window: &[i16], taps: &[i16; 2 * TAPS]) -> i32 {
    let before = window.iter().zip(taps).take(TAPS).rev();
    let after = window.iter().zip(taps).skip(TAPS);
    before.zip(after).fold(0, |sum, ((&before, &left), (&after, &right))| {
        mac(mac(sum, before, left), after, right)
    })
}

/// Returns the vector of four pulses in Q13 (equation 45).
pub(super) fn pulses(positions: u16, signs: u16) -> Subframe {
    let field = |shift: u16| usize::from(positions >> shift & 7) * 5;
    // The fourth pulse has two tracks; the bit before its position says which.
    let fourth = field(10) + 3 + usize::from(positions >> 9 & 1);
    let mut vector = [0; SUBFRAME];
    let places = [field(0), field(3) + 1, field(6) + 2, fourth];
    for (pulse, place) in places.into_iter().enumerate() {
        if let Some(sample) = vector.get_mut(place) {
            *sample = if signs >> pulse & 1 == 1 { 8191 } else { -8192 };
        }
    }
    vector
}

/// Repeats `vector` every `delay` samples, `gain` (Q14) as loud each time (equations 48, 49).
pub(super) fn sharpen(vector: &mut Subframe, delay: usize, gain: i16) {
    let gain = shift16(gain, 1);
    let cells = Cell::from_mut(&mut vector[..]).as_slice_of_cells();
    for (before, now) in cells.iter().zip(cells.iter().skip(delay)) {
        now.set(now.get().saturating_add(mul(before.get(), gain)));
    }
}

/// Returns the gain by which pulses are repeated in the next subframe, in Q14 (equation 47).
pub(super) fn sharpness(gain: i16) -> i16 {
    gain.clamp(BLUNTEST, SHARPEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_survive_a_round_trip() {
        for code in 0..=255 {
            assert_eq!(Delay::first(code).code_first(), code, "{:?}", Delay::first(code));
        }
        assert_eq!(Delay::first(0), Delay { whole: 19, thirds: 1 });
        assert_eq!(Delay::first(255), Delay { whole: 143, thirds: 0 });
        for first in 19..=143 {
            for code in 0..32 {
                let delay = Delay::second(code, first);
                assert_eq!(delay.code_second(nearby(first, 5, 9)), code, "{delay:?}");
                assert!((19..=144).contains(&delay.whole), "{delay:?}");
            }
        }
    }

    #[test]
    fn a_whole_delay_repeats_the_past() {
        let mut excitation = Excitation::new();
        for n in 0..2 {
            excitation.set(n, &std::array::from_fn(|i| (i as i16 - 20) * 50));
        }
        excitation.advance();
        let vector = excitation.repeat(0, Delay { whole: 40, thirds: 0 });
        let near = vector.iter().enumerate().take(30).skip(10);
        for (i, &sample) in near {
            assert!((sample - (i as i16 - 20) * 50).abs() < 300, "{vector:?}");
        }
    }

    #[test]
    fn any_delay_stays_inside() {
        let mut excitation = Excitation::new();
        excitation.set(1, &[1000; SUBFRAME]);
        for whole in 0..200 {
            for thirds in -1..=1 {
                excitation.repeat(0, Delay { whole, thirds });
                excitation.repeat(1, Delay { whole, thirds });
            }
        }
    }

    #[test]
    fn pulses_are_on_their_tracks() {
        for positions in 0..1 << 13 {
            let vector = pulses(positions, 0b0101);
            let mut tracks = [0; 4];
            for (place, &sample) in vector.iter().enumerate().filter(|(_, sample)| **sample != 0) {
                let track = (place % 5).min(3);
                tracks[track] += 1;
                assert_eq!(sample, if track % 2 == 0 { 8191 } else { -8192 });
            }
            assert_eq!(tracks, [1; 4], "{positions}");
        }
    }
}
