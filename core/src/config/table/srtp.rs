//! srtp.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::Need;

params! {
    in MediaStreaming, "manual 33";
    /// Whether SRTP is off, negotiated or mandatory.
    MODE: String = "DoNotSupportEncryption", Kind::Enum(&["DoNotSupportEncryption", "SupportEncryption", "RequireEncryption"]),
        "voip/media/srtp/mode" {
        label: "SRTP Encryption and Authentication",
        acting: later::SRTP,
    };
    in FileOnly, "manual 33";
    /// Old switch that made SRTP mandatory.
    ENABLED: bool = "0", Kind::Bool,
        "voip/media/srtp/enabled" {
        acting: later::SRTP,
        note: "No default is printed.",
    };
    in FileOnly, "manual 33, 19.4";
    /// How RTP-or-SRTP is negotiated: IMTC practice or RFC 5939 attributes.
    NEGOTIATION_MODE: String = "Basic", Kind::Enum(&["Basic", "RFC5939"]),
        "voip/media/srtp/negotiation/mode" {
        needs: &[Need::Is("voip/media/srtp/mode", &["SupportEncryption"])],
        aliases: &["voip/media/srtp/NegotiationMode"],
        acting: later::SRTP,
    };
    in MediaStreaming, "manual 33";
    /// Crypto suite offered.
    METHOD: String = "AES_CM_128_HMAC_SHA1_32", Kind::Enum(&["AES_CM_128_HMAC_SHA1_32", "AES_CM_128_HMAC_SHA1_80", "AES_CM_128_ALL_METHODS"]),
        "voip/media/srtp/method" {
        label: "Method",
        acting: later::SRTP,
    };
    in FileOnly, "manual 33";
    /// Adds a master key identifier.
    USE_MKI: bool = "0", Kind::Bool,
        "voip/media/srtp/use_MKI" {
        acting: later::SRTP,
    };
    /// Length of the master key identifier.
    MKI_LENGTH: u8 = "1", Kind::Int { min: 1, max: 4, unit: "" },
        "voip/media/srtp/MKI_length" {
        needs: &[Need::on("voip/media/srtp/use_MKI")],
        acting: later::SRTP,
    };
    /// Keeps the lifetime field in the a=crypto line.
    USE_LIFETIME: bool = "1", Kind::Bool,
        "voip/media/srtp/use_lifetime" {
        acting: later::SRTP,
    };
    /// Encrypts SRTCP; 0 adds UNENCRYPTED_SRTCP to the crypto line.
    RTCP_ENCRYPT_ENABLED: bool = "1", Kind::Bool,
        "voip/media/srtp/RTCP_encrypt_enabled" {
        acting: later::SRTP,
    };
    /// Encrypts SRTP; 0 adds UNENCRYPTED_SRTP to the crypto line.
    RTP_ENCRYPT_ENABLED: bool = "1", Kind::Bool,
        "voip/media/srtp/RTP_encrypt_enabled" {
        acting: later::SRTP,
    };
    /// Authenticates SRTP; 0 adds UNAUTHENTICATED_SRTP to the crypto line.
    RTP_AUTH_ENABLED: bool = "1", Kind::Bool,
        "voip/media/srtp/RTP_auth_enabled" {
        acting: later::SRTP,
    };
}
