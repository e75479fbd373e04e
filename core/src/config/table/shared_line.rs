//! Shared call appearance (manual 16.4 and A.1.7).

use super::params;
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::param::Applies;
use crate::config::text::{Need, Server};
use crate::config::value::tokens;
use crate::time::Duration;

tokens! {
    /// What is heard while a shared line is not seized yet.
    SeizeTone {
        /// Nothing.
        Silence = "SILENCE",
    }
}

const SHARED: Need = Need::Is("voip/line/{line}/line_mode", &["SHARED"]);

params! {
    in FileOnly, "manual 16.4";
    /// Lifetime of the subscription by which the phone sees the calls of a shared line.
    CALL_INFO_EXPIRATION_TIMEOUT: Duration = "3600", Kind::seconds(1, 86_400),
        "voip/line/{line}/shared_call_appearance/call_info_expiration_timeout" {
        models: Models::LARGE, applies: Applies::Reregister,
        servers: &[Server::BroadSoft], needs: &[SHARED],
        note: "Unit and range are not printed: seconds, one to a day's. A.1.7 lets the small models \
               take part in shared lines; table A-1 and Appendix F do not.",
    };
    /// How long the phone waits before it subscribes again when the server refused.
    CALL_INFO_SUBSCRIPTION_FAILED_TIMEOUT: Duration = "60", Kind::seconds(1, 86_400),
        "voip/line/{line}/shared_call_appearance/call_info_subscription_failed_timeout" {
        models: Models::LARGE, applies: Applies::Reregister,
        servers: &[Server::BroadSoft], needs: &[SHARED],
        note: "Unit and range are not printed: seconds, one to a day's.",
    };
    /// Lifetime of the subscription by which the phone seizes a shared line before it dials.
    LINE_SEIZE_EXPIRATION_TIMEOUT: Duration = "15", Kind::seconds(1, 86_400),
        "voip/line/{line}/shared_call_appearance/line_seize_expiration_timeout" {
        models: Models::LARGE, applies: Applies::NextCall,
        servers: &[Server::BroadSoft], needs: &[SHARED],
        note: "Unit and range are not printed: seconds, one to a day's.",
    };
    /// Pause before a speed dial goes out on a shared line, in which the line is seized.
    SPEED_DIAL_DELAY: Duration = "2", Kind::seconds(0, 60),
        "voip/line/{line}/shared_call_appearance/speed_dial_delay" {
        models: Models::LARGE, applies: Applies::NextCall,
        servers: &[Server::BroadSoft], needs: &[SHARED],
        note: "The manual prints the default only; meaning and unit follow from the name.",
    };
    /// What is heard while the line is not seized yet.
    WAITING_TO_LINE_SEIZE_TONE: SeizeTone = "SILENCE", Kind::Enum(SeizeTone::TOKENS),
        "voip/line/{line}/shared_call_appearance/waiting_to_line_seize_tone" {
        models: Models::LARGE, applies: Applies::NextCall,
        servers: &[Server::BroadSoft], needs: &[SHARED],
        note: "The manual prints no other word.",
    };
}
