//! The gateway's side of the link, without I/O: sockets in the pretended network, resumption,
//! a policy that allows everything, and a `.cfg` for each phone.

use std::collections::{BTreeMap, VecDeque};
use std::net::{IpAddr, SocketAddr};
use std::ops::Range;

use hookswitch_core::link::{
    self, File, FromGateway, Hello, LinkError, MacAddress, OpenStream, Record, RecordKind, Records,
    Refusal, Reply, Request, RequestId, Secret, SocketId, ToGateway, Token, VERSION, Welcome,
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
    /// Open a connection.
    Connect {
        /// For this stream.
        socket: SocketId,
        /// This end's address.
        from: SocketAddr,
        /// To this peer.
        to: SocketAddr,
        /// Whether TLS is spoken.
        tls: bool,
    },
    /// Write to a connection.
    Write(SocketId, Vec<u8>),
    /// Close a connection.
    Disconnect(SocketId),
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

/// A connection, open or being opened for a request.
#[derive(Debug, Default)]
struct Stream {
    opening: Option<RequestId>,
    port: u16,
    taken: u64,
    read: u64,
}

#[derive(Debug)]
struct Link {
    mac: MacAddress,
    token: Token,
    sockets: BTreeMap<SocketId, Socket>,
    streams: BTreeMap<SocketId, Stream>,
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
    /// Other records that it can find, by name.
    pub records: BTreeMap<String, Vec<Record>>,
    /// How long records hold, in seconds.
    pub ttl_s: u32,
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
            hosts: BTreeMap::new(),
            records: BTreeMap::new(),
            ttl_s: 60,
            rng,
            links: Vec::new(),
            next_socket: 1,
            outputs: VecDeque::new(),
        }
    }

    /// Returns where the open media sockets send to, RTP before its RTCP.
    pub fn media_peers(&self) -> Vec<SocketAddr> {
        let sockets = self.links.iter().flat_map(|link| link.sockets.values());
        sockets.filter_map(|socket| socket.media.flatten()).collect()
    }

    /// Is killed and started again.
    pub fn restart(&mut self, memory: Memory, now: Instant) {
        self.outputs.clear();
        // Connections end with the process that has them.
        for link in &mut self.links {
            let streams = core::mem::take(&mut link.streams);
            self.outputs.extend(streams.into_keys().map(Output::Disconnect));
        }
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
            (Some(at), Ok(ToGateway::Request(id, Request::OpenStream(open)))) => {
                self.open_stream(at, id, &open);
            }
            (Some(at), Ok(ToGateway::Write { socket, at: from, data })) => {
                self.write(at, socket, from, &data);
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
                Some(Some(_)) => {
                    FromGateway::Stranger { socket, from: packet.from.ip(), datagrams: 1 }
                }
                Some(None) => return,
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
                streams: BTreeMap::new(),
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
            sockets: link.sockets.keys().chain(link.streams.keys()).copied().collect(),
            keys: self.keys.clone(),
            streams: link.streams.iter().map(|(id, open)| (*id, open.taken)).collect(),
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
                if self.links[at].streams.remove(&socket).is_some() {
                    self.outputs.push_back(Output::Disconnect(socket));
                    return Ok(Reply::Done);
                }
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
            Request::Records { name, kind } => Ok(Reply::Records(self.records(&name, kind))),
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

    fn records(&self, name: &str, kind: RecordKind) -> Records {
        let fits = |record: &&Record| match record {
            Record::Naptr { .. } => kind == RecordKind::Naptr,
            Record::Srv { .. } => kind == RecordKind::Srv,
            Record::Address(_) => kind == RecordKind::Address,
        };
        let others = self.records.get(name).into_iter().flatten().filter(fits).cloned();
        let hosts = self.hosts.get(name).filter(|_| kind == RecordKind::Address);
        let hosts = hosts.into_iter().flatten().map(|ip| Record::Address(*ip));
        Records { records: others.chain(hosts).collect(), ttl_s: self.ttl_s }
    }

    fn open_stream(&mut self, at: usize, id: RequestId, open: &OpenStream) {
        let socket = SocketId(self.next_socket);
        self.next_socket += 1;
        let used = |port: u16| {
            self.links.iter().flat_map(|link| link.streams.values()).any(|open| open.port == port)
        };
        let port = (open.port..=u16::MAX).find(|&port| !used(port)).unwrap_or_default();
        let stream = Stream { opening: Some(id), port, ..Stream::default() };
        self.links[at].streams.insert(socket, stream);
        let (from, tls) = ((self.ip, port).into(), open.tls.is_some());
        self.outputs.push_back(Output::Connect { socket, from, to: open.to, tls });
    }

    fn write(&mut self, at: usize, socket: SocketId, from: u64, data: &[u8]) {
        let Some(open) = self.links[at].streams.get_mut(&socket) else { return };
        let new = &data[usize::try_from(open.taken - from).unwrap().min(data.len())..];
        open.taken += new.len() as u64;
        let upto = open.taken;
        self.outputs.push_back(Output::Write(socket, new.to_vec()));
        self.post(at, FromGateway::Written { socket, upto });
    }

    fn post(&mut self, at: usize, message: FromGateway) {
        let link = &mut self.links[at];
        match link.connection {
            Ok(connection) => self.tell(connection, message),
            Err(_) => link.backlog.push(message),
        }
    }

    fn holder(&self, socket: SocketId) -> Option<usize> {
        self.links.iter().position(|link| link.streams.contains_key(&socket))
    }

    /// A connection is open, or could not be opened.
    pub fn handle_connected(&mut self, socket: SocketId, open: bool) {
        let Some(at) = self.holder(socket) else { return };
        let Some(stream) = self.links[at].streams.get_mut(&socket) else { return };
        let local = (self.ip, stream.port).into();
        let Some(id) = stream.opening.take() else { return };
        let reply = if open {
            Ok(Reply::Stream { socket, local })
        } else {
            self.links[at].streams.remove(&socket);
            Err(LinkError::ConnectionRefused("the server".to_owned()))
        };
        self.post(at, FromGateway::Reply(id, reply));
    }

    /// Bytes came in on a connection.
    pub fn handle_read(&mut self, socket: SocketId, data: Vec<u8>) {
        let Some(at) = self.holder(socket) else { return };
        let Some(stream) = self.links[at].streams.get_mut(&socket) else { return };
        let from = stream.read;
        stream.read += data.len() as u64;
        self.post(at, FromGateway::Read { socket, at: from, data });
    }

    /// A connection ended.
    pub fn handle_disconnected(&mut self, socket: SocketId) {
        let Some(at) = self.holder(socket) else { return };
        self.links[at].streams.remove(&socket);
        self.post(at, FromGateway::Closed(socket, LinkError::Truncated("closed".to_owned())));
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
