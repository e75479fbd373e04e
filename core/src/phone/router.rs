//! Carries RTP and RTCP between the streams of the audio graph and the gateway's sockets.
//!
//! A driver has one for as long as it runs. What is known of a stream goes on whatever else changes
//! of its route, as long as it is sent with the same SSRC: its keys would otherwise protect another
//! packet under an index that was used (RFC 3711 9.1), and its counters would begin anew.

use std::collections::VecDeque;

use super::StreamRoute;
use crate::link::SocketId;
use crate::map::Map;
use crate::media::control::{self, Control};
use crate::media::plan::{NetworkReport, Report, StreamId};
use crate::rng::Rng;
use crate::time::{Instant, WallTime, earliest};

/// Something to do after an input.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum RouterOutput {
    /// Send this from this socket.
    Send(SocketId, Vec<u8>),
    /// What RTCP tells of a stream.
    Report(StreamId, NetworkReport),
}

/// What a socket carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carries {
    /// Sound.
    Rtp,
    /// Reports about it.
    Rtcp,
}

/// One stream with its sockets and its reports.
#[derive(Clone, Debug)]
struct Stream {
    route: StreamRoute,
    control: Control,
}

/// The streams, and which sockets are theirs.
#[derive(Clone, Debug)]
pub struct Router {
    streams: Map<StreamId, Stream>,
    sockets: Map<SocketId, (StreamId, Carries)>,
    outputs: VecDeque<RouterOutput>,
    /// Names this phone to its peers (RFC 7022 4.2, short-term).
    cname: String,
    rng: Rng,
}

impl Router {
    /// Returns a router without streams.
    pub fn new(mut rng: Rng) -> Self {
        Self {
            streams: Map::new(),
            sockets: Map::new(),
            outputs: VecDeque::new(),
            cname: rng.hex(24),
            rng,
        }
    }

    /// Ties a stream to its sockets, or ends it: its peer is told before anything that is done
    /// later. `wall` is the wall time at `now`.
    pub fn route(
        &mut self,
        id: StreamId,
        route: Option<StreamRoute>,
        now: Instant,
        wall: WallTime,
    ) {
        let goes_on = |old: &Stream| route.as_ref().is_some_and(|new| new.ssrc == old.route.ssrc);
        let (before, over) = match self.streams.remove(&id) {
            Some(stream) if goes_on(&stream) => (Some(stream.control), None),
            over => (None, over),
        };
        if let Some(mut stream) = over {
            stream.control.bye(now, wall);
            pump(id, &mut stream, &mut self.outputs);
        }
        self.sockets.retain(|_, (other, _)| *other != id);
        let Some(route) = route else { return };
        if let Some((rtp, rtcp)) = route.sockets {
            self.sockets.insert(rtp, (id, Carries::Rtp));
            self.sockets.insert(rtcp, (id, Carries::Rtcp));
        }
        let mut control = before.unwrap_or_else(|| {
            let (cname, rng) = (self.cname.clone(), self.rng.fork());
            Control::new(route.ssrc, route.clock_rate, cname, rng, now)
        });
        control.set_clock_rate(route.clock_rate);
        control.measure(route.measured);
        control.mix(route.mixes_sources);
        control.protect(route.keys.as_ref());
        self.streams.insert(id, Stream { route, control });
    }

    /// Takes what the jitter buffers tell.
    pub fn play_out(&mut self, report: &Report) {
        for told in &report.streams {
            if let Some(stream) = self.streams.get_mut(&told.id) {
                stream.control.play_out(told);
            }
        }
    }

    /// Takes an RTP packet that a stream made; returns the packet as it is to be sent, and from
    /// which socket.
    #[must_use]
    pub fn send<'a>(
        &'a mut self,
        id: StreamId,
        packet: &'a [u8],
        now: Instant,
    ) -> Option<(SocketId, &'a [u8])> {
        let Stream { route, control } = self.streams.get_mut(&id)?;
        // It counts also while there are no sockets: the numbers of packets go on.
        let packet = control.handle_sent(packet, now)?;
        route.sockets.map(|(rtp, _)| (rtp, packet))
    }

    /// Whether a stream is tied to this socket.
    pub fn is_routed(&self, socket: SocketId) -> bool {
        self.sockets.contains_key(&socket)
    }

    /// Takes a packet that came in on `socket`; returns the stream that should play it, and the
    /// packet as it was before it was protected, if it is sound and believed.
    #[must_use]
    pub fn receive<'a>(
        &'a mut self,
        socket: SocketId,
        packet: &'a [u8],
        now: Instant,
    ) -> Option<(StreamId, &'a [u8])> {
        let &(id, carries) = self.sockets.get(&socket)?;
        let control = &mut self.streams.get_mut(&id)?.control;
        match carries {
            Carries::Rtp => control.handle_rtp(packet, now).map(|packet| (id, packet)),
            Carries::Rtcp => {
                control.handle_rtcp(packet, now);
                None
            }
        }
    }

    /// Makes the reports that are due; `wall` is the wall time at `now`.
    pub fn handle_timeout(&mut self, now: Instant, wall: WallTime) {
        for (_, stream) in self.streams.iter_mut() {
            stream.control.handle_timeout(now, wall);
        }
    }

    /// Returns when [`Self::handle_timeout`] wants to be called.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.streams.values().map(|stream| stream.control.poll_timeout()).fold(None, earliest)
    }

    /// Returns the next thing to do.
    pub fn poll_output(&mut self) -> Option<RouterOutput> {
        if self.outputs.is_empty() {
            for (&id, stream) in self.streams.iter_mut() {
                pump(id, stream, &mut self.outputs);
            }
        }
        self.outputs.pop_front()
    }
}

/// Takes what RTCP of a stream wants.
fn pump(id: StreamId, stream: &mut Stream, outputs: &mut VecDeque<RouterOutput>) {
    let Stream { route, control } = stream;
    while let Some(output) = control.poll_output() {
        match output {
            control::Output::Send(packet) => {
                let sent = route.sockets.map(|(_, rtcp)| RouterOutput::Send(rtcp, packet));
                outputs.extend(sent);
            }
            control::Output::Report(report) => outputs.push_back(RouterOutput::Report(id, report)),
            // The end of a call is told by SIP.
            control::Output::Bye => {}
        }
    }
}

#[cfg(test)]
mod tests;
