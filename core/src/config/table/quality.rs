//! quality.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::Need;

params! {
    in MediaStreaming, "manual 45";
    /// Whether RTCP-XR statistics are made and where they go.
    RTCP_XR_VQ_STATISTICS_MODE: String = "DISABLE", Kind::Enum(&["DISABLE", "EVENTS_ONLY", "REMOTE_AND_EVENTS"]),
        "voip/rtcp_xr/vq_statistics/mode" {
        label: "RTCP-XR Voice Quality Statistics Mode",
        acting: later::QUALITY,
    };
    in FileOnly, "manual 45";
    /// Sends PUBLISH quality reports.
    QOE_QOE_PUBLISH_ENABLED: bool = "0", Kind::Bool,
        "voip/qoe/qoe_publish_enabled" {
        acting: later::QUALITY,
    };
    /// Server receiving the PUBLISH reports.
    QOE_QOE_SERVER_ADDRESS: Option<String> = "0.0.0.0", Kind::Host,
        "voip/qoe/qoe_server_address" {
        needs: &[Need::on("voip/qoe/qoe_publish_enabled")],
        acting: later::QUALITY,
    };
    /// Port of the report server.
    QOE_QOE_SERVER_PORT: u16 = "5060", Kind::ANY_PORT,
        "voip/qoe/qoe_server_port" {
        needs: &[Need::on("voip/qoe/qoe_publish_enabled")],
        acting: later::QUALITY,
    };
}
