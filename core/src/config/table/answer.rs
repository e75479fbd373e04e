//! answer.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::{Need, Server};
use crate::time::Duration;

params! {
    in FileOnly, "manual 22.7";
    /// Answers calls whose INVITE asks for automatic answer.
    AUTO_ANSWER_ENABLED: bool = "0", Kind::Bool,
        "voip/auto_answer/enabled" {
        acting: later::AUTO_ANSWER,
    };
    in FileOnly, "manual 22.7, A.3.12, A.3.14";
    /// Answers when a NOTIFY with the talk event arrives.
    TALK_EVENT_ENABLED: bool = "0", Kind::Bool,
        "voip/talk_event/enabled" {
        aliases: &["voip/talk_event"],
        acting: later::AUTO_ANSWER,
    };
    in FileOnly, "manual 22.7";
    /// Delay before answering; 0 is immediate.
    ADVANCED_AUTO_ANSWER_TIMEOUT: Duration = "5", Kind::seconds(0, 60),
        "voip/advanced_auto_answer/timeout" {
        needs: &[Need::on("voip/auto_answer/enabled"), Need::Is("voip/advanced_auto_answer/type", &["Manual"])],
        acting: later::AUTO_ANSWER,
    };
    /// Whether auto answer obeys SIP headers or always uses the timeout.
    ADVANCED_AUTO_ANSWER_TYPE: String = "SIP_Header", Kind::Enum(&["SIP_Header", "Manual"]),
        "voip/advanced_auto_answer/type" {
        needs: &[Need::on("voip/auto_answer/enabled")],
        acting: later::AUTO_ANSWER,
    };
    /// Rings before answering automatically.
    AUTO_ANSWER_USE_180_ENABLED: bool = "0", Kind::Bool,
        "voip/auto_answer_use_180/enabled" {
        needs: &[Need::on("voip/auto_answer/enabled")],
        acting: later::AUTO_ANSWER,
    };
    in FileOnly, "manual A.3.10";
    /// Beep in the headset when a call is auto-answered.
    AUTO_ANSWER_HEADSET_BEEP_ENABLED: bool = "0", Kind::Bool,
        "voip/auto_answer/headset_beep/enabled" {
        servers: &[Server::Genesys],
        needs: &[Need::on("voip/auto_answer/enabled")],
        acting: later::AUTO_ANSWER,
    };
    /// Beep on the speaker when a call is auto-answered.
    AUTO_ANSWER_SPEAKERPHONE_BEEP_ENABLED: bool = "0", Kind::Bool,
        "voip/auto_answer/speakerphone_beep/enabled" {
        servers: &[Server::Genesys],
        needs: &[Need::on("voip/auto_answer/enabled")],
        acting: later::AUTO_ANSWER,
    };
    in FileOnly, "manual A.3.11";
    /// Incoming calls start muted until the agent presses Mute.
    PROACTIVE_MUTE_ENABLED: bool = "0", Kind::Bool,
        "voip/proactive_mute/enabled" {
        servers: &[Server::Genesys],
        acting: later::AUTO_ANSWER,
    };
}
