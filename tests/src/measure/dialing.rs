//! From the Dial key to the INVITE at the proxy.

use std::time::Duration;

use serde_json::json;

use super::{Row, quantile};
use crate::browser::{Browser, Microphone};
use crate::child::wait_until;
use crate::gateway::{Account, Gateway};
use crate::peers::{Reaction, Stub};
use crate::phone::{phone_url, said_by_tab};

const DIALS: usize = 60;

/// Notes when each click reached the browser, on the clock that the INVITE's arrival is read from.
const WATCH_CLICKS: &str = "globalThis.__clicks = [];
    addEventListener('click', event => {
        __clicks.push(performance.timeOrigin + event.timeStamp);
    }, true); true";

pub(super) fn measure() -> Vec<Row> {
    let stub = Stub::start(Reaction::Busy);
    let gateway = Gateway::serve(&Account::new(1001, stub.port));
    let browser = Browser::start(Microphone::Says(&said_by_tab()));
    let tab = browser.open_plain(&phone_url(&gateway));
    tab.wait_registered();
    assert_eq!(tab.evaluate(WATCH_CLICKS), Some(true));
    let mut delays = Vec::new();
    for dial in 0..DIALS {
        tab.dial("1002");
        tab.press("Dial");
        let arrived = wait_until(Duration::from_secs(10), || stub.invites().get(dial).copied());
        let pressed: Option<f64> = tab.evaluate("__clicks.at(-1)");
        let (Some(arrived), Some(pressed)) = (arrived, pressed) else {
            panic!("no INVITE for dial {dial}; the display shows:\n{}", tab.display());
        };
        delays.push(arrived - pressed);
        tab.wait_display("Busy");
        tab.press("Close");
        tab.wait_key("Missed");
    }
    let (p50, p99) = (quantile(&delays, 0.5), quantile(&delays, 0.99));
    let first = delays.first().copied().unwrap_or_default();
    vec![Row::new(
        "Dial key to INVITE at the proxy, loopback",
        format!(
            "p50 {p50:.1} ms, p99 {p99:.1} ms, a page's first call {first:.1} ms ({DIALS} dials)"
        ),
        "p99 <= 20 ms",
        p99 <= 20.0,
        json!({ "p50_ms": p50, "p99_ms": p99, "first_ms": first, "dials": DIALS }),
    )]
}
