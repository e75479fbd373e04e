//! Discontinuous transmission: which frames of silence are sent, and what they say (G.729 B.4.1,
//! B.4.2).

use super::frame::Silence;
use super::lpc::{Levinson, widened};
use super::lsp::{Filter, Lines, ONE_Q12, find};
use super::lsp_quantiser::History;
use super::ops::{high, mac, mul_round, mul_wide, norm, product, round, shift};
use super::silence::{Level, quantise};
use super::tables::ORDER;

/// Correlations that a filter is made of, in 16 bits.
type Powers = [i16; ORDER + 1];

/// Frames that the filter of now is made of (Ncur), and pairs of frames that the filter of the
/// past is made of (Np / Ncur).
const CURRENT: usize = 2;
const PAST: usize = 3;

/// Frames from one description to the next, at least.
const APART: u16 = 3;

/// How far filters may be from each other, beside 1, in Q15 less a half: 1.20226 for a new
/// description (thr1), 1.12202 for the filter of the past to be sent (thr3).
const CHANGED: i16 = 4855;
const NEAR: i16 = 3161;

/// Decibel by which the level may change (thr2).
const LEVEL_CHANGED: i16 = 2;

/// Correlations that are scaled: `values * 2^-places`.
#[derive(Clone, Copy, Debug)]
struct ScaledPowers {
    values: Powers,
    places: i16,
}

impl ScaledPowers {
    const NONE: Self = Self { values: [0; ORDER + 1], places: 40 };

    /// Returns the sum of some.
    fn sum(all: &[Self]) -> Self {
        // Two bits of room.
        let places = all.iter().map(|one| one.places).min().unwrap_or(0) + 14;
        let mut sums = [0i32; ORDER + 1];
        for one in all {
            for (sum, &value) in sums.iter_mut().zip(&one.values) {
                let value = shift(i32::from(value), i32::from(places - one.places));
                *sum = sum.saturating_add(value);
            }
        }
        let gained = norm(sums[0]);
        Self {
            values: sums.map(|sum| high(shift(sum, gained))),
            places: places + gained as i16 - 16,
        }
    }
}

/// A filter that others are compared with: the correlations of its coefficients (equation B.13).
#[derive(Clone, Copy, Debug)]
struct Reference {
    values: Powers,
    places: i16,
}

impl Reference {
    fn of(filter: &Filter) -> Self {
        let correlation = |lag: usize| {
            let pairs = filter.iter().zip(filter.iter().skip(lag));
            pairs.fold(0, |sum, (&a, &b)| mac(sum, a, b))
        };
        let places = norm(correlation(0));
        let mut values = [0; ORDER + 1];
        for (lag, value) in values.iter_mut().enumerate() {
            *value = round(shift(correlation(lag), places));
        }
        Self { values, places: places as i16 }
    }

    /// Whether this filter leaves more of a signal than `1 + threshold` times the least `error`
    /// (Itakura's distance, equation B.12).
    fn is_far_from(&self, signal: &Powers, error: i16, threshold: i16) -> bool {
        // Either factor is halved in turn until the sum fits.
        let (mut shifts, mut turn) = ([0i32, 0], 1);
        let sum = loop {
            let mut sum = 0i32;
            let mut fits = true;
            for (lag, (&a, &b)) in self.values.iter().zip(signal).enumerate() {
                let term = product(a >> shifts[0], b >> shifts[1]);
                let term = if lag == 0 { term >> 1 } else { term };
                fits &= sum.checked_add(term).is_some();
                sum = sum.saturating_add(term);
            }
            if fits {
                break sum;
            }
            if turn == 1 {
                shifts[1] += 1
            } else {
                shifts[0] += 1
            }
            turn = 1 - turn;
        };
        let allowed = i32::from(mul_round(error, threshold)) + i32::from(error);
        let allowed = shift(allowed, i32::from(self.places) + 9 - shifts[0] - shifts[1]);
        sum.saturating_sub(allowed) > 0
    }
}

/// What is done with a frame of silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// It is described, in these codewords, and will have these cosines.
    Describe(Silence, Lines),
    Skip,
}

/// Decides which frames of silence are sent.
#[derive(Clone, Debug)]
pub(super) struct Transmission {
    /// Correlations of the last frames and of pairs of frames, the newest first.
    current: [ScaledPowers; CURRENT],
    past: [ScaledPowers; PAST],
    /// Whether this frame is the first of a pair.
    is_odd: bool,
    /// What linear prediction left of the last frames, the newest first.
    errors: [(i16, i16); 2],
    /// How many of them count.
    counted: usize,
    /// What was last sent.
    reference: Reference,
    decibel: i16,
    /// Whether that no longer fits.
    changed: bool,
    /// Frames since.
    since: u16,
}

impl Transmission {
    pub(super) const fn new() -> Self {
        Self {
            current: [ScaledPowers::NONE; CURRENT],
            past: [ScaledPowers::NONE; PAST],
            is_odd: false,
            errors: [(0, 40); 2],
            counted: 0,
            reference: Reference { values: [0; ORDER + 1], places: 0 },
            decibel: 0,
            changed: false,
            since: 0,
        }
    }

    /// Takes the correlations of every frame, without their spread.
    pub(super) fn follow(&mut self, values: Powers, exponent: i16, is_speech: bool) {
        self.current.rotate_right(1);
        self.current[0] = ScaledPowers { values, places: -(16 + exponent) };
        self.is_odd = !self.is_odd;
        if !self.is_odd && is_speech {
            self.remember();
        }
    }

    /// Takes the last frames into the past.
    fn remember(&mut self) {
        self.past.rotate_right(1);
        self.past[0] = ScaledPowers::sum(&self.current);
    }

    /// Decides on a frame of silence; `before` are the cosines of the frame before.
    pub(super) fn process(
        &mut self,
        is_first: bool,
        before: &Lines,
        levinson: &mut Levinson,
        history: &mut History,
    ) -> Decision {
        let now = ScaledPowers::sum(&self.current);
        let [(last, _), _] = self.errors;
        self.errors.rotate_right(1);
        let mut error = last;
        let mut filter = FLAT;
        if now.values[0] == 0 {
            error = 0;
        } else {
            let prediction = levinson.process(&widened(&now.values));
            filter = prediction.filter;
            error = prediction.error.unwrap_or(error);
        }
        self.errors[0] = (error, now.places);

        self.counted = if is_first { 1 } else { (self.counted + 1).min(self.errors.len()) };
        let level = self.level();
        let mut describe = is_first;
        if !is_first {
            self.changed |= self.reference.is_far_from(&now.values, error, CHANGED)
                || (self.decibel - level.decibel).abs() > LEVEL_CHANGED;
            self.since = (self.since + 1).min(APART);
            describe = self.since >= APART && self.changed;
        }
        let decision = if describe {
            self.since = 0;
            self.changed = false;
            self.decibel = level.decibel;
            let past = self.past_filter(levinson);
            self.reference = Reference::of(&past);
            let mut sent = past;
            if self.reference.is_far_from(&now.values, error, NEAR) {
                sent = filter;
                self.reference = Reference::of(&filter);
            }
            let lines = find(&sent).unwrap_or(*before);
            let (code, lines) = quantise(&lines, history);
            Decision::Describe(Silence { gain: level.index, ..code }, lines)
        } else {
            Decision::Skip
        };
        if !self.is_odd {
            self.remember();
        }
        decision
    }

    /// Returns the filter of the past frames.
    fn past_filter(&self, levinson: &mut Levinson) -> Filter {
        let sum = ScaledPowers::sum(&self.past);
        if sum.values[0] == 0 { FLAT } else { levinson.process(&widened(&sum.values)).filter }
    }

    /// Returns the level of what linear prediction left (B.4.2.1).
    fn level(&self) -> Level {
        // A mean of one or two frames: a share of their sum in Q15, and room for it.
        let (share, room) = if self.counted == 1 { (26, 0) } else { (13, 1) };
        let errors = || self.errors.iter().take(self.counted);
        let places = errors().map(|&(_, places)| places).min().unwrap_or(0) + 16 - room;
        let sum = errors().fold(0i32, |sum, &(error, of)| {
            sum.saturating_add(shift(i32::from(error), i32::from(places - of)))
        });
        Level::quantise(mul_wide(sum, share), places)
    }
}

/// A filter that changes nothing.
const FLAT: Filter = [ONE_Q12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

#[cfg(test)]
mod tests {
    use super::*;

    /// Correlations of a signal of one pole at `pole` / 10 times a loudness.
    fn signal(pole: f64, loudness: f64) -> Powers {
        std::array::from_fn(|lag| (loudness * pole.powi(lag as i32)) as i16)
    }

    #[test]
    fn steady_noise_is_described_once() {
        let (mut transmission, mut levinson) = (Transmission::new(), Levinson::new());
        let (mut history, lines) = (History::new(), [0; ORDER]);
        let mut described = Vec::new();
        for n in 0..50 {
            transmission.follow(signal(0.5, 20_000.0), -20, false);
            let decision = transmission.process(n == 0, &lines, &mut levinson, &mut history);
            if decision != Decision::Skip {
                described.push(n);
            }
        }
        assert!(described.first() == Some(&0) && described.len() <= 2, "{described:?}");
        // Ten times as loud in amplitude: after at most three frames.
        let mut waited = 0;
        while waited < 10 {
            transmission.follow(signal(0.5, 20_000.0), -14, false);
            waited += 1;
            if transmission.process(false, &lines, &mut levinson, &mut history) != Decision::Skip {
                break;
            }
        }
        assert!(waited <= 3, "{waited}");
    }

    #[test]
    fn filters_are_near_themselves_and_far_from_others() {
        let mut levinson = Levinson::new();
        let powers = signal(0.8, 30_000.0);
        let prediction = levinson.process(&widened(&powers));
        let reference = Reference::of(&prediction.filter);
        let error = prediction.error.unwrap();
        assert!(!reference.is_far_from(&powers, error, CHANGED));
        let other = signal(-0.5, 30_000.0);
        let error = levinson.process(&widened(&other)).error.unwrap();
        assert!(reference.is_far_from(&other, error, CHANGED));
    }
}
