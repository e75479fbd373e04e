//! Addresses of files: the four protocols of the manual (9.2), a host, a path.
//!
//! Names in a file are relative to where the file came from, as in a web page (RFC 3986 5.2). A
//! user and a password may stand before the host; they are used and never shown.

use core::fmt;

use serde::{Deserialize, Serialize};

/// Longest URL that is read, in bytes; DHCP options that are split can be longer.
const MAX_URL: usize = 2_000;

/// How a file is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Scheme {
    /// RFC 1350.
    Tftp,
    /// RFC 959.
    Ftp,
    /// The same over TLS; beside the manual's four.
    Ftps,
    /// RFC 9110.
    Http,
    /// The same over TLS.
    Https,
}

impl Scheme {
    const ALL: [Self; 5] = [Self::Tftp, Self::Ftp, Self::Ftps, Self::Http, Self::Https];

    /// Returns what stands before `://`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tftp => "tftp",
            Self::Ftp => "ftp",
            Self::Ftps => "ftps",
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// Why text is no URL of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum UrlError {
    /// There is nothing.
    Empty,
    /// It has no `://`.
    NoScheme,
    /// The protocol is none of those that the phone knows; names it.
    UnknownScheme(String),
    /// Nothing stands where the host should.
    NoHost,
    /// The host or the port cannot be one.
    BadHost,
    /// A character that no URL has, such as `<` of a placeholder that is not known.
    BadCharacter(char),
    /// It is longer than 2000 bytes.
    TooLong,
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the URL is empty"),
            Self::NoScheme => f.write_str("the URL does not begin with a protocol and ://"),
            Self::UnknownScheme(scheme) => {
                write!(f, "the URL begins with {scheme}, not with tftp, ftp, http or https")
            }
            Self::NoHost => f.write_str("the URL has no host"),
            Self::BadHost => f.write_str("the URL's host or port is wrong"),
            Self::BadCharacter(c) => write!(f, "no URL has the character {c:?}"),
            Self::TooLong => write!(f, "the URL is longer than {MAX_URL} bytes"),
        }
    }
}

impl core::error::Error for UrlError {}

/// Where a file is.
///
/// Shown without user, password and query; [`Url::to_text`] has all of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Url {
    scheme: Scheme,
    /// User and password with the `@` behind them; empty if there are none.
    login: String,
    /// Host and port.
    host: String,
    /// Begins with a slash.
    path: String,
    /// Begins with a question mark; empty if there is none.
    query: String,
}

impl Url {
    /// Reads an absolute URL.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(UrlError::Empty);
        }
        let (scheme, rest) = text.split_once("://").ok_or(UrlError::NoScheme)?;
        let known = Scheme::ALL.into_iter().find(|it| it.as_str().eq_ignore_ascii_case(scheme));
        let unknown = || UrlError::UnknownScheme(scheme.chars().take(20).collect());
        let scheme = known.ok_or_else(unknown)?;
        let end = rest.find(['/', '?', '#', ';']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let (login, host) = match authority.rsplit_once('@') {
            Some((login, host)) => (encode(&[login, "@"].concat())?, host),
            None => (String::new(), authority),
        };
        check_host(host)?;
        let host = host.to_ascii_lowercase();
        let root = Self { scheme, login, host, path: "/".to_owned(), query: String::new() };
        root.join(&["/", rest.trim_start_matches('/')].concat())
    }

    /// Returns the URL that `name` means in the file at this URL: a name relative to its folder,
    /// a path from the root if it begins with a slash, or a URL of its own.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn join(&self, name: &str) -> Result<Self, UrlError> {
        let name = name.trim();
        if name.contains("://") {
            return Self::parse(name);
        }
        let name = name.split('#').next().unwrap_or_default();
        let (path, query) = match name.find('?').and_then(|at| name.split_at_checked(at)) {
            Some((path, query)) => (path, query),
            None => (name, ""),
        };
        let folder = if path.starts_with('/') { "" } else { self.folder() };
        let path = without_dots(&encode(&[folder, path].concat())?);
        let url = Self { path, query: encode(query)?, ..self.clone() };
        if url.to_text().len() > MAX_URL { Err(UrlError::TooLong) } else { Ok(url) }
    }

    /// Returns the protocol.
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Returns host and port as they are written, in lower case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns the last part of the path; empty if it is a folder.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Whether the path is the root.
    pub fn is_root(&self) -> bool {
        self.path == "/"
    }

    /// Returns all of it, with what must not be shown.
    pub fn to_text(&self) -> String {
        let Self { scheme, login, host, path, query } = self;
        [scheme.as_str(), "://", login, host, path, query].concat()
    }

    /// Returns the path up to its last slash.
    fn folder(&self) -> &str {
        let end = self.path.rfind('/').map_or(0, |slash| slash + 1);
        self.path.get(..end).unwrap_or("/")
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme.as_str(), self.host, self.path)
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A host name, an IPv4 address or an IPv6 address in brackets, and perhaps a port.
fn check_host(host: &str) -> Result<(), UrlError> {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port),
        Some(_) | None => (host, "1"),
    };
    if name.is_empty() {
        return Err(UrlError::NoHost);
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let right = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(address) => address.parse::<core::net::Ipv6Addr>().is_ok(),
        None => name.len() <= 253 && name.chars().all(is_name),
    };
    let port = crate::text::digits::<u16>(port).filter(|&port| port != 0);
    if right && port.is_some() { Ok(()) } else { Err(UrlError::BadHost) }
}

/// Writes blanks and what is not ASCII as a URL does; other characters that no URL has are refused
/// (RFC 3986 2).
fn encode(text: &str) -> Result<String, UrlError> {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                return Err(UrlError::BadCharacter(c));
            }
            '!'..='~' => encoded.push(c),
            c if c.is_control() => return Err(UrlError::BadCharacter(c)),
            c => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    encoded.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    Ok(encoded)
}

/// Removes `.` and `..` and what they take back (RFC 3986 5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut parts = path.trim_start_matches('/').split('/').peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        match part {
            "." | ".." => {
                if part == ".." {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
            part => kept.push(part),
        }
    }
    ["/", &kept.join("/")].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &str, name: &str, expected: &str) {
        let joined = Url::parse(base).unwrap().join(name);
        assert_eq!(joined.map(|url| url.to_text()).as_deref(), Ok(expected));
    }

    #[test]
    fn urls_are_read() {
        let text = |text: &str| Url::parse(text).map(|url| url.to_text());
        assert_eq!(text("Tftp://Prov.Example").as_deref(), Ok("tftp://prov.example/"));
        assert_eq!(text(" http://h:8080/A.cfg ").as_deref(), Ok("http://h:8080/A.cfg"));
        assert_eq!(text("https://[::1]:4/x?y#z").as_deref(), Ok("https://[::1]:4/x?y"));
        assert_eq!(text("http://[::1]/x").as_deref(), Ok("http://[::1]/x"));
        assert_eq!(text("ftp://a:b@h/c d\u{e9}").as_deref(), Ok("ftp://a:b@h/c%20d%C3%A9"));
        assert_eq!(text("http://h;x.cfg").as_deref(), Ok("http://h/;x.cfg"));
    }

    #[test]
    fn what_is_no_url_is_told() {
        #[track_caller]
        fn check(text: &str, error: UrlError) {
            assert_eq!(Url::parse(text), Err(error), "{text}");
        }
        check("", UrlError::Empty);
        check("10.0.0.1/x", UrlError::NoScheme);
        check("sftp://h/x", UrlError::UnknownScheme("sftp".to_owned()));
        check("http://", UrlError::NoHost);
        check("http:///x", UrlError::NoHost);
        check("http://:80/x", UrlError::NoHost);
        check("http://h:0/", UrlError::BadHost);
        check("http://h:http/", UrlError::BadHost);
        check("http://a b/", UrlError::BadHost);
        check("http://[::g]/", UrlError::BadHost);
        check("http://h/<SERIAL>.cfg", UrlError::BadCharacter('<'));
        check("http://h/a\nb", UrlError::BadCharacter('\n'));
        check(&["http://h/", &"x".repeat(2_000)].concat(), UrlError::TooLong);
    }

    #[test]
    fn names_are_relative_to_the_file() {
        check("http://h/a/b.cfg", "c.cfg", "http://h/a/c.cfg");
        check("http://h/a/b.cfg", "../c.cfg", "http://h/c.cfg");
        check("http://h/a/b.cfg", "../../../c.cfg", "http://h/c.cfg");
        check("http://h/a/b.cfg", "./x/./y/..", "http://h/a/x/");
        check("http://h/a/b.cfg?q", "/c.cfg?r", "http://h/c.cfg?r");
        check("http://u:p@h/a", "c.cfg", "http://u:p@h/c.cfg");
        check("http://h/a", "tftp://k/c.cfg", "tftp://k/c.cfg");
    }

    #[test]
    fn secrets_do_not_show() {
        let url = Url::parse("http://user:hidden@h/a?token=hidden").unwrap();
        assert_eq!(format!("{url} {url:?}"), "http://h/a http://h/a");
    }
}
