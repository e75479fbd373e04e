//! Triple DES as `openssl enc -des-ede3-cbc -nosalt -pass` writes it (manual 4.6).
//!
//! It hides a file from a passer-by and no more: the key is made of a passphrase without any work,
//! nothing tells whether the file was changed, and equal passphrases give equal keys. It is here
//! for the files and tools that phones of the series have. [`sealed`](super::sealed) is better.

use ::des::TdesEde3;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use md5::{Digest, Md5};
use sha2::Sha256;

use super::{EncryptionError, Key, Keys};

/// Bytes of a block of DES.
const BLOCK: usize = 8;

/// What `openssl enc` writes first unless told `-nosalt`; eight bytes of salt follow.
const SALTED: &[u8] = b"Salted__";

/// Bytes of three keys of DES, and of the first block that is chained.
const KEY_AND_IV: usize = 24 + BLOCK;

/// How a key is made of a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Derivation {
    /// `-md md5`, OpenSSL's default up to 1.0.2.
    Md5,
    /// `-md sha256`, its default since 1.1.0.
    Sha256,
}

/// Encrypts as the phones of the series read it.
pub fn encrypt(text: &[u8], key: &Key) -> Vec<u8> {
    let secret = derive(Derivation::Md5, key, b"");
    let (key, iv) = secret.split_at(KEY_AND_IV - BLOCK);
    match cbc::Encryptor::<TdesEde3>::new_from_slices(key, iv) {
        Ok(cipher) => cipher.encrypt_padded_vec::<Pkcs7>(text),
        Err(_) => Vec::new(),
    }
}

/// Decrypts with the first key and derivation that give UTF-8, else with the first that give text
/// of some code page.
///
/// The format holds nothing to check a key with: a wrong one is seen by the padding and by what
/// comes out. One in some 600 passes for a value of seven characters of some code page, one in
/// some 60,000 for one in UTF-8, and none in practice for a file.
///
/// # Errors
///
/// Why it cannot be opened.
pub fn open(bytes: &[u8], keys: &Keys) -> Result<Vec<u8>, EncryptionError> {
    let (salt, text) = match bytes.strip_prefix(SALTED) {
        Some(rest) => rest.split_at_checked(BLOCK).ok_or(EncryptionError::CutOff)?,
        None => (&[][..], bytes),
    };
    if text.is_empty() || !text.len().is_multiple_of(BLOCK) {
        return Err(EncryptionError::CutOff);
    }
    if keys.0.is_empty() {
        return Err(EncryptionError::NoKey);
    }
    let ways = [Derivation::Md5, Derivation::Sha256];
    let secrets = keys.0.iter().flat_map(|key| ways.map(|way| derive(way, key, salt)));
    let mut code_page = None;
    for opened in secrets.filter_map(|secret| decrypt(text, &secret)) {
        if str::from_utf8(&opened).is_ok() {
            return Ok(opened);
        }
        code_page.get_or_insert(opened);
    }
    code_page.ok_or(EncryptionError::WrongKey)
}

fn decrypt(text: &[u8], secret: &[u8; KEY_AND_IV]) -> Option<Vec<u8>> {
    let (key, iv) = secret.split_at(KEY_AND_IV - BLOCK);
    let part = |iv: &[u8], text: &[u8]| {
        let cipher = cbc::Decryptor::<TdesEde3>::new_from_slices(key, iv).ok()?;
        cipher.decrypt_padded_vec::<Pkcs7>(text).ok()
    };
    // The padding tells nearly every wrong key, and the last block is enough to see it.
    let (before, last) = text.split_at(text.len() - BLOCK);
    part(before.last_chunk::<BLOCK>().map_or(iv, |block| block), last)?;
    part(iv, text).filter(|opened| is_plausible(opened))
}

/// Whether bytes can be what somebody encrypted: text of whatever code page.
fn is_plausible(bytes: &[u8]) -> bool {
    let blank = |byte: &u8| matches!(byte, b'\t' | b'\r' | b'\n');
    bytes.iter().all(|byte| !byte.is_ascii_control() || blank(byte))
}

/// `EVP_BytesToKey` with one round, as `openssl enc` without `-pbkdf2` makes keys.
fn derive(way: Derivation, key: &Key, salt: &[u8]) -> [u8; KEY_AND_IV] {
    let parts = [key.expose(), salt];
    let mut secret = [0; KEY_AND_IV];
    match way {
        Derivation::Md5 => {
            let first = Md5::digest(parts.concat());
            let second = Md5::digest([&first[..], &parts.concat()].concat());
            let (head, tail) = secret.split_at_mut(16);
            head.copy_from_slice(&first);
            tail.copy_from_slice(&second);
        }
        Derivation::Sha256 => secret.copy_from_slice(&Sha256::digest(parts.concat())),
    }
    secret
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(passphrases: &[&str]) -> Keys {
        Keys(passphrases.iter().map(|text| Key::new(*text)).collect())
    }

    #[test]
    fn every_length_is_encrypted_and_opened() {
        for length in 0..40 {
            let text = vec![b'x'; length];
            let made = encrypt(&text, &Key::new("k"));
            assert_eq!(made.len(), (length / BLOCK + 1) * BLOCK);
            assert_eq!(open(&made, &keys(&["old", "k"])), Ok(text));
        }
    }

    #[test]
    fn keys_are_made_as_openssl_makes_them() {
        // openssl enc -des-ede3-cbc -nosalt -P -pass pass:k -md md5, and with -md sha256.
        let secret = derive(Derivation::Md5, &Key::new("k"), b"");
        assert_eq!(
            hex(&secret),
            "8CE4B16B22B58894AA86C421E8759DF3325190D36FCE2620E358437B1C245789"
        );
        let secret = derive(Derivation::Sha256, &Key::new("k"), b"");
        assert_eq!(
            hex(&secret),
            "8254C329A92850F6D539DD376F4816EE2764517DA5E0235514AF433164480D7A"
        );
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02X}")).collect()
    }

    #[test]
    fn a_key_that_fits_by_chance_does_not_hide_the_right_one() {
        let made = encrypt("Grüße".as_bytes(), &Key::new("k"));
        let by_chance = (0..10_000)
            .map(|number| number.to_string())
            .find(|key| open(&made, &keys(&[key])).is_ok_and(|text| str::from_utf8(&text).is_err()))
            .unwrap();
        assert_eq!(open(&made, &keys(&[&by_chance, "k"])), Ok("Grüße".into()));
        // A file in another code page is opened nevertheless.
        let made = encrypt(b"Gr\xFC\xDFe", &Key::new("k"));
        assert_eq!(open(&made, &keys(&["k"])), Ok(b"Gr\xFC\xDFe".to_vec()));
    }

    #[test]
    fn what_cannot_be_opened_is_named() {
        let made = encrypt(b"system/type=440HD", &Key::new("k"));
        assert_eq!(open(&made, &keys(&[])), Err(EncryptionError::NoKey));
        assert_eq!(open(&made, &keys(&["wrong"])), Err(EncryptionError::WrongKey));
        assert_eq!(open(&made[..made.len() - 1], &keys(&["k"])), Err(EncryptionError::CutOff));
        assert_eq!(open(&made[..BLOCK], &keys(&["k"])), Err(EncryptionError::WrongKey));
        assert_eq!(open(b"", &keys(&["k"])), Err(EncryptionError::CutOff));
        assert_eq!(open(b"Salted__1234", &keys(&["k"])), Err(EncryptionError::CutOff));
        // No text: a key that fits by chance, or something that nobody encrypted as text.
        let binary = encrypt(b"\x00\x01\x02", &Key::new("k"));
        assert_eq!(open(&binary, &keys(&["k"])), Err(EncryptionError::WrongKey));
    }
}
