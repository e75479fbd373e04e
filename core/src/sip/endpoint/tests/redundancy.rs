//! Two proxies at once, of which one is killed at random moments (manual A.3.4, A.3.18).

use core::net::SocketAddr;

use super::net::*;
use crate::rng::Rng;
use crate::sip::endpoint::{Account, AccountId, RegistrationState, Settings};
use crate::sip::header::{HeaderName, Via};
use crate::sip::message::{Message, Method};
use crate::time::Duration;

/// The account at the second proxy.
const OTHER: AccountId = AccountId(1);

/// T1 with two registrations (`redundant_proxy/dual_reg/t1`).
const T1: Duration = Duration::from_millis(20);

/// Two phones and two proxies that know both, of which one may be dead.
struct Office {
    net: Net,
    proxies: [usize; 2],
    dead: [bool; 2],
    branch: u32,
}

impl Office {
    fn open(seed: u8) -> Self {
        let mut net = Net::new(2, seed, Weather::FINE);
        let proxies = [net.add_hand("10.0.0.8:5060"), net.add_hand("10.0.0.9:5060")];
        let mut office = Self { net, proxies, dead: [false; 2], branch: 0 };
        for (node, user) in [(ALICE, "alice"), (BOB, "bob")] {
            let now = office.net.now;
            let settings = Settings { t1: T1, invite_timeout: Duration::ZERO, ..settings() };
            let endpoint = office.net.endpoint(node);
            endpoint.set_settings(settings);
            let hops = ["sip:10.0.0.8", "sip:10.0.0.9"].map(uri);
            for (id, own, other) in [(ACCOUNT, 0, 1), (OTHER, 1, 0)] {
                let account = Account {
                    registrar: Some(uri("sip:pbx.example")),
                    registrar_hop: Some(hops[own].clone()),
                    proxy: Some(hops[own].clone()),
                    alternatives: vec![hops[other].clone()],
                    retry: Duration::from_secs(5),
                    ..account(user)
                };
                endpoint.set_account(id, account, now);
                endpoint.register(id, now).unwrap();
            }
        }
        office.run(200);
        for node in [ALICE, BOB] {
            for id in [ACCOUNT, OTHER] {
                let state = office.net.endpoint(node).registration(id);
                assert!(matches!(state, RegistrationState::Registered { .. }), "{state:?}");
            }
        }
        office
    }

    fn run(&mut self, millis: u64) {
        for _ in 0..millis {
            self.net.run(1);
            for index in 0..2 {
                self.forward(index);
            }
        }
    }

    /// Does what a stateless proxy does (RFC 3261 16.11), or nothing if it is dead.
    fn forward(&mut self, index: usize) {
        let node = self.proxies[index];
        let own = self.net.nodes[node].address;
        while let Some(message) = self.net.nodes[node].received.pop_front() {
            if self.dead[index] {
                continue;
            }
            match message {
                Message::Request(request) if request.method == Method::Register => {
                    let mut response = reply(&request, 200, "r", "");
                    let contact = request.headers.get(&HeaderName::Contact).unwrap();
                    response.headers.push(HeaderName::Contact, contact);
                    let to = back(&response.headers.typed::<Via>().unwrap());
                    self.net.send(own, to, response.to_bytes());
                }
                Message::Request(mut request) => {
                    let host = request.uri.host().unwrap().ip();
                    let known = match request.uri.user().unwrap_or_default().as_str() {
                        "alice" => ALICE,
                        _ => BOB,
                    };
                    let to = match host {
                        Some(ip) => SocketAddr::new(ip, 5060),
                        None => self.net.nodes[known].address,
                    };
                    let above: Via = request.headers.typed().unwrap();
                    let branch = format!("{}x{index}", above.branch().unwrap());
                    let via = Via::new("UDP", own.ip(), Some(own.port()), &branch);
                    request.headers.push_front_typed(&via);
                    self.branch += 1;
                    self.net.send(own, to, request.to_bytes());
                }
                Message::Response(mut response) => {
                    let vias = response.headers.typed_all::<Via>().unwrap();
                    response.headers.remove(&HeaderName::Via);
                    for via in vias.iter().skip(1).rev() {
                        response.headers.push_front_typed(via);
                    }
                    self.net.send(own, back(&vias[1]), response.to_bytes());
                }
            }
        }
    }

    /// Calls bob from alice by an account, answers, and returns how long it took to be connected.
    #[track_caller]
    fn call(&mut self, account: AccountId) -> Duration {
        let before = self.net.now;
        let target = uri("sip:bob@pbx.example");
        let alice = self.net.endpoint(ALICE).invite(account, target, sdp("offer"), before).unwrap();
        let mut waited = 0;
        let rings = |net: &Net| {
            net.nodes[BOB]
                .events
                .iter()
                .any(|event| matches!(event, crate::sip::endpoint::Event::Incoming { .. }))
        };
        while !rings(&self.net) && waited < 5_000 {
            self.run(1);
            waited += 1;
        }
        let bob = self.net.incoming(BOB);
        let now = self.net.now;
        self.net.endpoint(BOB).accept(bob, sdp("answer"), now).unwrap();
        self.run(30);
        let told = self.net.told(ALICE);
        assert!(told.contains("answered answer"), "{told}");
        let took = self.net.now - before;
        // The call goes on, whatever becomes of the proxies, until alice has enough.
        self.run(20);
        let now = self.net.now;
        self.net.endpoint(ALICE).hang_up(alice, now).unwrap();
        self.run(30);
        assert!(self.net.told(BOB).contains("ended Remote(None)"), "{:?}", self.net.ladder);
        self.net.told(ALICE);
        self.net.ladder();
        took
    }
}

fn back(via: &Via) -> SocketAddr {
    let ip = via.received().or(via.host.ip()).unwrap();
    SocketAddr::new(ip, via.rport().or(via.port).unwrap_or(5060))
}

#[test]
fn one_of_two_proxies_dies_at_random_moments_and_no_call_is_lost() {
    for seed in 0..5 {
        let mut office = Office::open(seed);
        let mut rng = Rng::new([seed; 32]);
        let mut longest = Duration::ZERO;
        let mut calls_since = 0;
        for _ in 0..100 {
            if rng.below(4) == 0 {
                let dies = rng.below(2) as usize;
                office.dead = [dies == 0, dies == 1];
                calls_since = 0;
            }
            let moment = u64::from(rng.below(50));
            office.run(moment);
            let account = if rng.below(2) == 0 { ACCOUNT } else { OTHER };
            let took = office.call(account);
            longest = longest.max(took);
            calls_since += 1;
            // 64 times T1 at most is waited for a dead proxy, and then the other one is asked.
            assert!(took < T1 * 64 + Duration::from_millis(200), "{took:?} {calls_since}");
        }
    }
}

#[test]
fn once_a_proxy_is_known_to_be_dead_calls_are_at_once() {
    let mut office = Office::open(9);
    office.dead = [true, false];
    assert!(office.call(ACCOUNT) > T1 * 64);
    for _ in 0..10 {
        let took = office.call(ACCOUNT);
        assert!(took < Duration::from_millis(100), "{took:?}");
    }
}
