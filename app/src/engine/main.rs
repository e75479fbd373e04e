//! The engine: runs the phone in a dedicated worker.

#![allow(unreachable_pub, reason = "what the loader calls must be public")]

#[cfg(target_arch = "wasm32")]
mod start;

/// Both builds need it: the loader calls `start` in the browser, and natively there is nothing.
fn main() {}
