//! The SIP endpoint of a phone: everything between sockets and calls.
//!
//! It owns the transactions, the dialogs, the sessions and the registrations, and matches what
//! comes in to them. Bodies are opaque here: what is in them is decided by the call.
//!
//! Contract: after each `handle_*` or command, drain [`Endpoint::poll_output`] to `None`, then
//! arm one timer for [`Endpoint::poll_timeout`].

mod account;
mod authorize;
mod calls;
mod client;
mod commands;
mod connection;
mod contacts;
mod event;
mod forks;
mod line;
mod locate;
mod receive;
mod redirect;
mod referrals;
mod register;
mod replaces;
mod resolver;
mod schedule;
mod server;
mod subscriptions;
mod target;
#[cfg(test)]
mod tests;
mod usages;

use core::net::{IpAddr, SocketAddr};
use std::collections::VecDeque;

use crate::map::Map;
use serde::{Deserialize, Serialize};

pub use account::{Account, Invitation, Settings, Subscription};
pub use event::{
    AccountId, Body, CommandError, Connect, ConnectionId, Counters, EndedBy, Event, FailureReason,
    Occupancy, Output, ReferralEvent, ReferralId, Refusal, RegistrationState, RequestId, ResolveId,
    SentId, Server, SessionEvent, SessionId, SubscriptionEvent, SubscriptionId, TransportId,
};
pub use referrals::referred;
pub use target::Protocol;

use super::auth::{ClientAuth, Login, SimMemory};
use super::dialog::DialogId;
use super::header::HeaderName;
use super::message::{Headers, Response, StatusCode};
use super::registration::Registration;
use super::session::{Command, ServerId};
use super::uri::Uri;
use crate::dns::Records;
use crate::rng::Rng;
use crate::time::{Duration, Instant};
use calls::SessionEntry;
use client::{ClientId, Clients, ExchangeId};
use connection::Connections;
use line::Line;
use locate::Down;
use resolver::Resolver;
use schedule::Schedule;
use server::Servers;
use target::{SentBy, Target};
use usages::Usages;

/// The SIP side of a phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Endpoint {
    settings: Settings,
    rng: Rng,
    transports: Map<TransportId, SocketAddr>,
    accounts: Map<AccountId, Line>,
    sims: SimMemory,
    sessions: Map<SessionId, SessionEntry>,
    dialogs: Map<DialogId, SessionId>,
    clients: Clients,
    servers: Servers,
    usages: Usages,
    resolver: Resolver,
    connections: Connections,
    down: Down,
    /// The server that is looked for.
    finding: Option<(u32, Uri, Protocol)>,
    schedule: Schedule<Due>,
    options_answer: StatusCode,
    counters: Counters,
    /// The next number for whatever needs a name.
    next_id: u32,
    outputs: VecDeque<Output>,
}

/// Whose deadline it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Due {
    Client(ClientId),
    Exchange(ExchangeId),
    Server(ServerId),
    Session(SessionId),
    Registration(AccountId),
    Subscription(SubscriptionId),
    Referral(ReferralId),
    Resolve(ResolveId),
    Connection(ConnectionId),
    FailOver(ExchangeId),
    Failback(AccountId),
    Contacts,
}

impl Endpoint {
    /// Returns an endpoint without transports and accounts.
    pub fn new(settings: Settings, rng: Rng) -> Self {
        Self {
            settings,
            rng,
            transports: Map::new(),
            accounts: Map::new(),
            sims: SimMemory::default(),
            sessions: Map::new(),
            dialogs: Map::new(),
            clients: Clients::default(),
            servers: Servers::default(),
            usages: Usages::default(),
            resolver: Resolver::default(),
            connections: Connections::default(),
            down: Down::new(),
            finding: None,
            schedule: Schedule::default(),
            options_answer: StatusCode::OK,
            counters: Counters::default(),
            next_id: 1,
            outputs: VecDeque::new(),
        }
    }

    /// Changes the settings; requests that are under way keep the old timers.
    pub fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// Takes new randomness, so that a restored endpoint repeats no branch, tag or nonce.
    pub fn reseed(&mut self, rng: Rng) {
        self.rng = rng;
    }

    /// Tells that a UDP socket is open; `local` is the address that peers reach it by, and goes
    /// into Via and Contact. If it changed, what [`Self::network_changed`] does is done.
    pub fn set_transport(&mut self, transport: TransportId, local: SocketAddr, now: Instant) {
        let before = self.transports.insert(transport, local);
        if before != Some(local) {
            self.network_changed(transport, now);
        }
    }

    /// Tells that a socket is gone, and the connections of its transport with it; what is sent on
    /// it until it returns is lost.
    pub fn remove_transport(&mut self, transport: TransportId, now: Instant) {
        self.transports.remove(&transport);
        self.close_connections(transport, "the socket is closed", now);
    }

    /// Adds or changes an account. It registers only when told to ([`Self::register`]); one that
    /// is registered and changed registers anew.
    pub fn set_account(&mut self, id: AccountId, account: Account, now: Instant) {
        self.put_account(id, account, now);
    }

    /// Removes an account, after unregistering it; its sessions go on.
    pub fn remove_account(&mut self, id: AccountId, now: Instant) {
        self.retire_account(id, now);
    }

    /// Registers an account now and keeps it registered.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownAccount`], or [`CommandError::WrongState`] without a registrar.
    pub fn register(&mut self, id: AccountId, now: Instant) -> Result<(), CommandError> {
        let line = self.accounts.get(&id).ok_or(CommandError::UnknownAccount)?;
        if line.account.registrar.is_none() {
            return Err(CommandError::WrongState);
        }
        self.registration_command(id, Registration::register, now);
        Ok(())
    }

    /// Registers again where that failed or is being tried: what stands in its way may be gone.
    pub fn retry_registrations(&mut self, now: Instant) {
        let registered =
            |line: &Line| matches!(line.registration.state(), RegistrationState::Registered { .. });
        let open = self.accounts.iter().filter(|(_, line)| !registered(line));
        for id in open.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.registration_command(id, Registration::renew, now);
        }
    }

    /// Looks for the address of a server; [`Event::Server`] tells it. Only one is looked for at a
    /// time.
    pub fn find_server(&mut self, hop: Uri, protocol: Protocol, now: Instant) {
        self.finding = Some((self.next_id, hop, protocol));
        self.next_id = self.next_id.wrapping_add(1);
        self.find(now);
    }

    /// Whether a server is looked for.
    pub fn is_finding_server(&self) -> bool {
        self.finding.is_some()
    }

    /// Removes an account's registration.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownAccount`].
    pub fn unregister(&mut self, id: AccountId, now: Instant) -> Result<(), CommandError> {
        if !self.accounts.contains_key(&id) {
            return Err(CommandError::UnknownAccount);
        }
        self.registration_command(id, Registration::unregister, now);
        Ok(())
    }

    /// Returns the state of an account's registration.
    pub fn registration(&self, id: AccountId) -> RegistrationState {
        let line = self.accounts.get(&id);
        line.map_or(RegistrationState::Unregistered, |line| line.registration.state())
    }

    /// Tells that the network changed under a socket: accounts that use it register at once,
    /// subscriptions are refreshed, and the owner is asked to tell the new Contact in each running
    /// session ([`SessionEvent::RefreshDue`]).
    pub fn network_changed(&mut self, transport: TransportId, now: Instant) {
        self.resolver.forget();
        self.down = Down::new();
        self.close_connections(transport, "the network changed", now);
        self.renew_registrations(transport, now);
        self.renew_subscriptions(transport, now);
        self.contacts_may_differ(now);
    }

    /// Answers OPTIONS with `status` from now on: 200, or 486 while busy (RFC 3261 11.2).
    pub fn set_options_answer(&mut self, status: StatusCode) {
        self.options_answer = status;
    }

    /// Whether something that was sent still waits for its answer.
    pub fn waits_for_answer(&self) -> bool {
        !self.clients.exchanges.is_empty()
    }

    /// Whether an account's server was seen at `address`.
    pub fn is_server(&self, address: IpAddr) -> bool {
        self.accounts.values().any(|line| line.is_server_address(address))
    }

    /// Returns what SIMs remember, for the endpoint that takes the place of this one.
    pub const fn sims(&self) -> &SimMemory {
        &self.sims
    }

    /// Takes what SIMs remember from before.
    pub fn set_sims(&mut self, sims: SimMemory) {
        self.sims = sims;
    }

    /// Returns what was counted.
    pub fn counters(&self) -> Counters {
        self.counters
    }

    /// Returns what it holds now.
    pub fn occupancy(&self) -> Occupancy {
        let lasts = |due: &Due| {
            matches!(
                due,
                Due::Registration(_) | Due::Subscription(_) | Due::Connection(_) | Due::Failback(_)
            )
        };
        Occupancy {
            sessions: self.sessions.len(),
            dialogs: self.dialogs.len(),
            requests: self.clients.exchanges.len() + self.clients.transactions.len(),
            answers: self.servers.transactions.len(),
            deadlines: self.schedule.names().filter(|due| !lasts(due)).count(),
        }
    }

    /// Takes a datagram that `transport` received from `from`.
    pub fn handle_datagram(
        &mut self,
        transport: TransportId,
        from: SocketAddr,
        data: &[u8],
        now: Instant,
    ) {
        self.receive_datagram(transport, from, data, now);
    }

    /// Takes the news that a connection of [`Output::Connect`] is open, with this end's address.
    pub fn handle_connected(&mut self, id: ConnectionId, local: SocketAddr, now: Instant) {
        self.connected(id, local.into(), now);
    }

    /// Takes the news that a WebSocket of [`Output::Connect`] is open, whose end here has no
    /// address that anybody knows (RFC 7118).
    pub fn handle_web_socket_open(&mut self, id: ConnectionId, now: Instant) {
        let own = SentBy::unknown(&mut self.rng);
        self.connected(id, own, now);
    }

    /// Takes the news that a connection could not be opened, or ended; says why.
    pub fn handle_disconnected(&mut self, id: ConnectionId, why: &str, now: Instant) {
        self.disconnected(id, why, now);
    }

    /// Takes a connection that a peer opened to this end, and returns its name.
    pub fn handle_accepted(
        &mut self,
        transport: TransportId,
        protocol: Protocol,
        from: SocketAddr,
        local: SocketAddr,
        now: Instant,
    ) -> ConnectionId {
        self.accepted(transport, protocol, from, local, now)
    }

    /// Takes bytes that came in on a connection: a whole message on a WebSocket.
    pub fn handle_stream(&mut self, id: ConnectionId, data: &[u8], now: Instant) {
        self.read(id, data, now);
    }

    /// Takes the news that what was sent to `to` cannot get there (for example ICMP).
    pub fn handle_send_failed(
        &mut self,
        transport: TransportId,
        to: SocketAddr,
        error: &str,
        now: Instant,
    ) {
        let to = Target::udp(to);
        self.fail_datagrams(transport, to.address, error, now);
        self.fail_servers(transport, &to, now);
    }

    /// Takes the answer to [`Output::Resolve`]: the records, which may be none, or what went wrong.
    pub fn handle_resolved(
        &mut self,
        id: ResolveId,
        answer: Result<Records, String>,
        now: Instant,
    ) {
        self.resolved(id, answer, now);
    }

    /// Does what is due at `now`; harmless when nothing is.
    pub fn handle_timeout(&mut self, now: Instant) {
        while let Some(due) = self.schedule.expire(now) {
            match due {
                Due::Client(id) => self.client_timeout(id, now),
                Due::Exchange(id) => self.abandon(id),
                Due::Server(id) => self.server_timeout(id, now),
                Due::Session(id) => self.session_timeout(id, now),
                Due::Registration(id) => self.registration_timeout(id, now),
                Due::Subscription(id) => self.subscription_timeout(id, now),
                Due::Referral(id) => self.referral_timeout(id, now),
                Due::Resolve(id) => self.resolved(id, Err("no answer".to_owned()), now),
                Due::Connection(id) => self.connection_timeout(id, now),
                Due::FailOver(id) => self.fail_over(id, now),
                Due::Failback(id) => self.fail_back(id, now),
                Due::Contacts => self.renew_contacts(now),
            }
        }
    }

    /// Returns when [`Self::handle_timeout`] is wanted next.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.schedule.next()
    }

    /// Returns the next thing to do or to know.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// Calls `target` with an offer, or without one (the callee then makes the offer).
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownAccount`]. What happens later is told as [`SessionEvent`]s.
    pub fn invite(
        &mut self,
        account: AccountId,
        target: Uri,
        body: Option<Body>,
        now: Instant,
    ) -> Result<SessionId, CommandError> {
        self.invite_to(Invitation::new(account, target, body), now)
    }

    /// Calls as `invitation` says.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownAccount`].
    pub fn invite_to(
        &mut self,
        invitation: Invitation,
        now: Instant,
    ) -> Result<SessionId, CommandError> {
        self.call(invitation, now)
    }

    /// Answers an incoming call provisionally, 101 to 199 (180 rings; 183 with a body is early
    /// media).
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] once it is answered.
    pub fn ring(
        &mut self,
        session: SessionId,
        status: StatusCode,
        body: Option<Body>,
        now: Instant,
    ) -> Result<(), CommandError> {
        if !status.is_provisional() || status == StatusCode::TRYING {
            return Err(CommandError::WrongState);
        }
        self.session_command(session, Command::Ring(status, body), now)
    }

    /// Adds header fields to the 18x and 200 responses to the INVITEs of a session.
    pub fn set_reply_fields(&mut self, session: SessionId, fields: Headers) {
        if let Some(entry) = self.sessions.get_mut(&session) {
            entry.reply_fields = fields;
        }
    }

    /// Adds header fields to the re-INVITEs of a session.
    pub fn set_invite_fields(&mut self, session: SessionId, fields: Headers) {
        if let Some(entry) = self.sessions.get_mut(&session) {
            entry.invite_fields = fields;
        }
    }

    /// Answers an incoming call with 200 and the answer, or the offer if the INVITE had none.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] once it is answered.
    pub fn accept(
        &mut self,
        session: SessionId,
        body: Option<Body>,
        now: Instant,
    ) -> Result<(), CommandError> {
        self.session_command(session, Command::Accept(body), now)
    }

    /// Refuses an incoming call, 300 to 699; the session is over.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] once it is answered.
    pub fn reject(
        &mut self,
        session: SessionId,
        refusal: impl Into<Refusal>,
        now: Instant,
    ) -> Result<(), CommandError> {
        let refusal = refusal.into();
        if !refusal.status.is_failure() {
            return Err(CommandError::WrongState);
        }
        self.session_command(session, Command::Reject(refusal), now)
    }

    /// Ends a session in the way its state demands: CANCEL, BYE, or 480 to an unanswered INVITE.
    /// [`SessionEvent::Ended`] or [`SessionEvent::Failed`] follows.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`].
    pub fn hang_up(&mut self, session: SessionId, now: Instant) -> Result<(), CommandError> {
        self.session_command(session, Command::HangUp, now)
    }

    /// Acknowledges a 200 that held an offer, with the answer to it (RFC 3261 13.2.2.4).
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] if no ACK is due.
    pub fn acknowledge(
        &mut self,
        session: SessionId,
        body: Option<Body>,
        now: Instant,
    ) -> Result<(), CommandError> {
        self.session_command(session, Command::Acknowledge(body), now)
    }

    /// Answers an offer in a reliable provisional response (RFC 3262 5).
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] if there is none.
    pub fn acknowledge_early(
        &mut self,
        session: SessionId,
        body: Option<Body>,
        now: Instant,
    ) -> Result<(), CommandError> {
        self.session_command(session, Command::AcknowledgeEarly(body), now)
    }

    /// Changes a session with UPDATE, also before it is answered (RFC 3311); without a body it
    /// only tells the peer where this end is, and that it is.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] while something else is
    /// offered, before the first offer is answered, or if the peer takes no UPDATE.
    pub fn update(
        &mut self,
        session: SessionId,
        body: Option<Body>,
        now: Instant,
    ) -> Result<(), CommandError> {
        self.session_command(session, Command::Update(body), now)
    }

    /// Changes a running session with a re-INVITE: a new offer, or none to ask for one.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] while another INVITE is
    /// open in either direction.
    pub fn reinvite(
        &mut self,
        session: SessionId,
        body: Option<Body>,
        now: Instant,
    ) -> Result<(), CommandError> {
        self.session_command(session, Command::Reinvite(body), now)
    }

    /// Answers [`SessionEvent::Reinvite`] with a body, or refuses it.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] if there is none.
    pub fn answer_reinvite(
        &mut self,
        session: SessionId,
        answer: Result<Option<Body>, Refusal>,
        now: Instant,
    ) -> Result<(), CommandError> {
        if answer.as_ref().is_err_and(|refusal| !refusal.status.is_failure()) {
            return Err(CommandError::WrongState);
        }
        self.session_command(session, Command::AnswerReinvite(answer), now)
    }

    /// Answers a request of [`Event::Request`]. Via, From, To, Call-ID and CSeq are filled in.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownRequest`].
    pub fn respond(
        &mut self,
        request: RequestId,
        response: Response,
        now: Instant,
    ) -> Result<(), CommandError> {
        self.respond_for_owner(ServerId(request.0), response, now)
    }

    fn new_id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id = self.next_id.wrapping_add(1);
        id
    }

    fn tell(&mut self, event: Event) {
        self.outputs.push_back(Output::Event(event));
    }

    fn send_again(&mut self, transport: TransportId, to: &Target, data: Vec<u8>, now: Instant) {
        self.counters.retransmitted += 1;
        self.send(transport, to, data, now);
    }
}
