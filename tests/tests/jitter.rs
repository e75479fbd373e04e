//! The receiving half of the audio graph under every kind of network, by table: a sender's
//! packets arrive as a scenario says, and the sound card renders in runs as a browser does.

use std::sync::LazyLock;

use hookswitch_core::dsp::{g711, g722};
use hookswitch_core::media::graph::{Graph, Spec};
use hookswitch_core::media::plan::{
    Codec, CodecKind, Digit, EncoderOptions, EventFormat, Flow, Plan, RtpStart, StreamId,
    StreamPlan, StreamReport,
};
use hookswitch_core::media::program::FrameEncoder as _;
use hookswitch_opus::AllPrograms;

const CARD_RATE: u32 = 48_000;
const GRAIN: usize = 480;
const QUANTUM: usize = 128;
const STREAM: StreamId = StreamId(1);

/// Payload type of Opus whose packets repeat the one before them; without it has 111.
const REPEATING: u8 = 112;

/// The same of a full band.
const FULL: u8 = 113;

/// A packet on its way.
#[derive(Clone, Debug)]
struct Sent {
    arrival_us: u64,
    bytes: Vec<u8>,
}

/// A sender of a voice-like signal: packet `n` holds 20 ms from `n * 20` ms on.
struct Sender {
    ssrc: u32,
    payload_type: u8,
    seq: u16,
    rtp_time: u32,
}

impl Default for Sender {
    fn default() -> Self {
        Self { ssrc: 77, payload_type: 8, seq: 65_500, rtp_time: u32::MAX - 8_000 }
    }
}

/// A second of a vowel of 120 Hz that comes and goes, and then repeats.
fn voice(rate: u32) -> Vec<i16> {
    const TURN: f64 = core::f64::consts::TAU;
    let sample = |n: u32| {
        let t = f64::from(n) / f64::from(rate);
        let syllable = (t * 3.0 * TURN).sin().max(0.0).sqrt();
        let pitch = 120.0 * t + 2.0 * (t * TURN).sin();
        let sum: f64 = (1..12).map(|k| (pitch * f64::from(k) * TURN).sin() / f64::from(k)).sum();
        g711::to_i16((sum * 0.15 * syllable) as f32)
    };
    (0..rate).map(sample).collect()
}

/// The same in packets of 20 ms as each codec sends it.
fn coded(payload_type: u8) -> &'static [Vec<u8>] {
    type Packets = LazyLock<Vec<Vec<u8>>>;
    static PCMU: Packets =
        LazyLock::new(|| packets(8_000, |sound: [i16; 160]| sound.map(g711::encode_mu)));
    static PCMA: Packets =
        LazyLock::new(|| packets(8_000, |sound: [i16; 160]| sound.map(g711::encode_a)));
    static G722: Packets = LazyLock::new(|| {
        let mut encoder = g722::Encoder::default();
        packets(16_000, |two: [i16; 2]| [encoder.process(two)])
    });
    fn opus(rate: u32, options: EncoderOptions) -> Vec<Vec<u8>> {
        let mut encoder = hookswitch_opus::Encoder::new(rate, options).expect("an encoder");
        let second = [voice(rate), voice(rate)].concat();
        let encode = |sound: &[i16]| {
            let mut octets = [0; 1_275];
            let length = encoder.process(sound, &mut octets);
            octets[..length].to_vec()
        };
        second.chunks(rate as usize / 50).map(encode).skip(50).collect()
    }
    fn repeated() -> EncoderOptions {
        EncoderOptions { repeats: true, loss_percent: 10, ..EncoderOptions::default() }
    }
    static OPUS: Packets = LazyLock::new(|| opus(16_000, EncoderOptions::default()));
    static REPEATS: Packets = LazyLock::new(|| opus(16_000, repeated()));
    static FULL_REPEATS: Packets = LazyLock::new(|| opus(48_000, repeated()));
    match payload_type {
        0 => &PCMU,
        8 => &PCMA,
        9 => &G722,
        REPEATING => &REPEATS,
        FULL => &FULL_REPEATS,
        _ => &OPUS,
    }
}

/// Returns a second in packets, after another for an encoder that remembers.
fn packets<const N: usize, const M: usize>(
    rate: u32,
    mut encode: impl FnMut([i16; N]) -> [u8; M],
) -> Vec<Vec<u8>> {
    let sound = [voice(rate), voice(rate)].concat();
    let octets: Vec<u8> = sound.as_chunks().0.iter().flat_map(|&some| encode(some)).collect();
    octets.chunks(160).skip(50).map(<[u8]>::to_vec).collect()
}

impl Sender {
    fn packet(&self, n: u32) -> Vec<u8> {
        let payload = &coded(self.payload_type)[n as usize % 50];
        let ticks = if self.payload_type >= 111 { 960 } else { 160 };
        let mut bytes = vec![0x80, self.payload_type];
        bytes.extend(self.seq.wrapping_add(n as u16).to_be_bytes());
        bytes.extend(self.rtp_time.wrapping_add(n * ticks).to_be_bytes());
        bytes.extend(self.ssrc.to_be_bytes());
        bytes.extend(payload);
        bytes
    }

    /// `count` packets, packet `n` arriving `delay_ms(n)` after it was due; `None` is lost.
    fn packets(&self, count: u32, delay_ms: impl Fn(u32) -> Option<f64>) -> Vec<Sent> {
        (0..count)
            .filter_map(|n| {
                let due_ms = f64::from(n) * 20.0 + 25.0;
                let arrival_us = ((due_ms + delay_ms(n)?) * 1_000.0) as u64;
                Some(Sent { arrival_us, bytes: self.packet(n) })
            })
            .collect()
    }
}

fn plan() -> Plan {
    let codec = |kind, payload_type| Codec { kind, payload_type };
    Plan {
        streams: vec![StreamPlan {
            flow: Flow::RecvOnly,
            receive: vec![
                codec(CodecKind::Pcma, 8),
                codec(CodecKind::Pcmu, 0),
                codec(CodecKind::G722, 9),
                codec(CodecKind::Opus, 111),
                codec(CodecKind::Opus, REPEATING),
                codec(CodecKind::OpusFull, FULL),
            ],
            events_receive: vec![EventFormat { payload_type: 101, clock_rate: 8_000 }],
            ..StreamPlan::new(
                STREAM,
                codec(CodecKind::Pcma, 8),
                RtpStart { ssrc: 1, seq: 2, rtp_time: 3 },
            )
        }],
        ..Plan::default()
    }
}

/// What a run gave.
struct Played {
    output: Vec<f32>,
    underruns: u32,
    last: StreamReport,
    /// One each 100 ms.
    reports: Vec<StreamReport>,
}

impl Played {
    /// Sample-to-sample steps beyond what the voice itself has: a click.
    fn steepest(&self) -> f32 {
        self.output.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max)
    }

    fn delay_ms(&self, at_s: f64) -> u16 {
        self.reports[(at_s * 10.0) as usize].jitter_delay_ms
    }
}

/// Plays what arrives for `seconds`, in runs of about 10 ms.
fn play(sent: Vec<Sent>, seconds: u32) -> Played {
    play_by(&plan(), sent, seconds)
}

fn play_by(plan: &Plan, mut sent: Vec<Sent>, seconds: u32) -> Played {
    sent.sort_by_key(|sent| sent.arrival_us);
    let mut graph = Graph::new(Spec { sample_rate: CARD_RATE, grain: GRAIN as u32 }, &AllPrograms);
    graph.apply(plan);
    let mut output = Vec::new();
    let mut reports = Vec::new();
    let mut underruns = 0;
    let mut sent = sent.into_iter().peekable();
    for run in 0..seconds as usize * 100 {
        let now_us = run as u64 * 10_000;
        while let Some(packet) = sent.next_if(|sent| sent.arrival_us <= now_us) {
            graph.receive(STREAM, &packet.bytes);
        }
        while output.len() < (run + 1) * GRAIN {
            let mut block = [0.0; QUANTUM];
            graph.process(&[], &mut block);
            output.extend(block);
        }
        if run % 10 == 9 {
            let report = graph.report();
            underruns = report.underruns;
            reports.extend(report.streams);
        }
    }
    let last = reports.last().expect("the call was reported on").clone();
    Played { output, underruns, last, reports }
}

/// Steepest step from one sample to the next that the voice has by itself, with room for the
/// harmonics that a change of pitch adds; a cut in the waveform makes three times as much.
const CLICK: f32 = 0.055;

/// What a scenario must give.
struct Expected {
    concealed_ms: core::ops::RangeInclusive<u32>,
    underruns: u32,
    late: core::ops::RangeInclusive<u32>,
    /// Delay in milliseconds at the end, and so many seconds into the call.
    delay_ms: core::ops::RangeInclusive<u16>,
    by_s: f64,
    /// Steepest step from one sample to the next.
    steepest: f32,
}

#[track_caller]
fn check(sent: Vec<Sent>, seconds: u32, expected: &Expected) {
    let played = play(sent, seconds);
    let delays: Vec<_> = played.reports.iter().map(|report| report.jitter_delay_ms).collect();
    let said = format!(
        "concealed {} ms, {} underruns, {} late, steepest {}, delays {delays:?}",
        played.last.concealed_ms,
        played.underruns,
        played.last.packets_late,
        played.steepest(),
    );
    assert!(expected.concealed_ms.contains(&played.last.concealed_ms), "{said}");
    assert!(played.underruns <= expected.underruns, "{said}");
    assert!(expected.late.contains(&played.last.packets_late), "{said}");
    assert!(expected.delay_ms.contains(&played.last.jitter_delay_ms), "{said}");
    assert!(expected.delay_ms.contains(&played.delay_ms(expected.by_s)), "{said}");
    assert!(played.steepest() < expected.steepest, "{said}");
}

/// A number from 0 to 1 that looks random.
fn dice(n: u32) -> f64 {
    let mut x = n.wrapping_mul(0x9e37_79b9) ^ 0x5bd1_e995;
    x = (x ^ (x >> 15)).wrapping_mul(0x85eb_ca6b);
    f64::from(x ^ (x >> 13)) / f64::from(u32::MAX)
}

/// The delay is a run of blocks and a quantum: the reserve.
const CLEAN: Expected = Expected {
    concealed_ms: 0..=0,
    underruns: 0,
    late: 0..=0,
    delay_ms: 10..=16,
    by_s: 12.0,
    steepest: CLICK,
};

/// Senders at each sample rate and both clocks.
fn senders() -> [Sender; 4] {
    [8, 9, 111, FULL].map(|payload_type| Sender { payload_type, ..Sender::default() })
}

#[test]
fn perfect_call_conceals_nothing_and_comes_down_to_the_reserve() {
    for sender in senders() {
        check(sender.packets(3_000, |_| Some(0.0)), 59, &CLEAN);
    }
}

#[test]
fn a_tenth_lost_conceals_a_tenth_and_waits_for_what_helps() {
    for sender in [8, 9, 111, REPEATING, FULL]
        .map(|payload_type| Sender { payload_type, ..Sender::default() })
    {
        // The packet after a lost one is there in time where it repeats that. Where it does not, nothing
        // is waited for, and what is made up meanwhile counts as an underrun.
        let waits = sender.payload_type >= REPEATING;
        check(
            sender.packets(3_000, |n| (dice(n) > 0.1).then_some(0.0)),
            59,
            &Expected {
                concealed_ms: 5_300..=6_500,
                underruns: if waits { 400 } else { 4_000 },
                delay_ms: if waits { 18..=28 } else { 0..=6 },
                ..CLEAN
            },
        );
    }
}

#[test]
fn jitter_is_covered_by_the_delay_and_no_more() {
    for sender in senders() {
        check(
            sender.packets(1_500, |n| Some(dice(n) * 40.0)),
            29,
            &Expected {
                concealed_ms: 0..=200,
                underruns: 80,
                late: 0..=10,
                delay_ms: 38..=52,
                by_s: 5.0,
                ..CLEAN
            },
        );
    }
}

#[test]
fn delay_returns_after_a_burst() {
    // The network stops for 200 ms and delivers ten packets at once.
    let stop = |n| f64::from(510u32.saturating_sub(n)) * 20.0 * f64::from(u8::from(n >= 500));
    check(
        Sender::default().packets(1_500, |n| Some(stop(n))),
        29,
        &Expected { concealed_ms: 150..=220, underruns: 80, late: 5..=10, by_s: 16.0, ..CLEAN },
    );
}

#[test]
fn delay_returns_when_the_way_becomes_longer_or_shorter() {
    let longer = Sender::default().packets(1_500, |n| Some(if n > 700 { 80.0 } else { 0.0 }));
    let expected = Expected { concealed_ms: 0..=450, underruns: 170, late: 0..=20, ..CLEAN };
    check(longer, 29, &expected);
    let shorter = Sender::default().packets(1_500, |n| Some(if n > 700 { 0.0 } else { 80.0 }));
    check(shorter, 29, &expected);
}

#[test]
fn hiccups_of_one_run_are_not_heard() {
    check(
        Sender::default().packets(1_500, |n| Some(if n % 200 == 199 { 12.0 } else { 0.0 })),
        29,
        &CLEAN,
    );
}

#[test]
fn hiccup_of_two_runs_costs_one_gap_only() {
    check(
        Sender::default().packets(1_500, |n| Some(if n % 200 == 199 { 22.0 } else { 0.0 })),
        29,
        &Expected { concealed_ms: 0..=12, underruns: 5, delay_ms: 18..=26, ..CLEAN },
    );
}

#[test]
fn reordered_packets_are_put_in_order() {
    check(
        Sender::default().packets(1_500, |n| Some(if n % 50 == 7 { 21.0 } else { 0.0 })),
        29,
        &Expected {
            concealed_ms: 0..=50,
            underruns: 20,
            late: 0..=2,
            delay_ms: 15..=30,
            by_s: 5.0,
            ..CLEAN
        },
    );
}

#[test]
fn duplicates_are_dropped() {
    let mut sent = Sender::default().packets(1_500, |_| Some(0.0));
    sent.extend(Sender::default().packets(1_500, |_| Some(3.0)));
    let played = play(sent.clone(), 29);
    assert!(played.last.packets_duplicate >= 1_400, "{}", played.last.packets_duplicate);
    check(sent, 29, &CLEAN);
}

#[test]
fn drift_of_two_clocks_is_absorbed() {
    for ppm in [200.0, -200.0] {
        // Ten minutes: the clocks come apart by 120 ms.
        let sent =
            Sender::default().packets(30_000, |n| Some(f64::from(n) * 0.02 * ppm / 1e3 + 130.0));
        check(
            sent,
            599,
            // Each 10 ms of drift move arrivals into another run of blocks.
            &Expected { delay_ms: 10..=20, ..CLEAN },
        );
    }
}

#[test]
fn another_source_another_codec_and_another_clock_go_on() {
    let first = Sender::default().packets(500, |_| Some(0.0));
    for next in [
        Sender { ssrc: 78, seq: 9, rtp_time: 1_000_000, ..Sender::default() },
        Sender { payload_type: 0, ..Sender::default() },
        Sender { payload_type: 9, ..Sender::default() },
        Sender { payload_type: 111, ..Sender::default() },
        Sender { rtp_time: 123_456_789, ..Sender::default() },
        Sender { seq: 20_000, ..Sender::default() },
    ] {
        let mut sent = first.clone();
        sent.extend(next.packets(1_500, |n| (n >= 500).then_some(0.0)));
        check(sent, 29, &Expected { concealed_ms: 0..=60, underruns: 20, late: 0..=1, ..CLEAN });
    }
}

#[test]
fn silence_between_talkspurts_is_not_concealed_for_long() {
    // Two seconds of sound, three without packets.
    let sent = Sender::default().packets(1_500, |n| (n % 250 < 100).then_some(0.0));
    let played = play(sent, 29);
    assert!(played.last.concealed_ms < 6 * 230, "{}", played.last.concealed_ms);
    assert_eq!(played.last.packets_late, 0);
    assert!(played.steepest() < CLICK);
}

#[test]
fn digits_are_shown_once_and_are_no_loss() {
    let sender = Sender::default();
    let mut sent = Vec::new();
    for n in 0..1_500u32 {
        let mut bytes = sender.packet(n);
        let (digit, step) = ((n / 100 % 16) as u8, n % 100);
        if step >= 90 {
            bytes[1] = 101;
            bytes[4..8].copy_from_slice(
                &(sender.rtp_time.wrapping_add((n - step + 90) * 160)).to_be_bytes(),
            );
            bytes.truncate(12);
            let duration = ((step - 89).min(8) * 160) as u16;
            bytes.extend([digit, if step >= 97 { 0x8a } else { 0x0a }]);
            bytes.extend(duration.to_be_bytes());
        }
        sent.push(Sent { arrival_us: u64::from(n) * 20_000 + 25_000, bytes });
    }
    let played = play(sent.clone(), 29);
    let digits: Vec<_> = played.reports.iter().flat_map(|report| &report.digits).collect();
    let expected: Vec<_> = (0..14u8).map(|code| Digit::from_code(code % 16).unwrap()).collect();
    assert_eq!(digits, expected.iter().collect::<Vec<_>>());
    check(sent, 29, &CLEAN);
}

#[test]
fn digits_that_arrive_are_heard_if_the_plan_says_so() {
    let digit = |plays_events| {
        let header = [&[0x80, 101, 0, 1][..], &[0; 4], &77u32.to_be_bytes()].concat();
        let bytes = [&header[..], &[5, 0x0a, 0, 160]].concat();
        let mut plan = plan();
        plan.streams[0].plays_events = plays_events;
        play_by(&plan, vec![Sent { arrival_us: 100_000, bytes }], 1)
    };
    let loudest = |played: &Played| played.output.iter().fold(0.0f32, |most, s| most.max(s.abs()));
    let (heard, silent) = (digit(true), digit(false));
    assert!(loudest(&heard) > 0.05, "{}", loudest(&heard));
    assert_eq!(loudest(&silent), 0.0);
    for played in [heard, silent] {
        let digits: Vec<_> = played.reports.iter().flat_map(|report| &report.digits).collect();
        assert_eq!(digits, [&Digit::from_code(5).unwrap()]);
    }
}

#[test]
fn a_sender_that_begins_anew_with_lower_numbers_is_heard_again() {
    let first = Sender::default();
    for (seq, rtp_time, pause) in [
        // Both fall back, as where a recording is played again; at once, and after a pause.
        (first.seq - 1_000, first.rtp_time - 160_000, 0),
        (first.seq - 1_000, first.rtp_time - 160_000, 50),
        (first.seq - 100, 123_456, 50),
        // Only the clock does, by half a second.
        (first.seq, first.rtp_time - 4_000, 0),
    ] {
        let again = Sender { seq, rtp_time, ..Sender::default() };
        let mut sent = first.packets(500, |_| Some(0.0));
        sent.extend(again.packets(1_500, |n| (n >= 500 + pause).then_some(0.0)));
        let expected = Expected { concealed_ms: 0..=260, underruns: 110, late: 0..=12, ..CLEAN };
        check(sent, 29, &expected);
    }
}

#[test]
fn digits_on_hold_are_not_heard() {
    let header = [&[0x80, 101, 0, 1][..], &[0; 4], &77u32.to_be_bytes()].concat();
    let bytes = [&header[..], &[5, 0x0a, 0, 160]].concat();
    let mut plan = plan();
    plan.streams[0].plays_events = true;
    plan.streams[0].flow = Flow::SendOnly;
    let played = play_by(&plan, vec![Sent { arrival_us: 100_000, bytes }], 1);
    assert!(played.output.iter().all(|&sample| sample == 0.0));
}

#[test]
fn packet_that_claims_more_than_can_be_decoded_is_refused() {
    let sender = Sender::default();
    let mut plan = plan();
    plan.streams[0].receive.push(Codec { kind: CodecKind::G729, payload_type: 18 });
    let mut sent = sender.packets(1_500, |n| (n != 700).then_some(0.0));
    let mut bytes = sender.packet(700);
    bytes.truncate(12);
    bytes[1] = 18;
    // 1.5 s of G.729.
    bytes.extend([0; 1_460]);
    sent.push(Sent { arrival_us: 700 * 20_000 + 25_000, bytes });
    let played = play_by(&plan, sent, 29);
    let said = format!("{:?}", played.last);
    assert_eq!((played.last.packets_unusable, played.last.packets_late), (1, 0), "{said}");
    assert!(played.last.concealed_ms <= 40, "{said}");
}
