//! Calls as the person sees them: who, since when, in which state, and why it ended.
//!
//! A call is one entry of the phone's call list. Its signalling is a SIP session, its sound a
//! stream; both are named here by their numbers and owned elsewhere.

pub mod charge;
pub mod diversion;
pub mod list;
pub mod media;
pub mod options;
pub mod reason;

use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::media::plan::Ring;
use crate::sdp::Description;
use crate::sip::endpoint::SessionId;
use crate::sip::message::StatusCode;
use crate::time::{Duration, Instant};
use charge::Charge;
use diversion::Diversion;
use media::Media;
use reason::EndReason;

/// Names a call; never reused.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct CallId(pub u32);

/// Who started a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// This phone called.
    Outgoing,
    /// This phone was called.
    Incoming,
}

/// The other party.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Name to show; empty if none is known.
    pub name: String,
    /// Number to show and to dial again: digits, or `user@host` at another host.
    pub number: String,
}

impl Party {
    /// The number of those who hide.
    pub const ANONYMOUS: &str = "anonymous";

    /// The number of those who tell nothing.
    pub const UNKNOWN: &str = "unknown";

    /// Returns the name, or the number if there is no name.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { &self.number } else { &self.name }
    }

    /// Returns who it is, for the display.
    pub fn text(&self) -> Text {
        match (self.name.as_str(), self.number.as_str()) {
            ("", Self::ANONYMOUS) => Text::Anonymous,
            ("", Self::UNKNOWN) => Text::Unknown,
            _ => Text::verbatim(self.label()),
        }
    }
}

/// Whose wish keeps a call on hold, as negotiated (RFC 3264 8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// This phone.
    Local,
    /// The other party.
    Remote,
    /// Both.
    Both,
}

/// State of a call; what belongs to one state only is in its variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Outgoing; nothing was heard of the far end yet.
    Dialing,
    /// Outgoing; the far end rings, and this phone plays the ringback.
    RingingOut,
    /// Outgoing; the far end sends sound before it answers (RFC 3960).
    EarlyMedia,
    /// Incoming; waits for the person, or, once `answering`, for its media sockets.
    RingingIn {
        /// Whether the person has answered.
        answering: bool,
        /// Whether the person has silenced the ring.
        silenced: bool,
    },
    /// Sound goes both ways.
    Talking,
    /// The negotiated session description keeps sound from going both ways.
    Held {
        /// Whose wish it is.
        by: Side,
    },
    /// Over; still shown.
    Ended {
        /// Why.
        reason: EndReason,
    },
}

/// One call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Its name.
    pub id: CallId,
    /// Index of its line.
    pub line: u8,
    /// Who started it.
    pub direction: Direction,
    /// The other party.
    pub remote: Party,
    /// Who sent it on to this phone, if somebody did.
    pub diversion: Option<Diversion>,
    /// Its state.
    pub state: State,
    /// Its appearance, if its line is shared (call-info of BroadWorks).
    pub appearance: Option<u32>,
    /// Its session, from the INVITE until the call is over.
    pub session: Option<SessionId>,
    /// The caller's offer, until this phone answers.
    pub offer: Option<Description>,
    /// The provisional response that has to hold an offer, until there are sockets for it.
    pub ring_with_offer: Option<StatusCode>,
    /// Its stream, once it has sockets and until it is over.
    pub media: Option<Media>,
    /// What an incoming call rings like.
    pub ring: Ring,
    /// When it was answered, if it was.
    pub answered: Option<Instant>,
    /// When it ended, if it did.
    pub ended: Option<Instant>,
    /// What it costs so far, if the server tells.
    pub charge: Option<Charge>,
    /// What the other side says about the end.
    pub explanation: Option<String>,
    /// Digits sent in the call, newest last.
    pub digits_sent: String,
    /// Digits received in the call, newest last.
    pub digits_received: String,
}

impl Call {
    /// Returns a call in its first state.
    pub fn new(id: CallId, line: u8, direction: Direction, remote: Party) -> Self {
        let state = match direction {
            Direction::Outgoing => State::Dialing,
            Direction::Incoming => State::RingingIn { answering: false, silenced: false },
        };
        Self {
            id,
            line,
            direction,
            remote,
            diversion: None,
            state,
            appearance: None,
            session: None,
            offer: None,
            ring_with_offer: None,
            media: None,
            ring: Ring::Own(1),
            answered: None,
            ended: None,
            charge: None,
            explanation: None,
            digits_sent: String::new(),
            digits_received: String::new(),
        }
    }

    /// Returns how long the call has been, or was, answered.
    pub fn duration(&self, now: Instant) -> Option<Duration> {
        Some(self.ended.unwrap_or(now).since(self.answered?))
    }

    /// Takes the state of an answered call from what is negotiated, and from nothing else.
    pub fn settle(&mut self) {
        if self.answered.is_none() || !self.is_live() {
            return;
        }
        let held = self.media.as_ref().and_then(Media::held);
        self.state = held.map_or(State::Talking, |by| State::Held { by });
    }

    /// Whether the call is not over.
    pub const fn is_live(&self) -> bool {
        !matches!(self.state, State::Ended { .. })
    }

    /// Whether the call is answered and not over.
    pub const fn is_up(&self) -> bool {
        matches!(self.state, State::Talking | State::Held { .. })
    }

    /// Whether the call waits for the person to answer.
    pub const fn is_ringing_in(&self) -> bool {
        matches!(self.state, State::RingingIn { answering: false, .. })
    }

    /// Whether this phone holds the call, as negotiated.
    pub const fn is_held_here(&self) -> bool {
        matches!(self.state, State::Held { by: Side::Local | Side::Both })
    }
}
