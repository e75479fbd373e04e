//! Gains and automatic gain (manual 23).
//!
//! On the hardware the gains fit its own microphones and loudspeakers, for which their defaults are
//! made. A browser phone plays and hears with what the computer has, set by its own levels: so a
//! default changes nothing here, and what differs from it changes as much.

use serde::{Deserialize, Serialize};

use crate::config::table::gain;
use crate::config::table::gain::{AgcDirection, Gain};
use crate::config::{Config, Setting, Value};
use crate::dsp::level::ZERO_DBM0;
use crate::media::plan::{Levelled, LevellingPlan};
use crate::phone::sound::Device;

/// A gain that silences.
const MUTED: i8 = -32;

/// What silence is, in decibels.
const SILENCE_DB: f32 = -100.0;

/// Slopes where the configuration has the word without a number, in decibels a second.
const SLOPES_DB_S: [f32; 2] = [3.5, 10.0];

/// How wide the sound of a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::phone) enum Band {
    /// To 3.4 kHz.
    Narrow,
    /// To 7 kHz.
    Wide,
}

/// A value for narrow and for wide calls.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct ByBand {
    narrow: f32,
    wide: f32,
}

impl ByBand {
    const fn of(self, band: Band) -> f32 {
        match band {
            Band::Narrow => self.narrow,
            Band::Wide => self.wide,
        }
    }
}

/// Values for one device, in decibels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Gains {
    input: ByBand,
    output: ByBand,
    /// What a voice is brought to, in dBm0.
    target: ByBand,
}

/// Values for levels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::phone) struct LevelSettings {
    handset: Gains,
    headset: Gains,
    speaker: Gains,
    /// How loud the own voice is heard; silent if there is none.
    handset_sidetone_db: Option<f32>,
    headset_sidetone_db: Option<f32>,
    tones_db: f32,
    ringer_db: f32,
    agc: Option<LevellingPlan>,
}

impl LevelSettings {
    pub(super) fn read(config: &Config) -> Self {
        let base = Config::default();
        let by_band = |narrow, wide| ByBand {
            narrow: gain_db(config, &base, narrow),
            wide: gain_db(config, &base, wide),
        };
        let target = |narrow, wide| ByBand {
            narrow: f32::from(config.get(narrow)),
            wide: f32::from(config.get(wide)),
        };
        let additional = |setting| difference(config, &base, setting);
        let mut output = by_band(
            &gain::NB_HANDSFREE_DIGITAL_OUTPUT_GAIN,
            &gain::WB_HANDSFREE_DIGITAL_OUTPUT_GAIN,
        );
        output.narrow += additional(&gain::NB_ADDITIONAL_SPEAKER_GAIN);
        output.wide += additional(&gain::WB_ADDITIONAL_SPEAKER_GAIN);
        Self {
            handset: Gains {
                input: by_band(
                    &gain::NB_HANDSET_DIGITAL_INPUT_GAIN,
                    &gain::WB_HANDSET_DIGITAL_INPUT_GAIN,
                ),
                output: by_band(
                    &gain::NB_HANDSET_DIGITAL_OUTPUT_GAIN,
                    &gain::WB_HANDSET_DIGITAL_OUTPUT_GAIN,
                ),
                target: target(
                    &gain::AGC_NB_HANDSET_TARGET_ENERGY,
                    &gain::AGC_WB_HANDSET_TARGET_ENERGY,
                ),
            },
            headset: Gains {
                input: by_band(
                    &gain::NB_HEADSET_DIGITAL_INPUT_GAIN,
                    &gain::WB_HEADSET_DIGITAL_INPUT_GAIN,
                ),
                output: by_band(
                    &gain::NB_HEADSET_DIGITAL_OUTPUT_GAIN,
                    &gain::WB_HEADSET_DIGITAL_OUTPUT_GAIN,
                ),
                target: target(
                    &gain::AGC_NB_HEADSET_TARGET_ENERGY,
                    &gain::AGC_WB_HEADSET_TARGET_ENERGY,
                ),
            },
            speaker: Gains {
                input: by_band(
                    &gain::NB_HANDSFREE_DIGITAL_INPUT_GAIN,
                    &gain::WB_HANDSFREE_DIGITAL_INPUT_GAIN,
                ),
                output,
                target: target(&gain::AGC_TARGET_ENERGY, &gain::AGC_TARGET_ENERGY),
            },
            handset_sidetone_db: stage_db(config.get(&gain::HANDSET_ANALOG_SIDETONE_GAIN)),
            headset_sidetone_db: stage_db(config.get(&gain::HEADSET_ANALOG_SIDETONE_GAIN)),
            tones_db: -difference(config, &base, &gain::TONE_SIGNAL_LEVEL),
            ringer_db: f32::from(config.get(&gain::RINGER_SIGNAL_LEVEL)),
            agc: config.get(&gain::AGC_ENABLED).then(|| agc(config)),
        }
    }

    /// Returns the gain of the microphone, in decibels.
    pub(in crate::phone) const fn input_db(&self, device: Device, band: Band) -> f32 {
        self.of(device).input.of(band)
    }

    /// Returns the gain of what is heard in a call, in decibels.
    pub(in crate::phone) const fn output_db(&self, device: Device, band: Band) -> f32 {
        self.of(device).output.of(band)
    }

    /// Returns how loud the own voice may be heard with this device, in decibels.
    pub(in crate::phone) const fn sidetone_db(&self, device: Device) -> Option<f32> {
        match device {
            Device::Handset => self.handset_sidetone_db,
            Device::Headset => self.headset_sidetone_db,
            Device::Speaker => None,
        }
    }

    /// Returns the gain of tones but rings, in decibels.
    pub(in crate::phone) const fn tones_db(&self) -> f32 {
        self.tones_db
    }

    /// Returns the gain of rings, in decibels.
    pub(in crate::phone) const fn ringer_db(&self) -> f32 {
        self.ringer_db
    }

    /// Returns how voices are levelled, if they are.
    pub(in crate::phone) fn levelling(&self, device: Device, band: Band) -> Option<LevellingPlan> {
        let target_dbov = self.of(device).target.of(band) + ZERO_DBM0;
        self.agc.map(|agc| LevellingPlan { target_dbov, ..agc })
    }

    const fn of(&self, device: Device) -> &Gains {
        match device {
            Device::Handset => &self.handset,
            Device::Headset => &self.headset,
            Device::Speaker => &self.speaker,
        }
    }
}

fn agc(config: &Config) -> LevellingPlan {
    let [fast, slow] = SLOPES_DB_S;
    LevellingPlan {
        whose: match config.get(&gain::AGC_DIRECTION) {
            AgcDirection::Remote => Levelled::Heard,
            AgcDirection::Local => Levelled::Sent,
        },
        target_dbov: 0.0,
        most_db: f32::from(config.get(&gain::AGC_MAX_GAIN)),
        fast_db_s: slope(&config.get(&gain::AGC_FAST_ADAP_GAIN_SLOPE), fast),
        fast_ms: u32::try_from(config.get(&gain::AGC_FAST_ADAP_DURATION).as_millis())
            .unwrap_or(u32::MAX),
        slow_db_s: slope(&config.get(&gain::AGC_SLOW_ADAP_GAIN_SLOPE), slow),
    }
}

/// Returns what a stage amplifies by, in decibels, unless it is silent.
fn stage_db(gain: Gain) -> Option<f32> {
    match gain {
        Gain::Mute => None,
        Gain::Tenths(tenths) => Some(f32::from(tenths) / 10.0),
    }
}

/// Returns a slope whose point is written as an underscore.
fn slope(word: &str, otherwise: f32) -> f32 {
    word.replacen('_', ".", 1).parse().unwrap_or(otherwise)
}

/// Returns what a gain changes, in decibels.
fn gain_db(config: &Config, base: &Config, setting: &'static Setting<i8>) -> f32 {
    if config.get(setting) == MUTED { SILENCE_DB } else { difference(config, base, setting) }
}

/// Returns by how much a value differs from its default.
fn difference<T>(config: &Config, base: &Config, setting: &'static Setting<T>) -> f32
where
    T: Value + Into<f32>,
{
    config.get(setting).into() - base.get(setting).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> LevelSettings {
        let mut config = Config::default();
        for (path, value) in values {
            config.set(&format!("voip/audio/gain/{path}"), value).unwrap();
        }
        LevelSettings::read(&config)
    }

    #[test]
    fn defaults_change_nothing() {
        let settings = read(&[]);
        for device in [Device::Handset, Device::Headset, Device::Speaker] {
            for band in [Band::Narrow, Band::Wide] {
                assert_eq!(settings.input_db(device, band), 0.0, "{device:?} {band:?}");
                assert_eq!(settings.output_db(device, band), 0.0, "{device:?} {band:?}");
                assert_eq!(settings.levelling(device, band), None);
            }
        }
        assert_eq!((settings.tones_db(), settings.ringer_db()), (0.0, 0.0));
        let sidetones = [Device::Handset, Device::Headset, Device::Speaker]
            .map(|device| settings.sidetone_db(device));
        assert_eq!(sidetones, [Some(-21.0), Some(-12.0), None]);
    }

    #[test]
    fn each_gain_acts_on_its_device_and_band() {
        for (name, device) in [
            ("handset", Device::Handset),
            ("headset", Device::Headset),
            ("handsfree", Device::Speaker),
        ] {
            for (prefix, band) in [("NB", Band::Narrow), ("WB", Band::Wide)] {
                let set = |which, value| {
                    read(&[(&format!("{prefix}/{name}_digital_{which}_gain"), value)])
                };
                let gained = |db: f32| -> bool { db.abs() > 5.0 };
                for other in [Device::Handset, Device::Headset, Device::Speaker] {
                    for wide in [Band::Narrow, Band::Wide] {
                        let is_it = (other, wide) == (device, band);
                        let settings = set("input", "20");
                        assert_eq!(gained(settings.input_db(other, wide)), is_it);
                        assert!(!gained(settings.output_db(other, wide)));
                        let settings = set("output", "20");
                        assert_eq!(gained(settings.output_db(other, wide)), is_it);
                        assert!(!gained(settings.input_db(other, wide)));
                    }
                }
                assert_eq!(set("input", "-32").input_db(device, band), SILENCE_DB);
            }
        }
        let sidetone = |name: &str, word, device| {
            read(&[(&format!("{name}_analog_sidetone_gain"), word)]).sidetone_db(device)
        };
        assert_eq!(sidetone("handset", "minus9db", Device::Handset), Some(-9.0));
        assert_eq!(sidetone("handset", "minus9db", Device::Headset), Some(-12.0));
        assert_eq!(sidetone("headset", "MUTE", Device::Headset), None);
        let speaker = |settings: LevelSettings| settings.output_db(Device::Speaker, Band::Wide);
        assert_eq!(speaker(read(&[("WB/additional_speaker_gain", "0")])), -3.0);
        assert_eq!(speaker(read(&[("NB/additional_speaker_gain", "0")])), 0.0);
        assert_eq!(read(&[("tone_signal_level", "16")]).tones_db(), -6.0);
        assert_eq!(read(&[("ringer_signal_level", "-5")]).ringer_db(), -5.0);
    }

    #[test]
    fn voices_are_levelled_as_the_parameters_say() {
        let agc = |name: &str| format!("automatic_gain_control/{name}");
        let values = [
            ("enabled", "1"),
            ("direction", "CTL_LOCAL"),
            ("target_energy", "-10"),
            ("max_gain", "9"),
            ("fast_adap_gain_slope", "12_00"),
            ("fast_adap_duration", "700"),
            ("slow_adap_gain_slope", "0_25"),
            ("NB/handset_target_energy", "-11"),
            ("NB/headset_target_energy", "-12"),
            ("WB/handset_target_energy", "-13"),
            ("WB/headset_target_energy", "-14"),
        ];
        let values: Vec<_> = values.iter().map(|(name, value)| (agc(name), *value)).collect();
        let values: Vec<_> = values.iter().map(|(path, value)| (path.as_str(), *value)).collect();
        let settings = read(&values);
        for (device, band, target) in [
            (Device::Speaker, Band::Narrow, -10.0),
            (Device::Speaker, Band::Wide, -10.0),
            (Device::Handset, Band::Narrow, -11.0),
            (Device::Headset, Band::Narrow, -12.0),
            (Device::Handset, Band::Wide, -13.0),
            (Device::Headset, Band::Wide, -14.0),
        ] {
            let expected = LevellingPlan {
                whose: Levelled::Sent,
                target_dbov: target + ZERO_DBM0,
                most_db: 9.0,
                fast_db_s: 12.0,
                fast_ms: 700,
                slow_db_s: 0.25,
            };
            assert_eq!(settings.levelling(device, band), Some(expected));
        }
        let reboot = read(&[(&agc("enabled"), "1"), (&agc("fast_adap_gain_slope"), "REBOOT")]);
        let agc = reboot.levelling(Device::Speaker, Band::Wide).unwrap();
        assert_eq!((agc.whose, agc.fast_db_s, agc.slow_db_s), (Levelled::Heard, 3.5, 10.0));
    }
}
