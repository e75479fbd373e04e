//! What is known of one sender: whether it is real, what was lost, how much its packets jitter
//! (RFC 3550 A.1, A.3, A.8).

use super::{RtpTime, Seq, Ssrc};

/// A step forward of sequence numbers that is still the same run (RFC 3550 A.1).
const MAX_DROPOUT: u16 = 3_000;

/// How far back a packet may come from (RFC 3550 A.1).
const MAX_MISORDER: u16 = 100;

/// Packets in sequence before a second source is believed (RFC 3550 A.1).
pub const MIN_SEQUENTIAL: u32 = 2;

/// One sender.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source {
    ssrc: Ssrc,
    highest: Seq,
    cycles: u32,
    first: u32,
    /// The number that would confirm a restart.
    restart: Option<Seq>,
    probation: u32,
    received: u32,
    expected_before: u32,
    received_before: u32,
    transit: Option<i64>,
    jitter: f64,
}

impl Source {
    /// Starts with a packet of number `seq`, which is to be given to [`Self::take`] too; believed
    /// after `probation` packets in sequence, at once if 0.
    pub const fn new(ssrc: Ssrc, seq: Seq, probation: u32) -> Self {
        Self {
            ssrc,
            highest: Seq(seq.0.wrapping_sub(1)),
            cycles: if seq.0 == 0 { 0x1_0000_u32.wrapping_neg() } else { 0 },
            first: seq.0 as u32,
            restart: None,
            probation,
            received: 0,
            expected_before: 0,
            received_before: 0,
            transit: None,
            jitter: 0.0,
        }
    }

    /// Goes on with ticks of which `factor` times as many make a second.
    pub fn change_clock(&mut self, factor: f64) {
        self.jitter *= factor;
        self.transit = None;
    }

    /// Returns who it is.
    pub const fn ssrc(&self) -> Ssrc {
        self.ssrc
    }

    /// Takes a packet's number; returns whether the packet is to be used.
    pub fn take(&mut self, seq: Seq) -> bool {
        let step = seq.0.wrapping_sub(self.highest.0);
        if self.probation > 0 {
            self.probation = if step == 1 { self.probation - 1 } else { MIN_SEQUENTIAL - 1 };
            self.highest = seq;
            if self.probation > 0 {
                return false;
            }
            self.begin(seq);
        } else if step < MAX_DROPOUT {
            if seq.0 < self.highest.0 {
                self.cycles = self.cycles.wrapping_add(0x1_0000);
            }
            self.highest = seq;
        } else if step <= 0u16.wrapping_sub(MAX_MISORDER) {
            // Two in a row mean that the sender began anew without saying so.
            if self.restart != Some(seq) {
                self.restart = Some(seq.next());
                return false;
            }
            self.begin(seq);
        }
        self.received = self.received.saturating_add(1);
        true
    }

    /// Takes a packet's timestamp and its arrival in ticks of the same rate (RFC 3550 A.8).
    pub fn arrived(&mut self, rtp_time: RtpTime, arrival_ticks: u64) {
        let transit = i64::from((arrival_ticks as u32).wrapping_sub(rtp_time.0) as i32);
        if let Some(before) = self.transit {
            let difference = f64::from((transit.wrapping_sub(before) as i32).unsigned_abs());
            self.jitter += (difference - self.jitter) / 16.0;
        }
        self.transit = Some(transit);
    }

    /// Returns the extended highest sequence number.
    pub const fn extended_highest(&self) -> u32 {
        self.cycles.wrapping_add(self.highest.0 as u32)
    }

    /// Returns packets received.
    pub const fn received(&self) -> u32 {
        self.received
    }

    /// Returns packets lost since the start, in the 24 bits of a report block; duplicates can
    /// make it negative (RFC 3550 A.3).
    pub fn lost(&self) -> i32 {
        let lost = i64::from(self.expected()) - i64::from(self.received);
        lost.clamp(-0x80_0000, 0x7f_ffff) as i32
    }

    /// Returns the share lost since the last call, in 256ths (RFC 3550 A.3).
    pub fn take_fraction_lost(&mut self) -> u8 {
        let expected = self.expected().wrapping_sub(self.expected_before);
        let received = self.received.wrapping_sub(self.received_before);
        self.expected_before = self.expected();
        self.received_before = self.received;
        let lost = i64::from(expected) - i64::from(received);
        if expected == 0 || lost <= 0 {
            return 0;
        }
        u8::try_from(lost * 256 / i64::from(expected)).unwrap_or(u8::MAX)
    }

    /// Returns interarrival jitter in RTP clock ticks (RFC 3550 6.4.1, A.8).
    pub const fn jitter(&self) -> f64 {
        self.jitter
    }

    const fn expected(&self) -> u32 {
        self.extended_highest().wrapping_sub(self.first).wrapping_add(1)
    }

    fn begin(&mut self, seq: Seq) {
        *self = Self { received: 0, ..Self::new(self.ssrc, seq, 0) };
        self.highest = seq;
        self.cycles = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(numbers: impl IntoIterator<Item = u16>) -> Source {
        let mut numbers = numbers.into_iter().peekable();
        let mut source = Source::new(Ssrc(1), Seq(*numbers.peek().unwrap()), 0);
        for seq in numbers {
            source.take(Seq(seq));
        }
        source
    }

    #[track_caller]
    fn check(numbers: impl IntoIterator<Item = u16>, highest: u32, lost: i32) {
        let source = after(numbers);
        assert_eq!((source.extended_highest(), source.lost()), (highest, lost));
    }

    #[test]
    fn loss_is_counted_across_the_wrap() {
        check(0..100, 99, 0);
        check([65_534, 65_535, 0, 1, 3], 65_536 + 3, 1);
        check([65_535, 65_534, 0], 65_536, -1);
        check([10, 11, 11, 12], 12, -1);
        check([10, 15, 12, 13, 14, 11], 15, 0);
    }

    #[test]
    fn restart_is_believed_after_two_packets() {
        let mut source = after(1_000..1_010);
        assert!(!source.take(Seq(30_000)));
        assert!(source.take(Seq(30_001)));
        assert_eq!((source.extended_highest(), source.lost()), (30_001, 0));
    }

    #[test]
    fn second_source_is_on_probation() {
        let mut source = Source::new(Ssrc(2), Seq(7), MIN_SEQUENTIAL);
        assert!(!source.take(Seq(7)));
        assert!(!source.take(Seq(9)));
        assert!(source.take(Seq(10)));
        assert_eq!(source.lost(), 0);
    }

    #[test]
    fn fraction_is_of_the_last_interval() {
        let mut source = after(0..100);
        assert_eq!(source.take_fraction_lost(), 0);
        for seq in (100..200).filter(|seq| seq % 4 != 0) {
            source.take(Seq(seq));
        }
        assert_eq!(source.take_fraction_lost(), 64);
        assert_eq!(source.take_fraction_lost(), 0);
    }

    #[test]
    fn jitter_settles_at_the_mean_difference() {
        let mut source = after([0]);
        for n in 0..2_000u32 {
            let late = if n % 2 == 0 { 40 } else { 0 };
            source.arrived(RtpTime(n.wrapping_mul(160)), u64::from(n * 160 + late));
        }
        assert!((source.jitter() - 40.0).abs() < 0.1, "{}", source.jitter());
    }
}
