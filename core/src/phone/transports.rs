//! Connections of the SIP endpoint, as streams of the gateway.

use serde::{Deserialize, Serialize};

use super::Phone;
use super::network::Purpose;
use crate::link::{LinkError, OpenStream, Reply, Request, SocketId, Tls};
use crate::map::Map;
use crate::sip::endpoint::{Connect, ConnectionId, Protocol};

/// The streams that are open for connections.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Streams(Map<ConnectionId, SocketId>);

impl Streams {
    /// Returns the connection that a stream is for.
    pub(super) fn connection(&self, socket: SocketId) -> Option<ConnectionId> {
        self.0.iter().find(|(_, open)| **open == socket).map(|(id, _)| *id)
    }
}

impl Phone {
    /// Asks for a stream.
    pub(super) fn open_connection(&mut self, id: ConnectionId, connect: Connect) {
        let Connect { protocol, to, name, .. } = connect;
        let sip = &self.settings.sip;
        let (port, tls) = match protocol {
            Protocol::Tls => {
                let trust = self.provisioner.sip_trust();
                (sip.tls_port, Some(Tls { server_name: name, trust }))
            }
            Protocol::Udp | Protocol::Tcp => (sip.port, None),
        };
        let open = OpenStream { to, port, tos: sip.tos, tls };
        self.request(Request::OpenStream(Box::new(open)), Purpose::Stream(id));
    }

    /// Takes a stream, or why there is none.
    pub(super) fn take_stream(&mut self, id: ConnectionId, reply: Result<Reply, LinkError>) {
        match reply {
            Ok(Reply::Stream { socket, local }) => {
                self.log(format!("sip: connected from {local}"));
                self.setup.streams.0.insert(id, socket);
                self.endpoint.handle_connected(id, local, self.now);
            }
            Ok(_) => self.connection_failed(id, &LinkError::Unsupported),
            Err(error) => self.connection_failed(id, &error),
        }
    }

    fn connection_failed(&mut self, id: ConnectionId, error: &LinkError) {
        self.log(format!("sip: no connection: {error}"));
        self.endpoint.handle_disconnected(id, &error.to_string(), self.now);
    }

    /// Writes to a connection.
    pub(super) fn write_connection(&mut self, id: ConnectionId, data: &[u8]) {
        if let Some(socket) = self.setup.streams.0.get(&id) {
            self.network.client.write(*socket, data, self.now);
        }
    }

    /// Closes a connection, or gives up on it.
    pub(super) fn close_connection(&mut self, id: ConnectionId) {
        match self.setup.streams.0.remove(&id) {
            Some(socket) => self.request(Request::Close(socket), Purpose::Close),
            None => self.cancel(Purpose::Stream(id)),
        }
    }

    /// Takes note that a stream ended; returns whether it was one of a connection.
    pub(super) fn stream_closed(&mut self, socket: SocketId, error: &LinkError) -> bool {
        let Some(id) = self.setup.streams.connection(socket) else { return false };
        self.setup.streams.0.remove(&id);
        self.endpoint.handle_disconnected(id, &error.to_string(), self.now);
        true
    }
}
