//! Digits sent by SIP (manual 17.5): INFO with `application/dtmf-relay`, one at a time, so that
//! they arrive in order.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::calls::{DIGIT_MS, push_digit};
use super::{Output, Phone};
use crate::call::options::LocalOptions;
use crate::config::Config;
use crate::config::table::dialing::{self, DtmfTransport};
use crate::config::table::media;
use crate::media::plan::{Command, Digit, StreamId};
use crate::sip::endpoint::{Body, SentId, SessionId};
use crate::sip::message::{Headers, Method};
use crate::time::Instant;

/// Most digits that wait for their turn.
const MAX_WAITING: usize = 64;

/// How long a digit can be, in milliseconds.
const LONGEST_MS: u16 = u16::MAX;

/// Level of the loudest event; RFC 4733 counts it down.
const LOUDEST: u8 = 31;

/// How digits are sent, and heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// In RTP, as events or as sound.
    pub(super) in_rtp: bool,
    /// As sound, though the peer may take events.
    as_sound: bool,
    /// Power of those sent as events, in dBm0 below 0.
    event_volume: u8,
    /// Whether those that arrive as events are heard.
    plays_received: bool,
    /// By SIP.
    pub(super) by_sip: bool,
}

/// Digits that are sent by SIP.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Digits {
    waiting: VecDeque<(SessionId, char, u16)>,
    sent: Option<SentId>,
    held: Option<Held>,
}

/// A digit whose key is held down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Held {
    digit: Digit,
    since: Instant,
    ways: Ways,
}

/// How a digit goes to the peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Ways {
    stream: Option<StreamId>,
    by_sip: Option<SessionId>,
}

impl Settings {
    pub(super) fn read(config: &Config) -> Self {
        let transport = config.get(&dialing::OUT_OF_BAND_DTMF);
        let via_sip = transport == DtmfTransport::ViaSip;
        Self {
            in_rtp: !via_sip,
            as_sound: transport == DtmfTransport::Inband,
            event_volume: LOUDEST - config.get(&dialing::DTMF_RTP_EVENT_SIGNAL_LEVEL).min(LOUDEST),
            plays_received: !config.get(&media::IGNORE_RFC_2833_PACKETS),
            by_sip: via_sip || config.get(&dialing::DTMF_VIA_SIP_FORCE_FLAG),
        }
    }

    /// Returns what is wanted of streams with what is wanted of digits in them.
    pub(super) const fn added_to(&self, local: LocalOptions) -> LocalOptions {
        LocalOptions {
            digits_as_sound: self.as_sound,
            event_volume: self.event_volume,
            plays_events: self.plays_received,
            ..local
        }
    }
}

impl Phone {
    /// Sends a digit in the call that is heard, and lets the person hear it.
    pub(super) fn send_digit(&mut self, digit: Digit) {
        let Some(Ways { stream, by_sip }) = self.ways_of(digit) else { return };
        self.send_digit_by_sip(by_sip, digit, DIGIT_MS);
        let command = Command::SendDigit { stream, digit, duration_ms: DIGIT_MS };
        self.outputs.push_back(Output::Command(command));
    }

    /// The same for as long as the digit's key is held down.
    pub(super) fn hold_digit(&mut self, digit: Digit) {
        let Some(ways) = self.ways_of(digit) else { return };
        self.digits.held = Some(Held { digit, since: self.now, ways });
        let command = Command::SendDigit { stream: ways.stream, digit, duration_ms: LONGEST_MS };
        self.outputs.push_back(Output::Command(command));
    }

    /// Ends a digit whose key was held down.
    pub(super) fn release_digit(&mut self) {
        let Some(Held { digit, since, ways }) = self.digits.held.take() else { return };
        let ms = u16::try_from(self.now.since(since).as_millis()).unwrap_or(LONGEST_MS);
        let duration_ms = ms.max(DIGIT_MS);
        self.send_digit_by_sip(ways.by_sip, digit, duration_ms);
        let command = Command::EndDigit { stream: ways.stream, duration_ms };
        self.outputs.push_back(Output::Command(command));
    }

    /// Returns how a digit of the call that is heard goes to the peer, and notes it down.
    fn ways_of(&mut self, digit: Digit) -> Option<Ways> {
        let id = self.calls.foreground().filter(|call| call.is_live())?.id;
        let call = self.calls.get_mut(id)?;
        let media = call.media.as_ref().filter(|media| media.flow().sends());
        let stream = media.map(|media| media.stream).filter(|_| self.settings.digits.in_rtp);
        let by_sip = call.session.filter(|_| self.settings.digits.by_sip && call.is_up());
        if stream.is_some() || by_sip.is_some() {
            push_digit(&mut call.digits_sent, digit);
        }
        Some(Ways { stream, by_sip })
    }

    /// Sends a digit by SIP, if that is a way, after those before it.
    fn send_digit_by_sip(&mut self, session: Option<SessionId>, digit: Digit, duration_ms: u16) {
        let Some(session) = session else { return };
        if self.digits.waiting.len() < MAX_WAITING {
            self.digits.waiting.push_back((session, digit.to_char(), duration_ms));
        }
        self.send_next_digit();
    }

    /// Takes the answer to an INFO; whatever it is, the next digit follows.
    pub(super) fn digit_answered(&mut self, id: SentId) {
        if self.digits.sent == Some(id) {
            self.digits.sent = None;
            self.send_next_digit();
        }
    }

    fn send_next_digit(&mut self) {
        while self.digits.sent.is_none() {
            let Some((session, digit, duration_ms)) = self.digits.waiting.pop_front() else {
                return;
            };
            let data = format!("Signal={digit}\r\nDuration={duration_ms}\r\n");
            let content_type = "application/dtmf-relay".to_owned();
            let body = Some(Body { content_type, data: data.into_bytes() });
            let (method, headers) = (Method::Info, Headers::default());
            // The call may be over by now.
            let sent = self.endpoint.request_in_session(session, method, &headers, body, self.now);
            self.digits.sent = sent.ok();
        }
    }
}
