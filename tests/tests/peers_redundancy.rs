//! Phones at two real servers: both at once, or one after the other as DNS tells them (manual 16.2.2,
//! A.3.4, A.3.18).
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::time::Duration;

use hookswitch_core::rng::Rng;
use hookswitch_tests::child::wait_until;
use hookswitch_tests::desks::{Desks, Setup};
use hookswitch_tests::headless::Headless;
use hookswitch_tests::peers::{Dns, Kamailio};

/// How often one of two servers is killed; ten calls are made around each time.
const DEATHS: u32 = 10;

/// Registrations last this long, in seconds, so that a server that starts again soon knows its
/// phones.
const LIFETIME_S: u32 = 10;

/// How long something may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);

/// What both phones are told of registering.
const FRESH: [(&str, &str); 3] = [
    ("voip/signalling/sip/proxy_timeout", "60"),
    ("voip/signalling/sip/register_before_expires_percent", "85"),
    ("voip/signalling/sip/registration_failed_timeout", "1"),
];

/// Waits until a server has registered these phones.
#[track_caller]
fn knows(server: &Kamailio, numbers: &[u16]) {
    server.wait_for("REGISTER");
    for number in numbers {
        server.wait_for(&format!("BOUND {number}"));
    }
}

#[test]
fn one_of_two_servers_dies_at_random_moments_and_no_call_is_lost() {
    let mut servers = [LIFETIME_S; 2].map(Kamailio::with_lifetime);
    let second = servers[1].port.to_string();
    let more = [
        &FRESH[..],
        &[
            ("voip/signalling/sip/redundant_proxy/enabled", "1"),
            ("voip/signalling/sip/redundant_proxy/mode", "Simultaneous"),
            ("voip/signalling/sip/secondary_proxy/address", "127.0.0.1"),
            ("voip/signalling/sip/secondary_proxy/port", &second),
        ],
    ]
    .concat();
    let numbers: Vec<u16> = (1001..=1010).collect();
    let setup = Setup { numbers: &numbers, port: servers[0].port, more: &more, ..Setup::default() };
    let desks = Desks::open(&setup);
    servers.iter().for_each(|server| knows(server, &numbers));
    let mut rng = Rng::new([4; 32]);
    let mut calls = 0;
    for death in 0..DEATHS {
        let victim = usize::try_from(rng.below(2)).unwrap();
        let pairs = pairs(&desks, &numbers, &mut rng);
        // So many are in calls when it dies, so many ring, and the others do neither.
        let (talking, others) = pairs.split_at(usize::try_from(rng.below(5)).unwrap());
        let (ringing, silent) = others.split_at(usize::try_from(rng.below(2)).unwrap());
        eprintln!("death {death}: server {victim}, {} talk, {} ring", talking.len(), ringing.len());
        let before = servers.each_ref().map(|server| server.log().len());
        // By which server a request to a callee passes.
        let way = |request: &str, pair: &Pair<'_>| {
            let text = format!("REQ {request} sip:{}@", pair.numbers.0);
            let passes = |at: &usize| servers[*at].log()[before[*at]..].contains(&text);
            wait_until(PATIENCE, || (0..2).find(passes)).unwrap()
        };
        connect_all(talking);
        // Who has answered and is not heard of again hangs up (RFC 3261 13.3.1.4).
        talking.iter().for_each(|pair| {
            way("ACK", pair);
        });
        ringing.iter().for_each(Pair::ring);
        let ways: Vec<_> =
            ringing.iter().map(|pair| (pair, way("INVITE", pair), pair.losses())).collect();
        servers[victim].kill();
        for (pair, way, losses) in ways {
            if way == victim {
                // Both notice, and it rings again by way of the other server.
                pair.expect_losses(losses + 2);
            }
            pair.callee.press("Answer");
            pair.callee.expect("Connected");
            pair.caller.expect("Connected");
        }
        // Those go on, and the next calls work at once.
        for pair in talking {
            pair.caller.expect("Connected");
            pair.callee.expect("Connected");
        }
        connect_at_once(silent);
        pairs.iter().for_each(Pair::hang_up);
        let others: Vec<_> = pairs.into_iter().map(Pair::turned).collect();
        connect_at_once(&others);
        others.iter().for_each(Pair::hang_up);
        calls += 2 * others.len();
        servers[victim].start_again();
        knows(&servers[victim], &numbers);
    }
    assert_eq!(calls, 100);
}

/// Two phones, of which one calls the other.
struct Pair<'a> {
    caller: &'a Headless,
    callee: &'a Headless,
    /// The callee's number, and the caller's.
    numbers: (u16, u16),
}

impl Pair<'_> {
    /// One calls the other, who does not answer yet.
    #[track_caller]
    fn ring(&self) {
        self.caller.call(&self.numbers.0.to_string());
        self.callee.expect("Incoming call");
        self.caller.expect("Ringing");
    }

    /// Returns how often the two have found that the server of a call was gone.
    fn losses(&self) -> usize {
        [self.caller, self.callee]
            .map(|phone| phone.times_logged("its server is gone"))
            .iter()
            .sum()
    }

    /// Waits until they have found that so often.
    #[track_caller]
    fn expect_losses(&self, count: usize) {
        let found = wait_until(PATIENCE, || (self.losses() == count).then_some(()));
        assert!(found.is_some(), "{} of {count}", self.losses());
    }

    /// Ends a call at both ends, as what one says of it may not reach the other.
    #[track_caller]
    fn hang_up(&self) {
        self.caller.end_call();
        self.callee.end_call();
    }

    /// The same with the call the other way.
    fn turned(self) -> Self {
        let (callee, caller) = self.numbers;
        Self { caller: self.callee, callee: self.caller, numbers: (caller, callee) }
    }
}

/// Returns all phones in pairs, as chance has it.
fn pairs<'a>(desks: &'a Desks, numbers: &[u16], rng: &mut Rng) -> Vec<Pair<'a>> {
    let mut left: Vec<_> = desks.phones.iter().zip(numbers.iter().copied()).collect();
    let mut draw = || {
        let place = rng.below(u32::try_from(left.len()).unwrap());
        left.swap_remove(usize::try_from(place).unwrap())
    };
    let drawn = (0..numbers.len() / 2).map(|_| (draw(), draw()));
    drawn
        .map(|((caller, own), (callee, number))| Pair { caller, callee, numbers: (number, own) })
        .collect()
}

/// Lets all calls be made and answered at once.
#[track_caller]
fn connect_all(pairs: &[Pair<'_>]) {
    pairs.iter().for_each(|pair| pair.caller.call(&pair.numbers.0.to_string()));
    for pair in pairs {
        pair.callee.expect("Incoming call");
        pair.callee.press("Answer");
    }
    for pair in pairs {
        pair.callee.expect("Connected");
        pair.caller.expect("Connected");
    }
}

/// The same, within the time that people wait.
#[track_caller]
fn connect_at_once(pairs: &[Pair<'_>]) {
    let before = std::time::Instant::now();
    connect_all(pairs);
    let took = before.elapsed();
    assert!(took < Duration::from_secs(3), "{} calls took {took:?}", pairs.len());
}

#[test]
fn servers_are_found_by_srv_and_the_first_one_is_gone_back_to() {
    let mut servers = [LIFETIME_S; 2].map(Kamailio::with_lifetime);
    let srv = |priority: u16, kamailio: &Kamailio| {
        format!("_sip._udp.phones.test,server.phones.test,{},{priority},1", kamailio.port)
    };
    let records = [srv(10, &servers[0]), srv(20, &servers[1])];
    let numbers = [1001, 1002];
    let dns = Dns::with_services(&[("server.phones.test", [127, 0, 0, 1].into())], &records);
    let more = [
        &FRESH[..],
        &[
            ("voip/signalling/sip/proxy_address", "phones.test"),
            ("voip/signalling/sip/outgoing_request_no_response_timeout_ms", "1000"),
            ("voip/signalling/sip/failback_retry_timeout", "5"),
        ],
    ]
    .concat();
    let desks = Desks::open(&Setup {
        numbers: &numbers,
        port: 65_535,
        more: &more,
        gateway: &format!("[resolver]\nservers = ['{}']\n", dns.server()),
        ..Setup::default()
    });
    let knows_both = |server: &Kamailio| knows(server, &numbers);
    let [one, other] = &desks.phones[..] else { panic!("two phones") };
    let call = || {
        connect_all(&[Pair { caller: one, callee: other, numbers: (1002, 1001) }]);
        other.press("End");
        one.expect("Disconnected");
    };
    knows_both(&servers[0]);
    call();
    assert!(servers[0].log().contains("REQ INVITE") && !servers[1].log().contains("REQ INVITE"));
    servers[0].kill();
    knows_both(&servers[1]);
    call();
    assert!(servers[1].log().contains("REQ INVITE"));
    servers[0].start_again();
    knows_both(&servers[0]);
    call();
    assert!(servers[0].log().contains("REQ INVITE"), "{}", servers[0].log());
}
