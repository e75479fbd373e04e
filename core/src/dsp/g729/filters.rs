//! Filters that several blocks use.

use super::lsp::Filter;
use super::ops::{mac, mul_wide, product, round, shift};
use super::tables::ORDER;
use super::{SUBFRAME, Subframe};

/// Returns the filter `A(z / factor)`, whose resonances are wider; `factor` is in Q15.
pub(super) fn widen(filter: &Filter, factor: i16) -> Filter {
    let mut power = factor;
    let mut widened = *filter;
    for coefficient in widened.iter_mut().skip(1) {
        *coefficient = round(product(*coefficient, power));
        power = round(product(power, factor));
    }
    widened
}

/// Filters `signal` through `A(z)` (equation 36); its first [`ORDER`] samples came before.
pub(super) fn residual(filter: &Filter, signal: &[i16]) -> Subframe {
    let small = is_small(filter);
    let mut output = [0; SUBFRAME];
    for (sample, window) in output.iter_mut().zip(signal.array_windows()) {
        let sum = if small { sum(filter, window) } else { limited_sum(filter, window) };
        *sample = round(shift(sum, 3));
    }
    output
}

/// Whether no sum of a filter's coefficients and any samples needs to be limited.
fn is_small(filter: &Filter) -> bool {
    let sum: i32 = filter.iter().map(|&coefficient| i32::from(coefficient).abs()).sum();
    // Times 2, and times a sample of 2^15 at most.
    sum < 1 << 15
}

/// Returns the sum of a filter's coefficients and samples, the newest of which is last.
fn sum(filter: &Filter, window: &[i16; ORDER + 1]) -> i32 {
    let terms = filter.iter().zip(window.iter().rev());
    2 * terms.map(|(&a, &sample)| i32::from(a) * i32::from(sample)).sum::<i32>()
}

/// As [`sum`], for filters that are not small.
fn limited_sum(filter: &Filter, window: &[i16; ORDER + 1]) -> i32 {
    let terms = filter.iter().zip(window.iter().rev());
    terms.fold(0, |sum, (&coefficient, &sample)| mac(sum, coefficient, sample))
}

/// Last samples of a synthesis filter, the oldest first.
pub(super) type Memory = [i16; ORDER];

/// Filters `input` through `1 / A(z)` (equation 77) and returns whether no sum was too large.
///
/// `output` gets a sample for each of `input`; `memory` is not changed.
pub(super) fn synthesise(
    filter: &Filter,
    input: &[i16],
    memory: &Memory,
    output: &mut [i16],
) -> bool {
    let small = is_small(filter);
    // What came out before, then what comes out now.
    let mut signal = [0; ORDER + SUBFRAME];
    signal.iter_mut().zip(memory).for_each(|(to, &from)| *to = from);
    let mut fits = true;
    for (n, (&sample, out)) in input.iter().zip(output).enumerate() {
        let rest = signal.get_mut(n..).and_then(|rest| rest.split_first_chunk_mut());
        let Some((past, [now, ..])) = rest else { break };
        let (difference, difference_fits) = if small {
            (feedback(filter, sample, past), true)
        } else {
            limited_feedback(filter, sample, past)
        };
        let scaled = shift(difference, 3);
        fits &= difference_fits && scaled >> 3 == difference && scaled <= i32::MAX - 0x8000;
        *now = round(scaled);
        *out = *now;
    }
    fits
}

/// Returns what a synthesis filter makes of a sample, given what came out before.
fn feedback(&[first, ref rest @ ..]: &Filter, sample: i16, past: &Memory) -> i32 {
    let terms = rest.iter().zip(past.iter().rev());
    let sum: i32 = terms.map(|(&a, &past)| i32::from(a) * i32::from(past)).sum();
    2 * (i32::from(first) * i32::from(sample) - sum)
}

/// As [`feedback`], for filters that are not small, and whether nothing had to be limited.
fn limited_feedback(&[first, ref rest @ ..]: &Filter, sample: i16, past: &Memory) -> (i32, bool) {
    let terms = rest.iter().zip(past.iter().rev());
    terms.fold((product(first, sample), true), |(sum, fits), (&coefficient, &past)| {
        let term = product(coefficient, past);
        (sum.saturating_sub(term), fits && sum.checked_sub(term).is_some())
    })
}

/// Returns the last samples of `signal`, which [`synthesise`] goes on with.
pub(super) fn memory(signal: &[i16]) -> Memory {
    signal.last_chunk().copied().unwrap_or_default()
}

/// A high-pass filter of second order.
#[derive(Clone, Debug)]
pub(super) struct HighPass {
    zeros: [i16; 3],
    poles: [i16; 2],
    /// What makes the coefficients' format Q15.
    places: i32,
    input: [i16; 2],
    output: [i32; 2],
}

impl HighPass {
    /// Returns the filter before the encoder, which halves the sound (equation 1).
    pub(super) const fn before() -> Self {
        Self::new([1899, -3798, 1899], [7807, -3733], 3)
    }

    /// Returns the filter behind the decoder (equation 91).
    pub(super) const fn behind() -> Self {
        Self::new([7699, -15_398, 7699], [15_836, -7667], 2)
    }

    const fn new(zeros: [i16; 3], poles: [i16; 2], places: i32) -> Self {
        Self { zeros, poles, places, input: [0; 2], output: [0; 2] }
    }

    /// Returns the next sample in Q16.
    pub(super) fn process(&mut self, sample: i16) -> i32 {
        let mut sum = 0i32;
        for (&pole, &output) in self.poles.iter().zip(&self.output) {
            sum = sum.saturating_add(mul_wide(output, pole));
        }
        let [x1, x2] = self.input;
        for (&zero, input) in self.zeros.iter().zip([sample, x1, x2]) {
            sum = mac(sum, input, zero);
        }
        let sum = shift(sum, self.places);
        self.input = [sample, x1];
        self.output = [sum, self.output[0]];
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOWEL: Filter = [4096, -5000, 3000, -800, 300, -200, 100, -50, 20, -10, 5];

    #[test]
    fn synthesis_undoes_the_residual() {
        let mut signal = [0; ORDER + SUBFRAME];
        for (n, sample) in signal.iter_mut().enumerate() {
            *sample = ((n * 7919) % 4001) as i16 - 2000;
        }
        let mut output = [0; SUBFRAME];
        assert!(synthesise(
            &VOWEL,
            &residual(&VOWEL, &signal),
            &memory(&signal[..10]),
            &mut output
        ));
        for (got, expected) in output.iter().zip(&signal[ORDER..]) {
            assert!((got - expected).abs() <= 6, "{got} {expected}");
        }
    }

    #[test]
    fn a_synthesis_that_does_not_fit_says_so() {
        let mut output = [0; SUBFRAME];
        let loud = [20_000; SUBFRAME];
        let filter = [4096, -7000, 3200, 0, 0, 0, 0, 0, 0, 0, 0];
        assert!(!synthesise(&filter, &loud, &[0; ORDER], &mut output));
        assert_eq!(output[SUBFRAME - 1], i16::MAX);
        assert!(synthesise(&filter, &[10; SUBFRAME], &[0; ORDER], &mut output));
    }

    #[test]
    fn high_passes_stop_what_does_not_move() {
        let mut filter = HighPass::before();
        let mut sample = 0;
        for _ in 0..4000 {
            sample = round(filter.process(10_000));
        }
        assert!(sample.abs() <= 1, "{sample}");
        // A tone of a quarter of the rate passes at half its height.
        let mut filter = HighPass::before();
        let tone: Vec<_> =
            (0..400).map(|n| round(filter.process([10_000, 0, -10_000, 0][n % 4]))).collect();
        let peak = tone.iter().skip(200).max().unwrap();
        assert!((4700..5300).contains(peak), "{peak}");
    }
}
