//! A REFER that this phone sent: the implicit subscription that follows it (RFC 3515 2.4).

use serde::{Deserialize, Serialize};

use crate::sip::endpoint::{FailureReason, ReferralEvent};
use crate::sip::event::sipfrag::StatusLine;
use crate::sip::header::SubscriptionState;
use crate::time::{Duration, Instant, Timers};

/// How long a subscription lasts whose NOTIFY does not say.
const LIFETIME: Duration = Duration::from_secs(180);

/// What became of a REFER.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Referral {
    state: State,
    no_notify: Duration,
    timers: Timers<Timer>,
    /// The last that was heard of the new call.
    last: Option<StatusLine>,
    /// Whether the owner knows how it ended.
    told: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum State {
    /// REFER has no final response.
    Asking,
    /// It was accepted, and no NOTIFY came.
    Accepted,
    /// A NOTIFY came.
    Following { accepted: bool },
    /// Nothing is left to come.
    Over,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    NoNotify,
    Expires,
}

impl Referral {
    /// Returns a REFER that was just sent.
    pub(crate) fn new(no_notify: Duration) -> Self {
        Self { state: State::Asking, no_notify, timers: Timers::new(), last: None, told: false }
    }

    /// Takes a 2xx; `silent` if it says that no NOTIFY will come (RFC 4488).
    pub(crate) fn handle_accepted(&mut self, silent: bool, now: Instant) -> Option<ReferralEvent> {
        match self.state {
            State::Asking if silent => {
                self.state = State::Over;
                self.told = true;
                Some(ReferralEvent::Unwatched)
            }
            State::Asking => {
                self.state = State::Accepted;
                self.timers.set(Timer::NoNotify, now + self.no_notify);
                Some(ReferralEvent::Accepted)
            }
            // NOTIFY overtook it.
            State::Following { accepted: false } => {
                self.state = State::Following { accepted: true };
                (!self.told).then_some(ReferralEvent::Accepted)
            }
            State::Accepted | State::Following { .. } | State::Over => None,
        }
    }

    /// Takes a refusal, or that nobody answered.
    pub(crate) fn handle_refused(&mut self, reason: FailureReason) -> Option<ReferralEvent> {
        match self.state {
            State::Asking => self.end(ReferralEvent::Refused(reason)),
            // The answer was lost, and yet NOTIFY shows that it is being done.
            State::Following { .. } => None,
            State::Accepted | State::Over => None,
        }
    }

    /// Takes a NOTIFY: what it says of the new call, and of the subscription.
    pub(crate) fn handle_notify(
        &mut self,
        line: Option<StatusLine>,
        said: &SubscriptionState,
        now: Instant,
    ) -> Option<ReferralEvent> {
        if self.state == State::Over {
            return None;
        }
        self.timers.clear(Timer::NoNotify);
        let accepted = self.state == State::Accepted
            || matches!(self.state, State::Following { accepted: true });
        self.state = State::Following { accepted };
        let lifetime = said.expires().map_or(LIFETIME, |s| Duration::from_secs(s.into()));
        self.timers.set(Timer::Expires, now + lifetime);
        let is_final = line.as_ref().is_some_and(|line| line.status.is_final());
        let news = line.is_some() && line != self.last;
        if line.is_some() {
            self.last = line;
        }
        let event = match self.last.clone() {
            Some(line) if is_final => self.finished(Some(line)),
            last if said.is("terminated") => self.finished(last.filter(|l| l.status.is_final())),
            Some(line) if news => Some(ReferralEvent::Progress(line)),
            Some(_) | None => None,
        };
        if said.is("terminated") {
            self.timers.clear_all();
            self.state = State::Over;
        }
        event
    }

    /// Does what is due.
    pub(crate) fn handle_timeout(&mut self, now: Instant) -> Option<ReferralEvent> {
        let mut event = None;
        while let Some(timer) = self.timers.expire(now) {
            event = match (self.state, timer) {
                (State::Accepted, Timer::NoNotify) | (State::Following { .. }, Timer::Expires) => {
                    self.end(ReferralEvent::Lost).or(event)
                }
                (_, Timer::NoNotify | Timer::Expires) => event,
            };
        }
        event
    }

    /// Returns when [`Self::handle_timeout`] is wanted next.
    pub(crate) fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// Whether nothing is left to come.
    pub(crate) fn is_over(&self) -> bool {
        self.state == State::Over
    }

    fn finished(&mut self, line: Option<StatusLine>) -> Option<ReferralEvent> {
        let event = match line {
            Some(line) => ReferralEvent::Finished(line),
            None => ReferralEvent::Lost,
        };
        (!core::mem::replace(&mut self.told, true)).then_some(event)
    }

    fn end(&mut self, event: ReferralEvent) -> Option<ReferralEvent> {
        self.timers.clear_all();
        self.state = State::Over;
        (!core::mem::replace(&mut self.told, true)).then_some(event)
    }
}
