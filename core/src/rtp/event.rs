//! Telephone events: DTMF digits as RTP packets (RFC 4733).
//!
//! A digit is a run of packets with one timestamp and a growing duration. Its last packet is sent
//! three times, because a receiver that misses it would hear the digit go on.

use super::RtpTime;

/// Bytes of an event payload.
pub const PAYLOAD: usize = 4;

/// How often the last packet of an event is sent (RFC 4733 2.5.1.4).
const END_PACKETS: u8 = 3;

/// Longest duration of a segment, in ticks (RFC 4733 2.5.1.3).
const SEGMENT: u32 = 0xffff;

/// One event payload (RFC 4733 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Event code; 0 to 15 are DTMF digits.
    pub code: u8,
    /// Whether the event has ended.
    pub end: bool,
    /// Power of a tone in dBm0 with the sign dropped, 0 to 63.
    pub volume: u8,
    /// How long the event has lasted, in ticks.
    pub duration: u16,
}

impl Event {
    /// Reads the event at the start of a payload; later ones are redundancy that is not used.
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let &[code, flags, d0, d1] = payload.first_chunk::<PAYLOAD>()?;
        let duration = u16::from_be_bytes([d0, d1]);
        Some(Self { code, end: flags & 0x80 != 0, volume: flags & 0x3f, duration })
    }

    /// Returns the payload.
    pub const fn to_bytes(self) -> [u8; PAYLOAD] {
        let [d0, d1] = self.duration.to_be_bytes();
        let end = if self.end { 0x80 } else { 0 };
        [self.code, end | (self.volume & 0x3f), d0, d1]
    }
}

/// A packet of an event that is being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventPacket {
    /// Whether this is the first packet of the event.
    pub marker: bool,
    /// Timestamp: the start of the event, or of its segment.
    pub rtp_time: RtpTime,
    /// Payload.
    pub event: Event,
}

/// Sends one event, a packet for each packet time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventSender {
    code: u8,
    volume: u8,
    first: bool,
    /// Start of the segment.
    start: RtpTime,
    /// Ticks of the segment that have passed.
    elapsed: u32,
    /// Ticks from the segment's start to the event's end.
    total: u32,
    /// Ticks of the segments before.
    passed: u32,
    ends_left: u8,
}

impl EventSender {
    /// Starts event `code` at `start`, to last `total` ticks, at least one.
    pub const fn new(code: u8, volume: u8, total: u32, start: RtpTime) -> Self {
        let total = if total == 0 { 1 } else { total };
        let ends_left = END_PACKETS;
        Self { code, volume, first: true, start, elapsed: 0, total, passed: 0, ends_left }
    }

    /// Ends the event after `total` ticks in all, or as soon as possible.
    pub fn shorten(&mut self, total: u32) {
        let total = total.saturating_sub(self.passed).max(self.elapsed + 1);
        self.total = self.total.min(total);
    }

    /// Returns the packet to send after another `ticks` have passed, or `None` when the event is
    /// over and its last packet was sent three times.
    pub fn advance(&mut self, ticks: u32) -> Option<EventPacket> {
        if self.ends_left == 0 {
            return None;
        }
        if self.elapsed >= SEGMENT {
            // The packet before this one closed a segment; the event goes on in a new one.
            self.start = self.start.plus(SEGMENT);
            self.elapsed -= SEGMENT;
            self.total -= SEGMENT;
            self.passed += SEGMENT;
        }
        self.elapsed = self.elapsed.saturating_add(ticks);
        let end = self.elapsed >= self.total && self.total <= SEGMENT;
        if end {
            self.ends_left -= 1;
            self.elapsed = self.total;
        }
        let duration = u16::try_from(self.elapsed).unwrap_or(u16::MAX);
        let event = Event { code: self.code, end, volume: self.volume, duration };
        let marker = core::mem::replace(&mut self.first, false);
        Some(EventPacket { marker, rtp_time: self.start, event })
    }
}

/// What a packet of a received event is to the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The first that came of it.
    Begins,
    /// Another one.
    GoesOn,
}

/// Tells received events apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventReceiver {
    last: Option<(RtpTime, Event)>,
}

impl EventReceiver {
    /// Takes an event packet; returns what it is to the newest event, nothing if it is of an older one.
    ///
    /// Events are told apart by timestamp, so that lost end packets lose nothing and repeated
    /// ones add nothing; a segment that continues a long event is not a new one. One that is further behind
    /// than any packet is late comes from a sender that began anew.
    pub fn handle(&mut self, rtp_time: RtpTime, event: Event) -> Option<Progress> {
        let Some((start, last)) = self.last else {
            self.last = Some((rtp_time, event));
            return Some(Progress::Begins);
        };
        let ahead = rtp_time.ahead_of(start);
        let continues = ahead == SEGMENT as i32 && last.code == event.code && !last.end;
        let begins_anew = ahead < -(SEGMENT as i32);
        if ahead < 0 && !begins_anew {
            return None;
        }
        self.last = Some((rtp_time, event));
        let begins = begins_anew || ahead > 0 && !continues;
        Some(if begins { Progress::Begins } else { Progress::GoesOn })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packets(total: u32, ticks: u32) -> Vec<EventPacket> {
        let mut sender = EventSender::new(5, 10, total, RtpTime(1_000));
        core::iter::from_fn(|| sender.advance(ticks)).collect()
    }

    #[test]
    fn digit_grows_and_ends_three_times() {
        let packets = packets(400, 160);
        let durations: Vec<_> = packets.iter().map(|packet| packet.event.duration).collect();
        assert_eq!(durations, [160, 320, 400, 400, 400]);
        let ends: Vec<_> = packets.iter().map(|packet| packet.event.end).collect();
        assert_eq!(ends, [false, false, true, true, true]);
        let markers: Vec<_> = packets.iter().map(|packet| packet.marker).collect();
        assert_eq!(markers, [true, false, false, false, false]);
        assert!(packets.iter().all(|packet| packet.rtp_time == RtpTime(1_000)));
    }

    #[test]
    fn long_event_is_split_and_received_once() {
        let packets = packets(150_000, 160);
        let starts: Vec<_> = packets.iter().map(|packet| packet.rtp_time.0).collect();
        assert_eq!(starts.first(), Some(&1_000));
        assert_eq!(starts.last(), Some(&(1_000 + 2 * 0xffff)));
        let closing = packets.iter().filter(|packet| packet.event.duration == u16::MAX);
        assert_eq!(closing.clone().count(), 2);
        assert!(closing.into_iter().all(|packet| !packet.event.end && !packet.marker));
        assert_eq!(packets.last().map(|packet| packet.event.duration), Some(18_930));
        let mut receiver = EventReceiver::default();
        let heard: Vec<_> = packets
            .iter()
            .map(|packet| receiver.handle(packet.rtp_time, packet.event).unwrap())
            .collect();
        assert_eq!(heard[0], Progress::Begins);
        assert!(heard[1..].iter().all(|progress| *progress == Progress::GoesOn));
    }

    #[test]
    fn a_long_event_ends_when_its_key_is_let_go() {
        // Ticks when the key is let go, as the phone tells a little later, and of how many.
        for (at, told, segments, last) in
            [(3_200, 3_000, 0, 3_201), (3_200, 3_360, 0, 3_360), (100_000, 100_100, 1, 34_565)]
        {
            let mut sender = EventSender::new(5, 10, 48 * 65_535, RtpTime(1_000));
            let mut sent: Vec<_> = (0..at / 160).map(|_| sender.advance(160).unwrap()).collect();
            sender.shorten(told);
            sent.extend(core::iter::from_fn(|| sender.advance(160)));
            let ends: Vec<_> = sent.iter().filter(|packet| packet.event.end).collect();
            assert_eq!(ends.len(), 3, "{at} {told}");
            assert!(ends.iter().all(|end| u32::from(end.event.duration) == last), "{ends:?}");
            assert!(ends.iter().all(|end| end.rtp_time.0 == 1_000 + segments * SEGMENT));
        }
    }

    #[test]
    fn event_is_reported_once_whatever_is_lost() {
        let packets = packets(800, 160);
        for kept in 1..1u32 << packets.len() {
            let mut receiver = EventReceiver::default();
            let heard = packets
                .iter()
                .enumerate()
                .filter(|(n, _)| kept & (1 << n) != 0)
                .filter_map(|(_, packet)| receiver.handle(packet.rtp_time, packet.event))
                .filter(|progress| *progress == Progress::Begins)
                .count();
            assert_eq!(heard, 1);
        }
    }

    #[test]
    fn same_digit_twice_is_two_events_and_a_late_packet_none() {
        let mut receiver = EventReceiver::default();
        let event = Event { code: 1, end: false, volume: 10, duration: 160 };
        assert_eq!(receiver.handle(RtpTime(u32::MAX - 100), event), Some(Progress::Begins));
        assert_eq!(receiver.handle(RtpTime(900), event), Some(Progress::Begins));
        assert_eq!(receiver.handle(RtpTime(u32::MAX - 100), event), None);
        let end = Event { end: true, ..event };
        assert_eq!(receiver.handle(RtpTime(900), end), Some(Progress::GoesOn));
    }

    #[test]
    fn payload_is_printed_as_it_is_read() {
        let bytes = [11, 0x8a, 0x03, 0x20];
        let event = Event { code: 11, end: true, volume: 10, duration: 800 };
        assert_eq!(Event::parse(&bytes), Some(event));
        assert_eq!(event.to_bytes(), bytes);
        assert_eq!(Event::parse(&bytes[..3]), None);
    }
}
