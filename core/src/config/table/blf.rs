//! blf.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::text::{Need, Server};
use crate::time::Duration;

params! {
    in Services, "manual 22.9";
    /// Picks up a ringing colleague by pressing that BLF key.
    PICKUP_ENABLED: bool = "0", Kind::Bool,
        "voip/services/call_pickup/enabled" {
        label: "Call Pick Up",
        models: Models::LARGE,
        needs: &[Need::on("voip/services/busy_lamp_field/enabled")],
        acting: later::BUSY_LAMPS,
        note: "No default is printed.",
    };
    /// Prefix dialled before an extension to pick up its call.
    PICKUP_ACCESS_CODE: String = "**", Kind::text(128),
        "voip/services/call_pickup/access_code" {
        label: "Access code",
        models: Models::LARGE,
        needs: &[Need::on("voip/services/busy_lamp_field/enabled")],
        acting: later::BUSY_LAMPS,
    };
    in Services, "manual 22.11";
    /// Enables busy-lamp-field monitoring.
    ENABLED: bool = "1", Kind::Bool,
        "voip/services/busy_lamp_field/enabled" {
        label: "Activate",
        models: Models::LARGE,
        acting: later::BUSY_LAMPS,
    };
    /// Lifetime of BLF subscriptions.
    SUBSCRIPTION_PERIOD: Duration = "3600", Kind::seconds(0, 86400),
        "voip/services/busy_lamp_field/subscription_period" {
        label: "BLF Subscription Period",
        models: Models::LARGE,
        needs: &[Need::on("voip/services/busy_lamp_field/enabled")],
        acting: later::BUSY_LAMPS,
    };
    /// User part of the resource list URI subscribed to.
    URI: String = "", Kind::text(64),
        "voip/services/busy_lamp_field/uri" {
        label: "User Resource List",
        models: Models::LARGE,
        servers: &[Server::BroadSoft],
        needs: &[Need::Is("voip/services/application_server_type", &["BSFT"])],
        acting: later::BUSY_LAMPS,
    };
    /// Uses the SIP registrar as BLF application server.
    APPLICATION_SERVER_USE_REGISTRAR: bool = "0", Kind::Bool,
        "voip/services/busy_lamp_field/application_server/use_registrar" {
        label: "Use Registrar as Application Server Address",
        models: Models::LARGE,
        servers: &[Server::BroadSoft],
        needs: &[Need::Is("voip/services/application_server_type", &["BSFT"])],
        acting: later::BUSY_LAMPS,
    };
    /// Address of the BLF application server.
    APPLICATION_SERVER_ADDR: Option<String> = "0.0.0.0", Kind::Host,
        "voip/services/busy_lamp_field/application_server/addr" {
        label: "Application Server Address or Domain Name",
        models: Models::LARGE,
        servers: &[Server::BroadSoft],
        needs: &[Need::Is("voip/services/application_server_type", &["BSFT"]), Need::off("voip/services/busy_lamp_field/application_server/use_registrar")],
        acting: later::BUSY_LAMPS,
    };
}
