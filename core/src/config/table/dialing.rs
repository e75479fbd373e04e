//! Dialing and its tones (manual 17.2 and 17.4).

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::kind::TimeUnit;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::tokens;
use crate::time::Duration;

tokens! {
    /// What typing digits on hook does.
    OnHookDialing {
        /// Nothing.
        Disable = "Disable",
        /// Goes off hook with the default audio device.
        OpenAudioDevice = "Open_default_audio_device",
        /// Collects digits in silence until Dial is pressed.
        OffLine = "Off_line_dialing",
    }
}

params! {
    in Dialing, "manual 17.2";
    /// Seconds after the last digit when the number is dialled by itself; 0 never does.
    TIMEOUT: Duration = "5", Kind::Duration { min: 0, max: 10, unit: TimeUnit::Seconds },
        "voip/dialing/timeout" {
        label: "Dialing Timeout", applies: Applies::Now,
        note: "The manual does not say what 0 does. Dialling after the first digit would make \
               longer numbers impossible, so 0 switches the timeout off.",
    };
    /// Shorter inter-digit wait used by S in the digit map.
    INTERDIGIT_SHORT_TIMEOUT: Duration = "3", Kind::seconds(0, 86400),
        "voip/dialing/interdigit_short_timeout" {
        label: "Interdigit Short Timeout",
        acting: later::DIALLING,
        note: "No range is printed.",
    };
    /// Most digits that can be entered.
    NUMBER_MAX_SIZE: u8 = "32", Kind::Int { min: 3, max: 32, unit: "" },
        "voip/dialing/phone_number_max_size" {
        label: "Phone Number Length", applies: Applies::Now,
    };
    /// Lets a key end dialling at once.
    COMPLETE_KEY_ENABLED: bool = "1", Kind::Bool, "voip/dialing/dial_complete_key/enabled" {
        label: "Enable Dialing Complete Key", applies: Applies::Now,
    };
    /// The key that ends dialling.
    COMPLETE_KEY: String = "#", Kind::Text { max: 1 }, "voip/dialing/dial_complete_key/key" {
        label: "Dialing Complete Key", applies: Applies::Now,
    };
    /// How long an outgoing call may ring before the phone gives up.
    UNANSWERED_CALL_TIMEOUT: Duration = "60",
        Kind::Duration { min: 1, max: 300, unit: TimeUnit::Seconds },
        "voip/dialing/unanswered_call_timeout" {
        label: "No Answer Call Timeout", applies: Applies::Now,
    };
    in FileOnly, "manual 17.2";
    /// What typing digits on hook does: nothing, lifts the phone, or collects the number until
    /// Dial is pressed.
    ON_HOOK_DIALING: OnHookDialing = "Open_default_audio_device",
        Kind::Enum(OnHookDialing::TOKENS), "voip/dialing/on_hook_dialing" {
        applies: Applies::Now, note: "Only in the file.",
    };
    /// Allows calling the own extension number.
    ALLOW_CALLING_SELF_EXTENSION: bool = "0", Kind::Bool,
        "voip/dialing/allow_calling_self_extension" {
        acting: later::DIALLING,
    };
    in Dialing, "manual 17.3";
    /// Offers automatic redial when the called party is busy.
    AUTOMATIC_REDIAL_ON_BUSY_ENABLED: bool = "0", Kind::Bool,
        "voip/dialing/automatic_redial_on_busy/enabled" {
        label: "Activate",
        acting: later::DIALLING,
    };
    /// Seconds before the busy number is called again.
    AUTOMATIC_REDIAL_ON_BUSY_RETRY_TIMER: Duration = "30", Kind::seconds(3, 120),
        "voip/dialing/automatic_redial_on_busy/retry_timer" {
        label: "Timeout",
        needs: &[Need::on("voip/dialing/automatic_redial_on_busy/enabled")],
        acting: later::DIALLING,
    };
    in Dialing, "manual 17.4";
    /// How long the dial tone lasts before the reorder tone.
    DIAL_TONE_TIMEOUT: Duration = "30",
        Kind::Duration { min: 1, max: 300, unit: TimeUnit::Seconds },
        "voip/dialing/dialtone_timeout" { label: "Dial Tone Timeout", applies: Applies::Now };
    /// How long the reorder tone lasts before the howler tone.
    WARNING_TONE_TIMEOUT: Duration = "40",
        Kind::Duration { min: 1, max: 300, unit: TimeUnit::Seconds },
        "voip/dialing/warning_tone_timeout" { label: "Reorder Tone Timeout", applies: Applies::Now };
    /// How long the howler tone lasts.
    OFF_HOOK_TONE_TIMEOUT: Duration = "120",
        Kind::Duration { min: 1, max: 300, unit: TimeUnit::Seconds },
        "voip/dialing/offhook_tone_timeout" { label: "Howler Tone Timeout", applies: Applies::Now };
    /// Plays a second dial tone after the outside-line digit.
    SECONDARY_DIAL_TONE_ENABLED: bool = "0", Kind::Bool,
        "voip/dialing/secondary_dial_tone/enabled" {
        label: "Secondary Dial Tone",
        acting: later::DIALLING,
    };
    /// First digit that triggers the second dial tone.
    SECONDARY_DIAL_TONE_KEY_SEQUENCE: u8 = "9", Kind::Int { min: 0, max: 9, unit: "" },
        "voip/dialing/secondary_dial_tone/key_sequence" {
        label: "Secondary Dial Tone Key",
        needs: &[Need::on("voip/dialing/secondary_dial_tone/enabled")],
        acting: later::DIALLING,
    };
    in Services, "manual 17.4";
    /// Tone on off-hook when registration failed.
    OUT_OF_SERVICE_BEHAVIOR: String = "REORDER_TONE", Kind::Enum(&["NONE", "REORDER_TONE"]),
        "voip/services/out_of_service_behavior" {
        label: "Out of Service Behavior",
        acting: later::DIALLING,
    };
    /// Length of the stutter dial tone announcing new messages.
    MSG_WAITING_STUTTER_TONE_DURATION: Duration = "2500", Kind::milliseconds(1000, 60000),
        "voip/services/msg_waiting/stutter_tone_duration" {
        label: "Stutter Tone Duration",
        acting: later::DIALLING,
    };
    /// Goes back to idle by itself when the last call ends, on speaker or headset.
    AUTOMATIC_DISCONNECT: bool = "1", Kind::Bool, "voip/dialing/automatic_disconnect" {
        label: "Automatic Disconnect", applies: Applies::Now,
    };
    in Dialing, "manual 17.5";
    /// How DTMF digits are carried.
    OUT_OF_BAND_DTMF: String = "RFC2833", Kind::Enum(&["INBAND", "RFC2833", "VIA_SIP"]),
        "voip/media/out_of_band_dtmf" {
        label: "DTMF Transport Mode",
        acting: later::DIALLING,
    };
    in FileOnly, "manual 17.5";
    /// Sends DTMF by SIP as well as in RTP.
    DTMF_VIA_SIP_FORCE_FLAG: bool = "0", Kind::Bool,
        "voip/media/dtmf_via_sip_force_flag" {
        acting: later::DIALLING,
        note: "No default is printed.",
    };
    /// Level of DTMF tones, in dB.
    DTMF_RTP_EVENT_SIGNAL_LEVEL: u8 = "0", Kind::Int { min: 0, max: 31, unit: "" },
        "voip/audio/gain/dtmf_rtp_event_signal_level" {
        acting: later::DIALLING,
        note: "No default is printed.",
    };
    in Dialing, "manual 17.6";
    /// Patterns that end dialling as soon as one matches.
    DIGIT_MAP: String = "", Kind::text(256),
        "voip/signalling/sip/digit_map" {
        label: "Digit Map",
        acting: later::DIALLING,
    };
    /// Rewrites matched numbers into SIP destinations.
    NUMBER_RULES: String = "", Kind::text(256),
        "voip/signalling/sip/number_rules" {
        label: "Dial Plan",
        acting: later::DIALLING,
    };
    in Dialing, "manual 22.6";
    /// Hotline: dials a fixed number after going off hook.
    AUTO_DIALING_ENABLED: bool = "0", Kind::Bool,
        "voip/dialing/auto_dialing/enabled" {
        label: "Activate",
        acting: later::DIALLING,
    };
    /// Delay before the hotline call; 0 is immediate.
    AUTO_DIALING_TIMEOUT: Duration = "15", Kind::seconds(0, 120),
        "voip/dialing/auto_dialing/timeout" {
        label: "Timeout",
        needs: &[Need::on("voip/dialing/auto_dialing/enabled")],
        acting: later::DIALLING,
    };
    /// Number the hotline calls.
    AUTO_DIALING_DESTINATION: String = "", Kind::text(32),
        "voip/dialing/auto_dialing/destination" {
        label: "Destination Phone Number",
        needs: &[Need::on("voip/dialing/auto_dialing/enabled")],
        acting: later::DIALLING,
    };
}
