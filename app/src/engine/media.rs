//! Carries RTP and RTCP between the worklet's streams and the gateway's sockets.

use std::collections::BTreeMap;

use hookswitch_app::media_path::{Chooser, Verdict};
use hookswitch_app::protocol::MediaPath;
use hookswitch_core::link::{SocketId, media_datagram};
use hookswitch_core::media::plan::StreamId;
use hookswitch_core::phone::StreamRoute;
use hookswitch_core::time::Instant;

use super::link::Link;
use super::session::Session;

/// What a socket carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carries {
    /// Sound.
    Rtp,
    /// Reports about it.
    Rtcp,
}

/// Routes, and the way media takes.
#[derive(Default)]
pub(super) struct Media {
    chooser: Chooser,
    session: Option<Session>,
    routes: BTreeMap<StreamId, StreamRoute>,
    sockets: BTreeMap<SocketId, (StreamId, Carries)>,
    /// Counts sessions that were wanted; one that is no longer wanted ends.
    generation: u32,
    wanted: bool,
    /// Datagrams not sent because queues were full or there was no way.
    dropped: u64,
}

impl Media {
    /// Ties a stream to sockets, or cuts it off.
    pub(super) fn route(&mut self, stream: StreamId, route: Option<StreamRoute>) {
        self.sockets.retain(|_, (other, _)| *other != stream);
        let Some(route) = route else {
            self.routes.remove(&stream);
            return;
        };
        self.sockets.insert(route.rtp, (stream, Carries::Rtp));
        self.sockets.insert(route.rtcp, (stream, Carries::Rtcp));
        self.routes.insert(stream, route);
    }

    /// Returns the sockets of a stream.
    pub(super) fn routed(&self, stream: StreamId) -> Option<StreamRoute> {
        self.routes.get(&stream).copied()
    }

    /// Returns what a socket carries.
    pub(super) fn socket(&self, socket: SocketId) -> Option<(StreamId, Carries)> {
        self.sockets.get(&socket).copied()
    }

    /// Sends a packet on a socket by the way that works now.
    pub(super) fn send(
        &mut self,
        socket: SocketId,
        packet: &[u8],
        link: Option<&Link>,
        now: Instant,
    ) {
        self.chooser.set_link(link.is_some_and(Link::is_open));
        self.chooser.handle_sent(now);
        let datagram = media_datagram(socket, packet);
        let sent = match (self.chooser.path(), &self.session, link) {
            (MediaPath::WebTransport, Some(session), _) => session.send(&datagram),
            (MediaPath::WebSocket, _, Some(link)) => link.send_media(datagram),
            _ => false,
        };
        self.dropped += u64::from(!sent);
    }

    /// Takes note that a datagram came in; a session that turns out to be dead is closed.
    pub(super) fn heard(&mut self, via: MediaPath, now: Instant) {
        if self.chooser.handle_received(via, now) == Verdict::SessionDead {
            self.session = None;
        }
    }

    /// Returns the way media takes now.
    pub(super) fn path(&mut self, link_open: bool) -> MediaPath {
        self.chooser.set_link(link_open);
        self.chooser.path()
    }

    /// Ends the session; returns the number of the next one, if one is wanted.
    pub(super) fn renew(&mut self, wanted: bool) -> Option<u32> {
        self.generation = self.generation.wrapping_add(1);
        self.wanted = wanted;
        self.end_session();
        wanted.then_some(self.generation)
    }

    /// Whether session number `generation` is still wanted.
    pub(super) const fn wants(&self, generation: u32) -> bool {
        self.wanted && self.generation == generation
    }

    /// Uses a session that came up.
    pub(super) fn begin_session(&mut self, session: Session) {
        self.session = Some(session);
        self.chooser.set_session(true);
    }

    /// Ends the use of the session.
    pub(super) fn end_session(&mut self) {
        self.session = None;
        self.chooser.set_session(false);
    }
}
