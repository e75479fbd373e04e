//! G.729 as a wasm module of its own, for those who have it among their codecs.
//!
//! The worklet puts the functions of [`exports`] into its table and calls them as if they were its
//! own. They take and return numbers only, as the two modules share no memory: samples and octets
//! go in and out of a buffer here, eight octets at a time.

pub mod coders;
pub mod exports;
