//! Dialing and its tones (manual 17.2 and 17.4).

use super::params;
use crate::config::param::{Applies, Kind, TimeUnit};
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

params! { Dialing, "manual 17.2, 17.4";
    /// Seconds after the last digit when the number is dialled by itself; 0 never does.
    TIMEOUT: Duration = "5", Kind::Duration { min: 0, max: 10, unit: TimeUnit::Seconds },
        "voip/dialing/timeout" {
        label: "Dialing Timeout", applies: Applies::Now,
        note: "The manual does not say what 0 does. Dialling after the first digit would make \
               longer numbers impossible, so 0 switches the timeout off.",
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
    /// What typing digits on hook does: nothing, lifts the phone, or collects the number until
    /// Dial is pressed.
    ON_HOOK_DIALING: OnHookDialing = "Open_default_audio_device",
        Kind::Enum(OnHookDialing::TOKENS), "voip/dialing/on_hook_dialing" {
        applies: Applies::Now, note: "Only in the file.",
    };
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
    /// Goes back to idle by itself when the last call ends, on speaker or headset.
    AUTOMATIC_DISCONNECT: bool = "1", Kind::Bool, "voip/dialing/automatic_disconnect" {
        label: "Automatic Disconnect", applies: Applies::Now,
    };
}
