//! The calls of the past, newest first, in three lists.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::call::reason::EndReason;
use crate::call::{Call, Direction, Party, State};
use crate::time::WallTime;

/// Entries kept in each list.
const LIMIT: usize = 100;

/// Which list a call belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum LogKind {
    /// Rang here and was not answered.
    Missed,
    /// Was answered or rejected here.
    Received,
    /// Was called from here.
    Dialed,
}

impl LogKind {
    /// Returns the heading of the list.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Missed => "Missed calls",
            Self::Received => "Received calls",
            Self::Dialed => "Dialed calls",
        }
    }
}

/// One call of the past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LogEntry {
    /// Its list.
    pub(super) kind: LogKind,
    /// The other party.
    pub(super) party: Party,
    /// Who sent the call on to this phone, if that is known.
    pub(super) via: Option<Party>,
    /// Index of the line.
    pub(super) line: u8,
    /// When it ended, if the time was known.
    pub(super) at: Option<WallTime>,
}

impl LogEntry {
    /// Returns who it was with, and by way of whom.
    pub(super) fn label(&self) -> String {
        let party = self.party.label();
        let via = self.via.as_ref().map(|via| format!("{party} via {}", via.label()));
        via.unwrap_or_else(|| party.to_owned())
    }
}

/// The lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CallLog {
    entries: VecDeque<LogEntry>,
    /// Missed calls that nobody has looked at.
    pub(super) unseen: u32,
}

impl CallLog {
    /// Notes a number at the moment it is dialled, so that Redial knows it at once.
    pub(super) fn dialed(&mut self, party: Party, line: u8, at: Option<WallTime>) {
        self.push(LogEntry { kind: LogKind::Dialed, party, via: None, line, at });
    }

    /// Notes an incoming call that is over.
    pub(super) fn ended(&mut self, call: &Call, at: Option<WallTime>) {
        if call.direction == Direction::Outgoing {
            return;
        }
        let missed = matches!(
            call.state,
            State::Ended {
                reason: EndReason::Missed | EndReason::ConnectionLost | EndReason::Forwarded(_)
            }
        ) && call.answered.is_none();
        let kind = if missed { LogKind::Missed } else { LogKind::Received };
        self.unseen = self.unseen.saturating_add(u32::from(missed));
        let via = call.diversion.as_ref().and_then(|diversion| diversion.by.clone());
        self.push(LogEntry { kind, party: call.remote.clone(), via, line: call.line, at });
    }

    /// Notes an incoming call that did not ring: it is missed, unless somebody else has it.
    pub(super) fn turned_away(
        &mut self,
        party: Party,
        line: u8,
        at: Option<WallTime>,
        forwarded: bool,
    ) {
        let kind = if forwarded { LogKind::Received } else { LogKind::Missed };
        self.unseen = self.unseen.saturating_add(u32::from(!forwarded));
        self.push(LogEntry { kind, party, via: None, line, at });
    }

    /// Returns the entries of a list, newest first.
    pub(super) fn list(&self, kind: LogKind) -> impl Iterator<Item = &LogEntry> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }

    /// Returns the number dialled last.
    pub(super) fn last_dialed(&self) -> Option<&LogEntry> {
        self.list(LogKind::Dialed).next()
    }

    fn push(&mut self, entry: LogEntry) {
        let kind = entry.kind;
        self.entries.push_front(entry);
        if self.list(kind).count() > LIMIT {
            let oldest = self.entries.iter().rposition(|entry| entry.kind == kind);
            oldest.and_then(|at| self.entries.remove(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(number: usize) -> Party {
        Party { name: String::new(), number: number.to_string() }
    }

    #[test]
    fn each_list_forgets_its_oldest_entry() {
        let mut log = CallLog::default();
        for number in 0..=LIMIT {
            log.dialed(party(number), 0, None);
        }
        assert_eq!(log.list(LogKind::Dialed).count(), LIMIT);
        assert_eq!(log.last_dialed().unwrap().party, party(LIMIT));
        assert_eq!(log.list(LogKind::Dialed).last().unwrap().party, party(1));
    }
}
