//! What two people hear of each other, through real audio graphs: each whistles a tone.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::net::IpAddr;

use hookswitch_core::media::plan::{CodecKind, Program};
use hookswitch_core::phone::Input;
use hookswitch_core::rtp::rtcp::{self, Rtcp};
use hookswitch_core::time::Duration;
use hookswitch_tests::harness::gateway::Memory;
use hookswitch_tests::harness::net::{Faults, Packet, Traced};
use hookswitch_tests::harness::office::{self, ALICE, BOB};
use hookswitch_tests::harness::scenario;
use hookswitch_tests::harness::sound::SimSound;
use hookswitch_tests::harness::world::World;

const SECOND: Duration = Duration::from_secs(1);

/// What Alice whistles, in hertz.
const ALICE_HZ: u16 = 700;

/// What Bob whistles, in hertz.
const BOB_HZ: u16 = 1_100;

#[track_caller]
fn talk(world: &mut World) {
    talk_with(world, "");
}

/// As [`talk`], with more lines in the `.cfg` of both phones.
#[track_caller]
fn talk_with(world: &mut World, more: &str) {
    office::open_with(world, more);
    connect(world);
}

/// Both whistle, and Alice calls Bob.
#[track_caller]
fn connect(world: &mut World) {
    world.add_sound(ALICE, ALICE_HZ);
    world.add_sound(BOB, BOB_HZ);
    world.call(ALICE, "1002");
    world.expect(BOB, "Incoming call");
    world.press(BOB, &["Answer"]);
    world.expect(ALICE, "Connected");
    world.run_for(SECOND * 2);
}

#[track_caller]
fn expect_heard(world: &World, phone: usize, hz: u16, heard: bool) {
    let sim = &world.phones[phone];
    let amplitude = sim.sound.as_ref().unwrap().amplitude(hz);
    assert_eq!(
        sim.hears(hz),
        heard,
        "{}: {hz} Hz at {amplitude}; plan {:#?}\n{}",
        sim.name,
        sim.plan,
        sim.display()
    );
}

#[test]
fn both_hear_each_other() {
    scenario::run("sound_call", |world| {
        talk(world);
        expect_heard(world, ALICE, BOB_HZ, true);
        expect_heard(world, BOB, ALICE_HZ, true);
        expect_heard(world, ALICE, ALICE_HZ, false);
        world.press(ALICE, &["End"]);
        world.run_for(SECOND * 20);
        expect_heard(world, ALICE, BOB_HZ, false);
        expect_heard(world, BOB, ALICE_HZ, false);
    });
}

#[test]
fn the_three_of_a_conference_hear_each_other_and_nobody_itself() {
    scenario::run("sound_conference", |world| {
        const CAROL_HZ: u16 = 1_600;
        talk(world);
        let carol = office::add_phone(world, "carol", "1003", "Carol");
        world.expect_registered(3);
        world.add_sound(carol, CAROL_HZ);
        world.press(ALICE, &["Conf"]);
        world.call(ALICE, "1003");
        world.expect(carol, "Incoming call");
        world.press(carol, &["Answer"]);
        world.expect(carol, "Connected");
        world.expect(BOB, "Held by the other side");
        world.run_for(SECOND);
        world.press(ALICE, &["Conf"]);
        world.run_for(SECOND * 2);
        let everybody = [(ALICE, ALICE_HZ), (BOB, BOB_HZ), (carol, CAROL_HZ)];
        for (phone, own) in everybody {
            for (_, hz) in everybody {
                expect_heard(world, phone, hz, hz != own);
            }
        }
        world.press(ALICE, &["Split"]);
        world.run_for(SECOND * 2);
        expect_heard(world, ALICE, CAROL_HZ, true);
        expect_heard(world, ALICE, BOB_HZ, false);
        expect_heard(world, BOB, CAROL_HZ, false);
        expect_heard(world, carol, ALICE_HZ, true);
    });
}

/// What the agent says into the greeting, in hertz.
const GREETING_HZ: u16 = 1_900;

#[test]
fn a_caller_hears_the_greeting_and_then_the_agent() {
    scenario::run("sound_greeting", |world| {
        office::open_with(world, "voip/services/greeting/enabled=1\n");
        world.add_sound(ALICE, ALICE_HZ);
        world.add_sound(BOB, GREETING_HZ);
        world.press(BOB, &["Menu", "0", "OK"]);
        world.expect(BOB, "00:03");
        world.press(BOB, &["OK"]);
        world.expect(BOB, "The greeting is saved");
        world.press(BOB, &["Menu"]);
        world.phones[BOB].sound.as_mut().unwrap().tone_hz = BOB_HZ;
        world.call(ALICE, "1002");
        world.expect(BOB, "Incoming call");
        world.press(BOB, &["Answer"]);
        world.expect(ALICE, "Connected");
        world.run_for(SECOND * 2);
        expect_heard(world, ALICE, GREETING_HZ, true);
        expect_heard(world, ALICE, BOB_HZ, false);
        expect_heard(world, BOB, ALICE_HZ, true);
        // The agent hears it softly: a quarter of what the caller hears.
        let softly = world.phones[BOB].sound.as_ref().unwrap().amplitude(GREETING_HZ);
        assert!((0.015..0.04).contains(&softly), "{softly}");
        world.run_for(SECOND * 3);
        expect_heard(world, ALICE, GREETING_HZ, false);
        expect_heard(world, ALICE, BOB_HZ, true);
    });
}

/// The lines of the reports of quality that were sent to the collector, each a body.
fn reports(world: &World) -> Vec<String> {
    let to_collector = |traced: &&Traced| traced.packet.to.to_string() == "10.0.0.99:5070";
    let sent = world.net.trace().iter().filter(to_collector);
    let texts = sent.map(|traced| String::from_utf8_lossy(&traced.packet.data).into_owned());
    let publishes: Vec<_> = texts.filter(|text| text.starts_with("PUBLISH ")).collect();
    for publish in &publishes {
        assert!(publish.contains("\r\nEvent: vq-rtcpxr\r\n"), "{publish}");
    }
    // Nobody answers there: each is sent again.
    let mut bodies: Vec<_> =
        publishes.iter().map(|text| text.split_once("\r\n\r\n").unwrap().1.to_owned()).collect();
    bodies.dedup();
    bodies
}

#[test]
fn a_server_is_told_how_good_a_call_was() {
    scenario::run("sound_quality", |world| {
        talk_with(
            world,
            "voip/rtcp_xr/vq_statistics/mode=REMOTE_AND_EVENTS\n\
             voip/qoe/qoe_publish_enabled=1\n\
             voip/qoe/qoe_server_address=10.0.0.99\nvoip/qoe/qoe_server_port=5070\n",
        );
        world.net.faults = Faults { loss: 100, ..Faults::default() };
        world.run_for(SECOND * 30);
        assert_eq!(reports(world), [""; 0]);
        world.net.faults = Faults::default();
        // Status, Audio tells the same numbers.
        world.press(ALICE, &["Menu", "5", "8"]);
        let mut shown = String::new();
        for _ in 0..16 {
            shown += &world.phones[ALICE].display();
            world.press(ALICE, &["Down"]);
        }
        world.press(ALICE, &["Back", "Back", "Back"]);
        world.press(ALICE, &["Hold"]);
        world.run_for(SECOND);
        let [held] = &reports(world)[..] else { panic!("{:?}", reports(world)) };
        assert!(held.starts_with("VQSessionReport\r\n"), "{held}");
        let value = |name: &str| {
            let (_, rest) = held.split_once(&format!("{name}=")).expect(name);
            rest.split([' ', '\r']).next().unwrap().to_owned()
        };
        let told = format!("R {}, MOS {}", value("RCQ"), value("MOSCQ"));
        assert!(shown.contains(&told), "{told}: {shown}");
        world.press(ALICE, &["Resume"]);
        world.run_for(SECOND * 6);
        world.net.clear_trace();
        world.press(BOB, &["End"]);
        world.run_for(Duration::from_millis(200));
        let both = reports(world);
        assert_eq!(both.len(), 2, "one from each phone: {both:?}");
        for report in &both {
            let value = |name: &str| {
                let (_, rest) = report.split_once(&format!("{name}=")).expect(name);
                rest.split([' ', '\r']).next().unwrap().parse::<f32>().expect(name)
            };
            assert!(report.starts_with("VQSessionReport: CallTerm\r\nCallID: "), "{report}");
            // A tenth was lost for 30 of some 40 s, on the way to the switch and from it.
            assert!((5.0..20.0).contains(&value("NLR")), "{report}");
            assert!((40.0..80.0).contains(&value("RLQ")), "{report}");
            assert!(value("MOSLQ") >= value("MOSCQ") && value("MOSLQ") < 4.0, "{report}");
            // -20 dBFS of a sine: -23 dBov.
            assert!((value("SL") + 17.0).abs() < 3.0, "{report}");
        }
    });
}

/// Stops to whistle in a room with a noise of so many dB below 0 dBov, or goes on.
fn pause(world: &mut World, phone: usize, room: Option<u8>) {
    world.phones[phone].sound.as_mut().unwrap().pause(room);
    world.run_for(SECOND);
    world.phones.iter_mut().filter_map(|phone| phone.sound.as_mut()).for_each(SimSound::forget);
}

#[test]
fn silence_is_described_and_sounds_like_the_room() {
    for codec in ["G722", "PCMU"] {
        scenario::run(&format!("sound_silence_{codec}"), |world| {
            let more = format!(
                "voip/audio/silence_compression/enabled=1\nvoip/codec/codec_info/0/name={codec}\n"
            );
            talk_with(world, &more);
            let described = |traced: &Traced| {
                let text = String::from_utf8_lossy(&traced.packet.data).into_owned();
                text.lines().any(|line| line.starts_with("m=audio ") && line.contains(" 13 "))
            };
            assert_eq!(world.net.trace().iter().filter(|traced| described(traced)).count(), 4);
            expect_heard(world, ALICE, BOB_HZ, true);
            pause(world, ALICE, Some(50));
            let report = |world: &mut World| {
                world.phones[BOB].sound.as_mut().unwrap().graph.report().streams.remove(0)
            };
            let before = report(world);
            world.run_for(SECOND * 4);
            // Below 4 kHz there is half of the room's noise.
            let sent = world.phones[ALICE].sound.as_ref().unwrap().sent();
            let told: Vec<_> =
                sent.iter().map(|(number, octets)| (*number, octets.len(), octets[0])).collect();
            assert!((3..7).contains(&told.len()), "{told:?}");
            for (payload_type, octets, level) in &told {
                assert!(
                    (*payload_type, *octets) == (13, 11) && level.abs_diff(53) <= 2,
                    "{told:?}"
                );
            }
            let level = world.phones[BOB].sound.as_ref().unwrap().level_dbov();
            assert!((level + 53.0).abs() < 2.0, "{codec}: {level} dBov");
            let after = report(world);
            assert_eq!(after.concealed_ms, before.concealed_ms);
            assert_eq!((after.packets_late, after.packets_unusable), (0, 0), "{after:?}");
            assert_eq!(world.phones[BOB].sound.as_ref().unwrap().network().unwrap().lost, 0);
            pause(world, ALICE, None);
            world.run_for(SECOND);
            expect_heard(world, BOB, ALICE_HZ, true);
            let sent = world.phones[ALICE].sound.as_ref().unwrap().sent();
            assert!(sent.iter().all(|&(number, _)| number != 13));
            assert!(sent.len() >= 50, "{} packets", sent.len());
        });
    }
}

#[test]
fn opus_has_the_band_of_the_configuration() {
    for (word, kind, rate) in
        [("WIDEBAND", CodecKind::Opus, 16_000), ("FULLBAND", CodecKind::OpusFull, 48_000)]
    {
        scenario::run(&format!("sound_{word}"), |world| {
            let codec = "voip/codec/codec_info/0/name=OPUS";
            office::open_with(world, &format!("{codec}\nvoip/codec/opus/bandwidth={word}\n"));
            [ALICE, BOB].into_iter().for_each(|it| world.tell(it, Input::Program(Program::Opus)));
            connect(world);
            let rates = format!("maxplaybackrate={rate};sprop-maxcapturerate={rate};");
            let says =
                |traced: &&Traced| String::from_utf8_lossy(&traced.packet.data).contains(&rates);
            assert_eq!(world.net.trace().iter().filter(says).count(), 4);
            for phone in [ALICE, BOB] {
                let stream = &world.phones[phone].plan.streams[0];
                assert_eq!((stream.send.kind, stream.receive[0].kind), (kind, kind));
                assert_eq!(u32::from(stream.options.played_khz) * 1_000, rate);
            }
            expect_heard(world, ALICE, BOB_HZ, true);
            expect_heard(world, BOB, ALICE_HZ, true);
        });
    }
}

#[test]
fn the_echo_gives_back_what_is_said() {
    scenario::run("sound_echo", |world| {
        office::open(world);
        world.add_sound(ALICE, ALICE_HZ);
        world.call(ALICE, "600");
        world.expect(ALICE, "Connected");
        world.run_for(SECOND * 2);
        expect_heard(world, ALICE, ALICE_HZ, true);
    });
}

#[test]
fn mute_silences_one_direction() {
    scenario::run("sound_mute", |world| {
        talk(world);
        world.press(ALICE, &["Mute"]);
        world.run_for(SECOND * 2);
        expect_heard(world, BOB, ALICE_HZ, false);
        expect_heard(world, ALICE, BOB_HZ, true);
        world.press(ALICE, &["Mute"]);
        world.run_for(SECOND * 2);
        expect_heard(world, BOB, ALICE_HZ, true);
    });
}

#[test]
fn hold_silences_both_directions_until_it_is_over() {
    // Packets of silence may be sent meanwhile.
    for (more, packets) in [("", 0), ("voip/media/rtp_mute_on_hold=0\n", 100)] {
        scenario::run("sound_hold", |world| {
            talk_with(world, more);
            let carol = office::add_phone(world, "carol", "1003", "Carol");
            world.expect_registered(3);
            world.press(ALICE, &["Hold"]);
            world.run_for(SECOND);
            world.phones.iter_mut().filter_map(|it| it.sound.as_mut()).for_each(SimSound::forget);
            world.run_for(SECOND * 2);
            let sent = world.phones[ALICE].sound.as_ref().unwrap().sent().len();
            assert_eq!(sent, packets, "{more}");
            expect_heard(world, BOB, ALICE_HZ, false);
            expect_heard(world, ALICE, BOB_HZ, false);
            // The same while another call goes on.
            world.call(carol, "1001");
            world.expect(ALICE, "Incoming call");
            world.press(ALICE, &["Answer"]);
            world.run_for(SECOND);
            world.phones[ALICE].sound.as_mut().unwrap().forget();
            world.run_for(SECOND * 2);
            let sent = world.phones[ALICE].sound.as_ref().unwrap().sent().len();
            assert_eq!(sent, 100 + packets, "{more}");
            world.press(carol, &["End"]);
            world.expect(ALICE, "Disconnected");
            world.press(ALICE, &["Resume"]);
            world.run_for(SECOND * 2);
            expect_heard(world, BOB, ALICE_HZ, true);
            expect_heard(world, ALICE, BOB_HZ, true);
        });
    }
}

#[test]
fn sound_goes_on_after_a_refresh_a_cut_and_a_restart() {
    scenario::run("sound_trouble", |world| {
        talk(world);
        world.refresh(ALICE, SECOND / 2);
        world.run_for(SECOND * 3);
        expect_heard(world, BOB, ALICE_HZ, true);
        expect_heard(world, ALICE, BOB_HZ, true);
        world.cut_link(ALICE, true);
        world.run_for(SECOND * 3);
        expect_heard(world, BOB, ALICE_HZ, false);
        world.cut_link(ALICE, false);
        world.run_for(SECOND * 8);
        expect_heard(world, BOB, ALICE_HZ, true);
        expect_heard(world, ALICE, BOB_HZ, true);
        let gateway = world.phones[ALICE].gateway;
        world.restart_gateway(gateway, Memory::Kept);
        world.run_for(SECOND * 5);
        expect_heard(world, BOB, ALICE_HZ, true);
        expect_heard(world, ALICE, BOB_HZ, true);
    });
}

#[test]
fn ten_percent_loss_is_concealed() {
    scenario::run("sound_loss", |world| {
        talk(world);
        world.net.faults =
            Faults { loss: 100, jitter: Duration::from_millis(30), ..Faults::default() };
        world.run_for(SECOND * 5);
        expect_heard(world, ALICE, BOB_HZ, true);
        expect_heard(world, BOB, ALICE_HZ, true);
    });
}

#[test]
fn both_learn_of_the_network_from_rtcp() {
    scenario::run("sound_rtcp", |world| {
        talk(world);
        world.net.faults = Faults { delay: SECOND / 50, loss: 100, ..Faults::default() };
        world.run_for(SECOND * 60);
        for phone in [ALICE, BOB] {
            let network = world.phones[phone].sound.as_ref().unwrap().network().unwrap();
            // Twice 20 ms on the network, and 0.5 ms on each of four links; blocks are 10 ms.
            let round_trip = network.round_trip_ms.unwrap();
            assert!((40.0..70.0).contains(&round_trip), "{round_trip} ms");
            let lost = f64::from(network.lost) / f64::from(network.received);
            assert!((0.08..0.14).contains(&lost), "{network:?}");
            assert!((0.02..0.25).contains(&network.remote_loss), "{network:?}");
        }
    });
}

/// A server that tells the wrong address of its media is what people have most trouble with.
#[test]
fn sound_from_another_address_is_named_and_counted() {
    scenario::run("sound_strangers", |world| {
        talk(world);
        world.net.take_media();
        world.run_for(SECOND / 10);
        let here = world.gateways[world.phones[ALICE].gateway].ip;
        let media = world.net.take_media();
        let packet = media.into_iter().find(|packet| packet.to.ip() == here).unwrap();
        world.phones[BOB].sound = None;
        world.run_for(SECOND * 4);
        let diagnosis = |world: &World| world.phones[ALICE].phone.view().audio.diagnosis.clone();
        assert_eq!(diagnosis(world), "The sound of the other side has stopped");
        let from = (IpAddr::from([10, 0, 0, 99]), 7_000).into();
        for _ in 0..50 {
            world.net.send(Packet { from, ..packet.clone() }, world.now);
            world.run_for(SECOND / 50);
        }
        assert_eq!(diagnosis(world), "Sound comes from another address");
        world.press(ALICE, &["Menu", "5", "8"]);
        let mut shown = String::new();
        for _ in 0..20 {
            shown += &world.phones[ALICE].display();
            world.press(ALICE, &["Down"]);
        }
        assert!(shown.contains("From elsewhere"), "{shown}");
        assert!(shown.contains("(10.0.0.99)"), "{shown}");
    });
}

#[test]
fn a_waiting_call_is_answered_and_heard() {
    scenario::run("sound_second_call", |world| {
        talk(world);
        let carol = office::add_phone(world, "carol", "1003", "Carol");
        world.expect_registered(3);
        world.add_sound(carol, 1_500);
        world.call(carol, "1001");
        world.expect(ALICE, "Carol");
        world.press(ALICE, &["Answer"]);
        world.expect(carol, "Connected");
        world.run_for(SECOND * 2);
        expect_heard(world, ALICE, 1_500, true);
        expect_heard(world, ALICE, BOB_HZ, false);
        expect_heard(world, BOB, ALICE_HZ, false);
        expect_heard(world, carol, ALICE_HZ, true);
    });
}

/// The computer is taken to another network in the middle of a call.
#[test]
fn a_call_survives_a_change_of_the_network_over_each_transport() {
    for (transport, moved) in [("UDP", ALICE), ("UDP", BOB), ("TCP", ALICE), ("TLS", BOB)] {
        scenario::run(&format!("network_changed_{transport}_{moved}"), |world| {
            let more = format!(
                "voip/signalling/sip/transport_protocol={transport}\r\n\
                 voip/signalling/sip/proxy_port=5060\r\n"
            );
            talk_with(world, &more);
            let heard = |world: &World| {
                world.phones[ALICE].hears(BOB_HZ) && world.phones[BOB].hears(ALICE_HZ)
            };
            assert!(heard(world), "{}", world.describe());
            world.cut_link(moved, true);
            let gateway = world.phones[moved].gateway;
            world.move_gateway(gateway, IpAddr::from([10, 0, 7, 7]));
            world.run_for(SECOND * 2);
            for phone in [ALICE, BOB] {
                if let Some(sound) = &mut world.phones[phone].sound {
                    sound.forget();
                }
            }
            assert!(!heard(world));
            world.cut_link(moved, false);
            // The browser says that the network is back.
            world.tell(moved, Input::Online(true));
            let back = world.now;
            assert!(world.run_until(SECOND * 10, heard), "{}", world.describe());
            let waited = world.now - back;
            assert!(waited <= SECOND * 2, "{transport} {moved}: {waited:?}");
            // Each end reaches the other.
            world.run_for(SECOND);
            for (holds, held) in [(ALICE, BOB), (BOB, ALICE)] {
                world.press(holds, &["Hold"]);
                world.expect(held, "Held by the other side");
                world.press(holds, &["Resume"]);
                world.expect(held, "Connected");
            }
            world.press(BOB, &["End"]);
            world.expect(ALICE, "Disconnected");
            world.run_for(SECOND * 4);
            // So do new calls.
            let (caller, number) = if moved == ALICE { (BOB, "1001") } else { (ALICE, "1002") };
            world.call(caller, number);
            world.expect(moved, "Incoming call");
        });
    }
}

/// Returns who says goodbye in the RTCP datagrams that were kept.
fn goodbyes(world: &mut World) -> Vec<IpAddr> {
    let packets = world.net.take_media().into_iter();
    let read = packets.filter_map(|it| Some((it.from.ip(), rtcp::parse(&it.data).ok()?)));
    let leaves = |packet: &Rtcp| matches!(packet, Rtcp::Goodbye(..));
    read.filter(|(_, packets)| packets.iter().any(leaves)).map(|(from, _)| from).collect()
}

#[test]
fn who_ends_a_call_says_goodbye_to_its_stream_too() {
    for who in [ALICE, BOB] {
        scenario::run("sound_goodbye", |world| {
            talk_with(world, "");
            world.run_for(SECOND * 2);
            assert!(goodbyes(world).is_empty());
            world.press(who, &["End"]);
            world.run_for(SECOND * 2);
            let mut both = goodbyes(world);
            both.sort();
            let ips = [ALICE, BOB].map(|phone| world.gateways[world.phones[phone].gateway].ip);
            assert_eq!(both, ips, "{}", world.describe());
        });
    }
}
