//! How fast a phone may be: token buckets.

use std::time::{Duration, Instant};

/// Allows `rate` units a second on average, and as many at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bucket {
    rate: f64,
    level: f64,
    filled: Instant,
}

impl Bucket {
    /// Returns a full bucket.
    pub(crate) fn new(rate_per_second: u32, now: Instant) -> Self {
        let rate = f64::from(rate_per_second);
        Self { rate, level: rate, filled: now }
    }

    /// Takes `count` units, or none if there are too few.
    pub(crate) fn take(&mut self, count: u32, now: Instant) -> bool {
        self.fill(now);
        let enough = self.level >= f64::from(count);
        if enough {
            self.level -= f64::from(count);
        }
        enough
    }

    /// Takes `count` units, which may be owed; returns how long to wait before the next.
    pub(crate) fn pace(&mut self, count: u32, now: Instant) -> Duration {
        self.fill(now);
        self.level -= f64::from(count);
        if self.level >= 0.0 {
            Duration::ZERO
        } else {
            Duration::try_from_secs_f64(-self.level / self.rate).unwrap_or(Duration::ZERO)
        }
    }

    fn fill(&mut self, now: Instant) {
        let passed = now.saturating_duration_since(self.filled).as_secs_f64();
        self.level = (self.level + passed * self.rate).min(self.rate);
        self.filled = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_allows_its_rate_and_fills_again() {
        let start = Instant::now();
        let mut bucket = Bucket::new(10, start);
        assert!((0..10).all(|_| bucket.take(1, start)));
        assert!(!bucket.take(1, start));
        assert!(bucket.take(5, start + Duration::from_millis(500)));
        assert!(!bucket.take(1, start + Duration::from_millis(500)));
    }

    #[test]
    fn pacing_tells_how_long_to_wait() {
        let start = Instant::now();
        let mut bucket = Bucket::new(2, start);
        assert_eq!(bucket.pace(1, start), Duration::ZERO);
        assert_eq!(bucket.pace(1, start), Duration::ZERO);
        assert_eq!(bucket.pace(1, start), Duration::from_millis(500));
    }
}
