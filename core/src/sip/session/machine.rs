//! What a session does: its states, and one table of what comes in and what follows.

use super::Command as Do;
use super::*;

/// How often a provisional response is repeated so that no proxy gives up (RFC 3261 13.3.1.1).
const REPEAT_PROGRESS: Duration = Duration::from_secs(60);

/// Where a session stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum State {
    /// Caller: the INVITE has no final response.
    Calling { offer: Offer },
    /// Caller: the owner hung up before the final response.
    Cancelling,
    /// Caller: the 2xx holds an offer, and the owner owes the ACK (of the INVITE with this
    /// number).
    Unacknowledged { seq: u32 },
    /// Callee: the INVITE waits for the owner.
    Alerting { server: ServerId, seq: u32 },
    /// Callee: our 2xx waits for the ACK; the owner may have hung up meanwhile, but BYE has to
    /// wait (RFC 3261 15).
    Accepting { server: ServerId, seq: u32, hung_up: bool },
    /// Running, no INVITE is open.
    Idle,
    /// Our re-INVITE has no final response; its body is kept for another try.
    Reinviting { body: Option<Body> },
    /// The 2xx to our re-INVITE holds an offer, and the owner owes the ACK.
    Reanswered { seq: u32 },
    /// Both ends sent a re-INVITE; ours waits for its turn (RFC 3261 14.1).
    Glare { body: Option<Body> },
    /// The other end's re-INVITE waits for the owner.
    Reinvited { server: ServerId, seq: u32 },
    /// Our 2xx to the other end's re-INVITE waits for the ACK.
    Reaccepting { server: ServerId, seq: u32 },
    /// Our BYE has no final response; then the owner is told, unless it was already.
    Leaving { tell: Option<EndedBy> },
    /// Nothing is left to do.
    #[default]
    Over,
}

/// Repeat: send the 2xx again. GiveUp: the ACK never came. Progress: repeat the 1xx. Expires: the
/// caller's patience. Cancelled: the cancelled INVITE got no final response. Glare: try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Timer {
    Repeat,
    GiveUp,
    Progress,
    Expires,
    Cancelled,
    Glare,
}

/// What comes in.
pub(super) enum Input<'a> {
    /// A 1xx to our INVITE, and the INVITE.
    Provisional(&'a Request, Response),
    /// The first 2xx to our INVITE, and the INVITE.
    Answered(&'a Request, Response),
    /// Our INVITE failed.
    Refused(FailureReason),
    /// Our BYE was answered or timed out.
    ByeDone,
    /// Our CANCEL was sent.
    CancelSent,
    /// An INVITE in the dialog.
    Invite(ServerId, &'a Request),
    /// An ACK in the dialog.
    Acked(&'a Request),
    /// A BYE in the dialog.
    Bye(ServerId, &'a Request),
    /// A CANCEL of this INVITE.
    Cancelled(ServerId),
    /// The owner wants something.
    Command(Command),
    /// Time has passed.
    Fired(Timer),
}

impl Session {
    pub(super) fn step(
        &mut self,
        input: Input<'_>,
        rng: &mut Rng,
        now: Instant,
    ) -> Result<(), CommandError> {
        use Input::*;
        use State::*;
        let next = match (core::mem::take(&mut self.state), input) {
            // The caller's INVITE (RFC 3261 13.2).
            (Calling { offer }, Provisional(invite, response)) => {
                self.progress(invite, response);
                Calling { offer }
            }
            (Calling { offer }, Answered(invite, response)) => {
                self.adopt(invite, &response);
                self.tell_answer(response);
                match offer {
                    Offer::Made => self.acknowledge(number(invite), None, Idle),
                    Offer::Wanted => Unacknowledged { seq: number(invite) },
                }
            }
            (Calling { .. }, Refused(reason)) => {
                self.tell(SessionEvent::Failed { reason });
                Over
            }
            (Calling { .. }, Command(Do::HangUp)) => {
                self.output(SessionOutput::Cancel);
                Cancelling
            }
            // The 2xx crossed the CANCEL (RFC 3261 9.1, 15.1).
            (Cancelling, Answered(invite, response)) => {
                self.adopt(invite, &response);
                let _ = self.acknowledge(number(invite), None, Idle);
                self.leave(Some(EndedBy::Local))
            }
            (Cancelling, Refused(_)) => self.end(EndedBy::Local),
            (Cancelling, CancelSent) => {
                self.timers.set(Timer::Cancelled, now + self.intervals.timeout());
                Cancelling
            }
            (Cancelling, Fired(Timer::Cancelled)) => {
                self.output(SessionOutput::Abandon);
                self.end(EndedBy::Local)
            }
            (Cancelling, Command(Do::HangUp)) => Cancelling,
            (Unacknowledged { seq } | Reanswered { seq }, Command(Do::Acknowledge(body))) => {
                self.acknowledge(seq, body, Idle)
            }
            // The ACK without the answer that is due is better than none: BYE follows.
            (Unacknowledged { seq } | Reanswered { seq }, Command(Do::HangUp)) => {
                let _ = self.acknowledge(seq, None, Idle);
                self.leave(Some(EndedBy::Local))
            }

            // The callee's INVITE (RFC 3261 13.3).
            (Alerting { server, seq }, Command(Do::Ring(status, body))) => {
                let reply = Reply { body, ..Reply::new(status) };
                self.progress = Some(reply.clone());
                self.respond(server, reply);
                self.timers.set(Timer::Progress, now + REPEAT_PROGRESS);
                Alerting { server, seq }
            }
            (Alerting { server, seq }, Fired(Timer::Progress)) => {
                if let Some(reply) = self.progress.clone() {
                    self.respond(server, reply);
                }
                self.timers.set(Timer::Progress, now + REPEAT_PROGRESS);
                Alerting { server, seq }
            }
            (Alerting { server, seq }, Command(Do::Accept(body))) => {
                self.accept(server, body, now);
                Accepting { server, seq, hung_up: false }
            }
            (Alerting { server, .. }, Command(Do::Reject(status))) => {
                self.respond(server, Reply::new(status));
                self.end(EndedBy::Local)
            }
            (Alerting { server, .. }, Command(Do::HangUp)) => {
                self.respond(server, Reply::new(StatusCode::TEMPORARILY_UNAVAILABLE));
                self.end(EndedBy::Local)
            }
            (Alerting { server, .. }, Fired(Timer::Expires)) => {
                self.respond(server, Reply::new(StatusCode::REQUEST_TERMINATED));
                self.end(EndedBy::Cancelled)
            }
            (Alerting { server, .. }, Cancelled(id)) if id == server => {
                self.respond(server, Reply::new(StatusCode::REQUEST_TERMINATED));
                self.end(EndedBy::Cancelled)
            }
            (Accepting { seq, hung_up, .. }, Acked(ack)) if number(ack) == seq => {
                self.tell_ack(ack);
                self.stop_repeating();
                if hung_up { self.leave(Some(EndedBy::Local)) } else { Idle }
            }
            (Accepting { server, seq, .. }, Command(Do::HangUp)) => {
                Accepting { server, seq, hung_up: true }
            }
            (
                state @ (Accepting { server, .. } | Reaccepting { server, .. }),
                Fired(Timer::Repeat),
            ) => {
                self.output(SessionOutput::Repeat(server));
                self.repeat_after = self.repeat_after.saturating_mul(2).min(self.intervals.t2);
                self.timers.set(Timer::Repeat, now + self.repeat_after);
                state
            }
            // Without an ACK nobody knows whether the other end has a session (13.3.1.4).
            (Accepting { .. } | Reaccepting { .. }, Fired(Timer::GiveUp)) => self.lose(),

            // Changes of a running session (RFC 3261 14).
            (Idle, Command(Do::Reinvite(body))) => self.reinvite(body),
            (Glare { body }, Fired(Timer::Glare)) => self.reinvite(body),
            (Reinviting { body }, Answered(invite, response)) => {
                self.refresh_target(&response.headers);
                self.tell(SessionEvent::ReinviteAccepted {
                    body: take_body(&response.headers, response.body),
                });
                match Offer::of(body.as_ref()) {
                    Offer::Made => self.acknowledge(number(invite), None, Idle),
                    Offer::Wanted => Reanswered { seq: number(invite) },
                }
            }
            (Reinviting { body }, Refused(reason)) => self.reinvite_refused(body, reason),
            (Reinviting { .. }, Command(Do::HangUp)) => self.leave(Some(EndedBy::Local)),
            (Idle, Invite(server, invite)) => self.reinvited(server, invite),
            // What we wanted to change was decided before we knew this; the owner decides anew.
            (Glare { .. }, Invite(server, invite)) => {
                let status = StatusCode::REQUEST_PENDING;
                let reason = FailureReason::Status(status, status.reason().to_owned());
                self.tell(SessionEvent::ReinviteFailed { reason });
                self.timers.clear(Timer::Glare);
                self.reinvited(server, invite)
            }
            (Reinvited { server, seq }, Command(Do::AnswerReinvite(Ok(body)))) => {
                self.accept(server, body, now);
                Reaccepting { server, seq }
            }
            (Reinvited { server, .. }, Command(Do::AnswerReinvite(Err(status)))) => {
                self.respond(server, Reply::new(status));
                Idle
            }
            (Reinvited { server, .. }, Cancelled(id)) if id == server => {
                self.respond(server, Reply::new(StatusCode::REQUEST_TERMINATED));
                Idle
            }
            (Reinvited { server, .. }, Command(Do::HangUp)) => {
                self.respond(server, Reply::new(StatusCode::REQUEST_TERMINATED));
                self.leave(Some(EndedBy::Local))
            }
            (Reaccepting { seq, .. }, Acked(ack)) if number(ack) == seq => {
                self.tell_ack(ack);
                self.stop_repeating();
                Idle
            }
            // One INVITE at a time (RFC 3261 14.2): ours is open, or theirs is.
            (
                state @ (Unacknowledged { .. }
                | Accepting { .. }
                | Reinviting { .. }
                | Reanswered { .. }
                | Reaccepting { .. }),
                Invite(server, _),
            ) => {
                self.respond(server, Reply::new(StatusCode::REQUEST_PENDING));
                state
            }
            (state @ (Alerting { .. } | Reinvited { .. }), Invite(server, _)) => {
                let retry_after = Some(rng.below(11));
                let status = StatusCode::SERVER_INTERNAL_ERROR;
                self.respond(server, Reply { retry_after, ..Reply::new(status) });
                state
            }
            (state @ (Calling { .. } | Cancelling | Leaving { .. } | Over), Invite(server, _)) => {
                self.respond(server, Reply::new(StatusCode::CALL_DOES_NOT_EXIST));
                state
            }

            // The end (RFC 3261 15).
            (Idle | Glare { .. } | Reaccepting { .. }, Command(Do::HangUp)) => {
                self.leave(Some(EndedBy::Local))
            }
            (
                Alerting { server: invite, .. } | Reinvited { server: invite, .. },
                Bye(server, bye),
            ) => {
                self.respond(invite, Reply::new(StatusCode::REQUEST_TERMINATED));
                self.bye(server, bye)
            }
            (
                Unacknowledged { .. }
                | Accepting { .. }
                | Idle
                | Reinviting { .. }
                | Reanswered { .. }
                | Glare { .. }
                | Reaccepting { .. },
                Bye(server, bye),
            ) => self.bye(server, bye),
            // Both hung up at once.
            (Leaving { tell }, Bye(server, _)) => {
                self.respond(server, Reply::new(StatusCode::OK));
                Leaving { tell }
            }
            (state @ (Calling { .. } | Cancelling | Over), Bye(server, _)) => {
                self.respond(server, Reply::new(StatusCode::CALL_DOES_NOT_EXIST));
                state
            }
            (Leaving { tell }, ByeDone) => {
                if let Some(by) = tell {
                    self.tell(SessionEvent::Ended { by });
                }
                Over
            }
            // The answer to a re-INVITE that the BYE overtook.
            (Leaving { tell }, Answered(invite, _)) => {
                self.acknowledge(number(invite), None, Leaving { tell })
            }
            (Leaving { tell }, Command(Do::HangUp)) => Leaving { tell },

            (state, Command(_)) => {
                self.state = state;
                return Err(CommandError::WrongState);
            }
            // Stray: what belongs to a former state, or was sent twice.
            (
                state,
                Provisional(..) | Answered(..) | Refused(_) | ByeDone | CancelSent | Acked(_)
                | Cancelled(_) | Fired(_),
            ) => state,
        };
        self.enter(next, rng, now);
        Ok(())
    }

    /// Stops the timers that do not belong to the new state, and starts its own.
    fn enter(&mut self, next: State, rng: &mut Rng, now: Instant) {
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
            | State::Reinvited { .. }
            | State::Leaving { .. } => self.timers.clear_all(),
            State::Over => {
                self.timers.clear_all();
                self.detach_all();
            }
        }
        self.state = next;
    }

    /// RFC 3261 14.1: in units of 10 ms; who chose the Call-ID waits 2.1 to 4 s, the other at
    /// most 2 s.
    fn glare_wait(&self, rng: &mut Rng) -> Duration {
        let units = match self.role {
            Role::Caller => 210 + rng.below(191),
            Role::Callee => rng.below(201),
        };
        Duration::from_millis(u64::from(units) * 10)
    }

    fn progress(&mut self, invite: &Request, response: Response) {
        if response.status == StatusCode::TRYING {
            return;
        }
        let remote_tag = to_tag(&response.headers);
        if let Some(tag) = &remote_tag {
            self.note_fork(tag, invite, &response);
        }
        self.tell(SessionEvent::Progress {
            status: response.status,
            remote_tag,
            body: take_body(&response.headers, response.body),
        });
    }

    /// RFC 3261 13.2.2.1: each remote tag is an early dialog of its own.
    fn note_fork(&mut self, tag: &str, invite: &Request, response: &Response) {
        if self.early.len() >= MAX_FORKS || self.early.contains_key(tag) {
            return;
        }
        if let Some(dialog) = Dialog::for_caller(invite, response) {
            self.output(SessionOutput::Attach(dialog.id()));
            self.early.insert(tag.to_owned(), dialog);
        }
    }

    /// Makes the dialog of the first 2xx the session's dialog (RFC 3261 13.2.2.4).
    fn adopt(&mut self, invite: &Request, response: &Response) {
        let tag = to_tag(&response.headers).unwrap_or_default();
        match self.early.remove(&tag) {
            Some(mut dialog) => {
                dialog.learn_route(response);
                self.detach_early();
                self.dialog = Some(dialog);
            }
            None => {
                self.detach_early();
                self.dialog = Dialog::for_caller(invite, response);
                if let Some(dialog) = &self.dialog {
                    self.outputs.push_back(SessionOutput::Attach(dialog.id()));
                }
            }
        }
    }

    fn detach_early(&mut self) {
        let early = core::mem::take(&mut self.early);
        self.outputs.extend(early.values().map(|dialog| SessionOutput::Detach(dialog.id())));
    }

    fn detach_all(&mut self) {
        self.detach_early();
        if let Some(dialog) = self.dialog.take() {
            self.output(SessionOutput::Detach(dialog.id()));
            self.former = Some(dialog);
        }
    }

    fn tell_answer(&mut self, response: Response) {
        let remote = self.dialog.as_ref().map(Dialog::remote);
        let Some(remote) = remote.map(|remote| (remote.display_name.clone(), remote.uri.clone()))
        else {
            return;
        };
        let body = take_body(&response.headers, response.body);
        self.tell(SessionEvent::Answered { body, remote });
    }

    fn tell_ack(&mut self, ack: &Request) {
        self.tell(SessionEvent::Acknowledged { body: take_body(&ack.headers, ack.body.clone()) });
    }

    fn acknowledge(&mut self, seq: u32, body: Option<Body>, next: State) -> State {
        if let Some(dialog) = &self.dialog {
            let mut routed = dialog.ack(seq);
            put_body(&mut routed.request.headers, &mut routed.request.body, body);
            self.output(SessionOutput::Ack(routed));
        }
        next
    }

    fn accept(&mut self, server: ServerId, body: Option<Body>, now: Instant) {
        self.respond(server, Reply { body, ..Reply::new(StatusCode::OK) });
        self.repeat_after = self.intervals.t1;
        self.timers.clear_all();
        // On every transport: the way to the other end may have an unreliable part (13.3.1.4).
        self.timers.set(Timer::Repeat, now + self.repeat_after);
        self.timers.set(Timer::GiveUp, now + self.intervals.timeout());
    }

    fn stop_repeating(&mut self) {
        self.timers.clear(Timer::Repeat);
        self.timers.clear(Timer::GiveUp);
    }

    fn reinvite(&mut self, body: Option<Body>) -> State {
        if let Some(dialog) = &mut self.dialog {
            let mut routed = dialog.request(Method::Invite);
            put_body(&mut routed.request.headers, &mut routed.request.body, body.clone());
            self.output(SessionOutput::Request(Purpose::Reinvite, routed));
        }
        State::Reinviting { body }
    }

    fn reinvite_refused(&mut self, body: Option<Body>, reason: FailureReason) -> State {
        match reason {
            FailureReason::Status(StatusCode::REQUEST_PENDING, _) => State::Glare { body },
            // The other end has no such dialog, or is gone (RFC 3261 12.2.1.2).
            FailureReason::Status(
                StatusCode::CALL_DOES_NOT_EXIST | StatusCode::REQUEST_TIMEOUT,
                _,
            )
            | FailureReason::NoAnswer => self.lose(),
            FailureReason::Status(..)
            | FailureReason::Unauthorized
            | FailureReason::UnknownHost(_)
            | FailureReason::Transport(_) => {
                self.tell(SessionEvent::ReinviteFailed { reason });
                State::Idle
            }
        }
    }

    fn reinvited(&mut self, server: ServerId, invite: &Request) -> State {
        self.refresh_target(&invite.headers);
        self.tell(SessionEvent::Reinvite { body: take_body(&invite.headers, invite.body.clone()) });
        State::Reinvited { server, seq: number(invite) }
    }

    fn refresh_target(&mut self, headers: &Headers) {
        if let Some(dialog) = &mut self.dialog {
            dialog.refresh_target(headers);
        }
    }

    fn bye(&mut self, server: ServerId, bye: &Request) -> State {
        self.respond(server, Reply::new(StatusCode::OK));
        self.end(EndedBy::Remote(reason_text(bye)))
    }

    fn end(&mut self, by: EndedBy) -> State {
        self.tell(SessionEvent::Ended { by });
        State::Over
    }

    /// Sends BYE; without a dialog there is nobody to send it to.
    fn leave(&mut self, tell: Option<EndedBy>) -> State {
        match &mut self.dialog {
            Some(dialog) => {
                let routed = dialog.request(Method::Bye);
                self.output(SessionOutput::Request(Purpose::Bye, routed));
                State::Leaving { tell }
            }
            None => self.end(tell.unwrap_or(EndedBy::Local)),
        }
    }

    fn lose(&mut self) -> State {
        self.tell(SessionEvent::Ended { by: EndedBy::Lost });
        self.leave(None)
    }

    fn respond(&mut self, server: ServerId, reply: Reply) {
        self.output(SessionOutput::Respond(server, reply));
    }

    fn tell(&mut self, event: SessionEvent) {
        self.output(SessionOutput::Event(event));
    }

    fn output(&mut self, output: SessionOutput) {
        self.outputs.push_back(output);
    }
}
