//! The client's end: challenges taken up, requests signed.

use serde::{Deserialize, Serialize};

use super::aka::{Proof, SimMemory};
use super::{Challenge, Credential, Login, Realm, Signed};
use crate::rng::Rng;
use crate::sip::header::{Authorization, HeaderName, ProxyAuthorization};
use crate::sip::message::{Request, Response, StatusCode};
use crate::text::unquote;

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
    /// What a SIM says to it.
    proof: Option<Proof>,
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
        *self = Self::default();
    }

    /// Takes up the challenges of a response to `request` that `login` can answer; a SIM answers
    /// each number once.
    pub fn handle_challenge(
        &mut self,
        request: &Request,
        response: &Response,
        login: &Login,
        sims: &mut SimMemory,
    ) -> Challenged {
        let realm = if response.status == StatusCode::UNAUTHORIZED {
            Realm::Server
        } else if response.status == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
            Realm::Proxy
        } else {
            return Challenged::Unanswerable;
        };
        let mut outcome = Challenged::Unanswerable;
        for challenge in Challenge::strongest(&response.headers, realm, login) {
            let known = self.entries.iter().find(|entry| entry.is_for(realm, &challenge.realm));
            let out_of_step = known.and_then(|entry| entry.proof.as_ref()).and_then(Proof::token);
            let proof = match (&login.credential, known) {
                (Credential::Password(_), _) => None,
                (Credential::Sim(_), Some(known)) if known.challenge.nonce == challenge.nonce => {
                    known.proof.clone()
                }
                (Credential::Sim(sim), _) => {
                    match sim.prove(&challenge.nonce, sims.of(sim)) {
                        // Whoever sent it does not know the key (RFC 3310 3.3).
                        None => continue,
                        proof => proof,
                    }
                }
            };
            // Who was told to begin anew has not refused anything yet.
            let excused = challenge.stale || out_of_step.is_some();
            if !excused && answered(request, realm, &challenge.realm) {
                outcome = Challenged::Refused;
            } else if outcome == Challenged::Unanswerable {
                outcome = Challenged::TryAgain;
            }
            self.remember(realm, challenge, proof);
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
            let password = match (&entry.proof, &login.credential) {
                (Some(proof), _) => proof.password(),
                (None, Credential::Password(password)) => password.as_bytes(),
                // It answers nothing else.
                (None, Credential::Sim(_)) => continue,
            };
            let mut answer = entry.challenge.answer((&login.username, password), &signed);
            if let Some(token) = entry.proof.as_ref().and_then(Proof::token) {
                answer.push_quoted("auts", &token);
            }
            match entry.realm {
                Realm::Server => request.headers.push_typed(&Authorization(answer)),
                Realm::Proxy => request.headers.push_typed(&ProxyAuthorization(answer)),
            }
        }
    }

    /// Takes the nonce that a server wants to see next (RFC 7615 3, RFC 7616 3.5) from a 2xx to a
    /// `request` that was signed; anything else changes nothing.
    pub fn handle_success(&mut self, request: &Request, response: &Response) {
        let Some(info) = response.headers.get(&HeaderName::AuthenticationInfo) else { return };
        let next = info.split(',').find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let is_next = name.trim().eq_ignore_ascii_case("nextnonce");
            is_next.then(|| unquote(value.trim()).into_owned())
        });
        let Some(next) = next.filter(|next| !next.is_empty()) else { return };
        let signed = request.headers.typed_all::<Authorization>().unwrap_or_default();
        for Authorization(params) in &signed {
            let realm = params.get("realm").unwrap_or_default();
            let own =
                |entry: &&mut Entry| entry.realm == Realm::Server && entry.challenge.realm == realm;
            if let Some(entry) = self.entries.iter_mut().find(own) {
                entry.challenge.nonce.clone_from(&next);
                (entry.cnonce, entry.uses) = (None, 0);
            }
        }
    }

    fn remember(&mut self, realm: Realm, challenge: Challenge, proof: Option<Proof>) {
        match self.entries.iter_mut().find(|entry| entry.is_for(realm, &challenge.realm)) {
            // The same nonce again: its count goes on.
            Some(entry) if entry.challenge.nonce == challenge.nonce => entry.challenge = challenge,
            Some(entry) => *entry = Entry { realm, challenge, proof, cnonce: None, uses: 0 },
            None => {
                if self.entries.len() == MAX_REALMS {
                    self.entries.remove(0);
                }
                self.entries.push(Entry { realm, challenge, proof, cnonce: None, uses: 0 });
            }
        }
    }
}

impl Entry {
    fn is_for(&self, realm: Realm, name: &str) -> bool {
        self.realm == realm && self.challenge.realm == name
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
    use crate::sip::auth::{Algorithm, aka_tests};
    use crate::sip::message::Method;
    use crate::sip::uri::Uri;

    fn unauthorized(challenge: &str) -> Response {
        let mut response = Response::new(StatusCode::UNAUTHORIZED);
        response.headers.push(HeaderName::WwwAuthenticate, challenge);
        response
    }

    fn somebody() -> Login {
        Login::new("u", "p")
    }

    fn take(
        auth: &mut ClientAuth,
        request: &Request,
        response: &Response,
        login: &Login,
    ) -> Challenged {
        auth.handle_challenge(request, response, login, &mut SimMemory::default())
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
        let again = take(&mut auth, &request, &unauthorized(challenge), &somebody());
        assert_eq!(again, Challenged::TryAgain);
        for count in ["00000001", "00000002"] {
            auth.authorize(&mut request, &login, &mut rng);
            assert_eq!(param(&request, "nc"), count);
        }
        assert_eq!(param(&request, "opaque"), "o");
        assert_eq!(param(&request, "uri"), "sip:pbx.example");
        let stale = "Digest realm=\"pbx\", nonce=\"b\", qop=\"auth\", stale=true";
        let again = take(&mut auth, &request, &unauthorized(stale), &somebody());
        assert_eq!(again, Challenged::TryAgain);
        auth.authorize(&mut request, &login, &mut rng);
        assert_eq!(
            (param(&request, "nc").as_str(), param(&request, "nonce").as_str()),
            ("00000001", "b")
        );
    }

    #[test]
    fn the_next_nonce_is_used_at_once() {
        let (mut auth, mut rng) = (ClientAuth::new(), Rng::new([1; 32]));
        let login = Login::new("1001", "secret");
        let mut request = register();
        take(
            &mut auth,
            &request,
            &unauthorized("Digest realm=\"pbx\", nonce=\"a\", qop=\"auth\""),
            &login,
        );
        auth.authorize(&mut request, &login, &mut rng);
        let mut ok = Response::new(StatusCode::OK);
        ok.headers.push(HeaderName::AuthenticationInfo, "qop=auth, nextnonce=\"b\"");
        auth.handle_success(&request, &ok);
        auth.authorize(&mut request, &login, &mut rng);
        let now = (param(&request, "nonce"), param(&request, "nc"));
        assert_eq!(now, ("b".to_owned(), "00000001".to_owned()));
        // Without the field, or with an empty one, the nonce stays and its count goes on.
        for text in ["", "nextnonce=\"\"", "nextnonce", "rspauth=\"x\""] {
            let mut ok = Response::new(StatusCode::OK);
            ok.headers.push(HeaderName::AuthenticationInfo, text);
            auth.handle_success(&request, &ok);
        }
        auth.authorize(&mut request, &login, &mut rng);
        assert_eq!(param(&request, "nc"), "00000002");
    }

    #[test]
    fn proxies_in_series_are_each_answered() {
        let (mut auth, mut rng) = (ClientAuth::new(), Rng::new([1; 32]));
        let login = Login::new("u", "p");
        let mut request = register();
        for (realm, algorithm) in [("one", "MD5"), ("two", "SHA-256"), ("three", "SHA-512-256")] {
            let mut challenge = Response::new(StatusCode::PROXY_AUTHENTICATION_REQUIRED);
            let text = format!("Digest realm=\"{realm}\", nonce=\"n\", algorithm={algorithm}");
            challenge.headers.push(HeaderName::ProxyAuthenticate, text);
            assert_eq!(take(&mut auth, &request, &challenge, &somebody()), Challenged::TryAgain);
            auth.authorize(&mut request, &login, &mut rng);
        }
        let answers = request.headers.typed_all::<ProxyAuthorization>().unwrap();
        let realms: Vec<_> =
            answers.iter().map(|a| a.0.get("realm").unwrap().into_owned()).collect();
        assert_eq!(realms, ["one", "two", "three"]);
    }

    #[test]
    fn the_body_is_signed_where_only_that_is_offered() {
        let (mut auth, mut rng) = (ClientAuth::new(), Rng::new([1; 32]));
        let login = Login::new("u", "p");
        let challenge = "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\", algorithm=SHA-256-sess";
        let mut answers = Vec::new();
        for body in ["one", "two"] {
            let mut request = register();
            request.body = body.as_bytes().to_vec();
            auth.clear();
            take(&mut auth, &request, &unauthorized(challenge), &somebody());
            auth.authorize(&mut request, &login, &mut rng);
            assert_eq!(param(&request, "qop"), "auth-int");
            assert_eq!(param(&request, "algorithm"), "SHA-256-sess");
            answers.push(param(&request, "response"));
        }
        assert_ne!(answers[0], answers[1]);
    }

    #[test]
    fn second_challenge_without_stale_is_a_refusal() {
        let (mut auth, mut rng) = (ClientAuth::new(), Rng::new([1; 32]));
        let mut request = register();
        let response = unauthorized("Digest realm=\"pbx\", nonce=\"a\"");
        assert_eq!(take(&mut auth, &request, &response, &somebody()), Challenged::TryAgain);
        auth.authorize(&mut request, &Login::new("1001", "wrong"), &mut rng);
        let response = unauthorized("Digest realm=\"pbx\", nonce=\"b\"");
        assert_eq!(take(&mut auth, &request, &response, &somebody()), Challenged::Refused);
    }

    #[test]
    fn server_and_proxy_are_answered_together() {
        let (mut auth, mut rng) = (ClientAuth::new(), Rng::new([1; 32]));
        let mut request = register();
        take(&mut auth, &request, &unauthorized("Digest realm=\"a\", nonce=\"1\""), &somebody());
        let mut proxy = Response::new(StatusCode::PROXY_AUTHENTICATION_REQUIRED);
        proxy.headers.push(HeaderName::ProxyAuthenticate, "Digest realm=\"a\", nonce=\"2\"");
        take(&mut auth, &request, &proxy, &somebody());
        auth.authorize(&mut request, &Login::new("u", "p"), &mut rng);
        assert_eq!(request.headers.typed_all::<Authorization>().unwrap().len(), 1);
        assert_eq!(request.headers.typed_all::<ProxyAuthorization>().unwrap().len(), 1);
    }

    #[test]
    fn what_is_no_challenge_cannot_be_answered() {
        let mut auth = ClientAuth::new();
        let basic = unauthorized("Basic realm=\"a\"");
        assert_eq!(take(&mut auth, &register(), &basic, &somebody()), Challenged::Unanswerable);
        let busy = Response::new(StatusCode::BUSY_HERE);
        assert_eq!(take(&mut auth, &register(), &busy, &somebody()), Challenged::Unanswerable);
    }

    #[test]
    fn realms_are_limited() {
        let mut auth = ClientAuth::new();
        for realm in 0..100 {
            let challenge = format!("Digest realm=\"{realm}\", nonce=\"1\"");
            take(&mut auth, &register(), &unauthorized(&challenge), &somebody());
        }
        assert_eq!(auth.entries.len(), MAX_REALMS);
    }

    #[test]
    fn a_sim_proves_itself_and_is_told_to_by_nobody_else() {
        let (mut auth, mut rng) = (ClientAuth::new(), Rng::new([1; 32]));
        let own = Login { credential: Credential::Sim(aka_tests::sim()), ..somebody() };
        let challenge = |nonce: &str| {
            unauthorized(&format!(
                "Digest realm=\"r\", nonce=\"{nonce}\", algorithm=AKAv1-MD5, qop=\"auth\""
            ))
        };
        let mut sims = SimMemory::default();
        let mut ask = |auth: &mut ClientAuth, nonce: &str| {
            let mut request = register();
            let outcome = auth.handle_challenge(&request, &challenge(nonce), &own, &mut sims);
            auth.authorize(&mut request, &own, &mut rng);
            (outcome, request)
        };
        let first = aka_tests::nonce(0xff9b_b4d0_b607);
        for count in ["00000001", "00000002"] {
            let (outcome, request) = ask(&mut auth, &first);
            assert_eq!(outcome, Challenged::TryAgain, "the same nonce again is no other number");
            let (nc, cnonce) = (param(&request, "nc"), param(&request, "cnonce"));
            assert_eq!((nc.as_str(), param(&request, "algorithm").as_str()), (count, "AKAv1-MD5"));
            // RFC 3310 3.3: the password is RES (TS 35.208 4.3.1), as bytes.
            let password = 0xa54211d5_e3ba50bf_u64.to_be_bytes();
            let secret = [&b"u:r:"[..], &password].concat();
            let md5 = |text: &str| Algorithm::MD5.hash_bytes(text.as_bytes());
            let secret = Algorithm::MD5.hash_bytes(&secret);
            let asked = md5("REGISTER:sip:pbx.example");
            let expected = md5(&format!("{secret}:{first}:{nc}:{cnonce}:auth:{asked}"));
            assert_eq!(param(&request, "response"), expected);
        }
        // A number that was used: the server is told where the SIM stands, and tries again.
        let (outcome, request) = ask(&mut auth, &aka_tests::nonce(0xff9b_b4d0_b5e7));
        assert_eq!(outcome, Challenged::TryAgain);
        assert_eq!(aka_tests::told(&param(&request, "auts")), Some(0xff9b_b4d0_b607));
        let next = challenge(&aka_tests::nonce(0xff9b_b4d0_b647));
        assert_eq!(take(&mut auth, &request, &next, &own), Challenged::TryAgain);
        // Whoever does not know the key gets nothing, and neither does who asks for a password.
        let forged = challenge(&aka_tests::nonce(1 << 47).replace('I', "J"));
        for response in [forged, unauthorized("Digest realm=\"r\", nonce=\"x\"")] {
            let mut auth = ClientAuth::new();
            let outcome = take(&mut auth, &register(), &response, &own);
            assert_eq!(outcome, Challenged::Unanswerable);
        }
        // A password is nothing for a SIM's challenge.
        let outcome = take(&mut auth, &register(), &challenge(&first), &somebody());
        assert_eq!(outcome, Challenged::Unanswerable);
    }

    #[test]
    fn debug_output_hides_passwords() {
        assert!(!format!("{:?}", Login::new("u", "hunter2")).contains("hunter2"));
    }
}
