//! Files that a configuration names beside itself.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::config::file::Location;
use crate::link::{Secret, Validators};

/// A file that a configuration names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Resource {
    /// A certificate that is trusted, 0 to 4 (`security/ca_certificate/0/uri`, manual 30.1.1).
    Root(u8),
    /// The certificate that the phone shows to provisioning servers
    /// (`security/autoupdate_certificate_uri`, manual 30.2.1).
    Certificate,
    /// Its key (`security/autoupdate_private_key_uri`).
    PrivateKey,
    /// The certificate that the phone shows to SIP servers (`security/sip_certificate_uri`, manual
    /// 30.2.1).
    SipCertificate,
    /// Its key (`security/sip_private_key_uri`).
    SipPrivateKey,
    /// An archive of ring tones (`provisioning/ring_tone_uri`, manual 18.3).
    RingTones,
    /// The corporate directory (`provisioning/corporate_directory_uri`, manual 24.1.2).
    Directory,
    /// The numbers on keys (`provisioning/speed_dial_uri`, manual 25.3.4).
    SpeedDials,
}

impl Resource {
    /// Whether it is for TLS, and the provisioner keeps what is in it.
    pub const fn is_certificate(self) -> bool {
        match self {
            Self::Root(_)
            | Self::Certificate
            | Self::PrivateKey
            | Self::SipCertificate
            | Self::SipPrivateKey => true,
            Self::RingTones | Self::Directory | Self::SpeedDials => false,
        }
    }

    /// Longest such file, in bytes.
    pub const fn limit(self) -> u32 {
        match self {
            Self::Root(_)
            | Self::Certificate
            | Self::PrivateKey
            | Self::SipCertificate
            | Self::SipPrivateKey => 64 * 1024,
            Self::RingTones => 4 * 1024 * 1024,
            Self::Directory => 2 * 1024 * 1024,
            Self::SpeedDials => 64 * 1024,
        }
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(index) => write!(f, "Root certificate {}", u16::from(*index) + 1),
            Self::Certificate => f.write_str("Certificate"),
            Self::PrivateKey => f.write_str("Private key"),
            Self::SipCertificate => f.write_str("SIP certificate"),
            Self::SipPrivateKey => f.write_str("SIP private key"),
            Self::RingTones => f.write_str("Ring tones"),
            Self::Directory => f.write_str("Directory"),
            Self::SpeedDials => f.write_str("Speed dials"),
        }
    }
}

/// A resource that is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Where it came from.
    pub(super) location: Location,
    /// What to ask with the next time.
    pub(super) validators: Validators,
    /// What is in it, if the machine itself needs it: certificates and a key.
    pub(super) text: Secret,
}
