//! Where an address is registered (RFC 3680): full and partial documents, with versions.

use serde::{Deserialize, Serialize};

use super::xml::Element;
use crate::text::saturating_u32;

/// The type of the body.
pub const CONTENT_TYPE: &str = "application/reginfo+xml";

/// Most registrations, and contacts of each, that are kept.
const MOST: usize = 32;

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegInfo {
    /// Its number; goes up by one with each document of a subscription.
    pub version: u32,
    /// Whether it tells of everything, not only of what changed.
    pub full: bool,
    /// The registrations.
    pub registrations: Vec<RegEntry>,
}

/// An address of record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegEntry {
    /// The address.
    pub aor: String,
    /// Its name within the documents.
    pub id: String,
    /// Whether it is registered.
    pub active: bool,
    /// Where.
    pub contacts: Vec<ContactEntry>,
}

/// A binding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactEntry {
    /// Its address.
    pub uri: String,
    /// Whether it is bound.
    pub active: bool,
    /// What happened to it last, for example `registered` or `expired`.
    pub event: String,
    /// How many seconds it still lasts.
    pub expires: Option<u32>,
}

impl RegInfo {
    /// Reads a document; `None` if it is none.
    pub fn read(body: &[u8]) -> Option<Self> {
        let root = Element::read(body).filter(|root| root.name == "reginfo")?;
        Some(Self {
            version: root.attribute("version").and_then(saturating_u32)?,
            full: match root.attribute("state")? {
                "full" => true,
                "partial" => false,
                _ => return None,
            },
            registrations: root.all("registration").take(MOST).map(registration).collect(),
        })
    }
}

fn registration(element: &Element) -> RegEntry {
    let text = |name| element.attribute(name).unwrap_or_default().to_owned();
    RegEntry {
        aor: text("aor"),
        id: text("id"),
        active: element.attribute("state") == Some("active"),
        contacts: element.all("contact").take(MOST).map(contact).collect(),
    }
}

fn contact(element: &Element) -> ContactEntry {
    ContactEntry {
        uri: element.text_of("uri").to_owned(),
        active: element.attribute("state") == Some("active"),
        event: element.attribute("event").unwrap_or_default().to_owned(),
        expires: element.attribute("expires").and_then(saturating_u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_rfc_is_read() {
        // RFC 3680 5.2.
        let body = br#"<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="0" state="full">
            <registration aor="sip:user@example.com" id="as9" state="active">
              <contact id="76" state="active" event="registered" duration-registered="7322"
                  q="0.8"><uri>sip:user@pc887.example.com</uri></contact>
              <contact id="77" state="terminated" event="expired" duration-registered="3600"
                  q="0.5"><uri>sip:user@university.edu</uri></contact>
            </registration></reginfo>"#;
        let info = RegInfo::read(body).unwrap();
        let registration = &info.registrations[0];
        assert!(info.full && registration.active);
        assert_eq!(registration.contacts[0].uri, "sip:user@pc887.example.com");
        assert!(!registration.contacts[1].active);
        assert_eq!(registration.contacts[1].event, "expired");
        assert_eq!(RegInfo::read(b"<reginfo/>"), None);
    }
}
