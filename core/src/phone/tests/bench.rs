//! Phones side by side, each with its own little gateway, and no time between them.

use core::net::{IpAddr, SocketAddr};
use std::collections::{BTreeMap, VecDeque};

use crate::dns::Records;
use crate::language::Language;
use crate::link::{
    DhcpOptions, File, FromGateway, LinkError, MacAddress, Reply, Request, Secret, SocketId,
    ToGateway, Token, Welcome,
};
use crate::media::plan::{Command, Plan, RecordingPart, StreamId};
use crate::phone::key::Key;
use crate::phone::{
    Ask, Download, HeadsetCommand, Identity, Input, Keepsake, Output, Phone, StreamRoute, TapRoute,
};
use crate::sip::header::{HeaderName, To};
use crate::sip::message::{self as sip, Message, Method, StatusCode};
use crate::time::{Duration, Instant};

/// A phone, its gateway, and what it said last.
pub(super) struct Desk {
    pub(super) phone: Phone,
    pub(super) plan: Plan,
    pub(super) routes: BTreeMap<StreamId, StreamRoute>,
    pub(super) commands: Vec<Command>,
    pub(super) log: Vec<String>,
    /// What was asked of the gateway, oldest first.
    pub(super) requests: Vec<Request>,
    /// SIP messages that went to nobody here, and where to.
    pub(super) lost: Vec<String>,
    pub(super) lost_to: Vec<SocketAddr>,
    /// What the gateway has for the phone.
    pub(super) configuration: Result<String, LinkError>,
    /// The administrator's keys that the gateway tells.
    pub(super) keys: Vec<Secret>,
    /// Files beside it.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// What the phone told to keep.
    pub(super) kept: BTreeMap<Keepsake, Vec<u8>>,
    /// Recordings that the audio graph was given.
    pub(super) recordings: Vec<RecordingPart>,
    /// Where taps of the audio graph go.
    pub(super) taps: Option<TapRoute>,
    /// Whether a file of them was begun or ended, oldest first.
    pub(super) recorder: Vec<bool>,
    /// Whether the voice of the user was to be gathered from then on, or given; oldest first.
    pub(super) voice: Vec<bool>,
    /// What the headset was told.
    pub(super) headset: Vec<HeadsetCommand>,
    /// What the browser was to ask the person.
    pub(super) asked: Vec<Ask>,
    /// Files that the person was given.
    pub(super) downloads: Vec<Download>,
    /// What DHCP tells.
    pub(super) dhcp: Result<DhcpOptions, LinkError>,
    /// User, password and file of every provisioning server.
    pub(super) server: Option<(&'static str, &'static str, &'static str)>,
    /// What time servers say.
    pub(super) time: Result<Reply, LinkError>,
    /// Whether media ports can be opened.
    pub(super) no_ports: bool,
    /// Why groups cannot be joined, if they cannot.
    pub(super) no_groups: Option<LinkError>,
    /// Whether the gateway can be reached.
    pub(super) cut: bool,
    ip: IpAddr,
    sockets: BTreeMap<SocketId, SocketAddr>,
    next_socket: u32,
    token: u32,
    inputs: VecDeque<Input>,
}

/// All of them, and the time.
pub(super) struct Bench {
    pub(super) desks: Vec<Desk>,
    pub(super) now: Instant,
}

impl Bench {
    /// Returns `count` phones called 1001, 1002, .. at 10.0.0.1, 10.0.0.2, .., started.
    pub(super) fn new(count: u8) -> Self {
        let desks = (1..=count).map(Desk::new).collect();
        let mut bench = Self { desks, now: Instant::from_millis(1) };
        bench.settle();
        bench
    }

    pub(super) fn press(&mut self, desk: usize, keys: &[Key]) {
        for &key in keys {
            self.give(desk, Input::Press(key));
        }
    }

    /// Presses the softkey with this label.
    #[track_caller]
    pub(super) fn soft(&mut self, desk: usize, label: &str) {
        let labels = &self.desks[desk].phone.view().softkeys;
        let slot = labels.iter().position(|softkey| softkey.as_deref() == Some(label));
        let slot = slot.unwrap_or_else(|| panic!("no softkey {label}: {labels:?}"));
        self.press(desk, &[Key::Softkey(u8::try_from(slot).unwrap())]);
    }

    /// Types a number and sends it.
    pub(super) fn dial(&mut self, desk: usize, number: &str) {
        self.give(desk, Input::Text(number.to_owned()));
        self.soft(desk, "Dial");
    }

    pub(super) fn give(&mut self, desk: usize, input: Input) {
        self.desks[desk].inputs.push_back(input);
        self.settle();
    }

    /// Lets time pass.
    pub(super) fn wait(&mut self, time: Duration) {
        let end = self.now + time;
        while let Some(next) = self.next_timeout().filter(|&next| next <= end) {
            self.now = self.now.max(next);
            for desk in &mut self.desks {
                desk.phone.handle_timeout(self.now);
            }
            self.settle();
        }
        self.now = end;
    }

    pub(super) fn text(&self, desk: usize) -> String {
        self.desks[desk].phone.view().display.text()
    }

    #[track_caller]
    pub(super) fn assert_shows(&self, desk: usize, text: &str) {
        let shown = self.text(desk);
        assert!(shown.contains(text), "not {text:?} but {shown:?}");
    }

    fn next_timeout(&self) -> Option<Instant> {
        self.desks.iter().filter_map(|desk| desk.phone.poll_timeout()).min()
    }

    /// Carries everything until nothing moves.
    pub(super) fn settle(&mut self) {
        let mut moved = true;
        while core::mem::take(&mut moved) {
            for index in 0..self.desks.len() {
                while let Some(output) = self.desks[index].phone.poll_output() {
                    moved = true;
                    let sent = self.desks[index].take(output);
                    if let Some((from, to, data)) = sent {
                        self.deliver(index, from, to, data);
                    }
                }
                if let Some(input) = self.desks[index].inputs.pop_front() {
                    moved = true;
                    self.desks[index].phone.handle(input, self.now);
                }
            }
        }
    }

    /// Carries as many outputs and inputs of one phone as `steps` says; returns whether there were
    /// that many.
    pub(super) fn carry(&mut self, desk: usize, steps: usize) -> bool {
        for _ in 0..steps {
            let desk = &mut self.desks[desk];
            if let Some(output) = desk.phone.poll_output() {
                // Nobody else is of interest here.
                drop(desk.take(output));
            } else if let Some(input) = desk.inputs.pop_front() {
                desk.phone.handle(input, self.now);
            } else {
                return false;
            }
        }
        true
    }

    fn deliver(&mut self, sender: usize, from: SocketAddr, to: SocketAddr, data: Vec<u8>) {
        for desk in &mut self.desks {
            let socket = desk.sockets.iter().find(|(_, local)| **local == to).map(|(&id, _)| id);
            if let Some(socket) = socket.filter(|_| !desk.cut) {
                let message = FromGateway::Received { socket, from, data };
                desk.inputs.push_back(Input::FromGateway(message));
                return;
            }
        }
        self.desks[sender].lost.push(String::from_utf8_lossy(&data).into_owned());
        self.desks[sender].lost_to.push(to);
    }

    /// Answers the newest INVITE of a phone to a stranger.
    #[track_caller]
    pub(super) fn answer_invite(&mut self, desk: usize, status: u16, body: &str) {
        self.answer_invite_with(desk, status, &[], body);
    }

    /// The same with further header fields.
    #[track_caller]
    pub(super) fn answer_invite_with(
        &mut self,
        desk: usize,
        status: u16,
        fields: &[(HeaderName, &str)],
        body: &str,
    ) {
        let invite = self.last_invite(desk);
        let mut response = invite.response(StatusCode::new(status).unwrap());
        for (name, value) in fields {
            response.headers.push(name.clone(), *value);
        }
        let mut to = response.headers.typed::<To>().unwrap();
        to.0.set_tag("stranger");
        response.headers.set_typed(&to);
        if !response.headers.contains(&HeaderName::Contact) {
            response.headers.set(HeaderName::Contact, "<sip:x@10.0.0.99>");
        }
        if !body.is_empty() {
            response.headers.set(HeaderName::ContentType, "application/sdp");
        }
        response.body = body.as_bytes().to_vec();
        self.datagram(desk, response.to_bytes());
    }

    /// Returns the newest INVITE of a phone to a stranger.
    #[track_caller]
    pub(super) fn last_invite(&self, desk: usize) -> sip::Request {
        let messages = self.desks[desk].lost.iter().rev();
        let mut invites = messages.filter_map(|text| match Message::parse(text.as_bytes()) {
            Ok(Message::Request(request)) if request.method == Method::Invite => Some(request),
            _ => None,
        });
        invites.next().expect("an INVITE")
    }

    /// The stranger who answered hangs up, and says why.
    #[track_caller]
    pub(super) fn hang_up_by_stranger(&mut self, desk: usize, reason: &str) {
        self.hang_up_by_stranger_with(desk, 1, reason);
    }

    /// The same with this number in CSeq.
    #[track_caller]
    pub(super) fn hang_up_by_stranger_with(&mut self, desk: usize, number: u32, reason: &str) {
        let invite = self.last_invite(desk);
        let field = |name: &HeaderName| invite.headers.get(name).unwrap();
        let text = format!(
            "BYE sip:x@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.99;branch=z9hG4bKbye\r\n\
             From: {};tag=stranger\r\nTo: {}\r\nCall-ID: {}\r\nCSeq: {number} BYE\r\n\
             Reason: {reason}\r\nContent-Length: 0\r\n\r\n",
            field(&HeaderName::To),
            field(&HeaderName::From),
            field(&HeaderName::CallId),
        );
        self.datagram(desk, text.into_bytes());
    }

    /// Gives a phone a datagram from a stranger.
    pub(super) fn datagram(&mut self, desk: usize, data: Vec<u8>) {
        let socket = self.desks[desk].sockets.iter().find(|(_, local)| local.port() == 5060);
        let socket = socket.map(|(&id, _)| id).expect("a SIP socket");
        let from = SocketAddr::from(([10, 0, 0, 99], 5060));
        self.give(desk, Input::FromGateway(FromGateway::Received { socket, from, data }));
    }

    /// Returns the methods of what a phone sent to strangers, oldest first.
    pub(super) fn methods(&self, desk: usize) -> Vec<&str> {
        let lost = self.desks[desk].lost.iter();
        lost.filter_map(|text| text.split(' ').next()).collect()
    }

    /// Returns the address of a socket of a phone.
    pub(super) fn local(&self, desk: usize, socket: SocketId) -> SocketAddr {
        self.desks[desk].sockets[&socket]
    }

    /// Breaks a phone's link, and lets it come back if `cut` is false.
    pub(super) fn cut(&mut self, desk: usize, cut: bool) {
        self.desks[desk].cut = cut;
        if cut {
            self.give(desk, Input::LinkClosed("cut".to_owned()));
        }
    }

    /// The gateway of a phone forgets everything, as after a restart.
    pub(super) fn restart_gateway(&mut self, desk: usize) {
        self.desks[desk].sockets.clear();
        self.desks[desk].token += 1_000;
        self.give(desk, Input::LinkClosed("restart".to_owned()));
    }

    /// Saves a phone and goes on with what was saved.
    pub(super) fn refresh_page(&mut self, desk: usize) {
        let bytes = self.desks[desk].phone.snapshot();
        let restored = Phone::restore(&bytes, [9; 32], self.now).unwrap();
        self.desks[desk].phone = restored;
        self.desks[desk].inputs.clear();
        self.give_kept(desk);
    }

    /// Goes on with what was kept beside the snapshots, as when another version cannot read them.
    pub(super) fn replace_page(&mut self, desk: usize) {
        let identity = self.desks[desk].phone.identity.clone();
        self.desks[desk].phone = Phone::new(identity, [9; 32], self.now);
        self.desks[desk].inputs.clear();
        self.give_kept(desk);
    }

    fn give_kept(&mut self, desk: usize) {
        self.desks[desk].recordings.clear();
        let kept = self.desks[desk].kept.clone();
        let inputs = kept.into_iter().map(|(keepsake, data)| Input::Kept(keepsake, data));
        self.desks[desk].inputs.extend(inputs);
        self.settle();
    }
}

impl Desk {
    fn new(number: u8) -> Self {
        let identity = Identity { mac: MacAddress::local([number; 6]), enrolment: None };
        Self {
            phone: Phone::new(identity, [number; 32], Instant::ZERO),
            plan: Plan::default(),
            routes: BTreeMap::new(),
            commands: Vec::new(),
            log: Vec::new(),
            requests: Vec::new(),
            lost: Vec::new(),
            lost_to: Vec::new(),
            configuration: Ok(format!(
                "system/type=440HD\nvoip/line/0/id=100{number}\nvoip/line/0/description=Phone {number}\n"
            )),
            keys: Vec::new(),
            files: BTreeMap::new(),
            kept: BTreeMap::new(),
            recordings: Vec::new(),
            taps: None,
            recorder: Vec::new(),
            voice: Vec::new(),
            headset: Vec::new(),
            asked: Vec::new(),
            downloads: Vec::new(),
            dhcp: Err(LinkError::Unsupported),
            server: None,
            time: Err(LinkError::Unsupported),
            no_ports: false,
            no_groups: None,
            cut: false,
            ip: IpAddr::from([10, 0, 0, number]),
            sockets: BTreeMap::new(),
            next_socket: 1,
            token: 1,
            inputs: VecDeque::new(),
        }
    }

    fn take(&mut self, output: Output) -> Option<(SocketAddr, SocketAddr, Vec<u8>)> {
        match output {
            Output::OpenLink if self.cut => {
                self.inputs.push_back(Input::LinkClosed("cut".to_owned()));
            }
            Output::OpenLink => self.inputs.push_back(Input::LinkOpen),
            Output::ToGateway(_) if self.cut => {}
            Output::ToGateway(ToGateway::Send { socket, to, data }) => {
                return self.sockets.get(&socket).map(|&from| (from, to, data));
            }
            Output::ToGateway(message) => self.answer(message),
            Output::Plan(plan) => self.plan = plan,
            Output::Command(command) => self.commands.push(command),
            Output::Recording(part) => self.recordings.push(part),
            Output::Taps(route) => self.taps = route,
            Output::Recorder(begins) => self.recorder.push(begins),
            Output::RecordVoice(begins) => self.voice.push(begins),
            Output::Texts(language) => {
                let file = if language == Language::German {
                    Ok(include_str!("../../../texts/de.ftl").to_owned())
                } else if language == Language::Hebrew {
                    Ok(include_str!("../../../texts/he.ftl").to_owned())
                } else {
                    Err("there is none".to_owned())
                };
                self.inputs.push_back(Input::Texts(language, file));
            }
            Output::Keep(keepsake, data) if data.is_empty() => {
                self.kept.remove(&keepsake);
            }
            Output::Keep(keepsake, data) => {
                self.kept.insert(keepsake, data);
            }
            Output::Route(id, Some(route)) => {
                self.routes.insert(id, route);
            }
            Output::Route(id, None) => {
                self.routes.remove(&id);
            }
            Output::Log(line) => self.log.push(line),
            Output::Headset(command) => self.headset.push(command),
            Output::Ask(ask) => self.asked.push(ask),
            Output::Download(file) => self.downloads.push(file),
            Output::CloseLink
            | Output::WebSocket(..)
            | Output::Media(_)
            | Output::View
            | Output::Save => {}
        }
        None
    }

    fn answer(&mut self, message: ToGateway) {
        let answer = match message {
            ToGateway::Hello(hello) => {
                let resumed = hello.resume == Some(Token(self.token.to_string()));
                if !resumed {
                    self.sockets.clear();
                }
                self.token += 1;
                FromGateway::Welcome(Welcome {
                    resumed,
                    resume: Token(self.token.to_string()),
                    grace_ms: 30_000,
                    web_transport: None,
                    media: Token("media".to_owned()),
                    sockets: self.sockets.keys().copied().collect(),
                    keys: self.keys.clone(),
                    streams: Vec::new(),
                })
            }
            ToGateway::Request(id, request) => {
                self.requests.push(request.clone());
                FromGateway::Reply(id, self.reply(request))
            }
            ToGateway::Ping(number) => FromGateway::Pong(number),
            ToGateway::Cancel(_)
            | ToGateway::Send { .. }
            | ToGateway::Write { .. }
            | ToGateway::Media(_)
            | ToGateway::Goodbye => return,
        };
        self.inputs.push_back(Input::FromGateway(answer));
    }

    fn reply(&mut self, request: Request) -> Result<Reply, LinkError> {
        Ok(match request {
            Request::OpenUdp { port, .. } => {
                let (socket, local) = self.open(port);
                Reply::Udp { socket, local }
            }
            Request::OpenRtp { .. } if self.no_ports => return Err(LinkError::NoFreePort),
            Request::OpenRtp { toward, .. }
                if toward.is_multicast() && self.no_groups.is_some() =>
            {
                return Err(self.no_groups.clone().unwrap());
            }
            Request::OpenRtp { base, .. } => {
                let used = u16::try_from(self.next_socket).unwrap() * 2;
                let (rtp, local) = self.open(base + used);
                let (rtcp, _) = self.open(base + used + 1);
                Reply::RtpPair { rtp, rtcp, local }
            }
            Request::Connect { socket, .. } if !self.sockets.contains_key(&socket) => {
                return Err(LinkError::UnknownSocket);
            }
            Request::Connect { .. } => Reply::Done,
            Request::Close(socket) => {
                self.sockets.remove(&socket);
                Reply::Done
            }
            Request::Resolve { host } => return Err(LinkError::UnknownHost(host)),
            Request::Records { .. } => Reply::Records(Records::default()),
            Request::OpenStream(open) => {
                return Err(LinkError::ConnectionRefused(open.to.to_string()));
            }
            Request::FetchConfiguration => {
                let data = self.configuration.clone()?.into_bytes();
                Reply::File(File::named("phone.cfg", data))
            }
            Request::FetchBeside { name } => {
                let data = self.files.get(&name).cloned();
                let data = data.ok_or_else(|| LinkError::NotFound(name.clone()))?;
                Reply::File(File::named(name, data))
            }
            Request::Dhcp { .. } => Reply::Dhcp(self.dhcp.clone()?),
            Request::QueryTime { .. } => return self.time.clone(),
            Request::Fetch(fetch) => {
                let Some((user, password, text)) = &self.server else {
                    return Err(LinkError::Unsupported);
                };
                let url = fetch.url;
                let login = fetch.credentials.is_some_and(|credentials| {
                    credentials.user == *user && credentials.password.expose() == *password
                });
                if !login {
                    return Err(LinkError::Unauthorized { url, realm: "Phones".to_owned() });
                }
                Reply::File(File::named(url, text.as_bytes().to_vec()))
            }
        })
    }

    fn open(&mut self, port: u16) -> (SocketId, SocketAddr) {
        let socket = SocketId(self.next_socket);
        self.next_socket += 1;
        let local = SocketAddr::new(self.ip, port);
        self.sockets.insert(socket, local);
        (socket, local)
    }
}
