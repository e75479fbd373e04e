//! Where a file is: a URL, taken apart and checked.

use std::net::IpAddr;

use hookswitch_core::link::{Credentials, LinkError, Secret};
use percent_encoding::percent_decode_str;
use reqwest::Url;

use crate::policy::Policy;

/// The ways to fetch a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Tftp,
    Ftp,
    Ftps,
    Http,
    Https,
}

impl Scheme {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "tftp" => Self::Tftp,
            "ftp" => Self::Ftp,
            "ftps" => Self::Ftps,
            "http" => Self::Http,
            "https" => Self::Https,
            _ => return None,
        })
    }

    /// Returns the port that is meant when there is none in a URL.
    pub(crate) const fn port(self) -> u16 {
        match self {
            Self::Tftp => 69,
            Self::Ftp => 21,
            Self::Ftps => 990,
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

/// Where a file is. Its credentials are apart, so that the rest can be shown.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// The URL, without credentials and fragment.
    pub(crate) url: Url,
    pub(crate) scheme: Scheme,
    /// Name or address, without brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) credentials: Option<Credentials>,
}

impl Target {
    /// Takes `text` apart.
    ///
    /// # Errors
    ///
    /// If it is no URL, or one of another kind.
    pub(crate) fn parse(text: &str) -> Result<Self, LinkError> {
        let url = Url::parse(text).map_err(|error| LinkError::FetchFailed(error.to_string()))?;
        Self::from_url(url)
    }

    fn from_url(mut url: Url) -> Result<Self, LinkError> {
        let Some(scheme) = Scheme::parse(url.scheme()) else {
            return Err(LinkError::NotAllowed(format!("{}: URLs", url.scheme())));
        };
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        if host.is_empty() {
            return Err(LinkError::FetchFailed("a URL without a host".to_owned()));
        }
        let credentials = (!url.username().is_empty()).then(|| Credentials {
            user: decoded(url.username()),
            password: Secret::new(decoded(url.password().unwrap_or_default())),
        });
        // Fails only for URLs that cannot have credentials.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_fragment(None);
        let port = url.port().unwrap_or(scheme.port());
        Ok(Self { url, scheme, host, port, credentials })
    }

    /// Returns where `to` leads from here.
    ///
    /// # Errors
    ///
    /// If that is no URL, or one of another kind.
    pub(crate) fn join(&self, to: &str) -> Result<Self, LinkError> {
        let url = self.url.join(to).map_err(|_| {
            LinkError::FetchFailed(format!("{}: a redirect to what is no URL", self.shown()))
        })?;
        Self::from_url(url)
    }

    /// Whether what one of the two may know is no secret to the other (RFC 6454 4).
    pub(crate) fn same_origin(&self, other: &Self) -> bool {
        let same_host = self.host.eq_ignore_ascii_case(&other.host);
        same_host && self.scheme == other.scheme && self.port == other.port
    }

    /// Checks name and port, and the address if the name is one. What a name resolves to is
    /// checked where it is resolved.
    ///
    /// # Errors
    ///
    /// If the policy does not allow it.
    pub(crate) fn check(&self, policy: &Policy) -> Result<(), LinkError> {
        policy.host(self.scheme, &self.host, self.port)?;
        if let Ok(ip) = self.host.parse::<IpAddr>() {
            policy.host_address(&self.host, ip)?;
        }
        Ok(())
    }

    /// Returns the URL without its query, which may hold secrets.
    pub(crate) fn shown(&self) -> String {
        let mut url = self.url.clone();
        url.set_query(None);
        url.to_string()
    }

    /// Returns the path as tftp and ftp want it: relative to where the server starts (RFC 3617 3,
    /// RFC 1738 3.2.2).
    ///
    /// # Errors
    ///
    /// If it has control characters, which would be commands to a server.
    pub(crate) fn file(&self) -> Result<String, LinkError> {
        let path = self.url.path();
        let file = decoded(path.strip_prefix('/').unwrap_or(path));
        if file.is_empty() {
            return Err(LinkError::FetchFailed(format!("{}: names no file", self.shown())));
        }
        if file.chars().any(char::is_control) {
            let why = "a control character in the name of a file";
            return Err(LinkError::FetchFailed(format!("{}: {why}", self.shown())));
        }
        Ok(file)
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(text: &str) -> Target {
        Target::parse(text).expect("a URL")
    }

    #[test]
    fn credentials_are_taken_out() {
        let target = target("https://us%40er:sec%3aret@Prov.example/a.cfg?key=secret#x");
        assert_eq!(target.shown(), "https://prov.example/a.cfg");
        assert_eq!(target.url.as_str(), "https://prov.example/a.cfg?key=secret");
        let credentials = target.credentials.expect("some");
        assert_eq!((&*credentials.user, credentials.password.expose()), ("us@er", "sec:ret"));
    }

    #[test]
    fn ports_follow_the_scheme() {
        for (url, port) in [
            ("tftp://host/a", 69),
            ("ftp://host/a", 21),
            ("ftps://host/a", 990),
            ("http://host/a", 80),
            ("https://host/a", 443),
            ("tftp://host:6900/a", 6_900),
        ] {
            assert_eq!(target(url).port, port, "{url}");
        }
        assert_eq!(target("tftp://[2001:db8::1]/a").host, "2001:db8::1");
    }

    #[test]
    fn what_is_no_place_of_a_file_is_refused() {
        for url in ["", "a.cfg", "gopher://host/a", "file:///etc/passwd", "tftp:///a", "http://"] {
            assert!(Target::parse(url).is_err(), "{url}");
        }
    }

    #[test]
    fn files_are_relative_and_hold_no_commands() {
        assert_eq!(target("tftp://host/a%20b/c.cfg").file(), Ok("a b/c.cfg".to_owned()));
        assert_eq!(target("ftp://host/%2Fetc/a").file(), Ok("/etc/a".to_owned()));
        for url in ["ftp://host/", "tftp://host", "ftp://host/a%0d%0aDELE%20b", "tftp://host/a%00b"]
        {
            assert!(target(url).file().is_err(), "{url}");
        }
    }

    #[test]
    fn redirects_start_where_they_are() {
        let from = target("https://host/a/b?secret");
        assert_eq!(from.join("c").expect("a URL").url.as_str(), "https://host/a/c");
        assert!(from.join("/x").expect("a URL").same_origin(&from));
        for other in ["http://host/a", "https://host:444/a", "https://other/a"] {
            assert!(!from.join(other).expect("a URL").same_origin(&from), "{other}");
        }
        assert!(from.join("javascript:1").is_err());
    }
}
