//! What wasm modules of codecs have in common, for those who have such a codec in their order.
//!
//! The worklet puts the functions of a module into its table and calls them as if they were its
//! own. They take and return numbers only, as the two modules share no memory: samples and octets
//! go in and out of a buffer here, eight octets at a time. [`coders`] is what a module does,
//! [`exports`] gives it to the worklet, and [`arena`] is the memory of those whose library allocates.

pub mod arena;
pub mod coders;
pub mod exports;
