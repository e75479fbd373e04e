//! One stream of the graph: its sending and its receiving half.

use super::graph::Spec;
use super::outbox::Outbox;
use super::plan::{Digit, RtpStart, StreamId, StreamPlan, StreamReport};
use super::program::Programs;
use super::receiver::Receiver;
use super::sender::Sender;

/// A render quantum of the Web Audio API, in samples.
const QUANTUM: u32 = 128;

/// One stream.
#[derive(Debug)]
pub(super) struct Stream {
    id: StreamId,
    grain_us: i64,
    sender: Sender,
    receiver: Receiver,
}

impl Stream {
    /// Starts a stream as `plan` says.
    pub(super) fn new(plan: &StreamPlan, spec: Spec, programs: &dyn Programs) -> Self {
        // A plan comes between two runs of blocks. A frame that begins a block earlier than that
        // is full in the last block of a run, not in the first of the next: its packet leaves up
        // to a run earlier, for the whole call.
        let early = if spec.grain > QUANTUM { QUANTUM as usize } else { 0 };
        let grain_us = i64::from(spec.grain) * 1_000_000 / i64::from(spec.sample_rate.max(1));
        Self {
            id: plan.id,
            grain_us,
            sender: Sender::new(plan, spec.sample_rate, early, programs),
            receiver: Receiver::new(plan, spec.sample_rate, grain_us, programs),
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
        self.sender.update(plan, programs);
        self.receiver.update(plan, self.grain_us, programs);
    }

    pub(super) fn digit(&mut self, digit: Digit, duration_ms: u16) {
        self.sender.digit(digit, duration_ms);
    }

    /// Takes an RTP packet at `clock`, in samples of the sound card.
    pub(super) fn receive(&mut self, packet: &[u8], clock: u64) {
        self.receiver.receive(packet, clock);
    }

    /// Takes sound to send.
    pub(super) fn capture(&mut self, sound: &[f32], outbox: &mut Outbox) {
        self.sender.process(sound, outbox);
    }

    /// Adds received sound to `block`; returns whether there should have been more.
    pub(super) fn render(&mut self, block: &mut [f32], clock: u64) -> bool {
        self.receiver.process(block, clock)
    }

    /// Returns a digit that was received and is to be heard.
    pub(super) const fn take_digit_to_play(&mut self) -> Option<Digit> {
        self.receiver.take_digit_to_play()
    }

    pub(super) fn report(&mut self, clock: u64) -> StreamReport {
        let counters = self.receiver.counters();
        let (jitter_delay_ms, jitter_target_ms) = self.receiver.delay_ms(clock);
        StreamReport {
            id: self.id,
            packets_sent: self.sender.packets(),
            packets_received: counters.received,
            packets_late: counters.late,
            packets_duplicate: counters.duplicate,
            packets_unusable: counters.unusable,
            concealed_ms: self.receiver.concealed_ms(),
            jitter_delay_ms,
            jitter_target_ms,
            received_dbov: self.receiver.take_level(),
            sent_dbov: self.sender.take_level(),
            digits: self.receiver.take_digits(),
        }
    }
}
