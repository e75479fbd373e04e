//! Debian's libsrtp (`tests/score/srtp.py`).

use std::process::Command;

use hookswitch_core::keying::Keying;

use super::coders::piped;
use crate::child::target_file;
use crate::folder;

/// What libsrtp does with packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Libsrtp {
    /// Protects what is sent.
    Protect,
    /// Opens what is received.
    Unprotect,
}

/// A packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packet {
    /// Sound.
    Rtp(Vec<u8>),
    /// A report.
    Rtcp(Vec<u8>),
}

impl Libsrtp {
    /// Returns what libsrtp makes of packets, in order, with one key; what it refuses is empty.
    #[track_caller]
    pub fn run(self, keying: &Keying, packets: &[Packet]) -> Vec<Packet> {
        let name = if self == Self::Protect { "protect" } else { "unprotect" };
        let hex = |octets: &[u8]| octets.iter().map(|octet| format!("{octet:02x}")).collect();
        let services = keying.services;
        let services = [services.encrypts_rtp, services.authenticates_rtp, services.encrypts_rtcp];
        let services: String = services.map(|on| if on { '1' } else { '0' }).iter().collect();
        let (key, mki): (String, String) = (hex(keying.secret().expose()), hex(&keying.mki));
        let mut input = Vec::new();
        for packet in packets {
            let (kind, octets) = match packet {
                Packet::Rtp(octets) => (0, octets),
                Packet::Rtcp(octets) => (1, octets),
            };
            input.push(kind);
            input.extend(u16::try_from(octets.len()).unwrap().to_le_bytes());
            input.extend(octets);
        }
        let mut python = Command::new(target_file("score/bin/python3"));
        python.arg(folder().join("score/srtp.py"));
        python.args([name, keying.suite.name(), &key, &mki, &services]);
        let mut made = &piped(python, input)[..];
        let mut packets = Vec::new();
        while let [kind, low, high, rest @ ..] = made {
            let (octets, rest) = rest.split_at(usize::from(u16::from_le_bytes([*low, *high])));
            let octets = octets.to_vec();
            packets.push(if *kind == 1 { Packet::Rtcp(octets) } else { Packet::Rtp(octets) });
            made = rest;
        }
        packets
    }
}
