//! lighttpd as a server of files that wants digest authentication (RFC 7616), which nginx lacks.

use std::net::{Ipv4Addr, SocketAddrV4};
use std::process::Command;

use tempfile::TempDir;

use super::nginx::{PASSWORD, USER};
use super::{Digest, Files, filled_in, listens};
use crate::child::{Child, free_ports, program, without_rights};

/// A running server whose files are for [`USER`] and [`PASSWORD`] only.
#[derive(Debug)]
pub struct Lighttpd {
    /// Its port on 127.0.0.1.
    pub port: u16,
    _child: Child,
    _folder: TempDir,
}

impl Lighttpd {
    /// Starts it.
    pub fn start(files: &Files, digest: Digest) -> Self {
        Self::at(files, digest, SocketAddrV4::new(Ipv4Addr::LOCALHOST, free_ports(1)))
    }

    /// Starts it at an address, which may be 0.0.0.0, and a port.
    pub fn at(files: &Files, digest: Digest, address: SocketAddrV4) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = address.port();
        let algorithm = match digest {
            Digest::Md5 => "MD5",
            Digest::Sha256 => "SHA-256",
        };
        let values = [
            ("ADDRESS", &*address.ip().to_string()),
            ("PORT", &*port.to_string()),
            ("FILES", &*files.path().display().to_string()),
            ("FOLDER", &*folder.path().display().to_string()),
            ("ALGORITHM", algorithm),
        ];
        std::fs::write(folder.path().join("users"), format!("{USER}:{PASSWORD}\n")).unwrap();
        let file = folder.path().join("lighttpd.conf");
        std::fs::write(&file, filled_in("lighttpd.conf", &values)).unwrap();
        let mut command = Command::new(program(&["lighttpd"]));
        command.arg("-D").arg("-f").arg(&file);
        without_rights(&mut command, folder.path());
        let child = Child::start("lighttpd", &mut command);
        listens("lighttpd", address, &child);
        Self { port, _child: child, _folder: folder }
    }

    /// Returns the URL of a file.
    pub fn url(&self, file: &str) -> String {
        format!("http://127.0.0.1:{}/{file}", self.port)
    }
}
