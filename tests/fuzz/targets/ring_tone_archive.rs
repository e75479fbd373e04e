#![no_main]
//! Drives [`hookswitch_fuzz::fuzz::ring_tone_archive`] with libFuzzer.

libfuzzer_sys::fuzz_target!(|data: &[u8]| hookswitch_fuzz::fuzz::ring_tone_archive(data));
