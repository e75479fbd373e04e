//! Tables of offers and answers.

use super::*;

const LOCAL: &str = "192.0.2.10";

fn local() -> Local {
    Local::new(LOCAL.parse().unwrap(), 4000)
}

fn session() -> Session {
    Session::new(Capabilities::g711(Some(101)), local(), 42)
}

fn parse(lines: &str) -> Description {
    let text = format!("v=0\r\no=- 7 7 IN IP4 192.0.2.20\r\ns=-\r\n{lines}");
    Description::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{lines}: {error}"))
}

/// An offer of the peer with these lines behind its connection.
fn peer(lines: &str) -> Description {
    parse(&format!("c=IN IP4 192.0.2.20\r\nt=0 0\r\n{lines}"))
}

#[track_caller]
fn answered(offer: &Description, direction: Direction) -> (Description, Negotiated) {
    answer(&mut session(), offer, direction)
}

fn answer(
    session: &mut Session,
    offer: &Description,
    direction: Direction,
) -> (Description, Negotiated) {
    let answer = session.answer(offer, direction).unwrap().clone();
    (answer, session.negotiated().unwrap().clone())
}

fn version(description: &Description) -> &str {
    &description.origin.version
}

#[test]
fn first_offer_says_everything() {
    let mut session = session();
    assert_eq!(
        session.offer(Direction::SendRecv).to_string(),
        "v=0\r\no=- 42 1 IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\n\
         m=audio 4000 RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n\
         a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n"
    );
    assert!(session.is_offer_pending());
    assert_eq!(session.negotiated(), None);
}

#[test]
fn two_sessions_agree() {
    let (mut caller, mut callee) = (session(), session());
    callee.set_local(Local::new("192.0.2.20".parse().unwrap(), 5000));
    let offer = caller.offer(Direction::SendRecv);
    let (answer, callee_side) = answer(&mut callee, offer, Direction::SendRecv);
    let caller_side = caller.read_answer(&answer).unwrap();
    assert_eq!(caller_side.remote_rtp, "192.0.2.20:5000".parse().unwrap());
    assert_eq!(caller_side.remote_rtcp, "192.0.2.20:5001".parse().ok());
    assert_eq!(callee_side.remote_rtp, "192.0.2.10:4000".parse().unwrap());
    let events = Some(Events { payload_type: 101, clock_rate: 8_000 });
    for side in [&caller_side, &callee_side] {
        assert_eq!(side.send, Format::pcmu());
        assert_eq!(side.receive, [Format::pcmu(), Format::pcma()]);
        let received = side.events_receive.first().copied();
        assert_eq!((side.events_send, received), (events, events));
        assert_eq!((side.direction, side.ptime_ms), (Direction::SendRecv, 20));
        assert!(!side.is_held_by_remote());
    }
}

#[test]
fn answer_keeps_number_and_order_of_streams_and_refuses_all_but_one() {
    let offer = peer(
        "m=video 6000 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n\
         m=audio 0 RTP/AVP 0\r\n\
         m=audio 6002 RTP/SAVP 0\r\n\
         m=audio 6004 RTP/AVP 18 8\r\n\
         m=audio 6006 RTP/AVP 0\r\n\
         m=application 6008 UDP/BFCP *\r\n",
    );
    let (answer, negotiated) = answered(&offer, Direction::SendRecv);
    let lines: Vec<_> = answer
        .media
        .iter()
        .map(|media| {
            format!("{} {} {} {:?}", media.kind, media.port, media.protocol, media.formats)
        })
        .collect();
    assert_eq!(
        lines,
        [
            "video 0 RTP/AVP [\"96\"]",
            "audio 0 RTP/AVP [\"0\"]",
            "audio 0 RTP/SAVP [\"0\"]",
            "audio 4000 RTP/AVP [\"8\"]",
            "audio 0 RTP/AVP [\"0\"]",
            "application 0 UDP/BFCP [\"*\"]",
        ]
    );
    assert_eq!(negotiated.send, Format::pcma());
    assert_eq!(negotiated.remote_rtp.port(), 6004);
    assert_eq!(negotiated.events_send, None);
}

#[test]
fn codecs_are_matched_by_name_and_clock() {
    let offer = peer(
        "m=audio 6000 RTP/AVP 96 97 0 98 99\r\na=rtpmap:96 pcma/8000\r\na=rtpmap:97 PCMU/16000\r\n\
         a=rtpmap:98 telephone-event/8000\r\na=fmtp:98 0-16\r\na=rtpmap:99 telephone-event/48000\r\n",
    );
    let (answer, negotiated) = answered(&offer, Direction::SendRecv);
    assert_eq!(answer.media[0].formats, ["96", "0", "98"]);
    assert_eq!((&*negotiated.send.name, negotiated.send.payload_type), ("PCMA", 96));
    assert_eq!(negotiated.receive.len(), 2);
    assert_eq!(negotiated.events_send.map(|events| events.payload_type), Some(98));
    assert_eq!(answer.media[0].attribute("fmtp"), Some("98 0-15"));
}

#[test]
fn offers_without_agreement_are_refused() {
    use NegotiationError::*;
    for (lines, error) in [
        ("", NoAudio),
        ("m=audio 0 RTP/AVP 0\r\n", NoAudio),
        ("m=video 1 RTP/AVP 31\r\n", NoAudio),
        ("m=audio 1 RTP/SAVP 0\r\n", NotEncrypted),
        ("m=audio 1 RTP/AVP 18 101\r\na=rtpmap:101 telephone-event/8000\r\n", NoCommonCodec),
        ("m=audio 1 RTP/AVP 96\r\n", NoCommonCodec),
        ("m=audio 1 RTP/AVP 0\r\na=rtpmap:0 PCMU/16000\r\n", NoCommonCodec),
        ("m=audio 1 RTP/AVP 0\r\nc=IN IP6 2001:db8::1\r\n", NoAddress),
        ("m=audio 1 RTP/AVP 0\r\nc=IN IP4 host.example\r\n", NoAddress),
        ("m=audio 1 RTP/AVP 0\r\nc=IN IP4 233.252.0.1/127\r\n", NoAddress),
        ("m=audio 1 RTP/AVP 18\r\nm=video 1 RTP/AVP 31\r\n", NoCommonCodec),
    ] {
        let mut session = session();
        let before = session.clone();
        let result = session.answer(&peer(lines), Direction::SendRecv);
        assert_eq!(result.map(|_| ()), Err(error), "{lines}");
        assert_eq!(session, before);
    }
    let nowhere = parse("m=audio 1 RTP/AVP 0\r\n");
    assert_eq!(session().answer(&nowhere, Direction::SendRecv).map(|_| ()), Err(NoAddress));
}

#[test]
fn directions_of_offer_and_wish_meet_in_the_answer() {
    use Direction::*;
    for (offered, wish, answered_with) in [
        ("", SendRecv, SendRecv),
        ("", SendOnly, SendOnly),
        ("a=sendonly\r\n", SendRecv, RecvOnly),
        ("a=recvonly\r\n", SendRecv, SendOnly),
        ("a=inactive\r\n", SendRecv, Inactive),
        ("a=sendonly\r\n", SendOnly, Inactive),
    ] {
        let offer = peer(&format!("m=audio 6000 RTP/AVP 0\r\n{offered}"));
        let (answer, negotiated) = answered(&offer, wish);
        assert_eq!(answer.direction(&answer.media[0]), answered_with, "{offered}");
        assert_eq!(negotiated.direction, answered_with);
        let held = offered.contains("sendonly") || offered.contains("inactive");
        assert_eq!(negotiated.is_held_by_remote(), held, "{offered}");
    }
}

#[test]
fn unspecified_address_is_a_hold() {
    let offer = parse("c=IN IP4 0.0.0.0\r\nt=0 0\r\nm=audio 6000 RTP/AVP 0\r\n");
    let (answer, negotiated) = answered(&offer, Direction::SendRecv);
    assert_eq!(answer.direction(&answer.media[0]), Direction::RecvOnly);
    assert!(negotiated.is_held_by_remote());
    assert!(!negotiated.direction.sends());
}

#[test]
fn hold_and_resume_raise_the_version_and_repetition_does_not() {
    let mut session = session();
    let offer = peer("m=audio 6000 RTP/AVP 0 8\r\n");
    let (first, _) = answer(&mut session, &offer, Direction::SendRecv);
    let (again, _) = answer(&mut session, &offer, Direction::SendRecv);
    assert_eq!((version(&first), version(&again)), ("1", "1"));
    assert_eq!(first, again);
    let hold = session.offer(Direction::SendOnly);
    assert_eq!(version(hold), "2");
    let held = peer("m=audio 6000 RTP/AVP 0\r\na=recvonly\r\n");
    assert_eq!(session.read_answer(&held).unwrap().direction, Direction::SendOnly);
    let resume = session.offer(Direction::SendRecv);
    assert_eq!(version(resume), "3");
    session.withdraw_offer();
    assert_eq!(session.negotiated().unwrap().direction, Direction::SendOnly);
    assert_eq!(session.read_answer(&held), Err(NegotiationError::NoOffer));
    assert_eq!(version(session.offer(Direction::SendRecv)), "3");
}

#[test]
fn new_offer_keeps_streams_and_payload_types() {
    let mut session = session();
    let offer = peer(
        "m=video 6002 RTP/AVP 31\r\nm=audio 6000 RTP/AVP 101 96\r\na=rtpmap:101 PCMA/8000\r\n\
         a=rtpmap:96 telephone-event/8000\r\n",
    );
    session.answer(&offer, Direction::SendRecv).unwrap();
    let hold = session.offer(Direction::SendOnly);
    assert_eq!(hold.media.len(), 2);
    assert_eq!((hold.media[0].kind.as_str(), hold.media[0].port), ("video", 0));
    assert_eq!(hold.media[1].formats, ["0", "101", "96"]);
    let numbers: Vec<_> = hold.media[1]
        .rtp_formats()
        .into_iter()
        .map(|format| (format.payload_type, format.name))
        .collect();
    assert_eq!(numbers, [(0, "PCMU".into()), (101, "PCMA".into()), (96, "telephone-event".into())]);
}

/// RFC 3264 6: as many streams in the answer as in the offer, also if there are none.
#[test]
fn an_offer_without_streams_is_answered_without_streams() {
    let mut session = session();
    session
        .answer(&peer("m=video 1 RTP/AVP 31\r\nm=audio 2 RTP/AVP 0\r\n"), Direction::SendRecv)
        .unwrap();
    assert_eq!(session.answer_nothing().media, []);
    assert_eq!(session.negotiated(), None);
    let offer = session.offer(Direction::SendRecv);
    assert_eq!(offer.media.len(), 1);
    assert_eq!((offer.media[0].kind.as_str(), offer.media[0].port), ("audio", 4000));
}

#[test]
fn formats_the_peer_does_not_have_make_room() {
    let mut session = session();
    let offer = peer("m=audio 6000 RTP/AVP 0 101\r\na=rtpmap:101 opus/48000/2\r\n");
    session.answer(&offer, Direction::SendRecv).unwrap();
    let next = session.offer(Direction::SendRecv);
    assert_eq!(next.media[0].formats, ["0", "8", "127"]);
}

#[test]
fn current_stream_is_preferred_in_a_new_offer() {
    let mut session = session();
    session
        .answer(&peer("m=audio 0 RTP/AVP 0\r\nm=audio 2 RTP/AVP 0\r\n"), Direction::SendRecv)
        .unwrap();
    let both = peer("m=audio 1 RTP/AVP 0\r\nm=audio 2 RTP/AVP 0\r\n");
    let (answer, negotiated) = answer(&mut session, &both, Direction::SendRecv);
    assert_eq!(negotiated.remote_rtp.port(), 2);
    assert_eq!((answer.media[0].port, answer.media[1].port), (0, 4000));
}

#[test]
fn delayed_offer_is_answered_in_the_ack() {
    let mut session = session();
    let offer = session.offer(Direction::SendRecv);
    assert_eq!(offer.media.len(), 1);
    let negotiated = session.read_answer(&peer("m=audio 6000 RTP/AVP 8\r\n")).unwrap();
    assert_eq!(negotiated.send, Format::pcma());
    assert_eq!(negotiated.receive, [Format::pcma()]);
    assert_eq!(negotiated.events_receive, []);
}

#[test]
fn answers_may_use_other_numbers_and_leave_out_maps() {
    let mut caller = session();
    caller.offer(Direction::SendRecv);
    let answer = peer("m=audio 6000 RTP/AVP 0 100\r\na=rtpmap:100 telephone-event/8000\r\n");
    let negotiated = caller.read_answer(&answer).unwrap();
    assert_eq!(negotiated.events_send.unwrap().payload_type, 100);
    assert_eq!(negotiated.events_receive[0].payload_type, 101);
    let mut caller = session();
    caller.offer(Direction::SendRecv);
    let negotiated = caller.read_answer(&peer("m=audio 6000 RTP/AVP 0 101\r\n")).unwrap();
    assert_eq!(negotiated.events_send.unwrap().payload_type, 101);
}

#[test]
fn bad_answers_change_nothing() {
    use NegotiationError::*;
    for (lines, error) in [
        ("", NoAudio),
        ("m=audio 0 RTP/AVP 0\r\n", NoAudio),
        ("m=audio 1 RTP/AVP 18\r\n", NoCommonCodec),
        ("m=audio 1 RTP/AVP 101\r\n", NoCommonCodec),
        ("m=audio 1 RTP/AVP 0\r\nc=IN IP4 x.example\r\n", NoAddress),
    ] {
        let mut session = session();
        session.offer(Direction::SendRecv);
        let before = session.clone();
        assert_eq!(session.read_answer(&peer(lines)).map(|_| ()), Err(error), "{lines}");
        assert_eq!(session, before);
    }
}

#[test]
fn each_codec_has_its_own_packet_time_where_the_peer_asks_for_none() {
    let capabilities = Capabilities {
        formats: vec![Format::pcmu(), Format::g722(), Format::opus(111, 16_000, false)],
        ptimes_ms: vec![30, 10, 120],
        ..Capabilities::g711(None)
    };
    for (lines, ptime_ms, max_ptime_ms) in [
        ("0\r\n", 30, 60),
        ("9 0\r\n", 10, 60),
        ("9\r\na=ptime:40\r\na=maxptime:50\r\n", 40, 50),
        ("96\r\na=rtpmap:96 opus/48000/2\r\n", 120, 120),
        ("96\r\na=rtpmap:96 opus/48000/2\r\na=maxptime:60\r\n", 60, 60),
        ("96\r\na=rtpmap:96 opus/48000/2\r\na=ptime:100\r\n", 100, 120),
        ("96\r\na=rtpmap:96 opus/48000/2\r\na=maxptime:0\r\n", 120, 120),
    ] {
        let session = || Session::new(capabilities.clone(), local(), 7);
        let offer = peer(&format!("m=audio 6000 RTP/AVP {lines}"));
        let (_, negotiated) = answer(&mut session(), &offer, Direction::SendRecv);
        assert_eq!(
            (negotiated.ptime_ms, negotiated.max_ptime_ms),
            (ptime_ms, max_ptime_ms),
            "{lines}"
        );
    }
}

#[test]
fn absurd_formats_are_passed_over() {
    let numbers: String = (0..128).rev().map(|number| format!(" {number}")).collect();
    let mut lines = format!("m=audio 6000 RTP/AVP{numbers}\r\n");
    for number in 96..128 {
        let rate = ["0", "7", "4294967295", "99999999999", "-8000", "8000/255"][number % 6];
        let name = ["PCMA", "opus", "telephone-event", "CN"][number % 4];
        lines += &format!("a=rtpmap:{number} {name}/{rate}\r\na=fmtp:{number} 0-99999999999\r\n");
    }
    let (answer, negotiated) = answered(&peer(&lines), Direction::SendRecv);
    assert_eq!((negotiated.send.payload_type, negotiated.receive.len()), (8, 2));
    assert!(answer.media[0].formats.len() <= 4, "{:?}", answer.media[0].formats);
}

#[test]
fn absurd_packet_times_are_limited() {
    for (lines, expected) in [
        ("", 20),
        ("a=ptime:30\r\n", 30),
        ("a=ptime:25\r\n", 20),
        ("a=ptime:0\r\n", 20),
        ("a=ptime:5\r\n", 20),
        ("a=ptime:4294967295\r\n", 20),
        ("a=ptime:99999999999999\r\n", 20),
        ("a=ptime:-20\r\n", 20),
        ("a=ptime:x\r\n", 20),
        ("a=ptime:120\r\n", 20),
        ("a=ptime:60\r\na=maxptime:40\r\n", 40),
        ("a=maxptime:10\r\n", 10),
        ("a=maxptime:0\r\n", 20),
        ("a=maxptime:150\r\n", 20),
    ] {
        let offer = peer(&format!("m=audio 6000 RTP/AVP 0\r\n{lines}"));
        let (_, negotiated) = answered(&offer, Direction::SendRecv);
        assert_eq!(negotiated.ptime_ms, expected, "{lines}");
    }
}

#[test]
fn rtcp_goes_where_the_peer_says() {
    for (port, lines, expected) in [
        (6000, "", Some("192.0.2.20:6001")),
        (6000, "a=rtcp:7000\r\n", Some("192.0.2.20:7000")),
        (6000, "a=rtcp:7000 IN IP4 192.0.2.30\r\n", Some("192.0.2.30:7000")),
        (6000, "a=rtcp:0\r\n", None),
        (6000, "a=rtcp:x\r\n", Some("192.0.2.20:6001")),
        (65_535, "", None),
    ] {
        let offer = peer(&format!("m=audio {port} RTP/AVP 0\r\n{lines}"));
        let (_, negotiated) = answered(&offer, Direction::SendRecv);
        assert_eq!(negotiated.remote_rtcp, expected.map(|text| text.parse().unwrap()), "{lines}");
    }
    let mut odd = session();
    odd.set_local(Local { rtcp_port: 4100, ..local() });
    assert_eq!(odd.offer(Direction::SendRecv).media[0].attribute("rtcp"), Some("4100"));
}

#[test]
fn addresses_of_version_six_work() {
    let address = "2001:db8::10".parse().unwrap();
    let mut session = Session::new(Capabilities::g711(None), Local::new(address, 4000), 1);
    let offer = parse("c=IN IP6 2001:db8::20\r\nt=0 0\r\nm=audio 6000 RTP/AVP 0\r\n");
    let (answer, negotiated) = answer(&mut session, &offer, Direction::SendRecv);
    assert_eq!(negotiated.remote_rtp, "[2001:db8::20]:6000".parse().unwrap());
    assert!(answer.to_string().contains("c=IN IP6 2001:db8::10\r\n"));
}

#[test]
fn events_are_offered_for_each_clock() {
    let mut capabilities = Capabilities::g711(Some(101));
    capabilities.formats.push(Format { channels: 2, ..Format::new(111, "opus", 48_000) });
    let mut session = Session::new(capabilities, local(), 1);
    let offer = session.offer(Direction::SendRecv);
    assert_eq!(offer.media[0].formats, ["0", "8", "111", "101", "127"]);
    assert!(offer.to_string().contains("a=rtpmap:127 telephone-event/48000\r\n"));
    assert!(offer.to_string().contains("a=rtpmap:111 opus/48000/2\r\n"));
}

#[test]
fn an_encoding_is_agreed_on_once_however_often_it_is_offered() {
    let numbers: String = (96..126).map(|number| format!(" {number}")).collect();
    let mut lines = format!("m=audio 6000 RTP/AVP{numbers}\r\n");
    for number in 96..126 {
        lines += &format!("a=rtpmap:{number} PCMA/8000\r\n");
    }
    let (answer, negotiated) = answered(&peer(&lines), Direction::SendRecv);
    assert_eq!(answer.media[0].formats, ["96"]);
    assert_eq!((negotiated.send.payload_type, negotiated.receive.len()), (96, 1));
}

#[test]
fn events_of_another_clock_are_better_than_none() {
    let lines = "m=audio 6000 RTP/AVP 111 101\r\na=rtpmap:111 opus/48000/2\r\n\
                 a=rtpmap:101 telephone-event/8000\r\n";
    let mut capabilities = Capabilities::g711(Some(101));
    capabilities.formats.push(Format { channels: 2, ..Format::new(111, "opus", 48_000) });
    let mut session = Session::new(capabilities, local(), 1);
    session.answer(&peer(lines), Direction::SendRecv).unwrap();
    let events = session.negotiated().unwrap().events_send.unwrap();
    assert_eq!((events.payload_type, events.clock_rate), (101, 8_000));
}
