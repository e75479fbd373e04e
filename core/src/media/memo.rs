//! What the microphone hears, recorded and played back: the test of handset, headset and speaker
//! (manual 46.2 to 46.4).

use super::plan::Memo;

/// Longest recording, in seconds.
const LONGEST_S: u32 = 5;

/// A recording of the user's own voice. It has its memory from when it is asked for.
#[derive(Clone, Debug)]
pub(super) struct MemoRecorder {
    sample_rate: u32,
    state: Memo,
    samples: Vec<f32>,
    next: usize,
}

impl MemoRecorder {
    /// Returns an empty one, for `sample_rate` Hz.
    pub(super) const fn new(sample_rate: u32) -> Self {
        Self { sample_rate, state: Memo::Off, samples: Vec::new(), next: 0 }
    }

    /// Records, plays or forgets from now on.
    pub(super) fn apply(&mut self, state: Memo) {
        if core::mem::replace(&mut self.state, state) == state {
            return;
        }
        self.next = 0;
        match state {
            Memo::Off => self.samples = Vec::new(),
            Memo::Record => {
                self.samples.clear();
                self.samples.reserve_exact((self.sample_rate * LONGEST_S) as usize);
            }
            Memo::Play => {}
        }
    }

    /// Takes a block of the microphone.
    pub(super) fn record(&mut self, block: &[f32]) {
        if self.state == Memo::Record {
            let room = self.samples.capacity() - self.samples.len();
            self.samples.extend(block.iter().take(room));
        }
    }

    /// Adds what was recorded to `block`, once.
    pub(super) fn play(&mut self, block: &mut [f32]) {
        if self.state == Memo::Play {
            let rest = self.samples.get(self.next..).unwrap_or_default();
            block.iter_mut().zip(rest).for_each(|(to, sample)| *to += *sample);
            self.next += block.len().min(rest.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(memo: &mut MemoRecorder, samples: usize) -> Vec<f32> {
        let mut block = vec![0.0; samples];
        memo.play(&mut block);
        block
    }

    #[test]
    fn what_was_said_is_heard_once() {
        let mut memo = MemoRecorder::new(8_000);
        memo.record(&[0.9; 4]);
        memo.apply(Memo::Record);
        memo.record(&[0.1, 0.2, 0.3]);
        // A plan may come again at any time.
        memo.apply(Memo::Record);
        memo.record(&[0.4]);
        assert_eq!(played(&mut memo, 2), [0.0; 2]);
        memo.apply(Memo::Play);
        memo.record(&[0.9; 4]);
        assert_eq!(played(&mut memo, 3), [0.1, 0.2, 0.3]);
        assert_eq!(played(&mut memo, 3), [0.4, 0.0, 0.0]);
        memo.apply(Memo::Off);
        memo.apply(Memo::Play);
        assert_eq!(played(&mut memo, 2), [0.0; 2]);
    }

    #[test]
    fn a_recording_ends_after_five_seconds_and_takes_no_more_memory() {
        let mut memo = MemoRecorder::new(8_000);
        memo.apply(Memo::Record);
        let memory = memo.samples.capacity();
        for _ in 0..6_000 {
            memo.record(&[0.5; 10]);
        }
        assert_eq!((memo.samples.capacity(), memo.samples.len()), (memory, memory));
        assert!(memory >= 40_000);
    }
}
