//! Connections: opened when something is to be sent, used for all that goes the same way, and
//! renewed when they end (RFC 3261 18, RFC 5626 3.5.1 and 4.4.1).
//!
//! A connection that was opened under a name stays with it: requests in a dialog follow a route
//! that names only the address, and still reach the server whose certificate was checked.

use super::client::ExchangeId;
use super::target::{Protocol, SentBy, Target};
use super::*;
use crate::sip::framing::{End, Frame, Framer};
use crate::sip::message::Message;

/// How many connections there may be: a peer that makes us open more closes the oldest.
const MAX_CONNECTIONS: usize = 32;

/// Bytes of responses that wait for a connection to be opened.
const MAX_QUEUED: usize = 256 * 1024;

/// Bytes that keep the addresses of a NAT bound, and ask whether the peer lives (RFC 5626 3.5.1).
const PING: &[u8] = b"\r\n\r\n";

/// The answer to them.
const PONG: &[u8] = b"\r\n";

/// How long a peer that answers pings may take for it (RFC 5626 4.4.1).
const PONG_TIMEOUT: Duration = Duration::from_secs(10);

/// How many names of servers are remembered.
const MAX_NAMES: usize = 64;

/// A connection at work.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Connection {
    transport: TransportId,
    target: Target,
    /// This end, once it is open.
    local: Option<SentBy>,
    /// Who opened it, and so keeps it alive.
    end: End,
    framer: Framer,
    /// Requests that wait until it is open.
    waiting: Vec<ExchangeId>,
    /// Messages that wait until it is open.
    queued: Vec<Vec<u8>>,
    used: Instant,
    /// Whether the peer ever answered a ping.
    answers_pings: bool,
    asked: bool,
}

/// The connections, and what is known of servers' names.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Connections {
    all: Map<ConnectionId, Connection>,
    /// Under which name an address was reached.
    names: Map<SocketAddr, String>,
}

impl Connections {
    /// Returns the connection to `target`.
    fn find(&self, transport: TransportId, target: &Target) -> Option<ConnectionId> {
        let fits = |connection: &Connection| {
            let there = &connection.target;
            connection.transport == transport
                && there.protocol == target.protocol
                && there.address == target.address
                && (there.name == target.name || target.is_unnamed())
        };
        self.all.iter().find(|(_, connection)| fits(connection)).map(|(id, _)| *id)
    }

    /// Returns this end of the open connection to `target`.
    pub(super) fn local(&self, transport: TransportId, target: &Target) -> Option<SentBy> {
        self.all.get(&self.find(transport, target)?)?.local.clone()
    }

    /// Gives `target` the name under which its address was reached before, if it has none.
    fn name(&self, target: &mut Target) {
        if target.is_unnamed()
            && let Some(name) = self.names.get(&target.address)
        {
            target.name.clone_from(name);
        }
    }
}

impl Endpoint {
    /// Lets an exchange wait for the connection to `target`, opening it if there is none.
    pub(super) fn wait_for_connection(
        &mut self,
        exchange: ExchangeId,
        transport: TransportId,
        target: &Target,
        now: Instant,
    ) {
        let id = self.connect(transport, target, now);
        if let Some(connection) = self.connections.all.get_mut(&id) {
            connection.waiting.push(exchange);
        }
    }

    /// Returns the connection to `target`, opening it if there is none.
    fn connect(&mut self, transport: TransportId, target: &Target, now: Instant) -> ConnectionId {
        if let Some(id) = self.connections.find(transport, target) {
            return id;
        }
        if self.connections.all.len() >= MAX_CONNECTIONS {
            let oldest = self.connections.all.iter().min_by_key(|(_, open)| open.used);
            if let Some(oldest) = oldest.map(|(id, _)| *id) {
                self.outputs.push_back(Output::Disconnect(oldest));
                self.disconnected(oldest, "too many connections", now);
            }
        }
        let id = ConnectionId(self.new_id());
        let mut target = target.clone();
        self.connections.name(&mut target);
        let Target { protocol, address: to, name } = target.clone();
        self.add_connection(id, transport, target, End::Client, now);
        self.schedule.set(Due::Connection(id), Some(now + self.settings.connect_timeout));
        self.outputs.push_back(Output::Connect(id, Connect { transport, protocol, to, name }));
        id
    }

    fn add_connection(
        &mut self,
        id: ConnectionId,
        transport: TransportId,
        target: Target,
        end: End,
        now: Instant,
    ) {
        let connection = Connection {
            transport,
            target,
            local: None,
            end,
            framer: Framer::new(end),
            waiting: Vec::new(),
            queued: Vec::new(),
            used: now,
            answers_pings: false,
            asked: false,
        };
        self.connections.all.insert(id, connection);
    }

    /// Takes a connection that a peer opened to this end.
    pub(super) fn accepted(
        &mut self,
        transport: TransportId,
        protocol: Protocol,
        from: SocketAddr,
        local: SocketAddr,
        now: Instant,
    ) -> ConnectionId {
        let id = ConnectionId(self.new_id());
        let target = Target::new(protocol, from, None);
        if let Some(old) = self.connections.find(transport, &target) {
            // The peer has forgotten it, or it could not have this address again.
            self.outputs.push_back(Output::Disconnect(old));
            self.disconnected(old, "opened again", now);
        }
        self.add_connection(id, transport, target, End::Server, now);
        if let Some(connection) = self.connections.all.get_mut(&id) {
            connection.local = Some(local.into());
        }
        id
    }

    pub(super) fn connected(&mut self, id: ConnectionId, local: SentBy, now: Instant) {
        let next_ping = self.next_ping(now);
        let Some(connection) = self.connections.all.get_mut(&id) else {
            return self.outputs.push_back(Output::Disconnect(id));
        };
        connection.local = Some(local);
        let target = connection.target.clone();
        let waiting = core::mem::take(&mut connection.waiting);
        let queued = core::mem::take(&mut connection.queued);
        self.schedule.set(Due::Connection(id), Some(next_ping));
        if !target.is_unnamed() {
            if self.connections.names.len() >= MAX_NAMES {
                self.connections.names = Map::new();
            }
            self.connections.names.insert(target.address, target.name.clone());
        }
        self.outputs.extend(queued.into_iter().map(|message| Output::Write(id, message)));
        for exchange in waiting {
            self.transmit(exchange, target.clone(), now);
        }
    }

    pub(super) fn disconnected(&mut self, id: ConnectionId, why: &str, now: Instant) {
        self.schedule.set(Due::Connection(id), None);
        let Some(connection) = self.connections.all.remove(&id) else { return };
        let Connection { transport, target, local, waiting, .. } = connection;
        for exchange in waiting {
            self.try_next(exchange, FailureReason::Transport(why.to_owned()), now);
        }
        // Those that were sent on it are sent again on a new one, or elsewhere.
        self.fail_clients(transport, &target, why, now);
        if let Some(local) = local {
            self.lose_flow(transport, &target, &local, now);
        }
    }

    /// Takes bytes from a connection; a whole message from a WebSocket.
    pub(super) fn read(&mut self, id: ConnectionId, data: &[u8], now: Instant) {
        let Some(connection) = self.connections.all.get_mut(&id) else { return };
        connection.used = now;
        connection.asked = false;
        if connection.target.protocol.is_web_socket() {
            self.read_message(id, data, now);
        } else {
            connection.framer.push(data);
            self.read_frames(id, now);
        }
        let next_ping = self.next_ping(now);
        if self.connections.all.get(&id).is_some_and(|open| open.end == End::Client) {
            self.schedule.set(Due::Connection(id), Some(next_ping));
        }
    }

    /// Takes a message of SIP, or the line ends that keep a connection (RFC 7118 5 and 6).
    fn read_message(&mut self, id: ConnectionId, data: &[u8], now: Instant) {
        let Some(connection) = self.connections.all.get_mut(&id) else { return };
        match data {
            PONG => connection.answers_pings = true,
            PING => self.outputs.push_back(Output::Write(id, PONG.to_vec())),
            _ => {
                let (transport, from) = (connection.transport, connection.target.clone());
                self.receive(transport, &from, Message::parse(data), now);
            }
        }
    }

    fn read_frames(&mut self, id: ConnectionId, now: Instant) {
        loop {
            // Whatever a message led to, the connection may be gone with it.
            let Some(connection) = self.connections.all.get_mut(&id) else { return };
            let (transport, from) = (connection.transport, connection.target.clone());
            let message = match connection.framer.poll() {
                Ok(Some(Frame::Message(message))) => Ok(message),
                Ok(Some(Frame::Defective(error))) => Err(error),
                Ok(Some(Frame::Ping)) => {
                    self.outputs.push_back(Output::Write(id, PONG.to_vec()));
                    continue;
                }
                Ok(Some(Frame::Pong)) => {
                    connection.answers_pings = true;
                    continue;
                }
                Ok(None) => break,
                Err(error) => {
                    self.counters.malformed += 1;
                    self.outputs.push_back(Output::Disconnect(id));
                    return self.disconnected(id, &error.to_string(), now);
                }
            };
            self.receive(transport, &from, message, now);
        }
    }

    /// It took too long to open, is silent, or did not answer.
    pub(super) fn connection_timeout(&mut self, id: ConnectionId, now: Instant) {
        let Some(connection) = self.connections.all.get_mut(&id) else { return };
        let why = match connection.local {
            None => "no connection in time",
            Some(_) if connection.asked && connection.answers_pings => "the server is silent",
            Some(_) => {
                connection.asked = true;
                let wait = connection.answers_pings.then(|| now + PONG_TIMEOUT);
                self.outputs.push_back(Output::Write(id, PING.to_vec()));
                let next = wait.unwrap_or_else(|| self.next_ping(now));
                return self.schedule.set(Due::Connection(id), Some(next));
            }
        };
        self.outputs.push_back(Output::Disconnect(id));
        self.disconnected(id, why, now);
    }

    /// Returns when the next ping is due: after four to five fifths of the time, so that phones do
    /// not all ask at once (RFC 5626 4.4.1).
    fn next_ping(&mut self, now: Instant) -> Instant {
        let most = self.settings.ping_interval;
        let spread = u32::try_from((most / 5).as_millis()).unwrap_or(u32::MAX);
        now + (most - Duration::from_millis(self.rng.below(spread.max(1)).into()))
    }

    /// Sends a message: a datagram, or on the connection that leads there.
    pub(super) fn send(
        &mut self,
        transport: TransportId,
        to: &Target,
        data: Vec<u8>,
        now: Instant,
    ) {
        if !self.transports.contains_key(&transport) {
            return;
        }
        if !to.protocol.is_stream() {
            let to = to.address;
            return self.outputs.push_back(Output::Send { transport, to, data });
        }
        let id = self.connect(transport, to, now);
        let Some(connection) = self.connections.all.get_mut(&id) else { return };
        connection.used = now;
        if connection.local.is_some() {
            self.outputs.push_back(Output::Write(id, data));
        } else if connection.queued.iter().map(Vec::len).sum::<usize>() + data.len() <= MAX_QUEUED {
            connection.queued.push(data);
        }
    }

    /// Closes the connections of a transport that is gone or has changed.
    pub(super) fn close_connections(&mut self, transport: TransportId, why: &str, now: Instant) {
        self.forget_flows(transport);
        let all = self.connections.all.iter();
        let ids: Vec<_> =
            all.filter(|(_, open)| open.transport == transport).map(|(id, _)| *id).collect();
        for id in ids {
            self.outputs.push_back(Output::Disconnect(id));
            self.disconnected(id, why, now);
        }
    }

    /// Takes a datagram, which holds one message.
    pub(super) fn receive_datagram(
        &mut self,
        transport: TransportId,
        from: SocketAddr,
        data: &[u8],
        now: Instant,
    ) {
        self.receive(transport, &Target::udp(from), Message::parse(data), now);
    }
}
