//! When a phone checks by itself for a new configuration (manual 9.2, table 9-1).
//!
//! Times of day are those of the phone's own zone, daylight saving included. After the moment of a
//! check the phone waits a random time, so that a thousand phones do not ask in the same second.
//! The unit of that time is not printed: it is taken as seconds, as 120 of anything else would be
//! longer than the shortest period.

use serde::{Deserialize, Serialize};

use crate::rng::Rng;
use crate::time::calendar::{TimeOfDay, Weekday};
use crate::time::zone::Zone;
use crate::time::{Duration, Instant, Timers, WallTime};

/// How far back a clock may be set without a check that is over coming again.
const SETBACK: i64 = 3_600_000_000;

/// How often the phone checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Period {
    /// Never by itself but when it starts.
    PowerUp,
    /// Again after this time.
    Every(Duration),
    /// Each day.
    Daily(TimeOfDay),
    /// Each week.
    Weekly(Weekday, TimeOfDay),
}

/// When the phone checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// How often.
    pub period: Period,
    /// Longest random wait, in seconds; 0 does not wait.
    pub random: u16,
}

/// What the clock on the wall says, and where that wall is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallClock {
    /// The time.
    pub wall: WallTime,
    /// The zone.
    pub zone: Zone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    /// The moment of the next check.
    Moment,
    /// The random wait after it is over.
    Wait,
}

/// The next check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    plan: Plan,
    timers: Timers<Timer>,
    /// The moment of the last daily or weekly check.
    last: Option<WallTime>,
}

impl Default for Schedule {
    fn default() -> Self {
        let plan = Plan { period: Period::PowerUp, random: 0 };
        Self { plan, timers: Timers::new(), last: None }
    }
}

impl Schedule {
    /// Follows `plan` from now on; one that did not change goes on.
    pub fn set_plan(&mut self, plan: Plan, clock: Option<WallClock>, now: Instant) {
        if core::mem::replace(&mut self.plan, plan) != plan {
            self.timers.clear_all();
            self.last = None;
            self.set_moment(clock, now);
        }
    }

    /// Takes note that the clock or the zone was set. A check that came due meanwhile, as while
    /// the computer slept, stays due.
    pub fn handle_clock(&mut self, clock: WallClock, now: Instant) {
        if self.timers.get(Timer::Moment).is_some_and(|at| at <= now) {
            return;
        }
        match self.plan.period {
            Period::Daily(_) | Period::Weekly(..) => self.set_moment(Some(clock), now),
            Period::PowerUp | Period::Every(_) => {}
        }
    }

    /// Does what is due; returns whether a check is.
    pub fn handle_timeout(
        &mut self,
        clock: Option<WallClock>,
        rng: &mut Rng,
        now: Instant,
    ) -> bool {
        let mut check = false;
        while let Some(timer) = self.timers.expire(now) {
            match timer {
                Timer::Moment => {
                    match self.wait(rng) {
                        Some(wait) => self.timers.set(Timer::Wait, now + wait),
                        None => check = true,
                    }
                    self.last = clock.map(|clock| clock.wall);
                    self.set_moment(clock, now);
                }
                Timer::Wait => check = true,
            }
        }
        check
    }

    /// Returns when [`Self::handle_timeout`] is wanted next.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// Returns a random wait of 1 second or more, shorter than the period.
    fn wait(&self, rng: &mut Rng) -> Option<Duration> {
        let most = match self.plan.period {
            Period::Every(time) => time.as_secs().saturating_sub(1),
            Period::PowerUp | Period::Daily(_) | Period::Weekly(..) => u64::MAX,
        };
        let most = most.min(u64::from(self.plan.random));
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        (most > 0).then(|| Duration::from_secs(u64::from(rng.below(most)) + 1))
    }

    fn set_moment(&mut self, clock: Option<WallClock>, now: Instant) {
        let at = match (self.plan.period, clock) {
            (Period::PowerUp, _) | (Period::Daily(_) | Period::Weekly(..), None) => None,
            (Period::Every(time), _) => Some(now + time),
            (Period::Daily(time), Some(clock)) => {
                Some(self.until(clock, now, |zone, after| zone.next_daily(after, time)))
            }
            (Period::Weekly(day, time), Some(clock)) => {
                Some(self.until(clock, now, |zone, after| zone.next_weekly(after, day, time)))
            }
        };
        match at {
            Some(at) => self.timers.set(Timer::Moment, at),
            None => self.timers.clear(Timer::Moment),
        }
    }

    fn until(
        &self,
        clock: WallClock,
        now: Instant,
        next: impl Fn(Zone, WallTime) -> WallTime,
    ) -> Instant {
        let WallClock { wall, zone } = clock;
        // A clock that is corrected by seconds must not bring a check again that just was.
        let last = self.last.filter(|last| last.0.saturating_sub(wall.0) < SETBACK);
        let moment = next(zone, last.map_or(wall, |last| last.max(wall)));
        let rest = moment.0.saturating_sub(wall.0).max(0);
        now + Duration::from_micros(rest.unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::calendar::Date;
    use crate::time::zone::{Change, ChangeDay, Saving};

    const NOON: TimeOfDay = TimeOfDay { hour: 12, minute: 0 };

    fn utc(day: u8, hour: u8) -> WallTime {
        Zone::default().moment(Date { year: 2026, month: 3, day }, TimeOfDay { hour, minute: 0 })
    }

    fn berlin() -> Zone {
        let change = |month, hour| Change {
            month,
            day: ChangeDay::DayOfWeek { week: 5, weekday: Weekday::Sunday },
            time: TimeOfDay { hour, minute: 0 },
        };
        let saving = Saving { start: change(3, 2), end: change(10, 3), minutes: 60 };
        Zone { offset: 3_600, saving: Some(saving) }
    }

    /// A phone that is started at `start` and runs for `hours`; returns when it checks.
    fn run(period: Period, random: u16, zone: Zone, start: WallTime, hours: u64) -> Vec<WallTime> {
        let clock =
            |now: Instant| Some(WallClock { wall: start.plus(now.since(Instant::ZERO)), zone });
        let (mut schedule, mut rng) = (Schedule::default(), Rng::new([3; 32]));
        schedule.set_plan(Plan { period, random }, clock(Instant::ZERO), Instant::ZERO);
        let (mut checks, end) = (Vec::new(), Duration::from_secs(hours * 3_600));
        while let Some(now) = schedule.poll_timeout().filter(|at| at.since(Instant::ZERO) <= end) {
            if schedule.handle_timeout(clock(now), &mut rng, now) {
                checks.push(start.plus(now.since(Instant::ZERO)));
            }
        }
        checks
    }

    #[test]
    fn each_type_has_its_period() {
        let minutes = |count: u64| Period::Every(Duration::from_secs(count * 60));
        let count = |period| run(period, 0, Zone::default(), utc(2, 9), 24 * 14).len();
        assert_eq!(count(Period::PowerUp), 0);
        assert_eq!(count(minutes(5)), 12 * 24 * 14);
        assert_eq!(count(minutes(15)), 4 * 24 * 14);
        assert_eq!(count(minutes(60 * 24)), 14);
        assert_eq!(count(Period::Daily(TimeOfDay::MIDNIGHT)), 14);
        assert_eq!(count(Period::Weekly(Weekday::Sunday, NOON)), 2);
    }

    #[test]
    fn checks_are_at_the_phones_own_time() {
        // Clocks go forward on 29 March 2026 in Berlin.
        let checks = run(Period::Daily(NOON), 0, berlin(), utc(27, 9), 24 * 4);
        assert_eq!(checks, [utc(27, 11), utc(28, 11), utc(29, 10), utc(30, 10)]);
        let checks = run(Period::Weekly(Weekday::Sunday, NOON), 0, berlin(), utc(20, 9), 24 * 10);
        assert_eq!(checks, [utc(22, 11), utc(29, 10)]);
    }

    #[test]
    fn the_random_wait_is_within_its_bounds() {
        let checks = run(Period::Daily(NOON), 120, Zone::default(), utc(1, 9), 24 * 20);
        let waits: Vec<i64> =
            (1_u8..).zip(&checks).map(|(day, at)| at.0 - utc(day, 12).0).collect();
        assert_eq!(waits.len(), 20);
        assert!(waits.iter().all(|wait| (1_000_000..=120_000_000).contains(wait)), "{waits:?}");
        assert!(waits.iter().any(|wait| *wait != waits[0]));
        // It never reaches into the next period.
        let five = Period::Every(Duration::from_secs(300));
        assert_eq!(run(five, 65_535, Zone::default(), utc(1, 9), 11).len(), 12 * 11 - 1);
    }

    #[test]
    fn a_clock_that_is_corrected_brings_no_check_twice() {
        let (mut schedule, mut rng) = (Schedule::default(), Rng::new([3; 32]));
        let zone = Zone::default();
        let clock = |wall| WallClock { wall, zone };
        let at = |seconds: u64| Instant::from_millis(seconds * 1_000);
        let plan = Plan { period: Period::Daily(NOON), random: 0 };
        schedule.set_plan(plan, Some(clock(utc(1, 11))), at(0));
        assert_eq!(schedule.poll_timeout(), Some(at(3_600)));
        assert!(schedule.handle_timeout(Some(clock(utc(1, 12))), &mut rng, at(3_600)));
        schedule.handle_clock(clock(WallTime(utc(1, 12).0 - 5_000_000)), at(3_600));
        assert_eq!(schedule.poll_timeout(), Some(at(3_600 + 5 + 24 * 3_600)));
        // A clock that was wrong by days starts anew.
        schedule.handle_clock(clock(utc(1, 10)), at(3_600));
        assert_eq!(schedule.poll_timeout(), Some(at(3_600 + 2 * 3_600)));
    }

    #[test]
    fn a_check_that_was_slept_through_is_made_up_for() {
        let (mut schedule, mut rng) = (Schedule::default(), Rng::new([3; 32]));
        let clock = |wall| WallClock { wall, zone: Zone::default() };
        let plan = Plan { period: Period::Daily(NOON), random: 0 };
        schedule.set_plan(plan, Some(clock(utc(1, 11))), Instant::ZERO);
        let now = Instant::from_millis(7_200_000);
        schedule.handle_clock(clock(utc(1, 13)), now);
        assert!(schedule.handle_timeout(Some(clock(utc(1, 13))), &mut rng, now));
        assert_eq!(schedule.poll_timeout(), Some(now + Duration::from_secs(23 * 3_600)));
    }

    #[test]
    fn a_plan_that_stays_goes_on() {
        let mut schedule = Schedule::default();
        let plan = Plan { period: Period::Every(Duration::from_secs(300)), random: 0 };
        schedule.set_plan(plan, None, Instant::ZERO);
        schedule.set_plan(plan, None, Instant::from_millis(100_000));
        assert_eq!(schedule.poll_timeout(), Some(Instant::from_millis(300_000)));
        schedule.set_plan(Plan { period: Period::PowerUp, ..plan }, None, Instant::ZERO);
        assert_eq!(schedule.poll_timeout(), None);
        let daily = Plan { period: Period::Daily(NOON), random: 0 };
        schedule.set_plan(daily, None, Instant::ZERO);
        assert_eq!(schedule.poll_timeout(), None, "nobody knows the time");
    }
}
