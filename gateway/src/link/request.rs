//! What a phone asks for.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use hookswitch_core::link::{FromGateway, LinkError, Reply, Request, RequestId, SocketId};

use super::socket::Bound;
use super::{Kind, Link, LinkSocket};
use crate::config::PortRange;

impl Link {
    /// Does what the phone asks and replies, now or later.
    pub(super) fn handle_request(self: &Arc<Self>, id: RequestId, request: Request) {
        let allowed = {
            let mut state = self.state();
            state.outbox.has_room() && state.requests.take(1, Instant::now())
        };
        if !allowed {
            let error = LinkError::LimitReached("requests a second".to_owned());
            return self.reply(id, Err(error));
        }
        match request {
            Request::OpenUdp { port, tos, toward } => {
                self.reply(id, self.open_udp(port, tos, toward))
            }
            Request::OpenRtp { base, count, tos, toward } => {
                self.reply(id, self.open_rtp(base, count, tos, toward));
            }
            Request::Connect { socket, peer } => self.reply(id, self.connect(socket, peer)),
            Request::Close(socket) => self.reply(id, self.close(socket)),
            question @ (Request::Resolve { .. }
            | Request::FetchConfiguration
            | Request::FetchBeside { .. }
            | Request::Fetch(_)
            | Request::Dhcp { .. }
            | Request::QueryTime { .. }
            | Request::OpenStream(_)
            | Request::Records { .. }
            | _) => self.ask(id, question),
        }
    }

    fn reply(&self, id: RequestId, result: Result<Reply, LinkError>) {
        self.count_reply(&result);
        self.post(&FromGateway::Reply(id, result));
    }

    /// Counts and logs how a request ended.
    pub(super) fn count_reply(&self, result: &Result<Reply, LinkError>) {
        let counters = &self.shared.counters;
        match result {
            Ok(_) => counters.requests_done.increment(),
            Err(LinkError::NotAllowed(what)) => {
                tracing::info!(link = %self.id, mac = %self.mac, what, "not allowed");
                counters.requests_not_allowed.increment();
            }
            Err(LinkError::LimitReached(what)) => {
                tracing::info!(link = %self.id, mac = %self.mac, what, "limit reached");
                counters.requests_limited.increment();
            }
            Err(error) => {
                tracing::debug!(link = %self.id, mac = %self.mac, %error, "request failed");
                counters.requests_failed.increment();
            }
        }
    }

    fn open_udp(self: &Arc<Self>, port: u16, tos: u8, toward: IpAddr) -> Result<Reply, LinkError> {
        self.may_open(1, toward)?;
        let bound = self.shared.ports.sip(port, tos, toward)?;
        let (socket, local) = self.keep(Kind::Signalling, bound);
        self.remember();
        Ok(Reply::Udp { socket, local })
    }

    fn open_rtp(
        self: &Arc<Self>,
        base: u16,
        count: u16,
        tos: u8,
        toward: IpAddr,
    ) -> Result<Reply, LinkError> {
        if toward.is_multicast() {
            return self.join_group(SocketAddr::new(toward, base), tos);
        }
        self.may_open(2, toward)?;
        let asked =
            count.checked_sub(1).map(|more| PortRange::new(base, base.saturating_add(more)));
        let (rtp, rtcp) = self.shared.ports.pair(asked, tos, toward)?;
        let (rtp, local) = self.keep(Kind::Media, rtp);
        let (rtcp, _) = self.keep(Kind::Media, rtcp);
        self.remember();
        Ok(Reply::RtpPair { rtp, rtcp, local })
    }

    /// Opens sockets that are members of a group, which is their peer.
    fn join_group(self: &Arc<Self>, group: SocketAddr, tos: u8) -> Result<Reply, LinkError> {
        self.shared.policy.group(group)?;
        self.has_room_for(2)?;
        let (rtp, rtcp) = self.shared.ports.group(group.ip(), group.port(), tos)?;
        let [rtp, rtcp] = [rtp, rtcp].map(|bound| {
            let peer = bound.local;
            let (id, _) = self.keep(Kind::Media, bound);
            if let Some(socket) = self.socket(id) {
                socket.connect(Some(peer));
            }
            id
        });
        self.remember();
        Ok(Reply::RtpPair { rtp, rtcp, local: group })
    }

    fn may_open(&self, count: usize, toward: IpAddr) -> Result<(), LinkError> {
        self.shared.policy.address(toward)?;
        self.has_room_for(count)
    }

    /// Checks the limit of sockets, streams among them.
    pub(super) fn has_room_for(&self, count: usize) -> Result<(), LinkError> {
        let most = usize::try_from(self.shared.config.limits.sockets_per_phone);
        if self.socket_count() + count > most.unwrap_or(usize::MAX) {
            return Err(LinkError::LimitReached("sockets of a phone".to_owned()));
        }
        Ok(())
    }

    fn keep(self: &Arc<Self>, kind: Kind, bound: Bound) -> (SocketId, SocketAddr) {
        let id = {
            let mut state = self.state();
            let id = SocketId(state.next_socket);
            state.next_socket += 1;
            id
        };
        let told = self.shared.ports.told(bound.local);
        self.add_socket(LinkSocket::new(id, kind, bound));
        (id, told)
    }

    fn connect(&self, id: SocketId, peer: SocketAddr) -> Result<Reply, LinkError> {
        let socket = self.socket(id).filter(|socket| socket.kind == Kind::Media);
        let socket = socket.ok_or(LinkError::UnknownSocket)?;
        let peer = SocketAddr::new(peer.ip().to_canonical(), peer.port());
        self.shared.policy.media(peer)?;
        if !socket.same_family(peer.ip()) {
            return Err(LinkError::Io(format!("the socket cannot reach {peer}")));
        }
        socket.connect(Some(peer));
        self.remember();
        Ok(Reply::Done)
    }

    fn close(&self, id: SocketId) -> Result<Reply, LinkError> {
        if self.close_socket(id) {
            self.remember();
            return Ok(Reply::Done);
        }
        // Closed before: the reply was lost, and the phone asks again.
        let was_open = (1..self.state().next_socket).contains(&id.0);
        if was_open { Ok(Reply::Done) } else { Err(LinkError::UnknownSocket) }
    }
}
