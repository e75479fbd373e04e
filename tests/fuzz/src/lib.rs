//! The functions of `tests/src/fuzz`, and what they need of the gateway, compiled here without the
//! rest of those packages.

#[path = "../../src/fuzz/mod.rs"]
pub mod fuzz;
#[path = "../../../gateway/src/protocol/mod.rs"]
pub mod protocol;
