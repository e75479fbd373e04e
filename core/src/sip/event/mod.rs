//! Event packages: what a NOTIFY says, read into types (RFC 6665 7.2).
//!
//! | file | package, body |
//! |---|---|
//! | `message_summary` | message-summary (RFC 3842) |
//! | `dialog_info` | dialog (RFC 4235), full and partial with versions |
//! | `presence` | presence, PIDF (RFC 3863) |
//! | `reg_info` | reg (RFC 3680) |
//! | `sipfrag` | refer (RFC 3515, RFC 3420) |
//! | `profile` | ua-profile (RFC 6080) |
//! | `appearance` | call-info, line-seize |
//! | `feature` | as-feature-event |
//! | `list` | resource lists: RLMI in multipart/related (RFC 4662, RFC 5621) |
//! | `xml` | what all XML bodies are read with, and its limits |
//!
//! Reading never fails for what is merely unknown: elements and attributes of other name spaces
//! are passed over.

pub mod appearance;
pub mod dialog_info;
pub mod feature;
pub mod list;
pub mod message_summary;
pub mod presence;
pub mod profile;
pub mod reg_info;
pub mod sipfrag;
pub mod xml;
