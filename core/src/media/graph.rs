//! The audio graph: microphone to packets, packets to loudspeaker, tones between.
//!
//! A [`Graph`] follows a [`Plan`] and is driven by the sound card: [`Graph::process`] is called
//! for every block, whatever its length, and its samples are the clock. `process`, `receive`
//! and `poll_packet` allocate nothing; `apply` may.

use super::acoustics::Prober;
use super::memo::MemoRecorder;
use super::outbox::Outbox;
use super::plan::{
    Command, Levelled, LevellingPlan, Plan, RecordingPart, Report, Ring, StreamId, Tone,
};
use super::program::Programs;
use super::recording::Recordings;
use super::stream::Stream;
use super::taps::{Tap, Taps};
use super::voice::Voice;
use crate::dsp::agc::{Agc, Levelling};
use crate::dsp::level::Level;
use crate::dsp::mixer::{Gain, limit};
use crate::dsp::tone::{self, Step, ToneGenerator};

/// Samples that are worked on at once; longer blocks are cut.
const CHUNK: usize = 128;

/// Streams that can be mixed: more than a phone has calls.
const PARTIES: usize = 8;

/// A gain that silences, in decibels.
const SILENT_DB: f32 = -100.0;

/// How loud the user hears what is announced to somebody else: 12 dB softer.
const OVERHEARD: f32 = 0.25;

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
#[derive(Debug)]
pub struct Graph {
    spec: Spec,
    programs: &'static dyn Programs,
    plan: Plan,
    streams: Vec<Stream>,
    outbox: Outbox,
    /// Samples processed: the time.
    clock: u64,
    tone: ToneGenerator,
    recordings: Recordings,
    memo: MemoRecorder,
    prober: Prober,
    digit: ToneGenerator,
    voice: Voice,
    taps: Taps,
    agc: Option<Agc>,
    gain: Gain,
    tone_gain: Gain,
    microphone_gain: Gain,
    sidetone_gain: Gain,
    microphone: Level,
    speaker: Level,
    underruns: u32,
}

impl Graph {
    /// Returns a graph that plays silence until a plan is applied, and codes with `programs` what is
    /// not a codec of single samples.
    pub fn new(spec: Spec, programs: &'static dyn Programs) -> Self {
        let sample_rate = spec.sample_rate.clamp(8_000, 384_000);
        let spec = Spec { sample_rate, ..spec };
        Self {
            spec,
            programs,
            plan: Plan::default(),
            streams: Vec::new(),
            outbox: Outbox::new(),
            clock: 0,
            tone: ToneGenerator::new(sample_rate),
            recordings: Recordings::new(sample_rate),
            memo: MemoRecorder::new(sample_rate),
            prober: Prober::new(sample_rate),
            digit: ToneGenerator::new(sample_rate),
            voice: Voice::new(sample_rate, CHUNK),
            taps: Taps::new(sample_rate),
            agc: None,
            gain: Gain::new(sample_rate),
            tone_gain: Gain::new(sample_rate),
            microphone_gain: Gain::new(sample_rate),
            sidetone_gain: Gain::silent(sample_rate),
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
                Some(stream) if stream.start() == new.start => stream.update(new, self.programs),
                Some(stream) => *stream = Stream::new(new, self.spec, self.programs),
                None => self.streams.push(Stream::new(new, self.spec, self.programs)),
            }
        }
        if (plan.tone, &plan.pattern) != (self.plan.tone, &self.plan.pattern) {
            self.play(plan.tone, &plan.pattern);
        }
        self.gain.set_db(plan.speaker_gain_db);
        self.microphone_gain.set_db(plan.microphone_gain_db);
        let speaks = !plan.muted && !plan.streams.is_empty();
        self.sidetone_gain.set_db(plan.sidetone_db.filter(|_| speaks).unwrap_or(SILENT_DB));
        if plan.levelling != self.plan.levelling {
            let whose = |plan: &Plan| plan.levelling.map(|levelling| levelling.whose);
            let before = self.agc.filter(|_| whose(plan) == whose(&self.plan));
            // The same voice is as loud as it was, whatever device it is heard by.
            self.agc = plan.levelling.map(|plan| match before {
                Some(agc) => agc.with(levelling(plan)),
                None => Agc::new(self.spec.sample_rate, levelling(plan)),
            });
        }
        let rings = matches!(plan.tone, Some(Tone::Ring(_)));
        self.tone_gain.set_db(if rings { 0.0 } else { plan.tone_gain_db });
        self.voice.apply(plan.voice, self.programs);
        self.memo.apply(plan.memo);
        self.prober.apply(plan.probe);
        self.taps.apply(plan.taps, plan.muted);
        if plan.announcement != self.plan.announcement {
            self.recordings.announce(plan.announcement.map(|announcement| announcement.id));
        }
        self.plan = plan.clone();
    }

    /// Takes a piece of a recording that later plans may name.
    pub fn load(&mut self, part: RecordingPart) {
        self.recordings.load(part);
    }

    fn play(&mut self, tone: Option<Tone>, pattern: &[Step]) {
        let recorded = match tone {
            Some(Tone::Ring(Ring::Loaded(id))) => self.recordings.play(id),
            Some(_) | None => {
                self.recordings.stop();
                false
            }
        };
        self.tone.play(match tone.filter(|_| !recorded) {
            Some(tone) if pattern.is_empty() => usual(tone),
            Some(_) => pattern,
            None => &[],
        });
    }

    /// Looks again for programs of codecs, where a stream has none.
    pub fn use_programs(&mut self) {
        let plan = self.plan.clone();
        self.apply(&plan);
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
            Command::EndDigit { stream, duration_ms } => {
                self.digit.end_digit(duration_ms);
                let sent = |own: &&mut Stream| Some(own.id()) == stream;
                if let Some(stream) = self.streams.iter_mut().find(sent) {
                    stream.end_digit(duration_ms);
                }
            }
        }
    }

    /// Takes an RTP packet that arrived for a stream; a packet for none is dropped.
    pub fn receive(&mut self, id: StreamId, packet: &[u8]) {
        if let Some(stream) = self.streams.iter_mut().find(|stream| stream.id() == id) {
            stream.receive(packet, self.clock);
            if let Some(event) = stream.take_event_to_play() {
                event.play(&mut self.digit);
            }
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
        let captured = captured.get_mut(..output.len()).unwrap_or_default();
        self.microphone.process(captured);
        self.prober.hear(captured);
        let mut own = [0.0; CHUNK];
        let own = own.get_mut(..captured.len()).unwrap_or_default();
        own.copy_from_slice(captured);
        let cleans = !input.is_empty() && !self.plan.streams.is_empty();
        self.taps.push(Tap::Microphone, captured);
        if cleans {
            self.voice.process(captured, &mut self.taps);
        }
        self.microphone_gain.process(captured);
        self.memo.record(captured);
        self.level(Levelled::Sent, captured);
        let silence = [0.0; CHUNK];
        let sent = if self.plan.muted { silence.get(..output.len()) } else { None };
        output.fill(0.0);
        let mut announced = [0.0; CHUNK];
        let announced = announced.get_mut(..output.len()).unwrap_or_default();
        self.recordings.process_announcement(announced);
        let sent = Sent { voice: sent.unwrap_or(captured), announced, to: self.announced_to() };
        self.taps.push(Tap::Sent, if sent.to.is_some() { sent.announced } else { sent.voice });
        let starved =
            if self.plan.conference { self.mix(&sent, output) } else { self.pass(&sent, output) };
        let overheard = if sent.to.is_some() { OVERHEARD } else { 1.0 };
        self.taps.push(Tap::Received, output);
        self.underruns = self.underruns.saturating_add(u32::from(starved));
        self.level(Levelled::Heard, output);
        let mut tone = [0.0; CHUNK];
        let tone = tone.get_mut(..output.len()).unwrap_or_default();
        self.tone.process(tone);
        self.tone_gain.process(tone);
        output.iter_mut().zip(tone).for_each(|(to, tone)| *to += *tone);
        output.iter_mut().zip(announced).for_each(|(to, sample)| *to += *sample * overheard);
        self.recordings.process(output);
        self.memo.play(output);
        self.prober.play(output);
        self.digit.process(output);
        self.gain.process(output);
        for sample in &mut *output {
            *sample = limit(*sample);
        }
        self.taps.push(Tap::Played, output);
        self.prober.played(output);
        if cleans {
            self.voice.play(output);
        }
        // Behind the echo's reference: what is taken out of the microphone as an echo must not be
        // the voice itself.
        if !self.sidetone_gain.is_silent() {
            self.sidetone_gain.process(own);
            output.iter_mut().zip(own).for_each(|(to, own)| *to = limit(*to + *own));
        }
        self.speaker.process(output);
        self.clock += output.len() as u64;
    }

    /// Levels a voice, if it is the one that is levelled.
    fn level(&mut self, whose: Levelled, voice: &mut [f32]) {
        let wanted = self.plan.levelling.is_some_and(|plan| plan.whose == whose);
        if let Some(agc) = self.agc.as_mut().filter(|_| wanted) {
            agc.process(voice);
            voice.iter_mut().for_each(|sample| *sample = limit(*sample));
        }
    }

    /// Returns the stream that hears an announcement in the place of the microphone.
    fn announced_to(&self) -> Option<StreamId> {
        self.plan.announcement.filter(|_| self.recordings.announces())?.stream
    }

    /// Sends the microphone to each stream and plays what comes in; returns whether there should
    /// have been more.
    fn pass(&mut self, sent: &Sent<'_>, output: &mut [f32]) -> bool {
        self.streams.iter_mut().fold(false, |starved, stream| {
            stream.capture(sent.on(stream.id()), &mut self.outbox);
            stream.render(output, self.clock) || starved
        })
    }

    /// The same for a conference: each stream gets the microphone and all that comes in but its own, each
    /// as loud as the others.
    fn mix(&mut self, sent: &Sent<'_>, output: &mut [f32]) -> bool {
        let mut voices = [[0.0; CHUNK]; PARTIES];
        let mut starved = false;
        for (stream, voice) in self.streams.iter_mut().zip(&mut voices) {
            let Some(voice) = voice.get_mut(..output.len()) else { continue };
            starved |= stream.render(voice, self.clock);
            stream.even(voice);
            output.iter_mut().zip(voice).for_each(|(all, own)| *all += *own);
        }
        for (stream, voice) in self.streams.iter_mut().zip(&voices) {
            let mut mixed = [0.0; CHUNK];
            let others = output.iter().zip(voice).zip(sent.on(stream.id()));
            for (mixed, ((all, own), sent)) in mixed.iter_mut().zip(others) {
                *mixed = limit(all - own + sent);
            }
            stream.capture(mixed.get(..output.len()).unwrap_or(&mixed), &mut self.outbox);
        }
        starved
    }

    /// Writes the next packet to send to `buffer` and returns its stream and length.
    ///
    /// A packet that does not fit is dropped; 1472 bytes hold any.
    pub fn poll_packet(&mut self, buffer: &mut [u8]) -> Option<(StreamId, usize)> {
        self.outbox.pop(buffer)
    }

    /// Writes the next frame of taps to `buffer`, if the plan wants them, and returns its length.
    ///
    /// A frame needs [`super::taps::TAP_FRAME`] bytes.
    pub fn poll_taps(&mut self, buffer: &mut [u8]) -> usize {
        self.taps.poll(buffer)
    }

    /// Whether the plan asks for no sound at all.
    pub fn is_idle(&self) -> bool {
        self.plan.is_silent()
    }

    /// Returns levels since the last report, and counters.
    pub fn report(&mut self) -> Report {
        let mut report = Report::default();
        self.report_into(&mut report);
        report
    }

    /// Makes room for all streams in a report, so that [`Self::report_into`] allocates nothing.
    pub fn make_room(&self, report: &mut Report) {
        report.streams.resize_with(self.streams.len(), Stream::empty_report);
    }

    /// The same as [`Self::report`] in the place of an older report, whose memory is used again.
    pub fn report_into(&mut self, report: &mut Report) {
        self.make_room(report);
        let mut streams = core::mem::take(&mut report.streams);
        for (stream, report) in self.streams.iter_mut().zip(&mut streams) {
            stream.report_into(self.clock, report);
        }
        *report = Report {
            microphone_dbov: self.microphone.take(),
            speaker_dbov: self.speaker.take(),
            underruns: self.underruns,
            voice_delay_ms: self.voice.latency_ms(),
            acoustics: self.prober.found(),
            streams,
        };
    }
}

/// What is sent: the microphone, and what one stream hears in its place.
struct Sent<'a> {
    voice: &'a [f32],
    announced: &'a [f32],
    to: Option<StreamId>,
}

impl<'a> Sent<'a> {
    fn on(&self, stream: StreamId) -> &'a [f32] {
        if self.to == Some(stream) { self.announced } else { self.voice }
    }
}

const fn levelling(plan: LevellingPlan) -> Levelling {
    let LevellingPlan { target_dbov, most_db, fast_db_s, fast_ms, slow_db_s, whose: _ } = plan;
    Levelling { target_dbov, most_db, fast_db_s, fast_ms, slow_db_s }
}

/// Returns what a tone sounds like if the plan says nothing of it.
const fn usual(tone: Tone) -> &'static [Step] {
    match tone {
        Tone::Dial => tone::DIAL,
        Tone::Ringback => tone::RINGBACK,
        Tone::Busy => tone::BUSY,
        Tone::Reorder => tone::REORDER,
        Tone::CallWaiting => tone::CALL_WAITING,
        Tone::Stutter => tone::STUTTER,
        Tone::SecondDial => tone::SECOND_DIAL,
        Tone::Howler => tone::HOWLER,
        Tone::Beep => tone::BEEP,
        Tone::HoldReminder => tone::HOLD_REMINDER,
        Tone::Ring(Ring::Own(number)) => tone::ring(number),
        Tone::Ring(Ring::Loaded(_)) => tone::ring(1),
    }
}

#[cfg(test)]
mod tests;
