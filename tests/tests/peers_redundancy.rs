//! Phones at two real servers: both at once, or one after the other as DNS tells them (manual 16.2.2,
//! A.3.4, A.3.18).
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::time::Duration;

use hookswitch_core::rng::Rng;
use hookswitch_tests::desks::{Desks, Setup};
use hookswitch_tests::headless::Headless;
use hookswitch_tests::peers::{Dns, Kamailio};

/// How often one of two servers is killed.
const DEATHS: u32 = 6;

/// Registrations last this long, in seconds, so that a server that starts again soon knows its
/// phones.
const LIFETIME_S: u32 = 10;

/// What both phones are told of registering.
const FRESH: [(&str, &str); 3] = [
    ("voip/signalling/sip/proxy_timeout", "60"),
    ("voip/signalling/sip/register_before_expires_percent", "85"),
    ("voip/signalling/sip/registration_failed_timeout", "1"),
];

/// Calls one phone from the other and answers.
#[track_caller]
fn connect(caller: &Headless, callee: &Headless, number: &str) {
    caller.call(number);
    callee.expect("Incoming call");
    callee.press("Answer");
    callee.expect("Connected");
    caller.expect("Connected");
}

/// Ends a call at both ends, as what one says of it may not reach the other.
#[track_caller]
fn hang_up(phones: &[Headless]) {
    for phone in phones {
        phone.end_call();
    }
}

/// Waits until a server has registered both phones.
#[track_caller]
fn knows_both(server: &Kamailio) {
    server.wait_for("REGISTER");
    for number in ["1001", "1002"] {
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
    let numbers = [1001, 1002];
    let setup = Setup { numbers: &numbers, port: servers[0].port, more: &more, ..Setup::default() };
    let desks = Desks::open(&setup);
    let phones = &desks.phones[..];
    servers.iter().for_each(knows_both);
    let mut rng = Rng::new([4; 32]);
    for death in 0..DEATHS {
        let victim = usize::try_from(rng.below(2)).unwrap();
        let caller = usize::try_from(rng.below(2)).unwrap();
        let call = || connect(&phones[caller], &phones[1 - caller], ["1002", "1001"][caller]);
        let in_call = death % 2 == 0;
        eprintln!("death {death}: server {victim}, caller {caller}, in a call: {in_call}");
        if in_call {
            call();
            servers[victim].kill();
            // Both talk on, and the next call works at once.
            phones.iter().for_each(|phone| phone.expect("Connected"));
            hang_up(phones);
        } else {
            servers[victim].kill();
        }
        let before = std::time::Instant::now();
        call();
        let took = before.elapsed();
        assert!(took < Duration::from_secs(3), "death {death}: the call took {took:?}");
        hang_up(phones);
        servers[victim].start_again();
        knows_both(&servers[victim]);
    }
}

#[test]
fn servers_are_found_by_srv_and_the_first_one_is_gone_back_to() {
    let mut servers = [LIFETIME_S; 2].map(Kamailio::with_lifetime);
    let srv = |priority: u16, kamailio: &Kamailio| {
        format!("_sip._udp.phones.test,server.phones.test,{},{priority},1", kamailio.port)
    };
    let records = [srv(10, &servers[0]), srv(20, &servers[1])];
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
        numbers: &[1001, 1002],
        port: 65_535,
        more: &more,
        gateway: &format!("[resolver]\nservers = ['{}']\n", dns.server()),
        ..Setup::default()
    });
    let [one, other] = &desks.phones[..] else { panic!("two phones") };
    let call = || {
        connect(one, other, "1002");
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
