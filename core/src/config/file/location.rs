//! Where a file comes from: a URL or the name of a file, and what a name in it means (manual 4.3).

use core::fmt;

use serde::{Deserialize, Serialize};

/// Longest location, in bytes.
const MAX_LOCATION: usize = 2_048;

/// How a server is asked for files (manual 4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scheme {
    /// RFC 959.
    Ftp,
    /// FTP within TLS, RFC 4217.
    Ftps,
    /// RFC 1350.
    Tftp,
    /// RFC 9110.
    Http,
    /// HTTP within TLS.
    Https,
}

impl Scheme {
    /// Every scheme.
    const ALL: [Self; 5] = [Self::Ftp, Self::Ftps, Self::Tftp, Self::Http, Self::Https];

    /// Returns the word before the colon.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ftp => "ftp",
            Self::Ftps => "ftps",
            Self::Tftp => "tftp",
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.as_str().eq_ignore_ascii_case(text))
    }
}

/// Where a file comes from: a URL, or a path below a folder.
///
/// Prints without credentials.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Location {
    /// `https://host:port`, or nothing if it is a path.
    server: String,
    /// `name:password`, as it is written in the URL; may be empty.
    credentials: String,
    /// The path from its first slash on, with the query.
    path: String,
}

/// Why text is no location.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum LocationError {
    /// Nothing is there.
    Empty,
    /// Longer than 2048 bytes.
    TooLong,
    /// A control character.
    ControlCharacter,
    /// A placeholder other than `<MAC>` and `<MODEL>`.
    UnknownPlaceholder,
    /// Neither ftp, ftps, tftp, http nor https.
    UnknownScheme,
    /// No host, or one that cannot be, or a port that cannot be.
    BadHost,
    /// `..` leads out of the server or of the folder.
    Escapes,
    /// A path from the root, in a folder that has no root of its own.
    Absolute,
}

impl fmt::Display for LocationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "names no file",
            Self::TooLong => "longer than 2048 bytes",
            Self::ControlCharacter => "has a control character",
            Self::UnknownPlaceholder => "has a placeholder other than <MAC> and <MODEL>",
            Self::UnknownScheme => {
                "must be a file name or begin with ftp, ftps, tftp, http or https"
            }
            Self::BadHost => "has no usable host name",
            Self::Escapes => "leads out of the folder that files are in",
            Self::Absolute => "must be named from the file that includes it, without leading slash",
        })
    }
}

impl core::error::Error for LocationError {}

/// What stands for the phone in the names of files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// For `<MAC>`: twelve hexadecimal digits without separators.
    pub mac: String,
    /// For `<MODEL>`: as in `system/type`.
    pub model: String,
    /// Whether the phone becomes the model that its file is for: it is new.
    pub any_model: bool,
}

impl Names {
    /// Returns `text` with the phone's names in the place of `<MAC>` and `<MODEL>`, in any case.
    pub fn fill(&self, text: &str) -> String {
        let (mut filled, mut rest) = (String::with_capacity(text.len()), text);
        while let Some(at) = rest.find('<') {
            let (before, tail) = rest.split_at(at);
            filled.push_str(before);
            let named =
                [("<MAC>", &self.mac), ("<MODEL>", &self.model)].into_iter().find(|(mark, _)| {
                    tail.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
                });
            let (mark, name) = named.map_or(("<", "<"), |(mark, name)| (mark, name.as_str()));
            filled.push_str(name);
            rest = tail.get(mark.len()..).unwrap_or_default();
        }
        filled + rest
    }
}

impl Location {
    /// Reads a URL.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn url(text: &str) -> Result<Self, LocationError> {
        check(text)?;
        let (scheme, rest) = text.split_once("://").ok_or(LocationError::UnknownScheme)?;
        let scheme = Scheme::parse(scheme).ok_or(LocationError::UnknownScheme)?;
        let rest = rest.split('#').next().unwrap_or_default();
        let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let (credentials, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        if !is_host_and_port(host) {
            return Err(LocationError::BadHost);
        }
        let path = if path.starts_with('?') { format!("/{path}") } else { path.to_owned() };
        let server = format!("{}://{}", scheme.as_str(), host.to_ascii_lowercase());
        let base = Self { server, credentials: credentials.to_owned(), path: String::new() };
        if path.is_empty() { Ok(base) } else { base.join(&path) }
    }

    /// Takes the path of a file, as it is; what it includes is named from there.
    pub fn file(path: &str) -> Self {
        Self { server: String::new(), credentials: String::new(), path: path.replace('\\', "/") }
    }

    /// Returns what `name` means in a file from here: a URL by itself, or a name on the same
    /// server, relative to this file (RFC 3986 5.2).
    ///
    /// # Errors
    ///
    /// Why it means nothing.
    pub fn join(&self, name: &str) -> Result<Self, LocationError> {
        check(name)?;
        if has_scheme(name) {
            return Self::url(name);
        }
        let name = name.replace('\\', "/");
        let is_url = !self.server.is_empty();
        if name.starts_with('/') && !is_url {
            return Err(LocationError::Absolute);
        }
        let (name, query) = match name.split_once('?') {
            Some((name, query)) if is_url => (name, Some(query)),
            _ => (&*name, None),
        };
        let own = self.path.split('?').next().unwrap_or_default();
        let folder =
            if name.starts_with('/') { "" } else { own.rsplit_once('/').map_or("", |p| p.0) };
        let mut path = resolve(folder, name)?;
        if is_url {
            path = escape(&path);
            if !path.starts_with('/') {
                path.insert(0, '/');
            }
        }
        if let Some(query) = query {
            path = format!("{path}?{}", escape(query));
        }
        let joined =
            Self { server: self.server.clone(), credentials: self.credentials.clone(), path };
        // Escapes are longer than what they stand for.
        if joined.expose().len() > MAX_LOCATION { Err(LocationError::TooLong) } else { Ok(joined) }
    }

    /// Returns how its server is asked; `None` if it is a path.
    pub fn scheme(&self) -> Option<Scheme> {
        Scheme::parse(self.server.split(':').next()?)
    }

    /// Returns its path, with the query of a URL.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the last part of its path, without a query.
    pub fn file_name(&self) -> &str {
        let path = match self.path.split_once('?') {
            Some((path, _)) if !self.server.is_empty() => path,
            _ => &self.path,
        };
        path.rsplit('/').next().unwrap_or_default()
    }

    /// Returns all of it, with credentials, for the one who fetches it.
    pub fn expose(&self) -> String {
        if self.credentials.is_empty() {
            return self.to_string();
        }
        let (scheme, host) = self.server.split_once("://").unwrap_or_default();
        format!("{scheme}://{}@{host}{}", self.credentials, self.path)
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.server, self.path)
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Returns text without what stands before the host in the addresses within it.
pub(crate) fn without_credentials(text: &str) -> String {
    let (mut clean, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once("://") {
        clean.push_str(before);
        clean.push_str("://");
        let end = after.find(['/', '?', '#', ' ', '\t', '"', '\'', '<', '>', ',', ';']);
        let authority = after.split_at(end.unwrap_or(after.len())).0;
        let hidden = authority.rfind('@').map_or(0, |at| at + 1);
        rest = after.get(hidden..).unwrap_or_default();
    }
    clean + rest
}

fn check(text: &str) -> Result<(), LocationError> {
    if text.trim().is_empty() {
        Err(LocationError::Empty)
    } else if text.len() > MAX_LOCATION {
        Err(LocationError::TooLong)
    } else if text.chars().any(char::is_control) {
        Err(LocationError::ControlCharacter)
    } else if text.contains(['<', '>']) {
        Err(LocationError::UnknownPlaceholder)
    } else {
        Ok(())
    }
}

/// Whether text begins with a scheme (RFC 3986 3.1), known or not; so does a drive of Windows.
fn has_scheme(text: &str) -> bool {
    let word = text.split(['/', '\\', '?']).next().unwrap_or_default().split_once(':');
    word.is_some_and(|(word, _)| {
        word.starts_with(|first: char| first.is_ascii_alphabetic())
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

fn is_host_and_port(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) if address.parse::<core::net::Ipv6Addr>().is_ok() => ("v6", port),
        Some(_) => return false,
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    let good = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let port =
        port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    !host.is_empty() && host.len() <= 253 && host.bytes().all(good) && port
}

/// Returns `name` below `folder` without `.` and `..`.
fn resolve(folder: &str, name: &str) -> Result<String, LocationError> {
    let mut parts: Vec<&str> =
        if folder.is_empty() { Vec::new() } else { folder.split('/').collect() };
    let last = name.rsplit('/').next().unwrap_or_default();
    for part in name.split('/').filter(|part| !part.is_empty()) {
        match &*part.to_ascii_lowercase().replace("%2e", ".") {
            "." => {}
            // The empty part is the root, and `..` stands where nothing more is known.
            ".." => match parts.pop() {
                None | Some("" | "..") => return Err(LocationError::Escapes),
                Some(_) => {}
            },
            _ => parts.push(part),
        }
    }
    let mut path = parts.join("/");
    if last.is_empty() || last.ends_with("..") && last.len() == 2 {
        path.push('/');
    }
    Ok(path)
}

/// Escapes what cannot be in a URL; what is escaped already stays (RFC 3986 2).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?%".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_join(base: &str, name: &str, expected: Result<&str, LocationError>) {
        let base =
            if base.contains("://") { Location::url(base).unwrap() } else { Location::file(base) };
        assert_eq!(base.join(name).map(|location| location.expose()), expected.map(str::to_owned));
    }

    #[test]
    fn names_are_relative_to_the_file_they_are_in() {
        check_join("tftp://10.0.0.1/a/b.cfg", "c.cfg", Ok("tftp://10.0.0.1/a/c.cfg"));
        check_join("tftp://10.0.0.1", "c.cfg", Ok("tftp://10.0.0.1/c.cfg"));
        check_join("http://h/a/b.cfg?m=1", "../c.cfg?n=2", Ok("http://h/c.cfg?n=2"));
        check_join("http://h/a/b.cfg", "/c.cfg", Ok("http://h/c.cfg"));
        check_join("http://h/a/b.cfg", "sub\\my file.cfg", Ok("http://h/a/sub/my%20file.cfg"));
        check_join("http://h/a/b.cfg", "https://g/c.cfg", Ok("https://g/c.cfg"));
        check_join("cfg/a.cfg", "sites/../b.cfg", Ok("cfg/b.cfg"));
        check_join("/srv/cfg/a.cfg", "../b.cfg", Ok("/srv/b.cfg"));
        check_join("a.cfg", "b.cfg", Ok("b.cfg"));
    }

    #[test]
    fn nothing_leads_out() {
        check_join("http://h/a.cfg", "../b.cfg", Err(LocationError::Escapes));
        check_join("http://h/a.cfg", "%2E./b.cfg", Err(LocationError::Escapes));
        check_join("a.cfg", "..\\b.cfg", Err(LocationError::Escapes));
        check_join("../a.cfg", "../b.cfg", Err(LocationError::Escapes));
        check_join("/a.cfg", "../b.cfg", Err(LocationError::Escapes));
        check_join("a.cfg", "/etc/passwd", Err(LocationError::Absolute));
        check_join("a.cfg", "C:\\b.cfg", Err(LocationError::UnknownScheme));
        check_join("http://h/a.cfg", "file:///etc/passwd", Err(LocationError::UnknownScheme));
        check_join("http://h/a.cfg", "<SERIAL>.cfg", Err(LocationError::UnknownPlaceholder));
        check_join("http://h/a.cfg", "a\u{7}", Err(LocationError::ControlCharacter));
        check_join("http://h/a.cfg", "http:///b.cfg", Err(LocationError::BadHost));
        check_join("http://h/a.cfg", "http://h:99999/b.cfg", Err(LocationError::BadHost));
    }

    #[test]
    fn credentials_stay_with_their_server_and_are_never_shown() {
        let base = Location::url("ftp://bob:hunter2@h/a.cfg").unwrap();
        let next = base.join("b.cfg").unwrap();
        assert_eq!(next.expose(), "ftp://bob:hunter2@h/b.cfg");
        assert_eq!(format!("{next} {next:?}"), "ftp://h/b.cfg ftp://h/b.cfg");
        assert_eq!(base.join("ftp://g/b.cfg").unwrap().expose(), "ftp://g/b.cfg");
    }

    #[test]
    fn credentials_within_text_are_taken_out() {
        let clean = without_credentials("a=http://b:c@d/@e,ftp://f@g;x@y ftp://");
        assert_eq!(clean, "a=http://d/@e,ftp://g;x@y ftp://");
    }

    #[test]
    fn urls_of_all_schemes_are_read() {
        for (text, scheme) in [
            ("ftp://h/x", Scheme::Ftp),
            ("ftps://h/x", Scheme::Ftps),
            ("tftp://h/x", Scheme::Tftp),
            ("http://[2001:db8::1]:8080/x", Scheme::Http),
            ("HTTPS://h/x", Scheme::Https),
        ] {
            assert_eq!(Location::url(text).map(|url| url.scheme()), Ok(Some(scheme)));
        }
        assert_eq!(Location::file("a/b.cfg").scheme(), None);
        assert_eq!(Location::url("http://h/a/b.cfg?c=/d").unwrap().file_name(), "b.cfg");
    }

    #[test]
    fn placeholders_are_filled() {
        let names = Names { mac: "001122334455".into(), model: "440HD".into(), any_model: false };
        assert_eq!(names.fill("<MODEL>_<mac>_x.cfg"), "440HD_001122334455_x.cfg");
        assert_eq!(names.fill("<SERIAL><"), "<SERIAL><");
    }
}
