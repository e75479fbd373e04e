//! The gateway of Hookswitch: a network card with a policy.
//!
//! It serves the app, gives each phone a link (see [`hookswitch_core::link`]) and owns the
//! phone's sockets. It holds no call and reads no SIP; only [`demo`] does, as a PBX of its own.

pub mod cli;
pub mod config;
mod counters;
pub mod demo;
mod dhcp;
mod enrolment;
mod fetch;
mod gateway;
mod limits;
mod link;
mod ntp;
mod policy;
pub mod protocol;
mod provisioning;
mod resolver;
mod secret;
mod server;
mod state;
mod tls;
mod tools;
mod web_transport;

pub use config::Config;
pub use counters::{Counter, Counters};
pub use gateway::{Gateway, Handle, StartError};
pub use policy::{Policy, Refused};
pub use provisioning::Provision;
