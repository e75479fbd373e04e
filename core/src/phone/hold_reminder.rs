//! A beep that tells of calls that have been on hold for long (manual 22.13).

use serde::{Deserialize, Serialize};

use super::{Phone, Timer, Urgency};
use crate::call::{Call, CallId};
use crate::language::Text;
use crate::map::Map;
use crate::time::Instant;

/// Since when calls are on hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct HoldReminder(Map<CallId, Instant>);

impl Phone {
    /// Takes note of the calls that were held or taken up.
    pub(super) fn follow_holds(&mut self) {
        let held = |id: &CallId| self.calls.get(*id).is_some_and(Call::is_held_here);
        let since = &mut self.hold_reminder.0;
        since.retain(|id, _| held(id));
        let new = self.calls.iter().filter(|call| call.is_held_here());
        let new: Vec<_> = new.filter(|call| !since.contains_key(&call.id)).collect();
        for call in new {
            since.insert(call.id, self.now);
        }
        let next = self.settings.hold_reminder.and_then(|wait| {
            let ends = self.hold_reminder.0.values().map(|since| *since + wait);
            ends.filter(|end| *end > self.now).min()
        });
        match next {
            Some(end) => self.timers.set(Timer::HoldReminder, end),
            None => self.timers.clear(Timer::HoldReminder),
        }
    }

    /// Whether a call has been on hold for long.
    pub(super) fn reminds_of_hold(&self) -> bool {
        self.long_held().next().is_some()
    }

    /// Says that a call has been on hold for long.
    pub(super) fn remind_of_hold(&mut self) {
        let newest = self.long_held().max_by_key(|(_, since)| *since);
        let call = newest.and_then(|(id, _)| self.calls.get(id));
        if let Some(text) =
            call.map(|call| Text::StillOnHold { party: Box::new(call.remote.text()) })
        {
            self.notify(text.clone());
            self.announce(text, Urgency::Urgent);
        }
    }

    fn long_held(&self) -> impl Iterator<Item = (CallId, Instant)> {
        let wait = self.settings.hold_reminder;
        let since = self.hold_reminder.0.iter().map(|(id, since)| (*id, *since));
        since.filter(move |(_, since)| wait.is_some_and(|wait| self.now.since(*since) >= wait))
    }
}
