//! What is wrong with the sound of a call, direction by direction.
//!
//! Sound has its own watch: it says what arrives and what does not, whatever signalling says.

use core::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::io::{Microphone, Playback};
use super::{Phone, calls};
use crate::call::{Call, CallId};
use crate::language::Text;
use crate::link::SocketId;
use crate::media::plan::{Flow, NetworkReport, Report, StreamId, StreamReport};
use crate::sip::endpoint::Protocol;
use crate::time::{Duration, Instant};

/// How long nothing may arrive or leave before it is told.
const NO_PACKETS: Duration = Duration::from_secs(3);

/// How long what arrives may be silent before it is told.
const ONLY_SILENCE: Duration = Duration::from_secs(10);

/// How long the microphone may be silent before it is told.
const SILENT_MICROPHONE: Duration = Duration::from_secs(5);

/// What arrives is silence below this level, in dBov: quiet rooms are louder.
const SILENCE_DBOV: f32 = -75.0;

/// A microphone below this level gives nothing at all, in dBov; the noise of a real one is louder.
const DEAD_MICROPHONE_DBOV: f32 = -100.0;

/// When the sound of the call in the foreground last showed life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Watch {
    stream: StreamId,
    flow: Flow,
    received: u32,
    unusable: u32,
    sent: u32,
    ever_received: bool,
    /// When something came that is in none of the codecs that were agreed.
    unusable_at: Option<Instant>,
    received_at: Instant,
    sent_at: Instant,
    heard_at: Instant,
    spoken_at: Instant,
}

impl Watch {
    fn new(stream: StreamId, flow: Flow, now: Instant) -> Self {
        Self {
            stream,
            flow,
            received: 0,
            unusable: 0,
            sent: 0,
            ever_received: false,
            unusable_at: None,
            received_at: now,
            sent_at: now,
            heard_at: now,
            spoken_at: now,
        }
    }

    fn take(&mut self, report: &StreamReport, microphone_dbov: f32, now: Instant) {
        if report.packets_received != self.received {
            self.received = report.packets_received;
            self.received_at = now;
            self.ever_received = true;
        }
        if report.packets_unusable != self.unusable {
            self.unusable = report.packets_unusable;
            self.unusable_at = Some(now);
        }
        if report.packets_sent != self.sent {
            self.sent = report.packets_sent;
            self.sent_at = now;
        }
        if report.received_dbov > SILENCE_DBOV {
            self.heard_at = now;
        }
        if microphone_dbov > DEAD_MICROPHONE_DBOV {
            self.spoken_at = now;
        }
    }

    fn silence(&self, now: Instant) -> Option<Silence> {
        if !self.flow.receives() {
            None
        } else if now.since(self.received_at) >= NO_PACKETS {
            Some(if self.ever_received { Silence::Stopped } else { Silence::Nothing })
        } else {
            (now.since(self.heard_at) >= ONLY_SILENCE).then_some(Silence::Silent)
        }
    }

    fn outward(&self, now: Instant) -> Option<Text> {
        if !self.flow.sends() {
            None
        } else if now.since(self.sent_at) >= NO_PACKETS {
            Some(Text::NothingIsSent)
        } else if now.since(self.spoken_at) >= SILENT_MICROPHONE {
            Some(Text::MicrophoneSilent)
        } else {
            None
        }
    }
}

/// Packets of a stream that came from another address than the peer's, which the gateway drops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Strangers {
    /// Who sent the last of them.
    pub(super) from: IpAddr,
    /// How many there were.
    pub(super) packets: u32,
    at: Instant,
}

/// Why nothing is heard of the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Silence {
    /// What arrived does no longer.
    Stopped,
    /// Nothing has arrived.
    Nothing,
    /// What arrives is silence.
    Silent,
}

impl Silence {
    /// Returns it in words; `useless` says what is wrong with what comes in the place of sound.
    fn text(self, useless: Option<Text>) -> Text {
        match self {
            Self::Stopped => useless.unwrap_or(Text::SoundStopped),
            Self::Nothing => useless.unwrap_or(Text::NothingArrives),
            Self::Silent => Text::OnlySilenceArrives,
        }
    }
}

impl Microphone {
    /// Returns why nothing can be heard of the person; nothing if it is open.
    pub(super) const fn problem(&self) -> Option<Text> {
        match self {
            Self::Denied => Some(Text::MicrophoneDenied),
            Self::Missing => Some(Text::MicrophoneMissing),
            Self::Busy => Some(Text::MicrophoneBusy),
            Self::Closed => Some(Text::MicrophoneClosed),
            Self::Unknown | Self::Asking => Some(Text::WaitingForMicrophone),
            Self::Open => None,
        }
    }
}

impl Phone {
    /// Returns whether the sound of a call is encrypted, in words; nothing if that is not wanted.
    pub(super) fn encryption_text(&self, call: &Call) -> Text {
        let media = call.media.as_ref().filter(|media| media.negotiated().is_some());
        let Some(media) = media.filter(|_| call.is_live()) else { return Text::default() };
        match media.keys() {
            Some(keys) if keys.send.services.encrypts_rtp => Text::Encrypted,
            Some(_) => Text::NotEncrypted,
            None if self.settings.media.may_encrypt() => Text::NotEncrypted,
            None => Text::default(),
        }
    }

    /// Warns of keys that everybody can read who reads the signalling (RFC 4568 8).
    pub(super) fn warning_of_keys(&self, call: &Call) -> Option<Text> {
        let has_keys = call.media.as_ref().is_some_and(|media| media.keys().is_some());
        let is_readable = !matches!(self.settings.sip.protocol, Protocol::Tls | Protocol::Wss);
        (has_keys && is_readable).then_some(Text::KeysInTheClear)
    }

    /// Takes what the audio graph tells.
    pub(super) fn take_audio_report(&mut self, report: Report) {
        for stream in report.streams.iter().filter(|stream| !stream.digits.is_empty()) {
            let call = self.call_of(stream.id);
            if let Some(call) = call.and_then(|id| self.calls.get_mut(id)) {
                let digits = stream.digits.iter().copied();
                digits.for_each(|digit| calls::push_digit(&mut call.digits_received, digit));
            }
        }
        self.watch_page(&report);
        self.watch_sound(&report);
        self.end_broken_calls(&report);
        self.sound.report = report;
    }

    /// Takes what RTCP tells of a stream.
    pub(super) fn take_network_report(&mut self, stream: StreamId, report: NetworkReport) {
        let streams = &self.media.plan.streams;
        self.sound.network.retain(|id, _| streams.iter().any(|stream| stream.id == *id));
        if streams.iter().any(|plan| plan.id == stream) {
            self.sound.network.insert(stream, report);
            self.note_quality(stream, report);
        }
    }

    /// Takes that packets for a socket came from another address than its peer's.
    pub(super) fn stranger(&mut self, socket: SocketId, from: IpAddr, packets: u32) {
        let Some(stream) = self.stream_of(socket) else { return };
        let streams = &self.media.plan.streams;
        self.sound.strangers.retain(|id, _| streams.iter().any(|stream| stream.id == *id));
        let told = Strangers { from, packets, at: self.now };
        let before = self.sound.strangers.insert(stream, told);
        if before.is_none_or(|before| before.from != from) {
            self.log(format!("media: packets from {from} were dropped: it is not the peer"));
        }
    }

    /// Returns what is wrong with packets that come in the place of sound.
    fn useless(&self, watch: &Watch) -> Option<Text> {
        let network = self.sound.network.get(&watch.stream);
        let strangers = self.sound.strangers.get(&watch.stream);
        let lately = |at: Instant| self.drawn_at.since(at) < NO_PACKETS;
        if network.is_some_and(|network| network.refused_in_a_row > 0) {
            Some(Text::CannotBeDecrypted)
        } else if watch.unusable_at.is_some_and(lately) {
            Some(Text::OtherCodecArrives)
        } else if network.is_some_and(|network| network.malformed_in_a_row > 0) {
            Some(Text::NoSoundArrives)
        } else {
            let strange = strangers.is_some_and(|strangers| lately(strangers.at));
            strange.then_some(Text::ArrivesFromElsewhere)
        }
    }

    pub(super) fn call_of(&self, stream: StreamId) -> Option<CallId> {
        let owns = |id: StreamId| id == stream;
        let call = self
            .calls
            .iter()
            .find(|call| call.media.as_ref().is_some_and(|media| owns(media.stream)))?;
        Some(call.id)
    }

    /// Starts, follows or ends the watch over the stream that is heard.
    pub(super) fn watch_sound(&mut self, report: &Report) {
        let now = self.now;
        let plan =
            self.heard().and_then(|id| self.media.plan.streams.iter().find(|plan| plan.id == id));
        let Some(plan) = plan else {
            self.sound.watch = None;
            return;
        };
        let same = |watch: &Watch| watch.stream == plan.id && watch.flow == plan.flow;
        let mut watch = match self.sound.watch.take().filter(same) {
            Some(watch) => watch,
            None => Watch::new(plan.id, plan.flow, now),
        };
        if let Some(stream) = report.streams.iter().find(|stream| stream.id == plan.id) {
            watch.take(stream, report.microphone_dbov, now);
        }
        if self.sound.muted {
            watch.spoken_at = now;
        }
        self.sound.watch = Some(watch);
    }

    /// Returns the stream of the call in the foreground, if it is up.
    fn heard(&self) -> Option<StreamId> {
        let call = self.calls.foreground().filter(|call| call.is_up())?;
        call.media.as_ref().map(|media| media.stream)
    }

    /// Returns what is wrong with the sound of the call in the foreground: what is heard of the
    /// person, then what the person hears.
    pub(super) fn diagnosis(&self) -> Vec<Text> {
        let heard = self.heard();
        let watch = self.sound.watch.as_ref().filter(|watch| Some(watch.stream) == heard);
        let Some(watch) = watch else { return Vec::new() };
        let problem = self.sound.microphone.problem();
        let outward = problem.or_else(|| watch.outward(self.drawn_at));
        let inward = match self.sound.playback {
            Playback::Suspended => Some(Text::SoundBlocked),
            Playback::Failed => Some(Text::SoundLost),
            Playback::Unknown | Playback::Running => {
                let silence = watch.silence(self.drawn_at);
                silence.map(|silence| silence.text(self.useless(watch)))
            }
        };
        outward.filter(|_| watch.flow.sends()).into_iter().chain(inward).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(received: u32, sent: u32, dbov: f32) -> StreamReport {
        StreamReport {
            packets_sent: sent,
            packets_received: received,
            way_ms: 20,
            received_dbov: dbov,
            sent_dbov: -127.0,
            ..StreamReport::new(StreamId(0))
        }
    }

    fn at(seconds: u64) -> Instant {
        Instant::from_millis(seconds * 1_000)
    }

    #[test]
    fn a_dead_direction_is_named() {
        let mut watch = Watch::new(StreamId(0), Flow::SendRecv, at(0));
        assert_eq!((watch.outward(at(2)), watch.silence(at(2))), (None, None));
        assert_eq!(watch.silence(at(3)), Some(Silence::Nothing));
        assert_eq!(watch.outward(at(3)), Some(Text::NothingIsSent));
        watch.take(&report(1, 1, -30.0), -127.0, at(4));
        assert_eq!((watch.outward(at(4)), watch.silence(at(4))), (None, None));
        assert_eq!(watch.silence(at(7)), Some(Silence::Stopped));
        for second in 5..=14 {
            let count = u32::try_from(second).unwrap();
            watch.take(&report(count, count, -127.0), -127.0, at(second));
        }
        assert_eq!(watch.silence(at(14)), Some(Silence::Silent));
        assert_eq!(watch.outward(at(14)), Some(Text::MicrophoneSilent));
    }

    #[test]
    fn a_held_stream_is_expected_to_be_silent() {
        let watch = Watch::new(StreamId(0), Flow::Inactive, at(0));
        assert_eq!((watch.outward(at(60)), watch.silence(at(60))), (None, None));
    }
}
