//! Gain without steps, and the limiter at the end of a mix.

/// Where the limiter begins to bend, as a share of full scale; below it nothing changes.
const KNEE: f32 = 0.85;

/// Time in which a gain moves most of the way to a new value, in seconds.
const SMOOTHING_S: f32 = 0.01;

/// Scales sound, moving smoothly when the gain changes.
#[derive(Clone, Copy, Debug)]
pub struct Gain {
    now: f32,
    target: f32,
    smoothing: f32,
}

impl Gain {
    /// Returns a gain of 0 dB for `sample_rate` Hz.
    pub fn new(sample_rate: u32) -> Self {
        let smoothing = 1.0 / (SMOOTHING_S * sample_rate.max(1_000) as f32);
        Self { now: 1.0, target: 1.0, smoothing }
    }

    /// Returns a gain that silences, until another one is set.
    pub fn silent(sample_rate: u32) -> Self {
        Self { now: 0.0, target: 0.0, ..Self::new(sample_rate) }
    }

    /// Whether it silences, now and from now on.
    pub fn is_silent(&self) -> bool {
        self.now == 0.0 && self.target == 0.0
    }

    /// Sets the gain in dB, from -100 (silence) to 40; what is not a number is 0 dB.
    pub fn set_db(&mut self, gain_db: f32) {
        let gain_db = if gain_db.is_nan() { 0.0 } else { gain_db.clamp(-100.0, 40.0) };
        self.target = if gain_db <= -100.0 { 0.0 } else { 10.0f32.powf(gain_db / 20.0) };
    }

    /// Scales `block` in place.
    pub fn process(&mut self, block: &mut [f32]) {
        for sample in block {
            let way = self.target - self.now;
            // Snapped, as a fade to silence would end in denormal numbers, which are slow.
            self.now = if way.abs() < 1e-6 { self.target } else { self.now + self.smoothing * way };
            *sample *= self.now;
        }
    }
}

/// Returns `sample` unchanged up to 85 % of full scale, and bent smoothly towards 1 beyond.
pub fn limit(sample: f32) -> f32 {
    let over = sample.abs() - KNEE;
    // Also false for what is not a number, which then becomes silence.
    if over <= 0.0 {
        sample
    } else if over > 0.0 {
        let room = 1.0 - KNEE;
        (KNEE + room * (over / room).tanh()).copysign(sample)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gain_reaches_its_target_without_steps() {
        let mut gain = Gain::new(48_000);
        gain.set_db(-6.02);
        let mut block = [1.0; 4_800];
        gain.process(&mut block);
        assert!((block[4_799] - 0.5).abs() < 0.001);
        assert!(block.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 0.002));
    }

    #[test]
    fn limiter_leaves_normal_sound_alone_and_never_exceeds_full_scale() {
        assert_eq!(limit(0.84), 0.84);
        assert_eq!(limit(-0.5), -0.5);
        for sample in [0.9, 1.0, 2.0, 1e9, f32::INFINITY] {
            assert!(limit(sample) <= 1.0 && limit(sample) > KNEE);
            assert_eq!(limit(-sample), -limit(sample));
        }
        assert_eq!(limit(f32::NAN), 0.0);
    }
}
