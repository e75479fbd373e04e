//! Programs of others: FFmpeg for G.722, libopus (`tests/score/opus.py`), spandsp for G.711 and G.726
//! (`tests/score/spandsp.py`); and ours in the same form.

use std::process::Command;

use hookswitch_core::dsp::{g722, g726};
use hookswitch_core::media::plan::EncoderOptions;
use hookswitch_core::media::program::{FrameDecoder as _, FrameEncoder as _, Heard};
use hookswitch_opus::{Decoder, Encoder};

use super::coders::{piped, samples};
use crate::child::{program, target_file};
use crate::folder;

/// The length that stands for a packet that was lost.
const LOST: u16 = u16::MAX;

/// Samples of the longest packet: 120 ms at 48 kHz.
const MOST_SAMPLES: usize = 5_760;

/// Whose Opus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opus {
    /// This project's.
    Ours,
    /// Debian's libopus.
    Libopus,
}

impl Opus {
    /// Returns packets of so many milliseconds of samples at `rate`: 16,000 Hz of a wide band, 48,000 of
    /// a full one.
    #[track_caller]
    pub fn encode(
        self,
        rate: u32,
        pcm: &[i16],
        ms: usize,
        options: EncoderOptions,
    ) -> Vec<Vec<u8>> {
        match self {
            Self::Ours => {
                let mut encoder = Encoder::new(rate, options).unwrap();
                let encode = |block: &[i16]| {
                    let mut octets = [0; 1_275];
                    let length = encoder.process(block, &mut octets);
                    octets[..length].to_vec()
                };
                pcm.chunks_exact(ms * rate as usize / 1_000).map(encode).collect()
            }
            Self::Libopus => {
                let EncoderOptions { bit_rate, describes_silence, repeats, loss_percent, .. } =
                    options;
                let [repeats, dtx] = [repeats, describes_silence].map(u8::from);
                let numbers =
                    [rate, bit_rate, ms as u32, repeats.into(), dtx.into(), loss_percent.into()];
                let numbers = numbers.map(|number| number.to_string());
                let args: Vec<_> =
                    ["encode"].into_iter().chain(numbers.iter().map(String::as_str)).collect();
                packets(&libopus(&args, octets(pcm)))
            }
        }
    }

    /// Returns the samples of packets at `rate`; `None` was lost.
    #[track_caller]
    pub fn decode(self, rate: u32, packets: &[Option<Vec<u8>>]) -> Vec<i16> {
        match self {
            Self::Ours => decode(rate, packets),
            Self::Libopus => {
                let mut bytes = Vec::new();
                for packet in packets {
                    let packet = packet.as_deref();
                    let length = packet.map_or(LOST, |packet| packet.len() as u16);
                    bytes.extend(length.to_le_bytes());
                    bytes.extend(packet.unwrap_or_default());
                }
                samples(&libopus(&["decode", &rate.to_string()], bytes))
            }
        }
    }
}

/// Decodes with ours; the packet after lost ones describes the last of them.
fn decode(rate: u32, packets: &[Option<Vec<u8>>]) -> Vec<i16> {
    let mut decoder = Decoder::new(rate).unwrap();
    let lost_samples = rate as usize / 50;
    let (mut heard, mut lost) = (Vec::new(), 0);
    let mut play = |what: Heard<'_>, most: usize| {
        let mut block = [0; MOST_SAMPLES];
        let count = decoder.process(what, &mut block[..most]);
        heard.extend(&block[..count]);
    };
    for packet in packets {
        let Some(packet) = packet else {
            lost += 1;
            continue;
        };
        for left in (1..=lost).rev() {
            play(if left == 1 { Heard::After(packet) } else { Heard::Lost }, lost_samples);
        }
        lost = 0;
        play(Heard::Frame(packet), MOST_SAMPLES);
    }
    heard
}

/// Returns octets of G.722 by ours.
pub fn g722_by_ours(pcm: &[i16]) -> Vec<u8> {
    let mut encoder = g722::Encoder::default();
    pcm.as_chunks().0.iter().map(|&two| encoder.process(two)).collect()
}

/// Returns the samples of octets of G.722 by ours.
pub fn g722_decoded_by_ours(octets: &[u8]) -> Vec<i16> {
    let mut decoder = g722::Decoder::default();
    octets.iter().flat_map(|&octet| decoder.process(octet)).collect()
}

/// Returns octets of G.722 by FFmpeg.
#[track_caller]
pub fn g722_by_ffmpeg(pcm: &[i16]) -> Vec<u8> {
    let input = ["-f", "s16le", "-ar", "16000", "-ac", "1", "-i", "pipe:0"];
    ffmpeg(&[&input[..], &["-f", "g722", "pipe:1"]].concat(), octets(pcm))
}

/// Returns the samples of octets of G.722 by FFmpeg.
#[track_caller]
pub fn g722_decoded_by_ffmpeg(octets: &[u8]) -> Vec<i16> {
    samples(&ffmpeg(&["-f", "g722", "-i", "pipe:0", "-f", "s16le", "pipe:1"], octets.to_vec()))
}

/// Returns octets of G.726 by ours.
pub fn g726_by_ours(pcm: &[i16]) -> Vec<u8> {
    let mut encoder = g726::Encoder::default();
    pcm.as_chunks().0.iter().map(|&two| encoder.process(two)).collect()
}

/// Returns the samples of octets of G.726 by ours.
pub fn g726_decoded_by_ours(octets: &[u8]) -> Vec<i16> {
    let mut decoder = g726::Decoder::default();
    octets.iter().flat_map(|&octet| decoder.process(octet)).collect()
}

/// Returns octets of `g726`, `alaw` or `mulaw` by spandsp.
#[track_caller]
pub fn spandsp_encodes(codec: &str, pcm: &[i16]) -> Vec<u8> {
    python("spandsp.py", &[codec, "encode"], octets(pcm))
}

/// Returns the samples of such octets by spandsp.
#[track_caller]
pub fn spandsp_decodes(codec: &str, octets: &[u8]) -> Vec<i16> {
    samples(&python("spandsp.py", &[codec, "decode"], octets.to_vec()))
}

#[track_caller]
fn ffmpeg(args: &[&str], input: Vec<u8>) -> Vec<u8> {
    let mut ffmpeg = Command::new(program(&["ffmpeg"]));
    ffmpeg.args(["-v", "error"]).args(args);
    piped(ffmpeg, input)
}

#[track_caller]
fn libopus(args: &[&str], input: Vec<u8>) -> Vec<u8> {
    python("opus.py", args, input)
}

/// Runs a script of `tests/score`.
#[track_caller]
pub(super) fn python(script: &str, args: &[&str], input: Vec<u8>) -> Vec<u8> {
    let mut python = Command::new(target_file("score/bin/python3"));
    python.arg(folder().join("score").join(script)).args(args);
    piped(python, input)
}

fn octets(pcm: &[i16]) -> Vec<u8> {
    pcm.iter().flat_map(|sample| sample.to_le_bytes()).collect()
}

fn packets(mut bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut packets = Vec::new();
    while let Some((&length, rest)) = bytes.split_first_chunk() {
        let (packet, rest) = rest.split_at(usize::from(u16::from_le_bytes(length)));
        packets.push(packet.to_vec());
        bytes = rest;
    }
    packets
}
