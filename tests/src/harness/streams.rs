//! Connections in the pretended network, TCP and TLS of gateways and WebSockets of pages: what is
//! written arrives, in order.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use hookswitch_core::link::SocketId;
use hookswitch_core::phone::WebSocketEvent;
use hookswitch_core::sip::endpoint::{ConnectionId, Protocol, TransportId};
use hookswitch_core::time::{Duration, Instant};

use super::gateway::SimGateway;
use super::pbx::{SimPbx, StreamOutput};
use super::queue::Queue;

/// Time on the way.
const DELAY: Duration = Duration::from_millis(1);

/// The end that is not the PBX's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// That of a gateway: which one, and its name for the stream.
    Gateway(usize, SocketId),
    /// That of a phone's page: which phone, and its name for the WebSocket.
    Page(usize, ConnectionId),
}

/// Something on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A connection is being opened.
    Opens(End, SocketAddr, SocketAddr, Protocol),
    /// Bytes to the PBX.
    ToPbx(End, Vec<u8>),
    /// The other end is closed.
    ClosedThere(End),
    /// Whether the connection was taken.
    Opened(End, bool),
    /// Bytes from the PBX.
    FromPbx(End, Vec<u8>),
    /// The PBX closed its end, or died.
    ClosedByPbx(End),
}

/// The connections.
#[derive(Debug, Default)]
pub struct Streams {
    /// Whether the PBX takes connections.
    pub refused: bool,
    on_the_way: Queue<Segment>,
    /// What the PBX calls each connection, and whom it sees at the other end.
    open: BTreeMap<End, (ConnectionId, SocketAddr)>,
    /// The protocols and peers that connections were opened to, oldest first.
    pub opened: Vec<(Protocol, SocketAddr)>,
}

impl Streams {
    fn send(&mut self, segment: Segment, now: Instant) {
        self.on_the_way.push(now + DELAY, segment);
    }

    /// Returns when something arrives next.
    pub fn next(&self) -> Option<Instant> {
        self.on_the_way.next()
    }

    /// Takes out what has arrived.
    pub fn arrived(&mut self, now: Instant) -> Option<Segment> {
        self.on_the_way.pop(now)
    }

    /// A gateway or a page opens a connection.
    pub fn connect(
        &mut self,
        end: End,
        from: SocketAddr,
        to: SocketAddr,
        protocol: Protocol,
        now: Instant,
    ) {
        self.opened.push((protocol, to));
        self.send(Segment::Opens(end, from, to, protocol), now);
    }

    /// A gateway or a page writes.
    pub fn write(&mut self, end: End, data: Vec<u8>, now: Instant) {
        self.send(Segment::ToPbx(end, data), now);
    }

    /// A gateway or a page closes.
    pub fn close(&mut self, end: End, now: Instant) {
        self.send(Segment::ClosedThere(end), now);
    }

    /// A page is left, and its WebSockets with it.
    pub fn leave(&mut self, phone: usize, now: Instant) {
        let ends = self.open.keys().copied();
        let ends = ends.filter(|end| matches!(end, End::Page(page, _) if *page == phone));
        for end in ends.collect::<Vec<_>>() {
            self.close(end, now);
        }
    }

    /// The PBX writes or closes.
    pub fn from_pbx(&mut self, output: StreamOutput, now: Instant) {
        let (StreamOutput::Write(id, _) | StreamOutput::Close(id)) = &output;
        let end = self.open.iter().find(|(_, (other, _))| other == id).map(|(end, _)| *end);
        match (end, output) {
            (Some(end), StreamOutput::Write(_, data)) => {
                self.send(Segment::FromPbx(end, data), now);
            }
            (Some(end), StreamOutput::Close(_)) => {
                self.open.remove(&end);
                self.send(Segment::ClosedByPbx(end), now);
            }
            (None, _) => {}
        }
    }

    /// Cuts all connections, as if the PBX was killed.
    pub fn cut(&mut self, pbx: &mut SimPbx, now: Instant) {
        for (end, (id, _)) in core::mem::take(&mut self.open) {
            pbx.endpoint.handle_disconnected(id, "killed", now);
            self.send(Segment::ClosedByPbx(end), now);
        }
    }

    /// Gives what has arrived to whom it is for; what is for a page is returned.
    pub fn deliver(
        &mut self,
        segment: Segment,
        gateways: &mut [SimGateway],
        pbx: Option<&mut SimPbx>,
        now: Instant,
    ) -> Option<(usize, ConnectionId, WebSocketEvent)> {
        match segment {
            Segment::Opens(end, from, to, protocol) => {
                // Contacts do not tell the two apart (RFC 7118 5.2.2).
                let protocol = if protocol == Protocol::Wss { Protocol::Ws } else { protocol };
                let pbx = pbx.filter(|pbx| pbx.ip == to.ip() && !self.refused);
                let open = pbx.map(|pbx| {
                    pbx.endpoint.handle_accepted(TransportId(0), protocol, from, to, now)
                });
                self.send(Segment::Opened(end, open.is_some()), now);
                self.open.extend(open.map(|id| (end, (id, from))));
            }
            Segment::ToPbx(end, data) => {
                if let (Some((id, from)), Some(pbx)) = (self.open.get(&end), pbx) {
                    pbx.endpoint.handle_stream(*id, &as_seen(data, *from), now);
                }
            }
            Segment::ClosedThere(end) => {
                if let (Some((id, _)), Some(pbx)) = (self.open.remove(&end), pbx) {
                    pbx.endpoint.handle_disconnected(id, "closed", now);
                }
            }
            Segment::Opened(End::Gateway(gateway, socket), open) => {
                gateways[gateway].handle_connected(socket, open);
            }
            Segment::FromPbx(End::Gateway(gateway, socket), data) => {
                gateways[gateway].handle_read(socket, data);
            }
            Segment::ClosedByPbx(End::Gateway(gateway, socket)) => {
                gateways[gateway].handle_disconnected(socket)
            }
            Segment::Opened(End::Page(phone, id), true) => {
                return Some((phone, id, WebSocketEvent::Open));
            }
            Segment::FromPbx(End::Page(phone, id), data) => {
                return Some((phone, id, WebSocketEvent::Received(data)));
            }
            Segment::Opened(End::Page(phone, id), false)
            | Segment::ClosedByPbx(End::Page(phone, id)) => {
                return Some((phone, id, WebSocketEvent::Closed("closed".to_owned())));
            }
        }
        None
    }
}

/// Returns a message with the address that it came from in the place of the name in its Contact,
/// if that leads nowhere, as PBXs do with what pages send.
fn as_seen(message: Vec<u8>, from: SocketAddr) -> Vec<u8> {
    let text = String::from_utf8_lossy(&message);
    let Some(contact) = text.find("\r\nContact: ") else { return message };
    let Some(end) = text[contact..].find(".invalid").map(|at| contact + at) else { return message };
    let Some(start) = text[..end].rfind('@').filter(|start| *start > contact) else {
        return message;
    };
    let rest = &text[end + ".invalid".len()..];
    format!("{}@{from}{rest}", &text[..start]).into_bytes()
}
