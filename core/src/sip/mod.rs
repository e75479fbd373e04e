//! SIP: messages, transactions, dialogs, sessions and registrations, without I/O.
//!
//! Sources: RFC 3261 (the protocol), RFC 3581 (rport), RFC 6026 (INVITE transactions),
//! RFC 7616 and RFC 8760 (digest).

pub mod auth;
pub mod dialog;
pub mod endpoint;
pub mod framing;
pub mod header;
pub mod message;
pub mod registration;
pub mod session;
pub mod transaction;
pub mod uri;
