//! What each stage of the way of sound costs, in wasm in Chromium: calls that differ by one stage.
//! Encryption, which the engine does, is timed natively.

use std::time::Instant;

use hookswitch_core::keying::{KeyPair, Keying, Suite};
use hookswitch_core::media::plan::{
    CodecKind, EchoOptions, NoiseKind, NoiseOptions, Plan, Program, VoiceOptions,
};
use hookswitch_core::media::shield::{Kind, Shield};
use hookswitch_core::rng::Rng;
use serde_json::json;

use super::Row;
use super::quantum::{LEVELLING, NOISE, plan, share, timed};

/// Quanta of each call: 4 minutes and 27 s of sound.
const QUANTA: u32 = 100_000;

/// Packets that are protected and opened.
const PACKETS: u16 = 50_000;

pub(super) fn measure() -> Vec<Row> {
    let echo = Some(EchoOptions::default());
    let cleaned = |voice| Plan { voice, ..plan(CodecKind::Pcma, 8, 1) };
    let high_pass = VoiceOptions { high_pass: true, ..VoiceOptions::default() };
    let without_noise = VoiceOptions { echo, ..high_pass };
    let everything = VoiceOptions { noise: Some(NOISE), ..without_noise };
    let changing = Some(NoiseOptions { kind: NoiseKind::Changing, ..NOISE });
    let best = VoiceOptions { noise: changing, ..without_noise };
    let levelled = Plan { levelling: Some(LEVELLING), ..cleaned(everything) };
    let voice = &[Program::Voice][..];
    let bare = mean(&plan(CodecKind::Pcma, 8, 1), &[]);
    let filtered = mean(&cleaned(high_pass), voice);
    let echoless = mean(&cleaned(without_noise), voice);
    let clean = mean(&cleaned(everything), voice);
    let better = mean(&cleaned(best), voice);
    let even = mean(&levelled, voice);
    let wide = mean(&plan(CodecKind::G722, 9, 1), &[]);
    let opus = mean(&plan(CodecKind::Opus, 96, 1), &[Program::Opus]);
    vec![
        row("a PCMA call: resamplers, codec, jitter buffer, mixer", bare),
        row("a G.722 call", wide),
        row("an Opus call", opus),
        row(
            "more for the way to what cleans the voice and back, and the high pass",
            filtered - bare,
        ),
        row("more for the echo canceller", echoless - filtered),
        row("more for noise reduction", clean - echoless),
        row("the same, `stationary_level` 3", better - echoless),
        row("more for levels", even - clean),
        protection(),
    ]
}

/// Returns the mean milliseconds of a quantum.
fn mean(plan: &Plan, programs: &[Program]) -> f64 {
    timed(plan, programs, QUANTA)["mean"].as_f64().unwrap_or(f64::INFINITY)
}

fn row(what: &str, ms: f64) -> Row {
    Row {
        what: format!("Stages, wasm in Chromium: {what}"),
        measured: format!("{:.2} % of a core ({:.1} us a quantum)", share(ms), ms * 1e3),
        target: String::new(),
        met: None,
        figures: json!({ "us": ms * 1e3, "share": share(ms) }),
    }
}

/// Protects and opens packets of 20 ms of Opus at 64 kbit/s, 50 a second each way.
fn protection() -> Row {
    let mut rng = Rng::new([7; 32]);
    let [here, there] = [(); 2].map(|()| Keying::random(Suite::Aes128Tag80, &mut rng));
    let pairs = [(&here, &there), (&there, &here)];
    let [mut one, mut other] = pairs.map(|(send, receive)| {
        let mut shield = Shield::default();
        shield.follow(Some(&KeyPair { send: send.clone(), receive: receive.clone() }));
        shield
    });
    let mut packet = [0x55; 12 + 160];
    packet[..2].copy_from_slice(&[0x80, 96]);
    let start = Instant::now();
    for seq in 0..PACKETS {
        packet[2..4].copy_from_slice(&seq.to_be_bytes());
        let sealed = one.protect(Kind::Rtp, &packet).expect("a packet is protected");
        let opened = other.open(Kind::Rtp, sealed).expect("what was protected is opened");
        assert_eq!(opened, packet, "what was protected is as it was");
    }
    let us = start.elapsed().as_secs_f64() * 1e6 / f64::from(PACKETS);
    Row {
        what: "Stages, native: a packet protected and one opened, AES_CM_128_HMAC_SHA1_80".into(),
        measured: format!("{us:.1} us, {:.3} % of a core at 50 a second", us * 50.0 / 1e4),
        target: String::new(),
        met: None,
        figures: json!({ "us": us }),
    }
}
