//! Whole phones over TCP, TLS and WebSocket, and servers that the name service tells (manual 16.1, 16.2.2, 31;
//! RFC 3261 18, RFC 3263, RFC 7118).
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use hookswitch_core::dns::Record;
use hookswitch_core::phone::view::Screen;
use hookswitch_core::sip::endpoint::Protocol;
use hookswitch_core::time::{Duration, Instant};
use hookswitch_tests::harness::gateway::Memory;
use hookswitch_tests::harness::ladder;
use hookswitch_tests::harness::office::{self, ALICE, BOB, PASSWORD, PBX};
use hookswitch_tests::harness::scenario;
use hookswitch_tests::harness::world::World;

const SECOND: Duration = Duration::from_secs(1);

/// Longer than a registration is waited for after a failure (`registration_failed_timeout`).
const PATIENCE: Duration = Duration::from_secs(70);

const TCP: &str = "voip/signalling/sip/transport_protocol=TCP\r\n";

const TLS: &str = "voip/signalling/sip/transport_protocol=TLS\r\n\
    voip/signalling/sip/proxy_address=pbx.example\r\nvoip/signalling/sip/proxy_port=5060\r\n";

/// With TCP, `sips:` makes it TLS (manual 31.1).
const SIPS: &str = "voip/signalling/sip/transport_protocol=TCP\r\n\
    voip/signalling/sip/enable_sips=1\r\nvoip/signalling/sip/proxy_port=5060\r\n";

/// The phones' addresses are not those of the WebSockets.
const WS: &str = "voip/signalling/sip/transport_protocol=WS\r\n\
    voip/signalling/sip/websocket_path=/sip\r\nvoip/signalling/sip/proxy_port=5060\r\n\
    voip/signalling/sip/proxy_gateway=pbx.example\r\n";

const WSS: &str = "voip/signalling/sip/transport_protocol=WSS\r\n\
    voip/signalling/sip/proxy_port=5060\r\n";

/// Asks the name service for ports (manual 16.2.2.1).
const SRV: &str = "voip/signalling/sip/proxy_address=pbx.example\r\n\
    voip/signalling/sip/proxy_port=65535\r\n\
    voip/signalling/sip/outgoing_request_no_response_timeout_ms=3000\r\n";

/// Alice calls Bob, they talk, and Bob hangs up; `between` each two steps.
fn whole_call(world: &mut World, mut between: impl FnMut(&mut World, usize)) {
    between(world, 0);
    world.dial(ALICE, "1002");
    if world.phones[ALICE].phone.view().display.screen == Screen::Dialing {
        world.press(ALICE, &["Dial"]);
    }
    world.expect_within(BOB, "Incoming call", PATIENCE);
    between(world, 1);
    world.expect_within(ALICE, "Ringing", PATIENCE);
    world.press(BOB, &["Answer"]);
    world.expect_within(BOB, "Connected", PATIENCE);
    world.expect_within(ALICE, "Connected", PATIENCE);
    between(world, 2);
    world.run_for(SECOND);
    world.press(ALICE, &["Hold"]);
    world.expect_within(BOB, "Held by the other side", PATIENCE);
    between(world, 3);
    world.press(ALICE, &["Resume"]);
    world.expect_within(BOB, "Connected", PATIENCE);
    world.press(BOB, &["End"]);
    world.expect_within(ALICE, "Disconnected", PATIENCE);
    world.run_for(SECOND * 10);
}

#[test]
fn a_whole_call_over_each_transport() {
    for (name, more, protocol) in [
        ("tcp", TCP, Protocol::Tcp),
        ("tls", TLS, Protocol::Tls),
        ("sips", SIPS, Protocol::Tls),
        ("ws", WS, Protocol::Ws),
        ("wss", WSS, Protocol::Wss),
    ] {
        let world = scenario::run(&format!("call_over_{name}"), |world| {
            office::open_with(world, more);
            whole_call(world, |_, _| {});
        });
        let opened: Vec<_> = world.streams.opened.iter().map(|(protocol, _)| *protocol).collect();
        assert_eq!(opened, [protocol, protocol], "one connection for each phone");
        assert_eq!(ladder::ladder(&world.net), "", "nothing goes by UDP");
    }
}

#[test]
fn a_broken_link_in_a_call_over_tcp_loses_nothing() {
    for (place, more) in (0..4).flat_map(|place| [(place, TCP), (place, WS)]) {
        scenario::run_with_seed("tcp_link_broken", place + 1, |world| {
            office::open_with(world, more);
            whole_call(world, |world, at| {
                if at as u64 == place {
                    world.cut_link(ALICE, true);
                    world.run_for(SECOND * 2);
                    world.cut_link(ALICE, false);
                    world.run_for(SECOND * 2);
                }
            });
            assert_eq!(world.streams.opened.len(), 2, "the connections outlive the link");
        });
    }
}

#[test]
fn a_refreshed_page_goes_on_with_its_call_over_a_new_connection() {
    for (more, who_ends) in [(TCP, ALICE), (WS, ALICE), (TCP, BOB), (WS, BOB)] {
        scenario::run("refresh_over_connections", |world| {
            office::open_with(world, more);
            world.call(ALICE, "1002");
            world.expect(BOB, "Incoming call");
            world.press(BOB, &["Answer"]);
            world.expect(ALICE, "Connected");
            world.refresh(ALICE, SECOND * 3);
            world.expect(ALICE, "Connected");
            world.run_for(SECOND * 5);
            world.press(who_ends, &["End"]);
            world.expect(ALICE + BOB - who_ends, "Disconnected");
            // It can be reached over its new connection.
            world.run_for(SECOND * 5);
            world.call(BOB, "1001");
            world.expect(ALICE, "Incoming call");
        });
    }
}

#[test]
fn a_gateway_that_restarted_opens_the_connections_anew() {
    for memory in [Memory::Kept, Memory::Lost] {
        scenario::run(&format!("tcp_restart_{memory:?}"), |world| {
            office::open_with(world, TCP);
            world.restart_gateway(ALICE, memory);
            world.run_for(SECOND * 20);
            world.call(BOB, "1001");
            world.expect(ALICE, "Incoming call");
        });
    }
}

#[test]
fn a_server_that_restarts_finds_its_phones_again() {
    for more in [TCP, WS] {
        scenario::run("server_restart", |world| restart_server(world, more));
    }
}

fn restart_server(world: &mut World, more: &str) {
    office::open_with(world, more);
    let now = world.now;
    world.streams.refused = true;
    let pbx = world.pbx.as_mut().unwrap();
    world.streams.cut(pbx, now);
    world.run_for(SECOND * 20);
    world.streams.refused = false;
    // Long before the registration would have been refreshed (RFC 5626 4.5).
    let registered = |world: &World| world.pbx.as_ref().unwrap().registered(world.now).len();
    let done = world
        .run_until(SECOND * 100, |world| registered(world) == 2 && world.streams.opened.len() > 5);
    assert!(done, "{}", world.describe());
    world.run_for(SECOND * 40);
    world.call(BOB, "1001");
    world.expect(ALICE, "Incoming call");
}

#[test]
fn a_page_that_gets_no_web_socket_says_what_may_be_wrong() {
    for (name, more, why) in [
        ("ws", WS, "No WebSocket there: "),
        ("wss", WSS, "No WebSocket there, or not a certificate to trust: "),
    ] {
        scenario::run(&format!("refused_{name}"), |world| {
            office::open_with(world, more);
            let now = world.now;
            world.streams.refused = true;
            world.streams.cut(world.pbx.as_mut().unwrap(), now);
            world.run_for(SECOND * 20);
            let log = &world.phones[ALICE].log;
            assert!(log.iter().any(|line| line.contains(why)), "{log:#?}");
        });
    }
}

/// Registration and a call over IPv6, with the server's address in the configuration, and with a
/// name that only an AAAA record leads to.
#[test]
fn a_whole_call_over_ipv6() {
    const PBX: &str = "2001:db8::1";
    for (name, server) in [("literal", PBX), ("brackets", "[2001:db8::1]"), ("aaaa", "pbx.example")]
    {
        let world = scenario::run(&format!("ipv6_{name}"), |world| {
            let pbx = PBX.parse().unwrap();
            world.add_pbx(pbx, &[("1001", PASSWORD), ("1002", PASSWORD)]);
            for (name, extension, ip) in
                [("alice", "1001", "2001:db8::11"), ("bob", "1002", "2001:db8::12")]
            {
                let more = format!("voip/signalling/sip/proxy_address={server}\r\n");
                let file = office::file(extension, name, PASSWORD) + &more;
                let phone = world.add_phone(name, ip.parse().unwrap(), &file);
                world.gateways[phone].hosts.insert("pbx.example".to_owned(), vec![pbx]);
            }
            world.expect_registered(2);
            whole_call(world, |_, _| {});
            world.call(ALICE, "600");
            world.expect(ALICE, "Connected");
        });
        let sent = |begins: &str| {
            let texts = world.net.trace().iter().map(|traced| &traced.packet.data);
            let mut texts = texts.map(|data| String::from_utf8_lossy(data).into_owned());
            texts.find(|text| text.starts_with(begins)).unwrap()
        };
        let invite = sent("INVITE sip:1002@");
        assert!(invite.contains("Via: SIP/2.0/UDP [2001:db8::11]:5060;"), "{invite}");
        assert!(invite.contains("Contact: <sip:1001@[2001:db8::11]:5060>"), "{invite}");
        assert!(invite.contains("\r\nc=IN IP6 2001:db8::11\r\n"), "{invite}");
        let register = sent("REGISTER sip:");
        let home = if name == "aaaa" { server } else { "[2001:db8::1]" };
        assert!(register.starts_with(&format!("REGISTER sip:{home} SIP/2.0\r\n")), "{register}");
    }
}

/// A connection ends in the middle of a call, and its other end is told where this one is now.
#[test]
fn a_call_goes_on_over_a_new_connection() {
    for (name, more) in [("tcp", TCP), ("tls", TLS)] {
        scenario::run(&format!("call_reconnects_{name}"), |world| {
            office::open_with(world, more);
            world.call(ALICE, "1002");
            world.expect(BOB, "Incoming call");
            world.press(BOB, &["Answer"]);
            world.expect(ALICE, "Connected");
            let now = world.now;
            let pbx = world.pbx.as_mut().unwrap();
            world.streams.cut(pbx, now);
            world.run_for(SECOND * 3);
            // The server opens no connections: it reaches both by those that they opened.
            for (holds, held) in [(ALICE, BOB), (BOB, ALICE)] {
                world.press(holds, &["Hold"]);
                world.expect(held, "Held by the other side");
                world.press(holds, &["Resume"]);
                world.expect(held, "Connected");
            }
            world.press(ALICE, &["End"]);
            world.expect(BOB, "Disconnected");
        });
    }
}

/// Each phone calls the other, which rings within a second.
fn call_both_ways_at_once(world: &mut World) {
    for (caller, callee, number) in [(ALICE, BOB, "1002"), (BOB, ALICE, "1001")] {
        let before = world.now;
        world.call(caller, number);
        world.expect(callee, "Incoming call");
        assert!(world.now - before < SECOND, "{:?}", world.now - before);
        world.press(callee, &["Answer"]);
        world.expect(caller, "Connected");
        world.press(callee, &["End"]);
        world.expect(caller, "Disconnected");
        world.run_for(SECOND * 5);
    }
}

#[test]
fn a_phone_at_two_servers_works_with_either() {
    for (first, second) in [("10.0.0.99", "10.0.0.1"), ("10.0.0.1", "10.0.0.99")] {
        scenario::run(&format!("simultaneous_{first}"), |world| {
            let more = format!(
                "voip/signalling/sip/proxy_address={first}\r\n\
                 voip/signalling/sip/redundant_proxy/enabled=1\r\n\
                 voip/signalling/sip/redundant_proxy/mode=Simultaneous\r\n\
                 voip/signalling/sip/secondary_proxy/address={second}\r\n\
                 voip/signalling/sip/proxy_gateway=pbx.example\r\n"
            );
            office::open_with(world, &more);
            world.run_for(SECOND * 3);
            call_both_ways_at_once(world);
        });
    }
}

#[test]
fn a_phone_falls_back_to_the_proxy_that_lives() {
    scenario::run("fallback", |world| {
        let more = "voip/signalling/sip/proxy_address=10.0.0.99\r\n\
            voip/signalling/sip/redundant_proxy/enabled=1\r\n\
            voip/signalling/sip/redundant_proxy/mode=Primary-Fallback\r\n\
            voip/signalling/sip/redundant_proxy/address=10.0.0.1\r\n\
            voip/signalling/sip/outgoing_request_no_response_timeout_ms=3000\r\n";
        office::open_with(world, more);
        assert!(world.now - Instant::ZERO < SECOND * 4, "{:?}", world.now);
        call_both_ways_at_once(world);
    });
}

/// Two servers of which only the second lives.
fn records(world: &mut World, phone: usize) {
    let srv = |priority, target: &str| Record::Srv {
        priority,
        weight: 1,
        port: 5060,
        target: target.to_owned(),
    };
    let gateway = &mut world.gateways[phone];
    let records = vec![srv(20, "second.example"), srv(10, "first.example")];
    gateway.records.insert("_sip._udp.pbx.example".to_owned(), records);
    gateway.hosts.insert("first.example".to_owned(), vec!["10.0.0.99".parse().unwrap()]);
    gateway.hosts.insert("second.example".to_owned(), vec![PBX]);
}

#[test]
fn servers_are_found_by_srv_and_a_dead_one_is_passed_over() {
    scenario::run("srv", |world| {
        world.add_pbx(PBX, &[("1001", PASSWORD), ("1002", PASSWORD)]);
        for (number, (name, extension)) in [("alice", "1001"), ("bob", "1002")].iter().enumerate() {
            let ip = std::net::IpAddr::from([10, 0, 0, 11 + u8::try_from(number).unwrap()]);
            world.add_phone(name, ip, &(office::file(extension, name, PASSWORD) + SRV));
            records(world, number);
        }
        world.expect_registered(2);
        // The failed server is not waited for again.
        let before = world.now;
        world.call(ALICE, "1002");
        world.expect(BOB, "Incoming call");
        assert!(world.now - before < SECOND, "{:?}", world.now - before);
    });
}
