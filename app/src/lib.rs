//! The Hookswitch phone in a browser tab.
//!
//! Two wasm programs share this package: `engine` runs the phone in a dedicated worker, `app`
//! draws it on the main thread. Here is what both need and what needs no browser, so that it is
//! tested natively: the messages between them and the computer's keyboard.

pub mod keyboard;
pub mod media_path;
pub mod protocol;
