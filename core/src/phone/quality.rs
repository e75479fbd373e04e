//! The quality of calls: what is measured, and what a server is told of it when a call is held or
//! ends (manual 45, RFC 6035).

use core::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::Phone;
use super::redundancy::Place;
use super::settings::Server;
use crate::call::{Call, CallId, Direction, Side, State};
use crate::config::Config;
use crate::config::table::quality as table;
use crate::config::table::quality::StatisticsMode;
use crate::map::Map;
use crate::media::plan::{Measured, NetworkReport, StreamId, StreamPlan};
use crate::media::quality::{GMIN, mean_opinion};
use crate::sip::endpoint::Body;
use crate::sip::header::{HeaderName, NameAddr, Replaces};
use crate::sip::message::{Headers, Method};
use crate::sip::uri::{Host, Uri};
use crate::time::WallTime;
use crate::time::zone::Zone;

/// What is measured, and who is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    measures: bool,
    /// Whether the other party gets the measurements.
    tells_peer: bool,
    /// Who gets a report of each call.
    server: Option<Server>,
}

impl Settings {
    pub(super) fn read(config: &Config) -> Self {
        let mode = config.get(&table::RTCP_XR_VQ_STATISTICS_MODE);
        let measures = mode != StatisticsMode::Disable;
        let host = config.get(&table::QOE_SERVER_ADDRESS);
        let host = host.filter(|_| measures && config.get(&table::QOE_PUBLISH_ENABLED));
        let port = Some(config.get(&table::QOE_SERVER_PORT));
        Self {
            measures,
            tells_peer: mode == StatisticsMode::RemoteAndEvents,
            server: host.map(|host| Server { host, port }),
        }
    }

    /// Returns what is to be measured of a stream.
    pub(super) fn measured(&self, stream: &StreamPlan) -> Option<Measured> {
        self.measures.then_some(Measured {
            codec: stream.send.kind,
            packet_ms: stream.ptime_ms,
            told: self.tells_peer,
        })
    }
}

/// What is known of a call that is measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Noted {
    report: NetworkReport,
    /// Names its dialog, which is gone when the call is over.
    dialog: Replaces,
    /// Whether a report told of its hold.
    held: bool,
}

/// The calls that are measured.
pub(super) type Quality = Map<CallId, Noted>;

/// Why a report is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Occasion {
    Hold,
    End,
}

impl Phone {
    /// Keeps what was measured of a call.
    pub(super) fn note_quality(&mut self, stream: StreamId, report: NetworkReport) {
        let owner = |call: &&Call| call.media.as_ref().is_some_and(|media| media.stream == stream);
        let Some(call) = self.calls.iter().find(owner).filter(|_| report.quality.is_some()) else {
            return;
        };
        let replaces = call.session.and_then(|session| self.endpoint.replaces(session));
        let held = self.quality.get(&call.id).is_some_and(|noted| noted.held);
        if let Some((_, dialog)) = replaces {
            self.quality.insert(call.id, Noted { report, dialog, held });
        }
    }

    /// Reports the calls that were put on hold since the last time.
    pub(super) fn report_holds(&mut self) {
        let held = |call: &Call| matches!(call.state, State::Held { by: Side::Local | Side::Both });
        let calls = self.calls.iter().map(|call| (call.id, held(call)));
        let mut begun = Vec::new();
        for (id, held) in calls {
            if let Some(noted) = self.quality.get_mut(&id) {
                if held && !noted.held {
                    begun.push(id);
                }
                noted.held = held;
            }
        }
        for id in begun {
            self.report_quality(id, Occasion::Hold);
        }
    }

    /// Reports a call that is about to end.
    pub(super) fn report_end(&mut self, id: CallId) {
        self.report_quality(id, Occasion::End);
        self.quality.remove(&id);
    }

    fn report_quality(&mut self, id: CallId, occasion: Occasion) {
        let Some(server) = &self.settings.quality.server else { return };
        let Ok(host) = Host::parse(&server.host) else { return };
        let target = Uri::sip("", host, server.port);
        let (Some(text), Some(line)) =
            (self.session_report(id, occasion), self.calls.get(id).map(|call| call.line))
        else {
            return;
        };
        let mut headers = Headers::default();
        headers.push(HeaderName::Event, "vq-rtcpxr");
        let content_type = "application/vq-rtcpxr".to_owned();
        let body = Some(Body { content_type, data: text.into_bytes() });
        let (account, now) = (Place::First.account(line), self.now);
        let hop = Some(&target);
        let sent =
            self.endpoint.request(account, Method::Publish, &target, hop, &headers, body, now);
        if sent.is_err() {
            self.log(format!("call {}: its quality cannot be reported", id.0));
        }
    }

    /// Returns the body of a report (RFC 6035 4.6); nothing without measurements or a clock.
    fn session_report(&self, id: CallId, occasion: Occasion) -> Option<String> {
        let call = self.calls.get(id)?;
        let noted = self.quality.get(&id)?;
        let (report, quality) = (noted.report, noted.report.quality?);
        let media = call.media.as_ref()?;
        let stream = self.media.plan.streams.iter().find(|plan| plan.id == media.stream)?;
        let local =
            NameAddr::new("", self.address(&self.lines.get(usize::from(call.line))?.settings.id)?);
        let remote = NameAddr::new("", self.target(&call.remote.number)?);
        let origin = if call.direction == Direction::Outgoing { &local } else { &remote };
        let stop = self.clock.wall(self.now)?;
        let start = WallTime(stop.0 - i64::try_from(call.duration(self.now)?.as_micros()).ok()?);
        let here = self.local_media(id)?;
        let (there, _) = media.peers()?;
        let (ssrc, remote_ssrc) = (stream.start.ssrc, report.remote_ssrc?);
        let dialog = &noted.dialog;
        let round_trip = report.round_trip_ms.unwrap_or(0.0);
        let one_way = round_trip / 2.0 + f32::from(quality.end_system_ms);
        let (kind, codec) = (stream.send.kind, &media.negotiated()?.send.name);
        let heading = if occasion == Occasion::End { ": CallTerm" } else { "" };
        let percent = |share: f32| share * 100.0;
        let mut text = String::new();
        let mut line = |line: String| text.extend([&line, "\r\n"]);
        line(format!("VQSessionReport{heading}"));
        line(format!("CallID: {}", dialog.call_id));
        line(format!("LocalID: {local}"));
        line(format!("RemoteID: {remote}"));
        line(format!("OrigID: {origin}"));
        line(format!("LocalAddr: IP={} PORT={} SSRC={ssrc:#010x}", here.ip(), here.port()));
        line(format!(
            "RemoteAddr: IP={} PORT={} SSRC={remote_ssrc:#010x}",
            there.ip(),
            there.port()
        ));
        line("LocalMetrics:".to_owned());
        line(format!("Timestamps: START={} STOP={}", moment(start), moment(stop)));
        line(format!(
            "SessionDesc: PT={} PD={codec} SR={} FD={} FPP=1 PPS={} PLC=3",
            stream.send.payload_type,
            kind.sample_rate(),
            stream.ptime_ms,
            1_000 / stream.ptime_ms.max(1),
        ));
        line(format!(
            "JitterBuffer: JBA=3 JBN={} JBM={} JBX={}",
            quality.jitter_nominal_ms, quality.jitter_most_ms, quality.jitter_limit_ms,
        ));
        line(format!(
            "PacketLoss: NLR={:.1} JDR={:.1}",
            percent(quality.loss),
            percent(quality.discarded)
        ));
        line(format!(
            "BurstGapLoss: BLD={:.1} BD={} GLD={:.1} GD={} GMIN={GMIN}",
            percent(quality.burst_density),
            quality.burst_ms,
            percent(quality.gap_density),
            quality.gap_ms,
        ));
        line(format!(
            "Delay: RTD={round_trip:.0} ESD={} SOWD={one_way:.0} IAJ={:.0}",
            quality.end_system_ms, report.jitter_ms,
        ));
        if let Some(dbm0) = quality.received_dbm0() {
            line(format!("Signal: SL={dbm0:.0}"));
        }
        line(format!(
            "QualityEst: RLQ={:.0} RCQ={:.0} MOSLQ={:.1} MOSCQ={:.1} QoEEstAlg=G.107",
            quality.listening,
            quality.conversational,
            mean_opinion(quality.listening),
            mean_opinion(quality.conversational),
        ));
        line(format!(
            "DialogID: {};to-tag={};from-tag={}",
            dialog.call_id, dialog.to_tag, dialog.from_tag
        ));
        Some(text)
    }
}

/// Returns a moment as RFC 3339 writes it, in UTC.
fn moment(wall: WallTime) -> String {
    let local = Zone::fixed(0).local(wall);
    let (date, time) = (local.date, local.time);
    let seconds = wall.unix_seconds().rem_euclid(60);
    let mut text = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    // Writing to a text does not fail.
    let _written = write!(text, "T{:02}:{:02}:{seconds:02}Z", time.hour, time.minute);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_utc() {
        assert_eq!(moment(WallTime(0)), "1970-01-01T00:00:00Z");
        assert_eq!(moment(WallTime(1_097_605_423_999_999)), "2004-10-12T18:23:43Z");
    }
}
