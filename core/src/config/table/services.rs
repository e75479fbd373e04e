//! Services around calls (manual 16.7 and 22).

use super::params;
use crate::config::acting::{later, nothing};
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
    /// The family of the server that the phone registers at.
    ApplicationServer {
        /// None in particular.
        Generic = "Generic",
        /// Asterisk.
        Asterisk = "Asterisk",
        /// BroadSoft BroadWorks.
        BroadSoft = "BSFT",
        /// Coral.
        Coral = "Coral",
        /// Metaswitch.
        Metaswitch = "Metaswitch",
        /// FreeSWITCH.
        FreeSwitch = "FreeSWITCH",
        /// Genband.
        Genband = "GENBAND",
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

tokens! {
    /// Who mixes a conference.
    ConferenceMode {
        /// The phone, for three parties.
        Local = "LOCAL",
        /// A media server.
        Remote = "REMOTE",
    }
}

const CHARGES: Need = Need::on("system/aoc/enabled");

params! {
    in Services, "manual 16.7";
    /// Response to a caller whose call is rejected.
    REJECT_CODE: RejectCode = "CODE_603", Kind::Enum(RejectCode::TOKENS),
        "voip/services/reject_code" {
        label: "Reject Code", applies: Applies::NextCall,
        note: "No default is printed; CODE_603 is listed first and tells the caller that it was \
               a decision.",
    };
    in Services, "manual 22.1";
    /// The family of the server that the phone registers at. Some features and parameters are for
    /// one family only.
    APPLICATION_SERVER_TYPE: ApplicationServer = "Generic",
        Kind::Enum(ApplicationServer::TOKENS), "voip/services/application_server_type" {
        label: "Type", applies: Applies::Reregister,
        note: "Appendix A calls the field Application Server Type. Genesys, which the appendix \
               also treats, is not among the words.",
    };
    /// Shows and publishes whether the user is available; the DnD softkey becomes Status.
    CURRENT_USER_PRESENCE_STATUS_ENABLED: bool = "0", Kind::Bool,
        "system/current_user_presence_status/enabled" {
        label: "Presence", applies: Applies::Reregister, acting: later::PRESENCE,
        servers: &[Server::FreeSwitch],
        needs: &[Need::Is("voip/services/application_server_type", &["FreeSWITCH"])],
        note: "No default is printed.",
    };
    in Services, "manual 22.2";
    /// Accepts a second call during a call; without it a second caller hears busy.
    CALL_WAITING_ENABLED: bool = "1", Kind::Bool, "voip/services/call_waiting/enabled" {
        label: "Activate", applies: Applies::NextCall,
    };
    /// Response to the caller of a waiting call.
    CALL_WAITING_REPLY: CallWaitingReply = "QUEUED", Kind::Enum(CallWaitingReply::TOKENS),
        "voip/services/call_waiting/sip_reply" {
        label: "Call Waiting SIP Reply", applies: Applies::NextCall,
        needs: &[Need::on("voip/services/call_waiting/enabled")],
    };
    /// Plays a tone when a second call waits.
    CALL_WAITING_TONE: bool = "1", Kind::Bool,
        "voip/services/call_waiting/generate_tone/enabled" {
        label: "Generate Tone", applies: Applies::NextCall,
        needs: &[Need::on("voip/services/call_waiting/enabled")],
    };
    in Services, "manual 22.4, A.1.8, A.4.3";
    /// Who mixes a conference: the phone, for three parties, or a media server.
    CONFERENCE_MODE: ConferenceMode = "LOCAL", Kind::Enum(ConferenceMode::TOKENS),
        "voip/services/conference/mode" {
        label: "Mode", applies: Applies::NextCall,
        note: "No default is printed; LOCAL needs no server.",
    };
    /// Address of the media server, `user@host` (RFC 4579).
    CONFERENCE_CONF_MS_ADDR: String = "", Kind::text(128),
        "voip/services/conference/conf_ms_addr" {
        label: "Remote Conference Media Server", applies: Applies::NextCall,
        needs: &[Need::Is("voip/services/conference/mode", &["REMOTE"])],
        note: "No default and no length are printed. The example of A.1.8 runs two addresses \
               together. A host alone is a media server of RFC 4240: the phone makes up a name.",
    };
    in FileOnly, "manual 22.5";
    /// Leaves a conference of three, which the other two go on with, by hanging up.
    DROP_FROM_3WC_WHEN_ON_HOOK: bool = "0", Kind::Bool, "voip/drop_from_3wc_when_on_hook" {
        applies: Applies::NextCall,
        note: "No default is printed.",
    };
    in Services, "manual 22.8";
    /// Lets the user ask not to be disturbed.
    DO_NOT_DISTURB_ENABLED: bool = "1", Kind::Bool, "voip/services/do_not_disturb/enabled" {
        label: "Enable", applies: Applies::Now,
    };
    /// Rejects the calls of this line, as long as it is 1.
    LINE_DO_NOT_DISTURB_ACTIVATED: bool = "0", Kind::Bool,
        "voip/line/{line}/do_not_disturb/activated" {
        label: "Activate", applies: Applies::Now,
        needs: &[Need::on("voip/services/do_not_disturb/enabled")],
        note: "Callers get 480, the response that RFC 3261 21.4.18 has for this: the reject code \
               603 would end the ringing of all other phones, too.",
    };
    in Services, "manual 22.10";
    /// Number that the Voice mail key calls; empty if there is none.
    VOICE_MAIL_NUMBER: String = "", Kind::text(64),
        "voip/services/msg_waiting_ind/voice_mail_number" {
        label: "Voice Mail Number", applies: Applies::Now, note: "No default is printed.",
    };
    in Services, "manual 22.12";
    /// Shows what a call costs, if the server tells.
    AOC_ENABLED: bool = "0", Kind::Bool, "system/aoc/enabled" {
        label: "Enable", applies: Applies::NextCall,
        note: "No default is printed. How the server tells is not printed, either: this phone reads \
               the field AOC that the vendor's gateways send in INFO and BYE.",
    };
    /// Name of the currency that is shown, for example EUR.
    AOC_CURRENCY: String = "", Kind::text(16), "system/aoc/currency" {
        label: "Currency", applies: Applies::NextCall,
        needs: &[CHARGES], note: "No default and no length are printed.",
    };
    /// What a unit of the server's currency is in the one that is shown, for example 4.95.
    AOC_RATIO: f64 = "1", Kind::Decimal, "system/aoc/ratio" {
        label: "Ratio", applies: Applies::NextCall, needs: &[CHARGES],
        note: "Neither default nor range are printed; 1 shows what the server tells.",
    };
    in FileOnly, "manual 22.13";
    /// Beeps every ten seconds when a call has been held for long.
    LHCWRR_ENABLED: bool = "1", Kind::Bool, "voip/lhcwrr_enabled" {
        applies: Applies::NextCall,
        note: "Genband's servers want 0 (A.4.4).",
    };
    /// How long a call is held before it beeps.
    LHCWRR_WAIT_TIME: Duration = "120", Kind::seconds(10, 3_600), "voip/lhcwrr_wait_time" {
        applies: Applies::NextCall,
        needs: &[Need::on("voip/lhcwrr_enabled")],
        note: "No range is printed: from one of the beeps' intervals to an hour.",
    };
    in FileOnly, "manual 22.15";
    /// Ends a held call when the handset is put back, instead of moving it to the speaker.
    ONHOOK_DISCONNECT_WHEN_HELD_ENABLED: bool = "0", Kind::Bool,
        "voip/onhook_disconnect_when_held/enabled" {
        models: Models::NONE, acting: nothing::OTHER_DEVICES,
        note: "The manual has it for the SIP-100 and SIP-200 only.",
    };
    in FileOnly, "manual 22.17";
    /// Lets a locked phone ring; whoever answers must unlock it first. 0 rejects the calls.
    LOCK_ALLOW_INCOMING_CALLS: bool = "1", Kind::Bool, "system/lock/{lock}/allow_incoming_calls" {
        applies: Applies::Now,
        needs: &[Need::on("system/lock/{lock}/enabled")],
        note: "The values are not printed: 1 is what the manual calls allowed. It does not say \
               what the numbers 2 to 5 stand for.",
    };
    /// Lets the phone be locked.
    LOCK_ENABLED: bool = "0", Kind::Bool, "system/lock/{lock}/enabled" {
        applies: Applies::Now,
        note: "No default is printed. It is for servers that support it, which the manual does \
               not name: here any server will do. Any of the numbers lets the phone be locked; the \
               person chooses the password.",
    };
    in FileOnly, "manual 22.18";
    /// Beeps to the agent when the greeting is over.
    GREETING_BEEP_ENABLED: bool = "1", Kind::Bool, "voip/services/greeting/beep/enabled" {
        applies: Applies::NextCall,
        needs: &[Need::on("voip/services/greeting/enabled")],
    };
    /// Lets agents record a greeting that callers hear first.
    GREETING_ENABLED: bool = "0", Kind::Bool, "voip/services/greeting/enabled" {
        applies: Applies::NextCall,
    };
    in Services, "manual 22.19";
    /// Lets the keys of a wireless headset answer and end calls, by a cable to the AUX port.
    ELECTRONIC_HOOK_SWITCH_ENABLED: bool = "0", Kind::Bool,
        "voip/services/electronic_hook_switch/enabled" {
        label: "Electronic Hook Switch", applies: Applies::Now, acting: nothing::NO_AUX_PORT,
    };
}
