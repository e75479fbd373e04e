//! The functions of `tests/src/fuzz`, compiled here without the rest of that package.

#[path = "../../src/fuzz/mod.rs"]
pub mod fuzz;
