//! nginx as a server of files over HTTP and HTTPS, with everything that may go wrong there.

use std::net::Ipv4Addr;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::{Certificates, Files, Pem, filled_in, listens};
use crate::child::{Child, free_ports, program, wait_until, without_rights};

/// The user that `/private/` and [`super::Lighttpd`] ask for.
pub const USER: &str = "phone";

/// Its password.
pub const PASSWORD: &str = "secretweb";

/// A running server.
///
/// Every port serves the files, and below them: `/private/` wants [`USER`] and [`PASSWORD`] (Basic),
/// `/redirect/x` leads to `/x`, `/to/URL` to any URL, `/loop/` in a circle, `/slow/x` sends 8 KB a
/// second after the first 16 KB, `/html` is a web page, `/status/503` is out of service. It has
/// entity tags and answers conditional requests. As `redirect.test` over https it leads from
/// everywhere to `http://ADDRESS/;redirected.cfg`, ADDRESS being its own.
#[derive(Debug)]
pub struct Nginx {
    /// Port of http on 127.0.0.1.
    pub http: u16,
    /// Port of https, with a good certificate.
    pub https: u16,
    /// Port of https that wants a certificate of the authority.
    pub client_certificate: u16,
    /// Port of https with a certificate that is expired.
    pub expired: u16,
    /// Port of https with a certificate that is not valid yet.
    pub not_yet_valid: u16,
    /// Port of https with another host's certificate.
    pub wrong_host: u16,
    /// Port of https with a certificate of its own.
    pub self_signed: u16,
    child: Child,
    folder: TempDir,
}

impl Nginx {
    /// Starts it.
    pub fn start(files: &Files, certificates: &Certificates) -> Self {
        let first = free_ports(7);
        let ports = core::array::from_fn(|at| first + at as u16);
        Self::at(files, certificates, Ipv4Addr::LOCALHOST, ports)
    }

    /// Starts it at an address, which may be 0.0.0.0, and at the ports that web servers have; the
    /// others are free ones.
    pub fn at_web_ports(files: &Files, certificates: &Certificates, address: Ipv4Addr) -> Self {
        let first = free_ports(5);
        let others = core::array::from_fn::<_, 5, _>(|at| first + at as u16);
        let [client, expired, early, wrong, own] = others;
        Self::at(files, certificates, address, [80, 443, client, expired, early, wrong, own])
    }

    fn at(
        files: &Files,
        certificates: &Certificates,
        address: Ipv4Addr,
        numbers: [u16; 7],
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ports = numbers.map(|port| port.to_string());
        let write = |name: &str, Pem { certificate, key }: &Pem| {
            std::fs::write(folder.path().join(format!("{name}.pem")), certificate).unwrap();
            std::fs::write(folder.path().join(format!("{name}.key")), key).unwrap();
        };
        write("server", &certificates.server);
        write("expired", &certificates.expired);
        write("not_yet_valid", &certificates.not_yet_valid);
        write("wrong_host", &certificates.wrong_host);
        write("self_signed", &certificates.self_signed);
        std::fs::write(folder.path().join("authority.pem"), &certificates.authority).unwrap();
        let login = format!("{USER}:{{PLAIN}}{PASSWORD}\n");
        std::fs::write(folder.path().join("users"), login).unwrap();
        std::fs::create_dir(folder.path().join("tmp")).unwrap();
        let config = filled_in(
            "nginx.conf",
            &[
                ("FOLDER", &*folder.path().display().to_string()),
                ("FILES", &*files.path().display().to_string()),
                ("ADDRESS", &*address.to_string()),
                ("HTTP", &*ports[0]),
                ("HTTPS", &*ports[1]),
                ("CLIENT", &*ports[2]),
                ("EXPIRED", &*ports[3]),
                ("EARLY", &*ports[4]),
                ("WRONG", &*ports[5]),
                ("SELF", &*ports[6]),
            ],
        );
        let file = folder.path().join("nginx.conf");
        std::fs::write(&file, config).unwrap();
        let mut command = Command::new(program(&["nginx"]));
        command.arg("-c").arg(&file).arg("-p").arg(folder.path()).args(["-e", "stderr"]);
        without_rights(&mut command, folder.path());
        let child = Child::start("nginx", &mut command);
        let [http, https, client_certificate, expired, not_yet_valid, wrong_host, self_signed] =
            numbers;
        listens("nginx", (address, http), &child);
        Self {
            http,
            https,
            client_certificate,
            expired,
            not_yet_valid,
            wrong_host,
            self_signed,
            child,
            folder,
        }
    }

    /// Returns the URL of a file over http.
    pub fn url(&self, file: &str) -> String {
        format!("http://127.0.0.1:{}/{file}", self.http)
    }

    /// Returns the URL of a file over https with a good certificate.
    pub fn https_url(&self, file: &str) -> String {
        format!("https://127.0.0.1:{}/{file}", self.https)
    }

    /// Waits until it has written `text` of a request, at most 10 s: it does so after it answered.
    ///
    /// Its log has one line for each request: `"GET /path HTTP/1.1" STATUS BYTES "USER-AGENT"
    /// user=USER client=SUBJECT mac=MAC`, MAC being the header `X-MAC`.
    #[track_caller]
    pub fn wait_for_request(&self, text: &str) {
        let log =
            || std::fs::read_to_string(self.folder.path().join("access.log")).unwrap_or_default();
        let found = wait_until(Duration::from_secs(10), || log().contains(text).then_some(()));
        assert!(found.is_some(), "no request had {text:?}:\n{}", log());
    }

    /// Returns its process number, to stop and continue it.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}
