//! A new address is told to everybody who knows another one: in each session with a sign of life
//! (RFC 3261 12.2), to each notifier with a SUBSCRIBE.

use super::client::User;
use super::*;
use crate::sip::header::Contact;

/// How long that waits for what tells it anyway, such as an offer of new media. It doubles each
/// time that the other end refuses to be told.
const WAIT: Duration = Duration::from_millis(500);

/// How often the other end is told again that refused.
const MAX_REFUSALS: u8 = 6;

/// What the other end of a dialog knows of the way to this one.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Told {
    /// The Contact that it was sent last; `None` leads nowhere any more.
    contact: Option<Uri>,
    /// The one before, which holds if the other end refuses what it was sent last.
    before: Option<Uri>,
    refusals: u8,
    /// The Contact that it is about to be sent.
    coming: Option<Uri>,
    /// Whether to see later if it has to be told.
    postponed: bool,
}

impl Told {
    /// The way that the other end knows leads nowhere any more.
    fn forget(&mut self) {
        *self = Self::default();
    }

    fn note(&mut self, contact: Option<&Contact>) {
        if let Some(uri) =
            contact.and_then(Contact::uri).filter(|uri| self.contact.as_ref() != Some(uri))
        {
            self.before = self.contact.replace(uri.clone());
        }
    }

    /// The other end took the request that told it something, or refused it; returns how long to
    /// wait before it is told again, if it has to be.
    fn settle(&mut self, taken: bool) -> Option<Duration> {
        let before = self.before.take();
        if taken {
            self.refusals = 0;
            return None;
        }
        self.contact = Some(before?);
        self.coming = None;
        self.refusals += 1;
        (self.refusals <= MAX_REFUSALS).then(|| WAIT * (1 << self.refusals))
    }

    /// Whether the other end has to be told `contact`, if that can be done now.
    fn is_due(&mut self, contact: Option<&Uri>, possible: bool) -> bool {
        self.postponed = !possible || contact.is_none();
        if self.postponed || self.contact.as_ref() == contact || self.coming.as_ref() == contact {
            return false;
        }
        self.coming = contact.cloned();
        true
    }

    /// Whether to see again if the other end has to be told.
    pub(super) const fn is_postponed(&self) -> bool {
        self.postponed
    }
}

impl Endpoint {
    /// Notes the Contact that the other end of a dialog is sent.
    pub(super) fn note_contact(&mut self, user: &User, contact: Option<&Contact>) {
        match user {
            User::Session(id, _) => self.note_session_contact(*id, contact),
            User::Subscription(id) => {
                if let Some(entry) = self.usages.subscriptions.get_mut(id) {
                    entry.told.note(contact);
                }
            }
            User::Registration(_)
            | User::FormerRegistration
            | User::Ack { .. }
            | User::Refer(_)
            | User::Notice(_)
            | User::Single(..)
            | User::Nobody => {}
        }
    }

    /// Notes the Contact that the other end of a session is sent.
    pub(super) fn note_session_contact(&mut self, id: SessionId, contact: Option<&Contact>) {
        if let Some(entry) = self.sessions.get_mut(&id) {
            entry.told.note(contact);
        }
    }

    /// A request that changes a session has its final response, or none.
    pub(super) fn note_outcome(&mut self, id: SessionId, taken: bool, now: Instant) {
        let Some(entry) = self.sessions.get_mut(&id) else { return };
        if let Some(wait) = entry.told.settle(taken) {
            self.schedule.set(Due::Contacts, Some(now + wait));
        }
    }

    /// This end is reached elsewhere from now on, or may be.
    pub(super) fn contacts_may_differ(&mut self, now: Instant) {
        if !self.sessions.is_empty() || !self.usages.subscriptions.is_empty() {
            self.schedule.set(Due::Contacts, Some(now + WAIT));
        }
    }

    /// The connection is gone by which an account was reached.
    pub(super) fn forget_told(&mut self, account: AccountId) {
        for (_, entry) in &mut self.sessions {
            if entry.account == Some(account) {
                entry.told.forget();
            }
        }
        for (_, entry) in &mut self.usages.subscriptions {
            if entry.account() == account {
                entry.told.forget();
            }
        }
    }

    /// Tells everybody who knows another Contact than the one that holds.
    pub(super) fn renew_contacts(&mut self, now: Instant) {
        for id in self.sessions.keys().copied().collect::<Vec<_>>() {
            self.tell_if_moved(id, now);
        }
        for id in self.usages.subscriptions.keys().copied().collect::<Vec<_>>() {
            let Some(entry) = self.usages.subscriptions.get(&id) else { continue };
            let (account, transport) = (Some(entry.account()), entry.transport());
            let contact = self.contact_of(account, transport).filter(|_| self.is_reached(account));
            let entry = self.usages.subscriptions.get_mut(&id);
            let uri = contact.as_ref().and_then(Contact::uri);
            if entry.is_some_and(|entry| entry.told.is_due(uri, true)) {
                let _ = self.resubscribe(id, now);
            }
        }
    }

    /// Tells the other end of a session where this end is, as soon as nothing else is under way.
    pub(super) fn tell_if_moved(&mut self, id: SessionId, now: Instant) {
        let contact = self.session_contact(id);
        let account = self.sessions.get(&id).and_then(|entry| entry.account);
        let contact = contact.filter(|_| self.is_reached(account));
        let Some(entry) = self.sessions.get_mut(&id) else { return };
        let uri = contact.as_ref().and_then(Contact::uri);
        if entry.told.is_due(uri, entry.session.is_settled()) {
            entry.session.announce(now);
            self.pump_session(id, now);
        }
    }

    /// Whether an account can be reached: by connections only while there is one.
    fn is_reached(&self, account: Option<AccountId>) -> bool {
        let line = account.and_then(|account| self.accounts.get(&account));
        line.is_none_or(|line| line.flow.is_some() || !line.account.protocol.is_stream())
    }
}
