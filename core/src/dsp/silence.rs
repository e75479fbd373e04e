//! When nobody speaks, and what that sounds like (RFC 3389).
//!
//! A block is speech if it is louder than the noise of the room, either as a whole or in its upper
//! half, where consonants are. What the room's noise is, the quietest blocks of the last seconds
//! say. What is loud and tonal is never noise: a held vowel, a tone, music.

use super::noise::{OCTETS, ORDER, STEP};

/// Samples a second.
const RATE: usize = 8_000;

/// Samples of a block: 10 ms.
pub const BLOCK: usize = RATE / 100;

/// Blocks of a span whose quietest is remembered, and such spans: 4 s.
const SPAN: u16 = 50;
const SPANS: usize = 8;

/// How far above the quietest block noise can be, in dB: its blocks differ, and one of hundreds is
/// far below their mean.
const SPREAD_DB: f32 = 9.0;

/// Levels in dBov below which a block is silence whatever was, and above which it is none.
const QUIET_DBOV: f32 = -72.0;
const LOUD_DBOV: f32 = -35.0;

/// Prediction gain in dB from which a block is tonal.
const TONAL_DB: f32 = 15.0;

/// Blocks that are sent after speech: the ends of words are quiet.
const HANGOVER: u16 = 25;

/// Share of each block of silence in what is described.
const SMOOTHING: f32 = 0.1;

/// Tells speech from silence.
#[derive(Clone, Debug)]
pub struct Silence {
    whole: Floor,
    upper: Floor,
    /// Blocks until silence is believed.
    hangover: u16,
    /// Mean of the silence's autocorrelation.
    correlation: [f32; ORDER + 1],
}

impl Default for Silence {
    fn default() -> Self {
        Self {
            whole: Floor::default(),
            upper: Floor::default(),
            hangover: HANGOVER,
            correlation: [0.0; ORDER + 1],
        }
    }
}

/// The quietest blocks of the last seconds.
#[derive(Clone, Debug)]
struct Floor {
    spans: [f32; SPANS],
    /// The span that goes on, and blocks of it.
    current: f32,
    blocks: u16,
    next: usize,
}

impl Default for Floor {
    fn default() -> Self {
        // Until a span is over nothing is known.
        Self { spans: [f32::INFINITY; SPANS], current: f32::INFINITY, blocks: 0, next: 0 }
    }
}

impl Floor {
    /// Takes the level of a block and returns whether it stands out.
    fn take(&mut self, db: f32) -> bool {
        self.current = self.current.min(db);
        self.blocks += 1;
        if self.blocks == SPAN {
            if let Some(span) = self.spans.get_mut(self.next) {
                *span = self.current;
            }
            self.next = (self.next + 1) % SPANS;
            (self.current, self.blocks) = (f32::INFINITY, 0);
        }
        let known = self.spans.iter().copied().fold(f32::INFINITY, f32::min);
        known.is_infinite() || db > known.min(self.current) + SPREAD_DB
    }
}

impl Silence {
    /// Takes a block at 8000 Hz; returns whether somebody speaks in it, or has until just now.
    pub fn process(&mut self, block: &[f32; BLOCK]) -> bool {
        let (reflection, correlation) = analyse(block);
        let power = correlation.first().copied().unwrap_or(0.0);
        if power == 0.0 {
            // Muted: nothing of the room may be told.
            self.correlation = [0.0; ORDER + 1];
            self.hangover = 0;
            return false;
        }
        let whole_db = db(power);
        let upper_db = db(upper_power(block));
        let stands_out = self.whole.take(whole_db) | self.upper.take(upper_db);
        let residual: f32 = reflection.iter().map(|k| 1.0 - k * k).product();
        let is_tonal = -db(residual) > TONAL_DB && whole_db > LOUD_DBOV - 15.0;
        let speaks = whole_db > QUIET_DBOV && (stands_out || is_tonal || whole_db > LOUD_DBOV);
        if speaks {
            self.hangover = HANGOVER;
            return true;
        }
        let first = self.correlation.first().is_none_or(|&power| power == 0.0);
        let share = if first { 1.0 } else { SMOOTHING };
        for (mean, new) in self.correlation.iter_mut().zip(correlation) {
            *mean += (new - *mean) * share;
        }
        self.hangover = self.hangover.saturating_sub(1);
        self.hangover > 0
    }

    /// Returns the level of the silence, in dB below 0 dBov.
    pub fn level(&self) -> u8 {
        (-db(self.correlation.first().copied().unwrap_or(0.0))).round().clamp(0.0, 127.0) as u8
    }

    /// Returns what the silence sounds like (RFC 3389 3).
    pub fn describe(&self) -> [u8; OCTETS] {
        let mut octets = [127; OCTETS];
        let octet = |k: &f32| (k / STEP + 127.0).round().clamp(0.0, 254.0) as u8;
        let reflection = reflections(&self.correlation);
        let all = core::iter::once(self.level()).chain(reflection.iter().map(octet));
        octets.iter_mut().zip(all).for_each(|(to, from)| *to = from);
        octets
    }
}

fn db(power: f32) -> f32 {
    10.0 * power.max(1e-13).log10()
}

/// Returns the power of the upper half of the band, by the difference of neighbours.
fn upper_power(block: &[f32; BLOCK]) -> f32 {
    let pairs = block.iter().zip(block.iter().skip(1));
    let sum: f32 = pairs.map(|(a, b)| (b - a) * (b - a)).sum();
    sum / (2 * BLOCK) as f32
}

/// Returns reflection coefficients and the mean autocorrelation of a block.
fn analyse(block: &[f32; BLOCK]) -> ([f32; ORDER], [f32; ORDER + 1]) {
    let mut correlation = [0.0; ORDER + 1];
    for (lag, mean) in correlation.iter_mut().enumerate() {
        let products = block.iter().zip(block.iter().skip(lag)).map(|(a, b)| a * b);
        *mean = products.sum::<f32>() / BLOCK as f32;
    }
    (reflections(&correlation), correlation)
}

/// Levinson's and Durbin's recursion; white noise 40 dB below keeps it stable.
fn reflections(correlation: &[f32; ORDER + 1]) -> [f32; ORDER] {
    let mut reflection = [0.0; ORDER];
    let [power, ..] = *correlation;
    let mut error = power * 1.000_1;
    if error <= 1e-13 {
        return reflection;
    }
    let mut predictor = [0.0; ORDER];
    for (order, k) in reflection.iter_mut().enumerate() {
        let lags = correlation.iter().skip(1).take(order).rev();
        let known: f32 = predictor.iter().zip(lags).map(|(a, r)| a * r).sum();
        let ahead = correlation.get(order + 1).copied().unwrap_or(0.0);
        *k = (-(ahead + known) / error).clamp(-0.99, 0.99);
        let before = predictor;
        let mirrored = before.iter().take(order).rev();
        for (a, mirror) in predictor.iter_mut().zip(mirrored) {
            *a += *k * mirror;
        }
        if let Some(last) = predictor.get_mut(order) {
            *last = *k;
        }
        error *= 1.0 - *k * *k;
    }
    reflection
}

#[cfg(test)]
mod tests {
    use super::super::noise::Noise;
    use super::*;

    fn noise(level: u8, shape: &[u8]) -> impl FnMut() -> [f32; BLOCK] {
        let mut noise = Noise::default();
        noise.follow(&[&[level][..], shape].concat());
        // It fades in.
        noise.process(&mut [0.0; 4_000]);
        move || {
            let mut block = [0.0; BLOCK];
            noise.process(&mut block);
            block
        }
    }

    /// A voiced sound of 125 Hz at about `dbov`.
    fn voice(n: usize, dbov: f32) -> [f32; BLOCK] {
        let height = 10.0_f32.powf(dbov / 20.0) * 6.0;
        core::array::from_fn(|i| {
            let phase = ((n * BLOCK + i) % 64) as f32 / 64.0;
            height * ((-8.0 * phase).exp() - 0.125)
        })
    }

    fn add(a: [f32; BLOCK], b: [f32; BLOCK]) -> [f32; BLOCK] {
        core::array::from_fn(|i| a[i] + b[i])
    }

    #[test]
    fn steady_noise_is_silence_and_what_rises_above_it_is_speech() {
        for level in [40, 50, 65] {
            for shape in [&[][..], &[30, 150], &[200, 90, 140]] {
                let (mut silence, mut room) = (Silence::default(), noise(level, shape));
                let spoken = (0..400).filter(|_| silence.process(&room())).count();
                // Half a second until the room is known, and the hangover.
                assert!(spoken < 90, "{level} {shape:?}: {spoken} blocks");
                let loud = -f32::from(level) + 15.0;
                let missed =
                    (0..30).filter(|&n| !silence.process(&add(room(), voice(n, loud)))).count();
                assert_eq!(missed, 0, "{level} {shape:?}");
                let after = (0..100).filter(|_| silence.process(&room())).count();
                assert!((20..40).contains(&after), "{level} {shape:?}: {after} blocks after");
            }
        }
    }

    #[test]
    fn a_room_that_grows_louder_is_learned_and_a_loud_tone_never() {
        let (mut silence, mut quiet, mut loud) =
            (Silence::default(), noise(60, &[]), noise(45, &[]));
        (0..300).for_each(|_| {
            silence.process(&quiet());
        });
        assert!((0..50).all(|_| silence.process(&loud())));
        (0..450).for_each(|_| {
            silence.process(&loud());
        });
        assert!(!silence.process(&loud()));
        let tone = |n: usize| core::array::from_fn(|i| ((n * BLOCK + i) as f32 * 0.3).sin() * 0.02);
        assert!((0..800).all(|n| silence.process(&tone(n))), "-37 dBov");
    }

    #[test]
    fn silence_is_described_by_its_level_and_spectrum() {
        for (level, shape) in [(50, [60, 180, 127]), (62, [220, 100, 150]), (45, [127; 3])] {
            let (mut silence, mut room) = (Silence::default(), noise(level, &shape));
            (0..600).for_each(|_| {
                silence.process(&room());
            });
            let described = silence.describe();
            assert!(described[0].abs_diff(level) <= 2, "{described:?} of {level}");
            for (found, wanted) in described[1..].iter().zip(shape) {
                assert!(found.abs_diff(wanted) < 16, "{described:?} of {shape:?}");
            }
        }
    }

    #[test]
    fn muted_nothing_of_the_room_is_told() {
        let (mut silence, mut room) = (Silence::default(), noise(50, &[]));
        (0..300).for_each(|_| {
            silence.process(&room());
        });
        assert!(!silence.process(&[0.0; BLOCK]));
        assert_eq!(silence.describe(), [127; OCTETS]);
    }
}
