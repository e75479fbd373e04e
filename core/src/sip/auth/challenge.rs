//! A challenge and the answer to it (RFC 7616 3.3, 3.4).

use serde::{Deserialize, Serialize};

use super::{Algorithm, Login, Realm};
use crate::sip::header::{AuthParams, HeaderName, ProxyAuthenticate, TypedHeader, WwwAuthenticate};
use crate::sip::message::{Headers, Method};

/// What the answer protects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Qop {
    /// The request line; the only one without counters (RFC 2069).
    Legacy,
    /// The request line (`auth`).
    Auth,
    /// The request line and the body (`auth-int`).
    AuthInt,
}

/// A digest challenge that can be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// What the login is for.
    pub realm: String,
    /// The server's nonce.
    pub nonce: String,
    /// Given back as it came.
    pub opaque: Option<String>,
    /// The hash function.
    pub algorithm: Algorithm,
    /// What the answer will protect: the least that is offered.
    pub qop: Qop,
    /// Whether only the nonce was wrong in the last answer.
    pub stale: bool,
    /// Whether the user name is hashed too (RFC 7616 3.4.4).
    pub user_hash: bool,
    /// Whether the challenge names the algorithm, and so must the answer.
    algorithm_named: bool,
}

/// What is signed.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// The method of the request.
    pub method: &'a Method,
    /// The Request-URI as it is printed.
    pub uri: &'a str,
    /// The body.
    pub body: &'a [u8],
    /// The client's nonce.
    pub cnonce: &'a str,
    /// How many requests were signed with this nonce, this one included.
    pub nonce_count: u32,
}

impl Challenge {
    /// Reads a challenge; `None` if it is not digest, or asks for what is unknown here.
    pub fn read(params: &AuthParams) -> Option<Self> {
        if !params.scheme.eq_ignore_ascii_case("Digest") {
            return None;
        }
        let is_true =
            |name| params.get(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let named = params.get("algorithm");
        let algorithm = match &named {
            None => Algorithm::MD5,
            Some(name) => Algorithm::from_name(name)?,
        };
        Some(Self {
            realm: params.get("realm")?.into_owned(),
            nonce: params.get("nonce")?.into_owned(),
            opaque: params.get("opaque").map(|opaque| opaque.into_owned()),
            algorithm,
            qop: least_qop(params.get("qop").as_deref())?,
            stale: is_true("stale"),
            user_hash: is_true("userhash"),
            algorithm_named: named.is_some(),
        })
    }

    /// Returns the strongest challenge that `login` can answer, of each realm in a response,
    /// whatever their order (RFC 8760 2.4 leaves the choice to the client; equally strong ones: the first).
    ///
    /// Fields that cannot be read are passed over.
    pub fn strongest(headers: &Headers, realm: Realm, login: &Login) -> Vec<Self> {
        let mut best: Vec<Self> = Vec::new();
        let all = offered(headers, realm);
        let answerable = |challenge: &Self| login.answers(challenge.algorithm);
        for challenge in all.iter().filter_map(Self::read).filter(answerable) {
            match best.iter_mut().find(|other| other.realm == challenge.realm) {
                Some(other) if challenge.algorithm.is_stronger_than(other.algorithm) => {
                    *other = challenge;
                }
                Some(_) => {}
                None => best.push(challenge),
            }
        }
        best
    }

    /// Returns the answer with a password (RFC 7616 3.4).
    pub fn answer(&self, (username, password): (&str, &[u8]), signed: &Signed<'_>) -> AuthParams {
        let Signed { method, uri, body, cnonce, nonce_count } = *signed;
        let count = format!("{nonce_count:08x}");
        let login = (username, password);
        let response = self.response(login, method, uri, body, cnonce, &count);
        let mut answer = AuthParams::new("Digest");
        if self.user_hash {
            answer.push_quoted("username", &self.algorithm.hash(&[username, &self.realm]));
        } else {
            answer.push_quoted("username", username);
        }
        answer.push_quoted("realm", &self.realm);
        answer.push_quoted("nonce", &self.nonce);
        answer.push_quoted("uri", uri);
        answer.push_quoted("response", &response);
        if self.algorithm_named || self.algorithm != Algorithm::MD5 {
            answer.push_token("algorithm", self.algorithm.as_str());
        }
        if let Some(qop) = self.qop.name() {
            answer.push_quoted("cnonce", cnonce);
            answer.push_token("qop", qop);
            answer.push_token("nc", &count);
        } else if self.algorithm.is_session() {
            answer.push_quoted("cnonce", cnonce);
        }
        if let Some(opaque) = &self.opaque {
            answer.push_quoted("opaque", opaque);
        }
        if self.user_hash {
            answer.push_token("userhash", "true");
        }
        answer
    }

    /// Returns a challenge as a server makes it.
    pub(super) fn issued(realm: &str, nonce: &str, algorithm: Algorithm) -> Self {
        Self {
            realm: realm.to_owned(),
            nonce: nonce.to_owned(),
            opaque: None,
            algorithm,
            qop: Qop::Auth,
            stale: false,
            user_hash: false,
            algorithm_named: true,
        }
    }

    /// Returns the `response` parameter (RFC 7616 3.4.1); `count` as eight digits.
    pub(super) fn response(
        &self,
        (username, password): (&str, &[u8]),
        method: &Method,
        uri: &str,
        body: &[u8],
        cnonce: &str,
        count: &str,
    ) -> String {
        let algorithm = self.algorithm;
        let whole = [username.as_bytes(), self.realm.as_bytes(), password].join(&b':');
        let mut secret = algorithm.hash_bytes(&whole);
        if algorithm.is_session() {
            secret = algorithm.hash(&[&secret, &self.nonce, cnonce]);
        }
        let request = match self.qop {
            Qop::AuthInt => algorithm.hash(&[method.as_str(), uri, &algorithm.hash_bytes(body)]),
            Qop::Legacy | Qop::Auth => algorithm.hash(&[method.as_str(), uri]),
        };
        match self.qop.name() {
            Some(qop) => algorithm.hash(&[&secret, &self.nonce, count, cnonce, qop, &request]),
            None => algorithm.hash(&[&secret, &self.nonce, &request]),
        }
    }
}

impl Qop {
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::Legacy => None,
            Self::Auth => Some("auth"),
            Self::AuthInt => Some("auth-int"),
        }
    }
}

fn least_qop(offered: Option<&str>) -> Option<Qop> {
    let Some(offered) = offered else { return Some(Qop::Legacy) };
    let has = |name: &str| offered.split(',').any(|q| q.trim().eq_ignore_ascii_case(name));
    match (has("auth"), has("auth-int")) {
        (true, _) => Some(Qop::Auth),
        (false, true) => Some(Qop::AuthInt),
        (false, false) if offered.trim().is_empty() => Some(Qop::Legacy),
        (false, false) => None,
    }
}

fn offered(headers: &Headers, realm: Realm) -> Vec<AuthParams> {
    fn read<H: TypedHeader>(headers: &Headers, name: &HeaderName) -> Vec<H> {
        let mut all = Vec::new();
        for text in headers.get_all(name) {
            let mut values = Vec::new();
            if H::parse_field(text, &mut values).is_ok() {
                all.append(&mut values);
            }
        }
        all
    }
    match realm {
        Realm::Server => read::<WwwAuthenticate>(headers, &HeaderName::WwwAuthenticate)
            .into_iter()
            .map(|value| value.0)
            .collect(),
        Realm::Proxy => read::<ProxyAuthenticate>(headers, &HeaderName::ProxyAuthenticate)
            .into_iter()
            .map(|value| value.0)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn challenge(text: &str) -> Option<Challenge> {
        let mut values = Vec::new();
        WwwAuthenticate::parse_field(text, &mut values).unwrap();
        Challenge::read(&values[0].0)
    }

    #[track_caller]
    fn check_response(
        text: &str,
        login: (&str, &[u8]),
        (method, uri, body): (&str, &str, &str),
        cnonce: &str,
        expected: &str,
    ) {
        let method = Method::from_name(method);
        let body = body.as_bytes();
        let signed = Signed { method: &method, uri, body, cnonce, nonce_count: 1 };
        let answer = challenge(text).unwrap().answer(login, &signed);
        assert_eq!(answer.get("response").unwrap(), expected);
    }

    #[test]
    fn known_answers_of_rfc_7616() {
        // RFC 7616 3.9.1.
        let login = ("Mufasa", &b"Circle of Life"[..]);
        let common = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", \
             nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", \
             opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        let cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        let get = ("GET", "/dir/index.html", "");
        check_response(
            &format!("{common}, algorithm=MD5"),
            login,
            get,
            cnonce,
            "8ca523f5e9506fed4657c9700eebdbec",
        );
        check_response(
            &format!("{common}, algorithm=SHA-256"),
            login,
            get,
            cnonce,
            "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
        );
    }

    #[test]
    fn known_answer_of_rfc_2617() {
        // RFC 2617 3.5.
        check_response(
            "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", \
             nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", \
             opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"",
            ("Mufasa", b"Circle Of Life"),
            ("GET", "/dir/index.html", ""),
            "0a4f113b",
            "6629fae49393a05397450978507c4ef1",
        );
    }

    #[test]
    fn user_name_is_hashed_on_demand() {
        // The names of RFC 7616 3.9.2. Its hash is SHA-512 cut to 256 bits; this is SHA-512/256
        // (FIPS 180-4 5.3.6.2), which RFC 7616 3.2 asks for, from another implementation.
        let challenge = challenge(
            "Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256, \
             nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\", userhash=true",
        )
        .unwrap();
        let signed = Signed {
            method: &Method::Register,
            uri: "sip:api.example.org",
            body: b"",
            cnonce: "NTg6RKcb9boFIAS3KrFK9BGeh+niz/sm",
            nonce_count: 1,
        };
        let answer = challenge.answer(("Jäsøn Doe", b"Secret, or not?"), &signed);
        assert_eq!(answer.get("userhash").unwrap(), "true");
        assert_eq!(
            answer.get("username").unwrap(),
            "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"
        );
    }

    #[test]
    fn challenge_without_qop_is_answered_without_counters() {
        let challenge = challenge("Digest realm=\"a\", nonce=\"b\"").unwrap();
        assert_eq!(challenge.qop, Qop::Legacy);
        let signed = Signed {
            method: &Method::Register,
            uri: "sip:a",
            body: b"",
            cnonce: "c",
            nonce_count: 1,
        };
        let answer = challenge.answer(("u", b"p"), &signed);
        let secret = Algorithm::MD5.hash(&["u", "a", "p"]);
        let request = Algorithm::MD5.hash(&["REGISTER", "sip:a"]);
        let expected = Algorithm::MD5.hash(&[&secret, "b", &request]);
        assert_eq!(answer.get("response").unwrap(), expected);
        for name in ["nc", "cnonce", "qop", "algorithm", "opaque"] {
            assert_eq!(answer.get(name), None, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_answered_is_no_challenge() {
        for text in [
            "Basic realm=\"a\"",
            "Digest realm=\"a\"",
            "Digest nonce=\"a\"",
            "Digest realm=\"a\", nonce=\"b\", algorithm=AKAv2-MD5",
            "Digest realm=\"a\", nonce=\"b\", qop=\"other\"",
        ] {
            assert_eq!(challenge(text), None, "{text}");
        }
    }

    #[test]
    fn strongest_algorithm_wins_over_the_order() {
        let mut headers = Headers::default();
        let fields = [
            "Digest realm=\"a\", nonce=\"1\", algorithm=MD5, qop=\"auth\"",
            "Digest realm=\"b\", nonce=\"2\", Digest realm=\"a\", nonce=\"3\", algorithm=SHA-256",
            "broken",
            "=",
            "Digest realm=\"a\", nonce=\"4\", algorithm=sha-256-sess",
        ];
        for field in fields {
            headers.push(HeaderName::WwwAuthenticate, field);
        }
        let login = Login::new("u", "p");
        let chosen: Vec<_> = Challenge::strongest(&headers, Realm::Server, &login)
            .into_iter()
            .map(|challenge| (challenge.realm, challenge.nonce))
            .collect();
        assert_eq!(chosen, [("a".into(), "3".into()), ("b".into(), "2".into())]);
        assert_eq!(Challenge::strongest(&headers, Realm::Proxy, &login), []);
    }
}
