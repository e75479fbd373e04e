//! How others hear the phone, scored without ears: speech over bad networks beside a buffer of fixed
//! length and the crate `neteq`, and voices with echo and noise beside WebRTC's audio processing.
//!
//! Scenes and scores are those of `tests/score/traces.py` and `voice.py`, medians over four speakers;
//! `cargo xtask bench traces voice` fetches what they need.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::Row;
use crate::child::target_file;
use crate::folder;

/// By how much a score may be lower and still count as the same.
const SAME: f64 = 0.02;

/// Runs a script and returns its lines of JSON.
#[track_caller]
fn score(script: &str, program: &Path, environment: &[(&str, PathBuf)]) -> Vec<Value> {
    let scenes = tempfile::tempdir().unwrap();
    let python = target_file("score-mos/bin/python3");
    let output = Command::new(&python)
        .arg(folder().join("score").join(script))
        .args([program, &target_file("score-speech"), scenes.path()])
        .env("AS", "json")
        .envs(environment.iter().cloned())
        .stderr(Stdio::inherit())
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}: run `cargo xtask`", python.display()));
    assert!(output.status.success(), "{script} failed");
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn number(value: &Value, key: &str) -> f64 {
    value[key].as_f64().unwrap_or(f64::NAN)
}

pub(super) fn traces() -> Vec<Row> {
    let neteq = target_file("neteq/release/hookswitch-neteq");
    let lines = score("traces.py", &target_file("measure/traces"), &[("NETEQ", neteq)]);
    let of = |trace: &str, buffer: &str| {
        let found = lines.iter().find(|line| line["trace"] == trace && line["buffer"] == buffer);
        found.cloned().unwrap_or_else(|| panic!("{trace} has no score of {buffer}"))
    };
    let own = lines.iter().filter(|line| line["buffer"] == "ours");
    let names = own.filter_map(|line| line["trace"].as_str());
    names
        .map(|name| trace_row(name, &of(name, "ours"), &of(name, "fixed"), &of(name, "neteq")))
        .collect()
}

fn trace_row(name: &str, ours: &Value, fixed: &Value, neteq: &Value) -> Row {
    let three = |key: &str| [ours, fixed, neteq].map(|line| number(line, key));
    let ([mos, fixed_mos, neteq_mos], [pesq, fixed_pesq, neteq_pesq]) =
        (three("plcmos"), three("pesq"));
    let ([delay, fixed_delay, neteq_delay], [made_up, fixed_made_up, neteq_made_up]) =
        (three("delay_ms"), three("made_up"));
    let measured = format!(
        "PLCMOS {mos:.2}, fixed {fixed_mos:.2}, neteq {neteq_mos:.2}; PESQ {pesq:.2}, {fixed_pesq:.2}, \
         {neteq_pesq:.2}; delay {delay:.0} ms (95 % {:.0}), {fixed_delay:.0} ms, {neteq_delay:.0} ms (95 % {:.0}); \
         made up {made_up:.1} %, {fixed_made_up:.1} %, {neteq_made_up:.1} %",
        number(ours, "p95_ms"),
        number(neteq, "p95_ms"),
    );
    // What misses nothing cannot be beaten.
    let least = if fixed_made_up == 0.0 { fixed_mos - SAME } else { fixed_mos };
    let (target, met) = if name == "clean" {
        let met = mos >= fixed_mos - SAME && delay <= 30.0 && made_up == 0.0;
        ("PLCMOS as the fixed buffer's, <= 30 ms, nothing made up".to_owned(), met)
    } else {
        let enough = if name == "loss 10 %" { 3.0 } else { 0.0 };
        let asked = if enough > 0.0 { format!(", >= {enough:.1}") } else { String::new() };
        let met = mos >= enough && mos > least && mos > neteq_mos && delay <= neteq_delay;
        (format!("PLCMOS above both{asked}, delay at most neteq's"), met)
    };
    let figures = serde_json::json!({ "ours": ours, "fixed": fixed, "neteq": neteq });
    Row::new(&format!("Speech with G.722 over a network: {name}"), measured, &target, met, figures)
}

pub(super) fn voice() -> Vec<Row> {
    let lines = score("voice.py", &target_file("measure/examples/clean"), &[]);
    let rows = lines.iter().filter_map(|line| {
        let name = line["row"].as_str()?;
        let values = line["values"].as_array()?.iter();
        Some((name, values.map(|value| value.as_f64().unwrap_or(f64::NAN)).collect::<Vec<_>>()))
    });
    let rows: Vec<(&str, Vec<f64>)> = rows.collect();
    let of = |name: &str| rows.iter().find(|row| row.0 == name).map(|row| row.1.as_slice());
    let others = |name: &str| of(&format!("{name}, WebRTC"));
    let own = rows.iter().filter(|(name, _)| !name.ends_with(", WebRTC"));
    own.map(|(name, values)| match (*name, values.as_slice()) {
        ("none" | "steady" | "noise" | "changing", &[mos, pesq, clear]) => {
            noise_row(name, mos, pesq, clear)
        }
        (_, &[mos, loss, settled]) => echo_row(name, [mos, loss, settled], others(name)),
        (_, values) => both_row(name, values, others(name)),
    })
    .collect()
}

fn plain(what: String, measured: String, values: &[f64]) -> Row {
    Row { what, measured, target: String::new(), met: None, figures: values.into() }
}

fn with_target(row: Row, target: String, met: bool) -> Row {
    Row { target, met: Some(met), ..row }
}

fn echo_row(name: &str, values: [f64; 3], webrtc: Option<&[f64]>) -> Row {
    let told = |values: &[f64]| match values {
        [mos, loss, settled] => {
            format!("AECMOS {mos:.2}, ERLE {loss:.1} dB, over 20 dB after {settled:.2} s")
        }
        _ => "unknown".to_owned(),
    };
    let mut measured = told(&values);
    if let Some(webrtc) = webrtc {
        measured = format!("{measured} (WebRTC {})", told(webrtc));
    }
    let row = plain(format!("Echo, the other talks, {name}"), measured, &values);
    match webrtc {
        _ if name == "no drift" => with_target(row, "AECMOS >= 4.6".to_owned(), values[0] >= 4.6),
        Some(&[mos, ..]) => {
            with_target(row, "AECMOS not below WebRTC's".to_owned(), values[0] >= mos)
        }
        _ => row,
    }
}

fn both_row(name: &str, values: &[f64], webrtc: Option<&[f64]>) -> Row {
    let told = |values: &[f64]| match values {
        [echo, other, before, after, ..] => format!(
            "AECMOS echo {echo:.2}, other {other:.2}; PESQ {after:.2}, {before:.2} untouched"
        ),
        _ => "unknown".to_owned(),
    };
    let mut measured = told(values);
    if let Some(webrtc) = webrtc {
        measured = format!("{measured} (WebRTC {})", told(webrtc));
    }
    let what = format!("Echo, both talk, echo 10 dB lower, {name}");
    let row = plain(what, measured, values);
    match (values.get(3), webrtc.and_then(|webrtc| webrtc.get(3))) {
        (Some(ours), Some(theirs)) => {
            with_target(row, "PESQ not below WebRTC's".to_owned(), ours >= theirs)
        }
        _ => row,
    }
}

fn noise_row(name: &str, mos: f64, pesq: f64, clear: f64) -> Row {
    let what = match name {
        "none" => "nothing is done",
        "steady" => "steady noise taken out, levels 0 and 1",
        "noise" => "any noise taken out, level 2",
        _ => "any noise taken out, level 3",
    };
    let measured = format!("DNSMOS {mos:.2}, PESQ {pesq:.2}; PESQ of clean speech {clear:.2}");
    let what = format!("Noise at 0 to 20 dB, on a headset, {what}");
    let row = plain(what, measured, &[mos, pesq, clear]);
    if name == "noise" || name == "changing" {
        let target = "DNSMOS >= 2.65, PESQ >= 1.34 and 4.4 of clean speech".to_owned();
        with_target(row, target, mos >= 2.65 && pesq >= 1.34 && clear >= 4.4)
    } else {
        row
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn line(plcmos: f64, delay_ms: f64, made_up: f64) -> Value {
        json!({ "plcmos": plcmos, "pesq": 2.0, "delay_ms": delay_ms, "p95_ms": 1.0, "made_up": made_up })
    }

    #[test]
    fn a_network_asks_for_more_than_both_others_at_no_more_delay() {
        let met = |name: &str, ours: Value, fixed: Value| {
            trace_row(name, &ours, &fixed, &line(2.5, 40.0, 3.0)).met == Some(true)
        };
        assert!(met("clean", line(4.05, 14.0, 0.0), line(4.06, 60.0, 0.0)));
        assert!(!met("clean", line(4.05, 14.0, 0.1), line(4.06, 60.0, 0.0)));
        assert!(met("loss 5 %", line(3.4, 7.0, 5.0), line(2.9, 60.0, 5.0)));
        assert!(!met("loss 5 %", line(3.4, 41.0, 5.0), line(2.9, 60.0, 5.0)));
        assert!(!met("loss 5 %", line(2.9, 7.0, 5.0), line(2.9, 60.0, 5.0)));
        assert!(!met("loss 10 %", line(2.99, 7.0, 5.0), line(2.3, 60.0, 5.0)));
        assert!(met("jitter 30 ms", line(4.09, 31.0, 0.0), line(4.1, 60.0, 0.0)));
    }
}
