//! Comfort noise (RFC 3389): a level and a few reflection coefficients stand for silence.

/// Coefficients that are sent, and that are used of what is received.
pub const ORDER: usize = 10;

/// Octets of a description.
pub const OCTETS: usize = 1 + ORDER;

/// What a coefficient differs by from one octet to the next (RFC 3389 3.2).
pub(super) const STEP: f32 = 258.0 / 32_768.0;

/// Share of the way from one description to the next for each sample: both are heard within 50 ms.
const GLIDE: f32 = 0.005;

/// Makes noise as it was described, at 8000 Hz.
#[derive(Clone, Debug)]
pub struct Noise {
    reflection: [f32; ORDER],
    /// Amplitude of what excites the filter, now and as it should be.
    gain: f32,
    target: f32,
    /// The filter's backward errors.
    state: [f32; ORDER],
    seed: u32,
}

impl Default for Noise {
    fn default() -> Self {
        Self { reflection: [0.0; ORDER], gain: 0.0, target: 0.0, state: [0.0; ORDER], seed: 1 }
    }
}

impl Noise {
    /// Follows a description: a level in dBov, and coefficients, as many as there are.
    pub fn follow(&mut self, description: &[u8]) {
        let Some((&level, coefficients)) = description.split_first() else { return };
        let amplitude = 10.0_f32.powf(-f32::from(level & 0x7f) / 20.0);
        self.reflection = [0.0; ORDER];
        // What the filter makes louder, its excitation is quieter by.
        let mut power = 1.0;
        for (reflection, &octet) in self.reflection.iter_mut().zip(coefficients) {
            *reflection = ((f32::from(octet) - 127.0) * STEP).clamp(-0.99, 0.99);
            power *= 1.0 - *reflection * *reflection;
        }
        // Uniform noise from -1 to 1 has a power of a third.
        self.target = amplitude * (3.0 * power).sqrt();
    }

    /// Fills `block`.
    pub fn process(&mut self, block: &mut [f32]) {
        for sample in block {
            self.gain += (self.target - self.gain) * GLIDE;
            // Numerical Recipes' generator; its upper bits are good enough to hear.
            self.seed = self.seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let mut forward = (self.seed as i32 as f32 / 2_147_483_648.0) * self.gain;
            let mut above: Option<&mut f32> = None;
            for (&reflection, stage) in self.reflection.iter().zip(&mut self.state).rev() {
                let backward = *stage;
                forward -= reflection * backward;
                if let Some(above) = above.replace(stage) {
                    *above = backward + reflection * forward;
                }
            }
            if let Some(first) = above {
                // Tiny values would be slow.
                *first = if forward.abs() < 1e-15 { 0.0 } else { forward };
            }
            *sample = forward;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::level::Level;
    use super::*;

    fn heard(description: &[u8]) -> [f32; 4_000] {
        let mut noise = Noise::default();
        noise.follow(description);
        let mut block = [0.0; 4_000];
        noise.process(&mut block);
        noise.process(&mut block);
        block
    }

    fn level(description: &[u8]) -> f32 {
        let mut level = Level::default();
        level.process(&heard(description));
        level.take()
    }

    #[test]
    fn noise_has_the_level_that_was_described_whatever_its_spectrum() {
        for dbov in [30, 50, 70] {
            for shape in [&[][..], &[127; 10], &[20, 180], &[230, 60, 150, 100], &[100; 12]] {
                let level = level(&[&[dbov][..], shape].concat());
                assert!((level + f32::from(dbov)).abs() < 1.5, "{dbov} {shape:?}: {level}");
            }
        }
        assert!(level(&[127]) < -100.0);
        assert_eq!(level(&[]), super::super::level::SILENCE_DBOV);
    }

    #[test]
    fn coefficients_have_the_sign_of_a_predictor_that_is_taken_away() {
        // Low sounds resemble what was just before them: their first coefficient is negative.
        for (octet, is_low) in [(60, true), (194, false)] {
            let block = heard(&[40, octet]);
            let alike: f32 = block.windows(2).map(|pair| pair[0] * pair[1]).sum();
            assert_eq!(alike > 0.0, is_low, "{octet}");
        }
    }

    #[test]
    fn any_description_makes_noise_that_ends() {
        for octet in 0..=255 {
            let level = level(&[octet; 30]);
            assert!(level.is_finite() && level <= 3.0, "{octet}: {level}");
        }
    }
}
