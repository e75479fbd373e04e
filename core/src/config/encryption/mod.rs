//! Encrypted files and values (manual 4.6).
//!
//! Two formats are opened: [`des`], what the phones of the series read and `openssl enc` writes,
//! which hides but does not protect; and [`sealed`], which tells a wrong key from a changed file.
//! Keys come from the administrator; none is built in.

pub mod des;
pub mod sealed;

use core::fmt;

use base64ct::{Base64, Encoding};
use serde::{Deserialize, Serialize};

use super::file::content;

/// What an encrypted value begins and ends with.
const VALUE_MARKS: (&str, &str) = ("{\"", "\"}");

/// A key or passphrase of the administrator.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key(Vec<u8>);

impl Key {
    /// Takes a passphrase, byte by byte as `openssl enc -pass` does.
    pub fn new(passphrase: impl Into<Vec<u8>>) -> Self {
        Self(passphrase.into())
    }

    /// Returns the passphrase, for deriving keys from it.
    fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

/// The keys that are tried, in order: the current one, and those it follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys(pub Vec<Key>);

/// Why something encrypted is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum EncryptionError {
    /// There is no key to open it with.
    NoKey,
    /// No key fits, or, where the format cannot tell, what was encrypted is damaged.
    WrongKey,
    /// It was changed, or cut off, after it was encrypted.
    Tampered,
    /// Its length cannot be: it did not come whole.
    CutOff,
    /// Its name says that it is encrypted, and it is not.
    NotEncrypted,
    /// A sealed file of a version that is not known here.
    UnknownVersion,
    /// A sealed file that demands more memory or time than a phone spends on it.
    TooExpensive,
    /// A value that is not base64 between its marks.
    NotBase64,
}

impl fmt::Display for EncryptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoKey => "encrypted, and this phone has no key",
            Self::WrongKey => "encrypted with another key, or damaged",
            Self::Tampered => "changed or cut off since it was encrypted: not used",
            Self::CutOff => "encrypted, and did not come whole",
            Self::NotEncrypted => "not encrypted, though its name ends in .cfx",
            Self::UnknownVersion => "encrypted in a newer format than this version reads",
            Self::TooExpensive => "its key takes more memory or time than a phone spends",
            Self::NotBase64 => "marked as encrypted, but not base64 within the marks",
        })
    }
}

impl core::error::Error for EncryptionError {}

/// Returns the text of a file called `name`, opened if it is encrypted.
///
/// A file is encrypted if its name ends in `.cfx`, if it begins as a sealed file does, or if it is
/// no text and a key opens it; so the address of a script may answer with either.
///
/// # Errors
///
/// Why it cannot be opened.
pub fn open_file(name: &str, bytes: Vec<u8>, keys: &Keys) -> Result<Vec<u8>, EncryptionError> {
    if sealed::is_sealed(&bytes) {
        return sealed::open(&bytes, keys);
    }
    let named = name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("cfx"));
    if named && !bytes.is_empty() {
        return match des::open(&bytes, keys) {
            Err(_) if content::check_text(&bytes).is_ok() => Err(EncryptionError::NotEncrypted),
            // A server's page of errors is told as such.
            Err(_) if content::check_text(&bytes) == Err(content::ContentError::WebPage) => {
                Ok(bytes)
            }
            opened => opened,
        };
    }
    if !keys.0.is_empty()
        && content::is_binary(&bytes)
        && let Ok(opened) = des::open(&bytes, keys)
    {
        return Ok(opened);
    }
    Ok(bytes)
}

/// Returns the text of a value if it is encrypted, `{"..."}`.
///
/// # Errors
///
/// Why it cannot be opened.
pub fn open_value(value: &str, keys: &Keys) -> Result<Option<String>, EncryptionError> {
    let Some(text) = encrypted_text(value) else { return Ok(None) };
    let bytes = Base64::decode_vec(text).map_err(|_| EncryptionError::NotBase64)?;
    let opened = des::open(&bytes, keys)?;
    String::from_utf8(opened).map(Some).map_err(|_| EncryptionError::WrongKey)
}

/// Returns `text` as an encrypted value, for a line of a `.cfg` file.
pub fn encrypt_value(text: &str, key: &Key) -> String {
    let (start, end) = VALUE_MARKS;
    format!("{start}{}{end}", Base64::encode_string(&des::encrypt(text.as_bytes(), key)))
}

/// Whether a value is marked as encrypted.
pub fn is_encrypted_value(value: &str) -> bool {
    encrypted_text(value).is_some()
}

fn encrypted_text(value: &str) -> Option<&str> {
    let (start, end) = VALUE_MARKS;
    value.trim().strip_prefix(start)?.strip_suffix(end)
}
