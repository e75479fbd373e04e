//! The order of codecs (manual 19.5).

use super::params;
use crate::config::param::{Applies, Kind};
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

params! { MediaStreaming, "manual 19.5";
    /// Uses this place of the order; place 0 is tried first.
    ENABLED: bool = "1", Kind::Bool, "voip/codec/codec_info/{codec}/enabled" {
        aliases: &["voip/codec/{codec}/enabled"],
        applies: Applies::Now,
        note: "Part of the table of codecs on its page, without a label of its own.",
    };
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
}
