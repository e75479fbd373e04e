//! Calls that are not answered yet, and the server that they pass by (manual A.3.18).
//!
//! The answer to a call goes back the way that the call came (RFC 3261 18.2.2). If the server on
//! that way dies while it rings, nobody gets the answer, and nobody is told. So a phone that is
//! registered at two servers asks the one that an unanswered call passes by, with OPTIONS, whether
//! it is there. If not, who calls calls again by the other server, and who is called hears it ring
//! no more: what was answered there would be lost.

use super::settings::Role;
use super::{Phone, Timer};
use crate::call::reason::EndReason;
use crate::call::{Call, CallId, Direction, State};
use crate::language::Text;
use crate::sip::endpoint::{FailureReason, SentId};
use crate::sip::message::StatusCode;
use crate::time::Duration;

/// How often the server is asked.
const PERIOD: Duration = Duration::from_secs(2);

impl Phone {
    /// Asks the server that a call passes by whether it is there, as long as nobody answers.
    pub(super) fn watch_way(&mut self, id: CallId) {
        let second = self.settings.sip.second.as_ref();
        if second.is_some_and(|second| second.role == Role::Both) {
            self.timers.set(Timer::Way(id), self.now + PERIOD);
        }
    }

    /// Asks.
    pub(super) fn ask_way(&mut self, id: CallId) {
        let session = self.calls.get(id).filter(|call| is_open(call)).and_then(|it| it.session);
        if let Some(session) = session
            && let Ok(sent) = self.endpoint.ask_way(session, self.now)
        {
            self.ways.insert(sent, id);
        }
    }

    /// Takes the outcome of a request; returns whether it was such a question.
    pub(super) fn way_answered(
        &mut self,
        id: SentId,
        result: &Result<StatusCode, FailureReason>,
    ) -> bool {
        let Some(call) = self.ways.remove(&id) else { return false };
        if !self.calls.get(call).is_some_and(is_open) {
            return true;
        }
        match result {
            Err(FailureReason::NoAnswer | FailureReason::Transport(_)) => self.lose_way(call),
            Ok(_) | Err(FailureReason::Status(..)) => self.watch_way(call),
            Err(FailureReason::Unauthorized | FailureReason::UnknownHost(_)) => {
                self.watch_way(call);
            }
        }
        true
    }

    fn lose_way(&mut self, id: CallId) {
        let Some(call) = self.calls.get_mut(id) else { return };
        if call.direction == Direction::Incoming {
            self.log(format!("call {}: its server is gone", id.0));
            let status = StatusCode::TEMPORARILY_UNAVAILABLE;
            return self.refuse(id, status, EndReason::ConnectionLost);
        }
        let session = call.session.take();
        call.state = State::Dialing;
        if let Some(media) = call.media.as_mut() {
            media.withdraw_offer();
        }
        self.log(format!("call {}: its server is gone, calling by the other", id.0));
        if let Some(session) = session {
            self.command("give up", |phone| phone.endpoint.hang_up(session, phone.now));
        }
        self.notify(Text::CallingAgain);
        self.invite(id);
    }
}

/// Whether nobody has answered a call yet.
const fn is_open(call: &Call) -> bool {
    match call.state {
        State::Dialing | State::RingingOut | State::EarlyMedia | State::RingingIn { .. } => true,
        State::Talking | State::Held { .. } | State::Ended { .. } => false,
    }
}
