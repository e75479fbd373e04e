//! The sound of a call: what is offered, answered and agreed (RFC 3264), and what it means for
//! the plan.

use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::Side;
use super::options::LocalOptions;
use crate::map::Map;
use crate::media::plan::{Codec, CodecKind, EventFormat, Flow, RtpStart, StreamId, StreamPlan};
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
        };
        Refusal { warning, ..StatusCode::NOT_ACCEPTABLE_HERE.into() }
    }
}

/// The payload type of Opus where none is chosen.
const OPUS_PAYLOAD: u8 = 111;

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
        }
    }

    /// Makes an offer of what is wanted: who is held holds by `inactive`, others by `sendonly`
    /// (RFC 3264 8.4).
    pub fn offer(&mut self) -> Body {
        self.offered_hold = self.wants_hold;
        self.offered_from = self.local;
        let held_there = self.negotiated().is_some_and(Negotiated::is_held_by_remote);
        let both_hold = self.wants_hold && held_there;
        let direction = if both_hold { Direction::Inactive } else { self.wanted() };
        body(&self.session.offer(direction))
    }

    /// Answers an offer.
    ///
    /// # Errors
    ///
    /// Why it cannot be answered; what was agreed before still holds.
    pub fn answer(&mut self, offer: &Body) -> Result<Body, Mismatch> {
        let offer = description(offer)?;
        let answer = if offer.media.is_empty() {
            self.session.answer_nothing()
        } else {
            self.session.answer(&offer, self.wanted()).map_err(Mismatch::Nothing)?.0
        };
        self.held_here = self.wants_hold;
        self.moved = false;
        self.asks_for_life = false;
        Ok(body(&answer))
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
        let (answer, _) = session.answer(&offer, Direction::SendRecv).map_err(Mismatch::Nothing)?;
        self.heard = Some(fork.to_owned());
        Ok(body(&answer))
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
                Ok(())
            }
            (answer, _) => self.read_answer(answer),
        }
    }

    /// Reads the answer to the last offer.
    ///
    /// # Errors
    ///
    /// Why there is no agreement; what was agreed before still holds.
    pub fn read_answer(&mut self, answer: Option<&Body>) -> Result<(), Mismatch> {
        let answer = answer.ok_or(Mismatch::Nothing(NegotiationError::NoAudio))?;
        self.session.read_answer(&description(answer)?).map_err(Mismatch::Nothing)?;
        self.agree_on_offer();
        Ok(())
    }

    fn agree_on_offer(&mut self) {
        self.held_here = self.offered_hold;
        self.moved = self.offered_from != self.local;
        self.asks_for_life = false;
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
        self.moved || self.asks_for_life || self.wants_hold != self.held_here
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
        let receive: Vec<_> = agreed.receive.iter().filter_map(codec).collect();
        let mut send = codec(&agreed.send)?;
        // Either end can forbid Annex B.
        if send.kind == CodecKind::G729B && receive.iter().any(|own| own.kind == CodecKind::G729) {
            send.kind = CodecKind::G729;
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
            ptime_ms: agreed.ptime_ms,
            options: local.options(&agreed.send, send.kind),
            jitter_min_ms: if send.kind == CodecKind::Opus {
                local.opus_jitter_min_ms
            } else {
                local.jitter_min_ms
            },
            start: self.start,
        })
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
    offer: &Body,
    capabilities: &Capabilities,
    local: IpAddr,
) -> Result<(), Mismatch> {
    let offer = description(offer)?;
    if offer.media.is_empty() {
        return Ok(());
    }
    sdp::check_offer(&offer, capabilities, local).map_err(Mismatch::Nothing)
}

/// Returns how a codec is described.
pub fn format(kind: CodecKind) -> Format {
    match kind {
        CodecKind::Pcmu => Format::pcmu(),
        CodecKind::Pcma => Format::pcma(),
        CodecKind::G722 => Format::g722(),
        CodecKind::G729 => Format::g729(AnnexB::No),
        CodecKind::G729B => Format::g729(AnnexB::Yes),
        CodecKind::Opus => Format::opus(OPUS_PAYLOAD, false),
    }
}

fn codec(format: &Format) -> Option<Codec> {
    let kinds =
        [CodecKind::Pcmu, CodecKind::Pcma, CodecKind::G722, CodecKind::G729B, CodecKind::Opus];
    let mut kind = kinds.into_iter().find(|&kind| self::format(kind).is_same_encoding(format))?;
    if kind == CodecKind::G729B && format.annexb() == AnnexB::No {
        kind = CodecKind::G729;
    }
    Some(Codec { kind, payload_type: format.payload_type })
}

const fn events(events: Events) -> EventFormat {
    EventFormat { payload_type: events.payload_type, clock_rate: events.clock_rate }
}

fn body(description: &Description) -> Body {
    Body { content_type: SDP.to_owned(), data: description.to_bytes() }
}

fn description(body: &Body) -> Result<Description, Mismatch> {
    let kind = body.content_type.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case(SDP) {
        return Err(Mismatch::UnknownType);
    }
    Description::parse(&body.data).map_err(|_| Mismatch::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn media(port: u16) -> Media {
        let start = RtpStart { ssrc: 1, seq: 2, rtp_time: 3 };
        let local = SocketAddr::from(([10, 0, 0, 1], port));
        Media::new(StreamId(0), start, local, Capabilities::g711(Some(101)), u64::from(port))
    }

    fn connected() -> (Media, Media) {
        let (mut a, mut b) = (media(4000), media(5000));
        let answer = b.answer(&a.offer()).unwrap();
        a.read_answer(Some(&answer)).unwrap();
        (a, b)
    }

    fn reinvite(from: &mut Media, to: &mut Media) {
        let answer = to.answer(&from.offer()).unwrap();
        from.read_answer(Some(&answer)).unwrap();
    }

    #[test]
    fn offer_and_answer_lead_to_a_plan() {
        let (a, _) = connected();
        let plan = a.plan(a.flow(), &LocalOptions::default()).unwrap();
        assert_eq!(plan.flow, Flow::SendRecv);
        assert_eq!(plan.send.kind, CodecKind::Pcmu);
        assert_eq!(plan.events_send.map(|events| events.payload_type), Some(101));
        let (rtp, rtcp) = a.peers().unwrap();
        assert_eq!((rtp.port(), rtcp.map(|rtcp| rtcp.port())), (5000, Some(5001)));
        assert_eq!(a.held(), None);
    }

    #[test]
    fn digits_are_sent_as_wanted() {
        let (a, _) = connected();
        let local = LocalOptions { event_volume: 7, ..LocalOptions::default() };
        let plan = a.plan(a.flow(), &local).unwrap();
        assert_eq!((plan.event_volume, plan.events_send.is_some()), (7, true));
        let plan = a.plan(a.flow(), &LocalOptions { digits_as_sound: true, ..local }).unwrap();
        assert_eq!((plan.events_send, plan.events_receive.len()), (None, 1));
    }

    #[test]
    fn either_end_can_forbid_annex_b() {
        use CodecKind::{G729, G729B};
        for (ours, theirs, expected) in
            [(G729B, G729B, G729B), (G729B, G729, G729), (G729, G729B, G729), (G729, G729, G729)]
        {
            let side = |port, kind| {
                let formats = vec![format(kind)];
                let capabilities =
                    Capabilities { formats, events: None, ptime_ms: 20, states_ptime: true };
                let local = SocketAddr::from(([10, 0, 0, 1], port));
                let start = RtpStart { ssrc: 1, seq: 2, rtp_time: 3 };
                Media::new(StreamId(0), start, local, capabilities, u64::from(port))
            };
            let (mut a, mut b) = (side(4000, ours), side(5000, theirs));
            let answer = b.answer(&a.offer()).unwrap();
            a.read_answer(Some(&answer)).unwrap();
            for media in [&a, &b] {
                let plan = media.plan(media.flow(), &LocalOptions::default()).unwrap();
                assert_eq!((plan.send.kind, plan.send.payload_type), (expected, 18), "{ours:?}");
            }
            let text = String::from_utf8(answer.data).unwrap();
            assert_eq!(text.contains("a=fmtp:18 annexb=no"), expected == G729, "{text}");
        }
    }

    #[test]
    fn hold_is_what_is_agreed_and_not_what_is_wanted() {
        let (mut a, mut b) = connected();
        a.wants_hold = true;
        assert_eq!((a.held(), a.flow(), a.needs_offer()), (None, Flow::Inactive, true));
        reinvite(&mut a, &mut b);
        assert_eq!((a.held(), b.held()), (Some(Side::Local), Some(Side::Remote)));
        assert_eq!((a.flow(), b.flow()), (Flow::Inactive, Flow::RecvOnly));
        b.wants_hold = true;
        reinvite(&mut b, &mut a);
        assert_eq!((a.held(), b.held()), (Some(Side::Both), Some(Side::Both)));
        a.wants_hold = false;
        assert_eq!(a.flow(), Flow::Inactive);
        reinvite(&mut a, &mut b);
        assert_eq!((a.held(), b.held()), (Some(Side::Remote), Some(Side::Local)));
        b.wants_hold = false;
        reinvite(&mut b, &mut a);
        assert_eq!((a.flow(), b.flow()), (Flow::SendRecv, Flow::SendRecv));
    }

    /// RFC 3264 8.4.
    #[test]
    fn who_is_held_holds_by_inactive() {
        let direction = |media: &mut Media| {
            let offer = description(&media.offer()).unwrap();
            offer.direction(&offer.media[0])
        };
        let (mut a, mut b) = connected();
        a.wants_hold = true;
        assert_eq!(direction(&mut a), Direction::SendOnly);
        reinvite(&mut a, &mut b);
        b.wants_hold = true;
        assert_eq!(direction(&mut b), Direction::Inactive);
        b.wants_hold = false;
        assert_eq!(direction(&mut b), Direction::SendRecv);
    }

    #[test]
    fn an_early_answer_gives_way_to_the_final_one() {
        let mut a = media(4000);
        let offer = a.offer();
        let (early, last) =
            (media(5000).answer(&offer).unwrap(), media(6000).answer(&offer).unwrap());
        a.read_early_answer("1", &early).unwrap();
        assert_eq!(a.peers().unwrap().0.port(), 5000);
        assert!(a.is_offering());
        a.read_first_answer("2", Some(&last)).unwrap();
        assert_eq!(a.peers().unwrap().0.port(), 6000);
    }

    #[test]
    fn an_early_answer_is_the_final_one_if_nothing_follows() {
        let mut a = media(4000);
        let offer = a.offer();
        for (fork, port) in [("1", 5000), ("2", 6000)] {
            let answer = media(port).answer(&offer).unwrap();
            a.read_early_answer(fork, &answer).unwrap();
            assert_eq!(a.peers().unwrap().0.port(), port);
        }
        a.read_first_answer("1", None).unwrap();
        assert!(!a.is_offering());
        assert_eq!(a.peers().unwrap().0.port(), 5000);
    }

    #[test]
    fn a_fork_can_change_what_it_agreed_on_before_it_answers() {
        let (mut a, mut b) = (media(4000), media(5000));
        let answer = b.answer(&a.offer()).unwrap();
        a.read_early_answer("1", &answer).unwrap();
        b.set_local(SocketAddr::from(([10, 0, 0, 1], 7000)));
        let answer = a.answer_early("1", &b.offer()).unwrap();
        b.read_answer(Some(&answer)).unwrap();
        assert_eq!(a.peers().unwrap().0.port(), 7000);
        assert!(a.answer_early("2", &media(9000).offer()).is_err());
        a.read_first_answer("1", None).unwrap();
        assert_eq!(a.peers().unwrap().0.port(), 7000);
    }

    #[test]
    fn what_cannot_be_answered_has_its_own_status() {
        let body = |content_type: &str, data: &str| Body {
            content_type: content_type.to_owned(),
            data: data.as_bytes().to_vec(),
        };
        let other = |media: &str, address: &str| {
            format!(
                "v=0\r\no=- 1 1 IN IP4 10.0.0.2\r\ns=-\r\nc=IN {address}\r\nt=0 0\r\nm={media}\r\n"
            )
        };
        let (here, there) = ("IP4 10.0.0.2", "IP6 2001:db8::2");
        let warning = |code| (StatusCode::NOT_ACCEPTABLE_HERE, Some(code));
        let local = IpAddr::from([10, 0, 0, 1]);
        for (body, status) in [
            (body("text/plain", "hello"), (StatusCode::UNSUPPORTED_MEDIA_TYPE, None)),
            (body(SDP, "hello"), (StatusCode::BAD_REQUEST, None)),
            (body(SDP, &other("audio 4000 RTP/AVP 18", here)), warning(305)),
            (body(SDP, &other("video 4000 RTP/AVP 31", here)), warning(304)),
            (body(SDP, &other("audio 0 RTP/AVP 0", here)), warning(304)),
            (body(SDP, &other("audio 4000 RTP/AVP 0", there)), warning(301)),
        ] {
            let checked = check_offer(&body, &Capabilities::g711(None), local);
            let refusal = checked.unwrap_err().refusal();
            assert_eq!((refusal.status, refusal.warning.map(|warning| warning.code)), status);
        }
    }
}
