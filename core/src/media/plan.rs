//! What audio should do now: one value that says everything, made by the phone.
//!
//! A plan is declarative: the audio graph compares it with what it does and changes only the
//! difference, so a plan may be sent again at any time. What happens once, such as a digit to
//! send, is a [`Command`].

mod report;
mod voice;

pub use report::{Measured, NetworkReport, Quality, Report, StreamReport};
pub use voice::{
    Browser, DeviceRoute, EchoOptions, Levelled, LevellingPlan, NoiseKind, NoiseOptions, Residual,
    VoiceOptions,
};

use serde::{Deserialize, Serialize};

use crate::dsp::tone::Step;

/// Names one stream of a plan; chosen by the phone, never reused for another call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StreamId(pub u32);

/// Everything the audio graph should do until the next plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The streams that exist. A stream that is left out ends.
    pub streams: Vec<StreamPlan>,
    /// What is played to the user beside the streams.
    pub tone: Option<Tone>,
    /// What that tone sounds like; empty if it is as in [`crate::dsp::tone`].
    pub pattern: Vec<Step>,
    /// Whether the microphone reaches no stream.
    pub muted: bool,
    /// Gain of what the user hears, in decibels.
    pub speaker_gain_db: f32,
    /// Gain of tones but rings beside that, in decibels.
    pub tone_gain_db: f32,
    /// Gain of the microphone, in decibels.
    pub microphone_gain_db: f32,
    /// How loud the user hears the own voice, in decibels; not at all if there is none.
    pub sidetone_db: Option<f32>,
    /// How a voice is levelled, if one is.
    pub levelling: Option<LevellingPlan>,
    /// Whether the microphone should be open (a call is up or being set up).
    pub microphone: bool,
    /// Whether the parties of the streams hear each other.
    pub conference: bool,
    /// Programs that are wanted and not part of the graph.
    pub programs: ProgramSet,
    /// What is done with the voice of the user before it is sent.
    pub voice: VoiceOptions,
    /// What the browser does with it.
    pub browser: Browser,
    /// The devices that sound goes through.
    pub devices: DeviceRoute,
    /// What is done with a recording of the microphone, for a test of the devices.
    pub memo: Memo,
    /// What is measured of the room and its devices.
    pub probe: Probe,
    /// Whether what passes in the graph is told, for a recording that finds faults.
    pub taps: bool,
    /// A recording that is played once, from when a plan has it first.
    pub announcement: Option<Announcement>,
}

impl Plan {
    /// Whether nothing is to be played, sent or recorded.
    pub fn is_silent(&self) -> bool {
        self.streams.is_empty()
            && self.tone.is_none()
            && (self.memo, self.probe) == (Memo::Off, Probe::Off)
            && !self.microphone
            && !self.taps
            && self.announcement.is_none()
    }
}

/// A recording that is played once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Which one.
    pub id: RecordingId,
    /// The stream that it is sent on, in the place of the microphone; the user then hears it softly.
    /// Without one it is for the user.
    pub stream: Option<StreamId>,
}

/// What is done with a recording of the user's own voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Memo {
    /// There is none.
    #[default]
    Off,
    /// It is made, for five seconds at most.
    Record,
    /// It is played to the user, once.
    Play,
}

/// What is measured of the room and its devices (see [`super::acoustics`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Probe {
    /// Nothing.
    #[default]
    Off,
    /// The noise of the room.
    Quiet,
    /// What the microphone hears of chirps from the loudspeaker; what was measured before is kept.
    Chirps,
}

/// A program that is a module of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Program {
    /// G.729.
    G729,
    /// Opus.
    Opus,
    /// What cleans the user's voice.
    Voice,
}

/// Which programs there are, or are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramSet {
    g729: bool,
    opus: bool,
    voice: bool,
}

impl Program {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::G729, Self::Opus, Self::Voice];
}

impl ProgramSet {
    /// All of them.
    pub const ALL: Self = Self { g729: true, opus: true, voice: true };

    /// Whether this one is among them.
    pub const fn has(self, program: Program) -> bool {
        match program {
            Program::G729 => self.g729,
            Program::Opus => self.opus,
            Program::Voice => self.voice,
        }
    }

    /// Returns them with one more.
    #[must_use]
    pub const fn with(mut self, program: Program) -> Self {
        match program {
            Program::G729 => self.g729 = true,
            Program::Opus => self.opus = true,
            Program::Voice => self.voice = true,
        }
        self
    }
}

/// One stream: a codec each way and who hears it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StreamPlan {
    /// Its name.
    pub id: StreamId,
    /// Which way sound goes. A held stream stays in the plan as [`Flow::Inactive`].
    pub flow: Flow,
    /// What is sent.
    pub send: Codec,
    /// What may arrive, best first; a packet's payload type chooses.
    pub receive: Vec<Codec>,
    /// Payload type and clock rate of telephone events sent, if the peer takes them (RFC 4733).
    pub events_send: Option<EventFormat>,
    /// Payload types and clock rates of telephone events that may arrive.
    pub events_receive: Vec<EventFormat>,
    /// Power written into events sent, in dBm0 below 0 (RFC 4733 2.3.3).
    pub event_volume: u8,
    /// Whether events that arrive are heard.
    pub plays_events: bool,
    /// Milliseconds of sound in each packet sent.
    pub ptime_ms: u16,
    /// What the encoder is told beside the sound.
    pub options: EncoderOptions,
    /// Payload type of comfort noise that is sent while nobody speaks, with a codec of single samples
    /// (RFC 3389); without one silence is sent as sound.
    pub noise: Option<u8>,
    /// Least delay of the jitter buffer, in milliseconds (`voip/audio/jitter_buffer/min_delay`).
    pub jitter_min_ms: u16,
    /// How fast the jitter buffer follows the network, 0 to 13, usually 10.
    pub jitter_factor: u8,
    /// Whether two sources are heard at once.
    pub mixes_sources: bool,
    /// Whether silence is sent in place of what is said.
    pub muted: bool,
    /// Where sending starts: SSRC, sequence number and RTP timestamp (RFC 3550 5.1).
    pub start: RtpStart,
}

impl StreamPlan {
    /// Returns a stream of one codec both ways in packets of 20 ms, without telephone events, with a
    /// jitter buffer of at least 10 ms.
    pub fn new(id: StreamId, codec: Codec, start: RtpStart) -> Self {
        Self {
            id,
            flow: Flow::SendRecv,
            send: codec,
            receive: vec![codec],
            events_send: None,
            events_receive: Vec::new(),
            event_volume: 10,
            plays_events: false,
            ptime_ms: 20,
            options: EncoderOptions::default(),
            noise: None,
            jitter_min_ms: 10,
            jitter_factor: 10,
            mixes_sources: false,
            muted: false,
            start,
        }
    }
}

/// What an encoder of a codec that works on frames is told beside the sound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncoderOptions {
    /// Bits a second; 0 is what the codec chooses.
    pub bit_rate: u32,
    /// Whether silence is described and then not sent.
    pub describes_silence: bool,
    /// Whether a packet also describes the one before it (in-band FEC).
    pub repeats: bool,
    /// Share of packets that is expected to be lost, in percent.
    pub loss_percent: u8,
    /// Thousands of samples a second that are played there, so that no wider band is sent; 0 is as many
    /// as the codec has.
    pub played_khz: u8,
}

impl EncoderOptions {
    /// Returns them as one number.
    pub const fn to_bits(self) -> u64 {
        let flags = self.describes_silence as u64 | (self.repeats as u64) << 1;
        let (loss, played) = ((self.loss_percent as u64) << 40, (self.played_khz as u64) << 48);
        self.bit_rate as u64 | flags << 32 | loss | played
    }

    /// Returns the options that were such a number.
    pub const fn from_bits(bits: u64) -> Self {
        Self {
            bit_rate: bits as u32,
            describes_silence: bits >> 32 & 1 != 0,
            repeats: bits >> 33 & 1 != 0,
            loss_percent: (bits >> 40) as u8,
            played_khz: (bits >> 48) as u8,
        }
    }
}

/// Random starting values of an RTP sender (RFC 3550 5.1); made by the phone, as a worklet has
/// no randomness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RtpStart {
    /// Synchronisation source.
    pub ssrc: u32,
    /// First sequence number.
    pub seq: u16,
    /// First RTP timestamp.
    pub rtp_time: u32,
}

/// Which way sound goes, seen from here (RFC 3264 5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Flow {
    /// Both ways.
    SendRecv,
    /// Only out.
    SendOnly,
    /// Only in.
    RecvOnly,
    /// Neither; the stream is kept.
    Inactive,
}

impl Flow {
    /// Whether sound goes out.
    pub const fn sends(self) -> bool {
        matches!(self, Self::SendRecv | Self::SendOnly)
    }

    /// Whether sound comes in.
    pub const fn receives(self) -> bool {
        matches!(self, Self::SendRecv | Self::RecvOnly)
    }
}

/// A codec with its payload type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codec {
    /// Which codec.
    pub kind: CodecKind,
    /// RTP payload type, 0 to 127.
    pub payload_type: u8,
}

/// A codec the phone has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum CodecKind {
    /// G.711 mu-law, 8000 Hz.
    Pcmu,
    /// G.711 A-law, 8000 Hz.
    Pcma,
    /// G.722, 16,000 Hz.
    G722,
    /// G.726 at 32 kbit/s, 8000 Hz; in pages only.
    G726,
    /// G.729 Annex A, 8000 Hz.
    G729,
    /// G.729 Annex A with the silence compression of Annex B.
    G729B,
    /// Opus, wide band, 16,000 Hz.
    Opus,
    /// Opus, full band, 48,000 Hz.
    OpusFull,
    /// Comfort noise (RFC 3389), 8000 Hz; only received as a codec.
    Noise,
}

impl CodecKind {
    /// Samples a second of the sound.
    pub const fn sample_rate(self) -> u32 {
        match self {
            Self::Pcmu | Self::Pcma | Self::G726 | Self::G729 | Self::G729B | Self::Noise => 8_000,
            Self::G722 | Self::Opus => 16_000,
            Self::OpusFull => 48_000,
        }
    }

    /// Returns the program it needs, if it works on frames.
    pub const fn program(self) -> Option<Program> {
        match self {
            Self::Pcmu | Self::Pcma | Self::G722 | Self::G726 | Self::Noise => None,
            Self::G729 | Self::G729B => Some(Program::G729),
            Self::Opus | Self::OpusFull => Some(Program::Opus),
        }
    }

    /// Whether comfort noise stands for its silence (RFC 3389): it has no description of its own.
    pub const fn describes_with_noise(self) -> bool {
        matches!(self, Self::Pcmu | Self::Pcma | Self::G722)
    }

    /// Whether it is G.729, with or without silence compression.
    pub const fn is_g729(self) -> bool {
        matches!(self, Self::G729 | Self::G729B)
    }

    /// Whether it is Opus, of whichever band.
    pub const fn is_opus(self) -> bool {
        matches!(self, Self::Opus | Self::OpusFull)
    }

    /// Returns the nearest packet time that it can have, in milliseconds.
    pub fn packet_ms(self, wanted: u16) -> u16 {
        let times: &[u16] = if self.is_opus() {
            &[10, 20, 40, 60, 80, 100, 120]
        } else {
            &[10, 20, 30, 40, 50, 60]
        };
        times.iter().copied().rev().find(|&time| time <= wanted).unwrap_or(10)
    }

    /// Returns what coding and decoding are late, in microseconds: for filters and look-ahead.
    pub const fn delay_us(self) -> u32 {
        match self {
            Self::Pcmu | Self::Pcma | Self::G726 | Self::Noise => 0,
            Self::G722 => 1_375,
            Self::G729 | Self::G729B => 5_000,
            Self::Opus | Self::OpusFull => 6_500,
        }
    }

    /// RTP timestamp ticks a second (not always the sample rate: RFC 3551 4.5.2).
    pub const fn clock_rate(self) -> u32 {
        if self.is_opus() { 48_000 } else { 8_000 }
    }
}

/// Payload type and clock of telephone events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventFormat {
    /// RTP payload type, 96 to 127.
    pub payload_type: u8,
    /// RTP timestamp ticks a second.
    pub clock_rate: u32,
}

/// What is played to the user beside the streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Tone {
    /// Off hook, waiting for digits.
    Dial,
    /// The far end rings.
    Ringback,
    /// The far end is busy.
    Busy,
    /// The call could not be set up.
    Reorder,
    /// A second call waits; played under the first one.
    CallWaiting,
    /// This phone rings.
    Ring(Ring),
    /// Off hook, waiting for digits, and messages wait.
    Stutter,
    /// Waiting for the digits behind the one for an outside line.
    SecondDial,
    /// The phone was left off hook.
    Howler,
    /// A call was answered by itself.
    Beep,
    /// A call has been on hold for long; played under the one that is heard.
    HoldReminder,
}

/// What a phone rings like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ring {
    /// One of the phone's own, counted from 1.
    Own(u8),
    /// A recording that was loaded; the first of the phone's own while it is not there.
    Loaded(RecordingId),
}

/// Names a recording; another recording has another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RecordingId(pub u32);

impl RecordingId {
    /// The agent's greeting: another one takes its name.
    pub const GREETING: Self = Self(0);
}

/// Most recordings that the audio graph keeps; the one that came first goes first.
pub const MAX_RECORDINGS: usize = 12;

/// How the samples of a recording are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Coding {
    /// A-law, 8000 Hz.
    Pcma,
    /// Mu-law, 8000 Hz.
    Pcmu,
    /// 16 bits, the lower byte first, 16000 Hz.
    Linear,
}

/// A piece of a recording: the graph takes them in order.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordingPart {
    /// Whose.
    pub id: RecordingId,
    /// How its samples are coded.
    pub coding: Coding,
    /// Bytes of the whole recording.
    pub total: u32,
    /// Bytes before this piece.
    pub offset: u32,
    /// The piece.
    pub data: Vec<u8>,
}

impl RecordingPart {
    /// Returns the pieces of at most `most` bytes that this one is made of.
    pub fn split(&self, most: usize) -> impl Iterator<Item = Self> {
        let pieces = (0_u32..).zip(self.data.chunks(most.max(1)));
        pieces.map(move |(n, data)| Self {
            offset: self.offset + n * u32::try_from(most).unwrap_or(u32::MAX),
            data: data.to_vec(),
            ..*self
        })
    }
}

/// Sound is many numbers.
impl core::fmt::Debug for RecordingPart {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Self { id, coding, total, offset, data } = self;
        write!(f, "RecordingPart({id:?}, {coding:?}, {} bytes at {offset} of {total})", data.len())
    }
}

/// Something the graph does once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Command {
    /// Sends a digit on a stream (RFC 4733), one after the other, and lets the user hear it.
    SendDigit {
        /// The stream; `None` only plays the digit to the user.
        stream: Option<StreamId>,
        /// What to send.
        digit: Digit,
        /// How long, in milliseconds.
        duration_ms: u16,
    },
    /// Ends the digit that was sent last sooner: its key is let go.
    EndDigit {
        /// The stream that it was sent on.
        stream: Option<StreamId>,
        /// How long it was in all, in milliseconds.
        duration_ms: u16,
    },
}

/// A DTMF digit by its event code: 0 to 9, 10 is `*`, 11 is `#`, 12 to 15 are A to D
/// (RFC 4733 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Digit(u8);

impl Digit {
    /// Returns the digit with event code `code`, if there is one.
    pub const fn from_code(code: u8) -> Option<Self> {
        if code < 16 { Some(Self(code)) } else { None }
    }

    /// Returns the digit printed as `c`, if there is one.
    pub const fn from_char(c: char) -> Option<Self> {
        let code = match c {
            '0'..='9' => c as u8 - b'0',
            '*' => 10,
            '#' => 11,
            'A'..='D' => c as u8 - b'A' + 12,
            'a'..='d' => c as u8 - b'a' + 12,
            _ => return None,
        };
        Some(Self(code))
    }

    /// Returns the event code.
    pub const fn code(self) -> u8 {
        self.0
    }

    /// Returns the digit as it is printed.
    pub const fn to_char(self) -> char {
        match self.0 {
            0..=9 => (b'0' + self.0) as char,
            10 => '*',
            11 => '#',
            12 => 'A',
            13 => 'B',
            14 => 'C',
            _ => 'D',
        }
    }
}
