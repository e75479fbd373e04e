//! What calls cost, as the server tells it.

use super::bench::Bench;
use super::requests::{SDP, SERVER, started};
use crate::phone::key::Key;
use crate::sip::header::HeaderName;

const ON: &str = "system/aoc/enabled=1\n";

/// A phone that talks to the stranger at 10.0.0.99.
fn talking(more: &str) -> Bench {
    let mut bench = started(&format!("{SERVER}{more}"));
    bench.dial(0, "2001");
    bench.answer_invite(0, 200, SDP);
    bench.assert_shows(0, "Connected");
    bench
}

/// The server tells a charge in INFO.
fn tell(bench: &mut Bench, number: u32, charge: &str) {
    let invite = bench.last_invite(0);
    let field = |name: &HeaderName| invite.headers.get(name).unwrap();
    let text = format!(
        "INFO sip:x@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.99;branch=z9hG4bKc{number}\r\n\
         From: {};tag=stranger\r\nTo: {}\r\nCall-ID: {}\r\nCSeq: {number} INFO\r\n\
         AOC: {charge}\r\nContent-Length: 0\r\n\r\n",
        field(&HeaderName::To),
        field(&HeaderName::From),
        field(&HeaderName::CallId),
    );
    bench.datagram(0, text.into_bytes());
    let answer = bench.desks[0].lost.last().unwrap();
    assert!(answer.starts_with("SIP/2.0 200"), "{answer}");
}

#[test]
fn a_charge_is_shown_in_the_currency_that_is_set() {
    let euro =
        "charging;type=active;charging-info=currency;currency=ATS;amount=2000;multiplier=0.001";
    let units = "charging;type=active;charging-info=pulse;recorded-units=15";
    for (settings, charge, shown) in [
        ("", euro, "Cost 2.00 ATS"),
        ("system/aoc/currency=EUR\nsystem/aoc/ratio=0.5\n", euro, "Cost 1.00 EUR"),
        ("system/aoc/currency=EUR\nsystem/aoc/ratio=0.06\n", units, "Cost 0.90 EUR"),
        ("", units, "Cost 15.00"),
    ] {
        let mut bench = talking(&format!("{ON}{settings}"));
        assert!(!bench.text(0).contains("Cost"), "{}", bench.text(0));
        tell(&mut bench, 1, charge);
        bench.assert_shows(0, shown);
    }
}

#[test]
fn the_last_charge_stays_on_the_display_and_in_the_call_log() {
    let mut bench = talking(ON);
    tell(&mut bench, 1, "charging;currency=EUR;amount=1");
    // What cannot be read changes nothing.
    tell(&mut bench, 2, "charging;currency=EUR;amount=lots");
    bench.assert_shows(0, "Cost 1.00 EUR");
    // 1 and 2 are the numbers of requests that were had already.
    let bye = "Q.850;cause=16\r\nAOC: charging;currency=EUR;amount=2.5";
    bench.hang_up_by_stranger_with(0, 3, bye);
    bench.assert_shows(0, "Disconnected");
    bench.assert_shows(0, "Cost 2.50 EUR");
    bench.press(0, &[Key::Escape, Key::Menu, Key::Digit(1), Key::Digit(4), Key::Softkey(1)]);
    bench.press(0, &[Key::Down; 4]);
    bench.assert_shows(0, "Cost 2.50 EUR");
}

#[test]
fn nothing_is_shown_unless_it_is_asked_for() {
    let mut bench = talking("");
    tell(&mut bench, 1, "charging;currency=EUR;amount=1");
    assert!(!bench.text(0).contains("Cost"), "{}", bench.text(0));
}
