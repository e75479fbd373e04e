//! Answering by itself (manual 22.7, A.3.10 and A.3.11).

use super::params;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::{Need, Server};
use crate::config::value::tokens;
use crate::time::Duration;

tokens! {
    /// What lets the phone answer by itself.
    AutoAnswerType {
        /// A header of the call that asks for it.
        SipHeader = "SIP_Header",
        /// The configuration: every call is answered after a while.
        Manual = "Manual",
    }
}

const ALLOWED: Need = Need::on("voip/auto_answer/enabled");

params! {
    in FileOnly, "manual 22.7";
    /// Answers calls by itself that ask for it: `Call-Info` with `answer-after=` and seconds, which
    /// goes first, or `Alert-Info` with `ring answer` or `info=alert-autoanswer`. A call in
    /// progress is held.
    AUTO_ANSWER_ENABLED: bool = "0", Kind::Bool, "voip/auto_answer/enabled" {
        applies: Applies::NextCall,
    };
    in FileOnly, "manual 22.7, A.3.12, A.3.14";
    /// Answers a ringing call when the server sends a NOTIFY with the event `talk`. A call in
    /// progress is held. Third-party call control needs it.
    TALK_EVENT_ENABLED: bool = "0", Kind::Bool, "voip/talk_event/enabled" {
        applies: Applies::NextCall, aliases: &["voip/talk_event"],
        note: "A.3.14 writes the name without its end once: both are accepted.",
    };
    in FileOnly, "manual 22.7";
    /// How long a call rings before it is answered when every call is; 0 answers at once.
    ADVANCED_AUTO_ANSWER_TIMEOUT: Duration = "5", Kind::seconds(0, 60),
        "voip/advanced_auto_answer/timeout" {
        applies: Applies::NextCall,
        needs: &[ALLOWED, Need::Is("voip/advanced_auto_answer/type", &["Manual"])],
    };
    /// Which calls are answered: those whose headers ask for it, or all after the timeout.
    ADVANCED_AUTO_ANSWER_TYPE: AutoAnswerType = "SIP_Header", Kind::Enum(AutoAnswerType::TOKENS),
        "voip/advanced_auto_answer/type" {
        applies: Applies::NextCall, needs: &[ALLOWED],
    };
    /// Rings, and tells the caller so (180), before it answers.
    AUTO_ANSWER_USE_180_ENABLED: bool = "0", Kind::Bool, "voip/auto_answer_use_180/enabled" {
        applies: Applies::NextCall, needs: &[ALLOWED],
    };
    in FileOnly, "manual A.3.10";
    /// Beeps in the headset when a call is answered by itself.
    AUTO_ANSWER_HEADSET_BEEP_ENABLED: bool = "0", Kind::Bool,
        "voip/auto_answer/headset_beep/enabled" {
        applies: Applies::NextCall, servers: &[Server::Genesys],
        needs: &[ALLOWED],
    };
    /// Beeps on the speaker when a call is answered by itself.
    AUTO_ANSWER_SPEAKERPHONE_BEEP_ENABLED: bool = "0", Kind::Bool,
        "voip/auto_answer/speakerphone_beep/enabled" {
        applies: Applies::NextCall, servers: &[Server::Genesys],
        needs: &[ALLOWED],
    };
    in FileOnly, "manual A.3.11";
    /// Begins each incoming call muted, until the agent presses Mute.
    PROACTIVE_MUTE_ENABLED: bool = "0", Kind::Bool, "voip/proactive_mute/enabled" {
        applies: Applies::NextCall, servers: &[Server::Genesys],
    };
}
