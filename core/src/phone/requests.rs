//! Requests that act on the phone, and whom it believes.
//!
//! What anybody could send would let anybody restart the phone, answer its calls or listen: such
//! requests are taken from the phone's own servers only. Others get 403 and are counted.

use core::net::SocketAddr;

use super::Phone;
use crate::call::{Call, CallId};
use crate::language::Text;
use crate::media::plan::Digit;
use crate::sip::endpoint::{RequestId, SessionId};
use crate::sip::header::{ContentType, Event, From, HeaderName};
use crate::sip::message::{Method, Request, Response, StatusCode};
use crate::text::{one_line, utf8_or_latin1};

/// Events by which a server says that there may be a new configuration.
const SYNC_EVENTS: [&str; 2] = ["check-sync", "resync"];

/// Longest text of others that is shown, in characters.
const LONGEST_TEXT: usize = 120;

impl Phone {
    /// Whether a peer may act on the phone: one of its servers.
    pub(super) fn trusts(&self, from: SocketAddr) -> bool {
        self.endpoint.is_server(from.ip()) || self.setup.server == Some(from.ip())
    }

    /// Lets a peer act on the phone, or counts it.
    ///
    /// # Errors
    ///
    /// 403 for everybody but the phone's servers.
    pub(super) fn trust(&mut self, from: SocketAddr) -> Result<(), StatusCode> {
        if self.trusts(from) {
            return Ok(());
        }
        self.network.untrusted += 1;
        Err(StatusCode::FORBIDDEN)
    }

    /// Takes a request that is not about a call's session.
    pub(super) fn take_request(
        &mut self,
        id: RequestId,
        session: Option<SessionId>,
        from: SocketAddr,
        request: &Request,
    ) {
        let event = request.headers.typed::<Event>().map(|event| event.package.to_lowercase());
        let event = event.unwrap_or_default();
        let result = match request.method {
            Method::Notify => self.take_notify(&event, session, from, request),
            Method::Info => self.take_info(session, request),
            Method::Message => self.take_message(from, request),
            Method::Invite
            | Method::Ack
            | Method::Bye
            | Method::Cancel
            | Method::Options
            | Method::Register
            | Method::Subscribe
            | Method::Refer
            | Method::Prack
            | Method::Publish
            | Method::Update
            | Method::Other(_) => Err(StatusCode::METHOD_NOT_ALLOWED),
        };
        let status = result.err().unwrap_or(StatusCode::OK);
        let mut response = Response::new(status);
        if status == StatusCode::UNSUPPORTED_MEDIA_TYPE {
            let is_info = request.method == Method::Info;
            let digits = "application/dtmf-relay, application/dtmf";
            let accepted = if is_info { digits } else { "text/plain" };
            response.headers.push(HeaderName::Accept, accepted);
        }
        self.command("respond", |phone| phone.endpoint.respond(id, response, phone.now));
        self.log(format!("{} {event} by {from}: {status}", request.method));
        if status == StatusCode::OK && SYNC_EVENTS.contains(&event.as_str()) {
            self.sync();
        }
    }

    fn take_notify(
        &mut self,
        event: &str,
        session: Option<SessionId>,
        from: SocketAddr,
        request: &Request,
    ) -> Result<(), StatusCode> {
        match event {
            "check-sync" | "resync" => self.trust(from),
            "talk" => {
                self.trust(from)?;
                if !self.settings.auto_answer.talk_event {
                    return Err(StatusCode::BAD_EVENT);
                }
                self.talk(session)
            }
            "hold" => {
                self.trust(from)?;
                let call = self.call_for(session, Call::is_up)?;
                self.hold_call(call);
                Ok(())
            }
            "message-summary" => {
                self.trust(from)?;
                self.take_unasked_summary(from, request)
            }
            _ => Err(StatusCode::BAD_EVENT),
        }
    }

    /// Answers the call that rings, or takes the held one off hold.
    fn talk(&mut self, session: Option<SessionId>) -> Result<(), StatusCode> {
        if let Ok(call) = self.call_for(session, Call::is_ringing_in) {
            self.answer(call, self.device());
            return Ok(());
        }
        let call = self.call_for(session, Call::is_up)?;
        if self.wants_hold(call) {
            self.switch_to(call);
            self.resume(call);
        }
        Ok(())
    }

    fn call_for(
        &self,
        session: Option<SessionId>,
        fits: impl Fn(&Call) -> bool,
    ) -> Result<CallId, StatusCode> {
        let foreground = self.calls.foreground().filter(|call| fits(call));
        let found = match session {
            Some(session) => self.calls.iter().find(|c| c.session == Some(session) && fits(c)),
            None => foreground.or_else(|| self.calls.iter().find(|call| fits(call))),
        };
        found.map(|call| call.id).ok_or(StatusCode::CALL_DOES_NOT_EXIST)
    }

    /// Takes a digit that comes by SIP.
    fn take_info(
        &mut self,
        session: Option<SessionId>,
        request: &Request,
    ) -> Result<(), StatusCode> {
        let call = self.call_for(session, Call::is_live)?;
        if let Some(charge) = request.headers.get(&HeaderName::Aoc) {
            self.take_charge(call, charge);
        }
        if request.body.is_empty() {
            return Ok(());
        }
        let kind = request.headers.typed::<ContentType>();
        let text = utf8_or_latin1(&request.body);
        let digit = match kind {
            Ok(kind) if kind.is("application", "dtmf-relay") => relayed_digit(&text),
            Ok(kind) if kind.is("application", "dtmf") => digit_of(text.trim()),
            Ok(_) | Err(_) => return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE),
        };
        let digit = digit.ok_or(StatusCode::BAD_REQUEST)?;
        if let Some(call) = self.calls.get_mut(call) {
            super::calls::push_digit(&mut call.digits_received, digit);
        }
        Ok(())
    }

    /// Shows a message of somebody.
    fn take_message(&mut self, from: SocketAddr, request: &Request) -> Result<(), StatusCode> {
        self.trust(from)?;
        let kind = request.headers.typed::<ContentType>();
        if !kind.is_ok_and(|kind| kind.is("text", "plain")) {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        let sender = request.headers.typed::<From>().map(|From(address)| self.party(&address));
        let sender = sender.map(|party| party.label().to_owned()).unwrap_or_default();
        let text = readable(&utf8_or_latin1(&request.body));
        self.notify(Text::from(sender).because(text));
        Ok(())
    }
}

/// Returns a text of others as it is shown: one line, not endless.
pub(super) fn readable(text: &str) -> String {
    one_line(text).trim().chars().take(LONGEST_TEXT).collect()
}

/// Returns the digit of `Signal=5` (application/dtmf-relay).
fn relayed_digit(text: &str) -> Option<Digit> {
    let signal = |line: &str| {
        let (name, value) = line.split_once('=')?;
        name.trim().eq_ignore_ascii_case("signal").then(|| value.trim().to_owned())
    };
    digit_of(&text.lines().find_map(signal)?)
}

fn digit_of(text: &str) -> Option<Digit> {
    let mut chars = text.chars();
    let first = chars.next().filter(|_| chars.next().is_none());
    match (first, text) {
        (Some(c), _) => Digit::from_char(c.to_ascii_uppercase()),
        (None, "10") => Digit::from_char('*'),
        (None, "11") => Digit::from_char('#'),
        (None, _) => None,
    }
}
