//! The program `hookswitch` as people run it: a child process with a file or arguments of its own.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::child::{Child, cpu_seconds, free_ports, resident_bytes, target_file, wait_until};
use crate::peers::DOMAIN;

/// Ports that a phone uses for media (manual 13.3).
const MEDIA_PORTS: u16 = 127;

/// How the phone behind a gateway is configured.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its number, which is its user too.
    pub number: u16,
    /// The registrar's port on 127.0.0.1.
    pub registrar: u16,
    /// Its password; `secret` and the number if none is given.
    pub password: Option<String>,
    /// Codecs, best first, as `PCMA`.
    pub codecs: Vec<String>,
    /// More lines for its `.cfg`.
    pub more: Vec<(String, String)>,
}

impl Account {
    /// Returns an account with both codecs and the right password.
    pub fn new(number: u16, registrar: u16) -> Self {
        let codecs = vec!["PCMA".to_owned(), "PCMU".to_owned()];
        Self { number, registrar, password: None, codecs, more: Vec::new() }
    }

    /// Returns the account with one more line for its `.cfg`.
    #[must_use]
    pub fn with(mut self, path: &str, value: &str) -> Self {
        self.more.push((path.to_owned(), value.to_owned()));
        self
    }

    /// Returns its `.cfg`.
    pub fn cfg(&self, sip_port: u16, media_port: u16) -> String {
        let Self { number, registrar, .. } = self;
        let password = self.password.clone().unwrap_or_else(|| format!("secret{number}"));
        let mut text = format!(
            "voip/line/0/enabled=1\nvoip/line/0/id={number}\n\
             voip/line/0/description=Phone {number}\nvoip/line/0/extension_display={number}\n\
             voip/line/0/auth_name={number}\nvoip/line/0/auth_password={password}\n\
             voip/signalling/sip/use_proxy=1\nvoip/signalling/sip/proxy_address=127.0.0.1\n\
             voip/signalling/sip/proxy_port={registrar}\n\
             voip/signalling/sip/proxy_gateway={DOMAIN}\n\
             voip/signalling/sip/port={sip_port}\nvoip/media/media_port={media_port}\n"
        );
        for place in 0..5 {
            let codec = self.codecs.get(place);
            let _ = writeln!(
                text,
                "voip/codec/codec_info/{place}/enabled={}",
                u8::from(codec.is_some())
            );
            if let Some(codec) = codec {
                let _ = writeln!(text, "voip/codec/codec_info/{place}/name={codec}");
            }
        }
        for (path, value) in &self.more {
            let _ = writeln!(text, "{path}={value}");
        }
        text
    }
}

/// A running gateway.
#[derive(Debug)]
pub struct Gateway {
    /// The page's address.
    pub url: String,
    /// The port of its phone's SIP on 127.0.0.1.
    pub sip_port: u16,
    /// Lowest of the ports that its phone uses for media.
    pub media_port: u16,
    command: Vec<String>,
    /// A file with certificates that its host trusts, if not those of this machine.
    trusted: Option<PathBuf>,
    child: Option<Child>,
    served: Option<Arc<Mutex<String>>>,
    _folder: TempDir,
}

impl Gateway {
    /// Starts `hookswitch serve` for one phone, which keeps links for 30 s and over a restart.
    pub fn serve(account: &Account) -> Self {
        Self::serve_with(account, "")
    }

    /// Starts `hookswitch serve` with more sections in its `gateway.toml`.
    pub fn serve_with(account: &Account, more: &str) -> Self {
        let source = |files| {
            format!("[configuration]\nurl = \"http://127.0.0.1:{files}/<MAC>.cfg\"\n{more}")
        };
        Self::serve_from(account, source)
    }

    /// Starts `hookswitch serve` for one phone that finds its file by DHCP option 160.
    pub fn serve_by_dhcp(account: &Account) -> Self {
        let source =
            |files| format!("[dhcp.options]\n160 = \"http://127.0.0.1:{files}/;<MAC>.cfg\"\n");
        Self::serve_from(account, source)
    }

    /// Starts `hookswitch serve` with the sections that tell of the phone's file, which a server
    /// at a port of 127.0.0.1 has.
    fn serve_from(account: &Account, source: impl FnOnce(u16) -> String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (http, sip, media) = (free_ports(1), free_ports(1), free_ports(MEDIA_PORTS + 1));
        let media = media.next_multiple_of(2);
        let (files, served) = serve_text(account.cfg(sip, media));
        let state = folder.path().join("state");
        let config = format!(
            "[http]\nlisten = \"127.0.0.1:{http}\"\n\
             [link]\ngrace_s = 30\nstate_directory = {state:?}\n\
             [sockets]\nsip_ports = \"{sip}\"\nmedia_ports = \"{media}-{last}\"\n\
             [enrolment]\nopen = true\n\
             [policy]\nsip = [{{ network = \"127.0.0.1/32\", ports = \"1024-65535\" }}]\n\
             media = [{{ network = \"127.0.0.0/8\" }}]\n\
             hosts = [{{ name = \"127.0.0.1\", ports = \"{files}\", networks = [\"127.0.0.1/32\"] }}]\n\
             {}",
            source(files),
            last = media + MEDIA_PORTS - 1,
        );
        let file = folder.path().join("gateway.toml");
        std::fs::write(&file, config).unwrap();
        let command = ["serve", "--config", &file.display().to_string()].map(str::to_owned);
        Self::start(command.to_vec(), (sip, media), Some(served), folder)
    }

    /// Starts `hookswitch serve` for phones that find files in its folder: names, and what they say.
    pub fn serve_files(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let config = format!(
            "[http]\nlisten = '127.0.0.1:{}'\n[enrolment]\nopen = true\n\
             [policy]\nmedia = [{{ network = '127.0.0.0/8' }}]\n\
             [configuration]\ndirectory = '{}'\n",
            free_ports(1),
            folder.path().display()
        );
        Self::serve_in(folder, &config, None)
    }

    /// Starts `hookswitch serve` with this file.
    pub fn serve_file(config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::serve_in(folder, config, None)
    }

    /// Starts `hookswitch serve` with this file on a host that trusts one authority, given as PEM,
    /// and no other.
    pub fn serve_file_trusting(config: &str, authority: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let trusted = folder.path().join("authority.pem");
        std::fs::write(&trusted, authority).unwrap();
        Self::serve_in(folder, config, Some(trusted))
    }

    fn serve_in(folder: TempDir, config: &str, trusted: Option<PathBuf>) -> Self {
        let file = folder.path().join("gateway.toml");
        std::fs::write(&file, config).unwrap();
        let command = ["serve", "--config", &file.display().to_string()].map(str::to_owned);
        let (child, url) = launch(&command, trusted.as_deref());
        let child = Some(child);
        Self {
            url,
            sip_port: 0,
            media_port: 0,
            command: command.to_vec(),
            trusted,
            child,
            served: None,
            _folder: folder,
        }
    }

    /// Starts `hookswitch demo` on a free port.
    pub fn demo() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_ports(1).to_string();
        let state = folder.path().join("state").display().to_string();
        let command = ["demo", "--port", &port, "--state", &state].map(str::to_owned);
        Self::start(command.to_vec(), (5_060, 4_000), None, folder)
    }

    /// Ends the gateway at once, as a crash would; its sockets go with it.
    #[track_caller]
    pub fn kill(&mut self) {
        self.child.take().expect("the gateway runs").kill();
    }

    /// Starts it again as it was started.
    #[track_caller]
    pub fn start_again(&mut self) {
        assert!(self.child.is_none(), "the gateway runs");
        self.child = Some(launch(&self.command, self.trusted.as_deref()).0);
    }

    /// Starts it again with another file.
    #[track_caller]
    pub fn start_again_with(&mut self, config: &str) {
        let file = self.command.last().expect("it has a file");
        std::fs::write(file, config).unwrap();
        self.start_again();
    }

    /// Changes the `.cfg` that phones get from now on.
    pub fn set_cfg(&self, change: impl FnOnce(&str) -> String) {
        let served = self.served.as_ref().expect("the demo makes its own files");
        let mut text = served.lock().unwrap_or_else(PoisonError::into_inner);
        *text = change(&text);
    }

    /// Returns the seconds of processor time that it has used, on Linux.
    pub fn cpu_seconds(&self) -> f64 {
        self.child.as_ref().map_or(0.0, |child| cpu_seconds(child.id()))
    }

    /// Returns the memory that it has, in bytes, on Linux.
    pub fn resident_bytes(&self) -> u64 {
        self.child.as_ref().map_or(0, |child| resident_bytes(child.id()))
    }

    /// Returns its log.
    pub fn log(&self) -> String {
        self.child.as_ref().map(Child::log).unwrap_or_default()
    }

    fn start(
        command: Vec<String>,
        (sip_port, media_port): (u16, u16),
        served: Option<Arc<Mutex<String>>>,
        folder: TempDir,
    ) -> Self {
        let (child, url) = launch(&command, None);
        let child = Some(child);
        Self { url, sip_port, media_port, command, trusted: None, child, served, _folder: folder }
    }
}

/// Returns the program that `cargo xtask` built: the optimised one for measurements.
pub fn hookswitch() -> PathBuf {
    if let Some(path) = std::env::var_os("HOOKSWITCH") {
        return path.into();
    }
    let path = target_file(if cfg!(debug_assertions) { "debug" } else { "release" });
    let path = path.join("hookswitch");
    assert!(path.is_file(), "{} is missing: run `cargo xtask test browser`", path.display());
    path
}

/// Starts the program and waits for the address it prints.
fn launch(args: &[String], trusted: Option<&Path>) -> (Child, String) {
    let mut command = Command::new(hookswitch());
    if let Some(file) = trusted {
        // What TLS libraries read in place of the system's certificates (openssl(1)).
        command.env("SSL_CERT_FILE", file);
    }
    // A page that was just built can be tried without building the program that embeds it.
    if let Some(app) = std::env::var_os("HOOKSWITCH_APP") {
        command.args(args).arg("--app").arg(app);
    } else {
        command.args(args);
    }
    let child = Child::start("hookswitch", &mut command);
    let url = wait_until(Duration::from_secs(10), || {
        let log = child.log();
        let line = log.lines().find(|line| line.starts_with("Hookswitch "))?;
        line.split_whitespace().find(|word| word.starts_with("http")).map(str::to_owned)
    });
    let url = url.unwrap_or_else(|| panic!("no address is printed:\n{}", child.log()));
    (child, url)
}

/// Answers every request on a free port with the same text, which can be changed.
fn serve_text(text: String) -> (u16, Arc<Mutex<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let text = Arc::new(Mutex::new(text));
    let served = Arc::clone(&text);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _request = stream.read(&mut [0; 4096]);
            let body = served.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n";
            let _sent = write!(stream, "{head}Content-Length: {}\r\n\r\n{body}", body.len());
        }
    });
    (port, text)
}
