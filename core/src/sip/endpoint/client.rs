//! What this endpoint asks others: exchanges, which outlive single transactions.
//!
//! An exchange is one request as its user sees it. Behind it may stand several transactions: the
//! same request to the next address (RFC 3263 4.3), and again with credentials (RFC 3261 22.2).

use std::collections::VecDeque;

use super::authorize::is_challenge;
use super::redirect::Redirects;
use super::target::{Protocol, SentBy, Target};
use super::*;
use crate::map::Map;
use crate::sip::dialog::Routed;
use crate::sip::header::{CSeq, Via};
use crate::sip::message::{Method, Request};
use crate::sip::session::Purpose;
use crate::sip::transaction::{ClientOutput, InviteClient, NonInviteClient};

/// An exchange. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct ExchangeId(pub(super) u32);

/// A client transaction. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct ClientId(u32);

/// Who sent a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum User {
    /// An account's registration.
    Registration(AccountId),
    /// A registration that nobody waits for any more: the account is gone or has changed.
    FormerRegistration,
    /// A session.
    Session(SessionId, Purpose),
    /// The ACK of a 2xx from the fork with this tag. It has no transaction.
    Ack { invite: ExchangeId, tag: String },
    /// A subscription.
    Subscription(SubscriptionId),
    /// The REFER of a referral.
    Refer(ReferralId),
    /// A NOTIFY to whoever sent a REFER.
    Notice(ReferralId),
    /// A single request of the owner, in the dialog of a session or in none.
    Single(SentId, Option<SessionId>),
    /// Nobody: the BYE to a fork that is not wanted.
    Nobody,
}

/// A request under way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Exchange {
    pub(super) user: User,
    pub(super) account: Option<AccountId>,
    pub(super) transport: TransportId,
    /// The request; with Via and credentials once it was sent.
    pub(super) request: Request,
    pub(super) hop: Uri,
    /// Servers of the hop that were not tried yet.
    pub(super) addresses: VecDeque<Target>,
    /// Hops that were not tried yet.
    pub(super) alternatives: VecDeque<Uri>,
    /// Where 3xx responses send it.
    pub(super) redirects: Redirects,
    /// Whether the hops changed places.
    pub(super) rotated: bool,
    /// Whether it was too long for a datagram once.
    too_long: bool,
    /// Where it was sent last, and by which transaction.
    pub(super) sent: Option<(Target, ClientId)>,
    /// How many challenges were answered that were not stale, and that were.
    pub(super) challenges: u8,
    pub(super) stale: u8,
    cancel: Cancel,
    /// The remote tag of the first 2xx, which is the session's.
    pub(super) winner: Option<String>,
    /// The ACKs that were sent, by remote tag.
    pub(super) acks: Map<String, (Target, Vec<u8>)>,
    /// Credentials of its own, if the account is gone.
    pub(super) former: Option<Box<Former>>,
}

/// What is kept of an account that is gone until its registrar forgot it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Former {
    pub(super) login: Login,
    pub(super) auth: ClientAuth,
    /// What carried messages to its registrar.
    pub(super) protocol: Protocol,
}

/// Whether an INVITE is to be cancelled (RFC 3261 9.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Cancel {
    No,
    /// As soon as a provisional response comes.
    Wanted,
    Sent,
}

/// A client transaction and where it sends.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Client {
    machine: Machine,
    exchange: ExchangeId,
    transport: TransportId,
    pub(super) to: Target,
    key: ClientKey,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum Machine {
    Invite(Box<InviteClient>),
    Other(NonInviteClient),
}

/// What a response is matched by: branch, and method, since CANCEL has the branch of its INVITE
/// (RFC 3261 17.1.3).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct ClientKey {
    branch: String,
    method: Method,
}

/// The client's tables.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Clients {
    pub(super) exchanges: Map<ExchangeId, Box<Exchange>>,
    pub(super) transactions: Map<ClientId, Box<Client>>,
    pub(super) by_key: Map<ClientKey, ClientId>,
}

/// How to send a request.
pub(super) struct Outgoing {
    pub(super) user: User,
    pub(super) account: Option<AccountId>,
    pub(super) transport: TransportId,
    pub(super) routed: Routed,
    pub(super) former: Option<Box<Former>>,
}

impl Exchange {
    /// Whether there are servers that were not tried yet.
    pub(super) fn has_others(&self) -> bool {
        !(self.addresses.is_empty() && self.alternatives.is_empty())
    }

    /// Forgets what was tried, because it goes to another address now.
    pub(super) fn start_over(&mut self) {
        self.addresses.clear();
        self.alternatives.clear();
        self.too_long = false;
        self.challenges = 0;
        self.stale = 0;
    }

    /// Whether it is an INVITE that is not wanted any more.
    pub(super) fn is_cancelled(&self) -> bool {
        self.cancel != Cancel::No
    }
}

impl Machine {
    fn handle_response(&mut self, response: Response, now: Instant) {
        match self {
            Self::Invite(machine) => machine.handle_response(response, now),
            Self::Other(machine) => machine.handle_response(response, now),
        }
    }

    fn handle_transport_error(&mut self, error: &str, now: Instant) {
        match self {
            Self::Invite(machine) => machine.handle_transport_error(error, now),
            Self::Other(machine) => machine.handle_transport_error(error, now),
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

    fn poll_output(&mut self) -> Option<ClientOutput> {
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

impl Endpoint {
    /// Sends a request as soon as its hop is known.
    pub(super) fn start(&mut self, outgoing: Outgoing, now: Instant) {
        let id = ExchangeId(self.new_id());
        self.start_as(id, outgoing, now);
    }

    /// Sends a request as soon as its hop is known, as the exchange `id`.
    pub(super) fn start_as(&mut self, id: ExchangeId, outgoing: Outgoing, now: Instant) {
        let Outgoing { user, account, transport, routed, former } = outgoing;
        let alternatives = self.alternatives(&user, account, &routed.hop);
        let exchange = Exchange {
            user,
            account,
            transport,
            request: routed.request,
            hop: routed.hop,
            addresses: VecDeque::new(),
            alternatives,
            redirects: Redirects::default(),
            rotated: false,
            too_long: false,
            sent: None,
            challenges: 0,
            stale: 0,
            cancel: Cancel::No,
            winner: None,
            acks: Map::new(),
            former,
        };
        self.clients.exchanges.insert(id, Box::new(exchange));
        self.locate(id, now);
    }

    /// Takes a response from the network.
    pub(super) fn receive_response(&mut self, response: Response, now: Instant) {
        let key = response.headers.typed::<Via>().ok().zip(response.headers.typed::<CSeq>().ok());
        let client = key.and_then(|(via, cseq)| {
            let branch = via.branch()?.to_owned();
            self.clients.by_key.get(&ClientKey { branch, method: cseq.method }).copied()
        });
        let transaction = client.and_then(|id| Some((id, self.clients.transactions.get_mut(&id)?)));
        match transaction {
            Some((id, client)) => {
                client.machine.handle_response(response, now);
                self.pump_client(id, now);
            }
            None => self.counters.stray += 1,
        }
    }

    /// Takes a transport error: whatever waits for an answer from there tries elsewhere.
    pub(super) fn fail_clients(
        &mut self,
        transport: TransportId,
        to: &Target,
        error: &str,
        now: Instant,
    ) {
        let hit = |client: &Client| client.transport == transport && client.to == *to;
        let hit: Vec<ClientId> = self
            .clients
            .transactions
            .iter()
            .filter_map(|(id, client)| hit(client).then_some(*id))
            .collect();
        for id in hit {
            if let Some(client) = self.clients.transactions.get_mut(&id) {
                client.machine.handle_transport_error(error, now);
                self.pump_client(id, now);
            }
        }
    }

    pub(super) fn client_timeout(&mut self, id: ClientId, now: Instant) {
        if let Some(client) = self.clients.transactions.get_mut(&id) {
            client.machine.handle_timeout(now);
            self.pump_client(id, now);
        }
    }

    /// Cancels an INVITE: at once, or as soon as it is allowed, or before it was sent at all.
    pub(super) fn cancel(&mut self, id: ExchangeId, now: Instant) {
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return };
        let client = exchange.sent.as_ref();
        let client = client.and_then(|(_, client)| self.clients.transactions.get(client));
        match client.map(|client| &client.machine) {
            Some(Machine::Invite(machine)) if machine.is_calling() => {
                exchange.cancel = Cancel::Wanted;
            }
            Some(Machine::Invite(machine)) if machine.is_open() => self.send_cancel(id, now),
            Some(_) => {}
            None => self.finish(id, Err(FailureReason::NoAnswer), now),
        }
    }

    /// Gives the last INVITE of a session that is over a last while to be answered: the other
    /// end has forgotten the dialog, and an answer that was lost may never be repeated.
    pub(super) fn expire_exchange(&mut self, id: ExchangeId, now: Instant) {
        if self.clients.exchanges.contains_key(&id) {
            let deadline = now + self.settings.intervals(Protocol::Udp).timeout();
            self.schedule.set(Due::Exchange(id), Some(deadline));
        }
    }

    /// Forgets an exchange and its open transaction.
    pub(super) fn abandon(&mut self, id: ExchangeId) {
        self.schedule.set(Due::Exchange(id), None);
        self.schedule.set(Due::FailOver(id), None);
        if let Some((_, client)) = self.clients.exchanges.remove(&id).and_then(|e| e.sent) {
            self.drop_client(client);
        }
    }

    /// Sends a request to `to` in a transaction of its own; an ACK in none. What goes by a
    /// connection waits until there is one.
    pub(super) fn transmit(&mut self, id: ExchangeId, to: Target, now: Instant) {
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return };
        let transport = exchange.transport;
        let local = match self.transports.get(&transport) {
            Some(local) if !to.protocol.is_stream() => Some(SentBy::from(*local)),
            Some(_) => match self.connections.local(transport, &to) {
                Some(local) => Some(local),
                None => return self.wait_for_connection(id, transport, &to, now),
            },
            None => None,
        };
        let Some(local) = local else {
            let reason = FailureReason::Transport("the socket is closed".to_owned());
            return self.finish(id, Err(reason), now);
        };
        let branch = format!("{}{}", crate::sip::header::MAGIC_COOKIE, self.rng.hex(16));
        let mut via = Via::new(to.protocol.via(), local.host.clone(), local.port, &branch);
        if self.settings.rport {
            via.params.set_flag("rport");
        }
        let request = &mut exchange.request;
        request.headers.remove(&HeaderName::Via);
        request.headers.push_front_typed(&via);
        if to.protocol.is_stream() {
            self.use_flow(id, &to, &local, now);
        }
        self.sign(id, to.ip());
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return };
        let packet = exchange.request.to_bytes();
        let too_long = to.protocol == Protocol::Udp && packet.len() > self.settings.max_datagram;
        if too_long && !exchange.too_long {
            // By TCP, and as it is if the server has none (RFC 3261 18.1.1).
            exchange.too_long = true;
            exchange.addresses.push_front(to.clone());
            return self.transmit(id, Target { protocol: Protocol::Tcp, ..to }, now);
        }
        if let User::Ack { invite, tag } = &exchange.user {
            let (invite, tag) = (*invite, tag.clone());
            self.clients.exchanges.remove(&id);
            if let Some(invite) = self.clients.exchanges.get_mut(&invite) {
                invite.acks.insert(tag, (to.clone(), packet.clone()));
            }
            return self.send(transport, &to, packet, now);
        }
        let client = ClientId(self.next_id);
        self.next_id = self.next_id.wrapping_add(1);
        exchange.sent = Some((to.clone(), client));
        let intervals = self.settings.intervals(to.protocol);
        let machine = if exchange.request.method == Method::Invite {
            Machine::Invite(Box::new(InviteClient::new(&exchange.request, packet, intervals, now)))
        } else {
            Machine::Other(NonInviteClient::new(packet, intervals, now))
        };
        let key = ClientKey { branch, method: exchange.request.method.clone() };
        let deadline = now + self.settings.no_response_timeout;
        self.schedule.set(Due::FailOver(id), Some(deadline));
        self.add_client(client, Client { machine, exchange: id, transport, to, key }, now);
    }

    fn add_client(&mut self, id: ClientId, client: Client, now: Instant) {
        self.clients.by_key.insert(client.key.clone(), id);
        self.clients.transactions.insert(id, Box::new(client));
        self.pump_client(id, now);
    }

    /// Does what a transaction wants, until it wants nothing.
    fn pump_client(&mut self, id: ClientId, now: Instant) {
        while let Some(client) = self.clients.transactions.get_mut(&id) {
            let (exchange, transport, to) = (client.exchange, client.transport, client.to.clone());
            let Some(output) = client.machine.poll_output() else { break };
            // What is behind a challenge or a failed address is of no interest to the user.
            let current = self.is_current(exchange, id);
            match output {
                ClientOutput::Send(packet) => self.send(transport, &to, packet, now),
                ClientOutput::Resend(packet) => self.send_again(transport, &to, packet, now),
                ClientOutput::Response(response) if current => {
                    self.note_success(exchange, now);
                    self.answered(exchange, response, now);
                }
                ClientOutput::TimedOut if current => {
                    self.try_next(exchange, FailureReason::NoAnswer, now);
                }
                ClientOutput::TransportFailed(error) if current => {
                    self.try_next(exchange, FailureReason::Transport(error), now);
                }
                ClientOutput::Response(_)
                | ClientOutput::TimedOut
                | ClientOutput::TransportFailed(_) => {}
            }
        }
        let Some(client) = self.clients.transactions.get(&id) else { return };
        if client.machine.is_terminated() {
            let exchange = client.exchange;
            self.drop_client(id);
            // An answered INVITE is kept for the forks that answer later.
            if self.is_current(exchange, id) {
                self.abandon(exchange);
            }
        } else {
            self.schedule.set(Due::Client(id), client.machine.poll_timeout());
        }
    }

    fn is_current(&self, exchange: ExchangeId, client: ClientId) -> bool {
        let exchange = self.clients.exchanges.get(&exchange);
        exchange.is_some_and(|e| e.sent.as_ref().is_some_and(|(_, current)| *current == client))
    }

    pub(super) fn drop_client(&mut self, id: ClientId) {
        self.schedule.set(Due::Client(id), None);
        if let Some(client) = self.clients.transactions.remove(&id) {
            self.clients.by_key.remove(&client.key);
        }
    }

    /// Takes a response to an exchange.
    fn answered(&mut self, id: ExchangeId, response: Response, now: Instant) {
        let Some(exchange) = self.clients.exchanges.get(&id) else { return };
        let status = response.status;
        let is_invite = exchange.request.method == Method::Invite;
        let has_others = exchange.has_others();
        if status.is_provisional() {
            self.provisional(id, response, now);
        } else if status.is_success() && is_invite {
            self.invite_answered(id, response, now);
        } else if is_challenge(status) {
            if !self.answer_challenge(id, &response, now) {
                self.finish(id, Err(FailureReason::Unauthorized), now);
            }
        } else if status == StatusCode::SESSION_INTERVAL_TOO_SMALL
            && self.ask_for_longer(id, &response, now)
        {
            // It is sent again.
        } else if status == StatusCode::SERVICE_UNAVAILABLE && has_others {
            // The next server may be less busy (RFC 3263 4.3).
            self.try_next(id, FailureReason::Status(status, response.reason), now);
        } else if !(status.is_redirection() && self.follow(id, &response, now)) {
            self.finish(id, Ok(response), now);
        }
    }

    fn provisional(&mut self, id: ExchangeId, response: Response, now: Instant) {
        let Some(exchange) = self.clients.exchanges.get(&id) else { return };
        if let User::Session(session, purpose) = exchange.user
            && let Some(entry) = self.sessions.get_mut(&session)
        {
            let request = &exchange.request;
            entry.session.handle_response(purpose, request, response, &mut self.rng, now);
            if exchange.cancel == Cancel::Wanted {
                self.send_cancel(id, now);
            }
            self.pump_session(session, now);
        }
    }

    /// RFC 3261 9.1: the CANCEL goes the same way, with the branch of the INVITE.
    fn send_cancel(&mut self, id: ExchangeId, now: Instant) {
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return };
        let sent = exchange.sent.clone();
        let Some((to, _)) = sent.filter(|_| exchange.cancel != Cancel::Sent) else {
            return;
        };
        exchange.cancel = Cancel::Sent;
        let (invite, session) = (&exchange.request, exchange.user.clone());
        let transport = exchange.transport;
        let mut cancel = Request::new(Method::Cancel, invite.uri.clone());
        let copied = [
            HeaderName::Via,
            HeaderName::Route,
            HeaderName::MaxForwards,
            HeaderName::From,
            HeaderName::To,
            HeaderName::CallId,
        ];
        for name in copied {
            for value in invite.headers.get_all(&name) {
                cancel.headers.push(name.clone(), value);
            }
        }
        let number = invite.headers.typed::<CSeq>().map_or(0, |cseq| cseq.number);
        cancel.headers.push_typed(&CSeq::new(number, Method::Cancel));
        let via = invite.headers.typed::<Via>();
        let branch = via.ok().and_then(|via| via.branch().map(str::to_owned)).unwrap_or_default();
        let machine =
            NonInviteClient::new(cancel.to_bytes(), self.settings.intervals(to.protocol), now);
        let key = ClientKey { branch, method: Method::Cancel };
        let client = ClientId(self.new_id());
        // Whatever becomes of the CANCEL, it is the INVITE that ends (RFC 3261 9.1), or the
        // session's own timer.
        let exchange = ExchangeId(self.new_id());
        let machine = Machine::Other(machine);
        self.add_client(client, Client { machine, exchange, transport, to, key }, now);
        if let User::Session(session, _) = session
            && let Some(entry) = self.sessions.get_mut(&session)
        {
            entry.session.handle_cancel_sent(&mut self.rng, now);
            self.pump_session(session, now);
        }
    }

    /// Tells the user of an exchange how it ended.
    pub(super) fn finish(
        &mut self,
        id: ExchangeId,
        result: Result<Response, FailureReason>,
        now: Instant,
    ) {
        let is_last = match &result {
            // Nobody anywhere wants it (RFC 3261 21.6).
            Ok(response) => !response.status.is_failure() || response.status.get() >= 600,
            Err(_) => false,
        };
        if !is_last && self.try_next_target(id, now) {
            return;
        }
        let Some(exchange) = self.clients.exchanges.remove(&id) else { return };
        self.schedule.set(Due::Exchange(id), None);
        self.schedule.set(Due::FailOver(id), None);
        match exchange.user {
            User::Registration(account) => {
                self.registration_answered(account, &exchange.request, result, now);
            }
            User::Session(session, purpose) => {
                if matches!(purpose, Purpose::Reinvite | Purpose::Update) {
                    let taken = matches!(&result, Ok(response) if response.status.is_success());
                    self.note_outcome(session, taken, now);
                }
                let Some(entry) = self.sessions.get_mut(&session) else { return };
                let (machine, rng) = (&mut entry.session, &mut self.rng);
                match result {
                    Ok(response) => {
                        machine.handle_response(purpose, &exchange.request, response, rng, now);
                    }
                    Err(reason) => machine.handle_failure(purpose, reason, rng, now),
                }
                self.pump_session(session, now);
            }
            user
            @ (User::Subscription(_) | User::Refer(_) | User::Notice(_) | User::Single(..)) => {
                self.usage_answered(user, &exchange.request, result, now)
            }
            User::FormerRegistration | User::Ack { .. } | User::Nobody => {}
        }
    }
}
