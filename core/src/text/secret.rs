//! Text that must not show.

use core::fmt;

use serde::{Deserialize, Serialize};

/// Text that never shows: a password or a private key.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret(String);

impl Secret {
    /// Returns `text` as a secret.
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// Returns the text, for the one use it has.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(..)")
    }
}
