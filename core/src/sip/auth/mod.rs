//! Digest authentication (RFC 7616, RFC 8760; with the key of a SIM, RFC 3310), both ends.
//!
//! The client's end is [`ClientAuth`]: it takes up the challenges of 401 and 407 responses, the
//! strongest of each realm, and signs requests with a nonce count of its own for each nonce. The
//! server's end is [`DigestServer`]. Passwords and keys stand in [`Login`] only, and never in debug
//! output.

mod aka;
mod algorithm;
mod challenge;
mod client;
mod milenage;
mod server;

use core::fmt;

use serde::{Deserialize, Serialize};

#[cfg(test)]
pub(crate) use aka::tests as aka_tests;
pub use aka::{OperatorConstant, Sim, SimMemory};
pub use algorithm::Algorithm;
pub use challenge::{Challenge, Qop, Signed};
pub use client::{Challenged, ClientAuth};
pub use server::{DigestServer, Verdict};

/// Who authenticates, and where its challenges and answers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Realm {
    /// A server: 401, WWW-Authenticate, Authorization.
    Server,
    /// A proxy: 407, Proxy-Authenticate, Proxy-Authorization.
    Proxy,
}

/// A name and what proves it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// The user name.
    pub username: String,
    /// What proves it.
    pub credential: Credential,
}

/// What proves who somebody is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Credential {
    /// A password.
    Password(String),
    /// The keys of a SIM.
    Sim(Sim),
}

impl Login {
    /// Returns a login.
    pub fn new(username: impl Into<String>, password: impl Into<String>) -> Self {
        Self { username: username.into(), credential: Credential::Password(password.into()) }
    }

    /// Whether it can answer challenges of this algorithm. Who has a SIM is asked for nothing else:
    /// a server that asks for a password does not prove that it knows the SIM's key.
    const fn answers(&self, algorithm: Algorithm) -> bool {
        matches!(self.credential, Credential::Sim(_)) == algorithm.is_aka()
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("username", &self.username).finish_non_exhaustive()
    }
}
