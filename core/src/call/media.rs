//! The sound of a call: what is offered, answered and agreed (RFC 3264), and what it means for
//! the plan.

use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::Side;
use super::options::LocalOptions;
use super::reason::EndReason;
use crate::keying::KeyPair;
use crate::map::Map;
use crate::media::plan::{Codec, CodecKind, EventFormat, Flow, RtpStart, StreamId, StreamPlan};
use crate::rng::Rng;
use crate::sdp::{
    self, AnnexB, Capabilities, Description, Direction, Events, Format, Local, Negotiated,
    NegotiationError, Session,
};
use crate::sip::endpoint::{Body, Refusal};
use crate::sip::header::Warning;
use crate::sip::message::StatusCode;

/// How many forks of one call are told apart.
const MAX_FORKS: usize = 32;

/// The type of a session description.
const SDP: &str = "application/sdp";

/// Why a description of the peer cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mismatch {
    /// It is of a type that is no session description.
    UnknownType,
    /// It is no session description.
    Malformed,
    /// It leaves nothing to agree on.
    Nothing(NegotiationError),
}

impl Mismatch {
    /// Returns how a request that held the description is refused (RFC 3261 13.3.1.3).
    pub fn refusal(self) -> Refusal {
        let error = match self {
            Self::UnknownType => return StatusCode::UNSUPPORTED_MEDIA_TYPE.into(),
            Self::Malformed => return StatusCode::BAD_REQUEST.into(),
            Self::Nothing(error) => error,
        };
        let warning = match error {
            NegotiationError::NoAudio => Some(Warning::media_not_available()),
            NegotiationError::NoCommonCodec => Some(Warning::incompatible_format()),
            NegotiationError::NoAddress => Some(Warning::incompatible_address()),
            NegotiationError::NoOffer => None,
            NegotiationError::NotEncrypted => Some(Warning::no_encryption()),
        };
        Refusal { warning, ..StatusCode::NOT_ACCEPTABLE_HERE.into() }
    }
}

impl Mismatch {
    /// Whether one end insists on encryption.
    pub const fn is_encryption(self) -> bool {
        matches!(self, Self::Nothing(NegotiationError::NotEncrypted))
    }

    /// Returns why a call ends for it.
    pub const fn reason(self) -> EndReason {
        if self.is_encryption() { EndReason::NotEncrypted } else { EndReason::NoCommonCodec }
    }
}

/// The payload type of comfort noise (RFC 3389 4).
const NOISE_PAYLOAD: u8 = 13;

/// The payload type of Opus where none is chosen.
const OPUS_PAYLOAD: u8 = 111;

/// Samples a second from which Opus has more than a wide band (RFC 6716 2, table 1).
const MORE_THAN_WIDE: u32 = 24_000;

/// The sound of one call, and how far it is agreed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Media {
    /// Names the stream in plans.
    pub stream: StreamId,
    /// Where sending starts.
    pub start: RtpStart,
    /// Whether the person wants the call on hold.
    pub wants_hold: bool,
    session: Session,
    /// What provisional answers agreed on, by the tags of those who gave them, until the final
    /// one.
    early: Map<String, Session>,
    /// Which of them is heard: the last that sent one.
    heard: Option<String>,
    /// Where RTP is received.
    local: SocketAddr,
    /// Whether the last offer asked for hold.
    offered_hold: bool,
    /// Where the last offer said that RTP is received.
    offered_from: SocketAddr,
    /// Whether what is agreed is a hold of this phone.
    held_here: bool,
    /// Whether the peer was not told yet where RTP is received now.
    moved: bool,
    /// Whether an answer is wanted as a sign of life, though nothing has changed.
    asks_for_life: bool,
    /// Whether others know the keys, too: every fork that the first offer came to.
    keys_are_shared: bool,
    /// What might be received by the agreement before the one that holds.
    received_before: Vec<Format>,
}

impl Media {
    /// Returns the sound of a call about which nothing was said. `local` is where RTP is
    /// received, RTCP one port above; `id` names the session and is random.
    pub fn new(
        stream: StreamId,
        start: RtpStart,
        local: SocketAddr,
        capabilities: Capabilities,
        id: u64,
    ) -> Self {
        Self {
            stream,
            start,
            wants_hold: false,
            session: Session::new(capabilities, Local::new(local.ip(), local.port()), id),
            early: Map::new(),
            heard: None,
            local,
            offered_hold: false,
            offered_from: local,
            held_here: false,
            moved: false,
            asks_for_life: false,
            keys_are_shared: false,
            received_before: Vec::new(),
        }
    }

    /// Makes an offer of what is wanted: who is held holds by `inactive`, others by `sendonly`
    /// (RFC 3264 8.4).
    ///
    /// An offer that changes something says new keys, one that does not keeps them.
    pub fn offer(&mut self) -> Body {
        if self.moved || self.keys_are_shared || self.wants_hold != self.held_here {
            self.session.renew_keys();
        }
        self.offered_hold = self.wants_hold;
        self.offered_from = self.local;
        let held_there = self.negotiated().is_some_and(Negotiated::is_held_by_remote);
        let both_hold = self.wants_hold && held_there;
        let direction = if both_hold { Direction::Inactive } else { self.wanted() };
        body(self.session.offer(direction))
    }

    /// Answers an offer.
    ///
    /// # Errors
    ///
    /// Why it cannot be answered; what was agreed before still holds.
    pub fn answer(&mut self, offer: &Description) -> Result<Body, Mismatch> {
        let wanted = self.wanted();
        let before = self.received();
        let answer = if offer.media.is_empty() {
            self.session.answer_nothing()
        } else {
            self.session.answer(offer, wanted).map_err(Mismatch::Nothing)?
        };
        let answer = body(answer);
        self.keep_received(before);
        self.held_here = self.wants_hold;
        self.moved = false;
        self.asks_for_life = false;
        Ok(answer)
    }

    /// Reads a provisional answer of the fork with this tag; others, and the final one, may follow
    /// (RFC 3261 13.2.1). The last one that came is heard.
    ///
    /// # Errors
    ///
    /// Why there is no agreement.
    pub fn read_early_answer(&mut self, fork: &str, answer: &Body) -> Result<(), Mismatch> {
        let mut early = self.session.clone();
        early.read_answer(&description(answer)?).map_err(Mismatch::Nothing)?;
        if self.early.contains_key(fork) || self.early.len() < MAX_FORKS {
            self.early.insert(fork.to_owned(), early);
            self.heard = Some(fork.to_owned());
        }
        Ok(())
    }

    /// Answers a new offer of a fork that has given an answer.
    ///
    /// # Errors
    ///
    /// Why it cannot be answered; what was agreed before still holds.
    pub fn answer_early(&mut self, fork: &str, offer: &Body) -> Result<Body, Mismatch> {
        let nothing = Mismatch::Nothing(NegotiationError::NoOffer);
        let session = self.early.get_mut(fork).ok_or(nothing)?;
        let offer = description(offer)?;
        let answer = session.answer(&offer, Direction::SendRecv).map_err(Mismatch::Nothing)?;
        let answer = body(answer);
        self.heard = Some(fork.to_owned());
        Ok(answer)
    }

    /// Reads the answer to the first offer, from the fork with this tag; without one its
    /// provisional answer was the final one.
    ///
    /// # Errors
    ///
    /// Why there is no agreement.
    pub fn read_first_answer(&mut self, fork: &str, answer: Option<&Body>) -> Result<(), Mismatch> {
        let mut all = core::mem::take(&mut self.early);
        let heard = self.heard.take();
        // Some servers answer with another tag than the one that they rang with.
        let early = all.remove(fork).or_else(|| all.remove(heard.as_deref()?));
        match (answer, early) {
            (None, Some(early)) => {
                self.session = early;
                self.agree_on_offer();
            }
            (answer, _) => self.read_answer(answer)?,
        }
        self.keys_are_shared = !all.is_empty() && self.keys().is_some();
        Ok(())
    }

    /// Returns what packets are protected with, as agreed.
    pub fn keys(&self) -> Option<&KeyPair> {
        self.negotiated().and_then(Negotiated::keys)
    }

    /// Takes new keys from `rng` from now on.
    pub fn reseed(&mut self, rng: &mut Rng) {
        self.session.reseed(rng.fork());
        self.early.iter_mut().for_each(|(_, session)| session.reseed(rng.fork()));
    }

    /// Reads the answer to the last offer.
    ///
    /// # Errors
    ///
    /// Why there is no agreement; what was agreed before still holds.
    pub fn read_answer(&mut self, answer: Option<&Body>) -> Result<(), Mismatch> {
        let answer = answer.ok_or(Mismatch::Nothing(NegotiationError::NoAudio))?;
        let before = self.received();
        self.session.read_answer(&description(answer)?).map_err(Mismatch::Nothing)?;
        self.keep_received(before);
        self.agree_on_offer();
        Ok(())
    }

    /// Returns what may be received, as agreed.
    fn received(&self) -> Vec<Format> {
        self.negotiated().map(|agreed| agreed.receive.clone()).unwrap_or_default()
    }

    /// Keeps what might be received until now, if that is another: packets that are on their way are as
    /// the peer sent them before (RFC 3264 8.3.2).
    fn keep_received(&mut self, before: Vec<Format>) {
        if before != self.received() {
            self.received_before = before;
        }
    }

    fn agree_on_offer(&mut self) {
        self.held_here = self.offered_hold;
        self.moved = self.offered_from != self.local;
        self.asks_for_life = false;
        self.keys_are_shared = false;
    }

    /// Receives RTP at `local` from now on; the peer is told with the next offer or answer.
    pub const fn set_local(&mut self, local: SocketAddr) {
        self.local = local;
        self.session.set_local(Local::new(local.ip(), local.port()));
        self.moved = true;
    }

    /// Whether the peer was not told yet where RTP is received now.
    pub const fn has_moved(&self) -> bool {
        self.moved
    }

    /// Forgets an offer that was refused or never answered.
    pub fn withdraw_offer(&mut self) {
        self.session.withdraw_offer();
        self.asks_for_life = false;
        self.keys_are_shared = false;
    }

    /// Whether an offer waits for its answer.
    pub const fn is_offering(&self) -> bool {
        self.session.is_offer_pending()
    }

    /// Wants an offer though nothing has changed: its answer is a sign of life.
    pub const fn ask_for_life(&mut self) {
        self.asks_for_life = true;
    }

    /// Whether an offer is wanted: what is agreed is not what is wanted, or the peer may be gone.
    pub const fn needs_offer(&self) -> bool {
        self.moved
            || self.asks_for_life
            || self.keys_are_shared
            || self.wants_hold != self.held_here
    }

    /// Whether what is agreed is a hold of this phone.
    pub const fn is_held_here(&self) -> bool {
        self.held_here
    }

    /// Returns what is agreed, for the time being if the answer was provisional.
    pub fn negotiated(&self) -> Option<&Negotiated> {
        let heard = self.heard.as_ref().and_then(|fork| self.early.get(fork));
        heard.unwrap_or(&self.session).negotiated()
    }

    /// Returns who holds the call, as agreed.
    pub fn held(&self) -> Option<Side> {
        let remote = self.negotiated().is_some_and(Negotiated::is_held_by_remote);
        match (self.held_here, remote) {
            (false, false) => None,
            (true, false) => Some(Side::Local),
            (false, true) => Some(Side::Remote),
            (true, true) => Some(Side::Both),
        }
    }

    /// Returns which way sound goes while the person is with the call.
    ///
    /// Nothing goes out as soon as hold is wanted, and nothing before the end of a hold is agreed:
    /// who sees `On hold` is never heard.
    pub fn flow(&self) -> Flow {
        if self.wants_hold || self.held_here {
            return Flow::Inactive;
        }
        match self.negotiated().map(|agreed| agreed.direction) {
            Some(Direction::SendRecv) => Flow::SendRecv,
            Some(Direction::SendOnly) => Flow::SendOnly,
            Some(Direction::RecvOnly) => Flow::RecvOnly,
            Some(Direction::Inactive) | None => Flow::Inactive,
        }
    }

    /// Returns where RTP and RTCP go, once that is agreed.
    pub fn peers(&self) -> Option<(SocketAddr, Option<SocketAddr>)> {
        let agreed = self.negotiated()?;
        let reachable = |peer: &SocketAddr| !peer.ip().is_unspecified();
        let rtp = Some(agreed.remote_rtp).filter(reachable)?;
        Some((rtp, agreed.remote_rtcp.filter(reachable)))
    }

    /// Returns the stream for the plan, once there is an agreement.
    pub fn plan(&self, flow: Flow, local: &LocalOptions) -> Option<StreamPlan> {
        let agreed = self.negotiated()?;
        let mut receive: Vec<_> = agreed.receive.iter().filter_map(codec).collect();
        // Some describe silence unasked, under the number that means nothing else.
        let takes_noise = receive.iter().any(|own| own.kind.describes_with_noise());
        if takes_noise && receive.iter().all(|own| own.payload_type != NOISE_PAYLOAD) {
            receive.push(Codec { kind: CodecKind::Noise, payload_type: NOISE_PAYLOAD });
        }
        receive.sort_by_key(|own| own.kind == CodecKind::Noise);
        let mut send = codec(&agreed.send)?;
        // Either end can forbid Annex B.
        if send.kind == CodecKind::G729B && receive.iter().any(|own| own.kind == CodecKind::G729) {
            send.kind = CodecKind::G729;
        }
        // So it can a full band, each for what it plays.
        if send.kind == CodecKind::OpusFull && receive.iter().any(|own| own.kind == CodecKind::Opus)
        {
            send.kind = CodecKind::Opus;
        }
        for old in self.received_before.iter().filter_map(codec) {
            if receive.iter().all(|own| own.payload_type != old.payload_type) {
                receive.push(old);
            }
        }
        Some(StreamPlan {
            id: self.stream,
            flow,
            send,
            receive,
            events_send: agreed.events_send.map(events).filter(|_| !local.digits_as_sound),
            events_receive: agreed.events_receive.iter().copied().map(events).collect(),
            event_volume: local.event_volume,
            plays_events: local.plays_events,
            ptime_ms: local.ptime_ms((agreed.ptime_ms, agreed.max_ptime_ms), send.kind),
            options: local.options(&agreed.send, send.kind),
            noise: agreed
                .noise_send
                .filter(|_| local.describes_silence && send.kind.describes_with_noise()),
            jitter_min_ms: if send.kind.is_opus() {
                local.opus_jitter_min_ms
            } else {
                local.jitter_min_ms
            },
            jitter_factor: local.jitter_factor,
            mixes_sources: local.mixes_sources,
            muted: false,
            start: self.start,
        })
    }

    /// Whether packets may go to a peer that this end holds.
    pub fn may_send_on_hold(&self) -> bool {
        self.held_here && self.negotiated().is_some_and(|agreed| agreed.direction.sends())
    }

    const fn wanted(&self) -> Direction {
        if self.wants_hold { Direction::SendOnly } else { Direction::SendRecv }
    }
}

/// Says whether an offer could be answered from `local`, without answering it.
///
/// # Errors
///
/// Why it could not.
pub fn check_offer(
    offer: &Description,
    capabilities: &Capabilities,
    local: IpAddr,
) -> Result<(), Mismatch> {
    if offer.media.is_empty() {
        return Ok(());
    }
    sdp::check_offer(offer, capabilities, local).map_err(Mismatch::Nothing)
}

/// Returns how a codec is described.
pub fn format(kind: CodecKind) -> Format {
    match kind {
        CodecKind::Pcmu => Format::pcmu(),
        CodecKind::Pcma => Format::pcma(),
        CodecKind::G722 => Format::g722(),
        CodecKind::G726 => Format::g726(),
        CodecKind::G729 => Format::g729(AnnexB::No),
        CodecKind::G729B => Format::g729(AnnexB::Yes),
        CodecKind::Opus | CodecKind::OpusFull => {
            Format::opus(OPUS_PAYLOAD, kind.sample_rate(), false)
        }
        CodecKind::Noise => Format::noise(),
    }
}

fn codec(format: &Format) -> Option<Codec> {
    let kinds = [
        CodecKind::Pcmu,
        CodecKind::Pcma,
        CodecKind::G722,
        CodecKind::G729B,
        CodecKind::Opus,
        CodecKind::Noise,
    ];
    let mut kind = kinds.into_iter().find(|&kind| self::format(kind).is_same_encoding(format))?;
    if kind == CodecKind::G729B && format.annexb() == AnnexB::No {
        kind = CodecKind::G729;
    }
    if kind == CodecKind::Opus && format.max_playback_rate() >= MORE_THAN_WIDE {
        kind = CodecKind::OpusFull;
    }
    Some(Codec { kind, payload_type: format.payload_type })
}

const fn events(events: Events) -> EventFormat {
    EventFormat { payload_type: events.payload_type, clock_rate: events.clock_rate }
}

fn body(description: &Description) -> Body {
    Body { content_type: SDP.to_owned(), data: description.to_bytes() }
}

/// Reads the description of a session.
///
/// # Errors
///
/// Of another type, or malformed.
pub fn description(body: &Body) -> Result<Description, Mismatch> {
    let kind = body.content_type.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case(SDP) {
        return Err(Mismatch::UnknownType);
    }
    Description::parse(&body.data).map_err(|_| Mismatch::Malformed)
}

#[cfg(test)]
#[path = "media_tests.rs"]
mod tests;
