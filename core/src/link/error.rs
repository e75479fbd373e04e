//! Why a request failed.

use core::fmt;

use serde::{Deserialize, Serialize};

/// Why a request failed. Where a text names a URL, it is without credentials and query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum LinkError {
    /// The gateway's policy does not allow this destination; names it.
    NotAllowed(String),
    /// No such socket.
    UnknownSocket,
    /// No free port in the range.
    NoFreePort,
    /// A limit was reached; names it.
    LimitReached(String),
    /// The host name does not exist or has no address.
    UnknownHost(String),
    /// The name server did not answer.
    ResolverFailed(String),
    /// The file does not exist; names it.
    NotFound(String),
    /// The file is longer than the limit; names it.
    TooLong(String),
    /// The server wants other credentials, or any.
    Unauthorized {
        /// The URL.
        url: String,
        /// What the server says they are for (RFC 9110 11.5), for the person who is asked.
        realm: String,
    },
    /// The server answered with another status than success (RFC 9110 15).
    Status {
        /// The URL.
        url: String,
        /// The status.
        code: u16,
    },
    /// The server did not answer, or stopped in the middle; says which.
    TimedOut(String),
    /// The connection ended before the file did; names the file.
    Truncated(String),
    /// There is no TLS with this server.
    Certificate {
        /// The URL.
        url: String,
        /// What is wrong.
        problem: CertificateProblem,
    },
    /// Redirects lead in a circle, or there are too many; names the URL that was asked for.
    RedirectLoop(String),
    /// Nothing listens there; names it.
    ConnectionRefused(String),
    /// The TFTP server answered with an error other than "file not found" (RFC 1350 5).
    Tftp {
        /// The URL.
        url: String,
        /// The error code.
        code: u16,
        /// The server's text.
        text: String,
    },
    /// Something else went wrong with a file; says what and where.
    FetchFailed(String),
    /// No DHCP server told anything, or nobody may ask on this host; says why.
    NoDhcp(String),
    /// No time server told the time; says why.
    NoTime(String),
    /// The operating system refused; its text.
    Io(String),
    /// The gateway cannot do this.
    Unsupported,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAllowed(what) => write!(f, "the gateway does not allow {what}"),
            Self::UnknownSocket => f.write_str("no such socket"),
            Self::NoFreePort => f.write_str("no free port"),
            Self::LimitReached(what) => write!(f, "limit reached: {what}"),
            Self::UnknownHost(host) => write!(f, "unknown host {host}"),
            Self::ResolverFailed(host) => write!(f, "no answer about {host} from the name server"),
            Self::NotFound(what) => write!(f, "not found: {what}"),
            Self::TooLong(what) => write!(f, "too long: {what}"),
            Self::Unauthorized { url, realm } if realm.is_empty() => {
                write!(f, "wrong user or password: {url}")
            }
            Self::Unauthorized { url, realm } => {
                write!(f, "wrong user or password for \"{realm}\": {url}")
            }
            Self::Status { url, code } => write!(f, "the server answered {code}: {url}"),
            Self::TimedOut(what) => write!(f, "no answer in time: {what}"),
            Self::Truncated(what) => write!(f, "cut off: {what}"),
            Self::Certificate { url, problem } => write!(f, "{problem}: {url}"),
            Self::RedirectLoop(url) => write!(f, "redirects without end: {url}"),
            Self::ConnectionRefused(what) => write!(f, "nothing listens there: {what}"),
            Self::Tftp { url, code, text } => write!(f, "TFTP error {code} ({text}): {url}"),
            Self::FetchFailed(why) => write!(f, "cannot fetch: {why}"),
            Self::NoDhcp(why) => write!(f, "no DHCP options: {why}"),
            Self::NoTime(why) => write!(f, "no time: {why}"),
            Self::Io(why) => f.write_str(why),
            Self::Unsupported => f.write_str("not supported by the gateway"),
        }
    }
}

/// What is wrong with a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum CertificateProblem {
    /// The server's certificate was valid once.
    Expired,
    /// The server's certificate will be valid, or a clock is wrong.
    NotYetValid,
    /// The server's certificate is another host's.
    WrongHost,
    /// No trusted certificate vouches for the server's.
    Untrusted,
    /// The server wants to see a certificate of the phone and got none, or does not like it.
    ClientRefused,
    /// The phone's own certificate, its key, or a root cannot be used; why.
    Unusable(String),
    /// The two cannot agree on how to speak; why.
    Handshake(String),
}

impl fmt::Display for CertificateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Expired => "the server's certificate is expired",
            Self::NotYetValid => "the server's certificate is not valid yet",
            Self::WrongHost => "the server's certificate is for another host",
            Self::Untrusted => "the server's certificate is not trusted",
            Self::ClientRefused => "the server refuses the phone's certificate, or wants one",
            Self::Unusable(why) => {
                return write!(f, "a certificate of the phone is unusable ({why})");
            }
            Self::Handshake(why) => return write!(f, "no TLS with the server ({why})"),
        })
    }
}
