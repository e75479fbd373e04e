//! traces SPEECH.wav FOLDER `[NETWORK]`: plays speech of 16 kHz, coded by G.722, through networks
//! that lose and delay packets, and writes into FOLDER for each what our receiver plays
//! (`TRACE.ours.wav`) and what a buffer of 60 ms does that plays silence for what is missing
//! (`TRACE.fixed.wav`); for other receivers what was sent (`said.g722`, packets of 160 octets), and when
//! each packet arrived (`TRACE.arrivals`: microseconds and number).
//!
//! Prints a line of JSON for each: the delay above the shortest way, and the share of sound that
//! was made up. `tests/score/traces.py` scores them.
#![allow(clippy::print_stdout, reason = "its output is the result")]

use std::path::Path;

use hookswitch_core::dsp::g722;
use hookswitch_core::media::graph::{Graph, Spec};
use hookswitch_core::media::plan::{Codec, CodecKind, Flow, Plan, RtpStart, StreamId, StreamPlan};
use hookswitch_opus::AllPrograms;
use hookswitch_tests::wav::Wav;
use serde_json::{Value, json};

const CARD_RATE: u32 = 48_000;
/// Frames that a browser asks for in a row, and in one call.
const RUN: usize = 480;
const QUANTUM: usize = 128;
const STREAM: StreamId = StreamId(1);

/// Samples of 16 kHz in a packet of 20 ms, and its ticks of RTP.
const PACKET: usize = 320;
const TICKS: u32 = 160;

/// How long the buffer of fixed length waits, in microseconds.
const FIXED_US: u64 = 60_000;

/// A network: when packet `n`, sent at `n` times 20 ms, arrives after that, in milliseconds.
struct Trace {
    name: &'static str,
    way: fn(&mut Dice, u32) -> Option<f64>,
}

/// Numbers that look random, and what a network remembers.
struct Dice {
    state: u64,
    in_burst: bool,
}

impl Dice {
    /// Returns a number from 0 to 1.
    fn roll(&mut self) -> f64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.state >> 33) as f64 / f64::from(1_u32 << 31)
    }

    fn lost(&mut self, share: f64) -> bool {
        self.roll() < share
    }

    /// Gilbert's model: bursts of `length` packets on average.
    fn lost_in_bursts(&mut self, share: f64, length: f64) -> bool {
        let leave = 1.0 / length;
        let enter = leave * share / (1.0 - share);
        let turns = self.roll() < if self.in_burst { leave } else { enter };
        self.in_burst ^= turns;
        self.in_burst
    }
}

/// All networks, from the best to the worst.
const TRACES: [Trace; 11] = [
    Trace { name: "clean", way: |_, _| Some(0.0) },
    Trace { name: "loss 2 %", way: |dice, _| (!dice.lost(0.02)).then_some(0.0) },
    Trace { name: "loss 5 %", way: |dice, _| (!dice.lost(0.05)).then_some(0.0) },
    Trace { name: "loss 10 %", way: |dice, _| (!dice.lost(0.1)).then_some(0.0) },
    Trace { name: "loss 20 %", way: |dice, _| (!dice.lost(0.2)).then_some(0.0) },
    Trace { name: "bursts 5 %", way: |dice, _| (!dice.lost_in_bursts(0.05, 3.0)).then_some(0.0) },
    Trace { name: "bursts 10 %", way: |dice, _| (!dice.lost_in_bursts(0.1, 3.0)).then_some(0.0) },
    Trace { name: "jitter 30 ms", way: |dice, _| Some(dice.roll() * 30.0) },
    Trace { name: "jitter 100 ms", way: |dice, _| Some(dice.roll() * 100.0) },
    Trace {
        name: "spikes of 200 ms",
        way: |_, n| Some(if n % 250 >= 240 { f64::from(250 - n % 250) * 20.0 } else { 0.0 }),
    },
    Trace {
        name: "bursts 10 %, jitter 60 ms",
        way: |dice, _| {
            let jitter = dice.roll() * 60.0;
            (!dice.lost_in_bursts(0.1, 3.0)).then_some(jitter)
        },
    },
];

/// A packet on its way.
struct Sent {
    arrival_us: u64,
    number: u32,
}

/// What a receiver made of it.
struct Heard {
    sound: Wav,
    delays_ms: Vec<f64>,
    made_up: f64,
}

fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(speech), Some(folder)) = (args.next(), args.next()) else {
        println!("traces SPEECH.wav FOLDER");
        return;
    };
    let speech = Wav::read(Path::new(&speech));
    let mut encoder = g722::Encoder::default();
    let pcm: Vec<i16> = speech.samples.iter().map(|s| (s * 32_767.0) as i16).collect();
    let octets: Vec<u8> = pcm.as_chunks().0.iter().map(|&two| encoder.process(two)).collect();
    let packets: Vec<&[u8]> = octets.chunks(PACKET / 2).collect();
    let wanted = args.next().unwrap_or_default();
    let folder = Path::new(&folder);
    std::fs::write(folder.join("said.g722"), &octets).expect("the folder can be written to");
    for trace in TRACES.iter().filter(|trace| trace.name.contains(&wanted)) {
        let sent = sent(trace, packets.len() as u32);
        let stem = trace.name.replace([' ', '%', ','], "");
        let arrivals: String =
            sent.iter().map(|sent| format!("{} {}\n", sent.arrival_us, sent.number)).collect();
        std::fs::write(folder.join(format!("{stem}.arrivals")), arrivals)
            .expect("the folder can be written to");
        for (name, heard) in [("ours", ours(&sent, &packets)), ("fixed", fixed(&sent, &packets))] {
            let file = format!("{stem}.{name}.wav");
            heard.sound.write(&folder.join(&file));
            println!("{}", line(trace.name, name, &file, &heard));
        }
    }
}

fn line(trace: &str, buffer: &str, file: &str, heard: &Heard) -> Value {
    let mut delays = heard.delays_ms.clone();
    delays.sort_by(f64::total_cmp);
    let mean = delays.iter().sum::<f64>() / delays.len().max(1) as f64;
    let p95 = delays.get(delays.len() * 95 / 100).copied().unwrap_or_default();
    json!({
        "trace": trace, "buffer": buffer, "file": file, "delay_ms": mean, "delay_p95_ms": p95,
        "made_up": heard.made_up,
    })
}

fn sent(trace: &Trace, count: u32) -> Vec<Sent> {
    let mut dice = Dice { state: 2_026, in_burst: false };
    let arrival = |number: u32| {
        let way_ms = (trace.way)(&mut dice, number)?;
        let arrival_us = ((f64::from(number) * 20.0 + 25.0 + way_ms) * 1_000.0) as u64;
        Some(Sent { arrival_us, number })
    };
    let mut sent: Vec<Sent> = (0..count).filter_map(arrival).collect();
    sent.sort_by_key(|sent| sent.arrival_us);
    sent
}

/// Plays as a browser does, in runs of 10 ms.
fn ours(sent: &[Sent], packets: &[&[u8]]) -> Heard {
    let mut graph = Graph::new(Spec { sample_rate: CARD_RATE, grain: RUN as u32 }, &AllPrograms);
    graph.apply(&plan());
    let mut samples = Vec::new();
    let (mut delays_ms, mut made_up_ms) = (Vec::new(), 0);
    // After that there is nothing to play.
    let until_us = sent.last().map_or(0, |last| last.arrival_us);
    let mut sent = sent.iter().peekable();
    for run in 0..packets.len() * 2 + 20 {
        let now_us = run as u64 * 10_000;
        while let Some(next) = sent.next_if(|next| next.arrival_us <= now_us) {
            graph.receive(STREAM, &packet(next.number, packets));
        }
        while samples.len() < (run + 1) * RUN {
            let mut block = [0.0; QUANTUM];
            graph.process(&[], &mut block);
            samples.extend(block);
        }
        let stream = graph.report().streams.into_iter().next();
        if let Some(stream) = stream.filter(|_| now_us <= until_us) {
            delays_ms.push(f64::from(stream.jitter_delay_ms));
            made_up_ms = stream.concealed_ms;
        }
    }
    let made_up = f64::from(made_up_ms) / (packets.len() as f64 * 20.0);
    Heard { sound: Wav { rate: CARD_RATE, samples }, delays_ms, made_up }
}

/// Plays each packet 60 ms after it would have come the shortest way, or silence.
fn fixed(sent: &[Sent], packets: &[&[u8]]) -> Heard {
    let mut decoder = g722::Decoder::default();
    let mut samples = vec![0.0; PACKET * 5];
    let mut missing = 0;
    for (number, octets) in (0_u32..).zip(packets) {
        let due_us = u64::from(number) * 20_000 + 25_000 + FIXED_US;
        let is_there = |sent: &Sent| sent.number == number && sent.arrival_us <= due_us;
        if sent.iter().any(is_there) {
            let sound = octets.iter().flat_map(|&octet| decoder.process(octet));
            samples.extend(sound.map(|sample| f32::from(sample) / 32_768.0));
        } else {
            samples.extend([0.0; PACKET]);
            missing += 1;
        }
    }
    let made_up = f64::from(missing) / packets.len() as f64;
    Heard { sound: Wav { rate: 16_000, samples }, delays_ms: vec![60.0], made_up }
}

fn packet(number: u32, packets: &[&[u8]]) -> Vec<u8> {
    let mut bytes = vec![0x80, 9];
    bytes.extend((number as u16).to_be_bytes());
    bytes.extend((number * TICKS).to_be_bytes());
    bytes.extend(77_u32.to_be_bytes());
    bytes.extend(packets[number as usize]);
    bytes
}

fn plan() -> Plan {
    let codec = Codec { kind: CodecKind::G722, payload_type: 9 };
    let stream = StreamPlan {
        flow: Flow::RecvOnly,
        ..StreamPlan::new(STREAM, codec, RtpStart { ssrc: 1, seq: 2, rtp_time: 3 })
    };
    Plan { streams: vec![stream], ..Plan::default() }
}
