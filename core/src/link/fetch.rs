//! Files that a phone asks for, and how they come: whole in a [`Reply`](super::Reply), or its
//! beginning in parts before it (see [`Part`]).

use core::fmt;

use serde::{Deserialize, Serialize};

pub use crate::text::Secret;

/// Most bytes of a file in one message; what is longer comes in several.
pub const PART: usize = 64 * 1024;

/// A file to fetch, from a host that the gateway's policy allows.
///
/// [`Fetch::new`] asks for it as a browser without a cookie would; set what differs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetch {
    /// An absolute URL: tftp (RFC 3617), ftp or ftps (RFC 1738; `ftps` is TLS on port 990, or
    /// `AUTH TLS` on any other), http or https. User and password in it are used like
    /// [`Fetch::credentials`].
    pub url: String,
    /// Refuses anything longer, in bytes; the gateway has a limit of its own.
    pub limit: u32,
    /// Who the phone is to the server: for basic and digest authentication (RFC 7617, RFC 7616)
    /// and for ftp. Never sent to a host that a redirect leads to.
    pub credentials: Option<Credentials>,
    /// The copy that the phone has; the server is asked for a different one only, and if there is
    /// none the answer is [`Reply::NotModified`](super::Reply::NotModified). Not for tftp.
    pub validators: Validators,
    /// User-Agent of http and https; the gateway's own if there is none.
    pub user_agent: Option<String>,
    /// More headers of http and https, name and value. Never sent to another host.
    pub headers: Vec<(String, String)>,
    /// What to think of the server's certificate, and the phone's own.
    pub trust: Trust,
    /// What to do with a redirect (RFC 9110 15.4).
    pub redirects: Redirects,
}

impl Fetch {
    /// Returns a request for `url` that checks certificates, knows no credentials and no copy,
    /// and follows redirects.
    pub fn new(url: impl Into<String>, limit: u32) -> Self {
        Self {
            url: url.into(),
            limit,
            credentials: None,
            validators: Validators::default(),
            user_agent: None,
            headers: Vec::new(),
            trust: Trust::default(),
            redirects: Redirects::Follow,
        }
    }
}

impl fmt::Debug for Fetch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Fetch")
            .field("url", &without_secrets(&self.url))
            .field("limit", &self.limit)
            .field("credentials", &self.credentials)
            .field("validators", &self.validators)
            .field("user_agent", &self.user_agent)
            .field("headers", &names)
            .field("trust", &self.trust)
            .field("redirects", &self.redirects)
            .finish()
    }
}

/// A user and a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    /// The user.
    pub user: String,
    /// The password.
    pub password: Secret,
}

/// What names the version of a file that a server has (RFC 9110 8.8). Opaque to the phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// The entity tag, with its quotes.
    pub etag: Option<String>,
    /// The time of the last change, as the server writes it.
    pub last_modified: Option<String>,
}

/// How TLS is spoken with a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    /// Whether the server's certificate is checked: its signature, its time and its name.
    pub verify: bool,
    /// Certificates that are trusted besides those of the gateway's host: PEM, any number.
    pub roots: String,
    /// The certificate that the phone shows when it is asked for one.
    pub certificate: Option<ClientCertificate>,
}

impl Default for Trust {
    fn default() -> Self {
        Self { verify: true, roots: String::new(), certificate: None }
    }
}

/// A certificate and its private key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientCertificate {
    /// PEM: the phone's certificate, then those that lead to a root.
    pub chain: String,
    /// PEM: PKCS #8, PKCS #1 or SEC 1, not encrypted.
    pub key: Secret,
}

/// What is done with a redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Redirects {
    /// It is followed, where the policy allows.
    Follow,
    /// It is the answer: [`Reply::Redirect`](super::Reply::Redirect). A redirect server answers
    /// with a provisioning URL, which is not the address of one file (manual 9.2.9).
    Tell,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Where it came from, for messages; never with credentials or a query.
    pub name: String,
    /// What is in it; in a reply after [`Part`]s, what is in its end.
    #[serde(with = "serde_bytes")]
    pub data: Vec<u8>,
    /// The length of the whole file.
    pub size: u32,
    /// What to ask with the next time.
    pub validators: Validators,
    /// Where it came from in the end, after redirects, as far as it may be shown: what relative
    /// names in it start from. None if the gateway read it from its own disk.
    pub url: Option<String>,
    /// The media type that the server says it is, without parameters, in lower case.
    pub content_type: Option<String>,
}

impl File {
    /// Returns a whole file that only has a name.
    pub fn named(name: impl Into<String>, data: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            size: u32::try_from(data.len()).unwrap_or(u32::MAX),
            data,
            validators: Validators::default(),
            url: None,
            content_type: None,
        }
    }
}

/// A piece of a file that is still on its way; the reply brings the last one.
///
/// A request that was repeated after a break is answered from the beginning: a part with offset 0
/// makes what came before it void.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// How many bytes came before.
    pub offset: u32,
    /// The length of the whole file, if the server told it.
    pub total: Option<u32>,
    /// The bytes, at least one.
    #[serde(with = "serde_bytes")]
    pub data: Vec<u8>,
}

/// Returns `url` without user, password, query and fragment, which may hold secrets.
pub fn without_secrets(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let shown = url.get(..end).unwrap_or_default();
    let Some((scheme, rest)) = shown.split_once("://") else { return shown.to_owned() };
    let slash = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(slash);
    let host = authority.rsplit('@').next().unwrap_or_default();
    [scheme, "://", host, path].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_shown_without_secrets() {
        #[track_caller]
        fn check(url: &str, shown: &str) {
            assert_eq!(without_secrets(url), shown);
        }
        check("https://user:secret@prov.example/a.cfg?key=secret#x", "https://prov.example/a.cfg");
        check("ftp://a@b@host:21/x@y", "ftp://host:21/x@y");
        check("http://host?secret@x", "http://host");
        check("tftp://10.0.0.1", "tftp://10.0.0.1");
        check("nonsense?secret", "nonsense");
        check("", "");
    }

    #[test]
    fn secrets_do_not_show_in_debug_output() {
        let hidden = || Secret::new("hidden".to_owned());
        let mut fetch = Fetch::new("https://user:hidden@host/file?token=hidden", 1);
        fetch.credentials = Some(Credentials { user: "phone".to_owned(), password: hidden() });
        fetch.headers.push(("Authorization".to_owned(), "hidden".to_owned()));
        let chain = "certificate".to_owned();
        fetch.trust.certificate = Some(ClientCertificate { chain, key: hidden() });
        let text = format!("{fetch:?}");
        assert!(!text.contains("hidden"), "{text}");
        assert!(text.contains("https://host/file") && text.contains("phone"), "{text}");
    }
}
