//! Sound files: 16 bit, one channel.

use std::path::Path;

/// Sound of one channel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wav {
    /// Samples a second.
    pub rate: u32,
    /// From -1 to 1.
    pub samples: Vec<f32>,
}

impl Wav {
    /// Reads the first channel of a 16 bit file.
    #[track_caller]
    pub fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self::parse(&bytes).unwrap_or_else(|| panic!("{} is no 16 bit WAV", path.display()))
    }

    /// Writes the sound as a 16 bit file.
    pub fn write(&self, path: &Path) {
        std::fs::write(path, self.bytes()).unwrap();
    }

    /// Returns the sound as a 16 bit file.
    pub fn bytes(&self) -> Vec<u8> {
        let length = u32::try_from(self.samples.len() * 2).expect("less than 4 GB of sound");
        let mut bytes = Vec::with_capacity(44 + self.samples.len() * 2);
        bytes.extend(b"RIFF");
        bytes.extend((36 + length).to_le_bytes());
        bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
        bytes.extend(self.rate.to_le_bytes());
        bytes.extend((self.rate * 2).to_le_bytes());
        bytes.extend(b"\x02\0\x10\0data");
        bytes.extend(length.to_le_bytes());
        for sample in &self.samples {
            let value = (sample.clamp(-1.0, 1.0) * 32_767.0).round() as i16;
            bytes.extend(value.to_le_bytes());
        }
        bytes
    }

    /// Returns a tone of a frequency in Hz with half of full scale.
    pub fn tone(rate: u32, frequency: f64, seconds: f64) -> Self {
        let step = std::f64::consts::TAU * frequency / f64::from(rate);
        let samples = 0..(seconds * f64::from(rate)) as usize;
        let samples = samples.map(|at| ((step * at as f64).sin() * 0.5) as f32);
        Self { rate, samples: samples.collect() }
    }

    /// Returns the sound `count` times in a row.
    #[must_use]
    pub fn repeated(&self, count: usize) -> Self {
        Self { rate: self.rate, samples: self.samples.repeat(count) }
    }

    /// Returns the length in seconds.
    pub fn seconds(&self) -> f64 {
        self.samples.len() as f64 / f64::from(self.rate)
    }

    /// Returns the loudest sample from `start` to `end` seconds.
    pub fn peak(&self, start: f64, end: f64) -> f32 {
        let at = |seconds: f64| ((seconds * f64::from(self.rate)) as usize).min(self.samples.len());
        self.samples[at(start)..at(end)].iter().fold(0.0, |peak, sample| peak.max(sample.abs()))
    }

    /// Returns how much of a frequency in Hz is in the sound: 1 is a tone of full scale.
    pub fn level_of(&self, frequency: f64) -> f64 {
        let step = std::f64::consts::TAU * frequency / f64::from(self.rate);
        let add = |(re, im): (f64, f64), (at, sample): (usize, &f32)| {
            let (sin, cos) = (step * at as f64).sin_cos();
            (re + f64::from(*sample) * cos, im + f64::from(*sample) * sin)
        };
        let (re, im) = self.samples.iter().enumerate().fold((0.0, 0.0), add);
        re.hypot(im) * 2.0 / self.samples.len().max(1) as f64
    }

    /// Returns a file with a chirp from 400 to 3,200 Hz, 80 ms long, at the start of each second.
    pub fn chirps(rate: u32, seconds: u32) -> Self {
        let mut second = vec![0.0; rate as usize];
        let length = f64::from(rate) * 0.08;
        for (i, sample) in second.iter_mut().enumerate().take(length as usize) {
            let t = i as f64 / f64::from(rate);
            let phase = 2.0 * std::f64::consts::PI * (400.0 + 0.5 * 2_800.0 / 0.08 * t) * t;
            *sample = (phase.sin() * 0.5) as f32;
        }
        Self { rate, samples: second.repeat(seconds as usize) }
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WAVE")?;
        let (mut channels, mut rate) = (0, 0);
        loop {
            let (head, tail) = rest.split_at_checked(8)?;
            let length = u32::from_le_bytes(head.get(4..8)?.try_into().ok()?) as usize;
            // A recorder that was stopped leaves a length of zero or too much.
            let data = head.starts_with(b"data");
            let length = if data && length == 0 { tail.len() } else { length.min(tail.len()) };
            let (chunk, next) = tail.split_at_checked(length)?;
            if head.starts_with(b"fmt ") {
                channels = usize::from(u16::from_le_bytes(chunk.get(2..4)?.try_into().ok()?));
                rate = u32::from_le_bytes(chunk.get(4..8)?.try_into().ok()?);
                (chunk.get(14..16)? == [16, 0]).then_some(())?;
            } else if data {
                let samples = chunk.chunks_exact(2 * channels.max(1));
                let samples = samples
                    .map(|frame| f32::from(i16::from_le_bytes([frame[0], frame[1]])) / 32_768.0);
                return Some(Self { rate, samples: samples.collect() });
            }
            rest = next.get(length % 2..)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_is_found_at_its_frequency() {
        let samples = (0..8_000).map(|at| (at as f32 * 0.25 * std::f32::consts::PI).sin() * 0.5);
        let sound = Wav { rate: 8_000, samples: samples.collect() };
        assert!((sound.level_of(1_000.0) - 0.5).abs() < 1e-3, "{}", sound.level_of(1_000.0));
        assert!(sound.level_of(1_300.0) < 0.01, "{}", sound.level_of(1_300.0));
    }

    #[test]
    fn a_written_file_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.wav");
        let sound = Wav { rate: 8_000, samples: vec![0.0, 0.5, -0.5, 1.0] };
        sound.write(&path);
        let read = Wav::read(&path);
        assert_eq!(read.rate, 8_000);
        for (a, b) in read.samples.iter().zip(&sound.samples) {
            assert!((a - b).abs() < 1e-3, "{a} {b}");
        }
    }
}
