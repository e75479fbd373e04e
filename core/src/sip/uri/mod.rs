//! URIs (RFC 3261 19.1, RFC 3966): read, printed, compared.

mod escape;
mod host;
mod sip_uri;
mod tel;

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

pub use escape::{decode, encode_user};
pub use host::Host;
pub use sip_uri::SipUri;
pub use tel::TelUri;

/// A URI. `==` compares the text's parts; [`Uri::is_equivalent`] compares as the RFCs say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Uri {
    /// `sip:` or `sips:`.
    Sip(SipUri),
    /// `tel:`.
    Tel(TelUri),
    /// Any other scheme, carried as text.
    Other(String),
}

/// Why a text is not a URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum UriError {
    /// It does not begin with a scheme and a colon.
    MissingScheme,
    /// A character that no URI has: space, control, quote or angle bracket.
    ForbiddenCharacter,
    /// A user part that is empty or holds `@`.
    User,
    /// A host that is missing or malformed.
    Host,
    /// A port that is not a number from 0 to 65535.
    Port,
    /// A parameter without name.
    Params,
    /// A header without name or value.
    Headers,
    /// A telephone number without digits.
    Number,
}

impl Uri {
    /// Reads a URI without brackets around it.
    ///
    /// # Errors
    ///
    /// What is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, UriError> {
        let is_usual = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"');
        let is_forbidden = |c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c);
        if !text.bytes().all(is_usual) && text.contains(is_forbidden) {
            return Err(UriError::ForbiddenCharacter);
        }
        let (scheme, rest) = text.split_once(':').ok_or(UriError::MissingScheme)?;
        if !is_scheme(scheme) || rest.is_empty() {
            return Err(UriError::MissingScheme);
        }
        if scheme.eq_ignore_ascii_case("sip") {
            SipUri::parse_rest(rest).map(Self::Sip)
        } else if scheme.eq_ignore_ascii_case("sips") {
            SipUri::parse_rest(rest).map(|uri| Self::Sip(uri.secured()))
        } else if scheme.eq_ignore_ascii_case("tel") {
            TelUri::parse_rest(rest).map(Self::Tel)
        } else {
            Ok(Self::Other(text.to_owned()))
        }
    }

    /// Returns `sip:user@host:port`; an empty `user` gives none.
    pub fn sip(user: &str, host: impl Into<Host>, port: Option<u16>) -> Self {
        Self::Sip(SipUri::new(user, host.into(), port))
    }

    /// Returns the scheme, as it stands for other schemes than `sip`, `sips` and `tel`.
    pub fn scheme(&self) -> &str {
        match self {
            Self::Sip(uri) if uri.secure => "sips",
            Self::Sip(_) => "sip",
            Self::Tel(_) => "tel",
            Self::Other(text) => text.split(':').next().unwrap_or(text),
        }
    }

    /// Returns the SIP or SIPS URI, if it is one.
    pub const fn as_sip(&self) -> Option<&SipUri> {
        match self {
            Self::Sip(uri) => Some(uri),
            Self::Tel(_) | Self::Other(_) => None,
        }
    }

    /// Returns the SIP or SIPS URI to change it, if it is one.
    pub const fn as_sip_mut(&mut self) -> Option<&mut SipUri> {
        match self {
            Self::Sip(uri) => Some(uri),
            Self::Tel(_) | Self::Other(_) => None,
        }
    }

    /// Returns the user part without escapes, or the telephone number without separators.
    pub fn user(&self) -> Option<String> {
        match self {
            Self::Sip(uri) => uri.user(),
            Self::Tel(uri) => Some(uri.digits()),
            Self::Other(_) => None,
        }
    }

    /// Returns the host of a SIP or SIPS URI.
    pub fn host(&self) -> Option<&Host> {
        self.as_sip().map(|uri| &uri.host)
    }

    /// Returns the port of a SIP or SIPS URI, if it names one.
    pub fn port(&self) -> Option<u16> {
        self.as_sip().and_then(|uri| uri.port)
    }

    /// Whether both name the same resource (RFC 3261 19.1.4, RFC 3966 4).
    pub fn is_equivalent(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Sip(a), Self::Sip(b)) => a.is_equivalent(b),
            (Self::Tel(a), Self::Tel(b)) => a.is_equivalent(b),
            (Self::Other(a), Self::Other(b)) => {
                let (Some((a, a_rest)), Some((b, b_rest))) = (a.split_once(':'), b.split_once(':'))
                else {
                    return a == b;
                };
                a.eq_ignore_ascii_case(b) && a_rest == b_rest
            }
            (Self::Sip(_) | Self::Tel(_) | Self::Other(_), _) => false,
        }
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sip(uri) => uri.fmt(f),
            Self::Tel(uri) => uri.fmt(f),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl FromStr for Uri {
    type Err = UriError;

    fn from_str(text: &str) -> Result<Self, UriError> {
        Self::parse(text)
    }
}

impl From<SipUri> for Uri {
    fn from(uri: SipUri) -> Self {
        Self::Sip(uri)
    }
}

impl fmt::Display for UriError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MissingScheme => "no scheme",
            Self::ForbiddenCharacter => "forbidden character",
            Self::User => "malformed user",
            Self::Host => "malformed host",
            Self::Port => "malformed port",
            Self::Params => "malformed parameters",
            Self::Headers => "malformed headers",
            Self::Number => "malformed number",
        })
    }
}

impl core::error::Error for UriError {}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_schemes_are_carried_as_text() {
        for text in ["soap.beep://192.0.2.103:3002", "nobodyKnowsThisScheme:opaque", "isbn:29"] {
            let uri = Uri::parse(text).unwrap();
            assert_eq!(uri, Uri::Other(text.to_owned()));
            assert_eq!(uri.to_string(), text);
        }
        assert_eq!(Uri::parse("urn:service:sos").unwrap().scheme(), "urn");
        let (a, b) = (Uri::parse("URN:a").unwrap(), Uri::parse("urn:a").unwrap());
        assert!(a.is_equivalent(&b));
    }

    #[test]
    fn text_that_is_no_uri_is_refused() {
        use UriError::*;
        for (text, error) in [
            ("", MissingScheme),
            ("alice", MissingScheme),
            ("1sip:x", MissingScheme),
            ("sip:", MissingScheme),
            ("<sip:a@b>", ForbiddenCharacter),
            ("sip:a@b; lr", ForbiddenCharacter),
            ("sip:@b", User),
            ("sip:a@b@c", User),
            ("sip:a@", Host),
            ("sip:a@-_[", Host),
            ("sip:[::1", Host),
            ("sip:a@b:99999", Port),
            ("sip:a@b:", Port),
            ("sip:a@b;", Params),
            ("sip:a@b?", Headers),
            ("tel:abc", Number),
        ] {
            assert_eq!(Uri::parse(text), Err(error), "{text}");
        }
    }
}
