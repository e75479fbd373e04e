//! Lamps for other extensions, and taking their calls (manual 22.9, 22.11, A.1.1 and A.2.1).

use super::params;
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::param::Applies;
use crate::config::text::{Need, Server};
use crate::time::Duration;

const LAMPS: Need = Need::on("voip/services/busy_lamp_field/enabled");
const BROADSOFT: Need = Need::Is("voip/services/application_server_type", &["BSFT"]);

params! {
    in Services, "manual 22.9";
    /// Takes a ringing call of another extension when the key with its lamp is pressed.
    PICKUP_ENABLED: bool = "0", Kind::Bool, "voip/services/call_pickup/enabled" {
        label: "Call Pick Up", models: Models::LARGE, applies: Applies::NextCall,
        needs: &[LAMPS],
        note: "No default is printed.",
    };
    /// What is dialled before the number of an extension to take its ringing call, as in **5000.
    PICKUP_ACCESS_CODE: String = "**", Kind::text(32), "voip/services/call_pickup/access_code" {
        label: "Access code", models: Models::LARGE, applies: Applies::NextCall,
        needs: &[LAMPS],
        note: "No length is printed: that of a number.",
    };
    in Services, "manual 22.11, A.1.1, A.2.1";
    /// Shows by lamps what other extensions do.
    ENABLED: bool = "1", Kind::Bool, "voip/services/busy_lamp_field/enabled" {
        label: "Activate", models: Models::LARGE, applies: Applies::Reregister,
        note: "Genband's servers want 1 for shared lines, call pick-up and parking, too (A.4.4).",
    };
    /// How long a subscription to other extensions lasts before it is made again.
    SUBSCRIPTION_PERIOD: Duration = "3600", Kind::seconds(0, 86_400),
        "voip/services/busy_lamp_field/subscription_period" {
        label: "BLF Subscription Period", models: Models::LARGE, applies: Applies::Reregister,
        needs: &[LAMPS],
        note: "No unit is printed: seconds, as in SIP. 0 is in the range: it asks for an hour, the \
               usual lifetime (RFC 4235 3.3).",
    };
    /// Name of the list of extensions at the server, without the server's name.
    URI: String = "", Kind::text(64), "voip/services/busy_lamp_field/uri" {
        label: "User Resource List", models: Models::LARGE, applies: Applies::Reregister,
        servers: &[Server::BroadSoft], needs: &[LAMPS, BROADSOFT],
        aliases: &["voip/services/busy_lamp_field/Uri"],
        note: "No default is printed. A.1.1 writes Uri: both are accepted.",
    };
    /// Subscribes to the list at the registrar, so that no other server has to be set.
    APPLICATION_SERVER_USE_REGISTRAR: bool = "0", Kind::Bool,
        "voip/services/busy_lamp_field/application_server/use_registrar" {
        label: "Use Registrar as Application Server Address", models: Models::LARGE,
        applies: Applies::Reregister, servers: &[Server::BroadSoft],
        needs: &[LAMPS, BROADSOFT],
    };
    /// Host name or address of the server that has the list.
    APPLICATION_SERVER_ADDR: Option<String> = "0.0.0.0", Kind::Host,
        "voip/services/busy_lamp_field/application_server/addr" {
        label: "Application Server Address or Domain Name", models: Models::LARGE,
        applies: Applies::Reregister, servers: &[Server::BroadSoft],
        needs: &[
            LAMPS,
            BROADSOFT,
            Need::off("voip/services/busy_lamp_field/application_server/use_registrar"),
        ],
        note: "Table 22-11 repeats the label of the row before; A.1.1 has the right one. Of the \
               64 characters it allows, a host name may need more.",
    };
}
