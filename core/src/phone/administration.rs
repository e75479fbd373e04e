//! The administrator's menu: its password, and what forms and questions do (manual 2.1, 12, 35,
//! 38 to 40).
//!
//! The manual's default password is in every manual, so it opens nothing here: the menu stays
//! closed until the configuration sets a password. The password opens the menu with all that is
//! below it, until the menu is left or nobody presses a key for a while. Wrong ones are slowed
//! down, also over a reload of the page.

use md5::{Digest as _, Md5};
use serde::{Deserialize, Serialize};

use super::form::{Field, FieldKind, Form, FormKind, Letters, Pattern};
use super::menu::{Page, PageKind, Question};
use super::{Phone, Urgency};
use crate::config::table::web;
use crate::language::Text;
use crate::time::calendar::{Date, TimeOfDay};
use crate::time::{Duration, Instant};

/// Wrong passwords that are answered at once.
const FREE_TRIES: u32 = 3;

/// The pause after the next wrong one; it doubles with each.
const FIRST_PAUSE: Duration = Duration::from_secs(10);

/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(600);

/// What keeps people from guessing the password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Guard {
    /// Wrong passwords since the last right one.
    wrong: u32,
    /// Until when none is taken.
    until: Instant,
}

impl Guard {
    /// Returns what is said while no password is taken.
    pub(super) fn wait_text(self, now: Instant) -> Option<Text> {
        let wait = self.wait(now);
        let seconds = u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX);
        (!wait.is_zero()).then_some(Text::WrongTooOften { seconds })
    }

    /// Returns how long no password is taken.
    fn wait(self, now: Instant) -> Duration {
        self.until.since(now)
    }

    /// Takes note of a password.
    pub(super) fn tried(&mut self, right: bool, now: Instant) {
        if right {
            *self = Self::default();
            return;
        }
        self.wrong = self.wrong.saturating_add(1);
        if let Some(more) = self.wrong.checked_sub(FREE_TRIES) {
            let pause = FIRST_PAUSE.saturating_mul(1_u32.checked_shl(more).unwrap_or(u32::MAX));
            self.until = now + pause.min(LONGEST_PAUSE);
        }
    }
}

impl Phone {
    /// Asks for the administrator's password, or says why the menu stays closed.
    pub(super) fn open_administration(&mut self) {
        if self.config.get(&web::PASSWORD).expose().is_empty() {
            self.open_page(PageKind::Locked);
            return;
        }
        let password = Field::new(Text::Password, FieldKind::Secret, Letters::Digits);
        self.open_form(Form::new(FormKind::Administration, Text::Administration, vec![password]));
    }

    /// Lets a person set the clock, unless a server does.
    pub(super) fn open_clock_form(&mut self) {
        if self.time.asks_server() {
            self.notify(Text::TimeServerSetsClock);
            return;
        }
        let date =
            if self.clock.format().month_first { Pattern::American } else { Pattern::European };
        let fields = vec![
            Field::new(Text::Date, FieldKind::Digits(date), Letters::Digits),
            Field::new(Text::TimeRange, FieldKind::Digits(Pattern::Time), Letters::Digits),
        ];
        self.open_form(Form::new(FormKind::Clock, Text::DateAndTime, fields));
    }

    /// Does what the form on top is for.
    pub(super) fn submit_form(&mut self) {
        let Some(form) = self.form() else { return };
        match form.kind {
            FormKind::Administration => self.try_password(&form.value(0)),
            FormKind::Clock => {
                let (date, time) = (form.value(0), form.value(1));
                self.enter_clock(&date, &time);
            }
            FormKind::Credentials | FormKind::Prompt => {
                let (user, password) = (form.value(0), form.value(1));
                let asked = form.kind == FormKind::Prompt;
                self.enter_credentials(&user, &password, asked);
            }
            FormKind::Account(line) => {
                let values = [0, 1, 2, 3, 4].map(|field| form.value(field));
                self.enter_account(line, values);
            }
            FormKind::Contact(own) => {
                let values = [0, 1, 2, 3].map(|field| form.value(field));
                self.enter_contact(own, values);
            }
            FormKind::Forward(line, condition) => {
                let (destination, wait) = (form.value(0), form.value(1));
                self.enter_forward(line, condition, [&destination, &wait]);
            }
            FormKind::SpeedDial(place, watches) => {
                let (number, label) = (form.value(0), form.value(1));
                self.enter_speed_dial(place, watches, [&number, &label]);
            }
            FormKind::NewLock(lock) => {
                let (new, again) = (form.value(0), form.value(1));
                self.enter_lock_password(lock, [&new, &again]);
            }
            FormKind::Unlock => {
                let password = form.value(0);
                self.try_unlock(&password);
            }
            FormKind::Code(index) => {
                let code = form.value(0);
                self.enter_code(index, &code);
            }
        }
    }

    /// Opens the form for user and password of provisioning servers (manual 35).
    pub(super) fn open_credentials(&mut self) {
        self.open_form(credentials_form(FormKind::Credentials));
    }

    /// Closes the form on top; a server that asked for it goes without an answer.
    pub(super) fn cancel_form(&mut self) {
        if self.form().is_some_and(|form| form.kind == FormKind::Prompt) {
            self.cancel_login();
        }
        self.close_page();
    }

    /// Asks for user and password while a provisioning server waits for them, as soon as nobody
    /// does anything else (manual 35).
    pub(super) fn follow_prompt(&mut self) {
        let prompt =
            |page: &Page| matches!(page, Page::Form(form) if form.kind == FormKind::Prompt);
        // A phone that is about to start again will look anew, and ask then.
        let Some(asked) = self.provisioner.prompt().filter(|_| !self.is_restarting()) else {
            return self.pages.retain(|page| !prompt(page));
        };
        let note = if asked.realm.is_empty() { &asked.url } else { &asked.realm };
        let form = credentials_form(FormKind::Prompt).with_note(Text::from(note));
        let busy = matches!(self.pages.last(), Some(Page::Form(_) | Page::Confirm(_)));
        if self.is_unused() && !busy && !self.pages.iter().any(prompt) {
            self.open_form(form);
        }
    }

    /// Answers the question on top.
    pub(super) fn answer_question(&mut self, question: Question, yes: bool) {
        self.close_page();
        match (question, yes) {
            (Question::Restart, true) => self.restart(),
            (Question::RestoreDefaults, true) => self.restore_defaults(),
            (Question::DeleteLog, true) => self.delete_log(),
            (Question::DeleteContact(own), true) => self.delete_contact(own),
            (Question::DeleteContacts, true) => self.delete_contacts(),
            (Question::DeleteGreeting, true) => self.delete_greeting(),
            (Question::DeleteRingTone(own), true) => self.delete_ring_tone(own),
            (Question::Redial, true) => self.start_redial(),
            (Question::Redial, false) => self.cancel_redial(),
            (
                Question::Restart
                | Question::RestoreDefaults
                | Question::DeleteLog
                | Question::DeleteContact(_)
                | Question::DeleteContacts
                | Question::DeleteGreeting
                | Question::DeleteRingTone(_),
                false,
            ) => {}
        }
    }

    fn enter_credentials(&mut self, user: &str, password: &str, asked: bool) {
        if user.is_empty() {
            return self.notify(Text::EnterUserName);
        }
        self.close_page();
        self.enter_login(user, password);
        if !asked {
            self.check_now();
        }
    }

    fn try_password(&mut self, entered: &str) {
        if let Some(wait) = self.guard.wait_text(self.now) {
            self.clear_field();
            return self.notify(wait);
        }
        let right = opens(self.config.get(&web::PASSWORD).expose(), entered);
        self.guard.tried(right, self.now);
        if right {
            self.close_page();
            self.open_page(PageKind::Administration);
        } else {
            self.clear_field();
            self.notify(Text::WrongPassword);
        }
    }

    fn enter_clock(&mut self, date: &str, time: &str) {
        let month_first = self.clock.format().month_first;
        let Some((date, time)) = read_date(date, month_first).zip(read_time(time)) else {
            self.notify(Text::NoSuchDateOrTime);
            return;
        };
        self.clock.set_by_hand(date, time, self.now);
        self.clock_changed();
        self.close_page();
        self.announce(Text::ClockIsSet, Urgency::Polite);
    }
}

fn credentials_form(kind: FormKind) -> Form {
    let fields = vec![
        Field::new(Text::User, FieldKind::Text, Letters::Small),
        Field::new(Text::Password, FieldKind::Secret, Letters::Small),
    ];
    Form::new(kind, Text::ProvisioningCredentials, fields)
}

/// Whether `entered` is the password `set`, which may be written as its MD5 hash (manual 38).
fn opens(set: &str, entered: &str) -> bool {
    let hash: String = Md5::digest(entered).iter().map(|byte| format!("{byte:02x}")).collect();
    set == entered || set.eq_ignore_ascii_case(&hash)
}

/// Reads eight digits as a date.
fn read_date(digits: &str, month_first: bool) -> Option<Date> {
    let (first, second) = (number(digits, 0)?, number(digits, 2)?);
    let (day, month) = if month_first { (second, first) } else { (first, second) };
    let date = Date { year: digits.get(4..8)?.parse().ok()?, month, day };
    date.is_real().then_some(date)
}

/// Reads four digits as a time of day.
fn read_time(digits: &str) -> Option<TimeOfDay> {
    TimeOfDay::new(number(digits, 0)?, number(digits, 2)?)
}

/// Returns the two digits that stand at `at`.
fn number(digits: &str, at: usize) -> Option<u8> {
    digits.get(at..at + 2)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_passwords_cost_more_and_more_time() {
        let (mut guard, now) = (Guard::default(), Instant::from_millis(1_000));
        for _ in 0..2 {
            guard.tried(false, now);
            assert_eq!(guard.wait(now), Duration::ZERO);
        }
        let mut waits = Vec::new();
        for _ in 0..9 {
            guard.tried(false, now);
            waits.push(guard.wait(now).as_secs());
        }
        assert_eq!(waits, [10, 20, 40, 80, 160, 320, 600, 600, 600]);
        for _ in 0..64 {
            guard.tried(false, now);
        }
        assert_eq!(guard.wait(now), LONGEST_PAUSE);
        guard.tried(true, now);
        assert_eq!(guard.wait(now), Duration::ZERO);
    }

    #[test]
    fn a_password_may_be_a_hash() {
        assert!(opens("4711", "4711"));
        assert!(!opens("4711", "4712"));
        assert!(opens("81DC9BDB52D04DC20036DBD8313ED055", "1234"));
        assert!(!opens("81dc9bdb52d04dc20036dbd8313ed055", "12345"));
    }

    #[test]
    fn only_real_dates_and_times_are_read() {
        let date = Date { year: 2026, month: 11, day: 25 };
        assert_eq!(read_date("25112026", false), Some(date));
        assert_eq!(read_date("11252026", true), Some(date));
        for wrong in ["25112026", "00112026", "1125202", ""] {
            assert_eq!(read_date(wrong, true), None, "{wrong}");
        }
        assert_eq!(read_date("29022027", false), None);
        assert_eq!(read_time("2359"), Some(TimeOfDay { hour: 23, minute: 59 }));
        for wrong in ["2400", "2360", "235", ""] {
            assert_eq!(read_time(wrong), None, "{wrong}");
        }
    }
}
