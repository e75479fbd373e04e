//! Whether somebody can be reached (RFC 3863, RFC 4480).

use serde::{Deserialize, Serialize};

use super::xml::Element;

/// The type of the body.
pub const CONTENT_TYPE: &str = "application/pidf+xml";

/// Most tuples and activities that are kept.
const MOST: usize = 32;

/// What a presentity tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Whom it is of.
    pub entity: String,
    /// Its ways of being reached.
    pub tuples: Vec<Tuple>,
    /// What the person does, for example `on-the-phone` (RFC 4480 3.2).
    pub activities: Vec<String>,
    /// A note for people; may be empty.
    pub note: String,
}

/// A way of being reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tuple {
    /// Whether it is open for communication; `None` if it is not told.
    pub open: Option<bool>,
    /// Address; may be empty.
    pub contact: String,
    /// A note for people; may be empty.
    pub note: String,
}

impl Presence {
    /// Reads a document; `None` if it is none.
    pub fn read(body: &[u8]) -> Option<Self> {
        let root = Element::read(body).filter(|root| root.name == "presence")?;
        let person =
            root.all("person").chain(root.all("tuple").filter_map(|t| t.element("status")));
        let activities = person
            .filter_map(|person| person.element("activities"))
            .flat_map(|activities| &activities.elements)
            .map(|activity| activity.name.clone())
            .take(MOST)
            .collect();
        Some(Self {
            entity: root.attribute("entity").unwrap_or_default().to_owned(),
            tuples: root.all("tuple").take(MOST).map(tuple).collect(),
            activities,
            note: root.text_of("note").to_owned(),
        })
    }

    /// Whether one of the ways is open; `None` if that is not told.
    pub fn is_open(&self) -> Option<bool> {
        let mut told = self.tuples.iter().filter_map(|tuple| tuple.open).peekable();
        told.peek()?;
        Some(told.any(|open| open))
    }
}

fn tuple(element: &Element) -> Tuple {
    let basic = element.element("status").map(|status| status.text_of("basic"));
    Tuple {
        open: match basic.unwrap_or_default().to_ascii_lowercase().as_str() {
            "open" => Some(true),
            "closed" => Some(false),
            _ => None,
        },
        contact: element.text_of("contact").to_owned(),
        note: element.text_of("note").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_rfc_is_read() {
        // RFC 3863 4.3, with an activity of RFC 4480.
        let body = br#"<?xml version="1.0" encoding="UTF-8"?>
            <presence xmlns="urn:ietf:params:xml:ns:pidf" entity="pres:someone@example.com"
                xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model">
              <tuple id="sg89ae"><status><basic>open</basic></status>
                <contact priority="0.8">tel:+09012345678</contact></tuple>
              <note>I'll be in Tokyo next week</note>
              <dm:person id="p1"><rpid:activities xmlns:rpid="x"><rpid:on-the-phone/>
                </rpid:activities></dm:person>
            </presence>"#;
        let presence = Presence::read(body).unwrap();
        assert_eq!(presence.is_open(), Some(true));
        assert_eq!(presence.tuples[0].contact, "tel:+09012345678");
        assert_eq!(presence.activities, ["on-the-phone"]);
        assert_eq!(presence.note, "I'll be in Tokyo next week");
        let closed = b"<presence><tuple><status><basic>closed</basic></status></tuple></presence>";
        assert_eq!(Presence::read(closed).unwrap().is_open(), Some(false));
        assert_eq!(Presence::read(b"<presence/>").unwrap().is_open(), None);
        assert_eq!(Presence::read(b"<x/>"), None);
    }
}
