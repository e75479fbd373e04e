//! The demo, and the demo with Trunk before it.

use std::process::{Child, Command};

use anyhow::{Context, Result};

use crate::build::{self, root, target_dir};
use crate::run::{cargo, find, run};

/// Builds the browser's part and the gateway, and runs `hookswitch demo` with `args`.
pub(crate) fn demo(args: &[&str]) -> Result<()> {
    build::build(build::Mode::Release)?;
    let gateway = gateway()?;
    run(Command::new(gateway).current_dir(root()?).arg("demo").args(args))
}

/// Runs the demo with `trunk serve` before it, which reloads the page when its source changes.
pub(crate) fn dev(args: &[&str]) -> Result<()> {
    build::build(build::Mode::Dev)?;
    let gateway = gateway()?;
    let Some(trunk) = find(&["trunk"]) else {
        println!("without Trunk the page is not rebuilt when its source changes. To get it:");
        println!("  cargo install trunk --version 0.21.14 --locked");
        return run(Command::new(gateway).current_dir(root()?).arg("demo").args(args));
    };
    let demo = Command::new(gateway).current_dir(root()?).arg("demo").args(args).spawn();
    let _demo = Stopped(demo.context("cannot start the demo")?);
    // This version of Trunk takes NO_COLOR=1 for a wrong value of its own option.
    run(Command::new(trunk).current_dir(root()?).env_remove("NO_COLOR").arg("serve"))
}

/// A program that ends when this is dropped.
struct Stopped(Child);

impl Drop for Stopped {
    fn drop(&mut self) {
        // Both fail only if it has ended already.
        let _ended = self.0.kill();
        let _status = self.0.wait();
    }
}

/// Builds the gateway as the tests do, so that both share what is built, and returns its path: with
/// the features that the whole workspace asks for.
pub(crate) fn gateway() -> Result<std::path::PathBuf> {
    run(cargo()?.args(["build", "--workspace", "--bin", "hookswitch"]))?;
    Ok(target_dir(&root()?).join("debug/hookswitch"))
}
