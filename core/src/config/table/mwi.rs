//! Waiting messages (manual 22.10).

use super::params;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::time::Duration;

const SHOWN: Need = Need::on("voip/services/msg_waiting_ind/enabled");
const SUBSCRIBED: Need = Need::on("voip/services/msg_waiting_ind/subscribe");

params! {
    in Services, "manual 22.10";
    /// Shows that there are messages which nobody heard.
    ENABLED: bool = "1", Kind::Bool, "voip/services/msg_waiting_ind/enabled" {
        label: "Activate", applies: Applies::Reregister,
    };
    /// Asks a server to be told of messages; without it the server tells unasked.
    SUBSCRIBE: bool = "0", Kind::Bool, "voip/services/msg_waiting_ind/subscribe" {
        label: "Subscribe To MWI", applies: Applies::Reregister,
        needs: &[SHOWN],
    };
    /// Host name or address of the server that tells of messages.
    SUBSCRIBE_ADDRESS: Option<String> = "0.0.0.0", Kind::Host,
        "voip/services/msg_waiting_ind/subscribe_address" {
        label: "MWI Server IP Address or Host Name", applies: Applies::Reregister,
        needs: &[SHOWN, SUBSCRIBED],
    };
    /// Port of that server.
    SUBSCRIBE_PORT: u16 = "5060", Kind::Port, "voip/services/msg_waiting_ind/subscribe_port" {
        label: "MWI Server Port", applies: Applies::Reregister,
        needs: &[SHOWN, SUBSCRIBED],
    };
    /// How long the subscription lasts before it is made again.
    EXPIRAITION_TIMEOUT: Duration = "3600", Kind::seconds(0, 86_400),
        "voip/services/msg_waiting_ind/expiraition_timeout" {
        label: "MWI Subscribe Expiry Time", applies: Applies::Reregister,
        needs: &[SHOWN, SUBSCRIBED],
        aliases: &["voip/services/msg_waiting_ind/expiration_timeout"],
        note: "The manual's spelling is the name; the right one is accepted, too. No unit is \
               printed: seconds, as in SIP.",
    };
    in FileOnly, "manual 22.10";
    /// States the port in the address that the subscription goes to, also when it is 5060.
    ALWAYS_SEND_PORT: bool = "1", Kind::Bool, "voip/services/msg_waiting_ind/always_send_port" {
        applies: Applies::Reregister,
        needs: &[SHOWN, SUBSCRIBED],
        note: "The manual describes the removal of the port and so the opposite of the name: the \
               name holds, as it is what is read in the file.",
    };
}
