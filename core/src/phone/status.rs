//! What menu pages show, row by row.

use super::clock::Source;
use super::date_time::ZoneSource;
use super::io::{Microphone, Playback};
use super::line::Registration;
use super::menu::PageKind;
use super::pages::locked_rows;
use super::preferences::on_off;
use super::redundancy::Place;
use super::{Phone, Timer};
use crate::media::plan::NetworkReport;
use crate::time::{Instant, WallTime};

/// Version of the phone, for the status page and User-Agent.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A row of a page: text at the left, text at the right.
pub(super) type Row = (String, String);

impl Phone {
    /// Returns every row of a page.
    pub(super) fn page_rows(&self, kind: PageKind) -> Vec<Row> {
        match kind {
            PageKind::Menu
            | PageKind::CallLog
            | PageKind::Settings
            | PageKind::Status
            | PageKind::Administration => self.item_rows(kind),
            PageKind::Locked => locked_rows(),
            PageKind::Release => self.release_rows(),
            PageKind::DateAndTime => self.date_and_time_rows(),
            PageKind::Provisioning => self.provisioning_rows(),
            PageKind::NetworkSettings => self.network_settings_rows(),
            PageKind::Accounts => self.accounts_rows(),
            PageKind::Account(line) => self.account_rows(line),
            PageKind::Network => self.network_rows(),
            PageKind::Lines => self.line_rows(),
            PageKind::Firmware => self.firmware_rows(),
            PageKind::Problems => self.problem_rows(),
            PageKind::Audio => self.audio_rows(),
            PageKind::AnswerDevice => self.answer_device_rows(),
            PageKind::RingLines => self.ring_lines_rows(),
            PageKind::RingTones(line) => self.ring_tone_rows(line),
            PageKind::DoNotDisturb => self.do_not_disturb_rows(),
            PageKind::ForwardLines => self.forward_lines_rows(),
            PageKind::Forward(line) => self.forward_rows(line),
            PageKind::Appearances(line) => self.appearance_rows(line),
            PageKind::Log(list) => self.log_rows(list),
            PageKind::LogEntry(serial) => self.log_entry_rows(serial),
            PageKind::Directory => self.directory_rows(),
            PageKind::Contact(at) => self.contact_rows(at),
        }
    }

    fn network_rows(&self) -> Vec<Row> {
        let link = match (self.network.client.is_up(), &self.network.refusal) {
            (true, _) => "Connected".to_owned(),
            (false, Some(why)) => why.clone(),
            (false, None) => "No connection".to_owned(),
        };
        let address = |address: Option<core::net::SocketAddr>| {
            address.map_or_else(|| "None".to_owned(), |address| address.to_string())
        };
        let transport = if self.network.web_transport { "WebTransport" } else { "WebSocket" };
        let server = self.next_hop();
        let server = server.map_or_else(|| "None".to_owned(), |server| server.to_string());
        let counters = self.endpoint.counters();
        let ip = self.setup.local().map_or_else(|| "None".to_owned(), |a| a.ip().to_string());
        let mut rows = vec![row("IP Address", ip), row("Gateway", link)];
        rows.extend(self.dhcp_rows());
        rows.extend([
            row("SIP address", address(self.setup.local())),
            row("Media address", address(self.media_address())),
            row("Media transport", transport),
            row("Server", server),
            row("SIP in progress", self.sip_occupancy().to_string()),
            row("MAC", self.identity.mac.to_string()),
            row("Malformed messages", counters.malformed.to_string()),
            row("Refused requests", counters.refused.to_string()),
            row("Untrusted requests", self.network.untrusted.to_string()),
            row("Retransmissions", counters.retransmitted.to_string()),
            row("Strays", (counters.stray + self.network.strays).to_string()),
        ]);
        rows
    }

    fn line_rows(&self) -> Vec<Row> {
        let lines = self.lines.iter().enumerate().filter(|(_, line)| line.settings.enabled);
        let stands_in = self.fallback.at() == Place::Second;
        let state = |registration: &Registration| match registration {
            Registration::None => "Not registered".to_owned(),
            Registration::Registering => "Registering".to_owned(),
            Registration::Registered if stands_in => "Registered at the second server".to_owned(),
            Registration::Registered => "Registered".to_owned(),
            Registration::Failed(why) => why.clone(),
        };
        lines
            .map(|(index, line)| {
                (format!("{} {}", index + 1, line.label()), state(&line.registration))
            })
            .collect()
    }

    fn item_rows(&self, kind: PageKind) -> Vec<Row> {
        let items = self.items(kind).into_iter();
        items
            .map(|item| {
                let text = format!("{} {}", item.digit, item.label);
                row(&text, item.switched().map_or("", |it| on_off(self.config.get(it))))
            })
            .collect()
    }

    fn release_rows(&self) -> Vec<Row> {
        vec![
            row("Software Version", VERSION),
            row("Software Type", "Hookswitch"),
            row("Hardware Type", format!("{} in a browser", self.settings.outfit.model)),
            row("BL Version", "None"),
            row("DSP FW Version", VERSION),
            row("Link Version", crate::link::VERSION.to_string()),
            row("Device Certificate", "Not Installed"),
        ]
    }

    fn date_and_time_rows(&self) -> Vec<Row> {
        let clock = match self.clock.source() {
            Some(Source::Server) => "Time server",
            Some(Source::Hand) => "Set by hand",
            Some(Source::Browser) => "Browser",
            None => "Unknown",
        };
        let zone = match self.time.zone {
            ZoneSource::Browser => "Browser",
            ZoneSource::Dhcp => "DHCP",
            ZoneSource::Configuration => "Configuration",
        };
        let mut rows = vec![
            row("Date", self.clock.date(self.now)),
            row("Time", self.clock.time(self.now)),
            row("Clock", clock),
            row("Time zone", self.zone_text()),
            row("Time zone from", zone),
        ];
        rows.extend(self.time.servers.iter().map(|server| row("Time server", server)));
        if let Some((server, at)) = &self.time.answer {
            rows.push(row(&format!("Answer of {server}"), self.clock.stamp(*at)));
        }
        if let Some(at) = self.timers.get(Timer::Time).and_then(|at| self.wall_at(at)) {
            rows.push(row("Next question", self.clock.stamp(at)));
        }
        if let Some(why) = &self.time.failure {
            rows.push(row(why, ""));
        }
        rows
    }

    /// Returns local time less UTC as `UTC+01:00`.
    fn zone_text(&self) -> String {
        let zone = self.clock.zone();
        let offset = self.clock.wall(self.now).map_or(zone.offset, |wall| zone.offset_at(wall));
        let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
        format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// Returns the wall time at an instant to come.
    pub(super) fn wall_at(&self, at: Instant) -> Option<WallTime> {
        Some(self.clock.wall(self.now)?.plus(at.since(self.now)))
    }

    fn firmware_rows(&self) -> Vec<Row> {
        vec![
            row("Model", self.settings.outfit.model.clone()),
            row("Version", VERSION),
            row("MAC", self.identity.mac.to_string()),
        ]
    }

    fn problem_rows(&self) -> Vec<Row> {
        let source = &self.setup.source;
        let source = if source.is_empty() { "No file" } else { source };
        let mut rows = vec![row(source, format!("{} problems", self.setup.problems.len()))];
        rows.extend(self.setup.problems.iter().map(|problem| row(problem, "")));
        rows
    }

    fn audio_rows(&self) -> Vec<Row> {
        let report = &self.sound.report;
        let microphone = match self.sound.microphone {
            Microphone::Unknown => "Not asked for",
            Microphone::Asking => "Asking",
            Microphone::Open => "Open",
            Microphone::Missing => "None found",
            Microphone::Denied => "Not allowed",
            Microphone::Busy => "In use elsewhere",
            Microphone::Closed => "Closed",
        };
        let playback = match self.sound.playback {
            Playback::Unknown => "Not started",
            Playback::Running => "Running",
            Playback::Suspended => "Blocked by the browser",
        };
        let mut rows = vec![
            row("Microphone", microphone),
            row("Playback", playback),
            row("Underruns", report.underruns.to_string()),
        ];
        for stream in &report.streams {
            let buffer = format!("{} of {} ms", stream.jitter_delay_ms, stream.jitter_target_ms);
            rows.push(row("Jitter buffer", buffer));
            rows.push(row("Concealed", format!("{} ms", stream.concealed_ms)));
            rows.push(row("Packets in", stream.packets_received.to_string()));
            rows.push(row("Packets late", stream.packets_late.to_string()));
            rows.push(row("Packets unusable", stream.packets_unusable.to_string()));
            rows.push(row("Packets out", stream.packets_sent.to_string()));
            rows.extend(self.sound.network.get(&stream.id).into_iter().flat_map(network_rows));
        }
        rows
    }
}

fn network_rows(report: &NetworkReport) -> Vec<Row> {
    let round_trip = report.round_trip_ms.map(|ms| format!("{ms:.0} ms"));
    vec![
        row("Round trip", round_trip.unwrap_or_else(|| "Unknown".to_owned())),
        row("Jitter", format!("{:.0} ms", report.jitter_ms)),
        row("Packets lost", report.lost.to_string()),
        row("Loss at the other side", format!("{:.0} %", report.remote_loss * 100.0)),
    ]
}

/// Returns a row.
pub(super) fn row(left: &str, right: impl Into<String>) -> Row {
    (left.to_owned(), right.into())
}
