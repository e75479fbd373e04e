//! Registrations (RFC 3261 10.2): one machine per account, and never two REGISTERs at once.
//!
//! The machine decides when to register and for how long; the endpoint builds the requests, since
//! it knows addresses and answers challenges.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::endpoint::{FailureReason, RegistrationState};
use super::message::StatusCode;
use crate::time::{Duration, Instant, Timers};

/// How often a lifetime is raised to what the registrar demands (423) before that is a failure.
const MAX_RAISES: u8 = 3;

/// The registration of one account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Registration {
    state: State,
    timers: Timers<Timer>,
    schedule: Schedule,
    /// Lifetime asked for; raised by 423.
    lifetime: Duration,
    raises: u8,
    /// When to try again after the next failure, if not as scheduled.
    sooner: Option<Duration>,
    /// What to do when the REGISTER that is open is finished.
    then: Then,
    call_id: String,
    from_tag: String,
    number: u32,
    outputs: VecDeque<RegistrationOutput>,
}

/// When to register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Schedule {
    /// Lifetime asked for.
    pub(crate) lifetime: Duration,
    /// Share of the lifetime that is left when it is refreshed, in percent.
    pub(crate) refresh_before_percent: u8,
    /// How long to wait after a failure.
    pub(crate) retry: Duration,
}

/// Where a registration stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum State {
    Unregistered,
    /// REGISTER is open, and nothing is known to be registered.
    Registering,
    Registered {
        expires: Duration,
    },
    /// REGISTER is open while the former one still holds.
    Refreshing {
        expires: Duration,
    },
    Failed {
        reason: FailureReason,
        retry_in: Duration,
    },
    /// REGISTER with lifetime zero is open.
    Unregistering,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    Refresh,
    Retry,
}

/// What follows the REGISTER that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Then {
    Nothing,
    Register,
    Unregister,
}

/// What a registration wants or tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum RegistrationOutput {
    /// Send REGISTER with this lifetime; zero removes the binding.
    Send(Duration),
    /// The state changed.
    Event(RegistrationState),
}

/// What comes in.
enum Input {
    /// The owner wants to be registered.
    Register,
    /// What is registered is out of date: address or account changed.
    Renew,
    /// The owner wants not to be registered.
    Unregister,
    /// The owner forgets it, and the registrar is not told.
    Forget,
    /// The registrar may be gone: be registered anew as soon as after a failure.
    Hurry,
    /// The registrar granted this.
    Granted(Duration),
    /// 423: the registrar wants a longer lifetime.
    TooBrief(Duration),
    /// The REGISTER failed; try not before the time given.
    Refused(FailureReason, Option<Duration>),
    Fired(Timer),
}

impl Registration {
    /// Returns the registration of an account that does not register yet.
    pub(crate) fn new(schedule: Schedule, call_id: String, from_tag: String) -> Self {
        Self {
            state: State::Unregistered,
            timers: Timers::new(),
            schedule,
            lifetime: schedule.lifetime,
            raises: 0,
            sooner: None,
            then: Then::Nothing,
            call_id,
            from_tag,
            number: 0,
            outputs: VecDeque::new(),
        }
    }

    /// Takes a new schedule, which counts from the next REGISTER on.
    pub(crate) fn set_schedule(&mut self, schedule: Schedule) {
        self.schedule = schedule;
        self.lifetime = schedule.lifetime;
    }

    /// Registers, unless it is registered or about to be; after a failure it does so at once.
    pub(crate) fn register(&mut self, now: Instant) {
        self.step(Input::Register, now);
    }

    /// Registers again if it is registered or means to be.
    pub(crate) fn renew(&mut self, now: Instant) {
        self.step(Input::Renew, now);
    }

    /// Removes the binding and stops.
    pub(crate) fn unregister(&mut self, now: Instant) {
        self.step(Input::Unregister, now);
    }

    /// Stops without telling the registrar.
    pub(crate) fn forget(&mut self, now: Instant) {
        self.step(Input::Forget, now);
    }

    /// Refreshes what is registered no later than it would be tried again after a failure.
    pub(crate) fn hurry(&mut self, now: Instant) {
        self.step(Input::Hurry, now);
    }

    /// Takes the lifetime that a 2xx grants.
    pub(crate) fn handle_granted(&mut self, expires: Duration, now: Instant) {
        self.step(Input::Granted(expires), now);
    }

    /// Takes the shortest lifetime that a 423 allows.
    pub(crate) fn handle_too_brief(&mut self, minimum: Duration, now: Instant) {
        self.step(Input::TooBrief(minimum), now);
    }

    /// Takes a failure, and the time after which the registrar wants to be asked again.
    pub(crate) fn handle_failure(
        &mut self,
        reason: FailureReason,
        retry_after: Option<Duration>,
        now: Instant,
    ) {
        self.step(Input::Refused(reason, retry_after), now);
    }

    /// Takes a failure after which it is tried again in `retry_in`, whatever the schedule says.
    pub(crate) fn handle_lost(&mut self, reason: FailureReason, retry_in: Duration, now: Instant) {
        self.sooner = Some(retry_in);
        self.step(Input::Refused(reason, None), now);
        self.sooner = None;
    }

    /// Does what is due.
    pub(crate) fn handle_timeout(&mut self, now: Instant) {
        while let Some(timer) = self.timers.expire(now) {
            self.step(Input::Fired(timer), now);
        }
    }

    /// Returns when [`Self::handle_timeout`] is wanted next.
    pub(crate) fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// Returns the next thing to do or to know.
    pub(crate) fn poll_output(&mut self) -> Option<RegistrationOutput> {
        self.outputs.pop_front()
    }

    /// Returns the state as the owner knows it.
    pub(crate) fn state(&self) -> RegistrationState {
        match &self.state {
            State::Unregistered | State::Unregistering => RegistrationState::Unregistered,
            State::Registering => RegistrationState::Registering,
            State::Registered { expires } | State::Refreshing { expires } => {
                RegistrationState::Registered { expires: *expires }
            }
            State::Failed { reason, retry_in } => {
                RegistrationState::Failed { reason: reason.clone(), retry_in: *retry_in }
            }
        }
    }

    /// Whether it is registered or means to be.
    pub(crate) fn is_wanted(&self) -> bool {
        match self.state {
            State::Unregistered | State::Unregistering => self.then == Then::Register,
            State::Registering | State::Registered { .. } | State::Refreshing { .. } => {
                self.then != Then::Unregister
            }
            State::Failed { .. } => true,
        }
    }

    /// Returns Call-ID and From tag, the same for all REGISTERs (RFC 3261 10.2).
    pub(crate) fn identity(&self) -> (&str, &str) {
        (&self.call_id, &self.from_tag)
    }

    /// Takes the next sequence number and returns it.
    pub(crate) fn advance(&mut self) -> u32 {
        self.number = self.number.saturating_add(1).min(super::header::CSeq::MAX);
        self.number
    }

    fn step(&mut self, input: Input, now: Instant) {
        use Input::*;
        use State::*;
        let next = match (self.state.clone(), input) {
            (Unregistered | Failed { .. }, Register)
            | (Failed { .. }, Renew | Fired(Timer::Retry)) => {
                self.send(self.lifetime);
                Registering
            }
            (Registered { expires }, Register | Renew | Fired(Timer::Refresh)) => {
                self.send(self.lifetime);
                Refreshing { expires }
            }
            (Unregistered, Renew | Unregister) => Unregistered,
            (_, Forget) => {
                self.then = Then::Nothing;
                Unregistered
            }
            (Registered { expires }, Hurry) => {
                let sooner = now + self.schedule.retry;
                if self.timers.get(Timer::Refresh).is_none_or(|at| at > sooner) {
                    self.timers.set(Timer::Refresh, sooner);
                }
                Registered { expires }
            }
            (state, Hurry) => state,
            // After a failure, too: an earlier binding may still hold.
            (Registered { .. } | Failed { .. }, Unregister) => {
                self.send(Duration::ZERO);
                Unregistering
            }

            // One REGISTER is open: what is wanted now follows it (RFC 3261 10.2).
            (state @ (Registering | Refreshing { .. }), Register) => {
                self.then = Then::Nothing;
                state
            }
            (state @ (Registering | Refreshing { .. }), Renew) => {
                if self.then == Then::Nothing {
                    self.then = Then::Register;
                }
                state
            }
            (state @ (Registering | Refreshing { .. }), Unregister) => {
                self.then = Then::Unregister;
                state
            }
            (Unregistering, Register) => {
                self.then = Then::Register;
                Unregistering
            }
            (Unregistering, Unregister) => {
                self.then = Then::Nothing;
                Unregistering
            }
            (Unregistering, Renew) => Unregistering,

            // A binding that does not live at all is none.
            (Registering | Refreshing { .. }, Granted(Duration::ZERO)) => {
                let reason = FailureReason::Status(StatusCode::OK, "registered for 0 s".to_owned());
                self.fail(reason, None)
            }
            (Registering | Refreshing { .. }, Granted(expires)) => match self.then {
                Then::Nothing => Registered { expires },
                Then::Register => {
                    self.send(self.lifetime);
                    Refreshing { expires }
                }
                Then::Unregister => {
                    self.send(Duration::ZERO);
                    Unregistering
                }
            },
            (state @ (Registering | Refreshing { .. }), TooBrief(minimum)) => {
                self.raise(state, minimum)
            }
            (Registering | Refreshing { .. }, Refused(reason, retry_after)) => match self.then {
                Then::Nothing => self.fail(reason, retry_after),
                // The address or account that failed is out of date.
                Then::Register => {
                    self.send(self.lifetime);
                    Registering
                }
                Then::Unregister => Unregistered,
            },
            // Whatever the registrar says: what it knows of us dies by itself.
            (Unregistering, Granted(_) | TooBrief(_) | Refused(..)) => match self.then {
                Then::Register => {
                    self.send(self.lifetime);
                    Registering
                }
                Then::Nothing | Then::Unregister => Unregistered,
            },
            // Stray: answers to nothing, timers of former states.
            (state, Granted(_) | TooBrief(_) | Refused(..) | Fired(_)) => state,
        };
        self.enter(next, now);
    }

    fn enter(&mut self, next: State, now: Instant) {
        if next == self.state {
            return;
        }
        self.timers.clear_all();
        match &next {
            State::Registered { expires } => {
                self.raises = 0;
                self.timers.set(Timer::Refresh, now + self.refresh_after(*expires));
            }
            State::Failed { retry_in, .. } => self.timers.set(Timer::Retry, now + *retry_in),
            State::Unregistered
            | State::Registering
            | State::Refreshing { .. }
            | State::Unregistering => {}
        }
        // A refresh that ends with the same lifetime is told; that it began is not.
        let refreshed = matches!(next, State::Registered { .. });
        let before = self.state();
        self.state = next;
        if refreshed || before != self.state() {
            self.outputs.push_back(RegistrationOutput::Event(self.state()));
        }
    }

    fn send(&mut self, lifetime: Duration) {
        self.then = Then::Nothing;
        self.outputs.push_back(RegistrationOutput::Send(lifetime));
    }

    fn raise(&mut self, state: State, minimum: Duration) -> State {
        self.raises += 1;
        if self.raises > MAX_RAISES || minimum <= self.lifetime {
            let status = StatusCode::INTERVAL_TOO_BRIEF;
            return self.fail(FailureReason::Status(status, status.reason().to_owned()), None);
        }
        self.lifetime = minimum;
        self.outputs.push_back(RegistrationOutput::Send(minimum));
        state
    }

    /// The registrar's wish counts if it is longer than ours.
    fn fail(&mut self, reason: FailureReason, retry_after: Option<Duration>) -> State {
        self.raises = 0;
        self.lifetime = self.schedule.lifetime;
        let scheduled = retry_after.unwrap_or_default().max(self.schedule.retry);
        let retry_in = self.sooner.take().unwrap_or(scheduled);
        State::Failed { reason, retry_in: retry_in.max(Duration::from_secs(1)) }
    }

    /// Early enough by the share that is configured, but not more than once a second.
    fn refresh_after(&self, expires: Duration) -> Duration {
        let left = u32::from(self.schedule.refresh_before_percent.min(100));
        (expires * (100 - left) / 100).max(Duration::from_secs(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3_600);
    const RETRY: Duration = Duration::from_secs(300);

    fn registration() -> Registration {
        let schedule = Schedule { lifetime: HOUR, refresh_before_percent: 15, retry: RETRY };
        Registration::new(schedule, "call".to_owned(), "tag".to_owned())
    }

    fn at(seconds: u64) -> Instant {
        Instant::from_millis(seconds * 1_000)
    }

    fn busy() -> FailureReason {
        FailureReason::Status(StatusCode::SERVICE_UNAVAILABLE, String::new())
    }

    /// What came out, as words.
    fn words(machine: &mut Registration) -> String {
        let mut words = Vec::new();
        while let Some(output) = machine.poll_output() {
            words.push(match output {
                RegistrationOutput::Send(lifetime) => format!("send {}", lifetime.as_secs()),
                RegistrationOutput::Event(state) => match state {
                    RegistrationState::Unregistered => "unregistered".to_owned(),
                    RegistrationState::Registering => "registering".to_owned(),
                    RegistrationState::Registered { expires } => {
                        format!("registered {}", expires.as_secs())
                    }
                    RegistrationState::Failed { retry_in, .. } => {
                        format!("failed {}", retry_in.as_secs())
                    }
                },
            });
        }
        words.join(", ")
    }

    #[test]
    fn what_is_forgotten_is_not_tried_again_and_says_nothing() {
        let mut machine = registration();
        machine.register(at(0));
        machine.handle_granted(HOUR, at(0));
        machine.forget(at(1));
        assert_eq!(words(&mut machine), "send 3600, registering, registered 3600, unregistered");
        assert_eq!(machine.poll_timeout(), None);
        machine.register(at(2));
        machine.forget(at(3));
        // The answer comes too late.
        machine.handle_granted(HOUR, at(4));
        assert_eq!(words(&mut machine), "send 3600, registering, unregistered");
    }

    #[test]
    fn in_a_hurry_it_is_refreshed_as_soon_as_after_a_failure() {
        let mut machine = registration();
        machine.register(at(0));
        machine.handle_granted(HOUR, at(0));
        machine.hurry(at(100));
        machine.hurry(at(200));
        assert_eq!(machine.poll_timeout(), Some(at(400)));
        machine.handle_timeout(at(400));
        machine.handle_granted(HOUR, at(400));
        assert_eq!(machine.poll_timeout(), Some(at(400 + 3_060)));
        // What is due sooner stays so.
        machine.hurry(at(400 + 3_000));
        assert_eq!(machine.poll_timeout(), Some(at(400 + 3_060)));
    }

    #[test]
    fn registration_is_refreshed_when_the_configured_share_is_left() {
        let mut machine = registration();
        machine.register(at(0));
        machine.handle_granted(Duration::from_secs(100), at(0));
        assert_eq!(words(&mut machine), "send 3600, registering, registered 100");
        assert_eq!(machine.poll_timeout(), Some(at(85)));
        machine.handle_timeout(at(85));
        machine.handle_granted(Duration::from_secs(100), at(86));
        assert_eq!(words(&mut machine), "send 3600, registered 100");
        assert_eq!(machine.poll_timeout(), Some(at(171)));
    }

    #[test]
    fn failure_is_told_and_tried_again_after_the_longer_of_both_waits() {
        let mut machine = registration();
        machine.register(at(0));
        machine.handle_failure(busy(), Some(Duration::from_secs(10)), at(0));
        assert_eq!(words(&mut machine), "send 3600, registering, failed 300");
        machine.handle_timeout(at(300));
        machine.handle_failure(busy(), Some(Duration::from_secs(900)), at(300));
        assert_eq!(words(&mut machine), "send 3600, registering, failed 900");
        machine.handle_timeout(at(1_200));
        machine.handle_granted(HOUR, at(1_200));
        assert_eq!(words(&mut machine), "send 3600, registering, registered 3600");
    }

    #[test]
    fn lifetime_is_raised_to_what_the_registrar_demands_and_not_for_ever() {
        let mut machine = registration();
        machine.register(at(0));
        machine.handle_too_brief(2 * HOUR, at(0));
        assert_eq!(words(&mut machine), "send 3600, registering, send 7200");
        machine.handle_too_brief(HOUR, at(0));
        assert_eq!(words(&mut machine), "failed 300");
    }

    #[test]
    fn two_registers_are_never_open_at_once() {
        let mut machine = registration();
        machine.register(at(0));
        machine.register(at(0));
        machine.renew(at(0));
        machine.renew(at(0));
        assert_eq!(words(&mut machine), "send 3600, registering");
        machine.handle_granted(HOUR, at(1));
        assert_eq!(words(&mut machine), "send 3600, registered 3600");
        machine.unregister(at(1));
        assert!(!machine.is_wanted());
        assert_eq!(words(&mut machine), "");
        machine.handle_granted(HOUR, at(2));
        machine.register(at(2));
        assert_eq!(words(&mut machine), "send 0, unregistered");
        machine.handle_granted(Duration::ZERO, at(3));
        assert_eq!(words(&mut machine), "send 3600, registering");
    }

    #[test]
    fn unregistering_ends_whatever_the_registrar_says() {
        let mut machine = registration();
        machine.register(at(0));
        machine.handle_granted(HOUR, at(0));
        machine.unregister(at(1));
        machine.handle_failure(FailureReason::NoAnswer, None, at(33));
        assert_eq!(machine.state(), RegistrationState::Unregistered);
        assert_eq!(machine.poll_timeout(), None);
    }

    #[test]
    fn stray_answers_and_timeouts_change_nothing() {
        let mut machine = registration();
        machine.handle_granted(HOUR, at(0));
        machine.handle_failure(busy(), None, at(0));
        machine.handle_timeout(at(9_000));
        assert_eq!(words(&mut machine), "");
    }

    #[test]
    fn binding_without_life_is_a_failure() {
        let mut machine = registration();
        machine.register(at(0));
        machine.handle_granted(Duration::ZERO, at(0));
        assert_eq!(words(&mut machine), "send 3600, registering, failed 300");
    }
}
