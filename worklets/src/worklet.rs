//! One processor: a graph and its messages.

use hookswitch_core::media::graph::{Graph, Spec};
use hookswitch_core::media::plan::{Command, Plan, RecordingPart, Report, StreamId};

use crate::programs::LoadedPrograms;

/// Longest message either way, in bytes.
pub const MAX_MESSAGE: usize = 8 * 1024;

/// Tag of an RTP packet.
pub const PACKET: u8 = 0;
/// Tag of a plan (to the worklet) or a report (from it).
pub const PLAN_OR_REPORT: u8 = 1;
/// Tag of a command (to the worklet) or a frame of taps (from it).
pub const COMMAND_OR_TAPS: u8 = 2;
/// Tag of a piece of a recording.
pub const RECORDING: u8 = 3;

/// Bytes before the packet in a message: tag and stream.
const PACKET_HEADER: usize = 5;

/// Milliseconds between reports.
const REPORT_INTERVAL_MS: u64 = 100;

/// A graph that speaks in messages.
#[derive(Debug)]
pub struct Worklet {
    graph: Graph,
    sample_rate: u64,
    /// Samples since the last report.
    unreported: u64,
    /// The last report.
    report: Report,
}

impl Worklet {
    /// Returns a worklet that does nothing until a plan comes.
    pub fn new(spec: Spec) -> Self {
        let sample_rate = u64::from(spec.sample_rate);
        let graph = Graph::new(spec, &LoadedPrograms);
        Self { graph, sample_rate, unreported: 0, report: Report::default() }
    }

    /// Takes a message from the worker; what cannot be read is dropped.
    pub fn handle(&mut self, message: &[u8]) {
        match message.split_first() {
            Some((&PACKET, rest)) => {
                if let Some((id, packet)) = rest.split_first_chunk() {
                    self.graph.receive(StreamId(u32::from_be_bytes(*id)), packet);
                }
            }
            Some((&PLAN_OR_REPORT, rest)) => {
                if let Ok(plan) = postcard::from_bytes::<Plan>(rest) {
                    self.graph.apply(&plan);
                    self.graph.make_room(&mut self.report);
                }
            }
            Some((&COMMAND_OR_TAPS, rest)) => {
                if let Ok(command) = postcard::from_bytes::<Command>(rest) {
                    self.graph.command(command);
                }
            }
            Some((&RECORDING, rest)) => {
                if let Ok(part) = postcard::from_bytes::<RecordingPart>(rest) {
                    self.graph.load(part);
                }
            }
            Some(_) | None => {}
        }
    }

    /// Uses programs of codecs that were loaded, also for streams that there are already.
    pub fn use_programs(&mut self) {
        self.graph.use_programs();
    }

    /// Renders one block; `input` is empty while there is no microphone.
    pub fn process(&mut self, input: &[f32], output: &mut [f32]) {
        self.graph.process(input, output);
        self.unreported += output.len() as u64;
    }

    /// Writes the next message for the worker to `message` and returns its length; 0 is none.
    pub fn poll(&mut self, message: &mut [u8]) -> usize {
        if let Some((header, body)) = message.split_first_chunk_mut::<PACKET_HEADER>()
            && let Some((StreamId(id), length)) = self.graph.poll_packet(body)
        {
            let [a, b, c, d] = id.to_be_bytes();
            *header = [PACKET, a, b, c, d];
            return PACKET_HEADER + length;
        }
        if let Some((tag, body)) = message.split_first_mut()
            && let length @ 1.. = self.graph.poll_taps(body)
        {
            *tag = COMMAND_OR_TAPS;
            return 1 + length;
        }
        if self.unreported * 1_000 < self.sample_rate * REPORT_INTERVAL_MS {
            return 0;
        }
        self.unreported = 0;
        if self.graph.is_idle() {
            return 0;
        }
        self.graph.report_into(&mut self.report);
        match message.split_first_mut() {
            Some((tag, body)) => {
                *tag = PLAN_OR_REPORT;
                postcard::to_slice(&self.report, body).map_or(0, |written| 1 + written.len())
            }
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hookswitch_core::media::plan::{Codec, CodecKind, RtpStart, StreamPlan, Tone};

    fn worklet() -> Worklet {
        Worklet::new(Spec { sample_rate: 48_000, grain: 480 })
    }

    fn message(tag: u8, body: &[u8]) -> Vec<u8> {
        [&[tag], body].concat()
    }

    fn plan() -> Plan {
        let codec = Codec { kind: CodecKind::Pcma, payload_type: 8 };
        Plan {
            streams: vec![StreamPlan::new(
                StreamId(7),
                codec,
                RtpStart { ssrc: 1, seq: 2, rtp_time: 3 },
            )],
            ..Plan::default()
        }
    }

    #[test]
    fn packets_go_out_with_their_stream() {
        let mut worklet = worklet();
        worklet.handle(&message(PLAN_OR_REPORT, &postcard::to_allocvec(&plan()).unwrap()));
        let mut packets = Vec::new();
        for _ in 0..75 {
            worklet.process(&[0.25; 128], &mut [0.0; 128]);
            let mut buffer = [0; MAX_MESSAGE];
            while let length @ 1.. = worklet.poll(&mut buffer) {
                if buffer[0] == PACKET {
                    packets.push(buffer[..length].to_vec());
                }
            }
        }
        assert_eq!(packets.len(), 10);
        assert!(packets.iter().all(|packet| packet[..5] == [0, 0, 0, 0, 7]));
        assert!(packets.iter().all(|packet| packet.len() == 5 + 12 + 160));
    }

    #[test]
    fn reports_come_ten_times_a_second_while_there_is_a_plan() {
        let mut worklet = worklet();
        let mut buffer = [0; MAX_MESSAGE];
        let mut count = |worklet: &mut Worklet| {
            (0..375)
                .filter(|_| {
                    worklet.process(&[], &mut [0.0; 128]);
                    let length = worklet.poll(&mut buffer);
                    length > 0
                        && postcard::from_bytes::<Report>(&buffer[1..length]).is_ok()
                        && buffer[0] == PLAN_OR_REPORT
                })
                .count()
        };
        assert_eq!(count(&mut worklet), 0);
        let plan = Plan { tone: Some(Tone::Dial), ..Plan::default() };
        worklet.handle(&message(PLAN_OR_REPORT, &postcard::to_allocvec(&plan).unwrap()));
        assert!((9..=11).contains(&count(&mut worklet)));
    }

    #[test]
    fn any_message_is_taken() {
        let mut worklet = worklet();
        worklet.handle(&message(PLAN_OR_REPORT, &postcard::to_allocvec(&plan()).unwrap()));
        let mut state = 1u32;
        for round in 0..20_000 {
            let bytes: Vec<u8> = (0..round % 60)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 24) as u8
                })
                .collect();
            worklet.handle(&message((round % 5) as u8, &bytes));
            worklet.process(&[0.1; 16], &mut [0.0; 16]);
            worklet.poll(&mut [0; MAX_MESSAGE]);
        }
    }
}
