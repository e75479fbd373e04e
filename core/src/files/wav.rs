//! The sound of a ring tone: a WAV file in one of the three forms that the phones play
//! (manual 18.3).

use core::fmt;

use serde::{Deserialize, Serialize};

/// How a sample is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// A-law, 8 bits at 8000 Hz (ITU-T G.711).
    Pcma,
    /// Mu-law, 8 bits at 8000 Hz.
    Pcmu,
    /// Linear, 16 bits at 16000 Hz, the lower byte first.
    Linear,
}

impl Encoding {
    /// Returns the samples in a second.
    pub const fn sample_rate(self) -> u32 {
        match self {
            Self::Pcma | Self::Pcmu => 8_000,
            Self::Linear => 16_000,
        }
    }

    /// Returns the bytes of a sample.
    const fn width(self) -> u16 {
        match self {
            Self::Pcma | Self::Pcmu => 1,
            Self::Linear => 2,
        }
    }
}

/// Why a file is not a sound that the phone plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum WavError {
    /// It does not begin as WAV files do.
    NotWav,
    /// It ends before its sound does.
    CutOff,
    /// It has no sound, or does not say how that is coded before it comes.
    NoSound,
    /// It has more than one channel.
    NotMono,
    /// It is coded in another way.
    WrongEncoding,
    /// It has the right code at the wrong rate or width.
    WrongRate,
}

impl fmt::Display for WavError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotWav => "not a WAV file",
            Self::CutOff => "the WAV file is cut off",
            Self::NoSound => "the WAV file has no sound",
            Self::NotMono => "the sound must have one channel",
            Self::WrongEncoding | Self::WrongRate => {
                "the sound must be A-law or mu-law with 8 bits at 8 kHz, or PCM with 16 bits at 16 kHz"
            }
        })
    }
}

/// Returns how the sound in a WAV file is coded, and its samples as bytes.
///
/// # Errors
///
/// Why the phone does not play it.
pub fn read(bytes: &[u8]) -> Result<(Encoding, &[u8]), WavError> {
    let (b"RIFF", Some(mut rest)) = (bytes.get(..4).unwrap_or_default(), bytes.get(12..)) else {
        return Err(WavError::NotWav);
    };
    if bytes.get(8..12) != Some(b"WAVE") {
        return Err(WavError::NotWav);
    }
    let mut encoding = None;
    while let Some((header, body)) = rest.split_at_checked(8) {
        let (kind, size) = header.split_at(4);
        let size = usize::try_from(number(size)).unwrap_or(usize::MAX);
        match kind {
            b"fmt " => encoding = Some(format(body.get(..size).ok_or(WavError::CutOff)?)?),
            b"data" => return sound(encoding.ok_or(WavError::NoSound)?, body, size),
            _ => {}
        }
        // Chunks have even lengths.
        rest = body.get(size.saturating_add(size % 2)..).unwrap_or_default();
    }
    Err(WavError::NoSound)
}

/// Reads a `fmt ` chunk.
fn format(chunk: &[u8]) -> Result<Encoding, WavError> {
    let field =
        |at: usize, count: usize| chunk.get(at..at + count).map(number).ok_or(WavError::CutOff);
    let (tag, channels, rate, width) = (field(0, 2)?, field(2, 2)?, field(4, 4)?, field(14, 2)?);
    // WAVE_FORMAT_EXTENSIBLE has the tag as the start of a longer name.
    let tag = if tag == 0xfffe { field(24, 2)? } else { tag };
    let encoding = match tag {
        1 => Encoding::Linear,
        6 => Encoding::Pcma,
        7 => Encoding::Pcmu,
        _ => return Err(WavError::WrongEncoding),
    };
    if channels != 1 {
        return Err(WavError::NotMono);
    }
    let fits = rate == encoding.sample_rate() && width == u32::from(encoding.width()) * 8;
    if fits { Ok(encoding) } else { Err(WavError::WrongRate) }
}

fn sound(encoding: Encoding, body: &[u8], size: usize) -> Result<(Encoding, &[u8]), WavError> {
    // Programs that write into a pipe cannot know the length.
    let open_end = size == usize::try_from(u32::MAX).unwrap_or(usize::MAX);
    let sound = if open_end { body } else { body.get(..size).ok_or(WavError::CutOff)? };
    let odd = sound.len() % usize::from(encoding.width());
    let whole = sound.get(..sound.len() - odd).unwrap_or_default();
    if whole.is_empty() { Err(WavError::NoSound) } else { Ok((encoding, whole)) }
}

/// Reads a number whose lowest byte comes first.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, &byte| (number << 8) | u32::from(byte))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Returns a WAV file.
    pub(crate) fn wav(tag: u16, channels: u16, rate: u32, bits: u16, sound: &[u8]) -> Vec<u8> {
        let block = channels * bits / 8;
        let size = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
        let mut format = [tag.to_le_bytes(), channels.to_le_bytes()].concat();
        format.extend(rate.to_le_bytes());
        format.extend((rate * u32::from(block)).to_le_bytes());
        format.extend([block.to_le_bytes(), bits.to_le_bytes()].concat());
        let body = [
            &b"WAVEfmt "[..],
            &size(format.len()),
            &format,
            b"LIST",
            &size(3),
            b"abc\0",
            b"data",
            &size(sound.len()),
            sound,
        ]
        .concat();
        [&b"RIFF"[..], &size(body.len()), &body].concat()
    }

    #[track_caller]
    fn check(file: &[u8], expected: Result<(Encoding, &[u8]), WavError>) {
        assert_eq!(read(file), expected);
    }

    #[test]
    fn the_three_forms_are_read() {
        check(&wav(6, 1, 8_000, 8, b"abc"), Ok((Encoding::Pcma, b"abc")));
        check(&wav(7, 1, 8_000, 8, b"abc"), Ok((Encoding::Pcmu, b"abc")));
        check(&wav(1, 1, 16_000, 16, b"abcde"), Ok((Encoding::Linear, b"abcd")));
    }

    #[test]
    fn other_forms_are_named() {
        check(&wav(1, 2, 16_000, 16, b"abcd"), Err(WavError::NotMono));
        check(&wav(1, 1, 44_100, 16, b"abcd"), Err(WavError::WrongRate));
        check(&wav(1, 1, 16_000, 8, b"abcd"), Err(WavError::WrongRate));
        check(&wav(3, 1, 16_000, 32, b"abcd"), Err(WavError::WrongEncoding));
        check(&wav(7, 1, 8_000, 8, b""), Err(WavError::NoSound));
        check(b"RIFF", Err(WavError::NotWav));
        check(b"ID3\x03.........", Err(WavError::NotWav));
        let good = wav(7, 1, 8_000, 8, b"abc");
        check(&good[..good.len() - 1], Err(WavError::CutOff));
        check(&good[..30], Err(WavError::CutOff));
        check(&good[..12], Err(WavError::NoSound));
    }
}
