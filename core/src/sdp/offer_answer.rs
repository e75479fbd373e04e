//! Offer and answer (RFC 3264): one session with one stream of audio.
//!
//! A [`Session`] lives as long as the dialog. It makes offers and answers that keep what must be
//! kept: the session's id, the number and order of streams, the payload types, and the version,
//! which goes up with each change and only then. Forked answers: clone the session for each fork.

use core::fmt;
use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::attribute::{Direction, Format, Protocol};
use super::crypto::Crypto;
use super::description::{Attribute, Connection, Description, Media, Origin};
use super::encryption::{Answered, Encryption, Keys, Offered, Secured};
use super::negotiate::{Agreed, Remote, audio_slot, dynamic_formats, renumber, usable};
use crate::keying::KeyPair;
use crate::rng::Rng;

/// Milliseconds of sound in each packet where none is said.
const PTIME_MS: u16 = 20;

/// What this end can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    /// The codecs, best first, with the payload types offered.
    pub formats: Vec<Format>,
    /// The payload type offered for telephone events, 96 to 127, if they are wanted.
    pub events: Option<u8>,
    /// Milliseconds of sound in each packet of the formats, in their order: 10 to 60, of Opus to 120;
    /// 20 where none is said.
    pub ptimes_ms: Vec<u16>,
    /// Whether descriptions say so (`voip/signalling/sip/sdp_include_ptime`).
    pub states_ptime: bool,
    /// How streams are encrypted, if they may be.
    pub encryption: Option<Encryption>,
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
    /// The payload type of comfort noise sent, if the peer takes it.
    pub noise_send: Option<u8>,
    /// Telephone events sent, if the peer takes them.
    pub events_send: Option<Events>,
    /// Telephone events that may arrive, one for each clock.
    pub events_receive: Vec<Events>,
    /// Milliseconds of sound in each packet sent, 10 to 60; with Opus to 120.
    pub ptime_ms: u16,
    /// The most that the peer takes.
    pub max_ptime_ms: u16,
    /// What it is encrypted with.
    pub(super) secured: Option<Secured>,
}

/// Why there is no agreement. An offer is refused with 488; after a bad answer the session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum NegotiationError {
    /// No stream of audio over RTP, or only with port 0.
    NoAudio,
    /// No codec that both ends have.
    NoCommonCodec,
    /// No address, or none that this end can reach: a name, multicast, the other IP version.
    NoAddress,
    /// An answer, though nothing was offered.
    NoOffer,
    /// One end insists on encryption, and the other has none, or none in common.
    NotEncrypted,
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
    /// What the last offer made here said, until it is answered.
    offered: Option<Offer>,
    /// The keys of this end that hold, or that the first offer said.
    lines: Vec<Crypto>,
    /// Whether the next offer keeps them.
    keys: Keys,
    negotiated: Option<Negotiated>,
}

/// What an offer made here said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Offer {
    direction: Direction,
    formats: Vec<Format>,
    encryption: Offered,
}

impl Capabilities {
    /// Returns the milliseconds of sound in each packet of a format.
    pub(super) fn ptime_ms(&self, format: &Format) -> u16 {
        let place = self.formats.iter().position(|own| own.is_same_encoding(format));
        place.and_then(|place| self.ptimes_ms.get(place)).copied().unwrap_or(PTIME_MS)
    }

    /// Returns G.711 both ways, `events` as payload type of telephone events, 20 ms.
    pub fn g711(events: Option<u8>) -> Self {
        Self {
            formats: vec![Format::pcmu(), Format::pcma()],
            events,
            ptimes_ms: Vec::new(),
            states_ptime: true,
            encryption: None,
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

    /// Returns the keys that it is encrypted with.
    pub fn keys(&self) -> Option<&KeyPair> {
        self.secured.as_ref().map(|secured| &secured.keys)
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
            lines: Vec::new(),
            keys: Keys::Kept,
            negotiated: None,
        }
    }

    /// Says new keys with the next offer.
    pub const fn renew_keys(&mut self) {
        self.keys = Keys::New;
    }

    /// Takes new keys from `rng` from now on.
    pub fn reseed(&mut self, rng: Rng) {
        if let Some(encryption) = &mut self.capabilities.encryption {
            encryption.rng = rng;
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
    pub fn offer(&mut self, direction: Direction) -> &Description {
        let formats = self.formats.clone();
        let keys = core::mem::replace(&mut self.keys, Keys::Kept);
        let secured = self.negotiated.as_ref().and_then(|agreed| agreed.secured.as_ref());
        let encryption = match &mut self.capabilities.encryption {
            Some(encryption) => encryption.offer(&self.lines, secured, keys),
            None => Offered::plain(),
        };
        if self.lines.is_empty() {
            self.lines.clone_from(&encryption.lines);
        }
        let (protocol, secrets) = (encryption.protocol, encryption.attributes());
        let ptime_ms = formats.first().map_or(PTIME_MS, |it| self.capabilities.ptime_ms(it));
        let media = self.audio_media(&formats, direction, ptime_ms, (protocol, secrets));
        if self.slots.is_empty() {
            self.slots.push(media.refused());
        }
        self.offered = Some(Offer { direction, formats, encryption });
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
    ) -> Result<&Description, NegotiationError> {
        let current = self.negotiated.as_ref().map(|_| self.audio);
        let before = self.negotiated.as_ref().and_then(|agreed| agreed.secured.as_ref());
        let mut encryption = self.capabilities.encryption.clone();
        let (slot, (remote, agreed, answered)) = {
            let accept = Accept {
                offer,
                formats: &self.formats,
                local: self.local.address,
                before,
                encryption: &mut encryption,
            };
            accept.slot(current)?
        };
        let media = offer.media.get(slot).ok_or(NegotiationError::NoAudio)?;
        let direction = direction.and(remote.direction.reversed());
        let ptime_ms = remote.ptime_ms(media, &agreed, &self.capabilities);
        let ptimes_ms = (ptime_ms, remote.max_ptime_ms(media, &agreed));
        let negotiated = agreed.negotiated(&remote, direction, ptimes_ms, answered.secured.clone());
        renumber(&mut self.formats, &media.rtp_formats());
        self.slots = offer.media.iter().map(Media::refused).collect();
        self.audio = slot;
        let secrets = (answered.protocol, answered.attributes());
        let answer = self.audio_media(&agreed.local, direction, ptime_ms, secrets);
        self.lines = encryption
            .as_mut()
            .map_or_else(Vec::new, |encryption| encryption.lines_after(&answered));
        self.capabilities.encryption = encryption;
        self.offered = None;
        self.negotiated = Some(negotiated);
        Ok(self.publish(answer))
    }

    /// Answers an offer without any stream, as a controller makes it that has none yet
    /// (RFC 3725 4.4): there are none for now.
    pub fn answer_nothing(&mut self) -> &Description {
        self.slots.clear();
        self.audio = 0;
        self.offered = None;
        self.negotiated = None;
        self.lines.clear();
        let silence = Media::new("audio", 0, "RTP/AVP");
        self.publish(silence)
    }

    /// Reads the answer to the last offer made here.
    ///
    /// # Errors
    ///
    /// Why there is no agreement; what was agreed before still holds.
    pub fn read_answer(&mut self, answer: &Description) -> Result<Negotiated, NegotiationError> {
        let offer = self.offered.as_ref().ok_or(NegotiationError::NoOffer)?;
        let media = answer.media.get(self.audio).ok_or(NegotiationError::NoAudio)?;
        let remote = usable(answer, media, self.local.address)?;
        let agreed = Agreed::on_answer(media, &offer.formats)?;
        let secured = match &self.capabilities.encryption {
            Some(encryption) => encryption.read_answer(&offer.encryption, media)?,
            None if Protocol::of(media) == Some(Protocol::Avp) => None,
            None => return Err(NegotiationError::NotEncrypted),
        };
        let direction = offer.direction.and(remote.direction.reversed());
        let ptime_ms = remote.ptime_ms(media, &agreed, &self.capabilities);
        let ptimes_ms = (ptime_ms, remote.max_ptime_ms(media, &agreed));
        let negotiated = agreed.negotiated(&remote, direction, ptimes_ms, secured);
        self.lines.clone_from(&offer.encryption.lines);
        self.offered = None;
        self.negotiated = Some(negotiated.clone());
        Ok(negotiated)
    }

    fn audio_media(
        &self,
        formats: &[Format],
        direction: Direction,
        ptime_ms: u16,
        (protocol, secrets): (Protocol, Vec<Attribute>),
    ) -> Media {
        let mut media = Media::new("audio", self.local.rtp_port, protocol.name());
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
        media.attributes.extend(secrets);
        media.attributes.push(Attribute::flag(direction.name()));
        media
    }

    /// Puts the audio into its place among the streams, and the right version on top.
    fn publish(&mut self, audio: Media) -> &Description {
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
        self.sent.insert(description)
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
    let accept = Accept {
        offer,
        formats: &dynamic_formats(capabilities),
        local,
        before: None,
        encryption: &mut capabilities.encryption.clone(),
    };
    accept.slot(None).map(|_| ())
}

/// What decides which stream of an offer is taken.
struct Accept<'a> {
    offer: &'a Description,
    formats: &'a [Format],
    local: IpAddr,
    before: Option<&'a Secured>,
    encryption: &'a mut Option<Encryption>,
}

impl Accept<'_> {
    /// Returns the first stream that can be taken, the current one before others, and what it comes
    /// to; of several streams in a first offer one that is encrypted.
    fn slot(
        mut self,
        current: Option<usize>,
    ) -> Result<(usize, (Remote, Agreed, Answered)), NegotiationError> {
        let offer = self.offer;
        if current.is_none() && self.encryption.is_some() {
            let secure = audio_slot(offer, None, |media| {
                let accepted = self.stream(media)?;
                let is_secure = accepted.2.secured.is_some();
                is_secure.then_some(accepted).ok_or(NegotiationError::NotEncrypted)
            });
            if secure.is_ok() {
                return secure;
            }
        }
        audio_slot(offer, current, |media| self.stream(media))
    }

    fn stream(&mut self, media: &Media) -> Result<(Remote, Agreed, Answered), NegotiationError> {
        let remote = usable(self.offer, media, self.local)?;
        let agreed = Agreed::on_offer(media, self.formats)?;
        let answered = match self.encryption {
            Some(encryption) => encryption.answer(self.offer, media, self.before)?,
            None if Protocol::of(media) == Some(Protocol::Avp) => Answered::plain(),
            None => return Err(NegotiationError::NotEncrypted),
        };
        Ok((remote, agreed, answered))
    }
}

impl fmt::Display for NegotiationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoAudio => "no audio",
            Self::NoCommonCodec => "no common codec",
            Self::NoAddress => "no usable address",
            Self::NoOffer => "an answer without an offer",
            Self::NotEncrypted => "no common encryption",
        })
    }
}

impl core::error::Error for NegotiationError {}

#[cfg(test)]
#[path = "offer_answer_tests.rs"]
mod tests;
