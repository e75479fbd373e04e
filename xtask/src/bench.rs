//! Measurements and pictures: programs of the tests' package, built as each needs.

use anyhow::Result;

use crate::build;
use crate::demo::gateway;
use crate::run::{cargo, run};
use crate::setup::setup;

/// Prints the table of measurements beside their targets; `rows` names some of them, none all.
pub(crate) fn bench(rows: &[&str]) -> Result<()> {
    setup()?;
    build::build(build::Mode::Release)?;
    run(cargo()?.args(["build", "--release", "-p", "hookswitch-gateway"]))?;
    run(cargo()?
        .args(["run", "--release", "-p", "hookswitch-tests", "--bin", "bench", "--"])
        .args(rows))
}

/// Takes the pictures of the screens that the documentation shows.
pub(crate) fn screens() -> Result<()> {
    setup()?;
    build::build(build::Mode::Release)?;
    gateway()?;
    run(cargo()?.args(["run", "-p", "hookswitch-tests", "--bin", "screens"]))
}
