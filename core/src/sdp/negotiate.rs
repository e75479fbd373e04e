//! What two descriptions have in common.

use core::net::{IpAddr, SocketAddr};

use super::attribute::{AnnexB, Direction, Format, Protocol, TELEPHONE_EVENT};
use super::description::{Description, Media};
use super::encryption::Secured;
use super::offer_answer::{Capabilities, Events, Negotiated, NegotiationError};

/// The events that are sent and understood: the keys 0 to 9, `*`, `#`, A to D (RFC 4733 3.2).
const EVENTS: &str = "0-15";

/// The shortest and the longest packet time used, and the step between, in milliseconds.
const LEAST_PTIME_MS: u16 = 10;
const MOST_PTIME_MS: u16 = 60;
const PTIME_STEP_MS: u16 = 10;

/// The longest packet time of Opus, in milliseconds (RFC 7587 6.1).
const OPUS_PTIME_MS: u16 = 120;

/// The payload types that no encoding owns (RFC 3551 3).
const DYNAMIC: core::ops::RangeInclusive<u8> = 96..=127;

/// Where the peer receives, and which way.
pub(super) struct Remote {
    rtp: SocketAddr,
    rtcp: Option<SocketAddr>,
    /// Seen from the peer.
    pub(super) direction: Direction,
}

/// The formats of an agreement.
pub(super) struct Agreed {
    /// With the peer's payload types, in the peer's order.
    remote: Vec<Format>,
    /// The same with the payload types of this end.
    pub(super) local: Vec<Format>,
}

/// Returns how a stream of the peer's description can be reached from `local`.
pub(super) fn usable(
    description: &Description,
    media: &Media,
    local: IpAddr,
) -> Result<Remote, NegotiationError> {
    let is_audio = media.kind == "audio" && Protocol::of(media).is_some();
    if !is_audio || media.port == 0 {
        return Err(NegotiationError::NoAudio);
    }
    let address = description.address(media).ok_or(NegotiationError::NoAddress)?;
    if address.is_ipv4() != local.is_ipv4() {
        return Err(NegotiationError::NoAddress);
    }
    let said = description.direction(media);
    // The hold of RFC 2543: nothing can be sent there.
    let direction = Direction::of(said.sends(), said.receives() && !address.is_unspecified());
    let rtcp = match media.rtcp() {
        Some((port, other)) => Some(SocketAddr::new(other.unwrap_or(address), port)),
        None => media.port.checked_add(1).map(|port| SocketAddr::new(address, port)),
    };
    Ok(Remote {
        rtp: SocketAddr::new(address, media.port),
        rtcp: rtcp.filter(|address| address.port() != 0),
        direction,
    })
}

impl Remote {
    /// Returns the milliseconds of sound in each packet sent: what the peer asks for if that can
    /// be done, else what this end prefers, and never more than the peer allows.
    pub(super) fn ptime_ms(
        &self,
        media: &Media,
        agreed: &Agreed,
        capabilities: &Capabilities,
    ) -> u16 {
        let (send, most) = (agreed.sent(), agreed.most_ms());
        let asked = media.ptime_ms().filter(|ms| *ms <= u32::from(most));
        let preferred = capabilities.ptime_ms(&send).clamp(LEAST_PTIME_MS, most);
        let wanted = asked.and_then(|ms| possible(ms, most)).unwrap_or(preferred);
        wanted.min(self.max_ptime_ms(media, agreed))
    }

    /// Returns the most milliseconds of sound in a packet that the peer takes.
    pub(super) fn max_ptime_ms(&self, media: &Media, agreed: &Agreed) -> u16 {
        let most = agreed.most_ms();
        media.maxptime_ms().and_then(|ms| possible(ms, most)).unwrap_or(most)
    }
}

/// Returns a packet time that can be had, in milliseconds, for one that is asked for.
fn possible(ms: u32, most: u16) -> Option<u16> {
    let ms = u16::try_from(ms).unwrap_or(u16::MAX);
    (ms >= LEAST_PTIME_MS).then(|| ms.min(most) / PTIME_STEP_MS * PTIME_STEP_MS)
}

impl Agreed {
    /// Returns what an offer and this end have in common: the offer's order, and its payload
    /// types for both directions (RFC 3264 6.1).
    pub(super) fn on_offer(media: &Media, known: &[Format]) -> Result<Self, NegotiationError> {
        let agreed = media.rtp_formats().into_iter().filter_map(|format| {
            let ours = known.iter().find(|ours| ours.is_same_encoding(&format))?;
            let remote = spelled_like(ours, format);
            // An offer without Annex B is answered without it (RFC 7261 3.1).
            let parameters = match remote.annexb() {
                AnnexB::No => remote.parameters.clone(),
                AnnexB::Yes => ours.parameters.clone(),
            };
            let local = Format { parameters, ..remote.clone() };
            Some((remote, local))
        });
        Self::each_once(agreed).checked()
    }

    /// Leaves out what has an encoding once more: one of each is enough, however many are named.
    fn each_once(agreed: impl Iterator<Item = (Format, Format)>) -> Self {
        let mut kept = Self { remote: Vec::new(), local: Vec::new() };
        for (remote, local) in agreed {
            if !kept.remote.iter().any(|format| format.is_same_encoding(&remote)) {
                kept.remote.push(remote);
                kept.local.push(local);
            }
        }
        kept
    }

    /// Returns what an answer chose of `offered`: the answer's payload types to send, the offered
    /// ones to receive (RFC 3264 6.1, 7).
    pub(super) fn on_answer(media: &Media, offered: &[Format]) -> Result<Self, NegotiationError> {
        let chosen = media.rtp_formats_or(offered).into_iter().filter_map(|format| {
            let ours = offered.iter().find(|ours| ours.is_same_encoding(&format))?;
            Some((spelled_like(ours, format), ours.clone()))
        });
        Self::each_once(chosen).checked()
    }

    /// Returns what the agreement means for media.
    pub(super) fn negotiated(
        &self,
        remote: &Remote,
        direction: Direction,
        (ptime_ms, max_ptime_ms): (u16, u16),
        secured: Option<Secured>,
    ) -> Negotiated {
        let send = self.sent();
        let events = |formats: &[Format]| -> Vec<Events> {
            let events = formats.iter().filter(|format| format.is_events());
            let of = |format: &Format| Events {
                payload_type: format.payload_type,
                clock_rate: format.clock_rate,
            };
            events.map(of).collect()
        };
        let has_clock = |events: &Events| events.clock_rate == send.clock_rate;
        Negotiated {
            remote_rtp: remote.rtp,
            remote_rtcp: remote.rtcp,
            direction,
            remote_direction: remote.direction,
            receive: self.local.iter().filter(|format| !format.is_events()).cloned().collect(),
            noise_send: self
                .remote
                .iter()
                .find(|format| format.is_noise() && format.clock_rate == send.clock_rate)
                .map(|format| format.payload_type),
            // Events of another clock than the sound's are better than none: older servers beside Opus.
            events_send: {
                let events = events(&self.remote);
                events.iter().copied().find(has_clock).or(events.first().copied())
            },
            events_receive: events(&self.local),
            send,
            ptime_ms,
            max_ptime_ms,
            secured,
        }
    }

    /// The longest packet time of what is sent, in milliseconds.
    fn most_ms(&self) -> u16 {
        if self.sent().is_opus() { OPUS_PTIME_MS } else { MOST_PTIME_MS }
    }

    /// Returns what is sent.
    fn sent(&self) -> Format {
        // `checked` saw to it that there is one.
        let send = self.remote.iter().find(|format| format.is_codec()).cloned();
        send.unwrap_or_else(Format::pcmu)
    }

    /// Passes an agreement on that has a codec, without events for clocks that no codec has.
    fn checked(mut self) -> Result<Self, NegotiationError> {
        let codecs: Vec<_> = self.remote.iter().filter(|format| format.is_codec()).collect();
        let clocks: Vec<_> = codecs.iter().map(|format| format.clock_rate).collect();
        let has_clock = |format: &Format| clocks.contains(&format.clock_rate);
        let has_events = self.remote.iter().any(|format| format.is_events() && has_clock(format));
        let wanted = |format: &Format| {
            format.is_codec() || has_clock(format) || format.is_events() && !has_events
        };
        self.remote.retain(wanted);
        self.local.retain(wanted);
        if clocks.is_empty() { Err(NegotiationError::NoCommonCodec) } else { Ok(self) }
    }
}

/// Returns the first stream of an offer that `accepts` takes, the `current` one before others.
///
/// # Errors
///
/// The error that came closest to an agreement.
pub(super) fn audio_slot<T>(
    offer: &Description,
    current: Option<usize>,
    mut accepts: impl FnMut(&Media) -> Result<T, NegotiationError>,
) -> Result<(usize, T), NegotiationError> {
    let mut order: Vec<_> = offer.media.iter().enumerate().collect();
    order.sort_by_key(|(slot, _)| Some(*slot) != current);
    let mut error = NegotiationError::NoAudio;
    for (slot, media) in order {
        match accepts(media) {
            Ok(accepted) => return Ok((slot, accepted)),
            Err(NegotiationError::NoAudio) => {}
            Err(other) => error = other,
        }
    }
    Err(error)
}

/// Returns everything that can be offered: the codecs, and telephone events for each of their
/// clocks, as a peer may send events only with the clock of its codec (RFC 4733 2.1).
pub(super) fn dynamic_formats(capabilities: &Capabilities) -> Vec<Format> {
    let mut formats = capabilities.formats.clone();
    let Some(first) = capabilities.events else { return formats };
    let mut clocks: Vec<u32> = Vec::new();
    for format in &capabilities.formats {
        if !clocks.contains(&format.clock_rate) {
            clocks.push(format.clock_rate);
        }
    }
    for clock_rate in clocks {
        let events = with_own_parameters(Format::new(first, TELEPHONE_EVENT, clock_rate));
        let taken = formats.iter().any(|format| format.payload_type == first);
        let number = if taken { free_number(&formats, &[]) } else { Some(first) };
        formats.extend(number.map(|payload_type| Format { payload_type, ..events }));
    }
    formats
}

/// Takes over the peer's payload types, since a number keeps its meaning for the whole session
/// (RFC 3264 8.3.2); formats that the peer does not have make room for them.
pub(super) fn renumber(formats: &mut Vec<Format>, remote: &[Format]) {
    let shared = |format: &Format| remote.iter().find(|other| other.is_same_encoding(format));
    for format in formats.iter_mut() {
        if let Some(other) = shared(format) {
            format.payload_type = other.payload_type;
        }
    }
    let mut kept: Vec<Format> = Vec::new();
    for format in formats.drain(..) {
        let clashes = shared(&format).is_none()
            && remote.iter().any(|other| other.payload_type == format.payload_type);
        if !clashes {
            kept.push(format);
        } else if !format.is_static() {
            let number = free_number(&kept, remote);
            kept.extend(number.map(|payload_type| Format { payload_type, ..format }));
        }
    }
    *formats = kept;
}

/// Returns a dynamic payload type that neither list uses.
fn free_number(formats: &[Format], others: &[Format]) -> Option<u8> {
    let used =
        |number: u8| formats.iter().chain(others).any(|format| format.payload_type == number);
    // From behind: peers count from the front.
    DYNAMIC.rev().find(|number| !used(*number))
}

/// Returns the peer's format under the name it has here, so that nobody compares without case.
fn spelled_like(ours: &Format, theirs: Format) -> Format {
    Format { name: ours.name.clone(), ..theirs }
}

fn with_own_parameters(format: Format) -> Format {
    let parameters = format.is_events().then_some(EVENTS.into());
    Format { parameters, ..format }
}
