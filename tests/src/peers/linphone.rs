//! linphonec as a phone with one codec: G.729, Opus, or PCMA over another carrier than UDP or encrypted.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::{Carrier, DOMAIN, Encryption, filled_in};
use crate::child::{Child, free_ports, program, wait_until, without_rights};
use crate::wav::Wav;

/// Ports for RTP.
const RTP_PORTS: u16 = 16;

/// Whether it takes and sends the silence compression of Annex B.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnexB {
    /// It does.
    Yes,
    /// It says that it does not.
    No,
}

/// The one codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Codec {
    G729(AnnexB),
    Opus,
    Pcma,
}

/// A running linphonec that answers at once, says `tests/data/peer.wav` in a loop and records what
/// it hears.
#[derive(Debug)]
pub struct Linphone {
    child: Child,
    folder: TempDir,
}

impl Linphone {
    /// Starts it with G.729 and waits until it is registered.
    pub fn start(number: u16, registrar: u16, annex_b: AnnexB) -> Self {
        Self::open(number, registrar, Codec::G729(annex_b), Carrier::Udp, Encryption::Off)
    }

    /// Starts it with Opus and waits until it is registered.
    pub fn start_with_opus(number: u16, registrar: u16) -> Self {
        Self::open(number, registrar, Codec::Opus, Carrier::Udp, Encryption::Off)
    }

    /// Starts it with PCMA over a carrier, and waits until it is registered. Over TLS it has no
    /// certificate and does not check the registrar's.
    pub fn start_over(number: u16, registrar: u16, carrier: Carrier<'_>) -> Self {
        Self::open(number, registrar, Codec::Pcma, carrier, Encryption::Off)
    }

    /// Starts it with PCMA and sound that is encrypted, and waits until it is registered.
    pub fn start_encrypted(number: u16, registrar: u16) -> Self {
        Self::open(number, registrar, Codec::Pcma, Carrier::Udp, Encryption::Required)
    }

    fn open(
        number: u16,
        registrar: u16,
        codec: Codec,
        carrier: Carrier<'_>,
        encryption: Encryption,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_ports(2 + RTP_PORTS).next_multiple_of(2);
        let annex_b = match codec {
            Codec::G729(AnnexB::Yes) => "yes",
            Codec::G729(AnnexB::No) | Codec::Opus | Codec::Pcma => "no",
        };
        let port_if = |used: bool| if used { port.to_string() } else { "0".to_owned() };
        let number_of = |used: bool| u8::from(used).to_string();
        let encryption = if encryption == Encryption::Off { "none" } else { "srtp" };
        let values = [
            ("NUMBER", number.to_string()),
            ("REGISTRAR", registrar.to_string()),
            ("UDP_PORT", port_if(matches!(carrier, Carrier::Udp))),
            ("TCP_PORT", port_if(matches!(carrier, Carrier::Tcp))),
            ("TLS_PORT", port_if(matches!(carrier, Carrier::Tls(_)))),
            ("TRANSPORT", carrier.name().to_owned()),
            ("G729", number_of(matches!(codec, Codec::G729(_)))),
            ("OPUS", number_of(codec == Codec::Opus)),
            ("PCMA", number_of(codec == Codec::Pcma)),
            ("RTP_FIRST", (port + 2).to_string()),
            ("RTP_LAST", (port + RTP_PORTS).to_string()),
            ("DOMAIN", DOMAIN.to_owned()),
            ("ENCRYPTION", encryption.to_owned()),
            ("ANNEXB", annex_b.to_owned()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let path = folder.path();
        std::fs::write(path.join("linphonerc"), filled_in("linphone.conf", &values)).unwrap();
        let say = path.join("say.wav");
        Wav::read(&crate::folder().join("data/peer.wav")).repeated(22).write(&say);
        let made = Command::new("mkfifo").arg(path.join("in")).status().unwrap();
        assert!(made.success(), "mkfifo");
        let linphonec = program(&["linphonec"]);
        let mut command = Command::new("sh");
        // It does not make the folder of its database by itself.
        let line = format!(
            "mkdir -p .local/share/linphone && exec {} -c linphonerc -d 4 -l linphone.log -a <>in",
            linphonec.display()
        );
        command.current_dir(path).env("HOME", path).args(["-c", &line]);
        without_rights(&mut command, path);
        let child = Child::start(&format!("linphone {number}"), &mut command);
        let phone = Self { child, folder };
        let heard = phone.heard_path();
        phone.command(&format!(
            "soundcard use files\nplay {}\nrecord {}",
            say.display(),
            heard.display()
        ));
        phone.wait_for("to [LinphoneRegistrationOk]");
        phone
    }

    /// Waits until its log has `text`, at most 10 s.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        let found = wait_until(Duration::from_secs(10), || self.log().contains(text).then_some(()));
        let log = self.log();
        let end: Vec<_> = log.lines().rev().take(40).collect();
        assert!(found.is_some(), "linphone does not say {text:?}, but backwards: {end:#?}");
    }

    /// Waits until it has printed `text`, at most 10 s.
    #[track_caller]
    pub fn wait_printed(&self, text: &str) {
        self.child.wait_for(text);
    }

    /// Returns the digits that it says it received.
    pub fn digits(&self) -> String {
        let printed = self.child.log();
        printed.split("Receiving tone ").skip(1).filter_map(|rest| rest.chars().next()).collect()
    }

    /// Calls an address.
    #[track_caller]
    pub fn dial(&self, uri: &str) {
        self.command(&format!("call {uri}"));
    }

    /// Ends its call.
    #[track_caller]
    pub fn hang_up(&self) {
        self.command("terminate");
    }

    /// Returns its log.
    pub fn log(&self) -> String {
        let bytes = std::fs::read(self.folder.path().join("linphone.log")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Ends it, and returns what it heard, which is whole only then.
    #[track_caller]
    pub fn quit(self) -> Wav {
        let heard = self.heard_path();
        self.command("quit");
        let Self { mut child, folder } = self;
        let ended = wait_until(Duration::from_secs(10), || (!child.runs()).then_some(()));
        assert!(ended.is_some(), "linphone does not quit:\n{}", child.log());
        let wav = Wav::read(&heard);
        drop(folder);
        wav
    }

    fn heard_path(&self) -> PathBuf {
        self.folder.path().join("heard.wav")
    }

    fn command(&self, line: &str) {
        std::fs::write(self.folder.path().join("in"), format!("{line}\n")).unwrap();
    }
}
