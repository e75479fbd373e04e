#![no_main]
//! Drives [`hookswitch_fuzz::fuzz::speed_dials`] with libFuzzer.

libfuzzer_sys::fuzz_target!(|data: &[u8]| hookswitch_fuzz::fuzz::speed_dials(data));
