//! Taps of the audio graph: what passes at six places, for a recording that finds faults (manual 50).
//!
//! All taps have the same rate and come together, 20 ms at a time, so that a fault can be followed
//! from one place to the next. What a stage is late, its taps are late too.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::program::{VOICE_BLOCK, VOICE_RATE};
use crate::dsp::resample::Resampler;

/// Samples a second of each tap.
pub const TAP_RATE: u32 = VOICE_RATE;

/// Samples of each tap in a frame: 20 ms.
pub const TAP_SAMPLES: usize = TAP_RATE as usize / 50;

/// Bytes of a frame: a sample of each tap, then the next of each, as a WAV has them.
pub const TAP_FRAME: usize = TAP_SAMPLES * Tap::ALL.len() * 2;

/// Samples that wait for their frame at most.
const WAITING: usize = 4 * TAP_SAMPLES;

/// A place where sound passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tap {
    /// The microphone, before anything is done.
    Microphone,
    /// What the loudspeaker plays, in which the echo is looked for.
    Played,
    /// The microphone without echo.
    EchoRemoved,
    /// The same without noise.
    NoiseRemoved,
    /// What is given to the encoder.
    Sent,
    /// What came from the network, decoded.
    Received,
}

impl Tap {
    /// All of them, in the order of their channels.
    pub const ALL: [Self; 6] = [
        Self::Microphone,
        Self::Played,
        Self::EchoRemoved,
        Self::NoiseRemoved,
        Self::Sent,
        Self::Received,
    ];
}

/// One tap on its way into frames.
#[derive(Debug)]
struct Channel {
    resampler: Resampler,
    waiting: VecDeque<f32>,
}

/// The taps of a graph; costs nothing while nobody listens.
#[derive(Debug)]
pub(super) struct Taps {
    sample_rate: u32,
    channels: Option<Box<[Channel; Tap::ALL.len()]>>,
    /// Whether the microphone reaches nobody, and no tap either.
    muted: bool,
}

impl Taps {
    /// Returns taps that nobody listens to, of a sound card with this rate.
    pub(super) const fn new(sample_rate: u32) -> Self {
        Self { sample_rate, channels: None, muted: false }
    }

    /// Begins to listen, or ends that; what is `muted` is silent in the taps, too.
    pub(super) fn apply(&mut self, wanted: bool, muted: bool) {
        self.muted = muted;
        if wanted == self.is_on() {
            return;
        }
        let channel = |tap| {
            let mut waiting = VecDeque::with_capacity(WAITING + 8);
            // This one comes in blocks, and must never be behind the others.
            let early = if tap == Tap::EchoRemoved { VOICE_BLOCK } else { 0 };
            waiting.extend(core::iter::repeat_n(0.0, early));
            Channel { resampler: Resampler::new(self.sample_rate, TAP_RATE), waiting }
        };
        self.channels = wanted.then(|| Box::new(Tap::ALL.map(channel)));
    }

    /// Whether somebody listens.
    pub(super) const fn is_on(&self) -> bool {
        self.channels.is_some()
    }

    /// Takes samples of the sound card's rate.
    pub(super) fn push(&mut self, tap: Tap, samples: &[f32]) {
        let gain = self.gain(tap);
        let Some(Channel { resampler, waiting }) = self.channel(tap) else { return };
        for &sample in samples {
            resampler.push(sample * gain);
            while let Some(sample) = resampler.pull() {
                keep(waiting, sample);
            }
        }
    }

    /// Takes samples that have the rate of taps already.
    pub(super) fn push_block(&mut self, tap: Tap, block: &[f32]) {
        let gain = self.gain(tap);
        let Some(channel) = self.channel(tap) else { return };
        block.iter().for_each(|&sample| keep(&mut channel.waiting, sample * gain));
    }

    const fn gain(&self, tap: Tap) -> f32 {
        match tap {
            Tap::Microphone | Tap::EchoRemoved | Tap::NoiseRemoved if self.muted => 0.0,
            Tap::Microphone
            | Tap::Played
            | Tap::EchoRemoved
            | Tap::NoiseRemoved
            | Tap::Sent
            | Tap::Received => 1.0,
        }
    }

    fn channel(&mut self, tap: Tap) -> Option<&mut Channel> {
        self.channels.as_mut()?.get_mut(tap as usize)
    }

    /// Writes the next frame to `buffer` and returns its length; 0 is none.
    pub(super) fn poll(&mut self, buffer: &mut [u8]) -> usize {
        let Some(channels) = &mut self.channels else { return 0 };
        let [microphone, ..] = &**channels;
        let Some(frame) = buffer.get_mut(..TAP_FRAME) else { return 0 };
        if microphone.waiting.len() < TAP_SAMPLES {
            return 0;
        }
        for samples in frame.as_chunks_mut::<{ Tap::ALL.len() * 2 }>().0 {
            for (to, channel) in samples.as_chunks_mut().0.iter_mut().zip(channels.iter_mut()) {
                let sample = channel.waiting.pop_front().unwrap_or(0.0);
                *to = ((sample.clamp(-1.0, 1.0) * 32_767.0) as i16).to_le_bytes();
            }
        }
        TAP_FRAME
    }
}

/// Puts a sample behind the others; where nobody takes them, the oldest goes.
fn keep(waiting: &mut VecDeque<f32>, sample: f32) {
    if waiting.len() >= WAITING {
        waiting.pop_front();
    }
    waiting.push_back(sample);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(frame: &[u8], tap: Tap) -> Vec<i16> {
        let samples = frame.as_chunks::<2>().0.iter().map(|&bytes| i16::from_le_bytes(bytes));
        samples.skip(tap as usize).step_by(Tap::ALL.len()).collect()
    }

    #[test]
    fn frames_have_each_tap_in_its_place() {
        for rate in [16_000, 44_100, 48_000, 96_000] {
            let mut taps = Taps::new(rate);
            let mut frame = [0; TAP_FRAME];
            taps.push(Tap::Microphone, &[0.5; 9_600]);
            assert_eq!(taps.poll(&mut frame), 0, "nobody listens");
            taps.apply(true, false);
            let mut frames = 0;
            for _ in 0..rate / 100 {
                for (n, tap) in (1_u8..).zip(Tap::ALL) {
                    taps.push(tap, &[f32::from(n) / 10.0; 100]);
                }
                frames += usize::from(taps.poll(&mut frame) > 0);
            }
            assert!((49..=50).contains(&frames), "{rate}: {frames}");
            for (n, tap) in (1_i16..).zip(Tap::ALL) {
                let off = |sample: &i16| (sample - n * 3_277).abs();
                let worst = samples(&frame, tap).iter().map(off).max().unwrap();
                assert!(worst < 40, "{rate}, {tap:?}: {worst}");
            }
        }
    }

    #[test]
    fn what_nobody_takes_is_bounded() {
        let mut taps = Taps::new(48_000);
        taps.apply(true, false);
        taps.push(Tap::Sent, &[0.5; 480_000]);
        taps.push_block(Tap::EchoRemoved, &[0.5; 16_000]);
        let waiting = taps.channels.as_ref().unwrap().iter().map(|channel| channel.waiting.len());
        assert!(waiting.max() <= Some(WAITING));
        taps.apply(false, false);
        assert!(!taps.is_on());
    }

    #[test]
    fn what_is_muted_is_in_no_tap() {
        let mut taps = Taps::new(16_000);
        taps.apply(true, true);
        Tap::ALL.into_iter().for_each(|tap| taps.push(tap, &[0.5; 400]));
        let mut frame = [0; TAP_FRAME];
        assert_eq!(taps.poll(&mut frame), TAP_FRAME);
        let heard =
            Tap::ALL.into_iter().filter(|&tap| samples(&frame, tap).iter().any(|it| *it != 0));
        // What is sent is silent before it gets here.
        assert_eq!(heard.collect::<Vec<_>>(), [Tap::Played, Tap::Sent, Tap::Received]);
    }
}
