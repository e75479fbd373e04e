//! The civil calendar: dates, weekdays and times of day, in the proleptic Gregorian calendar.

use serde::{Deserialize, Serialize};

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// Short names of the months, for the display and for SIP (RFC 3261 25.1, `month`).
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day of the week, in the order of the manual's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
}

impl Weekday {
    /// All seven, Sunday first.
    pub const ALL: [Self; 7] = [
        Self::Sunday,
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
    ];

    /// Returns the name in three letters, for the display and for SIP (RFC 3261 25.1, `wkday`).
    pub const fn short(self) -> &'static str {
        match self {
            Self::Sunday => "Sun",
            Self::Monday => "Mon",
            Self::Tuesday => "Tue",
            Self::Wednesday => "Wed",
            Self::Thursday => "Thu",
            Self::Friday => "Fri",
            Self::Saturday => "Sat",
        }
    }
}

/// A time of day, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimeOfDay {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl TimeOfDay {
    /// The beginning of a day.
    pub const MIDNIGHT: Self = Self { hour: 0, minute: 0 };

    /// Returns the time, if a day has it.
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { hour, minute })
    }

    /// Returns the seconds since midnight.
    pub(super) fn seconds(self) -> i64 {
        i64::from(self.hour) * 3_600 + i64::from(self.minute) * 60
    }
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date {
    /// The year; 0 is the year before 1.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// Returns the day that is `days` days after 1970-01-01.
    ///
    /// Counts from 1 March of year 0, so that the leap day is the last day of a year and months
    /// repeat in groups of five with 153 days; 400 years have 146,097 days.
    pub fn from_days(days: i64) -> Self {
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
        // A month has no more than 31 days and a year no more than 12 months.
        Self { year, month: month as u8, day: day as u8 }
    }

    /// Returns the number of days since 1970-01-01; the reverse of [`Self::from_days`]. Days past
    /// the end of a month count into the next.
    pub fn days(self) -> i64 {
        let shifted = (i64::from(self.month) + 9) % 12;
        let year = self.year - i64::from(self.month <= 2);
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * shifted + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = 365 * year_of_era + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// Whether the calendar has this day.
    pub fn is_real(self) -> bool {
        let month = (1..=12).contains(&self.month);
        month && (1..=days_in(self.year, self.month)).contains(&i64::from(self.day))
    }

    /// Returns the day of the week.
    pub fn weekday(self) -> Weekday {
        weekday(self.days())
    }

    /// Returns the short name of the month, for the display.
    pub fn month_name(self) -> &'static str {
        MONTHS.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or("")
    }
}

/// Returns the month, 1 to 12, that has this short name, in letters of either case.
pub fn month_called(name: &str) -> Option<u8> {
    (1..).zip(MONTHS).find(|(_, month)| month.eq_ignore_ascii_case(name)).map(|(month, _)| month)
}

/// Returns the day of the week of a day since 1970-01-01, which was a Thursday.
pub(super) fn weekday(days: i64) -> Weekday {
    let [sunday, monday, tuesday, wednesday, thursday, friday, saturday] = Weekday::ALL;
    match days.rem_euclid(7) {
        0 => thursday,
        1 => friday,
        2 => saturday,
        3 => sunday,
        4 => monday,
        5 => tuesday,
        _ => wednesday,
    }
}

/// Returns how many days a month has.
pub(super) fn days_in(year: i64, month: u8) -> i64 {
    let first = Date { year, month, day: 1 };
    let next = if month >= 12 {
        Date { year: year + 1, month: 1, day: 1 }
    } else {
        Date { month: month + 1, ..first }
    };
    next.days() - first.days()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_comes_back() {
        for days in 0..146_097 {
            let date = Date::from_days(days);
            assert_eq!(date.days(), days);
        }
    }

    #[track_caller]
    fn check(days: i64, year: i64, month: u8, day: u8, weekday: Weekday) {
        let date = Date { year, month, day };
        assert_eq!(Date::from_days(days), date);
        assert_eq!(date.days(), days);
        assert_eq!(date.weekday(), weekday);
    }

    #[test]
    fn days_are_counted_from_1970() {
        check(0, 1970, 1, 1, Weekday::Thursday);
        check(-1, 1969, 12, 31, Weekday::Wednesday);
        check(11_016, 2000, 2, 29, Weekday::Tuesday);
        check(20_780, 2026, 11, 23, Weekday::Monday);
        check(47_540, 2100, 2, 28, Weekday::Sunday);
        check(47_541, 2100, 3, 1, Weekday::Monday);
        check(-719_528, 0, 1, 1, Weekday::Saturday);
    }

    #[test]
    fn february_has_29_days_in_leap_years() {
        let days = [2023, 2024, 2000, 1900].map(|year| days_in(year, 2));
        assert_eq!(days, [28, 29, 29, 28]);
        assert_eq!(days_in(2026, 12), 31);
        assert_eq!(days_in(2026, 4), 30);
    }

    #[test]
    fn some_days_are_in_no_calendar() {
        let real = |month, day| Date { year: 2026, month, day }.is_real();
        assert!(real(2, 28) && real(12, 31));
        assert!(!real(2, 29) && !real(0, 1) && !real(13, 1) && !real(4, 31) && !real(4, 0));
        assert_eq!(TimeOfDay::new(24, 0), None);
    }
}
