//! What the owner may want beside calls: subscriptions, REFER, single requests.

use super::usages::Base;
use super::*;
use crate::sip::event::sipfrag::StatusLine;
use crate::sip::header::Replaces;
use crate::sip::message::{Headers, Method};
use crate::sip::subscription::subscriber::Subscriber;

impl Endpoint {
    /// Forgets an account's registration, and does not tell the registrar, which may be gone.
    pub fn forget_registration(&mut self, id: AccountId, now: Instant) {
        self.abandon_registers(id);
        self.registration_command(id, Registration::forget, now);
    }

    /// Refreshes an account's registration within the time after which a failed one is tried
    /// again: the registrar may be gone.
    pub fn hurry_registration(&mut self, id: AccountId, now: Instant) {
        self.registration_command(id, Registration::hurry, now);
    }

    /// Asks a server with OPTIONS whether it is there; [`Event::Answered`] follows.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownAccount`], or [`CommandError::WrongState`] without such a server.
    pub fn ask_server(
        &mut self,
        account: AccountId,
        server: Server,
        now: Instant,
    ) -> Result<SentId, CommandError> {
        let line = self.accounts.get(&account).ok_or(CommandError::UnknownAccount)?;
        let Account { registrar, registrar_hop, proxy, .. } = &line.account;
        let (target, hop) = match server {
            Server::Registrar => (registrar, registrar_hop.as_ref().or(registrar.as_ref())),
            Server::Proxy => (proxy, proxy.as_ref()),
        };
        let target = target.clone().ok_or(CommandError::WrongState)?;
        let hop = hop.cloned();
        let mut headers = Headers::default();
        headers.push(HeaderName::Accept, "application/sdp");
        let base = self.new_base();
        let routed = self.first_request(account, Method::Options, &target, hop.as_ref(), &base);
        let routed = routed.ok_or(CommandError::UnknownAccount)?;
        self.send_single(account, routed, &headers, None, now)
    }

    /// Asks the server that the INVITE of a session went or came by, with OPTIONS, whether it is
    /// there; [`Event::Answered`] follows.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] if nothing is open there,
    /// or if a connection leads there, whose end is noticed anyway.
    pub fn ask_way(&mut self, session: SessionId, now: Instant) -> Result<SentId, CommandError> {
        let entry = self.sessions.get(&session).ok_or(CommandError::UnknownSession)?;
        let account = entry.account.ok_or(CommandError::WrongState)?;
        let sent =
            entry.invite.and_then(|invite| self.clients.exchanges.get(&invite)?.sent.clone());
        let way = sent.map(|(to, _)| to).or_else(|| self.servers.way_of(session));
        let way = way.filter(|to| to.protocol == Protocol::Udp).ok_or(CommandError::WrongState)?;
        let target = Uri::sip("", way.address.ip(), Some(way.address.port()));
        let base = self.new_base();
        let routed = self.first_request(account, Method::Options, &target, Some(&target), &base);
        let routed = routed.ok_or(CommandError::UnknownAccount)?;
        self.send_single(account, routed, &Headers::default(), None, now)
    }

    /// Subscribes, and keeps the subscription until [`Self::unsubscribe`].
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownAccount`], or [`CommandError::WrongState`] if there are too many.
    pub fn subscribe(
        &mut self,
        subscription: Subscription,
        now: Instant,
    ) -> Result<SubscriptionId, CommandError> {
        self.start_subscription(subscription, now)
    }

    /// Ends a subscription; [`SubscriptionEvent::Ended`] follows.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownUsage`].
    pub fn unsubscribe(&mut self, id: SubscriptionId, now: Instant) -> Result<(), CommandError> {
        self.subscription_command(id, Subscriber::unsubscribe, now)
    }

    /// Asks a notifier for its whole state, for example because a version is missing; several
    /// wishes within seconds are one. A subscription that stopped is tried again.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownUsage`].
    pub fn resubscribe(&mut self, id: SubscriptionId, now: Instant) -> Result<(), CommandError> {
        self.subscription_command(id, Subscriber::refresh, now)
    }

    /// Asks the other end of a session to call `target`, with `headers` such as Referred-By.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] without a dialog.
    pub fn refer(
        &mut self,
        session: SessionId,
        target: &Uri,
        headers: &Headers,
        now: Instant,
    ) -> Result<ReferralId, CommandError> {
        let (account, transport) = self.ways_of(session).ok_or(CommandError::UnknownSession)?;
        let base = Base::Session(session);
        self.send_refer(base, account, transport, target, None, headers, now)
    }

    /// Asks `whom`, outside of dialogs, to call `target`.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownAccount`].
    pub fn refer_outside(
        &mut self,
        account: AccountId,
        whom: &Uri,
        target: &Uri,
        headers: &Headers,
        now: Instant,
    ) -> Result<ReferralId, CommandError> {
        let line = self.accounts.get(&account).ok_or(CommandError::UnknownAccount)?;
        let transport = line.account.transport;
        let base = self.new_base();
        self.send_refer(base, Some(account), transport, target, Some(whom), headers, now)
    }

    /// Forgets a REFER that was sent; NOTIFYs that still come get 481.
    pub fn forget_referral(&mut self, id: ReferralId) {
        self.drop_referral(id);
    }

    /// Accepts [`Event::Referred`] with 202; what becomes of the call is then told with
    /// [`Self::report_referral`].
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownUsage`], or [`CommandError::WrongState`] if it is answered.
    pub fn accept_referral(&mut self, id: ReferralId, now: Instant) -> Result<(), CommandError> {
        self.answer_referral(id, StatusCode::ACCEPTED, now)
    }

    /// Refuses [`Event::Referred`], 300 to 699.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownUsage`], or [`CommandError::WrongState`] if it is answered.
    pub fn reject_referral(
        &mut self,
        id: ReferralId,
        status: StatusCode,
        now: Instant,
    ) -> Result<(), CommandError> {
        if !status.is_failure() {
            return Err(CommandError::WrongState);
        }
        self.answer_referral(id, status, now)
    }

    /// Tells whoever sent a REFER how the call stands; a final status ends the telling.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownUsage`] if nobody wants to know any more.
    pub fn report_referral(
        &mut self,
        id: ReferralId,
        line: StatusLine,
        now: Instant,
    ) -> Result<(), CommandError> {
        self.tell_referral(id, line, now)
    }

    /// Sends a single request outside of dialogs, by way of `next_hop` or where the account sends;
    /// [`Event::Answered`] follows.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownAccount`].
    #[expect(clippy::too_many_arguments, reason = "each is a part of the request")]
    pub fn request(
        &mut self,
        account: AccountId,
        method: Method,
        target: &Uri,
        next_hop: Option<&Uri>,
        headers: &Headers,
        body: Option<Body>,
        now: Instant,
    ) -> Result<SentId, CommandError> {
        let base = self.new_base();
        let routed = self.first_request(account, method, target, next_hop, &base);
        let routed = routed.ok_or(CommandError::UnknownAccount)?;
        self.send_single(account, routed, headers, body, now)
    }

    /// Sends a single request in the dialog of a session; [`Event::Answered`] follows.
    ///
    /// # Errors
    ///
    /// [`CommandError::UnknownSession`], or [`CommandError::WrongState`] without a dialog.
    pub fn request_in_session(
        &mut self,
        session: SessionId,
        method: Method,
        headers: &Headers,
        body: Option<Body>,
        now: Instant,
    ) -> Result<SentId, CommandError> {
        self.send_single_in(session, method, headers, body, now)
    }

    /// Returns the address of the conference that the other end of a session is, if it is one
    /// (RFC 4579 4.2).
    pub fn focus(&self, session: SessionId) -> Option<Uri> {
        let dialog = self.sessions.get(&session)?.session.dialog()?;
        dialog.is_focus().then(|| dialog.remote_target().clone())
    }

    /// Returns how the other end of a session's dialog can be told to take its place: the address
    /// of that end, and the Replaces that it will recognize (RFC 3891 6.1).
    pub fn replaces(&self, session: SessionId) -> Option<(Uri, Replaces)> {
        let dialog = self.sessions.get(&session)?.session.dialog()?;
        let id = dialog.id();
        let is_global = |uri: &Uri| uri.as_sip().is_some_and(|uri| uri.params.has("gr"));
        // RFC 5589 7.3: its Contact if that is known to be reachable, else its address of record.
        let target = dialog.remote_target();
        let uri = if is_global(target) { target } else { &dialog.remote().uri };
        let replaces = Replaces {
            call_id: id.call_id,
            to_tag: id.remote_tag,
            from_tag: id.local_tag,
            early_only: false,
        };
        Some((uri.clone(), replaces))
    }
}
