//! The hash functions of digest.

use md5::Md5;
use serde::{Deserialize, Serialize};
use sha2::digest::Digest;
use sha2::{Sha256, Sha512_256};

/// A digest algorithm (RFC 7616 6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Algorithm {
    hash: Hash,
    session: bool,
    aka: bool,
}

/// The hash function, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Hash {
    Md5,
    Sha256,
    Sha512_256,
}

impl Algorithm {
    /// MD5, for peers that know nothing else.
    pub const MD5: Self = Self { hash: Hash::Md5, session: false, aka: false };
    /// MD5 with what a SIM answers as the password (RFC 3310).
    pub const AKA_V1_MD5: Self = Self { hash: Hash::Md5, session: false, aka: true };
    /// SHA-256.
    pub const SHA_256: Self = Self { hash: Hash::Sha256, session: false, aka: false };
    /// SHA-512, cut to 256 bits.
    pub const SHA_512_256: Self = Self { hash: Hash::Sha512_256, session: false, aka: false };

    /// Returns the algorithm called `name`, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        let (hash, session) = match name.to_ascii_lowercase().as_str() {
            "akav1-md5" => return Some(Self::AKA_V1_MD5),
            "md5" => (Hash::Md5, false),
            "md5-sess" => (Hash::Md5, true),
            "sha-256" => (Hash::Sha256, false),
            "sha-256-sess" => (Hash::Sha256, true),
            "sha-512-256" => (Hash::Sha512_256, false),
            "sha-512-256-sess" => (Hash::Sha512_256, true),
            _ => return None,
        };
        Some(Self { hash, session, aka: false })
    }

    /// Returns the name.
    pub const fn as_str(self) -> &'static str {
        match (self.hash, self.session) {
            (Hash::Md5, false) if self.aka => "AKAv1-MD5",
            (Hash::Md5, false) => "MD5",
            (Hash::Md5, true) => "MD5-sess",
            (Hash::Sha256, false) => "SHA-256",
            (Hash::Sha256, true) => "SHA-256-sess",
            (Hash::Sha512_256, false) => "SHA-512-256",
            (Hash::Sha512_256, true) => "SHA-512-256-sess",
        }
    }

    /// Whether the password's hash is bound to the first nonces (`-sess`).
    pub const fn is_session(self) -> bool {
        self.session
    }

    /// Whether a SIM answers it (RFC 3310).
    pub const fn is_aka(self) -> bool {
        self.aka
    }

    /// Whether `self` has a stronger hash function than `other`.
    pub fn is_stronger_than(self, other: Self) -> bool {
        self.hash > other.hash
    }

    /// Returns the hash of `parts` joined by colons, in lower-case hexadecimal digits.
    pub(super) fn hash(self, parts: &[&str]) -> String {
        self.hash_bytes(parts.join(":").as_bytes())
    }

    /// Returns the hash of `bytes` in lower-case hexadecimal digits.
    pub(super) fn hash_bytes(self, bytes: &[u8]) -> String {
        match self.hash {
            Hash::Md5 => hex(&Md5::digest(bytes)),
            Hash::Sha256 => hex(&Sha256::digest(bytes)),
            Hash::Sha512_256 => hex(&Sha512_256::digest(bytes)),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_any_case() {
        for name in [
            "AKAv1-MD5",
            "MD5",
            "MD5-sess",
            "SHA-256",
            "SHA-256-sess",
            "SHA-512-256",
            "SHA-512-256-sess",
        ] {
            let algorithm = Algorithm::from_name(&name.to_ascii_lowercase()).unwrap();
            assert_eq!(algorithm.as_str(), name);
            assert_eq!(algorithm.is_session(), name.ends_with("sess"));
        }
        assert_eq!(Algorithm::from_name("AKAv2-MD5"), None);
        assert!(Algorithm::SHA_256.is_stronger_than(Algorithm::MD5));
        assert!(Algorithm::SHA_512_256.is_stronger_than(Algorithm::SHA_256));
    }

    #[test]
    fn known_hashes_come_out() {
        // RFC 1321 A.5, FIPS 180-4 examples ("abc").
        assert_eq!(Algorithm::MD5.hash(&["abc"]), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(
            Algorithm::SHA_256.hash(&["abc"]),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            Algorithm::SHA_512_256.hash(&["abc"]),
            "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"
        );
    }
}
