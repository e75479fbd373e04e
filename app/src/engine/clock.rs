//! Reads the clock for core, across sleep and restarts.

use hookswitch_core::time::{Duration, Instant, WallTime};

use super::js;

/// A step of the wall clock against the monotonic one that means sleep, in milliseconds: shorter
/// ones are corrections by the time service.
const SLEEP_MS: f64 = 2_000.0;

/// Turns the browser's clocks into core's.
pub(super) struct Clock {
    /// Core's time when both others were read.
    base: Instant,
    /// The monotonic clock then, in milliseconds.
    monotonic_ms: f64,
    /// The wall clock then, in milliseconds since 1970.
    wall_ms: f64,
    /// Whether the wall clock went on alone since this was last asked.
    jumped: bool,
}

impl Clock {
    /// Returns a clock that says `base` now.
    pub(super) fn starting_at(base: Instant) -> Self {
        Self { base, monotonic_ms: monotonic_ms(), wall_ms: js_sys::Date::now(), jumped: false }
    }

    /// Returns the time now.
    ///
    /// The browser's monotonic clock may stand still while the computer sleeps; a wall clock that
    /// went on meanwhile tells how long. Setting the wall clock forward looks the same, and nothing
    /// in a browser tells the two apart: timers then fire early, so that a call that is being set
    /// up may time out and the time of a call that is up jumps. Core asks its time server again
    /// after such a step, so that the clock on the display is right in either case.
    pub(super) fn now(&mut self) -> Instant {
        let (monotonic, wall) = (monotonic_ms(), js_sys::Date::now());
        let run = (monotonic - self.monotonic_ms).max(0.0);
        let slept = wall - self.wall_ms - run;
        let now = self.base + millis(run);
        if slept.abs() < SLEEP_MS {
            return now;
        }
        *self = Self {
            base: now + millis(slept),
            monotonic_ms: monotonic,
            wall_ms: wall,
            jumped: true,
        };
        self.base
    }

    /// Whether the computer slept, or its wall clock was set, since this was last asked.
    pub(super) fn take_jump(&mut self) -> bool {
        std::mem::take(&mut self.jumped)
    }
}

/// Returns the wall clock and the offset of local time from UTC, in minutes.
pub(super) fn wall_clock() -> (WallTime, i32) {
    let date = js_sys::Date::new_0();
    // The browser gives the offset from local time to UTC.
    (WallTime((date.get_time() * 1_000.0) as i64), -(date.get_timezone_offset() as i32))
}

/// Returns a time as milliseconds for the browser's timers, rounded up.
pub(super) fn timeout_ms(time: Duration) -> u32 {
    const LONGEST: u32 = i32::MAX as u32;
    u32::try_from(time.as_micros().div_ceil(1_000)).unwrap_or(LONGEST).min(LONGEST)
}

fn millis(ms: f64) -> Duration {
    Duration::from_micros((ms.max(0.0) * 1_000.0) as u64)
}

fn monotonic_ms() -> f64 {
    js::worker().performance().map_or_else(js_sys::Date::now, |clock| clock.now())
}
