//! What tshark says of packets of a call: telephone events and reports (RFC 4733, 3550, 3611).
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use hookswitch_core::media::control::{Control, Output};
use hookswitch_core::media::graph::{Graph, Spec};
use hookswitch_core::media::plan::{
    Codec, CodecKind, Command, Digit, EventFormat, Measured, Plan, RtpStart, StreamId, StreamPlan,
};
use hookswitch_core::rng::Rng;
use hookswitch_core::time::{Duration, Instant, WallTime};
use hookswitch_opus::AllPrograms;
use hookswitch_tests::peers::wireshark::{Captured, read};

const STREAM: StreamId = StreamId(1);

/// Twelve seconds in which one side speaks and holds `5` down for two, and the other loses every
/// twentieth packet; both report.
fn call(codec: Codec) -> Vec<Captured> {
    let clock_rate = codec.kind.clock_rate();
    let start = RtpStart { ssrc: 9, seq: 65_500, rtp_time: u32::MAX - 48_000 };
    let stream = StreamPlan {
        events_send: Some(EventFormat { payload_type: 101, clock_rate }),
        noise: codec.kind.describes_with_noise().then_some(13),
        ..StreamPlan::new(STREAM, codec, start)
    };
    let graph = || {
        let mut graph = Graph::new(Spec { sample_rate: 48_000, grain: 480 }, &AllPrograms);
        graph.apply(&Plan { streams: vec![stream.clone()], ..Plan::default() });
        graph
    };
    let control = |ssrc: u32| {
        let rng = Rng::new([ssrc as u8; 32]);
        let mut control = Control::new(ssrc, clock_rate, "desk".to_owned(), rng, Instant::ZERO);
        control.measure(Some(Measured { codec: codec.kind, packet_ms: 20, told: true }));
        control
    };
    let (mut here, mut there, mut ours, mut theirs) = (graph(), graph(), control(9), control(5));
    let (mut captured, mut count) = (Vec::new(), 0);
    for n in 0..1_200_u64 {
        let now = Instant::ZERO + Duration::from_millis(n * 10);
        match n {
            400 => here.command(Command::SendDigit {
                stream: Some(STREAM),
                digit: Digit::from_char('5').unwrap(),
                duration_ms: u16::MAX,
            }),
            600 => here.command(Command::EndDigit { stream: Some(STREAM), duration_ms: 2_000 }),
            _ => {}
        }
        let talks = n % 200 < 100;
        let said: Vec<f32> = (0..480).map(|i| f32::from(i % 96 < 9 && talks) * 0.3).collect();
        here.process(&said, &mut [0.0; 480]);
        let mut buffer = [0; 1_500];
        while let Some((_, length)) = here.poll_packet(&mut buffer) {
            let packet = ours.handle_sent(&buffer[..length], now).unwrap().to_vec();
            count += 1;
            if count % 20 != 0
                && let Some(packet) = theirs.handle_rtp(&packet, now)
            {
                there.receive(STREAM, packet);
            }
            captured.push(Captured::Rtp(packet));
        }
        there.process(&[], &mut [0.0; 480]);
        let report = there.report();
        report.streams.iter().for_each(|stream| theirs.play_out(stream));
        for control in [&mut ours, &mut theirs] {
            control.handle_timeout(now, WallTime(1_790_000_000_000));
            while let Some(output) = control.poll_output() {
                if let Output::Send(packet) = output {
                    captured.push(Captured::Rtcp(packet));
                }
            }
        }
    }
    ours.bye(Instant::ZERO + Duration::from_secs(12), WallTime(1_790_000_012_000));
    while let Some(Output::Send(packet)) = ours.poll_output() {
        captured.push(Captured::Rtcp(packet));
    }
    captured
}

#[test]
fn events_and_reports_are_read_without_complaint() {
    for (kind, payload_type) in [(CodecKind::Pcma, 8), (CodecKind::Opus, 111)] {
        let captured = call(Codec { kind, payload_type });
        let complaints = "_ws.malformed || _ws.expert.severity >= 0x600000";
        let complaints = read(&captured, complaints, &["frame.number", "_ws.expert.message"]);
        assert_eq!(complaints, Vec::<Vec<String>>::new(), "{kind:?}");
        let fields = [
            "rtp.timestamp",
            "rtp.marker",
            "rtpevent.event_id",
            "rtpevent.end_of_event",
            "rtpevent.volume",
            "rtpevent.duration",
        ];
        let events = read(&captured, "rtpevent", &fields);
        let number = |text: &str| text.parse::<u32>().unwrap_or_else(|_| panic!("{text}"));
        assert!(events.iter().all(|event| event[2] == "5" && event[4] == "10"), "{events:?}");
        let flags = |field: usize| events.iter().filter(|event| event[field] == "1").count();
        assert_eq!((flags(1), flags(3)), (1, 3), "{kind:?}: begins once, ends three times");
        // Segments follow each other without a gap (2.5.1.3): two at 48 kHz.
        let ticks = kind.clock_rate() / 1_000;
        let [first, last] = [&events[0], events.last().unwrap()];
        let passed = number(&last[0]).wrapping_sub(number(&first[0]));
        assert_eq!(passed, if ticks == 48 { 65_535 } else { 0 });
        assert_eq!((passed + number(&last[5])) / ticks, 2_000);

        let fields = ["rtcp.pt", "rtcp.length_check", "rtcp.ssrc.fraction"];
        let reports = read(&captured, "rtcp", &fields);
        assert!(reports.len() >= 5, "{reports:?}");
        assert!(
            reports.iter().all(|report| report[1] == "1" || report[1] == "True"),
            "{reports:?}"
        );
        let goodbye = reports.last().unwrap();
        assert!(goodbye[0].ends_with("203"), "{goodbye:?}");
        let fields = [
            "rtcp.xr.voipmetrics.rfactor",
            "rtcp.xr.voipmetrics.moslq",
            "rtcp.xr.voipmetrics.gmin",
        ];
        let metrics = read(&captured, "rtcp.xr.bt == 7 && rtcp.senderssrc == 5", &fields);
        let last = metrics.last().expect("extended reports");
        assert!((30..93).contains(&number(&last[0])), "{last:?}");
        let score: f32 = last[1].parse().expect(&last[1]);
        assert!((2.0..4.4).contains(&score), "{last:?}");
        assert_eq!(last[2], "16");
    }
}
