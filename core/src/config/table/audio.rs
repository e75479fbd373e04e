//! Handset, headset and speaker (manual 17.7, 17.8, 18.6, 22.16 and A.1.12).

use super::params;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::tokens;

tokens! {
    /// When the lamp of the headset key is lit.
    LitDevice {
        /// In a call.
        None = "NONE",
        /// In a call and between calls.
        Headset = "HEADSET",
    }
}

tokens! {
    /// What a call is taken with when nobody chose.
    AnswerDevice {
        /// The speaker.
        Speaker = "SPEAKER",
        /// The headset.
        Headset = "HEADSET",
    }
}

tokens! {
    /// Where ringing is heard.
    RingingDevice {
        /// On the speaker.
        Speaker = "SPEAKER",
        /// On the headset.
        Headset = "HEADSET",
        /// On both.
        Both = "BOTH",
        /// Nowhere.
        Silent = "NO_RING",
    }
}

params! {
    in FileOnly, "manual 17.7";
    /// Keeps the lamp of the headset key lit between calls, too.
    HIGHLIGHT_AUDIO_DEVICE: LitDevice = "NONE", Kind::Enum(LitDevice::TOKENS),
        "voip/highlight_audio_device" {
        applies: Applies::Now,
        needs: &[Need::Is("voip/answer_device", &["HEADSET"])],
    };
    in Dialing, "manual 17.8";
    /// Speaker or headset: what a call is made or answered with when nobody chose, by a softkey, a
    /// speed dial, or by itself.
    ANSWER_DEVICE: AnswerDevice = "SPEAKER", Kind::Enum(AnswerDevice::TOKENS),
        "voip/answer_device" {
        label: "Audio Device", applies: Applies::Now,
        note: "No default is printed; 17.2 says that the default device is usually the speaker.",
    };
    in FileOnly, "manual 18.6";
    /// Rings on the device that the call would be answered with.
    RING_VIA_ANSWER_DEVICE_ENABLED: bool = "0", Kind::Bool,
        "voip/ring_via_answer_device/enabled" {
        applies: Applies::NextCall,
    };
    in FileOnly, "manual 22.16";
    /// Where ringing is heard: on the speaker, the headset, both, or nowhere.
    CALLED_RINGING_DEVICE: RingingDevice = "SPEAKER", Kind::Enum(RingingDevice::TOKENS),
        "voip/called_ringing_device" {
        applies: Applies::NextCall,
    };
    /// Allows talking through the speaker. With 0 its key does nothing and calls are answered with
    /// the headset.
    HANDS_FREE_MODE_ENABLED: bool = "1", Kind::Bool, "voip/hands_free_mode/enabled" {
        applies: Applies::Now,
    };
    /// Lets somebody listen on the handset, unheard, while the agent talks through the headset.
    SUPERVISOR_LISTEN_IN_ENABLED: bool = "0", Kind::Bool,
        "voip/services/supervisor_listen_in/enabled" {
        applies: Applies::NextCall,
        note: "The handset's key begins and ends it in a call on the headset. Whether the other party \
               must know is for the law of the place, not for the phone.",
    };
    in FileOnly, "manual A.1.12, A.3.15";
    /// Allows talking through the handset; 0 also where none is connected.
    HANDSET_MODE_ENABLED: bool = "1", Kind::Bool, "voip/handset_mode/enabled" {
        applies: Applies::Now,
        note: "In the parts on BroadSoft and Genesys, without being tied to either.",
    };
}
