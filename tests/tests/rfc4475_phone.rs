//! The 49 torture messages of RFC 4475, each given to a phone that is registered and idle.
//!
//! What each got, and why that is right, is `docs/rfc4475.md`, which is golden.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use hookswitch_tests::harness::office;
use hookswitch_tests::harness::scenario;
use hookswitch_tests::harness::torture::Expected::{Nothing, Rings, Status};
use hookswitch_tests::harness::torture::{Row, Torture};

const TORTURE: Torture = Torture {
    rfc: "rfc4475",
    open: office::open,
    phone: SocketAddr::new(IpAddr::V4(Ipv4Addr::new(10, 0, 0, 11)), 5060),
    tester: SocketAddr::new(IpAddr::V4(Ipv4Addr::new(10, 0, 0, 66)), 5060),
    messages: MESSAGES,
};

const MESSAGES: &[Row] = &[
    (
        "wsinv",
        "3.1.1.1",
        "INVITE with all the white space the grammar allows",
        Status(481),
        "valid: folding, compact names and odd blanks change nothing. Its To has a tag, and the phone has no such dialog",
    ),
    (
        "intmeth",
        "3.1.1.2",
        "unknown method made of every character of a token",
        Status(501),
        "valid: it is only refused because the phone does not know the method",
    ),
    (
        "esc01",
        "3.1.1.3",
        "INVITE with escapes in the user part",
        Rings,
        "valid: the escapes belong to the user name",
    ),
    (
        "escnull",
        "3.1.1.4",
        "REGISTER with escaped null bytes",
        Status(405),
        "valid: refused because a phone is no registrar",
    ),
    (
        "esc02",
        "3.1.1.5",
        "method with percent signs in its name",
        Status(501),
        "valid: RE%47IST%45R is not REGISTER, as methods have no escapes",
    ),
    (
        "lwsdisp",
        "3.1.1.6",
        "OPTIONS without a blank between name and bracket",
        Status(200),
        "valid: a display name of tokens ends at the bracket",
    ),
    (
        "longreq",
        "3.1.1.7",
        "INVITE with very long values",
        Rings,
        "valid: nothing in it is longer than the limits",
    ),
    (
        "dblreq",
        "3.1.1.8",
        "REGISTER with another message behind it",
        Status(405),
        "valid: what follows Content-Length bytes of body in a datagram is ignored",
    ),
    (
        "semiuri",
        "3.1.1.9",
        "OPTIONS with a semicolon in the user part",
        Status(200),
        "valid: the semicolon comes before the at sign",
    ),
    (
        "transports",
        "3.1.1.10",
        "OPTIONS through unusual transports",
        Status(200),
        "valid: only the topmost Via matters here",
    ),
    (
        "mpart01",
        "3.1.1.11",
        "MESSAGE with a body in several parts",
        Status(403),
        "valid: refused because messages are taken from the phone's servers only",
    ),
    (
        "unreason",
        "3.1.1.12",
        "response with a reason phrase in Cyrillic",
        Nothing,
        "valid, but it answers no request of this phone",
    ),
    (
        "noreason",
        "3.1.1.13",
        "response without a reason phrase",
        Nothing,
        "valid, but it answers no request of this phone",
    ),
    (
        "badinv01",
        "3.1.2.1",
        "INVITE with separators and nothing between them",
        Nothing,
        "without a Via that can be read there is no way to answer by: dropped and counted",
    ),
    (
        "clerr",
        "3.1.2.2",
        "INVITE shorter than its Content-Length",
        Status(400),
        "the body is cut off",
    ),
    ("ncl", "3.1.2.3", "INVITE with a negative Content-Length", Status(400), "no such length"),
    (
        "scalar02",
        "3.1.2.4",
        "REGISTER with numbers too large",
        Status(400),
        "CSeq is more than 32 bits hold",
    ),
    (
        "scalarlg",
        "3.1.2.5",
        "response with numbers too large",
        Nothing,
        "a malformed response is dropped",
    ),
    ("quotbal", "3.1.2.6", "INVITE with an open quotation mark", Status(400), "To cannot be read"),
    (
        "ltgtruri",
        "3.1.2.7",
        "INVITE with brackets around the Request-URI",
        Status(400),
        "no URI begins with a bracket",
    ),
    (
        "lwsruri",
        "3.1.2.8",
        "INVITE with blanks in the Request-URI",
        Status(400),
        "no URI has blanks",
    ),
    (
        "lwsstart",
        "3.1.2.9",
        "INVITE with several blanks between the parts of its first line",
        Rings,
        "can only be meant one way (RFC 4475 leaves it open to refuse or to ignore the blanks)",
    ),
    (
        "trws",
        "3.1.2.10",
        "OPTIONS with blanks at the end of its first line",
        Status(200),
        "can only be meant one way (RFC 4475 leaves it open to refuse or to ignore the blanks)",
    ),
    (
        "escruri",
        "3.1.2.11",
        "INVITE with header fields in the Request-URI",
        Status(400),
        "a Request-URI has none (RFC 3261 19.1.1)",
    ),
    (
        "baddate",
        "3.1.2.12",
        "INVITE with a time zone other than GMT in Date",
        Rings,
        "the phone does not use Date, so it need not refuse (RFC 4475 says so)",
    ),
    (
        "regbadct",
        "3.1.2.13",
        "REGISTER with a URI that should be in brackets",
        Status(400),
        "nobody could tell whose the question mark is",
    ),
    (
        "badaspec",
        "3.1.2.14",
        "OPTIONS with blanks within an address",
        Status(200),
        "can only be meant one way (RFC 4475 leaves it open to refuse or to ignore the blanks)",
    ),
    (
        "baddn",
        "3.1.2.15",
        "OPTIONS with a name that needs quotation marks",
        Status(200),
        "the phone reads what can only be meant one way (RFC 4475 allows both)",
    ),
    ("badvers", "3.1.2.16", "OPTIONS of SIP/7.0", Status(505), "another version"),
    (
        "mismatch01",
        "3.1.2.17",
        "OPTIONS with another method in CSeq",
        Status(400),
        "method and CSeq must agree",
    ),
    (
        "mismatch02",
        "3.1.2.18",
        "unknown method with another method in CSeq",
        Status(400),
        "method and CSeq must agree; 501 would be as right",
    ),
    (
        "bigcode",
        "3.1.2.19",
        "response with status 4294967301",
        Nothing,
        "a malformed response is dropped",
    ),
    (
        "badbranch",
        "3.2.1",
        "OPTIONS whose branch is the magic cookie alone",
        Status(200),
        "without a usable branch the rules of RFC 2543 identify the transaction",
    ),
    (
        "insuf",
        "3.3.1",
        "INVITE without Call-ID, From and To",
        Status(400),
        "required header fields are missing",
    ),
    ("unkscm", "3.3.2", "OPTIONS for an unknown scheme", Status(416), "unknown scheme"),
    (
        "novelsc",
        "3.3.3",
        "OPTIONS for a known scheme that is no telephone's",
        Status(416),
        "a scheme that the phone cannot call",
    ),
    (
        "unksm2",
        "3.3.4",
        "REGISTER with unknown schemes in To, From and Contact",
        Status(405),
        "schemes in header fields may be any: refused because a phone is no registrar",
    ),
    (
        "bext01",
        "3.3.5",
        "OPTIONS that requires unknown extensions",
        Status(420),
        "the response names them in Unsupported; Proxy-Require is for proxies",
    ),
    (
        "invut",
        "3.3.6",
        "INVITE with a body of an unknown type",
        Status(415),
        "the response names application/sdp in Accept",
    ),
    (
        "regaut01",
        "3.3.7",
        "REGISTER with unknown credentials",
        Status(405),
        "refused because a phone is no registrar",
    ),
    (
        "multi01",
        "3.3.8",
        "INVITE with several values where one is allowed",
        Status(400),
        "nobody could tell which Call-ID or CSeq holds",
    ),
    (
        "mcl01",
        "3.3.9",
        "OPTIONS with two values of Content-Length",
        Status(400),
        "nobody could tell where the body ends",
    ),
    (
        "bcast",
        "3.3.10",
        "200 with a broadcast address in Via",
        Nothing,
        "it answers no request of this phone, and responses are never passed on",
    ),
    (
        "zeromf",
        "3.3.11",
        "OPTIONS with Max-Forwards 0",
        Status(200),
        "it has arrived: only who passes it on counts",
    ),
    (
        "cparam01",
        "3.3.12",
        "REGISTER with a parameter of Contact",
        Status(405),
        "refused because a phone is no registrar",
    ),
    (
        "cparam02",
        "3.3.13",
        "REGISTER with a parameter of Contact's URI",
        Status(405),
        "refused because a phone is no registrar",
    ),
    (
        "regescrt",
        "3.3.14",
        "REGISTER with an escaped Route in Contact's URI",
        Status(405),
        "refused because a phone is no registrar",
    ),
    (
        "sdp01",
        "3.3.15",
        "INVITE that accepts no session description",
        Status(406),
        "the phone could answer only with what the caller does not take",
    ),
    (
        "inv2543",
        "3.4.1",
        "INVITE in the manner of RFC 2543",
        Status(400),
        "no branch, no tag, no Max-Forwards would do, but without Contact there is nowhere to send requests of the call to (RFC 3261 8.1.1.8)",
    ),
];

#[test]
fn a_phone_survives_the_torture_messages_and_does_what_is_right() {
    TORTURE.check(
        "# The torture messages of RFC 4475\n\n\
         <!-- Generated: UPDATE_GOLDEN=1 cargo test -p hookswitch-tests --test rfc4475_phone -->\n\n\
         Each of the 49 messages goes to the parser, and as a datagram to a phone in the \
         simulator that is registered and idle. None panics, and after each the phone answers \
         OPTIONS.",
    );
}

#[test]
fn every_torture_message_is_in_the_table() {
    TORTURE.assert_complete();
    assert_eq!(MESSAGES.len(), 49);
}

#[test]
fn a_phone_survives_all_torture_messages_one_after_the_other() {
    scenario::run("torture", |world| TORTURE.give_all(world));
}
