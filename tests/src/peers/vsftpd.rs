//! vsftpd as a server of files over FTP, with and without TLS.

use std::net::{Ipv4Addr, SocketAddrV4};
use std::process::Command;

use tempfile::TempDir;

use super::{Certificates, Files, Pem, filled_in, listens};
use crate::child::{Child, free_ports, program};

/// How the server speaks.
#[derive(Clone, Copy, Debug)]
pub enum Security<'a> {
    /// In the clear.
    Plain,
    /// In the clear first, and TLS when asked to (RFC 4217); nothing works without it.
    Explicit(&'a Pem),
    /// TLS from the first byte, on port 990, which is why the server has an address of its own.
    Implicit(&'a Pem),
}

/// A running server for anonymous users; it needs root to lock itself into the folder.
#[derive(Debug)]
pub struct Vsftpd {
    /// Its address.
    pub address: Ipv4Addr,
    /// Its port.
    pub port: u16,
    scheme: &'static str,
    _child: Child,
    _folder: TempDir,
}

impl Vsftpd {
    /// Starts it in the clear.
    pub fn start(files: &Files) -> Self {
        Self::with(files, Security::Plain)
    }

    /// Starts it with TLS on request, with the good certificate.
    pub fn with_tls(files: &Files, certificates: &Certificates) -> Self {
        Self::with(files, Security::Explicit(&certificates.server))
    }

    /// Starts it.
    pub fn with(files: &Files, security: Security<'_>) -> Self {
        let address = match security {
            Security::Plain | Security::Explicit(_) => {
                SocketAddrV4::new(Ipv4Addr::LOCALHOST, free_ports(1))
            }
            Security::Implicit(_) => {
                let [_, high, middle, low] = std::process::id().to_be_bytes();
                SocketAddrV4::new(Ipv4Addr::new(127, 64 | high, middle, low.max(1)), 990)
            }
        };
        Self::at(files, security, address)
    }

    /// Starts it at an address, which may be 0.0.0.0, and a port.
    pub fn at(files: &Files, security: Security<'_>, address: SocketAddrV4) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (address, port) = (*address.ip(), address.port());
        let passive = free_ports(PASSIVE_PORTS);
        let empty = folder.path().join("empty");
        std::fs::create_dir(&empty).unwrap();
        let mut config = filled_in(
            "vsftpd.conf",
            &[
                ("ADDRESS", &*address.to_string()),
                ("PORT", &*port.to_string()),
                ("FIRST", &*passive.to_string()),
                ("LAST", &*(passive + PASSIVE_PORTS - 1).to_string()),
                ("FILES", &*files.path().display().to_string()),
                ("EMPTY", &*empty.display().to_string()),
            ],
        );
        let (pem, implicit) = match security {
            Security::Plain => (None, "NO"),
            Security::Explicit(pem) => (Some(pem), "NO"),
            Security::Implicit(pem) => (Some(pem), "YES"),
        };
        if let Some(Pem { certificate, key }) = pem {
            let file = folder.path().join("server.pem");
            std::fs::write(&file, format!("{certificate}{key}")).unwrap();
            let file = file.display();
            config.push_str(&format!(
                "ssl_enable=YES\nallow_anon_ssl=YES\nforce_anon_data_ssl=YES\n\
                 force_anon_logins_ssl=YES\nimplicit_ssl={implicit}\nrsa_cert_file={file}\n\
                 rsa_private_key_file={file}\nssl_ciphers=HIGH\nssl_tlsv1=YES\n"
            ));
        }
        let file = folder.path().join("vsftpd.conf");
        std::fs::write(&file, config).unwrap();
        let child = Child::start("vsftpd", Command::new(program(&["vsftpd"])).arg(&file));
        listens("vsftpd", (address, port), &child);
        let scheme = if pem.is_some() { "ftps" } else { "ftp" };
        Self { address, port, scheme, _child: child, _folder: folder }
    }

    /// Returns the URL of a file.
    pub fn url(&self, file: &str) -> String {
        format!("{}://{}:{}/{file}", self.scheme, self.address, self.port)
    }
}

/// Ports for data connections.
const PASSIVE_PORTS: u16 = 20;
