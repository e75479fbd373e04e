//! What goes through a graph.

use super::super::plan::{
    Codec, CodecKind, Digit, EventFormat, Flow, RtpStart, StreamPlan, StreamReport,
};
use super::super::program::OwnPrograms;
use super::*;
use crate::dsp::g711;
use crate::rtp::event::Event;
use crate::rtp::packet::{HEADER, Header, Packet};

const SPEC: Spec = Spec { sample_rate: 48_000, grain: 480 };
const STREAM: StreamId = StreamId(3);
const START: RtpStart = RtpStart { ssrc: 9, seq: 65_534, rtp_time: u32::MAX - 100 };
const SILENCE: u8 = g711::encode_a(0);

fn stream(id: StreamId, flow: Flow) -> StreamPlan {
    let codec = Codec { kind: CodecKind::Pcma, payload_type: 8 };
    let events = Some(EventFormat { payload_type: 101, clock_rate: 8_000 });
    StreamPlan {
        flow,
        events_send: events,
        events_receive: events.into_iter().collect(),
        ..StreamPlan::new(id, codec, START)
    }
}

fn plan(flow: Flow) -> Plan {
    Plan { streams: vec![stream(STREAM, flow)], ..Plan::default() }
}

fn graph(plan: &Plan) -> Graph {
    let mut graph = Graph::new(SPEC, &OwnPrograms);
    graph.apply(plan);
    graph
}

fn report(graph: &mut Graph) -> StreamReport {
    graph.report().streams.remove(0)
}

/// Feeds `ms` of a tone; returns header and payload of what is sent.
fn send(graph: &mut Graph, ms: usize) -> Vec<(Header, Vec<u8>)> {
    let mut sent = Vec::new();
    for n in 0..ms * 48 / 96 {
        let sample = |i: usize| ((n * 96 + i) as f32 * 0.1).sin() * 0.5;
        let input: Vec<f32> = (0..96).map(sample).collect();
        graph.process(&input, &mut [0.0; 96]);
        let mut buffer = [0; 1_500];
        while let Some((id, length)) = graph.poll_packet(&mut buffer) {
            assert_eq!(id, STREAM);
            let packet = Packet::parse(&buffer[..length]).unwrap();
            sent.push((packet.header, packet.payload.to_vec()));
        }
    }
    sent
}

fn is_silence(payload: &[u8]) -> bool {
    payload.iter().all(|&code| code == SILENCE)
}

#[test]
fn packets_count_on_from_the_start() {
    let sent = send(&mut graph(&plan(Flow::SendRecv)), 100);
    let headers: Vec<_> =
        sent.iter().map(|(header, _)| (header.seq.0, header.rtp_time.0, header.marker)).collect();
    let time = |n: u32| (u32::MAX - 100).wrapping_add(n * 160);
    assert_eq!(
        headers,
        [
            (65_534, time(0), true),
            (65_535, time(1), false),
            (0, time(2), false),
            (1, time(3), false),
            (2, time(4), false)
        ]
    );
    assert!(sent.iter().all(|(header, payload)| header.ssrc.0 == 9 && payload.len() == 160));
    assert!(!is_silence(&sent[2].1));
}

#[test]
fn muted_microphone_sends_real_silence() {
    let mut graph = graph(&plan(Flow::SendRecv));
    send(&mut graph, 100);
    graph.apply(&Plan { muted: true, ..plan(Flow::SendRecv) });
    // The first packet and the length of the resampler still hold what came before.
    let sent = send(&mut graph, 200);
    assert!(sent[2..].iter().all(|(_, payload)| is_silence(payload)));
    assert_eq!(sent.len(), 10);
}

#[test]
fn held_stream_sends_nothing_and_its_clock_goes_on() {
    for held in [Flow::Inactive, Flow::RecvOnly] {
        let mut graph = graph(&plan(Flow::SendRecv));
        let before = send(&mut graph, 100);
        graph.apply(&plan(held));
        assert!(send(&mut graph, 200).is_empty());
        graph.apply(&plan(Flow::SendRecv));
        let after = send(&mut graph, 100);
        let ((last, _), (first, _)) = (&before[4], &after[0]);
        assert_eq!(first.seq, last.seq.next());
        assert_eq!(first.rtp_time.ahead_of(last.rtp_time), 160 * 11);
        assert!(first.marker && !after[1].0.marker);
    }
}

#[test]
fn another_start_begins_anew() {
    let mut graph = graph(&plan(Flow::SendRecv));
    send(&mut graph, 100);
    let mut changed = plan(Flow::SendRecv);
    changed.streams[0].start = RtpStart { ssrc: 10, seq: 1, rtp_time: 2 };
    graph.apply(&changed);
    let (header, _) = send(&mut graph, 40).remove(0);
    assert_eq!((header.ssrc.0, header.seq.0, header.rtp_time.0), (10, 1, 2));
}

#[test]
fn packet_time_follows_the_plan() {
    for (ptime_ms, bytes) in [(10, 80), (30, 240), (60, 480), (0, 80), (500, 480)] {
        let mut plan = plan(Flow::SendRecv);
        plan.streams[0].ptime_ms = ptime_ms;
        let sent = send(&mut graph(&plan), 300);
        assert!(sent.iter().all(|(_, payload)| payload.len() == bytes), "{ptime_ms}");
    }
}

fn digit(c: char, duration_ms: u16) -> Command {
    let digit = Digit::from_char(c).unwrap();
    Command::SendDigit { stream: Some(STREAM), digit, duration_ms }
}

#[test]
fn digits_are_sent_as_events_without_the_microphone() {
    let mut graph = graph(&plan(Flow::SendRecv));
    send(&mut graph, 100);
    graph.command(digit('7', 100));
    graph.command(digit('#', 100));
    let sent = send(&mut graph, 500);
    let events: Vec<_> = sent
        .iter()
        .filter(|(header, _)| header.payload_type.0 == 101)
        .map(|(_, payload)| payload[0])
        .collect();
    // Five packets that grow, of which the last is the end, and the end twice more.
    assert_eq!(events, [[7; 7], [11; 7]].concat());
    let seqs: Vec<_> = sent.windows(2).map(|pair| pair[1].0.seq.ahead_of(pair[0].0.seq)).collect();
    assert!(seqs.iter().all(|&step| step == 1));
    let mut receiver = self::graph(&plan(Flow::RecvOnly));
    for (header, payload) in &sent {
        let packet = Packet { header: *header, csrc: &[], extension: None, payload };
        let mut bytes = [0; 200];
        let length = packet.print(&mut bytes).unwrap();
        receiver.receive(STREAM, &bytes[..length]);
    }
    let digits: Vec<_> = report(&mut receiver).digits.iter().map(|digit| digit.to_char()).collect();
    assert_eq!(digits, ['7', '#']);
}

#[test]
fn digits_are_sent_as_tones_to_a_peer_without_events() {
    let mut plan = plan(Flow::SendRecv);
    plan.streams[0].events_send = None;
    let mut graph = graph(&plan);
    send(&mut graph, 100);
    graph.command(digit('1', 100));
    let sent = send(&mut graph, 160);
    let samples: Vec<f32> = sent[2..5]
        .iter()
        .flat_map(|(_, payload)| payload)
        .map(|&code| g711::from_i16(g711::decode_a(code)))
        .collect();
    let power = |hz: f32| {
        let turn = |n: usize| n as f32 * hz * core::f32::consts::TAU / 8_000.0;
        let re: f32 = samples.iter().enumerate().map(|(n, s)| s * turn(n).cos()).sum();
        let im: f32 = samples.iter().enumerate().map(|(n, s)| s * turn(n).sin()).sum();
        (re * re + im * im).sqrt() / samples.len() as f32
    };
    // The microphone hums at 764 Hz.
    assert!(power(697.0) > 0.05 && power(1_209.0) > 0.05 && power(764.0) < 0.02);
}

#[test]
fn a_digit_lasts_as_long_as_its_key_is_held_down() {
    for in_band in [false, true] {
        let mut plan = plan(Flow::SendRecv);
        if in_band {
            plan.streams[0].events_send = None;
        }
        let mut graph = graph(&plan);
        graph.command(digit('7', u16::MAX));
        // More than a segment of an event is long.
        let held = send(&mut graph, 9_000);
        graph.command(Command::EndDigit { stream: Some(STREAM), duration_ms: 9_000 });
        let after = send(&mut graph, 400);
        let is_digit = |sent: &&(Header, Vec<u8>)| {
            if in_band { !is_silence(&sent.1) } else { sent.0.payload_type.0 == 101 }
        };
        assert!(held.iter().filter(is_digit).count() >= 448, "in band: {in_band}");
        let rest = after.iter().filter(is_digit).count();
        // The hum of the microphone is back after the digit and its pause.
        assert!(if in_band { rest >= 15 } else { rest <= 5 }, "in band: {in_band}, {rest}");
        if !in_band {
            let ends: Vec<_> = after.iter().filter(|(_, payload)| payload.len() == 4).collect();
            let ends = ends.iter().filter(|(_, payload)| payload[1] & 0x80 != 0);
            let durations = ends.map(|(_, it)| u16::from_be_bytes([it[2], it[3]]));
            let durations: Vec<_> = durations.collect();
            assert!(durations.len() == 3, "{durations:?}");
            assert!(durations[0].abs_diff((72_000 - 65_535) as u16) <= 320, "{durations:?}");
        }
        // What is heard here ends, too.
        let mut output = [0.0; 4_800];
        graph.process(&[], &mut output);
        assert!(output.iter().all(|&sample| sample == 0.0));
    }
}

#[test]
fn digit_is_heard_here() {
    let mut graph = graph(&plan(Flow::SendRecv));
    graph.command(digit('5', 100));
    let mut output = [0.0; 4_800];
    graph.process(&[], &mut output);
    assert!(output.iter().any(|sample| sample.abs() > 0.2));
    graph.process(&[], &mut output);
    assert!(output[480..].iter().all(|&sample| sample == 0.0));
}

/// Feeds packets of a digit that is held for `lasts_ms`, one each 20 ms, up to number `last`; returns for
/// how many milliseconds it is heard, and how loud it is.
fn heard_digit(lasts_ms: u16, last: u16, volume: u8) -> (usize, f32) {
    let mut plan = plan(Flow::SendRecv);
    plan.streams[0].plays_events = true;
    let mut graph = graph(&plan);
    let (mut heard, mut peak) = (0, 0.0_f32);
    for seq in 0..60 {
        let ms = (seq + 1) * 20;
        if seq <= last && ms < lasts_ms + 60 {
            let event =
                Event { code: 5, end: ms >= lasts_ms, volume, duration: ms.min(lasts_ms) * 8 };
            let mut bytes = packet(seq, 0.0);
            bytes.truncate(HEADER);
            bytes[1] = 101;
            bytes[4..8].fill(0);
            bytes.extend(event.to_bytes());
            graph.receive(STREAM, &bytes);
        }
        let mut output = [0.0; 960];
        graph.process(&[], &mut output);
        for ms in output.chunks(48) {
            let loudest = ms.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
            heard += usize::from(loudest > 1e-3);
            peak = peak.max(loudest);
        }
    }
    (heard, peak)
}

#[test]
fn a_received_digit_is_heard_as_long_and_as_loud_as_it_was_sent() {
    for (lasts_ms, last, expected) in [(100, 60, 100), (500, 60, 500), (20, 60, 40)] {
        let (heard, _) = heard_digit(lasts_ms, last, 10);
        assert!(heard.abs_diff(expected) <= 12, "{lasts_ms}: {heard} ms");
    }
    // Its end is lost: the last packet came after 160 ms.
    let (heard, _) = heard_digit(500, 8, 10);
    assert!((180..240).contains(&heard), "{heard} ms");
    let [soft, loud] = [20, 10].map(|volume| heard_digit(100, 60, volume).1);
    assert!((2.9..3.4).contains(&(loud / soft)), "{loud} {soft}");
}

fn packet(seq: u16, level: f32) -> Vec<u8> {
    packet_of(1, seq, level)
}

fn packet_of(ssrc: u32, seq: u16, level: f32) -> Vec<u8> {
    let header = Header {
        marker: false,
        payload_type: crate::rtp::PayloadType(8),
        seq: crate::rtp::Seq(seq),
        rtp_time: crate::rtp::RtpTime(u32::from(seq) * 160),
        ssrc: crate::rtp::Ssrc(ssrc),
    };
    let mut bytes = header.to_bytes().to_vec();
    bytes.extend([g711::encode_a(g711::to_i16(level)); 160]);
    bytes
}

#[test]
fn streams_are_mixed_and_limited() {
    for (level, expected) in [(0.2, 0.4), (0.9, 1.0)] {
        let other = StreamId(4);
        let streams = vec![stream(STREAM, Flow::RecvOnly), stream(other, Flow::RecvOnly)];
        let mut graph = graph(&Plan { streams, ..Plan::default() });
        let mut output = [0.0; 960];
        for seq in 0..20 {
            graph.receive(STREAM, &packet(seq, level));
            graph.receive(other, &packet(seq, level));
            graph.process(&[], &mut output);
        }
        let middle = output[480];
        // A-law has a step of 1/32 here.
        assert!((middle - expected).abs() < 0.02, "{middle}");
        assert!(output.iter().all(|sample| sample.abs() <= 1.0));
    }
}

/// A packet of a tone of `hz` as high as `height`.
fn tone_packet(seq: u16, hz: f32, height: f32) -> Vec<u8> {
    let mut bytes = packet(seq, 0.0);
    for (n, code) in (u32::from(seq) * 160..).zip(&mut bytes[HEADER..]) {
        let sample = (n as f32 * hz * core::f32::consts::TAU / 8_000.0).sin() * height;
        *code = g711::encode_a(g711::to_i16(sample));
    }
    bytes
}

/// How high a tone of `hz` is in a whole number of its periods at 48 kHz.
fn height(sound: &[f32], hz: f32) -> f32 {
    let part = |phase: f32| -> f32 {
        let wave = |n: usize| (n as f32 * hz * core::f32::consts::TAU / 48_000.0 + phase).sin();
        sound.iter().enumerate().map(|(n, sample)| sample * wave(n)).sum()
    };
    part(0.0).hypot(part(core::f32::consts::FRAC_PI_2)) * 2.0 / sound.len() as f32
}

#[test]
fn a_soft_and_a_loud_party_are_equally_loud_in_a_conference() {
    let other = StreamId(4);
    let streams = || vec![stream(STREAM, Flow::SendRecv), stream(other, Flow::SendRecv)];
    let heard_after = |conference: bool, seconds: u16| {
        let mut graph = graph(&Plan { streams: streams(), conference, ..Plan::default() });
        let mut output = [0.0; 960];
        for seq in 0..seconds * 50 {
            graph.receive(STREAM, &tone_packet(seq, 400.0, 0.04));
            graph.receive(other, &tone_packet(seq, 1_000.0, 0.4));
            graph.process(&[], &mut output);
        }
        height(&output, 1_000.0) / height(&output, 400.0)
    };
    let apart = heard_after(false, 2);
    assert!((9.0..11.0).contains(&apart), "{apart}: a call that waits is left as it is");
    let apart = heard_after(true, 12);
    assert!((0.8..1.5).contains(&apart), "{apart}");
}

#[test]
fn two_sources_are_heard_at_once_where_they_may() {
    let mut plan = plan(Flow::RecvOnly);
    plan.streams[0].mixes_sources = true;
    let mut graph = graph(&plan);
    let mut output = [0.0; 960];
    for seq in 0..60 {
        graph.receive(STREAM, &packet_of(1, seq, 0.2));
        if (10..30).contains(&seq) {
            graph.receive(STREAM, &packet_of(2, seq, 0.3));
        }
        graph.process(&[], &mut output);
        let expected = match seq {
            15..30 => 0.5,
            5..10 | 45.. => 0.2,
            _ => continue,
        };
        assert!((output[480] - expected).abs() < 0.02, "{seq}: {}", output[480]);
    }
    // A source that ends is made up for a moment, and the other one is not disturbed by it.
    let report = report(&mut graph);
    assert!(report.concealed_ms <= 300, "{report:?}");
}

#[test]
fn the_own_voice_is_heard_as_loud_as_the_plan_says_unless_muted() {
    let heard = |graph: &mut Graph| {
        let mut block = [0.0; 96];
        (0..100).for_each(|_| graph.process(&[0.5; 96], &mut block));
        block[95]
    };
    let with = |sidetone_db| Plan { sidetone_db, ..plan(Flow::SendRecv) };
    let mut graph = graph(&with(None));
    assert_eq!(heard(&mut graph), 0.0);
    graph.apply(&with(Some(-12.0)));
    assert!((heard(&mut graph) - 0.125_6).abs() < 1e-3);
    graph.apply(&Plan { muted: true, ..with(Some(-12.0)) });
    assert_eq!(heard(&mut graph), 0.0);
}

#[test]
fn stream_that_does_not_receive_plays_nothing() {
    let mut graph = graph(&plan(Flow::SendOnly));
    let mut output = [0.0; 960];
    for seq in 0..20 {
        graph.receive(STREAM, &packet(seq, 0.5));
        graph.process(&[], &mut output);
        assert!(output.iter().all(|&sample| sample == 0.0));
    }
    assert_eq!(graph.report().underruns, 0);
}

#[test]
fn levels_are_told_also_of_a_muted_microphone() {
    let mut graph = graph(&Plan { muted: true, ..plan(Flow::SendRecv) });
    send(&mut graph, 100);
    let report = graph.report();
    // A sine of amplitude one half.
    assert!((report.microphone_dbov + 9.03).abs() < 0.1, "{}", report.microphone_dbov);
    assert_eq!((report.speaker_dbov, report.streams[0].sent_dbov), (-127.0, -127.0));
    assert_eq!(report.streams[0].packets_sent, 5);
}

/// Milliseconds from a click in the microphone to its echo, sent back after `way_ms` but for
/// one packet in `lost`, at several moments of a call; the card renders in runs of `grain`
/// samples.
fn echo_delays(sample_rate: u32, grain: usize, way_ms: f64, lost: usize) -> (Vec<f64>, u32) {
    let mut graph = Graph::new(Spec { sample_rate, grain: grain as u32 }, &OwnPrograms);
    graph.apply(&plan(Flow::SendRecv));
    let (mut back, mut output): (Vec<(f64, Vec<u8>)>, Vec<f32>) = (Vec::new(), Vec::new());
    let second = sample_rate as usize;
    let is_click = |n: usize| n % second >= second / 2 && n % second < second / 2 + 48;
    let (mut run, mut sent) = (0, 0);
    while output.len() < second * 16 {
        let now_ms = (run * grain) as f64 * 1e3 / f64::from(sample_rate);
        run += 1;
        back.retain(|(at, bytes)| {
            let arrived = *at <= now_ms;
            if arrived {
                graph.receive(STREAM, bytes);
            }
            !arrived
        });
        while output.len() < run * grain {
            let from = output.len();
            let input: Vec<f32> =
                (from..from + 128).map(|n| f32::from(u8::from(is_click(n)))).collect();
            let (mut block, mut buffer) = ([0.0; 128], [0; 1_500]);
            graph.process(&input, &mut block);
            output.extend(block);
            while let Some((_, length)) = graph.poll_packet(&mut buffer) {
                sent += 1;
                if sent % lost != 0 {
                    back.push((now_ms + way_ms, buffer[..length].to_vec()));
                }
            }
        }
    }
    let delays = (1..15).map(|n| {
        let click = n * second + second / 2 + 24;
        let heard = &output[click..click + second / 4];
        let loudest = (0..heard.len()).max_by(|&a, &b| heard[a].total_cmp(&heard[b]));
        loudest.unwrap() as f64 * 1e3 / f64::from(sample_rate)
    });
    (delays.collect(), graph.report().underruns)
}

#[test]
fn echo_is_back_within_the_delay_budget() {
    for (sample_rate, grain) in [(48_000, 480), (44_100, 441), (48_000, 128), (48_000, 1_024)] {
        let (delays, underruns) = echo_delays(sample_rate, grain, 2.0, usize::MAX);
        assert_eq!(underruns, 0);
        assert!(delays.iter().all(|&ms| ms <= 55.0), "{sample_rate}/{grain}: {delays:?}");
        let last = delays[13];
        let run_ms = grain as f64 * 1e3 / f64::from(sample_rate);
        // A frame of 20 ms, 3 ms of resampling, 3 of quantisation to blocks, and the reserve of
        // 10 ms or a run and a quantum; the way back is hidden in the run.
        assert!(last <= 29.0 + run_ms.max(10.0), "{sample_rate}/{grain}: {delays:?}");
    }
    let (delays, _) = echo_delays(48_000, 480, 2.0, usize::MAX);
    assert!(delays.iter().all(|&ms| ms <= 42.0), "{delays:?}");
    let (delays, _) = echo_delays(48_000, 480, 62.0, 25);
    assert!(delays[13] <= 90.0, "{delays:?}");
}

#[test]
fn wrong_packets_are_counted_and_never_heard() {
    let good = packet(1, 0.5);
    let changed = |change: fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        bytes
    };
    let opus = |payload: &[u8]| [&[0x80, 111], &good[2..12], payload].concat();
    for (what, bytes) in [
        ("short", good[..11].to_vec()),
        ("of another version", changed(|bytes| bytes[0] = 0x40)),
        ("padded with nothing", changed(|bytes| (bytes[0], bytes[171]) = (0xa0, 0))),
        ("padded beyond its start", changed(|bytes| (bytes[0], bytes[171]) = (0xa0, 255))),
        ("extended beyond its end", changed(|bytes| (bytes[0], bytes[14]) = (0x90, 255))),
        (
            "of more sources than it has",
            changed(|bytes| (bytes[0], _) = (0x8f, bytes.truncate(40))),
        ),
        ("of a type that was not agreed", changed(|bytes| bytes[1] = 77)),
        ("empty", good[..12].to_vec()),
        ("longer than any", changed(|bytes| bytes.resize(1_600, 0x55))),
        ("empty Opus", opus(&[])),
        ("Opus longer than any", opus(&[0xfb, 63, 1])),
    ] {
        let mut plan = plan(Flow::SendRecv);
        plan.streams[0].receive.push(Codec { kind: CodecKind::Opus, payload_type: 111 });
        let mut graph = graph(&plan);
        let mut output = [0.0; 4_800];
        for _ in 0..5 {
            // Hundreds in a moment.
            (0..200).for_each(|_| graph.receive(STREAM, &bytes));
            graph.process(&[], &mut output);
            assert!(output.iter().all(|&sample| sample == 0.0), "{what}");
        }
        let report = report(&mut graph);
        assert_eq!((report.packets_unusable, report.packets_received), (1_000, 0), "{what}");
    }
}

#[test]
fn any_input_is_taken() {
    let mut rng = crate::rng::Rng::new([5; 32]);
    let mut graph = graph(&plan(Flow::SendRecv));
    for round in 0..20_000u32 {
        let mut bytes = packet(round as u16, 0.3);
        for _ in 0..rng.below(6) {
            let at = rng.below(bytes.len() as u32) as usize;
            bytes[at] = rng.u32() as u8;
        }
        bytes.truncate(rng.below(bytes.len() as u32 + 1) as usize);
        graph.receive(STREAM, &bytes);
        let input = [f32::NAN, f32::INFINITY, 1e9, 0.5];
        let mut output = vec![0.0; rng.below(300) as usize];
        graph.process(&input[..rng.below(5) as usize], &mut output);
        assert!(output.iter().all(|sample| sample.abs() <= 1.0));
        if rng.below(50) == 0 {
            graph.command(digit('9', 40));
        }
        while graph.poll_packet(&mut [0; 1_500]).is_some() {}
    }
}

#[test]
fn digits_are_as_long_as_the_clock_of_their_events_has_it() {
    let mut plan = plan(Flow::SendRecv);
    plan.streams[0].events_send = Some(EventFormat { payload_type: 101, clock_rate: 48_000 });
    let mut graph = graph(&plan);
    graph.command(digit('5', 100));
    let sent = send(&mut graph, 300);
    let events: Vec<_> = sent.iter().filter(|(header, _)| header.payload_type.0 == 101).collect();
    let durations: Vec<_> =
        events.iter().map(|(_, it)| u16::from_be_bytes([it[2], it[3]])).collect();
    assert_eq!(durations, [960, 1_920, 2_880, 3_840, 4_800, 4_800, 4_800]);
    // It begins where the sound is.
    let sound = sent.iter().find(|(header, _)| header.payload_type.0 == 8).unwrap().0;
    assert_eq!(events[0].0.rtp_time.0.wrapping_sub(sound.rtp_time.0) % 160, 0);
}

#[test]
fn packets_become_shorter_and_longer_in_mid_stream() {
    let mut plan = plan(Flow::SendRecv);
    plan.streams[0].ptime_ms = 60;
    let mut graph = graph(&plan);
    let mut sent = send(&mut graph, 155);
    for ptime_ms in [20, 40, 10] {
        plan.streams[0].ptime_ms = ptime_ms;
        graph.apply(&plan);
        sent.extend(send(&mut graph, 155));
    }
    let lengths: Vec<_> = sent.iter().map(|(_, payload)| payload.len()).collect();
    assert!(lengths.iter().all(|length| [480, 160, 320, 80].contains(length)), "{lengths:?}");
    for pair in sent.windows(2) {
        let step = pair[1].0.rtp_time.0.wrapping_sub(pair[0].0.rtp_time.0);
        assert_eq!(step as usize, pair[0].1.len());
    }
}
