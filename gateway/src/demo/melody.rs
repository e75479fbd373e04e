//! The sound of extension 601: a chime, and a tune of our own.

/// Samples a second.
pub(super) const SAMPLE_RATE: u32 = 8_000;

/// Loudest sample, of 1: about -12 dBov for one note.
const AMPLITUDE: f32 = 0.25;

/// Beats a minute.
const TEMPO: f32 = 108.0;

/// The chime: three notes, as steps above A4 and beats.
const CHIME: [(i8, f32); 4] = [(7, 1.0), (3, 1.0), (-2, 2.0), (REST, 1.0)];

/// The tune: steps above A4 (equal temperament), and beats.
const TUNE: [(i8, f32); 32] = [
    (-9, 1.0),
    (-5, 0.5),
    (-2, 0.5),
    (3, 1.5),
    (2, 0.5),
    (-2, 1.0),
    (0, 0.5),
    (-2, 0.5),
    (-4, 1.0),
    (-5, 1.0),
    (-7, 1.0),
    (-5, 0.5),
    (-4, 0.5),
    (-2, 2.0),
    (REST, 1.0),
    (-9, 0.5),
    (-5, 0.5),
    (-2, 1.0),
    (5, 1.5),
    (3, 0.5),
    (2, 1.0),
    (0, 0.5),
    (2, 0.5),
    (3, 1.0),
    (0, 1.0),
    (-4, 1.0),
    (-2, 0.5),
    (-5, 0.5),
    (-9, 2.0),
    (-9, 0.5),
    (-9, 0.5),
    (REST, 2.0),
];

/// No note.
const REST: i8 = i8::MIN;

/// Returns the chime and the tune once, at [`SAMPLE_RATE`].
pub(super) fn samples() -> Vec<f32> {
    let mut samples = Vec::new();
    for (step, beats) in CHIME.into_iter().chain(TUNE) {
        let count = (beats * 60.0 / TEMPO * SAMPLE_RATE as f32) as usize;
        match step {
            REST => samples.extend(std::iter::repeat_n(0.0, count)),
            step => samples.extend((0..count).map(|index| note(step, index, count))),
        }
    }
    samples
}

/// Sample `index` of a plucked note of `count` samples: three partials that die away.
fn note(step: i8, index: usize, count: usize) -> f32 {
    let frequency = 440.0 * 2_f32.powf(f32::from(step) / 12.0);
    let time = index as f32 / SAMPLE_RATE as f32;
    let attack = (time / 0.01).min(1.0);
    let release = ((count - index) as f32 / SAMPLE_RATE as f32 / 0.02).min(1.0);
    let partial = |number: f32, share: f32| {
        let phase = std::f32::consts::TAU * frequency * number * time;
        share * phase.sin() * (-time * 3.0 * number).exp()
    };
    AMPLITUDE * attack * release * (partial(1.0, 0.7) + partial(2.0, 0.2) + partial(3.0, 0.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_melody_is_heard_and_never_clips() {
        let samples = samples();
        let peak = samples.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
        let power =
            samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len() as f32;
        assert!(peak < 0.5, "peak {peak}");
        assert!(power.sqrt() > 0.02, "rms {}", power.sqrt());
        assert!(samples.len() > 10 * SAMPLE_RATE as usize);
    }
}
