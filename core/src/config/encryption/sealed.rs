//! The sealed file: XChaCha20-Poly1305 under a key that Argon2id makes of a passphrase.
//!
//! Beside Triple DES (manual 4.6) because that one can neither tell a changed file nor make
//! guessing a passphrase slow. Whoever has no key can neither read a sealed file nor change it
//! unseen. Numbers are big endian; the header up to the text is authenticated with it:
//!
//! | bytes | what |
//! |---|---|
//! | 20 | `hookswitch sealed 1` and a line feed |
//! | 4, 4, 4 | Argon2id: memory in KiB, passes, lanes (RFC 9106, version 0x13) |
//! | 16 | salt |
//! | 24 | nonce |
//! | 16 | key check: the end of the 48 bytes that Argon2id makes, the start being the key |
//! | rest | the text, and the tag of 16 bytes |

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use super::{EncryptionError, Key, Keys};

/// What every sealed file begins with; the version follows.
const MARK: &[u8] = b"hookswitch sealed ";

/// The version that is written and read, and the end of the first line.
const VERSION: &[u8] = b"1\n";

const SALT: usize = 16;
const NONCE: usize = 24;
const KEY: usize = 32;
const CHECK: usize = 16;
const TAG: usize = 16;

/// Bytes of salt and nonce that [`seal`] takes.
pub const RANDOM: usize = SALT + NONCE;

/// Most memory that opening a file may take, in KiB: a phone in a tab never gives it back.
const MAX_MEMORY: u32 = 64 * 1024;

/// Most passes over the memory, and most lanes in it.
const MAX_PASSES: u32 = 4;
const MAX_LANES: u32 = 4;

/// What guessing one passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cost {
    /// In KiB.
    memory: u32,
    passes: u32,
    lanes: u32,
}

/// The smallest cost that OWASP recommends for passphrases: tens of milliseconds, once per file.
const COST: Cost = Cost { memory: 19 * 1024, passes: 2, lanes: 1 };

/// The header and the text behind it.
struct Parts<'a> {
    header: &'a [u8],
    cost: Cost,
    salt: &'a [u8],
    nonce: &'a [u8],
    check: &'a [u8],
    text: &'a [u8],
}

/// Whether bytes begin as a sealed file of any version does.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// Seals `text`; `random` must be new for each file.
///
/// # Errors
///
/// [`EncryptionError::TooExpensive`] if there is not the memory for it.
pub fn seal(text: &[u8], key: &Key, random: [u8; RANDOM]) -> Result<Vec<u8>, EncryptionError> {
    let (salt, nonce) = random.split_at(SALT);
    let (key, check) = derive(key, salt, COST)?;
    let numbers = [COST.memory, COST.passes, COST.lanes].map(u32::to_be_bytes);
    let mut sealed = [MARK, VERSION, numbers.as_flattened(), salt, nonce, &check].concat();
    let text = Payload { msg: text, aad: &sealed };
    let text = XChaCha20Poly1305::new(&key.into())
        .encrypt(&nonce_of(nonce), text)
        .map_err(|_| EncryptionError::TooExpensive)?;
    sealed.extend_from_slice(&text);
    Ok(sealed)
}

/// Opens a sealed file with the first key that fits.
///
/// # Errors
///
/// Why it cannot be opened.
pub fn open(bytes: &[u8], keys: &Keys) -> Result<Vec<u8>, EncryptionError> {
    let parts = Parts::read(bytes)?;
    if keys.0.is_empty() {
        return Err(EncryptionError::NoKey);
    }
    for key in &keys.0 {
        let (key, check) = derive(key, parts.salt, parts.cost)?;
        // Not secret: the tag would tell as much.
        if check == parts.check {
            let text = Payload { msg: parts.text, aad: parts.header };
            let opened = XChaCha20Poly1305::new(&key.into()).decrypt(&nonce_of(parts.nonce), text);
            return opened.map_err(|_| EncryptionError::Tampered);
        }
    }
    Err(EncryptionError::WrongKey)
}

impl<'a> Parts<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, EncryptionError> {
        let rest = bytes.strip_prefix(MARK).ok_or(EncryptionError::NotEncrypted)?;
        if !rest.starts_with(VERSION) {
            let whole = rest.len() >= VERSION.len();
            return Err(if whole {
                EncryptionError::UnknownVersion
            } else {
                EncryptionError::CutOff
            });
        }
        let mut rest = rest.get(VERSION.len()..).unwrap_or_default();
        let mut take = |count: usize| {
            let (taken, tail) = rest.split_at_checked(count).ok_or(EncryptionError::CutOff)?;
            rest = tail;
            Ok(taken)
        };
        let [memory, passes, lanes] = [take(4)?, take(4)?, take(4)?].map(number);
        let cost = Cost { memory, passes, lanes };
        let (salt, nonce, check) = (take(SALT)?, take(NONCE)?, take(CHECK)?);
        if rest.len() < TAG {
            return Err(EncryptionError::CutOff);
        }
        let header = bytes.get(..bytes.len() - rest.len()).unwrap_or_default();
        Ok(Self { header, cost, salt, nonce, check, text: rest })
    }
}

/// Makes the key and what it is recognised by.
fn derive(key: &Key, salt: &[u8], cost: Cost) -> Result<([u8; KEY], [u8; CHECK]), EncryptionError> {
    let Cost { memory, passes, lanes } = cost;
    if memory > MAX_MEMORY || passes > MAX_PASSES || lanes > MAX_LANES {
        return Err(EncryptionError::TooExpensive);
    }
    // Too little is as wrong as too much: the library refuses it.
    let params = Params::new(memory, passes, lanes, Some(KEY + CHECK));
    let params = params.map_err(|_| EncryptionError::Tampered)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut made = [0; KEY + CHECK];
    argon
        .hash_password_into(key.expose(), salt, &mut made)
        .map_err(|_| EncryptionError::TooExpensive)?;
    let (mut key, mut check) = ([0; KEY], [0; CHECK]);
    let (head, tail) = made.split_at(KEY);
    key.copy_from_slice(head);
    check.copy_from_slice(tail);
    Ok((key, check))
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, &byte| (number << 8) | u32::from(byte))
}

fn nonce_of(bytes: &[u8]) -> XNonce {
    let mut nonce = XNonce::default();
    nonce.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    nonce
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANDOM_BYTES: [u8; RANDOM] = [7; RANDOM];

    fn keys(passphrases: &[&str]) -> Keys {
        Keys(passphrases.iter().map(|text| Key::new(*text)).collect())
    }

    #[test]
    fn what_is_sealed_is_opened_with_the_key_only() {
        let sealed =
            seal(b"system/type=440HD\n", &Key::new("correct horse"), RANDOM_BYTES).unwrap();
        assert_eq!(
            open(&sealed, &keys(&["old", "correct horse"])).unwrap(),
            b"system/type=440HD\n"
        );
        assert_eq!(open(&sealed, &keys(&["wrong"])), Err(EncryptionError::WrongKey));
        assert_eq!(open(&sealed, &keys(&[])), Err(EncryptionError::NoKey));
    }

    #[test]
    fn a_changed_file_is_told_from_a_wrong_key() {
        let good = seal(b"a=1", &Key::new("k"), RANDOM_BYTES).unwrap();
        let change = |at: usize| {
            let mut sealed = good.clone();
            sealed[at] ^= 1;
            open(&sealed, &keys(&["k"]))
        };
        let text = good.len() - 1;
        assert_eq!(change(text), Err(EncryptionError::Tampered));
        assert_eq!(change(20 + 12 + SALT), Err(EncryptionError::Tampered), "nonce");
        assert_eq!(change(20 + 12), Err(EncryptionError::WrongKey), "salt");
        assert_eq!(change(18), Err(EncryptionError::UnknownVersion));
        assert_eq!(open(&good[..text], &keys(&["k"])), Err(EncryptionError::Tampered));
        assert_eq!(open(&good[..60], &keys(&["k"])), Err(EncryptionError::CutOff));
    }

    #[test]
    fn a_file_cannot_demand_what_it_wants() {
        let good = seal(b"a=1", &Key::new("k"), RANDOM_BYTES).unwrap();
        let demand = |at: usize, value: u32| {
            let mut sealed = good.clone();
            sealed[at..at + 4].copy_from_slice(&value.to_be_bytes());
            open(&sealed, &keys(&["k"]))
        };
        assert_eq!(demand(20, 4 * 1024 * 1024), Err(EncryptionError::TooExpensive));
        assert_eq!(demand(24, u32::MAX), Err(EncryptionError::TooExpensive));
        assert_eq!(demand(28, 64), Err(EncryptionError::TooExpensive));
        assert_eq!(demand(20, 0), Err(EncryptionError::Tampered));
        assert_eq!(demand(24, 0), Err(EncryptionError::Tampered));
    }
}
