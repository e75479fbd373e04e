//! The sending half of a stream: sound to frames, frames and digits to packets.

use std::collections::VecDeque;

use super::codec::Encoder;
use super::outbox::Outbox;
use super::plan::{CodecKind, Digit, EventFormat, RtpStart, StreamId, StreamPlan};
use super::program::Programs;
use crate::dsp::g711::to_i16;
use crate::dsp::g729::{self, FRAME, Frame, SPEECH_OCTETS};
use crate::dsp::level::Level;
use crate::dsp::resample::Resampler;
use crate::dsp::silence::{BLOCK, Silence};
use crate::dsp::tone::ToneGenerator;
use crate::rtp::event::EventSender;
use crate::rtp::packet::{HEADER, Header, Packet};
use crate::rtp::{PayloadType, RtpTime, Seq, Ssrc};

/// Longest packet that can be sent, in milliseconds.
const MAX_PTIME_MS: usize = 120;

/// Frames of G.729 in the longest packet.
const MAX_FRAMES: usize = 6;

/// Samples of the longest packet of Opus.
const MAX_OPUS_SAMPLES: usize = 48 * MAX_PTIME_MS;

/// Octets that hold any packet of Opus of one frame (RFC 6716 3.4).
const MAX_OPUS: usize = 1_275;

/// Octets from which a packet of Opus is sound (RFC 7587 3.1.3).
const OPUS_SOUND: usize = 3;

/// Digits that can wait to be sent.
const DIGITS: usize = 64;

/// Silence between two digits, in milliseconds (ITU-T Q.24 asks for 40 at least; the repeated
/// end packets of an event last as long).
const DIGIT_PAUSE_MS: u32 = 50;

/// Longest time between two descriptions of silence, in milliseconds: what has not changed is told
/// again, so that the way stays open and nobody takes the call for dead.
const NOISE_MS: u32 = 1_000;

/// Difference of the level from which silence is described anew, in dB.
const NOISE_DB: u8 = 2;

/// What is sent instead of the microphone.
#[derive(Clone, Copy, Debug)]
enum Digits {
    /// Nothing.
    Idle,
    /// An event.
    Event(EventSender, EventFormat),
    /// A tone in the sound, for a peer that takes no events, and a pause behind it: samples that were
    /// played, and all of them.
    InBand { played: u32, total: u32 },
}

/// Sends one stream.
#[derive(Debug)]
pub(super) struct Sender {
    id: StreamId,
    plan: StreamPlan,
    card_rate: u32,
    encoder: Encoder,
    resampler: Resampler,
    /// Sound of the packet that is being filled.
    frame: Vec<f32>,
    frame_samples: usize,
    seq: Seq,
    /// When the frame began.
    rtp_time: RtpTime,
    marker: bool,
    /// Whether the last packet said that nobody speaks.
    silent: bool,
    silence: Silence,
    /// Level that was described last, and milliseconds since, while nobody speaks.
    described: Option<(u8, u32)>,
    digits: Digits,
    waiting: VecDeque<(Digit, u16)>,
    tone: ToneGenerator,
    level: Level,
    packets: u32,
}

impl Sender {
    /// Starts as `plan` says, with `early` samples of the sound card already taken as silence.
    pub(super) fn new(
        plan: &StreamPlan,
        sample_rate: u32,
        early: usize,
        programs: &dyn Programs,
    ) -> Self {
        let kind = plan.send.kind;
        let rate = kind.sample_rate();
        let mut sender = Self {
            id: plan.id,
            plan: plan.clone(),
            card_rate: sample_rate,
            encoder: Encoder::new(kind, plan.options, programs),
            resampler: Resampler::new(sample_rate, rate),
            frame: Vec::with_capacity(most_samples(kind)),
            frame_samples: frame_samples(plan),
            seq: Seq(plan.start.seq),
            rtp_time: RtpTime(plan.start.rtp_time),
            marker: true,
            silent: false,
            silence: Silence::default(),
            described: None,
            digits: Digits::Idle,
            waiting: VecDeque::with_capacity(DIGITS),
            tone: ToneGenerator::new(rate),
            level: Level::default(),
            packets: 0,
        };
        for _ in 0..early {
            sender.resampler.push(0.0);
            while let Some(sample) = sender.resampler.pull() {
                sender.frame.push(sample);
            }
        }
        sender
    }

    /// Follows a changed plan; RTP goes on where it is.
    pub(super) fn update(&mut self, plan: &StreamPlan, programs: &dyn Programs) {
        let (old, new) = (self.plan.send.kind, plan.send.kind);
        if self.encoder.is_missing() || new != old {
            self.encoder = Encoder::new(new, plan.options, programs);
        } else if let Encoder::Framed(Some(encoder)) = &mut self.encoder
            && plan.options != self.plan.options
        {
            encoder.adjust(plan.options);
        }
        if new.clock_rate() != old.clock_rate() && matches!(self.digits, Digits::Event(..)) {
            // It counts in a clock that stands still from now on.
            self.digits = Digits::Idle;
        }
        if new != old {
            self.frame.clear();
        }
        if new.sample_rate() != old.sample_rate() {
            self.resampler = Resampler::new(self.card_rate, new.sample_rate());
            self.tone = ToneGenerator::new(new.sample_rate());
            self.frame = Vec::with_capacity(most_samples(new));
        }
        self.plan = plan.clone();
        // What was begun is sent as long as it was to be: a codec takes only some lengths.
        if self.frame.is_empty() {
            self.frame_samples = frame_samples(plan);
        }
    }

    /// Where sending started.
    pub(super) const fn start(&self) -> RtpStart {
        self.plan.start
    }

    /// Queues a digit; one too many is dropped.
    pub(super) fn digit(&mut self, digit: Digit, duration_ms: u16) {
        if self.plan.flow.sends() && self.waiting.len() < DIGITS {
            self.waiting.push_back((digit, duration_ms));
        }
    }

    /// Ends the newest digit when it has lasted `duration_ms`, or now.
    pub(super) fn end_digit(&mut self, duration_ms: u16) {
        if let Some((_, waiting_ms)) = self.waiting.back_mut() {
            *waiting_ms = duration_ms.min(*waiting_ms);
            return;
        }
        let kind = self.plan.send.kind;
        match &mut self.digits {
            Digits::Idle => {}
            Digits::Event(event, format) => {
                event.shorten(u32::from(duration_ms) * (format.clock_rate / 1_000));
            }
            Digits::InBand { played, total } => {
                self.tone.end_digit(duration_ms);
                *total = in_band_samples(kind, duration_ms).clamp(*played + 1, *total);
            }
        }
    }

    /// Takes sound at the sound card's rate; full packets go to `outbox`.
    pub(super) fn process(&mut self, sound: &[f32], outbox: &mut Outbox) {
        for &sample in sound {
            self.resampler.push(if self.plan.muted { 0.0 } else { sample });
            while let Some(sample) = self.resampler.pull() {
                let sample = self.instead_of(sample);
                self.frame.push(sample);
                if self.frame.len() >= self.frame_samples {
                    self.finish_frame(outbox);
                }
            }
        }
    }

    /// Delay until a packet leaves, and of coding and decoding, in microseconds.
    pub(super) fn latency_us(&self) -> u64 {
        let kind = self.plan.send.kind;
        let packet = self.frame_samples as u64 * 1_000_000 / u64::from(kind.sample_rate());
        let rate = self.resampler.latency() as u64 * 1_000_000 / u64::from(self.card_rate.max(1));
        packet + rate + u64::from(kind.delay_us())
    }

    /// Level of what is sent since the last call, in dBov.
    pub(super) fn take_level(&mut self) -> f32 {
        self.level.take()
    }

    /// Packets sent.
    pub(super) const fn packets(&self) -> u32 {
        self.packets
    }

    /// Returns `sample`, or what a digit puts in its place.
    fn instead_of(&mut self, sample: f32) -> f32 {
        match &mut self.digits {
            Digits::Idle => sample,
            Digits::Event(..) => 0.0,
            Digits::InBand { played, total } => {
                *played += 1;
                if *played >= *total {
                    self.digits = Digits::Idle;
                }
                self.tone.next_sample()
            }
        }
    }

    fn finish_frame(&mut self, outbox: &mut Outbox) {
        let ticks = self.ticks();
        if self.plan.flow.sends() {
            self.send(ticks, outbox);
        } else {
            self.marker = true;
            self.digits = Digits::Idle;
            self.waiting.clear();
        }
        self.frame.clear();
        self.frame_samples = frame_samples(&self.plan);
        self.rtp_time = self.rtp_time.plus(ticks);
        if matches!(self.digits, Digits::Idle)
            && let Some((digit, duration_ms)) = self.waiting.pop_front()
        {
            self.start_digit(digit, duration_ms);
        }
    }

    fn send(&mut self, ticks: u32, outbox: &mut Outbox) {
        let clock = u64::from(self.plan.send.kind.clock_rate());
        let packet = match &mut self.digits {
            Digits::Event(event, format) => {
                let ticks = u64::from(ticks) * u64::from(format.clock_rate) / clock;
                event.advance(ticks as u32).map(|packet| (packet, *format))
            }
            Digits::Idle | Digits::InBand { .. } => None,
        };
        let Some((packet, format)) = packet else {
            if matches!(self.digits, Digits::Event(..)) {
                self.digits = Digits::Idle;
            }
            self.send_sound(outbox);
            return;
        };
        let header = Header {
            marker: packet.marker,
            payload_type: PayloadType(format.payload_type),
            rtp_time: packet.rtp_time,
            ..self.header()
        };
        let payload = &packet.event.to_bytes();
        let packet = Packet { header, csrc: &[], extension: None, payload };
        self.count(outbox.push(self.id, |buffer| packet.print(buffer)));
    }

    fn send_sound(&mut self, outbox: &mut Outbox) {
        match self.plan.send.kind {
            CodecKind::G729 | CodecKind::G729B => return self.send_frames(outbox),
            CodecKind::Opus | CodecKind::OpusFull => return self.send_opus(outbox),
            CodecKind::Pcmu
            | CodecKind::Pcma
            | CodecKind::G722
            | CodecKind::G726
            | CodecKind::Noise => {}
        }
        if let Some(payload_type) = self.plan.noise
            && !self.speaks()
        {
            return self.send_noise(payload_type, outbox);
        }
        self.described = None;
        let header = Header { marker: self.marker, ..self.header() };
        let (encoder, frame) = (&mut self.encoder, &self.frame);
        self.level.process(frame);
        let sent = outbox.push(self.id, |buffer| {
            let (head, payload) = buffer.split_first_chunk_mut::<HEADER>()?;
            *head = header.to_bytes();
            Some(HEADER + encoder.encode(frame, payload))
        });
        self.marker = false;
        self.count(sent);
    }

    /// Whether the packet holds speech, or a digit.
    fn speaks(&mut self) -> bool {
        let mut speaks = matches!(self.digits, Digits::InBand { .. });
        let step = self.plan.send.kind.sample_rate() as usize / 8_000;
        for samples in self.frame.chunks_exact(step * BLOCK) {
            let mut block = [0.0; BLOCK];
            for (to, from) in block.iter_mut().zip(samples.chunks_exact(step)) {
                *to = from.iter().sum::<f32>() / step as f32;
            }
            speaks |= self.silence.process(&block);
        }
        speaks
    }

    /// Describes the silence of the packet, if there is something new to say of it.
    fn send_noise(&mut self, payload_type: u8, outbox: &mut Outbox) {
        self.level.process(&self.frame);
        self.marker = true;
        let (level, ms) = (self.silence.level(), self.ticks() / 8);
        if let Some((described, since)) = &mut self.described {
            *since += ms;
            if *since < NOISE_MS && level.abs_diff(*described) <= NOISE_DB {
                return;
            }
        }
        self.described = Some((level, 0));
        let header = Header { payload_type: PayloadType(payload_type), ..self.header() };
        let payload = &self.silence.describe();
        let packet = Packet { header, csrc: &[], extension: None, payload };
        self.count(outbox.push(self.id, |buffer| packet.print(buffer)));
    }

    /// Sends the packet's sound as frames: none while it is silent, and a new packet behind each
    /// that describes silence (RFC 3551 4.5.6).
    fn send_frames(&mut self, outbox: &mut Outbox) {
        self.level.process(&self.frame);
        let Encoder::Framed(Some(encoder)) = &mut self.encoder else { return };
        let mut payload = [0; MAX_FRAMES * SPEECH_OCTETS];
        let (mut length, mut begin) = (0, 0);
        let (blocks, _) = self.frame.as_chunks::<FRAME>();
        let mut frames = [Frame::Untransmitted; MAX_FRAMES];
        let count = blocks.len().min(MAX_FRAMES);
        for (frame, block) in frames.iter_mut().zip(blocks) {
            let mut octets = [0; SPEECH_OCTETS];
            let length = encoder.process(&block.map(to_i16), &mut octets);
            let octets = octets.get(..length).unwrap_or_default();
            *frame = g729::frames(octets).next().unwrap_or(Frame::Untransmitted);
        }
        for (n, frame) in frames.iter().take(count).enumerate() {
            if length == 0 {
                begin = n;
            }
            let rest = payload.get_mut(length..).unwrap_or_default();
            rest.iter_mut().zip(frame.octets()).for_each(|(to, &octet)| *to = octet);
            length += frame.octets().len();
            let is_speech = matches!(frame, Frame::Speech(_));
            if length > 0 && (!is_speech || n + 1 == count) {
                let payload = payload.get(..length).unwrap_or_default();
                self.send_payload(begin * FRAME, payload, outbox);
                length = 0;
            }
            // What comes after silence is a new beginning.
            self.marker |= !is_speech;
        }
    }

    /// Sends the packet's sound as one packet: of silence only the first, and what the encoder
    /// refreshes it with.
    fn send_opus(&mut self, outbox: &mut Outbox) {
        self.level.process(&self.frame);
        let Encoder::Framed(Some(encoder)) = &mut self.encoder else { return };
        let (mut samples, mut payload) = ([0; MAX_OPUS_SAMPLES], [0; MAX_OPUS]);
        samples.iter_mut().zip(&self.frame).for_each(|(to, &from)| *to = to_i16(from));
        let samples = samples.get(..self.frame.len()).unwrap_or_default();
        let length = encoder.process(samples, &mut payload);
        let is_silent = length < OPUS_SOUND;
        if !is_silent || !self.silent {
            let payload = payload.get(..length).filter(|payload| !payload.is_empty());
            let header = Header { marker: self.marker && !is_silent, ..self.header() };
            let packet =
                payload.map(|payload| Packet { header, csrc: &[], extension: None, payload });
            let sent =
                packet.is_some_and(|packet| outbox.push(self.id, |buffer| packet.print(buffer)));
            self.count(sent);
        }
        self.marker = is_silent;
        self.silent = is_silent;
    }

    /// Sends a packet whose sound began `offset` samples into the frame.
    fn send_payload(&mut self, offset: usize, payload: &[u8], outbox: &mut Outbox) {
        let rtp_time = self.rtp_time.plus(offset as u32);
        // A description of silence alone begins nothing.
        let marker = self.marker && payload.len() >= SPEECH_OCTETS;
        let header = Header { marker, rtp_time, ..self.header() };
        let packet = Packet { header, csrc: &[], extension: None, payload };
        let sent = outbox.push(self.id, |buffer| packet.print(buffer));
        self.marker &= !marker;
        self.count(sent);
    }

    fn header(&self) -> Header {
        Header {
            marker: false,
            payload_type: PayloadType(self.plan.send.payload_type),
            seq: self.seq,
            rtp_time: self.rtp_time,
            ssrc: Ssrc(self.plan.start.ssrc),
        }
    }

    fn count(&mut self, sent: bool) {
        if sent {
            self.seq = self.seq.next();
            self.packets = self.packets.saturating_add(1);
        }
    }

    fn start_digit(&mut self, digit: Digit, duration_ms: u16) {
        let kind = self.plan.send.kind;
        self.digits = match self.plan.events_send {
            Some(format) => {
                let total = u32::from(duration_ms) * (format.clock_rate / 1_000);
                // An event begins where the sound's clock is (RFC 4733 2.1). Its length is in its own, which
                // some peers have with 8,000 Hz only; it does not go on in a second segment there.
                let has_clock = format.clock_rate == kind.clock_rate();
                let total = if has_clock { total } else { total.min(u16::MAX.into()) };
                let event =
                    EventSender::new(digit.code(), self.plan.event_volume, total, self.rtp_time);
                Digits::Event(event, format)
            }
            None => {
                self.tone.play_digit(digit.code(), duration_ms);
                Digits::InBand { played: 0, total: in_band_samples(kind, duration_ms) }
            }
        };
    }

    /// RTP ticks of the frame.
    fn ticks(&self) -> u32 {
        let kind = self.plan.send.kind;
        self.frame.len() as u32 * (kind.clock_rate() / 100) / (kind.sample_rate() / 100)
    }
}

/// Samples of a digit in the sound, and of the pause behind it.
const fn in_band_samples(kind: CodecKind, duration_ms: u16) -> u32 {
    (duration_ms as u32 + DIGIT_PAUSE_MS) * (kind.sample_rate() / 1_000)
}

/// Samples of one packet.
fn frame_samples(plan: &StreamPlan) -> usize {
    let ms = plan.send.kind.packet_ms(plan.ptime_ms);
    plan.send.kind.sample_rate() as usize * usize::from(ms) / 1_000
}

/// Samples of the longest packet.
fn most_samples(kind: CodecKind) -> usize {
    kind.sample_rate() as usize / 1_000 * MAX_PTIME_MS
}
