//! Packets made by `process` and not yet taken: a ring of fixed size.

use super::plan::StreamId;

/// Longest packet, in bytes: what fits into an Ethernet frame.
pub(super) const MAX_PACKET: usize = 1_472;

/// Packets that fit; five streams for more than 100 ms.
const SLOTS: usize = 32;

#[derive(Clone, Debug)]
struct Slot {
    stream: StreamId,
    length: usize,
    bytes: [u8; MAX_PACKET],
}

/// Packets on their way out.
#[derive(Clone, Debug)]
pub(super) struct Outbox {
    slots: Vec<Slot>,
    /// The oldest packet.
    first: usize,
    count: usize,
}

impl Outbox {
    pub(super) fn new() -> Self {
        let empty = Slot { stream: StreamId(0), length: 0, bytes: [0; MAX_PACKET] };
        Self { slots: vec![empty; SLOTS], first: 0, count: 0 }
    }

    /// Adds a packet that `print` writes; when nobody takes packets, the oldest is dropped.
    pub(super) fn push(
        &mut self,
        stream: StreamId,
        print: impl FnOnce(&mut [u8]) -> Option<usize>,
    ) -> bool {
        if self.count == SLOTS {
            self.first = (self.first + 1) % SLOTS;
            self.count -= 1;
        }
        let Some(slot) = self.slots.get_mut((self.first + self.count) % SLOTS) else {
            return false;
        };
        let Some(length) = print(&mut slot.bytes) else { return false };
        (slot.stream, slot.length) = (stream, length);
        self.count += 1;
        true
    }

    /// Copies the oldest packet to `buffer` and forgets it; one that does not fit is dropped.
    pub(super) fn pop(&mut self, buffer: &mut [u8]) -> Option<(StreamId, usize)> {
        while self.count > 0 {
            let slot = self.slots.get(self.first)?;
            self.first = (self.first + 1) % SLOTS;
            self.count -= 1;
            if let (Some(to), Some(from)) =
                (buffer.get_mut(..slot.length), slot.bytes.get(..slot.length))
            {
                to.copy_from_slice(from);
                return Some((slot.stream, slot.length));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_come_out_in_order_and_the_oldest_are_lost() {
        let mut outbox = Outbox::new();
        for n in 0..40 {
            outbox.push(StreamId(n), |buffer| {
                buffer[0] = n as u8;
                Some(1)
            });
        }
        let mut buffer = [0; 4];
        for n in 8..40 {
            assert_eq!(outbox.pop(&mut buffer), Some((StreamId(n), 1)));
            assert_eq!(buffer[0], n as u8);
        }
        assert_eq!(outbox.pop(&mut buffer), None);
    }
}
