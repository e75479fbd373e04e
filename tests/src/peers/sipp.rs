//! SIPp with scenarios of `tests/peers/sipp`: the other end of one call, message by message.
//!
//! The scenarios are SIPp's own XML with these abbreviations, which are filled in before SIPp reads
//! them:
//!
//! | abbreviation | is |
//! |---|---|
//! | `@CALLER METHOD 2@` | a request with this number in the dialog of a call that SIPp made; the first one makes it |
//! | `@SAME ACK 4@` | the ACK of a failure, or the CANCEL, of the INVITE so many messages before |
//! | `@CALLEE METHOD 2@` | a request in the dialog of a call that SIPp took |
//! | `@KEEP@` | keeps what identifies the phone's request, within `<action>` |
//! | `@KEPT 180 Ringing@` | a response to that request, in the dialog that SIPp makes |
//! | `@REPLY 200 OK@` | a response to the last request |
//! | `@TAKE 200 OK@` | a response to the request before, which makes a dialog |
//! | `@EMPTY@` | the length of no body |
//! | `@SDP sendonly@` | a description of a stream, and the type and length of the body |
//! | `@CHECK regexp@` | fails unless the message matches, within `<action>` |
//! | `@FIELD Name regexp@` | fails unless a header field matches, within `<action>` |

use std::net::UdpSocket;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::DOMAIN;
use crate::child::{Child, free_ports, program, wait_until};

/// How long a scenario may take, in seconds.
const PATIENCE_S: u64 = 25;

/// A running SIPp.
#[derive(Debug)]
pub struct Sipp {
    /// Its port on 127.0.0.1.
    pub port: u16,
    name: String,
    child: Option<Child>,
    folder: TempDir,
}

impl Sipp {
    /// Returns a port for a SIPp that is started later.
    pub fn port() -> u16 {
        free_ports(1)
    }

    /// Starts a scenario that waits for the phone at `port`, and returns when it does; `keys` are
    /// what it calls `[name]`.
    #[track_caller]
    pub fn waits(name: &str, port: u16, keys: &[(&str, &str)]) -> Self {
        Self::start(name, port, None, keys, 1)
    }

    /// Starts a scenario that so many callers go through, and returns when it waits for them.
    #[track_caller]
    pub fn waits_for_all(name: &str, port: u16, callers: usize) -> Self {
        Self::start(name, port, None, &[], callers)
    }

    /// Starts a scenario that begins at the phone, whose SIP is at `phone`; `keys` are what it
    /// calls `[name]`.
    #[track_caller]
    pub fn begins(name: &str, phone: u16, keys: &[(&str, &str)]) -> Self {
        Self::start(name, free_ports(1), Some(phone), keys, 1)
    }

    /// Starts a scenario that begins at the phone so many times at once.
    #[track_caller]
    pub fn crowds(name: &str, phone: u16, count: usize) -> Self {
        Self::start(name, free_ports(1), Some(phone), &[], count)
    }

    #[track_caller]
    fn start(
        name: &str,
        port: u16,
        phone: Option<u16>,
        keys: &[(&str, &str)],
        count: usize,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = crate::folder().join("peers/sipp").join(format!("{name}.xml"));
        let scenario = std::fs::read_to_string(path).unwrap();
        let scenario = keys
            .iter()
            .fold(scenario, |text, (key, value)| text.replace(&format!("[{key}]"), value));
        let file = folder.path().join("scenario.xml");
        std::fs::write(&file, expanded(&scenario)).unwrap();
        let count = count.to_string();
        let mut command = Command::new(program(&["sipp"]));
        command.arg("-sf").arg(file).current_dir(folder.path());
        command.args(["-i", "127.0.0.1", "-p", &port.to_string(), "-nostdin"]);
        // All at once.
        command.args(["-m", "-l", "-r"].into_iter().flat_map(|flag| [flag, &count]));
        command.args(["-timeout", &format!("{PATIENCE_S}s"), "-timeout_error"]);
        command.args(["-trace_msg", "-message_file", "messages"]);
        command.args(["-trace_err", "-error_file", "errors"]);
        command.args(["-au", "1001", "-ap", "secret1001"]);
        command.args(phone.map(|phone| format!("127.0.0.1:{phone}")));
        let child = Child::start(&format!("sipp {name}"), &mut command);
        let sipp = Self { port, name: name.to_owned(), child: Some(child), folder };
        let bound = wait_until(Duration::from_secs(10), || {
            UdpSocket::bind(("127.0.0.1", port)).is_err().then_some(())
        });
        assert!(bound.is_some() || phone.is_some(), "sipp does not start:\n{}", sipp.messages());
        sipp
    }

    /// Waits until it has seen or sent `text` so many times, at most 10 s.
    #[track_caller]
    pub fn wait_for_count(&self, text: &str, count: usize) {
        let found = wait_until(Duration::from_secs(10), || {
            (self.messages().matches(text).count() >= count).then_some(())
        });
        assert!(found.is_some(), "not {count} times {text:?}: {}", self.messages());
    }

    /// Waits until its scenario has ended, and fails unless it ended well.
    #[track_caller]
    pub fn ends_well(mut self) {
        let child = self.child.take().expect("it runs");
        let code = child.wait(Duration::from_secs(PATIENCE_S + 5));
        assert_eq!(code, Some(0), "sipp {}: {}", self.name, self.messages());
    }

    /// Returns what it saw and sent, and what was wrong.
    fn messages(&self) -> String {
        let read =
            |name: &str| std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        format!("{}\n{}", read("messages"), read("errors"))
    }
}

impl Drop for Sipp {
    fn drop(&mut self) {
        if self.child.is_some() && std::thread::panicking() {
            eprintln!("--- sipp {}: {}", self.name, self.messages());
        }
    }
}

/// Fills in the abbreviations.
fn expanded(scenario: &str) -> String {
    let mut text = String::new();
    let mut rest = scenario;
    while let Some((before, after)) = rest.split_once('@') {
        text += before;
        // An at sign that begins no abbreviation is one of an address.
        let Some((inside, behind)) = after.split_once('@').filter(|(inside, _)| {
            inside.starts_with(|c: char| c.is_ascii_uppercase()) && !inside.contains('\n')
        }) else {
            text.push('@');
            rest = after;
            continue;
        };
        text += &abbreviation(inside);
        rest = behind;
    }
    text += rest;
    // SIPp refuses variables that are kept and not used.
    let used = |name: &&str| text.contains(&format!("assign_to=\"{name}\""));
    let used: Vec<_> =
        ["via", "peer", "own", "cseq", "target", "seen"].into_iter().filter(used).collect();
    let reference = format!("<Reference variables=\"{}\"/></scenario>", used.join(","));
    if used.is_empty() { text } else { text.replace("</scenario>", &reference) }
}

fn abbreviation(text: &str) -> String {
    let (name, rest) = text.split_once(' ').unwrap_or((text, ""));
    let via = "Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]\nMax-Forwards: 70";
    // Its user is its port, by which a proxy finds it, too (`tests/peers/kamailio.cfg`).
    let contact = "Contact: <sip:[local_port]\u{40}[local_ip]:[local_port]>";
    let request = |target: &str, from: &str, to: &str| {
        let (method, number) = rest.split_once(' ').expect("a method and a number");
        format!(
            "{method} {target} SIP/2.0\n{via}\nFrom: {from}\nTo: {to}\nCall-ID: [call_id]\n\
             CSeq: {number} {method}\n{contact}"
        )
    };
    let check = |place: &str, regexp: &str, variable: &str| {
        format!(
            "<ereg regexp=\"{regexp}\" search_in={place} check_it=\"true\" \
             assign_to=\"{variable}\"/>"
        )
    };
    let field = |header: &str| format!("\"hdr\" header=\"{header}:\"");
    match name {
        "CALLER" => request(
            "sip:1001\u{40}[remote_ip]:[remote_port]",
            &format!("\"Peer\" <sip:1003\u{40}{DOMAIN}>;tag=caller[call_number]"),
            &format!("<sip:1001\u{40}{DOMAIN}>[peer_tag_param]"),
        ),
        "SAME" => {
            let (method, back) = rest.split_once(' ').expect("a method and a distance");
            let text = abbreviation(&format!("CALLER {method} 1"))
                .replace("[branch]", &format!("[branch-{back}]"));
            if method == "CANCEL" { text.replace("[peer_tag_param]", "") } else { text }
        }
        "CALLEE" => {
            let own = format!("<sip:1002\u{40}{DOMAIN}>;tag=callee[call_number]");
            request("[$target]", &own, "[$peer]")
        }
        "KEEP" => {
            let whole = [("Via", "via"), ("From", "peer"), ("To", "own"), ("CSeq", "cseq")];
            let whole = whole.map(|(header, variable)| check(&field(header), ".*", variable));
            whole.concat() + &check(&field("Contact"), "sip:[^&gt;;]*", "target")
        }
        "KEPT" => format!(
            "SIP/2.0 {rest}\nVia:[$via]\nFrom:[$peer]\nTo:[$own];tag=callee[call_number]\n\
             Call-ID: [call_id]\nCSeq:[$cseq]\n{contact}"
        ),
        "REPLY" => format!(
            "SIP/2.0 {rest}\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n\
             [last_CSeq:]\n{contact}"
        ),
        "TAKE" => format!(
            "SIP/2.0 {rest}\n[last_Via:]\n[last_From:]\n[last_To:];tag=callee[call_number]\n\
             [last_Call-ID:]\n[last_CSeq:]\n{contact}"
        ),
        "EMPTY" => "Content-Length: 0\n\n".to_owned(),
        "SDP" => sdp(rest),
        "CHECK" => check("\"msg\"", rest, "seen"),
        "FIELD" => {
            let (header, regexp) = rest.split_once(' ').expect("a field and what it is like");
            check(&field(header), regexp, "seen")
        }
        _ => panic!("no abbreviation {text}"),
    }
}

/// Returns a description with a direction; `black` has no address (RFC 3264 8.4).
fn sdp(direction: &str) -> String {
    let (address, direction) =
        if direction == "black" { ("0.0.0.0", "sendrecv") } else { ("127.0.0.1", direction) };
    format!(
        "Content-Type: application/sdp\nContent-Length: [len]\n\nv=0\n\
         o=sipp 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 {address}\nt=0 0\nm=audio 6000 RTP/AVP 8\n\
         a=rtpmap:8 PCMA/8000\na={direction}"
    )
}
