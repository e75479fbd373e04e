//! Bodies of event packages.

use hookswitch_core::sip::endpoint::Body;
use hookswitch_core::sip::event::dialog_info::{DialogInfo, DialogTable};
use hookswitch_core::sip::event::message_summary::MessageSummary;
use hookswitch_core::sip::event::presence::Presence;
use hookswitch_core::sip::event::profile::Profile;
use hookswitch_core::sip::event::reg_info::RegInfo;
use hookswitch_core::sip::event::sipfrag::StatusLine;
use hookswitch_core::sip::event::{appearance, feature, list};
use hookswitch_core::sip::header::{ContentType, TypedHeader};

/// Reads bytes as each body in XML, and merges them twice.
///
/// # Panics
///
/// If one dialog table holds what another does not.
pub fn event_xml(data: &[u8]) {
    let _ = (Presence::read(data), RegInfo::read(data), feature::read(data));
    if let Some(info) = DialogInfo::read(data) {
        let (mut once, mut twice) = (DialogTable::default(), DialogTable::default());
        let _ = once.merge(info.clone());
        let _ = twice.merge(info.clone());
        let _ = twice.merge(info);
        assert_eq!(once.state(), twice.state(), "a document that comes twice changes nothing");
    }
}

/// Reads bytes as each other body: the first line is a Content-Type, or what a field holds.
///
/// # Panics
///
/// If a status line is printed otherwise than it was read.
pub fn event_text(data: &[u8]) {
    let _ = MessageSummary::read(data);
    if let Some(line) = StatusLine::read(data) {
        let again = StatusLine::read(line.to_string().as_bytes());
        assert_eq!(again, Some(line), "printed otherwise than read");
    }
    let Ok(text) = core::str::from_utf8(data) else { return };
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let _ = appearance::read(first);
    let mut kinds = Vec::new();
    if ContentType::parse_field(first, &mut kinds).is_ok() {
        let content_type = first.to_owned();
        let _ = list::read(&Body { content_type, data: rest.as_bytes().to_vec() });
        for kind in &kinds {
            let _ = Profile::read(kind, None, rest.as_bytes());
        }
    }
}
