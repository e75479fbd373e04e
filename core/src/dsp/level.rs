//! Level meter.

/// What silence is called: the least level RFC 6465 can tell.
pub const SILENCE_DBOV: f32 = -127.0;

/// What 0 dBm0 is in dBov: a sine of full scale is 3.14 dBm0 (ITU-T G.711) and -3.01 dBov.
pub const ZERO_DBM0: f32 = -6.15;

/// Measures the mean power of what passes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Level {
    power: f64,
    samples: u32,
}

impl Level {
    /// Adds `block` to what is measured.
    pub fn process(&mut self, block: &[f32]) {
        let power: f32 = block.iter().map(|sample| sample * sample).sum();
        if power.is_finite() {
            self.power += f64::from(power);
        }
        self.samples = self.samples.saturating_add(u32::try_from(block.len()).unwrap_or(u32::MAX));
    }

    /// Returns the level since the last call in dBov (0 is the loudest square wave, -127 is
    /// silence or nothing measured), and starts again.
    pub fn take(&mut self) -> f32 {
        let mean = self.power / f64::from(self.samples.max(1));
        *self = Self::default();
        if mean <= 0.0 {
            return SILENCE_DBOV;
        }
        (10.0 * mean.log10() as f32).clamp(SILENCE_DBOV, 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_signals_have_known_levels() {
        let mut level = Level::default();
        assert_eq!(level.take(), SILENCE_DBOV);
        level.process(&[0.0; 100]);
        assert_eq!(level.take(), SILENCE_DBOV);
        level.process(&[1.0, -1.0, 1.0, -1.0]);
        assert_eq!(level.take(), 0.0);
        let sine: Vec<f32> =
            (0..8_000).map(|n| (n as f32 * core::f32::consts::TAU / 80.0).sin()).collect();
        level.process(&sine);
        assert!((level.take() + 3.01).abs() < 0.01, "a full sine is 3.01 dB below a square wave");
    }
}
