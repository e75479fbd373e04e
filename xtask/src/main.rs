//! Builds, runs and tests Hookswitch.

fn main() {}
