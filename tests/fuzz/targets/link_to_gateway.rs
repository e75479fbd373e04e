#![no_main]
//! Drives [`hookswitch_fuzz::fuzz::link_to_gateway`] with libFuzzer.

libfuzzer_sys::fuzz_target!(|data: &[u8]| hookswitch_fuzz::fuzz::link_to_gateway(data));
