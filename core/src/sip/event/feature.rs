//! Features that the server keeps for the phone (as-feature-event; ECMA-323 in XML): do not
//! disturb and forwarding.

use serde::{Deserialize, Serialize};

use super::xml::Element;
use crate::text::saturating_u32;

/// The type of the body.
pub const CONTENT_TYPE: &str = "application/x-as-feature-event+xml";

/// When calls are forwarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ForwardKind {
    /// Always.
    Always,
    /// When busy.
    Busy,
    /// When nobody answers.
    NoAnswer,
}

/// What the server tells of a feature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Feature {
    /// Do not disturb is on or off.
    DoNotDisturb(bool),
    /// Calls are forwarded or not.
    Forwarding {
        /// When.
        kind: ForwardKind,
        /// Whether.
        active: bool,
        /// Where to; may be empty.
        to: String,
        /// After how many rings, if that is told.
        rings: Option<u32>,
    },
}

/// Reads a document; one that is of no known feature gives `None`.
pub fn read(body: &[u8]) -> Option<Feature> {
    let root = Element::read(body)?;
    let is_true = |text: &str| text.eq_ignore_ascii_case("true") || text == "1";
    match root.name.as_str() {
        "DoNotDisturbEvent" => {
            let on = root.element("doNotDisturbOn")?;
            Some(Feature::DoNotDisturb(is_true(&on.text)))
        }
        "ForwardingEvent" => Some(Feature::Forwarding {
            kind: match root.text_of("forwardingType") {
                "forwardImmediate" => ForwardKind::Always,
                "forwardBusy" => ForwardKind::Busy,
                "forwardNoAns" => ForwardKind::NoAnswer,
                _ => return None,
            },
            active: is_true(&root.element("forwardStatus")?.text),
            to: root.text_of("forwardTo").to_owned(),
            rings: saturating_u32(root.text_of("ringCount")),
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_read() {
        let body =
            b"<?xml version=\"1.0\"?><DoNotDisturbEvent xmlns=\"http://www.ecma-international\
            .org/standards/ecma-323/csta/ed3\"><device>x</device>\
            <doNotDisturbOn>true</doNotDisturbOn></DoNotDisturbEvent>";
        assert_eq!(read(body), Some(Feature::DoNotDisturb(true)));
        let body = b"<ForwardingEvent><device/><forwardingType>forwardNoAns</forwardingType>\
            <forwardStatus>true</forwardStatus><forwardTo>sip:9@x</forwardTo>\
            <ringCount>3</ringCount></ForwardingEvent>";
        let expected = Feature::Forwarding {
            kind: ForwardKind::NoAnswer,
            active: true,
            to: "sip:9@x".to_owned(),
            rings: Some(3),
        };
        assert_eq!(read(body), Some(expected));
        assert_eq!(read(b"<Other/>"), None);
        assert_eq!(read(b"<DoNotDisturbEvent/>"), None);
    }
}
