//! Randomness from one seed: ChaCha20, so that tags, branches and keys cannot be guessed from
//! one another, and so that a run can be repeated.

use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};
use serde::{Deserialize, Serialize};

/// A seeded, saveable source of random numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rng(ChaCha20Rng);

impl Rng {
    /// Returns the generator that `seed` determines.
    pub fn new(seed: [u8; 32]) -> Self {
        Self(ChaCha20Rng::from_seed(seed))
    }

    /// Returns an independent generator for a child machine.
    pub fn fork(&mut self) -> Self {
        let mut seed = [0; 32];
        self.fill(&mut seed);
        Self::new(seed)
    }

    /// Returns 32 random bits.
    pub fn u32(&mut self) -> u32 {
        self.0.next_u32()
    }

    /// Returns 64 random bits.
    pub fn u64(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Fills `bytes` with random bytes.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }

    /// Returns a number from 0 to `limit` - 1, or 0 if `limit` is 0.
    ///
    /// The bias of the multiplication is below 2^-32 for the small limits used here.
    pub fn below(&mut self, limit: u32) -> u32 {
        ((u64::from(self.u32()) * u64::from(limit)) >> 32) as u32
    }

    /// Returns `len` random lower-case hexadecimal digits.
    pub fn hex(&mut self, len: usize) -> String {
        (0..len).map(|_| char::from_digit(self.below(16), 16).unwrap_or('0')).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_seed_gives_same_numbers() {
        let (mut a, mut b) = (Rng::new([7; 32]), Rng::new([7; 32]));
        assert_eq!(a.hex(40), b.hex(40));
        assert_eq!(a.fork(), b.fork());
    }

    #[test]
    fn below_stays_below() {
        let mut rng = Rng::new([1; 32]);
        assert!((0..1_000).all(|_| rng.below(6) < 6));
    }
}
