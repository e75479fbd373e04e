//! The server's side of INVITE (RFC 3261 17.2.1, figure 7; RFC 6026 7.1, 8.7).

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::{Intervals, Reliability, ServerOutput};
use crate::sip::message::StatusCode;
use crate::time::{Duration, Instant, Timers};

/// How long the user may take before 100 Trying is sent (RFC 3261 17.2.1).
const TRYING_AFTER: Duration = Duration::from_millis(200);

/// A server INVITE transaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InviteServer {
    state: State,
    timers: Timers<Timer>,
    intervals: Intervals,
    /// Timer G's present interval.
    retransmit_after: Duration,
    /// What a retransmitted INVITE is answered with, and timer G sends again.
    last_response: Vec<u8>,
    /// The 100 that is sent if the user takes long.
    trying: Vec<u8>,
    outputs: VecDeque<ServerOutput>,
}

/// States of figure 7, and Accepted of RFC 6026.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum State {
    Proceeding,
    Accepted,
    Completed,
    Confirmed,
    Terminated,
}

/// Trying: the user takes long. G: retransmit. H: give up. I: absorb late ACKs. L: absorb late
/// INVITEs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    Trying,
    G,
    H,
    I,
    L,
}

enum Input {
    Invite,
    Ack,
    Respond(StatusCode, Vec<u8>),
    Repeat,
    TransportError,
    Fired(Timer),
}

impl InviteServer {
    /// Takes an INVITE; `trying` is the 100 response to it.
    pub fn new(trying: Vec<u8>, intervals: Intervals, now: Instant) -> Self {
        let mut machine = Self {
            state: State::Terminated,
            timers: Timers::new(),
            intervals,
            retransmit_after: intervals.t1,
            last_response: Vec::new(),
            trying,
            outputs: VecDeque::new(),
        };
        machine.enter(State::Proceeding, now);
        machine
    }

    /// Takes the INVITE once more.
    pub fn handle_retransmission(&mut self, now: Instant) {
        self.step(Input::Invite, now);
    }

    /// Takes an ACK that matches this transaction.
    pub fn handle_ack(&mut self, now: Instant) {
        self.step(Input::Ack, now);
    }

    /// Sends a response.
    pub fn respond(&mut self, status: StatusCode, packet: Vec<u8>, now: Instant) {
        self.step(Input::Respond(status, packet), now);
    }

    /// Sends the 2xx again, as the user must until the ACK comes (RFC 3261 13.3.1.4).
    pub fn repeat(&mut self, now: Instant) {
        self.step(Input::Repeat, now);
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

    /// Whether no final response was sent yet.
    pub fn is_proceeding(&self) -> bool {
        self.state == State::Proceeding
    }

    /// Whether a 2xx was sent: an ACK belongs to the user then (RFC 6026 7.1).
    pub fn is_accepted(&self) -> bool {
        self.state == State::Accepted
    }

    fn step(&mut self, input: Input, now: Instant) {
        use Input::*;
        use State::*;
        let next = match (self.state, input) {
            (Proceeding, Fired(Timer::Trying)) => {
                self.send_trying();
                Proceeding
            }
            (Proceeding, Invite) => {
                if self.last_response.is_empty() {
                    // A client that asks again is told at once that it can stop asking.
                    self.send_trying();
                    self.timers.clear(Timer::Trying);
                } else {
                    self.resend();
                }
                Proceeding
            }
            (Proceeding, Respond(status, packet)) if status.is_provisional() => {
                self.timers.clear(Timer::Trying);
                self.send(packet);
                Proceeding
            }
            (Proceeding, Respond(status, packet)) if status.is_success() => {
                self.send(packet);
                Accepted
            }
            (Proceeding, Respond(_, packet)) => {
                self.send(packet);
                Completed
            }
            // The user says when; INVITEs are absorbed.
            (Accepted, Repeat) => {
                self.resend();
                Accepted
            }
            (Completed, Invite) => {
                self.resend();
                Completed
            }
            (Completed, Fired(Timer::G)) => {
                self.resend();
                self.retransmit_after =
                    self.retransmit_after.saturating_mul(2).min(self.intervals.t2);
                self.timers.set(Timer::G, now + self.retransmit_after);
                Completed
            }
            (Completed, Fired(Timer::H)) => {
                self.outputs.push_back(ServerOutput::TimedOut);
                Terminated
            }
            (Completed, Ack) => Confirmed,
            (Confirmed, Fired(Timer::I)) | (Accepted, Fired(Timer::L)) => Terminated,
            // Nobody can be told that it failed, but a peer that moved may still retransmit, so
            // the timers decide (RFC 6026 8.7 lets the user choose).
            (state @ (Proceeding | Accepted | Completed), TransportError) => {
                self.outputs.push_back(ServerOutput::TransportFailed);
                state
            }
            // Stray: late ACKs and INVITEs, second final responses, timers of former states.
            (state, Invite | Ack | Respond(..) | Repeat | TransportError | Fired(_)) => state,
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
            State::Proceeding => self.timers.set(Timer::Trying, now + TRYING_AFTER),
            State::Accepted => {
                self.trying = Vec::new();
                self.timers.set(Timer::L, now + self.intervals.timeout());
            }
            State::Completed => {
                self.trying = Vec::new();
                if self.intervals.reliability == Reliability::Unreliable {
                    self.timers.set(Timer::G, now + self.retransmit_after);
                }
                self.timers.set(Timer::H, now + self.intervals.timeout());
            }
            State::Confirmed => {
                self.last_response = Vec::new();
                self.timers.set(Timer::I, now + self.intervals.linger(self.intervals.t4));
            }
            State::Terminated => {}
        }
    }

    fn send_trying(&mut self) {
        self.send(self.trying.clone());
    }

    fn send(&mut self, packet: Vec<u8>) {
        self.last_response.clone_from(&packet);
        self.outputs.push_back(ServerOutput::Send(packet));
    }

    fn resend(&mut self) {
        self.outputs.push_back(ServerOutput::Resend(self.last_response.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{at, intervals, words};
    use super::*;

    fn server(reliability: Reliability) -> InviteServer {
        InviteServer::new(b"100".to_vec(), intervals(reliability), at(0))
    }

    fn respond(machine: &mut InviteServer, status: u16, now: Instant) {
        let packet = status.to_string().into_bytes();
        machine.respond(StatusCode::new(status).unwrap(), packet, now);
    }

    fn times(machine: &mut InviteServer, until: Instant) -> Vec<u64> {
        let mut times = Vec::new();
        while let Some(due) = machine.poll_timeout().filter(|due| *due <= until) {
            machine.handle_timeout(due);
            times.push(due.as_millis());
        }
        times
    }

    #[test]
    fn trying_is_sent_after_200_ms_if_nothing_else_was() {
        let mut machine = server(Reliability::Unreliable);
        machine.handle_timeout(at(199));
        assert_eq!(machine.poll_output(), None);
        machine.handle_timeout(at(200));
        assert_eq!(machine.poll_output(), Some(ServerOutput::Send(b"100".to_vec())));
        let mut machine = server(Reliability::Unreliable);
        respond(&mut machine, 180, at(150));
        assert_eq!(machine.poll_timeout(), None);
        assert_eq!(words(|| machine.poll_output()), "send");
    }

    #[test]
    fn retransmitted_invite_gets_the_last_provisional_response() {
        let mut machine = server(Reliability::Unreliable);
        machine.handle_retransmission(at(100));
        assert_eq!(machine.poll_output(), Some(ServerOutput::Send(b"100".to_vec())));
        assert_eq!(machine.poll_timeout(), None);
        respond(&mut machine, 183, at(300));
        machine.handle_retransmission(at(500));
        assert_eq!(machine.poll_output(), Some(ServerOutput::Send(b"183".to_vec())));
        assert_eq!(machine.poll_output(), Some(ServerOutput::Resend(b"183".to_vec())));
    }

    #[test]
    fn failure_is_retransmitted_up_to_every_t2_until_timer_h() {
        let mut machine = server(Reliability::Unreliable);
        respond(&mut machine, 486, at(0));
        let expected =
            [500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500, 32_000];
        assert_eq!(times(&mut machine, at(100_000)), expected);
        assert!(words(|| machine.poll_output()).ends_with("resend timeout"));
        assert!(machine.is_terminated());
    }

    #[test]
    fn ack_stops_retransmission_and_late_ones_are_absorbed_for_timer_i() {
        let mut machine = server(Reliability::Unreliable);
        respond(&mut machine, 486, at(0));
        machine.handle_ack(at(700));
        machine.handle_ack(at(800));
        machine.handle_retransmission(at(900));
        respond(&mut machine, 200, at(900));
        assert_eq!(words(|| machine.poll_output()), "send");
        assert_eq!(times(&mut machine, at(100_000)), [5_700]);
        assert!(machine.is_terminated());
    }

    #[test]
    fn accepted_absorbs_invites_and_lets_the_user_repeat_its_2xx_until_timer_l() {
        let mut machine = server(Reliability::Unreliable);
        respond(&mut machine, 200, at(0));
        machine.handle_retransmission(at(10));
        machine.repeat(at(500));
        respond(&mut machine, 486, at(600));
        machine.handle_ack(at(700));
        assert_eq!(words(|| machine.poll_output()), "send resend");
        assert!(machine.is_accepted());
        assert_eq!(times(&mut machine, at(100_000)), [32_000]);
        assert!(machine.is_terminated());
    }

    #[test]
    fn reliable_transport_needs_neither_timer_g_nor_i() {
        let mut machine = server(Reliability::Reliable);
        respond(&mut machine, 486, at(0));
        assert_eq!(machine.poll_timeout(), Some(at(32_000)));
        machine.handle_ack(at(5));
        machine.handle_timeout(at(5));
        assert!(machine.is_terminated());
    }
}
