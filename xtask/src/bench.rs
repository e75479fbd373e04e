//! Measurements and pictures: programs of the tests' package, built as each needs.

use anyhow::Result;

use crate::build::{self, root, target_dir};
use crate::demo::gateway;
use crate::run::{cargo, run};
use crate::scoring;
use crate::setup::setup;

/// Prints the table of measurements beside their targets; `rows` names some of them, none those that
/// need nothing else and no hour.
pub(crate) fn bench(rows: &[&str]) -> Result<()> {
    setup()?;
    scoring::prepare(rows)?;
    if rows.is_empty() || rows.iter().any(|row| !scoring::ROWS.contains(row)) {
        build::build(build::Mode::Release)?;
        run(cargo()?.args(["build", "--release", "-p", "hookswitch-gateway"]))?;
        let example = ["build", "--release", "-p", "hookswitch-core", "--example", "parse"];
        run(cargo()?.args(example).args(["--target", build::TARGET]))?;
    }
    let target = target_dir(&root()?);
    let gateway = target.join("release/hookswitch");
    let parse = target.join(build::TARGET).join("release/examples/parse.wasm");
    let bench = ["run", "--profile", "measure", "-p", "hookswitch-tests", "--bin", "bench", "--"];
    let mut command = cargo()?;
    let bench = command.args(bench).args(rows);
    run(bench.env("HOOKSWITCH", gateway).env("HOOKSWITCH_PARSE", parse))
}

/// Draws every screen of every model for the documentation.
pub(crate) fn gallery() -> Result<()> {
    setup()?;
    build::build(build::Mode::Release)?;
    gateway()?;
    run(cargo()?.args(["run", "-p", "hookswitch-tests", "--bin", "gallery"]))
}

/// Takes the pictures of the screens that the documentation shows.
pub(crate) fn screens() -> Result<()> {
    setup()?;
    build::build(build::Mode::Release)?;
    gateway()?;
    run(cargo()?.args(["run", "-p", "hookswitch-tests", "--bin", "screens"]))
}
