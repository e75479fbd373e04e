//! Conferences of three that this phone mixes (manual 22.4, 22.5).
//!
//! Conf calls a third party beside the call there is; pressed again, when both calls are up, it
//! joins them. The two parties hear each other through this phone until it splits the conference,
//! hangs up, or one of them does.

use super::{Phone, Urgency};
use crate::call::reason::EndReason;
use crate::call::{Call, CallId};
use crate::language::Text;

impl Phone {
    /// Returns the calls of the conference.
    pub(super) fn conference_calls(&self) -> impl Iterator<Item = &Call> {
        self.conference.into_iter().flatten().filter_map(|id| self.calls.get(id))
    }

    /// Whether a call is part of the conference.
    pub(super) fn is_in_conference(&self, id: CallId) -> bool {
        self.conference.is_some_and(|calls| calls.contains(&id))
    }

    /// Whether the parties of the conference hear each other.
    pub(super) fn mixes(&self) -> bool {
        let foreground = self.calls.foreground().map(|call| call.id);
        foreground.is_some_and(|id| self.is_in_conference(id))
            && self.conference_calls().filter(|call| call.is_up()).count() == 2
    }

    /// Joins the two calls there are, or calls a third party first.
    pub(super) fn press_conference(&mut self) {
        let Some(first) = self.calls.foreground().filter(|call| call.is_up()).map(|call| call.id)
        else {
            return self.notify(Text::NoCallToJoin);
        };
        match self.joinable(first) {
            Some(second) if self.confer(first, second) => {}
            Some(second) => self.join(first, second),
            None => {
                self.hold_foreground();
                self.new_call();
            }
        }
    }

    /// Returns the call that Conf would join with `first`.
    pub(super) fn joinable(&self, first: CallId) -> Option<CallId> {
        self.other_call(first).filter(|call| call.is_up()).map(|call| call.id)
    }

    fn join(&mut self, first: CallId, second: CallId) {
        self.transfer_joined(first, second);
        self.conference = Some([first.min(second), first.max(second)]);
        self.hold_conference(false);
        self.announce(Text::Conference, Urgency::Polite);
        self.log(format!("conference of calls {} and {}", first.0, second.0));
    }

    /// Holds both parties, or takes them off hold.
    pub(super) fn hold_conference(&mut self, hold: bool) {
        for id in self.conference.into_iter().flatten() {
            self.want_hold(id, hold);
        }
    }

    /// Goes on with the party in the foreground and holds the other one.
    pub(super) fn split(&mut self) {
        let Some(calls) = self.conference.take() else { return };
        let shown = self.calls.foreground().map(|call| call.id);
        for id in calls.into_iter().filter(|id| Some(*id) != shown) {
            self.want_hold(id, true);
        }
        self.announce(Text::ConferenceSplit, Urgency::Polite);
    }

    /// Leaves the conference: the other two go on without this phone, if that is set, or it ends.
    pub(super) fn leave_conference(&mut self) {
        let Some([first, second]) = self.conference.take() else { return };
        if self.settings.conference_goes_on && self.hand_over(first, second) {
            return;
        }
        for id in [first, second] {
            self.hang_up(id, EndReason::Local);
        }
    }

    /// A call is over that may be part of the conference: the other one goes on.
    pub(super) fn conference_call_ended(&mut self, id: CallId) {
        if let Some(calls) = self.conference.take_if(|calls| calls.contains(&id)) {
            let rest = calls.into_iter().find(|call| *call != id);
            rest.into_iter().for_each(|rest| self.calls.bring_forward(rest));
        }
    }
}
