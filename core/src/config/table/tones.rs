//! tones.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::Need;
use crate::time::Duration;

params! {
    in Tones, "manual 18.1";
    /// Ring tone played for calls carrying the matching alert type.
    DISTINCTIVE_RINGING_RINGTONE: String = "", Kind::text(128),
        "voip/distinctive_ringing/{ring}/ringtone" {
        label: "Ringing Tone Name",
        acting: later::TONES,
    };
    /// Alert-Info text that selects this ring.
    DISTINCTIVE_RINGING_TYPE: String = "", Kind::text(128),
        "voip/distinctive_ringing/{ring}/type" {
        label: "Ringing Tone Types",
        acting: later::TONES,
    };
    in Tones, "manual 18.2";
    /// Country whose call-progress tones are used.
    SELECTED_COUNTRY: String = "USA", Kind::Enum(&["Israel", "China", "France", "Germany", "Netherlands", "UK", "Brazil", "Italy", "Argentina", "Portugal", "Russia", "Australia", "USA", "India"]),
        "voip/regional_settings/selected_country" {
        label: "Current Location",
        acting: later::TONES,
    };
    in FileOnly, "manual 18.2";
    /// Uses the tone table below in place of the country set.
    USE_CONFIG_FILE_VALUES: bool = "0", Kind::Bool,
        "voip/regional_settings/use_config_file_values" {
        acting: later::TONES,
    };
    /// Enables this tone entry.
    ENABLED: bool = "0", Kind::Bool,
        "voip/regional_settings/call_progress_tones/{tone}/enabled" {
        needs: &[Need::on("voip/regional_settings/use_config_file_values")],
        acting: later::TONES,
        note: "No default is printed.",
    };
    /// Name of the tone entry.
    NAME: String = "", Kind::text(128),
        "voip/regional_settings/call_progress_tones/{tone}/name" {
        needs: &[Need::on("voip/regional_settings/use_config_file_values")],
        acting: later::TONES,
    };
    /// Tone shape: 0 continuous, 1 cadence, 2 burst.
    CADENCE: String = "0", Kind::Enum(&["0", "1", "2"]),
        "voip/regional_settings/call_progress_tones/{tone}/cadence" {
        needs: &[Need::on("voip/regional_settings/use_config_file_values")],
        acting: later::TONES,
        note: "No default is printed.",
    };
    /// Lower frequency of the tone, in Hz.
    FREQUENCY_A: u16 = "300", Kind::Int { min: 300, max: 1980, unit: "" },
        "voip/regional_settings/call_progress_tones/{tone}/frequency_a" {
        needs: &[Need::on("voip/regional_settings/use_config_file_values")],
        acting: later::TONES,
        note: "No default is printed.",
    };
    /// Upper frequency of the tone, in Hz.
    FREQUENCY_B: u16 = "300", Kind::Int { min: 300, max: 3000, unit: "" },
        "voip/regional_settings/call_progress_tones/{tone}/frequency_b" {
        needs: &[Need::on("voip/regional_settings/use_config_file_values")],
        acting: later::TONES,
        note: "No default is printed.",
    };
    /// Attenuation of the lower frequency in -dBm; 63 mutes it.
    FREQUENCY_A_LEVEL: u8 = "0", Kind::Int { min: 0, max: 63, unit: "" },
        "voip/regional_settings/call_progress_tones/{tone}/frequency_a_level" {
        needs: &[Need::on("voip/regional_settings/use_config_file_values")],
        acting: later::TONES,
        note: "No default is printed.",
    };
    /// Attenuation of the upper frequency in -dBm; 63 mutes it.
    FREQUENCY_B_LEVEL: u8 = "0", Kind::Int { min: 0, max: 63, unit: "" },
        "voip/regional_settings/call_progress_tones/{tone}/frequency_b_level" {
        needs: &[Need::on("voip/regional_settings/use_config_file_values")],
        acting: later::TONES,
        note: "No default is printed.",
    };
    /// On time of each cadence step, in units of 10 ms.
    TONE_ON: u16 = "0", Kind::Int { min: 0, max: 10000, unit: "" },
        "voip/regional_settings/call_progress_tones/{tone}/tone_on_{step}" {
        needs: &[Need::on("voip/regional_settings/use_config_file_values")],
        acting: later::TONES,
        note: "No default is printed.",
    };
    /// Off time of each cadence step, in units of 10 ms.
    TONE_OFF: u16 = "0", Kind::Int { min: 0, max: 10000, unit: "" },
        "voip/regional_settings/call_progress_tones/{tone}/tone_off_{step}" {
        needs: &[Need::on("voip/regional_settings/use_config_file_values")],
        acting: later::TONES,
        note: "No default is printed.",
    };
    in FileOnly, "manual 18.3";
    /// Ring tone of a line.
    RING_TONE: String = "Ring01", Kind::Enum(&["Ring01", "Ring02", "Ring03", "Ring04", "Ring05", "Ring06", "Ring07", "Ring08", "Ring09", "Ring10", "Ring11"]),
        "personal_settings/lines/{ring_line}/ring_tone" {
        acting: later::TONES,
        note: "No default is printed.",
    };
    in FileOnly, "manual 18.4";
    /// Beeps in the agent headset in place of ringing.
    BEEP_TO_RINGING_DEVICE_ENABLED: bool = "0", Kind::Bool,
        "voip/beep_to_ringing_device/enabled" {
        acting: later::TONES,
    };
    /// How many beeps announce a call.
    BEEP_TO_RINGING_DEVICE_NUMBER_OF_BEEPS: u16 = "3", Kind::Int { min: 0, max: 65535, unit: "" },
        "voip/beep_to_ringing_device/number_of_beeps" {
        needs: &[Need::on("voip/beep_to_ringing_device/enabled")],
        acting: later::TONES,
        note: "No range is printed.",
    };
    in FileOnly, "manual 18.5";
    /// Fast busy tone and a Disconnected message when the far end hangs up.
    ENABLE_REMOTE_DISCONNECT_WARNINGTONE: bool = "0", Kind::Bool,
        "enable_remote_disconnect_warningTone" {
        acting: later::TONES,
    };
    /// How long the fast busy tone and Disconnected message last.
    DIALING_AUTOMATIC_DISCONNECT_DELAY_TIMER: Duration = "3000", Kind::milliseconds(0, 600000),
        "voip/dialing/automatic_disconnect_delay_timer" {
        needs: &[Need::on("enable_remote_disconnect_warningTone")],
        acting: later::TONES,
        note: "No range is printed.",
    };
}
