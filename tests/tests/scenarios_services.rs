//! The services of RFC 5359 that a phone takes part in and that are no transfers: each as a ladder,
//! with each message lost once, and with one in five lost. Transfers are in `scenarios_transfers`.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::net::IpAddr;

use hookswitch_core::media::plan::Flow as Sound;
use hookswitch_core::phone::view::Screen;
use hookswitch_core::sip::endpoint::{AccountId, Event, ReferralEvent, SessionId};
use hookswitch_core::sip::header::HeaderName;
use hookswitch_core::sip::message::{Headers, StatusCode};
use hookswitch_core::sip::uri::Uri;
use hookswitch_tests::harness::losses::{Flow, PATIENCE, survive};
use hookswitch_tests::harness::office::{self, ALICE, BOB};
use hookswitch_tests::harness::peer::{self, PEER, description, sdp_at};
use hookswitch_tests::harness::steps::{
    SECOND, answer, expect, expect_idle, expect_screen, hang_up, talk,
};
use hookswitch_tests::harness::world::World;

const CAROL: usize = 2;
const DAVE: usize = 3;

/// The only phone, where its peers are bare endpoints: the first is its server, too.
const PHONE: usize = 0;
const PARTY: usize = 1;
const OTHER_PARTY: usize = 2;

fn address(last: u8) -> IpAddr {
    IpAddr::from([10, 0, 0, last])
}

/// Alice, Bob and Carol at the PBX.
fn open_three(world: &mut World) {
    office::open(world);
    office::add_phone(world, "carol", "1003", "Carol");
    world.expect_registered(3);
}

/// A phone and three bare endpoints.
fn open_parties(world: &mut World) {
    peer::open(world, "");
    peer::add(world, "party", address(3));
    peer::add(world, "other", address(4));
}

fn sound(world: &World) -> Option<Sound> {
    world.phones[PHONE].plan.streams.first().map(|stream| stream.flow)
}

/// The peer calls the phone, which answers.
#[track_caller]
fn talk_with_peer(world: &mut World) -> SessionId {
    let session = peer::call(world, Some(sdp_at(7000, "sendrecv")));
    expect(world, PHONE, "Incoming call");
    world.press(PHONE, &["Answer"]);
    peer::expect_answer(world, PEER, session);
    expect(world, PHONE, "Connected");
    world.run_for(SECOND);
    session
}

/// A bare endpoint takes the place of another in a call of the phone (RFC 3891); returns its
/// session.
#[track_caller]
fn take_place_of(world: &mut World, index: usize, of: (usize, SessionId)) -> SessionId {
    let (_, replaces) = world.endpoints[of.0].endpoint.replaces(of.1).unwrap();
    let fields =
        [(HeaderName::Replaces, &*replaces.to_string()), (HeaderName::Require, "replaces")];
    let own = description(&world.endpoints[index].local.ip().to_string(), 9000, "sendrecv");
    let session = peer::call_from(world, index, Some(own), &fields);
    peer::expect_answer(world, index, session);
    peer::expect_end(world, of.0, of.1);
    session
}

/// Whoever talks with the phone hangs up.
#[track_caller]
fn end(world: &mut World, index: usize, session: SessionId) {
    world.run_for(SECOND);
    peer::hang_up(world, index, session);
    expect(world, PHONE, "Disconnected");
    expect_idle(world, PHONE);
}

#[test]
fn rfc5359_2_1_hold() {
    survive(&Flow {
        name: "rfc5359_2_1",
        open: &office::open,
        run: &|world| {
            talk(world);
            world.press(BOB, &["Hold"]);
            expect(world, ALICE, "Held by the other side");
            expect(world, BOB, "On hold");
            world.press(BOB, &["Resume"]);
            expect(world, BOB, "Connected");
            expect(world, ALICE, "Connected");
            hang_up(world, ALICE, BOB);
        },
    });
}

/// Hold in all the ways that peers know: by direction (RFC 3264 8.4) and by an address that is none
/// (RFC 2543 B.5).
#[test]
fn rfc5359_2_1_a_phone_is_held_in_any_manner() {
    let own = peer::ADDRESS.to_string();
    for (name, at, direction, heard) in [
        ("rfc5359_2_1_sendonly", own.as_str(), "sendonly", Sound::RecvOnly),
        ("rfc5359_2_1_inactive", own.as_str(), "inactive", Sound::Inactive),
        ("rfc5359_2_1_nowhere", "0.0.0.0", "sendrecv", Sound::RecvOnly),
    ] {
        survive(&Flow {
            name,
            open: &|world| peer::open(world, ""),
            run: &|world| {
                let session = talk_with_peer(world);
                peer::reinvite(world, PEER, session, Some(description(at, 7000, direction)));
                expect(world, PHONE, "Held by the other side");
                assert_eq!(sound(world), Some(heard));
                peer::reinvite(world, PEER, session, Some(sdp_at(7000, "sendrecv")));
                expect(world, PHONE, "Connected");
                assert_eq!(sound(world), Some(Sound::SendRecv));
                end(world, PEER, session);
            },
        });
    }
}

#[test]
fn rfc5359_2_2_consultation_hold() {
    survive(&Flow {
        name: "rfc5359_2_2",
        open: &open_three,
        run: &|world| {
            talk(world);
            world.press(ALICE, &["Hold"]);
            expect(world, BOB, "Held by the other side");
            expect(world, ALICE, "On hold");
            world.press(ALICE, &["New call"]);
            world.call(ALICE, "1003");
            answer(world, CAROL, ALICE);
            world.press(CAROL, &["End"]);
            expect_screen(world, ALICE, Screen::OnHold);
            expect_idle(world, CAROL);
            world.press(ALICE, &["Resume"]);
            expect(world, BOB, "Connected");
            expect(world, ALICE, "Connected");
            hang_up(world, BOB, ALICE);
        },
    });
}

/// The one who holds asks for an offer and hands it to a server with music, whose answer the phone
/// gets.
#[test]
fn rfc5359_2_3_music_on_hold() {
    let music = || description("10.0.0.3", 9000, "sendonly");
    survive(&Flow {
        name: "rfc5359_2_3",
        open: &open_parties,
        run: &|world| {
            let session = talk_with_peer(world);
            peer::reinvite(world, PEER, session, None);
            peer::acknowledge(world, PEER, session, Some(music()));
            expect(world, PHONE, "Held by the other side");
            assert_eq!(sound(world), Some(Sound::RecvOnly));
            peer::expect_media(world, PHONE, 9000);
            peer::reinvite(world, PEER, session, Some(sdp_at(7000, "sendrecv")));
            expect(world, PHONE, "Connected");
            peer::expect_media(world, PHONE, 7000);
            end(world, PEER, session);
        },
    });
}

/// The phone calls somebody whose calls go on to somebody else.
#[test]
fn rfc5359_2_7_a_call_that_is_forwarded() {
    survive(&Flow {
        name: "rfc5359_2_7",
        open: &open_parties,
        run: &|world| {
            world.call(PHONE, "2000");
            let session = peer::expect_call(world);
            peer::ring(world, PEER, session, StatusCode::CALL_IS_BEING_FORWARDED);
            peer::ring(world, PEER, session, StatusCode::RINGING);
            expect(world, PHONE, "Ringing");
            let elsewhere = description("10.0.0.3", 9000, "sendrecv");
            peer::accept(world, PEER, session, Some(elsewhere));
            expect(world, PHONE, "Connected");
            peer::expect_media(world, PHONE, 9000);
            end(world, PEER, session);
        },
    });
}

/// Alice, Bob, who sends calls on to Carol, and Dave.
fn open_forwarding(world: &mut World, when: &str) {
    let users = ["1001", "1002", "1003", "1004"].map(|user| (user, office::PASSWORD));
    world.add_pbx(office::PBX, &users);
    office::add_phone(world, "alice", "1001", "Alice");
    let more = format!(
        "voip/services/call_waiting/enabled=0\r\nvoip/line/0/call_forward/active=1\r\n\
         voip/line/0/call_forward/destination=1003\r\nvoip/line/0/call_forward/type={when}\r\n"
    );
    office::add_phone_with(world, "bob", "1002", "Bob", &more);
    office::add_phone(world, "carol", "1003", "Carol");
    office::add_phone(world, "dave", "1004", "Dave");
    world.expect_registered(4);
}

/// Carol answers the call that was sent on. Whether Alice heard it ring is left to chance where
/// messages are lost: she does not send her INVITE again after the first provisional response.
#[track_caller]
fn carol_answers(world: &mut World) {
    expect(world, CAROL, "Incoming call");
    world.press(CAROL, &["Answer"]);
    expect(world, CAROL, "Connected");
    expect(world, ALICE, "Connected");
    world.run_for(SECOND);
}

/// Bob's phone sends the call on by itself (302), and the server follows.
#[test]
fn rfc5359_2_7_the_phone_forwards_all_calls() {
    survive(&Flow {
        name: "rfc5359_2_7_phone",
        open: &|world| open_forwarding(world, "Unconditional"),
        run: &|world| {
            world.call(ALICE, "1002");
            carol_answers(world);
            hang_up(world, ALICE, CAROL);
        },
    });
}

#[test]
fn rfc5359_2_8_the_phone_forwards_when_busy() {
    survive(&Flow {
        name: "rfc5359_2_8",
        open: &|world| open_forwarding(world, "Busy"),
        run: &|world| {
            world.call(DAVE, "1002");
            answer(world, BOB, DAVE);
            world.call(ALICE, "1002");
            carol_answers(world);
            hang_up(world, ALICE, CAROL);
            hang_up(world, DAVE, BOB);
        },
    });
}

#[test]
fn rfc5359_2_9_the_phone_forwards_when_nobody_answers() {
    survive(&Flow {
        name: "rfc5359_2_9",
        open: &|world| open_forwarding(world, "No_Reply"),
        run: &|world| {
            world.call(ALICE, "1002");
            expect(world, BOB, "Incoming call");
            carol_answers(world);
            expect_idle(world, BOB);
            hang_up(world, ALICE, CAROL);
        },
    });
}

/// Alice's phone is the focus: it mixes.
#[test]
fn rfc5359_2_10_a_third_party_is_added() {
    survive(&Flow {
        name: "rfc5359_2_10",
        open: &open_three,
        run: &|world| {
            talk(world);
            world.press(ALICE, &["Conf"]);
            expect(world, BOB, "Held by the other side");
            world.call(ALICE, "1003");
            answer(world, CAROL, ALICE);
            world.press(ALICE, &["Conf"]);
            expect(world, BOB, "Connected");
            assert!(world.phones[ALICE].plan.conference);
            world.run_for(SECOND);
            world.press(BOB, &["End"]);
            expect(world, ALICE, "Disconnected");
            expect_idle(world, BOB);
            world.run_for(SECOND);
            hang_up(world, CAROL, ALICE);
        },
    });
}

#[test]
fn rfc5359_2_14_a_call_that_the_server_forbids() {
    survive(&Flow {
        name: "rfc5359_2_14",
        open: &office::open,
        run: &|world| {
            world.call(ALICE, "606");
            expect(world, ALICE, "Forbidden");
            expect_idle(world, ALICE);
        },
    });
}

/// The phone is parked at a server, and somebody else fetches it from there.
#[test]
fn rfc5359_2_15_call_park() {
    survive(&Flow {
        name: "rfc5359_2_15",
        open: &open_parties,
        run: &|world| {
            let first = talk_with_peer(world);
            let parked = take_place_of(world, PARTY, (PEER, first));
            expect(world, PHONE, "party");
            let fetched = take_place_of(world, OTHER_PARTY, (PARTY, parked));
            expect(world, PHONE, "other");
            expect(world, PHONE, "Connected");
            end(world, OTHER_PARTY, fetched);
        },
    });
}

/// The phone calls somebody who does not answer, and somebody else picks the call up.
#[test]
fn rfc5359_2_16_call_pickup() {
    survive(&Flow {
        name: "rfc5359_2_16",
        open: &open_parties,
        run: &|world| {
            world.call(PHONE, "2000");
            let ringing = peer::expect_call(world);
            peer::ring(world, PEER, ringing, StatusCode::RINGING);
            expect(world, PHONE, "Ringing");
            let picked_up = take_place_of(world, PARTY, (PEER, ringing));
            expect(world, PHONE, "party");
            expect(world, PHONE, "Connected");
            end(world, PARTY, picked_up);
        },
    });
}

/// A program at the server lets the phone call.
#[test]
fn rfc5359_2_18_click_to_dial() {
    survive(&Flow {
        name: "rfc5359_2_18",
        open: &open_parties,
        run: &|world| {
            let now = world.now;
            let phone = Uri::sip("1001", peer::PHONE_ADDRESS, None);
            let target = Uri::sip("2000", peer::ADDRESS, None);
            let server = &mut world.endpoints[PEER].endpoint;
            let headers = Headers::default();
            server.refer_outside(AccountId(0), &phone, &target, &headers, now).unwrap();
            let session = peer::expect_call(world);
            peer::ring(world, PEER, session, StatusCode::RINGING);
            expect(world, PHONE, "Ringing");
            peer::accept(world, PEER, session, Some(sdp_at(7000, "sendrecv")));
            expect(world, PHONE, "Connected");
            let told = |world: &World| {
                world.endpoints[PEER].events.iter().any(|event| {
                    matches!(event, Event::Referral(_, ReferralEvent::Finished(line))
                        if line.status.is_success())
                })
            };
            assert!(world.run_until(PATIENCE, told), "{}", world.describe());
            end(world, PEER, session);
        },
    });
}
