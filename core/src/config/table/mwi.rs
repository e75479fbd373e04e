//! mwi.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::Need;
use crate::time::Duration;

params! {
    in Services, "manual 22.10";
    /// Enables message-waiting indication.
    ENABLED: bool = "1", Kind::Bool,
        "voip/services/msg_waiting_ind/enabled" {
        label: "Activate",
        acting: later::MESSAGE_WAITING,
    };
    /// Subscribes to a message-waiting server.
    SUBSCRIBE: bool = "0", Kind::Bool,
        "voip/services/msg_waiting_ind/subscribe" {
        label: "Subscribe To MWI",
        needs: &[Need::on("voip/services/msg_waiting_ind/enabled")],
        acting: later::MESSAGE_WAITING,
    };
    /// Address of the message-waiting server.
    SUBSCRIBE_ADDRESS: Option<String> = "0.0.0.0", Kind::Host,
        "voip/services/msg_waiting_ind/subscribe_address" {
        label: "MWI Server IP Address or Host Name",
        needs: &[Need::on("voip/services/msg_waiting_ind/subscribe")],
        acting: later::MESSAGE_WAITING,
    };
    /// Port of the message-waiting server.
    SUBSCRIBE_PORT: u16 = "5060", Kind::Port,
        "voip/services/msg_waiting_ind/subscribe_port" {
        label: "MWI Server Port",
        needs: &[Need::on("voip/services/msg_waiting_ind/subscribe")],
        acting: later::MESSAGE_WAITING,
    };
    /// Lifetime of the MWI subscription.
    EXPIRAITION_TIMEOUT: Duration = "3600", Kind::seconds(0, 86400),
        "voip/services/msg_waiting_ind/expiraition_timeout" {
        label: "MWI Subscribe Expiry Time",
        needs: &[Need::on("voip/services/msg_waiting_ind/subscribe")],
        acting: later::MESSAGE_WAITING,
    };
    in FileOnly, "manual 22.10";
    /// Whether the default port 5060 is kept in the MWI SUBSCRIBE Request-URI.
    ALWAYS_SEND_PORT: bool = "1", Kind::Bool,
        "voip/services/msg_waiting_ind/always_send_port" {
        acting: later::MESSAGE_WAITING,
    };
}
