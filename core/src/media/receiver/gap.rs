//! Where there is no packet to play: sound is made up, or silence goes on.

use super::{GIVE_UP_MS, GRAIN_MS, MAX_BLOCK, Receiver, STRETCH_US};
use crate::rtp::jitter::Waiting;

impl Receiver {
    /// Fills the way from `position` to `time`, where the next packet begins.
    pub(super) fn bridge(&mut self, position: i64, time: i64, lost: bool, now_us: i64) {
        // Delay that is too long is best taken out where there is nothing to play.
        let excess = self.jitter.ticks(self.excess_us(position, now_us).max(0));
        let gap = time - position;
        let cut = if excess >= self.jitter.ticks(STRETCH_US) { gap.min(excess) } else { 0 };
        let made = (gap - cut).min(self.grain());
        self.position = Some(position + cut + made);
        if made == 0 {
            self.play(time, now_us);
        } else if lost {
            self.replace(made);
        } else {
            self.pause(made);
        }
    }

    /// There is no packet: makes sound up for a while, then gives up.
    pub(super) fn wait(&mut self, position: i64) {
        let grain = self.grain();
        self.position = Some(position + grain);
        if position < self.event_until {
            self.pause(grain);
            return;
        }
        self.waited += grain;
        if self.is_silent() {
            self.pause(grain);
        } else {
            self.starved = true;
            self.conceal(grain);
        }
        if self.waited > self.jitter.ticks(GIVE_UP_MS * 1_000) {
            self.position = None;
            self.waited = 0;
            self.jitter.give_up();
        }
    }

    pub(super) fn grain(&self) -> i64 {
        self.jitter.ticks(GRAIN_MS * 1_000).max(1)
    }

    /// Whether the sender said that it is silent until its next packet.
    pub(super) fn is_silent(&self) -> bool {
        self.incoming.get(self.current).is_some_and(|incoming| incoming.decoder.is_silent())
    }

    /// Makes sound up for packets that may still come.
    fn conceal(&mut self, ticks: i64) {
        self.counters.concealed_us += self.jitter.micros(ticks).unsigned_abs();
        self.fade(ticks);
    }

    /// Makes sound up for packets that are known to be lost, as their codec does if it can.
    pub(super) fn replace(&mut self, ticks: i64) {
        self.counters.concealed_us += self.jitter.micros(ticks).unsigned_abs();
        self.make(ticks);
    }

    /// Makes sound for a time in which silence is meant: as it was described, or fading away.
    pub(super) fn pause(&mut self, ticks: i64) {
        if self.is_silent() { self.make(ticks) } else { self.fade(ticks) }
    }

    fn make(&mut self, ticks: i64) {
        self.ready.resize(self.samples(ticks).clamp(1, MAX_BLOCK), 0.0);
        let next = match (self.position, self.jitter.front()) {
            // The position is behind what is being made.
            (Some(position), Some(front)) => {
                let gap = self.samples(front.time - position + ticks);
                Some((gap, Waiting::payload(front)))
            }
            (None, _) | (_, None) => None,
        };
        let current = self.incoming.get_mut(self.current);
        if current.is_some_and(|incoming| incoming.decoder.conceal(&mut self.ready, next)) {
            if core::mem::replace(&mut self.made_by_codec, true) {
                self.path.concealer.pass(&mut self.ready);
            } else {
                self.path.concealer.join(&mut self.ready);
            }
        } else {
            self.repeat();
        }
    }

    fn fade(&mut self, ticks: i64) {
        self.ready.resize(self.samples(ticks).clamp(1, MAX_BLOCK), 0.0);
        self.repeat();
    }

    /// Fills what is to be made ready with what was heard before, and lets the decoder know.
    fn repeat(&mut self) {
        self.path.concealer.conceal(&mut self.ready);
        if let Some(incoming) = self.incoming.get_mut(self.current) {
            incoming.decoder.hear(&self.ready);
        }
    }
}
