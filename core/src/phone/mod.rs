//! The phone: the root machine that everything else serves.
//!
//! Inputs are [`Input`], outputs are [`Output`]; the contract is that of every machine here: after
//! each [`Phone::handle`] the driver drains [`Phone::poll_output`] and arms one timer for
//! [`Phone::poll_timeout`].
//!
//! | file | what it does |
//! |---|---|
//! | `press` | what each key does on each screen |
//! | `dialing` | entering a number, and when it is sent |
//! | `softkeys` | the keys under the display |
//! | `menu`, `status` | menu pages and what they show |
//! | `screen/` | draws the [`view::View`], one file per screen |
//! | `settings` | what the phone reads from the configuration |
//! | `call_log` | missed, received and dialled calls |

mod call_log;
mod calls;
mod clock;
mod dialing;
mod io;
pub mod key;
mod line;
mod menu;
mod press;
mod screen;
mod settings;
mod softkeys;
mod sound;
mod status;
pub mod view;

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::call::CallId;
use crate::call::list::CallList;
use crate::link::{MacAddress, Token};
use crate::rng::Rng;
use crate::time::{Duration, Instant, Timers};
use call_log::CallLog;
use clock::Clock;
use dialing::Entry;
pub use io::{Input, MediaSession, Microphone, Output, Playback, StreamRoute};
use line::Line;
use menu::Page;
use settings::Settings;
use sound::Sound;
use view::{Announcement, View};

/// How long a notice stays on the display.
const NOTICE_TIME: Duration = Duration::from_secs(5);

/// Who the phone is to its gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Its hardware address, made up or handed out.
    pub mac: MacAddress,
    /// What the administrator handed out, if the gateway asks for it.
    pub enrolment: Option<Token>,
}

/// The phone's own timers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Timer {
    /// A call's time on the display moves on.
    Second,
    /// Nothing more was dialled for a while.
    Interdigit,
    /// The dial tone has lasted long enough.
    DialTone,
    /// A notice has been shown long enough.
    Notice,
    /// An outgoing call was not answered in time.
    Unanswered(CallId),
    /// A call that ended has been shown long enough.
    Ended(CallId),
}

/// A desk phone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phone {
    identity: Identity,
    rng: Rng,
    now: Instant,
    clock: Clock,
    settings: Settings,
    lines: Vec<Line>,
    /// The line that a new call takes unless a line key says otherwise.
    line: u8,
    calls: CallList,
    call_log: CallLog,
    entry: Option<Entry>,
    pages: Vec<Page>,
    notice: Option<String>,
    announcement: Announcement,
    sound: Sound,
    timers: Timers<Timer>,
    outputs: VecDeque<Output>,
    view: View,
}

impl Phone {
    /// Returns a phone that is about to open its link.
    ///
    /// `seed` determines everything random about it, so it must be secret and new.
    pub fn new(identity: Identity, seed: [u8; 32], now: Instant) -> Self {
        let settings = Settings::default();
        let mut phone = Self {
            identity,
            rng: Rng::new(seed),
            now,
            clock: Clock::default(),
            lines: Line::all(&settings),
            settings,
            line: 0,
            calls: CallList::default(),
            call_log: CallLog::default(),
            entry: None,
            pages: Vec::new(),
            notice: None,
            announcement: Announcement::default(),
            sound: Sound::default(),
            timers: Timers::new(),
            outputs: VecDeque::new(),
            view: View::default(),
        };
        phone.outputs.push_back(Output::OpenLink);
        phone.refresh();
        phone
    }

    /// Takes one input.
    pub fn handle(&mut self, input: Input, now: Instant) {
        self.now = now;
        match input {
            Input::Press(key) => self.press(key),
            Input::Text(text) => self.type_text(&text),
            Input::Clock(wall, offset_minutes) => self.clock.set(wall, offset_minutes, now),
            Input::Microphone(state) => self.sound.microphone = state,
            Input::Playback(state) => self.sound.playback = state,
            Input::Audio(report) => self.sound.take_report(report),
            Input::LinkOpen
            | Input::LinkClosed(_)
            | Input::FromGateway(_)
            | Input::Network(..)
            | Input::Online(_) => {}
        }
        self.refresh();
    }

    /// Does what is due at `now`; harmless when nothing is.
    pub fn handle_timeout(&mut self, now: Instant) {
        self.now = now;
        while let Some(timer) = self.timers.expire(now) {
            match timer {
                Timer::Second => {}
                Timer::Interdigit => self.send_entry(),
                Timer::DialTone => self.stop_dial_tone(),
                Timer::Notice => self.notice = None,
                Timer::Unanswered(_) => {}
                Timer::Ended(call) => {
                    self.calls.remove(call);
                }
            }
        }
        self.refresh();
    }

    /// Returns the next thing the driver should do.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// Returns when [`Self::handle_timeout`] should be called.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// Returns what a person sees of the phone now.
    pub const fn view(&self) -> &View {
        &self.view
    }

    /// Draws the view again and tells if it changed.
    fn refresh(&mut self) {
        let ticking = self.calls.iter().any(|call| call.is_up());
        if ticking && self.timers.get(Timer::Second).is_none() {
            self.timers.set(Timer::Second, self.now + Duration::from_secs(1));
        }
        let view = screen::draw(self);
        if view != self.view {
            self.view = view;
            self.outputs.push_back(Output::View);
        }
    }

    /// Shows `text` for some seconds.
    fn notify(&mut self, text: impl Into<String>) {
        self.notice = Some(text.into());
        self.timers.set(Timer::Notice, self.now + NOTICE_TIME);
    }
}

#[cfg(test)]
mod tests {
    use super::view::Screen;
    use super::*;
    use key::Key;

    fn phone() -> Phone {
        let identity = Identity { mac: MacAddress::local([1; 6]), enrolment: None };
        Phone::new(identity, [7; 32], Instant::ZERO)
    }

    fn press(phone: &mut Phone, keys: &[Key]) {
        keys.iter().for_each(|&key| phone.handle(Input::Press(key), Instant::ZERO));
    }

    #[test]
    fn digits_open_an_entry_and_escape_closes_it() {
        let mut phone = phone();
        press(&mut phone, &[Key::Digit(6), Key::Digit(0), Key::Star]);
        assert_eq!(phone.view().display.screen, Screen::Dialing);
        assert!(phone.view().display.text().contains("60*"));
        press(&mut phone, &[Key::Backspace]);
        assert!(!phone.view().display.text().contains("60*"));
        press(&mut phone, &[Key::Escape]);
        assert_eq!(phone.view().display.screen, Screen::Idle);
    }

    #[test]
    fn the_menu_leads_to_the_version() {
        let mut phone = phone();
        press(&mut phone, &[Key::Menu, Key::Digit(1), Key::Digit(3)]);
        assert!(phone.view().display.text().contains(status::VERSION));
        press(&mut phone, &[Key::Left, Key::Left, Key::Left]);
        assert_eq!(phone.view().display.screen, Screen::Idle);
    }
}
