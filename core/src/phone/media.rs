//! Sockets of calls, and the plan of what audio should do.
//!
//! What should be is worked out from the calls after every input and compared with what was told
//! last: only differences go out. A pair of sockets is kept open in advance, so that dialling
//! does not wait for the gateway.

use crate::map::Map;
use core::net::{IpAddr, Ipv4Addr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::devices::Cleaner;
use super::network::Purpose;
use super::settings::Band;
use super::sound::gain_db;
use super::{Output, Phone, StreamRoute, Timer};
use crate::call::media::Media;
use crate::call::reason::EndReason;
use crate::call::{Call, CallId, State};
use crate::dsp::tone::{BEEP, Step};
use crate::link::{LinkError, Reply, Request, SocketId};
use crate::media::plan::{
    Browser, Flow, Plan, Program, RtpStart, StreamId, StreamPlan, Tone, VoiceOptions,
};
use crate::sip::endpoint::SessionId;
use crate::sip::message::StatusCode;
use crate::time::Duration;

/// How often beeps announce a call that should not ring.
pub(super) const BEEP_PERIOD: Duration = Duration::from_millis(1_000);

/// How long each is, in milliseconds.
const BEEP_MS: u32 = 250;

/// A pair of media sockets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ports {
    /// RTP.
    pub(super) rtp: SocketId,
    /// RTCP.
    pub(super) rtcp: SocketId,
    /// Where RTP is received.
    pub(super) local: SocketAddr,
}

/// Sockets, and what the outside was told last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct MediaState {
    /// What audio does now.
    pub(super) plan: Plan,
    /// A pair for the next call.
    spare: Option<Ports>,
    /// The pairs in use.
    ports: Map<CallId, Ports>,
    routes: Map<StreamId, StreamRoute>,
    peers: Map<SocketId, SocketAddr>,
    /// Sockets that are to be closed once the outside knows that no stream has them.
    closing: Vec<SocketId>,
    /// Sessions whose calls ended while nothing could be sent.
    lost: Vec<SessionId>,
    next_stream: u32,
}

impl MediaState {
    /// Forgets what the outside was told, so that all of it is told again.
    pub(super) fn forget_told(&mut self) {
        self.plan = Plan::default();
        self.routes.clear();
    }
}

impl Phone {
    /// Asks for a pair for the next call, if there is none.
    pub(super) fn want_spare(&mut self) {
        let ready = self.setup.sip_socket().is_some();
        if ready {
            self.follow_groups();
        }
        if ready && self.media.spare.is_none() && !self.network.waits_for(Purpose::MediaPorts) {
            let media = &self.settings.media;
            let (base, count, tos) = (media.port, media.ports, media.tos);
            let toward = self.setup.server.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
            self.request(Request::OpenRtp { base, count, tos, toward }, Purpose::MediaPorts);
        }
    }

    /// Gives a call its sockets, at once or when the gateway has opened them, and lets it go on.
    pub(super) fn give_ports(&mut self, id: CallId) {
        let Some(ports) = self.media.spare.take() else {
            self.want_spare();
            return;
        };
        if let Some(media) = self.calls.get_mut(id).and_then(|call| call.media.as_mut()) {
            media.set_local(ports.local);
            self.media.ports.insert(id, ports);
            self.renegotiate(id);
            self.want_spare();
            return;
        }
        let start = self.rtp_start();
        let stream = self.next_stream();
        let session = u64::from(self.rng.u32());
        let rng = self.rng.fork();
        let capabilities = self.capabilities(rng);
        let Some(call) = self.calls.get_mut(id) else {
            self.media.spare = Some(ports);
            return;
        };
        call.media = Some(Media::new(stream, start, ports.local, capabilities, session));
        let state = call.state.clone();
        self.media.ports.insert(id, ports);
        match state {
            State::Dialing => self.invite(id),
            State::RingingIn { answering: true, .. } => self.accept(id),
            State::RingingIn { answering: false, .. } => self.send_ring_with_offer(id),
            State::RingingOut
            | State::EarlyMedia
            | State::Talking
            | State::Held { .. }
            | State::Ended { .. } => {}
        }
        self.want_spare();
    }

    /// Returns where a call's RTP is received.
    pub(super) fn local_media(&self, id: CallId) -> Option<SocketAddr> {
        self.media.ports.get(&id).map(|ports| ports.local)
    }

    /// Whether a call has its sockets.
    pub(super) fn has_ports(&self, id: CallId) -> bool {
        self.media.ports.contains_key(&id)
    }

    /// Takes a pair that was asked for.
    pub(super) fn take_media_ports(&mut self, reply: Result<Reply, LinkError>) {
        let waits = |call: &&Call| {
            let has_ports = self.media.ports.contains_key(&call.id);
            let needed = !call.is_ringing_in() || call.ring_with_offer.is_some();
            call.is_live() && needed && !has_ports && !self.waits_for_line(call.id)
        };
        let waiting = self.calls.iter().find(waits).map(|call| call.id);
        self.touched |= waiting.is_some();
        match (reply, waiting) {
            (Ok(Reply::RtpPair { rtp, rtcp, local }), waiting) => {
                self.media.spare = Some(Ports { rtp, rtcp, local });
                if let Some(id) = waiting {
                    self.give_ports(id);
                }
            }
            (Ok(_), Some(id)) => self.no_ports(id, &LinkError::Unsupported),
            (Err(error), Some(id)) => self.no_ports(id, &error),
            (Ok(_), None) => {}
            (Err(error), None) => self.log(format!("media: no spare ports: {error}")),
        }
    }

    fn no_ports(&mut self, id: CallId, error: &LinkError) {
        let reason = EndReason::NoSockets(error.to_string());
        let incoming =
            matches!(self.calls.get(id).map(|call| &call.state), Some(State::RingingIn { .. }));
        if incoming {
            self.refuse(id, StatusCode::SERVER_INTERNAL_ERROR, reason);
        } else {
            self.hang_up(id, reason);
        }
    }

    /// Closes the sockets of a call that is over.
    pub(super) fn release_media(&mut self, id: CallId) {
        if let Some(call) = self.calls.get_mut(id) {
            call.media = None;
        }
        if let Some(Ports { rtp, rtcp, .. }) = self.media.ports.remove(&id) {
            for socket in [rtp, rtcp] {
                self.media.peers.remove(&socket);
                self.media.closing.push(socket);
            }
        }
    }

    /// Ends the call whose socket is gone.
    pub(super) fn media_socket_closed(&mut self, socket: SocketId) {
        let uses = |ports: &Ports| ports.rtp == socket || ports.rtcp == socket;
        if self.media.spare.as_ref().is_some_and(uses) {
            self.media.spare = None;
            self.want_spare();
        }
        self.forget_recording_sockets(uses);
        self.forget_group_sockets(uses);
        let call = self.media.ports.iter().find(|(_, ports)| uses(ports)).map(|(&id, _)| id);
        if let Some(id) = call {
            self.hang_up(id, EndReason::ConnectionLost);
        }
    }

    /// A socket cannot reach its peer: the call would be silent.
    pub(super) fn connect_failed(&mut self, socket: SocketId, error: &LinkError) {
        let uses = |ports: &Ports| ports.rtp == socket;
        let call = self.media.ports.iter().find(|(_, ports)| uses(ports)).map(|(&id, _)| id);
        self.log(format!("media: socket {}: {error}", socket.0));
        if let Some(id) = call {
            self.hang_up(id, EndReason::NoSockets(error.to_string()));
        }
    }

    /// Returns the stream of a call that receives RTP on `socket`.
    pub(super) fn stream_of(&self, socket: SocketId) -> Option<StreamId> {
        let (&id, _) = self.media.ports.iter().find(|(_, ports)| ports.rtp == socket)?;
        Some(self.calls.get(id)?.media.as_ref()?.stream)
    }

    /// Returns where the newest call, or the next one, has its media.
    pub(super) fn media_address(&self) -> Option<SocketAddr> {
        let newest = self.media.ports.values().next_back().or(self.media.spare.as_ref());
        newest.map(|ports| ports.local)
    }

    /// Returns every media socket there is.
    pub(super) fn media_sockets(&self) -> Vec<SocketId> {
        let pairs = self.media.ports.values().chain(&self.media.spare);
        let own = pairs.flat_map(|ports| [ports.rtp, ports.rtcp]);
        own.chain(self.group_sockets()).chain(self.recording_sockets()).collect()
    }

    /// The gateway has none of these sockets any more: their calls get new ones and say so to
    /// their peers.
    pub(super) fn replace_media_sockets(&mut self, gone: &[SocketId]) {
        let is_gone = |ports: &Ports| gone.contains(&ports.rtp) || gone.contains(&ports.rtcp);
        if self.media.spare.as_ref().is_some_and(is_gone) {
            self.media.spare = None;
        }
        self.media.ports.retain(|_, ports| !is_gone(ports));
        self.forget_recording_sockets(is_gone);
        self.forget_group_sockets(is_gone);
        self.media.peers.retain(|socket, _| !gone.contains(socket));
        self.want_spare();
    }

    /// The gateway keeps no socket, and that for long: calls end, and their peers are told as soon as possible.
    pub(super) fn lose_media(&mut self) {
        self.media.spare = None;
        self.media.peers.clear();
        self.media.ports.clear();
        self.forget_recording_sockets(|_| true);
        self.forget_group_sockets(|_| true);
        let live: Vec<_> = self.calls.iter().filter(|call| call.is_live()).collect();
        let ids: Vec<_> = live.iter().map(|call| call.id).collect();
        self.media.lost.extend(live.iter().filter_map(|call| call.session));
        for id in ids {
            self.finish(id, EndReason::ConnectionLost);
        }
    }

    /// Ends the sessions of calls that were lost, now that something can be sent.
    pub(super) fn bury_lost_sessions(&mut self) {
        for session in core::mem::take(&mut self.media.lost) {
            self.command("hang up", |phone| phone.endpoint.hang_up(session, phone.now));
        }
    }

    /// Names a new stream.
    pub(super) fn next_stream(&mut self) -> StreamId {
        let stream = StreamId(self.media.next_stream);
        self.media.next_stream = self.media.next_stream.wrapping_add(1);
        stream
    }

    /// Returns random starting values of an RTP sender.
    pub(super) fn rtp_start(&mut self) -> RtpStart {
        let bits = self.rng.u32();
        // The sequence number starts in its lower half, so that it does not wrap at once.
        let seq = u16::try_from(bits & 0x7fff).unwrap_or(0);
        RtpStart { ssrc: self.rng.u32(), seq, rtp_time: self.rng.u32() }
    }

    /// Tells the outside what differs from what it was told last.
    pub(super) fn sync_media(&mut self) {
        let plan = self.wanted_plan();
        self.sync_routes(&plan);
        self.sync_peers();
        // What a stream sends at its end must leave by them before.
        for socket in core::mem::take(&mut self.media.closing) {
            self.request(Request::Close(socket), Purpose::Close);
        }
        if plan != self.media.plan {
            self.media.plan = plan.clone();
            self.outputs.push_back(Output::Plan(plan));
        }
    }

    fn wanted_plan(&self) -> Plan {
        let tone = self.tone();
        let live = self.calls.iter().filter(|call| call.is_live());
        let calls = live.filter_map(|call| self.stream_plan(call));
        let streams: Vec<_> = calls.chain(self.page_stream().map(|(plan, _)| plan)).collect();
        let (device, band) = (self.device(), self.band(&streams));
        let programs = self.wanted_programs();
        let voice = self.settings.voice.options(self.echoing_device());
        let cleaner = self.sound.devices.cleaner();
        let has_voice = self.sound.programs.has(Program::Voice);
        let wants_voice = cleaner == Cleaner::Phone && self.settings.voice.wants_program();
        // Until the phone's own program is there, the browser does what it would.
        let (own, browser) = match cleaner {
            Cleaner::Phone if has_voice => (voice, VoiceOptions::default()),
            Cleaner::Phone | Cleaner::Browser => (VoiceOptions::default(), voice),
            Cleaner::Nobody => Default::default(),
        };
        let levels = &self.settings.levels;
        Plan {
            streams,
            tone,
            pattern: self.pattern(tone),
            muted: self.sound.muted,
            speaker_gain_db: self.speaker_gain_db(band),
            tone_gain_db: levels.tones_db(),
            microphone_gain_db: levels.input_db(device, band),
            sidetone_db: self.sidetone_db(device),
            levelling: levels.levelling(device, band),
            programs: if wants_voice { programs.with(Program::Voice) } else { programs },
            voice: own,
            browser: Browser::instead_of(browser),
            devices: self.device_route(),
            conference: self.mixes(),
            memo: self.memo(),
            probe: self.probe(),
            taps: self.wants_taps(),
            announcement: self.announcement(),
            microphone: self.speaks_to_group()
                || self.tested_device().is_some()
                || self.calls.iter().any(|call| call.is_live() && !call.is_ringing_in()),
        }
    }

    /// Returns what a tone sounds like, unless it is as usual.
    fn pattern(&self, tone: Option<Tone>) -> Vec<Step> {
        let announces = self.calls.ringing_in().is_some();
        match tone {
            Some(Tone::Beep) if announces => {
                let off_ms = u32::try_from(BEEP_PERIOD.as_millis()).unwrap_or(0) - BEEP_MS;
                BEEP.iter().map(|beep| Step { on_ms: BEEP_MS, off_ms, ..*beep }).collect()
            }
            Some(tone) => self.settings.progress_tones.pattern(tone),
            None => Vec::new(),
        }
    }

    pub(super) fn stream_plan(&self, call: &Call) -> Option<StreamPlan> {
        let media = call.media.as_ref()?;
        let shown = self.calls.foreground().map(|shown| shown.id);
        let joined = self.is_in_conference(call.id) && self.mixes();
        let heard = shown == Some(call.id) || joined;
        let flow = match call.state {
            State::EarlyMedia | State::Talking | State::Held { .. } if heard => media.flow(),
            State::Dialing
            | State::RingingOut
            | State::EarlyMedia
            | State::RingingIn { .. }
            | State::Talking
            | State::Held { .. }
            | State::Ended { .. } => Flow::Inactive,
        };
        let network = self.sound.network.get(&media.stream);
        let loss = network.map_or(0.0, |network| network.remote_loss * 100.0);
        let local = self.settings.media.local_options(loss.clamp(0.0, 100.0) as u8);
        let plan = media.plan(flow, &self.settings.digits.added_to(local))?;
        let sends_silence = plan.flow == Flow::Inactive
            && matches!(call.state, State::Held { .. })
            && !self.settings.media.mutes_on_hold
            && media.may_send_on_hold();
        Some(if sends_silence {
            StreamPlan { flow: Flow::SendOnly, muted: true, ..plan }
        } else {
            // Nobody expects to be heard before the call is answered; digits are.
            StreamPlan { muted: matches!(call.state, State::EarlyMedia), ..plan }
        })
    }

    fn speaker_gain_db(&self, band: Band) -> f32 {
        let levels = &self.settings.levels;
        match self.tested_device().or(self.sound.device) {
            None => gain_db(self.sound.ring_volume) + levels.ringer_db(),
            Some(device) => gain_db(self.sound.volume) + levels.output_db(device, band),
        }
    }

    /// Returns how wide the sound is of the call that is heard.
    fn band(&self, streams: &[StreamPlan]) -> Band {
        let id = self.calls.foreground().and_then(|call| Some(call.media.as_ref()?.stream));
        let stream = streams.iter().find(|stream| Some(stream.id) == id);
        match stream.map(|stream| stream.send.kind.sample_rate()) {
            Some(16_000..) => Band::Wide,
            Some(_) | None => Band::Narrow,
        }
    }

    /// Returns what is heard beside the streams.
    fn tone(&self) -> Option<Tone> {
        let foreground = self.calls.foreground();
        if let Some(ringing) = self.calls.ringing_in() {
            let silenced = matches!(ringing.state, State::RingingIn { silenced: true, .. });
            let busy = foreground.is_some_and(Call::is_live);
            return match (busy, silenced) {
                (_, true) => None,
                (true, false) => self.settings.call_waiting_tone.then_some(Tone::CallWaiting),
                (false, false) if self.settings.ring_beeps.is_some() => {
                    self.timers.get(Timer::RingBeeps).map(|_| Tone::Beep)
                }
                (false, false) if self.rings_silently() => None,
                (false, false) => Some(Tone::Ring(ringing.ring)),
            };
        }
        if self.timers.get(Timer::Beep).is_some() {
            return Some(Tone::Beep);
        }
        if let Some(entry) = &self.entry {
            return entry.tone.tone();
        }
        if let Some(ring) = self.previewed() {
            return Some(Tone::Ring(ring));
        }
        self.call_tone(foreground?).or(self.reminds_of_hold().then_some(Tone::HoldReminder))
    }

    /// Returns what is heard of a call beside its stream.
    fn call_tone(&self, call: &Call) -> Option<Tone> {
        match &call.state {
            State::RingingOut => Some(Tone::Ringback),
            State::Ended { reason: EndReason::Disconnected } => {
                self.settings.dialing.tones.disconnected.map(|_| Tone::Reorder)
            }
            State::Ended { reason } => reason.tone(),
            State::Dialing
            | State::EarlyMedia
            | State::RingingIn { .. }
            | State::Talking
            | State::Held { .. } => None,
        }
    }

    fn sync_routes(&mut self, plan: &Plan) {
        let mut wanted = Map::<StreamId, StreamRoute>::new();
        let of_calls = self.calls.iter().filter_map(|call| {
            let media = call.media.as_ref()?;
            // A stream whose sockets are lost is not over.
            Some((media.stream, self.media.ports.get(&call.id).copied(), media.keys()))
        });
        // What a whole group hears is not encrypted.
        let of_page = self.page_stream().map(|(plan, ports)| (plan.id, Some(ports), None));
        for (id, ports, keys) in of_calls.chain(of_page) {
            if let Some(stream) = plan.streams.iter().find(|stream| stream.id == id) {
                let clock_rate = stream.send.kind.clock_rate();
                let ssrc = stream.start.ssrc;
                let measured = self.settings.quality.measured(stream);
                let keys = keys.cloned();
                let mixes_sources = stream.mixes_sources;
                let sockets = ports.map(|Ports { rtp, rtcp, .. }| (rtp, rtcp));
                let route =
                    StreamRoute { sockets, clock_rate, ssrc, mixes_sources, measured, keys };
                wanted.insert(stream.id, route);
            }
        }
        let told = core::mem::take(&mut self.media.routes);
        for &id in told.keys().filter(|id| !wanted.contains_key(id)) {
            self.outputs.push_back(Output::Route(id, None));
        }
        for (&id, route) in wanted.iter().filter(|(id, route)| told.get(id) != Some(route)) {
            self.outputs.push_back(Output::Route(id, Some(route.clone())));
        }
        self.media.routes = wanted;
    }

    fn sync_peers(&mut self) {
        let mut wanted = Vec::new();
        for call in self.calls.iter() {
            let peers = call.media.as_ref().and_then(Media::peers);
            let ports = self.media.ports.get(&call.id);
            if let (Some((rtp, rtcp)), Some(ports)) = (peers, ports) {
                wanted.push((ports.rtp, rtp));
                wanted.extend(rtcp.map(|rtcp| (ports.rtcp, rtcp)));
            }
        }
        for (socket, peer) in wanted {
            if self.media.peers.insert(socket, peer) != Some(peer) {
                self.request(Request::Connect { socket, peer }, Purpose::Connect(socket));
            }
        }
    }
}
