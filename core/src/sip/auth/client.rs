//! The client's end: challenges taken up, requests signed.

use serde::{Deserialize, Serialize};

use super::{Challenge, Login, Realm, Signed};
use crate::rng::Rng;
use crate::sip::header::{Authorization, HeaderName, ProxyAuthorization};
use crate::sip::message::{Request, Response, StatusCode};

/// The most realms remembered; a request passes few.
const MAX_REALMS: usize = 8;

/// Length of a client nonce in hexadecimal digits: 128 bits.
const CNONCE_DIGITS: usize = 32;

/// The challenges that the requests of one account must answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientAuth {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    realm: Realm,
    challenge: Challenge,
    /// One for the nonce's whole life: `-sess` binds the password's hash to it.
    cnonce: Option<String>,
    /// How often the nonce was used.
    uses: u32,
}

/// What a 401 or 407 means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Challenged {
    /// A realm that was not answered before, or a new nonce for a stale one: sign and send again.
    TryAgain,
    /// A realm that was answered already, and not with a stale nonce: most likely the password is
    /// wrong. The new challenge is remembered, so trying again is possible.
    Refused,
    /// No challenge that can be answered.
    Unanswerable,
}

impl ClientAuth {
    /// Returns a client without challenges.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets all challenges, for example because the account changed.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// Takes up the challenges of a response to `request`.
    pub fn handle_challenge(&mut self, request: &Request, response: &Response) -> Challenged {
        let realm = if response.status == StatusCode::UNAUTHORIZED {
            Realm::Server
        } else if response.status == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
            Realm::Proxy
        } else {
            return Challenged::Unanswerable;
        };
        let challenges = Challenge::strongest(&response.headers, realm);
        if challenges.is_empty() {
            return Challenged::Unanswerable;
        }
        let mut outcome = Challenged::TryAgain;
        for challenge in challenges {
            if !challenge.stale && answered(request, realm, &challenge.realm) {
                outcome = Challenged::Refused;
            }
            self.remember(realm, challenge);
        }
        outcome
    }

    /// Signs a request for every realm known, in place of older signatures. Call it last: the
    /// Request-URI, and for `auth-int` the body, must not change any more.
    ///
    /// ACK repeats the credentials of its INVITE instead, and CANCEL has none
    /// (RFC 3261 22.1): do not call it for them.
    pub fn authorize(&mut self, request: &mut Request, login: &Login, rng: &mut Rng) {
        request.headers.remove(&HeaderName::Authorization);
        request.headers.remove(&HeaderName::ProxyAuthorization);
        let uri = request.uri.to_string();
        for entry in &mut self.entries {
            entry.uses = entry.uses.saturating_add(1);
            let cnonce = entry.cnonce.get_or_insert_with(|| rng.hex(CNONCE_DIGITS));
            let signed = Signed {
                method: &request.method,
                uri: &uri,
                body: &request.body,
                cnonce,
                nonce_count: entry.uses,
            };
            let answer = entry.challenge.answer(login, &signed);
            match entry.realm {
                Realm::Server => request.headers.push_typed(&Authorization(answer)),
                Realm::Proxy => request.headers.push_typed(&ProxyAuthorization(answer)),
            }
        }
    }

    fn remember(&mut self, realm: Realm, challenge: Challenge) {
        let same = |entry: &Entry| entry.realm == realm && entry.challenge.realm == challenge.realm;
        match self.entries.iter_mut().find(|entry| same(entry)) {
            // The same nonce again: its count goes on.
            Some(entry) if entry.challenge.nonce == challenge.nonce => entry.challenge = challenge,
            Some(entry) => *entry = Entry { realm, challenge, cnonce: None, uses: 0 },
            None => {
                if self.entries.len() == MAX_REALMS {
                    self.entries.remove(0);
                }
                self.entries.push(Entry { realm, challenge, cnonce: None, uses: 0 });
            }
        }
    }
}

/// Whether a request holds an answer for `name`.
fn answered(request: &Request, realm: Realm, name: &str) -> bool {
    let is_for = |params: &crate::sip::header::AuthParams| {
        params.get("realm").is_some_and(|realm| realm == name)
    };
    match realm {
        Realm::Server => request
            .headers
            .typed_all::<Authorization>()
            .is_ok_and(|all| all.iter().any(|value| is_for(&value.0))),
        Realm::Proxy => request
            .headers
            .typed_all::<ProxyAuthorization>()
            .is_ok_and(|all| all.iter().any(|value| is_for(&value.0))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sip::message::Method;
    use crate::sip::uri::Uri;

    fn unauthorized(challenge: &str) -> Response {
        let mut response = Response::new(StatusCode::UNAUTHORIZED);
        response.headers.push(HeaderName::WwwAuthenticate, challenge);
        response
    }

    fn register() -> Request {
        Request::new(Method::Register, Uri::parse("sip:pbx.example").unwrap())
    }

    fn param(request: &Request, name: &str) -> String {
        let value: Authorization = request.headers.typed().unwrap();
        value.0.get(name).unwrap().into_owned()
    }

    #[test]
    fn nonce_count_goes_up_for_each_request_and_starts_again_with_a_new_nonce() {
        let (mut auth, mut rng) = (ClientAuth::new(), Rng::new([1; 32]));
        let login = Login::new("1001", "secret");
        let mut request = register();
        auth.authorize(&mut request, &login, &mut rng);
        assert!(request.headers.is_empty());
        let challenge = "Digest realm=\"pbx\", nonce=\"a\", qop=\"auth\", opaque=\"o\"";
        let again = auth.handle_challenge(&request, &unauthorized(challenge));
        assert_eq!(again, Challenged::TryAgain);
        for count in ["00000001", "00000002"] {
            auth.authorize(&mut request, &login, &mut rng);
            assert_eq!(param(&request, "nc"), count);
        }
        assert_eq!(param(&request, "opaque"), "o");
        assert_eq!(param(&request, "uri"), "sip:pbx.example");
        let stale = "Digest realm=\"pbx\", nonce=\"b\", qop=\"auth\", stale=true";
        let again = auth.handle_challenge(&request, &unauthorized(stale));
        assert_eq!(again, Challenged::TryAgain);
        auth.authorize(&mut request, &login, &mut rng);
        assert_eq!(
            (param(&request, "nc").as_str(), param(&request, "nonce").as_str()),
            ("00000001", "b")
        );
    }

    #[test]
    fn second_challenge_without_stale_is_a_refusal() {
        let (mut auth, mut rng) = (ClientAuth::new(), Rng::new([1; 32]));
        let mut request = register();
        let response = unauthorized("Digest realm=\"pbx\", nonce=\"a\"");
        assert_eq!(auth.handle_challenge(&request, &response), Challenged::TryAgain);
        auth.authorize(&mut request, &Login::new("1001", "wrong"), &mut rng);
        let response = unauthorized("Digest realm=\"pbx\", nonce=\"b\"");
        assert_eq!(auth.handle_challenge(&request, &response), Challenged::Refused);
    }

    #[test]
    fn server_and_proxy_are_answered_together() {
        let (mut auth, mut rng) = (ClientAuth::new(), Rng::new([1; 32]));
        let mut request = register();
        auth.handle_challenge(&request, &unauthorized("Digest realm=\"a\", nonce=\"1\""));
        let mut proxy = Response::new(StatusCode::PROXY_AUTHENTICATION_REQUIRED);
        proxy.headers.push(HeaderName::ProxyAuthenticate, "Digest realm=\"a\", nonce=\"2\"");
        auth.handle_challenge(&request, &proxy);
        auth.authorize(&mut request, &Login::new("u", "p"), &mut rng);
        assert_eq!(request.headers.typed_all::<Authorization>().unwrap().len(), 1);
        assert_eq!(request.headers.typed_all::<ProxyAuthorization>().unwrap().len(), 1);
    }

    #[test]
    fn what_is_no_challenge_cannot_be_answered() {
        let mut auth = ClientAuth::new();
        let basic = unauthorized("Basic realm=\"a\"");
        assert_eq!(auth.handle_challenge(&register(), &basic), Challenged::Unanswerable);
        let busy = Response::new(StatusCode::BUSY_HERE);
        assert_eq!(auth.handle_challenge(&register(), &busy), Challenged::Unanswerable);
    }

    #[test]
    fn realms_are_limited() {
        let mut auth = ClientAuth::new();
        for realm in 0..100 {
            let challenge = format!("Digest realm=\"{realm}\", nonce=\"1\"");
            auth.handle_challenge(&register(), &unauthorized(&challenge));
        }
        assert_eq!(auth.entries.len(), MAX_REALMS);
    }

    #[test]
    fn debug_output_hides_passwords() {
        assert!(!format!("{:?}", Login::new("u", "hunter2")).contains("hunter2"));
    }
}
