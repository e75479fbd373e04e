//! acd.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::{Need, Server};
use crate::time::Duration;

params! {
    in FileOnly, "manual A.3.13";
    /// How long Logged out stays on the idle screen; -1 off, 0 never shown.
    LOGGED_OUT_MESSAGE_TIMER: i32 = "-1", Kind::Int { min: -1, max: 86400, unit: "" },
        "voip/services/ACD/logged_out_message_timer" {
        servers: &[Server::Genesys],
        needs: &[Need::on("voip/services/ACD/enabled")],
        acting: later::ACD,
        note: "No range is printed.",
    };
    in Acd, "manual B";
    /// Automatic call distribution, combined with hoteling.
    ENABLED: bool = "0", Kind::Bool,
        "voip/services/ACD/enabled" {
        label: "Active",
        servers: &[Server::Genesys, Server::BroadSoft],
        acting: later::ACD,
    };
    /// Which ACD signalling the phone speaks.
    SERVER_TYPE: String = "GENESYS", Kind::Enum(&["GENESYS", "BROADSOFT"]),
        "voip/services/ACD/server_type" {
        label: "Server Type",
        servers: &[Server::Genesys, Server::BroadSoft],
        needs: &[Need::on("voip/services/ACD/enabled")],
        acting: later::ACD,
        note: "No default is printed.",
    };
    in FileOnly, "manual B";
    /// Shows the After Call Work softkey after login.
    SHOW_ACW_SOFTKEY_ENABLED: bool = "1", Kind::Bool,
        "voip/services/ACD/show_acw_softkey/enabled" {
        servers: &[Server::BroadSoft],
        needs: &[Need::Is("voip/services/ACD/server_type", &["BROADSOFT"])],
        acting: later::ACD,
    };
    /// Lists DND in the call menu.
    DND_SHOW_SOFTKEY: bool = "1", Kind::Bool,
        "system/dnd/show_softkey" {
        servers: &[Server::Genesys, Server::BroadSoft],
        needs: &[Need::on("voip/services/ACD/enabled")],
        acting: later::ACD,
    };
    /// Lists Forward in the call menu.
    FORWARD_SHOW_SOFTKEY: bool = "1", Kind::Bool,
        "system/forward/show_softkey" {
        servers: &[Server::Genesys, Server::BroadSoft],
        needs: &[Need::on("voip/services/ACD/enabled")],
        acting: later::ACD,
    };
    in Acd, "manual B";
    /// Uses the SIP server as ACD server.
    SERVER_USE_SIP_SERVER: bool = "0", Kind::Bool,
        "voip/services/ACD/server_use_sip_server" {
        label: "Use Sip Server As ACD Server",
        servers: &[Server::Genesys, Server::BroadSoft],
        needs: &[Need::on("voip/services/ACD/enabled")],
        acting: later::ACD,
        note: "No default is printed.",
    };
    /// Lifetime of the ACD registration.
    EXPIRE_TIME: Duration = "3600", Kind::seconds(0, 86400),
        "voip/services/ACD/expire_time" {
        label: "Expire Time",
        servers: &[Server::Genesys, Server::BroadSoft],
        needs: &[Need::on("voip/services/ACD/enabled")],
        acting: later::ACD,
    };
    /// ACD server when separate.
    SERVER_ADDRESS: Option<String> = "0.0.0.0", Kind::Host,
        "voip/services/ACD/server_address" {
        label: "Server Address",
        servers: &[Server::Genesys, Server::BroadSoft],
        needs: &[Need::off("voip/services/ACD/server_use_sip_server")],
        acting: later::ACD,
    };
    /// ACD server port when separate.
    SERVER_PORT: u16 = "80", Kind::ANY_PORT,
        "voip/services/ACD/server_port" {
        label: "Server Port",
        servers: &[Server::Genesys, Server::BroadSoft],
        needs: &[Need::off("voip/services/ACD/server_use_sip_server")],
        acting: later::ACD,
    };
    /// Agent state right after login; Not Set leaves it to the server.
    STATE_AFTER_LOGIN: String = "NOT_READY", Kind::Enum(&["READY", "NOT_READY", "NOT_SET"]),
        "voip/services/ACD/state_after_login" {
        label: "State After Login",
        servers: &[Server::Genesys],
        needs: &[Need::on("voip/services/ACD/enabled")],
        acting: later::ACD,
    };
    /// Reports Not Ready at login if 1, Ready if 0.
    FIRST_NOTIFY_CLOSE_ENABLED: bool = "1", Kind::Bool,
        "voip/services/ACD/first_notify_close/enabled" {
        label: "First Notify Close Enabled",
        servers: &[Server::Genesys, Server::BroadSoft],
        needs: &[Need::on("voip/services/ACD/enabled")],
        acting: later::ACD,
    };
    /// Code sent in NOTIFY for this reason.
    UNAVAILABLE_REASON_CODE: String = "", Kind::text(128),
        "voip/services/ACD/unavailable_reason/{reason}/code" {
        label: "Unavailable Reason Code",
        servers: &[Server::BroadSoft],
        needs: &[Need::Is("voip/services/ACD/server_type", &["BROADSOFT"])],
        acting: later::ACD,
    };
    /// Name of the reason, e.g. Lunch.
    UNAVAILABLE_REASON_NAME: String = "", Kind::text(128),
        "voip/services/ACD/unavailable_reason/{reason}/name" {
        label: "Reason Name",
        servers: &[Server::BroadSoft],
        needs: &[Need::Is("voip/services/ACD/server_type", &["BROADSOFT"])],
        acting: later::ACD,
    };
    in FileOnly, "manual B";
    /// ACD without hoteling.
    ENHANCED_ACD_ENABLED: bool = "0", Kind::Bool,
        "voip/services/enhanced_ACD/enabled" {
        servers: &[Server::Genesys, Server::BroadSoft],
        acting: later::ACD,
        note: "No default is printed.",
    };
}
