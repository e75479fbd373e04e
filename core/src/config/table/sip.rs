//! SIP as a whole: transport, identity, timers, quality of service (manual 16.1, 16.5 and 16.6).

use super::params;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::{Need, Server};
use crate::config::value::tokens;
use crate::time::Duration;

tokens! {
    /// What carries SIP.
    Transport {
        /// UDP.
        Udp = "UDP",
        /// TCP.
        Tcp = "TCP",
        /// TLS over TCP.
        Tls = "TLS",
        /// WebSocket.
        Ws = "WS",
        /// WebSocket over TLS.
        Wss = "WSS",
    }
}

params! {
    in Signaling, "manual 16.1";
    /// What carries SIP to the server: UDP, TCP or TLS through the gateway, or WebSocket (WS, WSS)
    /// from the page itself.
    TRANSPORT_PROTOCOL: Transport = "UDP", Kind::Enum(Transport::TOKENS),
        "voip/signalling/sip/transport_protocol" {
        label: "SIP Transport Protocol",
        note: "WS and WSS (RFC 7118) are an addition: the manual knows UDP, TCP and TLS.",
    };
    /// The phone's own port for SIP over TLS.
    TLS_PORT: u16 = "5061", Kind::Port, "voip/signalling/sip/tls_port" {
        label: "TLS Port",
        needs: &[Need::Is("voip/signalling/sip/transport_protocol", &["TLS"])],
    };
    in FileOnly, "manual 16.1";
    /// Path of the servers' addresses where SIP goes by WebSocket, such as `/ws`.
    WEBSOCKET_PATH: String = "/", Kind::text(255), "voip/signalling/sip/websocket_path" {
        needs: &[Need::Is("voip/signalling/sip/transport_protocol", &["WS", "WSS"])],
        note: "An addition (RFC 7118): the manual has no WebSocket. Host and port are those of the \
               proxy, registrar or outbound proxy.",
    };
    in FileOnly, "manual 16.1, 31.1";
    /// Calls `sips:` addresses instead of `sip:` ones, so that every hop has to be TLS.
    ENABLE_SIPS: bool = "0", Kind::Bool, "voip/signalling/sip/enable_sips" {
        applies: Applies::Reregister,
        needs: &[Need::Is("voip/signalling/sip/transport_protocol", &["TCP", "TLS"])],
        note: "No default is printed; sip: is what servers without TLS take. 16.1 allows it with \
               TLS, 31.1 with TCP: sips: is possible with both (RFC 3261 26.2.2), not with UDP.",
    };
    in FileOnly, "manual 16.1";
    /// How long a subscription waits for its first NOTIFY after it was accepted. Then it ends.
    SUBS_NO_NOTIFY_TIMER: Duration = "32000", Kind::milliseconds(0, 600_000),
        "voip/signalling/sip/subs_no_notify_timer" {
        applies: Applies::Now,
        note: "No default and no range are printed: 32 s is timer N of RFC 6665 (64 times T1), \
               and 0 stands for it.",
    };
    in Signaling, "manual 16.1";
    /// The phone's own port for SIP over UDP.
    PORT: u16 = "5060", Kind::Port, "voip/signalling/sip/port" {
        label: "SIP Local Port",
        note: "A port that something else on the gateway's host has is replaced by a free one.",
    };
    /// Host part of the phone's own address; the proxy or registrar if it is empty, and the
    /// phone's IP address if there is none of them.
    PROXY_GATEWAY: String = "", Kind::text(253), "voip/signalling/sip/proxy_gateway" {
        label: "Gateway Name", applies: Applies::Reregister,
        note: "The manual puts the phone's IP address where it is empty, also with a proxy. A \
               registrar then sees an address of record that is not its own and refuses it, so \
               the server's name comes first.",
    };
    /// Confirms ringing and other provisional answers that want it (PRACK, RFC 3262).
    PRACK_ENABLED: bool = "1", Kind::Bool, "voip/signalling/sip/prack/enabled" {
        label: "PRACK Mode", applies: Applies::NextCall,
        note: "Responses of the phone itself are sent reliably to callers that insist on it, and \
               to those that can take it if the response has a description. With 0 a caller that \
               insists is refused (420).",
    };
    /// Asks servers to answer to the port they saw (`rport`, RFC 3581).
    RPORT_ENABLED: bool = "0", Kind::Bool, "voip/signalling/sip/rport/enabled" {
        label: "Enable RPORT", applies: Applies::Now,
    };
    /// States the packet time in offers (`a=ptime`).
    SDP_INCLUDE_PTIME: bool = "0", Kind::Bool, "voip/signalling/sip/sdp_include_ptime" {
        label: "Include PTIME in SDP", applies: Applies::NextCall,
    };
    /// Asks the proxy now and then, with OPTIONS, whether it is still there.
    KEEPALIVE_OPTIONS_ENABLED: bool = "0", Kind::Bool,
        "voip/signalling/sip/keepalive_options/enabled" {
        label: "Enable Keep Alive using OPTIONS", applies: Applies::Now,
    };
    /// Time between two such questions to the proxy.
    KEEPALIVE_OPTIONS_TIMEOUT: Duration = "300", Kind::seconds(0, 86_400),
        "voip/signalling/sip/keepalive_options/timeout" {
        label: "Keep Alive Period", applies: Applies::Now,
        needs: &[Need::on("voip/signalling/sip/keepalive_options/enabled")],
        note: "0 is in the printed range and would ask without end: it asks never.",
    };
    /// Plays what the called side sends from the first ringing (180) on, not only from 183 or 200.
    CONNECT_MEDIA_ON_180: bool = "0", Kind::Bool, "voip/signalling/sip/connect_media_on_180" {
        label: "Connect Media on 180 Response", applies: Applies::NextCall,
    };
    /// Hides who calls: From is anonymous, and only the server is told (P-Asserted-Identity).
    BLOCK_CALLERID_ON_OUTGOING_CALLS: bool = "0", Kind::Bool,
        "voip/signalling/sip/block_callerid_on_outgoing_calls" {
        label: "Block Caller ID on Outgoing Calls", applies: Applies::NextCall,
        servers: &[Server::BroadSoft],
    };
    /// Refuses callers that hide who they are, with 403 Forbidden.
    ANONYMOUS_CALLS_BLOCKING: bool = "0", Kind::Bool,
        "voip/signalling/sip/anonymous_calls_blocking" {
        label: "Incoming Anonymous Call Blocking", applies: Applies::NextCall,
        servers: &[Server::BroadSoft],
    };
    /// How many challenges in a row are answered before the phone gives up.
    AUTH_RETRIES: u8 = "4", Kind::int(0, 100), "voip/signalling/sip/auth_retries" {
        label: "Maximum Number of Authentication Retries", applies: Applies::Now,
        note: "The manual prints this label beside proxy_timeout, where it makes no sense.",
    };
    in FileOnly, "manual 16.1";
    /// States the line's display name when it registers, too.
    DISPLAY_NAME_IN_REGISTRATION_MSG_ENABLED: bool = "0", Kind::Bool,
        "voip/signalling/sip/display_name_in_registration_msg/enabled" {
        applies: Applies::Reregister,
    };
    /// Lets a transfer that is completed while the target still rings go on as one with
    /// consultation, without a CANCEL to the target.
    SEMI_TRANSFER_WITH_NO_CANCEL_ENABLED: bool = "0", Kind::Bool,
        "voip/signalling/sip/semi_transfer_with_no_cancel/enabled" {
        applies: Applies::NextCall,
        note: "The flow with 1 is the one of draft-ietf-sipping-cc-transfer-03; 0 keeps what the \
               hardware did before.",
    };
    /// States who answers (P-Asserted-Identity) when the phone rings and when it is picked up.
    PAI_ON_REPLAY_ENABLE: bool = "0", Kind::Bool, "voip/signalling/sip/PAI_On_Replay/enable" {
        applies: Applies::NextCall,
        note: "Replay in the name means reply: the header goes into 18x and 200.",
    };
    /// Names this phone, apart from its address, when it registers (`+sip.instance`).
    ADD_SIP_INSTANCE_ENABLE: bool = "0", Kind::Bool,
        "voip/signalling/sip/add_sip_instance/enable" {
        applies: Applies::Reregister,
        note: "Appendix E lists RFC 5626, to which the parameter belongs, as not supported: only \
               the name is sent, no second flow is kept. Where the registrar gives addresses for it \
               (GRUU, RFC 5627), they are the phone's Contact.",
    };
    in Signaling, "manual 16.5";
    /// First interval after which a message is sent again; it doubles up to T2.
    T1: Duration = "500", Kind::milliseconds(100, 60_000), "voip/signalling/sip/sip_t1" {
        label: "Retransmission Timer T1", applies: Applies::Now,
        note: "With two registrations at once, redundant_proxy/dual_reg/t1 takes its place.",
    };
    /// Longest interval after which a message is sent again.
    T2: Duration = "4000", Kind::milliseconds(4_000, 60_000), "voip/signalling/sip/sip_t2" {
        label: "Retransmission Timer T2", applies: Applies::Now,
    };
    /// Longest time a message stays in the network.
    T4: Duration = "5000", Kind::milliseconds(5_000, 60_000), "voip/signalling/sip/sip_t4" {
        label: "Retransmission Timer T4", applies: Applies::Now,
        note: "The unit is not printed again; it is that of the timers beside it.",
    };
    /// How long an INVITE waits for its first answer; 0 waits 64 times T1.
    INVITE_TIMER: Duration = "32000", Kind::milliseconds(0, 65_535),
        "voip/signalling/sip/sip_invite_timer" {
        label: "INVITE Timer", applies: Applies::NextCall,
        note: "0 is in the printed range but would end every call at once: it means the time \
               of RFC 3261, 64 times T1.",
    };
    /// How long a call may go on without a sign of life from the other side (`Session-Expires`,
    /// RFC 4028); 0 asks for none.
    SESSION_TIMER: Duration = "1800", Kind::seconds(0, 65_535),
        "voip/signalling/sip/session_timer" {
        label: "Session-Expires", applies: Applies::NextCall,
    };
    /// Shortest time between signs of life that the phone accepts (`Min-SE`, RFC 4028).
    MIN_SESSION_INTERVAL: Duration = "90", Kind::seconds(0, 65_535),
        "voip/signalling/sip/min_session_interval" {
        label: "Min-SE", applies: Applies::NextCall,
    };
    in Signaling, "manual 16.6";
    /// Type-of-service byte of outgoing SIP packets.
    TOS: u8 = "0x60", Kind::HexOrInt, "voip/signalling/sip/tos" {
        label: "Type of Service (ToS)",
    };
}
