//! The keys of the phone.

use serde::{Deserialize, Serialize};

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
    /// Returns what is printed on the key; a softkey's label is in the view.
    pub fn printing(self) -> String {
        let fixed = match self {
            Self::Digit(digit) => return digit.to_string(),
            Self::Line(line) => return format!("Line {}", u16::from(line) + 1),
            Self::Softkey(slot) => return format!("Softkey {}", u16::from(slot) + 1),
            Self::Function(slot) => return format!("Function key {}", u16::from(slot) + 1),
            Self::Star => "Star",
            Self::Pound => "Pound",
            Self::Speaker => "Speaker",
            Self::Headset => "Headset",
            Self::Mute => "Mute",
            Self::Hold => "Hold",
            Self::Transfer => "Transfer",
            Self::Redial => "Redial",
            Self::Menu => "Menu",
            Self::VoiceMail => "Voice mail",
            Self::Contacts => "Contacts",
            Self::VolumeUp => "Volume up",
            Self::VolumeDown => "Volume down",
            Self::Up => "Up",
            Self::Down => "Down",
            Self::Left => "Left",
            Self::Right => "Right",
            Self::Ok => "OK",
            Self::Handset => "Handset",
            Self::Escape => "Escape",
            Self::Backspace => "Backspace",
        };
        fixed.to_owned()
    }
}
