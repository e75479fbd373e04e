#![no_main]
//! Drives [`hookswitch_fuzz::fuzz::encrypted_value`] with libFuzzer.

libfuzzer_sys::fuzz_target!(|data: &[u8]| hookswitch_fuzz::fuzz::encrypted_value(data));
