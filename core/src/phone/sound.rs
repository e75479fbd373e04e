//! The person's side of sound: hook, route, mute, volumes, levels.

use crate::map::Map;

use serde::{Deserialize, Serialize};

use super::Phone;
use super::devices::Devices;
use super::diagnosis::{Strangers, Watch};
use super::io::{Microphone, Playback};
use crate::config::Config;
use crate::config::table::audio;
use crate::config::table::audio::{AnswerDevice, LitDevice, RingingDevice};
use crate::media::plan::{NetworkReport, ProgramSet, Report, StreamId};

/// Loudest step of a volume.
pub(super) const VOLUME_MAX: u8 = 10;

/// Step of a volume at which nothing is made louder or softer.
const VOLUME_NEUTRAL: i8 = 7;

/// Decibels between two steps of a volume.
const VOLUME_STEP_DB: f32 = 3.0;

/// Level that is drawn as nothing, in dBov.
const LEVEL_FLOOR_DBOV: f32 = -60.0;

/// What the person listens and speaks through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Device {
    /// Hands-free.
    Speaker,
    /// The headset.
    Headset,
    /// The handset, off its cradle.
    Handset,
}

/// What the configuration says of handset, headset and speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// What a call is taken with when nobody chose.
    answer: Device,
    /// Whether there is a speaker to talk through.
    speaker: bool,
    /// Whether there is a handset.
    handset: bool,
    /// Whether the lamp of the headset key is lit between calls, too.
    pub(super) headset_lit: bool,
    /// Where ringing is heard.
    pub(super) ringing: RingingDevice,
    /// Whether it is heard on what the call would be taken with.
    pub(super) rings_via_answer: bool,
    /// Whether the handset may listen to what is heard in the headset.
    pub(super) listen_in: bool,
}

impl Settings {
    pub(super) fn read(config: &Config) -> Self {
        let headset = config.get(&audio::ANSWER_DEVICE) == AnswerDevice::Headset;
        let speaker = config.get(&audio::HANDS_FREE_MODE_ENABLED);
        let lit = config.get(&audio::HIGHLIGHT_AUDIO_DEVICE) == LitDevice::Headset;
        Self {
            answer: if headset || !speaker { Device::Headset } else { Device::Speaker },
            speaker,
            handset: config.get(&audio::HANDSET_MODE_ENABLED),
            headset_lit: lit && headset,
            ringing: config.get(&audio::CALLED_RINGING_DEVICE),
            rings_via_answer: config.get(&audio::RING_VIA_ANSWER_DEVICE_ENABLED),
            listen_in: config.get(&audio::SUPERVISOR_LISTEN_IN_ENABLED),
        }
    }

    /// Whether people can talk through `device`.
    pub(super) const fn has(&self, device: Device) -> bool {
        match device {
            Device::Speaker => self.speaker,
            Device::Handset => self.handset,
            Device::Headset => true,
        }
    }
}

impl Phone {
    /// Returns what a call is taken with now.
    pub(super) fn device(&self) -> Device {
        self.sound.device.unwrap_or(self.settings.devices.answer)
    }
}

/// State of the sound keys and what the audio graph told last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Sound {
    /// The open device; `None` is on hook.
    pub(super) device: Option<Device>,
    /// Whether the microphone reaches nobody.
    pub(super) muted: bool,
    /// Volume of speech and tones, 0 to 10.
    pub(super) volume: u8,
    /// Volume of the ring, 0 to 10.
    pub(super) ring_volume: u8,
    /// What the browser says of the microphone.
    pub(super) microphone: Microphone,
    /// Whether the page may play sound.
    pub(super) playback: Playback,
    /// What the computer has, and what stands for handset, headset and speaker.
    pub(super) devices: Devices,
    /// The programs that are there and not part of the audio graph.
    pub(super) programs: ProgramSet,
    /// What the audio graph told last.
    pub(super) report: Report,
    /// What RTCP told last of each stream.
    pub(super) network: Map<StreamId, NetworkReport>,
    /// What the gateway dropped of each stream, as it came from another address.
    pub(super) strangers: Map<StreamId, Strangers>,
    /// When the stream that is heard last showed life.
    pub(super) watch: Option<Watch>,
}

impl Default for Sound {
    fn default() -> Self {
        Self {
            device: None,
            muted: false,
            volume: VOLUME_NEUTRAL.unsigned_abs(),
            ring_volume: VOLUME_NEUTRAL.unsigned_abs(),
            microphone: Microphone::default(),
            playback: Playback::default(),
            devices: Devices::default(),
            programs: ProgramSet::default(),
            report: Report::default(),
            network: Map::new(),
            strangers: Map::new(),
            watch: None,
        }
    }
}

impl Sound {
    /// Puts the phone on hook.
    pub(super) const fn close(&mut self) {
        self.device = None;
        self.devices.stop_listening();
        self.muted = false;
    }
}

/// Returns the gain of a volume step, in decibels.
pub(super) fn gain_db(volume: u8) -> f32 {
    if volume == 0 {
        return -96.0;
    }
    let steps = i16::from(volume) - i16::from(VOLUME_NEUTRAL);
    f32::from(steps) * VOLUME_STEP_DB
}

/// Returns a level as 0 to 100 for drawing.
pub(super) fn level_percent(dbov: f32) -> u8 {
    let share = (dbov - LEVEL_FLOOR_DBOV) / -LEVEL_FLOOR_DBOV;
    // Saturates and turns NaN into 0.
    (share * 100.0).clamp(0.0, 100.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_drawn_between_the_floor_and_full_scale() {
        assert_eq!(level_percent(-127.0), 0);
        assert_eq!(level_percent(-30.0), 50);
        assert_eq!(level_percent(6.0), 100);
        assert_eq!(level_percent(f32::NAN), 0);
    }

    #[test]
    fn the_neutral_volume_changes_nothing() {
        assert_eq!(gain_db(7), 0.0);
        assert_eq!(gain_db(10), 9.0);
    }
}
