//! A clock that stands still until it is set, in place of `web-time`.

use std::sync::atomic::{AtomicU64, Ordering};

pub use std::time::Duration;

static NOW_US: AtomicU64 = AtomicU64::new(0);

/// Sets the time since the start, in microseconds.
pub fn set_us(now_us: u64) {
    NOW_US.store(now_us, Ordering::Relaxed);
}

/// A time since the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(Duration);

impl Instant {
    /// Returns the time that was set.
    pub fn now() -> Self {
        Self(Duration::from_micros(NOW_US.load(Ordering::Relaxed)))
    }

    /// Returns how long ago it was.
    pub fn elapsed(&self) -> Duration {
        Self::now().duration_since(*self)
    }

    /// Returns how much later it is, or nothing if it is earlier.
    pub fn duration_since(&self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }

    /// Returns the time so much later.
    pub fn checked_add(&self, duration: Duration) -> Option<Self> {
        self.0.checked_add(duration).map(Self)
    }
}
