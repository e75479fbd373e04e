//! vocanom.

use core::net::Ipv4Addr;

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::Need;

params! {
    in Services, "manual 17.1";
    /// Number dialled to reach the voice-dialling service.
    NUMBER: String = "", Kind::text(128),
        "voip/services/vocanom/number" {
        label: "VocaNOM Number",
        acting: later::VOICE_DIALLING,
    };
    /// Name displayed once the voice-dial key is pressed.
    LABEL: String = "VocaNOM", Kind::text(128),
        "voip/services/vocanom/label" {
        label: "VocaNOM Label",
        acting: later::VOICE_DIALLING,
    };
    /// Calls the voice-dialling server directly instead of through Skype for Business.
    SERVER_ENABLED: bool = "0", Kind::Bool,
        "voip/services/vocanom_server/enabled" {
        label: "Use VocaNOM server directly",
        acting: later::VOICE_DIALLING,
    };
    /// Address of the voice-dialling server.
    SERVER_IP_ADDRESS: Option<Ipv4Addr> = "0.0.0.0", Kind::Address,
        "voip/services/vocanom_server/ip_address" {
        label: "Server IP Address",
        needs: &[Need::on("voip/services/vocanom_server/enabled")],
        acting: later::VOICE_DIALLING,
    };
    in FileOnly, "manual 17.1";
    /// Port of the voice-dialling server; must fit the transport.
    SERVER_PORT: u16 = "5061", Kind::ANY_PORT,
        "voip/services/vocanom_server/port" {
        needs: &[Need::on("voip/services/vocanom_server/enabled")],
        acting: later::VOICE_DIALLING,
    };
    /// SIP transport toward the voice-dialling server.
    TRANSPORT_MODE: String = "TLS", Kind::Enum(&["TLS", "UDP", "TCP"]),
        "voip/services/vocanom/transport_mode" {
        acting: later::VOICE_DIALLING,
    };
}
