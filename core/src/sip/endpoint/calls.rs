//! Sessions at work: their outputs done, the owner's commands passed on.

use super::client::{ExchangeId, Outgoing, User};
use super::contacts::Told;
use super::*;
use crate::sip::dialog::{DialogId, Routed};
use crate::sip::header::{CSeq, Contact, From, MaxForwards, NameAddr, To};
use crate::sip::message::{Headers, Method, Request};
use crate::sip::session::{Command, Offer, Purpose, Session, SessionOutput, put_body};

/// RFC 3261 8.1.1.6.
const MAX_FORWARDS: MaxForwards = MaxForwards(70);

/// A session and what its messages need.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SessionEntry {
    pub(super) session: Session,
    pub(super) account: Option<AccountId>,
    pub(super) transport: TransportId,
    /// User of its Contact.
    pub(super) contact_user: String,
    /// The tag that its responses have.
    pub(super) local_tag: String,
    /// Fields that its 18x and 200 to the first INVITE have.
    pub(super) reply_fields: Headers,
    /// Fields that its re-INVITEs have.
    pub(super) invite_fields: Headers,
    /// Its open or last INVITE.
    pub(super) invite: Option<ExchangeId>,
    /// What the other end knows of the way here.
    pub(super) told: Told,
}

impl Endpoint {
    /// Sends the INVITE of a new session.
    pub(super) fn call(
        &mut self,
        invitation: Invitation,
        now: Instant,
    ) -> Result<SessionId, CommandError> {
        let Invitation { account: id, target, from, next_hop, headers, body } = invitation;
        let line = self.accounts.get(&id).ok_or(CommandError::UnknownAccount)?;
        let (account, transport) = (&line.account, line.account.transport);
        let contact_user = from.as_ref().and_then(|(_, uri)| uri.user());
        let contact_user = contact_user.unwrap_or_else(|| account.user());
        let (name, uri) =
            from.unwrap_or_else(|| (account.display_name.clone(), account.aor.clone()));
        let (hop, routes) = line.way(next_hop, &target);
        let session = SessionId(self.new_id());
        let local_tag = self.rng.hex(10);
        let mut request = Request::new(Method::Invite, target.clone());
        request.headers.push_list(&routes);
        request.headers.push_typed(&From(NameAddr::new(name, uri).with_tag(&local_tag)));
        request.headers.push_typed(&To(NameAddr::new("", target)));
        request.headers.push(HeaderName::CallId, self.rng.hex(24));
        request.headers.push_typed(&CSeq::new(1, Method::Invite));
        request.headers.append(&headers);
        let offer = Offer::of(body.as_ref());
        put_body(&mut request.headers, &mut request.body, body);
        let machine = Session::outgoing(offer, self.settings.rules());
        request.headers.append(&machine.life_of_invite());
        let account = Some(id);
        let entry = SessionEntry {
            session: machine,
            account,
            transport,
            contact_user,
            local_tag,
            reply_fields: Headers::default(),
            invite_fields: Headers::default(),
            invite: None,
            told: Told::default(),
        };
        self.sessions.insert(session, entry);
        self.send_request(session, Purpose::Invite, Routed { request, hop }, now);
        Ok(session)
    }

    /// Passes a command on to a session.
    pub(super) fn session_command(
        &mut self,
        id: SessionId,
        command: Command,
        now: Instant,
    ) -> Result<(), CommandError> {
        let entry = self.sessions.get_mut(&id).ok_or(CommandError::UnknownSession)?;
        let result = entry.session.command(command, &mut self.rng, now);
        self.pump_session(id, now);
        result
    }

    pub(super) fn session_timeout(&mut self, id: SessionId, now: Instant) {
        if let Some(entry) = self.sessions.get_mut(&id) {
            entry.session.handle_timeout(&mut self.rng, now);
            self.pump_session(id, now);
        }
    }

    /// Does what a session wants, until it wants nothing.
    pub(super) fn pump_session(&mut self, id: SessionId, now: Instant) {
        while let Some(entry) = self.sessions.get_mut(&id) {
            let invite = entry.invite;
            let Some(output) = entry.session.poll_output() else { break };
            match output {
                SessionOutput::Request(purpose, routed) => {
                    self.send_request(id, purpose, routed, now);
                }
                SessionOutput::Ack(routed) => {
                    if let Some(invite) = invite {
                        self.send_ack(invite, routed, now);
                    }
                }
                SessionOutput::Cancel => {
                    if let Some(invite) = invite {
                        self.cancel(invite, now);
                    }
                }
                SessionOutput::Abandon => {
                    if let Some(invite) = invite {
                        self.abandon(invite);
                    }
                }
                SessionOutput::Respond(server, reply) => {
                    self.reply_for_session(server, reply, id, now);
                }
                SessionOutput::Repeat(server) => self.repeat(server, now),
                SessionOutput::Attach(dialog) => self.attach(dialog, id),
                SessionOutput::Detach(dialog) => self.detach(&dialog, id),
                SessionOutput::Event(event) => self.tell(Event::Session(id, event)),
            }
        }
        let Some(entry) = self.sessions.get_mut(&id) else { return };
        if entry.session.is_over() {
            self.schedule.set(Due::Session(id), None);
            let dialog = entry.session.take_dialog();
            if let Some(invite) = entry.invite {
                self.expire_exchange(invite, now);
            }
            self.sessions.remove(&id);
            self.bequeath(id, dialog, now);
        } else {
            self.schedule.set(Due::Session(id), entry.session.poll_timeout());
            if entry.told.is_postponed() && entry.session.is_settled() {
                self.tell_if_moved(id, now);
            }
        }
    }

    fn attach(&mut self, dialog: DialogId, id: SessionId) {
        self.dialogs.entry(dialog).or_insert(id);
    }

    fn detach(&mut self, dialog: &DialogId, id: SessionId) {
        if self.dialogs.get(dialog) == Some(&id) {
            self.dialogs.remove(dialog);
        }
    }

    fn send_request(&mut self, id: SessionId, purpose: Purpose, mut routed: Routed, now: Instant) {
        let Some(entry) = self.sessions.get(&id) else { return };
        let (account, transport) = (entry.account, entry.transport);
        let refreshes = !matches!(purpose, Purpose::Bye | Purpose::Prack);
        if purpose == Purpose::Reinvite {
            routed.request.headers.append(&entry.invite_fields);
        }
        let contact = self.session_contact(id).filter(|_| refreshes);
        let user = User::Session(id, purpose);
        self.note_contact(&user, contact.as_ref());
        self.complete(&mut routed.request, contact);
        let outgoing = Outgoing { user, account, transport, routed, former: None };
        // Known before it starts: an exchange can end at once.
        let exchange = ExchangeId(self.new_id());
        if matches!(purpose, Purpose::Invite | Purpose::Reinvite)
            && let Some(entry) = self.sessions.get_mut(&id)
        {
            entry.invite = Some(exchange);
        }
        self.start_as(exchange, outgoing, now);
    }

    /// Sends a request again that asked for too short an interval (RFC 4028 7.3); returns whether
    /// it does.
    pub(super) fn ask_for_longer(
        &mut self,
        id: ExchangeId,
        response: &Response,
        now: Instant,
    ) -> bool {
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return false };
        let Some((to, _)) = exchange.sent.clone() else { return false };
        let User::Session(session, purpose) = &exchange.user else { return false };
        let entry = self.sessions.get_mut(session);
        let Some(entry) = entry.filter(|entry| entry.session.wants(*purpose)) else { return false };
        let Some(fields) = entry.session.raise_interval(&response.headers) else { return false };
        for (name, value) in fields.iter() {
            exchange.request.headers.set(name.clone(), value);
        }
        self.advance(id);
        self.transmit(id, to, now);
        true
    }

    /// Adds to a request what all requests have (RFC 3261 8.1.1, 20.5, 20.37).
    pub(super) fn complete(&self, request: &mut Request, contact: Option<Contact>) {
        request.headers.push_typed(&MAX_FORWARDS);
        if let Some(contact) = contact {
            request.headers.push_typed(&contact);
        }
        if !self.settings.user_agent.is_empty() {
            request.headers.push(HeaderName::UserAgent, self.settings.user_agent.clone());
        }
        if matches!(request.method, Method::Invite | Method::Register | Method::Update) {
            self.push_abilities(&mut request.headers);
        }
    }
}
