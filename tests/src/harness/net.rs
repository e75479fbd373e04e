//! The pretended network: datagrams with delay, jitter, loss, duplication and reordering.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use hookswitch_core::rng::Rng;
use hookswitch_core::time::{Duration, Instant};

use super::queue::Queue;

/// A datagram on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet {
    /// Where it comes from.
    pub from: SocketAddr,
    /// Where it goes.
    pub to: SocketAddr,
    /// What is in it.
    pub data: Vec<u8>,
}

/// What the network does to datagrams; shares are in thousandths.
#[derive(Clone, Copy, Debug)]
pub struct Faults {
    /// Time on the way.
    pub delay: Duration,
    /// Up to how much longer it may take; datagrams overtake each other within it.
    pub jitter: Duration,
    /// Share that is lost.
    pub loss: u32,
    /// Share that comes twice.
    pub duplicates: u32,
    /// Share that comes later than what was sent after it.
    pub reordered: u32,
}

impl Default for Faults {
    /// A good local network: one millisecond, nothing lost.
    fn default() -> Self {
        Self {
            delay: Duration::from_millis(1),
            jitter: Duration::ZERO,
            loss: 0,
            duplicates: 0,
            reordered: 0,
        }
    }
}

/// What became of a datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is on its way.
    Sent,
    /// It is lost.
    Lost,
    /// It is on its way twice.
    Doubled,
}

/// A datagram that was sent, for traces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traced {
    /// When it was sent.
    pub at: Instant,
    /// The datagram.
    pub packet: Packet,
    /// What became of it.
    pub fate: Fate,
}

/// The pretended network.
#[derive(Debug)]
pub struct SimNet {
    /// What it does to datagrams from now on.
    pub faults: Faults,
    /// Whether SIP datagrams are written to the trace.
    pub tracing: bool,
    /// How many SIP datagrams are sent before the one that is lost.
    lost: Option<usize>,
    rng: Rng,
    on_the_way: Queue<Packet>,
    names: BTreeMap<IpAddr, String>,
    trace: Vec<Traced>,
    /// Media datagrams, if they are kept.
    media: Option<Vec<Packet>>,
}

impl SimNet {
    /// Returns a good network.
    pub fn new(rng: Rng) -> Self {
        Self {
            faults: Faults::default(),
            tracing: true,
            lost: None,
            rng,
            on_the_way: Queue::default(),
            names: BTreeMap::new(),
            trace: Vec::new(),
            media: None,
        }
    }

    /// Names a host for traces.
    pub fn name(&mut self, host: IpAddr, name: &str) {
        self.names.insert(host, name.to_owned());
    }

    /// Returns the name of a host, or its address.
    pub fn name_of(&self, host: IpAddr) -> String {
        self.names.get(&host).cloned().unwrap_or_else(|| host.to_string())
    }

    /// Loses one SIP datagram of those sent from now on: `number`, from 0.
    pub fn lose_only(&mut self, number: usize) {
        self.lost = Some(number);
    }

    /// Whether this SIP datagram is the one that is lost.
    fn is_the_one(&mut self) -> bool {
        let is_it = self.lost == Some(0);
        self.lost = self.lost.and_then(|number| number.checked_sub(1));
        is_it
    }

    /// Sends a datagram.
    pub fn send(&mut self, packet: Packet, now: Instant) {
        let faults = self.faults;
        let is_the_one = is_sip(&packet.data) && self.is_the_one();
        let fate = if is_the_one || self.rng.below(1_000) < faults.loss {
            Fate::Lost
        } else if self.rng.below(1_000) < faults.duplicates {
            Fate::Doubled
        } else {
            Fate::Sent
        };
        if self.tracing && is_sip(&packet.data) {
            self.trace.push(Traced { at: now, packet: packet.clone(), fate });
        }
        if let Some(media) = self.media.as_mut().filter(|_| !is_sip(&packet.data)) {
            media.push(packet.clone());
        }
        match fate {
            Fate::Lost => return,
            Fate::Doubled => self.put_on_the_way(packet.clone(), now),
            Fate::Sent => {}
        }
        self.put_on_the_way(packet, now);
    }

    fn put_on_the_way(&mut self, packet: Packet, now: Instant) {
        let faults = self.faults;
        let spread = u32::try_from(faults.jitter.as_micros()).unwrap_or(u32::MAX);
        let jitter = Duration::from_micros(self.rng.below(spread).into());
        let late = self.rng.below(1_000) < faults.reordered;
        let time = faults.delay + jitter + if late { faults.delay * 3 } else { Duration::ZERO };
        self.on_the_way.push(now + time, packet);
    }

    /// Returns when the next datagram arrives.
    pub fn next(&self) -> Option<Instant> {
        self.on_the_way.next()
    }

    /// Takes out a datagram that has arrived.
    pub fn arrived(&mut self, now: Instant) -> Option<Packet> {
        self.on_the_way.pop(now)
    }

    /// Returns the SIP datagrams sent so far.
    pub fn trace(&self) -> &[Traced] {
        &self.trace
    }

    /// Keeps the media datagrams that are sent from now on; returns those kept so far.
    pub fn take_media(&mut self) -> Vec<Packet> {
        self.media.replace(Vec::new()).unwrap_or_default()
    }

    /// Forgets the SIP datagrams sent so far.
    pub fn clear_trace(&mut self) {
        self.trace.clear();
    }
}

/// Whether a datagram is SIP rather than media: RTP and RTCP begin with version 2 in two bits.
fn is_sip(data: &[u8]) -> bool {
    data.first().is_some_and(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loss_duplication_and_reordering_happen_as_often_as_said() {
        let mut net = SimNet::new(Rng::new([5; 32]));
        net.faults = Faults { loss: 100, duplicates: 50, reordered: 20, ..Faults::default() };
        for number in 0..10_000_u32 {
            let (from, to) = (([10, 0, 0, 1], 1).into(), ([10, 0, 0, 2], 1).into());
            let data = [&[0x80][..], &number.to_be_bytes()].concat();
            net.send(Packet { from, to, data }, Instant::from_millis(number.into()));
        }
        let arrived: Vec<_> =
            std::iter::from_fn(|| net.arrived(Instant::from_millis(u32::MAX.into()))).collect();
        assert!((9_300..9_600).contains(&arrived.len()), "{}", arrived.len());
        let behind = arrived.windows(2).filter(|pair| pair[0].data > pair[1].data).count();
        assert!((100..300).contains(&behind), "{behind}");
    }
}
