//! The client's side of every other request (RFC 3261 17.1.2, figure 6).

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::{ClientOutput, Intervals, Reliability};
use crate::sip::message::Response;
use crate::time::{Duration, Instant, Timers};

/// A client transaction of a request that is not INVITE.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NonInviteClient {
    state: State,
    timers: Timers<Timer>,
    intervals: Intervals,
    /// Timer E's present interval.
    retransmit_after: Duration,
    /// The request as sent; empty once it needs no retransmission.
    packet: Vec<u8>,
    outputs: VecDeque<ClientOutput>,
}

/// States of figure 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum State {
    Trying,
    Proceeding,
    Completed,
    Terminated,
}

/// E: retransmit. F: give up. K: absorb late responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    E,
    F,
    K,
}

enum Input {
    Response(Response),
    TransportError(String),
    Fired(Timer),
}

impl NonInviteClient {
    /// Sends the request printed in `packet`.
    pub fn new(packet: Vec<u8>, intervals: Intervals, now: Instant) -> Self {
        let mut machine = Self {
            state: State::Terminated,
            timers: Timers::new(),
            intervals,
            retransmit_after: intervals.t1,
            packet,
            outputs: VecDeque::new(),
        };
        machine.outputs.push_back(ClientOutput::Send(machine.packet.clone()));
        machine.enter(State::Trying, now);
        machine
    }

    /// Takes a response that matches this transaction.
    pub fn handle_response(&mut self, response: Response, now: Instant) {
        self.step(Input::Response(response), now);
    }

    /// Takes the news that the transport could not deliver.
    pub fn handle_transport_error(&mut self, error: &str, now: Instant) {
        self.step(Input::TransportError(error.to_owned()), now);
    }

    /// Lets the timers fire that are due.
    pub fn handle_timeout(&mut self, now: Instant) {
        while let Some(timer) = self.timers.expire(now) {
            self.step(Input::Fired(timer), now);
        }
    }

    /// Returns when [`Self::handle_timeout`] is wanted next.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// Returns the next thing to do or to know.
    pub fn poll_output(&mut self) -> Option<ClientOutput> {
        self.outputs.pop_front()
    }

    /// Whether it is over and can be dropped.
    pub fn is_terminated(&self) -> bool {
        self.state == State::Terminated
    }

    fn step(&mut self, input: Input, now: Instant) {
        use Input::*;
        use State::*;
        let next = match (self.state, input) {
            (state @ (Trying | Proceeding), Fired(Timer::E)) => {
                self.retransmit(state, now);
                state
            }
            (Trying | Proceeding, Fired(Timer::F)) => {
                self.outputs.push_back(ClientOutput::TimedOut);
                Terminated
            }
            (Trying | Proceeding, TransportError(error)) => {
                self.outputs.push_back(ClientOutput::TransportFailed(error));
                Terminated
            }
            (Trying | Proceeding, Response(r)) if r.status.is_provisional() => {
                self.outputs.push_back(ClientOutput::Response(r));
                Proceeding
            }
            (Trying | Proceeding, Response(r)) => {
                self.outputs.push_back(ClientOutput::Response(r));
                Completed
            }
            (Completed, Fired(Timer::K)) => Terminated,
            // Stray: retransmitted responses, late timers, errors of what is over.
            (state, Response(_) | Fired(_) | TransportError(_)) => state,
        };
        self.enter(next, now);
    }

    fn enter(&mut self, next: State, now: Instant) {
        if next == self.state {
            return;
        }
        self.state = next;
        match next {
            State::Trying => {
                if self.intervals.reliability == Reliability::Unreliable {
                    self.timers.set(Timer::E, now + self.retransmit_after);
                }
                self.timers.set(Timer::F, now + self.intervals.timeout());
            }
            // E and F go on: a provisional response promises nothing here, but E fires every T2
            // from its next time on.
            State::Proceeding => {}
            State::Completed => {
                self.packet = Vec::new();
                self.timers.clear_all();
                self.timers.set(Timer::K, now + self.intervals.linger(self.intervals.t4));
            }
            State::Terminated => self.timers.clear_all(),
        }
    }

    fn retransmit(&mut self, state: State, now: Instant) {
        self.outputs.push_back(ClientOutput::Resend(self.packet.clone()));
        self.retransmit_after = match state {
            State::Proceeding => self.intervals.t2,
            State::Trying | State::Completed | State::Terminated => {
                self.retransmit_after.saturating_mul(2).min(self.intervals.t2)
            }
        };
        self.timers.set(Timer::E, now + self.retransmit_after);
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{at, intervals, response, words};
    use super::*;

    fn options(reliability: Reliability) -> NonInviteClient {
        NonInviteClient::new(b"OPTIONS".to_vec(), intervals(reliability), at(0))
    }

    fn times(machine: &mut NonInviteClient, until: Instant) -> Vec<u64> {
        let mut times = Vec::new();
        while let Some(due) = machine.poll_timeout().filter(|due| *due <= until) {
            machine.handle_timeout(due);
            times.push(due.as_millis());
        }
        times
    }

    #[test]
    fn request_is_retransmitted_up_to_every_t2_until_timer_f() {
        let mut machine = options(Reliability::Unreliable);
        let expected =
            [500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500, 32_000];
        assert_eq!(times(&mut machine, at(100_000)), expected);
        let words = words(|| machine.poll_output());
        assert!(words.ends_with("resend timeout"), "{words}");
        assert!(machine.is_terminated());
    }

    #[test]
    fn provisional_response_slows_timer_e_to_t2() {
        let mut machine = options(Reliability::Unreliable);
        machine.handle_response(response(100), at(100));
        assert_eq!(times(&mut machine, at(9_000)), [500, 4_500, 8_500]);
        assert_eq!(words(|| machine.poll_output()), "send 100 resend resend resend");
    }

    #[test]
    fn final_response_is_passed_up_once_and_absorbed_for_timer_k() {
        let mut machine = options(Reliability::Unreliable);
        machine.handle_response(response(200), at(100));
        machine.handle_response(response(200), at(700));
        assert_eq!(words(|| machine.poll_output()), "send 200");
        assert_eq!(machine.poll_timeout(), Some(at(5_100)));
        machine.handle_timeout(at(5_100));
        assert!(machine.is_terminated());
    }

    #[test]
    fn reliable_transport_needs_neither_timer_e_nor_k() {
        let mut machine = options(Reliability::Reliable);
        assert_eq!(machine.poll_timeout(), Some(at(32_000)));
        machine.handle_response(response(200), at(100));
        machine.handle_timeout(at(100));
        assert!(machine.is_terminated());
    }

    #[test]
    fn transport_error_is_told_only_before_the_final_response() {
        let mut machine = options(Reliability::Unreliable);
        machine.handle_transport_error("unreachable", at(1));
        assert_eq!(words(|| machine.poll_output()), "send failed");
        let mut machine = options(Reliability::Unreliable);
        machine.handle_response(response(200), at(1));
        machine.handle_transport_error("unreachable", at(2));
        assert_eq!(words(|| machine.poll_output()), "send 200");
    }
}
