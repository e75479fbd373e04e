//! The way of the microphone through the program that cleans the user's voice.
//!
//! The program works on blocks of [`VOICE_BLOCK`] samples at [`VOICE_RATE`]; this is what turns the
//! sound card's samples into such blocks and back. What is played goes the same way, one chunk
//! later, so that a block that was heard always finds what was played before it.

use core::mem;
use std::collections::VecDeque;

use super::plan::VoiceOptions;
use super::program::{Programs, VOICE_BLOCK, VOICE_RATE, VoiceEngine};
use super::taps::{Tap, Taps};
use crate::dsp::common_divisor;
use crate::dsp::resample::Resampler;

/// Cleans the user's voice, once its program is there.
#[derive(Debug)]
pub(super) struct Voice {
    sample_rate: u32,
    /// Longest piece that is processed at once.
    chunk: usize,
    engine: Option<Box<dyn VoiceEngine>>,
    options: VoiceOptions,
    path: Option<Path>,
}

/// What is on its way through the program.
#[derive(Debug)]
struct Path {
    heard: Resampler,
    played: Resampler,
    back: Resampler,
    /// What was heard of the next block.
    block: [f32; VOICE_BLOCK],
    filled: usize,
    /// What was played and is not in a block yet.
    reference: VecDeque<f32>,
    /// What is ready for the streams, in the sound card's samples.
    ready: VecDeque<f32>,
}

impl Voice {
    /// Returns a way for pieces of at most `chunk` samples.
    pub(super) const fn new(sample_rate: u32, chunk: usize) -> Self {
        let options = VoiceOptions { echo: None, noise: None, high_pass: false };
        Self { sample_rate, chunk, engine: None, options, path: None }
    }

    /// Follows a plan.
    pub(super) fn apply(&mut self, options: VoiceOptions, programs: &dyn Programs) {
        if self.engine.is_none() && !options.is_none() {
            self.engine = programs.voice();
            self.options = VoiceOptions::default();
        }
        let Some(engine) = &mut self.engine else { return };
        if mem::replace(&mut self.options, options) == options {
            return;
        }
        engine.adjust(options);
        if options.is_none() {
            self.path = None;
        } else if self.path.is_none() {
            self.path = Some(Path::new(self.sample_rate, self.chunk));
        }
    }

    /// Returns the delay in milliseconds.
    pub(super) fn latency_ms(&self) -> u16 {
        let ms = self.latency() as u64 * 1_000 / u64::from(self.sample_rate);
        u16::try_from(ms).unwrap_or(u16::MAX)
    }

    /// Returns the delay in samples of the sound card.
    fn latency(&self) -> usize {
        let (Some(engine), Some(path)) = (&self.engine, &self.path) else { return 0 };
        let inside = engine.latency() as u64 * u64::from(self.sample_rate) / u64::from(VOICE_RATE);
        let back = path.back.latency() as u64 * u64::from(self.sample_rate);
        let back = back / u64::from(VOICE_RATE);
        path.heard.latency() + held(self.sample_rate, self.chunk) + (inside + back) as usize
    }

    /// Cleans what was heard, in place, and tells how it was on the way.
    pub(super) fn process(&mut self, heard: &mut [f32], taps: &mut Taps) {
        match (&mut self.engine, &mut self.path) {
            (Some(engine), Some(path)) => path.process(heard, engine.as_mut(), taps),
            _ => taps.push(Tap::EchoRemoved, heard),
        }
        taps.push(Tap::NoiseRemoved, heard);
    }

    /// Takes what is played, as much as was heard before.
    pub(super) fn play(&mut self, played: &[f32]) {
        if let Some(path) = &mut self.path {
            path.play(played);
        }
    }
}

impl Path {
    fn new(sample_rate: u32, chunk: usize) -> Self {
        let room = VOICE_BLOCK + chunk * VOICE_RATE as usize / sample_rate as usize * 2 + 8;
        let held = held(sample_rate, chunk);
        let mut path = Self {
            heard: Resampler::new(sample_rate, VOICE_RATE),
            played: Resampler::new(sample_rate, VOICE_RATE),
            back: Resampler::new(VOICE_RATE, sample_rate),
            block: [0.0; VOICE_BLOCK],
            filled: 0,
            reference: VecDeque::with_capacity(room * 2),
            ready: VecDeque::with_capacity(4 * (held + chunk)),
        };
        // What is heard in the first chunk meets silence.
        (0..chunk).for_each(|_| path.played.push_to(0.0, &mut path.reference));
        path.ready.extend(core::iter::repeat_n(0.0, held));
        path
    }

    fn process(&mut self, heard: &mut [f32], engine: &mut dyn VoiceEngine, taps: &mut Taps) {
        for sample in &*heard {
            self.heard.push(*sample);
            while let Some(sample) = self.heard.pull() {
                if let Some(place) = self.block.get_mut(self.filled) {
                    *place = sample;
                }
                self.filled += 1;
                if self.filled >= VOICE_BLOCK {
                    self.finish(engine, taps);
                }
            }
        }
        heard.iter_mut().for_each(|sample| *sample = self.ready.pop_front().unwrap_or(0.0));
    }

    fn finish(&mut self, engine: &mut dyn VoiceEngine, taps: &mut Taps) {
        self.filled = 0;
        let mut played = [0.0; VOICE_BLOCK];
        played.iter_mut().for_each(|to| *to = self.reference.pop_front().unwrap_or(0.0));
        engine.process(&played, &mut self.block);
        if taps.is_on() {
            taps.push_block(Tap::EchoRemoved, &engine.with_noise());
        }
        for &sample in &self.block {
            self.back.push_to(sample, &mut self.ready);
        }
    }

    fn play(&mut self, played: &[f32]) {
        for &sample in played {
            self.played.push_to(sample, &mut self.reference);
        }
    }
}

/// Returns for how many samples of the sound card what comes in pieces of `chunk` is held back, so
/// that a block is always done before it is due: as much of a block as can be missing when a piece
/// ends, which is a whole one less what divides both.
const fn held(sample_rate: u32, chunk: usize) -> usize {
    let rate = VOICE_RATE as usize;
    let (block, piece) = (VOICE_BLOCK * sample_rate as usize, chunk * rate);
    (block - common_divisor(block, piece)).div_ceil(rate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::plan::{CodecKind, EncoderOptions};
    use crate::media::program::{FrameDecoder, FrameEncoder};
    use crate::media::taps::TAP_FRAME;

    /// Takes out of what is heard what is played, so that silence comes out if both are the same.
    #[derive(Debug)]
    struct Difference;

    impl VoiceEngine for Difference {
        fn adjust(&mut self, _: VoiceOptions) {}

        fn process(&mut self, played: &[f32; VOICE_BLOCK], heard: &mut [f32; VOICE_BLOCK]) {
            heard.iter_mut().zip(played).for_each(|(heard, played)| *heard -= played);
        }

        fn with_noise(&self) -> [f32; VOICE_BLOCK] {
            [0.5; VOICE_BLOCK]
        }

        fn latency(&self) -> usize {
            0
        }
    }

    impl Programs for Difference {
        fn voice(&self) -> Option<Box<dyn VoiceEngine>> {
            Some(Box::new(Self))
        }

        fn encoder(&self, _: CodecKind, _: EncoderOptions) -> Option<Box<dyn FrameEncoder>> {
            None
        }

        fn decoder(&self, _: CodecKind) -> Option<Box<dyn FrameDecoder>> {
            None
        }
    }

    const ON: VoiceOptions = VoiceOptions { echo: None, noise: None, high_pass: true };

    fn voice(sample_rate: u32) -> Voice {
        let mut voice = Voice::new(sample_rate, 128);
        voice.apply(ON, &Difference);
        voice
    }

    fn sound(n: usize, rate: u32) -> f32 {
        (n as f32 * 800.0 * core::f32::consts::TAU / rate as f32).sin() * 0.5
    }

    #[test]
    fn what_is_heard_comes_out_after_the_latency() {
        for rate in [48_000, 44_100, 16_000, 96_000] {
            let mut voice = voice(rate);
            let latency = voice.latency();
            let mut worst = 0.0_f32;
            for n in 0..400 {
                let mut block: Vec<f32> =
                    (n * 128..n * 128 + 128).map(|n| sound(n, rate)).collect();
                voice.process(&mut block, &mut Taps::new(rate));
                voice.play(&[0.0; 128]);
                let late = (n * 128..).zip(&block);
                for (at, &heard) in late.filter(|&(at, _)| at > latency + 2_000) {
                    worst = worst.max((heard - sound(at - latency, rate)).abs());
                }
            }
            // A sample of 800 Hz at 16 kHz is 0.16 of the way; the latency is told in whole ones.
            assert!(worst < 0.17, "{rate}: {worst}");
        }
    }

    #[test]
    fn what_is_played_arrives_a_chunk_before_it_can_be_heard() {
        let mut voice = voice(48_000);
        let mut out = [0.0; 128];
        let mut last = [0.0; 128];
        for n in 0..400 {
            let played: [f32; 128] = core::array::from_fn(|i| sound(n * 128 + i, 48_000));
            out = last;
            voice.process(&mut out, &mut Taps::new(48_000));
            voice.play(&played);
            last = played;
        }
        assert!(out.iter().all(|sample| sample.abs() < 1e-3), "{out:?}");
    }

    #[test]
    fn without_a_program_or_anything_to_do_nothing_changes() {
        for options in [VoiceOptions::default(), ON] {
            let mut voice = Voice::new(48_000, 128);
            voice.apply(options, &crate::media::program::NoPrograms);
            let mut block = [0.25; 128];
            voice.process(&mut block, &mut Taps::new(48_000));
            assert_eq!((block, voice.latency()), ([0.25; 128], 0));
        }
    }

    #[test]
    fn what_is_between_echo_and_noise_is_told() {
        for (options, expected) in [(ON, 0.5), (VoiceOptions::default(), 0.25)] {
            let (mut voice, mut taps) = (Voice::new(48_000, 128), Taps::new(48_000));
            voice.apply(options, &Difference);
            taps.apply(true, false);
            let mut frame = [0; TAP_FRAME];
            for _ in 0..75 {
                let mut block = [0.25; 128];
                taps.push(Tap::Microphone, &block);
                voice.process(&mut block, &mut taps);
                taps.poll(&mut frame);
            }
            let [.., low, high] = frame[..6] else { panic!("a frame has six taps") };
            let heard = f32::from(i16::from_le_bytes([low, high])) / 32_767.0;
            assert!((heard - expected).abs() < 0.01, "{heard}");
        }
    }
}
