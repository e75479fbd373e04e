//! feature_sync.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::{Need, Server};

params! {
    in Services, "manual 28, 22.1, A.1.4";
    /// Leaves DND and call forwarding to the server and keeps the phone in step.
    ENABLED: bool = "0", Kind::Bool,
        "system/feature_key_synchronization/enabled" {
        label: "Feature Key Synchronization",
        servers: &[Server::BroadSoft],
        needs: &[Need::Is("voip/services/application_server_type", &["BSFT"])],
        acting: later::FEATURE_SYNC,
        note: "No default is printed.",
    };
    in FileOnly, "manual 28";
    /// Forward number kept in step with the server.
    FORWARD_DESTINATION: String = "", Kind::text(128),
        "system/feature_key_synchronization/forward/{feature}/destination" {
        servers: &[Server::BroadSoft],
        needs: &[Need::on("system/feature_key_synchronization/enabled")],
        acting: later::FEATURE_SYNC,
    };
    /// State of each synchronised feature.
    STATUS_FKS_STATUS: String = "FKS_NONE", Kind::Enum(&["FKS_NONE", "FKS_DND", "FKS_CFA", "FKS_CFB", "FKS_CFNA"]),
        "system/feature_key_synchronization/status/{feature}/fks_status" {
        servers: &[Server::BroadSoft],
        needs: &[Need::on("system/feature_key_synchronization/enabled")],
        acting: later::FEATURE_SYNC,
    };
}
