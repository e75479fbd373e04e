//! The algorithms of a suite, with the keys that are made of a master key.

use core::fmt;

use aes::cipher::{InnerIvInit, StreamCipherCore};
use aes::{Aes128, Aes256};
use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes128Gcm, Aes256Gcm, Nonce, Tag};
use ctr::{CtrCore, flavors::Ctr128BE};
use hmac::{Hmac, Mac};
use sha1::Sha1;
use zeroize::Zeroizing;

use crate::keying::Keying;

/// HMAC-SHA1.
pub(super) type HmacSha1 = Hmac<Sha1>;

/// Octets of the key of HMAC-SHA1 (RFC 3711 5.2).
const AUTH_OCTETS: usize = 20;

/// Octets of the tag of Galois/counter mode (RFC 7714 13).
pub(super) const GCM_TAG: usize = 16;

/// What keys are for: the label from which they are made (RFC 3711 4.3.1, 4.3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Sound.
    Rtp = 0,
    /// Reports.
    Rtcp = 3,
}

/// Counter mode with a key of either length.
#[derive(Clone)]
pub(super) enum Counter {
    Short(Aes128),
    Long(Aes256),
}

/// Galois/counter mode with a key of either length.
#[derive(Clone)]
enum Galois {
    Short(Aes128Gcm),
    Long(Aes256Gcm),
}

/// The algorithms of one kind of packet.
#[derive(Clone)]
pub(super) enum Cipher {
    /// Counter mode, HMAC-SHA1 and the salt.
    Counter(Counter, HmacSha1, [u8; 14]),
    /// Galois/counter mode.
    Gcm(Gcm),
}

/// Galois/counter mode with its salt.
#[derive(Clone)]
pub(super) struct Gcm {
    galois: Galois,
    salt: [u8; 12],
}

impl Cipher {
    /// Makes the keys of one kind of packet (RFC 3711 4.3.1; RFC 6188 2.2; RFC 7714 11).
    pub(super) fn new(keying: &Keying, kind: Kind) -> Self {
        let (key, salt) = keying.key_and_salt();
        let master = Counter::new(key);
        let derive = |label: u8, octets: &mut [u8]| {
            let mut iv = [0; 16];
            iv.iter_mut().zip(salt).for_each(|(to, &from)| *to = from);
            iv[7] ^= kind as u8 + label;
            master.apply(iv, octets);
        };
        let mut session = Zeroizing::new([0; 32]);
        let session = &mut session[..keying.suite.key_octets()];
        derive(0, session);
        if keying.suite.is_aead() {
            let mut salt = [0; 12];
            derive(2, &mut salt);
            return Self::Gcm(Gcm { galois: Galois::new(session), salt });
        }
        let (mut auth, mut salt) = (Zeroizing::new([0; AUTH_OCTETS]), [0; 14]);
        derive(1, &mut *auth);
        derive(2, &mut salt);
        Self::Counter(Counter::new(session), hmac(&*auth), salt)
    }

    /// Returns the algorithms of Galois/counter mode with keys that are already made.
    #[cfg(test)]
    pub(super) fn gcm(session: &[u8], salt: [u8; 12]) -> Self {
        Self::Gcm(Gcm { galois: Galois::new(session), salt })
    }
}

impl Counter {
    pub(super) fn new(key: &[u8]) -> Self {
        if let Ok(key) = <&[u8; 32]>::try_from(key) {
            Self::Long(Aes256::new(key.into()))
        } else {
            let mut short = Zeroizing::new([0; 16]);
            short.iter_mut().zip(key).for_each(|(to, &from)| *to = from);
            Self::Short(Aes128::new((&*short).into()))
        }
    }

    /// Adds the key stream that begins with the counter `iv`.
    pub(super) fn apply(&self, iv: [u8; 16], data: &mut [u8]) {
        match self {
            Self::Short(aes) => CtrCore::<_, Ctr128BE>::inner_iv_init(aes, &iv.into())
                .apply_keystream_partial(data.into()),
            Self::Long(aes) => CtrCore::<_, Ctr128BE>::inner_iv_init(aes, &iv.into())
                .apply_keystream_partial(data.into()),
        }
    }
}

/// Returns the first counter of a packet (RFC 3711 4.1.1).
pub(super) fn counter_iv(salt: &[u8; 14], ssrc: u32, index: u64) -> [u8; 16] {
    let mut iv = [0; 16];
    iv[4..8].copy_from_slice(&ssrc.to_be_bytes());
    iv[6..14].iter_mut().zip(index.to_be_bytes()).for_each(|(to, from)| *to ^= from);
    iv.iter_mut().zip(salt).for_each(|(to, &from)| *to ^= from);
    iv
}

impl Galois {
    fn new(key: &[u8]) -> Self {
        match Counter::new(key) {
            Counter::Short(aes) => Self::Short(aes.into()),
            Counter::Long(aes) => Self::Long(aes.into()),
        }
    }
}

impl Gcm {
    /// Returns what a packet is encrypted with beside the key: for sound the index is the rollover
    /// counter and the sequence number (RFC 7714 8.1), for reports 31 bits (9.1).
    fn nonce(&self, ssrc: u32, index: u64) -> [u8; 12] {
        let mut nonce = [0; 12];
        nonce[2..6].copy_from_slice(&ssrc.to_be_bytes());
        nonce[4..12].iter_mut().zip(index.to_be_bytes()).for_each(|(to, from)| *to ^= from);
        nonce.iter_mut().zip(self.salt).for_each(|(to, from)| *to ^= from);
        nonce
    }

    /// Encrypts `data` and returns the tag of it and of `clear`.
    pub(super) fn seal(
        &self,
        ssrc: u32,
        index: u64,
        clear: &[u8],
        data: &mut [u8],
    ) -> Option<[u8; GCM_TAG]> {
        let nonce = Nonce::from(self.nonce(ssrc, index));
        let tag = match &self.galois {
            Galois::Short(gcm) => gcm.encrypt_inout_detached(&nonce, clear, data.into()),
            Galois::Long(gcm) => gcm.encrypt_inout_detached(&nonce, clear, data.into()),
        };
        tag.ok().map(Into::into)
    }

    /// Decrypts `data` if the tag is that of it and of `clear`; else leaves it.
    pub(super) fn open(
        &self,
        ssrc: u32,
        index: u64,
        clear: &[u8],
        data: &mut [u8],
        tag: [u8; GCM_TAG],
    ) -> bool {
        let (nonce, tag) = (Nonce::from(self.nonce(ssrc, index)), Tag::from(tag));
        let opened = match &self.galois {
            Galois::Short(gcm) => gcm.decrypt_inout_detached(&nonce, clear, data.into(), &tag),
            Galois::Long(gcm) => gcm.decrypt_inout_detached(&nonce, clear, data.into(), &tag),
        };
        opened.is_ok()
    }
}

fn hmac(key: &[u8]) -> HmacSha1 {
    // A key of any length will do.
    <HmacSha1 as KeyInit>::new_from_slice(key).unwrap_or_else(|_| HmacSha1::new(&[0; 64].into()))
}

impl fmt::Debug for Cipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Counter(..) => "Counter(..)",
            Self::Gcm(_) => "Gcm(..)",
        })
    }
}

/// Returns the start of the tag of data that is followed by `tail`.
pub(super) fn tag(mac: &HmacSha1, data: &[u8], tail: &[u8]) -> [u8; 20] {
    let mut mac = mac.clone();
    mac.update(data);
    mac.update(tail);
    mac.finalize().into_bytes().into()
}

/// Whether `tag` is the start of the tag of what `mac` has read, followed by `tail`; takes as long
/// whatever it is.
pub(super) fn is_tag(mac: &HmacSha1, tail: &[u8], tag: &[u8]) -> bool {
    let mut mac = mac.clone();
    mac.update(tail);
    mac.verify_truncated_left(tag).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keying::{Secret, Suite};

    fn hex(text: &str) -> Vec<u8> {
        let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(16)).collect();
        digits.chunks(2).map(|pair| (pair[0] << 4 | pair[1]) as u8).collect()
    }

    #[track_caller]
    fn check_keystream(key: &str, iv: &str, first: &str, last: &str) {
        let mut data = vec![0; 0xff02 * 16];
        Counter::new(&hex(key)).apply(hex(iv).try_into().unwrap(), &mut data);
        assert_eq!(data[..16], hex(first));
        assert_eq!(data[0xff01 * 16..], hex(last));
    }

    #[test]
    fn key_streams_are_those_of_rfc_3711_b_2_and_rfc_6188_7_1() {
        check_keystream(
            "2B7E151628AED2A6ABF7158809CF4F3C",
            "F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000",
            "E03EAD0935C95E80E166B16DD92B4EB4",
            "6A2CC3787889374FBEB4C81B17BA6C44",
        );
        check_keystream(
            "57f82fe3613fd170a85ec93c40b1f0922ec4cb0dc025b58272147cc438944a98",
            "f0f1f2f3f4f5f6f7f8f9fafbfcfd0000",
            "92bdd28a93c3f52511c677d08b5515a4",
            "6eb246913062a16891433e97dd01a57f",
        );
    }

    /// Compares the session key by its key stream and the authentication key by its tag of nothing.
    #[track_caller]
    fn check_derived(suite: Suite, secret: &str, key: &str, salt: &str, auth: &str) {
        let keying = Keying::new(suite, Secret::new(hex(secret))).unwrap();
        let Cipher::Counter(counter, mac, derived) = Cipher::new(&keying, Kind::Rtp) else {
            panic!("{suite:?} is counter mode")
        };
        let (mut ours, mut expected) = ([0; 32], [0; 32]);
        counter.apply([7; 16], &mut ours);
        Counter::new(&hex(key)).apply([7; 16], &mut expected);
        assert_eq!((ours, derived.to_vec()), (expected, hex(salt)));
        assert_eq!(tag(&mac, b"", b""), tag(&hmac(&hex(auth)), b"", b""));
    }

    #[test]
    fn keys_are_made_as_in_rfc_3711_b_3_and_rfc_6188_7_2() {
        check_derived(
            Suite::Aes128Tag80,
            "E1F97A0D3E018BE0D64FA32C06DE4139 0EC675AD498AFEEBB6960B3AABE6",
            "C61E7A93744F39EE10734AFE3FF7A087",
            "30CBBC08863D8C85D49DB34A9AE1",
            "CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4",
        );
        check_derived(
            Suite::Aes256Tag80,
            "f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6 \
             3b04803de51ee7c96423ab5b78d2",
            "5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4",
            "fa31791685ca444a9e07c6c64e93",
            "fd9c32d39ed5fbb5a9dc96b30818454d1313dc05",
        );
    }
}
