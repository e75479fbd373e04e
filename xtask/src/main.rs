//! Builds, runs and tests Hookswitch.

#![allow(clippy::print_stdout, reason = "a command-line program talks on standard output")]

mod build;

use anyhow::{Result, bail};

const USAGE: &str = "\
usage: cargo xtask <command>

  build [--release|--dev]   builds the browser's part into dist/ (default: --release)";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["build"] | ["build", "--release"] => build::build(build::Mode::Release),
        ["build", "--dev"] => build::build(build::Mode::Dev),
        // Cargo's runner for wasm32: `test-runner PROGRAM.wasm [libtest arguments]`.
        ["test-runner", ..] => test_runner(),
        ["worklet"] => build::worklet_only(),
        _ => bail!("{USAGE}"),
    }
}

/// Runs a wasm test binary as wasm-bindgen's own runner does.
fn test_runner() -> Result<()> {
    let args = std::env::args_os().enumerate().filter(|(i, _)| *i != 1).map(|(_, arg)| arg);
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(args)
}
