//! A bare SIP endpoint in the simulator: what happens to it is written down, and tests give the
//! commands.

use std::net::SocketAddr;

use hookswitch_core::dns::Records;
use hookswitch_core::rng::Rng;
use hookswitch_core::sip::endpoint::{
    Endpoint, Event, Output, SessionEvent, SessionId, Settings, TransportId,
};
use hookswitch_core::time::Instant;

use super::net::Packet;

/// The only socket of a bare endpoint.
pub const TRANSPORT: TransportId = TransportId(0);

/// A bare SIP endpoint.
#[derive(Debug)]
pub struct SimEndpoint {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// Its socket's address.
    pub local: SocketAddr,
    /// What it told, oldest first.
    pub events: Vec<Event>,
}

impl SimEndpoint {
    /// Returns an endpoint at `local`.
    pub fn new(settings: Settings, local: SocketAddr, rng: Rng, now: Instant) -> Self {
        let mut endpoint = Endpoint::new(settings, rng);
        endpoint.set_transport(TRANSPORT, local, now);
        Self { endpoint, local, events: Vec::new() }
    }

    /// Takes a datagram.
    pub fn handle_packet(&mut self, packet: &Packet, now: Instant) {
        self.endpoint.handle_datagram(TRANSPORT, packet.from, &packet.data, now);
    }

    /// Returns the datagrams to send; names are resolved only if they are addresses.
    pub fn drain(&mut self, now: Instant) -> Vec<Packet> {
        let mut packets = Vec::new();
        while let Some(output) = self.endpoint.poll_output() {
            match output {
                Output::Send { to, data, .. } => {
                    packets.push(Packet { from: self.local, to, data });
                }
                // Names are none of its business, and datagrams carry all it says.
                Output::Resolve(id, ..) => {
                    self.endpoint.handle_resolved(id, Ok(Records::default()), now);
                }
                Output::Connect(id, _) => self.endpoint.handle_disconnected(id, "refused", now),
                Output::Write(..) | Output::Disconnect(_) => {}
                Output::Event(event) => self.events.push(event),
            }
        }
        packets
    }

    /// Returns the session that somebody called with last.
    #[track_caller]
    pub fn incoming(&self) -> SessionId {
        let incoming = |event: &Event| {
            if let Event::Incoming { session, .. } = event { Some(*session) } else { None }
        };
        self.events.iter().rev().find_map(incoming).expect("nobody called")
    }

    /// Returns what happened to `session`, oldest first.
    pub fn of_session(&self, session: SessionId) -> Vec<&SessionEvent> {
        let mut events = Vec::new();
        for event in &self.events {
            if let Event::Session(of, event) = event
                && *of == session
            {
                events.push(event);
            }
        }
        events
    }
}
