//! Carries RTP and RTCP between the worklet's streams and the gateway's sockets.

use std::collections::VecDeque;

use hookswitch_app::media_path::{Chooser, Verdict};
use hookswitch_app::protocol::MediaPath;
use hookswitch_core::link::{SocketId, media_datagram};
use hookswitch_core::map::Map;
use hookswitch_core::media::control::{self, Control};
use hookswitch_core::media::plan::{NetworkReport, Report, StreamId};
use hookswitch_core::phone::StreamRoute;
use hookswitch_core::rng::Rng;
use hookswitch_core::time::{Instant, WallTime, earliest};

use super::js;
use super::link::Link;
use super::session::Session;

/// What a socket carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carries {
    /// Sound.
    Rtp,
    /// Reports about it.
    Rtcp,
}

/// One stream with its sockets and its reports.
struct Stream {
    route: StreamRoute,
    control: Control,
}

/// Routes, and the way media takes.
pub(super) struct Media {
    chooser: Chooser,
    session: Option<Session>,
    streams: Map<StreamId, Stream>,
    sockets: Map<SocketId, (StreamId, Carries)>,
    /// Counts sessions that were wanted; one that is no longer wanted ends.
    generation: u32,
    wanted: bool,
    /// Datagrams not sent because queues were full or there was no way.
    dropped: u64,
    /// What RTCP told and the phone was not told yet.
    reports: VecDeque<(StreamId, NetworkReport)>,
    rng: Rng,
    /// Names this phone to its peers until the worker ends (RFC 7022 4.2, short-term).
    cname: String,
}

impl Media {
    /// Returns media without streams or a session.
    pub(super) fn new() -> Self {
        let mut rng = Rng::new(js::random());
        Self {
            chooser: Chooser::default(),
            session: None,
            streams: Map::new(),
            sockets: Map::new(),
            generation: 0,
            wanted: false,
            dropped: 0,
            reports: VecDeque::new(),
            cname: rng.hex(24),
            rng,
        }
    }

    /// Ties a stream to sockets, or cuts it off.
    pub(super) fn route(
        &mut self,
        id: StreamId,
        route: Option<StreamRoute>,
        link: Option<&Link>,
        (now, wall): (Instant, WallTime),
    ) {
        self.sockets.retain(|_, (other, _)| *other != id);
        let before = self.streams.remove(&id);
        let Some(route) = route else {
            if let Some(mut stream) = before {
                stream.control.bye(now, wall);
                self.streams.insert(id, stream);
                self.pump(link, now);
                self.streams.remove(&id);
            }
            return;
        };
        self.sockets.insert(route.rtp, (id, Carries::Rtp));
        self.sockets.insert(route.rtcp, (id, Carries::Rtcp));
        let same = |old: &StreamRoute| (old.ssrc, old.clock_rate) == (route.ssrc, route.clock_rate);
        let mut control = match before.filter(|stream| same(&stream.route)) {
            Some(stream) => stream.control,
            None => {
                let (cname, rng) = (self.cname.clone(), self.rng.fork());
                Control::new(route.ssrc, route.clock_rate, cname, rng, now)
            }
        };
        control.measure(route.measured);
        control.mix(route.mixes_sources);
        control.protect(route.keys.as_ref());
        self.streams.insert(id, Stream { route, control });
    }

    /// Takes what the jitter buffers tell.
    pub(super) fn play_out(&mut self, report: &Report) {
        for told in &report.streams {
            if let Some(stream) = self.streams.get_mut(&told.id) {
                stream.control.play_out(told);
            }
        }
    }

    /// Sends an RTP packet of a stream.
    pub(super) fn send_rtp(
        &mut self,
        id: StreamId,
        packet: &[u8],
        link: Option<&Link>,
        now: Instant,
    ) {
        let Some(stream) = self.streams.get_mut(&id) else { return };
        let socket = stream.route.rtp;
        let packet = stream.control.handle_sent(packet, now);
        if let Some(datagram) = packet.map(|packet| media_datagram(socket, packet)) {
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
        self.sockets.contains_key(&socket)
    }

    /// Takes a packet that came in on `socket`; returns the stream that should play it, and the
    /// packet as it was before it was protected, if it is sound and believed.
    pub(super) fn receive<'a>(
        &'a mut self,
        socket: SocketId,
        packet: &'a [u8],
        link: Option<&Link>,
        now: Instant,
    ) -> Option<(StreamId, &'a [u8])> {
        let &(id, carries) = self.sockets.get(&socket)?;
        match carries {
            Carries::Rtp => {
                let control = &mut self.streams.get_mut(&id)?.control;
                return control.handle_rtp(packet, now).map(|packet| (id, packet));
            }
            Carries::Rtcp => self.streams.get_mut(&id)?.control.handle_rtcp(packet, now),
        }
        self.pump(link, now);
        None
    }

    /// Sends the reports that are due.
    pub(super) fn handle_timeout(&mut self, link: Option<&Link>, now: Instant, wall: WallTime) {
        for (_, stream) in self.streams.iter_mut() {
            stream.control.handle_timeout(now, wall);
        }
        self.pump(link, now);
    }

    /// Returns when [`Self::handle_timeout`] wants to be called.
    pub(super) fn poll_timeout(&self) -> Option<Instant> {
        self.streams.values().map(|stream| stream.control.poll_timeout()).fold(None, earliest)
    }

    /// Returns the next thing that RTCP told.
    pub(super) fn poll_report(&mut self) -> Option<(StreamId, NetworkReport)> {
        self.reports.pop_front()
    }

    /// Does what RTCP wants.
    fn pump(&mut self, link: Option<&Link>, now: Instant) {
        let mut datagrams = Vec::new();
        for (&id, Stream { route, control }) in &mut self.streams {
            while let Some(output) = control.poll_output() {
                match output {
                    control::Output::Send(packet) => {
                        datagrams.push(media_datagram(route.rtcp, &packet));
                    }
                    control::Output::Report(report) => self.reports.push_back((id, report)),
                    // The end of a call is told by SIP.
                    control::Output::Bye => {}
                }
            }
        }
        for datagram in datagrams {
            self.send(datagram, link, now);
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
