//! What is heard before a number is complete, and the number that is called when nobody dials
//! (manual 17.4, 22.6).

use serde::{Deserialize, Serialize};

use super::super::{Phone, Timer};
use crate::media::plan::Tone;
use crate::time::Duration;

/// What is heard while a number is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::phone) enum EntryTone {
    /// Nothing: the phone is on hook, or digits were entered.
    Silent,
    /// The dial tone of a phone with new messages.
    Stutter,
    /// The dial tone.
    Dial,
    /// The dial tone after the digit for an outside line.
    Second,
    /// Nobody dialled in time, or the line cannot call.
    Reorder,
    /// The phone was left off hook.
    Howler,
}

impl EntryTone {
    /// Returns the tone, if there is one.
    pub(in crate::phone) const fn tone(self) -> Option<Tone> {
        match self {
            Self::Silent => None,
            Self::Stutter => Some(Tone::Stutter),
            Self::Dial => Some(Tone::Dial),
            Self::Second => Some(Tone::SecondDial),
            Self::Reorder => Some(Tone::Reorder),
            Self::Howler => Some(Tone::Howler),
        }
    }

    /// Whether nobody dialled in time, or nobody can.
    pub(in crate::phone) const fn is_late(self) -> bool {
        matches!(self, Self::Reorder | Self::Howler)
    }

    /// Returns what follows when nobody dials.
    const fn next(self) -> Self {
        match self {
            Self::Stutter => Self::Dial,
            Self::Dial | Self::Second => Self::Reorder,
            Self::Reorder => Self::Howler,
            Self::Howler | Self::Silent => Self::Silent,
        }
    }
}

impl Phone {
    /// Lets the person hear that a number can be dialled, or that none can.
    pub(super) fn begin_entry_tone(&mut self, line: u8) {
        let tone = if self.dialing_blocked(line).is_some() {
            EntryTone::Reorder
        } else if let Some(waiting) = self.waiting_tone(line) {
            waiting
        } else if self.message_waiting.new_messages() > 0 {
            EntryTone::Stutter
        } else {
            EntryTone::Dial
        };
        self.set_entry_tone(tone);
    }

    /// The line of the entry is this phone's now: a number can be dialled.
    pub(in crate::phone) fn line_is_free(&mut self, line: u8) {
        let waits = |entry: &super::Entry| entry.line == line && entry.text.is_empty();
        if self.entry.as_ref().is_some_and(waits) {
            self.begin_entry_tone(line);
        }
    }

    /// The line of the entry is somebody else's.
    pub(in crate::phone) fn line_is_in_use(&mut self) {
        self.set_entry_tone(EntryTone::Reorder);
    }

    /// Follows each tone that nobody heeded with the next one.
    pub(in crate::phone) fn next_entry_tone(&mut self) {
        if let Some(tone) = self.entry.as_ref().map(|entry| entry.tone.next()) {
            self.set_entry_tone(tone);
        }
    }

    pub(super) fn set_entry_tone(&mut self, tone: EntryTone) {
        let Some(entry) = &mut self.entry else { return };
        entry.tone = tone;
        let tones = &self.settings.dialing.tones;
        let time = match tone {
            EntryTone::Silent => return self.timers.clear(Timer::DialTone),
            EntryTone::Stutter => tones.stutter,
            EntryTone::Dial | EntryTone::Second => tones.dial,
            EntryTone::Reorder => tones.reorder,
            EntryTone::Howler => tones.howler,
        };
        self.timers.set(Timer::DialTone, self.now + time);
    }

    /// Returns the number that is called when nothing is dialled.
    pub(in crate::phone) fn hotline(&self) -> Option<&str> {
        self.timers.get(Timer::Hotline)?;
        self.settings.dialing.hotline.as_ref().map(|(_, number)| number.as_str())
    }

    /// Waits until it is clear that nothing is dialled, where something is called then.
    pub(super) fn watch_hotline(&mut self) {
        let alone = self.calls.live() == 0;
        match self.settings.dialing.hotline {
            Some((Duration::ZERO, _)) if alone => self.call_hotline(),
            Some((wait, _)) if alone => self.timers.set(Timer::Hotline, self.now + wait),
            Some(_) | None => {}
        }
    }

    /// Calls the number of those who dial none.
    pub(in crate::phone) fn call_hotline(&mut self) {
        let hotline = self.settings.dialing.hotline.clone();
        if let (Some(line), Some((_, number))) = (self.entry.as_ref().map(|it| it.line), hotline) {
            self.close_entry();
            self.dial(line, &number);
        }
    }
}
