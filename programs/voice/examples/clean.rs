//! Cleans a recording: `clean STAGES PLAYED.wav HEARD.wav CLEANED.wav`, all of 16 bit at 16 kHz.
//!
//! `STAGES` are some of `echo`, `strong`, and one of `noise`, `steady`, `changing`, with
//! commas. What comes out is moved
//! back by the delay; what was found of the echo is printed.
#![allow(clippy::print_stdout, reason = "its output is the result")]

use std::error::Error;

use hookswitch_core::media::plan::{EchoOptions, NoiseKind, NoiseOptions, Residual, VoiceOptions};
use hookswitch_core::media::program::{VOICE_BLOCK, VoiceEngine as _};
use hookswitch_voice::Engine;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("clean STAGES PLAYED.wav HEARD.wav CLEANED.wav");
    let (stages, played, heard, cleaned) = (next()?, next()?, next()?, next()?);
    let (played, mut heard) = (read(&played)?, read(&heard)?);
    let mut engine = Engine::default();
    engine.adjust(options(&stages));
    let latency = engine.latency();
    let length = heard.len();
    heard.extend(vec![0.0; latency + VOICE_BLOCK]);
    let mut silent = played.into_iter().chain(core::iter::repeat(0.0));
    for block in heard.as_chunks_mut::<VOICE_BLOCK>().0 {
        let played = core::array::from_fn(|_| silent.next().unwrap_or_default());
        engine.process(&played, block);
    }
    if let Some(echo) = engine.echo() {
        println!("drift {:.0} ppm, delay {} ms", echo.drift() * 1e6, echo.delay_ms());
    }
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 16_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(cleaned, spec)?;
    for sample in heard.iter().skip(latency).take(length) {
        writer.write_sample((sample.clamp(-1.0, 1.0) * 32_767.0) as i16)?;
    }
    writer.finalize()?;
    Ok(())
}

fn options(stages: &str) -> VoiceOptions {
    let has = |stage| stages.split(',').any(|word| word == stage);
    let residual = if has("strong") { Residual::SuppressedStrongly } else { Residual::Suppressed };
    let kind = match () {
        () if has("steady") => Some(NoiseKind::Steady),
        () if has("noise") => Some(NoiseKind::Any),
        () if has("changing") => Some(NoiseKind::Changing),
        () => None,
    };
    VoiceOptions {
        echo: (has("echo") || has("strong")).then_some(EchoOptions { residual, max_delay_ms: 0 }),
        noise: kind.map(|kind| NoiseOptions { kind, attenuation_db: 40, post_gain: false }),
        high_pass: true,
    }
}

fn read(path: &str) -> Result<Vec<f32>, Box<dyn Error>> {
    let mut reader = hound::WavReader::open(path)?;
    let samples = reader.samples::<i16>().map(|sample| Ok(f32::from(sample?) / 32_768.0));
    samples.collect()
}
