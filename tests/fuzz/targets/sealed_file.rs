#![no_main]
//! Drives [`hookswitch_fuzz::fuzz::sealed_file`] with libFuzzer.

libfuzzer_sys::fuzz_target!(|data: &[u8]| hookswitch_fuzz::fuzz::sealed_file(data));
