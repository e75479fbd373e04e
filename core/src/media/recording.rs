//! Recordings that were loaded: ring tones of the administrator (manual 18.3), and the agent's
//! greeting (manual 22.18).
//!
//! They come in pieces from the phone, since they are longer than a message. Ring tones are played over
//! and over; one that is shorter than [`SHORT_MS`] is followed by silence, so that it rings and does
//! not rattle. An announcement is played once.

use super::plan::{Coding, MAX_RECORDINGS, RecordingId, RecordingPart};
use crate::dsp::g711;
use crate::dsp::resample::Resampler;

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
    /// The announcement that plays, and its next sample.
    announcing: Option<(usize, usize)>,
}

impl Coding {
    const fn sample_rate(self) -> u32 {
        match self {
            Self::Pcma | Self::Pcmu => 8_000,
            Self::Linear => 16_000,
        }
    }

    /// Bytes of a sample.
    const fn width(self) -> usize {
        match self {
            Self::Pcma | Self::Pcmu => 1,
            Self::Linear => 2,
        }
    }
}

impl Recordings {
    /// Returns none, for `sample_rate` Hz.
    pub(super) const fn new(sample_rate: u32) -> Self {
        Self { sample_rate, all: Vec::new(), playing: None, announcing: None }
    }

    /// Takes a piece; one that does not follow the one before is dropped, and the first one of a
    /// recording takes the place of another of its name.
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
                    // What plays goes on, unless it is the one that went.
                    let moved = |(at, next): (usize, usize)| Some((at.checked_sub(1)?, next));
                    self.playing = self.playing.and_then(moved);
                    self.announcing = self.announcing.and_then(moved);
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
        if let Some(recording) = self.all.get_mut(at).filter(|_| offset == 0) {
            (recording.coding, recording.total) = (part.coding, total);
            recording.data = Vec::with_capacity(total);
            recording.resampler = Resampler::new(part.coding.sample_rate(), self.sample_rate);
        }
        if let Some(recording) = self.all.get_mut(at)
            && recording.data.len() == offset
            && offset + part.data.len() <= recording.total
        {
            recording.data.extend_from_slice(&part.data);
        }
    }

    /// Plays a recording from its beginning; returns whether it is there.
    pub(super) fn play(&mut self, id: RecordingId) -> bool {
        self.playing = self.begin(id);
        self.playing.is_some()
    }

    /// Announces a recording from its beginning, or nothing.
    pub(super) fn announce(&mut self, id: Option<RecordingId>) {
        self.announcing = id.and_then(|id| self.begin(id));
    }

    /// Whether a recording is announced, or was to its end.
    pub(super) const fn announces(&self) -> bool {
        self.announcing.is_some()
    }

    fn begin(&mut self, id: RecordingId) -> Option<(usize, usize)> {
        let whole =
            |recording: &Recording| recording.id == id && recording.data.len() == recording.total;
        let at = self.all.iter().position(whole)?;
        self.all.get_mut(at)?.resampler.reset();
        Some((at, 0))
    }

    /// Plays nothing.
    pub(super) const fn stop(&mut self) {
        self.playing = None;
    }

    /// Adds what plays to `block`.
    pub(super) fn process(&mut self, block: &mut [f32]) {
        let Some((at, next)) = &mut self.playing else { return };
        let Some(recording) = self.all.get_mut(*at) else { return };
        let period = recording.period();
        for sample in block {
            *sample += recording.pull(next, period);
        }
    }

    /// Fills `block` with what is announced, and with silence behind it.
    pub(super) fn process_announcement(&mut self, block: &mut [f32]) {
        let Some((at, next)) = &mut self.announcing else { return };
        let Some(recording) = self.all.get_mut(*at) else { return };
        block.fill_with(|| recording.pull(next, usize::MAX));
    }
}

impl Recording {
    /// Returns after how many samples a ring begins again.
    const fn period(&self) -> usize {
        let rate = self.coding.sample_rate() as usize / 1_000;
        let samples = self.data.len() / self.coding.width();
        if samples < SHORT_MS * rate { PERIOD_MS * rate } else { samples }
    }

    /// Returns the next sample at the sound card's rate; after `period` of its own it begins again.
    fn pull(&mut self, next: &mut usize, period: usize) -> f32 {
        loop {
            if let Some(pulled) = self.resampler.pull() {
                break pulled;
            }
            self.resampler.push(self.sample(*next));
            *next = if *next + 1 < period { *next + 1 } else { 0 };
        }
    }

    /// Returns a sample; behind the last there is silence.
    fn sample(&self, number: usize) -> f32 {
        let at = number * self.coding.width();
        match (self.coding, self.data.get(at), self.data.get(at + 1)) {
            (Coding::Pcma, Some(&code), _) => g711::from_i16(g711::decode_a(code)),
            (Coding::Pcmu, Some(&code), _) => g711::from_i16(g711::decode_mu(code)),
            (Coding::Linear, Some(&low), Some(&high)) => {
                g711::from_i16(i16::from_le_bytes([low, high]))
            }
            _ => 0.0,
        }
    }
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
    fn an_announcement_is_played_once_and_another_takes_its_place() {
        let mut recordings = Recordings::new(48_000);
        recordings.announce(Some(ID));
        assert!(!recordings.announces());
        recordings.load(part(0, 32_000, tone()));
        recordings.announce(Some(ID));
        let second = |recordings: &mut Recordings| {
            let mut block = vec![0.0; 48_000];
            recordings.process_announcement(&mut block);
            loudest(&block[4_800..])
        };
        assert!((second(&mut recordings) - 0.5).abs() < 0.02);
        assert_eq!((second(&mut recordings), recordings.announces()), (0.0, true));
        // It does not ring, and a ring is no announcement.
        assert_eq!(loudest(&render(&mut recordings, 100)), 0.0);
        let soft = tone().chunks(2).flat_map(|_| 3_277_i16.to_le_bytes()).collect();
        recordings.load(part(0, 32_000, soft));
        recordings.announce(Some(ID));
        assert!((second(&mut recordings) - 0.1).abs() < 0.02);
        recordings.announce(None);
        assert!(!recordings.announces());
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
