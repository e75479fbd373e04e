//! Draws the [`View`]: one file per kind of screen.

mod call;
mod form;
mod idle;
mod keys;
mod number;
mod page;
mod progress;
mod redial;
mod self_test;

use core::mem::take;

pub(super) use keys::Sign;

use super::Phone;
use super::form::{Field, Form};
use super::menu::PageKind;
use super::press::Focus;
use super::sound::level_percent;
use super::view::{Announcement, AudioView, Display, Line, LineStyle, View};
use crate::call::Call;
use crate::language::{Text, without_controls};
use crate::time::Duration;

/// Most characters of a heading: two rows of it.
const LONGEST_HEADING: usize = 48;

/// Most characters of a row with something at its right end: two rows of it.
const LONGEST_BESIDE: usize = 40;

/// Draws what may have changed anew and returns whether anything has.
pub(super) fn redraw(phone: &mut Phone) -> bool {
    let mut view = draw_without_keys(phone);
    if view.language != phone.view.language {
        phone.signs.clear();
    }
    let mut keys = (take(&mut phone.view.line_keys), take(&mut phone.view.function_keys));
    let mut signs = take(&mut phone.signs);
    let mut changed = view != phone.view;
    changed |= keys::redraw(phone, &mut signs, (&mut keys.0, &mut keys.1));
    debug_assert_eq!(keys::draw(phone), keys, "what is written on keys may change");
    (view.line_keys, view.function_keys) = keys;
    (phone.signs, phone.view) = (signs, view);
    changed
}

/// Draws everything the app shows.
pub(super) fn draw(phone: &Phone) -> View {
    let (line_keys, function_keys) = keys::draw(phone);
    View { line_keys, function_keys, ..draw_without_keys(phone) }
}

impl Phone {
    /// Draws the keys anew, whatever happens on them: what is written there may have changed.
    pub(super) fn rename_keys(&mut self) {
        self.signs.clear();
        self.touched = true;
    }
}

fn draw_without_keys(phone: &Phone) -> View {
    let softkeys = phone.softkeys().map(|key| key.map(|key| phone.softkey_label(key)));
    let Announcement { serial, ref text, urgent } = phone.announcement;
    let outfit = &phone.settings.outfit;
    View {
        language: phone.texts.language(),
        labels: phone.texts.labels(),
        rows: u8::try_from(outfit.rows).unwrap_or(u8::MAX),
        contrast: phone.settings.screen.contrast_percent,
        side_contrast: phone.settings.screen.side_contrast_percent,
        dark: phone.is_dark() || phone.test_is_dark(),
        test: phone.test_pattern(),
        missing: outfit.missing.clone(),
        model: phone.settings.outfit.model.clone(),
        display: display(phone),
        softkeys,
        line_keys: Vec::new(),
        function_keys: Vec::new(),
        lamps: keys::lamps(phone),
        announcement: Announcement { serial, text: phone.texts.say(text), urgent },
        audio: audio(phone),
        title: phone.page_title(),
        notification: phone.notified_call(),
    }
}

fn display(phone: &Phone) -> Display {
    let (screen, mut lines) = match phone.focus() {
        Focus::Starting => idle::starting(phone),
        Focus::Idle => idle::idle(phone),
        Focus::Locked => idle::locked(phone),
        Focus::Page(group, shown) => call::page(phone, group, shown),
        Focus::Dialing(entry) => number::dialing(phone, entry),
        Focus::Menu(page) => page::menu(phone, page),
        Focus::Form(form) => form::form(form),
        Focus::Confirm(question) => form::confirm(question),
        Focus::Test(test) => self_test::self_test(phone, test),
        Focus::Ringing(call) => call::ringing(phone, call),
        Focus::Call(call) => call::call(phone, call),
        Focus::Redial(redial, rest) => redial::countdown(phone, redial, rest),
    };
    let mut rows = phone.settings.outfit.rows;
    if let Some(entry) = lines.iter().position(|line| line.style == LineStyle::Entry) {
        // What is filled in is written larger, and stays in sight with its heading.
        rows -= 1;
        lines.drain(1..(entry + 2).saturating_sub(rows).max(1));
    }
    lines.truncate(rows);
    // A notice covers nothing: it has a row that is free, or else the place of the line's name.
    let in_a_row = phone.notice.as_ref().filter(|_| lines.len() < rows);
    lines.extend(in_a_row.map(|notice| Line::new(notice, LineStyle::Notice)));
    let at_the_top = phone.notice.as_ref().filter(|_| in_a_row.is_none());
    let mut lines: Vec<Line> = lines.into_iter().map(|line| said(phone, line)).collect();
    lines.iter_mut().for_each(shorten);
    let searches = phone.menu_page().is_some_and(|page| page.kind == PageKind::Directory);
    let takes_text = phone.form().and_then(Form::field).is_some_and(Field::takes_text) || searches;
    let time = phone.texts.say(&phone.clock.time(phone.now));
    let left = at_the_top.map_or_else(|| status_text(phone), |notice| phone.texts.say(notice));
    let status = (left, time);
    let scroll = match phone.focus() {
        Focus::Menu(page) => page::scroll(phone, page),
        Focus::Starting
        | Focus::Idle
        | Focus::Locked
        | Focus::Page(..)
        | Focus::Dialing(_)
        | Focus::Form(_)
        | Focus::Confirm(_)
        | Focus::Test(_)
        | Focus::Ringing(_)
        | Focus::Call(_)
        | Focus::Redial(..) => None,
    };
    let holds_digits = phone.dtmf_of(super::key::Key::Star).is_some();
    Display { screen, status, lines, takes_text, holds_digits, scroll }
}

/// Returns a line in the language of the display.
fn said(phone: &Phone, line: Line<Text>) -> Line {
    let Line { text, right, style, cursor } = line;
    Line { text: phone.texts.say(&text), right: phone.texts.say(&right), style, cursor }
}

/// Returns the left part of the status bar: the line that is used and how it stands.
fn status_text(phone: &Phone) -> String {
    let line = phone.lines.get(usize::from(phone.line));
    line.map_or_else(String::new, |line| without_controls(phone.label_of(line)).into_owned())
}

fn audio(phone: &Phone) -> AudioView {
    let sound = &phone.sound;
    let in_call = phone.calls.foreground().is_some_and(Call::is_up);
    let on_hook = sound.device.is_none();
    let say = |text: Text| phone.texts.say(&text);
    AudioView {
        in_call,
        microphone_level: if in_call { level_percent(sound.report.microphone_dbov) } else { 0 },
        speaker_level: if in_call { level_percent(sound.report.speaker_dbov) } else { 0 },
        volume: if on_hook { sound.ring_volume } else { sound.volume },
        recording: phone.recording_text().map_or_else(String::new, say),
        diagnosis: phone.diagnosis().into_iter().reduce(Text::beside).map_or_else(String::new, say),
        ringer_unarmed: sound.playback != super::Playback::Running,
        microphone_note: keys::microphone_note(&sound.microphone).map_or_else(String::new, say),
    }
}

/// Cuts what others may have made endless: a name in large letters, or one beside something else.
fn shorten(line: &mut Line) {
    let most = if line.style == LineStyle::Heading {
        LONGEST_HEADING
    } else if !line.right.is_empty() {
        LONGEST_BESIDE
    } else {
        return;
    };
    if let Some((cut, _)) = line.text.char_indices().nth(most) {
        line.text.truncate(cut);
        line.text.push('\u{2026}');
    }
}

/// Returns a time as `00:07`, `12:34` or `1:02:03`.
pub(super) fn timer_text(time: Duration) -> Text {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    Text::from(if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endless_names_are_cut() {
        let name = "Z\u{f6}".repeat(250);
        for (style, right, length) in [
            (LineStyle::Heading, "", 49),
            (LineStyle::Selected, "29 Nov 02:11", 41),
            (LineStyle::Normal, "", 500),
        ] {
            let mut line = Line::new(name.clone(), style).with_right(right);
            shorten(&mut line);
            assert_eq!(line.text.chars().count(), length);
        }
        let mut short = Line::new("Zo\u{eb}", LineStyle::Heading);
        shorten(&mut short);
        assert_eq!(short.text, "Zo\u{eb}");
    }

    #[test]
    fn timers_show_hours_only_when_there_are_some() {
        let shown = |seconds| timer_text(Duration::from_secs(seconds)).to_string();
        assert_eq!(shown(7), "00:07");
        assert_eq!(shown(754), "12:34");
        assert_eq!(shown(3_723), "1:02:03");
    }
}
