//! Certificates and their keys (manual 30).

use super::params;
use crate::config::acting::{Acting, later, nothing};
use crate::config::kind::Kind;
use crate::config::param::Applies;

/// What was decided on all addresses here.
const NO_DEFAULT: &str = "No default is printed.";

params! {
    in RootCa, "manual 30.1.1";
    /// Where the certificate of an authority is fetched that the phone trusts; up to five.
    CA_CERTIFICATE_URI: Option<String> = "", Kind::File, "security/ca_certificate/{ca}/uri" {
        label: "Root CA 1 to Root CA 5", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        note: NO_DEFAULT,
    };
    in ClientCertificate, "manual 30.2.1";
    /// Where the phone's certificate for SIP over TLS is fetched.
    SIP_CERTIFICATE_URI: Option<String> = "", Kind::File, "security/sip_certificate_uri" {
        label: "Certificate", applies: Applies::Reregister,
        acting: Acting::ActsThroughGateway,
        note: NO_DEFAULT,
    };
    /// Where the private key for SIP over TLS is fetched.
    SIP_PRIVATE_KEY_URI: Option<String> = "", Kind::File, "security/sip_private_key_uri" {
        label: "Private Key", applies: Applies::Reregister,
        acting: Acting::ActsThroughGateway,
        note: NO_DEFAULT,
    };
    /// Where the phone's certificate for its admission to the network is fetched.
    IEEE802_1X_CERTIFICATE_URI: Option<String> = "", Kind::File,
        "security/ieee802_1x_certificate_uri" {
        label: "Certificate", acting: nothing::NETWORK_LOGIN, note: NO_DEFAULT,
    };
    /// Where the private key for the admission to the network is fetched.
    IEEE802_1X_PRIVATE_KEY_URI: Option<String> = "", Kind::File,
        "security/ieee802_1x_private_key_uri" {
        label: "Private Key", acting: nothing::NETWORK_LOGIN, note: NO_DEFAULT,
    };
    /// Where the phone's certificate for the provisioning server is fetched.
    AUTOUPDATE_CERTIFICATE_URI: Option<String> = "", Kind::File,
        "security/autoupdate_certificate_uri" {
        label: "Certificate", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        note: NO_DEFAULT,
    };
    /// Where the private key for the provisioning server is fetched.
    AUTOUPDATE_PRIVATE_KEY_URI: Option<String> = "", Kind::File,
        "security/autoupdate_private_key_uri" {
        label: "Private Key", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        note: "No default is printed. The text says certificate, the name says private key.",
    };
    in ClientCertificate, "manual 30.2.2";
    /// Checks the certificate of the server that admits the phone to the network.
    IEEE802_1X_VERIFY_SERVER_CERTIFICATE: bool = "0", Kind::Bool,
        "security/ieee802_1x/verify_server_certificate" {
        label: "Verify RADIUS remote server certificate", acting: nothing::NETWORK_LOGIN,
        note: "Neither values, default nor page are printed: the page is that of its section.",
    };
    /// Checks the certificate of the provisioning server, so that no other server can pass for it.
    PROVISIONING_VERIFY_SERVER_CERTIFICATE: bool = "1", Kind::Bool,
        "security/provisioning/verify_server_certificate" {
        label: "Verify Provisioning server certificate", applies: Applies::Now,
        acting: Acting::ActsThroughGateway,
        note: "Neither values, default nor page are printed. It is checked unless a file says \
               otherwise: a configuration holds passwords.",
    };
    in FileOnly, "manual 30.4";
    /// The name before firmware 2.2.2 of security/ca_certificate/0/uri, which it sets.
    LEGACY_CA_CERTIFICATE_URI: Option<String> = "", Kind::File, "security/ca_certificate_uri" {
        applies: Applies::Now, note: "A legacy name.",
    };
    /// The name before firmware 2.2.2 of the certificates for provisioning, SIP and the admission
    /// to the network, all of which it sets.
    LEGACY_CERTIFICATE_URI: Option<String> = "", Kind::File, "security/certificate_uri" {
        applies: Applies::Now, acting: later::CERTIFICATES, note: "A legacy name.",
    };
    /// The name before firmware 2.2.2 of the private keys for provisioning, SIP and the admission
    /// to the network, all of which it sets.
    LEGACY_PRIVATE_KEY_URI: Option<String> = "", Kind::File, "security/private_key_uri" {
        applies: Applies::Now, acting: later::CERTIFICATES, note: "A legacy name.",
    };
}
