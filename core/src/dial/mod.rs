//! Digit maps, which say when a number is complete, and dial plans, which say what it stands for
//! (manual 17.6).
//!
//! Both are made of patterns. Between bars the grammar is that of RFC 3435 2.1.5: digits, `*`, `#`
//! and `A` to `D`, `x` for any digit, `[2-9*]` for one of several, `.` to repeat what is before it
//! any number of times, and at the end `T` or `S` to wait. Between semicolons only `x` is special.
//! A pattern with anything else in it is left out, as the manual says of invalid ones.

mod map;
mod pattern;
mod plan;

pub use map::{DigitMap, Pause, Verdict};
pub use plan::DialPlan;
