//! Lines (manual 16.3 and 21.2).

use super::params;
use crate::config::kind::Kind;
use crate::config::models::Models;
use crate::config::param::Applies;
use crate::config::value::{Secret, tokens};

tokens! {
    /// Whose calls a line shows.
    LineMode {
        /// Its own.
        Private = "PRIVATE",
        /// Those of all phones that share the number.
        Shared = "SHARED",
    }
}

/// What was decided on SIMs.
const SIM: &str = "An addition (RFC 3310, MILENAGE of 3GPP TS 35.206): the manual has passwords only. \
    K and one of OPc and OP belong together. The user name is auth_name.";

params! {
    in LineSettings, "manual 16.3, 21.2";
    /// Switches the line on.
    ENABLED: bool = ["1", "0", "0", "0", "0", "0"], Kind::Bool, "voip/line/{line}/enabled" {
        label: "Line Activate", applies: Applies::Reregister,
    };
    /// User part of the line's address: who it registers as, and who others call.
    ID: String = "0", Kind::text(30), "voip/line/{line}/id" {
        label: "Line User ID", applies: Applies::Reregister,
    };
    /// Name that the other party sees; the user ID if this is empty.
    DESCRIPTION: String = "400HD", Kind::text(64), "voip/line/{line}/description" {
        label: "Line Display Name", applies: Applies::NextCall,
        note: "16.3 calls it the user ID that is sent in From, 21.2 the display name: the user \
               ID has a row of its own, so this one is the name.",
    };
    /// Name that answers the server's challenges.
    AUTH_NAME: String = "0", Kind::text(35), "voip/line/{line}/auth_name" {
        label: "Line Authentication User Name", applies: Applies::Reregister,
    };
    /// Password that answers the server's challenges.
    AUTH_PASSWORD: Secret = "0", Kind::Secret { max: 35 }, "voip/line/{line}/auth_password" {
        label: "Line Authentication Password", applies: Applies::Reregister,
    };
    in FileOnly, "manual 16.3, 21.2";
    /// Key K of the SIM that answers the server's challenges instead of the password (RFC 3310).
    AUTH_AKA_K: Option<[u8; 16]> = "", Kind::SecretKey, "voip/line/{line}/auth_aka_k" {
        applies: Applies::Reregister, note: SIM,
    };
    /// Constant OPc of that SIM.
    AUTH_AKA_OPC: Option<[u8; 16]> = "", Kind::SecretKey, "voip/line/{line}/auth_aka_opc" {
        applies: Applies::Reregister, note: SIM,
    };
    /// Constant OP of the SIM's operator, where the SIM's own OPc is not known.
    AUTH_AKA_OP: Option<[u8; 16]> = "", Kind::SecretKey, "voip/line/{line}/auth_aka_op" {
        applies: Applies::Reregister, note: SIM,
    };
    in LineSettings, "manual 16.3, 21.2";
    /// Whether the line is this phone's alone or shared with others, who see its calls and can take
    /// them from hold.
    LINE_MODE: LineMode = "PRIVATE", Kind::Enum(LineMode::TOKENS), "voip/line/{line}/line_mode" {
        label: "Line Mode", models: Models::LARGE, applies: Applies::Reregister,
    };
    /// Text beside the line's key; the user ID if this is empty.
    EXTENSION_DISPLAY: String = "", Kind::text(32), "voip/line/{line}/extension_display" {
        label: "Line Label", applies: Applies::Now,
        note: "16.3 and 21.2 disagree on which models have it: all have it here, as a label \
               harms none. No length is printed; 32 fill the widest display.",
    };
}
