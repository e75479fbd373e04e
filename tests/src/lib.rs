//! Scenarios, golden files and corpora: what the tests of the whole stand on.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

pub mod asker;
pub mod bench;
pub mod browser;
pub mod child;
pub mod delay;
pub mod desks;
pub mod fuzz;
pub mod gallery;
pub mod gateway;
pub mod golden;
pub mod harness;
pub mod headless;
pub mod measure;
pub mod office;
pub mod parameters;
pub mod peers;
pub mod phone;
pub mod quantum;
pub mod score;
pub mod wav;
pub mod web_socket;

use std::path::{Path, PathBuf};

// What fuzzing needs of the gateway; `tests/fuzz` compiles it in the same place.
pub use hookswitch_gateway::protocol;

/// Returns the folder of this package.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns `path` below the root of the repository.
pub fn repository(path: &str) -> PathBuf {
    folder().parent().unwrap_or(folder()).join(path)
}
