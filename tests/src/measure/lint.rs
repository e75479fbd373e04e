//! How long `hookswitch lint` takes for a large fleet: 10,000 phones with 100 lines each.
//!
//! Each file has the lines of one phone and 93 other parameters with their defaults, so that every
//! row of the registry is met; everything that is found is counted, and only errors are written.
//! What is measured is the time of the processor that the program took.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use hookswitch_core::config::table;
use serde_json::json;

use super::Row;
use crate::gateway::hookswitch;

const FILES: usize = 10_000;

/// Lines of one file.
const LINES: usize = 100;

/// Ticks of the processor's clock in a second, as Linux tells them to programs.
const TICKS: f64 = 100.0;

pub(super) fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    let others = others();
    for phone in 0..FILES {
        let path = folder.path().join(format!("00908f{phone:06x}.cfg"));
        fs::write(path, file(phone, &others)).unwrap();
    }
    let before = children_seconds();
    let mut lint = Command::new(hookswitch());
    let output = lint.args(["lint", "--level", "error"]).arg(folder.path()).output().unwrap();
    let seconds = children_seconds() - before;
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.starts_with("10000 files: 0 errors"), "{told}");
    vec![Row::new(
        "hookswitch lint, 10,000 files of 100 lines, one core",
        format!("{seconds:.1} s"),
        "<= 10 s",
        seconds <= 10.0,
        json!({ "seconds": seconds, "files": FILES, "lines": LINES }),
    )]
}

fn file(phone: usize, others: &[String]) -> String {
    let id = 1_000 + phone;
    let mut text = format!(
        "system/type=440HD\nvoip/line/0/enabled=1\nvoip/line/0/id={id}\n\
         voip/line/0/auth_name={id}\nvoip/line/0/auth_password=of phone {id}\n\
         voip/signalling/sip/use_proxy=1\nvoip/signalling/sip/proxy_address=10.0.0.5\n"
    );
    let own = text.lines().count();
    for line in others.iter().cycle().skip(phone * 7 % others.len()).take(LINES - own) {
        let _ = writeln!(text, "{line}");
    }
    text
}

/// Returns a line for each parameter but those that every file has.
fn others() -> Vec<String> {
    let own = ["system/type", "voip/line/", "voip/signalling/sip/"];
    let rows = table::rows()
        .filter(|row| !row.is_secret() && !own.iter().any(|own| row.path.starts_with(own)));
    rows.filter_map(|row| {
        let place = row.places().next()?;
        Some(format!("{}={}", row.path_at(place), row.default_at(place, "440HD")))
    })
    .collect()
}

/// Returns the processor time of all programs that this one started and waited for, in seconds.
fn children_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    // After the name in brackets: the fields from the third on; the 16th and 17th are meant.
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    let ticks = fields.split(' ').skip(13).take(2).map(|ticks| ticks.parse::<f64>().unwrap());
    ticks.sum::<f64>() / TICKS
}
