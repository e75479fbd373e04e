//! What calls of the codec take for a moment and what they keep: far less than the reserve of the
//! module's memory, however long they go on.
#![cfg(not(target_arch = "wasm32"))]

use hookswitch_core::media::plan::EncoderOptions;
use hookswitch_core::media::program::{FrameDecoder as _, FrameEncoder as _, Heard};
use hookswitch_opus::{Decoder, Encoder};

/// Octets that are always free when a call begins.
const RESERVE: u64 = 512 << 10;

/// Samples of the longest packet: 120 ms at 48 kHz.
const MOST: usize = 5_760;

/// Speech-like sound for half a second, then next to nothing for as long.
fn sound(n: usize, rate: usize) -> i16 {
    let t = n as f32 / rate as f32;
    let noise = (n.wrapping_mul(2_654_435_761) >> 16 & 0xff) as f32 / 255.0 - 0.5;
    let is_speech = (n * 2 / rate).is_multiple_of(2);
    let voice = (t * 800.0).sin() * 5_000.0 + (t * 9_000.0).sin() * 1_500.0 + noise * 900.0;
    if is_speech { voice as i16 } else { (noise * 8.0) as i16 }
}

#[test]
fn a_call_takes_and_keeps_little() {
    takes_and_keeps_little(16_000, 24_000);
    takes_and_keeps_little(48_000, 40_000);
}

#[track_caller]
fn takes_and_keeps_little(rate: usize, bit_rate: u32) {
    let options = EncoderOptions {
        bit_rate,
        describes_silence: true,
        repeats: true,
        loss_percent: 10,
        played_khz: 0,
    };
    let mut encoder = Encoder::new(rate as u32, options).expect("the rate is coded");
    let mut decoder = Decoder::new(rate as u32).expect("the rate is coded");
    let (mut octets, mut samples) = ([0; 1_275], [0; MOST]);
    let mut at = 0;
    let mut round = |encoder: &mut Encoder, decoder: &mut Decoder, ms: usize, n: usize| {
        let mut pcm = [0; MOST];
        pcm.iter_mut().zip(at..).for_each(|(to, n)| *to = sound(n, rate));
        let count = ms * rate / 1_000;
        at += count;
        let length = encoder.process(&pcm[..count], &mut octets);
        match n % 10 {
            3 => decoder.process(Heard::Lost, &mut samples[..rate / 50]),
            4 => {
                decoder.process(Heard::After(&octets[..length]), &mut samples[..rate * 60 / 1_000])
            }
            _ => decoder.process(Heard::Frame(&octets[..length]), &mut samples),
        };
    };
    let times = [120, 100, 80, 60, 40, 20, 10];
    for ms in times {
        (0..100).for_each(|n| round(&mut encoder, &mut decoder, ms, n));
    }
    let mut kept = 0;
    for ms in times {
        let counted = allocation_counter::measure(|| {
            (0..200).for_each(|n| round(&mut encoder, &mut decoder, ms, n));
        });
        assert!(counted.bytes_max < RESERVE / 16, "{rate} Hz, {ms} ms: {counted:?}");
        // Buffers change places, so that one call keeps what another gave back.
        kept += counted.bytes_current;
        assert!(
            kept.unsigned_abs() < RESERVE / 64,
            "{rate} Hz, {ms} ms: {kept} octets, {counted:?}"
        );
    }
}

#[test]
fn any_octets_are_taken() {
    let mut decoders = [16_000, 48_000].map(|rate| Decoder::new(rate).unwrap());
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    for n in 0..3_000_usize {
        let octets: Vec<u8> = (0..n % 150).map(|_| next()).collect();
        let heard = if n % 7 == 0 { Heard::After(&octets) } else { Heard::Frame(&octets) };
        for decoder in &mut decoders {
            assert!(decoder.process(heard, &mut [0; MOST]) <= MOST);
        }
    }
}
