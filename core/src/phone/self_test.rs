//! Tests of the phone by its person (manual 46): `0123456789*` on the idle display, then one of ten
//! tests, or all of them one after the other.
//!
//! An eleventh checks the room. They test what a browser phone has: display and lamps as they are
//! drawn, keys and the computer's keyboard, microphones and loudspeakers, a headset at USB. There is
//! no AUX port, and no lamp is blue.

use serde::{Deserialize, Serialize};

use super::io::{Ask, Output};
use super::key::Key;
use super::menu::{Page, PageKind};
use super::preferences::on_off;
use super::press::Focus;
use super::sound::{Device, level_percent};
use super::sound_check::{CHIRPS_TIME, QUIET_TIME, found_rows};
use super::status::{Row, VERSION, alone, row};
use super::view::TestPattern;
use super::{Phone, Timer, Urgency};
use crate::config::models::Models;
use crate::language::Text;
use crate::media::acoustics::Acoustics;
use crate::media::plan::{Memo, Probe};
use crate::time::Duration;

/// What is dialled on the idle display, before `*`.
const CODE: &str = "0123456789";

/// How long the microphone is recorded, and how long that is played.
const MEMO_TIME: Duration = Duration::from_secs(4);

/// Models with a port for USB.
const WITH_USB: [&str; 2] = ["430HD", "440HD"];

/// Rows of what the phone is; the small displays scroll.
const PRODUCT_ROWS: usize = 6;

/// The model with a display beside its function keys.
const WITH_SIDECAR: &str = "440HD";

/// A test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Test {
    /// What the phone is.
    Product,
    /// The display.
    MainScreen,
    /// The display beside the function keys.
    SideScreen,
    /// Keys and hook.
    Keypad,
    /// Lamps.
    Lamps,
    /// A microphone and a loudspeaker.
    Sound(Device),
    /// A headset at USB.
    Usb,
    /// The AUX port, which there is not.
    Aux,
    /// The room, with the devices that a call would use.
    Room,
}

/// The tests in the order of the manual, from 1, and one that it does not have.
const TESTS: [Test; 11] = [
    Test::Product,
    Test::MainScreen,
    Test::SideScreen,
    Test::Keypad,
    Test::Lamps,
    Test::Sound(Device::Handset),
    Test::Sound(Device::Headset),
    Test::Sound(Device::Speaker),
    Test::Usb,
    Test::Aux,
    Test::Room,
];

/// What is shown on the displays, and what is said of it.
const SCREENS: [(Option<TestPattern>, Text); 4] = [
    (Some(TestPattern::White), Text::AllWhite),
    (Some(TestPattern::Black), Text::AllBlack),
    (None, Text::BacklightOn),
    (None, Text::BacklightOff),
];

const SIDE_SCREENS: [(Option<TestPattern>, Text); 4] = [
    (Some(TestPattern::SideWhite), Text::AllWhite),
    (Some(TestPattern::SideBlack), Text::AllBlack),
    (None, Text::BacklightOn),
    (None, Text::BacklightOff),
];

const LAMPS: [(Option<TestPattern>, Text); 3] = [
    (Some(TestPattern::Green), Text::GreenLampsOn),
    (Some(TestPattern::Red), Text::RedLampsOn),
    (Some(TestPattern::AllLamps), Text::AllLampsOn),
];

/// A test that goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SelfTest {
    test: Test,
    /// Whether the next one follows.
    all: bool,
    /// How far it is.
    step: usize,
    /// Keys that were pressed, each once, the newest last.
    pressed: Vec<Key>,
    lifted: bool,
    /// What was found of the room, or why nothing was.
    found: Result<Acoustics, Text>,
}

impl Test {
    /// Returns what it is called.
    const fn title(self) -> &'static Text {
        match self {
            Self::Product => &Text::ProductInfo,
            Self::MainScreen => &Text::MainScreen,
            Self::SideScreen => &Text::SideScreen,
            Self::Keypad => &Text::KeypadAndHook,
            Self::Lamps => &Text::Lamps,
            Self::Sound(Device::Handset) => &Text::PageHandset,
            Self::Sound(Device::Headset) => &Text::Headset,
            Self::Sound(Device::Speaker) => &Text::HandsFree,
            Self::Usb => &Text::UsbPort,
            Self::Aux => &Text::AuxPort,
            Self::Room => &Text::SoundCheck,
        }
    }

    /// Returns what is drawn and said step by step.
    const fn patterns(self) -> &'static [(Option<TestPattern>, Text)] {
        match self {
            Self::MainScreen => &SCREENS,
            Self::SideScreen => &SIDE_SCREENS,
            Self::Lamps => &LAMPS,
            Self::Product | Self::Keypad | Self::Sound(_) | Self::Usb | Self::Aux | Self::Room => {
                &[]
            }
        }
    }
}

impl SelfTest {
    const fn new(test: Test, all: bool) -> Self {
        let found = Err(Text::MicrophoneSilent);
        Self { test, all, step: 0, pressed: Vec::new(), lifted: false, found }
    }

    /// Returns what it is called.
    pub(super) const fn title(&self) -> &'static Text {
        self.test.title()
    }

    /// Whether another step or test follows on OK.
    pub(super) fn goes_on(&self) -> bool {
        self.all || self.step + 1 < self.test.patterns().len() || self.test == Test::Usb
    }
}

impl Phone {
    /// Opens the tests if their code is what was entered; returns whether it was.
    pub(super) fn opens_self_tests(&mut self) -> bool {
        let entered = self.entry.as_ref().is_some_and(|entry| entry.text == CODE);
        let opens = entered && !self.is_entering_target() && self.calls.live() == 0;
        if opens {
            self.cancel_entry();
            self.open_page(PageKind::SelfTests);
        }
        opens
    }

    /// Returns the tests there are, with their numbers.
    pub(super) fn self_test_rows(&self) -> Vec<Row> {
        let numbered = |number, text: Text| alone(Text::Numbered { number, text: Box::new(text) });
        let all = core::iter::once(numbered(0, Text::AllTests));
        let tests = self.self_tests().map(|(number, test)| numbered(number, test.title().clone()));
        all.chain(tests).collect()
    }

    /// Begins the test in this row.
    pub(super) fn select_self_test(&mut self, at: usize) {
        let chosen = match at.checked_sub(1) {
            None => self.self_tests().next(),
            Some(at) => self.self_tests().nth(at),
        };
        if let Some((_, test)) = chosen {
            self.begin_self_test(SelfTest::new(test, at == 0));
        }
    }

    /// Begins the test with this number.
    pub(super) fn jump_to_self_test(&mut self, digit: u8) {
        let mut numbers = self.self_tests().map(|(number, _)| number);
        let row = if digit == 0 {
            Some(0)
        } else {
            numbers.position(|it| it == digit.into()).map(|at| at + 1)
        };
        drop(numbers);
        if let Some(row) = row {
            self.set_row(row);
            self.select_self_test(row);
        }
    }

    /// Returns the test that is on top.
    pub(super) fn self_test(&self) -> Option<&SelfTest> {
        match self.pages.last() {
            Some(Page::Test(test)) => Some(test),
            Some(Page::Menu(_) | Page::Form(_) | Page::Confirm(_)) | None => None,
        }
    }

    /// Takes a key if a test is shown; returns whether it did.
    pub(super) fn press_in_self_test(&mut self, key: Key) -> bool {
        if !matches!(self.focus(), Focus::Test(_)) {
            return false;
        }
        let Some(Page::Test(test)) = self.pages.last_mut() else { return false };
        if key == Key::Handset {
            test.lifted = !test.lifted;
        }
        match (key, test.test) {
            (Key::Escape | Key::Softkey(3), _) => self.end_self_test(),
            (Key::Softkey(0), _) => self.go_on_in_self_test(),
            (_, Test::Keypad) => {
                test.pressed.retain(|known| *known != key);
                test.pressed.push(key);
                let name = key.name(&self.view.labels);
                self.announce(name, Urgency::Polite);
            }
            (_, Test::Sound(Device::Handset)) if test.step == 0 && !test.lifted => {}
            (_, Test::Sound(_) | Test::Room) if test.step == 0 => self.step_in_self_test(1),
            (Key::Up, Test::Product) => test.step = test.step.saturating_sub(1),
            (Key::Down, Test::Product) => test.step = (test.step + 1).min(PRODUCT_ROWS - 1),
            (Key::Ok, _) => self.go_on_in_self_test(),
            _ => {}
        }
        true
    }

    /// The recording is long enough, or was heard; the room was listened to, or chirps came back.
    pub(super) fn self_test_is_due(&mut self) {
        let Some(SelfTest { test, step, all, .. }) = self.self_test() else { return };
        match (test, step, all) {
            (_, 1, _) => self.step_in_self_test(2),
            (Test::Room, _, _) => {
                // As it is now: what is not wanted any more is closed.
                let problem = self.sound.microphone.problem();
                let found = problem.map_or(Ok(self.sound.report.acoustics), Err);
                if let Some(Page::Test(test)) = self.pages.last_mut() {
                    test.found = found;
                }
                self.step_in_self_test(3);
            }
            (_, _, true) => self.begin_next_self_test(),
            (_, _, false) => self.step_in_self_test(0),
        }
    }

    /// Returns what of the microphone is recorded or heard.
    pub(super) fn memo(&self) -> Memo {
        match self.sound_test() {
            Some((_, 1)) => Memo::Record,
            Some((_, 2)) => Memo::Play,
            Some(_) | None => Memo::Off,
        }
    }

    /// Returns the device whose sound is tested, or that a greeting is recorded and heard with.
    pub(super) fn tested_device(&self) -> Option<Device> {
        let of_room = self.room_test().filter(|step| *step < 3).map(|_| self.device());
        of_room.or(self.sound_test().map(|(device, _)| device)).or(self.greeting_device())
    }

    /// Returns what of the room is measured.
    pub(super) fn probe(&self) -> Probe {
        match self.room_test() {
            Some(1) => Probe::Quiet,
            Some(2) => Probe::Chirps,
            Some(_) | None => Probe::Off,
        }
    }

    /// Checks the room, unless there is a call.
    pub(super) fn check_sound(&mut self) {
        if self.calls.live() == 0 {
            self.begin_self_test(SelfTest::new(Test::Room, false));
        } else {
            self.notify(Text::EndCallFirst);
        }
    }

    /// Returns what is drawn on displays and lamps.
    pub(super) fn test_pattern(&self) -> Option<TestPattern> {
        let Focus::Test(test) = self.focus() else { return None };
        test.test.patterns().get(test.step)?.0
    }

    /// Whether the test wants the display dark.
    pub(super) fn test_is_dark(&self) -> bool {
        let Focus::Test(test) = self.focus() else { return false };
        matches!(test.test.patterns().get(test.step), Some((_, Text::BacklightOff)))
    }

    /// Returns the rows of a test, and how loud the microphone is, in percent, where that matters.
    pub(super) fn rows_of_self_test(&self, test: &SelfTest) -> (Vec<Row>, Option<u8>) {
        let rows = match test.test {
            Test::Product => self.product_rows().into_iter().skip(test.step).collect(),
            Test::MainScreen | Test::SideScreen | Test::Lamps => {
                let said = test.test.patterns().get(test.step);
                said.into_iter().map(|(_, text)| alone(text.clone())).collect()
            }
            Test::Keypad => self.keypad_rows(test),
            Test::Sound(device) => return self.sound_rows(device, test.step),
            Test::Usb => vec![alone(Text::PlugUsb), row(Text::HeadsetKeys, self.headset_text())],
            Test::Aux => vec![alone(Text::NoAuxPort)],
            Test::Room => self.room_rows(test),
        };
        (rows, None)
    }

    fn self_tests(&self) -> impl Iterator<Item = (u32, Test)> {
        let model = self.settings.outfit.model.as_str();
        let (sidecar, usb) = (model == WITH_SIDECAR, WITH_USB.contains(&model));
        (1..).zip(TESTS).filter(move |(_, test)| match test {
            Test::SideScreen => sidecar,
            Test::Usb => usb,
            Test::Product
            | Test::MainScreen
            | Test::Keypad
            | Test::Lamps
            | Test::Sound(_)
            | Test::Aux
            | Test::Room => true,
        })
    }

    fn begin_self_test(&mut self, test: SelfTest) {
        self.announce(test.title(), Urgency::Polite);
        self.timers.clear(Timer::SelfTest);
        if let Some(Page::Test(shown)) = self.pages.last_mut() {
            *shown = test;
        } else {
            self.pages.push(Page::Test(test));
        }
        self.say_self_test();
    }

    /// Closes the test.
    pub(super) fn end_self_test(&mut self) {
        self.timers.clear(Timer::SelfTest);
        self.pages.pop();
    }

    fn go_on_in_self_test(&mut self) {
        let Some(SelfTest { test, step, all, .. }) = self.self_test() else { return };
        let (test, step, all) = (*test, *step, *all);
        if step + 1 < test.patterns().len() {
            self.step_in_self_test(step + 1);
        } else if all {
            self.begin_next_self_test();
        } else if test == Test::Usb {
            self.outputs.push_back(Output::Ask(Ask::Headset));
        } else {
            self.end_self_test();
        }
    }

    fn step_in_self_test(&mut self, step: usize) {
        let Some(Page::Test(test)) = self.pages.last_mut() else { return };
        test.step = step;
        let time = match (test.test, step) {
            (Test::Sound(_), 1..) => Some(MEMO_TIME),
            (Test::Room, 1) => Some(QUIET_TIME),
            (Test::Room, 2) => Some(CHIRPS_TIME),
            _ => None,
        };
        self.timers.clear(Timer::SelfTest);
        if let Some(time) = time {
            self.timers.set(Timer::SelfTest, self.now + time);
        }
        self.say_self_test();
    }

    fn begin_next_self_test(&mut self) {
        let Some(now) = self.self_test().map(|test| test.test) else { return };
        let next = self.self_tests().map(|(_, test)| test).skip_while(|test| *test != now).nth(1);
        match next {
            Some(next) => self.begin_self_test(SelfTest::new(next, true)),
            None => self.end_self_test(),
        }
    }

    fn say_self_test(&mut self) {
        let Some(test) = self.self_test() else { return };
        let first = self.rows_of_self_test(test).0.into_iter().next();
        let title = test.title().clone();
        let text = first.map_or(title.clone(), |(first, _)| title.and(first));
        self.announce(text, Urgency::Polite);
    }

    /// Returns the device that is tested and how far that is, unless a call interrupts it.
    fn sound_test(&self) -> Option<(Device, usize)> {
        let Focus::Test(&SelfTest { test: Test::Sound(device), step, .. }) = self.focus() else {
            return None;
        };
        Some((device, step))
    }

    /// Returns how far the test of the room is, unless a call interrupts it.
    fn room_test(&self) -> Option<usize> {
        let Focus::Test(&SelfTest { test: Test::Room, step, .. }) = self.focus() else {
            return None;
        };
        Some(step)
    }

    fn room_rows(&self, test: &SelfTest) -> Vec<Row> {
        let text = match test.step {
            0 => Text::PressAnyKey,
            1 => Text::KeepQuiet,
            2 => Text::TestSoundPlays,
            _ => return found_rows(&test.found),
        };
        let problem = self.sound.microphone.problem().filter(|_| test.step > 0);
        core::iter::once(text).chain(problem).map(alone).collect()
    }

    fn product_rows(&self) -> [Row; PRODUCT_ROWS] {
        let ip = self.setup.local().map_or(Text::None, |it| Text::from(it.ip().to_string()));
        let number = self.identity.mac.to_string();
        [
            row(Text::verbatim("MAC"), &number),
            row(Text::SerialNumber, number.replace(':', "")),
            row(Text::Version, Text::verbatim(VERSION)),
            row(Text::IpAddress, ip),
            row(Text::Manufacturer, Text::verbatim("Hookswitch")),
            row(Text::Model, self.settings.outfit.model.clone()),
        ]
    }

    /// Returns how many keys were pressed, the newest, the hook, and those that are left.
    fn keypad_rows(&self, test: &SelfTest) -> Vec<Row> {
        let (outfit, keys) = (&self.settings.outfit, self.keys_to_test());
        let left: Vec<_> = keys.iter().filter(|key| !test.pressed.contains(key)).collect();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (pressed, all) = (count(keys.len() - left.len()), count(keys.len()));
        let name = |key: &Key| key.name(&self.view.labels);
        let newest = test.pressed.last().map_or_else(String::new, name);
        let left: Vec<_> = left.into_iter().map(name).collect();
        vec![
            row(Text::KeysPressed { pressed, all }, newest),
            row(Text::PageHandset, on_off(test.lifted)),
            alone(some_of(&left.join(" "), if outfit.rows < 6 { 20 } else { 60 })),
        ]
    }

    fn keys_to_test(&self) -> Vec<Key> {
        let outfit = &self.settings.outfit;
        let small = Models::SMALL.has(&outfit.model);
        let lines = u8::try_from(outfit.line_keys).unwrap_or(0);
        let functions = if small { 0 } else { 12 };
        let digits = (1..10).chain([0]).map(Key::Digit);
        let softkeys = [1, 2].map(Key::Softkey);
        let numbered = (0..lines).map(Key::Line).chain((0..functions).map(Key::Function));
        digits
            .chain(Key::SINGLE)
            .chain(softkeys)
            .chain(numbered)
            .filter(|key| outfit.has(*key))
            .collect()
    }

    fn sound_rows(&self, device: Device, step: usize) -> (Vec<Row>, Option<u8>) {
        let text = match (step, device) {
            (0, Device::Handset) => Text::LiftHandset,
            (0, Device::Headset | Device::Speaker) => Text::PressAnyKey,
            (1, _) => Text::RecordingNow,
            _ => Text::PlayingNow,
        };
        let problem = self.sound.microphone.problem().filter(|_| step == 1);
        let heard = step == 1 && problem.is_none();
        let rows = core::iter::once(text).chain(problem).map(alone).collect();
        (rows, heard.then(|| level_percent(self.sound.report.microphone_dbov)))
    }
}

/// Returns the beginning of a text that may not fit.
fn some_of(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((cut, _)) => format!("{}\u{2026}", text.get(..cut).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
