//! What cleaning takes for a moment and what it keeps: less than the module's memory, however long
//! it goes on.
#![cfg(not(target_arch = "wasm32"))]

use hookswitch_core::media::plan::{EchoOptions, NoiseKind, NoiseOptions, VoiceOptions};
use hookswitch_core::media::program::{VOICE_BLOCK, VoiceEngine as _};
use hookswitch_voice::Engine;

/// Octets that all stages may keep: a block has the size of a power of two, so that they take up
/// to twice as much of the module's 4 MiB.
const KEPT: i64 = 1_500 << 10;

/// Octets that a block may take for a moment.
const TAKEN: u64 = 32 << 10;

fn everything(kind: NoiseKind) -> VoiceOptions {
    let noise = NoiseOptions { kind, attenuation_db: 24, post_gain: true };
    VoiceOptions { echo: Some(EchoOptions::default()), noise: Some(noise), high_pass: true }
}

/// Noise that comes and goes, and its echo.
fn blocks(n: usize) -> ([f32; VOICE_BLOCK], [f32; VOICE_BLOCK]) {
    let noise = |n: usize| (n.wrapping_mul(2_654_435_761) >> 16 & 0xff) as f32 / 255.0 - 0.5;
    let at = |n: usize| if (n / 8_000).is_multiple_of(2) { noise(n) * 0.4 } else { 0.0 };
    let played = core::array::from_fn(|i| at(n * VOICE_BLOCK + i + 500));
    let heard = core::array::from_fn(|i| at(n * VOICE_BLOCK + i) * 0.3);
    (played, heard)
}

#[test]
fn cleaning_takes_and_keeps_little() {
    for kind in [NoiseKind::Steady, NoiseKind::Any, NoiseKind::Changing] {
        let mut engine = Engine::default();
        let opened = allocation_counter::measure(|| engine.adjust(everything(kind)));
        assert!(opened.bytes_current < KEPT, "{kind:?}: {opened:?}");
        let run = |engine: &mut Engine| {
            (0..2_000).for_each(|n| {
                let (played, mut heard) = blocks(n);
                engine.process(&played, &mut heard);
            });
        };
        run(&mut engine);
        let counted = allocation_counter::measure(|| run(&mut engine));
        assert!(counted.bytes_max < TAKEN, "{kind:?}: {counted:?}");
        assert_eq!(counted.bytes_current, 0, "{kind:?}: {counted:?}");
        println!("{kind:?}: kept {}, at a time {counted:?}", opened.bytes_current);
    }
}

#[test]
fn options_may_change_at_any_time() {
    let mut engine = Engine::default();
    let all = [
        VoiceOptions::default(),
        everything(NoiseKind::Any),
        VoiceOptions { echo: None, ..everything(NoiseKind::Any) },
        everything(NoiseKind::Steady),
        everything(NoiseKind::Changing),
        VoiceOptions { noise: None, ..everything(NoiseKind::Steady) },
        VoiceOptions::default(),
    ];
    for (n, options) in all.into_iter().cycle().take(35).enumerate() {
        engine.adjust(options);
        for m in 0..100 {
            let (played, mut heard) = blocks(n * 100 + m);
            engine.process(&played, &mut heard);
            assert!(heard.iter().all(|sample| sample.abs() < 2.0), "{options:?}");
        }
    }
    assert_eq!(engine.latency(), 0);
}
