//! Codecs, ports and the jitter buffer.

use serde::{Deserialize, Serialize};

use crate::call::media::format;
use crate::call::options::LocalOptions;
use crate::config::Config;
use crate::config::index::CODECS;
use crate::config::table::codec::{CodecName, OpusBandwidth, OpusManagement};
use crate::config::table::media::MEDIA_PORTS;
use crate::config::table::srtp::{CryptoSuite, Negotiation, SrtpMode};
use crate::config::table::{codec, media, sip, srtp, voice};
use crate::keying::{Services, Suite};
use crate::media::plan::{CodecKind, ProgramSet};
use crate::rng::Rng;
use crate::sdp::{Capabilities, Encryption, Format, Policy};
use crate::time::Duration;

/// Values for media.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::phone) struct MediaSettings {
    /// First port of the range.
    pub(in crate::phone) port: u16,
    /// Ports in the range.
    pub(in crate::phone) ports: u16,
    /// Type-of-service byte.
    pub(in crate::phone) tos: u8,
    /// Payload type of telephone events.
    pub(in crate::phone) events: u8,
    /// Codecs, best first, and the milliseconds of sound in a packet of each.
    codecs: Vec<(CodecKind, u16)>,
    /// Payload type of Opus.
    pub(in crate::phone) opus_payload: u8,
    /// Whether silence may be described instead of sent.
    pub(in crate::phone) describes_silence: bool,
    /// Whether Opus takes less bandwidth while the network is in trouble.
    pub(in crate::phone) follows_network: bool,
    /// Whether offers and answers say so.
    pub(in crate::phone) states_ptime: bool,
    /// How sound is encrypted, if it may be.
    encryption: Option<Encryption>,
    /// Least delay of the jitter buffer.
    pub(in crate::phone) jitter_min_ms: u16,
    /// The same for Opus.
    pub(in crate::phone) opus_jitter_min_ms: u16,
    /// How fast it follows the network, 0 to 13.
    jitter_factor: u8,
    /// Whether several sources are heard at once.
    mixes_sources: bool,
    /// Whether nothing is sent to who is on hold; else silence is.
    pub(in crate::phone) mutes_on_hold: bool,
    /// How long nothing may arrive in a call, if it ends then.
    pub(in crate::phone) broken_after: Option<Duration>,
}

impl MediaSettings {
    pub(super) fn read(config: &Config) -> Self {
        let compression = config.get(&voice::SILENCE_COMPRESSION_ENABLED);
        let is_full = config.get(&codec::OPUS_BANDWIDTH) == OpusBandwidth::Full;
        let enabled = (0..CODECS).filter(|&place| config.get_at(&codec::ENABLED, place));
        let mut codecs: Vec<(CodecKind, u16)> = Vec::new();
        for place in enabled {
            let kind = match config.get_at(&codec::NAME, place) {
                CodecName::G722 => CodecKind::G722,
                CodecName::Pcma => CodecKind::Pcma,
                CodecName::Pcmu => CodecKind::Pcmu,
                CodecName::G729 if compression => CodecKind::G729B,
                CodecName::G729 => CodecKind::G729,
                CodecName::Opus if is_full => CodecKind::OpusFull,
                CodecName::Opus => CodecKind::Opus,
                CodecName::G723 | CodecName::Amr => continue,
            };
            if codecs.iter().all(|&(known, _)| known != kind) {
                codecs.push((kind, kind.packet_ms(config.get_at(&codec::PTIME, place))));
            }
        }
        if codecs.is_empty() {
            codecs = vec![(CodecKind::Pcma, 20), (CodecKind::Pcmu, 20)];
        }
        Self {
            port: config.get(&media::MEDIA_PORT),
            ports: MEDIA_PORTS,
            tos: config.get(&media::MEDIA_TOS),
            events: config.get(&media::DTMF_PAYLOAD),
            states_ptime: config.get(&sip::SDP_INCLUDE_PTIME),
            encryption: encryption(config),
            codecs,
            opus_payload: config.get(&codec::MEDIA_OPUS_PAYLOAD),
            describes_silence: compression,
            follows_network: config.get(&codec::VOICE_QUALITY_MODE) == OpusManagement::RtcpFeedback,
            jitter_min_ms: config.get(&voice::JITTER_MIN_DELAY),
            opus_jitter_min_ms: config.get(&codec::OPUS_JITTER_BUFFER_MIN_DELAY),
            jitter_factor: config.get(&voice::JITTER_OPTIMIZATION_FACTOR),
            mixes_sources: config.get(&media::ALLOW_MULTIPLE_RTP),
            mutes_on_hold: config.get(&media::RTP_MUTE_ON_HOLD),
            broken_after: config
                .get(&media::BROKEN_CONNECTION_DETECTION)
                .then(|| config.get(&media::BROKEN_CONNECTION_TIMEOUT)),
        }
    }
}

impl MediaSettings {
    /// Returns the programs of its codecs that are not part of the audio graph.
    pub(in crate::phone) fn wanted_programs(&self) -> ProgramSet {
        let programs = self.codecs.iter().filter_map(|(codec, _)| codec.program());
        programs.fold(ProgramSet::default(), ProgramSet::with)
    }

    /// Returns what is wanted of streams, of whose packets the peer lost so many percent lately.
    pub(in crate::phone) fn local_options(&self, loss_percent: u8) -> LocalOptions {
        LocalOptions {
            jitter_min_ms: self.jitter_min_ms,
            opus_jitter_min_ms: self.opus_jitter_min_ms,
            describes_silence: self.describes_silence,
            follows_network: self.follows_network,
            loss_percent,
            jitter_factor: self.jitter_factor,
            mixes_sources: self.mixes_sources,
            ..LocalOptions::default()
        }
    }

    /// Whether sound is encrypted if the peer wants it, too, or always.
    pub(in crate::phone) const fn may_encrypt(&self) -> bool {
        self.encryption.is_some()
    }

    /// Whether there is no call without encryption.
    pub(in crate::phone) fn must_encrypt(&self) -> bool {
        let policy = self.encryption.as_ref().map(|encryption| encryption.policy);
        policy == Some(Policy::Required)
    }

    /// Returns what offers and answers are made of; `programs` are there of codecs that are not part
    /// of the audio graph, and keys come from `rng`.
    pub(in crate::phone) fn capabilities(&self, programs: ProgramSet, rng: Rng) -> Capabilities {
        let is_there = |codec: CodecKind| codec.program().is_none_or(|needs| programs.has(needs));
        let mut codecs = self.codecs.clone();
        codecs.retain(|&(codec, _)| is_there(codec));
        if codecs.is_empty() {
            codecs = [CodecKind::Pcma, CodecKind::Pcmu].map(|codec| (codec, 20)).to_vec();
        }
        if self.describes_silence && codecs.iter().any(|(codec, _)| codec.describes_with_noise()) {
            codecs.push((CodecKind::Noise, 20));
        }
        let format_of = |codec: CodecKind| {
            if codec.is_opus() {
                Format::opus(self.opus_payload, codec.sample_rate(), self.describes_silence)
            } else {
                format(codec)
            }
        };
        Capabilities {
            formats: codecs.iter().map(|&(codec, _)| format_of(codec)).collect(),
            events: Some(self.events),
            ptimes_ms: codecs.iter().map(|&(_, ptime_ms)| ptime_ms).collect(),
            states_ptime: self.states_ptime,
            encryption: self.encryption.clone().map(|encryption| Encryption { rng, ..encryption }),
        }
    }
}

/// Returns how sound is encrypted; keys come from nowhere yet.
fn encryption(config: &Config) -> Option<Encryption> {
    let policy = match (config.get(&srtp::MODE), config.get(&srtp::NEGOTIATION_MODE)) {
        (SrtpMode::Off, _) => return None,
        (SrtpMode::Negotiated, Negotiation::Basic) => Policy::Optional,
        (SrtpMode::Negotiated, Negotiation::Rfc5939) => Policy::Capability,
        (SrtpMode::Required, _) => Policy::Required,
    };
    let suites = match config.get(&srtp::METHOD) {
        CryptoSuite::Sha1Tag32 => vec![Suite::Aes128Tag32],
        CryptoSuite::Sha1Tag80 => vec![Suite::Aes128Tag80],
        CryptoSuite::All => vec![Suite::Aes128Tag80, Suite::Aes128Tag32],
    };
    let mki_octets = usize::from(config.get(&srtp::MKI_LENGTH));
    Some(Encryption {
        policy,
        suites,
        mki_octets: if config.get(&srtp::USE_MKI) { mki_octets } else { 0 },
        states_lifetime: config.get(&srtp::USE_LIFETIME),
        services: Services {
            encrypts_rtp: config.get(&srtp::RTP_ENCRYPT_ENABLED),
            authenticates_rtp: config.get(&srtp::RTP_AUTH_ENABLED),
            encrypts_rtcp: config.get(&srtp::RTCP_ENCRYPT_ENABLED),
        },
        rng: Rng::new([0; 32]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::plan::Program;

    fn read(values: &[(&str, &str)]) -> MediaSettings {
        let mut config = Config::default();
        for (path, value) in values {
            config.set(path, value).unwrap();
        }
        MediaSettings::read(&config)
    }

    #[test]
    fn codecs_are_in_the_order_of_the_configuration() {
        use CodecKind::{G722, G729, G729B, Opus, Pcma, Pcmu};
        let in_20_ms = |codecs: &[CodecKind]| codecs.iter().map(|&it| (it, 20)).collect::<Vec<_>>();
        assert_eq!(read(&[]).codecs, in_20_ms(&[G722, Pcma, Pcmu, G729, Opus]));
        let settings = read(&[
            ("voip/codec/codec_info/0/name", "PCMU"),
            ("voip/audio/silence_compression/enabled", "1"),
        ]);
        assert_eq!(settings.codecs, in_20_ms(&[Pcmu, Pcma, G729B, Opus]));
        // Each has a time of its own, and those that the phone does not have are left out.
        let settings = read(&[
            ("voip/codec/codec_info/0/name", "G723"),
            ("voip/codec/codec_info/1/name", "AMR"),
            ("voip/codec/codec_info/2/ptime", "120"),
            ("voip/codec/codec_info/3/ptime", "35"),
            ("voip/codec/codec_info/4/ptime", "120"),
        ]);
        assert_eq!(settings.codecs, [(Pcmu, 60), (G729, 30), (Opus, 120)]);
        let settings = read(&[("voip/codec/opus/bandwidth", "FULLBAND")]);
        assert_eq!(settings.codecs, in_20_ms(&[G722, Pcma, Pcmu, G729, CodecKind::OpusFull]));
        assert_eq!(settings.wanted_programs(), read(&[]).wanted_programs());
    }

    #[test]
    fn a_codec_without_its_program_is_not_offered() {
        let names = |values: &[(&str, &str)], programs| {
            let formats = read(values).capabilities(programs, Rng::new([0; 32])).formats;
            formats.into_iter().map(|format| format.name).collect::<Vec<_>>()
        };
        let none = ProgramSet::default();
        let all = none.with(Program::G729).with(Program::Opus);
        assert_eq!(read(&[]).wanted_programs(), all);
        assert_eq!(names(&[], none), ["G722", "PCMA", "PCMU"]);
        assert_eq!(names(&[], all), ["G722", "PCMA", "PCMU", "G729", "opus"]);
        let some = none.with(Program::Opus);
        assert_eq!(names(&[], some), ["G722", "PCMA", "PCMU", "opus"]);
        let only = [0, 1, 2, 4].map(|place| format!("voip/codec/codec_info/{place}/enabled"));
        let only: Vec<_> = only.iter().map(|path| (path.as_str(), "0")).collect();
        assert_eq!(names(&only, all), ["G729"]);
        assert_eq!(names(&only, none), ["PCMA", "PCMU"]);
        let off = ["3", "4"].map(|place| format!("voip/codec/codec_info/{place}/enabled"));
        let off: Vec<_> = off.iter().map(|path| (path.as_str(), "0")).collect();
        assert_eq!(read(&off).wanted_programs(), none);
    }
}
