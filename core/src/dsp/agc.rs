//! Automatic gain: brings a voice to a level (manual 23.1).

use super::mixer::Gain;

/// How a voice is levelled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Levelling {
    /// The level that it is brought to, in dBov.
    pub target_dbov: f32,
    /// How much it is changed at most, either way, in decibels.
    pub most_db: f32,
    /// How fast it is changed at first, in decibels a second.
    pub fast_db_s: f32,
    /// How long it is changed that fast, in milliseconds of voice.
    pub fast_ms: u32,
    /// How fast it is changed afterwards, in decibels a second.
    pub slow_db_s: f32,
}

/// Sound below this level is no voice, in dBov.
const SILENCE_DBOV: f32 = -55.0;

/// Sound that is so much below the voice is none, in decibels.
const BELOW_DB: f32 = 18.0;

/// How fast the measured level rises and falls, as a share of each step.
const RISE: f32 = 0.25;
const FALL: f32 = 0.03;

/// Steps a second.
const STEPS: usize = 100;

/// Levels one voice.
#[derive(Clone, Copy, Debug)]
pub struct Agc {
    levelling: Levelling,
    step: usize,
    /// What was measured of this step.
    power: f32,
    samples: usize,
    /// Level of the voice, in dBov, once there is one.
    voice_dbov: Option<f32>,
    /// Milliseconds of voice.
    heard_ms: u32,
    gain_db: f32,
    gain: Gain,
}

impl Agc {
    /// Returns a levelling that has heard nothing.
    pub fn new(sample_rate: u32, levelling: Levelling) -> Self {
        Self {
            levelling,
            step: (sample_rate as usize / STEPS).max(1),
            power: 0.0,
            samples: 0,
            voice_dbov: None,
            heard_ms: 0,
            gain_db: 0.0,
            gain: Gain::new(sample_rate),
        }
    }

    /// Returns the same voice, levelled in another way from now on.
    #[must_use]
    pub const fn with(self, levelling: Levelling) -> Self {
        Self { levelling, ..self }
    }

    /// Returns how it levels.
    pub const fn levelling(&self) -> Levelling {
        self.levelling
    }

    /// Levels `block` in place.
    pub fn process(&mut self, block: &mut [f32]) {
        for &sample in &*block {
            self.power += sample * sample;
            self.samples += 1;
            if self.samples >= self.step {
                self.follow();
            }
        }
        self.gain.process(block);
    }

    /// Takes a step: what is voice moves the gain.
    fn follow(&mut self) {
        let level = 10.0 * (self.power / self.samples as f32 + 1e-12).log10();
        (self.power, self.samples) = (0.0, 0);
        let floor =
            self.voice_dbov.map_or(SILENCE_DBOV, |voice| (voice - BELOW_DB).max(SILENCE_DBOV));
        if level < floor || level.is_nan() {
            return;
        }
        let before = self.voice_dbov.unwrap_or(level);
        let share = if level > before { RISE } else { FALL };
        let voice = before + share * (level - before);
        self.voice_dbov = Some(voice);
        let Levelling { target_dbov, most_db, fast_db_s, fast_ms, slow_db_s } = self.levelling;
        let wanted = (target_dbov - voice).clamp(-most_db, most_db);
        let slope = if self.heard_ms < fast_ms { fast_db_s } else { slow_db_s };
        let most = slope / STEPS as f32;
        self.gain_db += (wanted - self.gain_db).clamp(-most, most);
        self.gain.set_db(self.gain_db);
        self.heard_ms = self.heard_ms.saturating_add(1_000 / STEPS as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 8_000;
    const LEVELLING: Levelling = Levelling {
        target_dbov: -20.0,
        most_db: 15.0,
        fast_db_s: 10.0,
        fast_ms: 1_000,
        slow_db_s: 2.0,
    };

    /// Level of the last tenth of a second of a tone of `dbov`.
    fn after(agc: &mut Agc, seconds: f32, dbov: f32) -> f32 {
        let height = 10.0_f32.powf((dbov + 3.01) / 20.0);
        let mut sound: Vec<f32> = (0..(seconds * RATE as f32) as usize)
            .map(|n| (n as f32 * core::f32::consts::TAU / 16.0).sin() * height)
            .collect();
        agc.process(&mut sound);
        let end = &sound[sound.len() - RATE as usize / 10..];
        let power: f32 = end.iter().map(|sample| sample * sample).sum();
        10.0 * (power / end.len() as f32 + 1e-12).log10()
    }

    #[test]
    fn weak_and_loud_voices_come_to_the_target() {
        for dbov in [-30.0, -12.0, -20.0] {
            let level = after(&mut Agc::new(RATE, LEVELLING), 8.0, dbov);
            assert!((level + 20.0).abs() < 0.5, "{dbov}: {level:.1}");
        }
    }

    #[test]
    fn the_gain_has_a_limit() {
        let level = after(&mut Agc::new(RATE, LEVELLING), 20.0, -50.0);
        assert!((level + 35.0).abs() < 0.5, "{level:.1}");
    }

    #[test]
    fn it_is_fast_at_first_and_then_slow() {
        let mut agc = Agc::new(RATE, LEVELLING);
        let level = after(&mut agc, 0.5, -40.0);
        assert!((-36.5..-34.0).contains(&level), "half a second: {level:.1}");
        let level = after(&mut agc, 1.5, -40.0);
        assert!((-30.0..-28.0).contains(&level), "two seconds: {level:.1}");
    }

    #[test]
    fn silence_is_not_amplified() {
        let mut agc = Agc::new(RATE, LEVELLING);
        let before = after(&mut agc, 5.0, -25.0);
        for dbov in [-48.0, -70.0] {
            let level = after(&mut agc, 10.0, dbov);
            assert!((level - dbov - 5.0).abs() < 0.6, "{dbov}: {level:.1} after {before:.1}");
        }
    }
}
