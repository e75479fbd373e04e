//! WWW-Authenticate, Proxy-Authenticate, Authorization, Proxy-Authorization
//! (RFC 3261 20.7, 20.27, 20.28, 20.44): a scheme and its parameters.

use core::fmt;
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader};
use crate::text::{Cursor, one_line, quote, unquote};

/// A scheme and its parameters; what they mean is up to [`crate::sip::auth`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthParams {
    /// The scheme, for example `Digest`.
    pub scheme: String,
    params: Vec<(String, String)>,
}

impl AuthParams {
    /// Returns a scheme without parameters.
    pub fn new(scheme: &str) -> Self {
        Self { scheme: scheme.to_owned(), params: Vec::new() }
    }

    /// Returns what a parameter means, quoted in the text or not.
    pub fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let (_, value) = self.params.iter().find(|(n, _)| n.eq_ignore_ascii_case(name))?;
        Some(unquote(value))
    }

    /// Adds a parameter that is printed in quotes.
    pub fn push_quoted(&mut self, name: &str, value: &str) {
        self.params.push((name.to_owned(), quote(value)));
    }

    /// Adds a parameter that is printed as it is; `value` must be a token.
    pub fn push_token(&mut self, name: &str, value: &str) {
        self.params.push((name.to_owned(), value.to_owned()));
    }

    fn parse(cursor: &mut Cursor<'_>) -> Option<Self> {
        cursor.skip_space();
        let mut value = Self::new(cursor.token()?);
        loop {
            // Commas separate parameters, and challenges too: a word without `=` is the next one.
            let mut ahead = *cursor;
            while ahead.eat_spaced(',') {}
            ahead.skip_space();
            let Some(name) = ahead.token() else {
                return ahead.is_empty().then(|| {
                    *cursor = ahead;
                    value
                });
            };
            if !ahead.eat_spaced('=') {
                return Some(value);
            }
            let text = if ahead.peek() == Some('"') {
                ahead.quoted()?
            } else {
                ahead.take_while(|c| !c.is_whitespace() && c != ',' && c != '"')
            };
            value.params.push((name.to_owned(), text.to_owned()));
            *cursor = ahead;
            cursor.skip_space();
            if !cursor.is_empty() && cursor.peek() != Some(',') {
                return None;
            }
        }
    }

    fn parse_list(text: &str) -> Option<Vec<Self>> {
        let mut cursor = Cursor::new(text);
        let mut all = Vec::new();
        loop {
            all.push(Self::parse(&mut cursor)?);
            cursor.skip_space();
            if cursor.is_empty() {
                return Some(all);
            }
            if !cursor.eat_spaced(',') {
                return None;
            }
            while cursor.eat_spaced(',') {}
        }
    }
}

impl fmt::Display for AuthParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.scheme)?;
        for (index, (name, value)) in self.params.iter().enumerate() {
            let separator = if index == 0 { " " } else { ", " };
            write!(f, "{separator}{name}={}", one_line(value))?;
        }
        Ok(())
    }
}

/// Shows no values: a response to a challenge is nearly as good as a password.
impl fmt::Debug for AuthParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.params.iter().map(|(name, _)| name).collect();
        f.debug_struct("AuthParams").field("scheme", &self.scheme).field("names", &names).finish()
    }
}

macro_rules! auth_headers {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name(pub AuthParams);

        impl TypedHeader for $name {
            const NAME: HeaderName = HeaderName::$name;

            fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
                let all = AuthParams::parse_list(text).ok_or_else(Self::malformed)?;
                into.extend(all.into_iter().map(Self));
                Ok(())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

auth_headers! {
    /// A server's challenge (RFC 3261 20.44).
    WwwAuthenticate;
    /// A proxy's challenge (RFC 3261 20.27).
    ProxyAuthenticate;
    /// The answer to a server's challenge (RFC 3261 20.7).
    Authorization;
    /// The answer to a proxy's challenge (RFC 3261 20.28).
    ProxyAuthorization;
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{read, read_one};
    use super::*;

    #[test]
    fn parameters_are_read_quoted_or_not() {
        let text = "Digest realm=\"a, \\\"b\\\"\" , nonce=abc== ,qop=\"auth,auth-int\",STALE=TRUE,";
        let value: WwwAuthenticate = read_one(text);
        assert_eq!(value.0.scheme, "Digest");
        assert_eq!(value.0.get("Realm").unwrap(), "a, \"b\"");
        assert_eq!(value.0.get("nonce").unwrap(), "abc==");
        assert_eq!(value.0.get("qop").unwrap(), "auth,auth-int");
        assert_eq!(value.0.get("stale").unwrap(), "TRUE");
        assert_eq!(value.0.get("opaque"), None);
    }

    #[test]
    fn several_challenges_may_share_a_field() {
        let text = "Digest realm=\"a\", nonce=\"1\", Basic, NewScheme x=y, Digest realm=\"b\"";
        let all: Vec<WwwAuthenticate> = read(text).unwrap();
        let printed: Vec<_> = all.iter().map(WwwAuthenticate::to_string).collect();
        assert_eq!(
            printed,
            ["Digest realm=\"a\", nonce=\"1\"", "Basic", "NewScheme x=y", "Digest realm=\"b\""]
        );
    }

    #[test]
    fn malformed_values_are_refused() {
        for text in
            ["", ",", "Digest realm=\"open", "Digest a=b c=d", "Digest ;", "Digest a=\"b\"c"]
        {
            assert!(read::<Authorization>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn values_are_not_shown_in_debug_output() {
        let value: Authorization = read_one("Digest response=\"6629fae49393a05397450978507c4ef1\"");
        assert!(!format!("{value:?}").contains("6629"));
    }
}
