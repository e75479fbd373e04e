//! audio.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::Need;

params! {
    in FileOnly, "manual 17.7";
    /// Keeps the headset LED lit in standby too.
    HIGHLIGHT_AUDIO_DEVICE: String = "NONE", Kind::Enum(&["NONE", "HEADSET"]),
        "voip/highlight_audio_device" {
        needs: &[Need::Is("voip/answer_device", &["HEADSET"])],
        acting: later::AUDIO_DEVICES,
    };
    in Dialing, "manual 17.8";
    /// Audio device used when none was chosen explicitly.
    ANSWER_DEVICE: String = "SPEAKER", Kind::Enum(&["SPEAKER", "HEADSET"]),
        "voip/answer_device" {
        label: "Audio Device",
        acting: later::AUDIO_DEVICES,
        note: "No default is printed.",
    };
    in FileOnly, "manual 18.6";
    /// Plays the ring beep through the answering device (speaker, headset or handset).
    RING_VIA_ANSWER_DEVICE_ENABLED: bool = "0", Kind::Bool,
        "voip/ring_via_answer_device/enabled" {
        acting: later::AUDIO_DEVICES,
    };
    in FileOnly, "manual 22.16";
    /// Device on which incoming calls ring.
    CALLED_RINGING_DEVICE: String = "SPEAKER", Kind::Enum(&["SPEAKER", "HEADSET", "BOTH", "NO_RING"]),
        "voip/called_ringing_device" {
        acting: later::AUDIO_DEVICES,
    };
    /// Allows speakerphone use; when 0 the speaker key is dead and headset is default.
    HANDS_FREE_MODE_ENABLED: bool = "1", Kind::Bool,
        "voip/hands_free_mode/enabled" {
        acting: later::AUDIO_DEVICES,
    };
    /// Lets a supervisor listen silently on the handset while the agent uses the headset.
    SUPERVISOR_LISTEN_IN_ENABLED: bool = "0", Kind::Bool,
        "voip/services/supervisor_listen_in/enabled" {
        acting: later::AUDIO_DEVICES,
    };
    in FileOnly, "manual A.1.12, A.3.15";
    /// Allows use of the handset.
    HANDSET_MODE_ENABLED: bool = "1", Kind::Bool,
        "voip/handset_mode/enabled" {
        acting: later::AUDIO_DEVICES,
    };
}
