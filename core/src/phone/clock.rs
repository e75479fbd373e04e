//! The wall clock as the phone shows it (manual 12).
//!
//! **The time** is what a time server said last, if one is used; else what a person set by hand;
//! else what the browser's clock says. Between two answers of a server the phone counts on by
//! itself, and a browser's clock that is wrong or set does not matter.
//!
//! **The zone** is that of DHCP or of the configuration (see `date_time`), and the browser's while
//! neither tells one: a browser knows where it is, a phone that was just unpacked does not. The
//! browser tells only how far local time is from UTC now, so until its next change that holds.

use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::time::calendar::{Date, TimeOfDay};
use crate::time::zone::{Local, Zone};
use crate::time::{Instant, WallTime};

/// How date and time are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Format {
    /// 1 to 12 with AM and PM, instead of 0 to 23.
    pub(super) twelve_hours: bool,
    /// The month before the day.
    pub(super) month_first: bool,
}

/// A clock that was read, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Reading {
    wall: WallTime,
    at: Instant,
}

/// Where the time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A time server.
    Server,
    /// A person.
    Hand,
    /// The browser.
    Browser,
}

/// What the clocks said, and how they are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Clock {
    browser: Option<Reading>,
    /// The browser's zone, as it is now.
    browser_zone: Zone,
    server: Option<Reading>,
    hand: Option<Reading>,
    /// The zone that DHCP or the configuration tells.
    zone: Option<Zone>,
    format: Format,
}

impl Reading {
    fn wall(self, now: Instant) -> WallTime {
        self.wall.plus(now.since(self.at))
    }
}

impl Clock {
    /// Takes what the browser's clock says, and how far local time is from UTC there.
    pub(super) const fn set_browser(&mut self, wall: WallTime, offset_minutes: i32, now: Instant) {
        self.browser = Some(Reading { wall, at: now });
        self.browser_zone = Zone::fixed(offset_minutes.saturating_mul(60));
    }

    /// Takes what a time server says.
    pub(super) const fn set_server(&mut self, wall: WallTime, now: Instant) {
        self.server = Some(Reading { wall, at: now });
    }

    /// Forgets what time servers said.
    pub(super) const fn forget_server(&mut self) {
        self.server = None;
    }

    /// Takes what a person says, in local time.
    pub(super) fn set_by_hand(&mut self, date: Date, time: TimeOfDay, now: Instant) {
        let wall = self.zone().moment(date, time);
        self.hand = Some(Reading { wall, at: now });
    }

    /// Takes the zone that is told, if one is, and the way to show date and time.
    pub(super) const fn set_up(&mut self, zone: Option<Zone>, format: Format) {
        self.zone = zone;
        self.format = format;
    }

    /// Returns where the time comes from, once it is known.
    pub(super) fn source(&self) -> Option<Source> {
        if self.server.is_some() {
            Some(Source::Server)
        } else if self.hand.is_some() {
            Some(Source::Hand)
        } else {
            self.browser.map(|_| Source::Browser)
        }
    }

    /// Returns the wall time at `now`, once it is known.
    pub(super) fn wall(&self, now: Instant) -> Option<WallTime> {
        let reading = self.server.or(self.hand).or(self.browser)?;
        Some(reading.wall(now))
    }

    /// Returns what the browser's clock says at `now`, once it was read.
    pub(super) fn browser(&self, now: Instant) -> Option<WallTime> {
        self.browser.map(|reading| reading.wall(now))
    }

    /// Returns the zone in which time is shown.
    pub(super) fn zone(&self) -> Zone {
        self.zone.unwrap_or(self.browser_zone)
    }

    /// Returns the way in which date and time are shown.
    pub(super) const fn format(&self) -> Format {
        self.format
    }

    /// Returns when the clock on the display moves on, once the time is known.
    pub(super) fn next_minute(&self, now: Instant) -> Option<Instant> {
        let wall = self.wall(now)?;
        let rest = 60_000_000 - wall.0.rem_euclid(60_000_000);
        Some(now + core::time::Duration::from_micros(rest.unsigned_abs()))
    }

    /// Returns local time as `14:05` or `2:05 PM`, or nothing while it is not known.
    pub(super) fn time(&self, now: Instant) -> Text {
        let local = self.wall(now).map(|wall| self.zone().local(wall));
        local.map(|local| self.time_text(local.time)).unwrap_or_default()
    }

    /// Returns the local date as `Mon 23 Nov 2026` or `Mon Nov 23 2026`, or nothing while it is
    /// not known.
    pub(super) fn date(&self, now: Instant) -> Text {
        let local = self.wall(now).map(|wall| self.zone().local(wall));
        let Some(Local { date, .. }) = local else { return Text::NOTHING };
        let weekday = date.weekday() as u32;
        let [day, month, year] =
            [date.day.into(), date.month.into(), u32::try_from(date.year).unwrap_or(0)];
        if self.format.month_first {
            Text::DateMonthFirst { weekday, day, month, year }
        } else {
            Text::DateDayFirst { weekday, day, month, year }
        }
    }

    /// Returns `wall` as a local date and time without year, for lists: `23 Nov 14:05`.
    pub(super) fn stamp(&self, wall: WallTime) -> Text {
        let Local { date, time, .. } = self.zone().local(wall);
        let (day, month, time) =
            (date.day.into(), date.month.into(), Box::new(self.time_text(time)));
        if self.format.month_first {
            Text::StampMonthFirst { day, month, time }
        } else {
            Text::StampDayFirst { day, month, time }
        }
    }

    fn time_text(&self, TimeOfDay { hour, minute }: TimeOfDay) -> Text {
        if !self.format.twelve_hours {
            return Text::from(format!("{hour:02}:{minute:02}"));
        }
        let of_twelve = match hour % 12 {
            0 => 12,
            hour => hour,
        };
        let time = format!("{of_twelve}:{minute:02}");
        if hour < 12 { Text::TimeAm { time } } else { Text::TimePm { time } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Duration;

    const NOW: Instant = Instant::ZERO;

    fn shown(clock: &Clock, now: Instant) -> String {
        format!("{} {}", clock.date(now), clock.time(now))
    }

    #[track_caller]
    fn check(unix: i64, offset: i32, expected: &str) {
        let mut clock = Clock::default();
        clock.set_browser(WallTime(unix * 1_000_000), offset, NOW);
        assert_eq!(shown(&clock, NOW), expected);
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        check(0, 0, "Thu 1 Jan 1970 00:00");
        check(951_782_400, 0, "Tue 29 Feb 2000 00:00");
        check(1_795_398_600, 60, "Mon 23 Nov 2026 02:50");
        check(-1, 0, "Wed 31 Dec 1969 23:59");
    }

    #[test]
    fn date_and_time_are_shown_as_configured() {
        let mut clock = Clock::default();
        clock.set_browser(WallTime(1_795_398_600_000_000), 0, NOW);
        clock.set_up(None, Format { twelve_hours: true, month_first: true });
        assert_eq!(shown(&clock, NOW), "Mon Nov 23 2026 1:50 AM");
        let noon = NOW + Duration::from_secs(10 * 3_600 + 600);
        assert_eq!(shown(&clock, noon), "Mon Nov 23 2026 12:00 PM");
        let midnight = noon + Duration::from_secs(12 * 3_600);
        assert_eq!(shown(&clock, midnight), "Tue Nov 24 2026 12:00 AM");
        assert_eq!(clock.stamp(WallTime(0)).to_string(), "Jan 1 12:00 AM");
    }

    #[test]
    fn a_server_is_believed_first_a_person_second() {
        let mut clock = Clock::default();
        assert_eq!(clock.source(), None);
        clock.set_browser(WallTime(60_000_000), 60, NOW);
        assert_eq!(
            (clock.time(NOW).to_string().as_str(), clock.source()),
            ("01:01", Some(Source::Browser))
        );
        let date = Date { year: 2026, month: 11, day: 25 };
        clock.set_by_hand(date, TimeOfDay { hour: 9, minute: 30 }, NOW);
        assert_eq!(shown(&clock, NOW), "Wed 25 Nov 2026 09:30");
        clock.set_server(WallTime(120_000_000), NOW);
        assert_eq!(
            (clock.time(NOW).to_string().as_str(), clock.source()),
            ("01:02", Some(Source::Server))
        );
        // The browser's clock is set: the server's time goes on.
        clock.set_browser(WallTime(7_200_000_000), 60, NOW);
        assert_eq!(clock.time(NOW + Duration::from_secs(60)).to_string(), "01:03");
        assert_eq!(clock.browser(NOW), Some(WallTime(7_200_000_000)));
        clock.forget_server();
        assert_eq!(clock.time(NOW).to_string(), "09:30");
    }

    #[test]
    fn a_zone_that_is_told_holds() {
        let mut clock = Clock::default();
        clock.set_browser(WallTime(0), -300, NOW);
        assert_eq!(clock.time(NOW).to_string(), "19:00");
        clock.set_up(Some(Zone::fixed(19_800)), Format::default());
        assert_eq!(clock.time(NOW).to_string(), "05:30");
        clock.set_up(None, Format::default());
        assert_eq!(clock.time(NOW).to_string(), "19:00");
    }

    #[test]
    fn the_display_moves_on_with_the_minute() {
        let mut clock = Clock::default();
        clock.set_browser(WallTime(61_500_000), 0, NOW);
        assert_eq!(clock.next_minute(NOW), Some(Instant::from_millis(58_500)));
        assert_eq!(
            clock.next_minute(Instant::from_millis(58_500)),
            Some(Instant::from_millis(118_500))
        );
    }
}
