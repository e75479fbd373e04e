//! What each key does on each screen.

use super::call_log::LogKind;
use super::dialing::{AutoRedial, Entry};
use super::form::Form;
use super::key::Key;
use super::menu::{MenuPage, Page, PageKind, Question};
use super::paging::Shown;
use super::self_test::SelfTest;
use super::sound::{Device, VOLUME_MAX};
use super::{Phone, Urgency};
use crate::call::{Call, State};
use crate::language::Text;
use crate::media::plan::Digit;
use crate::time::Duration;

/// What the display shows and most keys go to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Focus<'a> {
    /// Nothing is loaded yet.
    Starting,
    /// A call waits to be answered.
    Ringing(&'a Call),
    /// A page of the menu.
    Menu(MenuPage),
    /// Something is filled in.
    Form(&'a Form),
    /// Something is asked.
    Confirm(Question),
    /// A test goes on.
    Test(&'a SelfTest),
    /// A number is being entered.
    Dialing(&'a Entry),
    /// A page that goes on: its group, and what becomes of it.
    Page(u8, Shown),
    /// The phone is locked.
    Locked,
    /// The call in the foreground.
    Call(&'a Call),
    /// A busy party is called again after this time.
    Redial(&'a AutoRedial, Duration),
    /// Nothing of these.
    Idle,
}

impl Phone {
    /// Returns what the display shows.
    pub(super) fn focus(&self) -> Focus<'_> {
        if let Some(locked) = self.locked_focus() {
            locked
        } else if let Some(call) = self.calls.ringing_in() {
            Focus::Ringing(call)
        } else if let Some(page) = self.page_focus() {
            page
        } else if let Some(page) = self.pages.last() {
            match page {
                Page::Menu(page) => Focus::Menu(*page),
                Page::Form(form) => Focus::Form(form),
                Page::Confirm(question) => Focus::Confirm(*question),
                Page::Test(test) => Focus::Test(test),
            }
        } else if let Some(entry) = &self.entry {
            Focus::Dialing(entry)
        } else if let Some(call) = self.calls.foreground() {
            Focus::Call(call)
        } else if self.is_starting() {
            Focus::Starting
        } else if let Some((redial, rest)) = self.redial_countdown() {
            Focus::Redial(redial, rest)
        } else {
            Focus::Idle
        }
    }

    /// Does what `key` does now.
    pub(super) fn press(&mut self, key: Key) {
        if !self.settings.outfit.has(key) {
            return;
        }
        // What turns the pages of the softkeys is the softkey itself.
        let softkey_page = core::mem::take(&mut self.softkey_page);
        if self.keep_locked(key) || self.press_in_self_test(key) || self.do_navigation(key) {
            return;
        }
        match key {
            Key::Digit(digit) => self.press_digit(char::from(b'0' + digit.min(9))),
            Key::Star => self.press_digit('*'),
            Key::Pound => self.press_digit('#'),
            Key::Softkey(slot) => {
                self.softkey_page = softkey_page;
                self.press_softkey(slot);
            }
            Key::Line(index) => match self.settings.keys.beside(index).cloned() {
                Some(function) => self.do_function(&function),
                None => self.notify(Text::NothingOnKey { key: u32::from(index) + 1 }),
            },
            Key::Function(slot) => self.press_function_key(slot),
            Key::Speaker => self.press_device(Device::Speaker),
            Key::Headset => self.press_device(Device::Headset),
            Key::Handset => self.press_device(Device::Handset),
            Key::Mute => self.press_mute(),
            Key::Hold => self.toggle_hold(),
            Key::Transfer => self.press_transfer(),
            Key::Redial => self.press_redial(),
            Key::Menu => self.press_menu(),
            Key::VoiceMail => self.press_voice_mail(),
            Key::Contacts => self.press_contacts(),
            Key::VolumeUp => self.change_volume(1),
            Key::VolumeDown => self.change_volume(-1),
            Key::Up => self.press_vertical(false),
            Key::Down => self.press_vertical(true),
            Key::Left => self.press_horizontal(false),
            Key::Right => self.press_horizontal(true),
            Key::Ok => self.take(),
            Key::Escape => self.end_focus(),
            Key::Backspace => self.press_backspace(),
        }
        self.watch_pages();
    }

    /// Takes what the screen offers first: dials, selects, answers.
    pub(super) fn take(&mut self) {
        match self.focus() {
            Focus::Starting => {}
            Focus::Ringing(_) => self.answer_ringing(self.device()),
            Focus::Menu(_) => self.select_on_page(),
            Focus::Form(_) => self.take_form(),
            // What cannot be undone is not done by pressing OK once too often.
            Focus::Confirm(_) => self.notify(Text::PressYesOrNo),
            Focus::Test(_) => {}
            Focus::Dialing(_) => self.send_entry(),
            Focus::Locked => self.ask_to_unlock(),
            Focus::Page(_, Shown::Asking) => self.hear_page(),
            Focus::Page(..) => {}
            Focus::Call(call) if !call.is_live() => self.end_focus(),
            Focus::Call(call) if self.greets(call.id) => self.stop_greeting(),
            Focus::Call(_) => {}
            Focus::Redial(..) => self.redial_now(),
            Focus::Idle => self.open_page(PageKind::Menu),
        }
    }

    /// Leaves, gives up, rejects or hangs up what is shown.
    pub(super) fn end_focus(&mut self) {
        match self.focus() {
            Focus::Starting | Focus::Idle | Focus::Locked => self.sound.close(),
            Focus::Redial(..) => self.cancel_redial(),
            Focus::Ringing(_) if !self.settings.outfit.reject_key => {}
            Focus::Ringing(_) => self.reject_ringing(),
            Focus::Menu(_) | Focus::Confirm(_) => self.close_page(),
            Focus::Form(_) => self.cancel_form(),
            Focus::Test(_) => self.end_self_test(),
            Focus::Page(..) => self.end_page(),
            Focus::Dialing(_) if self.is_entering_target() => self.cancel_transfer(),
            Focus::Dialing(_) => self.cancel_entry(),
            Focus::Call(call) => {
                let id = call.id;
                self.end_call(id);
            }
        }
    }

    /// Opens an empty entry beside the calls there are.
    pub(super) fn new_call(&mut self) {
        let line = self.calls.foreground().map_or(self.line, |call| call.line);
        self.start_entry(line, self.device());
    }

    fn press_digit(&mut self, key: char) {
        match self.focus() {
            Focus::Starting => self.notify(Text::PhoneIsStarting),
            Focus::Menu(page) => {
                let (kind, digit) = (page.kind, key.to_digit(10));
                if kind == PageKind::Directory {
                    self.extend_search(key.encode_utf8(&mut [0; 4]));
                } else if let (PageKind::SelfTests, Some(digit)) = (kind, digit) {
                    self.jump_to_self_test(u8::try_from(digit).unwrap_or(0));
                } else if let (false, Some(digit)) = (matches!(kind, PageKind::Log(_)), digit) {
                    self.jump_on_page(u8::try_from(digit).unwrap_or(0));
                }
            }
            Focus::Form(_) => self.press_in_form(key),
            Focus::Confirm(_) | Focus::Locked | Focus::Page(..) | Focus::Test(_) => {}
            Focus::Dialing(_) | Focus::Redial(..) | Focus::Idle => self.dial_key(key),
            Focus::Ringing(_) => self.press_dtmf(key),
            Focus::Call(call) if call.is_live() => self.press_dtmf(key),
            Focus::Call(call) => {
                let id = call.id;
                self.dismiss(id);
                self.dial_key(key);
            }
        }
    }

    /// Returns the digit that a key sends in a call, if there is one.
    pub(super) fn dtmf_of(&self, key: Key) -> Option<Digit> {
        let sends = matches!(self.focus(), Focus::Call(call) if call.is_live());
        if !sends {
            None
        } else if let Key::Digit(digit) = key {
            Digit::from_code(digit)
        } else {
            let letter =
                [(Key::Star, '*'), (Key::Pound, '#')].into_iter().find(|(own, _)| *own == key);
            letter.and_then(|(_, letter)| Digit::from_char(letter))
        }
    }

    fn press_dtmf(&mut self, key: char) {
        if let Some(digit) = Digit::from_char(key) {
            self.send_digit(digit);
        }
    }

    /// Answers, switches to or resumes what is on a line, or begins a call on it.
    pub(super) fn press_line(&mut self, index: u8) {
        let line = self.lines.get(usize::from(index));
        if !line.is_some_and(|line| line.settings.enabled) {
            self.notify(Text::NoLineOnKey { key: u32::from(index) + 1 });
            return;
        }
        let on_line: Vec<_> =
            self.calls.iter().filter(|call| call.line == index && call.is_live()).collect();
        let shown = self.calls.foreground().map(|call| call.id);
        let ringing = on_line.iter().find(|call| call.is_ringing_in());
        let other = on_line.iter().find(|call| Some(call.id) != shown);
        let same = on_line.first();
        if let Some(call) = ringing {
            let id = call.id;
            self.answer(id, self.device());
        } else if let Some(call) = other {
            let id = call.id;
            self.switch_to(id);
        } else if let Some(call) = same {
            let id = call.id;
            if self.wants_hold(id) {
                self.resume(id);
            } else {
                self.press_shared_line(index);
            }
        } else if !self.press_shared_line(index) {
            self.line = index;
            self.start_entry(index, self.device());
        }
    }

    /// Opens `device`, changes over to it, or hangs up if it is the open one.
    fn press_device(&mut self, device: Device) {
        if !self.settings.devices.has(device) {
            self.notify(Text::DeviceIsOff);
        } else if self.shown_page().is_some() && self.sound.device == Some(device) {
            self.end_page();
        } else if self.calls.ringing_in().is_some() && self.sound.device.is_none() {
            self.answer_ringing(device);
        } else if self.listens_in(device) {
        } else if self.sound.device == Some(device) {
            self.hang_up_device();
        } else if self.sound.device.is_some() {
            self.sound.device = Some(device);
        } else if self.entry.is_some() {
            self.sound.device = Some(device);
            self.restart_entry_tone();
        } else if self.calls.foreground().is_some_and(Call::is_live) {
            self.sound.device = Some(device);
        } else if self.is_starting() {
            self.notify(Text::PhoneIsStarting);
        } else {
            self.start_entry(self.line, device);
        }
    }

    /// Hangs up: closes the entry or ends the call that is heard.
    pub(super) fn hang_up_device(&mut self) {
        if self.entry.is_some() {
            self.cancel_entry();
        } else if let Some(call) = self.calls.foreground() {
            let id = call.id;
            self.end_call(id);
        } else {
            self.sound.close();
        }
    }

    pub(super) fn press_mute(&mut self) {
        if self.calls.foreground().is_some_and(Call::is_live) {
            self.sound.muted = !self.sound.muted;
            let text = if self.sound.muted { Text::Muted } else { Text::NotMuted };
            self.announce(text, Urgency::Polite);
        } else {
            self.notify(Text::NoCallToMute);
        }
    }

    /// Opens the list of dialled numbers; pressed again, or on OK, dials the selected one.
    pub(super) fn press_redial(&mut self) {
        let dialed = PageKind::Log(LogKind::Dialed);
        if self.is_starting() {
            self.notify(Text::PhoneIsStarting);
        } else if self.call_log.last_dialed().is_none() {
            self.notify(Text::NoDialedCalls);
        } else if self.menu_page().is_some_and(|page| page.kind == dialed) {
            self.select_on_page();
        } else {
            self.open_page(dialed);
        }
    }

    fn press_contacts(&mut self) {
        if self.is_starting() {
            self.notify(Text::PhoneIsStarting);
        } else {
            self.open_directory();
        }
    }

    fn press_menu(&mut self) {
        if self.pages.is_empty() {
            self.open_page(PageKind::Menu);
        } else {
            self.cancel_form();
            self.pages.clear();
        }
    }

    fn press_voice_mail(&mut self) {
        if self.settings.voice_mail_number.is_empty() {
            self.notify(Text::NoVoiceMailNumber);
        } else {
            let number = self.settings.voice_mail_number.clone();
            self.dial(self.line, &number);
        }
    }

    fn press_vertical(&mut self, down: bool) {
        match self.focus() {
            Focus::Menu(_) => self.move_on_page(down),
            Focus::Form(_) => self.move_in_form(down),
            Focus::Call(_) => self.swap(),
            Focus::Starting
            | Focus::Ringing(_)
            | Focus::Confirm(_)
            | Focus::Test(_)
            | Focus::Dialing(_)
            | Focus::Redial(..)
            | Focus::Locked
            | Focus::Page(..)
            | Focus::Idle => {}
        }
    }

    /// Goes into what is selected or out of it, or moves the cursor.
    fn press_horizontal(&mut self, right: bool) {
        match self.focus() {
            Focus::Form(_) => self.step_in_form(right),
            Focus::Dialing(_) => self.step_in_entry(right),
            Focus::Menu(page) if right => self.go_into(page),
            Focus::Menu(_) | Focus::Confirm(_) if !right => self.close_page(),
            Focus::Menu(_)
            | Focus::Confirm(_)
            | Focus::Test(_)
            | Focus::Starting
            | Focus::Ringing(_)
            | Focus::Call(_)
            | Focus::Redial(..)
            | Focus::Locked
            | Focus::Page(..)
            | Focus::Idle => {}
        }
    }

    /// Shows more of what is selected; nobody is called by it.
    fn go_into(&mut self, page: MenuPage) {
        if matches!(page.kind, PageKind::Log(_)) {
            self.open_log_entry();
        } else if page.kind == PageKind::Directory {
            if self.row_count(page.kind) > 0 {
                self.open_page(PageKind::Contact(page.row));
            }
        } else if !matches!(page.kind, PageKind::LogEntry(_) | PageKind::Contact(_)) {
            self.take();
        }
    }

    fn press_backspace(&mut self) {
        match self.focus() {
            Focus::Dialing(_) => self.erase(),
            Focus::Form(_) => self.erase_in_form(),
            Focus::Menu(MenuPage { kind: PageKind::Directory, .. }) => {
                if !self.shorten_search() {
                    self.close_page();
                }
            }
            Focus::Menu(_) | Focus::Confirm(_) => self.close_page(),
            Focus::Test(_)
            | Focus::Starting
            | Focus::Ringing(_)
            | Focus::Call(_)
            | Focus::Redial(..)
            | Focus::Locked
            | Focus::Page(..)
            | Focus::Idle => {}
        }
    }

    fn change_volume(&mut self, step: i8) {
        let rings = self.sound.device.is_none();
        let volume = if rings { &mut self.sound.ring_volume } else { &mut self.sound.volume };
        *volume = volume.saturating_add_signed(step).min(VOLUME_MAX);
        let volume = u32::from(*volume);
        self.notify(if rings { Text::RingerVolume { volume } } else { Text::Volume { volume } });
    }

    /// Returns the call other than `id` that Swap goes to.
    pub(super) fn other_call(&self, id: crate::call::CallId) -> Option<&Call> {
        self.calls.iter().rfind(|call| {
            let joined = self.is_in_conference(id) && self.is_in_conference(call.id);
            let rings = matches!(call.state, State::RingingIn { .. });
            call.id != id && call.is_live() && !rings && !joined
        })
    }

    /// Goes to the other call, if there is one.
    pub(super) fn swap(&mut self) {
        let Some(shown) = self.calls.foreground().map(|call| call.id) else { return };
        if let Some(other) = self.other_call(shown).map(|call| call.id) {
            self.switch_to(other);
        }
    }
}
