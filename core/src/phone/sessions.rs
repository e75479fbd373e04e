//! What SIP sessions tell, and what it means for the calls they belong to.

use core::net::SocketAddr;

use super::media::BEEP_PERIOD;
use super::redundancy::line_of;
use super::requests::readable;
use super::{Phone, Timer, Urgency};
use crate::call::diversion::Diversion;
use crate::call::media::{Media, Mismatch, check_offer, description};
use crate::call::reason::EndReason;
use crate::call::{CallId, Direction, Party, State};
use crate::language::Text;
use crate::media::plan::Ring;
use crate::rng::Rng;
use crate::sdp::Description;
use crate::sip::endpoint::{AccountId, Body, EndedBy, FailureReason, SessionEvent, SessionId};
use crate::sip::header::{NameAddr, Require};
use crate::sip::message::{Request, StatusCode};
use crate::sip::session::{RELIABLE, take_body};
use crate::sip::uri::Uri;
use crate::time::Duration;

impl Phone {
    /// Takes an incoming call, or refuses it at once.
    pub(super) fn incoming(
        &mut self,
        session: SessionId,
        account: Option<AccountId>,
        from: SocketAddr,
        request: &Request,
        replaces: Option<SessionId>,
    ) {
        let live = self.calls.live();
        let full = live >= self.settings.call_limit || (live > 0 && !self.settings.call_waiting);
        let line = self.line_of(account);
        let turned = self.turned_away(line, full).filter(|_| replaces.is_none());
        let offer = take_body(&request.headers, request.body.clone());
        let offer = offer.map(|offer| self.read_offer(&offer)).transpose();
        let mismatch = offer.as_ref().err().copied();
        let refusal = match &offer {
            _ if self.is_restarting() => Some(StatusCode::TEMPORARILY_UNAVAILABLE.into()),
            _ if self.blocks(request) => Some(StatusCode::FORBIDDEN.into()),
            _ if let Some(turned) = &turned => Some(turned.refusal()),
            Err(mismatch) => Some(mismatch.refusal()),
            Ok(_) => None,
        };
        if let Some(refusal) = refusal {
            self.log(format!("call refused: {}", refusal.status));
            if mismatch.is_some_and(Mismatch::is_encryption) && turned.is_none() {
                let party = Box::new(self.caller(request, from).text());
                let text = Box::new(Text::RefusedCallFrom { party });
                let why = Box::new(EndReason::NotEncrypted.text());
                self.notify(Text::Explained { text, why });
            }
            if let Some(turned) = turned.filter(|turned| turned.refusal() == refusal) {
                self.note_turned_away(self.caller(request, from), line, &turned);
            }
            self.command("reject", |phone| phone.endpoint.reject(session, refusal, phone.now));
            return;
        }
        let offer = offer.ok().flatten();
        if self.replace_call(session, replaces, request, offer.as_ref()) {
            return;
        }
        let appearance = self.appearance_of_request(line, request);
        let fields = self.appearance_fields(appearance);
        self.endpoint.set_invite_fields(session, fields.clone());
        let mut identity = self.identity_of_replies(account);
        identity.append(&fields);
        self.endpoint.set_reply_fields(session, identity);
        let ring = self.ring_for(line, request);
        let insists = offer.is_none() && requires_confirmation(request);
        let id = self.ring(session, line, self.caller(request, from), ring, offer);
        if let Some(call) = self.calls.get_mut(id) {
            call.appearance = appearance;
        }
        self.announce_call(id, self.diversion(request, from));
        self.watch_way(id);
        let answered_after = self.auto_answer_wait(request, from);
        let at_once = answered_after == Some(Duration::ZERO);
        if at_once && !self.settings.auto_answer.rings {
            // The answer is the first that the caller gets.
        } else if insists && self.settings.sip.prack {
            self.ring_with_offer(id);
        } else {
            self.ring_plainly(id);
        }
        match answered_after {
            Some(Duration::ZERO) => self.answer_by_itself(id),
            Some(wait) => self.timers.set(Timer::AutoAnswer(id), self.now + wait),
            None => self.watch_for_no_reply(id, line),
        }
        self.want_spare();
    }

    /// Reads an offer that this phone could answer.
    fn read_offer(&self, offer: &Body) -> Result<Description, Mismatch> {
        let offer = description(offer)?;
        if let Some(local) = self.media_address().or(self.setup.local()) {
            // Its answer is not sent, so nobody gets these keys.
            let capabilities = self.capabilities(Rng::new([0; 32]));
            check_offer(&offer, &capabilities, local.ip())?;
        }
        Ok(offer)
    }

    fn ring(
        &mut self,
        session: SessionId,
        line: u8,
        party: Party,
        ring: Ring,
        offer: Option<Description>,
    ) -> CallId {
        let id = self.calls.add(line, Direction::Incoming, party);
        if let Some(call) = self.calls.get_mut(id) {
            call.session = Some(session);
            call.offer = offer;
            call.ring = ring;
        }
        self.log(format!("call {}: incoming", id.0));
        self.save = true;
        id
    }

    /// Tells the person who calls, and who sent the call on.
    fn announce_call(&mut self, id: CallId, diversion: Option<Diversion>) {
        self.light_up();
        if let Some(beeps) = self.settings.ring_beeps {
            self.timers.set(Timer::RingBeeps, self.now + BEEP_PERIOD * u32::from(beeps));
        }
        let Some(call) = self.calls.get_mut(id) else { return };
        let party = match call.remote.name.is_empty() {
            true => call.remote.text(),
            false => call.remote.text().and(&call.remote.number),
        };
        let mut text = Text::IncomingCallFrom { party: Box::new(party) };
        if let Some(diversion) = &diversion {
            text = text.then(diversion.text());
        }
        call.diversion = diversion;
        self.announce(text, Urgency::Urgent);
    }

    /// Returns the response that says that a call rings, or waits.
    fn ring_status(&self) -> StatusCode {
        let waiting = self.calls.live() > 1;
        if waiting { self.settings.call_waiting_status } else { StatusCode::RINGING }
    }

    fn ring_plainly(&mut self, id: CallId) {
        let status = self.ring_status();
        if let Some(session) = self.calls.get(id).and_then(|call| call.session) {
            self.note_command(id, "ring", |phone| {
                phone.endpoint.ring(session, status, None, phone.now)
            });
        }
    }

    /// Rings with the offer that a caller lacks who wants each response confirmed: the first one
    /// must hold it (RFC 3262 5). It needs sockets.
    fn ring_with_offer(&mut self, id: CallId) {
        let status = self.ring_status();
        if let Some(call) = self.calls.get_mut(id) {
            call.ring_with_offer = Some(status);
            self.give_ports(id);
        }
    }

    /// Sends the response that waited for sockets.
    pub(super) fn send_ring_with_offer(&mut self, id: CallId) {
        let Some(call) = self.calls.get_mut(id) else { return };
        let (Some(status), Some(session)) = (call.ring_with_offer.take(), call.session) else {
            return;
        };
        let offer = call.media.as_mut().map(Media::offer);
        self.note_command(id, "ring", |phone| {
            phone.endpoint.ring(session, status, offer, phone.now)
        });
    }

    pub(super) fn line_of(&self, account: Option<AccountId>) -> u8 {
        account.map_or(self.line, |account| line_of(account).0)
    }

    /// Returns how an address is shown and dialled: without its host if that is the phone's own.
    pub(super) fn party(&self, address: &NameAddr) -> Party {
        let name = address.display_name.trim().to_owned();
        let (user, host) = (address.uri.user(), address.uri.host());
        let at_home = host.is_some_and(|host| {
            let home = self.address("").and_then(|uri| uri.host().cloned());
            let server = self.setup.server;
            home.is_some_and(|home| home.is_equivalent(host))
                || server.is_some_and(|server| host.ip() == Some(server))
        });
        let number = match (user, host) {
            (Some(user), _) if at_home => user,
            (Some(user), Some(host)) => format!("{user}@{host}"),
            (Some(user), None) => user,
            (None, _) => address.uri.to_string(),
        };
        // The person knows better than the caller says.
        let own = self.own_name_of(&number);
        let name = match (own.is_empty(), name.is_empty()) {
            (false, _) => own,
            (true, false) => name,
            (true, true) => self.name_of(&number),
        };
        Party { name, number }
    }

    /// Takes what a session tells; sessions of calls that are over are ignored.
    pub(super) fn take_session_event(&mut self, session: SessionId, event: SessionEvent) {
        let call = self.calls.iter().find(|call| call.session == Some(session));
        let Some(id) = call.map(|call| call.id) else { return };
        self.save = true;
        self.touched |= !matches!(event, SessionEvent::Acknowledged { .. });
        self.report_call(id, &event);
        match event {
            SessionEvent::Progress { status, remote_tag, body, .. } => {
                self.progress(id, status, &remote_tag.unwrap_or_default(), body);
            }
            SessionEvent::Redirected { target } => self.redirected(id, target),
            SessionEvent::Answered { remote_tag, body, remote } => {
                let (name, uri) = remote;
                self.learn_name(id, &NameAddr::new(name, uri));
                self.answered(id, &remote_tag.unwrap_or_default(), body);
            }
            SessionEvent::Failed { reason, warning } => {
                self.explain(id, warning);
                // Who insists on encryption is refused for that most likely.
                let insists = self.settings.media.must_encrypt();
                let mut reason = failure(reason);
                if insists && reason == EndReason::NoCommonCodec {
                    reason = EndReason::NotEncrypted;
                }
                self.finish(id, reason);
            }
            SessionEvent::Acknowledged { body } => self.take_late_answer(id, body),
            SessionEvent::Reinvite { fork, body } => self.reinvited(id, session, fork, body),
            SessionEvent::ReinviteAccepted { body } => self.reinvite_accepted(id, body),
            SessionEvent::ReinviteFailed { reason } => self.reinvite_failed(id, &reason),
            SessionEvent::RefreshDue => self.show_life(id),
            SessionEvent::Charged { charge } => self.take_charge(id, &charge),
            SessionEvent::Ended { by } => self.ended(id, by),
        }
    }

    fn progress(&mut self, id: CallId, status: StatusCode, fork: &str, body: Option<Body>) {
        // What comes with a 180 is heard if the person wants it so (RFC 3960 3.2).
        let heard = status != StatusCode::RINGING || self.settings.sip.media_on_180;
        let Some(call) = self.calls.get_mut(id) else { return };
        let early = match (&body, call.media.as_mut()) {
            (Some(body), Some(media)) => media.read_early_answer(fork, body).is_ok() && heard,
            _ => false,
        };
        let rings = matches!(status.get(), 180..=182);
        match call.state {
            State::Dialing | State::RingingOut if early => call.state = State::EarlyMedia,
            State::Dialing if rings => call.state = State::RingingOut,
            State::Dialing
            | State::RingingOut
            | State::EarlyMedia
            | State::RingingIn { .. }
            | State::Talking
            | State::Held { .. }
            | State::Ended { .. } => {}
        }
    }

    /// Shows where a call goes that the called party or its server sends elsewhere.
    fn redirected(&mut self, id: CallId, target: Uri) {
        let party = self.party(&NameAddr::new("", target));
        self.log(format!("call {}: redirected to {}", id.0, party.number));
        self.notify(Text::ForwardedTo { party: Box::new(party.text()) });
        // Nobody rings and nobody is heard until the new target says so.
        let Some(call) = self.calls.get_mut(id) else { return };
        if matches!(call.state, State::RingingOut | State::EarlyMedia) {
            call.state = State::Dialing;
        }
    }

    fn answered(&mut self, id: CallId, fork: &str, body: Option<Body>) {
        self.timers.clear(Timer::Unanswered(id));
        let now = self.now;
        let Some(call) = self.calls.get_mut(id) else { return };
        let Some(media) = call.media.as_mut() else { return };
        if let Err(error) = media.read_first_answer(fork, body.as_ref()) {
            self.hang_up(id, error.reason());
            return;
        }
        call.answered = Some(now);
        call.settle();
        self.log(format!("call {}: answered", id.0));
        self.renegotiate(id);
        self.consult_answered(id);
        self.focus_answered(id);
    }

    /// Takes the answer to an offer that went out in a 200.
    fn take_late_answer(&mut self, id: CallId, body: Option<Body>) {
        let Some(call) = self.calls.get_mut(id) else { return };
        let Some(media) = call.media.as_mut().filter(|media| media.is_offering()) else { return };
        self.touched = true;
        let read = media.read_answer(body.as_ref()).is_ok();
        let agreed = read || media.negotiated().is_some();
        media.withdraw_offer();
        call.settle();
        if agreed {
            self.renegotiate(id);
        } else {
            self.hang_up(id, EndReason::NoCommonCodec);
        }
    }

    /// Answers a re-INVITE or UPDATE: with an answer, an offer if it has none, or 488 (RFC 3261
    /// 14.2, RFC 3311 5.2).
    fn reinvited(
        &mut self,
        id: CallId,
        session: SessionId,
        fork: Option<String>,
        body: Option<Body>,
    ) {
        let Some(call) = self.calls.get_mut(id) else { return };
        let Some(media) = call.media.as_mut() else { return };
        let answer = match (&body, fork) {
            (Some(offer), Some(fork)) => {
                media.answer_early(&fork, offer).map_err(Mismatch::refusal)
            }
            (Some(offer), None) => {
                let answer = description(offer).and_then(|offer| media.answer(&offer));
                answer.map_err(Mismatch::refusal)
            }
            (None, _) => Ok(media.offer()),
        };
        call.settle();
        self.note_command(id, "answer a re-INVITE", |phone| {
            phone.endpoint.answer_reinvite(session, answer.map(Some), phone.now)
        });
        self.renegotiate(id);
    }

    fn reinvite_accepted(&mut self, id: CallId, body: Option<Body>) {
        let Some(call) = self.calls.get_mut(id) else { return };
        let Some(media) = call.media.as_mut() else { return };
        let agreed = media.read_answer(body.as_ref()).is_ok();
        media.withdraw_offer();
        call.settle();
        if agreed {
            self.renegotiate(id);
        } else {
            self.hold_failed(id);
        }
    }

    fn reinvite_failed(&mut self, id: CallId, reason: &FailureReason) {
        self.log(format!("call {}: re-INVITE failed: {reason:?}", id.0));
        if let Some(media) = self.calls.get_mut(id).and_then(|call| call.media.as_mut()) {
            media.withdraw_offer();
            if media.has_moved() {
                self.hang_up(id, EndReason::ConnectionLost);
                return;
            }
        }
        self.hold_failed(id);
    }

    /// Says that hold did not change, and wants what is negotiated.
    fn hold_failed(&mut self, id: CallId) {
        let Some(media) = self.calls.get_mut(id).and_then(|call| call.media.as_mut()) else {
            return;
        };
        let wanted = media.wants_hold;
        media.wants_hold = media.is_held_here();
        if wanted != media.wants_hold {
            self.notify(if wanted { Text::HoldFailed } else { Text::ResumeFailed });
        }
    }

    fn ended(&mut self, id: CallId, by: EndedBy) {
        let reason = match by {
            EndedBy::Remote(_) if self.is_taken_elsewhere(id) => {
                self.notify(EndReason::TakenElsewhere.text());
                EndReason::TakenElsewhere
            }
            EndedBy::Remote(explanation) => {
                self.explain(id, explanation);
                EndReason::Disconnected
            }
            EndedBy::Cancelled => EndReason::Missed,
            EndedBy::AnsweredElsewhere => EndReason::AnsweredElsewhere,
            EndedBy::Local => EndReason::Local,
            EndedBy::Lost => EndReason::ConnectionLost,
        };
        self.finish(id, reason);
    }

    /// Keeps what the other side says to people about the end of a call.
    fn explain(&mut self, id: CallId, text: Option<String>) {
        let text = text.map(|text| readable(&text)).filter(|text| !text.is_empty());
        if let Some(call) = self.calls.get_mut(id) {
            call.explanation = text;
        }
    }

    /// Offers what is agreed once more, as a sign of life, unless the call waits for sockets: then
    /// the offer comes with them.
    fn show_life(&mut self, id: CallId) {
        if !self.has_ports(id) {
            return;
        }
        if let Some(media) = self.calls.get_mut(id).and_then(|call| call.media.as_mut()) {
            media.ask_for_life();
            self.renegotiate(id);
        }
    }

    /// Takes the name of who answered, if none was known.
    fn learn_name(&mut self, id: CallId, address: &NameAddr) {
        let party = self.party(address);
        if let Some(call) = self.calls.get_mut(id)
            && call.remote.name.is_empty()
            && party.name != call.remote.number
        {
            call.remote.name = party.name;
        }
    }

    /// Runs a command of the endpoint that belongs to no call; a refusal is logged.
    pub(super) fn command<E: core::fmt::Display>(
        &mut self,
        what: &str,
        command: impl FnOnce(&mut Self) -> Result<(), E>,
    ) {
        if let Err(error) = command(self) {
            self.log(format!("sip: {what}: {error}"));
        }
    }
}

/// Whether a caller wants every provisional response confirmed (RFC 3262 3).
fn requires_confirmation(request: &Request) -> bool {
    let required = request.headers.typed_all::<Require>().unwrap_or_default();
    required.iter().any(|Require(tag)| tag.eq_ignore_ascii_case(RELIABLE))
}

pub(super) fn failure(reason: FailureReason) -> EndReason {
    match reason {
        FailureReason::Status(status, phrase) => EndReason::from_status(status.get(), &phrase),
        FailureReason::NoAnswer => EndReason::NoResponse,
        FailureReason::Unauthorized => EndReason::Unauthorized,
        FailureReason::UnknownHost(host) => EndReason::UnknownHost(host),
        FailureReason::Transport(error) => EndReason::Unsent(error),
    }
}
