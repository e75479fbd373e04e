//! The keys of the phone.

use serde::{Deserialize, Serialize};

use crate::language::{Label, Labels};

/// A key. Its printing, which is also its accessible name, is [`Key::printing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Key {
    /// `0` to `9`.
    Digit(u8),
    /// `*`.
    Star,
    /// `#`.
    Pound,
    /// The key under the display, 0 to 3 from the left.
    Softkey(u8),
    /// The key beside the display, 0 to 5 from the top.
    Line(u8),
    /// Hands-free.
    Speaker,
    /// Headset.
    Headset,
    /// Microphone off or on.
    Mute,
    /// Holds or resumes the call.
    Hold,
    /// Transfers the call.
    Transfer,
    /// Dials a number again.
    Redial,
    /// Opens the menu.
    Menu,
    /// Calls the mail box.
    VoiceMail,
    /// Opens the directory.
    Contacts,
    /// Louder.
    VolumeUp,
    /// Softer.
    VolumeDown,
    /// Navigation.
    Up,
    /// Navigation.
    Down,
    /// Navigation.
    Left,
    /// Navigation; deletes nothing.
    Right,
    /// Navigation: takes what is selected.
    Ok,
    /// Lifts or puts back the handset.
    Handset,
    /// The computer's Escape: goes back, ends, rejects.
    Escape,
    /// The computer's Backspace: deletes the last character.
    Backspace,
    /// The function key at the side, 0 to 11 from the top.
    Function(u8),
}

impl Key {
    /// The keys that a phone has once each.
    pub const SINGLE: [Self; 19] = [
        Self::Star,
        Self::Pound,
        Self::Speaker,
        Self::Headset,
        Self::Mute,
        Self::Hold,
        Self::Transfer,
        Self::Redial,
        Self::Menu,
        Self::VoiceMail,
        Self::Contacts,
        Self::VolumeUp,
        Self::VolumeDown,
        Self::Up,
        Self::Down,
        Self::Left,
        Self::Right,
        Self::Ok,
        Self::Handset,
    ];

    /// Returns what is printed on the key, in English; a softkey's label is in the view.
    pub fn printing(self) -> String {
        self.name(&Labels::english())
    }

    /// Returns what is printed on the key in the language of `labels`.
    pub fn name(self, labels: &Labels) -> String {
        let numbered = |label, index: u8| format!("{} {}", labels.get(label), u16::from(index) + 1);
        let label = match self {
            Self::Digit(digit) => return digit.to_string(),
            Self::Line(line) => return numbered(Label::Line, line),
            Self::Softkey(slot) => return numbered(Label::Softkey, slot),
            Self::Function(slot) => return numbered(Label::FunctionKey, slot),
            Self::Star => Label::Star,
            Self::Pound => Label::Pound,
            Self::Speaker => Label::Speaker,
            Self::Headset => Label::Headset,
            Self::Mute => Label::Mute,
            Self::Hold => Label::Hold,
            Self::Transfer => Label::Transfer,
            Self::Redial => Label::Redial,
            Self::Menu => Label::Menu,
            Self::VoiceMail => Label::VoiceMail,
            Self::Contacts => Label::Contacts,
            Self::VolumeUp => Label::VolumeUp,
            Self::VolumeDown => Label::VolumeDown,
            Self::Up => Label::Up,
            Self::Down => Label::Down,
            Self::Left => Label::Left,
            Self::Right => Label::Right,
            Self::Ok => Label::Ok,
            Self::Handset => Label::Handset,
            Self::Escape => Label::Escape,
            Self::Backspace => Label::Backspace,
        };
        labels.get(label).to_owned()
    }
}
