//! Time stretching: takes a pitch period out of a block of sound or puts one in, where the ear
//! does not notice (waveform similarity overlap-add).

use super::pitch::best_lag;
use super::resample::dot;

/// Shortest piece that is taken out or put in, in milliseconds.
const SHORTEST_MS: usize = 2;

/// Longest piece that is taken out or put in, in milliseconds.
pub const LONGEST_MS: usize = 12;

/// Sound that is compared and blended, in milliseconds, at least.
const BLEND_MS: usize = 5;

/// Likeness from which a change is not heard.
const ALIKE: f32 = 0.85;

/// Likeness that must do when there is much to catch up on.
const ROUGHLY_ALIKE: f32 = 0.4;

/// Mean power below which anything may be cut, -60 dBov, and the same as a share of the loudest
/// lately, -30 dB: pauses between words.
const QUIET: f32 = 1e-6;
const PAUSE: f32 = 1e-3;

/// What is left after each second of how loud it was.
const FORGET: f32 = 0.7;

/// How much a change may be heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Only in pauses.
    Pauses,
    /// Also within a steady voice, where it is not heard.
    Unheard,
    /// Nearly everywhere: delay is worse.
    Hurried,
}

/// Stretches sound of one sample rate.
#[derive(Clone, Copy, Debug)]
pub struct Stretcher {
    per_ms: usize,
    /// Mean power of the loudest block lately.
    loudest: f32,
}

impl Stretcher {
    /// Returns a stretcher for sound of `sample_rate` Hz.
    pub fn new(sample_rate: u32) -> Self {
        Self { per_ms: (sample_rate as usize / 1_000).max(1), loudest: 0.0 }
    }

    /// Listens to a block that is about to be played, changed or not.
    pub fn pass(&mut self, block: &[f32]) {
        let samples = block.len().max(1) as f32;
        let seconds = samples / (self.per_ms as f32 * 1_000.0);
        self.loudest *= 1.0 - (1.0 - FORGET) * seconds.min(1.0);
        // Snapped: silence would end in denormal numbers, which are slow.
        self.loudest = if self.loudest < 1e-9 { 0.0 } else { self.loudest };
        self.loudest = self.loudest.max(dot(block, block) / samples);
    }

    /// Takes up to `most` samples out of `block`; returns how many.
    pub fn shorten(self, block: &mut Vec<f32>, most: usize, effort: Effort) -> usize {
        let Some((lag, blend)) = self.find(block, most, effort) else { return 0 };
        for n in 0..blend {
            let share = (n + 1) as f32 / (blend + 1) as f32;
            let later = block.get(n + lag).copied().unwrap_or(0.0);
            if let Some(sample) = block.get_mut(n) {
                *sample = *sample * (1.0 - share) + later * share;
            }
        }
        block.copy_within(lag + blend.., blend);
        block.truncate(block.len() - lag);
        lag
    }

    /// Puts up to `most` samples into `block`, within its capacity; returns how many.
    pub fn lengthen(self, block: &mut Vec<f32>, most: usize, effort: Effort) -> usize {
        let room = block.capacity() - block.len();
        let Some((lag, blend)) = self.find(block, most.min(room), effort) else { return 0 };
        let length = block.len();
        block.resize(length + lag, 0.0);
        block.copy_within(blend..length, blend + lag);
        // From the end, as what is read lies before what is written.
        for n in (0..blend).rev() {
            let share = (n + 1) as f32 / (blend + 1) as f32;
            let earlier = block.get(n).copied().unwrap_or(0.0);
            if let Some(sample) = block.get_mut(n + lag) {
                *sample = *sample * (1.0 - share) + earlier * share;
            }
        }
        lag
    }

    /// Returns the best lag, at most `most`, and the length of the blend; none if nothing fits.
    fn find(self, block: &[f32], most: usize, effort: Effort) -> Option<(usize, usize)> {
        let shortest = SHORTEST_MS * self.per_ms;
        let blend = BLEND_MS * self.per_ms;
        let longest = most.min(LONGEST_MS * self.per_ms).min(block.len().checked_sub(blend)?);
        if longest < shortest {
            return None;
        }
        let start = block.get(..blend)?;
        let power = dot(start, start);
        let quiet = QUIET.max(self.loudest * PAUSE) * blend as f32;
        let later = |lag: usize| block.get(lag..lag + blend).unwrap_or_default();
        let is_quiet = |lag: usize| dot(later(lag), later(lag)) < quiet;
        if power < quiet && (shortest..=longest).any(is_quiet) {
            return Some((longest, blend));
        }
        let (best, best_score) = best_lag(shortest..=longest, self.per_ms, |lag| {
            let later = later(lag);
            dot(start, later) / (power * dot(later, later)).sqrt().max(1e-9)
        });
        let enough = match effort {
            Effort::Pauses => return None,
            Effort::Unheard => ALIKE,
            Effort::Hurried => ROUGHLY_ALIKE,
        };
        (best_score >= enough).then_some((best, blend))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::f32::consts::TAU;

    const PERIOD: usize = 40;

    fn voice(samples: usize) -> Vec<f32> {
        (0..samples)
            .map(|n| {
                (1..6).map(|k| (TAU * (k * n) as f32 / PERIOD as f32).sin() / k as f32 * 0.2).sum()
            })
            .collect()
    }

    fn noise(samples: usize) -> Vec<f32> {
        let mut state = 1u32;
        (0..samples)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state as i32 as f32 / i32::MAX as f32 * 0.3
            })
            .collect()
    }

    #[track_caller]
    fn check_is_voice(block: &[f32], effort: &str) {
        for (n, (sample, expected)) in block.iter().zip(voice(block.len())).enumerate() {
            assert!((sample - expected).abs() < 1e-4, "{effort}: sample {n}");
        }
    }

    #[test]
    fn whole_periods_are_taken_out_and_put_in() {
        let stretcher = Stretcher::new(8_000);
        let mut block = voice(160);
        let removed = stretcher.shorten(&mut block, 160, Effort::Unheard);
        assert!(removed > 0 && removed.is_multiple_of(PERIOD), "{removed}");
        assert_eq!(block.len(), 160 - removed);
        check_is_voice(&block, "shorten");
        let mut block = Vec::with_capacity(400);
        block.extend(voice(160));
        let added = stretcher.lengthen(&mut block, 160, Effort::Unheard);
        assert!(added > 0 && added.is_multiple_of(PERIOD), "{added}");
        assert_eq!(block.len(), 160 + added);
        check_is_voice(&block, "lengthen");
    }

    #[test]
    fn whole_periods_are_found_between_the_steps_of_48_khz() {
        // 3.5 ms and a third: 170 samples, where steps of three from 96 on have 168 and 171.
        let block = (0..960).map(|n| {
            (1..20).map(|k| (TAU * (k * n) as f32 / 170.0).sin() / k as f32 * 0.2).sum::<f32>()
        });
        let mut block: Vec<f32> = block.collect();
        let removed = Stretcher::new(48_000).shorten(&mut block, 480, Effort::Unheard);
        assert!(removed > 0 && removed.is_multiple_of(170), "{removed}");
    }

    #[test]
    fn noise_is_left_alone_unless_in_a_hurry() {
        let stretcher = Stretcher::new(8_000);
        let mut block = noise(160);
        assert_eq!(stretcher.shorten(&mut block, 160, Effort::Unheard), 0);
        assert_eq!(block, noise(160));
    }

    #[test]
    fn pauses_are_told_from_voice() {
        let mut stretcher = Stretcher::new(8_000);
        stretcher.pass(&voice(160));
        assert_eq!(stretcher.shorten(&mut voice(160), 160, Effort::Pauses), 0);
        let mut murmur: Vec<f32> = noise(160).iter().map(|sample| sample * 0.01).collect();
        assert_eq!(stretcher.shorten(&mut murmur, 160, Effort::Pauses), 96);
    }

    #[test]
    fn silence_is_cut_freely() {
        let mut block = vec![0.0; 160];
        assert_eq!(Stretcher::new(8_000).shorten(&mut block, 160, Effort::Unheard), 96);
    }

    #[test]
    fn any_block_and_limit_is_taken() {
        let stretcher = Stretcher::new(8_000);
        for length in 0..200 {
            for most in [0, 1, 16, 50, 1_000] {
                let mut block = Vec::with_capacity(length + 30);
                block.extend(voice(length));
                let capacity = block.capacity();
                let added = stretcher.lengthen(&mut block, most, Effort::Hurried);
                assert_eq!((block.len(), block.capacity()), (length + added, capacity));
                assert!(added <= most);
                let removed = stretcher.shorten(&mut block, most, Effort::Hurried);
                assert!(removed <= most && block.len() == length + added - removed);
            }
        }
    }
}
