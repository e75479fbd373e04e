//! UPDATE, which changes a session without an INVITE, even before it is answered (RFC 3311).

use super::early::Offers;
use super::machine::{State, Timer};
use super::*;

/// Changes that are not made by an INVITE.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Changes {
    /// Our UPDATE has no final response.
    pub(super) ours: Option<Ours>,
    /// The other end's UPDATE or PRACK waits for the owner.
    pub(super) theirs: Option<Theirs>,
}

/// An UPDATE of this end.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Ours {
    /// Kept for another try.
    body: Option<Body>,
    /// The fork that it went to, if nobody had answered yet.
    fork: Option<String>,
}

/// An offer of the other end that is not in an INVITE.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Theirs {
    pub(super) server: ServerId,
    /// UPDATE or PRACK.
    pub(super) method: Method,
    /// The fork that it belongs to, if nobody has answered yet.
    pub(super) fork: Option<String>,
}

impl Changes {
    /// Whether an offer in a PRACK waits for the owner.
    pub(super) fn are_asked_by_prack(&self) -> bool {
        self.theirs.as_ref().is_some_and(|theirs| theirs.method == Method::Prack)
    }
}

impl Session {
    /// Takes an UPDATE (RFC 3311 5.2).
    pub(super) fn updated(
        &mut self,
        server: ServerId,
        update: &Request,
        up: bool,
        rng: &mut Rng,
        now: Instant,
    ) {
        let tag = from_tag(&update.headers).unwrap_or_default();
        let Some((dialog, offers)) = self.part(Some(&tag)) else {
            return self.respond(server, Reply::new(StatusCode::CALL_DOES_NOT_EXIST));
        };
        let offers = *offers;
        dialog.refresh_target(&update.headers);
        let body = take_body(&update.headers, update.body.clone());
        let refusal = match (&body, offers) {
            (None, _) => None,
            (Some(_), _) if self.changes.theirs.is_some() => Some(retry_later(rng)),
            (Some(_), Offers::Sent) => Some(Reply::new(StatusCode::REQUEST_PENDING)),
            (Some(_), Offers::Received) => Some(retry_later(rng)),
            // An UPDATE cannot make the first offer.
            (Some(_), Offers::None) => Some(retry_later(rng)),
            (Some(_), Offers::Settled) => None,
        };
        if let Some(refusal) = refusal {
            return self.respond(server, refusal);
        }
        self.peer.learn(&update.headers);
        if up {
            self.consider_timer(&update.headers);
        }
        if body.is_none() {
            let headers = if up { self.agree_on_timer(now) } else { Headers::default() };
            return self.respond(server, Reply { headers, ..Reply::new(StatusCode::OK) });
        }
        let fork = self.early.get_mut(&tag).map(|early| {
            early.offers = Offers::Received;
            tag
        });
        if fork.is_none() {
            self.offers = Offers::Received;
        }
        let method = Method::Update;
        self.changes.theirs = Some(Theirs { server, method, fork: fork.clone() });
        self.tell(SessionEvent::Reinvite { fork, body });
    }

    /// Answers the other end's UPDATE or PRACK, if there is one.
    pub(super) fn answer_change(&mut self, answer: Result<Option<Body>, Refusal>, now: Instant) {
        let Some(Theirs { server, method, fork }) = self.changes.theirs.take() else { return };
        match fork.and_then(|tag| self.early.get_mut(&tag)) {
            Some(early) => early.offers = Offers::Settled,
            None => self.offers = Offers::Settled,
        }
        let reply = match answer {
            Ok(body) if method == Method::Update && self.life.is_asked() => {
                let headers = self.agree_on_timer(now);
                Reply { body, headers, ..Reply::new(StatusCode::OK) }
            }
            Ok(body) => Reply { body, ..Reply::new(StatusCode::OK) },
            // A PRACK that confirms something is never refused (RFC 3262 3).
            Err(_) if method == Method::Prack => Reply::new(StatusCode::OK),
            Err(refusal) => Reply::refusing(&refusal),
        };
        self.respond(server, reply);
    }

    /// Whether nothing that was offered without an INVITE waits for its answer.
    pub(super) const fn may_offer(&self) -> bool {
        self.changes.ours.is_none() && self.changes.theirs.is_none()
    }

    /// Sends UPDATE, in the newest early dialog if nobody has answered yet.
    pub(super) fn update(&mut self, body: Option<Body>, up: bool) -> Result<(), CommandError> {
        if self.changes.ours.is_some() || !self.peer.updates {
            return Err(CommandError::WrongState);
        }
        let fork = self.latest.clone().filter(|_| self.dialog.is_none());
        let fields = if up { self.life.request() } else { Headers::default() };
        let (dialog, offers) = self.part(fork.as_deref()).ok_or(CommandError::WrongState)?;
        if body.is_some() {
            if *offers != Offers::Settled {
                return Err(CommandError::WrongState);
            }
            *offers = Offers::Sent;
        }
        let mut routed = dialog.request(Method::Update);
        routed.request.headers.append(&fields);
        put_body(&mut routed.request.headers, &mut routed.request.body, body.clone());
        self.changes.ours = Some(Ours { body, fork });
        self.output(SessionOutput::Request(Purpose::Update, routed));
        Ok(())
    }

    /// Returns the dialog of a fork, or that of the session, and how far its offers are.
    fn part(&mut self, fork: Option<&str>) -> Option<(&mut Dialog, &mut Offers)> {
        match fork.and_then(|tag| self.early.get_mut(tag)) {
            Some(early) => Some((&mut early.dialog, &mut early.offers)),
            None => Some((self.dialog.as_mut()?, &mut self.offers)),
        }
    }

    /// Takes the outcome of our UPDATE; returns the new state if it changes.
    pub(super) fn update_done(
        &mut self,
        state: State,
        outcome: Result<Response, FailureReason>,
        rng: &mut Rng,
        now: Instant,
    ) -> State {
        let Some(Ours { body, fork }) = self.changes.ours.take() else { return state };
        let offered = body.is_some();
        if let Some((dialog, offers)) = self.part(fork.as_deref()) {
            if offered {
                *offers = Offers::Settled;
            }
            if let Ok(response) = &outcome {
                dialog.refresh_target(&response.headers);
            }
        }
        match outcome {
            Ok(response) => {
                if state.is_up() {
                    self.learn_timer(&response.headers, now);
                }
                if offered {
                    let body = take_body(&response.headers, response.body);
                    self.tell(SessionEvent::ReinviteAccepted { body });
                }
                state
            }
            Err(FailureReason::Status(StatusCode::REQUEST_PENDING, _)) if offered => {
                self.changes.ours = Some(Ours { body, fork });
                self.timers.set(Timer::UpdateGlare, now + self.glare_wait(rng));
                state
            }
            Err(reason) if is_lost(&reason) && self.dialog.is_some() && state.is_up() => {
                if let State::Reinvited { server, .. } = state {
                    self.respond(server, Reply::new(StatusCode::REQUEST_TERMINATED));
                }
                self.lose()
            }
            Err(reason) => {
                self.refresh_failed(&reason, now);
                if offered {
                    self.tell(SessionEvent::ReinviteFailed { reason });
                }
                state
            }
        }
    }

    /// Sends an UPDATE that met another one again.
    pub(super) fn update_again(&mut self, up: bool) {
        if let Some(Ours { body, .. }) = self.changes.ours.take()
            && self.update(body, up).is_err()
        {
            let status = StatusCode::REQUEST_PENDING;
            let reason = FailureReason::Status(status, status.reason().to_owned());
            self.tell(SessionEvent::ReinviteFailed { reason });
        }
    }
}

/// Whether a request failed because the other end does not know the dialog any more, or is gone
/// (RFC 3261 12.2.1.2).
pub(super) fn is_lost(reason: &FailureReason) -> bool {
    matches!(
        reason,
        FailureReason::NoAnswer
            | FailureReason::Status(
                StatusCode::CALL_DOES_NOT_EXIST | StatusCode::REQUEST_TIMEOUT,
                _
            )
    )
}

/// RFC 3261 14.2, RFC 3311 5.2: within ten seconds.
pub(super) fn retry_later(rng: &mut Rng) -> Reply {
    let retry_after = Some(rng.below(11));
    Reply { retry_after, ..Reply::new(StatusCode::SERVER_INTERNAL_ERROR) }
}
