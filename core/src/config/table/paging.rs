//! paging.

use core::net::Ipv4Addr;

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::Need;
use crate::time::Duration;

params! {
    in Services, "manual 27.1.1";
    /// Paging breaks into a current call without asking.
    ALLOW_BARGE_IN_ENABLED: bool = "0", Kind::Bool,
        "voip/services/allow_barge_in/enabled" {
        label: "Barge-in",
        needs: &[Need::on("voip/services/group_paging/enabled")],
        acting: later::PAGING,
    };
    in Services, "manual 27";
    /// Enables multicast group paging.
    ENABLED: bool = "0", Kind::Bool,
        "voip/services/group_paging/enabled" {
        label: "Paging: Enabled",
        acting: later::PAGING,
    };
    in FileOnly, "manual 27";
    /// Activates the paging group.
    GROUP_ACTIVATED: bool = ["1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"], Kind::Bool,
        "voip/services/group_paging/group/{group}/activated" {
        needs: &[Need::on("voip/services/group_paging/enabled")],
        acting: later::PAGING,
        note: "No default is printed.",
    };
    in FunctionKeys, "manual 27";
    /// Multicast address of the group.
    GROUP_MULTICAST_ADDR: Option<Ipv4Addr> = "224.0.1.0", Kind::Multicast,
        "voip/services/group_paging/group/{group}/multicast_addr" {
        label: "Paging Multicast Address",
        needs: &[Need::on("voip/services/group_paging/enabled")],
        acting: later::PAGING,
    };
    /// Group name shown on screen.
    GROUP_NAME: String = "", Kind::text(128),
        "voip/services/group_paging/group/{group}/name" {
        label: "Paging Group Name",
        needs: &[Need::on("voip/services/group_paging/enabled")],
        acting: later::PAGING,
    };
    /// Multicast port of the group.
    GROUP_PORT: u16 = "8888", Kind::ANY_PORT,
        "voip/services/group_paging/group/{group}/port" {
        label: "Paging Multicast Port",
        needs: &[Need::on("voip/services/group_paging/enabled")],
        acting: later::PAGING,
    };
    in FileOnly, "manual 27";
    /// Codec of paging audio.
    CODEC: String = "PCMU", Kind::Enum(&["PCMU", "PCMA", "G729", "G722", "G726", "RTA", "RTA_WB", "G722_8000"]),
        "voip/services/group_paging/codec" {
        needs: &[Need::on("voip/services/group_paging/enabled")],
        acting: later::PAGING,
        note: "No default is printed.",
    };
    /// Silence on RTP after which the phone ends the page.
    END_INCOME_PAGING_TIMEOUT: Duration = "800", Kind::milliseconds(800, 100000),
        "voip/services/group_paging/end_income_paging_timeout" {
        needs: &[Need::on("voip/services/group_paging/enabled")],
        acting: later::PAGING,
    };
}
