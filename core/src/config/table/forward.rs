//! Forwarding of calls (manual 22.3 and A.1.2.2).

use super::params;
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::param::Applies;
use crate::config::text::{Need, Server};
use crate::config::value::{Wait, tokens};

tokens! {
    /// When a call is forwarded.
    ForwardType {
        /// Always.
        Unconditional = "Unconditional",
        /// When the line is busy.
        Busy = "Busy",
        /// When nobody answers.
        NoReply = "No_Reply",
    }
}

tokens! {
    /// How the wait for an answer is counted.
    TimeoutMode {
        /// In seconds.
        Seconds = "SECONDS",
        /// In rings.
        Rings = "RINGS_COUNT",
    }
}

const ALLOWED: Need = Need::on("voip/line/{line}/call_forward/enabled");

params! {
    in Services, "manual 22.3";
    /// Lets calls to this line be forwarded.
    ENABLED: bool = "1", Kind::Bool, "voip/line/{line}/call_forward/enabled" {
        label: "Enable", applies: Applies::Now,
    };
    /// Forwards the calls of this line. Usually the user does this on the phone.
    ACTIVE: bool = "0", Kind::Bool, "voip/line/{line}/call_forward/active" {
        label: "Activate", applies: Applies::Now, needs: &[ALLOWED],
    };
    /// Which calls are forwarded: all, those that come while the line is busy, or those that nobody
    /// answers.
    TYPE: ForwardType = "No_Reply", Kind::Enum(ForwardType::TOKENS),
        "voip/line/{line}/call_forward/type" {
        label: "Call Forward Type", applies: Applies::Now,
        needs: &[ALLOWED],
    };
    /// How long a call rings before it is forwarded: seconds, or rings with an r, `2r`.
    TIMEOUT: Wait = "6", Kind::SecondsOrRings, "voip/line/{line}/call_forward/timeout" {
        label: "Forward on No Reply Timeout", applies: Applies::Now,
        needs: &[ALLOWED, Need::Is("voip/line/{line}/call_forward/type", &["No_Reply"])],
        note: "While the mode is RINGS_COUNT and this has its default, it stands for 2r, the \
               manual's default for rings.",
    };
    /// Number or address that calls are forwarded to.
    DESTINATION: String = "", Kind::text(128), "voip/line/{line}/call_forward/destination" {
        label: "Forward Destination", applies: Applies::Now,
        needs: &[ALLOWED], note: "No default and no length are printed.",
    };
    in FileOnly, "manual A.1.2.2";
    /// Whether the wait for an answer is counted in seconds or in rings.
    TIMEOUT_MODE: TimeoutMode = "SECONDS", Kind::Enum(TimeoutMode::TOKENS),
        "voip/line/{line}/call_forward/timeout_mode" {
        models: Models::LARGE, applies: Applies::Now,
        servers: &[Server::BroadSoft],
        needs: &[Need::on("system/feature_key_synchronization/enabled")],
        note: "Printed for line 0, meant for each. A.1.2 limits the section to two models, \
               table A-1 gives forwarding to all: the narrower holds for this parameter.",
    };
}
