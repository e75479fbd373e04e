//! Proxy and registration (manual 16.2).

use super::params;
use crate::config::param::{Applies, Kind, TimeUnit};
use crate::time::Duration;

/// Asks for DNS SRV instead of a port (manual 16.2.2.1), which this version does not have.
const SRV_PORT: &[&str] = &["65535"];

params! { Signaling, "manual 16.2";
    /// Sends calls and registrations to the proxy.
    USE_PROXY: bool = "0", Kind::Bool, "voip/signalling/sip/use_proxy" { label: "Use SIP Proxy" };
    /// Host name or address of the proxy.
    PROXY_ADDRESS: Option<String> = "0.0.0.0", Kind::Host, "voip/signalling/sip/proxy_address" {
        label: "Proxy IP Address or Host Name",
    };
    /// Port of the proxy.
    PROXY_PORT: u16 = "5060", Kind::Port, "voip/signalling/sip/proxy_port" {
        label: "Proxy Port",
        unsupported: SRV_PORT,
        note: "65535 asks for DNS SRV, which this version does not do yet: it then uses 65535 \
               as a port and says so.",
    };
    /// Registers at the proxy's address and port, so that no registrar has to be set.
    USE_PROXY_FOR_REGISTRAR: bool = "0", Kind::Bool,
        "voip/signalling/sip/use_proxy_ip_port_for_registrar" {
        label: "Use SIP Proxy IP and Port for Registration",
    };
    /// Registers at a registrar of its own.
    REGISTRAR_ENABLED: bool = "0", Kind::Bool, "voip/signalling/sip/sip_registrar/enabled" {
        label: "Use SIP Registrar",
    };
    /// Host name or address of the registrar.
    REGISTRAR_ADDRESS: Option<String> = "0.0.0.0", Kind::Host,
        "voip/signalling/sip/sip_registrar/addr" { label: "Registrar IP Address or Host Name" };
    /// Port of the registrar.
    REGISTRAR_PORT: u16 = "5060", Kind::Port, "voip/signalling/sip/sip_registrar/port" {
        label: "Registrar Port", unsupported: SRV_PORT,
    };
    /// Sends every request to the outbound proxy first.
    OUTBOUND_PROXY_ENABLED: bool = "0", Kind::Bool,
        "voip/signalling/sip/sip_outbound_proxy/enabled" { label: "Use SIP Outbound Proxy" };
    /// Host name or address of the outbound proxy.
    OUTBOUND_PROXY_ADDRESS: Option<String> = "0.0.0.0", Kind::Host,
        "voip/signalling/sip/sip_outbound_proxy/addr" {
        label: "Outbound Proxy IP Address or Host Name",
    };
    /// Port of the outbound proxy.
    OUTBOUND_PROXY_PORT: u16 = "5060", Kind::Port, "voip/signalling/sip/sip_outbound_proxy/port" {
        label: "Outbound Proxy Port", unsupported: SRV_PORT,
    };
    /// Lifetime that is asked for when registering.
    PROXY_TIMEOUT: Duration = "3600",
        Kind::Duration { min: 0, max: 86_400, unit: TimeUnit::Seconds },
        "voip/signalling/sip/proxy_timeout" {
        applies: Applies::Now,
        note: "The manual prints the label of auth_retries here; it is left out. 0 is in the \
               range: it asks for no lifetime and leaves it to the server.",
    };
    /// How long the phone waits before it registers again after a failure.
    REGISTRATION_FAILED_TIMEOUT: Duration = "300",
        Kind::Duration { min: 1, max: 86_400, unit: TimeUnit::Seconds },
        "voip/signalling/sip/registration_failed_timeout" {
        label: "Registration Failed Expires", applies: Applies::Now,
    };
    /// Share of the lifetime that is left when the phone registers again.
    REGISTER_BEFORE_EXPIRES: u8 = "15", Kind::Int { min: 5, max: 85, unit: "%" },
        "voip/signalling/sip/register_before_expires_percent" {
        applies: Applies::Now,
        note: "Only in the file. The text calls 5 to 85 no percentages, the name does: 15 \
               registers again after 85 % of the lifetime.",
    };
}
