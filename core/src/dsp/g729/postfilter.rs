//! Postfilter: makes pitch and formants stand out of the noise of the codec (G.729 4.2, A.4.2).

use super::excitation::LONGEST;
use super::filters::{HighPass, Memory, memory, residual, synthesise, widen};
use super::lsp::Filter;
use super::math::inverse_sqrt;
use super::ops::{div, dot, high, mul, norm, product, round, shift};
use super::tables::ORDER;
use super::{FRAME, SUBFRAME, Subframe};

/// How wide the resonances of the short-term filter's halves are: 0.55 and 0.7 in Q15.
const NUMERATOR: i16 = 18_022;
const DENOMINATOR: i16 = 22_938;

/// Shares of the sound and of its past in the long-term filter at most, in Q15: with a factor of
/// 0.5, 1 / 1.5 and 0.5 / 1.5.
const PITCH_SHARES: [i16; 2] = [21_845, 10_923];

/// How much of the tilt is compensated: 0.8 in Q15.
const TILT: i16 = 26_214;

/// Samples of the impulse response that the tilt is measured on.
const RESPONSE: usize = 22;

/// Share of the gain before and of the gain now in each sample, in Q15.
const GAIN_KEPT: i16 = 29_491;
const GAIN_NEW: i16 = 3276;

/// Delays on each side of the received one that are tried.
const TRIED: usize = 3;

/// Whether the sound has a pitch that is worth looking for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pitch {
    /// Speech with this delay.
    Near(usize),
    /// Made-up noise.
    None,
}

/// The postfilter and the filter behind it.
#[derive(Clone, Debug)]
pub(super) struct Postfilter {
    /// What came in last.
    input: Memory,
    residual: [i16; LONGEST + SUBFRAME],
    /// Before the compensation of the tilt.
    last: i16,
    /// What the short-term filter made last.
    output: Memory,
    /// In Q12.
    gain: i16,
    high_pass: HighPass,
}

impl Postfilter {
    pub(super) const fn new() -> Self {
        Self {
            input: [0; ORDER],
            residual: [0; LONGEST + SUBFRAME],
            last: 0,
            output: [0; ORDER],
            gain: 4096,
            high_pass: HighPass::behind(),
        }
    }

    /// Filters a frame, given what synthesised it.
    pub(super) fn process(
        &mut self,
        speech: &[i16; FRAME],
        filters: &[Filter; 2],
        pitches: [Pitch; 2],
    ) -> [i16; FRAME] {
        let mut output = [0; FRAME];
        let subframes = speech.as_chunks().0.iter().zip(output.as_chunks_mut().0);
        for (((input, output), filter), pitch) in subframes.zip(filters).zip(pitches) {
            *output = self.subframe(input, filter, pitch);
        }
        output.map(|sample| round(shift(self.high_pass.process(sample), 1)))
    }

    fn subframe(&mut self, input: &Subframe, filter: &Filter, pitch: Pitch) -> Subframe {
        let (numerator, denominator) = (widen(filter, NUMERATOR), widen(filter, DENOMINATOR));

        let mut signal = [0; ORDER + SUBFRAME];
        let samples = self.input.iter().chain(input);
        signal.iter_mut().zip(samples).for_each(|(to, &from)| *to = from);
        self.input = memory(input);
        let residual = residual(&numerator, &signal);
        let fresh = self.residual.iter_mut().skip(LONGEST);
        fresh.zip(residual).for_each(|(to, from)| *to = from);

        let mut shaped = match pitch {
            Pitch::Near(delay) => self.long_term(&residual, delay),
            Pitch::None => residual,
        };
        self.residual.copy_within(SUBFRAME.., 0);

        self.compensate_tilt(&mut shaped, tilt(&numerator, &denominator));
        let mut output = [0; SUBFRAME];
        synthesise(&denominator, &shaped, &self.output, &mut output);
        self.output = memory(&output);
        self.match_level(input, &mut output);
        output
    }

    /// Adds the residual of one pitch period ago (equation A.11).
    fn long_term(&self, residual: &Subframe, delay: usize) -> Subframe {
        let quarter = self.residual.map(|sample| sample >> 2);
        let delayed = |delay: usize| {
            quarter.get(LONGEST - delay..).and_then(|samples| samples.first_chunk::<SUBFRAME>())
        };
        let Some(now) = delayed(0) else { return *residual };
        let longest = (delay + TRIED).min(LONGEST);
        let mut best = (i32::MIN, longest - 2 * TRIED);
        for delay in longest - 2 * TRIED..=longest {
            let correlation = delayed(delay).map_or(i32::MIN, |past| dot(0, now, past));
            if correlation > best.0 {
                best = (correlation, delay);
            }
        }
        let (correlation, delay) = (best.0.max(0), best.1);
        let Some(past) = delayed(delay) else { return *residual };
        let (past_energy, energy) = (dot(1, past, past), dot(1, now, now));
        let places = norm(correlation.max(past_energy).max(energy));
        let [correlation, past_energy, energy] =
            [correlation, past_energy, energy].map(|value| round(shift(value, places)));

        // Equation 82: less than 3 dB of gain.
        let squared = product(correlation, correlation);
        if squared.saturating_sub(product(past_energy, energy) >> 1) < 0 {
            return *residual;
        }
        let [share, past_share] = if correlation > past_energy {
            PITCH_SHARES
        } else {
            let (correlation, past_energy) = (mul(correlation, 16_384) >> 1, past_energy >> 1);
            let sum = correlation.saturating_add(past_energy);
            let past_share = if sum > 0 { div(correlation, sum) } else { 0 };
            [i16::MAX - past_share, past_share]
        };
        let mut output = *residual;
        let past = self.residual.iter().skip(LONGEST - delay);
        for (sample, &past) in output.iter_mut().zip(past) {
            *sample = mul(*sample, share).saturating_add(mul(past, past_share));
        }
        output
    }

    /// Takes a share of each sample's predecessor away (equation A.13).
    fn compensate_tilt(&mut self, signal: &mut Subframe, tilt: i16) {
        for sample in signal {
            let now = *sample;
            *sample = now.saturating_sub(mul(tilt, self.last));
            self.last = now;
        }
    }

    /// Makes `output` as loud as `input` was, step by step (equations A.15, 89).
    fn match_level(&mut self, input: &Subframe, output: &mut Subframe) {
        let energy = |signal: &Subframe| {
            let quarter = signal.map(|sample| sample >> 2);
            dot(0, &quarter, &quarter)
        };
        let energy_out = energy(output);
        if energy_out == 0 {
            self.gain = 0;
            return;
        }
        let places_out = norm(energy_out) - 1;
        let energy_in = energy(input);
        let new = if energy_in == 0 {
            0
        } else {
            let places_in = norm(energy_in);
            let ratio =
                div(round(shift(energy_out, places_out)), round(shift(energy_in, places_in)));
            let ratio = shift(shift(i32::from(ratio), 7), places_in - places_out);
            mul(round(shift(inverse_sqrt(ratio), 9)), GAIN_NEW)
        };
        for sample in output {
            self.gain = mul(self.gain, GAIN_KEPT).saturating_add(new);
            *sample = high(shift(product(*sample, self.gain), 3));
        }
    }
}

/// Returns the tilt of the short-term filter to be compensated, in Q15 (equation A.14).
fn tilt(numerator: &Filter, denominator: &Filter) -> i16 {
    let mut impulse = [0; RESPONSE];
    impulse.iter_mut().zip(numerator).for_each(|(to, &from)| *to = from);
    let mut response = [0; RESPONSE];
    synthesise(denominator, &impulse, &[0; ORDER], &mut response);
    let energy = dot(0, &response, &response);
    let [_, next @ ..] = &response;
    let correlation = dot(0, &response, next);
    match high(correlation) {
        ..=0 => 0,
        correlation => div(mul(correlation, TILT), high(energy)),
    }
}
