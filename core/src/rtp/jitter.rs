//! The jitter buffer: packets in the order of their timestamps, each once, and the delay to
//! play them with.
//!
//! It owns what arrived; what to make of it (decoding, concealing, stretching) is for the caller.
//! Numbers and timestamps are unwrapped here, so that outside they only grow. A timestamp that
//! jumps while sequence numbers and arrivals do not is a sender that started its clock anew: it
//! is moved so that sound goes on without a gap.

use super::delay::DelayEstimator;
use super::packet::Header;
use super::{PayloadType, RtpTime, Seq, Ssrc};

/// Packets that can wait; more than a second of sound.
const SLOTS: usize = 64;

/// Longest payload that is taken, in bytes: what fits into an Ethernet frame.
pub const MAX_PAYLOAD: usize = 1_460;

/// A step of sequence numbers that means a new start (RFC 3550 A.1, `MAX_DROPOUT`).
const MAX_DROPOUT: i64 = 3_000;

/// A step of timestamps that nothing explains and that means a new start, in seconds.
const MAX_JUMP_S: i64 = 1;

/// Packets without sound that are remembered, so that they do not count as lost.
const FILLERS: usize = 128;

/// What became of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Inserted {
    /// It waits to be played.
    Stored,
    /// It is there already, or was.
    Duplicate,
    /// Its time has passed.
    Late,
    /// It does not fit.
    TooLong,
}

/// A packet that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Unwrapped sequence number.
    pub seq: i64,
    /// Unwrapped timestamp of its first sample, in ticks.
    pub time: i64,
    /// Ticks of sound in it.
    pub duration: i64,
    /// What its payload is.
    pub payload_type: PayloadType,
    length: usize,
    bytes: [u8; MAX_PAYLOAD],
}

impl Waiting {
    /// Returns the timestamp of the first sample after it.
    pub const fn end(&self) -> i64 {
        self.time.saturating_add(self.duration)
    }

    /// Returns its payload.
    pub fn payload(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or(&[])
    }
}

/// The newest packet of sound: what numbers and timestamps are unwrapped by.
#[derive(Clone, Copy, Debug)]
struct Newest {
    seq: Seq,
    rtp_time: RtpTime,
    unwrapped_seq: i64,
    unwrapped_time: i64,
    duration: i64,
    arrival_us: i64,
}

/// Packets of one source between arrival and playing.
#[derive(Clone, Debug)]
pub struct JitterBuffer {
    clock_rate: i64,
    ssrc: Option<Ssrc>,
    newest: Option<Newest>,
    slots: Vec<Option<Waiting>>,
    fillers: [i64; FILLERS],
    next_filler: usize,
    /// Everything before this timestamp was played or given up.
    played: i64,
    /// Whether nothing came for so long that what comes next may be a new start.
    gave_up: bool,
    delay: DelayEstimator,
}

impl JitterBuffer {
    /// Returns an empty buffer for timestamps of `clock_rate` Hz that aims at `reserve_us` at
    /// least, and at `least_us` where packets are lost.
    pub fn new(clock_rate: u32, reserve_us: i64, least_us: i64) -> Self {
        Self {
            clock_rate: i64::from(clock_rate.max(1)),
            ssrc: None,
            newest: None,
            slots: vec![None; SLOTS],
            fillers: [i64::MIN; FILLERS],
            next_filler: 0,
            played: i64::MIN,
            gave_up: false,
            delay: DelayEstimator::new(reserve_us, least_us),
        }
    }

    /// Takes a packet of sound that lasts `duration` ticks and arrived at `now_us`.
    pub fn insert(
        &mut self,
        header: Header,
        payload: &[u8],
        duration: i64,
        now_us: i64,
    ) -> Inserted {
        let (length, mut bytes) = (payload.len(), [0; MAX_PAYLOAD]);
        let Some(copy) = bytes.get_mut(..length) else { return Inserted::TooLong };
        copy.copy_from_slice(payload);
        let newest = self.newest.map(|newest| newest.unwrapped_seq);
        let (seq, time) = match self.unwrap(header, duration, now_us) {
            Ok(unwrapped) => unwrapped,
            Err(inserted) => return inserted,
        };
        if self.slots.iter().flatten().any(|waiting| waiting.seq == seq) {
            return Inserted::Duplicate;
        }
        self.delay.arrived(now_us - self.micros(time), now_us);
        let before = newest.unwrap_or(seq - 1);
        self.delay.lost(if seq > before { self.missing_between(before, seq) } else { -1 });
        if time.saturating_add(duration) <= self.played {
            return Inserted::Late;
        }
        let payload_type = header.payload_type;
        self.put(Waiting { seq, time, duration, payload_type, length, bytes });
        Inserted::Stored
    }

    /// Takes that a packet without sound arrived (an event, an unknown payload): it is not lost.
    /// Returns its unwrapped timestamp once the buffer knows one.
    pub fn skip(&mut self, header: Header) -> Option<i64> {
        let newest = self.newest.filter(|_| self.ssrc == Some(header.ssrc))?;
        let seq = newest.unwrapped_seq + i64::from(header.seq.ahead_of(newest.seq));
        if let Some(filler) = self.fillers.get_mut(self.next_filler) {
            *filler = seq;
        }
        self.next_filler = (self.next_filler + 1) % FILLERS;
        Some(newest.unwrapped_time + i64::from(header.rtp_time.ahead_of(newest.rtp_time)))
    }

    /// Returns the packet with the least timestamp.
    pub fn front(&self) -> Option<&Waiting> {
        self.slots.iter().flatten().min_by_key(|waiting| (waiting.time, waiting.seq))
    }

    /// Forgets the packet with sequence number `seq`, played up to timestamp `played`.
    pub fn remove(&mut self, seq: i64, played: i64) {
        self.played = self.played.max(played);
        for slot in &mut self.slots {
            if slot.as_ref().is_some_and(|waiting| waiting.seq == seq) {
                *slot = None;
            }
        }
    }

    /// Returns how many packets between two sequence numbers never came.
    pub fn missing_between(&self, before: i64, after: i64) -> i64 {
        let between = |seq: i64| before < seq && seq < after;
        let fillers = self.fillers.iter().filter(|&&seq| between(seq)).count();
        (after - before - 1 - fillers as i64).max(0)
    }

    /// Returns the source of what is here.
    pub const fn source(&self) -> Option<Ssrc> {
        self.ssrc
    }

    /// Whether `ssrc` is another source than the one so far.
    pub fn is_new_source(&self, ssrc: Ssrc) -> bool {
        self.ssrc.is_some_and(|known| known != ssrc)
    }

    /// Forgets everything but the jitter: another source begins.
    pub fn restart(&mut self) {
        self.ssrc = None;
        self.newest = None;
        self.slots.fill(None);
        self.fillers = [i64::MIN; FILLERS];
        self.played = i64::MIN;
        self.delay.forget_floor();
    }

    /// Takes that nothing was there to be played for long: what comes next sets the delay anew, and if its
    /// numbers are behind, its sender has begun anew.
    pub fn give_up(&mut self) {
        self.gave_up = true;
        self.delay.forget_floor();
    }

    /// Returns the delay estimator.
    pub fn delay(&self) -> &DelayEstimator {
        &self.delay
    }

    /// Returns the delay estimator, to tell it more.
    pub fn delay_mut(&mut self) -> &mut DelayEstimator {
        &mut self.delay
    }

    /// Begins anew with timestamps of `clock_rate` Hz.
    pub fn set_clock_rate(&mut self, clock_rate: u32) {
        self.clock_rate = i64::from(clock_rate.max(1));
        self.restart();
    }

    /// Returns how many ticks a second has.
    pub const fn clock_rate(&self) -> i64 {
        self.clock_rate
    }

    /// Returns ticks as microseconds.
    pub const fn micros(&self, ticks: i64) -> i64 {
        // In two parts, so that even days of ticks do not overflow.
        let rate = self.clock_rate;
        ticks / rate * 1_000_000 + ticks % rate * 1_000_000 / rate
    }

    /// Returns microseconds as ticks.
    pub const fn ticks(&self, micros: i64) -> i64 {
        micros / 1_000_000 * self.clock_rate + micros % 1_000_000 * self.clock_rate / 1_000_000
    }

    fn put(&mut self, waiting: Waiting) {
        let free = self.slots.iter_mut().find(|slot| slot.is_none());
        let slot = match free {
            Some(slot) => Some(slot),
            // Full: nothing plays, so the oldest is of no use any more.
            None => self
                .slots
                .iter_mut()
                .min_by_key(|slot| slot.as_ref().map_or(i64::MIN, |waiting| waiting.time)),
        };
        if let Some(slot) = slot {
            *slot = Some(waiting);
        }
    }

    /// Unwraps the numbers of a packet and moves what is newest.
    fn unwrap(
        &mut self,
        header: Header,
        duration: i64,
        now_us: i64,
    ) -> Result<(i64, i64), Inserted> {
        self.ssrc = Some(header.ssrc);
        let (seq, time) = match self.newest {
            None => (i64::from(header.seq.0), i64::from(header.rtp_time.0)),
            Some(newest) => {
                let step = i64::from(header.seq.ahead_of(newest.seq));
                let ticks = i64::from(header.rtp_time.ahead_of(newest.rtp_time));
                let passed = self.ticks(now_us - newest.arrival_us);
                let jumped = self.is_jump(step, ticks, passed, newest.duration);
                let time = newest.unwrapped_time + ticks;
                let is_behind = step < 0 || time.saturating_add(duration) <= self.played;
                match (jumped, step) {
                    (_, 0) => return Err(Inserted::Duplicate),
                    _ if self.gave_up && is_behind => {
                        let end = newest.unwrapped_time + newest.duration;
                        (newest.unwrapped_seq + 1, end.max(self.played))
                    }
                    (true, ..0) if step >= -MAX_DROPOUT => return Err(Inserted::Late),
                    (true, _) => {
                        let lost = if step.abs() < MAX_DROPOUT { step } else { 1 };
                        (
                            newest.unwrapped_seq + lost,
                            newest.unwrapped_time + lost * newest.duration,
                        )
                    }
                    (false, _) => (newest.unwrapped_seq + step, time),
                }
            }
        };
        self.gave_up = false;
        if self.newest.is_none_or(|newest| seq > newest.unwrapped_seq) {
            self.newest = Some(Newest {
                seq: header.seq,
                rtp_time: header.rtp_time,
                unwrapped_seq: seq,
                unwrapped_time: time,
                duration,
                arrival_us: now_us,
            });
        }
        Ok((seq, time))
    }

    /// Whether a packet `step` numbers and `ticks` after the newest one, `passed` ticks later,
    /// belongs to a clock that was set anew.
    fn is_jump(&self, step: i64, ticks: i64, passed: i64, duration: i64) -> bool {
        let limit = MAX_JUMP_S * self.clock_rate;
        let by_seq = (ticks - step * duration).abs();
        let by_arrival = (ticks - passed).abs();
        step.abs() >= MAX_DROPOUT || (by_seq > limit && by_arrival > limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(seq: u16, rtp_time: u32) -> Header {
        Header {
            marker: false,
            payload_type: PayloadType(8),
            seq: Seq(seq),
            rtp_time: RtpTime(rtp_time),
            ssrc: Ssrc(1),
        }
    }

    fn buffer() -> JitterBuffer {
        JitterBuffer::new(8_000, 10_000, 0)
    }

    /// Puts packet `n` of a plain sender in, at the time it should arrive.
    fn put(buffer: &mut JitterBuffer, n: u32) -> Inserted {
        let header = header((65_530 + n) as u16, u32::MAX.wrapping_add(n * 160));
        buffer.insert(header, &[n as u8; 160], 160, i64::from(n) * 20_000)
    }

    fn drain(buffer: &mut JitterBuffer) -> Vec<(u8, i64)> {
        let mut played = Vec::new();
        while let Some((seq, end, first, time)) = buffer
            .front()
            .map(|waiting| (waiting.seq, waiting.end(), waiting.payload()[0], waiting.time))
        {
            played.push((first, time));
            buffer.remove(seq, end);
        }
        played
    }

    #[test]
    fn packets_come_out_in_order_once_across_the_wrap() {
        let mut buffer = buffer();
        for n in [0, 1, 3, 2, 5, 4, 4, 6, 9, 8, 7, 8] {
            let _ = put(&mut buffer, n);
        }
        let played = drain(&mut buffer);
        assert_eq!(played.iter().map(|&(n, _)| n).collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
        assert!(played.windows(2).all(|pair| pair[1].1 - pair[0].1 == 160));
    }

    #[test]
    fn duplicates_and_late_packets_are_told() {
        let mut buffer = buffer();
        assert_eq!(put(&mut buffer, 0), Inserted::Stored);
        assert_eq!(put(&mut buffer, 2), Inserted::Stored);
        assert_eq!(put(&mut buffer, 2), Inserted::Duplicate);
        assert_eq!(put(&mut buffer, 0), Inserted::Duplicate);
        drain(&mut buffer);
        assert_eq!(put(&mut buffer, 1), Inserted::Late);
        let long = [0; MAX_PAYLOAD + 1];
        assert_eq!(buffer.insert(header(9, 9), &long, 160, 0), Inserted::TooLong);
    }

    #[test]
    fn timestamp_that_jumps_goes_on_without_a_gap() {
        for jump in [1_000_000u32, 0u32.wrapping_sub(1_000_000)] {
            let mut buffer = buffer();
            for n in 0..10u32 {
                let shift = if n < 5 { 0 } else { jump };
                let header = header(n as u16, (n * 160).wrapping_add(shift));
                let _ = buffer.insert(header, &[n as u8; 160], 160, i64::from(n) * 20_000);
            }
            let played = drain(&mut buffer);
            assert_eq!(played.len(), 10);
            assert!(played.windows(2).all(|pair| pair[1].1 - pair[0].1 == 160));
        }
    }

    #[test]
    fn silence_that_took_its_time_is_no_jump() {
        let mut buffer = buffer();
        let _ = buffer.insert(header(0, 0), &[0; 160], 160, 0);
        let _ = buffer.insert(header(1, 80_000), &[1; 160], 160, 10_000_000);
        assert_eq!(drain(&mut buffer), [(0, 0), (1, 80_000)]);
    }

    #[test]
    fn packets_without_sound_are_not_missing() {
        let mut buffer = buffer();
        let _ = buffer.insert(header(0, 0), &[0; 160], 160, 0);
        assert_eq!(buffer.skip(header(1, 160)), Some(160));
        assert_eq!(buffer.skip(header(3, 160)), Some(160));
        assert_eq!(buffer.missing_between(0, 5), 2);
    }

    #[test]
    fn full_buffer_drops_the_oldest() {
        let mut buffer = buffer();
        for n in 0..80 {
            let _ = put(&mut buffer, n);
        }
        let played = drain(&mut buffer);
        assert_eq!(played.first().map(|&(n, _)| n), Some(16));
        assert_eq!(played.len(), 64);
    }
}
