//! Redirection: where else a request may go, as 3xx responses say (RFC 3261 8.1.3.4).
//!
//! 300, 301 and 302 are followed outside of dialogs. 305 would let anybody put itself between the
//! phone and its server, and 380 names no address: they are failures like others.

use std::collections::VecDeque;

use super::client::{Exchange, ExchangeId, User};
use super::*;
use crate::sip::header::Contact;
use crate::sip::session::{Purpose, to_tag};

/// How many addresses one request tries, the first included.
const MAX_TARGETS: usize = 10;

/// The addresses of an exchange beside its first one.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Redirects {
    to_try: VecDeque<Uri>,
    tried: Vec<Uri>,
}

impl Redirects {
    /// Adds addresses, best first, in front of those that are there: what a target says of itself
    /// is more to the point than what was known before.
    fn add(&mut self, from: &Uri, targets: Vec<Uri>) {
        if self.tried.is_empty() {
            self.tried.push(from.clone());
        }
        for target in targets.into_iter().rev() {
            let all = self.tried.iter().chain(&self.to_try);
            let known = all.clone().any(|other| other.is_equivalent(&target));
            if !known && all.count() < MAX_TARGETS {
                self.to_try.push_front(target);
            }
        }
    }

    fn take(&mut self) -> Option<Uri> {
        let target = self.to_try.pop_front()?;
        self.tried.push(target.clone());
        Some(target)
    }
}

impl Endpoint {
    /// Follows a 3xx; returns whether it does.
    pub(super) fn follow(&mut self, id: ExchangeId, response: &Response, now: Instant) -> bool {
        let followed = matches!(
            response.status,
            StatusCode::MULTIPLE_CHOICES
                | StatusCode::MOVED_PERMANENTLY
                | StatusCode::MOVED_TEMPORARILY
        );
        let Some(exchange) = self.clients.exchanges.get(&id).filter(|_| followed) else {
            return false;
        };
        if !self.may_move(exchange) {
            return false;
        }
        let secure = is_secure(&exchange.request.uri);
        let mut contacts = response.headers.typed_all::<Contact>().unwrap_or_default();
        // A stable sort: among equals the order is that of the response.
        contacts.sort_by_key(|contact| core::cmp::Reverse(contact.q_thousandths()));
        let targets = contacts.iter().filter_map(|contact| usable(contact.uri()?, secure));
        let targets = targets.collect::<Vec<_>>();
        if let Some(exchange) = self.clients.exchanges.get_mut(&id) {
            exchange.redirects.add(&exchange.request.uri, targets);
        }
        self.try_next_target(id, now)
    }

    /// Sends a request to the next address that a 3xx named; returns whether it does.
    pub(super) fn try_next_target(&mut self, id: ExchangeId, now: Instant) -> bool {
        let exchange = self.clients.exchanges.get_mut(&id);
        let Some(exchange) = exchange.filter(|exchange| !exchange.is_cancelled()) else {
            return false;
        };
        let Some(target) = exchange.redirects.take() else { return false };
        let user = exchange.user.clone();
        let line = exchange.account.and_then(|account| self.accounts.get_mut(&account));
        match (&user, line) {
            (User::Registration(_), Some(line)) => {
                exchange.request.uri = without_user(&target);
                // What stands before all servers stands before this one, too.
                if !line.account.is_behind_proxy {
                    exchange.hop = exchange.request.uri.clone();
                    line.moved_to = Some(exchange.hop.clone());
                }
            }
            (_, line) => {
                let way = line.filter(|line| line.leads_to(&target));
                let way = way.map(|line| line.way(None, &target));
                let (hop, routes) = way.unwrap_or_else(|| (target.clone(), Vec::new()));
                exchange.request.uri = target.clone();
                exchange.request.headers.remove(&HeaderName::Route);
                exchange.request.headers.push_list(&routes);
                exchange.hop = hop;
            }
        }
        // Signatures are for those who asked for them.
        exchange.request.headers.remove(&HeaderName::Authorization);
        exchange.request.headers.remove(&HeaderName::ProxyAuthorization);
        exchange.start_over();
        self.schedule.set(Due::FailOver(id), None);
        self.advance(id);
        if let User::Session(session, _) = user {
            self.tell(Event::Session(session, SessionEvent::Redirected { target }));
        }
        self.locate(id, now);
        true
    }

    /// Whether a request may go elsewhere: outside of dialogs, and while somebody wants it.
    fn may_move(&self, exchange: &Exchange) -> bool {
        let wanted = match &exchange.user {
            User::Session(session, Purpose::Invite) => {
                let entry = self.sessions.get(session);
                entry.is_some_and(|entry| entry.session.wants(Purpose::Invite))
            }
            User::Registration(_) | User::Subscription(_) | User::Refer(_) | User::Single(..) => {
                true
            }
            User::Session(..)
            | User::FormerRegistration
            | User::Ack { .. }
            | User::Notice(_)
            | User::Nobody => false,
        };
        wanted && !exchange.is_cancelled() && to_tag(&exchange.request.headers).is_none()
    }
}

fn is_secure(uri: &Uri) -> bool {
    uri.as_sip().is_some_and(|uri| uri.secure)
}

/// Returns the address of a Contact as a Request-URI, if it is one that this phone can use: never
/// less secure than what was asked for (RFC 3261 26.4.4). Header fields that it names are left
/// out: they would speak in this phone's name.
pub(super) fn usable(uri: &Uri, secure: bool) -> Option<Uri> {
    let mut uri = uri.clone();
    if let Some(sip) = uri.as_sip_mut() {
        sip.clear_headers();
        sip.params.remove("method");
        return (sip.secure || !secure).then_some(uri);
    }
    (matches!(uri, Uri::Tel(_)) && !secure).then_some(uri)
}

fn without_user(uri: &Uri) -> Uri {
    let mut uri = uri.clone();
    if let Some(sip) = uri.as_sip_mut() {
        sip.set_user("");
    }
    uri
}
