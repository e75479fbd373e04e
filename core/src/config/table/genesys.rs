//! What agents of Genesys use (manual A.3.8 and A.3.14.1).

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::{Need, Server};

params! {
    in FileOnly, "manual A.3.8";
    /// Lets an agent sign in with a telephone number at a phone that has no account.
    LOGIN_SK_BEFORE_SIGNED_IN: bool = "0", Kind::Bool, "system/login_sk_before_signed_in" {
        applies: Applies::Now, acting: later::GENESYS, servers: &[Server::Genesys],
    };
    in FileOnly, "manual A.3.14.1";
    /// Makes calls for a computer application that asks for them through the server (RFC 3725).
    THIRD_PARTY_MAKE_CALL_ENABLED: bool = "0", Kind::Bool, "3PCC/make_call/enabled" {
        applies: Applies::NextCall, acting: later::GENESYS, servers: &[Server::Genesys],
        needs: &[Need::on("voip/talk_event/enabled")],
        note: "The path begins with a digit and without voip, in the manual as well.",
    };
}
