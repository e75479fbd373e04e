//! How good a stream is here: bursts of losses (RFC 3611 A.2) and what they and the delay do to a
//! conversation, by the E-model (ITU-T G.107).
//!
//! The E-model rates telephone calls of narrow band; a codec of wide band is rated as one of narrow
//! band that impairs nothing. Packets that came too late count as discarded, and in no burst: which
//! they were is not told.

use super::plan::{CodecKind, Quality, StreamReport};
use crate::rtp::Seq;

/// Packets in a row that end a burst, as RFC 3611 4.7.2 recommends.
pub const GMIN: u32 = 16;

/// Packets that may still come, late and in another order, before they count as lost.
const WINDOW: u32 = 64;

/// A step of sequence numbers that begins anew.
const RESTART: u32 = 3_000;

/// Rating of a call that nothing impairs but what always does (ITU-T G.107 7.7, default values).
const BEST: f64 = 93.2;

/// The most that the jitter buffer holds, in milliseconds.
const JITTER_MAX_MS: u16 = 300;

/// What a codec costs, and how little losses add (ITU-T G.113 appendix I: Ie and Bpl).
const fn impairment(codec: CodecKind) -> (f64, f64) {
    if matches!(codec, CodecKind::G729 | CodecKind::G729B) { (11.0, 19.0) } else { (0.0, 25.1) }
}

/// Measures one stream that is received.
#[derive(Clone, Debug)]
pub struct Monitor {
    codec: CodecKind,
    packet_ms: u16,
    /// The newest packets, the newest in the lowest bit: whether it came.
    window: u64,
    filled: u32,
    newest: Option<u32>,
    runs: Runs,
    /// What the jitter buffer told last.
    late: u32,
    jitter: Jitter,
    received_dbov: Option<f32>,
}

/// Delays of the jitter buffer, in milliseconds.
#[derive(Clone, Copy, Debug, Default)]
struct Jitter {
    nominal: u16,
    most: u16,
}

/// Rates 20 ms of PCMA, until [`Monitor::follow`] says otherwise.
impl Default for Monitor {
    fn default() -> Self {
        Self {
            codec: CodecKind::Pcma,
            packet_ms: 20,
            window: 0,
            filled: 0,
            newest: None,
            runs: Runs::default(),
            late: 0,
            jitter: Jitter::default(),
            received_dbov: None,
        }
    }
}

impl Monitor {
    /// Rates `codec` from now on, of which a packet holds `packet_ms` milliseconds.
    pub const fn follow(&mut self, codec: CodecKind, packet_ms: u16) {
        (self.codec, self.packet_ms) = (codec, packet_ms);
    }

    /// Takes packet `seq`, after which `highest` is the highest extended sequence number.
    pub fn take(&mut self, seq: Seq, highest: u32) {
        let step = self.newest.map_or(1, |newest| highest.wrapping_sub(newest));
        if step > 0 {
            self.newest = Some(highest);
            // The sender began anew: nothing between was sent.
            let step = if step < RESTART { step } else { 1 };
            (0..step).for_each(|_| self.shift());
        }
        let behind = (highest as u16).wrapping_sub(seq.0);
        self.window |= 1_u64.checked_shl(u32::from(behind)).unwrap_or(0);
    }

    /// Takes what the jitter buffer tells.
    pub fn play_out(&mut self, report: &StreamReport) {
        self.late = report.packets_late;
        self.jitter.nominal = report.jitter_delay_ms;
        self.jitter.most = self.jitter.most.max(report.jitter_delay_ms);
        self.received_dbov = Some(report.received_dbov);
    }

    /// Returns the quality so far; `round_trip_ms` is that of the network, 0 if it is not known.
    pub fn quality(&self, round_trip_ms: f32) -> Quality {
        let mut runs = self.runs;
        (0..self.filled).rev().for_each(|place| runs.take(self.window >> place & 1 == 1));
        let packets = f64::from(runs.packets).max(1.0);
        let loss = f64::from(runs.losses) / packets;
        let discarded = f64::from(self.late) / packets;
        let bursts = runs.bursts();
        let end_system_ms = self.jitter.nominal + self.packet_ms;
        let one_way_ms = round_trip_ms / 2.0 + f32::from(end_system_ms);
        let (cost, robustness) = impairment(self.codec);
        let lost_percent = 100.0 * (loss + discarded).min(1.0);
        let equipment = cost + (95.0 - cost) * lost_percent / (lost_percent + robustness);
        let listening = BEST - equipment;
        let conversational = listening - delay_impairment(f64::from(one_way_ms));
        let ms = |packets: f64| (packets * f64::from(self.packet_ms)) as u16;
        Quality {
            loss: loss as f32,
            discarded: discarded as f32,
            burst_density: bursts.burst_density as f32,
            burst_ms: ms(bursts.burst_packets),
            gap_density: bursts.gap_density as f32,
            gap_ms: ms(bursts.gap_packets),
            end_system_ms,
            jitter_nominal_ms: self.jitter.nominal,
            jitter_most_ms: self.jitter.most,
            jitter_limit_ms: JITTER_MAX_MS,
            received_dbov: self.received_dbov,
            listening: listening.max(0.0) as f32,
            conversational: conversational.max(0.0) as f32,
        }
    }

    /// Makes room for the next packet, which did not come yet.
    const fn shift(&mut self) {
        if self.filled == WINDOW {
            self.runs.take(self.window >> (WINDOW - 1) & 1 == 1);
        } else {
            self.filled += 1;
        }
        self.window <<= 1;
    }
}

/// Returns the mean opinion score that a rating stands for (ITU-T G.107 annex B), 1 to 4.5.
pub fn mean_opinion(rating: f32) -> f32 {
    let r = rating.clamp(0.0, 100.0);
    1.0_f32.max(1.0 + 0.035 * r + r * (r - 60.0) * (100.0 - r) * 7e-6)
}

/// Returns what a delay takes from the rating of a conversation (ITU-T G.107 7.4: Idd).
fn delay_impairment(ms: f64) -> f64 {
    if ms <= 100.0 {
        return 0.0;
    }
    let x = (ms / 100.0).log2();
    let root = |x: f64| (1.0 + x.powi(6)).powf(1.0 / 6.0);
    25.0 * (root(x) - 3.0 * root(x / 3.0) + 2.0)
}

/// Losses as a chain of four states (RFC 3611 A.2): received and lost within gaps, received and
/// lost within bursts, which are states 1, 4, 2 and 3.
#[derive(Clone, Copy, Debug, Default)]
struct Runs {
    packets: u32,
    losses: u32,
    /// Packets received since the last loss.
    since: u32,
    /// Losses that belong together.
    together: u32,
    c11: u32,
    c13: u32,
    c14: u32,
    c22: u32,
    c23: u32,
    c33: u32,
}

/// Shares of packets, 0 to 1, and lengths in packets.
#[derive(Clone, Copy, Debug, Default)]
struct Bursts {
    burst_density: f64,
    burst_packets: f64,
    gap_density: f64,
    gap_packets: f64,
}

impl Runs {
    const fn take(&mut self, came: bool) {
        self.packets += 1;
        if came {
            self.since += 1;
            return;
        }
        self.losses += 1;
        if self.since >= GMIN || self.together == 0 {
            self.end();
            self.c11 += self.since;
            self.together = 1;
        } else {
            self.together += 1;
            if self.since == 0 {
                self.c33 += 1;
            } else {
                self.c23 += 1;
                self.c22 += self.since - 1;
            }
        }
        self.since = 0;
    }

    /// Counts losses that belong together: a single one is part of a gap.
    const fn end(&mut self) {
        match self.together {
            0 => {}
            1 => self.c14 += 1,
            _ => self.c13 += 1,
        }
    }

    fn bursts(mut self) -> Bursts {
        self.end();
        self.c11 += self.since;
        let [c11, c13, c14, c22, c23, c33] =
            [self.c11, self.c13, self.c14, self.c22, self.c23, self.c33].map(f64::from);
        let gap = c11 + c14 + c13;
        let gap_density = if c14 > 0.0 { c14 / (c11 + c14) } else { 0.0 };
        if self.c13 == 0 {
            return Bursts { gap_density, gap_packets: gap, ..Bursts::default() };
        }
        let p32 = c23 / (c13 + c23 + c33);
        let p23 = if self.c22 + self.c23 < 1 { 1.0 } else { 1.0 - c22 / (c22 + c23) };
        let all = gap + c22 + c23 + c13 + c23 + c33;
        let gap_packets = gap / c13;
        Bursts {
            burst_density: p23 / (p23 + p32),
            burst_packets: all / c13 - gap_packets,
            gap_density,
            gap_packets,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Measures packets 1 to `packets` of 20 ms, without those that `lost` names.
    fn measure(packets: u32, lost: impl Fn(u32) -> bool) -> Quality {
        let mut monitor = Monitor::default();
        let came = (1..=packets).filter(|n| !lost(*n));
        came.for_each(|n| monitor.take(Seq(n as u16), n));
        monitor.quality(0.0)
    }

    #[test]
    fn a_call_without_losses_is_one_gap() {
        let quality = measure(1_000, |_| false);
        assert_eq!((quality.loss, quality.burst_ms, quality.gap_ms), (0.0, 0, 20_000));
        assert!((quality.listening - 93.2).abs() < 0.01 && quality.burst_density == 0.0);
        assert!((mean_opinion(quality.listening) - 4.41).abs() < 0.01);
    }

    #[test]
    fn single_losses_are_part_of_gaps_and_others_of_bursts() {
        let single = measure(1_000, |n| n % 50 == 0 && n < 1_000);
        assert!((single.loss - 0.019).abs() < 1e-6 && single.burst_ms == 0);
        assert!((single.gap_density - 0.019).abs() < 1e-3, "{single:?}");
        // Two bursts of ten packets in which every other one is lost.
        let bursts = measure(1_000, |n| matches!(n % 500, 201 | 203 | 205 | 207 | 209));
        assert_eq!(bursts.gap_density, 0.0);
        assert!((bursts.burst_density - 0.5).abs() < 0.07, "{bursts:?}");
        assert!((160..=220).contains(&bursts.burst_ms), "{bursts:?}");
    }

    #[test]
    fn what_comes_late_in_another_order_is_not_lost() {
        let mut monitor = Monitor::default();
        let mut highest = 0;
        for pair in 0..100 {
            for n in [2 * pair + 1, 2 * pair] {
                highest = highest.max(n);
                monitor.take(Seq(n as u16), highest);
            }
        }
        assert_eq!(monitor.quality(0.0).loss, 0.0);
    }

    #[test]
    fn a_sender_that_begins_anew_lost_nothing() {
        let mut monitor = Monitor::default();
        for n in (60_000..60_100).chain(10..110) {
            monitor.take(Seq(n as u16), n);
        }
        assert_eq!(monitor.quality(0.0).loss, 0.0);
    }

    /// Values of the tables of ITU-T G.107 and G.113.
    #[test]
    fn ratings_are_those_of_the_e_model() {
        let random = measure(1_000, |n| n % 20 == 0);
        // 5 %: 95 * 5 / (5 + 25.1) = 15.8 below the best.
        assert!((random.listening - 77.4).abs() < 0.3, "{random:?}");
        for (ms, cost) in [(100.0, 0.0), (150.0, 1.1), (200.0, 3.1), (400.0, 24.0)] {
            assert!((delay_impairment(ms) - cost).abs() < 1.5, "{ms}: {}", delay_impairment(ms));
        }
        for (rating, score) in
            [(90.0, 4.34), (80.0, 4.03), (70.0, 3.60), (60.0, 3.10), (50.0, 2.58)]
        {
            assert!((mean_opinion(rating) - score).abs() < 0.01, "{rating}");
        }
        assert_eq!((mean_opinion(-5.0), mean_opinion(120.0)), (1.0, 4.5));
    }
}
