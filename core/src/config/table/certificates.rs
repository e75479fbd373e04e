//! certificates.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;

params! {
    in RootCa, "manual 30.1.1";
    /// Where to fetch a trusted root CA certificate.
    CA_CERTIFICATE_URI: Option<String> = "", Kind::FILE_URL,
        "security/ca_certificate/{ca}/uri" {
        label: "Root CA 1 to Root CA 5",
        aliases: &["security/ca_certificate_uri"],
        acting: later::CERTIFICATES,
    };
    in ClientCertificate, "manual 30.2.1";
    /// Where to fetch the client certificate for SIP over TLS.
    SIP_CERTIFICATE_URI: Option<String> = "", Kind::FILE_URL,
        "security/sip_certificate_uri" {
        label: "Certificate",
        acting: later::CERTIFICATES,
    };
    /// Where to fetch the private key for SIP over TLS.
    SIP_PRIVATE_KEY_URI: Option<String> = "", Kind::FILE_URL,
        "security/sip_private_key_uri" {
        label: "Private Key",
        acting: later::CERTIFICATES,
    };
    /// Where to fetch the client certificate for 802.1X.
    IEEE802_1X_CERTIFICATE_URI: Option<String> = "", Kind::FILE_URL,
        "security/ieee802_1x_certificate_uri" {
        label: "Certificate",
        acting: later::CERTIFICATES,
    };
    /// Where to fetch the private key for 802.1X.
    IEEE802_1X_PRIVATE_KEY_URI: Option<String> = "", Kind::FILE_URL,
        "security/ieee802_1x_private_key_uri" {
        label: "Private Key",
        acting: later::CERTIFICATES,
    };
    /// Where to fetch the certificate for the provisioning connection.
    AUTOUPDATE_CERTIFICATE_URI: Option<String> = "", Kind::FILE_URL,
        "security/autoupdate_certificate_uri" {
        label: "Certificate",
        acting: later::CERTIFICATES,
    };
    /// Where to fetch the private key for the provisioning connection.
    AUTOUPDATE_PRIVATE_KEY_URI: Option<String> = "", Kind::FILE_URL,
        "security/autoupdate_private_key_uri" {
        label: "Private Key",
        acting: later::CERTIFICATES,
    };
    in ClientCertificate, "manual 30.2.2";
    /// Checks the RADIUS server certificate in EAP-TLS.
    IEEE802_1X_VERIFY_SERVER_CERTIFICATE: bool = "0", Kind::Bool,
        "security/ieee802_1x/verify_server_certificate" {
        label: "Verify RADIUS remote server certificate",
        acting: later::CERTIFICATES,
        note: "No default is printed.",
    };
    /// Checks the provisioning server certificate over HTTPS.
    PROVISIONING_VERIFY_SERVER_CERTIFICATE: bool = "0", Kind::Bool,
        "security/provisioning/verify_server_certificate" {
        label: "Verify Provisioning server certificate",
        acting: later::CERTIFICATES,
        note: "No default is printed.",
    };
    in FileOnly, "manual 30.4";
    /// Old name for the client certificate address.
    CERTIFICATE_URI: Option<String> = "", Kind::FILE_URL,
        "security/certificate_uri" {
        acting: later::CERTIFICATES,
    };
    /// Old name for the private key address.
    PRIVATE_KEY_URI: Option<String> = "", Kind::FILE_URL,
        "security/private_key_uri" {
        acting: later::CERTIFICATES,
    };
}
