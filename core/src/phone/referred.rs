//! Calls that others ask for: this phone as the transferee of a REFER, and as the target of an
//! INVITE with Replaces (RFC 5589 6, RFC 3891).

use serde::{Deserialize, Serialize};

use super::Phone;
use crate::call::reason::EndReason;
use crate::call::{Call, CallId, Direction, State};
use crate::language::Text;
use crate::map::Map;
use crate::sdp::Description;
use crate::sip::endpoint::{AccountId, ReferralId, SessionEvent, SessionId, referred};
use crate::sip::event::sipfrag::StatusLine;
use crate::sip::header::{From, HeaderName, NameAddr, ReferTo};
use crate::sip::message::{Headers, Method, Request, StatusCode};
use crate::sip::uri::Uri;

/// Calls that others asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Referred {
    /// Outgoing calls that somebody asked for.
    calls: Map<CallId, Asked>,
    /// Incoming calls, and the calls whose place they take.
    replacing: Map<CallId, CallId>,
}

/// What somebody asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Asked {
    referral: ReferralId,
    target: Uri,
    headers: Headers,
}

impl Phone {
    /// Takes a REFER: in a call from its other party, outside of calls from the phone's servers.
    pub(super) fn take_refer(
        &mut self,
        id: ReferralId,
        session: Option<SessionId>,
        account: Option<AccountId>,
        from: core::net::SocketAddr,
        request: &Request,
    ) {
        let asked = self.check_refer(session, from, request);
        let (target, line) = match asked {
            Ok(target) => (target, self.line_of_refer(session, account)),
            Err(status) => {
                self.log(format!("REFER by {from}: {status}"));
                return self.command("reject REFER", |phone| {
                    phone.endpoint.reject_referral(id, status, phone.now)
                });
            }
        };
        self.log(format!("REFER by {from}: accepted"));
        self.command("accept REFER", |phone| phone.endpoint.accept_referral(id, phone.now));
        let referred_by = request.headers.get(&HeaderName::ReferredBy);
        let (target, headers) = referred(&target, referred_by);
        let party = self.party(&NameAddr::new("", target.clone()));
        let text = Text::TransferredTo { party: Box::new(party.text()) };
        self.announce(text, super::Urgency::Polite);
        self.sound.device = Some(self.device());
        // What the other party holds needs no hold of this one.
        let heard = |call: &Call| matches!(call.state, State::Talking);
        if self.calls.foreground().is_some_and(heard) {
            self.hold_foreground();
        }
        self.close_entry();
        let call = self.add_outgoing(line, party);
        let asked = Asked { referral: id, target, headers };
        self.referred.calls.insert(call, asked);
        self.set_out(call);
        self.save = true;
    }

    fn check_refer(
        &mut self,
        session: Option<SessionId>,
        from: core::net::SocketAddr,
        request: &Request,
    ) -> Result<Uri, StatusCode> {
        match session {
            Some(session) => {
                let is_up = |call: &Call| call.session == Some(session) && call.is_up();
                if !self.calls.iter().any(is_up) {
                    return Err(StatusCode::CALL_DOES_NOT_EXIST);
                }
            }
            None => self.trust(from)?,
        }
        let Ok(ReferTo(target)) = request.headers.typed::<ReferTo>() else {
            return Err(StatusCode::BAD_REQUEST);
        };
        let method = target.uri.as_sip().and_then(|uri| uri.params.get("method"));
        let is_call = method.is_none_or(|name| name.eq_ignore_ascii_case(Method::Invite.as_str()));
        match &target.uri {
            _ if !is_call => Err(StatusCode::NOT_IMPLEMENTED),
            Uri::Other(_) => Err(StatusCode::UNSUPPORTED_URI_SCHEME),
            _ if self.calls.live() >= self.settings.call_limit => Err(StatusCode::BUSY_HERE),
            _ if self.is_restarting() => Err(StatusCode::TEMPORARILY_UNAVAILABLE),
            Uri::Sip(_) | Uri::Tel(_) => Ok(target.uri),
        }
    }

    fn line_of_refer(&self, session: Option<SessionId>, account: Option<AccountId>) -> u8 {
        let call = self.calls.iter().find(|call| session.is_some() && call.session == session);
        let by_account = account.map(|account| super::redundancy::line_of(account).0);
        call.map(|call| call.line).or(by_account).unwrap_or(self.line)
    }

    /// Returns the address and the header fields of a call that somebody asked for.
    pub(super) fn asked_target(&self, call: CallId) -> Option<(Uri, Headers)> {
        let asked = self.referred.calls.get(&call)?;
        Some((asked.target.clone(), asked.headers.clone()))
    }

    /// Tells whoever asked for a call how it stands.
    pub(super) fn report_call(&mut self, call: CallId, event: &SessionEvent) {
        let line = match event {
            SessionEvent::Progress { status, .. } => StatusLine::new(*status),
            SessionEvent::Answered { .. } => StatusLine::new(StatusCode::OK),
            SessionEvent::Failed { reason, .. } => StatusLine::from(reason),
            SessionEvent::Redirected { .. } => StatusLine::new(StatusCode::CALL_IS_BEING_FORWARDED),
            SessionEvent::Acknowledged { .. }
            | SessionEvent::Reinvite { .. }
            | SessionEvent::ReinviteAccepted { .. }
            | SessionEvent::ReinviteFailed { .. }
            | SessionEvent::RefreshDue
            | SessionEvent::Charged { .. }
            | SessionEvent::Ended { .. } => return,
        };
        self.report(call, line);
    }

    fn report(&mut self, call: CallId, line: StatusLine) {
        let Some(asked) = self.referred.calls.get(&call) else { return };
        let id = asked.referral;
        if line.status.is_final() {
            self.referred.calls.remove(&call);
        }
        // Whoever asked may not want to know any more.
        let _ = self.endpoint.report_referral(id, line, self.now);
    }

    /// A call is over: if it was asked for and never answered, that is what is told; a call whose
    /// place it was to take goes on.
    pub(super) fn asked_call_ended(&mut self, call: CallId) {
        self.report(call, StatusLine::new(StatusCode::REQUEST_TERMINATED));
        self.referred.replacing.remove(&call);
    }

    /// Answers a call at once that takes the place of another; returns whether it does.
    pub(super) fn replace_call(
        &mut self,
        session: SessionId,
        replaces: Option<SessionId>,
        request: &Request,
        offer: Option<&Description>,
    ) -> bool {
        let Some(replaces) = replaces else { return false };
        let Some(old) = self.calls.iter().find(|call| call.session == Some(replaces)) else {
            let status = StatusCode::CALL_DOES_NOT_EXIST;
            self.command("reject", |phone| phone.endpoint.reject(session, status, phone.now));
            return true;
        };
        let (old, line) = (old.id, old.line);
        let shown = self.calls.foreground().is_some_and(|call| call.id == old);
        let party = match request.headers.typed::<From>() {
            Ok(From(address)) => self.party(&address),
            Err(_) => return false,
        };
        self.log(format!("call {}: replaced", old.0));
        let id = self.calls.add(line, Direction::Incoming, party);
        if let Some(call) = self.calls.get_mut(id) {
            call.session = Some(session);
            call.offer = offer.cloned();
            call.state = State::RingingIn { answering: true, silenced: true };
        }
        self.referred.replacing.insert(id, old);
        if shown {
            self.calls.bring_forward(id);
        }
        self.give_ports(id);
        self.save = true;
        true
    }

    /// A call was answered: the one whose place it takes is over.
    pub(super) fn end_replaced(&mut self, call: CallId) -> bool {
        let old = self.referred.replacing.remove(&call);
        old.into_iter().for_each(|old| self.hang_up(old, EndReason::Local));
        old.is_some()
    }
}
