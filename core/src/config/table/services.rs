//! Services (manual 16.7, 22.2 and 22.10).

use super::params;
use crate::config::param::{Applies, Kind};
use crate::config::value::tokens;

tokens! {
    /// What a rejected caller gets.
    RejectCode {
        /// 603 Decline.
        Decline = "CODE_603",
        /// 486 Busy Here.
        Busy = "CODE_486",
    }
}

tokens! {
    /// What the caller of a waiting call gets.
    CallWaitingReply {
        /// 180 Ringing.
        Ringing = "RINGING",
        /// 182 Queued.
        Queued = "QUEUED",
    }
}

params! { Services, "manual 16.7, 22.2, 22.10";
    /// Response to a caller whose call is rejected.
    REJECT_CODE: RejectCode = "CODE_603", Kind::Enum(RejectCode::TOKENS),
        "voip/services/reject_code" {
        label: "Reject Code", applies: Applies::Now,
        note: "No default is printed; CODE_603 is listed first and tells the caller that it was \
               a decision.",
    };
    /// Accepts a second call during a call; without it a second caller hears busy.
    CALL_WAITING_ENABLED: bool = "1", Kind::Bool, "voip/services/call_waiting/enabled" {
        label: "Activate", applies: Applies::Now,
    };
    /// Response to the caller of a waiting call.
    CALL_WAITING_REPLY: CallWaitingReply = "QUEUED", Kind::Enum(CallWaitingReply::TOKENS),
        "voip/services/call_waiting/sip_reply" {
        label: "Call Waiting SIP Reply", applies: Applies::Now,
    };
    /// Plays a tone when a second call waits.
    CALL_WAITING_TONE: bool = "1", Kind::Bool,
        "voip/services/call_waiting/generate_tone/enabled" {
        label: "Generate Tone", applies: Applies::Now,
    };
    /// Number that the Voice mail key calls; empty if there is none.
    VOICE_MAIL_NUMBER: String = "", Kind::Text { max: 64 },
        "voip/services/msg_waiting_ind/voice_mail_number" {
        label: "Voice Mail Number", applies: Applies::Now,
    };
}
