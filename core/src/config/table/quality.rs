//! Reports on the quality of calls (manual 45).

use super::params;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::tokens;

tokens! {
    /// What becomes of the measurements of a call.
    StatisticsMode {
        /// There are none.
        Disable = "DISABLE",
        /// They are made and reported to the server.
        EventsOnly = "EVENTS_ONLY",
        /// They are sent to the other party, too.
        RemoteAndEvents = "REMOTE_AND_EVENTS",
    }
}

const MEASURED: Need =
    Need::Is("voip/rtcp_xr/vq_statistics/mode", &["EVENTS_ONLY", "REMOTE_AND_EVENTS"]);
const PUBLISHED: Need = Need::on("voip/qoe/qoe_publish_enabled");

params! {
    in MediaStreaming, "manual 45.1.1";
    /// Whether the phone measures the quality of calls every five seconds (RTCP XR, RFC 3611), and
    /// whether the other party gets the measurements, too.
    RTCP_XR_VQ_STATISTICS_MODE: StatisticsMode = "DISABLE", Kind::Enum(StatisticsMode::TOKENS),
        "voip/rtcp_xr/vq_statistics/mode" {
        label: "RTCP-XR Voice Quality Statistics Mode", applies: Applies::NextCall,
    };
    in FileOnly, "manual 45.1.2";
    /// Reports the quality of each call to a server when the call ends or is held (PUBLISH, RFC
    /// 6035).
    QOE_PUBLISH_ENABLED: bool = "0", Kind::Bool, "voip/qoe/qoe_publish_enabled" {
        applies: Applies::NextCall, needs: &[MEASURED],
    };
    /// The server that gets the reports.
    QOE_SERVER_ADDRESS: Option<String> = "0.0.0.0", Kind::Host, "voip/qoe/qoe_server_address" {
        applies: Applies::NextCall, needs: &[MEASURED, PUBLISHED],
    };
    /// Port of that server.
    QOE_SERVER_PORT: u16 = "5060", Kind::Port, "voip/qoe/qoe_server_port" {
        applies: Applies::NextCall, needs: &[MEASURED, PUBLISHED],
        note: "No range is printed: that of the other SIP ports.",
    };
}
