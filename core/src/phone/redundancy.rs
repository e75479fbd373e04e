//! Two servers at once (manual A.3.4, A.3.18): each line has an account at both, takes calls from
//! either, and calls by the one that answers.

use super::Phone;
use super::line::Registration;
use super::set_up::{hop_uri, server_uri};
use crate::sip::endpoint::{Account, AccountId, RegistrationState};

/// What is added to a line's account for the one at the second server.
const SECOND: u32 = 64;

/// Returns the account of a line at the second server.
pub(super) const fn second(line: u8) -> AccountId {
    AccountId(SECOND + line as u32)
}

/// Returns the line of an account, and whether it is the one at the second server.
pub(super) fn line_of(account: AccountId) -> (u8, bool) {
    (u8::try_from(account.0 % SECOND).unwrap_or(0), account.0 >= SECOND)
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
        let Some(server) = &sip.second else { return (first, None) };
        let (hop, registrar) = (hop_uri(server, sip.secure), server_uri("", server, sip.secure));
        let mut other = Account {
            registrar_hop: hop.clone(),
            proxy: hop.clone(),
            alternatives: first.proxy.iter().cloned().collect(),
            ..first.clone()
        };
        // A registrar knows its own name, unless the configuration names a domain.
        if sip.domain.is_empty() {
            let user = first.aor.user().unwrap_or_default();
            other.registrar = registrar;
            other.aor = server_uri(&user, server, sip.secure).unwrap_or(other.aor);
        }
        (Account { alternatives: hop.into_iter().collect(), ..first }, Some(other))
    }

    /// Returns the account that a line calls by: that of the first server, unless only the second
    /// one knows the phone.
    pub(super) fn calling_account(&self, line: u8) -> AccountId {
        let (first, other) = (AccountId(u32::from(line)), second(line));
        let registered =
            |id| matches!(self.endpoint.registration(id), RegistrationState::Registered { .. });
        if self.settings.sip.second.is_some() && !registered(first) && registered(other) {
            return other;
        }
        first
    }
}
