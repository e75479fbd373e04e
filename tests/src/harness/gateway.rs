//! The gateway's side of the link, without I/O: sockets in the pretended network, resumption,
//! a policy that allows everything, and a `.cfg` for each phone.

use std::collections::{BTreeMap, VecDeque};
use std::net::{IpAddr, SocketAddr};
use std::ops::Range;

use hookswitch_core::link::{
    self, File, FromGateway, Hello, LinkError, MacAddress, Refusal, Reply, Request, Secret,
    SocketId, ToGateway, Token, VERSION, Welcome,
};
use hookswitch_core::rng::Rng;
use hookswitch_core::time::{Duration, Instant};

use super::net::Packet;

/// How long the sockets of a broken link are kept.
pub const GRACE: Duration = Duration::from_secs(30);

/// Its own ports for media.
const MEDIA_PORTS: Range<u16> = 20_000..30_000;

/// Most messages kept for a phone whose link is broken.
const BACKLOG: usize = 256;

/// One WebSocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Connection(pub u32);

/// What the gateway wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Send this to the phone.
    ToPhone(Connection, FromGateway),
    /// Close the WebSocket.
    Close(Connection),
    /// Send this datagram.
    Packet(Packet),
}

/// What a gateway knows after it was killed and started again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// Links and the ports of their sockets, which are open again.
    Kept,
    /// Nothing.
    Lost,
}

#[derive(Debug)]
struct Socket {
    port: u16,
    /// Whether it carries media, and to whom.
    media: Option<Option<SocketAddr>>,
}

#[derive(Debug)]
struct Link {
    mac: MacAddress,
    token: Token,
    sockets: BTreeMap<SocketId, Socket>,
    /// Its WebSocket, or since when there is none.
    connection: Result<Connection, Instant>,
    backlog: Vec<FromGateway>,
}

/// A gateway.
#[derive(Debug)]
pub struct SimGateway {
    /// Its address in the pretended network.
    pub ip: IpAddr,
    /// Files of its directory by name: `<MAC>.cfg` or `<MAC>.cfx` for each phone, and what they
    /// include.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Keys that it tells its phones.
    pub keys: Vec<Secret>,
    /// Host names it can resolve.
    pub hosts: BTreeMap<String, Vec<IpAddr>>,
    rng: Rng,
    links: Vec<Link>,
    next_socket: u32,
    outputs: VecDeque<Output>,
}

impl SimGateway {
    /// Returns a gateway at `ip`.
    pub fn new(ip: IpAddr, rng: Rng) -> Self {
        Self {
            ip,
            files: BTreeMap::new(),
            keys: Vec::new(),
            streams: Vec::new(),
            hosts: BTreeMap::new(),
            rng,
            links: Vec::new(),
            next_socket: 1,
            outputs: VecDeque::new(),
        }
    }

    /// Is killed and started again.
    pub fn restart(&mut self, memory: Memory, now: Instant) {
        self.outputs.clear();
        for link in &mut self.links {
            link.connection = Err(now);
            link.backlog.clear();
        }
        if memory == Memory::Lost {
            self.links.clear();
        }
    }

    /// Returns the next thing to do.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// Returns when the next grace time is over.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.links.iter().filter_map(|link| link.connection.err()).min().map(|since| since + GRACE)
    }

    /// Drops what was kept longer than the grace time.
    pub fn handle_timeout(&mut self, now: Instant) {
        self.links
            .retain(|link| link.connection.map_or_else(|since| since + GRACE > now, |_| true));
    }

    /// A WebSocket is gone.
    pub fn handle_closed(&mut self, connection: Connection, now: Instant) {
        for link in &mut self.links {
            if link.connection == Ok(connection) {
                link.connection = Err(now);
            }
        }
    }

    /// A message came in on a WebSocket.
    pub fn handle_message(&mut self, connection: Connection, bytes: &[u8], now: Instant) {
        let known = self.links.iter().position(|link| link.connection == Ok(connection));
        let message = link::decode::<ToGateway>(bytes);
        match (known, message) {
            (None, Ok(ToGateway::Hello(hello))) => self.greet(connection, &hello, now),
            (None, _) | (Some(_), Err(_)) => {
                self.tell(connection, FromGateway::Refused(Refusal::Malformed));
                self.outputs.push_back(Output::Close(connection));
            }
            (Some(at), Ok(ToGateway::Request(id, request))) => {
                let reply = self.answer(at, request);
                self.tell(connection, FromGateway::Reply(id, reply));
            }
            (Some(at), Ok(ToGateway::Send { socket, to, data })) => {
                self.send(at, connection, socket, to, data);
            }
            (Some(at), Ok(ToGateway::Media(datagram))) => self.handle_media(at, &datagram),
            (Some(_), Ok(ToGateway::Ping(number))) => {
                self.tell(connection, FromGateway::Pong(number));
            }
            (Some(at), Ok(ToGateway::Goodbye)) => {
                self.links.remove(at);
                self.outputs.push_back(Output::Close(connection));
            }
            (Some(_), Ok(_)) => {}
        }
    }

    /// A datagram arrived at this gateway's address.
    pub fn handle_packet(&mut self, packet: Packet) {
        for link in &mut self.links {
            let here = |socket: &Socket| socket.port == packet.to.port();
            let Some((&socket, open)) = link.sockets.iter().find(|(_, socket)| here(socket)) else {
                continue;
            };
            let message = match open.media {
                None => FromGateway::Received { socket, from: packet.from, data: packet.data },
                Some(Some(peer)) if peer.ip() == packet.from.ip() => {
                    FromGateway::Media(link::media_datagram(socket, &packet.data))
                }
                Some(_) => return, // not from whom it was opened for
            };
            match link.connection {
                Ok(connection) => self.tell(connection, message),
                Err(_) if link.backlog.len() < BACKLOG => link.backlog.push(message),
                Err(_) => {}
            }
            return;
        }
    }

    fn tell(&mut self, connection: Connection, message: FromGateway) {
        self.outputs.push_back(Output::ToPhone(connection, message));
    }

    fn greet(&mut self, connection: Connection, hello: &Hello, now: Instant) {
        if hello.version != VERSION {
            self.tell(connection, FromGateway::Refused(Refusal::Version(VERSION)));
            return self.outputs.push_back(Output::Close(connection));
        }
        self.handle_timeout(now);
        let resumed = self.links.iter().position(|link| hello.resume.as_ref() == Some(&link.token));
        let at = resumed.unwrap_or_else(|| {
            let token = Token(self.rng.hex(32));
            self.links.push(Link {
                mac: hello.mac,
                token,
                sockets: BTreeMap::new(),
                connection: Err(now),
                backlog: Vec::new(),
            });
            self.links.len() - 1
        });
        let media = Token(self.rng.hex(32));
        let link = &mut self.links[at];
        if let Ok(old) = core::mem::replace(&mut link.connection, Ok(connection)) {
            self.outputs.push_back(Output::Close(old));
        }
        let welcome = Welcome {
            resumed: resumed.is_some(),
            resume: link.token.clone(),
            grace_ms: u32::try_from(GRACE.as_millis()).unwrap_or(u32::MAX),
            web_transport: None,
            media,
            sockets: link.sockets.keys().copied().collect(),
            keys: self.keys.clone(),
        };
        let backlog = core::mem::take(&mut link.backlog);
        self.tell(connection, FromGateway::Welcome(welcome));
        backlog.into_iter().for_each(|message| self.tell(connection, message));
    }

    fn answer(&mut self, at: usize, request: Request) -> Result<Reply, LinkError> {
        match request {
            Request::OpenUdp { port, .. } => {
                let free = (port..=u16::MAX).find(|&port| self.is_free(port));
                let port = free.ok_or(LinkError::NoFreePort)?;
                let socket = self.open(at, port, None);
                Ok(Reply::Udp { socket, local: (self.ip, port).into() })
            }
            Request::OpenRtp { base, count, .. } => {
                let first = base.next_multiple_of(2);
                let asked = (first..base.saturating_add(count).saturating_sub(1)).step_by(2);
                // Phones that share it get more than they ask for, as from the gateway.
                let pairs = asked.chain(MEDIA_PORTS.step_by(2));
                let free = |&port: &u16| self.is_free(port) && self.is_free(port + 1);
                let port = pairs.into_iter().find(free).ok_or(LinkError::NoFreePort)?;
                let rtp = self.open(at, port, Some(None));
                let rtcp = self.open(at, port + 1, Some(None));
                Ok(Reply::RtpPair { rtp, rtcp, local: (self.ip, port).into() })
            }
            Request::Connect { socket, peer } => {
                let open = self.links[at].sockets.get_mut(&socket);
                let open = open.ok_or(LinkError::UnknownSocket)?;
                open.media = Some(Some(peer));
                Ok(Reply::Done)
            }
            Request::Close(socket) => {
                let closed = self.links[at].sockets.remove(&socket);
                closed.map(|_| Reply::Done).ok_or(LinkError::UnknownSocket)
            }
            Request::Resolve { host } => match host.parse() {
                Ok(ip) => Ok(Reply::Addresses(vec![ip])),
                Err(_) => {
                    let known = self.hosts.get(&host).cloned();
                    known.map(Reply::Addresses).ok_or(LinkError::UnknownHost(host))
                }
            },
            Request::FetchConfiguration => {
                let name = |end: &str| format!("{}.{end}", self.links[at].mac);
                self.file(name("cfg")).or_else(|_| self.file(name("cfx")))
            }
            Request::FetchBeside { name } => self.file(name),
            Request::Fetch(_) | Request::Dhcp { .. } | Request::QueryTime { .. } | _ => {
                Err(LinkError::Unsupported)
            }
        }
    }

    fn file(&self, name: String) -> Result<Reply, LinkError> {
        match self.files.get(&name) {
            Some(data) => Ok(Reply::File(File::named(name, data.clone()))),
            None => Err(LinkError::NotFound(name)),
        }
    }

    fn is_free(&self, port: u16) -> bool {
        !self.links.iter().flat_map(|link| link.sockets.values()).any(|open| open.port == port)
    }

    fn open(&mut self, at: usize, port: u16, media: Option<Option<SocketAddr>>) -> SocketId {
        let socket = SocketId(self.next_socket);
        self.next_socket += 1;
        self.links[at].sockets.insert(socket, Socket { port, media });
        socket
    }

    fn send(
        &mut self,
        at: usize,
        connection: Connection,
        socket: SocketId,
        to: SocketAddr,
        data: Vec<u8>,
    ) {
        match self.links[at].sockets.get(&socket) {
            Some(open) => {
                let from = (self.ip, open.port).into();
                self.outputs.push_back(Output::Packet(Packet { from, to, data }));
            }
            None => {
                let error = LinkError::UnknownSocket;
                self.tell(connection, FromGateway::SendFailed { socket, to, error });
            }
        }
    }

    fn handle_media(&mut self, at: usize, datagram: &[u8]) {
        let Some((socket, data)) = link::split_media_datagram(datagram) else { return };
        let Some(open) = self.links[at].sockets.get(&socket) else { return };
        if let Some(Some(to)) = open.media {
            let from = (self.ip, open.port).into();
            self.outputs.push_back(Output::Packet(Packet { from, to, data: data.to_vec() }));
        }
    }
}
