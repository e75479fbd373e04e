//! Date and time (manual 12).

use super::params;
use crate::config::acting::Acting;
use crate::config::kind::{Kind, TimeUnit};
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::{GmtOffset, tokens};
use crate::time::Duration;

tokens! {
    /// Order of day and month.
    DateFormat {
        /// Day, month, year.
        European = "EUROPEAN",
        /// Month, day, year.
        American = "AMERICAN",
    }
}

tokens! {
    /// How hours are shown.
    ClockFormat {
        /// 0 to 23.
        Hours24 = "24Hour",
        /// 1 to 12, with AM or PM.
        Hours12 = "12Hour",
    }
}

tokens! {
    /// Whether there is daylight saving time.
    DaylightSaving {
        /// There is none.
        Disable = "DISABLE",
        /// There is, between two dates.
        Enable = "ENABLE",
    }
}

tokens! {
    /// How the dates of daylight saving time are given.
    DaylightMode {
        /// Month and day of the month.
        Fixed = "FIXED",
        /// Month, week of the month, day of the week.
        DayOfWeek = "DayOfWeek",
    }
}

tokens! {
    /// A day of the week.
    Weekday {
        /// Sunday.
        Sunday = "SUNDAY",
        /// Monday.
        Monday = "MONDAY",
        /// Tuesday.
        Tuesday = "TUESDAY",
        /// Wednesday.
        Wednesday = "WEDNESDAY",
        /// Thursday.
        Thursday = "THURSDAY",
        /// Friday.
        Friday = "FRIDAY",
        /// Saturday.
        Saturday = "SATURDAY",
    }
}

const ACTIVE: Need = Need::Is("system/daylight_saving/activate", &["ENABLE"]);
const FIXED: Need = Need::Is("system/daylight_saving/mode", &["FIXED"]);
const BY_WEEK: Need = Need::Is("system/daylight_saving/mode", &["DayOfWeek"]);

params! {
    in DateTime, "manual 12";
    /// Date and time to set the phone's clock to, `YYYY-MM-DD hh:mm`. The clock is set once, when
    /// the value changes, and only while no NTP server is asked.
    SYSTEM_TIME: String = "", Kind::text(20), "system/system_time" {
        label: "Set System Time", applies: Applies::Now,
        needs: &[Need::off("system/ntp/enabled")],
        note: "The manual has it on the page only, with neither a name in the file nor a format: \
               both are this phone's.",
    };
    /// Order of day and month on the display: day first (European) or month first (American).
    DATE_DISPLAY_FORMAT: DateFormat = "EUROPEAN", Kind::Enum(DateFormat::TOKENS),
        "system/ntp/date_display_format" {
        label: "Date Display Format", applies: Applies::Now,
    };
    in DateTime, "manual 12, 12.2";
    /// Whether the display counts 24 hours or twice 12.
    TIME_DISPLAY_FORMAT: ClockFormat = "24Hour", Kind::Enum(ClockFormat::TOKENS),
        "system/ntp/time_display_format" {
        label: "Time Display Format", applies: Applies::Now,
    };
    in DateTime, "manual 12.2";
    /// Asks an NTP server for date and time. Without it the clock is the one set by hand, or the
    /// computer's.
    NTP_ENABLED: bool = "1", Kind::Bool, "system/ntp/enabled" {
        label: "Active", applies: Applies::Now, acting: Acting::ActsThroughGateway,
    };
    /// The NTP server that is asked first.
    PRIMARY_SERVER_ADDRESS: Option<String> = "", Kind::Host, "system/ntp/primary_server_address" {
        label: "Primary Server", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        needs: &[Need::on("system/ntp/enabled")],
        note: "No default is printed. A server from DHCP comes before it while \
               network/lan/dhcp/ntp/server_list/enabled is 1.",
    };
    /// The NTP server that is asked when the first does not answer.
    SECONDARY_SERVER_ADDRESS: Option<String> = "", Kind::Host,
        "system/ntp/secondary_server_address" {
        label: "Secondary Server", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        needs: &[Need::on("system/ntp/enabled")],
        note: "No default is printed.",
    };
    /// Days between two questions to the NTP server; the hours are added to them.
    SYNC_TIME_DAYS: u8 = "0", Kind::Int { min: 0, max: 7, unit: "days" },
        "system/ntp/sync_time/days" {
        label: "Update Interval", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        needs: &[Need::on("system/ntp/enabled")],
    };
    /// Hours between two questions to the NTP server; the days are added to them.
    SYNC_TIME_HOURS: u8 = "12", Kind::Int { min: 0, max: 24, unit: "h" },
        "system/ntp/sync_time/hours" {
        label: "Update Interval", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        needs: &[Need::on("system/ntp/enabled")],
        note: "Zero days and zero hours would ask without end: the phone then asks once an hour.",
    };
    in FileOnly, "manual 12.3";
    /// Difference of local time to GMT, used unless DHCP tells the time zone. Without either the
    /// phone is in the zone of its browser.
    GMT_OFFSET: Option<GmtOffset> = "", Kind::GmtOffset, "system/ntp/gmt_offset" {
        applies: Applies::Now,
        needs: &[Need::off("network/lan/dhcp/ntp/gmt_offset/enabled")],
        note: "The manual prints the text of system/ntp/enabled here; name and default tell what \
               is meant. It shows no sign: with none the offset is east of GMT. Its default is 00:00: a \
               browser knows its zone and is believed until a configuration tells one.",
    };
    in DateTime, "manual 12.1";
    /// Moves the clock between the two dates of daylight saving time.
    DAYLIGHT_SAVING_ACTIVATE: DaylightSaving = "DISABLE", Kind::Enum(DaylightSaving::TOKENS),
        "system/daylight_saving/activate" {
        label: "Active", applies: Applies::Now,
        note: "The page shows the rest only while the time zone is not obtained from DHCP; the \
               dates count in both cases, as option 2 tells an offset and no dates.",
    };
    in FileOnly, "manual 12.1";
    /// Whether the two dates are days of the month or, say, the last Sunday of a month.
    DAYLIGHT_SAVING_MODE: DaylightMode = "FIXED", Kind::Enum(DaylightMode::TOKENS),
        "system/daylight_saving/mode" {
        applies: Applies::Now, needs: &[ACTIVE],
        note: "No default is printed; FIXED is what the page can set.",
    };
    in DateTime, "manual 12.1";
    /// Month in which daylight saving time begins.
    DAYLIGHT_SAVING_START_DATE_MONTH: u8 = "1", Kind::int(1, 12),
        "system/daylight_saving/start_date/month" {
        label: "Start Time", applies: Applies::Now, needs: &[ACTIVE],
        aliases: &["system/ntp/daylight_saving/start_date/month"],
        note: "No default is printed.",
    };
    /// Day of the month on which daylight saving time begins.
    DAYLIGHT_SAVING_START_DATE_DAY: u8 = "1", Kind::int(1, 31),
        "system/daylight_saving/start_date/day" {
        label: "Start Time", applies: Applies::Now, needs: &[ACTIVE, FIXED],
        aliases: &["system/ntp/daylight_saving/start_date/day"],
        note: "No default is printed. A day that the month does not have is its last one.",
    };
    /// Hour at which daylight saving time begins.
    DAYLIGHT_SAVING_START_DATE_HOUR: u8 = "0", Kind::Int { min: 0, max: 23, unit: "h" },
        "system/daylight_saving/start_date/hour" {
        label: "Start Time", applies: Applies::Now, needs: &[ACTIVE],
        aliases: &["system/ntp/daylight_saving/start_date/hour"],
        note: "No default is printed. It is the hour of standard time.",
    };
    /// Minute at which daylight saving time begins.
    DAYLIGHT_SAVING_START_DATE_MINUTE: u8 = "0", Kind::Int { min: 0, max: 59, unit: "min" },
        "system/daylight_saving/start_date/minute" {
        label: "Start Time", applies: Applies::Now, needs: &[ACTIVE],
        aliases: &["system/ntp/daylight_saving/start_date/minute"],
        note: "No default is printed.",
    };
    in FileOnly, "manual 12.1";
    /// Which of its weekdays in the month the first day of daylight saving time is, the first (1)
    /// to the last (5).
    DAYLIGHT_SAVING_START_DATE_WEEK: u8 = "1", Kind::int(1, 5),
        "system/daylight_saving/start_date/week" {
        applies: Applies::Now, needs: &[ACTIVE, BY_WEEK],
        aliases: &["system/ntp/daylight_saving/start_date/week"],
        note: "No default is printed. That 5 is the last week, also of months with four, is what \
               every rule of this kind means by it.",
    };
    /// Weekday on which daylight saving time begins.
    DAYLIGHT_SAVING_START_DATE_DAY_OF_WEEK: Weekday = "SUNDAY", Kind::Enum(Weekday::TOKENS),
        "system/daylight_saving/start_date/day_of_week" {
        applies: Applies::Now, needs: &[ACTIVE, BY_WEEK],
        aliases: &["system/ntp/daylight_saving/start_date/day_of_week"],
        note: "No default is printed.",
    };
    in DateTime, "manual 12.1";
    /// Month in which daylight saving time ends.
    DAYLIGHT_SAVING_END_DATE_MONTH: u8 = "1", Kind::int(1, 12),
        "system/daylight_saving/end_date/month" {
        label: "End Time", applies: Applies::Now, needs: &[ACTIVE],
        aliases: &["system/ntp/daylight_saving/end_date/month"],
        note: "No default is printed.",
    };
    /// Day of the month on which daylight saving time ends.
    DAYLIGHT_SAVING_END_DATE_DAY: u8 = "1", Kind::int(1, 31),
        "system/daylight_saving/end_date/day" {
        label: "End Time", applies: Applies::Now, needs: &[ACTIVE, FIXED],
        aliases: &["system/ntp/daylight_saving/end_date/day"],
        note: "No default is printed. A day that the month does not have is its last one.",
    };
    /// Hour at which daylight saving time ends.
    DAYLIGHT_SAVING_END_DATE_HOUR: u8 = "0", Kind::Int { min: 0, max: 23, unit: "h" },
        "system/daylight_saving/end_date/hour" {
        label: "End Time", applies: Applies::Now, needs: &[ACTIVE],
        aliases: &["system/ntp/daylight_saving/end_date/hour"],
        note: "No default is printed. It is the hour of daylight saving time, which the clocks \
               show then.",
    };
    /// Minute at which daylight saving time ends.
    DAYLIGHT_SAVING_END_DATE_MINUTE: u8 = "0", Kind::Int { min: 0, max: 59, unit: "min" },
        "system/daylight_saving/end_date/minute" {
        label: "End Time", applies: Applies::Now, needs: &[ACTIVE],
        aliases: &["system/ntp/daylight_saving/end_date/minute"],
        note: "No default is printed.",
    };
    in FileOnly, "manual 12.1";
    /// Which of its weekdays in the month the last day of daylight saving time is, the first (1) to
    /// the last (5).
    DAYLIGHT_SAVING_END_DATE_WEEK: u8 = "1", Kind::int(1, 5),
        "system/daylight_saving/end_date/week" {
        applies: Applies::Now, needs: &[ACTIVE, BY_WEEK],
        aliases: &["system/ntp/daylight_saving/end_date/week"],
        note: "No default is printed. 5 is the last week, as for the beginning.",
    };
    /// Weekday on which daylight saving time ends.
    DAYLIGHT_SAVING_END_DATE_DAY_OF_WEEK: Weekday = "SUNDAY", Kind::Enum(Weekday::TOKENS),
        "system/daylight_saving/end_date/day_of_week" {
        applies: Applies::Now, needs: &[ACTIVE, BY_WEEK],
        aliases: &["system/ntp/daylight_saving/end_date/day_of_week"],
        note: "No default is printed. The manual says start here, and means the end.",
    };
    in DateTime, "manual 12.1";
    /// How far the clock is moved during daylight saving time.
    DAYLIGHT_SAVING_OFFSET: Duration = "60",
        Kind::Duration { min: 0, max: 180, unit: TimeUnit::Minutes },
        "system/daylight_saving/offset" {
        label: "Offset", applies: Applies::Now, needs: &[ACTIVE],
        note: "No unit is printed; 60 by default can only be minutes.",
    };
}
