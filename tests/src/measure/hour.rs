//! A long call: an hour in the browser as the phone is by default, with a peer whose clock is fast.
//!
//! The peer speaks G.722 without a pause, 100 millionths too fast, which comes to 360 ms in an hour that
//! the phone has to get rid of. Each minute the page Status, Audio is read, and the memory of the
//! page's threads: JavaScript's and each module's. Collecting garbage would stop the sound, so that it
//! is the least of some minutes that counts. Nothing is recorded; that the peer is heard is seen by an
//! analyser at the end of the page's sound.
//! `HOOKSWITCH_BENCH_SECONDS` sets another length.

use std::fmt::Write as _;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Row;
use super::delay::{Audio, audio_status};
use crate::browser::{Browser, Microphone, Tab, Thread};
use crate::gateway::{Account, Gateway};
use crate::peers::{Reaction, Stub, Talker};
use crate::phone::Voices;

/// By how many millionths the peer's clock is fast.
const FAST_PPM: f64 = 100.0;

/// How far the delay may be from that after the first minute, in milliseconds, and how much more
/// memory there may be at the end than around ten minutes, in bytes.
const DELAY_MS: u64 = 5;
const MEMORY: i64 = 1_000_000;

/// `__heard()` returns the loudest sample of the last 0.7 s that went to the loudspeaker; in the worklet
/// `__memories` has that of each module.
const LISTEN: &str = "(() => {
    const keep = `globalThis.__memories = [];
        const { Instance } = WebAssembly;
        WebAssembly.Instance = function (...given) {
            const instance = new Instance(...given);
            __memories.push(instance.exports.memory);
            return instance;
        };`;
    const url = URL.createObjectURL(new Blob([keep], { type: 'text/javascript' }));
    const add = Worklet.prototype.addModule;
    Worklet.prototype.addModule = async function (...given) {
        await add.call(this, url);
        return add.apply(this, given);
    };
    const connect = AudioNode.prototype.connect, analysers = new WeakMap();
    const samples = new Float32Array(32768);
    AudioNode.prototype.connect = function (target, ...rest) {
        const { context } = this;
        if (target instanceof AudioDestinationNode && context instanceof AudioContext) {
            if (!analysers.has(context)) {
                analysers.set(context, new AnalyserNode(context, { fftSize: samples.length }));
            }
            const analyser = analysers.get(context);
            connect.call(this, analyser);
            globalThis.__heard = () => {
                analyser.getFloatTimeDomainData(samples);
                return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
            };
        }
        return connect.call(this, target, ...rest);
    };
})()";

/// What was seen at one time.
struct Sample {
    second: f64,
    audio: Audio,
    /// How loud the page was just before.
    peak: f64,
    threads: Vec<Thread>,
    /// Memory of the browser's processes and of the gateway, in bytes.
    browser: u64,
    gateway: u64,
    /// Packets that the peer sent and got.
    sent: u64,
    heard: u64,
}

impl Sample {
    /// Returns what modules and scripts have.
    fn memory(&self) -> u64 {
        self.threads.iter().map(Thread::bytes).sum()
    }

    fn json(&self) -> Value {
        let thread = |thread: &Thread| json!({ "kind": thread.kind, "wasm": thread.wasm, "scripts": thread.scripts });
        json!({
            "second": self.second, "underruns": self.audio.underruns,
            "concealed_ms": self.audio.concealed_ms, "delay_ms": self.audio.buffer_ms,
            "late": self.audio.late, "peak": self.peak,
            "threads": self.threads.iter().map(thread).collect::<Vec<_>>(),
            "browser": self.browser, "gateway": self.gateway, "sent": self.sent, "heard": self.heard,
        })
    }
}

pub(super) fn measure() -> Vec<Row> {
    let seconds = std::env::var("HOOKSWITCH_BENCH_SECONDS").ok().and_then(|s| s.parse().ok());
    let seconds: f64 = seconds.unwrap_or(3_600.0);
    assert!(seconds >= 120.0, "a call of less than two minutes says nothing");
    let samples = call(seconds);
    vec![row(seconds, &samples)]
}

fn call(seconds: f64) -> Vec<Sample> {
    let voices = Voices::wide(0.0);
    let talker = Talker::start(&voices.peer, FAST_PPM);
    let stub = Stub::start(Reaction::AnswerWide { rtp_port: talker.port });
    let mut account = Account::new(1001, stub.port);
    account.codecs = vec!["G722".to_owned()];
    let gateway = Gateway::serve(&account);
    let browser = Browser::start(Microphone::Says(&voices.tab));
    let tab = browser.open_changed(&gateway.url, LISTEN);
    tab.wait_registered();
    tab.wait_program("voice.wasm");
    tab.call("1002");
    tab.wait_display("Connected");
    tab.wait_true("globalThis.__heard?.() > 0.01");
    let begun = Instant::now();
    let mut threads = browser.threads(&tab);
    let mut look = || {
        let peak = tab.evaluate("__heard()").unwrap_or_default();
        let audio = audio_status(&tab);
        let sample = Sample {
            second: begun.elapsed().as_secs_f64(),
            audio,
            peak,
            threads: threads.memory(),
            browser: browser.resident_bytes(),
            gateway: gateway.resident_bytes(),
            sent: talker.sent(),
            heard: talker.heard(),
        };
        eprintln!("{}", sample.json());
        sample
    };
    let step = if seconds < 600.0 { 30.0 } else { 60.0 };
    let times = (1..).map(|n| step * f64::from(n)).take_while(|&second| second < seconds);
    let mut samples = Vec::new();
    for second in times.chain([seconds]) {
        let until = begun + Duration::from_secs_f64(second);
        // The page is left alone meanwhile.
        thread::sleep(until.saturating_duration_since(Instant::now()));
        samples.push(look());
    }
    end(&tab);
    samples
}

/// Ends the call, which has to be up still.
fn end(tab: &Tab) {
    tab.wait_display("Connected");
    tab.press("End");
    tab.assert_no_errors();
}

fn row(seconds: f64, samples: &[Sample]) -> Row {
    let at = |second: f64| {
        let near = |sample: &&Sample| (sample.second - second).abs();
        samples.iter().min_by(|a, b| near(a).total_cmp(&near(b))).expect("there are samples")
    };
    let settled = if seconds < 1_200.0 { seconds / 2.0 } else { 600.0 };
    let (first, middle, last) = (at(60.0), at(settled), at(seconds));
    let told = |value: Option<u64>| value.map_or("unknown".to_owned(), |value| value.to_string());
    let delays: Vec<u64> = samples.iter().filter_map(|sample| sample.audio.buffer_ms).collect();
    let (shortest, longest) = (delays.iter().min().copied(), delays.iter().max().copied());
    let drift_ms = last.sent as f64 * 20.0 * FAST_PPM * 1e-6;
    // The least of the looks within five minutes of the tenth, and of the last ten minutes.
    let least = |from: f64, to: f64| {
        let within = samples.iter().filter(|sample| (from..=to).contains(&sample.second.round()));
        within.map(Sample::memory).min().unwrap_or_default()
    };
    let settled_memory = least(settled / 2.0, settled * 1.5);
    let last_memory = least(seconds - settled, seconds + 60.0);
    let grown = last_memory as i64 - settled_memory as i64;
    let quiet = samples.iter().filter(|sample| sample.peak < 0.01).count();
    let mb = |bytes: u64| bytes as f64 / 1e6;
    let mut measured = format!(
        "underruns {}, concealed {} ms, {} packets late; delay of the jitter buffer {} ms after a minute, {} ms \
         at the end ({} to {}), drift {drift_ms:.0} ms; wasm and JS at least {:.2} MB around minute {:.0}, {:.2} MB at the end",
        told(last.audio.underruns),
        told(last.audio.concealed_ms),
        told(last.audio.late),
        told(first.audio.buffer_ms),
        told(last.audio.buffer_ms),
        told(shortest),
        told(longest),
        mb(settled_memory),
        settled / 60.0,
        mb(last_memory),
    );
    let _ = write!(
        measured,
        "; resident: browser {:.0} then {:.0} MB, gateway {:.1} then {:.1} MB",
        mb(middle.browser),
        mb(last.browser),
        mb(middle.gateway),
        mb(last.gateway)
    );
    if quiet > 0 {
        let _ = write!(measured, "; nothing heard at {quiet} of {} looks", samples.len());
    }
    let steady = first.audio.buffer_ms.zip(last.audio.buffer_ms);
    let steady = steady.is_some_and(|(first, last)| first.abs_diff(last) <= DELAY_MS);
    Row::new(
        &format!(
            "A call of {seconds:.0} s, G.722, echo and noise taken out, the other's clock {FAST_PPM} ppm fast"
        ),
        measured,
        &format!(
            "0 underruns, delay within {DELAY_MS} ms, at most {:.0} MB more",
            mb(MEMORY.unsigned_abs())
        ),
        last.audio.underruns == Some(0) && steady && grown <= MEMORY && quiet == 0,
        samples.iter().map(Sample::json).collect(),
    )
}
