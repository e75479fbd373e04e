//! What menu pages show, row by row.

use core::ops::Range;

use super::clock::Source;
use super::date_time::ZoneSource;
use super::diagnosis::Strangers;
use super::io::{Microphone, Playback};
use super::line::Registration;
use super::menu::PageKind;
use super::pages::locked_rows;
use super::preferences::on_off;
use super::redundancy::Place;
use super::{Phone, Timer};
use crate::language::Text;
use crate::media::plan::{NetworkReport, Quality};
use crate::media::quality::mean_opinion;
use crate::time::{Instant, WallTime};

/// Version of the phone, for the status page and User-Agent.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A row of a page: text at the left, text at the right.
pub(super) type Row = (Text, Text);

impl Phone {
    /// Returns the rows of a page that stand at these places. Of a long list no others are made.
    pub(super) fn page_rows_at(&self, kind: PageKind, places: Range<usize>) -> Vec<Row> {
        if kind == PageKind::Directory {
            return self.directory_rows(places);
        }
        self.page_rows(kind).into_iter().skip(places.start).take(places.len()).collect()
    }

    /// Returns how many rows a page has.
    pub(super) fn row_count(&self, kind: PageKind) -> usize {
        if kind == PageKind::Directory {
            self.directory_length()
        } else {
            self.page_rows(kind).len()
        }
    }

    /// Returns every row of a page.
    pub(super) fn page_rows(&self, kind: PageKind) -> Vec<Row> {
        match kind {
            PageKind::Menu
            | PageKind::CallLog
            | PageKind::DirectoryMenu
            | PageKind::Settings
            | PageKind::Status
            | PageKind::Keys
            | PageKind::Administration => self.item_rows(kind),
            PageKind::SpeedDialKeys | PageKind::IdleSoftkeys | PageKind::NavigationKeys => {
                self.keys_rows(kind)
            }
            PageKind::Lock => self.item_rows(kind),
            PageKind::Browser => self.browser_rows(),
            PageKind::Recording => self.recording_rows(),
            PageKind::SelfTests => self.self_test_rows(),
            PageKind::Contrast => self.contrast_rows(),
            PageKind::Backlight => self.backlight_rows(),
            PageKind::KeyFunction(place) => self.key_function_rows(place),
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
            PageKind::Devices(page) => self.device_page_rows(page),
            PageKind::Languages => self.language_rows(),
            PageKind::RingLines => self.ring_lines_rows(),
            PageKind::RingTones(line) => self.ring_tone_rows(line),
            PageKind::DoNotDisturb => self.do_not_disturb_rows(),
            PageKind::ForwardLines => self.forward_lines_rows(),
            PageKind::Forward(line) => self.forward_rows(line),
            PageKind::Appearances(line) => self.appearance_rows(line),
            PageKind::Log(list) => self.log_rows(list),
            PageKind::LogEntry(serial) => self.log_entry_rows(serial),
            PageKind::Directory => self.directory_rows(0..usize::MAX),
            PageKind::Contact(at) => self.contact_rows(at),
            PageKind::Loaded(_) => self.loaded_rows(),
            PageKind::Greeting => self.greeting_rows(),
        }
    }

    fn network_rows(&self) -> Vec<Row> {
        let link = match (self.network.client.is_up(), &self.network.refusal) {
            (true, _) => Text::Connected,
            (false, Some(why)) => why.clone(),
            (false, None) => Text::NoConnection,
        };
        let address = |address: Option<core::net::SocketAddr>| {
            address.map_or(Text::None, |address| Text::from(address.to_string()))
        };
        let transport = if self.network.web_transport { "WebTransport" } else { "WebSocket" };
        let transport = Text::verbatim(transport);
        let server = self.next_hop();
        let server = server.map_or(Text::None, |server| Text::from(server.to_string()));
        let counters = self.endpoint.counters();
        let ip = self.setup.local().map_or(Text::None, |a| Text::from(a.ip().to_string()));
        let mut rows = vec![row(Text::IpAddress, ip), row(Text::Gateway, link)];
        rows.extend(self.dhcp_rows());
        rows.extend([
            row(Text::SipAddress, address(self.setup.local())),
            row(Text::MediaAddress, address(self.media_address())),
            row(Text::MediaTransport, transport),
            row(Text::Server, server),
            row(Text::SipInProgress, self.sip_occupancy().to_string()),
            row(Text::verbatim("MAC"), self.identity.mac.to_string()),
            row(Text::MalformedMessages, counters.malformed.to_string()),
            row(Text::RefusedRequests, counters.refused.to_string()),
            row(Text::UntrustedRequests, self.network.untrusted.to_string()),
            row(Text::Retransmissions, counters.retransmitted.to_string()),
            row(Text::Strays, (counters.stray + self.network.strays).to_string()),
        ]);
        rows
    }

    fn line_rows(&self) -> Vec<Row> {
        let lines = self.lines.iter().enumerate().filter(|(_, line)| line.settings.enabled);
        let stands_in = self.fallback.at() == Place::Second;
        let state = |registration: &Registration| match registration {
            Registration::None => Text::NotRegistered,
            Registration::Registering => Text::Registering,
            Registration::Registered if stands_in => Text::RegisteredAtSecond,
            Registration::Registered => Text::Registered,
            Registration::Failed(why) => why.clone(),
        };
        lines
            .map(|(index, line)| {
                let text = Text::from(format!("{} {}", index + 1, line.label()));
                row(text, state(&line.registration))
            })
            .collect()
    }

    fn item_rows(&self, kind: PageKind) -> Vec<Row> {
        let items = self.items(kind).into_iter();
        items
            .map(|item| {
                let (number, text) = (u32::from(item.digit), Box::new(item.label.clone()));
                let switch = item.switched().map(|it| on_off(self.config.get(it)));
                row(Text::Numbered { number, text }, switch.unwrap_or_default())
            })
            .collect()
    }

    fn release_rows(&self) -> Vec<Row> {
        let model = self.settings.outfit.model.clone();
        vec![
            row(Text::SoftwareVersion, version()),
            row(Text::SoftwareType, Text::verbatim("Hookswitch")),
            row(Text::HardwareType, Text::InABrowser { model }),
            row(Text::BootloaderVersion, Text::None),
            row(Text::DspVersion, version()),
            row(Text::LinkVersion, crate::link::VERSION.to_string()),
            row(Text::DeviceCertificate, Text::NotInstalled),
        ]
    }

    fn date_and_time_rows(&self) -> Vec<Row> {
        let clock = match self.clock.source() {
            Some(Source::Server) => Text::TimeServer,
            Some(Source::Hand) => Text::SetByHand,
            Some(Source::Browser) => Text::Browser,
            None => Text::Unknown,
        };
        let zone = match self.time.zone {
            ZoneSource::Browser => Text::Browser,
            ZoneSource::Dhcp => Text::verbatim("DHCP"),
            ZoneSource::Configuration => Text::Configuration,
        };
        let mut rows = vec![
            row(Text::Date, self.clock.date(self.now)),
            row(Text::Time, self.clock.time(self.now)),
            row(Text::Clock, clock),
            row(Text::TimeZone, self.zone_text()),
            row(Text::TimeZoneFrom, zone),
        ];
        rows.extend(self.time.servers.iter().map(|server| row(Text::TimeServer, server)));
        if let Some((server, at)) = &self.time.answer {
            rows.push(row(Text::AnswerOf { server: server.clone() }, self.clock.stamp(*at)));
        }
        if let Some(at) = self.timers.get(Timer::Time).and_then(|at| self.wall_at(at)) {
            rows.push(row(Text::NextQuestion, self.clock.stamp(at)));
        }
        if let Some(why) = &self.time.failure {
            rows.push(alone(why));
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
            row(Text::Model, self.settings.outfit.model.clone()),
            row(Text::Version, version()),
            row(Text::verbatim("MAC"), self.identity.mac.to_string()),
        ]
    }

    fn problem_rows(&self) -> Vec<Row> {
        let source = &self.setup.source;
        let source = if source.is_empty() { Text::NoFile } else { Text::from(source) };
        let count = u32::try_from(self.setup.problems.len()).unwrap_or(u32::MAX);
        let mut rows = vec![row(source, Text::ProblemCount { count })];
        rows.extend(self.setup.problems.iter().map(alone));
        rows
    }

    fn audio_rows(&self) -> Vec<Row> {
        let report = &self.sound.report;
        let microphone = match self.sound.microphone {
            Microphone::Unknown => Text::NotAskedFor,
            Microphone::Asking => Text::Asking,
            Microphone::Open => Text::Open,
            Microphone::Missing => Text::NoneFound,
            Microphone::Denied => Text::NotAllowed,
            Microphone::Busy => Text::InUseElsewhere,
            Microphone::Closed => Text::Closed,
        };
        let playback = match self.sound.playback {
            Playback::Unknown => Text::NotStarted,
            Playback::Running => Text::Running,
            Playback::Suspended => Text::BlockedByBrowser,
            Playback::Failed => Text::Failed,
        };
        let mut rows = vec![
            row(Text::Microphone, microphone),
            row(Text::Playback, playback),
            row(Text::Underruns, report.underruns.to_string()),
            row(Text::EchoAndNoise, self.voice_cleaner()),
        ];
        for stream in &report.streams {
            let own = report.voice_delay_ms + stream.way_ms + stream.jitter_delay_ms;
            rows.push(row(Text::DelayHere, Text::Milliseconds { count: own.into() }));
            let (now, target) = (stream.jitter_delay_ms, stream.jitter_target_ms);
            let buffer = Text::Delay { now: now.into(), target: target.into() };
            rows.push(row(Text::JitterBuffer, buffer));
            rows.push(row(Text::Concealed, Text::Milliseconds { count: stream.concealed_ms }));
            rows.push(row(Text::PacketsIn, stream.packets_received.to_string()));
            rows.push(row(Text::PacketsLate, stream.packets_late.to_string()));
            rows.push(row(Text::PacketsUnusable, stream.packets_unusable.to_string()));
            let network = self.sound.network.get(&stream.id);
            rows.extend(network.into_iter().flat_map(useless_rows));
            rows.extend(self.sound.strangers.get(&stream.id).map(|strangers| {
                let Strangers { packets, from, .. } = strangers;
                row(Text::PacketsFromElsewhere, format!("{packets} ({from})"))
            }));
            rows.push(row(Text::PacketsOut, stream.packets_sent.to_string()));
            rows.extend(network.into_iter().flat_map(network_rows));
        }
        rows
    }

    /// Returns what takes echo and noise out of the user's voice, and how long that takes.
    fn voice_cleaner(&self) -> Text {
        let plan = &self.media.plan;
        if !plan.voice.is_none() {
            Text::CleanedInPhone { delay: self.sound.report.voice_delay_ms.into() }
        } else if plan.browser.echo || plan.browser.noise {
            Text::CleanedByBrowser
        } else {
            Text::Off
        }
    }
}

/// Returns how many packets came in that are of no use, by kinds of which there are some.
fn useless_rows(report: &NetworkReport) -> impl Iterator<Item = Row> {
    let NetworkReport { refused, malformed, disbelieved, .. } = *report;
    let counted = [
        (Text::PacketsUndecryptable, refused),
        (Text::PacketsMalformed, malformed),
        (Text::PacketsOfOthers, disbelieved),
    ];
    let rows = counted.into_iter().filter(|(_, count)| *count > 0);
    rows.map(|(name, count)| row(name, count.to_string()))
}

fn network_rows(report: &NetworkReport) -> Vec<Row> {
    let ms = |ms: f32| Text::Milliseconds { count: ms.round() as u32 };
    let round_trip = report.round_trip_ms.map(ms);
    let rated = |quality: Quality| {
        let rating = quality.conversational;
        row(Text::SoundQuality, format!("R {rating:.0}, MOS {:.1}", mean_opinion(rating)))
    };
    let path = [
        row(Text::RoundTrip, round_trip.unwrap_or(Text::Unknown)),
        row(Text::Jitter, ms(report.jitter_ms)),
        row(Text::PacketsLost, report.lost.to_string()),
        row(
            Text::LossAtOther,
            Text::Percent { count: (report.remote_loss * 100.0).round() as u32 },
        ),
    ];
    // The quality is measured only where the configuration asks for that.
    report.quality.map(rated).into_iter().chain(path).collect()
}

fn version() -> Text {
    Text::verbatim(VERSION)
}

/// Returns a row with text at its left only.
pub(super) fn alone(text: impl Into<Text>) -> Row {
    row(text, Text::NOTHING)
}

/// Returns a row.
pub(super) fn row(left: impl Into<Text>, right: impl Into<Text>) -> Row {
    (left.into(), right.into())
}

/// Returns what a screen reader says of a row.
pub(super) fn spoken((left, right): &Row) -> Text {
    if right.is_empty() { left.clone() } else { left.clone().and(right) }
}
