//! SIP as a whole: ports, timers, quality of service (manual 16.1, 16.5 and 16.6).

use super::params;
use crate::config::param::{Applies, Kind, TimeUnit};
use crate::time::Duration;

params! { Signaling, "manual 16.1, 16.5, 16.6";
    /// Local port for SIP over UDP.
    PORT: u16 = "5060", Kind::Port, "voip/signalling/sip/port" {
        label: "SIP Local Port",
        note: "A port that something else on the gateway's host has is replaced by a free one.",
    };
    /// Host part of the phone's own address; the proxy or registrar if it is empty, and the
    /// phone's IP address if there is none of them.
    PROXY_GATEWAY: String = "", Kind::Text { max: 253 }, "voip/signalling/sip/proxy_gateway" {
        label: "Gateway Name",
        note: "The manual puts the phone's IP address where it is empty, also with a proxy. A \
               registrar then sees an address of record that is not its own and refuses it, so \
               the server's name comes first.",
    };
    /// Asks servers to answer to the port they saw (`rport`, RFC 3581).
    RPORT_ENABLED: bool = "0", Kind::Bool, "voip/signalling/sip/rport/enabled" {
        label: "Enable RPORT",
    };
    /// States the packet time in offers (`a=ptime`).
    SDP_INCLUDE_PTIME: bool = "0", Kind::Bool, "voip/signalling/sip/sdp_include_ptime" {
        label: "Include PTIME in SDP", applies: Applies::Now,
    };
    /// How many challenges in a row are answered before the phone gives up.
    AUTH_RETRIES: u8 = "4", Kind::Int { min: 0, max: 100, unit: "" },
        "voip/signalling/sip/auth_retries" {
        label: "Maximum Number of Authentication Retries",
        note: "The manual prints this label beside proxy_timeout, where it makes no sense.",
    };
    /// First interval after which a message is sent again; it doubles up to T2.
    T1: Duration = "500", Kind::Duration { min: 100, max: 60_000, unit: TimeUnit::Milliseconds },
        "voip/signalling/sip/sip_t1" { label: "Retransmission Timer T1" };
    /// Longest interval after which a message is sent again.
    T2: Duration = "4000",
        Kind::Duration { min: 4_000, max: 60_000, unit: TimeUnit::Milliseconds },
        "voip/signalling/sip/sip_t2" { label: "Retransmission Timer T2" };
    /// Longest time a message stays in the network.
    T4: Duration = "5000",
        Kind::Duration { min: 5_000, max: 60_000, unit: TimeUnit::Milliseconds },
        "voip/signalling/sip/sip_t4" { label: "Retransmission Timer T4" };
    /// How long an INVITE waits for its first answer; 0 waits 64 times T1.
    INVITE_TIMER: Duration = "32000",
        Kind::Duration { min: 0, max: 65_535, unit: TimeUnit::Milliseconds },
        "voip/signalling/sip/sip_invite_timer" {
        label: "INVITE Timer",
        note: "0 is in the printed range but would end every call at once: it means the time \
               of RFC 3261, 64 times T1.",
    };
    /// Type-of-service byte of outgoing SIP packets.
    TOS: u8 = "0x60", Kind::HexOrInt, "voip/signalling/sip/tos" {
        label: "Type of Service (ToS)",
    };
}
