//! genband.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::{Need, Server};

params! {
    in FileOnly, "manual A.4.4";
    /// Shared-line flavour.
    SLA_TYPE: String = "GENBAND_SCA", Kind::Enum(&["GENBAND_SCA"]),
        "voip/services/SLA/type" {
        servers: &[Server::Genband],
        needs: &[Need::Is("voip/services/application_server_type", &["GENBAND"])],
        acting: later::SHARED_LINES,
        note: "No default is printed.",
    };
    /// Call-waiting reminder ring.
    CWRR_ENABLED: bool = "0", Kind::Bool,
        "voip/cwrr_enabled" {
        acting: later::SHARED_LINES,
        note: "No default is printed.",
    };
    /// Spreads registrations of several lines over time.
    DISTRIBUTE_MULTIPLE_LINE_REGISTRATIONS_ENABLE: bool = "0", Kind::Bool,
        "voip/distribute_multiple_line_registrations/enable" {
        servers: &[Server::Genband],
        acting: later::SHARED_LINES,
        note: "No default is printed.",
    };
    /// Lets group members barge into a shared-line call.
    SLA_BARGING_ENABLE: bool = "0", Kind::Bool,
        "voip/services/sla/barging/enable" {
        servers: &[Server::Genband],
        acting: later::SHARED_LINES,
    };
    /// Name of a shared-line group.
    SLA_GROUP_DESCRIPTION: String = "", Kind::text(128),
        "voip/sla/group/{shared_group}/description" {
        servers: &[Server::Genband],
        acting: later::SHARED_LINES,
    };
    /// Enables a shared-line group.
    SLA_GROUP_ENABLED: bool = "0", Kind::Bool,
        "voip/sla/group/{shared_group}/enabled" {
        servers: &[Server::Genband],
        acting: later::SHARED_LINES,
    };
}
