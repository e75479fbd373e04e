//! The audio graph of a Hookswitch phone as an AudioWorklet module.
//!
//! The module has no imports: an AudioWorklet has no clock, no randomness and no text decoder,
//! and glue that wants them fails there without a word. [`worklet`] is what one processor does;
//! [`exports`] gives it to `static/worklet.js`, which only moves bytes between the wasm memory,
//! the render quantum and the port of the engine worker.
//!
//! Messages of that port are array buffers whose first byte is a tag:
//!
//! | tag | worker to worklet | worklet to worker |
//! |---|---|---|
//! | 0 | stream (four bytes, big endian), RTP packet | the same |
//! | 1 | `Plan` in postcard | `Report` in postcard, about every 100 ms |
//! | 2 | `Command` in postcard | a frame of taps, every 20 ms while the plan wants them |
//! | 3 | `RecordingPart` in postcard | |

pub mod exports;
pub mod programs;
pub mod worklet;
