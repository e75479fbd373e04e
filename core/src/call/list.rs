//! The call list: which calls there are and which one the person is with.

use crate::map::Map;

use serde::{Deserialize, Serialize};

use super::{Call, CallId, Direction, Party};

/// The calls of a phone, oldest first, and the one in the foreground.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CallList {
    calls: Map<CallId, Call>,
    foreground: Option<CallId>,
    next: u32,
}

impl CallList {
    /// Adds a call; an outgoing one comes to the foreground.
    pub fn add(&mut self, line: u8, direction: Direction, remote: Party) -> CallId {
        let id = CallId(self.next);
        self.next = self.next.wrapping_add(1);
        self.calls.insert(id, Call::new(id, line, direction, remote));
        if direction == Direction::Outgoing {
            self.foreground = Some(id);
        }
        id
    }

    /// Removes a call; a live one that is not ringing takes its place in the foreground.
    pub fn remove(&mut self, id: CallId) -> Option<Call> {
        let call = self.calls.remove(&id)?;
        if self.foreground == Some(id) {
            let next = self.iter().rfind(|call| call.is_live() && !call.is_ringing_in());
            self.foreground = next.map(|call| call.id);
        }
        Some(call)
    }

    /// Returns a call.
    pub fn get(&self, id: CallId) -> Option<&Call> {
        self.calls.get(&id)
    }

    /// Returns a call for change.
    pub fn get_mut(&mut self, id: CallId) -> Option<&mut Call> {
        self.calls.get_mut(&id)
    }

    /// Returns all calls, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Call> {
        self.calls.values()
    }

    /// Returns the call that the person is with: its sound is heard, keys go to it.
    pub fn foreground(&self) -> Option<&Call> {
        self.get(self.foreground?)
    }

    /// Brings a call to the foreground; an unknown one changes nothing.
    pub fn bring_forward(&mut self, id: CallId) {
        if self.calls.contains_key(&id) {
            self.foreground = Some(id);
        }
    }

    /// Returns the oldest call that waits for the person to answer.
    pub fn ringing_in(&self) -> Option<&Call> {
        self.iter().find(|call| call.is_ringing_in())
    }

    /// Returns how many calls are not over.
    pub fn live(&self) -> usize {
        self.iter().filter(|call| call.is_live()).count()
    }

    /// Whether there is no call, not even one that ended and is still shown.
    pub fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{State, reason::EndReason};
    use super::*;

    #[test]
    fn a_removed_foreground_call_gives_way_to_a_live_one() {
        let mut list = CallList::default();
        let first = list.add(0, Direction::Outgoing, Party::default());
        let second = list.add(0, Direction::Outgoing, Party::default());
        assert_eq!(list.foreground().map(|call| call.id), Some(second));
        list.remove(second);
        assert_eq!(list.foreground().map(|call| call.id), Some(first));
        list.get_mut(first).unwrap().state = State::Ended { reason: EndReason::Local };
        assert_eq!(list.live(), 0);
    }

    #[test]
    fn an_incoming_call_stays_in_the_background_until_it_is_answered() {
        let mut list = CallList::default();
        let id = list.add(0, Direction::Incoming, Party::default());
        assert!(list.foreground().is_none());
        assert_eq!(list.ringing_in().map(|call| call.id), Some(id));
        list.bring_forward(id);
        assert_eq!(list.foreground().map(|call| call.id), Some(id));
    }
}
