//! The audio path allocates nothing while it runs: an allocation can take a lock or grow the
//! memory, and the next block has to be there in time. Opus and what cleans the voice take blocks for
//! a moment, which their modules have from the start: they keep none, however long they run.

use hookswitch_core::dsp::g729::{Decoder, Encoder, FRAME, Silences};
use hookswitch_core::dsp::tone::Step;
use hookswitch_core::keying::{KeyPair, Keying, Suite};
use hookswitch_core::media::graph::{Graph, Spec};
use hookswitch_core::media::plan::{
    Announcement, Codec, CodecKind, Coding, Command, Digit, EchoOptions, EventFormat, Levelled,
    LevellingPlan, NoiseKind, NoiseOptions, Plan, Probe, RecordingId, RecordingPart, Report, Ring,
    RtpStart, StreamId, StreamPlan, Tone, VoiceOptions,
};
use hookswitch_core::media::shield::{Kind, Shield};
use hookswitch_core::media::taps::TAP_FRAME;
use hookswitch_core::rng::Rng;
use hookswitch_opus::AllPrograms;
use hookswitch_voice::WithVoice;

/// Octets that programs may take for a moment, and that may stay when their buffers change places.
const TAKEN: u64 = 64 << 10;
const KEPT: u64 = 8 << 10;

fn plan() -> Plan {
    let codec = |kind, payload_type| Codec { kind, payload_type };
    let events = Some(EventFormat { payload_type: 101, clock_rate: 8_000 });
    let stream = |id| StreamPlan {
        receive: vec![codec(CodecKind::Pcma, 8), codec(CodecKind::Pcmu, 0)],
        events_send: events,
        events_receive: events.into_iter().collect(),
        plays_events: true,
        mixes_sources: true,
        ..StreamPlan::new(
            StreamId(id),
            codec(CodecKind::Pcma, 8),
            RtpStart { ssrc: id, seq: 0, rtp_time: 0 },
        )
    };
    Plan {
        streams: vec![stream(1), stream(2)],
        tone: Some(Tone::CallWaiting),
        pattern: vec![Step::new([425.0, 0.0], -16.0, 200, 600)],
        muted: false,
        speaker_gain_db: 3.0,
        microphone: true,
        levelling: Some(LevellingPlan {
            whose: Levelled::Sent,
            target_dbov: -20.0,
            most_db: 15.0,
            fast_db_s: 10.0,
            fast_ms: 1_000,
            slow_db_s: 3.0,
        }),
        taps: true,
        ..Plan::default()
    }
}

/// Runs 1,000 blocks in which each stream hears the other, late, lost, twice, with digits.
fn run(graph: &mut Graph, packets: &mut [Option<(StreamId, usize, [u8; 1_500])>]) {
    let mut block = [0.0; 128];
    let frame = &mut [0; TAP_FRAME];
    let mut number = 0usize;
    for n in 0..1_000u32 {
        // Somebody speaks, and then nobody.
        let input = [if n % 400 < 200 { 0.3 } else { 0.001 }; 128];
        graph.process(&input, &mut block);
        graph.poll_taps(frame);
        let mut buffer = [0; 1_500];
        while let Some((id, length)) = graph.poll_packet(&mut buffer) {
            let slot = number % packets.len();
            packets[slot] = Some((StreamId(3 - id.0), length, buffer));
            number += 1;
        }
        if n % 7 == 0 {
            for (index, slot) in packets.iter_mut().enumerate() {
                if let Some((id, length, bytes)) = slot
                    && !(n + index as u32).is_multiple_of(5)
                {
                    graph.receive(*id, &bytes[..*length]);
                }
                if index % 3 != 0 {
                    *slot = None;
                }
            }
        }
        if n % 200 == 0
            && let Some(digit) = Digit::from_code((n / 200) as u8)
        {
            let stream = Some(StreamId(1));
            graph.command(Command::SendDigit { stream, digit, duration_ms: 100 });
        }
    }
}

fn graph_with(kind: CodecKind, payload_type: u8, plan: Plan) -> Graph {
    let mut plan = plan;
    let codec = Codec { kind, payload_type };
    for stream in &mut plan.streams {
        stream.send = codec;
        stream.receive.push(codec);
        stream.receive.push(Codec { kind: CodecKind::Noise, payload_type: 13 });
        stream.noise = Some(13);
    }
    let mut graph = Graph::new(Spec { sample_rate: 48_000, grain: 480 }, &WithVoice(AllPrograms));
    graph.apply(&plan);
    graph
}

#[track_caller]
fn allocates_nothing(kind: CodecKind, payload_type: u8, conference: bool) {
    let mut graph = graph_with(kind, payload_type, Plan { conference, ..plan() });
    let mut packets: Vec<_> = vec![None; 8];
    let mut report = Report::default();
    graph.make_room(&mut report);
    let counted = allocation_counter::measure(|| {
        run(&mut graph, &mut packets);
        graph.report_into(&mut report);
    });
    assert_eq!(counted.count_total, 0, "{kind:?}, conference {conference}: {counted:?}");
    assert!(report.streams.iter().any(|stream| !stream.digits.is_empty()), "{report:?}");
    assert!(report.streams.iter().all(|stream| stream.packets_received > 50), "{report:?}");
}

#[test]
fn a_thousand_blocks_allocate_nothing() {
    for (kind, payload_type) in
        [(CodecKind::Pcma, 8), (CodecKind::G722, 9), (CodecKind::G726, 2), (CodecKind::G729, 18)]
    {
        for conference in [false, true] {
            allocates_nothing(kind, payload_type, conference);
        }
    }
}

#[track_caller]
fn keeps_nothing(kind: CodecKind, payload_type: u8, plan: Plan) {
    let (conference, voice) = (plan.conference, plan.voice);
    let mut graph = graph_with(kind, payload_type, plan);
    let mut packets: Vec<_> = vec![None; 8];
    run(&mut graph, &mut packets);
    let mut kept = 0;
    for round in 0..2 {
        let counted = allocation_counter::measure(|| run(&mut graph, &mut packets));
        kept += counted.bytes_current;
        let config = format!("{kind:?}, conference {conference}, {voice:?}, round {round}");
        assert!(counted.bytes_max < TAKEN, "{config}: {counted:?}");
        assert!(kept.unsigned_abs() < KEPT, "{config}: {kept} octets kept, {counted:?}");
    }
}

#[test]
fn a_thousand_blocks_of_any_configuration_keep_nothing() {
    let noise = |kind| Some(NoiseOptions { kind, attenuation_db: 24, post_gain: true });
    let echo = Some(EchoOptions::default());
    let voices = [
        VoiceOptions::default(),
        VoiceOptions { echo, noise: noise(NoiseKind::Any), high_pass: true },
        VoiceOptions { echo: None, noise: noise(NoiseKind::Steady), high_pass: false },
        VoiceOptions { echo, noise: noise(NoiseKind::Changing), high_pass: true },
    ];
    let sidetone_db = Some(-18.0);
    for (n, kind, payload_type) in [
        (0, CodecKind::Opus, 96),
        (1, CodecKind::Opus, 96),
        (2, CodecKind::G722, 9),
        (3, CodecKind::G722, 9),
        (0, CodecKind::OpusFull, 96),
        (1, CodecKind::OpusFull, 96),
    ] {
        let plan = Plan { voice: voices[n], sidetone_db, conference: n % 2 == 1, ..plan() };
        keeps_nothing(kind, payload_type, plan);
    }
}

#[test]
fn a_thousand_protected_packets_allocate_nothing() {
    for suite in Suite::ALL {
        let mut rng = Rng::new([7; 32]);
        let [here, there] = [(); 2].map(|()| Keying::random(suite, &mut rng));
        let pair = |send: &Keying, receive: &Keying| KeyPair {
            send: send.clone(),
            receive: receive.clone(),
        };
        let (mut ours, mut theirs) = (Shield::default(), Shield::default());
        ours.follow(Some(&pair(&here, &there)));
        theirs.follow(Some(&pair(&there, &here)));
        let mut packet = [0x55; 12 + 160];
        packet[..2].copy_from_slice(&[0x80, 8]);
        let mut wire = [0; 1_500];
        let mut opened = 0;
        let counted = allocation_counter::measure(|| {
            for seq in 0..1_000_u16 {
                packet[2..4].copy_from_slice(&seq.to_be_bytes());
                let Some(protected) = ours.protect(Kind::Rtp, &packet) else { continue };
                let length = protected.len();
                wire[..length].copy_from_slice(protected);
                let heard = theirs.open(Kind::Rtp, &wire[..length]);
                opened += usize::from(heard == Ok(&packet[..]));
            }
        });
        assert_eq!((counted.count_total, opened), (0, 1_000), "{suite:?}: {counted:?}");
    }
}

#[test]
fn a_thousand_blocks_of_a_loaded_ring_and_a_greeting_allocate_nothing() {
    let mut graph = Graph::new(Spec { sample_rate: 48_000, grain: 480 }, &AllPrograms);
    let id = RecordingId(1);
    let data = vec![0x20; 4_000];
    graph.load(RecordingPart { id, coding: Coding::Pcmu, total: 4_000, offset: 0, data });
    let greeting = RecordingId::GREETING;
    let data = vec![0x20; 48_000];
    let coding = Coding::Linear;
    graph.load(RecordingPart { id: greeting, coding, total: 48_000, offset: 0, data });
    graph.apply(&Plan {
        announcement: Some(Announcement { id: greeting, stream: Some(StreamId(1)) }),
        tone: Some(Tone::Ring(Ring::Loaded(id))),
        probe: Probe::Chirps,
        ..plan()
    });
    let (mut block, mut loudest) = ([0.0; 128], 0.0_f32);
    let counted = allocation_counter::measure(|| {
        for _ in 0..1_000 {
            graph.process(&[0.0; 128], &mut block);
            loudest = block.iter().fold(loudest, |most, sample| most.max(sample.abs()));
        }
    });
    assert_eq!(counted.count_total, 0, "{counted:?}");
    assert!(loudest > 0.01, "the ring is heard: {loudest}");
}

#[test]
fn a_thousand_frames_of_g729_allocate_nothing() {
    let mut encoder = Encoder::new(Silences::DESCRIBED_LATE);
    let mut decoder = Decoder::new();
    let mut energy = 0u64;
    let counted = allocation_counter::measure(|| {
        for n in 0..1_000usize {
            // Ten frames of a buzz, ten of silence.
            let height = if n / 10 % 2 == 0 { 8_000 } else { 0 };
            let samples =
                core::array::from_fn(
                    |i| if (n * FRAME + i).is_multiple_of(50) { height } else { 0 },
                );
            let frame = encoder.process(&samples);
            let heard = decoder.process((!n.is_multiple_of(7)).then_some(&frame));
            energy += heard.iter().map(|&sample| u64::from(sample.unsigned_abs())).sum::<u64>();
        }
    });
    assert_eq!(counted.count_total, 0, "{counted:?}");
    assert!(energy > 0);
}
