//! The web interface and who may use it (manual 3.3, 3.4, 38 and A.3.5).

use super::params;
use crate::config::acting::{later, nothing};
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Server;
use crate::config::value::Secret;

params! {
    in FileOnly, "manual 3.3";
    /// Port on which the phone serves its web pages by HTTP.
    HTTP_SERVER_PORT: u16 = "80", Kind::ANY_PORT, "system/http_server_port" {
        acting: nothing::WEB_SERVER,
    };
    /// Port on which the phone serves its web pages by HTTPS.
    HTTPS_SERVER_PORT: u16 = "443", Kind::ANY_PORT, "system/https_server_port" {
        acting: nothing::WEB_SERVER,
    };
    in Users, "manual 3.4";
    /// Name with which a user, not the administrator, signs in to the web pages.
    WEB_USER_NAME: String = "user", Kind::text(64), "system/web_user_name" {
        label: "Username", applies: Applies::Now, acting: later::WEB_PAGES,
        note: "No length is printed.",
    };
    /// Password of the user, for the web pages and the phone's display.
    WEB_USER_PASSWORD: Secret = "1234", Kind::Secret { max: 64 }, "system/web_user_password" {
        label: "Password", applies: Applies::Now, acting: later::WEB_PAGES,
        note: "No length is printed. On the display it opens nothing: the Administration menu \
               wants the administrator's (2.1).",
    };
    in Users, "manual 38";
    /// Name with which the administrator signs in to the web pages.
    USER_NAME: String = "admin", Kind::text(64), "system/user_name" {
        label: "Username", applies: Applies::Now, acting: later::WEB_PAGES,
        note: "No length is printed. Appendix B also lists it as the name of the call-centre \
               agent, under User Name on the ACD page: one name serves both, as on the hardware.",
    };
    /// Password of the administrator, for the web pages and the phone's Administration menu.
    PASSWORD: Secret = "", Kind::Secret { max: 64 }, "system/password" {
        label: "Password", applies: Applies::Now,
        note: "No length is printed. The manual's default is 1234, which everybody knows: here \
               none is set, and until one is the Administration menu stays closed. The MD5 hash \
               of the password is taken as well. Appendix B also lists it as the agent's \
               password, beside system/user_name.",
    };
    in FileOnly, "manual A.3.5";
    /// Lets the web pages be opened at all.
    ENABLED: bool = "1", Kind::Bool, "system/web/enabled" {
        applies: Applies::Now, acting: later::WEB_PAGES, servers: &[Server::Genesys],
    };
}
