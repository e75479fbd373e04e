//! Entering a number, and when it is sent (manual 17.2, 17.6).

mod auto_redial;
mod settings;
mod tones;

use serde::{Deserialize, Serialize};

use super::form::{Letters, Tap, Written};
use super::menu::PageKind;
use super::press::Focus;
use super::sound::Device;
use super::{Phone, Timer, Urgency};
use crate::dial::{Pause, Verdict};
use crate::language::Text;
use crate::media::plan::{Command, Digit};
pub(super) use auto_redial::AutoRedial;
use settings::OnHookDialing;
pub(super) use settings::Settings;
pub(super) use tones::EntryTone;

/// How long a dialled digit is heard, in milliseconds.
pub(super) const DIGIT_MS: u16 = 120;

/// A number being entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// What was entered.
    pub(super) text: String,
    /// How many characters of it stand behind the cursor.
    behind: usize,
    /// What the keypad writes.
    letters: Letters,
    /// The key that may still change what it wrote.
    tap: Option<Tap>,
    /// The line it will be called from.
    pub(super) line: u8,
    /// What is heard.
    pub(super) tone: EntryTone,
}

impl Entry {
    fn new(line: u8) -> Self {
        let (text, behind, tap) = (String::new(), 0, None);
        Self { text, behind, letters: Letters::Digits, tap, line, tone: EntryTone::Silent }
    }

    /// Returns how many characters stand before the cursor.
    pub(super) fn cursor(&self) -> usize {
        self.text.chars().count().saturating_sub(self.behind)
    }

    /// Returns what the keypad writes.
    pub(super) const fn letters(&self) -> Letters {
        self.letters
    }

    /// Returns where in the text the character is that many before the end.
    fn place(&self, behind: usize) -> usize {
        let mut from_end = self.text.char_indices().rev().map(|(at, _)| at);
        behind.checked_sub(1).map_or(self.text.len(), |last| from_end.nth(last).unwrap_or(0))
    }

    fn insert(&mut self, text: &str) {
        self.text.insert_str(self.place(self.behind), text);
    }

    fn erase(&mut self) {
        if self.cursor() > 0 {
            self.text.remove(self.place(self.behind + 1));
        }
    }
}

impl Phone {
    /// Opens an empty entry on `line`, off hook, with the dial tone.
    pub(super) fn start_entry(&mut self, line: u8, device: Device) {
        if let Some(why) = self.dialing_blocked(line) {
            self.notify(why);
            if !self.settings.dialing.tones.out_of_service {
                return;
            }
        }
        self.sound.device = Some(device);
        self.pages.clear();
        self.entry = Some(Entry::new(line));
        self.seize_for_entry(line);
        self.begin_entry_tone(line);
        self.watch_hotline();
    }

    /// Opens an entry with `text` on hook, in silence.
    pub(super) fn start_entry_on_hook(&mut self, line: u8, text: &str) {
        if let Some(why) = self.dialing_blocked(line) {
            self.notify(why);
            return;
        }
        self.pages.clear();
        self.entry = Some(Entry::new(line));
        self.extend_entry(text);
    }

    /// Takes a digit, `*` or `#` where no call wants it.
    pub(super) fn dial_key(&mut self, key: char) {
        if key == '*' && self.opens_self_tests() {
            return;
        }
        if self.entry.is_none() && !self.open_for_digits() {
            return;
        }
        if self.write_letter(key) {
            return;
        }
        let complete = self.settings.dialing.complete_key == Some(key) && !self.is_off_line();
        let entered = self.entry.as_ref().is_some_and(|entry| !entry.text.is_empty());
        if complete && entered {
            self.send_entry();
            return;
        }
        if !self.is_off_line() {
            self.play_digit(key);
        }
        self.extend_entry(key.encode_utf8(&mut [0; 4]));
    }

    /// Takes typed or pasted text where a number or anything else can be entered.
    pub(super) fn type_text(&mut self, text: &str) {
        if matches!(self.focus(), Focus::Form(_)) {
            return self.type_in_form(text);
        }
        if self.is_locked() || self.self_test().is_some() {
            return;
        }
        if self.menu_page().is_some_and(|page| page.kind == PageKind::Directory) {
            return self.extend_search(text);
        }
        let text: String = text.chars().filter(|&c| is_number_char(c)).collect();
        if text.is_empty() || self.calls.ringing_in().is_some() {
            return;
        }
        if self.entry.is_some() {
            self.extend_entry(&text);
        } else if !self.calls.iter().any(|call| call.is_live()) {
            self.start_entry_on_hook(self.line, &text);
        } else {
            text.chars().filter_map(Digit::from_char).for_each(|digit| self.send_digit(digit));
        }
    }

    /// Removes the character before the cursor; an empty entry stays open.
    pub(super) fn erase(&mut self) {
        self.end_tap_in_entry();
        if let Some(entry) = &mut self.entry {
            entry.erase();
        }
        self.restart_interdigit();
    }

    /// Moves the cursor in what is entered.
    pub(super) fn step_in_entry(&mut self, right: bool) {
        self.end_tap_in_entry();
        if let Some(entry) = &mut self.entry {
            let behind = if right { entry.behind.saturating_sub(1) } else { entry.behind + 1 };
            entry.behind = behind.min(entry.text.chars().count());
        }
        self.restart_interdigit();
    }

    /// Lets the keypad write something else in what is entered, and returns it.
    pub(super) fn change_letters_of_entry(&mut self) -> Option<Letters> {
        self.end_tap_in_entry();
        let entry = self.entry.as_mut()?;
        entry.letters = entry.letters.next();
        Some(entry.letters)
    }

    /// The key that was pressed last writes a new character from now on.
    pub(super) fn end_tap_in_entry(&mut self) {
        if let Some(entry) = &mut self.entry {
            entry.tap = None;
        }
    }

    /// Writes what a key stands for where letters are written; returns whether they are.
    fn write_letter(&mut self, key: char) -> bool {
        let Some(entry) = self.entry.as_mut().filter(|it| it.letters != Letters::Digits) else {
            return false;
        };
        let Written { mut character, replaces, mut tap } = entry.letters.write(key, entry.tap);
        // Neither blanks nor quotes are part of an address.
        while !is_number_char(character) {
            Written { character, tap, .. } = entry.letters.write(key, tap);
        }
        if replaces {
            entry.erase();
        }
        self.extend_entry(character.encode_utf8(&mut [0; 4]));
        self.announce(Text::from(character.to_string()), Urgency::Polite);
        if let Some(entry) = &mut self.entry {
            entry.tap = tap;
            self.wait_for_tap();
        }
        true
    }

    /// Closes the entry without calling.
    pub(super) fn cancel_entry(&mut self) {
        self.close_entry();
        self.target_entry_closed();
        if !self.calls.iter().any(|call| call.is_live()) {
            self.sound.close();
        }
    }

    /// Calls what was entered; an empty entry stays open.
    pub(super) fn send_entry(&mut self) {
        let Some(entry) = self.entry.take_if(|entry| !entry.text.is_empty()) else { return };
        self.close_entry();
        if self.is_entering_target() {
            self.send_target(entry.line, &entry.text);
        } else {
            self.dial(entry.line, &entry.text);
        }
    }

    /// Lets an entry be heard that was made in silence.
    pub(super) fn restart_entry_tone(&mut self) {
        let Some((line, empty)) = self.entry.as_ref().map(|it| (it.line, it.text.is_empty()))
        else {
            return;
        };
        self.seize_for_entry(line);
        if empty {
            self.begin_entry_tone(line);
        }
        self.restart_interdigit();
    }

    /// Returns why `line` cannot call now, if it cannot (manual 49).
    pub(super) fn dialing_blocked(&self, line: u8) -> Option<Text> {
        let line = self.lines.get(usize::from(line))?;
        line.failure().map(|why| Text::RegistrationFailure.because(why))
    }

    pub(super) fn close_entry(&mut self) {
        self.entry = None;
        let of_entry = [Timer::Interdigit, Timer::DialTone, Timer::Hotline];
        of_entry.into_iter().for_each(|timer| self.timers.clear(timer));
    }

    /// Opens an entry because a digit was pressed on the idle screen.
    fn open_for_digits(&mut self) -> bool {
        match self.settings.dialing.on_hook {
            OnHookDialing::Disabled => {
                self.notify(Text::LiftHandset);
                return false;
            }
            OnHookDialing::OpenDevice => {
                if self.notify_blocked(self.line) {
                    return false;
                }
                self.start_entry(self.line, self.device());
            }
            OnHookDialing::OffLine => self.start_entry_on_hook(self.line, ""),
        }
        self.entry.is_some()
    }

    /// Whether digits are collected in silence and wait for Dial.
    fn is_off_line(&self) -> bool {
        self.sound.device.is_none()
    }

    fn extend_entry(&mut self, text: &str) {
        let Some(line) = self.entry.as_ref().map(|entry| entry.line) else { return };
        if self.notify_blocked(line) {
            return;
        }
        let off_line = self.is_off_line();
        let Settings { number_max, tones, map, .. } = &self.settings.dialing;
        let Some(entry) = &mut self.entry else { return };
        let room = number_max.saturating_sub(entry.text.chars().count());
        entry.tap = None;
        entry.insert(&text.chars().take(room).collect::<String>());
        let outside = tones.second.is_some_and(|key| entry.text.chars().eq([key]));
        let tone = if outside && !off_line { EntryTone::Second } else { EntryTone::Silent };
        let complete = !off_line && map.judge(&entry.text) == Verdict::Complete;
        self.timers.clear(Timer::Hotline);
        self.set_entry_tone(tone);
        if complete {
            self.send_entry();
        } else {
            self.restart_interdigit();
        }
    }

    /// Says why `line` cannot call; returns whether it cannot.
    fn notify_blocked(&mut self, line: u8) -> bool {
        let blocked = self.dialing_blocked(line);
        blocked.map(|why| self.notify(why)).is_some()
    }

    /// Waits for the next digit as long as the digit map says; only digits are sent by themselves,
    /// never a name or an address.
    fn restart_interdigit(&mut self) {
        self.timers.clear(Timer::Interdigit);
        let digits = |text: &str| !text.is_empty() && text.chars().all(is_key_char);
        let Some(text) = self.entry.as_ref().map(|entry| entry.text.as_str()) else { return };
        if !digits(text) || self.is_off_line() {
            return;
        }
        let Settings { timeout, short_timeout, map, .. } = &self.settings.dialing;
        let wait = match map.judge(text) {
            Verdict::Waits(Pause::Short) => *short_timeout,
            Verdict::Complete
            | Verdict::Waits(Pause::Long)
            | Verdict::Begins
            | Verdict::Unknown => *timeout,
        };
        if !wait.is_zero() {
            self.timers.set(Timer::Interdigit, self.now + wait);
        }
    }

    /// Lets the person hear a digit.
    fn play_digit(&mut self, key: char) {
        if let Some(digit) = Digit::from_char(key) {
            let command = Command::SendDigit { stream: None, digit, duration_ms: DIGIT_MS };
            self.outputs.push_back(super::Output::Command(command));
        }
    }
}

/// Whether `c` is on the keypad.
const fn is_key_char(c: char) -> bool {
    matches!(c, '0'..='9' | '*' | '#' | '+')
}

/// Whether `c` may be part of a number or an address (RFC 3261 25.1: user, host, port).
const fn is_number_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '*' | '#'
                | '+'
                | '@'
                | '.'
                | '-'
                | '_'
                | ':'
                | '['
                | ']'
                | '!'
                | '~'
                | '\''
                | '('
                | ')'
                | '&'
                | '='
                | '$'
                | ','
                | ';'
                | '?'
                | '/'
                | '%'
        )
}
