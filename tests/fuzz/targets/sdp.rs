#![no_main]
//! Drives [`hookswitch_tests::fuzz::sdp`] with libFuzzer.

libfuzzer_sys::fuzz_target!(|data: &[u8]| hookswitch_tests::fuzz::sdp(data));
