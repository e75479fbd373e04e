//! The buttons and lamps of a headset (WebHID, usage page Telephony Device): hook, flash, mute and
//! redial; ring, off-hook, mute and hold.
//!
//! A headset belongs to whoever has opened it. The menu says whether that is this phone, and lets
//! the person give it to another program.

use serde::{Deserialize, Serialize};

use super::io::{Ask, HeadsetCommand, HeadsetEvent, Output};
use super::preferences::on_off;
use super::sound::Device;
use super::{Phone, Urgency};
use crate::call::{Call, State};
use crate::hid::{self, Event, Lamps};
use crate::language::Text;

/// The headset whose buttons press keys of the phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct HeadsetKeys {
    /// Whether the person leaves it to this phone.
    wanted: bool,
    state: Owner,
}

impl Default for HeadsetKeys {
    fn default() -> Self {
        Self { wanted: true, state: Owner::Unsupported }
    }
}

/// Who has the headset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Owner {
    /// The browser knows of no headsets.
    #[default]
    Unsupported,
    /// There is none that the person let the page use.
    None,
    /// Another program.
    Other { name: String },
    /// This phone.
    Phone { name: String, device: hid::Headset, shown: Option<Lamps> },
}

impl HeadsetKeys {
    /// Whether the browser lets pages use headsets.
    pub(super) fn is_supported(&self) -> bool {
        self.state != Owner::Unsupported
    }

    /// Forgets what is only known of a page that is gone.
    pub(super) fn forget_device(&mut self) {
        self.state = Owner::Unsupported;
    }
}

impl Phone {
    /// Takes what a headset, or the browser, tells of it.
    pub(super) fn take_headset(&mut self, event: HeadsetEvent) {
        match event {
            HeadsetEvent::Supported | HeadsetEvent::Allowed => {
                if !self.headset.is_supported() {
                    self.headset.state = Owner::None;
                }
                if self.headset.wanted {
                    self.command_headset(HeadsetCommand::Open);
                }
            }
            HeadsetEvent::Opened { name, inputs, outputs } => {
                let device = hid::Headset::new(&inputs, &outputs);
                if device.has_hook() {
                    self.announce(Text::HeadsetKeys.and(Text::verbatim(&name)), Urgency::Polite);
                    self.headset.state = Owner::Phone { name, device, shown: None };
                } else {
                    self.command_headset(HeadsetCommand::Close);
                }
            }
            HeadsetEvent::InUse { name } => self.headset.state = Owner::Other { name },
            HeadsetEvent::Gone => {
                if let Owner::Phone { name, .. } = &self.headset.state {
                    let text = Text::DeviceGone { device: name.clone() };
                    self.notify(text);
                }
                self.headset.state = Owner::None;
            }
            HeadsetEvent::Report { number, data } => {
                let Owner::Phone { device, .. } = &mut self.headset.state else { return };
                let events = device.take(number, &data);
                events.into_iter().for_each(|event| self.do_headset_event(event));
            }
        }
    }

    /// Returns who has the headset.
    pub(super) fn headset_text(&self) -> Text {
        match &self.headset.state {
            Owner::Unsupported => Text::NOTHING,
            Owner::None if !self.headset.wanted => on_off(false),
            Owner::None => Text::None,
            Owner::Other { name } => Text::verbatim(name).because(Text::InUseElsewhere),
            Owner::Phone { name, .. } => Text::verbatim(name),
        }
    }

    /// Takes the headset, or leaves it to others.
    pub(super) fn toggle_headset(&mut self) {
        match self.headset.state {
            Owner::Unsupported => return,
            Owner::Phone { .. } => {
                self.command_headset(HeadsetCommand::Close);
                self.headset.state = Owner::None;
                self.headset.wanted = false;
            }
            Owner::None | Owner::Other { .. } => {
                self.headset.wanted = true;
                self.outputs.push_back(Output::Ask(Ask::Headset));
            }
        }
        self.announce(Text::HeadsetKeys.and(self.headset_text()), Urgency::Polite);
    }

    /// Lets the lamps of the headset show what goes on.
    pub(super) fn follow_headset(&mut self) {
        if !matches!(self.headset.state, Owner::Phone { .. }) {
            return;
        }
        let shown = self.calls.foreground().filter(|call| call.is_live() && !call.is_ringing_in());
        let lamps = Lamps {
            off_hook: shown.is_some() || self.entry.is_some(),
            ring: self.calls.ringing_in().is_some(),
            mute: shown.is_some() && self.sound.muted,
            hold: shown.is_some_and(|call| matches!(call.state, State::Held { .. })),
        };
        let Owner::Phone { device, shown, .. } = &mut self.headset.state else { return };
        if shown.replace(lamps) == Some(lamps) {
            return;
        }
        for (number, data) in device.show(lamps) {
            self.outputs.push_back(Output::Headset(HeadsetCommand::Report { number, data }));
        }
    }

    /// A headset also tells its hook when the lamp made it follow: then there is nothing to do.
    fn do_headset_event(&mut self, event: Event) {
        let is_live = self.calls.foreground().is_some_and(Call::is_live);
        let rings = self.calls.ringing_in().is_some();
        match event {
            Event::Hook(true) | Event::Flash if rings => self.answer_ringing(Device::Headset),
            Event::Hook(true) if is_live || self.entry.is_some() => {}
            Event::Hook(true) if self.is_locked() => self.ask_to_unlock(),
            Event::Hook(true) if self.is_starting() => {}
            Event::Hook(true) => self.start_entry(self.line, Device::Headset),
            Event::Hook(false) => self.hang_up_headset(),
            Event::Flash if is_live => self.toggle_hold(),
            Event::Mute(muted) if is_live && muted != Some(self.sound.muted) => self.press_mute(),
            Event::Redial if !self.is_locked() => self.press_redial(),
            Event::Flash | Event::Mute(_) | Event::Redial => {}
        }
    }

    /// Ends the call that is heard; one that only rings goes on.
    fn hang_up_headset(&mut self) {
        let talks = |call: &Call| call.is_live() && !call.is_ringing_in();
        if self.entry.is_some() || self.calls.foreground().is_some_and(talks) {
            self.hang_up_device();
        }
    }

    fn command_headset(&mut self, command: HeadsetCommand) {
        self.outputs.push_back(Output::Headset(command));
    }
}
