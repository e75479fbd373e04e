//! Servers are asked now and then, with OPTIONS, whether they are still there (manual 16.1, 16.2,
//! 16.2.1).

use serde::{Deserialize, Serialize};

use super::fallback::{is_out_of_service, is_unable};
use super::redundancy::{Place, line_of};
use super::settings::Role;
use super::{Phone, Timer};
use crate::map::Map;
use crate::sip::endpoint::{AccountId, FailureReason, RegistrationState, SentId, Server};
use crate::sip::message::StatusCode;
use crate::time::Duration;

/// Why servers are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum KeepAlive {
    /// The registrar may have forgotten the lines (`registrar_ka`).
    Registrar,
    /// The proxy (`keepalive_options`).
    Proxy,
    /// One of two servers may have to stand in for the other (`redundant_proxy`).
    Redundancy,
}

/// Questions without an answer.
pub(super) type Asked = Map<SentId, (KeepAlive, AccountId)>;

impl KeepAlive {
    const ALL: [Self; 3] = [Self::Registrar, Self::Proxy, Self::Redundancy];
}

impl Phone {
    /// Returns how often servers are asked; zero never does.
    fn period(&self, why: KeepAlive) -> Duration {
        let sip = &self.settings.sip;
        match why {
            KeepAlive::Registrar => sip.registrar_keep_alive,
            KeepAlive::Proxy => sip.proxy_keep_alive,
            KeepAlive::Redundancy => match sip.second.as_ref().map(|second| second.role) {
                Some(Role::StandsIn { keep_alive, .. }) => keep_alive,
                Some(Role::Both) | None => Duration::ZERO,
            },
        }
    }

    /// Begins to ask where the configuration says so, and ends where it does not any more.
    pub(super) fn follow_keep_alives(&mut self) {
        for why in KeepAlive::ALL {
            self.plan_question(why);
        }
    }

    fn plan_question(&mut self, why: KeepAlive) {
        let (timer, period) = (Timer::KeepAlive(why), self.period(why));
        if period.is_zero() {
            self.timers.clear(timer);
        } else if self.timers.get(timer).is_none_or(|at| at > self.now + period) {
            self.timers.set(timer, self.now + period);
        }
    }

    /// Asks, and will ask again.
    pub(super) fn keep_alive(&mut self, why: KeepAlive) {
        self.plan_question(why);
        for place in [Place::First, Place::Second] {
            let Some(account) = self.asked_account(why, place) else { continue };
            let open = (why, account);
            if self.asked.values().any(|asked| *asked == open) {
                continue;
            }
            let server = match why {
                KeepAlive::Registrar | KeepAlive::Redundancy => Server::Registrar,
                KeepAlive::Proxy => Server::Proxy,
            };
            if let Ok(sent) = self.endpoint.ask_server(account, server, self.now) {
                self.asked.insert(sent, open);
            }
        }
    }

    /// Returns the account by which a server is asked, if there is reason to.
    fn asked_account(&self, why: KeepAlive, place: Place) -> Option<AccountId> {
        let line = self.lines.iter().position(|line| line.settings.enabled)?;
        let line = u8::try_from(line).ok()?;
        let account = place.account(line);
        let state = self.endpoint.registration(account);
        let registered = matches!(state, RegistrationState::Registered { .. });
        let wanted = match why {
            // Without a registration there is none to lose, and one is being made.
            KeepAlive::Registrar => registered,
            KeepAlive::Proxy => account == self.calling_account(line),
            KeepAlive::Redundancy if self.is_registering_at(place) => registered,
            // It may be back, and is the better one.
            KeepAlive::Redundancy => place == Place::First && self.prefers_first(),
        };
        wanted.then_some(account)
    }

    /// Takes the outcome of a request; returns whether it was such a question.
    pub(super) fn keep_alive_answered(
        &mut self,
        id: SentId,
        result: &Result<StatusCode, FailureReason>,
    ) -> bool {
        let Some((why, account)) = self.asked.remove(&id) else { return false };
        let alive = match result {
            Ok(status) => !is_unable(*status),
            Err(reason) => !is_out_of_service(reason),
        };
        let (_, place) = line_of(account);
        if alive {
            self.server_answers(place);
            return true;
        }
        self.log(format!("sip: the {} server does not answer", place.name()));
        if why == KeepAlive::Registrar {
            self.hurry_registrations(place);
        }
        self.server_is_silent(place);
        true
    }

    /// The registrar is gone: the lines register again as soon as after a failure, and it is not
    /// asked meanwhile.
    fn hurry_registrations(&mut self, place: Place) {
        self.timers.clear(Timer::KeepAlive(KeepAlive::Registrar));
        self.for_each_line(|phone, line| {
            phone.endpoint.hurry_registration(place.account(line), phone.now);
        });
    }
}
