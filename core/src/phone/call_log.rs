//! The calls of the past, newest first: all, missed, received, dialled.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::menu::PageKind;
use super::screen::timer_text;
use super::status::{Row, alone, row};
use super::{Phone, Urgency};
use crate::call::reason::EndReason;
use crate::call::{Call, CallId, Direction, Party, State};
use crate::language::Text;
use crate::time::{Duration, Instant, WallTime};

/// Calls kept of each kind.
const LIMIT: usize = 100;

/// Which list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum LogKind {
    /// Every call.
    All,
    /// Rang here, or would have, and was not answered.
    Missed,
    /// Was answered, rejected or forwarded here.
    Received,
    /// Was called from here.
    Dialed,
}

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Kind {
    /// Nobody answered it here.
    Missed,
    /// It was answered here, or by another phone.
    Received,
    /// It was rejected here.
    Rejected,
    /// It went on to somebody else.
    Forwarded,
    /// It was called from here.
    Dialed,
}

impl LogKind {
    /// Returns the heading of the list.
    pub(super) const fn title(self) -> &'static Text {
        match self {
            Self::All => &Text::AllCalls,
            Self::Missed => &Text::MissedCalls,
            Self::Received => &Text::ReceivedCalls,
            Self::Dialed => &Text::DialedCalls,
        }
    }

    /// Returns the heading as it fits a key.
    pub(super) const fn short_title(self) -> Text {
        match self {
            Self::All => Text::SoftCallLog,
            Self::Missed => Text::SoftMissed,
            Self::Received => Text::SoftReceived,
            Self::Dialed => Text::SoftDialed,
        }
    }

    const fn has(self, kind: Kind) -> bool {
        match self {
            Self::All => true,
            Self::Missed => matches!(kind, Kind::Missed),
            Self::Received => matches!(kind, Kind::Received | Kind::Rejected | Kind::Forwarded),
            Self::Dialed => matches!(kind, Kind::Dialed),
        }
    }
}

impl Kind {
    const fn text(self) -> Text {
        match self {
            Self::Missed => Text::Missed,
            Self::Received => Text::Received,
            Self::Rejected => Text::Rejected,
            Self::Forwarded => Text::Forwarded,
            Self::Dialed => Text::Dialed,
        }
    }

    /// Returns the list that it is in beside that of all calls.
    const fn list(self) -> LogKind {
        match self {
            Self::Missed => LogKind::Missed,
            Self::Received | Self::Rejected | Self::Forwarded => LogKind::Received,
            Self::Dialed => LogKind::Dialed,
        }
    }
}

/// One call of the past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LogEntry {
    /// Its number; never reused.
    serial: u32,
    kind: Kind,
    /// The other party.
    pub(super) party: Party,
    /// Who sent the call on to this phone, if that is known.
    via: Option<Party>,
    /// Index of the line.
    pub(super) line: u8,
    /// When it was dialled or ended, if the time was known.
    at: Option<WallTime>,
    /// How long it was, if it was answered.
    duration: Option<Duration>,
    /// What it cost, if the server told.
    cost: Option<Text>,
    /// The call, as long as it goes on.
    call: Option<CallId>,
}

impl LogEntry {
    /// Returns who it was with, and by way of whom.
    fn label(&self) -> Text {
        let party = self.party.text();
        match &self.via {
            Some(via) => Text::Via { party: Box::new(party), via: Box::new(via.text()) },
            None => party,
        }
    }
}

/// The lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CallLog {
    entries: VecDeque<LogEntry>,
    next: u32,
    /// Missed calls that nobody has looked at.
    pub(super) unseen: u32,
}

impl CallLog {
    /// Notes a number at the moment it is dialled, so that Redial knows it at once.
    pub(super) fn dialed(&mut self, call: CallId, party: Party, line: u8, at: Option<WallTime>) {
        let entry = self.push(Kind::Dialed, party, line, at);
        entry.call = Some(call);
    }

    /// Notes a call that is over.
    pub(super) fn ended(
        &mut self,
        call: &Call,
        cost: Option<Text>,
        at: Option<WallTime>,
        now: Instant,
    ) {
        let duration = call.duration(now);
        if call.direction == Direction::Outgoing {
            let noted = self.entries.iter_mut().find(|entry| entry.call == Some(call.id));
            if let Some(entry) = noted {
                (entry.duration, entry.cost, entry.call) = (duration, cost, None);
            }
            return;
        }
        let kind = match &call.state {
            _ if duration.is_some() => Kind::Received,
            State::Ended { reason: EndReason::Local } => Kind::Rejected,
            State::Ended {
                reason: EndReason::Missed | EndReason::ConnectionLost | EndReason::Forwarded(_),
            } => Kind::Missed,
            State::Ended { .. }
            | State::Dialing
            | State::RingingOut
            | State::EarlyMedia
            | State::RingingIn { .. }
            | State::Talking
            | State::Held { .. } => Kind::Received,
        };
        self.unseen = self.unseen.saturating_add(u32::from(kind == Kind::Missed));
        let via = call.diversion.as_ref().and_then(|diversion| diversion.by.clone());
        let entry = self.push(kind, call.remote.clone(), call.line, at);
        (entry.via, entry.duration, entry.cost) = (via, duration, cost);
    }

    /// Notes an incoming call that did not ring: it is missed, unless somebody else has it.
    pub(super) fn turned_away(
        &mut self,
        party: Party,
        line: u8,
        at: Option<WallTime>,
        forwarded: bool,
    ) {
        let kind = if forwarded { Kind::Forwarded } else { Kind::Missed };
        self.unseen = self.unseen.saturating_add(u32::from(!forwarded));
        self.push(kind, party, line, at);
    }

    /// Returns the entries of a list, newest first.
    pub(super) fn list(&self, kind: LogKind) -> impl Iterator<Item = &LogEntry> {
        self.entries.iter().filter(move |entry| kind.has(entry.kind))
    }

    /// Returns the number dialled last.
    pub(super) fn last_dialed(&self) -> Option<&LogEntry> {
        self.list(LogKind::Dialed).next()
    }

    fn get(&self, serial: u32) -> Option<&LogEntry> {
        self.entries.iter().find(|entry| entry.serial == serial)
    }

    fn push(&mut self, kind: Kind, party: Party, line: u8, at: Option<WallTime>) -> &mut LogEntry {
        let list = kind.list();
        if self.list(list).count() >= LIMIT {
            let oldest = self.entries.iter().rposition(|entry| list.has(entry.kind));
            oldest.and_then(|at| self.entries.remove(at));
        }
        let serial = self.next;
        self.next = self.next.wrapping_add(1);
        let (via, duration, cost, call) = (None, None, None, None);
        let entry = LogEntry { serial, kind, party, via, line, at, duration, cost, call };
        self.entries.push_front(entry);
        &mut self.entries[0]
    }
}

impl Phone {
    /// Returns the calls of a list.
    pub(super) fn log_rows(&self, list: LogKind) -> Vec<Row> {
        let entries = self.call_log.list(list);
        entries
            .map(|entry| {
                let (label, kind) = (entry.label(), entry.kind.text());
                // A list has calls of one kind, and those need not say so.
                let told =
                    list == LogKind::All || matches!(entry.kind, Kind::Rejected | Kind::Forwarded);
                let text = if told { label.and(kind) } else { label };
                row(text, entry.at.map(|at| self.clock.stamp(at)).unwrap_or_default())
            })
            .collect()
    }

    /// Returns all that is known of a call.
    pub(super) fn log_entry_rows(&self, serial: u32) -> Vec<Row> {
        let Some(entry) = self.call_log.get(serial) else { return Vec::new() };
        let line = self.lines.get(usize::from(entry.line)).map_or("", |line| line.label());
        let line = Text::verbatim(line);
        let time = match (entry.duration, entry.call) {
            (Some(time), _) => timer_text(time),
            (None, Some(_)) => Text::InProgress,
            (None, None) => Text::NotAnswered,
        };
        let number = Party { name: String::new(), ..entry.party.clone() };
        let mut rows = vec![row(number.text(), entry.kind.text())];
        if !entry.party.name.is_empty() {
            rows.insert(0, alone(&entry.party.name));
        }
        rows.extend(entry.via.iter().map(|via| row(Text::DivertedByWhom, via.text())));
        rows.push(row(Text::Time, entry.at.map(|at| self.clock.stamp(at)).unwrap_or_default()));
        rows.push(row(Text::Duration, time));
        rows.extend(entry.cost.iter().map(|cost| row(Text::Cost, cost.clone())));
        rows.push(row(Text::Line, line));
        rows
    }

    /// Returns which call is shown or selected.
    pub(super) fn shown_log_entry(&self) -> Option<&LogEntry> {
        let page = self.menu_page()?;
        if let PageKind::Log(list) = page.kind {
            self.call_log.list(list).nth(page.row)
        } else if let PageKind::LogEntry(serial) = page.kind {
            self.call_log.get(serial)
        } else {
            None
        }
    }

    /// Calls who is shown or selected.
    pub(super) fn call_from_log(&mut self) {
        if let Some(entry) = self.shown_log_entry().cloned() {
            self.call_from_list(entry.line, &entry.party.number);
        }
    }

    /// Shows all that is known of the selected call.
    pub(super) fn open_log_entry(&mut self) {
        if let Some(serial) = self.shown_log_entry().map(|entry| entry.serial) {
            self.open_page(PageKind::LogEntry(serial));
        }
    }

    /// Deletes the call that is shown or selected.
    pub(super) fn delete_log_entry(&mut self) {
        let Some(serial) = self.shown_log_entry().map(|entry| entry.serial) else { return };
        self.call_log.entries.retain(|entry| entry.serial != serial);
        if let Some(PageKind::LogEntry(_)) = self.menu_page().map(|page| page.kind) {
            self.close_page();
        }
        if let Some(page) = self.menu_page() {
            let last = self.row_count(page.kind).saturating_sub(1);
            self.set_row(page.row.min(last));
        }
        self.announce(Text::Deleted, Urgency::Polite);
    }

    /// Forgets all calls.
    pub(super) fn delete_log(&mut self) {
        self.call_log = CallLog { next: self.call_log.next, ..CallLog::default() };
        self.notify(Text::LogIsEmpty);
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
        log.turned_away(party(9), 0, None, false);
        for number in 0..=LIMIT {
            log.dialed(CallId(7), party(number), 0, None);
        }
        assert_eq!(log.list(LogKind::Dialed).count(), LIMIT);
        assert_eq!(log.list(LogKind::All).count(), LIMIT + 1);
        assert_eq!(log.last_dialed().unwrap().party, party(LIMIT));
        assert_eq!(log.list(LogKind::Dialed).last().unwrap().party, party(1));
    }
}
