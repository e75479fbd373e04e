//! Date (RFC 3261 20.17), always in GMT.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{HeaderError, HeaderName, TypedHeader};
use crate::text::digits;
use crate::time::{WallTime, calendar};

const SECONDS_A_DAY: i64 = 86_400;

/// When the message was first sent, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date(pub WallTime);

impl Date {
    /// Reads `Sat, 13 Nov 2010 23:29:00 GMT`; the day's name is not checked.
    fn parse(text: &str) -> Option<Self> {
        let (_, rest) = text.split_once(',')?;
        let mut words = rest.split_ascii_whitespace();
        let day = digits(words.next()?)?;
        let month = calendar::month_called(words.next()?)?;
        let year: i64 = words.next().filter(|year| year.len() == 4).and_then(digits)?;
        let mut clock = words.next()?.splitn(3, ':').map(digits::<i64>);
        let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
        let is_gmt = words.next()?.eq_ignore_ascii_case("GMT") && words.next().is_none();
        let in_range = (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
        if !is_gmt || !in_range {
            return None;
        }
        let date = calendar::Date { year, month, day };
        let seconds = date.days() * SECONDS_A_DAY + hour * 3_600 + minute * 60 + second;
        Some(Self(WallTime(seconds.checked_mul(1_000_000)?)))
    }
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
        let date = calendar::Date::from_days(days);
        let (weekday, month) = (date.weekday().short(), date.month_name());
        let calendar::Date { year, day, .. } = date;
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
