//! What a phone's microphone hears and its loudspeaker plays in the simulator: a pure tone each
//! way, through the real audio graph.

use std::collections::{BTreeMap, VecDeque};
use std::f32::consts::TAU;

use hookswitch_core::dsp::level::Level;
use hookswitch_core::dsp::noise::Noise;
use hookswitch_core::link::SocketId;
use hookswitch_core::media::graph::{Graph, Spec};
use hookswitch_core::media::plan::{NetworkReport, Plan, StreamId};
use hookswitch_core::media::recorder::VoiceRecorder;
use hookswitch_core::media::taps::TAP_FRAME;
use hookswitch_core::phone::router::{Router, RouterOutput};
use hookswitch_core::phone::{Input, StreamRoute};
use hookswitch_core::rng::Rng;
use hookswitch_core::rtp::packet::Packet;
use hookswitch_core::time::{Duration, Instant, WallTime};
use hookswitch_opus::AllPrograms;

/// Samples a second of the pretended sound card.
const SAMPLE_RATE: u32 = 16_000;

/// Time between two calls of the sound card.
const BLOCK: Duration = Duration::from_millis(10);

/// Samples of a block.
const SAMPLES: usize = SAMPLE_RATE as usize / 100;

/// Samples kept of what was heard: the last half second.
const KEPT: usize = SAMPLE_RATE as usize / 2;

/// Packets kept of what was sent.
const KEPT_PACKETS: usize = 500;

/// Blocks between two reports to the phone.
const REPORT: u32 = 10;

/// Amplitude of the tone: a tenth of full scale.
const AMPLITUDE: f32 = 0.1;

/// A sound card, a person who whistles, and one who listens.
#[derive(Debug)]
pub struct SimSound {
    /// The audio graph.
    pub graph: Graph,
    /// What the microphone hears, in hertz.
    pub tone_hz: u16,
    /// The noise of the room, which is heard instead while nobody whistles.
    room: Option<Noise>,
    next: Instant,
    blocks: u32,
    phase: f32,
    heard: VecDeque<f32>,
    sent: VecDeque<Vec<u8>>,
    voice: Option<VoiceRecorder>,
    router: Router,
    network: BTreeMap<StreamId, NetworkReport>,
}

/// What a block of sound led to.
#[derive(Debug, Default)]
pub struct Block {
    /// RTP and RTCP packets to send, and from which sockets.
    pub packets: Vec<(SocketId, Vec<u8>)>,
    /// What the phone is told.
    pub inputs: Vec<Input>,
}

impl SimSound {
    /// Returns a sound card whose microphone hears `tone_hz`.
    pub fn new(tone_hz: u16, plan: &Plan, rng: Rng, now: Instant) -> Self {
        let grain = u32::try_from(SAMPLES).unwrap();
        let mut graph = Graph::new(Spec { sample_rate: SAMPLE_RATE, grain }, &AllPrograms);
        graph.apply(plan);
        Self {
            graph,
            tone_hz,
            room: None,
            next: now + BLOCK,
            blocks: 0,
            phase: 0.0,
            heard: VecDeque::with_capacity(KEPT),
            sent: VecDeque::new(),
            voice: None,
            router: Router::new(rng),
            network: BTreeMap::new(),
        }
    }

    /// Ties a stream to its sockets, or ends it; returns what is sent at once.
    pub fn route(
        &mut self,
        stream: StreamId,
        route: Option<StreamRoute>,
        now: Instant,
        wall: WallTime,
    ) -> Block {
        self.router.route(stream, route, now, wall);
        let mut block = Block::default();
        self.pump(&mut block);
        block
    }

    /// Takes a packet that came in on a media socket.
    pub fn receive(&mut self, socket: SocketId, packet: &[u8], now: Instant) {
        if let Some((stream, packet)) = self.router.receive(socket, packet, now) {
            self.graph.receive(stream, packet);
        }
    }

    /// Returns what RTCP told last of the only stream.
    pub fn network(&self) -> Option<NetworkReport> {
        self.network.values().next_back().copied()
    }

    /// Returns when the next block is due.
    pub fn poll_timeout(&self) -> Instant {
        self.next
    }

    /// Renders the next block, and lets RTCP do what is due.
    pub fn render(&mut self, now: Instant, wall: WallTime) -> Block {
        self.next += BLOCK;
        self.blocks = self.blocks.wrapping_add(1);
        let step = TAU * f32::from(self.tone_hz) / SAMPLE_RATE as f32;
        let mut input = [0.0; SAMPLES];
        if let Some(room) = &mut self.room {
            room.process(&mut input);
        }
        for sample in input.iter_mut().filter(|_| self.room.is_none()) {
            *sample = AMPLITUDE * self.phase.sin();
            self.phase = (self.phase + step) % TAU;
        }
        let mut output = [0.0; SAMPLES];
        self.graph.process(&input, &mut output);
        self.heard.extend(output);
        self.heard.drain(..self.heard.len().saturating_sub(KEPT));
        let (mut block, mut buffer) = (Block::default(), [0; 1_472]);
        while let Some((stream, length)) = self.graph.poll_packet(&mut buffer) {
            self.sent.push_back(buffer[..length].to_vec());
            self.sent.drain(..self.sent.len().saturating_sub(KEPT_PACKETS));
            let packet = self.router.send(stream, &buffer[..length], now);
            block.packets.extend(packet.map(|(socket, packet)| (socket, packet.to_vec())));
        }
        let mut frame = [0; TAP_FRAME];
        while self.graph.poll_taps(&mut frame) > 0 {
            self.voice.iter_mut().for_each(|voice| voice.push(&frame));
        }
        self.router.handle_timeout(now, wall);
        self.pump(&mut block);
        if self.blocks.is_multiple_of(REPORT) {
            let report = self.graph.report();
            self.router.play_out(&report);
            block.inputs.push(Input::Audio(report));
        }
        block
    }

    fn pump(&mut self, block: &mut Block) {
        while let Some(output) = self.router.poll_output() {
            match output {
                RouterOutput::Send(socket, packet) => block.packets.push((socket, packet)),
                RouterOutput::Report(stream, report) => {
                    self.network.insert(stream, report);
                    block.inputs.push(Input::Network(stream, report));
                }
            }
        }
    }

    /// Begins to gather the user's voice, or ends that; returns what was gathered.
    pub fn record_voice(&mut self, begin: bool) -> Option<Vec<u8>> {
        let ended = self.voice.take();
        self.voice = begin.then(VoiceRecorder::default);
        ended.map(VoiceRecorder::into_samples)
    }

    /// Stops to whistle, in a room with a noise of so many dB below 0 dBov, or goes on.
    pub fn pause(&mut self, room: Option<u8>) {
        self.room = room.map(|level| {
            let mut noise = Noise::default();
            noise.follow(&[level]);
            // It fades in.
            noise.process(&mut [0.0; SAMPLES * 10]);
            noise
        });
    }

    /// Returns how loud the last half second was, in dBov.
    pub fn level_dbov(&self) -> f32 {
        let mut level = Level::default();
        self.heard.iter().for_each(|&sample| level.process(&[sample]));
        level.take()
    }

    /// Returns the payload types and payloads of the last RTP packets that were sent.
    pub fn sent(&self) -> Vec<(u8, &[u8])> {
        let packets = self.sent.iter().map(|packet| Packet::parse(packet).unwrap());
        packets.map(|packet| (packet.header.payload_type.0, packet.payload)).collect()
    }

    /// Forgets what was heard and sent.
    pub fn forget(&mut self) {
        self.sent.clear();
        self.heard.clear();
    }

    /// Returns the amplitude of a tone in the last half second, by Goertzel's algorithm.
    pub fn amplitude(&self, hz: u16) -> f32 {
        let coefficient = 2.0 * (TAU * f32::from(hz) / SAMPLE_RATE as f32).cos();
        let (mut s1, mut s2) = (0.0_f32, 0.0_f32);
        for sample in &self.heard {
            (s1, s2) = (sample + coefficient * s1 - s2, s1);
        }
        let power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
        2.0 * power.max(0.0).sqrt() / self.heard.len().max(1) as f32
    }

    /// Whether a tone sent with the usual amplitude is heard: at least at half of it.
    pub fn hears(&self, hz: u16) -> bool {
        self.amplitude(hz) > AMPLITUDE / 2.0
    }
}
