//! Time as core sees it: an [`Instant`] that somebody else read, and sets of named timers; the
//! [`calendar`] and the [`zone`] that local time follows from.

pub mod calendar;
pub mod zone;

use core::fmt;
use core::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

pub use core::time::Duration;

/// A moment on a monotonic clock, in microseconds since the phone was started for the first time.
///
/// A restored phone goes on counting where its snapshot stopped, plus the time it was away.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Instant(u64);

impl Instant {
    /// The start of the clock.
    pub const ZERO: Self = Self(0);

    /// Returns the instant `micros` microseconds after the start of the clock.
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// Returns the instant `millis` milliseconds after the start of the clock.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis.saturating_mul(1_000))
    }

    /// Returns microseconds since the start of the clock.
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// Returns milliseconds since the start of the clock, rounded down.
    pub const fn as_millis(self) -> u64 {
        self.0 / 1_000
    }

    /// Returns the time from `earlier` to `self`, or zero if `earlier` is later.
    pub const fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Duration> for Instant {
    type Output = Self;

    fn add(self, rhs: Duration) -> Self {
        let micros = u64::try_from(rhs.as_micros()).unwrap_or(u64::MAX);
        Self(self.0.saturating_add(micros))
    }
}

impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, rhs: Duration) {
        *self = *self + rhs;
    }
}

impl Sub for Instant {
    type Output = Duration;

    fn sub(self, rhs: Self) -> Duration {
        self.since(rhs)
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:06}s", self.0 / 1_000_000, self.0 % 1_000_000)
    }
}

/// Wall-clock time: microseconds since 1970-01-01 00:00 UTC, always given to core from outside.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct WallTime(pub i64);

impl WallTime {
    /// Returns whole seconds since 1970, rounded towards the past.
    pub const fn unix_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// Returns this time moved `by` later.
    pub fn plus(self, by: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(by.as_micros()).unwrap_or(i64::MAX)))
    }
}

/// The running timers of one machine, by name; a name runs at most once.
///
/// A machine has few, so they are a sorted list: a map would be compiled anew for the names of
/// each machine, and the page that loads the phone pays for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timers<T>(Vec<(T, Instant)>);

impl<T> Default for Timers<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord + Copy> Timers<T> {
    /// Returns a set in which no timer runs.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts `timer`, or restarts it, to fire at `at`.
    pub fn set(&mut self, timer: T, at: Instant) {
        self.clear(timer);
        let place = self.0.iter().take_while(|(other, _)| *other < timer).count();
        self.0.insert(place, (timer, at));
    }

    /// Stops `timer`; harmless if it is not running.
    pub fn clear(&mut self, timer: T) {
        self.0.retain(|(other, _)| *other != timer);
    }

    /// Stops every timer.
    pub fn clear_all(&mut self) {
        self.0.clear();
    }

    /// Returns when `timer` fires, if it runs.
    pub fn get(&self, timer: T) -> Option<Instant> {
        self.0.iter().find(|(other, _)| *other == timer).map(|&(_, at)| at)
    }

    /// Returns when the next timer fires.
    pub fn next(&self) -> Option<Instant> {
        self.0.iter().map(|&(_, at)| at).min()
    }

    /// Stops and returns the timer that is due earliest, if one is due at `now`.
    pub fn expire(&mut self, now: Instant) -> Option<T> {
        let &(timer, at) = self.0.iter().min_by_key(|&&(timer, at)| (at, timer))?;
        (at <= now).then(|| {
            self.clear(timer);
            timer
        })
    }
}

/// Returns the earlier of two optional deadlines.
pub fn earliest(a: Option<Instant>, b: Option<Instant>) -> Option<Instant> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timers_expire_in_order_of_time() {
        let mut timers = Timers::new();
        timers.set('b', Instant::from_millis(20));
        timers.set('a', Instant::from_millis(30));
        assert_eq!(timers.next(), Some(Instant::from_millis(20)));
        assert_eq!(timers.expire(Instant::from_millis(19)), None);
        assert_eq!(timers.expire(Instant::from_millis(30)), Some('b'));
        assert_eq!(timers.expire(Instant::from_millis(30)), Some('a'));
        assert_eq!(timers.next(), None);
    }

    #[test]
    fn instants_never_go_below_zero() {
        assert_eq!(Instant::ZERO - Instant::from_millis(5), Duration::ZERO);
    }
}
