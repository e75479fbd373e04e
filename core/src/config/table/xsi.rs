//! Services of BroadWorks by Xsi (manual A.1.6).

use super::params;
use crate::config::acting::later;
use crate::config::kind::{Kind, TimeUnit};
use crate::config::param::Applies;
use crate::config::text::{Need, Server};
use crate::config::value::{Secret, tokens};
use crate::time::Duration;

tokens! {
    /// How the server is reached.
    XsiSecurity {
        /// In the clear.
        Http = "HTTP",
        /// Over TLS.
        Https = "HTTPS",
    }
}

const BROADSOFT: &[Server] = &[Server::BroadSoft];

params! {
    in FileOnly, "manual A.1.6";
    /// Shows up to three call centres of the user on programmable keys, and whether the user takes
    /// their calls.
    CALLCENTER_UPDATE: bool = "0", Kind::Bool, "xsi/callcenter/update" {
        applies: Applies::Now, acting: later::XSI, servers: BROADSOFT,
        note: "The text says that it is on by default, the table has 0: the table holds, as the \
               server is not set by default, either.",
    };
    /// Takes contacts from the server instead of keeping them on the phone; never both.
    CONTACT_ENABLE: bool = "0", Kind::Bool, "xsi/contact/enable" {
        applies: Applies::Now, acting: later::XSI, servers: BROADSOFT,
        note: "The text says that it is on by default, the table has 0: the table holds.",
    };
    /// Takes the lists of calls from the server.
    CALLLOG_ENABLE: bool = "1", Kind::Bool, "xsi/calllog/enable" {
        applies: Applies::Now, acting: later::XSI, servers: BROADSOFT,
        note: "It is in the text only, which says that it is on by default.",
    };
    /// Host name or address of the server.
    HOST: Option<String> = "", Kind::Host, "xsi/host" {
        applies: Applies::Now, acting: later::XSI, servers: BROADSOFT,
        note: "No default is printed.",
    };
    /// Port of the server.
    HTTP_PORT: u16 = "80", Kind::ANY_PORT, "xsi/http_port" {
        applies: Applies::Now, acting: later::XSI, servers: BROADSOFT,
        note: "No range is printed.",
    };
    /// Whether the server is reached in the clear or over TLS.
    HTTP_SECURITY: XsiSecurity = "HTTP", Kind::Enum(XsiSecurity::TOKENS), "xsi/http_security" {
        applies: Applies::Now, acting: later::XSI, servers: BROADSOFT,
        note: "No default is printed; HTTP fits the default of the port. Set HTTPS and its port: \
               the password goes the same way.",
    };
    /// Time between two questions to the server for the state in call centres.
    UPDATE_TIME: Duration = "20", Kind::Duration { min: 1, max: 1_440, unit: TimeUnit::Minutes },
        "xsi/update_time" {
        applies: Applies::Now, acting: later::XSI, servers: BROADSOFT,
        needs: &[Need::on("xsi/callcenter/update")],
        note: "No range is printed: up to a day.",
    };
    /// Name with which the phone signs in to the server, `user@domain`.
    USER_ID: String = "", Kind::text(128), "xsi/user_id" {
        applies: Applies::Now, acting: later::XSI, servers: BROADSOFT,
        note: "No default and no length are printed.",
    };
    /// Password with which the phone signs in to the server.
    PASSWORD: Secret = "", Kind::Secret { max: 128 }, "xsi/password" {
        applies: Applies::Now, acting: later::XSI, servers: BROADSOFT,
        note: "No default and no length are printed.",
    };
}
