//! One stream of the graph: its sending and its receiving half.

use super::graph::Spec;
use super::outbox::Outbox;
use super::plan::{Digit, RtpStart, StreamId, StreamPlan, StreamReport};
use super::program::Programs;
use super::receiver::{DIGITS, HeardEvent, Receiver};
use super::sender::Sender;
use crate::dsp::agc::{Agc, Levelling};
use crate::dsp::common_divisor;
use crate::dsp::level::SILENCE_DBOV;
use crate::rtp::packet::Packet;

/// A render quantum of the Web Audio API, in samples.
const QUANTUM: u32 = 128;

/// How those who are in a conference are made equally loud. Speech at the nominal -26 dBov (ITU-T P.56)
/// has syllables of the level that is aimed at, and is left alone.
const EVEN: Levelling =
    Levelling { target_dbov: -22.0, most_db: 12.0, fast_db_s: 8.0, fast_ms: 1_500, slow_db_s: 2.0 };

/// Counters of a receiver.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counters {
    pub(super) received: u32,
    pub(super) late: u32,
    pub(super) duplicate: u32,
    pub(super) unusable: u32,
    /// Microseconds of sound made up.
    pub(super) concealed_us: u64,
}

/// What the reserve is longer than a grain, in microseconds: a quantum, by which runs of blocks
/// differ in length.
const QUANTUM_US: i64 = 2_667;

/// One stream.
#[derive(Debug)]
pub(super) struct Stream {
    id: StreamId,
    grain_us: i64,
    sender: Sender,
    receiver: Receiver,
    /// Plays a second source, where several may come.
    second: Option<Receiver>,
    /// How loud it is made in a conference.
    even: Agc,
}

impl Stream {
    /// Starts a stream as `plan` says.
    pub(super) fn new(plan: &StreamPlan, spec: Spec, programs: &dyn Programs) -> Self {
        let early = if spec.grain > QUANTUM { early(plan, spec.sample_rate) } else { 0 };
        let grain_us = i64::from(spec.grain) * 1_000_000 / i64::from(spec.sample_rate.max(1));
        let receiver = || Receiver::new(plan, spec.sample_rate, grain_us, programs);
        Self {
            id: plan.id,
            grain_us,
            sender: Sender::new(plan, spec.sample_rate, early, programs),
            receiver: receiver(),
            second: plan.mixes_sources.then(receiver),
            even: Agc::new(spec.sample_rate, EVEN),
        }
    }

    pub(super) const fn id(&self) -> StreamId {
        self.id
    }

    pub(super) const fn start(&self) -> RtpStart {
        self.sender.start()
    }

    /// Follows a changed plan.
    pub(super) fn update(&mut self, plan: &StreamPlan, programs: &dyn Programs) {
        let grain_us = self.grain_us;
        self.sender.update(plan, programs);
        for receiver in self.receivers() {
            receiver.update(plan, grain_us, programs);
        }
    }

    fn receivers(&mut self) -> impl Iterator<Item = &mut Receiver> {
        core::iter::once(&mut self.receiver).chain(&mut self.second)
    }

    pub(super) fn digit(&mut self, digit: Digit, duration_ms: u16) {
        self.sender.digit(digit, duration_ms);
    }

    pub(super) fn end_digit(&mut self, duration_ms: u16) {
        self.sender.end_digit(duration_ms);
    }

    /// Takes an RTP packet at `clock`, in samples of the sound card.
    pub(super) fn receive(&mut self, packet: &[u8], clock: u64) {
        let source = Packet::parse(packet).map(|packet| packet.header.ssrc);
        let receiver = match (&mut self.second, source) {
            (Some(second), Ok(source))
                if !self.receiver.plays(source)
                    && (second.plays(source) || self.receiver.is_busy(clock)) =>
            {
                second
            }
            _ => &mut self.receiver,
        };
        receiver.receive(packet, clock);
    }

    /// Takes sound to send.
    pub(super) fn capture(&mut self, sound: &[f32], outbox: &mut Outbox) {
        self.sender.process(sound, outbox);
    }

    /// Adds received sound to `block`; returns whether there should have been more.
    pub(super) fn render(&mut self, block: &mut [f32], clock: u64) -> bool {
        let mut starved = false;
        for receiver in self.receivers() {
            starved |= receiver.process(block, clock);
        }
        starved
    }

    /// Makes what was rendered of it as loud as the others in a conference.
    pub(super) fn even(&mut self, block: &mut [f32]) {
        self.even.process(block);
    }

    /// Returns what came of a digit and is to be heard.
    pub(super) fn take_event_to_play(&mut self) -> Option<HeardEvent> {
        self.receivers().find_map(Receiver::take_event_to_play)
    }

    /// Returns a report with room for all digits that can come between two.
    pub(super) fn empty_report() -> StreamReport {
        StreamReport { digits: Vec::with_capacity(2 * DIGITS), ..StreamReport::new(StreamId(0)) }
    }

    /// Tells what happened since the last report.
    pub(super) fn report_into(&mut self, clock: u64, report: &mut StreamReport) {
        let (jitter_delay_ms, jitter_target_ms) = self.receiver.delay_ms(clock);
        let way_us = self.sender.latency_us() + self.receiver.latency_us();
        let mut digits = core::mem::take(&mut report.digits);
        digits.clear();
        *report = StreamReport {
            packets_sent: self.sender.packets(),
            jitter_delay_ms,
            jitter_target_ms,
            way_ms: u16::try_from((way_us + 500) / 1_000).unwrap_or(u16::MAX),
            received_dbov: SILENCE_DBOV,
            sent_dbov: self.sender.take_level(),
            digits,
            ..StreamReport::new(self.id)
        };
        for receiver in self.receivers() {
            let counters = receiver.counters();
            report.packets_received += counters.received;
            report.packets_late += counters.late;
            report.packets_duplicate += counters.duplicate;
            report.packets_unusable += counters.unusable;
            report.concealed_ms += receiver.concealed_ms();
            report.received_dbov = report.received_dbov.max(receiver.take_level());
            report.digits.extend(receiver.take_digits());
        }
    }
}

/// Returns how many samples of the sound card before the plan the first packet begins. A plan comes
/// between two runs of blocks. A packet that begins that much earlier is full in the last block of a
/// run, not in the first of the next: it leaves up to a run earlier, for the whole call. Runs end
/// with a block, which packets do not: between the ends of both is at most a block less what
/// divides block and packet.
fn early(plan: &StreamPlan, sample_rate: u32) -> usize {
    let ms = u32::from(plan.send.kind.packet_ms(plan.ptime_ms));
    let packet = u64::from(sample_rate) * u64::from(ms) / 1_000;
    QUANTUM as usize - common_divisor(QUANTUM as usize, packet as usize)
}

/// Returns the reserve of the delay and its least, in microseconds. A packet waits up to a grain
/// before its arrival is seen: that is delay already. And any packet that comes a moment later than
/// those before may be seen a whole grain later: that is what the reserve is for.
pub(super) fn bounds_us(plan: &StreamPlan, grain_us: i64) -> (i64, i64) {
    let least_us = i64::from(plan.jitter_min_ms) * 1_000;
    (least_us.max(grain_us) + QUANTUM_US, least_us - grain_us)
}
