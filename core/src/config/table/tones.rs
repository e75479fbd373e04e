//! Rings and call-progress tones (manual 18).

use super::params;
use crate::config::kind::{Kind, TimeUnit};
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::tokens;
use crate::time::Duration;

tokens! {
    /// A country whose tones are known.
    Country {
        /// Israel.
        Israel = "Israel",
        /// China.
        China = "China",
        /// France.
        France = "France",
        /// Germany.
        Germany = "Germany",
        /// The Netherlands.
        Netherlands = "Netherlands",
        /// The United Kingdom.
        Uk = "UK",
        /// Brazil.
        Brazil = "Brazil",
        /// Italy.
        Italy = "Italy",
        /// Argentina.
        Argentina = "Argentina",
        /// Portugal.
        Portugal = "Portugal",
        /// Russia.
        Russia = "Russia",
        /// Australia.
        Australia = "Australia",
        /// The United States.
        Usa = "USA",
        /// India.
        India = "India",
    }
}

tokens! {
    /// How a tone goes on and off.
    Cadence {
        /// It stays on.
        Continuous = "0",
        /// On and off, again and again.
        Cadence = "1",
        /// On and off once.
        Burst = "2",
    }
}

tokens! {
    /// A tone that the file may describe.
    ToneName {
        /// A number can be dialled.
        Dial = "dial_tone",
        /// The other side rings.
        Ringback = "ringback_tone",
        /// The other side is busy.
        Busy = "busy_tone",
        /// The call failed.
        Reorder = "reorder_tone",
        /// A second call waits.
        CallWaiting = "call_waiting_tone",
        /// A number can be dialled, and messages wait.
        Stutter = "stutter_dial_tone",
        /// The digits behind the one for an outside line can be dialled.
        SecondDial = "secondary_dial_tone",
        /// The phone was left off hook.
        Howler = "howler_tone",
        /// A call was answered by itself.
        Beep = "auto_answer_beep",
        /// A call has been on hold for long.
        HoldReminder = "hold_reminder_tone",
    }
}

const OWN_TONES: Need = Need::on("voip/regional_settings/use_config_file_values");
const BEEPS: Need = Need::on("voip/beep_to_ringing_device/enabled");

params! {
    in Tones, "manual 18.1";
    /// The ring for calls whose `Alert-Info` header holds this entry's type: one of Ring01 to
    /// Ring11 or the name of one that was loaded. It goes before the ring of the line.
    DISTINCTIVE_RINGING_RINGTONE: String = "", Kind::text(64),
        "voip/distinctive_ringing/{ring}/ringtone" {
        label: "Ringing Tone Name", applies: Applies::NextCall,
        note: "No default and no length are printed; an entry without a name is not used.",
    };
    /// The text in the `Alert-Info` header that asks for this ring.
    DISTINCTIVE_RINGING_TYPE: String = "", Kind::text(64),
        "voip/distinctive_ringing/{ring}/type" {
        label: "Ringing Tone Types", applies: Applies::NextCall,
        note: "No default and no length are printed. The example is spelled externall_call1 once \
               and external_call1 twice.",
    };
    in Tones, "manual 18.2";
    /// The country whose dial, busy and other tones are played.
    SELECTED_COUNTRY: Country = "USA", Kind::Enum(Country::TOKENS),
        "voip/regional_settings/selected_country" {
        label: "Current Location", applies: Applies::Now,
    };
    in FileOnly, "manual 18.2";
    /// Plays the tones that the ten entries below describe instead of a country's.
    USE_CONFIG_FILE_VALUES: bool = "0", Kind::Bool,
        "voip/regional_settings/use_config_file_values" {
        applies: Applies::Now,
    };
    /// Uses this entry.
    ENABLED: bool = "0", Kind::Bool, "voip/regional_settings/call_progress_tones/{tone}/enabled" {
        applies: Applies::Now, needs: &[OWN_TONES],
        note: "No default is printed: an entry without frequencies is no tone.",
    };
    /// The tone that this entry describes: `dial_tone`, `ringback_tone`, `busy_tone`, `reorder_tone`,
    /// `call_waiting_tone`, `stutter_dial_tone`, `secondary_dial_tone`, `howler_tone`,
    /// `auto_answer_beep` or `hold_reminder_tone`.
    NAME: String = ["", "", "busy_tone", "", "", "", "", "", "", ""], Kind::text(32),
        "voip/regional_settings/call_progress_tones/{tone}/name" {
        applies: Applies::Now, needs: &[OWN_TONES],
        note: "Only the default of entry 2 is printed, and no length. Of the names the manual has \
               busy_tone alone. A tone that no entry describes sounds as in the United States.",
    };
    /// Whether the tone stays on (0), goes on and off again and again (1), or once (2).
    CADENCE: Cadence = "0", Kind::Enum(Cadence::TOKENS),
        "voip/regional_settings/call_progress_tones/{tone}/cadence" {
        applies: Applies::Now, needs: &[OWN_TONES],
        note: "No default is printed.",
    };
    /// The lower frequency; 0 if there is none.
    FREQUENCY_A: u16 = "0", Kind::Frequency { min: 300, max: 1_980 },
        "voip/regional_settings/call_progress_tones/{tone}/frequency_a" {
        applies: Applies::Now, needs: &[OWN_TONES],
        note: "No default is printed.",
    };
    /// The higher frequency; 0 if there is none.
    FREQUENCY_B: u16 = "0", Kind::Frequency { min: 300, max: 3_000 },
        "voip/regional_settings/call_progress_tones/{tone}/frequency_b" {
        applies: Applies::Now, needs: &[OWN_TONES],
        note: "No default is printed.",
    };
    /// How many dB below 0 dBm the lower frequency is; 63 is silence.
    FREQUENCY_A_LEVEL: u8 = "13", Kind::Int { min: 0, max: 63, unit: "-dBm" },
        "voip/regional_settings/call_progress_tones/{tone}/frequency_a_level" {
        applies: Applies::Now, needs: &[OWN_TONES],
        note: "No default is printed: 13 is the level that ITU-T E.180 gives each of two frequencies.",
    };
    /// How many dB below 0 dBm the higher frequency is; 63 is silence.
    FREQUENCY_B_LEVEL: u8 = "13", Kind::Int { min: 0, max: 63, unit: "-dBm" },
        "voip/regional_settings/call_progress_tones/{tone}/frequency_b_level" {
        applies: Applies::Now, needs: &[OWN_TONES],
        note: "No default is printed: 13 is as of the lower one. The manual says the low frequency \
               here, and means the high.",
    };
    /// How long the tone is on in each step of its cadence.
    TONE_ON: Duration = "0", Kind::Duration { min: 0, max: 10_000, unit: TimeUnit::Hundredths },
        "voip/regional_settings/call_progress_tones/{tone}/tone_on_{step}" {
        applies: Applies::Now, needs: &[OWN_TONES],
        note: "No default is printed. For a continuous tone the hardware takes it as the least \
               time that makes it a tone, which a phone that plays it has no use for.",
    };
    /// How long the tone is off in each step of its cadence; 0 ends the cadence.
    TONE_OFF: Duration = "0", Kind::Duration { min: 0, max: 10_000, unit: TimeUnit::Hundredths },
        "voip/regional_settings/call_progress_tones/{tone}/tone_off_{step}" {
        applies: Applies::Now, needs: &[OWN_TONES],
        note: "No default is printed. The manual counts from tone_off_0 to tone_on_3 and means \
               tone_off_3. A burst has the first step only.",
    };
    in FileOnly, "manual 18.3";
    /// The ring of a line: one of Ring01 to Ring11, or the name of one that was loaded.
    RING_TONE: String = "Ring01", Kind::text(64),
        "personal_settings/lines/{ring_line}/ring_tone" {
        applies: Applies::NextCall,
        note: "No default is printed. The manual lets a file name only the phone's own rings, and a \
               loaded one be chosen on the phone; here a file may name both, and a name that is \
               neither rings as Ring01. Four lines have one, though two models have six lines: the \
               others ring as the fourth.",
    };
    in FileOnly, "manual 18.4";
    /// Announces a call by beeps in the headset instead of ringing.
    BEEP_TO_RINGING_DEVICE_ENABLED: bool = "0", Kind::Bool, "voip/beep_to_ringing_device/enabled" {
        applies: Applies::NextCall,
    };
    /// How many beeps announce a call.
    BEEP_TO_RINGING_DEVICE_NUMBER_OF_BEEPS: u8 = "3", Kind::int(1, 100),
        "voip/beep_to_ringing_device/number_of_beeps" {
        applies: Applies::NextCall, needs: &[BEEPS],
        note: "No range is printed: at least one, else nobody hears the call.",
    };
    in FileOnly, "manual 18.5";
    /// Plays the fast busy tone and shows Disconnected when the other party hangs up.
    ENABLE_REMOTE_DISCONNECT_WARNINGTONE: bool = "0", Kind::Bool,
        "enable_remote_disconnect_warningTone" {
        applies: Applies::NextCall,
        note: "The name stands alone, without voip before it, in the manual as well.",
    };
    /// How long that tone and message last.
    DIALING_AUTOMATIC_DISCONNECT_DELAY_TIMER: Duration = "3000", Kind::milliseconds(0, 60_000),
        "voip/dialing/automatic_disconnect_delay_timer" {
        applies: Applies::NextCall,
        needs: &[Need::on("enable_remote_disconnect_warningTone")],
        note: "No range is printed: up to a minute.",
    };
}
