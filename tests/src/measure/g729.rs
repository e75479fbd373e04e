//! G.729: what it costs in a browser, how large its module is, how it scores beside bcg729, and how
//! far the decoders of others are from ours.

use hookswitch_core::dsp::g729::{FRAME, Frame, Silences};
use serde_json::{Value, json};

use super::{Row, in_demo_page};
use crate::peers::coders::{
    Coder, ffmpeg_decodes, lossy, noise, signal_to_difference_db, sounds, to_i16,
};
use crate::phone::{said_by_peer, said_by_tab};
use crate::score::score;
use crate::wav::Wav;

/// Percent of frames that are lost where some are.
const LOST_PERCENT: u32 = 5;

/// Bytes that the module may have.
const MOST_BYTES: f64 = 60e3;

/// Codes speech with the module as the worklet does: through its buffer, eight octets at a time.
/// Passes over all frames are timed as a whole, as the clock of a page is coarse; what the buffer
/// takes is counted.
const SCRIPT: &str = "(async pcm => {
    const response = await fetch('g729.wasm');
    const bytes = await response.arrayBuffer();
    const { instance: { exports: wasm } } = await WebAssembly.instantiate(bytes, {});
    const eights = new BigUint64Array(Int16Array.from(pcm).buffer);
    const count = Math.floor(eights.length / 20);
    const frames = new BigUint64Array(count * 2), lengths = new Uint32Array(count);
    const heard = new BigUint64Array(20);
    const run = described => {
        const encoder = wasm.open_encoder(8000, BigInt(described) << 32n), decoder = wasm.open_decoder(8000);
        const start = performance.now();
        for (let n = 0; n < count; n++) {
            for (let i = 0; i < 20; i++) wasm.put(i, eights[n * 20 + i]);
            lengths[n] = wasm.encode(encoder, 80);
            frames[n * 2] = wasm.get(0);
            frames[n * 2 + 1] = wasm.get(1);
        }
        const middle = performance.now();
        for (let n = 0; n < count; n++) {
            wasm.put(0, frames[n * 2]);
            wasm.put(1, frames[n * 2 + 1]);
            wasm.decode(decoder, 0, lengths[n], 80);
            for (let i = 0; i < 20; i++) heard[i] = wasm.get(i);
        }
        const end = performance.now();
        wasm.close(encoder);
        wasm.close(decoder);
        return [(middle - start) / count * 2e3, (end - middle) / count * 2e3];
    };
    const median = values => values.sort((a, b) => a - b)[values.length >> 1];
    const result = { bytes: bytes.byteLength };
    for (const described of [0, 1]) {
        for (let i = 0; i < 3; i++) run(described);
        const runs = Array.from({ length: 15 }, () => run(described));
        result[described ? 'annex_b' : 'annex_a'] =
            { encode: median(runs.map(r => r[0])), decode: median(runs.map(r => r[1])) };
    }
    return result;
})";

pub(super) fn measure() -> Vec<Row> {
    let mut pcm: Vec<i16> = Wav::read(&said_by_tab()).samples.into_iter().map(to_i16).collect();
    pcm.truncate(pcm.len() / FRAME * FRAME);
    let script = format!("{SCRIPT}({})", json!(pcm));
    let result: Option<Value> = in_demo_page(|tab| tab.evaluate(&script));
    let result = result.expect("the module runs in a page");
    let mut rows = Vec::new();
    for (annex, name) in [("annex_a", ""), ("annex_b", ", Annex B")] {
        for (what, most) in [("encode", 120.0), ("decode", 30.0)] {
            let us = result[annex][what].as_f64().unwrap_or(f64::INFINITY);
            rows.push(Row::new(
                &format!("G.729, {what} 20 ms of speech{name}, wasm in Chromium (median of 15)"),
                format!("{us:.1} us"),
                &format!("<= {most} us"),
                us <= most,
                json!({ "us": us }),
            ));
        }
    }
    let bytes = result["bytes"].as_f64().unwrap_or(f64::INFINITY);
    rows.push(Row::new(
        "G.729, its module, without compression",
        format!("{:.1} KB", bytes / 1e3),
        "<= 60 KB",
        bytes <= MOST_BYTES,
        json!({ "bytes": bytes }),
    ));
    rows
}

/// Scores all four ways from an encoder to a decoder; no way with ours in it may score more than
/// 0.05 less than bcg729 alone.
pub(super) fn measure_scores() -> Vec<Row> {
    let mut rows = Vec::new();
    for (sound, amplitude) in [("speech", 0.0), ("noisy speech", 0.02)] {
        for (silences, annex) in [(Silences::Sent, ""), (Silences::DESCRIBED_LATE, ", Annex B")] {
            let way = |from, to| mean_score(from, to, silences, amplitude);
            let base = way(Coder::Bcg729, Coder::Bcg729);
            for (from, to) in [
                (Coder::Ours, Coder::Ours),
                (Coder::Ours, Coder::Bcg729),
                (Coder::Bcg729, Coder::Ours),
            ] {
                let pesq = way(from, to);
                rows.push(Row::new(
                    &format!("G.729, {sound}{annex}, {from:?} to {to:?}, PESQ narrow band"),
                    format!("{pesq:.2} (bcg729 alone {base:.2})"),
                    "at most 0.05 less",
                    pesq >= base - 0.05,
                    json!({ "pesq": pesq, "bcg729": base }),
                ));
            }
        }
    }
    rows
}

/// Returns the mean over both voices, with noise of so much amplitude.
fn mean_score(from: Coder, to: Coder, silences: Silences, amplitude: f32) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let voices = [said_by_tab(), said_by_peer()];
    let scores = voices.iter().map(|voice| {
        let mut said = Wav::read(voice);
        let noise = noise(said.samples.len(), amplitude);
        said.samples.iter_mut().zip(noise).for_each(|(sample, noise)| *sample += noise);
        let reference = folder.path().join("said.wav");
        said.write(&reference);
        let pcm: Vec<i16> = said.repeated(2).samples.into_iter().map(to_i16).collect();
        let frames: Vec<_> = from.encode(&pcm, silences).into_iter().map(Some).collect();
        let heard = to.decode(&frames);
        let samples = heard.into_iter().map(|sample| f32::from(sample) / 32_768.0).collect();
        score(&reference, &Wav { rate: 8_000, samples }, 1.0).pesq
    });
    scores.sum::<f64>() / voices.len() as f64
}

/// How far the decoders of bcg729 and FFmpeg are from ours on a minute of sound, from streams of our
/// encoder and of bcg729's, with and without losses; nothing is asked of them.
pub(super) fn measure_differences() -> Vec<Row> {
    let mut rows = Vec::new();
    for (sound, pcm) in sounds() {
        for encoder in [Coder::Ours, Coder::Bcg729] {
            let frames = encoder.encode(&pcm, Silences::Sent);
            for lost in [0, LOST_PERCENT] {
                rows.push(difference(sound, encoder, &lossy(&frames, lost), lost));
            }
        }
    }
    rows
}

fn difference(sound: &str, encoder: Coder, frames: &[Option<Frame>], lost: u32) -> Row {
    let ours = Coder::Ours.decode(frames);
    let bcg729 = signal_to_difference_db(&ours, &Coder::Bcg729.decode(frames));
    let ffmpeg = signal_to_difference_db(&ours, &ffmpeg_decodes(frames));
    Row {
        what: format!("G.729, {sound} by {encoder:?}, {lost} % lost: our decoder over difference"),
        measured: format!("bcg729 {bcg729:.1} dB, FFmpeg {ffmpeg:.1} dB"),
        target: String::new(),
        met: None,
        figures: json!({ "bcg729_db": bcg729, "ffmpeg_db": ffmpeg }),
    }
}
