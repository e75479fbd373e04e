#![no_main]
//! Drives [`hookswitch_fuzz::fuzz::hid_report`] with libFuzzer.

libfuzzer_sys::fuzz_target!(|data: &[u8]| hookswitch_fuzz::fuzz::hid_report(data));
