//! What the page weighs, and how soon it is a phone.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use serde_json::json;

use super::{Row, quantile};
use crate::browser::{Browser, Microphone};
use crate::gateway::Gateway;

const LOADS: usize = 10;

/// Notes when the display is drawn and when line 1 is registered, in ms since the navigation.
const WATCH: &str = "new MutationObserver(() => {
    const now = performance.now();
    if (document.querySelector('[aria-label=\"Display\"]')?.innerText.trim()) globalThis.__drawn ??= now;
    const line = document.querySelector('button[aria-label=\"Line 1\"]');
    if (line?.getAttribute('aria-description')?.endsWith(', Registered')) globalThis.__registered ??= now;
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });";

pub(super) fn measure() -> Vec<Row> {
    let demo = Gateway::demo();
    let (mut drawn, mut bytes) = (Vec::new(), Vec::new());
    let (mut registered, mut bytes_registered) = (Vec::new(), Vec::new());
    for _ in 0..LOADS {
        // A browser of its own each time: nothing is cached, nothing is remembered.
        let browser = Browser::start(Microphone::Missing);
        let meter = Meter::start(&demo.url);
        let tab = browser.open_watched(&meter.url, WATCH);
        tab.wait_true("globalThis.__drawn !== undefined");
        bytes.push(meter.bytes.load(Ordering::Relaxed) as f64);
        tab.wait_true("globalThis.__registered !== undefined");
        bytes_registered.push(meter.bytes.load(Ordering::Relaxed) as f64);
        drawn.push(tab.evaluate("__drawn").unwrap_or(f64::INFINITY));
        registered.push(tab.evaluate("__registered").unwrap_or(f64::INFINITY));
    }
    let kb = quantile(&bytes, 0.99) / 1e3;
    let all = quantile(&bytes_registered, 0.99) / 1e3;
    let (p50, p90) = (quantile(&registered, 0.5), quantile(&registered, 0.9));
    vec![
        Row::new(
            "Bytes on the wire (brotli, headers included) until the phone is drawn",
            format!("{kb:.0} KB; drawn after {:.0} ms", quantile(&drawn, 0.5)),
            "<= 300 KB",
            kb <= 300.0,
            json!({ "bytes": quantile(&bytes, 0.99), "drawn_ms": quantile(&drawn, 0.5) }),
        ),
        Row::new(
            "Navigation to registered, cold cache, loopback",
            format!("median {p50:.0} ms, p90 {p90:.0} ms ({LOADS} loads), {all:.0} KB in all"),
            "<= 1 s",
            p90 <= 1_000.0,
            json!({ "median_ms": p50, "p90_ms": p90, "bytes": quantile(&bytes_registered, 0.99) }),
        ),
    ]
}

/// A relay before the gateway that counts what the browser receives.
struct Meter {
    url: String,
    bytes: Arc<AtomicU64>,
}

impl Meter {
    fn start(gateway: &str) -> Self {
        let host = gateway.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let bytes = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&bytes);
        thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(&host) else { continue };
                // Two small writes must not wait for each other here either.
                let _quick = (browser.set_nodelay(true), server.set_nodelay(true));
                if let (Ok(from), Ok(to)) = (browser.try_clone(), server.try_clone()) {
                    thread::spawn(move || relay(from, to, None));
                }
                let counter = Arc::clone(&counter);
                thread::spawn(move || relay(server, browser, Some(&counter)));
            }
        });
        Self { url, bytes }
    }
}

fn relay(mut from: TcpStream, mut to: TcpStream, counter: Option<&AtomicU64>) {
    let mut buffer = [0; 16_384];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        if let Some(counter) = counter {
            counter.fetch_add(length as u64, Ordering::Relaxed);
        }
        if to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    // Either end may have gone already.
    let _closed = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}
