//! The implicit subscription of whoever sent a REFER to this phone (RFC 3515 2.4.4, RFC 6665 4.2).
//!
//! One NOTIFY is under way at a time, so that they arrive in order: what happens meanwhile waits,
//! and only the newest of it is told.

use serde::{Deserialize, Serialize};

use crate::sip::event::sipfrag::StatusLine;
use crate::sip::message::StatusCode;
use crate::time::{Duration, Instant, Timers};

/// How long the subscription lasts at first, and after each refresh.
const LIFETIME: Duration = Duration::from_secs(180);

/// How often in a row a NOTIFY is sent again that came behind later requests of its dialog.
const MAX_REPEATS: u8 = 3;

/// Who wants to know what becomes of a referred call.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Notifier {
    timers: Timers<Timer>,
    expires: Instant,
    line: StatusLine,
    /// Whether the last of `line` was not sent yet.
    due: bool,
    /// Whether a NOTIFY has no final response.
    open: bool,
    /// How often in a row one came behind later requests.
    repeats: u8,
    /// Why it ended, once it did.
    ended: Option<Why>,
    over: bool,
}

/// Why the subscription ended (RFC 6665 4.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Why {
    /// There is nothing more to tell.
    NoResource,
    /// It was ended, or not refreshed.
    Timeout,
}

impl Why {
    /// Returns the value of `reason`.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::NoResource => "noresource",
            Self::Timeout => "timeout",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    Expires,
}

/// A NOTIFY to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// What the sipfrag says.
    pub(crate) line: StatusLine,
    /// How many seconds the subscription still lasts, or why it ended.
    pub(crate) state: Result<u64, Why>,
}

impl Notifier {
    /// Returns a subscription whose first NOTIFY says 100 (RFC 3515 2.4.4).
    pub(crate) fn new(now: Instant) -> Self {
        let mut timers = Timers::new();
        timers.set(Timer::Expires, now + LIFETIME);
        Self {
            timers,
            expires: now + LIFETIME,
            line: StatusLine::new(StatusCode::TRYING),
            due: true,
            open: false,
            repeats: 0,
            ended: None,
            over: false,
        }
    }

    /// Tells how the new call stands; a final status ends the subscription.
    pub(crate) fn notify(&mut self, line: StatusLine) {
        if self.ended.is_some() || (line == self.line && !line.status.is_final()) {
            return;
        }
        if line.status.is_final() {
            self.ended = Some(Why::NoResource);
        }
        self.line = line;
        self.due = true;
    }

    /// Takes a SUBSCRIBE in the dialog: zero ends it; returns the lifetime granted.
    pub(crate) fn handle_subscribe(&mut self, asked: Duration, now: Instant) -> Duration {
        let granted = asked.min(LIFETIME);
        if granted.is_zero() {
            self.ended.get_or_insert(Why::Timeout);
        }
        self.expires = now + granted;
        self.timers.set(Timer::Expires, self.expires);
        self.due = true;
        granted
    }

    /// Takes the outcome of a NOTIFY, the status of its response if there is one; a failure ends
    /// the subscription (RFC 6665 4.2.2).
    ///
    /// In the dialog of a call a NOTIFY that was lost at first can come behind a later re-INVITE,
    /// and is refused with 500 (RFC 3261 12.2.2): with a new number it is not.
    pub(crate) fn handle_answered(&mut self, status: Option<StatusCode>) {
        self.open = false;
        let late = status == Some(StatusCode::SERVER_INTERNAL_ERROR);
        if late && self.repeats < MAX_REPEATS {
            self.repeats += 1;
            self.due = true;
            return;
        }
        self.repeats = 0;
        let accepted = status.is_some_and(StatusCode::is_success);
        if !accepted || (self.ended.is_some() && !self.due) {
            self.stop();
        }
    }

    /// Does what is due.
    pub(crate) fn handle_timeout(&mut self, now: Instant) {
        while let Some(Timer::Expires) = self.timers.expire(now) {
            self.ended.get_or_insert(Why::Timeout);
            self.due = true;
        }
    }

    /// Returns when [`Self::handle_timeout`] is wanted next.
    pub(crate) fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// Returns the next NOTIFY, when it is its turn.
    pub(crate) fn poll_notice(&mut self, now: Instant) -> Option<Notice> {
        if self.over || self.open || !core::mem::take(&mut self.due) {
            return None;
        }
        self.open = true;
        let state = match self.ended {
            Some(why) => {
                self.timers.clear_all();
                Err(why)
            }
            None => Ok(self.expires.since(now).as_secs()),
        };
        Some(Notice { line: self.line.clone(), state })
    }

    /// Whether it is over and can be dropped.
    pub(crate) const fn is_over(&self) -> bool {
        self.over
    }

    fn stop(&mut self) {
        self.timers.clear_all();
        self.over = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_behind_later_requests_is_told_again() {
        let now = Instant::from_millis(1);
        let mut notifier = Notifier::new(now);
        assert_eq!(notifier.poll_notice(now).unwrap().line.status, StatusCode::TRYING);
        notifier.notify(StatusLine::new(StatusCode::OK));
        // Whatever is newest is told.
        for _ in 0..MAX_REPEATS {
            notifier.handle_answered(Some(StatusCode::SERVER_INTERNAL_ERROR));
            let notice = notifier.poll_notice(now).unwrap();
            assert_eq!((notice.line.status, notice.state), (StatusCode::OK, Err(Why::NoResource)));
        }
        // Whoever refuses everything is told no more.
        notifier.handle_answered(Some(StatusCode::SERVER_INTERNAL_ERROR));
        assert!(notifier.is_over());
    }

    #[test]
    fn a_failure_ends_it() {
        let now = Instant::from_millis(1);
        for status in [None, Some(StatusCode::CALL_DOES_NOT_EXIST)] {
            let mut notifier = Notifier::new(now);
            assert!(notifier.poll_notice(now).is_some());
            notifier.handle_answered(status);
            assert!(notifier.is_over());
        }
    }
}
