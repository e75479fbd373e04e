//! The cost of one render quantum with a call up, natively: a packet each way for each 20 ms, and
//! everything a call needs between.

use std::time::{Duration, Instant};

use hookswitch_core::media::graph::{Graph, Spec};
use hookswitch_core::media::plan::{Codec, CodecKind, Plan, RtpStart, StreamId, StreamPlan};
use hookswitch_opus::AllPrograms;

const SAMPLE_RATE: u32 = 48_000;
const QUANTUM: usize = 128;

/// What was measured.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Quanta rendered.
    pub quanta: usize,
    /// Half of the quanta cost less, in microseconds.
    pub p50_us: f64,
    /// 99 of 100 quanta cost less, in microseconds.
    pub p99_us: f64,
    /// The dearest one, in microseconds.
    pub worst_us: f64,
    /// How long a quantum lasts, in microseconds.
    pub quantum_us: f64,
}

/// Renders `quanta` quanta of a PCMA call whose packets come back at once, one in 50 lost.
pub fn measure(quanta: usize) -> Cost {
    let codec = Codec { kind: CodecKind::Pcma, payload_type: 8 };
    let id = StreamId(1);
    let mut graph = Graph::new(Spec { sample_rate: SAMPLE_RATE, grain: 480 }, &AllPrograms);
    graph.apply(&Plan {
        streams: vec![StreamPlan::new(id, codec, RtpStart { ssrc: 1, seq: 1, rtp_time: 1 })],
        microphone: true,
        ..Plan::default()
    });
    let mut times = Vec::with_capacity(quanta);
    let mut packets = 0u32;
    for n in 0..quanta {
        let input: [f32; QUANTUM] =
            core::array::from_fn(|i| ((n * QUANTUM + i) as f32 * 0.02).sin() * 0.3);
        let mut buffer = [0; 1_500];
        let start = Instant::now();
        graph.process(&input, &mut [0.0; QUANTUM]);
        while let Some((id, length)) = graph.poll_packet(&mut buffer) {
            packets += 1;
            if !packets.is_multiple_of(50) {
                graph.receive(id, &buffer[..length]);
            }
        }
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let at = |share: f64| times.get((quanta as f64 * share) as usize).copied();
    let us = |time: Option<Duration>| time.unwrap_or_default().as_secs_f64() * 1e6;
    Cost {
        quanta,
        p50_us: us(at(0.5)),
        p99_us: us(at(0.99)),
        worst_us: us(times.last().copied()),
        quantum_us: QUANTUM as f64 * 1e6 / f64::from(SAMPLE_RATE),
    }
}
