//! Brings the loudspeaker's clock and the microphone's together: what was played is resampled so
//! that its echo keeps its delay.
//!
//! The drift is found from two transfer functions, from what is played to what is heard, of half a
//! second each: an echo that comes later by a little has turned by an angle that grows with the
//! frequency. What is played passes through a buffer, read as fast as the microphone's clock says,
//! and what is found is what is still missing from that.

use std::collections::VecDeque;
use std::sync::Arc;

use hookswitch_core::dsp::resample::Resampler;
use hookswitch_core::media::program::{VOICE_BLOCK, VOICE_RATE};
use realfft::num_complex::Complex;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};

/// Samples of a window: echoes of up to half as much are seen well.
const WINDOW: usize = 8_192;

/// Bins of a spectrum.
const BINS: usize = WINDOW / 2 + 1;

/// Samples from one window to the next.
const HOP: usize = 2_048;

/// Windows of a transfer function.
const GROUP: usize = 4;

/// Seconds from one transfer function to the next.
const STEP_S: f64 = (HOP * GROUP) as f64 / VOICE_RATE as f64;

/// Samples by which an echo may move from one transfer function to the next: 1,000 ppm.
const MOST_SAMPLES: usize = 8;

/// Largest drift that is corrected: what sound cards have is a tenth of it.
const MOST: f64 = 1e-3;

/// What was played is behind the loudspeaker by so many samples at first, so that it can be read
/// faster for a while.
const AHEAD: usize = VOICE_BLOCK;

/// Samples that may wait; more than that and the reading begins anew.
const WAITING: usize = 8_000;

/// First and last bin that is looked at: 200 Hz to 6 kHz, where speech is.
const BAND: core::ops::Range<usize> = 100..3_072;

/// How much of the angles must lie on one line for a drift to be believed, 0 to 1.
const BELIEVED: f32 = 0.35;

/// Mean coherence below which nothing is learned.
const COHERENT: f32 = 0.05;

/// Two estimates in a row that differ by less are believed.
const AGREED: f64 = 60e-6;

/// Follows the microphone's clock.
#[derive(Debug)]
pub struct Follower {
    reader: Resampler,
    waiting: VecDeque<f32>,
    drift: f64,
    tracker: Tracker,
}

impl Follower {
    /// Returns a follower of clocks that agree.
    pub fn new() -> Self {
        let mut waiting = VecDeque::with_capacity(WAITING + 2 * VOICE_BLOCK);
        waiting.extend([0.0; AHEAD]);
        Self {
            reader: Resampler::new(VOICE_RATE, VOICE_RATE),
            waiting,
            drift: 0.0,
            tracker: Tracker::new(),
        }
    }

    /// Returns by which share what is played is read more slowly than it comes.
    pub const fn drift(&self) -> f64 {
        self.drift
    }

    /// Takes what is played and what is heard, and returns what was played on the clock of what is
    /// heard.
    pub fn process(
        &mut self,
        played: &[f32; VOICE_BLOCK],
        heard: &[f32; VOICE_BLOCK],
    ) -> [f32; VOICE_BLOCK] {
        for &sample in played {
            self.reader.push_to(sample, &mut self.waiting);
        }
        if self.waiting.len() > WAITING {
            self.waiting.drain(..WAITING - AHEAD);
            self.tracker.restart();
        }
        let mut read = [0.0; VOICE_BLOCK];
        if self.waiting.len() < VOICE_BLOCK {
            // Read faster than it comes for too long: it begins behind the loudspeaker again.
            self.waiting.extend([0.0; AHEAD]);
            self.tracker.restart();
        }
        read.iter_mut().for_each(|to| *to = self.waiting.pop_front().unwrap_or(0.0));
        if let Some(missing) = self.tracker.process(&read, heard) {
            self.drift = (self.drift + missing).clamp(-MOST, MOST);
            self.reader.set_correction(-self.drift);
        }
        read
    }
}

impl Default for Follower {
    fn default() -> Self {
        Self::new()
    }
}

/// What a [`Tracker`] does with the next block, so that no block does much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    Collect,
    Played,
    Heard,
    Compare,
    Look,
}

/// Sum of spectra of one or more windows.
#[derive(Clone, Debug)]
struct Transfer {
    cross: Vec<Complex<f32>>,
    played: Vec<f32>,
    heard: Vec<f32>,
}

impl Transfer {
    fn new() -> Self {
        Self {
            cross: vec![Complex::default(); BINS],
            played: vec![0.0; BINS],
            heard: vec![0.0; BINS],
        }
    }

    fn clear(&mut self) {
        self.cross.fill(Complex::default());
        self.played.fill(0.0);
        self.heard.fill(0.0);
    }

    /// Returns how much of what is heard is echo, by bin, 0 to 1.
    fn coherence(&self) -> impl Iterator<Item = f32> {
        let powers = self.played.iter().zip(&self.heard);
        self.cross
            .iter()
            .zip(powers)
            .map(|(cross, (played, heard))| (cross.norm_sqr() / (played * heard + 1e-20)).min(1.0))
    }
}

/// Finds drift.
struct Tracker {
    forward: Arc<dyn RealToComplex<f32>>,
    inverse: Arc<dyn ComplexToReal<f32>>,
    scratch: Vec<Complex<f32>>,
    window: Vec<f32>,
    played: VecDeque<f32>,
    heard: VecDeque<f32>,
    time: Vec<f32>,
    played_spectrum: Vec<Complex<f32>>,
    heard_spectrum: Vec<Complex<f32>>,
    now: Transfer,
    before: Transfer,
    turned: Vec<Complex<f32>>,
    /// Samples since the last window.
    fresh: usize,
    /// Windows of this transfer function.
    windows: usize,
    /// Whether `before` is one.
    has_before: bool,
    task: Task,
    last: Option<f64>,
}

impl core::fmt::Debug for Tracker {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Tracker").field("task", &self.task).finish_non_exhaustive()
    }
}

impl Tracker {
    fn new() -> Self {
        let mut planner = RealFftPlanner::new();
        let (forward, inverse) =
            (planner.plan_fft_forward(WINDOW), planner.plan_fft_inverse(WINDOW));
        let scratch = forward.get_scratch_len().max(inverse.get_scratch_len());
        let angle = |n: usize| n as f32 * core::f32::consts::TAU / WINDOW as f32;
        Self {
            scratch: vec![Complex::default(); scratch],
            window: (0..WINDOW).map(|n| 0.5 - 0.5 * angle(n).cos()).collect(),
            played: VecDeque::from(vec![0.0; WINDOW]),
            heard: VecDeque::from(vec![0.0; WINDOW]),
            time: vec![0.0; WINDOW],
            played_spectrum: vec![Complex::default(); BINS],
            heard_spectrum: vec![Complex::default(); BINS],
            now: Transfer::new(),
            before: Transfer::new(),
            turned: vec![Complex::default(); BINS],
            fresh: 0,
            windows: 0,
            has_before: false,
            task: Task::Collect,
            last: None,
            forward,
            inverse,
        }
    }

    /// Forgets what it was about to compare.
    fn restart(&mut self) {
        self.now.clear();
        self.windows = 0;
        self.has_before = false;
        self.last = None;
        self.fresh = 0;
        self.task = Task::Collect;
    }

    /// Takes a block each way; returns the drift between them, once it is found.
    fn process(&mut self, played: &[f32; VOICE_BLOCK], heard: &[f32; VOICE_BLOCK]) -> Option<f64> {
        replace_oldest(&mut self.played, played);
        replace_oldest(&mut self.heard, heard);
        self.fresh += VOICE_BLOCK;
        match self.task {
            Task::Collect if self.fresh >= HOP => {
                self.fresh = 0;
                // The window of what is heard is taken now as well: the two must not drift apart.
                self.time
                    .iter_mut()
                    .zip(&self.heard)
                    .zip(&self.window)
                    .for_each(|((to, sample), window)| *to = sample * window);
                self.task = Task::Heard;
            }
            Task::Collect => {}
            Task::Heard => {
                self.transform(false);
                // Both windows end with the same block: what came since is left out.
                let skipped = self.fresh;
                let samples = self.played.iter().take(WINDOW - skipped);
                let zeros = core::iter::repeat_n(&0.0, skipped);
                self.time
                    .iter_mut()
                    .zip(zeros.chain(samples))
                    .zip(&self.window)
                    .for_each(|((to, sample), window)| *to = sample * window);
                self.task = Task::Played;
            }
            Task::Played => {
                self.transform(true);
                self.task = Task::Compare;
            }
            Task::Compare => {
                self.add();
                self.task = if self.windows == GROUP { Task::Look } else { Task::Collect };
            }
            Task::Look => {
                self.task = Task::Collect;
                return self.look();
            }
        }
        None
    }

    fn transform(&mut self, played: bool) {
        let spectrum = if played { &mut self.played_spectrum } else { &mut self.heard_spectrum };
        // All lengths are those of the plan, so that it cannot fail.
        let _ = self.forward.process_with_scratch(&mut self.time, spectrum, &mut self.scratch);
    }

    /// Adds a window to the transfer function.
    fn add(&mut self) {
        let spectra = self.played_spectrum.iter().zip(&self.heard_spectrum);
        let sums = self.now.cross.iter_mut().zip(&mut self.now.played).zip(&mut self.now.heard);
        for (((cross, played_power), heard_power), (played, heard)) in sums.zip(spectra) {
            *cross += heard * played.conj();
            *played_power += played.norm_sqr();
            *heard_power += heard.norm_sqr();
        }
        self.windows += 1;
    }

    /// Compares the transfer function with the one before it.
    fn look(&mut self) -> Option<f64> {
        self.windows = 0;
        let found = if self.has_before { self.turn() } else { None };
        core::mem::swap(&mut self.now, &mut self.before);
        self.now.clear();
        self.has_before = true;
        let found = found?;
        let agreed = self.last.replace(found).filter(|last| (last - found).abs() < AGREED)?;
        // What is heard next is read with another clock, so that it compares with nothing.
        self.restart();
        Some((agreed + found) / 2.0)
    }

    /// Returns the drift by which the echo has turned.
    fn turn(&mut self) -> Option<f64> {
        self.turned.fill(Complex::default());
        let mut total = 0.0;
        let weights = self.now.coherence().zip(self.before.coherence());
        let crosses = self.now.cross.iter().zip(&self.before.cross);
        let bins = self.turned.iter_mut().zip(weights).zip(crosses);
        for ((turned, (now, before)), (cross, earlier)) in bins.take(BAND.end).skip(BAND.start) {
            let both = cross * earlier.conj();
            let weight = now * before;
            *turned = both * (weight / (both.norm() + 1e-20));
            total += weight;
        }
        if total < COHERENT * BAND.len() as f32 {
            return None;
        }
        let _ =
            self.inverse.process_with_scratch(&mut self.turned, &mut self.time, &mut self.scratch);
        // The inverse counts each bin but the ends twice.
        let (shift, height) = peak(&self.time)?;
        if height < BELIEVED * 2.0 * total {
            return None;
        }
        Some(shift / (STEP_S * f64::from(VOICE_RATE)))
    }
}

/// Returns where the largest sample around the origin is, between samples, and its height.
fn peak(time: &[f32]) -> Option<(f64, f32)> {
    let most = MOST_SAMPLES as isize;
    let at = |shift: isize| {
        time.get(shift.rem_euclid(WINDOW as isize) as usize).copied().unwrap_or_default()
    };
    let best = (-most..=most).max_by(|&a, &b| at(a).total_cmp(&at(b)))?;
    let (before, height, after) = (at(best - 1), at(best), at(best + 1));
    let bend = before - 2.0 * height + after;
    let between = if bend < 0.0 { 0.5 * (before - after) / bend } else { 0.0 };
    Some((best as f64 + f64::from(between), height))
}

fn replace_oldest(samples: &mut VecDeque<f32>, new: &[f32]) {
    for &sample in new {
        samples.pop_front();
        samples.push_back(sample);
    }
}
