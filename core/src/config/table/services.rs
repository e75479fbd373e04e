//! Services (manual 16.7, 22.2 and 22.10).

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::param::Applies;
use crate::config::text::{Need, Server};
use crate::config::value::tokens;
use crate::time::Duration;

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

params! {
    in Services, "manual 16.7";
    /// Response to a caller whose call is rejected.
    REJECT_CODE: RejectCode = "CODE_603", Kind::Enum(RejectCode::TOKENS),
        "voip/services/reject_code" {
        label: "Reject Code", applies: Applies::Now,
        note: "No default is printed; CODE_603 is listed first and tells the caller that it was \
               a decision.",
    };
    in Services, "manual 22.1";
    /// Server family the phone registers to; unlocks its special parameters.
    APPLICATION_SERVER_TYPE: String = "Generic", Kind::Enum(&["Generic", "Asterisk", "BSFT", "Coral", "Metaswitch", "FreeSWITCH", "GENBAND"]),
        "voip/services/application_server_type" {
        label: "Type",
        acting: later::CALL_SERVICES,
    };
    /// Presence feature; the DND softkey becomes Status and presence is published.
    CURRENT_USER_PRESENCE_STATUS_ENABLED: bool = "0", Kind::Bool,
        "system/current_user_presence_status/enabled" {
        label: "Presence",
        servers: &[Server::FreeSwitch],
        needs: &[Need::Is("voip/services/application_server_type", &["FreeSWITCH"])],
        acting: later::CALL_SERVICES,
        note: "No default is printed.",
    };
    in Services, "manual 22.2";
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
    in Services, "manual 22.4";
    /// Mixes a three-way call on the phone, or on a media server.
    CONFERENCE_MODE: String = "LOCAL", Kind::Enum(&["LOCAL", "REMOTE"]),
        "voip/services/conference/mode" {
        label: "Mode",
        acting: later::CALL_SERVICES,
        note: "No default is printed.",
    };
    /// Address of the conference media server.
    CONFERENCE_CONF_MS_ADDR: String = "", Kind::text(128),
        "voip/services/conference/conf_ms_addr" {
        label: "Remote Conference Media Server",
        needs: &[Need::Is("voip/services/conference/mode", &["REMOTE"])],
        acting: later::CALL_SERVICES,
    };
    in FileOnly, "manual 22.5";
    /// Whether the initiator leaving hook leaves the three-way call.
    DROP_FROM_3WC_WHEN_ON_HOOK: bool = "0", Kind::Bool,
        "voip/drop_from_3wc_when_on_hook" {
        acting: later::CALL_SERVICES,
        note: "No default is printed.",
    };
    in Services, "manual 22.8";
    /// Makes the DND feature available.
    DO_NOT_DISTURB_ENABLED: bool = "1", Kind::Bool,
        "voip/services/do_not_disturb/enabled" {
        label: "Enable",
        acting: later::CALL_SERVICES,
    };
    /// Turns DND on for the line.
    LINE_DO_NOT_DISTURB_ACTIVATED: bool = "0", Kind::Bool,
        "voip/line/{line}/do_not_disturb/activated" {
        label: "Activate",
        needs: &[Need::on("voip/services/do_not_disturb/enabled")],
        acting: later::CALL_SERVICES,
    };
    in Services, "manual 22.10";
    /// Number that the Voice mail key calls; empty if there is none.
    VOICE_MAIL_NUMBER: String = "", Kind::Text { max: 64 },
        "voip/services/msg_waiting_ind/voice_mail_number" {
        label: "Voice Mail Number", applies: Applies::Now,
    };
    in Services, "manual 22.12";
    /// Shows call charges.
    AOC_ENABLED: bool = "0", Kind::Bool,
        "system/aoc/enabled" {
        label: "Enable",
        acting: later::CALL_SERVICES,
        note: "No default is printed.",
    };
    /// Currency name shown with charges.
    AOC_CURRENCY: String = "", Kind::text(128),
        "system/aoc/currency" {
        label: "Currency",
        needs: &[Need::on("system/aoc/enabled")],
        acting: later::CALL_SERVICES,
    };
    /// Exchange factor from base to displayed currency.
    AOC_RATIO: f64 = "1", Kind::Decimal,
        "system/aoc/ratio" {
        label: "Ratio",
        needs: &[Need::on("system/aoc/enabled")],
        acting: later::CALL_SERVICES,
    };
    in FileOnly, "manual 22.13";
    /// Beeps every 10 seconds once a call has been held too long.
    LHCWRR_ENABLED: bool = "1", Kind::Bool,
        "voip/lhcwrr_enabled" {
        acting: later::CALL_SERVICES,
    };
    /// Hold time after which the reminder beeps begin.
    LHCWRR_WAIT_TIME: Duration = "120", Kind::seconds(0, 86400),
        "voip/lhcwrr_wait_time" {
        needs: &[Need::on("voip/lhcwrr_enabled")],
        acting: later::CALL_SERVICES,
        note: "No range is printed.",
    };
    in FileOnly, "manual 22.15";
    /// Hanging up while a call is held ends it instead of moving it to the speaker.
    ONHOOK_DISCONNECT_WHEN_HELD_ENABLED: bool = "0", Kind::Bool,
        "voip/onhook_disconnect_when_held/enabled" {
        models: Models::NONE,
        acting: later::CALL_SERVICES,
    };
    in FileOnly, "manual 22.17";
    /// Lets calls come in on a locked phone; unlock password needed to answer.
    LOCK_ALLOW_INCOMING_CALLS: bool = "1", Kind::Bool,
        "system/lock/{lock}/allow_incoming_calls" {
        needs: &[Need::on("system/lock/{lock}/enabled")],
        acting: later::CALL_SERVICES,
    };
    /// Enables the phone lock feature.
    LOCK_ENABLED: bool = "0", Kind::Bool,
        "system/lock/{lock}/enabled" {
        acting: later::CALL_SERVICES,
        note: "No default is printed.",
    };
    in FileOnly, "manual 22.18";
    /// Beeps to the agent when the greeting has played.
    GREETING_BEEP_ENABLED: bool = "1", Kind::Bool,
        "voip/services/greeting/beep/enabled" {
        needs: &[Need::on("voip/services/greeting/enabled")],
        acting: later::CALL_SERVICES,
    };
    /// Lets agents record a greeting played automatically to callers.
    GREETING_ENABLED: bool = "0", Kind::Bool,
        "voip/services/greeting/enabled" {
        acting: later::CALL_SERVICES,
    };
    in Services, "manual 22.19";
    /// Call control from a DHSG wireless headset on the AUX port.
    ELECTRONIC_HOOK_SWITCH_ENABLED: bool = "0", Kind::Bool,
        "voip/services/electronic_hook_switch/enabled" {
        label: "Electronic Hook Switch",
        acting: later::CALL_SERVICES,
    };
}
