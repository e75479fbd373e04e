use super::*;
use crate::keying::{Services, Suite};
use crate::sdp::{Encryption, Policy};

fn media(port: u16) -> Media {
    let start = RtpStart { ssrc: 1, seq: 2, rtp_time: 3 };
    let local = SocketAddr::from(([10, 0, 0, 1], port));
    Media::new(StreamId(0), start, local, Capabilities::g711(Some(101)), u64::from(port))
}

fn answer(media: &mut Media, offer: &Body) -> Body {
    media.answer(&description(offer).unwrap()).unwrap()
}

fn connected() -> (Media, Media) {
    let (mut a, mut b) = (media(4000), media(5000));
    let answer = answer(&mut b, &a.offer());
    a.read_answer(Some(&answer)).unwrap();
    (a, b)
}

fn reinvite(from: &mut Media, to: &mut Media) {
    let answer = answer(to, &from.offer());
    from.read_answer(Some(&answer)).unwrap();
}

#[test]
fn offer_and_answer_lead_to_a_plan() {
    let (a, _) = connected();
    let plan = a.plan(a.flow(), &LocalOptions::default()).unwrap();
    assert_eq!(plan.flow, Flow::SendRecv);
    assert_eq!(plan.send.kind, CodecKind::Pcmu);
    assert_eq!(plan.events_send.map(|events| events.payload_type), Some(101));
    let (rtp, rtcp) = a.peers().unwrap();
    assert_eq!((rtp.port(), rtcp.map(|rtcp| rtcp.port())), (5000, Some(5001)));
    assert_eq!(a.held(), None);
}

#[test]
fn what_is_on_its_way_can_be_played_after_another_codec_was_agreed() {
    let (mut a, mut b) = connected();
    let received = |media: &Media| {
        let plan = media.plan(media.flow(), &LocalOptions::default()).unwrap();
        plan.receive.iter().map(|codec| codec.payload_type).collect::<Vec<_>>()
    };
    assert_eq!(received(&b), [0, 8, 13]);
    let only_a_law = |offer: Body| {
        let text = String::from_utf8(offer.data).unwrap();
        let data = text.replace("AVP 0 8 ", "AVP 8 ").replace("a=rtpmap:0 PCMU/8000\r\n", "");
        Body { data: data.into_bytes(), ..offer }
    };
    let offer = only_a_law(a.offer());
    answer(&mut b, &offer);
    assert_eq!(received(&b), [8, 13, 0]);
    // It holds until something else is agreed.
    let offer = only_a_law(a.offer());
    answer(&mut b, &offer);
    assert_eq!(received(&b), [8, 13, 0]);
}

#[test]
fn digits_are_sent_as_wanted() {
    let (a, _) = connected();
    let local = LocalOptions { event_volume: 7, ..LocalOptions::default() };
    let plan = a.plan(a.flow(), &local).unwrap();
    assert_eq!((plan.event_volume, plan.events_send.is_some()), (7, true));
    let plan = a.plan(a.flow(), &LocalOptions { digits_as_sound: true, ..local }).unwrap();
    assert_eq!((plan.events_send, plan.events_receive.len()), (None, 1));
}

#[test]
fn either_end_can_forbid_annex_b() {
    use CodecKind::{G729, G729B};
    for (ours, theirs, expected) in
        [(G729B, G729B, G729B), (G729B, G729, G729), (G729, G729B, G729), (G729, G729, G729)]
    {
        let side = |port, kind| {
            let formats = vec![format(kind)];
            let capabilities = Capabilities { formats, ..Capabilities::g711(None) };
            let local = SocketAddr::from(([10, 0, 0, 1], port));
            let start = RtpStart { ssrc: 1, seq: 2, rtp_time: 3 };
            Media::new(StreamId(0), start, local, capabilities, u64::from(port))
        };
        let (mut a, mut b) = (side(4000, ours), side(5000, theirs));
        let answer = answer(&mut b, &a.offer());
        a.read_answer(Some(&answer)).unwrap();
        for media in [&a, &b] {
            let plan = media.plan(media.flow(), &LocalOptions::default()).unwrap();
            assert_eq!((plan.send.kind, plan.send.payload_type), (expected, 18), "{ours:?}");
        }
        let text = String::from_utf8(answer.data).unwrap();
        assert_eq!(text.contains("a=fmtp:18 annexb=no"), expected == G729, "{text}");
    }
}

#[test]
fn each_end_is_sent_the_band_that_it_plays() {
    use CodecKind::{Opus, OpusFull};
    let side = |kind| {
        let capabilities = Capabilities { formats: vec![format(kind)], ..Capabilities::g711(None) };
        let local = SocketAddr::from(([10, 0, 0, 1], 4000));
        let start = RtpStart { ssrc: 1, seq: 2, rtp_time: 3 };
        Media::new(StreamId(0), start, local, capabilities, 1)
    };
    let peer = |parameters: &str| {
        let sdp = format!(
            "v=0\r\no=- 1 1 IN IP4 10.0.0.2\r\ns=-\r\nc=IN IP4 10.0.0.2\r\nt=0 0\r\n\
             m=audio 6000 RTP/AVP 111\r\na=rtpmap:111 opus/48000/2\r\n{parameters}"
        );
        Body { content_type: SDP.to_owned(), data: sdp.into_bytes() }
    };
    for (ours, theirs, sent, khz) in [
        (Opus, "", Opus, 16),
        (Opus, "a=fmtp:111 maxplaybackrate=48000\r\n", Opus, 16),
        (Opus, "a=fmtp:111 stereo=1; maxplaybackrate=8000\r\n", Opus, 8),
        (OpusFull, "", OpusFull, 48),
        (OpusFull, "a=fmtp:111 maxplaybackrate=48000\r\n", OpusFull, 48),
        (OpusFull, "a=fmtp:111 maxplaybackrate=24000\r\n", OpusFull, 24),
        // What it captures does not limit what it plays.
        (OpusFull, "a=fmtp:111 sprop-maxcapturerate=16000\r\n", OpusFull, 48),
        (OpusFull, "a=fmtp:111 maxplaybackrate=16000\r\n", Opus, 16),
        (OpusFull, "a=fmtp:111 maxplaybackrate=8000\r\n", Opus, 8),
    ] {
        let (mut answers, mut offers) = (side(ours), side(ours));
        let answer = answer(&mut answers, &peer(theirs));
        let offer = offers.offer();
        offers.read_answer(Some(&peer(theirs))).unwrap();
        for (media, said) in [(answers, answer), (offers, offer)] {
            let plan = media.plan(media.flow(), &LocalOptions::default()).unwrap();
            assert_eq!(
                (plan.send.kind, plan.options.played_khz),
                (sent, khz),
                "{ours:?}, {theirs}"
            );
            let heard: Vec<_> = plan.receive.iter().map(|codec| codec.kind).collect();
            assert_eq!(heard, [ours], "{theirs}");
            let rate = ours.sample_rate();
            let said = String::from_utf8(said.data).unwrap();
            let rates = format!("maxplaybackrate={rate};sprop-maxcapturerate={rate};stereo=0");
            assert!(said.contains(&rates), "{said}");
        }
    }
}

#[test]
fn hold_is_what_is_agreed_and_not_what_is_wanted() {
    let (mut a, mut b) = connected();
    a.wants_hold = true;
    assert_eq!((a.held(), a.flow(), a.needs_offer()), (None, Flow::Inactive, true));
    reinvite(&mut a, &mut b);
    assert_eq!((a.held(), b.held()), (Some(Side::Local), Some(Side::Remote)));
    assert_eq!((a.flow(), b.flow()), (Flow::Inactive, Flow::RecvOnly));
    b.wants_hold = true;
    reinvite(&mut b, &mut a);
    assert_eq!((a.held(), b.held()), (Some(Side::Both), Some(Side::Both)));
    a.wants_hold = false;
    assert_eq!(a.flow(), Flow::Inactive);
    reinvite(&mut a, &mut b);
    assert_eq!((a.held(), b.held()), (Some(Side::Remote), Some(Side::Local)));
    b.wants_hold = false;
    reinvite(&mut b, &mut a);
    assert_eq!((a.flow(), b.flow()), (Flow::SendRecv, Flow::SendRecv));
}

/// RFC 3264 8.4.
#[test]
fn who_is_held_holds_by_inactive() {
    let direction = |media: &mut Media| {
        let offer = description(&media.offer()).unwrap();
        offer.direction(&offer.media[0])
    };
    let (mut a, mut b) = connected();
    a.wants_hold = true;
    assert_eq!(direction(&mut a), Direction::SendOnly);
    reinvite(&mut a, &mut b);
    b.wants_hold = true;
    assert_eq!(direction(&mut b), Direction::Inactive);
    b.wants_hold = false;
    assert_eq!(direction(&mut b), Direction::SendRecv);
}

#[test]
fn an_early_answer_gives_way_to_the_final_one() {
    let mut a = media(4000);
    let offer = a.offer();
    let (early, last) = (answer(&mut media(5000), &offer), answer(&mut media(6000), &offer));
    a.read_early_answer("1", &early).unwrap();
    assert_eq!(a.peers().unwrap().0.port(), 5000);
    assert!(a.is_offering());
    a.read_first_answer("2", Some(&last)).unwrap();
    assert_eq!(a.peers().unwrap().0.port(), 6000);
}

#[test]
fn an_early_answer_is_the_final_one_if_nothing_follows() {
    let mut a = media(4000);
    let offer = a.offer();
    for (fork, port) in [("1", 5000), ("2", 6000)] {
        let answer = answer(&mut media(port), &offer);
        a.read_early_answer(fork, &answer).unwrap();
        assert_eq!(a.peers().unwrap().0.port(), port);
    }
    a.read_first_answer("1", None).unwrap();
    assert!(!a.is_offering());
    assert_eq!(a.peers().unwrap().0.port(), 5000);
}

#[test]
fn a_fork_can_change_what_it_agreed_on_before_it_answers() {
    let (mut a, mut b) = (media(4000), media(5000));
    let answer = answer(&mut b, &a.offer());
    a.read_early_answer("1", &answer).unwrap();
    b.set_local(SocketAddr::from(([10, 0, 0, 1], 7000)));
    let answer = a.answer_early("1", &b.offer()).unwrap();
    b.read_answer(Some(&answer)).unwrap();
    assert_eq!(a.peers().unwrap().0.port(), 7000);
    assert!(a.answer_early("2", &media(9000).offer()).is_err());
    a.read_first_answer("1", None).unwrap();
    assert_eq!(a.peers().unwrap().0.port(), 7000);
}

#[test]
fn what_cannot_be_answered_has_its_own_status() {
    let body = |content_type: &str, data: &str| Body {
        content_type: content_type.to_owned(),
        data: data.as_bytes().to_vec(),
    };
    let other = |media: &str, address: &str| {
        format!("v=0\r\no=- 1 1 IN IP4 10.0.0.2\r\ns=-\r\nc=IN {address}\r\nt=0 0\r\nm={media}\r\n")
    };
    let (here, there) = ("IP4 10.0.0.2", "IP6 2001:db8::2");
    let warning = |code| (StatusCode::NOT_ACCEPTABLE_HERE, Some(code));
    let local = SocketAddr::from(([10, 0, 0, 1], 4000));
    for (body, status) in [
        (body("text/plain", "hello"), (StatusCode::UNSUPPORTED_MEDIA_TYPE, None)),
        (body(SDP, "hello"), (StatusCode::BAD_REQUEST, None)),
        (body(SDP, &other("audio 4000 RTP/AVP 18", here)), warning(305)),
        (body(SDP, &other("video 4000 RTP/AVP 31", here)), warning(304)),
        (body(SDP, &other("audio 0 RTP/AVP 0", here)), warning(304)),
        (body(SDP, &other("audio 4000 RTP/AVP 0", there)), warning(301)),
    ] {
        let checked = description(&body)
            .and_then(|offer| check_offer(&offer, &Capabilities::g711(None), local.ip()));
        let refusal = checked.unwrap_err().refusal();
        assert_eq!((refusal.status, refusal.warning.map(|warning| warning.code)), status);
    }
}

fn encrypted(port: u16) -> Media {
    let encryption = Encryption {
        policy: Policy::Required,
        suites: vec![Suite::Aes128Tag80],
        mki_octets: 0,
        states_lifetime: true,
        services: Services::ALL,
        rng: Rng::new([port as u8; 32]),
    };
    let capabilities = Capabilities { encryption: Some(encryption), ..Capabilities::g711(None) };
    let start = RtpStart { ssrc: 1, seq: 2, rtp_time: 3 };
    let local = SocketAddr::from(([10, 0, 0, 1], port));
    Media::new(StreamId(0), start, local, capabilities, u64::from(port))
}

/// RFC 4568 7.1.1: each fork got the same key, and could hear what the others are told.
#[test]
fn a_key_that_several_forks_know_is_changed_at_once() {
    for (forks, shared) in [(&[5000][..], false), (&[5000, 6000], true)] {
        let mut a = encrypted(4000);
        let offer = a.offer();
        let mut others: Vec<_> = forks.iter().map(|&port| encrypted(port)).collect();
        for (b, fork) in others.iter_mut().zip(["1", "2"]) {
            let answer = answer(b, &offer);
            a.read_early_answer(fork, &answer).unwrap();
        }
        a.read_first_answer("1", None).unwrap();
        assert_eq!(a.needs_offer(), shared);
        let first = a.keys().cloned();
        let answer = answer(&mut others[0], &a.offer());
        a.read_answer(Some(&answer)).unwrap();
        assert_eq!((a.keys() != first.as_ref(), a.needs_offer()), (shared, false));
    }
}

#[test]
fn a_hold_has_new_keys_and_a_sign_of_life_the_same() {
    let (mut a, mut b) = (encrypted(4000), encrypted(5000));
    reinvite(&mut a, &mut b);
    let first = a.keys().cloned();
    a.ask_for_life();
    reinvite(&mut a, &mut b);
    assert_eq!(a.keys(), first.as_ref());
    a.wants_hold = true;
    reinvite(&mut a, &mut b);
    assert_ne!(a.keys(), first.as_ref());
}
