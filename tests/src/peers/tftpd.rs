//! tftpd-hpa as a server of files over TFTP.

use std::net::{Ipv4Addr, SocketAddrV4};
use std::process::Command;

use super::Files;
use crate::child::{Child, free_ports, program};

/// A running server; it needs root to lock itself into the folder.
#[derive(Debug)]
pub struct Tftpd {
    /// Its port on 127.0.0.1.
    pub port: u16,
    child: Child,
}

impl Tftpd {
    /// Starts it with all options that it knows.
    pub fn start(files: &Files) -> Self {
        Self::with(files, anywhere(), &[])
    }

    /// Starts it at an address, which may be 0.0.0.0, and a port.
    pub fn at(files: &Files, address: SocketAddrV4) -> Self {
        Self::with(files, address, &[])
    }

    /// Starts it without one of the options `blksize`, `tsize` or `timeout`.
    pub fn refusing(files: &Files, options: &[&str]) -> Self {
        let args: Vec<_> = options.iter().flat_map(|&option| ["--refuse", option]).collect();
        Self::with(files, anywhere(), &args)
    }

    fn with(files: &Files, address: SocketAddrV4, args: &[&str]) -> Self {
        let port = address.port();
        let mut command = Command::new(program(&["in.tftpd"]));
        command.args(["--foreground", "--ipv4", "--address", &address.to_string()]);
        command.args(["--user", "nobody", "--secure", "--verbose"]).args(args).arg(files.path());
        let child = Child::start("in.tftpd", &mut command);
        let tftpd = Self { port, child };
        tftpd.answers();
        tftpd
    }

    /// Returns the URL of a file.
    pub fn url(&self, file: &str) -> String {
        format!("tftp://127.0.0.1:{}/{file}", self.port)
    }

    /// Waits until it answers.
    #[track_caller]
    fn answers(&self) {
        let socket = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(std::time::Duration::from_millis(50))).unwrap();
        let answered = crate::child::wait_until(std::time::Duration::from_secs(10), || {
            // A question that is answered with an error, so that no transfer begins.
            socket.send_to(b"\0\x01no such file\0octet\0", ("127.0.0.1", self.port)).ok()?;
            socket.recv(&mut [0; 512]).ok()
        });
        assert!(answered.is_some(), "in.tftpd does not answer:\n{}", self.child.log());
    }
}

fn anywhere() -> SocketAddrV4 {
    SocketAddrV4::new(Ipv4Addr::LOCALHOST, free_ports(1))
}
