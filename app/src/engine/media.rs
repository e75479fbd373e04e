//! Carries RTP and RTCP between the worklet's streams and the gateway's sockets.

use std::collections::VecDeque;

use hookswitch_app::media_path::{Chooser, Verdict};
use hookswitch_app::protocol::MediaPath;
use hookswitch_core::link::{SocketId, media_datagram};
use hookswitch_core::media::plan::{NetworkReport, Report, StreamId};
use hookswitch_core::phone::StreamRoute;
use hookswitch_core::phone::router::{Router, RouterOutput};
use hookswitch_core::rng::Rng;
use hookswitch_core::time::{Instant, WallTime};

use super::js;
use super::link::Link;
use super::session::Session;

/// Routes, and the way media takes.
pub(super) struct Media {
    chooser: Chooser,
    session: Option<Session>,
    router: Router,
    /// Counts sessions that were wanted; one that is no longer wanted ends.
    generation: u32,
    wanted: bool,
    /// Datagrams not sent because queues were full or there was no way.
    dropped: u64,
    /// What RTCP told and the phone was not told yet.
    reports: VecDeque<(StreamId, NetworkReport)>,
}

impl Media {
    /// Returns media without streams or a session.
    pub(super) fn new() -> Self {
        Self {
            chooser: Chooser::default(),
            session: None,
            router: Router::new(Rng::new(js::random())),
            generation: 0,
            wanted: false,
            dropped: 0,
            reports: VecDeque::new(),
        }
    }

    /// Ties a stream to sockets, or ends it.
    pub(super) fn route(
        &mut self,
        id: StreamId,
        route: Option<StreamRoute>,
        link: Option<&Link>,
        (now, wall): (Instant, WallTime),
    ) {
        self.router.route(id, route, now, wall);
        self.pump(link, now);
    }

    /// Takes what the jitter buffers tell.
    pub(super) fn play_out(&mut self, report: &Report) {
        self.router.play_out(report);
    }

    /// Sends an RTP packet of a stream.
    pub(super) fn send_rtp(
        &mut self,
        id: StreamId,
        packet: &[u8],
        link: Option<&Link>,
        now: Instant,
    ) {
        let packet = self.router.send(id, packet, now);
        if let Some(datagram) = packet.map(|(socket, packet)| media_datagram(socket, packet)) {
            self.send(datagram, link, now);
        }
    }

    /// Sends a packet that belongs to no stream.
    pub(super) fn send_packet(
        &mut self,
        socket: SocketId,
        packet: &[u8],
        link: Option<&Link>,
        now: Instant,
    ) {
        self.send(media_datagram(socket, packet), link, now);
    }

    /// Whether a stream is tied to this socket.
    pub(super) fn is_routed(&self, socket: SocketId) -> bool {
        self.router.is_routed(socket)
    }

    /// Takes a packet that came in on `socket`; returns the stream that should play it, and the
    /// packet as it was before it was protected, if it is sound and believed.
    pub(super) fn receive<'a>(
        &'a mut self,
        socket: SocketId,
        packet: &'a [u8],
        now: Instant,
    ) -> Option<(StreamId, &'a [u8])> {
        self.router.receive(socket, packet, now)
    }

    /// Sends the reports that are due.
    pub(super) fn handle_timeout(&mut self, link: Option<&Link>, now: Instant, wall: WallTime) {
        self.router.handle_timeout(now, wall);
        self.pump(link, now);
    }

    /// Returns when [`Self::handle_timeout`] wants to be called.
    pub(super) fn poll_timeout(&self) -> Option<Instant> {
        self.router.poll_timeout()
    }

    /// Returns the next thing that RTCP told.
    pub(super) fn poll_report(
        &mut self,
        link: Option<&Link>,
        now: Instant,
    ) -> Option<(StreamId, NetworkReport)> {
        self.pump(link, now);
        self.reports.pop_front()
    }

    /// Does what RTCP wants.
    fn pump(&mut self, link: Option<&Link>, now: Instant) {
        while let Some(output) = self.router.poll_output() {
            match output {
                RouterOutput::Send(socket, packet) => {
                    self.send(media_datagram(socket, &packet), link, now);
                }
                RouterOutput::Report(id, report) => self.reports.push_back((id, report)),
            }
        }
    }

    /// Sends a datagram by the way that works now.
    fn send(&mut self, datagram: Vec<u8>, link: Option<&Link>, now: Instant) {
        self.chooser.set_link(link.is_some_and(Link::is_open));
        self.chooser.handle_sent(now);
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
