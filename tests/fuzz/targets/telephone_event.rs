#![no_main]
//! Drives [`hookswitch_tests::fuzz::telephone_event`] with libFuzzer.

libfuzzer_sys::fuzz_target!(|data: &[u8]| hookswitch_tests::fuzz::telephone_event(data));
