//! What one render quantum costs in the browser with a call up.

use hookswitch_core::media::plan::{Codec, CodecKind, Plan, RtpStart, StreamId, StreamPlan};
use serde_json::{Value, json};

use super::{Row, in_demo_page};

/// Milliseconds of 128 samples at 48 kHz.
const QUANTUM_MS: f64 = 128.0 / 48.0;

/// Calls the module as `static/worklet.js` does, with a microphone that gives noise and the other
/// side's packets each 20 ms, and times batches: the clock of a page is too coarse for one call.
const SCRIPT: &str = "(async plan => {
    const response = await fetch('worklet.wasm');
    const { instance: { exports: wasm } } = await WebAssembly.instantiate(await response.arrayBuffer(), {});
    wasm.start(48000, 480);
    const bytes = data => {
        new Uint8Array(wasm.memory.buffer, wasm.message(), data.length).set(data);
        wasm.handle(data.length);
    };
    bytes([1, ...plan]);
    const noise = Float32Array.from({ length: 128 }, () => (Math.random() - 0.5) * 0.2);
    const packet = new Uint8Array(5 + 12 + 160);
    packet.set([0, 0, 0, 0, 1, 0x80, 8]);
    for (let i = 17; i < packet.length; i++) packet[i] = Math.random() * 256;
    let seq = 0, due = 0, sent = 0;
    const run = count => {
        for (let i = 0; i < count; i++) {
            if (due <= 0) {
                new DataView(packet.buffer).setUint16(7, ++seq & 0xffff);
                new DataView(packet.buffer).setUint32(9, seq * 160);
                bytes(packet);
                due += 960;
            }
            due -= 128;
            new Float32Array(wasm.memory.buffer, wasm.input(), 128).set(noise);
            wasm.process(128, 128);
            while (wasm.poll() > 0) sent++;
        }
    };
    run(5000);
    const batches = [];
    for (let i = 0; i < 3000; i++) {
        const start = performance.now();
        run(60);
        batches.push((performance.now() - start) / 60);
    }
    batches.sort((a, b) => a - b);
    return { p50: batches[1500], p99: batches[2970], max: batches[2999], sent };
})";

pub(super) fn measure() -> Vec<Row> {
    let codec = Codec { kind: CodecKind::Pcma, payload_type: 8 };
    let plan = Plan {
        streams: vec![StreamPlan::new(
            StreamId(1),
            codec,
            RtpStart { ssrc: 1, seq: 2, rtp_time: 3 },
        )],
        ..Plan::default()
    };
    let plan = json!(hookswitch_core::link::encode(&plan));
    let script = format!("{SCRIPT}({plan})");
    let result: Option<Value> = in_demo_page(|tab| tab.evaluate(&script));
    let result = result.expect("the module runs in a page");
    let number = |key: &str| result[key].as_f64().unwrap_or(f64::INFINITY);
    assert!(number("sent") > 20_000.0, "the module sends packets: {result}");
    let share = |ms: f64| ms / QUANTUM_MS * 100.0;
    vec![Row::new(
        "One quantum with a PCMA call up, wasm in Chromium (batches of 60)",
        format!(
            "p50 {:.1} us ({:.2} %), p99 {:.1} us ({:.2} %)",
            number("p50") * 1e3,
            share(number("p50")),
            number("p99") * 1e3,
            share(number("p99")),
        ),
        "p99 <= 5 % of 2,667 us",
        share(number("p99")) <= 5.0,
        result,
    )]
}
