//! What attributes mean: direction (RFC 8866 6.7), formats (6.6, 6.15), packet time (6.4, 6.5),
//! RTCP (RFC 3605).

use core::net::IpAddr;
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::description::{Attribute, Connection, Description, Media};
use crate::text::digits;

/// Which way a stream goes, seen from whoever says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// Both ways; what a description means that says nothing.
    SendRecv,
    /// Only out.
    SendOnly,
    /// Only in.
    RecvOnly,
    /// Neither way.
    Inactive,
}

impl Direction {
    /// Returns the direction with these two ways.
    pub const fn of(sends: bool, receives: bool) -> Self {
        match (sends, receives) {
            (true, true) => Self::SendRecv,
            (true, false) => Self::SendOnly,
            (false, true) => Self::RecvOnly,
            (false, false) => Self::Inactive,
        }
    }

    /// Whether media go out.
    pub const fn sends(self) -> bool {
        matches!(self, Self::SendRecv | Self::SendOnly)
    }

    /// Whether media come in.
    pub const fn receives(self) -> bool {
        matches!(self, Self::SendRecv | Self::RecvOnly)
    }

    /// Returns the same direction seen from the other end.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self::of(self.receives(), self.sends())
    }

    /// Returns the ways that both have.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self::of(self.sends() && other.sends(), self.receives() && other.receives())
    }

    /// Returns the name of the attribute.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SendRecv => "sendrecv",
            Self::SendOnly => "sendonly",
            Self::RecvOnly => "recvonly",
            Self::Inactive => "inactive",
        }
    }

    fn find(attributes: &[Attribute]) -> Option<Self> {
        let all = [Self::SendRecv, Self::SendOnly, Self::RecvOnly, Self::Inactive];
        attributes.iter().find_map(|attribute| {
            all.into_iter().find(|direction| direction.name() == attribute.name)
        })
    }
}

/// What a stream of RTP is carried by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Protocol {
    /// RTP (RFC 3551).
    Avp,
    /// RTP that is encrypted or authenticated (RFC 3711).
    Savp,
}

impl Protocol {
    /// Returns its name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Avp => "RTP/AVP",
            Self::Savp => "RTP/SAVP",
        }
    }

    /// Returns that of a stream, if it is one of RTP.
    pub(super) fn of(media: &Media) -> Option<Self> {
        [Self::Avp, Self::Savp].into_iter().find(|protocol| protocol.name() == media.protocol)
    }
}

/// A format of an RTP stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    /// RTP payload type, 0 to 127.
    pub payload_type: u8,
    /// The encoding's name, whose case does not matter, for example `PCMU`.
    pub name: Cow<'static, str>,
    /// RTP timestamp ticks a second.
    pub clock_rate: u32,
    /// Channels of sound.
    pub channels: u8,
    /// Parameters of the format, as they stand.
    pub parameters: Option<Cow<'static, str>>,
}

/// Whether silence may be compressed in a stream of G.729.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnexB {
    /// It may.
    Yes,
    /// It is sent as speech.
    No,
}

/// The static payload types of audio (RFC 3551 6): number, name, clock rate, channels.
const STATIC: [(u8, &str, u32, u8); 16] = [
    (0, "PCMU", 8_000, 1),
    (3, "GSM", 8_000, 1),
    (4, "G723", 8_000, 1),
    (5, "DVI4", 8_000, 1),
    (6, "DVI4", 16_000, 1),
    (7, "LPC", 8_000, 1),
    (8, "PCMA", 8_000, 1),
    (9, "G722", 8_000, 1),
    (10, "L16", 44_100, 2),
    (11, "L16", 44_100, 1),
    (12, "QCELP", 8_000, 1),
    (13, "CN", 8_000, 1),
    (15, "G728", 8_000, 1),
    (16, "DVI4", 11_025, 1),
    (17, "DVI4", 22_050, 1),
    (18, "G729", 8_000, 1),
];

/// The name of comfort noise (RFC 3389).
const NOISE: &str = "CN";

/// The name of Opus (RFC 7587).
const OPUS: &str = "opus";

/// Samples a second that Opus is played with where nothing is said (RFC 7587 6.1).
const OPUS_RATE: u32 = 48_000;

/// The name of telephone events (RFC 4733).
pub(super) const TELEPHONE_EVENT: &str = "telephone-event";

impl Format {
    /// Returns a format of one channel.
    pub fn new(payload_type: u8, name: impl Into<Cow<'static, str>>, clock_rate: u32) -> Self {
        Self { payload_type, name: name.into(), clock_rate, channels: 1, parameters: None }
    }

    /// Returns G.711 mu-law.
    pub fn pcmu() -> Self {
        Self::new(0, "PCMU", 8_000)
    }

    /// Returns G.711 A-law.
    pub fn pcma() -> Self {
        Self::new(8, "PCMA", 8_000)
    }

    /// Returns G.722, whose clock is half its sample rate (RFC 3551 4.5.2).
    pub fn g722() -> Self {
        Self::new(9, "G722", 8_000)
    }

    /// Returns G.726 at 32 kbit/s under the number that it had once (RFC 1890 4.4.2).
    pub fn g726() -> Self {
        Self::new(2, "G726-32", 8_000)
    }

    /// Returns G.729, without the silence compression of Annex B if `annexb` is no (RFC 4856 2.1.9:
    /// what is not said is yes).
    pub fn g729(annexb: AnnexB) -> Self {
        let parameters = (annexb == AnnexB::No).then_some("annexb=no".into());
        Self { parameters, ..Self::new(18, "G729", 8_000) }
    }

    /// Returns comfort noise (RFC 3389).
    pub fn noise() -> Self {
        Self::new(13, NOISE, 8_000)
    }

    /// Whether it is comfort noise.
    pub fn is_noise(&self) -> bool {
        self.name.eq_ignore_ascii_case(NOISE)
    }

    /// Whether it is a codec: neither telephone events nor comfort noise.
    pub(super) fn is_codec(&self) -> bool {
        !self.is_events() && !self.is_noise()
    }

    /// Returns Opus with this payload type and one channel, of which `rate` samples a second are
    /// captured and played, 8000 to 48,000 (RFC 7587 6.1); its clock and the channels it names are
    /// always the same (7). Lost packets are repeated.
    pub fn opus(payload_type: u8, rate: u32, describes_silence: bool) -> Self {
        let dtx = u8::from(describes_silence);
        let parameters = format!(
            "maxplaybackrate={rate};sprop-maxcapturerate={rate};stereo=0;useinbandfec=1;usedtx={dtx}"
        );
        let parameters = Some(parameters.into());
        Self { channels: 2, parameters, ..Self::new(payload_type, OPUS, OPUS_RATE) }
    }

    /// Returns the samples a second with which Opus is played there, 8000 to 48,000, so that a wider
    /// band is of no use (RFC 7587 6.1).
    pub fn max_playback_rate(&self) -> u32 {
        let said = self.parameter("maxplaybackrate").and_then(digits);
        said.map_or(OPUS_RATE, |rate: u32| rate.clamp(8_000, OPUS_RATE))
    }

    /// Whether it is Opus.
    pub fn is_opus(&self) -> bool {
        self.name.eq_ignore_ascii_case(OPUS)
    }

    /// Returns whether a format of G.729 allows Annex B.
    pub fn annexb(&self) -> AnnexB {
        let is_no = self.parameter("annexb").is_some_and(|value| value.eq_ignore_ascii_case("no"));
        if is_no { AnnexB::No } else { AnnexB::Yes }
    }

    /// Returns the value of the first parameter `name=value` with that name, whatever its case.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let parameters = self.parameters.iter().flat_map(|text| text.split(';'));
        let mut pairs = parameters.filter_map(|parameter| parameter.split_once('='));
        pairs
            .find(|(known, _)| known.trim().eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }

    /// Whether both are the same encoding, whatever their payload types and parameters.
    pub fn is_same_encoding(&self, other: &Self) -> bool {
        self.name.eq_ignore_ascii_case(&other.name)
            && self.clock_rate == other.clock_rate
            && self.channels == other.channels
    }

    /// Whether it is telephone events.
    pub fn is_events(&self) -> bool {
        self.name.eq_ignore_ascii_case(TELEPHONE_EVENT)
    }

    /// Whether its number means this encoding always (RFC 3551 6).
    pub(super) fn is_static(&self) -> bool {
        Self::of_static(self.payload_type).is_some_and(|known| known.is_same_encoding(self))
    }

    /// Returns the attributes that describe it.
    pub(super) fn attributes(&self) -> impl Iterator<Item = Attribute> {
        let Self { payload_type, name, clock_rate, channels, parameters } = self;
        let mut map = format!("{payload_type} {name}/{clock_rate}");
        if *channels != 1 {
            map.push_str(&format!("/{channels}"));
        }
        let parameters = parameters.as_ref().map(|text| format!("{payload_type} {text}"));
        let parameters = parameters.map(|text| Attribute::new("fmtp", text));
        core::iter::once(Attribute::new("rtpmap", map)).chain(parameters)
    }

    fn of_static(payload_type: u8) -> Option<Self> {
        let (_, name, clock_rate, channels) =
            STATIC.into_iter().find(|(number, ..)| *number == payload_type)?;
        Some(Self { channels, ..Self::new(payload_type, name, clock_rate) })
    }

    /// Reads `name/clock[/channels]`.
    fn of_map(payload_type: u8, text: &str) -> Option<Self> {
        let mut parts = text.trim().split('/');
        let name = parts.next().filter(|name| !name.is_empty())?;
        let clock_rate = digits(parts.next()?.trim()).filter(|rate| *rate > 0)?;
        let channels = match parts.next() {
            Some(text) => digits(text.trim()).filter(|channels| *channels > 0)?,
            None => 1,
        };
        Some(Self { channels, ..Self::new(payload_type, spelled(name), clock_rate) })
    }
}

/// Returns the name of an encoding, without a copy if it is one that is used here.
fn spelled(name: &str) -> Cow<'static, str> {
    let static_names = STATIC.iter().map(|(_, name, ..)| *name);
    let mut known = static_names.chain([OPUS, TELEPHONE_EVENT]);
    known.find(|known| *known == name).map_or_else(|| name.to_owned().into(), Cow::Borrowed)
}

impl Media {
    /// Returns the RTP formats that can be understood, best first: those with a usable `rtpmap`,
    /// and the static payload types without one.
    pub fn rtp_formats(&self) -> Vec<Format> {
        self.rtp_formats_or(&[])
    }

    /// Like [`Media::rtp_formats`]; a number without `rtpmap` means what it means in `known`.
    pub(super) fn rtp_formats_or(&self, known: &[Format]) -> Vec<Format> {
        let mut formats: Vec<Format> = Vec::new();
        for text in &self.formats {
            let Some(number) = digits::<u8>(text).filter(|number| *number < 128) else { continue };
            if formats.iter().any(|format| format.payload_type == number) {
                continue;
            }
            let format = match self.value_for("rtpmap", text) {
                Some(map) => Format::of_map(number, map),
                None => Format::of_static(number)
                    .or_else(|| known.iter().find(|format| format.payload_type == number).cloned()),
            };
            let parameters = self.value_for("fmtp", text).map(|text| text.trim().to_owned().into());
            formats.extend(format.map(|format| Format { parameters, ..format }));
        }
        formats
    }

    /// Returns the packet time asked for, in milliseconds, as it stands.
    pub fn ptime_ms(&self) -> Option<u32> {
        self.milliseconds("ptime")
    }

    /// Returns the longest packet time allowed, in milliseconds, as it stands.
    pub fn maxptime_ms(&self) -> Option<u32> {
        self.milliseconds("maxptime")
    }

    /// Returns the value of the first attribute called `name`.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| attribute.name == name)?;
        found.value.as_deref()
    }

    /// Returns port and address that RTCP goes to, if it is said (RFC 3605 2.1).
    pub(super) fn rtcp(&self) -> Option<(u16, Option<IpAddr>)> {
        let mut words = self.attribute("rtcp")?.split_ascii_whitespace();
        let port = digits(words.next()?)?;
        let (network, kind) = (words.next(), words.next());
        let address = match (network, kind, words.next()) {
            (Some(network), Some(kind), Some(address)) => {
                let (network, kind) = (network.to_owned(), kind.to_owned());
                Some(Connection { network, kind, address: address.to_owned() }.ip()?)
            }
            _ => None,
        };
        Some((port, address))
    }

    /// Returns the rest of the attribute `name:number rest`.
    fn value_for(&self, name: &str, number: &str) -> Option<&str> {
        self.attributes.iter().filter(|attribute| attribute.name == name).find_map(|attribute| {
            let (first, rest) = attribute.value.as_deref()?.trim_start().split_once(' ')?;
            (first == number).then_some(rest)
        })
    }

    /// Reads a number of milliseconds; a fraction is cut off.
    fn milliseconds(&self, name: &str) -> Option<u32> {
        let text = self.attribute(name)?.trim();
        digits(text.split('.').next().unwrap_or_default())
    }
}

impl Description {
    /// Returns the direction of a stream of this description, seen from who made it: its own
    /// attribute, else the session's, else both ways.
    pub fn direction(&self, media: &Media) -> Direction {
        Direction::find(&media.attributes)
            .or_else(|| Direction::find(&self.attributes))
            .unwrap_or(Direction::SendRecv)
    }

    /// Returns the unicast address of a stream of this description: its own, else the session's.
    pub fn address(&self, media: &Media) -> Option<IpAddr> {
        media.connections.first().or(self.connection.as_ref())?.ip()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn media(lines: &str) -> (Description, Media) {
        let text = format!("v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\n{lines}");
        let description = Description::parse(text.as_bytes()).unwrap();
        let media = description.media[0].clone();
        (description, media)
    }

    #[test]
    fn annex_b_is_allowed_unless_it_is_forbidden() {
        let with = |parameters: &str| Format {
            parameters: Some(parameters.to_owned().into()),
            ..Format::g729(AnnexB::Yes)
        };
        assert_eq!(Format::g729(AnnexB::Yes).annexb(), AnnexB::Yes);
        assert_eq!(Format::g729(AnnexB::No).annexb(), AnnexB::No);
        for (parameters, expected) in [
            ("annexb=yes", AnnexB::Yes),
            ("annexb=no", AnnexB::No),
            ("x=1; AnnexB = NO", AnnexB::No),
            ("annexb", AnnexB::Yes),
            ("", AnnexB::Yes),
        ] {
            assert_eq!(with(parameters).annexb(), expected, "{parameters}");
        }
    }

    #[test]
    fn formats_are_found_with_and_without_rtpmap() {
        let (_, media) = media(
            "m=audio 1 RTP/AVP 8 0 96 97 98 99 8 200 x 18\r\n\
             a=rtpmap:96  opus/48000/2\r\n\
             a=fmtp:96 useinbandfec=1\r\n\
             a=rtpmap:97 broken\r\n\
             a=rtpmap:98 broken/0\r\n\
             a=rtpmap:0 pcmu/8000/1\r\n",
        );
        let found: Vec<_> = media
            .rtp_formats()
            .into_iter()
            .map(|format| (format.payload_type, format.name, format.clock_rate, format.channels))
            .collect();
        let expected = [
            (8, "PCMA", 8_000, 1),
            (0, "pcmu", 8_000, 1),
            (96, "opus", 48_000, 2),
            (18, "G729", 8_000, 1),
        ];
        assert_eq!(found, expected.map(|(a, b, c, d)| (a, b.into(), c, d)));
        assert!(media.rtp_formats()[1].is_same_encoding(&Format::pcmu()));
        assert_eq!(media.rtp_formats()[2].parameters.as_deref(), Some("useinbandfec=1"));
    }

    #[test]
    fn direction_comes_from_stream_session_or_neither() {
        let check = |lines: &str, expected| {
            let (description, media) = media(lines);
            assert_eq!(description.direction(&media), expected, "{lines}");
        };
        check("m=audio 1 RTP/AVP 0\r\n", Direction::SendRecv);
        check("a=inactive\r\nm=audio 1 RTP/AVP 0\r\n", Direction::Inactive);
        check("a=inactive\r\nm=audio 1 RTP/AVP 0\r\na=recvonly\r\n", Direction::RecvOnly);
    }

    #[test]
    fn directions_turn_and_meet() {
        assert_eq!(Direction::SendOnly.reversed(), Direction::RecvOnly);
        assert_eq!(Direction::Inactive.reversed(), Direction::Inactive);
        assert_eq!(Direction::SendOnly.and(Direction::SendRecv), Direction::SendOnly);
        assert_eq!(Direction::SendOnly.and(Direction::RecvOnly), Direction::Inactive);
    }

    #[test]
    fn rtcp_and_packet_times_are_read() {
        let (_, media) = media(
            "m=audio 1 RTP/AVP 0\r\na=ptime:20.5\r\na=maxptime:99999999999\r\n\
             a=rtcp:53020 IN IP6 2001:db8::9\r\n",
        );
        assert_eq!(media.ptime_ms(), Some(20));
        assert_eq!(media.maxptime_ms(), None);
        assert_eq!(media.rtcp(), Some((53_020, "2001:db8::9".parse().ok())));
    }
}
