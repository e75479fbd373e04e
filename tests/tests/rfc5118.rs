//! The messages of RFC 5118, about addresses of IPv6: each read, and given to a phone that has such
//! an address, is registered and idle.
//!
//! What each got, and why that is right, is `docs/rfc5118.md`, which is golden.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use hookswitch_core::sdp::Description;
use hookswitch_core::sip::header::{Contact, Via};
use hookswitch_core::sip::message::{Message, Request};
use hookswitch_core::sip::uri::{Host, Uri};
use hookswitch_tests::harness::office;
use hookswitch_tests::harness::scenario;
use hookswitch_tests::harness::torture::Expected::Status;
use hookswitch_tests::harness::torture::{Row, Torture};
use hookswitch_tests::harness::world::World;

const PBX: IpAddr = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0x99));
const PHONE: IpAddr = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0x10));
const TESTER: IpAddr = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 9, 1));

const TORTURE: Torture = Torture {
    rfc: "rfc5118",
    open,
    phone: SocketAddr::new(PHONE, 5060),
    tester: SocketAddr::new(TESTER, 5060),
    messages: MESSAGES,
};

const MESSAGES: &[Row] = &[
    (
        "ipv6-good",
        "4.1",
        "REGISTER with addresses in brackets",
        Status(405),
        "valid: refused because a phone is no registrar",
    ),
    (
        "ipv6-bad",
        "4.2",
        "REGISTER with an address without brackets in the Request-URI",
        Status(400),
        "nobody could tell where the address ends and the port begins",
    ),
    (
        "port-ambiguous",
        "4.3",
        "REGISTER with what was meant as a port inside the brackets",
        Status(405),
        "valid, and read as the address that it is: refused because a phone is no registrar",
    ),
    (
        "port-unambiguous",
        "4.4",
        "REGISTER with the port behind the brackets",
        Status(405),
        "valid: refused because a phone is no registrar",
    ),
    (
        "via-received-param-with-delim",
        "4.5",
        "BYE with brackets in the parameter received of Via",
        Status(481),
        "not valid, yet the meaning is certain: the phone has no such dialog",
    ),
    (
        "via-received-param-no-delim",
        "4.5",
        "OPTIONS without brackets in the parameter received of Via",
        Status(200),
        "valid",
    ),
    (
        "ipv6-in-sdp",
        "4.6",
        "INVITE with addresses without brackets in its session description",
        Status(488),
        "valid, and read: refused because the phone has neither G.726 nor video",
    ),
    (
        "mult-ip-in-header",
        "4.7",
        "BYE with addresses of both versions in Via",
        Status(481),
        "valid: only the topmost Via matters here, and the phone has no such dialog",
    ),
    (
        "mult-ip-in-sdp",
        "4.8",
        "INVITE with addresses of both versions in its session description",
        Status(488),
        "valid, and each stream has its own address: refused because the one with sound is at an \
         IPv4 address, which this phone cannot reach; one with an IPv4 address rings",
    ),
    (
        "ipv4-mapped-ipv6",
        "4.9",
        "INVITE with IPv4 addresses as IPv6 addresses",
        Status(488),
        "valid, and read: refused because the phone has neither G.726 nor video",
    ),
    (
        "ipv6-bug-abnf-3-colons",
        "4.10",
        "OPTIONS with a colon too many, as the grammar of RFC 3261 has it",
        Status(200),
        "the meaning is certain: the colon is ignored",
    ),
    (
        "ipv6-correct-abnf-2-colons",
        "4.10",
        "OPTIONS with the same address as it should be",
        Status(200),
        "valid",
    ),
];

fn open(world: &mut World) {
    world.add_pbx(PBX, &[("1001", office::PASSWORD)]);
    world.add_phone("alice", PHONE, &office::file_for(PBX, "1001", "Alice", office::PASSWORD));
    world.expect_registered(1);
}

#[test]
fn a_phone_survives_the_torture_messages_and_does_what_is_right() {
    TORTURE.check(
        "# The torture messages of RFC 5118\n\n\
         <!-- Generated: UPDATE_GOLDEN=1 cargo test -p hookswitch-tests --test rfc5118 -->\n\n\
         Each message goes to the parser, and as a datagram to a phone in the simulator that has \
         an IPv6 address, is registered and idle. None panics, and after each the phone answers \
         OPTIONS. Two of the ten sections have two messages. The files have the ends of lines and \
         the lengths that SIP demands, which the text of the RFC cannot show.",
    );
}

#[test]
fn every_torture_message_is_in_the_table() {
    TORTURE.assert_complete();
    assert_eq!(MESSAGES.len(), 12);
}

#[test]
fn a_phone_survives_all_torture_messages_one_after_the_other() {
    scenario::run("torture_v6", |world| TORTURE.give_all(world));
}

#[test]
fn a_phone_with_an_ipv4_address_takes_the_stream_with_one() {
    let torture = Torture {
        open: office::open,
        phone: "10.0.0.11:5060".parse().unwrap(),
        tester: "10.0.0.66:5060".parse().unwrap(),
        ..TORTURE
    };
    let mut world = World::new(5118);
    office::open(&mut world);
    let answers = torture.give(&mut world, torture.message("mult-ip-in-sdp"));
    assert_eq!(answers.last().map(String::as_str), Some("SIP/2.0 180 Ringing"));
}

#[track_caller]
fn request(name: &str) -> Request {
    match Message::parse(&TORTURE.message(name)) {
        Ok(Message::Request(request)) => request,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn addresses_mean_what_the_rfc_says() {
    let address = |text: &str| Some(text.parse::<IpAddr>().unwrap());
    let uri = |name: &str| request(name).uri;
    let place = |uri: &Uri| (uri.host().and_then(Host::ip), uri.port());
    assert_eq!(place(&uri("ipv6-good")), (address("2001:db8::10"), None));
    assert_eq!(place(&uri("port-ambiguous")), (address("2001:db8::10:5070"), None));
    assert_eq!(place(&uri("port-unambiguous")), (address("2001:db8::10"), Some(5070)));
    let colons = [uri("ipv6-bug-abnf-3-colons"), uri("ipv6-correct-abnf-2-colons")];
    assert_eq!(colons[0], colons[1]);
    assert_eq!(place(&colons[0]), (address("2001:db8::192.0.2.1"), None));
    for name in ["via-received-param-with-delim", "via-received-param-no-delim"] {
        let via: Via = request(name).headers.typed().unwrap();
        assert_eq!(via.received(), address("2001:db8::9:255"), "{name}");
    }
    let vias = request("mult-ip-in-header").headers.typed_all::<Via>().unwrap();
    let hosts: Vec<_> = vias.iter().map(|via| via.host.ip()).collect();
    assert_eq!(hosts, [address("2001:db8::9:1"), address("192.0.2.1"), address("2001:db8::9:255")]);
    assert_eq!(vias[0].port, Some(6050));
    let mapped = request("ipv4-mapped-ipv6");
    let contact: Contact = mapped.headers.typed().unwrap();
    assert_eq!(contact.uri().map(place), Some((address("::ffff:192.0.2.2"), None)));
    for (request, expected) in [
        (mapped, [address("::ffff:192.0.2.2"); 2]),
        (request("ipv6-in-sdp"), [address("2001:db8::20"); 2]),
        (request("mult-ip-in-sdp"), [address("192.0.2.1"), address("2001:db8::1")]),
    ] {
        let description = Description::parse(&request.body).unwrap();
        let media = description.media.iter();
        let found: Vec<_> = media.map(|media| description.address(media)).collect();
        assert_eq!(found, expected);
    }
}
