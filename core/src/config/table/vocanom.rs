//! Dialling by voice (manual 17.1).

use core::net::Ipv4Addr;

use super::params;
use super::sip::Transport;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;

const DIRECT: Need = Need::on("voip/services/vocanom_server/enabled");

params! {
    in Services, "manual 17.1";
    /// Number of the service that one says a name to, for example 7777.
    NUMBER: String = "", Kind::text(64), "voip/services/vocanom/number" {
        label: "VocaNOM Number", applies: Applies::NextCall,
        note: "No default and no length are printed.",
    };
    /// What the display calls the service while it is being called.
    LABEL: String = "VocaNOM", Kind::text(32), "voip/services/vocanom/label" {
        label: "VocaNOM Label", applies: Applies::NextCall,
        note: "No length is printed.",
    };
    /// Calls the service's own server instead of going through the telephone server.
    SERVER_ENABLED: bool = "0", Kind::Bool, "voip/services/vocanom_server/enabled" {
        label: "Use VocaNOM server directly", applies: Applies::NextCall,
    };
    /// Address of the service's own server.
    SERVER_IP_ADDRESS: Option<Ipv4Addr> = "0.0.0.0", Kind::Address,
        "voip/services/vocanom_server/ip_address" {
        label: "Server IP Address", applies: Applies::NextCall,
        needs: &[DIRECT],
    };
    in FileOnly, "manual 17.1";
    /// Port of the service's own server: 5061 with TLS, else 5060.
    SERVER_PORT: u16 = "5061", Kind::Enum(&["5060", "5061"]),
        "voip/services/vocanom_server/port" {
        applies: Applies::NextCall, needs: &[DIRECT],
        note: "No label is printed. It has to fit the transport, which a rule checks.",
    };
    /// What carries SIP to the service's own server.
    TRANSPORT_MODE: Transport = "TLS", Kind::Enum(&["TLS", "UDP", "TCP"]),
        "voip/services/vocanom/transport_mode" {
        applies: Applies::NextCall, needs: &[DIRECT],
    };
}
