//! A phone and a peer that does what few peers do: reliable provisional responses, early media,
//! changes before the answer, session timers.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use hookswitch_core::media::plan::{Flow, Tone};
use hookswitch_core::sip::endpoint::{Body, EndedBy, SessionEvent, SessionId, Settings};
use hookswitch_core::sip::header::HeaderName;
use hookswitch_core::sip::message::StatusCode;
use hookswitch_core::time::Duration;
use hookswitch_tests::harness::ladder;
use hookswitch_tests::harness::peer::{self, PEER, sdp_at};
use hookswitch_tests::harness::scenario;
use hookswitch_tests::harness::world::World;

const PHONE: usize = 0;
const SECOND: Duration = Duration::from_secs(1);

/// The phone calls the peer; returns the peer's session.
#[track_caller]
fn phone_calls(world: &mut World) -> SessionId {
    world.call(PHONE, "2000");
    peer::expect_call(world)
}

#[track_caller]
fn ring(world: &mut World, session: SessionId, status: StatusCode, body: Option<Body>) {
    let now = world.now;
    world.endpoints[PEER].endpoint.ring(session, status, body, now).unwrap();
    world.run_for(SECOND / 10);
}

#[track_caller]
fn accept(world: &mut World, session: SessionId, body: Option<Body>) {
    let now = world.now;
    world.endpoints[PEER].endpoint.accept(session, body, now).unwrap();
    world.run_for(SECOND / 10);
}

fn flow(world: &World) -> Option<Flow> {
    world.phones[PHONE].plan.streams.first().map(|stream| stream.flow)
}

/// Whether only silence is sent in the place of what is said.
fn is_muted(world: &World) -> bool {
    world.phones[PHONE].plan.streams.iter().all(|stream| stream.muted)
}

#[test]
fn early_media_is_confirmed_and_heard() {
    scenario::run_golden("early_media_prack", |world| {
        peer::open(world, "");
        let session = phone_calls(world);
        ring(world, session, StatusCode::SESSION_PROGRESS, Some(sdp_at(7000, "sendrecv")));
        world.expect(PHONE, "In progress");
        assert_eq!((flow(world), is_muted(world)), (Some(Flow::SendRecv), true));
        accept(world, session, None);
        world.expect(PHONE, "Connected");
        assert_eq!(flow(world), Some(Flow::SendRecv));
        world.press(PHONE, &["End"]);
        world.run_for(SECOND * 40);
    });
}

/// `voip/signalling/sip/connect_media_on_180`.
#[test]
fn what_comes_with_a_180_is_heard_if_the_configuration_says_so() {
    for (value, tone, heard) in
        [("0", Some(Tone::Ringback), Flow::Inactive), ("1", None, Flow::SendRecv)]
    {
        scenario::run("media_on_180", |world| {
            peer::open(world, &format!("voip/signalling/sip/connect_media_on_180={value}\r\n"));
            let session = phone_calls(world);
            ring(world, session, StatusCode::RINGING, Some(sdp_at(7000, "sendrecv")));
            assert_eq!(world.phones[PHONE].plan.tone, tone);
            assert_eq!(flow(world), Some(heard));
            accept(world, session, Some(sdp_at(7000, "sendrecv")));
            world.expect(PHONE, "Connected");
            assert_eq!(flow(world), Some(Flow::SendRecv));
        });
    }
}

/// `voip/signalling/sip/prack/enabled`.
#[test]
fn without_prack_nothing_is_said_of_it_and_who_insists_is_refused() {
    scenario::run("prack_off", |world| {
        peer::open(world, "voip/signalling/sip/prack/enabled=0\r\n");
        let session = phone_calls(world);
        let supported = peer::invite(world).headers.get(&HeaderName::Supported).map(str::to_owned);
        assert!(!supported.unwrap().contains("100rel"));
        let now = world.now;
        world.endpoints[PEER].endpoint.hang_up(session, now).unwrap();
        let session = peer::call_insisting(world, Some(sdp_at(7000, "sendrecv")));
        world.run_for(SECOND);
        let refused = |event: &&SessionEvent| matches!(event, SessionEvent::Failed { reason, .. } if format!("{reason:?}").contains("420"));
        assert!(world.endpoints[PEER].of_session(session).iter().any(refused));
    });
}

#[test]
fn a_caller_that_insists_gets_ringing_reliably() {
    scenario::run_golden("prack_ringing", |world| {
        peer::open(world, "");
        let session = peer::call_insisting(world, Some(sdp_at(7000, "sendrecv")));
        world.expect(PHONE, "Incoming call");
        world.run_for(SECOND);
        world.press(PHONE, &["Answer"]);
        world.expect(PHONE, "Connected");
        world.run_for(SECOND);
        let now = world.now;
        world.endpoints[PEER].endpoint.hang_up(session, now).unwrap();
        world.expect(PHONE, "Disconnected");
        world.run_for(SECOND * 40);
    });
}

#[test]
fn a_caller_that_insists_without_an_offer_gets_one_with_the_ringing() {
    scenario::run_golden("prack_late_offer", |world| {
        peer::open(world, "");
        let session = peer::call_insisting(world, None);
        world.expect(PHONE, "Incoming call");
        world.run_for(SECOND);
        let offered = |event: &&SessionEvent| {
            matches!(event, SessionEvent::Progress { body: Some(_), reliable: true, .. })
        };
        assert!(world.endpoints[PEER].of_session(session).iter().any(offered));
        let now = world.now;
        let answer = Some(sdp_at(7000, "sendrecv"));
        world.endpoints[PEER].endpoint.acknowledge_early(session, answer, now).unwrap();
        world.run_for(SECOND);
        world.press(PHONE, &["Answer"]);
        world.expect(PHONE, "Connected");
        assert_eq!(flow(world), Some(Flow::SendRecv));
        world.run_for(SECOND);
        let answered =
            |event: &&SessionEvent| matches!(event, SessionEvent::Answered { body: None, .. });
        assert!(world.endpoints[PEER].of_session(session).iter().any(answered));
        world.press(PHONE, &["End"]);
        world.run_for(SECOND * 40);
    });
}

#[test]
fn a_peer_changes_early_media_with_update() {
    scenario::run_golden("early_update", |world| {
        peer::open(world, "");
        let session = phone_calls(world);
        ring(world, session, StatusCode::SESSION_PROGRESS, Some(sdp_at(7000, "sendrecv")));
        let now = world.now;
        let offer = Some(sdp_at(7400, "sendrecv"));
        world.endpoints[PEER].endpoint.update(session, offer, now).unwrap();
        world.run_for(SECOND);
        assert_eq!(peer::media_port(world, PHONE), Some(7400));
        accept(world, session, None);
        world.expect(PHONE, "Connected");
        assert_eq!(peer::media_port(world, PHONE), Some(7400));
        // Hold by UPDATE is understood as hold by re-INVITE is.
        let now = world.now;
        let offer = Some(sdp_at(7400, "sendonly"));
        world.endpoints[PEER].endpoint.update(session, offer, now).unwrap();
        world.expect(PHONE, "Held by the other side");
        world.run_for(SECOND);
        let now = world.now;
        let offer = Some(sdp_at(7400, "sendrecv"));
        world.endpoints[PEER].endpoint.update(session, offer, now).unwrap();
        world.expect(PHONE, "Connected");
        world.press(PHONE, &["End"]);
        world.run_for(SECOND * 40);
    });
}

/// `voip/signalling/sip/session_timer`, `voip/signalling/sip/min_session_interval`.
#[test]
fn the_phone_shows_signs_of_life() {
    scenario::run_golden("session_timer", |world| {
        peer::open(world, "voip/signalling/sip/session_timer=200\r\n");
        let session = phone_calls(world);
        let invite = peer::invite(world);
        assert_eq!(invite.headers.get(&HeaderName::SessionExpires), Some("200"));
        assert!(!invite.headers.contains(&HeaderName::MinSe));
        accept(world, session, Some(sdp_at(7000, "sendrecv")));
        world.expect(PHONE, "Connected");
        world.run_for(SECOND * 450);
        world.expect(PHONE, "Connected");
        world.press(PHONE, &["End"]);
        world.run_for(SECOND * 40);
    });
    scenario::run("session_timer_off", |world| {
        let file = "voip/signalling/sip/session_timer=0\r\n\
                    voip/signalling/sip/min_session_interval=300\r\n";
        peer::open(world, file);
        phone_calls(world);
        assert!(!peer::invite(world).headers.contains(&HeaderName::SessionExpires));
    });
}

#[test]
fn an_interval_below_the_configured_one_is_refused() {
    scenario::run_golden("session_timer_422", |world| {
        peer::open(world, "voip/signalling/sip/min_session_interval=300\r\n");
        let settings = Settings { session_expires: SECOND * 120, ..peer::settings() };
        world.endpoints[PEER].endpoint.set_settings(settings);
        let session = peer::call(world, Some(sdp_at(7000, "sendrecv")));
        world.expect(PHONE, "Incoming call");
        world.press(PHONE, &["Answer"]);
        world.expect(PHONE, "Connected");
        world.run_for(SECOND * 400);
        world.expect(PHONE, "Connected");
        let now = world.now;
        world.endpoints[PEER].endpoint.hang_up(session, now).unwrap();
        world.expect(PHONE, "Disconnected");
        world.run_for(SECOND * 40);
    });
}

#[test]
fn a_call_whose_peer_is_gone_ends_without_a_hang_up() {
    scenario::run_golden("session_timer_silence", |world| {
        peer::open(world, "voip/signalling/sip/session_timer=200\r\n");
        let session = phone_calls(world);
        accept(world, session, Some(sdp_at(7000, "sendrecv")));
        world.expect(PHONE, "Connected");
        world.net.faults.loss = 1_000;
        world.expect_within(PHONE, "Connection lost", SECOND * 140);
        world.run_for(SECOND * 40);
    });
}

/// RFC 3261 14.2: a change that cannot be made is refused, and all is as before; what is wrong is
/// said in Warning (13.3.1.3).
#[test]
fn a_change_that_the_phone_cannot_make_leaves_the_call_as_it_was() {
    let here = "c=IN IP4 10.0.0.2\r\nt=0 0\r\n";
    let offers = [
        (format!("{here}m=audio 7400 RTP/AVP 3\r\n"), "488", Some("305")),
        (format!("{here}m=video 7400 RTP/AVP 31\r\n"), "488", Some("304")),
        (format!("{here}m=audio 0 RTP/AVP 8\r\n"), "488", Some("304")),
        (
            "c=IN IP6 2001:db8::2\r\nt=0 0\r\nm=audio 7400 RTP/AVP 8\r\n".to_owned(),
            "488",
            Some("301"),
        ),
        ("nonsense\r\n".to_owned(), "400", None),
    ];
    for (lines, status, code) in offers {
        scenario::run("refused_change", |world| {
            peer::open(world, "");
            let session = peer::call(world, Some(sdp_at(7000, "sendrecv")));
            world.expect(PHONE, "Incoming call");
            world.press(PHONE, &["Answer"]);
            peer::expect_answer(world, PEER, session);
            peer::expect_media(world, PHONE, 7000);
            let text = format!("v=0\r\no=- 1 2 IN IP4 10.0.0.2\r\ns=-\r\n{lines}");
            let content_type = "application/sdp".to_owned();
            let offer = Body { content_type, data: text.into_bytes() };
            world.net.clear_trace();
            let now = world.now;
            world.endpoints[PEER].endpoint.reinvite(session, Some(offer), now).unwrap();
            world.run_for(SECOND);
            let messages: Vec<_> = world.net.trace().iter().map(ladder::message).collect();
            let answer = messages.iter().find(|text| text.starts_with("SIP/2.0")).unwrap();
            assert!(answer.starts_with(&format!("SIP/2.0 {status}")), "{answer}");
            let warning = code.map(|code| format!("Warning: {code} "));
            assert_eq!(answer.contains("Warning:"), warning.is_some(), "{answer}");
            assert!(answer.contains(&warning.unwrap_or_default()), "{answer}");
            world.expect(PHONE, "Connected");
            assert_eq!(flow(world), Some(Flow::SendRecv));
            assert_eq!(peer::media_port(world, PHONE), Some(7000));
        });
    }
}

#[test]
fn an_answer_in_the_ack_that_is_of_no_use_ends_the_call() {
    let text = "v=0\r\no=- 1 1 IN IP4 10.0.0.2\r\ns=-\r\nc=IN IP4 10.0.0.2\r\nt=0 0\r\n\
        m=audio 7000 RTP/AVP 3\r\n";
    let other = Body { content_type: "application/sdp".to_owned(), data: text.as_bytes().to_vec() };
    for answer in [None, Some(other)] {
        scenario::run("useless_answer", |world| {
            peer::open(world, "");
            let session = peer::call(world, None);
            world.expect(PHONE, "Incoming call");
            world.press(PHONE, &["Answer"]);
            peer::expect_answer(world, PEER, session);
            peer::acknowledge(world, PEER, session, answer.clone());
            world.expect(PHONE, "No common codec");
            peer::expect_end(world, PEER, session);
        });
    }
}

#[test]
fn a_peer_hears_why_a_call_ended() {
    scenario::run("end", |world| {
        peer::open(world, "");
        let session = peer::call(world, Some(sdp_at(7000, "sendrecv")));
        world.expect(PHONE, "Incoming call");
        world.press(PHONE, &["Answer"]);
        world.expect(PHONE, "Connected");
        world.press(PHONE, &["End"]);
        world.run_for(SECOND);
        let ended =
            |event: &&SessionEvent| matches!(event, SessionEvent::Ended { by: EndedBy::Remote(_) });
        assert!(world.endpoints[PEER].of_session(session).iter().any(ended));
    });
}

#[test]
fn the_packet_time_is_said_if_the_configuration_says_so() {
    for (value, said) in [("0", false), ("1", true)] {
        scenario::run("ptime", |world| {
            peer::open(world, &format!("voip/signalling/sip/sdp_include_ptime={value}\r\n"));
            phone_calls(world);
            let body = String::from_utf8(peer::invite(world).body).unwrap();
            assert_eq!(body.contains("a=ptime:20"), said);
        });
    }
}

/// `voip/signalling/sip/block_callerid_on_outgoing_calls`, with the header fields of manual 16.1.
#[test]
fn who_calls_is_hidden_if_the_configuration_says_so() {
    for (value, hidden) in [("0", false), ("1", true)] {
        scenario::run("anonymous_out", |world| {
            let path = "voip/signalling/sip/block_callerid_on_outgoing_calls";
            peer::open(world, &format!("{path}={value}\r\n"));
            phone_calls(world);
            let headers = peer::invite(world).headers;
            let from = headers.get(&HeaderName::From).unwrap();
            assert_eq!(from.contains("<sip:anonymous@anonymous.invalid>"), hidden, "{from}");
            let own = hidden.then_some("\"Alice\" <sip:1001@10.0.0.2>");
            assert_eq!(headers.get(&HeaderName::PAssertedIdentity), own);
            assert_eq!(headers.get(&HeaderName::PPreferredIdentity), own);
            assert_eq!(headers.get(&HeaderName::Privacy), hidden.then_some("id"));
        });
    }
}

/// `voip/signalling/sip/anonymous_calls_blocking`.
#[test]
fn callers_that_hide_are_refused_if_the_configuration_says_so() {
    for (value, refused) in [("0", false), ("1", true)] {
        scenario::run("anonymous_in", |world| {
            let path = "voip/signalling/sip/anonymous_calls_blocking";
            peer::open(world, &format!("{path}={value}\r\n"));
            let privacy = [(HeaderName::Privacy, "id")];
            let session = peer::call_with(world, Some(sdp_at(7000, "sendrecv")), &privacy);
            world.run_for(SECOND);
            let forbidden = |event: &&SessionEvent| matches!(event, SessionEvent::Failed { reason, .. } if format!("{reason:?}").contains("403"));
            let events = world.endpoints[PEER].of_session(session);
            assert_eq!(events.iter().any(forbidden), refused);
            assert_eq!(world.phones[PHONE].display().contains("Anonymous"), !refused);
        });
    }
}

/// RFC 3325 9.1: the server knows better who calls than the caller says.
#[test]
fn an_asserted_identity_is_shown() {
    for (name, value) in [
        (HeaderName::PAssertedIdentity, "\"Carol\" <sip:3000@10.0.0.2>"),
        (HeaderName::RemotePartyId, "\"Carol\" <sip:3000@10.0.0.2>;party=calling;screen=yes"),
    ] {
        scenario::run("asserted", |world| {
            peer::open(world, "");
            let field = [(name.clone(), value)];
            peer::call_with(world, Some(sdp_at(7000, "sendrecv")), &field);
            world.expect(PHONE, "Carol");
            world.expect(PHONE, "3000");
        });
    }
}

/// `voip/signalling/sip/PAI_On_Replay/enable`.
#[test]
fn who_answers_is_asserted_if_the_configuration_says_so() {
    for (value, said) in [("0", false), ("1", true)] {
        let world = scenario::run("pai_on_reply", |world| {
            let path = "voip/signalling/sip/PAI_On_Replay/enable";
            peer::open(world, &format!("{path}={value}\r\n"));
            peer::call(world, Some(sdp_at(7000, "sendrecv")));
            world.expect(PHONE, "Incoming call");
            world.press(PHONE, &["Answer"]);
            world.expect(PHONE, "Connected");
            world.run_for(SECOND);
        });
        let messages = world.net.trace().iter().map(ladder::message);
        let replies: Vec<_> = messages
            .filter(|text| text.starts_with("SIP/2.0 180") || text.starts_with("SIP/2.0 200"))
            .collect();
        assert_eq!(replies.len(), 2);
        assert!(replies.iter().all(|text| text.contains("P-Asserted-Identity:") == said));
    }
}
