//! Measures and prints one table; `cargo xtask bench` builds what it needs and runs it.
#![allow(clippy::print_stdout, reason = "its output is the result")]

use std::fmt::Write as _;
use std::panic::catch_unwind;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use hookswitch_tests::measure::{ALL, Measurement, NAMED, Row};
use hookswitch_tests::repository;

fn main() -> ExitCode {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let known: Vec<&str> = ALL.iter().chain(&NAMED).map(|(name, _)| *name).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        println!("nothing is called {unknown:?}; there are: {}", known.join(" "));
        return ExitCode::FAILURE;
    }
    let mut rows = Vec::new();
    let is_named = |(name, _): &&Measurement| names.iter().any(|wanted| wanted == name);
    let wanted: Vec<&Measurement> = if names.is_empty() {
        ALL.iter().collect()
    } else {
        ALL.iter().chain(&NAMED).filter(is_named).collect()
    };
    for (name, measure) in wanted {
        eprintln!("measuring: {name}");
        // One that cannot be measured must not hide the others.
        rows.extend(catch_unwind(measure).unwrap_or_else(|_| vec![failed(name)]));
    }
    let table = table(&rows);
    println!("{table}");
    let met = rows.iter().all(|row| row.met != Some(false));
    if names.is_empty() {
        keep(&rows, &table);
    }
    if met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn failed(name: &str) -> Row {
    Row {
        what: name.to_owned(),
        measured: "could not be measured, see above".to_owned(),
        target: String::new(),
        met: Some(false),
        figures: serde_json::Value::Null,
    }
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from("| what | measured | target | met |\n|---|---|---|---|\n");
    for row in rows {
        let met = match row.met {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "",
        };
        let _ = writeln!(text, "| {} | {} | {} | {met} |", row.what, row.measured, row.target);
    }
    text
}

/// Writes `target/bench.json` and `docs/bench.md`.
fn keep(rows: &[Row], table: &str) {
    let rows: Vec<_> = rows.iter().map(Row::json).collect();
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let json = serde_json::json!({ "at": seconds, "machine": machine(), "rows": rows });
    let text = format!(
        "# Measurements\n\n`cargo xtask bench`, {}, {}.\n\n{table}\n{NOTES}",
        date(seconds),
        machine(),
    );
    for (path, text) in [("target/bench.json", json.to_string()), ("docs/bench.md", text)] {
        let path = repository(path);
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        if let Err(error) = made.and_then(|()| std::fs::write(&path, text)) {
            println!("{}: {error}", path.display());
        }
    }
}

const NOTES: &str = "\
How each is measured is written at the top of its file in `tests/src/measure`. Everything runs on
one machine: browser, gateway and peers share its cores, and nothing else should run beside them.

Only when they are named: `cargo xtask bench hour`, a call of an hour
(`HOOKSWITCH_BENCH_SECONDS` sets another length), and `traces` and `voice`, whose figures are in
[sound.md](sound.md): they fetch recorded speech and scores into the target folder.
";

/// Returns processor, cores and load.
fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let info = read("/proc/cpuinfo");
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, model)| model.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or_default();
    format!("{model}, {cores} cores, load {load} at the end")
}

/// Returns the day of a time in seconds since 1970, as `2026-11-23`.
fn date(seconds: u64) -> String {
    // Days to civil date, with years that begin in March.
    let days = seconds / 86_400 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (day, month) =
        (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    format!("{}-{month:02}-{day:02}", year + era * 400 + u64::from(month <= 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(1_709_164_800), "2024-02-29");
        assert_eq!(date(1_795_392_000), "2026-11-23");
    }
}
