//! Echo of speech in a small room: how far it goes down, how soon, and what a drift of the clocks
//! and a talker nearby change.

mod sound;

use hookswitch_core::dsp::resample::Resampler;
use hookswitch_core::media::plan::{EchoOptions, NoiseKind, VoiceOptions};
use hookswitch_core::media::program::{VOICE_RATE, VoiceEngine as _};
use hookswitch_voice::Engine;

use crate::sound::{RATE, clean, engine, level_db, noise, voice};

/// Returns the echo of `played` after 60 ms: the direct sound and reflections that decay by 60 dB
/// in a quarter of a second, heard with a clock that is so much slower.
fn echo(played: &[f32], ppm: f64, seed: u32) -> Vec<f32> {
    let mut state = seed;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / 8_388_608.0 - 1.0
    };
    let mut room = vec![0.0; 960];
    room.push(0.3);
    room.extend((0..2_000).map(|n| {
        let reflects = n % 7 == 0;
        if reflects { 0.15 * noise() * 10.0_f32.powf(-3.0 * n as f32 / 4_000.0) } else { 0.0 }
    }));
    let taps: Vec<_> =
        room.iter().copied().enumerate().filter(|(_, tap)| tap.abs() > 1e-6).collect();
    let heard: Vec<f32> = (0..played.len())
        .map(|n| {
            let of = |&(at, tap): &(usize, f32)| n.checked_sub(at).map_or(0.0, |n| played[n] * tap);
            taps.iter().map(of).sum()
        })
        .collect();
    let mut clock = Resampler::new(VOICE_RATE, VOICE_RATE);
    clock.set_correction(ppm * 1e-6);
    let mut drifted = Vec::new();
    heard.iter().for_each(|&sample| clock.push_to(sample, &mut drifted));
    drifted.resize(played.len(), 0.0);
    drifted
}

/// Decibels that the echo goes down by, from `from` to `to` seconds.
fn gone_db(heard: &[f32], cleaned: &[f32], from: usize, to: usize) -> f32 {
    let part = from * RATE..(to * RATE).min(cleaned.len());
    level_db(&heard[part.clone()]) - level_db(&cleaned[part])
}

#[test]
fn echo_is_gone_soon_and_for_good() {
    let played = voice("peer-wide.wav", 12);
    let heard = echo(&played, 0.0, 1);
    let cleaned = clean(&mut engine(true, None), &played, &heard);
    for second in 2..11 {
        let gone = gone_db(&heard, &cleaned, second, second + 1);
        let silent = level_db(&cleaned[second * RATE..(second + 1) * RATE]) < -75.0;
        assert!(gone > 20.0 || silent, "second {second}: {gone:.1} dB");
    }
}

/// In the first seconds an echo is turned down, and the noise of the room with it.
#[test]
fn the_line_is_not_dead_while_the_room_is_learned() {
    let silence = vec![0.0; RATE];
    let played = [silence, voice("peer-wide.wav", 4)].concat();
    let noise = noise(played.len(), 0.001);
    let heard: Vec<_> =
        echo(&played, 0.0, 1).iter().zip(noise).map(|(echo, noise)| echo + noise).collect();
    let cleaned = clean(&mut engine(true, None), &played, &heard);
    // The room has -65 dBov.
    for tenth in 13..20 {
        let level = level_db(&cleaned[tenth * RATE / 10..(tenth + 1) * RATE / 10]);
        assert!((-85.0..-60.0).contains(&level), "{tenth} tenths of a second: {level:.1} dBov");
    }
}

/// Turning down what comes through would take the voice away again, with the echo of a room that is
/// known.
#[test]
fn who_comes_back_from_a_headset_is_heard_beside_the_other_party() {
    let (played, near) = (voice("peer-wide.wav", 12), voice("tab-wide.wav", 12));
    let echo = echo(&played, 0.0, 1);
    let both: Vec<_> = echo.iter().zip(&near).map(|(echo, near)| echo + near).collect();
    let on = VoiceOptions { echo: Some(EchoOptions::default()), ..VoiceOptions::default() };
    let mut engine = Engine::default();
    let mut part = |options, heard: &[f32], from: usize, to: usize| {
        engine.adjust(options);
        let part = from * RATE..to * RATE;
        clean(&mut engine, &played[part.clone()], &heard[part])
    };
    part(on, &echo, 0, 5);
    part(VoiceOptions::default(), &near, 5, 7);
    let heard = level_db(&part(on, &both, 7, 8)) - level_db(&near[7 * RATE..8 * RATE]);
    assert!(heard > -10.0, "{heard:.1} dB");
    let left = level_db(&part(on, &echo, 8, 12));
    let gone = level_db(&echo[8 * RATE..]) - left;
    assert!(gone > 20.0, "{gone:.1} dB");
}

#[test]
fn clocks_that_drift_apart_are_brought_together() {
    let played = voice("peer-wide.wav", 25);
    for ppm in [200.0, -120.0, 0.0] {
        let heard = echo(&played, ppm, 2);
        let mut engine = engine(true, None);
        let cleaned = clean(&mut engine, &played, &heard);
        let found = engine.echo().unwrap().drift() * 1e6;
        // What is heard with the slower clock has fewer samples: what is played is read faster.
        assert!((found + ppm).abs() < 25.0, "{ppm} ppm: {found:.1} were found");
        let gone = gone_db(&heard, &cleaned, 15, 24);
        assert!(gone > 25.0, "{ppm} ppm: {gone:.1} dB");
    }
}

#[test]
fn a_voice_without_an_echo_is_left_alone() {
    let near = voice("tab-wide.wav", 8);
    let silence = vec![0.0; near.len()];
    for (echo, noise, most_db) in [
        (true, None, 1.0),
        (false, Some(NoiseKind::Any), 2.0),
        (false, Some(NoiseKind::Steady), 2.0),
        (false, Some(NoiseKind::Changing), 2.0),
    ] {
        let cleaned = clean(&mut engine(echo, noise), &silence, &near);
        let change = gone_db(&near, &cleaned, 1, 7);
        assert!(change.abs() < most_db, "echo {echo}, noise {noise:?}: {change:.1} dB");
        // It comes out when the latency says.
        let part = 2 * RATE..4 * RATE;
        let best = (-200..=200_isize)
            .max_by(|&a, &b| {
                let product = |shift: isize| -> f32 {
                    let at = |n: usize| cleaned[n.checked_add_signed(shift).unwrap()];
                    part.clone().map(|n| near[n] * at(n)).sum()
                };
                product(a).total_cmp(&product(b))
            })
            .unwrap();
        assert!(best.abs() <= 8, "echo {echo}, noise {noise:?}: {best} samples off");
    }
}
