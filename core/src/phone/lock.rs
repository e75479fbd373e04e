//! The phone is locked: nobody calls, answers or looks at anything without the password that the
//! person chose (manual 22.17).
//!
//! The manual names no number that could be called all the same. Calls that are rejected are
//! missed; those that ring are answered after the password.

use serde::{Deserialize, Serialize};

use super::administration::Guard;
use super::form::{Field, FieldKind, Form, FormKind, Letters};
use super::key::Key;
use super::press::Focus;
use super::{Phone, Urgency};
use crate::config::table::services;
use crate::config::{Config, Secret};
use crate::language::Text;

/// The least characters of a password.
const SHORTEST: u32 = 4;

/// What the configuration says of locking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// Whether the phone can be locked.
    pub(super) enabled: bool,
    /// Whether a locked phone rings.
    rings: bool,
}

/// Whether the phone is locked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lock {
    password: Option<Secret>,
    locked: bool,
    guard: Guard,
}

impl Settings {
    /// The manual does not say what the numbers of the rows stand for: any of them lets the phone
    /// be locked, and any of those may reject calls.
    pub(super) fn read(config: &Config) -> Self {
        let row = &services::LOCK_ENABLED;
        let enabled = row.param.places().filter(|place| config.get_at(row, *place));
        let enabled: Vec<_> = enabled.collect();
        let rings = |place| config.get_at(&services::LOCK_ALLOW_INCOMING_CALLS, place);
        Self { enabled: !enabled.is_empty(), rings: enabled.iter().all(|place| rings(*place)) }
    }
}

impl Phone {
    /// Whether the phone is locked.
    pub(super) fn is_locked(&self) -> bool {
        self.settings.lock.enabled && self.lock.locked
    }

    /// Whether calls are rejected because the phone is locked.
    pub(super) fn rejects_as_locked(&self) -> bool {
        self.is_locked() && !self.settings.lock.rings
    }

    /// Returns the form in which a locked phone is opened, if it is shown.
    pub(super) fn unlock_form(&self) -> Option<&Form> {
        self.form().filter(|form| form.kind == FormKind::Unlock)
    }

    /// Locks the phone, as soon as there is a password that opens it again.
    pub(super) fn lock_now(&mut self) {
        if !self.is_unused() {
            self.notify(Text::EndCallFirst);
        } else if self.lock.password.is_some() {
            self.pages.clear();
            self.cancel_redial();
            self.lock.locked = true;
            self.announce(Text::PhoneLocked, Urgency::Polite);
        } else {
            self.open_password_form(FormKind::NewLock(true));
        }
    }

    /// Asks for another password.
    pub(super) fn change_lock_password(&mut self) {
        self.open_password_form(FormKind::NewLock(false));
    }

    fn open_password_form(&mut self, kind: FormKind) {
        let field = |label| Field::new(label, FieldKind::Secret, Letters::Digits);
        let fields = vec![field(Text::NewPassword), field(Text::OnceMore)];
        self.open_form(Form::new(kind, Text::Lock, fields));
    }

    /// Takes a new password, and locks the phone if that was asked for.
    pub(super) fn enter_lock_password(&mut self, lock: bool, [new, again]: [&str; 2]) {
        self.close_page();
        let short = new.chars().count() < SHORTEST as usize;
        if short || new != again {
            self.open_password_form(FormKind::NewLock(lock));
            return if short {
                self.notify(Text::PasswordTooShort { count: SHORTEST });
            } else {
                self.notify(Text::PasswordsDiffer);
            };
        }
        self.lock.password = Some(Secret::new(new.to_owned()));
        if lock {
            self.lock_now();
        } else {
            self.notify(Text::PasswordChanged);
        }
    }

    /// Asks for the password of a locked phone.
    pub(super) fn ask_to_unlock(&mut self) {
        if self.unlock_form().is_none() {
            self.pages.clear();
            let password = Field::new(Text::Password, FieldKind::Secret, Letters::Digits);
            self.open_form(Form::new(FormKind::Unlock, Text::Unlock, vec![password]));
        }
    }

    /// Takes the password of a locked phone; a call that rings is answered then.
    pub(super) fn try_unlock(&mut self, entered: &str) {
        if let Some(wait) = self.lock.guard.wait_text(self.now) {
            self.clear_field();
            return self.notify(wait);
        }
        let password = self.lock.password.as_ref().map_or("", Secret::expose);
        let right = password == entered;
        self.lock.guard.tried(right, self.now);
        if !right {
            self.clear_field();
            return self.notify(Text::WrongPassword);
        }
        self.lock.locked = false;
        self.pages.clear();
        self.announce(Text::PhoneUnlocked, Urgency::Polite);
        self.answer_ringing(self.device());
    }

    /// Keeps a key of a locked phone from doing what it does; returns whether it did.
    pub(super) fn keep_locked(&mut self, key: Key) -> bool {
        if !self.is_locked() {
            return false;
        }
        let in_form = self.unlock_form().is_some();
        let rings = self.calls.ringing_in().is_some();
        let writes =
            matches!(key, Key::Digit(_) | Key::Star | Key::Pound | Key::Ok | Key::Backspace);
        let moves = matches!(key, Key::Up | Key::Down | Key::Left | Key::Right);
        let passes = matches!(key, Key::VolumeUp | Key::VolumeDown | Key::Softkey(_) | Key::Escape);
        if passes || (in_form && (writes || moves)) {
            return false;
        }
        if let Key::Digit(digit) = key
            && !rings
        {
            self.ask_to_unlock();
            self.press_in_form(char::from(b'0' + digit.min(9)));
        } else if answers(key) {
            self.ask_to_unlock();
        } else {
            self.notify(Text::PhoneLocked);
        }
        true
    }

    /// Whether a call may be answered; asks for the password of a locked phone.
    pub(super) fn may_answer(&mut self) -> bool {
        let locked = self.is_locked();
        if locked {
            self.ask_to_unlock();
        }
        !locked
    }

    /// Returns what the display of a locked phone is about.
    pub(super) fn locked_focus(&self) -> Option<Focus<'_>> {
        let form = self.unlock_form().map(Focus::Form);
        let rings = self.calls.ringing_in().is_some();
        self.is_locked().then_some(form.or((!rings).then_some(Focus::Locked))).flatten()
    }
}

/// Whether a key answers a call that rings.
fn answers(key: Key) -> bool {
    matches!(key, Key::Line(_) | Key::Speaker | Key::Headset | Key::Handset | Key::Ok)
}
