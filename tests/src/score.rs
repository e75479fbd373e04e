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

/// Scores `heard`, after `skip_s` seconds, against `reference`, which was said in a loop.
#[track_caller]
pub fn score(reference: &Path, heard: &Wav, skip_s: f64) -> Score {
    let temporary = tempfile::tempdir().unwrap();
    let file = temporary.path().join("heard.wav");
    heard.write(&file);
    let python = target_file("score/bin/python3");
    let script = folder().join("score/score.py");
    let output = Command::new(&python)
        .arg(script)
        .args([reference, &file])
        .arg(skip_s.to_string())
        .env("OPENBLAS_NUM_THREADS", "1")
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}: run `cargo xtask setup`", python.display()));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:.1} s cannot be scored: {errors}", heard.seconds());
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let number = |key: &str| result[key].as_f64().unwrap_or_default();
    Score { pesq: number("pesq"), level_db: number("heard_dbov") - number("reference_dbov") }
}
