//! Offer and answer (RFC 3264): one session with one stream of audio.
//!
//! A [`Session`] lives as long as the dialog. It makes offers and answers that keep what must be
//! kept: the session's id, the number and order of streams, the payload types, and the version,
//! which goes up with each change and only then. Forked answers: clone the session for each fork.

use core::fmt;
use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::attribute::{Direction, Format};
use super::description::{Attribute, Connection, Description, Media, Origin};
use super::negotiate::{Agreed, Remote, audio_slot, dynamic_formats, renumber, usable};

/// What this end can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    /// The codecs, best first, with the payload types offered.
    pub formats: Vec<Format>,
    /// The payload type offered for telephone events, 96 to 127, if they are wanted.
    pub events: Option<u8>,
    /// Milliseconds of sound in each packet, 10 to 60.
    pub ptime_ms: u16,
    /// Whether descriptions say so (`voip/signalling/sip/sdp_include_ptime`).
    pub states_ptime: bool,
}

/// Where this end receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Local {
    /// The address.
    pub address: IpAddr,
    /// The port for RTP.
    pub rtp_port: u16,
    /// The port for RTCP, said in descriptions if it is not the next one (RFC 3605).
    pub rtcp_port: u16,
}

/// Payload type and clock of telephone events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Events {
    /// RTP payload type, 0 to 127.
    pub payload_type: u8,
    /// RTP timestamp ticks a second.
    pub clock_rate: u32,
}

/// What offer and answer agreed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Negotiated {
    /// Where RTP goes; the unspecified address if the peer holds in the manner of RFC 2543, and
    /// then nothing is sent.
    pub remote_rtp: SocketAddr,
    /// Where RTCP goes, unless there is no port for it.
    pub remote_rtcp: Option<SocketAddr>,
    /// Which way sound may go, seen from here.
    pub direction: Direction,
    /// Which way the peer lets sound go, seen from the peer.
    pub remote_direction: Direction,
    /// What is sent, with the peer's payload type.
    pub send: Format,
    /// What may arrive, best first, with the payload types announced here.
    pub receive: Vec<Format>,
    /// Telephone events sent, if the peer takes them.
    pub events_send: Option<Events>,
    /// Telephone events that may arrive, one for each clock.
    pub events_receive: Vec<Events>,
    /// Milliseconds of sound in each packet sent, 10 to 60; with Opus to 120.
    pub ptime_ms: u16,
}

/// Why there is no agreement. An offer is refused with 488; after a bad answer the session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum NegotiationError {
    /// No stream of audio over RTP/AVP, or only with port 0.
    NoAudio,
    /// No codec that both ends have.
    NoCommonCodec,
    /// No address, or none that this end can reach: a name, multicast, the other IP version.
    NoAddress,
    /// An answer, though nothing was offered.
    NoOffer,
}

/// Offer and answer of one dialog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    capabilities: Capabilities,
    local: Local,
    id: u64,
    /// The last description sent, whatever became of it.
    sent: Option<Description>,
    /// The streams of the session, each as it is refused; their number never goes down.
    slots: Vec<Media>,
    /// Which of them is the audio.
    audio: usize,
    /// Everything that can be offered, with the payload types of this session.
    formats: Vec<Format>,
    /// Direction and formats of the last offer made here, until it is answered.
    offered: Option<(Direction, Vec<Format>)>,
    negotiated: Option<Negotiated>,
}

impl Capabilities {
    /// Returns G.711 both ways, `events` as payload type of telephone events, 20 ms.
    pub fn g711(events: Option<u8>) -> Self {
        Self {
            formats: vec![Format::pcmu(), Format::pcma()],
            events,
            ptime_ms: 20,
            states_ptime: true,
        }
    }
}

impl Local {
    /// Returns an even RTP port with the next one for RTCP.
    pub const fn new(address: IpAddr, rtp_port: u16) -> Self {
        Self { address, rtp_port, rtcp_port: rtp_port.saturating_add(1) }
    }
}

impl Negotiated {
    /// Whether the peer holds: it takes no sound (RFC 3264 8.4).
    pub const fn is_held_by_remote(&self) -> bool {
        !self.remote_direction.receives()
    }
}

impl Session {
    /// Returns a session in which nothing was said. `id` names it: random, and best below 2^53,
    /// as some peers read it as a floating-point number.
    pub fn new(capabilities: Capabilities, local: Local, id: u64) -> Self {
        let formats = dynamic_formats(&capabilities);
        Self {
            capabilities,
            local,
            id,
            sent: None,
            slots: Vec::new(),
            audio: 0,
            formats,
            offered: None,
            negotiated: None,
        }
    }

    /// Returns what the last answer agreed on.
    pub const fn negotiated(&self) -> Option<&Negotiated> {
        self.negotiated.as_ref()
    }

    /// Whether an offer made here waits for its answer.
    pub const fn is_offer_pending(&self) -> bool {
        self.offered.is_some()
    }

    /// Changes where this end receives; the next offer says so.
    pub const fn set_local(&mut self, local: Local) {
        self.local = local;
    }

    /// Makes the first offer, or a new one; `direction` is what this end wants.
    pub fn offer(&mut self, direction: Direction) -> Description {
        let formats = self.formats.clone();
        let ptime_ms = self.capabilities.ptime_ms;
        let media = self.audio_media(&formats, direction, ptime_ms);
        if self.slots.is_empty() {
            self.slots.push(media.refused());
        }
        self.offered = Some((direction, formats));
        self.publish(media)
    }

    /// Forgets an offer that was refused, or never answered: what was agreed still holds.
    pub fn withdraw_offer(&mut self) {
        self.offered = None;
    }

    /// Answers an offer; `direction` is what this end wants at most.
    ///
    /// # Errors
    ///
    /// Why it cannot be accepted; the session is then as it was.
    pub fn answer(
        &mut self,
        offer: &Description,
        direction: Direction,
    ) -> Result<(Description, Negotiated), NegotiationError> {
        let current = self.negotiated.as_ref().map(|_| self.audio);
        let (slot, (remote, agreed)) =
            acceptable(offer, current, &self.formats, self.local.address)?;
        let media = offer.media.get(slot).ok_or(NegotiationError::NoAudio)?;
        let direction = direction.and(remote.direction.reversed());
        let ptime_ms = remote.ptime_ms(media, &agreed, &self.capabilities);
        let negotiated = agreed.negotiated(&remote, direction, ptime_ms);
        renumber(&mut self.formats, &media.rtp_formats());
        self.slots = offer.media.iter().map(Media::refused).collect();
        self.audio = slot;
        let answer = self.audio_media(&agreed.local, direction, ptime_ms);
        self.offered = None;
        self.negotiated = Some(negotiated.clone());
        Ok((self.publish(answer), negotiated))
    }

    /// Answers an offer without any stream, as a controller makes it that has none yet
    /// (RFC 3725 4.4): there are none for now.
    pub fn answer_nothing(&mut self) -> Description {
        self.slots.clear();
        self.audio = 0;
        self.offered = None;
        self.negotiated = None;
        let silence = Media::new("audio", 0, "RTP/AVP");
        self.publish(silence)
    }

    /// Reads the answer to the last offer made here.
    ///
    /// # Errors
    ///
    /// Why there is no agreement; what was agreed before still holds.
    pub fn read_answer(&mut self, answer: &Description) -> Result<Negotiated, NegotiationError> {
        let (wanted, offered) = self.offered.as_ref().ok_or(NegotiationError::NoOffer)?;
        let media = answer.media.get(self.audio).ok_or(NegotiationError::NoAudio)?;
        let remote = usable(answer, media, self.local.address)?;
        let agreed = Agreed::on_answer(media, offered)?;
        let direction = wanted.and(remote.direction.reversed());
        let ptime_ms = remote.ptime_ms(media, &agreed, &self.capabilities);
        let negotiated = agreed.negotiated(&remote, direction, ptime_ms);
        self.offered = None;
        self.negotiated = Some(negotiated.clone());
        Ok(negotiated)
    }

    fn audio_media(&self, formats: &[Format], direction: Direction, ptime_ms: u16) -> Media {
        let mut media = Media::new("audio", self.local.rtp_port, "RTP/AVP");
        for format in formats {
            media.formats.push(format.payload_type.to_string());
            media.attributes.extend(format.attributes());
        }
        if self.capabilities.states_ptime {
            media.attributes.push(Attribute::new("ptime", ptime_ms.to_string()));
        }
        if self.local.rtp_port.checked_add(1) != Some(self.local.rtcp_port) {
            media.attributes.push(Attribute::new("rtcp", self.local.rtcp_port.to_string()));
        }
        media.attributes.push(Attribute::flag(direction.name()));
        media
    }

    /// Puts the audio into its place among the streams, and the right version on top.
    fn publish(&mut self, audio: Media) -> Description {
        let connection = Connection::new(self.local.address);
        let mut description = Description::new(Origin {
            username: "-".to_owned(),
            session_id: self.id.to_string(),
            version: "1".to_owned(),
            connection: connection.clone(),
        });
        description.connection = Some(connection);
        description.media = self.slots.clone();
        if let Some(slot) = description.media.get_mut(self.audio) {
            *slot = audio;
        }
        if let Some(sent) = &self.sent {
            description.origin.version.clone_from(&sent.origin.version);
            if *sent != description {
                let version = sent.origin.version.parse::<u64>().unwrap_or(0);
                description.origin.version = version.saturating_add(1).to_string();
            }
        }
        self.sent = Some(description.clone());
        description
    }
}

/// Says whether a first offer can be answered from `local`, without answering it.
///
/// # Errors
///
/// Why it cannot be accepted.
pub fn check_offer(
    offer: &Description,
    capabilities: &Capabilities,
    local: IpAddr,
) -> Result<(), NegotiationError> {
    acceptable(offer, None, &dynamic_formats(capabilities), local).map(|_| ())
}

/// Returns the stream of an offer that is taken, the `current` one before others, and what it has
/// in common with this end.
fn acceptable(
    offer: &Description,
    current: Option<usize>,
    formats: &[Format],
    local: IpAddr,
) -> Result<(usize, (Remote, Agreed)), NegotiationError> {
    audio_slot(offer, current, |media| {
        let remote = usable(offer, media, local)?;
        Agreed::on_offer(media, formats).map(|agreed| (remote, agreed))
    })
}

impl fmt::Display for NegotiationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoAudio => "no audio",
            Self::NoCommonCodec => "no common codec",
            Self::NoAddress => "no usable address",
            Self::NoOffer => "an answer without an offer",
        })
    }
}

impl core::error::Error for NegotiationError {}

#[cfg(test)]
#[path = "offer_answer_tests.rs"]
mod tests;
