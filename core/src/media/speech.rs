//! The receiving end of a codec that works on frames: what was lost, and silence that is not sent.

use super::plan::CodecKind;
use super::program::{FrameDecoder, Heard, Programs};
use crate::dsp::g711::from_i16;
use crate::dsp::g729;

/// Longest sound made up at once, in milliseconds; Opus makes up to so much of one packet.
const MOST_MADE_MS: usize = 60;

/// Samples of the longest packet: 120 ms of Opus in a full band.
const MOST_SAMPLES: usize = 5_760;

/// Most sound that a decoder is told was lost before a packet, in milliseconds.
const MOST_LOST_MS: i64 = 1_000;

/// Octets from which a packet of Opus is sound: one that is shorter says that nobody speaks
/// (RFC 7587 3.1.3).
const OPUS_SOUND: usize = 3;

/// Decodes one stream.
#[derive(Debug)]
pub(super) struct Speech {
    kind: CodecKind,
    decoder: Box<dyn FrameDecoder>,
    /// Sound that was made up, how much there is, and how much of it was taken.
    made: [i16; MOST_SAMPLES],
    length: usize,
    taken: usize,
    /// Samples made up since the last packet.
    count: i64,
    /// Timestamp of the first sample after the last packet.
    end: Option<i64>,
    /// Whether the sender described silence, so that more of it follows.
    silent: bool,
}

impl Speech {
    /// Returns a decoder for `kind`, if that works on frames and has a program.
    pub(super) fn new(kind: CodecKind, programs: &dyn Programs) -> Option<Self> {
        Some(Self {
            kind,
            decoder: programs.decoder(kind)?,
            made: [0; MOST_SAMPLES],
            length: 0,
            taken: 0,
            count: 0,
            end: None,
            silent: false,
        })
    }

    /// Whether the sender is silent until its next packet.
    pub(super) const fn is_silent(&self) -> bool {
        self.silent
    }

    /// Decodes the packet of timestamp `time` into `samples`; returns the samples written. `lost`
    /// tells that packets before it were.
    pub(super) fn decode(
        &mut self,
        time: i64,
        lost: bool,
        payload: &[u8],
        samples: &mut [f32],
    ) -> usize {
        if let Some(end) = self.end.filter(|_| lost || self.silent) {
            // What was made up is behind the decoder already.
            let most = self.per_ms() as i64 * MOST_LOST_MS;
            let missing = (self.samples(time.saturating_sub(end)) - self.count).clamp(0, most);
            self.miss(missing as usize, payload);
        }
        (self.count, self.length, self.taken) = (0, 0, 0);
        let length = if self.kind.is_opus() {
            self.decode_packet(payload, samples)
        } else {
            self.decode_frames(payload, samples)
        };
        let ticks = length as i64 * self.ticks_a_sample();
        self.end = Some(time.saturating_add(ticks));
        length
    }

    /// Fills `samples` with what replaces frames that are lost, or with silence as described.
    /// `next` is the packet that comes after so many samples, if it is there.
    pub(super) fn conceal(&mut self, samples: &mut [f32], next: Option<(usize, &[u8])>) {
        for sample in samples {
            if self.taken >= self.length {
                self.make(next);
            }
            *sample = self.made.get(self.taken).map_or(0.0, |&made| from_i16(made));
            self.taken += 1;
        }
    }

    /// Begins anew with the next packet.
    pub(super) const fn restart(&mut self) {
        self.end = None;
        self.silent = false;
    }

    /// Makes more sound up: what the next packet says of the one before it, if only that is
    /// missing, else 10 ms.
    fn make(&mut self, next: Option<(usize, &[u8])>) {
        let per_ms = self.per_ms();
        let step = 10 * per_ms;
        let repeated = next.filter(|&(gap, _)| {
            self.kind.is_opus() && !self.silent && (1..=MOST_MADE_MS * per_ms).contains(&gap)
        });
        let (heard, length, skipped) = match repeated {
            Some((gap, payload)) => {
                let length = gap.next_multiple_of(step);
                (Heard::After(payload), length, length - gap)
            }
            None => (Heard::Lost, step, 0),
        };
        let made = self.made.get_mut(..length).unwrap_or_default();
        self.length = self.decoder.process(heard, made).max(1);
        self.taken = skipped.min(self.length - 1);
        self.count = self.count.saturating_add(self.length as i64);
    }

    /// Leads the decoder past so many samples that were lost and not made up.
    fn miss(&mut self, mut samples: usize, payload: &[u8]) {
        let step = 10 * self.per_ms();
        let repeated = if self.kind.is_opus() { 2 * step } else { 0 };
        while samples >= step {
            let (heard, length) = if samples == repeated {
                (Heard::After(payload), repeated)
            } else {
                (Heard::Lost, step)
            };
            self.decoder.process(heard, self.made.get_mut(..length).unwrap_or_default());
            samples -= length;
        }
    }

    fn decode_frames(&mut self, payload: &[u8], samples: &mut [f32]) -> usize {
        let mut length = 0;
        for (frame, block) in g729::frames(payload).zip(samples.as_chunks_mut().0) {
            self.silent = matches!(frame, g729::Frame::Silence(_));
            let mut decoded = [0; g729::FRAME];
            self.decoder.process(Heard::Frame(frame.octets()), &mut decoded);
            *block = decoded.map(from_i16);
            length += block.len();
        }
        length
    }

    fn decode_packet(&mut self, payload: &[u8], samples: &mut [f32]) -> usize {
        self.silent = payload.len() < OPUS_SOUND;
        let length = self.decoder.process(Heard::Frame(payload), &mut self.made);
        samples
            .iter_mut()
            .zip(&self.made)
            .take(length)
            .for_each(|(to, &from)| *to = from_i16(from));
        length.min(samples.len())
    }

    const fn per_ms(&self) -> usize {
        self.kind.sample_rate() as usize / 1_000
    }

    fn ticks_a_sample(&self) -> i64 {
        i64::from(self.kind.clock_rate() / self.kind.sample_rate())
    }

    /// Returns how many samples so many ticks are.
    fn samples(&self, ticks: i64) -> i64 {
        ticks / self.ticks_a_sample()
    }
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Graph, Spec};
    use super::super::plan::{Codec, EncoderOptions, Plan, RtpStart, StreamId, StreamPlan};
    use super::super::program::{NoPrograms, OwnPrograms};
    use super::*;
    use crate::dsp::g729::Decoder;
    use crate::rtp::packet::{Header, Packet};

    const STREAM: StreamId = StreamId(1);
    /// Samples in a row.
    const RUN: usize = 480;

    fn graph(kind: CodecKind, programs: &'static dyn Programs) -> Graph {
        graph_with(kind, 20, programs)
    }

    fn graph_with(kind: CodecKind, ptime_ms: u16, programs: &'static dyn Programs) -> Graph {
        let codec = Codec { kind, payload_type: 18 };
        let mut graph = Graph::new(Spec { sample_rate: 48_000, grain: RUN as u32 }, programs);
        let noise = kind.describes_with_noise().then_some(13);
        let described = noise.map(|payload_type| Codec { kind: CodecKind::Noise, payload_type });
        let stream = StreamPlan {
            ptime_ms,
            receive: [Some(codec), described].into_iter().flatten().collect(),
            noise,
            options: EncoderOptions {
                describes_silence: kind == CodecKind::G729B,
                ..EncoderOptions::default()
            },
            ..StreamPlan::new(STREAM, codec, RtpStart { ssrc: 5, seq: 100, rtp_time: 1000 })
        };
        graph.apply(&Plan { streams: vec![stream], ..Plan::default() });
        graph
    }

    /// A buzz with a pitch and four syllables a second between `from` and `to` seconds, else nearly
    /// silent.
    fn talk(n: usize, from: f32, to: f32) -> f32 {
        let seconds = n as f32 / 48_000.0;
        let noise = (n.wrapping_mul(2_654_435_761) >> 16 & 0xff) as f32 / 255.0 - 0.5;
        if seconds < from || seconds >= to {
            return noise * 0.002;
        }
        let phase = (n % 320) as f32 / 320.0;
        let syllable = 0.55 - 0.45 * (seconds * 4.0 * core::f32::consts::TAU).cos();
        syllable * (0.5 * (-5.0 * phase).exp() - 0.09) + noise * 0.01
    }

    type Sent = (Header, Vec<u8>);

    /// Runs two graphs for so many seconds; returns what one sent, and what the other played.
    fn run(
        kind: CodecKind,
        seconds: usize,
        talks: (f32, f32),
        mut is_lost: impl FnMut(usize) -> bool,
    ) -> (Vec<Sent>, Vec<f32>, Graph) {
        let (mut here, mut there) = (graph(kind, &OwnPrograms), graph(kind, &OwnPrograms));
        let (mut sent, mut heard) = (Vec::new(), Vec::new());
        let (from, to) = talks;
        for start in (0..seconds * 48_000).step_by(RUN) {
            let input: Vec<f32> = (start..start + RUN).map(|n| talk(n, from, to)).collect();
            here.process(&input, &mut [0.0; RUN]);
            let mut buffer = [0; 1_500];
            while let Some((_, length)) = here.poll_packet(&mut buffer) {
                let packet = Packet::parse(&buffer[..length]).unwrap();
                sent.push((packet.header, packet.payload.to_vec()));
                if !is_lost(sent.len()) {
                    there.receive(STREAM, &buffer[..length]);
                }
            }
            let mut output = [0.0; RUN];
            there.process(&[], &mut output);
            heard.extend(output);
        }
        (sent, heard, there)
    }

    fn level_db(samples: &[f32]) -> f32 {
        let power = samples.iter().map(|sample| sample * sample).sum::<f32>();
        10.0 * (power / samples.len() as f32 + 1e-12).log10()
    }

    #[test]
    fn speech_is_heard_at_its_level() {
        let (sent, heard, mut there) = run(CodecKind::G729, 3, (0.5, 3.0), |_| false);
        assert!(
            sent.iter()
                .all(|(header, payload)| { payload.len() == 20 && header.payload_type.0 == 18 })
        );
        assert_eq!(sent.len(), 150);
        let said: Vec<f32> = (48_000..140_000).map(|n| talk(n, 0.0, 9.0)).collect();
        let difference = level_db(&heard[48_000..140_000]) - level_db(&said);
        assert!(difference.abs() < 2.0, "{difference} dB");
        let report = there.report();
        assert_eq!((report.streams[0].packets_unusable, report.streams[0].concealed_ms), (0, 0));
    }

    #[test]
    fn packets_hold_as_many_frames_as_their_time() {
        for ptime_ms in [10, 20, 30, 40, 50, 60] {
            let mut graph = graph_with(CodecKind::G729, ptime_ms, &OwnPrograms);
            let mut times = Vec::new();
            for start in (0..24_000).step_by(RUN) {
                let input: Vec<f32> = (start..start + RUN).map(|n| talk(n, 0.0, 9.0)).collect();
                graph.process(&input, &mut [0.0; RUN]);
                let mut buffer = [0; 1_500];
                while let Some((_, length)) = graph.poll_packet(&mut buffer) {
                    let packet = Packet::parse(&buffer[..length]).unwrap();
                    assert_eq!(packet.payload.len(), usize::from(ptime_ms));
                    times.push(packet.header.rtp_time.0);
                }
            }
            assert_eq!(times.len(), 500 / usize::from(ptime_ms));
            assert!(times.windows(2).all(|pair| pair[1] - pair[0] == u32::from(ptime_ms) * 8));
        }
    }

    #[test]
    fn silence_is_described_and_not_sent() {
        // Annex B describes it in two octets, comfort noise in eleven and once a second.
        for (kind, octets, most) in
            [(CodecKind::G729B, 2, 30), (CodecKind::Pcma, 11, 6), (CodecKind::G722, 11, 6)]
        {
            let (sent, heard, mut there) = run(kind, 6, (1.0, 2.0), |_| false);
            let silent = |(header, _): &&Sent| header.rtp_time.0.wrapping_sub(1000) > 3 * 8_000;
            let late: Vec<_> = sent.iter().filter(silent).collect();
            assert!(late.len() < most, "{kind:?}: {} packets in 3 s of silence", late.len());
            assert!(late.iter().all(|(_, payload)| payload.len() == octets), "{late:?}");
            // Each talk begins with a marker, and timestamps go on.
            let speech: Vec<_> = sent.iter().filter(|(_, payload)| payload.len() > 11).collect();
            assert!(speech.len() > 45, "{kind:?}: {}", speech.len());
            let first = speech.iter().find(|(header, _)| header.rtp_time.0 > 1000 + 7_000).unwrap();
            assert!(first.0.marker, "{:?}", first.0);
            // What is heard meanwhile is the noise (-83 dB below 3.4 kHz, two steps of 16 bits), and
            // nothing counts as lost.
            let noise = level_db(&heard[4 * 48_000..]);
            // Annex B tells so low a level in steps of 4 dB (G.729 B.4.2.1): which of two it is changes
            // with where a frame begins.
            let least = if kind == CodecKind::G729B { -95.0 } else { -91.0 };
            assert!((least..-75.0).contains(&noise), "{kind:?}: {noise} dB");
            let report = there.report();
            assert!(report.streams[0].concealed_ms < 40, "{report:?}");
        }
    }

    #[test]
    fn silence_is_quiet_however_it_comes() {
        // Descriptions that are lost, late or unasked do no harm: what was described goes on.
        let is_lost = |n: usize| n % 3 == 1;
        let (_, heard, _) = run(CodecKind::Pcma, 6, (1.0, 2.0), is_lost);
        let loudest = heard[3 * 48_000..].iter().fold(0.0_f32, |most, s| most.max(s.abs()));
        assert!(loudest < 0.01, "{loudest}");
    }

    #[test]
    fn losses_are_made_up_by_the_codec() {
        let is_lost = |n: usize| n % 10 == 5;
        let (sent, heard, mut there) = run(CodecKind::G729, 4, (0.0, 4.0), is_lost);
        let mut decoder = Decoder::new();
        let mut expected = Vec::new();
        for (n, (_, payload)) in sent.iter().enumerate() {
            for frame in g729::frames(payload) {
                let heard = (!is_lost(n + 1)).then_some(&frame);
                expected.extend(Decoder::process(&mut decoder, heard).map(from_i16));
            }
        }
        // The sound of a syllable is somewhat later, but as loud.
        let syllables = expected.chunks(2_000).zip(heard.chunks(12_000)).enumerate();
        for (n, (expected, heard)) in syllables.skip(2).take(12) {
            let difference = level_db(heard) - level_db(expected);
            assert!(difference.abs() < 3.0, "syllable {n}: {difference} dB");
        }
        let report = there.report();
        assert!((300..500).contains(&report.streams[0].concealed_ms), "{report:?}");
    }

    #[test]
    fn without_a_program_nothing_is_sent_or_played() {
        let mut graph = graph(CodecKind::G729, &NoPrograms);
        let mut output = [0.0; RUN];
        for _ in 0..50 {
            graph.process(&[0.5; RUN], &mut output);
            assert!(graph.poll_packet(&mut [0; 1_500]).is_none());
            assert!(output.iter().all(|&sample| sample == 0.0));
        }
    }
}
