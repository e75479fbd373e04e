//! G.711 and G.726 beside spandsp, G.722 beside FFmpeg, and Opus beside libopus.

use std::ops::Range;

use hookswitch_core::dsp::g711;
use hookswitch_core::dsp::resample::Resampler;
use hookswitch_core::media::plan::EncoderOptions;
use hookswitch_tests::peers::coders::{signal_to_difference_db, to_i16};
use hookswitch_tests::peers::wide::{
    Opus, g722_by_ffmpeg, g722_by_ours, g722_decoded_by_ffmpeg, g722_decoded_by_ours, g726_by_ours,
    g726_decoded_by_ours, spandsp_decodes, spandsp_encodes,
};
use hookswitch_tests::phone::Voices;
use hookswitch_tests::score::score;
use hookswitch_tests::wav::Wav;

const OPTIONS: EncoderOptions = EncoderOptions {
    bit_rate: 24_000,
    describes_silence: false,
    repeats: false,
    loss_percent: 0,
    played_khz: 0,
};

/// Samples a second of a wide and of a full band.
const WIDE: u32 = 16_000;
const FULL: u32 = 48_000;

fn said() -> Vec<i16> {
    let Voices { tab, peer, .. } = Voices::wide(0.0);
    let voices = [tab, peer].into_iter().flat_map(|path| Wav::read(&path).samples);
    voices.map(to_i16).collect()
}

/// Speech, and noise from whisper to an amplitude.
fn said_and_noise(loudest: u32) -> Vec<i16> {
    let mut pcm = said();
    let mut rng = hookswitch_core::rng::Rng::new([22; 32]);
    for amplitude in [10, 1_000, loudest] {
        pcm.extend(
            (0..16_000).map(|_| (rng.below(amplitude + 1) as i32 - amplitude as i32 / 2) as i16),
        );
    }
    pcm
}

#[test]
fn g726_is_that_of_spandsp_octet_by_octet() {
    // Of what exceeds full scale spandsp keeps the lower bits.
    let mut pcm = said_and_noise(30_000);
    // A modem's tone, its end, and the next.
    let turn = |n: usize, hz: f32| (n as f32 * hz * std::f32::consts::TAU / 8_000.0).sin();
    pcm.extend((0..16_000).map(|n| (8_000.0 * turn(n, [2_100.0, 390.0][n / 4_000 % 2])) as i16));
    let octets = g726_by_ours(&pcm);
    assert!(octets == spandsp_encodes("g726", &pcm), "encoded");
    assert!(g726_decoded_by_ours(&octets) == spandsp_decodes("g726", &octets), "decoded");
}

/// A name, and what codes and decodes a sample.
type Law = (&'static str, fn(i16) -> u8, fn(u8) -> i16);

#[test]
fn g711_is_that_of_spandsp_octet_by_octet() {
    let every: Vec<i16> = (i16::MIN..=i16::MAX).collect();
    let octets: Vec<u8> = (0..=255).collect();
    let laws: [Law; 2] =
        [("alaw", g711::encode_a, g711::decode_a), ("mulaw", g711::encode_mu, g711::decode_mu)];
    for (law, encode, decode) in laws {
        let encoded: Vec<u8> = every.iter().map(|&sample| encode(sample)).collect();
        assert!(encoded == spandsp_encodes(law, &every), "{law}, encoded");
        let decoded: Vec<i16> = octets.iter().map(|&octet| decode(octet)).collect();
        assert!(decoded == spandsp_decodes(law, &octets), "{law}, decoded");
    }
}

#[test]
fn g722_is_that_of_ffmpeg_octet_by_octet() {
    let pcm = said_and_noise(60_000);
    let octets = g722_by_ours(&pcm);
    assert!(octets == g722_by_ffmpeg(&pcm), "encoded");
    assert!(g722_decoded_by_ours(&octets) == g722_decoded_by_ffmpeg(&octets), "decoded");
}

/// What is said at 48 kHz, with hissing above 8 kHz as loud as it is.
fn said_in_full() -> Vec<i16> {
    let mut resampler = Resampler::new(WIDE, FULL);
    let (mut voice, mut hiss) = (Vec::new(), [0.0; 2]);
    said().into_iter().for_each(|sample| resampler.push_to(f32::from(sample), &mut voice));
    let mut rng = hookswitch_core::rng::Rng::new([48; 32]);
    let full = voice.into_iter().map(|sample| {
        let noise = rng.below(2_001) as f32 / 1_000.0 - 1.0;
        let high = noise - 2.0 * hiss[0] + hiss[1];
        hiss = [noise, hiss[0]];
        (sample + 0.1 * sample.abs() * high) as i16
    });
    full.collect()
}

#[test]
fn opus_is_understood_both_ways() {
    is_understood(WIDE, &said(), 24_000, 12.0..26.0);
}

#[test]
fn opus_of_a_full_band_is_understood_both_ways() {
    is_understood(FULL, &said_in_full(), 40_000, 20.0..43.0);
}

#[track_caller]
fn is_understood(sample_rate: u32, pcm: &[i16], bit_rate: u32, rates: Range<f64>) {
    let options = EncoderOptions { bit_rate, ..OPTIONS };
    for encoder in [Opus::Ours, Opus::Libopus] {
        for ms in [10, 20, 40, 60, 120] {
            let packets = encoder.encode(sample_rate, pcm, ms, options);
            let full =
                packets.iter().filter(|packet| matches!(packet[0] >> 3, 14 | 15 | 28..)).count();
            let octets: usize = packets.iter().map(Vec::len).sum();
            let rate = octets as f64 * 8.0 / (packets.len() * ms) as f64;
            let packets: Vec<_> = packets.into_iter().map(Some).collect();
            let [ours, theirs] =
                [Opus::Ours, Opus::Libopus].map(|coder| coder.decode(sample_rate, &packets));
            let samples = packets.len() * ms * sample_rate as usize / 1_000;
            assert_eq!((ours.len(), theirs.len()), (samples, samples));
            assert_eq!(
                full > packets.len() / 2,
                sample_rate == FULL,
                "{encoder:?}, {ms} ms: {full}"
            );
            let likeness = signal_to_difference_db(&theirs, &ours);
            eprintln!(
                "{encoder:?}, {sample_rate} Hz, {ms} ms: {rate:.1} kbit/s, {full} of {} packets of a full \
                 band, decoders {likeness:.1} dB alike",
                packets.len()
            );
            assert!(likeness > 60.0, "{encoder:?}, {ms} ms: {likeness} dB");
            // Of the target, as the voices pause.
            assert!(rates.contains(&rate), "{encoder:?}, {ms} ms: {rate} kbit/s");
        }
    }
}

/// Scores what a coder leaves of the tab's voice, of whose packets every tenth is lost or none.
fn scored(encoder: Opus, options: EncoderOptions, loses: bool) -> f64 {
    let voice = Voices::wide(0.0).tab;
    let pcm: Vec<_> = Wav::read(&voice).repeated(2).samples.into_iter().map(to_i16).collect();
    let is_there = |n: usize| !loses || n % 10 != 4;
    let packets = encoder.encode(WIDE, &pcm, 20, options).into_iter().enumerate();
    let packets: Vec<_> = packets.map(|(n, packet)| is_there(n).then_some(packet)).collect();
    let samples = Opus::Ours.decode(WIDE, &packets).into_iter();
    let samples = samples.map(|sample| f32::from(sample) / 32_768.0).collect();
    score(&voice, &Wav { rate: 16_000, samples }, 1.0).pesq
}

#[test]
fn opus_sounds_as_that_of_libopus_and_repeats_help() {
    let [ours, theirs] = [Opus::Ours, Opus::Libopus].map(|coder| scored(coder, OPTIONS, false));
    eprintln!("24 kbit/s: {ours} by ours, {theirs} by libopus");
    assert!(ours >= theirs - 0.1, "{ours}, libopus {theirs}");
    let repeated = EncoderOptions { repeats: true, loss_percent: 10, ..OPTIONS };
    let [with, without] = [repeated, OPTIONS].map(|options| scored(Opus::Ours, options, true));
    let libopus = scored(Opus::Libopus, repeated, true);
    eprintln!("a tenth lost: {with} with repeats ({libopus} by libopus), {without} without");
    assert!(with >= without + 0.3 && with >= libopus - 0.15, "{with} {without} {libopus}");
}

#[test]
fn opus_is_nearly_silent_while_nobody_speaks() {
    let options = EncoderOptions { describes_silence: true, ..OPTIONS };
    let noise = hookswitch_tests::peers::coders::noise(16_000 * 6, 0.0001);
    let pcm: Vec<_> = noise.into_iter().map(to_i16).collect();
    let [ours, theirs] = [Opus::Ours, Opus::Libopus].map(|coder| {
        let packets = coder.encode(WIDE, &pcm, 20, options);
        packets[100..].iter().filter(|packet| packet.len() > 2).count()
    });
    eprintln!("packets in 4 s of silence: {ours} by ours, {theirs} by libopus");
    // One in 400 ms refreshes what silence sounds like.
    assert!((5..20).contains(&ours), "{ours}, libopus {theirs}");
}
