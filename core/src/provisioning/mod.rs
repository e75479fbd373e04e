//! Where a phone's configuration comes from, and when: the hunt for a provisioning server, the
//! periodic check, and the files that a configuration names (manual 6, 9, 18.3, 30, 34 to 37).
//!
//! [`Provisioner`] is one sans-IO machine. It decides what is asked of whom and when; the phone
//! carries its requests over the link and applies what it finds, because only the phone knows
//! whether a call goes on. What was found last stays with the phone whatever happens here: a
//! configuration is told whole, checked and decrypted, or not at all.
//!
//! | file | what it does |
//! |---|---|
//! | `address` | what a provisioning address means |
//! | `hunt` | which ways are tried, in which order, and what came of each |
//! | `machine` | the machine; `search` and `answers` are its steps |
//! | `loading` | a configuration and what it includes, place after place |
//! | `resource` | ring tones, directory, speed dials, certificates |
//! | `schedule` | when the phone checks by itself |
//! | `subscribe` | the question to every server of the network |

pub mod address;
mod answers;
mod hunt;
mod loading;
mod machine;
mod resource;
pub mod schedule;
mod search;
pub mod subscribe;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::config::encryption::Keys;
use crate::config::file::{Names, Problem};
use crate::link::{Credentials, Request, SocketId};

pub use hunt::{Attempt, Method, Outcome, Reason, Report, Source};
pub use machine::{Applied, Prompt, Provisioner, Status};
pub use resource::Resource;

/// What the configuration says of provisioning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Where the phone looks.
    pub source: Source,
    /// The DHCP option with the provisioning address.
    pub url_option: u8,
    /// An address that counts as that of the last server (manual 36.1).
    pub dynamic_url: Option<String>,
    /// The redirect server, if one may be asked.
    pub redirect_server: Option<String>,
    /// Who the phone is in the names of files.
    pub names: Names,
    /// Version that servers are told.
    pub version: String,
    /// User-Agent for http and https.
    pub user_agent: String,
    /// When the phone checks by itself.
    pub plan: schedule::Plan,
    /// Who the phone is to provisioning servers.
    pub credentials: Option<Credentials>,
    /// Whether a person is asked for credentials that are missing or wrong (manual 35).
    pub ask_person: bool,
    /// Whether servers are told the hardware address in a header (manual 37).
    pub mac_in_header: bool,
    /// Whether a server's certificate is checked.
    pub verify: bool,
    /// Opens what is encrypted. The gateway tells them with each link; they are kept nowhere.
    #[serde(skip)]
    pub keys: Keys,
    /// Files that the configuration names, relative to where it came from.
    pub resources: Vec<(Resource, String)>,
}

/// A configuration that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// How.
    pub method: Method,
    /// Where.
    pub source: String,
    /// Parameters and values that can be used, in the order of the files.
    pub values: Vec<(String, String)>,
    /// What is wrong with lines of it.
    pub problems: Vec<Problem>,
}

/// What the machine wants done or tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[must_use]
pub enum Output {
    /// Ask the gateway for this, and hand the answer to [`Provisioner::handle_reply`]; one at a
    /// time.
    Request(Request),
    /// Forget the request that is under way.
    Cancel,
    /// Send a datagram.
    Send {
        /// From this socket of the machine.
        socket: SocketId,
        /// To whom.
        to: core::net::SocketAddr,
        /// The datagram.
        data: Vec<u8>,
    },
    /// Close a socket of the machine.
    Close(SocketId),
    /// A configuration was found: apply it, then call [`Provisioner::applied`].
    Found(Found),
    /// A file that the configuration names has come, or changed.
    File(Resource, Vec<u8>),
    /// The search is over; [`Provisioner::report`] tells what came of it.
    Finished {
        /// Whether the phone should start again, as the server demanded.
        restart: bool,
    },
    /// A line for the log; never holds a secret.
    Log(String),
}
