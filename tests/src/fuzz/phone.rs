//! A whole phone: keys, time, SIP from a peer that answers anything, a link that breaks.
//!
//! Bytes are a script: each step takes one byte that says what happens and some that say how.

use std::collections::VecDeque;
use std::net::SocketAddr;

use hookswitch_core::link::{
    File, FromGateway, LinkError, MacAddress, Reply, Request as LinkRequest, SocketId, ToGateway,
    Token, Welcome, decode,
};
use hookswitch_core::media::plan::Report;
use hookswitch_core::phone::key::Key;
use hookswitch_core::phone::{Identity, Input, Microphone, Output, Phone, Playback};
use hookswitch_core::sip::header::{Contact, HeaderName, NameAddr, To};
use hookswitch_core::sip::message::{Message, StatusCode};
use hookswitch_core::sip::uri::Uri;
use hookswitch_core::time::{Duration, Instant, WallTime};

use super::Script;

const SDP: &str = "v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\n\
                   m=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\n";

const FILE: &str = "voip/line/0/id=1001\nvoip/line/1/enabled=1\nvoip/line/1/id=1002\n\
                    voip/signalling/sip/use_proxy=1\n\
                    voip/signalling/sip/proxy_address=10.0.0.1\n\
                    voip/signalling/sip/use_proxy_ip_port_for_registrar=1\n";

/// Keys that are pressed beside those of [`Key::SINGLE`].
const MORE_KEYS: [Key; 4] = [Key::Escape, Key::Backspace, Key::Function(0), Key::Function(11)];

/// Most steps of a script, so that a run stays short.
const MOST_STEPS: usize = 400;

/// Most times a phone may want to be woken without the clock moving on.
const MOST_AT_ONCE: usize = 100;

/// Runs the script that `data` is.
///
/// # Panics
///
/// If the phone does, wants to be woken for ever in one instant, draws more than its display
/// holds, or cannot be restored from its snapshot.
pub fn phone(data: &[u8]) {
    let mut run = Run::new();
    let mut script = Script(data);
    for _ in 0..MOST_STEPS {
        let Some(step) = script.byte() else { break };
        run.step(step, &mut script);
        run.check();
    }
    // Whatever happened, everything comes to an end.
    for _ in 0..20 {
        run.advance(Duration::from_secs(60));
    }
    run.check();
}

struct Run {
    phone: Phone,
    now: Instant,
    up: bool,
    /// Messages to the phone that wait until it is drained.
    inbox: VecDeque<FromGateway>,
    sockets: u32,
    sip: SocketId,
    /// The SIP messages that the phone sent last, youngest last.
    sent: VecDeque<Message>,
    calls: u32,
}

fn peer() -> SocketAddr {
    ([10, 0, 0, 1], 5060).into()
}

impl Run {
    fn new() -> Self {
        let identity = Identity { mac: MacAddress::local([1; 6]), enrolment: None };
        let mut run = Self {
            phone: Phone::new(identity, [9; 32], Instant::ZERO),
            now: Instant::ZERO,
            up: false,
            inbox: VecDeque::new(),
            sockets: 0,
            sip: SocketId(0),
            sent: VecDeque::new(),
            calls: 0,
        };
        run.input(Input::Clock(WallTime(1_767_603_600_000_000), 0));
        run
    }

    fn step(&mut self, step: u8, script: &mut Script<'_>) {
        match step % 16 {
            0 => self.press(Key::Digit(script.number() % 10)),
            1 => self.press(Key::Softkey(script.number() % 4)),
            2 => self.press(Key::Line(script.number() % 8)),
            3..=4 => self.press(key(script.number())),
            5 => self.advance(Duration::from_millis(1 << (script.number() % 18))),
            6..=8 => self.answer(script),
            9 => self.invite(script),
            10 => self.in_dialog(script),
            11 => {
                let data = script.bytes();
                self.receive(data);
            }
            12 => match script.number() % 3 {
                0 => self.input(Input::LinkClosed("cut".to_owned())),
                1 => self.input(Input::Online(true)),
                _ => {
                    self.inbox.push_back(FromGateway::Closed(self.sip, LinkError::NoFreePort));
                    self.input(Input::Online(true));
                }
            },
            13 => {
                let bytes = script.bytes();
                if let Ok(message) = decode::<FromGateway>(&bytes) {
                    self.input(Input::FromGateway(message));
                }
            }
            14 => {
                let text = String::from_utf8_lossy(&script.bytes()).into_owned();
                self.input(Input::Text(text));
            }
            _ => self.surroundings(script.number()),
        }
    }

    fn surroundings(&mut self, what: u8) {
        let microphones = [
            Microphone::Asking,
            Microphone::Open,
            Microphone::Missing,
            Microphone::Denied,
            Microphone::Busy,
            Microphone::Closed,
        ];
        match what % 10 {
            0 => self.restore(),
            1 => self.input(Input::Playback(Playback::Running)),
            2 => self.input(Input::Playback(Playback::Suspended)),
            3 => self.input(Input::Audio(Report::default())),
            4 => {
                let key = key(what);
                self.input(if what < 192 { Input::Hold(key) } else { Input::Down(key) });
                if what >= 128 {
                    self.input(Input::Release(key));
                }
            }
            other => {
                let at = usize::from(other) % microphones.len();
                self.input(Input::Microphone(microphones[at].clone()));
            }
        }
    }

    fn press(&mut self, key: Key) {
        self.input(Input::Press(key));
    }

    fn input(&mut self, input: Input) {
        self.phone.handle(input, self.now);
        self.drain();
    }

    fn advance(&mut self, time: Duration) {
        let end = self.now + time;
        let mut at_once = 0;
        while let Some(next) = self.phone.poll_timeout().filter(|&next| next <= end) {
            at_once = if next > self.now { 0 } else { at_once + 1 };
            assert!(at_once < MOST_AT_ONCE, "the phone does not let time pass");
            self.now = self.now.max(next);
            self.phone.handle_timeout(self.now);
            self.drain();
        }
        self.now = end;
    }

    fn restore(&mut self) {
        let bytes = self.phone.snapshot();
        self.phone = Phone::restore(&bytes, [8; 32], self.now).expect("its own snapshot");
        self.up = false;
        self.inbox.clear();
        self.drain();
    }

    fn drain(&mut self) {
        for _ in 0..1_000 {
            if let Some(output) = self.phone.poll_output() {
                self.take(output);
            } else if let Some(message) = self.inbox.pop_front() {
                if self.up {
                    self.phone.handle(Input::FromGateway(message), self.now);
                }
            } else {
                return;
            }
        }
        panic!("the phone never stops wanting something");
    }

    fn take(&mut self, output: Output) {
        match output {
            Output::OpenLink => {
                self.up = true;
                self.phone.handle(Input::LinkOpen, self.now);
            }
            Output::CloseLink => self.up = false,
            Output::ToGateway(ToGateway::Hello(hello)) => {
                let welcome = Welcome {
                    resumed: hello.resume.is_some(),
                    resume: Token("resume".to_owned()),
                    grace_ms: 30_000,
                    web_transport: None,
                    media: Token("media".to_owned()),
                    sockets: (1..=self.sockets).map(SocketId).collect(),
                    keys: Vec::new(),
                    streams: Vec::new(),
                };
                self.inbox.push_back(FromGateway::Welcome(welcome));
            }
            Output::ToGateway(ToGateway::Request(id, request)) => {
                let reply = self.reply(request);
                self.inbox.push_back(FromGateway::Reply(id, reply));
            }
            Output::ToGateway(ToGateway::Send { data, .. }) => {
                let message = Message::parse(&data).expect("the phone sends what can be read");
                self.sent.push_back(message);
                self.sent.drain(..self.sent.len().saturating_sub(8));
            }
            Output::ToGateway(ToGateway::Ping(number)) => {
                self.inbox.push_back(FromGateway::Pong(number));
            }
            Output::ToGateway(_)
            | Output::Media(_)
            | Output::Plan(_)
            | Output::Command(_)
            | Output::Route(..)
            | Output::View
            | Output::Save
            | Output::Log(_)
            | _ => {}
        }
    }

    fn reply(&mut self, request: LinkRequest) -> Result<Reply, LinkError> {
        let local = SocketAddr::from(([10, 0, 0, 2], 5060));
        match request {
            LinkRequest::OpenUdp { .. } => {
                self.sockets += 1;
                self.sip = SocketId(self.sockets);
                Ok(Reply::Udp { socket: self.sip, local })
            }
            LinkRequest::OpenRtp { .. } => {
                self.sockets += 2;
                let (rtp, rtcp) = (SocketId(self.sockets - 1), SocketId(self.sockets));
                Ok(Reply::RtpPair { rtp, rtcp, local })
            }
            LinkRequest::Resolve { host } => match host.parse() {
                Ok(ip) => Ok(Reply::Addresses(vec![ip])),
                Err(_) => Err(LinkError::UnknownHost(host)),
            },
            LinkRequest::FetchConfiguration => {
                Ok(Reply::File(File::named("a.cfg", FILE.as_bytes().to_vec())))
            }
            LinkRequest::Connect { .. } | LinkRequest::Close(_) => Ok(Reply::Done),
            LinkRequest::FetchBeside { .. }
            | LinkRequest::Fetch(_)
            | LinkRequest::Dhcp { .. }
            | LinkRequest::QueryTime { .. }
            | _ => Err(LinkError::Unsupported),
        }
    }

    fn receive(&mut self, data: Vec<u8>) {
        let received = FromGateway::Received { socket: self.sip, from: peer(), data };
        self.input(Input::FromGateway(received));
    }

    /// Answers one of the last requests of the phone with any status, with or without a body.
    fn answer(&mut self, script: &mut Script<'_>) {
        let (which, how) = (usize::from(script.number()), script.number());
        let requests: Vec<_> = self
            .sent
            .iter()
            .filter_map(|message| match message {
                Message::Request(request) => Some(request.clone()),
                Message::Response(_) => None,
            })
            .collect();
        let Some(request) = requests.get(requests.len().wrapping_sub(1 + which % 4)) else {
            return;
        };
        let usual =
            [100, 180, 183, 200, 200, 200, 401, 407, 404, 408, 481, 486, 487, 491, 500, 503];
        let status = usual[usize::from(how % 16)];
        let status = StatusCode::new(status).expect("a status");
        let mut response = request.response(status);
        if let Ok(To(to)) = response.headers.typed::<To>() {
            let tag = if how & 0x40 == 0 { "peer" } else { "fork" };
            let to = if to.tag().is_some() { to } else { to.with_tag(tag) };
            response.headers.set_typed(&To(to));
        }
        let contact = NameAddr::new("", Uri::parse("sip:peer@10.0.0.1:5060").expect("a URI"));
        response.headers.push_typed(&Contact::Address(contact));
        if status.get() == 401 || status.get() == 407 {
            let challenge = "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=MD5";
            let name = if status.get() == 401 {
                HeaderName::WwwAuthenticate
            } else {
                HeaderName::ProxyAuthenticate
            };
            response.headers.push(name, challenge);
        }
        if how & 0x80 == 0 && status.get() < 300 {
            response.headers.set(HeaderName::ContentType, "application/sdp");
            response.body = SDP.as_bytes().to_vec();
        }
        let data = response.to_bytes();
        self.receive(data);
    }

    /// Calls the phone, or sends the same INVITE again.
    fn invite(&mut self, script: &mut Script<'_>) {
        let how = script.number();
        if how & 1 == 0 {
            self.calls += 1;
        }
        let call = self.calls;
        let body = if how & 2 == 0 { SDP } else { "" };
        let user = if how & 4 == 0 { "1001" } else { "1002" };
        self.receive(request("INVITE", user, call, 1, "", body));
    }

    /// Sends a request within a call that the phone was called with, or the CANCEL or ACK of it.
    fn in_dialog(&mut self, script: &mut Script<'_>) {
        let (how, cseq) = (script.number(), script.number());
        let method = ["ACK", "BYE", "CANCEL", "INVITE", "INFO", "OPTIONS", "UPDATE", "REFER"]
            [usize::from(how % 8)];
        let call = self.calls.saturating_sub(u32::from(how >> 6));
        let mine = format!("call{call}@peer");
        let tag = self.sent.iter().rev().find_map(|message| match message {
            Message::Response(response) => {
                let same = response.headers.get(&HeaderName::CallId) == Some(&mine);
                let to = response.headers.typed::<To>().ok().filter(|_| same)?;
                to.0.tag().map(str::to_owned)
            }
            Message::Request(_) => None,
        });
        let tag = tag.filter(|_| method != "CANCEL").unwrap_or_default();
        let number = match method {
            "ACK" | "CANCEL" => 1,
            _ => u32::from(cseq % 8) + 1,
        };
        let body = match how & 0x30 {
            0x10 => SDP.replace("a=rtpmap", "a=sendonly\r\na=rtpmap"),
            0x20 => SDP.to_owned(),
            _ => String::new(),
        };
        self.receive(request(method, "1001", call, number, &tag, &body));
    }

    /// Looks at what a person would see.
    fn check(&self) {
        let view = self.phone.view();
        assert!(view.display.lines.len() <= 24, "{:#?}", view.display);
        assert_eq!(view.line_keys.len(), 6, "as many line keys as the model has");
        for label in view.softkeys.iter().flatten() {
            assert!(!label.is_empty() && label.chars().count() <= 12, "softkey {label:?}");
        }
    }
}

/// Returns the key that a byte of a script means.
fn key(number: u8) -> Key {
    let keys = Key::SINGLE.into_iter().chain(MORE_KEYS);
    keys.cycle().nth(usize::from(number)).expect("there are keys")
}

fn request(method: &str, user: &str, call: u32, cseq: u32, tag: &str, body: &str) -> Vec<u8> {
    let to_tag = if tag.is_empty() { String::new() } else { format!(";tag={tag}") };
    let branch = match method {
        "CANCEL" => format!("{call}INVITE{cseq}"),
        _ => format!("{call}{method}{cseq}"),
    };
    let kind = if body.is_empty() { "" } else { "Content-Type: application/sdp\r\n" };
    format!(
        "{method} sip:{user}@10.0.0.2:5060 SIP/2.0\r\n\
         Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK{branch}\r\nMax-Forwards: 70\r\n\
         From: \"Peer\" <sip:peer@10.0.0.1>;tag=p{call}\r\n\
         To: <sip:{user}@10.0.0.2>{to_tag}\r\nCall-ID: call{call}@peer\r\n\
         CSeq: {cseq} {method}\r\nContact: <sip:peer@10.0.0.1:5060>\r\n{kind}\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
