//! INVITE sessions, both ways (RFC 3261 13 to 15): one machine from the INVITE to the last BYE.
//!
//! | file | what is in it |
//! |---|---|
//! | `machine` | the states, and one table of what comes in and what follows |
//! | `actions` | what is done on the way from one state to the next |
//! | `early` | dialogs of a caller before the answer; PRACK (RFC 3262 4) |
//! | `reliable` | provisional responses of a callee that are confirmed (RFC 3262 3) |
//! | `update` | changes without an INVITE (RFC 3311) |
//! | `timer` | signs of life (RFC 4028) |
//!
//! A session says what is to be sent (`SessionOutput`) and the endpoint sends it. Who else
//! answered a forked INVITE is the endpoint's business: a session has one dialog once it is
//! answered.

mod actions;
mod early;
mod machine;
mod reliable;
mod timer;
mod update;

use std::collections::VecDeque;

use crate::map::Map;
use serde::{Deserialize, Serialize};

use super::dialog::{Dialog, DialogId, OutOfOrder, Routed};
use super::endpoint::{Body, CommandError, EndedBy, FailureReason, Refusal, SessionEvent};
use super::header::{CSeq, Expires, HeaderName, Reason, Warning, tag};
use super::message::{Headers, Method, Request, Response, StatusCode};
use super::multipart::session_description;
use super::transaction::Intervals;
use crate::rng::Rng;
use crate::time::{Duration, Instant, Timers};
pub(crate) use early::RELIABLE;
use early::{Early, Offers, Peer};
use machine::{Input, State, Timer};
use reliable::Reliable;
use timer::Life;
pub(crate) use timer::{TIMER, is_too_small};
use update::Changes;

/// A server transaction, named by the endpoint. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct ServerId(pub(crate) u32);

/// What sessions may do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    /// Retransmission timers.
    pub(crate) intervals: Intervals,
    /// Whether reliable provisional responses are understood (RFC 3262).
    pub(crate) reliable: bool,
    /// Interval of session timers asked for; zero asks for none (RFC 4028).
    pub(crate) session_expires: Duration,
    /// Shortest interval taken.
    pub(crate) min_se: Duration,
}

/// One INVITE session.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Session {
    state: State,
    timers: Timers<Timer>,
    intervals: Intervals,
    /// Present interval between repetitions of our 2xx.
    repeat_after: Duration,
    /// Whether this end chose the Call-ID: it waits longer after glare (RFC 3261 14.1).
    role: Role,
    /// The last provisional response that was sent, to be repeated.
    progress: Option<Reply>,
    /// The dialog; a caller has none before the answer.
    dialog: Option<Dialog>,
    /// The dialog of a session that is over, for what outlives it (RFC 5057 4).
    former: Option<Dialog>,
    /// The dialogs of a caller whom nobody answered yet, by remote tag.
    early: Map<String, Early>,
    /// Which of them was heard of last.
    latest: Option<String>,
    /// How far offer and answer are in the dialog.
    offers: Offers,
    reliable: Reliable,
    changes: Changes,
    life: Life,
    peer: Peer,
    outputs: VecDeque<SessionOutput>,
}

/// Who sent the first INVITE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Role {
    Caller,
    Callee,
}

/// A request that a session sends and whose outcome it wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Purpose {
    /// The first INVITE.
    Invite,
    /// A later INVITE.
    Reinvite,
    /// The BYE.
    Bye,
    /// The confirmation of a reliable provisional response.
    Prack,
    /// A change, or a sign of life, without an INVITE.
    Update,
}

/// What a session wants or tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum SessionOutput {
    /// Send a request in a transaction.
    Request(Purpose, Routed),
    /// Send the ACK of a 2xx, and again for each repetition of it.
    Ack(Routed),
    /// Cancel the first INVITE as soon as that is allowed.
    Cancel,
    /// Forget the transaction of the first INVITE.
    Abandon,
    /// Answer a request.
    Respond(ServerId, Reply),
    /// Send the 2xx to an INVITE again.
    Repeat(ServerId),
    /// Requests in this dialog are for this session.
    Attach(DialogId),
    /// They are not any more.
    Detach(DialogId),
    /// Tell the owner.
    Event(SessionEvent),
}

/// What is special about a response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reply {
    /// The status code.
    pub(crate) status: StatusCode,
    /// The body.
    pub(crate) body: Option<Body>,
    /// Seconds for Retry-After.
    pub(crate) retry_after: Option<u32>,
    /// Further fields.
    pub(crate) headers: Headers,
}

impl Reply {
    /// Returns a response without body.
    pub(crate) fn new(status: StatusCode) -> Self {
        Self { status, body: None, retry_after: None, headers: Headers::default() }
    }

    /// Returns a response that refuses.
    fn refusing(refusal: &Refusal) -> Self {
        let mut headers = refusal.headers.clone();
        refusal.warning.iter().for_each(|warning| headers.push_typed(warning));
        Self { headers, ..Self::new(refusal.status) }
    }
}

impl Session {
    /// Returns the session of a caller; the endpoint sends the INVITE, which has an offer or not.
    pub(crate) fn outgoing(offer: Offer, rules: Rules) -> Self {
        let reliable = Reliable::for_caller(rules.reliable);
        Self::new(State::Calling { offer }, Role::Caller, reliable, rules)
    }

    /// Returns the session of a callee.
    ///
    /// # Errors
    ///
    /// The INVITE makes no dialog: it lacks a Contact.
    pub(crate) fn incoming(
        invite: &Request,
        server: ServerId,
        local_tag: &str,
        rules: Rules,
        rng: &mut Rng,
        now: Instant,
    ) -> Option<Self> {
        let dialog = Dialog::for_callee(invite, local_tag)?;
        let seq = number(invite);
        let reliable = Reliable::for_callee(rules.reliable, invite, rng);
        let mut session = Self::new(State::Alerting { server, seq }, Role::Callee, reliable, rules);
        session.peer.learn(&invite.headers);
        session.consider_timer(&invite.headers);
        if !invite.body.is_empty() {
            session.offers = Offers::Received;
        }
        session.outputs.push_back(SessionOutput::Attach(dialog.id()));
        session.dialog = Some(dialog);
        if let Ok(Some(Expires(seconds))) = invite.headers.typed_opt::<Expires>() {
            session.timers.set(Timer::Expires, now + Duration::from_secs(seconds.into()));
        }
        Some(session)
    }

    fn new(state: State, role: Role, reliable: Reliable, rules: Rules) -> Self {
        Self {
            state,
            timers: Timers::new(),
            intervals: rules.intervals,
            repeat_after: rules.intervals.t1,
            role,
            progress: None,
            dialog: None,
            former: None,
            early: Map::new(),
            latest: None,
            offers: Offers::None,
            reliable,
            changes: Changes::default(),
            life: Life::new(rules.session_expires, rules.min_se),
            peer: Peer::default(),
            outputs: VecDeque::new(),
        }
    }

    /// Takes a response to one of its own requests, other than those that the endpoint deals with:
    /// challenges that it can answer, and 2xx that it knows already. `request` is what was sent.
    pub(crate) fn handle_response(
        &mut self,
        purpose: Purpose,
        request: &Request,
        response: Response,
        rng: &mut Rng,
        now: Instant,
    ) {
        let input = match purpose {
            Purpose::Bye if response.status.is_final() => Input::ByeDone,
            Purpose::Update if response.status.is_success() => Input::UpdateDone(Ok(response)),
            Purpose::Update if response.status.is_failure() => {
                let reason = FailureReason::Status(response.status, response.reason);
                Input::UpdateDone(Err(reason))
            }
            // Whatever becomes of a PRACK, it is the INVITE that fails without it.
            Purpose::Bye | Purpose::Prack | Purpose::Update => return,
            Purpose::Invite | Purpose::Reinvite if response.status.is_provisional() => {
                Input::Provisional(request, response)
            }
            Purpose::Invite | Purpose::Reinvite if response.status.is_success() => {
                Input::Answered(request, response)
            }
            Purpose::Invite | Purpose::Reinvite => {
                let warning = warning(&response.headers);
                Input::Refused(FailureReason::Status(response.status, response.reason), warning)
            }
        };
        self.network(input, rng, now);
    }

    /// Takes the news that one of its own requests failed without a response.
    pub(crate) fn handle_failure(
        &mut self,
        purpose: Purpose,
        reason: FailureReason,
        rng: &mut Rng,
        now: Instant,
    ) {
        let input = match purpose {
            Purpose::Bye => Input::ByeDone,
            Purpose::Update => Input::UpdateDone(Err(reason)),
            Purpose::Prack => return,
            Purpose::Invite | Purpose::Reinvite => Input::Refused(reason, None),
        };
        self.network(input, rng, now);
    }

    /// Takes the news that the CANCEL is on its way.
    pub(crate) fn handle_cancel_sent(&mut self, rng: &mut Rng, now: Instant) {
        self.network(Input::CancelSent, rng, now);
    }

    /// Checks the order of a request in the dialog with this remote tag.
    ///
    /// # Errors
    ///
    /// Its number is too low.
    pub(crate) fn check_order(&mut self, remote_tag: &str, number: u32) -> Result<(), OutOfOrder> {
        let early = self.early.get_mut(remote_tag).map(|early| &mut early.dialog);
        early.or(self.dialog.as_mut()).map_or(Ok(()), |dialog| dialog.check_order(number))
    }

    /// Takes an INVITE in the dialog.
    pub(crate) fn handle_invite(
        &mut self,
        server: ServerId,
        request: &Request,
        rng: &mut Rng,
        now: Instant,
    ) {
        self.network(Input::Invite(server, request), rng, now);
    }

    /// Takes an ACK in the dialog.
    pub(crate) fn handle_ack(&mut self, request: &Request, rng: &mut Rng, now: Instant) {
        self.network(Input::Acked(request), rng, now);
    }

    /// Takes a BYE in the dialog.
    pub(crate) fn handle_bye(
        &mut self,
        server: ServerId,
        request: &Request,
        rng: &mut Rng,
        now: Instant,
    ) {
        self.network(Input::Bye(server, request), rng, now);
    }

    /// Takes a PRACK in the dialog.
    pub(crate) fn handle_prack(
        &mut self,
        server: ServerId,
        request: &Request,
        rng: &mut Rng,
        now: Instant,
    ) {
        self.network(Input::Prack(server, request), rng, now);
    }

    /// Takes an UPDATE in the dialog.
    pub(crate) fn handle_update(
        &mut self,
        server: ServerId,
        request: &Request,
        rng: &mut Rng,
        now: Instant,
    ) {
        self.network(Input::Update(server, request), rng, now);
    }

    /// Takes the CANCEL of an INVITE of the other end.
    pub(crate) fn handle_cancel(
        &mut self,
        invite: ServerId,
        request: &Request,
        rng: &mut Rng,
        now: Instant,
    ) {
        let by = match reasons(&request.headers).iter().any(Reason::is_answered_elsewhere) {
            true => EndedBy::AnsweredElsewhere,
            false => EndedBy::Cancelled,
        };
        self.network(Input::Cancelled(invite, by), rng, now);
    }

    /// Does what is due.
    pub(crate) fn handle_timeout(&mut self, rng: &mut Rng, now: Instant) {
        while let Some(timer) = self.timers.expire(now) {
            self.network(Input::Fired(timer), rng, now);
        }
    }

    /// Tells the other end where this one is reached from now on, with a sign of life
    /// (RFC 3261 12.2).
    pub(crate) fn announce(&mut self, now: Instant) {
        if self.state.is_up() {
            self.timers.set(Timer::Refresh, now);
        }
    }

    /// Does what the owner wants.
    ///
    /// # Errors
    ///
    /// [`CommandError::WrongState`].
    pub(crate) fn command(
        &mut self,
        command: Command,
        rng: &mut Rng,
        now: Instant,
    ) -> Result<(), CommandError> {
        self.step(Input::Command(command), rng, now)
    }

    /// Returns when [`Self::handle_timeout`] is wanted next.
    pub(crate) fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// Returns the next thing to do or to know.
    pub(crate) fn poll_output(&mut self) -> Option<SessionOutput> {
        self.outputs.pop_front()
    }

    /// Whether it is over and can be dropped.
    pub(crate) fn is_over(&self) -> bool {
        matches!(self.state, State::Over)
    }

    /// Whether a challenge to this request may still be answered: not while it is cancelled.
    pub(crate) fn wants(&self, purpose: Purpose) -> bool {
        match purpose {
            Purpose::Invite => matches!(self.state, State::Calling { .. }),
            Purpose::Reinvite => matches!(self.state, State::Reinviting { .. }),
            Purpose::Bye => matches!(self.state, State::Leaving { .. }),
            Purpose::Prack => matches!(self.state, State::Calling { .. }),
            Purpose::Update => self.changes.ours.is_some(),
        }
    }

    /// Returns the next sequence number of the dialog with this remote tag, if there is one.
    pub(crate) fn advance(&mut self, remote_tag: Option<&str>) -> Option<u32> {
        let early = remote_tag.and_then(|tag| self.early.get_mut(tag));
        let early = early.map(|early| &mut early.dialog);
        early.or(self.dialog.as_mut()).map(Dialog::advance)
    }

    /// Returns a request of another usage of the dialog, once there is a dialog (RFC 5057).
    pub(crate) fn request(&mut self, method: Method) -> Option<Routed> {
        self.dialog.as_mut().map(|dialog| dialog.request(method))
    }

    /// Returns the dialog, once there is one.
    pub(crate) const fn dialog(&self) -> Option<&Dialog> {
        self.dialog.as_ref()
    }

    /// Whether the INVITE of this end has no final response, so that it can be taken over by
    /// another dialog, or be cancelled.
    pub(crate) const fn is_calling(&self) -> bool {
        matches!(self.state, State::Calling { .. })
    }

    /// Whether the INVITE of the other end waits for this one.
    pub(crate) const fn is_alerting(&self) -> bool {
        matches!(self.state, State::Alerting { .. })
    }

    /// Whether it is answered, and no change is under way.
    pub(crate) const fn is_settled(&self) -> bool {
        matches!(self.state, State::Idle) && self.may_offer()
    }

    /// Whether it is answered and not being ended.
    pub(crate) const fn is_up(&self) -> bool {
        matches!(
            self.state,
            State::Unacknowledged { .. }
                | State::Accepting { hung_up: false, .. }
                | State::Idle
                | State::Reinviting { .. }
                | State::Reanswered { .. }
                | State::Glare { .. }
                | State::Reinvited { .. }
                | State::Reaccepting { .. }
        )
    }

    /// Takes the dialog of a session that is over.
    pub(crate) const fn take_dialog(&mut self) -> Option<Dialog> {
        self.former.take()
    }

    /// Input from the network and from time is never wrong, only stray.
    fn network(&mut self, input: Input<'_>, rng: &mut Rng, now: Instant) {
        let _ = self.step(input, rng, now);
    }
}

/// Whether an INVITE holds the offer, or leaves it to the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Offer {
    /// It has a body.
    Made,
    /// It has none; the ACK must hold the answer.
    Wanted,
}

impl Offer {
    /// Returns what a request with this body does.
    pub(crate) const fn of(body: Option<&Body>) -> Self {
        if body.is_some() { Self::Made } else { Self::Wanted }
    }
}

/// What the owner may want of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Answer provisionally.
    Ring(StatusCode, Option<Body>),
    /// Answer.
    Accept(Option<Body>),
    /// Refuse.
    Reject(Refusal),
    /// End it.
    HangUp,
    /// Answer a delayed offer.
    Acknowledge(Option<Body>),
    /// Answer an offer in a reliable provisional response.
    AcknowledgeEarly(Option<Body>),
    /// Change it.
    Reinvite(Option<Body>),
    /// Change it without an INVITE.
    Update(Option<Body>),
    /// Answer a change.
    AnswerReinvite(Result<Option<Body>, Refusal>),
}

/// Puts a body and its type into a message's parts.
pub(crate) fn put_body(headers: &mut Headers, data: &mut Vec<u8>, body: Option<Body>) {
    headers.remove(&HeaderName::ContentType);
    data.clear();
    if let Some(body) = body {
        headers.push(HeaderName::ContentType, body.content_type);
        *data = body.data;
    }
}

/// Returns the body of a message, if it has one; of several parts, the session description.
pub(crate) fn take_body(headers: &Headers, data: Vec<u8>) -> Option<Body> {
    if data.is_empty() {
        return None;
    }
    if let Some(part) = session_description(headers, &data) {
        return Some(part);
    }
    let content_type = headers.get(&HeaderName::ContentType).unwrap_or_default().to_owned();
    Some(Body { content_type, data })
}

/// Returns the sequence number; what has none was refused before it came here.
fn number(request: &Request) -> u32 {
    request.headers.typed::<CSeq>().map_or(0, |cseq| cseq.number)
}

/// Returns the tag of the To field of a response.
pub(crate) fn to_tag(headers: &Headers) -> Option<String> {
    tag(headers.get(&HeaderName::To)?).map(str::to_owned)
}

/// Returns the tag of the From field.
pub(crate) fn from_tag(headers: &Headers) -> Option<String> {
    tag(headers.get(&HeaderName::From)?).map(str::to_owned)
}

/// Returns why a session ends (RFC 3326); what cannot be read counts as nothing.
fn reasons(headers: &Headers) -> Vec<Reason> {
    headers.typed_all::<Reason>().unwrap_or_default()
}

/// Returns what a BYE says to people, unless all is well.
fn explanation(headers: &Headers) -> Option<String> {
    let reasons = reasons(headers);
    let odd = reasons.iter().find(|reason| !reason.is_normal())?;
    odd.text().map(std::borrow::Cow::into_owned)
}

/// Returns what a failure says to people (RFC 3261 20.43).
fn warning(headers: &Headers) -> Option<String> {
    headers.typed_all::<Warning>().ok()?.into_iter().next().map(|warning| warning.text)
}
