//! Echo cancellation and noise reduction (manual 20.4, 20.5).

use serde::{Deserialize, Serialize};

use crate::config::table::voice;
use crate::config::{Config, Setting};
use crate::media::plan::{EchoOptions, NoiseKind, NoiseOptions, Residual, VoiceOptions};
use crate::phone::sound::Device;

/// Attenuation of noise at 0, and what each step adds, in decibels.
const ATTENUATION_DB: [u8; 2] = [20, 10];

/// Values for the voice of the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::phone) struct VoiceSettings {
    echo: Option<EchoOptions>,
    noise: Option<NoiseOptions>,
    high_pass_handset: bool,
    high_pass_headset: bool,
    high_pass_speaker: bool,
}

impl VoiceSettings {
    pub(super) fn read(config: &Config) -> Self {
        let high_pass = |setting: &'static Setting<String>| !is_off(&config.get(setting));
        Self {
            echo: config.get(&voice::ECHO_CANCELLATION_ENABLED).then(|| EchoOptions {
                residual: if is_off(&config.get(&voice::ECHO_CANCELLATION_NLP_MODE)) {
                    Residual::Kept
                } else if config.get(&voice::ECHO_CANCELLATION_EXTENDED_NLP_ENABLED) {
                    Residual::SuppressedStrongly
                } else {
                    Residual::Suppressed
                },
                max_delay_ms: config.get(&voice::ECHO_CANCELLATION_NLP_MAX_DELAY),
            }),
            noise: noise(config),
            high_pass_handset: high_pass(&voice::ECHO_CANCELLATION_HANDSET_HPF_MODE),
            high_pass_headset: high_pass(&voice::ECHO_CANCELLATION_HEADSET_HPF_MODE),
            high_pass_speaker: high_pass(&voice::ECHO_CANCELLATION_HANDSFREE_HPF_MODE),
        }
    }

    /// Returns what is done with the voice that has the echo of `device`: a headset has none.
    pub(in crate::phone) fn options(&self, device: Device) -> VoiceOptions {
        let (echo, high_pass) = match device {
            Device::Handset => (self.echo, self.high_pass_handset),
            Device::Headset => (None, self.high_pass_headset),
            Device::Speaker => (self.echo, self.high_pass_speaker),
        };
        // By itself the filter is not worth a program that must be loaded.
        let high_pass = high_pass && (self.echo.is_some() || self.noise.is_some());
        VoiceOptions { echo, noise: self.noise, high_pass }
    }

    /// Whether the program is wanted that does this.
    pub(in crate::phone) const fn wants_program(&self) -> bool {
        self.echo.is_some() || self.noise.is_some()
    }
}

fn noise(config: &Config) -> Option<NoiseOptions> {
    let reduces = config.get(&voice::NOISE_REDUCTION_ENABLED);
    let suppresses = config.get(&voice::NOISE_REDUCTION_SUPPRESSION_ENABLED);
    let post_gain = config.get(&voice::NOISE_REDUCTION_POST_GAIN_ENABLED);
    let [least, step] = ATTENUATION_DB;
    let attenuation = config.get(&voice::NOISE_REDUCTION_MAX_ATTENUATION);
    let level = config.get(&voice::NOISE_REDUCTION_STATIONARY_LEVEL);
    (reduces && (suppresses || post_gain)).then_some(NoiseOptions {
        kind: match level {
            0 | 1 => NoiseKind::Steady,
            2 => NoiseKind::Any,
            _ => NoiseKind::Changing,
        },
        attenuation_db: if suppresses { least + step * attenuation } else { 0 },
        post_gain,
    })
}

/// Whether a mode whose words the manual does not tell switches something off.
fn is_off(mode: &str) -> bool {
    ["0", "off", "none", "disable", "disabled"].iter().any(|off| mode.eq_ignore_ascii_case(off))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(values: &[(&str, &str)], device: Device) -> VoiceOptions {
        let mut config = Config::default();
        for (path, value) in values {
            config.set(&format!("voip/audio/{path}"), value).unwrap();
        }
        let options = VoiceSettings::read(&config).options(device);
        assert_eq!(VoiceOptions::from_bits(options.to_bits()), options);
        options
    }

    #[test]
    fn echo_is_cancelled_where_there_is_one() {
        for (device, echo) in
            [(Device::Speaker, true), (Device::Handset, true), (Device::Headset, false)]
        {
            let options = options(&[], device);
            assert_eq!((options.echo.is_some(), options.high_pass), (echo, true), "{device:?}");
            assert_eq!(
                options.noise,
                Some(NoiseOptions { kind: NoiseKind::Any, attenuation_db: 40, post_gain: false })
            );
        }
    }

    #[test]
    fn each_parameter_changes_what_is_done() {
        let echo = |values| options(values, Device::Speaker).echo;
        let default = EchoOptions::default();
        for (values, expected) in [
            (&[("echo_cancellation/enabled", "0")][..], None),
            (&[("echo_cancellation/nlp/mode", "OFF")], Some(Residual::Kept)),
            (
                &[("echo_cancellation/extended_nlp/enabled", "1")],
                Some(Residual::SuppressedStrongly),
            ),
        ] {
            assert_eq!(echo(values), expected.map(|residual| EchoOptions { residual, ..default }));
        }
        let delay = [("echo_cancellation/nlp/max_delay", "200")];
        assert_eq!(echo(&delay), Some(EchoOptions { max_delay_ms: 200, ..default }));
        for (device, name) in [
            (Device::Speaker, "handsfree"),
            (Device::Handset, "handset"),
            (Device::Headset, "headset"),
        ] {
            let path = format!("echo_cancellation/{name}/HPF_mode");
            assert!(!options(&[(&path, "0")], device).high_pass, "{name}");
        }
        let noise = |values| options(values, Device::Speaker).noise;
        let default = NoiseOptions { kind: NoiseKind::Any, attenuation_db: 40, post_gain: false };
        for (values, expected) in [
            (&[("noise_reduction/enabled", "0")][..], None),
            (&[("noise_reduction/suppression/enabled", "0")], None),
            (
                &[
                    ("noise_reduction/suppression/enabled", "0"),
                    ("noise_reduction/post_gain/enabled", "1"),
                ],
                Some(NoiseOptions { attenuation_db: 0, post_gain: true, ..default }),
            ),
            (
                &[("noise_reduction/stationary_level", "1")],
                Some(NoiseOptions { kind: NoiseKind::Steady, ..default }),
            ),
            (
                &[("noise_reduction/stationary_level", "3")],
                Some(NoiseOptions { kind: NoiseKind::Changing, ..default }),
            ),
            (
                &[("noise_reduction/max_attenuation", "0")],
                Some(NoiseOptions { attenuation_db: 20, ..default }),
            ),
        ] {
            assert_eq!(noise(values), expected, "{values:?}");
        }
    }
}
