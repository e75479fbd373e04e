//! The client's side of INVITE (RFC 3261 17.1.1, figure 5; RFC 6026 7.2, 8.4).

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::{ClientOutput, Intervals, Reliability};
use crate::sip::header::{CSeq, HeaderName, TypedHeader};
use crate::sip::message::{Method, Request, Response};
use crate::time::{Duration, Instant, Timers};

/// A client INVITE transaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InviteClient {
    state: State,
    timers: Timers<Timer>,
    intervals: Intervals,
    /// Timer A's present interval.
    retransmit_after: Duration,
    /// The INVITE as sent; empty once it needs no retransmission.
    packet: Vec<u8>,
    /// The ACK for 3xx to 6xx, but for its To.
    ack: Request,
    outputs: VecDeque<ClientOutput>,
}

/// States of figure 5, and Accepted of RFC 6026.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum State {
    Calling,
    Proceeding,
    Accepted,
    Completed,
    Terminated,
}

/// A: retransmit. B: give up. D: absorb late 3xx-6xx. M: absorb late 2xx.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    A,
    B,
    D,
    M,
}

enum Input {
    Response(Response),
    TransportError(String),
    Fired(Timer),
}

impl InviteClient {
    /// Sends `invite`, which has its Via and is printed in `packet`.
    pub fn new(invite: &Request, packet: Vec<u8>, intervals: Intervals, now: Instant) -> Self {
        let mut machine = Self {
            state: State::Terminated,
            timers: Timers::new(),
            intervals,
            retransmit_after: intervals.t1,
            packet,
            ack: ack_for(invite),
            outputs: VecDeque::new(),
        };
        machine.outputs.push_back(ClientOutput::Send(machine.packet.clone()));
        machine.enter(State::Calling, now);
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

    /// Whether no response came yet; CANCEL must wait for one (RFC 3261 9.1).
    pub fn is_calling(&self) -> bool {
        self.state == State::Calling
    }

    /// Whether no final response came yet.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Calling | State::Proceeding)
    }

    fn step(&mut self, input: Input, now: Instant) {
        use Input::*;
        use State::*;
        let next = match (self.state, input) {
            (Calling, Fired(Timer::A)) => {
                self.retransmit(now);
                Calling
            }
            (Calling, Fired(Timer::B)) => {
                self.outputs.push_back(ClientOutput::TimedOut);
                Terminated
            }
            (Calling | Proceeding, Response(r)) if r.status.is_provisional() => {
                self.pass_up(r);
                Proceeding
            }
            (Calling | Proceeding, Response(r)) if r.status.is_success() => {
                self.pass_up(r);
                Accepted
            }
            (Calling | Proceeding, Response(r)) => {
                self.acknowledge(&r, ClientOutput::Send);
                self.pass_up(r);
                Completed
            }
            // The transaction user acknowledges every 2xx, from each fork (RFC 6026 7.2).
            (Accepted, Response(r)) if r.status.is_success() => {
                self.pass_up(r);
                Accepted
            }
            (Completed, Response(r)) if r.status.is_failure() => {
                self.acknowledge(&r, ClientOutput::Resend);
                Completed
            }
            (Completed, Fired(Timer::D)) | (Accepted, Fired(Timer::M)) => Terminated,
            // An ACK that could not be sent leaves nothing to do for the user (RFC 6026 8.4), but
            // before a final response it has to try elsewhere.
            (Calling | Proceeding, TransportError(error)) => {
                self.outputs.push_back(ClientOutput::TransportFailed(error));
                Terminated
            }
            // Stray: late timers, failures behind a success, errors of what is over.
            (state, Response(_) | Fired(_) | TransportError(_)) => state,
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
            State::Calling => {
                if self.intervals.reliability == Reliability::Unreliable {
                    self.timers.set(Timer::A, now + self.retransmit_after);
                }
                self.timers.set(Timer::B, now + self.intervals.invite_timeout);
            }
            State::Proceeding => self.packet = Vec::new(),
            State::Accepted => {
                self.packet = Vec::new();
                self.timers.set(Timer::M, now + self.intervals.timeout());
            }
            State::Completed => {
                self.packet = Vec::new();
                // "At least 32 seconds" whatever T1 is (RFC 3261 17.1.1.2).
                let linger = self.intervals.timeout().max(Duration::from_secs(32));
                self.timers.set(Timer::D, now + self.intervals.linger(linger));
            }
            State::Terminated => {}
        }
    }

    fn retransmit(&mut self, now: Instant) {
        self.outputs.push_back(ClientOutput::Resend(self.packet.clone()));
        self.retransmit_after = self.retransmit_after.saturating_mul(2);
        self.timers.set(Timer::A, now + self.retransmit_after);
    }

    fn pass_up(&mut self, response: Response) {
        self.outputs.push_back(ClientOutput::Response(response));
    }

    /// The ACK of this transaction has the To of the response (RFC 3261 17.1.1.3).
    fn acknowledge(&mut self, response: &Response, how: fn(Vec<u8>) -> ClientOutput) {
        if let Some(to) = response.headers.get(&HeaderName::To) {
            self.ack.headers.set(HeaderName::To, to);
        }
        self.outputs.push_back(how(self.ack.to_bytes()));
    }
}

/// Returns the ACK for a failed INVITE: same Request-URI, Call-ID, From, top Via, Route and number
/// (RFC 3261 17.1.1.3).
fn ack_for(invite: &Request) -> Request {
    let mut ack = Request::new(Method::Ack, invite.uri.clone());
    if let Some(via) = invite.headers.get(&HeaderName::Via) {
        ack.headers.push(HeaderName::Via, via);
    }
    let copied = [
        HeaderName::Route,
        HeaderName::MaxForwards,
        HeaderName::From,
        HeaderName::To,
        HeaderName::CallId,
    ];
    for name in copied {
        for value in invite.headers.get_all(&name) {
            ack.headers.push(name.clone(), value);
        }
    }
    if let Ok(cseq) = invite.headers.typed::<CSeq>() {
        ack.headers.push(CSeq::NAME, CSeq::new(cseq.number, Method::Ack).to_string());
    }
    ack
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{at, intervals, request, response, words};
    use super::*;

    fn invite(reliability: Reliability) -> InviteClient {
        InviteClient::new(
            &request(Method::Invite),
            b"INVITE".to_vec(),
            intervals(reliability),
            at(0),
        )
    }

    /// Lets time pass and notes when what was done.
    fn run(machine: &mut InviteClient, until: Instant) -> Vec<(u64, String)> {
        let mut log = Vec::new();
        while let Some(due) = machine.poll_timeout().filter(|due| *due <= until) {
            machine.handle_timeout(due);
            log.push((due.as_millis(), words(|| machine.poll_output())));
        }
        log
    }

    #[test]
    fn invite_is_retransmitted_until_timer_b() {
        let mut machine = invite(Reliability::Unreliable);
        assert_eq!(words(|| machine.poll_output()), "send");
        let log = run(&mut machine, at(100_000));
        let times: Vec<u64> = log.iter().map(|(time, _)| *time).collect();
        assert_eq!(times, [500, 1_500, 3_500, 7_500, 15_500, 31_500, 32_000]);
        assert!(log.iter().rev().skip(1).all(|(_, word)| word == "resend"));
        assert_eq!(log.last().unwrap().1, "timeout");
        assert!(machine.is_terminated());
    }

    #[test]
    fn nothing_is_retransmitted_on_a_reliable_transport() {
        let mut machine = invite(Reliability::Reliable);
        let _ = words(|| machine.poll_output());
        assert_eq!(run(&mut machine, at(40_000)), [(32_000, "timeout".to_owned())]);
    }

    #[test]
    fn provisional_response_stops_timers_a_and_b() {
        let mut machine = invite(Reliability::Unreliable);
        machine.handle_response(response(180), at(100));
        assert_eq!(machine.poll_timeout(), None);
        machine.handle_response(response(183), at(90_000));
        assert_eq!(words(|| machine.poll_output()), "send 180 183");
        assert!(machine.is_open() && !machine.is_calling());
    }

    #[test]
    fn failure_is_acknowledged_each_time_until_timer_d() {
        let mut machine = invite(Reliability::Unreliable);
        machine.handle_response(response(486), at(100));
        assert_eq!(machine.poll_output(), Some(ClientOutput::Send(b"INVITE".to_vec())));
        let Some(ClientOutput::Send(ack)) = machine.poll_output() else { panic!("no ACK") };
        let ack = String::from_utf8(ack).unwrap();
        assert!(ack.starts_with("ACK sip:bob@192.0.2.2 SIP/2.0\r\n"), "{ack}");
        for line in
            ["branch=z9hG4bKa\r\n", "Route: <sip:192.0.2.9;lr>\r\n", ";tag=2\r\n", "1 ACK\r\n"]
        {
            assert!(ack.contains(line), "{line} in {ack}");
        }
        assert_eq!(words(|| machine.poll_output()), "486");
        machine.handle_response(response(486), at(500));
        machine.handle_response(response(200), at(600));
        assert_eq!(words(|| machine.poll_output()), "resend");
        assert_eq!(run(&mut machine, at(60_000)), [(32_100, String::new())]);
        assert!(machine.is_terminated());
    }

    #[test]
    fn every_2xx_is_passed_up_until_timer_m() {
        let mut machine = invite(Reliability::Unreliable);
        machine.handle_response(response(200), at(100));
        machine.handle_response(response(200), at(600));
        machine.handle_response(response(500), at(700));
        machine.handle_response(response(180), at(700));
        assert_eq!(words(|| machine.poll_output()), "send 200 200");
        assert_eq!(machine.poll_timeout(), Some(at(32_100)));
        machine.handle_timeout(at(32_100));
        assert!(machine.is_terminated());
    }

    #[test]
    fn timer_d_is_zero_on_a_reliable_transport() {
        let mut machine = invite(Reliability::Reliable);
        machine.handle_response(response(404), at(5));
        machine.handle_timeout(at(5));
        assert!(machine.is_terminated());
    }

    #[test]
    fn transport_error_ends_it_unless_it_is_answered() {
        let mut machine = invite(Reliability::Unreliable);
        machine.handle_transport_error("unreachable", at(1));
        assert_eq!(words(|| machine.poll_output()), "send failed");
        assert!(machine.is_terminated());
        let mut machine = invite(Reliability::Unreliable);
        machine.handle_response(response(200), at(1));
        machine.handle_transport_error("unreachable", at(2));
        assert_eq!(words(|| machine.poll_output()), "send 200");
        assert!(!machine.is_terminated());
    }

    #[test]
    fn late_and_repeated_timeouts_are_harmless() {
        let mut machine = invite(Reliability::Unreliable);
        let _ = words(|| machine.poll_output());
        machine.handle_timeout(at(20_000));
        assert_eq!(words(|| machine.poll_output()), "resend");
        machine.handle_timeout(at(20_000));
        assert_eq!(words(|| machine.poll_output()), "");
        machine.handle_timeout(at(900_000));
        machine.handle_timeout(at(900_000));
        assert!(machine.is_terminated());
    }
}
