//! How a room and its devices sound: the noise of the room, and chirps that go from the loudspeaker
//! to the microphone.
//!
//! Chirps are looked for as they were sent, at 8 kHz, with each new sample (a matched filter): what
//! comes back of them tells the delay of the loop and how loud the echo is, also where there is noise.

use serde::{Deserialize, Serialize};

use super::plan::Probe;
use crate::dsp::level::{Level, SILENCE_DBOV};
use crate::dsp::resample::{Resampler, dot};

/// Samples a second at which chirps are looked for.
const RATE: u32 = 8_000;

/// Samples of a chirp: 80 ms.
const CHIRP: usize = 640;

/// Samples from one chirp to the next: half a second, in which it must come back.
const PERIOD: usize = 4_000;

/// How many there are.
const CHIRPS: usize = 6;

/// How many of them must come back.
const ENOUGH: usize = 3;

/// Time that all of them take, in milliseconds.
pub const CHIRPS_MS: u64 = (PERIOD * CHIRPS) as u64 * 1_000 / RATE as u64;

/// Where a chirp begins and ends, in hertz, and its amplitude.
const SWEEP_HZ: [f64; 2] = [400.0, 3_200.0];
const AMPLITUDE: f32 = 0.25;

/// Samples over which it begins and ends softly.
const EDGE: f64 = 40.0;

/// How much alike what is heard and a chirp must be, 0 to 1.
const ALIKE: f32 = 0.4;

/// What is heard from this amplitude on is cut off by the sound card.
const CLIPPED: f32 = 0.985;

/// How many such samples are no accident.
const CLIPS: u32 = 8;

/// An amplitude that a microphone always passes now and then: -80 dBov.
const HEARD: f32 = 1e-4;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acoustics {
    /// Level of the room's noise, in dBov; 0 while nothing was measured.
    pub noise_dbov: i16,
    /// Time from what is played to what is heard of it, in milliseconds, if it is heard.
    pub delay_ms: Option<u16>,
    /// How much quieter it is then, in decibels below 0.
    pub echo_db: i16,
    /// Whether the microphone is driven so hard that it distorts.
    pub clipped: bool,
    /// Whether the microphone gave anything at all.
    pub heard: bool,
}

/// Plays and listens as the plan says.
#[derive(Debug)]
pub(super) struct Prober {
    sample_rate: u32,
    phase: Probe,
    noise: Level,
    clips: u32,
    chirps: Option<Box<Chirps>>,
    found: Acoustics,
}

/// Chirps on their way.
#[derive(Debug)]
struct Chirps {
    /// Samples of the sound card that were played.
    played: usize,
    /// Energy of what was played.
    energy: f32,
    chirp: [f32; CHIRP],
    down: Resampler,
    /// Samples by which that is late.
    late: usize,
    /// The newest samples, twice in a row, so that a chirp's length of them never wraps.
    heard: [f32; 2 * CHIRP],
    /// Samples that were heard.
    count: usize,
    best: [Match; CHIRPS],
}

/// How well a chirp was found, how late, and how loud.
#[derive(Clone, Copy, Debug, Default)]
struct Match {
    alike: f32,
    lag: u16,
    energy: f32,
}

impl Prober {
    /// Returns one that does nothing.
    pub(super) fn new(sample_rate: u32) -> Self {
        Self {
            sample_rate,
            phase: Probe::Off,
            noise: Level::default(),
            clips: 0,
            chirps: None,
            found: Acoustics::default(),
        }
    }

    /// Does this from now on.
    pub(super) fn apply(&mut self, phase: Probe) {
        if core::mem::replace(&mut self.phase, phase) == phase {
            return;
        }
        self.chirps = (phase == Probe::Chirps).then(|| Box::new(Chirps::new(self.sample_rate)));
        if phase == Probe::Quiet {
            self.noise = Level::default();
            self.clips = 0;
            self.found = Acoustics::default();
        }
    }

    /// Takes what the microphone hears.
    pub(super) fn hear(&mut self, heard: &[f32]) {
        if self.phase == Probe::Off {
            return;
        }
        let clips = heard.iter().filter(|sample| sample.abs() >= CLIPPED).count();
        self.clips = self.clips.saturating_add(clips as u32);
        self.found.heard |= heard.iter().any(|sample| sample.abs() >= HEARD);
        match &mut self.chirps {
            Some(chirps) => chirps.hear(heard),
            None => self.noise.process(heard),
        }
    }

    /// Adds what is played.
    pub(super) fn play(&mut self, output: &mut [f32]) {
        let rate = self.sample_rate as usize;
        if let Some(chirps) = &mut self.chirps {
            chirps.play(output, rate);
        }
    }

    /// Takes what is played after all gains.
    pub(super) fn played(&mut self, output: &[f32]) {
        if let Some(chirps) = &mut self.chirps {
            chirps.energy += output.iter().map(|sample| sample * sample).sum::<f32>();
        }
    }

    /// Returns what was found so far.
    pub(super) fn found(&mut self) -> Acoustics {
        match self.phase {
            Probe::Off => return Acoustics::default(),
            // The level starts again with each report: the quietest counts.
            Probe::Quiet => {
                let level = self.noise.take();
                let known = self.found.noise_dbov;
                self.found.noise_dbov = known.min(level.max(SILENCE_DBOV + 1.0) as i16);
            }
            Probe::Chirps => {}
        }
        let rate = self.sample_rate;
        if let Some((delay_ms, echo_db)) =
            self.chirps.as_ref().and_then(|chirps| chirps.found(rate))
        {
            self.found.delay_ms = Some(delay_ms);
            self.found.echo_db = echo_db;
        }
        self.found.clipped = self.clips >= CLIPS;
        self.found
    }
}

impl Chirps {
    fn new(sample_rate: u32) -> Self {
        let down = Resampler::new(sample_rate, RATE);
        let late = down.latency() * RATE as usize / sample_rate as usize;
        Self {
            late,
            played: 0,
            energy: 0.0,
            chirp: core::array::from_fn(|n| chirp(n as f64)),
            down,
            heard: [0.0; 2 * CHIRP],
            count: 0,
            best: [Match::default(); CHIRPS],
        }
    }

    fn play(&mut self, output: &mut [f32], rate: usize) {
        let period = PERIOD * rate / RATE as usize;
        for to in output {
            let (number, at) = (self.played / period, self.played % period);
            if number < CHIRPS {
                *to += chirp(at as f64 * f64::from(RATE) / rate as f64);
            }
            self.played += 1;
        }
    }

    fn hear(&mut self, heard: &[f32]) {
        for &sample in heard {
            self.down.push(sample);
            while let Some(sample) = self.down.pull() {
                self.compare(sample);
            }
        }
    }

    /// Compares the newest samples with a chirp.
    fn compare(&mut self, sample: f32) {
        let at = self.count % CHIRP;
        for place in [at, at + CHIRP] {
            if let Some(to) = self.heard.get_mut(place) {
                *to = sample;
            }
        }
        self.count += 1;
        let start = self.count.checked_sub(CHIRP + self.late);
        let Some(start) = start else { return };
        let newest = self.heard.get(at + 1..at + 1 + CHIRP).unwrap_or_default();
        let (product, energy) = (dot(newest, &self.chirp), dot(newest, newest));
        let own = dot(&self.chirp, &self.chirp);
        let alike = product.abs() / (own * energy).sqrt().max(1e-9);
        if let Some(best) = self.best.get_mut(start / PERIOD)
            && alike > best.alike
        {
            let lag = (start % PERIOD) as u16;
            *best = Match { alike, lag, energy: product * product / own };
        }
    }

    /// Returns the delay in milliseconds and the level of the echo in decibels, once enough came back.
    fn found(&self, rate: u32) -> Option<(u16, i16)> {
        let mut found = self.best;
        found.sort_unstable_by_key(|one| (one.alike < ALIKE, one.lag));
        let count = found.iter().filter(|one| one.alike >= ALIKE).count();
        if count < ENOUGH {
            return None;
        }
        let median = found.get(count / 2)?;
        let period = PERIOD * rate as usize / RATE as usize;
        let chirps = self.played.div_ceil(period).clamp(1, CHIRPS);
        let sent = self.energy * RATE as f32 / rate as f32 / chirps as f32;
        let echo_db = 10.0 * (median.energy / sent.max(1e-9)).max(1e-9).log10();
        Some((median.lag / (RATE / 1_000) as u16, echo_db.round() as i16))
    }
}

/// Returns a chirp's sample at `at` samples of [`RATE`].
fn chirp(at: f64) -> f32 {
    let length = CHIRP as f64;
    if at >= length {
        return 0.0;
    }
    let [first, last] = SWEEP_HZ;
    let seconds = at / f64::from(RATE);
    let hz = first + (last - first) * at / length / 2.0;
    let edge = (at.min(length - at) / EDGE).min(1.0);
    AMPLITUDE * (edge * (core::f64::consts::TAU * hz * seconds).sin()) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::VecDeque;

    /// Runs both phases in a room that gives back what is played so late, and so loud.
    fn room(rate: u32, delay_ms: usize, gain: f32, noise: f32) -> Acoustics {
        let mut prober = Prober::new(rate);
        let mut way: VecDeque<f32> =
            core::iter::repeat_n(0.0, delay_ms * rate as usize / 1_000).collect();
        let mut state = 1_u32;
        for (phase, seconds) in [(Probe::Quiet, 1), (Probe::Chirps, 4)] {
            prober.apply(phase);
            for n in 0..rate * seconds / 128 {
                let mut block = [0.0; 128];
                for sample in &mut block {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    let random = (state >> 8) as f32 / (1 << 23) as f32 - 1.0;
                    let echo = way.pop_front().unwrap_or(0.0) * gain;
                    *sample = (echo + random * noise).clamp(-1.0, 1.0);
                }
                prober.hear(&block);
                let mut output = [0.0; 128];
                prober.play(&mut output);
                prober.played(&output);
                way.extend(output);
                if n % 30 == 0 {
                    prober.found();
                }
            }
        }
        prober.found()
    }

    #[test]
    fn delay_and_echo_are_those_of_the_room() {
        for (rate, delay_ms, gain, echo_db) in
            [(48_000, 20, 0.5, -6), (44_100, 87, 0.1, -20), (16_000, 300, 0.02, -34)]
        {
            let found = room(rate, delay_ms, gain, 0.000_1);
            // What is played in a block is heard in the next one at the earliest.
            let delay = f64::from(found.delay_ms.expect("it is heard"));
            let block = 128_000.0 / f64::from(rate);
            assert!((delay - delay_ms as f64 - block).abs() < 2.0 + block, "{rate}: {found:?}");
            assert!((found.echo_db - echo_db).abs() <= 1, "{rate}, {echo_db}: {found:?}");
            assert!(!found.clipped, "{found:?}");
        }
    }

    #[test]
    fn noise_is_measured_and_does_not_hide_an_echo() {
        // Noise of an even spread is 4.8 dB below its peak.
        for (noise, dbov) in [(0.001, -64), (0.05, -30)] {
            let found = room(16_000, 60, 0.3, noise);
            assert!((found.noise_dbov - dbov).abs() <= 2, "{noise}: {found:?}");
            assert!(found.delay_ms.is_some_and(|ms| (58..76).contains(&ms)), "{noise}: {found:?}");
        }
        let quiet = room(16_000, 60, 0.0, 0.000_1);
        assert_eq!(quiet.delay_ms, None, "{quiet:?}");
        let silent = room(16_000, 60, 0.0, 0.0);
        assert_eq!((silent.noise_dbov, silent.delay_ms), (-126, None));
    }

    #[test]
    fn what_is_too_loud_is_told() {
        assert!(room(16_000, 30, 8.0, 0.001).clipped);
    }

    #[test]
    fn a_microphone_is_dead_that_gives_nothing_at_all() {
        for (gain, noise, heard) in [(0.0, 0.0, false), (0.0, 0.001, true), (0.5, 0.0, true)] {
            assert_eq!(room(48_000, 60, gain, noise).heard, heard, "{gain} {noise}");
        }
    }
}
