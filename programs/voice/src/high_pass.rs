//! Takes out what is below speech: hum, and the rumble of what the microphone stands on.

/// A high-pass filter of second order at 100 Hz, for 16 kHz.
#[derive(Clone, Copy, Debug, Default)]
pub struct HighPass {
    state: [f32; 2],
}

/// Numerator and denominator of a Butterworth filter by the bilinear transform.
const B: [f32; 3] = [0.972_613_9, -1.945_227_8, 0.972_613_9];
const A: [f32; 2] = [-1.944_477_7, 0.945_977_9];

/// What is less than this is nothing: small numbers are slow.
const NOTHING: f32 = 1e-12;

impl HighPass {
    /// Filters `block` in place.
    pub fn process(&mut self, block: &mut [f32]) {
        let [mut first, mut second] = self.state;
        for sample in block {
            let input = *sample;
            let output = B[0] * input + first;
            first = B[1] * input - A[0] * output + second;
            second = B[2] * input - A[1] * output;
            *sample = output;
        }
        self.state = [first, second].map(|state| if state.abs() < NOTHING { 0.0 } else { state });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speech_passes_and_rumble_does_not() {
        for (hz, least_db, most_db) in
            [(20.0, -40.0, -25.0), (300.0, -0.5, 0.1), (3_000.0, -0.1, 0.1)]
        {
            let mut filter = HighPass::default();
            let mut sound: Vec<f32> = (0..16_000)
                .map(|n| (n as f32 * hz * core::f32::consts::TAU / 16_000.0).sin())
                .collect();
            filter.process(&mut sound);
            let loudest =
                sound[8_000..].iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
            let db = 20.0 * loudest.log10();
            assert!((least_db..=most_db).contains(&db), "{hz} Hz: {db:.1} dB");
        }
    }
}
