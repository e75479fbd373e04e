//! What one render quantum costs in the browser with a call up.

use hookswitch_core::media::plan::{
    Codec, CodecKind, EchoOptions, Levelled, LevellingPlan, NoiseKind, NoiseOptions, Plan, Program,
    RtpStart, StreamId, StreamPlan, VoiceOptions,
};
use serde_json::{Value, json};

use super::{Row, in_demo_page};

/// Milliseconds of 128 samples at 48 kHz.
const QUANTUM_MS: f64 = 128.0 / 48.0;

/// Quanta of the call with everything: 44 minutes of sound.
const MANY: u32 = 1_000_000;

/// Quanta of the conference.
const SOME: u32 = 100_000;

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

/// The same with the modules of codecs and of what cleans the voice. The microphone gives bursts of
/// a buzz, what one stream sends comes in by the other, or by itself if there is one, and each
/// quantum is timed: what is asked of it is more than the clock's tenth of a millisecond.
const WHOLE_SCRIPT: &str = "(async (plan, streams, modules) => {
    const load = async name => {
        const response = await fetch(name);
        return WebAssembly.instantiate(await response.arrayBuffer(), {});
    };
    const wasm = (await load('worklet.wasm')).instance.exports;
    wasm.start(48000, 480);
    for (const [name, number] of modules) {
        const { exports } = (await load(name)).instance;
        const names = Object.keys(exports).filter(name => exports[name] instanceof Function).sort();
        const table = wasm.__indirect_function_table;
        const first = table.grow(names.length);
        names.forEach((name, place) => table.set(first + place, exports[name]));
        wasm.programs(number, first);
    }
    const bytes = data => {
        new Uint8Array(wasm.memory.buffer, wasm.message(), data.length).set(data);
        wasm.handle(data.length);
    };
    bytes([1, ...plan]);
    const microphone = new Float32Array(128);
    let sample = 0, sent = 0, waiting = [];
    const run = () => {
        for (let i = 0; i < 128; i++, sample++) {
            const loud = sample % 48000 < 24000 ? 0.3 : 0.003;
            microphone[i] = loud * (sample % 400 / 200 - 1) + (Math.random() - 0.5) * 0.01;
        }
        const start = performance.now();
        for (const message of waiting) bytes(message);
        new Float32Array(wasm.memory.buffer, wasm.input(), 128).set(microphone);
        wasm.process(128, 128);
        waiting = [];
        for (let length; (length = wasm.poll()) > 0; ) {
            const message = new Uint8Array(wasm.memory.buffer, wasm.message(), length).slice();
            if (message[0] !== 0) continue;
            message[4] = streams + 1 - message[4];
            waiting.push(message);
            sent++;
        }
        return performance.now() - start;
    };
    for (let i = 0; i < 5000; i++) run();
    sent = 0;
    const memory = wasm.memory.buffer.byteLength;
    const times = [];
    let spent = 0;
    globalThis.quanta = count => {
        const start = performance.now();
        for (let i = 0; i < count; i++) times.push(run());
        spent += performance.now() - start;
        return times.length;
    };
    globalThis.told = () => {
        const sorted = Float64Array.from(times).sort(), count = times.length;
        return {
            mean: spent / count, p999: sorted[Math.floor(count * 0.999)], max: sorted[count - 1],
            sent, grown: wasm.memory.buffer.byteLength - memory,
        };
    };
    return true;
})";

/// Quanta between two answers of the page, which has to give one within half a minute.
const SLICE: u32 = 25_000;

pub(super) fn measure() -> Vec<Row> {
    vec![narrow_call(), whole_call(), conference()]
}

pub(super) fn plan(kind: CodecKind, payload_type: u8, streams: u32) -> Plan {
    let codec = Codec { kind, payload_type };
    let stream =
        |id| StreamPlan::new(StreamId(id), codec, RtpStart { ssrc: id, seq: 2, rtp_time: 3 });
    Plan { streams: (1..=streams).map(stream).collect(), microphone: true, ..Plan::default() }
}

fn narrow_call() -> Row {
    let plan = json!(hookswitch_core::link::encode(&plan(CodecKind::Pcma, 8, 1)));
    let script = format!("{SCRIPT}({plan})");
    let result: Option<Value> = in_demo_page(|tab| tab.evaluate(&script));
    let result = result.expect("the module runs in a page");
    let number = |key: &str| result[key].as_f64().unwrap_or(f64::INFINITY);
    assert!(number("sent") > 20_000.0, "the module sends packets: {result}");
    Row::new(
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
    )
}

/// Takes noise out as the phone does by itself.
pub(super) const NOISE: NoiseOptions =
    NoiseOptions { kind: NoiseKind::Any, attenuation_db: 40, post_gain: false };

/// Levels as the phone does by itself, where it does.
pub(super) const LEVELLING: LevellingPlan = LevellingPlan {
    whose: Levelled::Sent,
    target_dbov: -25.0,
    most_db: 15.0,
    fast_db_s: 3.5,
    fast_ms: 1_500,
    slow_db_s: 10.0,
};

/// A call with everything that the graph does; encryption is the engine's.
fn whole_call() -> Row {
    let (echo, noise) = (Some(EchoOptions::default()), Some(NOISE));
    let plan = Plan {
        voice: VoiceOptions { echo, noise, high_pass: true },
        levelling: Some(LEVELLING),
        ..plan(CodecKind::Opus, 96, 1)
    };
    let programs = [Program::Opus, Program::Voice];
    let what = format!("Opus call, echo, noise and levels, wasm in Chromium ({MANY} quanta)");
    whole(&what, &plan, &programs, MANY, (5.0, Some(50.0)))
}

/// Two others, who hear each other and the user.
fn conference() -> Row {
    let plan = Plan { conference: true, ..plan(CodecKind::Opus, 96, 2) };
    let what = format!("Three-party Opus conference, wasm in Chromium ({SOME} quanta)");
    whole(&what, &plan, &[Program::Opus], SOME, (12.0, None))
}

/// Runs a plan; its limits are those of the share of a core and of the dearest quantum but one in
/// a thousand, in percent.
fn whole(
    what: &str,
    plan: &Plan,
    programs: &[Program],
    quanta: u32,
    limits: (f64, Option<f64>),
) -> Row {
    let result = timed(plan, programs, quanta);
    let number = |key: &str| result[key].as_f64().unwrap_or(f64::INFINITY);
    let (mean, late) = (share(number("mean")), share(number("p999")));
    let (core, dearest) = limits;
    let target = match dearest {
        Some(most) => format!("<= {core} % of a core, p99.9 <= {most} % of a quantum"),
        None => format!("<= {core} % of a core"),
    };
    Row::new(
        what,
        format!(
            "{mean:.1} % of a core; a quantum p99.9 {late:.0} %, longest {:.0} %; memory grew by {} B",
            share(number("max")),
            number("grown"),
        ),
        &target,
        mean <= core && dearest.is_none_or(|most| late <= most) && number("grown") == 0.0,
        result,
    )
}

/// Runs a plan in a page; returns what the script told.
pub(super) fn timed(plan: &Plan, programs: &[Program], quanta: u32) -> Value {
    let modules: Vec<_> = programs
        .iter()
        .map(|program| match program {
            Program::G729 => json!(["g729.wasm", 0]),
            Program::Opus => json!(["opus.wasm", 1]),
            Program::Voice => json!(["voice.wasm", 2]),
        })
        .collect();
    let streams = plan.streams.len();
    let bytes = json!(hookswitch_core::link::encode(plan));
    let modules = json!(modules);
    let script = format!("{WHOLE_SCRIPT}({bytes}, {streams}, {modules})");
    let result: Option<Value> = in_demo_page(|tab| {
        tab.evaluate::<bool>(&script)?;
        for _ in 0..quanta / SLICE {
            tab.evaluate::<u32>(&format!("quanta({SLICE})"))?;
        }
        tab.evaluate("told()")
    });
    let result = result.expect("the modules run in a page");
    let sent = result["sent"].as_f64().unwrap_or_default();
    assert!(sent > f64::from(quanta) / 10.0, "the module sends packets: {result}");
    result
}

/// Returns which share of a quantum so many milliseconds are, in percent.
pub(super) fn share(ms: f64) -> f64 {
    ms / QUANTUM_MS * 100.0
}
