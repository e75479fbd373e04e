//! Voices, and what is made of them.

use std::path::Path;

use hookswitch_core::media::plan::{EchoOptions, NoiseKind, NoiseOptions, VoiceOptions};
use hookswitch_core::media::program::{VOICE_BLOCK, VOICE_RATE, VoiceEngine as _};
use hookswitch_voice::Engine;

pub(crate) const RATE: usize = VOICE_RATE as usize;

/// Returns so many seconds of a voice, said in a loop.
pub(crate) fn voice(name: &str, seconds: usize) -> Vec<f32> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data").join(name);
    let mut reader = hound::WavReader::open(&path).expect("a voice of the tests");
    assert_eq!(reader.spec().sample_rate, VOICE_RATE, "{name}");
    let sound: Vec<_> = reader
        .samples::<i16>()
        .map(|sample| f32::from(sample.expect("16 bits")) / 32_768.0)
        .collect();
    sound.iter().copied().cycle().take(seconds * RATE).collect()
}

/// Returns so many samples of white noise whose loudest is `most`.
pub(crate) fn noise(samples: usize, most: f32) -> Vec<f32> {
    let mut state = 1_u32;
    core::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((state >> 8) as f32 / 8_388_608.0 - 1.0) * most
    })
    .take(samples)
    .collect()
}

/// Returns what is left of `heard`, moved back by the delay.
pub(crate) fn clean(engine: &mut Engine, played: &[f32], heard: &[f32]) -> Vec<f32> {
    let mut cleaned = Vec::with_capacity(heard.len());
    let blocks = played.as_chunks::<VOICE_BLOCK>().0.iter();
    for (played, heard) in blocks.zip(heard.as_chunks::<VOICE_BLOCK>().0) {
        let mut block = *heard;
        engine.process(played, &mut block);
        cleaned.extend(block);
    }
    cleaned.drain(..engine.latency());
    cleaned
}

/// Returns all stages, or some.
pub(crate) fn engine(echo: bool, noise: Option<NoiseKind>) -> Engine {
    let mut engine = Engine::default();
    engine.adjust(VoiceOptions {
        echo: echo.then(EchoOptions::default),
        noise: noise.map(|kind| NoiseOptions { kind, attenuation_db: 40, post_gain: false }),
        high_pass: true,
    });
    engine
}

/// Returns the level in dBov.
pub(crate) fn level_db(sound: &[f32]) -> f32 {
    let power: f32 = sound.iter().map(|sample| sample * sample).sum();
    10.0 * (power / sound.len() as f32 + 1e-12).log10()
}
