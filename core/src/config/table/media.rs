//! Media streams (manual 19.2 and 19.3).

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::time::Duration;

/// Ports in the range that begins at [`MEDIA_PORT`] (manual 19.2: base to base + 126).
pub const MEDIA_PORTS: u16 = 127;

params! {
    in FileOnly, "manual 19.1";
    /// Stops sending RTP while a call is held.
    RTP_MUTE_ON_HOLD: bool = "1", Kind::Bool,
        "voip/media/rtp_mute_on_hold" {
        acting: later::MEDIA,
    };
    /// Plays RTP from several remote sources within one call.
    ALLOW_MULTIPLE_RTP: bool = "0", Kind::Bool,
        "voip/media/allow_multiple_rtp" {
        acting: later::MEDIA,
    };
    /// Does not play DTMF that arrives as RFC 2833 events.
    IGNORE_RFC_2833_PACKETS: bool = "1", Kind::Bool,
        "voip/media/ignore_rfc_2833_packets" {
        acting: later::MEDIA,
    };
    /// Ends a call when RTP stops arriving.
    BROKEN_CONNECTION_DETECTION: bool = "0", Kind::Bool,
        "voip/media/broken_connection_detection" {
        acting: later::MEDIA,
    };
    /// Seconds without RTP before the call counts as broken.
    BROKEN_CONNECTION_TIMEOUT: Duration = "10", Kind::seconds(0, 86400),
        "voip/media/broken_connection_timeout" {
        needs: &[Need::on("voip/media/broken_connection_detection")],
        acting: later::MEDIA,
        note: "No range is printed.",
    };
    in MediaStreaming, "manual 19.2";
    /// Payload type of telephone events.
    DTMF_PAYLOAD: u8 = "101", Kind::Int { min: 96, max: 127, unit: "" },
        "voip/media/dtmf_payload" {
        label: "DTMF Relay RFC 2833 Payload Type", applies: Applies::Now,
    };
    /// First port for media; the range goes to 126 above it.
    MEDIA_PORT: u16 = "4000", Kind::Int { min: 1_024, max: 65_408, unit: "" },
        "voip/media/media_port" {
        label: "RTP Port Range", applies: Applies::Now,
        note: "No range is printed: 65408 is the last port with 126 more and an even number.",
    };
    in MediaStreaming, "manual 19.3";
    /// Type-of-service byte of outgoing media packets.
    MEDIA_TOS: u8 = "0xb8", Kind::HexOrInt, "voip/media/media_tos" {
        label: "Type of Service (ToS)", applies: Applies::Now,
    };
}
