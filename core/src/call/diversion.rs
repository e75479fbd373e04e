//! Who sent a call on to this phone, and why.

use serde::{Deserialize, Serialize};

use super::Party;
use crate::language::Text;

/// A call that was for somebody else first (RFC 5806, RFC 7044).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diversion {
    /// Who sent it on; `None` if they hide.
    pub by: Option<Party>,
    /// Why.
    pub cause: Cause,
}

/// Why a call was sent on, as far as it matters to who answers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// They talk.
    Busy,
    /// They did not answer.
    NoAnswer,
    /// They cannot be reached.
    Unavailable,
    /// They want it so, or nothing is said.
    Other,
}

impl Cause {
    /// Returns the cause that a reason of a Diversion field stands for (RFC 5806 4.1).
    pub fn of_reason(reason: &str) -> Self {
        match reason.to_ascii_lowercase().as_str() {
            "user-busy" => Self::Busy,
            "no-answer" => Self::NoAnswer,
            "unavailable" | "out-of-service" => Self::Unavailable,
            _ => Self::Other,
        }
    }

    /// Returns the cause that a status stands for (RFC 4458 5.1).
    pub const fn of_status(status: u16) -> Self {
        match status {
            486 | 600 => Self::Busy,
            408 => Self::NoAnswer,
            503 => Self::Unavailable,
            _ => Self::Other,
        }
    }
}

impl Diversion {
    /// Returns the text for the display.
    pub fn text(&self) -> Text {
        let diverted = match &self.by {
            Some(party) => Text::DivertedBy { party: Box::new(party.text()) },
            None => Text::Diverted,
        };
        match self.cause {
            Cause::Busy => diverted.and(Text::Busy),
            Cause::NoAnswer => diverted.and(Text::NoAnswer),
            Cause::Unavailable => diverted.and(Text::Unavailable),
            Cause::Other => diverted,
        }
    }
}
