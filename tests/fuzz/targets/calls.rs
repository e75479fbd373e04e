#![no_main]
//! Drives [`hookswitch_fuzz::fuzz::calls`] with libFuzzer.

libfuzzer_sys::fuzz_target!(|data: &[u8]| hookswitch_fuzz::fuzz::calls(data));
