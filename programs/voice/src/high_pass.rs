//! Takes out what is below speech: hum, and the rumble of what the microphone stands on.
//!
//! A filter at 100 Hz takes a little of a low voice, too. Where there is no rumble, it stands at
//! 40 Hz.

/// A high-pass filter of second order for 16 kHz, which follows the rumble that there is.
#[derive(Clone, Copy, Debug)]
pub struct HighPass {
    state: [f32; 2],
    low: [f32; 2],
    /// Mean power of what is below speech, and the least of it that there was.
    power: f32,
    floor: f32,
    rumbles: bool,
    /// Where the filter stands, from [`STILL`] at 0 to [`RUMBLING`] at 1.
    share: f32,
}

/// Numerator and denominator of a filter.
#[derive(Clone, Copy, Debug)]
struct Filter {
    b: [f32; 3],
    a: [f32; 2],
}

/// Butterworth filters by the bilinear transform: high passes at 40 Hz and at 100 Hz, and the low pass
/// at 80 Hz that listens for rumble.
const STILL: Filter =
    Filter { b: [0.988_954_25, -1.977_908_5, 0.988_954_25], a: [-1.977_786_5, 0.978_030_5] };
const RUMBLING: Filter =
    Filter { b: [0.972_613_9, -1.945_227_8, 0.972_613_9], a: [-1.944_477_7, 0.945_977_9] };
const LOW: Filter =
    Filter { b: [2.413_590_5e-4, 4.827_181e-4, 2.413_590_5e-4], a: [-1.955_578_2, 0.956_543_7] };

/// Powers between which there may be rumble: -80 and -75 dBov.
const STILL_BELOW: f32 = 1e-8;
const RUMBLES_ABOVE: f32 = 3.2e-8;

/// Share of a sample in the mean power, 20 ms, and by which factor the least of it grows with each:
/// 3 dB in a second.
const SHARE: f32 = 1.0 / 320.0;
const GROWTH: f32 = 1.000_043;

/// How far the filter moves with each sample: all the way in 0.3 s.
const STEP: f32 = 1.0 / 4_800.0;

/// What is less than this is nothing: small numbers are slow.
const NOTHING: f32 = 1e-12;

impl Default for HighPass {
    fn default() -> Self {
        let power = RUMBLES_ABOVE * 2.0;
        Self { state: [0.0; 2], low: [0.0; 2], power, floor: power, rumbles: true, share: 1.0 }
    }
}

impl Filter {
    /// Returns the filter between this one and `other`.
    fn towards(self, other: Self, share: f32) -> Self {
        let between = |(from, to): (f32, f32)| from + (to - from) * share;
        let [b0, b1, b2] = self.b;
        let [c0, c1, c2] = other.b;
        let ([a1, a2], [d1, d2]) = (self.a, other.a);
        Self {
            b: [(b0, c0), (b1, c1), (b2, c2)].map(between),
            a: [(a1, d1), (a2, d2)].map(between),
        }
    }

    /// Filters a sample.
    fn process(self, [first, second]: &mut [f32; 2], input: f32) -> f32 {
        let output = self.b[0] * input + *first;
        *first = self.b[1] * input - self.a[0] * output + *second;
        *second = self.b[2] * input - self.a[1] * output;
        output
    }
}

impl HighPass {
    /// Filters `block` in place.
    pub fn process(&mut self, block: &mut [f32]) {
        let filter = STILL.towards(RUMBLING, self.share);
        for sample in &mut *block {
            let low = LOW.process(&mut self.low, *sample);
            self.power += SHARE * (low * low - self.power);
            self.floor = self.power.min(self.floor * GROWTH);
            *sample = filter.process(&mut self.state, *sample);
        }
        self.floor = self.floor.max(STILL_BELOW / 2.0);
        self.rumbles = self.floor > if self.rumbles { STILL_BELOW } else { RUMBLES_ABOVE };
        let step = STEP * block.len() as f32;
        let step = if self.rumbles { step } else { -step };
        self.share = (self.share + step).clamp(0.0, 1.0);
        for state in self.state.iter_mut().chain(&mut self.low) {
            if state.abs() < NOTHING {
                *state = 0.0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns how loud a tone comes out, in decibels, two seconds after it went in, and 64 samples at
    /// a time.
    fn passes_db(hz: f32, level: f32) -> f32 {
        let mut filter = HighPass::default();
        let mut sound: Vec<f32> = (0..64_000)
            .map(|n| level * (n as f32 * hz * core::f32::consts::TAU / 16_000.0).sin())
            .collect();
        sound.chunks_mut(64).for_each(|block| filter.process(block));
        let loudest = sound[32_000..].iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
        20.0 * (loudest / level).log10()
    }

    #[test]
    fn speech_passes_and_rumble_does_not() {
        for (hz, least_db, most_db) in
            [(20.0, -40.0, -25.0), (50.0, -13.0, -11.0), (300.0, -0.5, 0.1), (3_000.0, -0.1, 0.1)]
        {
            let db = passes_db(hz, 0.5);
            assert!((least_db..=most_db).contains(&db), "{hz} Hz: {db:.1} dB");
        }
    }

    #[test]
    fn without_rumble_what_is_low_passes() {
        for (hz, least_db, most_db) in [(20.0, -13.0, -11.0), (70.0, -1.0, 0.1), (100.0, -0.5, 0.1)]
        {
            let db = passes_db(hz, 1e-4);
            assert!((least_db..=most_db).contains(&db), "{hz} Hz: {db:.1} dB");
        }
    }
}
