//! What another phone's calls do (RFC 4235): full and partial documents, with versions.

use serde::{Deserialize, Serialize};

use super::xml::Element;
use crate::map::Map;
use crate::text::saturating_u32;

/// The type of the body.
pub const CONTENT_TYPE: &str = "application/dialog-info+xml";

/// Most dialogs of an entity that are remembered.
const MAX_DIALOGS: usize = 64;

/// State of a dialog (RFC 4235 3.7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DialogState {
    /// The INVITE was sent.
    Trying,
    /// It is being worked on.
    Proceeding,
    /// It rings.
    Early,
    /// It is answered.
    Confirmed,
    /// It is over.
    Terminated,
}

/// One end of a dialog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Name for people; may be empty.
    pub display: String,
    /// Address; may be empty.
    pub identity: String,
    /// Where requests reach it; may be empty.
    pub target: String,
}

/// A dialog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialogEntry {
    /// Its name within the document.
    pub id: String,
    /// Call-ID and tags, if they are told: what picks the call up with Replaces.
    pub call_id: Option<String>,
    /// The entity's own tag.
    pub local_tag: Option<String>,
    /// The other end's tag.
    pub remote_tag: Option<String>,
    /// Whether the entity was called; `None` if it is not told.
    pub incoming: Option<bool>,
    /// Its state.
    pub state: DialogState,
    /// Whether the entity plays nothing of what comes: it holds the call (RFC 4235 5.2).
    pub is_on_hold: bool,
    /// The entity.
    pub local: Participant,
    /// The other end.
    pub remote: Participant,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialogInfo {
    /// The entity it tells of.
    pub entity: String,
    /// Its number; goes up by one with each document of a subscription.
    pub version: u32,
    /// Whether it tells of all dialogs, not only of those that changed.
    pub full: bool,
    /// The dialogs.
    pub dialogs: Vec<DialogEntry>,
}

impl DialogInfo {
    /// Reads a document; `None` if it is none.
    pub fn read(body: &[u8]) -> Option<Self> {
        let root = Element::read(body).filter(|root| root.name == "dialog-info")?;
        Some(Self {
            entity: root.attribute("entity").unwrap_or_default().to_owned(),
            version: root.attribute("version").and_then(saturating_u32)?,
            full: match root.attribute("state")? {
                "full" => true,
                "partial" => false,
                _ => return None,
            },
            dialogs: root.all("dialog").take(MAX_DIALOGS).filter_map(dialog).collect(),
        })
    }
}

fn dialog(element: &Element) -> Option<DialogEntry> {
    let text = |name| element.attribute(name).map(str::to_owned);
    let end = |name| element.element(name).map(participant).unwrap_or_default();
    Some(DialogEntry {
        id: text("id")?,
        call_id: text("call-id"),
        local_tag: text("local-tag"),
        remote_tag: text("remote-tag"),
        incoming: match element.attribute("direction") {
            Some("recipient") => Some(true),
            Some("initiator") => Some(false),
            Some(_) | None => None,
        },
        state: match element.text_of("state").to_ascii_lowercase().as_str() {
            "trying" => DialogState::Trying,
            "proceeding" => DialogState::Proceeding,
            "early" => DialogState::Early,
            "confirmed" => DialogState::Confirmed,
            "terminated" => DialogState::Terminated,
            _ => return None,
        },
        is_on_hold: element.element("local").is_some_and(is_silent),
        local: end("local"),
        remote: end("remote"),
    })
}

/// Whether an end says `+sip.rendering="no"` of its target.
fn is_silent(end: &Element) -> bool {
    let params = end.element("target").into_iter().flat_map(|target| target.all("param"));
    params
        .filter(|param| param.attribute("pname") == Some("+sip.rendering"))
        .any(|param| param.attribute("pval").is_some_and(|value| value.trim_matches('"') == "no"))
}

fn participant(element: &Element) -> Participant {
    let identity = element.element("identity");
    let target = element.element("target").and_then(|target| target.attribute("uri"));
    Participant {
        display: identity.and_then(|i| i.attribute("display")).unwrap_or_default().to_owned(),
        identity: identity.map(|i| i.text.clone()).unwrap_or_default(),
        target: target.unwrap_or_default().to_owned(),
    }
}

/// The dialogs of an entity, kept up to date by the documents of one subscription.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialogTable {
    version: Option<u32>,
    dialogs: Map<String, DialogEntry>,
}

/// What a document did to the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Merged {
    /// It is up to date.
    UpToDate,
    /// It was known already.
    Old,
    /// Some document is missing: the whole state has to be asked for (RFC 4235 4.3).
    Gap,
}

impl DialogTable {
    /// Takes a document.
    pub fn merge(&mut self, info: DialogInfo) -> Merged {
        let (known, new) = (self.version, info.version);
        if known.is_some_and(|known| new <= known) && !info.full {
            return Merged::Old;
        }
        // A notifier that started again counts anew: its whole state is believed.
        let follows = known.is_some_and(|known| known.checked_add(1) == Some(new));
        if info.full {
            self.dialogs.clear();
        } else if !follows {
            return Merged::Gap;
        }
        self.version = Some(new);
        for dialog in info.dialogs {
            if dialog.state == DialogState::Terminated {
                self.dialogs.remove(&dialog.id);
            } else if self.dialogs.len() < MAX_DIALOGS || self.dialogs.contains_key(&dialog.id) {
                self.dialogs.insert(dialog.id.clone(), dialog);
            }
        }
        Merged::UpToDate
    }

    /// A new subscription counts anew.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Returns the dialogs there are.
    pub fn dialogs(&self) -> impl Iterator<Item = &DialogEntry> {
        self.dialogs.values()
    }

    /// Returns the state that matters most: a dialog that is answered, else one that rings.
    pub fn state(&self) -> Option<DialogState> {
        self.dialogs.values().map(|dialog| dialog.state).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info(version: u32, state: &str, dialogs: &[(&str, &str)]) -> DialogInfo {
        let dialogs: String = dialogs
            .iter()
            .map(|(id, state)| format!("<dialog id=\"{id}\"><state>{state}</state></dialog>"))
            .collect();
        let text = format!(
            "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"{version}\" \
             state=\"{state}\" entity=\"sip:alice@example.com\">{dialogs}</dialog-info>"
        );
        DialogInfo::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn the_example_of_the_rfc_is_read() {
        // RFC 4235 6.1, 6.2.
        let body = br#"<?xml version="1.0"?>
            <dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="1" state="partial"
                entity="sip:alice@example.com">
              <dialog id="as7d900as8" call-id="a84b4c76e66710" local-tag="1928301774"
                  remote-tag="456887766" direction="initiator">
                <state code="200">confirmed</state>
                <duration>274</duration>
                <local><identity display="Alice">sip:alice@example.com</identity>
                  <target uri="sip:alice@pc33.example.com">
                    <param pname="+sip.rendering" pval="no"/></target></local>
                <remote><identity>sip:bob@example.org</identity></remote>
              </dialog>
            </dialog-info>"#;
        let info = DialogInfo::read(body).unwrap();
        assert_eq!((info.version, info.full), (1, false));
        let dialog = &info.dialogs[0];
        assert_eq!((dialog.state, dialog.incoming), (DialogState::Confirmed, Some(false)));
        assert!(dialog.is_on_hold);
        assert_eq!(dialog.call_id.as_deref(), Some("a84b4c76e66710"));
        assert_eq!(dialog.local.display, "Alice");
        assert_eq!(dialog.local.target, "sip:alice@pc33.example.com");
        assert_eq!(dialog.remote.identity, "sip:bob@example.org");
    }

    #[test]
    fn partial_documents_are_merged_and_gaps_are_seen() {
        let mut table = DialogTable::default();
        assert_eq!(table.merge(info(3, "partial", &[("a", "early")])), Merged::Gap);
        assert_eq!(table.merge(info(5, "full", &[("a", "early")])), Merged::UpToDate);
        assert_eq!(table.state(), Some(DialogState::Early));
        assert_eq!(table.merge(info(6, "partial", &[("b", "confirmed")])), Merged::UpToDate);
        assert_eq!(table.state(), Some(DialogState::Confirmed));
        assert_eq!(table.merge(info(6, "partial", &[("b", "terminated")])), Merged::Old);
        assert_eq!(table.merge(info(8, "partial", &[("b", "terminated")])), Merged::Gap);
        assert_eq!(table.state(), Some(DialogState::Confirmed), "a gap changes nothing");
        assert_eq!(table.merge(info(9, "full", &[("a", "early")])), Merged::UpToDate);
        assert_eq!(table.merge(info(10, "partial", &[("a", "terminated")])), Merged::UpToDate);
        assert_eq!(table.state(), None);
        // The notifier started again.
        assert_eq!(table.merge(info(0, "full", &[("z", "trying")])), Merged::UpToDate);
        assert_eq!(table.merge(info(1, "partial", &[("z", "early")])), Merged::UpToDate);
        assert_eq!(table.state(), Some(DialogState::Early));
    }

    #[test]
    fn memory_is_bounded() {
        let mut table = DialogTable::default();
        let _ = table.merge(info(0, "full", &[]));
        for version in 1..1_000 {
            let id = version.to_string();
            let _ = table.merge(info(version, "partial", &[(&id, "early")]));
        }
        assert_eq!(table.dialogs().count(), MAX_DIALOGS);
    }

    #[test]
    fn what_is_no_dialog_info_is_refused() {
        for bad in [
            "<presence/>",
            "<dialog-info version='x' state='full'/>",
            "<dialog-info version='1' state='odd'/>",
            "<dialog-info state='full'/>",
        ] {
            assert_eq!(DialogInfo::read(bad.as_bytes()), None, "{bad}");
        }
    }
}
