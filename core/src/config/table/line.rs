//! Lines (manual 16.3 and 21.2).

use super::params;
use crate::config::param::Kind;
use crate::config::value::Secret;

params! { LineSettings, "manual 16.3, 21.2";
    /// Switches the line on.
    ENABLED: bool = ["1", "0", "0", "0", "0", "0"], Kind::Bool, "voip/line/{line}/enabled" {
        label: "Line Activate",
    };
    /// User part of the line's address: who it registers as, and who others call.
    ID: String = "0", Kind::Text { max: 30 }, "voip/line/{line}/id" { label: "Line User ID" };
    /// Name that the other party sees; the user ID if this is empty.
    DESCRIPTION: String = "400HD", Kind::Text { max: 64 }, "voip/line/{line}/description" {
        label: "Line Display Name",
        note: "16.3 calls it the user ID that is sent in From, 21.2 the display name: the user \
               ID has a row of its own, so this one is the name.",
    };
    /// Name that answers the server's challenges.
    AUTH_NAME: String = "0", Kind::Text { max: 35 }, "voip/line/{line}/auth_name" {
        label: "Line Authentication User Name",
    };
    /// Password that answers the server's challenges.
    AUTH_PASSWORD: Secret = "0", Kind::Secret { max: 35 }, "voip/line/{line}/auth_password" {
        label: "Line Authentication Password",
    };
    /// Text beside the line's key; the user ID if this is empty.
    EXTENSION_DISPLAY: String = "", Kind::Text { max: 32 }, "voip/line/{line}/extension_display" {
        label: "Line Label",
        note: "16.3 and 21.2 disagree on which models have it: all have it here, as a label \
               harms none. No length is printed; 32 fill the widest display.",
    };
}
