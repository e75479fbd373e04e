//! Which requests are signed, and which challenges are answered (RFC 3261 22).

use super::client::{Exchange, ExchangeId, User};
use super::*;
use crate::sip::auth::{Challenge, Challenged, Realm};
use crate::sip::header::CSeq;
use crate::sip::session::to_tag;

/// How many stale nonces in a row are answered; a server that gets here is broken.
const MAX_STALE: u8 = 8;

impl Endpoint {
    /// Signs a request for the realms that are known, if it goes to the account's own servers
    /// and outside of a dialog: in a dialog a proxy would hand the signature on to the peer.
    pub(super) fn sign(&mut self, id: ExchangeId, to: IpAddr) {
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return };
        if matches!(exchange.user, User::Ack { .. }) {
            return;
        }
        if let Some(former) = &mut exchange.former {
            return former.auth.authorize(&mut exchange.request, &former.login, &mut self.rng);
        }
        let Some(line) = exchange.account.and_then(|account| self.accounts.get_mut(&account))
        else {
            return;
        };
        line.note_server(&exchange.hop, to);
        let in_dialog = to_tag(&exchange.request.headers).is_some();
        let challenged = exchange.challenges > 0 || exchange.stale > 0;
        if line.is_server(&exchange.hop, to) && (!in_dialog || challenged) {
            let login = line.account.login();
            line.auth.authorize(&mut exchange.request, &login, &mut self.rng);
        }
    }

    /// Sends a request again with credentials; returns whether it does (RFC 3261 22.2, 22.3).
    pub(super) fn answer_challenge(
        &mut self,
        id: ExchangeId,
        response: &Response,
        now: Instant,
    ) -> bool {
        let Some(exchange) = self.clients.exchanges.get(&id) else { return false };
        let Some((to, _)) = exchange.sent.clone() else { return false };
        if !self.may_answer(exchange, to.ip(), response) {
            return false;
        }
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return false };
        let (auth, login) = match (&mut exchange.former, exchange.account) {
            (Some(former), _) => (&mut former.auth, former.login.clone()),
            (None, Some(account)) => match self.accounts.get_mut(&account) {
                Some(line) => (&mut line.auth, line.account.login()),
                None => return false,
            },
            (None, None) => return false,
        };
        let challenged = auth.handle_challenge(&exchange.request, response, &login, &mut self.sims);
        if let Some(line) = exchange.account.and_then(|account| self.accounts.get_mut(&account)) {
            for Challenge { realm, .. } in challenges(response, &login) {
                if !line.realms.contains(&realm) {
                    line.realms.push(realm);
                }
            }
        }
        let stale = exchange.challenges > 0 && challenged == Challenged::TryAgain;
        match challenged {
            Challenged::Unanswerable => return false,
            Challenged::TryAgain if stale => exchange.stale += 1,
            Challenged::TryAgain | Challenged::Refused => exchange.challenges += 1,
        }
        // The first challenge is how it begins; after it come the retries.
        let allowed = self.settings.auth_retries.saturating_add(1);
        if exchange.challenges > allowed || exchange.stale > MAX_STALE {
            return false;
        }
        self.advance(id);
        self.transmit(id, to, now);
        true
    }

    /// A signature is worth an attack on the password, so only the account's own servers get one.
    /// In a dialog, and for 401 once the registrar's realm is known, a proxy may merely pass on a
    /// challenge that a peer made up: only realms that these servers used before are answered.
    fn may_answer(&self, exchange: &Exchange, to: IpAddr, response: &Response) -> bool {
        if exchange.former.is_some() || matches!(exchange.user, User::Registration(_)) {
            return true;
        }
        let Some(line) = exchange.account.and_then(|account| self.accounts.get(&account)) else {
            return false;
        };
        if let User::Session(session, purpose) = exchange.user
            && !self.sessions.get(&session).is_some_and(|entry| entry.session.wants(purpose))
        {
            return false;
        }
        let in_dialog = to_tag(&exchange.request.headers).is_some();
        let from_proxy = response.status == StatusCode::PROXY_AUTHENTICATION_REQUIRED;
        let may_be_new = !in_dialog && (from_proxy || line.realms.is_empty());
        let known = |challenge: &Challenge| line.realms.contains(&challenge.realm);
        line.is_server(&exchange.hop, to)
            && (may_be_new || challenges(response, &line.account.login()).iter().all(known))
    }

    /// A request that is sent again is a new one: it has the next number (RFC 3261 22.2).
    pub(super) fn advance(&mut self, id: ExchangeId) {
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return };
        let Ok(cseq) = exchange.request.headers.typed::<CSeq>() else { return };
        let remote_tag = to_tag(&exchange.request.headers);
        let next = match &exchange.user {
            User::Registration(account) => {
                self.accounts.get_mut(account).map(|line| line.registration.advance())
            }
            User::Session(session, _) => {
                let entry = self.sessions.get_mut(session);
                entry.and_then(|entry| entry.session.advance(remote_tag.as_deref()))
            }
            User::Subscription(_) | User::Refer(_) | User::Notice(_) | User::Single(..) => {
                let user = exchange.user.clone();
                self.advance_usage(&user)
            }
            User::FormerRegistration | User::Ack { .. } | User::Nobody => None,
        };
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return };
        let next = next.unwrap_or_else(|| cseq.number.saturating_add(1).min(CSeq::MAX));
        exchange.request.headers.set_typed(&CSeq::new(next, cseq.method));
    }
}

/// Returns the challenges of a response that `login` could answer.
fn challenges(response: &Response, login: &Login) -> Vec<Challenge> {
    let realm =
        if response.status == StatusCode::UNAUTHORIZED { Realm::Server } else { Realm::Proxy };
    Challenge::strongest(&response.headers, realm, login)
}

pub(super) fn is_challenge(status: StatusCode) -> bool {
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::PROXY_AUTHENTICATION_REQUIRED)
}
