//! How long packets must be held back so that nearly all of them come in time.
//!
//! A packet's transit is its arrival minus its timestamp: the unknown offset of two clocks, plus
//! the way. Its least value lately is the floor, which follows the drift of the clocks; what is
//! above the floor is jitter, kept as a histogram that forgets.
//!
//! A packet may be late all of a sudden, because a processor had something else to do. So that this
//! is not heard, the delay has a reserve that no jitter has to prove first. Where packets are lost
//! anyway a late one more is not noticed, and a shorter delay is worth more: there is no reserve. Where
//! many are lost, and the packet after a lost one helps, that is waited for.

/// Longest delay that is aimed at, in microseconds; a bin for each millisecond.
pub const MAX_US: i64 = 300_000;

const BINS: usize = (MAX_US / 1_000) as usize;

/// Share of packets that should come in time.
const IN_TIME: f32 = 0.97;

/// What is left of the histogram after each packet: half of it after 7 s of 20 ms packets.
const FORGET: f32 = 0.998;

/// The factor at which it does.
const USUAL_FACTOR: f32 = 10.0;

/// Packets that the first guess counts as.
const PRIOR: f32 = 10.0;

/// The floor is the least transit of so many spans, the newest one running.
const SPANS: usize = 4;

/// Length of a span, in microseconds.
const SPAN_US: i64 = 2_000_000;

/// Share of packets lost from which there is no reserve, and below which there is again.
const LOSSY: f32 = 0.01;
const SOUND: f32 = 0.005;

/// Share of packets lost from which the packet after a lost one is waited for, and below which it is not any
/// more: where fewer are lost, a shorter delay is worth more.
const VERY_LOSSY: f32 = 0.04;
const FAIRLY_SOUND: f32 = 0.025;

/// Losses in a row that count: after a longer gap the network is another one.
const LOST_AT_ONCE: i64 = 10;

/// Jitter up to which a packet after one in time keeps the target up, in microseconds: what a busy sound
/// card or network adapter does now and then. Longer delays are left to the histogram.
const HICCUP_US: i64 = 30_000;

/// How long the target stays up, in microseconds, and how fast it then falls: a microsecond in
/// each so many.
const HOLD_US: i64 = 60_000_000;
const FALL: i64 = 1_000;

/// Watches arrivals and tells the delay to aim at.
#[derive(Clone, Debug)]
pub struct DelayEstimator {
    histogram: Vec<f32>,
    packets: f32,
    floors: [Option<i64>; SPANS],
    span_end: i64,
    /// What is left of the histogram after each packet.
    kept: f32,
    least_us: i64,
    reserve_us: i64,
    /// How long the packet after a lost one is waited for.
    ahead_us: i64,
    quantile_us: i64,
    /// Share of packets that were lost lately, and whether that is much.
    loss: f32,
    lossy: bool,
    very_lossy: bool,
    /// Whether the packet before came in time.
    in_time: bool,
    /// What the last hiccup asked for, and when.
    hiccup: Option<(i64, i64)>,
}

impl DelayEstimator {
    /// Returns an estimator that aims at `reserve_us` until it knows better, never below that
    /// unless packets are lost, and then never below `least_us`.
    pub fn new(reserve_us: i64, least_us: i64) -> Self {
        let mut estimator = Self {
            histogram: vec![0.0; BINS],
            packets: 0.0,
            floors: [None; SPANS],
            span_end: 0,
            kept: FORGET,
            least_us: least_us.clamp(0, MAX_US),
            reserve_us: reserve_us.clamp(0, MAX_US),
            ahead_us: 0,
            quantile_us: reserve_us.clamp(0, MAX_US),
            loss: 0.0,
            lossy: false,
            very_lossy: false,
            in_time: false,
            hiccup: None,
        };
        if let Some(bin) = estimator.histogram.get_mut(bin(estimator.reserve_us)) {
            *bin = 1.0;
        }
        estimator
    }

    /// Changes the reserve and the least delay.
    pub fn set_bounds(&mut self, reserve_us: i64, least_us: i64) {
        self.reserve_us = reserve_us.clamp(0, MAX_US);
        self.least_us = least_us.clamp(0, MAX_US);
    }

    /// Sets how long the packet after a lost one is worth waiting for.
    pub fn set_ahead(&mut self, ahead_us: i64) {
        self.ahead_us = ahead_us.clamp(0, MAX_US);
    }

    /// Sets how fast the target follows the network (`jitter_buffer/optimization_factor`): 10 is usual,
    /// and two steps more are twice as fast.
    pub fn set_factor(&mut self, factor: u8) {
        let speed = ((f32::from(factor) - USUAL_FACTOR) / 2.0).exp2();
        self.kept = 1.0 - (1.0 - FORGET) * speed;
    }

    /// Takes that so many packets did not come before the one that just arrived; -1 if that is one
    /// of those.
    pub fn lost(&mut self, packets: i64) {
        let lost = packets.min(LOST_AT_ONCE) as f32;
        self.loss = (self.loss * FORGET + lost * (1.0 - FORGET)).max(0.0);
        self.lossy = self.loss > if self.lossy { SOUND } else { LOSSY };
        self.very_lossy = self.loss > if self.very_lossy { FAIRLY_SOUND } else { VERY_LOSSY };
    }

    /// Takes the transit of a packet that arrived at `now_us`.
    pub fn arrived(&mut self, transit_us: i64, now_us: i64) {
        let floor_before = self.floors.iter().flatten().min().copied();
        self.turn_spans(now_us);
        if let Some(newest) = self.floors.first_mut() {
            *newest = Some(newest.map_or(transit_us, |floor| floor.min(transit_us)));
        }
        if let Some(before) = floor_before {
            self.lower_histogram((self.floor_us() - before) / 1_000);
        }
        let jitter = (transit_us - self.floor_us()).clamp(0, MAX_US - 1);
        self.packets += 1.0;
        let forget = (1.0 - 1.0 / (self.packets + PRIOR)).min(self.kept);
        for weight in &mut self.histogram {
            *weight *= forget;
        }
        if let Some(weight) = self.histogram.get_mut(bin(jitter)) {
            *weight += 1.0 - forget;
        }
        self.quantile_us = self.quantile();
        let was_in_time = core::mem::replace(&mut self.in_time, jitter <= self.quantile_us);
        if was_in_time && !self.in_time && jitter <= HICCUP_US {
            // The end of its bin.
            let asked = (jitter / 1_000 + 1) * 1_000;
            self.hiccup = Some((asked.max(self.hiccup_us(now_us)), now_us));
        }
    }

    /// Returns the delay above the floor to aim at, in microseconds.
    pub fn target_us(&self, now_us: i64) -> i64 {
        let reserve = match (self.lossy, self.very_lossy) {
            (_, true) => self.ahead_us,
            (true, false) => 0,
            (false, false) => self.hiccup_us(now_us).max(self.reserve_us),
        };
        self.quantile_us.max(reserve).max(self.least_us)
    }

    /// Returns the least transit lately, in microseconds; 0 before the first packet.
    pub fn floor_us(&self) -> i64 {
        self.floors.iter().flatten().min().copied().unwrap_or(0)
    }

    /// Forgets the floor: the next packet comes another way, or from another clock.
    pub fn forget_floor(&mut self) {
        self.floors = [None; SPANS];
    }

    fn hiccup_us(&self, now_us: i64) -> i64 {
        self.hiccup.map_or(0, |(asked, at)| (asked - (now_us - at - HOLD_US).max(0) / FALL).max(0))
    }

    /// Follows a floor that rose by `ms`: what is in the histogram lies that much less above it.
    fn lower_histogram(&mut self, ms: i64) {
        let Ok(bins @ 1..BINS) = usize::try_from(ms) else { return };
        let (low, _) = self.histogram.split_at(bins + 1);
        let merged: f32 = low.iter().sum();
        self.histogram.copy_within(bins.., 0);
        if let Some(rest) = self.histogram.get_mut(BINS - bins..) {
            rest.fill(0.0);
        }
        if let Some(first) = self.histogram.first_mut() {
            *first = merged;
        }
    }

    fn turn_spans(&mut self, now_us: i64) {
        let spans = (now_us - self.span_end) / SPAN_US + 1;
        if now_us < self.span_end || spans <= 0 {
            return;
        }
        self.span_end = now_us - (now_us - self.span_end) % SPAN_US + SPAN_US;
        for _ in 0..spans.min(SPANS as i64) {
            self.floors.rotate_right(1);
            if let Some(newest) = self.floors.first_mut() {
                *newest = None;
            }
        }
    }

    fn quantile(&self) -> i64 {
        let total: f32 = self.histogram.iter().sum();
        let mut late = total * (1.0 - IN_TIME);
        // From the far end, where the weights are small and their sum exact.
        let above = self.histogram.iter().rev().take_while(|&&weight| {
            late -= weight;
            late > 0.0
        });
        (BINS - above.count()) as i64 * 1_000
    }
}

fn bin(jitter_us: i64) -> usize {
    usize::try_from(jitter_us / 1_000).unwrap_or(0).min(BINS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds packets each 20 ms whose jitter is `jitter_ms(n)`; returns the target in ms.
    fn target(packets: i64, jitter_ms: impl Fn(i64) -> i64) -> i64 {
        let mut estimator = DelayEstimator::new(0, 0);
        for n in 0..packets {
            let transit = 5_000_000 + jitter_ms(n) * 1_000;
            estimator.arrived(transit, n * 20_000 + transit);
        }
        estimator.target_us(packets * 20_000 + 5_000_000) / 1_000
    }

    #[test]
    fn target_follows_the_jitter() {
        assert_eq!(target(1_000, |_| 0), 1);
        assert_eq!(target(1_000, |n| n % 10 * 4), 37);
        assert_eq!(target(1_000, |n| if n % 2 == 0 { 80 } else { 0 }), 81);
        assert_eq!(target(1_000, |n| if n % 100 == 0 { 200 } else { 0 }), 1);
    }

    #[test]
    fn a_higher_factor_follows_more_jitter_sooner() {
        let followed_after = |factor: u8| {
            let mut estimator = DelayEstimator::new(0, 0);
            estimator.set_factor(factor);
            let mut target = |n: i64, transit: i64| {
                estimator.arrived(transit, n * 20_000);
                estimator.target_us(n * 20_000)
            };
            assert_eq!((0..2_000).map(|n| target(n, 0)).last(), Some(1_000));
            (0..1_000).find(|n| target(2_000 + n, n % 2 * 80_000) > 80_000).unwrap()
        };
        let [slow, usual, fast] = [0, 10, 13].map(followed_after);
        assert!(fast * 2 < usual && usual * 3 < slow, "{slow} {usual} {fast}");
    }

    /// Takes 2,000 packets on time from number `from` on, before each of which `lost` were lost; returns
    /// the target in microseconds.
    fn target_after(estimator: &mut DelayEstimator, from: i64, lost: fn(i64) -> i64) -> i64 {
        for n in from..from + 2_000 {
            estimator.arrived(0, n * 20_000);
            estimator.lost(lost(n));
        }
        estimator.target_us((from + 2_000) * 20_000)
    }

    #[test]
    fn reserve_is_kept_unless_packets_are_lost() {
        let mut estimator = DelayEstimator::new(12_000, 3_000);
        let mut target_after = |from, lost| target_after(&mut estimator, from, lost);
        assert_eq!(target_after(0, |_| 0), 12_000);
        assert_eq!(target_after(2_000, |n| i64::from(n % 25 == 0)), 3_000);
        assert_eq!(target_after(4_000, |_| 0), 12_000);
        // What only came late was not lost.
        assert_eq!(target_after(6_000, |n| [1, -1, 0, 0][n as usize % 4]), 12_000);
    }

    #[test]
    fn the_packet_after_a_lost_one_is_waited_for_where_many_are() {
        let mut estimator = DelayEstimator::new(12_000, 3_000);
        estimator.set_ahead(20_000);
        let mut target_after = |from, lost| target_after(&mut estimator, from, lost);
        assert_eq!(target_after(0, |_| 0), 12_000);
        assert_eq!(target_after(2_000, |n| i64::from(n % 40 == 0)), 3_000);
        assert_eq!(target_after(4_000, |n| i64::from(n % 20 == 0)), 20_000);
        assert_eq!(target_after(6_000, |_| 0), 12_000);
    }

    #[test]
    fn first_guess_holds_for_some_seconds_where_packets_are_lost() {
        let target = |packets: i64| {
            let mut estimator = DelayEstimator::new(10_000, 0);
            for n in 0..packets {
                estimator.arrived(0, n * 20_000);
                estimator.lost(i64::from(n % 10 == 0));
            }
            estimator.target_us(packets * 20_000)
        };
        assert_eq!((target(100), target(1_000)), (11_000, 1_000));
    }

    #[test]
    fn floor_follows_a_drifting_clock() {
        let mut estimator = DelayEstimator::new(0, 0);
        for n in 0..30_000 {
            estimator.arrived(n * 4, n * 20_000);
        }
        // 200 ppm for 8 s are 1.6 ms.
        let behind = 30_000 * 4 - estimator.floor_us();
        assert!((0..=1_700).contains(&behind), "{behind}");
        assert!(estimator.target_us(600_000_000) <= 2_000);
    }

    #[test]
    fn hiccup_keeps_the_target_up_for_a_while() {
        let mut estimator = DelayEstimator::new(0, 0);
        let mut target_after = |from: i64, jitter_us: i64| {
            for n in from..from + 1_000 {
                estimator.arrived(if n == from { jitter_us } else { 0 }, n * 20_000);
            }
            estimator.target_us((from + 1_000) * 20_000)
        };
        assert_eq!(target_after(0, 0), 1_000);
        assert_eq!(target_after(1_000, 12_500), 13_000);
        assert_eq!(target_after(2_000, 0), 13_000);
        assert_eq!(target_after(5_000, 0), 1_000);
        assert_eq!(target_after(6_000, 200_000), 1_000);
    }

    #[test]
    fn longer_way_becomes_the_new_floor() {
        let mut estimator = DelayEstimator::new(0, 0);
        for n in 0..2_000 {
            estimator.arrived(if n < 1_000 { 0 } else { 80_000 }, n * 20_000);
        }
        assert_eq!(estimator.floor_us(), 80_000);
        assert_eq!(estimator.target_us(40_000_000), 1_000);
    }
}
