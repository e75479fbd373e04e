//! Kamailio as registrar and proxy.

use std::process::Command;

use tempfile::TempDir;

use super::{Pem, filled_in};
use crate::child::{Child, free_ports, program, without_rights};

/// The hash a registrar asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digest {
    /// RFC 2617.
    Md5,
    /// RFC 8760.
    Sha256,
}

/// How long registrations last at most, if the test does not say.
const LIFETIME_S: u32 = 3_600;

/// Tables of the module for shared lines, empty.
const SHARED_LINES: [(&str, &str); 2] = [
    ("version", "table_name(string) table_version(int)\nsca_subscriptions:2\n"),
    (
        "sca_subscriptions",
        "id(int,auto) subscriber(string) aor(string) event(int) expires(int) state(int) \
         app_idx(int) call_id(string) from_tag(string) to_tag(string) record_route(string,null) \
         notify_cseq(int) subscribe_cseq(int) server_id(int)\n",
    ),
];

/// A running Kamailio with users 1001 to 1010, whose passwords are `secret1001` and so on.
#[derive(Debug)]
pub struct Kamailio {
    /// The port of SIP over UDP, TCP and WebSocket on 127.0.0.1.
    pub port: u16,
    /// The port of SIP over TLS, and over WebSocket and TLS, if it has a certificate.
    pub tls_port: u16,
    child: Option<Child>,
    folder: TempDir,
}

impl Kamailio {
    /// Starts it with MD5 and nonces that last five minutes.
    pub fn start() -> Self {
        Self::with(Digest::Md5, 300)
    }

    /// Starts it with a digest and the seconds after which a nonce is stale.
    pub fn with(digest: Digest, nonce_s: u32) -> Self {
        Self::start_with(digest, nonce_s, LIFETIME_S, None, false)
    }

    /// Starts it with registrations that last so many seconds at most.
    pub fn with_lifetime(lifetime_s: u32) -> Self {
        Self::start_with(Digest::Md5, 300, lifetime_s, None, false)
    }

    /// Starts it as a server whose lines phones share (its module `sca`, as BroadWorks).
    pub fn with_shared_lines() -> Self {
        Self::start_with(Digest::Md5, 300, LIFETIME_S, None, true)
    }

    /// Starts it with a certificate for TLS.
    pub fn with_tls(server: &Pem) -> Self {
        Self::with_digest_and_tls(Digest::Md5, server)
    }

    /// Starts it with a digest and a certificate for TLS.
    pub fn with_digest_and_tls(digest: Digest, server: &Pem) -> Self {
        Self::start_with(digest, 300, LIFETIME_S, Some(server), false)
    }

    /// Ends it at once, as a crash would.
    pub fn kill(&mut self) {
        self.child.take().expect("it runs").kill();
    }

    /// Starts it again after [`Self::kill`], at the same ports. It knows nobody, and its log is
    /// new.
    #[track_caller]
    pub fn start_again(&mut self) {
        let folder = self.folder.path();
        let mut command = Command::new(program(&["kamailio"]));
        command.args(["-DD", "-E", "-m", "32", "-M", "4"]);
        command.arg("-f").arg(folder.join("kamailio.cfg"));
        command.arg("-Y").arg(folder).arg("-w").arg(folder);
        command.arg("-P").arg(folder.join("pid"));
        without_rights(&mut command, folder);
        self.child = Some(Child::start("kamailio", &mut command));
        self.answers();
    }

    fn start_with(
        digest: Digest,
        nonce_s: u32,
        lifetime_s: u32,
        tls: Option<&Pem>,
        shares: bool,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_ports(2);
        let tls_port = port + 1;
        let algorithm = match digest {
            Digest::Md5 => "MD5",
            Digest::Sha256 => "SHA-256",
        };
        let tls = tls.map(|Pem { certificate, key }| {
            let file = |name: &str, text: &str| {
                let path = folder.path().join(name);
                std::fs::write(&path, text).unwrap();
                path.display().to_string()
            };
            let (certificate, key) = (file("server.pem", certificate), file("key.pem", key));
            format!(
                "enable_tls=yes\nlisten=tls:127.0.0.1:{tls_port}\nloadmodule \"tls.so\"\n\
                 modparam(\"tls\", \"tls_method\", \"TLSv1.2+\")\n\
                 modparam(\"tls\", \"certificate\", \"{certificate}\")\n\
                 modparam(\"tls\", \"private_key\", \"{key}\")\n"
            )
        });
        if shares {
            // The tables in which the module keeps subscriptions.
            let tables = folder.path().join("sca");
            std::fs::create_dir(&tables).unwrap();
            for (name, text) in SHARED_LINES {
                std::fs::write(tables.join(name), text).unwrap();
            }
        }
        let values = [
            ("SHARED", if shares { "#!define WITH_SHARED" } else { "" }),
            ("FOLDER", &*folder.path().display().to_string()),
            ("TLS", &*tls.unwrap_or_default()),
            ("PORT", &*port.to_string()),
            ("ALGORITHM", algorithm),
            ("NONCE", &*nonce_s.to_string()),
            ("LIFETIME", &*lifetime_s.to_string()),
        ];
        let file = folder.path().join("kamailio.cfg");
        std::fs::write(&file, filled_in("kamailio.cfg", &values)).unwrap();
        let mut kamailio = Self { port, tls_port, child: None, folder };
        kamailio.start_again();
        kamailio
    }

    /// Returns its log: one line for each request, `REQ METHOD URI from USER ...`.
    pub fn log(&self) -> String {
        self.child.as_ref().map(Child::log).unwrap_or_default()
    }

    /// Waits until it has seen a request, at most 10 s.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.child.as_ref().expect("it runs").wait_for(text);
    }

    /// Waits until it answers OPTIONS.
    #[track_caller]
    fn answers(&self) {
        use std::net::UdpSocket;
        use std::time::Duration;
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        let own = socket.local_addr().unwrap();
        let port = self.port;
        let ping = format!(
            "OPTIONS sip:127.0.0.1:{port} SIP/2.0\r\nVia: SIP/2.0/UDP {own};branch=z9hG4bKping\r\n\
             From: <sip:ping@invalid>;tag=1\r\nTo: <sip:127.0.0.1:{port}>\r\nCall-ID: ping\r\n\
             CSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
        );
        let answered = crate::child::wait_until(Duration::from_secs(10), || {
            socket.send_to(ping.as_bytes(), ("127.0.0.1", port)).ok()?;
            socket.recv(&mut [0; 2048]).ok()
        });
        assert!(answered.is_some(), "kamailio does not answer:\n{}", self.log());
    }
}
