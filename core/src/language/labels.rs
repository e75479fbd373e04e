//! What the page around the display says: names of keys and of what is drawn.
//!
//! The page is drawn before its engine is there and reads no files of texts. So its words travel
//! with the [`View`](crate::phone::view::View), and the English ones are taken from their file when
//! core is compiled.

use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use super::{ENGLISH, Text, Texts};

/// Returns a text of English that has no arguments, without the rest of its file.
macro_rules! english {
    ($text:ident) => {
        const {
            const FOUND: &str = find(stringify!($text));
            const BYTES: [u8; FOUND.len()] = copy(FOUND);
            match core::str::from_utf8(&BYTES) {
                Ok(text) => text,
                Err(_) => panic!("a text that is cut between its letters"),
            }
        }
    };
}

/// Makes the type of all labels from their names and texts.
macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $text:ident,)*) => {
        /// Something the page says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Label { $($(#[$doc])* $name,)* }

        impl Label {
            /// Every label.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Returns what it says in English.
            pub const fn english(self) -> &'static str {
                match self { $(Self::$name => english!($text),)* }
            }

            fn text(self) -> Text {
                match self { $(Self::$name => Text::$text,)* }
            }
        }
    };
}

labels! {
    /// What the display says before the phone is loaded.
    Starting = Starting,
    /// The display.
    Display = PageDisplay,
    /// The twelve keys that dial.
    Keypad = PageKeypad,
    /// The keys beside the display.
    Lines = PageLines,
    /// The keys under it.
    Softkeys = PageSoftkeys,
    /// The ring of arrows.
    Navigation = PageNavigation,
    /// The keys for louder and softer.
    Volume = PageVolume,
    /// What is printed on them.
    VolumeShort = PageVolumeShort,
    /// The meter of the microphone.
    MicrophoneLevel = PageMicrophoneLevel,
    /// The meter of what is heard.
    SpeakerLevel = PageSpeakerLevel,
    /// How sound travels.
    MediaPath = PageMediaPath,
    /// That the phone runs in another window.
    OtherTab = PageOtherTab,
    /// What lets the phone ring.
    ArmRinger = PageArmRinger,
    /// `*`.
    Star = PageStar,
    /// `#`.
    Pound = PagePound,
    /// Hands-free.
    Speaker = PageSpeaker,
    /// Headset.
    Headset = PageHeadset,
    /// Microphone off or on.
    Mute = PageMute,
    /// Holds or resumes the call.
    Hold = PageHold,
    /// Transfers the call.
    Transfer = PageTransfer,
    /// Dials a number again.
    Redial = PageRedial,
    /// Opens the menu.
    Menu = PageMenu,
    /// Calls the mail box.
    VoiceMail = PageVoiceMail,
    /// Opens the directory.
    Contacts = PageContacts,
    /// Louder.
    VolumeUp = PageVolumeUp,
    /// Softer.
    VolumeDown = PageVolumeDown,
    /// Navigation.
    Up = PageUp,
    /// Navigation.
    Down = PageDown,
    /// Navigation.
    Left = PageLeft,
    /// Navigation.
    Right = PageRight,
    /// Takes what is selected.
    Ok = PageOk,
    /// The hook.
    Handset = PageHandset,
    /// The computer's Escape.
    Escape = PageEscape,
    /// The computer's Backspace.
    Backspace = PageBackspace,
    /// A line, before its number.
    Line = PageLine,
    /// A softkey without a label, before its number.
    Softkey = PageSoftkey,
    /// The function keys at the side.
    FunctionKeys = PageFunctionKeys,
    /// One of them, before its number.
    FunctionKey = PageFunctionKey,
}

/// Every label in one language; cheap to copy, and to compare with a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
#[expect(clippy::rc_buffer, reason = "slices are compared string by string, though they are one")]
pub struct Labels(Arc<Vec<String>>);

static ENGLISH_LABELS: LazyLock<Labels> = LazyLock::new(|| {
    Labels::from(Label::ALL.iter().map(|label| label.english().to_owned()).collect::<Vec<_>>())
});

impl From<Vec<String>> for Labels {
    fn from(labels: Vec<String>) -> Self {
        Self(labels.into())
    }
}

impl From<Labels> for Vec<String> {
    fn from(labels: Labels) -> Self {
        labels.0.to_vec()
    }
}

impl Labels {
    /// Returns those of English.
    pub fn english() -> Self {
        ENGLISH_LABELS.clone()
    }

    pub(super) fn of(texts: &Texts) -> Self {
        Self::from(Label::ALL.iter().map(|label| texts.say(&label.text())).collect::<Vec<_>>())
    }

    /// Returns what a label says.
    pub fn get(&self, label: Label) -> &str {
        self.0.get(label as usize).map_or(label.english(), String::as_str)
    }
}

impl Default for Labels {
    fn default() -> Self {
        Self::english()
    }
}

/// Returns what stands in the file of English under `id`, in the rest of its line.
const fn find(id: &str) -> &'static str {
    let (file, id) = (ENGLISH.as_bytes(), id.as_bytes());
    let mut at = 0;
    while at + id.len() + 3 < file.len() {
        let mut same = 0;
        while same < id.len() && file[at + same] == id[same] {
            same += 1;
        }
        let begins = at == 0 || file[at - 1] == b'\n';
        if begins && same == id.len() && file[at + same] == b' ' && file[at + same + 1] == b'=' {
            let start = at + same + 3;
            let mut end = start;
            while end < file.len() && file[end] != b'\n' {
                end += 1;
            }
            return ENGLISH.split_at(end).0.split_at(start).1;
        }
        at += 1;
    }
    panic!("there is no such text")
}

const fn copy<const LENGTH: usize>(text: &str) -> [u8; LENGTH] {
    let (mut bytes, mut at) = ([0; LENGTH], 0);
    while at < LENGTH {
        bytes[at] = text.as_bytes()[at];
        at += 1;
    }
    bytes
}
