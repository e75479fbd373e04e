//! What a session does on its way from one state to the next.

use super::early::Offers;
use super::machine::{State, Timer};
use super::update::is_lost;
use super::*;

/// The timers that belong to states; the others belong to the session.
const OF_STATES: [Timer; 8] = [
    Timer::Repeat,
    Timer::GiveUp,
    Timer::Progress,
    Timer::Expires,
    Timer::Cancelled,
    Timer::Glare,
    Timer::Unconfirmed,
    Timer::NeverConfirmed,
];

impl Session {
    /// Stops the timers that do not belong to the new state, and starts its own.
    pub(super) fn enter(&mut self, next: State, rng: &mut Rng, now: Instant) {
        match &next {
            State::Alerting { .. } | State::Accepting { .. } | State::Reaccepting { .. } => {}
            State::Cancelling => {}
            State::Glare { .. } => {
                if self.timers.get(Timer::Glare).is_none() {
                    self.timers.set(Timer::Glare, now + self.glare_wait(rng));
                }
            }
            State::Calling { .. }
            | State::Unacknowledged { .. }
            | State::Idle
            | State::Reinviting { .. }
            | State::Reanswered { .. }
            | State::Reinvited { .. } => self.clear_timers_of_states(),
            State::Leaving { .. } => {
                self.timers.clear_all();
                self.refuse_change();
            }
            State::Over => {
                self.timers.clear_all();
                self.refuse_change();
                self.detach_all();
            }
        }
        self.state = next;
    }

    fn clear_timers_of_states(&mut self) {
        OF_STATES.into_iter().for_each(|timer| self.timers.clear(timer));
    }

    /// RFC 3261 14.1: in units of 10 ms; who chose the Call-ID waits 2.1 to 4 s, the other at
    /// most 2 s.
    pub(super) fn glare_wait(&self, rng: &mut Rng) -> Duration {
        let units = match self.role {
            Role::Caller => 210 + rng.below(191),
            Role::Callee => rng.below(201),
        };
        Duration::from_millis(u64::from(units) * 10)
    }

    fn detach_all(&mut self) {
        self.detach_early();
        if let Some(dialog) = self.dialog.take() {
            self.output(SessionOutput::Detach(dialog.id()));
            self.former = Some(dialog);
        }
    }

    pub(super) fn tell_answer(&mut self, response: Response) {
        let remote = self.dialog.as_ref().map(Dialog::remote);
        let Some(remote) = remote.map(|remote| (remote.display_name.clone(), remote.uri.clone()))
        else {
            return;
        };
        let remote_tag = to_tag(&response.headers);
        let body = take_body(&response.headers, response.body);
        self.tell(SessionEvent::Answered { remote_tag, body, remote });
    }

    pub(super) fn tell_ack(&mut self, ack: &Request) {
        self.offers = Offers::Settled;
        self.tell(SessionEvent::Acknowledged { body: take_body(&ack.headers, ack.body.clone()) });
    }

    pub(super) fn acknowledge(&mut self, seq: u32, body: Option<Body>, next: State) -> State {
        self.offers = Offers::Settled;
        if let Some(dialog) = &self.dialog {
            let mut routed = dialog.ack(seq);
            put_body(&mut routed.request.headers, &mut routed.request.body, body);
            self.output(SessionOutput::Ack(routed));
        }
        next
    }

    /// Answers the first INVITE; what a reliable response has answered needs no second answer
    /// (RFC 3261 13.2.1).
    pub(super) fn accept_first(&mut self, server: ServerId, body: Option<Body>, now: Instant) {
        let body = body.filter(|_| self.offers != Offers::Settled);
        self.accept(server, body, now);
    }

    pub(super) fn accept(&mut self, server: ServerId, body: Option<Body>, now: Instant) {
        self.offers = match (self.offers, &body) {
            (Offers::Received, _) | (_, None) => Offers::Settled,
            (Offers::None | Offers::Sent | Offers::Settled, Some(_)) => Offers::Sent,
        };
        let headers = self.agree_on_timer(now);
        self.respond(server, Reply { body, headers, ..Reply::new(StatusCode::OK) });
        self.repeat_after = self.intervals.t1;
        self.clear_timers_of_states();
        self.reliable.stop();
        // On every transport: the way to the other end may have an unreliable part (13.3.1.4).
        self.timers.set(Timer::Repeat, now + self.repeat_after);
        self.timers.set(Timer::GiveUp, now + self.intervals.timeout());
    }

    pub(super) fn stop_repeating(&mut self) {
        self.timers.clear(Timer::Repeat);
        self.timers.clear(Timer::GiveUp);
    }

    pub(super) fn reinvite(&mut self, body: Option<Body>) -> State {
        if body.is_some() {
            self.offers = Offers::Sent;
        }
        if let Some(dialog) = &mut self.dialog {
            let mut routed = dialog.request(Method::Invite);
            routed.request.headers.append(&self.life.request());
            put_body(&mut routed.request.headers, &mut routed.request.body, body.clone());
            self.output(SessionOutput::Request(Purpose::Reinvite, routed));
        }
        State::Reinviting { body }
    }

    pub(super) fn reinvite_accepted(
        &mut self,
        body: Option<Body>,
        invite: &Request,
        response: Response,
        now: Instant,
    ) -> State {
        self.refresh_target(&response.headers);
        self.peer.learn(&response.headers);
        self.learn_timer(&response.headers, now);
        let answer = take_body(&response.headers, response.body);
        self.tell(SessionEvent::ReinviteAccepted { body: answer });
        match Offer::of(body.as_ref()) {
            Offer::Made => self.acknowledge(number(invite), None, State::Idle),
            Offer::Wanted => {
                self.offers = Offers::Received;
                State::Reanswered { seq: number(invite) }
            }
        }
    }

    pub(super) fn reinvite_refused(
        &mut self,
        body: Option<Body>,
        reason: FailureReason,
        now: Instant,
    ) -> State {
        self.offers = Offers::Settled;
        if matches!(reason, FailureReason::Status(StatusCode::REQUEST_PENDING, _)) {
            State::Glare { body }
        } else if is_lost(&reason) {
            self.lose()
        } else {
            self.refresh_failed(&reason, now);
            self.tell(SessionEvent::ReinviteFailed { reason });
            State::Idle
        }
    }

    /// Takes a re-INVITE, unless an UPDATE of either end is in its way (RFC 3311 5.2).
    pub(super) fn reinvited(
        &mut self,
        state: State,
        server: ServerId,
        invite: &Request,
        rng: &mut Rng,
    ) -> State {
        if self.changes.theirs.is_some() {
            self.respond(server, update::retry_later(rng));
            return state;
        }
        if self.offers == Offers::Sent {
            self.respond(server, Reply::new(StatusCode::REQUEST_PENDING));
            return state;
        }
        self.refresh_target(&invite.headers);
        self.peer.learn(&invite.headers);
        self.consider_timer(&invite.headers);
        let body = take_body(&invite.headers, invite.body.clone());
        if body.is_some() {
            self.offers = Offers::Received;
        }
        self.tell(SessionEvent::Reinvite { fork: None, body });
        State::Reinvited { server, seq: number(invite) }
    }

    pub(super) fn refresh_target(&mut self, headers: &Headers) {
        if let Some(dialog) = &mut self.dialog {
            dialog.refresh_target(headers);
        }
    }

    pub(super) fn bye(&mut self, server: ServerId, bye: &Request) -> State {
        self.respond(server, Reply::new(StatusCode::OK));
        self.end(EndedBy::Remote(explanation(&bye.headers)))
    }

    pub(super) fn end(&mut self, by: EndedBy) -> State {
        self.tell(SessionEvent::Ended { by });
        State::Over
    }

    /// Sends BYE; without a dialog there is nobody to send it to.
    pub(super) fn leave(&mut self, tell: Option<EndedBy>) -> State {
        match &mut self.dialog {
            Some(dialog) => {
                let routed = dialog.request(Method::Bye);
                self.output(SessionOutput::Request(Purpose::Bye, routed));
                State::Leaving { tell }
            }
            None => self.end(tell.unwrap_or(EndedBy::Local)),
        }
    }

    pub(super) fn lose(&mut self) -> State {
        self.tell(SessionEvent::Ended { by: EndedBy::Lost });
        self.leave(None)
    }

    /// Answers what is open while the session ends.
    fn refuse_change(&mut self) {
        if let Some(theirs) = self.changes.theirs.take() {
            self.respond(theirs.server, Reply::new(StatusCode::REQUEST_TERMINATED));
        }
    }

    pub(super) fn respond(&mut self, server: ServerId, reply: Reply) {
        self.output(SessionOutput::Respond(server, reply));
    }

    pub(super) fn tell(&mut self, event: SessionEvent) {
        self.output(SessionOutput::Event(event));
    }

    pub(super) fn output(&mut self, output: SessionOutput) {
        self.outputs.push_back(output);
    }
}
