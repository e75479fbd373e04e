//! Session descriptions (RFC 8866) and offer/answer (RFC 3264).
//!
//! - [`description`]: a description as it stands, read and printed without loss of anything that
//!   RFC 8866 knows.
//! - [`attribute`]: what attributes mean: direction, formats, packet time, RTCP.
//! - [`encryption`]: whether a stream is encrypted, with the keys of `crypto` and the alternatives of
//!   `capability`.
//! - [`offer_answer`]: the state of one session, from capabilities to what was negotiated.

pub mod attribute;
mod capability;
mod crypto;
pub mod description;
pub mod encryption;
mod negotiate;
pub mod offer_answer;

pub use attribute::{AnnexB, Direction, Format};
pub use description::{Attribute, Connection, Description, DescriptionError, Media, Origin};
pub use encryption::{Encryption, Policy};
pub use offer_answer::{
    Capabilities, Events, Local, Negotiated, NegotiationError, Session, check_offer,
};
