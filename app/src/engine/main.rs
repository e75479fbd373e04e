//! The engine: runs the phone in a dedicated worker, where timers are not throttled and drawing
//! delays nothing. It drives core's machine with sockets, media, storage and the clock, and
//! decides nothing about calls.

#![allow(unreachable_pub, reason = "what the loader calls must be public")]

#[cfg(target_arch = "wasm32")]
mod clock;
#[cfg(target_arch = "wasm32")]
mod driver;
#[cfg(target_arch = "wasm32")]
mod js;
#[cfg(target_arch = "wasm32")]
mod link;
#[cfg(target_arch = "wasm32")]
mod media;
#[cfg(target_arch = "wasm32")]
mod recording;
#[cfg(target_arch = "wasm32")]
mod session;
#[cfg(target_arch = "wasm32")]
mod sip;
#[cfg(target_arch = "wasm32")]
mod socket;
#[cfg(target_arch = "wasm32")]
mod sound;
#[cfg(target_arch = "wasm32")]
mod start;
#[cfg(target_arch = "wasm32")]
mod storage;
#[cfg(target_arch = "wasm32")]
mod windows;

/// Both builds need it: the loader calls `start` in the browser, and natively there is nothing.
fn main() {}
