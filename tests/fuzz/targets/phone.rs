#![no_main]
//! Drives [`hookswitch_tests::fuzz::phone`] with libFuzzer.

libfuzzer_sys::fuzz_target!(|data: &[u8]| hookswitch_tests::fuzz::phone(data));
