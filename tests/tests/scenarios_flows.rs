//! The flows of RFC 3665 that a phone takes part in, and those of RFC 3725: each as a ladder, with
//! each message lost once, and with one in five lost.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::net::IpAddr;

use hookswitch_core::phone::view::Screen;
use hookswitch_core::sip::endpoint::{Body, CommandError, SessionEvent, SessionId};
use hookswitch_core::sip::uri::Uri;
use hookswitch_core::time::Duration;
use hookswitch_tests::harness::losses::{Flow, PATIENCE, survive};
use hookswitch_tests::harness::office::{self, ALICE, BOB};
use hookswitch_tests::harness::peer::{self, PEER};
use hookswitch_tests::harness::world::World;

const SECOND: Duration = Duration::from_secs(1);
const ACCOUNT: hookswitch_core::sip::endpoint::AccountId =
    hookswitch_core::sip::endpoint::AccountId(0);

#[track_caller]
fn expect(world: &mut World, phone: usize, text: &str) {
    world.expect_within(phone, text, PATIENCE);
}

#[track_caller]
fn expect_idle(world: &mut World, phone: usize) {
    let idle = |world: &World| world.phones[phone].phone.view().display.screen == Screen::Idle;
    assert!(world.run_until(PATIENCE, idle), "{}", world.describe());
}

/// Alice calls Bob, who answers.
#[track_caller]
fn talk(world: &mut World) {
    world.call(ALICE, "1002");
    expect(world, BOB, "Incoming call");
    expect(world, ALICE, "Ringing");
    world.press(BOB, &["Answer"]);
    expect(world, BOB, "Connected");
    expect(world, ALICE, "Connected");
    world.run_for(SECOND);
}

#[test]
fn rfc3665_2_1_registration() {
    survive(&Flow {
        name: "rfc3665_2_1",
        open: &|world| world.add_pbx(office::PBX, &[("1001", office::PASSWORD)]),
        run: &|world| {
            office::add_phone(world, "alice", "1001", "Alice");
            let registered = |world: &World| {
                world.pbx.as_ref().is_some_and(|pbx| pbx.registered(world.now).len() == 1)
            };
            assert!(world.run_until(PATIENCE, registered), "{}", world.describe());
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
            world.press(BOB, &["End"]);
            expect(world, ALICE, "Disconnected");
            expect_idle(world, ALICE);
            expect_idle(world, BOB);
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
            world.press(ALICE, &["End"]);
            expect(world, BOB, "Disconnected");
            expect_idle(world, BOB);
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

#[track_caller]
fn done(result: Result<(), CommandError>) {
    assert_eq!(result, Ok(()));
}

/// The controller calls the party, which answers with its own description, or offers it.
#[track_caller]
fn reach_party(world: &mut World, offer: Option<Body>) -> SessionId {
    let now = world.now;
    let target = Uri::sip("party", PARTY_ADDRESS, None);
    let session = world.endpoints[PEER].endpoint.invite(ACCOUNT, target, offer, now).unwrap();
    let party = peer::expect_call_at(world, PARTY);
    let now = world.now;
    done(world.endpoints[PARTY].endpoint.accept(party, Some(party_sdp()), now));
    peer::expect_event(world, PEER, session, |event| {
        matches!(event, SessionEvent::Answered { .. })
    });
    session
}

#[track_caller]
fn answer_at_phone(world: &mut World, session: SessionId) {
    expect(world, PHONE, "Incoming call");
    world.press(PHONE, &["Answer"]);
    peer::expect_event(world, PEER, session, |event| {
        matches!(event, SessionEvent::Answered { .. })
    });
}

fn acknowledge(world: &mut World, session: SessionId, body: Option<Body>) {
    let now = world.now;
    done(world.endpoints[PEER].endpoint.acknowledge(session, body, now));
}

fn reinvite(world: &mut World, session: SessionId, body: Option<Body>) {
    let now = world.now;
    done(world.endpoints[PEER].endpoint.reinvite(session, body, now));
    peer::expect_event(world, PEER, session, |event| {
        matches!(event, SessionEvent::ReinviteAccepted { .. })
    });
}

/// The phone and the party hear each other; then the controller ends both sessions.
#[track_caller]
fn heard_and_over(world: &mut World, a: SessionId, b: SessionId) {
    expect(world, PHONE, "Connected");
    let connected = |world: &World| peer::media_port(world, PHONE) == Some(9000);
    assert!(world.run_until(PATIENCE, connected), "{}", world.describe());
    world.run_for(SECOND);
    let now = world.now;
    for session in [a, b] {
        done(world.endpoints[PEER].endpoint.hang_up(session, now));
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
            acknowledge(world, a, Some(party_sdp()));
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
            reinvite(world, a, Some(party_sdp()));
            let answer = peer::last_body(world, PEER, a);
            acknowledge(world, b, Some(answer));
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
            acknowledge(world, a, Some(black_hole()));
            world.run_for(SECOND);
            let b = reach_party(world, None);
            reinvite(world, a, None);
            acknowledge(world, a, Some(party_sdp()));
            let offer = peer::last_body(world, PEER, a);
            acknowledge(world, b, Some(offer));
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
            reinvite(world, a, None);
            acknowledge(world, a, Some(party_sdp()));
            let offer = peer::last_body(world, PEER, a);
            acknowledge(world, b, Some(offer));
            heard_and_over(world, a, b);
        },
    });
}
