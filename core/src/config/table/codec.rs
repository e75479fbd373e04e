//! The order of codecs (manual 19.5).

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::value::tokens;

tokens! {
    /// A codec by its word in the configuration file.
    CodecName {
        /// G.722.
        G722 = "G722",
        /// G.711 A-law.
        Pcma = "PCMA",
        /// G.711 mu-law.
        Pcmu = "PCMU",
        /// G.729.
        G729 = "G729",
        /// Opus.
        Opus = "OPUS",
    }
}

/// Words of [`CodecName`] that this version has no codec for.
pub const MISSING: &[&str] = &["G722", "G729", "OPUS"];

params! {
    in FileOnly, "manual 19.5";
    /// Uses this place of the order; place 0 is tried first.
    ENABLED: bool = "1", Kind::Bool, "voip/codec/codec_info/{codec}/enabled" {
        aliases: &["voip/codec/{codec}/enabled"],
        applies: Applies::Now,
        note: "Part of the table of codecs on its page, without a label of its own.",
    };
    in MediaStreaming, "manual 19.5";
    /// Codec in this place of the order.
    NAME: CodecName = ["G722", "PCMA", "PCMU", "G729", "OPUS"],
        Kind::Enum(CodecName::TOKENS), "voip/codec/codec_info/{codec}/name" {
        label: "Codec Type",
        aliases: &["voip/codec/{codec}/name"],
        applies: Applies::Now,
        unsupported: MISSING,
        note: "Only the default of place 0 is printed, G722; the others follow the manual's list. \
               This version has PCMA and PCMU: places with another codec are passed over, \
               and a file that names one is told so. By default it offers PCMA, then PCMU.",
    };
    /// Milliseconds of sound in a packet of this codec.
    PTIME: u16 = "20", Kind::Int { min: 10, max: 60, unit: "ms" },
        "voip/codec/codec_info/{codec}/ptime" {
        aliases: &["voip/codec/{codec}/ptime"],
        applies: Applies::Now,
        note: "No range is printed: 10 to 60 is what phones of the time take. Part of the table \
               of codecs on its page.",
    };
    in FileOnly, "manual 19.5";
    /// Dynamic RTP payload type of OPUS.
    MEDIA_OPUS_PAYLOAD: u16 = "111", Kind::Int { min: 0, max: 65535, unit: "" },
        "voip/media/opus_payload" {
        acting: later::CODECS,
        note: "No range is printed.",
    };
    in MediaStreaming, "manual 19.5";
    /// G.723 low or high rate.
    G723_BITRATE: String = "HIGH", Kind::Enum(&["LOW", "HIGH"]),
        "voip/codec/g723_bitrate" {
        label: "G.723 Bitrate",
        acting: later::CODECS,
    };
    in FileOnly, "manual 19.5";
    /// G.722 bit rate.
    G722_BITRATE: String = "G722_64K", Kind::Enum(&["G722_64K", "G722_56K", "G722_48K"]),
        "voip/codec/g722_bitrate" {
        acting: later::CODECS,
    };
    in MediaStreaming, "manual 19.5";
    /// Starting and smallest OPUS jitter-buffer delay, in ms.
    OPUS_JITTER_BUFFER_MIN_DELAY: u16 = "30", Kind::Int { min: 30, max: 500, unit: "" },
        "voip/codec/opus/jitter_buffer/min_delay" {
        label: "OPUS Jitter Buffer Minimum Delay",
        acting: later::CODECS,
    };
    in FileOnly, "manual 19.5";
    /// Key that unlocks the AMR coder.
    AMR_CODER: String = "", Kind::text(128),
        "system/activation_keys/amr_coder" {
        acting: later::CODECS,
    };
    in FileOnly, "manual 19.6";
    /// Adapts OPUS settings to network trouble during the call.
    VOICE_QUALITY_MODE: String = "DISABLE", Kind::Enum(&["DISABLE", "ENABLE_RTCP_FEEDBACK"]),
        "voip/voice_quality/mode" {
        acting: later::CODECS,
    };
}
