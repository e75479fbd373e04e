//! Digits sent by SIP (manual 17.5): INFO with `application/dtmf-relay`, one at a time, so that
//! they arrive in order.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::Phone;
use crate::call::options::LocalOptions;
use crate::config::Config;
use crate::config::table::dialing::{self, DtmfTransport};
use crate::config::table::media;
use crate::media::plan::Digit;
use crate::sip::endpoint::{Body, SentId, SessionId};
use crate::sip::message::{Headers, Method};

/// Most digits that wait for their turn.
const MAX_WAITING: usize = 64;

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
    waiting: VecDeque<(SessionId, char)>,
    sent: Option<SentId>,
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
    /// Sends a digit by SIP, after those before it.
    pub(super) fn send_digit_by_sip(&mut self, session: SessionId, digit: Digit) {
        if self.digits.waiting.len() < MAX_WAITING {
            self.digits.waiting.push_back((session, digit.to_char()));
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
            let Some((session, digit)) = self.digits.waiting.pop_front() else { return };
            let data = format!("Signal={digit}\r\nDuration={}\r\n", super::calls::DIGIT_MS);
            let content_type = "application/dtmf-relay".to_owned();
            let body = Some(Body { content_type, data: data.into_bytes() });
            let (method, headers) = (Method::Info, Headers::default());
            // The call may be over by now.
            let sent = self.endpoint.request_in_session(session, method, &headers, body, self.now);
            self.digits.sent = sent.ok();
        }
    }
}
