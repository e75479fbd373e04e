//! The flows of RFC 3665 that a phone takes part in, and those of RFC 3725: each as a ladder, with
//! each message lost once, and with one in five lost.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::net::IpAddr;

use hookswitch_core::dns::Record;
use hookswitch_core::sip::endpoint::{AccountId, Body, SessionId};
use hookswitch_core::sip::uri::Uri;
use hookswitch_tests::harness::losses::{Flow, survive};
use hookswitch_tests::harness::office::{self, ALICE, BOB};
use hookswitch_tests::harness::peer::{self, PEER};
use hookswitch_tests::harness::steps::{
    SECOND, expect, expect_idle, expect_registered, hang_up, talk,
};
use hookswitch_tests::harness::world::World;

const ACCOUNT: AccountId = AccountId(0);

#[test]
fn rfc3665_2_1_registration() {
    survive(&Flow {
        name: "rfc3665_2_1",
        open: &|world| world.add_pbx(office::PBX, &[("1001", office::PASSWORD)]),
        run: &|world| {
            office::add_phone(world, "alice", "1001", "Alice");
            expect_registered(world, "1001", true);
        },
    });
}

/// The registration is made again before its ten minutes are over.
#[test]
fn rfc3665_2_2_a_registration_is_kept_up_to_date() {
    survive(&Flow {
        name: "rfc3665_2_2",
        open: &|world| {
            world.add_pbx(office::PBX, &[("1001", office::PASSWORD)]);
            let file = office::file("1001", "Alice", office::PASSWORD);
            let lifetime = "voip/signalling/sip/proxy_timeout=600\r\n";
            world.add_phone("alice", ALICE_ADDRESS, &(file + lifetime));
            expect_registered(world, "1001", true);
        },
        run: &|world| {
            world.run_for(SECOND * 620);
            expect_registered(world, "1001", true);
        },
    });
}

/// A phone that starts again takes its registration back, and makes another.
#[test]
fn rfc3665_2_4_a_registration_is_cancelled() {
    survive(&Flow {
        name: "rfc3665_2_4",
        open: &|world| {
            office::open(world);
            world.run_for(SECOND);
        },
        run: &|world| {
            world.press(ALICE, &["Menu"]);
            world.dial(ALICE, "49");
            world.press(ALICE, &["Yes"]);
            expect_registered(world, "1001", false);
            expect_registered(world, "1001", true);
        },
    });
}

#[test]
fn rfc3665_2_5_a_wrong_password_is_refused() {
    survive(&Flow {
        name: "rfc3665_2_5",
        open: &|world| world.add_pbx(office::PBX, &[("1001", "another")]),
        run: &|world| {
            office::add_phone(world, "alice", "1001", "Alice");
            expect(world, ALICE, "Registration failure");
            expect_registered(world, "1001", false);
        },
    });
}

#[test]
fn rfc3665_3_1_a_session_is_set_up_and_ended() {
    survive(&Flow {
        name: "rfc3665_3_1",
        open: &office::open,
        run: &|world| {
            talk(world);
            hang_up(world, BOB, ALICE);
        },
    });
}

/// The change of RFC 3665 3.7 is a hold here.
#[test]
fn rfc3665_3_7_a_session_is_changed() {
    survive(&Flow {
        name: "rfc3665_3_7",
        open: &office::open,
        run: &|world| {
            talk(world);
            world.press(ALICE, &["Hold"]);
            expect(world, BOB, "Held by the other side");
            expect(world, ALICE, "On hold");
            world.press(ALICE, &["Resume"]);
            expect(world, ALICE, "Connected");
            expect(world, BOB, "Connected");
            hang_up(world, ALICE, BOB);
        },
    });
}

#[test]
fn rfc3665_3_8_nobody_answers() {
    survive(&Flow {
        name: "rfc3665_3_8",
        open: &office::open,
        run: &|world| {
            world.call(ALICE, "1002");
            expect(world, BOB, "Incoming call");
            world.run_for(SECOND * 3);
            world.press(ALICE, &["Cancel"]);
            expect(world, BOB, "1 missed call");
            expect_idle(world, ALICE);
        },
    });
}

#[test]
fn rfc3665_3_9_the_callee_is_busy() {
    fails("rfc3665_3_9", "602", "Busy");
}

#[test]
fn rfc3665_3_11_the_callee_is_unavailable() {
    fails("rfc3665_3_11", "605", "Unavailable");
}

#[track_caller]
fn fails(name: &str, number: &str, text: &str) {
    survive(&Flow {
        name,
        open: &office::open,
        run: &|world| {
            world.call(ALICE, number);
            expect(world, ALICE, text);
            expect_idle(world, ALICE);
        },
    });
}

#[test]
fn rfc3665_3_10_there_is_no_response() {
    survive(&Flow {
        name: "rfc3665_3_10",
        open: &|world| {
            peer::open(world, "");
            // Nobody is there any more.
            world.endpoints.clear();
        },
        run: &|world| {
            world.call(0, "2000");
            expect(world, 0, "No response from the server");
            expect_idle(world, 0);
        },
    });
}

// Through proxies: Alice's and Bob's, each of which knows one of them and hands the rest to the other.

const FIRST_PROXY: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 5));
const SECOND_PROXY: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 6));
const ALICE_ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 11));
const BOB_ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 12));

/// Adds both proxies, and Alice and Bob who register nowhere; Alice with `more` in her `.cfg`.
/// They still have to start.
fn open_proxies(world: &mut World, more: &str) {
    let [first, second] = [("proxy 1", FIRST_PROXY), ("proxy 2", SECOND_PROXY)]
        .map(|(name, ip)| world.add_proxy(name, ip));
    world.proxies[first].users.insert("1001".to_owned(), (ALICE_ADDRESS, 5060).into());
    world.proxies[first].next = Some((SECOND_PROXY, 5060).into());
    world.proxies[second].users.insert("1002".to_owned(), (BOB_ADDRESS, 5060).into());
    world.proxies[second].next = Some((FIRST_PROXY, 5060).into());
    for (name, extension, ip, proxy, more) in [
        ("alice", "1001", ALICE_ADDRESS, FIRST_PROXY, more),
        ("bob", "1002", BOB_ADDRESS, SECOND_PROXY, ""),
    ] {
        let file = office::file_for(proxy, extension, name, office::PASSWORD);
        let nowhere = "voip/signalling/sip/use_proxy_ip_port_for_registrar=0\r\n\
            voip/signalling/sip/sip_registrar/enabled=1\r\n";
        world.add_phone(name, ip, &(file + nowhere + more));
    }
}

/// Alice calls Bob by way of proxies, and Bob holds her and hangs up: requests of each go the way of
/// the first INVITE.
#[track_caller]
fn through_proxies(name: &str, open: impl Fn(&mut World)) {
    survive(&Flow {
        name,
        open: &|world| {
            open(world);
            world.run_for(SECOND * 5);
        },
        run: &|world| {
            world.call(ALICE, "1002");
            expect(world, BOB, "Incoming call");
            world.press(BOB, &["Answer"]);
            expect(world, ALICE, "Connected");
            world.press(BOB, &["Hold"]);
            expect(world, ALICE, "Held by the other side");
            expect(world, BOB, "On hold");
            hang_up(world, BOB, ALICE);
        },
    });
}

#[test]
fn rfc3665_3_2_a_call_through_two_proxies() {
    through_proxies("rfc3665_3_2", |world| open_proxies(world, ""));
}

/// Each proxy wants to know who calls; the phone has one password for both.
#[test]
fn rfc3665_3_3_a_call_through_proxies_that_ask_who_calls() {
    through_proxies("rfc3665_3_3", |world| {
        open_proxies(world, "");
        for (proxy, realm) in ["atlanta.example", "biloxi.example"].into_iter().enumerate() {
            world.proxies[proxy].lock(realm, office::PASSWORD);
        }
    });
}

/// The name service knows two first proxies; the better one is dead.
#[test]
fn rfc3665_3_4_a_call_although_a_proxy_fails() {
    through_proxies("rfc3665_3_4", |world| {
        open_proxies(
            world,
            "voip/signalling/sip/proxy_address=atlanta.example\r\n\
                 voip/signalling/sip/proxy_port=65535\r\n\
                 voip/signalling/sip/outgoing_request_no_response_timeout_ms=3000\r\n",
        );
        let srv = |priority, target: &str| {
            let target = target.to_owned();
            Record::Srv { priority, weight: 1, port: 5060, target }
        };
        let gateway = &mut world.gateways[ALICE];
        let servers = vec![srv(1, "dead.example"), srv(2, "first.example")];
        gateway.records.insert("_sip._udp.atlanta.example".to_owned(), servers);
        gateway.hosts.insert("dead.example".to_owned(), vec!["10.0.0.4".parse().unwrap()]);
        gateway.hosts.insert("first.example".to_owned(), vec![FIRST_PROXY]);
    });
}

/// A gateway of SIP on the way (ALG) is a proxy before the proxy to the phone.
#[test]
fn rfc3665_3_5_a_call_through_an_outbound_proxy() {
    through_proxies("rfc3665_3_5", |world| {
        let outbound = format!(
            "voip/signalling/sip/proxy_address={SECOND_PROXY}\r\n\
                 voip/signalling/sip/sip_outbound_proxy/enabled=1\r\n\
                 voip/signalling/sip/sip_outbound_proxy/addr={FIRST_PROXY}\r\n"
        );
        open_proxies(world, &outbound);
    });
}

/// The first server says where to look (302). That the answer is in the ACK is the business of
/// callers without an offer, which the phone never is: as their callee it is in
/// [`rfc3725_flow_1`].
#[test]
fn rfc3665_3_6_a_call_by_way_of_a_redirect_server() {
    through_proxies("rfc3665_3_6", |world| {
        open_proxies(world, "");
        let bob = Uri::sip("1002", SECOND_PROXY, None);
        world.proxies[0].moved.insert("1002".to_owned(), bob);
    });
}

// Third-party call control: the peer is the controller, the phone is A or B, and a second bare
// endpoint is the other party.

const PHONE: usize = 0;
const PARTY: usize = 1;
const PARTY_ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 3));

fn open_controlled(world: &mut World) {
    peer::open(world, "");
    peer::add(world, "party", PARTY_ADDRESS);
}

fn party_sdp() -> Body {
    peer::description(&PARTY_ADDRESS.to_string(), 9000, "sendrecv")
}

/// No media yet, at an address that nobody has (RFC 3725 4.2).
fn black_hole() -> Body {
    peer::description("0.0.0.0", 9, "sendrecv")
}

fn no_media() -> Body {
    let text = "v=0\r\no=- 1 1 IN IP4 10.0.0.2\r\ns=-\r\nc=IN IP4 10.0.0.2\r\nt=0 0\r\n";
    Body { content_type: "application/sdp".to_owned(), data: text.as_bytes().to_vec() }
}

/// The controller calls the party, which answers with its own description, or offers it.
#[track_caller]
fn reach_party(world: &mut World, offer: Option<Body>) -> SessionId {
    let now = world.now;
    let target = Uri::sip("party", PARTY_ADDRESS, None);
    let session = world.endpoints[PEER].endpoint.invite(ACCOUNT, target, offer, now).unwrap();
    let party = peer::expect_call_at(world, PARTY);
    peer::accept(world, PARTY, party, Some(party_sdp()));
    peer::expect_answer(world, PEER, session);
    session
}

#[track_caller]
fn answer_at_phone(world: &mut World, session: SessionId) {
    expect(world, PHONE, "Incoming call");
    world.press(PHONE, &["Answer"]);
    peer::expect_answer(world, PEER, session);
}

/// The phone and the party hear each other; then the controller ends both sessions.
#[track_caller]
fn heard_and_over(world: &mut World, a: SessionId, b: SessionId) {
    expect(world, PHONE, "Connected");
    peer::expect_media(world, PHONE, 9000);
    world.run_for(SECOND);
    for session in [a, b] {
        peer::hang_up(world, PEER, session);
    }
    expect(world, PHONE, "Disconnected");
    expect_idle(world, PHONE);
}

/// A without an offer; its offer goes to B.
#[test]
fn rfc3725_flow_1() {
    survive(&Flow {
        name: "rfc3725_flow_1",
        open: &open_controlled,
        run: &|world| {
            let a = peer::call(world, None);
            answer_at_phone(world, a);
            let offer = peer::last_body(world, PEER, a);
            let b = reach_party(world, Some(offer));
            peer::acknowledge(world, PEER, a, Some(party_sdp()));
            heard_and_over(world, a, b);
        },
    });
}

/// A with a description that leads nowhere; then B's offer to A, and A's answer to B.
#[test]
fn rfc3725_flow_2() {
    survive(&Flow {
        name: "rfc3725_flow_2",
        open: &open_controlled,
        run: &|world| {
            let a = peer::call(world, Some(black_hole()));
            answer_at_phone(world, a);
            let b = reach_party(world, None);
            peer::reinvite(world, PEER, a, Some(party_sdp()));
            let answer = peer::last_body(world, PEER, a);
            peer::acknowledge(world, PEER, b, Some(answer));
            heard_and_over(world, a, b);
        },
    });
}

/// A without an offer, answered with a description that leads nowhere; then an offer is asked of
/// A again, and goes to B.
#[test]
fn rfc3725_flow_3() {
    survive(&Flow {
        name: "rfc3725_flow_3",
        open: &open_controlled,
        run: &|world| {
            let a = peer::call(world, None);
            answer_at_phone(world, a);
            peer::acknowledge(world, PEER, a, Some(black_hole()));
            world.run_for(SECOND);
            let b = reach_party(world, None);
            peer::reinvite(world, PEER, a, None);
            peer::acknowledge(world, PEER, a, Some(party_sdp()));
            let offer = peer::last_body(world, PEER, a);
            peer::acknowledge(world, PEER, b, Some(offer));
            heard_and_over(world, a, b);
        },
    });
}

/// A with a description without media; the real ones follow.
#[test]
fn rfc3725_flow_4() {
    survive(&Flow {
        name: "rfc3725_flow_4",
        open: &open_controlled,
        run: &|world| {
            let a = peer::call(world, Some(no_media()));
            answer_at_phone(world, a);
            let b = reach_party(world, None);
            peer::reinvite(world, PEER, a, None);
            peer::acknowledge(world, PEER, a, Some(party_sdp()));
            let offer = peer::last_body(world, PEER, a);
            peer::acknowledge(world, PEER, b, Some(offer));
            heard_and_over(world, a, b);
        },
    });
}
