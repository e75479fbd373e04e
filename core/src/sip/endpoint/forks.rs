//! Answers to an INVITE: one is the session's, the other forks are refused (RFC 3261 13.2.2.4).

use super::client::{ExchangeId, Outgoing, User};
use super::*;
use crate::sip::dialog::{Dialog, Routed};
use crate::sip::header::CSeq;
use crate::sip::message::Method;
use crate::sip::session::to_tag;

impl Endpoint {
    /// The first 2xx is the session's. Each other fork is acknowledged and told good-bye
    /// (RFC 3261 13.2.2.4). A repeated 2xx gets the same ACK again.
    pub(super) fn invite_answered(&mut self, id: ExchangeId, response: Response, now: Instant) {
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return };
        let tag = to_tag(&response.headers).unwrap_or_default();
        if let Some((to, packet)) = exchange.acks.get(&tag).cloned() {
            let transport = exchange.transport;
            return self.send_again(transport, &to, packet, now);
        }
        if exchange.winner.as_ref() == Some(&tag) {
            return; // The owner has not made its answer yet.
        }
        let User::Session(session, purpose) = exchange.user else { return };
        match self.sessions.get_mut(&session).filter(|_| exchange.winner.is_none()) {
            Some(entry) => {
                exchange.winner = Some(tag);
                let request = &exchange.request;
                entry.session.handle_response(purpose, request, response, &mut self.rng, now);
                self.pump_session(session, now);
            }
            None => self.refuse_fork(id, &response, now),
        }
    }

    fn refuse_fork(&mut self, id: ExchangeId, response: &Response, now: Instant) {
        let Some(exchange) = self.clients.exchanges.get(&id) else { return };
        let (account, transport) = (exchange.account, exchange.transport);
        let Some(mut dialog) = Dialog::for_caller(&exchange.request, response) else { return };
        let number = exchange.request.headers.typed::<CSeq>().map_or(0, |cseq| cseq.number);
        self.send_ack(id, dialog.ack(number), now);
        let mut routed = dialog.request(Method::Bye);
        self.complete(&mut routed.request, None);
        let user = User::Nobody;
        self.start(Outgoing { user, account, transport, routed, former: None }, now);
    }

    /// Sends the ACK of a 2xx to the INVITE of `invite`, with the credentials of the INVITE
    /// (RFC 3261 13.2.2.4, 22.1).
    pub(super) fn send_ack(&mut self, invite: ExchangeId, mut routed: Routed, now: Instant) {
        let Some(exchange) = self.clients.exchanges.get(&invite) else { return };
        for name in [HeaderName::Authorization, HeaderName::ProxyAuthorization] {
            for value in exchange.request.headers.get_all(&name) {
                routed.request.headers.push(name.clone(), value);
            }
        }
        let (account, transport) = (exchange.account, exchange.transport);
        let tag = to_tag(&routed.request.headers).unwrap_or_default();
        self.complete(&mut routed.request, None);
        let user = User::Ack { invite, tag };
        self.start(Outgoing { user, account, transport, routed, former: None }, now);
    }
}
