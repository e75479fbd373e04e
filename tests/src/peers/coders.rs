//! Programs of others that code G.729: bcg729 (`tests/score/bcg729.py`) and FFmpeg's decoder; and
//! ours in the same form.

use std::io::Write as _;
use std::process::{Command, Stdio};

use hookswitch_core::dsp::g729::{Decoder, Encoder, Frame, Silences};

use crate::child::program;

/// The length that stands for a frame that was lost.
const LOST: u8 = 255;

/// Octets of a frame of speech.
const SPEECH_OCTETS: usize = 10;

/// Who encodes or decodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coder {
    /// This project.
    Ours,
    /// Debian's libbcg729.
    Bcg729,
}

impl Coder {
    /// Returns the frames of 16 bit samples at 8 kHz.
    #[track_caller]
    pub fn encode(self, samples: &[i16], silences: Silences) -> Vec<Frame> {
        match self {
            Self::Ours => {
                let mut encoder = Encoder::new(silences);
                samples.as_chunks().0.iter().map(|block| encoder.process(block)).collect()
            }
            Self::Bcg729 => {
                let vad = if silences == Silences::Sent { "0" } else { "1" };
                let bytes: Vec<u8> = samples.iter().flat_map(|s| s.to_le_bytes()).collect();
                frames(&bcg729(&["encode", vad], bytes))
            }
        }
    }

    /// Returns the samples of frames; `None` was lost.
    #[track_caller]
    pub fn decode(self, frames: &[Option<Frame>]) -> Vec<i16> {
        match self {
            Self::Ours => {
                let mut decoder = Decoder::new();
                frames.iter().flat_map(|frame| decoder.process(frame.as_ref())).collect()
            }
            Self::Bcg729 => {
                let mut bytes = Vec::new();
                for frame in frames {
                    let octets = frame.as_ref().map_or(&[][..], Frame::octets);
                    bytes.push(frame.map_or(LOST, |_| octets.len() as u8));
                    bytes.extend(octets);
                }
                samples(&bcg729(&["decode"], bytes))
            }
        }
    }
}

/// Returns the samples of frames of speech by FFmpeg, which takes octets of zeros for a frame that
/// was lost and knows no silence.
#[track_caller]
pub fn ffmpeg_decodes(frames: &[Option<Frame>]) -> Vec<i16> {
    let octets = |frame: &Option<Frame>| match frame {
        Some(Frame::Speech(octets)) => *octets,
        Some(Frame::Silence(_) | Frame::Untransmitted) | None => [0; SPEECH_OCTETS],
    };
    let bytes: Vec<u8> = frames.iter().flat_map(octets).collect();
    let mut ffmpeg = Command::new(program(&["ffmpeg"]));
    ffmpeg.args(["-v", "error", "-f", "g729", "-i", "pipe:0", "-f", "s16le", "pipe:1"]);
    samples(&piped(ffmpeg, bytes))
}

/// Returns the power of `reference` over that of what `heard` differs by, in dB; infinite if they
/// are equal.
pub fn signal_to_difference_db(reference: &[i16], heard: &[i16]) -> f64 {
    let (mut signal, mut difference) = (0.0, 0.0);
    for (&a, &b) in reference.iter().zip(heard) {
        signal += f64::from(a).powi(2);
        difference += (f64::from(a) - f64::from(b)).powi(2);
    }
    10.0 * (signal / difference).log10()
}

#[track_caller]
fn bcg729(args: &[&str], input: Vec<u8>) -> Vec<u8> {
    super::wide::python("bcg729.py", args, input)
}

/// Runs a program that reads `input` and returns what it writes.
#[track_caller]
pub(super) fn piped(mut command: Command, input: Vec<u8>) -> Vec<u8> {
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child =
        spawned.unwrap_or_else(|error| panic!("{command:?}: {error}: run `cargo xtask setup`"));
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{command:?}: {}", output.status);
    output.stdout
}

pub(super) fn samples(bytes: &[u8]) -> Vec<i16> {
    bytes.as_chunks().0.iter().map(|&pair| i16::from_le_bytes(pair)).collect()
}

fn frames(mut bytes: &[u8]) -> Vec<Frame> {
    let mut frames = Vec::new();
    while let Some((&length, rest)) = bytes.split_first() {
        let (octets, rest) = rest.split_at(usize::from(length));
        frames.push(match length {
            0 => Frame::Untransmitted,
            2 => Frame::Silence(octets.try_into().unwrap()),
            _ => Frame::Speech(octets.try_into().unwrap()),
        });
        bytes = rest;
    }
    frames
}

/// Seconds of each kind of [`sounds`].
const SECONDS: usize = 20;

/// Returns a minute of sound by what it is: speech, music and noise.
pub fn sounds() -> [(&'static str, Vec<i16>); 3] {
    let length = SECONDS * 8_000;
    let said = [crate::phone::said_by_tab(), crate::phone::said_by_peer()];
    let said = said.iter().flat_map(|path| crate::wav::Wav::read(path).samples);
    let mut speech: Vec<i16> = said.map(to_i16).collect();
    speech = speech.into_iter().cycle().take(length).collect();
    let music = (0..length).map(|n| to_i16(music(n))).collect();
    let noise = noise(length, 0.1).into_iter().map(to_i16).collect();
    [("speech", speech), ("music", music), ("noise", noise)]
}

/// Returns white noise of so much amplitude, the same each time.
pub fn noise(length: usize, amplitude: f32) -> Vec<f32> {
    let mut rng = hookswitch_core::rng::Rng::new([29; 32]);
    let mut next = || (rng.u32() as f32 / u32::MAX as f32 * 2.0 - 1.0) * amplitude;
    (0..length).map(|_| next()).collect()
}

/// Converts a sample as a sound card would.
pub fn to_i16(sample: f32) -> i16 {
    (sample.clamp(-1.0, 1.0) * 32_767.0).round() as i16
}

/// A plucked chord each half second, of notes with five overtones.
fn music(n: usize) -> f32 {
    const CHORDS: [[f32; 3]; 4] = [
        [220.0, 277.2, 329.6],
        [174.6, 220.0, 261.6],
        [196.0, 246.9, 293.7],
        [164.8, 207.7, 246.9],
    ];
    let (beat, within) = (n / 4_000, (n % 4_000) as f32 / 8_000.0);
    let mut sum = 0.0;
    for (i, hz) in CHORDS[beat % 4].iter().enumerate() {
        // The melody is the third note, higher each other beat.
        let hz = if i == 2 && beat % 2 == 1 { hz * 2.0 } else { *hz };
        for overtone in 1..=5u8 {
            let turn = core::f32::consts::TAU * hz * f32::from(overtone) * within;
            let fade = (-within * 3.0 * f32::from(overtone)).exp();
            sum += turn.sin() * fade / f32::from(overtone);
        }
    }
    sum * 0.12
}

/// Returns frames of which some were lost: `share` percent, the same ones each time.
pub fn lossy(frames: &[Frame], share: u32) -> Vec<Option<Frame>> {
    let mut rng = hookswitch_core::rng::Rng::new([7; 32]);
    frames.iter().map(|&frame| (rng.below(100) >= share).then_some(frame)).collect()
}
