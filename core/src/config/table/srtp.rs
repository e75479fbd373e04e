//! Encrypted media (manual 33 and 19.4).

use super::params;
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::tokens;

tokens! {
    /// Whether media is encrypted.
    SrtpMode {
        /// It is not.
        Off = "DoNotSupportEncryption",
        /// It is if both sides can.
        Negotiated = "SupportEncryption",
        /// It is, or there is no call.
        Required = "RequireEncryption",
    }
}

tokens! {
    /// How both sides find out whether they encrypt.
    Negotiation {
        /// As the industry does it: a secure and a plain stream, or an optional crypto line.
        Basic = "Basic",
        /// By capabilities (RFC 5939).
        Rfc5939 = "RFC5939",
    }
}

tokens! {
    /// The cipher and tag that are offered.
    CryptoSuite {
        /// AES in counter mode, tag of 32 bits.
        Sha1Tag32 = "AES_CM_128_HMAC_SHA1_32",
        /// AES in counter mode, tag of 80 bits.
        Sha1Tag80 = "AES_CM_128_HMAC_SHA1_80",
        /// Both.
        All = "AES_CM_128_ALL_METHODS",
    }
}

params! {
    in MediaStreaming, "manual 33";
    /// Whether sound is encrypted on its way: never, if the other side can, or always. The key
    /// travels in SIP, which therefore has to go over TLS.
    MODE: SrtpMode = "DoNotSupportEncryption", Kind::Enum(SrtpMode::TOKENS),
        "voip/media/srtp/mode" {
        label: "SRTP Encryption and Authentication", applies: Applies::NextCall,
        note: "The manual also writes SUPPORT_ENCRYPTION and REQUIRE_ENCRYPTION, and the page \
               blanks for the underscores: all are accepted.",
    };
    in FileOnly, "manual 33";
    /// The name before firmware 2.2.16: 1 requires encryption, 0 has none. It sets
    /// voip/media/srtp/mode.
    ENABLED: bool = "0", Kind::Bool, "voip/media/srtp/enabled" {
        applies: Applies::NextCall,
        note: "A legacy name; no default is printed.",
    };
    in FileOnly, "manual 19.4, 33";
    /// How both sides find out whether they encrypt: as most servers expect it, or by capabilities
    /// (RFC 5939).
    NEGOTIATION_MODE: Negotiation = "Basic", Kind::Enum(Negotiation::TOKENS),
        "voip/media/srtp/negotiation/mode" {
        applies: Applies::NextCall,
        needs: &[Need::Is("voip/media/srtp/mode", &["SupportEncryption"])],
        aliases: &["voip/media/srtp/NegotiationMode"],
        note: "19.4 has the other name, and RFC 5939 with a blank: both are accepted.",
    };
    in MediaStreaming, "manual 33";
    /// The cipher and the length of the tag that are offered, or both lengths.
    METHOD: CryptoSuite = "AES_CM_128_HMAC_SHA1_32", Kind::Enum(CryptoSuite::TOKENS),
        "voip/media/srtp/method" {
        label: "Method", applies: Applies::NextCall,
    };
    in FileOnly, "manual 33";
    /// Names the key in each packet (master key identifier).
    USE_MKI: bool = "0", Kind::Bool, "voip/media/srtp/use_MKI" {
        applies: Applies::NextCall,
        note: "The manual calls it an index; RFC 3711 calls it an identifier.",
    };
    /// Bytes that name the key.
    MKI_LENGTH: u8 = "1", Kind::Int { min: 1, max: 4, unit: "bytes" },
        "voip/media/srtp/MKI_length" {
        applies: Applies::NextCall,
        needs: &[Need::on("voip/media/srtp/use_MKI")],
        note: "No unit is printed; RFC 4568 counts bytes.",
    };
    /// States how many packets the key lasts, `2^31`, in the crypto line.
    USE_LIFETIME: bool = "1", Kind::Bool, "voip/media/srtp/use_lifetime" {
        applies: Applies::NextCall,
    };
    /// Encrypts RTCP; 0 offers not to (`UNENCRYPTED_SRTCP`).
    RTCP_ENCRYPT_ENABLED: bool = "1", Kind::Bool, "voip/media/srtp/RTCP_encrypt_enabled" {
        applies: Applies::NextCall,
        note: "The text drops the underscore of the word, the example and RFC 4568 have it.",
    };
    /// Encrypts RTP; 0 offers not to (`UNENCRYPTED_SRTP`), and the call can be listened to.
    RTP_ENCRYPT_ENABLED: bool = "1", Kind::Bool, "voip/media/srtp/RTP_encrypt_enabled" {
        applies: Applies::NextCall,
        note: "The text drops the underscore of the word, the example and RFC 4568 have it.",
    };
    /// Protects RTP against change; 0 offers not to (`UNAUTHENTICATED_SRTP`).
    RTP_AUTH_ENABLED: bool = "1", Kind::Bool, "voip/media/srtp/RTP_auth_enabled" {
        applies: Applies::NextCall,
        note: "The text drops the underscore of the word, the example and RFC 4568 have it.",
    };
}
