//! Which functions the configuration gives to keys.

use serde::{Deserialize, Serialize};

use super::{Function, Programmable, SpeedDial};
use crate::config::table::keys::{
    self, CallFunction, IdleFunction, KeyEvent, KeyType, NavigationFunction,
};
use crate::config::table::{blf, line, menus, paging};
use crate::config::{Config, Setting};
use crate::language::Text;
use crate::phone::call_log::LogKind;
use crate::phone::key::Key;
use crate::phone::outfit::Outfit;
use crate::phone::voice_dialing;

/// The navigation keys with their names and their rows.
pub(super) static NAVIGATION: [(Key, Text, &Setting<NavigationFunction>); 5] = [
    (Key::Up, Text::KeyUp, &keys::NAVIGATION_KEYS_UP_KEY_FUNCTION),
    (Key::Down, Text::KeyDown, &keys::NAVIGATION_KEYS_DOWN_KEY_FUNCTION),
    (Key::Left, Text::KeyLeft, &keys::NAVIGATION_KEYS_LEFT_KEY_FUNCTION),
    (Key::Right, Text::KeyRight, &keys::NAVIGATION_KEYS_RIGHT_KEY_FUNCTION),
    (Key::Ok, Text::SoftOk, &keys::NAVIGATION_KEYS_OK_KEY_FUNCTION),
];

/// The model whose sidecar has three pages.
const WITH_PAGES: &str = "440HD";

/// Keys of the dial pad that can call a number, from 1 on (manual 25.3.1).
const PAD_KEYS: u8 = 9;

/// Softkeys that can be configured (manual 25.4).
const SOFTKEYS: u8 = 20;

/// Programmable softkeys there are; as an index it is none (manual 25.4).
const PROGRAMMABLE: u8 = 12;

/// Functions of keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Settings {
    /// Of the keys beside the display, top to bottom.
    beside: Vec<Option<Function>>,
    /// Of the function keys, with their indexes, in the order of the sidecar's pages.
    pub(super) sidecar: Vec<(u8, Option<Function>)>,
    /// Of the keys of the dial pad that are held down, from 1 on; empty where there are function
    /// keys.
    pub(super) pad: Vec<Option<SpeedDial>>,
    /// Of the navigation keys while there is no call, in the order of [`NAVIGATION`].
    pub(super) navigation: Vec<Option<Function>>,
    /// Of the softkeys while there is no call.
    pub(super) idle: Vec<Option<Function>>,
    /// Of the softkeys in a call.
    pub(super) call: Vec<CallFunction>,
    /// Which programmable softkeys those among them are that are one.
    pub(super) call_programmable: Vec<u8>,
    /// The programmable softkeys.
    programmable: Vec<Programmable>,
    /// Whether the person may put numbers on keys.
    pub(in super::super) puts_numbers: bool,
    /// Whether the softkeys can be given other functions.
    pub(in super::super) gives_softkeys: bool,
}

impl Settings {
    pub(in super::super) fn read(config: &Config, outfit: &Outfit) -> Self {
        let pad = if outfit.has_function_keys { 0 } else { PAD_KEYS };
        let navigation = NAVIGATION.iter().map(|(.., row)| of_navigation(config.get(*row)));
        Self {
            beside: beside(config, outfit),
            sidecar: sidecar(outfit).map(|key| (key, of_key(config, key, None))).collect(),
            pad: (0..pad).map(|key| speed_dial(config, key, false)).collect(),
            navigation: navigation.collect(),
            idle: idle_softkeys(config),
            call: call_functions(config),
            call_programmable: (0..SOFTKEYS)
                .map(|key| config.get_at(&keys::ONGOING_CALL_SOFTKEY_PSK_INDEX, key))
                .collect(),
            programmable: (0..PROGRAMMABLE).map(|index| programmable(config, index)).collect(),
            puts_numbers: config.get(&menus::SPEED_DIAL_PROGRAMMING_ENABLED),
            gives_softkeys: !outfit.has_function_keys,
        }
    }

    /// Returns what a key beside the display does.
    pub(in super::super) fn beside(&self, index: u8) -> Option<&Function> {
        self.beside.get(usize::from(index))?.as_ref()
    }

    /// Returns how many keys are beside the display.
    pub(in super::super) fn count_beside(&self) -> u8 {
        u8::try_from(self.beside.len()).unwrap_or_default()
    }

    /// Whether keys of the dial pad call numbers.
    pub(super) fn has_pad(&self) -> bool {
        !self.pad.is_empty()
    }

    /// Returns the number on a key of the dial pad, 1 to 9.
    pub(super) fn pad_key(&self, digit: u8) -> Option<&SpeedDial> {
        self.pad.get(usize::from(digit.checked_sub(1)?))?.as_ref()
    }

    /// Returns a programmable softkey.
    pub(super) fn programmable(&self, index: u8) -> Option<&Programmable> {
        self.programmable.get(usize::from(index))
    }

    /// Returns the numbers whose extensions are watched.
    pub(in super::super) fn watched(&self) -> impl Iterator<Item = &str> {
        let sidecar = self.sidecar.iter().map(|(_, function)| function);
        let all = self.beside.iter().chain(sidecar).chain(&self.idle).flatten();
        all.filter_map(|function| match function {
            Function::Call(key) => key.is_watched.then_some(key.number.as_str()),
            Function::Line(_)
            | Function::List(_)
            | Function::Directory
            | Function::Forward
            | Function::DoNotDisturb
            | Function::Page(_)
            | Function::VoiceDialing
            | Function::Programmable(_) => None,
        })
    }
}

/// Returns the indexes of the function keys, in the order of the sidecar's pages.
fn sidecar(outfit: &Outfit) -> impl Iterator<Item = u8> {
    let first = outfit.has_function_keys.then_some(keys::FUNCTION_KEYS);
    let further = (outfit.model == WITH_PAGES).then_some(keys::FURTHER_KEYS);
    first.into_iter().chain(further).flatten()
}

/// Returns what the keys beside the display do. Every line that is set up has a key: where none is
/// given to it, it takes that of its own number if nothing else is there. A second key for the
/// same line is none.
fn beside(config: &Config, outfit: &Outfit) -> Vec<Option<Function>> {
    let count = u8::try_from(outfit.line_keys).unwrap_or_default();
    if !outfit.has_function_keys {
        return (0..count).map(|line| Some(Function::Line(line))).collect();
    }
    let mut functions: Vec<Option<Function>> = Vec::new();
    for (index, key) in (0..count).zip(keys::BESIDE_DISPLAY) {
        let function = of_key(config, key, Some(index));
        let repeats = matches!(function, Some(Function::Line(_))) && functions.contains(&function);
        functions.push(function.filter(|_| !repeats));
    }
    for index in 0..count {
        let own = Some(Function::Line(index));
        let is_free = functions.get(usize::from(index)).is_some_and(Option::is_none);
        if is_free && config.get_at(&line::ENABLED, index) && !functions.contains(&own) {
            functions.splice(usize::from(index)..=usize::from(index), [own]);
        }
    }
    functions
}

/// Returns what a function key does; `beside` is its number where it is beside the display.
fn of_key(config: &Config, key: u8, beside: Option<u8>) -> Option<Function> {
    match config.get_at(&keys::FUNCTIONAL_KEY_TYPE, key) {
        KeyType::Empty => None,
        KeyType::Paging => {
            let speaks = config.get(&paging::ENABLED) && keys::FUNCTION_KEYS.contains(&key);
            speaks.then_some(Function::Page(key))
        }
        KeyType::SpeedDial => speed_dial(config, key, false).map(Function::Call),
        KeyType::SpeedDialBlf => {
            speed_dial(config, key, config.get(&blf::ENABLED)).map(Function::Call)
        }
        KeyType::SipAccount => Some(Function::Line(config.get_at(&keys::LINE_KEY_LINE, beside?))),
        KeyType::KeyEvent => Some(match config.get_at(&keys::LINE_KEY_KEY_EVENT, beside?) {
            KeyEvent::MissedCalls => Function::List(LogKind::Missed),
            KeyEvent::DialedCalls => Function::List(LogKind::Dialed),
            KeyEvent::ReceivedCalls => Function::List(LogKind::Received),
            KeyEvent::ForwardAll => Function::Forward,
            KeyEvent::DoNotDisturb => Function::DoNotDisturb,
        }),
    }
}

fn speed_dial(config: &Config, key: u8, is_watched: bool) -> Option<SpeedDial> {
    let number = config.get_at(&keys::FUNCTIONAL_KEY_SPEED_DIAL_NUMBER, key);
    let mut label = config.get_at(&keys::FUNCTIONAL_KEY_KEY_LABEL, key);
    if label.is_empty() && key < PAD_KEYS {
        label = config.get_at(&keys::FUNCTIONAL_KEY_SPEED_DIAL_EXTENSION, key);
    }
    (!number.is_empty()).then_some(SpeedDial { label, number, is_watched })
}

fn of_navigation(function: NavigationFunction) -> Option<Function> {
    Some(match function {
        NavigationFunction::None => return None,
        NavigationFunction::MissedCalls => Function::List(LogKind::Missed),
        NavigationFunction::ReceivedCalls => Function::List(LogKind::Received),
        NavigationFunction::DialedCalls => Function::List(LogKind::Dialed),
        NavigationFunction::AllCalls => Function::List(LogKind::All),
        NavigationFunction::Directory => Function::Directory,
    })
}

/// Returns what the softkeys do while there is no call; where names can be said, the one after them
/// calls that service.
fn idle_softkeys(config: &Config) -> Vec<Option<Function>> {
    let own = (0..SOFTKEYS).map(|key| of_idle(config, key)).collect();
    let mut all = trimmed(own, Option::is_none);
    if voice_dialing::Settings::read(config).is_there() {
        all.push(Some(Function::VoiceDialing));
    }
    all
}

fn of_idle(config: &Config, softkey: u8) -> Option<Function> {
    let call = |is_watched| {
        let number = config.get_at(&keys::SOFTKEY_SPEED_DIAL_NUMBER, softkey);
        let label = String::new();
        (!number.is_empty()).then_some(Function::Call(SpeedDial { label, number, is_watched }))
    };
    match config.get_at(&keys::SOFTKEY_KEY_FUNCTION, softkey) {
        IdleFunction::None => None,
        IdleFunction::MissedCalls => Some(Function::List(LogKind::Missed)),
        IdleFunction::ReceivedCalls => Some(Function::List(LogKind::Received)),
        IdleFunction::DialedCalls => Some(Function::List(LogKind::Dialed)),
        IdleFunction::AllCalls => Some(Function::List(LogKind::All)),
        IdleFunction::Directory => Some(Function::Directory),
        IdleFunction::DndAll => Some(Function::DoNotDisturb),
        IdleFunction::ForwardAll => Some(Function::Forward),
        IdleFunction::SpeedDial => call(false),
        IdleFunction::SpeedDialBlf => call(config.get(&blf::ENABLED)),
        IdleFunction::SipAccount => Some(Function::Line(0)),
        IdleFunction::Programmable => {
            let index = config.get_at(&keys::SOFTKEY_PSK_INDEX, softkey);
            (index < PROGRAMMABLE).then_some(Function::Programmable(index))
        }
    }
}

fn programmable(config: &Config, index: u8) -> Programmable {
    Programmable {
        label: config.get_at(&keys::PSK_LABEL, index),
        prefix: config.get_at(&keys::PSK_PREFIX, index),
        asks_code: config.get_at(&keys::PSK_IS_DIAL_REQUIRED, index),
    }
}

fn call_functions(config: &Config) -> Vec<CallFunction> {
    let all = (0..SOFTKEYS)
        .map(|key| config.get_at(&keys::ONGOING_CALL_SOFTKEY_KEY_FUNCTION, key))
        .collect();
    trimmed(all, |function| *function == CallFunction::None)
}

/// Returns a list without what is empty at its end.
fn trimmed<T>(mut list: Vec<T>, is_empty: impl Fn(&T) -> bool) -> Vec<T> {
    let used = list.iter().rposition(|item| !is_empty(item)).map_or(0, |last| last + 1);
    list.truncate(used);
    list
}
