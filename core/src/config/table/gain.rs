//! gain.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::Need;
use crate::time::Duration;

params! {
    in Voice, "manual 23.1";
    /// Levels out weak or loud voice automatically.
    AGC_ENABLED: bool = "0", Kind::Bool,
        "voip/audio/gain/automatic_gain_control/enabled" {
        label: "Enable Automatic Gain Control",
        acting: later::GAIN,
    };
    /// Applies AGC to received audio (after decoding) or to sent audio (before encoding).
    AGC_DIRECTION: String = "CTL_REMOTE", Kind::Enum(&["CTL_REMOTE", "CTL_LOCAL"]),
        "voip/audio/gain/automatic_gain_control/direction" {
        label: "Automatic Gain Control Direction",
        needs: &[Need::on("voip/audio/gain/automatic_gain_control/enabled")],
        acting: later::GAIN,
    };
    /// Output level AGC aims for.
    AGC_TARGET_ENERGY: i8 = "-19", Kind::Int { min: -31, max: 0, unit: "" },
        "voip/audio/gain/automatic_gain_control/target_energy" {
        label: "Target Energy",
        needs: &[Need::on("voip/audio/gain/automatic_gain_control/enabled")],
        acting: later::GAIN,
    };
    in FileOnly, "manual 23.1";
    /// AGC target level for the handset, narrow-band.
    AGC_NB_HANDSET_TARGET_ENERGY: i8 = "-16", Kind::decibels(-31, 0),
        "voip/audio/gain/automatic_gain_control/NB/handset_target_energy" {
        needs: &[Need::on("voip/audio/gain/automatic_gain_control/enabled")],
        acting: later::GAIN,
        note: "No range is printed.",
    };
    /// AGC target level for the headset, narrow-band.
    AGC_NB_HEADSET_TARGET_ENERGY: i8 = "-16", Kind::decibels(-31, 0),
        "voip/audio/gain/automatic_gain_control/NB/headset_target_energy" {
        needs: &[Need::on("voip/audio/gain/automatic_gain_control/enabled")],
        acting: later::GAIN,
    };
    /// AGC target level for the handset, wide-band.
    AGC_WB_HANDSET_TARGET_ENERGY: i8 = "-16", Kind::decibels(-31, 0),
        "voip/audio/gain/automatic_gain_control/WB/handset_target_energy" {
        needs: &[Need::on("voip/audio/gain/automatic_gain_control/enabled")],
        acting: later::GAIN,
        note: "No range is printed.",
    };
    /// AGC target level for the headset, wide-band.
    AGC_WB_HEADSET_TARGET_ENERGY: i8 = "-16", Kind::decibels(-31, 0),
        "voip/audio/gain/automatic_gain_control/WB/headset_target_energy" {
        needs: &[Need::on("voip/audio/gain/automatic_gain_control/enabled")],
        acting: later::GAIN,
    };
    in Voice, "manual 23.1";
    /// Gain change rate in fast adaptation, in dB/s.
    AGC_FAST_ADAP_GAIN_SLOPE: String = "3_50", Kind::Enum(&["REBOOT", "0_25", "0_50", "0_75", "1_00", "1_25", "1_50", "1_75", "2_00", "2_50", "3_00", "3_50", "4_00", "4_50", "5_00", "5_50", "6_00", "7_00", "8_00", "9_00", "10_00", "11_00", "12_00", "13_00", "14_00", "15_00", "20_00", "25_00", "30_00", "35_00", "40_00", "50_00", "70_00"]),
        "voip/audio/gain/automatic_gain_control/fast_adap_gain_slope" {
        label: "Fast Adaptation Gain Slope",
        needs: &[Need::on("voip/audio/gain/automatic_gain_control/enabled")],
        acting: later::GAIN,
    };
    /// Largest AGC gain, in dB.
    AGC_MAX_GAIN: u8 = "15", Kind::Int { min: 0, max: 18, unit: "" },
        "voip/audio/gain/automatic_gain_control/max_gain" {
        label: "Max Gain",
        needs: &[Need::on("voip/audio/gain/automatic_gain_control/enabled")],
        acting: later::GAIN,
    };
    /// Length of the fast adaptation phase.
    AGC_FAST_ADAP_DURATION: Duration = "1500", Kind::milliseconds(0, 65535),
        "voip/audio/gain/automatic_gain_control/fast_adap_duration" {
        label: "Fast Adaptation Duration (0 - 65535)",
        needs: &[Need::on("voip/audio/gain/automatic_gain_control/enabled")],
        acting: later::GAIN,
    };
    /// Gain change rate in slow adaptation, in dB/s.
    AGC_SLOW_ADAP_GAIN_SLOPE: String = "10_00", Kind::Enum(&["REBOOT", "0_25", "0_50", "0_75", "1_00", "1_25", "1_50", "1_75", "2_00", "2_50", "3_00", "3_50", "4_00", "4_50", "5_00", "5_50", "6_00", "7_00", "8_00", "9_00", "10_00", "11_00", "12_00", "13_00", "14_00", "15_00", "20_00", "25_00", "30_00", "35_00", "40_00", "50_00", "70_00"]),
        "voip/audio/gain/automatic_gain_control/slow_adap_gain_slope" {
        label: "Slow Adaptation Gain Slope",
        needs: &[Need::on("voip/audio/gain/automatic_gain_control/enabled")],
        acting: later::GAIN,
    };
    in FileOnly, "manual 23.2";
    /// Call-progress tone volume, as -dB.
    TONE_SIGNAL_LEVEL: u8 = "10", Kind::Int { min: 1, max: 31, unit: "" },
        "voip/audio/gain/tone_signal_level" {
        label: "Tone Volume",
        acting: later::GAIN,
    };
    in FileOnly, "manual 23.3";
    /// Ring volume in dB.
    RINGER_SIGNAL_LEVEL: i8 = "0", Kind::Int { min: -31, max: 31, unit: "" },
        "voip/audio/gain/ringer_signal_level" {
        label: "Ringer Volume",
        acting: later::GAIN,
        note: "No default is printed.",
    };
    in FileOnly, "manual 23.4";
    /// Microphone-side digital gain (dB) of the speakerphone for narrow-band calls; -32 mutes.
    NB_HANDSFREE_DIGITAL_INPUT_GAIN: i8 = "6", Kind::Int { min: -32, max: 31, unit: "" },
        "voip/audio/gain/NB/handsfree_digital_input_gain" {
        acting: later::GAIN,
    };
    /// Playback-side digital gain (dB) of the speakerphone for narrow-band calls; -32 mutes.
    NB_HANDSFREE_DIGITAL_OUTPUT_GAIN: i8 = "5", Kind::Int { min: -32, max: 31, unit: "" },
        "voip/audio/gain/NB/handsfree_digital_output_gain" {
        acting: later::GAIN,
    };
    /// Microphone-side digital gain (dB) of the speakerphone for wide-band calls; -32 mutes.
    WB_HANDSFREE_DIGITAL_INPUT_GAIN: i8 = "6", Kind::Int { min: -32, max: 31, unit: "" },
        "voip/audio/gain/WB/handsfree_digital_input_gain" {
        acting: later::GAIN,
    };
    /// Playback-side digital gain (dB) of the speakerphone for wide-band calls; -32 mutes.
    WB_HANDSFREE_DIGITAL_OUTPUT_GAIN: i8 = "5", Kind::Int { min: -32, max: 31, unit: "" },
        "voip/audio/gain/WB/handsfree_digital_output_gain" {
        acting: later::GAIN,
    };
    /// Speakerphone analog output gain, narrow band.
    NB_HANDSFREE_ANALOG_OUTPUT_GAIN: String = "0db", Kind::Enum(&["0db", "minus1_5db", "minus3db", "minus4_5db", "minus6db", "minus7_5db", "minus9db", "minus10_5db", "minus12db", "minus13_5db", "minus15db", "minus16_5db", "minus18db", "minus19_5db", "minus21db", "minus22_5db", "minus24db", "minus25_5db", "minus27db", "minus28_5db", "minus30db", "minus31_5db", "minus33db", "minus34_5db", "minus36db", "minus37_5db", "minus39db", "minus42db", "minus48db", "minus54db", "MUTE"]),
        "voip/audio/gain/NB/handsfree_analog_output_gain" {
        acting: later::GAIN,
        note: "No default is printed.",
    };
    /// Speakerphone analog output gain, wide band.
    WB_HANDSFREE_ANALOG_OUTPUT_GAIN: String = "0db", Kind::Enum(&["0db", "minus1_5db", "minus3db", "minus4_5db", "minus6db", "minus7_5db", "minus9db", "minus10_5db", "minus12db", "minus13_5db", "minus15db", "minus16_5db", "minus18db", "minus19_5db", "minus21db", "minus22_5db", "minus24db", "minus25_5db", "minus27db", "minus28_5db", "minus30db", "minus31_5db", "minus33db", "minus34_5db", "minus36db", "minus37_5db", "minus39db", "minus42db", "minus48db", "minus54db", "MUTE"]),
        "voip/audio/gain/WB/handsfree_analog_output_gain" {
        acting: later::GAIN,
    };
    /// Speakerphone analog microphone gain, narrow band.
    NB_HANDSFREE_ANALOG_INPUT_GAIN: String = "plus42db", Kind::Enum(&["0db", "plus1_5db", "plus3db", "plus4_5db", "plus6db", "plus7_5db", "plus9db", "plus10_5db", "plus12db", "plus13_5db", "plus15db", "plus16_5db", "plus18db", "plus19_5db", "plus21db", "plus22_5db", "plus24db", "plus25_5db", "plus27db", "plus28_5db", "plus30db", "plus31_5db", "plus33db", "plus34_5db", "plus36db", "plus37_5db", "plus39db", "plus40_5db", "plus42db", "plus48db", "plus54db", "MUTE"]),
        "voip/audio/gain/NB/handsfree_analog_input_gain" {
        acting: later::GAIN,
    };
    /// Speakerphone analog microphone gain, wide band.
    WB_HANDSFREE_ANALOG_INPUT_GAIN: String = "plus42db", Kind::Enum(&["0db", "plus1_5db", "plus3db", "plus4_5db", "plus6db", "plus7_5db", "plus9db", "plus10_5db", "plus12db", "plus13_5db", "plus15db", "plus16_5db", "plus18db", "plus19_5db", "plus21db", "plus22_5db", "plus24db", "plus25_5db", "plus27db", "plus28_5db", "plus30db", "plus31_5db", "plus33db", "plus34_5db", "plus36db", "plus37_5db", "plus39db", "plus40_5db", "plus42db", "plus48db", "plus54db", "MUTE"]),
        "voip/audio/gain/WB/handsfree_analog_input_gain" {
        acting: later::GAIN,
    };
    /// Extra speaker gain in dB, narrow band.
    NB_ADDITIONAL_SPEAKER_GAIN: String = "3", Kind::Enum(&["0", "1", "2", "3"]),
        "voip/audio/gain/NB/additional_speaker_gain" {
        acting: later::GAIN,
    };
    /// Extra speaker gain in dB, wide band.
    WB_ADDITIONAL_SPEAKER_GAIN: String = "3", Kind::Enum(&["0", "1", "2", "3"]),
        "voip/audio/gain/WB/additional_speaker_gain" {
        acting: later::GAIN,
    };
    in FileOnly, "manual 23.5";
    /// Playback-side digital gain (dB) of the handset for narrow-band calls; -32 mutes.
    NB_HANDSET_DIGITAL_OUTPUT_GAIN: i8 = "2", Kind::Int { min: -32, max: 31, unit: "" },
        "voip/audio/gain/NB/handset_digital_output_gain" {
        acting: later::GAIN,
    };
    /// Microphone-side digital gain (dB) of the handset for narrow-band calls; -32 mutes.
    NB_HANDSET_DIGITAL_INPUT_GAIN: i8 = "0", Kind::Int { min: -32, max: 31, unit: "" },
        "voip/audio/gain/NB/handset_digital_input_gain" {
        acting: later::GAIN,
    };
    /// Microphone-side digital gain (dB) of the handset for wide-band calls; -32 mutes.
    WB_HANDSET_DIGITAL_INPUT_GAIN: i8 = "0", Kind::Int { min: -32, max: 31, unit: "" },
        "voip/audio/gain/WB/handset_digital_input_gain" {
        acting: later::GAIN,
    };
    /// Playback-side digital gain (dB) of the handset for wide-band calls; -32 mutes.
    WB_HANDSET_DIGITAL_OUTPUT_GAIN: i8 = "2", Kind::Int { min: -32, max: 31, unit: "" },
        "voip/audio/gain/WB/handset_digital_output_gain" {
        acting: later::GAIN,
    };
    /// Handset analog output gain, narrow band.
    NB_HANDSET_ANALOG_OUTPUT_GAIN: String = "0db", Kind::Enum(&["0db", "minus1_5db", "minus3db", "minus4_5db", "minus6db", "minus7_5db", "minus9db", "minus10_5db", "minus12db", "minus13_5db", "minus15db", "minus16_5db", "minus18db", "minus19_5db", "minus21db", "minus22_5db", "minus24db", "minus25_5db", "minus27db", "minus28_5db", "minus30db", "minus31_5db", "minus33db", "minus34_5db", "minus36db", "minus37_5db", "minus39db", "minus42db", "minus48db", "minus54db", "MUTE"]),
        "voip/audio/gain/NB/handset_analog_output_gain" {
        acting: later::GAIN,
    };
    /// Handset analog output gain, wide band.
    WB_HANDSET_ANALOG_OUTPUT_GAIN: String = "0db", Kind::Enum(&["0db", "minus1_5db", "minus3db", "minus4_5db", "minus6db", "minus7_5db", "minus9db", "minus10_5db", "minus12db", "minus13_5db", "minus15db", "minus16_5db", "minus18db", "minus19_5db", "minus21db", "minus22_5db", "minus24db", "minus25_5db", "minus27db", "minus28_5db", "minus30db", "minus31_5db", "minus33db", "minus34_5db", "minus36db", "minus37_5db", "minus39db", "minus42db", "minus48db", "minus54db", "MUTE"]),
        "voip/audio/gain/WB/handset_analog_output_gain" {
        acting: later::GAIN,
    };
    /// Handset analog microphone gain, narrow band.
    NB_HANDSET_ANALOG_INPUT_GAIN: String = "plus30db", Kind::Enum(&["0db", "plus1_5db", "plus3db", "plus4_5db", "plus6db", "plus7_5db", "plus9db", "plus10_5db", "plus12db", "plus13_5db", "plus15db", "plus16_5db", "plus18db", "plus19_5db", "plus21db", "plus22_5db", "plus24db", "plus25_5db", "plus27db", "plus28_5db", "plus30db", "plus31_5db", "plus33db", "plus34_5db", "plus36db", "plus37_5db", "plus39db", "plus40_5db", "plus42db", "plus48db", "plus54db", "MUTE"]),
        "voip/audio/gain/NB/handset_analog_input_gain" {
        acting: later::GAIN,
    };
    /// Handset analog microphone gain, wide band.
    WB_HANDSET_ANALOG_INPUT_GAIN: String = "plus30db", Kind::Enum(&["0db", "plus1_5db", "plus3db", "plus4_5db", "plus6db", "plus7_5db", "plus9db", "plus10_5db", "plus12db", "plus13_5db", "plus15db", "plus16_5db", "plus18db", "plus19_5db", "plus21db", "plus22_5db", "plus24db", "plus25_5db", "plus27db", "plus28_5db", "plus30db", "plus31_5db", "plus33db", "plus34_5db", "plus36db", "plus37_5db", "plus39db", "plus40_5db", "plus42db", "plus48db", "plus54db", "MUTE"]),
        "voip/audio/gain/WB/handset_analog_input_gain" {
        acting: later::GAIN,
    };
    /// Handset sidetone level.
    HANDSET_ANALOG_SIDETONE_GAIN: String = "minus21db", Kind::Enum(&["minus9db", "minus12db", "minus15db", "minus18db", "minus21db", "minus24db", "minus27db", "MUTE"]),
        "voip/audio/gain/handset_analog_sidetone_gain" {
        acting: later::GAIN,
    };
    in FileOnly, "manual 23.6";
    /// Playback-side digital gain (dB) of the headset for narrow-band calls; -32 mutes.
    NB_HEADSET_DIGITAL_OUTPUT_GAIN: i8 = "4", Kind::Int { min: -32, max: 31, unit: "" },
        "voip/audio/gain/NB/headset_digital_output_gain" {
        acting: later::GAIN,
    };
    /// Microphone-side digital gain (dB) of the headset for narrow-band calls; -32 mutes.
    NB_HEADSET_DIGITAL_INPUT_GAIN: i8 = "0", Kind::Int { min: -32, max: 31, unit: "" },
        "voip/audio/gain/NB/headset_digital_input_gain" {
        acting: later::GAIN,
    };
    /// Playback-side digital gain (dB) of the headset for wide-band calls; -32 mutes.
    WB_HEADSET_DIGITAL_OUTPUT_GAIN: i8 = "-4", Kind::Int { min: -32, max: 31, unit: "" },
        "voip/audio/gain/WB/headset_digital_output_gain" {
        acting: later::GAIN,
    };
    /// Microphone-side digital gain (dB) of the headset for wide-band calls; -32 mutes.
    WB_HEADSET_DIGITAL_INPUT_GAIN: i8 = "0", Kind::Int { min: -32, max: 31, unit: "" },
        "voip/audio/gain/WB/headset_digital_input_gain" {
        acting: later::GAIN,
    };
    /// Headset analog output gain, narrow band.
    NB_HEADSET_ANALOG_OUTPUT_GAIN: String = "0db", Kind::Enum(&["0db", "minus1_5db", "minus3db", "minus4_5db", "minus6db", "minus7_5db", "minus9db", "minus10_5db", "minus12db", "minus13_5db", "minus15db", "minus16_5db", "minus18db", "minus19_5db", "minus21db", "minus22_5db", "minus24db", "minus25_5db", "minus27db", "minus28_5db", "minus30db", "minus31_5db", "minus33db", "minus34_5db", "minus36db", "minus37_5db", "minus39db", "minus42db", "minus48db", "minus54db", "MUTE"]),
        "voip/audio/gain/NB/headset_analog_output_gain" {
        acting: later::GAIN,
    };
    /// Headset analog output gain, wide band.
    WB_HEADSET_ANALOG_OUTPUT_GAIN: String = "0db", Kind::Enum(&["0db", "minus1_5db", "minus3db", "minus4_5db", "minus6db", "minus7_5db", "minus9db", "minus10_5db", "minus12db", "minus13_5db", "minus15db", "minus16_5db", "minus18db", "minus19_5db", "minus21db", "minus22_5db", "minus24db", "minus25_5db", "minus27db", "minus28_5db", "minus30db", "minus31_5db", "minus33db", "minus34_5db", "minus36db", "minus37_5db", "minus39db", "minus42db", "minus48db", "minus54db", "MUTE"]),
        "voip/audio/gain/WB/headset_analog_output_gain" {
        acting: later::GAIN,
    };
    /// Headset analog microphone gain, narrow band.
    NB_HEADSET_ANALOG_INPUT_GAIN: String = "plus31_5db", Kind::Enum(&["0db", "plus1_5db", "plus3db", "plus4_5db", "plus6db", "plus7_5db", "plus9db", "plus10_5db", "plus12db", "plus13_5db", "plus15db", "plus16_5db", "plus18db", "plus19_5db", "plus21db", "plus22_5db", "plus24db", "plus25_5db", "plus27db", "plus28_5db", "plus30db", "plus31_5db", "plus33db", "plus34_5db", "plus36db", "plus37_5db", "plus39db", "plus40_5db", "plus42db", "plus48db", "plus54db", "MUTE"]),
        "voip/audio/gain/NB/headset_analog_input_gain" {
        acting: later::GAIN,
    };
    /// Headset analog microphone gain, wide band.
    WB_HEADSET_ANALOG_INPUT_GAIN: String = "plus31_5db", Kind::Enum(&["0db", "plus1_5db", "plus3db", "plus4_5db", "plus6db", "plus7_5db", "plus9db", "plus10_5db", "plus12db", "plus13_5db", "plus15db", "plus16_5db", "plus18db", "plus19_5db", "plus21db", "plus22_5db", "plus24db", "plus25_5db", "plus27db", "plus28_5db", "plus30db", "plus31_5db", "plus33db", "plus34_5db", "plus36db", "plus37_5db", "plus39db", "plus40_5db", "plus42db", "plus48db", "plus54db", "MUTE"]),
        "voip/audio/gain/WB/headset_analog_input_gain" {
        acting: later::GAIN,
    };
    /// Headset sidetone level.
    HEADSET_ANALOG_SIDETONE_GAIN: String = "minus12db", Kind::Enum(&["minus9db", "minus12db", "minus15db", "minus18db", "minus21db", "minus24db", "minus27db", "MUTE"]),
        "voip/audio/gain/headset_analog_sidetone_gain" {
        acting: later::GAIN,
    };
}
