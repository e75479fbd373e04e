//! The delay between two recordings of the same chirps.

use crate::wav::Wav;

/// Returns for each chirp in `sent` how much later `heard` has it, in ms; chirps that are not heard
/// within 0.8 s are missing. Both recordings start at the same instant.
pub fn delays_ms(sent: &Wav, heard: &Wav) -> Vec<f64> {
    let rate = sent.rate as usize;
    let (length, most) = (rate / 12, rate * 4 / 5);
    starts(sent)
        .into_iter()
        .filter_map(|start| {
            let chirp = sent.samples.get(start..start + length)?;
            let stretch = heard.samples.get(start..start + length + most)?;
            let (lag, likeness) = best_lag(chirp, stretch);
            (likeness > 0.5).then(|| lag as f64 * 1000.0 / f64::from(sent.rate))
        })
        .collect()
}

/// Returns where chirps start: silence before, then a third of the peak.
fn starts(sound: &Wav) -> Vec<usize> {
    let peak = sound.samples.iter().fold(0.0f32, |peak, sample| peak.max(sample.abs()));
    let mut starts = Vec::new();
    let mut quiet = 0;
    for (at, sample) in sound.samples.iter().enumerate() {
        if sample.abs() < peak / 3.0 || peak < 0.01 {
            quiet += 1;
            continue;
        }
        // The chirp's first samples are below the threshold.
        if quiet > sound.rate as usize / 2 {
            starts.push(at.saturating_sub(sound.rate as usize / 200));
        }
        quiet = 0;
    }
    starts
}

/// Returns the lag at which `chirp` is most like `stretch`, and how alike they are there, 0 to 1.
fn best_lag(chirp: &[f32], stretch: &[f32]) -> (usize, f64) {
    let energy = |samples: &[f32]| samples.iter().map(|s| f64::from(*s).powi(2)).sum::<f64>();
    let own = energy(chirp);
    let mut best = (0, 0.0);
    for (lag, window) in stretch.windows(chirp.len()).enumerate() {
        let product: f32 = window.iter().zip(chirp).map(|(a, b)| a * b).sum();
        let alike = f64::from(product) / (own * energy(window)).sqrt().max(1e-9);
        if alike > best.1 {
            best = (lag, alike);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shift_is_measured_in_milliseconds() {
        let mut sent = Wav::chirps(8_000, 4);
        sent.samples.rotate_right(5_000);
        let mut heard = sent.clone();
        heard.samples.rotate_right(8 * 42);
        let delays = delays_ms(&sent, &heard);
        assert!(delays.len() >= 2 && delays.iter().all(|delay| *delay == 42.0), "{delays:?}");
    }
}
