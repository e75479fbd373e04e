//! The random generator of concealment and comfort noise (equation 96).

/// Makes the same numbers from the same seed, so that encoder and decoder can agree.
#[derive(Clone, Debug)]
pub(super) struct Random(u16);

impl Random {
    pub(super) const fn new(seed: u16) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u16 {
        self.0 = self.0.wrapping_mul(31_821).wrapping_add(13_849);
        self.0
    }

    /// Returns the lowest `count` bits of `word` and drops them; `count` is less than 16.
    pub(super) const fn bits(word: &mut u16, count: u32) -> u16 {
        let bits = *word & ((1 << count) - 1);
        *word >>= count;
        bits
    }

    /// Returns a number of normal distribution, whose variance is 512 squared.
    pub(super) fn normal(&mut self) -> i16 {
        let sum: i32 = (0..12).map(|_| i32::from(self.next() as i16)).sum();
        (sum >> 7) as i16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_numbers_have_their_variance() {
        let mut random = Random::new(11_111);
        let count = 10_000;
        let numbers: Vec<f64> = (0..count).map(|_| f64::from(random.normal())).collect();
        let mean = numbers.iter().sum::<f64>() / f64::from(count);
        let variance = numbers.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / f64::from(count);
        // Twelve uniform numbers of 2^16 values, divided by 128: 512^2.
        assert!(mean.abs() < 20.0, "{mean}");
        assert!((variance.sqrt() - 512.0).abs() < 20.0, "{variance}");
    }

    #[test]
    fn bits_are_taken_from_the_low_end() {
        let mut word = 0b1010_0000_0000_1101;
        assert_eq!(Random::bits(&mut word, 2), 0b01);
        assert_eq!(Random::bits(&mut word, 3), 0b011);
        assert_eq!(word, 0b101_0000_0000);
    }
}
