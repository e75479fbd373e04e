//! What the browser around the phone may do for it: tell of calls while nobody looks at the page,
//! and let the buttons of a headset through. It asks the person, and only when the person does
//! something; so both begin in the menu.

use serde::{Deserialize, Serialize};

use super::io::{Ask, Output, Permission};
use super::preferences::on_off;
use super::press::Focus;
use super::status::{Row, row};
use super::view::Ringing;
use super::{Phone, Urgency};
use crate::call::reason::EndReason;
use crate::call::{Call, CallId};
use crate::language::{Text, without_controls};

/// What the browser said of notifications, and what the person wants of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Notifications {
    permission: Permission,
    wanted: bool,
}

impl Notifications {
    /// Forgets what is only known of a page that is gone.
    pub(super) const fn forget_permission(&mut self) {
        self.permission = Permission::Unsupported;
    }
}

/// A row of the page Browser.
#[derive(Clone, Copy, Debug)]
enum Entry {
    Notifications,
    Headset,
}

impl Phone {
    /// Takes what the browser says of notifications.
    pub(super) fn take_permission(&mut self, permission: Permission) {
        let before = core::mem::replace(&mut self.notifications.permission, permission);
        if before != Permission::Askable || !self.notifications.wanted {
            return;
        }
        match permission {
            Permission::Denied => self.notify(Text::AllowNotifications),
            Permission::Granted => self.say_notifications(),
            Permission::Askable | Permission::Unsupported => {}
        }
    }

    /// Returns what the browser can do, row by row.
    pub(super) fn browser_rows(&self) -> Vec<Row> {
        let entries = self.browser_entries().into_iter();
        entries
            .map(|entry| match entry {
                Entry::Notifications => row(Text::Notifications, self.notifications_text()),
                Entry::Headset => row(Text::HeadsetKeys, self.headset_text()),
            })
            .collect()
    }

    /// Turns something of the browser on or off, and asks for leave.
    pub(super) fn select_in_browser(&mut self, at: usize) {
        match self.browser_entries().get(at) {
            Some(Entry::Notifications) => self.toggle_notifications(),
            Some(Entry::Headset) => self.toggle_headset(),
            None => {}
        }
    }

    /// Returns the call that rings, for those who do not look at the page.
    pub(super) fn notified_call(&self) -> Option<Ringing> {
        let Notifications { permission, wanted } = self.notifications;
        let call =
            self.calls.ringing_in().filter(|_| wanted && permission == Permission::Granted)?;
        let say = |text: &Text| self.texts.say(text);
        let number = if call.remote.name.is_empty() { "" } else { &call.remote.number };
        let reject = self.settings.outfit.reject_key;
        Some(Ringing {
            call: call.id,
            title: say(&Text::CallFrom { party: Box::new(call.remote.text()) }),
            text: without_controls(number).into_owned(),
            answer: say(&Text::SoftAnswer),
            reject: if reject { say(&Text::SoftReject) } else { String::new() },
        })
    }

    /// Answers a call, if it still rings.
    pub(super) fn answer_if_rings(&mut self, id: CallId) {
        if self.calls.get(id).is_some_and(Call::is_ringing_in) {
            self.answer(id, self.device());
        }
    }

    /// Rejects a call, if it still rings.
    pub(super) fn reject_if_rings(&mut self, id: CallId) {
        if self.calls.get(id).is_some_and(Call::is_ringing_in) && self.settings.outfit.reject_key {
            self.refuse(id, self.settings.reject_status, EndReason::Local);
        }
    }

    fn browser_entries(&self) -> Vec<Entry> {
        let notifies = self.notifications.permission != Permission::Unsupported;
        let headset = self.headset.is_supported();
        let entries = [(Entry::Notifications, notifies), (Entry::Headset, headset)];
        entries.into_iter().filter(|(_, there)| *there).map(|(entry, _)| entry).collect()
    }

    fn notifications_text(&self) -> Text {
        let Notifications { permission, wanted } = self.notifications;
        match permission {
            Permission::Denied => Text::BlockedByBrowser,
            Permission::Granted => on_off(wanted),
            Permission::Askable if wanted => Text::Asking,
            Permission::Askable | Permission::Unsupported => Text::Off,
        }
    }

    fn toggle_notifications(&mut self) {
        match self.notifications.permission {
            Permission::Unsupported => {}
            Permission::Denied => self.notify(Text::AllowNotifications),
            Permission::Granted => {
                self.notifications.wanted = !self.notifications.wanted;
                self.say_notifications();
            }
            Permission::Askable => {
                self.notifications.wanted = true;
                self.outputs.push_back(Output::Ask(Ask::Notifications));
            }
        }
    }

    fn say_notifications(&mut self) {
        self.announce(Text::Notifications.and(self.notifications_text()), Urgency::Polite);
    }

    /// Returns the title of the page or window that the phone is shown in.
    pub(super) fn page_title(&self) -> String {
        let say = |text: &Text| self.texts.say(text);
        let model = &self.settings.outfit.model;
        if let Focus::Ringing(call) = self.focus() {
            return say(&Text::CallFrom { party: Box::new(call.remote.text()) });
        }
        let shown = self.calls.foreground().filter(|call| call.is_live());
        match (shown, self.call_log.unseen) {
            (Some(call), _) => format!("{} - {model}", say(&call.remote.text())),
            (None, 0) => model.clone(),
            (None, count) => format!("{} - {model}", say(&Text::MissedCallCount { count })),
        }
    }
}
