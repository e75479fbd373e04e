//! Levels of voice, tones and rings (manual 23).

use super::params;
use crate::config::acting::nothing;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::{Value, tokens};
use crate::time::Duration;

tokens! {
    /// Whose voice is levelled.
    AgcDirection {
        /// The other party's.
        Remote = "CTL_REMOTE",
        /// The user's.
        Local = "CTL_LOCAL",
    }
}

/// How much an analog stage amplifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gain {
    /// Not at all: it is silent.
    Mute,
    /// By so many tenths of a decibel.
    Tenths(i16),
}

impl Value for Gain {
    fn read(text: &str, _kind: &Kind) -> Option<Self> {
        if text.eq_ignore_ascii_case("MUTE") {
            return Some(Self::Mute);
        }
        let (sign, number) = match text.strip_prefix("minus") {
            Some(number) => (-1, number),
            None => (1, text.strip_prefix("plus").unwrap_or(text)),
        };
        let number = number.strip_suffix("db")?;
        let (whole, tenths) = number.split_once('_').unwrap_or((number, "0"));
        Some(Self::Tenths(sign * (whole.parse::<i16>().ok()? * 10 + tenths.parse::<i16>().ok()?)))
    }
}

/// Gains of outputs.
const OUTPUT_GAINS: &[&str] = &[
    "0db",
    "minus1_5db",
    "minus3db",
    "minus4_5db",
    "minus6db",
    "minus7_5db",
    "minus9db",
    "minus10_5db",
    "minus12db",
    "minus13_5db",
    "minus15db",
    "minus16_5db",
    "minus18db",
    "minus19_5db",
    "minus21db",
    "minus22_5db",
    "minus24db",
    "minus25_5db",
    "minus27db",
    "minus28_5db",
    "minus30db",
    "minus31_5db",
    "minus33db",
    "minus34_5db",
    "minus36db",
    "minus37_5db",
    "minus39db",
    "minus40_5db",
    "minus42db",
    "minus48db",
    "minus54db",
    "MUTE",
];

/// Gains of microphones.
const INPUT_GAINS: &[&str] = &[
    "0db",
    "plus1_5db",
    "plus3db",
    "plus4_5db",
    "plus6db",
    "plus7_5db",
    "plus9db",
    "plus10_5db",
    "plus12db",
    "plus13_5db",
    "plus15db",
    "plus16_5db",
    "plus18db",
    "plus19_5db",
    "plus21db",
    "plus22_5db",
    "plus24db",
    "plus25_5db",
    "plus27db",
    "plus28_5db",
    "plus30db",
    "plus31_5db",
    "plus33db",
    "plus34_5db",
    "plus36db",
    "plus37_5db",
    "plus39db",
    "plus40_5db",
    "plus42db",
    "plus48db",
    "plus54db",
    "MUTE",
];

/// Gains of what one hears of oneself.
const SIDETONE_GAINS: &[&str] = &[
    "minus9db",
    "minus12db",
    "minus15db",
    "minus18db",
    "minus21db",
    "minus24db",
    "minus27db",
    "MUTE",
];

/// Decibels per second, with an underscore for the point.
const SLOPES: &[&str] = &[
    "REBOOT", "0_25", "0_50", "0_75", "1_00", "1_25", "1_50", "1_75", "2_00", "2_50", "3_00",
    "3_50", "4_00", "4_50", "5_00", "5_50", "6_00", "7_00", "8_00", "9_00", "10_00", "11_00",
    "12_00", "13_00", "14_00", "15_00", "20_00", "25_00", "30_00", "35_00", "40_00", "50_00",
    "70_00",
];

const AGC: Need = Need::on("voip/audio/gain/automatic_gain_control/enabled");

/// What was decided on the words of outputs.
const OUTPUT_WORDS: &str = "The manual prints minus39db twice and minus40_5db never, which the \
    list of microphones has: both are words here.";

/// What was decided on the range of the handset's target.
const HANDSET_RANGE: &str = "No range is printed: that of the headset.";

params! {
    in Voice, "manual 23.1";
    /// Makes weak voices louder and loud ones softer.
    AGC_ENABLED: bool = "0", Kind::Bool, "voip/audio/gain/automatic_gain_control/enabled" {
        label: "Enable Automatic Gain Control", applies: Applies::NextCall,
    };
    /// Whose voice is levelled: the other party's, after it was decoded, or the user's, before it
    /// is encoded.
    AGC_DIRECTION: AgcDirection = "CTL_REMOTE", Kind::Enum(AgcDirection::TOKENS),
        "voip/audio/gain/automatic_gain_control/direction" {
        label: "Automatic Gain Control Direction", applies: Applies::NextCall,
        needs: &[AGC],
    };
    /// The level that the voice is brought to.
    AGC_TARGET_ENERGY: i8 = "-19", Kind::Int { min: -31, max: 0, unit: "dBm" },
        "voip/audio/gain/automatic_gain_control/target_energy" {
        label: "Target Energy", applies: Applies::NextCall, needs: &[AGC],
        note: "The manual prints dBm and dB for it.",
    };
    /// How much a voice is amplified at most.
    AGC_MAX_GAIN: u8 = "15", Kind::decibels(0, 18),
        "voip/audio/gain/automatic_gain_control/max_gain" {
        label: "Max Gain", applies: Applies::NextCall, needs: &[AGC],
        note: "The page and the file have rows of their own in the table; their default and \
               range are the same.",
    };
    /// How fast the level changes at first, in decibels per second with an underscore for the
    /// point.
    AGC_FAST_ADAP_GAIN_SLOPE: String = "3_50", Kind::Enum(SLOPES),
        "voip/audio/gain/automatic_gain_control/fast_adap_gain_slope" {
        label: "Fast Adaptation Gain Slope", applies: Applies::NextCall,
        needs: &[AGC],
        note: "The page's default is the 19th word, 10_00; the file's, which is read here, 3_50. \
               What REBOOT does is not said.",
    };
    /// How long the level changes that fast.
    AGC_FAST_ADAP_DURATION: Duration = "1500", Kind::milliseconds(0, 65_535),
        "voip/audio/gain/automatic_gain_control/fast_adap_duration" {
        label: "Fast Adaptation Duration (0 - 65535)", applies: Applies::NextCall,
        needs: &[AGC],
        note: "The manual has it on the page only: the name in the file is this phone's.",
    };
    /// How fast the level changes afterwards, in decibels per second with an underscore for the
    /// point.
    AGC_SLOW_ADAP_GAIN_SLOPE: String = "10_00", Kind::Enum(SLOPES),
        "voip/audio/gain/automatic_gain_control/slow_adap_gain_slope" {
        label: "Slow Adaptation Gain Slope", applies: Applies::NextCall,
        needs: &[AGC],
        note: "The manual has it on the page only, with the 19th word as default: name and words \
               in the file follow the fast one.",
    };
    in FileOnly, "manual 23.1";
    /// The level that the voice is brought to on the handset in narrow-band calls.
    AGC_NB_HANDSET_TARGET_ENERGY: i8 = "-16", Kind::Int { min: -31, max: 0, unit: "dBm" },
        "voip/audio/gain/automatic_gain_control/NB/handset_target_energy" {
        applies: Applies::NextCall, needs: &[AGC],
        note: HANDSET_RANGE,
    };
    /// The level that the voice is brought to on the headset in narrow-band calls.
    AGC_NB_HEADSET_TARGET_ENERGY: i8 = "-16", Kind::Int { min: -31, max: 0, unit: "dBm" },
        "voip/audio/gain/automatic_gain_control/NB/headset_target_energy" {
        applies: Applies::NextCall, needs: &[AGC],
    };
    /// The level that the voice is brought to on the handset in wide-band calls.
    AGC_WB_HANDSET_TARGET_ENERGY: i8 = "-16", Kind::Int { min: -31, max: 0, unit: "dBm" },
        "voip/audio/gain/automatic_gain_control/WB/handset_target_energy" {
        applies: Applies::NextCall, needs: &[AGC],
        note: HANDSET_RANGE,
    };
    /// The level that the voice is brought to on the headset in wide-band calls.
    AGC_WB_HEADSET_TARGET_ENERGY: i8 = "-16", Kind::Int { min: -31, max: 0, unit: "dBm" },
        "voip/audio/gain/automatic_gain_control/WB/headset_target_energy" {
        applies: Applies::NextCall, needs: &[AGC],
    };
    in FileOnly, "manual 23.2";
    /// How many decibels below full volume tones are. The volume keys change it, too.
    TONE_SIGNAL_LEVEL: u8 = "10", Kind::Int { min: 1, max: 31, unit: "-dB" },
        "voip/audio/gain/tone_signal_level" {
        label: "Tone Volume", applies: Applies::Now,
        note: "The manual prints a label and no page.",
    };
    in FileOnly, "manual 23.3";
    /// How much louder or softer the phone rings. The volume keys change it, too, while the phone
    /// is idle.
    RINGER_SIGNAL_LEVEL: i8 = "0", Kind::decibels(-31, 31), "voip/audio/gain/ringer_signal_level" {
        label: "Ringer Volume", applies: Applies::Now,
        note: "No default is printed; 0 rings as the ring was recorded. The manual prints a label \
               and no page.",
    };
    in FileOnly, "manual 23.4";
    /// How much the speakerphone's microphone is amplified digitally in narrow-band calls; -32
    /// mutes it.
    NB_HANDSFREE_DIGITAL_INPUT_GAIN: i8 = "6", Kind::decibels(-32, 31),
        "voip/audio/gain/NB/handsfree_digital_input_gain" {
        applies: Applies::NextCall,
    };
    /// How much the speaker is amplified digitally in narrow-band calls; -32 mutes it.
    NB_HANDSFREE_DIGITAL_OUTPUT_GAIN: i8 = "5", Kind::decibels(-32, 31),
        "voip/audio/gain/NB/handsfree_digital_output_gain" {
        applies: Applies::NextCall,
    };
    /// How much the analog stage of the speaker amplifies in narrow-band calls.
    NB_HANDSFREE_ANALOG_OUTPUT_GAIN: Gain = "0db", Kind::Enum(OUTPUT_GAINS),
        "voip/audio/gain/NB/handsfree_analog_output_gain" {
        acting: nothing::ANALOG_STAGES,
        note: "No default is printed; the wide-band row has 0db. The manual prints minus39db \
               twice and minus40_5db never: both are words here.",
    };
    /// How much the analog stage of the speakerphone's microphone amplifies in narrow-band calls.
    NB_HANDSFREE_ANALOG_INPUT_GAIN: Gain = "plus42db", Kind::Enum(INPUT_GAINS),
        "voip/audio/gain/NB/handsfree_analog_input_gain" {
        acting: nothing::ANALOG_STAGES,
    };
    /// How much the speaker is amplified on top of that in narrow-band calls.
    NB_ADDITIONAL_SPEAKER_GAIN: u8 = "3", Kind::decibels(0, 3),
        "voip/audio/gain/NB/additional_speaker_gain" {
        applies: Applies::NextCall,
    };
    /// How much the speakerphone's microphone is amplified digitally in wide-band calls; -32 mutes
    /// it.
    WB_HANDSFREE_DIGITAL_INPUT_GAIN: i8 = "6", Kind::decibels(-32, 31),
        "voip/audio/gain/WB/handsfree_digital_input_gain" {
        applies: Applies::NextCall,
    };
    /// How much the speaker is amplified digitally in wide-band calls; -32 mutes it.
    WB_HANDSFREE_DIGITAL_OUTPUT_GAIN: i8 = "5", Kind::decibels(-32, 31),
        "voip/audio/gain/WB/handsfree_digital_output_gain" {
        applies: Applies::NextCall,
        note: "The manual says narrow band here, too, and means wide band.",
    };
    /// How much the analog stage of the speaker amplifies in wide-band calls.
    WB_HANDSFREE_ANALOG_OUTPUT_GAIN: Gain = "0db", Kind::Enum(OUTPUT_GAINS),
        "voip/audio/gain/WB/handsfree_analog_output_gain" {
        acting: nothing::ANALOG_STAGES,
        note: OUTPUT_WORDS,
    };
    /// How much the analog stage of the speakerphone's microphone amplifies in wide-band calls.
    WB_HANDSFREE_ANALOG_INPUT_GAIN: Gain = "plus42db", Kind::Enum(INPUT_GAINS),
        "voip/audio/gain/WB/handsfree_analog_input_gain" {
        acting: nothing::ANALOG_STAGES,
    };
    /// How much the speaker is amplified on top of that in wide-band calls.
    WB_ADDITIONAL_SPEAKER_GAIN: u8 = "3", Kind::decibels(0, 3),
        "voip/audio/gain/WB/additional_speaker_gain" {
        applies: Applies::NextCall,
    };
    in FileOnly, "manual 23.5";
    /// How much the handset is amplified digitally in narrow-band calls; -32 mutes it.
    NB_HANDSET_DIGITAL_OUTPUT_GAIN: i8 = "2", Kind::decibels(-32, 31),
        "voip/audio/gain/NB/handset_digital_output_gain" {
        applies: Applies::NextCall,
    };
    /// How much the handset's microphone is amplified digitally in narrow-band calls; -32 mutes it.
    NB_HANDSET_DIGITAL_INPUT_GAIN: i8 = "0", Kind::decibels(-32, 31),
        "voip/audio/gain/NB/handset_digital_input_gain" {
        applies: Applies::NextCall,
    };
    /// How much the analog stage of the handset amplifies in narrow-band calls.
    NB_HANDSET_ANALOG_OUTPUT_GAIN: Gain = "0db", Kind::Enum(OUTPUT_GAINS),
        "voip/audio/gain/NB/handset_analog_output_gain" {
        acting: nothing::ANALOG_STAGES,
        note: OUTPUT_WORDS,
    };
    /// How much the analog stage of the handset's microphone amplifies in narrow-band calls.
    NB_HANDSET_ANALOG_INPUT_GAIN: Gain = "plus30db", Kind::Enum(INPUT_GAINS),
        "voip/audio/gain/NB/handset_analog_input_gain" {
        acting: nothing::ANALOG_STAGES,
    };
    /// How much the handset is amplified digitally in wide-band calls; -32 mutes it.
    WB_HANDSET_DIGITAL_OUTPUT_GAIN: i8 = "2", Kind::decibels(-32, 31),
        "voip/audio/gain/WB/handset_digital_output_gain" {
        applies: Applies::NextCall,
    };
    /// How much the handset's microphone is amplified digitally in wide-band calls; -32 mutes it.
    WB_HANDSET_DIGITAL_INPUT_GAIN: i8 = "0", Kind::decibels(-32, 31),
        "voip/audio/gain/WB/handset_digital_input_gain" {
        applies: Applies::NextCall,
    };
    /// How much the analog stage of the handset amplifies in wide-band calls.
    WB_HANDSET_ANALOG_OUTPUT_GAIN: Gain = "0db", Kind::Enum(OUTPUT_GAINS),
        "voip/audio/gain/WB/handset_analog_output_gain" {
        acting: nothing::ANALOG_STAGES,
        note: OUTPUT_WORDS,
    };
    /// How much the analog stage of the handset's microphone amplifies in wide-band calls.
    WB_HANDSET_ANALOG_INPUT_GAIN: Gain = "plus30db", Kind::Enum(INPUT_GAINS),
        "voip/audio/gain/WB/handset_analog_input_gain" {
        acting: nothing::ANALOG_STAGES,
    };
    /// How much the user hears of the own voice in the handset.
    HANDSET_ANALOG_SIDETONE_GAIN: Gain = "minus21db", Kind::Enum(SIDETONE_GAINS),
        "voip/audio/gain/handset_analog_sidetone_gain" {
        applies: Applies::Now,
        note: "The printed list has MINUS21DB as default where minus12db should stand, and \
               minus21db again in its place: the default is kept, minus12db is a word. A browser \
               plays the own voice some hundredths of a second late: it is heard only if the person \
               wants it (Audio Devices, Hear own voice).",
    };
    in FileOnly, "manual 23.6";
    /// How much the headset is amplified digitally in narrow-band calls; -32 mutes it.
    NB_HEADSET_DIGITAL_OUTPUT_GAIN: i8 = "4", Kind::decibels(-32, 31),
        "voip/audio/gain/NB/headset_digital_output_gain" {
        applies: Applies::NextCall,
    };
    /// How much the headset's microphone is amplified digitally in narrow-band calls; -32 mutes it.
    NB_HEADSET_DIGITAL_INPUT_GAIN: i8 = "0", Kind::decibels(-32, 31),
        "voip/audio/gain/NB/headset_digital_input_gain" {
        applies: Applies::NextCall,
    };
    /// How much the headset is amplified digitally in wide-band calls; -32 mutes it.
    WB_HEADSET_DIGITAL_OUTPUT_GAIN: i8 = "-4", Kind::decibels(-32, 31),
        "voip/audio/gain/WB/headset_digital_output_gain" {
        applies: Applies::NextCall,
        note: "The sign differs from that of narrow-band calls; both are kept as printed.",
    };
    /// How much the headset's microphone is amplified digitally in wide-band calls; -32 mutes it.
    WB_HEADSET_DIGITAL_INPUT_GAIN: i8 = "0", Kind::decibels(-32, 31),
        "voip/audio/gain/WB/headset_digital_input_gain" {
        applies: Applies::NextCall,
    };
    /// How much the analog stage of the headset amplifies in narrow-band calls.
    NB_HEADSET_ANALOG_OUTPUT_GAIN: Gain = "0db", Kind::Enum(OUTPUT_GAINS),
        "voip/audio/gain/NB/headset_analog_output_gain" {
        acting: nothing::ANALOG_STAGES,
        note: OUTPUT_WORDS,
    };
    /// How much the analog stage of the headset amplifies in wide-band calls.
    WB_HEADSET_ANALOG_OUTPUT_GAIN: Gain = "0db", Kind::Enum(OUTPUT_GAINS),
        "voip/audio/gain/WB/headset_analog_output_gain" {
        acting: nothing::ANALOG_STAGES,
        note: OUTPUT_WORDS,
    };
    /// How much the analog stage of the headset's microphone amplifies in narrow-band calls.
    NB_HEADSET_ANALOG_INPUT_GAIN: Gain = "plus31_5db", Kind::Enum(INPUT_GAINS),
        "voip/audio/gain/NB/headset_analog_input_gain" {
        acting: nothing::ANALOG_STAGES,
        note: "The printed list has the default where 0db should stand: 0db is a word.",
    };
    /// How much the analog stage of the headset's microphone amplifies in wide-band calls.
    WB_HEADSET_ANALOG_INPUT_GAIN: Gain = "plus31_5db", Kind::Enum(INPUT_GAINS),
        "voip/audio/gain/WB/headset_analog_input_gain" {
        acting: nothing::ANALOG_STAGES,
        note: "The printed list has the default where plus19_5db should stand: plus19_5db is a \
               word.",
    };
    /// How much the user hears of the own voice in the headset.
    HEADSET_ANALOG_SIDETONE_GAIN: Gain = "minus12db", Kind::Enum(SIDETONE_GAINS),
        "voip/audio/gain/headset_analog_sidetone_gain" {
        applies: Applies::Now,
        note: "As for the handset: only if the person wants it (Audio Devices, Hear own voice).",
    };
}
