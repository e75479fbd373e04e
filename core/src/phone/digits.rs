//! Digits sent by SIP (manual 17.5): INFO with `application/dtmf-relay`, one at a time, so that
//! they arrive in order.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::Phone;
use crate::config::Config;
use crate::config::table::dialing::{self, DtmfTransport};
use crate::media::plan::Digit;
use crate::sip::endpoint::{Body, SentId, SessionId};
use crate::sip::message::{Headers, Method};

/// Most digits that wait for their turn.
const MAX_WAITING: usize = 64;

/// How digits are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// As events in RTP.
    pub(super) in_rtp: bool,
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
        let via_sip = config.get(&dialing::OUT_OF_BAND_DTMF) == DtmfTransport::ViaSip;
        Self { in_rtp: !via_sip, by_sip: via_sip || config.get(&dialing::DTMF_VIA_SIP_FORCE_FLAG) }
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
