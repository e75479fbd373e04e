//! What keys do that can be given functions: beside the display, on the sidecar, the dial pad, the
//! navigation keys and the softkeys (manual 25).

mod programming;
mod settings;

use serde::{Deserialize, Serialize};

use super::Phone;
use super::busy_lamps::Activity;
use super::call_log::LogKind;
use super::form::{Field, FieldKind, Form, FormKind, Letters};
use super::key::Key;
use super::menu::PageKind;
use super::press::Focus;
use super::view::FUNCTION_KEYS;
use crate::config::table::keys::CallFunction;
use crate::language::Text;
pub(super) use programming::KeyPlace;
pub(super) use settings::Settings;

/// Function keys on a page of the sidecar whose last key turns the page (manual 25.1.3).
const ON_PAGE: usize = FUNCTION_KEYS - 1;

/// Most characters on a softkey.
const SOFTKEY_LABEL: usize = 10;

/// What a key does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Function {
    /// Takes a line.
    Line(u8),
    /// Calls a number.
    Call(SpeedDial),
    /// Opens a list of calls.
    List(LogKind),
    /// Opens the directory.
    Directory,
    /// Asks where calls go.
    Forward,
    /// Turns do-not-disturb on or off.
    DoNotDisturb,
    /// Speaks to a group.
    Page(u8),
    /// Calls the service that a name is said to.
    VoiceDialing,
    /// Lets the server do something: what the programmable softkey with this index says.
    Programmable(u8),
}

/// A number on a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SpeedDial {
    /// What is written beside the key; may be empty.
    pub(super) label: String,
    /// What it calls.
    pub(super) number: String,
    /// Whether its lamp tells what that extension does.
    pub(super) is_watched: bool,
}

/// What a programmable softkey calls (manual 25.4.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Programmable {
    label: String,
    prefix: String,
    /// Whether a code of the person follows the prefix.
    asks_code: bool,
}

/// A key beside the display or on the sidecar, as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SideKey<'a> {
    /// The key with this index, and what it does.
    Function(u8, Option<&'a Function>),
    /// Turns to the next page: of which, and of how many.
    Next(u8, u8),
}

/// Returns what the key with this index is called.
pub(super) fn key_name(index: u8) -> Text {
    Text::KeyNumber { number: u32::from(index) + 1 }
}

impl Phone {
    /// Returns the function key in `slot`, 0 to 11, on the page of the sidecar that is shown.
    pub(super) fn sidecar_key(&self, slot: u8) -> Option<SideKey<'_>> {
        self.sidecar_keys().nth(usize::from(slot))
    }

    /// Returns the function keys on the page of the sidecar that is shown.
    pub(super) fn sidecar_keys(&self) -> impl Iterator<Item = SideKey<'_>> {
        let keys = &self.settings.keys.sidecar;
        let pages = self.sidecar_pages();
        let page = self.sidecar_page % pages;
        let (first, count, next) = match pages {
            1 => (0, FUNCTION_KEYS, None),
            _ => (usize::from(page) * ON_PAGE, ON_PAGE, Some(SideKey::Next(page, pages))),
        };
        let own = keys.iter().skip(first).take(count);
        own.map(|(index, function)| SideKey::Function(*index, function.as_ref())).chain(next)
    }

    /// Returns how many pages the sidecar has: one until a key beyond its twelve has a function;
    /// then the twelfth key turns the page, and what was on it moves on (manual 25.1.3).
    fn sidecar_pages(&self) -> u8 {
        let further = self.settings.keys.sidecar.iter().skip(FUNCTION_KEYS);
        let pages = self.settings.keys.sidecar.len().div_ceil(ON_PAGE);
        if further.clone().any(|(_, function)| function.is_some()) {
            u8::try_from(pages).unwrap_or(1)
        } else {
            1
        }
    }

    /// Does what the function key in `slot` does.
    pub(super) fn press_function_key(&mut self, slot: u8) {
        match self.sidecar_key(slot) {
            Some(SideKey::Next(page, pages)) => {
                self.sidecar_page = (page + 1) % pages;
                let page = u32::from(self.sidecar_page) + 1;
                let text = Text::KeysPage { page, pages: u32::from(pages) };
                self.announce(text, super::Urgency::Polite);
            }
            Some(SideKey::Function(_, Some(function))) => {
                let function = function.clone();
                self.do_function(&function);
            }
            Some(SideKey::Function(index, None)) => {
                self.notify(Text::NothingOnKey { key: u32::from(index) + 1 });
            }
            None => {}
        }
    }

    /// Does what a key that is held down does: the keys of the dial pad call, or send their digit for
    /// as long in a call; other keys can be given another function (manual 25.1, 25.3).
    pub(super) fn hold_key(&mut self, key: Key) {
        if !self.settings.outfit.has(key) {
            return;
        }
        if self.is_locked() || self.self_test().is_some() || !self.hold_own_key(key) {
            self.press(key);
        }
    }

    /// Does what a key does only when it is held down; returns whether that is something.
    fn hold_own_key(&mut self, key: Key) -> bool {
        let idle = matches!(self.focus(), Focus::Idle);
        if let Key::Digit(digit @ 1..=9) = key
            && idle
            && self.settings.keys.has_pad()
        {
            match self.settings.keys.pad_key(digit).cloned() {
                Some(number) => self.press_speed_dial(&number),
                None => self.program(KeyPlace::Function(digit - 1)),
            }
        } else if key == Key::Digit(0) && (idle || matches!(self.focus(), Focus::Dialing(_))) {
            self.type_text("+");
        } else if let Some(digit) = self.dtmf_of(key) {
            self.hold_digit(digit);
        } else if let Some(place) = self.place_of(key) {
            self.program(place);
        } else {
            return false;
        }
        true
    }

    /// Returns where the key is that can be given another function by holding it down.
    fn place_of(&self, key: Key) -> Option<KeyPlace> {
        if let Key::Function(slot) = key {
            match self.sidecar_key(slot)? {
                SideKey::Function(index, _) => Some(KeyPlace::Function(index)),
                SideKey::Next(..) => None,
            }
        } else if let Key::Line(index) = key {
            let takes_line = matches!(self.settings.keys.beside(index), Some(Function::Line(_)));
            (!takes_line).then(|| KeyPlace::beside_display(index))
        } else if let (Key::Softkey(slot), Focus::Idle) = (key, self.focus()) {
            self.softkey_place(slot)
        } else {
            None
        }
    }

    /// Does what a key was given to do.
    pub(super) fn do_function(&mut self, function: &Function) {
        match function {
            Function::Line(line) => self.press_line(*line),
            Function::Call(number) => self.press_speed_dial(number),
            Function::List(list) => self.open_page(PageKind::Log(*list)),
            Function::Directory => self.open_directory(),
            Function::Forward if self.has_forwarding() => self.press_forward(),
            Function::Forward => self.notify(Text::CannotForward),
            Function::DoNotDisturb if self.has_do_not_disturb() => self.press_do_not_disturb(),
            Function::DoNotDisturb => self.notify(Text::NoDoNotDisturb),
            Function::Page(group) => self.press_page(*group),
            Function::VoiceDialing => self.dial_by_voice(),
            Function::Programmable(index) => self.press_programmable(*index),
        }
    }

    /// Calls the prefix of a programmable softkey, or asks for the code behind it first.
    fn press_programmable(&mut self, index: u8) {
        let Some(key) = self.settings.keys.programmable(index).cloned() else { return };
        if key.prefix.is_empty() {
            self.notify(Text::NothingSetUpForKey);
        } else if key.asks_code {
            let code = Field::new(Text::Code, FieldKind::Secret, Letters::Digits);
            self.open_form(Form::new(FormKind::Code(index), Text::from(&key.label), vec![code]));
        } else {
            self.call_from_list(self.line, &key.prefix);
        }
    }

    /// Calls the prefix of a programmable softkey with the code that was entered behind it.
    pub(super) fn enter_code(&mut self, index: u8, code: &str) {
        let Some(key) = self.settings.keys.programmable(index).cloned() else { return };
        if code.is_empty() {
            return self.notify(Text::EnterCode);
        }
        self.call_from_list(self.line, &[&key.prefix, code].concat());
    }

    /// Does what a navigation key was given to do while there is no call (manual 25.5); returns
    /// whether that is something.
    pub(super) fn do_navigation(&mut self, key: Key) -> bool {
        let function = matches!(self.focus(), Focus::Idle).then(|| {
            let place = settings::NAVIGATION.iter().position(|(it, ..)| *it == key)?;
            self.settings.keys.navigation.get(place)?.clone()
        });
        let Some(Some(function)) = function else { return false };
        self.do_function(&function);
        true
    }

    /// Returns what a softkey of the idle display does, if that can be done.
    pub(super) fn idle_function(&self, slot: u8) -> Option<&Function> {
        let function = self.settings.keys.idle.get(usize::from(slot))?.as_ref()?;
        let can = match function {
            Function::Forward => self.has_forwarding(),
            Function::DoNotDisturb => self.has_do_not_disturb(),
            Function::Line(_)
            | Function::Call(_)
            | Function::List(_)
            | Function::Directory
            | Function::Page(_)
            | Function::VoiceDialing
            | Function::Programmable(_) => true,
        };
        can.then_some(function)
    }

    /// Returns how many softkeys the idle display has.
    pub(super) fn idle_softkey_count(&self) -> u8 {
        u8::try_from(self.settings.keys.idle.len()).unwrap_or_default()
    }

    /// Returns what the softkeys do in a call, first to last.
    pub(super) fn call_functions(&self) -> &[CallFunction] {
        &self.settings.keys.call
    }

    /// Returns what a softkey in a call does that is a programmable one.
    pub(super) fn call_programmable(&self, slot: u8) -> Option<Function> {
        let index = *self.settings.keys.call_programmable.get(usize::from(slot))?;
        self.settings.keys.programmable(index)?;
        Some(Function::Programmable(index))
    }

    /// Returns what is written on a softkey that has this function.
    pub(super) fn softkey_text(&self, function: &Function) -> String {
        let mut state = None;
        if let Function::Call(SpeedDial { number, is_watched: true, .. }) = function {
            state = match self.activity(number) {
                Activity::Ringing => Some(Text::SoftRings),
                Activity::Busy => Some(Text::SoftBusy),
                Activity::Holding => Some(Text::SoftHolds),
                Activity::Unknown | Activity::Failed | Activity::Idle => None,
            };
        }
        let state = state.map_or_else(String::new, |state| format!(" {}", self.texts.say(&state)));
        let label = self.texts.say(&self.function_text(function));
        let room = SOFTKEY_LABEL.saturating_sub(state.chars().count()).max(1);
        if label.chars().count() <= room {
            return label + &state;
        }
        let cut: String = label.chars().take(room - 1).collect();
        format!("{cut}\u{2026}{state}")
    }

    /// Returns what a number on a key is called: as its label says, else as the directory does.
    pub(super) fn number_text(&self, SpeedDial { label, number, .. }: &SpeedDial) -> Text {
        if !label.is_empty() {
            return Text::from(label);
        }
        let known = self.name_of(number);
        if known.is_empty() { Text::from(number) } else { Text::from(known) }
    }

    /// Returns what a function is called.
    pub(super) fn function_text(&self, function: &Function) -> Text {
        match function {
            Function::Line(line) => {
                let line = self.lines.get(usize::from(*line));
                line.map_or(Text::NOTHING, |line| Text::verbatim(line.label()))
            }
            Function::Call(number) => self.number_text(number),
            Function::List(list) => list.short_title(),
            Function::Directory => Text::SoftDirectory,
            Function::Forward => Text::SoftForward,
            Function::Page(group) => self.settings.paging.name(*group),
            Function::VoiceDialing => Text::from(&self.settings.voice_dialing.label),
            Function::DoNotDisturb => Text::SoftDoNotDisturb,
            Function::Programmable(index) => {
                let key = self.settings.keys.programmable(*index);
                let text =
                    key.map(|key| if key.label.is_empty() { &key.prefix } else { &key.label });
                text.map_or(Text::NOTHING, Text::from)
            }
        }
    }
}
