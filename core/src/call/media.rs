//! The session description of a call: what is offered, answered and agreed (RFC 3264).

use core::net::SocketAddr;

use serde::{Deserialize, Serialize};

use super::Side;
use crate::media::plan::{CodecKind, Flow, RtpStart, StreamId, StreamPlan};
use crate::sip::endpoint::Body;
use crate::sip::message::StatusCode;

/// What offers and answers are made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Codecs, best first.
    pub codecs: Vec<CodecKind>,
    /// Payload type of telephone events, 96 to 127.
    pub events: u8,
    /// Milliseconds of sound in a packet.
    pub ptime_ms: u16,
    /// Whether offers state the packet time.
    pub include_ptime: bool,
}

/// Why a description of the peer cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mismatch {
    /// It is no session description.
    Malformed,
    /// It is of a type that is no session description.
    UnknownType,
    /// It has no codec of ours.
    NoCommonCodec,
}

impl Mismatch {
    /// Returns the response to a request that held the description (RFC 3261 13.3.1.3).
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::UnknownType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NoCommonCodec => StatusCode::NOT_ACCEPTABLE_HERE,
        }
    }
}

/// The description of one call's sound, and how far it is agreed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Media {
    /// Names the stream in plans.
    pub stream: StreamId,
    /// Where sending starts.
    pub start: RtpStart,
    /// Whether the person wants the call on hold.
    pub wants_hold: bool,
    local: SocketAddr,
    session: u64,
    offering: bool,
}

impl Media {
    pub fn new(stream: StreamId, local: SocketAddr, start: RtpStart, session: u64) -> Self {
        Self { stream, start, wants_hold: false, local, session, offering: false }
    }
    pub fn offer(&mut self, _r: &Rules) -> Body {
        Body { content_type: String::new(), data: Vec::new() }
    }
    pub fn answer(&mut self, _o: &Body, _r: &Rules) -> Result<Body, Mismatch> {
        Err(Mismatch::Malformed)
    }
    pub fn take_answer(&mut self, _o: &Body, _r: &Rules) -> Result<(), Mismatch> {
        Err(Mismatch::Malformed)
    }
    pub fn withdraw(&mut self) {}
    pub fn is_offering(&self) -> bool {
        self.offering
    }
    pub fn is_negotiated(&self) -> bool {
        self.offering
    }
    pub fn needs_offer(&self) -> bool {
        self.offering
    }
    pub fn is_held_here(&self) -> bool {
        self.offering
    }
    pub fn sends(&self) -> bool {
        self.offering
    }
    pub fn held(&self) -> Option<Side> {
        None
    }
    pub fn flow(&self) -> Flow {
        Flow::Inactive
    }
    pub fn peers(&self) -> Option<(SocketAddr, SocketAddr)> {
        None
    }
    pub fn plan(&self, _f: Flow, _j: u16) -> Option<StreamPlan> {
        None
    }
}

/// Says whether an offer can be answered.
pub fn check_offer(_o: &Body, _r: &Rules) -> Result<(), StatusCode> {
    Ok(())
}
