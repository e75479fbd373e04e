//! SIP: messages, transactions, dialogs, sessions, registrations and subscriptions, without I/O.
//!
//! Sources: RFC 3261 (the protocol), RFC 3262 (reliable provisional responses), RFC 3311
//! (UPDATE), RFC 3515 (REFER), RFC 3581 (rport), RFC 3903 (PUBLISH), RFC 4028 (session timers),
//! RFC 5621 (bodies), RFC 6026 (INVITE transactions), RFC 6665 (events), RFC 7616 and RFC 8760
//! (digest).

pub mod auth;
pub mod dialog;
pub mod endpoint;
pub mod event;
pub mod framing;
pub mod header;
pub mod message;
pub mod multipart;
pub mod registration;
pub mod session;
pub mod subscription;
pub mod transaction;
pub mod uri;
