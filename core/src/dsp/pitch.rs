//! The pitch of a voice, as the lag at which sound is most like itself: what concealment repeats, and
//! stretching takes out or puts in.

use core::ops::RangeInclusive;

/// Returns the lag with the highest score above 0, else the longest, and its score; `per_ms` is the samples
/// of a millisecond. Above 16 kHz, lags are looked at in steps first, and those between beside the best only:
/// at 48 kHz all of them would take nine times as long as at 16 kHz, and a pitch does not hide between.
pub(super) fn best_lag(
    lags: RangeInclusive<usize>,
    per_ms: usize,
    score: impl Fn(usize) -> f32,
) -> (usize, f32) {
    let better = |best: (usize, f32), lag| {
        let score = score(lag);
        if score > best.1 { (lag, score) } else { best }
    };
    let (shortest, longest, step) = (*lags.start(), *lags.end(), (per_ms / 16).max(1));
    let near = lags.step_by(step).fold((longest, 0.0), better);
    let first = (near.0 + 1).saturating_sub(step).max(shortest);
    (first..=longest.min(near.0 + step - 1)).fold(near, better)
}
