//! How texts are made of what others wrote, and of each other.

use super::Text;

impl Text {
    /// No text at all.
    pub const NOTHING: Self = Self::Verbatim(String::new());

    /// Returns what others wrote, such as a name.
    pub fn verbatim(text: &str) -> Self {
        Self::Verbatim(text.to_owned())
    }

    /// Returns a number, which is written the same everywhere.
    pub fn number(number: impl Into<u64>) -> Self {
        Self::Verbatim(number.into().to_string())
    }

    /// Returns the text with another after a comma.
    pub fn and(self, second: impl Into<Self>) -> Self {
        Self::Pair { first: Box::new(self), second: Box::new(second.into()) }
    }

    /// Returns the text with the reason after a colon.
    pub fn because(self, why: impl Into<Self>) -> Self {
        Self::Explained { text: Box::new(self), why: Box::new(why.into()) }
    }

    /// Returns the text with another one beside it.
    pub fn beside(self, second: Self) -> Self {
        Self::Both { first: Box::new(self), second: Box::new(second) }
    }

    /// Returns the text as a sentence with another after it.
    pub fn then(self, second: impl Into<Self>) -> Self {
        Self::Then { first: Box::new(self), second: Box::new(second.into()) }
    }

    /// Whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Verbatim(text) if text.is_empty())
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::NOTHING
    }
}

/// What others wrote. A text of the phone's own is no string: it has a name.
impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Verbatim(text)
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::Verbatim(text.clone())
    }
}

impl From<&Self> for Text {
    fn from(text: &Self) -> Self {
        text.clone()
    }
}
