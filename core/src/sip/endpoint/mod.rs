//! The SIP endpoint of a phone: everything between sockets and calls.
//!
//! It owns the transactions, the dialogs, the sessions and the registrations, and matches what
//! comes in to them. Bodies are opaque here: what is in them is decided by the call.
//!
//! Contract: after each `handle_*` or command, drain [`Endpoint::poll_output`] to `None`, then
//! arm one timer for [`Endpoint::poll_timeout`].

mod account;
mod event;

use core::net::{IpAddr, SocketAddr};
use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

pub use account::{Account, Invitation, Settings};
pub use event::{
    AccountId, Body, CommandError, Counters, EndedBy, Event, FailureReason, Output,
    RegistrationState, RequestId, ResolveId, SessionEvent, SessionId, TransportId,
};

use super::message::{Response, StatusCode};
use super::uri::Uri;
use crate::rng::Rng;
use crate::time::Instant;

/// The SIP side of a phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Endpoint {
    settings: Settings,
    rng: Rng,
    transports: BTreeMap<TransportId, SocketAddr>,
    accounts: BTreeMap<AccountId, Account>,
    options_answer: StatusCode,
    counters: Counters,
    outputs: VecDeque<Output>,
}

impl Endpoint {
    /// Returns an endpoint without transports and accounts.
    pub fn new(settings: Settings, rng: Rng) -> Self {
        Self {
            settings,
            rng,
            transports: BTreeMap::new(),
            accounts: BTreeMap::new(),
            options_answer: StatusCode::OK,
            counters: Counters::default(),
            outputs: VecDeque::new(),
        }
    }

    /// Changes the settings; requests that are under way keep the old timers.
    pub fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// Tells that a UDP socket is open; `local` is the address that peers reach it by, and goes
    /// into Via and Contact. If it changed, what [`Self::network_changed`] does is done.
    pub fn set_transport(&mut self, transport: TransportId, local: SocketAddr, now: Instant) {
        let _ = now;
        self.transports.insert(transport, local);
    }

    /// Tells that a socket is gone; what is sent on it until it returns is lost.
    pub fn remove_transport(&mut self, transport: TransportId) {
        self.transports.remove(&transport);
    }

    /// Adds or changes an account. It registers only when told to ([`Self::register`]); one that
    /// is registered and changed registers anew.
    pub fn set_account(&mut self, id: AccountId, account: Account, now: Instant) {
        let _ = now;
        self.accounts.insert(id, account);
    }

    /// Removes an account, after unregistering it; its sessions go on.
    pub fn remove_account(&mut self, id: AccountId, now: Instant) {
        let _ = now;
        self.accounts.remove(&id);
    }

    /// Registers an account now and keeps it registered.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownAccount`], or [`CommandError::WrongState`] without a registrar.
    pub fn register(&mut self, id: AccountId, now: Instant) -> Result<(), CommandError> {
        let _ = now;
        self.accounts.get(&id).map(|_| ()).ok_or(CommandError::UnknownAccount)
    }

    /// Removes an account's registration.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownAccount`].
    pub fn unregister(&mut self, id: AccountId, now: Instant) -> Result<(), CommandError> {
        let _ = now;
        self.accounts.get(&id).map(|_| ()).ok_or(CommandError::UnknownAccount)
    }

    /// Returns the state of an account's registration.
    pub fn registration(&self, id: AccountId) -> RegistrationState {
        let _ = id;
        RegistrationState::Unregistered
    }

    /// Tells that the network changed under a socket: accounts that use it register at once, and
    /// running sessions announce the new Contact with their next request.
    pub fn network_changed(&mut self, transport: TransportId, now: Instant) {
        let _ = (transport, now);
    }

    /// Answers OPTIONS with `status` from now on: 200, or 486 while busy (RFC 3261 11.2).
    pub fn set_options_answer(&mut self, status: StatusCode) {
        self.options_answer = status;
    }

    /// Returns what was counted.
    pub fn counters(&self) -> Counters {
        self.counters
    }

    /// Takes a datagram that `transport` received from `from`.
    pub fn handle_datagram(
        &mut self,
        transport: TransportId,
        from: SocketAddr,
        data: &[u8],
        now: Instant,
    ) {
        let _ = (transport, from, data, now);
    }

    /// Takes the news that what was sent to `to` cannot get there (for example ICMP).
    pub fn handle_send_failed(
        &mut self,
        transport: TransportId,
        to: SocketAddr,
        error: &str,
        now: Instant,
    ) {
        let _ = (transport, to, error, now);
    }

    /// Takes the answer to [`Output::Resolve`]: addresses in order of preference, or what went
    /// wrong.
    pub fn handle_resolved(
        &mut self,
        id: ResolveId,
        result: Result<Vec<IpAddr>, String>,
        now: Instant,
    ) {
        let _ = (id, result, now);
    }

    /// Does what is due at `now`; harmless when nothing is.
    pub fn handle_timeout(&mut self, now: Instant) {
        let _ = now;
    }

    /// Returns when [`Self::handle_timeout`] is wanted next.
    pub fn poll_timeout(&self) -> Option<Instant> {
        None
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
        let _ = (invitation, now);
        Err(CommandError::UnknownAccount)
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
        let _ = (session, status, body, now);
        Err(CommandError::UnknownSession)
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
        let _ = (session, body, now);
        Err(CommandError::UnknownSession)
    }

    /// Refuses an incoming call, 300 to 699; the session is over.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] once it is answered.
    pub fn reject(
        &mut self,
        session: SessionId,
        status: StatusCode,
        now: Instant,
    ) -> Result<(), CommandError> {
        let _ = (session, status, now);
        Err(CommandError::UnknownSession)
    }

    /// Ends a session in the way its state demands: CANCEL, BYE, or 480 to an unanswered INVITE.
    /// [`SessionEvent::Ended`] or [`SessionEvent::Failed`] follows.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`].
    pub fn hang_up(&mut self, session: SessionId, now: Instant) -> Result<(), CommandError> {
        let _ = (session, now);
        Err(CommandError::UnknownSession)
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
        let _ = (session, body, now);
        Err(CommandError::UnknownSession)
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
        let _ = (session, body, now);
        Err(CommandError::UnknownSession)
    }

    /// Answers [`SessionEvent::Reinvite`] with a body, or refuses it.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] if there is none.
    pub fn answer_reinvite(
        &mut self,
        session: SessionId,
        answer: Result<Option<Body>, StatusCode>,
        now: Instant,
    ) -> Result<(), CommandError> {
        let _ = (session, answer, now);
        Err(CommandError::UnknownSession)
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
        let _ = (request, response, now);
        Err(CommandError::UnknownRequest)
    }
}
