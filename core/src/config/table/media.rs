//! Media streams (manual 19.2 and 19.3).

use super::params;
use crate::config::param::{Applies, Kind};

/// Ports in the range that begins at [`MEDIA_PORT`] (manual 19.2: base to base + 126).
pub const MEDIA_PORTS: u16 = 127;

params! { MediaStreaming, "manual 19.2, 19.3";
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
    /// Type-of-service byte of outgoing media packets.
    MEDIA_TOS: u8 = "0xb8", Kind::HexOrInt, "voip/media/media_tos" {
        label: "Type of Service (ToS)", applies: Applies::Now,
    };
}
