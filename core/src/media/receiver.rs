//! The receiving half of a stream: packets to sound, with what is missing made up.
//!
//! Time is that of the sound card. What is steered is the offset between it and the timestamps
//! being played: it should exceed the least transit of packets by the jitter buffer's target.
//! Small differences, such as the drift of two clocks, go into the resampling ratio; larger ones
//! are taken out or put in as pitch periods; sound that is due and not there is concealed. Where many
//! packets are lost and their codec repeats them in the next one, that is waited for.

mod gap;

use super::codec::{self, Incoming};
use super::path::{Path, Seam};
use super::plan::{Codec, Digit, EventFormat, Flow, StreamPlan};
use super::program::Programs;
use super::stream::{Counters, bounds_us};
use crate::dsp::level::{Level, ZERO_DBM0};
use crate::dsp::stretch::{Effort, LONGEST_MS};
use crate::dsp::tone::ToneGenerator;
use crate::rtp::event::{Event, EventReceiver, Progress};
use crate::rtp::jitter::{Inserted, JitterBuffer, MAX_PAYLOAD, Waiting};
use crate::rtp::packet::{Header, Packet};
use crate::rtp::{PayloadType, Ssrc};

/// Sound made up at a time, in milliseconds: about a render quantum, so that a packet that
/// comes a little late is not made to wait.
const GRAIN_MS: i64 = 2;

/// Longest packet that is waited for where many are lost and each repeats the one before, in microseconds.
const MOST_AHEAD_US: i64 = 40_000;

/// How far above its target the delay may be when late packets are taken after all.
const LATE_MS: i64 = 15;

/// Difference from the target from which sound is taken out or put in where there is a pause,
/// within a steady voice too, and nearly everywhere.
const STRETCH_US: i64 = 4_000;
const BUSY_US: i64 = 20_000;
const HURRY_US: i64 = 80_000;

/// Time without packets after which the next one is a new beginning.
const GIVE_UP_MS: i64 = 200;

/// How long after its last packet another source is not heard in its place, in milliseconds.
const BUSY_MS: u64 = 200;

/// How long an event packet explains that no sound comes: until the one after the next.
const EVENT_MS: i64 = 60;

/// Shortest time that a received digit is heard, in milliseconds: others could not tell it (ITU-T Q.24).
const SHORTEST_MS: u16 = 40;

/// The loudest that each tone of a received digit is heard.
const LOUDEST_DBOV: f32 = -12.0;

/// Largest correction of the resampling ratio: what two bad clocks come to, far below what is
/// heard.
const MAX_CORRECTION: f64 = 0.0003;

/// Correction for each microsecond of difference: a drift of 200 ppm costs 0.7 ms.
const CORRECTION: f64 = 3e-7;

/// Digits kept until the next report.
pub(super) const DIGITS: usize = 32;

/// Longest block decoded or stretched, in samples: 120 ms of Opus in a full band and the longest piece
/// that is put in. Two for each octet of G.722 are fewer.
pub(super) const MAX_BLOCK: usize = 48 * (120 + LONGEST_MS);

const _: () = assert!(MAX_PAYLOAD * 2 <= MAX_BLOCK, "a packet of G.722 fits");

/// What a packet of an event says, for who hears it.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeardEvent {
    event: Event,
    progress: Progress,
    /// How long it has lasted.
    lasted_ms: u16,
}

impl HeardEvent {
    /// Lets `tone` sound as the event does; without its end it ends by itself.
    pub(super) fn play(self, tone: &mut ToneGenerator) {
        let Self { event, progress, lasted_ms } = self;
        if progress == Progress::Begins {
            let level = ZERO_DBM0 - f32::from(event.volume);
            tone.play_digit_at(event.code, lasted_ms.max(SHORTEST_MS), level.min(LOUDEST_DBOV));
        }
        if event.end {
            tone.end_digit(lasted_ms.max(SHORTEST_MS));
        } else {
            tone.sustain_digit(EVENT_MS as u16);
        }
    }
}

/// Receives one stream.
#[derive(Debug)]
pub(super) struct Receiver {
    incoming: Vec<Incoming>,
    /// Which of them was played last.
    current: usize,
    events: Vec<EventFormat>,
    flow: Flow,
    /// Samples a second of the sound card.
    card_rate: u32,
    jitter: JitterBuffer,
    /// When a packet came last.
    arrived: Option<u64>,
    event_receiver: EventReceiver,
    digits: Vec<Digit>,
    /// Whether digits are heard, and what is to be heard of one.
    plays_events: bool,
    to_play: Option<HeardEvent>,
    /// Timestamp of what is decoded next; `None` until something came.
    position: Option<i64>,
    last_seq: i64,
    /// Ticks made up since there is no packet to play.
    waited: i64,
    /// Timestamp until which events explain that there is no sound.
    event_until: i64,
    starved: bool,
    /// Whether the codec made up what was heard last: it may have made more, or begun elsewhere, so that
    /// the next packet need not go on where that ended.
    made_by_codec: bool,
    /// Sound that is ready to play, and how much of it was.
    ready: Vec<f32>,
    taken: usize,
    /// What decoded sound goes through, and the same for the other sample rates.
    path: Path,
    other_paths: Vec<Path>,
    seam: Seam,
    level: Level,
    counters: Counters,
}

impl Receiver {
    /// Starts as `plan` says, for a sound card of `card_rate` Hz that plays `grain_us` in a row.
    pub(super) fn new(
        plan: &StreamPlan,
        card_rate: u32,
        grain_us: i64,
        programs: &dyn Programs,
    ) -> Self {
        let kind = plan.receive.first().unwrap_or(&plan.send).kind;
        let (reserve_us, least_us) = bounds_us(plan, grain_us);
        let jitter = JitterBuffer::new(kind.clock_rate(), reserve_us, least_us);
        let mut receiver = Self {
            incoming: plan.receive.iter().map(|&codec| Incoming::new(codec, programs)).collect(),
            current: 0,
            events: plan.events_receive.clone(),
            plays_events: plan.plays_events,
            to_play: None,
            flow: plan.flow,
            card_rate: card_rate.max(1),
            jitter,
            arrived: None,
            event_receiver: EventReceiver::default(),
            digits: Vec::with_capacity(DIGITS),
            position: None,
            last_seq: 0,
            waited: 0,
            event_until: i64::MIN,
            starved: false,
            made_by_codec: false,
            ready: Vec::with_capacity(MAX_BLOCK),
            taken: 0,
            path: Path::new(kind.sample_rate(), card_rate),
            other_paths: Vec::new(),
            seam: Seam::default(),
            level: Level::default(),
            counters: Counters::default(),
        };
        receiver.jitter.delay_mut().set_factor(plan.jitter_factor);
        receiver.make_paths();
        receiver
    }

    /// Whether the packets that are played are of this source.
    pub(super) fn plays(&self, source: Ssrc) -> bool {
        self.jitter.source() == Some(source)
    }

    /// Whether a packet came lately.
    pub(super) fn is_busy(&self, clock: u64) -> bool {
        let passed = self.arrived.map(|arrived| clock.saturating_sub(arrived));
        passed.is_some_and(|passed| passed < u64::from(self.card_rate) * BUSY_MS / 1_000)
    }

    /// Follows a changed plan; what waits to be played is kept while sound still comes in.
    pub(super) fn update(&mut self, plan: &StreamPlan, grain_us: i64, programs: &dyn Programs) {
        self.follow_codecs(&plan.receive, programs);
        self.events.clone_from(&plan.events_receive);
        self.plays_events = plan.plays_events;
        let (reserve_us, least_us) = bounds_us(plan, grain_us);
        self.jitter.delay_mut().set_bounds(reserve_us, least_us);
        self.jitter.delay_mut().set_factor(plan.jitter_factor);
        if self.flow.receives() && !plan.flow.receives() {
            self.restart();
        }
        self.flow = plan.flow;
    }

    /// Takes an RTP packet at `clock`, in samples of the sound card.
    pub(super) fn receive(&mut self, packet: &[u8], clock: u64) {
        let Ok(packet) = Packet::parse(packet) else {
            self.counters.unusable = self.counters.unusable.saturating_add(1);
            return;
        };
        if self.jitter.is_new_source(packet.header.ssrc) {
            self.restart();
        }
        self.arrived = Some(clock);
        let is_event = |format: &&EventFormat| format.payload_type == packet.header.payload_type.0;
        if let Some(&format) = self.events.iter().find(is_event) {
            self.receive_event(format, packet.header, packet.payload);
            return;
        }
        let codec = self.place(packet.header.payload_type).map(|(_, codec)| codec);
        let duration = codec.map_or(0, |codec| codec::duration(codec.kind, packet.payload));
        if duration == 0 {
            self.counters.unusable = self.counters.unusable.saturating_add(1);
            let _ = self.jitter.skip(packet.header);
            return;
        }
        let clock_rate = codec.map_or(0, |codec| codec.kind.clock_rate());
        let repeats = codec.is_some_and(|codec| codec::repeats(codec.kind, packet.payload));
        if i64::from(clock_rate) != self.jitter.clock_rate() {
            self.jitter.set_clock_rate(clock_rate);
            self.restart();
        }
        if repeats {
            let duration_us = Some(self.jitter.micros(duration)).filter(|&us| us <= MOST_AHEAD_US);
            let ahead_us = duration_us.map_or(0, |us| us + GRAIN_MS * 1_000);
            self.jitter.delay_mut().set_ahead(ahead_us);
        }
        if self.flow.receives() {
            self.receive_sound(packet.header, packet.payload, duration, clock);
        }
    }

    /// Adds sound to `block`, whose first sample is number `clock`; returns whether there should
    /// have been more.
    pub(super) fn process(&mut self, block: &mut [f32], clock: u64) -> bool {
        self.starved = false;
        if !self.flow.receives() {
            return false;
        }
        for (clock, out) in (clock..).zip(block) {
            let sample = loop {
                if let Some(sample) = self.path.resampler.pull() {
                    break sample;
                }
                let sample = self.next_sample(clock);
                self.path.resampler.push(sample);
            };
            *out += self.seam.close(sample);
        }
        self.starved
    }

    pub(super) const fn counters(&self) -> Counters {
        self.counters
    }

    /// Milliseconds of sound made up.
    pub(super) fn concealed_ms(&self) -> u32 {
        u32::try_from(self.counters.concealed_us / 1_000).unwrap_or(u32::MAX)
    }

    /// Level of what was received since the last call, in dBov.
    pub(super) fn take_level(&mut self) -> f32 {
        self.level.take()
    }

    /// Digits received since the last call.
    pub(super) fn take_digits(&mut self) -> impl Iterator<Item = Digit> {
        self.digits.drain(..)
    }

    /// Returns what came of a digit since the last call and is to be heard.
    pub(super) const fn take_event_to_play(&mut self) -> Option<HeardEvent> {
        self.to_play.take()
    }

    /// Delay of the jitter buffer and what it aims at, in milliseconds.
    pub(super) fn delay_ms(&self, clock: u64) -> (u16, u16) {
        let now_us = self.micros(clock);
        let ms = |us: i64| u16::try_from((us + 500) / 1_000).unwrap_or(0);
        let target = ms(self.jitter.delay().target_us(now_us));
        let Some(position) = self.position else { return (0, target) };
        let playing = self.jitter.micros(position - self.unplayed());
        (ms(now_us - playing - self.jitter.delay().floor_us()), target)
    }

    /// Delay behind the jitter buffer, in microseconds.
    pub(super) fn latency_us(&self) -> u64 {
        self.path.resampler.latency() as u64 * 1_000_000 / u64::from(self.path.rate.max(1))
    }

    fn receive_sound(&mut self, header: Header, payload: &[u8], duration: i64, clock: u64) {
        let now_us = self.micros(clock);
        let inserted = self.jitter.insert(header, payload, duration, now_us);
        let counter = match inserted {
            Inserted::Stored => &mut self.counters.received,
            Inserted::Late => &mut self.counters.late,
            Inserted::Duplicate => &mut self.counters.duplicate,
            Inserted::TooLong => &mut self.counters.unusable,
        };
        *counter = counter.saturating_add(1);
    }

    fn receive_event(&mut self, format: EventFormat, header: Header, payload: &[u8]) {
        let Some(event) = Event::parse(payload) else {
            self.counters.unusable = self.counters.unusable.saturating_add(1);
            return;
        };
        self.counters.received = self.counters.received.saturating_add(1);
        let has_clock = i64::from(format.clock_rate) == self.jitter.clock_rate();
        if let Some(time) = self.jitter.skip(header).filter(|_| has_clock) {
            let until = time + i64::from(event.duration) + self.jitter.ticks(EVENT_MS * 1_000);
            self.event_until = self.event_until.max(until);
        }
        let Some(progress) = self.event_receiver.handle(header.rtp_time, event) else { return };
        let digit = Digit::from_code(event.code);
        if self.plays_events && self.flow.receives() && digit.is_some() {
            let ms = u32::from(event.duration) * 1_000 / format.clock_rate.max(1);
            let lasted_ms = u16::try_from(ms).unwrap_or(u16::MAX);
            self.to_play = Some(HeardEvent { event, progress, lasted_ms });
        }
        let is_new = progress == Progress::Begins && self.digits.len() < DIGITS;
        self.digits.extend(digit.filter(|_| is_new));
    }

    /// Begins anew with the next packet; what was heard blends into it.
    fn restart(&mut self) {
        self.jitter.restart();
        for incoming in &mut self.incoming {
            incoming.decoder.restart();
        }
        self.event_receiver = EventReceiver::default();
        self.position = None;
        self.waited = 0;
        self.event_until = i64::MIN;
    }

    /// Takes over the codecs of a plan; those that stay go on.
    fn follow_codecs(&mut self, codecs: &[Codec], programs: &dyn Programs) {
        let mut before = core::mem::take(&mut self.incoming);
        for &codec in codecs {
            let goes_on = |old: &Incoming| old.codec == codec && !old.decoder.is_missing();
            let known = before.iter().position(goes_on).map(|place| before.swap_remove(place));
            self.incoming.push(known.unwrap_or_else(|| Incoming::new(codec, programs)));
        }
        self.current = 0;
        self.make_paths();
    }

    /// Makes the paths that are missing, so that a packet that wants another finds it.
    fn make_paths(&mut self) {
        for incoming in &self.incoming {
            let rate = incoming.codec.kind.sample_rate();
            let has_rate = |path: &Path| path.rate == rate;
            if !has_rate(&self.path) && !self.other_paths.iter().any(has_rate) {
                self.other_paths.push(Path::new(rate, self.card_rate));
            }
        }
    }

    /// Returns the codec of a payload type, and its place.
    fn place(&self, payload_type: PayloadType) -> Option<(usize, Codec)> {
        let codecs = self.incoming.iter().map(|incoming| incoming.codec).enumerate();
        codecs.into_iter().find(|(_, codec)| codec.payload_type == payload_type.0)
    }

    /// Plays this codec from now on.
    fn enter(&mut self, place: usize, codec: Codec) {
        self.current = place;
        let rate = codec.kind.sample_rate();
        if rate == self.path.rate {
            return;
        }
        if let Some(other) = self.other_paths.iter_mut().find(|path| path.rate == rate) {
            core::mem::swap(&mut self.path, other);
            self.path.reset();
            self.seam.open(self.card_rate);
        }
    }

    fn micros(&self, clock: u64) -> i64 {
        let clock = i64::try_from(clock).unwrap_or(i64::MAX);
        let rate = i64::from(self.card_rate);
        clock / rate * 1_000_000 + clock % rate * 1_000_000 / rate
    }

    /// Ticks of sound that is ready and was not played.
    fn unplayed(&self) -> i64 {
        let samples = self.ready.len() as i64 - self.taken as i64;
        samples * self.jitter.clock_rate() / i64::from(self.path.rate)
    }

    /// Returns how many samples so many ticks are.
    fn samples(&self, ticks: i64) -> usize {
        let samples = ticks * i64::from(self.path.rate) / self.jitter.clock_rate();
        usize::try_from(samples).unwrap_or(0)
    }

    /// How much later than aimed at `position` is played, if it is played now.
    fn excess_us(&self, position: i64, now_us: i64) -> i64 {
        let delay = self.jitter.delay();
        now_us - self.jitter.micros(position) - delay.floor_us() - delay.target_us(now_us)
    }

    fn next_sample(&mut self, clock: u64) -> f32 {
        if self.taken >= self.ready.len() {
            self.taken = 0;
            self.ready.clear();
            self.refill(self.micros(clock));
            self.level.process(&self.ready);
        }
        let sample = self.ready.get(self.taken).copied().unwrap_or(0.0);
        self.taken += 1;
        sample
    }

    /// Makes more sound ready, at least a sample.
    fn refill(&mut self, now_us: i64) {
        let Some(position) = self.position.or_else(|| self.begin(now_us)) else {
            self.pause(self.grain());
            return;
        };
        let position = self.go_back(position, now_us);
        self.drop_late(position);
        self.position = Some(position);
        let Some(front) = self.jitter.front() else {
            self.wait(position);
            return;
        };
        let (time, seq) = (front.time, front.seq);
        if time <= position {
            self.play(position, now_us);
        } else {
            let lost = self.jitter.missing_between(self.last_seq, seq);
            self.bridge(position, time, lost > 0, now_us);
        }
    }

    /// Returns where to begin: as far back as the delay to aim at asks.
    fn begin(&mut self, now_us: i64) -> Option<i64> {
        self.jitter.front()?;
        let delay = self.jitter.delay();
        let want = self.jitter.ticks(now_us - delay.floor_us() - delay.target_us(now_us));
        self.drop_late(want - self.jitter.ticks(LATE_MS * 1_000));
        let front = self.jitter.front()?;
        self.last_seq = front.seq - 1;
        self.waited = 0;
        self.event_until = i64::MIN;
        Some(want.min(front.time))
    }

    /// After waiting in vain: returns where to go on, back at the packet that came late as far
    /// as the delay allows.
    fn go_back(&mut self, position: i64, now_us: i64) -> i64 {
        let Some(front) = self.jitter.front() else { return position };
        let waited = core::mem::take(&mut self.waited);
        let late = (position - front.time).min(waited).max(0);
        let room_us = LATE_MS * 1_000 - self.excess_us(position, now_us);
        position - late.min(self.jitter.ticks(room_us.max(0)))
    }

    /// Drops packets that end before `position`.
    fn drop_late(&mut self, position: i64) {
        while let Some((seq, end)) = self
            .jitter
            .front()
            .map(|front| (front.seq, front.end()))
            .filter(|&(_, end)| end <= position)
        {
            self.jitter.remove(seq, end);
            self.last_seq = self.last_seq.max(seq);
            self.counters.late = self.counters.late.saturating_add(1);
        }
    }

    /// Decodes the packet at `position`.
    fn play(&mut self, position: i64, now_us: i64) {
        let Some(front) = self.jitter.front() else { return };
        let (seq, end, skipped) = (front.seq, front.end(), position - front.time);
        let payload_type = front.payload_type;
        if let Some((place, codec)) = self.place(payload_type) {
            self.enter(place, codec);
        }
        self.decode(payload_type);
        self.jitter.remove(seq, end);
        self.last_seq = seq;
        let skipped = self.samples(skipped).min(self.ready.len());
        self.ready.copy_within(skipped.., 0);
        self.ready.truncate(self.ready.len() - skipped);
        if self.ready.is_empty() {
            // Its codec left the plan while it waited, or it holds nothing that can be decoded.
            self.counters.unusable = self.counters.unusable.saturating_add(1);
            self.position = Some(end);
            self.replace((end - position).max(1));
            return;
        }
        if core::mem::take(&mut self.made_by_codec) {
            self.path.concealer.join(&mut self.ready);
        } else {
            self.path.concealer.pass(&mut self.ready);
        }
        self.path.stretcher.pass(&self.ready);
        self.position = Some(end);
        self.steer(self.excess_us(position, now_us));
    }

    /// Makes the sound of the packet in front ready: nothing, if its codec left the plan.
    fn decode(&mut self, payload_type: PayloadType) {
        self.ready.resize(MAX_BLOCK, 0.0);
        let current = self.incoming.get_mut(self.current);
        let current = current.filter(|incoming| incoming.codec.payload_type == payload_type.0);
        let length = match (self.jitter.front(), current) {
            (Some(front), Some(incoming)) => {
                let lost = self.jitter.missing_between(self.last_seq, front.seq) > 0;
                let payload = Waiting::payload(front);
                incoming.decoder.decode(front.time, lost, payload, &mut self.ready)
            }
            (None, _) | (_, None) => 0,
        };
        self.ready.truncate(length);
    }

    /// Brings the delay towards its target, which it exceeds by `excess_us`.
    fn steer(&mut self, excess_us: i64) {
        let correction = excess_us as f64 * CORRECTION;
        self.path.resampler.set_correction(correction.clamp(-MAX_CORRECTION, MAX_CORRECTION));
        if excess_us.abs() < STRETCH_US {
            return;
        }
        let effort = match excess_us.abs() {
            HURRY_US.. => Effort::Hurried,
            BUSY_US.. => Effort::Unheard,
            _ => Effort::Pauses,
        };
        let most = self.samples(self.jitter.ticks(excess_us.abs()));
        if excess_us > 0 {
            self.path.stretcher.shorten(&mut self.ready, most, effort);
        } else {
            self.path.stretcher.lengthen(&mut self.ready, most, effort);
        }
    }
}
