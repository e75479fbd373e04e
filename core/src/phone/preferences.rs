//! What each person may set in the menu Settings: switches, the answer device (manual 17.8, 22.2, 22.7,
//! 26).

use super::status::{Row, row};
use super::{Phone, Urgency};
use crate::config::table::audio;
use crate::config::table::audio::AnswerDevice;
use crate::config::{SetError, Setting};
use crate::language::Text;

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
}

/// Returns what a switch is.
pub(super) const fn on_off(on: bool) -> Text {
    if on { Text::On } else { Text::Off }
}

/// Returns what stands beside a choice.
pub(super) const fn mark(chosen: bool) -> Text {
    if chosen { CHOSEN } else { Text::NOTHING }
}
