//! Recordings that were loaded: ring tones of the administrator (manual 18.3).
//!
//! They come in pieces from the phone, since they are longer than a message, and are played over
//! and over. One that is shorter than [`SHORT_MS`] is followed by silence, so that it rings and
//! does not rattle.

use super::plan::{Coding, RecordingId, RecordingPart};
use crate::dsp::g711;
use crate::dsp::resample::Resampler;

/// Most recordings that are kept; the oldest goes first.
const MAX_RECORDINGS: usize = 12;

/// Longest recording, in bytes.
const MAX_BYTES: u32 = 2 * 1024 * 1024;

/// A recording that is shorter, in milliseconds, begins again only after [`PERIOD_MS`].
const SHORT_MS: usize = 2_000;

/// Time from one beginning of a short recording to the next, in milliseconds.
const PERIOD_MS: usize = 3_000;

#[derive(Clone, Debug)]
struct Recording {
    id: RecordingId,
    coding: Coding,
    total: usize,
    data: Vec<u8>,
    resampler: Resampler,
}

/// What was loaded, and what of it plays.
#[derive(Clone, Debug)]
pub(super) struct Recordings {
    sample_rate: u32,
    all: Vec<Recording>,
    /// The recording that plays, and its next sample.
    playing: Option<(usize, usize)>,
}

impl Coding {
    const fn sample_rate(self) -> u32 {
        match self {
            Self::Pcma | Self::Pcmu => 8_000,
            Self::Linear => 16_000,
        }
    }
}

impl Recordings {
    /// Returns none, for `sample_rate` Hz.
    pub(super) const fn new(sample_rate: u32) -> Self {
        Self { sample_rate, all: Vec::new(), playing: None }
    }

    /// Takes a piece; one that does not follow the one before is dropped.
    pub(super) fn load(&mut self, part: RecordingPart) {
        if part.total == 0 || part.total > MAX_BYTES {
            return;
        }
        let (total, offset) = (part.total as usize, part.offset as usize);
        let known = self.all.iter().position(|recording| recording.id == part.id);
        let at = match known {
            Some(at) => at,
            None => {
                if self.all.len() >= MAX_RECORDINGS {
                    self.all.remove(0);
                    self.playing = None;
                }
                self.all.push(Recording {
                    id: part.id,
                    coding: part.coding,
                    total,
                    data: Vec::with_capacity(total),
                    resampler: Resampler::new(part.coding.sample_rate(), self.sample_rate),
                });
                self.all.len() - 1
            }
        };
        if let Some(recording) = self.all.get_mut(at)
            && recording.data.len() == offset
            && offset + part.data.len() <= recording.total
        {
            recording.data.extend_from_slice(&part.data);
        }
    }

    /// Plays a recording from its beginning; returns whether it is there.
    pub(super) fn play(&mut self, id: RecordingId) -> bool {
        let whole =
            |recording: &Recording| recording.id == id && recording.data.len() == recording.total;
        self.playing = self.all.iter().position(whole).map(|at| (at, 0));
        if let Some(recording) = self.playing.and_then(|(at, _)| self.all.get_mut(at)) {
            recording.resampler.reset();
        }
        self.playing.is_some()
    }

    /// Plays nothing.
    pub(super) const fn stop(&mut self) {
        self.playing = None;
    }

    /// Adds what plays to `block`.
    pub(super) fn process(&mut self, block: &mut [f32]) {
        let Some((at, next)) = &mut self.playing else { return };
        let Some(recording) = self.all.get_mut(*at) else { return };
        for sample in block {
            let pulled = loop {
                if let Some(pulled) = recording.resampler.pull() {
                    break pulled;
                }
                recording.resampler.push(recording_sample(&recording.data, recording.coding, next));
            };
            *sample += pulled;
        }
    }
}

/// Returns the sample at `next` and moves on, back to the beginning after the last.
fn recording_sample(data: &[u8], coding: Coding, next: &mut usize) -> f32 {
    let width = if coding == Coding::Linear { 2 } else { 1 };
    let at = *next * width;
    let sample = match (coding, data.get(at), data.get(at + 1)) {
        (Coding::Pcma, Some(&code), _) => g711::from_i16(g711::decode_a(code)),
        (Coding::Pcmu, Some(&code), _) => g711::from_i16(g711::decode_mu(code)),
        (Coding::Linear, Some(&low), Some(&high)) => {
            g711::from_i16(i16::from_le_bytes([low, high]))
        }
        _ => 0.0,
    };
    let rate = coding.sample_rate() as usize / 1_000;
    let samples = data.len() / width;
    let period = if samples < SHORT_MS * rate { PERIOD_MS * rate } else { samples };
    *next = if *next + 1 < period { *next + 1 } else { 0 };
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: RecordingId = RecordingId(7);

    fn part(offset: u32, total: u32, data: Vec<u8>) -> RecordingPart {
        RecordingPart { id: ID, coding: Coding::Linear, total, offset, data }
    }

    /// A second of a tone of 1000 Hz with half the amplitude.
    fn tone() -> Vec<u8> {
        let sample = |n: u32| (n as f32 * core::f32::consts::TAU / 16.0).sin() * 16_384.0;
        (0..16_000).flat_map(|n| (sample(n) as i16).to_le_bytes()).collect()
    }

    fn render(recordings: &mut Recordings, ms: usize) -> Vec<f32> {
        let mut block = vec![0.0; 48 * ms];
        recordings.process(&mut block);
        block
    }

    fn loudest(block: &[f32]) -> f32 {
        block.iter().fold(0.0, |most: f32, sample| most.max(sample.abs()))
    }

    #[test]
    fn a_recording_comes_in_pieces_and_is_played() {
        let mut recordings = Recordings::new(48_000);
        let sound = tone();
        for (n, piece) in sound.chunks(7_000).enumerate() {
            assert!(!recordings.play(ID), "not whole yet");
            recordings.load(part(n as u32 * 7_000, 32_000, piece.to_vec()));
        }
        assert!(recordings.play(ID));
        let second = render(&mut recordings, 1_000);
        assert!((loudest(&second[4_800..40_000]) - 0.5).abs() < 0.02);
        // 800 ms in the middle, where the resampler does not ring.
        let middle = second[4_800..43_200].windows(2);
        let crossings = middle.filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
        assert!((799..=801).contains(&crossings), "{crossings}");
        // It is short: silence until three seconds are over, and then again.
        assert_eq!(loudest(&render(&mut recordings, 1_990)[480..]), 0.0);
        assert!(loudest(&render(&mut recordings, 500)) > 0.4);
        recordings.stop();
        assert_eq!(loudest(&render(&mut recordings, 100)), 0.0);
    }

    #[test]
    fn pieces_that_do_not_fit_are_dropped() {
        let mut recordings = Recordings::new(48_000);
        recordings.load(part(0, 4, vec![0, 1]));
        recordings.load(part(0, 4, vec![0, 1]));
        recordings.load(part(3, 4, vec![0]));
        recordings.load(part(2, 4, vec![0, 1, 2]));
        assert!(!recordings.play(ID));
        recordings.load(part(2, 4, vec![2, 3]));
        assert!(recordings.play(ID));
        recordings.load(RecordingPart { id: RecordingId(8), ..part(0, 0, Vec::new()) });
        recordings.load(RecordingPart { id: RecordingId(9), ..part(0, u32::MAX, vec![1]) });
        assert!(!recordings.play(RecordingId(8)) && !recordings.play(RecordingId(9)));
    }

    #[test]
    fn the_oldest_goes_first() {
        let mut recordings = Recordings::new(8_000);
        for id in 0..20 {
            let id = RecordingId(id);
            recordings.load(RecordingPart { id, ..part(0, 2, vec![0, 0]) });
        }
        assert!(!recordings.play(RecordingId(7)) && recordings.play(RecordingId(8)));
    }
}
