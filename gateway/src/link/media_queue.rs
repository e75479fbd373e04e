//! Media on their way to a phone's WebSocket.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::Notify;

/// Datagrams that wait for the WebSocket: 320 ms of one stream at 20 ms a packet.
const MOST: usize = 16;

/// A few datagrams in order. The oldest makes room: sound that waited longest is worth least.
#[derive(Debug, Default)]
pub(super) struct MediaQueue {
    waiting: Mutex<VecDeque<Bytes>>,
    filled: Notify,
}

impl MediaQueue {
    /// Adds a datagram; returns the one that made room for it.
    pub(super) fn push(&self, datagram: Bytes) -> Option<Bytes> {
        let dropped = {
            let mut waiting = self.lock();
            let dropped = if waiting.len() < MOST { None } else { waiting.pop_front() };
            waiting.push_back(datagram);
            dropped
        };
        self.filled.notify_one();
        dropped
    }

    /// Returns the oldest datagram, once there is one.
    pub(super) async fn next(&self) -> Bytes {
        loop {
            if let Some(datagram) = self.take() {
                return datagram;
            }
            self.filled.notified().await;
        }
    }

    /// Returns the oldest datagram, if there is one.
    pub(super) fn take(&self) -> Option<Bytes> {
        self.lock().pop_front()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Bytes>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(number: usize) -> Bytes {
        Bytes::copy_from_slice(&number.to_be_bytes())
    }

    #[tokio::test]
    async fn datagrams_keep_their_order() {
        let queue = MediaQueue::default();
        for number in 0..MOST {
            assert_eq!(queue.push(numbered(number)), None);
        }
        for number in 0..MOST {
            assert_eq!(queue.next().await, numbered(number));
        }
        assert_eq!(queue.take(), None);
    }

    #[test]
    fn the_oldest_makes_room() {
        let queue = MediaQueue::default();
        for number in 0..MOST {
            queue.push(numbered(number));
        }
        assert_eq!(queue.push(numbered(MOST)), Some(numbered(0)));
        assert_eq!(queue.take(), Some(numbered(1)));
    }

    #[tokio::test]
    async fn who_waits_is_woken() {
        let queue = MediaQueue::default();
        let (datagram, _) = tokio::join!(biased; queue.next(), async { queue.push(numbered(7)) });
        assert_eq!(datagram, numbered(7));
    }
}
