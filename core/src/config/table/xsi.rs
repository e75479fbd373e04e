//! xsi.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::{Need, Server};
use crate::config::value::Secret;

params! {
    in FileOnly, "manual A.1.6";
    /// Gets the call-centre list from BroadWorks.
    CALLCENTER_UPDATE: bool = "0", Kind::Bool,
        "xsi/callcenter/update" {
        servers: &[Server::BroadSoft],
        acting: later::XSI,
    };
    /// Keeps contacts on BroadWorks instead of the phone.
    CONTACT_ENABLE: bool = "0", Kind::Bool,
        "xsi/contact/enable" {
        servers: &[Server::BroadSoft],
        acting: later::XSI,
    };
    /// Gets call logs from BroadWorks.
    CALLLOG_ENABLE: bool = "1", Kind::Bool,
        "xsi/calllog/enable" {
        servers: &[Server::BroadSoft],
        acting: later::XSI,
    };
    /// BroadWorks Xsi server.
    HOST: Option<String> = "0.0.0.0", Kind::Host,
        "xsi/host" {
        servers: &[Server::BroadSoft],
        acting: later::XSI,
    };
    /// Port of the Xsi server.
    HTTP_PORT: u16 = "80", Kind::ANY_PORT,
        "xsi/http_port" {
        servers: &[Server::BroadSoft],
        acting: later::XSI,
    };
    /// Plain or secure HTTP toward the Xsi server.
    HTTP_SECURITY: String = "HTTP", Kind::Enum(&["HTTP", "HTTPS"]),
        "xsi/http_security" {
        servers: &[Server::BroadSoft],
        acting: later::XSI,
        note: "No default is printed.",
    };
    /// Minutes between call-centre status updates.
    UPDATE_TIME: u16 = "20", Kind::Int { min: 0, max: 65535, unit: "" },
        "xsi/update_time" {
        servers: &[Server::BroadSoft],
        needs: &[Need::on("xsi/callcenter/update")],
        acting: later::XSI,
        note: "No range is printed.",
    };
    /// User ID for the Xsi server.
    USER_ID: String = "", Kind::text(128),
        "xsi/user_id" {
        servers: &[Server::BroadSoft],
        acting: later::XSI,
    };
    /// Password for the Xsi server.
    PASSWORD: Secret = "", Kind::Secret { max: 64 },
        "xsi/password" {
        servers: &[Server::BroadSoft],
        acting: later::XSI,
    };
}
