//! What is known of the room: how loud voice and noise are, and whether there is any noise worth
//! taking out.

use hookswitch_core::media::plan::NoiseKind;
use nnnoiseless::NB_BANDS;

use crate::network::Judgement;

/// What the library calls full scale, in decibels.
const FULL_SCALE_DB: f32 = 90.3;

/// Noise is loud that is less than so much below speech, in decibels.
const LOUD_DB: f32 = 10.0;

/// Share of a new frame in the mean levels of speech and noise.
const SHARE: f32 = 0.01;

/// A room is quiet whose noise is so much lower than the voice, in decibels; and it stays quiet until
/// the noise is louder than that.
const QUIET_DB: f32 = 43.0;
const STAYS_QUIET_DB: f32 = 38.0;

/// Level that a voice has before it is heard, in dBov.
const VOICE_DBOV: f32 = -30.0;

/// Level below which nothing is told apart, in dBov.
const LEAST_DBOV: f32 = -90.0;

/// By how much the level of the noise rises and falls with each 5 ms that are louder or quieter, in
/// decibels: a ninth of what is not speech is below it.
const RISE_DB: f32 = 0.2;
const FALL_DB: f32 = 1.6;

/// Share of 5 ms in the level of the voice, where they are louder and where they are quieter.
const LOUDER_SHARE: f32 = 0.05;
const QUIETER_SHARE: f32 = 0.005;

/// How likely there is speech in what counts for the voice, at least, and in what counts for the
/// noise, at most.
const IS_SPEECH: f32 = 0.6;
const IS_NOISE: f32 = 0.3;

/// What is not speech, and less than so much below the voice, is taken out also in a quiet room: a
/// door, or keys.
const KNOCK_DB: f32 = 12.0;

/// How fast the voice is left alone and is cleaned again, by shares in each 5 ms: within 0.3 s and
/// within 50 ms; and within 20 ms after a knock.
const TO_QUIET: f32 = 1.0 / 60.0;
const TO_NOISE: f32 = 1.0 / 10.0;
const AFTER_KNOCK: f32 = 0.25;

/// Room of one voice.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Mean power of speech and of the rest.
    speech: f32,
    rest: f32,
    /// Levels of voice and noise, in dBov.
    voice_dbov: f32,
    noise_dbov: f32,
    is_quiet: bool,
    /// How much the voice is left alone for the room, and for what was just heard, 0 to 1.
    quiet: f32,
    calm: f32,
}

impl Default for Room {
    /// Returns a room that was not heard yet.
    fn default() -> Self {
        Self {
            speech: 0.0,
            rest: 0.0,
            voice_dbov: VOICE_DBOV,
            noise_dbov: VOICE_DBOV - LOUD_DB,
            is_quiet: false,
            quiet: 0.0,
            calm: 1.0,
        }
    }
}

impl Room {
    /// Takes `frames` times 5 ms of sound: the power of each band, as the library scales it, and what
    /// was made of them; nothing where they are silent, which tells nothing.
    pub fn listen(&mut self, powers: &[f32; NB_BANDS], judgement: Option<&Judgement>, frames: f32) {
        let Some(&Judgement { speech, .. }) = judgement else { return };
        let power: f32 = powers.iter().sum();
        let mean = if speech > 0.5 { &mut self.speech } else { &mut self.rest };
        *mean += SHARE * frames * (power - *mean);
        let dbov = (10.0 * power.log10() - FULL_SCALE_DB).max(LEAST_DBOV);
        if speech > IS_SPEECH {
            let share = if dbov > self.voice_dbov { LOUDER_SHARE } else { QUIETER_SHARE };
            self.voice_dbov += share * frames * (dbov - self.voice_dbov);
        } else if speech < IS_NOISE {
            let step = (dbov - self.noise_dbov).clamp(-FALL_DB * frames, RISE_DB * frames);
            self.noise_dbov += step;
        }
        let below_db = self.voice_dbov - self.noise_dbov;
        self.is_quiet = below_db > if self.is_quiet { STAYS_QUIET_DB } else { QUIET_DB };
        let step = if self.is_quiet { TO_QUIET } else { -TO_NOISE };
        self.quiet = (self.quiet + step * frames).clamp(0.0, 1.0);
        let knocks = speech < IS_NOISE && dbov > self.voice_dbov - KNOCK_DB;
        self.calm = if knocks { 0.0 } else { (self.calm + AFTER_KNOCK * frames).min(1.0) };
    }

    /// Returns how much the voice is left alone, 0 to 1; where only steady noise is taken out, that does
    /// not depend on what was just heard.
    pub fn left_alone(&self, kind: NoiseKind) -> f32 {
        match kind {
            NoiseKind::Steady => self.quiet,
            NoiseKind::Any | NoiseKind::Changing => self.quiet * self.calm,
        }
    }

    /// Whether noise is nearly as loud as speech.
    pub fn noise_is_loud(&self) -> bool {
        self.rest * 10.0_f32.powf(LOUD_DB / 10.0) > self.speech && self.speech > 0.0
    }
}
