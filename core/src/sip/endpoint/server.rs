//! What others ask: server transactions, what requests are matched by, and responses.

use super::line::contact_uri;
use super::*;
use crate::sip::header::{CSeq, CallId, Contact, NameAddr, To, TypedHeader, Via};
use crate::sip::message::{Headers, Method, Request};
use crate::sip::session::{Reply, ServerId, from_tag, put_body, to_tag};
use crate::sip::transaction::{InviteServer, NonInviteServer, ServerOutput};

/// How many requests are answered at a time; what comes beyond is dropped, and will come again.
const MAX_TRANSACTIONS: usize = 65_536;

/// A server transaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Server {
    pub(super) machine: Machine,
    pub(super) transport: TransportId,
    /// Where responses go.
    pub(super) to: Target,
    /// The request without its body, until it is finally answered.
    pub(super) request: Option<Request>,
    pub(super) owner: Owner,
    key: ServerKey,
    merge_key: Option<MergeKey>,
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Owner {
    /// The endpoint, at once.
    Endpoint,
    /// A session.
    Session(SessionId),
    /// The endpoint's owner, with [`Endpoint::respond`].
    Outside,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Machine {
    Invite(InviteServer),
    Other(NonInviteServer),
}

/// What a request is matched by (RFC 3261 17.2.3).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum ServerKey {
    /// By branch and sent-by; ACK has the method of its INVITE.
    Branch { branch: String, sent_by: String, method: Method },
    /// From elements of RFC 2543. The To tag is left out: an ACK has the one of the response,
    /// and everything else already tells requests apart.
    Rfc2543 { request: String, method: Method },
}

/// What is the same in the copies of a request that came by several ways (RFC 3261 8.2.2.2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct MergeKey {
    from_tag: String,
    call_id: String,
    cseq: CSeq,
}

/// The server's tables.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Servers {
    pub(super) transactions: Map<ServerId, Box<Server>>,
    pub(super) by_key: Map<ServerKey, ServerId>,
    merged: Map<MergeKey, ServerId>,
}

impl Servers {
    /// Returns where the responses to the INVITE of a session go.
    pub(super) fn way_of(&self, session: SessionId) -> Option<Target> {
        let is_invite = |server: &Server| matches!(server.machine, Machine::Invite(_));
        let mut all = self.transactions.values();
        let found = all.find(|it| it.owner == Owner::Session(session) && is_invite(it));
        found.map(|server| server.to.clone())
    }
}

impl ServerKey {
    /// Returns what `request` is matched by as if its method was `method`.
    ///
    /// `via` is its topmost; `None` if other fields that are needed cannot be read.
    pub(super) fn of(request: &Request, via: &Via, method: &Method) -> Option<Self> {
        let method = if *method == Method::Ack { Method::Invite } else { method.clone() };
        if let Some(branch) = via.unique_branch() {
            let port = via.port.unwrap_or(resolver::DEFAULT_PORT);
            let sent_by = format!("{}:{port}", via.host).to_ascii_lowercase();
            return Some(Self::Branch { branch: branch.to_owned(), sent_by, method });
        }
        let cseq: CSeq = request.headers.typed().ok()?;
        let CallId(call_id) = request.headers.typed().ok()?;
        let tag = from_tag(&request.headers).unwrap_or_default();
        let request = format!("{} {tag} {call_id} {} {via}", request.uri, cseq.number);
        Some(Self::Rfc2543 { request, method })
    }
}

impl MergeKey {
    fn of(request: &Request) -> Option<Self> {
        let CallId(call_id) = request.headers.typed().ok()?;
        Some(Self {
            from_tag: from_tag(&request.headers)?,
            call_id,
            cseq: request.headers.typed().ok()?,
        })
    }
}

impl Machine {
    pub(super) fn handle_retransmission(&mut self, now: Instant) {
        match self {
            Self::Invite(machine) => machine.handle_retransmission(now),
            Self::Other(machine) => machine.handle_retransmission(now),
        }
    }

    fn respond(&mut self, status: StatusCode, packet: Vec<u8>, now: Instant) {
        match self {
            Self::Invite(machine) => machine.respond(status, packet, now),
            Self::Other(machine) => machine.respond(status, packet, now),
        }
    }

    fn handle_transport_error(&mut self, now: Instant) {
        match self {
            Self::Invite(machine) => machine.handle_transport_error(now),
            Self::Other(machine) => machine.handle_transport_error(now),
        }
    }

    fn handle_timeout(&mut self, now: Instant) {
        match self {
            Self::Invite(machine) => machine.handle_timeout(now),
            Self::Other(machine) => machine.handle_timeout(now),
        }
    }

    fn poll_timeout(&self) -> Option<Instant> {
        match self {
            Self::Invite(machine) => machine.poll_timeout(),
            Self::Other(machine) => machine.poll_timeout(),
        }
    }

    fn poll_output(&mut self) -> Option<ServerOutput> {
        match self {
            Self::Invite(machine) => machine.poll_output(),
            Self::Other(machine) => machine.poll_output(),
        }
    }

    fn is_terminated(&self) -> bool {
        match self {
            Self::Invite(machine) => machine.is_terminated(),
            Self::Other(machine) => machine.is_terminated(),
        }
    }
}

/// Returns where the response to a request goes (RFC 3261 18.2.2, RFC 3581 4). `maddr` is not
/// followed: it would let anybody make us send to anybody. What came by a connection is answered
/// on it.
pub(super) fn response_address(via: &Via, from: &Target) -> Target {
    if via.wants_rport() || from.protocol.is_stream() {
        return from.clone();
    }
    let port = via.port.unwrap_or(resolver::DEFAULT_PORT);
    Target::udp(SocketAddr::new(from.ip(), port))
}

impl Endpoint {
    /// Makes the transaction of a request that is new; `None` if there are too many.
    pub(super) fn add_server(
        &mut self,
        transport: TransportId,
        to: Target,
        key: ServerKey,
        request: &Request,
        now: Instant,
    ) -> Option<ServerId> {
        if self.servers.transactions.len() >= MAX_TRANSACTIONS {
            return None;
        }
        let id = ServerId(self.new_id());
        let intervals = self.settings.intervals(to.protocol);
        let machine = if request.method == Method::Invite {
            let trying = request.response(StatusCode::TRYING).to_bytes();
            Machine::Invite(InviteServer::new(trying, intervals, now))
        } else {
            Machine::Other(NonInviteServer::new(intervals))
        };
        let merge_key =
            if to_tag(&request.headers).is_none() { MergeKey::of(request) } else { None };
        // The first copy is the one that is answered properly.
        let merge_key = merge_key.filter(|key| !self.servers.merged.contains_key(key));
        if let Some(key) = &merge_key {
            self.servers.merged.insert(key.clone(), id);
        }
        let head = Request {
            method: request.method.clone(),
            uri: request.uri.clone(),
            headers: request.headers.clone(),
            body: Vec::new(),
        };
        let request = Some(head);
        let owner = Owner::Endpoint;
        let server = Server { machine, transport, to, request, owner, key: key.clone(), merge_key };
        self.servers.by_key.insert(key, id);
        self.servers.transactions.insert(id, Box::new(server));
        self.pump_server(id, now);
        Some(id)
    }

    /// Whether another copy of a new request came before (RFC 3261 8.2.2.2).
    pub(super) fn is_merged(&self, id: ServerId, request: &Request) -> bool {
        let key = MergeKey::of(request);
        let first = key.and_then(|key| self.servers.merged.get(&key));
        first.is_some_and(|first| *first != id)
    }

    pub(super) fn server_timeout(&mut self, id: ServerId, now: Instant) {
        if let Some(server) = self.servers.transactions.get_mut(&id) {
            server.machine.handle_timeout(now);
            self.pump_server(id, now);
        }
    }

    pub(super) fn fail_servers(&mut self, transport: TransportId, to: &Target, now: Instant) {
        let hit = |server: &Server| server.transport == transport && server.to == *to;
        let all = self.servers.transactions.iter();
        let hit: Vec<ServerId> = all.filter(|(_, s)| hit(s)).map(|(id, _)| *id).collect();
        for id in hit {
            if let Some(server) = self.servers.transactions.get_mut(&id) {
                server.machine.handle_transport_error(now);
                self.pump_server(id, now);
            }
        }
    }

    pub(super) fn pump_server(&mut self, id: ServerId, now: Instant) {
        while let Some(server) = self.servers.transactions.get_mut(&id) {
            let (transport, to) = (server.transport, server.to.clone());
            match server.machine.poll_output() {
                Some(ServerOutput::Send(packet)) => self.send(transport, &to, packet, now),
                Some(ServerOutput::Resend(packet)) => {
                    self.send_again(transport, &to, packet, now);
                }
                // Nobody waits for a response any more who could be told.
                Some(ServerOutput::TimedOut | ServerOutput::TransportFailed) => {}
                None => break,
            }
        }
        let Some(server) = self.servers.transactions.get(&id) else { return };
        if server.machine.is_terminated() {
            self.drop_server(id);
        } else {
            self.schedule.set(Due::Server(id), server.machine.poll_timeout());
        }
    }

    fn drop_server(&mut self, id: ServerId) {
        self.schedule.set(Due::Server(id), None);
        if let Some(server) = self.servers.transactions.remove(&id) {
            self.servers.by_key.remove(&server.key);
            if let Some(key) = server.merge_key {
                self.servers.merged.remove(&key);
            }
        }
    }

    /// Repeats the 2xx of an INVITE.
    pub(super) fn repeat(&mut self, id: ServerId, now: Instant) {
        if let Some(server) = self.servers.transactions.get_mut(&id)
            && let Machine::Invite(machine) = &mut server.machine
        {
            machine.repeat(now);
            self.pump_server(id, now);
        }
    }

    /// Answers for the endpoint itself.
    pub(super) fn reply(&mut self, id: ServerId, status: StatusCode, now: Instant) {
        let request = self.servers.transactions.get(&id).and_then(|s| s.request.as_ref());
        if let Some(request) = request {
            let response = request.response(status);
            self.respond_with(id, response, now);
        }
    }

    /// Answers for a session.
    pub(super) fn reply_for_session(
        &mut self,
        id: ServerId,
        reply: Reply,
        session: SessionId,
        now: Instant,
    ) {
        let Some(request) = self.servers.transactions.get(&id).and_then(|s| s.request.as_ref())
        else {
            return;
        };
        let mut response = request.response(reply.status);
        let mut told = None;
        let refreshes = matches!(request.method, Method::Invite | Method::Update);
        if refreshes && !reply.status.is_failure() && reply.status != StatusCode::TRYING {
            for route in request.headers.get_all(&HeaderName::RecordRoute) {
                response.headers.push(HeaderName::RecordRoute, route);
            }
            if let Some(contact) = self.session_contact(session) {
                response.headers.push_typed(&contact);
                told = Some(contact);
            }
        }
        if let Some(entry) = self.sessions.get(&session) {
            tag_to(&mut response.headers, &entry.local_tag);
        }
        // Those who know what this end can do before it answers can use it (RFC 3311 5.1).
        if refreshes && !reply.status.is_failure() && reply.status != StatusCode::TRYING {
            self.push_abilities(&mut response.headers);
        }
        if request.method == Method::Invite
            && !reply.status.is_failure()
            && reply.status != StatusCode::TRYING
            && let Some(entry) = self.sessions.get(&session)
        {
            response.headers.append(&entry.reply_fields);
        }
        response.headers.append(&reply.headers);
        if let Some(seconds) = reply.retry_after {
            response.headers.push(HeaderName::RetryAfter, seconds.to_string());
        }
        put_body(&mut response.headers, &mut response.body, reply.body);
        self.note_session_contact(session, told.as_ref());
        self.respond_with(id, response, now);
    }

    /// Answers for the owner: its response, with the fields that every response copies.
    pub(super) fn respond_for_owner(
        &mut self,
        id: ServerId,
        response: Response,
        now: Instant,
    ) -> Result<(), CommandError> {
        let server = self.servers.transactions.get(&id);
        let server = server.filter(|server| server.owner == Owner::Outside);
        let request = server.and_then(|server| server.request.as_ref());
        let mut whole = request.ok_or(CommandError::UnknownRequest)?.response(response.status);
        whole.reason = response.reason;
        whole.body = response.body;
        let copied = [
            HeaderName::Via,
            HeaderName::From,
            HeaderName::To,
            HeaderName::CallId,
            HeaderName::CSeq,
        ];
        for (name, value) in response.headers.iter().filter(|(name, _)| !copied.contains(name)) {
            whole.headers.push(name.clone(), value);
        }
        self.respond_with(id, whole, now);
        Ok(())
    }

    /// Sends a response that has its Via and the other copied fields; a To tag is added.
    pub(super) fn respond_with(&mut self, id: ServerId, mut response: Response, now: Instant) {
        if response.status != StatusCode::TRYING && to_tag(&response.headers).is_none() {
            let tag = self.rng.hex(10);
            tag_to(&mut response.headers, &tag);
        }
        if !self.settings.user_agent.is_empty() && !response.headers.contains(&HeaderName::Server) {
            response.headers.push(HeaderName::Server, self.settings.user_agent.clone());
        }
        let Some(server) = self.servers.transactions.get_mut(&id) else { return };
        server.machine.respond(response.status, response.to_bytes(), now);
        if response.status.is_final() {
            server.request = None;
        }
        self.pump_server(id, now);
    }

    /// Returns the Contact of a session: where requests of its dialog reach this endpoint.
    pub(super) fn session_contact(&self, session: SessionId) -> Option<Contact> {
        let entry = self.sessions.get(&session)?;
        let local = *self.transports.get(&entry.transport)?;
        let line = entry.account.and_then(|account| self.accounts.get(&account));
        let user = &entry.contact_user;
        let uri = line.map_or_else(
            || contact_uri(user, local.into(), Protocol::Udp),
            |line| line.contact(user, local),
        );
        Some(Contact::Address(NameAddr::new("", uri)))
    }
}

/// Gives To a tag if it has none.
pub(super) fn tag_to(headers: &mut Headers, tag: &str) {
    if let Ok(To(mut to)) = headers.typed::<To>()
        && to.tag().is_none()
    {
        to.set_tag(tag);
        headers.set(To::NAME, to.to_string());
    }
}

#[cfg(test)]
impl Servers {
    pub(super) fn is_empty(&self) -> bool {
        self.transactions.is_empty() && self.by_key.is_empty() && self.merged.is_empty()
    }
}
