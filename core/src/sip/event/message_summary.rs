//! Messages that wait in a mail box (RFC 3842 5.2).

use serde::{Deserialize, Serialize};

use crate::text::{saturating_u32, utf8_or_latin1};

/// The type of the body.
pub const CONTENT_TYPE: &str = "application/simple-message-summary";

/// Most message classes that are kept.
const MAX_CLASSES: usize = 16;

/// What a mail box holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageSummary {
    /// Whether there are messages that nobody heard.
    pub waiting: bool,
    /// The mail box, as it is written; empty if it is not named.
    pub account: String,
    /// Counts by message class, in lower case, for example `voice-message`.
    pub classes: Vec<(String, Counts)>,
}

/// How many messages of a class there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Messages that nobody heard.
    pub new: u32,
    /// Others.
    pub old: u32,
    /// New ones that are urgent.
    pub new_urgent: u32,
    /// Old ones that are urgent.
    pub old_urgent: u32,
}

impl MessageSummary {
    /// Reads a summary; `None` without a line `Messages-Waiting` that says yes or no.
    pub fn read(body: &[u8]) -> Option<Self> {
        let text = utf8_or_latin1(body);
        let mut summary = Self::default();
        let mut waiting = None;
        for line in text.lines().take_while(|line| !line.trim().is_empty()) {
            let Some((name, value)) = line.split_once(':') else { continue };
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
            match name.as_str() {
                "messages-waiting" => {
                    waiting = match value.to_ascii_lowercase().as_str() {
                        "yes" => Some(true),
                        "no" => Some(false),
                        _ => waiting,
                    };
                }
                "message-account" => value.clone_into(&mut summary.account),
                _ if summary.classes.len() < MAX_CLASSES => {
                    summary.classes.extend(counts(value).map(|counts| (name, counts)));
                }
                _ => {}
            }
        }
        summary.waiting = waiting?;
        Some(summary)
    }

    /// Returns how many voice messages there are, if that is told.
    pub fn voice(&self) -> Option<Counts> {
        let voice = self.classes.iter().find(|(name, _)| name == "voice-message");
        voice.map(|(_, counts)| *counts)
    }
}

/// Reads `new/old (urgent new/urgent old)`.
fn counts(text: &str) -> Option<Counts> {
    let pair = |text: &str| {
        let (new, old) = text.split_once('/')?;
        Some((saturating_u32(new.trim())?, saturating_u32(old.trim())?))
    };
    let (all, urgent) = match text.split_once('(') {
        Some((all, rest)) => (all, pair(rest.trim_end().strip_suffix(')')?)?),
        None => (text, (0, 0)),
    };
    let (new, old) = pair(all)?;
    Some(Counts { new, old, new_urgent: urgent.0, old_urgent: urgent.1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_rfc_is_read() {
        // RFC 3842 3.5, 5.2.
        let body = b"Messages-Waiting: yes\r\nMessage-Account: sip:alice@vmail.example.com\r\n\
            Voice-Message: 2/8 (0/2)\r\nFax-Message: 1/0\r\n\r\nTo: <alice@atlanta.example.com>";
        let summary = MessageSummary::read(body).unwrap();
        assert!(summary.waiting);
        assert_eq!(summary.account, "sip:alice@vmail.example.com");
        let voice = Counts { new: 2, old: 8, new_urgent: 0, old_urgent: 2 };
        assert_eq!(summary.voice(), Some(voice));
        assert_eq!(summary.classes.len(), 2);
    }

    #[test]
    fn what_is_malformed_is_passed_over() {
        let read = |text: &str| MessageSummary::read(text.as_bytes());
        assert_eq!(read("Voice-Message: 1/0"), None);
        assert_eq!(read(""), None);
        let summary = read("messages-waiting : NO\nVoice-Message: many\n:::\n").unwrap();
        assert_eq!((summary.waiting, summary.voice()), (false, None));
        let huge = read("Messages-Waiting: yes\nvoice-message: 99999999999/0 (1/2)").unwrap();
        assert_eq!(huge.voice().unwrap().new, u32::MAX);
    }
}
