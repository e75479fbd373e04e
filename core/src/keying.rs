//! What protects media: the suites of SRTP and the keys of one direction (RFC 3711, RFC 4568).
//!
//! Descriptions carry keys and packets are protected with them; this is what both mean by a key.

use core::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::rng::Rng;

/// How packets are encrypted and authenticated (RFC 4568 6.2, RFC 6188, RFC 7714).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Suite {
    /// AES in counter mode, 128 bits; tag of 80 bits.
    Aes128Tag80,
    /// AES in counter mode, 128 bits; tag of 32 bits.
    Aes128Tag32,
    /// AES in counter mode, 256 bits; tag of 80 bits.
    Aes256Tag80,
    /// AES in counter mode, 256 bits; tag of 32 bits.
    Aes256Tag32,
    /// AES in Galois/counter mode, 128 bits; tag of 128 bits.
    Gcm128,
    /// AES in Galois/counter mode, 256 bits; tag of 128 bits.
    Gcm256,
}

impl Suite {
    /// Every suite.
    pub const ALL: [Self; 6] = [
        Self::Aes128Tag80,
        Self::Aes128Tag32,
        Self::Aes256Tag80,
        Self::Aes256Tag32,
        Self::Gcm128,
        Self::Gcm256,
    ];

    /// Returns its name in descriptions.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aes128Tag80 => "AES_CM_128_HMAC_SHA1_80",
            Self::Aes128Tag32 => "AES_CM_128_HMAC_SHA1_32",
            Self::Aes256Tag80 => "AES_256_CM_HMAC_SHA1_80",
            Self::Aes256Tag32 => "AES_256_CM_HMAC_SHA1_32",
            Self::Gcm128 => "AEAD_AES_128_GCM",
            Self::Gcm256 => "AEAD_AES_256_GCM",
        }
    }

    /// Returns the suite with that name, whatever its case.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.name().eq_ignore_ascii_case(name))
    }

    /// Octets of the master key.
    pub const fn key_octets(self) -> usize {
        match self {
            Self::Aes128Tag80 | Self::Aes128Tag32 | Self::Gcm128 => 16,
            Self::Aes256Tag80 | Self::Aes256Tag32 | Self::Gcm256 => 32,
        }
    }

    /// Octets of the master salt.
    pub const fn salt_octets(self) -> usize {
        if self.is_aead() { 12 } else { 14 }
    }

    /// Whether encryption and authentication are one.
    pub const fn is_aead(self) -> bool {
        matches!(self, Self::Gcm128 | Self::Gcm256)
    }
}

/// A master key and its salt, one behind the other. It is overwritten when it is no longer needed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// Takes the octets of key and salt.
    pub const fn new(octets: Vec<u8>) -> Self {
        Self(octets)
    }

    /// Returns the octets.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.as_mut_slice().zeroize();
    }
}

/// What packets are protected against (RFC 4568 6.3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Services {
    /// Whether sound is encrypted.
    pub encrypts_rtp: bool,
    /// Whether a change of sound is noticed.
    pub authenticates_rtp: bool,
    /// Whether reports are encrypted.
    pub encrypts_rtcp: bool,
}

impl Services {
    /// Against everything.
    pub const ALL: Self = Self { encrypts_rtp: true, authenticates_rtp: true, encrypts_rtcp: true };
}

/// The key of one direction, and how it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keying {
    /// How packets are protected.
    pub suite: Suite,
    /// Master key and salt; as long as the suite asks for.
    secret: Secret,
    /// What names the key in each packet (master key identifier); nothing if it is empty.
    pub mki: Vec<u8>,
    /// Packets that the key lasts, if that is said.
    pub lifetime: Option<u64>,
    /// What packets are protected against.
    pub services: Services,
}

impl Keying {
    /// Returns the use of a key; `None` if it is not as long as the suite asks for.
    pub fn new(suite: Suite, secret: Secret) -> Option<Self> {
        let octets = suite.key_octets() + suite.salt_octets();
        (secret.0.len() == octets).then_some(Self {
            suite,
            secret,
            mki: Vec::new(),
            lifetime: None,
            services: Services::ALL,
        })
    }

    /// Returns the use of a new random key.
    pub fn random(suite: Suite, rng: &mut Rng) -> Self {
        let mut octets = vec![0; suite.key_octets() + suite.salt_octets()];
        rng.fill(&mut octets);
        let secret = Secret(octets);
        Self { suite, secret, mki: Vec::new(), lifetime: None, services: Services::ALL }
    }

    /// Returns it with what names the key in each packet.
    #[must_use]
    pub fn with_mki(self, mki: Vec<u8>) -> Self {
        Self { mki, ..self }
    }

    /// Returns it with the number of packets that the key lasts.
    #[must_use]
    pub fn with_lifetime(self, lifetime: Option<u64>) -> Self {
        Self { lifetime, ..self }
    }

    /// Returns it with what packets are protected against.
    #[must_use]
    pub fn with_services(self, services: Services) -> Self {
        Self { services, ..self }
    }

    /// Returns master key and salt.
    pub const fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Returns the master key and the master salt.
    pub fn key_and_salt(&self) -> (&[u8], &[u8]) {
        self.secret.0.split_at(self.suite.key_octets().min(self.secret.0.len()))
    }
}

/// The keys of a stream, one for each direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPair {
    /// What is sent from here.
    pub send: Keying,
    /// What comes from the peer.
    pub receive: Keying,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_registry_and_keys_have_their_length() {
        for suite in Suite::ALL {
            assert_eq!(Suite::of_name(&suite.name().to_lowercase()), Some(suite));
            let octets = suite.key_octets() + suite.salt_octets();
            assert!(Keying::new(suite, Secret::new(vec![1; octets])).is_some());
            assert!(Keying::new(suite, Secret::new(vec![1; octets - 1])).is_none());
        }
        assert_eq!(Suite::of_name("F8_128_HMAC_SHA1_80"), None);
    }

    #[test]
    fn keys_do_not_show() {
        let keying = Keying::random(Suite::Gcm256, &mut Rng::new([5; 32]));
        let shown = format!("{keying:?}");
        assert!(shown.contains("Secret(..)") && shown.len() < 200, "{shown}");
    }
}
