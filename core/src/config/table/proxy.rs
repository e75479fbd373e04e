//! Proxy and registration (manual 16.2, 16.5 and A.3.4).

use super::params;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::{Need, Server};
use crate::config::value::tokens;
use crate::time::Duration;

tokens! {
    /// How a second proxy is used.
    RedundantMode {
        /// There is none.
        Disable = "Disable",
        /// When the first one does not answer.
        Fallback = "Primary-Fallback",
        /// At the same time as the first one.
        Simultaneous = "Simultaneous",
    }
}

/// Asks for DNS SRV instead of a port (manual 16.2.2.1).
pub const SRV_PORT: u16 = 65_535;

const PROXY: Need = Need::on("voip/signalling/sip/use_proxy");
const REGISTRAR: Need = Need::on("voip/signalling/sip/sip_registrar/enabled");
const OUTBOUND: Need = Need::on("voip/signalling/sip/sip_outbound_proxy/enabled");
const FALLBACK: Need = Need::Is("voip/signalling/sip/redundant_proxy/mode", &["Primary-Fallback"]);
const BOTH: Need = Need::Is("voip/signalling/sip/redundant_proxy/mode", &["Simultaneous"]);

params! {
    in Signaling, "manual 16.2";
    /// Sends calls and registrations to the proxy.
    USE_PROXY: bool = "0", Kind::Bool, "voip/signalling/sip/use_proxy" {
        label: "Use SIP Proxy", applies: Applies::Reregister,
        note: "Genband's servers want 1 (A.4.4).",
    };
    /// Host name or address of the proxy.
    PROXY_ADDRESS: Option<String> = "0.0.0.0", Kind::Host, "voip/signalling/sip/proxy_address" {
        label: "Proxy IP Address or Host Name", applies: Applies::Reregister, needs: &[PROXY],
    };
    /// Port of the proxy; 65535 asks DNS for servers and ports (SRV records).
    PROXY_PORT: u16 = "5060", Kind::Port, "voip/signalling/sip/proxy_port" {
        label: "Proxy Port", applies: Applies::Reregister, needs: &[PROXY],
    };
    /// Asks the registrar now and then, with OPTIONS, whether it is still there; if it does not
    /// answer, the phone registers again as after a failure.
    REGISTRAR_KA_ENABLED: bool = "0", Kind::Bool, "voip/signalling/sip/registrar_ka/enabled" {
        label: "Enable Registrar Keep Alive", applies: Applies::Now,
    };
    /// Time between two such questions to the registrar.
    REGISTRAR_KA_TIMEOUT: Duration = "60", Kind::seconds(40, 65_536),
        "voip/signalling/sip/registrar_ka/timeout" {
        label: "Registrar Keep Alive Period", applies: Applies::Now,
        needs: &[Need::on("voip/signalling/sip/registrar_ka/enabled")],
    };
    /// Lifetime that is asked for when registering.
    PROXY_TIMEOUT: Duration = "3600", Kind::seconds(0, 86_400),
        "voip/signalling/sip/proxy_timeout" {
        applies: Applies::Reregister,
        note: "The manual prints the label of auth_retries here; it is left out. 0 is in the \
               range: it asks for no lifetime and leaves it to the server.",
    };
    /// Registers at the proxy's address and port, so that no registrar has to be set.
    USE_PROXY_FOR_REGISTRAR: bool = "0", Kind::Bool,
        "voip/signalling/sip/use_proxy_ip_port_for_registrar" {
        label: "Use SIP Proxy IP and Port for Registration", applies: Applies::Reregister,
    };
    /// Registers at a registrar of its own.
    REGISTRAR_ENABLED: bool = "0", Kind::Bool, "voip/signalling/sip/sip_registrar/enabled" {
        label: "Use SIP Registrar", applies: Applies::Reregister,
    };
    /// Host name or address of the registrar.
    REGISTRAR_ADDRESS: Option<String> = "0.0.0.0", Kind::Host,
        "voip/signalling/sip/sip_registrar/addr" {
        label: "Registrar IP Address or Host Name", applies: Applies::Reregister,
        needs: &[REGISTRAR],
    };
    /// Port of the registrar; 65535 asks DNS for servers and ports (SRV records).
    REGISTRAR_PORT: u16 = "5060", Kind::Port, "voip/signalling/sip/sip_registrar/port" {
        label: "Registrar Port", applies: Applies::Reregister, needs: &[REGISTRAR],
    };
    /// How long the phone waits before it registers again after a failure.
    REGISTRATION_FAILED_TIMEOUT: Duration = "300", Kind::seconds(1, 86_400),
        "voip/signalling/sip/registration_failed_timeout" {
        label: "Registration Failed Expires", applies: Applies::Now,
        note: "Genband's servers want 30 (A.4.4).",
    };
    /// Sends every request to the outbound proxy first.
    OUTBOUND_PROXY_ENABLED: bool = "0", Kind::Bool,
        "voip/signalling/sip/sip_outbound_proxy/enabled" {
        label: "Use SIP Outbound Proxy", applies: Applies::Reregister,
        note: "Genband's servers want 1 (A.4.4).",
    };
    /// Host name or address of the outbound proxy.
    OUTBOUND_PROXY_ADDRESS: Option<String> = "0.0.0.0", Kind::Host,
        "voip/signalling/sip/sip_outbound_proxy/addr" {
        label: "Outbound Proxy IP Address or Host Name", applies: Applies::Reregister,
        needs: &[OUTBOUND],
    };
    /// Port of the outbound proxy; 65535 asks DNS for servers and ports (SRV records).
    OUTBOUND_PROXY_PORT: u16 = "5060", Kind::Port, "voip/signalling/sip/sip_outbound_proxy/port" {
        label: "Outbound Proxy Port", applies: Applies::Reregister, needs: &[OUTBOUND],
    };
    in FileOnly, "manual 16.2";
    /// Share of the lifetime that is left when the phone registers again.
    REGISTER_BEFORE_EXPIRES: u8 = "15", Kind::Int { min: 5, max: 85, unit: "%" },
        "voip/signalling/sip/register_before_expires_percent" {
        applies: Applies::Reregister,
        note: "The text calls 5 to 85 no percentages, the name does: 15 registers again after \
               85 % of the lifetime. Before firmware 2.2.12 it was 33.",
    };
    in FileOnly, "manual 16.2.1";
    /// Allows a second proxy at all; how it is used is its mode.
    REDUNDANT_PROXY_ENABLED: bool = "0", Kind::Bool,
        "voip/signalling/sip/redundant_proxy/enabled" {
        applies: Applies::Reregister,
        note: "No default is printed. On the hardware's page, the mode Disable clears it.",
    };
    in Signaling, "manual 16.2.1, A.3.4, A.3.18";
    /// How a second proxy is used: not at all, when the first one does not answer, or registered at
    /// together with it. Not together with the call centre of BroadSoft.
    REDUNDANT_PROXY_MODE: RedundantMode = "Disable", Kind::Enum(RedundantMode::TOKENS),
        "voip/signalling/sip/redundant_proxy/mode" {
        label: "Redundant Proxy Mode", applies: Applies::Reregister,
        needs: &[Need::on("voip/signalling/sip/redundant_proxy/enabled")],
        note: "A.3.4 writes Primary Fallback, which is accepted; A.3.18 says Simultaneously where \
               the list has Simultaneous.",
    };
    in Signaling, "manual 16.2.1";
    /// Host name or address of the proxy that stands in for the first.
    REDUNDANT_PROXY_ADDRESS: Option<String> = "0.0.0.0", Kind::Host,
        "voip/signalling/sip/redundant_proxy/address" {
        label: "Redundant Proxy Address", applies: Applies::Reregister,
        needs: &[FALLBACK],
    };
    /// Time between two questions, with OPTIONS, whether a proxy is still there.
    REDUNDANT_PROXY_KEEPALIVE_PERIOD: Duration = "60", Kind::seconds(0, 300),
        "voip/signalling/sip/redundant_proxy/keepalive_period" {
        label: "Redundant Proxy Keep Alive Period", applies: Applies::Now,
        needs: &[FALLBACK],
        note: "0 is in the printed range and would ask without end: it asks never, and only a \
               call or a registration without answer changes the proxy.",
    };
    /// Port of the proxy that stands in for the first.
    REDUNDANT_PROXY_PORT: u16 = "5060", Kind::Port, "voip/signalling/sip/redundant_proxy/port" {
        label: "Redundant Outbound Proxy Port", applies: Applies::Reregister,
        needs: &[FALLBACK],
        note: "The label speaks of an outbound proxy; there is none with a second one since \
               firmware 2.2.14.",
    };
    /// 0 goes back to the first proxy as soon as it answers again; 1 stays with the second until
    /// that one fails.
    REDUNDANT_PROXY_SYMMETRIC_MODE: bool = "0", Kind::Bool,
        "voip/signalling/sip/redundant_proxy/symmetric_mode" {
        label: "Switch back to Primary SIP proxy when available", applies: Applies::Now,
        needs: &[FALLBACK],
        note: "The label says what 0 does, the name what 1 does: the values follow the name.",
    };
    in FileOnly, "manual 16.2.2.1";
    /// How long a request waits for an answer before the phone turns to the next server that DNS
    /// named.
    OUTGOING_REQUEST_NO_RESPONSE_TIMEOUT_MS: Duration = "32000", Kind::milliseconds(0, 600_000),
        "voip/signalling/sip/outgoing_request_no_response_timeout_ms" {
        applies: Applies::Now,
        note: "No range is printed: up to ten minutes. The text drops the _ms of the name once.",
    };
    in FileOnly, "manual 16.2.2.2";
    /// How long after a change of servers the first one is tried again; 0 never does.
    FAILBACK_RETRY_TIMEOUT: Duration = "0", Kind::seconds(0, 86_400),
        "voip/signalling/sip/failback_retry_timeout" {
        applies: Applies::Now, servers: &[Server::BroadSoft],
        note: "No range is printed: up to a day.",
    };
    in FileOnly, "manual 16.2.3, 16.5";
    /// 1 leaves the registration in place when settings change and SIP begins anew; 0 takes it back
    /// first.
    UNREGISTER_ON_VOIP_RELOAD: bool = "0", Kind::Bool,
        "voip/signalling/sip/unregister_on_voip_reload" {
        applies: Applies::Now,
        note: "The name says the opposite of the values; both places of the manual agree on the \
               values.",
    };
    in FileOnly, "manual 16.5, A.3.18.1";
    /// Takes the place of timer T1 while the phone is registered at two servers, so that it turns
    /// to the other one sooner.
    REDUNDANT_PROXY_DUAL_REG_T1: Duration = "20", Kind::milliseconds(20, 200),
        "voip/signalling/sip/redundant_proxy/dual_reg/t1" {
        applies: Applies::Now, servers: &[Server::Genesys], needs: &[BOTH],
    };
    in Signaling, "manual A.3.4, A.3.18";
    /// Host name or address of the proxy that the phone registers at beside the first.
    SECONDARY_PROXY_ADDRESS: Option<String> = "0.0.0.0", Kind::Host,
        "voip/signalling/sip/secondary_proxy/address" {
        label: "Secondary Proxy Address", applies: Applies::Reregister,
        servers: &[Server::Genesys], needs: &[BOTH],
        note: "No default is printed. A.3.4 names the 420HD only, A.3.18 no model: all have it.",
    };
    /// Port of the proxy that the phone registers at beside the first.
    SECONDARY_PROXY_PORT: u16 = "5060", Kind::Port,
        "voip/signalling/sip/secondary_proxy/port" {
        label: "Secondary Proxy Port", applies: Applies::Reregister,
        servers: &[Server::Genesys], needs: &[BOTH],
        note: "Neither default nor range are printed: those of the other proxies.",
    };
}
