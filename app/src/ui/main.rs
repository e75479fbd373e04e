//! The screen of the phone: draws what the engine's view says and sends key presses. It decides
//! nothing about calls.

#![allow(unreachable_pub, reason = "the component macro makes its own items public")]

#[cfg(target_arch = "wasm32")]
mod announcer;
#[cfg(target_arch = "wasm32")]
mod devices;
#[cfg(target_arch = "wasm32")]
mod display;
#[cfg(target_arch = "wasm32")]
mod files;
#[cfg(target_arch = "wasm32")]
mod functions;
#[cfg(target_arch = "wasm32")]
mod handle;
#[cfg(target_arch = "wasm32")]
mod handset;
#[cfg(target_arch = "wasm32")]
mod headset;
#[cfg(target_arch = "wasm32")]
mod icon;
#[cfg(target_arch = "wasm32")]
mod key_button;
#[cfg(target_arch = "wasm32")]
mod keypad;
#[cfg(target_arch = "wasm32")]
mod line_keys;
#[cfg(target_arch = "wasm32")]
mod meters;
#[cfg(target_arch = "wasm32")]
mod microphone;
#[cfg(target_arch = "wasm32")]
mod navigation;
#[cfg(target_arch = "wasm32")]
mod notices;
#[cfg(target_arch = "wasm32")]
mod notifications;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod phone;
#[cfg(target_arch = "wasm32")]
mod softkeys;
#[cfg(target_arch = "wasm32")]
mod sound;
#[cfg(target_arch = "wasm32")]
mod start;

/// Both builds need it: the page calls `start` in the browser, and natively there is nothing.
fn main() {}
