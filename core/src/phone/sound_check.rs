//! A check of the room and its devices before a call, in words: noise, echo, delay, distortion.
//!
//! It listens for the noise of the room, then plays chirps and looks for them in what the microphone
//! hears, by the devices that a call would use.

use super::status::{Row, alone, row};
use crate::language::Text;
use crate::media::acoustics::{Acoustics, CHIRPS_MS};
use crate::time::Duration;

/// How long the room is listened to.
pub(super) const QUIET_TIME: Duration = Duration::from_millis(2_500);

/// How long chirps are played, and the last of them may take to come back.
pub(super) const CHIRPS_TIME: Duration = Duration::from_millis(CHIRPS_MS + 300);

/// Noise from here on is told, and from here on disturbs, in dBov.
const NOISE_DBOV: [i16; 2] = [-55, -40];

/// An echo from here on is told, and from here on is hard to take out, in decibels of what is played.
const ECHO_DB: [i16; 2] = [-30, -10];

/// A delay of the devices from here on makes people interrupt each other, in milliseconds.
const LATE_MS: u16 = 200;

/// Returns what a check found: what to do about it, then each thing by itself.
pub(super) fn found_rows(found: &Result<Acoustics, Text>) -> Vec<Row> {
    let found = match found {
        Ok(found) => *found,
        Err(why) => return vec![alone(why)],
    };
    if !found.heard {
        return vec![alone(Text::MicrophoneSilent)];
    }
    let delay = found.delay_ms.map_or(Text::Unknown, |ms| Text::Milliseconds { count: ms.into() });
    let echo = found.delay_ms.map_or(Text::None, |_| words(found.echo_db, ECHO_DB));
    vec![
        alone(advice(found)),
        row(Text::RoomNoise, words(found.noise_dbov, NOISE_DBOV)),
        row(Text::EchoHere, echo),
        row(Text::LoopDelay, delay),
        row(Text::Distortion, if found.clipped { Text::LevelHigh } else { Text::None }),
    ]
}

/// Returns what helps most.
fn advice(found: Acoustics) -> Text {
    let echo_is_strong = found.delay_ms.is_some() && found.echo_db >= ECHO_DB[1];
    if found.clipped {
        Text::TurnMicrophoneDown
    } else if echo_is_strong {
        Text::TurnLoudspeakerDown
    } else if found.noise_dbov >= NOISE_DBOV[1] {
        Text::RoomIsLoud
    } else if found.delay_ms.is_some_and(|ms| ms >= LATE_MS) {
        Text::SoundIsLate
    } else {
        Text::SoundIsGood
    }
}

/// Returns how much something is.
const fn words(much: i16, [told, disturbs]: [i16; 2]) -> Text {
    if much >= disturbs {
        Text::LevelHigh
    } else if much >= told {
        Text::LevelModerate
    } else {
        Text::LevelLow
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Acoustics = Acoustics {
        noise_dbov: -70,
        delay_ms: Some(60),
        echo_db: -35,
        clipped: false,
        heard: true,
    };

    #[test]
    fn what_helps_most_is_told_first() {
        for (found, expected) in [
            (GOOD, Text::SoundIsGood),
            (Acoustics { delay_ms: None, echo_db: 0, ..GOOD }, Text::SoundIsGood),
            (Acoustics { delay_ms: Some(250), ..GOOD }, Text::SoundIsLate),
            (Acoustics { noise_dbov: -30, delay_ms: Some(250), ..GOOD }, Text::RoomIsLoud),
            (Acoustics { echo_db: -3, noise_dbov: -30, ..GOOD }, Text::TurnLoudspeakerDown),
            (Acoustics { clipped: true, echo_db: -3, ..GOOD }, Text::TurnMicrophoneDown),
        ] {
            assert_eq!(advice(found), expected, "{found:?}");
        }
        let noise = [-56, -55, -41, -40].map(|dbov| words(dbov, NOISE_DBOV));
        let (low, moderate) = (Text::LevelLow, Text::LevelModerate);
        assert_eq!(noise, [low, moderate.clone(), moderate, Text::LevelHigh]);
    }
}
