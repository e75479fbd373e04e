//! What cleans the voice, through the whole audio graph: the echo of a call, the time it takes, and how wide
//! the sound is beside it.

use hookswitch_core::media::graph::{Graph, Spec};
use hookswitch_core::media::plan::{
    Codec, CodecKind, EchoOptions, EncoderOptions, NoiseKind, NoiseOptions, Plan, RtpStart,
    StreamId, StreamPlan, VoiceOptions,
};
use hookswitch_opus::AllPrograms;
use hookswitch_tests::delay::delays_ms;
use hookswitch_tests::folder;
use hookswitch_tests::wav::Wav;
use hookswitch_voice::WithVoice;

/// Samples a second of both sound cards, which is also that of the voice.
const RATE: u32 = 16_000;

/// Samples that are rendered at a time.
const BLOCK: usize = 128;

/// Milliseconds from loudspeaker to microphone.
const ROOM_MS: usize = 45;

fn graph(voice: VoiceOptions) -> Graph {
    let codec = Codec { kind: CodecKind::G722, payload_type: 9 };
    let mut graph = Graph::new(Spec { sample_rate: RATE, grain: 160 }, &WithVoice(AllPrograms));
    graph.apply(&Plan {
        streams: vec![StreamPlan::new(
            StreamId(1),
            codec,
            RtpStart { ssrc: 1, seq: 1, rtp_time: 1 },
        )],
        microphone: true,
        voice,
        ..Plan::default()
    });
    graph
}

fn carry(from: &mut Graph, to: &mut Graph) {
    let mut buffer = [0; 1_500];
    while let Some((id, length)) = from.poll_packet(&mut buffer) {
        to.receive(id, &buffer[..length]);
    }
}

/// Returns the level of what the far end hears of its own voice in the last two seconds of eight,
/// in dBov, and what the phone tells of its delay.
fn own_voice(voice: VoiceOptions) -> (f32, u16) {
    let said = Wav::read(&folder().join("data/peer-wide.wav"));
    assert_eq!(said.rate, RATE);
    let (mut phone, mut far) = (graph(voice), graph(VoiceOptions::default()));
    let mut room = vec![0.0; RATE as usize / 1_000 * ROOM_MS];
    let mut said = said.samples.iter().copied().cycle();
    for n in 0..8 * RATE as usize / BLOCK {
        if n == 6 * RATE as usize / BLOCK {
            far.report();
        }
        let mut played = [0.0; BLOCK];
        let heard: Vec<f32> = room.drain(..BLOCK).collect();
        phone.process(&heard, &mut played);
        room.extend(played.iter().map(|sample| sample * 0.3));
        carry(&mut phone, &mut far);
        let input: Vec<f32> = said.by_ref().take(BLOCK).collect();
        far.process(&input, &mut [0.0; BLOCK]);
        carry(&mut far, &mut phone);
    }
    (far.report().speaker_dbov, phone.report().voice_delay_ms)
}

#[test]
fn nobody_hears_the_own_voice_come_back() {
    let options = VoiceOptions { echo: Some(EchoOptions::default()), ..VoiceOptions::default() };
    let (with, delay_ms) = own_voice(options);
    let (without, none_ms) = own_voice(VoiceOptions::default());
    assert!(without > -45.0, "there is an echo: {without:.1} dBov");
    assert!(with < without - 25.0, "{without:.1} and {with:.1} dBov");
    assert!((4..=8).contains(&delay_ms) && none_ms == 0, "{delay_ms} ms");
}

/// Blocks that a browser renders in a row at 48 kHz, where its sound card takes 10 ms at a time.
const RUNS: [usize; 4] = [4, 4, 4, 3];

/// Length of a call: until the delay of its first packets, up to 2 ms more than it aims at, is worn off.
const SECONDS: u32 = 10;

/// Returns how long a call to somebody who sends everything back takes from microphone to loudspeaker
/// without the network, and what the phone tells of that, in milliseconds.
fn round_trip(kind: CodecKind, ptime_ms: u16, voice: VoiceOptions) -> (f64, f64) {
    let said = Wav::chirps(48_000, SECONDS);
    let codec = Codec { kind, payload_type: 96 };
    let start = RtpStart { ssrc: 1, seq: 1, rtp_time: 1 };
    let stream = StreamPlan { ptime_ms, ..StreamPlan::new(StreamId(1), codec, start) };
    let spec = Spec { sample_rate: said.rate, grain: 480 };
    let mut phone = Graph::new(spec, &WithVoice(AllPrograms));
    phone.apply(&Plan { streams: vec![stream], microphone: true, voice, ..Plan::default() });
    let mut heard = Vec::new();
    let mut blocks = said.samples.chunks(BLOCK);
    for run in RUNS.into_iter().cycle() {
        // What was sent in the run before is back.
        let mut packets = Vec::new();
        let mut buffer = [0; 1_500];
        while let Some((_, length)) = phone.poll_packet(&mut buffer) {
            packets.push(buffer[..length].to_vec());
        }
        packets.iter().for_each(|packet| phone.receive(StreamId(1), packet));
        for _ in 0..run {
            let mut played = [0.0; BLOCK];
            phone.process(blocks.next().unwrap_or_default(), &mut played);
            heard.extend(played);
        }
        if heard.len() >= said.samples.len() {
            break;
        }
    }
    let report = phone.report();
    let [stream] = &report.streams[..] else { panic!("one stream: {report:?}") };
    let told = report.voice_delay_ms + stream.way_ms + stream.jitter_delay_ms;
    // Every sixth sample is enough for the chirps, and 36 times faster.
    let [said, heard] = [&said.samples, &heard]
        .map(|samples| Wav { rate: 8_000, samples: samples.iter().step_by(6).copied().collect() });
    let delays = delays_ms(&said, &heard);
    (delays.last().copied().expect("chirps are heard"), f64::from(told))
}

#[test]
fn stages_add_up_to_the_delay_that_is_measured() {
    let none = VoiceOptions::default();
    let echo = Some(EchoOptions::default());
    let noise = |kind| Some(NoiseOptions { kind, attenuation_db: 24, post_gain: false });
    let all = VoiceOptions { echo, noise: noise(NoiseKind::Any), high_pass: true };
    let best = VoiceOptions { noise: noise(NoiseKind::Changing), ..all };
    for (kind, ptime_ms, voice, most_ms) in [
        (CodecKind::Pcma, 20, none, 42.0),
        (CodecKind::Pcma, 20, all, 45.0),
        (CodecKind::Pcma, 20, best, 65.0),
        // On a headset.
        (CodecKind::G722, 20, VoiceOptions { echo: None, ..all }, 46.0),
        (CodecKind::Opus, 20, all, 50.0),
        (CodecKind::OpusFull, 20, none, 50.0),
        // The person wants a low delay: short packets, and the browser cleans the voice.
        (CodecKind::Pcma, 10, none, 30.0),
    ] {
        let (measured, told) = round_trip(kind, ptime_ms, voice);
        println!("{kind:?}, {ptime_ms} ms, {voice:?}: {measured:.1} ms, told {told} ms");
        assert!(measured <= most_ms, "{kind:?}, {voice:?}: {measured:.1} ms");
        assert!((measured - told).abs() <= 5.0, "{kind:?}, {voice:?}: {measured:.1}, told {told}");
    }
}

/// Returns the level in dB, of that which is said, at which a tone of so many hertz comes from one phone to the other.
fn heard_db(hz: f32, kind: CodecKind, played_khz: u8, voice: VoiceOptions) -> f32 {
    let spec = Spec { sample_rate: 48_000, grain: 480 };
    let turn = |n: usize| n as f32 * hz / 48_000.0 * std::f32::consts::TAU;
    let codec = Codec { kind, payload_type: 96 };
    let start = RtpStart { ssrc: 1, seq: 1, rtp_time: 1 };
    let stream = StreamPlan {
        options: EncoderOptions { played_khz, ..EncoderOptions::default() },
        ..StreamPlan::new(StreamId(1), codec, start)
    };
    let plan = Plan { streams: vec![stream], microphone: true, ..Plan::default() };
    let [mut from, mut to] = [voice, VoiceOptions::default()].map(|voice| {
        let mut graph = Graph::new(spec, &WithVoice(AllPrograms));
        graph.apply(&Plan { voice, ..plan.clone() });
        graph
    });
    let mut heard = Vec::new();
    for start in (0..48_000 * 2).step_by(BLOCK) {
        let said: Vec<f32> = (start..start + BLOCK).map(|n| 0.3 * turn(n).sin()).collect();
        from.process(&said, &mut [0.0; BLOCK]);
        carry(&mut from, &mut to);
        let mut played = [0.0; BLOCK];
        to.process(&[], &mut played);
        heard.extend(played);
    }
    let end = &heard[heard.len() - 24_000..];
    let (mut re, mut im) = (0.0_f64, 0.0_f64);
    for (n, &sample) in end.iter().enumerate() {
        let (sin, cos) = f64::from(turn(n % 48_000)).sin_cos();
        re += f64::from(sample) * cos;
        im += f64::from(sample) * sin;
    }
    let amplitude = 2.0 * re.hypot(im) / end.len() as f64;
    20.0 * ((amplitude / 0.3).max(1e-9).log10() as f32)
}

#[test]
fn a_full_band_is_heard_where_nothing_cleans_the_voice() {
    use CodecKind::{Opus, OpusFull};
    let none = VoiceOptions::default();
    let cleaned = VoiceOptions { high_pass: true, ..none };
    for (hz, kind, played_khz, voice, is_heard) in [
        (12_000.0, OpusFull, 0, none, true),
        (12_000.0, OpusFull, 48, none, true),
        (18_000.0, OpusFull, 48, none, true),
        (12_000.0, Opus, 0, none, false),
        // What the other party does not play is not sent.
        (10_000.0, OpusFull, 24, none, true),
        (14_000.0, OpusFull, 24, none, false),
        (6_500.0, Opus, 16, none, true),
        (6_500.0, Opus, 8, none, false),
        (3_000.0, Opus, 8, none, true),
        // What cleans the voice works at 16 kHz.
        (12_000.0, OpusFull, 48, cleaned, false),
        (6_500.0, OpusFull, 48, cleaned, true),
    ] {
        let level = heard_db(hz, kind, played_khz, voice);
        println!("{hz} Hz, {kind:?}, {played_khz} kHz played, {voice:?}: {level:.1} dB");
        let is_as_expected = if is_heard { level > -6.0 } else { level < -40.0 };
        assert!(is_as_expected, "{hz} Hz, {kind:?}, {played_khz} kHz, {voice:?}: {level:.1} dB");
    }
}
