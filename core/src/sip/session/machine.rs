//! What a session does: its states, and one table of what comes in and what follows.

use super::Command as Do;
use super::early::Offers;
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

impl State {
    /// Whether the session is answered and not over.
    pub(super) const fn is_up(&self) -> bool {
        match self {
            Self::Unacknowledged { .. }
            | Self::Accepting { .. }
            | Self::Idle
            | Self::Reinviting { .. }
            | Self::Reanswered { .. }
            | Self::Glare { .. }
            | Self::Reinvited { .. }
            | Self::Reaccepting { .. } => true,
            Self::Calling { .. }
            | Self::Cancelling
            | Self::Alerting { .. }
            | Self::Leaving { .. }
            | Self::Over => false,
        }
    }
}

/// Repeat: send the 2xx again. GiveUp: the ACK never came. Progress: repeat the 1xx. Expires: the
/// caller's patience. Cancelled: the cancelled INVITE got no final response. Glare: try again.
/// Unconfirmed: repeat the reliable 1xx. NeverConfirmed: no PRACK came. UpdateGlare: try the UPDATE
/// again. Refresh: show that this end still is. Silence: the other end did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Timer {
    Repeat,
    GiveUp,
    Progress,
    Expires,
    Cancelled,
    Glare,
    Unconfirmed,
    NeverConfirmed,
    UpdateGlare,
    Refresh,
    Silence,
}

/// What comes in.
pub(super) enum Input<'a> {
    /// A 1xx to our INVITE, and the INVITE.
    Provisional(&'a Request, Response),
    /// The first 2xx to our INVITE, and the INVITE.
    Answered(&'a Request, Response),
    /// Our INVITE failed; what the response says about it to people.
    Refused(FailureReason, Option<String>),
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
    /// A PRACK in the dialog.
    Prack(ServerId, &'a Request),
    /// An UPDATE in the dialog.
    Update(ServerId, &'a Request),
    /// Our UPDATE was answered, or failed.
    UpdateDone(Result<Response, FailureReason>),
    /// A CANCEL of this INVITE, and what it means.
    Cancelled(ServerId, EndedBy),
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
                self.progress(offer, invite, response);
                Calling { offer }
            }
            (Calling { offer }, Answered(invite, response)) => {
                let settled = self.adopt(invite, &response);
                self.learn_timer(&response.headers, now);
                // What was answered reliably is not answered again (RFC 3261 13.2.1).
                let body = if settled { Vec::new() } else { response.body };
                self.tell_answer(Response { body, ..response });
                if offer == Offer::Made || settled {
                    self.acknowledge(number(invite), None, Idle)
                } else {
                    self.offers = Offers::Received;
                    Unacknowledged { seq: number(invite) }
                }
            }
            (Calling { .. }, Refused(reason, warning)) => {
                self.tell(SessionEvent::Failed { reason, warning });
                Over
            }
            (Calling { .. }, Command(Do::HangUp)) => {
                self.output(SessionOutput::Cancel);
                Cancelling
            }
            (Calling { offer }, Command(Do::AcknowledgeEarly(body))) => {
                let done = self.acknowledge_early(body);
                self.state = Calling { offer };
                return done;
            }
            // The 2xx crossed the CANCEL (RFC 3261 9.1, 15.1).
            (Cancelling, Answered(invite, response)) => {
                self.adopt(invite, &response);
                let _ = self.acknowledge(number(invite), None, Idle);
                self.leave(Some(EndedBy::Local))
            }
            (Cancelling, Refused(..)) => self.end(EndedBy::Local),
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
                self.progress = Some(Reply { body: None, ..reply.clone() });
                self.provide(server, reply, now);
                self.timers.set(Timer::Progress, now + REPEAT_PROGRESS);
                Alerting { server, seq }
            }
            (Alerting { server, seq }, Fired(Timer::Progress)) => {
                if let Some(reply) = self.progress.clone() {
                    self.provide(server, reply, now);
                }
                self.timers.set(Timer::Progress, now + REPEAT_PROGRESS);
                Alerting { server, seq }
            }
            (Alerting { server, seq }, Fired(Timer::Unconfirmed)) => {
                self.provide_again(server, now);
                Alerting { server, seq }
            }
            (Alerting { server, .. }, Fired(Timer::NeverConfirmed)) => {
                self.respond(server, Reply::new(StatusCode::SERVER_TIMEOUT));
                self.end(EndedBy::Lost)
            }
            (Alerting { server, seq }, Prack(id, prack)) => {
                match self.confirmed(Some(server), id, prack, now) {
                    Some(body) => {
                        self.accept_first(server, body, now);
                        Accepting { server, seq, hung_up: false }
                    }
                    None => Alerting { server, seq },
                }
            }
            (Alerting { server, seq }, Command(Do::Accept(body))) => {
                if self.postpone_accept(&body) {
                    Alerting { server, seq }
                } else {
                    self.accept_first(server, body, now);
                    Accepting { server, seq, hung_up: false }
                }
            }
            (Alerting { server, .. }, Command(Do::Reject(refusal))) => {
                self.respond(server, Reply::refusing(&refusal));
                self.end(EndedBy::Local)
            }
            // What cannot be answered in the PRACK's 200 ends the call.
            (Alerting { server, .. }, Command(Do::AnswerReinvite(Err(refusal))))
                if self.changes.are_asked_by_prack() =>
            {
                let reply = Reply::refusing(&refusal);
                self.answer_change(Err(refusal), now);
                self.respond(server, reply);
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
            (Alerting { server, .. }, Cancelled(id, by)) if id == server => {
                self.respond(server, Reply::new(StatusCode::REQUEST_TERMINATED));
                self.end(by)
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
            (Idle, Command(Do::Reinvite(body))) if self.may_offer() => self.reinvite(body),
            (Glare { body }, Fired(Timer::Glare)) => self.reinvite(body),
            (Reinviting { body }, Answered(invite, response)) => {
                self.reinvite_accepted(body, invite, response, now)
            }
            (Reinviting { body }, Refused(reason, _)) => self.reinvite_refused(body, reason, now),
            (Reinviting { .. }, Command(Do::HangUp)) => self.leave(Some(EndedBy::Local)),
            (Idle, Invite(server, invite)) => self.reinvited(Idle, server, invite, rng),
            // What we wanted to change was decided before we knew this; the owner decides anew.
            (Glare { .. }, Invite(server, invite)) => {
                let status = StatusCode::REQUEST_PENDING;
                let reason = FailureReason::Status(status, status.reason().to_owned());
                self.tell(SessionEvent::ReinviteFailed { reason });
                self.timers.clear(Timer::Glare);
                self.reinvited(Idle, server, invite, rng)
            }
            (Glare { .. }, Command(Do::Reinvite(body))) => Glare { body },
            (state, Command(Do::AnswerReinvite(answer))) if self.changes.theirs.is_some() => {
                self.answer_change(answer, now);
                state
            }
            (Reinvited { server, seq }, Command(Do::AnswerReinvite(Ok(body)))) => {
                self.accept(server, body, now);
                Reaccepting { server, seq }
            }
            (Reinvited { server, .. }, Command(Do::AnswerReinvite(Err(refusal)))) => {
                self.offers = Offers::Settled;
                self.respond(server, Reply::refusing(&refusal));
                Idle
            }
            (Reinvited { server, .. }, Cancelled(id, _)) if id == server => {
                self.offers = Offers::Settled;
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
            (state, Command(Do::Update(body))) if !matches!(state, Leaving { .. } | Over) => {
                let done = self.update(body, state.is_up());
                self.state = state;
                return done;
            }
            (state @ (Cancelling | Leaving { .. } | Over), Update(server, _)) => {
                self.respond(server, Reply::new(StatusCode::CALL_DOES_NOT_EXIST));
                state
            }
            (state, Update(server, update)) => {
                self.updated(server, update, state.is_up(), rng, now);
                state
            }
            (state, UpdateDone(outcome)) => self.update_done(state, outcome, rng, now),
            (state, Fired(Timer::UpdateGlare)) => {
                self.update_again(state.is_up());
                state
            }
            // A confirmation that the final response overtook (RFC 3262 3).
            (state, Prack(server, prack)) => {
                let _ = self.confirmed(None, server, prack, now);
                state
            }

            // Signs of life (RFC 4028 7.4, 10).
            (state, Fired(Timer::Refresh)) => {
                self.refresh(&state, now);
                state
            }
            (state, Fired(Timer::Silence)) if state.is_up() => {
                if let Reinvited { server, .. } = state {
                    self.respond(server, Reply::new(StatusCode::REQUEST_TERMINATED));
                }
                self.lose()
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
                self.respond(server, update::retry_later(rng));
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
                Provisional(..) | Answered(..) | Refused(..) | ByeDone | CancelSent | Acked(_)
                | Cancelled(..) | Fired(_),
            ) => state,
        };
        self.enter(next, rng, now);
        Ok(())
    }
}
