//! One server at a time, and another that stands in for it (manual 16.2.1).
//!
//! [`Fallback`] decides where the lines are registered; the phone does what follows. Asymmetric,
//! the first server is better: the phone goes back as soon as it answers OPTIONS. Symmetric, it
//! stays where it is until that server fails. Either way it changes until one of them takes it.

use serde::{Deserialize, Serialize};

use super::line::Registration;
use super::redundancy::Place;
use super::settings::{Role, Second};
use super::{Phone, Timer};
use crate::sip::endpoint::{FailureReason, RegistrationState};
use crate::sip::message::StatusCode;
use crate::time::{Duration, Instant};

/// Which of two servers the lines are registered at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fallback {
    /// Where they are, or try to be; kept over a restart.
    at: Place,
    /// Whether they try the first server while they are at the second.
    returning: bool,
    first: Option<Rest>,
    second: Option<Rest>,
}

/// For how long a server that failed is left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Rest {
    until: Instant,
    /// Whether it answered, and said that it cannot serve.
    refused: bool,
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Nothing,
    /// Leave the other server without a word and register at this one.
    Turn(Place),
    /// Both failed: turn then.
    Wait(Instant),
    /// Register at the first server, too.
    Return,
    /// The first server failed again: stay at the second.
    Stay,
    /// The first server has the lines again: take them back from the second.
    Leave,
    /// The server has the lines.
    Settle,
}

impl Fallback {
    /// Whether lines register at a server.
    pub(super) fn is_used(&self, place: Place) -> bool {
        place == self.at || (self.returning && place == Place::First)
    }

    /// Returns the server that requests go to.
    pub(super) const fn at(&self) -> Place {
        self.at
    }

    /// Returns the server that is to be found next.
    pub(super) const fn wanted(&self) -> Place {
        if self.returning { Place::First } else { self.at }
    }

    fn rest(&mut self, place: Place) -> &mut Option<Rest> {
        match place {
            Place::First => &mut self.first,
            Place::Second => &mut self.second,
        }
    }

    fn failed(&mut self, place: Place, rest: Rest, now: Instant) -> Step {
        if !self.is_used(place) {
            return Step::Nothing;
        }
        *self.rest(place) = Some(rest);
        if place != self.at {
            self.returning = false;
            return Step::Stay;
        }
        match *self.rest(place.other()) {
            Some(Rest { until, .. }) if until > now => Step::Wait(until),
            Some(_) | None => self.turn(),
        }
    }

    fn turn(&mut self) -> Step {
        self.at = self.at.other();
        self.returning = false;
        Step::Turn(self.at)
    }

    /// The first server answers while the lines are at the second.
    fn answered(&mut self, place: Place, now: Instant) -> Step {
        let refused = self.first.is_some_and(|rest| rest.refused && rest.until > now);
        if place == self.at || place == Place::Second || self.returning || refused {
            return Step::Nothing;
        }
        self.returning = true;
        Step::Return
    }

    fn registered(&mut self, place: Place) -> Step {
        *self.rest(place) = None;
        if self.returning && place == Place::First {
            self.at = place;
            self.returning = false;
            return Step::Leave;
        }
        if place != self.at {
            return Step::Nothing;
        }
        // When this one fails the other may be back, unless it said when.
        self.rest(place.other()).take_if(|rest| !rest.refused);
        Step::Settle
    }
}

/// Whether a server cannot serve, so that another one is asked.
pub(super) fn is_out_of_service(reason: &FailureReason) -> bool {
    match reason {
        FailureReason::NoAnswer | FailureReason::Transport(_) | FailureReason::UnknownHost(_) => {
            true
        }
        FailureReason::Status(status, _) => is_unable(*status),
        FailureReason::Unauthorized => false,
    }
}

/// Whether a status says that a server, or the one behind it, cannot serve.
pub(super) const fn is_unable(status: StatusCode) -> bool {
    matches!(status.get(), 408 | 500 | 502 | 503 | 504)
}

impl Phone {
    /// Returns whether the first server is better, if another one stands in for it.
    fn stand_in(&self) -> Option<bool> {
        match self.settings.sip.second {
            Some(Second { role: Role::StandsIn { returns, .. }, .. }) => Some(returns),
            Some(Second { role: Role::Both, .. }) | None => None,
        }
    }

    /// Whether the phone goes back to the first server when it can.
    pub(super) fn prefers_first(&self) -> bool {
        self.stand_in() == Some(true)
    }

    /// Takes the state of a registration.
    pub(super) fn watch_registration(&mut self, place: Place, state: &RegistrationState) {
        if self.stand_in().is_none() {
            return;
        }
        match state {
            RegistrationState::Registered { .. } => {
                let step = self.fallback.registered(place);
                self.follow(step);
            }
            RegistrationState::Failed { reason, retry_in } if is_out_of_service(reason) => {
                let refused = matches!(reason, FailureReason::Status(..));
                self.server_failed(place, *retry_in, refused);
            }
            RegistrationState::Unregistered
            | RegistrationState::Registering
            | RegistrationState::Failed { .. } => {}
        }
    }

    /// Begins anew at the server that was used last, or, if there are others now, at the first.
    pub(super) fn restart_fallback(&mut self, same_servers: bool) {
        self.timers.clear(Timer::Turn);
        let at = if same_servers { self.fallback.at } else { Place::First };
        self.fallback = Fallback { at, ..Fallback::default() };
    }

    /// A server did not answer.
    pub(super) fn server_is_silent(&mut self, place: Place) {
        self.server_failed(place, self.settings.sip.retry, false);
    }

    fn server_failed(&mut self, place: Place, rest: Duration, refused: bool) {
        if self.stand_in().is_some() {
            let rest = Rest { until: self.now + rest, refused };
            let step = self.fallback.failed(place, rest, self.now);
            self.follow(step);
        }
    }

    /// A server answered OPTIONS.
    pub(super) fn server_answers(&mut self, place: Place) {
        if self.prefers_first() {
            let step = self.fallback.answered(place, self.now);
            self.follow(step);
        }
    }

    /// Both servers failed, and the other one has rested.
    pub(super) fn turn_to_other_server(&mut self) {
        if self.stand_in().is_some() {
            let step = self.fallback.turn();
            self.follow(step);
        }
    }

    fn follow(&mut self, step: Step) {
        match step {
            Step::Nothing => {}
            Step::Turn(to) => {
                self.timers.clear(Timer::Turn);
                self.log(format!("sip: turning to the {} server", to.name()));
                self.keep_failures(to);
                self.forget_registrations(to.other());
                self.find_server();
            }
            Step::Wait(until) => self.timers.set(Timer::Turn, until),
            Step::Return => {
                self.log("sip: the first server answers again");
                self.find_server();
            }
            Step::Stay => self.forget_registrations(Place::First),
            Step::Leave => {
                self.log("sip: back at the first server");
                self.for_each_line(|phone, line| {
                    let id = Place::Second.account(line);
                    // It may have none by now.
                    let _ = phone.endpoint.unregister(id, phone.now);
                });
            }
            Step::Settle => self.timers.clear(Timer::Turn),
        }
    }

    fn forget_registrations(&mut self, place: Place) {
        self.for_each_line(|phone, line| {
            phone.endpoint.forget_registration(place.account(line), phone.now);
        });
    }

    /// A failure at both servers stays on the display until one of them has the line.
    fn keep_failures(&mut self, to: Place) {
        if self.fallback.rest(to).is_none() {
            return;
        }
        for line in &mut self.lines {
            if let Registration::Failed(why) = line.at(to.other()).clone() {
                *line.at(to) = Registration::Failed(why);
            }
        }
    }

    /// Does something for every line, used or not.
    pub(super) fn for_each_line(&mut self, mut what: impl FnMut(&mut Self, u8)) {
        for line in 0..u8::try_from(self.lines.len()).unwrap_or(0) {
            what(self, line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn at(seconds: u64) -> Instant {
        Instant::from_millis(seconds * 1_000)
    }

    fn rest(until: u64) -> Rest {
        Rest { until: at(until), refused: false }
    }

    #[test]
    fn a_server_that_fails_is_left_at_once_for_one_that_did_not() {
        let mut fallback = Fallback::default();
        assert_eq!(fallback.failed(Place::First, rest(300), at(0)), Step::Turn(Place::Second));
        // Other lines find out, too.
        assert_eq!(fallback.failed(Place::First, rest(300), at(0)), Step::Nothing);
        assert_eq!(fallback.registered(Place::Second), Step::Settle);
        assert_eq!(fallback.at(), Place::Second);
    }

    #[test]
    fn when_both_fail_they_take_turns() {
        let mut fallback = Fallback::default();
        fallback.failed(Place::First, rest(300), at(0));
        let step = fallback.failed(Place::Second, rest(332), at(32));
        assert_eq!(step, Step::Wait(at(300)));
        assert_eq!(fallback.turn(), Step::Turn(Place::First));
        let step = fallback.failed(Place::First, rest(632), at(332));
        assert_eq!(step, Step::Turn(Place::Second));
        assert_eq!(fallback.registered(Place::Second), Step::Settle);
    }

    #[test]
    fn the_first_server_is_left_only_when_it_has_the_lines_again() {
        let mut fallback = Fallback::default();
        fallback.failed(Place::First, rest(300), at(0));
        fallback.registered(Place::Second);
        assert_eq!(fallback.answered(Place::Second, at(50)), Step::Nothing);
        assert_eq!(fallback.answered(Place::First, at(60)), Step::Return);
        assert_eq!(fallback.answered(Place::First, at(61)), Step::Nothing);
        assert!(fallback.is_used(Place::First) && fallback.is_used(Place::Second));
        assert_eq!(fallback.failed(Place::First, rest(360), at(60)), Step::Stay);
        assert_eq!(fallback.at(), Place::Second);
        assert_eq!(fallback.answered(Place::First, at(120)), Step::Return);
        assert_eq!(fallback.registered(Place::First), Step::Leave);
        assert_eq!(fallback.at(), Place::First);
    }

    #[test]
    fn a_server_that_asks_for_a_pause_gets_it() {
        let mut fallback = Fallback::default();
        let busy = Rest { until: at(120), refused: true };
        assert_eq!(fallback.failed(Place::First, busy, at(0)), Step::Turn(Place::Second));
        fallback.registered(Place::Second);
        // It answers OPTIONS all the same.
        assert_eq!(fallback.answered(Place::First, at(60)), Step::Nothing);
        assert_eq!(fallback.answered(Place::First, at(0) + SECOND * 120), Step::Return);
    }
}
