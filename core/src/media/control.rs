//! RTCP of one stream (RFC 3550 6): what both sides tell of the network between them.
//!
//! Runs beside the sockets, where arrival times and wall time are known, and also decides which
//! packets belong to the stream: the first source is believed at once, as the session named its
//! address, and another one after two packets in sequence (RFC 3550 A.1). Where both go on sending, the
//! one that is heard stays: sound that changes hands all the time is of use to nobody.
//!
//! With two members and any codec of more than 4 kbit/s the rules of RFC 3550 6.2 come down to
//! their least interval of five seconds, halved for the first report, and randomised.

use std::collections::VecDeque;

use super::plan::{Measured, NetworkReport, Quality, StreamReport};
use super::quality::{GMIN, Monitor, mean_opinion};
use super::shield::{Kind, Shield};
use crate::keying::KeyPair;
use crate::rng::Rng;
use crate::rtp::packet::{Header, Packet};
use crate::rtp::rtcp::{self, CNAME, Description, ReportBlock, Rtcp, SenderInfo};
use crate::rtp::source::{MIN_SEQUENTIAL, Source};
use crate::rtp::srtp::SrtpError;
use crate::rtp::xr::VoipMetrics;
use crate::rtp::{RtpTime, Ssrc};
use crate::time::{Duration, Instant, WallTime};

/// Least interval between reports (RFC 3550 6.2), and until the first.
const INTERVAL: Duration = Duration::from_secs(5);
const FIRST_INTERVAL: Duration = Duration::from_millis(2_500);

/// Makes up for the shortening that reconsideration causes: e - 1.5 (RFC 3550 6.3.1).
const COMPENSATION: f64 = core::f64::consts::E - 1.5;

/// Sender reports whose echo is still understood.
const REMEMBERED: usize = 4;

/// Seconds from 1900, where NTP begins, to 1970.
const NTP_OFFSET_S: i64 = 2_208_988_800;

/// Packets of a second source that is heard, too, after which the first one counts as gone.
const ALONE: u32 = 50;

/// How long the source that took another's place must be silent before that one takes it back, and how
/// long it must itself have been silent to come as a new one.
const LETS_BACK: Duration = Duration::from_millis(200);
const FORGOTTEN: Duration = Duration::from_secs(5);

/// How long a source beside the first keeps its place after a packet.
const KEEPS_PLACE: Duration = Duration::from_millis(500);

/// Packets of no use, one after the other, that are told at once.
const MANY_USELESS: u32 = 16;

/// Stands for what is not known (RFC 3611 4.7).
const UNKNOWN: u8 = 127;

/// Losses are concealed better than by silence, and the jitter buffer adapts, at a rate that is not
/// told (RFC 3611 4.7.6).
const RECEIVER: u8 = 0b1011_0000;

/// Something to do after an input.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum Output {
    /// Send this compound packet to the peer's RTCP port.
    Send(Vec<u8>),
    /// The network as it is now.
    Report(NetworkReport),
    /// The peer stopped sending for good.
    Bye,
}

/// RTCP of one stream.
#[derive(Clone, Debug)]
pub struct Control {
    ssrc: Ssrc,
    clock_rate: u32,
    cname: String,
    rng: Rng,
    /// What every packet goes through, both ways.
    shield: Shield,
    source: Option<Source>,
    /// When a packet of it came last.
    heard_at: Instant,
    /// Another source that may take over, and when a packet of it came last.
    candidate: Option<Source>,
    candidate_at: Instant,
    /// The one whose place was taken, and when a packet of it came last.
    former: Option<(Ssrc, Instant)>,
    /// Whether that one is heard beside the first, and its packets since one of the first came.
    mixes: bool,
    alone: u32,
    sent: SenderInfo,
    /// The last packet sent.
    last_sent: Option<(RtpTime, Instant)>,
    /// Intervals since a packet was sent, and packets received when the last report was made.
    idle_intervals: u8,
    received_before: u32,
    /// Middle of the peer's last NTP time, and when it came.
    last_report: Option<(u32, Instant)>,
    /// The same of reports sent from here.
    reports: VecDeque<(u32, Instant)>,
    network: NetworkReport,
    /// Whether the last report told of packets of no use since one of use.
    told_useless: bool,
    /// Measures the quality, and whether the peer is told.
    monitor: Option<(Monitor, bool)>,
    due: Option<Instant>,
    outputs: VecDeque<Output>,
}

impl Control {
    /// Starts RTCP for a stream sent with `ssrc`, whose timestamps count `clock_rate` Hz both
    /// ways; `cname` names this phone and is the same for all its streams (RFC 7022).
    pub fn new(ssrc: u32, clock_rate: u32, cname: String, rng: Rng, now: Instant) -> Self {
        let mut control = Self {
            ssrc: Ssrc(ssrc),
            clock_rate: clock_rate.max(1),
            cname,
            rng,
            shield: Shield::default(),
            source: None,
            heard_at: now,
            candidate: None,
            candidate_at: now,
            former: None,
            mixes: false,
            alone: 0,
            sent: SenderInfo::default(),
            last_sent: None,
            idle_intervals: 2,
            received_before: 0,
            last_report: None,
            reports: VecDeque::new(),
            network: NetworkReport::default(),
            told_useless: false,
            monitor: None,
            due: None,
            outputs: VecDeque::new(),
        };
        control.due = Some(now + control.randomised(FIRST_INTERVAL));
        control
    }

    /// Counts timestamps in `clock_rate` Hz from now on, both ways: the codec is another one.
    pub fn set_clock_rate(&mut self, clock_rate: u32) {
        let clock_rate = clock_rate.max(1);
        if clock_rate != self.clock_rate {
            let factor = f64::from(clock_rate) / f64::from(self.clock_rate);
            let sources = [&mut self.source, &mut self.candidate].into_iter().flatten();
            sources.for_each(|source| source.change_clock(factor));
            self.clock_rate = clock_rate;
            // Its timestamp cannot be carried on at another rate.
            self.last_sent = None;
        }
    }

    /// Measures the quality as `measured` says; what was measured before counts on.
    pub fn measure(&mut self, measured: Option<Measured>) {
        self.monitor = measured.map(|Measured { codec, packet_ms, told }| {
            let mut monitor =
                self.monitor.take().map_or_else(Monitor::default, |(monitor, _)| monitor);
            monitor.follow(codec, packet_ms);
            (monitor, told)
        });
    }

    /// Takes that a second source is heard beside the first, or is not.
    pub const fn mix(&mut self, mixes: bool) {
        self.mixes = mixes;
    }

    /// Protects what is sent and opens what is received with these keys from now on, if there are any.
    pub fn protect(&mut self, keys: Option<&KeyPair>) {
        self.shield.follow(keys);
    }

    /// Takes what the jitter buffer of the stream tells.
    pub fn play_out(&mut self, report: &StreamReport) {
        if let Some((monitor, _)) = &mut self.monitor {
            monitor.play_out(report);
        }
    }

    /// Takes an RTP packet of this end and returns it as it is to be sent.
    #[must_use]
    pub fn handle_sent<'a>(&'a mut self, packet: &'a [u8], now: Instant) -> Option<&'a [u8]> {
        let read = Packet::parse(packet).ok()?;
        self.ssrc = read.header.ssrc;
        self.sent.packets = self.sent.packets.wrapping_add(1);
        let octets = u32::try_from(read.payload.len()).unwrap_or(0);
        self.sent.octets = self.sent.octets.wrapping_add(octets);
        self.last_sent = Some((read.header.rtp_time, now));
        self.idle_intervals = 0;
        self.shield.protect(Kind::Rtp, packet)
    }

    /// Takes an RTP packet from the peer and returns it as it is to be played, if it belongs to the
    /// stream: it is not malformed, and its source is believed.
    #[must_use]
    pub fn handle_rtp<'a>(&'a mut self, packet: &'a [u8], now: Instant) -> Option<&'a [u8]> {
        let header = match self.shield.open(Kind::Rtp, packet).map(Packet::parse) {
            Ok(Ok(packet)) => packet.header,
            Ok(Err(_)) => {
                let NetworkReport { malformed, malformed_in_a_row, .. } = &mut self.network;
                if count_useless(malformed, malformed_in_a_row) {
                    self.push_network();
                }
                return None;
            }
            Err(error) => {
                self.refuse(error);
                return None;
            }
        };
        let NetworkReport { refused_in_a_row, malformed_in_a_row, .. } = &mut self.network;
        let useless = [refused_in_a_row, malformed_in_a_row].map(core::mem::take);
        if useless != [0, 0] && self.told_useless {
            self.push_network();
        }
        let is_believed = self.believes(header, now);
        let disbelieved = &mut self.network.disbelieved;
        *disbelieved = disbelieved.saturating_add(u32::from(!is_believed));
        is_believed.then(|| self.shield.opened(packet))
    }

    /// Counts a packet that the keys do not open, unless it came before.
    fn refuse(&mut self, error: SrtpError) {
        let NetworkReport { refused, refused_in_a_row, .. } = &mut self.network;
        if error != SrtpError::Replayed && count_useless(refused, refused_in_a_row) {
            self.push_network();
        }
    }

    /// Whether a packet with this header is of the source of the stream, which it then counts for, or of
    /// one that is heard beside it.
    fn believes(&mut self, header: Header, now: Instant) -> bool {
        let (ssrc, seq) = (header.ssrc, header.seq);
        let source = self.source.get_or_insert(Source::new(ssrc, seq, 0));
        if source.ssrc() != ssrc {
            if self.candidate.is_none_or(|candidate| candidate.ssrc() != ssrc) {
                let keeps_place = self.mixes && now.since(self.candidate_at) < KEEPS_PLACE;
                if self.candidate.is_some() && keeps_place {
                    return false;
                }
                self.candidate = Some(Source::new(ssrc, seq, MIN_SEQUENTIAL));
            }
            self.candidate_at = now;
            let former = self.former.as_mut().filter(|(former, _)| *former == ssrc);
            let was_heard = former.map(|(_, at)| core::mem::replace(at, now));
            let believed = self.candidate.as_mut().is_some_and(|candidate| candidate.take(seq));
            self.alone = self.alone.saturating_add(1);
            if !believed || self.mixes && self.alone < ALONE {
                return believed;
            }
            let comes_back = was_heard.is_some_and(|at| now.since(at) < FORGOTTEN);
            if comes_back && now.since(self.heard_at) < LETS_BACK {
                return false;
            }
            self.received_before = 0;
            self.last_report = None;
            self.former = Some((source.ssrc(), now));
            if let Some(candidate) = self.candidate.take() {
                *source = candidate;
            }
        } else if !source.take(seq) {
            return false;
        } else {
            self.candidate = self.candidate.filter(|_| self.mixes);
            self.alone = 0;
        }
        self.heard_at = now;
        source.arrived(header.rtp_time, ticks(now, self.clock_rate));
        if let Some((monitor, _)) = &mut self.monitor {
            monitor.take(seq, source.extended_highest());
        }
        true
    }

    /// Takes a datagram from the peer's RTCP port; what is not RTCP is counted and dropped.
    pub fn handle_rtcp(&mut self, packet: &[u8], now: Instant) {
        let packets = match self.shield.open(Kind::Rtcp, packet) {
            Ok(opened) => rtcp::parse(opened),
            Err(error) => return self.refuse(error),
        };
        let Ok(packets) = packets else {
            self.network.malformed = self.network.malformed.saturating_add(1);
            return;
        };
        for packet in packets {
            match packet {
                Rtcp::SenderReport { ssrc, sent, blocks } => {
                    if self.source.is_none_or(|source| source.ssrc() == ssrc) {
                        self.last_report = Some(((sent.ntp >> 16) as u32, now));
                    }
                    self.take_blocks(&blocks, now);
                }
                Rtcp::ReceiverReport { blocks, .. } => self.take_blocks(&blocks, now),
                Rtcp::Goodbye(sources, _) => {
                    let leaves = self.source.is_some_and(|source| sources.contains(&source.ssrc()));
                    if leaves {
                        self.source = None;
                        self.outputs.push_back(Output::Bye);
                    }
                }
                Rtcp::SourceDescription(_) | Rtcp::ExtendedReport { .. } | Rtcp::Other(_) => {}
            }
        }
    }

    /// Sends a report if one is due; `wall` is the wall time at `now`.
    pub fn handle_timeout(&mut self, now: Instant, wall: WallTime) {
        if self.due.is_none_or(|due| due > now) {
            return;
        }
        let packets = self.report(now, wall);
        self.send(&packets);
        self.push_network();
        self.idle_intervals = self.idle_intervals.saturating_add(1);
        self.due = Some(now + self.randomised(INTERVAL));
    }

    /// Says goodbye: nothing more is sent with this SSRC.
    pub fn bye(&mut self, now: Instant, wall: WallTime) {
        if self.due.take().is_some() {
            let mut packets = self.report(now, wall);
            packets.push(Rtcp::Goodbye(vec![self.ssrc], None));
            self.send(&packets);
        }
    }

    fn send(&mut self, packets: &[Rtcp]) {
        let printed = rtcp::print(packets);
        let packet = self.shield.protect(Kind::Rtcp, &printed);
        self.outputs.extend(packet.map(|packet| Output::Send(packet.to_vec())));
    }

    /// Returns when [`Self::handle_timeout`] wants to be called.
    pub const fn poll_timeout(&self) -> Option<Instant> {
        self.due
    }

    /// Returns the next thing to do.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    fn take_blocks(&mut self, blocks: &[ReportBlock], now: Instant) {
        let Some(block) = blocks.iter().find(|block| block.ssrc == self.ssrc) else { return };
        self.network.remote_loss = f32::from(block.fraction_lost) / 256.0;
        let echoed = self.reports.iter().find(|(sent, _)| *sent == block.last_report);
        if let Some((_, sent_at)) = echoed.filter(|_| block.last_report != 0) {
            let held_us = i64::from(block.since_report) * 1_000_000 / 65_536;
            let passed_us = i64::try_from((now - *sent_at).as_micros()).unwrap_or(i64::MAX);
            let way_us = (passed_us - held_us).max(0);
            self.network.round_trip_ms = Some(way_us as f32 / 1_000.0);
        }
        self.push_network();
    }

    fn push_network(&mut self) {
        if let Some(source) = &self.source {
            let ms_per_tick = 1_000.0 / f64::from(self.clock_rate);
            self.network.jitter_ms = (source.jitter() * ms_per_tick) as f32;
            self.network.lost = source.lost();
            self.network.received = source.received();
            self.network.remote_ssrc = Some(source.ssrc().0);
            self.network.quality = self.quality();
        }
        let NetworkReport { refused_in_a_row, malformed_in_a_row, .. } = self.network;
        self.told_useless = refused_in_a_row.max(malformed_in_a_row) > 0;
        self.outputs.push_back(Output::Report(self.network));
    }

    /// Returns a sender or receiver report, with the description that belongs to it.
    fn report(&mut self, now: Instant, wall: WallTime) -> Vec<Rtcp> {
        let blocks = self.block(now).into_iter().collect();
        let ssrc = self.ssrc;
        let sends = self.idle_intervals < 2;
        let report = match self.last_sent.filter(|_| sends) {
            Some((rtp_time, at)) => {
                let ntp = ntp(wall);
                self.reports.push_front(((ntp >> 16) as u32, now));
                self.reports.truncate(REMEMBERED);
                let passed = ticks(now, self.clock_rate) - ticks(at.min(now), self.clock_rate);
                let rtp_time = rtp_time.plus(passed as u32).0;
                Rtcp::SenderReport { ssrc, sent: SenderInfo { ntp, rtp_time, ..self.sent }, blocks }
            }
            None => Rtcp::ReceiverReport { ssrc, blocks },
        };
        let name = self.cname.clone().into_bytes();
        let items = vec![(CNAME, name)];
        let metrics =
            self.metrics().map(|metrics| Rtcp::ExtendedReport { ssrc, metrics: vec![metrics] });
        let description = Rtcp::SourceDescription(vec![Description { ssrc, items }]);
        [report, description].into_iter().chain(metrics).collect()
    }

    fn quality(&self) -> Option<Quality> {
        let (monitor, _) = self.monitor.as_ref()?;
        Some(monitor.quality(self.network.round_trip_ms.unwrap_or(0.0)))
    }

    /// Returns what the peer is told of the quality of what it sends.
    fn metrics(&self) -> Option<VoipMetrics> {
        let (source, (_, tells)) = (self.source.as_ref()?, self.monitor.as_ref()?);
        let quality = self.quality().filter(|_| *tells)?;
        let share = |share: f32| (share * 256.0).min(255.0) as u8;
        let tenths = |rating: f32| (mean_opinion(rating) * 10.0).round() as u8;
        let level = quality.received_dbm0().map(|level| level.clamp(-126.0, 3.0) as i8);
        Some(VoipMetrics {
            ssrc: source.ssrc(),
            loss_rate: share(quality.loss),
            discard_rate: share(quality.discarded),
            burst_density: share(quality.burst_density),
            gap_density: share(quality.gap_density),
            burst_duration: quality.burst_ms,
            gap_duration: quality.gap_ms,
            round_trip: self.network.round_trip_ms.unwrap_or(0.0) as u16,
            end_system: quality.end_system_ms,
            signal_level: level.unwrap_or(UNKNOWN as i8),
            noise_level: UNKNOWN as i8,
            echo: UNKNOWN,
            gmin: GMIN as u8,
            r_factor: quality.conversational.round() as u8,
            external_r_factor: UNKNOWN,
            mos_lq: tenths(quality.listening),
            mos_cq: tenths(quality.conversational),
            receiver: RECEIVER,
            jitter_nominal: quality.jitter_nominal_ms,
            jitter_maximum: quality.jitter_most_ms,
            jitter_limit: quality.jitter_limit_ms,
        })
    }

    /// Returns what was received since the last report, if anything was.
    fn block(&mut self, now: Instant) -> Option<ReportBlock> {
        let source = self.source.as_mut()?;
        if source.received() == self.received_before {
            return None;
        }
        self.received_before = source.received();
        let (last_report, since_report) = self.last_report.map_or((0, 0), |(report, at)| {
            let since = (now - at).as_micros() * 65_536 / 1_000_000;
            (report, u32::try_from(since).unwrap_or(u32::MAX))
        });
        Some(ReportBlock {
            ssrc: source.ssrc(),
            fraction_lost: source.take_fraction_lost(),
            lost: source.lost(),
            highest: source.extended_highest(),
            jitter: source.jitter() as u32,
            last_report,
            since_report,
        })
    }

    /// Returns half to one and a half of `interval`, compensated (RFC 3550 6.3.1).
    fn randomised(&mut self, interval: Duration) -> Duration {
        let factor = 0.5 + f64::from(self.rng.u32()) / f64::from(u32::MAX);
        interval.mul_f64(factor / COMPENSATION)
    }
}

/// Counts one more packet of no use; returns whether that is told: the first at once, and then now and
/// then, so that sound that ends is explained.
fn count_useless(total: &mut u32, in_a_row: &mut u32) -> bool {
    *total = total.saturating_add(1);
    *in_a_row = in_a_row.saturating_add(1);
    let is_long = *in_a_row >= MANY_USELESS && in_a_row.is_power_of_two();
    is_long || total.is_power_of_two()
}

/// Returns `now` in ticks of `clock_rate` Hz.
fn ticks(now: Instant, clock_rate: u32) -> u64 {
    (u128::from(now.as_micros()) * u128::from(clock_rate) / 1_000_000) as u64
}

/// Returns wall time as NTP writes it: seconds since 1900 and 2^32ths.
fn ntp(wall: WallTime) -> u64 {
    let seconds = wall.unix_seconds().wrapping_add(NTP_OFFSET_S) as u64;
    let micros = wall.0.rem_euclid(1_000_000) as u64;
    (seconds << 32) | ((micros << 32) / 1_000_000)
}

#[cfg(test)]
#[path = "control_tests.rs"]
mod tests;
