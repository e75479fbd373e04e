//! The agent's greeting, which callers hear first (manual 22.18).
//!
//! The agent records it on the phone (Menu, 0). When a call that came in is answered, the caller hears
//! it in the place of the microphone. The agent hears it, too, softly: who knows how far it is knows
//! when to speak, and may end it sooner. A call that is held, or answered in the place of another one,
//! is not greeted any more.

use serde::{Deserialize, Serialize};

use super::auto_answer::BEEP_TIME;
use super::io::{Keepsake, Microphone};
use super::menu::{PageKind, Question};
use super::screen::timer_text;
use super::sound::Device;
use super::status::{Row, alone, row};
use super::{Output, Phone, Timer, Urgency};
use crate::call::{Call, CallId, State};
use crate::config::Config;
use crate::config::table::services;
use crate::language::Text;
use crate::media::plan::{Announcement, Coding, RecordingId, RecordingPart};
use crate::media::recorder::{LONGEST_VOICE_S, VOICE_BYTES_S};
use crate::time::{Duration, Instant};

/// What the greeting is called in the audio graph.
const ID: RecordingId = RecordingId::GREETING;

/// A recording that is shorter is none: half a second.
const SHORTEST: usize = VOICE_BYTES_S / 2;

/// How much longer the caller is not given the microphone: sound begins a moment after it is asked for.
const MARGIN: Duration = Duration::from_millis(200);

/// What the configuration says of greetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    enabled: bool,
    beeps: bool,
}

impl Settings {
    pub(super) fn read(config: &Config) -> Self {
        Self {
            enabled: config.get(&services::GREETING_ENABLED),
            beeps: config.get(&services::GREETING_BEEP_ENABLED),
        }
    }
}

/// The greeting, and what becomes of it now. A page that is loaded again is given it anew.
#[derive(Clone, Debug, Default)]
pub(super) struct Greeting {
    /// Its samples, as [`Coding::Linear`].
    sound: Vec<u8>,
    /// Whether the audio graph has it.
    told: bool,
    state: Doing,
}

/// What is done with the greeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Doing {
    #[default]
    Nothing,
    /// It is recorded as soon as the microphone is open.
    Opening,
    /// It is recorded since then.
    Recording(Instant),
    /// It was recorded and is on its way here.
    Fetching,
    /// The agent listens to it.
    Playing,
    /// A call was answered, and is greeted as soon as it can be heard.
    Answered(CallId),
    /// The caller hears it.
    Greets(CallId),
}

impl Phone {
    /// Takes the greeting that was kept.
    pub(super) fn take_kept_greeting(&mut self, data: &[u8]) {
        self.set_greeting(data.to_vec());
    }

    /// Takes what was recorded, if it still is wanted.
    pub(super) fn take_greeting(&mut self, sound: Vec<u8>) {
        if self.greeting.state != Doing::Fetching {
            return;
        }
        self.greeting.state = Doing::Nothing;
        if sound.len() < SHORTEST {
            return self.notify(Text::GreetingTooShort);
        }
        self.outputs.push_back(Output::Keep(Keepsake::Greeting, sound.clone()));
        self.set_greeting(sound);
        self.notify(Text::GreetingSaved);
    }

    /// Gives the audio graph the greeting, if callers are to hear it.
    pub(super) fn tell_greeting(&mut self) {
        let Greeting { sound, told, .. } = &self.greeting;
        let known = *told && self.has_recording(ID);
        if known || !self.settings.greeting.enabled || sound.is_empty() {
            return;
        }
        let part = RecordingPart {
            id: ID,
            coding: Coding::Linear,
            total: u32::try_from(sound.len()).unwrap_or(u32::MAX),
            offset: 0,
            data: sound.clone(),
        };
        self.greeting.told = true;
        self.tell_recording(part);
    }

    /// Takes note of the microphone; one that does not open records nothing.
    pub(super) fn take_microphone(&mut self, state: Microphone) {
        let failed = matches!(state, Microphone::Denied | Microphone::Missing | Microphone::Busy);
        self.sound.microphone = state;
        if failed && self.records_greeting() {
            self.drop_greeting_state();
            let why = self.sound.microphone.problem();
            why.into_iter().for_each(|why| self.notify(why));
        }
    }

    /// Greets a call that was answered.
    pub(super) fn greet(&mut self, id: CallId) {
        if self.settings.greeting.enabled && !self.greeting.sound.is_empty() {
            self.drop_greeting_state();
            self.greeting.state = Doing::Answered(id);
        }
    }

    /// Begins what waited, and ends what the person or the call left.
    pub(super) fn follow_greeting(&mut self) {
        let on_page = self.menu_page().is_some_and(|page| page.kind == PageKind::Greeting)
            && self.calls.live() == 0;
        match self.greeting.state {
            Doing::Nothing | Doing::Fetching => {}
            Doing::Opening | Doing::Recording(_) | Doing::Playing if !on_page => {
                self.drop_greeting_state();
            }
            Doing::Opening if self.sound.microphone == Microphone::Open => {
                self.greeting.state = Doing::Recording(self.now);
                self.timers.set(Timer::Greeting, self.now + Duration::from_secs(LONGEST_VOICE_S));
                self.outputs.push_back(Output::RecordVoice(true));
                self.announce(Text::StopRecording, Urgency::Polite);
            }
            Doing::Opening | Doing::Recording(_) | Doing::Playing => {}
            Doing::Answered(id) if self.is_heard_by(id) => {
                self.greeting.state = Doing::Greets(id);
                self.timers.set(Timer::Greeting, self.now + self.greeting_time() + MARGIN);
                self.announce(Text::GreetingPlays, Urgency::Polite);
            }
            Doing::Answered(id) if self.calls.get(id).is_some_and(Call::is_live) => {}
            Doing::Greets(id) if self.is_heard_by(id) => {}
            Doing::Answered(_) | Doing::Greets(_) => self.drop_greeting_state(),
        }
    }

    /// The recording is as long as it may be, or the greeting was heard.
    pub(super) fn greeting_is_due(&mut self) {
        let state = self.greeting.state;
        self.stop_greeting();
        if matches!(state, Doing::Greets(_)) && self.settings.greeting.beeps {
            self.timers.set(Timer::Beep, self.now + BEEP_TIME);
        }
    }

    /// Ends what is recorded or heard.
    pub(super) fn stop_greeting(&mut self) {
        let recorded = matches!(self.greeting.state, Doing::Recording(_));
        self.drop_greeting_state();
        if recorded {
            self.greeting.state = Doing::Fetching;
        }
    }

    /// Whether the caller hears the greeting.
    pub(super) fn greets(&self, id: CallId) -> bool {
        self.greeting.state == Doing::Greets(id)
    }

    /// Returns what is said of a call whose caller hears the greeting.
    pub(super) fn greeting_text(&self, id: CallId) -> Option<Text> {
        self.greets(id).then_some(Text::GreetingPlays)
    }

    /// Returns what is played of the greeting now, and to whom.
    pub(super) fn announcement(&self) -> Option<Announcement> {
        let stream = match self.greeting.state {
            Doing::Playing => None,
            Doing::Greets(id) => Some(self.calls.get(id)?.media.as_ref()?.stream),
            Doing::Nothing
            | Doing::Opening
            | Doing::Recording(_)
            | Doing::Fetching
            | Doing::Answered(_) => return None,
        };
        Some(Announcement { id: ID, stream })
    }

    /// Whether the microphone is recorded, or is about to be.
    pub(super) const fn records_greeting(&self) -> bool {
        matches!(self.greeting.state, Doing::Opening | Doing::Recording(_))
    }

    /// Returns what the agent records and hears the greeting with, while that goes on.
    pub(super) fn greeting_device(&self) -> Option<Device> {
        (self.records_greeting() || self.greeting.state == Doing::Playing).then(|| self.device())
    }

    /// Returns how long it takes until a recording is a second longer.
    pub(super) fn greeting_tick(&self) -> Option<u64> {
        let Doing::Recording(since) = self.greeting.state else { return None };
        Some(1_000_000 - u64::from(self.now.since(since).subsec_micros()))
    }

    /// Returns what can be done with the greeting.
    pub(super) fn greeting_rows(&self) -> Vec<Row> {
        let mut rows = vec![if let Doing::Recording(since) = self.greeting.state {
            row(Text::StopRecording, timer_text(self.now.since(since)))
        } else {
            alone(Text::StartRecording)
        }];
        if self.records_greeting() {
            rows.extend(self.sound.microphone.problem().map(alone));
        } else if !self.greeting.sound.is_empty() {
            let plays = self.greeting.state == Doing::Playing;
            let play = if plays { Text::SoftStop } else { Text::PlayGreeting };
            rows.push(row(play, timer_text(self.greeting_time())));
            rows.push(alone(Text::DeleteGreeting));
        }
        rows
    }

    /// Does what a row says.
    pub(super) fn select_greeting(&mut self, at: usize) {
        match (at, self.greeting.state) {
            (_, Doing::Recording(_)) | (1, Doing::Playing) => self.stop_greeting(),
            (_, Doing::Opening) => self.drop_greeting_state(),
            _ if self.calls.live() > 0 => self.notify(Text::EndCallFirst),
            (0, _) => {
                self.drop_greeting_state();
                self.greeting.state = Doing::Opening;
            }
            (1, _) => {
                self.greeting.state = Doing::Playing;
                self.timers.set(Timer::Greeting, self.now + self.greeting_time());
            }
            _ => self.ask(Question::DeleteGreeting),
        }
    }

    /// Forgets the greeting.
    pub(super) fn delete_greeting(&mut self) {
        self.drop_greeting_state();
        self.set_greeting(Vec::new());
        self.outputs.push_back(Output::Keep(Keepsake::Greeting, Vec::new()));
        self.set_row(0);
    }

    fn set_greeting(&mut self, sound: Vec<u8>) {
        self.greeting.sound = sound;
        self.greeting.told = false;
        self.tell_greeting();
    }

    fn drop_greeting_state(&mut self) {
        self.timers.clear(Timer::Greeting);
        if let Doing::Recording(_) = core::mem::take(&mut self.greeting.state) {
            self.outputs.push_back(Output::RecordVoice(false));
        }
    }

    fn greeting_time(&self) -> Duration {
        Duration::from_millis((self.greeting.sound.len() * 1_000 / VOICE_BYTES_S) as u64)
    }

    /// Whether sound is sent to this call.
    fn is_heard_by(&self, id: CallId) -> bool {
        let call = self.calls.get(id).filter(|call| call.state == State::Talking);
        call.and_then(|call| self.stream_plan(call)).is_some_and(|plan| plan.flow.sends())
    }
}
