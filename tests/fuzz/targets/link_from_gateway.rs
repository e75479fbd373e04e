#![no_main]
//! Drives [`hookswitch_tests::fuzz::link_from_gateway`] with libFuzzer.

libfuzzer_sys::fuzz_target!(|data: &[u8]| hookswitch_tests::fuzz::link_from_gateway(data));
