//! Automatic call distribution (manual Appendix B and A.3.13).

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::{Need, Server};
use crate::config::value::tokens;
use crate::time::Duration;

tokens! {
    /// How the phone speaks to the distributor.
    ServerType {
        /// The older way of Genesys.
        Genesys = "GENESYS",
        /// The way of BroadSoft, also with Genesys.
        BroadSoft = "BROADSOFT",
    }
}

tokens! {
    /// What an agent is after signing in.
    StateAfterLogin {
        /// Ready for calls.
        Ready = "READY",
        /// Not ready.
        NotReady = "NOT_READY",
        /// What the server says.
        NotSet = "NOT_SET",
    }
}

const BOTH: &[Server] = &[Server::Genesys, Server::BroadSoft];
const ACTIVE: Need = Need::on("voip/services/ACD/enabled");
const BROADSOFT: Need = Need::Is("voip/services/ACD/server_type", &["BROADSOFT"]);
const OWN_SERVER: Need = Need::off("voip/services/ACD/server_use_sip_server");

params! {
    in Acd, "manual Appendix B";
    /// Lets agents sign in at this phone and takes the calls that a distributor gives them.
    ENABLED: bool = "0", Kind::Bool, "voip/services/ACD/enabled" {
        label: "Active", applies: Applies::Reregister, acting: later::ACD, servers: BOTH,
    };
    /// How the phone speaks to the distributor. BROADSOFT is the better way with Genesys, too.
    SERVER_TYPE: ServerType = "BROADSOFT", Kind::Enum(ServerType::TOKENS),
        "voip/services/ACD/server_type" {
        label: "Server Type", applies: Applies::Reregister, acting: later::ACD, servers: BOTH,
        needs: &[ACTIVE],
        note: "No default is printed; the manual recommends BROADSOFT.",
    };
    in FileOnly, "manual Appendix B";
    /// Shows the ACW softkey, for work after a call, to an agent who is signed in.
    SHOW_ACW_SOFTKEY_ENABLED: bool = "1", Kind::Bool,
        "voip/services/ACD/show_acw_softkey/enabled" {
        applies: Applies::Now, acting: later::ACD, servers: &[Server::BroadSoft],
        needs: &[ACTIVE, BROADSOFT],
    };
    /// Has DnD in the command menu of an agent.
    DND_SHOW_SOFTKEY: bool = "1", Kind::Bool, "system/dnd/show_softkey" {
        applies: Applies::Now, acting: later::ACD, servers: BOTH, needs: &[ACTIVE],
    };
    /// Has Forward in the command menu of an agent.
    FORWARD_SHOW_SOFTKEY: bool = "1", Kind::Bool, "system/forward/show_softkey" {
        applies: Applies::Now, acting: later::ACD, servers: BOTH, needs: &[ACTIVE],
    };
    in Acd, "manual Appendix B";
    /// Signs agents in at the SIP server instead of a server of its own.
    SERVER_USE_SIP_SERVER: bool = "1", Kind::Bool, "voip/services/ACD/server_use_sip_server" {
        label: "Use Sip Server As ACD Server", applies: Applies::Reregister, acting: later::ACD,
        servers: BOTH, needs: &[ACTIVE],
        note: "No default is printed; the manual says to choose Enable. It also writes the label \
               with SIP in capitals.",
    };
    /// How long an agent stays signed in before the phone signs in again.
    EXPIRE_TIME: Duration = "3600", Kind::seconds(0, 86_400), "voip/services/ACD/expire_time" {
        label: "Expire Time", applies: Applies::Reregister, acting: later::ACD, servers: BOTH,
        needs: &[ACTIVE],
        note: "0 is in the range: it asks for no lifetime and leaves it to the server.",
    };
    /// Host name or address of the distributor.
    SERVER_ADDRESS: Option<String> = "0.0.0.0", Kind::Host, "voip/services/ACD/server_address" {
        label: "Server Address", applies: Applies::Reregister, acting: later::ACD, servers: BOTH,
        needs: &[ACTIVE, OWN_SERVER],
    };
    /// Port of the distributor.
    SERVER_PORT: u16 = "80", Kind::ANY_PORT, "voip/services/ACD/server_port" {
        label: "Server Port", applies: Applies::Reregister, acting: later::ACD, servers: BOTH,
        needs: &[ACTIVE, OWN_SERVER],
        note: "No range is printed; the default is below those of the other SIP ports.",
    };
    /// Whether an agent is ready for calls right after signing in, is not, or what the server says.
    STATE_AFTER_LOGIN: StateAfterLogin = "NOT_READY", Kind::Enum(StateAfterLogin::TOKENS),
        "voip/services/ACD/state_after_login" {
        label: "State After Login", applies: Applies::Now, acting: later::ACD,
        servers: &[Server::Genesys],
        needs: &[ACTIVE],
        note: "The manual prints the words of the page only: in the file they are as those of its \
               neighbours, and with blanks they are accepted, too.",
    };
    /// Tells the distributor at sign-in that the agent is not ready (1) or ready (0).
    FIRST_NOTIFY_CLOSE_ENABLED: bool = "1", Kind::Bool,
        "voip/services/ACD/first_notify_close/enabled" {
        label: "First Notify Close Enabled", applies: Applies::Now, acting: later::ACD,
        servers: BOTH, needs: &[ACTIVE],
    };
    /// Code that tells the distributor why an agent is away.
    UNAVAILABLE_REASON_CODE: String = "", Kind::text(32),
        "voip/services/ACD/unavailable_reason/{reason}/code" {
        label: "Unavailable Reason Code", applies: Applies::Now, acting: later::ACD,
        servers: &[Server::BroadSoft], needs: &[ACTIVE, BROADSOFT],
        note: "No default and no length are printed.",
    };
    /// What the display calls that reason, for example Lunch.
    UNAVAILABLE_REASON_NAME: String = "", Kind::text(32),
        "voip/services/ACD/unavailable_reason/{reason}/name" {
        label: "Reason Name", applies: Applies::Now, acting: later::ACD,
        servers: &[Server::BroadSoft], needs: &[ACTIVE, BROADSOFT],
        note: "No default and no length are printed.",
    };
    in FileOnly, "manual Appendix B";
    /// Lets agents sign in at their own phones, where the other switch lets any agent sign in at
    /// any phone.
    ENHANCED_ACD_ENABLED: bool = "0", Kind::Bool, "voip/services/enhanced_ACD/enabled" {
        applies: Applies::Reregister, acting: later::ACD, servers: BOTH,
        note: "No default is printed, and only that it is for ACD alone, while ACD/enabled is for \
               ACD with hoteling.",
    };
    in FileOnly, "manual A.3.13, Appendix B";
    /// How long the idle display says Logged out after an agent signed out: -1 does not limit it, 0
    /// does not say it.
    LOGGED_OUT_MESSAGE_TIMER: i32 = "-1", Kind::Int { min: -1, max: 86_400, unit: "s" },
        "voip/services/ACD/logged_out_message_timer" {
        applies: Applies::Now, acting: later::ACD, servers: &[Server::Genesys], needs: &[ACTIVE],
        note: "The manual calls -1 disabled and leaves 1 out: the feature limits the message, so \
               -1 keeps it, and 1 is a second.",
    };
}
