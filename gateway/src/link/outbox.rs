//! What is on its way to the phone, kept until the phone's browser confirmed it.
//!
//! Every message has a number. A WebSocket ping carries the number of the last message sent
//! before it; its pong, which a browser sends by itself and in order, confirms all up to there.

use std::collections::VecDeque;

use bytes::Bytes;

/// Bytes beyond which datagrams are dropped and requests refused.
const MOST_BYTES: usize = 1024 * 1024;

/// Messages beyond which datagrams are dropped and requests refused.
const MOST_MESSAGES: usize = 512;

/// Bytes beyond which files wait: they are long, and what is urgent comes after them.
const MOST_FILE_BYTES: usize = 256 * 1024;

/// Messages in order; never reordered, never lost once taken.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    messages: VecDeque<Bytes>,
    bytes: usize,
    /// The number of the first message that is kept.
    first: u64,
}

impl Outbox {
    /// Adds a message.
    pub(super) fn push(&mut self, message: Bytes) {
        self.bytes += message.len();
        self.messages.push_back(message);
    }

    /// Adds a message unless there are too many; says whether it did.
    pub(super) fn push_if_room(&mut self, message: Bytes) -> bool {
        let room = self.has_room();
        if room {
            self.push(message);
        }
        room
    }

    /// Whether there is room for more.
    pub(super) fn has_room(&self) -> bool {
        self.bytes < MOST_BYTES && self.messages.len() < MOST_MESSAGES
    }

    /// Whether there is room for a piece of a file.
    pub(super) fn has_room_for_files(&self) -> bool {
        self.bytes < MOST_FILE_BYTES && self.has_room()
    }

    /// Returns the number of the first message that is not confirmed.
    pub(super) fn first(&self) -> u64 {
        self.first
    }

    /// Returns message `number`, if there is one.
    pub(super) fn get(&self, number: u64) -> Option<Bytes> {
        let index = usize::try_from(number.checked_sub(self.first)?).ok()?;
        self.messages.get(index).cloned()
    }

    /// Forgets all messages before `number`.
    pub(super) fn confirm(&mut self, number: u64) {
        while self.first < number {
            let Some(message) = self.messages.pop_front() else { return };
            self.bytes = self.bytes.saturating_sub(message.len());
            self.first += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_confirmed_can_be_had_again() {
        let mut outbox = Outbox::default();
        for text in ["a", "b", "c"] {
            outbox.push(Bytes::from(text));
        }
        outbox.confirm(2);
        assert_eq!(outbox.first(), 2);
        assert_eq!(outbox.get(1), None);
        assert_eq!(outbox.get(2), Some(Bytes::from("c")));
        assert_eq!(outbox.get(3), None);
        outbox.confirm(99);
        assert_eq!(outbox.first(), 3);
    }

    #[test]
    fn datagrams_are_dropped_when_too_much_waits() {
        let mut outbox = Outbox::default();
        let taken =
            (0..2 * MOST_MESSAGES).filter(|_| outbox.push_if_room(Bytes::from("x"))).count();
        assert_eq!(taken, MOST_MESSAGES);
        outbox.confirm(1);
        assert!(outbox.push_if_room(Bytes::from("x")));
    }
}
