//! What a callee sends reliably before it answers (RFC 3262 3).

use super::early::{Offers, RELIABLE};
use super::machine::Timer;
use super::update::Theirs;
use super::*;
use crate::sip::header::{RAck, RSeq, Require, Supported};

/// Most provisional responses that wait for the confirmation of the one before.
const MAX_WAITING: usize = 8;

/// What the caller wants of provisional responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Wish {
    /// They need no confirmation.
    Unreliable,
    /// Those that matter may need one.
    Supported,
    /// All need one.
    Required,
}

/// A response that waits for its PRACK.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Unconfirmed {
    rseq: u32,
    reply: Reply,
    repeat_after: Duration,
}

/// Provisional responses that are confirmed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Reliable {
    /// Whether this end takes part.
    understood: bool,
    wish: Wish,
    /// The number of the INVITE.
    invite: u32,
    /// The number of the next response.
    next: u32,
    unconfirmed: Option<Unconfirmed>,
    /// What comes after it is confirmed.
    waiting: VecDeque<Reply>,
    /// The answer that comes after it is confirmed (RFC 3262 3).
    accept: Option<Option<Body>>,
}

impl Reliable {
    /// Returns the state of a caller, who confirms what is sent to it.
    pub(super) const fn for_caller(understood: bool) -> Self {
        Self {
            understood,
            wish: Wish::Unreliable,
            invite: 0,
            next: 1,
            unconfirmed: None,
            waiting: VecDeque::new(),
            accept: None,
        }
    }

    /// Returns the state of a callee. The first number is random and has room above it
    /// (RFC 3262 3).
    pub(super) fn for_callee(understood: bool, invite: &Request, rng: &mut Rng) -> Self {
        let is_it = |tag: &str| tag.eq_ignore_ascii_case(RELIABLE);
        let required = invite.headers.typed_all::<Require>().unwrap_or_default();
        let supported = invite.headers.typed_all::<Supported>().unwrap_or_default();
        let wish = if understood && required.iter().any(|Require(tag)| is_it(tag)) {
            Wish::Required
        } else if understood && supported.iter().any(|Supported(tag)| is_it(tag)) {
            Wish::Supported
        } else {
            Wish::Unreliable
        };
        let next = 1 + rng.below(1 << 30);
        Self { wish, invite: number(invite), next, ..Self::for_caller(understood) }
    }

    pub(super) const fn is_understood(&self) -> bool {
        self.understood
    }

    /// The final response is sent: only a PRACK that is on its way is still of use.
    pub(super) fn stop(&mut self) {
        self.waiting.clear();
        self.accept = None;
    }
}

impl Session {
    /// Sends a provisional response: reliably if the caller insists, or if it can and the
    /// response has a body.
    pub(super) fn provide(&mut self, server: ServerId, reply: Reply, now: Instant) {
        let reliably = match self.reliable.wish {
            Wish::Unreliable => false,
            Wish::Supported => reply.body.is_some(),
            Wish::Required => true,
        };
        if !reliably {
            return self.respond(server, reply);
        }
        // The first reliable response to an INVITE without an offer must hold one (RFC 3261
        // 13.2.1).
        if reply.body.is_none() && self.offers == Offers::None {
            return;
        }
        if self.reliable.unconfirmed.is_some() {
            if self.reliable.waiting.len() < MAX_WAITING {
                self.reliable.waiting.push_back(reply);
            }
            return;
        }
        if reply.body.is_some() {
            self.offers = match self.offers {
                Offers::None => Offers::Sent,
                Offers::Sent | Offers::Received | Offers::Settled => Offers::Settled,
            };
        }
        let rseq = self.reliable.next;
        self.reliable.next = rseq.saturating_add(1);
        let mut reply = reply;
        reply.headers.push_typed(&Require(RELIABLE.to_owned()));
        reply.headers.push_typed(&RSeq(rseq));
        self.respond(server, reply.clone());
        let repeat_after = self.intervals.t1;
        self.timers.set(Timer::Unconfirmed, now + repeat_after);
        self.timers.set(Timer::NeverConfirmed, now + self.intervals.timeout());
        self.reliable.unconfirmed = Some(Unconfirmed { rseq, reply, repeat_after });
    }

    /// Sends what was not confirmed again. The interval doubles without end (RFC 3262 3).
    pub(super) fn provide_again(&mut self, server: ServerId, now: Instant) {
        let Some(unconfirmed) = &mut self.reliable.unconfirmed else { return };
        unconfirmed.repeat_after = unconfirmed.repeat_after.saturating_mul(2);
        let (reply, at) = (unconfirmed.reply.clone(), now + unconfirmed.repeat_after);
        self.respond(server, reply);
        self.timers.set(Timer::Unconfirmed, at);
    }

    /// Whether a 2xx must wait for a PRACK; it is then kept.
    pub(super) fn postpone_accept(&mut self, body: &Option<Body>) -> bool {
        let unconfirmed = self.reliable.unconfirmed.as_ref();
        let waits = unconfirmed.is_some_and(|unconfirmed| unconfirmed.reply.body.is_some());
        if waits {
            self.reliable.accept = Some(body.clone());
        }
        waits
    }

    /// Takes a PRACK; returns the answer that may be sent now.
    pub(super) fn confirmed(
        &mut self,
        invite: Option<ServerId>,
        server: ServerId,
        prack: &Request,
        now: Instant,
    ) -> Option<Option<Body>> {
        let unconfirmed = self.reliable.unconfirmed.as_ref();
        let expected = unconfirmed.map(|unconfirmed| RAck {
            rseq: unconfirmed.rseq,
            cseq: self.reliable.invite,
            method: Method::Invite,
        });
        let matches = expected.is_some() && prack.headers.typed::<RAck>().ok() == expected;
        if !matches {
            self.respond(server, Reply::new(StatusCode::CALL_DOES_NOT_EXIST));
            return None;
        }
        self.reliable.unconfirmed = None;
        self.timers.clear(Timer::Unconfirmed);
        self.timers.clear(Timer::NeverConfirmed);
        self.take_prack_body(server, prack);
        if let Some(invite) = invite
            && let Some(reply) = self.reliable.waiting.pop_front()
        {
            self.provide(invite, reply, now);
        }
        if self.reliable.unconfirmed.is_none() { self.reliable.accept.take() } else { None }
    }

    /// The body of a PRACK is the answer to our offer, or a new offer (RFC 3262 5).
    fn take_prack_body(&mut self, server: ServerId, prack: &Request) {
        let body = take_body(&prack.headers, prack.body.clone());
        match (self.offers, body) {
            (Offers::Sent, body) => {
                self.offers = Offers::Settled;
                self.respond(server, Reply::new(StatusCode::OK));
                self.tell(SessionEvent::Acknowledged { body });
            }
            (Offers::Settled, Some(body)) => {
                self.offers = Offers::Received;
                self.changes.theirs = Some(Theirs { server, method: Method::Prack, fork: None });
                self.tell(SessionEvent::Reinvite { fork: None, body: Some(body) });
            }
            (Offers::None | Offers::Received, Some(_)) => {
                self.respond(server, Reply::new(StatusCode::NOT_ACCEPTABLE_HERE));
            }
            (_, None) => self.respond(server, Reply::new(StatusCode::OK)),
        }
    }
}
