//! Local time against a reference that nobody here wrote: random zones, many years.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use hookswitch_core::rng::Rng;
use hookswitch_core::time::WallTime;
use hookswitch_core::time::calendar::{Date, TimeOfDay, Weekday};
use hookswitch_core::time::zone::{Change, ChangeDay, Saving, Zone};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

const ZONES: u64 = 200;
const MOMENTS: u32 = 400;

/// Seconds since 1970 of the years 1900 and 2100.
const FIRST: i64 = -2_208_988_800;
const LAST: i64 = 4_102_444_800;

/// A zone of ours and the same zone of the reference.
struct Both {
    rng: Rng,
    ours: Zone,
    theirs: TimeZone,
    name: String,
}

impl Both {
    fn random(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let mut rng = Rng::new(bytes);
        let offset = (between(&mut rng, 0, 104) - 48) * 900;
        let minutes = between(&mut rng, 1, 12) * 15;
        let start_month = between(&mut rng, 1, 12);
        // Two months apart at least: what happens when both changes meet is nobody's standard.
        let end_month = (start_month + between(&mut rng, 2, 10) - 1) % 12 + 1;
        let start = change(&mut rng, start_month);
        let end = change(&mut rng, end_month);
        let saving = Saving { start, end, minutes: u8::try_from(minutes).unwrap() };
        let ours = Zone { offset: i32::try_from(offset).unwrap(), saving: Some(saving) };
        let name = format!(
            "<STD>{}<DST>{},{},{}",
            posix_offset(offset),
            posix_offset(offset + minutes * 60),
            posix_change(&start),
            posix_change(&end)
        );
        let theirs = TimeZone::posix(&name).unwrap();
        Self { rng, ours, theirs, name }
    }

    /// Returns any moment, or one within some hours of a change.
    fn moment(&mut self) -> Timestamp {
        let span = u32::try_from((LAST - FIRST) / 60).unwrap();
        let any = FIRST + i64::from(self.rng.below(span)) * 60;
        let any = Timestamp::from_second(any).unwrap();
        if self.rng.below(2) == 0 {
            return any;
        }
        let change = self.theirs.following(any).next().unwrap().timestamp();
        let near = i64::from(self.rng.below(36_000)) - 18_000;
        Timestamp::from_second(change.as_second() + near).unwrap()
    }
}

#[test]
fn local_time_is_that_of_the_reference() {
    for seed in 0..ZONES {
        let mut both = Both::random(seed);
        for _ in 0..MOMENTS {
            let moment = both.moment();
            let expected = both.theirs.to_datetime(moment);
            let local = both.ours.local(wall(moment));
            let shown = datetime(local.date, local.time).with().second(to_i8(local.second));
            assert_eq!(shown.build().unwrap(), expected, "seed {seed}: {} {moment}", both.name);
            let weekday = expected.weekday().to_sunday_zero_offset();
            let weekday = Weekday::ALL[usize::try_from(weekday).unwrap()];
            assert_eq!(local.date.weekday(), weekday, "seed {seed}: {} {moment}", both.name);
        }
    }
}

#[test]
fn the_next_time_of_day_is_that_of_the_reference() {
    for seed in 0..ZONES {
        let mut both = Both::random(seed);
        for _ in 0..MOMENTS {
            let moment = both.moment();
            // Times that clocks skip or show twice lie near the moment when that is near a change.
            let near = both.rng.below(4) > 0;
            let of_day = match (near, both.ours.local(wall(moment)).time) {
                (true, TimeOfDay { hour, .. }) => time(&mut both.rng, i64::from(hour)),
                (false, _) => time(&mut both.rng, 12),
            };
            let expected = first_after(&both.theirs, moment, of_day);
            let context = format!("seed {seed}: {} {moment} {of_day:?}", both.name);
            assert_eq!(both.ours.next_daily(wall(moment), of_day), wall(expected), "{context}");
            let weekday = both.theirs.to_datetime(expected).date().weekday();
            let weekday = Weekday::ALL[usize::try_from(weekday.to_sunday_zero_offset()).unwrap()];
            let weekly = both.ours.next_weekly(wall(moment), weekday, of_day);
            let next_week = wall(expected).0 + 8 * 86_400_000_000;
            assert!((wall(expected).0..next_week).contains(&weekly.0), "{context}");
        }
    }
}

/// Returns the first moment after `moment` at which the reference's clocks show `of_day`, or the
/// change that skips it.
fn first_after(zone: &TimeZone, moment: Timestamp, of_day: TimeOfDay) -> Timestamp {
    let today = zone.to_datetime(moment).date();
    let days = [today.yesterday().unwrap(), today, today.tomorrow().unwrap()];
    let of_day = jiff::civil::time(to_i8(of_day.hour), to_i8(of_day.minute), 0, 0);
    let moments = days.into_iter().map(|day| {
        let local = day.to_datetime(of_day);
        let ambiguous = zone.to_ambiguous_timestamp(local);
        match ambiguous.offset() {
            AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(local).unwrap(),
            AmbiguousOffset::Fold { before, .. } => before.to_timestamp(local).unwrap(),
            AmbiguousOffset::Gap { after, .. } => {
                let before_the_change = after.to_timestamp(local).unwrap();
                zone.following(before_the_change).next().unwrap().timestamp()
            }
        }
    });
    moments.into_iter().find(|&found| found > moment).unwrap()
}

fn between(rng: &mut Rng, least: u32, most: u32) -> i64 {
    i64::from(least + rng.below(most - least + 1))
}

fn change(rng: &mut Rng, month: i64) -> Change {
    let month = u8::try_from(month).unwrap();
    // The reference takes a change from the rules of the year that it is in UTC, so a change must
    // not be in another year there; what happens at New Year is tested beside the code.
    let (first, last) = match month {
        1 => (3, 30),
        2 => (1, 28),
        12 => (1, 28),
        _ => (1, 30),
    };
    let day = if rng.below(2) == 0 {
        ChangeDay::Fixed(u8::try_from(between(rng, first, last)).unwrap())
    } else {
        let week = between(rng, if first > 1 { 2 } else { 1 }, if month == 12 { 4 } else { 5 });
        let week = u8::try_from(week).unwrap();
        ChangeDay::DayOfWeek { week, weekday: Weekday::ALL[rng.below(7) as usize] }
    };
    let hour = between(rng, 0, 23);
    Change { month, day, time: time(rng, hour) }
}

/// Returns a time within about an hour of `hour`.
fn time(rng: &mut Rng, hour: i64) -> TimeOfDay {
    let hour = (hour + between(rng, 0, 2) - 1).clamp(0, 23);
    let minute = between(rng, 0, 11) * 5;
    TimeOfDay { hour: u8::try_from(hour).unwrap(), minute: u8::try_from(minute).unwrap() }
}

/// Returns an offset as POSIX writes it: positive in the west.
fn posix_offset(seconds: i64) -> String {
    let sign = if seconds > 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn posix_change(change: &Change) -> String {
    let TimeOfDay { hour, minute } = change.time;
    let day = match change.day {
        ChangeDay::Fixed(day) => {
            // `J` counts the days of a year that is no leap year, from 1.
            let first = Date { year: 2023, month: 1, day: 1 };
            let day = Date { year: 2023, month: change.month, day };
            format!("J{}", day.days() - first.days() + 1)
        }
        ChangeDay::DayOfWeek { week, weekday } => {
            let weekday = Weekday::ALL.iter().position(|&other| other == weekday).unwrap();
            format!("M{}.{week}.{weekday}", change.month)
        }
    };
    format!("{day}/{hour:02}:{minute:02}")
}

fn datetime(date: Date, time: TimeOfDay) -> DateTime {
    let year = i16::try_from(date.year).unwrap();
    let date = jiff::civil::date(year, to_i8(date.month), to_i8(date.day));
    date.at(to_i8(time.hour), to_i8(time.minute), 0, 0)
}

fn to_i8(number: u8) -> i8 {
    i8::try_from(number).unwrap()
}

fn wall(moment: Timestamp) -> WallTime {
    WallTime(moment.as_second() * 1_000_000)
}
