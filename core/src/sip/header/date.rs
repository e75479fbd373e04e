//! Date (RFC 3261 20.17), always in GMT.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader};
use crate::text::digits;
use crate::time::WallTime;

const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const SECONDS_A_DAY: i64 = 86_400;

/// When the message was first sent, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date(pub WallTime);

impl Date {
    /// Reads `Sat, 13 Nov 2010 23:29:00 GMT`; the day's name is not checked.
    fn parse(text: &str) -> Option<Self> {
        let (_, rest) = text.split_once(',')?;
        let mut words = rest.split_ascii_whitespace();
        let day: i64 = digits(words.next()?)?;
        let name = words.next()?;
        let month = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name))?;
        let year: i64 = words.next().filter(|year| year.len() == 4).and_then(digits)?;
        let mut clock = words.next()?.splitn(3, ':').map(digits::<i64>);
        let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
        let is_gmt = words.next()?.eq_ignore_ascii_case("GMT") && words.next().is_none();
        let month = i64::try_from(month).ok()? + 1;
        let in_range = (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
        if !is_gmt || !in_range {
            return None;
        }
        let days = days_from_civil(year, month, day);
        let seconds = days * SECONDS_A_DAY + hour * 3_600 + minute * 60 + second;
        Some(Self(WallTime(seconds.checked_mul(1_000_000)?)))
    }
}

/// Returns days since 1970-01-01 of a date in the Gregorian calendar.
const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March put the leap day last.
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Returns year, month (1 to 12) and day of days since 1970-01-01.
const fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400;
    (if month <= 2 { year + 1 } else { year }, month, day)
}

fn name_of<'a>(names: &[&'a str], index: i64) -> &'a str {
    usize::try_from(index).ok().and_then(|index| names.get(index).copied()).unwrap_or_default()
}

impl TypedHeader for Date {
    const NAME: HeaderName = HeaderName::Date;

    fn parse_field(text: &str, into: &mut Vec<Self>) -> Result<(), HeaderError> {
        into.push(Self::parse(text).ok_or_else(Self::malformed)?);
        Ok(())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.unix_seconds();
        let (days, clock) = (seconds.div_euclid(SECONDS_A_DAY), seconds.rem_euclid(SECONDS_A_DAY));
        let (year, month, day) = civil_from_days(days);
        // 1970-01-01 was a Thursday.
        let (weekday, month) =
            (name_of(&DAYS, (days + 4).rem_euclid(7)), name_of(&MONTHS, month - 1));
        let (hour, minute, second) = (clock / 3_600, clock / 60 % 60, clock % 60);
        write!(f, "{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{read, read_one};
    use super::*;

    #[test]
    fn known_dates_are_read_and_printed() {
        for (text, seconds) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Sat, 13 Nov 2010 23:29:00 GMT", 1_289_690_940),
            ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
            ("Sat, 15 Oct 2005 04:44:56 GMT", 1_129_351_496),
            ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
        ] {
            let date: Date = read_one(text);
            assert_eq!(date.0.unix_seconds(), seconds, "{text}");
            assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn every_day_of_four_centuries_comes_back() {
        for days in 0..146_097 {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
        }
    }

    #[test]
    fn other_zones_and_nonsense_are_refused() {
        for text in [
            "",
            "Fri, 01 Jan 2010 16:00:00 EST",
            "Fri, 01 Jan 2010 24:00:00 GMT",
            "Fri, 00 Jan 2010 16:00:00 GMT",
            "Fri, 01 Foo 2010 16:00:00 GMT",
            "Fri, 01 Jan 99999999999999999999 16:00:00 GMT",
            "Fri, 01 Jan 2010 16:00 GMT",
            "Fri, 01 Jan 2010 16:00:00",
        ] {
            assert!(read::<Date>(text).is_err(), "{text}");
        }
    }
}
