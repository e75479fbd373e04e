//! The server's side of every other request (RFC 3261 17.2.2, figure 8).

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::{Intervals, ServerOutput};
use crate::sip::message::StatusCode;
use crate::time::{Instant, Timers};

/// A server transaction of a request that is neither INVITE nor ACK.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NonInviteServer {
    state: State,
    timers: Timers<Timer>,
    intervals: Intervals,
    /// What a retransmitted request is answered with.
    last_response: Vec<u8>,
    outputs: VecDeque<ServerOutput>,
}

/// States of figure 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum State {
    Trying,
    Proceeding,
    Completed,
    Terminated,
}

/// J: absorb late requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    J,
}

enum Input {
    Request,
    Respond(StatusCode, Vec<u8>),
    TransportError,
    Fired(Timer),
}

impl NonInviteServer {
    /// Takes a request.
    pub fn new(intervals: Intervals) -> Self {
        Self {
            state: State::Trying,
            timers: Timers::new(),
            intervals,
            last_response: Vec::new(),
            outputs: VecDeque::new(),
        }
    }

    /// Takes the request once more.
    pub fn handle_retransmission(&mut self, now: Instant) {
        self.step(Input::Request, now);
    }

    /// Sends a response.
    pub fn respond(&mut self, status: StatusCode, packet: Vec<u8>, now: Instant) {
        self.step(Input::Respond(status, packet), now);
    }

    /// Takes the news that the transport could not deliver.
    pub fn handle_transport_error(&mut self, now: Instant) {
        self.step(Input::TransportError, now);
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
    pub fn poll_output(&mut self) -> Option<ServerOutput> {
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
            (Trying | Proceeding, Respond(status, packet)) => {
                self.last_response.clone_from(&packet);
                self.outputs.push_back(ServerOutput::Send(packet));
                if status.is_provisional() { Proceeding } else { Completed }
            }
            (state @ (Proceeding | Completed), Request) => {
                self.outputs.push_back(ServerOutput::Resend(self.last_response.clone()));
                state
            }
            (Proceeding | Completed, TransportError) => {
                self.outputs.push_back(ServerOutput::TransportFailed);
                Terminated
            }
            (Completed, Fired(Timer::J)) => Terminated,
            // Stray: requests that are not answered yet, second final responses, late timers.
            (state, Request | Respond(..) | TransportError | Fired(_)) => state,
        };
        self.enter(next, now);
    }

    fn enter(&mut self, next: State, now: Instant) {
        if next == self.state {
            return;
        }
        self.state = next;
        self.timers.clear_all();
        match next {
            State::Trying | State::Proceeding | State::Terminated => {}
            State::Completed => {
                let linger = self.intervals.linger(self.intervals.timeout());
                self.timers.set(Timer::J, now + linger);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Reliability;
    use super::super::test_support::{at, intervals, words};
    use super::*;

    fn respond(machine: &mut NonInviteServer, status: u16, now: Instant) {
        let packet = status.to_string().into_bytes();
        machine.respond(StatusCode::new(status).unwrap(), packet, now);
    }

    #[test]
    fn retransmissions_get_the_last_response_until_timer_j() {
        let mut machine = NonInviteServer::new(intervals(Reliability::Unreliable));
        machine.handle_retransmission(at(0));
        assert_eq!(words(|| machine.poll_output()), "");
        respond(&mut machine, 100, at(1));
        machine.handle_retransmission(at(2));
        respond(&mut machine, 200, at(3));
        machine.handle_retransmission(at(4));
        respond(&mut machine, 500, at(5));
        assert_eq!(words(|| machine.poll_output()), "send resend send resend");
        assert_eq!(machine.poll_timeout(), Some(at(32_003)));
        machine.handle_timeout(at(32_003));
        assert!(machine.is_terminated());
    }

    #[test]
    fn timer_j_is_zero_on_a_reliable_transport() {
        let mut machine = NonInviteServer::new(intervals(Reliability::Reliable));
        respond(&mut machine, 200, at(3));
        machine.handle_timeout(at(3));
        assert!(machine.is_terminated());
    }

    #[test]
    fn transport_error_ends_it() {
        let mut machine = NonInviteServer::new(intervals(Reliability::Unreliable));
        respond(&mut machine, 200, at(3));
        machine.handle_transport_error(at(4));
        assert_eq!(words(|| machine.poll_output()), "send failed");
        assert!(machine.is_terminated());
    }
}
