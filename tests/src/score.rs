//! How well speech was carried: PESQ (ITU-T P.862, wide band if the reference is) by
//! `tests/score/score.py`.

use std::path::Path;
use std::process::Command;

use crate::child::target_file;
use crate::folder;
use crate::wav::Wav;

/// A score of speech.
#[derive(Clone, Copy, Debug)]
pub struct Score {
    /// MOS-LQO of P.862.1 or P.862.2, 1.0 to 4.64.
    pub pesq: f64,
    /// Level of what was heard less that of the reference, in dB.
    pub level_db: f64,
}

/// A score of what somebody in a conference hears.
#[derive(Clone, Copy, Debug)]
pub struct Together {
    /// MOS-LQO of P.862.1 of both others together.
    pub pesq: f64,
    /// How much louder the first of them is than the second, in dB.
    pub apart_db: f64,
    /// How loud what one says oneself comes back, in dB.
    pub own_db: f64,
}

/// Scores `heard`, after `skip_s` seconds, against `reference`, which was said in a loop.
#[track_caller]
pub fn score(reference: &Path, heard: &Wav, skip_s: f64) -> Score {
    let result = run(reference, heard, skip_s, &[]);
    let number = |key: &str| result[key].as_f64().unwrap_or_default();
    Score { pesq: number("pesq"), level_db: number("heard_dbov") - number("reference_dbov") }
}

/// Scores what somebody who says `own` hears of two others, after `skip_s` seconds.
#[track_caller]
pub fn score_together(others: [&Path; 2], own: &Path, heard: &Wav, skip_s: f64) -> Together {
    let result = run(others[0], heard, skip_s, &[others[1], own]);
    let number = |key: &str| result[key].as_f64().unwrap_or_default();
    Together { pesq: number("pesq"), apart_db: number("apart_db"), own_db: number("own_db") }
}

#[track_caller]
fn run(reference: &Path, heard: &Wav, skip_s: f64, more: &[&Path]) -> serde_json::Value {
    let temporary = tempfile::tempdir().unwrap();
    let file = temporary.path().join("heard.wav");
    heard.write(&file);
    let python = target_file("score/bin/python3");
    let script = folder().join("score/score.py");
    let output = Command::new(&python)
        .arg(script)
        .args([reference, &file])
        .arg(skip_s.to_string())
        .args(more)
        .env("OPENBLAS_NUM_THREADS", "1")
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}: run `cargo xtask setup`", python.display()));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:.1} s cannot be scored: {errors}", heard.seconds());
    serde_json::from_slice(&output.stdout).unwrap()
}
