//! What scores echo, noise and bad networks: recorded speech of four languages, an environment of
//! Python with the scores, and the jitter buffer of others. Fetched when it is first asked for, into the
//! target folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::build::{root, target_dir};
use crate::deny;
use crate::run::{cargo, find, run};

/// Rows of the table that need it.
pub(crate) const ROWS: [&str; 2] = ["traces", "voice"];

/// Scores of speech without a reference and of echo, PESQ, and what they stand on, at the versions they
/// were tried with.
const PACKAGES: [&str; 6] = [
    "speechmos==0.0.1.1",
    "onnxruntime==1.32.0",
    "librosa==0.11.0",
    "scipy==1.17.1",
    "numpy==2.2.6",
    "pesq==0.0.4",
];

/// WebRTC's echo canceller and noise suppressor; made from its sources, which takes minutes.
const WEBRTC: &str = "aec-audio-processing==1.0.1";

/// Languages of the recorded speech, which Debian has for Asterisk.
const LANGUAGES: [&str; 4] = ["en", "es", "fr", "ru"];

/// Files that FFmpeg converts at once.
const BATCH: usize = 60;

/// Makes what these rows need and is not there yet.
///
/// # Errors
///
/// If something cannot be fetched or made; the error says what to install.
pub(crate) fn prepare(rows: &[&str]) -> Result<()> {
    let target = target_dir(&root()?);
    let has = |row: &str| rows.contains(&row);
    if !has("traces") && !has("voice") {
        return Ok(());
    }
    scores(&target.join("score-mos"))?;
    speech(&target.join("score-speech"))?;
    let measure = ["build", "--profile", "measure", "-p"];
    if has("traces") {
        run(cargo()?.args(measure).args(["hookswitch-tests", "--bin", "traces"]))?;
        neteq(&target.join("neteq"))?;
    }
    if has("voice") {
        run(cargo()?.args(measure).args(["hookswitch-voice", "--example", "clean"]))?;
        webrtc(&target.join("score-mos"));
    }
    Ok(())
}

fn imports(python: &Path, modules: &str) -> bool {
    let output = Command::new(python).args(["-c", &format!("import {modules}")]).output();
    output.is_ok_and(|output| output.status.success())
}

fn pip(folder: &Path, packages: &[&str]) -> Result<()> {
    let mut pip = Command::new(folder.join("bin/python3"));
    pip.args(["-m", "pip", "install", "-q", "--disable-pip-version-check"]).args(packages);
    run(&mut pip)
}

/// Makes the environment of Python.
fn scores(folder: &Path) -> Result<()> {
    if imports(&folder.join("bin/python3"), "speechmos, onnxruntime, librosa, pesq") {
        return Ok(());
    }
    println!("setting up the scores in {}", folder.display());
    let python = find(&["python3"]).context("python3 is missing")?;
    let made = run(Command::new(python).args(["-m", "venv"]).arg(folder))
        .and_then(|()| pip(folder, &PACKAGES));
    made.context(
        "the scores need Python 3 with venv, a C compiler and PyPI: \
         apt-get install python3-venv python3-dev gcc",
    )
}

/// Adds WebRTC's canceller, if it can be made; without it its rows are missing.
fn webrtc(folder: &Path) {
    if imports(&folder.join("bin/python3"), "aec_audio_processing") {
        return;
    }
    println!("making {WEBRTC}, which takes minutes");
    if let Err(error) = pip(folder, &[WEBRTC]) {
        println!(
            "{error:#}: there is nothing to compare with; apt-get install g++ swig python3-dev"
        );
    }
}

/// Fetches the speech and makes WAVs of 16 kHz of it, a folder for each speaker.
fn speech(folder: &Path) -> Result<()> {
    if LANGUAGES.iter().all(|language| folder.join(language).is_dir()) {
        return Ok(());
    }
    println!("fetching speech into {}", folder.display());
    let needs = "the speech needs Debian's apt-get and dpkg, its archive, and FFmpeg: \
                 apt-get install ffmpeg";
    let fresh = folder.with_extension("new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    fs::create_dir_all(&fresh)?;
    let names = LANGUAGES.map(|language| format!("asterisk-core-sounds-{language}-g722"));
    let mut download = Command::new("apt-get");
    run(download.args(["-q", "download"]).args(&names).current_dir(&fresh)).context(needs)?;
    for (language, name) in LANGUAGES.iter().zip(&names) {
        let package = files(&fresh)?.into_iter().find(|file| {
            file.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name))
        });
        let package = package.with_context(|| format!("{name} was not fetched"))?;
        let unpacked = fresh.join(format!("unpacked-{language}"));
        run(Command::new("dpkg").arg("-x").args([&package, &unpacked])).context(needs)?;
        let voices = files(&unpacked.join("usr/share/asterisk/sounds"))?;
        let voice = voices.first().with_context(|| format!("{name} has no sounds"))?;
        let out = fresh.join(language);
        fs::create_dir_all(&out)?;
        convert(voice, &out).context(needs)?;
        fs::remove_dir_all(&unpacked)?;
        fs::remove_file(&package)?;
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::rename(&fresh, folder)?;
    Ok(())
}

/// Converts all prompts of a voice but those of silence and beeps; `digits/1` becomes `digits-1`.
fn convert(voice: &Path, out: &Path) -> Result<()> {
    let sounds = prompts(voice, "")?;
    for batch in sounds.chunks(BATCH) {
        let mut ffmpeg = Command::new("ffmpeg");
        ffmpeg.args(["-v", "error", "-nostdin", "-y"]);
        for (sound, _) in batch {
            ffmpeg.args(["-f", "g722", "-i"]).arg(sound);
        }
        for (place, (_, name)) in batch.iter().enumerate() {
            ffmpeg.arg("-map").arg(place.to_string()).args(["-ar", "16000"]);
            ffmpeg.arg(out.join(format!("{name}.wav")));
        }
        run(&mut ffmpeg)?;
    }
    ensure!(!sounds.is_empty(), "{} has no sounds", voice.display());
    Ok(())
}

/// Returns the prompts in a folder and below, and what they are to be called.
fn prompts(folder: &Path, above: &str) -> Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for path in files(folder)? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "silence" {
            found.extend(prompts(&path, &format!("{above}{name}-"))?);
        } else if path.extension().is_some_and(|kind| kind == "g722") && !name.starts_with("beep") {
            found.push((path, format!("{above}{name}")));
        }
    }
    Ok(found)
}

/// Returns what is in a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = Vec::new();
    for entry in entries {
        files.push(entry?.path());
    }
    files.sort();
    Ok(files)
}

/// Builds the jitter buffer of others, a workspace of its own that is no part of the phone.
fn neteq(target: &Path) -> Result<()> {
    let manifest = root()?.join("tests/neteq/Cargo.toml");
    deny::check_workspace(&manifest)?;
    let build = ["build", "--release", "--locked", "--manifest-path"];
    run(cargo()?.args(build).arg(&manifest).arg("--target-dir").arg(target))
}
