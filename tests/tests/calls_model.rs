//! An endpoint against the reference model of calls, with scripts made of many seeds.

use hookswitch_core::rng::Rng;
use hookswitch_tests::fuzz::calls;

/// Bytes of a script: about 100 steps.
const LENGTH: usize = 300;

#[test]
fn whatever_a_peer_and_an_owner_do_the_endpoint_does_what_the_model_says() {
    for seed in 0..=u8::MAX {
        let mut rng = Rng::new([seed; 32]);
        for _ in 0..2 {
            let script: Vec<u8> = (0..LENGTH).map(|_| rng.below(256) as u8).collect();
            calls(&script);
        }
    }
}
