//! Digest authentication (RFC 7616, RFC 8760), both ends.
//!
//! The client's end is [`ClientAuth`]: it takes up the challenges of 401 and 407 responses, the
//! strongest of each realm, and signs requests with a nonce count of its own for each nonce. The
//! server's end is [`DigestServer`]. Passwords stand in [`Login`] only, and never in debug output.

mod algorithm;
mod challenge;
mod client;
mod server;

use core::fmt;

use serde::{Deserialize, Serialize};

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

/// A name and its password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// The user name.
    pub username: String,
    /// The password.
    pub password: String,
}

impl Login {
    /// Returns a login.
    pub fn new(username: impl Into<String>, password: impl Into<String>) -> Self {
        Self { username: username.into(), password: password.into() }
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("username", &self.username).finish_non_exhaustive()
    }
}
