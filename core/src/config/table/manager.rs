//! The device manager (manual 5).

use super::params;
use crate::config::acting::later;
use crate::config::kind::{Kind, TimeUnit};
use crate::config::value::Secret;
use crate::time::Duration;

params! {
    in ConfigurationFile, "manual 5";
    /// How often phone and device manager make sure that they still reach each other.
    KEEP_ALIVE_PERIOD: Duration = "60",
        Kind::Duration { min: 0, max: 1_440, unit: TimeUnit::Minutes },
        "ems_server/keep_alive_period" {
        acting: later::MANAGER,
        note: "No range is printed: up to a day. The manual lets the server send the message; a \
               phone behind an address translator can only be reached if it sends it.",
    };
    /// Address of the device manager, for example `http://10.1.8.23:8081`.
    PROVISIONING_URL: Option<String> = "", Kind::WEB_URL, "ems_server/provisioning/url" {
        acting: later::MANAGER, note: "No default is printed.",
    };
    /// Name with which the phone signs in to the device manager.
    USER_NAME: String = "", Kind::text(64), "ems_server/user_name" {
        acting: later::MANAGER, note: "No default and no length are printed.",
    };
    /// Password with which the phone signs in to the device manager.
    USER_PASSWORD: Secret = "", Kind::Secret { max: 64 }, "ems_server/user_password" {
        acting: later::MANAGER, note: "No default and no length are printed.",
    };
}
