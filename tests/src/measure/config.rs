//! Reading and checking a file of 600 lines, and what the configuration then takes.

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use hookswitch_core::config::kind::Kind;
use hookswitch_core::config::param::Param;
use hookswitch_core::config::{Config, file, table};
use serde_json::json;

use super::{Row, quantile};

const LINES: usize = 600;
const ROUNDS: usize = 200;

/// Configurations that are held at once, so that pages of memory can be counted.
const HELD: u32 = 400;

pub(super) fn measure() -> Vec<Row> {
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
            "read, check and apply a file of 600 lines, native",
            format!("p50 {p50:.2} ms, p99 {p99:.2} ms ({ROUNDS} times)"),
            "<= 2 ms",
            p50 <= 2.0,
            json!({ "p50_ms": p50, "p99_ms": p99 }),
        ),
        Row::new(
            "memory of a configuration with them",
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
        .filter(|param| param.path != model)
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
fn resident() -> u32 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
}
