//! One stream of the graph: its sending and its receiving half.

use super::graph::Spec;
use super::outbox::Outbox;
use super::plan::{Digit, RtpStart, StreamId, StreamPlan, StreamReport};
use super::sender::Sender;
use crate::dsp::level::SILENCE_DBOV;
use crate::rtp::packet::Packet;

/// One stream.
#[derive(Clone, Debug)]
pub(super) struct Stream {
    id: StreamId,
    sender: Sender,
    received: u32,
    unusable: u32,
}

impl Stream {
    /// Starts a stream as `plan` says.
    pub(super) fn new(plan: &StreamPlan, spec: Spec) -> Self {
        // A plan comes between two runs of blocks. A frame that begins a block earlier than that
        // is full in the last block of a run, not in the first of the next: its packet leaves up
        // to a run earlier, for the whole call.
        let early = if spec.grain > EARLY { EARLY as usize } else { 0 };
        let sender = Sender::new(plan, spec.sample_rate, early);
        Self { id: plan.id, sender, received: 0, unusable: 0 }
    }

    pub(super) const fn id(&self) -> StreamId {
        self.id
    }

    pub(super) const fn start(&self) -> RtpStart {
        self.sender.start()
    }

    /// Follows a changed plan.
    pub(super) fn update(&mut self, plan: &StreamPlan) {
        self.sender.update(plan);
    }

    pub(super) fn digit(&mut self, digit: Digit, duration_ms: u16) {
        self.sender.digit(digit, duration_ms);
    }

    /// Takes an RTP packet at `clock`, in samples of the sound card.
    pub(super) fn receive(&mut self, packet: &[u8], _clock: u64) {
        match Packet::parse(packet) {
            Ok(_) => self.received = self.received.saturating_add(1),
            Err(_) => self.unusable = self.unusable.saturating_add(1),
        }
    }

    /// Takes sound to send.
    pub(super) fn capture(&mut self, sound: &[f32], outbox: &mut Outbox) {
        self.sender.process(sound, outbox);
    }

    /// Adds received sound to `block`; returns whether there should have been more.
    pub(super) fn render(&mut self, _block: &mut [f32], _clock: u64) -> bool {
        false
    }

    pub(super) fn report(&mut self) -> StreamReport {
        StreamReport {
            id: self.id,
            packets_sent: self.sender.packets(),
            packets_received: self.received,
            packets_late: 0,
            packets_duplicate: 0,
            packets_unusable: self.unusable,
            concealed_ms: 0,
            jitter_delay_ms: 0,
            jitter_target_ms: 0,
            received_dbov: SILENCE_DBOV,
            sent_dbov: self.sender.take_level(),
            digits: Vec::new(),
        }
    }
}

/// A render quantum of the Web Audio API, in samples.
const EARLY: u32 = 128;
