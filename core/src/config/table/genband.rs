//! What Genband's servers want (manual A.4.4).

use super::params;
use crate::config::acting::nothing;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::{Need, Server};
use crate::config::value::tokens;

tokens! {
    /// How a line is shared.
    SharedLineType {
        /// Genband's way.
        Genband = "GENBAND_SCA",
    }
}

const GENBAND: Need = Need::Is("voip/services/application_server_type", &["GENBAND"]);

params! {
    in FileOnly, "manual A.4.4";
    /// How a line is shared with other phones.
    SLA_TYPE: SharedLineType = "GENBAND_SCA", Kind::Enum(SharedLineType::TOKENS),
        "voip/services/SLA/type" {
        applies: Applies::Reregister, servers: &[Server::Genband],
        needs: &[GENBAND],
        note: "Neither default nor other words are printed. The path has SLA in capitals, that of \
               barging does not.",
    };
    /// Rings again while a call waits.
    CWRR_ENABLED: bool = "0", Kind::Bool, "voip/cwrr_enabled" {
        applies: Applies::NextCall, acting: nothing::TONE_REPEATS,
        note: "The manual has the name and that Genband's servers want 0; Appendix F spells the \
               letters out. No default is printed.",
    };
    /// Spreads the registrations of the lines over time instead of sending all at once.
    DISTRIBUTE_MULTIPLE_LINE_REGISTRATIONS_ENABLE: bool = "0", Kind::Bool,
        "voip/distribute_multiple_line_registrations/enable" {
        applies: Applies::Reregister, servers: &[Server::Genband],
        note: "The manual has the name and that Genband's servers want 1; the meaning follows \
               from the name. No default is printed. Each line waits two seconds longer.",
    };
    /// Lets the members of a group join a call on their shared line.
    SLA_BARGING_ENABLE: bool = "0", Kind::Bool, "voip/services/sla/barging/enable" {
        applies: Applies::NextCall, servers: &[Server::Genband],
        needs: &[GENBAND],
        note: "Genband's servers want 1; the meaning follows from the name.",
    };
    /// Name of a group that shares a line.
    SLA_GROUP_DESCRIPTION: String = "", Kind::text(64),
        "voip/sla/group/{shared_group}/description" {
        applies: Applies::Reregister, servers: &[Server::Genband],
        needs: &[GENBAND, Need::on("voip/sla/group/{shared_group}/enabled")],
        note: "No default and no length are printed. Genband's servers want Group1 and Group2.",
    };
    /// Makes the phone a member of a group that shares a line.
    SLA_GROUP_ENABLED: bool = "0", Kind::Bool, "voip/sla/group/{shared_group}/enabled" {
        applies: Applies::Reregister, servers: &[Server::Genband],
        needs: &[GENBAND],
        note: "Genband's servers want 1. The manual does not say which line a group is: the first \
               group is the first line, the second group the second.",
    };
}
