//! TCP and TLS connections in the pretended network: what is written arrives, in order.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use hookswitch_core::link::SocketId;
use hookswitch_core::sip::endpoint::{ConnectionId, Protocol, TransportId};
use hookswitch_core::time::{Duration, Instant};

use super::gateway::SimGateway;
use super::pbx::{SimPbx, StreamOutput};
use super::queue::Queue;

/// Time on the way.
const DELAY: Duration = Duration::from_millis(1);

/// A gateway's end: the gateway, and its name for the stream.
pub type End = (usize, SocketId);

/// Something on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A connection is being opened.
    Opens(End, SocketAddr, SocketAddr, Protocol),
    /// Bytes to the PBX.
    ToPbx(End, Vec<u8>),
    /// The gateway closed its end.
    ClosedByGateway(End),
    /// Whether the connection was taken.
    Opened(End, bool),
    /// Bytes to a gateway.
    ToGateway(End, Vec<u8>),
    /// The PBX closed its end, or died.
    ClosedByPbx(End),
}

/// The connections.
#[derive(Debug, Default)]
pub struct Streams {
    /// Whether the PBX takes connections.
    pub refused: bool,
    on_the_way: Queue<Segment>,
    open: BTreeMap<End, ConnectionId>,
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

    /// A gateway opens a connection.
    pub fn connect(&mut self, end: End, from: SocketAddr, to: SocketAddr, tls: bool, now: Instant) {
        let protocol = if tls { Protocol::Tls } else { Protocol::Tcp };
        self.opened.push((protocol, to));
        self.send(Segment::Opens(end, from, to, protocol), now);
    }

    /// A gateway writes.
    pub fn write(&mut self, end: End, data: Vec<u8>, now: Instant) {
        self.send(Segment::ToPbx(end, data), now);
    }

    /// A gateway closes.
    pub fn close(&mut self, end: End, now: Instant) {
        self.send(Segment::ClosedByGateway(end), now);
    }

    /// The PBX writes or closes.
    pub fn from_pbx(&mut self, output: StreamOutput, now: Instant) {
        let (StreamOutput::Write(id, _) | StreamOutput::Close(id)) = &output;
        let end = self.open.iter().find(|(_, other)| *other == id).map(|(end, _)| *end);
        match (end, output) {
            (Some(end), StreamOutput::Write(_, data)) => {
                self.send(Segment::ToGateway(end, data), now);
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
        for (end, id) in core::mem::take(&mut self.open) {
            pbx.endpoint.handle_disconnected(id, "killed", now);
            self.send(Segment::ClosedByPbx(end), now);
        }
    }

    /// Gives what has arrived to whom it is for.
    pub fn deliver(
        &mut self,
        segment: Segment,
        gateways: &mut [SimGateway],
        pbx: Option<&mut SimPbx>,
        now: Instant,
    ) {
        match segment {
            Segment::Opens(end, from, to, protocol) => {
                let pbx = pbx.filter(|pbx| pbx.ip == to.ip() && !self.refused);
                let open = pbx.map(|pbx| {
                    pbx.endpoint.handle_accepted(TransportId(0), protocol, from, to, now)
                });
                self.send(Segment::Opened(end, open.is_some()), now);
                self.open.extend(open.map(|id| (end, id)));
            }
            Segment::ToPbx(end, data) => {
                if let (Some(id), Some(pbx)) = (self.open.get(&end), pbx) {
                    pbx.endpoint.handle_stream(*id, &data, now);
                }
            }
            Segment::ClosedByGateway(end) => {
                if let (Some(id), Some(pbx)) = (self.open.remove(&end), pbx) {
                    pbx.endpoint.handle_disconnected(id, "closed", now);
                }
            }
            Segment::Opened((gateway, socket), open) => {
                gateways[gateway].handle_connected(socket, open);
            }
            Segment::ToGateway((gateway, socket), data) => {
                gateways[gateway].handle_read(socket, data);
            }
            Segment::ClosedByPbx((gateway, socket)) => {
                gateways[gateway].handle_disconnected(socket)
            }
        }
    }
}
