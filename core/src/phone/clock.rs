//! The wall clock as the phone shows it.

use serde::{Deserialize, Serialize};

use crate::time::zone::Zone;
use crate::time::{Instant, WallTime};

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What the wall clock said, and when it said so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Clock {
    read: Option<(WallTime, Instant)>,
    offset_minutes: i32,
}

impl Clock {
    /// Takes what the wall clock says now.
    pub(super) const fn set(&mut self, wall: WallTime, offset_minutes: i32, now: Instant) {
        self.read = Some((wall, now));
        self.offset_minutes = offset_minutes;
    }

    /// Returns the wall time at `now`, once it is known.
    pub(super) fn wall(&self, now: Instant) -> Option<WallTime> {
        let (wall, at) = self.read?;
        Some(wall.plus(now.since(at)))
    }

    /// Returns the zone that the clock is in.
    pub(super) const fn zone(&self) -> Zone {
        Zone { offset: self.offset_minutes.saturating_mul(60), saving: None }
    }

    /// Returns local time as `14:05`, or nothing while it is not known.
    pub(super) fn time(&self, now: Instant) -> String {
        self.wall(now).map_or_else(String::new, |wall| self.time_of(wall))
    }

    /// Returns local date as `Mon 23 Nov 2026`, or nothing while it is not known.
    pub(super) fn date(&self, now: Instant) -> String {
        self.wall(now).map_or_else(String::new, |wall| {
            let days = self.local_seconds(wall).div_euclid(86_400);
            let (year, month, day) = civil(days);
            format!("{} {day} {} {year}", weekday(days), month_name(month))
        })
    }

    /// Returns `wall` as a local date and time without year, for lists: `23 Nov 14:05`.
    pub(super) fn stamp(&self, wall: WallTime) -> String {
        let (_, month, day) = civil(self.local_seconds(wall).div_euclid(86_400));
        format!("{day} {} {}", month_name(month), self.time_of(wall))
    }

    fn time_of(&self, wall: WallTime) -> String {
        let minutes = self.local_seconds(wall).rem_euclid(86_400) / 60;
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }

    fn local_seconds(&self, wall: WallTime) -> i64 {
        wall.unix_seconds().saturating_add(i64::from(self.offset_minutes) * 60)
    }
}

fn weekday(days: i64) -> &'static str {
    usize::try_from(days.rem_euclid(7)).ok().and_then(|day| DAYS.get(day)).copied().unwrap_or("")
}

fn month_name(month: i64) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or("")
}

/// Returns year, month and day of a day since 1970, in the proleptic Gregorian calendar.
///
/// Counts from 1 March of year 0, so that the leap day is the last day of a year and months
/// repeat in groups of five with 153 days; 400 years have 146,097 days.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(unix: i64, offset: i32, expected: &str) {
        let mut clock = Clock::default();
        clock.set(WallTime(unix * 1_000_000), offset, Instant::ZERO);
        let now = Instant::ZERO;
        assert_eq!(format!("{} {}", clock.date(now), clock.time(now)), expected);
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        check(0, 0, "Thu 1 Jan 1970 00:00");
        check(951_782_400, 0, "Tue 29 Feb 2000 00:00");
        check(1_795_398_600, 60, "Mon 23 Nov 2026 02:50");
        check(-1, 0, "Wed 31 Dec 1969 23:59");
    }
}
