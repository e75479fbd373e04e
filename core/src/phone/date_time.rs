//! Time servers and zones: which the configuration and DHCP tell, and when a server is asked
//! (manual 12).
//!
//! | what | first | then | then |
//! |---|---|---|---|
//! | servers | DHCP option 42, else 4, while `network/lan/dhcp/ntp/server_list/enabled` is 1 | the configuration's | none |
//! | offset | DHCP option 2, while `network/lan/dhcp/ntp/gmt_offset/enabled` is 1 | the configuration's | the browser's zone |
//!
//! Daylight saving of the configuration is added to either offset: DHCP tells no dates. A
//! configuration with daylight saving and without an offset means GMT, as the manual's default
//! says. The browser's zone has its own daylight saving.

use serde::{Deserialize, Serialize};

use super::clock::Format;
use super::host::Dhcp;
use super::network::Purpose;
use super::{Phone, Timer};
use crate::config::table::network;
use crate::config::table::time as rows;
use crate::config::table::time::{ClockFormat, DateFormat, DaylightMode};
use crate::config::value::GmtOffset;
use crate::config::{Config, Setting};
use crate::link::{LinkError, Reply, Request};
use crate::time::calendar::{Date, TimeOfDay, Weekday};
use crate::time::zone::{Change, ChangeDay, Saving, Zone};
use crate::time::{Duration, Instant, WallTime};

/// First pause after a question that nobody answered; it doubles up to [`LAST_RETRY`].
const FIRST_RETRY: Duration = Duration::from_secs(60);

/// Longest such pause.
const LAST_RETRY: Duration = Duration::from_secs(3_600);

/// Between two questions if the configuration says that there is no time between them.
const LEAST_PERIOD: Duration = Duration::from_secs(3_600);

/// The browser tells its clock each minute. After a longer silence the computer slept, or its
/// clock was set, which looks the same, so that a server is asked what is true.
const SILENCE: Duration = Duration::from_secs(150);

/// What the configuration says of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TimeSettings {
    /// Whether servers are asked.
    ntp: bool,
    /// The servers of the configuration.
    servers: Vec<String>,
    /// Whether those of DHCP come first.
    dhcp_servers: bool,
    /// Whether the offset of DHCP comes first.
    dhcp_offset: bool,
    /// Between two questions.
    period: Duration,
    /// Local standard time less UTC in seconds, if it is told.
    offset: Option<i32>,
    saving: Option<Saving>,
    format: Format,
    /// A time to set the clock to.
    set_to: String,
}

/// Where the zone comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum ZoneSource {
    /// From the browser.
    #[default]
    Browser,
    /// From DHCP.
    Dhcp,
    /// From the configuration.
    Configuration,
}

/// How the phone stands with time servers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TimeState {
    /// The servers to ask, best first.
    pub(super) servers: Vec<String>,
    /// Who answered last, and when.
    pub(super) answer: Option<(String, WallTime)>,
    /// Why nobody answered the last question.
    pub(super) failure: Option<String>,
    /// Where the zone comes from.
    pub(super) zone: ZoneSource,
    /// Questions in a row that nobody answered.
    failures: u32,
    /// Whether a question is due that waits for the link.
    due: bool,
    /// The last time by which the configuration set the clock.
    set_to: String,
    /// When the browser told its clock last.
    told: Option<Instant>,
}

impl TimeState {
    /// Whether a server sets the clock.
    pub(super) fn asks_server(&self) -> bool {
        !self.servers.is_empty()
    }
}

impl TimeSettings {
    /// Reads the values from `config`.
    pub(super) fn read(config: &Config) -> Self {
        let hour = |count: u8| Duration::from_secs(u64::from(count) * 3_600);
        let period =
            hour(config.get(&rows::SYNC_TIME_DAYS)) * 24 + hour(config.get(&rows::SYNC_TIME_HOURS));
        let servers = [&rows::PRIMARY_SERVER_ADDRESS, &rows::SECONDARY_SERVER_ADDRESS];
        let saving = read_saving(config);
        let offset =
            config.get(&rows::GMT_OFFSET).map(|GmtOffset(minutes)| i32::from(minutes) * 60);
        Self {
            ntp: config.get(&rows::NTP_ENABLED),
            servers: servers.into_iter().filter_map(|row| config.get(row)).collect(),
            dhcp_servers: config.get(&network::DHCP_NTP_SERVER_LIST_ENABLED),
            dhcp_offset: config.get(&network::DHCP_NTP_GMT_OFFSET_ENABLED),
            period: if period.is_zero() { LEAST_PERIOD } else { period },
            offset: offset.or(saving.map(|_| 0)),
            saving,
            format: Format {
                twelve_hours: config.get(&rows::TIME_DISPLAY_FORMAT) == ClockFormat::Hours12,
                month_first: config.get(&rows::DATE_DISPLAY_FORMAT) == DateFormat::American,
            },
            set_to: config.get(&rows::SYSTEM_TIME),
        }
    }

    /// Returns the servers to ask, best first.
    fn servers(&self, dhcp: &Dhcp) -> Vec<String> {
        if !self.ntp {
            return Vec::new();
        }
        let told = if self.dhcp_servers { dhcp.time_servers() } else { Vec::new() };
        let mut servers: Vec<String> = told.iter().map(ToString::to_string).collect();
        if servers.is_empty() {
            servers.clone_from(&self.servers);
        }
        servers
    }

    /// Returns the zone that is told, and by whom.
    fn zone(&self, dhcp: &Dhcp) -> Option<(Zone, ZoneSource)> {
        let told = dhcp.time_offset().filter(|_| self.dhcp_offset);
        let told = told.map(|offset| (offset, ZoneSource::Dhcp));
        let (offset, source) =
            told.or(self.offset.map(|offset| (offset, ZoneSource::Configuration)))?;
        Some((Zone { offset, saving: self.saving }, source))
    }
}

impl Phone {
    /// Follows what configuration and DHCP tell of time.
    pub(super) fn follow_clock(&mut self) {
        let settings = &self.settings.time;
        let zone = settings.zone(&self.dhcp);
        self.time.zone = zone.map_or(ZoneSource::Browser, |(_, source)| source);
        let before = (self.clock.zone(), self.clock.source());
        self.clock.set_up(zone.map(|(zone, _)| zone), settings.format);
        let servers = settings.servers(&self.dhcp);
        if servers.is_empty() {
            self.clock.forget_server();
            self.set_clock_as_configured();
        }
        if before != (self.clock.zone(), self.clock.source()) {
            self.clock_changed();
        }
        // What DHCP tells comes first, and soon.
        let waits = self.settings.time.dhcp_servers && self.network.waits_for(Purpose::Dhcp);
        if self.time.servers != servers && !waits {
            self.time = TimeState {
                servers,
                answer: None,
                failure: None,
                failures: 0,
                ..core::mem::take(&mut self.time)
            };
            self.timers.clear(Timer::Time);
            self.ask_time();
        }
    }

    /// Takes what the browser's clock says.
    pub(super) fn take_browser_clock(&mut self, wall: WallTime, offset_minutes: i32) {
        self.clock.set_browser(wall, offset_minutes, self.now);
        let told = self.time.told.replace(self.now);
        if told.is_some_and(|at| self.now.since(at) > SILENCE) {
            self.ask_time();
        }
        self.clock_changed();
    }

    /// Lets those know who wait for a time of day that the clock or the zone is another one.
    pub(super) fn clock_changed(&mut self) {
        if let Some(clock) = self.wall_clock() {
            self.provisioner.handle_clock(clock, self.now);
        }
    }

    /// Asks the time servers; later, if there is no link.
    pub(super) fn ask_time(&mut self) {
        let servers = self.time.servers.clone();
        if servers.is_empty() || self.network.waits_for(Purpose::Time) {
            return;
        }
        self.time.due = !self.network.client.is_up();
        if !self.time.due {
            self.request(Request::QueryTime { servers }, Purpose::Time);
        }
    }

    /// Asks what waited for the link.
    pub(super) fn ask_time_if_due(&mut self) {
        if self.time.due {
            self.ask_time();
        }
    }

    /// Takes the answer of a time server.
    pub(super) fn take_time(&mut self, reply: Result<Reply, LinkError>) {
        let time = match reply {
            Ok(Reply::Time(time)) => time,
            Ok(_) => return self.no_time(&LinkError::Unsupported),
            Err(error) => return self.no_time(&error),
        };
        if self.time.servers.is_empty() {
            return;
        }
        let wall = WallTime(i64::try_from(time.unix_us).unwrap_or(i64::MAX));
        let before = self.clock.wall(self.now);
        self.clock.set_server(wall, self.now);
        if let Some(before) = before {
            let step = wall.0.saturating_sub(before.0) / 1_000;
            self.log(format!("time: {} moves the clock by {step} ms", time.server));
        }
        self.time.answer = Some((time.server, wall));
        (self.time.failure, self.time.failures) = (None, 0);
        self.timers.set(Timer::Time, self.now + self.settings.time.period);
        self.clock_changed();
    }

    fn no_time(&mut self, error: &LinkError) {
        let doublings = self.time.failures.min(16);
        self.time.failures += 1;
        self.log(format!("time: {error}"));
        self.time.failure = Some(error.to_string());
        let pause = (FIRST_RETRY * (1 << doublings)).min(LAST_RETRY);
        self.timers.set(Timer::Time, self.now + pause.min(self.settings.time.period));
    }

    /// Sets the clock once to what the configuration says, if that is another time than before.
    fn set_clock_as_configured(&mut self) {
        let set_to = &self.settings.time.set_to;
        if *set_to == self.time.set_to {
            return;
        }
        self.time.set_to.clone_from(set_to);
        if let Some((date, time)) = read_date_time(set_to) {
            self.clock.set_by_hand(date, time, self.now);
        }
    }
}

fn read_saving(config: &Config) -> Option<Saving> {
    if config.get(&rows::DAYLIGHT_SAVING_ACTIVATE) == rows::DaylightSaving::Disable {
        return None;
    }
    let start = read_change(
        config,
        [
            &rows::DAYLIGHT_SAVING_START_DATE_MONTH,
            &rows::DAYLIGHT_SAVING_START_DATE_DAY,
            &rows::DAYLIGHT_SAVING_START_DATE_WEEK,
            &rows::DAYLIGHT_SAVING_START_DATE_HOUR,
            &rows::DAYLIGHT_SAVING_START_DATE_MINUTE,
        ],
        &rows::DAYLIGHT_SAVING_START_DATE_DAY_OF_WEEK,
    );
    let end = read_change(
        config,
        [
            &rows::DAYLIGHT_SAVING_END_DATE_MONTH,
            &rows::DAYLIGHT_SAVING_END_DATE_DAY,
            &rows::DAYLIGHT_SAVING_END_DATE_WEEK,
            &rows::DAYLIGHT_SAVING_END_DATE_HOUR,
            &rows::DAYLIGHT_SAVING_END_DATE_MINUTE,
        ],
        &rows::DAYLIGHT_SAVING_END_DATE_DAY_OF_WEEK,
    );
    let minutes = config.get(&rows::DAYLIGHT_SAVING_OFFSET).as_secs() / 60;
    let minutes = u8::try_from(minutes).unwrap_or(u8::MAX);
    // Two changes at one moment of the year are dates that nobody filled in.
    (start != end).then_some(Saving { start, end, minutes })
}

/// Reads a change from the rows of its month, day, week, hour and minute, and of its weekday.
fn read_change(
    config: &Config,
    [month, day, week, hour, minute]: [&Setting<u8>; 5],
    weekday: &Setting<rows::Weekday>,
) -> Change {
    let day = match config.get(&rows::DAYLIGHT_SAVING_MODE) {
        DaylightMode::Fixed => ChangeDay::Fixed(config.get(day)),
        DaylightMode::DayOfWeek => ChangeDay::DayOfWeek {
            week: config.get(week),
            weekday: self::weekday(config.get(weekday)),
        },
    };
    let time = TimeOfDay { hour: config.get(hour), minute: config.get(minute) };
    Change { month: config.get(month), day, time }
}

const fn weekday(token: rows::Weekday) -> Weekday {
    match token {
        rows::Weekday::Sunday => Weekday::Sunday,
        rows::Weekday::Monday => Weekday::Monday,
        rows::Weekday::Tuesday => Weekday::Tuesday,
        rows::Weekday::Wednesday => Weekday::Wednesday,
        rows::Weekday::Thursday => Weekday::Thursday,
        rows::Weekday::Friday => Weekday::Friday,
        rows::Weekday::Saturday => Weekday::Saturday,
    }
}

/// Reads `YYYY-MM-DD hh:mm`.
fn read_date_time(text: &str) -> Option<(Date, TimeOfDay)> {
    let (date, time) = text.split_once(' ')?;
    let mut parts = date.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let date = Date { year, month, day };
    let (hour, minute) = time.trim().split_once(':')?;
    let time = TimeOfDay::new(hour.parse().ok()?, minute.parse().ok()?)?;
    date.is_real().then_some((date, time))
}

#[cfg(test)]
mod tests {
    use super::super::host::option;
    use super::*;
    use crate::link::DhcpOptions;

    fn read(values: &[(&str, &str)]) -> TimeSettings {
        let mut config = Config::default();
        for (path, value) in values {
            config.set(path, value).unwrap();
        }
        TimeSettings::read(&config)
    }

    fn told(options: &[(u8, &[u8])]) -> Dhcp {
        let options = options.iter().map(|&(code, value)| (code, value.to_vec())).collect();
        Dhcp::Told(DhcpOptions { source: "eth0".to_owned(), options })
    }

    const PRIMARY: (&str, &str) = ("system/ntp/primary_server_address", "a.example");
    const SECONDARY: (&str, &str) = ("system/ntp/secondary_server_address", "10.0.0.8");
    const SILENT: Dhcp = Dhcp::Unknown;

    #[test]
    fn servers_of_dhcp_come_first_unless_the_configuration_says_otherwise() {
        let dhcp = told(&[(option::NTP_SERVERS, &[10, 0, 0, 42])]);
        let configured = ["a.example", "10.0.0.8"];
        assert_eq!(read(&[PRIMARY, SECONDARY]).servers(&dhcp), ["10.0.0.42"]);
        assert_eq!(read(&[PRIMARY, SECONDARY]).servers(&SILENT), configured);
        let own = ("network/lan/dhcp/ntp/server_list/enabled", "0");
        assert_eq!(read(&[PRIMARY, SECONDARY, own]).servers(&dhcp), configured);
        let off = ("system/ntp/enabled", "0");
        assert!(read(&[PRIMARY, SECONDARY, off]).servers(&dhcp).is_empty());
    }

    #[test]
    fn the_zone_is_that_of_dhcp_the_configuration_or_the_browser() {
        let dhcp = told(&[(option::TIME_OFFSET, &7_200_i32.to_be_bytes())]);
        let offset = ("system/ntp/gmt_offset", "-03:30");
        let configured = Some((Zone::fixed(-12_600), ZoneSource::Configuration));
        assert_eq!(read(&[]).zone(&SILENT), None);
        assert_eq!(read(&[offset]).zone(&SILENT), configured);
        assert_eq!(read(&[offset]).zone(&dhcp), Some((Zone::fixed(7_200), ZoneSource::Dhcp)));
        let own = ("network/lan/dhcp/ntp/gmt_offset/enabled", "0");
        assert_eq!(read(&[offset, own]).zone(&dhcp), configured);
        let gmt = Some((Zone::fixed(0), ZoneSource::Configuration));
        assert_eq!(read(&[("system/ntp/gmt_offset", "00:00")]).zone(&SILENT), gmt);
    }

    #[test]
    fn daylight_saving_is_added_to_either_offset() {
        let active = ("system/daylight_saving/activate", "ENABLE");
        // Dates that nobody filled in are none.
        assert_eq!(read(&[active]).zone(&SILENT), None);
        let values = [
            active,
            ("system/daylight_saving/mode", "DayOfWeek"),
            ("system/daylight_saving/start_date/month", "3"),
            ("system/daylight_saving/start_date/week", "5"),
            ("system/daylight_saving/start_date/hour", "1"),
            ("system/daylight_saving/end_date/month", "10"),
            ("system/daylight_saving/end_date/week", "5"),
            ("system/daylight_saving/end_date/hour", "2"),
            ("system/daylight_saving/offset", "30"),
        ];
        let (zone, _) = read(&values).zone(&SILENT).unwrap();
        let (summer, winter) = (WallTime(1_782_864_000_000_000), WallTime(1_795_398_600_000_000));
        assert_eq!((zone.offset_at(summer), zone.offset_at(winter)), (1_800, 0));
        let dhcp = told(&[(option::TIME_OFFSET, &3_600_i32.to_be_bytes())]);
        let (zone, _) = read(&values).zone(&dhcp).unwrap();
        assert_eq!((zone.offset_at(summer), zone.offset_at(winter)), (5_400, 3_600));
    }

    #[test]
    fn a_time_to_set_is_read_or_left() {
        let time = TimeOfDay { hour: 9, minute: 5 };
        let date = Date { year: 2026, month: 11, day: 25 };
        assert_eq!(read_date_time("2026-11-25 09:05"), Some((date, time)));
        for wrong in ["", "2026-11-25", "2026-02-30 09:05", "25.11.2026 09:05", "2026-11-25 24:00"]
        {
            assert_eq!(read_date_time(wrong), None, "{wrong}");
        }
    }
}
