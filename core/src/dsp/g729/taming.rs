//! Taming: keeps errors of the channel from being repeated louder and louder.
//!
//! A decoder that missed something repeats its error with the gain of the adaptive codebook. The
//! encoder follows what the worst such error would have become in each of the last four subframes,
//! and limits the gain while one would be too large. The Recommendation has this in its fixed-point
//! description only.

use super::SUBFRAME;
use super::excitation::Delay;
use super::ops::{mul_wide, shift};

/// An error as it begins: 1.0 in Q14.
const START: i32 = 1 << 14;

/// The largest error that is allowed: 60000 in Q14.
const ALLOWED: i32 = 983_040_000;

/// Follows the worst error.
#[derive(Clone, Debug)]
pub(super) struct Taming {
    /// Of the last four subframes, the newest first, in Q14.
    errors: [i32; 4],
}

impl Taming {
    pub(super) const fn new() -> Self {
        Self { errors: [START; 4] }
    }

    /// Whether a gain with this delay must be limited.
    pub(super) fn is_needed(&self, delay: Delay) -> bool {
        let oldest = delay.whole + usize::from(delay.thirds > 0);
        // Ten samples on each side are in the interpolation.
        let newest = oldest.saturating_sub(SUBFRAME + 10) / SUBFRAME;
        let oldest = (oldest + 8) / SUBFRAME;
        let mut errors = self.errors.iter().take(oldest + 1).skip(newest);
        errors.any(|&error| error > ALLOWED)
    }

    /// Follows a subframe with this whole delay and gain (Q14).
    pub(super) fn follow(&mut self, delay: usize, gain: i16) {
        let repeated = |error: i32| shift(mul_wide(error, gain), 1).saturating_add(START);
        let worst = if delay < SUBFRAME {
            // What is repeated may be repeated again.
            let once = repeated(self.errors[0]);
            once.max(repeated(once))
        } else {
            let newest = (delay - SUBFRAME) / SUBFRAME;
            let errors = self.errors.iter().take((delay - 1) / SUBFRAME + 1).skip(newest);
            errors.map(|&error| repeated(error)).max().unwrap_or(START)
        };
        self.errors.rotate_right(1);
        self.errors[0] = worst.max(-1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gain_above_one_must_be_limited_after_a_while() {
        let mut taming = Taming::new();
        let delay = Delay { whole: 50, thirds: 0 };
        let mut subframes = 0;
        while !taming.is_needed(delay) {
            taming.follow(50, 19_000);
            subframes += 1;
        }
        assert!((10..500).contains(&subframes), "{subframes}");
        // A gain below one lets errors die.
        for _ in 0..200 {
            taming.follow(50, 8000);
        }
        assert!(!taming.is_needed(delay));
    }

    #[test]
    fn any_delay_is_followed() {
        let mut taming = Taming::new();
        for whole in 0..160 {
            taming.follow(whole, i16::MAX);
            taming.is_needed(Delay { whole, thirds: 1 });
        }
    }
}
