//! What a person feels of the face: how soon a key is seen, how a long list scrolls, what an idle tab
//! costs, and whether drawing ever holds up SIP.

use std::time::Duration;

use serde_json::json;

use super::{Row, quantile};
use crate::browser::{Browser, Microphone, Tab};
use crate::child::{free_ports, wait_until};
use crate::gateway::{Account, Gateway};
use crate::peers::{Reaction, Stub};
use crate::phone::{phone_url, said_by_tab};

/// Keys that are pressed with a call up.
const PRESSES: usize = 200;

/// Names in the directory, and for how many frames it is scrolled.
const CONTACTS: usize = 1_000;
const FRAMES: usize = 600;

/// How long a tab is left alone, in seconds.
const IDLE_S: f64 = 30.0;

/// When an INVITE that nobody answers comes again, in ms after the first (RFC 3261 17.1.1.2).
const AGAIN_MS: [f64; 3] = [500.0, 1_500.0, 3_500.0];

/// `__changed()` promises how many ms passed from a key to the frame that shows what it changed. The
/// message comes after that frame was painted.
const WATCH_KEYS: &str = "let pressed = null;
    const times = [], waiting = [];
    const meet = () => { while (times.length && waiting.length) waiting.shift()(times.shift()); };
    globalThis.__changed = () => new Promise(done => { waiting.push(done); meet(); });
    addEventListener('keydown', event => { pressed = event.timeStamp; }, true);
    new MutationObserver(() => {
        if (pressed === null) return;
        const from = pressed;
        pressed = null;
        requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => { times.push(performance.now() - from); meet(); };
            painted.port2.postMessage(0);
        });
    }).observe(document.querySelector('.hs-display'),
        { subtree: true, childList: true, attributes: true, characterData: true }); true";

pub(super) fn measure() -> Vec<Row> {
    vec![keys(), scrolling(), idle(), timers()]
}

/// A list is walked through while a call is up and speaks.
fn keys() -> Row {
    let demo = Gateway::demo();
    let browser = Browser::start(Microphone::Says(&said_by_tab()));
    let tab = browser.open_plain(&phone_url(&demo));
    tab.wait_registered();
    tab.call("600");
    tab.wait_display("Connected");
    tab.choose(&[("Menu", "4 Settings")]);
    assert_eq!(tab.evaluate(WATCH_KEYS), Some(true));
    let times: Vec<f64> = (0..PRESSES)
        .map(|press| {
            // Down, and up again before the last row.
            tab.type_key(if press / 4 % 2 == 0 { "ArrowDown" } else { "ArrowUp" });
            tab.evaluate("__changed()").unwrap_or(f64::INFINITY)
        })
        .collect();
    let (p50, p99) = (quantile(&times, 0.5), quantile(&times, 0.99));
    Row::new(
        "Key press to the frame that shows it, with a call up",
        format!("p50 {p50:.1} ms, p99 {p99:.1} ms ({PRESSES} keys)"),
        "p99 <= 50 ms",
        p99 <= 50.0,
        json!({ "p50_ms": p50, "p99_ms": p99, "keys": PRESSES }),
    )
}

/// A key that is held down scrolls the directory by a row a frame.
fn scrolling() -> Row {
    let (browser, gateway) = (Browser::start(Microphone::Missing), with_directory());
    let tab = browser.open_plain(&format!("{}#mac={MAC}", gateway.url));
    tab.wait_key("Missed");
    tab.choose(&[("Contacts", "Person 0000")]);
    let script = format!(
        "new Promise(done => {{
            const frames = [];
            let rows = 0;
            new MutationObserver(() => rows++).observe(document.querySelector('.hs-display'),
                {{ subtree: true, childList: true, characterData: true }});
            const step = now => {{
                frames.push(now);
                if (frames.length > {FRAMES}) return done({{ frames, rows }});
                dispatchEvent(new KeyboardEvent('keydown', {{ key: 'ArrowDown', bubbles: true }}));
                requestAnimationFrame(step);
            }};
            requestAnimationFrame(step);
        }})"
    );
    let scrolled: Scrolled = tab.evaluate(&script).expect("frames are drawn");
    tab.wait_display(&format!("Person {FRAMES:04}"));
    let gaps: Vec<f64> = scrolled.frames.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let seconds = gaps.iter().sum::<f64>() / 1e3;
    let (rate, p99) = (gaps.len() as f64 / seconds, quantile(&gaps, 0.99));
    let drawn = scrolled.rows as f64 / seconds;
    Row::new(
        &format!("Scrolling a directory of {CONTACTS} by a row a frame"),
        format!("{rate:.1} frames/s (p99 {p99:.1} ms apart), {drawn:.1} rows/s drawn"),
        ">= 59.5 frames/s, each with its row",
        rate >= 59.5 && drawn >= 59.0,
        json!({ "frames_s": rate, "p99_ms": p99, "rows_s": drawn, "frames": FRAMES }),
    )
}

#[derive(serde::Deserialize)]
struct Scrolled {
    frames: Vec<f64>,
    rows: usize,
}

/// What all processes of a browser take with a registered phone and nothing to do, less what they
/// take with an empty page.
fn idle() -> Row {
    let demo = Gateway::demo();
    let browser = Browser::start(Microphone::Missing);
    let tab = browser.open_plain("about:blank");
    let empty = share(&browser, &tab);
    tab.go(&demo.url);
    tab.wait_registered();
    let share = (share(&browser, &tab) - empty).max(0.0);
    Row::new(
        "An idle tab, all processes of the browser, less an empty page",
        format!(
            "{:.2} % of a core (empty page {:.2} %), {IDLE_S:.0} s",
            share * 100.0,
            empty * 100.0
        ),
        "<= 1 %",
        share <= 0.01,
        json!({ "share": share, "empty": empty, "seconds": IDLE_S }),
    )
}

/// Returns which share of a core a browser takes while its tab is left alone.
fn share(browser: &Browser, tab: &Tab) -> f64 {
    let wait = |seconds: f64| {
        let script = format!("new Promise(done => setTimeout(done, {}, true))", seconds * 1e3);
        assert_eq!(tab.evaluate(&script), Some(true), "the page is gone");
    };
    // What follows a load is over, and the audio context rests.
    wait(15.0);
    let before = browser.cpu_seconds();
    for _ in 0..3 {
        wait(IDLE_S / 3.0);
    }
    (browser.cpu_seconds() - before) / IDLE_S
}

/// Nobody answers an INVITE, while the page draws nothing for seconds: what it was to draw comes
/// from the phone, which waits for no drawing.
fn timers() -> Row {
    let stub = Stub::start(Reaction::Silence);
    let gateway = Gateway::serve(&Account::new(1001, stub.port));
    let browser = Browser::start(Microphone::Says(&said_by_tab()));
    let tab = browser.open_plain(&phone_url(&gateway));
    tab.wait_registered();
    tab.call("1002");
    let wanted = AGAIN_MS.len() + 1;
    // Most of each tenth of a second the page can do nothing else.
    let block = "const busy = setInterval(() => {
            const end = performance.now() + 90;
            while (performance.now() < end);
        }, 100);
        setTimeout(clearInterval, 4000, busy); true";
    assert_eq!(tab.evaluate(block), Some(true));
    let came = wait_until(Duration::from_secs(10), || {
        Some(stub.invites()).filter(|times| times.len() >= wanted)
    });
    let came = came.expect("the INVITE comes again");
    let late = came[1..].iter().zip(AGAIN_MS).map(|(at, due)| (at - came[0] - due).abs());
    let late = late.fold(0.0, f64::max);
    Row::new(
        "An INVITE is sent again on time while the page is busy for 90 ms of each 100",
        format!("{late:.1} ms late at most (due after {AGAIN_MS:?} ms)"),
        "<= 20 ms",
        late <= 20.0,
        json!({ "late_ms": late }),
    )
}

/// The hardware address under which the gateway has the phone's file.
const MAC: &str = "020000000001";

/// Returns a gateway with the file of a phone that registers nowhere, and a directory.
fn with_directory() -> Gateway {
    let account = Account::new(1001, free_ports(1))
        .with("voip/signalling/sip/use_proxy", "0")
        .with("provisioning/corporate_directory_uri", "people.txt");
    let people: String =
        (0..CONTACTS).map(|at| format!("Person {at:04},{},,\n", 2_000 + at)).collect();
    Gateway::serve_files(&[
        (&format!("{MAC}.cfg"), &account.cfg(free_ports(1), 4_000)),
        ("people.txt", &people),
    ])
}
