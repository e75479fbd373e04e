use super::*;
use crate::keying::{Keying, Suite};
use crate::rtp::packet::HEADER;
use crate::rtp::{PayloadType, Seq};

const WALL: WallTime = WallTime(1_795_000_000_000_000);

fn control(ssrc: u32) -> Control {
    Control::new(ssrc, 8_000, "phone@host".into(), Rng::new([ssrc as u8; 32]), Instant::ZERO)
}

fn rtp(ssrc: u32, n: u32) -> [u8; HEADER + 160] {
    let mut packet = [0; HEADER + 160];
    let header = Header {
        marker: false,
        payload_type: PayloadType(8),
        seq: Seq(n as u16),
        rtp_time: RtpTime(n * 160),
        ssrc: Ssrc(ssrc),
    };
    packet[..HEADER].copy_from_slice(&header.to_bytes());
    packet
}

fn with_keys(ends: &mut [Control; 2]) {
    let mut rng = Rng::new([8; 32]);
    let [send, receive] = [(); 2].map(|()| Keying::random(Suite::Gcm128, &mut rng));
    let keys = KeyPair { send: send.clone(), receive: receive.clone() };
    ends[0].protect(Some(&keys));
    ends[1].protect(Some(&KeyPair { send: receive, receive: send }));
}

#[test]
fn sound_and_reports_go_through_the_shield() {
    let mut ends = [control(1), control(2)];
    with_keys(&mut ends);
    let clear = rtp(1, 1);
    let sent = ends[0].handle_sent(&clear, Instant::ZERO).unwrap().to_vec();
    assert_eq!((sent.len(), sent[12..172] == clear[12..]), (clear.len() + 16, false));
    assert_eq!(ends[1].handle_rtp(&sent, Instant::ZERO), Some(&clear[..]));
    assert_eq!(ends[1].handle_rtp(&rtp(1, 5), Instant::ZERO), None);
    let Some(Output::Report(report)) = ends[1].poll_output() else { panic!("it is told") };
    assert_eq!((report.refused, report.refused_in_a_row), (1, 1));
    assert_eq!(ends[1].handle_rtp(&sent, Instant::ZERO), None, "it came before");
    assert_eq!(ends[1].poll_output(), None);
    let next = rtp(1, 2);
    let next = ends[0].handle_sent(&next, Instant::ZERO).unwrap().to_vec();
    assert!(ends[1].handle_rtp(&next, Instant::ZERO).is_some());
    let Some(Output::Report(report)) = ends[1].poll_output() else { panic!("it is told") };
    assert_eq!((report.refused, report.refused_in_a_row), (1, 0));
    ends[0].handle_timeout(Instant::from_millis(4_000), WALL);
    let Some(Output::Send(report)) = ends[0].poll_output() else { panic!("one is due") };
    assert!(rtcp::parse(&report).is_err(), "its length does not count what protects it");
    ends[1].handle_rtcp(&report, Instant::from_millis(4_000));
    assert_eq!(ends[1].last_report.map(|(_, at)| at), Some(Instant::from_millis(4_000)));
}

/// Two ends with `way` between them, each packet `n` lost from a to b if `lost(n)`; returns
/// the last report of each.
fn converse(seconds: u64, way: Duration, lost: impl Fn(u32) -> bool) -> [NetworkReport; 2] {
    let mut ends = [control(1), control(2)];
    let mut on_the_way: Vec<(Instant, usize, bool, Vec<u8>)> = Vec::new();
    let mut last = [NetworkReport::default(); 2];
    for ms in 0..seconds * 1_000 {
        let now = Instant::from_millis(ms);
        let wall = WALL.plus(now.since(Instant::ZERO));
        for (n, end) in ends.iter_mut().enumerate() {
            if ms % 20 == 0 {
                let number = (ms / 20) as u32;
                let packet = rtp(n as u32 + 1, number);
                let sent = end.handle_sent(&packet, now).unwrap().to_vec();
                if n == 1 || !lost(number) {
                    on_the_way.push((now + way, 1 - n, false, sent));
                }
            }
            end.handle_timeout(now, wall);
            while let Some(output) = end.poll_output() {
                match output {
                    Output::Send(bytes) => on_the_way.push((now + way, 1 - n, true, bytes)),
                    Output::Report(report) => last[n] = report,
                    Output::Bye => unreachable!("nobody leaves"),
                }
            }
        }
        let (arrived, rest) = on_the_way.into_iter().partition(|(at, ..)| *at <= now);
        on_the_way = rest;
        for (_, to, is_rtcp, bytes) in arrived {
            if is_rtcp {
                ends[to].handle_rtcp(&bytes, now);
            } else {
                assert!(ends[to].handle_rtp(&bytes, now).is_some());
            }
        }
    }
    last
}

#[test]
fn both_ends_learn_round_trip_and_loss() {
    let [a, b] = converse(60, Duration::from_millis(35), |n| n % 4 == 3);
    for report in [a, b] {
        let round_trip = report.round_trip_ms.unwrap();
        // A 65536th of a second each way, and a millisecond of this clock.
        assert!((round_trip - 70.0).abs() < 1.1, "{round_trip}");
        assert!(report.jitter_ms < 1.0);
    }
    assert!((a.remote_loss - 0.25).abs() < 0.02, "{}", a.remote_loss);
    assert!((700..=760).contains(&b.lost), "{}", b.lost);
    assert_eq!((a.lost, b.remote_loss), (0, 0.0));
}

#[test]
fn reports_keep_their_intervals() {
    let mut control = control(1);
    let mut times = Vec::new();
    for ms in 0..120_000 {
        let now = Instant::from_millis(ms);
        control.handle_timeout(now, WALL);
        while let Some(output) = control.poll_output() {
            if matches!(output, Output::Send(_)) {
                times.push(ms);
            }
        }
    }
    assert!((1_026..=3_079).contains(&times[0]), "{times:?}");
    assert!(times.windows(2).all(|pair| (2_051..=6_158).contains(&(pair[1] - pair[0]))));
}

#[test]
fn without_sending_a_receiver_report_is_made() {
    let mut control = control(1);
    let _ = control.handle_rtp(&rtp(2, 0), Instant::ZERO);
    control.handle_timeout(Instant::from_millis(4_000), WALL);
    let Some(Output::Send(bytes)) = control.poll_output() else { unreachable!("one is due") };
    let packets = rtcp::parse(&bytes).unwrap();
    assert!(matches!(&packets[0], Rtcp::ReceiverReport { blocks, .. } if blocks.len() == 1));
    assert!(matches!(&packets[1], Rtcp::SourceDescription(_)));
}

#[test]
fn second_source_must_prove_itself_and_goodbye_is_told() {
    let mut control = control(1);
    let packets = [(2, 10), (3, 50), (2, 11), (3, 51), (3, 52), (3, 53)];
    let believed =
        packets.map(|(ssrc, n)| control.handle_rtp(&rtp(ssrc, n), Instant::ZERO).is_some());
    assert_eq!(believed, [true, false, true, false, true, true]);
    control.handle_rtcp(&rtcp::print(&[Rtcp::Goodbye(vec![Ssrc(2)], None)]), Instant::ZERO);
    assert_eq!(control.poll_output(), None);
    control.handle_rtcp(&rtcp::print(&[Rtcp::Goodbye(vec![Ssrc(3)], None)]), Instant::ZERO);
    assert_eq!(control.poll_output(), Some(Output::Bye));
}

#[test]
fn what_is_heard_does_not_change_hands_while_both_send() {
    let mut control = control(1);
    let mut numbers = [0; 2];
    let mut heard = Vec::new();
    // The network brings their packets in runs, now of one and now of the other.
    for n in 0..500 {
        let now = Instant::from_millis(n * 10);
        let which = usize::from(n / 3 % 2 == 1);
        numbers[which] += 1;
        if control.handle_rtp(&rtp(2 + which as u32, numbers[which]), now).is_some() {
            heard.push(which);
        }
    }
    let changes = heard.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert_eq!(changes, 1, "{heard:?}");
    // The one that is heard ends: 200 ms later the other is.
    let last = *heard.last().unwrap();
    let other = 1 - last;
    let believed = (0..30).find(|n| {
        let now = Instant::from_millis(5_000 + n * 20);
        numbers[other] += 1;
        control.handle_rtp(&rtp(2 + other as u32, numbers[other]), now).is_some()
    });
    assert!((8..=11).contains(&believed.unwrap()), "{believed:?}");
}

#[test]
fn a_third_source_does_not_disturb_two() {
    let mut control = control(1);
    control.mix(true);
    for n in 0..50 {
        let now = Instant::from_millis(u64::from(n) * 20);
        let believed = [2, 3, 4].map(|ssrc| control.handle_rtp(&rtp(ssrc, n), now).is_some());
        assert_eq!(believed, [true, n > 0, false], "{n}");
    }
    // The second one ends, and the third takes its place.
    let believed = (50..100).filter(|&n| {
        let now = Instant::from_millis(u64::from(n) * 20);
        assert!(control.handle_rtp(&rtp(2, n), now).is_some());
        control.handle_rtp(&rtp(4, n), now).is_some()
    });
    assert!((22..=25).contains(&believed.count()));
}

#[test]
fn what_is_of_no_use_is_counted() {
    let mut control = control(1);
    assert!(control.handle_rtp(&rtp(2, 0), Instant::ZERO).is_some());
    for packet in [&b"\0\x01"[..], b"OPTIONS sip:a SIP/2.0\r\n\r\n", &[0; 300]] {
        assert_eq!(control.handle_rtp(packet, Instant::ZERO), None);
    }
    let told = |control: &mut Control| {
        let mut last = None;
        while let Some(Output::Report(report)) = control.poll_output() {
            last = Some(report);
        }
        last
    };
    let report = told(&mut control).unwrap();
    assert_eq!((report.malformed, report.malformed_in_a_row), (2, 2));
    assert_eq!(control.handle_rtp(&rtp(3, 0), Instant::ZERO), None);
    assert!(control.handle_rtp(&rtp(2, 1), Instant::ZERO).is_some());
    let report = told(&mut control).unwrap();
    assert_eq!((report.malformed, report.malformed_in_a_row), (3, 0));
    control.handle_rtcp(b"no report", Instant::ZERO);
    control.handle_timeout(Instant::from_millis(4_000), WALL);
    let Some(Output::Send(_)) = control.poll_output() else { panic!("a report is due") };
    let report = told(&mut control).unwrap();
    assert_eq!((report.malformed, report.disbelieved), (4, 1));
}

#[test]
fn a_second_source_is_heard_beside_the_first_where_it_may() {
    let mut control = control(1);
    control.mix(true);
    let mut believes = |ssrc, n| control.handle_rtp(&rtp(ssrc, n), Instant::ZERO).is_some();
    let believed = (0..5).map(|n| (believes(2, 10 + n), believes(3, 50 + n)));
    let believed: Vec<_> = believed.collect();
    assert_eq!(believed[0], (true, false));
    assert!(believed[1..].iter().all(|both| *both == (true, true)), "{believed:?}");
    assert_eq!(control.source.map(|source| source.ssrc()), Some(Ssrc(2)));
    (55..105).for_each(|n| assert!(control.handle_rtp(&rtp(3, n), Instant::ZERO).is_some()));
    assert_eq!(control.source.map(|source| source.ssrc()), Some(Ssrc(3)));
}

#[test]
fn goodbye_is_the_last_word() {
    let mut control = control(1);
    assert!(control.handle_sent(&rtp(1, 0), Instant::ZERO).is_some());
    control.bye(Instant::from_millis(100), WALL);
    control.bye(Instant::from_millis(200), WALL);
    let Some(Output::Send(bytes)) = control.poll_output() else { unreachable!("it is sent") };
    let packets = rtcp::parse(&bytes).unwrap();
    assert!(matches!(&packets[0], Rtcp::SenderReport { .. }));
    assert_eq!(packets.last(), Some(&Rtcp::Goodbye(vec![Ssrc(1)], None)));
    assert_eq!((control.poll_output(), control.poll_timeout()), (None, None));
}

#[test]
fn wall_time_is_written_as_ntp() {
    assert_eq!(ntp(WallTime(0)), 2_208_988_800 << 32);
    assert_eq!(ntp(WallTime(500_000)), (2_208_988_800 << 32) | (1 << 31));
}
