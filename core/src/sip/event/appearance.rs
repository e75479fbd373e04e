//! Lines that phones share (call-info and line-seize of BroadWorks): which appearance does what.
//! The state is in the Call-Info header field; there is no body.

use serde::{Deserialize, Serialize};

use crate::text::{Cursor, Params, saturating_u32};

/// Most appearances that are kept.
const MOST: usize = 64;

/// State of an appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppearanceState {
    /// Nobody uses it.
    Idle,
    /// Somebody is about to dial on it.
    Seized,
    /// It is being called from, and nothing was heard of the far end.
    Progressing,
    /// It rings.
    Alerting,
    /// Somebody talks on it.
    Active,
    /// It is on hold, and anybody may take it.
    Held,
    /// It is on hold, and only who held it may take it.
    HeldPrivate,
}

impl AppearanceState {
    fn read(text: &str) -> Option<Self> {
        Some(match text.to_ascii_lowercase().as_str() {
            "idle" => Self::Idle,
            "seized" => Self::Seized,
            "progressing" => Self::Progressing,
            "alerting" => Self::Alerting,
            "active" => Self::Active,
            "held" => Self::Held,
            "held-private" => Self::HeldPrivate,
            _ => return None,
        })
    }
}

/// An appearance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appearance {
    /// Its number, from 1; `None` stands for all that are not named (`*`).
    pub index: Option<u32>,
    /// Its state; `None` where it is only named, as by NOTIFY of line-seize and by INVITE.
    pub state: Option<AppearanceState>,
    /// The other party, for people; may be empty.
    pub party: String,
}

/// Reads a Call-Info header field; what tells of no appearance is passed over.
pub fn read(field: &str) -> Vec<Appearance> {
    let mut found = Vec::new();
    let mut cursor = Cursor::new(field);
    while found.len() < MOST {
        cursor.skip_space();
        if !cursor.eat('<') {
            break;
        }
        cursor.take_until(b">");
        cursor.eat('>');
        let Ok(params) = Params::parse(&mut cursor) else { break };
        found.extend(appearance(&params));
        if !cursor.eat_spaced(',') {
            break;
        }
    }
    found
}

fn appearance(params: &Params) -> Option<Appearance> {
    let index = match params.get("appearance-index")? {
        "*" => None,
        number => Some(saturating_u32(number)?),
    };
    let state = match params.get("appearance-state") {
        Some(state) => Some(AppearanceState::read(state)?),
        None => None,
    };
    let party = params.text("appearance-uri").map(|text| text.into_owned()).unwrap_or_default();
    Some(Appearance { index, state, party })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appearances_are_read() {
        let field = "<sip:as.example.com>;appearance-index=2;appearance-state=held;\
            appearance-uri=\"\\\"Bob\\\" <sip:bob@example.com>\", <sip:as.example.com>;\
            appearance-index=*;appearance-state=idle";
        let found = read(field);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].index, found[0].state), (Some(2), Some(AppearanceState::Held)));
        assert_eq!(found[0].party, "\"Bob\" <sip:bob@example.com>");
        assert_eq!((found[1].index, found[1].state), (None, Some(AppearanceState::Idle)));
        let named = read("<sip:as.example.com>;appearance-index=3");
        assert_eq!((named[0].index, named[0].state), (Some(3), None));
        assert!(read("<sip:x>;appearance-index=3;appearance-state=odd").is_empty());
        assert!(read("<http://x/y>;purpose=icon").is_empty());
        assert!(read("").is_empty());
    }
}
