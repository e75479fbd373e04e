//! genesys.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::{Need, Server};

params! {
    in FileOnly, "manual A.3.8";
    /// Lets agents sign in with a number on a phone without a SIP account.
    LOGIN_SK_BEFORE_SIGNED_IN: bool = "0", Kind::Bool,
        "system/login_sk_before_signed_in" {
        servers: &[Server::Genesys],
        acting: later::GENESYS,
    };
    in FileOnly, "manual A.3.14.1";
    /// Accepts third-party call control call setup.
    THIRD_PARTY_MAKE_CALL_ENABLED: bool = "0", Kind::Bool,
        "3PCC/make_call/enabled" {
        servers: &[Server::Genesys],
        needs: &[Need::on("voip/talk_event/enabled")],
        acting: later::GENESYS,
    };
}
