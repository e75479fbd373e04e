//! Why a call ended: the text on the display and the tone that goes with it.

use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::media::plan::Tone;

/// Why a call is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum EndReason {
    /// This phone hung up, gave up or rejected.
    Local,
    /// The other party hung up.
    Disconnected,
    /// The caller gave up before this phone answered.
    Missed,
    /// Another phone answered it.
    AnsweredElsewhere,
    /// Another phone went on with it, after this one had put it on hold.
    TakenElsewhere,
    /// This phone sent it on to somebody, unanswered.
    Forwarded(String),
    /// 486, 600.
    Busy,
    /// 408, or the phone's own time for unanswered calls.
    NoAnswer,
    /// 404, 604.
    NotFound,
    /// 484.
    Incomplete,
    /// 480, 5xx that say so.
    Unavailable,
    /// 603.
    Declined,
    /// 488, 606, 415, or an answer without a codec of ours.
    NoCommonCodec,
    /// One end insists on encryption that the other does not have.
    NotEncrypted,
    /// 403.
    Forbidden,
    /// 401, 407 after the credentials were tried.
    Unauthorized,
    /// The server's name does not resolve.
    UnknownHost(String),
    /// Nothing answered the INVITE.
    NoResponse,
    /// The link or the sockets of the call were lost for good.
    ConnectionLost,
    /// Another phone uses the line that they share.
    LineInUse,
    /// There is no link to the gateway.
    NoGateway,
    /// The gateway could not open sockets; says why.
    NoSockets(String),
    /// A request could not be sent; says why.
    Unsent(String),
    /// Any other failure: status code and reason phrase.
    Failed(u16, String),
}

impl EndReason {
    /// Returns the text for the display.
    pub fn text(&self) -> Text {
        match self {
            Self::Local => Text::CallEnded,
            Self::Disconnected => Text::Disconnected,
            Self::Missed => Text::MissedCall,
            Self::AnsweredElsewhere => Text::AnsweredElsewhere,
            Self::TakenElsewhere => Text::ContinuedElsewhere,
            Self::Forwarded(to) => Text::ForwardedTo { party: Box::new(to.into()) },
            Self::Busy => Text::Busy,
            Self::NoAnswer => Text::NoAnswer,
            Self::NotFound => Text::NumberNotFound,
            Self::Incomplete => Text::NumberIncomplete,
            Self::Unavailable => Text::Unavailable,
            Self::Declined => Text::Declined,
            Self::NoCommonCodec => Text::NoCommonCodec,
            Self::NotEncrypted => Text::NoCommonEncryption,
            Self::Forbidden => Text::Forbidden,
            Self::Unauthorized => Text::NotAuthorized,
            Self::UnknownHost(host) => Text::UnknownHost { host: host.clone() },
            Self::NoResponse => Text::NoResponse,
            Self::ConnectionLost => Text::ConnectionLost,
            Self::LineInUse => Text::LineInUse,
            Self::NoGateway => Text::NoGateway,
            Self::NoSockets(why) => Text::NoMediaPort.because(why),
            Self::Unsent(why) => Text::CannotCall.because(why),
            Self::Failed(status, phrase) if phrase.is_empty() => {
                Text::CallFailed { status: u32::from(*status) }
            }
            Self::Failed(status, phrase) => Text::from(format!("{phrase} ({status})")),
        }
    }

    /// Whether the call leaves the display at once.
    pub const fn is_silent(&self) -> bool {
        matches!(
            self,
            Self::Local
                | Self::Missed
                | Self::AnsweredElsewhere
                | Self::TakenElsewhere
                | Self::Forwarded(_)
        )
    }

    /// Returns the tone that is played while the reason is shown.
    pub const fn tone(&self) -> Option<Tone> {
        match self {
            Self::Local
            | Self::Disconnected
            | Self::Missed
            | Self::AnsweredElsewhere
            | Self::TakenElsewhere
            | Self::Forwarded(_) => None,
            Self::Busy => Some(Tone::Busy),
            Self::NoAnswer
            | Self::NotFound
            | Self::Incomplete
            | Self::Unavailable
            | Self::Declined
            | Self::NoCommonCodec
            | Self::NotEncrypted
            | Self::Forbidden
            | Self::Unauthorized
            | Self::UnknownHost(_)
            | Self::NoResponse
            | Self::ConnectionLost
            | Self::LineInUse
            | Self::NoGateway
            | Self::NoSockets(_)
            | Self::Unsent(_)
            | Self::Failed(..) => Some(Tone::Reorder),
        }
    }

    /// Returns the reason a final response stands for (RFC 3261 21).
    pub fn from_status(status: u16, phrase: &str) -> Self {
        match status {
            486 | 600 => Self::Busy,
            408 | 487 => Self::NoAnswer,
            404 | 410 | 604 => Self::NotFound,
            484 => Self::Incomplete,
            480 | 502 | 503 | 504 => Self::Unavailable,
            603 => Self::Declined,
            415 | 488 | 606 => Self::NoCommonCodec,
            403 => Self::Forbidden,
            401 | 407 => Self::Unauthorized,
            _ => Self::Failed(status, phrase.to_owned()),
        }
    }
}
