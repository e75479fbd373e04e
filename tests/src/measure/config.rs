//! Reading and checking a file of 600 lines, and what the configuration then takes.

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use hookswitch_core::config::kind::Kind;
use hookswitch_core::config::param::Param;
use hookswitch_core::config::{Config, file, table};
use serde_json::json;

use super::{Row, quantile};
use crate::browser::{Browser, Microphone};
use crate::child::free_ports;
use crate::gateway::{Account, Gateway};
use crate::phone::phone_url;

const LINES: usize = 600;
const ROUNDS: usize = 200;

/// Configurations that are held at once, so that pages of memory can be counted.
const HELD: u32 = 400;

/// How often a phone in a tab takes the file.
const TIMES_IN_A_TAB: usize = 10;

/// How often a phone looks for its file from the start.
const HUNTS: usize = 10;

/// Notes when line 1 has the label of the file, in ms since the navigation.
const WATCH: &str = "new MutationObserver(() => {
    const key = document.querySelector('button[aria-label=\"Line 1\"]');
    if (key?.innerText.includes('Found')) globalThis.__found ??= performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });";

pub(super) fn measure() -> Vec<Row> {
    let mut rows = native();
    rows.push(in_a_tab());
    rows.push(hunt());
    rows
}

/// A phone in a tab checks again and finds a file with 600 lines and another label: the longest
/// task of its worker then takes, reads, checks, compares and applies it.
fn in_a_tab() -> Row {
    let account = Account::new(1001, free_ports(1));
    let gateway = Gateway::serve(&account);
    let browser = Browser::start(Microphone::Missing);
    let lines: String = file_of_a_fleet()
        .lines()
        .filter(|line| !line.starts_with("system/password="))
        .filter(|line| !line.starts_with("voip/line/0/extension_display="))
        .map(|line| format!("{line}\n"))
        .collect();
    let serve = |label: &str| {
        gateway.set_cfg(|_| {
            format!("{lines}system/password=1234\nvoip/line/0/extension_display={label}\n")
        });
    };
    serve("Label");
    let tab = browser.open(&phone_url(&gateway));
    tab.wait_true(&shows("Label"));
    tab.press("Menu");
    tab.press("6");
    tab.wait_display("Password");
    tab.dial("1234");
    tab.press("OK");
    tab.wait_display("Check Now");
    let mut times = Vec::new();
    for round in 0..TIMES_IN_A_TAB {
        let label = format!("Round {round}");
        serve(&label);
        times.push(tab.longest_worker_task_ms(|| {
            tab.press("5");
            tab.wait_true(&shows(&label));
        }));
        tab.press("Back");
    }
    let (p50, max) = (quantile(&times, 0.5), quantile(&times, 1.0));
    Row::new(
        "The same in a tab, with comparing it to the one before",
        format!("p50 {p50:.1} ms, longest {max:.1} ms ({TIMES_IN_A_TAB} times)"),
        "<= 10 ms",
        p50 <= 10.0,
        json!({ "p50_ms": p50, "max_ms": max }),
    )
}

/// Returns a script that tells whether line 1 is labelled so.
fn shows(label: &str) -> String {
    format!(
        "document.querySelector('button[aria-label=\"Line 1\"]')?.innerText.includes('{label}')"
    )
}

/// A phone that knows nothing asks DHCP, fetches what option 160 names, and applies it.
fn hunt() -> Row {
    let account = Account::new(1001, free_ports(1));
    let gateway = Gateway::serve_by_dhcp(&account);
    gateway.set_cfg(|text| format!("{text}voip/line/0/extension_display=Found\n"));
    let times: Vec<f64> = (0..HUNTS)
        .map(|_| {
            // A browser of its own each time: it remembers nothing.
            let browser = Browser::start(Microphone::Missing);
            let tab = browser.open_watched(&gateway.url, WATCH);
            tab.wait_true("globalThis.__found !== undefined");
            tab.evaluate("__found").unwrap_or(f64::INFINITY)
        })
        .collect();
    let (p50, p90) = (quantile(&times, 0.5), quantile(&times, 0.9));
    Row::new(
        "Navigation to a configuration found by DHCP option 160, applied",
        format!("median {p50:.0} ms, p90 {p90:.0} ms ({HUNTS} hunts)"),
        "<= 1 s",
        p90 <= 1_000.0,
        json!({ "median_ms": p50, "p90_ms": p90 }),
    )
}

fn native() -> Vec<Row> {
    let text = file_of_a_fleet();
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        let reading = file::read("fleet.cfg", black_box(text.as_bytes()), "440HD");
        let mut config = Config::default();
        config.apply(&reading.values);
        black_box(config);
        times.push(begin.elapsed().as_secs_f64() * 1_000.0);
    }
    let (p50, p99) = (quantile(&times, 0.5), quantile(&times, 0.99));
    let reading = file::read("fleet.cfg", text.as_bytes(), "440HD");
    let before = resident();
    let configs: Vec<_> = (0..HELD)
        .map(|_| {
            let mut config = Config::default();
            config.apply(&reading.values);
            config
        })
        .collect();
    let kilobytes = f64::from(resident().saturating_sub(before)) / f64::from(HELD);
    let changed = configs.first().map_or(0, |config| config.changed().count());
    vec![
        Row::new(
            "Read, check and apply a file of 600 lines, native",
            format!("p50 {p50:.2} ms, p99 {p99:.2} ms ({ROUNDS} times)"),
            "<= 2 ms",
            p50 <= 2.0,
            json!({ "p50_ms": p50, "p99_ms": p99 }),
        ),
        Row::new(
            "Memory of a configuration with them",
            format!("{kilobytes:.0} KB ({changed} values that are no defaults)"),
            "<= 1 MB",
            kilobytes <= 1_024.0,
            json!({ "kilobytes": kilobytes, "values": changed }),
        ),
    ]
}

/// Returns a file that sets one parameter after the other to something legal.
fn file_of_a_fleet() -> String {
    let model = table::system::MODEL.param.path;
    let places = table::rows()
        // Where the file comes from stays as it is.
        .filter(|param| param.path != model && !param.path.starts_with("provisioning/"))
        .flat_map(|param| param.places().map(move |place| (param, place)));
    let lines = places
        .take(LINES - 1)
        .map(|(param, place)| format!("{}={}\r\n", param.path_at(place), value(param)));
    format!("system/type=440HD\r\n{}", lines.collect::<String>())
}

fn value(param: &Param) -> String {
    if let Kind::Int { max, .. } = param.kind {
        return max.to_string();
    }
    if let Kind::Duration { max, .. } = param.kind {
        return max.to_string();
    }
    if let Kind::Enum(tokens) = param.kind {
        return tokens.last().copied().unwrap_or_default().to_owned();
    }
    if matches!(param.kind, Kind::Host) {
        return "server.example.com".to_owned();
    }
    if let Kind::Text { max } | Kind::Secret { max } = param.kind {
        return "x".repeat(max.min(20));
    }
    param.default.first().copied().unwrap_or_default().to_owned()
}

/// Returns the memory that this process has, in kilobytes.
pub(super) fn resident() -> u32 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
}
