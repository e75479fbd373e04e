//! Seizing a shared line before a call (line-seize of BroadWorks).

use serde::{Deserialize, Serialize};

use super::super::dialing::EntryTone;
use super::super::sessions::failure;
use super::super::{Phone, Timer};
use crate::call::reason::EndReason;
use crate::call::{CallId, State};
use crate::sip::endpoint::{FailureReason, SubscriptionEvent, SubscriptionId};
use crate::sip::message::StatusCode;

/// An appearance that this phone takes before it calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seizure {
    pub(super) line: u8,
    pub(super) index: u32,
    /// The call that needs it; none while a number is entered.
    call: Option<CallId>,
    step: Step,
}

/// How far a seizure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Step {
    /// The server was asked.
    Asked,
    /// It agreed; which appearance it is comes with that.
    Agreed,
    /// The appearance is this phone's.
    Granted,
}

impl Phone {
    /// Asks the server for an idle appearance while a number is entered, if the line is shared.
    pub(in crate::phone) fn seize_for_entry(&mut self, line: u8) {
        if self.seizure_of(line).is_none() {
            self.seize(line, None);
        }
    }

    /// Returns what is heard until the line of an entry is seized.
    pub(in crate::phone) fn waiting_tone(&self, line: u8) -> Option<EntryTone> {
        let (_, seizure) = self.seizure_of(line)?;
        (seizure.step != Step::Granted).then_some(self.sharing(line)?.waiting)
    }

    /// Returns the seizure of a line that no call has.
    fn seizure_of(&self, line: u8) -> Option<(SubscriptionId, &Seizure)> {
        let mut all = self.shared_lines.seizures.iter().map(|(&id, it)| (id, it));
        all.find(|(_, seizure)| seizure.line == line && seizure.call.is_none())
    }

    /// Gives an outgoing call its appearance, or asks for one; returns whether it has to wait.
    pub(in crate::phone) fn seize_for_call(&mut self, id: CallId) -> bool {
        let Some(line) = self.calls.get(id).map(|call| call.line) else { return false };
        if self.shared_lines.taking.contains(&id) {
            return false;
        }
        match self.seizure_of(line).map(|(subscription, _)| subscription) {
            Some(subscription) => {
                let Some(seizure) = self.shared_lines.seizures.get_mut(&subscription) else {
                    return false;
                };
                seizure.call = Some(id);
                let (index, step) = (seizure.index, seizure.step);
                if step == Step::Granted {
                    self.set_appearance(id, index);
                }
            }
            None => self.seize(line, Some(id)),
        }
        self.waits_for_line(id)
    }

    fn seize(&mut self, line: u8, call: Option<CallId>) {
        let Some(settings) = self.sharing(line) else { return };
        let (expires, retry) = (settings.seizes_for, settings.retry);
        let (index, account) = (self.free_appearance(line), self.calling_account(line));
        let package = "line-seize";
        if let Some(id) =
            self.subscribe_to_line(line, account, package, Some(index), expires, retry)
        {
            let seizure = Seizure { line, index, call, step: Step::Asked };
            self.shared_lines.seizures.insert(id, seizure);
        }
    }

    pub(super) fn set_appearance(&mut self, id: CallId, index: u32) {
        if let Some(call) = self.calls.get_mut(id) {
            call.appearance = Some(index);
        }
    }

    /// Whether a call waits for its line.
    pub(in crate::phone) fn waits_for_line(&self, id: CallId) -> bool {
        let mut seizures = self.shared_lines.seizures.values();
        seizures.any(|it| it.call == Some(id) && it.step != Step::Granted)
            || self.timers.get(Timer::SpeedDial(id)).is_some()
    }

    /// Lets a speed dial wait, so that the line can be seized before.
    pub(in crate::phone) fn pause_speed_dial(&mut self, id: CallId) {
        let line = self.calls.get(id).map(|call| call.line);
        let pause = line.and_then(|line| self.sharing(line)).map(|settings| settings.pause);
        if let Some(pause) = pause.filter(|pause| !pause.is_zero())
            && self.waits_for_line(id)
        {
            self.timers.set(Timer::SpeedDial(id), self.now + pause);
        }
    }

    /// Lets a call go on that waited for its line.
    pub(in crate::phone) fn go_on_when_seized(&mut self, id: CallId) {
        let waits = |state: &State| *state == State::Dialing;
        let begins = self.calls.get(id).is_some_and(|call| waits(&call.state));
        if begins && !self.waits_for_line(id) && !self.has_ports(id) {
            self.give_ports(id);
        }
    }

    pub(super) fn take_seizure(&mut self, id: SubscriptionId, event: &SubscriptionEvent) {
        let Some(seizure) = self.shared_lines.seizures.get_mut(&id) else { return };
        match event {
            SubscriptionEvent::Active if seizure.step == Step::Asked => seizure.step = Step::Agreed,
            SubscriptionEvent::Appearances(told) if seizure.step == Step::Agreed => {
                let named = told.iter().find_map(|appearance| appearance.index);
                seizure.index = named.unwrap_or(seizure.index);
                self.seized(id);
            }
            SubscriptionEvent::Notified(_) if seizure.step == Step::Agreed => self.seized(id),
            SubscriptionEvent::Failed { reason, .. } => {
                let reason = reason.clone();
                self.seizure_failed(id, &reason);
            }
            SubscriptionEvent::Terminated { .. } => self.lose_seizure(id, EndReason::LineInUse),
            SubscriptionEvent::Ended => drop(self.shared_lines.seizures.remove(&id)),
            SubscriptionEvent::Appearances(_)
            | SubscriptionEvent::Notified(_)
            | SubscriptionEvent::Pending
            | SubscriptionEvent::Active => {}
        }
    }

    /// The appearance is this phone's.
    fn seized(&mut self, id: SubscriptionId) {
        let Some(seizure) = self.shared_lines.seizures.get_mut(&id) else { return };
        seizure.step = Step::Granted;
        let (line, index, call) = (seizure.line, seizure.index, seizure.call);
        match call {
            Some(call) => {
                self.set_appearance(call, index);
                self.go_on_when_seized(call);
            }
            None => self.line_is_free(line),
        }
    }

    /// A server that knows no shared lines lets everybody call; another one has a reason.
    fn seizure_failed(&mut self, id: SubscriptionId, reason: &FailureReason) {
        let unknown =
            [StatusCode::BAD_EVENT, StatusCode::METHOD_NOT_ALLOWED, StatusCode::NOT_IMPLEMENTED];
        match reason {
            FailureReason::Status(status, _) if unknown.contains(status) => {
                self.log(format!("line-seize: {status}"));
                self.seized(id);
            }
            FailureReason::Status(..) => self.lose_seizure(id, EndReason::LineInUse),
            FailureReason::NoAnswer
            | FailureReason::Unauthorized
            | FailureReason::UnknownHost(_)
            | FailureReason::Transport(_) => self.lose_seizure(id, failure(reason.clone())),
        }
    }

    /// The appearance is not, or no more, this phone's; a call that has begun does not need it.
    fn lose_seizure(&mut self, id: SubscriptionId, why: EndReason) {
        let Some(seizure) = self.shared_lines.seizures.remove(&id) else { return };
        // Else it would be asked for again.
        let _ = self.endpoint.unsubscribe(id, self.now);
        match seizure.call {
            Some(call) if self.calls.get(call).is_some_and(|call| call.session.is_none()) => {
                self.finish(call, why);
            }
            None if self.entry.as_ref().is_some_and(|entry| entry.line == seizure.line) => {
                self.notify(why.text());
                self.line_is_in_use();
            }
            Some(_) | None => {}
        }
    }

    /// Gives back what nobody needs any more: its call is over, or nobody dialled in time.
    pub(in crate::phone) fn follow_seizures(&mut self) {
        let entry = self.entry.as_ref().filter(|entry| !entry.tone.is_late());
        let needed = |seizure: &Seizure| match seizure.call {
            Some(call) => self.calls.get(call).is_some_and(|call| call.is_live()),
            None => entry.is_some_and(|entry| entry.line == seizure.line),
        };
        let all = self.shared_lines.seizures.iter();
        let left: Vec<_> = all.filter(|(_, it)| !needed(it)).map(|(&id, _)| id).collect();
        for id in left {
            self.shared_lines.seizures.remove(&id);
            let _ = self.endpoint.unsubscribe(id, self.now);
        }
    }
}
