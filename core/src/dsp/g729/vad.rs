//! Voice activity detection (G.729 B.3).
//!
//! A frame is speech where its energy, its energy below 1 kHz, its spectrum and its zero crossings
//! differ from running averages of the noise. The formats are those of the fixed-point
//! description: energies in Q11 of 10 dB, so that 2048 is 10 dB; spectral distances, crossings and
//! angles in Q15.

use Activity::{Noise, Speech};

use super::lpc::{Correlations, WINDOW};
use super::lsp::Lines;
use super::math::log2;
use super::ops::{high, mac, mul, mul_wide, product, shift, wide};
use super::tables::ORDER;

/// Correlations of the filter that leaves what is below 1 kHz (equation B.2), in Q14 but for the
/// first, which is halved.
const LOW_BAND: [i16; 13] = [7869, 7011, 4838, 2299, 321, -660, -782, -484, -164, 3, 39, 21, 4];

/// Frames in which the averages are learnt (Ni), and after which the least energy counts (N0).
const LEARNING: u16 = 32;
const SETTLED: u16 = 128;

/// Energies: 15 dB, below which all is silence; 3 dB; 2 dB (T3).
const QUIET: i16 = 3072;
const THREE_DECIBEL: i16 = 614;
const TWO_DECIBEL: i16 = 410;
const TEN_DECIBEL: i16 = 2048;

/// Frames of a long pause (N2), and how many frames may be added to speech (N1).
const PAUSE: u16 = 10;
const ADDED: u16 = 4;

/// Spectral distance within which the noise counts as the same: 0.0025 in Q15.
const SAME: i16 = 83;

/// What is speech if the second reflection coefficient is above it, in Q15: 0.6 and 0.75.
const TONAL: i16 = 19_661;
const VERY_TONAL: i16 = 24_576;

/// Segments of the least energy, and the frames of each.
const SEGMENTS: usize = 16;
const SEGMENT: u16 = 8;

/// Whether a frame is speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Activity {
    Noise,
    Speech,
}

/// What is measured in a frame, and what the running averages are of.
#[derive(Clone, Copy, Debug, Default)]
struct Features {
    energy: i16,
    low_energy: i16,
    crossings: i16,
    angles: Lines,
}

/// Shares of a running average and of a new value in Q15.
type Shares = [i16; 2];

/// How the running averages forget.
#[derive(Clone, Copy)]
struct Forgetting {
    energy: Shares,
    crossings: Shares,
    angles: Shares,
}

impl Forgetting {
    /// Returns how they forget at their `count`th update: ever less.
    const fn at(count: u16) -> Self {
        let (energy, crossings, angles) = match count {
            // The shares of the angles do not sum to 1 here: the Recommendation's code has 13017
            // where 13107 would.
            ..20 => ([24_576, 8192], [26_214, 6554], [19_661, 13_017]),
            20..30 => ([31_130, 1638], [30_147, 2621], [21_299, 11_469]),
            30..40 => ([31_785, 983], [30_802, 1966], [22_938, 9830]),
            40..50 => ([32_440, 328], [31_457, 1311], [24_576, 8192]),
            50..60 => ([32_604, 164], [32_440, 328], [24_576, 8192]),
            60.. => ([32_604, 164], [32_702, 66], [24_576, 8192]),
        };
        Self { energy, crossings, angles }
    }
}

/// Returns an average that takes a new value.
const fn average(before: i16, now: i16, [kept, taken]: Shares) -> i16 {
    high(mac(product(kept, before), taken, now))
}

/// Tells speech from noise.
#[derive(Clone, Debug)]
pub(super) struct Detector {
    /// Frames so far; after 32767 it goes on at 256.
    frames: u16,
    /// The noise. While it is learnt, `energy` is a sum of 32nds.
    noise: Features,
    /// Frames of the learning that were silence.
    silent: u16,
    /// The least energy of each segment of the last 128 frames, the oldest first.
    minima: [i16; SEGMENTS],
    /// The least energy of the last segments, of all of them with this one, and of this one.
    least_past: i16,
    least: i16,
    least_now: i16,
    /// Energy of the last frame.
    before: i16,
    /// Decisions on the last frames, the newest first.
    decisions: [Activity; 2],
    /// Frames of noise in a row; updates of the averages; frames added to speech in a row.
    noises: u16,
    updates: u16,
    added: u16,
    /// Whether frames may be added to speech.
    may_add: bool,
}

impl Detector {
    pub(super) const fn new() -> Self {
        Self {
            frames: 0,
            noise: Features { energy: 0, low_energy: 0, crossings: 0, angles: [0; ORDER] },
            silent: 0,
            minima: [0; SEGMENTS],
            least_past: 0,
            least: i16::MAX,
            least_now: 0,
            before: 0,
            decisions: [Speech; 2],
            noises: 0,
            updates: 0,
            added: 0,
            may_add: true,
        }
    }

    /// Decides on the frame in the middle of `signal`, given its angles (Q15), its correlations and
    /// its second reflection coefficient.
    pub(super) fn process(
        &mut self,
        signal: &[i16; WINDOW],
        correlations: &Correlations,
        reflection: i16,
        angles: &Lines,
    ) -> Activity {
        self.frames = if self.frames == 32_767 { 256 } else { self.frames + 1 };
        let now = Features {
            energy: energy(correlations.values[0], correlations.exponent),
            low_energy: energy(low_band(correlations), correlations.exponent),
            crossings: crossings(signal),
            angles: *angles,
        };
        let distance = distance(&now.angles, &self.noise.angles);
        self.follow_least(now.energy);
        let mut decision = Noise;
        if self.frames <= LEARNING {
            decision = self.learn(&now);
        }
        if self.frames >= LEARNING {
            if self.frames == LEARNING {
                self.conclude();
            }
            decision = self.decide(&now, distance, reflection);
            self.update(&now, distance, reflection);
        }
        self.before = now.energy;
        self.decisions = [decision, self.decisions[0]];
        decision
    }

    /// Follows the least energy of the last 128 frames (B.3.3).
    fn follow_least(&mut self, energy: i16) {
        let is_last = self.frames.is_multiple_of(SEGMENT);
        let least = |minima: &[i16]| minima.iter().copied().min().unwrap_or(i16::MAX);
        if self.frames <= SETTLED {
            if energy < self.least {
                self.least = energy;
                self.least_past = energy;
            }
            if is_last {
                let segment = usize::from(self.frames / SEGMENT) - 1;
                if let Some(minimum) = self.minima.get_mut(segment) {
                    *minimum = self.least;
                }
                self.least = i16::MAX;
                self.least_past = least(&self.minima);
            }
            return;
        }
        if is_last {
            self.least_past = least(&self.minima);
        }
        if self.frames % SEGMENT == 1 {
            self.least = self.least_past;
            self.least_now = i16::MAX;
        }
        self.least = self.least.min(energy);
        self.least_now = self.least_now.min(energy);
        if is_last {
            self.minima.rotate_left(1);
            self.minima[SEGMENTS - 1] = self.least_now;
            self.least_past = least(&self.minima);
        }
    }

    /// Adds a frame to the first averages, if it is not silence (B.3.2).
    fn learn(&mut self, now: &Features) -> Activity {
        if now.energy < QUIET {
            self.silent += 1;
            return Noise;
        }
        // A 32nd of each.
        let add = |sum: i16, value: i16| high(mac(wide(sum), value, 1024));
        self.noise.energy = add(self.noise.energy, now.energy);
        self.noise.crossings = add(self.noise.crossings, now.crossings);
        for (sum, &angle) in self.noise.angles.iter_mut().zip(&now.angles) {
            *sum = add(*sum, angle);
        }
        Speech
    }

    /// Makes averages of the sums over the frames that were not silence.
    fn conclude(&mut self) {
        // 32 over their number, as a factor of Q15 and a power of 2.
        let count = LEARNING.saturating_sub(self.silent);
        let (factor, places) = if count == 0 {
            (0, 0)
        } else {
            let places = u16::BITS - (LEARNING.div_ceil(count) - 1).leading_zeros();
            let scaled = u32::from(count) << places;
            let factor = ((1u32 << 20) + scaled / 2) / scaled;
            (factor.min(32_767) as i16, places as i32)
        };
        let grow = |sum: i16| high(shift(product(sum, factor), places));
        let mean = grow(self.noise.energy);
        self.noise.crossings = grow(self.noise.crossings);
        self.noise.angles = self.noise.angles.map(grow);
        // 10 and 12 dB below the mean.
        self.noise.energy = mean.saturating_sub(TEN_DECIBEL);
        self.noise.low_energy = mean.saturating_sub(2458);
    }

    /// Decides by the differences and smooths it (B.3.5, B.3.6).
    fn decide(&mut self, now: &Features, distance: i16, reflection: i16) -> Activity {
        let differences = Differences {
            energy: self.noise.energy.saturating_sub(now.energy),
            low_energy: self.noise.low_energy.saturating_sub(now.low_energy),
            crossings: self.noise.crossings.saturating_sub(now.crossings),
            distance,
        };
        let mut decision =
            if now.energy >= QUIET && differences.are_of_speech() { Speech } else { Noise };
        let [last, before_last] = self.decisions;
        let mut was_added = false;
        // One more frame of speech while it is louder than the noise.
        if last == Speech
            && decision == Noise
            && differences.energy.saturating_add(TWO_DECIBEL) < 0
            && now.energy > QUIET
        {
            decision = Speech;
            was_added = true;
        }
        // A few more while nothing changes.
        if self.may_add {
            if before_last == Speech
                && last == Speech
                && decision == Noise
                && self.before.saturating_sub(now.energy).saturating_abs() <= THREE_DECIBEL
            {
                self.added += 1;
                decision = Speech;
                was_added = true;
                if self.added > ADDED {
                    self.added = 0;
                    self.may_add = false;
                }
            }
        } else {
            self.may_add = true;
        }
        // After a long pause speech begins louder.
        if decision == Noise {
            self.noises += 1;
        } else if self.noises > PAUSE && now.energy.saturating_sub(self.before) <= THREE_DECIBEL {
            decision = Noise;
            self.noises = 0;
        }
        if decision == Speech {
            self.noises = 0;
        }
        // What is no louder than the noise is noise, if it was not added and is not tonal.
        if now.energy.saturating_sub(THREE_DECIBEL) < self.noise.energy
            && self.frames > SETTLED
            && !was_added
            && reflection < TONAL
        {
            decision = Noise;
        }
        decision
    }

    /// Updates the averages in noise (B.3.7).
    fn update(&mut self, now: &Features, distance: i16, reflection: i16) {
        if now.energy.saturating_sub(THREE_DECIBEL) < self.noise.energy
            && reflection < VERY_TONAL
            && distance < SAME
        {
            self.updates = self.updates.saturating_add(1);
            let forgetting = Forgetting::at(self.updates);
            let noise = &mut self.noise;
            noise.energy = average(noise.energy, now.energy, forgetting.energy);
            noise.low_energy = average(noise.low_energy, now.low_energy, forgetting.energy);
            noise.crossings = average(noise.crossings, now.crossings, forgetting.crossings);
            for (mean, &angle) in noise.angles.iter_mut().zip(&now.angles) {
                *mean = average(*mean, angle, forgetting.angles);
            }
        }
        let above = self.noise.energy.saturating_sub(self.least);
        if self.frames > SETTLED && ((above < 0 && distance < SAME) || above > TEN_DECIBEL) {
            self.noise.energy = self.least;
            self.updates = 0;
        }
    }
}

/// Returns the mean energy of a correlation of the window (equations B.1 and B.2).
fn energy(correlation: i32, exponent: i16) -> i16 {
    // 10 log10(2) / 10 in Q15 for each power of 2; 10 log10(240) is 4875.
    let level = mac(mul_wide(log2(correlation).less(0), 9864), 9864, exponent.saturating_sub(2));
    high(shift(level, 11)).saturating_sub(4875)
}

/// Returns the correlation at lag 0 of what is below 1 kHz.
fn low_band(correlations: &Correlations) -> i32 {
    let [power, rest @ ..] = correlations.values.map(high);
    let [factor, factors @ ..] = LOW_BAND;
    let sum = rest.iter().zip(factors).fold(0, |sum, (&value, factor)| mac(sum, value, factor));
    mac(shift(sum, 1), power, factor)
}

/// Returns how often the frame changes its sign, in 80ths in Q15 (equation B.3).
fn crossings(signal: &[i16; WINDOW]) -> i16 {
    let pairs = signal.iter().zip(signal.iter().skip(1)).skip(120).take(80);
    pairs.fold(
        0i16,
        |sum, (&before, &now)| {
            if mul(before, now) < 0 { sum.saturating_add(410) } else { sum }
        },
    )
}

/// Returns the spectral distance (equation B.4).
fn distance(left: &Lines, right: &Lines) -> i16 {
    let pairs = left.iter().zip(right);
    high(pairs.fold(0, |sum, (&left, &right)| {
        let difference = left.saturating_sub(right);
        mac(sum, difference, difference)
    }))
}

/// How far the averages of the noise are above the frame.
#[derive(Clone, Copy, Debug)]
struct Differences {
    energy: i16,
    low_energy: i16,
    crossings: i16,
    distance: i16,
}

impl Differences {
    /// Whether any of the fourteen bounds of B.3.5 is crossed.
    fn are_of_speech(self) -> bool {
        let Self { energy, low_energy, crossings, distance } = self;
        // A bound `a x + b` on the crossings, whose format is 2^places finer than the other's.
        let bound = |a: i16, scale: i16, b: i16, places: i32| {
            mac(product(crossings, a), scale, b) >> places
        };
        let beyond = |bound: i32, value: i16| bound.saturating_add(wide(value));
        beyond(bound(-14_680, 8192, -28_521, 8), distance) > 0
            || beyond(bound(19_065, 8192, -19_446, 7), distance) > 0
            || beyond(bound(20_480, 8192, 16_384, 2), energy) < 0
            || beyond(bound(-16_384, 8192, 19_660, 2), energy) < 0
            || mac(product(energy, 32_767), 1024, 30_802) < 0
            || mac(mac(product(distance, -28_160), 64, 19_988), energy, 512) < 0
            || mac(product(distance, 32_767), 32, -30_199) > 0
            || beyond(bound(-20_480, 8192, 22_938, 2), energy) < 0
            || beyond(bound(23_831, 4096, 31_576, 2), energy) < 0
            || mac(product(energy, 32_767), 2048, 17_367) < 0
            || mac(mac(product(distance, -22_400), 32, 25_395), low_energy, 256) < 0
            || beyond(mac(product(energy, -30_427), 256, -29_959), low_energy) > 0
            || beyond(mac(product(energy, -23_406), 512, 28_087), low_energy) < 0
            || mac(mac(product(energy, 24_576), 1024, 29_491), low_energy, 16_384) < 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_what_was_learnt_has_32_frames_less_the_silent_ones() {
        for silent in 0..32 {
            let mut detector = Detector { silent, ..Detector::new() };
            // The sum of 32nds of frames of 8000.
            detector.noise.energy = (8000 * (32 - i32::from(silent)) / 32) as i16;
            detector.conclude();
            let mean = detector.noise.energy + TEN_DECIBEL;
            assert!((mean - 8000).abs() < 34, "{silent}: {mean}");
        }
        let mut detector = Detector { silent: 32, ..Detector::new() };
        detector.conclude();
        assert_eq!(detector.noise.energy, -TEN_DECIBEL);
    }

    #[test]
    fn the_least_energy_is_that_of_the_last_128_frames() {
        let mut detector = Detector::new();
        let mut energies = Vec::new();
        for n in 0..2000u32 {
            let energy = (n.wrapping_mul(2_654_435_761) >> 20) as i16 + (n as i16);
            energies.push(energy);
            detector.frames += 1;
            detector.follow_least(energy);
            if n > 300 {
                let over = |frames: usize| energies[energies.len() - frames..].iter().min();
                let least = Some(&detector.least);
                // Whole segments go in and out.
                assert!(least <= over(120) && least >= over(144), "{n}");
            }
        }
    }

    #[test]
    fn crossings_are_counted_in_the_frame() {
        let mut signal = [1000; WINDOW];
        assert_eq!(crossings(&signal), 0);
        signal[0] = -1000;
        signal[130] = -1000;
        assert_eq!(crossings(&signal), 820);
    }
}
