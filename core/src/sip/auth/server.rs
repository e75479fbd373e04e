//! The server's end: nonces given out, answers checked.

use crate::map::Map;

use serde::{Deserialize, Serialize};

use super::{Algorithm, Challenge, Realm};
use crate::rng::Rng;
use crate::sip::header::{
    AuthParams, Authorization, ProxyAuthenticate, ProxyAuthorization, WwwAuthenticate,
};
use crate::sip::message::{Request, Response, StatusCode};
use crate::sip::uri::Uri;
use crate::time::{Duration, Instant};

/// The most nonces remembered; the oldest go first.
const MAX_NONCES: usize = 4_096;

/// Length of a nonce in hexadecimal digits: 128 bits.
const NONCE_DIGITS: usize = 32;

/// Checks logins to one realm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestServer {
    realm: String,
    algorithms: Vec<Algorithm>,
    nonce_life: Duration,
    nonces: Map<String, Nonce>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Nonce {
    issued: Instant,
    /// The highest count seen.
    count: u32,
}

/// What an answer is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Verdict {
    /// The request is from this user.
    Accepted(String),
    /// No answer for this realm: challenge.
    Missing,
    /// A right answer with an old, unknown or used nonce: challenge with `stale`.
    Stale,
    /// A wrong answer, or an unknown user.
    Refused,
}

impl DigestServer {
    /// Returns a server that offers `algorithms`, its favourite first, and lets a nonce be used
    /// for `nonce_life`.
    pub fn new(realm: &str, algorithms: &[Algorithm], nonce_life: Duration) -> Self {
        let (realm, algorithms) = (realm.to_owned(), algorithms.to_vec());
        Self { realm, algorithms, nonce_life, nonces: Map::new() }
    }

    /// Returns the 401 or 407 that challenges a request; `verdict` says whether it is stale.
    pub fn challenge(
        &mut self,
        request: &Request,
        realm: Realm,
        verdict: &Verdict,
        rng: &mut Rng,
        now: Instant,
    ) -> Response {
        let nonce = rng.hex(NONCE_DIGITS);
        self.remember(nonce.clone(), now);
        let mut response = request.response(match realm {
            Realm::Server => StatusCode::UNAUTHORIZED,
            Realm::Proxy => StatusCode::PROXY_AUTHENTICATION_REQUIRED,
        });
        for algorithm in &self.algorithms {
            let mut params = AuthParams::new("Digest");
            params.push_quoted("realm", &self.realm);
            params.push_quoted("nonce", &nonce);
            params.push_quoted("qop", "auth");
            params.push_token("algorithm", algorithm.as_str());
            if *verdict == Verdict::Stale {
                params.push_token("stale", "true");
            }
            match realm {
                Realm::Server => response.headers.push_typed(&WwwAuthenticate(params)),
                Realm::Proxy => response.headers.push_typed(&ProxyAuthenticate(params)),
            }
        }
        response
    }

    /// Checks a request's answer; `password` returns a user's password.
    pub fn verify(
        &mut self,
        request: &Request,
        realm: Realm,
        password: impl Fn(&str) -> Option<String>,
        now: Instant,
    ) -> Verdict {
        let Some(answer) = self.answer(request, realm) else { return Verdict::Missing };
        let Some((username, count)) = self.check(&answer, request, password) else {
            return Verdict::Refused;
        };
        let nonce = answer.get("nonce").unwrap_or_default();
        match self.nonces.get_mut(nonce.as_ref()) {
            Some(known) if now.since(known.issued) <= self.nonce_life && count > known.count => {
                known.count = count;
                Verdict::Accepted(username)
            }
            Some(_) | None => Verdict::Stale,
        }
    }

    /// Returns user and nonce count of a right answer, whatever its nonce.
    fn check(
        &self,
        answer: &AuthParams,
        request: &Request,
        password: impl Fn(&str) -> Option<String>,
    ) -> Option<(String, u32)> {
        let algorithm = match answer.get("algorithm") {
            None => Algorithm::MD5,
            Some(name) => Algorithm::from_name(&name)?,
        };
        // Counting is what protects against replay, so an answer without it is no answer.
        let qop = answer.get("qop")?;
        if !self.algorithms.contains(&algorithm) || !qop.eq_ignore_ascii_case("auth") {
            return None;
        }
        let uri = answer.get("uri")?;
        if !Uri::parse(&uri).is_ok_and(|uri| uri.is_equivalent(&request.uri)) {
            return None;
        }
        let count = answer.get("nc")?;
        let number = (count.len() == 8).then(|| u32::from_str_radix(&count, 16).ok())??;
        let username = answer.get("username")?.into_owned();
        let password = password(&username)?;
        let challenge = Challenge::issued(&self.realm, &answer.get("nonce")?, algorithm);
        let cnonce = answer.get("cnonce")?;
        let login = (username.as_str(), password.as_bytes());
        let expected =
            challenge.response(login, &request.method, &uri, &request.body, &cnonce, &count);
        same_secret(&expected, &answer.get("response")?).then_some((username, number))
    }

    fn answer(&self, request: &Request, realm: Realm) -> Option<AuthParams> {
        let answers: Vec<AuthParams> = match realm {
            Realm::Server => {
                let all = request.headers.typed_all::<Authorization>().ok()?;
                all.into_iter().map(|value| value.0).collect()
            }
            Realm::Proxy => {
                let all = request.headers.typed_all::<ProxyAuthorization>().ok()?;
                all.into_iter().map(|value| value.0).collect()
            }
        };
        answers.into_iter().find(|answer| {
            answer.scheme.eq_ignore_ascii_case("Digest")
                && answer.get("realm").is_some_and(|realm| realm == self.realm)
        })
    }

    fn remember(&mut self, nonce: String, now: Instant) {
        self.nonces.retain(|_, known| now.since(known.issued) <= self.nonce_life);
        if self.nonces.len() >= MAX_NONCES {
            let oldest = self.nonces.iter().min_by_key(|(_, known)| known.issued);
            if let Some(oldest) = oldest.map(|(nonce, _)| nonce.clone()) {
                self.nonces.remove(&oldest);
            }
        }
        self.nonces.insert(nonce, Nonce { issued: now, count: 0 });
    }
}

/// Compares without telling by its time where the texts differ.
fn same_secret(a: &str, b: &str) -> bool {
    a.len() == b.len()
        && a.bytes()
            .zip(b.bytes())
            .fold(0, |different, (a, b)| different | (a ^ b.to_ascii_lowercase()))
            == 0
}

#[cfg(test)]
mod tests {
    use super::super::{Challenged, ClientAuth, Login, Qop, SimMemory};
    use super::*;
    use crate::sip::header::HeaderName;
    use crate::sip::message::Method;

    const LIFE: Duration = Duration::from_secs(60);

    fn password(user: &str) -> Option<String> {
        (user == "1001").then(|| "secret".to_owned())
    }

    struct Pair {
        server: DigestServer,
        client: ClientAuth,
        rng: Rng,
        request: Request,
    }

    impl Pair {
        fn new(algorithms: &[Algorithm]) -> Self {
            let request = Request::new(Method::Register, Uri::parse("sip:pbx.example;lr").unwrap());
            Self {
                server: DigestServer::new("pbx", algorithms, LIFE),
                client: ClientAuth::new(),
                rng: Rng::new([3; 32]),
                request,
            }
        }

        fn challenge(&mut self, verdict: &Verdict, now: Instant) -> Challenged {
            let Self { server, client, rng, request } = self;
            let response = server.challenge(request, Realm::Server, verdict, rng, now);
            let login = Login::new("1001", "secret");
            client.handle_challenge(request, &response, &login, &mut SimMemory::default())
        }

        fn send(&mut self, password_sent: &str, now: Instant) -> Verdict {
            let login = Login::new("1001", password_sent);
            self.client.authorize(&mut self.request, &login, &mut self.rng);
            self.verify(now)
        }

        fn verify(&mut self, now: Instant) -> Verdict {
            self.server.verify(&self.request, Realm::Server, password, now)
        }
    }

    #[test]
    fn right_password_is_accepted_with_every_algorithm() {
        for algorithms in [
            &[Algorithm::MD5][..],
            &[Algorithm::SHA_512_256],
            &[Algorithm::MD5, Algorithm::SHA_256],
        ] {
            let mut pair = Pair::new(algorithms);
            assert_eq!(pair.verify(Instant::ZERO), Verdict::Missing);
            assert_eq!(pair.challenge(&Verdict::Missing, Instant::ZERO), Challenged::TryAgain);
            for _ in 0..3 {
                let verdict = pair.send("secret", Instant::ZERO);
                assert_eq!(verdict, Verdict::Accepted("1001".to_owned()));
            }
        }
    }

    #[test]
    fn wrong_passwords_and_changed_requests_are_refused() {
        let mut pair = Pair::new(&[Algorithm::SHA_256]);
        pair.challenge(&Verdict::Missing, Instant::ZERO);
        assert_eq!(pair.send("guess", Instant::ZERO), Verdict::Refused);
        assert_eq!(pair.challenge(&Verdict::Refused, Instant::ZERO), Challenged::Refused);
        assert!(matches!(pair.send("secret", Instant::ZERO), Verdict::Accepted(_)));
        pair.request.method = Method::Invite;
        assert_eq!(pair.verify(Instant::ZERO), Verdict::Refused);
        pair.request.method = Method::Register;
        pair.request.uri = Uri::parse("sip:elsewhere.example").unwrap();
        assert_eq!(pair.verify(Instant::ZERO), Verdict::Refused);
    }

    #[test]
    fn old_and_replayed_nonces_are_stale() {
        let mut pair = Pair::new(&[Algorithm::MD5]);
        pair.challenge(&Verdict::Missing, Instant::ZERO);
        assert!(matches!(pair.send("secret", Instant::ZERO), Verdict::Accepted(_)));
        assert_eq!(pair.verify(Instant::ZERO), Verdict::Stale);
        let later = Instant::ZERO + LIFE + Duration::from_secs(1);
        assert_eq!(pair.send("secret", later), Verdict::Stale);
        assert_eq!(pair.challenge(&Verdict::Stale, later), Challenged::TryAgain);
        assert!(matches!(pair.send("secret", later), Verdict::Accepted(_)));
        assert_eq!(pair.server.nonces.len(), 1);
    }

    #[test]
    fn answers_without_counter_are_refused() {
        let mut pair = Pair::new(&[Algorithm::MD5]);
        let mut challenge = Challenge::issued("pbx", "n", Algorithm::MD5);
        challenge.qop = Qop::Legacy;
        let signed = super::super::Signed {
            method: &Method::Register,
            uri: "sip:pbx.example;lr",
            body: b"",
            cnonce: "",
            nonce_count: 1,
        };
        let answer = challenge.answer(("1001", b"secret"), &signed);
        pair.request.headers.push_typed(&Authorization(answer));
        assert_eq!(pair.verify(Instant::ZERO), Verdict::Refused);
        pair.request.headers.set(HeaderName::Authorization, "Basic x");
        assert_eq!(pair.verify(Instant::ZERO), Verdict::Missing);
    }
}
