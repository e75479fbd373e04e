//! What is done with voices, and which devices they go through.

use serde::{Deserialize, Serialize};

/// What is done with the voice of the user before it is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceOptions {
    /// Takes out the echo of what is played, if anything.
    pub echo: Option<EchoOptions>,
    /// Takes out noise, if anything.
    pub noise: Option<NoiseOptions>,
    /// Takes out what is below speech.
    pub high_pass: bool,
}

/// The devices that sound goes through, by the ids the browser gives them; without one it is its own
/// choice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRoute {
    /// The microphone.
    pub microphone: Option<String>,
    /// The loudspeaker.
    pub loudspeaker: Option<String>,
    /// Another loudspeaker that plays the same; empty is the browser's own choice.
    pub second: Option<String>,
}

/// How a voice is levelled.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevellingPlan {
    /// Whose voice.
    pub whose: Levelled,
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

/// Whose voice is levelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Levelled {
    /// What the user hears.
    Heard,
    /// What the user says.
    Sent,
}

/// What the browser does with the voice of the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Browser {
    /// It takes out echo.
    pub echo: bool,
    /// It takes out noise.
    pub noise: bool,
}

impl Browser {
    /// Returns what it does in the place of the program that would do this.
    pub const fn instead_of(options: VoiceOptions) -> Self {
        Self { echo: options.echo.is_some(), noise: options.noise.is_some() }
    }
}

/// How echo is taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EchoOptions {
    /// What is done with what is left of it.
    pub residual: Residual,
    /// Longest delay that is looked for, in milliseconds; 0 is what the canceller chooses.
    pub max_delay_ms: u16,
}

/// What is done with what is left of the echo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Residual {
    /// It is suppressed.
    #[default]
    Suppressed,
    /// It is suppressed at the cost of the user's voice, where both speak.
    SuppressedStrongly,
    /// Nothing.
    Kept,
}

/// How noise is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoiseOptions {
    /// What counts as noise.
    pub kind: NoiseKind,
    /// How much it is turned down at most, in decibels.
    pub attenuation_db: u8,
    /// Whether everything is turned down where the noise is loud.
    pub post_gain: bool,
}

/// What counts as noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoiseKind {
    /// What does not change.
    Steady,
    /// All that is not speech.
    Any,
    /// The same, where it changes much: it is taken out better, and that takes longer.
    Changing,
}

impl VoiceOptions {
    /// Whether nothing is done.
    pub const fn is_none(&self) -> bool {
        self.echo.is_none() && self.noise.is_none() && !self.high_pass
    }

    /// Returns them as one number.
    pub const fn to_bits(self) -> u64 {
        let echo = match self.echo {
            None => 0,
            Some(EchoOptions { residual, max_delay_ms }) => {
                1 | (residual as u64) << 1 | (max_delay_ms as u64) << 16
            }
        };
        let noise = match self.noise {
            None => 0,
            Some(NoiseOptions { kind, attenuation_db, post_gain }) => {
                1 | (kind as u64) << 1 | (post_gain as u64) << 3 | (attenuation_db as u64) << 8
            }
        };
        echo | noise << 32 | (self.high_pass as u64) << 63
    }

    /// Returns the options that were such a number.
    pub const fn from_bits(bits: u64) -> Self {
        let echo = EchoOptions {
            residual: match bits >> 1 & 3 {
                1 => Residual::SuppressedStrongly,
                2 => Residual::Kept,
                _ => Residual::Suppressed,
            },
            max_delay_ms: (bits >> 16) as u16,
        };
        let noise = NoiseOptions {
            kind: match bits >> 33 & 3 {
                0 => NoiseKind::Steady,
                1 => NoiseKind::Any,
                _ => NoiseKind::Changing,
            },
            attenuation_db: (bits >> 40) as u8,
            post_gain: bits >> 35 & 1 != 0,
        };
        Self {
            echo: if bits & 1 == 0 { None } else { Some(echo) },
            noise: if bits >> 32 & 1 == 0 { None } else { Some(noise) },
            high_pass: bits >> 63 != 0,
        }
    }
}
