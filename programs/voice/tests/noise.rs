//! Noise that is taken out of a voice, and a voice that is left alone where there is none.

mod sound;

use hookswitch_core::media::plan::{NoiseKind, NoiseOptions, VoiceOptions};
use hookswitch_core::media::program::VoiceEngine as _;
use hookswitch_voice::Engine;

use crate::sound::{RATE, clean, engine, level_db, noise, voice};

const KINDS: [NoiseKind; 3] = [NoiseKind::Steady, NoiseKind::Any, NoiseKind::Changing];

#[test]
fn steady_noise_goes_down() {
    let noise = noise(8 * RATE, 0.02);
    let silence = vec![0.0; noise.len()];
    for (kind, least_db) in
        [(NoiseKind::Any, 25.0), (NoiseKind::Steady, 12.0), (NoiseKind::Changing, 25.0)]
    {
        let cleaned = clean(&mut engine(false, Some(kind)), &silence, &noise);
        let part = 4 * RATE..7 * RATE;
        let gone = level_db(&noise[part.clone()]) - level_db(&cleaned[part]);
        assert!((least_db..42.0).contains(&gone), "{kind:?}: {gone:.1} dB");
    }
}

/// Returns how far the voice and the pauses of 8 s go down, in decibels, where noise is so loud that
/// comes to them: a second and a half of voice, half a second of pause.
fn talk_and_pauses_db(kind: NoiseKind, noise_dbov: f32) -> (f32, f32) {
    let mut said = voice("tab-wide.wav", 8);
    let in_pause = |n: usize| n % (2 * RATE) >= 3 * RATE / 2;
    said.iter_mut().enumerate().filter(|&(n, _)| in_pause(n)).for_each(|(_, to)| *to = 0.0);
    // White noise whose loudest is 1 has -4.8 dBov.
    let noise = noise(said.len(), 10.0_f32.powf((noise_dbov + 4.8) / 20.0));
    let heard: Vec<f32> = said.iter().zip(&noise).map(|(said, noise)| said + noise).collect();
    let cleaned = clean(&mut engine(false, Some(kind)), &vec![0.0; heard.len()], &heard);
    let gone_db = |pause: bool| {
        let part = |sound: &[f32]| {
            let late = (4 * RATE..15 * RATE / 2).filter(|&n| in_pause(n) == pause);
            // What is at the edge of a pause is neither.
            let inside =
                late.filter(|&n| in_pause(n - 3_200) == pause && in_pause(n + 800) == pause);
            level_db(&inside.map(|n| sound[n]).collect::<Vec<_>>())
        };
        part(&heard) - part(&cleaned)
    };
    (gone_db(false), gone_db(true))
}

#[test]
fn a_quiet_room_is_left_as_it_is() {
    for kind in KINDS {
        let (talk, pauses) = talk_and_pauses_db(kind, -75.0);
        assert!(talk.abs() < 0.2 && pauses.abs() < 1.0, "{kind:?}: {talk:.2} and {pauses:.2} dB");
    }
}

#[test]
fn noise_20_db_below_the_voice_is_taken_out() {
    let voice_dbov = level_db(&voice("tab-wide.wav", 8));
    for (kind, least_db) in
        [(NoiseKind::Steady, 8.0), (NoiseKind::Any, 15.0), (NoiseKind::Changing, 15.0)]
    {
        let (_, pauses) = talk_and_pauses_db(kind, voice_dbov - 20.0);
        assert!(pauses > least_db, "{kind:?}: {pauses:.1} dB");
    }
}

#[test]
fn each_kind_tells_how_long_it_takes() {
    for (kind, alone, behind_echo) in
        [(NoiseKind::Steady, 64, 64), (NoiseKind::Any, 64, 64), (NoiseKind::Changing, 298, 362)]
    {
        let told = [false, true].map(|echo| engine(echo, Some(kind)).latency());
        assert_eq!(told, [alone, behind_echo], "{kind:?}");
    }
}

/// Where the delay changes, one way blends into the other.
#[test]
fn other_options_do_not_click() {
    let tone = |n: usize| {
        let at = |hz: f32| (n as f32 * hz * core::f32::consts::TAU / RATE as f32).sin() * 0.1;
        at(180.0) + at(360.0)
    };
    let heard: Vec<f32> = (0..4 * RATE).map(tone).collect();
    let options = |kind| VoiceOptions {
        noise: Some(NoiseOptions { kind, attenuation_db: 40, post_gain: false }),
        ..VoiceOptions::default()
    };
    let steepest = |sound: &[f32]| {
        sound.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0_f32, f32::max)
    };
    let mut engine = Engine::default();
    let mut all = Vec::new();
    for kind in KINDS.into_iter().chain(KINDS) {
        engine.adjust(options(kind));
        for block in heard[..RATE].as_chunks().0 {
            let mut block = *block;
            engine.process(&[0.0; 64], &mut block);
            all.extend(block);
        }
    }
    // The tone begins at 0 again each second; what comes out of its windows is a little steeper.
    assert!(steepest(&all) < 1.2 * steepest(&heard), "{} {}", steepest(&all), steepest(&heard));
}
