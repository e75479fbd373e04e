//! SRTP and SRTCP beside libsrtp.

use hookswitch_core::keying::{Keying, Services, Suite};
use hookswitch_core::rng::Rng;
use hookswitch_core::rtp::srtp::{MAX_TRAILER, Receiver, Sender};
use hookswitch_tests::peers::srtp::{Libsrtp, Packet};

/// Sound whose numbers go round twice, with contributing sources, an extension and padding, and
/// reports between.
fn packets() -> Vec<Packet> {
    let mut packets = Vec::new();
    for n in 0..12_u16 {
        let seq = n.wrapping_mul(0x3000).wrapping_add(0xf000).to_be_bytes();
        let mut sound = vec![0x80, 8, seq[0], seq[1], 0, 0, 1, n as u8, 0, 0, 0, 7];
        if n % 3 == 1 {
            sound[0] |= 0x12;
            sound.extend([1, 2, 3, 4, 5, 6, 7, 8, 0xbe, 0xde, 0, 1, 0x10, 9, 0, 0]);
        }
        sound.extend((0..n * 13).map(|octet| octet as u8));
        if n % 4 == 3 {
            sound[0] |= 0x20;
            sound.extend([0, 0, 3]);
        }
        packets.push(Packet::Rtp(sound));
        let report = [0x80, 201, 0, 1, 0, 0, 0, 7, 0x81, 202, 0, 2, 0, 0, 0, 7, 1, 1, b'a', 0];
        packets.push(Packet::Rtcp(report.to_vec()));
    }
    packets
}

/// Every suite as it is, with a name of the key, and with each service left out that may be.
fn keyings() -> Vec<Keying> {
    let mut rng = Rng::new([21; 32]);
    let mut keyings = Vec::new();
    for suite in Suite::ALL {
        keyings.push(Keying::random(suite, &mut rng));
        keyings.push(Keying::random(suite, &mut rng).with_mki(vec![1]));
        keyings.push(Keying::random(suite, &mut rng).with_mki(vec![0, 0, 0, 1]));
        let clear = Services { encrypts_rtcp: false, ..Services::ALL };
        keyings.push(Keying::random(suite, &mut rng).with_services(clear));
        if !suite.is_aead() {
            for services in [
                Services { encrypts_rtp: false, ..Services::ALL },
                Services { authenticates_rtp: false, ..Services::ALL },
            ] {
                keyings.push(Keying::random(suite, &mut rng).with_services(services));
            }
        }
    }
    keyings
}

fn protect(sender: &mut Sender, packet: &Packet) -> Packet {
    let grown = |octets: &[u8], protect: &mut dyn FnMut(&mut [u8]) -> usize| {
        let mut buffer = octets.to_vec();
        buffer.resize(octets.len() + MAX_TRAILER, 0);
        let length = protect(&mut buffer);
        buffer.truncate(length);
        buffer
    };
    match packet {
        Packet::Rtp(octets) => Packet::Rtp(grown(octets, &mut |buffer| {
            sender.protect_rtp(buffer, octets.len()).expect("keys that last")
        })),
        Packet::Rtcp(octets) => Packet::Rtcp(grown(octets, &mut |buffer| {
            sender.protect_rtcp(buffer, octets.len()).expect("keys that last")
        })),
    }
}

fn unprotect(receiver: &mut Receiver, packet: &Packet) -> Packet {
    let (Packet::Rtp(octets) | Packet::Rtcp(octets)) = packet;
    let mut octets = octets.clone();
    if matches!(packet, Packet::Rtp(_)) {
        let length = receiver.unprotect_rtp(&mut octets).expect("a packet of these keys");
        octets.truncate(length);
        Packet::Rtp(octets)
    } else {
        let length = receiver.unprotect_rtcp(&mut octets).expect("a packet of these keys");
        octets.truncate(length);
        Packet::Rtcp(octets)
    }
}

fn is_short(suite: Suite) -> bool {
    matches!(suite, Suite::Aes128Tag32 | Suite::Aes256Tag32)
}

fn sound(packets: &[Packet]) -> Vec<&Packet> {
    packets.iter().filter(|packet| matches!(packet, Packet::Rtp(_))).collect()
}

#[test]
fn packets_are_those_of_libsrtp_octet_by_octet_and_either_opens_what_the_other_made() {
    for keying in keyings() {
        let (clear, mut sender) = (packets(), Sender::new(&keying));
        let ours: Vec<_> = clear.iter().map(|packet| protect(&mut sender, packet)).collect();
        let theirs = Libsrtp::Protect.run(&keying, &clear);
        // Reports may count from where they like.
        assert!(sound(&ours) == sound(&theirs), "{keying:?}");
        let mut receiver = Receiver::new(&keying);
        let opened: Vec<_> = theirs.iter().map(|it| unprotect(&mut receiver, it)).collect();
        assert!(opened == clear, "theirs opened here: {keying:?}");
        let opened = Libsrtp::Unprotect.run(&keying, &ours);
        // libsrtp looks for the name of a report's key where a tag as long as that of sound would
        // leave it.
        let finds_reports = !is_short(keying.suite) || keying.mki.is_empty();
        if finds_reports {
            assert!(opened == clear, "ours opened there: {keying:?}");
        } else {
            assert!(sound(&opened) == sound(&clear), "ours opened there: {keying:?}");
        }
    }
}

#[test]
fn what_was_changed_or_came_before_is_refused_by_both() {
    for suite in Suite::ALL {
        let keying = Keying::random(suite, &mut Rng::new([3; 32]));
        let mut sender = Sender::new(&keying);
        let mut ours: Vec<_> = packets().iter().map(|it| protect(&mut sender, it)).collect();
        ours.push(ours[0].clone());
        ours.push(ours[1].clone());
        let (Packet::Rtp(changed) | Packet::Rtcp(changed)) = &mut ours[4];
        *changed.last_mut().unwrap() ^= 1;
        let refused: Vec<_> = Libsrtp::Unprotect
            .run(&keying, &ours)
            .into_iter()
            .map(|packet| matches!(packet, Packet::Rtp(it) | Packet::Rtcp(it) if it.is_empty()))
            .collect();
        let mut receiver = Receiver::new(&keying);
        let here: Vec<_> = ours
            .into_iter()
            .map(|packet| match packet {
                Packet::Rtp(mut octets) => receiver.unprotect_rtp(&mut octets).is_err(),
                Packet::Rtcp(mut octets) => receiver.unprotect_rtcp(&mut octets).is_err(),
            })
            .collect();
        assert_eq!(here, refused, "{suite:?}");
        assert_eq!(here.iter().filter(|refused| **refused).count(), 3, "{suite:?}");
    }
}
