//! Header field names and the typed header fields, one file each.

mod name;

use core::fmt;

pub use name::HeaderName;

/// A header field with a grammar of its own.
pub trait TypedHeader: Sized + fmt::Display {
    /// Its name.
    const NAME: HeaderName;

    /// Reads one field's text and appends its value, or its values if the grammar is a list.
    ///
    /// # Errors
    ///
    /// What is wrong with the text.
    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError>;
}

/// Why a header field cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderError {
    /// There is no such field.
    Missing(HeaderName),
    /// The text does not follow the grammar.
    Malformed(HeaderName),
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "no {name} header field"),
            Self::Malformed(name) => write!(f, "malformed {name} header field"),
        }
    }
}
