//! Admission to the network by IEEE 802.1X (manual 32).

use super::params;
use crate::config::acting::nothing;
use crate::config::kind::Kind;
use crate::config::text::Need;
use crate::config::value::{Secret, tokens};

tokens! {
    /// How the phone proves who it is.
    EapType {
        /// Not at all.
        Disable = "Disable",
        /// By name and password.
        Md5 = "EAP_MD5",
        /// By certificate.
        Tls = "EAP_TLS",
    }
}

const MD5: Need = Need::Is("network/lan/_802_1x/eap_type", &["EAP_MD5"]);
const TLS: Need = Need::Is("network/lan/_802_1x/eap_type", &["EAP_TLS"]);

params! {
    in Ieee8021x, "manual 32.1.2, 32.2.1";
    /// How the phone is admitted to the network by its switch: not at all, with name and
    /// password, or with its certificate.
    EAP_TYPE: EapType = "Disable", Kind::Enum(EapType::TOKENS), "network/lan/_802_1x/eap_type" {
        label: "EAP Type", acting: nothing::NETWORK_LOGIN,
        note: "No default is printed.",
    };
    in FileOnly, "manual 32.1.2";
    /// Name that the phone states when it is admitted with its certificate; empty states model and
    /// MAC address.
    EAP_IDENTITY: String = "", Kind::text(31), "network/lan/_802_1x/eap_identity" {
        acting: nothing::NETWORK_LOGIN, needs: &[TLS],
        note: "The printed default, <HWType_MAC>, is what an empty value stands for.",
    };
    in Ieee8021x, "manual 32.2.1";
    /// Name for the admission with a password.
    MD5_IDENTITY: String = "", Kind::text(64), "network/lan/_802_1x/md5_identity" {
        label: "Identity", acting: nothing::NETWORK_LOGIN, needs: &[MD5],
        note: "No default and no length are printed.",
    };
    /// Password for the admission; may be empty.
    MD5_PASSWORD: Secret = "", Kind::Secret { max: 64 }, "network/lan/_802_1x/md5_password" {
        label: "MD5 password", acting: nothing::NETWORK_LOGIN, needs: &[MD5],
        note: "No default and no length are printed.",
    };
}
