//! Connections of the SIP endpoint: streams of the gateway, or WebSockets of the page.

use core::net::Ipv6Addr;

use serde::{Deserialize, Serialize};

use super::network::Purpose;
use super::{Output, Phone, WebSocketCommand, WebSocketEvent};
use crate::link::{LinkError, OpenStream, Reply, Request, SocketId, Tls};
use crate::map::Map;
use crate::sip::endpoint::{Connect, ConnectionId, Protocol};

/// The connections that there are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Streams(Map<ConnectionId, Carrier>);

/// What a connection is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Carrier {
    /// An open stream of the gateway.
    Stream(SocketId),
    /// A WebSocket of the page that is being opened, with TLS or without.
    WebSocket { tls: bool },
    /// An open WebSocket of the page.
    OpenWebSocket,
}

impl Streams {
    /// Returns the connection that a stream is for.
    pub(super) fn connection(&self, socket: SocketId) -> Option<ConnectionId> {
        let stream = Carrier::Stream(socket);
        self.0.iter().find(|(_, carrier)| **carrier == stream).map(|(id, _)| *id)
    }
}

impl Phone {
    /// Asks for a stream, or opens a WebSocket.
    pub(super) fn open_connection(&mut self, id: ConnectionId, connect: Connect) {
        let Connect { protocol, to, name, .. } = connect;
        let sip = &self.settings.sip;
        let (port, tls) = match protocol {
            Protocol::Ws | Protocol::Wss => {
                let url = web_socket_url(protocol, &name, to.port(), &sip.web_socket_path);
                self.log(format!("sip: connecting to {url}"));
                let tls = protocol == Protocol::Wss;
                self.setup.streams.0.insert(id, Carrier::WebSocket { tls });
                return self.command_web_socket(id, WebSocketCommand::Open(url));
            }
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
                self.setup.streams.0.insert(id, Carrier::Stream(socket));
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
        match self.setup.streams.0.get(&id) {
            Some(Carrier::Stream(socket)) => self.network.client.write(*socket, data, self.now),
            Some(Carrier::OpenWebSocket) => {
                self.command_web_socket(id, WebSocketCommand::Send(data.to_vec()));
            }
            Some(Carrier::WebSocket { .. }) | None => {}
        }
    }

    /// Closes a connection, or gives up on it.
    pub(super) fn close_connection(&mut self, id: ConnectionId) {
        match self.setup.streams.0.remove(&id) {
            Some(Carrier::Stream(socket)) => self.request(Request::Close(socket), Purpose::Close),
            Some(Carrier::WebSocket { .. } | Carrier::OpenWebSocket) => {
                self.command_web_socket(id, WebSocketCommand::Close);
            }
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

    /// Takes what happened to a WebSocket; late news of one that is closed are nobody's.
    pub(super) fn take_web_socket(&mut self, id: ConnectionId, event: WebSocketEvent) {
        let Some(carrier) = self.setup.streams.0.get_mut(&id) else { return };
        match event {
            WebSocketEvent::Open => {
                *carrier = Carrier::OpenWebSocket;
                self.log("sip: connected by WebSocket");
                self.endpoint.handle_web_socket_open(id, self.now);
            }
            WebSocketEvent::Received(data) => self.endpoint.handle_stream(id, &data, self.now),
            WebSocketEvent::Closed(why) => {
                // A browser does not tell a page why it refuses a server.
                let why = match *carrier {
                    Carrier::WebSocket { tls: false } => format!("No WebSocket there: {why}"),
                    Carrier::WebSocket { tls: true } => {
                        format!("No WebSocket there, or not a certificate to trust: {why}")
                    }
                    Carrier::OpenWebSocket | Carrier::Stream(_) => why,
                };
                self.lose_web_socket(id, &why);
            }
        }
    }

    /// A page that was loaded again has none of the WebSockets of before.
    pub(super) fn lose_web_sockets(&mut self) {
        let all = self.setup.streams.0.iter();
        let lost = all.filter(|(_, carrier)| !matches!(carrier, Carrier::Stream(_)));
        for id in lost.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.lose_web_socket(id, "the page was loaded again");
        }
    }

    fn lose_web_socket(&mut self, id: ConnectionId, why: &str) {
        self.setup.streams.0.remove(&id);
        self.log(format!("sip: connection lost: {why}"));
        self.endpoint.handle_disconnected(id, why, self.now);
    }

    /// Closes all connections, before the endpoint forgets them.
    pub(super) fn close_all_connections(&mut self) {
        for id in self.setup.streams.0.keys().copied().collect::<Vec<_>>() {
            self.close_connection(id);
        }
    }

    fn command_web_socket(&mut self, id: ConnectionId, command: WebSocketCommand) {
        self.outputs.push_back(Output::WebSocket(id, command));
    }
}

/// Returns the address of a server; `path` begins where its host ends (RFC 6455 3).
fn web_socket_url(protocol: Protocol, host: &str, port: u16, path: &str) -> String {
    let scheme = if protocol == Protocol::Wss { "wss" } else { "ws" };
    // The name of a server that is known by its address is that.
    let host = match host.parse::<Ipv6Addr>() {
        Ok(address) => format!("[{address}]"),
        Err(_) => host.to_owned(),
    };
    let path = path.trim_start_matches('/');
    format!("{scheme}://{host}:{port}/{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_servers_are_urls() {
        let url = |protocol, host, path| web_socket_url(protocol, host, 8_443, path);
        assert_eq!(url(Protocol::Wss, "pbx.example", "/ws"), "wss://pbx.example:8443/ws");
        assert_eq!(url(Protocol::Ws, "192.0.2.1", ""), "ws://192.0.2.1:8443/");
        assert_eq!(url(Protocol::Ws, "2001:db8::1", "sip/ws"), "ws://[2001:db8::1]:8443/sip/ws");
    }
}
