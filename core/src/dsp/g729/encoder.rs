//! The encoder (G.729 3, A.3), and its silence compression (B).

use super::decoder::mix;
use super::excitation::{Excitation, LONGEST, nearby, pulses, sharpen, sharpness};
use super::filters::{HighPass, Memory, memory, residual, synthesise, widen};
use super::frame::{Frame, Speech, Subframe as Codes, parity};
use super::gain_search::{Limit, Terms, search as search_gains};
use super::gains::Predictor;
use super::lpc::{Correlations, Levinson, WINDOW};
use super::lsp::{Filter, Lines, filter, find, frequencies, halfway};
use super::lsp_quantiser::{Quantiser, START_COSINES};
use super::noise::ComfortNoise;
use super::ops::{high, product, round, shift};
use super::pitch::{Fit, Fractions, Weighted, backward, closed_loop, low_pass, open_loop};
use super::pulse_search::search as search_pulses;
use super::tables::ORDER;
use super::taming::Taming;
use super::transmission::{Decision, Transmission};
use super::vad::{Activity, Detector};
use super::{FRAME, SUBFRAME, Subframe};

/// Samples that the encoder looks ahead.
pub const LOOKAHEAD: usize = 40;

/// Where the frame is in the window.
const NOW: usize = WINDOW - LOOKAHEAD - FRAME;

/// How wide the resonances of the weighted speech are: 0.75 in Q15.
const WEIGHTING: i16 = 24_576;

/// The largest gain of the adaptive codebook while it is tamed: 0.95 in Q14.
const TAMED: i16 = 15_564;

/// What the encoder does with silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silences {
    /// It is sent as speech: Annex A alone.
    Sent,
    /// It is described now and then: Annex B.
    Described {
        /// Frames of 10 ms after speech that are sent as speech as well.
        hangover: u8,
    },
}

impl Silences {
    /// Described as the Recommendation does it, bit by bit.
    pub const DESCRIBED: Self = Self::Described { hangover: 0 };

    /// Described from 200 ms after speech on. The Recommendation's detector takes the closure before
    /// a consonant for silence, and what is heard then depends on the other end's comfort noise.
    pub const DESCRIBED_LATE: Self = Self::Described { hangover: 20 };
}

/// Makes frames of sound.
#[derive(Clone, Debug)]
pub struct Encoder {
    silences: Silences,
    high_pass: HighPass,
    /// The last 240 samples.
    speech: [i16; WINDOW],
    levinson: Levinson,
    /// Cosines of the last frame of speech, and as the decoder has them of the last frame.
    lines: Lines,
    quantised: Lines,
    quantiser: Quantiser,
    weighted: Weighted,
    /// Last samples of the weighted speech's filter, and of what the excitation missed.
    weighting: Memory,
    missed: Memory,
    excitation: Excitation,
    sharpness: i16,
    gains: Predictor,
    taming: Taming,
    detector: Detector,
    /// Frames since the last of speech.
    pause: u8,
    transmission: Transmission,
    noise: ComfortNoise,
}

impl Encoder {
    /// Returns an encoder that has heard nothing.
    pub fn new(silences: Silences) -> Self {
        Self {
            silences,
            high_pass: HighPass::before(),
            speech: [0; WINDOW],
            levinson: Levinson::new(),
            lines: START_COSINES,
            quantised: START_COSINES,
            quantiser: Quantiser::new(),
            weighted: [0; LONGEST + FRAME],
            weighting: [0; ORDER],
            missed: [0; ORDER],
            excitation: Excitation::new(),
            sharpness: sharpness(0),
            gains: Predictor::new(),
            taming: Taming::new(),
            detector: Detector::new(),
            pause: u8::MAX,
            transmission: Transmission::new(),
            noise: ComfortNoise::new(),
        }
    }

    /// Returns the frame of 10 ms that began [`LOOKAHEAD`] samples before `samples`.
    pub fn process(&mut self, samples: &[i16; FRAME]) -> Frame {
        self.speech.copy_within(FRAME.., 0);
        for (sample, &new) in self.speech.iter_mut().skip(WINDOW - FRAME).zip(samples) {
            *sample = round(self.high_pass.process(new));
        }

        let mut correlations = Correlations::of(&self.speech);
        let powers = correlations.filter().map(high);
        correlations.spread();
        let prediction = self.levinson.process(&correlations.filter());
        let lines = find(&prediction.filter).unwrap_or(self.lines);

        if let Silences::Described { hangover } = self.silences {
            let [_, reflection] = prediction.reflections;
            let activity = self.detector.process(
                &self.speech,
                &correlations,
                reflection,
                &frequencies(&lines),
            );
            let is_close = self.pause < hangover;
            self.pause = match activity {
                Activity::Speech => 0,
                Activity::Noise => self.pause.saturating_add(1),
            };
            let is_speech = activity == Activity::Speech || is_close;
            self.transmission.follow(powers, correlations.exponent, is_speech);
            if !is_speech {
                return self.silence();
            }
            self.noise.interrupt();
        }
        self.lines = lines;
        Frame::Speech(self.speech(&lines).pack())
    }

    /// Starts as if nothing had been heard.
    pub fn reset(&mut self) {
        *self = Self::new(self.silences);
    }

    /// Returns the delay in samples.
    pub const fn latency(&self) -> usize {
        LOOKAHEAD
    }

    /// Encodes a frame of speech.
    fn speech(&mut self, lines: &Lines) -> Speech {
        let (lsp, quantised) = self.quantiser.process(lines);
        let filters = self.filters(quantised);
        let weighted = filters.map(|filter| widen(&filter, WEIGHTING));
        for (n, (filter, weighted)) in filters.iter().zip(&weighted).enumerate() {
            let residual = residual(filter, self.subframe(n));
            self.excitation.set(n, &residual);
            self.weigh(n, &residual, weighted);
        }
        let pitch = open_loop(&self.weighted);
        self.weighted.copy_within(FRAME.., 0);

        let mut lowest = nearby(pitch, 3, 6);
        let mut speech = Speech { lsp, ..Speech::default() };
        for (n, (codes, filter)) in speech.subframes.iter_mut().zip(&weighted).enumerate() {
            *codes = self.excite(n, filter, &mut lowest);
        }
        let [first, _] = speech.subframes;
        speech.parity = parity(first.delay);
        self.excitation.advance();
        speech
    }

    /// Returns the filters of both halves of the frame, and remembers its cosines.
    fn filters(&mut self, quantised: Lines) -> [Filter; 2] {
        let filters = [filter(&halfway(&self.quantised, &quantised)), filter(&quantised)];
        self.quantised = quantised;
        filters
    }

    /// Returns subframe `n` and the samples that a filter needs before it.
    fn subframe(&self, n: usize) -> &[i16] {
        let start = NOW + n * SUBFRAME - ORDER;
        self.speech.get(start..start + ORDER + SUBFRAME).unwrap_or_default()
    }

    /// Makes the weighted speech of subframe `n`.
    fn weigh(&mut self, n: usize, residual: &Subframe, weighted: &Filter) {
        let mut output = [0; SUBFRAME];
        synthesise(&low_pass(weighted), residual, &self.weighting, &mut output);
        self.weighting = memory(&output);
        let samples = self.weighted.iter_mut().skip(LONGEST + n * SUBFRAME);
        samples.zip(output).for_each(|(to, from)| *to = from);
    }

    /// Searches the excitation of subframe `n`; its delay is one of those from `lowest` on.
    fn excite(&mut self, n: usize, filter: &Filter, lowest: &mut usize) -> Codes {
        // The impulse response, and what the excitation must become through it.
        let mut impulse = [0; SUBFRAME];
        impulse[0] = 4096;
        let mut response = [0; SUBFRAME];
        synthesise(filter, &impulse, &[0; ORDER], &mut response);
        let mut target = [0; SUBFRAME];
        synthesise(filter, &self.excitation.subframe(n), &self.missed, &mut target);

        let wanted = backward(&response, &target);
        let (span, fractions) =
            if n == 0 { (6, Fractions::OfShort) } else { (9, Fractions::OfAll) };
        let (delay, adaptive) =
            closed_loop(&mut self.excitation, n, &wanted, *lowest, span, fractions);
        let delay_code = match n {
            0 => {
                *lowest = nearby(delay.whole, 5, 9);
                delay.code_first()
            }
            _ => delay.code_second(*lowest),
        };

        let mut filtered = [0; SUBFRAME];
        synthesise(filter, &adaptive, &[0; ORDER], &mut filtered);
        let mut fit = Fit::of(&target, &filtered);
        let limit = if self.taming.is_needed(delay) { Limit::BelowOne } else { Limit::None };
        if limit == Limit::BelowOne {
            fit.gain = fit.gain.min(TAMED);
        }
        let mut rest = target;
        for (rest, &sample) in rest.iter_mut().zip(&filtered) {
            *rest = rest.saturating_sub(high(shift(product(sample, fit.gain), 1)));
        }
        let found = search_pulses(&rest, &mut response, delay.whole, self.sharpness);
        let mut fixed = pulses(found.positions, found.signs);
        sharpen(&mut fixed, delay.whole, self.sharpness);

        let terms = Terms::new(&target, &filtered, &found.filtered, &fit);
        let (gain_codes, gains) = search_gains(&mut self.gains, &fixed, &terms, limit);
        self.sharpness = sharpness(gains.adaptive);
        self.excitation.set(n, &mix(&adaptive, &fixed, gains));
        self.taming.follow(delay.whole, gains.adaptive);

        let mut missed = target;
        for (sample, (&adaptive, &fixed)) in
            missed.iter_mut().zip(filtered.iter().zip(&found.filtered))
        {
            let adaptive = high(shift(product(adaptive, gains.adaptive), 1));
            let fixed = high(shift(product(fixed, gains.fixed), 2));
            *sample = sample.saturating_sub(adaptive.saturating_add(fixed));
        }
        self.missed = memory(&missed);
        Codes { delay: delay_code, pulses: found.positions, signs: found.signs, gains: gain_codes }
    }

    /// Encodes a frame of silence, and goes on as the decoder will.
    fn silence(&mut self) -> Frame {
        let decision = self.transmission.process(
            self.noise.is_first(),
            &self.quantised,
            &mut self.levinson,
            self.quantiser.history(),
        );
        let frame = match decision {
            Decision::Describe(code, lines) => {
                self.noise.set_gain(code.gain);
                self.noise.set_lines(lines);
                Frame::Silence(code.pack())
            }
            Decision::Skip => Frame::Untransmitted,
        };
        for repeated in self.noise.process(&mut self.excitation) {
            self.taming.follow(repeated.delay, repeated.gain);
        }
        let filters = self.filters(self.noise.lines());
        for (n, filter) in filters.iter().enumerate() {
            let mut residual = residual(filter, self.subframe(n));
            let weighted = widen(filter, WEIGHTING);
            self.weigh(n, &residual, &weighted);
            for (sample, noise) in residual.iter_mut().zip(self.excitation.subframe(n)) {
                *sample = sample.saturating_sub(noise);
            }
            let mut missed = [0; SUBFRAME];
            synthesise(&weighted, &residual, &self.missed, &mut missed);
            self.missed = memory(&missed);
        }
        self.sharpness = sharpness(0);
        self.weighted.copy_within(FRAME.., 0);
        self.excitation.advance();
        frame
    }
}
