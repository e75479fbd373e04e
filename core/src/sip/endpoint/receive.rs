//! What comes from the network, up to the point where a session or the owner takes it
//! (RFC 3261 8.2, 12.2.2).

use super::contacts::Told;
use super::server::{Machine, Owner, ServerKey, response_address};
use super::subscriptions::PACKAGES;
use super::*;
use crate::sip::dialog::DialogId;
use crate::sip::header::{Allow, CSeq, CallId, HeaderError, MinSe, Supported, Via};
use crate::sip::message::{Abilities, Defect, Headers, Message, Method, ParseError, Request};
use crate::sip::session::{RELIABLE, ServerId, Session, TIMER, from_tag, is_too_small, to_tag};

/// Methods that are understood in and out of dialogs.
const METHODS: [Method; 9] = [
    Method::Invite,
    Method::Ack,
    Method::Cancel,
    Method::Bye,
    Method::Options,
    Method::Prack,
    Method::Update,
    Method::Notify,
    Method::Refer,
];

/// Extensions that are understood, besides reliable provisional responses.
const EXTENSIONS: [&str; 3] = ["replaces", "norefersub", TIMER];

/// What this endpoint reads in any request.
const ACCEPT: &str = "application/sdp, message/sipfrag, application/simple-message-summary, \
    application/dialog-info+xml, application/pidf+xml, application/dtmf-relay, text/plain";

/// Bodies that sessions understand.
const BODIES: [(&str, &str); 2] = [("application", "sdp"), ("multipart", "mixed")];

impl Endpoint {
    pub(super) fn receive(
        &mut self,
        transport: TransportId,
        from: &Target,
        message: Result<Message, ParseError>,
        now: Instant,
    ) {
        match message {
            Ok(Message::Request(mut request)) => {
                let Ok(via) = request.note_source(from.address) else {
                    self.counters.malformed += 1;
                    return;
                };
                match request.validate() {
                    Ok(()) => self.receive_request(transport, from, &via, request, now),
                    Err(defect) => {
                        self.receive_malformed(transport, from, (&request, &via), &defect, now);
                    }
                }
            }
            Ok(Message::Response(response)) => match response.validate() {
                Ok(()) => self.receive_response(response, now),
                Err(_) => self.counters.malformed += 1,
            },
            Err(ParseError::KeepAlive) => {}
            Err(ParseError::Request(mut request, defect)) => {
                match request.note_source(from.address) {
                    Ok(via) => {
                        self.receive_malformed(transport, from, (&request, &via), &defect, now);
                    }
                    Err(_) => self.counters.malformed += 1,
                }
            }
            Err(_) => self.counters.malformed += 1,
        }
    }

    /// Answers without a transaction (RFC 3261 8.2.7): what is sent again is answered again. A
    /// tag made of the request would be the same each time; without one the client has no dialog
    /// to confuse.
    fn receive_malformed(
        &mut self,
        transport: TransportId,
        from: &Target,
        (request, via): (&Request, &Via),
        defect: &Defect,
        now: Instant,
    ) {
        self.counters.malformed += 1;
        if request.method == Method::Ack {
            return;
        }
        let methods: Vec<Method> = self.methods().collect();
        let extensions: Vec<_> = self.extensions().collect();
        let response = request.refusal(defect, &abilities(&methods, &extensions));
        self.counters.refused += 1;
        let to = response_address(via, from);
        self.send(transport, &to, response.to_bytes(), now);
    }

    fn receive_request(
        &mut self,
        transport: TransportId,
        from: &Target,
        via: &Via,
        request: Request,
        now: Instant,
    ) {
        let Some(key) = ServerKey::of(&request, via, &request.method) else {
            self.counters.malformed += 1;
            return;
        };
        if let Some(id) = self.servers.by_key.get(&key).copied() {
            return self.receive_again(id, &request, now);
        }
        if request.method == Method::Ack {
            return self.receive_ack(&request, now);
        }
        let to = response_address(via, from);
        let Some(id) = self.add_server(transport, to, key, &request, now) else {
            self.counters.refused += 1;
            return;
        };
        if request.method == Method::Cancel {
            self.receive_cancel(id, &request, now);
        } else if to_tag(&request.headers).is_some() {
            self.receive_in_dialog(id, from.address, request, now);
        } else if self.is_merged(id, &request) {
            self.reply(id, StatusCode::LOOP_DETECTED, now);
        } else {
            self.receive_outside(id, transport, from.address, request, now);
        }
    }

    /// A request that a transaction knows: sent again, or the ACK of what was refused.
    fn receive_again(&mut self, id: ServerId, request: &Request, now: Instant) {
        let Some(server) = self.servers.transactions.get_mut(&id) else { return };
        match (&mut server.machine, &request.method) {
            // An element of RFC 2543 has the same branch in the ACK of a 2xx.
            (Machine::Invite(machine), Method::Ack) if machine.is_accepted() => {
                return self.receive_ack(request, now);
            }
            (Machine::Invite(machine), Method::Ack) => machine.handle_ack(now),
            (machine, _) => machine.handle_retransmission(now),
        }
        self.pump_server(id, now);
    }

    fn receive_ack(&mut self, request: &Request, now: Instant) {
        let session = dialog_id(request).and_then(|id| self.dialogs.get(&id).copied());
        match session.and_then(|id| Some((id, self.sessions.get_mut(&id)?))) {
            Some((id, entry)) => {
                entry.session.handle_ack(request, &mut self.rng, now);
                self.pump_session(id, now);
            }
            None => self.counters.stray += 1,
        }
    }

    /// RFC 3261 9.2: the CANCEL is answered itself, and tells the INVITE's session.
    fn receive_cancel(&mut self, id: ServerId, request: &Request, now: Instant) {
        let via = request.headers.typed::<Via>().ok();
        let invite = via
            .and_then(|via| ServerKey::of(request, &via, &Method::Invite))
            .and_then(|key| self.servers.by_key.get(&key).copied())
            .and_then(|invite| Some((invite, self.servers.transactions.get(&invite)?)));
        let Some((invite, server)) = invite else {
            return self.reply(id, StatusCode::CALL_DOES_NOT_EXIST, now);
        };
        let owner = server.owner;
        self.reply(id, StatusCode::OK, now);
        if let Owner::Session(session) = owner
            && let Some(entry) = self.sessions.get_mut(&session)
        {
            entry.session.handle_cancel(invite, request, &mut self.rng, now);
            self.pump_session(session, now);
        }
    }

    /// RFC 3261 12.2.2.
    fn receive_in_dialog(
        &mut self,
        id: ServerId,
        from: SocketAddr,
        request: Request,
        now: Instant,
    ) {
        let dialog = dialog_id(&request);
        let session = dialog.as_ref().and_then(|id| self.dialogs.get(id).copied());
        let (Some(dialog), Some(session)) = (dialog, session) else {
            return match self.understand(&request) {
                Ok(()) => self.receive_for_usage(id, None, from, request, now),
                Err(_) => self.reply(id, StatusCode::CALL_DOES_NOT_EXIST, now),
            };
        };
        let Some(entry) = self.sessions.get_mut(&session) else { return };
        let number = request.headers.typed::<CSeq>().map_or(0, |cseq| cseq.number);
        if entry.session.check_order(&dialog.remote_tag, number).is_err() {
            return self.reply(id, StatusCode::SERVER_INTERNAL_ERROR, now);
        }
        if let Err(defect) = self.understand(&request) {
            return self.refuse(id, &request, &defect, now);
        }
        let for_usage =
            matches!(request.method, Method::Notify | Method::Refer | Method::Subscribe);
        if for_usage {
            return self.receive_for_usage(id, Some(session), from, request, now);
        }
        if matches!(request.method, Method::Info | Method::Message) {
            return self.hand_over(id, Some(session), from, request);
        }
        if self.refuse_interval(id, &request, now) {
            return;
        }
        if let Some(server) = self.servers.transactions.get_mut(&id) {
            server.owner = Owner::Session(session);
        }
        let Some(entry) = self.sessions.get_mut(&session) else { return };
        if request.method == Method::Invite {
            entry.session.handle_invite(id, &request, &mut self.rng, now);
            self.pump_session(session, now);
        } else if request.method == Method::Prack {
            entry.session.handle_prack(id, &request, &mut self.rng, now);
            self.pump_session(session, now);
        } else if request.method == Method::Update {
            entry.session.handle_update(id, &request, &mut self.rng, now);
            self.pump_session(session, now);
        } else if request.method == Method::Bye {
            let charge = request.headers.get(&HeaderName::Aoc).map(str::to_owned);
            entry.session.handle_bye(id, &request, &mut self.rng, now);
            if let Some(charge) = charge {
                self.tell(Event::Session(session, SessionEvent::Charged { charge }));
            }
            self.pump_session(session, now);
        } else if request.method == Method::Options {
            self.answer_options(id, now);
        } else {
            // A method that the owner takes, but not in dialogs.
            self.refuse(id, &request, &Defect::MethodNotAllowed, now);
        }
    }

    /// RFC 3261 8.2, 11.2, 13.3.
    fn receive_outside(
        &mut self,
        id: ServerId,
        transport: TransportId,
        from: SocketAddr,
        request: Request,
        now: Instant,
    ) {
        if let Err(defect) = self.understand(&request) {
            return self.refuse(id, &request, &defect, now);
        }
        if self.settings.methods.contains(&request.method) {
            return self.hand_over(id, None, from, request);
        }
        if request.method == Method::Invite {
            self.receive_invite(id, transport, from, request, now);
        } else if request.method == Method::Options {
            self.answer_options(id, now);
        } else if matches!(request.method, Method::Notify | Method::Refer) {
            self.receive_for_usage(id, None, from, request, now);
        } else if request.method == Method::Subscribe {
            self.refuse(id, &request, &Defect::MethodNotAllowed, now);
        } else {
            // BYE, PRACK, UPDATE: every other method was refused above.
            self.reply(id, StatusCode::CALL_DOES_NOT_EXIST, now);
        }
    }

    fn receive_invite(
        &mut self,
        id: ServerId,
        transport: TransportId,
        from: SocketAddr,
        request: Request,
        now: Instant,
    ) {
        let replaces = match self.replaced(&request) {
            Ok(replaces) => replaces,
            Err(status) => return self.reply(id, status, now),
        };
        if self.refuse_interval(id, &request, now) {
            return;
        }
        let local_tag = self.rng.hex(10);
        let rules = self.settings.rules();
        let rng = &mut self.rng;
        let Some(session) = Session::incoming(&request, id, &local_tag, rules, rng, now) else {
            let missing = HeaderError::Missing(HeaderName::Contact);
            return self.refuse(id, &request, &Defect::Header(missing), now);
        };
        let session_id = SessionId(self.new_id());
        let account = self.account_for(transport, from, &request);
        let line = account.and_then(|account| self.accounts.get(&account));
        let contact_user = line.map(|line| line.account.user());
        let contact_user = contact_user.or_else(|| request.uri.user()).unwrap_or_default();
        let entry = SessionEntry {
            session,
            account,
            transport,
            contact_user,
            local_tag,
            reply_fields: Headers::default(),
            invite_fields: Headers::default(),
            invite: None,
            told: Told::default(),
        };
        self.sessions.insert(session_id, entry);
        if let Some(server) = self.servers.transactions.get_mut(&id) {
            server.owner = Owner::Session(session_id);
        }
        self.tell(Event::Incoming { session: session_id, account, from, request, replaces });
        self.pump_session(session_id, now);
    }

    /// Refuses a request that asks for too short an interval between signs of life (RFC 4028 9);
    /// returns whether it does.
    fn refuse_interval(&mut self, id: ServerId, request: &Request, now: Instant) -> bool {
        let refreshes = matches!(request.method, Method::Invite | Method::Update);
        let least = self.settings.min_se;
        if !refreshes || !is_too_small(request, least) {
            return false;
        }
        let mut response = request.response(StatusCode::SESSION_INTERVAL_TOO_SMALL);
        response.headers.push_typed(&MinSe(u32::try_from(least.as_secs()).unwrap_or(u32::MAX)));
        self.respond_with(id, response, now);
        true
    }

    /// RFC 3261 11.2: what an INVITE would be answered, and what this endpoint can do.
    fn answer_options(&mut self, id: ServerId, now: Instant) {
        let request = self.servers.transactions.get(&id).and_then(|s| s.request.as_ref());
        let Some(mut response) = request.map(|request| request.response(self.options_answer))
        else {
            return;
        };
        response.headers.push(HeaderName::Accept, ACCEPT);
        response.headers.push(HeaderName::AcceptLanguage, "en");
        self.push_abilities(&mut response.headers);
        response.headers.push(HeaderName::AllowEvents, PACKAGES.join(", "));
        self.respond_with(id, response, now);
    }

    fn refuse(&mut self, id: ServerId, request: &Request, defect: &Defect, now: Instant) {
        self.counters.refused += 1;
        let methods: Vec<Method> = self.methods().collect();
        // The stored request knows where it came from.
        let extensions: Vec<_> = self.extensions().collect();
        let response = request.refusal(defect, &abilities(&methods, &extensions));
        self.respond_with(id, response, now);
    }

    /// Adds what this endpoint can do (RFC 3261 20.5, 20.37).
    pub(super) fn push_abilities(&self, headers: &mut Headers) {
        let allowed: Vec<Allow> = self.methods().map(Allow).collect();
        headers.push_list(&allowed);
        let known: Vec<_> = self.extensions().map(|name| Supported(name.to_owned())).collect();
        headers.push_list(&known);
    }

    /// Returns the extensions that are understood.
    fn extensions(&self) -> impl Iterator<Item = &'static str> {
        let reliable = self.settings.prack.then_some(RELIABLE);
        EXTENSIONS.into_iter().chain(reliable)
    }

    /// Returns the methods that are allowed.
    fn methods(&self) -> impl Iterator<Item = Method> {
        let own = METHODS.into_iter();
        own.chain(self.settings.methods.iter().filter(|method| !METHODS.contains(method)).cloned())
    }

    /// Checks a request against what this endpoint understands. Bodies matter to INVITE alone:
    /// the owner looks at those of its own methods, and others may hold what they like.
    fn understand(&self, request: &Request) -> Result<(), Defect> {
        let mut methods: Vec<Method> = self.methods().collect();
        methods.push(Method::Subscribe);
        let extensions: Vec<_> = self.extensions().collect();
        let result = request.validate_for(&abilities(&methods, &extensions));
        match result {
            Err(Defect::UnsupportedMediaType) if request.method != Method::Invite => Ok(()),
            result => result,
        }
    }
}

fn abilities<'a>(methods: &'a [Method], extensions: &'a [&'a str]) -> Abilities<'a> {
    Abilities { methods, extensions, bodies: &BODIES }
}

/// Returns the dialog that a request names, seen from this end.
fn dialog_id(request: &Request) -> Option<DialogId> {
    let CallId(call_id) = request.headers.typed().ok()?;
    Some(DialogId {
        call_id,
        local_tag: to_tag(&request.headers)?,
        remote_tag: from_tag(&request.headers).unwrap_or_default(),
    })
}
