//! Keys are given other functions on the phone itself: in the menu Keys Configuration, or by holding
//! the key down (manual 25).

use serde::{Deserialize, Serialize};

use super::settings::NAVIGATION;
use super::{Function, key_name};
use crate::config::SetError;
use crate::config::table::keys::{self, IdleFunction, KeyEvent, KeyType, NavigationFunction};
use crate::config::table::{blf, paging};
use crate::language::Text;
use crate::phone::Phone;
use crate::phone::form::{Field, FieldKind, Form, FormKind, Letters};
use crate::phone::menu::PageKind;
use crate::phone::preferences::mark;
use crate::phone::softkeys::Softkey;
use crate::phone::status::{Row, row};

/// A key that can be given a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) enum KeyPlace {
    /// The key with this index in `functional_key`.
    Function(u8),
    /// The softkey with this index, while there is no call.
    Softkey(u8),
    /// The navigation key at this place in [`NAVIGATION`].
    Navigation(u8),
}

/// What a key can be given.
struct Choice {
    label: Text,
    /// Its word in the configuration.
    token: &'static str,
    /// The event, where the word only says that there is one.
    event: Option<KeyEvent>,
}

const fn choice(label: Text, token: &'static str) -> Choice {
    Choice { label, token, event: None }
}

const fn event(label: Text, event: KeyEvent) -> Choice {
    Choice { label, token: KeyType::KeyEvent.token(), event: Some(event) }
}

/// What every key can be given that calls a number.
static NUMBERS: [Choice; 2] = [
    choice(Text::None, KeyType::Empty.token()),
    choice(Text::SpeedDial, KeyType::SpeedDial.token()),
];

/// The same where there are lamps.
static LAMPS: [Choice; 1] = [choice(Text::SpeedDialWithLamp, KeyType::SpeedDialBlf.token())];

/// What function keys can be given where there are groups.
static PAGES: [Choice; 1] = [choice(Text::Paging, KeyType::Paging.token())];

/// What keys beside the display can be given too.
static EVENTS: [Choice; 5] = [
    event(Text::MissedCalls, KeyEvent::MissedCalls),
    event(Text::DialedCalls, KeyEvent::DialedCalls),
    event(Text::ReceivedCalls, KeyEvent::ReceivedCalls),
    event(Text::CallForward, KeyEvent::ForwardAll),
    event(Text::DoNotDisturb, KeyEvent::DoNotDisturb),
];

/// What softkeys can be given.
static OF_SOFTKEYS: [Choice; 9] = [
    choice(Text::None, IdleFunction::None.token()),
    choice(Text::MissedCalls, IdleFunction::MissedCalls.token()),
    choice(Text::ReceivedCalls, IdleFunction::ReceivedCalls.token()),
    choice(Text::DialedCalls, IdleFunction::DialedCalls.token()),
    choice(Text::AllCalls, IdleFunction::AllCalls.token()),
    choice(Text::Directory, IdleFunction::Directory.token()),
    choice(Text::DoNotDisturb, IdleFunction::DndAll.token()),
    choice(Text::CallForward, IdleFunction::ForwardAll.token()),
    choice(Text::SpeedDial, IdleFunction::SpeedDial.token()),
];

/// What navigation keys can be given.
static OF_NAVIGATION: [Choice; 6] = [
    choice(Text::None, NavigationFunction::None.token()),
    choice(Text::MissedCalls, NavigationFunction::MissedCalls.token()),
    choice(Text::ReceivedCalls, NavigationFunction::ReceivedCalls.token()),
    choice(Text::DialedCalls, NavigationFunction::DialedCalls.token()),
    choice(Text::AllCalls, NavigationFunction::AllCalls.token()),
    choice(Text::Directory, NavigationFunction::Directory.token()),
];

impl KeyPlace {
    /// Returns the place of a key beside the display.
    pub(super) fn beside_display(index: u8) -> Self {
        Self::Function(keys::BESIDE_DISPLAY.start() + index)
    }

    /// Returns which key beside the display it is, from 0.
    fn index_beside(self) -> Option<u8> {
        match self {
            Self::Function(key) if keys::BESIDE_DISPLAY.contains(&key) => {
                Some(key - keys::BESIDE_DISPLAY.start())
            }
            Self::Function(_) | Self::Softkey(_) | Self::Navigation(_) => None,
        }
    }

    /// Returns what the key is called.
    fn name(self) -> Text {
        match (self, self.index_beside()) {
            (_, Some(index)) => Text::DisplayKeyNumber { number: u32::from(index) + 1 },
            (Self::Function(index), None) => key_name(index),
            (Self::Softkey(index), _) => Text::SoftkeyNumber { number: u32::from(index) + 1 },
            (Self::Navigation(at), _) => {
                let key = NAVIGATION.get(usize::from(at));
                key.map_or(Text::NOTHING, |(_, name, _)| name.clone())
            }
        }
    }
}

impl Phone {
    /// Lets the person choose what a key does, if they may.
    pub(super) fn program(&mut self, place: KeyPlace) {
        let may = match place {
            KeyPlace::Function(_) => self.settings.keys.puts_numbers,
            KeyPlace::Softkey(_) => self.settings.keys.gives_softkeys,
            KeyPlace::Navigation(_) => true,
        };
        match (may, self.function_at(place)) {
            (false, _) => self.notify(Text::KeyIsFixed),
            (true, Some(Function::Line(_))) => self.notify(Text::KeyTakesLine),
            (true, _) => self.open_page(PageKind::KeyFunction(place)),
        }
    }

    /// Returns the place of the softkey of the idle display that is shown in `slot`.
    pub(super) fn softkey_place(&self, slot: u8) -> Option<KeyPlace> {
        let count = usize::from(self.idle_softkey_count());
        let turns = self.softkeys().get(usize::from(slot)) == Some(&Some(Softkey::More));
        let shown = u8::try_from(self.first_softkey(count)).ok().map(|first| first + slot);
        let shown = shown.filter(|_| !turns);
        shown.filter(|_| self.settings.keys.gives_softkeys).map(KeyPlace::Softkey)
    }

    /// Returns the keys that can be given functions on one of the pages of Keys Configuration.
    fn key_places(&self, page: PageKind) -> Vec<KeyPlace> {
        let settings = &self.settings.keys;
        if page == PageKind::IdleSoftkeys {
            (0..20).map(KeyPlace::Softkey).collect()
        } else if page == PageKind::NavigationKeys {
            (0..5).map(KeyPlace::Navigation).collect()
        } else if settings.has_pad() {
            (0..9).map(KeyPlace::Function).collect()
        } else {
            let sidecar = settings.sidecar.iter().map(|(key, _)| KeyPlace::Function(*key));
            let beside = (0..settings.count_beside()).map(KeyPlace::beside_display);
            sidecar.chain(beside).collect()
        }
    }

    /// Returns a row for each key of a page of Keys Configuration: its name, and what it does.
    pub(in super::super) fn keys_rows(&self, page: PageKind) -> Vec<Row> {
        let text = |place: &KeyPlace| {
            self.function_at(*place).map_or(Text::None, |it| self.function_text(&it))
        };
        let places = self.key_places(page);
        places.iter().map(|place| row(place.name(), text(place))).collect()
    }

    /// Takes a row of a page of Keys Configuration.
    pub(in super::super) fn select_key(&mut self, page: PageKind, at: usize) {
        if let Some(place) = self.key_places(page).get(at) {
            self.program(*place);
        }
    }

    /// Returns what a key can be given, and what it has.
    pub(in super::super) fn key_function_rows(&self, place: KeyPlace) -> Vec<Row> {
        let has = self.tokens_at(place);
        let is_it = |it: &Choice| it.token == has.0 && (it.event.is_none() || it.event == has.1);
        self.choices(place).iter().map(|it| row(it.label.clone(), mark(is_it(it)))).collect()
    }

    /// Returns the heading of the page on which a key is given a function.
    pub(in super::super) fn key_function_title(&self, place: KeyPlace) -> Text {
        place.name()
    }

    /// Takes a row of the page on which a key is given a function.
    pub(in super::super) fn select_key_function(&mut self, place: KeyPlace, at: usize) {
        let choices = self.choices(place);
        let Some(choice) = choices.get(at) else { return };
        // SPEED_DIAL and SPEED_DIAL_BLF are the same words for softkeys.
        let watches = choice.token == KeyType::SpeedDialBlf.token();
        if watches || choice.token == KeyType::SpeedDial.token() {
            return self.open_number_form(place, watches);
        }
        let chosen = self.give(place, choice);
        self.key_given(place, chosen);
    }

    fn open_number_form(&mut self, place: KeyPlace, watches: bool) {
        let (number, label) = match self.function_at(place) {
            Some(Function::Call(has)) => (has.number, has.label),
            _ => Default::default(),
        };
        let number = Field::new(Text::Number, FieldKind::Text, Letters::Digits).with_text(&number);
        let label = Field::new(Text::Label, FieldKind::Text, Letters::Small).with_text(&label);
        let fields = match place {
            KeyPlace::Function(_) => vec![number, label],
            KeyPlace::Softkey(_) | KeyPlace::Navigation(_) => vec![number],
        };
        self.open_form(Form::new(FormKind::SpeedDial(place, watches), place.name(), fields));
    }

    /// Puts a number on a key, as it was filled in.
    pub(in super::super) fn enter_speed_dial(
        &mut self,
        place: KeyPlace,
        watches: bool,
        [number, label]: [&str; 2],
    ) {
        let number = number.trim();
        if number.is_empty() {
            return self.notify(Text::EnterNumber);
        } else if self.target(number).is_none() && self.setup.local().is_some() {
            return self.notify(Text::NotANumber);
        }
        let kind = if watches { KeyType::SpeedDialBlf } else { KeyType::SpeedDial };
        let chosen = match place {
            KeyPlace::Function(key) => self
                .choose(&keys::FUNCTIONAL_KEY_SPEED_DIAL_NUMBER, key, number)
                .and_then(|()| self.choose(&keys::FUNCTIONAL_KEY_KEY_LABEL, key, label.trim()))
                .and_then(|()| self.choose(&keys::FUNCTIONAL_KEY_TYPE, key, kind.token())),
            KeyPlace::Softkey(key) => self
                .choose(&keys::SOFTKEY_SPEED_DIAL_NUMBER, key, number)
                .and_then(|()| self.choose(&keys::SOFTKEY_KEY_FUNCTION, key, kind.token())),
            KeyPlace::Navigation(_) => Ok(()),
        };
        if chosen.is_ok() {
            self.close_page();
        }
        self.key_given(place, chosen);
    }

    fn give(&mut self, place: KeyPlace, choice: &Choice) -> Result<(), SetError> {
        match place {
            KeyPlace::Function(key) => {
                if let (Some(event), Some(index)) = (choice.event, place.index_beside()) {
                    self.choose(&keys::LINE_KEY_KEY_EVENT, index, event.token())?;
                }
                self.choose(&keys::FUNCTIONAL_KEY_SPEED_DIAL_NUMBER, key, "")?;
                self.choose(&keys::FUNCTIONAL_KEY_KEY_LABEL, key, "")?;
                self.choose(&keys::FUNCTIONAL_KEY_TYPE, key, choice.token)
            }
            KeyPlace::Softkey(key) => self.choose(&keys::SOFTKEY_KEY_FUNCTION, key, choice.token),
            KeyPlace::Navigation(at) => match NAVIGATION.get(usize::from(at)) {
                Some((.., row)) => self.choose(row, 0, choice.token),
                None => Ok(()),
            },
        }
    }

    /// Goes back from the page of a key that was given something, or says why it was not.
    fn key_given(&mut self, place: KeyPlace, chosen: Result<(), SetError>) {
        match chosen {
            Ok(()) => {
                self.close_page();
                let function = self.function_at(place);
                let text = function.map_or(Text::None, |it| self.function_text(&it));
                self.notify(place.name().because(text));
            }
            Err(error) => self.cannot_set(&error),
        }
    }

    /// Returns what a key does.
    fn function_at(&self, place: KeyPlace) -> Option<Function> {
        let settings = &self.settings.keys;
        match place {
            KeyPlace::Function(key) => match place.index_beside() {
                Some(index) => settings.beside(index).cloned(),
                None if settings.has_pad() => {
                    settings.pad_key(key + 1).cloned().map(Function::Call)
                }
                None => settings.sidecar.iter().find(|(it, _)| *it == key)?.1.clone(),
            },
            KeyPlace::Softkey(key) => settings.idle.get(usize::from(key))?.clone(),
            KeyPlace::Navigation(at) => settings.navigation.get(usize::from(at))?.clone(),
        }
    }

    /// Returns the word of what a key has, and its event.
    fn tokens_at(&self, place: KeyPlace) -> (&'static str, Option<KeyEvent>) {
        match place {
            KeyPlace::Function(_) if self.function_at(place).is_none() => {
                (KeyType::Empty.token(), None)
            }
            KeyPlace::Function(key) => {
                let event = place.index_beside();
                let event = event.map(|it| self.config.get_at(&keys::LINE_KEY_KEY_EVENT, it));
                (self.config.get_at(&keys::FUNCTIONAL_KEY_TYPE, key).token(), event)
            }
            KeyPlace::Softkey(key) => {
                (self.config.get_at(&keys::SOFTKEY_KEY_FUNCTION, key).token(), None)
            }
            KeyPlace::Navigation(at) => {
                let row = NAVIGATION.get(usize::from(at));
                (row.map_or("", |(.., row)| self.config.get(*row).token()), None)
            }
        }
    }

    /// Whether a key has the number of a group.
    fn has_group(&self, place: KeyPlace) -> bool {
        let has = |key| !self.settings.keys.has_pad() && keys::FUNCTION_KEYS.contains(&key);
        matches!(place, KeyPlace::Function(key) if has(key))
    }

    fn choices(&self, place: KeyPlace) -> Vec<&'static Choice> {
        match place {
            KeyPlace::Softkey(_) => OF_SOFTKEYS.iter().collect(),
            KeyPlace::Navigation(_) => OF_NAVIGATION.iter().collect(),
            KeyPlace::Function(_) => {
                let lamps = self.config.get(&blf::ENABLED) && !self.settings.keys.has_pad();
                let lamps = lamps.then_some(&LAMPS).into_iter().flatten();
                let events = place.index_beside().map(|_| &EVENTS).into_iter().flatten();
                let pages = self.config.get(&paging::ENABLED) && self.has_group(place);
                let pages = pages.then_some(&PAGES).into_iter().flatten();
                NUMBERS.iter().chain(lamps).chain(pages).chain(events).collect()
            }
        }
    }
}
