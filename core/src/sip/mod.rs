//! SIP: messages, transactions, dialogs, sessions, registrations and subscriptions, without I/O.
//!
//! Sources: RFC 3261 (the protocol), RFC 3581 (rport), RFC 6026 (INVITE transactions),
//! RFC 7616 and RFC 8760 (digest), RFC 6665 (events), RFC 3515 (REFER), RFC 3903 (PUBLISH).

pub mod auth;
pub mod dialog;
pub mod endpoint;
pub mod event;
pub mod framing;
pub mod header;
pub mod message;
pub mod registration;
pub mod session;
pub mod subscription;
pub mod transaction;
pub mod uri;
