//! Calls that the phone answers by itself (manual 22.7, A.3.10, A.3.11).
//!
//! Whoever can make a phone answer can listen to the room it stands in: requests for it are
//! believed from the phone's own servers only. Others ring.

use core::net::SocketAddr;

use serde::{Deserialize, Serialize};

use super::sound::Device;
use super::{Phone, Timer, Urgency};
use crate::call::CallId;
use crate::config::Config;
use crate::config::table::answer;
use crate::config::table::answer::AutoAnswerType;
use crate::language::Text;
use crate::sip::header::HeaderName;
use crate::sip::message::{Headers, Request};
use crate::time::Duration;

/// How long the beep is heard that tells of an answered call.
pub(super) const BEEP_TIME: Duration = Duration::from_millis(400);

/// The longest wait that a caller may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(600);

/// Which calls are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Mode {
    /// Those that ask for it.
    Asked,
    /// All, after this time.
    All(Duration),
}

/// What the configuration says of answering.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    mode: Option<Mode>,
    /// Whether a call rings that is answered at once.
    pub(super) rings: bool,
    headset_beeps: bool,
    speaker_beeps: bool,
    /// Whether incoming calls begin muted.
    pub(super) begins_muted: bool,
    /// Whether a server may answer calls (the event `talk`).
    pub(super) talk_event: bool,
}

impl Settings {
    pub(super) fn read(config: &Config) -> Self {
        let mode = match config.get(&answer::ADVANCED_AUTO_ANSWER_TYPE) {
            AutoAnswerType::SipHeader => Mode::Asked,
            AutoAnswerType::Manual => Mode::All(config.get(&answer::ADVANCED_AUTO_ANSWER_TIMEOUT)),
        };
        Self {
            mode: config.get(&answer::AUTO_ANSWER_ENABLED).then_some(mode),
            rings: config.get(&answer::AUTO_ANSWER_USE_180_ENABLED),
            headset_beeps: config.get(&answer::AUTO_ANSWER_HEADSET_BEEP_ENABLED),
            speaker_beeps: config.get(&answer::AUTO_ANSWER_SPEAKERPHONE_BEEP_ENABLED),
            begins_muted: config.get(&answer::PROACTIVE_MUTE_ENABLED),
            talk_event: config.get(&answer::TALK_EVENT_ENABLED),
        }
    }
}

impl Phone {
    /// Returns how long a call rings until the phone answers it by itself, if it does.
    pub(super) fn auto_answer_wait(&self, request: &Request, from: SocketAddr) -> Option<Duration> {
        match self.settings.auto_answer.mode? {
            Mode::All(wait) => Some(wait),
            Mode::Asked => self.trusts(from).then(|| asked_wait(&request.headers)).flatten(),
        }
    }

    /// Answers a call that nobody has answered yet.
    pub(super) fn answer_by_itself(&mut self, id: CallId) {
        if self.is_locked() {
            // It rings: only who has the password answers.
            return;
        }
        let Some(call) = self.calls.get(id).filter(|call| call.is_ringing_in()) else { return };
        let text = Text::AnsweredByItself { party: Box::new(call.remote.text()) };
        let device = self.device();
        self.answer(id, device);
        self.notify(text.clone());
        let muted = self.sound.muted.then_some(Text::Muted);
        self.announce(muted.into_iter().fold(text, Text::then), Urgency::Urgent);
        let Settings { headset_beeps, speaker_beeps, .. } = self.settings.auto_answer;
        let beeps = match device {
            Device::Headset => headset_beeps,
            Device::Speaker => speaker_beeps,
            Device::Handset => false,
        };
        if beeps {
            self.timers.set(Timer::Beep, self.now + BEEP_TIME);
        }
    }
}

/// Returns how long a call rings that asks to be answered; `answer-after` goes first.
fn asked_wait(headers: &Headers) -> Option<Duration> {
    let after = headers.get_all(&HeaderName::CallInfo).find_map(|text| {
        let (_, value) = text.split_once("answer-after=")?;
        let digits: String =
            value.trim_start_matches('"').chars().take_while(char::is_ascii_digit).collect();
        Some(Duration::from_secs(digits.parse().ok()?).min(LONGEST_WAIT))
    });
    let at_once = || {
        headers.get_all(&HeaderName::AlertInfo).any(|text| {
            let text = text.to_ascii_lowercase();
            ["ring answer", "info=alert-autoanswer"].iter().any(|word| text.contains(word))
        })
    };
    after.or_else(|| at_once().then_some(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_ask_to_be_answered_in_several_ways() {
        for (info, alert, expected) in [
            ("<sip:1@a>;answer-after=0", "", Some(0)),
            ("<sip:1@a>;answer-after=7;x=1", "ring answer", Some(7)),
            ("<sip:1@a>;answer-after=\"3\"", "", Some(3)),
            ("<sip:1@a>;answer-after=99999", "", Some(600)),
            ("<sip:1@a>;answer-after=soon", "", None),
            ("", "Ring Answer", Some(0)),
            ("", "<http://www.example.com>;info=alert-autoanswer", Some(0)),
            ("", "<http://www.example.com>;info=alert-internal", None),
            ("<sip:1@a>;purpose=icon", "", None),
        ] {
            let mut headers = Headers::default();
            headers.push(HeaderName::CallInfo, info);
            headers.push(HeaderName::AlertInfo, alert);
            assert_eq!(asked_wait(&headers), expected.map(Duration::from_secs), "{info} {alert}");
        }
    }
}
