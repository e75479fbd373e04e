//! Builds, runs and tests Hookswitch.

#![allow(clippy::print_stdout, reason = "a command-line program talks on standard output")]

mod bench;
mod build;
mod demo;
mod deny;
mod run;
mod scoring;
mod setup;
mod test;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
usage: cargo xtask <command>

  demo [--port N ...]       builds everything and starts the demo; arguments go to `hookswitch demo`
  test [STEP ...]           installs what the tests need where it may, and runs them all, or the
                            steps named: fmt clippy build native wasm browser doc deny
  dev                       the demo, and `trunk serve` before it if Trunk is installed
  build [--release|--dev]   builds the browser's part into dist/ (default: --release)
  bench [ROW ...]           prints the table of measurements and targets; only when named: hour, which
                            takes one, traces and voice, which fetch speech and scores
  screens                   takes the pictures under docs/img from a running demo
  gallery                   draws every screen of every model under docs/gallery, and docs/guide
  setup                     installs the tools that tests need, or says how
  deny                      checks licences and sources of all dependencies against deny.toml";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<()> {
    match words {
        ["build"] | ["build", "--release"] => build::build(build::Mode::Release),
        ["build", "--dev"] => build::build(build::Mode::Dev),
        // Cargo's runner for wasm32: `test-runner PROGRAM.wasm [libtest arguments]`.
        ["test-runner", ..] => test_runner(),
        ["worklet"] => build::worklet_only(),
        ["demo", args @ ..] => demo::demo(args),
        ["dev", args @ ..] => demo::dev(args),
        ["setup"] => setup::setup().map(|_| ()),
        ["deny"] => deny::check(),
        ["test", steps @ ..] => test::test(steps),
        ["bench", rows @ ..] => bench::bench(rows),
        ["screens"] => bench::screens(),
        ["gallery"] => bench::gallery(),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("{USAGE}"),
    }
}

/// Runs a wasm test binary as wasm-bindgen's own runner does.
fn test_runner() -> Result<()> {
    let args = std::env::args_os().enumerate().filter(|(i, _)| *i != 1).map(|(_, arg)| arg);
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(args)
}
