//! Calls whose sound is encrypted (manual 33, 19.4): what the phones say, show and hear.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::collections::BTreeSet;

use hookswitch_core::media::plan::Program;
use hookswitch_core::phone::Input;
use hookswitch_core::rtp::srtp::Receiver;
use hookswitch_core::sip::endpoint::Body;
use hookswitch_core::time::Duration;
use hookswitch_tests::harness::gateway::Memory;
use hookswitch_tests::harness::net::Packet;
use hookswitch_tests::harness::office::{self, ALICE, BOB, PASSWORD, PBX};
use hookswitch_tests::harness::peer;
use hookswitch_tests::harness::scenario;
use hookswitch_tests::harness::world::World;

const SECOND: Duration = Duration::from_secs(1);

/// What each whistles, in hertz.
const HZ: [u16; 2] = [700, 1_100];

const OFF: &str = "voip/media/srtp/mode=DoNotSupportEncryption\n";
const OPTIONAL: &str = "voip/media/srtp/mode=SupportEncryption\n";
const CAPABILITY: &str =
    "voip/media/srtp/mode=SupportEncryption\nvoip/media/srtp/negotiation/mode=RFC5939\n";
const REQUIRED: &str = "voip/media/srtp/mode=RequireEncryption\n";

/// Alice calls Bob, each with lines of their own in the `.cfg`.
#[track_caller]
fn call(world: &mut World, alice: &str, bob: &str) {
    world.add_pbx(PBX, &[("1001", PASSWORD), ("1002", PASSWORD)]);
    office::add_phone_with(world, "alice", "1001", "Alice", alice);
    office::add_phone_with(world, "bob", "1002", "Bob", bob);
    world.expect_registered(2);
    world.add_sound(ALICE, HZ[ALICE]);
    world.add_sound(BOB, HZ[BOB]);
    world.call(ALICE, "1002");
}

#[track_caller]
fn talk(world: &mut World, alice: &str, bob: &str) {
    call(world, alice, bob);
    world.expect(BOB, "Incoming call");
    world.press(BOB, &["Answer"]);
    world.expect(ALICE, "Connected");
    world.run_for(SECOND * 2);
}

#[track_caller]
fn expect_both_hear(world: &World) {
    for (phone, other) in [(ALICE, BOB), (BOB, ALICE)] {
        assert!(world.phones[phone].hears(HZ[other]), "{}", world.describe());
    }
}

/// Every `a=crypto` key that was sent.
fn keys(world: &World) -> BTreeSet<String> {
    let texts = world.net.trace().iter().map(|it| String::from_utf8_lossy(&it.packet.data));
    let texts: Vec<_> = texts.collect();
    let keys = texts.iter().flat_map(|text| text.split("inline:").skip(1));
    keys.map(|rest| rest[..40].to_owned()).collect()
}

#[test]
fn modes_meet_and_the_display_says_whether_sound_is_encrypted() {
    let secure = [OPTIONAL, CAPABILITY, REQUIRED];
    for alice in secure {
        for bob in secure {
            scenario::run_once("encrypted", 1, |world| {
                talk(world, alice, bob);
                for phone in [ALICE, BOB] {
                    world.expect(phone, "Encrypted");
                    world.expect(phone, "Keys are sent in the clear: use TLS");
                }
                expect_both_hear(world);
            });
        }
    }
    for (alice, bob) in [(OFF, OPTIONAL), (OFF, CAPABILITY), (OPTIONAL, OFF), (CAPABILITY, OFF)] {
        scenario::run_once("plain", 1, |world| {
            talk(world, alice, bob);
            let careful = if alice == OFF { BOB } else { ALICE };
            world.expect(careful, "Not encrypted");
            assert!(!world.phones[ALICE + BOB - careful].display().contains("ncrypted"));
            expect_both_hear(world);
        });
    }
}

#[test]
fn who_insists_on_encryption_gets_it_or_no_call() {
    scenario::run("encryption_required_there", |world| {
        call(world, OFF, REQUIRED);
        world.expect(ALICE, "No common codec");
        world.expect(BOB, "Call from Alice refused: No common encryption");
    });
    scenario::run("encryption_required_here", |world| {
        call(world, REQUIRED, OFF);
        world.expect(ALICE, "No common encryption");
    });
}

#[test]
fn encrypted_sound_goes_on_after_hold_a_refresh_and_a_new_socket() {
    for mode in [OPTIONAL, CAPABILITY, REQUIRED] {
        scenario::run_once("encrypted_for_long", 1, |world| {
            talk(world, mode, mode);
            let first = keys(world);
            world.press(ALICE, &["Hold"]);
            world.expect(BOB, "Held by the other side");
            world.press(ALICE, &["Resume"]);
            world.expect(BOB, "Connected");
            world.run_for(SECOND * 2);
            expect_both_hear(world);
            assert!(keys(world).len() >= first.len() + 4, "hold and resume have new keys");
            world.refresh(BOB, SECOND);
            world.run_for(SECOND * 3);
            expect_both_hear(world);
            let before = keys(world);
            world.restart_gateway(ALICE, Memory::Lost);
            world.run_for(SECOND * 15);
            expect_both_hear(world);
            world.expect(ALICE, "Encrypted");
            assert!(keys(world).len() > before.len(), "a new address has a new key");
        });
    }
}

#[test]
fn keys_are_in_no_log_and_on_no_display() {
    scenario::run("encrypted_secrets", |world| {
        talk(world, REQUIRED, REQUIRED);
        world.press(ALICE, &["Hold"]);
        world.run_for(SECOND);
        let keys = keys(world);
        assert!(keys.len() >= 4, "{keys:?}");
        for phone in &world.phones {
            let shown = format!("{:?} {:?} {:?}", phone.log, phone.phone.view(), phone.routes);
            assert!(keys.iter().all(|key| !shown.contains(key.as_str())), "{shown}");
        }
    });
}

#[test]
fn the_crypto_line_says_what_the_configuration_says() {
    let line = |more: &'static str| {
        let mut offer = String::new();
        let cell = std::cell::RefCell::new(&mut offer);
        scenario::run_once("crypto_line", 1, |world| {
            peer::open(world, &format!("{REQUIRED}{more}"));
            world.call(0, "2000");
            world.run_for(SECOND);
            **cell.borrow_mut() = String::from_utf8(peer::invite(world).body).unwrap();
        });
        let lines = offer.lines().filter_map(|line| line.strip_prefix("a=crypto:"));
        // Without the key, which is another each time.
        let without = |line: &str| {
            let (head, rest) = line.split_once("inline:").unwrap();
            format!("{head}{}", &rest[40..])
        };
        (offer.contains("RTP/SAVP"), lines.map(without).collect::<Vec<_>>().join(", "))
    };
    for (more, expected) in [
        ("", "1 AES_CM_128_HMAC_SHA1_32 |2^31"),
        ("voip/media/srtp/method=AES_CM_128_HMAC_SHA1_80\n", "1 AES_CM_128_HMAC_SHA1_80 |2^31"),
        (
            "voip/media/srtp/method=AES_CM_128_ALL_METHODS\nvoip/media/srtp/use_lifetime=0\n",
            "1 AES_CM_128_HMAC_SHA1_80 , 2 AES_CM_128_HMAC_SHA1_32 ",
        ),
        ("voip/media/srtp/use_MKI=1\n", "1 AES_CM_128_HMAC_SHA1_32 |2^31|1:1"),
        (
            "voip/media/srtp/use_MKI=1\nvoip/media/srtp/MKI_length=4\n",
            "1 AES_CM_128_HMAC_SHA1_32 |2^31|1:4",
        ),
        (
            "voip/media/srtp/RTCP_encrypt_enabled=0\n",
            "1 AES_CM_128_HMAC_SHA1_32 |2^31 UNENCRYPTED_SRTCP",
        ),
        (
            "voip/media/srtp/RTP_encrypt_enabled=0\n",
            "1 AES_CM_128_HMAC_SHA1_32 |2^31 UNENCRYPTED_SRTP",
        ),
        (
            "voip/media/srtp/RTP_auth_enabled=0\n",
            "1 AES_CM_128_HMAC_SHA1_32 |2^31 UNAUTHENTICATED_SRTP",
        ),
    ] {
        assert_eq!(line(more), (true, expected.to_owned()), "{more}");
    }
}

#[test]
fn the_old_name_of_the_mode_still_requires_encryption() {
    scenario::run("encryption_legacy", |world| {
        let old = "voip/media/srtp/enabled=1\n";
        talk(world, old, old);
        world.expect(ALICE, "Encrypted");
        expect_both_hear(world);
    });
}

/// What the peer says of an encrypted stream with one codec.
fn secured(version: u32, format: &str) -> Body {
    let (number, key) = (format.split(' ').next().unwrap(), "A".repeat(40));
    let ip = peer::ADDRESS;
    let text = format!(
        "v=0\r\no=- 1 {version} IN IP4 {ip}\r\ns=-\r\nc=IN IP4 {ip}\r\nt=0 0\r\n\
         m=audio 4000 RTP/SAVP {number}\r\na=rtpmap:{format}\r\n\
         a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:{key}\r\n"
    );
    Body { content_type: "application/sdp".to_owned(), data: text.into_bytes() }
}

/// Whoever followed from the start must be able to follow on, and no index may come again.
#[test]
fn keys_count_on_when_the_codec_has_another_clock() {
    scenario::run_once("encrypted_clock", 1, |world| {
        peer::open(world, REQUIRED);
        world.net.take_media();
        world.tell(0, Input::Program(Program::Opus));
        world.call(0, "2000");
        let session = peer::expect_call(world);
        peer::accept(world, peer::PEER, session, Some(secured(1, "8 PCMA/8000")));
        world.expect(0, "Connected");
        world.add_sound(0, HZ[ALICE]);
        let keys = |world: &World| world.phones[0].routes.values().next().unwrap().keys.clone();
        let before = keys(world).expect("it is encrypted");
        let mut receiver = Receiver::new(&before.send);
        let mut reports = Vec::new();
        let mut follow = |world: &mut World| {
            let mut followed = 0;
            for Packet { to, mut data, .. } in world.net.take_media() {
                if to.port() == 4000 {
                    let opened = receiver.unprotect_rtp(&mut data);
                    assert!(opened.is_ok(), "{opened:?}");
                    followed += 1;
                } else if to.port() == 4001 {
                    let opened = receiver.unprotect_rtcp(&mut data);
                    reports
                        .push(u32::from_be_bytes(*data[..data.len() - 10].last_chunk().unwrap()));
                    assert!(opened.is_ok(), "{opened:?} after {reports:x?}");
                }
            }
            (followed, reports.len())
        };
        world.run_for(SECOND * 20);
        let (_, before_that) = follow(world);
        peer::reinvite(world, peer::PEER, session, Some(secured(2, "96 opus/48000/2")));
        assert_eq!(keys(world), Some(before));
        world.run_for(SECOND * 20);
        let (followed, all) = follow(world);
        assert!(followed > 900 && all > before_that + 2, "{followed} packets, {all} reports");
        assert!(reports.windows(2).all(|two| two[1] == two[0] + 1), "{reports:x?}");
    });
}
