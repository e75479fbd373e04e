//! Calls in bad weather: whatever is lost, late, reordered or repeated, every session ends and
//! nothing is left behind.

use super::net::*;
use crate::rng::Rng;
use crate::sip::endpoint::{Event, SessionEvent, SessionId};
use crate::sip::message::StatusCode;
use crate::time::{Duration, Instant};
use std::collections::{BTreeMap, BTreeSet};

/// Two owners who do what comes to their minds, as their state allows.
struct Owners {
    rng: Rng,
    /// Live sessions by node, and what the owner knows of them.
    live: BTreeMap<(usize, SessionId), Known>,
    ended: BTreeSet<(usize, SessionId)>,
    answered: u32,
    stop: Instant,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Known {
    Calling,
    Incoming,
    Talking,
    Owing,
    Asked,
}

impl Owners {
    fn new(seed: u8) -> Self {
        Self {
            rng: Rng::new([seed; 32]),
            live: BTreeMap::new(),
            ended: BTreeSet::new(),
            answered: 0,
            stop: Instant::from_millis(60_000),
        }
    }

    /// Takes what was told and does something, each 50 ms of virtual time or so.
    fn act(&mut self, net: &mut Net) {
        for node in 0..2 {
            while let Some(event) = net.nodes[node].events.pop_front() {
                self.note(node, event);
            }
        }
        let stopped = net.now > self.stop;
        if !stopped && self.rng.below(10) == 0 {
            let node = usize::from(self.rng.below(2) == 0);
            let target = uri(["sip:bob@10.0.0.2", "sip:alice@10.0.0.1"][node]);
            let body = sdp("offer").filter(|_| self.rng.below(4) > 0);
            let now = net.now;
            let id = net.endpoint(node).invite(ACCOUNT, target, body, now).unwrap();
            self.live.insert((node, id), Known::Calling);
        }
        for ((node, id), known) in self.live.clone() {
            if stopped || self.rng.below(8) == 0 {
                self.press(net, node, id, known, stopped);
            }
        }
    }

    fn press(&mut self, net: &mut Net, node: usize, id: SessionId, known: Known, stopped: bool) {
        let (now, choice) = (net.now, self.rng.below(if stopped { 1 } else { 6 }));
        let body = sdp("body");
        let endpoint = net.endpoint(node);
        // Commands that do not fit any more are refused, and that is all.
        let _ = match (known, choice) {
            (Known::Calling | Known::Talking, 0) | (Known::Incoming, 1) | (Known::Owing, 1) => {
                endpoint.hang_up(id, now)
            }
            (Known::Incoming, 0) if stopped => endpoint.hang_up(id, now),
            (Known::Incoming, 2) => endpoint.ring(id, StatusCode::RINGING, None, now),
            (Known::Incoming, 3) => endpoint.reject(id, StatusCode::BUSY_HERE, now),
            (Known::Incoming, _) => endpoint.accept(id, body, now),
            (Known::Owing, _) => endpoint.acknowledge(id, body, now),
            (Known::Asked, 1) => endpoint.answer_reinvite(id, Err(StatusCode::DECLINE.into()), now),
            (Known::Asked, _) => endpoint.answer_reinvite(id, Ok(body), now),
            (Known::Talking, 1) => endpoint.reinvite(id, body, now),
            (Known::Talking, 2) => endpoint.reinvite(id, None, now),
            (Known::Calling | Known::Talking, _) => Ok(()),
        };
        if known == Known::Asked || known == Known::Owing {
            self.live.insert((node, id), Known::Talking);
        }
    }

    fn note(&mut self, node: usize, event: Event) {
        let (id, event) = match event {
            Event::Incoming { session, .. } => {
                assert!(self.live.insert((node, session), Known::Incoming).is_none());
                return;
            }
            Event::Session(id, event) => (id, event),
            other @ (Event::Registration(..)
            | Event::Request { .. }
            | Event::Server(_)
            | Event::Subscription(..)
            | Event::Referral(..)
            | Event::Referred { .. }
            | Event::Unserved(..)
            | Event::Answered(..)) => panic!("{other:?}"),
        };
        let key = (node, id);
        assert!(self.live.contains_key(&key), "{event:?} of a session that is over");
        match event {
            SessionEvent::Ended { .. } | SessionEvent::Failed { .. } => {
                self.live.remove(&key);
                assert!(self.ended.insert(key));
            }
            SessionEvent::Answered { .. } => {
                self.answered += 1;
                self.live.insert(key, Known::Owing);
            }
            SessionEvent::ReinviteAccepted { .. } => {
                self.live.insert(key, Known::Owing);
            }
            SessionEvent::Reinvite { .. } => {
                self.live.insert(key, Known::Asked);
            }
            SessionEvent::Acknowledged { .. } | SessionEvent::ReinviteFailed { .. } => {
                self.live.insert(key, Known::Talking);
            }
            SessionEvent::Progress { .. }
            | SessionEvent::Redirected { .. }
            | SessionEvent::Charged { .. }
            | SessionEvent::RefreshDue => {}
        }
    }
}

/// Runs a minute of random calls and then lets everything end; returns what happened.
#[track_caller]
fn storm(seed: u8, weather: Weather) -> (u32, Vec<String>) {
    let mut net = Net::new(2, seed, weather);
    let mut owners = Owners::new(seed);
    while net.now < owners.stop + Duration::from_secs(200) {
        net.run(50);
        owners.act(&mut net);
    }
    net.settle();
    owners.act(&mut net);
    assert!(owners.live.is_empty(), "seed {seed}: {:?}", owners.live);
    net.assert_empty();
    assert!(owners.answered > 10, "seed {seed}: only {} answered", owners.answered);
    (owners.answered, net.ladder())
}

#[test]
fn sessions_end_and_nothing_leaks_in_fine_weather() {
    storm(1, Weather::FINE);
}

#[test]
fn sessions_end_and_nothing_leaks_when_packets_are_lost_late_and_repeated() {
    for seed in 2..12 {
        let loss_percent = u32::from(seed) * 3;
        let delay = Duration::from_millis(u64::from(seed) * 20);
        storm(seed, Weather { loss_percent, repeat_percent: 20, delay, spread: delay });
    }
}

#[test]
fn the_same_seed_gives_the_same_messages() {
    const DELAY: Duration = Duration::from_millis(40);
    let weather = Weather { loss_percent: 10, repeat_percent: 10, delay: DELAY, spread: DELAY };
    assert_eq!(storm(33, weather), storm(33, weather));
}

#[test]
fn a_call_survives_heavy_loss() {
    for seed in 0..30 {
        let weather = Weather { loss_percent: 30, ..Weather::FINE };
        let mut net = Net::new(2, seed, weather);
        let now = net.now;
        let target = uri("sip:bob@10.0.0.2");
        let alice = net.endpoint(ALICE).invite(ACCOUNT, target, sdp("offer"), now).unwrap();
        let end = net.now + Duration::from_secs(30);
        net.run_until(end, |net| {
            let calls = net.nodes[BOB].events.iter();
            calls.clone().any(|event| matches!(event, Event::Incoming { .. }))
        });
        let bob = net.incoming(BOB);
        let now = net.now;
        net.endpoint(BOB).accept(bob, sdp("answer"), now).unwrap();
        net.run(31_000);
        assert_eq!(net.told(BOB), "acknowledged", "seed {seed}");
        assert_eq!(net.told(ALICE), "answered answer", "seed {seed}");
        let now = net.now;
        net.endpoint(ALICE).hang_up(alice, now).unwrap();
        net.settle();
        net.assert_empty();
    }
}
