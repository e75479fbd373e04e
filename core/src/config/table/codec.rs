//! Codecs and their order (manual 19.5 and 19.6).

use super::params;
use crate::config::acting::nothing;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::value::{Secret, tokens};

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
        /// G.723, which this phone does not have.
        G723 = "G723",
        /// AMR, which this phone does not have.
        Amr = "AMR",
    }
}

tokens! {
    /// The rate of G.723.
    G723Rate {
        /// 5.3 kbit/s.
        Low = "LOW",
        /// 6.3 kbit/s.
        High = "HIGH",
    }
}

tokens! {
    /// The rate of G.722.
    G722Rate {
        /// 64 kbit/s.
        K64 = "G722_64K",
        /// 56 kbit/s.
        K56 = "G722_56K",
        /// 48 kbit/s.
        K48 = "G722_48K",
    }
}

tokens! {
    /// How wide the sound of Opus is.
    OpusBandwidth {
        /// Up to 8 kHz.
        Wide = "WIDEBAND",
        /// Up to 20 kHz.
        Full = "FULLBAND",
    }
}

tokens! {
    /// Whether Opus follows the network.
    OpusManagement {
        /// It does not.
        Disable = "DISABLE",
        /// It does, by what RTCP tells.
        RtcpFeedback = "ENABLE_RTCP_FEEDBACK",
    }
}

params! {
    in MediaStreaming, "manual 19.5";
    /// Uses this place of the order; place 0 is tried first. At least one has to be used.
    ENABLED: bool = "1", Kind::Bool, "voip/codec/codec_info/{codec}/enabled" {
        aliases: &["voip/codec/{codec}/enabled"], applies: Applies::NextCall,
        note: "Part of the table of codecs on its page, without a label of its own.",
    };
    /// Codec in this place of the order.
    NAME: CodecName = ["G722", "PCMA", "PCMU", "G729", "OPUS"],
        Kind::Enum(CodecName::TOKENS), "voip/codec/codec_info/{codec}/name" {
        label: "Codec Type", applies: Applies::NextCall, unsupported: &["G723", "AMR"],
        aliases: &["voip/codec/{codec}/name"],
        note: "Only the default of place 0 is printed, G722; the others follow the manual's list. \
               The programs of G729 and OPUS are loaded by the browser when they are in the order. \
               A place with G723 or AMR, of which the manual tells elsewhere, is left out.",
    };
    /// Milliseconds of sound in a packet of this codec.
    PTIME: u16 = "20", Kind::Int { min: 10, max: 120, unit: "ms" },
        "voip/codec/codec_info/{codec}/ptime" {
        label: "Packetization Time", applies: Applies::NextCall,
        aliases: &["voip/codec/{codec}/ptime"],
        note: "No range is printed: 10 to 60, and OPUS to 120, is what phones take. A time that the \
               codec cannot have is the next shorter one that it can. It holds where the peer asks for \
               no other. The exception for G.723 has no place to apply to, as this phone has no G.723.",
    };
    in FileOnly, "manual 19.5";
    /// Payload type of Opus.
    MEDIA_OPUS_PAYLOAD: u8 = "111", Kind::int(96, 127), "voip/media/opus_payload" {
        applies: Applies::NextCall,
        note: "No range is printed: 96 to 127 are the payload types that can be chosen.",
    };
    in MediaStreaming, "manual 19.5";
    /// Rate of G.723: 5.3 (low) or 6.3 kbit/s (high).
    G723_BITRATE: G723Rate = "HIGH", Kind::Enum(G723Rate::TOKENS), "voip/codec/g723_bitrate" {
        label: "G.723 Bitrate", acting: nothing::NO_G723,
    };
    in FileOnly, "manual 19.5";
    /// Rate of G.722.
    G722_BITRATE: G722Rate = "G722_64K", Kind::Enum(G722Rate::TOKENS), "voip/codec/g722_bitrate" {
        acting: nothing::G722_RATE,
        note: "The hardware has 64 kbit/s only, too (printed as 64bps).",
    };
    in MediaStreaming, "manual 19.5";
    /// Least delay of the jitter buffer for Opus, with which it starts.
    OPUS_JITTER_BUFFER_MIN_DELAY: u16 = "30", Kind::Int { min: 30, max: 500, unit: "ms" },
        "voip/codec/opus/jitter_buffer/min_delay" {
        label: "OPUS Jitter Buffer Minimum Delay", applies: Applies::NextCall,
    };
    in MediaStreaming, "manual 19.5";
    /// How wide the sound of Opus is: up to 8 kHz, or up to 20 kHz.
    OPUS_BANDWIDTH: OpusBandwidth = "WIDEBAND", Kind::Enum(OpusBandwidth::TOKENS),
        "voip/codec/opus/bandwidth" {
        label: "OPUS Bandwidth", applies: Applies::NextCall,
        note: "An addition (RFC 7587): the manual has Opus as it is. With FULLBAND it takes 40 instead of \
               24 kbit/s. The other party is heard as wide as it sends, and is sent no more than it says \
               that it plays. Echo, noise and rumble are taken out at 16 kHz: where the phone does any of \
               that, as it does by default, its own side is sent up to 8 kHz; where the browser or nobody \
               cleans the voice (Menu, Audio Devices), up to 20 kHz.",
    };
    in FileOnly, "manual 19.5";
    /// Key that unlocks the AMR codec on the hardware.
    AMR_CODER: Secret = "", Kind::Secret { max: 128 }, "system/activation_keys/amr_coder" {
        acting: nothing::NO_AMR, note: "No default and no length are printed.",
    };
    in FileOnly, "manual 19.6";
    /// Lets Opus use less bandwidth while the network is in trouble.
    VOICE_QUALITY_MODE: OpusManagement = "DISABLE", Kind::Enum(OpusManagement::TOKENS),
        "voip/voice_quality/mode" { applies: Applies::NextCall };
}
