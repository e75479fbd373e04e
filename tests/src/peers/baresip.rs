//! baresip as the other phone: what it says, what it heard, and its keys.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{DOMAIN, Pem, filled_in};
use crate::child::{Child, free_ports, program, wait_until, without_rights};
use crate::folder;
use crate::wav::Wav;

/// Ports for RTP: two for each of some calls.
const RTP_PORTS: u16 = 16;

/// What it does when it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Answers at once.
    AtOnce,
    /// Rings until told.
    WhenTold,
}

/// How a phone is set up.
#[derive(Clone, Debug)]
pub struct BaresipOptions {
    /// Its number, 1001 to 1010.
    pub number: u16,
    /// The registrar's port on 127.0.0.1; none to work without one.
    pub registrar: Option<u16>,
    /// Its codecs in its order, as `PCMA/8000`; with one of a wider band first it says
    /// `tests/data/peer-wide.wav`.
    pub codecs: Vec<String>,
    /// What it does when it is called.
    pub answer: Answer,
}

/// How a phone encrypts sound, with keys in descriptions (RFC 4568).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encryption {
    /// It does not.
    #[default]
    Off,
    /// If the other phone can.
    Optional,
    /// Always.
    Required,
}

/// What carries its SIP to the registrar.
#[derive(Clone, Copy, Debug)]
pub enum Carrier<'a> {
    /// UDP.
    Udp,
    /// TCP.
    Tcp,
    /// TLS, with its own certificate; it does not check the registrar's.
    Tls(&'a Pem),
}

impl Carrier<'_> {
    /// Returns its name in addresses (RFC 3261 19.1.1).
    pub(super) const fn name(self) -> &'static str {
        match self {
            Carrier::Udp => "udp",
            Carrier::Tcp => "tcp",
            Carrier::Tls(_) => "tls",
        }
    }
}

/// A running baresip that says `tests/data/peer.wav` in a loop and records what it hears.
#[derive(Debug)]
pub struct Baresip {
    /// The port of SIP over UDP on 127.0.0.1.
    pub port: u16,
    control: u16,
    child: Child,
    folder: TempDir,
}

impl Baresip {
    /// Starts it and waits until it is registered, or listens.
    pub fn start(options: &BaresipOptions) -> Self {
        Self::start_over(options, Carrier::Udp)
    }

    /// Starts it with another carrier than UDP and waits until it is registered.
    pub fn start_over(options: &BaresipOptions, carrier: Carrier<'_>) -> Self {
        Self::open(options, carrier, Encryption::Off)
    }

    /// Starts it with sound that is encrypted and waits until it is registered.
    pub fn start_encrypted(options: &BaresipOptions, encryption: Encryption) -> Self {
        Self::open(options, Carrier::Udp, encryption)
    }

    fn open(options: &BaresipOptions, carrier: Carrier<'_>, encryption: Encryption) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // SIP takes a port and the next; then control, then RTP from an even port.
        let port = free_ports(4 + RTP_PORTS) / 2 * 2 + 2;
        let (control, rtp) = (port - 1, port + 2);
        let play = folder.path().join("say.wav");
        // Its call ends with the file: three minutes.
        let is_narrow = |codec: &String| codec.starts_with("PCM");
        let said = if options.codecs.first().is_none_or(is_narrow) { "peer" } else { "peer-wide" };
        let said = Wav::read(&folder_file(&format!("data/{said}.wav")));
        said.repeated(22).write(&play);
        let certificate = match carrier {
            Carrier::Udp | Carrier::Tcp => String::new(),
            Carrier::Tls(Pem { certificate, key }) => {
                let path = folder.path().join("own.pem");
                std::fs::write(&path, format!("{certificate}{key}")).unwrap();
                format!("sip_certificate {}", path.display())
            }
        };
        let values = [
            ("CERTIFICATE", certificate),
            ("PORT", port.to_string()),
            ("RATE", said.rate.to_string()),
            ("CONTROL", control.to_string()),
            ("RTP_FIRST", rtp.to_string()),
            ("RTP_LAST", (rtp + RTP_PORTS - 2).to_string()),
            ("PLAY", play.display().to_string()),
            ("MODULES", modules().display().to_string()),
            ("FOLDER", folder.path().display().to_string()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
        std::fs::write(folder.path().join("config"), filled_in("baresip.conf", &values)).unwrap();
        std::fs::write(folder.path().join("accounts"), account(options, carrier, encryption))
            .unwrap();
        std::fs::write(folder.path().join("contacts"), "").unwrap();
        let mut command = Command::new(program(&["baresip"]));
        command.current_dir(folder.path()).arg("-v").arg("-f").arg(folder.path());
        without_rights(&mut command, folder.path());
        let child = Child::start(&format!("baresip {}", options.number), &mut command);
        child.wait_for(if options.registrar.is_some() { "200 OK" } else { "baresip is ready" });
        Self { port, control, child, folder }
    }

    /// Calls an address as `sip:1001@phones.test` and returns when it rings or is refused.
    #[track_caller]
    pub fn dial(&self, uri: &str) {
        self.command("dial", uri);
    }

    /// Answers the call that rings.
    #[track_caller]
    pub fn accept(&self) {
        self.command("accept", "");
    }

    /// Ends the call, or rejects the one that rings.
    #[track_caller]
    pub fn hang_up(&self) {
        self.command("hangup", "");
    }

    /// Gives a command of its menu and returns its answer.
    ///
    /// # Panics
    ///
    /// If it does not answer within 5 s, or refuses.
    #[track_caller]
    pub fn command(&self, command: &str, params: &str) -> String {
        let answer = self.ask(command, params);
        let answer = answer.unwrap_or_else(|error| panic!("baresip {command}: {error}"));
        assert_eq!(answer["ok"], true, "baresip {command} {params}: {answer}");
        answer["data"].as_str().unwrap_or_default().to_owned()
    }

    /// Returns its log.
    pub fn log(&self) -> String {
        self.child.log()
    }

    /// Waits until its log has `text`, at most 10 s.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.child.wait_for(text);
    }

    /// Waits until its log has `text` at least `count` times, at most 10 s.
    #[track_caller]
    pub fn wait_for_count(&self, text: &str, count: usize) {
        self.child.wait_for_count(text, count);
    }

    /// Returns the digits of telephone events it received, as `12#`.
    pub fn digits(&self) -> String {
        let log = self.log();
        let ends = log.lines().filter(|line| line.contains("(end=1)"));
        let digit = |line: &str| line.split("received event: '").nth(1)?.chars().next();
        ends.filter_map(digit).collect()
    }

    /// Returns the files with what it heard, oldest first: one a call, or one a stretch of it.
    pub fn heard(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_string_lossy().ends_with("-dec.wav"))
            .collect();
        files.sort();
        files
    }

    /// Waits until it has heard `seconds` in its newest call, at most 20 s longer than that, and
    /// returns all that it has heard so far.
    #[track_caller]
    pub fn wait_heard(&self, seconds: f64) -> Wav {
        let within = Duration::from_secs_f64(seconds + 20.0);
        let found = wait_until(within, || {
            let newest = self.heard().pop()?;
            let bytes = (seconds * f64::from(bytes_a_second(&newest)?)) as u64 + 44;
            (newest.metadata().ok()?.len() >= bytes).then_some(newest)
        });
        let found =
            found.unwrap_or_else(|| panic!("baresip heard less than {seconds} s:\n{}", self.log()));
        Wav::read(&found)
    }

    /// Returns how much it has decoded in the call, in seconds, recorded or not: the file of what it
    /// heard ends where a call is held.
    #[track_caller]
    pub fn decoded_s(&self) -> f64 {
        let state = self.command("audio_debug", "");
        let decoder = state.split(" rx: ").nth(1).and_then(|rest| rest.split("time = ").nth(1));
        let seconds = decoder.and_then(|rest| rest.split(' ').next()?.parse().ok());
        seconds.unwrap_or_else(|| panic!("no time in {state}"))
    }

    fn ask(&self, command: &str, params: &str) -> Result<Value, std::io::Error> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.control))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        let body = json!({ "command": command, "params": params, "token": "1" }).to_string();
        write!(stream, "{}:{body},", body.len())?;
        loop {
            let answer = netstring(&mut stream)?;
            let answer: Value = serde_json::from_slice(&answer)?;
            // Events come on the same connection.
            if answer["response"] == true {
                return Ok(answer);
            }
        }
    }
}

fn account(options: &BaresipOptions, carrier: Carrier<'_>, encryption: Encryption) -> String {
    let BaresipOptions { number, registrar, codecs, answer } = options;
    let encryption = match encryption {
        Encryption::Off => "",
        Encryption::Optional => "mediaenc=srtp;",
        Encryption::Required => "mediaenc=srtp-mand;",
    };
    let mode = match answer {
        Answer::AtOnce => "auto",
        Answer::WhenTold => "manual",
    };
    let transport = carrier.name();
    let route = match registrar {
        Some(port) => format!(
            "auth_user={number};auth_pass=secret{number};\
             outbound=\"sip:127.0.0.1:{port};transport={transport}\";regint=60"
        ),
        None => "regint=0".to_owned(),
    };
    format!(
        "<sip:{number}@{DOMAIN};transport={transport}>;{route};answermode={mode};dtmfmode=rtpevent;\
         {encryption}audio_codecs={}\n",
        codecs.join(",")
    )
}

/// Reads from the header of a WAV how long it is for each second.
fn bytes_a_second(wav: &Path) -> Option<u32> {
    let mut header = [0; 32];
    std::fs::File::open(wav).ok()?.read_exact(&mut header).ok()?;
    header.last_chunk().copied().map(u32::from_le_bytes)
}

/// Returns the folder with its modules, which differs between distributions.
fn modules() -> PathBuf {
    let folders = ["/usr/lib/baresip/modules", "/usr/local/lib/baresip/modules"];
    let found = folders.iter().map(PathBuf::from).find(|folder| folder.is_dir());
    found.unwrap_or_else(|| panic!("baresip's modules are in none of {folders:?}"))
}

fn folder_file(path: &str) -> PathBuf {
    folder().join(path)
}

/// Reads `LENGTH:BYTES,`.
fn netstring(stream: &mut TcpStream) -> Result<Vec<u8>, std::io::Error> {
    let mut length = 0usize;
    loop {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        match byte[0] {
            b'0'..=b'9' => length = length * 10 + usize::from(byte[0] - b'0'),
            _ => break,
        }
    }
    let mut body = vec![0; length + 1];
    stream.read_exact(&mut body)?;
    body.pop();
    Ok(body)
}
