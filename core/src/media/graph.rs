//! The audio graph: microphone to packets, packets to loudspeaker, tones between.
//!
//! A [`Graph`] follows a [`Plan`] and is driven by the sound card: [`Graph::process`] is called
//! for every block, whatever its length, and its samples are the clock. `process`, `receive`
//! and `poll_packet` allocate nothing; `apply` may.

use super::outbox::Outbox;
use super::plan::{Command, Plan, Report, StreamId, Tone};
use super::stream::Stream;
use crate::dsp::level::Level;
use crate::dsp::mixer::{Gain, limit};
use crate::dsp::tone::{self, Step, ToneGenerator};

/// Samples that are worked on at once; longer blocks are cut.
const CHUNK: usize = 128;

/// The sound card a graph works for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// Samples a second, both ways.
    pub sample_rate: u32,
    /// Samples that are processed in a row before packets can come and go: 480 for a browser
    /// that renders 10 ms at a time, although each block has 128.
    pub grain: u32,
}

/// Everything that makes and plays sound for one phone.
#[derive(Clone, Debug)]
pub struct Graph {
    spec: Spec,
    plan: Plan,
    streams: Vec<Stream>,
    outbox: Outbox,
    /// Samples processed: the time.
    clock: u64,
    tone: ToneGenerator,
    digit: ToneGenerator,
    gain: Gain,
    microphone: Level,
    speaker: Level,
    underruns: u32,
}

impl Graph {
    /// Returns a graph that plays silence until a plan is applied.
    pub fn new(spec: Spec) -> Self {
        let sample_rate = spec.sample_rate.clamp(8_000, 384_000);
        let spec = Spec { sample_rate, ..spec };
        Self {
            spec,
            plan: Plan::default(),
            streams: Vec::new(),
            outbox: Outbox::new(),
            clock: 0,
            tone: ToneGenerator::new(sample_rate),
            digit: ToneGenerator::new(sample_rate),
            gain: Gain::new(sample_rate),
            microphone: Level::default(),
            speaker: Level::default(),
            underruns: 0,
        }
    }

    /// Follows `plan` from now on.
    ///
    /// A stream that is named in both plans keeps its RTP state unless its start changed; one
    /// that is left out ends. Applying a plan twice changes nothing.
    pub fn apply(&mut self, plan: &Plan) {
        self.streams.retain(|stream| plan.streams.iter().any(|new| new.id == stream.id()));
        for new in &plan.streams {
            match self.streams.iter_mut().find(|stream| stream.id() == new.id) {
                Some(stream) if stream.start() == new.start => stream.update(new),
                Some(stream) => *stream = Stream::new(new, self.spec),
                None => self.streams.push(Stream::new(new, self.spec)),
            }
        }
        if plan.tone != self.plan.tone {
            self.tone.play(plan.tone.map_or(&[], pattern));
        }
        self.gain.set_db(plan.speaker_gain_db);
        self.plan = plan.clone();
    }

    /// Does something once.
    pub fn command(&mut self, command: Command) {
        match command {
            Command::SendDigit { stream, digit, duration_ms } => {
                self.digit.play_digit(digit.code(), duration_ms);
                let stream =
                    stream.and_then(|id| self.streams.iter_mut().find(|stream| stream.id() == id));
                if let Some(stream) = stream {
                    stream.digit(digit, duration_ms);
                }
            }
        }
    }

    /// Takes an RTP packet that arrived for a stream; a packet for none is dropped.
    pub fn receive(&mut self, id: StreamId, packet: &[u8]) {
        if let Some(stream) = self.streams.iter_mut().find(|stream| stream.id() == id) {
            stream.receive(packet, self.clock);
        }
    }

    /// Takes a block from the microphone, which may be empty or shorter, and fills `output`,
    /// which sets the block's length.
    pub fn process(&mut self, input: &[f32], output: &mut [f32]) {
        let mut input = input.chunks(CHUNK);
        for output in output.chunks_mut(CHUNK) {
            self.process_chunk(input.next().unwrap_or(&[]), output);
        }
    }

    fn process_chunk(&mut self, input: &[f32], output: &mut [f32]) {
        let mut captured = [0.0; CHUNK];
        for (sample, &input) in captured.iter_mut().zip(input) {
            *sample = if input.is_finite() { input.clamp(-1.0, 1.0) } else { 0.0 };
        }
        let captured = captured.get(..output.len()).unwrap_or(&captured);
        self.microphone.process(captured);
        let silence = [0.0; CHUNK];
        let sent = if self.plan.muted { silence.get(..output.len()) } else { None };
        output.fill(0.0);
        let mut starved = false;
        for stream in &mut self.streams {
            stream.capture(sent.unwrap_or(captured), &mut self.outbox);
            starved |= stream.render(output, self.clock);
        }
        self.underruns = self.underruns.saturating_add(u32::from(starved));
        self.tone.process(output);
        self.digit.process(output);
        self.gain.process(output);
        for sample in &mut *output {
            *sample = limit(*sample);
        }
        self.speaker.process(output);
        self.clock += output.len() as u64;
    }

    /// Writes the next packet to send to `buffer` and returns its stream and length.
    ///
    /// A packet that does not fit is dropped; 1472 bytes hold any.
    pub fn poll_packet(&mut self, buffer: &mut [u8]) -> Option<(StreamId, usize)> {
        self.outbox.pop(buffer)
    }

    /// Whether the plan asks for no sound at all.
    pub fn is_idle(&self) -> bool {
        self.plan.streams.is_empty() && self.plan.tone.is_none()
    }

    /// Returns levels since the last report, and counters.
    pub fn report(&mut self) -> Report {
        Report {
            microphone_dbov: self.microphone.take(),
            speaker_dbov: self.speaker.take(),
            underruns: self.underruns,
            streams: self.streams.iter_mut().map(|stream| stream.report(self.clock)).collect(),
        }
    }
}

/// Returns what a tone of the plan sounds like.
fn pattern(tone: Tone) -> &'static [Step] {
    match tone {
        Tone::Dial => tone::DIAL,
        Tone::Ringback => tone::RINGBACK,
        Tone::Busy => tone::BUSY,
        Tone::Reorder => tone::REORDER,
        Tone::CallWaiting => tone::CALL_WAITING,
        Tone::Ring => tone::RING,
    }
}
