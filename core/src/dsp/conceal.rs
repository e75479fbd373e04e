//! Concealment of lost sound by repeating its pitch, after ITU-T G.711 Appendix I.
//!
//! The last pitch period is repeated; after 10 ms the last two, after 20 ms the last three, so
//! that it does not buzz. From 10 ms on it fades, and after 60 ms it is silent. Unlike the
//! Recommendation's, nothing that was already played is touched, so that it costs no delay: the
//! step where the repetition begins is spread over a quarter of a period instead.

use super::pitch::best_lag;
use super::resample::dot;

/// Pitch that is looked for: from 66 to 200 Hz.
const LONGEST_MS: f32 = 15.0;
const SHORTEST_MS: f32 = 5.0;

/// Sound that is compared when the pitch is looked for.
const COMPARED_MS: f32 = 20.0;

/// When fading begins and when nothing is left.
const FADE_FROM_MS: f32 = 10.0;
const FADE_TO_MS: f32 = 60.0;

/// Length over which sound that was not lost comes back in, beside a quarter of the pitch: so
/// much for each 10 ms that were lost, and at most so much.
const RETURN_STEP_MS: f32 = 4.0;
const RETURN_MAX_MS: f32 = 10.0;

/// Length over which a step between two sounds is spread.
const JOIN_MS: f32 = 2.0;

/// Makes up sound for what is lost.
#[derive(Clone, Debug)]
pub struct Concealer {
    per_ms: f32,
    /// What was played last, made up or not.
    recent: Vec<f32>,
    /// `recent` as it was when the loss began.
    history: Vec<f32>,
    /// Pitch period of `history` in samples.
    period: usize,
    /// Samples made up in a row; 0 while nothing is lost.
    made: usize,
    /// The step between the sound and its repetition.
    step: f32,
}

impl Concealer {
    /// Returns a concealer for sound of `sample_rate` Hz.
    pub fn new(sample_rate: u32) -> Self {
        let per_ms = sample_rate.max(1_000) as f32 / 1_000.0;
        let longest = (LONGEST_MS * per_ms) as usize;
        let kept = longest * 3 + longest / 4 + 2;
        Self {
            per_ms,
            recent: vec![0.0; kept],
            history: vec![0.0; kept],
            period: longest,
            made: 0,
            step: 0.0,
        }
    }

    /// Whether sound is being made up.
    pub const fn is_concealing(&self) -> bool {
        self.made > 0
    }

    /// Takes sound that is about to be played, and blends its start with what was made up.
    pub fn pass(&mut self, block: &mut [f32]) {
        if self.made > 0 {
            let over = self.return_samples().min(block.len());
            for (n, sample) in block.iter_mut().take(over).enumerate() {
                let share = (n + 1) as f32 / (over + 1) as f32;
                *sample = *sample * share + self.synthesize(self.made + n) * (1.0 - share);
            }
            self.made = 0;
        }
        self.remember(block);
    }

    /// Takes sound that need not begin where what was played ended, as [`Self::pass`]: the step between is
    /// spread over its start.
    pub fn join(&mut self, block: &mut [f32]) {
        if self.made == 0
            && let (Some(last), Some(first)) = (self.recent.last(), block.first())
        {
            let over = ((JOIN_MS * self.per_ms) as usize).min(block.len());
            let step = last - first;
            for (n, sample) in block.iter_mut().take(over).enumerate() {
                *sample += step * (over - n) as f32 / (over + 1) as f32;
            }
        }
        self.pass(block);
    }

    /// Fills `block` with made-up sound.
    pub fn conceal(&mut self, block: &mut [f32]) {
        if self.made == 0 {
            self.begin();
        }
        for sample in &mut *block {
            *sample = self.synthesize(self.made);
            self.made = self.made.saturating_add(1);
        }
        self.remember(block);
    }

    /// Forgets what was played.
    pub fn reset(&mut self) {
        self.recent.fill(0.0);
        self.made = 0;
    }

    /// Returns the delay in samples: none.
    pub const fn latency(&self) -> usize {
        0
    }

    fn begin(&mut self) {
        self.history.copy_from_slice(&self.recent);
        self.period = self.find_period();
        let end = self.history.len();
        let at = |back: usize| self.history.get(end - back).copied().unwrap_or(0.0);
        self.step = at(1) - at(1 + self.period);
    }

    /// Returns made-up sample `n` of this loss.
    fn synthesize(&self, n: usize) -> f32 {
        let ms = n as f32 / self.per_ms;
        let gain = (FADE_TO_MS - ms) / (FADE_TO_MS - FADE_FROM_MS);
        if gain <= 0.0 {
            return 0.0;
        }
        let periods = 1 + (ms / 10.0) as usize;
        let mut sample = self.repeat(periods.min(3), n);
        let quarter = (self.period / 4).max(1);
        // How far the newest period count is in; the change is blended over a quarter period.
        let since = n - ((periods - 1) as f32 * 10.0 * self.per_ms) as usize;
        if (2..=3).contains(&periods) && since < quarter {
            let share = (since + 1) as f32 / (quarter + 1) as f32;
            sample = sample * share + self.repeat(periods - 1, n) * (1.0 - share);
        }
        if n < quarter {
            sample += self.step * (quarter - n) as f32 / (quarter + 1) as f32;
        }
        sample * gain.min(1.0)
    }

    /// Returns sample `n` of the last `periods` periods repeated, smooth where they join.
    fn repeat(&self, periods: usize, n: usize) -> f32 {
        let length = self.period * periods;
        let quarter = (self.period / 4).max(1);
        let (start, at) = (self.history.len() - length, n % length);
        let get = |index: usize| self.history.get(index).copied().unwrap_or(0.0);
        let sample = get(start + at);
        let left = length - at;
        if left > quarter {
            return sample;
        }
        let share = (quarter + 1 - left) as f32 / (quarter + 1) as f32;
        sample * (1.0 - share) + get(start - left) * share
    }

    /// Returns the lag at which the end of `history` is most like what came before.
    fn find_period(&self) -> usize {
        let shortest = (SHORTEST_MS * self.per_ms) as usize;
        let longest = (LONGEST_MS * self.per_ms) as usize;
        let compared = (COMPARED_MS * self.per_ms) as usize;
        let end = self.history.len();
        let Some(recent) = self.history.get(end - compared..) else { return longest };
        let score = |lag: usize| {
            let before = self.history.get(end - compared - lag..end - lag).unwrap_or_default();
            // Below the floor there is nothing worth comparing.
            dot(recent, before) / dot(before, before).max(1e-6).sqrt()
        };
        best_lag(shortest..=longest, self.per_ms as usize, score).0
    }

    fn return_samples(&self) -> usize {
        let lost_ms = self.made as f32 / self.per_ms;
        let more_ms = RETURN_STEP_MS * (lost_ms / 10.0 - 1.0).max(0.0);
        let quarter_ms = self.period as f32 / 4.0 / self.per_ms;
        ((quarter_ms + more_ms).min(RETURN_MAX_MS) * self.per_ms) as usize
    }

    fn remember(&mut self, block: &[f32]) {
        let kept = self.recent.len();
        if block.len() >= kept {
            let newest = block.get(block.len() - kept..).unwrap_or(&[]);
            self.recent.copy_from_slice(newest);
        } else {
            self.recent.copy_within(block.len().., 0);
            if let Some(end) = self.recent.get_mut(kept - block.len()..) {
                end.copy_from_slice(block);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::f32::consts::TAU;

    fn voice(n: usize) -> f32 {
        // 125 Hz with harmonics: a period of 64 samples at 8000 Hz.
        (1..8).map(|k| (TAU * (k * n) as f32 / 64.0).sin() / k as f32 * 0.2).sum()
    }

    fn heard(concealer: &mut Concealer, samples: usize) {
        let mut block: Vec<f32> = (0..samples).map(voice).collect();
        for chunk in block.chunks_mut(160) {
            concealer.pass(chunk);
        }
    }

    #[test]
    fn steady_voice_goes_on_for_ten_milliseconds() {
        let mut concealer = Concealer::new(8_000);
        heard(&mut concealer, 1_600);
        let mut block = [0.0; 80];
        concealer.conceal(&mut block);
        let error: f32 =
            block.iter().enumerate().map(|(n, s)| (s - voice(1_600 + n)).powi(2)).sum();
        let power: f32 = block.iter().map(|s| s * s).sum();
        // -60 dB: single precision over a periodic signal.
        assert!(error < power * 1e-6, "{error} of {power}");
    }

    #[test]
    fn long_loss_fades_to_silence_after_sixty_milliseconds() {
        let mut concealer = Concealer::new(8_000);
        heard(&mut concealer, 1_600);
        let mut block = [0.0; 800];
        concealer.conceal(&mut block);
        let loudest = |range: core::ops::Range<usize>| {
            block[range].iter().fold(0.0f32, |max, s| max.max(s.abs()))
        };
        assert!(loudest(320..400) < 0.5 * loudest(0..80));
        assert!(loudest(320..400) > 0.1 * loudest(0..80));
        assert_eq!(loudest(480..800), 0.0);
    }

    #[test]
    fn loss_of_any_length_makes_no_click() {
        let steepest = (0..1_600).map(|n| (voice(n + 1) - voice(n)).abs()).fold(0.0, f32::max);
        for lost in [1, 20, 37, 80, 160, 320, 479, 481, 1_000] {
            let mut concealer = Concealer::new(8_000);
            let mut sound: Vec<f32> = (0..1_600 + lost + 800).map(voice).collect();
            for chunk in sound[..1_600].chunks_mut(160) {
                concealer.pass(chunk);
            }
            for chunk in sound[1_600..1_600 + lost].chunks_mut(20) {
                concealer.conceal(chunk);
            }
            for chunk in sound[1_600 + lost..].chunks_mut(160) {
                concealer.pass(chunk);
            }
            let step = sound.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
            assert!(step < steepest * 1.3, "{lost} lost: {step} after {steepest}");
        }
    }

    #[test]
    fn the_pitch_is_found_at_any_rate() {
        for rate in [8_000, 16_000, 48_000] {
            // Between the lags that are looked at first; twice as much is too long for a pitch.
            let period = 0.0084 * rate as f32;
            let turn = |n: usize, k: f32| (TAU * k * n as f32 / period).sin() / k;
            let mut block: Vec<f32> =
                (0..rate / 10).map(|n| (1..24).map(|k| turn(n, k as f32)).sum()).collect();
            let mut concealer = Concealer::new(rate as u32);
            concealer.pass(&mut block);
            concealer.conceal(&mut [0.0; 16]);
            let found = concealer.period as f32;
            assert!((found - period).abs() <= 0.6, "{rate}: {found} instead of {period}");
        }
    }

    #[test]
    fn what_does_not_go_on_is_joined_without_a_step() {
        let mut concealer = Concealer::new(48_000);
        concealer.pass(&mut [0.5; 960]);
        let mut block = [-0.5; 960];
        concealer.join(&mut block);
        let steps = block.windows(2).map(|pair| (pair[1] - pair[0]).abs());
        let steepest = steps.fold((block[0] - 0.5).abs(), f32::max);
        assert!(steepest < 0.011 && block[96..] == [-0.5; 960 - 96], "{steepest}");
    }

    #[test]
    fn silence_is_concealed_by_silence() {
        let mut concealer = Concealer::new(8_000);
        let mut block = [1.0; 160];
        concealer.conceal(&mut block);
        assert_eq!(block, [0.0; 160]);
    }
}
