//! Local time: an offset from UTC and two changes a year (manual 12.1, 12.3).
//!
//! The manual leaves open what a change's time is told in and what week 5 is. Both are taken as
//! POSIX does: the time is what clocks show just before the change, and week 5 is the last such
//! weekday of the month. A day that a month lacks is its last. Where daylight saving starts later
//! in the year than it ends, as in the south, it holds over New Year.

use serde::{Deserialize, Serialize};

use super::WallTime;
use super::calendar::{DAY, Date, TimeOfDay, Weekday, days_in, weekday};

/// How a zone's local time follows from UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Local standard time less UTC, in seconds; positive in the east.
    pub offset: i32,
    /// Daylight saving, if there is any.
    pub saving: Option<Saving>,
}

/// Daylight saving: when it starts and ends, each year, and by how much it moves clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saving {
    /// When clocks go forward, as they show it before.
    pub start: Change,
    /// When they go back, as they show it before.
    pub end: Change,
    /// How far clocks go forward, in minutes: 0 to 180.
    pub minutes: u8,
}

/// A moment of each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// 1 to 12.
    pub month: u8,
    /// The day of the month.
    pub day: ChangeDay,
    /// The time on that day.
    pub time: TimeOfDay,
}

/// How the day of a change is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeDay {
    /// A day of the month, 1 to 31 (`FIXED`).
    Fixed(u8),
    /// A day of the week (`DayOfWeek`).
    DayOfWeek {
        /// Which such day of the month, 1 to 4; 5 is the last.
        week: u8,
        /// The day.
        weekday: Weekday,
    },
}

/// Date and time as clocks of a zone show them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Local {
    /// The date.
    pub date: Date,
    /// The time, to the minute.
    pub time: TimeOfDay,
    /// The second of the minute, 0 to 59.
    pub second: u8,
}

impl Zone {
    /// Returns a zone that is `offset` seconds east of UTC all year.
    pub const fn fixed(offset: i32) -> Self {
        Self { offset, saving: None }
    }

    /// Returns local time less UTC at `wall`, in seconds.
    pub fn offset_at(&self, wall: WallTime) -> i32 {
        self.offset + self.saved_at(wall.unix_seconds())
    }

    /// Returns what clocks show at `wall`.
    pub fn local(&self, wall: WallTime) -> Local {
        let seconds = wall.unix_seconds().saturating_add(i64::from(self.offset_at(wall)));
        let of_day = seconds.rem_euclid(DAY);
        // Less than a day is less than 24 hours of 60 minutes of 60 seconds.
        Local {
            date: Date::from_days(seconds.div_euclid(DAY)),
            time: TimeOfDay { hour: (of_day / 3_600) as u8, minute: (of_day / 60 % 60) as u8 },
            second: (of_day % 60) as u8,
        }
    }

    /// Returns the first moment at which clocks show `time` on `date` or later: the first of two
    /// such moments when clocks go back, the moment of the change when they skip it.
    pub fn moment(&self, date: Date, time: TimeOfDay) -> WallTime {
        self.moment_of(date.days(), time)
    }

    /// Returns the first moment after `after` at which it is `time` on any day.
    ///
    /// Each day has one such moment, in the sense of [`Self::moment`].
    pub fn next_daily(&self, after: WallTime, time: TimeOfDay) -> WallTime {
        self.next(after, time, |_| true)
    }

    /// Returns the first moment after `after` at which it is `time` on a `day` of the week.
    pub fn next_weekly(&self, after: WallTime, day: Weekday, time: TimeOfDay) -> WallTime {
        self.next(after, time, |other| other == day)
    }

    fn next(&self, after: WallTime, time: TimeOfDay, wanted: impl Fn(Weekday) -> bool) -> WallTime {
        // The same weekday of the next week at the latest. The day before, since clocks that went
        // back over midnight show a day for the second time.
        let today = self.local(after).date.days();
        let days = (today - 1..=today + 8).filter(|&day| wanted(weekday(day)));
        let mut moments = days.map(|day| self.moment_of(day, time));
        moments.find(|&moment| moment > after).unwrap_or(after)
    }

    fn moment_of(&self, day: i64, time: TimeOfDay) -> WallTime {
        let standard = day * DAY + time.seconds() - i64::from(self.offset);
        let Some(saving) = &self.saving else { return moment(standard) };
        let early = standard - saving.seconds();
        if self.saved_at(early) > 0 {
            return moment(early);
        }
        // Clocks that go forward in between skip this time, or show it later than standard time
        // would have it.
        let start = self.changes(saving, standard).map(|(start, _)| start);
        let start = start.filter(|start| (early + 1..=standard).contains(start)).min();
        moment(start.unwrap_or(standard))
    }

    /// Returns by how much clocks are ahead of standard time at `seconds` since 1970, in seconds.
    fn saved_at(&self, seconds: i64) -> i32 {
        let Some(saving) = &self.saving else { return 0 };
        let past = |at: &i64| *at <= seconds;
        let started = self.changes(saving, seconds).map(|(start, _)| start).filter(past).max();
        let ended = self.changes(saving, seconds).map(|(_, end)| end).filter(past).max();
        // Of two changes at once the one to standard time holds.
        if started > ended { i32::from(saving.minutes) * 60 } else { 0 }
    }

    /// Returns start and end of daylight saving in the years around `seconds` since 1970.
    fn changes(&self, saving: &Saving, seconds: i64) -> impl Iterator<Item = (i64, i64)> + use<> {
        let offset = i64::from(self.offset);
        let year = Date::from_days((seconds + offset).div_euclid(DAY)).year;
        let saving = *saving;
        (year - 1..=year + 1).map(move |year| {
            let (start, end) = (saving.start.local_seconds(year), saving.end.local_seconds(year));
            (start - offset, end - offset - saving.seconds())
        })
    }
}

impl Saving {
    fn seconds(&self) -> i64 {
        i64::from(self.minutes) * 60
    }
}

impl Change {
    /// Returns what clocks show before the change, in seconds since they showed 1970.
    fn local_seconds(&self, year: i64) -> i64 {
        let length = days_in(year, self.month);
        let first = Date { year, month: self.month, day: 1 }.days();
        let day = match self.day {
            ChangeDay::Fixed(day) => i64::from(day).clamp(1, length) - 1,
            ChangeDay::DayOfWeek { week, weekday: wanted } => {
                let offset = (0..7).find(|&day| weekday(first + day) == wanted).unwrap_or(0);
                let day = offset + 7 * (i64::from(week).clamp(1, 5) - 1);
                if day < length { day } else { day - 7 }
            }
        };
        (first + day) * DAY + self.time.seconds()
    }
}

fn moment(seconds: i64) -> WallTime {
    WallTime(seconds.saturating_mul(1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn time(hour: u8, minute: u8) -> TimeOfDay {
        TimeOfDay { hour, minute }
    }

    fn change(month: u8, week: u8, weekday: Weekday, hour: u8) -> Change {
        Change { month, day: ChangeDay::DayOfWeek { week, weekday }, time: time(hour, 0) }
    }

    fn berlin() -> Zone {
        let start = change(3, 5, Weekday::Sunday, 2);
        let end = change(10, 5, Weekday::Sunday, 3);
        Zone { offset: 3_600, saving: Some(Saving { start, end, minutes: 60 }) }
    }

    fn sydney() -> Zone {
        let start = change(10, 1, Weekday::Sunday, 2);
        let end = change(4, 1, Weekday::Sunday, 3);
        Zone { offset: 36_000, saving: Some(Saving { start, end, minutes: 60 }) }
    }

    fn utc(year: i64, month: u8, day: u8, hour: u8, minute: u8) -> WallTime {
        Zone::default().moment(Date { year, month, day }, time(hour, minute))
    }

    fn shown(zone: Zone, wall: WallTime) -> String {
        let Local { date, time, .. } = zone.local(wall);
        format!("{}-{}-{} {}:{:02}", date.year, date.month, date.day, time.hour, time.minute)
    }

    #[test]
    fn clocks_change_in_the_north() {
        let start = utc(2026, 3, 29, 1, 0);
        assert_eq!(shown(berlin(), WallTime(start.0 - 1)), "2026-3-29 1:59");
        assert_eq!(shown(berlin(), start), "2026-3-29 3:00");
        let end = utc(2026, 10, 25, 1, 0);
        assert_eq!(shown(berlin(), WallTime(end.0 - 1)), "2026-10-25 2:59");
        assert_eq!(shown(berlin(), end), "2026-10-25 2:00");
    }

    #[test]
    fn daylight_saving_holds_over_new_year_in_the_south() {
        assert_eq!(shown(sydney(), utc(2026, 12, 31, 13, 0)), "2027-1-1 0:00");
        assert_eq!(shown(sydney(), utc(2026, 7, 1, 0, 0)), "2026-7-1 10:00");
        assert_eq!(shown(sydney(), utc(2026, 4, 4, 15, 59)), "2026-4-5 2:59");
        assert_eq!(shown(sydney(), utc(2026, 4, 4, 16, 0)), "2026-4-5 2:00");
    }

    #[test]
    fn the_manuals_example_of_fixed_days() {
        let start = Change { month: 2, day: ChangeDay::Fixed(22), time: time(14, 30) };
        let end = Change { month: 7, day: ChangeDay::Fixed(16), time: time(22, 15) };
        let zone = Zone { offset: 0, saving: Some(Saving { start, end, minutes: 60 }) };
        assert_eq!(shown(zone, utc(2026, 2, 22, 14, 29)), "2026-2-22 14:29");
        assert_eq!(shown(zone, utc(2026, 2, 22, 14, 30)), "2026-2-22 15:30");
        assert_eq!(shown(zone, utc(2026, 7, 16, 21, 14)), "2026-7-16 22:14");
        assert_eq!(shown(zone, utc(2026, 7, 16, 21, 15)), "2026-7-16 21:15");
    }

    #[test]
    fn a_change_at_new_year_is_in_two_years() {
        let start = change(1, 1, Weekday::Monday, 3);
        let end = Change { month: 12, day: ChangeDay::Fixed(31), time: time(23, 0) };
        let saving = Some(Saving { start, end, minutes: 60 });
        let east = Zone { offset: 46_800, saving };
        // The first Monday of 1940 was New Year's Day.
        assert_eq!(shown(east, utc(1939, 12, 31, 13, 59)), "1940-1-1 2:59");
        assert_eq!(shown(east, utc(1939, 12, 31, 14, 0)), "1940-1-1 4:00");
        let west = Zone { offset: -36_000, saving };
        assert_eq!(shown(west, utc(1941, 1, 1, 7, 59)), "1940-12-31 22:59");
        assert_eq!(shown(west, utc(1941, 1, 1, 8, 0)), "1940-12-31 22:00");
        assert_eq!(shown(west, utc(1941, 1, 6, 13, 0)), "1941-1-6 4:00");
    }

    #[test]
    fn a_day_that_a_month_lacks_is_its_last() {
        let start = Change { month: 2, day: ChangeDay::Fixed(31), time: time(0, 0) };
        let end = Change { month: 9, day: ChangeDay::Fixed(31), time: time(0, 0) };
        let zone = Zone { offset: 0, saving: Some(Saving { start, end, minutes: 30 }) };
        assert_eq!(shown(zone, utc(2027, 2, 28, 0, 0)), "2027-2-28 0:30");
        assert_eq!(shown(zone, utc(2028, 2, 28, 0, 0)), "2028-2-28 0:00");
        assert_eq!(shown(zone, utc(2028, 2, 29, 0, 0)), "2028-2-29 0:30");
        assert_eq!(shown(zone, utc(2028, 9, 29, 23, 30)), "2028-9-29 23:30");
    }

    #[test]
    fn a_time_that_clocks_skip_is_the_moment_of_the_change() {
        let day_before = utc(2026, 3, 28, 12, 0);
        let check = berlin().next_daily(day_before, time(2, 30));
        assert_eq!(check, utc(2026, 3, 29, 1, 0));
        assert_eq!(berlin().next_daily(check, time(2, 30)), utc(2026, 3, 30, 0, 30));
    }

    #[test]
    fn a_time_that_clocks_show_twice_is_the_first() {
        let day_before = utc(2026, 10, 24, 12, 0);
        let check = berlin().next_daily(day_before, time(2, 30));
        assert_eq!(check, utc(2026, 10, 25, 0, 30));
        assert_eq!(berlin().next_daily(check, time(2, 30)), utc(2026, 10, 26, 1, 30));
    }

    #[test]
    fn the_next_week_is_found() {
        let monday = utc(2026, 11, 23, 9, 0);
        let next = |day, hour| sydney().next_weekly(monday, day, time(hour, 0));
        // It is Monday 20:00 in Sydney.
        assert_eq!(next(Weekday::Monday, 21), utc(2026, 11, 23, 10, 0));
        assert_eq!(next(Weekday::Monday, 20), utc(2026, 11, 30, 9, 0));
        assert_eq!(next(Weekday::Sunday, 0), utc(2026, 11, 28, 13, 0));
    }
}
