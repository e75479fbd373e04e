//! Calling a busy party again by itself (manual 17.3).

use serde::{Deserialize, Serialize};

use super::super::menu::Question;
use super::super::{Phone, Timer};
use crate::call::reason::EndReason;
use crate::call::{CallId, Direction};
use crate::time::{Duration, Instant};

/// A number that was busy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::phone) struct AutoRedial {
    /// The line that called.
    pub(in crate::phone) line: u8,
    /// The number.
    pub(in crate::phone) number: String,
    step: Step,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Step {
    /// The person is asked.
    Asked,
    /// It is called at this time.
    Waiting(Instant),
    /// It is being called.
    Calling(CallId),
}

impl Phone {
    /// Offers to call again, or does so, when a call was busy.
    pub(in crate::phone) fn redial_if_busy(&mut self, id: CallId, reason: &EndReason) {
        let again = self.auto_redial.take_if(|redial| redial.step == Step::Calling(id));
        let redials = self.settings.dialing.redial.is_some() && *reason == EndReason::Busy;
        let call = self.calls.get(id).filter(|call| call.direction == Direction::Outgoing);
        let Some(call) = call.filter(|_| redials) else { return };
        let (line, number) = (call.line, call.remote.number.clone());
        let asks = again.is_none();
        if asks && (self.calls.live() > 0 || !self.pages.is_empty() || self.transfer.is_some()) {
            return;
        }
        self.auto_redial = Some(AutoRedial { line, number, step: Step::Asked });
        if asks {
            self.ask(Question::Redial);
        } else {
            self.wait_for_redial();
        }
    }

    /// Begins to wait for the time to call again.
    pub(in crate::phone) fn start_redial(&mut self) {
        self.wait_for_redial();
        self.dismiss_ended();
    }

    /// Does not call again.
    pub(in crate::phone) fn cancel_redial(&mut self) {
        self.auto_redial = None;
        self.timers.clear(Timer::Redial);
    }

    /// Calls again, as soon as nobody uses the phone.
    pub(in crate::phone) fn redial_now(&mut self) {
        if !self.is_unused() {
            return self.wait_for_redial();
        }
        self.timers.clear(Timer::Redial);
        let Some(AutoRedial { line, number, .. }) = self.auto_redial.take() else { return };
        self.dismiss_ended();
        if let Some(call) = self.dial(line, &number) {
            self.auto_redial = Some(AutoRedial { line, number, step: Step::Calling(call) });
        }
    }

    fn wait_for_redial(&mut self) {
        let Some(wait) = self.settings.dialing.redial else { return self.cancel_redial() };
        let at = self.now + wait;
        if let Some(redial) = &mut self.auto_redial {
            redial.step = Step::Waiting(at);
            self.timers.set(Timer::Redial, at);
        }
    }

    /// Returns the number that is called again, and how long that is to come.
    pub(in crate::phone) fn redial_countdown(&self) -> Option<(&AutoRedial, Duration)> {
        let redial = self.auto_redial.as_ref()?;
        match redial.step {
            Step::Waiting(at) => Some((redial, at.since(self.now))),
            Step::Asked | Step::Calling(_) => None,
        }
    }
}
