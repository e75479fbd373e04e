//! The decoder (G.729 4, A.4) and the concealment of frames that were lost (4.4, A.4.4).

use super::excitation::{Delay, Excitation, LONGEST, pulses, sharpen, sharpness};
use super::filters::{Memory, memory, synthesise};
use super::frame::{Frame, Silence, Speech, Subframe as Codes};
use super::gains::{Gains, Predictor};
use super::lsp::{Filter, Lines, filter, halfway};
use super::lsp_quantiser::{Dequantiser, START_COSINES};
use super::noise::ComfortNoise;
use super::ops::{mac, norm, product, round, shift};
use super::postfilter::{Pitch, Postfilter};
use super::random::Random;
use super::silence::{self, Level};
use super::tables::ORDER;
use super::{FRAME, SUBFRAME, Subframe};

/// What a frame is taken for.
enum Heard {
    /// Speech; `None` if it was lost.
    Speech(Option<Speech>),
    Silence,
}

/// Makes sound of frames.
#[derive(Clone, Debug)]
pub struct Decoder {
    lines: Dequantiser,
    /// Cosines of the last frame.
    before: Lines,
    excitation: Excitation,
    /// Whole delay of the last subframe.
    delay: usize,
    sharpness: i16,
    gains: Gains,
    predictor: Predictor,
    /// Last samples of the synthesis.
    synthesis: Memory,
    random: Random,
    noise: ComfortNoise,
    /// Energy of the excitation of the last speech: `mantissa * 2^exponent`.
    energy: (i16, i32),
    postfilter: Postfilter,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Decoder {
    /// Returns a decoder that has heard nothing.
    pub fn new() -> Self {
        Self {
            lines: Dequantiser::new(),
            before: START_COSINES,
            excitation: Excitation::new(),
            delay: 60,
            sharpness: sharpness(0),
            gains: Gains::default(),
            predictor: Predictor::new(),
            synthesis: [0; ORDER],
            random: Random::new(21_845),
            noise: ComfortNoise::new(),
            energy: (0, 1),
            postfilter: Postfilter::new(),
        }
    }

    /// Returns the next 10 ms; `None` is a frame that was lost.
    ///
    /// Lost speech is made up from what was heard; a frame lost in silence is more silence (G.729
    /// B.4.5).
    pub fn process(&mut self, frame: Option<&Frame>) -> [i16; FRAME] {
        let (lines, heard) = match frame {
            Some(Frame::Speech(octets)) => {
                let speech = Speech::unpack(octets);
                (self.lines.process(&speech.lsp), Heard::Speech(Some(speech)))
            }
            None if self.noise.is_first() => (self.lines.repeat(), Heard::Speech(None)),
            Some(Frame::Silence(octets)) => {
                (self.describe(&Silence::unpack(octets)), Heard::Silence)
            }
            Some(Frame::Untransmitted) | None => {
                if self.noise.is_first() {
                    // The description was lost: as loud as the last speech.
                    let (mantissa, exponent) = self.energy;
                    self.noise.set_gain(Level::of_frame(mantissa, exponent).index);
                }
                (self.noise.lines(), Heard::Silence)
            }
        };
        let filters = [filter(&halfway(&self.before, &lines)), filter(&lines)];
        self.before = lines;

        let mut output = [0; FRAME];
        let mut pitches = [Pitch::None; 2];
        match heard {
            Heard::Speech(speech) => {
                self.noise.interrupt();
                pitches = self.speak(speech.as_ref(), &filters, &mut output);
                if speech.is_some() {
                    self.measure();
                }
            }
            Heard::Silence => {
                self.noise.process(&mut self.excitation);
                for (n, (output, filter)) in
                    output.as_chunks_mut().0.iter_mut().zip(&filters).enumerate()
                {
                    *output = self.synthesise(n, filter);
                }
                self.sharpness = sharpness(0);
            }
        }
        self.excitation.advance();
        self.postfilter.process(&output, &filters, pitches)
    }

    /// Starts as if nothing had been heard.
    pub fn reset(&mut self) {
        *self = Self::new();
    }

    /// Returns the delay in samples: none.
    pub const fn latency(&self) -> usize {
        0
    }

    /// Takes what a frame of silence says, and returns its cosines.
    fn describe(&mut self, code: &Silence) -> Lines {
        let lines = silence::decode(code, self.lines.history());
        self.noise.set_gain(code.gain);
        self.noise.set_lines(lines);
        lines
    }

    /// Makes a frame of speech, or of what replaces it, and returns its pitch.
    fn speak(
        &mut self,
        speech: Option<&Speech>,
        filters: &[Filter; 2],
        output: &mut [i16; FRAME],
    ) -> [Pitch; 2] {
        let mut pitches = [Pitch::None; 2];
        let mut delay = self.delay;
        for (n, ((output, filter), pitch)) in
            output.as_chunks_mut().0.iter_mut().zip(filters).zip(&mut pitches).enumerate()
        {
            let codes = speech.and_then(|speech| speech.subframes.get(n));
            let trusted = !(n == 0 && speech.is_some_and(Speech::is_corrupt));
            delay = self.excite(n, codes, trusted, delay);
            *pitch = Pitch::Near(delay);
            *output = self.synthesise(n, filter);
        }
        pitches
    }

    /// Remembers how loud the excitation is.
    fn measure(&mut self) {
        let samples = [0, 1].map(|n| self.excitation.subframe(n));
        let samples = samples.as_flattened().iter();
        let energy = samples.fold(0, |sum, &sample| mac(sum, sample, sample));
        let places = norm(energy);
        self.energy = (round(shift(energy, places)), 16 - places);
    }

    /// Puts the excitation of subframe `n` and returns its whole delay; `codes` are `None` if it
    /// was lost, and their delay counts only if it is `trusted`. `before` is the whole delay of the
    /// subframe before.
    fn excite(&mut self, n: usize, codes: Option<&Codes>, trusted: bool, before: usize) -> usize {
        let delay = match codes {
            Some(codes) if trusted => {
                let delay = match n {
                    0 => Delay::first(codes.delay),
                    _ => Delay::second(codes.delay, before),
                };
                self.delay = delay.whole;
                delay
            }
            _ => {
                let delay = Delay { whole: self.delay, thirds: 0 };
                self.delay = (self.delay + 1).min(LONGEST);
                delay
            }
        };
        let adaptive = self.excitation.repeat(n, delay);
        let mut fixed = match codes {
            Some(codes) => pulses(codes.pulses, codes.signs),
            None => {
                let positions = self.random.next() & 0x1fff;
                pulses(positions, self.random.next() & 0xf)
            }
        };
        sharpen(&mut fixed, delay.whole, self.sharpness);
        self.gains = match codes {
            Some(codes) => self.predictor.decode(codes.gains, &fixed),
            None => {
                self.predictor.lose();
                self.gains.faded()
            }
        };
        self.sharpness = sharpness(self.gains.adaptive);
        self.excitation.set(n, &mix(&adaptive, &fixed, self.gains));
        delay.whole
    }

    /// Returns the speech of subframe `n`.
    fn synthesise(&mut self, n: usize, filter: &Filter) -> Subframe {
        let mut output = [0; SUBFRAME];
        if !synthesise(filter, &self.excitation.subframe(n), &self.synthesis, &mut output) {
            // Too loud for 16 bits: all that was is made quieter, and it is tried again.
            self.excitation.quarter();
            synthesise(filter, &self.excitation.subframe(n), &self.synthesis, &mut output);
        }
        self.synthesis = memory(&output);
        output
    }
}

/// Returns the excitation of both vectors (equation 75).
pub(super) fn mix(adaptive: &Subframe, fixed: &Subframe, gains: Gains) -> Subframe {
    let mut output = [0; SUBFRAME];
    for ((sample, &adaptive), &fixed) in output.iter_mut().zip(adaptive).zip(fixed) {
        let sum = mac(product(adaptive, gains.adaptive), fixed, gains.fixed);
        *sample = round(shift(sum, 1));
    }
    output
}
