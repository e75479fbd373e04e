//! Two servers (manual 16.2.1, A.3.4, A.3.18): each line has an account at both. Either they are
//! registered at both and call by the one that answers, or one stands in for the other.

use serde::{Deserialize, Serialize};

use super::Phone;
use super::line::Registration;
use super::set_up::{hop_uri, server_uri};
use super::settings::{Role, Second, Server};
use crate::sip::endpoint::{Account, AccountId, RegistrationState};

/// What is added to a line's account for the one at the second server.
const SECOND: u32 = 64;

/// One of two servers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Place {
    /// The one that the configuration names first.
    #[default]
    First,
    /// The other.
    Second,
}

impl Place {
    /// Returns the other one.
    pub(super) const fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }

    /// Returns the account of a line at this server.
    pub(super) const fn account(self, line: u8) -> AccountId {
        match self {
            Self::First => AccountId(line as u32),
            Self::Second => AccountId(SECOND + line as u32),
        }
    }

    /// Returns what the log calls it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
        }
    }
}

/// Returns the line of an account, and the server it is at.
pub(super) fn line_of(account: AccountId) -> (u8, Place) {
    let place = if account.0 >= SECOND { Place::Second } else { Place::First };
    (u8::try_from(account.0 % SECOND).unwrap_or(0), place)
}

/// Returns what a line shows of its registrations: the better one.
pub(super) fn shown(each: &[Registration; 2]) -> Registration {
    let rank = |registration: &Registration| match registration {
        Registration::Registered => 0,
        Registration::Registering => 1,
        Registration::Failed(_) => 2,
        Registration::None => 3,
    };
    each.iter().min_by_key(|it| rank(it)).cloned().unwrap_or_default()
}

impl Phone {
    /// Splits a line's account for two servers: each stands in for the other when a call finds
    /// nobody there.
    pub(super) fn both_accounts(&self, first: Account) -> (Account, Option<Account>) {
        let sip = &self.settings.sip;
        let Some(Second { server, role }) = &sip.second else { return (first, None) };
        let (hop, registrar) = (hop_uri(server, sip.secure), server_uri("", server, sip.secure));
        let gives_up = matches!(role, Role::StandsIn { .. });
        let mut other = Account {
            registrar_hop: hop.clone(),
            proxy: hop.clone(),
            is_behind_proxy: false,
            alternatives: first.proxy.iter().cloned().collect(),
            gives_up,
            ..first.clone()
        };
        // A registrar knows its own name, unless the configuration names a domain.
        if sip.domain.is_empty() {
            let user = first.aor.user().unwrap_or_default();
            other.registrar = registrar;
            other.aor = server_uri(&user, server, sip.secure).unwrap_or(other.aor);
        }
        (Account { alternatives: hop.into_iter().collect(), gives_up, ..first }, Some(other))
    }

    /// Whether lines register at a server.
    pub(super) fn is_registering_at(&self, place: Place) -> bool {
        match &self.settings.sip.second {
            Some(Second { role: Role::Both, .. }) => true,
            Some(Second { role: Role::StandsIn { .. }, .. }) => self.fallback.is_used(place),
            None => place == Place::First,
        }
    }

    /// Returns the account that a line calls by: the one that the line is registered by, or the
    /// first of two.
    pub(super) fn calling_account(&self, line: u8) -> AccountId {
        let [first, other] = [Place::First, Place::Second].map(|place| place.account(line));
        let registered =
            |id| matches!(self.endpoint.registration(id), RegistrationState::Registered { .. });
        match self.settings.sip.second.as_ref().map(|second| second.role) {
            Some(Role::Both) if !registered(first) && registered(other) => other,
            Some(Role::StandsIn { .. }) => self.fallback.at().account(line),
            Some(Role::Both) | None => first,
        }
    }

    /// Returns the account that a line calls by, once the line can be reached.
    pub(super) fn reachable(&self, line: u8) -> Option<AccountId> {
        let own = self.lines.get(usize::from(line)).filter(|line| line.settings.enabled)?;
        let registers = self.settings.sip.registrar.is_some();
        let ready = !registers || own.registration == Registration::Registered;
        (ready && self.setup.sip_socket().is_some()).then(|| self.calling_account(line))
    }

    /// Returns the server whose name is part of the phone's addresses.
    pub(super) fn home(&self) -> Option<&Server> {
        self.second_server(self.fallback.at()).or_else(|| self.settings.sip.home())
    }

    /// Returns the server that the phone talks to first.
    pub(super) fn next_hop(&self) -> Option<&Server> {
        self.second_server(self.fallback.wanted()).or_else(|| self.settings.sip.next_hop())
    }

    /// Returns the server that stands in, if it does.
    fn second_server(&self, place: Place) -> Option<&Server> {
        let second = self.settings.sip.second.as_ref().filter(|_| place == Place::Second)?;
        matches!(second.role, Role::StandsIn { .. }).then_some(&second.server)
    }
}
