//! Media streams (manual 19.1 to 19.3).

use super::params;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::time::Duration;

/// Ports in the range that begins at [`MEDIA_PORT`] (manual 19.2: base to base + 126).
pub const MEDIA_PORTS: u16 = 127;

params! {
    in FileOnly, "manual 19.1";
    /// Sends no sound while this phone holds the call.
    RTP_MUTE_ON_HOLD: bool = "1", Kind::Bool, "voip/media/rtp_mute_on_hold" {
        applies: Applies::NextCall,
        note: "With 0 silence is sent to who is on hold: nobody who was told of a hold is heard.",
    };
    /// Plays sound from several senders in one call, as forking servers cause it.
    ALLOW_MULTIPLE_RTP: bool = "0", Kind::Bool, "voip/media/allow_multiple_rtp" {
        applies: Applies::NextCall,
        note: "Genband's servers want 1 (A.4.4). Two are heard at once; with 0 it is the first one, for as long as it goes on.",
    };
    /// Keeps silent the digits that arrive as events; 0 plays them.
    IGNORE_RFC_2833_PACKETS: bool = "1", Kind::Bool, "voip/media/ignore_rfc_2833_packets" {
        applies: Applies::NextCall,
    };
    /// Ends a call in which no more sound arrives, unless it is on hold.
    BROKEN_CONNECTION_DETECTION: bool = "0", Kind::Bool,
        "voip/media/broken_connection_detection" {
        applies: Applies::NextCall,
    };
    /// How long no sound may arrive before the call counts as broken.
    BROKEN_CONNECTION_TIMEOUT: Duration = "10", Kind::seconds(1, 3_600),
        "voip/media/broken_connection_timeout" {
        applies: Applies::NextCall,
        needs: &[Need::on("voip/media/broken_connection_detection")],
        note: "No range is printed: up to an hour.",
    };
    in MediaStreaming, "manual 19.2";
    /// Payload type of telephone events.
    DTMF_PAYLOAD: u8 = "101", Kind::int(96, 127), "voip/media/dtmf_payload" {
        label: "DTMF Relay RFC 2833 Payload Type", applies: Applies::NextCall,
    };
    /// First port for media; the range goes to 126 above it.
    MEDIA_PORT: u16 = "4000", Kind::int(1_024, 65_408), "voip/media/media_port" {
        label: "RTP Port Range", applies: Applies::NextCall,
        note: "No range is printed: 65408 is the last port with 126 more and an even number.",
    };
    in MediaStreaming, "manual 19.3";
    /// Type-of-service byte of outgoing media packets.
    MEDIA_TOS: u8 = "0xb8", Kind::HexOrInt, "voip/media/media_tos" {
        label: "Type of Service (ToS)", applies: Applies::NextCall,
    };
}
