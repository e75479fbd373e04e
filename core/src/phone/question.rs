//! Questions that are answered with yes or no.

use serde::{Deserialize, Serialize};

use crate::language::Text;

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Question {
    /// Start again?
    Restart,
    /// Forget the configuration?
    RestoreDefaults,
    /// Call again who is busy?
    Redial,
    /// Forget all calls?
    DeleteLog,
    /// Forget this one of the person's contacts?
    DeleteContact(usize),
    /// Forget all of them?
    DeleteContacts,
    /// Forget what callers hear first?
    DeleteGreeting,
    /// Forget this one of the person's ring tones?
    DeleteRingTone(usize),
}

impl Question {
    /// Returns the heading.
    pub(super) const fn title(self) -> &'static Text {
        match self {
            Self::Restart => &Text::Restart,
            Self::RestoreDefaults => &Text::RestoreDefaults,
            Self::Redial => &Text::ExtensionBusy,
            Self::DeleteLog => &Text::CallLog,
            Self::DeleteContact(_) | Self::DeleteContacts => &Text::Directory,
            Self::DeleteGreeting => &Text::Greeting,
            Self::DeleteRingTone(_) => &Text::RingTone,
        }
    }

    /// Returns the question.
    pub(super) const fn text(self) -> &'static Text {
        match self {
            Self::Restart => &Text::AskRestart,
            Self::RestoreDefaults => &Text::AskRestoreDefaults,
            Self::Redial => &Text::AskRedial,
            Self::DeleteLog => &Text::AskDeleteLog,
            Self::DeleteContact(_) => &Text::AskDeleteContact,
            Self::DeleteContacts => &Text::AskDeleteContacts,
            Self::DeleteGreeting => &Text::AskDeleteGreeting,
            Self::DeleteRingTone(_) => &Text::AskDeleteRingTone,
        }
    }

    /// Returns what happens on yes.
    pub(super) const fn note(self) -> &'static Text {
        match self {
            Self::Restart => &Text::RestartNote,
            Self::RestoreDefaults => &Text::RestoreDefaultsNote,
            Self::DeleteLog
            | Self::DeleteContact(_)
            | Self::DeleteContacts
            | Self::DeleteGreeting
            | Self::DeleteRingTone(_) => &Text::CannotBeUndone,
            Self::Redial => &Text::RedialNote,
        }
    }
}
