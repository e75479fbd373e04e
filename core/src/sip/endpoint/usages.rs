//! What uses dialogs beside sessions (RFC 5057): subscriptions, referrals; and what is sent without
//! any: single requests of the owner.

use super::client::{ExchangeId, Outgoing, User};
use super::line::contact_uri;
use super::referrals::ReferralEntry;
use super::server::Owner;
use super::subscriptions::SubscriptionEntry;
use super::*;
use crate::sip::dialog::{Dialog, Routed};
use crate::sip::header::{CSeq, CallId, Contact, From, NameAddr, To};
use crate::sip::message::{Headers, Method, Request};
use crate::sip::session::{from_tag, put_body, to_tag};

/// How many REFERs of others are open at a time; those beyond get 503.
pub(super) const MAX_REFERRALS: usize = 16;

/// Everything that is no session and no registration.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Usages {
    pub(super) subscriptions: Map<SubscriptionId, SubscriptionEntry>,
    pub(super) referrals: Map<ReferralId, ReferralEntry>,
}

/// The dialog of a usage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Base {
    /// That of a session, as long as it is.
    Session(SessionId),
    /// Its own, or that of a session that is over.
    Own(Box<Dialog>),
    /// None yet: the first request made it, and nothing came back.
    None {
        /// Call-ID, own tag and number of the first request.
        call_id: String,
        local_tag: String,
        number: u32,
    },
}

impl Base {
    /// Returns the dialog, if it is the usage's own.
    pub(super) fn own_mut(&mut self) -> Option<&mut Dialog> {
        match self {
            Self::Own(dialog) => Some(dialog),
            Self::Session(_) | Self::None { .. } => None,
        }
    }

    /// Whether `request` of the other end, which came in the dialog of `session` or in none that
    /// a session has, belongs to this dialog or makes it.
    pub(super) fn matches(&self, session: Option<SessionId>, request: &Request) -> bool {
        let is_id = |id: &str| matches!(request.headers.typed(), Ok(CallId(call)) if call == id);
        match self {
            Self::Session(own) => session == Some(*own),
            Self::Own(dialog) => {
                let id = dialog.id();
                is_id(&id.call_id)
                    && to_tag(&request.headers).as_ref() == Some(&id.local_tag)
                    && from_tag(&request.headers).unwrap_or_default() == id.remote_tag
            }
            Self::None { call_id, local_tag, .. } => {
                is_id(call_id) && to_tag(&request.headers).as_ref() == Some(local_tag)
            }
        }
    }

    /// Makes the dialog of the first message of the other end that can make one: a NOTIFY.
    pub(super) fn adopt_notify(&mut self, notify: &Request) {
        if let Self::None { local_tag, number, .. } = self
            && let Some(dialog) = Dialog::for_subscriber(notify, local_tag, *number)
        {
            *self = Self::Own(Box::new(dialog));
        }
    }

    /// Makes the dialog of a 2xx to the first request.
    pub(super) fn adopt_response(&mut self, request: &Request, response: &Response) {
        if let Self::None { .. } = self
            && to_tag(&response.headers).is_some()
            && let Some(dialog) = Dialog::for_caller(request, response)
        {
            *self = Self::Own(Box::new(dialog));
        }
    }
}

impl Endpoint {
    /// Builds the first request of a usage outside of dialogs, and tells its hop.
    pub(super) fn first_request(
        &self,
        account: AccountId,
        method: Method,
        target: &Uri,
        next_hop: Option<&Uri>,
        base: &Base,
    ) -> Option<Routed> {
        let Base::None { call_id, local_tag, number } = base else { return None };
        let line = self.accounts.get(&account)?;
        let account = &line.account;
        let (hop, routes) = line.way(next_hop.cloned(), target);
        let from = NameAddr::new(account.display_name.clone(), account.aor.clone());
        let mut request = Request::new(method.clone(), target.clone());
        request.headers.push_list(&routes);
        request.headers.push_typed(&From(from.with_tag(local_tag)));
        request.headers.push_typed(&To(NameAddr::new("", target.clone())));
        request.headers.push(HeaderName::CallId, call_id.clone());
        request.headers.push_typed(&CSeq::new(*number, method));
        Some(Routed { request, hop })
    }

    /// Returns a name for a dialog that is to come.
    pub(super) fn new_base(&mut self) -> Base {
        Base::None { call_id: self.rng.hex(24), local_tag: self.rng.hex(10), number: 1 }
    }

    /// Returns a request in the dialog of a usage, if it has one.
    pub(super) fn request_in(&mut self, base: &mut Base, method: Method) -> Option<Routed> {
        match base {
            Base::Session(id) => self.sessions.get_mut(id)?.session.request(method),
            Base::Own(dialog) => Some(dialog.request(method)),
            Base::None { .. } => None,
        }
    }

    /// Returns the account and the socket of a usage in the dialog of `session`.
    pub(super) fn ways_of(&self, session: SessionId) -> Option<(Option<AccountId>, TransportId)> {
        let entry = self.sessions.get(&session)?;
        Some((entry.account, entry.transport))
    }

    /// Returns where an account is reached by requests in dialogs.
    pub(super) fn contact_of(
        &self,
        account: Option<AccountId>,
        transport: TransportId,
    ) -> Option<Contact> {
        let local = *self.transports.get(&transport)?;
        let line = account.and_then(|account| self.accounts.get(&account));
        let uri = match line {
            Some(line) => line.contact(&line.account.user(), local),
            None => contact_uri("", local.into(), Protocol::Udp),
        };
        Some(Contact::Address(NameAddr::new("", uri)))
    }

    /// Sends a request of a usage, with what all requests have.
    pub(super) fn send_for(
        &mut self,
        user: User,
        account: Option<AccountId>,
        transport: TransportId,
        mut routed: Routed,
        now: Instant,
    ) -> ExchangeId {
        let makes_dialog = matches!(
            routed.request.method,
            Method::Subscribe | Method::Refer | Method::Notify | Method::Update
        );
        let contact = self.contact_of(account, transport).filter(|_| makes_dialog);
        self.note_contact(&user, contact.as_ref());
        self.complete(&mut routed.request, contact);
        let exchange = ExchangeId(self.new_id());
        let outgoing = Outgoing { user, account, transport, routed, former: None };
        self.start_as(exchange, outgoing, now);
        exchange
    }

    /// A session is over: what else used its dialog keeps that (RFC 5057 4.1).
    pub(super) fn bequeath(&mut self, session: SessionId, dialog: Option<Dialog>, now: Instant) {
        let heirs: Vec<ReferralId> = self
            .usages
            .referrals
            .iter()
            .filter(|(_, entry)| entry.base == Base::Session(session))
            .map(|(id, _)| *id)
            .collect();
        for id in heirs {
            if let Some(entry) = self.usages.referrals.get_mut(&id) {
                match &dialog {
                    Some(dialog) => entry.base = Base::Own(Box::new(dialog.clone())),
                    None => drop(self.usages.referrals.remove(&id)),
                }
            }
            self.pump_referral(id, now);
        }
    }

    /// Takes a request in the dialog of `session`, or in one that no session has.
    pub(super) fn receive_for_usage(
        &mut self,
        id: ServerId,
        session: Option<SessionId>,
        from: SocketAddr,
        request: Request,
        now: Instant,
    ) {
        match request.method {
            Method::Notify => self.receive_notify(id, session, from, request, now),
            Method::Refer => self.receive_refer(id, session, from, request, now),
            Method::Subscribe => self.receive_subscribe(id, session, &request, now),
            Method::Invite
            | Method::Ack
            | Method::Bye
            | Method::Cancel
            | Method::Options
            | Method::Register
            | Method::Info
            | Method::Message
            | Method::Prack
            | Method::Publish
            | Method::Update
            | Method::Other(_) => self.reply(id, StatusCode::CALL_DOES_NOT_EXIST, now),
        }
    }

    /// Gives a request to the owner, who answers it.
    pub(super) fn hand_over(
        &mut self,
        id: ServerId,
        session: Option<SessionId>,
        from: SocketAddr,
        request: Request,
    ) {
        let Some(server) = self.servers.transactions.get_mut(&id) else { return };
        server.owner = Owner::Outside;
        let transport = server.transport;
        let id = RequestId(id.0);
        self.tell(Event::Request { id, session, transport, from, request });
    }

    /// Sends a single request outside of dialogs, such as MESSAGE.
    pub(super) fn send_single(
        &mut self,
        account: AccountId,
        mut routed: Routed,
        headers: &Headers,
        body: Option<Body>,
        now: Instant,
    ) -> Result<SentId, CommandError> {
        let line = self.accounts.get(&account).ok_or(CommandError::UnknownAccount)?;
        let transport = line.account.transport;
        routed.request.headers.append(headers);
        put_body(&mut routed.request.headers, &mut routed.request.body, body);
        let id = SentId(self.new_id());
        self.send_for(User::Single(id, None), Some(account), transport, routed, now);
        Ok(id)
    }

    /// Sends a single request in the dialog of a session, such as INFO.
    pub(super) fn send_single_in(
        &mut self,
        session: SessionId,
        method: Method,
        headers: &Headers,
        body: Option<Body>,
        now: Instant,
    ) -> Result<SentId, CommandError> {
        let (account, transport) = self.ways_of(session).ok_or(CommandError::UnknownSession)?;
        let entry = self.sessions.get_mut(&session).ok_or(CommandError::UnknownSession)?;
        let mut routed = entry.session.request(method).ok_or(CommandError::WrongState)?;
        routed.request.headers.append(headers);
        put_body(&mut routed.request.headers, &mut routed.request.body, body);
        let id = SentId(self.new_id());
        self.send_for(User::Single(id, Some(session)), account, transport, routed, now);
        Ok(id)
    }

    /// Takes the outcome of a request of a usage.
    pub(super) fn usage_answered(
        &mut self,
        user: User,
        request: &Request,
        result: Result<Response, FailureReason>,
        now: Instant,
    ) {
        match user {
            User::Subscription(id) => self.subscribe_answered(id, request, result, now),
            User::Refer(id) => self.refer_answered(id, request, result, now),
            User::Notice(id) => self.notice_answered(id, result, now),
            User::Single(id, _) => {
                self.tell(Event::Answered(id, result.map(|response| response.status)));
            }
            User::Registration(_)
            | User::FormerRegistration
            | User::Session(..)
            | User::Ack { .. }
            | User::Nobody => {}
        }
    }

    /// Takes the next number of the dialog that a usage's request is sent in again.
    pub(super) fn advance_usage(&mut self, user: &User) -> Option<u32> {
        let base = match user {
            User::Subscription(id) => &mut self.usages.subscriptions.get_mut(id)?.base,
            User::Refer(id) | User::Notice(id) => &mut self.usages.referrals.get_mut(id)?.base,
            User::Single(_, Some(session)) => {
                return self.sessions.get_mut(session)?.session.advance(None);
            }
            User::Single(_, None)
            | User::Registration(_)
            | User::FormerRegistration
            | User::Session(..)
            | User::Ack { .. }
            | User::Nobody => return None,
        };
        match base {
            Base::Session(session) => self.sessions.get_mut(session)?.session.advance(None),
            Base::Own(dialog) => Some(dialog.advance()),
            Base::None { number, .. } => {
                *number = number.saturating_add(1).min(CSeq::MAX);
                Some(*number)
            }
        }
    }
}

/// Returns the outcome as why it failed, and the seconds of Min-Expires and Retry-After; `Ok` for
/// a 2xx.
pub(super) fn refusal(
    result: Result<Response, FailureReason>,
) -> Result<Response, (FailureReason, Option<Duration>, Option<Duration>)> {
    use crate::sip::header::{MinExpires, RetryAfter};
    match result {
        Ok(response) if response.status.is_success() => Ok(response),
        Ok(response) => {
            let minimum = response.headers.typed_opt::<MinExpires>().ok().flatten();
            let minimum = minimum.map(|field| Duration::from_secs(field.0.into()));
            let retry = response.headers.typed_opt::<RetryAfter>().ok().flatten();
            let retry = retry.map(|field| Duration::from_secs(field.seconds.into()));
            Err((FailureReason::Status(response.status, response.reason), minimum, retry))
        }
        Err(reason) => Err((reason, None, None)),
    }
}
