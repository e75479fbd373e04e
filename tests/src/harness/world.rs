//! Everything together, and the clock: events happen in order of time, and whoever is touched is
//! drained before the next one.

use std::net::{IpAddr, SocketAddr};

use hookswitch_core::link::{self, FromGateway, MacAddress, ToGateway};
use hookswitch_core::media::plan::Plan;
use hookswitch_core::phone::key::Key;
use hookswitch_core::phone::{Input, Microphone, Output, Phone, Playback, WebSocketCommand};
use hookswitch_core::rng::Rng;
use hookswitch_core::sip::endpoint::{ConnectionId, Occupancy, Protocol, Settings};
use hookswitch_core::time::{Duration, Instant, WallTime, earliest};

use super::endpoint::SimEndpoint;
use super::gateway::{self, Connection, Memory, SimGateway};
use super::ladder;
use super::net::{Packet, SimNet};
use super::pbx::SimPbx;
use super::phone::SimPhone;
use super::proxy::SimProxy;
use super::queue::Queue;
use super::sound::{Block, SimSound};
use super::streams::{End, Streams};

/// Time that a message takes between a phone and its gateway.
const LINK_DELAY: Duration = Duration::from_micros(500);

/// The wall clock at the start of every world: 2026-01-05 09:00:00 UTC.
pub const START: WallTime = WallTime(1_767_603_600_000_000);

/// How long [`World::expect`] waits.
const PATIENCE: Duration = Duration::from_secs(10);

/// Most events without the clock moving on.
const MOST_AT_ONCE: usize = 100_000;

/// Something on its way over a WebSocket.
#[derive(Debug)]
enum Item {
    Opened(usize, Connection),
    NotOpened(usize, Connection),
    ToGateway(usize, Connection, Vec<u8>),
    ToPhone(usize, Connection, Vec<u8>),
    ClosedByPhone(usize, Connection),
    ClosedByGateway(usize, Connection),
}

/// Everything together.
#[derive(Debug)]
pub struct World {
    /// The clock.
    pub now: Instant,
    /// Random numbers for whoever is added.
    pub rng: Rng,
    /// The network.
    pub net: SimNet,
    /// Bare SIP endpoints.
    pub endpoints: Vec<SimEndpoint>,
    /// The PBX, if there is one.
    pub pbx: Option<SimPbx>,
    /// Proxies.
    pub proxies: Vec<SimProxy>,
    /// Gateways.
    pub gateways: Vec<SimGateway>,
    /// Phones.
    pub phones: Vec<SimPhone>,
    /// TCP and TLS connections between gateways and the PBX.
    pub streams: Streams,
    links: Queue<Item>,
    next_connection: u32,
}

impl World {
    /// Returns an empty world in which everything random follows from `seed`.
    pub fn new(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let mut rng = Rng::new(bytes);
        Self {
            now: Instant::ZERO,
            net: SimNet::new(rng.fork()),
            rng,
            endpoints: Vec::new(),
            pbx: None,
            proxies: Vec::new(),
            gateways: Vec::new(),
            phones: Vec::new(),
            streams: Streams::default(),
            links: Queue::default(),
            next_connection: 1,
        }
    }

    /// Adds a bare endpoint at `ip`, port 5060, and returns its index.
    pub fn add_endpoint(&mut self, name: &str, ip: IpAddr, settings: Settings) -> usize {
        self.net.name(ip, name);
        let local = (ip, 5060).into();
        self.endpoints.push(SimEndpoint::new(settings, local, self.rng.fork(), self.now));
        self.endpoints.len() - 1
    }

    /// Adds the PBX at `ip`, with users and their passwords.
    pub fn add_pbx(&mut self, ip: IpAddr, users: &[(&str, &str)]) {
        self.net.name(ip, "pbx");
        let mut pbx = SimPbx::new(ip, self.rng.fork(), self.now);
        let owned = |&(user, password): &(&str, &str)| (user.to_owned(), password.to_owned());
        pbx.users = users.iter().map(owned).collect();
        self.pbx = Some(pbx);
    }

    /// Returns the PBX.
    #[track_caller]
    pub fn pbx(&mut self) -> &mut SimPbx {
        self.pbx.as_mut().expect("this world has a PBX")
    }

    /// Adds a proxy at `ip`, port 5060, and returns its index.
    pub fn add_proxy(&mut self, name: &str, ip: IpAddr) -> usize {
        self.net.name(ip, name);
        self.proxies.push(SimProxy::new((ip, 5060).into(), self.rng.fork()));
        self.proxies.len() - 1
    }

    /// Adds a gateway at `ip` and returns its index.
    pub fn add_gateway(&mut self, name: &str, ip: IpAddr) -> usize {
        self.net.name(ip, name);
        self.gateways.push(SimGateway::new(ip, self.rng.fork()));
        self.gateways.len() - 1
    }

    /// Adds a phone with its own gateway at `ip` and its `.cfg`, switches it on, and returns its
    /// index.
    pub fn add_phone(&mut self, name: &str, ip: IpAddr, file: &str) -> usize {
        let gateway = self.add_gateway(name, ip);
        let number = u8::try_from(self.phones.len()).unwrap();
        let mac = MacAddress::local([0, 0, 0, 0, 0, number + 1]);
        self.gateways[gateway].files.insert(format!("{mac}.cfg"), file.as_bytes().to_vec());
        self.add_phone_behind(gateway, name, mac)
    }

    /// Adds a phone behind a gateway, switches it on, and returns its index.
    pub fn add_phone_behind(&mut self, gateway: usize, name: &str, mac: MacAddress) -> usize {
        let phone = SimPhone::new(name, mac, gateway, &mut self.rng, self.now);
        self.phones.push(phone);
        let phone = self.phones.len() - 1;
        self.tell(phone, Input::Clock(START.plus(self.now - Instant::ZERO), 0));
        phone
    }

    /// Gives a phone an input, and does what it then wants.
    pub fn tell(&mut self, phone: usize, input: Input) {
        self.phones[phone].phone.handle(input, self.now);
        self.drain();
    }

    /// Presses the keys called `names` on a phone.
    #[track_caller]
    pub fn press(&mut self, phone: usize, names: &[&str]) {
        for name in names {
            let key = self.phones[phone].key(name);
            self.tell(phone, Input::Press(key));
        }
    }

    /// Presses digits, `*` and `#` on a phone.
    #[track_caller]
    pub fn dial(&mut self, phone: usize, number: &str) {
        for c in number.chars() {
            let key = match c {
                '*' => Key::Star,
                '#' => Key::Pound,
                digit => Key::Digit(u8::try_from(digit.to_digit(10).unwrap()).unwrap()),
            };
            self.tell(phone, Input::Press(key));
        }
    }

    /// Calls `number` from a phone: digits, then the softkey Dial.
    #[track_caller]
    pub fn call(&mut self, phone: usize, number: &str) {
        self.dial(phone, number);
        self.press(phone, &["Dial"]);
    }

    /// Lets time pass until a phone's display shows `text`; fails after ten seconds.
    #[track_caller]
    pub fn expect(&mut self, phone: usize, text: &str) {
        self.expect_within(phone, text, PATIENCE);
    }

    /// Lets time pass until a phone's display shows `text`; fails after `patience`.
    #[track_caller]
    pub fn expect_within(&mut self, phone: usize, text: &str, patience: Duration) {
        let shown = |world: &Self| world.phones[phone].shows(text);
        if !self.run_until(patience, shown) {
            let name = &self.phones[phone].name;
            panic!("{name} does not show {text:?} at {:?}\n{}", self.now, self.describe());
        }
    }

    /// Returns what every phone shows and logged, and the ladder.
    pub fn describe(&self) -> String {
        let mut text = String::new();
        for SimPhone { name, phone, log, .. } in &self.phones {
            let view = phone.view();
            let (display, softkeys) = (view.display.text(), &view.softkeys);
            text += &format!("{name} shows\n{display}\nsoftkeys {softkeys:?}\nlog {log:#?}\n");
        }
        text + &ladder::ladder(&self.net)
    }

    /// Returns who still holds something of a call or request, and what.
    pub fn left_behind(&self) -> Vec<(String, Occupancy)> {
        let phones = self.phones.iter();
        let phones = phones.map(|phone| (phone.name.clone(), phone.phone.sip_occupancy()));
        let endpoints = self.endpoints.iter().map(|node| (node.local.to_string(), &node.endpoint));
        let pbx = self.pbx.iter().map(|pbx| ("pbx".to_owned(), &pbx.endpoint));
        let others = endpoints.chain(pbx).map(|(name, endpoint)| (name, endpoint.occupancy()));
        phones.chain(others).filter(|(_, held)| !held.is_empty()).collect()
    }

    /// Lets time pass until `count` users are registered at the PBX; fails after ten seconds.
    #[track_caller]
    pub fn expect_registered(&mut self, count: usize) {
        let registered = |world: &Self| {
            let pbx = world.pbx.as_ref().expect("this world has a PBX");
            pbx.registered(world.now).len() == count
        };
        let done = self.run_until(PATIENCE, registered);
        assert!(done, "not {count} registered\n{}", self.describe());
    }

    /// Lets `time` pass.
    pub fn run_for(&mut self, time: Duration) {
        self.run_until(time, |_| false);
    }

    /// Lets time pass until `done`, or for `patience`; returns whether it was done.
    pub fn run_until(&mut self, patience: Duration, done: impl Fn(&Self) -> bool) -> bool {
        let end = self.now + patience;
        let mut at_once = 0;
        self.drain();
        while !done(self) {
            let next = self.next().filter(|&next| next <= end);
            let Some(next) = next else {
                self.now = end;
                return done(self);
            };
            at_once = if next > self.now { 0 } else { at_once + 1 };
            assert!(at_once < MOST_AT_ONCE, "the world does not move on at {:?}", self.now);
            self.now = self.now.max(next);
            self.step();
            self.drain();
        }
        true
    }

    /// Gives a phone a sound card whose microphone hears `tone_hz`.
    pub fn add_sound(&mut self, phone: usize, tone_hz: u16) {
        let sound = SimSound::new(tone_hz, &self.phones[phone].plan, self.rng.fork(), self.now);
        self.phones[phone].sound = Some(sound);
        self.tell(phone, Input::Microphone(Microphone::Open));
        self.tell(phone, Input::Playback(Playback::Running));
    }

    /// Loads a phone's page again: what is not in its snapshot is lost, its WebSocket too.
    #[track_caller]
    pub fn refresh(&mut self, phone: usize, away: Duration) {
        let bytes = self.phones[phone].phone.snapshot();
        let gateway = self.phones[phone].gateway;
        if let Some(connection) = self.phones[phone].connection.take() {
            self.links.push(self.now + LINK_DELAY, Item::ClosedByPhone(gateway, connection));
        }
        self.streams.leave(phone, self.now);
        // While it is away nobody is there to be told anything.
        self.phones[phone].away = true;
        self.run_for(away);
        self.phones[phone].away = false;
        let wall = START.plus(self.now - Instant::ZERO);
        let now = Phone::resume_at(&bytes, wall).expect("a snapshot of this version");
        assert_eq!(now, self.now, "the clock of a restored phone goes on");
        let mut seed = [0; 32];
        self.rng.fill(&mut seed);
        if let Some(sound) = &mut self.phones[phone].sound {
            *sound = SimSound::new(sound.tone_hz, &Plan::default(), self.rng.fork(), now);
        }
        let restored = Phone::restore(&bytes, seed, now).expect("a snapshot of this version");
        self.phones[phone].phone = restored;
        self.tell(phone, Input::Clock(wall, 0));
    }

    /// Cuts a phone off from its gateway, or lets it through again.
    pub fn cut_link(&mut self, phone: usize, cut: bool) {
        self.phones[phone].cut = cut;
        if let (true, Some(connection)) = (cut, self.phones[phone].connection) {
            let at = self.now + LINK_DELAY;
            self.links.push(at, Item::ClosedByGateway(phone, connection));
            self.links.push(at, Item::ClosedByPhone(self.phones[phone].gateway, connection));
        }
    }

    /// Kills a gateway and starts it again, with or without memory of its links.
    pub fn restart_gateway(&mut self, gateway: usize, memory: Memory) {
        self.gateways[gateway].restart(memory, self.now);
        for (index, phone) in self.phones.iter().enumerate() {
            if let (true, Some(connection)) = (phone.gateway == gateway, phone.connection) {
                self.links.push(self.now + LINK_DELAY, Item::ClosedByGateway(index, connection));
            }
        }
    }

    /// Moves a gateway to another address, as when the person takes the computer elsewhere: nothing
    /// that was open leads anywhere any more.
    pub fn move_gateway(&mut self, gateway: usize, ip: IpAddr) {
        let name = self.net.name_of(self.gateways[gateway].ip);
        self.net.name(ip, &name);
        self.restart_gateway(gateway, Memory::Lost);
        self.gateways[gateway].ip = ip;
    }

    fn next(&self) -> Option<Instant> {
        let mut next = earliest(self.net.next(), self.links.next());
        next = earliest(next, self.streams.next());
        for phone in &self.phones {
            next = earliest(next, phone.poll_timeout());
        }
        for endpoint in &self.endpoints {
            next = earliest(next, endpoint.endpoint.poll_timeout());
        }
        if let Some(pbx) = &self.pbx {
            next = earliest(next, pbx.endpoint.poll_timeout());
        }
        for gateway in &self.gateways {
            next = earliest(next, gateway.poll_timeout());
        }
        next
    }

    fn step(&mut self) {
        if let Some(packet) = self.net.arrived(self.now) {
            return self.deliver(packet);
        }
        if let Some(segment) = self.streams.arrived(self.now) {
            let pbx = self.pbx.as_mut();
            let to_page = self.streams.deliver(segment, &mut self.gateways, pbx, self.now);
            if let Some((phone, id, event)) = to_page.filter(|(at, ..)| !self.phones[*at].away) {
                self.tell(phone, Input::WebSocket(id, event));
            }
            return;
        }
        if let Some(item) = self.links.pop(self.now) {
            return self.deliver_item(item);
        }
        let now = self.now;
        let due = |at: Option<Instant>| at.is_some_and(|at| at <= now);
        for index in 0..self.phones.len() {
            if due(self.phones[index].poll_timeout()) {
                self.wake(index);
            }
        }
        for node in self.endpoints.iter_mut().filter(|node| due(node.endpoint.poll_timeout())) {
            node.endpoint.handle_timeout(now);
        }
        if let Some(pbx) = self.pbx.as_mut().filter(|pbx| due(pbx.endpoint.poll_timeout())) {
            pbx.endpoint.handle_timeout(now);
        }
        for gateway in self.gateways.iter_mut().filter(|gateway| due(gateway.poll_timeout())) {
            gateway.handle_timeout(now);
        }
    }

    /// Gives a phone the time, and its sound card the next block.
    fn wake(&mut self, index: usize) {
        let now = self.now;
        let phone = &mut self.phones[index];
        phone.phone.handle_timeout(now);
        let Some(sound) = phone.sound.as_mut().filter(|sound| sound.poll_timeout() <= now) else {
            return;
        };
        let block = sound.render(now, START.plus(now - Instant::ZERO));
        self.take_block(index, block);
    }

    /// Does what came of a phone's sound.
    fn take_block(&mut self, index: usize, block: Block) {
        for input in block.inputs {
            self.phones[index].phone.handle(input, self.now);
        }
        for (socket, packet) in block.packets {
            let datagram = link::media_datagram(socket, &packet);
            self.do_for_phone(index, Output::ToGateway(ToGateway::Media(datagram)));
        }
    }

    fn deliver(&mut self, packet: Packet) {
        let host = packet.to.ip();
        if let Some(node) = self.endpoints.iter_mut().find(|node| node.local == packet.to) {
            node.handle_packet(&packet, self.now);
        } else if let Some(proxy) = self.proxies.iter_mut().find(|node| node.local == packet.to) {
            if let Some(passed_on) = proxy.handle_packet(&packet, self.now) {
                self.net.send(passed_on, self.now);
            }
        } else if let Some(gateway) = self.gateways.iter_mut().find(|node| node.ip == host) {
            gateway.handle_packet(packet);
        } else if let Some(pbx) = self.pbx.as_mut().filter(|pbx| pbx.ip == host)
            && let Some(answer) = pbx.handle_packet(packet, self.now)
        {
            self.net.send(answer, self.now);
        }
    }

    fn deliver_item(&mut self, item: Item) {
        let now = self.now;
        match item {
            Item::Opened(phone, connection) => {
                self.input_of(phone, connection, Input::LinkOpen);
            }
            Item::NotOpened(phone, connection) | Item::ClosedByGateway(phone, connection) => {
                self.input_of(phone, connection, Input::LinkClosed("closed".to_owned()));
                if self.phones[phone].connection == Some(connection) {
                    self.phones[phone].connection = None;
                }
            }
            Item::ToGateway(gateway, connection, bytes) => {
                self.gateways[gateway].handle_message(connection, &bytes, now);
            }
            Item::ToPhone(phone, connection, bytes) => {
                let message = link::decode::<FromGateway>(&bytes).expect("the gateway encoded it");
                if let FromGateway::Media(datagram) = message {
                    self.hear(phone, &datagram);
                } else {
                    self.input_of(phone, connection, Input::FromGateway(message));
                }
            }
            Item::ClosedByPhone(gateway, connection) => {
                self.gateways[gateway].handle_closed(connection, now);
            }
        }
    }

    /// Gives a phone's sound card a packet.
    fn hear(&mut self, phone: usize, datagram: &[u8]) {
        let sound = self.phones[phone].sound.as_mut();
        if let (Some((socket, packet)), Some(sound)) = (link::split_media_datagram(datagram), sound)
        {
            sound.receive(socket, packet, self.now);
        }
    }

    /// Gives a phone an input that came over `connection`, unless that is of the past.
    fn input_of(&mut self, phone: usize, connection: Connection, input: Input) {
        let phone = &mut self.phones[phone];
        if phone.connection == Some(connection) {
            phone.phone.handle(input, self.now);
        }
    }

    /// Does what everybody wants until nobody wants anything more.
    fn drain(&mut self) {
        for index in 0..self.phones.len() {
            while let Some(output) = self.phones[index].phone.poll_output() {
                self.do_for_phone(index, output);
            }
        }
        for index in 0..self.gateways.len() {
            while let Some(output) = self.gateways[index].poll_output() {
                self.do_for_gateway(index, output);
            }
        }
        for endpoint in &mut self.endpoints {
            for packet in endpoint.drain(self.now) {
                self.net.send(packet, self.now);
            }
        }
        if let Some(pbx) = &mut self.pbx {
            for packet in pbx.drain(self.now) {
                self.net.send(packet, self.now);
            }
            for output in core::mem::take(&mut pbx.streams) {
                self.streams.from_pbx(output, self.now);
            }
        }
    }

    fn do_for_phone(&mut self, index: usize, output: Output) {
        let at = self.now + LINK_DELAY;
        let phone = &mut self.phones[index];
        match output {
            Output::OpenLink => {
                let connection = Connection(self.next_connection);
                self.next_connection += 1;
                if let Some(old) = phone.connection.replace(connection) {
                    self.links.push(at, Item::ClosedByPhone(phone.gateway, old));
                }
                let item = if phone.cut { Item::NotOpened } else { Item::Opened };
                self.links.push(at, item(index, connection));
            }
            Output::CloseLink => {
                if let Some(connection) = phone.connection.take() {
                    self.links.push(at, Item::ClosedByPhone(phone.gateway, connection));
                }
            }
            Output::ToGateway(message) => {
                if let (false, Some(connection)) = (phone.cut, phone.connection) {
                    let bytes = link::encode(&message);
                    self.links.push(at, Item::ToGateway(phone.gateway, connection, bytes));
                }
            }
            Output::WebSocket(id, command) => self.do_for_web_socket(index, id, command),
            Output::Plan(plan) => {
                if let Some(sound) = &mut phone.sound {
                    sound.graph.apply(&plan);
                }
                phone.plan = plan;
            }
            Output::Command(command) => {
                if let Some(sound) = &mut phone.sound {
                    sound.graph.command(command);
                }
                phone.commands.push(command);
            }
            Output::Route(stream, route) => {
                let wall = START.plus(self.now - Instant::ZERO);
                phone.routes.remove(&stream);
                phone.routes.extend(route.clone().map(|route| (stream, route)));
                let block = phone.sound.as_mut().map(|it| it.route(stream, route, self.now, wall));
                self.take_block(index, block.unwrap_or_default());
            }
            Output::Recording(part) => {
                if let Some(sound) = &mut phone.sound {
                    sound.graph.load(part);
                }
            }
            Output::RecordVoice(begin) => {
                if let Some(voice) = phone.sound.as_mut().and_then(|it| it.record_voice(begin)) {
                    phone.phone.handle(Input::Voice(voice), self.now);
                }
            }
            Output::Texts(language) => {
                let name = format!("core/texts/{}.ftl", language.tag());
                let file = std::fs::read_to_string(crate::repository(&name));
                let file = file.map_err(|error| error.to_string());
                phone.phone.handle(Input::Texts(language, file), self.now);
            }
            Output::Log(line) => phone.log.push(line),
            // Views are read when needed, snapshots taken by tests.
            Output::Media(_) | Output::View | Output::Save | _ => {}
        }
    }

    fn do_for_web_socket(&mut self, phone: usize, id: ConnectionId, command: WebSocketCommand) {
        let end = End::Page(phone, id);
        match command {
            WebSocketCommand::Open(url) => {
                let (scheme, rest) = url.split_once("://").expect("a URL");
                let to = rest.split('/').next().and_then(|to| to.parse().ok());
                let to = to.unwrap_or_else(|| panic!("the server of {url} is no address"));
                let protocol = if scheme == "wss" { Protocol::Wss } else { Protocol::Ws };
                // Each from a port of its own, as browsers do.
                let opened = u16::try_from(self.streams.opened.len()).expect("few connections");
                let page = IpAddr::from([10, 1, 0, u8::try_from(phone).expect("few phones")]);
                let from = SocketAddr::new(page, 50_000 + opened);
                self.streams.connect(end, from, to, protocol, self.now);
            }
            WebSocketCommand::Send(data) => self.streams.write(end, data, self.now),
            WebSocketCommand::Close => self.streams.close(end, self.now),
        }
    }

    fn do_for_gateway(&mut self, index: usize, output: gateway::Output) {
        let at = self.now + LINK_DELAY;
        match output {
            gateway::Output::Packet(packet) => self.net.send(packet, self.now),
            gateway::Output::Connect { socket, from, to, tls } => {
                let protocol = if tls { Protocol::Tls } else { Protocol::Tcp };
                self.streams.connect(End::Gateway(index, socket), from, to, protocol, self.now);
            }
            gateway::Output::Write(socket, data) => {
                self.streams.write(End::Gateway(index, socket), data, self.now);
            }
            gateway::Output::Disconnect(socket) => {
                self.streams.close(End::Gateway(index, socket), self.now);
            }
            gateway::Output::ToPhone(connection, message) => {
                let holder = |phone: &SimPhone| phone.connection == Some(connection) && !phone.cut;
                if let Some(phone) = self.phones.iter().position(holder) {
                    let bytes = link::encode(&message);
                    self.links.push(at, Item::ToPhone(phone, connection, bytes));
                }
            }
            gateway::Output::Close(connection) => {
                let holder = |phone: &SimPhone| phone.connection == Some(connection);
                if let Some(phone) = self.phones.iter().position(holder) {
                    self.links.push(at, Item::ClosedByGateway(phone, connection));
                }
                self.gateways[index].handle_closed(connection, self.now);
            }
        }
    }
}
