//! Where an exchange goes: its servers one after the other, until one answers (RFC 3263 4.3).

use core::net::SocketAddr;
use std::collections::VecDeque;

use super::client::{Exchange, ExchangeId, User};
use super::resolver::{self, Plan, Question};
use super::target::{Protocol, Target};
use super::*;
use crate::dns::Records;
use crate::sip::registration::Registration;
use crate::sip::session::to_tag;

/// How long a server that did not answer comes after the others.
const DOWN_FOR: Duration = Duration::from_secs(60);

/// How many such servers are remembered.
const MAX_DOWN: usize = 64;

/// Servers that did not answer, and until when they come last.
pub(super) type Down = Map<(Protocol, SocketAddr), Instant>;

impl Endpoint {
    /// Finds out where an exchange goes.
    pub(super) fn locate(&mut self, id: ExchangeId, now: Instant) {
        let Some(exchange) = self.clients.exchanges.get(&id) else { return };
        let line = exchange.account.and_then(|account| self.accounts.get(&account));
        let hop = line.map_or(&exchange.hop, |line| line.first_hop(&exchange.hop));
        let former = exchange.former.as_ref().map(|former| former.protocol);
        let preferred = former.unwrap_or_else(|| preferred(line, hop));
        match self.resolver.plan(hop, preferred, now) {
            Plan::Targets(targets) => self.located(id, targets, now),
            Plan::Ask(questions) => self.ask(questions, id.0, now),
        }
    }

    fn ask(&mut self, questions: Vec<Question>, who: u32, now: Instant) {
        for question in questions {
            let asked = ResolveId(self.next_id);
            if self.resolver.wait(&question, who, asked) {
                self.next_id = self.next_id.wrapping_add(1);
                let deadline = now + resolver::GIVE_UP_AFTER;
                self.schedule.set(Due::Resolve(asked), Some(deadline));
                self.outputs.push_back(Output::Resolve(asked, question.name, question.kind));
            }
        }
    }

    /// Goes on looking for the owner's server.
    pub(super) fn find(&mut self, now: Instant) {
        let Some((who, hop, protocol)) = self.finding.clone() else { return };
        match self.resolver.plan(&hop, protocol, now) {
            Plan::Ask(questions) => self.ask(questions, who, now),
            Plan::Targets(targets) => {
                self.finding = None;
                let first = targets.first().map(Target::ip);
                let unknown = || FailureReason::UnknownHost(host_of(&hop));
                self.tell(Event::Server(first.ok_or_else(unknown)));
            }
        }
    }

    fn located(&mut self, id: ExchangeId, targets: Vec<Target>, now: Instant) {
        let Some(exchange) = self.clients.exchanges.get(&id) else { return };
        let line = exchange.account.and_then(|account| self.accounts.get(&account));
        let registers = matches!(exchange.user, User::Registration(_));
        let failback = self.settings.failback;
        let goes_back = registers && line.is_some_and(|line| line.is_to_go_back(failback, now));
        let current = line.and_then(Line::current).filter(|_| !goes_back);
        let down = |target: &Target| {
            let until = self.down.get(&(target.protocol, target.address));
            until.is_some_and(|until| now < *until)
        };
        let all_down = !targets.is_empty() && targets.iter().all(down);
        if all_down
            && let Some(exchange) = self.clients.exchanges.get_mut(&id)
            && !exchange.rotated
            && let Some(other) = exchange.alternatives.pop_front()
        {
            // The server that lives is asked first, whichever it is.
            exchange.rotated = true;
            exchange.alternatives.push_back(core::mem::replace(&mut exchange.hop, other));
            return self.locate(id, now);
        }
        let mut ordered: Vec<Target> = targets;
        // A stable sort: among equals the order is that of the name service.
        ordered.sort_by_key(|target| (current != Some(target), down(target) && !goes_back));
        if let Some(exchange) = self.clients.exchanges.get_mut(&id) {
            exchange.addresses = VecDeque::from(ordered);
            let reason = FailureReason::UnknownHost(host_of(&exchange.hop));
            self.try_next(id, reason, now);
        }
    }

    /// Takes the answer of the name service to those who wait for it.
    pub(super) fn resolved(
        &mut self,
        id: ResolveId,
        answer: Result<Records, String>,
        now: Instant,
    ) {
        self.schedule.set(Due::Resolve(id), None);
        for who in self.resolver.answer(id, answer, &mut self.rng, now) {
            if self.finding.as_ref().is_some_and(|(finding, ..)| *finding == who) {
                self.find(now);
            } else {
                self.locate(ExchangeId(who), now);
            }
        }
    }

    /// Sends to the next server, or gives up for `reason`.
    pub(super) fn try_next(&mut self, id: ExchangeId, reason: FailureReason, now: Instant) {
        self.note_failure(id, &reason, now);
        let is_dead = is_dead(&reason);
        let Some(exchange) = self.clients.exchanges.get_mut(&id) else { return };
        if exchange.is_cancelled() {
            return self.finish(id, Err(reason), now);
        }
        if let Some(to) = exchange.addresses.pop_front() {
            return self.transmit(id, to, now);
        }
        match exchange.alternatives.pop_front() {
            Some(hop) => {
                // The way through the first server ends with it.
                exchange.request.headers.remove(&HeaderName::Route);
                exchange.hop = hop;
                let unserved = exchange.account.filter(|_| is_dead);
                self.locate(id, now);
                if let Some(account) = unserved {
                    self.tell(Event::Unserved(account));
                }
            }
            None => self.finish(id, Err(reason), now),
        }
    }

    /// Nobody answered within the time that the configuration allows (manual 16.2.2.1).
    pub(super) fn fail_over(&mut self, id: ExchangeId, now: Instant) {
        let exchange = self.clients.exchanges.get(&id);
        let gives_up = |exchange: &Exchange| {
            let line = exchange.account.and_then(|account| self.accounts.get(&account));
            let outside = to_tag(&exchange.request.headers).is_none();
            outside && line.is_some_and(|line| line.account.gives_up)
        };
        if let Some(exchange) = exchange.filter(|it| it.has_others() || gives_up(it)) {
            // A server that comes back must not find an old call waiting.
            if let Some((_, client)) = exchange.sent {
                self.drop_client(client);
            }
            self.try_next(id, FailureReason::NoAnswer, now);
        }
    }

    /// Notes that a server answered: the account's requests go there from now on.
    pub(super) fn note_success(&mut self, id: ExchangeId, now: Instant) {
        self.schedule.set(Due::FailOver(id), None);
        let Some(exchange) = self.clients.exchanges.get(&id) else { return };
        let Some((target, _)) = exchange.sent.clone() else { return };
        self.down.remove(&(target.protocol, target.address));
        let account = exchange.account;
        let line = account.and_then(|account| self.accounts.get_mut(&account));
        if let Some(line) = line
            && line.is_own_hop(&exchange.hop)
            && line.note_current(target, now)
            && let Some(account) = account
        {
            let failback = self.settings.failback;
            let at = (!failback.is_zero()).then(|| now + failback);
            self.schedule.set(Due::Failback(account), at);
        }
    }

    fn note_failure(&mut self, id: ExchangeId, reason: &FailureReason, now: Instant) {
        self.schedule.set(Due::FailOver(id), None);
        let Some(exchange) = self.clients.exchanges.get(&id).filter(|_| is_dead(reason)) else {
            return;
        };
        let Some((target, _)) = exchange.sent.clone() else { return };
        let line = exchange.account.and_then(|account| self.accounts.get_mut(&account));
        if let Some(line) = line {
            line.forget_current(&target);
        }
        self.down.retain(|_, until| now < *until);
        if self.down.len() < MAX_DOWN {
            self.down.insert((target.protocol, target.address), now + DOWN_FOR);
        }
    }

    /// As [`Self::fail_clients`] for datagrams to `to`, under whichever name it was found.
    pub(super) fn fail_datagrams(
        &mut self,
        transport: TransportId,
        to: SocketAddr,
        error: &str,
        now: Instant,
    ) {
        let clients = self.clients.transactions.values().map(|client| &client.to);
        let mut hit: Vec<Target> = clients
            .filter(|it| it.protocol == Protocol::Udp && it.address == to)
            .cloned()
            .collect();
        hit.sort();
        hit.dedup();
        for target in hit {
            self.fail_clients(transport, &target, error, now);
        }
    }

    /// Time to see whether the first server is back (manual 16.2.2.2).
    pub(super) fn fail_back(&mut self, account: AccountId, now: Instant) {
        self.registration_command(account, Registration::renew, now);
    }
}

/// Returns what carries messages to a hop that does not say it itself: what the account says of
/// its own servers, and UDP for all others (RFC 3263 4.1).
fn preferred(line: Option<&Line>, hop: &Uri) -> Protocol {
    match line {
        Some(line) if line.is_own(hop) => line.account.protocol,
        Some(_) | None => Protocol::Udp,
    }
}

/// Whether a failure says that nobody is there.
fn is_dead(reason: &FailureReason) -> bool {
    matches!(reason, FailureReason::NoAnswer | FailureReason::Transport(_))
}

fn host_of(hop: &Uri) -> String {
    hop.host().map_or_else(|| hop.to_string(), ToString::to_string)
}
