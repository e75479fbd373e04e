//! Sample rate conversion: one windowed-sinc kernel, sampled finely enough to stand anywhere
//! between two input samples, so that any ratio, also a drifting one, costs the same.
//!
//! Samples go in one by one and come out when they are due: no block sizes to match. The kernel
//! is 2.5 milliseconds long at 8000 Hz, which keeps the delay at 1.25 ms and the pass band flat
//! to 3.4 kHz; what folds back from above half the lower rate is 50 dB down from 4.5 kHz on.

use core::f64::consts::PI;

/// Positions between two input samples at which the kernel is tabulated; linear interpolation
/// between them leaves an error below -90 dB.
const PHASES: usize = 256;

/// Half the kernel's length, in samples of the lower rate.
const HALF: f64 = 10.0;

/// Where the kernel has lost 6 dB, as a share of the lower rate.
const CUTOFF: f64 = 0.4925;

/// Shape of the Kaiser window: 50 dB of stop band attenuation.
const BETA: f64 = 4.53;

/// Lowest and highest sample rate that can be converted, in Hz.
pub const RATES: core::ops::RangeInclusive<u32> = 3_000..=384_000;

/// Converts one channel from one sample rate to another.
#[derive(Clone, Debug)]
pub struct Resampler {
    /// One row of taps for each phase, and one more to interpolate towards.
    table: Vec<f32>,
    taps: usize,
    /// The last `taps` input samples, twice in a row, so that they can be read as one slice.
    history: Vec<f32>,
    /// Where the next input sample is written, below `taps`.
    write: usize,
    /// Input samples for each output sample, nominally.
    nominal: f64,
    /// The same with the correction for drift.
    step: f64,
    /// How far the next output sample lies beyond the newest one that could be made.
    position: f64,
}

impl Resampler {
    /// Returns a converter from `from` to `to` Hz; both are brought into [`RATES`].
    pub fn new(from: u32, to: u32) -> Self {
        let from = f64::from(from.clamp(*RATES.start(), *RATES.end()));
        let to = f64::from(to.clamp(*RATES.start(), *RATES.end()));
        let low = from.min(to);
        let half = (HALF * from / low).ceil();
        let taps = half as usize * 2;
        Self {
            table: kernel(half, CUTOFF * low / from),
            taps,
            history: vec![0.0; taps * 2],
            write: 0,
            nominal: from / to,
            step: from / to,
            position: 1.0,
        }
    }

    /// Makes the output slower or faster by a small share: 0.001 consumes input 0.1 % faster.
    pub fn set_correction(&mut self, share: f64) {
        self.step = self.nominal * (1.0 + share.clamp(-0.01, 0.01));
    }

    /// Takes one input sample.
    pub fn push(&mut self, sample: f32) {
        if let Some(slot) = self.history.get_mut(self.write) {
            *slot = sample;
        }
        if let Some(slot) = self.history.get_mut(self.write + self.taps) {
            *slot = sample;
        }
        self.write = if self.write + 1 >= self.taps { 0 } else { self.write + 1 };
        self.position -= 1.0;
    }

    /// Returns the next output sample, or `None` if another input sample is needed first.
    pub fn pull(&mut self) -> Option<f32> {
        if self.position >= 1.0 {
            return None;
        }
        let at = self.position.max(0.0) * PHASES as f64;
        let row = (at as usize).min(PHASES - 1);
        let between = (at - row as f64) as f32;
        self.position += self.step;
        let input = self.history.get(self.write..self.write + self.taps)?;
        let first = dot(input, self.table.get(row * self.taps..(row + 1) * self.taps)?);
        if between == 0.0 {
            return Some(first);
        }
        let second = dot(input, self.table.get((row + 1) * self.taps..(row + 2) * self.taps)?);
        Some(first + (second - first) * between)
    }

    /// Takes one input sample, and adds the output samples that are due to `output`.
    pub fn push_to(&mut self, sample: f32, output: &mut impl Extend<f32>) {
        self.push(sample);
        output.extend(core::iter::from_fn(|| self.pull()));
    }

    /// Forgets what went in.
    pub fn reset(&mut self) {
        self.history.fill(0.0);
        self.position = 1.0;
    }

    /// Returns the delay in input samples.
    pub fn latency(&self) -> usize {
        self.taps / 2
    }
}

/// Returns the taps of each phase, `PHASES + 1` rows of `2 * half`, each with a sum of 1.
fn kernel(half: f64, cutoff: f64) -> Vec<f32> {
    let taps = half as usize * 2;
    let mut table = Vec::with_capacity(taps * (PHASES + 1));
    for phase in 0..=PHASES {
        let offset = phase as f64 / PHASES as f64;
        let row = (0..taps).map(|tap| {
            let x = tap as f64 - (half - 1.0) - offset;
            sinc(2.0 * cutoff * x) * kaiser(x / half)
        });
        let sum: f64 = row.clone().sum();
        table.extend(row.map(|value| (value / sum) as f32));
    }
    table
}

fn sinc(x: f64) -> f64 {
    if x.abs() < 1e-9 { 1.0 } else { (PI * x).sin() / (PI * x) }
}

/// Returns the Kaiser window at `x` from -1 to 1.
fn kaiser(x: f64) -> f64 {
    bessel(BETA * (1.0 - x * x).max(0.0).sqrt()) / bessel(BETA)
}

/// Returns the modified Bessel function of the first kind, order zero, for small `x`.
fn bessel(x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for k in 1..32 {
        term *= (x / 2.0 / f64::from(k)).powi(2);
        sum += term;
    }
    sum
}

/// Returns the sum of products, in four lanes so that it maps onto vector instructions.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 4];
    let (a4, b4) = (a.chunks_exact(4), b.chunks_exact(4));
    let rest: f32 = a4.remainder().iter().zip(b4.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a4.zip(b4) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    lanes.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn convert(from: u32, to: u32, input: impl Iterator<Item = f32>) -> Vec<f32> {
        let mut resampler = Resampler::new(from, to);
        let mut output = Vec::new();
        for sample in input {
            resampler.push(sample);
            output.extend(core::iter::from_fn(|| resampler.pull()));
        }
        output
    }

    fn sine(hz: f64, rate: u32, samples: usize) -> impl Iterator<Item = f32> {
        (0..samples).map(move |n| (2.0 * PI * hz * n as f64 / f64::from(rate)).sin() as f32)
    }

    /// Gain at `hz` in dB, and how far the output is from a sine of that gain, in dB.
    fn response(from: u32, to: u32, hz: f64) -> (f64, f64) {
        let output = convert(from, to, sine(hz, from, from as usize));
        let steady = &output[output.len() / 4..output.len() * 3 / 4];
        let (mut re, mut im, mut power) = (0.0, 0.0, 0.0);
        for (n, &sample) in steady.iter().enumerate() {
            let angle = 2.0 * PI * hz * n as f64 / f64::from(to);
            re += f64::from(sample) * angle.cos();
            im += f64::from(sample) * angle.sin();
            power += f64::from(sample).powi(2);
        }
        let n = steady.len() as f64;
        let wanted = 2.0 * (re * re + im * im) / n;
        (10.0 * (2.0 * power / n).log10(), 10.0 * ((power - wanted).max(1e-20) / power).log10())
    }

    #[test]
    fn speech_band_passes_flat_and_clean() {
        for (from, to) in [(48_000, 8_000), (8_000, 48_000), (44_100, 8_000), (8_000, 44_100)] {
            for hz in [300.0, 1_000.0, 2_000.0, 3_400.0] {
                let (gain, noise) = response(from, to, hz);
                assert!(gain.abs() < 0.5, "{from} to {to}, {hz} Hz: gain {gain:.2} dB");
                // 45 dB: the stop band is 50 dB down, and G.711 itself is at 38 dB.
                assert!(noise < -45.0, "{from} to {to}, {hz} Hz: noise {noise:.1} dB");
            }
        }
    }

    #[test]
    fn what_would_fold_into_the_speech_band_is_removed() {
        for hz in [4_600.0, 5_000.0, 7_000.0, 12_000.0] {
            let (gain, _) = response(48_000, 8_000, hz);
            assert!(gain < -45.0, "{hz} Hz: {gain:.1} dB");
        }
    }

    #[test]
    fn number_of_samples_follows_the_ratio() {
        for (from, to) in [(48_000, 8_000), (8_000, 44_100), (192_000, 16_000), (8_000, 8_000)] {
            let output = convert(from, to, core::iter::repeat_n(0.5, from as usize));
            assert!(output.len().abs_diff(to as usize) <= 1, "{from} to {to}: {}", output.len());
        }
    }

    #[test]
    fn delay_is_what_latency_tells() {
        let resampler = Resampler::new(48_000, 8_000);
        assert_eq!(resampler.latency(), 60);
        let impulse = (0..960).map(|n| if n == 480 { 1.0 } else { 0.0 });
        let output = convert(48_000, 8_000, impulse);
        let peak = (0..output.len()).max_by(|&a, &b| output[a].total_cmp(&output[b]));
        assert_eq!(peak, Some((480 + 60) / 6));
    }

    #[test]
    fn correction_changes_the_ratio() {
        let mut resampler = Resampler::new(8_000, 48_000);
        resampler.set_correction(0.001);
        let mut count = 0;
        for _ in 0..8_000 {
            resampler.push(0.0);
            while resampler.pull().is_some() {
                count += 1;
            }
        }
        assert!((47_950..=47_954).contains(&count), "{count}");
    }
}
