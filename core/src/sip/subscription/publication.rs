//! A state that this phone publishes (RFC 3903 4): made, refreshed, changed, removed; one PUBLISH
//! at a time.

use serde::{Deserialize, Serialize};

use crate::sip::endpoint::{Body, FailureReason, PublicationEvent};
use crate::sip::message::StatusCode;
use crate::time::{Duration, Instant, Timers};

/// First wait after a failure; it doubles up to [`LONGEST`].
const FIRST_WAIT: Duration = Duration::from_secs(30);
const LONGEST: Duration = Duration::from_secs(3_600);

/// Two refreshes are at least so far apart.
const LEAST_REFRESH: Duration = Duration::from_secs(10);

/// A publication.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Publication {
    lifetime: Duration,
    /// What is published; `None` once it is to be removed.
    body: Option<Body>,
    /// The server's name for what it has (SIP-ETag).
    entity: Option<String>,
    timers: Timers<Timer>,
    open: bool,
    /// What is to be sent when the PUBLISH that is open is answered.
    due: Due,
    failures: u32,
    /// Whether one PUBLISH is all there is: it is neither refreshed nor repeated.
    once: bool,
    over: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Due {
    Nothing,
    Refresh,
    Body,
    Remove,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    Refresh,
    Retry,
}

/// A PUBLISH to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Publish {
    /// The lifetime asked for; zero removes.
    pub(crate) lifetime: Duration,
    /// SIP-If-Match.
    pub(crate) entity: Option<String>,
    /// The body; none refreshes or removes.
    pub(crate) body: Option<Body>,
}

impl Publication {
    /// Returns a publication that sends its first PUBLISH; with a lifetime of zero that is the
    /// only one, as for reports (RFC 6035 4.1).
    pub(crate) fn new(lifetime: Duration, body: Body) -> Self {
        Self {
            lifetime,
            body: Some(body),
            entity: None,
            timers: Timers::new(),
            open: false,
            due: Due::Body,
            failures: 0,
            once: lifetime.is_zero(),
            over: false,
        }
    }

    /// Publishes another body.
    pub(crate) fn change(&mut self, body: Body) {
        if self.body.is_some() {
            self.body = Some(body);
            self.due = Due::Body;
        }
    }

    /// Removes what is published.
    pub(crate) fn remove(&mut self) {
        self.body = None;
        self.timers.clear_all();
        self.due = if self.entity.is_some() || self.open { Due::Remove } else { Due::Nothing };
        self.over = self.due == Due::Nothing;
    }

    /// Takes a 2xx.
    pub(crate) fn handle_accepted(
        &mut self,
        entity: Option<String>,
        granted: Option<Duration>,
        now: Instant,
    ) -> Option<PublicationEvent> {
        self.open = false;
        self.failures = 0;
        self.entity = entity;
        if self.once || (self.body.is_none() && self.due == Due::Nothing) {
            self.over = true;
            return self.once.then_some(PublicationEvent::Published);
        }
        if self.body.is_some() {
            let granted = granted.unwrap_or(self.lifetime);
            let refresh = (granted.saturating_mul(9) / 10).max(LEAST_REFRESH);
            self.timers.set(Timer::Refresh, now + refresh);
        }
        Some(PublicationEvent::Published)
    }

    /// Takes a failure: 412 publishes anew, 423 asks for longer, others wait.
    pub(crate) fn handle_refused(
        &mut self,
        reason: FailureReason,
        minimum: Option<Duration>,
        retry_after: Option<Duration>,
        now: Instant,
    ) -> Option<PublicationEvent> {
        self.open = false;
        if self.body.is_none() || self.once {
            self.over = true;
            return self.once.then_some(PublicationEvent::Failed { reason, retry_in: None });
        }
        self.failures = self.failures.saturating_add(1);
        let status = if let FailureReason::Status(status, _) = &reason { status.get() } else { 0 };
        let again = match status {
            412 => self.entity.take().is_some(),
            423 => minimum.is_some_and(|minimum| {
                let longer = minimum > self.lifetime;
                self.lifetime = self.lifetime.max(minimum);
                longer
            }),
            _ => false,
        };
        if again && self.failures <= 2 {
            self.due = Due::Body;
            return None;
        }
        let is_final = status == StatusCode::BAD_EVENT.get()
            || status == StatusCode::METHOD_NOT_ALLOWED.get()
            || status == StatusCode::NOT_IMPLEMENTED.get();
        self.entity = None;
        self.due = Due::Nothing;
        let wait = FIRST_WAIT.saturating_mul(1 << (self.failures - 1).min(8)).min(LONGEST);
        let retry_in = (!is_final).then(|| wait.max(retry_after.unwrap_or_default()));
        match retry_in {
            Some(wait) => self.timers.set(Timer::Retry, now + wait),
            None => self.over = true,
        }
        Some(PublicationEvent::Failed { reason, retry_in })
    }

    /// Does what is due.
    pub(crate) fn handle_timeout(&mut self, now: Instant) {
        while let Some(timer) = self.timers.expire(now) {
            self.due = match timer {
                Timer::Refresh if self.entity.is_some() && self.due == Due::Nothing => Due::Refresh,
                Timer::Refresh | Timer::Retry => Due::Body,
            };
        }
    }

    /// Returns when [`Self::handle_timeout`] is wanted next.
    pub(crate) fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// Returns the next PUBLISH, when it is its turn.
    pub(crate) fn poll_publish(&mut self) -> Option<Publish> {
        if self.open || self.over {
            return None;
        }
        let due = core::mem::replace(&mut self.due, Due::Nothing);
        let body = match due {
            Due::Nothing => return None,
            Due::Body => self.body.clone(),
            Due::Refresh | Due::Remove => None,
        };
        if due == Due::Remove && self.entity.is_none() {
            self.over = true;
            return None;
        }
        self.timers.clear_all();
        self.open = true;
        let lifetime = if due == Due::Remove { Duration::ZERO } else { self.lifetime };
        Some(Publish { lifetime, entity: self.entity.clone(), body })
    }

    /// Whether it is over and can be dropped.
    pub(crate) const fn is_over(&self) -> bool {
        self.over
    }
}
