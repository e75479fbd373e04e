//! chrony as a time server that does not touch the clock.

use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::filled_in;
use crate::child::{Child, free_ports, program, wait_until, without_rights};

/// A running time server of stratum 2.
#[derive(Debug)]
pub struct Chrony {
    /// Its port on 127.0.0.1.
    pub port: u16,
    _child: Child,
    _folder: TempDir,
}

impl Chrony {
    /// Starts it.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_ports(1);
        let user = if rustix::process::getuid().is_root() { "nobody".to_owned() } else { user() };
        let values = [
            ("PORT", &*port.to_string()),
            ("FOLDER", &*folder.path().display().to_string()),
            ("USER", &*user),
        ];
        let file = folder.path().join("chrony.conf");
        std::fs::write(&file, filled_in("chrony.conf", &values)).unwrap();
        let mut command = Command::new(program(&["chronyd"]));
        command.args(["-d", "-x", "-U", "-f"]).arg(&file);
        without_rights(&mut command, folder.path());
        let child = Child::start("chronyd", &mut command);
        let socket = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        let answered = wait_until(Duration::from_secs(10), || {
            let mut question = [0; 48];
            question[0] = 0x23;
            socket.send_to(&question, ("127.0.0.1", port)).ok()?;
            socket.recv(&mut [0; 48]).ok()
        });
        assert!(answered.is_some(), "chronyd does not answer:\n{}", child.log());
        Self { port, _child: child, _folder: folder }
    }

    /// Returns the server as a phone names it.
    pub fn server(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

fn user() -> String {
    std::env::var("USER").unwrap_or_default()
}
