//! Who calls whom: identities that are asserted or hidden (RFC 3323, RFC 3325, draft-ietf-sip-privacy,
//! manual 16.1).

use core::net::SocketAddr;

use super::Phone;
use crate::call::Party;
use crate::sip::endpoint::{AccountId, Invitation};
use crate::sip::header::{
    From, HeaderName, NameAddr, PAssertedIdentity, PPreferredIdentity, RemotePartyId,
};
use crate::sip::message::{Headers, Request};
use crate::sip::uri::Uri;

/// The address of those who hide (RFC 3323 4.1.1.3).
const ANONYMOUS: &str = "sip:anonymous@anonymous.invalid";

impl Phone {
    /// Returns who calls, as far as the request tells: who is trusted knows it better than the
    /// caller says.
    pub(super) fn caller(&self, request: &Request, from: SocketAddr) -> Party {
        if hides(request) {
            return Party { name: String::new(), number: Party::ANONYMOUS.to_owned() };
        }
        let said = request.headers.typed::<From>().ok().map(|From(address)| address);
        let known = self.trusts(from).then(|| asserted(&request.headers)).flatten();
        match known.or(said) {
            Some(address) => self.party(&address),
            None => Party { name: String::new(), number: Party::UNKNOWN.to_owned() },
        }
    }

    /// Whether a call is refused because the caller hides (manual 16.1).
    pub(super) fn blocks(&self, request: &Request) -> bool {
        self.settings.identity.blocks_anonymous && hides(request)
    }

    /// Hides who calls from the other party, if that is wanted; the server is told.
    pub(super) fn hide(&self, line: u8, invitation: Invitation) -> Invitation {
        let anonymous = Uri::parse(ANONYMOUS).ok();
        let (Some(own), Some(anonymous)) = (self.own_identity(line), anonymous) else {
            return invitation;
        };
        if !self.settings.identity.hides {
            return invitation;
        }
        let mut headers = invitation.headers;
        // The manual's field, and the one of those whom a server does not trust (RFC 3325 9.2).
        headers.push_typed(&PPreferredIdentity(own.clone()));
        headers.push_typed(&PAssertedIdentity(own));
        headers.push(HeaderName::Privacy, "id");
        let from = Some(("Anonymous".to_owned(), anonymous));
        Invitation { headers, from, ..invitation }
    }

    /// Returns the fields that tell a caller who rings and answers, if that is wanted.
    pub(super) fn identity_of_replies(&self, account: Option<AccountId>) -> Headers {
        let mut headers = Headers::default();
        if self.settings.identity.asserts_in_replies
            && let Some(own) = self.own_identity(self.line_of(account))
        {
            headers.push_typed(&PAssertedIdentity(own));
        }
        headers
    }

    fn own_identity(&self, line: u8) -> Option<NameAddr> {
        let settings = &self.lines.get(usize::from(line))?.settings;
        Some(NameAddr::new(settings.description.clone(), self.address(&settings.id)?))
    }
}

/// Whether a caller hides: by its address, or because it asks that nobody is told.
fn hides(request: &Request) -> bool {
    let privacy = request.headers.get(&HeaderName::Privacy).unwrap_or_default();
    let secret = ["id", "user", "header"];
    let asked = privacy
        .split(';')
        .any(|word| secret.iter().any(|secret| word.trim().eq_ignore_ascii_case(secret)));
    let Ok(From(address)) = request.headers.typed::<From>() else { return asked };
    let host = address.uri.host().map(ToString::to_string).unwrap_or_default();
    let user = address.uri.user().unwrap_or_default();
    asked
        || host.eq_ignore_ascii_case("anonymous.invalid")
        || user.eq_ignore_ascii_case("anonymous")
}

/// Returns who a trusted server says that somebody is.
fn asserted(headers: &Headers) -> Option<NameAddr> {
    let asserted = headers.typed_opt::<PAssertedIdentity>().ok().flatten();
    let older = || headers.typed_opt::<RemotePartyId>().ok().flatten();
    asserted.map(|it| it.0).or_else(|| older().map(|it| it.0))
}
