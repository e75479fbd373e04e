//! Comfort noise: an excitation without speech in it (G.729 B.4.4).
//!
//! Each half of a frame mixes a little of the past, white noise, and four pulses whose height is
//! solved for so that the whole has the wanted energy. Encoder and decoder make the same noise.

use super::excitation::{Delay, Excitation};
use super::lsp::Lines;
use super::math::inverse_sqrt;
use super::ops::{
    high, mac, mul_round, mul_wide, norm, norm16, product, saturate, shift, shift_right_round,
    shift16,
};
use super::random::Random;
use super::silence::gain;
use super::{SUBFRAME, Subframe};

/// What the random generator is set to in every frame of speech.
const SEED: u16 = 11_111;

/// The gain keeps 7/8 of what it was and takes 1/8 of what was sent, in Q15 (equation B.19).
const KEPT: i16 = 28_672;
const TAKEN: i16 = 4096;

/// `sqrt(40) / 4 - 1` in Q15: what gives 40 normal numbers half of the energy.
const NORMAL: i16 = 19_043;

/// `1 - 0.5^2` in Q15: the energy left for pulses beside noise of half the height.
const PULSES: i16 = 24_576;

/// Pulses are not higher.
const HIGHEST: i16 = 5000;

/// Cosines before the first frame of silence: lines spread evenly.
const START: Lines =
    [31_441, 27_566, 21_458, 13_612, 4663, -4663, -13_612, -21_458, -27_566, -31_441];

/// How much of what past is in half a frame; the encoder's taming needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Repeated {
    pub(super) delay: usize,
    /// In Q14.
    pub(super) gain: i16,
}

/// Makes comfort noise as it was last described.
#[derive(Clone, Debug)]
pub(super) struct ComfortNoise {
    /// Whether the last frame was speech.
    first: bool,
    /// Gain as sent, and as it is now, in Q3.
    target: i16,
    gain: i16,
    lines: Lines,
    random: Random,
}

impl ComfortNoise {
    pub(super) fn new() -> Self {
        Self { first: true, target: gain(0), gain: 0, lines: START, random: Random::new(SEED) }
    }

    /// Notes that this frame is speech.
    pub(super) const fn interrupt(&mut self) {
        self.first = true;
        self.random = Random::new(SEED);
    }

    /// Whether no frame of silence came since the last speech.
    pub(super) const fn is_first(&self) -> bool {
        self.first
    }

    /// Takes how loud it shall be.
    pub(super) fn set_gain(&mut self, index: usize) {
        self.target = gain(index);
    }

    /// Takes the cosines of its spectrum.
    pub(super) const fn set_lines(&mut self, lines: Lines) {
        self.lines = lines;
    }

    /// Returns the cosines of its spectrum.
    pub(super) const fn lines(&self) -> Lines {
        self.lines
    }

    /// Puts a frame of noise into `excitation`.
    pub(super) fn process(&mut self, excitation: &mut Excitation) -> [Repeated; 2] {
        self.gain = if self.first {
            self.target
        } else {
            mul_round(self.gain, KEPT).saturating_add(mul_round(self.target, TAKEN))
        };
        self.first = false;
        [0, 1].map(|n| {
            if self.gain == 0 {
                excitation.set(n, &[0; SUBFRAME]);
                return Repeated { delay: SUBFRAME + 1, gain: 0 };
            }
            self.subframe(excitation, n)
        })
    }

    fn subframe(&mut self, excitation: &mut Excitation, n: usize) -> Repeated {
        let (delay, pulses) = self.draw();
        let mut repeated =
            Repeated { delay: delay.whole, gain: (self.random.next() & 0x1fff) as i16 };
        let white = self.white();
        let mut mixed = excitation.repeat(n, delay);
        let mut highest = 0;
        for (sample, &white) in mixed.iter_mut().zip(&white) {
            *sample = mul_round(*sample, 2 * repeated.gain).saturating_add(white);
            highest = highest.max(sample.saturating_abs());
        }

        // The height h of the pulses solves 4 h^2 + 2 b h + c = 0, where b is what the pulses have
        // in common with the rest, and c is the energy of the rest less the energy wanted. All of
        // it is kept in 2^-places, so that it fits.
        let mut places = if highest == 0 { 0 } else { (3 - norm16(highest)).max(0) };
        let wanted = {
            let sum = (product(self.gain, SUBFRAME as i16) >> 6) as i16;
            product(self.gain, sum)
        };
        let energy = mixed.iter().fold(0, |sum, &sample| {
            let scaled = sample >> places;
            mac(sum, scaled, scaled)
        });
        let mut common = pulses.common(&mixed, places) >> 1;
        let missing = (wanted >> (1 + 2 * places)).saturating_sub(energy);
        let mut root = mac(missing, common, common);
        places += 1;
        if root < 0 {
            // The rest is too loud already: only the white noise stays.
            mixed = white;
            repeated.gain = 0;
            places = if pulses.any_above_half(&white) { 2 } else { 1 };
            common = pulses.common(&white, places);
            root = mac(mul_wide(wanted, PULSES) >> (2 * places - 1), common, common);
        }
        let root = square_root(root);
        let (above, below) =
            (root.saturating_sub(common), common.saturating_add(root).saturating_neg());
        let height = if below.saturating_abs() < above.saturating_abs() { below } else { above };
        let height = round_shift16(height, 2 - places).clamp(-HIGHEST, HIGHEST);
        pulses.add(height, &mut mixed);
        excitation.set(n, &mixed);
        repeated
    }

    /// Draws a delay and four pulses.
    fn draw(&mut self) -> (Delay, Pulses) {
        let mut word = self.random.next();
        let thirds = match Random::bits(&mut word, 2) {
            0 => -1,
            2 => 1,
            _ => 0,
        };
        let whole = usize::from(Random::bits(&mut word, 6)) + 40;
        let place = |word: &mut u16| 5 * usize::from(Random::bits(word, 3));
        let sign = |word: &mut u16| Random::bits(word, 1) == 1;
        let first = (place(&mut word), sign(&mut word));
        let second = (place(&mut word) + 1, sign(&mut word));
        let mut word = self.random.next();
        let third = (place(&mut word) + 2, sign(&mut word));
        let track = 3 + usize::from(Random::bits(&mut word, 1));
        let fourth = (place(&mut word) + track, sign(&mut word));
        (Delay { whole, thirds }, Pulses([first, second, third, fourth]))
    }

    /// Returns white noise with half of the height that is wanted.
    fn white(&mut self) -> Subframe {
        let mut noise = [0; SUBFRAME];
        noise.iter_mut().for_each(|sample| *sample = self.random.normal());
        let energy = noise.iter().fold(0, |sum, &sample| mac(sum, sample, sample));
        let height = self.gain.saturating_add(mul_round(self.gain, NORMAL));
        let factor = mul_wide(inverse_sqrt(energy >> 1), height);
        let places = norm(factor);
        let factor = high(shift(factor, places));
        noise.map(|sample| round_shift16(mul_round(sample, factor), places - 14))
    }
}

/// Four pulses: where they are and whether they are positive.
struct Pulses([(usize, bool); 4]);

impl Pulses {
    /// Returns the sum of `signal / 2^places` at the pulses, with their signs.
    fn common(&self, signal: &Subframe, places: i32) -> i16 {
        self.0.iter().fold(0i16, |sum, &(place, positive)| {
            let sample = signal.get(place).map_or(0, |sample| sample >> places);
            if positive { sum.saturating_add(sample) } else { sum.saturating_sub(sample) }
        })
    }

    /// Whether `signal` is beyond half of its range at a pulse.
    fn any_above_half(&self, signal: &Subframe) -> bool {
        let mut samples = self.0.iter().filter_map(|&(place, _)| signal.get(place));
        samples.any(|sample| sample.saturating_abs() & 0x4000 != 0)
    }

    fn add(&self, height: i16, signal: &mut Subframe) {
        for &(place, positive) in &self.0 {
            let height = if positive { height } else { -height };
            if let Some(sample) = signal.get_mut(place) {
                *sample = sample.saturating_add(height);
            }
        }
    }
}

/// Returns `value / 2^places` rounded to nearest; negative places shift left.
fn round_shift16(value: i16, places: i32) -> i16 {
    match places {
        ..=0 => shift16(value, -places),
        1..=15 => saturate(shift_right_round(i32::from(value), places)),
        _ => 0,
    }
}

/// Returns `sqrt(value / 2)` of 15 bits, the lowest of which is 0; 0 for what has none.
fn square_root(value: i32) -> i16 {
    let mut root = 0;
    for bit in (1..15).rev().map(|place| 1i16 << place) {
        if product(root | bit, root | bit) <= value {
            root |= bit;
        }
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loudness(excitation: &Excitation) -> f64 {
        let samples = [0, 1].map(|n| excitation.subframe(n));
        let energy: f64 = samples.as_flattened().iter().map(|&x| f64::from(x).powi(2)).sum();
        (energy / 80.0).sqrt()
    }

    #[test]
    fn noise_is_as_loud_as_described() {
        let mut noise = ComfortNoise::new();
        let mut excitation = Excitation::new();
        for (index, wanted) in [(20, 158.5), (10, 15.8), (25, 501.2)] {
            noise.interrupt();
            noise.set_gain(index);
            for _ in 0..20 {
                noise.process(&mut excitation);
                let got = loudness(&excitation);
                assert!((got / wanted - 1.0).abs() < 0.15, "{index}: {got} {wanted}");
                excitation.advance();
            }
        }
    }

    #[test]
    fn the_gain_follows_slowly() {
        let mut noise = ComfortNoise::new();
        let mut excitation = Excitation::new();
        noise.set_gain(20);
        noise.process(&mut excitation);
        noise.set_gain(10);
        noise.process(&mut excitation);
        assert_eq!(noise.gain, mul_round(1268, KEPT) + mul_round(127, TAKEN));
    }

    #[test]
    fn roots_are_right() {
        for value in [0, 1, 8, 32, 5000, 1 << 20, i32::MAX] {
            let exact = (f64::from(value) / 2.0).sqrt();
            let got = f64::from(square_root(value));
            assert!(got <= exact && exact - got < 2.0 || got > 32_764.0, "{value}: {got} {exact}");
        }
        assert_eq!(square_root(-5), 0);
    }
}
