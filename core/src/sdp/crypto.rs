//! Keys in descriptions: `a=crypto` (RFC 4568).

use core::fmt;

use base64ct::{Base64, Base64Unpadded, Encoding as _};
use serde::{Deserialize, Serialize};

use super::description::{Attribute, Media};
use crate::keying::{Keying, Secret, Services, Suite};
use crate::text::digits;

/// The name of the attribute.
pub(super) const CRYPTO: &str = "crypto";

/// Octets of the longest key identifier (RFC 4568 6.1).
const MAX_MKI: usize = 128;

/// The lifetimes that a key may have, in packets (RFC 3711 9.2).
const LIFETIMES: core::ops::RangeInclusive<u64> = 1..=1 << 48;

/// One way to protect a stream: a suite with the key of whoever says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Crypto {
    /// Names it in the answer.
    pub(super) tag: u32,
    /// What its sender protects packets with.
    pub(super) keying: Keying,
}

impl Crypto {
    /// Reads the value of an attribute; `None` if it is malformed, or asks for something that is
    /// not known here: another suite, several keys, key derivation at a rate, forward error
    /// correction.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_ascii_whitespace();
        let tag = words.next().filter(|tag| tag.len() <= 9).and_then(digits)?;
        let suite = Suite::of_name(words.next()?)?;
        let key = words.next()?.strip_prefix("inline:")?;
        let mut keying = read_key(suite, key)?;
        for parameter in words {
            let services = &mut keying.services;
            match parameter {
                "UNENCRYPTED_SRTCP" => services.encrypts_rtcp = false,
                // RFC 7714 14.2: what is one cannot be done by halves.
                "UNENCRYPTED_SRTP" if !suite.is_aead() => services.encrypts_rtp = false,
                "UNAUTHENTICATED_SRTP" if !suite.is_aead() => services.authenticates_rtp = false,
                // How its sender counts is no matter of the receiver's.
                _ if parameter.starts_with("WSH=") || parameter.starts_with('-') => {}
                _ => return None,
            }
        }
        Some(Self { tag, keying })
    }

    /// Returns those of a stream that are understood, best first.
    pub(super) fn of(media: &Media) -> Vec<Self> {
        let lines = media.attributes.iter().filter(|attribute| attribute.name == CRYPTO);
        lines.filter_map(|line| Self::parse(line.value.as_deref()?)).collect()
    }

    /// Returns the attribute.
    pub(super) fn attribute(&self) -> Attribute {
        Attribute::new(CRYPTO, self.to_string())
    }
}

/// Prints the value of the attribute: it holds the key.
impl fmt::Display for Crypto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tag, keying } = self;
        let key = Base64::encode_string(keying.secret().expose());
        write!(f, "{tag} {} inline:{key}", keying.suite.name())?;
        match keying.lifetime {
            Some(packets) if packets.is_power_of_two() => write!(f, "|2^{}", packets.ilog2())?,
            Some(packets) => write!(f, "|{packets}")?,
            None => {}
        }
        if !keying.mki.is_empty() {
            let number = keying.mki.iter().rev().take(8).rev();
            let number = number.fold(0_u64, |number, &octet| number << 8 | u64::from(octet));
            write!(f, "|{number}:{}", keying.mki.len())?;
        }
        let Services { encrypts_rtp, authenticates_rtp, encrypts_rtcp } = keying.services;
        for (on, parameter) in [
            (encrypts_rtcp, "UNENCRYPTED_SRTCP"),
            (encrypts_rtp, "UNENCRYPTED_SRTP"),
            (authenticates_rtp, "UNAUTHENTICATED_SRTP"),
        ] {
            if !on {
                write!(f, " {parameter}")?;
            }
        }
        Ok(())
    }
}

/// Reads `key-and-salt[|lifetime][|mki:length]`.
fn read_key(suite: Suite, text: &str) -> Option<Keying> {
    let mut parts = text.split('|');
    // Some leave the padding out.
    let key = parts.next()?.trim_end_matches('=');
    let secret = Base64Unpadded::decode_vec(key).ok()?;
    let mut keying = Keying::new(suite, Secret::new(secret))?;
    let mut next = parts.next();
    if let Some(lifetime) = next.filter(|part| !part.contains(':')) {
        let packets = match lifetime.strip_prefix("2^") {
            Some(power) => 1_u64.checked_shl(digits(power)?)?,
            None => digits(lifetime)?,
        };
        keying = keying.with_lifetime(Some(packets).filter(|packets| LIFETIMES.contains(packets)));
        keying.lifetime?;
        next = parts.next();
    }
    if let Some(mki) = next {
        let (number, length) = mki.split_once(':')?;
        let length = digits(length).filter(|length| (1..=MAX_MKI).contains(length))?;
        keying = keying.with_mki(key_name(digits(number)?, length)?);
    }
    parts.next().is_none().then_some(keying)
}

/// Returns a number as it names the key in so many octets of each packet.
pub(super) fn key_name(number: u64, length: usize) -> Option<Vec<u8>> {
    let octets = number.to_be_bytes();
    let zeros = vec![0; length.saturating_sub(octets.len())];
    let (dropped, kept) = octets.split_at(octets.len() - length.min(octets.len()));
    dropped.iter().all(|&octet| octet == 0).then(|| [&zeros, kept].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "inline:rcO4NFj0PcKk3Pbo7IVhVqpCpQI3MWytScjRL1IS";

    fn line(suite: &str, rest: &str) -> String {
        format!("1 {suite} {KEY}{rest}")
    }

    #[test]
    fn lines_are_read_and_printed_as_they_stand() {
        for rest in [
            "",
            "|2^31",
            "|2^31|1:4",
            "|1:1",
            "|1000",
            "|2^48|258:2",
            " UNENCRYPTED_SRTCP",
            "|2^31 UNENCRYPTED_SRTCP UNENCRYPTED_SRTP UNAUTHENTICATED_SRTP",
        ] {
            let text = line("AES_CM_128_HMAC_SHA1_32", rest);
            let crypto = Crypto::parse(&text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(crypto.to_string(), text);
        }
        let crypto = Crypto::parse(&line("aes_cm_128_hmac_sha1_80", "|2^20|258:3 WSH=64 -X"));
        let keying = crypto.unwrap().keying;
        assert_eq!(keying.suite, Suite::Aes128Tag80);
        assert_eq!((keying.lifetime, keying.mki), (Some(1 << 20), vec![0, 1, 2]));
    }

    #[test]
    fn long_keys_are_read_with_and_without_padding() {
        for (suite, octets, padding) in
            [(Suite::Aes256Tag80, 46, "=="), (Suite::Gcm128, 28, "=="), (Suite::Gcm256, 44, "=")]
        {
            let key = Base64::encode_string(&vec![7; octets]);
            assert!(key.ends_with(padding) && !key.trim_end_matches('=').is_empty());
            for key in [key.as_str(), key.trim_end_matches('=')] {
                let crypto = Crypto::parse(&format!("2 {} inline:{key}", suite.name()));
                assert_eq!(crypto.unwrap().keying.key_and_salt().0, vec![7; suite.key_octets()]);
            }
        }
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        for rest in [
            "|",
            "|2^49",
            "|0",
            "|2^",
            "|1:0",
            "|1:129",
            "|256:1",
            "|x:1",
            "|2^31|1:1|1",
            "|1:1|2^31",
            ";inline:rcO4NFj0PcKk3Pbo7IVhVqpCpQI3MWytScjRL1IS",
            " KDR=1",
            " FEC_ORDER=FEC_SRTP",
            " UNKNOWN",
            "A",
        ] {
            assert_eq!(Crypto::parse(&line("AES_CM_128_HMAC_SHA1_80", rest)), None, "{rest}");
        }
        for text in [
            "",
            "1",
            "x AES_CM_128_HMAC_SHA1_80 inline:",
            "1 AES_CM_128_HMAC_SHA1_80",
            "1 AES_CM_128_HMAC_SHA1_80 uri:x",
            "1 AES_CM_128_HMAC_SHA1_80 inline:AAAA",
            "1 AES_CM_128_HMAC_SHA1_80 inline:%%%%",
            "9999999999 AES_CM_128_HMAC_SHA1_80 inline:rcO4NFj0PcKk3Pbo7IVhVqpCpQI3MWytScjRL1IS",
        ] {
            assert_eq!(Crypto::parse(text), None, "{text}");
        }
        assert_eq!(Crypto::parse(&line("F8_128_HMAC_SHA1_80", "")), None);
        // A key of the wrong length for its suite.
        assert_eq!(Crypto::parse(&line("AES_256_CM_HMAC_SHA1_80", "")), None);
        let gcm = format!("1 AEAD_AES_128_GCM inline:{}", Base64::encode_string(&[0; 28]));
        assert!(Crypto::parse(&gcm).is_some());
        assert_eq!(Crypto::parse(&format!("{gcm} UNENCRYPTED_SRTP")), None);
    }
}
