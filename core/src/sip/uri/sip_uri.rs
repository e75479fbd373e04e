//! SIP and SIPS URIs (RFC 3261 19.1).

use core::fmt;

use serde::{Deserialize, Serialize};

use super::escape::{decode, encode_header, encode_user, normalize};
use super::{Host, UriError};
use crate::text::Params;

/// A `sip:` or `sips:` URI. Escaped parts are kept as they were spelled.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SipUri {
    /// Whether it is `sips:`.
    pub secure: bool,
    user: Option<String>,
    password: Option<String>,
    /// The host.
    pub host: Host,
    /// The port, if it is named.
    pub port: Option<u16>,
    /// The URI's parameters, such as `transport` and `lr`.
    pub params: Params,
    headers: Vec<(String, String)>,
}

impl SipUri {
    /// Returns `sip:user@host:port`; an empty `user` gives none. The user is escaped as needed.
    pub fn new(user: &str, host: Host, port: Option<u16>) -> Self {
        let user = (!user.is_empty()).then(|| encode_user(user));
        let (params, headers) = (Params::new(), Vec::new());
        Self { secure: false, user, password: None, host, port, params, headers }
    }

    /// Returns the user part without escapes.
    pub fn user(&self) -> Option<String> {
        self.user.as_deref().map(decode)
    }

    /// Returns the password without escapes (RFC 3261 19.1.1 advises against its use).
    pub fn password(&self) -> Option<String> {
        self.password.as_deref().map(decode)
    }

    /// Changes the user part, escaped as needed; an empty one removes it and the password.
    pub fn set_user(&mut self, user: &str) {
        self.user = (!user.is_empty()).then(|| encode_user(user));
        if self.user.is_none() {
            self.password = None;
        }
    }

    /// Returns the headers without escapes (RFC 3261 19.1.1), in order.
    pub fn headers(&self) -> impl Iterator<Item = (String, String)> {
        self.headers.iter().map(|(name, value)| (decode(name), decode(value)))
    }

    /// Adds a header, escaped as needed.
    pub fn push_header(&mut self, name: &str, value: &str) {
        self.headers.push((encode_header(name), encode_header(value)));
    }

    /// Removes all headers.
    pub fn clear_headers(&mut self) {
        self.headers.clear();
    }

    /// Returns the `transport` parameter, as it was spelled.
    pub fn transport(&self) -> Option<&str> {
        self.params.get("transport")
    }

    /// Whether the `lr` parameter says that the element routes loosely (RFC 3261 16.12.1.1).
    pub fn is_loose_router(&self) -> bool {
        self.params.has("lr")
    }

    /// Whether both name the same resource (RFC 3261 19.1.4).
    pub fn is_equivalent(&self, other: &Self) -> bool {
        self.secure == other.secure
            && self.user.as_deref().map(normalize) == other.user.as_deref().map(normalize)
            && self.password.as_deref().map(normalize) == other.password.as_deref().map(normalize)
            && self.host.is_equivalent(&other.host)
            && self.port == other.port
            && params_agree(&self.params, &other.params)
            && params_agree(&other.params, &self.params)
            && self.sorted_headers() == other.sorted_headers()
    }

    pub(super) fn secured(mut self) -> Self {
        self.secure = true;
        self
    }

    pub(super) fn parse_rest(rest: &str) -> Result<Self, UriError> {
        // `?` and `;` may stand in the user part, `@` nowhere but behind it.
        let (userinfo, rest) = match rest.split_once('@') {
            Some((userinfo, rest)) => (Some(userinfo), rest),
            None => (None, rest),
        };
        if rest.contains('@') || userinfo.is_some_and(str::is_empty) {
            return Err(UriError::User);
        }
        let (user, password) = match userinfo.map(|info| (info, info.split_once(':'))) {
            None => (None, None),
            Some((user, None)) => (Some(user), None),
            Some((_, Some(("", _)))) => return Err(UriError::User),
            Some((_, Some((user, password)))) => (Some(user), Some(password)),
        };
        let (rest, headers) = match rest.split_once('?') {
            Some((rest, headers)) => (rest, parse_headers(headers)?),
            None => (rest, Vec::new()),
        };
        let mut parts = rest.split(';');
        let (host, port) = Host::parse_with_port(parts.next().unwrap_or_default())?;
        Ok(Self {
            secure: false,
            user: user.map(str::to_owned),
            password: password.map(str::to_owned),
            host,
            port,
            params: parse_params(parts)?,
            headers,
        })
    }

    fn sorted_headers(&self) -> Vec<(String, String)> {
        let mut all: Vec<_> =
            self.headers().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
        all.sort();
        all
    }
}

impl fmt::Display for SipUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.secure { "sips:" } else { "sip:" })?;
        if let Some(user) = &self.user {
            f.write_str(user)?;
            if let Some(password) = &self.password {
                write!(f, ":{password}")?;
            }
            f.write_str("@")?;
        }
        write!(f, "{}", self.host)?;
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        write!(f, "{}", self.params)?;
        for (index, (name, value)) in self.headers.iter().enumerate() {
            write!(f, "{}{name}={value}", if index == 0 { '?' } else { '&' })?;
        }
        Ok(())
    }
}

/// Reads `a=b;c` behind a URI's host, split at semicolons.
pub(super) fn parse_params<'a>(parts: impl Iterator<Item = &'a str>) -> Result<Params, UriError> {
    let mut params = Params::new();
    for part in parts {
        let (name, value) = match part.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (part, None),
        };
        if name.is_empty() {
            return Err(UriError::Params);
        }
        params.push(name, value);
    }
    Ok(params)
}

fn parse_headers(text: &str) -> Result<Vec<(String, String)>, UriError> {
    text.split('&')
        .map(|part| match part.split_once('=') {
            Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
            _ => Err(UriError::Headers),
        })
        .collect()
}

/// Whether each parameter of `a` has an equal in `b`, or may be missing there. Of a name that
/// occurs twice, which the grammar forbids, the first counts.
fn params_agree(a: &Params, b: &Params) -> bool {
    const NEVER_IGNORED: [&str; 5] = ["user", "ttl", "method", "maddr", "transport"];
    a.iter().all(|(name, _)| {
        let name = decode(name);
        match first_value(b, &name) {
            Some(value) => first_value(a, &name) == Some(value),
            None => !NEVER_IGNORED.iter().any(|known| known.eq_ignore_ascii_case(&name)),
        }
    })
}

/// Returns the value of the first parameter called `name`, in the form that is compared.
fn first_value(params: &Params, name: &str) -> Option<Option<String>> {
    let mut named = params.iter().filter(|(other, _)| decode(other).eq_ignore_ascii_case(name));
    let (_, value) = named.next()?;
    Some(value.map(|text| normalize(text).to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::super::Uri;
    use super::*;

    #[track_caller]
    fn sip(text: &str) -> SipUri {
        match Uri::parse(text) {
            Ok(Uri::Sip(uri)) => uri,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn all_parts_are_read_and_printed() {
        let text = "sips:alice:secret%21@example.com:5061;transport=tcp;lr?subject=a%20b&to=x";
        let uri = sip(text);
        assert!(uri.secure && uri.is_loose_router());
        assert_eq!(uri.user().as_deref(), Some("alice"));
        assert_eq!(uri.password().as_deref(), Some("secret!"));
        assert_eq!(uri.transport(), Some("tcp"));
        assert_eq!(uri.headers().next().unwrap(), ("subject".to_owned(), "a b".to_owned()));
        assert_eq!(uri.to_string(), text);
    }

    #[test]
    fn user_may_hold_separators() {
        let text = "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo\
                    ~d_too.(doesn't-it)@example.com";
        let uri = sip(text);
        assert_eq!(uri.to_string(), text);
        assert!(uri.user().unwrap().ends_with(",/;;*"));
        assert_eq!(sip("sip:user;par=u%40x.net@example.com").user().unwrap(), "user;par=u@x.net");
        assert_eq!(sip("sip:[2001:db8::1]:5060;maddr=[::1]").params.get("maddr"), Some("[::1]"));
    }

    #[test]
    fn equivalent_uris_match() {
        // RFC 3261 19.1.4.
        for (a, b) in [
            ("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"),
            ("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"),
            ("sip:carol@chicago.com", "sip:carol@chicago.com;security=on"),
            (
                "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
                "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
            ),
            (
                "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
                "sip:alice@atlanta.com?priority=urgent&subject=project%20x",
            ),
        ] {
            assert!(sip(a).is_equivalent(&sip(b)), "{a} {b}");
            assert!(sip(b).is_equivalent(&sip(a)), "{b} {a}");
        }
    }

    #[test]
    fn different_uris_do_not_match() {
        // RFC 3261 19.1.4.
        for (a, b) in [
            ("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"),
            ("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"),
            ("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"),
            ("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp"),
            ("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"),
            ("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4"),
            ("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off"),
            ("sip:a@b", "sips:a@b"),
        ] {
            assert!(!sip(a).is_equivalent(&sip(b)), "{a} {b}");
            assert!(!sip(b).is_equivalent(&sip(a)), "{b} {a}");
        }
    }

    #[test]
    fn built_uris_are_escaped() {
        let mut uri = SipUri::new("a b@c#", Host::parse("h.example").unwrap(), Some(5070));
        uri.push_header("Replaces", "x@y;to-tag=1");
        assert_eq!(uri.to_string(), "sip:a%20b%40c%23@h.example:5070?Replaces=x%40y%3Bto-tag%3D1");
        assert_eq!(sip(&uri.to_string()), uri);
    }

    #[test]
    fn a_uri_with_a_parameter_twice_is_equivalent_to_itself() {
        let twice = sip("sip:a@b;maddr=192.0.2.1;maddr=192.0.2.2");
        assert!(twice.is_equivalent(&twice));
        assert!(!twice.is_equivalent(&sip("sip:a@b;maddr=192.0.2.2")));
    }
}
