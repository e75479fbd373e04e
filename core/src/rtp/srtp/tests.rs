use super::transform::Transform;
use super::*;
use crate::keying::{Keying, Secret, Services, Suite};
use crate::rng::Rng;
use crate::rtp::packet::Header;
use crate::rtp::{PayloadType, RtpTime, Seq, Ssrc};

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks(2).map(|pair| (pair[0] << 4 | pair[1]) as u8).collect()
}

fn rtp(seq: u16) -> Vec<u8> {
    let header = Header {
        marker: false,
        payload_type: PayloadType(8),
        seq: Seq(seq),
        rtp_time: RtpTime(u32::from(seq) * 160),
        ssrc: Ssrc(7),
    };
    [&header.to_bytes()[..], &[0x55; 160]].concat()
}

const REPORT: [u8; 20] = [0x80, 201, 0, 1, 0, 0, 0, 7, 0x81, 202, 0, 2, 0, 0, 0, 7, 1, 1, b'a', 0];

type Protect = fn(&mut Sender, &mut [u8], usize) -> Result<usize, SrtpError>;
type Open = fn(&mut Receiver, &mut [u8]) -> Result<usize, SrtpError>;

fn protected(sender: &mut Sender, packet: &[u8], protect: Protect) -> Vec<u8> {
    let mut buffer = packet.to_vec();
    buffer.resize(packet.len() + MAX_TRAILER, 0);
    let length = protect(sender, &mut buffer, packet.len()).unwrap();
    buffer.truncate(length);
    buffer
}

fn opened(receiver: &mut Receiver, packet: &[u8], open: Open) -> Result<Vec<u8>, SrtpError> {
    let mut buffer = packet.to_vec();
    let length = open(receiver, &mut buffer)?;
    buffer.truncate(length);
    Ok(buffer)
}

fn send(sender: &mut Sender, seq: u16) -> Vec<u8> {
    protected(sender, &rtp(seq), Sender::protect_rtp)
}

fn receive(receiver: &mut Receiver, packet: &[u8]) -> Result<Vec<u8>, SrtpError> {
    opened(receiver, packet, Receiver::unprotect_rtp)
}

fn keying(suite: Suite) -> Keying {
    Keying::random(suite, &mut Rng::new([9; 32]))
}

/// Every suite, with and without a key identifier, and with everything that can be left out.
fn all_keyings() -> Vec<Keying> {
    let mut all = Vec::new();
    for suite in Suite::ALL {
        for mki in [vec![], vec![1], vec![0, 0, 0, 9]] {
            all.push(keying(suite).with_mki(mki));
        }
        let clear = Services { encrypts_rtcp: false, ..Services::ALL };
        all.push(keying(suite).with_services(clear).with_mki(vec![4, 5]));
        if !suite.is_aead() {
            for services in [
                Services { encrypts_rtp: false, ..Services::ALL },
                Services { authenticates_rtp: false, ..Services::ALL },
            ] {
                all.push(keying(suite).with_services(services).with_mki(vec![1]));
            }
        }
    }
    all
}

#[test]
fn packets_go_through_and_only_what_is_meant_can_be_read() {
    for keying in all_keyings() {
        let (mut sender, mut receiver) = (Sender::new(&keying), Receiver::new(&keying));
        let services = keying.services;
        let tag = match keying.suite {
            Suite::Aes128Tag80 | Suite::Aes256Tag80 => 10,
            Suite::Aes128Tag32 | Suite::Aes256Tag32 => 4,
            Suite::Gcm128 | Suite::Gcm256 => 16,
        };
        for seq in [65_533, 65_534, 65_535, 0, 1, 40] {
            let packet = send(&mut sender, seq);
            let added = keying.mki.len() + if services.authenticates_rtp { tag } else { 0 };
            assert_eq!(packet.len(), 172 + added, "{keying:?}");
            assert_eq!(packet[12..172] != [0x55; 160], services.encrypts_rtp);
            assert_eq!(receive(&mut receiver, &packet), Ok(rtp(seq)), "{keying:?}, {seq}");
            let report = protected(&mut sender, &REPORT, Sender::protect_rtcp);
            let tag = if keying.suite.is_aead() { 16 } else { 10 };
            assert_eq!(report.len(), REPORT.len() + 4 + keying.mki.len() + tag);
            assert_eq!(report[8..20] != REPORT[8..], services.encrypts_rtcp);
            let report = opened(&mut receiver, &report, Receiver::unprotect_rtcp);
            assert_eq!(report, Ok(REPORT.to_vec()), "{keying:?}");
        }
    }
}

#[test]
fn any_change_is_noticed() {
    for keying in all_keyings() {
        let mut sender = Sender::new(&keying);
        let (sound, report) =
            (send(&mut sender, 5), protected(&mut sender, &REPORT, Sender::protect_rtcp));
        for (packet, open) in
            [(&sound, Receiver::unprotect_rtp as Open), (&report, Receiver::unprotect_rtcp)]
        {
            if packet.len() > 100 && !keying.services.authenticates_rtp {
                continue;
            }
            for at in 0..packet.len() {
                let mut changed = packet.clone();
                changed[at] ^= 0x10;
                let read = opened(&mut Receiver::new(&keying), &changed, open);
                assert!(read.is_err(), "{keying:?}: octet {at}");
                let cut = &packet[..at];
                assert!(opened(&mut Receiver::new(&keying), cut, open).is_err(), "{at} octets");
            }
        }
    }
}

#[test]
fn a_packet_is_taken_once_in_any_order() {
    let keying = keying(Suite::Aes128Tag32);
    let (mut sender, mut receiver) = (Sender::new(&keying), Receiver::new(&keying));
    let packets: Vec<_> = (0..300_u16).map(|n| send(&mut sender, n.wrapping_sub(150))).collect();
    for n in [0, 3, 1, 160, 140, 150, 299] {
        assert!(receive(&mut receiver, &packets[n]).is_ok(), "{n}");
        assert_eq!(receive(&mut receiver, &packets[n]), Err(SrtpError::Replayed), "{n} again");
    }
    assert!(receive(&mut receiver, &packets[172]).is_ok());
    assert_eq!(receive(&mut receiver, &packets[171]), Err(SrtpError::Replayed), "too old");
    let report = protected(&mut sender, &REPORT, Sender::protect_rtcp);
    for expected in [Ok(REPORT.to_vec()), Err(SrtpError::Replayed)] {
        assert_eq!(opened(&mut receiver, &report, Receiver::unprotect_rtcp), expected);
    }
}

#[test]
fn who_comes_into_the_middle_finds_out_how_often_numbers_went_round() {
    for suite in Suite::ALL {
        let keying = keying(suite);
        let mut sender = Sender::new(&keying);
        let mut packet = Vec::new();
        for n in 0..7 * 4 {
            packet = send(&mut sender, (n % 4) * 0x4000 + 5);
        }
        let mut receiver = Receiver::new(&keying);
        assert!(receive(&mut receiver, &packet).is_ok(), "{suite:?}");
        assert!(receive(&mut receiver, &send(&mut sender, 3)).is_ok(), "{suite:?}");
    }
}

#[test]
fn nothing_is_sent_twice_under_one_index() {
    let mut sender = Sender::new(&keying(Suite::Gcm128));
    let mut again = |seq| {
        let mut buffer = rtp(seq);
        buffer.resize(300, 0);
        sender.protect_rtp(&mut buffer, 172)
    };
    assert!(again(10).is_ok() && again(12).is_ok());
    assert_eq!([again(12), again(11)], [Err(SrtpError::Reused); 2]);
    assert!(again(13).is_ok());
    let few = keying(Suite::Aes128Tag80).with_lifetime(Some(2));
    let mut sender = Sender::new(&few);
    let mut lasts = |seq| {
        let mut buffer = rtp(seq);
        buffer.resize(300, 0);
        sender.protect_rtp(&mut buffer, 172)
    };
    assert!(lasts(1).is_ok() && lasts(2).is_ok());
    assert_eq!(lasts(3), Err(SrtpError::Exhausted));
}

#[test]
fn what_was_sent_before_the_first_packet_does_not_turn_the_round() {
    for keying in all_keyings() {
        let mut sender = Sender::new(&keying);
        let sent = [65_534, 65_535].map(|seq| send(&mut Sender::new(&keying), seq));
        let mut receiver = Receiver::new(&keying);
        assert!(receive(&mut receiver, &send(&mut sender, 2)).is_ok());
        // Nobody knows the index of these; what has no tag must not be believed.
        if !keying.services.authenticates_rtp {
            for packet in &sent {
                assert_eq!(receive(&mut receiver, packet), Err(SrtpError::Replayed));
            }
        }
        for seq in 3..6 {
            assert_eq!(receive(&mut receiver, &send(&mut sender, seq)), Ok(rtp(seq)), "{keying:?}");
        }
    }
}

#[test]
fn sources_come_and_go() {
    let keying = keying(Suite::Aes128Tag80);
    let mut receiver = Receiver::new(&keying);
    for ssrc in 0..10_u8 {
        let mut sender = Sender::new(&keying);
        let mut packet = rtp(1);
        packet[11] = ssrc;
        let packet = protected(&mut sender, &packet, Sender::protect_rtp);
        assert!(receive(&mut receiver, &packet).is_ok());
        assert_eq!(receive(&mut receiver, &packet), Err(SrtpError::Replayed));
    }
}

#[test]
fn another_key_is_told_by_its_name() {
    let [ours, theirs] = [1, 2].map(|mki| keying(Suite::Aes128Tag80).with_mki(vec![mki]));
    let packet = send(&mut Sender::new(&theirs), 1);
    assert_eq!(receive(&mut Receiver::new(&ours), &packet), Err(SrtpError::OtherKey));
}

#[test]
fn what_does_not_fit_is_not_sent() {
    for keying in all_keyings() {
        let mut sender = Sender::new(&keying);
        let needed = send(&mut sender, 1).len();
        for room in [171, needed - 1] {
            let mut buffer = rtp(2);
            buffer.resize(room, 0);
            let sent = Sender::new(&keying).protect_rtp(&mut buffer, 172);
            let fits = room >= needed || needed == 172;
            assert!(sent == Err(SrtpError::NoRoom) || fits, "{keying:?}, {room}: {sent:?}");
        }
    }
}

/// The packets with which libsrtp compares itself (`test/srtp_driver.c`).
#[test]
fn packets_are_those_of_libsrtp() {
    let clear = hex("800f1234decafbadcafebabe abababababababababababababababab");
    for (suite, secret, expected) in [
        (
            Suite::Aes128Tag80,
            "e1f97a0d3e018be0d64fa32c06de4139 0ec675ad498afeebb6960b3aabe6",
            "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb",
        ),
        (
            Suite::Aes256Tag80,
            "f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6 \
             3b04803de51ee7c96423ab5b78d2",
            "800f1234decafbadcafebabef1d9de17ff251ff1aa007774b0b4b40da08d9d9a5b3a55d8873b",
        ),
    ] {
        let keying = Keying::new(suite, Secret::new(hex(secret))).unwrap();
        let packet = protected(&mut Sender::new(&keying), &clear, Sender::protect_rtp);
        assert_eq!(packet, hex(expected), "{suite:?}");
        assert_eq!(receive(&mut Receiver::new(&keying), &packet), Ok(clear.clone()));
    }
}

const SESSION: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

fn salt() -> [u8; 12] {
    *b"Quid pro quo"
}

#[test]
fn sound_is_that_of_rfc_7714_16() {
    let clear = hex("8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e697320646976\
         69736120696e2070617274657320747265 73");
    for (octets, expected) in [
        (
            16,
            "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd5\
             0d294e6f42a5f47a51c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce",
        ),
        (
            32,
            "8040f17b8041f8d35501a0b232b1de78a822fe12ef9f78fa332e33aab1801238\
             9a58e2f3b50b2a0276ffae0f1ba63799b87b7aa3db36dfffd6b0f9bb7878d7a76c13",
        ),
    ] {
        let transform = Transform::of_gcm(&hex(SESSION)[..octets], salt(), true);
        let mut packet = clear.clone();
        packet.resize(100, 0);
        let place = (0x5501_a0b2, 0xf17b);
        let length = transform.seal_rtp(&mut packet, clear.len(), 12, place).unwrap();
        packet.truncate(length);
        assert_eq!(packet, hex(expected));
        let opened = transform.open_rtp(&mut packet, 12, place.0, [place.1].into_iter());
        assert_eq!(opened, Ok((clear.len(), place.1)));
        assert_eq!(packet[..clear.len()], clear);
    }
}

#[test]
fn reports_are_those_of_rfc_7714_17() {
    let clear = hex("81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61\
         deadbeefdeadbeefdeadbeefdeadbeefdeadbeef");
    for (octets, encrypts, expected) in [
        (
            16,
            true,
            "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32d\
             c676a5f1730d6fda4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4",
        ),
        (
            32,
            true,
            "81c8000d4d617273d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50\
             a2eaa5c1110555be8415f658c61de0476f1b6fad1d1eb30c4446839f57ff6f6cb26ac3be800005d4",
        ),
        (
            16,
            false,
            "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61\
             deadbeefdeadbeefdeadbeefdeadbeefdeadbeef841dd9683dd78ec92ae58790125f62b3000005d4",
        ),
    ] {
        let transform = Transform::of_gcm(&hex(SESSION)[..octets], salt(), encrypts);
        let mut packet = clear.clone();
        packet.resize(100, 0);
        let length = transform.seal_rtcp(&mut packet, clear.len(), (0x4d61_7273, 0x5d4)).unwrap();
        packet.truncate(length);
        assert_eq!(packet, hex(expected));
        assert_eq!(transform.rtcp_index(&packet), Ok(0x5d4));
        assert_eq!(transform.open_rtcp(&mut packet, 0x4d61_7273), Ok(clear.len()));
        assert_eq!(packet[..clear.len()], clear);
    }
}

#[test]
fn any_bytes_are_opened_or_refused() {
    let mut rng = Rng::new([4; 32]);
    for keying in all_keyings() {
        let mut receiver = Receiver::new(&keying);
        for _ in 0..500 {
            let mut bytes = vec![0; rng.below(60) as usize];
            rng.fill(&mut bytes);
            if let Some(first) = bytes.first_mut() {
                *first = *first & 0x3f | 0x80;
            }
            let _ = receiver.unprotect_rtp(&mut bytes.clone());
            let _ = receiver.unprotect_rtcp(&mut bytes);
        }
    }
}
