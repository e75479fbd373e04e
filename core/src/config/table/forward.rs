//! forward.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::text::{Need, Server};
use crate::config::value::Wait;

params! {
    in Services, "manual 22.3";
    /// Makes call forwarding available on the line.
    ENABLED: bool = "1", Kind::Bool,
        "voip/line/{line}/call_forward/enabled" {
        label: "Enable",
        acting: later::FORWARDING,
    };
    /// Turns forwarding on for the line.
    ACTIVE: bool = "0", Kind::Bool,
        "voip/line/{line}/call_forward/active" {
        label: "Activate",
        needs: &[Need::on("voip/line/{line}/call_forward/enabled")],
        acting: later::FORWARDING,
    };
    /// Condition under which calls are forwarded.
    TYPE: String = "No_Reply", Kind::Enum(&["Unconditional", "Busy", "No_Reply"]),
        "voip/line/{line}/call_forward/type" {
        label: "Call Forward Type",
        acting: later::FORWARDING,
    };
    /// Wait before forwarding an unanswered call.
    TIMEOUT: Wait = "6", Kind::SecondsOrRings,
        "voip/line/{line}/call_forward/timeout" {
        label: "Forward on No Reply Timeout",
        needs: &[Need::Is("voip/line/{line}/call_forward/type", &["No_Reply"])],
        acting: later::FORWARDING,
    };
    /// Number or address calls are forwarded to.
    DESTINATION: String = "", Kind::text(128),
        "voip/line/{line}/call_forward/destination" {
        label: "Forward Destination",
        acting: later::FORWARDING,
    };
    in FileOnly, "manual A.1.2.2";
    /// Whether the no-reply wait counts seconds or rings.
    TIMEOUT_MODE: String = "SECONDS", Kind::Enum(&["SECONDS", "RINGS_COUNT"]),
        "voip/line/{line}/call_forward/timeout_mode" {
        models: Models::LARGE,
        servers: &[Server::BroadSoft],
        needs: &[Need::on("system/feature_key_synchronization/enabled")],
        acting: later::FORWARDING,
    };
}
