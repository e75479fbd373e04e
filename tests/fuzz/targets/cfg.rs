#![no_main]
//! Drives [`hookswitch_tests::fuzz::cfg`] with libFuzzer.

libfuzzer_sys::fuzz_target!(|data: &[u8]| hookswitch_tests::fuzz::cfg(data));
