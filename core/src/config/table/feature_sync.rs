//! Features that the server keeps (manual 28, 22.1 and A.1.4).

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::{Need, Server};
use crate::config::value::tokens;

tokens! {
    /// What a feature key stands at.
    FeatureStatus {
        /// Nothing.
        None = "FKS_NONE",
        /// Do not disturb.
        DoNotDisturb = "FKS_DND",
        /// All calls are forwarded.
        ForwardAll = "FKS_CFA",
        /// Calls are forwarded when the line is busy.
        ForwardBusy = "FKS_CFB",
        /// Calls are forwarded when nobody answers.
        ForwardNoAnswer = "FKS_CFNA",
    }
}

const SYNCHRONISED: Need = Need::on("system/feature_key_synchronization/enabled");

params! {
    in Services, "manual 22.1, 28, A.1.4";
    /// Leaves do-not-disturb and forwarding to the server and shows what it says. They can be set
    /// on the phone alone while this is off.
    ENABLED: bool = "0", Kind::Bool, "system/feature_key_synchronization/enabled" {
        label: "Feature Key Synchronization", applies: Applies::Reregister,
        acting: later::FEATURE_SYNC, servers: &[Server::BroadSoft],
        needs: &[Need::Is("voip/services/application_server_type", &["BSFT"])],
        note: "No default is printed; off works with every server.",
    };
    in FileOnly, "manual 28";
    /// Number that the server forwards to.
    FORWARD_DESTINATION: String = "", Kind::text(128),
        "system/feature_key_synchronization/forward/{feature}/destination" {
        applies: Applies::Now, acting: later::FEATURE_SYNC, servers: &[Server::BroadSoft],
        needs: &[SYNCHRONISED],
        note: "No default and no length are printed, nor what the numbers 0 to 3 stand for.",
    };
    /// What the server said of a feature last.
    STATUS_FKS_STATUS: FeatureStatus = "FKS_NONE", Kind::Enum(FeatureStatus::TOKENS),
        "system/feature_key_synchronization/status/{feature}/fks_status" {
        applies: Applies::Now, acting: later::FEATURE_SYNC, servers: &[Server::BroadSoft],
        needs: &[SYNCHRONISED],
        note: "The manual does not say what the numbers 0 to 3 stand for.",
    };
}
