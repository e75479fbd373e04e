//! The subscriber of RFC 6665 4.1: when SUBSCRIBE is sent, and what answers and NOTIFY mean.
//!
//! Whatever the notifier says or does not say, a new subscription never follows a failed one at
//! once more than one time: each further try waits longer, up to [`Plan::retry`] or [`LONGEST`].

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::sip::endpoint::{FailureReason, SubscriptionEvent};
use crate::sip::header::SubscriptionState;
use crate::sip::message::StatusCode;
use crate::time::{Duration, Instant, Timers};

/// First wait after a failure; it doubles.
const FIRST_WAIT: Duration = Duration::from_secs(4);

/// Longest wait that is not asked for, unless [`Plan::retry`] is longer.
const LONGEST: Duration = Duration::from_secs(300);

/// A subscription that lasted so long was none that failed.
const SETTLED: Duration = Duration::from_secs(60);

/// Two SUBSCRIBEs of one subscription are at least so far apart, except to end it.
const LEAST_REFRESH: Duration = Duration::from_secs(5);

/// How often a lifetime is raised to what the notifier demands (423) before that is a failure.
const MAX_RAISES: u8 = 2;

/// Times of a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// Lifetime asked for.
    pub(crate) lifetime: Duration,
    /// How long the first NOTIFY is waited for (timer N).
    pub(crate) no_notify: Duration,
    /// How long after a refusal it is tried again.
    pub(crate) retry: Duration,
}

/// A subscription.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Subscriber {
    plan: Plan,
    state: State,
    timers: Timers<Timer>,
    /// Lifetime asked for; raised by 423.
    lifetime: Duration,
    raises: u8,
    /// Failures in a row.
    failures: u32,
    /// When the last SUBSCRIBE was sent.
    sent: Option<Instant>,
    outputs: VecDeque<SubscriberOutput>,
}

/// Where it stands. `open` tells whether a SUBSCRIBE has no final response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum State {
    /// The first SUBSCRIBE was sent, and no NOTIFY came.
    Waiting { open: bool },
    /// A NOTIFY came: pending or active.
    Running { open: bool, pending: bool, since: Instant },
    /// Ended here; a last NOTIFY may come.
    Leaving { open: bool },
    /// Failed or ended there; it is tried again.
    Resting,
    /// Failed or ended there for good.
    Stopped,
    /// Ended, and can be forgotten.
    Over,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    /// Timer N.
    NoNotify,
    Refresh,
    /// The lifetime is over.
    Expires,
    Retry,
}

/// What a subscription wants or tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum SubscriberOutput {
    /// Send SUBSCRIBE in a dialog of its own, with this lifetime.
    Begin(Duration),
    /// Send SUBSCRIBE in the dialog there is, with this lifetime; zero ends it.
    Again(Duration),
    /// The dialog is gone.
    Forget,
    /// Tell the owner.
    Event(SubscriptionEvent),
}

impl Subscriber {
    /// Returns a subscription that sends its first SUBSCRIBE.
    pub(crate) fn new(plan: Plan, now: Instant) -> Self {
        let mut subscriber = Self {
            plan,
            state: State::Over,
            timers: Timers::new(),
            lifetime: plan.lifetime,
            raises: 0,
            failures: 0,
            sent: None,
            outputs: VecDeque::new(),
        };
        subscriber.begin(now);
        subscriber
    }

    /// Takes a 2xx with the lifetime that it grants, if it says so.
    pub(crate) fn handle_accepted(&mut self, granted: Option<Duration>, now: Instant) {
        self.raises = 0;
        match self.state {
            State::Waiting { .. } => self.state = State::Waiting { open: false },
            State::Running { pending, since, .. } => {
                self.state = State::Running { open: false, pending, since };
                self.lasts(granted.unwrap_or(self.lifetime), now);
            }
            // It began after it was given up: now there is a dialog to end it in.
            State::Leaving { open: true } => self.leave(now),
            State::Leaving { .. } | State::Resting | State::Stopped | State::Over => {}
        }
    }

    /// Takes a final response that is none of 2xx and cannot be answered with credentials.
    pub(crate) fn handle_refused(
        &mut self,
        reason: FailureReason,
        minimum: Option<Duration>,
        retry_after: Option<Duration>,
        now: Instant,
    ) {
        let status = match &reason {
            FailureReason::Status(status, _) => Some(*status),
            FailureReason::NoAnswer
            | FailureReason::Unauthorized
            | FailureReason::UnknownHost(_)
            | FailureReason::Transport(_) => None,
        };
        let is_gone = status == Some(StatusCode::CALL_DOES_NOT_EXIST);
        let is_open =
            matches!(self.state, State::Waiting { open: true } | State::Running { open: true, .. });
        let too_brief = status == Some(StatusCode::INTERVAL_TOO_BRIEF);
        if is_open && too_brief && self.raise(minimum) {
            return self.ask_again(now);
        }
        match self.state {
            State::Waiting { open: true } => self.fail(reason, retry_after, now),
            // The notifier has forgotten it (RFC 6665 4.1.2.2).
            State::Running { open: true, .. } if is_gone => self.fail(reason, retry_after, now),
            State::Running { open: true, .. } if is_final(status) => {
                self.fail(reason, retry_after, now);
            }
            // Any other failure leaves what was granted before.
            State::Running { open: true, pending, since } => {
                self.state = State::Running { open: false, pending, since };
                let wait = self.wait(retry_after).max(LEAST_REFRESH);
                self.timers.set(Timer::Refresh, now + wait);
            }
            State::Leaving { .. } => self.end(),
            State::Waiting { open: false }
            | State::Running { open: false, .. }
            | State::Resting
            | State::Stopped
            | State::Over => {}
        }
    }

    /// Takes what a NOTIFY says of the subscription.
    pub(crate) fn handle_notify(&mut self, said: &SubscriptionState, now: Instant) {
        let terminated = said.is("terminated");
        let pending = said.is("pending");
        let granted = said.expires().map(|seconds| Duration::from_secs(seconds.into()));
        match self.state {
            State::Waiting { .. } | State::Running { .. } if terminated => {
                self.terminated(said, now);
            }
            State::Waiting { open } => {
                self.timers.clear(Timer::NoNotify);
                self.state = State::Running { open, pending, since: now };
                self.tell_state(pending);
                self.lasts(granted.unwrap_or(self.lifetime), now);
            }
            State::Running { open, pending: before, since } => {
                self.state = State::Running { open, pending, since };
                if pending != before {
                    self.tell_state(pending);
                }
                if let Some(granted) = granted {
                    self.lasts(granted, now);
                }
            }
            State::Leaving { .. } if terminated => self.end(),
            State::Leaving { .. } | State::Resting | State::Stopped | State::Over => {}
        }
    }

    /// Asks for the whole state again, as soon as that is not too soon after the last time.
    pub(crate) fn refresh(&mut self, now: Instant) {
        match self.state {
            State::Running { open: false, .. } => {
                let at = self.sent.map_or(now, |sent| sent + LEAST_REFRESH).max(now);
                if self.timers.get(Timer::Refresh).is_none_or(|planned| planned > at) {
                    self.timers.set(Timer::Refresh, at);
                }
            }
            // What stopped is tried again when the owner wants it.
            State::Stopped | State::Resting => {
                let at = self.sent.map_or(now, |sent| sent + LEAST_REFRESH).max(now);
                self.state = State::Resting;
                self.timers.set(Timer::Retry, at);
            }
            State::Waiting { .. }
            | State::Running { open: true, .. }
            | State::Leaving { .. }
            | State::Over => {}
        }
    }

    /// Ends it.
    pub(crate) fn unsubscribe(&mut self, now: Instant) {
        match self.state {
            State::Running { .. } | State::Waiting { open: false } => self.leave(now),
            // There may be no dialog yet: the answer decides.
            State::Waiting { open: true } => {
                self.timers.clear_all();
                self.state = State::Leaving { open: true };
                self.timers.set(Timer::NoNotify, now + self.plan.no_notify);
            }
            State::Resting | State::Stopped => self.end(),
            State::Leaving { .. } | State::Over => {}
        }
    }

    /// Does what is due.
    pub(crate) fn handle_timeout(&mut self, now: Instant) {
        while let Some(timer) = self.timers.expire(now) {
            match (self.state, timer) {
                (State::Waiting { .. }, Timer::NoNotify) => {
                    self.fail(FailureReason::NoAnswer, None, now);
                }
                (State::Leaving { .. }, Timer::NoNotify) => self.end(),
                (State::Running { open: false, .. }, Timer::Refresh) => self.ask_again(now),
                (State::Running { .. }, Timer::Expires) => {
                    self.fail(FailureReason::NoAnswer, None, now);
                }
                (State::Resting, Timer::Retry) => self.begin(now),
                (_, Timer::NoNotify | Timer::Refresh | Timer::Expires | Timer::Retry) => {}
            }
        }
    }

    /// Returns when [`Self::handle_timeout`] is wanted next.
    pub(crate) fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// Returns the next thing to do or to know.
    pub(crate) fn poll_output(&mut self) -> Option<SubscriberOutput> {
        self.outputs.pop_front()
    }

    /// Whether it is over and can be dropped.
    pub(crate) const fn is_over(&self) -> bool {
        matches!(self.state, State::Over)
    }

    /// Whether a NOTIFY may come: else it is answered with 481.
    pub(crate) const fn listens(&self) -> bool {
        matches!(self.state, State::Waiting { .. } | State::Running { .. } | State::Leaving { .. })
    }

    fn begin(&mut self, now: Instant) {
        self.timers.clear_all();
        self.state = State::Waiting { open: true };
        self.sent = Some(now);
        self.timers.set(Timer::NoNotify, now + self.plan.no_notify);
        self.outputs.push_back(SubscriberOutput::Begin(self.lifetime));
    }

    /// Sends SUBSCRIBE again: in its dialog if there is one.
    fn ask_again(&mut self, now: Instant) {
        match self.state {
            State::Running { pending, since, .. } => {
                self.state = State::Running { open: true, pending, since };
                self.sent = Some(now);
                self.outputs.push_back(SubscriberOutput::Again(self.lifetime));
            }
            State::Waiting { .. }
            | State::Leaving { .. }
            | State::Resting
            | State::Stopped
            | State::Over => self.begin(now),
        }
    }

    fn leave(&mut self, now: Instant) {
        self.timers.clear_all();
        self.state = State::Leaving { open: false };
        self.timers.set(Timer::NoNotify, now + self.plan.no_notify);
        self.outputs.push_back(SubscriberOutput::Again(Duration::ZERO));
    }

    fn end(&mut self) {
        self.timers.clear_all();
        self.state = State::Over;
        self.outputs.push_back(SubscriberOutput::Forget);
        self.outputs.push_back(SubscriberOutput::Event(SubscriptionEvent::Ended));
    }

    /// Takes a lifetime: refreshes before its last tenth.
    fn lasts(&mut self, lifetime: Duration, now: Instant) {
        self.timers.set(Timer::Expires, now + lifetime);
        let refresh = (lifetime.saturating_mul(9) / 10).max(LEAST_REFRESH);
        self.timers.set(Timer::Refresh, now + refresh);
    }

    /// Whether the lifetime could be raised to what 423 demands.
    fn raise(&mut self, minimum: Option<Duration>) -> bool {
        let Some(minimum) = minimum.filter(|minimum| *minimum > self.lifetime) else {
            return false;
        };
        self.raises += 1;
        self.lifetime = minimum;
        self.raises <= MAX_RAISES
    }

    fn fail(&mut self, reason: FailureReason, retry_after: Option<Duration>, now: Instant) {
        let status = match &reason {
            FailureReason::Status(status, _) => Some(*status),
            FailureReason::NoAnswer
            | FailureReason::Unauthorized
            | FailureReason::UnknownHost(_)
            | FailureReason::Transport(_) => None,
        };
        let refused = reason == FailureReason::Unauthorized || is_refusal(status);
        self.note_life(now);
        let retry_in = if is_final(status) {
            None
        } else if refused && retry_after.is_none() {
            self.failures = self.failures.saturating_add(1);
            Some(self.plan.retry.max(FIRST_WAIT))
        } else {
            Some(self.wait(retry_after))
        };
        self.rest(retry_in, now);
        self.outputs
            .push_back(SubscriberOutput::Event(SubscriptionEvent::Failed { reason, retry_in }));
    }

    /// RFC 6665 4.1.3: each reason says whether and when to try again.
    fn terminated(&mut self, said: &SubscriptionState, now: Instant) {
        let reason = said.reason().unwrap_or_default();
        let asked = said.retry_after().map(|seconds| Duration::from_secs(seconds.into()));
        self.note_life(now);
        let retry_in = match reason.as_str() {
            "rejected" | "noresource" | "invariant" => None,
            "probation" | "giveup" => Some(self.wait(Some(asked.unwrap_or(self.plan.retry)))),
            // The notifier moves or lets it run out: a new one may begin at once.
            "deactivated" | "timeout" => Some(self.wait(None)),
            _ => Some(self.wait(asked)),
        };
        self.rest(retry_in, now);
        let event = SubscriptionEvent::Terminated { reason, retry_in };
        self.outputs.push_back(SubscriberOutput::Event(event));
    }

    /// One that lasted makes up for the failures before it.
    fn note_life(&mut self, now: Instant) {
        if let State::Running { since, .. } = self.state
            && now.since(since) >= SETTLED
        {
            self.failures = 0;
        }
    }

    fn rest(&mut self, retry_in: Option<Duration>, now: Instant) {
        self.timers.clear_all();
        self.raises = 0;
        self.outputs.push_back(SubscriberOutput::Forget);
        self.state = match retry_in {
            Some(wait) => {
                self.timers.set(Timer::Retry, now + wait);
                State::Resting
            }
            None => State::Stopped,
        };
    }

    /// Returns how long to wait: nothing after the first failure, then more each time, and never
    /// less than the notifier asks for.
    fn wait(&mut self, asked: Option<Duration>) -> Duration {
        let doublings = self.failures.checked_sub(1);
        let wait = doublings
            .map_or(Duration::ZERO, |doublings| FIRST_WAIT.saturating_mul(1 << doublings.min(16)));
        self.failures = self.failures.saturating_add(1);
        wait.min(LONGEST.max(self.plan.retry)).max(asked.unwrap_or_default())
    }

    fn tell_state(&mut self, pending: bool) {
        let event = if pending { SubscriptionEvent::Pending } else { SubscriptionEvent::Active };
        self.outputs.push_back(SubscriberOutput::Event(event));
    }
}

/// Whether a status says that the same will never be accepted there: 489, 405, 501.
fn is_final(status: Option<StatusCode>) -> bool {
    status.is_some_and(|status| {
        matches!(
            status,
            StatusCode::BAD_EVENT | StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_IMPLEMENTED
        )
    })
}

/// Whether a status says that this was understood and is not wanted.
fn is_refusal(status: Option<StatusCode>) -> bool {
    status.is_some_and(|status| {
        status != StatusCode::CALL_DOES_NOT_EXIST
            && status != StatusCode::REQUEST_TIMEOUT
            && (status.get() / 100 == 4 || status.get() / 100 == 6)
    })
}
