//! What each person may set in the menu Settings: switches, the answer device, ring tones (manual
//! 17.8, 18.3, 22.2, 22.7, 26).

use super::menu::PageKind;
use super::status::{Row, row};
use super::{Phone, Timer, Urgency};
use crate::config::table::audio::AnswerDevice;
use crate::config::table::{audio, tones};
use crate::config::{SetError, Setting};
use crate::dsp::tone::RINGS;
use crate::language::Text;
use crate::media::plan::Ring;
use crate::time::Duration;

/// Lines that have a ring of their own (manual 18.3).
const RING_LINES: u8 = 4;

/// How long a ring is heard that may be chosen.
const PREVIEW_TIME: Duration = Duration::from_secs(4);

/// What stands beside the choice that holds.
const CHOSEN: Text = Text::Chosen;

/// The devices that calls can be answered with, and what they are called.
const DEVICES: [(AnswerDevice, Text); 2] =
    [(AnswerDevice::Speaker, Text::Speaker), (AnswerDevice::Headset, Text::Headset)];

impl Phone {
    /// Turns something on or off that the menu names `label`.
    pub(super) fn toggle(&mut self, label: &Text, setting: &'static Setting<bool>) {
        let on = !self.config.get(setting);
        let result = self.choose(setting, 0, if on { "1" } else { "0" });
        self.say_choice(result, label.clone().and(on_off(on)));
    }

    /// Returns what calls can be answered with.
    pub(super) fn answer_device_rows(&self) -> Vec<Row> {
        let chosen = self.config.get(&audio::ANSWER_DEVICE);
        DEVICES.map(|(device, name)| row(name, mark(device == chosen))).to_vec()
    }

    /// Answers calls with the device in this row from now on.
    pub(super) fn select_answer_device(&mut self, at: usize) {
        if let Some((device, name)) = DEVICES.into_iter().nth(at) {
            let result = self.choose(&audio::ANSWER_DEVICE, 0, device.token());
            self.say_choice(result, name.and(CHOSEN));
        }
    }

    /// Opens the rings of the line there is, or the list of several.
    pub(super) fn open_ring_tones(&mut self) {
        let lines: Vec<u8> = self.account_lines().collect();
        match lines[..] {
            [line] => self.open_page(PageKind::RingTones(line)),
            _ => self.open_page(PageKind::RingLines),
        }
    }

    /// Returns each line and what it rings like.
    pub(super) fn ring_lines_rows(&self) -> Vec<Row> {
        let lines = self.account_lines().filter_map(|line| {
            let label = self.lines.get(usize::from(line))?.label();
            Some(row(Text::verbatim(label), self.ring_name(line)))
        });
        lines.collect()
    }

    /// Returns the rings there are, and which one is that of `line`.
    pub(super) fn ring_tone_rows(&self, line: u8) -> Vec<Row> {
        let chosen = self.ring_name(line);
        let names = self.ring_names();
        names.into_iter().map(|name| row(&name, mark(name == chosen))).collect()
    }

    /// Lets `line` ring like this row from now on.
    pub(super) fn select_ring_tone(&mut self, line: u8, at: usize) {
        if let Some(name) = self.ring_names().get(at) {
            let result = self.choose(&tones::RING_TONE, ring_place(line), name);
            self.say_choice(result, Text::from(name).and(CHOSEN));
            self.tell_recordings();
        }
    }

    /// Lets the selected ring be heard.
    pub(super) fn preview(&mut self) {
        let previews = self.menu_page().is_some_and(|it| matches!(it.kind, PageKind::RingTones(_)));
        if previews {
            self.timers.set(Timer::Preview, self.now + PREVIEW_TIME);
        }
    }

    /// Returns the ring that is heard because it may be chosen.
    pub(super) fn previewed(&self) -> Option<Ring> {
        self.timers.get(Timer::Preview)?;
        let page = self.menu_page().filter(|page| matches!(page.kind, PageKind::RingTones(_)))?;
        Some(self.ring_called(self.ring_names().get(page.row)?))
    }

    /// Says what was chosen, or why it was not.
    pub(super) fn say_choice(&mut self, result: Result<(), SetError>, text: Text) {
        match result {
            Ok(()) => self.announce(text, Urgency::Polite),
            Err(error) => self.cannot_set(&error),
        }
    }

    /// Says that a value was refused.
    pub(super) fn cannot_set(&mut self, error: &SetError) {
        self.log(format!("a choice was refused: {error}"));
        self.notify(Text::CannotBeSet);
    }

    fn ring_names(&self) -> Vec<String> {
        let own = (1..=RINGS).map(|number| format!("Ring{number:02}"));
        own.chain(self.ring_tone_names()).collect()
    }

    fn ring_name(&self, line: u8) -> String {
        self.config.get_at(&tones::RING_TONE, ring_place(line))
    }
}

/// Returns the place of a line's ring: lines beyond ring as the last that has one (manual 18.3).
fn ring_place(line: u8) -> u8 {
    line.min(RING_LINES - 1)
}

/// Returns what a switch is.
pub(super) const fn on_off(on: bool) -> Text {
    if on { Text::On } else { Text::Off }
}

/// Returns what stands beside a choice.
pub(super) const fn mark(chosen: bool) -> Text {
    if chosen { CHOSEN } else { Text::NOTHING }
}
