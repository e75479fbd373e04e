//! What becomes of the frames of taps: a WAV file, or packets for another computer (manual 50).

use serde::{Deserialize, Serialize};

use super::plan::RtpStart;
use super::taps::{TAP_FRAME, TAP_RATE, TAP_SAMPLES, Tap};
use crate::dsp::g722;
use crate::rtp::packet::{HEADER, Header};
use crate::rtp::{PayloadType, RtpTime, Seq, Ssrc};

/// Longest recording in a file, in seconds: 23 MB.
pub const LONGEST_S: usize = 120;

/// Frames of such a file.
const FRAMES: usize = LONGEST_S * TAP_RATE as usize / TAP_SAMPLES;

/// Bytes before the samples of a WAV.
const WAV_HEADER: usize = 44;

/// Payload type of G.722 (RFC 3551 6), which sniffers can play as it is.
const G722: PayloadType = PayloadType(9);

/// RTP ticks of a frame (RFC 3551 4.5.2: G.722 counts 8,000 a second).
const TICKS: u32 = 160;

/// A recording of all taps that becomes a file.
#[derive(Clone, Debug, Default)]
pub struct Recorder {
    samples: Vec<u8>,
}

impl Recorder {
    /// Takes a frame of taps; what is longer than [`LONGEST_S`] is left out.
    pub fn push(&mut self, frame: &[u8]) {
        if frame.len() == TAP_FRAME && self.samples.len() < FRAMES * TAP_FRAME {
            self.samples.extend_from_slice(frame);
        }
    }

    /// Returns the file: PCM of 16 bits, a channel for each of [`Tap::ALL`].
    pub fn into_wav(self) -> Vec<u8> {
        const CHANNELS: u16 = Tap::ALL.len() as u16;
        // Bounded by `FRAMES`.
        let length = self.samples.len() as u32;
        let header = WAV_HEADER as u32;
        let mut wav = Vec::with_capacity(WAV_HEADER + self.samples.len());
        wav.extend(b"RIFF");
        wav.extend((header - 8 + length).to_le_bytes());
        wav.extend(b"WAVEfmt ");
        wav.extend(16_u32.to_le_bytes());
        wav.extend(1_u16.to_le_bytes());
        wav.extend(CHANNELS.to_le_bytes());
        wav.extend(TAP_RATE.to_le_bytes());
        wav.extend((TAP_RATE * u32::from(CHANNELS) * 2).to_le_bytes());
        wav.extend((CHANNELS * 2).to_le_bytes());
        wav.extend(16_u16.to_le_bytes());
        wav.extend(b"data");
        wav.extend(length.to_le_bytes());
        wav.extend(self.samples);
        wav
    }
}

/// Longest recording of the user's own voice, in seconds.
pub const LONGEST_VOICE_S: u64 = 30;

/// Bytes of a second of it.
pub const VOICE_BYTES_S: usize = TAP_RATE as usize * 2;

/// A recording of what the user would send, for the phone itself: 16 bits, the lower byte first,
/// [`TAP_RATE`] samples a second.
#[derive(Clone, Debug, Default)]
pub struct VoiceRecorder {
    samples: Vec<u8>,
}

impl VoiceRecorder {
    /// Takes a frame of taps; what is longer than [`LONGEST_VOICE_S`] is left out.
    pub fn push(&mut self, frame: &[u8]) {
        let room = LONGEST_VOICE_S as usize * VOICE_BYTES_S - self.samples.len();
        if frame.len() == TAP_FRAME && room >= TAP_SAMPLES * 2 {
            self.samples.extend(samples(frame, Tap::Sent).flat_map(i16::to_le_bytes));
        }
    }

    /// Returns what was recorded.
    pub fn into_samples(self) -> Vec<u8> {
        self.samples
    }
}

/// Returns the samples of one tap of a frame.
fn samples(frame: &[u8], tap: Tap) -> impl Iterator<Item = i16> {
    let bytes = frame.as_chunks::<2>().0.iter().skip(tap as usize).step_by(Tap::ALL.len());
    bytes.map(|&bytes| i16::from_le_bytes(bytes))
}

/// Which taps are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TapSet([bool; Tap::ALL.len()]);

impl TapSet {
    /// Whether this one is among them.
    pub fn has(self, tap: Tap) -> bool {
        self.0.get(tap as usize).is_some_and(|has| *has)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl FromIterator<Tap> for TapSet {
    fn from_iter<T: IntoIterator<Item = Tap>>(taps: T) -> Self {
        let mut set = Self::default();
        for tap in taps {
            if let Some(has) = set.0.get_mut(tap as usize) {
                *has = true;
            }
        }
        set
    }
}

/// Makes RTP of the frames of taps: G.722, one source for each tap.
#[derive(Clone, Debug)]
pub struct TapSender {
    taps: TapSet,
    start: RtpStart,
    frames: u32,
    encoders: [g722::Encoder; Tap::ALL.len()],
}

impl TapSender {
    /// Returns a sender of these taps; the first one has the SSRC of `start`, each other the next.
    pub fn new(taps: TapSet, start: RtpStart) -> Self {
        let encoders = core::array::from_fn(|_| g722::Encoder::default());
        Self { taps, start, frames: 0, encoders }
    }

    /// Gives the packet of each tap in `frame` to `send`.
    pub fn send(&mut self, frame: &[u8], mut send: impl FnMut(&[u8])) {
        if frame.len() != TAP_FRAME {
            return;
        }
        let taps = self.taps;
        for (number, (tap, encoder)) in (0..).zip(Tap::ALL.into_iter().zip(&mut self.encoders)) {
            if !taps.has(tap) {
                continue;
            }
            let header = Header {
                marker: self.frames == 0,
                payload_type: G722,
                seq: Seq(self.start.seq.wrapping_add(self.frames as u16)),
                rtp_time: RtpTime(
                    self.start.rtp_time.wrapping_add(self.frames.wrapping_mul(TICKS)),
                ),
                ssrc: Ssrc(self.start.ssrc.wrapping_add(number)),
            };
            let mut packet = Vec::with_capacity(HEADER + TAP_SAMPLES / 2);
            packet.extend(header.to_bytes());
            let samples: Vec<_> = samples(frame, tap).collect();
            packet.extend(samples.as_chunks().0.iter().map(|&pair| encoder.process(pair)));
            send(&packet);
        }
        self.frames = self.frames.wrapping_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rtp::packet::Packet;

    const START: RtpStart = RtpStart { ssrc: 700, seq: 65_535, rtp_time: 9 };

    #[test]
    fn a_file_has_all_taps_and_an_end() {
        let mut recorder = Recorder::default();
        recorder.push(&[1; 7]);
        (0..FRAMES + 10).for_each(|_| recorder.push(&[1; TAP_FRAME]));
        let wav = recorder.into_wav();
        assert_eq!(wav.len(), WAV_HEADER + FRAMES * TAP_FRAME);
        assert!(wav.len() < 24_000_000);
        let number = |at: usize| u32::from_le_bytes(*wav[at..].first_chunk().unwrap());
        assert_eq!((&wav[..4], number(4) as usize), (&b"RIFF"[..], wav.len() - 8));
        assert_eq!((number(22) & 0xffff, number(24), number(28)), (6, 16_000, 192_000));
        assert_eq!((&wav[36..40], number(40) as usize), (&b"data"[..], wav.len() - 44));
        assert_eq!(Recorder::default().into_wav().len(), WAV_HEADER);
    }

    #[test]
    fn a_voice_is_what_would_be_sent_and_has_an_end() {
        let mut frame = [0; TAP_FRAME];
        for samples in frame.as_chunks_mut::<12>().0 {
            samples[2 * Tap::Sent as usize..][..2].copy_from_slice(&(-7_i16).to_le_bytes());
        }
        let mut recorder = VoiceRecorder::default();
        recorder.push(&frame[..9]);
        (0..LONGEST_VOICE_S * 50 + 7).for_each(|_| recorder.push(&frame));
        let samples = recorder.into_samples();
        assert_eq!(samples.len(), LONGEST_VOICE_S as usize * VOICE_BYTES_S);
        assert!(samples.chunks(2).all(|sample| sample == (-7_i16).to_le_bytes()));
    }

    #[test]
    fn each_tap_is_a_source_of_its_own() {
        let taps: TapSet = [Tap::Microphone, Tap::Received].into_iter().collect();
        let mut sender = TapSender::new(taps, START);
        let mut told = Vec::new();
        for _ in 0..2 {
            sender.send(&[0; TAP_FRAME], |packet| {
                let Packet { header, payload, .. } = Packet::parse(packet).unwrap();
                assert_eq!((header.payload_type, payload.len()), (G722, 160));
                told.push((header.ssrc.0, header.seq.0, header.rtp_time.0));
            });
        }
        assert_eq!(told, [(700, 65_535, 9), (705, 65_535, 9), (700, 0, 169), (705, 0, 169)]);
        sender.send(&[0; 3], |_| panic!("no frame"));
    }

    #[test]
    fn a_tap_sounds_as_it_was() {
        let mut frame = [0; TAP_FRAME];
        for (n, samples) in frame.as_chunks_mut::<12>().0.iter_mut().enumerate() {
            let sample = (n as f32 * 0.2).sin() * 8_000.0;
            samples[8..10].copy_from_slice(&(sample as i16).to_le_bytes());
        }
        let mut sender = TapSender::new([Tap::Sent].into_iter().collect(), START);
        let mut decoder = g722::Decoder::default();
        let mut loudest = 0;
        for _ in 0..3 {
            sender.send(&frame, |packet| {
                let decoded = packet[HEADER..].iter().flat_map(|&octet| decoder.process(octet));
                loudest = decoded.map(|sample| sample.unsigned_abs()).max().unwrap();
            });
        }
        assert!((7_000..9_000).contains(&loudest), "{loudest}");
    }
}
