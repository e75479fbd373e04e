//! The echo of a call, through the whole audio graph.

use hookswitch_core::media::graph::{Graph, Spec};
use hookswitch_core::media::plan::{
    Codec, CodecKind, EchoOptions, Plan, RtpStart, StreamId, StreamPlan, VoiceOptions,
};
use hookswitch_opus::AllPrograms;
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
    assert!((8..=12).contains(&delay_ms) && none_ms == 0, "{delay_ms} ms");
}
